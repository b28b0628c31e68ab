//! A country: what was promised, where it stands, who is left out, how far and how fast.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_compact::Commitment;
use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::country::{CountryView, GroupPeers, StandingRow};
use passerelle_inclusion::{Behind, Class, Indicator, Parity, Standing};

use passerelle_vocabulary::Status;

use super::view::SourceName;
use super::{Frame, PageError, PageResult, render, view};
use crate::App;
use crate::charts::{Distance, Dots};
use crate::words::Words;

#[derive(Template)]
#[template(path = "country.html")]
struct CountryPage {
    f: Frame,
    iso3: String,
    name: String,
    synthetic: bool,
    lead: Option<Lead>,
    rows: Vec<Row>,
    gaps: Vec<Gap>,
    more_gaps: Vec<Gap>,
    promises: Vec<Promises>,
}

/// The first sentence.
struct Lead {
    text: String,
    arrival: Option<String>,
    source: SourceName,
}

/// One target, and how far it is.
struct Row {
    code: String,
    name: String,
    value: Option<String>,
    period: String,
    age: Option<String>,
    interval: Option<String>,
    target: Option<String>,
    year: Option<i32>,
    class: &'static str,
    sign: &'static str,
    style: &'static str,
    reason: Option<String>,
    arrival: Option<String>,
    pace: Option<String>,
    peers: Vec<String>,
    source: SourceName,
    absence: String,
    disagreements: Vec<String>,
    chart: Option<Distance>,
}

/// Two groups of people.
struct Gap {
    code: String,
    indicator: String,
    sentence: String,
    period: String,
    source: SourceName,
    reached: bool,
    chart: Dots,
}

/// Commitments of one objective.
struct Promises {
    title: String,
    commitments: Vec<Promise>,
}

struct Promise {
    id: String,
    title: String,
    due: Option<String>,
    evidence: Vec<(String, String)>,
}

/// How many comparisons are shown before "more".
const GAPS_SHOWN: usize = 8;

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, code)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/countries/{code}"))?;
    let upper = code.to_ascii_uppercase();
    if upper != code && app.desk.catalogue.places.country(&upper).is_some() {
        return Ok(Redirect::permanent(&format!("/{lang}/countries/{upper}")).into_response());
    }
    let view = app.desk.country(&code).await?.ok_or(PageError::NotFound)?;
    Ok(render(&country_page(f, &app.desk.catalogue, view))?.into_response())
}

fn country_page(f: Frame, catalogue: &Catalogue, view: CountryView) -> CountryPage {
    let w = f.w;
    let name = w.text(&view.country.name).to_owned();
    let lead = view.rows.first().and_then(|row| lead(w, catalogue, &name, row));
    let rows = view.rows.iter().filter_map(|found| row(w, catalogue, found)).collect();
    let mut gaps: Vec<Gap> =
        view.left_out.iter().filter_map(|parity| gap(w, catalogue, parity)).collect();
    let more_gaps = gaps.split_off(gaps.len().min(GAPS_SHOWN));
    let promises = view
        .promises
        .iter()
        .map(|group| Promises {
            title: objective_title(w, catalogue, group.objective),
            commitments: group
                .commitments
                .iter()
                .filter_map(|id| promise(w, catalogue, catalogue.commitment(id)?, &view.rows))
                .collect(),
        })
        .collect();
    let (iso3, synthetic) = (view.country.iso3, view.country.synthetic);
    CountryPage { f, iso3, name, synthetic, lead, rows, gaps, more_gaps, promises }
}

fn lead(w: &'static Words, catalogue: &Catalogue, name: &str, row: &StandingRow) -> Option<Lead> {
    let indicator = catalogue.indicator(&row.indicator)?;
    let latest = row.standing.latest.as_ref()?;
    let sentence = view::sentence(w, indicator, latest.value);
    let period = latest.period.to_string();
    let text = match view::interval(w, indicator, latest.interval) {
        Some(interval) => w.say(
            "lead-with-interval",
            &[
                ("place", name.into()),
                ("sentence", sentence.into()),
                ("period", period.into()),
                ("interval", interval.into()),
            ],
        ),
        None => w.say(
            "lead",
            &[("place", name.into()), ("sentence", sentence.into()), ("period", period.into())],
        ),
    };
    let arrival = view::arrival(w, indicator, &row.standing);
    Some(Lead { text, arrival, source: view::source_of(catalogue, w, &latest.source) })
}

fn row(w: &'static Words, catalogue: &Catalogue, row: &StandingRow) -> Option<Row> {
    let indicator = catalogue.indicator(&row.indicator)?;
    let standing = &row.standing;
    let latest = standing.latest.as_ref();
    let disagreements = row.disagreements.iter().map(|found| {
        w.say(
            "disagreement",
            &[
                ("source", view::source(catalogue, w, &found.other_source).into()),
                ("value", view::figure(w, indicator, found.other_value).into()),
                ("period", found.period.to_string().into()),
            ],
        )
    });
    Some(Row {
        code: row.indicator.clone(),
        name: w.text(&indicator.name).to_owned(),
        value: latest.map(|latest| view::figure(w, indicator, latest.value)),
        period: latest.map(|latest| latest.period.to_string()).unwrap_or_default(),
        age: latest.and_then(|latest| view::age(w, latest)),
        interval: latest.and_then(|latest| view::interval(w, indicator, latest.interval)),
        target: view::target_text(w, indicator),
        year: indicator.target.as_ref().map(|target| target.year),
        class: view::class_code(standing.class),
        sign: view::class_sign(standing.class),
        style: view::class_style(standing.class),
        reason: view::reason(w, standing.reason),
        arrival: view::arrival(w, indicator, standing),
        pace: pace(w, indicator, standing),
        peers: row.peers.iter().filter_map(|found| peer(w, catalogue, indicator, found)).collect(),
        source: latest
            .map(|latest| view::source_of(catalogue, w, &latest.source))
            .unwrap_or_default(),
        absence: absence(w, row.absence),
        disagreements: disagreements.collect(),
        chart: view::distance(w, indicator, standing),
    })
}

/// Why there is no figure: in the publisher's terms where it gave any.
fn absence(w: &Words, status: Option<Status>) -> String {
    let name = status.map(|status| format!("no-figure-{}", status.code().replace('_', "-")));
    name.filter(|name| w.has(name)).map_or_else(|| w.t("no-figure"), |name| w.t(&name))
}

/// “+2.1 a year; 5.3 a year are needed”.
fn pace(w: &Words, indicator: &Indicator, standing: &Standing) -> Option<String> {
    let pace = standing.pace?;
    let signed = |value: f64| {
        let sign = if value > 0.0 { "+" } else { "" };
        format!("{sign}{}", w.number(value, indicator.decimals.max(1)))
    };
    Some(match standing.needed_pace.filter(|needed| needed_says_more(standing, pace, *needed)) {
        Some(needed) => w.t2("pace-needed", "pace", signed(pace), "needed", signed(needed)),
        None => w.t1("pace", "pace", signed(pace)),
    })
}

/// On a curve, today's pace may exceed the even pace that is needed although the target is missed: the
/// two numbers side by side would then contradict the class.
fn needed_says_more(standing: &Standing, pace: f64, needed: f64) -> bool {
    let enough = pace / needed >= 1.0;
    match standing.class {
        Class::Met => false,
        Class::OnTrack => enough,
        _ => !enough,
    }
}

/// “Eastern Africa: half of the 17 countries are at or below 24.2%”.
fn peer(
    w: &Words,
    catalogue: &Catalogue,
    indicator: &Indicator,
    found: &GroupPeers,
) -> Option<String> {
    // A median of very few says nothing.
    if found.peers.n < 5 {
        return None;
    }
    let group = catalogue.places.name(&found.group, w.lang()).into_owned();
    let median = view::figure(w, indicator, found.peers.median);
    Some(w.say(
        "peer-median",
        &[("group", group.into()), ("n", found.peers.n.into()), ("median", median.into())],
    ))
}

fn gap(w: &'static Words, catalogue: &Catalogue, parity: &Parity) -> Option<Gap> {
    let indicator = catalogue.indicator(&parity.indicator)?;
    let sentence = view::gap_sentence(catalogue, w, indicator, parity);
    let name = w.text(&indicator.name);
    Some(Gap {
        code: parity.indicator.clone(),
        indicator: name.to_owned(),
        chart: view::dots(format!("{name} – {sentence}"), indicator, parity),
        sentence,
        period: parity.period.to_string(),
        source: view::source_of(catalogue, w, &parity.source),
        reached: parity.reached == Some(true) || parity.behind == Some(Behind::Neither),
    })
}

fn objective_title(w: &Words, catalogue: &Catalogue, objective: Option<u8>) -> String {
    let Some(number) = objective else { return w.t("promises-elsewhere") };
    let title = catalogue
        .commitment(&format!("gdc.{number}"))
        .map(|objective| w.text(&objective.title).to_owned())
        .unwrap_or_default();
    w.t2("objective", "number", i64::from(number), "title", title)
}

/// A commitment with the figures that show it here.
fn promise(
    w: &'static Words,
    catalogue: &Catalogue,
    commitment: &Commitment,
    rows: &[StandingRow],
) -> Option<Promise> {
    let shown = |code: &String| {
        let row = rows.iter().find(|row| &row.indicator == code)?;
        let (indicator, latest) = (catalogue.indicator(code)?, row.standing.latest.as_ref()?);
        let name = w.text(&indicator.name);
        let value = view::figure(w, indicator, latest.value);
        let value = format!("{value} ({})", latest.period);
        Some((code.clone(), w.t2("label-value", "label", name, "value", value)))
    };
    Some(Promise {
        id: commitment.id.clone(),
        title: w.text(&commitment.title).to_owned(),
        due: commitment.due.map(|due| w.t1("due", "date", due.to_string())),
        evidence: commitment.indicators.iter().filter_map(shown).collect(),
    })
}

#[derive(Template)]
#[template(path = "countries.html")]
struct CountriesPage {
    f: Frame,
    countries: Vec<(String, String, bool)>,
}

pub(super) async fn list(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/countries")?;
    let one = |country: &passerelle_vocabulary::Country| {
        (country.iso3.clone(), f.w.text(&country.name).to_owned(), country.synthetic)
    };
    let mut countries: Vec<_> = app.desk.catalogue.places.countries().iter().map(one).collect();
    f.w.sort_by_name(&mut countries, |(_, name, _)| name);
    render(&CountriesPage { f, countries })
}
