//! `passerelle backup`

use std::process::ExitCode;

use passerelle_desk::Desk;

use crate::arguments::{Backup, Format, Node};
use crate::output::Output;
use crate::progress::Bar;

pub(super) async fn run(node: &Node, asked: &Backup, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let bar = Bar::working(output.words);
    let bytes = desk.backup(&asked.path).await;
    bar.finish();
    let bytes = bytes?;
    let path = asked.path.display().to_string();
    let key = node.key_file().display().to_string();
    if asked.format == Format::Json {
        output.json(&serde_json::json!({ "path": path, "bytes": bytes, "key": key }))?;
    } else {
        let size = format!("{} kB", output.words.whole(bytes.div_ceil(1000)));
        output.line(&output.words.say(
            "cli-backup-done",
            &[("path", path.into()), ("size", size.into()), ("key", key.into())],
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}
