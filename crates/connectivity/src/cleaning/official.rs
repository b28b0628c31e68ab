//! Sites matched to an official list: by identifier, else by name where only one of the list can be meant.

use passerelle_vocabulary::Features;
use passerelle_vocabulary::place::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use super::finding::{CleaningFinding, FindingCode};
use crate::reading::{ColumnRole, Mapping};
use crate::site::Site;

/// An entry of an official list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialEntry {
    /// The row of its file.
    pub row: u32,
    /// Its identifier.
    pub id: String,
    /// Its name; empty where the list has none.
    pub name: String,
    /// Its areas, folded.
    pub areas: Vec<String>,
}

/// An official list of sites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficialList {
    /// Its file, by its place after the files of sites.
    pub file: u32,
    /// Its entries.
    pub entries: Vec<OfficialEntry>,
}

impl OfficialList {
    /// The list that a table is; entries without an identifier are left out. `None`: it has no column of
    /// identifiers.
    pub fn of(table: &Features, mapping: &Mapping, file: u32) -> Option<Self> {
        let official = mapping.column(ColumnRole::OfficialId);
        let id = official.or_else(|| mapping.column(ColumnRole::Id))?;
        let name = mapping.column(ColumnRole::Name);
        let areas: Vec<usize> = mapping.all(ColumnRole::Area).collect();
        let entries = (0..table.len()).map(|at| OfficialEntry {
            row: table.row(at),
            id: table.cell(at, id).to_owned(),
            name: name.map_or("", |column| table.cell(at, column)).to_owned(),
            areas: areas.iter().map(|column| fold(table.cell(at, *column))).collect(),
        });
        Some(Self { file, entries: entries.filter(|entry| !entry.id.is_empty()).collect() })
    }
}

/// How identifiers are compared: without case and spaces.
fn compared(id: &str) -> String {
    id.trim().to_lowercase()
}

/// Gives sites the identifiers of the list.
pub(super) fn identify(
    sites: &mut [Site],
    list: &OfficialList,
    findings: &mut Vec<CleaningFinding>,
) {
    let mut by_id: FxHashMap<String, usize> = FxHashMap::default();
    let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, entry) in list.entries.iter().enumerate() {
        by_id.entry(compared(&entry.id)).or_insert(at);
        if !entry.name.is_empty() {
            by_name.entry(fold(&entry.name)).or_default().push(at);
        }
    }
    let mut used: FxHashSet<usize> = FxHashSet::default();
    let mut unmatched = Vec::new();
    for (at, site) in sites.iter_mut().enumerate() {
        let own = site.official_id.iter().chain(std::iter::once(&site.id));
        match own.map(|id| by_id.get(&compared(id))).find_map(|found| found.copied()) {
            Some(entry) => {
                used.insert(entry);
                site.official_id = Some(list.entries[entry].id.clone());
            }
            None => unmatched.push(at),
        }
    }
    for at in unmatched {
        let site = &mut sites[at];
        let origin = site.origins[0];
        let finding = |code| CleaningFinding::new(origin.file, origin.row, code);
        let candidates = by_name.get(&fold(&site.name)).map_or(&[][..], Vec::as_slice);
        match alone(site, candidates, list).filter(|entry| !used.contains(entry)) {
            Some(entry) => {
                used.insert(entry);
                let id = &list.entries[entry].id;
                let code = FindingCode::OfficialByName;
                findings.push(finding(code).with("", &site.name).about(id));
                site.official_id = Some(id.clone());
            }
            None => findings.push(finding(FindingCode::NotOfficial).with("", &site.name)),
        }
    }
    for (_, entry) in list.entries.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        let code = FindingCode::OfficialWithoutSite;
        let finding = CleaningFinding::new(list.file, entry.row, code);
        findings.push(finding.with("", &entry.name).about(&entry.id));
    }
}

/// The one entry of its name that a site can be: the only one whose area it names, or the only one of all where
/// areas are not known.
fn alone(site: &Site, candidates: &[usize], list: &OfficialList) -> Option<usize> {
    if site.name.is_empty() {
        return None;
    }
    let areas: Vec<String> = site.areas.iter().map(|area| fold(area)).collect();
    let known = |entry: &&usize| !list.entries[**entry].areas.iter().all(String::is_empty);
    let fits = |entry: &&usize| {
        let narrowest = list.entries[**entry].areas.iter().rev().find(|area| !area.is_empty());
        narrowest.is_some_and(|area| areas.contains(area))
    };
    let within: Vec<&usize> = candidates.iter().filter(known).filter(fits).collect();
    match (within.as_slice(), candidates) {
        ([only], _) => Some(**only),
        ([], [only]) if areas.is_empty() || !known(&only) => Some(*only),
        _ => None,
    }
}
