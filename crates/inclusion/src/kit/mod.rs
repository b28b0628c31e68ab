//! The kit of a national survey on digital inclusion: its questionnaire, its analysis plan, and synthetic
//! microdata to practise on. All three are data; this is what reads and follows them.
//!
//! # The way of the data
//!
//! ```text
//! questionnaire (a file) ──────────┬─ simulate ─ microdata for training
//!                                  ▼
//! microdata, batch by batch ─ Plan::classed      recodes: age bands, disability…
//!                                  ▼
//!                             Factors            non-response, one reading for each adjustment; then one
//!                                                for where classes of equal size end
//!                                  ▼
//!                             Tabulation         one accumulation for each population
//!                                  ▼
//!                             Tabulated          figures with their errors; what to say of the method
//! ```
//!
//! A row that is not of a population weighs nothing in it, and its sampling unit still counts in the design:
//! estimates are those of a part of the sample, drawn by the whole design.

mod adjust;
mod condition;
mod facts;
mod methodology;
mod plan;
mod plan_check;
mod population;
mod problem;
mod quantile;
mod questionnaire;
mod questionnaire_check;
mod recode;
pub mod simulate;
mod tabulate;

pub use adjust::{AdjustmentPass, Factors};
pub use condition::AnyOf;
pub use facts::{AdjustmentFacts, IndicatorFacts, PopulationFacts, SurveyFacts};
pub use methodology::{Concept, Fact, Methodology};
pub use plan::{
    Adjustment, Plan, PlannedIndicator, PlannedPopulation, Quantiles, Recode, RecodeCase,
    SyntheticMark, Visits,
};
pub use problem::{KitError, KitProblem, KitProblems};
pub use quantile::QuantilePass;
pub use questionnaire::{Choices, Item, Kind, Messages, Module, Question, Questionnaire};
pub use tabulate::{Figure, Tabulated, Tabulation};
