//! Text to tree: the words, tags, lemmas, dependencies and names of English text, with the answers of spaCy's
//! `en_core_web_sm` and many times its speed. This crate knows no news.
//!
//! ```text
//! text → tokenize (words) → tok2vec (vectors) → tag, parse (trees, sentences) → rule, lemma → names → Doc
//! ```
//!
//! [`Pipeline::open`] loads a model package as spaCy publishes them; [`Pipeline::annotator`] gives each thread a desk to
//! read at; [`Annotator::annotate`] turns a text into a [`Doc`]. [`Doc::from_conllu`] makes one by hand, without a model.
//! [`Encoder::encode`] gives a vector for each of its words.

mod build;
mod chunks;
mod doc;
mod edges;
mod encoder;
mod error;
mod label;
mod lemma;
mod names;
mod ops;
mod package;
mod parse;
mod pipeline;
mod span;
mod steps;
mod tag;
mod tensors;
mod tok2vec;
mod tokenize;
mod vocab;

pub use doc::{Doc, Name, Span, Token, Tokens};
pub use encoder::{Encoder, Fitting, PartVectors, Parts, TextPieces, Vectors};
pub use error::{Error, Result};
pub use label::{NameKind, Pos, Relation, Scheme, Tag};
pub use ops::gelu;
pub use pipeline::{Annotator, Pipeline};
pub use span::{Bytes, Chars};
pub use tensors::Tensors;
pub use vocab::string_id;
