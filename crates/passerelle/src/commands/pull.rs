//! `passerelle pull`

use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::imports::{FileOutcome, ImportTotals};
use passerelle_desk::pulls::{PullOptions, Pulled};
use passerelle_desk::{Desk, DeskError};

use super::import::{Told, tell};
use crate::arguments::{Format, Node, Pull};
use crate::output::{Output, plain};
use crate::progress::Bar;

pub(super) async fn run(node: &Node, asked: &Pull, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    // What people call the Statistics Division's data.
    let publisher = if asked.publisher == "undata" { "unsd-sdg" } else { &asked.publisher };
    // Before a node is made for nothing.
    let catalogue = Catalogue::read(node.catalogue.as_deref(), false).map_err(DeskError::from)?;
    let Some(api) = interfaces(&catalogue, publisher) else {
        let known: Vec<&str> = catalogue
            .publishers
            .iter()
            .filter(|one| !one.api.is_empty())
            .map(|one| one.id.as_str())
            .collect();
        let (name, known) = (plain(&asked.publisher), known.join(", "));
        return Ok(output.cannot(&w.t2("cli-pull-unknown", "name", name, "known", known)));
    };
    // As the publisher writes it too: IT.NET.USER.ZS.
    let same = |id: &str, typed: &str| written_alike(id) == written_alike(typed);
    let found = |typed: &String| api.iter().find(|id| same(id, typed));
    let only: Vec<String> = asked.only.iter().filter_map(found).cloned().collect();
    let unknown: Vec<String> =
        asked.only.iter().filter(|typed| found(typed).is_none()).map(|id| plain(id)).collect();
    if !unknown.is_empty() {
        let variables = [
            ("name", unknown.join(", ").into()),
            ("publisher", publisher.into()),
            ("known", api.join(", ").into()),
        ];
        return Ok(output.cannot(&w.say("cli-pull-unknown-interface", &variables)));
    }
    let desk = Desk::open(&node.settings(false)).await?;
    let options = PullOptions { only, rebase: asked.base.clone(), keep_good: asked.keep_good };
    let bar = Arc::new(Bar::new(w));
    let pulled = desk.pull(publisher, &options, bar.clone()).await;
    bar.finish();
    desk.close().await;
    let told = Told { format: asked.format, keep_good: asked.keep_good };
    let Pulled { outcomes, failed } = pulled.unwrap_or_default();
    // What came in before is told, whatever came after.
    match &failed {
        Some((id, error)) => tell_failed(&outcomes, (id, error), told, output),
        None => tell(&outcomes, told, output),
    }
}

fn tell_failed(
    outcomes: &[FileOutcome],
    (interface, error): (&str, &DeskError),
    told: Told,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    if told.format == Format::Json {
        let about = error.about();
        output.json(&serde_json::json!({
            "totals": ImportTotals::of(outcomes),
            "files": outcomes,
            "failed": {
                "interface": interface, "code": error.code(), "what": about.what,
                "detail": about.detail, "kept": about.kept,
            },
        }))?;
    } else if !outcomes.is_empty() {
        tell(outcomes, told, output)?;
    }
    Ok(output.cannot(&output.explain(error)))
}

fn written_alike(id: &str) -> String {
    id.to_lowercase().replace(['.', '-'], "_")
}

/// Ids of a publisher's interfaces; `None` if there is no such publisher, or it has none.
fn interfaces(catalogue: &Catalogue, publisher: &str) -> Option<Vec<String>> {
    let found = catalogue.publisher(publisher)?;
    let ids: Vec<String> = found.api.iter().map(|api| api.id.clone()).collect();
    (!ids.is_empty()).then_some(ids)
}
