//! Tables of cells, and records that are tabulated.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use passerelle_exchange::cells::written;
use passerelle_exchange::microdata::{MicrodataError, Source, Wanted};
use passerelle_inclusion::disclosure::cell_key::PerturbationTable;
use passerelle_inclusion::disclosure::layout::{Laid, Roles, lay};
use passerelle_inclusion::disclosure::risk::{PerturbationRisk, perturbation_risk};
use passerelle_inclusion::disclosure::rounding::rounded;
use passerelle_inclusion::disclosure::{
    Effort, Linked, Measure, Policy, Protected, Rule, Simplex, Status, Table, TableProblem,
    protect_linked,
};
use passerelle_vocabulary::Columns;

use super::noise::{self, Noise};
use super::solved::Solved;
use super::{
    Audited, Form, ProofFile, ProtectFiles, ProtectProblem, ProtectProblems, ProtectedFile,
    Protection, Publication,
};

/// Column of what becomes of a cell.
const STATUS: &str = "status";

/// A table with the file that it lay in.
struct Opened<'a> {
    path: &'a Path,
    roles: Roles,
    laid: Laid,
}

/// Protects tables that are published together.
pub(super) fn protect(
    paths: &[&Path],
    files: &ProtectFiles,
    policy: &Policy,
) -> Result<Protection, ProtectProblems> {
    let opened = open_all(paths, policy)?;
    let tables: Vec<&Table> = opened.iter().map(|one| &one.laid.table).collect();
    let wrong = |problem| ProtectProblem::Table { path: paths[0].to_owned(), problem };
    let mut linked = Linked::of(&tables, policy)
        .map_err(|found| ProtectProblems(found.into_iter().map(wrong).collect()))?;
    let mut audits = Vec::new();
    let mut known = HashSet::new();
    for path in &files.previous {
        let (found, unmatched) = published_before(path, &tables, &linked, policy)?;
        known.extend(found);
        audits.extend((unmatched > 0).then(|| not_compared(path, unmatched)));
    }
    known.iter().for_each(|cell| linked.system.make_known(*cell));
    let protected = protect_linked(&tables, linked, policy, Effort::default(), &Simplex);
    let values = Values::of(&protected, &opened, files, policy)?;
    let cell_of = protected.linked.cell_of.clone();
    let solved = solved(protected, &tables, known);
    let mut told = Vec::new();
    for (at, one) in opened.iter().enumerate() {
        told.push(ProtectedFile {
            risk: values.risk.clone().filter(|_| at == 0),
            audits: if at == 0 { std::mem::take(&mut audits) } else { vec![] },
            ..file(one, &cell_of[at], &solved, &values.of_table[at], policy)
        });
    }
    let about: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let proof = ProofFile { systems: vec![solved.proved(about.join(", "))] };
    Ok(Protection {
        policy: policy.name.clone(),
        title: policy.title.clone(),
        safe: proof.is_verified() && told.iter().all(|file| file.exposed.is_empty()),
        proved: proof.count(),
        files: told,
        spent: values.noise.and_then(Noise::spent),
        proof,
    })
}

fn solved(protected: Protected, tables: &[&Table], known: HashSet<usize>) -> Solved {
    let Protected { linked, pattern, audit } = protected;
    let cells = linked.system.cells().len();
    let mut rules: Vec<Vec<Rule>> = vec![vec![]; cells];
    for (need, sensitive) in linked.needs.iter().zip(&linked.sensitive) {
        rules[need.cell].clone_from(&sensitive.rules);
    }
    let names = (0..cells).map(|cell| linked.name(tables, cell)).collect();
    Solved { names, rules, system: linked.system, needs: linked.needs, pattern, audit, known }
}

fn open_all<'a>(paths: &[&'a Path], policy: &Policy) -> Result<Vec<Opened<'a>>, ProtectProblems> {
    let (mut opened, mut problems) = (Vec::new(), Vec::new());
    let mut names = BTreeSet::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !names.insert(name.clone()) {
            problems.push(ProtectProblem::SameName { name });
        }
        match open(path, policy, paths.len() > 1) {
            Ok(one) => opened.push(one),
            Err(found) => problems.extend(found.0),
        }
    }
    if problems.is_empty() { Ok(opened) } else { Err(ProtectProblems(problems)) }
}

fn open<'a>(
    path: &'a Path,
    policy: &Policy,
    among_others: bool,
) -> Result<Opened<'a>, ProtectProblems> {
    let data = |error| ProtectProblem::Data { path: path.to_owned(), error };
    let source = Source::open(path).map_err(data)?;
    let mut roles = Roles::of(policy, source.names());
    if among_others && roles.dimensions.iter().any(|name| source.names().contains(name)) {
        // Tables that are linked need not have the same dimensions.
        roles.dimensions.retain(|name| source.names().contains(name));
    }
    let columns = source.read_whole(&wanted(&roles)).map_err(data)?;
    // Rows of a text follow the line that names the columns.
    let is_text = path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("parquet"));
    let wrong = |mut problem: TableProblem| {
        if let Some(row) = problem.row_mut() {
            *row += usize::from(is_text);
        }
        ProtectProblem::Table { path: path.to_owned(), problem }
    };
    // Where the value is the count, what is wrong with it is told once.
    let is_own = |problem: &TableProblem| match problem {
        TableProblem::NotAdditive { field, .. } => field == "value" || roles.count.is_some(),
        _ => true,
    };
    let laid = lay(&columns, &roles, policy)
        .map_err(|found| ProtectProblems(found.into_iter().filter(is_own).map(wrong).collect()))?;
    Ok(Opened { path, roles, laid })
}

fn wanted(roles: &Roles) -> Vec<Wanted> {
    roles.columns().into_iter().map(|(name, words)| Wanted { name, words }).collect()
}

/// The cells that an earlier release published, and how many of its rows are in no table of this one.
fn published_before(
    path: &Path,
    tables: &[&Table],
    linked: &Linked,
    policy: &Policy,
) -> Result<(HashSet<usize>, usize), ProtectProblem> {
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
    let values = roles.value.as_ref().and_then(|name| columns.numbers(name)).unwrap_or_default();
    let (mut known, mut unmatched) = (HashSet::new(), 0);
    for row in (0..columns.rows()).filter(|row| !values[*row].is_nan()) {
        let mut found = false;
        for (table, cell_of) in tables.iter().zip(&linked.cell_of) {
            if let Some(place) = place(table, &columns, &roles.dimensions, row) {
                known.insert(cell_of[place]);
                found = true;
            }
        }
        unmatched += usize::from(!found);
    }
    Ok((known, unmatched))
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

/// What is published of each cell: the value, rounded or perturbed where the policy says so.
struct Values {
    /// For each table, of each of its places.
    of_table: Vec<Vec<f64>>,
    risk: Option<PerturbationRisk>,
    noise: Option<Noise>,
}

impl Values {
    fn of(
        protected: &Protected,
        opened: &[Opened<'_>],
        files: &ProtectFiles,
        policy: &Policy,
    ) -> Result<Self, ProtectProblem> {
        let linked = &protected.linked;
        let exact: Vec<f64> = linked.system.cells().iter().map(|cell| cell.value).collect();
        let each = |values: &[f64]| {
            let of = |cell_of: &Vec<usize>| cell_of.iter().map(|cell| values[*cell]).collect();
            linked.cell_of.iter().map(of).collect()
        };
        let plain = |values: &[f64]| Self { of_table: each(values), risk: None, noise: None };
        if policy.privacy.is_some() {
            let tables = opened.iter().map(|one| counts(one).map(|found| (one.path, found)));
            let tables: Vec<_> = tables.collect::<Result<_, _>>()?;
            let mut noise = Noise::open(files, policy)?;
            let depth = opened.iter().map(|one| noise::cells_per_person(&one.laid.table));
            let cells = depth.max().unwrap_or(1);
            let of_table = noise.draw(&tables, cells)?;
            return Ok(Self { of_table, risk: None, noise: Some(noise) });
        }
        if policy.cell_key.is_some() {
            return perturbed(linked, opened, policy);
        }
        match policy.rounding {
            Some(rounding) => Ok(plain(&rounded(&linked.system, rounding, &Simplex)?)),
            None => Ok(plain(&exact)),
        }
    }
}

/// Whole counts of people, one by one.
fn counts(one: &Opened<'_>) -> Result<Vec<i64>, ProtectProblem> {
    let table = &one.laid.table;
    let whole = table.cells().iter().all(|cell| cell.value.fract() == 0.0);
    if table.measure() != Measure::Count || !whole {
        return Err(ProtectProblem::NotCounts { path: one.path.to_owned() });
    }
    Ok(table.cells().iter().map(|cell| cell.value as i64).collect())
}

fn perturbed(
    linked: &Linked,
    opened: &[Opened<'_>],
    policy: &Policy,
) -> Result<Values, ProtectProblem> {
    let Some(rule) = policy.cell_key else {
        return Ok(Values { of_table: vec![], risk: None, noise: None });
    };
    let table = PerturbationTable::new(&rule).map_err(|problem| ProtectProblem::PolicyUnsound {
        policy: policy.name.clone(),
        finding: passerelle_vocabulary::Finding::new(
            "cell_key.variance",
            problem.code(),
            problem.variance,
        ),
    })?;
    let mut of_table = Vec::new();
    let mut all = vec![0; linked.system.cells().len()];
    let mut published = all.clone();
    for (one, cell_of) in opened.iter().zip(&linked.cell_of) {
        let counts = counts(one)?;
        let no_keys = || ProtectProblem::NoKeys { path: one.path.to_owned() };
        let keys = one.laid.keys.as_ref().ok_or_else(no_keys)?;
        let seen: Vec<u64> = counts
            .iter()
            .zip(keys)
            .map(|(count, key)| table.perturbed(count.unsigned_abs(), *key))
            .collect();
        for ((cell, count), seen) in cell_of.iter().zip(&counts).zip(&seen) {
            all[*cell] = count.unsigned_abs();
            published[*cell] = *seen;
        }
        of_table.push(seen.into_iter().map(|seen| seen as f64).collect());
    }
    let small = u64::from(rule.maximum);
    let risk = perturbation_risk(&linked.system, &all, &published, &table, small);
    Ok(Values { of_table, risk: Some(risk), noise: None })
}

/// What is told of a file, and what may be published of it.
fn file(
    one: &Opened<'_>,
    cell_of: &[usize],
    solved: &Solved,
    values: &[f64],
    policy: &Policy,
) -> ProtectedFile {
    let table = &one.laid.table;
    let hidden = solved.hidden(cell_of.iter().copied());
    let count = |status: Status| hidden.iter().filter(|cell| cell.status == status).count();
    let own: HashSet<usize> = cell_of.iter().copied().collect();
    let exposed = solved.exposed_of(&|cell| own.contains(&cell));
    let name = one.roles.value.clone().unwrap_or_else(|| "value".to_owned());
    let columns = table.dimensions().iter().map(|dimension| dimension.name().to_owned());
    let header: Vec<String> = columns.chain([name, STATUS.to_owned()]).collect();
    let row = |(place, cell): (usize, &usize)| {
        let hidden = solved.pattern.suppressed[*cell];
        let value = values.get(place).filter(|_| !hidden).map(|value| written(*value));
        let status = if hidden { "protected" } else { "published" };
        let ends = [value.unwrap_or_default(), status.to_owned()];
        table.name(place).into_iter().chain(ends).collect::<Vec<String>>()
    };
    let rows = cell_of.iter().enumerate().map(row).collect();
    ProtectedFile {
        file: PathBuf::from(one.path),
        form: if policy.table.records { Form::Records } else { Form::Cells },
        cells: cell_of.len(),
        primary: count(Status::Primary),
        secondary: count(Status::Secondary),
        hidden,
        exposed,
        audits: vec![],
        risk: None,
        publication: Publication::Cells { header, rows },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A count table whose problems are those of the room carries the file's name.
    #[test]
    fn problems_name_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, "sex,value\ntotal,9\nf,4\nm,6\n").unwrap();
        let policy = Policy::read("[threshold]\nminimum = 3\n").unwrap();
        let found = protect(&[path.as_path()], &ProtectFiles::default(), &policy).unwrap_err();
        let [ProtectProblem::Table { path: named, problem: TableProblem::NotAdditive { .. } }, ..] =
            found.0.as_slice()
        else {
            panic!("{found:?}")
        };
        assert_eq!(named, &path);
    }
}
