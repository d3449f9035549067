//! How do numbers become pictures? SVG, made here, coloured by the styles.

mod days;
mod network;
mod world;

pub(crate) use days::{Stack, days, stacked};
pub(crate) use network::{Tie, network};
pub(crate) use world::{Spot, world};
