//! The room of planning connectivity: sites, networks, plans, what they cost and who can pay.
//!
//! Rows of foreign files come in as [`Site`]s, [`Network`]s and [`Tower`]s, already read elsewhere; plans and
//! reports go out as plain data. There is no clock, no file and no database here.
//!
//! | module | the noun |
//! |---|---|
//! | [`site`] | a school, a health post, any public place that is to be connected |
//! | [`network`] | fibre nodes and lines, and towers, that exist |
//! | [`reading`] | which column of a foreign list is what, and what its rows say |
//! | [`cleaning`] | what is wrong with them: set aside, mended, merged or told |
//! | [`territory`] | where a site can be |
//! | [`writing`] | sites and networks as rows again |

pub mod cleaning;
pub mod network;
pub mod reading;
pub mod site;
pub mod territory;
pub mod writing;

pub use network::{Line, LineStatus, Network, Node, Tower};
pub use passerelle_vocabulary::Position;
pub use site::{Connection, Origin, Power, Site, SiteKind, Technology};
