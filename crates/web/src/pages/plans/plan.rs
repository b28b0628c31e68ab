//! The page of a plan: what it comes to in a sentence, its map, its mix, where, what it costs, how good it is.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use passerelle_desk::plans::PlanArea;

use super::Shown;
use crate::App;
use crate::pages::{Frame, PageError, asked_for, render};
use crate::plan::{MixRow, Told, drawing, money};
use crate::words::Words;

/// Areas shown in the table; the others are in the file.
const MOST_AREAS: usize = 120;

#[derive(Template)]
#[template(path = "plans/plan.html")]
struct PlanPage {
    f: Frame,
    base: String,
    title: String,
    private: Option<Private>,
    /// Initiatives that carry it out: slug and title.
    initiatives: Vec<(String, String)>,
    told: Told,
    bar: Vec<Segment>,
    has_map: bool,
    /// Whether there is an interactive map.
    has_tiles: bool,
    /// How precisely sites are shown, and why not more.
    places: Vec<String>,
    /// Whether sites are shown one by one.
    listed: bool,
    curve: Option<String>,
    areas: Vec<AreaRow>,
    more_areas: usize,
    files: Vec<FileRow>,
    /// What was found in the files, in words.
    found: Option<String>,
}

/// What is to be read and done only by those who have the address of a private plan.
pub(super) struct Private {
    /// That it goes, and when.
    pub said: String,
    /// Where it can be asked for again with other choices.
    pub again: Option<String>,
}

/// A piece of a bar: its colour, where it begins, how long it is, of 100.
pub(super) struct Segment {
    pub code: &'static str,
    pub from: String,
    pub length: String,
}

/// The bar of a mix.
pub(super) fn bar(mix: &[MixRow]) -> Vec<Segment> {
    let mut from = 0.0;
    let segment = |row: &MixRow| {
        let (at, length) = (from, row.share * 100.0);
        from += length;
        Segment { code: row.code, from: format!("{at:.2}"), length: format!("{length:.2}") }
    };
    mix.iter().map(segment).collect()
}

/// What a plan comes to in an area.
pub(super) struct AreaRow {
    pub name: String,
    pub address: String,
    pub sites: String,
    pub already: String,
    pub by_technology: [String; 4],
    pub people: String,
    pub present: String,
    /// Whether its amounts are told.
    pub is_told: bool,
}

impl AreaRow {
    /// Of an area, at its address under that of its plan.
    pub(super) fn of(w: &Words, base: &str, area: &PlanArea, currency: &str) -> Self {
        let named: Vec<(&str, &str)> =
            area.names.iter().map(|name| ("in", name.as_str())).collect();
        Self {
            name: area.names.last().cloned().unwrap_or_default(),
            address: asked_for(&format!("/{}{base}/area", w.code()), &named),
            sites: w.whole(area.sites),
            already: w.whole(area.already),
            by_technology: area.by_technology.map(|sites| w.whole(sites)),
            people: w.number(area.people, 0),
            is_told: area.present.is_some(),
            present: match area.present {
                Some(present) => money(w, present, currency),
                None => w.t("plans-untold"),
            },
        }
    }
}

/// A file to take.
struct FileRow {
    name: String,
    what: String,
    size: String,
    hash: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/plans/{slug}"))?;
    let shown = Shown::published(&app, f.w, &slug).await?;
    let carried_out = app.desk.initiatives_carrying_out(&slug).await?;
    let named = carried_out.into_iter().map(|one| {
        let title = f.w.text(&one.initiative.title).to_owned();
        (one.slug, title)
    });
    let initiatives = named.collect();
    show(f, &shown, initiatives, None, None)
}

/// The page of a plan.
pub(super) fn show(
    f: Frame,
    shown: &Shown,
    initiatives: Vec<(String, String)>,
    private: Option<Private>,
    found: Option<String>,
) -> Result<Response, PageError> {
    let (w, plan) = (f.w, &shown.plan);
    let told = Told::of(w, &plan.told);
    let currency = &plan.told.summary.currency;
    let top: Vec<&PlanArea> = plan.areas.iter().filter(|area| area.names.len() == 1).collect();
    let files = plan.files.iter().filter(|file| file.name != "map.svg").map(|file| {
        let mut key = format!("plan-file-{}", file.name.replace('.', "-"));
        if file.name == "cleaning.json" && plan.told.places.is_some() {
            key.push_str("-counts");
        }
        FileRow {
            name: file.name.clone(),
            what: if w.has(&key) { w.t(&key) } else { String::new() },
            size: size(w, file.size),
            hash: file.hash.clone(),
        }
    });
    let page = PlanPage {
        title: if shown.title.is_empty() { told.title.clone() } else { shown.title.clone() },
        base: shown.base.clone(),
        initiatives,
        private,
        bar: bar(&told.mix),
        has_tiles: super::map::has_map(shown),
        places: shown.places.clone(),
        listed: plan.list.is_some(),
        has_map: plan.file("map.svg").is_some(),
        curve: drawing::curve(&plan.told.curve, &w.t("plan-curve")),
        areas: top
            .iter()
            .take(MOST_AREAS)
            .map(|area| AreaRow::of(w, &shown.base, area, currency))
            .collect(),
        more_areas: top.len().saturating_sub(MOST_AREAS),
        files: files.collect(),
        found,
        told,
        f,
    };
    shown.answer(render(&page))
}

/// A length of a file as people read it.
fn size(w: &Words, bytes: u64) -> String {
    let kilo = bytes as f64 / 1_000.0;
    match kilo < 1_000.0 {
        true => w.t1("plans-kilobytes", "size", w.number(kilo.ceil(), 0)),
        false => w.t1("plans-megabytes", "size", w.number(kilo / 1_000.0, 1)),
    }
}
