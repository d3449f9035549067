//! Asks each question of an article, in order.

use std::sync::Arc;

use dateline_language::{Bytes, Doc, Encoder, Pipeline};
use sha2::{Digest, Sha256};

use crate::article::Article;
use crate::codebook::Codebook;
use crate::desk::{Desk, Limit, Listed, Quotations};
use crate::did::{Classification, Did};
use crate::record::{self, Explanation, Record, SCHEMA, Span};
use crate::report::Report;
use crate::{did, how_many, said, setting, when, whereabouts, who};

/// Reads reports, one after the other.
///
/// What it answers for a report does not depend on the reports before. It owns its share of the model and of the codebook:
/// each thread makes a reader of its own, or is given one.
///
/// # Example
///
/// ```no_run
/// use std::sync::Arc;
///
/// use dateline::{Codebook, Reader, Report};
///
/// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
/// let codebook = Arc::new(Codebook::built_in());
/// let mut reader = Reader::new(&pipeline, Arc::clone(&codebook));
/// let record = reader.read(&Report::new("The envoy left Geneva on Friday."));
/// assert_eq!(record.places[0].name, "Geneva");
///
/// let other = std::thread::spawn(move || reader.read(&Report::new("Talks resumed in Oslo.")));
/// assert_eq!(other.join().expect("it is read").places[0].name, "Oslo");
/// # Ok::<(), dateline_language::Error>(())
/// ```
pub struct Reader {
    analyse: Box<Analyse>,
    codebook: Arc<Codebook>,
    encoder: Option<Encoder>,
    explains: bool,
}

/// Turns the parts of a text into a document.
type Analyse = dyn FnMut(Arc<str>, &[Bytes], Limit<'_>) -> Doc + Send;

impl Reader {
    /// A reader with a language model and a codebook, or a share of one: an `Arc`.
    pub fn new(pipeline: &Pipeline, codebook: impl Into<Arc<Codebook>>) -> Self {
        let mut annotator = pipeline.annotator();
        let analyse = move |text: Arc<str>, parts: &[Bytes], limit: Limit<'_>| {
            annotator.annotate_parts_while(text, parts, &|| !limit.is_over())
        };
        Self::with(analyse, codebook)
    }

    /// A reader of documents that are made in another way, such as from the trees of another parser: of the text, whose
    /// parts are headlines and paragraphs.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::{Codebook, Reader, Report};
    /// use dateline_language::Doc;
    ///
    /// let conllu = "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\t_\n\
    ///               3\tOslo\tOslo\tPROPN\tNNP\t_\t2\tdobj\t_\tNER=B-GPE\n";
    /// let doc = |text, _: &_| Doc::from_conllu(text, conllu).expect("a tree of this text");
    /// let record = Reader::of_docs(doc, Codebook::built_in()).read(&Report::new("They left Oslo."));
    /// assert_eq!(record.places[0].name, "Oslo");
    /// ```
    pub fn of_docs(
        mut analyse: impl FnMut(Arc<str>, &[Bytes]) -> Doc + Send + 'static,
        codebook: impl Into<Arc<Codebook>>,
    ) -> Self {
        Self::with(move |text, parts, _| analyse(text, parts), codebook)
    }

    fn with(
        analyse: impl FnMut(Arc<str>, &[Bytes], Limit<'_>) -> Doc + Send + 'static,
        codebook: impl Into<Arc<Codebook>>,
    ) -> Self {
        Self { analyse: Box::new(analyse), codebook: codebook.into(), encoder: None, explains: false }
    }

    /// Reads with an encoder: acts and their parties are judged by the vectors of their words too. It has to be opened with
    /// [`ENCODER_ADAPTATION`](crate::ENCODER_ADAPTATION).
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline::{Codebook, ENCODER_ADAPTATION, Reader, Report};
    /// use dateline_language::{Encoder, Pipeline};
    ///
    /// let pipeline = Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let encoder = Encoder::open("all-MiniLM-L6-v2", Some(ENCODER_ADAPTATION))?;
    /// let mut reader = Reader::new(&pipeline, Codebook::built_in()).with_encoder(encoder);
    /// let record = reader.read(&Report::new("Norway condemned Sweden for the raid."));
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    #[must_use]
    pub fn with_encoder(self, encoder: impl Into<Option<Encoder>>) -> Self {
        Self { encoder: encoder.into(), ..self }
    }

    /// Tells of each place which others of its name could have been meant.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline::{Codebook, Reader, Report};
    ///
    /// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let reader = Reader::new(&pipeline, Codebook::built_in());
    /// let record = reader.explaining().read(&Report::new("The envoy left Santa Cruz on Friday."));
    /// assert!(!record.places[0].alternatives.is_empty());
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn explaining(self) -> Self {
        Self { explains: true, ..self }
    }

    /// Reads one report.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline::{Codebook, Reader, Report};
    ///
    /// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let mut reader = Reader::new(&pipeline, Codebook::built_in());
    /// let record = reader.read(&Report::new("Norway condemned Sweden for the raid."));
    /// assert_eq!(record.events[0].event.name(), "ACCUSE");
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn read(&mut self, report: &Report) -> Record {
        self.at_desk(report, |desk| record(desk, &did::did(desk)))
    }

    /// Reads one report, unless that takes too long: nothing once `is_over` answers yes. It is asked at each sentence by each
    /// question, and has to stay with its yes.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use std::time::{Duration, Instant};
    ///
    /// use dateline::{Codebook, Reader, Report};
    ///
    /// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let mut reader = Reader::new(&pipeline, Codebook::built_in());
    /// let end = Instant::now() + Duration::from_secs(20);
    /// let record = reader.read_within(&Report::new("Talks resumed in Oslo."), &|| Instant::now() > end);
    /// assert!(record.is_some());
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn read_within(&mut self, report: &Report, is_over: &dyn Fn() -> bool) -> Option<Record> {
        let limit = Limit::new(is_over);
        self.at_desk_within(report, limit, |desk| {
            let did = did::did(desk);
            let record = (!limit.is_over()).then(|| record(desk, &did));
            record.filter(|_| !limit.is_over())
        })?
    }

    /// Reads one report, and tells of each of its events, in their order, why it is there.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline::{Codebook, Reader, Report};
    ///
    /// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let mut reader = Reader::new(&pipeline, Codebook::built_in());
    /// let (record, explanations) = reader.explain(&Report::new("Norway condemned Sweden for the raid."));
    /// assert_eq!(explanations[0].event, record.events[0].id);
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn explain(&mut self, report: &Report) -> (Record, Vec<Explanation>) {
        self.at_desk(report, |desk| {
            let did = did::did(desk);
            let record = record(desk, &did);
            let explanations = did::explain(desk, &did, &record.events);
            (record, explanations)
        })
    }

    /// Which of PLOVER's events relates two mentions, given as characters of the report's text: always one of the sixteen.
    ///
    /// The events that the codebook finds are weighed against the words around them; with a codebook of rules only, it
    /// decides alone.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline::record::Span;
    /// use dateline::{Codebook, Reader, Report};
    ///
    /// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let mut reader = Reader::new(&pipeline, Codebook::built_in());
    /// let report = Report::new("Norway condemned Sweden for the raid.");
    /// let (norway, sweden) = (Span { start: 0, end: 6 }, Span { start: 17, end: 23 });
    /// assert_eq!(reader.relate(&report, Some(norway), Some(sweden)).root.name(), "ACCUSE");
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn relate(&mut self, report: &Report, source: Option<Span>, target: Option<Span>) -> Classification {
        self.at_desk(report, |desk| did::relate(desk, source, target))
    }

    /// What [`Reader::relate`] weighs, for the training of the weights.
    pub fn features(&mut self, report: &Report, source: Option<Span>, target: Option<Span>) -> Vec<String> {
        self.at_desk(report, |desk| did::features(desk, source, target))
    }

    /// The numbers that an encoder adds to what [`Reader::relate`] weighs, for the training of the weights; nothing without
    /// one.
    pub fn views(&mut self, report: &Report, source: Option<Span>, target: Option<Span>) -> Option<Vec<f32>> {
        self.at_desk(report, |desk| did::views(desk, source, target))
    }

    /// Reads a report up to its quotations, and hands the desk over.
    fn at_desk<T>(&mut self, report: &Report, code: impl FnOnce(&Desk<'_>) -> T) -> T {
        self.at_desk_within(report, Limit::none(), code).expect("nothing limits it")
    }

    /// The same; nothing if the limit is over before.
    fn at_desk_within<T>(&mut self, report: &Report, limit: Limit<'_>, code: impl FnOnce(&Desk<'_>) -> T) -> Option<T> {
        let article = Article::of(report, &self.codebook);
        let doc = (self.analyse)(article.text.clone(), &parts(&article), limit);
        let mut desk = Desk::new(&article, &doc, &self.codebook);
        desk.limit = limit;
        fill(&mut desk)?;
        desk.encoder = self.encoder.as_ref();
        if !self.explains {
            desk.places.iter_mut().for_each(|place| place.alternatives.clear());
        }
        Some(code(&desk))
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("explains", &self.explains).finish_non_exhaustive()
    }
}

/// All answers as they are published.
fn record(desk: &Desk<'_>, did: &Did<'_>) -> Record {
    let events = did::publish(desk, &did.events);
    let quotations = said::publish(desk);
    let places: Vec<_> = desk.places.iter().map(|place| place.record(desk.article)).collect();
    Record {
        schema: SCHEMA.into(),
        id: text_id(&desk.article.text),
        source: desk.article.source.clone(),
        article: article(desk),
        actors: who::publish(desk),
        happenings: did::publish_happenings(did, &events, &quotations, &places),
        quotations,
        events,
        figures: desk.figures.iter().map(|figure| figure.record(desk.article, &desk.quotations)).collect(),
        times: desk.times.iter().map(|time| time.record(desk.article)).collect(),
        places,
        text: None,
    }
}

/// What is told of the article itself.
fn article(desk: &Desk<'_>) -> record::Article {
    let mut article = record::Article { settings: setting::publish(desk), ..desk.article.record() };
    match desk.doc.cut_sentences() {
        0 => {}
        1 => article.warnings.push("a sentence of more than 400 words was read in pieces".to_owned()),
        count => article.warnings.push(format!("{count} sentences of more than 400 words were read in pieces")),
    }
    article
}

/// A desk with every answer that events are read from.
pub(crate) fn filled<'a>(article: &'a Article, doc: &'a Doc, codebook: &'a Codebook) -> Desk<'a> {
    let mut desk = Desk::new(article, doc, codebook);
    fill(&mut desk).expect("nothing limits it");
    desk
}

/// Puts every answer that events are read from on a desk, each question asked after those it needs; nothing once the limit
/// is over.
fn fill(desk: &mut Desk<'_>) -> Option<()> {
    let go_on = |desk: &Desk<'_>| (!desk.limit.is_over()).then_some(());
    go_on(desk)?;
    desk.times = Listed::of(when::when(desk), |time| &time.tokens);
    go_on(desk)?;
    desk.places = Listed::of(whereabouts::whereabouts(desk), |place| &place.tokens);
    let located = desk.places.iter().filter_map(|place| Some((&place.tokens, place.country.as_deref()?)));
    located.for_each(|(words, country)| desk.phrases.correct(words, country));
    go_on(desk)?;
    desk.figures = Listed::of(how_many::how_many(desk), |figure| &figure.tokens);
    desk.who = who::who(desk);
    go_on(desk)?;
    desk.setting = setting::setting(desk);
    go_on(desk)?;
    desk.quotations = Quotations::of(said::said(desk), &desk.article.text);
    said::first_person(desk);
    go_on(desk)
}

/// The stretches of an article that are analysed: none if it is not English.
pub(crate) fn parts(article: &Article) -> Vec<Bytes> {
    if article.is_english() { article.parts.iter().map(|part| part.bytes).collect() } else { Vec::new() }
}

/// The id that a text has in records: the first 16 hexadecimal digits of the SHA-256 of its words with one space between them.
///
/// # Example
///
/// ```
/// assert_eq!(dateline::text_id("The envoy\n left."), dateline::text_id("The envoy left."));
/// ```
pub fn text_id(text: &str) -> String {
    let mut hash = Sha256::new();
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            hash.update(b" ");
        }
        hash.update(word);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::parses;

    fn is_owned<T: Send + 'static>(_: &T) {}

    #[test]
    fn a_reader_goes_to_another_thread_and_keeps_its_codebook() {
        let codebook = Arc::new(Codebook::built_in());
        let mut reader = parses::reader(Arc::clone(&codebook));
        is_owned(&reader);
        drop(codebook);
        let read = move || reader.read(&Report::new("The envoy left Geneva on Friday."));
        let record = std::thread::spawn(read).join().expect("it is read");
        assert_eq!(record.places.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["Geneva"]);
    }

    #[test]
    fn a_reading_that_is_given_up_answers_nothing_wherever_it_was() {
        let mut reader = parses::reader(Codebook::built_in());
        let report = Report::new("The envoy left Geneva on Friday.");
        let whole = reader.read(&report);
        let mut asked_most = 0;
        for most in (0..).map(|most| most * 2) {
            let asked = Cell::new(0);
            let is_over = || {
                asked.set(asked.get() + 1);
                asked.get() > most
            };
            match reader.read_within(&report, &is_over) {
                None => asked_most = most,
                Some(record) => {
                    assert_eq!(record, whole);
                    break;
                }
            }
        }
        assert!(asked_most > 10, "each question asks: {asked_most}");
    }
}
