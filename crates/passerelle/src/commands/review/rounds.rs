//! `passerelle review check`, `open`, `publish`, `list`

use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::review::rounds::{RoundError, RoundView};
use passerelle_desk::review::signing::{self, LONGEST_NOTE, SignedFileError};
use passerelle_desk::{Desk, DeskError};
use serde_json::json;

use super::super::release::who;
use super::{no_place, note_of};
use crate::arguments::{Format, Node, ReviewCheck, ReviewList, ReviewOpen, ReviewPublish};
use crate::output::Output;

/// Largest file that is checked, in bytes.
const LARGEST: u64 = 1 << 30;

pub(super) async fn check(
    node: &Node,
    asked: &ReviewCheck,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let beside = note_of(&asked.path);
    let content = read(&asked.path, LARGEST)?;
    let note = String::from_utf8(read(&beside, LONGEST_NOTE as u64)?).unwrap_or_default();
    let found = match &asked.key {
        Some(key) => signing::check_with(key, &note, &content),
        None => {
            let desk = Desk::open_existing(&node.settings(false)).await?;
            desk.check_signed_file(&note, &content)
        }
    };
    let (path, note) = (asked.path.display().to_string(), beside.display().to_string());
    match found {
        Ok(found) if asked.format == Format::Json => output.json(&found)?,
        Ok(found) => {
            let said = [
                ("path", path.into()),
                ("what", found.what.into()),
                ("node", found.node.into()),
                ("n", found.entries.into()),
            ];
            output.line(&w.say("cli-review-checked", &said))?;
        }
        Err(error) => {
            let text = match error {
                SignedFileError::OtherFile => w.t1("cli-review-check-other-file", "path", path),
                SignedFileError::NotAKey => {
                    let key = asked.key.clone().unwrap_or_default();
                    w.t1("cli-review-check-not-a-key", "key", key)
                }
                SignedFileError::NotSigned => w.t1("cli-review-check-not-signed", "note", note),
                SignedFileError::NotANote => w.t1("cli-review-check-not-a-note", "note", note),
            };
            return Ok(output.refuse(&text));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A file, no more of it than so many bytes and one: what is longer is no such file.
fn read(path: &Path, most: u64) -> Result<Vec<u8>, DeskError> {
    use std::io::Read as _;
    let failed = |error| DeskError::File { path: path.to_owned(), error };
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut content = Vec::new();
    file.take(most + 1).read_to_end(&mut content).map_err(failed)?;
    Ok(content)
}

pub(super) async fn open(
    node: &Node,
    asked: &ReviewOpen,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(scope) = desk.review_scope(asked.of.written()) else {
        return Ok(no_place(&asked.of, output));
    };
    let Some(user) = who(&desk, &asked.by, output).await? else {
        return Ok(output.refuse(&w.t("cli-release-wrong-password")));
    };
    let closes = asked.closes.to_string().parse().map_err(DeskError::Key)?;
    match desk.open_round(&scope, closes, &user).await {
        Ok(view) => told(&view, "cli-review-opened", asked.format, output),
        Err(error) => refused(error, w.text(&scope.name), output),
    }
}

pub(super) async fn publish(
    node: &Node,
    asked: &ReviewPublish,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(scope) = desk.review_scope(asked.of.written()) else {
        return Ok(no_place(&asked.of, output));
    };
    let Some(user) = who(&desk, &asked.by, output).await? else {
        return Ok(output.refuse(&w.t("cli-release-wrong-password")));
    };
    match desk.publish_round(&scope, &asked.fingerprint, &user).await {
        Ok(view) => told(&view, "cli-review-published", asked.format, output),
        Err(error) => refused(error, w.text(&scope.name), output),
    }
}

fn told(view: &RoundView, name: &str, format: Format, output: &Output) -> anyhow::Result<ExitCode> {
    if format == Format::Json {
        output.json(&json!({ "slug": view.slug, "round": view.round }))?;
    } else {
        let day = output.words.day(&view.round.closes.to_string());
        output.line(&output.words.t2(name, "slug", view.slug.as_str(), "day", day))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(error: RoundError, place: &str, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let day = match &error {
        RoundError::Desk(_) => {
            let RoundError::Desk(error) = error else { return Ok(ExitCode::FAILURE) };
            return Err(error.into());
        }
        RoundError::StillOpen(day) => w.day(&day.to_string()),
        _ => String::new(),
    };
    let name = format!("cli-review-refused-{}", error.code());
    Ok(output.refuse(&w.t2(&name, "place", place, "day", day)))
}

pub(super) async fn list(
    node: &Node,
    asked: &ReviewList,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let rounds = desk.rounds().await?;
    if asked.format == Format::Json {
        let rows = rounds.iter().map(|one| json!({ "slug": one.slug, "round": one.round }));
        output.json(&rows.collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    if rounds.is_empty() {
        output.line(&w.t("cli-review-rounds-none"))?;
    }
    for one in &rounds {
        let round = &one.round;
        let day = round.published.unwrap_or(round.closes).to_string();
        let said = [
            ("slug", one.slug.as_str().into()),
            ("stage", round.stage.code().into()),
            ("day", day.into()),
            ("title", w.text(&round.title).into()),
        ];
        output.line(&w.say("cli-review-round", &said))?;
    }
    Ok(ExitCode::SUCCESS)
}
