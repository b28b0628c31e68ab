//! The room of planning connectivity: sites, networks, plans, what they cost and who can pay.
//!
//! Rows of foreign files come in as [`Site`]s, [`Network`]s and [`Tower`]s, already read elsewhere; plans and
//! reports go out as plain data. There is no clock, no file and no database here.
//!
//! | module | the noun |
//! |---|---|
//! | [`mod@plan`] | a technology for each site, the lines to build, the bound |
//! | [`site`] | a school, a health post, any public place that is to be connected |
//! | [`access`] | where new lines can leave what exists, and what reaches a site |
//! | [`mod@hops`] | from which mast a radio hop reaches a site, and whether the ground lets it |
//! | [`sight`] | line of sight over the ground |
//! | [`costs`] | prices, discounting, what each technology costs at a site |
//! | [`mod@finance`] | who pays, and what nobody pays yet |
//! | [`mod@affordability`] | who around could pay to be connected at home |
//! | [`mod@lots`] | a plan as lots with bills of quantities |
//! | [`mesh`] | candidate lines: Delaunay on the sphere |
//! | [`measurement`] | live measurement of sites: speeds, uptime, outages, and when to measure |
//! | [`roads`] | candidate lines along roads |
//! | [`mod@population`] | people around sites, each counted once |
//! | [`network`] | fibre nodes and lines, and towers, that exist |
//! | [`mod@summary`] | what a plan comes to |
//! | [`tables`] | a plan as rows |
//! | [`emergency`] | what an affected area cuts, and what restores most people first |
//! | [`works`] | the order of works, and what each amount buys |
//! | [`steiner`] | which lines of a graph to build where savings pay for them, with a bound: no word of sites or money |
//! | [`reading`] | which column of a foreign list is what, and what its rows say |
//! | [`cleaning`] | what is wrong with them: set aside, mended, merged or told |
//! | [`territory`] | where a site can be |
//! | [`writing`] | sites and networks as rows again |

pub mod access;
pub mod affordability;
pub mod cleaning;
pub mod coarse;
pub mod costs;
pub mod emergency;
pub mod finance;
pub mod frame;
pub mod hops;
mod layout;
mod lognormal;
pub mod lots;
pub mod measurement;
pub mod mesh;
pub mod network;
mod parallel;
pub mod plan;
pub mod population;
pub mod reading;
pub mod roads;
mod setting;
pub mod sight;
pub mod site;
pub mod steiner;
pub mod summary;
pub mod tables;
pub mod territory;
pub mod works;
pub mod writing;

pub use costs::{Choice, Costs, Outlay, Reach};
pub use network::{Line, LineStatus, Network, Node, Tower};
pub use passerelle_vocabulary::Position;
pub use plan::{Beside, Gap, Plan, PlanError, PlannedLine, Question, SitePlan, Spot, plan};
pub use setting::Setting;
pub use site::{Connection, Origin, Power, Site, SiteKind, Technology};
