//! Signing in at a provider of identity: leaving for it, coming back, choosing a name, adding and removing providers.
//!
//! Nothing of it needs a script. Whoever leaves is led on by a header of a page of this node (`Refresh`) and by the link on
//! it: forms of this node lead nowhere else (`form-action 'self'`), by redirects neither.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::people::{Arrived, CameBack, Departed, Going, PeopleError, SignedIn};
use passerelle_desk::written_time;

use super::super::{Frame, PageError, render};
use super::again;
use super::sign::{self, CodesPage, Sign, named, onward, problem};
use crate::App;
use crate::person::{FromHere, Kept, Person, cookie};
use crate::sender::Sender;
use crate::words::Words;

/// The longest path to go on to that is kept meanwhile, in bytes.
const LONGEST_PATH: usize = 500;

#[derive(Template)]
#[template(path = "part/leave.html")]
struct LeavePage {
    f: Frame,
    name: String,
    address: String,
}

/// Where the provider leads back to.
fn back_address(app: &App, provider: &str) -> String {
    app.absolute(&format!("/openid/{provider}/back"))
}

/// Lets somebody leave for a provider.
async fn departure(
    app: &App,
    f: Frame,
    (provider, onward): (&str, &str),
    who: Option<(&SignedIn, &str)>,
    Sender(from): Sender,
) -> Result<Response, PeopleError> {
    let back = back_address(app, provider);
    let onward = if onward.len() > LONGEST_PATH { "" } else { onward };
    let going = Going { provider, back: &back, lang: f.w.code(), onward };
    let Departed { token, address } = app.desk.depart(going, who, from).await?;
    let name = named(app, f.w).into_iter().find(|(id, _)| id == provider);
    let name = name.map_or_else(String::new, |(_, name)| name);
    let led = HeaderValue::try_from(format!("0; url={address}"));
    let page = render(&LeavePage { f, name, address });
    let mut response = page.into_response();
    response.headers_mut().insert(header::SET_COOKIE, Kept::Way.cookie(app, &token));
    if let Ok(led) = led {
        response.headers_mut().insert(header::REFRESH, led);
    }
    Ok(response)
}

/// Who wants to sign in where.
#[derive(Debug, Deserialize)]
pub(super) struct Leave {
    #[serde(default)]
    provider: String,
    #[serde(default)]
    to: String,
}

pub(super) async fn leave(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    from: Sender,
    Form(asked): Form<Leave>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/sign-in")?;
    let w = f.w;
    match departure(&app, f, (&asked.provider, &asked.to), None, from).await {
        Ok(response) => Ok(response),
        Err(error) => {
            let given = Sign::to(asked.to);
            Ok(again(sign::page(&app, &lang, "sign-in", given, Some(problem(w, error)?))?))
        }
    }
}

/// What a provider leads back with.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    error: String,
    #[serde(default)]
    iss: String,
}

pub(super) async fn back(
    State(app): State<App>,
    Path(provider): Path<String>,
    Query(answer): Query<Answer>,
    Sender(from): Sender,
    headers: HeaderMap,
    person: Option<Person>,
) -> Result<Response, PageError> {
    let token = Kept::Way.token(&app, &headers).unwrap_or_default();
    let arrival = app.desk.arrival(&token).await?.unwrap_or_default();
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let w =
        Words::of(&arrival.lang).unwrap_or_else(|| Words::negotiate(accepted.unwrap_or_default()));
    let address = back_address(&app, &provider);
    let came = CameBack {
        provider: &provider,
        back: &address,
        token: &token,
        state: &answer.state,
        code: &answer.code,
        error: &answer.error,
        issuer: &answer.iss,
    };
    let who = person.as_ref().map(|person| &person.who);
    let gone = (header::SET_COOKIE, Kept::Way.cookie(&app, ""));
    let told = match app.desk.arrive(came, who, from).await {
        Ok(Arrived::SignedIn(session)) => {
            // A browser has one session at a time.
            if let Some(before) = person {
                app.desk.sign_out(before.session_token()).await?;
            }
            let set = AppendHeaders([gone, (header::SET_COOKIE, cookie(&app, &session))]);
            return Ok((set, Redirect::to(&onward(w, &arrival.onward))).into_response());
        }
        Ok(Arrived::Added) => {
            let to = format!("/{}/me/providers", w.code());
            return Ok((AppendHeaders([gone]), Redirect::to(&to)).into_response());
        }
        Ok(Arrived::New(way)) if app.people => {
            let set = AppendHeaders([(header::SET_COOKIE, Kept::Way.cookie(&app, &way))]);
            let to = format!("/{}/sign-up/provider", w.code());
            return Ok((set, Redirect::to(&to)).into_response());
        }
        Ok(Arrived::New(_)) => w.t("provider-problem-closed"),
        Err(PeopleError::Refused) => w.t("provider-problem-account"),
        Err(error) => problem(w, error)?,
    };
    let adds = person.filter(|person| person.who.standing.user.id == arrival.user);
    if let Some(person) = adds {
        return providers(&app, w.code(), &person, Some(told)).await;
    }
    let given = Sign::to(arrival.onward);
    Ok(again(sign::page(&app, w.code(), "sign-in", given, Some(told))?))
}

#[derive(Template)]
#[template(path = "part/provider_name.html")]
struct NamePage {
    f: Frame,
    provider: String,
    given: String,
    problem: Option<String>,
}

/// The page on which whoever a provider has named chooses a name here.
async fn naming(
    app: &App,
    lang: &str,
    headers: &HeaderMap,
    (given, problem): (String, Option<String>),
) -> Result<Response, PageError> {
    let f = Frame::new(lang, "/sign-up/provider")?;
    let token = Kept::Way.token(app, headers).unwrap_or_default();
    let arrival = app.desk.arrival(&token).await?.filter(|one| !one.subject.is_empty());
    let known = named(app, f.w);
    let provider = arrival.and_then(|one| known.into_iter().find(|(id, _)| *id == one.provider));
    let Some((_, provider)) = provider else {
        let told = Some(f.w.t("provider-problem-lost"));
        return Ok(again(sign::page(app, lang, "sign-in", Sign::default(), told)?));
    };
    let wrong = problem.is_some();
    let page = render(&NamePage { f, provider, given, problem })?;
    Ok(if wrong { again(page) } else { page.into_response() })
}

pub(super) async fn name(
    State(app): State<App>,
    Path(lang): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    naming(&app, &lang, &headers, (String::new(), None)).await
}

/// The name that somebody chooses.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    name: String,
}

pub(super) async fn open(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    headers: HeaderMap,
    before: Option<Person>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/sign-up/provider")?;
    if !app.people {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let token = Kept::Way.token(&app, &headers).unwrap_or_default();
    let to = app.desk.arrival(&token).await?.unwrap_or_default().onward;
    match app.desk.open_with_provider(&token, &chosen.name, from).await {
        Ok(opened) => {
            if let Some(before) = before {
                app.desk.sign_out(before.session_token()).await?;
            }
            let next = onward(f.w, &to);
            let html = render(&CodesPage { f, codes: opened.codes, next })?;
            let set = AppendHeaders([
                (header::SET_COOKIE, Kept::Way.cookie(&app, "")),
                (header::SET_COOKIE, cookie(&app, &opened.token)),
            ]);
            Ok((set, html).into_response())
        }
        Err(error) => {
            let told = problem(f.w, error)?;
            naming(&app, &lang, &headers, (chosen.name, Some(told))).await
        }
    }
}

/// An account at a provider that opens somebody's.
struct Row {
    subject: String,
    name: String,
    added: String,
    used: Option<String>,
}

#[derive(Template)]
#[template(path = "part/providers.html")]
struct ProvidersPage {
    f: Frame,
    token: String,
    rows: Vec<Row>,
    /// Id and name of those that can be added.
    providers: Vec<(String, String)>,
    has_password: bool,
    problem: Option<String>,
}

async fn providers(
    app: &App,
    lang: &str,
    person: &Person,
    problem: Option<String>,
) -> Result<Response, PageError> {
    let f = Frame::new(lang, "/me/providers")?;
    let w = f.w;
    let moment = |at: i64| w.moment(&written_time(at));
    let named = named(app, w);
    // One that the owner no longer names is told by its address.
    let name = |issuer: &str| {
        let known = app.desk.providers().find(|one| one.issuer == issuer);
        known.map_or(issuer, |one| w.text(&one.name)).to_owned()
    };
    let identities = app.desk.identities(&person.who).await?;
    let rows = identities.into_iter().map(|one| Row {
        name: name(&one.issuer),
        added: moment(one.added_at),
        used: (one.used_at > 0).then(|| moment(one.used_at)),
        subject: one.subject,
    });
    let page = ProvidersPage {
        token: person.form_token(),
        rows: rows.collect(),
        providers: named,
        has_password: app.desk.has_password(&person.who).await?,
        f,
        problem,
    };
    let wrong = page.problem.is_some();
    let page = render(&page)?;
    Ok(if wrong { again(page) } else { page.into_response() })
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    person: Person,
) -> Result<Response, PageError> {
    providers(&app, &lang, &person, None).await
}

/// What is done with providers.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    token: String,
    /// `add`, `remove`.
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    password: String,
    /// The provider to add.
    #[serde(default)]
    provider: String,
    /// What is to go.
    #[serde(default)]
    subject: String,
}

pub(super) async fn change(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    person: Person,
    Form(asked): Form<Change>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me/providers")?;
    if !person.sent(&asked.token) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let (w, here) = (f.w, f.address());
    let password = asked.password.as_str();
    let done = match asked.what.as_str() {
        "add" => {
            let who = Some((&person.who, password));
            departure(&app, f, (&asked.provider, ""), who, Sender(from)).await
        }
        "remove" => {
            let removed = app.desk.remove_identity(&person.who, &asked.subject, (password, from));
            removed.await.map(|()| Redirect::to(&here).into_response())
        }
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    match done {
        Ok(response) => Ok(response),
        Err(error) => {
            let told = problem(w, error)?;
            providers(&app, &lang, &person, Some(told)).await
        }
    }
}
