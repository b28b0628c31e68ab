//! What an index is made of: indicators, the aggregates above them, denominators and groups.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Lang, Text};

use super::problem::{Problem, What};
use super::structure_check;
use super::table::{DataTable, number, present};

/// The structure of an index, as a file of `catalogue/indices/` or a table gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Stable for ever: `egdi`.
    pub code: String,
    /// Its name.
    #[serde(default)]
    pub name: Text,
    /// Where the structure comes from: a text, a technical note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// How weights are written.
    #[serde(default)]
    pub weights: WeightScale,
    /// Indicators, aggregates, denominators and groups, in any order.
    pub element: Vec<Element>,
}

/// How the weights of a structure are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WeightScale {
    /// Within each group they sum to 1, or to 100, or are all 1 (the same for each).
    #[default]
    Shares,
    /// Any numbers that are not below 0; each group is rescaled. Said openly, so that weights which were
    /// meant to sum and do not are found.
    Relative,
}

/// One element of a structure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Unique in the structure; for all but aggregates the name of its column in the data.
    pub code: String,
    /// Its name.
    #[serde(default)]
    pub name: Text,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ElementType,
    /// Level, from 1 for indicators upwards; taken from the parents where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// Code of the aggregate it goes into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Weight within its parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// 1 where higher is better, −1 where lower is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<f64>,
    /// Code of the denominator by which its values are divided in the step `denominate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    /// Its denominator is divided by this first (1,000 for "per thousand people").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale_factor: Option<f64>,
    /// The unit, in words or a code; for readers only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What is aimed at, in the indicator's unit after denomination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ElementType {
    /// A column of the data that goes into the index.
    Indicator,
    /// Made from the elements whose parent it is.
    Aggregate,
    /// A column that others are divided by.
    Denominator,
    /// A column that says which group a unit belongs to.
    Group,
    /// A column that is there and not used.
    Other,
}

impl ElementType {
    fn read(text: &str) -> Option<Self> {
        Some(match text.to_ascii_lowercase().as_str() {
            "indicator" => Self::Indicator,
            "aggregate" => Self::Aggregate,
            "denominator" => Self::Denominator,
            "group" => Self::Group,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

impl Structure {
    /// Reads a structure from TOML.
    ///
    /// # Errors
    /// `index-unreadable`, with the line.
    pub fn read(text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| unreadable(text, &error))
    }

    /// Reads a structure from the parsed rows of a table with the columns of COINr's `iMeta`: `iCode`,
    /// `Type` (needed), `iName`, `Level`, `Parent`, `Weight`, `Direction`, `Denominator`, `ScaleFactor`,
    /// `Unit`, `Target`; or the same names as in TOML. Other columns are passed over. Names are in
    /// `language`.
    ///
    /// # Errors
    /// Everything that cannot be read, with its line (the header is line 1).
    pub fn from_rows<S: AsRef<str>>(
        code: &str,
        language: &Lang,
        header: &[S],
        rows: &[Vec<S>],
    ) -> Result<Self, Vec<Problem>> {
        let columns = Columns::find(header)?;
        let mut problems = Vec::new();
        let mut element = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let cell = |at: Option<usize>| {
                at.and_then(|at| row.get(at)).and_then(|cell| present(cell.as_ref().trim()))
            };
            element.extend(columns.element(index + 2, &cell, language, &mut problems));
        }
        let read = Self {
            code: code.to_owned(),
            name: Text::default(),
            source: String::new(),
            weights: WeightScale::default(),
            element,
        };
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    /// Everything wrong with the structure itself; empty when it is sound.
    pub fn check(&self) -> Vec<Problem> {
        structure_check::structure(self)
    }

    /// Everything wrong with the data for this structure, and with the structure itself; `fewest` is the number of
    /// units that the method needs ([`super::Method::fewest_units`]).
    pub fn check_data(&self, data: &DataTable, fewest: usize) -> Vec<Problem> {
        let mut problems = self.check();
        problems.extend(data.check());
        problems.extend(structure_check::data(self, data, fewest));
        problems
    }

    /// The element with this code.
    pub fn element(&self, code: &str) -> Option<&Element> {
        self.element.iter().find(|element| element.code == code)
    }

    /// The elements of one type, in the order of the structure.
    pub fn of_type(&self, kind: ElementType) -> impl Iterator<Item = &Element> {
        self.element.iter().filter(move |element| element.kind == kind)
    }
}

/// Where a table has what.
#[derive(Default)]
struct Columns([Option<usize>; 11]);

/// Names of columns: ours, then COINr's in lower case.
const NAMES: [[&str; 2]; 11] = [
    ["code", "icode"],
    ["type", "type"],
    ["name", "iname"],
    ["level", "level"],
    ["parent", "parent"],
    ["weight", "weight"],
    ["direction", "direction"],
    ["denominator", "denominator"],
    ["scale_factor", "scalefactor"],
    ["unit", "unit"],
    ["target", "target"],
];

impl Columns {
    fn find<S: AsRef<str>>(header: &[S]) -> Result<Self, Vec<Problem>> {
        let names: Vec<String> =
            header.iter().map(|name| name.as_ref().trim().to_ascii_lowercase()).collect();
        let found = NAMES.map(|either| names.iter().position(|name| either.contains(&&**name)));
        let missing = |at: &usize| found[*at].is_none();
        let problems: Vec<_> = [0, 1].into_iter().filter(missing).collect();
        if problems.is_empty() {
            return Ok(Self(found));
        }
        Err(problems.into_iter().map(|at| Problem::of(What::ColumnMissing, NAMES[at][0])).collect())
    }

    fn element<'a>(
        &self,
        line: usize,
        cell: &impl Fn(Option<usize>) -> Option<&'a str>,
        language: &Lang,
        problems: &mut Vec<Problem>,
    ) -> Option<Element> {
        let text = |column: usize| cell(self.0[column]).map(str::to_owned);
        let Some(code) = text(0) else {
            problems.push(Problem::new(What::CodeMissing).line(line));
            return None;
        };
        let mut wrong = |what, found: &str| {
            problems.push(Problem::of(what, &code).line(line).found(found));
        };
        let kind = cell(self.0[1]).unwrap_or_default();
        let Some(kind) = ElementType::read(kind) else {
            wrong(What::TypeUnknown, kind);
            return None;
        };
        let mut figure = |column: usize| {
            number(cell(self.0[column]).unwrap_or_default()).unwrap_or_else(|found| {
                wrong(What::NotANumber, found);
                None
            })
        };
        let (level, weight, direction) = (figure(3), figure(5), figure(6));
        let (scale_factor, target) = (figure(8), figure(10));
        let level = level.and_then(|level| {
            // A level is a small whole number; anything else is as wrong as text.
            let whole = level.fract() == 0.0 && (1.0..=1000.0).contains(&level);
            if !whole {
                wrong(What::LevelSkipped, &level.to_string());
            }
            whole.then_some(level as u32)
        });
        let mut name = Text::default();
        if let Some(found) = text(2) {
            name.set(language.clone(), found);
        }
        Some(Element {
            name,
            kind,
            level,
            parent: text(4),
            weight,
            direction,
            denominator: text(7),
            scale_factor,
            unit: text(9).unwrap_or_default(),
            target,
            code,
        })
    }
}

/// A problem of a text that the TOML parser could not read.
pub(super) fn unreadable(text: &str, error: &toml::de::Error) -> Problem {
    let before = error.span().and_then(|span| text.get(..span.start));
    let problem = Problem::new(What::Unreadable).found(error.message());
    match before {
        Some(before) => problem.line(before.matches('\n').count() + 1),
        None => problem,
    }
}
