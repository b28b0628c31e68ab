//! What consultations keep of whoever asks: of their account, or of their browser's cookie; to see, to take away, to erase.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::consultations::{TookPart, VoiceError};

use super::super::{Frame, PageError, render};
use crate::App;
use crate::consultations::explain;
use crate::person::{Fields, FromHere};
use crate::voice::Voice;
use crate::words::Words;

/// A consultation in which they took part.
struct Row {
    slug: String,
    question: String,
    /// What is kept of them.
    kept: String,
    can_leave: bool,
}

#[derive(Template)]
#[template(path = "voice/mine.html")]
struct MinePage {
    f: Frame,
    token: String,
    alert: Option<String>,
    /// Under what they are known: `account`, `cookie`, `nobody`.
    known: &'static str,
    rows: Vec<Row>,
}

fn row(w: &Words, one: &TookPart) -> Row {
    let said = [
        ("number", one.who.person.to_string().into()),
        ("votes", one.voted().into()),
        ("statements", one.statements.len().into()),
        ("translations", one.translations.len().into()),
        ("frozen", if one.can_leave() { "no" } else { "yes" }.into()),
    ];
    Row {
        slug: one.slug.clone(),
        question: w.text(&one.question).to_owned(),
        kept: w.say("voice-mine-kept", &said),
        can_leave: one.can_leave() && one.who.banned_at.is_none(),
    }
}

async fn kept(app: &App, voice: &Voice) -> Result<Vec<TookPart>, PageError> {
    match voice.taking() {
        Some(taking) => Ok(app.desk.took_part(taking).await?),
        None => Ok(Vec::new()),
    }
}

async fn shown(
    app: &App,
    lang: &str,
    voice: &Voice,
    alert: Option<String>,
) -> Result<Response, PageError> {
    let f = Frame::new(lang, "/me/consultations")?;
    let rows = kept(app, voice).await?.iter().map(|one| row(f.w, one)).collect();
    let known = match voice {
        Voice::Account(_) => "account",
        Voice::Token(_) => "cookie",
        Voice::Nobody => "nobody",
    };
    let page = MinePage { token: voice.form_token(), alert, known, rows, f };
    Ok(render(&page)?.into_response())
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    voice: Voice,
) -> Result<Response, PageError> {
    shown(&app, &lang, &voice, None).await
}

/// All of it, as a file.
pub(super) async fn data(
    State(app): State<App>,
    Path(_): Path<String>,
    voice: Voice,
) -> Result<Response, PageError> {
    let all = kept(&app, &voice).await?;
    let all: serde_json::Value = all.iter().map(TookPart::as_json).collect();
    let told = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"passerelle-consultations.json\""),
    ];
    Ok((told, format!("{all:#}\n")).into_response())
}

/// Erases what a consultation keeps of them.
pub(super) async fn leave(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    let Some(taking) = voice.taking().filter(|_| voice.sent(fields.get("token"))) else {
        return Ok(StatusCode::FORBIDDEN.into_response());
    };
    match app.desk.leave_consultation(fields.get("consultation"), taking).await {
        Ok(()) => Ok(Redirect::to(&format!("/{lang}/me/consultations")).into_response()),
        Err(VoiceError::NotFound) => Err(PageError::NotFound),
        Err(VoiceError::Desk(error)) => Err(PageError::Failed(error.to_string())),
        Err(error) => {
            let mut page = shown(&app, &lang, &voice, Some(explain(w, &error))).await?;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page)
        }
    }
}
