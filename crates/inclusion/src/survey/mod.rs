//! Figures from survey microdata, with the errors that the survey's design gives them.
//!
//! # The way of the data
//!
//! ```text
//! design (a file)  ─ Design::from_toml ─ check ─┐
//! microdata        ─ Columns, batch by batch ───┤
//! measures, cells  ─ Measure, By ───────────────┤
//!                                               ▼
//!                    Accumulator: sums once per (sampling unit, cell)      accumulate, units
//!                                               ▼
//!                    Groups: one per stratum of each stage, with its        groups
//!                    multiplier; moments of the units' sums in each
//!                                               ▼
//!                    Estimate: value, standard error, interval, df,         estimate, interval,
//!                    design effect, reliability                             reliability
//! ```
//!
//! Every estimator here is a function of sums over rows (count, Σw, Σwy, Σwy²…), and its linearised
//! value for a sampling unit is a *linear* function of that unit's sums. So rows are read once, however
//! many cells and measures are asked for; what is kept is one short list of sums per unit and cell, and
//! margins are rolled up from the finest cells.
//!
//! The variance of a stage of sampling is Σ over its strata of (1 − f)·n/(n − 1)·Σ(z − z̄)², and that of
//! the next stage is the same within each unit of the first, times the first's n/N. All stages are thus
//! one flat list of groups (`groups.rs`), each with a multiplier.
//!
//! The reference is R's `survey` (Lumley, *Complex Surveys*, 2010); the methods that need more than sums
//! (quantiles, regression, calibration, tests of association) hold the rows in memory.
//!
//! Missing is missing: a row without the measured value is out of the cell's sums, and its sampling unit
//! still counts in the design, as in a subpopulation.

mod accumulate;
mod accumulated;
pub mod association;
mod calibrate;
mod cells;
pub mod describe;
pub(crate) mod design;
mod direct;
mod estimate;
mod filter;
mod groups;
pub mod interval;
mod linear;
mod measure;
mod moments;
mod problem;
mod quantile;
pub mod regress;
mod reliability;
mod replicate;
mod sample;
pub(crate) mod units;
mod values;

pub use accumulate::Accumulator;
pub use accumulated::Accumulated;
pub use design::{Calibration, CalibrationMethod, Design, Margin, ReplicateMethod, Replicates};
pub use estimate::{DegreesOfFreedom, DesignEffect, Estimate, EstimateOptions};
pub use filter::Filter;
pub use groups::LonelyPsu;
pub use interval::ShareInterval;
pub use measure::Measure;
pub use problem::{SurveyProblem, SurveyProblems};
pub use reliability::{Flag, Reliability};
pub use sample::Sample;
