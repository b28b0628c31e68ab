//! An indicator of a site that Passerelle published, read as the figures that it was made of.
//!
//! Its metadata say which indicator, country and source the table is of ([`Own`]); the site's tables of
//! columns and codes say what its words mean.

use passerelle_vocabulary::{Dimensions, Observation, Period, Status};

use super::data::{GEO_CODE, Row, UNITS};
use super::mapping::{CodeMapping, CodeRule, ColumnMapping};
use super::problem::{Problem, ProblemCode, wrong};
use super::yaml::Yaml;
use super::{Indicator, Labels, Metadata};
use crate::sdmx::definitions::dimension_id;

const INDICATOR: &str = "passerelle_indicator";
const PLACE: &str = "passerelle_place";
const SOURCE: &str = "passerelle_source";

/// Components that are no dimension of their own.
const STATUS_DETAIL: &str = "STATUS_DETAIL";
const UNIT_MEASURE: &str = "UNIT_MEASURE";
const STD_ERROR: &str = "STD_ERROR";
const N_CASES: &str = "N_CASES";

/// Of which figures a table is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the country.
    pub place: String,
    /// Id of the source.
    pub source: String,
}

impl Own {
    /// What the metadata say; `None` where they are of another's site.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        let text = |name| metadata.text(name).map(str::to_owned);
        Some(Self { indicator: text(INDICATOR)?, place: text(PLACE)?, source: text(SOURCE)? })
    }

    /// Says it in the metadata.
    pub fn mark(&self, metadata: &mut Metadata) {
        let pairs = [(INDICATOR, &self.indicator), (PLACE, &self.place), (SOURCE, &self.source)];
        for (name, text) in pairs {
            metadata.set(name, Yaml::text(text));
        }
    }
}

/// The tables that say what the words of a site mean, for the labels with which it was published: columns
/// to components, categories, units and statuses to codes. Names without a code of their own stay as they are.
pub fn mappings(labels: &Labels) -> (ColumnMapping, CodeMapping) {
    let pair = |text: &str, component: &str| (text.to_owned(), component.to_owned());
    let mut columns = vec![
        pair("Year", "TIME_PERIOD"),
        pair("Value", "OBS_VALUE"),
        pair(GEO_CODE, "REF_AREA"),
        pair(UNITS, UNIT_MEASURE),
        pair(super::data::STATUS, STATUS_DETAIL),
    ];
    // The name of a place says what its code says already.
    columns.extend(labels.other_areas.iter().map(|name| pair(name, "")));
    columns.extend(labels.standard_error.iter().map(|name| pair(name, STD_ERROR)));
    columns.extend(labels.cases.iter().map(|name| pair(name, N_CASES)));
    columns.extend(labels.dimensions.iter().map(|(code, name)| pair(name, &dimension_id(code))));
    let rule = |text: &str, dimension: &str, value: &str| CodeRule {
        text: text.to_owned(),
        dimension: dimension.to_owned(),
        value: value.to_owned(),
    };
    let mut rules = Vec::new();
    for ((dimension, code), name) in &labels.categories {
        rules.push(rule(name, &dimension_id(dimension), code));
    }
    rules.extend(labels.units.iter().map(|(code, name)| rule(name, UNIT_MEASURE, code)));
    rules.extend(labels.statuses.iter().map(|(code, name)| rule(name, STATUS_DETAIL, code)));
    let end = super::LineEnd::CrLf;
    (ColumnMapping { columns, line_end: end }, CodeMapping { rules, line_end: end })
}

/// The figures of a table, by line: `None` for a row that is none.
///
/// # Errors
/// Everything that is wrong: rows that cannot be read, columns and categories that the site's tables do
/// not explain.
pub fn figures(
    indicator: &Indicator,
    own: &Own,
    columns: &ColumnMapping,
    codes: &CodeMapping,
) -> Result<Vec<Observation>, Vec<Problem>> {
    let (rows, mut problems) = indicator.data.rows();
    let mut dimensions = Vec::new();
    for column in indicator.data.disaggregations() {
        match columns.component(column) {
            Some("" | STD_ERROR | N_CASES) => {}
            Some(component) => dimensions.push((column, component)),
            None => problems.push(wrong(ProblemCode::UnknownColumn, 1, column, column)),
        }
    }
    let named = |component: &str| {
        let found = columns.columns.iter().find(|(_, known)| known == component);
        found.map(|(column, _)| column.as_str())
    };
    let reader = Reader { own, codes, dimensions, error: named(STD_ERROR), cases: named(N_CASES) };
    let mut figures = Vec::with_capacity(rows.len());
    for row in &rows {
        match reader.figure(row) {
            Ok(figure) => figures.push(figure),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(figures) } else { Err(problems) }
}

struct Reader<'a> {
    own: &'a Own,
    codes: &'a CodeMapping,
    /// Columns with their components.
    dimensions: Vec<(&'a str, &'a str)>,
    error: Option<&'a str>,
    cases: Option<&'a str>,
}

impl Reader<'_> {
    fn figure(&self, row: &Row<'_>) -> Result<Observation, Problem> {
        let code = |column: &str, component: &str, text: &str| {
            let known = self.codes.code(text, component).map(str::to_owned);
            known.ok_or_else(|| wrong(ProblemCode::UnknownCode, row.line(), column, text))
        };
        let number = |column: Option<&str>| {
            let cell = column.and_then(|column| Some((column, row.cell(column)?)));
            let Some((column, text)) = cell else { return Ok(None) };
            let read = fast_float2::parse::<f64, _>(text.trim()).ok();
            let wrong = || wrong(ProblemCode::BadNumber, row.line(), column, text);
            read.filter(|number| number.is_finite()).map(Some).ok_or_else(wrong)
        };
        let mut dimensions = Dimensions::everyone();
        for (column, component) in &self.dimensions {
            if let Some(text) = row.cell(column) {
                dimensions.set(&component.to_ascii_lowercase(), &code(column, component, text)?);
            }
        }
        let status = match row.cell(super::data::STATUS) {
            Some(text) => {
                let code = code(super::data::STATUS, STATUS_DETAIL, text)?;
                let unknown = |code: String| {
                    wrong(ProblemCode::UnknownCode, row.line(), STATUS_DETAIL, &code)
                };
                code.parse::<Status>().map_err(unknown)?
            }
            None => Status::Normal,
        };
        let unit = match row.unit() {
            Some(text) => code(UNITS, UNIT_MEASURE, text)?,
            None => String::new(),
        };
        let year = row.year.to_string();
        let wrong = |_| wrong(ProblemCode::BadYear, row.line(), "Year", &year);
        Ok(Observation {
            indicator: self.own.indicator.clone(),
            place: row.geo_code().unwrap_or(&self.own.place).to_owned(),
            period: year.parse::<Period>().map_err(wrong)?,
            dimensions,
            value: row.value,
            unit,
            standard_error: number(self.error)?,
            n: number(self.cases)?,
            status,
            source: self.own.source.clone(),
            batch: 0,
        })
    }
}
