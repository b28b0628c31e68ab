//! One school or health post.

use askama::Template;
use axum::extract::{Path, State};

use passerelle_desk::shown::{Precision, ShownSite};

use super::super::{Frame, PageError, PageResult, render};
use crate::App;
use crate::words::Words;

/// A part of what is known of a site.
pub(super) struct Part {
    /// Its title; empty for the first one.
    pub title: String,
    /// Names and values.
    pub facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "site.html")]
struct SitePage {
    f: Frame,
    iso3: String,
    country: String,
    name: String,
    lead: String,
    parts: Vec<Part>,
    /// What was measured there, where that is shown to everyone.
    measured: Option<String>,
    /// What was corrected, in words, the first first.
    history: Vec<String>,
    /// Where its history can be verified.
    proof: Option<String>,
    source: Option<super::Source>,
    correct: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, iso3, id)): Path<(String, String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/sites/{iso3}/{}", crate::addresses::escaped(&id)))?;
    let w = f.w;
    let site = app.desk.shown_site(&iso3, &id).await?.ok_or(PageError::NotFound)?;
    let history = app.desk.site_history(&iso3, &id).await?;
    let source = app.desk.site_source(&iso3).await?;
    let measured = super::super::measured::part(&app, w, &format!("{iso3}/{id}")).await?;
    let told = |(what, at): &(String, i64)| {
        let what = w.t(&format!("places-what-{what}"));
        w.t2("places-corrected", "what", what, "day", super::day(w, *at))
    };
    let page = SitePage {
        country: app.desk.catalogue.place_name(&iso3, w.lang()).into_owned(),
        name: named(&site),
        lead: lead(w, &site, measured.is_some()),
        parts: vec![of_list(w, &site)],
        measured,
        history: history.iter().map(told).collect(),
        proof: if history.is_empty() { None } else { proof(&iso3, &id) },
        source: source.map(|record| {
            let source = super::origin(w, &record);
            super::Source { files: origins(w, &site).unwrap_or(source.files), ..source }
        }),
        correct: format!("{}/correct", f.address()),
        iso3,
        f,
    };
    render(&page)
}

/// Where the versions of its corrections are, with what is needed to verify them.
fn proof(iso3: &str, id: &str) -> Option<String> {
    let key = passerelle_desk::corrections::correction_key(iso3, id).ok()?;
    Some(format!("/api/v1/records/{key}/history"))
}

/// The rows of lists that a site was read from; `None` for lists kept before rows were.
fn origins(w: &Words, site: &ShownSite) -> Option<String> {
    let row = |origin: &str| {
        let (file, row) = origin.rsplit_once(':')?;
        Some(w.t2("places-origin", "file", file, "row", row))
    };
    let rows: Vec<String> = site.known.get("origin")?.split("; ").filter_map(row).collect();
    (!rows.is_empty()).then(|| rows.join("; "))
}

/// What a site is called where its list gives it no name.
pub(super) fn named(site: &ShownSite) -> String {
    if site.name.is_empty() { site.id.clone() } else { site.name.clone() }
}

/// Whether it is connected, as its list says; `measured`: whether its page tells what was measured there too.
fn lead(w: &Words, site: &ShownSite, measured: bool) -> String {
    let how = match site.technology.as_str() {
        "" => String::new(),
        code => w.t(&format!("plan-technology-{code}")),
    };
    let said = [
        ("status", site.status().into()),
        ("how", if how.is_empty() { "unknown" } else { "known" }.into()),
        ("technology", how.into()),
        ("measured", if measured { "yes" } else { "no" }.into()),
    ];
    w.say("places-site-lead", &said)
}

/// What its list says, with what was corrected.
fn of_list(w: &Words, site: &ShownSite) -> Part {
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            facts.push((w.t(name), value));
        }
    };
    fact("places-confidence", w.t(&format!("places-confidence-{}", site.confidence.code())));
    fact("places-kind", w.t(&format!("places-kind-{}", site.kind)));
    fact("places-level", site.level.clone());
    fact("places-areas", site.areas.join(" · "));
    fact("places-people", site.people.map(|people| w.number(people, 0)).unwrap_or_default());
    let known = |name: &str| site.known.get(name).map(String::as_str);
    let power = known("power").map(|power| format!("places-power-{power}"));
    fact(
        "places-power",
        power.filter(|word| w.has(word)).map(|word| w.t(&word)).unwrap_or_default(),
    );
    let speed = known("mbps").and_then(|mbps| mbps.parse::<f64>().ok());
    fact("places-mbps", speed.map(|mbps| w.number(mbps, 1)).unwrap_or_default());
    let covered = known("coverage_4g").map(|one| w.t(&format!("places-covered-{one}")));
    fact("places-covered", covered.unwrap_or_default());
    fact("places-surveyed", known("surveyed").unwrap_or_default().to_owned());
    fact("places-official-id", known("official_id").unwrap_or_default().to_owned());
    fact("places-id", site.id.clone());
    let decimals = if site.precision == Precision::Exact { 5 } else { 2 };
    let place = [site.place.lat, site.place.lon].map(|degrees| w.number(degrees, decimals));
    let said = [
        ("lat", place[0].as_str().into()),
        ("lon", place[1].as_str().into()),
        ("precision", site.precision.code().into()),
    ];
    fact("places-place", w.say("places-at", &said));
    Part { title: String::new(), facts }
}
