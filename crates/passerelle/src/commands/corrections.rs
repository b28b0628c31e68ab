//! `passerelle corrections`

use std::process::ExitCode;

use passerelle_desk::Desk;
use passerelle_desk::corrections::{Correction, CorrectionState};
use passerelle_desk::shown::Change;

use super::release::who;
use crate::arguments::{self, Corrections, Format, Node};
use crate::output::Output;

pub(super) async fn run(
    node: &Node,
    asked: Corrections,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    match asked {
        Corrections::List(asked) => list(node, &asked, output).await,
        Corrections::Accept(asked) => decide(node, &asked, true, output).await,
        Corrections::Refuse(asked) => decide(node, &asked, false, output).await,
    }
}

async fn list(
    node: &Node,
    asked: &arguments::CorrectionsList,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let state = match asked.state {
        arguments::CorrectionState::Waiting => CorrectionState::Waiting,
        arguments::CorrectionState::Accepted => CorrectionState::Accepted,
        arguments::CorrectionState::Refused => CorrectionState::Refused,
    };
    let found = desk.corrections(state, 0).await?;
    if asked.format == Format::Json {
        output.json(&found)?;
        return Ok(ExitCode::SUCCESS);
    }
    if found.is_empty() {
        output.line(&output.words.t("cli-corrections-none"))?;
    }
    for one in &found {
        output.line(&told(output, one))?;
        // What a stranger wrote stays one line, so that it cannot look like another.
        let because = one.proposed.because.split_whitespace().collect::<Vec<_>>().join(" ");
        output.line(&format!("    {because}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn decide(
    node: &Node,
    asked: &arguments::CorrectionsDecide,
    accept: bool,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else {
        return Ok(output.refuse(&output.words.t("cli-release-wrong-password")));
    };
    let decided = desk.decide_correction(asked.number, accept, &user).await?;
    if asked.format == Format::Json {
        output.json(&decided)?;
        return Ok(ExitCode::SUCCESS);
    }
    let word = if accept { "cli-correction-accepted" } else { "cli-correction-refused" };
    output.line(&output.words.t1(word, "told", told(output, &decided)))?;
    Ok(ExitCode::SUCCESS)
}

/// A correction in a line.
fn told(output: &Output, one: &Correction) -> String {
    let w = output.words;
    let proposed = &one.proposed;
    let what = w.t(&format!("places-what-{}", proposed.what));
    let right = match serde_json::from_str(&proposed.value) {
        Ok(Change::Position { lat, lon }) => format!("{lat}, {lon}"),
        Ok(Change::Name { name }) => name,
        Ok(Change::Status { connected }) => {
            w.t(if connected { "places-status-yes" } else { "places-status-no" })
        }
        Ok(Change::Closed | Change::Other) | Err(_) => String::new(),
    };
    let said = [
        ("number", one.id.to_string().into()),
        ("country", proposed.country.as_str().into()),
        ("site", proposed.site.as_str().into()),
        ("what", what.into()),
        ("given", if right.is_empty() { "no" } else { "yes" }.into()),
        ("right", right.into()),
        ("moment", w.moment(&passerelle_desk::written_time(one.proposed_at)).into()),
    ];
    w.say("cli-correction-line", &said)
}
