//! Scorecards: the page, the sheet, the card for other sites, and the calendar of releases.

use askama::Template;
use axum::extract::{Path, Query, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::releases::{CalendarLine, Release};
use passerelle_desk::scorecards::scorecard::Stage;
use passerelle_desk::scorecards::{MOST_CHOSEN, ScorecardView};

use super::embed::framed;
use super::{Frame, PageError, PageResult, asked_for, compare, embed, render};
use crate::App;
use crate::charts::Distance;
use crate::scorecard::card::{self, Wishes};
use crate::scorecard::{State as CardState, Told, ToldRow, sheet};

/// What the frame of a scorecard takes on a column of text, in pixels of the page around it.
const HEIGHT: u32 = 760;

/// What may be asked of a scorecard.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    edition: String,
    #[serde(default)]
    show: String,
    #[serde(default)]
    rows: String,
    #[serde(default)]
    theme: String,
}

impl Asked {
    fn wishes(&self) -> Wishes {
        let codes = self.show.split(',').map(str::trim).filter(|code| !code.is_empty());
        Wishes {
            indicators: codes.map(str::to_owned).collect(),
            rows: self.rows.parse().unwrap_or(Wishes::USUAL_ROWS),
            dark: self.theme == "dark",
        }
    }
}

#[derive(Template)]
#[template(path = "scorecard.html")]
struct ScorecardPage {
    f: Frame,
    iso3: String,
    year: i32,
    name: String,
    synthetic: bool,
    told: Told,
    signed: bool,
    editions: Vec<(u32, String)>,
    /// Other years.
    years: Vec<i32>,
    /// What a reader may choose to compare with: for each place, the countries (code, name, whether chosen).
    slots: Vec<Vec<(String, String, bool)>>,
    /// What was asked to be compared and is not, and why.
    notes: Vec<String>,
    /// The edition that is asked for.
    edition: String,
    /// What is asked, for the addresses of the same edition in other forms.
    question: String,
    /// The same, for the table of figures.
    csv: String,
    address: String,
    snippet: String,
    image: String,
}

/// A row with its drawing.
struct Drawn<'a> {
    row: &'a ToldRow,
    chart: Distance,
}

impl ScorecardPage {
    fn rows(&self) -> Vec<Drawn<'_>> {
        self.told.rows.iter().map(|row| Drawn { row, chart: chart(row) }).collect()
    }
}

fn chart(row: &ToldRow) -> Distance {
    let (label, drawn) = (format!("{} – {}", row.name, row.value), row.drawn);
    Distance::new(label, drawn.value, drawn.target, drawn.interval, drawn.is_share)
}

/// A scorecard that is asked for, and the edition that it is.
struct Found {
    view: ScorecardView,
    release: Option<Release>,
}

impl Found {
    async fn of(app: &App, iso3: &str, year: &str, asked: &Asked) -> Result<Self, PageError> {
        let year = year.parse().map_err(|_| PageError::NotFound)?;
        let edition = match asked.edition.as_str() {
            "" => None,
            number => Some(number.parse().map_err(|_| PageError::NotFound)?),
        };
        let found = app.desk.edition(iso3, year, edition).await?;
        let (view, release) = found.ok_or(PageError::NotFound)?;
        Ok(Self { view, release })
    }

    fn told(&self, app: &App, f: &Frame) -> Told {
        let name = f.w.text(&self.view.country.name);
        let state = self.release.as_ref().map_or(CardState::Working, CardState::Released);
        Told::of(f.w, &app.desk.catalogue, name, &self.view.card, state)
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, iso3, year)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    if let Some(kind) = ["pdf", "svg"].into_iter().find(|kind| year.ends_with(&format!(".{kind}")))
    {
        let year = &year[..year.len() - 4];
        return file(&app, &lang, &iso3, year, &asked, kind).await;
    }
    let upper = iso3.to_ascii_uppercase();
    if upper != iso3 && app.desk.catalogue.places.country(&upper).is_some() {
        let address = format!("/{lang}/scorecards/{upper}/{year}");
        return Ok(Redirect::permanent(&address).into_response());
    }
    let path = format!("/scorecards/{iso3}/{year}");
    let is_other =
        |place: &str| place != iso3 && app.desk.catalogue.places.country(place).is_some();
    let others = compare::asked(&query.unwrap_or_default(), "peers", is_other);
    let peers = others.shown.join(",");
    let question = [("edition", asked.edition.as_str()), ("peers", peers.as_str())];
    let f = Frame::new(&lang, asked_for(&path, &question))?;
    let found = Found::of(&app, &iso3, &year, &asked).await?;
    let card = &found.view.card;
    let chosen = app.desk.chosen_peers(card.year, &others.shown).await?;
    let told = found.told(&app, &f).beside(f.w, &app.desk.catalogue, &chosen);
    let editions = app.desk.editions(&iso3, card.year).await?;
    let day = |release: &Release| f.w.moment(&passerelle_desk::written_time(release.release_at));
    let editions = editions.iter().map(|one| (one.revision, day(one))).collect();
    let address = app.absolute(&format!("/{lang}{path}"));
    let latest = app.desk.year();
    let page = ScorecardPage {
        snippet: embed::snippet(&told.title, &address, HEIGHT),
        image: embed::image(&told.title, &format!("{address}.svg"), &address),
        name: f.w.text(&found.view.country.name).to_owned(),
        synthetic: found.view.country.synthetic,
        signed: found.release.is_some(),
        years: (latest - 5..=latest).rev().filter(|other| *other != card.year).collect(),
        slots: slots(&app, &f, &iso3, &others.shown),
        notes: others.notes(&app, f.w),
        question: asked_for("", &[("edition", &asked.edition)]),
        csv: asked_for("", &[("edition", &asked.edition), ("format", "csv")]),
        year: card.year,
        edition: asked.edition,
        editions,
        address,
        told,
        iso3,
        f,
    };
    Ok(render(&page)?.into_response())
}

/// Countries to choose from, for each that is chosen and one more; two at least.
fn slots(app: &App, f: &Frame, iso3: &str, chosen: &[String]) -> Vec<Vec<(String, String, bool)>> {
    let countries = app.desk.catalogue.places.countries().iter().filter(|one| one.iso3 != iso3);
    let mut all: Vec<(String, String)> =
        countries.map(|one| (one.iso3.clone(), f.w.text(&one.name).to_owned())).collect();
    f.w.sort_by_name(&mut all, |(_, name)| name);
    let slot = |index: usize| {
        let picked = chosen.get(index);
        all.iter().map(|(code, name)| (code.clone(), name.clone(), Some(code) == picked)).collect()
    };
    (0..(chosen.len() + 1).clamp(2, MOST_CHOSEN)).map(slot).collect()
}

/// The sheet (PDF) or the card (SVG).
async fn file(
    app: &App,
    lang: &str,
    iso3: &str,
    year: &str,
    asked: &Asked,
    kind: &str,
) -> Result<Response, PageError> {
    let path = format!("/scorecards/{iso3}/{year}");
    let f = Frame::new(lang, path.as_str())?;
    let told = Found::of(app, iso3, year, asked).await?.told(app, &f);
    let address = app.absolute(&f.address());
    if kind == "svg" {
        let svg = card::svg(f.w, &told, &asked.wishes(), &address)?;
        return Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response());
    }
    let name = format!("inline; filename=\"passerelle-{iso3}-{year}-{lang}.pdf\"");
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, sheet::pdf(f.w, &told, &address)).into_response())
}

#[derive(Template)]
#[template(path = "embed_scorecard.html")]
struct EmbeddedScorecard {
    f: Frame,
    iso3: String,
    year: i32,
    synthetic: bool,
    told: Told,
    wishes: Wishes,
}

impl EmbeddedScorecard {
    fn rows(&self) -> Vec<Drawn<'_>> {
        self.wishes
            .rows(&self.told)
            .into_iter()
            .map(|row| Drawn { row, chart: chart(row) })
            .collect()
    }
}

/// The scorecard in a frame on another site.
pub(super) async fn embedded(
    State(app): State<App>,
    Path((lang, iso3, year)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/scorecards/{iso3}/{year}/embed"))?;
    let found = Found::of(&app, &iso3, &year, &asked).await?;
    let told = found.told(&app, &f);
    let page = EmbeddedScorecard {
        synthetic: found.view.country.synthetic,
        year: found.view.card.year,
        wishes: asked.wishes(),
        told,
        iso3,
        f,
    };
    framed(&page)
}

#[derive(Template)]
#[template(path = "releases.html")]
struct ReleasesPage {
    f: Frame,
    lead: String,
    coming: Vec<Line>,
    past: Vec<Line>,
    policy: String,
    kinds: Vec<(String, String)>,
}

/// A release in words.
struct Line {
    iso3: String,
    year: i32,
    edition: u32,
    name: String,
    moment: String,
    why: Option<String>,
}

/// What was and will be released, and the revision policy.
pub(super) async fn releases(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/releases")?;
    let (w, catalogue) = (f.w, &app.desk.catalogue);
    let line = |one: &CalendarLine| {
        let country = catalogue.places.country(&one.place);
        let kind = one.kind.as_ref().and_then(|code| catalogue.scorecard.revision(code));
        let name = country.map_or(one.place.as_str(), |country| w.text(&country.name));
        let why = kind.map(|kind| {
            let said = [
                ("kind", w.text(&kind.name).into()),
                ("because", one.because.as_str().into()),
                ("n", one.changes.into()),
            ];
            w.say("release-why", &said)
        });
        Line {
            iso3: one.place.clone(),
            year: one.year,
            edition: one.revision,
            name: w.t2("scorecard-title", "place", name, "year", one.year.to_string()),
            moment: w.moment(&one.moment),
            why,
        }
    };
    let all = app.desk.calendar().await?;
    let (past, mut coming): (Vec<_>, Vec<_>) =
        all.iter().partition(|one| one.stage == Stage::Released);
    coming.reverse();
    let kinds = catalogue.scorecard.revision.iter();
    let kinds =
        kinds.map(|kind| (w.text(&kind.name).to_owned(), w.text(&kind.explanation).to_owned()));
    let page = ReleasesPage {
        lead: w.t2("releases-lead", "past", past.len(), "coming", coming.len()),
        coming: coming.into_iter().map(line).collect(),
        past: past.into_iter().map(line).collect(),
        policy: w.text(&catalogue.scorecard.policy).to_owned(),
        kinds: kinds.collect(),
        f,
    };
    render(&page)
}
