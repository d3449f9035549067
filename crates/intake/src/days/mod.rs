//! Which day is written here? Of all forms, in one room.
//!
//! | who writes | where it is read |
//! |---|---|
//! | programs: ISO 8601, RFC 2822 | `iso` |
//! | feeds, tables, messages, in a field of its own | `carried` |
//! | pages, among other words | `printed` |
//! | archives, on a line of its own | `lines` |
//!
//! The last three know the names of months by `names`, and pages and tables the order of numbers by [`Order`].

mod carried;
mod iso;
mod lines;
mod names;
mod printed;

pub(crate) use carried::{Order, month, order, told, told_in, unread};
pub(crate) use iso::day as strict;
pub(crate) use lines::{of_line, within};
pub(crate) use printed::{day as on_page, is_of_day, written};
