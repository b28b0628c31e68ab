//! An area of a plan, and a site of it: what is planned there, why, and what would change it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;

use passerelle_desk::DeskError;
use passerelle_tables::sites::{SiteFilter, SiteRow, joined_areas};

use super::plan::AreaRow;
use super::{Shown, Within};
use crate::App;
use crate::pages::{Frame, PageError, asked_for, render};
use crate::plan::{reasons, technology};
use crate::words::Words;

/// Sites of a page.
const PAGE: usize = 100;

/// What a question after an address says: names and values, in their order.
type Asked = Query<Vec<(String, String)>>;

fn value<'a>(asked: &'a Asked, name: &str) -> &'a str {
    asked.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value.as_str())
}

#[derive(Template)]
#[template(path = "plans/area.html")]
struct AreaPage {
    f: Frame,
    base: String,
    title: String,
    /// The areas that it lies in, the widest first: name and address.
    within: Vec<(String, String)>,
    name: String,
    lead: String,
    /// The areas in it.
    areas: Vec<AreaRow>,
    sites: Vec<SiteLine>,
    /// Why no site is shown, where none is.
    places: Vec<String>,
    /// Where the next sites are.
    next: Option<String>,
}

/// A site in a list.
struct SiteLine {
    name: String,
    address: String,
    level: String,
    how: String,
    code: String,
    people: String,
}

impl SiteLine {
    fn of(w: &Words, base: &str, site: &SiteRow) -> Self {
        Self {
            name: if site.name.is_empty() { site.id.clone() } else { site.name.clone() },
            address: asked_for(&format!("/{}{base}/site", w.code()), &[("id", &site.id)]),
            level: site.level.clone(),
            how: how(w, site),
            code: code(site).to_owned(),
            people: site.people.map(|people| w.number(people, 0)).unwrap_or_default(),
        }
    }
}

fn code(site: &SiteRow) -> &str {
    match site.connected {
        Some(true) => "already",
        _ => &site.technology,
    }
}

fn how(w: &Words, site: &SiteRow) -> String {
    technology(w, code(site))
}

pub(super) async fn area(
    State(app): State<App>,
    Within { mut f, shown }: Within,
    asked: Asked,
) -> Result<Response, PageError> {
    let w = f.w;
    let names: Vec<String> =
        asked.iter().filter(|(name, _)| name == "in").map(|(_, value)| value.clone()).collect();
    let areas = &shown.plan.areas;
    let area = areas.iter().find(|area| area.names == names).ok_or(PageError::NotFound)?;
    let currency = &shown.plan.told.summary.currency;
    let row = |names: &[String]| {
        let area = areas.iter().find(|area| area.names == names)?;
        Some(AreaRow::of(w, &shown.base, area, currency))
    };
    let filter = SiteFilter {
        area: joined_areas(&names),
        after: value(&asked, "after").to_owned(),
        ..SiteFilter::default()
    };
    let mut sites = match &shown.plan.list {
        Some(list) => {
            let page = app.desk.site_lists().page(list.id, &filter, PAGE + 1).await;
            page.map_err(DeskError::from)?
        }
        None => Vec::new(),
    };
    let more = sites.len() > PAGE;
    sites.truncate(PAGE);
    let here = AreaRow::of(w, &shown.base, area, currency);
    let next = sites.last().filter(|_| more).map(|last| {
        let after = crate::addresses::escaped(&last.id);
        format!("{}&after={after}", here.address)
    });
    f.path = here.address.trim_start_matches(&format!("/{}", w.code())).to_owned();
    let inside = areas
        .iter()
        .filter(|one| one.names.len() == names.len() + 1 && one.names[..names.len()] == names[..]);
    let page = AreaPage {
        base: shown.base.clone(),
        title: title(w, &shown),
        within: (1..names.len())
            .filter_map(|level| row(&names[..level]))
            .map(|row| (row.name, row.address))
            .collect(),
        name: here.name.clone(),
        lead: lead(w, area.sites, &here),
        areas: inside.map(|area| AreaRow::of(w, &shown.base, area, currency)).collect(),
        sites: sites.iter().map(|site| SiteLine::of(w, &shown.base, site)).collect(),
        places: if shown.plan.list.is_some() { Vec::new() } else { shown.places.clone() },
        next,
        f,
    };
    shown.answer(render(&page))
}

fn lead(w: &Words, sites: u64, row: &AreaRow) -> String {
    let [fibre, radio, cellular, satellite] = &row.by_technology;
    let said = [
        ("n", sites.into()),
        ("sites", row.sites.as_str().into()),
        ("already", row.already.as_str().into()),
        ("fibre", fibre.as_str().into()),
        ("radio", radio.as_str().into()),
        ("cellular", cellular.as_str().into()),
        ("satellite", satellite.as_str().into()),
        ("people", row.people.as_str().into()),
        ("present", row.present.as_str().into()),
    ];
    w.say(if row.is_told { "plans-area-lead" } else { "plans-area-lead-untold" }, &said)
}

pub(super) fn title(w: &Words, shown: &Shown) -> String {
    match shown.title.is_empty() {
        true => {
            let sites = shown.plan.told.summary.sites;
            w.t2("plan-title", "n", sites, "sites", w.whole(sites))
        }
        false => shown.title.clone(),
    }
}

#[derive(Template)]
#[template(path = "plans/site.html")]
struct SitePage {
    f: Frame,
    base: String,
    title: String,
    /// What was asked for, where no site or several are called so.
    asked: String,
    site: Option<SiteTold>,
    /// The sites that are called so.
    found: Vec<SiteLine>,
}

/// A site in words.
struct SiteTold {
    name: String,
    id: String,
    code: String,
    how: String,
    /// Why it is connected so, and what would change it.
    reasons: Vec<String>,
    /// What is known of it: what, and what is said.
    facts: Vec<(String, String)>,
    /// Its areas, from the widest.
    areas: Vec<(String, String)>,
}

pub(super) async fn site(
    State(app): State<App>,
    Within { mut f, shown }: Within,
    asked: Asked,
) -> Result<Response, PageError> {
    let w = f.w;
    let id = value(&asked, "id").trim();
    f.path = asked_for(&f.path, &[("id", id)]);
    let list = shown.plan.list.as_ref().ok_or(PageError::NotFound)?;
    let lists = app.desk.site_lists();
    let mut found = lists.named(list.id, id, PAGE).await.map_err(DeskError::from)?;
    let only = match found.as_slice() {
        [_] => found.pop(),
        _ => found.iter().find(|site| site.id == id).cloned(),
    };
    let page = SitePage {
        base: shown.base.clone(),
        title: title(w, &shown),
        asked: id.to_owned(),
        found: match only {
            Some(_) => Vec::new(),
            None => found.iter().map(|site| SiteLine::of(w, &shown.base, site)).collect(),
        },
        site: only.map(|site| told(w, &shown, &site)),
        f,
    };
    shown.answer(render(&page))
}

fn told(w: &Words, shown: &Shown, site: &SiteRow) -> SiteTold {
    let names: Vec<&str> = site.areas().collect();
    let area = |level: usize| {
        let asked: Vec<(&str, &str)> = names[..level].iter().map(|name| ("in", *name)).collect();
        let address = asked_for(&format!("/{}{}/area", w.code(), shown.base), &asked);
        (names[level - 1].to_owned(), address)
    };
    // Areas beyond those that the plan sums up have no page.
    let levels = shown.plan.areas.iter().map(|area| area.names.len()).max().unwrap_or_default();
    let why = shown.plan.site(site);
    let place = match why.is_rounded {
        true => w.t2("plans-near", "lat", w.number(site.lat, 2), "lon", w.number(site.lon, 2)),
        false => format!("{:.5}, {:.5}", site.lat, site.lon),
    };
    let kind = w.t(&format!("sites-kind-{}", site.kind.replace('_', "-")));
    let mut facts = vec![
        (w.t("sites-role-kind"), kind),
        (w.t("sites-role-level"), site.level.clone()),
        (w.t("plans-place"), place),
        (w.t("plan-col-people"), site.people.map(|one| w.number(one, 0)).unwrap_or_default()),
    ];
    facts.retain(|(_, said)| !said.is_empty());
    SiteTold {
        name: site.name.clone(),
        id: site.id.clone(),
        code: code(site).to_owned(),
        how: how(w, site),
        reasons: reasons(w, &why).into_iter().skip(1).chain(shown.places.clone()).collect(),
        facts,
        areas: (1..=names.len().min(levels)).map(area).collect(),
    }
}
