//! How do the feeds and pages stand that an archive follows?

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use dateline_archive::store::Archive;
use dateline_archive::store::following::{FeedStatus, PageStatus, Status, status};

use crate::shown::{self, Form};

/// Shows it on the standard output.
pub(super) fn show(archive: &Path) -> anyhow::Result<ExitCode> {
    let archive = Archive::open(archive)?;
    let status = status(archive.connection())?;
    let mut out = shown::out(Form::Plain);
    for line in told(&status) {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn told(status: &Status) -> Vec<String> {
    let Status { feeds, failing, held_back } = status;
    if feeds.is_empty() {
        return vec!["no feed is followed into this archive".to_owned()];
    }
    let mut lines: Vec<String> = feeds.iter().flat_map(feed).collect();
    if !held_back.is_empty() {
        lines.push("\nhosts that are left alone for a while:".to_owned());
        lines.extend(held_back.iter().map(|host| format!("  {} until {}", host.host, minute(&host.not_before))));
    }
    if !failing.is_empty() {
        lines.push("\npages that could not be had:".to_owned());
        lines.extend(failing.iter().flat_map(page));
    }
    lines
}

fn feed(feed: &FeedStatus) -> Vec<String> {
    let name = feed.name.as_deref().map(|name| shown::tame(name.chars()));
    let mut lines = vec![name.map_or(feed.url.clone(), |name| format!("{name}  {}", feed.url))];
    let read = feed.last_read.as_deref().map_or("never read".to_owned(), |read| format!("read {}", minute(read)));
    lines.push(format!(
        "  {read}, next {}; {} held, {} wanted, {} given up",
        minute(&feed.next_try),
        feed.held,
        feed.wanted,
        feed.given_up
    ));
    if let (Some(cause), Some(message)) = (&feed.cause, &feed.message) {
        lines.push(format!("  {}, {cause}: {}", failed(feed.failures), shown::tame(message.chars())));
    }
    lines
}

fn page(page: &PageStatus) -> Vec<String> {
    let next = page.next_try.as_deref().map_or("not tried again".to_owned(), |next| format!("next {}", minute(next)));
    let state = page.state.replace('_', " ");
    let message = shown::tame(page.message.chars());
    vec![
        format!("  {}", page.url),
        format!("    {state}, {}, {}: {message}; {next}", failed(page.failures), page.cause),
    ]
}

fn failed(times: u32) -> String {
    match times {
        1 => "failed once".to_owned(),
        times => format!("failed {times} times"),
    }
}

/// A time of the tables, without its seconds.
fn minute(time: &str) -> String {
    format!("{}Z", time.get(..16).unwrap_or(time).replace('T', " "))
}
