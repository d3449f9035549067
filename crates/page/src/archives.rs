//! Who may ask the archive, how many at once, and for how long?

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use dateline_archive::store::{self, Archive, Extract, Reach, Writer};
use tokio::sync::Semaphore;

use crate::error::Trouble;

/// How many questions are answered at once.
const AT_ONCE: usize = 4;

/// How many may wait for that: a page asks one question.
const WAITING: Duration = Duration::from_secs(10);

/// How long one question may take.
const LIMIT: Duration = Duration::from_secs(8);

/// How long somebody else who writes is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many ledgers are kept.
const LEDGERS: usize = 8;

/// A ledger, of which reports, and in which state of the archive it was read.
type Kept = (String, Reach, Arc<Extract>);

/// One archive, opened to read as often as questions come at once.
pub(crate) struct Archives {
    path: PathBuf,
    idle: Mutex<Vec<Archive>>,
    turns: Semaphore,
    /// Ledgers, the newest last.
    ledgers: Mutex<Vec<Kept>>,
}

impl Archives {
    /// Opens it.
    pub(crate) fn open(path: &Path) -> Result<Self, store::Error> {
        let first = Archive::open(path)?;
        Ok(Self {
            path: path.to_owned(),
            idle: Mutex::new(vec![first]),
            turns: Semaphore::new(AT_ONCE),
            ledgers: Mutex::default(),
        })
    }

    /// What the archive is called: its file's name, nothing of where it lies.
    pub(crate) fn name(&self) -> String {
        self.path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// Another text whenever the archive is another.
    pub(crate) fn state(&self) -> String {
        let mut state = String::new();
        for ending in ["", "-wal"] {
            let mut path = self.path.clone().into_os_string();
            path.push(ending);
            let Ok(about) = std::fs::metadata(path) else { continue };
            let changed = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
            state += &format!("{:x}.{:x}.", about.len(), changed.unwrap_or_default().as_nanos());
        }
        state
    }

    /// The ledger of these reports, read anew when the archive is another; only where questions are answered.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or it takes too long.
    pub(crate) fn ledger(&self, archive: &Archive, reach: &Reach) -> Result<Arc<Extract>, Trouble> {
        // Whoever asks meanwhile waits, and reads it no second time.
        let mut kept = self.ledgers.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state();
        kept.retain(|(of, ..)| *of == state);
        if let Some((.., ledger)) = kept.iter().find(|(_, of, _)| of == reach) {
            return Ok(Arc::clone(ledger));
        }
        let end = Instant::now() + LIMIT;
        let ledger = archive.ledger_within(reach, &|| Instant::now() > end)?.ok_or(Trouble::Slow)?;
        let ledger = Arc::new(ledger);
        if kept.len() >= LEDGERS {
            kept.remove(0);
        }
        kept.push((state, reach.clone(), Arc::clone(&ledger)));
        Ok(ledger)
    }

    /// Answers a question on a thread of its own.
    ///
    /// # Errors
    ///
    /// What the question's answer says; if it takes too long, or too many wait.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Archive) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let turn = tokio::time::timeout(WAITING, self.turns.acquire()).await;
        let _turn = turn.map_err(|_| Trouble::Busy)?.map_err(|_| Trouble::Busy)?;
        let archives = Arc::clone(self);
        let answer = tokio::task::spawn_blocking(move || archives.answer(question)).await;
        answer.map_err(|cause| Trouble::Failed(cause.to_string()))?
    }

    /// Changes the archive, alone among those who write, on a thread of its own. Another one who writes is waited for only
    /// a moment.
    ///
    /// # Errors
    ///
    /// If somebody else writes, or the file cannot be written.
    pub(crate) async fn write(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Archive) -> Result<(), store::Error> + Send + 'static,
    ) -> Result<(), Trouble> {
        let turn = tokio::time::timeout(WAITING, self.turns.acquire()).await;
        let _turn = turn.map_err(|_| Trouble::Busy)?.map_err(|_| Trouble::Busy)?;
        let path = self.path.clone();
        let written = tokio::task::spawn_blocking(move || {
            if !path.exists() {
                return Err(store::Error::Missing { path });
            }
            let mut archive = Archive::open_to_write(&path, &Writer::here("dateline serve"), PATIENCE, |_| ())?;
            change(&mut archive)
        });
        match written.await.map_err(|cause| Trouble::Failed(cause.to_string()))? {
            Err(store::Error::Io { .. }) => Err(Trouble::Unwritable),
            written => Ok(written?),
        }
    }

    /// Whether this program may write into it.
    pub(crate) fn is_writable(&self) -> bool {
        OpenOptions::new().append(true).open(&self.path).is_ok()
    }

    fn answer<T>(&self, question: impl FnOnce(&Archive) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut archive = idle.map_or_else(|| Archive::open(&self.path), Ok)?;
        archive.end_at(Instant::now() + LIMIT)?;
        let answer = question(&archive);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(archive);
        answer
    }
}
