//! SDMX-ML, read: structures and data of versions 2.1 and 3.0.
//!
//! Only elements and texts are read. A document type declaration is refused, and with it every entity but
//! the five of XML itself: nothing is fetched, nothing swells. Elements, depth and attributes are limited.
//!
//! References are URNs in 3.0 and elements (`Ref`) in 2.1; both become URNs.

mod data;
mod items;
mod structure;
mod tree;

pub use data::read_data;
pub use structure::read_structures;
