//! Who is spoken of? The people, groups, organizations and countries of an article, each with all its mentions and its
//! PLOVER code.

mod alone;
mod antecedents;
mod cast;
mod counterparts;
mod described;
mod descriptions;
pub(crate) mod extent;
mod homelands;
mod introduced;
mod names;
mod people;
pub(crate) mod pronouns;
mod publish;
mod shortened;
#[cfg(test)]
mod tests;

use crate::desk::{Desk, Who};
use cast::Cast;

pub use alone::{ActorCode, code_actor};
pub(crate) use publish::publish;

/// Finds the actors of an article.
pub(crate) fn who(desk: &Desk<'_>) -> Who {
    let mut cast = Cast::new(desk);
    cast.resolve_names();
    cast.resolve_descriptions();
    cast.unite_offices_with_names();
    let mut who = cast.into_who();
    pronouns::resolve(desk, &mut who);
    homelands::resolve(desk, &mut who);
    counterparts::resolve(desk, &mut who);
    who.arrange();
    who
}
