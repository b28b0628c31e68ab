//! `passerelle plan compare` and `passerelle plan explain`

use std::process::ExitCode;

use passerelle_desk::plans::{Comparison, compare_plans};
use passerelle_web::plan::{money, reasons, technology};
use passerelle_web::words::Words;

use crate::arguments::{Format, PlanCompare, PlanExplain};
use crate::output::Output;
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
