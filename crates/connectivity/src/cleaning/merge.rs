//! Rows of one site: when they are, and what the site then is.

use std::hash::{BuildHasher as _, Hash};

use passerelle_vocabulary::place::fold;
use rustc_hash::FxBuildHasher;

use crate::site::{Origin, Site};

/// Metres between two rows of one identifier that are one site, whatever they are called.
const AT_ONCE: f64 = 100.0;
/// Metres between two rows of one identifier and one name that are one site.
const BY_NAME: f64 = 5_000.0;

/// What rows of one site have in common, short: whoever finds one looks whether it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key(u64);

impl Key {
    fn of(set: u8, parts: impl Hash) -> Self {
        Self(FxBuildHasher.hash_one((set, parts)))
    }

    /// By identifier, within a file: other files number anew.
    pub fn of_id(site: &Site, file: u32) -> Option<Self> {
        (!site.id.is_empty()).then(|| Self::of(0, (file, &site.id)))
    }

    /// By place, name and kind. `name`: the site's, folded.
    pub fn of_place(site: &Site, name: &str) -> Option<Self> {
        let at = (site.position.lat.to_bits(), site.position.lon.to_bits());
        (!name.is_empty()).then(|| Self::of(1, (at, name, site.kind)))
    }

    /// By place, name, kind and level.
    pub fn of_level(site: &Site, name: &str) -> Option<Self> {
        let at = (site.position.lat.to_bits(), site.position.lon.to_bits());
        (!name.is_empty()).then(|| Self::of(3, (at, name, site.kind, &site.level)))
    }

    /// By name, kind, level and areas.
    pub fn of_name(site: &Site, name: &str) -> Option<Self> {
        let areas = &site.areas;
        let known = !name.is_empty() && !areas.is_empty();
        known.then(|| Self::of(2, (name, site.kind, &site.level, areas)))
    }
}

/// Whether two rows of one identifier are one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    Site,
    Other,
}

pub(super) fn same_identifier(known: &Site, other: &Site) -> Same {
    // Keys are short.
    if known.id != other.id {
        return Same::Other;
    }
    let metres = known.position.distance(other.position);
    let named = !known.name.is_empty() && fold(&known.name) == fold(&other.name);
    let one = metres <= AT_ONCE || (named && metres <= BY_NAME);
    if one { Same::Site } else { Same::Other }
}

/// Whether two rows of one place and name are one site. A primary and a secondary school of one name are two, as
/// far as one list calls them so; another list may have other words for the same.
pub(super) fn same_place(known: &Site, other: &Site) -> bool {
    let levels = known.level.as_ref().zip(other.level.as_ref());
    let of_one_list = known.origins.iter().any(|one| one.file == other.origins[0].file);
    // Keys are short.
    known.position == other.position
        && known.kind == other.kind
        && fold(&known.name) == fold(&other.name)
        && !levels.is_some_and(|(known, other)| of_one_list && fold(known) != fold(other))
}

/// A row as another row's finding names it: its number, with its file where that is another.
pub(super) fn row_of(row: Origin, seen_from: Origin, stems: &[String]) -> String {
    if row.file == seen_from.file {
        return row.row.to_string();
    }
    let stem = stems.get(row.file as usize).map_or("", String::as_str);
    format!("{stem}:{}", row.row)
}

/// Adds what another row knows of a site; gives the fields of which it says something else, with what it says.
pub(super) fn join(site: &mut Site, other: Site) -> Vec<(&'static str, String)> {
    let mut differs: Vec<(&'static str, String)> = Vec::new();
    fill(&mut site.official_id, other.official_id, "official_id", &mut differs, Clone::clone);
    fill(&mut site.level, other.level, "level", &mut differs, Clone::clone);
    fill(&mut site.people, other.people, "people", &mut differs, f64::to_string);
    fill(&mut site.power, other.power, "power", &mut differs, |power| {
        format!("{power:?}").to_lowercase()
    });
    fill(&mut site.is_connected, other.is_connected, "connected", &mut differs, bool::to_string);
    fill(&mut site.is_covered, other.is_covered, "coverage", &mut differs, bool::to_string);
    fill(&mut site.surveyed, other.surveyed, "surveyed", &mut differs, Clone::clone);
    match (&mut site.connection, other.connection) {
        (Some(known), Some(more)) => {
            let told = |one: &crate::Technology| format!("{one:?}").to_lowercase();
            fill(&mut known.technology, more.technology, "technology", &mut differs, told);
            fill(&mut known.mbps, more.mbps, "speed", &mut differs, f64::to_string);
            fill(&mut known.contract, more.contract, "contract", &mut differs, Clone::clone);
        }
        (known @ None, more) => *known = more,
        (Some(_), None) => {}
    }
    if site.areas.is_empty() {
        site.areas = other.areas;
    }
    if site.name.is_empty() {
        site.name = other.name;
    }
    site.origins.extend(other.origins);
    differs
}

fn fill<T: PartialEq>(
    known: &mut Option<T>,
    other: Option<T>,
    field: &'static str,
    differs: &mut Vec<(&'static str, String)>,
    written: impl Fn(&T) -> String,
) {
    match (known.as_ref(), other) {
        (None, other) => *known = other,
        (Some(known), Some(other)) if *known != other => differs.push((field, written(&other))),
        (Some(_), _) => {}
    }
}
