//! Which words tell an act, and which of the sixteen?
//!
//! Every noun, verb and adjective is a candidate; what the codebook finds there is evidence like the words around it; a
//! judge fitted to articles that careful readers coded decides.

mod evidence;
mod explained;

use std::collections::BTreeMap;

use dateline_language::{Token, Vectors};

use crate::record::EventType;
use crate::weights::{Evidence, Judge, Lessons, probabilities};

pub(crate) use evidence::Scene;
pub(super) use evidence::of_word as evidence_of_word;
pub(super) use explained::named_evidence;

/// The class of words that tell no act.
pub(crate) const NONE: &str = "none";

/// A word that tells an act.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act {
    pub(super) trigger: usize,
    pub(super) kind: EventType,
    /// How probable it is that the word tells an act, whichever.
    pub(super) probability: f32,
}

/// The classes of a judge of acts.
pub(crate) fn classes() -> Vec<&'static str> {
    std::iter::once(NONE).chain(EventType::ALL.iter().map(|kind| kind.name())).collect()
}

/// What is known of the words of an article, before acts are told: the logits of each word that may tell one.
#[derive(Debug)]
pub(super) struct Weighed {
    words: Vec<(usize, Vec<f32>)>,
    /// Vectors of the words where something may happen; nothing without an encoder.
    pub(super) vectors: Option<Vectors>,
}

/// How probable an act must be in a sentence in which an entry of the codebook tells one.
const BESIDE: f32 = 0.6;
/// How probable at least what an entry tells is held to be.
const TOLD: f32 = 0.5;

/// From how many sentences on a text is a whole report, and how probable its most probable act must then be.
const WHOLE: usize = 6;
const PLAIN: f32 = 0.86;

/// How probable it must be that a sentence tells an act for its words to be encoded.
const ENCODED: f32 = 0.02;

/// Weighs the words of an article: by what they are, and by their vectors where there is an encoder.
pub(super) fn weighed(scene: &Scene<'_, '_>, judge: &Judge) -> Weighed {
    let words = sums(scene, judge);
    let Some(encoder) = scene.desk.encoder else { return Weighed { words, vectors: None } };
    let doc = scene.desk.doc;
    let mut wanted = vec![false; doc.sentences().len()];
    for (word, sums) in &words {
        let mut chances = sums.clone();
        probabilities(&mut chances);
        wanted[doc.token(*word).sentence_number()] |= chances[0] < 1.0 - ENCODED;
    }
    let vectors = encoder.encode_some_while(doc, |sentence| wanted[sentence], &|| !scene.desk.limit.is_over());
    let heads = scene.desk.codebook.heads();
    let mut words: BTreeMap<usize, Vec<f32>> = words.into_iter().collect();
    for token in doc.tokens().filter(|token| !token.is_space() && !token.is_punct()) {
        let Some(vector) = vectors.word(token.i()) else { continue };
        let sums = words.entry(token.i()).or_insert_with(|| judge.no_sums());
        *sums = heads.event(vector, sums);
    }
    Weighed { words: words.into_iter().collect(), vectors: Some(vectors) }
}

impl Weighed {
    /// The acts that are told with at least this probability. Who knows an act by one word may tell it by the next
    /// ("launched an attack"): so what is probable is added up over a sentence, and of an act whose sum is high enough the
    /// likeliest word tells it; of one whose sum is higher by a whole act the second likeliest too.
    ///
    /// What an entry of the codebook tells is told; beside it other acts of its sentence have to be more probable.
    pub(super) fn acts(&self, scene: &Scene<'_, '_>, least: f32) -> Vec<Act> {
        let number = |word: &(usize, Vec<f32>)| scene.desk.doc.token(word.0).sentence_number();
        let mut acts = Vec::new();
        for sentence in self.words.chunk_by(|one, other| number(one) == number(other)) {
            if scene.is_other_news(sentence[0].0) {
                continue;
            }
            let mut chances: Vec<(usize, Vec<f32>)> = sentence.to_vec();
            chances.iter_mut().for_each(|(_, sums)| probabilities(sums));
            let told = chances.iter().any(|(word, _)| scene.event_at(*word).is_some());
            let least = if told { least.max(BESIDE) } else { least };
            for (class, kind) in (1..).zip(EventType::ALL) {
                acts.extend(of_kind(scene, &mut chances, class, *kind, least));
            }
        }
        acts.sort_by_key(|act| (act.trigger, act.kind));
        sure_enough(scene, acts)
    }
}

/// Of an article in which nothing is told for sure, only what entries tell: reports of politics tell some act plainly, so what
/// seems to be one in others mostly is none.
fn sure_enough(scene: &Scene<'_, '_>, mut acts: Vec<Act>) -> Vec<Act> {
    let is_long = scene.desk.doc.sentences().len() >= WHOLE;
    if is_long && acts.iter().all(|act| act.probability < PLAIN) {
        acts.retain(|act| scene.event_at(act.trigger).is_some_and(|event| event.kind == act.kind));
    }
    acts
}

/// The acts of one kind that a sentence tells.
fn of_kind(
    scene: &Scene<'_, '_>,
    chances: &mut [(usize, Vec<f32>)],
    class: usize,
    kind: EventType,
    least: f32,
) -> Vec<Act> {
    let by_entry = |word: usize| scene.event_at(word).is_some_and(|event| event.kind == kind);
    let sum: f32 = chances.iter().map(|(_, chances)| chances[class]).sum();
    chances.sort_by(|a, b| by_entry(b.0).cmp(&by_entry(a.0)).then(b.1[class].total_cmp(&a.1[class])));
    let mut acts = Vec::new();
    for (i, (trigger, _)) in chances.iter().enumerate() {
        let entry = by_entry(*trigger);
        let probability = (sum - i as f32).clamp(if entry { TOLD } else { 0.0 }, 1.0);
        if !entry && sum < least + i as f32 {
            break;
        }
        acts.push(Act { trigger: *trigger, kind, probability });
    }
    acts
}

/// What a judge says of each word that may tell an act: the sum of each class.
pub(super) fn sums(scene: &Scene<'_, '_>, judge: &Judge) -> Vec<(usize, Vec<f32>)> {
    let mut all = Vec::new();
    each_word(scene, judge, |token, sums| all.push((token.i(), sums.to_vec())));
    all
}

/// Asks a judge about each word of an article.
fn each_word(scene: &Scene<'_, '_>, judge: &Judge, mut answer: impl FnMut(Token<'_>, &mut [f32])) {
    let mut evidence = Evidence::default();
    let mut of_article = judge.no_sums();
    evidence::of_article(scene, &mut evidence);
    judge.weigh(&evidence, &mut of_article);
    for sentence in scene.desk.limit.sentences(scene.desk.doc) {
        let mut of_sentence = of_article.clone();
        evidence.clear();
        evidence::of_sentence(scene, sentence, &mut evidence);
        judge.weigh(&evidence, &mut of_sentence);
        for token in sentence.tokens().filter(|token| evidence::may_tell(*token)) {
            let mut sums = of_sentence.clone();
            evidence.clear();
            evidence::of_word(scene, token, &mut evidence);
            judge.weigh(&evidence, &mut sums);
            answer(token, &mut sums);
        }
    }
}

/// Adds the words of an article to the lessons of a judge: `told` answers which act a word tells.
pub(super) fn teach(lessons: &mut Lessons, scene: &Scene<'_, '_>, told: impl Fn(Token<'_>) -> Option<EventType>) {
    for sentence in scene.desk.doc.sentences() {
        for token in sentence.tokens().filter(|token| evidence::may_tell(*token)) {
            let mut evidence = Evidence::named();
            evidence::of_article(scene, &mut evidence);
            evidence::of_sentence(scene, sentence, &mut evidence);
            evidence::of_word(scene, token, &mut evidence);
            let class = told(token).map_or(0, |kind| 1 + kind as usize);
            lessons.add(&evidence, class);
        }
    }
}
