//! What is wrong with an index's files, structure, method or data, in words.

use std::path::Path;

use passerelle_desk::indices::composite::problem::{Problem, What};
use passerelle_desk::indices::microdata::MicrodataError;
use passerelle_desk::indices::{IndexProblem, IndexProblems};
use passerelle_web::words::Words;
use serde::Serialize;

use crate::commands::microdata::{SHOWN, file, of_data};
use crate::output::plain;

/// A problem for programs: its code and place, and the sentence.
#[derive(Serialize)]
pub(super) struct Told {
    /// The file that it is in, where it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// What and where.
    #[serde(flatten)]
    problem: Option<Problem>,
    /// In words.
    text: String,
}

/// A sentence for each thing that is wrong; of many, the first ones.
pub(super) fn explain(w: &Words, problems: &IndexProblems) -> String {
    let lines = problems.0.iter().take(SHOWN).map(|one| one_sentence(w, one));
    let more = problems.0.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| w.t1("microdata-more", "n", more));
    lines.chain(rest).collect::<Vec<_>>().join("\n")
}

/// A sentence for each.
pub(super) fn all(w: &Words, problems: &IndexProblems) -> String {
    problems.0.iter().map(|one| one_sentence(w, one)).collect::<Vec<_>>().join("\n")
}

pub(super) fn told(w: &Words, one: &IndexProblem) -> Told {
    let shown = |path: &Path| Some(path.display().to_string());
    let (file, problem) = match one {
        IndexProblem::File { path, .. } | IndexProblem::Table { path, .. } => (shown(path), None),
        IndexProblem::Unsound { file, problem } => {
            (file.as_deref().and_then(shown), Some(problem.clone()))
        }
        IndexProblem::GroupUnused { .. } | IndexProblem::NoStage { .. } => (None, None),
    };
    Told { file, problem, text: one_sentence(w, one) }
}

fn one_sentence(w: &Words, one: &IndexProblem) -> String {
    match one {
        IndexProblem::File { path, error } => file(w, path, error),
        IndexProblem::Table { path, error } => {
            let text = of_data(w, error);
            match error {
                MicrodataError::File { .. }
                | MicrodataError::NoHeader { .. }
                | MicrodataError::Damaged { .. } => text,
                _ => in_file(w, path, None, text),
            }
        }
        IndexProblem::Unsound { file: None, problem } => sentence(w, problem),
        IndexProblem::Unsound { file: Some(file), problem } => {
            in_file(w, file, problem.line, sentence(w, problem))
        }
        IndexProblem::GroupUnused { group } => w.t1("index-group-unused", "group", plain(group)),
        IndexProblem::NoStage { asked, known } => {
            w.t2("index-no-stage", "asked", plain(asked), "known", known.join(", "))
        }
    }
}

fn in_file(w: &Words, path: &Path, line: Option<usize>, text: String) -> String {
    let file = ("file", plain(&path.display().to_string()).into());
    match line {
        None => w.say("index-in-file", &[file, ("text", text.into())]),
        Some(line) => w.say(
            "index-at-line",
            &[file, ("line", line.to_string().into()), ("text", text.into())],
        ),
    }
}

/// One thing that is wrong with a structure, a method or data.
pub(super) fn sentence(w: &Words, problem: &Problem) -> String {
    let element = problem.element.as_deref().unwrap_or_default();
    let unit = problem.unit.as_deref().unwrap_or_default();
    let found = match problem.what {
        What::AllRunsFailed => reason(w, &problem.found),
        What::Unreadable => plain(&w.reader(&problem.found)),
        _ => plain(&problem.found),
    };
    // Where a sentence is about either, or both: “GDP, KEN (-2)”.
    let place = [element, unit].into_iter().filter(|part| !part.is_empty()).map(plain);
    let place = place.collect::<Vec<_>>().join(", ");
    let about = match problem.found.is_empty() {
        true => place,
        false if place.is_empty() => found.clone(),
        false => format!("{place} ({found})"),
    };
    // A count is given as a number: sentences choose their form by it.
    let count = found.parse::<u64>().ok().filter(|_| is_count(problem.what));
    w.say(
        problem.code(),
        &[
            ("element", plain(element).into()),
            ("unit", plain(unit).into()),
            ("found", count.map_or_else(|| found.into(), Into::into)),
            ("about", about.into()),
        ],
    )
}

/// Whether what was found is how many there were.
fn is_count(what: What) -> bool {
    matches!(what, What::TooFewFactors | What::TooFewRuns | What::TooFewUnits | What::LevelsDiffer)
}

/// Why runs could not be carried out, by the code of what stopped them.
pub(super) fn reason(w: &Words, code: &str) -> String {
    let name = code.replacen("index-", "index-run-", 1);
    if w.has(&name) { w.t(&name) } else { plain(code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_can_be_wrong_has_its_sentence_in_every_language() {
        for w in Words::all() {
            for what in What::ALL {
                let problem = Problem::of(*what, "GDP").unit("KEN").line(4).found("x");
                let said = sentence(w, &problem);
                assert!(!said.contains(['⟦', '{']), "{}: {said}", w.code());
                assert!(said.ends_with('.'), "{}: {said}", w.code());
            }
        }
    }
}
