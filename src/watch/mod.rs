//! `dateline watch`: the reports of feeds, as they appear, into an archive.

mod status;
mod telling;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use anyhow::Context;
use clap::Args;
use clap::error::ErrorKind;
use dateline_archive::store::{Archive, Error};
use dateline_watch::{Feeds, InArchive, Manners, Round};
use jiff::Timestamp;

use crate::archive::{Waiting, joined};
use crate::reading::{ReadMany, stop_on_signal};
use crate::shown::{self, Form};

use telling::Telling;

/// Follow feeds on the web into an archive: each report that they name is fetched, read and kept, once.
///
/// FEEDS names them: RSS, Atom, JSON Feed, sitemaps of news. What fails is tried again later, and stands in --status until
/// then. What is committed stays, whatever ends the command; the same command goes on behind it. Servers are asked one thing
/// at a time, with pauses, and nothing that their robots.txt forbids.
#[derive(Args)]
#[command(mut_arg("limit", |limit| limit.default_value("60s")), after_long_help = FILE)]
pub(crate) struct Watch {
    /// The feeds: a file such as the one below, or a list of subscriptions of another program (OPML).
    #[arg(value_name = "FEEDS", required_unless_present = "import")]
    feeds: Option<PathBuf>,
    /// The archive; it is made, if it is not there.
    #[arg(value_name = "ARCHIVE", required_unless_present_any = ["import", "status"])]
    archive: Option<PathBuf>,
    /// Ask every feed once, fetch what they name and what is due, and end.
    #[arg(long)]
    once: bool,
    /// Show how feeds and pages stand, and what failed; ask nobody. FEEDS may be left out.
    #[arg(long, conflicts_with = "once")]
    status: bool,
    /// Print the file of feeds that says the same as this list of subscriptions (OPML), and end.
    #[arg(long, value_name = "OPML", conflicts_with_all = ["feeds", "once", "status"])]
    import: Option<PathBuf>,
    /// Ask servers on this machine and in its network, too. Link-local addresses, where clouds keep secrets, are never asked.
    #[arg(long)]
    allow_private: bool,
    #[command(flatten)]
    waiting: Waiting,
    #[command(flatten)]
    many: ReadMany,
}

/// What a file of feeds looks like.
const FILE: &str = r#"A file of feeds:
  contact = "desk@post.example"    # told to servers, so that they can reach you
  every = "15m"                    # time between two requests for a feed
  delay = "1s"                     # time between two requests to a host
  revisit = true                   # ask for pages again after 2 and 24 hours, to find what was edited

  [[feed]]
  url = "https://post.example/rss.xml"
  name = "Harbour Post"
  every = "1h"                     # for this one

All but url may be left out."#;

impl Watch {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match (&self.import, &self.feeds, &self.archive) {
            (Some(opml), ..) => import(opml),
            (None, Some(archive), None) | (None, _, Some(archive)) if self.status => status::show(archive),
            (None, Some(feeds), Some(archive)) => self.follow(Feeds::open(feeds)?, archive),
            _ => Err(clap::Error::raw(ErrorKind::MissingRequiredArgument, "FEEDS and ARCHIVE are wanted\n").into()),
        }
    }

    fn follow(&self, feeds: Feeds, archive: &Path) -> anyhow::Result<ExitCode> {
        if feeds.contact.is_none() {
            shown::note("no contact is given in the file of feeds: servers cannot reach you, and may refuse more");
        }
        let opened = self.many.open()?;
        let stop = stop_on_signal("stopping at what is committed")?;
        let (reading, versions) = (self.many.reading(&opened, &stop), self.many.versions(&opened)?);
        let seed = Timestamp::now().as_nanosecond() as u64;
        let manners = Manners { allow_private: self.allow_private, seed, ..Manners::default() };
        let mut watch = dateline_watch::Watch::new(feeds, manners, &stop);
        loop {
            let Some(mut open) = self.opened(archive, &watch)? else { return Ok(ExitCode::from(130)) };
            let mut keeper = InArchive { archive: &mut open, reading: &reading, versions: &versions };
            let mut telling = Telling::new();
            let round = watch.round(&mut keeper, self.once, &mut |told| telling.tell(&told));
            telling.clear();
            let round = round.with_context(|| format!("{} is not followed any more", archive.display()))?;
            if !stop.load(std::sync::atomic::Ordering::Relaxed) {
                joined(&mut open, &stop)?;
            }
            drop(open);
            if let Some(ended) = self.ended(&round, &watch, &stop) {
                return Ok(ended);
            }
        }
    }

    /// The archive, open to write. Between two rounds others may write, as long as they need: who follows feeds waits, but for
    /// `--once`. Nothing, if it was stopped meanwhile.
    fn opened(&self, archive: &Path, watch: &dateline_watch::Watch<'_>) -> anyhow::Result<Option<Archive>> {
        loop {
            match self.waiting.open(archive, "watch") {
                Err(error) if !self.once && matches!(error.downcast_ref(), Some(Error::Held { .. })) => {
                    if !watch.sleep(Timestamp::now()) {
                        return Ok(None);
                    }
                }
                opened => return opened.map(Some),
            }
        }
    }

    /// How it ends after this round; nothing, if another one is due, which is waited for.
    fn ended(&self, round: &Round, watch: &dateline_watch::Watch<'_>, stop: &AtomicBool) -> Option<ExitCode> {
        let is_stopped = || stop.load(std::sync::atomic::Ordering::Relaxed);
        shown::line(telling::round(round));
        if !is_stopped() {
            if self.once {
                return Some(if round.had_nothing() { ExitCode::FAILURE } else { ExitCode::SUCCESS });
            }
            let Some(next) = round.next else { return Some(ExitCode::SUCCESS) };
            if watch.sleep(next) {
                return None;
            }
        }
        shown::note("stopped; the same command goes on behind what is in the archive");
        Some(ExitCode::from(130))
    }
}

/// Prints the file of feeds that says the same as a list of subscriptions.
fn import(opml: &Path) -> anyhow::Result<ExitCode> {
    let text = Feeds::open(opml)?.to_text().map_err(anyhow::Error::msg)?;
    let mut out = shown::out(Form::Plain);
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
