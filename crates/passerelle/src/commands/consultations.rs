//! `passerelle consultation …`

use std::process::ExitCode;

use passerelle_desk::consultations::{
    DOWNLOADS, Decision, Described, Download, ImportAbout, VoiceError, read_import,
};
use passerelle_desk::{Desk, DeskError};
use passerelle_web::consultations::{explain, import_found, import_notes, pdf, standing};
use passerelle_web::words::Words;
use serde_json::json;

use super::release::who;
use super::whole_file;
use crate::arguments::{
    ConsultationAdd, ConsultationCommand, ConsultationExport, ConsultationFreeze,
    ConsultationImport, ConsultationInvite, ConsultationLayout, ConsultationList,
    ConsultationModerate, ConsultationStatements, Format, Node,
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
        ConsultationCommand::Import(asked) => import(node, *asked, output).await,
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

async fn import(
    node: &Node,
    asked: ConsultationImport,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let about = ImportAbout {
        slug: asked.slug,
        source: asked.source,
        licence: asked.licence,
        lang: asked.statements_in,
        question: asked.question,
        opens: asked.opens,
        closes: asked.closes,
        country: asked.country,
        keep_good: asked.keep_good,
    };
    let path = asked.path;
    let ready = tokio::task::spawn_blocking(move || read_import(&path, &about)).await??;
    let is_json = asked.format == Format::Json;
    if !is_json {
        import_found(w, &ready.found).iter().try_for_each(|line| output.line(line))?;
    }
    output.aside(&import_notes(w, &ready.found).join("\n"))?;
    let Some(by) = asked.by.filter(|_| asked.write) else {
        if is_json {
            output.json(&json!({ "written": false, "files": ready.found.files,
                "people": ready.found.people, "votes": ready.found.votes,
                "statements": ready.found.statements, "out": ready.found.out,
                "inverted": ready.found.notes.inverted, "repeated": ready.found.notes.repeated,
                "unlisted": ready.found.notes.unlisted, "opens": ready.found.opens,
                "closes": ready.found.closes }))?;
        } else {
            output.line(&w.t("cli-consultation-import-not-yet"))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &by, output).await? else { return wrong_password(output) };
    let done = desk.import_consultation(&ready, &user).await?;
    if is_json {
        output.json(&done)?;
        return Ok(ExitCode::SUCCESS);
    }
    let said = [
        ("slug", done.slug.as_str().into()),
        ("already", if done.already { "yes" } else { "no" }.into()),
        ("people", done.people.into()),
        ("votes", done.votes.into()),
    ];
    output.line(&w.say("cli-consultation-imported", &said))?;
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
    let reason = asked.reason.clone().unwrap_or_default();
    let translation = match (asked.show_translation, asked.hide_translation) {
        (Some(number), _) => Some((number, Decision::Show)),
        (None, hidden) => hidden.map(|number| (number, Decision::Hide(reason))),
    };
    if let Some((number, decision)) = translation {
        let state = desk.decide_translation_as((slug, number), &decision, &user).await?;
        let state = w.t1("cli-consultation-state", "state", state.code());
        let id = number.to_string();
        output.line(&w.t2("cli-consultation-decided", "id", id, "state", state))?;
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
    let (slug, w) = (asked.slug.as_str(), output.words);
    let files = match asked.layout {
        ConsultationLayout::Signed => signed(&desk, slug).await?,
        ConsultationLayout::Polis => desk.polis_files(slug, w.lang()).await?.unwrap_or_default(),
    };
    if files.is_empty() {
        return Ok(output.refuse(&w.t1("cli-consultation-not-frozen", "slug", slug)));
    }
    for file in files {
        let path = asked.folder.join(&file.name);
        whole_file(&path, &file.content)?;
        output.line(&plain(&path.display().to_string()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The files that anyone can take away, each with its note.
async fn signed(desk: &Desk, slug: &str) -> Result<Vec<Download>, DeskError> {
    let mut files = Vec::new();
    for name in DOWNLOADS {
        for name in [name.to_owned(), format!("{name}.note")] {
            files.extend(desk.consultation_file(slug, &name).await?);
        }
    }
    let view = desk.consultation(slug).await?.filter(|_| !files.is_empty());
    let Some(view) = view else { return Ok(files) };
    let told = desk.consultation_result(slug).await?;
    for w in Words::all() {
        let (name, content) = (format!("result-{}.pdf", w.code()), pdf(w, &view, &told));
        let note = desk.sign_printed(slug, w.code(), &content).await?.into_bytes();
        files.push(Download { name: format!("{name}.note"), content: note });
        files.push(Download { name, content });
    }
    Ok(files)
}
