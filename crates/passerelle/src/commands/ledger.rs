//! `passerelle import transactions`

use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::Desk;
use passerelle_desk::initiatives::Ledger;
use passerelle_web::plan::money;

use super::initiatives::{acting, refuse};
use crate::arguments::{Format, ImportTransactions, Node};
use crate::output::{Output, plain};

/// Transactions that are shown, at the most.
const SHOWN: usize = 40;

pub(super) async fn import(
    node: &Node,
    asked: &ImportTransactions,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = match asked.keep {
        true => Desk::open(&node.settings(false)).await?,
        false => Desk::open_existing(&node.settings(false)).await?,
    };
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    let file = (asked.path.as_path(), asked.initiative.as_str());
    let found = desk.import_transactions(file, user.as_ref(), asked.keep).await;
    desk.close().await;
    match found {
        Ok(ledger) if asked.format == Format::Json => {
            output.json(&ledger)?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(ledger) => told(&ledger, asked.keep, output),
        Err(error) => refuse(output, Path::new(""), error),
    }
}

fn told(ledger: &Ledger, keep: bool, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let lines = [("added", &ledger.added), ("changed", &ledger.changed)];
    let lines = lines.iter().flat_map(|(what, all)| all.iter().map(move |one| (*what, one)));
    let count = ledger.added.len() + ledger.changed.len();
    for (what, one) in lines.take(SHOWN) {
        let kind = format!("money-kind-{}", one.kind.code().replace('_', "-"));
        let other = one.other().map(|party| plain(&party.to_string())).unwrap_or_default();
        let said = [
            ("what", what.into()),
            ("number", one.number.to_string().into()),
            ("day", w.day(&one.day.to_string()).into()),
            ("kind", w.t(&kind).into()),
            ("amount", money(w, one.cents as f64 / 100.0, &one.currency).into()),
            ("told", if other.is_empty() { "no" } else { "yes" }.into()),
            ("other", other.into()),
        ];
        output.line(&w.say("cli-ledger-line", &said))?;
    }
    if count > SHOWN {
        output.line(&w.t1("cli-ledger-more", "n", count - SHOWN))?;
    }
    let said = [
        ("rows", ledger.rows.into()),
        ("added", ledger.added.len().into()),
        ("changed", ledger.changed.len().into()),
        ("same", ledger.unchanged.into()),
    ];
    output.line(&w.say("cli-ledger-counts", &said))?;
    let end = match (ledger.is_kept, keep, count) {
        (true, ..) => "cli-ledger-kept",
        (false, false, 1..) => "cli-ledger-preview",
        _ => "cli-ledger-nothing",
    };
    output.line(&w.t1(end, "initiative", plain(&ledger.initiative)))?;
    Ok(ExitCode::SUCCESS)
}
