//! Tables of cells, and records that are tabulated.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::earlier::{Earlier, published_before};
use super::noise::{self, Noise};
use super::solved::Solved;
use super::{
    Form, ProofFile, ProtectFiles, ProtectProblem, ProtectProblems, ProtectedFile, Protection,
    Publication,
};
use passerelle_exchange::cells::written;
use passerelle_exchange::microdata::{Source, Wanted};
use passerelle_inclusion::disclosure::cell_key::PerturbationTable;
use passerelle_inclusion::disclosure::laid::{Laid, lay};
use passerelle_inclusion::disclosure::risk::{PerturbationRisk, perturbation_risk};
use passerelle_inclusion::disclosure::roles::Roles;
use passerelle_inclusion::disclosure::rounding::rounded;
use passerelle_inclusion::disclosure::unpublished::work_out;
use passerelle_inclusion::disclosure::{
    Effort, Linked, Measure, Policy, Protected, Rule, Simplex, Status, Table, TableProblem,
    protect_linked,
};

/// Column of what becomes of a cell.
const STATUS: &str = "status";

/// A file with the tables that it holds: several where its codes are grouped in several ways.
pub(super) struct Opened<'a> {
    path: &'a Path,
    roles: Roles,
    laid: Vec<Laid>,
}

impl Opened<'_> {
    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.laid.iter().map(|one| &one.table)
    }
}

/// Protects tables that are published together.
pub(super) fn protect(
    paths: &[&Path],
    files: &ProtectFiles,
    policy: &Policy,
) -> Result<Protection, ProtectProblems> {
    let mut opened = open_all(paths, policy)?;
    let wrong = |problem| ProtectProblem::Table { path: paths[0].to_owned(), problem };
    let wrong = |found: Vec<TableProblem>| {
        ProtectProblems(found.into_iter().map(wrong).collect::<Vec<_>>())
    };
    let current: Vec<&Table> = opened.iter().flat_map(Opened::tables).collect();
    let mut earlier = Vec::new();
    for path in &files.previous {
        earlier.push(Earlier::read(path, &current, policy)?);
    }
    let mut tables: Vec<Table> = current.into_iter().cloned().collect();
    let own = tables.len();
    let mut audits = Vec::new();
    for one in &earlier {
        let joined = one.joined(&tables, policy);
        audits.extend((joined.is_none() && !one.unmatched.is_empty()).then(|| one.not_compared()));
        tables = joined.unwrap_or(tables);
    }
    work_out(&mut tables).map_err(wrong)?;
    let filled = opened.iter_mut().flat_map(|one| &mut one.laid).zip(&tables);
    filled.for_each(|(one, table)| one.table.clone_from(table));
    let tables: Vec<&Table> = tables.iter().collect();
    let mut linked = Linked::of(&tables, policy).map_err(wrong)?;
    let known = published_before(&tables, own, &earlier, &linked);
    known.iter().for_each(|cell| linked.system.make_known(*cell));
    let protected = protect_linked(&tables, linked, policy, Effort::default(), &Simplex);
    let values = Values::of(&protected, &opened, files, policy)?;
    let cell_of = protected.linked.cell_of.clone();
    let solved = solved(protected, &tables, known);
    let mut told = Vec::new();
    let mut first = 0;
    for (at, one) in opened.iter().enumerate() {
        let tables = first..first + one.laid.len();
        first = tables.end;
        let mut seen = Seen { cell_of: &cell_of[tables.clone()], others: HashSet::new() };
        if at == 0 {
            // What only earlier releases let one work out is told with the first file.
            seen.others = cell_of[own..].iter().flatten().copied().collect();
        }
        told.push(ProtectedFile {
            risk: values.risk.clone().filter(|_| at == 0),
            audits: if at == 0 { std::mem::take(&mut audits) } else { vec![] },
            ..file(one, &seen, &solved, &values.of_table[tables], policy)
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

pub(super) fn wanted(roles: &Roles) -> Vec<Wanted> {
    roles.columns().into_iter().map(|(name, words)| Wanted { name, words }).collect()
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
            let each = opened.iter().flat_map(|one| one.tables().map(|table| (one.path, table)));
            let counted = each.map(|(path, table)| counts(path, table).map(|found| (path, found)));
            let tables: Vec<_> = counted.collect::<Result<_, _>>()?;
            let mut noise = Noise::open(files, policy)?;
            let depth = opened.iter().flat_map(Opened::tables).map(noise::cells_per_person);
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
fn counts(path: &Path, table: &Table) -> Result<Vec<i64>, ProtectProblem> {
    let whole = table.cells().iter().all(|cell| cell.value.fract() == 0.0);
    if table.measure() != Measure::Count || !whole {
        return Err(ProtectProblem::NotCounts { path: path.to_owned() });
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
    let laid = opened.iter().flat_map(|one| one.laid.iter().map(|laid| (one.path, laid)));
    for ((path, one), cell_of) in laid.zip(&linked.cell_of) {
        let counts = counts(path, &one.table)?;
        let no_keys = || ProtectProblem::NoKeys { path: path.to_owned() };
        let keys = one.keys.as_ref().ok_or_else(no_keys)?;
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

/// The cells of a file's tables.
struct Seen<'a> {
    /// For each of its tables, the system's cell of each place.
    cell_of: &'a [Vec<usize>],
    /// Cells of no file, to be told with this one.
    others: HashSet<usize>,
}

/// What is told of a file, and what may be published of it.
fn file(
    one: &Opened<'_>,
    seen: &Seen<'_>,
    solved: &Solved,
    values: &[Vec<f64>],
    policy: &Policy,
) -> ProtectedFile {
    // Each cell once, though several ways of grouping have it: table, place, cell.
    let mut once = HashSet::new();
    let mut published: Vec<(usize, usize, usize)> = Vec::new();
    for (at, (table, cell_of)) in one.tables().zip(seen.cell_of).enumerate() {
        let places = cell_of.iter().enumerate().filter(|(place, _)| table.is_published(*place));
        published.extend(
            places.filter(|(_, cell)| once.insert(**cell)).map(|(place, cell)| (at, place, *cell)),
        );
    }
    let hidden = solved.hidden(published.iter().map(|(.., cell)| *cell));
    let count = |status: Status| hidden.iter().filter(|cell| cell.status == status).count();
    let own: HashSet<usize> = seen.cell_of.iter().flatten().chain(&seen.others).copied().collect();
    let exposed = solved.exposed_of(&|cell| own.contains(&cell));
    let name = one.roles.value.clone().unwrap_or_else(|| "value".to_owned());
    let header: Vec<String> =
        one.roles.dimensions.iter().cloned().chain([name, STATUS.to_owned()]).collect();
    let row = |(at, place, cell): &(usize, usize, usize)| {
        let hidden = solved.pattern.suppressed[*cell];
        let value = values[*at].get(*place).filter(|_| !hidden).map(|value| written(*value));
        let status = if hidden { "protected" } else { "published" };
        let ends = [value.unwrap_or_default(), status.to_owned()];
        one.laid[*at].table.name(*place).into_iter().chain(ends).collect::<Vec<String>>()
    };
    let rows = published.iter().map(row).collect();
    ProtectedFile {
        file: PathBuf::from(one.path),
        form: if policy.table.records { Form::Records } else { Form::Cells },
        cells: published.len(),
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
