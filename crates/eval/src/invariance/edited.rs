//! A text that was changed: where did each of its characters stand before?

/// A changed text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edited {
    pub(super) text: String,
    /// For each character, where it stood; nothing of what was added.
    origins: Vec<Option<usize>>,
}

impl Edited {
    /// Adds characters that stood there from this place on.
    pub(super) fn keep(&mut self, text: &[char], from: usize) {
        self.text.extend(text);
        self.origins.extend((from..from + text.len()).map(Some));
    }

    /// Adds characters in the place of others that began there.
    pub(super) fn replace(&mut self, text: &str, from: usize) {
        self.text.push_str(text);
        self.origins.extend(text.chars().map(|_| Some(from)));
    }

    /// Adds what stood nowhere.
    pub(super) fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.origins.extend(text.chars().map(|_| None));
    }

    /// Where a character stood before.
    pub(super) fn origin(&self, at: usize) -> Option<usize> {
        self.origins.get(at).copied().flatten()
    }
}
