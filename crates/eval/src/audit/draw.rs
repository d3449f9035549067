//! How is a sample drawn and frozen?

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::record::{Record, Span};
use fastrand::Rng;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::program::{Told, answered};
use super::strata::{Cell, cells, shares};
use super::whole::{Act, Dimension, Frame, ReadWith, Taken, Whole};
use super::{Audit, Error, Field};

/// Of so many times as many reports as sentences are wanted, sentences are looked for.
const LOOKED_AT: usize = 5;

/// What sample is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// How many happenings.
    pub happenings: u64,
    /// How many sentences without any.
    pub sentences: u64,
    /// By what happenings are parted before.
    pub by: Vec<Dimension>,
    /// Where chance begins: the same draws the same.
    pub seed: u64,
}

/// How a sample was drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// What the archive or folder is called.
    pub from: String,
    /// When.
    pub at: String,
    /// By which program.
    pub program: String,
    /// Where chance began.
    pub seed: u64,
    /// By what happenings were parted.
    pub by: Vec<Dimension>,
    /// How many reports there are.
    pub reports: u64,
    /// How many happenings.
    pub happenings: u64,
    /// How many sentences without any, counted in reports that were drawn.
    pub sentences: f64,
    /// In how many reports.
    pub looked_at: u64,
    /// With what the reports were read.
    pub read_with: Vec<ReadWith>,
    /// SHA-256 over texts, stretches and answers of the sample.
    pub hash: String,
}

/// A sheet before it has its number.
struct Drafted {
    stratum: usize,
    report: u64,
    key: Vec<String>,
    happening: Option<String>,
    sentence: Span,
    word: Option<Span>,
    told: Vec<Told>,
}

impl Drafted {
    fn insert(&self, connection: &Connection, number: i64) -> rusqlite::Result<()> {
        let (start, end) = self.word.map(|word| (word.start, word.end)).unzip();
        let (stratum, report, sentence) = (self.stratum as i64, self.report as i64, self.sentence);
        let (key, told) = (json(&self.key), json(&self.told));
        connection.execute(
            "INSERT INTO sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![number, stratum, report, key, self.happening, sentence.start, sentence.end, start, end, told],
        )?;
        Ok(())
    }
}

/// A stratum as it is kept.
struct Stratum {
    kind: &'static str,
    key: Vec<Option<String>>,
    size: f64,
    groups: Vec<(Vec<String>, u64)>,
}

impl Draw {
    /// Draws a sample into a new file. `program` names the program with its version; `sentences` parts a text into
    /// sentences, in characters.
    ///
    /// # Errors
    ///
    /// If there is nothing to draw from, or the file is there already or cannot be written.
    pub fn into_file(
        &self,
        whole: &Whole,
        file: &Path,
        program: &str,
        sentences: &mut dyn FnMut(&str) -> Vec<Span>,
    ) -> Result<Drawn, Error> {
        if file.exists() {
            return Err(Error::There { path: file.to_owned() });
        }
        let frame = whole.frame(&self.by)?;
        if frame.acts.is_empty() {
            let cause = "no happening was read from its reports, so none can be drawn".to_owned();
            return Err(Error::Empty { path: whole.path().to_owned(), cause });
        }
        let mut chance = Rng::with_seed(self.seed);
        let mut drawing =
            Drawing { whole, chance: &mut chance, taken: BTreeMap::new(), strata: vec![], sheets: vec![] };
        drawing.happenings(&frame, self.happenings)?;
        let (looked_at, without) = drawing.sentences(&frame, self.sentences as usize, sentences)?;
        let Drawing { taken, strata, mut sheets, .. } = drawing;
        chance.shuffle(&mut sheets);
        let drawn = Drawn {
            from: whole.path().file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            at: jiff::Timestamp::now().round(jiff::Unit::Second).map_or_else(|_| String::new(), |at| at.to_string()),
            program: program.to_owned(),
            seed: self.seed,
            by: self.by.clone(),
            reports: frame.reports.len() as u64,
            happenings: frame.acts.len() as u64,
            sentences: without,
            looked_at,
            read_with: whole.read_with()?,
            hash: hash(&sheets, &taken),
        };
        write(file, &drawn, &strata, &sheets, &taken)?;
        Ok(drawn)
    }
}

struct Drawing<'d> {
    whole: &'d Whole,
    chance: &'d mut Rng,
    taken: BTreeMap<u64, Taken>,
    strata: Vec<Stratum>,
    sheets: Vec<Drafted>,
}

impl Drawing<'_> {
    fn take(&mut self, report: u64) -> Result<&Taken, Error> {
        if !self.taken.contains_key(&report) {
            self.taken.insert(report, self.whole.taken(report)?);
        }
        Ok(&self.taken[&report])
    }

    fn happenings(&mut self, frame: &Frame, wanted: u64) -> Result<(), Error> {
        let mut sizes = vec![0; frame.groups.len()];
        frame.acts.iter().for_each(|act| sizes[act.group as usize] += 1);
        let groups: Vec<(Vec<String>, u64)> = frame.groups.iter().cloned().zip(sizes).collect();
        let cells = cells(&groups, wanted);
        let mut cell_of = vec![0; groups.len()];
        cells.iter().enumerate().for_each(|(at, cell)| cell.groups.iter().for_each(|group| cell_of[*group] = at));
        let mut within: Vec<Vec<Act>> = vec![Vec::new(); cells.len()];
        frame.acts.iter().for_each(|act| within[cell_of[act.group as usize]].push(*act));
        let sizes: Vec<u64> = cells.iter().map(|cell| cell.size).collect();
        for ((Cell { key, size, groups: within_cell }, acts), share) in
            cells.into_iter().zip(within).zip(shares(&sizes, wanted))
        {
            let groups_here = within_cell.into_iter().map(|at| groups[at].clone()).collect();
            self.strata.push(Stratum { kind: "happening", key, size: size as f64, groups: groups_here });
            for act in self.chosen(acts, share as usize) {
                let sheet = self.of_act(act, frame)?;
                self.sheets.push(sheet);
            }
        }
        Ok(())
    }

    /// Some of these, by chance, in their order.
    fn chosen<T: Copy + Ord>(&mut self, mut all: Vec<T>, count: usize) -> Vec<T> {
        let count = count.min(all.len());
        for at in 0..count {
            let other = self.chance.usize(at..all.len());
            all.swap(at, other);
        }
        all.truncate(count);
        all.sort_unstable();
        all
    }

    fn of_act(&mut self, act: Act, frame: &Frame) -> Result<Drafted, Error> {
        let stratum = self.strata.len() - 1;
        let path = self.whole.path().to_owned();
        let taken = self.take(act.report)?;
        let gone = || Error::damaged(&path, format!("report {} has no happening h{}", act.report, act.number));
        let happening = taken.happening(act.number).ok_or_else(gone)?;
        let answered = answered(&taken.record, &taken.report.text, happening).ok_or_else(gone)?;
        Ok(Drafted {
            stratum,
            report: act.report,
            key: frame.groups[act.group as usize].clone(),
            happening: Some(happening.id.clone()),
            sentence: answered.sentence,
            word: Some(answered.word),
            told: answered.told,
        })
    }

    /// Draws sentences without a happening: from some reports, all of whose sentences are counted. In how many reports, and how
    /// many such sentences the whole has then.
    fn sentences(
        &mut self,
        frame: &Frame,
        wanted: usize,
        part: &mut dyn FnMut(&str) -> Vec<Span>,
    ) -> Result<(u64, f64), Error> {
        if wanted == 0 {
            return Ok((0, 0.0));
        }
        let reports = self.chosen(frame.reports.clone(), wanted.saturating_mul(LOOKED_AT).max(20));
        let mut pool = Vec::new();
        for report in &reports {
            let was_there = self.taken.contains_key(report);
            let taken = self.take(*report)?;
            pool.extend(without(&taken.record, &taken.report.text, part).into_iter().map(|span| (*report, span)));
            if !was_there {
                // Texts are kept of drawn reports alone.
                self.taken.remove(report);
            }
        }
        let all = pool.len() as f64 * frame.reports.len() as f64 / reports.len().max(1) as f64;
        let stratum = self.strata.len();
        self.strata.push(Stratum { kind: "sentence", key: Vec::new(), size: all, groups: Vec::new() });
        for (report, sentence) in self.chosen(pool, wanted) {
            self.take(report)?;
            let told = vec![Told {
                field: Field::NoAct,
                value: super::NONE.to_owned(),
                shown: "no act is told here".to_owned(),
                spans: Vec::new(),
            }];
            let sheet = Drafted { stratum, report, key: vec![], happening: None, sentence, word: None, told };
            self.sheets.push(sheet);
        }
        Ok((reports.len() as u64, all))
    }
}

/// The sentences of a text's story in which the program has found nothing.
fn without(record: &Record, text: &str, part: &mut dyn FnMut(&str) -> Vec<Span>) -> Vec<Span> {
    let found = record.events.iter().map(|event| event.sentence);
    let taken: Vec<Span> = found.chain(record.article.excluded.iter().map(|part| part.span)).collect();
    let chars: Vec<char> = text.chars().collect();
    let is_open = |sentence: &Span| !taken.iter().any(|span| sentence.start < span.end && span.start < sentence.end);
    let has_words = |sentence: &Span| {
        let words = chars.get(sentence.start as usize..sentence.end as usize).unwrap_or_default();
        words.iter().any(|character| character.is_alphabetic())
    };
    let mut sentences = part(text);
    sentences.retain(|sentence| is_open(sentence) && has_words(sentence));
    sentences
}

fn text_hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash(sheets: &[Drafted], taken: &BTreeMap<u64, Taken>) -> String {
    let mut lines = String::new();
    for sheet in sheets {
        let text = taken.get(&sheet.report).map_or_else(String::new, |taken| text_hash(&taken.report.text));
        lines += &format!("{text} {} {} {}\n", sheet.sentence.start, sheet.sentence.end, json(&sheet.told));
    }
    text_hash(&lines)
}

pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn write(
    file: &Path,
    drawn: &Drawn,
    strata: &[Stratum],
    sheets: &[Drafted],
    taken: &BTreeMap<u64, Taken>,
) -> Result<(), Error> {
    // There never is half a sample under its name.
    let mut part = file.as_os_str().to_owned();
    // Two who draw at once do not share one.
    part.push(format!(".{}.part", std::process::id()));
    let part = PathBuf::from(part);
    let _ = std::fs::remove_file(&part);
    let audit = Audit::create(&part)?;
    let written = fill(&audit, drawn, strata, sheets, taken).map_err(audit.error());
    let written = written.and_then(|()| audit.finish());
    drop(audit);
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written?;
    std::fs::rename(&part, file).map_err(|cause| Error::Io { path: file.to_owned(), cause })
}

fn fill(
    audit: &Audit,
    drawn: &Drawn,
    strata: &[Stratum],
    sheets: &[Drafted],
    taken: &BTreeMap<u64, Taken>,
) -> rusqlite::Result<()> {
    let transaction = audit.connection.unchecked_transaction()?;
    transaction.execute("INSERT INTO audit VALUES (?)", [json(drawn)])?;
    for (at, stratum) in strata.iter().enumerate() {
        let row = params![at as i64, stratum.kind, json(&stratum.key), stratum.size];
        transaction.execute("INSERT INTO strata VALUES (?, ?, ?, ?)", row)?;
        for (key, size) in &stratum.groups {
            let row = params![at as i64, json(key), *size as i64];
            transaction.execute("INSERT INTO groups VALUES (?, ?, ?)", row)?;
        }
    }
    for (report, Taken { report: arrived, .. }) in taken {
        let row = params![*report as i64, json(arrived), text_hash(&arrived.text)];
        transaction.execute("INSERT INTO reports VALUES (?, ?, ?)", row)?;
    }
    for (at, sheet) in sheets.iter().enumerate() {
        sheet.insert(&transaction, at as i64 + 1)?;
    }
    transaction.commit()
}
