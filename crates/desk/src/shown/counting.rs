//! Sites counted by area.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_tables::sites::{BETWEEN_AREAS, SiteGroup, SiteRow};
use passerelle_vocabulary::Position;

use super::applied::Applied;
use super::{OfficialCount, SitePolicy, SiteQuestion};

/// Sites that are counted together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counted {
    /// How many.
    pub sites: u64,
    /// Those that are connected.
    pub connected: u64,
    /// Those that are not.
    pub not_connected: u64,
    /// People that they serve, as far as it is told.
    pub people: f64,
}

impl Counted {
    fn add(&mut self, group: &SiteGroup) {
        self.sites += group.sites;
        match group.connected {
            Some(true) => self.connected += group.sites,
            Some(false) => self.not_connected += group.sites,
            None => {}
        }
        self.people += group.people;
    }

    /// The share that is connected, of those of which it is told; `None` where it is told of none.
    pub fn share(&self) -> Option<f64> {
        let told = self.connected + self.not_connected;
        (told > 0).then(|| self.connected as f64 / told as f64)
    }
}

/// The sites of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaCount {
    /// Its name, as lists write it; empty for sites of which no area is told.
    pub name: String,
    /// What is asked to see what is within it: its areas from the widest, joined.
    pub area: String,
    /// Its sites.
    pub counted: Counted,
    /// The middle of its sites, as precisely as may be said.
    pub middle: Position,
    /// What is officially counted; `None` where nothing is.
    pub official: Option<OfficialCount>,
}

/// The sites of a country that are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteCounts {
    /// All of them.
    pub all: Counted,
    /// Those of each area within what is asked for, by name.
    pub areas: Vec<AreaCount>,
    /// What is officially counted in the country; `None` where nothing is, or a part of it is asked for.
    pub official: Option<OfficialCount>,
    /// By how they are connected, of those that are.
    pub technologies: BTreeMap<String, u64>,
    /// Areas that can be asked for, the widest ones.
    pub widest: Vec<String>,
    /// Kinds that can be asked for.
    pub kinds: Vec<String>,
    /// Levels that can be asked for.
    pub levels: Vec<String>,
}

impl SiteCounts {
    pub(super) fn new(
        groups: &[SiteGroup],
        question: &SiteQuestion,
        policy: &SitePolicy,
        official: &[OfficialCount],
    ) -> Self {
        let (mut all, mut technologies) = (Counted::default(), BTreeMap::new());
        let mut areas: BTreeMap<&str, (Counted, [f64; 2])> = BTreeMap::new();
        for group in groups.iter().filter(|group| question.has(group)) {
            all.add(group);
            if group.connected == Some(true) && !group.technology.is_empty() {
                *technologies.entry(group.technology.clone()).or_default() += group.sites;
            }
            let (counted, middle) = areas.entry(within(&question.area, &group.area)).or_default();
            counted.add(group);
            middle[0] += group.lat * group.sites as f64;
            middle[1] += group.lon * group.sites as f64;
        }
        let counts_all = question.level.is_empty() && question.status.is_empty();
        let official_of = |area: &str| {
            let of_kind = |one: &&OfficialCount| one.kind == question.kind && one.area == area;
            official.iter().find(of_kind).filter(|_| counts_all).cloned()
        };
        let rows = areas.into_iter().map(|(name, (counted, sums))| {
            let sites = counted.sites.max(1) as f64;
            let at = Position { lat: sums[0] / sites, lon: sums[1] / sites };
            let area = match question.area.is_empty() {
                true => name.to_owned(),
                false => format!("{}{BETWEEN_AREAS}{name}", question.area),
            };
            let official = match question.area.is_empty() && !name.is_empty() {
                true => official_of(name),
                false => None,
            };
            AreaCount { name: name.to_owned(), area, counted, middle: policy.rounded(at), official }
        });
        let distinct = |of: fn(&SiteGroup) -> &str| {
            let all: BTreeSet<&str> = groups.iter().map(of).filter(|one| !one.is_empty()).collect();
            all.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        Self {
            all,
            areas: rows.collect(),
            official: if question.area.is_empty() { official_of("") } else { None },
            technologies,
            widest: distinct(|group| within("", &group.area)),
            kinds: distinct(|group| &group.kind),
            levels: distinct(|group| &group.level),
        }
    }
}

/// The next area of a path within another.
fn within<'a>(area: &str, path: &'a str) -> &'a str {
    let rest = path.strip_prefix(area).unwrap_or(path).trim_start_matches(BETWEEN_AREAS);
    rest.split(BETWEEN_AREAS).next().unwrap_or_default()
}

/// Takes a site out of its group and puts it, as it is corrected, where it belongs. Its group keeps its middle.
pub(super) fn correct(groups: &mut Vec<SiteGroup>, row: &SiteRow, applied: &Applied) {
    let is_of = |group: &SiteGroup, row: &SiteRow| {
        group.area == row.area
            && group.kind == row.kind
            && group.level == row.level
            && group.connected == row.connected
            && group.technology == row.technology
    };
    let people = row.people.unwrap_or_default();
    if let Some(group) = groups.iter_mut().find(|group| is_of(group, row)) {
        group.sites = group.sites.saturating_sub(1);
        group.people -= people;
    }
    if !applied.closed {
        let right = applied.to(row);
        match groups.iter_mut().find(|group| is_of(group, &right)) {
            Some(group) => {
                group.sites += 1;
                group.people += people;
            }
            None => groups.push(SiteGroup {
                area: right.area,
                kind: right.kind,
                level: right.level,
                connected: right.connected,
                technology: right.technology,
                sites: 1,
                people,
                lat: right.lat,
                lon: right.lon,
            }),
        }
    }
    groups.retain(|group| group.sites > 0);
}
