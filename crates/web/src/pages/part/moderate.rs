//! The queue of those who decide what is published, and each proposal with what it would change.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::consultations::Consultation;
use passerelle_desk::part::{Decision, PartError, Proposal};
use passerelle_desk::{Action, written_time};
use passerelle_vocabulary::Record;

use super::super::{Frame, PageError, PageResult, render};
use super::changed::{ChangedRow, Telling, field_name};
use super::fields::problems;
use super::{again, key, refused};
use crate::App;
use crate::person::{FromHere, Person};
use crate::words::Words;

/// A line of the queue.
struct Row {
    address: String,
    kind: String,
    title: String,
    author: String,
    since: String,
    /// Whether something has to come before.
    is_held: bool,
}

impl Row {
    fn of(w: &Words, one: &Proposal) -> Self {
        let (kind, slug) = (one.key.kind(), one.key.slug());
        Self {
            address: format!("/{}/moderation/{}/{kind}/{slug}", w.code(), one.author),
            kind: w.t(&format!("part-kind-{kind}")),
            title: one.title.clone(),
            author: one.author_name.clone().unwrap_or_else(|| w.t("part-nobody")),
            since: w.moment(&written_time(one.at)),
            is_held: !one.hindrances.is_empty(),
        }
    }
}

#[derive(Template)]
#[template(path = "part/moderation.html")]
struct QueuePage {
    f: Frame,
    token: String,
    rows: Vec<Row>,
    /// Whether more waits than is shown.
    more: bool,
    /// Whether they may open consultations.
    opens: bool,
}

pub(super) async fn queue(
    State(app): State<App>,
    Path(lang): Path<String>,
    person: Person,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/moderation")?;
    if !person.who.standing.may_somewhere("initiative", Action::Publish) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let waiting = match app.desk.waiting(&person.who).await {
        Ok(waiting) => waiting,
        Err(error) => return refused(error),
    };
    let rows = waiting.found.iter().map(|one| Row::of(f.w, one)).collect();
    let opens = person.who.standing.may_somewhere(Consultation::KIND, Action::Publish);
    Ok(render(&QueuePage { token: person.form_token(), f, rows, more: waiting.more, opens })?
        .into_response())
}

#[derive(Template)]
#[template(path = "part/proposal.html")]
struct ProposalPage {
    f: Frame,
    row: Row,
    token: String,
    revision: u64,
    is_new: bool,
    changes: Vec<ChangedRow>,
    hindrances: Vec<String>,
    note: String,
    alert: Option<String>,
}

fn proposal_page(
    app: &App,
    f: Frame,
    person: &Person,
    one: &Proposal,
    note: String,
    alert: Option<String>,
) -> PageResult {
    let w = f.w;
    let named = |field: &str| field_name(w, field);
    let telling = Telling { w, catalogue: &app.desk.catalogue, kind: one.key.kind() };
    let changes = one.changes.iter().map(|change| telling.row(change));
    let page = ProposalPage {
        row: Row::of(w, one),
        token: person.form_token(),
        revision: one.revision,
        is_new: one.base == 0,
        changes: changes.collect(),
        hindrances: problems(w, &one.hindrances)
            .into_iter()
            .map(|(field, words)| {
                if field.is_empty() {
                    words
                } else {
                    w.t2("part-wrong-at", "field", named(&field), "what", words)
                }
            })
            .collect(),
        note,
        alert,
        f,
    };
    render(&page)
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, author, kind, slug)): Path<(String, String, String, String)>,
    person: Person,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/moderation/{author}/{kind}/{slug}"))?;
    let key = key(&kind, &slug)?;
    match app.desk.proposal(&person.who, &author, &key).await {
        Ok(Some(one)) => {
            Ok(proposal_page(&app, f, &person, &one, String::new(), None)?.into_response())
        }
        Ok(None) => Err(PageError::NotFound),
        Err(error) => refused(error),
    }
}

/// What a moderator sends.
#[derive(Debug, Deserialize)]
pub(super) struct Decided {
    #[serde(default)]
    token: String,
    #[serde(default)]
    revision: u64,
    /// `publish` or `give-back`.
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn decide(
    State(app): State<App>,
    Path((lang, author, kind, slug)): Path<(String, String, String, String)>,
    _: FromHere,
    person: Person,
    Sent(given): Sent<Decided>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/moderation/{author}/{kind}/{slug}"))?;
    let key = key(&kind, &slug)?;
    if !person.sent(&given.token) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let decision = match given.what.as_str() {
        "publish" => Decision::Publish,
        "give-back" => Decision::GiveBack(given.note.clone()),
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let alert = match app.desk.decide(&person.who, (&author, &key), given.revision, decision).await
    {
        Ok(()) => {
            return Ok(Redirect::to(&format!("/{}/moderation", f.w.code())).into_response());
        }
        Err(PartError::Conflict) => f.w.t("part-looked-at-another"),
        Err(PartError::Unsound(found)) => {
            problems(f.w, &found).into_values().collect::<Vec<_>>().join(" ")
        }
        Err(error) => return refused(error),
    };
    match app.desk.proposal(&person.who, &author, &key).await {
        Ok(Some(one)) => Ok(again(proposal_page(&app, f, &person, &one, given.note, Some(alert))?)),
        Ok(None) => Err(PageError::NotFound),
        Err(error) => refused(error),
    }
}
