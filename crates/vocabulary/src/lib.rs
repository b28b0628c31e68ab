//! The ground of the house: the words that every room shares.
//!
//! Plain data and nothing else. There is no storage, no network, no clock and no environment here,
//! so a room that depends on this crate alone can be read, tested and reused alone.
//!
//! | module | the noun |
//! |---|---|
//! | [`text`] | a text in several languages |
//! | [`sdg`] | the Sustainable Development Goals |
//! | [`period`] | a year, a school year, a quarter, a month |
//! | [`place`] | countries, groups of countries, places within a country, and how publishers spell them |
//! | [`dimensions`] | who a figure is about: sex, age, location… |
//! | [`observation`] | a figure: indicator × place × period × dimensions, with how sure it is |
//! | [`record`] | what people read and change, and what is wrong with it |
//! | [`position`] | a place on the Earth, distances, shapes |
//! | [`roads`] | roads as a graph |
//! | [`terrain`] | heights of the ground |
//! | [`columns`] | microdata, column by column |
//! | [`features`] | rows with a place, before anyone has said what their columns mean |
//! | [`table`] | tab-separated tables of the catalogue |
//! | [`vote`] | what people say to statements |

pub mod columns;
pub mod dimensions;
pub mod features;
pub mod observation;
pub mod period;
pub mod place;
pub mod position;
pub mod record;
pub mod roads;
pub mod sdg;
pub mod table;
pub mod terrain;
pub mod text;
pub mod vote;

pub use columns::{Column, Columns};
pub use dimensions::Dimensions;
pub use features::Features;
pub use observation::{Observation, Row, Series, Status};
pub use period::Period;
pub use place::{Country, Group, Places};
pub use position::{Geometry, Position};
pub use record::{Facets, Finding, Key, Link, Record};
pub use sdg::{Sdg, Sdgs};
pub use text::{Lang, Text};
pub use vote::{Moderation, Stance, Vote};
