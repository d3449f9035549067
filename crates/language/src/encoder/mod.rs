//! What does each word mean where it stands? A vector for every word of a [`Doc`], by a sentence encoder.
//!
//! The encoder is all-MiniLM-L6-v2, a transformer (BERT) of six layers with 384 numbers for each word. It may be opened
//! with what was fitted to a task ([`adaptation`]), which is merged into its weights.
//!
//! ```text
//! doc → pieces (of each word) → windows (of whole sentences) → network (a state for each piece) → Vectors (of words)
//! ```

mod adaptation;
mod config;
mod network;
mod parts;
mod pieces;
mod vectors;
mod weights;
mod windows;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::doc::Doc;
use crate::error::Result;

pub use adaptation::Fitting;
pub use parts::{PartVectors, Parts, TextPieces};
pub use vectors::Vectors;

use adaptation::Adaptation;
use config::Config;
use network::{Desk, Network};
use pieces::{Pieces, Vocabulary};
use vectors::Collected;
use weights::Weights;

/// Rows that go through the network at once: enough for its products to be quick, few enough to stay in the processor's
/// caches. What is computed for a row does not depend on the others.
const ROWS_AT_ONCE: usize = 512;

/// A sentence encoder, loaded.
///
/// A handle: its clones share one model, and any number of threads may encode with it. A vector depends on the words of
/// its window alone: neither on the other windows nor on threads.
///
/// # Example
///
/// ```no_run
/// use dateline_language::{Encoder, Pipeline};
///
/// let doc = Pipeline::open("en_core_web_sm-3.8.0")?.annotator().annotate("The envoy left Geneva. Talks failed.");
/// let encoder = Encoder::open("all-MiniLM-L6-v2", None)?;
/// let vectors = encoder.encode(&doc);
/// assert_eq!(vectors.word(2).map(<[f32]>::len), Some(384));
/// # Ok::<(), dateline_language::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Encoder(Arc<Model>);

#[derive(Debug)]
struct Model {
    vocabulary: Vocabulary,
    network: Network,
    fitting: Option<Fitting>,
}

impl Encoder {
    /// Loads the encoder from the folder with `config.json`, `model.safetensors` and `tokenizer.json`; `adaptation` holds
    /// the bytes of a file that was fitted to it: low-rank parts, which are added to its weights, and weights that replace
    /// its own. The file is in the safetensors format, its numbers F16 or F32:
    ///
    /// - `X.lora_A` (rank × inputs) and `X.lora_B` (outputs × rank): their product, B·A, is added to the base's `X.weight`;
    ///   a scale is in B already. `X` is a linear layer, such as `encoder.layer.0.attention.self.query`;
    /// - a tensor with the name and the shape of one of the base, such as `encoder.layer.0.output.LayerNorm.bias`,
    ///   replaces it;
    /// - `__metadata__` has the texts `set`, `date` and `figure`: see [`Fitting`].
    ///
    /// In Python, `tensors` being names with arrays and `metadata` the three texts:
    ///
    /// ```python
    /// head, data, at = {"__metadata__": metadata}, [], 0
    /// for name in sorted(tensors):
    ///     raw = np.ascontiguousarray(tensors[name], dtype="<f2")
    ///     head[name] = {"dtype": "F16", "shape": list(raw.shape), "data_offsets": [at, at + raw.nbytes]}
    ///     at += raw.nbytes
    ///     data.append(raw.tobytes())
    /// head = json.dumps(head).encode()
    /// head += b" " * (-len(head) % 8)
    /// open(path, "wb").write(struct.pack("<Q", len(head)) + head + b"".join(data))
    /// ```
    ///
    /// # Errors
    ///
    /// If a file is missing or damaged, the architecture is another, or the adaptation names what the base does not have;
    /// the error names file and field.
    pub fn open(folder: impl AsRef<Path>, adaptation: Option<&[u8]>) -> Result<Self> {
        let folder = folder.as_ref();
        let config = Config::read(folder)?;
        let vocabulary = Vocabulary::read(folder, config.vocabulary)?;
        let adaptation = adaptation.map(Adaptation::read).transpose()?;
        let fitting = adaptation.as_ref().map(|adaptation| adaptation.fitting.clone());
        let network = Weights::read(folder, adaptation, |weights| Network::read(&config, weights))?;
        Ok(Self(Arc::new(Model { vocabulary, network, fitting })))
    }

    /// What its adaptation was fitted to; nothing without one.
    pub fn fitting(&self) -> Option<&Fitting> {
        self.0.fitting.as_ref()
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.0.network.width()
    }

    /// The vectors of all words.
    ///
    /// A word's vector is the mean of the last states of its pieces; white space has none and gets zeros. Sentences are
    /// encoded together in windows of at most 160 pieces, as many whole ones as fit, in their order; a longer sentence is
    /// cut between words.
    pub fn encode(&self, doc: &Doc) -> Vectors {
        self.encode_some(doc, |_| true)
    }

    /// The vectors of the words in those windows that hold a wanted sentence, told by its number. They are the same as
    /// those of [`encode`](Self::encode); the other words have none.
    pub fn encode_some(&self, doc: &Doc, wanted: impl Fn(usize) -> bool) -> Vectors {
        self.encode_some_while(doc, wanted, &|| true)
    }

    /// The same, as long as `may_go_on` says so; words behind have no vectors.
    pub fn encode_some_while(
        &self,
        doc: &Doc,
        wanted: impl Fn(usize) -> bool,
        may_go_on: &dyn Fn() -> bool,
    ) -> Vectors {
        let Model { vocabulary, network, .. } = &*self.0;
        let pieces = Pieces::of(doc, vocabulary);
        let sentence = |word: usize| doc.token(word).sentence_number();
        let holds_wanted = |window: &Range<usize>| (sentence(window.start)..=sentence(window.end - 1)).any(&wanted);
        let mut windows =
            windows::windows(doc.sentences().map(|span| span.start()..span.end()), |words| pieces.count(words));
        windows.retain(holds_wanted);
        let mut collected = Collected::new(doc, &pieces, network.width());
        let mut desk = Desk::default();
        let mut rest = windows.as_slice();
        while !rest.is_empty() && may_go_on() {
            let lengths = rest.iter().map(|window| pieces.count(window.clone()) + windows::ENDS);
            let (now, later) = rest.split_at(windows::fitting(lengths, ROWS_AT_ONCE));
            let sequences: Vec<Vec<u32>> =
                now.iter().map(|window| vocabulary.sequence(pieces.ids(window.clone()))).collect();
            collected.add(now, network.run(&sequences, &mut desk));
            rest = later;
        }
        collected.finish()
    }
}
