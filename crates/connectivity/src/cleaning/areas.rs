//! One name for each area, at its level.
//!
//! Lists write the same area in several ways (`Homabay`, `HOMA BAY`), name districts that are no more, or leave a level
//! out. Everything that is counted by area would count such areas apart. Where outlines are known, they say which areas
//! there are, and which one a site lies in:
//!
//! 1. Outlines are at the level of the lists' areas at which most sites name the outline that they lie in. They decide
//!    only if at least half of the sites that name anything there do: otherwise lists and outlines are about different things, and sites
//!    without any area get that of their outline.
//! 2. There, an area has one spelling: the one that most sites give, letters alone compared, and one of them may be
//!    wrong where most sites that give it lie in that outline; the outline's own where no site gives any.
//! 3. A site that names none, or what is no outline's name, gets the name of its outline. One that names another outline
//!    is believed, and that is told.
//!
//! Where a level above others is still missing, the others are taken away and told: a ward is no county.

use passerelle_vocabulary::place::fold;
use rustc_hash::FxHashMap;

use super::{CleaningFinding, FindingCode};
use crate::site::Site;

/// In no outline.
pub(super) const NOWHERE: u32 = u32::MAX;
/// Names with fewer letters than this are alike only if they are the same.
const FEWEST_LETTERS: usize = 6;

/// A name without what varies from list to list: case, accents, punctuation, spaces.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|letter| *letter != ' ').collect()
}

/// Names by their letters, each with a number; a name is looked at once, however many sites give it.
#[derive(Default)]
struct Letters<'n> {
    of_names: FxHashMap<&'n str, u32>,
    numbers: FxHashMap<String, u32>,
    all: Vec<String>,
}

impl<'n> Letters<'n> {
    fn number(&mut self, name: &'n str) -> u32 {
        if let Some(known) = self.of_names.get(name) {
            return *known;
        }
        let letters = letters(name);
        let next = self.all.len() as u32;
        let number = *self.numbers.entry(letters.clone()).or_insert(next);
        if number == next {
            self.all.push(letters);
        }
        self.of_names.insert(name, number);
        number
    }
}

/// What is to become of a site's area.
enum Change {
    /// It is written in this way.
    Spelled(u32),
    /// It is this outline's, which the site does not name.
    Found(u32),
    /// It is this outline's; the site names none that there is.
    Placed(u32),
    /// The site names another outline than the one that it lies in, which is this.
    Differs(u32, u32),
}

/// Settles the areas of sites. `inside`: the outline that each lies in, or [`NOWHERE`]; `outlines`: their names.
pub(super) fn settle(
    sites: &mut [Site],
    inside: &[u32],
    outlines: &[String],
    findings: &mut Vec<CleaningFinding>,
) {
    if outlines.iter().any(|name| !name.is_empty()) {
        by_outline(sites, inside, outlines, findings);
    }
    for site in sites {
        let Some(gap) = site.areas.iter().position(String::is_empty) else { continue };
        let beneath = site.areas.split_off(gap);
        let beneath: Vec<String> = beneath.into_iter().filter(|name| !name.is_empty()).collect();
        if !beneath.is_empty() {
            findings.push(found(site, FindingCode::AreaAboveMissing, &beneath.join(" / "), ""));
        }
    }
}

fn found(site: &Site, code: FindingCode, value: &str, about: &str) -> CleaningFinding {
    let origin = site.origins[0];
    CleaningFinding::new(origin.file, origin.row, code).with("", value).about(about)
}

fn by_outline(
    sites: &mut [Site],
    inside: &[u32],
    outlines: &[String],
    findings: &mut Vec<CleaningFinding>,
) {
    let Some((level, changes, spellings)) = changes(sites, inside, outlines) else {
        return without_level(sites, inside, outlines, findings);
    };
    for (site, change) in sites.iter_mut().zip(changes) {
        if let Some(change) = change {
            apply(site, level, &change, &spellings, findings);
        }
    }
    if level > 0 {
        fill_above(sites, level);
    }
}

/// At which level the outlines are, what is to become of each site's area there, and how each area is written.
type Changes = (usize, Vec<Option<Change>>, FxHashMap<u32, String>);

/// `None` where lists and outlines are about different areas.
fn changes(sites: &[Site], inside: &[u32], outlines: &[String]) -> Option<Changes> {
    let mut names = Letters::default();
    let outlined: Vec<u32> = outlines.iter().map(|name| names.number(name)).collect();
    let nameless = names.number("");
    let of = |at: usize| {
        let outline = *outlined.get(inside[at] as usize)?;
        (outline != nameless).then_some(outline)
    };
    let level = level_of(sites, &of, &mut names)?;
    let own = |at: usize| sites[at].areas.get(level).map_or("", String::as_str);
    let numbers: Vec<u32> = (0..sites.len()).map(|at| names.number(own(at))).collect();
    let misspelled = misspelled(&numbers, &of, &outlined, &names);
    let meant = |number: u32| misspelled.get(&number).copied().unwrap_or(number);
    let spellings = spellings(sites, level, outlines, &outlined, &mut names, &meant);
    let change = |at: usize| {
        let number = meant(numbers[at]);
        match of(at) {
            _ if spellings.contains_key(&number) => named(number, own(at), of(at), &spellings),
            None => None,
            Some(outline) if number == nameless => Some(Change::Found(outline)),
            Some(outline) => Some(Change::Placed(outline)),
        }
    };
    let changes = (0..sites.len()).map(change).collect();
    let owned = spellings.into_iter().map(|(number, name)| (number, name.to_owned()));
    Some((level, changes, owned.collect()))
}

/// The level at which most sites name the outline that they lie in, if at least half of those that name anything do.
fn level_of<'n>(
    sites: &'n [Site],
    of: &impl Fn(usize) -> Option<u32>,
    names: &mut Letters<'n>,
) -> Option<usize> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for (at, site) in sites.iter().enumerate() {
        let Some(outline) = of(at) else { continue };
        for (level, name) in site.areas.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            counts.resize(counts.len().max(level + 1), (0, 0));
            counts[level].0 += usize::from(names.number(name) == outline);
            counts[level].1 += 1;
        }
    }
    let most = (0..counts.len()).rev().max_by_key(|level| counts[*level].0)?;
    let (same, told) = counts[most];
    (same * 2 >= told && same > 0).then_some(most)
}

/// Names that are an outline's but for one letter, with that outline's: most sites that give them lie in it.
fn misspelled(
    numbers: &[u32],
    of: &impl Fn(usize) -> Option<u32>,
    outlined: &[u32],
    names: &Letters<'_>,
) -> FxHashMap<u32, u32> {
    let mut counts: FxHashMap<u32, FxHashMap<Option<u32>, usize>> = FxHashMap::default();
    for (at, number) in numbers.iter().enumerate().filter(|(_, one)| !outlined.contains(one)) {
        *counts.entry(*number).or_default().entry(of(at)).or_default() += 1;
    }
    let most = |(number, outlines): (u32, FxHashMap<Option<u32>, usize>)| {
        let all: usize = outlines.values().sum();
        let (outline, inside) = outlines.into_iter().max_by_key(|(_, count)| *count)?;
        let outline = outline.filter(|_| inside * 2 > all)?;
        let (own, other) = (&names.all[number as usize], &names.all[outline as usize]);
        let is_long = own.len().min(other.len()) >= FEWEST_LETTERS;
        (is_long && is_one_off(own, other)).then_some((number, outline))
    };
    counts.into_iter().filter_map(most).collect()
}

/// How each outline's name is written: as most sites do, else as the outline is.
fn spellings<'n>(
    sites: &'n [Site],
    level: usize,
    outlines: &'n [String],
    outline_letters: &[u32],
    names: &mut Letters<'n>,
    meant: &impl Fn(u32) -> u32,
) -> FxHashMap<u32, &'n str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for site in sites {
        if let Some(name) = site.areas.get(level).filter(|name| !name.is_empty()) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut spelled: FxHashMap<u32, &str> = FxHashMap::default();
    for (name, number) in outlines.iter().zip(outline_letters).filter(|(name, _)| !name.is_empty())
    {
        spelled.entry(*number).or_insert(name);
    }
    let mut by_count: Vec<(&str, usize)> = counts.into_iter().collect();
    // The most frequent comes last, and of two the one that is first in the alphabet.
    by_count.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    for (name, _) in by_count {
        if let Some(spelling) = spelled.get_mut(&meant(names.number(name))) {
            *spelling = name;
        }
    }
    spelled
}

/// Of a site that names an outline.
fn named(
    number: u32,
    own: &str,
    outline: Option<u32>,
    spellings: &FxHashMap<u32, &str>,
) -> Option<Change> {
    match outline.filter(|outline| *outline != number) {
        Some(outline) => Some(Change::Differs(number, outline)),
        None => (spellings[&number] != own).then_some(Change::Spelled(number)),
    }
}

fn apply(
    site: &mut Site,
    level: usize,
    change: &Change,
    spellings: &FxHashMap<u32, String>,
    findings: &mut Vec<CleaningFinding>,
) {
    let own = site.areas.get(level).cloned().unwrap_or_default();
    let (code, area) = match change {
        Change::Spelled(area) => (FindingCode::AreaSpelled, area),
        Change::Found(area) => (FindingCode::AreaFound, area),
        Change::Placed(area) => (FindingCode::AreaPlaced, area),
        Change::Differs(area, outline) => {
            findings.push(found(site, FindingCode::AreaDiffers, &own, &spellings[outline]));
            site.areas[level].clone_from(&spellings[area]);
            return;
        }
    };
    let name = &spellings[area];
    let (value, about) = match code {
        FindingCode::AreaFound => (name, ""),
        _ => (&own, name.as_str()),
    };
    findings.push(found(site, code, value, about));
    site.areas.resize(site.areas.len().max(level + 1), String::new());
    site.areas[level].clone_from(name);
}

/// Gives sites that have a level and miss those above it what most others of their area have there.
fn fill_above(sites: &mut [Site], level: usize) {
    let mut above: FxHashMap<&str, FxHashMap<&[String], usize>> = FxHashMap::default();
    let is_whole = |site: &&Site| {
        site.areas.len() > level && site.areas[..=level].iter().all(|name| !name.is_empty())
    };
    for site in sites.iter().filter(is_whole) {
        let paths = above.entry(&site.areas[level]).or_default();
        *paths.entry(&site.areas[..level]).or_default() += 1;
    }
    let most = |paths: FxHashMap<&[String], usize>| {
        let most = paths.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        most.map_or_else(Vec::new, |(path, _)| path.to_vec())
    };
    let above: FxHashMap<String, Vec<String>> =
        above.into_iter().map(|(area, paths)| (area.to_owned(), most(paths))).collect();
    for site in sites.iter_mut().filter(|site| site.areas.len() > level) {
        let Some(path) = above.get(&site.areas[level]) else { continue };
        for (own, name) in site.areas[..level].iter_mut().zip(path) {
            if own.is_empty() {
                own.clone_from(name);
            }
        }
    }
}

/// Lists and outlines are about different areas: a site that names none gets its outline's.
fn without_level(
    sites: &mut [Site],
    inside: &[u32],
    outlines: &[String],
    findings: &mut Vec<CleaningFinding>,
) {
    for (site, inside) in sites.iter_mut().zip(inside) {
        let name = outlines.get(*inside as usize).filter(|name| !name.is_empty());
        if let Some(name) = name.filter(|_| site.areas.is_empty()) {
            findings.push(found(site, FindingCode::AreaFound, name, ""));
            site.areas.push(name.clone());
        }
    }
}

/// Whether one letter more, less or other makes one text of the other.
fn is_one_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => short.get(same + 1..) == long.get(same + 1..),
        1 => short.get(same..) == long.get(same + 1..),
        _ => false,
    }
}

#[cfg(test)]
#[path = "areas/tests.rs"]
mod tests;
