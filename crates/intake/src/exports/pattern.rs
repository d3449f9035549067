//! What does a line look like? A pattern of a description, made when it is first asked for: most texts are no exports, and
//! to make all patterns takes as long as to read a page.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use regex::Regex;

/// When patterns are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// With the description: those of users may have mistakes.
    AtOnce,
    /// When they are asked for.
    WhenAsked,
}

/// A regular expression; its clones are made once for all.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    written: Arc<str>,
    made: Arc<OnceLock<Regex>>,
}

impl Pattern {
    /// The pattern that stands under this name.
    ///
    /// # Errors
    ///
    /// If it is made at once and cannot be.
    pub(super) fn of(name: &str, written: &str, made: Made) -> Result<Self, String> {
        let pattern = Self { written: written.into(), made: Arc::default() };
        if made == Made::AtOnce {
            let regex = Regex::new(written);
            let regex = regex.map_err(|error| format!("the pattern of `{name}` cannot be read: {error}"))?;
            return Ok(Self { made: Arc::new(OnceLock::from(regex)), ..pattern });
        }
        Ok(pattern)
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.made.get_or_init(|| Regex::new(&self.written).expect("a pattern of the program, which a test makes"))
    }
}
