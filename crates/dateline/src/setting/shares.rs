//! How much of what tells a country tells which: in the article, in the section so far, in the paragraph, in the sentence?

use super::weights::{FADING, PARAGRAPH, SECTION, SENTENCE};

/// What an article tells of each country, by number.
#[derive(Debug)]
pub(super) struct Shares {
    article: Vec<f64>,
}

impl Shares {
    /// Nothing told yet of so many countries.
    pub(super) fn new(countries: usize) -> Self {
        Self { article: vec![0.0; countries] }
    }

    /// What counts for the whole article.
    pub(super) fn add_to_article(&mut self, country: usize, weight: f64) {
        self.article[country] += weight;
    }

    /// The likeliest country of each sentence and its share, given the part that each stands in and what it tells. A heading
    /// opens a section.
    pub(super) fn of_sentences(
        &self,
        parts: &[usize],
        told: impl Fn(usize) -> Vec<(usize, f64)>,
        is_heading: impl Fn(usize) -> bool,
    ) -> Vec<(usize, f64)> {
        let nothing = vec![0.0; self.article.len()];
        let article = shares(&self.article);
        let mut section = nothing.clone();
        let mut answers = Vec::with_capacity(parts.len());
        let mut start = 0;
        for sentences in parts.chunk_by(|one, other| one == other) {
            let told: Vec<Vec<f64>> = (start..start + sentences.len())
                .map(|sentence| {
                    let mut here = nothing.clone();
                    told(sentence).into_iter().for_each(|(country, weight)| here[country] += weight);
                    here
                })
                .collect();
            if sentences.first().is_some_and(|part| is_heading(*part)) {
                section.fill(0.0);
            }
            let paragraph = told.iter().fold(nothing.clone(), |sum, here| added(&sum, here, 1.0));
            section = added(&paragraph, &section, FADING);
            let around = backed(&section, SECTION, &article);
            let around = backed(&paragraph, PARAGRAPH, &around);
            answers.extend(told.iter().map(|here| likeliest(&backed(here, SENTENCE, &around))));
            start += sentences.len();
        }
        answers
    }
}

/// Weights as parts of one; all zero where nothing weighs.
fn shares(weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect()
}

fn added(one: &[f64], other: &[f64], times: f64) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one + times * other).collect()
}

/// Shares of what is told here, as if so much more were told as around it.
fn backed(here: &[f64], as_much: f64, around: &[f64]) -> Vec<f64> {
    shares(&added(here, around, as_much))
}

/// The greatest share; of equal ones the first.
fn likeliest(shares: &[f64]) -> (usize, f64) {
    let better = |best: (usize, f64), (i, share): (usize, &f64)| if *share > best.1 { (i, *share) } else { best };
    shares.iter().enumerate().fold((0, 0.0), better)
}
