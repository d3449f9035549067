//! When is what was kept committed? A second's work at a time: no report waits long, and not each waits for the disk.

use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// How long work is gathered before it is committed.
const GATHERED: Duration = Duration::from_secs(1);

/// Work that is gathered; what is not committed when it is dropped is undone.
pub(super) struct Committing<'a> {
    pub(super) connection: &'a Connection,
    /// What is not committed yet, and since when.
    open: Option<(Transaction<'a>, Instant)>,
}

impl<'a> Committing<'a> {
    pub(super) fn on(connection: &'a Connection) -> Self {
        Self { connection, open: None }
    }

    /// What is kept from now on is committed at once, if that is not so already.
    pub(super) fn begin(&mut self) -> rusqlite::Result<()> {
        if self.open.is_none() {
            let transaction = Transaction::new_unchecked(self.connection, TransactionBehavior::Immediate)?;
            self.open = Some((transaction, Instant::now()));
        }
        Ok(())
    }

    /// Commits what was gathered long enough.
    pub(super) fn go_on(&mut self) -> rusqlite::Result<()> {
        match self.open.take_if(|(_, since)| since.elapsed() >= GATHERED) {
            Some((transaction, _)) => transaction.commit(),
            None => Ok(()),
        }
    }

    /// Commits all of it.
    pub(super) fn end(&mut self) -> rusqlite::Result<()> {
        self.open.take().map_or(Ok(()), |(transaction, _)| transaction.commit())
    }
}
