//! Asking for a plan: a form with files, which works without a script and says all that is wrong at once.
//!
//! Files go to a folder of their own while they come in, a part at a time, and to the store once all of them are
//! there (`receive`). Nothing of what was sent is looked at here: that is done by whoever makes the plan, and told to
//! whoever asked for it. From the page of a plan the form is opened again with what was chosen, the files that were
//! sent, and the columns that were seen in them (`again`). What is typed beside the files is in `typed`.

mod receive;
mod typed;

use askama::Template;
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::plans::connectivity::reading::ColumnRole;
use passerelle_desk::plans::waiting::{Again, ListColumns, Part, Queued, SentFile};

use super::{SENT, unkept};
use crate::App;
use crate::pages::{Frame, PageError, render};
use crate::person::FromHere;
use crate::words::Words;
use typed::{COLUMNS, PRIORITIES, Typed};

/// Levels of areas that can be chosen.
const LEVELS: u8 = 6;

/// A part of the form that takes files.
struct FilePart {
    code: &'static str,
    label: String,
    hint: String,
    several: bool,
}

/// A column that can be named.
struct ColumnField {
    /// Of the field, unlike its name.
    id: String,
    name: String,
    label: String,
    value: String,
    /// What was taken for it, in words; empty where nothing was, or no list was read yet.
    taken: String,
}

/// What can be chosen of a list: code, name, whether it is.
type Choices = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "plans/new.html")]
struct FormPage {
    f: Frame,
    typed: Typed,
    countries: Choices,
    problems: Vec<String>,
    /// Files that are nearly always sent.
    first_parts: Vec<FilePart>,
    /// The others.
    more_parts: Vec<FilePart>,
    /// Files that were sent for an earlier plan: code, name, what they hold, whether they are used again.
    kept: Vec<(String, String, String, bool)>,
    priorities: Choices,
    area_levels: Choices,
    lots: Choices,
    columns: Vec<ColumnField>,
    /// Columns of the lists that were read, to choose from.
    known_columns: Vec<String>,
    megabytes: String,
}

/// What is known of an earlier plan.
#[derive(Default)]
struct Earlier {
    files: Vec<SentFile>,
    lists: Vec<ListColumns>,
}

impl Earlier {
    async fn of(app: &App, token: &str) -> Result<Self, PageError> {
        if token.is_empty() {
            return Ok(Self::default());
        }
        let files = app.desk.files_sent(token).await?;
        let lists = app.desk.waiting_plan(token).await?.map(|plan| plan.lists);
        Ok(Self { files, lists: lists.unwrap_or_default() })
    }
}

fn form_page(
    app: &App,
    f: Frame,
    typed: Typed,
    earlier: &Earlier,
    problems: Vec<String>,
) -> Result<Response, PageError> {
    let w = f.w;
    let countries = app.desk.catalogue.places.countries().iter().map(|one| {
        let chosen = one.iso3 == typed.country;
        (one.iso3.clone(), w.text(&one.name).to_owned(), chosen)
    });
    let mut countries: Choices = countries.collect();
    w.sort_by_name(&mut countries, |(_, name, _)| name);
    let priority = |(code, _): (&str, _)| {
        (code.to_owned(), w.t(&format!("plans-first-{code}")), code == typed.first)
    };
    let level = |chosen: &str, level: u8| {
        let code = level.to_string();
        let is_chosen = code == chosen;
        (code, w.t1("plans-level", "n", u64::from(level)), is_chosen)
    };
    let area_levels = (1..=LEVELS).map(|one| level(&typed.area_level, one)).collect();
    let mut lots: Choices = (1..=LEVELS).map(|one| level(&typed.lots_by, one)).collect();
    lots.push(("0".to_owned(), w.t("plans-lots-neighbours"), typed.lots_by == "0"));
    let kept = earlier.files.iter().map(|file| {
        let what = w.t(&format!("plans-part-{}", file.part.code()));
        (file.key.clone(), file.name.clone(), what, typed.keep.contains(&file.key))
    });
    let parts = |first: bool| {
        let these = Part::ALL.into_iter().filter(move |part| is_first(*part) == first);
        these.map(|part| file_part(w, part)).collect()
    };
    let mut known_columns: Vec<String> =
        earlier.lists.iter().flat_map(|list| list.all.iter().cloned()).collect();
    known_columns.sort();
    known_columns.dedup();
    let (refused, private) = (!problems.is_empty(), !typed.again.is_empty());
    let page = FormPage {
        kept: kept.collect(),
        countries,
        problems,
        first_parts: parts(true),
        more_parts: parts(false),
        priorities: PRIORITIES.map(priority).into(),
        area_levels,
        lots,
        columns: column_fields(w, &typed, earlier),
        known_columns,
        megabytes: w.whole((SENT >> 20) as u64),
        typed,
        f,
    };
    let html = render(&page)?;
    match (refused, private) {
        (true, _) => Ok((StatusCode::UNPROCESSABLE_ENTITY, unkept(html)).into_response()),
        (false, true) => Ok(unkept(html)),
        (false, false) => Ok(html.into_response()),
    }
}

/// Whether a part is shown at once.
fn is_first(part: Part) -> bool {
    matches!(part, Part::Sites | Part::Network | Part::Towers)
}

fn file_part(w: &Words, part: Part) -> FilePart {
    FilePart {
        code: part.code(),
        label: w.t(&format!("plans-part-{}", part.code())),
        hint: w.t(&format!("plans-part-{}-hint", part.code())),
        several: !part.is_single(),
    }
}

/// A field for each role that a column of a list of sites can have; areas have several, from the widest.
fn column_fields(w: &Words, typed: &Typed, earlier: &Earlier) -> Vec<ColumnField> {
    let mut fields = Vec::new();
    for (role, fields_of_role) in COLUMNS {
        let code = role.code();
        let name = w.t(&format!("sites-role-{}", code.replace('_', "-")));
        let mut values = typed.columns.iter().filter(|(one, _)| *one == role);
        let taken = taken(w, earlier, role);
        for number in 1..=fields_of_role {
            let label = match fields_of_role {
                1 => name.clone(),
                _ => w.t2("plans-column-of-several", "role", name.as_str(), "n", number),
            };
            let value = values.next().map(|(_, value)| value.clone()).unwrap_or_default();
            let taken = if number == 1 { taken.clone() } else { String::new() };
            let (id, name) = (format!("column-{code}-{number}"), format!("column-{code}"));
            fields.push(ColumnField { id, name, label, value, taken });
        }
    }
    fields
}

/// The columns that were taken for a role in the lists that were read.
fn taken(w: &Words, earlier: &Earlier, role: ColumnRole) -> String {
    let taken = earlier.lists.iter().flat_map(|list| &list.taken);
    let mut names: Vec<&str> =
        taken.filter(|(one, _)| *one == role).map(|(_, name)| name.as_str()).collect();
    names.dedup();
    match names.is_empty() {
        true => String::new(),
        false => w.t1("plans-column-taken", "columns", names.join(", ")),
    }
}

pub(super) async fn form(
    State(app): State<App>,
    Path(lang): Path<String>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/plans/new")?;
    if app.planning.is_none() {
        return Err(PageError::NotFound);
    }
    form_page(&app, f, Typed::default(), &Earlier::default(), Vec::new())
}

/// The form with what was chosen and sent for a plan.
pub(super) async fn again(
    State(app): State<App>,
    Path((lang, token)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/plans/asked/{token}/again"))?;
    let before = app.desk.waiting_plan(&token).await?.filter(|plan| plan.state.is_over());
    let before = before.filter(|_| app.planning.is_some()).ok_or(PageError::NotFound)?;
    let earlier = Earlier::of(&app, &token).await?;
    let typed = Typed::of(f.w, token, &before.choices, &earlier.files);
    form_page(&app, f, typed, &earlier, Vec::new())
}

/// The program's default prices, to be filled in.
pub(super) async fn costs(State(app): State<App>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"costs.toml\""),
    ];
    (headers, app.desk.default_costs()).into_response()
}

pub(super) async fn sent(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    form: Multipart,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/plans/new")?;
    let Some(planning) = &app.planning else { return Err(PageError::NotFound) };
    let w = f.w;
    // Only so many send at once: what they send lies on the disk meanwhile.
    let Ok(_place) = planning.sending.try_acquire() else {
        let busy = vec![w.t("plans-problem-busy")];
        return form_page(&app, f, Typed::default(), &Earlier::default(), busy);
    };
    let folder = tempfile::tempdir().map_err(|error| PageError::Failed(error.to_string()))?;
    let mut problems = Vec::new();
    let (typed, uploads) = receive::receive(w, form, folder.path(), &mut problems).await?;
    let whole = problems.is_empty();
    let choices = typed.choices(w, &mut problems);
    let earlier = Earlier::of(&app, &typed.again).await?;
    let kept = earlier.files.iter().filter(|file| typed.keep.contains(&file.key));
    let sent = uploads.iter().map(|upload| upload.part).chain(kept.map(|file| file.part));
    let sent: Vec<Part> = sent.collect();
    if whole && !sent.contains(&Part::Sites) {
        problems.push(w.t("plans-problem-no-sites"));
    }
    if sent.len() > receive::MOST_FILES && whole {
        problems.push(w.t1("plans-problem-files", "n", receive::MOST_FILES));
    }
    if !problems.is_empty() {
        return form_page(&app, f, typed, &earlier, problems);
    }
    let again = (!typed.keep.is_empty())
        .then(|| Again { token: typed.again.clone(), keys: typed.keep.clone() });
    let problem = match app.desk.ask_plan(&uploads, again.as_ref(), choices).await? {
        Queued::Taken(token) => {
            planning.wake.notify_one();
            let address = format!("/{}/plans/asked/{token}", w.code());
            return Ok(Redirect::to(&address).into_response());
        }
        Queued::Busy => w.t("plans-problem-busy"),
        Queued::Gone => w.t("plans-problem-gone"),
        Queued::Full => {
            let room = app.desk.plans_room().bytes as f64 / 1e9;
            w.t1("plans-problem-full", "gigabytes", w.number(room, 1))
        }
    };
    form_page(&app, f, typed, &earlier, vec![problem])
}
