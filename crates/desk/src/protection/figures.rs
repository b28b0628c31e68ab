//! Files of figures: shares, means and totals with their standard errors and the number of people behind
//! each.
//!
//! Figures of one indicator, period, unit and source are one system of respondents
//! ([`disclosure::margins`](passerelle_inclusion::disclosure::margins)). What is hidden keeps its row and
//! loses value, error and n. What is published has n in bands, rounded figures, and an error as coarse as it
//! must be to say no more of n than the policy allows.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use passerelle_exchange::statistics::{Report, read_path};
use passerelle_inclusion::disclosure::margins::{Figure, MarginCell, Margins, Origin, is_selected};
use passerelle_inclusion::disclosure::table::MOST_CELLS;
use passerelle_inclusion::disclosure::{
    CellName, Effort, Policy, Rule, Simplex, Status, TableProblem, protect_system,
};
use passerelle_vocabulary::{Dimensions, Observation};

use super::coarse::{look_through_index, publish};
use super::earlier::not_compared;
use super::solved::Solved;
use super::{
    Audited, ExposedCell, Form, HiddenCell, ProofFile, ProtectFiles, ProtectProblem,
    ProtectProblems, ProtectedFile, Protection, Publication,
};
use crate::catalogue::Catalogue;
use crate::imports::reading_options;

/// A figure with its line.
type Line = (usize, Observation);

/// Indicator, period, unit and source: figures that are the same thing of different people.
type Group = (String, String, String, String);

/// What tells apart the figures of a group that all have a dimension: the activity, the skill.
type Aspect = Vec<(String, String)>;

/// A figure in any release: its group without the source (what was imported and exported again names
/// another), place and dimensions.
type Key = (Group, String, Dimensions);

/// Protects a file of figures.
pub(super) fn protect(
    path: &Path,
    files: &ProtectFiles,
    policy: &Policy,
    catalogue: &Catalogue,
) -> Result<Protection, ProtectProblems> {
    let lines = read(path, files.today, catalogue)?;
    check(path, &lines, policy)?;
    let (before, mut audits) = published_before(&lines, files, catalogue)?;
    let groups = groups(&lines);
    let (mut problems, mut proof) = (Vec::new(), ProofFile::default());
    let mut whole = Whole { statuses: vec![Status::Published; lines.len()], ..Whole::default() };
    for ((group, _), members) in &groups {
        let figures: Vec<Figure> = members.iter().map(|at| figure(&lines[*at], &before)).collect();
        match Margins::of(&figures, policy) {
            Ok(margins) => {
                let solved = solve(margins, group, &figures, policy);
                proof.systems.push(solved.proved(format!("{}, {}", group.0, group.1)));
                whole.take(&solved, members);
            }
            Err(found) => problems.extend(found.into_iter().map(|problem| ProtectProblem::Table {
                path: path.to_owned(),
                problem: named(problem, group),
            })),
        }
    }
    if !problems.is_empty() {
        return Err(ProtectProblems(problems));
    }
    let mut published: Vec<Observation> = lines.into_iter().map(|(_, figure)| figure).collect();
    publish(&mut published, &whole.statuses, policy, &mut audits);
    for rule in &policy.index {
        look_through_index(rule, &mut published, policy, &mut audits);
    }
    let count = |wanted| whole.statuses.iter().filter(|status| **status == wanted).count();
    let file = ProtectedFile {
        file: PathBuf::from(path),
        form: Form::Figures,
        cells: published.len(),
        primary: count(Status::Primary),
        secondary: count(Status::Secondary),
        hidden: whole.hidden,
        exposed: whole.exposed,
        audits,
        risk: None,
        publication: Publication::Figures(published),
    };
    Ok(Protection {
        policy: policy.name.clone(),
        title: policy.title.clone(),
        safe: proof.is_verified() && file.exposed.is_empty(),
        proved: proof.count(),
        files: vec![file],
        spent: None,
        proof,
    })
}

/// What became of all groups together.
#[derive(Default)]
struct Whole {
    statuses: Vec<Status>,
    hidden: Vec<HiddenCell>,
    exposed: Vec<ExposedCell>,
}

impl Whole {
    /// `members` are the lines of the group's figures, which are the first cells of its system.
    fn take(&mut self, solved: &Solved, members: &[usize]) {
        for (cell, line) in members.iter().enumerate() {
            self.statuses[*line] = solved.status(cell);
        }
        // A category that nobody publishes has no row: it is told only where it is exposed.
        self.hidden.extend(solved.hidden(0..members.len()));
        self.exposed.extend(solved.exposed());
    }
}

/// The figures of a file, in its order.
fn read(
    path: &Path,
    today: Option<Date>,
    catalogue: &Catalogue,
) -> Result<Vec<Line>, ProtectProblem> {
    let now = || jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let year = i32::from(today.unwrap_or_else(now).year());
    let options = reading_options(catalogue, year);
    let mut lines = Vec::new();
    let known = |number: f64| (!number.is_nan()).then_some(number);
    let report: Report = read_path(path, &[], &catalogue.places, &options, &mut |rows, index| {
        if lines.len() > MOST_CELLS {
            return ControlFlow::Break(());
        }
        for row in rows {
            let Some(series) = index.get(row.series) else { continue };
            let figure = Observation {
                indicator: series.indicator.clone(),
                place: series.place.clone(),
                period: row.period,
                dimensions: series.dimensions.clone(),
                value: row.value,
                unit: series.unit.clone(),
                standard_error: known(row.standard_error),
                n: known(row.n),
                status: row.status,
                source: series.source.clone(),
                batch: 0,
            };
            lines.push((row.line as usize, figure));
        }
        ControlFlow::Continue(())
    });
    if lines.len() > MOST_CELLS {
        let problem = TableProblem::TooManyCells { cells: lines.len() as f64, most: MOST_CELLS };
        return Err(ProtectProblem::Table { path: path.to_owned(), problem });
    }
    if report.is_clean() {
        return Ok(lines);
    }
    Err(ProtectProblem::Figures { path: path.to_owned(), report: Box::new(report) })
}

fn is_published(figure: &Observation) -> bool {
    figure.value.is_some()
}

fn group(figure: &Observation) -> Group {
    let Observation { indicator, period, unit, source, .. } = figure;
    (indicator.clone(), period.to_string(), unit.clone(), source.clone())
}

/// The lines of each group. A dimension that all figures of a group have is no breakdown but what is
/// measured (people do several activities): no sum goes over it, and each category is a group of its own.
fn groups(lines: &[Line]) -> BTreeMap<(Group, Aspect), Vec<usize>> {
    let published = || lines.iter().enumerate().filter(|(_, (_, figure))| is_published(figure));
    let mut everywhere: BTreeMap<Group, BTreeSet<&str>> = BTreeMap::new();
    for (_, (_, figure)) in published() {
        let names: BTreeSet<&str> = figure.dimensions.iter().map(|(name, _)| name).collect();
        let known = everywhere.entry(group(figure)).or_insert_with(|| names.clone());
        known.retain(|name| names.contains(name));
    }
    let mut groups: BTreeMap<(Group, Aspect), Vec<usize>> = BTreeMap::new();
    for (at, (_, figure)) in published() {
        let group = group(figure);
        let owned = |(name, code): (&str, &str)| (name.to_owned(), code.to_owned());
        let is_aspect = |(name, _): &(&str, &str)| everywhere[&group].contains(name);
        let aspect = figure.dimensions.iter().filter(is_aspect).map(owned).collect();
        groups.entry((group, aspect)).or_default().push(at);
    }
    groups
}

/// Figures have their n, and the policy names what is there.
fn check(path: &Path, lines: &[Line], policy: &Policy) -> Result<(), ProtectProblems> {
    let mut problems = Vec::new();
    let is_bare = |(_, one): &&Line| is_published(one) && one.n.is_none();
    if let Some((line, _)) = lines.iter().find(is_bare) {
        let rows = lines.iter().filter(is_bare).count();
        problems.push(ProtectProblem::NoRespondents { path: path.to_owned(), line: *line, rows });
    }
    let lists = policy.never.iter().chain(&policy.safe).chain(&policy.always);
    for selection in lists {
        let names = |(_, one): &Line| is_selected(selection, &one.place, &one.dimensions);
        if !lines.iter().any(names) {
            problems.extend(selection.iter().map(|(dimension, value)| ProtectProblem::Table {
                path: path.to_owned(),
                problem: TableProblem::PolicyNamesNoCell {
                    dimension: dimension.clone(),
                    value: value.clone(),
                },
            }));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(ProtectProblems(problems)) }
}

/// The figures that earlier releases published, and what could not be compared with them.
fn published_before(
    lines: &[Line],
    files: &ProtectFiles,
    catalogue: &Catalogue,
) -> Result<(HashSet<Key>, Vec<Audited>), ProtectProblem> {
    let (mut before, mut audits) = (HashSet::new(), Vec::new());
    let now: HashSet<Key> = lines.iter().map(|(_, figure)| key(figure)).collect();
    for path in &files.previous {
        let released = read(path, files.today, catalogue)?;
        let keys = released.iter().filter(|(_, one)| is_published(one)).map(|(_, one)| key(one));
        let keys: Vec<Key> = keys.collect();
        let strange = keys.iter().filter(|key| !now.contains(*key)).count();
        audits.extend((strange > 0).then(|| not_compared(path, strange)));
        before.extend(keys);
    }
    Ok((before, audits))
}

fn key(figure: &Observation) -> Key {
    let (indicator, period, unit, _) = group(figure);
    let group = (indicator, period, unit, String::new());
    (group, figure.place.clone(), figure.dimensions.clone())
}

fn figure((line, one): &Line, before: &HashSet<Key>) -> Figure {
    Figure {
        line: *line,
        place: one.place.clone(),
        dimensions: one.dimensions.clone(),
        n: one.n.unwrap_or(f64::NAN),
        published_before: before.contains(&key(one)),
    }
}

fn solve(margins: Margins, group: &Group, figures: &[Figure], policy: &Policy) -> Solved {
    let Margins { system, needs, cells } = margins;
    let guard = policy.secondary.guard_singletons;
    let (pattern, audit) = protect_system(&system, &needs, guard, Effort::default(), &Simplex);
    let is_known = |at: &usize| match cells[*at].origin {
        Origin::Figure(figure) => figures[figure].published_before,
        _ => false,
    };
    let known = (0..cells.len()).filter(is_known).collect();
    let about = [group.0.clone(), group.1.clone()];
    let named = |cell: MarginCell| -> (CellName, Vec<Rule>) {
        (about.iter().cloned().chain(cell.name).collect(), cell.rules)
    };
    let (names, rules) = cells.into_iter().map(named).unzip();
    Solved { names, rules, system, needs, pattern, audit, known }
}

/// A problem of a group's figures, with the group in the name of its cell.
fn named(problem: TableProblem, group: &Group) -> TableProblem {
    let more = |cell: Vec<String>| {
        [group.0.clone(), group.1.clone()].into_iter().chain(cell).collect::<Vec<String>>()
    };
    match problem {
        TableProblem::NotAdditive { cell, field, dimension, total, sum } => {
            TableProblem::NotAdditive { cell: more(cell), field, dimension, total, sum }
        }
        TableProblem::RepeatedCell { row, cell } => {
            TableProblem::RepeatedCell { row, cell: more(cell) }
        }
        other => other,
    }
}
