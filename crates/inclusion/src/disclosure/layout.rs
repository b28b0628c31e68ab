//! How a table lies in its file, and how figures are published: the parts of a policy that are about the
//! data.
//!
//! ```toml
//! [table]                       # where each thing is; without it, columns of the usual names
//! measure = "amount"            # count (how many there are) | amount (how much there is)
//! value = "turnover"
//! count = "firms"               # contributors of each cell
//! largest = ["x1", "x2"]        # the largest contributions
//! dimensions = ["region", "activity"]
//!
//! [hierarchy.region]            # a total, and its parts
//! Total = ["north", "south"]
//! north = ["n1", "n2"]
//!
//! [figures]                     # files of figures with n and standard errors
//! bands = [0, 1, 25, 50, 100]   # n is published as the first number of its band
//! percent_decimals = 1
//! error_digits = 2
//!
//! [[index]]                     # an index that is published beside its components
//! indicator = "inclusion_index"
//! mean = "arithmetic"
//! least_width = 5
//! weights = { internet_users = 0.5, smartphone_owners = 0.5 }
//! ```
//!
//! [`lay`] turns the columns of a file into a [`Table`].

use std::collections::{BTreeMap, HashMap};

use passerelle_vocabulary::{Columns, Finding, Text};
use serde::{Deserialize, Serialize};

use super::cell_key::{cell_key, record_key};
use super::components::MeanKind;
use super::hierarchy::Hierarchy;
use super::policy::Policy;
use super::precision::CountBands;
use super::problem::TableProblem;
use super::table::{
    Absent, Cell, Contribution, GivenCell, LARGEST_KEPT, Measure, Table, TableRecord,
};

/// How a total is usually written, in lower case; also an empty cell.
const TOTALS: [&str; 12] = [
    "total",
    "all",
    "everyone",
    "both",
    "ensemble",
    "tous",
    "toutes",
    "tout",
    "t",
    "_t",
    "both sexes",
    "all ages",
];
/// Codes shown of a dimension without a total.
const SHOWN: usize = 10;

/// Why a choice of a policy is as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Because {
    /// The field: `threshold.minimum`.
    pub choice: String,
    /// Why.
    pub reason: Text,
    /// Where that is from; empty where it is our own choice.
    #[serde(default)]
    pub source: String,
}

/// Where each thing is in a file of cells or records.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TableLayout {
    /// What the values are.
    pub measure: Measure,
    /// Whether the rows are records (a person, a firm), to be tabulated.
    pub records: bool,
    /// Columns of the dimensions. Without them: of cells every column that is nothing else; of records
    /// those that have a hierarchy.
    pub dimensions: Vec<String>,
    /// Column of the values; `value`.
    pub value: Option<String>,
    /// Of cells, column of the number of contributors; `n`, `count` or `contributors`. Of a table that
    /// counts without weights, the value itself.
    pub count: Option<String>,
    /// Of cells, column of the sum of the contributors' weights; `weighted_count`.
    pub weighted_count: Option<String>,
    /// Of cells, columns of the largest contributions; `largest_1`, `largest_2`….
    pub largest: Vec<String>,
    /// Of records, column of their weights; without it each counts once.
    pub weight: Option<String>,
    /// Column of the keys (from 0 to 1) of records or cells, for cell-key perturbation; records without
    /// one have a key that the policy's seed and their row decide.
    pub key: Option<String>,
    /// Of cells, what a combination of codes that is not given means.
    pub absent: Absent,
}

/// How figures with standard errors are published.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FiguresRule {
    /// Where each band of n begins: n is published as the first number of its band. None: not at all.
    pub bands: Option<CountBands>,
    /// Decimals of percentages; all that there are without it.
    pub percent_decimals: Option<u8>,
    /// Significant digits of standard errors; all that there are without it.
    pub error_digits: Option<u8>,
    /// Between what an attacker takes a design effect to be; 0.5 and 4.
    pub assumed_design_effect: Option<(f64, f64)>,
}

impl FiguresRule {
    pub(super) fn check(&self, findings: &mut Vec<Finding>) {
        if let Some(bands) = &self.bands
            && !bands.is_sound()
        {
            let written: Vec<String> = bands.from.iter().map(u64::to_string).collect();
            findings.push(Finding::new("figures.bands", "bands-not-sound", written.join(", ")));
        }
        let digits = [
            ("figures.percent_decimals", self.percent_decimals, 0..=9),
            ("figures.error_digits", self.error_digits, 1..=9),
        ];
        for (field, found, range) in digits {
            if let Some(found) = found.filter(|found| !range.contains(found)) {
                findings.push(Finding::new(field, "digits-out-of-range", found));
            }
        }
        if let Some((low, high)) = self.assumed_design_effect
            && !(low > 0.0 && high >= low && high.is_finite())
        {
            let found = format!("{low}, {high}");
            findings.push(Finding::new("figures.assumed_design_effect", "no-protection", found));
        }
    }
}

/// An index that is published beside its components.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexRule {
    /// Code of the index.
    pub indicator: String,
    /// How it is made.
    pub mean: MeanKind,
    /// Its components (codes of indicators) with their weights.
    pub weights: BTreeMap<String, f64>,
    /// The least and greatest value that a component can have.
    #[serde(default = "percent")]
    pub range: (f64, f64),
    /// How wide what an attacker knows of a hidden component must be; in the components' unit.
    pub least_width: f64,
}

fn percent() -> (f64, f64) {
    (0.0, 100.0)
}

impl IndexRule {
    pub(super) fn check(&self, at: usize, findings: &mut Vec<Finding>) {
        let wrong = |value: &f64| !(value.is_finite() && *value > 0.0);
        for (code, weight) in self.weights.iter().filter(|(_, weight)| wrong(weight)) {
            let field = format!("index.{at}.weights.{code}");
            findings.push(Finding::new(field, "weight-out-of-range", weight));
        }
        let width = self.range.1 - self.range.0;
        if self.weights.is_empty() || wrong(&self.least_width) || wrong(&width) {
            let field = format!("index.{at}");
            findings.push(Finding::new(field, "weight-out-of-range", &self.indicator));
        }
    }
}

/// The column of each thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles {
    /// Of the dimensions, in the table's order.
    pub dimensions: Vec<String>,
    /// Of the values.
    pub value: Option<String>,
    /// Of the numbers of contributors.
    pub count: Option<String>,
    /// Of the sums of weights.
    pub weighted_count: Option<String>,
    /// Of the largest contributions.
    pub largest: Vec<String>,
    /// Of the records' weights.
    pub weight: Option<String>,
    /// Of keys.
    pub key: Option<String>,
}

impl Roles {
    /// The columns of a file for a policy: those that it names (whether or not they are there), else those
    /// of the usual names.
    pub fn of(policy: &Policy, names: &[String]) -> Self {
        let layout = &policy.table;
        let there = |name: &str| names.iter().any(|found| found == name);
        let usual = |named: &Option<String>, others: &[&str]| {
            let usual = others.iter().find(|name| there(name)).map(|name| (*name).to_owned());
            named.clone().or(usual)
        };
        let mut roles = Self { key: layout.key.clone(), ..Self::default() };
        if layout.records {
            roles.weight.clone_from(&layout.weight);
            if layout.measure == Measure::Amount {
                roles.value = usual(&layout.value, &[]).or_else(|| Some("value".to_owned()));
            }
        } else {
            roles.value = usual(&layout.value, &[]).or_else(|| Some("value".to_owned()));
            roles.count = usual(&layout.count, &["n", "count", "contributors"]);
            roles.weighted_count = usual(&layout.weighted_count, &["weighted_count"]);
            let largest = (1..=LARGEST_KEPT).map(|at| format!("largest_{at}"));
            roles.largest = match layout.largest.as_slice() {
                [] => largest.filter(|name| there(name)).collect(),
                named => named.to_vec(),
            };
        }
        roles.dimensions = match layout.dimensions.as_slice() {
            [] if layout.records => policy.hierarchy.keys().cloned().collect(),
            [] => {
                let taken = roles.columns();
                let free = |name: &&String| {
                    *name != "status" && taken.iter().all(|(column, _)| column != *name)
                };
                names.iter().filter(free).cloned().collect()
            }
            named => named.to_vec(),
        };
        roles
    }

    /// Every column, with whether it holds words.
    pub fn columns(&self) -> Vec<(String, bool)> {
        let numbers = [&self.value, &self.count, &self.weighted_count, &self.weight, &self.key];
        let numbers = numbers.into_iter().flatten().chain(&self.largest);
        let words = self.dimensions.iter().map(|name| (name.clone(), true));
        words.chain(numbers.map(|name| (name.clone(), false))).collect()
    }
}

/// A table as it lay in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// The table.
    pub table: Table,
    /// The key of each of its places, where cells are perturbed by their keys.
    pub keys: Option<Vec<f64>>,
}

/// Makes a table of the columns of a file.
///
/// # Errors
/// Everything wrong, together: `no-rows`, `no-dimension`, `no-total`, what is wrong with a hierarchy
/// ([`Hierarchy::from_parts`]), with a row or cell ([`Table::from_cells`], [`Table::from_records`]), and
/// `not-whole`.
pub fn lay(columns: &Columns, roles: &Roles, policy: &Policy) -> Result<Laid, Vec<TableProblem>> {
    if columns.rows() == 0 {
        return Err(vec![TableProblem::NoRows]);
    }
    let mut problems = Vec::new();
    let mut dimensions = Vec::new();
    for name in &roles.dimensions {
        match hierarchy(columns, name, policy) {
            Ok(found) => dimensions.push(found),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let total = |found: &Hierarchy| found.codes()[found.total()].code.clone();
    let totals: Vec<String> = dimensions.iter().map(total).collect();
    let codes = codes(columns, roles, &totals);
    let rows = Rows { columns, roles, codes: &codes, policy };
    if policy.table.records { rows.records(dimensions) } else { rows.cells(dimensions) }
}

/// The hierarchy that the policy gives a dimension, or its codes under what is usually a total.
fn hierarchy(
    columns: &Columns,
    name: &str,
    policy: &Policy,
) -> Result<Hierarchy, Vec<TableProblem>> {
    if let Some(parts) = policy.hierarchy.get(name) {
        return Hierarchy::from_parts(name, parts);
    }
    let levels = columns.words(name).map(|(_, levels)| levels).unwrap_or_default();
    let is_total = |code: &&String| TOTALS.contains(&code.to_lowercase().as_str());
    let has_empty = columns
        .get(name)
        .is_some_and(|column| (0..columns.rows()).any(|row| column.is_missing(row)));
    let total = match levels.iter().find(is_total) {
        Some(total) => total.as_str(),
        None if policy.table.records || has_empty => TOTALS[0],
        None => {
            let codes = levels.iter().take(SHOWN).cloned().collect();
            return Err(vec![TableProblem::NoTotal { dimension: name.to_owned(), codes }]);
        }
    };
    let parts: Vec<&str> =
        levels.iter().map(String::as_str).filter(|code| *code != total).collect();
    Hierarchy::flat(name, total, &parts)
}

/// The codes of each row; an empty cell of a table is its total.
fn codes<'a>(columns: &'a Columns, roles: &Roles, totals: &'a [String]) -> Vec<Vec<&'a str>> {
    let of = |(name, total): (&String, &'a String)| {
        let (codes, levels) = columns.words(name).unwrap_or_default();
        let code = |code: &u32| levels.get(*code as usize).unwrap_or(total).as_str();
        codes.iter().map(code).collect::<Vec<&str>>()
    };
    let each: Vec<Vec<&str>> = roles.dimensions.iter().zip(totals).map(of).collect();
    (0..columns.rows()).map(|row| each.iter().map(|codes| codes[row]).collect()).collect()
}

/// The rows of a file.
struct Rows<'a> {
    columns: &'a Columns,
    roles: &'a Roles,
    codes: &'a [Vec<&'a str>],
    policy: &'a Policy,
}

impl Rows<'_> {
    fn numbers(&self, column: Option<&String>) -> &[f64] {
        column.and_then(|name| self.columns.numbers(name)).unwrap_or_default()
    }

    fn records(&self, dimensions: Vec<Hierarchy>) -> Result<Laid, Vec<TableProblem>> {
        let values = self.numbers(self.roles.value.as_ref());
        let weights = self.numbers(self.roles.weight.as_ref());
        let record = |row: usize| TableRecord {
            codes: self.codes[row].clone(),
            value: values.get(row).copied(),
            weight: weights.get(row).copied().unwrap_or(1.0),
        };
        let records: Vec<TableRecord<'_>> = (0..self.codes.len()).map(record).collect();
        let table = Table::from_records(dimensions, &records, self.policy.table.measure)?;
        let keys = self.policy.cell_key.map(|policy| self.keys_of_records(&table, policy.seed));
        Ok(Laid { table, keys })
    }

    /// The key of each cell from those of its records.
    fn keys_of_records(&self, table: &Table, seed: u64) -> Vec<f64> {
        let given = self.numbers(self.roles.key.as_ref());
        let positions: Vec<HashMap<&str, usize>> =
            table.dimensions().iter().map(Hierarchy::positions).collect();
        let mut keys = vec![0.0; table.cells().len()];
        for (row, codes) in self.codes.iter().enumerate() {
            let key = given.get(row).copied().unwrap_or_else(|| record_key(seed, row as u64));
            let at: Option<Vec<usize>> =
                codes.iter().zip(&positions).map(|(code, at)| at.get(code).copied()).collect();
            for place in at.map(|at| table.places_of(&at)).unwrap_or_default() {
                keys[place] = cell_key([keys[place], key]);
            }
        }
        keys
    }

    fn cells(&self, dimensions: Vec<Hierarchy>) -> Result<Laid, Vec<TableProblem>> {
        let mut problems = Vec::new();
        let given: Vec<GivenCell<'_>> =
            (0..self.codes.len()).map(|row| self.cell(row, &mut problems)).collect();
        let layout = &self.policy.table;
        let table = match Table::from_cells(dimensions, &given, layout.measure, layout.absent) {
            Ok(table) if problems.is_empty() => table,
            Ok(_) => return Err(problems),
            Err(found) => {
                problems.extend(found);
                return Err(problems);
            }
        };
        let keys = self.roles.key.as_ref().map(|_| self.keys_of_cells(&table));
        Ok(Laid { table, keys })
    }

    fn keys_of_cells(&self, table: &Table) -> Vec<f64> {
        let given = self.numbers(self.roles.key.as_ref());
        let mut keys = vec![0.0; table.cells().len()];
        for (codes, key) in self.codes.iter().zip(given) {
            if let Some(place) = table.find(codes) {
                keys[place] = cell_key([*key]);
            }
        }
        keys
    }

    /// Whether a cell counts its contributors, each as 1.
    fn counts_one_by_one(&self, value: Option<f64>, count: Option<u64>) -> bool {
        let counts = self.policy.table.measure == Measure::Count;
        counts && value.is_some() && value == count.map(|count| count as f64)
    }

    fn cell(&self, row: usize, problems: &mut Vec<TableProblem>) -> GivenCell<'_> {
        let number = |name: Option<&String>| {
            self.numbers(name).get(row).copied().filter(|value| !value.is_nan())
        };
        let value = number(self.roles.value.as_ref());
        let count = number(self.roles.count.as_ref());
        let count = match &self.roles.count {
            Some(name) => count.and_then(|count| whole(row, name, count, problems)),
            // A table that counts without weights: the value is the number of contributors.
            None if self.policy.table.measure == Measure::Count => value
                .filter(|value| *value >= 0.0 && value.fract() == 0.0)
                .map(|value| value as u64),
            None => None,
        };
        let largest = self.roles.largest.iter().filter_map(|name| number(Some(name)));
        let mut largest: Vec<Contribution> =
            largest.map(|value| Contribution { value, weight: 1.0 }).collect();
        largest.sort_by(|one, other| other.value.total_cmp(&one.value));
        if self.roles.largest.is_empty() && self.counts_one_by_one(value, count) {
            let kept = LARGEST_KEPT.min(count.unwrap_or_default() as usize);
            largest = vec![Contribution { value: 1.0, weight: 1.0 }; kept];
        }
        let cell = Cell {
            value: value.unwrap_or(f64::NAN),
            count,
            weighted_count: number(self.roles.weighted_count.as_ref()),
            largest,
            cost: None,
        };
        GivenCell { codes: self.codes[row].clone(), cell }
    }
}

/// A number of people: whole, and not below zero.
fn whole(row: usize, field: &str, value: f64, problems: &mut Vec<TableProblem>) -> Option<u64> {
    let (row, field) = (row + 1, field.to_owned());
    if value < 0.0 {
        problems.push(TableProblem::Negative { row, field, value });
    } else if value.fract() != 0.0 {
        problems.push(TableProblem::NotWhole { row, field, value });
    } else {
        return Some(value as u64);
    }
    None
}

#[cfg(test)]
mod tests {
    use passerelle_vocabulary::Column;
    use passerelle_vocabulary::columns::words;

    use super::*;

    fn columns(text: &str, numbers: &[&str]) -> Columns {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let names = lines.next().unwrap();
        let rows: Vec<Vec<&str>> = lines.collect();
        let column = |at: usize, name: &str| {
            if numbers.contains(&name) {
                let value = |row: &Vec<&str>| row[at].parse().unwrap_or(f64::NAN);
                return Column::Numbers(rows.iter().map(value).collect());
            }
            words(rows.iter().map(|row| Some(row[at]).filter(|cell| !cell.is_empty())))
        };
        let each =
            names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), column(at, name)));
        Columns::new(each.collect()).unwrap()
    }

    fn laid(policy: &str, text: &str, numbers: &[&str]) -> Result<Laid, Vec<TableProblem>> {
        let policy = Policy::read(policy).unwrap();
        let columns = columns(text, numbers);
        lay(&columns, &Roles::of(&policy, columns.names()), &policy)
    }

    fn codes(result: Result<Laid, Vec<TableProblem>>) -> Vec<&'static str> {
        result.unwrap_err().iter().map(TableProblem::code).collect()
    }

    #[test]
    fn cells_of_the_usual_names_need_no_layout() {
        let text = "sex,value,status\n,10,x\nf,4,x\nm,6,x";
        let found = laid("[threshold]\nminimum = 3", text, &["value"]).unwrap();
        assert_eq!(found.table.dimensions()[0].name(), "sex");
        assert_eq!(found.table.cells()[0].count, Some(10));
        let named = laid("[hierarchy.sex]\neverybody = ['f', 'm']", text, &["value"]).unwrap();
        assert_eq!(named.table.name(0), ["everybody"]);
    }

    #[test]
    fn records_are_tabulated_with_their_keys() {
        let policy = "[table]\nrecords = true\ndimensions = ['sex']\n\
                      [cell_key]\nmaximum = 2\nvariance = 1\nseed = 3\n";
        let found = laid(policy, "sex\nf\nm\nf", &[]).unwrap();
        let keys = found.keys.unwrap();
        let value: Vec<f64> = found.table.cells().iter().map(|cell| cell.value).collect();
        assert_eq!(value, [3.0, 2.0, 1.0]);
        assert_eq!(keys[0], cell_key([0, 1, 2].map(|row| record_key(3, row))));
        assert_eq!(keys[2], cell_key([record_key(3, 1)]));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(codes(laid("", "sex,value", &["value"])), ["no-rows"]);
        assert_eq!(codes(laid("", "sex,value\nf,1\nm,2", &["value"])), ["no-total"]);
        let counts = laid("", "sex,value,n\nTotal,3,-1\nf,1,0.5\nm,2,2", &["value", "n"]);
        assert_eq!(codes(counts), ["negative", "not-whole"]);
        let unknown = laid("[hierarchy.sex]\nT = ['f']", "sex,value\nT,3\nf,3\nx,0", &["value"]);
        assert_eq!(codes(unknown), ["unknown-code"]);
    }
}
