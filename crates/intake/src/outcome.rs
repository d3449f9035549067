//! What came of a piece: a report, or a failure that says why there is none?

use std::fmt;

use dateline::{Report, Source};
use serde::{Serialize, Serializer};

/// Bytes that a web page may have: the largest of newspapers are under 5 MB, and parsers need many times as much.
pub(crate) const LARGEST_PAGE: usize = 10 << 20;
/// Bytes that a document of another format, with all the reports in it, may have.
pub(crate) const LARGEST_DOCUMENT: usize = 64 << 20;
/// Bytes of text that one report may have.
pub(crate) const LARGEST_TEXT: usize = LARGEST_DOCUMENT;

/// What one report's reading gives.
pub type Outcome = Result<Report, Failure>;

/// Why something that was to be read gave no report.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What was to be read.
    pub source: Source,
    /// The kind of failure.
    pub kind: FailureKind,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source.path.as_deref().unwrap_or(&self.source.id), self.message)
    }
}

impl std::error::Error for Failure {}

/// The cause of a failure. Published as one word, its [name](FailureKind::name).
///
/// # Examples
///
/// ```
/// use dateline_intake::{FailureKind, reports_in};
///
/// let page = "<!doctype html><title>Ferry talks fail</title><body></body>";
/// let failure = reports_in(page.into(), Default::default()).next().unwrap().unwrap_err();
/// assert_eq!(failure.kind, FailureKind::NoText);
/// assert_eq!(failure.kind.to_string(), "no_text");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureKind {
    /// There is no such file or folder.
    Missing,
    /// The file or folder cannot be opened.
    Unreadable,
    /// There is nothing in it.
    Empty,
    /// It is no text.
    Binary,
    /// It has more bytes than are read.
    TooLarge,
    /// It is a page whose elements stand too deep within each other, or are too many.
    TooDeep,
    /// It is not what its format asks for.
    Malformed,
    /// It cannot be unpacked or read to its end.
    Damaged,
    /// It is of a format, or at an address, that is not read.
    Unsupported,
    /// A web server's answer that is no page: a redirection, an error, a picture.
    NoPage,
    /// No text of a report was found in it.
    NoText,
    /// It holds nothing that may be a report.
    NoReports,
    /// Reading it takes longer than the limit for a report.
    TooSlow,
    /// The reading itself failed: a mistake of Dateline.
    Internal,
}

impl FailureKind {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Missing,
        Self::Unreadable,
        Self::Empty,
        Self::Binary,
        Self::TooLarge,
        Self::TooDeep,
        Self::Malformed,
        Self::Damaged,
        Self::Unsupported,
        Self::NoPage,
        Self::NoText,
        Self::NoReports,
        Self::TooSlow,
        Self::Internal,
    ];

    /// The one that this word stands for.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline_intake::FailureKind;
    ///
    /// assert_eq!(FailureKind::named("no_text"), Some(FailureKind::NoText));
    /// assert!(FailureKind::ALL.iter().all(|kind| FailureKind::named(kind.name()) == Some(*kind)));
    /// ```
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == word)
    }

    /// The word that records and tables say for it.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(dateline_intake::FailureKind::TooLarge.name(), "too_large");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::TooLarge => "too_large",
            Self::TooDeep => "too_deep",
            Self::Malformed => "malformed",
            Self::Damaged => "damaged",
            Self::Unsupported => "unsupported",
            Self::NoPage => "no_page",
            Self::NoText => "no_text",
            Self::NoReports => "no_reports",
            Self::TooSlow => "too_slow",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for FailureKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Why a piece is not read, before it is said whose piece it was: the kind of failure and its message.
pub(crate) type Cause = (FailureKind, String);

/// A failure of this source.
pub(crate) fn fail<T>(source: Source, kind: FailureKind, message: impl Into<String>) -> Result<T, Failure> {
    Err(Failure { source, kind, message: message.into() })
}

/// The report, unless its text is empty or too long.
pub(crate) fn checked(mut report: Report, what: &str) -> Outcome {
    if report.text.trim().is_empty() {
        let message = format!("no text of a report was found in this {what}");
        return fail(report.source, FailureKind::NoText, message);
    }
    if report.text.len() > LARGEST_TEXT {
        let message = format!("a text of {} bytes; a report may have {LARGEST_TEXT}: split it", report.text.len());
        return fail(report.source, FailureKind::TooLarge, message);
    }
    // Words of a page's metadata may stand over several lines.
    let folded = |text: String| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    };
    report.source.url = report.source.url.take().filter(|url| is_address(url));
    report.url = report.url.take().filter(|url| is_address(url));
    report.title = report.title.take().and_then(folded);
    report.publisher = report.publisher.take().and_then(folded);
    Ok(report)
}

/// Whether an address is one of the web, or names no other scheme: a program that follows it would run `javascript:`.
fn is_address(url: &str) -> bool {
    // Browsers take these out before they look at the scheme.
    let url: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let Some((scheme, rest)) = url.split_once(':') else { return true };
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let named = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-".contains(c));
    web || !named || rest.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_text(text: String) -> Report {
        Report { text, title: Some("Ferry\n talks fail".into()), publisher: Some(" ".into()), ..Report::default() }
    }

    #[test]
    fn a_report_has_text_and_its_headline_stands_on_one_line() {
        let report = checked(with_text("The envoy left.".into()), "text").expect("a report");
        assert_eq!((report.title.as_deref(), report.publisher), (Some("Ferry talks fail"), None));
        assert_eq!(checked(with_text(" \n".into()), "page").map_err(|failure| failure.kind), Err(FailureKind::NoText));
        let failure = checked(with_text("a".repeat(LARGEST_TEXT + 1)), "text").expect_err("too long");
        assert_eq!(failure.kind, FailureKind::TooLarge);
    }

    #[test]
    fn addresses_are_those_of_the_web() {
        let of = |url: &str| {
            let source = Source { url: Some(url.into()), ..Source::default() };
            checked(Report { source, ..with_text("Rain.".into()) }, "text").expect("a report").source.url
        };
        for url in ["https://post.example/1", "post.example/1", "localhost:8080/1", "HTTP://post.example:80/a:b"] {
            assert_eq!(of(url).as_deref(), Some(url));
        }
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "java\nscript:alert(1)",
            "\u{1} javascript:alert(1)",
        ] {
            assert_eq!(of(url), None, "{url}");
        }
    }

    #[test]
    fn a_kind_is_published_as_its_name() {
        let kind = FailureKind::NoReports;
        assert_eq!(serde_json::to_string(&kind).expect("JSON"), "\"no_reports\"");
        assert_eq!(format!("{kind} {kind:>12}"), "no_reports   no_reports");
    }
}
