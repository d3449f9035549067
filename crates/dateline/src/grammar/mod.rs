//! Who is subject, object, agent, owner of a word; is it denied, passive, an infinitive, a condition?
//!
//! The grammar of a language and of a scheme of relations: what stands here may hold words of English.

pub(crate) mod acts;
pub(crate) mod alleged;
pub(crate) mod amounts;
pub(crate) mod articles;
mod auxiliaries;
mod clear;
pub(crate) mod names;
pub(crate) mod nominal;
pub(crate) mod openings;
pub(crate) mod pronouns;
pub(crate) mod reporting;

pub(crate) use auxiliaries::*;
pub(crate) use clear::*;
