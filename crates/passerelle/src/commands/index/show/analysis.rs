//! How sure an index is, and which choice moves it.

use passerelle_desk::indices::composite::sensitivity::{Estimate, Indices};
use passerelle_desk::indices::composite::uncertainty::{
    Failure, Shares, Spread, Summary, UnitUncertainty,
};
use passerelle_desk::indices::composite::{Factor, Sensitivity, Uncertainty};
use passerelle_web::words::Words;

use super::{Answer, decimals, method_sentence, number, percent, sentences};
use crate::arguments::TableFormat;
use crate::commands::index::explain::reason;
use crate::commands::table::{csv, exact, table};
use crate::output::{Output, plain};

/// Intervals of scores and ranks.
pub(in crate::commands::index) fn uncertainty(
    answer: &Answer<'_, Uncertainty>,
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<()> {
    match format {
        TableFormat::Json => output.json(answer),
        TableFormat::Csv => {
            let names = ["score", "rank"].into_iter().flat_map(|quantity| {
                std::iter::once(quantity.to_owned())
                    .chain(FIGURES.into_iter().map(move |figure| format!("{quantity}_{figure}")))
            });
            let header: Vec<String> = std::iter::once("unit".to_owned()).chain(names).collect();
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            output.line(&csv(&header, answer.found.units.iter().map(cells)))?;
            output.aside(&about_uncertainty(answer, output.words).join("\n"))
        }
        TableFormat::Table => {
            intervals(answer.found, output)?;
            sentences(&about_uncertainty(answer, output.words), output)
        }
    }
}

/// What is told of scores, and of ranks, after the published one.
const FIGURES: [&str; 13] = [
    "mean",
    "median",
    "sd",
    "low",
    "high",
    "methods_low",
    "methods_high",
    "sampling_low",
    "sampling_high",
    "variance",
    "share_sampling",
    "share_methods",
    "share_interaction",
];

fn cells(unit: &UnitUncertainty) -> Vec<String> {
    let figures = |of: fn(&Spread) -> Summary, shares: Option<Shares>| {
        let (together, methods) = (unit.together.as_ref().map(of), unit.methods.as_ref().map(of));
        let sampling = unit.sampling.as_ref().map(of);
        [
            together.map(|one| one.mean),
            together.map(|one| one.median),
            together.map(|one| one.sd),
            together.map(|one| one.low),
            together.map(|one| one.high),
            methods.map(|one| one.low),
            methods.map(|one| one.high),
            sampling.map(|one| one.low),
            sampling.map(|one| one.high),
            shares.map(|one| one.variance),
            shares.map(|one| one.sampling),
            shares.map(|one| one.methods),
            shares.map(|one| one.interaction),
        ]
        .map(exact)
    };
    let mut row = vec![unit.unit.clone(), exact(unit.score)];
    row.extend(figures(|spread| spread.score, unit.score_shares));
    row.push(exact(unit.rank.map(f64::from)));
    row.extend(figures(|spread| spread.rank, unit.rank_shares));
    row
}

fn intervals(found: &Uncertainty, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let shared = found.rank_shares.is_some();
    let mut names = vec!["unit", "rank", "rank-interval", "score", "score-interval"];
    names.extend(shared.then_some(["sampling", "methods"]).into_iter().flatten());
    let header: Vec<String> = names.iter().map(|name| w.t(&format!("index-col-{name}"))).collect();
    let size = decimals(found.units.iter().filter_map(|unit| unit.score));
    let mut units: Vec<&UnitUncertainty> = found.units.iter().collect();
    units.sort_by_key(|unit| unit.rank.unwrap_or(u32::MAX));
    let rows = units.into_iter().map(|unit| {
        let rank = unit.together.map(|one| one.rank);
        let score = unit.together.map(|one| one.score);
        let mut row = vec![
            plain(&unit.unit),
            number(w, unit.rank.map(f64::from), 0),
            between(w, rank.map(|one| (one.low, one.high)), 0),
            number(w, unit.score, size),
            between(w, score.map(|one| (one.low, one.high)), size),
        ];
        if shared {
            let shares = unit.rank_shares;
            let share = |of: fn(Shares) -> f64| {
                shares.map_or_else(|| "–".to_owned(), |shares| percent(w, of(shares)))
            };
            row.extend([share(|one| one.sampling), share(|one| one.methods)]);
        }
        row
    });
    table(&header, rows, |at| at == 0, output)
}

fn between(w: &Words, ends: Option<(f64, f64)>, decimals: u8) -> String {
    ends.map_or_else(
        || "–".to_owned(),
        |(low, high)| {
            let (low, high) = (w.number(low, decimals), w.number(high, decimals));
            w.t2("index-between", "low", low, "high", high)
        },
    )
}

fn about_uncertainty(answer: &Answer<'_, Uncertainty>, w: &Words) -> Vec<String> {
    let found = answer.found;
    let mut lines = vec![w.say(
        "index-uncertainty",
        &[
            ("element", plain(&found.element).into()),
            ("runs", w.whole(found.runs as u64).into()),
            ("interval", percent(w, found.interval).into()),
            ("factors", factors(w, &found.factors).into()),
            ("seed", answer.seed.unwrap_or_default().to_string().into()),
        ],
    )];
    for (name, shares) in
        [("index-shares-rank", found.rank_shares), ("index-shares-score", found.score_shares)]
    {
        lines.extend(shares.map(|shares| {
            let variables = [
                ("sampling", percent(w, shares.sampling).into()),
                ("methods", percent(w, shares.methods).into()),
                ("interaction", percent(w, shares.interaction).into()),
            ];
            w.say(name, &variables)
        }));
    }
    lines.extend(failures(w, &found.failed));
    lines.extend(method_sentence(w, answer.method));
    lines
}

fn failures(w: &Words, failed: &[Failure]) -> Vec<String> {
    let told = failed.iter().map(|failure| {
        w.t2("index-runs-failed", "n", failure.runs, "reason", reason(w, failure.what.code()))
    });
    told.collect()
}

fn factors(w: &Words, factors: &[Factor]) -> String {
    factors.iter().map(|factor| w.t(factor_word(*factor))).collect::<Vec<_>>().join(", ")
}

/// The name of a factor's words; what follows `index-factor-` is its code.
fn factor_word(factor: Factor) -> &'static str {
    match factor {
        Factor::Normalisation => "index-factor-normalisation",
        Factor::Aggregation => "index-factor-aggregation",
        Factor::Imputation => "index-factor-imputation",
        Factor::Treatment => "index-factor-treatment",
        Factor::Winmax => "index-factor-winmax",
        Factor::Weights => "index-factor-weights",
        Factor::LeftOut => "index-factor-left-out",
        Factor::SamplingError => "index-factor-sampling-error",
    }
}

/// Which choice moves the index most.
pub(in crate::commands::index) fn sensitivity(
    answer: &Answer<'_, Sensitivity>,
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<()> {
    let (found, w) = (answer.found, output.words);
    match format {
        TableFormat::Json => output.json(answer),
        TableFormat::Csv => {
            let header = [
                "result",
                "unit",
                "factor",
                "first",
                "first_low",
                "first_high",
                "total",
                "total_low",
                "total_high",
            ];
            output.line(&csv(&header, results(found).into_iter()))?;
            output.aside(&about_sensitivity(answer, w).join("\n"))
        }
        TableFormat::Table => {
            for (name, indices) in
                [("index-of-ranks", &found.rank_shift), ("index-of-scores", &found.scores)]
            {
                output.line(&w.t(name))?;
                match indices {
                    Some(indices) => shares(indices, output)?,
                    None => output.line(&w.t("index-never-moves"))?,
                }
                output.line("")?;
            }
            output.line(&about_sensitivity(answer, w).join("\n"))
        }
    }
}

/// Every index, one a row.
fn results(found: &Sensitivity) -> Vec<Vec<String>> {
    let whole = [("rank-shift", &found.rank_shift), ("scores", &found.scores)];
    let whole = whole.into_iter().map(|(result, indices)| (result, "", indices));
    let units = found.units.iter().map(|one| ("score", one.unit.as_str(), &one.indices));
    let mut rows = Vec::new();
    for (result, unit, indices) in whole.chain(units) {
        for one in indices.iter().flat_map(|indices| &indices.factors) {
            let code = factor_word(one.factor).trim_start_matches("index-factor-");
            let mut row = vec![result.to_owned(), unit.to_owned(), code.to_owned()];
            for Estimate { value, low, high } in [one.first, one.total] {
                row.extend([value, low, high].map(|value| exact(Some(value))));
            }
            rows.push(row);
        }
    }
    rows
}

fn shares(indices: &Indices, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let names = ["factor", "first", "first-interval", "total", "total-interval"];
    let header = names.map(|name| w.t(&format!("index-col-{name}")));
    let mut sorted: Vec<_> = indices.factors.iter().collect();
    sorted.sort_by(|one, other| other.total.value.total_cmp(&one.total.value));
    let told = |estimate: Estimate| {
        let (low, high) = (percent(w, estimate.low), percent(w, estimate.high));
        [percent(w, estimate.value), w.t2("index-between", "low", low, "high", high)]
    };
    let rows = sorted.into_iter().map(|one| {
        let name = std::iter::once(w.t(factor_word(one.factor)));
        name.chain(told(one.first)).chain(told(one.total)).collect()
    });
    table(&header, rows, |at| at == 0, output)
}

fn about_sensitivity(answer: &Answer<'_, Sensitivity>, w: &Words) -> Vec<String> {
    let found = answer.found;
    let mut lines = vec![w.say(
        "index-sensitivity",
        &[
            ("element", plain(&found.element).into()),
            ("runs", w.whole(found.runs as u64).into()),
            ("points", w.whole(found.points as u64).into()),
            ("seed", answer.seed.unwrap_or_default().to_string().into()),
        ],
    )];
    if let Some(shift) = &found.rank_shift {
        lines.push(w.t1("index-rank-shift", "mean", w.number(shift.mean, 2)));
    }
    lines.extend(failures(w, &found.failed));
    lines.extend(method_sentence(w, answer.method));
    lines
}
