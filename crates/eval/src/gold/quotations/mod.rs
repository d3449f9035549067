//! Quotations: what is said, in which words, and by whom?
//!
//! Gold: PolNeAR's folders `text/*.txt` and `attributions/*.ann` (brat standoff; of several annotators the first). Answers:
//! records, or rows with `"quotations": [{"content": [[start, end], …], "speaker": […]}]`. Quotations are paired by the words that
//! they share, best first; a speaker is right who shares a word that is no function word.

mod brat;
mod document;

use std::path::{Path, PathBuf};

use dateline::Report;
use dateline_intake::Files;
use serde_json::Value;

use self::brat::attributions;
use self::document::{Document, Kind, Quotation, align};
use super::{Gold, Parts};
use crate::answers::{Answers, list, stretch};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};

/// How far the words of two quotations must be the same for them to be one.
const SAME: f64 = 0.5;

struct Article {
    report: Report,
    document: Document,
    wanted: Vec<Quotation>,
}

struct Quotations(Vec<Article>);

/// The folders with annotated texts among these files, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let is_text = |path: &&PathBuf| {
        path.extension().is_some_and(|ending| ending == "txt")
            && path.parent().is_some_and(|folder| folder.ends_with("text"))
    };
    let mut folders: Vec<(&Path, Vec<&PathBuf>)> = Vec::new();
    for text in files.iter().filter(is_text) {
        let Some(folder) = text.parent().and_then(Path::parent) else { continue };
        match folders.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, texts)) => texts.push(text),
            None => folders.push((folder, vec![text])),
        }
    }
    let mut parts: Parts = Vec::new();
    for (folder, texts) in folders {
        let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let articles = texts.into_iter().map(|text| article(folder, text)).collect::<Result<_, _>>()?;
        parts.push((name, Box::new(Quotations(articles))));
    }
    Ok(parts)
}

fn article(folder: &Path, path: &Path) -> Result<Article, Error> {
    let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let document = Document::of(&text);
    let wanted = attributions(&folder.join("attributions"), &stem)?;
    let wanted = wanted.iter().map(|(content, speaker)| document.quotation(content, speaker)).collect();
    // What the file says of itself, as any reading takes it; the offsets are those of the whole text.
    let read = Files::of([path.to_owned()]).reports().next().and_then(Result::ok).filter(|report| report.text == text);
    let mut report = read.unwrap_or_else(|| Report::new(text));
    report.source.id = stem;
    Ok(Article { report, document, wanted })
}

impl Article {
    /// The quotations of an answer.
    fn told(&self, answer: &Value) -> Vec<Quotation> {
        let spans = |value: &Value| -> Vec<(usize, usize)> {
            match value.as_array() {
                Some(spans) => spans.iter().filter_map(stretch).collect(),
                None => stretch(value).into_iter().collect(),
            }
        };
        let quotation = |row: &Value| self.document.quotation(&spans(&row["content"]), &spans(&row["speaker"]));
        list(answer, "quotations").iter().map(quotation).filter(|quotation| !quotation.content.is_empty()).collect()
    }

    fn judge(&self, answers: &Answers) -> Judged {
        let told = self.told(answers.of(&self.report.source.id));
        let mut judged = Judged { id: self.report.source.id.clone(), ..Judged::default() };
        judged.tallies = self.counts(&self.wanted, &told);
        let direct = |all: &[Quotation]| -> Vec<Quotation> {
            all.iter().filter(|quotation| quotation.kind == Kind::Direct).cloned().collect()
        };
        judged.tallies.extend(self.counts(&direct(&self.wanted), &direct(&told)));
        let pairs: Vec<(usize, usize)> =
            align(&self.wanted, &told).into_iter().filter(|(same, ..)| *same >= SAME).map(|(_, g, p)| (g, p)).collect();
        for kind in [Kind::Direct, Kind::Mixed, Kind::Indirect] {
            let of_kind = |g: usize| self.wanted[g].kind == kind;
            let wanted = (0..self.wanted.len()).filter(|g| of_kind(*g)).count();
            judged.tallies.push(Tally::share(pairs.iter().filter(|(g, _)| of_kind(*g)).count(), wanted));
        }
        judged.mistakes = self.mistakes(&told, &pairs);
        judged
    }

    /// The tallies of all quotations, or of those of one kind, in the order of [`MEASURES`] and [`SHARES`].
    fn counts(&self, wanted: &[Quotation], told: &[Quotation]) -> Vec<Tally> {
        let words =
            |all: &[Quotation]| all.iter().flat_map(|q| &q.content).copied().collect::<std::collections::BTreeSet<_>>();
        let (gold, said) = (words(wanted), words(told));
        let sourced = wanted.iter().filter(|quotation| !quotation.speaker.is_empty()).count();
        let [mut exact, mut strict, mut most, mut half, mut asked, mut right, mut same, mut unsourced, mut empty] =
            [0; 9];
        for (alike, g, p) in align(wanted, told) {
            let (gold, said) = (&wanted[g], &told[p]);
            exact += usize::from(alike == 1.0);
            strict += usize::from(gold.characters == said.characters);
            most += usize::from(alike >= 0.8);
            half += usize::from(alike >= SAME);
            if alike >= SAME && !gold.speaker.is_empty() {
                asked += 1;
                right += usize::from(self.document.is_speaker(&gold.speaker, &said.speaker));
                same += usize::from(gold.speaker == said.speaker);
            } else if alike >= SAME {
                // Nobody is named: right if nobody is said to be.
                unsourced += 1;
                empty += usize::from(said.speaker.is_empty());
            }
        }
        let all = |found| Tally::matched(found, told.len(), wanted.len());
        vec![
            Tally::matched(gold.intersection(&said).count(), said.len(), gold.len()),
            all(exact),
            all(strict),
            all(most),
            all(half),
            all(right + empty),
            Tally::matched(right, told.len() - unsourced, sourced),
            Tally::share(right, asked),
            Tally::share(same, asked),
        ]
    }

    fn mistakes(&self, told: &[Quotation], pairs: &[(usize, usize)]) -> Vec<Mistake> {
        let text = |quotation: &Quotation| self.document.words(&quotation.content);
        let speaker = |quotation: &Quotation| self.document.words(&quotation.speaker);
        let place = |quotation: &Quotation| around(&self.document.text, self.document.place(&quotation.content));
        let mut mistakes = Vec::new();
        for (g, wanted) in self.wanted.iter().enumerate() {
            match pairs.iter().find(|(gold, _)| *gold == g) {
                None => mistakes.push(Mistake {
                    class: format!("missed: {}", wanted.kind.name()),
                    wanted: text(wanted),
                    said: String::new(),
                    around: place(wanted),
                }),
                Some((_, p)) if !self.is_speaker_right(wanted, &told[*p]) => mistakes.push(Mistake {
                    class: "another speaker".to_owned(),
                    wanted: speaker(wanted),
                    said: speaker(&told[*p]),
                    around: place(wanted),
                }),
                Some(_) => {}
            }
        }
        for (_, said) in told.iter().enumerate().filter(|(p, _)| !pairs.iter().any(|(_, told)| told == p)) {
            let class = format!("wrong: {}", said.kind.name());
            mistakes.push(Mistake { class, wanted: String::new(), said: text(said), around: place(said) });
        }
        mistakes
    }

    fn is_speaker_right(&self, wanted: &Quotation, said: &Quotation) -> bool {
        match wanted.speaker.is_empty() {
            true => said.speaker.is_empty(),
            false => self.document.is_speaker(&wanted.speaker, &said.speaker),
        }
    }
}

/// What is found of quotations.
const MEASURES: [&str; 7] = [
    "words",
    "content exact",
    "content exact to the character",
    "content, four fifths of the words",
    "content, half of the words",
    "content and speaker",
    "content and speaker, where one is named",
];
/// Of those found that have a speaker.
const SHARES: [&str; 2] = ["speaker", "speaker exact"];

impl Gold for Quotations {
    fn measures(&self) -> Vec<Measure> {
        let named = |prefix: &str| {
            let found = MEASURES.iter().map(|name| Measure::Found(format!("{prefix}{name}"))).collect::<Vec<_>>();
            found.into_iter().chain(SHARES.map(|name| Measure::Share(format!("{prefix}{name}"))))
        };
        let kinds =
            [Kind::Direct, Kind::Mixed, Kind::Indirect].map(|kind| Measure::Share(format!("found of {}", kind.name())));
        named("").chain(named("direct: ")).chain(kinds).collect()
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|article| article.report.clone()).collect()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|article| article.judge(answers)).collect()
    }
}
