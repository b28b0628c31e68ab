//! `passerelle check`

use std::process::ExitCode;

use passerelle_desk::{Desk, DeskError};

use crate::arguments::{Check, Format, Node};
use crate::output::{FOUND_PROBLEMS, Output};

pub(super) async fn run(node: &Node, asked: &Check, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = match Desk::open(&node.settings(false)).await {
        Err(DeskError::Catalogue(found)) if asked.format == Format::Json => {
            output.json(&serde_json::json!({ "ok": false, "problems": found.0 }))?;
            return Ok(ExitCode::from(FOUND_PROBLEMS));
        }
        opened => opened?,
    };
    let inventory = desk.inventory().await?;
    let rebuilt = if asked.rebuild { Some(desk.rebuild().await?) } else { None };
    let ok = rebuilt.as_ref().is_none_or(|rebuilt| rebuilt.differed_in_all == 0);
    if asked.format == Format::Json {
        let rebuilt = rebuilt.map(|rebuilt| {
            serde_json::json!({ "records": rebuilt.records, "differed": rebuilt.differed })
        });
        output.json(&serde_json::json!({ "ok": ok, "node": inventory, "rebuilt": rebuilt }))?;
    } else {
        output.line(&output.words.say(
            "cli-check-ok",
            &[
                ("commitments", inventory.commitments.into()),
                ("indicators", inventory.indicators.into()),
                ("sources", inventory.sources.into()),
                ("countries", inventory.countries.into()),
            ],
        ))?;
        if let Some(rebuilt) = rebuilt {
            let line = if ok {
                output.words.t1("cli-check-rebuilt-ok", "records", rebuilt.records)
            } else {
                output.words.t1("cli-check-rebuilt-bad", "n", rebuilt.differed_in_all)
            };
            output.line(&line)?;
            for key in &rebuilt.differed {
                output.line(&format!("    {key}"))?;
            }
        }
    }
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::from(FOUND_PROBLEMS) })
}
