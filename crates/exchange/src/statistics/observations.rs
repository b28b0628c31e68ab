//! Lists of observations: the layout that needs no entry, and that `export` writes.
//!
//! One figure per row, under a header with at least `indicator, place, period, value`. Also known:
//! `unit`, `standard_error`, `n`, `status`, `source`, and `dimensions` in canonical form
//! (`location=rural;sex=female`). Any other column is a dimension, where an empty cell means
//! everyone. The order of columns does not matter.

use std::io::Write;

use passerelle_vocabulary::dimensions::slug;
use passerelle_vocabulary::place::{Recognised, Scheme};
use passerelle_vocabulary::{Dimensions, Observation, Places, Series, Status};

use super::plan::{PeriodPlan, Plan, PlanKind, ValuePlan};
use super::resolve::{Figure, Note, Outcome, Slot, text};
use super::{Options, ProblemCode, Record};
use crate::sources::Decimal;

/// Columns of an export, in order.
const COLUMNS: [&str; 10] = [
    "indicator",
    "place",
    "period",
    "dimensions",
    "value",
    "unit",
    "standard_error",
    "n",
    "status",
    "source",
];
const NEEDED: [&str; 4] = ["indicator", "place", "period", "value"];

/// Whether a header is that of a list of observations.
pub fn is_observations(header: &[String]) -> bool {
    NEEDED.iter().all(|name| find(header, name).is_some())
}

fn find(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name))
}

/// Where the parts of a series are.
pub(crate) struct ObservationPlan {
    indicator: usize,
    place: usize,
    unit: Option<usize>,
    status: Option<usize>,
    source: Option<usize>,
    canonical: Option<usize>,
    dimensions: Vec<(String, usize)>,
}

/// The plan for a list of observations; the header must be one.
pub(crate) fn plan(header: Vec<String>) -> Plan {
    let at = |name: &str| find(&header, name);
    let dimensions: Vec<(String, usize)> = header
        .iter()
        .enumerate()
        .filter(|(_, name)| !COLUMNS.iter().any(|known| known.eq_ignore_ascii_case(name)))
        .map(|(column, name)| (slug(name), column))
        .filter(|(name, _)| !name.is_empty() && name != "batch")
        .collect();
    let observations = ObservationPlan {
        indicator: at("indicator").unwrap_or_default(),
        place: at("place").unwrap_or_default(),
        unit: at("unit"),
        status: at("status"),
        source: at("source"),
        canonical: at("dimensions"),
        dimensions,
    };
    let optional =
        [observations.unit, observations.status, observations.source, observations.canonical];
    let mut keys = vec![observations.indicator, observations.place];
    keys.extend(optional.into_iter().flatten());
    keys.extend(observations.dimensions.iter().map(|(_, column)| *column));
    let value = ValuePlan {
        column: at("value").unwrap_or_default(),
        period: PeriodPlan::Column(at("period").unwrap_or_default()),
        decimal: Decimal::Point,
        scale: 1.0,
        missing: Vec::new(),
        percent_of: None,
        standard_error: at("standard_error"),
        n: at("n"),
    };
    Plan { header, keys, values: vec![value], kind: PlanKind::Observations(observations) }
}

impl ObservationPlan {
    /// What a row's key cells mean.
    pub fn resolve(&self, record: Record<'_>, places: &Places, options: &Options) -> Outcome {
        let mut outcome = Outcome { taken: true, ..Outcome::default() };
        match self.figure(record, places, options) {
            Ok(figure) => outcome.figures.push(figure),
            Err(note) => outcome.notes.push(note),
        }
        outcome
    }

    fn figure(
        &self,
        record: Record<'_>,
        places: &Places,
        options: &Options,
    ) -> Result<Figure, Note> {
        let cell = |column: Option<usize>| column.map_or_else(String::new, |at| text(record, at));
        let unknown = |code, column: Option<usize>, written: String| {
            Err(Note::Unknown(code, column.unwrap_or(usize::MAX), written))
        };
        let indicator = text(record, self.indicator);
        let rule = options.indicators.get(&indicator);
        if indicator.is_empty() || (rule.is_none() && !options.indicators.is_empty()) {
            return unknown(ProblemCode::UnknownIndicator, Some(self.indicator), indicator);
        }
        let unit = match cell(self.unit) {
            unit if unit.is_empty() => rule.map_or(String::new(), |rule| rule.unit.clone()),
            unit => unit,
        };
        if unit.is_empty() {
            return unknown(ProblemCode::MissingUnit, self.unit, indicator);
        }
        let status = match cell(self.status) {
            code if code.is_empty() => Status::Normal,
            code => match code.parse() {
                Ok(status) => status,
                Err(code) => return unknown(ProblemCode::UnknownCode, self.status, code),
            },
        };
        let source = match cell(self.source) {
            source if source.is_empty() => options.source.clone(),
            source => source,
        };
        let range = options.range(&indicator, &unit);
        let place = self.place(record, places)?;
        let dimensions = self.dimensions(record)?;
        let series = Series { indicator, place, dimensions, unit, source };
        Ok(Figure { value: 0, series: Slot::Pending(Box::new(series)), status, range })
    }

    fn place(&self, record: Record<'_>, places: &Places) -> Result<String, Note> {
        let written = text(record, self.place);
        let (head, within) =
            written.split_once('/').map_or((written.as_str(), None), |(h, w)| (h, Some(w)));
        let known = places.recognise(head, Scheme::Any);
        match (known, within) {
            (Some(Recognised::Place(code)), None) => Ok(code.to_owned()),
            (Some(Recognised::Place(code)), Some(within)) if is_path(within) => {
                Ok(format!("{code}/{within}"))
            }
            (Some(Recognised::Former), _) => Err(Note::Former(written)),
            _ => Err(Note::Unknown(ProblemCode::UnknownPlace, self.place, written)),
        }
    }

    fn dimensions(&self, record: Record<'_>) -> Result<Dimensions, Note> {
        let written = self.canonical.map_or_else(String::new, |column| text(record, column));
        let mut dimensions = Dimensions::parse(&written).map_err(|part| {
            Note::Unknown(ProblemCode::BadDimensions, self.canonical.unwrap_or_default(), part)
        })?;
        for (name, column) in &self.dimensions {
            let category = slug(&text(record, *column));
            if !category.is_empty() {
                dimensions.set(name, &category);
            }
        }
        Ok(dimensions)
    }
}

/// The part of a place's code below the country: slugs, with a stroke between them.
fn is_path(within: &str) -> bool {
    within.split('/').all(|part| !part.is_empty() && slug(part) == part)
}

/// Figures could not be written out.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the export: {0}")]
pub struct ExportError(#[from] csv::Error);

impl ExportError {
    /// Stable code, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        "cannot-write"
    }
}

/// Writes observations as CSV, as [`super::read`] reads them back: numbers in the shortest form that
/// gives the same number again.
///
/// # Errors
/// What writing to `out` fails with.
pub fn export_csv<'o>(
    observations: impl IntoIterator<Item = &'o Observation>,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    for figure in observations {
        csv.write_record([
            figure.indicator.as_str(),
            &figure.place,
            &figure.period.to_string(),
            &figure.dimensions.to_string(),
            &figure.value.map_or_else(String::new, written),
            &figure.unit,
            &figure.standard_error.map_or_else(String::new, written),
            &figure.n.map_or_else(String::new, written),
            figure.status.code(),
            &figure.source,
        ])?;
    }
    csv.flush().map_err(csv::Error::from)?;
    Ok(())
}

/// A number in its shortest exact form; with an exponent only where the digits would be many.
pub(crate) fn written(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-7..1e17).contains(&size) {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}
