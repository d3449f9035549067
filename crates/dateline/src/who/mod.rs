//! Who: the people, groups, organizations and countries of an article, each with all its mentions and its PLOVER code.

mod alone;
mod counterparts;
mod describe;
pub(crate) mod extent;
mod people;
pub(crate) mod pronouns;
mod publish;
mod resolve;
#[cfg(test)]
mod tests;

use crate::desk::{Desk, Who};

pub use alone::{ActorCode, code_actor};
pub(crate) use publish::publish;

/// Finds the actors of an article.
pub(crate) fn who(desk: &Desk<'_>) -> Who {
    let mut cast = resolve::Cast::new(desk);
    cast.resolve_names();
    cast.resolve_descriptions(desk.codebook);
    let mut who = cast.into_who();
    pronouns::resolve(desk, &mut who);
    counterparts::resolve(desk, &mut who);
    who.arrange();
    who
}
