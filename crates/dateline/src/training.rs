//! How are the weights that some answers are judged by fitted to annotated articles?

use dateline_language::{Bytes, Doc, Pipeline};
use serde::Serialize;

use crate::article::Article;
use crate::codebook::{Codebook, EVENT_TABLES, ExampleKind, Judges};
use crate::desk::Desk;
use crate::did::circumstances::MarkedCircumstances;
use crate::did::sides::{MarkedSide, Weighed};
use crate::did::training as did;
use crate::reading::{filled, parts};
use crate::record::{Aux, EventType};
use crate::report::Report;
use crate::said::training::{Marked, add, add_example};
use crate::weights::{Examples, pack};

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
    /// When it was, as a TIMEX3 value.
    pub when: Option<String>,
    /// The name of the place where it was.
    pub place: Option<String>,
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
            circumstances: MarkedCircumstances { day: act.when.clone(), place: act.place.clone() },
        };
        let marked: Vec<_> = marked.iter().map(act).collect();
        self.learnt.turn_to(self.articles.len() % FOLDS);
        self.learnt.add(&filled(&article, &doc, self.codebook), &marked);
        self.articles.push((article, doc, marked));
    }

    /// What the codebook's own judges say of the articles that were added; nothing if it has none.
    pub fn weighed(&self) -> Vec<WeighedArticle> {
        let Some(judges) = self.codebook.judges() else { return Vec::new() };
        let of = |(article, doc, marked): &(Article, Doc, Vec<did::Marked>)| {
            weighed(&filled(article, doc, self.codebook), marked, judges)
        };
        self.articles.iter().map(of).collect()
    }

    /// The weights: the name and the file of each table; its head says what it was fitted to.
    ///
    /// `weighed` is told what judges that have not seen an article say of it.
    pub fn fit(&mut self, source: &str, mut weighed_by: impl FnMut(WeighedArticle)) -> Vec<(&'static str, Vec<u8>)> {
        for fold in 0..FOLDS {
            let judges = self.without(fold);
            self.learnt.turn_to(fold);
            for (article, doc, marked) in self.articles.iter().skip(fold).step_by(FOLDS) {
                let desk = filled(article, doc, self.codebook);
                self.learnt.add_joined(&desk, marked, &judges);
                weighed_by(weighed(&desk, marked, &judges));
            }
        }
        let tables = self.learnt.parties(None).into_iter().chain(self.learnt.rest(None));
        let file = |(name, table): (&'static str, String)| {
            let head = format!(
                "# What speaks for an answer about events: {name}.\n# Source: {source}.\n# Made by: dateline train events.\n"
            );
            (name, pack(&(head + &table)).expect("it was written so"))
        };
        EVENT_TABLES.into_iter().zip(tables).map(file).collect()
    }

    /// The judges of acts and parties, fitted without one of the folds; the others know nothing.
    fn without(&self, fold: usize) -> Judges {
        let [acts, sides, sectors] = self.learnt.parties(Some(fold));
        let tables = [&acts, &sides, &sectors, "none\n", "no\tyes\n", "no\tyes\n", "same\n", "day\tplace\n", "dyad\n"];
        Judges::of(tables.map(|table| table.as_bytes().to_vec().into())).expect("they were written so")
    }
}

/// What the judges of words say of an article whose acts readers coded, for the fitting of other judges.
#[derive(Clone, Debug, Serialize)]
pub struct WeighedArticle {
    /// The article's id.
    pub id: String,
    /// The acts that readers coded.
    pub acts: Vec<WeighedAct>,
    /// Each word that may tell an act: its first character, and the sums of no act and of each of the sixteen.
    pub words: Vec<(u32, Vec<f32>)>,
}

/// An act that readers coded, and the candidates for its parties.
#[derive(Clone, Debug, Serialize)]
pub struct WeighedAct {
    /// Its number among those of the article.
    pub number: usize,
    /// The first character of the word that tells it.
    pub trigger: u32,
    /// Which of the sixteen.
    pub kind: EventType,
    /// All who may be a party to it.
    pub candidates: Vec<WeighedCandidate>,
}

/// A candidate for the parties of an act: the first character of the word that its mention hangs on, how it stands to the act,
/// its sums as doer and as target, and whether readers mean it as either.
pub type WeighedCandidate = (Option<u32>, &'static str, [f32; 2], [bool; 2]);

fn weighed(desk: &Desk<'_>, marked: &[did::Marked], judges: &Judges) -> WeighedArticle {
    let at = |word: usize| desk.doc.token(word).chars().start;
    let act = |(number, trigger, candidates): (usize, usize, Vec<Weighed>)| WeighedAct {
        number,
        trigger: at(trigger),
        kind: marked[number].kind,
        candidates: candidates.iter().map(|one| (one.head.map(at), one.standing, one.sums, one.meant)).collect(),
    };
    WeighedArticle {
        id: desk.article.source.id.clone(),
        acts: did::Learnt::weighed(desk, marked, judges).into_iter().map(act).collect(),
        words: did::Learnt::sums(desk, judges).into_iter().map(|(word, sums)| (at(word), sums)).collect(),
    }
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
