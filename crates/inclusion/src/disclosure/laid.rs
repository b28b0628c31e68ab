//! The tables that lie in a file: one for each way of grouping the codes of its dimensions.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use passerelle_vocabulary::Columns;

use super::cell_key::{cell_key, record_key};
use super::hierarchy::Hierarchy;
use super::policy::Policy;
use super::problem::TableProblem;
use super::roles::Roles;
use super::table::{
    Absent, Cell, Contribution, GivenCell, LARGEST_KEPT, MOST_CELLS, Measure, Table, TableRecord,
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

/// A table as it lay in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// The table.
    pub table: Table,
    /// The key of each of its places, where cells are perturbed by their keys.
    pub keys: Option<Vec<f64>>,
}

/// Makes tables of the columns of a file: one, or one for each combination of the ways of grouping that its
/// codes belong to.
///
/// # Errors
/// Everything wrong, together: `no-rows`, `no-dimension`, `no-total`, `not-one-total` (ways of grouping that
/// have different totals), what is wrong with a hierarchy ([`Hierarchy::from_parts`]), with a row or cell
/// ([`Table::from_cells`], [`Table::from_records`]), `not-whole` and `too-many-cells`.
pub fn lay(
    columns: &Columns,
    roles: &Roles,
    policy: &Policy,
) -> Result<Vec<Laid>, Vec<TableProblem>> {
    lay_rows(columns, roles, policy, None)
}

/// The tables of some rows of an earlier release: cells, of which those that are not there were not published.
///
/// # Errors
/// As [`lay`].
pub fn lay_released(
    columns: &Columns,
    roles: &Roles,
    policy: &Policy,
    rows: &BTreeSet<usize>,
) -> Result<Vec<Table>, Vec<TableProblem>> {
    let laid = lay_rows(columns, roles, policy, Some(rows))?;
    Ok(laid.into_iter().map(|one| one.table.as_released()).collect())
}

fn lay_rows(
    columns: &Columns,
    roles: &Roles,
    policy: &Policy,
    released: Option<&BTreeSet<usize>>,
) -> Result<Vec<Laid>, Vec<TableProblem>> {
    if columns.rows() == 0 {
        return Err(vec![TableProblem::NoRows]);
    }
    let mut problems = Vec::new();
    let mut ways = Vec::new();
    for name in &roles.dimensions {
        match hierarchies(columns, name, policy) {
            Ok(found) => ways.push(found),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let totals: Vec<String> = ways.iter().map(|found| total(&found[0]).to_owned()).collect();
    let codes = codes(columns, roles, &totals);
    let in_parts = ways.iter().any(|found| found.len() > 1);
    if in_parts {
        problems = unknown(&codes, roles, &ways);
        if !problems.is_empty() {
            return Err(problems);
        }
    }
    let rows = Rows { columns, roles, codes: &codes, policy, in_parts, released };
    together(&ways, |dimensions| match policy.table.records && released.is_none() {
        true => rows.records(dimensions),
        false => rows.cells(dimensions),
    })
}

/// One table for each combination of ways.
fn together(
    ways: &[Vec<Hierarchy>],
    of: impl Fn(Vec<Hierarchy>) -> Result<Laid, Vec<TableProblem>>,
) -> Result<Vec<Laid>, Vec<TableProblem>> {
    let size = |found: &Vec<Hierarchy>| found.iter().map(|one| one.len() as f64).sum::<f64>();
    let cells: f64 = ways.iter().map(size).product();
    if cells > MOST_CELLS as f64 {
        return Err(vec![TableProblem::TooManyCells { cells, most: MOST_CELLS }]);
    }
    let mut combinations: Vec<Vec<Hierarchy>> = vec![vec![]];
    for found in ways {
        let with = |before: &Vec<Hierarchy>| -> Vec<Vec<Hierarchy>> {
            found.iter().map(|one| before.iter().chain([one]).cloned().collect()).collect()
        };
        combinations = combinations.iter().flat_map(with).collect();
    }
    let (mut laid, mut problems, mut told) = (Vec::new(), Vec::new(), HashSet::new());
    for dimensions in combinations {
        match of(dimensions) {
            Ok(found) => laid.push(found),
            // What is wrong with a row is wrong in every table that has it.
            Err(found) => {
                problems.extend(found.into_iter().filter(|one| told.insert(one.to_string())));
            }
        }
    }
    if problems.is_empty() { Ok(laid) } else { Err(problems) }
}

fn total(found: &Hierarchy) -> &str {
    &found.codes()[found.total()].code
}

/// The ways of grouping a dimension that the file's codes belong to: the hierarchy that the policy gives it,
/// or its codes under what is usually a total; and other groupings of which the file has a code that is in no
/// other.
fn hierarchies(
    columns: &Columns,
    name: &str,
    policy: &Policy,
) -> Result<Vec<Hierarchy>, Vec<TableProblem>> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for grouping in policy.grouping.iter().filter(|one| one.dimension == name) {
        match Hierarchy::from_parts(name, &grouping.parts) {
            Ok(one) => found.push(one),
            Err(wrong) => problems.extend(wrong),
        }
    }
    match hierarchy(columns, name, policy, &found) {
        Ok(one) => found.insert(0, one),
        Err(wrong) => problems.extend(wrong),
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let totals: BTreeSet<&str> = found.iter().map(total).collect();
    if totals.len() > 1 {
        let codes = totals.into_iter().map(str::to_owned).collect();
        return Err(vec![TableProblem::NotOneTotal { dimension: name.to_owned(), codes }]);
    }
    let levels = columns.words(name).map(|(_, levels)| levels).unwrap_or_default();
    let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
    let codes = found.iter().flat_map(Hierarchy::codes);
    codes.for_each(|code| *ways.entry(code.code.as_str()).or_default() += 1);
    let own = |one: &Hierarchy| {
        levels
            .iter()
            .any(|code| ways.get(code.as_str()) == Some(&1) && one.position(code).is_some())
    };
    let used: Vec<Hierarchy> = found.iter().filter(|one| own(one)).cloned().collect();
    // A file of codes that are in all of them.
    Ok(if used.is_empty() { vec![found[0].clone()] } else { used })
}

/// The hierarchy that the policy gives a dimension, or its codes under what is usually a total: those that
/// are no groups of another grouping.
fn hierarchy(
    columns: &Columns,
    name: &str,
    policy: &Policy,
    groupings: &[Hierarchy],
) -> Result<Hierarchy, Vec<TableProblem>> {
    if let Some(parts) = policy.hierarchy.get(name) {
        return Hierarchy::from_parts(name, parts);
    }
    let levels = columns.words(name).map(|(_, levels)| levels).unwrap_or_default();
    let is_total = |code: &&String| TOTALS.contains(&code.to_lowercase().as_str());
    let has_empty = columns
        .get(name)
        .is_some_and(|column| (0..columns.rows()).any(|row| column.is_missing(row)));
    let total = match (groupings.first(), levels.iter().find(is_total)) {
        (Some(grouping), _) => total(grouping),
        (None, Some(total)) => total.as_str(),
        (None, None) if policy.table.records || has_empty => TOTALS[0],
        (None, None) => {
            let codes = levels.iter().take(SHOWN).cloned().collect();
            return Err(vec![TableProblem::NoTotal { dimension: name.to_owned(), codes }]);
        }
    };
    let is_group = |code: &str| {
        let is_leaf = |one: &Hierarchy| one.position(code).is_some_and(|at| !one.is_leaf(at));
        groupings.iter().any(is_leaf)
    };
    let parts = levels.iter().map(String::as_str).filter(|code| *code != total && !is_group(code));
    Hierarchy::flat(name, total, &parts.collect::<Vec<&str>>())
}

/// The codes that no way of grouping has.
fn unknown(codes: &[Vec<&str>], roles: &Roles, ways: &[Vec<Hierarchy>]) -> Vec<TableProblem> {
    let names = |found: &Vec<Hierarchy>| -> HashSet<String> {
        found.iter().flat_map(Hierarchy::codes).map(|code| code.code.clone()).collect()
    };
    let known: Vec<HashSet<String>> = ways.iter().map(names).collect();
    let problem = |row: usize, at: usize, code: &str| TableProblem::UnknownCode {
        row: row + 1,
        dimension: roles.dimensions[at].clone(),
        value: code.to_owned(),
    };
    let mut problems = Vec::new();
    for (row, codes) in codes.iter().enumerate() {
        let strange = codes.iter().enumerate().filter(|(at, code)| !known[*at].contains(**code));
        problems.extend(strange.map(|(at, code)| problem(row, at, code)));
    }
    problems
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
    /// Whether each table holds some of the rows.
    in_parts: bool,
    /// The rows that count of an earlier release.
    released: Option<&'a BTreeSet<usize>>,
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

    /// The rows that are of a table.
    fn within(&self, dimensions: &[Hierarchy]) -> Vec<usize> {
        let known: Vec<HashMap<&str, usize>> =
            dimensions.iter().map(Hierarchy::positions).collect();
        let is_within = |row: &usize| {
            let mut codes = self.codes[*row].iter().zip(&known);
            self.released.is_none_or(|rows| rows.contains(row))
                && (!self.in_parts || codes.all(|(code, known)| known.contains_key(code)))
        };
        (0..self.codes.len()).filter(is_within).collect()
    }

    fn cells(&self, dimensions: Vec<Hierarchy>) -> Result<Laid, Vec<TableProblem>> {
        let mut problems = Vec::new();
        let rows = self.within(&dimensions);
        let given: Vec<GivenCell<'_>> =
            rows.iter().map(|row| self.cell(*row, &mut problems)).collect();
        let layout = &self.policy.table;
        let absent = self.released.map_or(layout.absent, |_| Absent::Unpublished);
        let table = Table::from_cells(dimensions, &given, layout.measure, absent);
        let table = table.map_err(|mut found| {
            // They count the rows that they were given.
            let rows_of = found.iter_mut().filter_map(TableProblem::row_mut);
            rows_of.for_each(|row| *row = rows[*row - 1] + 1);
            problems.extend(found);
            std::mem::take(&mut problems)
        })?;
        if !problems.is_empty() {
            return Err(problems);
        }
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

    fn all_laid(policy: &str, text: &str) -> Result<Vec<Laid>, Vec<TableProblem>> {
        let policy = Policy::read(policy).unwrap();
        let columns = columns(text, &["value", "n"]);
        lay(&columns, &Roles::of(&policy, columns.names()), &policy)
    }

    /// Of a file that holds one table.
    fn laid(policy: &str, text: &str) -> Result<Laid, Vec<TableProblem>> {
        let mut found = all_laid(policy, text)?;
        assert_eq!(found.len(), 1);
        Ok(found.remove(0))
    }

    fn codes<T: std::fmt::Debug>(result: Result<T, Vec<TableProblem>>) -> Vec<&'static str> {
        result.unwrap_err().iter().map(TableProblem::code).collect()
    }

    #[test]
    fn cells_of_the_usual_names_need_no_layout() {
        let text = "sex,value,status\n,10,x\nf,4,x\nm,6,x";
        let found = laid("[threshold]\nminimum = 3", text).unwrap();
        assert_eq!(found.table.dimensions()[0].name(), "sex");
        assert_eq!(found.table.cells()[0].count, Some(10));
        let named = laid("[hierarchy.sex]\neverybody = ['f', 'm']", text).unwrap();
        assert_eq!(named.table.name(0), ["everybody"]);
    }

    #[test]
    fn records_are_tabulated_with_their_keys() {
        let policy = "[table]\nrecords = true\ndimensions = ['sex']\n\
                      [cell_key]\nmaximum = 2\nvariance = 1\nseed = 3\n";
        let found = laid(policy, "sex\nf\nm\nf").unwrap();
        let keys = found.keys.unwrap();
        let value: Vec<f64> = found.table.cells().iter().map(|cell| cell.value).collect();
        assert_eq!(value, [3.0, 2.0, 1.0]);
        assert_eq!(keys[0], cell_key([0, 1, 2].map(|row| record_key(3, row))));
        assert_eq!(keys[2], cell_key([record_key(3, 1)]));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(codes(laid("", "sex,value")), ["no-rows"]);
        assert_eq!(codes(laid("", "sex,value\nf,1\nm,2")), ["no-total"]);
        let counts = laid("", "sex,value,n\nTotal,3,-1\nf,1,0.5\nm,2,2");
        assert_eq!(codes(counts), ["negative", "not-whole"]);
        let unknown = laid("[hierarchy.sex]\nT = ['f']", "sex,value\nT,3\nf,3\nx,0");
        assert_eq!(codes(unknown), ["unknown-code"]);
    }

    const GROUPED: &str = "[hierarchy.county]\nT = ['coast', 'hills']\ncoast = ['a', 'b']\nhills = ['c', 'd']\n\
                           [[grouping]]\ndimension = 'county'\n\
                           parts = { T = ['east', 'west'], east = ['a', 'c'], west = ['b', 'd'] }\n";

    #[test]
    fn a_file_of_two_groupings_holds_two_tables() {
        let leaves = "T,10\na,1\nb,2\nc,3\nd,4";
        let both = format!("county,value\n{leaves}\ncoast,3\nhills,7\neast,4\nwest,6");
        let found = all_laid(GROUPED, &both).unwrap();
        let sizes: Vec<usize> = found.iter().map(|one| one.table.cells().len()).collect();
        assert_eq!(sizes, [7, 7]);
        let other = format!("county,value\n{leaves}\neast,4\nwest,6");
        let found = laid(GROUPED, &other).unwrap();
        assert!(found.table.find(&["east"]).is_some() && found.table.find(&["coast"]).is_none());
        // Without a hierarchy of its own, the counties of the second grouping are parts of the total too.
        let only = &GROUPED[GROUPED.find("[[").unwrap()..];
        assert_eq!(laid(only, &other).unwrap().table.cells().len(), 7);
    }

    #[test]
    fn what_is_wrong_with_groupings_is_said() {
        let strange = "county,value\nT,1\ncoast,1\neast,1\nmoon,0";
        assert_eq!(codes(all_laid(GROUPED, strange)), ["unknown-code"]);
        let totals = GROUPED.replace("{ T =", "{ U =");
        assert_eq!(codes(all_laid(&totals, strange)), ["not-one-total"]);
        let wrong = "county,value\nT,10\na,1\nb,2\nc,3\nd,4\ncoast,3\nhills,7\neast,5\nwest,6";
        assert_eq!(codes(all_laid(GROUPED, wrong)), ["not-additive", "not-additive"]);
    }
}
