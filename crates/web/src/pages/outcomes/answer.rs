//! The page of who speaks for a body: its answer to a recommendation, and what it did.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::outcomes::{NewAnswer, NewStep, RecommendationView, Verdict};

use super::super::{Frame, PageError, render};
use super::one::verdict;
use super::{Titles, refused, text};
use crate::App;
use crate::outcomes::{explain, standing};
use crate::person::{Fields, FromHere, Person};
use crate::words::Words;

/// What was typed.
#[derive(Default)]
struct Typed {
    verdict: String,
    reasons: String,
    seen: u64,
    step: String,
    /// Initiatives of the body that are ticked.
    ticked: Vec<String>,
    /// Other records, one a line.
    links: String,
}

/// What was wrong with the answer, and with what was done.
#[derive(Default)]
struct Wrong {
    answer: Vec<String>,
    step: Vec<String>,
}

#[derive(Template)]
#[template(path = "outcomes/answer.html")]
struct AnswerPage {
    f: Frame,
    slug: String,
    title: String,
    body: String,
    standing: String,
    token: String,
    wrong: Wrong,
    typed: Typed,
    /// Verdicts: code, words, whether it is chosen.
    verdicts: Vec<(&'static str, String, bool)>,
    /// Initiatives of the body: key, title, whether it is ticked.
    initiatives: Vec<(String, String, bool)>,
}

/// The form; `None` for who may not.
async fn form(
    app: &App,
    (lang, slug): (&str, &str),
    person: &Person,
    (typed, wrong): (Option<Typed>, Wrong),
) -> Result<Option<Response>, PageError> {
    let f = Frame::new(lang, format!("/recommendations/{slug}/answer"))?;
    let w = f.w;
    let view = app.desk.recommendation_view(slug).await?.ok_or(PageError::NotFound)?;
    let to = &view.recommendation.to;
    if !app.desk.may_answer(&person.who.standing, to) {
        return Ok(None);
    }
    let typed = typed.unwrap_or_else(|| stands(w, &view));
    let found = app.desk.actor(to.slug()).await?;
    let initiatives = found.map(|found| found.initiatives).unwrap_or_default();
    let initiative = |one: passerelle_desk::initiatives::InitiativeView| {
        let key = format!("initiative/{}", one.slug);
        let is_ticked = typed.ticked.contains(&key);
        (key, w.text(&one.initiative.title).to_owned(), is_ticked)
    };
    let page = AnswerPage {
        title: w.text(&view.recommendation.title).to_owned(),
        body: Titles::default().of(app, w, to).await?,
        standing: standing(w, &app.desk, &view),
        token: person.form_token(),
        wrong,
        verdicts: Verdict::ALL
            .map(|one| (one.code(), verdict(w, one), one.code() == typed.verdict))
            .to_vec(),
        initiatives: initiatives.into_iter().map(initiative).collect(),
        typed,
        slug: slug.to_owned(),
        f,
    };
    Ok(Some(render(&page)?.into_response()))
}

/// The form of the answer that stands.
fn stands(w: &Words, view: &RecommendationView) -> Typed {
    match &view.answer {
        Some((answer, version)) => Typed {
            verdict: answer.verdict.code().to_owned(),
            reasons: w.text(&answer.text).to_owned(),
            seen: *version,
            ..Typed::default()
        },
        None => Typed::default(),
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, consultation, number)): Path<(String, String, String)>,
    person: Person,
) -> Result<Response, PageError> {
    let slug = format!("{consultation}/{number}");
    let page = form(&app, (&lang, &slug), &person, (None, Wrong::default())).await?;
    Ok(page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response()))
}

pub(super) async fn send(
    State(app): State<App>,
    Path((lang, consultation, number)): Path<(String, String, String)>,
    _: FromHere,
    person: Person,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    let slug = format!("{consultation}/{number}");
    if !person.sent(fields.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let ticked = fields.0.iter().filter(|(name, _)| name == "initiative");
    let mut typed = Typed {
        verdict: fields.get("verdict").to_owned(),
        reasons: fields.get("reasons").to_owned(),
        seen: fields.get("seen").parse().unwrap_or_default(),
        step: fields.get("step").to_owned(),
        ticked: ticked.map(|(_, key)| key.clone()).collect(),
        links: fields.get("links").to_owned(),
    };
    let (who, what) = (&person.who.standing, fields.get("do"));
    let done = match what {
        "answer" => {
            let (verdict, seen) = (typed.verdict.clone(), typed.seen);
            let new = NewAnswer { verdict, text: text(w, &typed.reasons), seen };
            app.desk.answer_recommendation(&slug, &new, who).await
        }
        "step" => {
            let others = typed.links.lines().map(str::to_owned);
            let links = typed.ticked.iter().cloned().chain(others).collect();
            let new = NewStep { text: text(w, &typed.step), links };
            app.desk.follow_up_recommendation(&slug, &new, who).await
        }
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let error = match done {
        Ok(()) => {
            let to = format!("/{lang}/recommendations/{slug}");
            return Ok(Redirect::to(&to).into_response());
        }
        Err(error) => error,
    };
    let status = match refused(&error) {
        Ok(status) => status,
        Err(refusal) => return refusal.answer(),
    };
    if status == StatusCode::CONFLICT {
        // Whoever sends it again has been told that another answer stands, and sees it above.
        let view = app.desk.recommendation_view(&slug).await?;
        typed.seen = view.and_then(|view| view.answer).map_or(0, |(_, version)| version);
    }
    let told = explain(w, &error);
    let wrong = match what {
        "answer" => Wrong { answer: told, ..Wrong::default() },
        _ => Wrong { step: told, ..Wrong::default() },
    };
    let page = form(&app, (&lang, &slug), &person, (Some(typed), wrong)).await?;
    let mut page = page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response());
    *page.status_mut() = status;
    Ok(page)
}
