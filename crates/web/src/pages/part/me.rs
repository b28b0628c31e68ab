//! What is stored about a person, for that person alone.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::people::{PeopleError, Stage};
use passerelle_desk::{Role, written_time};

use super::super::{Frame, PageError, render};
use super::evidence::Files;
use super::sign::CodesPage;
use super::told::{date, to_reply};
use super::{again, own};
use crate::App;
use crate::person::{Person, cookie, is_from_here};

/// Something that somebody works on.
struct WorkRow {
    address: String,
    kind: String,
    slug: String,
    stage: String,
    saved: String,
    note: String,
}

#[derive(Template)]
#[template(path = "part/me.html")]
struct MePage {
    f: Frame,
    token: String,
    name: String,
    since: String,
    role: String,
    /// Roles for a part of what there is: role, and for what.
    roles: Vec<(String, String)>,
    /// Actors for which they speak.
    actors: Vec<String>,
    works: Vec<WorkRow>,
    /// Assessments that wait for a reply of theirs, in a sentence each, and where to write it.
    awaited: Vec<(String, String)>,
    /// Opened, last used, whether it is this one.
    sessions: Vec<(String, String, bool)>,
    /// When, with what, whether it succeeded.
    sign_ins: Vec<(String, String, bool)>,
    codes: String,
    /// Files that they sent.
    files: Files,
    moderates: bool,
    problem: Option<String>,
}

async fn me(
    app: &App,
    f: Frame,
    person: &Person,
    problem: Option<String>,
) -> super::super::PageResult {
    let w = f.w;
    let about = app.desk.stored_about(&person.who).await?;
    let standing = &about.standing;
    let moment = |at: i64| w.moment(&written_time(at));
    let works = about.works.iter().map(|work| WorkRow {
        address: format!("/{}/write/{}/{}", w.code(), work.key.kind(), work.key.slug()),
        kind: w.t(&format!("part-kind-{}", work.key.kind())),
        slug: work.key.slug().to_owned(),
        stage: w.t(&format!("part-stage-{}", work.stage.code())),
        saved: moment(work.at),
        note: if work.stage == Stage::Returned { work.note.clone() } else { String::new() },
    });
    let actors =
        standing.scopes(Role::Contributor).filter_map(|scope| scope.strip_prefix("actor/"));
    let mut awaited = Vec::new();
    for scope in standing.scopes(Role::Contributor) {
        let Ok(actor) = scope.parse() else { continue };
        for (slug, title, until) in app.desk.replies_awaited(&actor).await? {
            let said = w.t2("part-me-awaited", "title", w.text(&title), "day", date(w, until));
            awaited.push((said, to_reply(w, &slug)));
        }
    }
    let page = MePage {
        awaited,
        token: person.form_token(),
        name: standing.user.name.clone(),
        since: w.day(&written_time(standing.user.created_at)[..10]),
        role: w.t(&format!("role-{}", standing.user.role.code())),
        roles: standing
            .grants
            .iter()
            .map(|grant| (w.t(&format!("role-{}", grant.role.code())), grant.scope.clone()))
            .collect(),
        actors: actors.map(str::to_owned).collect(),
        works: works.collect(),
        sessions: about
            .sessions
            .iter()
            .map(|one| {
                (moment(one.opened_at), moment(one.seen_at), one.id == person.who.session.id)
            })
            .collect(),
        sign_ins: about
            .sign_ins
            .iter()
            .take(20)
            .map(|one| {
                (
                    moment(one.at),
                    w.t(&format!("sign-means-{}", one.means.replace('_', "-"))),
                    one.succeeded,
                )
            })
            .collect(),
        codes: w.whole(about.codes),
        files: Files::of(w, &about.files),
        moderates: standing.may_somewhere("initiative", passerelle_desk::Action::Publish),
        problem,
        f,
    };
    render(&page)
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me")?;
    let person = match super::person(&app, &headers, &f).await? {
        Ok(person) => person,
        Err(elsewhere) => return Ok(elsewhere),
    };
    Ok(own(me(&app, f, &person, None).await?))
}

/// Everything, as a file.
pub(super) async fn data(
    State(app): State<App>,
    Path(lang): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me")?;
    let person = match super::person(&app, &headers, &f).await? {
        Ok(person) => person,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let about = app.desk.stored_about(&person.who).await?.as_json();
    let told = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"passerelle.json\""),
    ];
    Ok(own((told, format!("{about:#}"))))
}

/// What somebody does with their account.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    token: String,
    /// `codes`, `everywhere`, `erase`.
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn change(
    State(app): State<App>,
    Path(lang): Path<String>,
    headers: HeaderMap,
    Form(asked): Form<Change>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me")?;
    let person = match super::person(&app, &headers, &f).await? {
        Ok(person) => person,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if !is_from_here(&app, &headers) || !person.sent(&asked.token) {
        return Ok(own(StatusCode::FORBIDDEN));
    }
    let out = || [(header::SET_COOKIE, cookie(&app, ""))];
    match asked.what.as_str() {
        "codes" => {
            let codes = app.desk.new_recovery_codes(&person.who).await?;
            let next = format!("/{}/me", f.w.code());
            Ok(own(render(&CodesPage { f, codes, next })?))
        }
        "everywhere" => {
            app.desk.sign_out_everywhere(&person.who).await?;
            Ok(own((out(), Redirect::to(&format!("/{}/sign-in", f.w.code())))))
        }
        "erase" => match app.desk.forget_account(&person.who, &asked.password).await {
            Ok(()) => Ok(own((out(), Redirect::to(&format!("/{}/take-part", f.w.code()))))),
            Err(PeopleError::Desk(error)) => {
                // Whoever runs the node alone cannot go.
                let problem = f.w.t1("part-cannot-go", "error", error.to_string());
                Ok(again(me(&app, f, &person, Some(problem)).await?))
            }
            Err(_) => {
                let problem = f.w.t("sign-problem-refused");
                Ok(again(me(&app, f, &person, Some(problem)).await?))
            }
        },
        _ => Ok(own(StatusCode::BAD_REQUEST).into_response()),
    }
}
