//! Taking part: accounts, what people write, what moderators look at, and what everyone sees of it.
//!
//! Everything works without a script. Pages of a person are never kept, by this node or on the way (`serve`).

mod changed;
mod evidence;
pub(super) mod feed;
pub(super) mod fields;
mod imported;
mod mail;
mod me;
mod moderate;
mod passkeys;
pub(super) mod places;
mod providers;
mod sent;
mod sign;
pub(super) mod told;
mod wall;
mod write;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use sent::{FORM_BYTES, SENT_BYTES};

use super::PageError;
use crate::App;
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
        .route("/{lang}/sign-in/passkey", get(passkeys::ask).post(passkeys::sign_in))
        .route("/{lang}/sign-in/provider", post(providers::leave))
        .route("/openid/{provider}/back", get(providers::back))
        .route("/{lang}/sign-up/provider", get(providers::name).post(providers::open))
        .route("/{lang}/recover", get(sign::recover_form).post(sign::recover))
        .route("/{lang}/sign-out", post(sign::out))
        .route("/{lang}/me", get(me::page).post(me::change))
        .route("/{lang}/me/data", get(me::data))
        .route("/{lang}/me/mail", get(mail::page).post(mail::change))
        .route("/{lang}/mail/{token}", get(mail::link).post(mail::follow))
        .route("/{lang}/me/passkeys", get(passkeys::page).post(passkeys::change))
        .route("/{lang}/me/providers", get(providers::page).post(providers::change))
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

/// A form that is shown again because something is wrong with it.
fn again(page: Html<String>) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// What is the same on every problem that is not one of a field.
fn refused(error: PartError) -> Result<Response, PageError> {
    match error {
        // What was begun at a terminal is finished there: a form would write over it.
        PartError::NotAllowed | PartError::NotAForm => Ok(StatusCode::FORBIDDEN.into_response()),
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
