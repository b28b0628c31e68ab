//! Answers about surveys: tables for people, JSON and CSV for programs.

use passerelle_desk::surveys::survey::Estimate;
use passerelle_desk::surveys::survey::association::TestResult;
use passerelle_desk::surveys::survey::describe::{ColumnSummary, DesignSummary};
use passerelle_desk::surveys::survey::regress::Regression;
use passerelle_web::words::Words;

use crate::arguments::TableFormat;
use crate::commands::table::{csv, exact, rounded, table};
use crate::output::{Output, plain};

/// Estimates, one a line.
pub(super) fn estimates(
    estimates: &[Estimate],
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<()> {
    match format {
        TableFormat::Json => output.json(&estimates),
        TableFormat::Csv => output.line(&estimates_csv(estimates)),
        TableFormat::Table => estimates_table(estimates, output),
    }
}

/// The columns by which estimates are made, in their order; every margin's.
fn by_columns(estimates: &[Estimate]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for (column, _) in estimates.iter().flat_map(|one| &one.by) {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    columns
}

fn class_of<'a>(one: &'a Estimate, column: &str) -> Option<&'a str> {
    one.by.iter().find(|(name, _)| name == column).map(|(_, class)| class.as_str())
}

const FIGURES: [&str; 10] =
    ["measure", "estimate", "se", "ci_low", "ci_high", "df", "n", "cv", "deff", "flag"];

fn estimates_csv(estimates: &[Estimate]) -> String {
    let columns = by_columns(estimates);
    let header: Vec<&str> = columns.iter().map(String::as_str).chain(FIGURES).collect();
    let row = |one: &Estimate| {
        let classes = columns.iter().map(|name| class_of(one, name).unwrap_or_default().to_owned());
        let figures = [
            one.measure.clone(),
            exact(one.estimate),
            exact(one.se),
            exact(one.ci.map(|ci| ci[0])),
            exact(one.ci.map(|ci| ci[1])),
            exact(one.df),
            one.n.to_string(),
            exact(one.cv),
            exact(one.deff),
            one.flag.map(|flag| flag.code().to_owned()).unwrap_or_default(),
        ];
        classes.chain(figures).collect()
    };
    csv(&header, estimates.iter().map(row))
}

fn estimates_table(estimates: &[Estimate], output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let columns = by_columns(estimates);
    let names = ["measure", "estimate", "se", "interval", "n", "deff", "flag"]
        .map(|n| w.t(&format!("survey-col-{n}")));
    let header: Vec<String> = columns.iter().map(|name| plain(name)).chain(names).collect();
    let row = |one: &Estimate| {
        let classes = columns
            .iter()
            .map(|name| class_of(one, name).map_or_else(|| w.t("survey-everyone"), plain));
        let interval = one.ci.map_or_else(
            || "–".to_owned(),
            |[low, high]| {
                let (low, high) = (rounded(w, Some(low), one.se), rounded(w, Some(high), one.se));
                w.t2("survey-between", "low", low, "high", high)
            },
        );
        let deff = one.deff.map_or_else(|| "–".to_owned(), |deff| w.number(deff, 2));
        let flag =
            one.flag.map_or_else(String::new, |flag| w.t(&format!("survey-flag-{}", flag.code())));
        let figures = [
            plain(&one.measure),
            rounded(w, one.estimate, one.se),
            rounded(w, one.se, one.se),
            interval,
            w.whole(one.n),
            deff,
            flag,
        ];
        classes.chain(figures).collect::<Vec<_>>()
    };
    let last = header.len() - 1;
    let of_words = |at| at <= columns.len() || at == last;
    table(&header, estimates.iter().map(row), of_words, output)
}

/// A test: its statistic, and what it means.
pub(super) fn test(found: &TestResult, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let df: Vec<String> = found.df.iter().map(|df| w.number(*df, 2)).collect();
    output.line(&w.say(
        &format!("survey-test-{}", found.test),
        &[
            ("statistic", w.number(found.statistic, 4).into()),
            ("df", df.join("; ").into()),
            ("p", with_sign(w, found.p).into()),
            ("n", w.whole(found.n).into()),
        ],
    ))?;
    if let (Some(estimate), Some([low, high])) = (found.estimate, found.ci) {
        let error = Some((high - low) / 4.0);
        output.line(&w.say(
            "survey-test-difference",
            &[
                ("estimate", rounded(w, Some(estimate), error).into()),
                ("low", rounded(w, Some(low), error).into()),
                ("high", rounded(w, Some(high), error).into()),
            ],
        ))?;
    }
    let meaning = if found.p < 0.05 { "survey-test-differs" } else { "survey-test-cannot-tell" };
    output.line(&w.t(meaning))
}

/// “= 0.03”, “< 0.0001”.
fn with_sign(w: &Words, p: f64) -> String {
    let written = p_value(w, Some(p));
    if written.starts_with('<') { written } else { format!("= {written}") }
}

fn p_value(w: &Words, p: Option<f64>) -> String {
    match p {
        None => "–".to_owned(),
        Some(p) if p < 0.0001 => format!("< {}", w.number(0.0001, 4)),
        Some(p) => w.number(p, 4),
    }
}

/// A regression: its coefficients.
pub(super) fn regression(
    found: &Regression,
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<()> {
    let w = output.words;
    match format {
        TableFormat::Json => output.json(found),
        TableFormat::Csv => {
            let header =
                ["term", "estimate", "se", "ci_low", "ci_high", "t", "df", "p", "odds_ratio"];
            let rows = found.coefficients.iter().map(|one| {
                let [low, high] =
                    one.ci.map_or([None, None], |[low, high]| [Some(low), Some(high)]);
                vec![
                    one.term.clone(),
                    exact(Some(one.estimate)),
                    exact(Some(one.se)),
                    exact(low),
                    exact(high),
                    exact(Some(one.t)),
                    exact(Some(found.df)),
                    exact(one.p),
                    exact(one.odds_ratio),
                ]
            });
            output.line(&csv(&header, rows))
        }
        TableFormat::Table => {
            let header = ["term", "estimate", "se", "t", "p", "odds"]
                .map(|n| w.t(&format!("survey-col-{n}")));
            let rows = found.coefficients.iter().map(|one| {
                vec![
                    plain(&one.term),
                    rounded(w, Some(one.estimate), Some(one.se)),
                    rounded(w, Some(one.se), Some(one.se)),
                    w.number(one.t, 2),
                    p_value(w, one.p),
                    one.odds_ratio.map_or_else(String::new, |odds| w.number(odds, 3)),
                ]
            });
            table(&header, rows, |at| at == 0, output)?;
            for term in &found.left_out {
                output.line(&w.t1("survey-left-out", "name", plain(term)))?;
            }
            let df = w.number(found.df, 0);
            output.line(&w.t2("survey-regression-n", "n", w.whole(found.n), "df", df))
        }
    }
}

/// A design: its units and weights, and what should make one stop.
pub(super) fn design(found: &DesignSummary, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let [sum, low, high] = found.weights;
    output.line(&w.say(
        "survey-design",
        &[
            ("rows", w.whole(found.rows).into()),
            ("sum", w.number(sum, 0).into()),
            ("low", w.number(low, 2).into()),
            ("high", w.number(high, 2).into()),
            ("kish", w.number(found.kish, 2).into()),
        ],
    ))?;
    for (number, stage) in found.stages.iter().enumerate() {
        let [fewest, most] = stage.units_of_stratum;
        output.line(&w.say(
            "survey-stage",
            &[
                ("stage", (number + 1).to_string().into()),
                ("units", w.whole(stage.units).into()),
                ("strata", w.whole(stage.strata).into()),
                ("fewest", w.whole(fewest).into()),
                ("most", w.whole(most).into()),
            ],
        ))?;
    }
    output.line(&w.t1("survey-df", "df", w.number(found.df, 0)))?;
    if found.findings.is_empty() {
        return output.line(&w.t("survey-sound"));
    }
    for finding in &found.findings {
        let value = w.number(
            finding.value,
            if finding.value.fract() == 0.0 || finding.value > 100.0 { 0 } else { 2 },
        );
        output.line(&format!(
            "– {}",
            w.t1(&format!("survey-finding-{}", finding.code), "value", value)
        ))?;
    }
    Ok(())
}

/// What each column holds.
pub(super) fn columns(rows: u64, columns: &[ColumnSummary], output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    output.line(&w.t2("survey-describe", "rows", w.whole(rows), "columns", columns.len()))?;
    let header = ["column", "known", "missing", "holds"].map(|n| w.t(&format!("survey-col-{n}")));
    let lines = columns
        .iter()
        .map(|one| vec![plain(&one.name), w.whole(one.n), w.whole(one.missing), holds(w, one)]);
    table(&header, lines, |at| at == 0 || at == 3, output)
}

fn holds(w: &Words, one: &ColumnSummary) -> String {
    if let Some([low, mean, high]) = one.numbers {
        let [low, mean, high] = [low, mean, high].map(|value| rounded(w, Some(value), None));
        let variables = [("low", low.into()), ("mean", mean.into()), ("high", high.into())];
        return w.say("survey-numbers", &variables);
    }
    let Some((different, most)) = &one.words else { return w.t("survey-nothing") };
    if *different == one.n && *different > 20 {
        return w.t("survey-all-different");
    }
    let shown: Vec<String> =
        most.iter().map(|(word, rows)| format!("{} ({})", plain(word), w.whole(*rows))).collect();
    let more = different.saturating_sub(most.len() as u64);
    let rest = (more > 0).then(|| w.t1("survey-more-words", "n", more));
    shown.into_iter().chain(rest).collect::<Vec<_>>().join(", ")
}
