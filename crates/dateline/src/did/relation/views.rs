//! What does the encoder tell of two mentions? Vectors of their words, of those between them and of the sentence, and which
//! acts the judge of acts sees there.

use dateline_language::Vectors;
use half::f16;

use super::around::Pair;
use crate::codebook::Judges;
use crate::desk::Desk;
use crate::did::acts::{self, Scene};
use crate::did::event::Told;
use crate::record::EventType;
use crate::weights::probabilities;

/// How much each number weighs for each class, fitted by `scripts/train_relations.py` beside `relations.careful.tsv`.
static WEIGHTS: &[u8] = include_bytes!("../../../codebook/en/did/relations.views");

/// What the numbers weigh for each class.
pub(super) fn sums(numbers: &[f32], classes: usize) -> Vec<f64> {
    let mut sums = vec![0.0; classes];
    let weights = WEIGHTS.chunks_exact(2).map(|two| f16::from_le_bytes([two[0], two[1]]).to_f64());
    let cells = numbers.iter().flat_map(|number| std::iter::repeat_n(f64::from(*number), classes).enumerate());
    cells.zip(weights).for_each(|((class, number), weight)| sums[class] += number * weight);
    sums
}

/// How near a word stands to the path between the mentions: on it, below a word of it, elsewhere in the sentence.
const PLACES: usize = 3;

/// The numbers of a pair: five vectors, then for each place and event how probable the likeliest word there tells it.
/// Nothing without an encoder, or where rules alone decide.
pub(super) fn of(desk: &Desk<'_>, pair: &Pair<'_>, told: &Told<'_>) -> Option<Vec<f32>> {
    let (encoder, judges) = (desk.encoder?, desk.codebook.judges()?);
    let vectors = encoder.encode(desk.doc);
    let mut numbers = Vec::new();
    for words in groups(desk, pair) {
        numbers.extend(mean(&vectors, encoder.width(), &words));
    }
    numbers.extend(acts(desk, pair, told, &vectors, judges));
    Some(numbers)
}

/// The words whose vectors are taken together: of the source, of the target, of the path between them, between them in
/// the text, of the sentence.
fn groups(desk: &Desk<'_>, pair: &Pair<'_>) -> [Vec<usize>; 5] {
    let mention = |words: &Option<std::ops::Range<usize>>| words.clone().into_iter().flatten().collect();
    let inner = pair.path.iter().map(|token| token.i()).filter(|&word| !pair.is_mention(word));
    let between = match (&pair.source, &pair.target) {
        (Some(source), Some(target)) => source.end.min(target.end)..source.start.max(target.start),
        _ => 0..0,
    };
    let sentence = pair.words(desk).map(|token| token.i());
    [mention(&pair.source), mention(&pair.target), inner.collect(), between.collect(), sentence.collect()]
}

/// The mean of the words' vectors, made as long as one; zeros of none.
fn mean(vectors: &Vectors, width: usize, words: &[usize]) -> Vec<f32> {
    let mut sum = vec![0.0; width];
    let known: Vec<&[f32]> = words.iter().filter_map(|&word| vectors.word(word)).collect();
    for vector in &known {
        sum.iter_mut().zip(*vector).for_each(|(sum, number)| *sum += number);
    }
    let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    sum.iter_mut().for_each(|number| *number /= length);
    sum
}

/// How probable each event is at each place.
fn acts(desk: &Desk<'_>, pair: &Pair<'_>, told: &Told<'_>, vectors: &Vectors, judges: &Judges) -> Vec<f32> {
    let scene = Scene::of(desk, told);
    let mut best = vec![0.0_f32; PLACES * EventType::ALL.len()];
    let heads = desk.codebook.heads();
    for (word, sums) in acts::sums(&scene, &judges.acts) {
        let mut chances = vectors.word(word).map_or(sums.clone(), |vector| heads.event(vector, &sums));
        probabilities(&mut chances);
        let place = match pair.nearness(word) {
            near if near > 1.5 => 0,
            near if near > 0.9 => 1,
            _ => 2,
        };
        let best = &mut best[place * EventType::ALL.len()..];
        best.iter_mut().zip(&chances[1..]).for_each(|(best, chance)| *best = best.max(*chance));
    }
    best
}
