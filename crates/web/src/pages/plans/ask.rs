//! Asking for a plan: a form with files, which works without a script and says all that is wrong at once.
//!
//! Files go to a folder of their own while they come in, a part at a time, and to the store once all of them are
//! there. Nothing of what was sent is looked at here: that is done by whoever makes the plan, and told to whoever
//! asked for it.

use std::io::Write;
use std::time::Duration;

use askama::Template;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::plans::connectivity::works::Priority;
use passerelle_desk::plans::waiting::{Part, PlanChoices, Upload};

use super::{SENT, unkept};
use crate::App;
use crate::pages::{Frame, PageError, render};
use crate::words::Words;

/// Files that may be sent at once.
const MOST_FILES: usize = 40;
/// Letters of a field, at the most.
const FIELD: usize = 400;
/// How long a part of a file may be waited for.
const PART_WITHIN: Duration = Duration::from_secs(60);

/// What was typed, to be shown again.
#[derive(Default)]
struct Typed {
    title: String,
    country: String,
    years: String,
    budget: String,
    budget_per_year: String,
    first: String,
    at_least: String,
    sensitivity: bool,
}

#[derive(Template)]
#[template(path = "plans/new.html")]
struct FormPage {
    f: Frame,
    typed: Typed,
    countries: Vec<(String, String)>,
    problems: Vec<String>,
    /// Parts that take files: code, label, what it is, whether several can be sent.
    parts: Vec<(&'static str, String, String, bool)>,
    priorities: Vec<(&'static str, String)>,
    megabytes: String,
}

const PRIORITIES: [(&str, Priority); 4] = [
    ("people", Priority::People),
    ("pupils", Priority::Pupils),
    ("sites", Priority::Sites),
    ("saving", Priority::Saving),
];

fn form_page(
    app: &App,
    f: Frame,
    typed: Typed,
    problems: Vec<String>,
) -> Result<Response, PageError> {
    let w = f.w;
    let countries = app.desk.catalogue.places.countries();
    let mut countries: Vec<(String, String)> =
        countries.iter().map(|one| (one.iso3.clone(), w.text(&one.name).to_owned())).collect();
    w.sort_by_name(&mut countries, |(_, name)| name);
    let part = |part: Part| {
        let label = w.t(&format!("plans-part-{}", part.code()));
        let hint = w.t(&format!("plans-part-{}-hint", part.code()));
        (part.code(), label, hint, !part.is_single())
    };
    let priorities = PRIORITIES.map(|(code, _)| (code, w.t(&format!("plans-first-{code}"))));
    let refused = !problems.is_empty();
    let megabytes = w.whole((SENT >> 20) as u64);
    let page = FormPage {
        typed,
        countries,
        problems,
        parts: Part::ALL.map(part).into(),
        priorities: priorities.into(),
        megabytes,
        f,
    };
    let html = render(&page)?;
    match refused {
        true => Ok((StatusCode::UNPROCESSABLE_ENTITY, unkept(html)).into_response()),
        false => Ok(html.into_response()),
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
    form_page(&app, f, Typed::default(), Vec::new())
}

pub(super) async fn sent(
    State(app): State<App>,
    Path(lang): Path<String>,
    form: Multipart,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/plans/new")?;
    let Some(planning) = &app.planning else { return Err(PageError::NotFound) };
    let w = f.w;
    // Only so many send at once: what they send lies on the disk meanwhile.
    let Ok(_place) = planning.sending.try_acquire() else {
        return form_page(&app, f, Typed::default(), vec![w.t("plans-problem-busy")]);
    };
    let folder = tempfile::tempdir().map_err(|error| PageError::Failed(error.to_string()))?;
    let mut problems = Vec::new();
    let (typed, uploads) = receive(w, form, folder.path(), &mut problems).await?;
    let whole = problems.is_empty();
    let choices = choices(w, &typed, &mut problems);
    if whole && !uploads.iter().any(|upload| upload.part == Part::Sites) {
        problems.push(w.t("plans-problem-no-sites"));
    }
    if !problems.is_empty() {
        return form_page(&app, f, typed, problems);
    }
    match app.desk.ask_plan(&uploads, choices).await? {
        Some(token) => {
            planning.wake.notify_one();
            let address = format!("/{}/plans/asked/{token}", w.code());
            Ok(Redirect::to(&address).into_response())
        }
        None => form_page(&app, f, typed, vec![w.t("plans-problem-busy")]),
    }
}

/// Takes what is sent; what is wrong with it is added to `problems`.
async fn receive(
    w: &Words,
    mut form: Multipart,
    folder: &std::path::Path,
    problems: &mut Vec<String>,
) -> Result<(Typed, Vec<Upload>), PageError> {
    let (mut typed, mut uploads) = (Typed::default(), Vec::new());
    loop {
        let field = match next(&mut form).await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => {
                problems.push(told(w, &error));
                break;
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        let part = Part::ALL.into_iter().find(|part| part.code() == name);
        let taken = match part {
            Some(part) => take_file(field, part, folder, &mut uploads).await,
            None => take_text(field).await.map(|text| typed.put(&name, text)),
        };
        match taken {
            Ok(()) => {}
            Err(Untaken::Io(error)) => return Err(PageError::Failed(error.to_string())),
            Err(Untaken::TooMany) => {
                problems.push(w.t1("plans-problem-files", "n", MOST_FILES));
                break;
            }
            Err(untaken) => {
                problems.push(told(w, &untaken));
                break;
            }
        }
    }
    Ok((typed, uploads))
}

/// Why a part of a form was not taken.
enum Untaken {
    Io(std::io::Error),
    Form(MultipartError),
    Slow,
    TooMany,
}

fn told(w: &Words, untaken: &Untaken) -> String {
    match untaken {
        Untaken::Form(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            w.t1("plans-problem-large", "megabytes", w.whole((SENT >> 20) as u64))
        }
        Untaken::Slow => w.t("plans-problem-slow"),
        _ => w.t("plans-problem-cut"),
    }
}

async fn next(form: &mut Multipart) -> Result<Option<Field<'_>>, Untaken> {
    match tokio::time::timeout(PART_WITHIN, form.next_field()).await {
        Ok(field) => field.map_err(Untaken::Form),
        Err(_) => Err(Untaken::Slow),
    }
}

async fn chunk(field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Untaken> {
    match tokio::time::timeout(PART_WITHIN, field.chunk()).await {
        Ok(chunk) => chunk.map_err(Untaken::Form),
        Err(_) => Err(Untaken::Slow),
    }
}

async fn take_text(mut field: Field<'_>) -> Result<String, Untaken> {
    let mut bytes = Vec::new();
    while let Some(part) = chunk(&mut field).await? {
        let room = (FIELD * 4).saturating_sub(bytes.len());
        bytes.extend_from_slice(&part[..part.len().min(room)]);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim().chars().filter(|c| !c.is_control()).take(FIELD).collect())
}

/// A field without a file is one where none was chosen.
async fn take_file(
    mut field: Field<'_>,
    part: Part,
    folder: &std::path::Path,
    uploads: &mut Vec<Upload>,
) -> Result<(), Untaken> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        while chunk(&mut field).await?.is_some() {}
        return Ok(());
    }
    if uploads.len() == MOST_FILES {
        return Err(Untaken::TooMany);
    }
    let path = folder.join(uploads.len().to_string());
    let mut file = std::fs::File::create(&path).map_err(Untaken::Io)?;
    while let Some(part) = chunk(&mut field).await? {
        file.write_all(&part).map_err(Untaken::Io)?;
    }
    uploads.push(Upload { part, name, path });
    Ok(())
}

impl Typed {
    fn put(&mut self, name: &str, text: String) {
        match name {
            "title" => self.title = text,
            "country" => self.country = text,
            "years" => self.years = text,
            "budget" => self.budget = text,
            "budget_per_year" => self.budget_per_year = text,
            "first" => self.first = text,
            "at_least" => self.at_least = text,
            "sensitivity" => self.sensitivity = !text.is_empty(),
            // What no field of the form is called is nobody's.
            _ => {}
        }
    }
}

/// A number as people write it: spaces between thousands, a comma or a point before decimals.
fn number(written: &str) -> Option<f64> {
    let plain: String = written.chars().filter(|c| !c.is_whitespace() && *c != '’').collect();
    plain.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

fn choices(w: &Words, typed: &Typed, problems: &mut Vec<String>) -> PlanChoices {
    let mut read = |written: &str, name: &str, least: f64, most: f64| {
        if written.is_empty() {
            return None;
        }
        let found = number(written).filter(|one| (least..=most).contains(one));
        if found.is_none() {
            let field = w.t(&format!("plans-field-{name}"));
            let bounds = [
                ("field", field.into()),
                ("written", written.to_owned().into()),
                ("least", w.number(least, 0).into()),
                ("most", w.number(most, 0).into()),
            ];
            problems.push(w.say("plans-problem-number", &bounds));
        }
        found
    };
    let years = read(&typed.years, "years", 1.0, 100.0).map(|years| years as u32);
    let budget = read(&typed.budget, "budget", 1.0, 1e15);
    let budget_per_year = read(&typed.budget_per_year, "budget-per-year", 1.0, 1e15);
    let at_least = read(&typed.at_least, "at-least", 0.0, 100.0).map(|percent| percent / 100.0);
    let priority = PRIORITIES.iter().find(|(code, _)| *code == typed.first);
    PlanChoices {
        title: typed.title.clone(),
        country: (!typed.country.is_empty()).then(|| typed.country.to_ascii_uppercase()),
        years,
        budget,
        budget_per_year,
        priority: priority.map(|(_, priority)| *priority).unwrap_or_default(),
        at_least,
        sensitivity: typed.sensitivity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (written, expected) in [
            ("1 000 000", Some(1e6)),
            ("12,5", Some(12.5)),
            ("1’000.5", Some(1_000.5)),
            ("1\u{202f}000", Some(1_000.0)),
            ("ten", None),
            ("inf", None),
        ] {
            assert_eq!(number(written), expected, "{written}");
        }
    }
}
