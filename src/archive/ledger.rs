//! `dateline ledger`: who demanded, promised, threatened, refused what, and what became of it?

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use dateline_archive::ledger::{Became, Correction, Entry, Kind, Outcome, Somebody, Verdict, Wanted};
use dateline_archive::store::Archive;
use jiff::civil::Date;

use crate::archive::Waiting;
use crate::shown;

/// List what was demanded, promised, threatened and refused in the reports of an archive, and what became of it.
///
/// An entry is told once, with all reports that tell it. What became of it is a link to a later sentence: carried out, partly,
/// refused, withdrawn, answered, repeated, each with a reason and a score. What you say by hand (--correct) is kept apart from
/// what was found and lies over it.
#[derive(Args)]
pub(crate) struct Ledger {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Only those of which nothing has become yet.
    #[arg(long)]
    open: bool,
    /// Only those of this kind.
    #[arg(long, value_enum)]
    kind: Option<KindOf>,
    /// Only those by or to somebody with this country code, or these words in the name.
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Only those told on this day or later, such as 2031-03-02.
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Only those told on this day or before.
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// How to print them [default: table on a terminal, else jsonl].
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    correcting: Correcting,
    #[command(flatten)]
    waiting: Waiting,
}

/// What is said by hand.
#[derive(Args)]
struct Correcting {
    /// Say something by hand of this entry: demand-12-340.
    #[arg(long, value_name = "ENTRY")]
    correct: Option<String>,
    /// With --correct: of this that became of it, not of the entry as a whole: refused-14-93.
    #[arg(long, value_name = "LINK", requires = "correct")]
    link: Option<String>,
    /// With --correct: it is so.
    #[arg(long, requires = "correct", conflicts_with_all = ["reject", "outcome"])]
    confirm: bool,
    /// With --correct: it is not so.
    #[arg(long, requires = "correct", conflicts_with = "outcome")]
    reject: bool,
    /// With --correct: this became of it.
    #[arg(long, value_enum, requires = "correct", value_name = "WHAT")]
    outcome: Option<BecameOf>,
    /// With --correct: why.
    #[arg(long, requires = "correct", value_name = "TEXT")]
    note: Option<String>,
    /// With --correct: take back what was last said of it, or with --link of that.
    #[arg(long, requires = "correct", conflicts_with_all = ["confirm", "reject", "outcome", "note"])]
    take_back: bool,
    /// With --correct: who says so.
    #[arg(long, requires = "correct", value_name = "NAME")]
    by: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line an entry.
    Jsonl,
    /// For people.
    Table,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindOf {
    Demand,
    Promise,
    Threat,
    Refusal,
}

impl KindOf {
    fn kind(self) -> Kind {
        match self {
            Self::Demand => Kind::Demand,
            Self::Promise => Kind::Promise,
            Self::Threat => Kind::Threat,
            Self::Refusal => Kind::Refusal,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BecameOf {
    CarriedOut,
    Partly,
    Refused,
    Withdrawn,
    Answered,
    Repeated,
}

impl BecameOf {
    fn became(self) -> Became {
        match self {
            Self::CarriedOut => Became::CarriedOut,
            Self::Partly => Became::Partly,
            Self::Refused => Became::Refused,
            Self::Withdrawn => Became::Withdrawn,
            Self::Answered => Became::Answered,
            Self::Repeated => Became::Repeated,
        }
    }
}

impl Ledger {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(entry) = &self.correcting.correct {
            return self.correct(entry);
        }
        let archive = Archive::open(&self.archive)?;
        let entries = archive.ledger()?;
        let format = if std::io::stdout().is_terminal() { Format::Table } else { Format::Jsonl };
        let format = self.format.unwrap_or(format);
        let form = if format == Format::Table { shown::Form::of_tables() } else { shown::Form::Json };
        let mut out = shown::out(form);
        let mut listed = 0;
        let wanted = Wanted { standing: format == Format::Table, ..self.wanted() };
        for entry in entries.iter().filter(|entry| wanted.has(entry)) {
            listed += 1;
            match format {
                Format::Table => print(&mut out, entry)?,
                Format::Jsonl => {
                    serde_json::to_writer(&mut out, entry)?;
                    writeln!(out)?;
                }
            }
        }
        out.flush()?;
        let aside = entries.iter().filter(|entry| entry.rejected).count();
        match format {
            Format::Table if aside > 0 => {
                shown::note(format_args!("{listed} of {} entries; {aside} set aside by hand", entries.len() - aside));
            }
            _ => shown::note(format_args!("{listed} of {} entries", entries.len())),
        }
        Ok(ExitCode::SUCCESS)
    }

    fn wanted(&self) -> Wanted {
        let (kind, actor) = (self.kind.map(KindOf::kind), self.actor.clone());
        Wanted { open: self.open, kind, actor, since: self.since, until: self.until, ..Wanted::default() }
    }

    /// Keeps what is said by hand, if there is such an entry.
    fn correct(&self, entry: &str) -> anyhow::Result<ExitCode> {
        if self.correcting.take_back {
            return self.take_back(entry);
        }
        let Correcting { link, confirm, reject, outcome, note, by, .. } = &self.correcting;
        let verdict = match (confirm, reject, outcome, note) {
            (true, ..) => Verdict::Confirm,
            (_, true, ..) => Verdict::Reject,
            (.., Some(outcome), _) => Verdict::Outcome(outcome.became().name().to_owned()),
            (.., Some(_)) => Verdict::Note,
            _ => bail!("what is said of {entry}? --confirm, --reject, --outcome WHAT, --note TEXT or --take-back"),
        };
        let by = by.clone().or_else(|| std::env::var("USER").ok());
        let by = by.context("who says so? give a name with --by")?;
        let mut archive = self.waiting.open_there(&self.archive, "ledger")?;
        let entries = archive.ledger()?;
        let found = entries.iter().find(|found| found.entry == entry);
        // Something may be said of what is found no more.
        let was_said = || archive.ledger_corrections().is_ok_and(|said| said.iter().any(|said| said.entry == entry));
        ensure!(found.is_some() || was_said(), "no entry is called {entry}; `dateline ledger` lists their names");
        if let (Some(link), Some(found)) = (link, found) {
            let is_there = found.outcomes.iter().any(|outcome| outcome.link == *link);
            ensure!(is_there, "nothing that became of {entry} is called {link}");
        }
        let (entry, at) = (entry.to_owned(), jiff::Timestamp::now().as_second());
        archive.correct_ledger(&Correction { entry, link: link.clone(), verdict, note: note.clone(), by, at })?;
        shown::line("kept");
        Ok(ExitCode::SUCCESS)
    }
}

impl Ledger {
    /// Takes back what was last said by hand of an entry, or of what became of it.
    fn take_back(&self, entry: &str) -> anyhow::Result<ExitCode> {
        let mut archive = self.waiting.open_there(&self.archive, "ledger")?;
        let said = archive.ledger_corrections()?;
        let last = said.iter().rfind(|said| said.entry == entry && said.link == self.correcting.link);
        let last = last.with_context(|| format!("nothing was said by hand of {entry}"))?;
        ensure!(archive.take_back_ledger(last)?, "nothing was said by hand of {entry} any more");
        shown::line("taken back");
        Ok(ExitCode::SUCCESS)
    }
}

fn print(out: &mut impl Write, entry: &Entry) -> anyhow::Result<()> {
    let day = entry.days.map_or_else(|| "undated".to_owned(), |[first, _]| first.to_string());
    writeln!(out, "{day}  {}  {} → {}: {}", entry.kind.name(), names(&entry.who), names(&entry.to), entry.what)?;
    if let Some(condition) = &entry.condition {
        writeln!(out, "    on condition: {condition}")?;
    }
    if let Some(deadline) = &entry.deadline {
        let day = deadline.day.map_or_else(String::new, |day| format!(" ({day})"));
        writeln!(out, "    {}{day}", deadline.words)?;
    }
    let open = entry.open_days.map_or_else(String::new, |days| format!(", open for {days} days"));
    writeln!(out, "    {} reports, {} independent{open}; {}", entry.reports, entry.independent, entry.entry)?;
    entry.outcomes.iter().try_for_each(|outcome| print_outcome(out, outcome))?;
    Ok(writeln!(out)?)
}

fn print_outcome(out: &mut impl Write, outcome: &Outcome) -> anyhow::Result<()> {
    let day = outcome.day.map_or_else(String::new, |day| format!(" {day}"));
    let claimed = if outcome.claimed { ", claimed" } else { "" };
    let by_hand = if outcome.by_hand { ", by hand" } else { "" };
    let (name, link) = (outcome.became.name(), &outcome.link);
    writeln!(out, "    • {name}{day} ({:.2}{claimed}{by_hand}): {}; {link}", outcome.score, outcome.why)?;
    if let Some(first) = outcome.told.first() {
        writeln!(out, "      “{}” ({})", first.words, first.id)?;
    }
    Ok(())
}

fn names(parties: &[Somebody]) -> String {
    if parties.is_empty() {
        "nobody named".to_owned()
    } else {
        parties.iter().map(Somebody::told).collect::<Vec<_>>().join(", ")
    }
}
