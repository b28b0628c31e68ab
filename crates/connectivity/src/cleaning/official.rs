//! Sites matched to an official list: by identifier, else by name where only one of the list can be meant.

use std::collections::BTreeSet;

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
    let mut names = Names::default();
    for (at, entry) in list.entries.iter().enumerate() {
        by_id.entry(compared(&entry.id)).or_insert(at);
        names.add(at, entry);
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
        match names.alone(site).filter(|entry| !used.contains(entry)) {
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

/// Entries of one name, or of one name in one area: the first, and whether there are others.
#[derive(Debug, Clone, Copy)]
struct Alike {
    first: usize,
    /// The narrowest area of the first is told.
    has_area: bool,
    several: bool,
}

/// Entries of a list by their names. Thousands may have one name: they are counted, not kept.
#[derive(Default)]
struct Names {
    all: FxHashMap<String, Alike>,
    /// By name and narrowest area.
    within: FxHashMap<(String, String), Alike>,
}

impl Names {
    fn add(&mut self, at: usize, entry: &OfficialEntry) {
        if entry.name.is_empty() {
            return;
        }
        let name = fold(&entry.name);
        let narrowest = entry.areas.iter().rev().find(|area| !area.is_empty());
        let alike = Alike { first: at, has_area: narrowest.is_some(), several: false };
        if let Some(area) = narrowest {
            let key = (name.clone(), area.clone());
            self.within.entry(key).and_modify(|one| one.several = true).or_insert(alike);
        }
        self.all.entry(name).and_modify(|one| one.several = true).or_insert(alike);
    }

    /// The one entry of its name that a site can be: the only one whose area it names, or the only one of all where
    /// areas are not known.
    fn alone(&self, site: &Site) -> Option<usize> {
        let name = fold(&site.name);
        let all = self.all.get(&name).filter(|_| !site.name.is_empty())?;
        let areas: BTreeSet<String> = site.areas.iter().map(|area| fold(area)).collect();
        let is_placeless = areas.is_empty();
        let within = areas.into_iter().filter_map(|area| self.within.get(&(name.clone(), area)));
        let within: Vec<&Alike> = within.take(2).collect();
        match within[..] {
            [only] => (!only.several).then_some(only.first),
            [] => (!all.several && (is_placeless || !all.has_area)).then_some(all.first),
            _ => None,
        }
    }
}
