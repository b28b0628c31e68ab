//! Imported activities that wait: what is suggested for each, and what a moderator decides.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::Action;
use passerelle_desk::activities::{ConfirmError, Confirmation, Decider};
use passerelle_desk::initiatives::InitiativeView;

use super::super::{Frame, PageError, PageResult, render};
use super::again;
use crate::App;
use crate::activities::{ImportedTold, suggestions};
use crate::person::{Fields, FromHere, Person};

/// Activities of a page.
const SHOWN: u32 = 10;
/// Characters of a description that are shown.
const ABOUT: usize = 600;

/// One that waits.
struct Row {
    slug: String,
    title: String,
    from: String,
    points: String,
    about: String,
    version: u64,
    /// Commitments: id, title, and whether it is ticked.
    suggested: Vec<(String, String, bool)>,
    others: String,
    alert: Option<String>,
}

#[derive(Template)]
#[template(path = "part/imported_queue.html")]
struct QueuePage {
    f: Frame,
    token: String,
    waiting: u64,
    rows: Vec<Row>,
    next: Option<String>,
}

/// Where in the queue.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    country: String,
}

fn row(app: &App, f: &Frame, view: &InitiativeView) -> Option<Row> {
    let (w, one) = (f.w, &view.initiative);
    let told = ImportedTold::of(w, &app.desk.catalogue, one, |_| false)?;
    let imported = one.imported.as_ref()?;
    let mut about: String = w.text(&one.description).chars().take(ABOUT).collect();
    if w.text(&one.description).chars().nth(ABOUT).is_some() {
        about.push('…');
    }
    let suggested = suggestions(w, &app.desk.catalogue, imported).into_iter();
    Some(Row {
        slug: view.slug.clone(),
        title: w.text(&one.title).to_owned(),
        from: told.from,
        points: told.points,
        about,
        version: view.version,
        suggested: suggested.map(|(id, title)| (id, title, false)).collect(),
        others: String::new(),
        alert: None,
    })
}

/// The queue as this person sees it; `of` takes the place of its own row.
async fn page(app: &App, f: Frame, person: &Person, asked: &Asked, of: Option<Row>) -> PageResult {
    let country = Some(asked.country.as_str()).filter(|code| !code.is_empty());
    let after = Some(asked.after.as_str()).filter(|slug| !slug.is_empty());
    let found = app.desk.suggested_initiatives(country, after, SHOWN).await?;
    let last = found.views.last().filter(|_| found.views.len() == SHOWN as usize);
    let next = last.map(|view| {
        let asked = [("after", view.slug.as_str()), ("country", asked.country.as_str())];
        format!("/{}{}", f.w.code(), super::super::asked_for("/moderation/imported", &asked))
    });
    let who = Decider::Standing(&person.who.standing);
    let mine = found.views.iter().filter(|view| app.desk.may_confirm(who, &view.initiative));
    let mut rows: Vec<Row> = mine.filter_map(|view| row(app, &f, view)).collect();
    if let Some(of) = of {
        rows.retain(|row| row.slug != of.slug);
        rows.insert(0, of);
    }
    let token = person.form_token();
    render(&QueuePage { token, waiting: found.waiting, rows, next, f })
}

fn moderates(person: &Person) -> bool {
    person.who.standing.may_somewhere("initiative", Action::Publish)
}

pub(super) async fn queue(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
    person: Person,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/moderation/imported")?;
    if !moderates(&person) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    Ok(page(&app, f, &person, &asked, None).await?.into_response())
}

pub(super) async fn decide(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    _: FromHere,
    person: Person,
    Sent(given): Sent<Fields>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/moderation/imported")?;
    let first = |name: &str| given.get(name).trim();
    if !person.sent(first("token")) || !moderates(&person) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let ticked: Vec<&str> =
        given.0.iter().filter(|(name, _)| name == "serves").map(|(_, id)| id.as_str()).collect();
    let typed = first("others").split([' ', ',', ';']).filter(|id| !id.is_empty());
    let mut serves: Vec<String> = ticked.iter().copied().chain(typed).map(str::to_owned).collect();
    serves.sort();
    serves.dedup();
    let decision = match first("do") {
        "set-aside" => Confirmation::SetAside,
        "confirm" => Confirmation::Serves(serves),
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let seen = first("version").parse().ok();
    let who = Decider::Standing(&person.who.standing);
    let is_nothing = matches!(&decision, Confirmation::Serves(serves) if serves.is_empty());
    let alert = if is_nothing {
        f.w.t("iati-nothing-ticked")
    } else {
        match app.desk.confirm_initiative(&slug, &decision, seen, who).await {
            Ok(_) => {
                let queue = format!("/{}/moderation/imported", f.w.code());
                return Ok(Redirect::to(&queue).into_response());
            }
            Err(ConfirmError::Moved(_)) => f.w.t("part-looked-at-another"),
            Err(ConfirmError::Unsound(found)) => {
                let unknown: Vec<&str> = found.iter().map(|one| one.found.as_str()).collect();
                f.w.t1("iati-unknown-commitments", "ids", unknown.join(", "))
            }
            Err(ConfirmError::Unknown(_)) => return Err(PageError::NotFound),
            Err(ConfirmError::NotAllowed) => return Ok(StatusCode::FORBIDDEN.into_response()),
            Err(ConfirmError::Desk(error)) => return Err(error.into()),
        }
    };
    let view = app.desk.initiative(&slug).await?.ok_or(PageError::NotFound)?;
    let row = row(&app, &f, &view).map(|row| Row {
        suggested: row
            .suggested
            .into_iter()
            .map(|(id, title, _)| {
                let is_ticked = ticked.contains(&id.as_str());
                (id, title, is_ticked)
            })
            .collect(),
        others: first("others").to_owned(),
        alert: Some(alert),
        ..row
    });
    Ok(again(page(&app, f, &person, &Asked::default(), row).await?))
}
