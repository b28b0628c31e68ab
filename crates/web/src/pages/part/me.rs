//! What is stored about a person, for that person alone.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::people::{Look, PeopleError, SHORTEST_PASSWORD, Stage};
use passerelle_desk::{Role, written_time};

use super::super::{Frame, PageError, PageResult, render};
use super::again;
use super::evidence::Files;
use super::sign::{CodesPage, problem};
use super::told::{date, to_reply};
use crate::App;
use crate::person::{FromHere, Person, cookie};
use crate::sender::Sender;
use crate::words::Words;

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
    sessions: Vec<SessionRow>,
    /// When, with what, whether it succeeded.
    sign_ins: Vec<(String, String, bool)>,
    /// Who looked at any of this: when, who, what.
    looks: Vec<(String, String, String)>,
    codes: String,
    passkeys: usize,
    /// Accounts at providers of identity that open this one.
    providers: usize,
    /// Whether there are providers here.
    offered: bool,
    has_password: bool,
    /// The shortest password.
    shortest: String,
    /// Files that they sent.
    files: Files,
    moderates: bool,
    problem: Option<String>,
}

/// An open session.
struct SessionRow {
    id: String,
    opened: String,
    seen: String,
    is_this: bool,
}

/// Who looked, and at what, in words.
fn look(w: &Words, look: &Look) -> (String, String, String) {
    let who = match (&look.by, look.at_terminal) {
        (Some(name), _) => name.clone(),
        (None, true) => w.t("account-look-terminal"),
        (None, false) => w.t("part-nobody"),
    };
    let what = w.t1(&format!("account-look-{}", look.seen), "about", look.about.as_str());
    (w.moment(&written_time(look.at)), who, what)
}

async fn me(app: &App, f: Frame, person: &Person, problem: Option<String>) -> PageResult {
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
            .map(|one| SessionRow {
                is_this: one.id == person.who.session.id,
                id: one.id.clone(),
                opened: moment(one.opened_at),
                seen: moment(one.seen_at),
            })
            .collect(),
        looks: about.looks.iter().take(50).map(|one| look(w, one)).collect(),
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
        passkeys: about.passkeys.len(),
        providers: about.identities.len(),
        offered: app.desk.providers().next().is_some(),
        has_password: app.desk.has_password(&person.who).await?,
        shortest: w.whole(SHORTEST_PASSWORD as u64),
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
    person: Person,
) -> PageResult {
    me(&app, Frame::new(&lang, "/me")?, &person, None).await
}

/// Everything, as a file.
pub(super) async fn data(
    State(app): State<App>,
    Path(_): Path<String>,
    person: Person,
) -> Result<Response, PageError> {
    let about = app.desk.stored_about(&person.who).await?.as_json();
    let told = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"passerelle.json\""),
    ];
    Ok((told, format!("{about:#}")).into_response())
}

/// What somebody does with their account.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    token: String,
    /// `password`, `codes`, `session`, `everywhere`, `erase`.
    #[serde(default, rename = "do")]
    what: String,
    /// Their password, where what they do asks for it again.
    #[serde(default)]
    password: String,
    /// The one that it is to be.
    #[serde(default)]
    new_password: String,
    /// The session that is to end.
    #[serde(default)]
    session: String,
}

pub(super) async fn change(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    Sender(from): Sender,
    person: Person,
    Form(asked): Form<Change>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me")?;
    if !person.sent(&asked.token) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let (desk, who, lang) = (&app.desk, &person.who, f.w.code());
    let own = format!("/{lang}/me");
    let signed_out = [(header::SET_COOKIE, cookie(&app, ""))];
    let done = match asked.what.as_str() {
        "password" => {
            let passwords = (asked.password.as_str(), asked.new_password.as_str());
            desk.change_password(who, passwords, from).await.map(|token| {
                ([(header::SET_COOKIE, cookie(&app, &token))], Redirect::to(&own)).into_response()
            })
        }
        "codes" => match desk.new_recovery_codes(who, &asked.password, from).await {
            Ok(codes) => return Ok(render(&CodesPage { f, codes, next: own })?.into_response()),
            Err(error) => Err(error),
        },
        "session" => {
            desk.end_session(who, &asked.session).await?;
            Ok(Redirect::to(&own).into_response())
        }
        "everywhere" => {
            desk.sign_out_everywhere(who).await?;
            Ok((signed_out, Redirect::to(&format!("/{lang}/sign-in"))).into_response())
        }
        "erase" => desk
            .forget_account(who, &asked.password, from)
            .await
            .map(|()| (signed_out, Redirect::to(&format!("/{lang}/take-part"))).into_response()),
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    match done {
        Ok(response) => Ok(response),
        Err(PeopleError::Desk(error)) if asked.what == "erase" => {
            // Whoever runs the node alone cannot go.
            let problem = f.w.t1("part-cannot-go", "error", error.to_string());
            Ok(again(me(&app, f, &person, Some(problem)).await?))
        }
        Err(error) => {
            let problem = problem(f.w, error)?;
            Ok(again(me(&app, f, &person, Some(problem)).await?))
        }
    }
}
