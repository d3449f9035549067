//! How are the weights that some answers are judged by fitted to annotated articles?

use dateline_language::{Bytes, Doc, Pipeline};

use crate::article::Article;
use crate::codebook::{Codebook, EVENT_TABLES, ExampleKind, Judges};
use crate::reading::{filled, parts};
use crate::report::Report;
use crate::did::sides::MarkedSide;
use crate::did::training as did;
use crate::record::{Aux, EventType};
use crate::said::training::{Marked, add, add_example};
use crate::weights::Examples;

/// A quotation as annotators marked it: stretches of the text in characters, end exclusive.
#[derive(Clone, Debug, Default)]
pub struct MarkedQuotation {
    /// What is said.
    pub content: Vec<(u32, u32)>,
    /// The words that tell that it is said; a quotation without them teaches nothing.
    pub cue: Vec<(u32, u32)>,
}

/// Fits the weights of quotations.
///
/// # Example
///
/// ```no_run
/// use dateline::training::{MarkedQuotation, Quotations};
/// use dateline::{Codebook, Report};
///
/// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
/// let codebook = Codebook::built_in();
/// let mut quotations = Quotations::new(&pipeline, &codebook);
/// let marked = MarkedQuotation { content: vec![(15, 35)], cue: vec![(10, 14)] };
/// quotations.add(&Report::new("The pilot said the harbour was shut."), &[marked]);
/// let weights = quotations.fit();
/// # Ok::<(), dateline_language::Error>(())
/// ```
#[derive(Debug)]
pub struct Quotations<'r> {
    pipeline: &'r Pipeline,
    codebook: &'r Codebook,
    examples: Examples,
}

impl<'r> Quotations<'r> {
    /// With the codebook's own examples and counter-examples, and without any article yet.
    pub fn new(pipeline: &'r Pipeline, codebook: &'r Codebook) -> Self {
        let mut quotations = Self { pipeline, codebook, examples: Examples::default() };
        for example in codebook.examples().iter().filter(|example| example.kind == ExampleKind::Quotation) {
            let (article, doc) = analysed(pipeline, codebook, &Report::new(example.text));
            let desk = filled(&article, &doc, codebook);
            add_example(&mut quotations.examples, &desk, example.counter);
        }
        quotations
    }

    /// Adds an article and all that annotators marked in it.
    pub fn add(&mut self, report: &Report, marked: &[MarkedQuotation]) {
        let (article, doc) = analysed(self.pipeline, self.codebook, report);
        let in_bytes = in_bytes(&article.text);
        let bytes = |spans: &[(u32, u32)]| -> Vec<Bytes> { spans.iter().map(|span| in_bytes(*span)).collect() };
        let marked: Vec<Marked> =
            marked.iter().map(|one| Marked { content: bytes(&one.content), cue: bytes(&one.cue) }).collect();
        add(&mut self.examples, &filled(&article, &doc, self.codebook), &marked);
    }

    /// How many candidates there are, and how many of them annotators marked.
    pub fn count(&self) -> (usize, usize) {
        self.examples.count()
    }

    /// The weights, as the lines of a weights file: a feature, a tab, its weight.
    pub fn fit(&self) -> String {
        self.examples.fit().iter().map(|(name, weight)| format!("{name}\t{weight:.3}\n")).collect()
    }
}

/// An act of an article as readers coded it.
#[derive(Clone, Debug)]
pub struct MarkedAct {
    /// One of the sixteen.
    pub event: EventType,
    /// The word that tells it: a stretch of the text in characters, end exclusive.
    pub trigger: (u32, u32),
    /// Codes of those who did it, such as `RUS GOV`, and whether its sentence mentions them.
    pub actor: (Vec<String>, bool),
    /// Codes of those whom it was done to, and whether its sentence mentions them.
    pub recipient: (Vec<String>, bool),
    /// Which act of the article it is: mentions of one act have one number.
    pub happening: usize,
    /// How it stands to what has happened.
    pub aux: Option<Aux>,
    /// Whether somebody claims it and the paper does not state it.
    pub claimed: bool,
    /// Whether it is one of those that the article is about.
    pub central: bool,
}

/// Fits the weights of events.
#[derive(Debug)]
pub struct Events<'r> {
    pipeline: &'r Pipeline,
    codebook: &'r Codebook,
    articles: Vec<(Article, Doc, Vec<did::Marked>)>,
    learnt: did::Learnt,
}

/// Articles are parted in two: what is learnt from the parties that judges find, is learnt where they have not seen them.
const FOLDS: usize = 2;

impl<'r> Events<'r> {
    /// Without any article yet.
    pub fn new(pipeline: &'r Pipeline, codebook: &'r Codebook) -> Self {
        Self { pipeline, codebook, articles: Vec::new(), learnt: did::Learnt::default() }
    }

    /// Adds an article and all acts that readers coded in it.
    pub fn add(&mut self, report: &Report, marked: &[MarkedAct]) {
        let (article, doc) = analysed(self.pipeline, self.codebook, report);
        let bytes = in_bytes(&article.text);
        let side = |(codes, explicit): &(Vec<String>, bool)| MarkedSide { codes: codes.clone(), explicit: *explicit };
        let act = |act: &MarkedAct| did::Marked {
            kind: act.event,
            trigger: bytes(act.trigger),
            sides: [side(&act.actor), side(&act.recipient)],
            happening: act.happening,
            aux: act.aux,
            claimed: act.claimed,
            central: act.central,
        };
        let marked: Vec<_> = marked.iter().map(act).collect();
        self.learnt.turn_to(self.articles.len() % FOLDS);
        self.learnt.add(&filled(&article, &doc, self.codebook), &marked);
        self.articles.push((article, doc, marked));
    }

    /// The weights: the name and the text of a table for each judge.
    pub fn fit(&mut self) -> Vec<(&'static str, String)> {
        for fold in 0..FOLDS {
            let tables = self.learnt.parties(Some(fold));
            let [acts, sides, sectors] = &tables;
            let none = ["none", "no\tyes", "no\tyes", "same"];
            let tables = [acts, sides, sectors, none[0], none[1], none[2], none[3]];
            let mut judges = Judges::of(tables).expect("they were written so");
            if let Ok(with) = std::env::var("DL_WITH") {
                let t: Vec<String> = EVENT_TABLES.iter().map(|n| std::fs::read_to_string(format!("{with}/{n}.weights.tsv")).unwrap()).collect();
                judges = Judges::of(std::array::from_fn(|i| t[i].as_str())).unwrap();
            }
            self.learnt.turn_to(fold);
            for (article, doc, marked) in self.articles.iter().skip(fold).step_by(FOLDS) {
                let desk = filled(article, doc, self.codebook);
                self.learnt.add_joined(&desk, marked, &judges);
                export(&desk, marked, &judges);
            }
        }
        let tables = self.learnt.parties(None).into_iter().chain(self.learnt.rest(None));
        EVENT_TABLES.into_iter().zip(tables).collect()
    }
}

fn export(desk: &crate::desk::Desk<'_>, marked: &[did::Marked], judges: &Judges) {
    use std::io::Write;
    let Ok(path) = std::env::var("DL_EXPORT") else { return };
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path).unwrap();
    let at = |i: usize| desk.doc.token(i).chars().start;
    let acts: Vec<_> = did::Learnt::weighed(desk, marked, judges)
        .into_iter()
        .map(|(number, trigger, candidates)| {
            let all: Vec<_> = candidates
                .iter()
                .map(|one| serde_json::json!([one.head.map(at), one.standing, one.sums, one.meant]))
                .collect();
            serde_json::json!({"number": number, "trigger": at(trigger), "kind": marked[number].kind, "candidates": all})
        })
        .collect();
    let words: Vec<_> =
        did::Learnt::sums(desk, judges).into_iter().map(|(word, sums)| serde_json::json!([at(word), sums])).collect();
    writeln!(file, "{}", serde_json::json!({"id": desk.article.source.id, "acts": acts, "words": words})).unwrap();
}

fn analysed(pipeline: &Pipeline, codebook: &Codebook, report: &Report) -> (Article, Doc) {
    let article = Article::of(report, codebook);
    let doc = pipeline.annotator().annotate_parts(article.text.clone(), &parts(&article));
    (article, doc)
}

/// From stretches of a text in characters to stretches in bytes.
fn in_bytes(text: &str) -> impl Fn((u32, u32)) -> Bytes + use<> {
    let starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    let end = text.len() as u32;
    move |(from, to)| {
        let byte = |at: u32| starts.get(at as usize).copied().unwrap_or(end);
        Bytes { start: byte(from), end: byte(to) }
    }
}
