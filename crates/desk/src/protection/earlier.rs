//! What earlier releases of tables published.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use passerelle_exchange::microdata::{MicrodataError, Source};
use passerelle_inclusion::disclosure::laid::lay_released;
use passerelle_inclusion::disclosure::roles::Roles;
use passerelle_inclusion::disclosure::unpublished::work_out;
use passerelle_inclusion::disclosure::{Linked, Measure, Policy, Table};
use passerelle_vocabulary::Columns;

use super::cells::wanted;
use super::{Audited, ProtectProblem};

/// An earlier release.
pub(super) struct Earlier<'a> {
    path: &'a Path,
    roles: Roles,
    columns: Columns,
    /// Cells of the tables of today that it published: table and place.
    published: Vec<(usize, usize)>,
    /// Its rows that are in none of them, by another geography for example.
    pub unmatched: BTreeSet<usize>,
}

impl<'a> Earlier<'a> {
    /// Reads a release, beside the tables of today.
    pub fn read(
        path: &'a Path,
        tables: &[&Table],
        policy: &Policy,
    ) -> Result<Self, ProtectProblem> {
        let data = |error| ProtectProblem::Data { path: path.to_owned(), error };
        let source = Source::open(path).map_err(data)?;
        let has = |name: &str| source.names().iter().any(|found| found == name);
        let named = policy.table.value.as_deref().filter(|name| has(name));
        let all = tables.iter().flat_map(|table| table.dimensions());
        let all: BTreeSet<&str> = all.map(|dimension| dimension.name()).collect();
        let present: Vec<String> =
            all.iter().filter(|name| has(name)).map(|name| (*name).to_owned()).collect();
        if present.is_empty() {
            let absent = all.iter().map(|name| (*name).to_owned()).collect();
            let error = MicrodataError::NoColumns { absent, present: source.names().to_vec() };
            return Err(data(error));
        }
        let value = Some(named.unwrap_or("value").to_owned());
        let roles = Roles { dimensions: present, value, ..Roles::default() };
        let columns = source.read_whole(&wanted(&roles)).map_err(data)?;
        let mut earlier =
            Self { path, roles, columns, published: vec![], unmatched: BTreeSet::new() };
        earlier.compare(tables);
        Ok(earlier)
    }

    /// Finds its rows among the tables of today.
    fn compare(&mut self, tables: &[&Table]) {
        let name = self.roles.value.as_deref().unwrap_or_default();
        let values = self.columns.numbers(name).unwrap_or_default();
        for row in (0..self.columns.rows()).filter(|row| !values[*row].is_nan()) {
            let places = tables.iter().enumerate().filter_map(|(at, table)| {
                let place = place(table, &self.columns, &self.roles.dimensions, row)?;
                table.is_published(place).then_some((at, place))
            });
            let before = self.published.len();
            self.published.extend(places);
            if self.published.len() == before {
                self.unmatched.insert(row);
            }
        }
    }

    /// The tables of today with those of this release, where its other rows have sums in common with them:
    /// the policy says what goes into what, and all of it adds up. Figures that were rounded or perturbed do
    /// not, and of amounts it is not known how many there were.
    pub fn joined(&self, tables: &[Table], policy: &Policy) -> Option<Vec<Table>> {
        let exact = policy.rounding.is_none()
            && policy.cell_key.is_none()
            && policy.privacy.is_none()
            && policy.table.measure == Measure::Count;
        if self.unmatched.is_empty() || !exact {
            return None;
        }
        let released = lay_released(&self.columns, &self.roles, policy, &self.unmatched).ok()?;
        if !released.iter().all(|table| is_placed(table, tables, policy)) {
            return None;
        }
        let joined: Vec<Table> = tables.iter().cloned().chain(released).collect();
        work_out(&mut joined.clone()).ok()?;
        Some(joined)
    }

    /// Tells that its other rows were not compared.
    pub fn not_compared(&self) -> Audited {
        not_compared(self.path, self.unmatched.len())
    }
}

/// Whether the policy says where the codes go that no table of today has.
fn is_placed(released: &Table, tables: &[Table], policy: &Policy) -> bool {
    released.dimensions().iter().all(|dimension| {
        let name = dimension.name();
        let of_today = || {
            let all = tables.iter().flat_map(Table::dimensions);
            all.filter(|one| one.name() == name)
        };
        let is_known = |code: &str| of_today().any(|one| one.position(code).is_some());
        policy.hierarchy.contains_key(name)
            || policy.grouping.iter().any(|one| one.dimension == name)
            || dimension.codes().iter().all(|code| is_known(&code.code))
    })
}

/// The cells of the system that earlier releases published: those of today, and those of their own tables,
/// which follow the tables of today.
pub(super) fn published_before(
    tables: &[&Table],
    own: usize,
    earlier: &[Earlier<'_>],
    linked: &Linked,
) -> HashSet<usize> {
    let today = earlier.iter().flat_map(|one| &one.published);
    let today = today.map(|(table, place)| linked.cell_of[*table][*place]);
    let released = tables.iter().zip(&linked.cell_of).skip(own);
    let others = released.flat_map(|(table, cell_of)| {
        let places = cell_of.iter().enumerate().filter(|(place, _)| table.is_published(*place));
        places.map(|(_, cell)| *cell)
    });
    today.chain(others).collect()
}

/// Where a row of an earlier release is in a table: what the row does not say is the total.
fn place(table: &Table, columns: &Columns, present: &[String], row: usize) -> Option<usize> {
    let has = |name: &String| table.dimensions().iter().any(|found| found.name() == *name);
    let code = |name: &str| columns.get(name).and_then(|column| column.written(row));
    if present.iter().any(|name| !has(name) && code(name).is_some()) {
        return None;
    }
    let codes: Vec<String> = table
        .dimensions()
        .iter()
        .map(|one| code(one.name()).unwrap_or_else(|| one.codes()[one.total()].code.clone()))
        .collect();
    table.find(&codes.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Rows of an earlier release that were not compared.
pub(super) fn not_compared(path: &Path, rows: usize) -> Audited {
    Audited {
        code: "not-compared",
        about: path.display().to_string(),
        rows: Some(rows),
        ..Audited::default()
    }
}
