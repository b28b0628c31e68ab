//! The form that says what is wrong with a site, and its answer. Both work without a script.

use askama::Template;
use axum::Form;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use passerelle_desk::corrections::{Later, Proposed, Taken};

use super::super::{Frame, PageError, render};
use crate::App;
use crate::person::FromHere;
use crate::sender::Sender;
use crate::told::wait;
use crate::words::Words;

/// Bytes of a form, at the most.
const MOST_BYTES: usize = 16 * 1024;

/// Keeps forms short.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MOST_BYTES)
}

#[derive(Template)]
#[template(path = "site_correct.html")]
struct CorrectPage {
    f: Frame,
    /// The site's name, and its page.
    name: String,
    back: String,
    /// Kinds of corrections: code, words, whether it is chosen.
    kinds: Vec<(&'static str, String, bool)>,
    given: Proposed,
    /// What is wrong with what was given: field and words.
    mistakes: Vec<(&'static str, String)>,
    /// Why it is not taken now, and when it would be, in words.
    later: Option<String>,
    /// What became of it, in words.
    taken: Option<String>,
}

/// Kinds of corrections, in the order of the form.
const KINDS: [&str; 5] = ["status", "position", "name", "closed", "other"];

async fn page(
    app: &App,
    (lang, iso3, id): (&str, &str, &str),
    given: Proposed,
    outcome: Option<Taken>,
) -> Result<Html<String>, PageError> {
    let site_path = format!("/sites/{iso3}/{}", crate::addresses::escaped(id));
    let f = Frame::new(lang, format!("{site_path}/correct"))?;
    let w = f.w;
    let site = app.desk.shown_site(iso3, id).await?.ok_or(PageError::NotFound)?;
    let (mut mistakes, mut taken, mut later) = (Vec::new(), None, None);
    match outcome {
        Some(Taken::Wrong(found)) => {
            let told = |one: passerelle_desk::corrections::Mistake| {
                (one.field, w.t(&format!("places-mistake-{}-{}", one.field, one.code)))
            };
            mistakes = found.into_iter().map(told).collect();
        }
        Some(Taken::Waits(number)) => {
            taken = Some(w.t1("places-waits", "number", number.to_string()))
        }
        Some(Taken::Later(why)) => later = Some(told_later(w, why)),
        Some(Taken::NoSite) => return Err(PageError::NotFound),
        None => {}
    }
    let kind = |code: &'static str| (code, w.t(&format!("places-what-{code}")), given.what == code);
    render(&CorrectPage {
        name: super::site::named(&site),
        back: format!("/{}{site_path}", w.code()),
        kinds: KINDS.map(kind).to_vec(),
        given,
        mistakes,
        later,
        taken,
        f,
    })
}

/// Why a proposal is not taken now, and when it would be.
fn told_later(w: &Words, later: Later) -> String {
    let wait = wait(w, later.seconds().unwrap_or_default());
    w.t1(&format!("places-later-{}", later.code()), "wait", wait)
}

/// The empty form.
pub(super) async fn form(
    State(app): State<App>,
    Path((lang, iso3, id)): Path<(String, String, String)>,
) -> Result<Html<String>, PageError> {
    page(&app, (&lang, &iso3, &id), Proposed::default(), None).await
}

/// The answer to the form.
pub(super) async fn propose(
    State(app): State<App>,
    Path((lang, iso3, id)): Path<(String, String, String)>,
    sender: Sender,
    _: FromHere,
    Form(given): Form<Proposed>,
) -> Result<Response, PageError> {
    let outcome = app.desk.propose_correction(&iso3, &id, &given, sender.0).await?;
    let later = if let Taken::Later(later) = &outcome { Some(*later) } else { None };
    let html = page(&app, (&lang, &iso3, &id), given, Some(outcome)).await?;
    let mut response = ([(header::CACHE_CONTROL, "no-store")], html).into_response();
    if let Some(later) = later {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        if let Some(seconds) = later.seconds() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
    }
    Ok(response)
}
