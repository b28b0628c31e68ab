//! A plan as rows, to be written in a foreign format: sites, lines, works.

use std::collections::BTreeMap;

use passerelle_vocabulary::features::Full;
use passerelle_vocabulary::{Features, Geometry};

use crate::access::Source;
use crate::costs::Outlay;
use crate::hops::Hop;
use crate::network::{Network, Tower};
use crate::plan::{Begin, Plan, SitePlan, WithoutFibre};
use crate::site::{Origin, Site, Technology};
use crate::works::{What, Work, curve};
use crate::writing::{origins, site_cells, site_columns, widest};

/// Where and when each site is connected.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// The place of each site's work in the order of works, from 1; 0 where it is connected already.
    place: Vec<u32>,
    /// The year of each work, from 1; `None` where no year pays for it.
    years: Vec<Option<u32>>,
}

impl Schedule {
    /// Of works in their order, and their years where a budget a year says them.
    pub fn new(sites: usize, works: &[Work], years: Option<Vec<Option<u32>>>) -> Self {
        let mut place = vec![0; sites];
        for (work, at) in works.iter().zip(1..) {
            work.sites.iter().for_each(|site| place[*site as usize] = at);
        }
        Self { place, years: years.unwrap_or_default() }
    }

    /// The year of a work by its place, from 1. Without a budget a year everything is bought at the start: `None`
    /// is what no year pays for.
    pub fn year(&self, work: u32) -> Option<u32> {
        if self.years.is_empty() {
            return Some(1);
        }
        work.checked_sub(1).and_then(|at| self.years.get(at as usize).copied().flatten())
    }

    /// The year as rows tell it, which they do where a budget a year says it.
    fn told(&self, work: u32) -> String {
        let year = self.year(work).filter(|_| !self.years.is_empty());
        year.map(|year| year.to_string()).unwrap_or_default()
    }
}

/// What there is, with the names of the files that it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The sites.
    pub sites: &'a [Site],
    /// The network that exists.
    pub network: &'a Network,
    /// The towers that exist.
    pub towers: &'a [Tower],
    /// Names of the files of sites.
    pub site_files: &'a [String],
    /// Names of the files of the network.
    pub network_files: &'a [String],
    /// Names of the files of towers.
    pub tower_files: &'a [String],
}

impl Known<'_> {
    /// What a line or a hop leaves from: what it is, and its identifier, else its name, else its file and row.
    pub fn source(&self, source: Source) -> (&'static str, String) {
        let row = |origin: Origin, files: &[String]| {
            let file = files.get(origin.file as usize).map_or("", String::as_str);
            format!("{file}:{}", origin.row)
        };
        let named = |id: &str, name: &str, origin: Origin, files: &[String]| match (id, name) {
            ("", "") => row(origin, files),
            ("", name) => name.to_owned(),
            (id, _) => id.to_owned(),
        };
        match source {
            Source::Node(at) => {
                let node = &self.network.nodes[at as usize];
                ("node", named(&node.id, &node.name, node.origin, self.network_files))
            }
            Source::Line(at) => {
                let line = &self.network.lines[at as usize];
                ("line", named(&line.id, &line.name, line.origin, self.network_files))
            }
            Source::Site(at) => ("site", self.sites[at as usize].id.clone()),
            Source::Tower(at) => {
                let tower = &self.towers[at as usize];
                ("tower", named(&tower.id, "", tower.origin, self.tower_files))
            }
        }
    }
}

/// Money to the cent, without a sign for nothing.
pub(crate) fn money(amount: f64) -> String {
    let cents = (amount * 100.0).round() / 100.0;
    format!("{:.2}", cents + 0.0)
}

fn names(fixed: &[&str]) -> Vec<String> {
    fixed.iter().map(|name| (*name).to_owned()).collect()
}

/// What is planned for each site, with its place, and what is known of radio hops to it. `mbps`: what a site needs.
///
/// # Errors
/// More than fits.
pub fn sites(
    known: &Known<'_>,
    plan: &Plan,
    schedule: &Schedule,
    hops: &[Option<Hop>],
    mbps: impl Fn(&Site) -> f64,
) -> Result<Features, Full> {
    let sites = known.sites;
    let widest = widest(sites);
    let mut columns = site_columns(widest);
    columns.extend(names(&[
        "people",
        "technology",
        "connected_already",
        "order",
        "year",
        "capex",
        "opex_per_year",
        "present_cost",
        "line_share",
        "other_technology",
        "other_present_cost",
        "fibre_saves",
        "metres_to_fibre",
        "radio_sight",
        "radio_mast",
        "radio_from",
        "radio_metres",
        "mbps_needed",
        "is_covered",
        "radio_present_cost",
        "cellular_present_cost",
        "satellite_present_cost",
        "kwh_per_year",
        "kg_co2e_per_year",
        "origin",
    ]));
    let mut table = Features::new(columns);
    for (at, (site, planned)) in sites.iter().zip(&plan.sites).enumerate() {
        let row = u32::try_from(at + 2).map_err(|_| Full)?;
        let mut cells = site_cells(site, widest);
        cells.push(site.people.map(|people| people.to_string()).unwrap_or_default());
        let had = site.connection.as_ref().and_then(|one| one.technology);
        let how = planned.choice.map(|choice| choice.technology).or(had);
        cells.push(how.map(Technology::code).unwrap_or_default().to_owned());
        cells.push(planned.choice.is_none().to_string());
        let place = schedule.place[at];
        cells.push(if place > 0 { place.to_string() } else { String::new() });
        cells.push(schedule.told(place));
        let outlay = planned.outlay();
        cells.extend([outlay.capex, outlay.opex_per_year, outlay.present].map(money));
        cells.push(money(planned.line_share.present));
        let other = planned.other;
        cells.push(other.map(|one| one.technology.code()).unwrap_or_default().to_owned());
        cells.push(other.map(|one| money(one.outlay.present)).unwrap_or_default());
        let saves = other.zip(planned.fibre);
        let saves = saves.map(|(other, fibre)| other.outlay.present - fibre.outlay.present);
        cells.push(saves.map(money).unwrap_or_default());
        let metres = planned.metres_to_fibre.map(|metres| format!("{metres:.1}"));
        cells.push(metres.unwrap_or_default());
        cells.extend(hop_cells(known, hops[at]));
        cells.extend(without_fibre(site, planned, &mbps));
        let (kwh, kg) = planned.choice.map_or((0.0, 0.0), |c| (c.kwh_per_year, c.kg_co2e_per_year));
        cells.extend([kwh, kg].map(money));
        cells.push(origins(site, known.site_files));
        let point = Geometry::Point(site.position);
        table.push(row, cells.iter().map(String::as_str), Some(point))?;
    }
    Ok(table)
}

/// What a site needs, whether a mobile network reaches it, and what each way without fibre would cost; empty where
/// nothing is planned.
fn without_fibre(site: &Site, planned: &SitePlan, mbps: &impl Fn(&Site) -> f64) -> [String; 5] {
    if planned.choice.is_none() {
        return Default::default();
    }
    let WithoutFibre { is_covered, present } = planned.without_fibre;
    let [radio, cellular, satellite] = present.map(|cost| cost.map(money).unwrap_or_default());
    [mbps(site).to_string(), is_covered.to_string(), radio, cellular, satellite]
}

/// What is known of a radio hop, whether it needs a mast at the site, where it starts and how long it is; empty where
/// no mast is within reach.
fn hop_cells(known: &Known<'_>, hop: Option<Hop>) -> [String; 4] {
    let Some(hop) = hop else { return Default::default() };
    let (_, from) = known.source(hop.from.source);
    let metres = format!("{:.1}", hop.from.metres);
    [hop.state.code().to_owned(), hop.mast.to_string(), from, metres]
}

/// The lines to build, in the order of works, each with its shape and what it leaves from.
///
/// # Errors
/// More than fits.
pub fn lines(
    known: &Known<'_>,
    plan: &Plan,
    works: &[Work],
    schedule: &Schedule,
) -> Result<Features, Full> {
    let mut table = Features::new(names(&[
        "order",
        "year",
        "from_kind",
        "from",
        "to",
        "metres",
        "trench_metres",
        "capex",
        "opex_per_year",
        "present_cost",
        "sites_beyond",
        "people_beyond",
    ]));
    // A spot by its first site; where lines part, by its number.
    let named = |spot: u32| match plan.spots[spot as usize].sites.first() {
        Some(at) => ("site", known.sites[*at as usize].id.clone()),
        None => ("junction", format!("junction {spot}")),
    };
    for (work, place) in works.iter().zip(1..) {
        let What::Line(number) = work.what else { continue };
        let line = &plan.lines[number as usize];
        let (kind, from) = match line.from {
            Begin::Spot(spot) => named(spot),
            Begin::Network(access) => known.source(access.source),
        };
        let cells = [
            place.to_string(),
            schedule.told(place),
            kind.to_owned(),
            from,
            named(line.to).1,
            format!("{:.1}", line.metres),
            format!("{:.1}", line.laid),
            money(line.outlay.capex),
            money(line.outlay.opex_per_year),
            money(line.outlay.present),
            line.sites.to_string(),
            line.people.to_string(),
        ];
        let shape = Geometry::Lines(vec![plan.way(number as usize)]);
        table.push(place + 1, cells.iter().map(String::as_str), Some(shape))?;
    }
    Ok(table)
}

/// The works in their order, and what all of them up to each one come to.
///
/// # Errors
/// More than fits.
pub fn phases(
    sites: &[Site],
    plan: &Plan,
    works: &[Work],
    schedule: &Schedule,
) -> Result<Features, Full> {
    let mut table = Features::new(names(&[
        "order",
        "year",
        "work",
        "technology",
        "sites",
        "site_ids",
        "people",
        "metres",
        "capex",
        "opex_per_year",
        "present_cost",
        "sites_so_far",
        "people_so_far",
        "pupils_so_far",
        "capex_so_far",
        "present_cost_so_far",
    ]));
    for ((work, so_far), place) in works.iter().zip(curve(works)).zip(1..) {
        let (what, how, metres) = match work.what {
            What::Line(line) => ("line", Some(Technology::Fibre), plan.lines[line as usize].metres),
            What::Site(site) => {
                let choice = plan.sites[site as usize].choice;
                ("site", choice.map(|choice| choice.technology), 0.0)
            }
        };
        let ids: Vec<&str> = work.sites.iter().map(|at| sites[*at as usize].id.as_str()).collect();
        let cells = [
            place.to_string(),
            schedule.told(place),
            what.to_owned(),
            how.map(Technology::code).unwrap_or_default().to_owned(),
            work.sites.len().to_string(),
            ids.join("; "),
            work.people.to_string(),
            format!("{metres:.1}"),
            money(work.outlay.capex),
            money(work.outlay.opex_per_year),
            money(work.outlay.present),
            so_far.sites.to_string(),
            so_far.people.to_string(),
            so_far.pupils.to_string(),
            money(so_far.outlay.capex),
            money(so_far.outlay.present),
        ];
        table.push(place + 1, cells.iter().map(String::as_str), None)?;
    }
    Ok(table)
}

/// Technologies in the order of the columns of [`areas`].
const TECHNOLOGIES: [Technology; 4] =
    [Technology::Fibre, Technology::Radio, Technology::Cellular, Technology::Satellite];
/// Levels of areas that are summed up, from the widest.
const LEVELS: usize = 3;

/// What the plan comes to in an area.
#[derive(Default)]
struct AreaSum {
    sites: u64,
    already: u64,
    by_technology: [u64; 4],
    people: f64,
    outlay: Outlay,
}

/// What the plan comes to in each area, the widest first, each with the areas it lies in: sites whose areas are not
/// told are in none. `people`: how many a site serves.
///
/// # Errors
/// More than fits.
pub fn areas(sites: &[Site], plan: &Plan, people: impl Fn(&Site) -> f64) -> Result<Features, Full> {
    let mut sums: BTreeMap<(usize, Vec<&str>), AreaSum> = BTreeMap::new();
    for (site, planned) in sites.iter().zip(&plan.sites) {
        for level in 1..=site.areas.len().min(LEVELS) {
            let names = site.areas[..level].iter().map(String::as_str).collect();
            let sum = sums.entry((level, names)).or_default();
            sum.sites += 1;
            match planned.choice {
                None => sum.already += 1,
                Some(choice) => {
                    let at = TECHNOLOGIES.iter().position(|one| *one == choice.technology);
                    sum.by_technology[at.unwrap_or_default()] += 1;
                    sum.people += people(site);
                }
            }
            sum.outlay = sum.outlay + planned.outlay();
        }
    }
    let levels = (1..=LEVELS).map(|level| format!("area_{level}"));
    let rest = ["sites", "connected_already", "fibre", "radio", "cellular", "satellite"];
    let money_columns = ["people", "capex", "opex_per_year", "present_cost"];
    let named = rest.into_iter().chain(money_columns).map(str::to_owned);
    let mut table = Features::new(levels.chain(named).collect());
    for (((_, names), sum), row) in sums.iter().zip(2..) {
        let mut cells: Vec<String> =
            (0..LEVELS).map(|at| names.get(at).copied().unwrap_or_default().to_owned()).collect();
        cells.extend([sum.sites, sum.already].map(|count| count.to_string()));
        cells.extend(sum.by_technology.map(|count| count.to_string()));
        let outlay = sum.outlay;
        cells.push(sum.people.to_string());
        cells.extend([outlay.capex, outlay.opex_per_year, outlay.present].map(money));
        table.push(row, cells.iter().map(String::as_str), None)?;
    }
    Ok(table)
}
