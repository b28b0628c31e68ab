//! `passerelle import statistics`

use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::Desk;
use passerelle_desk::imports::{FileOutcome, FileState, ImportOptions, ImportTotals, problems};
use passerelle_exchange::statistics::{Problem, Report};
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
    let desk = Desk::open(&node.settings(false)).await?;
    let bar = Arc::new(Bar::new(output.words));
    let options = ImportOptions { keep_good: asked.keep_good };
    let outcomes = desk.import(&asked.paths, options, bar.clone()).await;
    bar.finish();
    desk.close().await;
    tell(&outcomes?, asked.format, output)
}

/// Tells what became of files, and gives the exit code.
pub(super) fn tell(
    outcomes: &[FileOutcome],
    format: Format,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let totals = ImportTotals::of(outcomes);
    if format == Format::Json {
        output.json(&serde_json::json!({ "totals": totals, "files": outcomes }))?;
    } else {
        for outcome in outcomes {
            tell_file(outcome, output)?;
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

fn tell_file(outcome: &FileOutcome, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let count: u64 = outcome.report.iter().flat_map(|report| report.problem_counts.values()).sum();
    let file = ("file", outcome.path.display().to_string().into());
    let line = match &outcome.state {
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
        FileState::Unchanged { batch } => {
            w.say("cli-file-unchanged", &[file, ("batch", batch.to_string().into())])
        }
        FileState::Refused => w.say("cli-file-refused", &[file, ("n", count.into())]),
        FileState::Ignored { reason } => {
            w.say("cli-file-ignored", &[file, ("reason", w.text(reason).into())])
        }
        FileState::Undescribed { header } => {
            let header: String = header.join(", ").chars().take(120).collect();
            w.say("cli-file-undescribed", &[file, ("header", header.into())])
        }
    };
    output.line(&line)?;
    if let FileState::Imported { differs, .. } = &outcome.state {
        for other in differs {
            let n = ("n", w.whole(other.observations).into());
            let (batch, file) = (other.batch.to_string(), other.file_name.as_str());
            let said = [n, ("count", other.observations.into()), ("batch", batch.into())];
            let line = w.say("cli-file-differs", &[&said[..], &[("file", file.into())]].concat());
            output.line(&format!("    {line}"))?;
        }
    }
    tell_problems(outcome, output)
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
    // The report keeps a thousand of each kind and counts them all.
    let count: u64 = outcome.report.iter().flat_map(|report| report.problem_counts.values()).sum();
    let more = count.saturating_sub(found.len().min(SHOWN) as u64);
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

fn problem_line(w: &Words, problem: &Problem) -> String {
    let text = w.say(
        &format!("problem-{}", problem.code.code()),
        &[
            ("value", problem.value.as_str().into()),
            ("hint", problem.hint.as_str().into()),
            ("column", problem.column.as_str().into()),
        ],
    );
    if problem.row == 0 {
        return w.t1("cli-problem-file", "text", text);
    }
    w.say(
        "cli-problem-at",
        &[
            ("row", problem.row.to_string().into()),
            ("column", problem.column.as_str().into()),
            ("text", text.into()),
        ],
    )
}
