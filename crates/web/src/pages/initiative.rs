//! Initiatives: who does what to keep promises, where, for whom, and what of its budget is open for others to fund.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::initiatives::InitiativeView;
use passerelle_desk::initiatives::initiative::{Aim, Initiative, OrganisationRole, Purpose, Sum};
use passerelle_desk::plans::connectivity::coarse::TOGETHER;

use super::money::TransactionsTold;
use super::part::places::PlacesDrawing;
use super::part::told::{Told, shown};
use super::{Frame, PageError, PageResult, render, view};
use crate::App;
use crate::activities::ImportedTold;
use crate::plan::money;
use crate::words::Words;

/// Lots of the page, at the most: those with most that is open. All lines are in the file.
const MOST_LOTS: usize = 40;
/// Places of the page, at the most.
const MOST_PLACES: usize = 60;

/// An initiative in a list: of a commitment, a country, all of them.
#[derive(Debug, Clone)]
pub(super) struct Brief {
    pub slug: String,
    pub title: String,
    /// Where, how far it has come, from when to when.
    pub about: String,
    /// What it costs, what is promised and what is open.
    pub money: String,
}

impl Brief {
    pub(super) fn of(app: &App, w: &Words, view: &InitiativeView) -> Self {
        let one = &view.initiative;
        Self {
            slug: view.slug.clone(),
            title: w.text(&one.title).to_owned(),
            about: about(&app.desk.catalogue, w, one),
            money: sentence(w, &one.money(), &one.currency),
        }
    }
}

fn about(catalogue: &Catalogue, w: &Words, one: &Initiative) -> String {
    let names = one.in_countries().map(|code| catalogue.place_name(code, w.lang()).into_owned());
    let names: Vec<String> = names.collect();
    let place = if names.is_empty() { w.t("initiative-no-country") } else { names.join(", ") };
    let said = [
        ("place", place.into()),
        ("status", status(w, one).into()),
        ("start", one.start.year().to_string().into()),
        ("end", one.end.year().to_string().into()),
    ];
    w.say("initiative-about", &said)
}

fn status(w: &Words, one: &Initiative) -> String {
    w.t(&format!("initiative-status-{}", one.status.code().replace('_', "-")))
}

fn amount(w: &Words, cents: i64, currency: &str) -> String {
    money(w, cents as f64 / 100.0, currency)
}

/// What it costs, what is promised and what is open, in a sentence.
fn sentence(w: &Words, sum: &Sum, currency: &str) -> String {
    let said = [
        ("amount", amount(w, sum.cents, currency).into()),
        ("committed", amount(w, sum.committed, currency).into()),
        ("open", amount(w, sum.open, currency).into()),
        ("kind", sum.code().into()),
    ];
    w.say("initiative-money", &said)
}

/// A sum of budget lines.
struct MoneyRow {
    name: String,
    purpose: String,
    amount: String,
    committed: String,
    open: String,
}

impl MoneyRow {
    fn new(w: &Words, currency: &str, name: String, purpose: String, sum: &Sum) -> Self {
        let of = |cents| amount(w, cents, currency);
        let (amount, committed, open) = (of(sum.cents), of(sum.committed), of(sum.open));
        Self { name, purpose, amount, committed, open }
    }
}

/// What it is to reach.
struct AimRow {
    what: String,
    indicator: Option<String>,
    from: String,
    to: String,
    /// What was reached, by those whose it is; empty where they do not say.
    reached: String,
}

#[derive(Template)]
#[template(path = "initiative.html")]
struct InitiativePage {
    f: Frame,
    slug: String,
    title: String,
    description: Vec<String>,
    about: String,
    money: String,
    /// The countries: code, name, how much of it is there.
    countries: Vec<(String, String, String)>,
    places: Vec<String>,
    more_places: usize,
    groups: String,
    languages: String,
    began_before: bool,
    /// Commitments that it serves: id and title.
    serves: Vec<(String, String)>,
    /// Who takes part: name, and what it has to do with it.
    organisations: Vec<(String, String)>,
    aims: Vec<AimRow>,
    has_reached: bool,
    years: Vec<MoneyRow>,
    lots: Vec<MoneyRow>,
    more_lots: usize,
    payers: Vec<(String, String)>,
    /// The slug of its plan, where the node has it, and the hash of the plan's summary.
    plan: Option<(Option<String>, String)>,
    /// The actor whose promise it is: slug and name.
    by: Option<(String, String)>,
    /// What was promised and paid.
    transactions: Option<TransactionsTold>,
    /// What was said of it.
    told: Option<Told>,
    /// Where it is, drawn.
    drawing: Option<PlacesDrawing>,
    /// What shows that it is as it says: what, and where that is.
    evidence: Vec<(String, String)>,
    /// Where it was imported from.
    imported: Option<ImportedTold>,
    /// Whether it can be written out for IATI.
    iati: bool,
    version: u64,
    moment: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/initiatives/{slug}"))?;
    let view = app.desk.initiative(&slug).await?.ok_or(PageError::NotFound)?;
    let plan = match &view.initiative.plan {
        None => None,
        Some(carried) => {
            let there = app.desk.record(&carried.plan).await?.is_some();
            let slug = there.then(|| carried.plan.slug().to_owned());
            Some((slug, carried.summary.clone()))
        }
    };
    let said = app.desk.said_of(&slug).await?;
    let by = match &view.initiative.by {
        Some(key) => app
            .desk
            .record(key)
            .await?
            .map(|one| (key.slug().to_owned(), f.w.text(&one.title).to_owned())),
        None => None,
    };
    let told = Some(Told::of(&app, f.w, &view, &said));
    let transactions = Some(TransactionsTold::of(&app, f.w, &view, &*app.desk.money().await?));
    let here = app.desk.activities_here(&view.initiative).await?;
    let is_here = |slug: &str| here.contains(slug);
    let imported = ImportedTold::of(f.w, &app.desk.catalogue, &view.initiative, is_here);
    let beside = initiative_page(f, &app, view, plan);
    let page = InitiativePage { by, transactions, told, imported, ..beside };
    render(&page)
}

fn initiative_page(
    f: Frame,
    app: &App,
    view: InitiativeView,
    plan: Option<(Option<String>, String)>,
) -> InitiativePage {
    let (w, catalogue) = (f.w, &*app.desk.catalogue);
    let one = &view.initiative;
    let countries = one.in_countries().map(|code| {
        let share = one.countries.iter().find(|share| share.country == code);
        let percent = share.and_then(|share| share.percentage);
        let told = percent.map(|percent| w.figure(percent, "percent", decimals(percent)));
        let name = catalogue.place_name(code, w.lang()).into_owned();
        (code.to_owned(), name, told.unwrap_or_default())
    });
    let serves = one.serves.iter().map(|id| {
        let title = catalogue.commitment(id).map(|served| w.text(&served.title).to_owned());
        (id.clone(), title.unwrap_or_else(|| id.clone()))
    });
    let groups = one.groups.iter().map(|group| match group.split_once('=') {
        Some((dimension, code)) => view::category(catalogue, w, dimension, code),
        None => group,
    });
    let languages = one.languages.iter().map(|lang| {
        let name = format!("language-of-{}", lang.code());
        if w.has(&name) { w.t(&name) } else { lang.code().to_owned() }
    });
    let (lots, more_lots) = by_lot(w, one);
    let places = one.places.iter().map(|place| lot_name(w, &place.name));
    InitiativePage {
        title: w.text(&one.title).to_owned(),
        description: w.text(&one.description).lines().map(str::to_owned).collect(),
        about: about(catalogue, w, one),
        money: sentence(w, &one.money(), &one.currency),
        countries: countries.collect(),
        places: places.take(MOST_PLACES).collect(),
        more_places: one.places.len().saturating_sub(MOST_PLACES),
        groups: groups.collect::<Vec<_>>().join(", "),
        languages: languages.collect::<Vec<_>>().join(", "),
        began_before: one.began_before_pledge,
        serves: serves.collect(),
        organisations: organisations(w, one),
        aims: one.aims.iter().map(|aim| aim_row(w, aim)).collect(),
        has_reached: one.aims.iter().any(|aim| aim.reached.is_some()),
        years: by_year(w, one),
        lots,
        more_lots,
        payers: by_payer(w, one),
        plan,
        by: None,
        transactions: None,
        told: None,
        drawing: PlacesDrawing::new(
            w,
            &catalogue.map,
            one.country.as_deref().unwrap_or_default(),
            &one.places,
        ),
        evidence: shown(&one.evidence),
        imported: None,
        iati: one.lead().is_some_and(|lead| lead.reference.is_some()),
        version: view.version,
        moment: w.moment(&view.moment),
        slug: view.slug,
        f,
    }
}

/// Decimals of a percentage: none of a whole one.
fn decimals(percent: f64) -> u8 {
    u8::from(percent.fract() != 0.0)
}

fn organisations(w: &Words, one: &Initiative) -> Vec<(String, String)> {
    let role = |role: OrganisationRole| match role {
        OrganisationRole::Lead => "initiative-role-lead",
        OrganisationRole::Funder => "initiative-role-funder",
        OrganisationRole::Partner => "initiative-role-partner",
    };
    one.organisations.iter().map(|one| (one.name.clone(), w.t(role(one.role)))).collect()
}

fn aim_row(w: &Words, aim: &Aim) -> AimRow {
    let number = |value: f64| w.number(value, if value.fract() == 0.0 { 0 } else { 1 });
    let baseline = aim.baseline.map_or_else(|| w.t("initiative-baseline-unknown"), number);
    AimRow {
        what: w.text(&aim.what).to_owned(),
        indicator: aim.indicator.clone(),
        from: w.t2("value-in", "value", baseline, "year", aim.baseline_year.to_string()),
        to: w.t2("value-in", "value", number(aim.target), "year", aim.target_year.to_string()),
        reached: aim.reached.map_or_else(String::new, |at| {
            w.t2("value-in", "value", number(at.value), "year", at.year.to_string())
        }),
    }
}

fn purpose(w: &Words, purpose: Purpose) -> String {
    w.t(&format!("initiative-purpose-{}", purpose.code()))
}

/// What is paid in each year, by purpose.
fn by_year(w: &Words, one: &Initiative) -> Vec<MoneyRow> {
    let mut sums: BTreeMap<(i32, Purpose), Sum> = BTreeMap::new();
    for line in &one.budget {
        *sums.entry((line.year, line.purpose)).or_default() += line;
    }
    let row = |((year, what), sum): ((i32, Purpose), Sum)| {
        MoneyRow::new(w, &one.currency, year.to_string(), purpose(w, what), &sum)
    };
    sums.into_iter().map(row).collect()
}

/// A lot by the name that files have for it.
fn lot_name(w: &Words, name: &str) -> String {
    if name == TOGETHER {
        return w.t("plan-lot-several");
    }
    match name.strip_prefix("group ") {
        Some(number) => w.t1("plan-lot-group", "number", number.to_owned()),
        None => name.to_owned(),
    }
}

/// The lots, those with most that is open first, and how many there are besides.
fn by_lot(w: &Words, one: &Initiative) -> (Vec<MoneyRow>, usize) {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    // What is not cut into lots has no table of them.
    for line in one.budget.iter().filter(|line| !line.lot.is_empty()) {
        *sums.entry(line.lot.as_str()).or_default() += line;
    }
    let mut sums: Vec<(&str, Sum)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.open.cmp(&a.1.open).then_with(|| a.0.cmp(b.0)));
    let more = sums.len().saturating_sub(MOST_LOTS);
    let row = |(lot, sum): (&str, Sum)| {
        MoneyRow::new(w, &one.currency, lot_name(w, lot), String::new(), &sum)
    };
    (sums.into_iter().take(MOST_LOTS).map(row).collect(), more)
}

/// What each has promised.
fn by_payer(w: &Words, one: &Initiative) -> Vec<(String, String)> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for pledge in one.budget.iter().flat_map(|line| &line.pledged) {
        let sum = sums.entry(&pledge.by).or_default();
        *sum = sum.saturating_add(pledge.cents);
    }
    let row = |(by, cents): (&str, i64)| (by.to_owned(), amount(w, cents, &one.currency));
    sums.into_iter().map(row).collect()
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    country: String,
    #[serde(default)]
    commitment: String,
    /// The initiative after which the page begins.
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "initiatives.html")]
struct InitiativesPage {
    f: Frame,
    lead: String,
    initiatives: Vec<Brief>,
    /// The country that was asked for, with its name.
    country: Option<(String, String)>,
    /// The commitment that was asked for, with its title.
    commitment: Option<(String, String)>,
    /// What was asked and is not known.
    notes: Vec<String>,
    /// Whether this is a later page than the first.
    is_later: bool,
    /// Where the first page of what is asked is.
    first: String,
    /// Where the next page is.
    next: Option<String>,
}

/// Initiatives of a page.
const SHOWN: u32 = 60;

pub(super) async fn list(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let address = |after: &str| {
        let all =
            [("country", &*asked.country), ("commitment", &asked.commitment), ("after", after)];
        super::asked_for("/initiatives", &all)
    };
    let f = Frame::new(&lang, address(&asked.after))?;
    let (w, catalogue) = (f.w, &app.desk.catalogue);
    let country = catalogue.places.country(&asked.country);
    let commitment = catalogue.commitment(&asked.commitment);
    let unknown = [(&asked.country, country.is_none()), (&asked.commitment, commitment.is_none())];
    let notes = unknown.iter().filter(|(asked, unknown)| *unknown && !asked.is_empty());
    let notes = notes.map(|(asked, _)| w.t1("filter-unknown", "asked", asked.as_str())).collect();
    let filters = [
        country.map(|one| ("country", one.iso3.as_str())),
        commitment.map(|one| ("serves", one.id.as_str())),
    ];
    let filters: Vec<(&str, &str)> = filters.into_iter().flatten().collect();
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let found = app.desk.initiatives_page(&filters, after, SHOWN).await?;
    let here = |path: String| format!("/{}{path}", w.code());
    let page = InitiativesPage {
        lead: w.t1("initiatives-lead", "n", found.all),
        initiatives: found.initiatives.iter().map(|one| Brief::of(&app, w, one)).collect(),
        country: country.map(|one| (one.iso3.clone(), w.text(&one.name).to_owned())),
        commitment: commitment.map(|one| (one.id.clone(), w.text(&one.title).to_owned())),
        notes,
        is_later: after.is_some(),
        first: here(address("")),
        next: found.next.as_deref().map(|next| here(address(next))),
        f,
    };
    render(&page)
}
