//! Composite indices: from indicators of many units to one score, with how sure it is.
//!
//! The reference is COINr 1.1 (Becker et al., *JOSS* 7, 2022) and the OECD/JRC *Handbook on Constructing
//! Composite Indicators* (2008). Structure and method are data; nothing here knows of a particular index.
//!
//! The way of the data:
//!
//! ```text
//!  TOML, table ─▶ Structure ┐
//!  TOML ────────▶ Method    ├─▶ checks, all problems at once ─▶ Plan ─┬─▶ build ──▶ Index (every stage)
//!  rows ────────▶ DataTable ┘   (names become positions)              └─▶ Engine ─▶ uncertainty, sensitivity
//! ```
//!
//! 1. [`Structure`] says what is aggregated into what, [`Method`] in which steps and by which rules,
//!    [`DataTable`] holds the figures.
//! 2. [`build()`] checks all three together, carries the steps out and keeps the data after each of them.
//! 3. [`describe()`], [`correlations()`], [`principal_components`] and [`cronbach_alpha`] look at any of
//!    these stages.
//! 4. [`uncertainty()`] builds the index again and again, with other choices of method and with values drawn
//!    around the published ones; [`sensitivity()`] says which choice moves it most.
//!
//! | module | the noun |
//! |---|---|
//! | [`structure`] | indicators, aggregates, weights, directions |
//! | [`method`] | the steps and their rules |
//! | [`definition`] | a structure with its method, as a file |
//! | [`table`] | figures by unit |
//! | [`problem`] | what can be wrong, with where |
//! | [`mod@build`] | the index and its stages |
//! | [`treat`] | what was done against outliers |
//! | [`mod@describe`] | statistics of indicators |
//! | [`correlation`] | correlations, Cronbach's alpha |
//! | [`pca`] | principal components |
//! | [`aggregate`] | outranking |
//! | [`panel`] | gaps filled from other years |
//! | [`choices`] | what varies in an analysis |
//! | [`mod@uncertainty`] | intervals of scores and ranks |
//! | [`mod@sensitivity`] | Sobol' indices |
//!
//! Inside, columns are plain numbers in which NaN is a missing value: it never counts as 0, each step says
//! what it does with it, and it leaves as `None`. Whatever else has no finite number is a [`Problem`].

pub mod aggregate;
mod alternatives;
pub mod build;
pub mod choices;
mod compile;
pub mod correlation;
pub mod definition;
pub mod describe;
mod em;
mod engine;
mod impute;
pub mod method;
mod method_check;
mod moments;
mod normalise;
pub mod panel;
pub mod pca;
mod plan;
pub mod problem;
mod rank;
pub mod sensitivity;
pub mod structure;
mod structure_check;
pub mod table;
pub mod treat;
mod tree;
pub mod uncertainty;

pub use aggregate::{Outranking, outranking};
pub use build::{ElementScores, ElementWeight, Index, IndicatorTreatment, Screened, Stage, build};
pub use choices::{Choices, Factor, WeightNoise};
pub use correlation::{
    Correlated, Correlation, CorrelationFlag, Flagging, Pairs, correlations, cronbach_alpha,
};
pub use definition::Definition;
pub use describe::{Description, Thresholds, describe};
pub use method::{Method, Step};
pub use moments::Shape;
pub use panel::{Panel, PanelFill, fill_panel};
pub use pca::{Pca, principal_components};
pub use problem::{Problem, What};
pub use sensitivity::{Sensitivity, sensitivity};
pub use structure::{Element, ElementType, Structure, WeightScale};
pub use table::DataTable;
pub use treat::{Check, Treated};
pub use uncertainty::{Analysis, Uncertainty, uncertainty};
