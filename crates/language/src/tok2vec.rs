//! Words to vectors: hash embeddings of four to six lexical attributes, then a convolution over windows of three words.
//!
//! After Honnibal's hash embeddings ("bloom embeddings") and thinc's `MaxoutWindowEncoder`. A vector depends on the word
//! and on `depth` words to either side, so a document of any length is encoded in blocks that overlap by that many words:
//! the same numbers in bounded memory. Parts of a text that are read apart stand in one layout with gaps of `depth` rows
//! of zeros between them, which isolate them exactly. The embedding of a word depends on the word alone and is computed
//! once.

use std::ops::Range;

use crate::error::Result;
use crate::ops::{self, Norm, Panels};
use crate::package::{Network, Package};
use crate::vocab::Lexeme;

/// Words encoded at a time.
pub(crate) const BLOCK: usize = 512;

/// Distinct words embedded at a time.
const BATCH: usize = 32;

#[derive(Clone, Copy, Debug)]
enum Attribute {
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

/// A word with whether a space follows: what the embedding is computed from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'a> {
    pub(crate) lexeme: &'a Lexeme,
    pub(crate) space_after: bool,
}

impl Attribute {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "NORM" => Self::Norm,
            "PREFIX" => Self::Prefix,
            "SUFFIX" => Self::Suffix,
            "SHAPE" => Self::Shape,
            "SPACY" => Self::Spacy,
            "IS_SPACE" => Self::IsSpace,
            _ => return None,
        })
    }

    fn of(self, form: Form<'_>) -> u64 {
        match self {
            Self::Norm => form.lexeme.norm,
            Self::Prefix => form.lexeme.prefix,
            Self::Suffix => form.lexeme.suffix,
            Self::Shape => form.lexeme.shape,
            Self::Spacy => form.space_after.into(),
            Self::IsSpace => form.lexeme.is_space.into(),
        }
    }
}

/// A table of vectors that a key picks four of.
#[derive(Debug)]
struct HashEmbedding {
    attribute: Attribute,
    seed: u32,
    vectors: Vec<f32>,
}

impl HashEmbedding {
    fn add_to(&self, form: Form<'_>, out: &mut [f32]) {
        let rows = self.vectors.len() / out.len();
        for hash in murmur_hash128(self.attribute.of(form), self.seed) {
            let start = hash as usize % rows * out.len();
            for (sum, x) in out.iter_mut().zip(&self.vectors[start..]) {
                *sum += x;
            }
        }
    }
}

/// Four 32-bit hashes of a 64-bit key: MurmurHash3, 128 bit (Austin Appleby, public domain), as thinc's HashEmbed has it.
fn murmur_hash128(key: u64, seed: u32) -> [u32; 4] {
    fn mix(mut h: u64) -> u64 {
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 33;
        h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    }
    let seed = u64::from(seed);
    let mut h1 = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

/// A linear layer, the greatest of its pieces, normalised.
#[derive(Debug)]
struct MaxoutLayer {
    weights: Panels,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl MaxoutLayer {
    fn read(network: &Network, index: usize, inputs: usize, width: usize) -> Result<Self> {
        let weights = network.array("maxout", index, "W", 3)?;
        let (outputs, pieces) = (weights.shape[0], weights.shape[1]);
        if outputs != width || weights.shape[2] != inputs {
            let problem = format!("expected {width} × pieces × {inputs}, found {:?}", weights.shape);
            return Err(network.error(&format!("maxout[{index}].W"), problem));
        }
        let bias = network.array("maxout", index, "b", 2)?;
        Ok(Self {
            weights: Panels::pack(&piece_by_piece(&weights.numbers, outputs, pieces, inputs), inputs),
            bias: piece_by_piece(&bias.numbers, outputs, pieces, 1),
            gain: network.array("layernorm", index, "G", 1)?.numbers,
            shift: network.array("layernorm", index, "b", 1)?.numbers,
        })
    }

    fn norm(&self) -> Norm<'_> {
        Norm { bias: &self.bias, gain: &self.gain, shift: &self.shift }
    }

    /// One row of `out` for each window of `rows`; windows start `stride` numbers apart.
    fn apply(&self, rows: &[f32], stride: usize, residual: Option<&[f32]>, scores: &mut Vec<f32>, out: &mut [f32]) {
        let columns = self.weights.columns();
        scores.resize(out.len() / self.gain.len() * columns, 0.0);
        self.weights.product(ops::Rows { numbers: rows, stride }, scores, columns);
        ops::maxout_norm(scores, columns, &self.norm(), residual, out);
    }
}

/// Rows ordered output by output, as the package has them, into rows ordered piece by piece.
pub(crate) fn piece_by_piece(rows: &[f32], outputs: usize, pieces: usize, width: usize) -> Vec<f32> {
    let row = |o: usize, p: usize| &rows[(o * pieces + p) * width..][..width];
    (0..pieces).flat_map(|p| (0..outputs).flat_map(move |o| row(o, p))).copied().collect()
}

/// The words of a text laid out for the network: for each row the place of its embedding in the table, [`Rows::GAP`] in
/// the gaps between parts that are read apart.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    rows: Vec<u32>,
}

impl Rows {
    const GAP: u32 = u32::MAX;

    /// Adds a part, far enough from the one before it that neither sees the other; answers its first row.
    pub(crate) fn add_part(&mut self, networks: [&Tok2Vec; 2], embeddings: impl IntoIterator<Item = u32>) -> usize {
        if !self.rows.is_empty() {
            let gap = networks.iter().map(|tok2vec| tok2vec.layers.len()).max().unwrap_or_default();
            self.rows.extend(std::iter::repeat_n(Self::GAP, gap));
        }
        let start = self.rows.len();
        self.rows.extend(embeddings);
        start
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    fn embedding(&self, at: isize) -> Option<usize> {
        let row = *self.rows.get(usize::try_from(at).ok()?)?;
        (row != Self::GAP).then_some(row as usize)
    }
}

/// Space for the numbers of one block, kept from block to block.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    scores: Vec<f32>,
    rows: Vec<f32>,
    next: Vec<f32>,
}

/// spaCy's `Tok2Vec`: embedding and convolution.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    embeddings: Vec<HashEmbedding>,
    mix: MaxoutLayer,
    layers: Vec<MaxoutLayer>,
    width: usize,
}

impl Tok2Vec {
    /// Reads the network of a component; `section` is where the config describes it.
    pub(crate) fn read(package: &Package, section: &str, network: &Network) -> Result<Self> {
        package.expect(&format!("{section}.embed"), "@architectures", "spacy.MultiHashEmbed.v2")?;
        package.expect(&format!("{section}.embed"), "include_static_vectors", "false")?;
        package.expect(&format!("{section}.encode"), "@architectures", "spacy.MaxoutWindowEncoder.v2")?;
        package.expect(&format!("{section}.encode"), "window_size", "1")?;
        let names = package.setting(&format!("{section}.embed"), "attrs").unwrap_or_default();
        let mut embeddings = Vec::new();
        for (i, name) in names.trim_matches(['[', ']']).split(',').enumerate() {
            let name = name.trim().trim_matches('"');
            let attribute = Attribute::read(name)
                .ok_or_else(|| network.error(&format!("{section}.embed attrs"), format!("unsupported: {name}")))?;
            let vectors = network.array("hashembed", i, "E", 2)?;
            let seed = network.number("hashembed", i, "seed")? as u32;
            embeddings.push(HashEmbedding { attribute, seed, vectors: vectors.numbers });
        }
        let width = network.array("layernorm", 0, "G", 1)?.shape[0];
        let mix = MaxoutLayer::read(network, 0, embeddings.len() * width, width)?;
        let layers = (1..network.count("maxout"))
            .map(|i| MaxoutLayer::read(network, i, 3 * width, width))
            .collect::<Result<_>>()?;
        Ok(Self { embeddings, mix, layers, width })
    }

    /// How many numbers a word's vector has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Appends the embeddings of the words to `table`.
    pub(crate) fn embed(&self, forms: &[Form<'_>], scratch: &mut Scratch, table: &mut Vec<f32>) {
        let inputs = self.mix.weights.depth();
        for batch in forms.chunks(BATCH) {
            scratch.rows.clear();
            scratch.rows.resize(batch.len() * inputs, 0.0);
            for (form, row) in batch.iter().zip(scratch.rows.chunks_exact_mut(inputs)) {
                for (embedding, out) in self.embeddings.iter().zip(row.chunks_exact_mut(self.width)) {
                    embedding.add_to(*form, out);
                }
            }
            scratch.next.resize(batch.len() * self.width, 0.0);
            self.mix.apply(&scratch.rows, inputs, None, &mut scratch.scores, &mut scratch.next);
            table.extend_from_slice(&scratch.next);
        }
    }

    /// The vectors of a block of rows, their embeddings being in `table`.
    pub(crate) fn encode<'s>(
        &self,
        rows: &Rows,
        table: &[f32],
        block: Range<usize>,
        scratch: &'s mut Scratch,
    ) -> &'s [f32] {
        let (width, reach) = (self.width, self.layers.len());
        let count = block.len() + 2 * reach;
        // A row of zeros before and after stands for what lies outside the text and its padding.
        scratch.rows.clear();
        scratch.rows.resize((count + 2) * width, 0.0);
        scratch.next.clear();
        scratch.next.resize((count + 2) * width, 0.0);
        let first = block.start as isize - reach as isize;
        for (i, out) in scratch.rows[width..].chunks_exact_mut(width).take(count).enumerate() {
            if let Some(row) = rows.embedding(first + i as isize) {
                out.copy_from_slice(&table[row * width..][..width]);
            }
        }
        let inner = width..(count + 1) * width;
        for layer in &self.layers {
            let residual = &scratch.rows[inner.clone()];
            let out = &mut scratch.next[inner.clone()];
            layer.apply(&scratch.rows, width, Some(residual), &mut scratch.scores, out);
            std::mem::swap(&mut scratch.rows, &mut scratch.next);
        }
        &scratch.rows[(reach + 1) * width..][..block.len() * width]
    }
}
