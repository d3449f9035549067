//! Who writes into an archive? One at a time; the others wait, and are told for whom.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::Error;
use super::{beside, real};

/// How the file of the lock is called behind the archive's name.
pub(super) const ENDING: &str = "-writer";

/// How long a writer that waits sleeps before it tries again.
const NAP: Duration = Duration::from_millis(100);

/// Who writes into an archive: `dateline add, process 4711, since 2031-03-08T14:03:11Z`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writer(String);

impl Writer {
    /// This process, by what it was asked to do.
    pub fn here(command: &str) -> Self {
        Self(format!("{command}, process {}, since {:.0}", std::process::id(), jiff::Timestamp::now()))
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "another program" } else { &self.0 })
    }
}

/// Keeps other writers out until it is dropped, or its process ends in whatever way.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "the system frees the lock with the file")] File);

impl Lock {
    /// Locks the archive at this path for a writer: waits for another one as long as `patience`, who is told to `waits`.
    ///
    /// # Errors
    ///
    /// If another one still writes then, or the file of the lock cannot be written.
    pub(super) fn take(
        archive: &Path,
        writer: &Writer,
        patience: Duration,
        waits: impl FnOnce(&Writer),
    ) -> Result<Self, Error> {
        let path = beside(archive, ENDING);
        let io = |cause| Error::Io { path: path.clone(), cause };
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io)?;
        let begun = Instant::now();
        let mut waits = Some(waits);
        while file.try_lock().is_err() {
            let mut holder = String::new();
            // Who holds it may just be writing its name.
            let _ = File::open(&path).and_then(|mut file| file.read_to_string(&mut holder));
            let holder = Writer(holder);
            if begun.elapsed() >= patience {
                return Err(Error::Held { path: archive.to_owned(), holder });
            }
            if let Some(waits) = waits.take() {
                waits(&holder);
            }
            std::thread::sleep(NAP);
        }
        file.set_len(0)
            .and_then(|()| file.write_all(writer.0.as_bytes()))
            .map_err(|cause| Error::Io { path, cause })?;
        Ok(Self(file))
    }
}

/// Who writes into the archive at this path now.
pub(super) fn holder(archive: &Path) -> Option<Writer> {
    let mut file = File::open(beside(&real(archive), ENDING)).ok()?;
    match file.try_lock_shared() {
        Ok(()) => None,
        Err(_) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder).ok()?;
            Some(Writer(holder))
        }
    }
}
