//! The same arithmetic with the machine's vector instructions: the loops are written so that the compiler turns each into
//! them.

use std::sync::LazyLock;

use pulp::Arch;

/// Numbers summed side by side: the widest vector register of today's machines.
const LANES: usize = 16;

pub(super) static ARCH: LazyLock<Arch> = LazyLock::new(Arch::new);

/// What a maxout layer with layer normalisation adds to its matrix product. `bias` holds one row for each piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Norm<'a> {
    pub(crate) bias: &'a [f32],
    pub(crate) gain: &'a [f32],
    pub(crate) shift: &'a [f32],
}

/// For each row: the greatest of the pieces of each output, normalised, scaled, and added to `residual` if there is one.
/// A row of `scores` is its pieces one after the other; rows begin `stride` apart.
pub(crate) fn maxout_norm(scores: &[f32], stride: usize, norm: &Norm<'_>, residual: Option<&[f32]>, out: &mut [f32]) {
    ARCH.dispatch(
        #[inline(always)]
        || {
            let width = norm.gain.len();
            for (i, row) in out.chunks_exact_mut(width).enumerate() {
                greatest_piece(&scores[i * stride..][..norm.bias.len()], norm.bias, row);
                normalise(row, norm.gain, norm.shift, 1e-8);
                if let Some(residual) = residual {
                    for (x, y) in row.iter_mut().zip(&residual[i * width..(i + 1) * width]) {
                        *x += y;
                    }
                }
            }
        },
    );
}

#[inline(always)]
fn greatest_piece(scores: &[f32], bias: &[f32], row: &mut [f32]) {
    let width = row.len();
    for (p, (scores, bias)) in scores.chunks_exact(width).zip(bias.chunks_exact(width)).enumerate() {
        for ((best, score), bias) in row.iter_mut().zip(scores).zip(bias) {
            let score = score + bias;
            *best = if p == 0 || score > *best { score } else { *best };
        }
    }
}

#[inline(always)]
pub(super) fn normalise(row: &mut [f32], gain: &[f32], shift: &[f32], least_variance: f32) {
    let count = row.len() as f32;
    let mean = sum(row, |x| x) / count;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / count + least_variance;
    let scale = 1.0 / variance.sqrt();
    for ((x, gain), shift) in row.iter_mut().zip(gain).zip(shift) {
        *x = (*x - mean) * scale * gain + shift;
    }
}

#[inline(always)]
pub(super) fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0f32; LANES];
    let mut chunks = row.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (sum, &x) in sums.iter_mut().zip(chunk) {
            *sum += term(x);
        }
    }
    for (sum, &x) in sums.iter_mut().zip(chunks.remainder()) {
        *sum += term(x);
    }
    sums.iter().sum()
}

/// Adds the rows, in their order, into `out`.
pub(crate) fn add_rows(rows: &[&[f32]], out: &mut [f32]) {
    ARCH.dispatch(
        #[inline(always)]
        || {
            out.fill(0.0);
            for row in rows {
                for (sum, x) in out.iter_mut().zip(*row) {
                    *sum += x;
                }
            }
        },
    );
}

/// The greatest of the pieces of each output, without normalisation.
pub(crate) fn maxout(scores: &[f32], bias: &[f32], out: &mut [f32]) {
    ARCH.dispatch(
        #[inline(always)]
        || greatest_piece(scores, bias, out),
    );
}

/// `out = bias + Σ weight[k] · rows[k]`, the rows lying one after the other.
pub(crate) fn weigh_rows(weights: &[f32], rows: &[f32], bias: &[f32], out: &mut [f32]) {
    ARCH.dispatch(
        #[inline(always)]
        || {
            out.copy_from_slice(bias);
            for (weight, row) in weights.iter().zip(rows.chunks_exact(bias.len())) {
                for (sum, x) in out.iter_mut().zip(row) {
                    *sum += weight * x;
                }
            }
        },
    );
}
