//! `passerelle consultation …`

use std::process::ExitCode;

use passerelle_desk::consultations::{DOWNLOADS, Decision, Described, VoiceError};
use passerelle_desk::{Desk, DeskError};
use passerelle_web::consultations::{explain, standing};
use serde_json::json;

use super::release::who;
use super::whole_file;
use crate::arguments::{
    ConsultationAdd, ConsultationCommand, ConsultationExport, ConsultationFreeze,
    ConsultationInvite, ConsultationList, ConsultationModerate, ConsultationStatements, Format,
    Node,
};
use crate::output::{Output, plain};

/// Bytes of a file that describes a consultation, at the most.
const LONGEST: u64 = 4 << 20;

/// Answers; what is refused is told in words, with an exit code of its own.
pub(super) async fn run(
    node: &Node,
    asked: ConsultationCommand,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let done = match asked {
        ConsultationCommand::Add(asked) => add(node, &asked, output).await,
        ConsultationCommand::List(asked) => list(node, &asked, output).await,
        ConsultationCommand::Statements(asked) => statements(node, &asked, output).await,
        ConsultationCommand::Moderate(asked) => moderate(node, &asked, output).await,
        ConsultationCommand::Invite(asked) => invite(node, &asked, output).await,
        ConsultationCommand::Freeze(asked) => freeze(node, &asked, output).await,
        ConsultationCommand::Export(asked) => export(node, &asked, output).await,
        ConsultationCommand::Sisters(asked) => super::outcomes::sisters(node, &asked, output).await,
    };
    match done {
        Ok(code) => Ok(code),
        Err(error) => match error.downcast::<VoiceError>() {
            Ok(VoiceError::Desk(error)) => Err(error.into()),
            Ok(refused) => Ok(output.refuse(&explain(output.words, &refused))),
            Err(error) => Err(error),
        },
    }
}

fn wrong_password(output: &Output) -> anyhow::Result<ExitCode> {
    Ok(output.refuse(&output.words.t("cli-release-wrong-password")))
}

async fn add(node: &Node, asked: &ConsultationAdd, output: &Output) -> anyhow::Result<ExitCode> {
    let failed = |error| DeskError::File { path: asked.path.clone(), error };
    if std::fs::metadata(&asked.path).map_err(failed)?.len() > LONGEST {
        return Err(failed(std::io::ErrorKind::FileTooLarge.into()).into());
    }
    let text = std::fs::read_to_string(&asked.path).map_err(failed)?;
    let described = Described::read(&text).map_err(VoiceError::Unsound)?;
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else { return wrong_password(output) };
    let opened = desk.open_consultation(&described, &user).await?;
    if asked.format == Format::Json {
        output.json(&opened)?;
        return Ok(ExitCode::SUCCESS);
    }
    let said = [
        ("slug", opened.slug.as_str().into()),
        ("n", opened.statements.into()),
        ("hash", opened.seed_hash.as_str().into()),
    ];
    output.line(&output.words.say("cli-consultation-opened", &said))?;
    Ok(ExitCode::SUCCESS)
}

async fn list(node: &Node, asked: &ConsultationList, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let found = desk.consultations().await?;
    let w = output.words;
    if asked.format == Format::Json {
        let told = found.iter().map(|view| {
            json!({
                "slug": view.slug,
                "phase": view.phase.code(),
                "consultation": view.consultation,
            })
        });
        output.json(&told.collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    if found.is_empty() {
        output.line(&w.t("cli-consultations-none"))?;
    }
    for view in &found {
        let said = [
            ("slug", view.slug.as_str().into()),
            ("question", plain(w.text(&view.consultation.question)).into()),
            ("standing", standing(w, view).into()),
        ];
        output.line(&w.say("cli-consultation-line", &said))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn statements(
    node: &Node,
    asked: &ConsultationStatements,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    if desk.consultation(&asked.slug).await?.is_none() {
        return Err(VoiceError::NotFound.into());
    }
    let found = desk.all_statements(&asked.slug).await?;
    let w = output.words;
    if asked.format == Format::Json {
        let told = found.iter().map(|one| {
            json!({
                "statement": one.statement,
                "state": one.state.code(),
                "because": one.because,
                "person": one.said.person,
                "lang": one.said.lang,
                "text": one.said.text,
            })
        });
        output.json(&told.collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    for one in &found {
        let said = [
            ("id", one.statement.to_string().into()),
            ("state", w.t1("cli-consultation-state", "state", one.state.code()).into()),
            ("text", plain(&one.said.text).into()),
        ];
        output.line(&w.say("cli-consultation-statement", &said))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn moderate(
    node: &Node,
    asked: &ConsultationModerate,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else { return wrong_password(output) };
    let (slug, w) = (asked.slug.as_str(), output.words);
    for (person, banned) in [(asked.ban, true), (asked.unban, false)] {
        let Some(person) = person else { continue };
        desk.ban_participant_as((slug, person), banned, &user).await?;
        let name = if banned { "cli-consultation-banned" } else { "cli-consultation-unbanned" };
        output.line(&w.t1(name, "person", person.to_string()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let (statement, decision) = match (asked.show, asked.hide) {
        (Some(statement), _) => (statement, Decision::Show),
        (None, hidden) => {
            let reason = asked.reason.clone().unwrap_or_default();
            (hidden.unwrap_or_default(), Decision::Hide(reason))
        }
    };
    let state = desk.decide_statement_as((slug, statement), &decision, &user).await?;
    let state = w.t1("cli-consultation-state", "state", state.code());
    output.line(&w.t2("cli-consultation-decided", "id", statement.to_string(), "state", state))?;
    Ok(ExitCode::SUCCESS)
}

async fn invite(
    node: &Node,
    asked: &ConsultationInvite,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else { return wrong_password(output) };
    let codes = desk.invite(&asked.slug, (asked.count, &asked.group), &user).await?;
    codes.iter().try_for_each(|code| output.line(code))?;
    Ok(ExitCode::SUCCESS)
}

async fn freeze(
    node: &Node,
    asked: &ConsultationFreeze,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else { return wrong_password(output) };
    let frozen = desk.freeze_consultation(&asked.slug, &user).await?;
    if asked.format == Format::Json {
        output.json(&frozen)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (people, votes) = frozen.frozen.as_ref().map_or((0, 0), |one| (one.people, one.votes));
    let seed = frozen.counting.seed.map(|seed| seed.to_string()).unwrap_or_default();
    let said = [("people", people.into()), ("votes", votes.into()), ("seed", seed.into())];
    output.line(&output.words.say("cli-consultation-frozen", &said))?;
    Ok(ExitCode::SUCCESS)
}

async fn export(
    node: &Node,
    asked: &ConsultationExport,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    if desk.consultation(&asked.slug).await?.is_none() {
        return Err(VoiceError::NotFound.into());
    }
    let failed = |error| DeskError::File { path: asked.folder.clone(), error };
    std::fs::create_dir_all(&asked.folder).map_err(failed)?;
    for name in DOWNLOADS {
        for name in [name.to_owned(), format!("{name}.note")] {
            let Some(file) = desk.consultation_file(&asked.slug, &name).await? else {
                let w = output.words;
                let text = w.t1("cli-consultation-not-frozen", "slug", asked.slug.as_str());
                return Ok(output.refuse(&text));
            };
            let path = asked.folder.join(&name);
            whole_file(&path, &file.content)?;
            output.line(&plain(&path.display().to_string()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
