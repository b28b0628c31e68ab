//! Answers about indices: tables for people, JSON and CSV for programs.

pub(super) mod analysis;
pub(super) mod build;

use passerelle_desk::indices::composite::{CorrelationFlag, Description};
use passerelle_desk::indices::{Checked as Found, MethodOrigin, MethodUsed};
use passerelle_web::words::Words;
use serde::Serialize;

use super::explain::{Told, sentence};
use crate::output::{Output, plain};

/// What was found, with what it was found by.
#[derive(Serialize)]
pub(super) struct Answer<'a, T> {
    /// The method, and where it comes from.
    pub method: &'a MethodUsed,
    /// The seed of an analysis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What was found.
    #[serde(flatten)]
    pub found: &'a T,
}

/// What a check says to programs.
#[derive(Serialize)]
pub(super) struct Checked<'a, T> {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What deserves a second look, where nothing is wrong.
    #[serde(flatten)]
    pub answer: Option<&'a Answer<'a, T>>,
    /// What is wrong.
    pub problems: &'a [Told],
}

/// Countries named in one sentence; the others are counted.
const NAMED: usize = 12;

/// Says which method was used where none was given.
fn method_sentence(w: &Words, method: &MethodUsed) -> Option<String> {
    (method.origin == MethodOrigin::Default).then(|| match &method.group {
        None => w.t("index-method-default"),
        Some(group) => w.t1("index-method-default-group", "group", plain(group)),
    })
}

/// As many decimals as tell scores of this size apart: two of hundreds, four of ones.
fn decimals(scores: impl Iterator<Item = f64>) -> u8 {
    let largest = scores.map(f64::abs).fold(0.0, f64::max);
    if largest > 0.0 { (4.0 - largest.log10().ceil()).clamp(0.0, 6.0) as u8 } else { 2 }
}

fn number(w: &Words, value: Option<f64>, decimals: u8) -> String {
    value.map_or_else(|| "–".to_owned(), |value| w.number(value, decimals))
}

/// A share as a percentage; an estimated one that comes out below 0 is none.
fn percent(w: &Words, share: f64) -> String {
    w.t1("index-percent", "n", w.number(100.0 * share.max(0.0), 0))
}

/// Countries in a sentence.
fn named(w: &Words, units: &[String]) -> String {
    let more = units.len().saturating_sub(NAMED);
    let rest = (more > 0).then(|| w.t1("index-and-more", "n", more));
    units.iter().take(NAMED).cloned().chain(rest).collect::<Vec<_>>().join(", ")
}

/// Warns of countries whose scores rest on values that are not theirs.
fn little_known(w: &Words, known: &[(String, f64)]) -> Option<String> {
    let units: Vec<String> = known
        .iter()
        .map(|(unit, share)| format!("{} ({})", plain(unit), percent(w, *share)))
        .collect();
    (!units.is_empty()).then(|| w.t1("index-little-known", "units", named(w, &units)))
}

/// Sentences, one a line, set off from what is above them.
fn sentences(lines: &[String], output: &Output) -> anyhow::Result<()> {
    if lines.is_empty() { Ok(()) } else { output.line(&format!("\n{}", lines.join("\n"))) }
}

/// An index that holds together, and what deserves a second look.
pub(super) fn check(found: &Found, method: &MethodUsed, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    output.line(&w.say(
        "index-sound",
        &[
            ("indicators", found.indicators.into()),
            ("aggregates", found.aggregates.into()),
            ("units", found.units.into()),
        ],
    ))?;
    let mut lines: Vec<String> = method_sentence(w, method).into_iter().collect();
    lines.extend(found.notes.iter().map(|note| sentence(w, note)));
    lines.extend(little_known(w, &found.little_known));
    lines.extend(found.indicators_to_look_at.iter().flat_map(|one| of_indicator(w, one)));
    for pair in &found.pairs_to_look_at {
        let name = match pair.flag {
            Some(CorrelationFlag::High) => "index-look-same",
            _ => "index-look-against",
        };
        let variables = [
            ("first", plain(&pair.first).into()),
            ("second", plain(&pair.second).into()),
            ("correlation", number(w, pair.correlation, 2).into()),
        ];
        lines.push(w.say(name, &variables));
    }
    lines.into_iter().try_for_each(|line| output.line(&format!("– {line}")))
}

/// What stands out about an indicator.
fn of_indicator(w: &Words, one: &Description) -> Vec<String> {
    let code = plain(&one.code);
    let said = |name: &str, share: String| {
        w.t2(&format!("index-look-{name}"), "element", code.as_str(), "share", share)
    };
    let shape = one.shape.filter(|_| one.outliers).map(|shape| {
        let variables = [
            ("element", code.as_str().into()),
            ("skewness", w.number(shape.skewness, 1).into()),
            ("kurtosis", w.number(shape.kurtosis, 1).into()),
        ];
        w.say("index-look-outliers", &variables)
    });
    let zeros = one.nonzero_share.filter(|_| one.zeros);
    let unique = one.unique_share.filter(|_| one.repeated);
    [
        one.few.then(|| said("few", percent(w, one.available_share))),
        zeros.map(|share| said("zeros", percent(w, 1.0 - share))),
        unique.map(|share| said("repeated", percent(w, share))),
        shape,
    ]
    .into_iter()
    .flatten()
    .collect()
}
