//! `passerelle pull`

use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::pulls::PullOptions;
use passerelle_desk::{Desk, DeskError};

use super::import::tell;
use crate::arguments::{Node, Pull};
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
    let unknown: Vec<String> =
        asked.only.iter().filter(|id| !api.contains(id)).map(|id| plain(id)).collect();
    if !unknown.is_empty() {
        let variables = [
            ("name", unknown.join(", ").into()),
            ("publisher", publisher.into()),
            ("known", api.join(", ").into()),
        ];
        return Ok(output.cannot(&w.say("cli-pull-unknown-interface", &variables)));
    }
    let desk = Desk::open(&node.settings(false)).await?;
    let options = PullOptions {
        only: asked.only.clone(),
        rebase: asked.base.clone(),
        keep_good: asked.keep_good,
    };
    let bar = Arc::new(Bar::new(w));
    let outcomes = desk.pull(publisher, &options, bar.clone()).await;
    bar.finish();
    desk.close().await;
    tell(&outcomes?.unwrap_or_default(), asked.format, output)
}

/// Ids of a publisher's interfaces; `None` if there is no such publisher, or it has none.
fn interfaces(catalogue: &Catalogue, publisher: &str) -> Option<Vec<String>> {
    let found = catalogue.publisher(publisher)?;
    let ids: Vec<String> = found.api.iter().map(|api| api.id.clone()).collect();
    (!ids.is_empty()).then_some(ids)
}
