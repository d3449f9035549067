//! Is this the same report, or a new version of one, or another?
//!
//! The same report is called alike and has the same headline and words, wherever its file lies. What has a place of its own —
//! an address, an id of its own in a file, a file to itself — and another text than what stood there is a new version.

use std::path::Path;

use dateline::{Report, Source};
use dateline_intake::Failure;
use sha2::{Digest, Sha256};

/// By what a report is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The same for the same report.
    pub(super) same: u128,
    /// The same for all versions of it, where it has a place of its own.
    pub(super) address: Option<u64>,
}

impl Identity {
    pub(super) fn of(report: &Report) -> Self {
        let source = &report.source;
        let url = report.url.as_deref().or(source.url.as_deref()).map(plain);
        let own = own_id(source);
        let called = url.or(own).unwrap_or_default();
        let words: Vec<&str> = report.text.split_whitespace().collect();
        let same = hash(&["report", called, report.title.as_deref().unwrap_or_default(), &words.join(" ")]);
        let file = || {
            let path = std::path::absolute(source.path.as_deref()?).ok()?;
            match (own, source.record) {
                (Some(id), _) => Some(hash(&["file", &path.to_string_lossy(), id])),
                (None, None) => Some(hash(&["file", &path.to_string_lossy()])),
                // Lines of a file move when others are put before them.
                (None, Some(_)) => None,
            }
        };
        let address = url.map(|url| hash(&["url", url])).or_else(file);
        Self { same, address: address.map(|hash| hash as u64) }
    }

    /// That of something which could not be read.
    pub(super) fn of_failure(failure: &Failure) -> Self {
        let source = &failure.source;
        let record = source.record.map_or_else(String::new, |record| record.to_string());
        let path = source.path.as_deref().unwrap_or_default();
        let called = [source.url.as_deref().unwrap_or_default(), &source.id, path, &record];
        let same = hash(&[&["failure"], &called[..], &[failure.kind.name(), &failure.message]].concat());
        Self { same, address: None }
    }
}

/// An address without what only leads within the page.
fn plain(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// The id that a report brings, and not one made of its file's name.
fn own_id(source: &Source) -> Option<&str> {
    let name = Path::new(source.path.as_deref().unwrap_or("stdin")).file_name()?.to_string_lossy();
    let made = match source.record {
        Some(record) => source.id.strip_suffix(&format!(":{record}")).unwrap_or(&source.id),
        None => &source.id,
    };
    (!name.starts_with(made)).then_some(&*source.id)
}

/// A number for a list of texts, the same on every machine and in every version: the first half of their SHA-256.
fn hash(parts: &[&str]) -> u128 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let half = hasher.finalize()[..16].try_into().expect("it has 32 bytes");
    u128::from_be_bytes(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, path: &str, record: Option<u64>, url: Option<&str>) -> Report {
        let mut report = Report::new("The envoy left Geneva.");
        report.source =
            Source { id: id.into(), path: Some(path.into()), record, url: url.map(Into::into), ..Source::default() };
        report
    }

    #[test]
    fn a_report_at_an_address_is_the_same_in_any_file() {
        let first = Identity::of(&report("urn:1", "a.warc.gz", Some(3), Some("https://post.example/1")));
        let second = Identity::of(&report("urn:2", "b.warc.gz", Some(9), Some("https://post.example/1#top")));
        assert_eq!(first, second);
        let mut changed = report("urn:3", "c.warc.gz", None, Some("https://post.example/1"));
        changed.text.push_str(" She returned.");
        let changed = Identity::of(&changed);
        assert!(changed.same != first.same && changed.address == first.address);
    }

    #[test]
    fn without_an_address_ids_and_files_tell() {
        let lines = [report("news:1", "news.jsonl", Some(1), None), report("news:2", "news.jsonl", Some(2), None)];
        let [first, second] = lines.map(|report| Identity::of(&report));
        assert!(first == second && first.address.is_none(), "a line has no place of its own");
        let own = Identity::of(&report("r7", "news.jsonl", Some(2), None));
        assert!(own.same != first.same && own.address.is_some());
        let file = Identity::of(&report("note", "note.txt", None, None));
        let moved = Identity::of(&report("note", "old/note.txt", None, None));
        assert!(file.same == moved.same && file.address != moved.address);
    }
}
