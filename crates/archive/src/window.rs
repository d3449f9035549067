//! How much may be on its way from the files to the archive at once?

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Items that are on their way at once, for each thread.
const AHEAD: usize = 16;
/// Bytes of items that are on their way at once; one larger item goes alone.
const AHEAD_BYTES: usize = 64 << 20;
/// How long a thread sleeps before it looks again whether the run was stopped.
const NAP: Duration = Duration::from_millis(50);

/// Room for items between the thread that cuts them from the files and the one that writes what they gave.
pub(crate) struct Window {
    most: usize,
    /// Items and their bytes.
    state: Mutex<(usize, usize)>,
    left: Condvar,
}

impl Window {
    /// Room for as many items as keep this many threads busy.
    pub(crate) fn new(threads: usize) -> Self {
        Self { most: threads * AHEAD, state: Mutex::default(), left: Condvar::new() }
    }

    /// Waits for room for an item; false if the run was stopped meanwhile.
    pub(crate) fn enter(&self, size: usize, stopped: impl Fn() -> bool) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.0 > 0 && (state.0 >= self.most || state.1 + size > AHEAD_BYTES) && !stopped() {
            state = self.left.wait_timeout(state, NAP).unwrap_or_else(PoisonError::into_inner).0;
        }
        *state = (state.0 + 1, state.1 + size);
        !stopped()
    }

    /// Makes room again: an item of this size is written.
    pub(crate) fn leave(&self, size: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = (state.0 - 1, state.1 - size);
        self.left.notify_one();
    }
}
