//! Passkeys: adding and removing them, and signing in with one. These pages have a script, which asks the browser's
//! authenticator; whoever has none signs in with a password.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::people::{NewPasskey, PeopleError, UsedPasskey};
use passerelle_desk::written_time;
use passerelle_exchange::webauthn::{self, RelyingParty};

use super::super::{Frame, PageError, render};
use super::sign::{onward, problem};
use crate::App;
use crate::person::{FromHere, Person, cookie};
use crate::sender::Sender;
use crate::serve::SCRIPTED_POLICY;

/// A passkey of somebody.
struct Row {
    id: String,
    name: String,
    added: String,
    used: Option<String>,
}

#[derive(Template)]
#[template(path = "part/passkeys.html")]
struct PasskeysPage {
    f: Frame,
    token: String,
    rows: Vec<Row>,
    has_password: bool,
    problem: Option<String>,
    /// The host for which they are; `None` where browsers keep none for it.
    host: Option<String>,
    challenge: String,
    /// The account, as the authenticator is told of it.
    account: String,
    name: String,
    algorithms: String,
    script: &'static str,
}

fn script() -> &'static str {
    crate::interactive::file("passkeys.js")
}

/// A page with a script of this node.
fn scripted(status: StatusCode, page: impl IntoResponse) -> Response {
    (status, [(header::CONTENT_SECURITY_POLICY, SCRIPTED_POLICY)], page).into_response()
}

async fn passkeys(
    app: &App,
    lang: &str,
    person: &Person,
    problem: Option<String>,
) -> Result<Response, PageError> {
    let f = Frame::new(lang, "/me/passkeys")?;
    let w = f.w;
    let moment = |at: i64| w.moment(&written_time(at));
    let row = |one: passerelle_desk::people::Passkey| Row {
        name: if one.name.is_empty() { w.t("passkey") } else { one.name },
        added: moment(one.added_at),
        used: (one.used_at > 0).then(|| moment(one.used_at)),
        id: one.id,
    };
    let rows = app.desk.passkeys(&person.who).await?.into_iter().map(row).collect();
    let host = RelyingParty::of(&app.absolute("")).map(|party| party.id);
    let user = &person.who.standing.user;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = PasskeysPage {
        token: person.form_token(),
        rows,
        has_password: app.desk.has_password(&person.who).await?,
        problem,
        challenge: match host {
            Some(_) => app.desk.ask_for_passkey(&person.who).await?,
            None => String::new(),
        },
        host,
        account: webauthn::written(user.id.as_bytes()),
        name: user.name.clone(),
        algorithms: webauthn::ALGORITHMS.map(|one| one.to_string()).join(" "),
        script: script(),
        f,
    };
    Ok(scripted(status, render(&page)?))
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    person: Person,
) -> Result<Response, PageError> {
    passkeys(&app, &lang, &person, None).await
}

/// What is done with passkeys.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    token: String,
    /// `add`, `remove`.
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    challenge: String,
    #[serde(default)]
    client_data: String,
    #[serde(default)]
    attestation: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    id: String,
}

pub(super) async fn change(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    person: Person,
    Form(asked): Form<Change>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me/passkeys")?;
    if !person.sent(&asked.token) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let confirmed = (asked.password.as_str(), from);
    let done = match (asked.what.as_str(), RelyingParty::of(&app.absolute(""))) {
        ("add", Some(party)) => {
            let new = NewPasskey {
                challenge: &asked.challenge,
                client_data: &asked.client_data,
                attestation: &asked.attestation,
                name: &asked.name,
            };
            app.desk.add_passkey(&person.who, &party, new, confirmed).await
        }
        ("remove", _) => app.desk.remove_passkey(&person.who, &asked.id, confirmed).await,
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&f.address()).into_response()),
        Err(error) => {
            let problem = told(&f, error)?;
            passkeys(&app, &lang, &person, Some(problem)).await
        }
    }
}

/// What is wrong: what does not go together here is not a name and a password.
fn told(f: &Frame, error: PeopleError) -> Result<String, PageError> {
    match error {
        PeopleError::Refused => Ok(f.w.t("passkey-refused")),
        other => problem(f.w, other),
    }
}

#[derive(Template)]
#[template(path = "part/passkey_sign_in.html")]
struct SignInPage {
    f: Frame,
    host: Option<String>,
    challenge: String,
    to: String,
    problem: Option<String>,
    script: &'static str,
}

/// Where to go on to.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Onward {
    #[serde(default)]
    to: String,
}

async fn sign_in_page(
    app: &App,
    lang: &str,
    to: String,
    problem: Option<String>,
) -> Result<Response, PageError> {
    let f = Frame::new(lang, "/sign-in/passkey")?;
    let host = RelyingParty::of(&app.absolute("")).map(|party| party.id);
    let challenge = match host {
        Some(_) => app.desk.ask_who().await?,
        None => String::new(),
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = SignInPage { f, host, challenge, to, problem, script: script() };
    Ok(scripted(status, render(&page)?))
}

pub(super) async fn ask(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(onward): Query<Onward>,
) -> Result<Response, PageError> {
    sign_in_page(&app, &lang, onward.to, None).await
}

/// What a browser sends of a passkey.
#[derive(Debug, Deserialize)]
pub(super) struct Used {
    #[serde(default)]
    challenge: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    client_data: String,
    #[serde(default)]
    authenticator_data: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    to: String,
}

pub(super) async fn sign_in(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    before: Option<Person>,
    Form(sent): Form<Used>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/sign-in/passkey")?;
    let Some(party) = RelyingParty::of(&app.absolute("")) else {
        return Ok(StatusCode::FORBIDDEN.into_response());
    };
    let used = UsedPasskey {
        challenge: &sent.challenge,
        id: &sent.id,
        client_data: &sent.client_data,
        authenticator_data: &sent.authenticator_data,
        signature: &sent.signature,
    };
    match app.desk.sign_in_with_passkey(&party, used, from).await {
        Ok(token) => {
            // A browser has one session at a time.
            if let Some(before) = before {
                app.desk.sign_out(before.session_token()).await?;
            }
            let set = [(header::SET_COOKIE, cookie(&app, &token))];
            Ok((set, Redirect::to(&onward(f.w, &sent.to))).into_response())
        }
        Err(error) => {
            let problem = told(&f, error)?;
            sign_in_page(&app, &lang, sent.to, Some(problem)).await
        }
    }
}
