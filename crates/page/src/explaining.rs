//! How is a report read again, to tell why its events are told?
//!
//! That needs a language model, of which pages know nothing: whoever serves them hands on how it is done.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use dateline::Report;
use dateline::record::{Explanation, Record};
use tokio::sync::Semaphore;

use crate::error::Trouble;

/// How long somebody waits for it, with those before.
const LIMIT: Duration = Duration::from_secs(30);

/// A report that was read again.
#[derive(Debug)]
pub struct Explained {
    /// What was read.
    pub record: Record,
    /// Why each of its events is told, in their order.
    pub explanations: Vec<Explanation>,
    /// What the codebook's entries mean that tell them, by their ids.
    pub entries: BTreeMap<String, Meaning>,
}

/// What an entry of the codebook means.
#[derive(Debug)]
pub struct Meaning {
    /// In words.
    pub what: String,
    /// The keys of its pattern, each with its words.
    pub pattern: Vec<(&'static str, String)>,
}

/// Reads a report again, with or without the encoder; what keeps it from that.
type Explain = dyn Fn(&Report, bool) -> Result<Explained, String> + Send + Sync;

/// Reads reports again, one at a time.
pub struct Explainer {
    explain: Box<Explain>,
    /// A feature of a table of weights in words.
    pub(crate) worded: fn(&str, &str) -> String,
    turn: Arc<Semaphore>,
}

impl Explainer {
    /// With how a report is read again, with or without the encoder, and how a feature of a table of weights is said in words.
    pub fn new(
        explain: impl Fn(&Report, bool) -> Result<Explained, String> + Send + Sync + 'static,
        worded: fn(&str, &str) -> String,
    ) -> Self {
        Self { explain: Box::new(explain), worded, turn: Arc::new(Semaphore::new(1)) }
    }

    /// Reads a report again on a thread of its own.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or that takes too long.
    pub(crate) async fn ask(self: &Arc<Self>, report: Report, with_encoder: bool) -> Result<Explained, Trouble> {
        let explainer = Arc::clone(self);
        let answer = async move {
            let turn = Arc::clone(&explainer.turn).acquire_owned().await.map_err(|_| Trouble::Busy)?;
            let read = move || {
                // Kept until it is read, also when nobody waits any more: the next one has the machine for itself.
                let _turn = turn;
                (explainer.explain)(&report, with_encoder).map_err(Trouble::Unread)
            };
            tokio::task::spawn_blocking(read).await.map_err(|cause| Trouble::Failed(cause.to_string()))?
        };
        tokio::time::timeout(LIMIT, answer).await.unwrap_or(Err(Trouble::Busy))
    }
}
