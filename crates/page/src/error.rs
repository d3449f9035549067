//! What keeps pages from being served, and a page from being shown?

use axum::http::StatusCode;
use dateline_archive::store;

/// Why pages cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive cannot be opened.
    #[error(transparent)]
    Archive(#[from] store::Error),
    /// The audit cannot be opened, or judged so.
    #[error(transparent)]
    Audit(#[from] dateline_eval::audit::Error),
    /// Nobody can listen at this address.
    #[error("{address}: nobody can listen there: {cause}; choose another --port")]
    Listen {
        /// Where.
        address: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// Others could look into the archive.
    #[error("{host}: others could reach this address; --token WORD lets in only who knows the word")]
    Open {
        /// The address.
        host: String,
    },
    /// The system has nothing that cannot be guessed.
    #[error("the system gives no secret for forms: {0}; --read-only shows pages without forms")]
    Secret(std::io::Error),
    /// The token would be guessed.
    #[error("the token has to have at least 12 characters, and none but letters, digits, - and _")]
    Token,
}

/// Why a page cannot be shown. What is told names nothing of the machine.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// There is no such page, report or actor.
    Missing(String),
    /// What was asked for is not understood.
    Asked(String),
    /// It took too long.
    Slow,
    /// A form did not come whole in time.
    Late,
    /// Too many ask at once.
    Busy,
    /// Who asks may not.
    Refused(String),
    /// Somebody else writes into the archive: who.
    Held(String),
    /// The archive cannot be written here.
    Unwritable,
    /// A report cannot be read again to tell why: what keeps it from that.
    Unread(String),
    /// The archive cannot be read, or the fault is ours.
    Failed(String),
}

impl Trouble {
    /// How HTTP says it.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Asked(_) => StatusCode::BAD_REQUEST,
            Self::Refused(_) | Self::Unwritable => StatusCode::FORBIDDEN,
            Self::Late => StatusCode::REQUEST_TIMEOUT,
            Self::Slow | Self::Busy | Self::Held(_) | Self::Unread(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened, and what to do.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Missing(what) | Self::Asked(what) | Self::Refused(what) => what.clone(),
            Self::Held(who) => format!(
                "Another program writes into this archive now: {who}. Nothing was kept. Go back and say it again when that \
                 has ended."
            ),
            Self::Unread(_) => {
                "To tell what was weighed, the report is read again, and the language model for that cannot be opened here. \
                 `dateline model install` gets it; what is missing is told where `dateline serve` runs."
                    .to_owned()
            }
            Self::Unwritable => {
                "The archive lies where this program may not write. Nothing was kept.".to_owned()
            }
            Self::Slow => {
                "This took too long and was ended. Ask for less: fewer days, one actor, one event.".to_owned()
            }
            Self::Late => "This form took too long to come. Nothing was kept. Send it again.".to_owned(),
            Self::Busy => "Too many questions at once. Try again in a moment.".to_owned(),
            Self::Failed(_) => {
                "The archive could not be read. `dateline check` tells what is wrong with it.".to_owned()
            }
        }
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(cause: rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => Self::Slow,
            Some(rusqlite::ErrorCode::ReadOnly) => Self::Unwritable,
            _ => Self::Failed(cause.to_string()),
        }
    }
}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Database { cause, .. } => cause.into(),
            store::Error::Held { holder, .. } => Self::Held(holder.to_string()),
            // What was typed, and what to type instead.
            store::Error::Words { cause } | store::Error::Said { cause } => Self::Asked(cause),
            other => Self::Failed(other.to_string()),
        }
    }
}
