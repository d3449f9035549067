//! `dateline ledger`: who demanded, promised, threatened, refused what, and what became of it?

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use dateline_archive::ledger::{Became, Correction, Entry, Kind, Meaning, Outcome, Somebody, Verdict, Wanted};
use dateline_archive::store::{Archive, Compared, Error, Leaf, WholeLedger, Writer};
use dateline_kit::ENCODER;
use jiff::civil::Date;

use crate::archive::Waiting;
use crate::counting::Steps;
use crate::shown;

/// How long another writer is waited for, to keep a ledger that is printed in any case.
const PATIENCE: Duration = Duration::from_secs(2);

/// List what was demanded, promised, threatened and refused in the reports of an archive, and what became of it.
///
/// An entry is told once, with all reports that tell it. What became of it is a link to a later sentence: carried out, partly,
/// refused, withdrawn, answered, repeated, each with a reason and a score. It is read from all reports, and kept in the archive until
/// these are others. What you say by hand (--correct) is kept apart from
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
    /// Compare sentences by their words alone, without the encoder: quicker, and much less is found.
    #[arg(long)]
    quick: bool,
    /// Read it anew, though one is kept that is of now: with another encoder, or by words.
    #[arg(long)]
    anew: bool,
    /// Folder with config.json, model.safetensors and tokenizer.json of all-MiniLM-L6-v2 [default: what `dateline model
    /// install` made].
    #[arg(long, value_name = "FOLDER", env = "DATELINE_ENCODER", conflicts_with = "quick")]
    encoder: Option<PathBuf>,
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

/// Entries that are printed.
struct Listed {
    entries: Vec<Entry>,
    /// How many there are in all, and how many of them were set aside by hand.
    of: usize,
    aside: usize,
}

impl Ledger {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(entry) = &self.correcting.correct {
            return self.correct(entry);
        }
        let format = if std::io::stdout().is_terminal() { Format::Table } else { Format::Jsonl };
        let format = self.format.unwrap_or(format);
        let wanted = Wanted { standing: format == Format::Table, ..self.wanted() };
        let listed = self.listed(&wanted)?;
        let form = if format == Format::Table { shown::Form::of_tables() } else { shown::Form::Json };
        let mut out = shown::out(form);
        for entry in &listed.entries {
            match format {
                Format::Table => print(&mut out, entry)?,
                Format::Jsonl => {
                    serde_json::to_writer(&mut out, entry)?;
                    writeln!(out)?;
                }
            }
        }
        out.flush()?;
        let (number, Listed { of, aside, .. }) = (listed.entries.len(), listed);
        match format {
            Format::Table if aside > 0 => {
                shown::note(format_args!("{number} of {} entries; {aside} set aside by hand", of - aside));
            }
            _ => shown::note(format_args!("{number} of {of} entries")),
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The entries that are wanted: of the ledger that is kept, if that is of now; else it is read anew, and kept.
    fn listed(&self, wanted: &Wanted) -> anyhow::Result<Listed> {
        let archive = Archive::open(&self.archive)?;
        let folder = self.encoder();
        let is_enough = |compared: Compared| folder.is_none() || compared == Compared::Meaning;
        if !self.anew
            && archive.ledger_state()?.is_some_and(|state| state.is_current() && is_enough(state.from.compared))
            && let Some(kept) = archive.kept_ledger(wanted, Leaf::ALL)?
        {
            let aside = kept.corrected.iter().filter(|entry| entry.rejected).count();
            return Ok(Listed { entries: kept.entries, of: kept.of, aside });
        }
        drop(archive);
        let mut entries = self.read()?.corrected(&Archive::open(&self.archive)?.ledger_corrections()?);
        let (of, aside) = (entries.len(), entries.iter().filter(|entry| entry.rejected).count());
        entries.retain(|entry| wanted.has(entry));
        Ok(Listed { entries, of, aside })
    }

    /// Reads the ledger of all reports, and keeps it, so that nobody has to read it again. Whoever asks has the archive open no
    /// more: who closes it last leaves one file.
    fn read(&self) -> anyhow::Result<WholeLedger> {
        let meaning = self.meaning()?;
        let archive = Archive::open(&self.archive)?;
        let mut steps = Steps::new(archive.reports()?, "read for the ledger");
        let whole = archive.read_ledger(meaning.as_ref(), |read, of| {
            if read == of {
                steps.becomes("read, and compared now");
            }
            steps.at(read);
        });
        steps.clear();
        let whole = whole?;
        drop(archive);
        if let Err(cause) = self.keep(&whole) {
            shown::note(format_args!("the ledger was read, and is not kept: {cause}"));
        }
        Ok(whole)
    }

    fn keep(&self, whole: &WholeLedger) -> Result<(), Error> {
        let writer = Writer::here("dateline ledger");
        Archive::open_to_write(&self.archive, &writer, PATIENCE, |_| {})?.keep_ledger(whole)
    }

    /// Where the encoder is, if it is wanted and there.
    fn encoder(&self) -> Option<PathBuf> {
        let folder = self.encoder.clone().or_else(|| ENCODER.folder().filter(|folder| folder.exists()));
        folder.filter(|_| !self.quick)
    }

    /// What sentences mean; without the encoder they are compared by their words.
    fn meaning(&self) -> anyhow::Result<Option<Meaning>> {
        let Some(folder) = self.encoder() else {
            if !self.quick {
                shown::note(format_args!(
                    "there is no encoder: sentences are compared by their words alone; `dateline model install` gets it"
                ));
            }
            return Ok(None);
        };
        Meaning::open(&folder).map(Some).with_context(|| format!("{}", folder.display()))
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
        let is_kept = Archive::open(&self.archive)?.ledger_state()?.is_some();
        let read = if is_kept { None } else { Some(self.read()?) };
        let mut archive = self.waiting.open_there(&self.archive, "ledger")?;
        let found = match read {
            None => archive.kept_entry(entry)?,
            Some(whole) => {
                whole.corrected(&archive.ledger_corrections()?).into_iter().find(|found| found.is_called(entry))
            }
        };
        // Something may be said of what is found no more.
        let was_said = || archive.ledger_corrections().is_ok_and(|said| said.iter().any(|said| said.entry == entry));
        ensure!(found.is_some() || was_said(), "no entry is called {entry}; `dateline ledger` lists their names");
        if let (Some(link), Some(found)) = (link, &found) {
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
        // It may have been said while the entry had another name.
        let kept = archive.kept_entry(entry)?.map_or_else(Vec::new, |entry| entry.corrections);
        let said: Vec<Correction> =
            archive.ledger_corrections()?.into_iter().filter(|said| said.entry == entry).collect();
        let is_it = |said: &&Correction| said.link == self.correcting.link;
        let last = said.iter().rfind(is_it).or_else(|| kept.iter().rfind(is_it));
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
