//! Where figures come from, and under which terms.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};

use passerelle_compact::CatalogueText;
use passerelle_desk::Publisher;
use passerelle_desk::catalogue::{Catalogue, StatedFigure};

use super::{Frame, PageResult, render, view};
use crate::App;
use crate::words::Words;

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    f: Frame,
    publishers: Vec<PublisherRow>,
    texts: Vec<TextRow>,
    others: Vec<OtherRow>,
    imports: Vec<ImportRow>,
}

/// A publisher that the catalogue describes.
struct PublisherRow {
    id: String,
    name: String,
    url: String,
    licence: String,
    note: String,
    vintage: Option<String>,
    method: String,
}

/// One of the three texts.
struct TextRow {
    id: String,
    title: String,
    reference: String,
    year: i32,
    stated: Vec<Stated>,
}

/// A figure that a text states.
struct Stated {
    code: String,
    indicator: String,
    figure: String,
    /// Where in the text: a paragraph, a commitment.
    passage: Option<String>,
    note: String,
}

/// A source that is neither: invented figures, a file without a source, a source that only a file names.
struct OtherRow {
    id: String,
    name: String,
    about: String,
    stated: Vec<Stated>,
}

struct ImportRow {
    anchor: String,
    number: i64,
    file: String,
    source: String,
    observations: String,
    hash: String,
    superseded: Option<i64>,
}

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/sources")?;
    let (w, catalogue) = (f.w, &*app.desk.catalogue);
    let observations = app.desk.observations();
    let batches = observations.batches().await.map_err(passerelle_desk::DeskError::from)?;
    let named = observations.sources().await.map_err(passerelle_desk::DeskError::from)?;
    let mut publishers: Vec<PublisherRow> =
        catalogue.publishers.iter().map(|one| publisher(w, one)).collect();
    w.sort_by_name(&mut publishers, |source| &source.name);
    let import = |batch: passerelle_tables::Batch| ImportRow {
        anchor: view::import_anchor(batch.id),
        number: batch.id,
        file: batch.file_name,
        source: view::source(catalogue, w, &batch.source),
        observations: w.whole(batch.observations),
        hash: batch.file_hash.chars().take(16).collect(),
        superseded: batch.superseded_by,
    };
    render(&SourcesPage {
        publishers,
        texts: catalogue.texts.iter().map(|text| text_row(w, catalogue, text)).collect(),
        others: others(w, catalogue, &named),
        imports: batches.into_iter().map(import).collect(),
        f,
    })
}

fn publisher(w: &Words, publisher: &Publisher) -> PublisherRow {
    let method = serde_json::to_value(publisher.method).unwrap_or_default();
    PublisherRow {
        id: publisher.id.clone(),
        name: w.text(&publisher.name).to_owned(),
        url: publisher.url.clone(),
        licence: publisher.licence.name(w.lang()).to_owned(),
        note: w.text(&publisher.licence.note).to_owned(),
        vintage: publisher.vintage.clone(),
        method: w.t(&format!("source-method-{}", method.as_str().unwrap_or("official"))),
    }
}

fn text_row(w: &Words, catalogue: &Catalogue, text: &CatalogueText) -> TextRow {
    let id = text.text.code();
    TextRow {
        id: id.to_owned(),
        title: w.text(&text.title).to_owned(),
        reference: text.reference.clone(),
        year: text.year,
        stated: stated_by(w, catalogue, id),
    }
}

/// Sources that stored figures name and that the catalogue does not describe, those of our own words
/// first.
fn others(w: &Words, catalogue: &Catalogue, named: &[String]) -> Vec<OtherRow> {
    // A computed figure names two: "a4ai+gapminder".
    let part = |id: &'_ str| {
        if passerelle_inclusion::is_own(id) { "local".to_owned() } else { id.to_owned() }
    };
    let named: BTreeSet<String> = named.iter().flat_map(|id| id.split('+')).map(part).collect();
    let unknown = named.iter().filter(|id| catalogue.source_name(id).is_none());
    let mut rows: Vec<OtherRow> = unknown
        .map(|id| OtherRow {
            id: view::source_anchor(catalogue, id),
            name: view::source(catalogue, w, id),
            about: match id.as_str() {
                "demo" => w.t("synthetic-text"),
                "local" | "texts" => w.t("source-local-about"),
                "afnu" | "roadmap-press" => w.t("source-document-about"),
                _ => w.t("source-other-about"),
            },
            stated: stated_by(w, catalogue, id),
        })
        .collect();
    // Two ids may be written alike once an address can hold them: the first has the place.
    let mut seen = BTreeSet::new();
    rows.retain(|row| seen.insert(row.id.clone()));
    rows.sort_by_key(|row| row.id.starts_with("other-"));
    rows
}

/// The figures that a text states, with the passage.
fn stated_by(w: &Words, catalogue: &Catalogue, source: &str) -> Vec<Stated> {
    let of_it = |stated: &&StatedFigure| stated.cite.split(':').next() == Some(source);
    let row = |stated: &StatedFigure| {
        let indicator = catalogue.indicator(&stated.indicator)?;
        let place = catalogue.places.name(&stated.place, w.lang()).into_owned();
        let value = view::figure_in_words(w, indicator, stated.value);
        let value = w.t2("label-value", "label", place, "value", value);
        Some(Stated {
            code: stated.indicator.clone(),
            indicator: w.text(&indicator.name).to_owned(),
            figure: format!("{value} ({})", stated.period),
            passage: passage(w, catalogue, &stated.cite),
            note: w.text(&stated.note).to_owned(),
        })
    };
    catalogue.stated.iter().filter(of_it).filter_map(row).collect()
}

/// A passage in words: the text, and where in it.
pub(super) fn cited(w: &Words, catalogue: &Catalogue, cite: &str) -> String {
    let text = view::source(catalogue, w, cite.split(':').next().unwrap_or_default());
    match passage(w, catalogue, cite) {
        Some(passage) => w.t2("cited", "text", text, "passage", passage),
        None => text,
    }
}

/// Where in its text: `roadmap:13` is paragraph 13; `gdc:1.connectivity.b` stands where the commitment
/// does.
fn passage(w: &Words, catalogue: &Catalogue, cite: &str) -> Option<String> {
    let (text, passage) = cite.split_once(':')?;
    Some(match catalogue.commitment(&format!("{text}.{passage}")) {
        Some(commitment) => w.text(&commitment.place).to_owned(),
        None => w.t1("paragraph", "n", passage),
    })
}
