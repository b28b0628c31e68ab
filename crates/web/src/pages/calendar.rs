//! The calendar of mandates and reviews: a page, and a file for people's own calendars.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use passerelle_compact::calendar::{Entry, Occasion};
use passerelle_compact::days_later;
use passerelle_exchange::icalendar::{Calendar, Event, write};

use super::{Frame, PageError, PageResult, render, review, view};
use crate::App;
use crate::words::Words;

/// A date of the page.
struct Row {
    id: String,
    date: String,
    /// How long there is left, or how long ago it was.
    left: String,
    title: String,
    about: String,
    /// Where more of it is, where that is one page.
    address: Option<String>,
    /// Commitments that it belongs to: id and title.
    commitments: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "review/calendar.html")]
struct CalendarPage {
    f: Frame,
    coming: Vec<Row>,
    past: Vec<Row>,
}

/// What is on a date, in words.
struct Told {
    title: String,
    about: String,
    address: Option<String>,
    commitments: Vec<String>,
}

fn told(app: &App, w: &Words, entry: &Entry) -> Told {
    match &entry.occasion {
        Occasion::Due { text, objective, commitments } => {
            let catalogue = &app.desk.catalogue;
            let what = match objective {
                Some(number) => {
                    let title = catalogue.commitment(&format!("gdc.{number}"));
                    let title = title.map_or("", |one| w.text(&one.title));
                    w.t2("objective", "number", number.to_string(), "title", title)
                }
                None => {
                    let found = catalogue.texts.iter().find(|one| one.text == *text);
                    found.map_or("", |one| w.text(&one.title)).to_owned()
                }
            };
            Told {
                title: w.t2("calendar-due", "n", commitments.len(), "what", what),
                about: String::new(),
                address: None,
                commitments: commitments.clone(),
            }
        }
        Occasion::Mandate { title, about, commitments } => Told {
            title: w.text(title).to_owned(),
            about: w.text(about).to_owned(),
            address: None,
            commitments: commitments.clone(),
        },
        Occasion::Comments { place, .. } => {
            let name = app.desk.catalogue.place_name(place, w.lang());
            Told {
                title: w.t1("calendar-comments", "place", name),
                about: String::new(),
                address: Some(format!("/{}{}", w.code(), review::address(place))),
                commitments: Vec::new(),
            }
        }
    }
}

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/calendar")?;
    let w = f.w;
    let (mut coming, mut past) = (Vec::new(), Vec::new());
    for entry in app.desk.mandates_and_reviews().await? {
        let said = told(&app, w, &entry);
        let left = app.desk.days_until(entry.date.last_day()).unwrap_or_default();
        let titled = |id: &String| {
            let known = app.desk.catalogue.commitment(id);
            (id.clone(), known.map_or(id.as_str(), |one| w.text(&one.title)).to_owned())
        };
        let row = Row {
            id: entry.id,
            date: view::due_date(w, entry.date),
            left: match left {
                0.. => w.t1("days-left", "days", left),
                _ => w.t1("days-past", "days", -left),
            },
            commitments: said.commitments.iter().map(titled).collect(),
            title: said.title,
            about: said.about,
            address: said.address,
        };
        if left >= 0 { coming.push(row) } else { past.push(row) }
    }
    // The latest of what has passed first.
    past.reverse();
    render(&CalendarPage { f, coming, past })
}

/// The same dates for people's own calendars: each on the last day that it can mean.
pub(super) async fn file(
    State(app): State<App>,
    Path(lang): Path<String>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    let entries = app.desk.mandates_and_reviews().await?;
    let host = app.absolute("");
    let host = host.split("://").nth(1).unwrap_or("passerelle").to_owned();
    let changes = app.desk.latest_changes(1).await?;
    let moment = changes.into_iter().next().map(|one| one.moment).unwrap_or_default();
    let event = |entry: &Entry| {
        let said = told(&app, w, entry);
        let day = entry.date.last_day();
        let titles: Vec<&str> = said
            .commitments
            .iter()
            .filter_map(|id| app.desk.catalogue.commitment(id))
            .map(|one| w.text(&one.title))
            .collect();
        let parts = [said.about.as_str(), &titles.join("\n")];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let address = said.address.unwrap_or_else(|| format!("/{lang}/calendar#{}", entry.id));
        Event {
            uid: format!("{}@{host}", entry.id),
            day,
            next: days_later(day, 1),
            summary: said.title,
            description: parts.join("\n"),
            url: Some(app.absolute(&address)),
        }
    };
    let calendar = Calendar {
        name: w.t("calendar-title"),
        lang: lang.clone(),
        moment,
        events: entries.iter().map(event).collect(),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"passerelle.ics\""),
    ];
    Ok((headers, write(&calendar)).into_response())
}
