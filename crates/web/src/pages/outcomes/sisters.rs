//! Sister processes of a consultation: for moderators a form and a look, for other nodes a JSON, for everybody links.

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Json, Redirect, Response};

use passerelle_desk::outcomes::{LookOptions, Sister, SisterKind, SisterView};
use passerelle_vocabulary::{Finding, Lang};

use super::super::{Frame, PageError, render};
use super::{SisterShown, refused};
use crate::App;
use crate::outcomes::{explain, found};
use crate::person::{Fields, FromHere, Person};
use crate::words::Words;

/// Rows that are empty in the form.
const EMPTY: usize = 2;
/// Rows of the form, at the most.
const MOST: usize = 60;

/// A row of the form, as it was typed.
#[derive(Default, Clone)]
struct Row {
    number: usize,
    address: String,
    title: String,
    lang: String,
    kind: String,
    /// What was found when it was looked at.
    found: String,
}

impl Row {
    fn is_empty(&self) -> bool {
        [&self.address, &self.title].iter().all(|text| text.trim().is_empty())
    }
}

#[derive(Template)]
#[template(path = "outcomes/sisters.html")]
struct SistersPage {
    f: Frame,
    slug: String,
    question: String,
    token: String,
    seen: u64,
    wrong: Vec<String>,
    rows: Vec<Row>,
    /// Kinds: code and words.
    kinds: Vec<(&'static str, String)>,
    /// Whether there is any to look at.
    has_any: bool,
    /// What this node says of its own.
    json: String,
}

/// Sisters as everybody sees them.
pub(super) fn told(w: &Words, sisters: &[SisterView]) -> Vec<SisterShown> {
    let one = |view: &SisterView| SisterShown {
        address: view.sister.address.clone(),
        title: view.sister.title.clone(),
        lang: view.sister.lang.clone(),
        dir: Lang::new(&view.sister.lang).direction(),
        kind: w.t(&format!("sister-kind-{}", view.sister.kind.code())),
        found: found(w, view),
    };
    sisters.iter().map(one).collect()
}

/// The form; `None` for who may not.
async fn form(
    app: &App,
    (lang, slug): (&str, &str),
    person: &Person,
    typed: Option<(Vec<Row>, Vec<String>)>,
) -> Result<Option<Response>, PageError> {
    let f = Frame::new(lang, format!("/consultations/{slug}/sisters"))?;
    let w = f.w;
    let view = app.desk.consultation(slug).await?.ok_or(PageError::NotFound)?;
    if !app.desk.may_moderate(&person.who.standing, &view.consultation) {
        return Ok(None);
    }
    let stored = app.desk.sisters(slug).await?;
    let row = |one: &SisterView| Row {
        address: one.sister.address.clone(),
        title: one.sister.title.clone(),
        lang: one.sister.lang.clone(),
        kind: one.sister.kind.code().to_owned(),
        found: found(w, one),
        number: 0,
    };
    let (mut rows, wrong) =
        typed.unwrap_or_else(|| (stored.sisters.iter().map(row).collect(), Vec::new()));
    let empty = Row { lang: w.code().to_owned(), ..Row::default() };
    rows.extend(std::iter::repeat_n(empty, EMPTY));
    for (row, number) in rows.iter_mut().zip(1..) {
        row.number = number;
    }
    let page = SistersPage {
        question: w.text(&view.consultation.question).to_owned(),
        token: person.form_token(),
        seen: stored.version,
        wrong,
        rows,
        kinds: SisterKind::ALL
            .map(|one| (one.code(), w.t(&format!("sister-kind-{}", one.code()))))
            .to_vec(),
        has_any: !stored.sisters.is_empty(),
        json: app.absolute(&format!("/consultations/{slug}/sisters.json")),
        slug: slug.to_owned(),
        f,
    };
    Ok(Some(render(&page)?.into_response()))
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    person: Person,
) -> Result<Response, PageError> {
    let page = form(&app, (&lang, &slug), &person, None).await?;
    Ok(page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response()))
}

/// The rows of a form that say something.
fn typed(fields: &Fields) -> Vec<Row> {
    let row = |number: usize| {
        let field = |name: &str| fields.get(&format!("{name}_{number}")).trim().to_owned();
        Row {
            address: field("address"),
            title: field("title"),
            lang: field("lang").to_ascii_lowercase(),
            kind: field("kind"),
            ..Row::default()
        }
    };
    (1..=MOST).map(row).filter(|row| !row.is_empty()).collect()
}

/// The sisters of rows, and what is no kind.
fn read(rows: &[Row]) -> Result<Vec<Sister>, Vec<Finding>> {
    let (mut sisters, mut wrong) = (Vec::with_capacity(rows.len()), Vec::new());
    for (row, number) in rows.iter().zip(1..) {
        let Some(kind) = SisterKind::of(&row.kind) else {
            wrong.push(Finding::new(format!("kind_{number}"), "sister-kind", &row.kind));
            continue;
        };
        let (address, title, lang) = (row.address.clone(), row.title.clone(), row.lang.clone());
        sisters.push(Sister { address, kind, title, lang });
    }
    if wrong.is_empty() { Ok(sisters) } else { Err(wrong) }
}

pub(super) async fn change(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    _: FromHere,
    person: Person,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    if !person.sent(fields.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let (who, mut rows) = (&person.who.standing, None);
    let view = app.desk.consultation(&slug).await?.ok_or(PageError::NotFound)?;
    if !app.desk.may_moderate(who, &view.consultation) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let done = match fields.get("do") {
        "save" => {
            let all = typed(&fields);
            let seen = fields.get("seen").parse().unwrap_or_default();
            let sisters = read(&all);
            rows = Some(all);
            match sisters {
                Ok(sisters) => app.desk.name_sisters(&slug, (sisters, seen), who).await,
                Err(wrong) => Err(passerelle_desk::outcomes::OutcomeError::Unsound(wrong)),
            }
        }
        "look" => {
            let options = LookOptions { base: app.absolute(""), rebase: None };
            app.desk.look_at_sisters(&slug, &options, who).await.map(drop)
        }
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let error = match done {
        Ok(()) => {
            let to = format!("/{lang}/consultations/{slug}/sisters");
            return Ok(Redirect::to(&to).into_response());
        }
        Err(error) => error,
    };
    let status = match refused(&error) {
        Ok(status) => status,
        Err(refusal) => return refusal.answer(),
    };
    let given = rows.map(|rows| (rows, explain(w, &error)));
    let page = form(&app, (&lang, &slug), &person, given).await?;
    let mut page = page.unwrap_or_else(|| StatusCode::FORBIDDEN.into_response());
    *page.status_mut() = status;
    Ok(page)
}

/// What this node says of a consultation's sisters, for other nodes.
pub(super) async fn shown(
    State(app): State<App>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let found = app.desk.sisters_shown(&slug, &app.absolute("")).await?;
    let found = found.ok_or(PageError::NotFound)?;
    let kept = HeaderValue::from_static("public, max-age=300");
    Ok(([(header::CACHE_CONTROL, kept)], Json(found)).into_response())
}
