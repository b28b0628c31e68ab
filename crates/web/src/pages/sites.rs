//! Schools and health posts: the countries whose sites are known, and each country's sites by area.
//!
//! What may be shown of where a site is, the desk decides ([`passerelle_desk::shown`]); these pages have nothing to
//! hide and nothing to round.

mod correct;
mod downloads;
mod drawing;
mod interactive;
mod site;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use serde::Deserialize;

use passerelle_desk::shown::{AreaCount, Precision, ShownSite, SiteCounts, SiteQuestion};
use passerelle_desk::site_lists::SiteListRecord;

use super::{Frame, PageError, PageResult, asked_for, render};
use crate::App;
use crate::words::Words;
use drawing::AreaDrawing;

/// Sites listed on a page.
const LISTED: usize = 100;

/// Pages and files of sites.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/sites", get(list))
        .route("/{lang}/sites/{iso3}", get(country))
        .route("/{lang}/sites/{iso3}/{id}", get(site::page))
        .route(
            "/{lang}/sites/{iso3}/{id}/correct",
            get(correct::form).post(correct::propose).layer(correct::limit()),
        )
        .route("/{lang}/maps/sites/{iso3}", get(interactive::page))
        .route("/downloads/sites/{iso3}/{file}", get(downloads::file))
}

#[derive(Template)]
#[template(path = "sites.html")]
struct SitesPage {
    f: Frame,
    /// Code, name, how many sites, and when their list came in.
    countries: Vec<(String, String, String, String)>,
}

async fn list(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/sites")?;
    let name = |iso3: &str| app.desk.catalogue.place_name(iso3, f.w.lang()).into_owned();
    let known = app.desk.site_countries().await?;
    let mut countries: Vec<_> = known
        .into_iter()
        .map(|one| {
            let sites = f.w.t2("places-n", "n", one.sites, "count", f.w.whole(one.sites));
            (one.iso3.clone(), name(&one.iso3), sites, day(f.w, one.loaded_at))
        })
        .collect();
    f.w.sort_by_name(&mut countries, |one| &one.1);
    render(&SitesPage { countries, f })
}

/// The day of a moment, in words.
fn day(w: &Words, at_ms: i64) -> String {
    let written = passerelle_desk::written_time(at_ms);
    w.day(written.get(..10).unwrap_or(&written))
}

/// What is chosen, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    area: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    after: String,
}

impl Asked {
    fn question(&self) -> SiteQuestion {
        let Self { area, kind, level, status, .. } = self.clone();
        SiteQuestion { area, kind, level, status }
    }

    /// An address with what is chosen, `area` and `after` instead of its own.
    fn address(&self, path: &str, area: &str, after: &str) -> String {
        let chosen = [
            ("area", area),
            ("kind", &self.kind),
            ("level", &self.level),
            ("status", &self.status),
            ("after", after),
        ];
        asked_for(path, &chosen)
    }
}

/// Something to choose: its code, its name, whether it is chosen.
type Options = Vec<(String, String, bool)>;

/// An area in the table.
struct AreaRow {
    name: String,
    /// Where what is within it is shown; `None` for sites of no area.
    link: Option<String>,
    sites: String,
    connected: String,
    not_connected: String,
    untold: String,
    share: String,
    official: String,
}

/// A site in the list.
struct SiteLine {
    link: String,
    name: String,
    what: String,
    status: String,
    swatch: &'static str,
}

#[derive(Template)]
#[template(path = "sites_country.html")]
struct CountryPage {
    f: Frame,
    style: &'static str,
    iso3: String,
    name: String,
    /// The areas that what is shown is within, each with its address.
    within: Vec<(String, String)>,
    lead: String,
    shares: Option<String>,
    completeness: Option<String>,
    /// What the ministry lets be shown.
    policy: String,
    areas: Options,
    kinds: Options,
    levels: Options,
    statuses: Options,
    drawing: Option<AreaDrawing>,
    rows: Vec<AreaRow>,
    with_official: bool,
    lines: Vec<SiteLine>,
    /// Sites are shown one by one.
    listed: bool,
    next: Option<String>,
    /// Files to take away: address and name.
    files: Vec<(String, String)>,
    source: Option<Source>,
}

/// Where a list comes from.
struct Source {
    files: String,
    licence: String,
    key: String,
}

async fn country(
    State(app): State<App>,
    Path((lang, iso3)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let path = format!("/sites/{iso3}");
    let mut f = Frame::new(&lang, path.clone())?;
    let w = f.w;
    let question = asked.question();
    let counts = app.desk.site_counts(&iso3, &question).await?.ok_or(PageError::NotFound)?;
    let policy = app.desk.site_policy(&iso3);
    let shown = app.desk.shown_sites(&iso3, &question, &asked.after, LISTED).await?;
    let source = app.desk.site_source(&iso3).await?;
    let listed = shown.is_some();
    let shown = shown.unwrap_or_default();
    let name = app.desk.catalogue.place_name(&iso3, w.lang()).into_owned();
    let base = format!("/{}{path}", w.code());
    let drawing = AreaDrawing::new(w, &app.desk.catalogue.map, &iso3, &counts.areas);
    let lines = shown.sites.iter().map(|site| line(w, &base, site)).collect();
    let next = shown.next.map(|after| asked.address(&base, &asked.area, &after) + "#list");
    let with_official = counts.areas.iter().any(|area| area.official.is_some());
    f.path = asked.address(&path, &asked.area, &asked.after);
    let page = CountryPage {
        style: crate::interactive::style(),
        within: within(&asked, &base),
        lead: lead(w, &name, &asked, &counts),
        shares: shares(w, &counts),
        completeness: counts
            .official
            .as_ref()
            .map(|official| complete(w, &counts.all.sites, official)),
        policy: told_policy(w, policy),
        areas: options(&counts.widest, widest(&asked.area), str::to_owned),
        kinds: options(&counts.kinds, &asked.kind, |kind| w.t(&format!("places-kind-{kind}"))),
        levels: options(&counts.levels, &asked.level, str::to_owned),
        statuses: options(&["yes", "no", "unknown"].map(str::to_owned), &asked.status, |status| {
            w.t(&format!("places-status-{status}"))
        }),
        drawing,
        rows: counts.areas.iter().map(|area| area_row(w, &asked, &base, area)).collect(),
        with_official,
        lines,
        listed,
        next,
        files: files(w, &iso3, &asked, listed),
        source: source.map(|record| origin(w, &record)),
        iso3,
        name,
        f,
    };
    render(&page)
}

/// The widest area of a path.
fn widest(area: &str) -> &str {
    area.split(passerelle_desk::shown::BETWEEN_AREAS).next().unwrap_or_default()
}

fn options(codes: &[String], chosen: &str, name: impl Fn(&str) -> String) -> Options {
    codes.iter().map(|code| (code.clone(), name(code), code == chosen)).collect()
}

fn within(asked: &Asked, base: &str) -> Vec<(String, String)> {
    let between = passerelle_desk::shown::BETWEEN_AREAS;
    let parts: Vec<&str> = asked.area.split(between).filter(|part| !part.is_empty()).collect();
    let up_to = |count: usize| {
        let area = parts[..count].join(&between.to_string());
        (parts[count - 1].to_owned(), asked.address(base, &area, ""))
    };
    (1..=parts.len()).map(up_to).collect()
}

fn lead(w: &Words, country: &str, asked: &Asked, counts: &SiteCounts) -> String {
    let all = &counts.all;
    let area = asked.area.rsplit(passerelle_desk::shown::BETWEEN_AREAS).next().unwrap_or_default();
    let place = match area {
        "" => country.to_owned(),
        area => w.t2("places-area-of", "area", area, "place", country),
    };
    let filtered = [&asked.kind, &asked.level, &asked.status].iter().any(|one| !one.is_empty());
    let said = [
        ("place", place.into()),
        ("filtered", if filtered { "yes" } else { "no" }.into()),
        ("n", all.sites.into()),
        ("sites", w.whole(all.sites).into()),
        ("connected", w.whole(all.connected).into()),
        ("not", w.whole(all.not_connected).into()),
        ("untold", w.whole(all.sites - all.connected - all.not_connected).into()),
        ("told", if all.share().is_some() { "yes" } else { "no" }.into()),
        ("share", percent(w, all.share()).into()),
    ];
    w.say("places-lead", &said)
}

/// How those that are connected are.
fn shares(w: &Words, counts: &SiteCounts) -> Option<String> {
    let each = counts.technologies.iter().map(|(code, sites)| {
        let how = w.t(&format!("plan-technology-{code}"));
        w.t2("label-value", "label", how, "value", w.whole(*sites))
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| w.t1("places-how", "how", each.join("; ")))
}

fn percent(w: &Words, share: Option<f64>) -> String {
    share.map(|share| w.figure(share * 100.0, "percent", 0)).unwrap_or_default()
}

fn complete(w: &Words, sites: &u64, official: &passerelle_desk::shown::OfficialCount) -> String {
    let share = *sites as f64 / official.sites.max(1) as f64;
    let said = [
        ("sites", w.whole(*sites).into()),
        ("official", w.whole(official.sites).into()),
        ("share", percent(w, Some(share)).into()),
        ("source", official.source.as_str().into()),
        ("year", official.year.as_str().into()),
    ];
    w.say("places-complete", &said)
}

/// What a ministry lets be shown, in a sentence.
fn told_policy(w: &Words, policy: &passerelle_desk::shown::SitePolicy) -> String {
    // A degree of latitude is 111 km.
    let km = policy.round * 111.2;
    let who = policy.decided_by.as_ref().map(|who| w.text(who).to_owned());
    let said = [
        ("km", w.number(km, if km < 10.0 { 1 } else { 0 }).into()),
        ("days", policy.delay_days.into()),
        ("decided", if who.is_some() { "yes" } else { "no" }.into()),
        ("who", who.unwrap_or_default().into()),
        ("day", w.day(&policy.decided_on).into()),
    ];
    w.say(&format!("places-policy-{}", policy.precision.code()), &said)
}

fn area_row(w: &Words, asked: &Asked, base: &str, area: &AreaCount) -> AreaRow {
    let counted = &area.counted;
    let official = area.official.as_ref();
    AreaRow {
        name: if area.name.is_empty() { w.t("places-no-area") } else { area.name.clone() },
        link: (!area.name.is_empty()).then(|| asked.address(base, &area.area, "")),
        sites: w.whole(counted.sites),
        connected: w.whole(counted.connected),
        not_connected: w.whole(counted.not_connected),
        untold: w.whole(counted.sites - counted.connected - counted.not_connected),
        share: percent(w, counted.share()),
        official: official.map(|one| complete(w, &counted.sites, one)).unwrap_or_default(),
    }
}

fn line(w: &Words, base: &str, site: &ShownSite) -> SiteLine {
    let level = if site.level.is_empty() { None } else { Some(site.level.as_str()) };
    let kind = w.t(&format!("places-kind-{}", site.kind));
    let what: Vec<&str> = [Some(kind.as_str()), level]
        .into_iter()
        .flatten()
        .chain(site.areas.iter().map(String::as_str))
        .collect();
    SiteLine {
        link: format!("{base}/{}", crate::addresses::escaped(&site.id)),
        name: if site.name.is_empty() { site.id.clone() } else { site.name.clone() },
        what: what.join(" · "),
        status: w.t(&format!("places-status-{}", site.status())),
        swatch: site.status(),
    }
}

fn files(w: &Words, iso3: &str, asked: &Asked, listed: bool) -> Vec<(String, String)> {
    let file = |file: &str, word: &str| {
        (asked.address(&format!("/downloads/sites/{iso3}/{file}"), &asked.area, ""), w.t(word))
    };
    let mut files = vec![file("areas.csv", "places-file-areas")];
    if listed {
        files.push(file("sites.csv", "places-file-sites"));
        files.push(file("sites.geojson", "places-file-geojson"));
    }
    files.push((format!("/downloads/sites/{iso3}/map.pmtiles"), w.t("places-file-map")));
    files
}

fn origin(w: &Words, record: &SiteListRecord) -> Source {
    let names: Vec<&str> = record.files.iter().map(|file| file.name.as_str()).collect();
    let licence = match record.licence.is_empty() {
        true => w.t("places-no-licence"),
        false => record.licence.clone(),
    };
    let key = format!("/api/v1/records/site_list/{}", record.country.to_ascii_lowercase());
    Source { files: names.join(", "), licence, key }
}

/// Whether sites are shown one by one.
fn is_listed(precision: Precision) -> bool {
    precision != Precision::Areas
}
