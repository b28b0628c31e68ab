//! Commitments: what shows each, and who serves it.

use passerelle_desk::review::{Chapter, Contribution, Figure, Promise};

use super::contributions::moved;
use super::told::{Telling, completion, day};
use crate::pages::view;
use crate::printed::Block;
use crate::words::Words;

/// Words of others in a line of a table; all of them are told with the contribution.
const OTHERS: usize = 6;

/// Objective by objective: each commitment with something to tell, then the names of the others.
pub(super) fn by_objective(telling: &Telling<'_>) -> Vec<Block> {
    let (w, review) = (telling.w, telling.review);
    let mut blocks = Vec::new();
    for objective in &review.objectives {
        blocks.push(Block::Heading(3, telling.objective(objective)));
        let own: Vec<&Promise> =
            objective.commitments.iter().filter_map(|id| review.commitment(id)).collect();
        let counts = objective.tally;
        let said = [
            ("n", counts.commitments.into()),
            ("served", counts.served.into()),
            ("shown", counts.shown.into()),
        ];
        blocks.push(Block::Small(w.say("review-tally-commitments", &said)));
        let has_something = |one: &&&Promise| !one.contributions.is_empty() || one.is_shown();
        for one in own.iter().filter(has_something) {
            blocks.extend(commitment(telling, one));
        }
        let bare: Vec<String> = own
            .iter()
            .filter(|one| !has_something(one))
            .map(|one| w.text(&one.title).to_owned())
            .collect();
        if !bare.is_empty() {
            blocks.push(Block::Heading(4, w.t1("review-nothing-recorded", "n", bare.len())));
            blocks.push(Block::List(bare));
        }
    }
    blocks
}

fn commitment(telling: &Telling<'_>, one: &Promise) -> Vec<Block> {
    let w = telling.w;
    let mut blocks = vec![Block::Heading(4, w.text(&one.title).to_owned())];
    let place = w.text(&one.place);
    let due = one.due.map(|due| w.t1("due", "date", day(w, due)));
    let about: Vec<String> = std::iter::once(place.to_owned()).chain(due).collect();
    blocks.push(Block::Small(about.join(&w.t("semicolon"))));
    if !one.figures.is_empty() {
        let figures = one.figures.iter().map(|figure| in_words(telling, figure));
        blocks.push(Block::List(figures.collect()));
    }
    if one.contributions.is_empty() {
        blocks.push(Block::Small(w.t("review-no-contribution")));
        return blocks;
    }
    if !one.money.is_empty() {
        blocks.push(Block::List(one.money.iter().map(|one| moved(w, one)).collect()));
    }
    let heads = ["contribution", "who", "own", "others", "evidence", "news"];
    let served: Vec<&Contribution> =
        one.contributions.iter().filter_map(|n| telling.review.contribution(*n)).collect();
    blocks.push(Block::Table {
        name: w.text(&one.title).to_owned(),
        heads: heads.map(|name| w.t(&format!("review-col-{name}"))).to_vec(),
        rows: served.into_iter().map(|one| row(w, one)).collect(),
    });
    blocks
}

/// A contribution in a line: what its own actor says and what others say are two cells.
fn row(w: &Words, one: &Contribution) -> Vec<String> {
    let own = match one.own.first() {
        Some(latest) => completion(w, latest.completion),
        None => w.t("review-nothing-said"),
    };
    let mut others: Vec<String> = one
        .others
        .iter()
        .take(OTHERS)
        .map(|other| {
            let step = completion(w, other.completion);
            w.t2("label-value", "label", other.assessor.as_str(), "value", step)
        })
        .collect();
    if one.others.len() > OTHERS {
        others.push(w.t1("review-more-others", "n", one.others.len() - OTHERS));
    }
    if one.held > 0 {
        others.push(w.t1("review-held", "n", one.held));
    }
    if others.is_empty() {
        others.push(w.t("review-nobody-else"));
    }
    vec![
        w.t2("review-numbered", "n", one.number, "title", w.text(&one.title)),
        by(w, one),
        own,
        others.join("\n"),
        w.whole(one.evidence() as u64),
        heard(w, one),
    ]
}

/// Whose a contribution is.
pub(super) fn by(w: &Words, one: &Contribution) -> String {
    match &one.by {
        Some(by) => w.text(&by.name).to_owned(),
        None => w.t("review-nobodys"),
    }
}

/// Whether a contribution is heard of.
pub(super) fn heard(w: &Words, one: &Contribution) -> String {
    let last = day(w, one.last_heard);
    w.t2("review-heard", "hearing", one.hearing.code(), "last", last)
}

/// A figure with how sure it is, its target and its source.
pub(super) fn in_words(telling: &Telling<'_>, figure: &Figure) -> String {
    let w = telling.w;
    let name = w.text(&figure.name);
    let Some(value) = value(w, figure) else {
        let why = figure.status.as_ref().map(|code| format!("no-figure-{}", dashed(code)));
        let why = why.filter(|name| w.has(name)).unwrap_or_else(|| "no-figure".to_owned());
        return w.t2("label-value", "label", name, "value", w.t(&why));
    };
    let mut told = w.t2("label-value", "label", name, "value", value);
    if let Some(target) = figure.target {
        let decimals = if target.fract() == 0.0 { 0 } else { figure.decimals };
        let target = w.figure(target, &figure.unit, decimals);
        let year = figure.target_year.map(|year| year.to_string()).unwrap_or_default();
        told.push_str(&w.t("semicolon"));
        told.push_str(&w.t2("review-target", "target", target, "year", year));
        if let Some(class) = &figure.class {
            told.push_str(&w.t("colon"));
            told.push_str(&w.t(&format!("class-{}", dashed(class))));
        }
    }
    if let Some(source) = &figure.source {
        told.push_str(". ");
        told.push_str(&w.t("source-label"));
        told.push_str(&view::source(telling.catalogue, w, source));
    }
    told
}

fn dashed(code: &str) -> String {
    code.replace('_', "-")
}

/// “35.2% (2023, between 33% and 37%, estimated)”; of several countries, their median.
fn value(w: &Words, figure: &Figure) -> Option<String> {
    let number = |value: f64| match figure.unit.as_str() {
        // A year is no quantity: it takes no separator.
        "year" => format!("{value:.0}"),
        unit => w.figure(value, unit, figure.decimals),
    };
    let value = number(figure.value?);
    if let Some(spread) = figure.spread {
        let said = [
            ("n", spread.countries.into()),
            ("since", spread.since.to_string().into()),
            ("median", value.into()),
            ("low", number(spread.lower_quartile).into()),
            ("high", number(spread.upper_quartile).into()),
        ];
        return Some(w.say("review-median", &said));
    }
    let interval = figure
        .interval
        .map(|(low, high)| w.t2("interval", "low", number(low), "high", number(high)));
    let status = figure.status.as_deref().filter(|code| *code != "normal");
    let status = status.map(|code| w.t(&format!("status-{}", dashed(code))));
    let unsure = (interval.is_none()).then(|| w.t("review-no-interval"));
    let about: Vec<String> =
        [figure.period.clone(), interval, unsure, status].into_iter().flatten().collect();
    Some(format!("{value} ({})", about.join(", ")))
}

/// By Sustainable Development Goal. One commitment can stand under several goals.
pub(super) fn by_goal(telling: &Telling<'_>) -> Vec<Block> {
    let w = telling.w;
    let mut blocks = vec![Block::Small(w.t("review-goals-how"))];
    for goal in 1..=17_u8 {
        let own: Vec<&Promise> =
            telling.review.commitments.iter().filter(|one| one.goals.contains(&goal)).collect();
        if own.is_empty() {
            continue;
        }
        let name = w.t(&format!("sdg-{goal}"));
        let title = w.t2("review-goal", "n", goal.to_string(), "name", name);
        blocks.push(Block::Heading(3, title.clone()));
        blocks.push(table(telling, title, &own));
    }
    blocks
}

/// The commitments that a chapter names.
pub(super) fn listed(telling: &Telling<'_>, chapter: &Chapter) -> Vec<Block> {
    let w = telling.w;
    let own: Vec<&Promise> =
        telling.review.commitments.iter().filter(|one| chapter.names(&one.id)).collect();
    if own.is_empty() {
        return vec![Block::Text(w.t("review-line-empty"))];
    }
    vec![table(telling, w.text(&chapter.title).to_owned(), &own)]
}

/// Commitments in a line each.
fn table(telling: &Telling<'_>, name: String, own: &[&Promise]) -> Block {
    let w = telling.w;
    let row = |one: &&Promise| {
        let figures: Vec<String> = one
            .figures
            .iter()
            .filter_map(|figure| {
                let value = value(w, figure)?;
                Some(w.t2("label-value", "label", w.text(&figure.name), "value", value))
            })
            .collect();
        let figures = if figures.is_empty() { w.t("review-no-figure") } else { figures.join("\n") };
        let numbers: Vec<String> = one.contributions.iter().map(usize::to_string).collect();
        let numbers = if numbers.is_empty() { w.t("review-none") } else { numbers.join(", ") };
        let title = w.text(&one.title).to_owned();
        vec![title, figures, numbers, w.whole(one.evidence as u64)]
    };
    let heads = ["commitment", "figures", "contributions-numbers", "evidence"];
    Block::Table {
        name,
        heads: heads.map(|name| w.t(&format!("review-col-{name}"))).to_vec(),
        rows: own.iter().map(row).collect(),
    }
}
