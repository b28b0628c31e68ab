//! `passerelle import statistics`

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::Desk;
use passerelle_desk::imports::{FileOutcome, FileState, ImportOptions, ImportTotals, problems};
use passerelle_exchange::statistics::{FormatProblem, Occurrences, Report};
use passerelle_web::told::problem_line;
use passerelle_web::words::Words;

use crate::arguments::{Format, ImportStatistics, Node};
use crate::output::{FOUND_PROBLEMS, Output};
use crate::progress::Bar;

/// Problems of a file shown one by one; the others are counted.
const SHOWN: usize = 20;

pub(super) async fn run(
    node: &Node,
    asked: &ImportStatistics,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    // Before a node is made for nothing.
    passerelle_desk::imports::look(&asked.paths)?;
    let desk = Desk::open(&node.settings(false)).await?;
    let bar = Arc::new(Bar::new(output.words));
    let options = ImportOptions { keep_good: asked.keep_good };
    let outcomes = desk.import(&asked.paths, options, bar.clone()).await;
    bar.finish();
    desk.close().await;
    let told = Told { format: asked.format, keep_good: asked.keep_good };
    tell(&outcomes?, told, output)
}

/// How an import is told.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub format: Format,
    /// Whether the good rows were asked to be kept.
    pub keep_good: bool,
}

/// Tells what became of files, and gives the exit code.
pub(super) fn tell(
    outcomes: &[FileOutcome],
    told: Told,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let totals = ImportTotals::of(outcomes);
    if told.format == Format::Json {
        output.json(&serde_json::json!({ "totals": totals, "files": outcomes }))?;
    } else {
        for outcome in outcomes {
            tell_file(outcome, told, output)?;
        }
        output.line(&output.words.say(
            "cli-import-totals",
            &[
                ("imported", totals.imported.into()),
                ("unchanged", totals.unchanged.into()),
                ("refused", totals.refused.into()),
                ("skipped", totals.skipped.into()),
                ("observations", output.words.whole(totals.observations).into()),
            ],
        ))?;
    }
    Ok(if totals.refused > 0 { ExitCode::from(FOUND_PROBLEMS) } else { ExitCode::SUCCESS })
}

fn tell_file(outcome: &FileOutcome, told: Told, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    output.line(&state_line(outcome, told, w))?;
    if let FileState::Imported { differs, .. } = &outcome.state {
        for other in differs {
            let n = ("n", w.whole(other.observations).into());
            let (batch, file) = (other.batch.to_string(), other.file_name.as_str());
            let said = [n, ("count", other.observations.into()), ("batch", batch.into())];
            let line = w.say("cli-file-differs", &[&said[..], &[("file", file.into())]].concat());
            output.line(&format!("    {line}"))?;
        }
    }
    if let Some(report) = &outcome.report {
        for line in notes(report, outcome.repeated, w) {
            output.line(&format!("    {line}"))?;
        }
    }
    tell_problems(outcome, output)
}

/// What became of a file, in a line.
fn state_line(outcome: &FileOutcome, told: Told, w: &Words) -> String {
    let count = outcome.report.as_ref().map_or(0, Report::problem_count);
    let file = ("file", outcome.path.display().to_string().into());
    match &outcome.state {
        FileState::Imported {
            batch, observations, supersedes, superseded_observations, ..
        } => {
            let n = ("n", w.whole(*observations).into());
            let batch = ("batch", batch.to_string().into());
            let kept = match count {
                1.. => w.say("cli-file-kept", &[file, n, ("problems", count.into()), batch]),
                0 => w.say("cli-file-imported", &[file, n, batch]),
            };
            let numbers: Vec<String> = supersedes.iter().map(ToString::to_string).collect();
            let old = ("old", numbers.join(", ").into());
            let former = ("n", w.whole(*superseded_observations).into());
            match supersedes.as_slice() {
                [] => kept,
                _ => format!("{kept} {}", w.say("cli-file-supersedes", &[old, former])),
            }
        }
        FileState::Unchanged { batch, brought_in_as } => {
            let batch = ("batch", batch.to_string().into());
            match (brought_in_as, count) {
                (Some(name), _) => {
                    w.say("cli-file-twin", &[file, batch, ("name", name.as_str().into())])
                }
                (None, 0) => w.say("cli-file-unchanged", &[file, batch]),
                (None, _) => w.say("cli-file-unchanged-part", &[file, batch, ("n", count.into())]),
            }
        }
        FileState::Refused if told.keep_good => {
            w.say("cli-file-refused-whole", &[file, ("n", count.into())])
        }
        FileState::Refused => w.say("cli-file-refused", &[file, ("n", count.into())]),
        FileState::Ignored { reason } => {
            w.say("cli-file-ignored", &[file, ("reason", w.text(reason).into())])
        }
        FileState::Undescribed { header } => {
            let header: String = header.join(", ").chars().take(120).collect();
            w.say("cli-file-undescribed", &[file, ("header", header.into())])
        }
    }
}

/// What of a file was guessed, taken for something new, or left out.
fn notes(report: &Report, repeated: u64, w: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(row) = report.first_legacy_row {
        notes.push(w.t1("cli-encoding-guessed", "row", row.to_string()));
    }
    if !report.new_dimensions.is_empty() {
        let one = |(column, name): (&String, &String)| match column == name {
            true => column.clone(),
            false => format!("{column} → {name}"),
        };
        let columns: Vec<String> = report.new_dimensions.iter().map(one).collect();
        let n = ("n", columns.len().into());
        notes.push(w.say("cli-new-dimensions", &[n, ("columns", columns.join(", ").into())]));
    }
    let reasons = left_out(report, repeated, w);
    if !reasons.is_empty() {
        let rows: u64 = reasons.iter().map(|(rows, _)| rows).sum();
        let counted = |(rows, why): &(u64, String)| {
            w.say("cli-left-out-why", &[("n", w.whole(*rows).into()), ("why", why.as_str().into())])
        };
        let told: Vec<String> = match reasons.as_slice() {
            [(_, only)] => vec![only.clone()],
            several => several.iter().map(counted).collect(),
        };
        let (n, count) = (("n", w.whole(rows).into()), ("count", rows.into()));
        notes.push(w.say("cli-left-out", &[n, count, ("reasons", told.join("; ").into())]));
    }
    notes
}

/// How many rows were left out that have no problem, and why.
fn left_out(report: &Report, repeated: u64, w: &Words) -> Vec<(u64, String)> {
    let mut reasons: Vec<(u64, String)> = Vec::new();
    for skipped in &report.skipped_rows {
        let why = w.text(&skipped.reason).to_owned();
        match reasons.iter_mut().find(|(_, known)| *known == why) {
            Some((rows, _)) => *rows += skipped.rows,
            None => reasons.push((skipped.rows, why)),
        }
    }
    if report.untaken_rows > 0 {
        let cells = commonest(&report.untaken);
        let why = match &report.untaken_reason {
            Some(reason) => format!("{} ({cells})", w.text(reason)),
            None => w.t1("cli-left-out-untaken", "cells", cells),
        };
        reasons.push((report.untaken_rows, why));
    }
    let former: u64 = report.former_places.values().map(|seen| seen.rows).sum();
    if former > 0 {
        let places = commonest(&report.former_places);
        reasons.push((former, w.t1("cli-left-out-former", "places", places)));
    }
    if repeated > 0 {
        reasons.push((repeated, w.t("cli-left-out-repeated")));
    }
    reasons
}

/// The spellings that most rows have, at most three, and whether there are more.
fn commonest(spellings: &BTreeMap<String, Occurrences>) -> String {
    let mut sorted: Vec<(&String, u64)> =
        spellings.iter().map(|(spelling, seen)| (spelling, seen.rows)).collect();
    sorted.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let mut told: Vec<&str> =
        sorted.iter().take(3).map(|(spelling, _)| spelling.as_str()).collect();
    if sorted.len() > told.len() {
        told.push("…");
    }
    told.join(", ")
}

fn tell_problems(outcome: &FileOutcome, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let found = problems(outcome);
    if let Some(report) = outcome.report.as_ref().filter(|report| !report.other_sheets.is_empty()) {
        let others = ("others", report.other_sheets.join(", ").into());
        let said = [("sheet", report.sheet.as_str().into()), others];
        let n = ("n", report.other_sheets.len().into());
        output.line(&format!("    {}", w.say("cli-sheet", &[&said[..], &[n]].concat())))?;
    }
    for problem in found.iter().take(SHOWN) {
        output.line(&format!("    {}", problem_line(w, problem)))?;
    }
    let of_form = outcome.report.iter().flat_map(|report| &report.format_problems);
    for problem in of_form.clone().take(SHOWN) {
        output.line(&format!("    {}", format_problem_line(w, problem)))?;
    }
    // The report keeps a thousand of each kind and counts them all.
    let count = outcome.report.as_ref().map_or(0, Report::problem_count);
    let told = found.len().min(SHOWN) + of_form.count().min(SHOWN);
    let more = count.saturating_sub(told as u64);
    if more > 0 {
        output.line(&format!("    {}", w.t1("cli-problems-more", "n", more)))?;
    }
    let shown: Vec<u64> = found.iter().take(SHOWN).map(|problem| problem.row).collect();
    outcome.report.as_ref().map_or(Ok(()), |report| tell_places(report, &shown, output))
}

/// Spellings of places that nobody knows, each once; unless they are on one row, and that is shown.
fn tell_places(report: &Report, shown: &[u64], output: &Output) -> anyhow::Result<()> {
    for (value, seen) in &report.unknown_places {
        if seen.rows == 1 && shown.contains(&seen.first_row) {
            continue;
        }
        output.line(&format!(
            "    {}",
            output.words.say(
                "cli-unknown-place",
                &[
                    ("value", value.as_str().into()),
                    ("rows", seen.rows.into()),
                    ("first", seen.first_row.to_string().into()),
                ],
            )
        ))?;
    }
    Ok(())
}

/// What is wrong with the form of a file of another standard, and on which line.
pub(super) fn format_problem_line(w: &Words, problem: &FormatProblem) -> String {
    let text = w.say(
        &format!("problem-{}", problem.code),
        &[
            ("value", problem.value.as_str().into()),
            ("place", problem.place.as_str().into()),
            ("allowed", problem.allowed.as_str().into()),
        ],
    );
    match (problem.row, problem.place.as_str()) {
        (0, _) => w.t1("cli-problem-file", "text", text),
        (row, place) => w.say(
            "cli-problem-at",
            &[("row", row.to_string().into()), ("column", place.into()), ("text", text.into())],
        ),
    }
}
