//! What was suppressed, why, and the proof: for people, and for programs.

use std::process::ExitCode;

use passerelle_desk::protection::disclosure::Policy;
use passerelle_desk::protection::disclosure::risk::PerturbationRisk;
use passerelle_desk::protection::disclosure::{Rule, Status};
use passerelle_desk::protection::{Audited, HiddenCell, ProtectedFile, Protection};
use passerelle_web::words::Words;

use super::explain::{between, cell, number};
use crate::arguments::TableFormat;
use crate::commands::table::{csv, exact, table};
use crate::output::{Output, plain};

/// Hidden cells shown to people; the others are counted.
const SHOWN: usize = 100;

/// Columns for programs.
const HEADER: [&str; 10] =
    ["file", "cell", "status", "rules", "value", "below", "above", "low", "high", "exact"];

/// What became of the files.
pub(super) fn protection(
    found: &Protection,
    written: &[String],
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<()> {
    let w = output.words;
    let more = || {
        let about = found.files.iter().flat_map(|file| about(w, file));
        about.chain(last(w, found, written)).collect::<Vec<_>>().join("\n")
    };
    match format {
        TableFormat::Json => {
            output.json(found)?;
            output.aside(&told_written(w, written).unwrap_or_default())
        }
        TableFormat::Csv => {
            let rows = found.files.iter().flat_map(|file| {
                let name = file.file.display().to_string();
                file.hidden.iter().map(move |one| row(&name, one))
            });
            output.line(&csv(&HEADER, rows))?;
            output.aside(&more())
        }
        TableFormat::Table => {
            let title = w.text(&found.title);
            let name = plain(&found.policy);
            let title = if title.is_empty() { w.t("protect-own-policy") } else { title.to_owned() };
            output.line(&w.t2("protect-policy", "title", title, "name", name))?;
            for file in &found.files {
                output.line(&counted(w, file))?;
                hidden(file, output)?;
            }
            match more() {
                text if text.is_empty() => Ok(()),
                text => output.line(&text),
            }
        }
    }
}

fn row(file: &str, one: &HiddenCell) -> Vec<String> {
    let rules: Vec<&str> = one.rules.iter().map(|rule| rule.code()).collect();
    let (below, above) = one.needed.unzip();
    let (low, high) = one.interval.unzip();
    vec![
        file.to_owned(),
        one.cell.join(";"),
        status(one.status).to_owned(),
        rules.join(";"),
        exact(Some(one.value)),
        exact(below),
        exact(above),
        exact(low),
        exact(high.filter(|high| high.is_finite())),
        one.exact.to_string(),
    ]
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Published => "published",
        Status::Primary => "primary",
        Status::Secondary => "secondary",
    }
}

/// How many cells a file has, and how many of them are not published.
fn counted(w: &Words, file: &ProtectedFile) -> String {
    w.say(
        "protect-counted",
        &[
            ("file", plain(&file.file.display().to_string()).into()),
            ("form", w.t(&format!("protect-form-{}", file.form.code())).into()),
            ("cells", w.whole(file.cells as u64).into()),
            ("primary", file.primary.into()),
            ("secondary", file.secondary.into()),
        ],
    )
}

fn hidden(file: &ProtectedFile, output: &Output) -> anyhow::Result<()> {
    if file.hidden.is_empty() {
        return Ok(());
    }
    let w = output.words;
    let names = ["cell", "why", "value", "attacker"];
    let header = names.map(|name| w.t(&format!("protect-col-{name}")));
    let rows = file.hidden.iter().take(SHOWN).map(|one| {
        let known = match (one.interval, one.exact) {
            (None, _) => "–".to_owned(),
            (Some(interval), true) => between(w, interval),
            (Some(interval), false) => w.t1("protect-at-least", "interval", between(w, interval)),
        };
        vec![cell(&one.cell), why(w, one), number(w, one.value), known]
    });
    table(&header, rows, |at| at != 2, output)?;
    let more = file.hidden.len().saturating_sub(SHOWN);
    if more > 0 {
        output.line(&w.t1("protect-more", "n", more))?;
    }
    Ok(())
}

fn why(w: &Words, one: &HiddenCell) -> String {
    let rule = |rule: &Rule| w.t(&format!("protect-rule-{}", rule.code()));
    match one.rules.as_slice() {
        [] => w.t("protect-status-secondary"),
        rules => rules.iter().map(rule).collect::<Vec<_>>().join(", "),
    }
}

/// What other audits found.
fn about(w: &Words, file: &ProtectedFile) -> Vec<String> {
    let audits = file.audits.iter().take(SHOWN).map(|one| audited(w, one));
    let risk = file.risk.iter().flat_map(|risk| risks(w, risk));
    audits.chain(risk).collect()
}

fn audited(w: &Words, one: &Audited) -> String {
    let interval = one.interval.map_or_else(String::new, |interval| between(w, interval));
    let unit = one.unit.map_or_else(String::new, |unit| number(w, unit));
    let said = [
        ("cell", cell(&one.cell).into()),
        ("about", plain(&one.about).into()),
        ("interval", interval.into()),
        ("unit", unit.into()),
        ("rows", one.rows.unwrap_or_default().into()),
    ];
    let found = w.say(&format!("protect-{}", one.code), &said);
    if one.remedy.is_empty() {
        return found;
    }
    format!("{found} {}", w.say(&format!("protect-remedy-{}", one.remedy), &said))
}

/// What was tried against perturbed counts: there is no proof of protection by noise.
fn risks(w: &Words, risk: &PerturbationRisk) -> Vec<String> {
    let count = |n: usize| w.whole(n as u64);
    let mut lines = vec![w.say(
        "protect-risk",
        &[
            ("cells", count(risk.cells).into()),
            ("unchanged", count(risk.unchanged).into()),
            ("small", count(risk.small).into()),
            ("same", count(risk.small_unchanged).into()),
            ("pinned", count(risk.small_pinned).into()),
        ],
    )];
    lines.extend(risk.best_guess.iter().map(|(seen, guess, chance)| {
        w.say(
            "protect-guess",
            &[
                ("seen", w.whole(*seen).into()),
                ("guess", w.whole(*guess).into()),
                ("chance", w.figure(chance * 100.0, "percent", 0).into()),
            ],
        )
    }));
    lines
}

/// The proof, the budget, and what was written.
fn last(w: &Words, found: &Protection, written: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(found.spent.as_ref().map(|spent| {
        w.say(
            "protect-spent",
            &[
                ("scale", w.number(spent.scale, 2).into()),
                ("epsilon", w.number(spent.epsilon, 3).into()),
                ("left", w.number(spent.left, 3).into()),
            ],
        )
    }));
    if found.safe {
        lines.push(w.t1("protect-proved", "n", found.proved));
    }
    lines.extend(told_written(w, written));
    lines
}

fn told_written(w: &Words, written: &[String]) -> Option<String> {
    let files: Vec<String> = written.iter().map(|file| plain(file)).collect();
    (!files.is_empty()).then(|| w.t1("protect-written", "files", files.join(", ")))
}

/// What a policy is for, and why each of its choices is as it is.
pub(super) fn policy(
    policy: &Policy,
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let because = || {
        policy
            .because
            .iter()
            .map(|one| vec![plain(&one.choice), plain(w.text(&one.reason)), plain(&one.source)])
    };
    match format {
        TableFormat::Json => output.json(policy)?,
        TableFormat::Csv => output.line(&csv(&["choice", "reason", "source"], because()))?,
        TableFormat::Table => {
            let said =
                [("title", w.text(&policy.title).into()), ("name", plain(&policy.name).into())];
            output.line(&w.say("protect-policy", &said))?;
            output.line(w.text(&policy.about))?;
            for one in because() {
                let source =
                    if one[2].is_empty() { w.t("protect-our-choice") } else { one[2].clone() };
                output.line(&format!("\n{}\n    {}\n    {source}", one[0], one[1]))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
