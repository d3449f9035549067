//! Arithmetic of the networks, row by row.

mod activate;
mod fast;
mod panels;
#[cfg(test)]
mod plain;

pub use activate::gelu;
pub(crate) use activate::{add_and_normalise, softmax_rows};
pub(crate) use fast::{Norm, add_rows, maxout, maxout_norm, weigh_rows};
pub(crate) use panels::{PANEL, Panels, Rows};

/// Index of the greatest number, the first of equals.
pub(crate) fn arg_max(numbers: &[f32]) -> usize {
    let mut best = 0;
    for (i, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{Panels, Rows, fast, plain};

    /// Numbers in -1..1 that look random and are the same in every run.
    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    fn close(a: &[f32], b: &[f32]) {
        assert_eq!(a.len(), b.len());
        for (x, y) in a.iter().zip(b) {
            assert!((x - y).abs() < 1e-4, "{x} {y}");
        }
    }

    #[test]
    fn overlapping_windows_read_rows_of_their_neighbours() {
        let (left, right) = (numbers(4 * 8, 3), numbers(32 * 24, 4));
        let (mut a, mut b) = (vec![0.0; 2 * 32], vec![0.0; 2 * 32]);
        Panels::pack(&right, 24).product(Rows { numbers: &left, stride: 8 }, &mut a, 32);
        plain::product(&left, 8, &right, 24, &mut b, 32);
        close(&a, &b);
    }

    #[test]
    fn panels_are_the_plain_product_and_a_row_is_the_same_among_any_others() {
        for (rows, depth, columns) in [(1, 5, 3), (11, 64, 40), (12, 96, 32), (29, 384, 96)] {
            let (left, right, bias) = (numbers(rows * depth, 1), numbers(columns * depth, 2), numbers(columns, 3));
            let panels = Panels::pack(&right, depth).with_bias(&bias);
            let wide = panels.columns();
            let (mut all, mut expected) = (vec![0.0; rows * wide], vec![0.0; rows * columns]);
            panels.product(Rows { numbers: &left, stride: depth }, &mut all, wide);
            plain::product(&left, depth, &right, depth, &mut expected, columns);
            let biased: Vec<f32> = expected.iter().zip(bias.iter().cycle()).map(|(x, y)| x + y).collect();
            let kept: Vec<f32> = all.chunks(wide).flat_map(|row| &row[..columns]).copied().collect();
            close(&kept, &biased);
            let mut last = vec![0.0; wide];
            panels.product(Rows { numbers: &left[(rows - 1) * depth..], stride: depth }, &mut last, wide);
            assert_eq!(last, all[(rows - 1) * wide..], "{rows} rows");
        }
    }

    #[test]
    fn activations_are_the_plain_formulas() {
        let scores: Vec<f32> = numbers(100, 9).iter().map(|x| 12.0 * x).collect();
        let (mut a, mut b) = (scores.clone(), scores.clone());
        super::gelu(&mut a);
        plain::gelu(&mut b);
        close(&a, &b);
        let (mut a, mut b) = (scores.clone(), scores);
        super::softmax_rows(&mut a, 100, 100, 0.3);
        plain::softmax(&mut b, 0.3);
        close(&a, &b);
    }

    #[test]
    fn maxout_and_norm_are_the_plain_ones() {
        let width = 96;
        let (bias, gain, shift) = (numbers(3 * width, 5), numbers(width, 6), numbers(width, 7));
        let (scores, residual) = (numbers(5 * 3 * width, 8), numbers(5 * width, 9));
        let norm = fast::Norm { bias: &bias, gain: &gain, shift: &shift };
        for residual in [None, Some(residual.as_slice())] {
            let (mut a, mut b) = (vec![0.0; 5 * width], vec![0.0; 5 * width]);
            fast::maxout_norm(&scores, 3 * width, &norm, residual, &mut a);
            plain::maxout_norm(&scores, &norm, residual, &mut b);
            close(&a, &b);
        }
    }
}
