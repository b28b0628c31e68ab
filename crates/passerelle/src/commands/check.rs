//! `passerelle check`

use std::process::ExitCode;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::{Desk, DeskError};

use passerelle_web::told::finding;

use crate::arguments::{Check, Format, Node};
use crate::output::{FOUND_PROBLEMS, Output};

/// Checks the catalogue, then the node if there is one.
pub(super) async fn run(node: &Node, asked: &Check, output: &Output) -> anyhow::Result<ExitCode> {
    let catalogue = match Catalogue::read(node.catalogue.as_deref(), false) {
        Ok(catalogue) => catalogue,
        Err(found) if asked.format == Format::Json => {
            output.json(&serde_json::json!({ "ok": false, "problems": found.0 }))?;
            return Ok(ExitCode::from(FOUND_PROBLEMS));
        }
        Err(found) => {
            output.line(&output.words.t1("cli-check-bad", "n", found.0.len()))?;
            for problem in &found.0 {
                output.line(&format!("    {}", finding(output.words, problem)))?;
            }
            return Ok(ExitCode::from(FOUND_PROBLEMS));
        }
    };
    match Desk::open_existing(&node.settings(false)).await {
        Ok(desk) => check_node(&desk, &catalogue, asked, output).await,
        Err(absent @ DeskError::NoNode { .. }) if asked.rebuild => Err(absent.into()),
        Err(DeskError::NoNode { data }) => {
            if asked.format == Format::Json {
                let catalogue = counts(&catalogue);
                output.json(&serde_json::json!({
                    "ok": true, "catalogue": catalogue, "node": null, "rebuilt": null
                }))?;
                return Ok(ExitCode::SUCCESS);
            }
            tell_catalogue(&catalogue, output)?;
            let data = data.display().to_string();
            output.line(&output.words.t1("cli-check-no-node", "data", data))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Err(error.into()),
    }
}

async fn check_node(
    desk: &Desk,
    catalogue: &Catalogue,
    asked: &Check,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let inventory = desk.inventory().await?;
    let rebuilt = if asked.rebuild { Some(desk.rebuild().await?) } else { None };
    let ok = rebuilt.as_ref().is_none_or(|rebuilt| rebuilt.differed_in_all == 0);
    if asked.format == Format::Json {
        let rebuilt = rebuilt.map(|rebuilt| {
            serde_json::json!({ "records": rebuilt.records, "differed": rebuilt.differed })
        });
        let catalogue = counts(catalogue);
        output.json(&serde_json::json!({
            "ok": ok, "catalogue": catalogue, "node": inventory, "rebuilt": rebuilt
        }))?;
    } else {
        tell_catalogue(catalogue, output)?;
        let (observations, entries) = (w.whole(inventory.observations), w.whole(inventory.entries));
        output.line(&w.t2("cli-check-node", "observations", observations, "entries", entries))?;
        if let Some(rebuilt) = rebuilt {
            let line = if ok {
                w.t1("cli-check-rebuilt-ok", "records", rebuilt.records)
            } else {
                w.t1("cli-check-rebuilt-bad", "n", rebuilt.differed_in_all)
            };
            output.line(&line)?;
            for key in &rebuilt.differed {
                output.line(&format!("    {key}"))?;
            }
        }
    }
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::from(FOUND_PROBLEMS) })
}

fn counts(catalogue: &Catalogue) -> serde_json::Value {
    serde_json::json!({
        "commitments": catalogue.commitments.len(),
        "indicators": catalogue.indicators.len(),
        "sources": catalogue.publishers.len(),
        "countries": catalogue.places.countries().len(),
    })
}

fn tell_catalogue(catalogue: &Catalogue, output: &Output) -> anyhow::Result<()> {
    output.line(&output.words.say(
        "cli-check-ok",
        &[
            ("commitments", catalogue.commitments.len().into()),
            ("indicators", catalogue.indicators.len().into()),
            ("sources", catalogue.publishers.len().into()),
            ("countries", catalogue.places.countries().len().into()),
        ],
    ))
}
