//! Who is subject, object, agent, owner of a word; is it denied, passive, an infinitive, a condition?
//!
//! The grammar of a language and of a scheme of relations: what stands here may hold words of English.

pub(crate) mod articles;
mod clear;
pub(crate) mod reporting;

pub(crate) use clear::*;
