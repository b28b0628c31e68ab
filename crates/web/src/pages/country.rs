//! A country: what was promised, where it stands, who is left out, how far and how fast.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_compact::{Commitment, Due};
use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::country::{CountryView, StandingRow};
use passerelle_desk::part::Promised;
use passerelle_inclusion::{Behind, Class, Indicator, OUTDATED_AFTER, Parity, standing};

use super::initiative::Brief;
use super::money::MoneyTold;
use super::view::{Imports, Said, SourceName};
use super::{Frame, PageError, PageResult, embed, render, view};
use crate::App;
use crate::charts::{Distance, Dots};
use crate::words::Words;

mod promised;

use promised::{Done, Section};

#[derive(Template)]
#[template(path = "country.html")]
struct CountryPage {
    f: Frame,
    iso3: String,
    /// The present year.
    year: i32,
    name: String,
    synthetic: bool,
    lead: Option<Lead>,
    rows: Vec<Row>,
    gaps: Vec<Gap>,
    more_gaps: Vec<Gap>,
    promises: Vec<Promises>,
    /// Where its feed is.
    feed: String,
    /// Whose promises they are.
    section: Section,
    /// What is done here to keep promises: the beginning.
    initiatives: Vec<Brief>,
    /// How many more there are.
    more_initiatives: usize,
    /// What was promised and paid here.
    money: Option<MoneyTold>,
    /// Places within it that have figures: code and name.
    areas: Vec<(String, String)>,
    address: String,
    snippet: String,
}

/// The first sentence.
pub(super) struct Lead {
    pub(super) text: String,
    pub(super) arrival: Option<String>,
    pub(super) newer: Option<Said>,
    pub(super) source: SourceName,
}

/// One target, and how far it is.
pub(super) struct Row {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) value: Option<String>,
    /// When, how long ago, how sure.
    pub(super) about: String,
    pub(super) interval: Option<String>,
    pub(super) target: Option<String>,
    pub(super) year: Option<i32>,
    pub(super) class: &'static str,
    pub(super) verdict: String,
    pub(super) sign: &'static str,
    pub(super) style: &'static str,
    pub(super) reason: Option<String>,
    pub(super) arrival: Option<String>,
    pub(super) pace: Option<String>,
    pub(super) peers: Vec<String>,
    pub(super) source: SourceName,
    pub(super) absence: String,
    pub(super) disagreements: Vec<Said>,
    /// The newest figure of another source, where it is newer than the one shown.
    pub(super) newer: Option<Said>,
    pub(super) chart: Option<Distance>,
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
    /// Those that a figure shows here.
    shown: Vec<Promise>,
    /// The others.
    unshown: Vec<Promise>,
}

struct Promise {
    id: String,
    title: String,
    due: Option<String>,
    evidence: Vec<(String, String)>,
    /// Who does what to keep it.
    done: Done,
}

impl Promises {
    /// Whether anybody does anything to keep them.
    fn is_kept(&self) -> bool {
        self.shown.iter().any(|promise| !promise.done.doing.is_empty())
    }
}

/// Initiatives of the page, at the most.
const INITIATIVES_SHOWN: usize = 20;
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
    let imports = view::imports(&app).await?;
    let areas = super::area::named(&app, f.w, &app.desk.areas_in(&code).await?);
    let promised = app.desk.promised_in(&code).await?;
    let money = MoneyTold::of(&app, f.w, &app.desk.money().await?.of_country(&code));
    let page = country_page(f, &app, view, areas, (&imports, &promised));
    Ok(render(&CountryPage { money, ..page })?.into_response())
}

fn country_page(
    f: Frame,
    app: &App,
    view: CountryView,
    areas: Vec<(String, String)>,
    (imports, promised): (&Imports, &Promised),
) -> CountryPage {
    let (w, catalogue) = (f.w, &*app.desk.catalogue);
    let name = w.text(&view.country.name).to_owned();
    let lead = view.rows.first().and_then(|row| lead(w, catalogue, imports, &name, row));
    let rows = view.rows.iter().filter_map(|found| row(w, catalogue, imports, found)).collect();
    let mut gaps: Vec<Gap> =
        view.left_out.iter().filter_map(|parity| gap(w, catalogue, parity)).collect();
    let more_gaps = gaps.split_off(gaps.len().min(GAPS_SHOWN));
    let promises = view
        .promises
        .iter()
        .map(|group| {
            let found = group.commitments.iter();
            let found =
                found.filter_map(|id| promise(w, app, catalogue.commitment(id)?, &view.rows));
            let found = found.map(|promise| Promise {
                done: Done::of(w, &promised.contributions, &promise.id),
                ..promise
            });
            let is_shown = |one: &Promise| !one.evidence.is_empty() || !one.done.doing.is_empty();
            let (shown, unshown) = found.partition(is_shown);
            Promises { title: objective_title(w, catalogue, group.objective), shown, unshown }
        })
        .collect();
    let section = Section::of(w, &view.country, promised);
    let initiatives = promised.contributions.iter().take(INITIATIVES_SHOWN);
    let initiatives = initiatives.map(|one| Brief::of(app, w, &one.view)).collect();
    let more_initiatives = promised.contributions.len().saturating_sub(INITIATIVES_SHOWN);
    let (iso3, synthetic) = (view.country.iso3, view.country.synthetic);
    let address = app.absolute(&f.address());
    let snippet = embed::snippet(&name, &address, embed::COUNTRY_HEIGHT);
    CountryPage {
        feed: f.feed(&format!("/countries/{iso3}")),
        f,
        iso3,
        year: view.year,
        name,
        synthetic,
        lead,
        rows,
        gaps,
        more_gaps,
        promises,
        section,
        initiatives,
        more_initiatives,
        money: None,
        areas,
        address,
        snippet,
    }
}

/// The first sentence of a country, by the first of its indicators.
pub(super) fn lead(
    w: &'static Words,
    catalogue: &Catalogue,
    imports: &Imports,
    name: &str,
    row: &StandingRow,
) -> Option<Lead> {
    let indicator = catalogue.indicator(&row.indicator)?;
    let latest = row.standing.latest.as_ref()?;
    let mut text = view::lead_of(w, indicator, name, &row.standing)?;
    if latest.age > OUTDATED_AFTER {
        text = format!("{text} {}", w.t("lead-outdated"));
    }
    Some(Lead {
        text,
        arrival: view::arrival(w, indicator, &row.standing),
        newer: newest(w, catalogue, imports, indicator, row),
        source: view::source_of_import(catalogue, w, imports, &latest.source, latest.batch),
    })
}

/// The newest of what other sources have that is newer.
fn newest(
    w: &Words,
    catalogue: &Catalogue,
    imports: &Imports,
    indicator: &Indicator,
    row: &StandingRow,
) -> Option<Said> {
    row.newer.first().map(|found| view::newer(catalogue, w, imports, indicator, found))
}

pub(super) fn row(
    w: &'static Words,
    catalogue: &Catalogue,
    imports: &Imports,
    row: &StandingRow,
) -> Option<Row> {
    let indicator = catalogue.indicator(&row.indicator)?;
    let standing = &row.standing;
    let latest = standing.latest.as_ref();
    let disagreements = row.disagreements.iter().map(|found| {
        let value = view::figure_in_words(w, indicator, found.other_value);
        Said {
            text: w.t2("disagreement", "value", value, "period", found.period.to_string()),
            source: view::source_of(catalogue, w, &found.other_source),
        }
    });
    let peers = row.peers.iter().filter_map(|found| view::peers(catalogue, w, indicator, found));
    Some(Row {
        code: row.indicator.clone(),
        name: w.text(&indicator.name).to_owned(),
        value: latest.map(|latest| view::figure(w, indicator, latest.value)),
        about: latest.map(|latest| view::about(w, latest)).unwrap_or_default(),
        interval: latest.and_then(|latest| view::interval(w, indicator, latest.interval)),
        target: view::target_text(w, indicator),
        year: indicator.target.as_ref().map(|target| target.year),
        class: view::class_code(standing.class),
        verdict: view::verdict(w, standing),
        sign: view::class_sign(standing.class),
        style: view::class_style(standing),
        reason: view::reason(w, standing.reason),
        arrival: view::arrival(w, indicator, standing),
        pace: view::pace(w, indicator, standing),
        peers: peers.collect(),
        source: latest
            .map(|latest| {
                view::source_of_import(catalogue, w, imports, &latest.source, latest.batch)
            })
            .unwrap_or_default(),
        newer: newest(w, catalogue, imports, indicator, row),
        absence: view::absence(w, row.absence),
        disagreements: disagreements.collect(),
        chart: view::distance(w, indicator, standing),
    })
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
        period: view::parity_period(w, parity),
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
    app: &App,
    commitment: &Commitment,
    rows: &[StandingRow],
) -> Option<Promise> {
    let catalogue = &*app.desk.catalogue;
    let passed = |due: Due| app.desk.days_until(due.last_day()).is_some_and(|days| days < 0);
    let due = |due: Due| {
        let name = if passed(due) { "due-passed" } else { "due" };
        w.t1(name, "date", view::due_date(w, due))
    };
    let shown = |code: &String| {
        let row = rows.iter().find(|row| &row.indicator == code)?;
        let (indicator, latest) = (catalogue.indicator(code)?, row.standing.latest.as_ref()?);
        let name = w.text(&indicator.name);
        let value = view::figure(w, indicator, latest.value);
        let value = format!("{value} ({})", view::about(w, latest));
        Some((code.clone(), w.t2("label-value", "label", name, "value", value)))
    };
    Some(Promise {
        id: commitment.id.clone(),
        title: w.text(&commitment.title).to_owned(),
        due: commitment.due.map(due),
        evidence: commitment.indicators.iter().filter_map(shown).collect(),
        done: Done::default(),
    })
}

#[derive(Template)]
#[template(path = "countries.html")]
struct CountriesPage {
    f: Frame,
    /// How many have reached the first target, with the code of its indicator.
    reached: Option<(String, String)>,
    /// How many of them exist.
    real: usize,
    countries: Vec<(String, String, bool)>,
}

pub(super) async fn list(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/countries")?;
    let one = |country: &passerelle_vocabulary::Country| {
        (country.iso3.clone(), f.w.text(&country.name).to_owned(), country.synthetic)
    };
    let mut countries: Vec<_> = app.desk.catalogue.places.countries().iter().map(one).collect();
    f.w.sort_by_name(&mut countries, |(_, name, _)| name);
    let real = countries.iter().filter(|(.., synthetic)| !synthetic).count();
    render(&CountriesPage { reached: reached(&app, f.w).await?, real, countries, f })
}

/// “195 have a figure on …; 14 of them have reached the target”: of the first indicator that has a target.
async fn reached(app: &App, w: &'static Words) -> Result<Option<(String, String)>, PageError> {
    let catalogue = &app.desk.catalogue;
    let Some(indicator) = catalogue.indicators.iter().find(|one| one.target.is_some()) else {
        return Ok(None);
    };
    let panel = app.desk.panel(indicator).await?;
    let countries = catalogue.places.countries().iter().filter(|country| !country.synthetic);
    let standings: Vec<_> = countries
        .filter_map(|country| panel.places.get(&country.iso3))
        .map(|choice| standing(indicator, &choice.series, app.desk.year()))
        .filter(|standing| standing.latest.is_some())
        .collect();
    let met = standings.iter().filter(|standing| standing.class == Class::Met).count();
    let text = w.say(
        "countries-reached",
        &[
            ("n", standings.len().into()),
            ("indicator", w.text(&indicator.name).into()),
            ("met", met.into()),
            ("target", view::target_text(w, indicator).unwrap_or_default().into()),
        ],
    );
    Ok((!standings.is_empty()).then(|| (indicator.code.clone(), text)))
}
