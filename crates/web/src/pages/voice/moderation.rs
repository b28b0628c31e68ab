//! What moderators look at: statements that wait, those that are shown, and whose votes do not count.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use passerelle_desk::consultations::{Decision, Phase, REASONS, StatementState, VoiceError, Who};

use super::super::{Frame, PageError, render};
use super::Shown;
use crate::App;
use crate::consultations::explain;
use crate::person::{Fields, FromHere, Person};

/// Statements of each state on the page.
const LISTED: usize = 50;
/// Invitations that are made at once, at the most.
const INVITATIONS: u32 = 1_000;

/// A statement, and who proposed it.
struct Row {
    shown: Shown,
    person: Option<u32>,
    /// Why it is not shown, in words.
    because: String,
}

#[derive(Template)]
#[template(path = "voice/moderation.html")]
struct ModerationPage {
    f: Frame,
    slug: String,
    question: String,
    token: String,
    is_over: bool,
    /// How many wait.
    waiting: usize,
    /// States with their rows: code, title.
    parts: Vec<(&'static str, String, Vec<Row>)>,
    reasons: Vec<(&'static str, String)>,
    /// Whether votes can be frozen: it is closed, and they are not.
    is_closed: bool,
    /// Whether people take part by invitation, and the parts of a panel.
    invites: bool,
    quotas: Vec<(String, u32)>,
    told: Told,
}

/// What became of a form, and what was typed.
#[derive(Default)]
struct Told {
    alert: Option<String>,
    /// The number of a person.
    person: String,
    /// How many invitations, of which part.
    count: String,
    part: String,
    /// Invitations that were made: shown this once.
    invitations: Vec<String>,
}

async fn shown(
    app: &App,
    lang: &str,
    slug: &str,
    person: &Person,
    told: Told,
) -> Result<Option<Html<String>>, PageError> {
    let f = Frame::new(lang, format!("/consultations/{slug}/moderation"))?;
    let w = f.w;
    let view = app.desk.consultation(slug).await?.ok_or(PageError::NotFound)?;
    if !app.desk.may_moderate(&person.who.standing, &view.consultation) {
        return Ok(None);
    }
    let statements = app.desk.all_statements(slug).await?;
    let of = |state: StatementState| {
        let those = statements.iter().filter(move |one| one.state == state);
        // What waits longest first; of the others the latest.
        let those: Vec<_> = match state {
            StatementState::Waiting => those.take(LISTED).collect(),
            _ => those.rev().take(LISTED).collect(),
        };
        let row = |one: &passerelle_desk::consultations::StoredStatement| Row {
            shown: Shown::of(w, one),
            person: one.said.person,
            because: match one.because.as_str() {
                "" => String::new(),
                code => w.t(&format!("voice-reason-{code}")),
            },
        };
        those.into_iter().map(row).collect::<Vec<_>>()
    };
    let parts = StatementState::ALL.map(|state| {
        let count = statements.iter().filter(|one| one.state == state).count();
        (state.code(), w.t2("voice-state", "state", state.code(), "n", count), of(state))
    });
    let waiting = statements.iter().filter(|one| one.state == StatementState::Waiting).count();
    let page = ModerationPage {
        question: w.text(&view.consultation.question).to_owned(),
        token: person.form_token(),
        is_over: view.phase == Phase::Frozen,
        is_closed: view.phase == Phase::Closed,
        invites: view.consultation.who != Who::Open
            && matches!(view.phase, Phase::Coming | Phase::Open),
        quotas: view
            .consultation
            .quotas
            .iter()
            .map(|quota| (quota.group.clone(), quota.places))
            .collect(),
        waiting,
        parts: parts.into(),
        reasons: REASONS.map(|code| (code, w.t(&format!("voice-reason-{code}")))).to_vec(),
        told,
        slug: slug.to_owned(),
        f,
    };
    render(&page).map(Some)
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    person: Person,
) -> Result<Response, PageError> {
    Ok(match shown(&app, &lang, &slug, &person, Told::default()).await? {
        Some(page) => page.into_response(),
        None => StatusCode::FORBIDDEN.into_response(),
    })
}

pub(super) async fn decide(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    _: FromHere,
    person: Person,
    Sent(given): Sent<Fields>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/consultations")?;
    let first = |name: &str| given.get(name).trim();
    let view = app.desk.consultation(&slug).await?.ok_or(PageError::NotFound)?;
    let who = &person.who.standing;
    if !person.sent(first("token")) || !app.desk.may_moderate(who, &view.consultation) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let statement = first("statement").parse().unwrap_or_default();
    let number = first("person").parse().unwrap_or_default();
    let of = (slug.as_str(), statement);
    let done = match first("do") {
        "show" => app.desk.decide_statement(of, &Decision::Show, who).await.map(drop),
        "hide" => {
            let decision = Decision::Hide(first("because").to_owned());
            app.desk.decide_statement(of, &decision, who).await.map(drop)
        }
        "ban" => app.desk.ban_participant((&slug, number), true, who).await,
        "unban" => app.desk.ban_participant((&slug, number), false, who).await,
        "freeze" => app.desk.freeze_consultation(&slug, &who.user).await.map(drop),
        "invite" => {
            let count = first("count").parse().unwrap_or(0).clamp(1, INVITATIONS);
            match app.desk.invite(&slug, (count, first("part")), &who.user).await {
                Ok(invitations) => {
                    let told = Told { invitations, ..Told::default() };
                    let page = shown(&app, &lang, &slug, &person, told).await?;
                    return Ok(page.map_or(
                        StatusCode::FORBIDDEN.into_response(),
                        IntoResponse::into_response,
                    ));
                }
                Err(error) => Err(error),
            }
        }
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let error = match done {
        Ok(()) => {
            let to = format!("/{lang}/consultations/{slug}/moderation");
            return Ok(Redirect::to(&to).into_response());
        }
        Err(VoiceError::Desk(error)) => return Err(PageError::Failed(error.to_string())),
        Err(error) => error,
    };
    let told = Told {
        alert: Some(explain(f.w, &error)),
        person: first("person").to_owned(),
        count: first("count").to_owned(),
        part: first("part").to_owned(),
        invitations: Vec::new(),
    };
    let page = shown(&app, &lang, &slug, &person, told).await?;
    Ok(match page {
        Some(page) => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
        None => StatusCode::FORBIDDEN.into_response(),
    })
}
