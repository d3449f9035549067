//! Which words tell an act, and which of the sixteen?
//!
//! Every noun, verb and adjective is a candidate; what the codebook finds there is evidence like the words around it; a
//! judge fitted to articles that careful readers coded decides.

mod evidence;
mod explained;

use dateline_language::Token;

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

/// The acts that an article's words tell with at least this probability.
pub(super) fn acts(scene: &Scene<'_, '_>, judge: &Judge, least: f32) -> Vec<Act> {
    let mut acts = Vec::new();
    each_word(scene, judge, |token, sums| {
        probabilities(sums);
        let kind = (1..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]));
        if let Some(kind) = kind.filter(|_| 1.0 - sums[0] >= least) {
            acts.push(Act { trigger: token.i(), kind: EventType::ALL[kind - 1], probability: 1.0 - sums[0] });
        }
    });
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
    for sentence in scene.desk.doc.sentences() {
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
            lessons.add(&evidence, class, 1.0);
        }
    }
}
