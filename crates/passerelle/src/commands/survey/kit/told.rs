//! The kit's answers and refusals, in words.

use std::path::Path;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::kit::kit::KitProblem;
use passerelle_desk::kit::{GivenFigure, Indicators, KitFailure};
use passerelle_desk::surveys::SurveyError;
use passerelle_desk::surveys::survey::Flag;
use passerelle_web::words::Words;

use super::super::explain;
use crate::commands::microdata::{SHOWN, file, of_data};
use crate::commands::table::{lines, rounded};
use crate::output::plain;

/// A sentence, or one for each thing that is wrong.
pub(super) fn explain(w: &Words, error: &KitFailure) -> String {
    match error {
        KitFailure::File { path, error } => file(w, path, error),
        KitFailure::Data(error) => of_data(w, error),
        KitFailure::Survey(problems) => explain::explain(w, &SurveyError::Survey(problems.clone())),
        KitFailure::Households(found) => w.t1("kit-households", "found", w.whole(*found)),
        KitFailure::Place(place) => w.t1("kit-place", "place", plain(place)),
        KitFailure::Period(period) => w.t1("kit-period", "period", plain(period)),
        KitFailure::Kit { file, problems } => {
            let first = w.t1("kit-problems", "file", plain(file));
            let told = problems.0.iter().take(SHOWN);
            let told = told.map(|problem| format!("    {}", of_problem(w, problem)));
            let more = problems.0.len().saturating_sub(SHOWN);
            let rest = (more > 0).then(|| w.t1("microdata-more", "n", more));
            std::iter::once(first).chain(told).chain(rest).collect::<Vec<_>>().join("\n")
        }
    }
}

fn of_problem(w: &Words, problem: &KitProblem) -> String {
    match problem {
        KitProblem::Unreadable { line, detail } => {
            w.say("kit-unreadable", &[("line", (*line).into()), ("detail", plain(detail).into())])
        }
        KitProblem::Part { part, why, found } => {
            let why = w.t1(&format!("kit-why-{why}"), "found", plain(found));
            w.t2("kit-part", "part", plain(part), "why", why)
        }
        KitProblem::NobodyAnswered { adjustment, class, rows } => w.say(
            "kit-nobody-answered",
            &[
                ("adjustment", plain(adjustment).into()),
                ("class", plain(class).into()),
                ("rows", (*rows).into()),
            ],
        ),
    }
}

/// A file that cannot be written.
pub(super) fn cannot_write(w: &Words, error: &KitFailure) -> String {
    match error {
        KitFailure::File { path, error } => {
            let path = plain(&path.display().to_string());
            w.t2("kit-cannot-write", "path", path, "detail", error.to_string())
        }
        other => explain(w, other),
    }
}

/// What to know of the figures, beside them.
pub(super) fn summary(
    found: &Indicators,
    catalogue: &Catalogue,
    path: Option<&Path>,
    w: &Words,
) -> String {
    let synthetic = found.facts.synthetic;
    let mut said = vec![w.say(
        "kit-figures",
        &[
            ("n", found.figures.len().into()),
            ("rows", found.facts.rows.into()),
            ("place", catalogue.place_name(&found.place, w.lang()).into_owned().into()),
            ("period", found.period.to_string().into()),
        ],
    )];
    said.extend(
        path.map(|path| w.t1("kit-figures-written", "path", plain(&path.display().to_string()))),
    );
    said.extend(synthetic.then(|| w.t("kit-figures-synthetic")));
    let unreliable = found.flagged(Flag::Unreliable) + found.flagged(Flag::NoVariance);
    if unreliable > 0 {
        let synthetic = if synthetic { "yes" } else { "no" };
        said.push(w.t2("kit-figures-unreliable", "n", unreliable, "synthetic", synthetic));
    }
    let review = found.flagged(Flag::Review);
    said.extend((review > 0).then(|| w.t1("kit-figures-review", "n", review)));
    let none = found.without_answer;
    said.extend((none > 0).then(|| w.t1("kit-figures-without-answer", "n", none)));
    said.push(w.t("kit-figures-protect"));
    said.join("\n")
}

/// The figures as a table for people.
pub(super) fn table(found: &Indicators, catalogue: &Catalogue, w: &Words) -> String {
    let names =
        ["indicator", "group", "place", "value", "se", "interval", "answers", "deff", "sure"];
    let header = names.map(|name| w.t(&format!("kit-col-{name}"))).to_vec();
    let rows = found.figures.iter().map(|figure| row(figure, catalogue, w));
    lines(&header, rows, |at| at < 3 || at == 8)
}

fn row(figure: &GivenFigure, catalogue: &Catalogue, w: &Words) -> Vec<String> {
    let told = &figure.observation;
    let known = catalogue.indicator(&told.indicator);
    let name = known.map_or(told.indicator.as_str(), |one| w.text(&one.name));
    let category = |(dimension, category): (&str, &str)| {
        let known = catalogue.dimension(dimension).and_then(|one| one.category(category));
        known.map_or_else(|| category.to_owned(), |one| w.text(&one.name).to_owned())
    };
    let groups: Vec<String> = told.dimensions.iter().map(category).collect();
    let group = if groups.is_empty() { w.t("survey-everyone") } else { groups.join(", ") };
    let se = told.standard_error;
    let interval = figure.interval.map_or_else(
        || "–".to_owned(),
        |[low, high]| {
            let (low, high) = (rounded(w, Some(low), se), rounded(w, Some(high), se));
            w.t2("survey-between", "low", low, "high", high)
        },
    );
    let flag =
        figure.flag.map_or_else(String::new, |flag| w.t(&format!("survey-flag-{}", flag.code())));
    vec![
        plain(name),
        plain(&group),
        plain(&catalogue.place_name(&told.place, w.lang())),
        rounded(w, told.value, se),
        rounded(w, se, se),
        interval,
        told.n.map_or_else(String::new, |n| w.number(n, 0)),
        figure.deff.map_or_else(|| "–".to_owned(), |deff| w.number(deff, 2)),
        flag,
    ]
}
