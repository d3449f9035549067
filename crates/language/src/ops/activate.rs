//! What a transformer does between its products, with the machine's vector instructions: the loops are written so that
//! the compiler turns each into them.

use super::fast::{ARCH, normalise, sum};

/// `numbers[i] · Φ(numbers[i])`, exact to about 1e-7: the gelu that BERT was trained with, not its approximation by tanh.
pub fn gelu(numbers: &mut [f32]) {
    ARCH.dispatch(
        #[inline(always)]
        || {
            for x in numbers {
                *x = 0.5 * *x * (1.0 + erf(*x * std::f32::consts::FRAC_1_SQRT_2));
            }
        },
    );
}

/// Turns the first `count` scores of each row into shares that sum to one, each score weighing e to the power of `scale`
/// times it.
pub(crate) fn softmax_rows(scores: &mut [f32], stride: usize, count: usize, scale: f32) {
    ARCH.dispatch(
        #[inline(always)]
        || {
            for row in scores.chunks_exact_mut(stride) {
                let row = &mut row[..count];
                let greatest = greatest(row);
                for x in row.iter_mut() {
                    *x = exp((*x - greatest) * scale);
                }
                let all = 1.0 / sum(row, |x| x);
                for x in row {
                    *x *= all;
                }
            }
        },
    );
}

/// Adds `added` to `rows` and normalises each row.
pub(crate) fn add_and_normalise(rows: &mut [f32], added: &[f32], gain: &[f32], shift: &[f32], least_variance: f32) {
    let width = gain.len();
    ARCH.dispatch(
        #[inline(always)]
        || {
            for (row, added) in rows.chunks_exact_mut(width).zip(added.chunks_exact(width)) {
                for (x, y) in row.iter_mut().zip(added) {
                    *x += y;
                }
                normalise(row, gain, shift, least_variance);
            }
        },
    );
}

#[inline(always)]
fn greatest(numbers: &[f32]) -> f32 {
    let mut lanes = [f32::MIN; 16];
    let mut chunks = numbers.chunks_exact(lanes.len());
    for chunk in &mut chunks {
        for (best, &x) in lanes.iter_mut().zip(chunk) {
            *best = if x > *best { x } else { *best };
        }
    }
    lanes.iter().chain(chunks.remainder()).fold(f32::MIN, |best, &x| if x > best { x } else { best })
}

/// The error function: Abramowitz and Stegun, 7.1.26.
#[inline(always)]
fn erf(x: f32) -> f32 {
    const TERMS: [f32; 5] = [0.254_829_6, -0.284_496_74, 1.421_413_7, -1.453_152, 1.061_405_4];
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let sum = TERMS.iter().rev().fold(0.0, |sum, term| (sum + term) * t);
    (1.0 - sum * exp(-size * size)).copysign(x)
}

/// e to the power of a number of at most 88: the nearest power of two by its bits, the rest by the series.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// Added to a number, leaves the nearest whole number in its lowest bits.
    const ROUND: f32 = 12_582_912.0;
    /// The logarithm of two, in two parts: the first has few digits, so that its products are exact.
    const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    let x = if x > -87.0 { x } else { -87.0 };
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let power = rounded - ROUND;
    let rest = x - power * LN_2[0] - power * LN_2[1];
    let series = [1.0, 1.0, 1.0 / 2.0, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0];
    let sum = series.iter().rev().fold(0.0, |sum, term| sum * rest + term);
    sum * f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23))
}
