//! Disclosure control: what may be published of a table so that nobody learns what was told in
//! confidence, with the proof.
//!
//! ```text
//! records or given cells ─▶ Table ─┐
//!                                  ├─▶ Linked (System of cells and relations, Needs of sensitive cells)
//! TOML ─▶ Policy ──────────────────┘        │
//!                                           ▼
//!                              Pattern (what is suppressed) ─▶ Audit (attacker) ─▶ Proof ─▶ verify_proof
//! ```
//!
//! 1. [`Table`] is dimensions ([`Hierarchy`]: codes with parents and one total) and one cell for each
//!    combination of codes; totals that do not add are named.
//! 2. [`sensitive`] says which cells are sensitive by which [`Rule`], and how far from the truth an
//!    attacker must be left.
//! 3. [`protect()`] joins tables that share cells into one [`System`], suppresses ([`mod@suppress`]), and
//!    audits the result by an attacker's linear programme over every relation ([`mod@audit`]).
//! 4. [`verify_proof`] checks the proof by addition: it knows nothing of how the pattern was found.
//!
//! | module | the noun |
//! |---|---|
//! | [`policy`] | what makes a figure safe, as data |
//! | [`layout`] | how a table lies in a file, how figures are published |
//! | [`roles`], [`laid`] | which column is what; the tables that a file holds |
//! | [`hierarchy`], [`table`] | dimensions and cells |
//! | [`primary`] | sensitive cells and their rules |
//! | [`system`] | cells, relations, needs, of one or several tables |
//! | [`margins`] | the same, of figures: the people behind each margin |
//! | [`mod@suppress`] | which other cells are hidden |
//! | `boxes`, `window` | moves without and with a solver |
//! | [`mod@audit`], [`bounds`] | the attacker |
//! | [`proof`] | the proof, and its verification |
//! | [`solver`] | linear programmes |
//! | [`rounding`] | multiples of a base, with or without sums |
//! | [`cell_key`], [`risk`] | the same noise for the same cell everywhere, and what it risks |
//! | [`privacy`], `noise` | a budget of differential privacy; its noise (feature `privacy`) |
//! | [`precision`] | what standard errors and design effects reveal of n; bands of n |
//! | [`components`] | what an index reveals of a suppressed component |
//! | [`unpublished`] | cells that nobody publishes, and everybody can work out |
//! | [`problem`] | what can be wrong with a table |
//!
//! Suppression protects values from whoever knows the published figures and the bounds that the policy
//! says everybody knows, each suppressed cell's only contributor included. It does not protect from
//! contributors who share what they know.

pub mod audit;
pub mod bounds;
mod boxes;
pub mod cell_key;
pub mod components;
pub mod hierarchy;
pub mod laid;
pub mod layout;
pub mod margins;
#[cfg(feature = "privacy")]
pub mod noise;
pub mod policy;
pub mod precision;
pub mod primary;
pub mod privacy;
pub mod problem;
pub mod proof;
pub mod protect;
pub mod risk;
pub mod roles;
pub mod rounding;
mod rows;
pub mod solver;
pub mod suppress;
pub mod system;
pub mod table;
pub mod unpublished;
mod window;

pub use audit::{Audit, Exposure};
pub use hierarchy::Hierarchy;
pub use policy::Policy;
pub use primary::{Rule, Sensitive, sensitive};
pub use problem::{CellName, TableProblem};
pub use proof::{CellProof, Proof, ProofProblem, verify_proof};
pub use protect::{
    Protected, Status, audit, audit_system, protect, protect_linked, protect_system,
};
pub use solver::{Simplex, Solver};
pub use suppress::{Effort, Pattern, Unprotectable};
pub use system::{Linked, Need, System, SystemCell};
pub use table::{Absent, Cell, Contribution, GivenCell, Measure, Table, TableRecord};
