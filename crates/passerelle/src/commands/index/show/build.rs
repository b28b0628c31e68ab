//! An index as it was built: scores and ranks, stages, and what was done on the way.

use passerelle_desk::indices::composite::{
    DataTable, ElementScores, Index, IndicatorTreatment, Structure,
};
use passerelle_desk::indices::{Built, MethodUsed};
use passerelle_web::words::Words;

use super::{Answer, decimals, little_known, method_sentence, named, number, percent, sentences};
use crate::arguments::TableFormat;
use crate::commands::index::explain::sentence;
use crate::commands::table::{csv, exact, table};
use crate::output::{Output, plain};

/// Up to so many elements, indicators are in the table too.
const FEW: usize = 9;

/// Scores and ranks of all levels.
pub(in crate::commands::index) fn index(
    answer: &Answer<'_, Built>,
    structure: &Structure,
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<()> {
    let index = &answer.found.index;
    match format {
        TableFormat::Json => output.json(answer),
        TableFormat::Csv => {
            let header = ["unit", "element", "level", "score", "rank"];
            let rows = index.scores.iter().flat_map(|element| {
                index.units.iter().enumerate().map(move |(at, unit)| {
                    let rank = element.ranks[at].map(|rank| rank.to_string());
                    let (code, level) = (element.code.clone(), element.level.to_string());
                    let score = exact(element.scores[at]);
                    vec![unit.clone(), code, level, score, rank.unwrap_or_default()]
                })
            });
            output.line(&csv(&header, rows))?;
            output.aside(&notes(answer, output.words).join("\n"))
        }
        TableFormat::Table => {
            scores(index, output)?;
            output.line("")?;
            elements(index, structure, output)?;
            sentences(&notes(answer, output.words), output)
        }
    }
}

/// The elements of the table, the index first: all where they are few, aggregates otherwise.
fn shown(index: &Index) -> Vec<&ElementScores> {
    let few = index.scores.len() <= FEW;
    index.scores.iter().rev().filter(|element| few || element.level > 1).collect()
}

fn scores(index: &Index, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let shown = shown(index);
    let Some((top, others)) = shown.split_first() else { return Ok(()) };
    let columns = ["unit", "rank"].map(|name| w.t(&format!("index-col-{name}")));
    let header: Vec<String> =
        columns.into_iter().chain(shown.iter().map(|element| plain(&element.code))).collect();
    let size = |element: &ElementScores| decimals(element.scores.iter().flatten().copied());
    let mut order: Vec<usize> = (0..index.units.len()).collect();
    order.sort_by_key(|at| top.ranks[*at].unwrap_or(u32::MAX));
    let row = |at: usize| {
        let rank = top.ranks[at].map_or_else(|| "–".to_owned(), |rank| w.whole(rank.into()));
        let score = |element: &ElementScores| number(w, element.scores[at], size(element));
        let ranked = |element: &&ElementScores| match element.ranks[at] {
            None => score(element),
            Some(rank) => {
                let (score, rank) = (score(element), w.whole(rank.into()));
                w.t2("index-ranked", "score", score, "rank", rank)
            }
        };
        let first = [plain(&index.units[at]), rank, score(top)];
        first.into_iter().chain(others.iter().map(ranked)).collect::<Vec<_>>()
    };
    table(&header, order.into_iter().map(row), |at| at == 0, output)
}

/// What the codes stand for, and how much each weighs.
fn elements(index: &Index, structure: &Structure, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let header =
        ["element", "name", "level", "share"].map(|name| w.t(&format!("index-col-{name}")));
    let rows = shown(index).into_iter().map(|element| {
        let name = structure.element(&element.code).map_or("", |found| w.text(&found.name));
        let weight = index.weights.iter().find(|weight| weight.code == element.code);
        let share = weight.map_or_else(|| "–".to_owned(), |weight| percent(w, weight.effective));
        vec![plain(&element.code), plain(name), element.level.to_string(), share]
    });
    table(&header, rows, |at| at < 2, output)
}

/// What a reader should know.
fn notes(answer: &Answer<'_, Built>, w: &Words) -> Vec<String> {
    let Built { index, coverage } = answer.found;
    let mut lines: Vec<String> = method_sentence(w, answer.method).into_iter().collect();
    lines.extend(index.notes.iter().map(|note| sentence(w, note)));
    if coverage.missing > 0 {
        let count = |number: usize| w.whole(number as u64);
        lines.push(w.say(
            "index-filled",
            &[
                ("filled", coverage.filled.into()),
                ("missing", count(coverage.missing).into()),
                ("all", count(coverage.all).into()),
            ],
        ));
    }
    lines.extend(little_known(w, &coverage.little_known));
    let left_out: Vec<String> = index
        .screening
        .iter()
        .filter(|screened| !screened.kept)
        .map(|one| format!("{} ({})", plain(&one.unit), percent(w, one.availability)))
        .collect();
    if !left_out.is_empty() {
        lines.push(w.t2("index-left-out", "n", left_out.len(), "units", named(w, &left_out)));
    }
    lines.extend(index.treatments.iter().filter_map(|one| treatment(w, one)));
    if index.scores.len() > FEW {
        lines.push(w.t("index-more-in-csv"));
    }
    lines
}

/// What was done against the outliers of an indicator; nothing where nothing was.
fn treatment(w: &Words, one: &IndicatorTreatment) -> Option<String> {
    let code = plain(&one.code);
    let mut said = Vec::new();
    if one.treated.transformed {
        said.push(w.t1("index-transformed", "element", code.as_str()));
    } else if !one.points.is_empty() {
        let units: Vec<String> = one.points.iter().map(|point| plain(&point.unit)).collect();
        let variables = [
            ("element", code.as_str().into()),
            ("n", one.points.len().into()),
            ("units", named(w, &units).into()),
        ];
        said.push(w.say("index-winsorised", &variables));
    }
    if one.treated.passed() == Some(false) {
        said.push(w.t1("index-outliers-remain", "element", code.as_str()));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// The data after a step.
pub(in crate::commands::index) fn stage(
    method: &MethodUsed,
    step: &str,
    data: &DataTable,
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<()> {
    let w = output.words;
    let said: Vec<String> = method_sentence(w, method).into_iter().collect();
    match format {
        TableFormat::Json => {
            output.json(&serde_json::json!({ "method": method, "step": step, "table": data }))
        }
        TableFormat::Csv => {
            let header: Vec<&str> = std::iter::once("unit")
                .chain(data.columns.iter().map(|(code, _)| code.as_str()))
                .collect();
            let rows = data.units.iter().enumerate().map(|(at, unit)| {
                let values = data.columns.iter().map(|(_, values)| exact(values[at]));
                std::iter::once(unit.clone()).chain(values).collect()
            });
            output.line(&csv(&header, rows))?;
            output.aside(&said.join("\n"))
        }
        TableFormat::Table => {
            let codes = data.columns.iter().map(|(code, _)| plain(code));
            let header: Vec<String> = std::iter::once(w.t("index-col-unit")).chain(codes).collect();
            let size = |values: &[Option<f64>]| decimals(values.iter().flatten().copied());
            let sizes: Vec<u8> = data.columns.iter().map(|(_, values)| size(values)).collect();
            let rows = data.units.iter().enumerate().map(|(at, unit)| {
                let columns = data.columns.iter().zip(&sizes);
                let values = columns.map(|((_, values), size)| number(w, values[at], *size));
                std::iter::once(plain(unit)).chain(values).collect()
            });
            table(&header, rows, |at| at == 0, output)?;
            sentences(&said, output)
        }
    }
}
