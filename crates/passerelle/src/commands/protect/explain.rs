//! What is wrong with tables, figures or a policy, and what cannot be protected, in words.

use std::path::Path;

use passerelle_desk::catalogue::CatalogueProblem;
use passerelle_desk::protection::disclosure::TableProblem;
use passerelle_desk::protection::disclosure::privacy::PrivacyProblem;
use passerelle_desk::protection::disclosure::rounding::RoundingProblem;
use passerelle_desk::protection::{ExposedCell, ProtectProblem, ProtectProblems, Protection};
use passerelle_desk::surveys::microdata::MicrodataError;
use passerelle_exchange::statistics::Report;
use passerelle_vocabulary::Finding;
use passerelle_web::words::Words;

use crate::commands::microdata::{SHOWN, file, of_data};
use crate::output::{Output, plain};
use passerelle_web::told::{self, problem_line};

/// A sentence for each thing that is wrong; of many, the first ones.
pub(super) fn explain(output: &Output, problems: &ProtectProblems) -> String {
    let told = once_for_each_rule(&problems.0);
    let lines = told.iter().take(SHOWN).map(|(one, others)| sentence(output, one, *others));
    let more = told.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| output.words.t1("microdata-more", "n", more));
    lines.chain(rest).collect::<Vec<_>>().join("\n")
}

/// The problems; a rule that lacks something in many cells is told once, with how many others there are.
fn once_for_each_rule(problems: &[ProtectProblem]) -> Vec<(&ProtectProblem, usize)> {
    let rule_of = |one: &ProtectProblem| match one {
        ProtectProblem::Table { path, problem } => match problem {
            TableProblem::ContributionsNeeded { rule, .. }
            | TableProblem::CountNeeded { rule, .. } => {
                Some((path.clone(), problem.code(), rule.clone()))
            }
            _ => None,
        },
        _ => None,
    };
    let mut told: Vec<(&ProtectProblem, usize)> = Vec::new();
    for one in problems {
        let rule = rule_of(one);
        let before = told.iter_mut().find(|(other, _)| rule.is_some() && rule_of(other) == rule);
        match before {
            Some((_, others)) => *others += 1,
            None => told.push((one, 0)),
        }
    }
    told
}

/// Texts for the places of a sentence.
type Said = Vec<(&'static str, String)>;

fn say(w: &Words, code: &str, said: Said) -> String {
    let said: Vec<_> = said.iter().map(|(key, text)| (*key, text.as_str().into())).collect();
    w.say(&format!("protect-{code}"), &said)
}

fn sentence(output: &Output, one: &ProtectProblem, others: usize) -> String {
    let w = output.words;
    let code = one.code();
    let shown = |path: &Path| plain(&path.display().to_string());
    match one {
        ProtectProblem::Catalogue(error) => {
            let lines = error.0.iter().map(|problem| told::finding(output.words, problem));
            lines.collect::<Vec<_>>().join("\n")
        }
        ProtectProblem::File { path, error } => file(w, path, error),
        ProtectProblem::NoPolicy { asked, known } => {
            say(w, code, vec![("asked", plain(asked)), ("known", known.join(", "))])
        }
        ProtectProblem::PolicyUnreadable { path, error } => say(
            w,
            code,
            vec![
                ("file", shown(path)),
                ("line", error.line.to_string()),
                ("detail", plain(&error.problem)),
            ],
        ),
        ProtectProblem::PolicyUnsound { policy, finding } => {
            let Finding { field, code, found } = finding.clone();
            let file = plain(policy);
            told::finding(
                output.words,
                &CatalogueProblem { file, field, code, found, ..Default::default() },
            )
        }
        ProtectProblem::Data { path, error } => match error {
            MicrodataError::File { .. }
            | MicrodataError::NoHeader { .. }
            | MicrodataError::Damaged { .. } => of_data(w, error),
            _ => in_file(w, path, of_data(w, error)),
        },
        ProtectProblem::Figures { path, report } => of_report(w, path, report),
        ProtectProblem::Table { path, problem } => in_file(w, path, of_table(w, problem, others)),
        ProtectProblem::NoRespondents { path, line, rows } => w.say(
            "protect-no-respondents",
            &[
                ("file", shown(path).into()),
                ("line", line.to_string().into()),
                ("rows", (*rows).into()),
            ],
        ),
        ProtectProblem::FiguresAmongOthers { path }
        | ProtectProblem::NotCounts { path }
        | ProtectProblem::NoKeys { path }
        | ProtectProblem::LedgerDiffers { path } => say(w, code, vec![("file", shown(path))]),
        ProtectProblem::SameName { name } => say(w, code, vec![("name", plain(name))]),
        ProtectProblem::Rounding(problem) => of_rounding(w, problem),
        ProtectProblem::Privacy(problem) => of_privacy(w, problem),
        ProtectProblem::BuiltWithoutPrivacy | ProtectProblem::LedgerNeeded => say(w, code, vec![]),
    }
}

fn in_file(w: &Words, path: &Path, text: String) -> String {
    say(w, "in-file", vec![("file", plain(&path.display().to_string())), ("text", text)])
}

/// The problems of a file of figures, as an import tells them.
fn of_report(w: &Words, path: &Path, report: &Report) -> String {
    let count = report.problem_count();
    let first = w.say(
        "protect-figures",
        &[("file", plain(&path.display().to_string()).into()), ("n", count.into())],
    );
    let lines =
        report.problems.iter().take(SHOWN).map(|one| format!("    {}", problem_line(w, one)));
    let places = report.unknown_places.iter().take(SHOWN).map(|(value, seen)| {
        let said = [
            ("value", plain(value).into()),
            ("rows", seen.rows.into()),
            ("first", seen.first_row.to_string().into()),
        ];
        format!("    {}", w.say("cli-unknown-place", &said))
    });
    std::iter::once(first).chain(lines).chain(places).collect::<Vec<_>>().join("\n")
}

/// A number with all its digits.
pub(super) fn number(w: &Words, value: f64) -> String {
    let written = value.abs().to_string();
    let decimals = written.split_once('.').map_or(0, |(_, digits)| digits.len().min(9));
    w.number(value, decimals as u8)
}

/// The codes of a cell.
pub(super) fn cell(codes: &[String]) -> String {
    plain(&codes.join(", "))
}

/// One thing that is wrong with a table.
fn of_table(w: &Words, problem: &TableProblem, others: usize) -> String {
    let count = |count: &usize| w.whole(*count as u64);
    let many = |codes: &[String]| match codes {
        [] => "–".to_owned(),
        codes => plain(&codes.join(", ")),
    };
    let cell_and_others = |codes: &[String]| match others {
        0 => cell(codes),
        others => {
            w.say("protect-and-others", &[("cell", cell(codes).into()), ("n", others.into())])
        }
    };
    let said: Said = match problem {
        TableProblem::NoDimension | TableProblem::NoRows | TableProblem::ThresholdNeeded => vec![],
        TableProblem::RepeatedCode { dimension, value }
        | TableProblem::PolicyNamesNoCell { dimension, value } => {
            vec![("dimension", plain(dimension)), ("value", plain(value))]
        }
        TableProblem::OrphanCode { dimension, value, parent } => vec![
            ("dimension", plain(dimension)),
            ("value", plain(value)),
            ("parent", plain(parent)),
        ],
        TableProblem::HierarchyCycle { dimension, codes }
        | TableProblem::NotOneTotal { dimension, codes }
        | TableProblem::NoTotal { dimension, codes } => {
            vec![("dimension", plain(dimension)), ("codes", many(codes))]
        }
        TableProblem::WrongNumberOfCodes { row, found, expected } => {
            vec![("row", row.to_string()), ("found", count(found)), ("expected", count(expected))]
        }
        TableProblem::UnknownCode { row, dimension, value }
        | TableProblem::RecordAtTotal { row, dimension, value } => {
            vec![("row", row.to_string()), ("dimension", plain(dimension)), ("value", plain(value))]
        }
        TableProblem::NotANumber { row, field } => {
            vec![("row", row.to_string()), ("field", plain(field))]
        }
        TableProblem::Negative { row, field, value }
        | TableProblem::NotWhole { row, field, value } => {
            vec![("row", row.to_string()), ("field", plain(field)), ("value", number(w, *value))]
        }
        TableProblem::RepeatedCell { row, cell: codes } => {
            vec![("row", row.to_string()), ("cell", cell(codes))]
        }
        TableProblem::MissingCell { cell: codes } => vec![("cell", cell(codes))],
        TableProblem::NotAdditive { cell: codes, field, dimension, total, sum } => vec![
            ("cell", cell(codes)),
            ("field", plain(field)),
            ("dimension", plain(dimension)),
            ("total", number(w, *total)),
            ("sum", number(w, *sum)),
        ],
        TableProblem::LinkedValuesDiffer { cell: codes, one, other, .. } => {
            vec![("cell", cell(codes)), ("one", number(w, *one)), ("other", number(w, *other))]
        }
        TableProblem::ContributionsNeeded { cell: codes, rule, needed } => vec![
            ("cell", cell_and_others(codes)),
            ("rule", w.t(&format!("protect-rule-{rule}"))),
            ("needed", count(needed)),
        ],
        TableProblem::CountNeeded { cell: codes, rule, field } => vec![
            ("cell", cell_and_others(codes)),
            ("rule", w.t(&format!("protect-rule-{rule}"))),
            ("field", plain(field)),
        ],
        TableProblem::TooManyCells { cells, most } => {
            vec![("cells", w.number(*cells, 0)), ("most", count(most))]
        }
    };
    say(w, problem.code(), said)
}

fn of_rounding(w: &Words, problem: &RoundingProblem) -> String {
    let said = match problem {
        RoundingProblem::NotRoundable { base } => vec![("base", number(w, *base))],
        RoundingProblem::TooLarge { cells, most } => {
            vec![("cells", w.whole(*cells as u64)), ("most", w.whole(*most as u64))]
        }
        RoundingProblem::SeedMissing => vec![],
        RoundingProblem::SolverFailed { reason } => vec![("reason", plain(reason))],
    };
    say(w, problem.code(), said)
}

fn of_privacy(w: &Words, problem: &PrivacyProblem) -> String {
    let said = match problem {
        PrivacyProblem::BudgetExceeded { purpose, would_be, budget } => vec![
            ("purpose", plain(purpose)),
            ("would", number(w, *would_be)),
            ("budget", number(w, *budget)),
        ],
        PrivacyProblem::NotAboveZero { field, value } => {
            vec![("field", plain(field)), ("value", number(w, *value))]
        }
        PrivacyProblem::NoNoise { reason } => vec![("reason", plain(reason))],
    };
    say(w, problem.code(), said)
}

/// Between what an attacker knows something to be.
pub(super) fn between(w: &Words, (low, high): (f64, f64)) -> String {
    match (low.is_finite(), high.is_finite()) {
        (true, true) if low == high => w.t1("protect-exactly", "value", number(w, low)),
        (true, true) => w.t2("protect-between", "low", number(w, low), "high", number(w, high)),
        (true, false) => w.t1("protect-or-more", "low", number(w, low)),
        (false, true) => w.t1("protect-or-less", "high", number(w, high)),
        (false, false) => w.t("protect-anything"),
    }
}

/// Why nothing may be published: each exposed cell, and what of the proof does not hold.
pub(super) fn unsafe_because(w: &Words, found: &Protection) -> String {
    let exposed: Vec<&ExposedCell> = found.files.iter().flat_map(|file| &file.exposed).collect();
    let mut lines = vec![w.t1("protect-unsafe", "n", exposed.len())];
    lines.extend(exposed.iter().take(SHOWN).map(|one| of_exposed(w, one)));
    let more = exposed.len().saturating_sub(SHOWN);
    lines.extend((more > 0).then(|| w.t1("microdata-more", "n", more)));
    for system in &found.proof.systems {
        for problem in system.problems.iter().take(SHOWN) {
            let said = vec![("about", plain(&system.about))];
            lines.push(say(w, &format!("proof-{}", problem.code()), said));
        }
    }
    lines.join("\n")
}

fn of_exposed(w: &Words, one: &ExposedCell) -> String {
    let said = vec![
        ("cell", cell(&one.cell)),
        ("interval", between(w, one.interval)),
        ("below", number(w, one.needed.0)),
        ("above", number(w, one.needed.1)),
    ];
    say(w, one.code, said)
}

#[cfg(test)]
mod tests {
    use passerelle_desk::protection::PROBLEMS;
    use passerelle_desk::protection::disclosure::{policy, problem};

    use super::*;

    /// Outcomes that a cell can have, and what other audits can find.
    const FOUND: [&str; 17] = [
        "cannot-be-protected",
        "cannot-be-protected-from-contributor",
        "protection-not-found",
        "exposed",
        "exposed-to-contributor",
        "protection-not-proved",
        "published-in-release",
        "revealed-by-differencing",
        "precision-reveals-n",
        "precision-reveals-small-n",
        "index-reveals-component",
        "not-compared",
        "remedy-coarsen",
        "remedy-withhold-design-effect",
        "remedy-withhold-both",
        "remedy-coarsen-index",
        "remedy-withhold-index",
    ];
    const RULES: [&str; 6] =
        ["threshold", "dominance", "p-percent", "prior-posterior", "zero", "always"];
    const PROOF: [&str; 7] = [
        "not-proved",
        "sensitive-published",
        "moves-known-cell",
        "out-of-bounds",
        "relation-broken",
        "falls-short",
        "not-exact",
    ];

    #[test]
    fn every_code_has_its_words_in_every_language() {
        let of = |prefix: &str, codes: &[&str]| -> Vec<String> {
            codes.iter().map(|code| format!("{prefix}-{code}")).collect()
        };
        let files: Vec<&str> = PROBLEMS.into_iter().filter(|code| *code != "file").collect();
        let names = [
            of("protect", &files),
            of("protect", &problem::PROBLEMS),
            of("protect", &FOUND),
            of("protect-rule", &RULES),
            of("protect-proof", &PROOF),
            of("protect-status", &["published", "primary", "secondary"]),
            of("protect-form", &["cells", "records", "figures"]),
            of("finding", &policy::FINDINGS),
        ];
        for w in Words::all() {
            let missing: Vec<&String> =
                names.iter().flatten().filter(|name| !w.has(name)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", w.code());
        }
    }

    /// Sentences have all that they ask for: nothing is left open.
    #[test]
    fn sentences_are_whole() {
        let text = || "x".to_owned();
        let codes = || vec![text(), text()];
        let (dimension, value, field) = (text, text, text);
        let problems = [
            TableProblem::NoDimension,
            TableProblem::NoRows,
            TableProblem::ThresholdNeeded,
            TableProblem::RepeatedCode { dimension: dimension(), value: value() },
            TableProblem::PolicyNamesNoCell { dimension: dimension(), value: value() },
            TableProblem::OrphanCode { dimension: dimension(), value: value(), parent: text() },
            TableProblem::HierarchyCycle { dimension: dimension(), codes: codes() },
            TableProblem::NotOneTotal { dimension: dimension(), codes: codes() },
            TableProblem::NotOneTotal { dimension: dimension(), codes: vec![] },
            TableProblem::NoTotal { dimension: dimension(), codes: codes() },
            TableProblem::WrongNumberOfCodes { row: 2, found: 1, expected: 2 },
            TableProblem::UnknownCode { row: 2, dimension: dimension(), value: value() },
            TableProblem::RecordAtTotal { row: 2, dimension: dimension(), value: value() },
            TableProblem::NotANumber { row: 2, field: field() },
            TableProblem::Negative { row: 2, field: field(), value: -1.5 },
            TableProblem::NotWhole { row: 2, field: field(), value: 1.5 },
            TableProblem::RepeatedCell { row: 2, cell: codes() },
            TableProblem::MissingCell { cell: codes() },
            TableProblem::NotAdditive {
                cell: codes(),
                field: field(),
                dimension: dimension(),
                total: 3.0,
                sum: 4.25,
            },
            TableProblem::LinkedValuesDiffer {
                cell: codes(),
                first: 0,
                second: 1,
                one: 1.0,
                other: 2.0,
            },
            TableProblem::ContributionsNeeded {
                cell: codes(),
                rule: "p-percent".to_owned(),
                needed: 2,
            },
            TableProblem::CountNeeded {
                cell: codes(),
                rule: "threshold".to_owned(),
                field: field(),
            },
            TableProblem::TooManyCells { cells: 1e12, most: 4_000_000 },
        ];
        let exposed = |code| ExposedCell {
            code,
            cell: codes(),
            rules: vec![],
            interval: (1.0, f64::INFINITY),
            needed: (1.0, 2.5),
        };
        for w in Words::all() {
            let tables = problems.iter().map(|one| of_table(w, one, 3));
            let cells = FOUND[..8].iter().map(|code| of_exposed(w, &exposed(code)));
            let rounding = [
                RoundingProblem::NotRoundable { base: 5.0 },
                RoundingProblem::TooLarge { cells: 30_000, most: 20_000 },
                RoundingProblem::SeedMissing,
                RoundingProblem::SolverFailed { reason: text() },
            ];
            let privacy = [
                PrivacyProblem::BudgetExceeded { purpose: text(), would_be: 2.0, budget: 1.0 },
                PrivacyProblem::NotAboveZero { field: field(), value: 0.0 },
                PrivacyProblem::NoNoise { reason: text() },
            ];
            let noise = privacy.iter().map(|one| of_privacy(w, one));
            let sums = rounding.iter().map(|one| of_rounding(w, one));
            for said in tables.chain(cells).chain(noise).chain(sums) {
                assert!(!said.contains(['⟦', '{']), "{}: {said}", w.code());
                assert!(said.ends_with('.'), "{}: {said}", w.code());
            }
        }
    }
}
