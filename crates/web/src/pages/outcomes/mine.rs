//! What came of the consultations of which somebody asked to be told; asking, and saying no.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::outcomes::{Answered, Followed, OutcomeError};

use super::super::voice::{Told, shown};
use super::super::{Frame, PageError, PageResult, render};
use super::one::{EventShown, events};
use super::{Titles, refused};
use crate::App;
use crate::outcomes::{explain, standing};
use crate::person::{Fields, FromHere};
use crate::voice::Voice;
use crate::words::Words;

/// A recommendation with what happened to it.
struct One {
    slug: String,
    title: String,
    standing: String,
    is_overdue: bool,
    events: Vec<EventShown>,
}

/// A consultation of which somebody is told.
struct Row {
    slug: String,
    question: String,
    all: Vec<One>,
}

#[derive(Template)]
#[template(path = "outcomes/mine.html")]
struct MinePage {
    f: Frame,
    token: String,
    /// Whether the node knows whoever asks, by an account or a cookie.
    is_known: bool,
    /// Whether they have an account.
    has_account: bool,
    rows: Vec<Row>,
}

async fn row(app: &App, w: &Words, followed: &Followed) -> Result<Row, PageError> {
    let mut titles = Titles::default();
    let mut all = Vec::with_capacity(followed.recommendations.len());
    for one in &followed.recommendations {
        all.push(One {
            slug: one.view.slug.clone(),
            title: w.text(&one.view.recommendation.title).to_owned(),
            standing: standing(w, &app.desk, &one.view),
            is_overdue: one.view.state == Answered::Overdue,
            events: events(app, w, &one.events, &mut titles).await?,
        });
    }
    Ok(Row {
        slug: followed.consultation.slug.clone(),
        question: w.text(&followed.consultation.consultation.question).to_owned(),
        all,
    })
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    voice: Voice,
) -> PageResult {
    let f = Frame::new(&lang, "/outcomes")?;
    let followed = match voice.taking() {
        Some(taking) => app.desk.followed_outcomes(taking).await?,
        None => Vec::new(),
    };
    let mut rows = Vec::with_capacity(followed.len());
    for one in &followed {
        rows.push(row(&app, f.w, one).await?);
    }
    render(&MinePage {
        token: voice.form_token(),
        is_known: voice.taking().is_some(),
        has_account: voice.person().is_some(),
        rows,
        f,
    })
}

/// Whoever asks is told from now on, or not any more.
pub(super) async fn change(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    let view = app.desk.consultation(&slug).await?.ok_or(PageError::NotFound)?;
    let wanted = match fields.get("do") {
        "tell" => true,
        "stop" => false,
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let done = match voice.taking() {
        Some(_) if !voice.sent(fields.get("token")) => {
            return Ok(StatusCode::FORBIDDEN.into_response());
        }
        Some(taking) => app.desk.follow_outcomes(&slug, taking, wanted).await,
        None => Err(OutcomeError::NotTakingPart),
    };
    let error = match done {
        Ok(()) => {
            let to = match fields.get("back") {
                "outcomes" => format!("/{lang}/outcomes"),
                _ => format!("/{lang}/consultations/{slug}#outcomes"),
            };
            return Ok(Redirect::to(&to).into_response());
        }
        Err(error) => error,
    };
    let status = match refused(&error) {
        Ok(status) => status,
        Err(refusal) => return refusal.answer(),
    };
    let told = Told::alert(explain(w, &error).join(" "));
    let mut page = shown(&app, &lang, &view, &voice, told).await?;
    *page.status_mut() = status;
    Ok(page)
}
