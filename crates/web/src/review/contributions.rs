//! Contributions one by one: what is done, what its actor says of it, what others say, and the reply.

use passerelle_compact::Evidence;
use passerelle_compact::currency::TOTALS_IN;
use passerelle_desk::review::{Contribution, Moved, SelfReport, ThirdParty};

use super::commitments::{by, heard};
use super::told::{Telling, completion, day, results};
use crate::plan::money;
use crate::printed::Block;
use crate::words::Words;

/// Words of its own that are told of one contribution; how many there are besides is said.
const OWN: usize = 5;

pub(super) fn one_by_one(telling: &Telling<'_>) -> Vec<Block> {
    let all = &telling.review.contributions;
    if all.is_empty() {
        return vec![Block::Text(telling.w.t("review-no-contribution"))];
    }
    all.iter().flat_map(|one| contribution(telling, one)).collect()
}

fn contribution(telling: &Telling<'_>, one: &Contribution) -> Vec<Block> {
    let w = telling.w;
    let title = w.t2("review-numbered", "n", one.number, "title", w.text(&one.title));
    let mut blocks = vec![Block::Heading(3, title)];
    let said = [
        ("by", by(w, one).into()),
        ("place", telling.where_it_is(one).into()),
        ("start", one.start.year().to_string().into()),
        ("end", one.end.year().to_string().into()),
        (
            "status",
            w.t(&format!("initiative-status-{}", one.status.code().replace('_', "-"))).into(),
        ),
    ];
    blocks.push(Block::Small(w.say("review-contribution-about", &said)));
    if one.began_before {
        blocks.push(Block::Note(w.t("review-began-before")));
    }
    blocks.push(Block::List(facts(telling, one)));
    blocks.push(Block::Heading(4, w.t("part-said-own")));
    if one.own.is_empty() {
        blocks.push(Block::Small(w.t("part-said-own-none")));
    }
    for report in one.own.iter().take(OWN) {
        blocks.extend(own(w, report));
    }
    if one.own.len() > OWN {
        blocks.push(Block::Small(w.t1("review-more-own", "n", one.own.len() - OWN)));
    }
    blocks.push(Block::Heading(4, w.t("part-said-others")));
    if one.others.is_empty() && one.held == 0 {
        blocks.push(Block::Small(w.t("part-said-others-none")));
    }
    for other in &one.others {
        blocks.extend(third_party(w, other));
    }
    if one.held > 0 {
        blocks.push(Block::Small(w.t1("review-held", "n", one.held)));
    }
    blocks
}

/// What it serves, where, for whom, from what to what, what it is to cost, and when it was last heard of.
fn facts(telling: &Telling<'_>, one: &Contribution) -> Vec<String> {
    let w = telling.w;
    let titled = |id: &String| {
        let known = telling.catalogue.commitment(id);
        known.map_or(id.clone(), |entry| w.text(&entry.title).to_owned())
    };
    let serves: Vec<String> = one.serves.iter().map(titled).collect();
    let mut facts = vec![w.t1("review-serves", "titles", serves.join(&w.t("semicolon")))];
    if !one.places.is_empty() {
        facts.push(w.t1("review-places", "names", one.places.join(", ")));
    }
    if !one.organisations.is_empty() {
        facts.push(w.t1("review-organisations", "names", one.organisations.join(", ")));
    }
    for aim in &one.aims {
        let number = |value: f64| w.number(value, if value.fract() == 0.0 { 0 } else { 1 });
        let from = aim.baseline.map_or_else(|| w.t("initiative-baseline-unknown"), number);
        let said = [
            ("what", w.text(&aim.what).into()),
            ("unit", aim.unit.as_str().into()),
            ("from", from.into()),
            ("fromyear", aim.baseline_year.to_string().into()),
            ("to", number(aim.target).into()),
            ("toyear", aim.target_year.to_string().into()),
        ];
        let reached = aim.reached.map(|at| {
            w.t2("review-aim-reached", "value", number(at.value), "year", at.year.to_string())
        });
        let aim = w.say("review-aim", &said);
        facts.push(reached.map_or_else(|| aim.clone(), |reached| format!("{aim}{reached}")));
    }
    facts.extend(budget(w, one));
    let shown = match one.last_shown {
        Some(shown) => w.t1("review-last-shown", "day", day(w, shown)),
        None => w.t("review-never-shown"),
    };
    facts.push(format!("{} {shown}", heard(w, one)));
    facts
}

fn budget(w: &Words, one: &Contribution) -> Option<String> {
    let sum = one.budget?;
    let amount = |cents: i64| money(w, cents as f64 / 100.0, &one.currency);
    let said = [
        ("amount", amount(sum.cents).into()),
        ("committed", amount(sum.committed).into()),
        ("open", amount(sum.open).into()),
        ("kind", sum.code().into()),
    ];
    Some(w.say("initiative-money", &said))
}

fn scales(w: &Words, done: String, changed: Option<String>) -> String {
    let mut told = w.t1("part-told-completion", "step", done);
    if let Some(changed) = changed {
        told.push_str(&w.t("semicolon"));
        told.push_str(&w.t1("part-told-results", "step", changed));
    }
    told
}

fn evidence(w: &Words, evidence: &[Evidence]) -> Block {
    if evidence.is_empty() {
        return Block::Small(w.t("part-no-evidence"));
    }
    Block::Links(evidence.iter().map(|one| (one.what.clone(), one.link.clone())).collect())
}

fn own(w: &Words, one: &SelfReport) -> Vec<Block> {
    let changed = one.results.map(|step| results(w, step));
    let scales = scales(w, completion(w, one.completion), changed);
    vec![
        Block::Note(w.t2("label-value", "label", day(w, one.day), "value", scales)),
        Block::Text(w.text(&one.text).to_owned()),
        evidence(w, &one.evidence),
    ]
}

fn third_party(w: &Words, one: &ThirdParty) -> Vec<Block> {
    let changed = one.results.map(|step| results(w, step));
    let scales = scales(w, completion(w, one.completion), changed);
    let by = w.t2("part-told-by", "name", one.assessor.as_str(), "day", day(w, one.day));
    let labelled = |name: &str, text: &str| {
        Block::Small(w.t2("label-value", "label", w.t(name), "value", text))
    };
    let mut blocks = vec![
        Block::Note(w.t2("label-value", "label", by, "value", scales)),
        Block::Text(w.text(&one.text).to_owned()),
        labelled("part-record-method", w.text(&one.method)),
        labelled("part-record-interests", &one.interests),
        evidence(w, &one.evidence),
    ];
    match &one.reply {
        Some(reply) => {
            blocks.push(Block::Note(w.t1("part-reply-of", "day", day(w, reply.day))));
            let words =
                if reply.waived { w.t("part-waived") } else { w.text(&reply.text).to_owned() };
            blocks.push(Block::Text(words));
        }
        None => blocks.push(Block::Small(w.t("review-no-reply"))),
    }
    blocks
}

/// What moved of one kind, in a line.
pub(super) fn moved(w: &Words, one: &Moved) -> String {
    let amount = |cents: i64| money(w, cents as f64 / 100.0, TOTALS_IN);
    let said = [
        ("kind", w.t(&format!("money-kind-{}", one.kind.code().replace('_', "-"))).into()),
        ("low", amount(one.range.lower).into()),
        ("high", amount(one.range.upper).into()),
    ];
    w.say("review-money-line", &said)
}

/// What was promised and paid, as ranges.
fn ranges(telling: &Telling<'_>) -> Vec<Block> {
    let (w, all) = (telling.w, &telling.review.money);
    if all.is_empty() {
        return vec![Block::Text(w.t("review-money-none"))];
    }
    let amount = |cents: i64| money(w, cents as f64 / 100.0, TOTALS_IN);
    let row = |one: &Moved| {
        let kind = w.t(&format!("money-kind-{}", one.kind.code().replace('_', "-")));
        vec![kind, amount(one.range.lower), amount(one.range.upper)]
    };
    let heads = ["money-kind", "at-least", "at-most"];
    let mut blocks = vec![
        Block::Text(w.t1("review-money", "currency", TOTALS_IN)),
        Block::Table {
            name: w.t("review-money-name"),
            heads: heads.map(|name| w.t(&format!("review-col-{name}"))).to_vec(),
            rows: all.iter().map(row).collect(),
        },
    ];
    let left_out: usize = all.iter().map(|one| one.range.left_out).sum();
    if left_out > 0 {
        blocks.push(Block::Small(w.t1("review-money-left-out", "n", left_out)));
    }
    blocks
}

/// What was promised and paid, and what each contribution is to cost, in its own currency.
pub(super) fn budgets(telling: &Telling<'_>) -> Vec<Block> {
    let w = telling.w;
    let with: Vec<&Contribution> =
        telling.review.contributions.iter().filter(|one| one.budget.is_some()).collect();
    let without = telling.review.contributions.len() - with.len();
    let mut blocks = ranges(telling);
    blocks.push(Block::Text(w.t2("review-budgets", "n", with.len(), "without", without)));
    if with.is_empty() {
        return blocks;
    }
    let row = |one: &&Contribution| {
        let sum = one.budget.unwrap_or_default();
        let amount = |cents: i64| money(w, cents as f64 / 100.0, &one.currency);
        vec![
            w.t2("review-numbered", "n", one.number, "title", w.text(&one.title)),
            amount(sum.cents),
            amount(sum.committed),
            amount(sum.open),
        ]
    };
    let heads = ["contribution", "amount", "committed", "open"];
    blocks.push(Block::Table {
        name: w.t("review-budgets-name"),
        heads: heads.map(|name| w.t(&format!("review-col-{name}"))).to_vec(),
        rows: with.iter().map(row).collect(),
    });
    blocks
}
