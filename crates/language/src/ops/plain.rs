//! Reference arithmetic: the formulas, one number after the other.

use super::Norm;

pub(super) fn product(left: &[f32], stride: usize, right: &[f32], depth: usize, out: &mut [f32], columns: usize) {
    for (i, row) in out.chunks_exact_mut(columns).enumerate() {
        for (j, sum) in row.iter_mut().enumerate() {
            *sum = (0..depth).map(|k| left[i * stride + k] * right[j * depth + k]).sum();
        }
    }
}

pub(super) fn maxout_norm(scores: &[f32], norm: &Norm<'_>, residual: Option<&[f32]>, out: &mut [f32]) {
    let width = norm.gain.len();
    let pieces = norm.bias.len() / width;
    for (i, row) in out.chunks_exact_mut(width).enumerate() {
        let score = |p: usize, o: usize| scores[(i * pieces + p) * width + o] + norm.bias[p * width + o];
        let best: Vec<f32> = (0..width).map(|o| (0..pieces).map(|p| score(p, o)).fold(f32::MIN, f32::max)).collect();
        let mean = best.iter().sum::<f32>() / width as f32;
        let variance = best.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / width as f32 + 1e-8;
        for o in 0..width {
            row[o] = (best[o] - mean) / variance.sqrt() * norm.gain[o] + norm.shift[o];
            row[o] += residual.map_or(0.0, |residual| residual[i * width + o]);
        }
    }
}

/// `x · Φ(x)`, the integral of the normal distribution summed in small steps.
pub(super) fn gelu(numbers: &mut [f32]) {
    let density = |t: f64| (-t * t / 2.0).exp() / std::f64::consts::TAU.sqrt();
    for x in numbers {
        let step = f64::from(*x) / 2000.0;
        let area: f64 = (0..2000).map(|i| density((f64::from(i) + 0.5) * step) * step).sum();
        *x = (f64::from(*x) * (0.5 + area)) as f32;
    }
}

pub(super) fn softmax(scores: &mut [f32], scale: f32) {
    let all: f64 = scores.iter().map(|x| f64::from(x * scale).exp()).sum();
    for x in scores {
        *x = (f64::from(*x * scale).exp() / all) as f32;
    }
}
