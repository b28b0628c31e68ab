//! From drafts to sites: what is wrong is set aside, mended, merged or told, and never silently dropped.
//!
//! In this order, row by row: coordinates that are missing, unreadable, 0/0 or not on the Earth are set aside;
//! latitude and longitude that were swapped are put back where that, and only that, brings the row into the
//! country; what is outside the country is set aside; rows of one site are merged, the first one believed. Several
//! sites of one place stay several sites. Last, areas get one name each.

mod areas;
mod finding;
mod garbled;
mod identity;
mod merge;
mod official;

use passerelle_vocabulary::Position;
use passerelle_vocabulary::place::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use finding::{CleaningFinding, FindingCode, FindingGroup, Outcome, groups};
pub use garbled::is_garbled;
pub use official::{OfficialEntry, OfficialList};

use crate::reading::{Place, SiteDraft};
use crate::site::{Origin, Site, SiteKind};
use crate::territory::{Lies, Territory};
use merge::{Key, Same};

/// What cleaning made of all rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CleaningReport {
    /// Rows that were looked at.
    pub rows: u64,
    /// Sites that came out.
    pub sites: u64,
    /// Places with at least one site.
    pub distinct_sites: u64,
    /// Rows that are no site of the plan.
    pub set_aside: u64,
    /// Rows that became part of another.
    pub merged: u64,
    /// Sites that are connected.
    pub connected: u64,
    /// Sites of which nothing says whether they are connected.
    pub connection_unknown: u64,
    /// Schools.
    pub schools: u64,
    /// Health facilities.
    pub health_facilities: u64,
    /// Pupils and people served, as far as they are told.
    pub people: f64,
    /// Sites with an official identifier.
    pub official: u64,
    /// Whether anything was known of where sites can be.
    pub territory_known: bool,
    /// What was found.
    pub findings: Vec<CleaningFinding>,
}

/// Takes drafts, one after another.
pub struct Cleaner<'t> {
    territory: &'t Territory,
    stems: Vec<String>,
    sites: Vec<Site>,
    /// The outline that each site lies in.
    inside: Vec<u32>,
    findings: Vec<CleaningFinding>,
    by_key: FxHashMap<Key, u32>,
    rows: u64,
    merged: u64,
}

impl<'t> Cleaner<'t> {
    /// No rows yet. `files`: names of the files, in the order of their numbers: they make identifiers for rows
    /// that have none.
    pub fn new(territory: &'t Territory, files: &[String]) -> Self {
        let stem = |name: &String| {
            name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned()
        };
        Self {
            territory,
            stems: files.iter().map(stem).collect(),
            sites: Vec::new(),
            inside: Vec::new(),
            findings: Vec::new(),
            by_key: FxHashMap::default(),
            rows: 0,
            merged: 0,
        }
    }

    /// Takes a row of a file.
    pub fn take(&mut self, file: u32, draft: SiteDraft) {
        self.rows += 1;
        let origin = Origin { file, row: draft.row };
        let Some((position, lies)) = self.position(origin, &draft.place) else { return };
        self.look_at_words(origin, &draft);
        let site = site_of(origin, position, draft);
        let name = fold(&site.name);
        match self.same(&site, &name) {
            Some((known, code)) => self.merge(known, site, code),
            None => self.add(site, &name, lies.area()),
        }
    }

    fn find(&mut self, finding: CleaningFinding) {
        self.findings.push(finding);
    }

    /// Where a row is, once everything is said that can be wrong about it.
    fn position(&mut self, origin: Origin, place: &Place) -> Option<(Position, Lies)> {
        let found = |code| CleaningFinding::new(origin.file, origin.row, code);
        let (lat, lon) = match place {
            Place::Missing => return self.set_aside(found(FindingCode::NoCoordinates)),
            Place::Unreadable { column, cell } => {
                return self
                    .set_aside(found(FindingCode::UnreadableCoordinates).with(column, cell));
            }
            Place::Shape(_) => return self.set_aside(found(FindingCode::NotAPoint)),
            Place::At(lat, lon) => (*lat, *lon),
        };
        if lat == 0.0 && lon == 0.0 {
            return self.set_aside(found(FindingCode::ZeroCoordinates));
        }
        let written = format!("{lat}, {lon}");
        let as_written = Position::new(lat, lon);
        let lies = as_written.map(|at| self.territory.find(at));
        let swapped = || {
            let at = Position::new(lon, lat)?;
            let lies = self.territory.find(at);
            lies.is_believed().then_some((at, lies))
        };
        match (as_written, lies) {
            (Some(at), Some(lies @ Lies::Near(area, metres))) => {
                let area = self.territory.areas().get(area).cloned().unwrap_or_default();
                let metres = format!("{metres:.0} m");
                self.find(found(FindingCode::NearBorder).with("", &metres).about(area));
                Some((at, lies))
            }
            (Some(at), Some(lies)) if lies.is_believed() => Some((at, lies)),
            (known, _) => match swapped() {
                Some((at, lies)) => {
                    self.find(found(FindingCode::SwappedCoordinates).with("", &written));
                    Some((at, lies))
                }
                None => {
                    let code = match known {
                        Some(_) => FindingCode::OutsideCountry,
                        None => FindingCode::NotOnEarth,
                    };
                    self.set_aside(found(code).with("", &written))
                }
            },
        }
    }

    fn set_aside<T>(&mut self, finding: CleaningFinding) -> Option<T> {
        self.find(finding);
        None
    }

    fn look_at_words(&mut self, origin: Origin, draft: &SiteDraft) {
        let found = |code| CleaningFinding::new(origin.file, origin.row, code);
        let texts = std::iter::once(&draft.name).chain(&draft.areas).chain(&draft.level);
        for text in texts.filter(|text| is_garbled(text)) {
            self.findings.push(found(FindingCode::GarbledText).with("", text));
        }
        if let Some(technology) = &draft.other_technology {
            self.findings.push(found(FindingCode::OtherTechnology).with("", technology));
        }
        if let Some(people) = &draft.odd_people {
            self.findings.push(found(FindingCode::OddPeople).with("", people));
        }
    }

    /// The site that a row is, if it is known already. `name`: its name, folded.
    fn same(&mut self, site: &Site, name: &str) -> Option<(u32, FindingCode)> {
        let origin = site.origins[0];
        let known = |key: &Option<Key>| key.as_ref().and_then(|key| self.by_key.get(key)).copied();
        let by_id = known(&Key::of_id(site, origin.file));
        if let Some(at) = by_id {
            match merge::same_identifier(&self.sites[at as usize], site) {
                Same::Site => return Some((at, FindingCode::SameIdentifier)),
                Same::Other => {
                    let row = self.sites[at as usize].origins[0].row;
                    let finding =
                        CleaningFinding::new(origin.file, origin.row, FindingCode::IdentifierTwice);
                    self.findings.push(finding.with("", &site.id).about(row));
                }
            }
        }
        let places = [known(&Key::of_level(site, name)), known(&Key::of_place(site, name))];
        let mut alike = places.into_iter().flatten();
        let at = alike.find(|at| merge::same_place(&self.sites[*at as usize], site))?;
        Some((at, FindingCode::SamePlaceAndName))
    }

    fn merge(&mut self, known: u32, site: Site, code: FindingCode) {
        self.merged += 1;
        let origin = site.origins[0];
        let first = &mut self.sites[known as usize];
        let row = first.origins[0];
        let about = merge::row_of(row, origin, &self.stems);
        let finding = |code| CleaningFinding::new(origin.file, origin.row, code);
        self.findings.push(finding(code).with("", &site.name).about(&about));
        for (field, differs) in merge::join(first, site) {
            self.findings
                .push(finding(FindingCode::MergedDiffers).with(field, &differs).about(&about));
        }
    }

    fn add(&mut self, site: Site, name: &str, outline: Option<usize>) {
        let at = u32::try_from(self.sites.len()).unwrap_or(u32::MAX);
        let origin = site.origins[0];
        let keys = [
            Key::of_id(&site, origin.file),
            Key::of_level(&site, name),
            Key::of_place(&site, name),
        ];
        for key in keys.into_iter().flatten() {
            self.by_key.entry(key).or_insert(at);
        }
        if let Some(key) = Key::of_name(&site, name) {
            match self.by_key.get(&key) {
                None => drop(self.by_key.insert(key, at)),
                Some(first) => {
                    let first = &self.sites[*first as usize];
                    if first.position != site.position {
                        let about = merge::row_of(first.origins[0], origin, &self.stems);
                        let code = FindingCode::SameName;
                        let finding = CleaningFinding::new(origin.file, origin.row, code);
                        self.findings.push(finding.with("", &site.name).about(about));
                    }
                }
            }
        }
        self.sites.push(site);
        let outline = outline.and_then(|at| u32::try_from(at).ok());
        self.inside.push(outline.unwrap_or(areas::NOWHERE));
    }

    /// The sites, each with an identifier of its own, matched to an official list where there is one.
    pub fn finish(mut self, official: Option<&OfficialList>) -> (Vec<Site>, CleaningReport) {
        self.by_key = FxHashMap::default();
        let outlines = self.territory.areas();
        areas::settle(&mut self.sites, &self.inside, outlines, &mut self.findings);
        self.findings.sort_by_key(|one| (one.file, one.row));
        identity::identify(&mut self.sites, &self.stems);
        if let Some(list) = official {
            official::identify(&mut self.sites, list, &mut self.findings);
        }
        let report = self.report();
        (self.sites, report)
    }

    fn report(&mut self) -> CleaningReport {
        let sites = &self.sites;
        let count =
            |is: &dyn Fn(&Site) -> bool| sites.iter().filter(|site| is(site)).count() as u64;
        let bits = |site: &Site| (site.position.lat.to_bits(), site.position.lon.to_bits());
        let places: FxHashSet<(u64, u64)> = sites.iter().map(bits).collect();
        let aside = self.findings.iter().filter(|one| one.code.outcome() == Outcome::SetAside);
        CleaningReport {
            rows: self.rows,
            sites: sites.len() as u64,
            distinct_sites: places.len() as u64,
            set_aside: aside.count() as u64,
            merged: self.merged,
            connected: count(&|site| site.is_connected == Some(true)),
            connection_unknown: count(&|site| site.is_connected.is_none()),
            schools: count(&|site| site.kind == SiteKind::School),
            health_facilities: count(&|site| site.kind == SiteKind::HealthFacility),
            people: sites.iter().filter_map(|site| site.people).sum(),
            official: count(&|site| site.official_id.is_some()),
            territory_known: self.territory.is_known(),
            findings: std::mem::take(&mut self.findings),
        }
    }
}

fn site_of(origin: Origin, position: Position, draft: SiteDraft) -> Site {
    Site {
        id: draft.id,
        official_id: draft.official_id,
        name: draft.name,
        kind: draft.kind,
        level: draft.level,
        position,
        areas: draft.areas,
        people: draft.people,
        power: draft.power,
        is_connected: draft.is_connected,
        connection: draft.connection,
        is_covered: draft.is_covered,
        surveyed: draft.surveyed,
        origins: vec![origin],
    }
}

#[cfg(test)]
#[path = "cleaning/tests.rs"]
mod tests;
