//! Questions that wait for a moderator, and those that can be chosen or declined, with the reason.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::agenda::{NewDecision, QuestionState, QuestionView};
use passerelle_desk::consultations::{REASONS, VoiceError};
use passerelle_desk::outcomes::OutcomeError;
use passerelle_vocabulary::{Lang, Text};

use super::super::outcomes::Refusal;
use super::super::{Frame, PageError, render};
use crate::App;
use crate::consultations::explain;
use crate::person::{Fields, FromHere, Person};
use crate::words::Words;

/// A question to be decided on.
struct Row {
    id: u32,
    text: String,
    lang: String,
    dir: &'static str,
    support: String,
    /// The version of the decision that stands; 0 for none.
    seen: u64,
    /// What was typed, or stands.
    because: String,
    consultation: String,
}

#[derive(Template)]
#[template(path = "agenda/moderation.html")]
struct ModerationPage {
    f: Frame,
    token: String,
    wrong: Vec<String>,
    /// Questions by state: its code, its name, rows.
    parts: Vec<(&'static str, String, Vec<Row>)>,
    reasons: Vec<(&'static str, String)>,
}

/// What was typed about a question.
struct Typed<'a> {
    question: u32,
    because: &'a str,
    consultation: &'a str,
}

fn row(w: &Words, view: &QuestionView, typed: Option<&Typed<'_>>) -> Row {
    let one = &view.stored;
    let decision = view.decision.as_ref();
    let typed = typed.filter(|typed| typed.question == one.question);
    let stands = decision.map(|(one, _)| w.text(&one.because)).unwrap_or_default();
    let became = decision.and_then(|(one, _)| one.consultation.as_ref()).map(|key| key.slug());
    Row {
        id: one.question,
        text: one.text.clone(),
        dir: Lang::new(&one.lang).direction(),
        lang: one.lang.clone(),
        support: w.t1("agenda-support", "n", one.support),
        seen: decision.map_or(0, |(_, version)| *version),
        because: typed.map_or(stands, |typed| typed.because).to_owned(),
        consultation: typed
            .map_or(became.unwrap_or_default(), |typed| typed.consultation)
            .to_owned(),
    }
}

/// The page; `None` for who may not.
async fn form(
    app: &App,
    lang: &str,
    person: &Person,
    (typed, wrong): (Option<Typed<'_>>, Vec<String>),
) -> Result<Option<Response>, PageError> {
    let f = Frame::new(lang, "/agenda/moderation")?;
    let w = f.w;
    if !app.desk.may_moderate_agenda(&person.who.standing) {
        return Ok(None);
    }
    let all = app.desk.agenda(None).await?;
    let part = |state: QuestionState| {
        let those = all.iter().filter(|view| view.stored.state == state);
        let rows: Vec<Row> = those.map(|view| row(w, view, typed.as_ref())).collect();
        (state.code(), w.t2("agenda-state", "state", state.code(), "n", rows.len()), rows)
    };
    let page = ModerationPage {
        token: person.form_token(),
        wrong,
        parts: QuestionState::ALL.map(part).into(),
        reasons: REASONS.map(|code| (code, w.t(&format!("voice-reason-{code}")))).to_vec(),
        f,
    };
    Ok(Some(render(&page)?.into_response()))
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    person: Person,
) -> Result<Response, PageError> {
    let page = form(&app, &lang, &person, (None, Vec::new())).await?;
    Ok(page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response()))
}

/// Why something is not done: the status of the page that says so, and the lines; else the answer.
fn problem(w: &Words, error: Wrong) -> Result<(StatusCode, Vec<String>), Refusal> {
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    match error {
        Wrong::Moderated(VoiceError::NotAllowed) | Wrong::Decided(OutcomeError::NotAllowed) => {
            Err(Refusal::Forbidden)
        }
        Wrong::Moderated(VoiceError::Desk(error)) | Wrong::Decided(OutcomeError::Desk(error)) => {
            Err(Refusal::Page(PageError::Failed(error.to_string())))
        }
        Wrong::Moderated(VoiceError::NoStatement(_)) | Wrong::Decided(OutcomeError::NotFound) => {
            Err(Refusal::Page(PageError::NotFound))
        }
        Wrong::Moderated(error) => Ok((again, vec![explain(w, &error)])),
        Wrong::Decided(error @ OutcomeError::Conflict) => {
            Ok((StatusCode::CONFLICT, crate::outcomes::explain(w, &error)))
        }
        Wrong::Decided(error) => Ok((again, crate::outcomes::explain(w, &error))),
    }
}

enum Wrong {
    Moderated(VoiceError),
    Decided(OutcomeError),
}

pub(super) async fn decide(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    person: Person,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    let who = &person.who.standing;
    if !person.sent(fields.get("token")) || !app.desk.may_moderate_agenda(who) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let question = fields.get("question").parse().unwrap_or_default();
    let (because, consultation) = (fields.get("because"), fields.get("consultation"));
    let done = match fields.get("do") {
        "show" => app.desk.moderate_question(question, None, who).await.map_err(Wrong::Moderated),
        "refuse" => {
            let code = Some(fields.get("code"));
            app.desk.moderate_question(question, code, who).await.map_err(Wrong::Moderated)
        }
        what @ ("choose" | "decline") => {
            let mut text = Text::default();
            text.set(Lang::new(w.code()), because.trim().replace("\r\n", "\n"));
            let new = NewDecision {
                chosen: what == "choose",
                because: text,
                consultation: consultation.to_owned(),
                seen: fields.get("seen").parse().unwrap_or_default(),
            };
            app.desk.decide_question(question, &new, who).await.map_err(Wrong::Decided)
        }
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let error = match done {
        Ok(()) => {
            return Ok(Redirect::to(&format!("/{lang}/agenda/moderation")).into_response());
        }
        Err(error) => error,
    };
    let (status, wrong) = match problem(w, error) {
        Ok(told) => told,
        Err(refusal) => return refusal.answer(),
    };
    let typed = Typed { question, because, consultation };
    let page = form(&app, &lang, &person, (Some(typed), wrong)).await?;
    let mut page = page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response());
    *page.status_mut() = status;
    Ok(page)
}
