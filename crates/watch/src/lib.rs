//! Follows feeds on the web into an archive: what do they name that is not held yet?
//!
//! [`Feeds`] says which feeds, [`Manners`] how politely; a [`Watch`] asks for what is due, round by round. The pages go to a
//! [`Keeper`], which reads them as it reads files; what is known of feeds, pages and hosts stands beside them, so that any
//! round may be the last and the next goes on behind it.
//!
//! Nothing is fetched but the addresses of feeds that the user names and of pages that these name.

mod address;
mod client;
mod error;
mod fault;
mod feeds;
mod fetch;
mod guard;
mod hosts;
mod keeper;
mod lists;
mod manners;
mod news;
mod round;
mod watch;

pub use error::Error;
pub use feeds::{Feed, Feeds};
pub use keeper::{InArchive, Keeper, Kept, Note};
pub use manners::Manners;
pub use round::{Round, Told};
pub use watch::Watch;
