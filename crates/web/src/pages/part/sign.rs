//! Signing up, in and out, and signing in with a recovery code.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::people::{PeopleError, Provider, SHORTEST_PASSWORD};

use super::super::{Frame, PageError, PageResult, render};
use super::again;
use crate::App;
use crate::person::{FromHere, Person, cookie};
use crate::sender::Sender;
use crate::told::wait;
use crate::words::Words;

/// What the three forms hold.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Sign {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    /// Where to go on from: a path of this node after its language.
    #[serde(default)]
    to: String,
    /// The token of the form with which somebody signs out.
    #[serde(default)]
    token: String,
}

impl Sign {
    /// A form of whom nothing is known but where they go on to.
    pub(super) fn to(to: String) -> Self {
        Self { to, ..Self::default() }
    }
}

#[derive(Template)]
#[template(path = "part/sign.html")]
struct SignPage {
    f: Frame,
    /// `sign-up`, `sign-in`, `recover`.
    which: &'static str,
    given: Sign,
    problem: Option<String>,
    shortest: String,
    /// Whether accounts can be opened here.
    open: bool,
    /// Providers of identity: id and name.
    providers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "part/codes.html")]
pub(super) struct CodesPage {
    pub f: Frame,
    pub codes: Vec<String>,
    /// Where to go on to.
    pub next: String,
}

/// A path to go on to; never another host's.
pub(super) fn onward(w: &Words, to: &str) -> String {
    let plain =
        to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', ':', '\r', '\n']);
    format!("/{}{}", w.code(), if plain { to } else { "/me" })
}

pub(super) fn page(
    app: &App,
    lang: &str,
    which: &'static str,
    given: Sign,
    problem: Option<String>,
) -> PageResult {
    let f = Frame::new(lang, format!("/{which}"))?;
    let shortest = f.w.whole(SHORTEST_PASSWORD as u64);
    let given = Sign { password: String::new(), code: String::new(), ..given };
    let providers = if which == "recover" { Vec::new() } else { named(app, f.w) };
    render(&SignPage { f, which, given, problem, shortest, open: app.people, providers })
}

/// The providers of identity at which people can sign in: id and name.
pub(super) fn named(app: &App, w: &Words) -> Vec<(String, String)> {
    let named = |one: &Provider| (one.id.clone(), w.text(&one.name).to_owned());
    app.desk.providers().map(named).collect()
}

pub(super) async fn up_form(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(given): Query<Sign>,
) -> PageResult {
    page(&app, &lang, "sign-up", given, None)
}

pub(super) async fn in_form(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(given): Query<Sign>,
) -> PageResult {
    page(&app, &lang, "sign-in", given, None)
}

pub(super) async fn recover_form(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(given): Query<Sign>,
) -> PageResult {
    page(&app, &lang, "recover", given, None)
}

/// What is wrong, in words; an error where it is the node that failed.
pub(super) fn problem(w: &Words, error: PeopleError) -> Result<String, PageError> {
    Ok(match error {
        PeopleError::Name => w.t("sign-problem-name"),
        PeopleError::Taken => w.t("sign-problem-taken"),
        PeopleError::Password(weak) => {
            let shortest = w.whole(SHORTEST_PASSWORD as u64);
            w.t1(&format!("sign-problem-password-{}", weak.code()), "shortest", shortest)
        }
        PeopleError::Address => w.t("mail-not-an-address"),
        PeopleError::Refused => w.t("sign-problem-refused"),
        PeopleError::TooMany => w.t("sign-problem-too-many"),
        PeopleError::Stale => w.t("sign-problem-stale"),
        PeopleError::Lost => w.t("provider-problem-lost"),
        PeopleError::Denied(name) => w.t1("provider-problem-denied", "name", w.text(&name)),
        PeopleError::Provider(name, error) => {
            w.t1(&format!("provider-problem-{}", error.code()), "name", w.text(&name))
        }
        PeopleError::Belongs => w.t("provider-problem-belongs"),
        PeopleError::LastWay => w.t("provider-problem-last"),
        PeopleError::Later { seconds } => w.t1("sign-problem-later", "wait", wait(w, seconds)),
        PeopleError::Desk(error) => return Err(error.into()),
    })
}

pub(super) async fn up(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    Form(given): Form<Sign>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/sign-up")?;
    if !app.people {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    match app.desk.sign_up(&given.name, &given.password, from).await {
        Ok(opened) => {
            let next = onward(f.w, &given.to);
            let html = render(&CodesPage { f, codes: opened.codes, next })?;
            Ok(([(header::SET_COOKIE, cookie(&app, &opened.token))], html).into_response())
        }
        Err(error) => {
            let problem = problem(f.w, error)?;
            Ok(again(page(&app, &lang, "sign-up", given, Some(problem))?))
        }
    }
}

pub(super) async fn sign_in(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    before: Option<Person>,
    Form(given): Form<Sign>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/sign-in")?;
    match app.desk.sign_in_here(&given.name, &given.password, from).await {
        Ok(token) => {
            // A browser has one session at a time.
            if let Some(before) = before {
                app.desk.sign_out(before.session_token()).await?;
            }
            let set = [(header::SET_COOKIE, cookie(&app, &token))];
            Ok((set, Redirect::to(&onward(f.w, &given.to))).into_response())
        }
        Err(error) => {
            let problem = problem(f.w, error)?;
            Ok(again(page(&app, &lang, "sign-in", given, Some(problem))?))
        }
    }
}

pub(super) async fn recover(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    Form(given): Form<Sign>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/recover")?;
    match app.desk.sign_in_with_code(&given.name, &given.code, &given.password, from).await {
        Ok(token) => {
            let set = [(header::SET_COOKIE, cookie(&app, &token))];
            Ok((set, Redirect::to(&onward(f.w, &given.to))).into_response())
        }
        Err(error) => {
            let problem = problem(f.w, error)?;
            Ok(again(page(&app, &lang, "recover", given, Some(problem))?))
        }
    }
}

pub(super) async fn out(
    State(app): State<App>,
    Path(lang): Path<String>,
    person: Option<Person>,
    Form(given): Form<Sign>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/")?;
    if let Some(person) = person.filter(|person| person.sent(&given.token)) {
        app.desk.sign_out(person.session_token()).await?;
    }
    let set = [(header::SET_COOKIE, cookie(&app, ""))];
    Ok((set, Redirect::to(&format!("/{}/", f.w.code()))).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        let w = Words::of("fr").unwrap();
        assert_eq!(onward(w, "/write/actor"), "/fr/write/actor");
        for to in
            ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nb", ""]
        {
            assert_eq!(onward(w, to), "/fr/me", "{to}");
        }
    }
}
