//! Has the reading of this report to be given up?

use std::fmt;

use dateline_language::{Doc, Span, Token};

/// The one who says when a reading takes too long. Once it is over it stays so, and what is found from then on is thrown
/// away: the loops of the questions ask it at each sentence and stop.
#[derive(Clone, Copy)]
pub(crate) struct Limit<'a>(&'a dyn Fn() -> bool);

impl<'a> Limit<'a> {
    /// One that is over when this answers yes.
    pub(crate) fn new(is_over: &'a dyn Fn() -> bool) -> Self {
        Self(is_over)
    }

    /// One that is never over.
    pub(crate) fn none() -> Self {
        Self(&|| false)
    }

    pub(crate) fn is_over(self) -> bool {
        (self.0)()
    }

    /// The sentences of a document, as long as it is not over.
    pub(crate) fn sentences<'d>(self, doc: &'d Doc) -> impl Iterator<Item = Span<'d>> + use<'a, 'd> {
        doc.sentences().take_while(move |_| !self.is_over())
    }

    /// The words of a document, as long as it is not over.
    pub(crate) fn words<'d>(self, doc: &'d Doc) -> impl Iterator<Item = Token<'d>> + use<'a, 'd> {
        self.sentences(doc).flat_map(|sentence| sentence.tokens())
    }
}

impl fmt::Debug for Limit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(stringify!(Limit)).field(&self.is_over()).finish()
    }
}
