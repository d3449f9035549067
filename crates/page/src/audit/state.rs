//! What do all requests to an audit share, and who is it that asks?

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::header::{self, HeaderMap};
use dateline_eval::audit::{Audit, Coder, Error as AuditError};

use crate::error::{Error, Trouble};
use crate::forms::Forms;

use super::Coders;

/// Who is told what went wrong here, which no page tells.
pub(crate) type Tell = Arc<dyn Fn(&str) + Send + Sync>;

/// What all requests share.
#[derive(Clone)]
pub(super) struct Desk {
    audit: Arc<Mutex<Audit>>,
    coders: Arc<Vec<Coder>>,
    pub(super) forms: Arc<Forms>,
    pub(super) tell: Tell,
    /// What the audit is called.
    pub(super) name: Arc<str>,
    /// The cookie that says who asks: of this audit alone, since cookies know no ports.
    cookie: Arc<str>,
}

impl Desk {
    pub(super) fn of(audit: Audit, coders: &Coders, forms: Forms, tell: Tell) -> Result<Self, Error> {
        let known = audit.coders()?;
        let is_here =
            |coder: &Coder| coders.names.contains(&coder.name) || coders.decides.as_ref() == Some(&coder.name);
        let drawn = audit.drawn()?;
        let name = audit.path().file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Self {
            audit: Arc::new(Mutex::new(audit)),
            coders: Arc::new(known.into_iter().filter(is_here).collect()),
            forms: Arc::new(forms),
            tell,
            name: Arc::from(name),
            cookie: Arc::from(format!("dateline-coder-{}", drawn.hash.get(..8).unwrap_or_default())),
        })
    }

    /// Who may judge here.
    pub(super) fn coders(&self) -> &[Coder] {
        &self.coders
    }

    /// Who asks, if that was said.
    pub(super) fn coder(&self, headers: &HeaderMap) -> Option<Coder> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, number) = pairs.find(|(name, _)| **name == *self.cookie)?;
        let number: i64 = number.parse().ok()?;
        self.coders.iter().find(|coder| coder.number == number).cloned()
    }

    /// The cookie of a coder.
    pub(super) fn cookie(&self, coder: &Coder) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000", self.cookie, coder.number)
    }

    /// Asks the audit, or tells it something, on a thread of its own; one at a time.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Audit) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let audit = Arc::clone(&self.audit);
        let answer =
            tokio::task::spawn_blocking(move || question(&audit.lock().unwrap_or_else(PoisonError::into_inner))).await;
        answer.map_err(|cause| Trouble::Failed(cause.to_string()))?
    }
}

impl From<AuditError> for Trouble {
    fn from(error: AuditError) -> Self {
        match error {
            AuditError::Said(what) => Self::Asked(what),
            AuditError::Database { cause, .. } => cause.into(),
            other => Self::Failed(other.to_string()),
        }
    }
}
