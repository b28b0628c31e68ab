//! The room of planning connectivity: sites, networks, plans, what they cost and who can pay.
//!
//! Rows of foreign files come in as [`Site`]s, [`Network`]s and [`Tower`]s, already read elsewhere; plans and
//! reports go out as plain data. There is no clock, no file and no database here.
//!
//! | module | the noun |
//! |---|---|
//! | [`site`] | a school, a health post, any public place that is to be connected |
//! | [`costs`] | prices, discounting, what each technology costs at a site |
//! | [`mesh`] | candidate lines: Delaunay on the sphere |
//! | [`network`] | fibre nodes and lines, and towers, that exist |

pub mod costs;
pub mod mesh;
pub mod network;
pub mod site;

pub use costs::{Choice, Costs, Outlay, Reach};
pub use network::{Line, LineStatus, Network, Node, Tower};
pub use passerelle_vocabulary::Position;
pub use site::{Connection, Origin, Power, Site, SiteKind, Technology};
