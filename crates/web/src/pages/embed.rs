//! Small pages made to stand in a frame on another site: a country's distances, an indicator's line in a
//! country. They alone may be framed by others; their links open in the whole window, where the pages
//! that they lead to may not be framed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use passerelle_inclusion::{OUTDATED_AFTER, Point};

use super::country::{Lead, Row};
use super::view::{Said, SourceName};
use super::{Frame, PageError, country, render, view};
use crate::App;
use crate::charts::Line;
use crate::serve::FRAMED_POLICY;

/// Distances shown in a country's frame; the rest is one link away.
const ROWS: usize = 3;

/// What the frame of a country takes on a column of text, in pixels of the page around it.
pub(super) const COUNTRY_HEIGHT: u32 = 860;
/// The same for an indicator.
pub(super) const INDICATOR_HEIGHT: u32 = 640;

#[derive(Template)]
#[template(path = "embed_country.html")]
struct EmbeddedCountry {
    f: Frame,
    iso3: String,
    name: String,
    synthetic: bool,
    lead: Option<Lead>,
    rows: Vec<Row>,
    changed: Option<String>,
}

pub(super) async fn country(
    State(app): State<App>,
    Path((lang, iso3)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/countries/{iso3}/embed"))?;
    let view = app.desk.country(&iso3).await?.ok_or(PageError::NotFound)?;
    let (w, catalogue) = (f.w, &app.desk.catalogue);
    let name = w.text(&view.country.name).to_owned();
    let shown = view
        .rows
        .iter()
        .filter(|row| row.standing.latest.is_some() && row.standing.target.is_some());
    let imports = view::imports(&app).await?;
    let row = |row| country::row(w, catalogue, &imports, row);
    let rows = shown.take(ROWS).filter_map(row).collect();
    let page = EmbeddedCountry {
        lead: view.rows.first().and_then(|row| country::lead(w, catalogue, &imports, &name, row)),
        rows,
        changed: changed(&app).await?,
        synthetic: view.country.synthetic,
        iso3: view.country.iso3,
        name,
        f,
    };
    framed(&page)
}

#[derive(Template)]
#[template(path = "embed_indicator.html")]
struct EmbeddedIndicator {
    f: Frame,
    code: String,
    name: String,
    iso3: String,
    country: String,
    synthetic: bool,
    lead: Option<String>,
    outdated: bool,
    arrival: Option<String>,
    newer: Option<Said>,
    chart: Option<Line>,
    points: Vec<(String, String, String)>,
    intervals: bool,
    source: SourceName,
    changed: Option<String>,
}

pub(super) async fn indicator(
    State(app): State<App>,
    Path((lang, code, iso3)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/indicators/{code}/{iso3}/embed"))?;
    let (w, catalogue) = (f.w, &app.desk.catalogue);
    let indicator = catalogue.indicator(&code).ok_or(PageError::NotFound)?;
    let country = catalogue.places.country(&iso3).ok_or(PageError::NotFound)?;
    let row = app.desk.standing_row(indicator, country).await?;
    let imports = view::imports(&app).await?;
    let newer = row.newer.first();
    let name = w.text(&indicator.name).to_owned();
    let place = w.text(&country.name).to_owned();
    let label = w.t2("chart-country", "indicator", name.as_str(), "place", place.as_str());
    let point = |point: &Point| {
        let bounds = view::interval(w, indicator, point.interval(indicator.scale()));
        let value = view::figure(w, indicator, point.value);
        let period = view::with_status(w, point.period.to_string(), point.status);
        (period, value, bounds.unwrap_or_default())
    };
    let points: Vec<_> = row.series.iter().rev().map(point).collect();
    let latest = row.standing.latest.as_ref();
    let page = EmbeddedIndicator {
        lead: view::lead_of(w, indicator, &place, &row.standing),
        outdated: latest.is_some_and(|latest| latest.age > OUTDATED_AFTER),
        arrival: view::arrival(w, indicator, &row.standing),
        newer: newer.map(|found| view::newer(catalogue, w, &imports, indicator, found)),
        chart: (row.series.len() > 1).then(|| view::line(w, label, indicator, &row.series, &[])),
        intervals: points.iter().any(|(.., interval)| !interval.is_empty()),
        points,
        source: latest
            .map(|latest| {
                view::source_of_import(catalogue, w, &imports, &latest.source, latest.batch)
            })
            .unwrap_or_default(),
        changed: changed(&app).await?,
        synthetic: country.synthetic,
        name,
        country: place,
        code,
        iso3,
        f,
    };
    framed(&page)
}

/// The day on which figures last came to this node: `2026-11-22`.
async fn changed(app: &App) -> Result<Option<String>, PageError> {
    let batches =
        app.desk.observations().batches().await.map_err(passerelle_desk::DeskError::from)?;
    let last = batches.iter().map(|batch| batch.imported_at).max();
    Ok(last.map(|last| passerelle_desk::written_time(last).chars().take(10).collect()))
}

/// A page that may stand in a frame anywhere.
pub(super) fn framed(page: &impl Template) -> Result<Response, PageError> {
    let policy = [(header::CONTENT_SECURITY_POLICY, FRAMED_POLICY)];
    Ok((policy, render(page)?).into_response())
}

/// What to copy into a page to show the frame of the page at `address`.
pub(super) fn snippet(title: &str, address: &str, height: u32) -> String {
    let (title, address) = (escaped(title), escaped(address));
    format!(
        "<iframe title=\"{title}\" src=\"{address}/embed\" width=\"100%\" height=\"{height}\" \
         loading=\"lazy\"></iframe>"
    )
}

/// What to copy into a page to show an image that leads to the page at `address`.
pub(super) fn image(title: &str, image: &str, address: &str) -> String {
    let (title, image, address) = (escaped(title), escaped(image), escaped(address));
    format!("<a href=\"{address}\"><img src=\"{image}\" alt=\"{title}\" width=\"400\"></a>")
}

/// Text in an attribute of HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_snippet_holds_any_title() {
        let snippet = snippet("A \"B\" & <C>", "https://node.example/fr/countries/KEN", 600);
        assert_eq!(
            snippet,
            "<iframe title=\"A &quot;B&quot; &amp; &lt;C&gt;\" \
             src=\"https://node.example/fr/countries/KEN/embed\" width=\"100%\" height=\"600\" \
             loading=\"lazy\"></iframe>"
        );
    }
}
