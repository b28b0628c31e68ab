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
use passerelle_inclusion::disclosure::components::{IndexComponent, PublishedIndex, audit_index};
use passerelle_inclusion::disclosure::layout::IndexRule;
use passerelle_inclusion::disclosure::margins::{
    Figure, MarginCell, Margins, Origin, is_selected, name,
};
use passerelle_inclusion::disclosure::precision::{
    PrecisionFinding, PrecisionRemedy, PrecisionRule, PublishedEstimate, Quantity, Rounded,
    audit_precision,
};
use passerelle_inclusion::disclosure::table::MOST_CELLS;
use passerelle_inclusion::disclosure::{
    CellName, Effort, Policy, Rule, Simplex, Status, TableProblem, protect_system,
};
use passerelle_vocabulary::{Dimensions, Observation, Status as FigureStatus};

use super::cells::not_compared;
use super::solved::Solved;
use super::{
    Audited, ExposedCell, Form, HiddenCell, ProofFile, ProtectFiles, ProtectProblem,
    ProtectProblems, ProtectedFile, Protection, Publication,
};
use crate::catalogue::Catalogue;
use crate::imports::reading_options;

/// The unit of shares.
const PERCENT: &str = "percent";

/// A figure with its line.
type Line = (usize, Observation);

/// Indicator, period, unit and source: figures that are the same thing of different people.
type Group = (String, String, String, String);

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
    let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    for (at, (_, figure)) in lines.iter().enumerate().filter(|(_, (_, one))| is_published(one)) {
        groups.entry(group(figure)).or_default().push(at);
    }
    let (mut problems, mut proof) = (Vec::new(), ProofFile::default());
    let mut whole = Whole { statuses: vec![Status::Published; lines.len()], ..Whole::default() };
    for (group, members) in &groups {
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

/// Hides what is hidden, and makes the rest as coarse as the policy says.
fn publish(
    figures: &mut [Observation],
    statuses: &[Status],
    policy: &Policy,
    audits: &mut Vec<Audited>,
) {
    for (figure, status) in figures.iter_mut().zip(statuses) {
        if *status != Status::Published {
            hide(figure);
            continue;
        }
        coarsen(figure, policy, audits);
    }
}

fn hide(figure: &mut Observation) {
    (figure.value, figure.standard_error, figure.n) = (None, None, None);
    figure.status = FigureStatus::Protected;
}

/// n in bands, rounded percentages and errors; then what the error still says of n.
fn coarsen(figure: &mut Observation, policy: &Policy, audits: &mut Vec<Audited>) {
    let rule = &policy.figures;
    let n = figure.n.filter(|n| *n >= 0.0);
    figure.n = n.zip(rule.bands.as_ref()).map(|(n, bands)| bands.band(n as u64).0 as f64);
    let unit = unit_of(figure, policy);
    let rounded = |value| tidy(Rounded { value, unit: 0.0 }.coarser(unit));
    figure.value = figure.value.map(rounded);
    let Some(error) = figure.standard_error else { return };
    let unit_of_error = match rule.error_digits {
        Some(digits) if error > 0.0 => 10_f64.powf(error.log10().floor() + 1.0 - f64::from(digits)),
        _ => 0.0,
    };
    let error = Rounded { value: error, unit: 0.0 }.coarser(unit_of_error);
    figure.standard_error = Some(tidy(error));
    let Some(found) = precision(figure, (unit, error), policy) else { return };
    let unit = match found.remedy {
        PrecisionRemedy::Coarsen { standard_error, .. } => {
            let coarser = error.coarser(standard_error * 100.0);
            figure.standard_error = Some(tidy(coarser));
            Some(coarser.unit)
        }
        _ => {
            figure.standard_error = None;
            None
        }
    };
    audits.push(Audited {
        code: found.code(),
        remedy: found.remedy.code(),
        cell: full_name(figure),
        interval: Some(found.implied),
        unit,
        ..Audited::default()
    });
}

/// The unit to which a figure is rounded; 0 where it is not.
fn unit_of(figure: &Observation, policy: &Policy) -> f64 {
    let decimals = policy.figures.percent_decimals.filter(|_| figure.unit == PERCENT);
    decimals.map_or(0.0, |decimals| 10_f64.powi(-i32::from(decimals)))
}

/// What the error of a share says of n where it must not, and what to do about it.
fn precision(
    figure: &Observation,
    (unit, error): (f64, Rounded),
    policy: &Policy,
) -> Option<PrecisionFinding> {
    let value = figure.value.filter(|_| figure.unit == PERCENT)?;
    let usual = PrecisionRule::default();
    let rule = PrecisionRule {
        minimum: policy.threshold.map_or(usual.minimum, |threshold| threshold.minimum),
        assumed_design_effect: policy
            .figures
            .assumed_design_effect
            .unwrap_or(usual.assumed_design_effect),
    };
    let published = PublishedEstimate {
        cell: vec![],
        quantity: Quantity::Share,
        estimate: Rounded { value: value / 100.0, unit: unit / 100.0 },
        standard_error: Some(Rounded { value: error.value / 100.0, unit: error.unit / 100.0 }),
        design_effect: None,
    };
    audit_precision(std::slice::from_ref(&published), &rule).pop()
}

/// A rounded number without the dust of its arithmetic: 0.1 + 0.2 is 0.3.
fn tidy(rounded: Rounded) -> f64 {
    if rounded.unit <= 0.0 {
        return rounded.value;
    }
    let decimals = (-rounded.unit.log10().floor()).clamp(0.0, 15.0) as usize;
    format!("{:.decimals$}", rounded.value).parse().unwrap_or(rounded.value)
}

fn full_name(figure: &Observation) -> Vec<String> {
    let about = [figure.indicator.clone(), figure.period.to_string()];
    about.into_iter().chain(name(&figure.place, &figure.dimensions)).collect()
}

/// Rounds or withholds an index that gives away a component that is hidden.
fn look_through_index(
    rule: &IndexRule,
    figures: &mut [Observation],
    policy: &Policy,
    audits: &mut Vec<Audited>,
) {
    let mut components: BTreeMap<(String, String, Dimensions), BTreeMap<&str, usize>> =
        BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        if let Some((code, _)) = rule.weights.get_key_value(&figure.indicator) {
            let key = (figure.place.clone(), figure.period.to_string(), figure.dimensions.clone());
            components.entry(key).or_default().insert(code, at);
        }
    }
    let codes: BTreeSet<&String> = rule.weights.keys().collect();
    for at in 0..figures.len() {
        let index = &figures[at];
        let Some(value) = index.value.filter(|_| index.indicator == rule.indicator) else {
            continue;
        };
        let key = (index.place.clone(), index.period.to_string(), index.dimensions.clone());
        let Some(found) = components.get(&key) else { continue };
        let component = |code: &&String| {
            let figure = found.get(code.as_str()).map(|at| &figures[*at]);
            let value = figure.and_then(|figure| figure.value.zip(Some(unit_of(figure, policy))));
            IndexComponent {
                name: (*code).clone(),
                weight: rule.weights[*code],
                published: value.map(|(value, unit)| Rounded { value, unit }),
                range: rule.range,
            }
        };
        let value = Rounded { value, unit: unit_of(index, policy) };
        let mut published = PublishedIndex {
            value,
            mean: rule.mean,
            components: codes.iter().map(component).collect(),
        };
        // Rounded for one component, it may still give away another.
        while let Some(finding) = audit_index(&published, rule.least_width).into_iter().next() {
            let unit = finding.index_unit;
            audits.push(Audited {
                code: finding.code(),
                remedy: if unit.is_some() { "coarsen-index" } else { "withhold-index" },
                cell: full_name(&figures[at]),
                about: finding.component,
                interval: Some(finding.interval),
                unit,
                ..Audited::default()
            });
            let Some(unit) = unit else {
                hide(&mut figures[at]);
                break;
            };
            published.value = published.value.coarser(unit);
            figures[at].value = Some(tidy(published.value));
            figures[at].standard_error = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, error: f64, n: f64) -> Observation {
        Observation {
            indicator: "internet_users".to_owned(),
            place: "KEN".to_owned(),
            period: "2026".parse().unwrap(),
            dimensions: Dimensions::everyone(),
            value: Some(value),
            unit: PERCENT.to_owned(),
            standard_error: Some(error),
            n: Some(n),
            status: FigureStatus::Normal,
            source: "local".to_owned(),
            batch: 0,
        }
    }

    const POLICY: &str = "[threshold]\nminimum = 25\n[figures]\nbands = [0, 25, 50, 100]\n\
                          percent_decimals = 1\nerror_digits = 2\n";

    #[test]
    fn what_is_published_is_coarse() {
        let policy = Policy::read(POLICY).unwrap();
        let (mut one, mut audits) = (figure(41.666_666_7, 4.512_3, 120.0), vec![]);
        coarsen(&mut one, &policy, &mut audits);
        let told = (one.value, one.standard_error, one.n);
        assert_eq!(told, (Some(41.7), Some(4.5), Some(100.0)));
        assert_eq!(audits, []);
    }

    #[test]
    fn an_error_that_tells_of_few_is_made_coarser() {
        // An error this large belongs to fewer than 25, whatever the design effect up to 1.5.
        let policy = format!("{POLICY}assumed_design_effect = [0.5, 1.5]\n");
        let policy = Policy::read(&policy).unwrap();
        let (mut one, mut audits) = (figure(50.0, 13.2, 30.0), vec![]);
        coarsen(&mut one, &policy, &mut audits);
        assert_eq!(audits[0].remedy, "coarsen");
        assert!(audits[0].interval.unwrap().1 < 25.0);
        let (error, unit) = (one.standard_error.unwrap(), audits[0].unit.unwrap());
        assert!(error != 13.2 && (error / unit).fract().abs() < 1e-9, "{error} {unit}");
    }

    #[test]
    fn an_index_does_not_give_away_its_hidden_component() {
        let more = "[[index]]\nindicator = 'index'\nmean = 'arithmetic'\nleast_width = 5\n\
                    weights = { a = 0.5, b = 0.5 }\n";
        let policy = Policy::read(&format!("{POLICY}{more}")).unwrap();
        let named = |indicator: &str, value| Observation {
            indicator: indicator.to_owned(),
            ..figure(value, 1.0, 100.0)
        };
        let mut figures = vec![named("index", 45.0), named("a", 40.0), named("b", 50.0)];
        hide(&mut figures[2]);
        let mut audits = vec![];
        look_through_index(&policy.index[0], &mut figures, &policy, &mut audits);
        assert_eq!((audits[0].remedy, audits[0].about.as_str()), ("coarsen-index", "b"));
        let unit = audits[0].unit.unwrap();
        assert!(unit >= 2.0 && figures[0].value.unwrap() % unit == 0.0, "{unit}");
    }
}
