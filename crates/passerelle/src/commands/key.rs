//! `passerelle key`

use std::process::ExitCode;

use passerelle_desk::Desk;

use crate::arguments::{Format, Key, Node};
use crate::output::Output;

pub(super) async fn run(node: &Node, asked: &Key, output: &Output) -> anyhow::Result<ExitCode> {
    let settings = node.settings(false);
    let (name, format, key) = match asked {
        Key::Show(asked) => {
            let desk = Desk::open_existing(&settings).await?;
            let key = desk.verifier_key();
            desk.close().await;
            ("cli-key", asked.format, key)
        }
        Key::Renew(asked) => ("cli-key-renewed", asked.format, Desk::renew_key(&settings).await?),
    };
    let present = node.key_file().is_file();
    let name = if present { name } else { "cli-key-alone" };
    let file = node.key_file().display().to_string();
    if format == Format::Json {
        output.json(&serde_json::json!({ "key": key, "file": file, "present": present }))?;
    } else {
        output.line(&output.words.t1(name, "file", file))?;
        output.line(&key)?;
    }
    Ok(ExitCode::SUCCESS)
}
