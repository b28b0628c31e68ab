//! Mail to somebody: having it sent, and having no more of it by a link.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::people::MailAddress;

use super::super::{Frame, PageError, PageResult, render};
use super::again;
use super::sign::problem;
use crate::App;
use crate::person::{FromHere, Person};

#[derive(Template)]
#[template(path = "part/mail.html")]
struct MailPage {
    f: Frame,
    token: String,
    /// Whether this node sends mail.
    sends: bool,
    mail: Option<MailAddress>,
    typed: String,
    problem: Option<String>,
}

async fn mail(
    app: &App,
    lang: &str,
    person: &Person,
    (typed, problem): (String, Option<String>),
) -> PageResult {
    let f = Frame::new(lang, "/me/mail")?;
    let mail = app.desk.mail_of(&person.who).await?;
    render(&MailPage { token: person.form_token(), sends: app.mails, mail, typed, problem, f })
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    person: Person,
) -> PageResult {
    mail(&app, &lang, &person, (String::new(), None)).await
}

/// What somebody wants of mail.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    token: String,
    /// `send`, `rounds`, `stop`.
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    address: String,
    /// Whether to hear of comment rounds: ticked or not there.
    #[serde(default)]
    rounds: Option<String>,
}

pub(super) async fn change(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    person: Person,
    Form(asked): Form<Change>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me/mail")?;
    if !person.sent(&asked.token) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    match asked.what.as_str() {
        "send" if app.mails => {
            match app.desk.set_mail(&person.who, &asked.address, f.w.code()).await {
                Ok(()) => {}
                Err(error) => {
                    let problem = problem(f.w, error)?;
                    let told = (asked.address, Some(problem));
                    return Ok(again(mail(&app, &lang, &person, told).await?));
                }
            }
        }
        "rounds" => app.desk.set_mail_rounds(&person.who, asked.rounds.is_some()).await?,
        "stop" => app.desk.remove_mail(&person.who).await?,
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    }
    Ok(Redirect::to(&f.address()).into_response())
}

#[derive(Template)]
#[template(path = "part/mail_link.html")]
struct LinkPage {
    f: Frame,
    /// The address, where mail goes there or would.
    mail: Option<MailAddress>,
    done: bool,
}

/// The page behind the link of a message. What it does is done by a form: programs that look at links do nothing.
pub(super) async fn link(
    State(app): State<App>,
    Path((lang, token)): Path<(String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/mail/{token}"))?;
    let mail = app.desk.mail_of_token(&token).await?.ok_or(PageError::NotFound)?;
    render(&LinkPage { f, mail: Some(mail), done: false })
}

/// What is done behind the link of a message.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    /// `confirm`; anything else, and what programs of mail send by themselves (RFC 8058), is to have no more.
    #[serde(default, rename = "do")]
    what: String,
}

pub(super) async fn follow(
    State(app): State<App>,
    Path((lang, token)): Path<(String, String)>,
    Form(asked): Form<Done>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/mail/{token}"))?;
    let confirms = asked.what == "confirm";
    let known = match confirms {
        true => app.desk.confirm_mail(&token).await?,
        false => app.desk.unsubscribe(&token).await?,
    };
    if !known {
        return Err(PageError::NotFound);
    }
    let mail = app.desk.mail_of_token(&token).await?;
    render(&LinkPage { f, mail, done: true })
}
