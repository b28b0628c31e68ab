//! `passerelle plan compare` and `passerelle plan explain`

use std::process::ExitCode;

use passerelle_desk::plans::{Comparison, SiteTold, compare_plans};
use passerelle_web::plan::{money, technology};
use passerelle_web::words::Words;

use crate::arguments::{Format, PlanCompare, PlanExplain};
use crate::output::{Output, plain};
use passerelle_web::plan::explain;

pub(super) fn compare(asked: &PlanCompare, output: &Output) -> anyhow::Result<ExitCode> {
    let found = match compare_plans(&asked.one, &asked.other) {
        Ok(found) => found,
        Err(error) => return Ok(output.refuse(&explain(output.words, &error))),
    };
    match asked.format {
        Format::Json => output.json(&found)?,
        Format::Text => output.line(&differences(output.words, &found))?,
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn explain_site(asked: &PlanExplain, output: &Output) -> anyhow::Result<ExitCode> {
    let found = match passerelle_desk::plans::explain_site(&asked.plan, &asked.site) {
        Ok(found) => found,
        Err(error) => return Ok(output.refuse(&explain(output.words, &error))),
    };
    match asked.format {
        Format::Json => output.json(&found)?,
        Format::Text => output.line(&reasons(output.words, &found).join("\n"))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn differences(w: &Words, found: &Comparison) -> String {
    let mut lines = Vec::new();
    for (name, [one, other]) in &found.figures {
        let is_money =
            name.contains("cost") || matches!(&**name, "capex" | "opex_per_year" | "financing_gap");
        let written = |value: Option<f64>, currency: &str| match value {
            None => "–".to_owned(),
            Some(value) if is_money => money(w, value, currency),
            Some(value) if name == "gap_network" => w.figure(value * 100.0, "percent", 2),
            Some(value) => w.number(value, 0),
        };
        let change = one.zip(*other).filter(|(one, _)| *one != 0.0 && name != "gap_network");
        let change = change.map(|(one, other)| w.figure((other / one - 1.0) * 100.0, "percent", 1));
        let said = [
            ("label", w.t(&format!("plan-figure-{}", name.replace('_', "-"))).into()),
            ("one", written(*one, &found.currencies[0]).into()),
            ("other", written(*other, &found.currencies[1]).into()),
            ("change", change.unwrap_or_else(|| "–".to_owned()).into()),
        ];
        lines.push(w.say("plan-compare-line", &said));
    }
    if found.currencies[0] != found.currencies[1] {
        lines.push(w.t("plan-compare-currencies"));
    }
    for (ways, sites) in &found.switched {
        let (from, to) = ways.split_once(" → ").unwrap_or_default();
        let said = [
            ("n", (*sites).into()),
            ("from", technology(w, from).into()),
            ("to", technology(w, to).into()),
        ];
        lines.push(w.say("plan-compare-switched", &said));
    }
    if found.only_first + found.only_second > 0 {
        lines.push(w.t2("plan-compare-only", "one", found.only_first, "other", found.only_second));
    }
    lines.join("\n")
}

/// Why a site is connected as it is, and what would change it.
fn reasons(w: &Words, found: &SiteTold) -> Vec<String> {
    let amount = |value: f64| money(w, value, &found.currency);
    let how = technology(w, &found.technology);
    let mut lines = vec![w.t2("plan-site", "name", plain(&found.name), "id", plain(&found.id))];
    if found.connected_already {
        lines.push(w.t1("plan-site-already", "how", how));
        return lines;
    }
    let said = [
        ("how", how.into()),
        ("cost", amount(found.present_cost).into()),
        ("line", amount(found.line_share).into()),
        ("other", technology(w, &found.other_technology).into()),
        ("othercost", amount(found.other_present_cost).into()),
        ("saves", amount(found.fibre_saves.abs()).into()),
        ("km", w.number(found.metres_to_fibre.unwrap_or_default() / 1_000.0, 1).into()),
        ("breakeven", amount(breakeven(found).unwrap_or_default()).into()),
        ("perkm", amount(found.line_per_km.unwrap_or_default()).into()),
    ];
    lines.push(w.say("plan-site-cost", &said));
    let why = match (&*found.technology, found.metres_to_fibre) {
        ("fibre", _) => "plan-site-fibre",
        (_, None) => "plan-site-no-fibre",
        (_, Some(_)) if found.fibre_saves <= 0.0 => "plan-site-cheaper-anyway",
        (_, Some(_)) => "plan-site-too-far",
    };
    lines.push(w.say(why, &said));
    lines
}

/// The present cost of a kilometre of line below which a line to this site alone would pay.
fn breakeven(found: &SiteTold) -> Option<f64> {
    let km = found.metres_to_fibre.filter(|metres| *metres > 0.0)? / 1_000.0;
    Some(found.fibre_saves / km)
}
