//! `passerelle erase`

use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;

use passerelle_desk::Desk;
use passerelle_vocabulary::Key;

use crate::arguments::{Erase, Format, Node};
use crate::output::{Output, plain};

pub(super) async fn run(node: &Node, asked: &Erase, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let Ok(key) = asked.record.parse::<Key>() else {
        return Ok(output.refuse(&w.t1("cli-erase-not-a-key", "found", plain(&asked.record))));
    };
    let settings = node.settings(false);
    // A node that is not there is not made for this.
    Desk::open_existing(&settings).await?.close().await;
    let desk = Desk::open(&settings).await?;
    if let Err(refused) = confirmed(asked, &key, output)? {
        return Ok(output.refuse(&refused));
    }
    let erased = desk.erase(&key, &asked.reason).await;
    desk.close().await;
    let erased = erased?;
    if asked.format == Format::Json {
        output.json(&erased)?;
        return Ok(ExitCode::SUCCESS);
    }
    output.line(&w.say(
        "cli-erased",
        &[
            ("record", erased.record.as_str().into()),
            ("lines", erased.leaves.len().into()),
            ("told", erased.told_in.as_str().into()),
        ],
    ))?;
    if erased.figures > 0 {
        output.line(&w.t1("cli-erased-figures", "n", erased.figures))?;
    }
    output.line(&w.t(match (erased.on_server, erased.overwritten) {
        (true, _) => "cli-erased-server",
        (false, true) => "cli-erased-copies",
        (false, false) => "cli-erased-later",
    }))?;
    Ok(ExitCode::SUCCESS)
}

/// Asks a person at a terminal whether it is meant. The inner error is why nothing is erased, in words.
fn confirmed(asked: &Erase, key: &Key, output: &Output) -> anyhow::Result<Result<(), String>> {
    let w = output.words;
    if asked.yes {
        return Ok(Ok(()));
    }
    if !std::io::stdin().is_terminal() {
        return Ok(Err(w.t("cli-erase-unconfirmed")));
    }
    let mut err = std::io::stderr().lock();
    write!(err, "{} ", w.t1("cli-erase-confirm", "record", key.to_string()))?;
    err.flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(if line.trim() == key.to_string() { Ok(()) } else { Err(w.t("cli-erase-given-up")) })
}
