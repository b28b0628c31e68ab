//! The room of measuring: indicators, targets, gaps, trends, parity, peers.
//!
//! Figures come in as [`Point`]s, already read and stored elsewhere; answers go out as plain data
//! that a page can draw and a program can read. There is no clock (the year is an argument), no file
//! and no database here.
//!
//! The way of a figure through this room:
//!
//! 1. [`choose`] takes the preferred source's series and keeps the others, with where they disagree and
//!    what they have that is newer;
//! 2. [`standing()`] says where a place is: latest figure, its age and interval, gap to the target, pace,
//!    anticipated value, class, year of arrival;
//! 3. [`parity()`] compares two groups of people, [`widest_gaps`] puts the widest first;
//! 4. [`peers()`] says where a place stands among others;
//! 5. [`Formula`] computes an indicator from two others (affordability).
//!
//! | module | the noun |
//! |---|---|
//! | [`indicator`] | the definition of an indicator, as the catalogue writes it |
//! | [`dimension`] | sex, age, location… and their categories |
//! | [`disclosure`] | what may be published of a table: suppression with its proof, rounding, noise, audits |
//! | [`catalogue`] | files of the catalogue, and what can only be checked across them |
//! | [`point`] | one figure of a series; an interval |
//! | [`choice`] | which source to believe first |
//! | [`scale`] | logit, logarithm or the figure itself |
//! | [`trend`] | time-weighted regression |
//! | [`growth`] | ratio of actual to required compound growth |
//! | [`mod@standing`] | where a place stands and whether it arrives in time |
//! | [`mod@parity`] | two groups compared |
//! | [`mod@peers`] | a place among others |
//! | [`mod@age`] | how old a figure is, and when it is too old to stand for today |
//! | [`band`] | limited, satisfactory, advanced, met |
//! | [`formula`] | an indicator computed from two others |
//! | [`statistics`] | quantiles and tails |
//! | [`survey`] | estimates from microdata, with the errors of the survey's design |
//! | [`scorecard`] | a country's year, group by group, with what is not measured; its releases |
//! | [`kit`] | the kit of a national survey: questionnaire, analysis plan, synthetic microdata |
//! | [`composite`] | composite indices: structure, method, stages, uncertainty, sensitivity |
//!
//! Missing stays missing: nothing here turns an absent figure into a zero, and no interval is given
//! where no standard error was published.

pub mod age;
pub mod band;
pub mod catalogue;
mod check;
pub mod choice;
pub mod composite;
pub mod dimension;
pub mod disclosure;
pub mod formula;
pub mod growth;
pub mod indicator;
pub mod kit;
pub mod parity;
pub mod peers;
pub mod point;
mod random;
pub mod scale;
pub mod scorecard;
pub mod standing;
pub mod statistics;
pub mod survey;
pub mod trend;

pub use age::{OUTDATED_AFTER, age, first_standing_year, is_outdated};
pub use band::{Band, bands};
pub use catalogue::{CatalogueError, DimensionFile, IndicatorFile, check_together};
pub use choice::{Choice, Disagreement, NewerFigure, SourceSeries, by_source, choose, is_own};
pub use dimension::{Category, Dimension};
pub use formula::{Formula, affordability};
pub use growth::Growth;
pub use indicator::{Direction, Indicator, Method, ParityDefinition, Progress, ScaleName, Target};
pub use parity::{Behind, Parity, RatioChange, parity, widest_gaps};
pub use peers::{PeerValue, Peers, peers};
pub use point::{Interval, Point};
pub use scale::{OffScale, Scale};
pub use standing::{Anticipated, Class, Latest, Reason, Standing, standing};
pub use trend::{Movement, Trend};
