//! A plan: an entry's words for columns, turned into the columns of one file's header.

use std::collections::BTreeMap;

use passerelle_vocabulary::place::Scheme;
use passerelle_vocabulary::{Dimensions, Period, Status, Text};

use super::observations::ObservationPlan;
use super::{Entry, ProblemCode, Range, Report, parse_period};
use crate::sources::{
    Decimal, FileEntry, Pattern, PeriodFrom, PlaceFrom, RowRule, StatusFrom, ValueColumn,
};

/// How a table's rows become figures.
pub(crate) struct Plan {
    /// Header names.
    pub header: Vec<String>,
    /// Columns that decide of the series: two rows with equal cells there have the same.
    pub keys: Vec<usize>,
    /// Columns of figures, of all entries.
    pub values: Vec<ValuePlan>,
    /// Where series come from.
    pub kind: PlanKind,
}

pub(crate) enum PlanKind {
    Entries(Vec<EntryPlan>),
    Observations(ObservationPlan),
}

/// A column of figures.
pub(crate) struct ValuePlan {
    pub column: usize,
    pub period: PeriodPlan,
    /// `None`: the file does not state it.
    pub decimal: Option<Decimal>,
    pub scale: f64,
    pub missing: Vec<Vec<u8>>,
    pub percent_of: Option<usize>,
    pub standard_error: Option<usize>,
    pub n: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum PeriodPlan {
    Column(usize),
    Fixed(Period),
}

/// One entry, its columns found.
pub(crate) struct EntryPlan {
    /// `publisher/entry`.
    pub id: String,
    pub source: String,
    pub conditions: Vec<Condition>,
    pub place: Option<PlacePlan>,
    pub rules: Vec<RulePlan>,
    pub status: StatusPlan,
    pub dimensions: Vec<DimensionPlan>,
    pub figures: Vec<FigurePlan>,
}

pub(crate) struct Condition {
    pub column: usize,
    pub values: Vec<String>,
}

pub(crate) enum PlacePlan {
    Column(usize, Scheme),
    Fixed(String),
}

pub(crate) struct RulePlan {
    pub when: Vec<Condition>,
    pub path: Vec<Vec<Piece>>,
    pub strip: Option<String>,
    pub dimensions: BTreeMap<String, String>,
    pub skip: Option<Text>,
}

/// A piece of a path's part: `region {region} (2007)` has three.
pub(crate) enum Piece {
    Fixed(String),
    Column(usize),
}

pub(crate) enum StatusPlan {
    Fixed(Status),
    Column(usize, BTreeMap<String, Status>),
}

pub(crate) struct DimensionPlan {
    pub name: String,
    pub column: usize,
    pub codes: BTreeMap<String, String>,
    pub slug: bool,
}

/// What the figures of a value column are about.
pub(crate) struct FigurePlan {
    /// Position in [`Plan::values`].
    pub value: usize,
    pub indicator: String,
    pub unit: String,
    pub range: Range,
    pub dimensions: BTreeMap<String, String>,
}

/// Finds an entry's columns in a header; what is not there becomes a problem.
struct Finder<'a> {
    header: &'a [String],
    row: u64,
    report: &'a mut Report,
    keys: Vec<usize>,
    sound: bool,
}

impl Finder<'_> {
    fn column(&mut self, name: &str) -> Option<usize> {
        let mut found = (0..self.header.len()).filter(|at| self.header[*at] == name.trim());
        let (first, second) = (found.next(), found.next());
        let code = match (first, second) {
            (Some(_), None) => return first,
            (Some(_), Some(_)) => ProblemCode::AmbiguousColumn,
            (None, _) => ProblemCode::MissingColumn,
        };
        self.refuse(code, name, "");
        first
    }

    fn key(&mut self, name: &str) -> Option<usize> {
        let column = self.column(name)?;
        if !self.keys.contains(&column) {
            self.keys.push(column);
        }
        Some(column)
    }

    fn refuse(&mut self, code: ProblemCode, column: &str, value: &str) {
        self.sound = false;
        self.report.add(code, self.row, column, value.as_bytes(), "");
    }

    fn conditions(&mut self, conditions: &BTreeMap<String, Vec<String>>) -> Vec<Condition> {
        let found = conditions.iter().map(|(name, values)| {
            self.key(name).map(|column| Condition { column, values: values.clone() })
        });
        found.collect::<Vec<_>>().into_iter().flatten().collect()
    }
}

impl Plan {
    /// The dimensions that columns of a list of observations are read as, with the names of the columns.
    pub fn dimensions(&self) -> impl Iterator<Item = (&str, &str)> {
        let columns = match &self.kind {
            PlanKind::Observations(plan) if !plan.exported => plan.dimensions.as_slice(),
            _ => &[],
        };
        columns.iter().filter_map(|(name, column)| {
            self.header.get(*column).map(|written| (name.as_str(), written.as_str()))
        })
    }

    /// Every column that is read.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        let of_value = |value: &ValuePlan| {
            let period = match value.period {
                PeriodPlan::Column(column) => Some(column),
                PeriodPlan::Fixed(_) => None,
            };
            [Some(value.column), period, value.percent_of, value.standard_error, value.n]
        };
        self.keys.iter().copied().chain(self.values.iter().flat_map(of_value).flatten())
    }

    /// The plan for a header. `None` if nothing can be read with it; the report says why.
    pub fn of_entries(
        header: Vec<String>,
        entries: &[Entry<'_>],
        row: u64,
        report: &mut Report,
        range: impl Fn(&str, &str) -> Range,
    ) -> Option<Self> {
        let file = report.file.clone();
        let (mut plans, mut values) = (Vec::new(), Vec::new());
        let mut finder = Finder { header: &header, row, report, keys: Vec::new(), sound: true };
        for entry in entries {
            finder.sound = true;
            let plan = entry_plan(entry, &file, &mut finder, &mut values, &range);
            let plan = plan.filter(|plan| !plan.figures.is_empty());
            if plan.is_none() && finder.sound {
                finder.refuse(ProblemCode::BadEntry, "", &entry.1.id);
            }
            plans.extend(plan);
        }
        let keys = finder.keys;
        (!plans.is_empty()).then_some(Self { header, keys, values, kind: PlanKind::Entries(plans) })
    }
}

fn entry_plan(
    (publisher, entry): &Entry<'_>,
    file: &str,
    finder: &mut Finder<'_>,
    values: &mut Vec<ValuePlan>,
    range: &impl Fn(&str, &str) -> Range,
) -> Option<EntryPlan> {
    let mut plan = EntryPlan {
        id: format!("{}/{}", publisher.id, entry.id),
        source: publisher.id.clone(),
        conditions: finder.conditions(&entry.conditions),
        place: entry.place.as_ref().and_then(|from| place_plan(from, finder)),
        rules: entry.rows.iter().map(|rule| rule_plan(rule, finder)).collect(),
        status: status_plan(entry.status.as_ref(), finder),
        dimensions: Vec::new(),
        figures: Vec::new(),
    };
    for (name, from) in &entry.dimensions {
        if let Some(column) = finder.key(&from.column) {
            let (name, codes) = (name.clone(), from.codes.clone());
            plan.dimensions.push(DimensionPlan { name, column, codes, slug: from.slug });
        }
    }
    let sound = finder.sound;
    let period = entry.period.as_ref().and_then(|from| row_period(from, file, finder));
    if !sound {
        return None;
    }
    for value in &entry.values {
        for found in value_plans(value, entry, period, finder) {
            plan.figures.push(FigurePlan {
                value: values.len(),
                indicator: value.indicator.clone(),
                unit: value.unit.clone(),
                range: range(&value.indicator, &value.unit),
                dimensions: value.dimensions.clone(),
            });
            values.push(found);
        }
    }
    Some(plan)
}

fn place_plan(from: &PlaceFrom, finder: &mut Finder<'_>) -> Option<PlacePlan> {
    match (&from.column, &from.fixed) {
        (Some(name), _) => {
            let scheme = from.scheme.map_or(Scheme::Any, Scheme::from);
            finder.key(name).map(|column| PlacePlan::Column(column, scheme))
        }
        (None, fixed) => fixed.clone().map(PlacePlan::Fixed),
    }
}

/// The plans of a value's columns, each with its own period or the row's.
fn value_plans(
    value: &ValueColumn,
    entry: &FileEntry,
    period: Option<PeriodPlan>,
    finder: &mut Finder<'_>,
) -> Vec<ValuePlan> {
    let mut plans = Vec::new();
    for (column, own_period) in value_columns(value, finder) {
        match own_period.or(period) {
            Some(period) => plans.extend(value_plan(value, entry, column, period, finder)),
            None => finder.refuse(ProblemCode::BadPeriod, &finder.header[column].clone(), ""),
        }
    }
    plans
}

/// `None` where the column of totals is not there: without it the cell is another figure.
fn value_plan(
    value: &ValueColumn,
    entry: &FileEntry,
    column: usize,
    period: PeriodPlan,
    finder: &mut Finder<'_>,
) -> Option<ValuePlan> {
    let mut companion = |name: &Option<String>| name.as_ref().map(|name| finder.column(name));
    let percent_of = companion(&value.percent_of);
    let (standard_error, n) = (companion(&value.standard_error), companion(&value.n));
    if percent_of == Some(None) {
        return None;
    }
    Some(ValuePlan {
        column,
        period,
        decimal: Some(entry.decimal),
        scale: value.scale.unwrap_or(1.0),
        missing: entry.missing.iter().map(|word| word.clone().into_bytes()).collect(),
        percent_of: percent_of.flatten(),
        standard_error: standard_error.flatten(),
        n: n.flatten(),
    })
}

fn rule_plan(rule: &RowRule, finder: &mut Finder<'_>) -> RulePlan {
    RulePlan {
        when: finder.conditions(&rule.when),
        path: rule.place.iter().map(|part| pieces(part, finder)).collect(),
        strip: rule.strip.clone(),
        dimensions: rule.dimensions.clone(),
        skip: rule.skip.then(|| rule.reason.clone()),
    }
}

fn pieces(part: &str, finder: &mut Finder<'_>) -> Vec<Piece> {
    let (mut pieces, mut rest) = (Vec::new(), part);
    while let Some((before, name, after)) = rest.split_once('{').and_then(|(before, opened)| {
        opened.split_once('}').map(|(name, after)| (before, name, after))
    }) {
        if !before.is_empty() {
            pieces.push(Piece::Fixed(before.to_owned()));
        }
        pieces.extend(finder.key(name).map(Piece::Column));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Fixed(rest.to_owned()));
    }
    pieces
}

fn status_plan(from: Option<&StatusFrom>, finder: &mut Finder<'_>) -> StatusPlan {
    let Some(from) = from else { return StatusPlan::Fixed(Status::Normal) };
    if let Some(code) = &from.fixed {
        return StatusPlan::Fixed(code.parse().unwrap_or_default());
    }
    let Some(column) = from.column.as_ref().and_then(|name| finder.key(name)) else {
        return StatusPlan::Fixed(Status::Normal);
    };
    let meaning =
        |(code, status): (&String, &String)| (code.clone(), status.parse().unwrap_or_default());
    StatusPlan::Column(column, from.codes.iter().map(meaning).collect())
}

fn row_period(from: &PeriodFrom, file: &str, finder: &mut Finder<'_>) -> Option<PeriodPlan> {
    if let Some(name) = &from.column {
        return finder.column(name).map(PeriodPlan::Column);
    }
    let written = match (&from.fixed, &from.file_name) {
        (Some(written), _) => Some(written.clone()),
        (None, Some(pattern)) => in_file_name(pattern, file),
        (None, None) => None,
    };
    let period = written.as_deref().and_then(parse_period).map(PeriodPlan::Fixed);
    if period.is_none() {
        finder.refuse(ProblemCode::BadPeriod, "", written.as_deref().unwrap_or(file));
    }
    period
}

fn in_file_name(pattern: &Pattern, file: &str) -> Option<String> {
    let captures = pattern.regex()?.captures(file)?;
    let found = captures.name("period").or_else(|| captures.get(1));
    found.map(|found| found.as_str().to_owned())
}

/// The columns of a value, with the period that the column itself states, if it does.
fn value_columns(value: &ValueColumn, finder: &mut Finder<'_>) -> Vec<(usize, Option<PeriodPlan>)> {
    let fixed = value.period.as_deref().and_then(parse_period).map(PeriodPlan::Fixed);
    if let Some(name) = &value.column {
        return finder.column(name).map(|column| (column, fixed)).into_iter().collect();
    }
    let pattern = value.columns.as_ref();
    let Some(regex) = pattern.and_then(Pattern::regex) else {
        finder.refuse(ProblemCode::BadEntry, "", pattern.map_or("", Pattern::as_str));
        return Vec::new();
    };
    let mut found = Vec::new();
    for (column, name) in finder.header.iter().enumerate() {
        if let Some(captures) = regex.captures(name) {
            let named = captures.name("period").and_then(|part| parse_period(part.as_str()));
            found.push((column, fixed.or(named.map(PeriodPlan::Fixed))));
        }
    }
    if found.is_empty() {
        finder.refuse(ProblemCode::MissingColumn, regex.as_str(), "");
    }
    found
}

/// Adds written dimensions to others.
pub(crate) fn add_dimensions(to: &mut Dimensions, added: &BTreeMap<String, String>) {
    for (dimension, category) in added {
        to.set(dimension, category);
    }
}
