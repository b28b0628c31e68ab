//! Figures.
//!
//! Two shapes of the same thing. [`Observation`] is one figure in full, for people and programs to
//! read. [`Row`] is the same figure while millions of them travel from a file to the database: what
//! repeats from row to row (indicator, place, dimensions, unit) is a [`Series`] named by a number.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Dimensions, Period};

/// How sure the publisher is of a figure, or why there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The publisher says nothing.
    #[default]
    Normal,
    /// Reported by the country.
    Reported,
    /// Estimated by the publisher.
    Estimated,
    /// The result of a model.
    Modelled,
    /// May still be revised.
    Provisional,
    /// Too uncertain to rely on.
    Unreliable,
    /// A national figure that does not follow the international definition.
    National,
    /// The country's figure, adjusted by the publisher to compare.
    Adjusted,
    /// From a programme of global monitoring.
    GlobalMonitoring,
    /// Invented, for demonstration.
    Synthetic,
    /// No figure: it was not collected.
    NotCollected,
    /// No figure: the law forbids collecting it.
    NotCollectedByLaw,
    /// No figure: it exists and was not published.
    NotPublished,
    /// No figure: withheld to protect people.
    Protected,
    /// Measured otherwise than the figures before it, with which it does not compare: a break in the series.
    Break,
}

impl Status {
    const ALL: [(Self, &'static str); 15] = [
        (Self::Normal, "normal"),
        (Self::Reported, "reported"),
        (Self::Estimated, "estimated"),
        (Self::Modelled, "modelled"),
        (Self::Provisional, "provisional"),
        (Self::Unreliable, "unreliable"),
        (Self::National, "national"),
        (Self::Adjusted, "adjusted"),
        (Self::GlobalMonitoring, "global_monitoring"),
        (Self::Synthetic, "synthetic"),
        (Self::NotCollected, "not_collected"),
        (Self::NotCollectedByLaw, "not_collected_by_law"),
        (Self::NotPublished, "not_published"),
        (Self::Protected, "protected"),
        (Self::Break, "break"),
    ];

    /// The code, as written in the catalogue and given out.
    pub fn code(self) -> &'static str {
        Self::ALL[self.number() as usize].1
    }

    /// The number kept in the database.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The status with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).map(|(status, _)| *status)
    }

    /// Whether the figure comes from a model or an estimate rather than from counting or asking.
    /// Trends never join the two kinds.
    pub fn is_modelled(self) -> bool {
        matches!(self, Self::Estimated | Self::Modelled)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Status {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(status, _)| *status)
            .ok_or_else(|| code.to_owned())
    }
}

/// One figure, in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Observation {
    /// Code of the indicator, in snake case.
    pub indicator: String,
    /// ISO 3166-1 alpha-3, a group (`world`, `ldc`), or a path within a country (`KEN/mombasa`).
    pub place: String,
    /// When.
    pub period: Period,
    /// Who; empty for everyone.
    pub dimensions: Dimensions,
    /// The figure, in `unit`. `None` where there is none: `status` says why.
    pub value: Option<f64>,
    /// Unit code of the catalogue (`percent`, `usd`…).
    pub unit: String,
    /// Standard error, in `unit`.
    #[serde(default)]
    pub standard_error: Option<f64>,
    /// Respondents or cases behind the figure: that many or more where the publisher gives bands.
    #[serde(default)]
    pub n: Option<f64>,
    /// How sure the publisher is.
    pub status: Status,
    /// Id of the source entry in the catalogue.
    pub source: String,
    /// Number of the import it came with.
    #[serde(default)]
    pub batch: i64,
}

/// What stays the same along a line of figures.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Series {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the place.
    pub place: String,
    /// Who.
    pub dimensions: Dimensions,
    /// Unit code.
    pub unit: String,
    /// Id of the source.
    pub source: String,
}

/// Numbers given to series, in order of appearance. Each series is kept once, however many indexes
/// hold it: a file can have hundreds of thousands.
#[derive(Debug, Default, Clone)]
pub struct SeriesIndex {
    numbers: FxHashMap<Arc<Series>, u32>,
    list: Vec<Arc<Series>>,
}

impl SeriesIndex {
    /// The number of `series`; a new one if it was not seen before.
    pub fn intern(&mut self, series: impl Into<Arc<Series>>) -> u32 {
        let series = series.into();
        if let Some(number) = self.numbers.get(&series) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(Arc::clone(&series));
        self.numbers.insert(series, number);
        number
    }

    /// The number of a series, if it was seen.
    pub fn number(&self, series: &Series) -> Option<u32> {
        self.numbers.get(series).copied()
    }

    /// The series with this number.
    pub fn get(&self, number: u32) -> Option<&Series> {
        self.list.get(number as usize).map(Arc::as_ref)
    }

    /// All series, in the order of their numbers.
    pub fn as_slice(&self) -> &[Arc<Series>] {
        &self.list
    }
}

/// One figure on its way from a file to the database; 48 bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Number of the series in the file's [`SeriesIndex`].
    pub series: u32,
    /// When.
    pub period: Period,
    /// The figure; `None` where `status` says why there is none.
    pub value: Option<f64>,
    /// Standard error; NaN where unknown.
    pub standard_error: f64,
    /// Cases behind the figure; NaN where unknown.
    pub n: f64,
    /// How sure the publisher is.
    pub status: Status,
    /// Line of the file where it was read (for messages).
    pub line: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_have_stable_numbers_and_codes() {
        for (position, (status, code)) in Status::ALL.iter().enumerate() {
            assert_eq!(status.number() as usize, position);
            assert_eq!(Status::from_number(status.number()), Some(*status));
            assert_eq!(code.parse(), Ok(*status));
            assert_eq!(serde_json::to_value(status).unwrap(), *code);
        }
        assert_eq!(Status::from_number(200), None);
    }

    #[test]
    fn series_are_numbered_once() {
        let mut index = SeriesIndex::default();
        let series = |place: &str| Series {
            indicator: "internet_users".into(),
            place: place.into(),
            dimensions: Dimensions::everyone(),
            unit: "percent".into(),
            source: "itu".into(),
        };
        assert_eq!(index.intern(series("KEN")), 0);
        assert_eq!(index.intern(series("TZA")), 1);
        assert_eq!(index.intern(series("KEN")), 0);
        assert_eq!(index.number(&series("TZA")), Some(1));
        assert_eq!(index.number(&series("UGA")), None);
        assert_eq!(index.get(1).map(|series| series.place.as_str()), Some("TZA"));
    }

    #[test]
    fn a_row_stays_small() {
        assert!(size_of::<Row>() <= 48, "{} bytes", size_of::<Row>());
    }
}
