//! A scorecard in words and drawings: told once ([`Told`]), and drawn as a page (`pages::scorecard`), as one
//! printed sheet ([`sheet`]), as a small card for other sites ([`card`]) and as lines for a terminal.

mod beside;
pub mod card;
pub mod sheet;
mod told;

pub use told::{State, Told, ToldBreakdowns, ToldGroup, ToldIndex, ToldRow};
