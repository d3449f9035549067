//! What was answered a moment ago, to whom it is asked again?
//!
//! Sums over a large archive take a moment, and a page is looked at more than once while the archive stays as it is.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;

/// How many answers are kept.
const MOST: usize = 256;

/// Bytes that one of them may have.
const LARGEST: usize = 512 << 10;

/// Some answers, the newest last.
#[derive(Default)]
pub(crate) struct Kept(Mutex<VecDeque<Answer>>);

struct Answer {
    address: String,
    mark: String,
    kind: String,
    body: Bytes,
}

impl Kept {
    /// What was answered at this address in this state of the archive: its type and its bytes.
    pub(crate) fn get(&self, address: &str, mark: &str) -> Option<(String, Bytes)> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|answer| answer.address == address && answer.mark == mark)?;
        Some((found.kind.clone(), found.body.clone()))
    }

    /// Keeps an answer, and lets the oldest go.
    pub(crate) fn keep(&self, address: &str, mark: &str, kind: &str, body: &Bytes) {
        if body.len() > LARGEST {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|answer| answer.address != address);
        if kept.len() >= MOST {
            kept.pop_front();
        }
        let (address, mark, kind) = (address.to_owned(), mark.to_owned(), kind.to_owned());
        kept.push_back(Answer { address, mark, kind, body: body.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_another_state_is_none() {
        let kept = Kept::default();
        kept.keep("/", "1", "text/html", &Bytes::from_static(b"one"));
        assert_eq!(kept.get("/", "1"), Some(("text/html".to_owned(), Bytes::from_static(b"one"))));
        assert!(kept.get("/", "2").is_none() && kept.get("/map", "1").is_none());
        (0..=MOST).for_each(|at| kept.keep(&at.to_string(), "1", "text/html", &Bytes::new()));
        assert!(kept.get("/", "1").is_none() && kept.get("7", "1").is_some());
    }
}
