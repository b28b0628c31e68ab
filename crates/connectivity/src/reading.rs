//! From rows of foreign files to the room's nouns: which column is what ([`guess`]), and what a row then says.
//!
//! Nothing is decided here about what is good: a row becomes a draft with whatever it says of its place, and
//! [`crate::cleaning`] decides.

mod columns;
mod counts;
mod degrees;
mod incomes;
mod network;
mod population;
mod rows;
mod sites;
mod words;

pub use columns::{Because, MappedColumn, Mapping, PassedOver, guess};
pub use degrees::{Written, amount, degrees, position};
pub use incomes::read_incomes;
pub use network::{NetworkReader, NetworkReport, NetworkShare, TowerReader, TowersReport};
pub use population::{PopulationPoint, PopulationReport, read_population};
pub use rows::{Place, Rows};
pub use sites::{SiteDraft, SiteRows, kind_of_file};
pub use words::{ColumnCatalogue, ColumnRole, ColumnRule, MeaningRule, Subject};
