//! Taking part: accounts, what people write, what moderators look at, and what everyone sees of it.
//!
//! Everything works without a script. Pages of a person are never kept, by this node or on the way.

mod evidence;
mod feed;
mod fields;
mod imported;
mod me;
mod moderate;
pub(super) mod places;
mod sent;
mod sign;
pub(super) mod told;
mod wall;
mod write;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use sent::{FORM_BYTES, SENT_BYTES};

use super::{Frame, PageError};
use crate::App;
use crate::person::Person;
use passerelle_desk::part::{KINDS, PartError};
use passerelle_vocabulary::Key;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/take-part", get(wall::take_part))
        .route("/{lang}/feed", get(feed::all))
        .route("/{lang}/countries/{iso3}/feed", get(feed::of_country))
        .route("/{lang}/commitments/{id}/feed", get(feed::of_commitment))
        .route("/{lang}/actors/{slug}/feed", get(feed::of_actor))
        .route("/{lang}/actors", get(wall::actors))
        .route("/{lang}/actors/{slug}", get(wall::actor))
        .route("/{lang}/endorsements", get(wall::endorsements))
        .route("/{lang}/sign-up", get(sign::up_form).post(sign::up))
        .route("/{lang}/sign-in", get(sign::in_form).post(sign::sign_in))
        .route("/{lang}/recover", get(sign::recover_form).post(sign::recover))
        .route("/{lang}/sign-out", post(sign::out))
        .route("/{lang}/me", get(me::page).post(me::change))
        .route("/{lang}/me/data", get(me::data))
        .route("/{lang}/me/files", post(evidence::remove))
        .route("/{lang}/write/{kind}", get(write::begin))
        .route("/{lang}/moderation", get(moderate::queue))
        .route("/{lang}/moderation/imported", get(imported::queue))
        .route("/{lang}/moderation/imported/{slug}", post(imported::decide))
        .route(
            "/{lang}/moderation/{author}/{kind}/{*slug}",
            get(moderate::page).post(moderate::decide),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .merge(with_files())
}

/// What files are sent to, and where they are.
fn with_files() -> Router<App> {
    Router::new()
        .route("/{lang}/write/{kind}/{*slug}", get(write::form).post(write::send))
        .layer(DefaultBodyLimit::max(SENT_BYTES))
        .route("/evidence/{id}/{name}", get(evidence::file))
}

/// A page that is nobody else's, and is not kept.
fn own(page: impl IntoResponse) -> Response {
    let mut response = page.into_response();
    let value = header::HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, value);
    response
}

/// A form that is shown again because something is wrong with it.
fn again(page: Html<String>) -> Response {
    own((StatusCode::UNPROCESSABLE_ENTITY, page))
}

/// Whoever is signed in; else the way to signing in, and back.
async fn person(
    app: &App,
    headers: &HeaderMap,
    f: &Frame,
) -> Result<Result<Person, Response>, PageError> {
    Ok(match Person::of(app, headers).await? {
        Some(person) => Ok(person),
        None => {
            let back = crate::addresses::escaped(&f.path);
            Err(own(Redirect::to(&format!("/{}/sign-in?to={back}", f.w.code()))))
        }
    })
}

/// What is the same on every problem that is not one of a field.
fn refused(error: PartError) -> Result<Response, PageError> {
    match error {
        // What was begun at a terminal is finished there: a form would write over it.
        PartError::NotAllowed | PartError::NotAForm => Ok(own(StatusCode::FORBIDDEN)),
        PartError::NotFound => Err(PageError::NotFound),
        PartError::Desk(error) => Err(error.into()),
        // These have a page of their own, where the form is shown again.
        other => Err(PageError::Failed(other.to_string())),
    }
}

/// The record of an address, of a kind that people write.
fn key(kind: &str, slug: &str) -> Result<Key, PageError> {
    let known = KINDS.contains(&kind);
    Key::new(kind, slug).ok().filter(|_| known).ok_or(PageError::NotFound)
}
