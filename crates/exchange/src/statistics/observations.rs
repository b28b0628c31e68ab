//! Lists of observations: the layout that needs no entry, and that `export` writes.
//!
//! One figure per row, under a header with at least `indicator, place, period, value`. Also known:
//! `unit`, `standard_error`, `n`, `status`, `source`, and `dimensions` in canonical form
//! (`location=rural;sex=female`). Any other column is a dimension, where an empty cell means
//! everyone. The order of columns does not matter.
//!
//! Or one series per row: instead of `period` and `value`, columns named by their period
//! (`indicator, place, 2019, 2020, 2021`).

use std::io::Write;

use passerelle_vocabulary::dimensions::slug;
use passerelle_vocabulary::place::{Recognised, Scheme};
use passerelle_vocabulary::{Dimensions, Observation, Period, Places, Series, Status};

use super::plan::{PeriodPlan, Plan, PlanKind, ValuePlan};
use super::problem::visible;
use super::resolve::{Figure, Note, Outcome, PERCENT, Slot, text};
use super::synonyms::{Added, Categories};
use super::{IndicatorRule, Options, ProblemCode, Record, Synonyms, parse_period};

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
/// Characters of a source's name.
const SOURCE: usize = 100;
/// Columns of figures beside the value.
const COMPANIONS: [&str; 2] = ["standard_error", "n"];

/// Whether a header is that of a list of observations, long or wide.
pub fn is_observations(header: &[String]) -> bool {
    let has = |name: &&str| find(header, name).is_some();
    NEEDED.iter().all(has) || NEEDED[..2].iter().all(has) && !periods(header).is_empty()
}

fn find(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name))
}

/// The columns named by their period; none where there is one called `period` or `value`.
fn periods(header: &[String]) -> Vec<(usize, Period)> {
    if find(header, "period").is_some() || find(header, "value").is_some() {
        return Vec::new();
    }
    let named = header.iter().enumerate();
    named.filter_map(|(at, name)| parse_period(name).map(|period| (at, period))).collect()
}

/// Whether a header is the one that [`export_csv`] writes, whose numbers have a decimal point.
pub(crate) fn is_export(header: &[String]) -> bool {
    header.iter().map(String::as_str).eq(COLUMNS)
}

/// The columns that hold numbers.
pub(crate) fn numeric_columns(header: &[String]) -> Vec<usize> {
    let mut columns: Vec<usize> = periods(header).into_iter().map(|(at, _)| at).collect();
    columns.extend(find(header, "value"));
    columns.extend(COMPANIONS.iter().filter_map(|name| find(header, name)));
    columns
}

/// Where the parts of a series are.
pub(crate) struct ObservationPlan {
    indicator: usize,
    place: usize,
    unit: Option<usize>,
    status: Option<usize>,
    source: Option<usize>,
    canonical: Option<usize>,
    pub dimensions: Vec<(String, usize)>,
    /// Columns of figures.
    values: usize,
    /// What a node exported: what it stored is not judged again.
    pub exported: bool,
}

/// The plan for a list of observations; the header must be one.
pub(crate) fn plan(header: Vec<String>, synonyms: &Synonyms) -> Plan {
    let at = |name: &str| find(&header, name);
    let periods = periods(&header);
    let dimensions = dimensions(&header, &periods, synonyms);
    let values = values(&header, &periods);
    let observations = ObservationPlan {
        indicator: at("indicator").unwrap_or_default(),
        place: at("place").unwrap_or_default(),
        unit: at("unit"),
        status: at("status"),
        source: at("source"),
        canonical: at("dimensions"),
        dimensions,
        values: values.len(),
        exported: is_export(&header),
    };
    let optional =
        [observations.unit, observations.status, observations.source, observations.canonical];
    let mut keys = vec![observations.indicator, observations.place];
    keys.extend(optional.into_iter().flatten());
    keys.extend(observations.dimensions.iter().map(|(_, column)| *column));
    Plan { header, keys, values, kind: PlanKind::Observations(observations) }
}

/// The columns that are nothing else: dimensions, with where they are.
fn dimensions(
    header: &[String],
    periods: &[(usize, Period)],
    synonyms: &Synonyms,
) -> Vec<(String, usize)> {
    let is_known = |name: &str| COLUMNS.iter().any(|known| known.eq_ignore_ascii_case(name.trim()));
    header
        .iter()
        .enumerate()
        .filter(|(at, name)| !is_known(name) && periods.iter().all(|(period, _)| period != at))
        .map(|(column, name)| (synonyms.dimension(name), column))
        .filter(|(name, _)| !name.is_empty() && name != "batch")
        .collect()
}

/// The columns that claim to be what one before them is: twice `value`, twice 2019, `sex` and `sexe`.
/// Which of the two is meant cannot be told.
pub(crate) fn doubles(header: &[String], synonyms: &Synonyms) -> Vec<String> {
    let periods = periods(header);
    let fixed = COLUMNS.iter().flat_map(|known| {
        let same = |name: &&String| name.trim().eq_ignore_ascii_case(known);
        header.iter().filter(same).skip(1)
    });
    let of_periods = periods.iter().enumerate().filter_map(|(at, (column, period))| {
        let before = periods[..at].iter().any(|(_, other)| other == period);
        before.then(|| &header[*column])
    });
    let named = dimensions(header, &periods, synonyms);
    let of_dimensions = named.iter().enumerate().filter_map(|(at, (name, column))| {
        let before = named[..at].iter().any(|(other, _)| other == name);
        before.then(|| &header[*column])
    });
    fixed.chain(of_periods).chain(of_dimensions).cloned().collect()
}

fn values(header: &[String], periods: &[(usize, Period)]) -> Vec<ValuePlan> {
    let value = |column, period| ValuePlan {
        column,
        period,
        decimal: None,
        scale: 1.0,
        missing: Vec::new(),
        percent_of: None,
        standard_error: find(header, "standard_error"),
        n: find(header, "n"),
    };
    if let (Some(column), Some(period)) = (find(header, "value"), find(header, "period")) {
        return vec![value(column, PeriodPlan::Column(period))];
    }
    periods.iter().map(|(column, period)| value(*column, PeriodPlan::Fixed(*period))).collect()
}

impl ObservationPlan {
    /// What a row's key cells mean.
    pub fn resolve(
        &self,
        record: Record<'_>,
        places: &Places,
        options: &Options,
        added: &mut Added,
    ) -> Outcome {
        let mut outcome = Outcome { taken: true, ..Outcome::default() };
        match self.figures(record, places, options, added) {
            Ok(figures) => outcome.figures = figures,
            // No larger than it is: a file may have hundreds of thousands of them.
            Err(note) => outcome.notes = vec![note],
        }
        outcome
    }

    fn figures(
        &self,
        record: Record<'_>,
        places: &Places,
        options: &Options,
        added: &mut Added,
    ) -> Result<Vec<Figure>, Note> {
        let cell = |column: Option<usize>| column.map_or_else(String::new, |at| text(record, at));
        let indicator = text(record, self.indicator);
        let rule = options.indicators.get(&indicator);
        if indicator.is_empty() || (rule.is_none() && !options.indicators.is_empty()) {
            return Err(Note::unknown(ProblemCode::UnknownIndicator, self.indicator, indicator));
        }
        let (unit, scale) = self.unit(cell(self.unit), &indicator, rule, options)?;
        let status = match cell(self.status) {
            code if code.is_empty() => Status::Normal,
            code => code.parse().map_err(|code| {
                let column = self.status.unwrap_or(usize::MAX);
                Note::unknown(ProblemCode::UnknownCode, column, code)
            })?,
        };
        let named = visible(&cell(self.source), SOURCE);
        let source = given_source(named, &options.source);
        let range = options.range(&indicator, &unit);
        let place = self.place(record, places)?;
        let (synonyms, listed) = (&*options.synonyms, &options.dimensions);
        let mut categories = Categories { synonyms, listed, added, exported: self.exported };
        let dimensions = self.dimensions(record, &mut categories)?;
        let needed = rule.map_or(&[][..], |rule| &rule.needs);
        let absent = needed.iter().find(|name| dimensions.get(name).is_none());
        if let Some(absent) = absent.filter(|_| !self.exported) {
            let known = categories.list(absent);
            return Err(Note::Unknown(
                ProblemCode::MissingDimension,
                self.indicator,
                indicator,
                known,
            ));
        }
        let percent = unit == PERCENT;
        let series = Series { indicator, place, dimensions, unit, source };
        let figure = |value| {
            let series = Slot::Pending(Box::new(series.clone()));
            Figure { value, series, status, range, scale, percent }
        };
        Ok((0..self.values).map(figure).collect())
    }

    /// The unit stored, and what figures are multiplied by.
    fn unit(
        &self,
        written: String,
        indicator: &str,
        rule: Option<&IndicatorRule>,
        options: &Options,
    ) -> Result<(String, f64), Note> {
        let column = self.unit.unwrap_or(usize::MAX);
        match (rule, written.is_empty()) {
            (None, true) => {
                Err(Note::unknown(ProblemCode::MissingUnit, column, indicator.to_owned()))
            }
            (None, false) => Ok((written, 1.0)),
            (Some(rule), true) => Ok((rule.unit.clone(), 1.0)),
            (Some(rule), false) => match options.synonyms.factor(&rule.unit, &written) {
                Some(factor) => Ok((rule.unit.clone(), factor)),
                None => {
                    let unit = rule.unit.clone();
                    Err(Note::Unknown(ProblemCode::UnknownUnit, column, written, unit))
                }
            },
        }
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
            _ => Err(Note::unknown(ProblemCode::UnknownPlace, self.place, written)),
        }
    }

    fn dimensions(
        &self,
        record: Record<'_>,
        categories: &mut Categories<'_>,
    ) -> Result<Dimensions, Note> {
        let mut dimensions = Dimensions::everyone();
        let mut set = |name: &str, column: usize, written: &str| {
            let category = categories.read(name, written).map_err(|(code, hint)| {
                Note::Unknown(code, column, format!("{name}={written}"), hint)
            })?;
            if !category.is_empty() {
                dimensions.set(name, &category);
            }
            Ok(())
        };
        if let Some(column) = self.canonical {
            let listed = Dimensions::parse(&text(record, column))
                .map_err(|part| Note::unknown(ProblemCode::BadDimensions, column, part))?;
            for (name, category) in listed.iter() {
                let code = slug(name);
                if code.is_empty() || slug(category).is_empty() {
                    let part = format!("{name}={category}");
                    return Err(Note::unknown(ProblemCode::BadDimensions, column, part));
                }
                set(&code, column, category)?;
            }
        }
        for (name, column) in &self.dimensions {
            set(name, *column, &text(record, *column))?;
        }
        Ok(dimensions)
    }
}

/// The source of a row: the file's own (`own`), or what it names in its column, marked as given by it
/// (`local:itu`). Only an entry of the catalogue reads a file in a publisher's name: otherwise anybody's
/// file could pass for the publisher's, and take the place of its figures.
fn given_source(named: String, own: &str) -> String {
    let marked = |rest: &str| rest.is_empty() || rest.starts_with(':');
    match named.strip_prefix(own) {
        _ if named.is_empty() => own.to_owned(),
        Some(rest) if marked(rest) => named,
        _ => format!("{own}:{named}"),
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
