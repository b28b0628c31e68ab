//! The form of a recommendation, for moderators: numbers are chosen, and how people voted is not typed.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::consultations::told::StatementTold;
use passerelle_desk::outcomes::{Held, NewRecommendation, OutcomeError};
use passerelle_vocabulary::Lang;

use super::super::{Frame, PageError, render};
use super::{refused, text};
use crate::App;
use crate::consultations::in_words;
use crate::outcomes::{explain, held};
use crate::person::{Fields, FromHere, Person};
use crate::words::Words;

/// A statement that can be chosen.
struct Choice {
    id: u32,
    text: String,
    lang: String,
    dir: &'static str,
    said: String,
    is_chosen: bool,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    title: String,
    text: String,
    to: String,
    due: String,
    statements: Vec<u32>,
}

#[derive(Template)]
#[template(path = "outcomes/recommend.html")]
struct RecommendPage {
    f: Frame,
    slug: String,
    question: String,
    token: String,
    wrong: Vec<String>,
    typed: Typed,
    /// Actors: slug, name, whether it is chosen.
    actors: Vec<(String, String, bool)>,
    statements: Vec<Choice>,
}

fn choice(w: &Words, one: &StatementTold, chosen: &[u32]) -> Choice {
    let (text, lang) = in_words(w, one);
    let StatementTold { statement: id, agrees, disagrees, passes, .. } = *one;
    Choice {
        id,
        text: text.to_owned(),
        dir: Lang::new(lang).direction(),
        lang: lang.to_owned(),
        said: held(w, Held { agrees, disagrees, passes }),
        is_chosen: chosen.contains(&id),
    }
}

/// The form; `None` for who may not.
async fn form(
    app: &App,
    (lang, slug): (&str, &str),
    person: &Person,
    (typed, wrong): (Typed, Vec<String>),
) -> Result<Option<Response>, PageError> {
    let f = Frame::new(lang, format!("/consultations/{slug}/recommend"))?;
    let w = f.w;
    let view = app.desk.consultation(slug).await?.ok_or(PageError::NotFound)?;
    if !app.desk.may_recommend(&person.who.standing, &view.consultation) {
        return Ok(None);
    }
    if view.consultation.frozen.is_none() {
        return Err(PageError::NotFound);
    }
    let mut actors: Vec<(String, String, bool)> = Vec::new();
    for (actor, one) in app.desk.actors().await? {
        let is_chosen = actor == typed.to;
        actors.push((actor, w.text(&one.name).to_owned(), is_chosen));
    }
    w.sort_by_name(&mut actors, |(_, name, _)| name);
    let told = app.desk.consultation_result(slug).await?;
    let shown = told.statements.iter().filter(|one| one.shown);
    let page = RecommendPage {
        question: w.text(&view.consultation.question).to_owned(),
        token: person.form_token(),
        wrong,
        actors,
        statements: shown.map(|one| choice(w, one, &typed.statements)).collect(),
        typed,
        slug: slug.to_owned(),
        f,
    };
    Ok(Some(render(&page)?.into_response()))
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    person: Person,
) -> Result<Response, PageError> {
    let page = form(&app, (&lang, &slug), &person, (Typed::default(), Vec::new())).await?;
    Ok(page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response()))
}

pub(super) async fn send(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    _: FromHere,
    person: Person,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    if !person.sent(fields.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let chosen = fields.0.iter().filter(|(name, _)| name == "statement");
    let typed = Typed {
        title: fields.get("title").to_owned(),
        text: fields.get("text").to_owned(),
        to: fields.get("to").to_owned(),
        due: fields.get("due").trim().to_owned(),
        statements: chosen.filter_map(|(_, id)| id.parse().ok()).collect(),
    };
    let new = NewRecommendation {
        consultation: slug.clone(),
        title: text(w, &typed.title),
        text: text(w, &typed.text),
        to: typed.to.clone(),
        due: typed.due.clone(),
        statements: typed.statements.clone(),
    };
    let error = match app.desk.recommend(&new, &person.who.standing).await {
        Ok(slug) => {
            let to = format!("/{lang}/recommendations/{slug}");
            return Ok(Redirect::to(&to).into_response());
        }
        // Before votes are frozen there is no such form.
        Err(OutcomeError::NotFrozen) => return Err(PageError::NotFound),
        Err(error) => error,
    };
    let status = match refused(&error) {
        Ok(status) => status,
        Err(refusal) => return refusal.answer(),
    };
    let given = (typed, explain(w, &error));
    let page = form(&app, (&lang, &slug), &person, given).await?;
    let mut page = page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response());
    *page.status_mut() = status;
    Ok(page)
}
