//! The room of planning connectivity: sites, networks, plans, what they cost and who can pay.
//!
//! Rows of foreign files come in as [`Site`]s, [`Network`]s and [`Tower`]s, already read elsewhere; plans and
//! reports go out as plain data. There is no clock, no file and no database here.
//!
//! | module | the noun |
//! |---|---|
//! | [`site`] | a school, a health post, any public place that is to be connected |
//! | [`network`] | fibre nodes and lines, and towers, that exist |
//! | [`steiner`] | which lines of a graph to build where savings pay for them, with a bound: no word of sites or money |

pub mod network;
pub mod site;
pub mod steiner;

pub use network::{Line, LineStatus, Network, Node, Tower};
pub use passerelle_vocabulary::Position;
pub use site::{Connection, Origin, Power, Site, SiteKind, Technology};
