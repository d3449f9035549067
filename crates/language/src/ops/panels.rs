//! Products with weights that are packed once: in panels of columns, as the processor's registers take them.
//!
//! Each row of a result is the same whatever other rows are computed with it: every number is summed over the depth in one
//! order.

use std::array;

use pulp::{Simd, WithSimd};

use super::fast::ARCH;

/// Columns of a panel: two of the widest vector registers.
pub(crate) const PANEL: usize = 32;

/// The right side of a product, `depth` × `columns`, with what is added to each column. Columns are filled up to whole
/// panels with zeros.
#[derive(Debug, Default)]
pub(crate) struct Panels {
    depth: usize,
    /// Panel after panel; in each, the columns of one depth lie side by side.
    numbers: Vec<f32>,
    /// One for each column.
    bias: Vec<f32>,
}

/// Rows of numbers that begin `stride` apart; rows that are longer overlap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    pub(crate) numbers: &'a [f32],
    pub(crate) stride: usize,
}

impl Panels {
    /// A layer's weights, a row of `depth` for each column of the result.
    pub(crate) fn pack(weights: &[f32], depth: usize) -> Self {
        assert!(weights.len().is_multiple_of(depth), "whole rows of weights");
        let mut panels = Self::default();
        panels.fill(depth, weights.len() / depth, |k, j| weights[j * depth + k]);
        panels
    }

    /// The same with something to add to each column.
    pub(crate) fn with_bias(mut self, bias: &[f32]) -> Self {
        self.bias.iter_mut().zip(bias).for_each(|(x, bias)| *x = *bias);
        self
    }

    /// Packs other numbers, without bias, into the memory that it has.
    #[inline(always)]
    pub(crate) fn fill(&mut self, depth: usize, columns: usize, number: impl Fn(usize, usize) -> f32) {
        let padded = columns.next_multiple_of(PANEL);
        self.depth = depth;
        self.bias.clear();
        self.bias.resize(padded, 0.0);
        self.numbers.clear();
        self.numbers.resize(depth * padded, 0.0);
        for (n, panel) in self.numbers.chunks_exact_mut(depth * PANEL).enumerate() {
            let first = n * PANEL;
            let wanted = PANEL.min(columns - first);
            for (k, row) in panel.chunks_exact_mut(PANEL).enumerate() {
                for (j, x) in row[..wanted].iter_mut().enumerate() {
                    *x = number(k, first + j);
                }
            }
        }
    }

    /// How many numbers of each row are multiplied.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Columns of a result, those that fill the last panel included.
    pub(crate) fn columns(&self) -> usize {
        self.bias.len()
    }

    /// `out[i][j] = bias[j] + Σ left[i][k] · right[k][j]` for as many rows as `out` has; it begins a row each `stride`.
    pub(crate) fn product(&self, left: Rows<'_>, out: &mut [f32], stride: usize) {
        if !out.is_empty() {
            ARCH.dispatch(Product { left, right: self, rows: out.len().div_ceil(stride), out, stride });
        }
    }
}

struct Product<'a> {
    left: Rows<'a>,
    right: &'a Panels,
    rows: usize,
    out: &'a mut [f32],
    stride: usize,
}

impl WithSimd for Product<'_> {
    type Output = ();

    /// Two registers of each row's sums stay in place; what is left of the registers is for what is multiplied.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        if S::REGISTER_COUNT >= 32 { self.compute::<S, 12>(simd) } else { self.compute::<S, 6>(simd) }
    }
}

impl Product<'_> {
    #[inline(always)]
    fn compute<S: Simd, const ROWS: usize>(mut self, simd: S) {
        let panels = self.right;
        for (n, panel) in panels.numbers.chunks_exact(panels.depth * PANEL).enumerate() {
            for part in (0..PANEL).step_by(2 * S::F32_LANES) {
                let bias = &panels.bias[n * PANEL + part..];
                let column = n * PANEL + part;
                let mut i = 0;
                while i + ROWS <= self.rows {
                    let sums = self.tile::<S, ROWS>(simd, i, &panel[part..], bias);
                    self.put::<S, ROWS>(sums, i, column);
                    i += ROWS;
                }
                // The last rows: whole tiles again, which compute a few rows twice, or row by row where there are few.
                if i < self.rows && self.rows >= ROWS {
                    i = self.rows - ROWS;
                    let sums = self.tile::<S, ROWS>(simd, i, &panel[part..], bias);
                    self.put::<S, ROWS>(sums, i, column);
                } else {
                    for i in i..self.rows {
                        let sums = self.tile::<S, 1>(simd, i, &panel[part..], bias);
                        self.put::<S, 1>(sums, i, column);
                    }
                }
            }
        }
    }

    /// The sums of `ROWS` rows from row `i`, two registers of columns wide.
    #[inline(always)]
    fn tile<S: Simd, const ROWS: usize>(&self, simd: S, i: usize, panel: &[f32], bias: &[f32]) -> [[S::f32s; 2]; ROWS] {
        let depth = self.right.depth;
        let left: [&[f32]; ROWS] = array::from_fn(|r| &self.left.numbers[(i + r) * self.left.stride..][..depth]);
        let mut sums = [two::<S>(bias); ROWS];
        for k in 0..depth {
            let [first, second] = two::<S>(&panel[k * PANEL..]);
            for r in 0..ROWS {
                let x = simd.splat_f32s(left[r][k]);
                sums[r] = [simd.mul_add_e_f32s(x, first, sums[r][0]), simd.mul_add_e_f32s(x, second, sums[r][1])];
            }
        }
        sums
    }

    #[inline(always)]
    fn put<S: Simd, const ROWS: usize>(&mut self, sums: [[S::f32s; 2]; ROWS], i: usize, column: usize) {
        for (r, sums) in sums.into_iter().enumerate() {
            let row = &mut self.out[(i + r) * self.stride + column..][..2 * S::F32_LANES];
            S::as_mut_simd_f32s(row).0.copy_from_slice(&sums);
        }
    }
}

/// The first two registers of numbers.
#[inline(always)]
fn two<S: Simd>(numbers: &[f32]) -> [S::f32s; 2] {
    let (registers, _) = S::as_simd_f32s(&numbers[..2 * S::F32_LANES]);
    [registers[0], registers[1]]
}
