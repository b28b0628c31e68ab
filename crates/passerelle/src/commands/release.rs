//! `passerelle release`

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use passerelle_desk::releases::{CalendarLine, Proposal, Release};
use passerelle_desk::scorecards::scorecard::Stage;
use passerelle_desk::{Desk, User};

use crate::arguments::{self, Format, Node};
use crate::output::Output;

pub(super) async fn run(
    node: &Node,
    asked: arguments::Release,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    match asked {
        arguments::Release::Prepare(asked) => prepare(node, asked, output).await,
        arguments::Release::Sign(asked) => sign(node, &asked, output).await,
        arguments::Release::List(asked) => list(node, &asked, output).await,
    }
}

async fn prepare(
    node: &Node,
    asked: arguments::ReleasePrepare,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else {
        return Ok(output.refuse(&w.t("cli-release-wrong-password")));
    };
    let proposal = Proposal {
        place: asked.of.country,
        year: asked.of.year,
        release_at: asked.at.map(jiff::Timestamp::as_millisecond),
        kind: asked.reason,
        because: asked.because.unwrap_or_default(),
    };
    let release = desk.prepare_release(&proposal, &user).await?;
    if asked.format == Format::Json {
        output.json(&CalendarLine::from(&release))?;
        return Ok(ExitCode::SUCCESS);
    }
    output.line(&told(output, "cli-release-prepared", &release))?;
    let look =
        [("place", release.place.as_str().into()), ("year", release.year.to_string().into())];
    output.line(&format!("    {}", w.say("cli-release-look-with", &look)))?;
    if release.revision > 1 {
        output.line(&w.t1("cli-release-changes", "n", release.changes.len()))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn sign(
    node: &Node,
    asked: &arguments::ReleaseSign,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else {
        return Ok(output.refuse(&output.words.t("cli-release-wrong-password")));
    };
    let release =
        desk.sign_release(&asked.of.country, asked.of.year, &asked.fingerprint, &user).await?;
    if asked.format == Format::Json {
        output.json(&CalendarLine::from(&release))?;
        return Ok(ExitCode::SUCCESS);
    }
    let name = match release.stage {
        Stage::Released => "cli-release-released",
        _ => "cli-release-signed",
    };
    output.line(&told(output, name, &release))?;
    Ok(ExitCode::SUCCESS)
}

async fn list(
    node: &Node,
    asked: &arguments::ReleaseList,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let lines = desk.calendar().await?;
    let definition = &desk.catalogue.scorecard;
    if asked.format == Format::Json {
        let policy = asked.policy.then(
            || serde_json::json!({ "policy": definition.policy, "reasons": definition.revision }),
        );
        match policy {
            Some(policy) => {
                output.json(&serde_json::json!({ "releases": lines, "revision": policy }))
            }
            None => output.json(&lines),
        }?;
        return Ok(ExitCode::SUCCESS);
    }
    if lines.is_empty() {
        output.line(&w.t("cli-releases-none"))?;
    }
    for line in &lines {
        let stage = if line.stage == Stage::Released { "released" } else { "signed" };
        let title = format!("{} {}", line.place, line.year);
        let said = [
            ("moment", line.moment.as_str().into()),
            ("title", title.into()),
            ("revision", line.revision.into()),
            ("stage", w.t(&format!("cli-release-stage-{stage}")).into()),
        ];
        output.line(&w.say("cli-release-line", &said))?;
    }
    if asked.policy {
        output.line(&format!("\n{}", w.text(&definition.policy)))?;
        for kind in &definition.revision {
            let text = w.text(&kind.explanation);
            output.line(&format!("    {:12} {} {text}", kind.code, w.text(&kind.name)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn told(output: &Output, name: &str, release: &Release) -> String {
    let w = output.words;
    let title = format!("{} {}", release.place, release.year);
    let moment = w.moment(&passerelle_desk::written_time(release.release_at));
    let said =
        [("title", title.into()), ("revision", release.revision.into()), ("moment", moment.into())];
    w.say(name, &said)
}

/// The account of this name, if its password is given: unseen at a terminal, or the first line of standard
/// input.
pub(super) async fn who(desk: &Desk, name: &str, output: &Output) -> anyhow::Result<Option<User>> {
    let password = if std::io::stdin().is_terminal() {
        let question = output.words.t1("cli-release-password", "name", name);
        rpassword::prompt_password(question + " ")?
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    Ok(desk.sign_in(name, &password).await?)
}
