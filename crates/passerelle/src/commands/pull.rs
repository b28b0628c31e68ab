//! `passerelle pull`

use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::Desk;
use passerelle_desk::pulls::PullOptions;

use super::import::tell;
use crate::arguments::{Node, Pull};
use crate::output::Output;
use crate::progress::Bar;

pub(super) async fn run(node: &Node, asked: &Pull, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    // What people call the Statistics Division's data.
    let publisher = if asked.publisher == "undata" { "unsd-sdg" } else { &asked.publisher };
    let options = PullOptions {
        only: asked.only.clone(),
        rebase: asked.base.clone(),
        keep_good: asked.keep_good,
    };
    let bar = Arc::new(Bar::new(output.words));
    let outcomes = desk.pull(publisher, &options, bar.clone()).await;
    bar.finish();
    let Some(outcomes) = outcomes? else {
        let (name, known) = (asked.publisher.clone(), desk.pullable().join(", "));
        anyhow::bail!(output.words.t2("cli-pull-unknown", "name", name, "known", known));
    };
    desk.close().await;
    tell(&outcomes, asked.format, output)
}
