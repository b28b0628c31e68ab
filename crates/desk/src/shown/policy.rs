//! What a ministry lets be seen of its sites: `catalogue/connectivity/site-policy.toml`.
//!
//! [`SitePolicy::show`] is the one way from a site as it is kept to one that can be shown, and
//! [`SitePolicy::rounded`] the one way from a place to one that can be named.

use std::collections::BTreeMap;
use std::path::Path;

use passerelle_connectivity::coarse::Grid;
use passerelle_tables::sites::SiteRow;
use passerelle_vocabulary::{Finding, Position, Text, table};
use serde::{Deserialize, Serialize};

use super::{ShownSite, applied::Applied};
use crate::Catalogue;
use crate::catalogue::CatalogueProblem;

/// The catalogue's file of policies.
const POLICY: &str = "connectivity/site-policy.toml";
/// The catalogue's file of official counts.
const COUNTS: &str = "connectivity/official-counts.tsv";
/// Degrees that places can be rounded to.
const ROUND: std::ops::RangeInclusive<f64> = 0.01..=2.0;

/// The catalogue's files of what is shown of sites.
pub(crate) const FILES: [&str; 2] = [POLICY, COUNTS];

/// How precisely sites are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Counted by area, none by itself.
    Areas,
    /// Each by itself, its place rounded.
    Rounded,
    /// Each where its list says.
    Exact,
}

impl Precision {
    /// As files and messages name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Rounded => "rounded",
            Self::Exact => "exact",
        }
    }

    /// What a code means; `None` where it is not known.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        [Self::Areas, Self::Rounded, Self::Exact].into_iter().find(|one| one.code() == code)
    }
}

/// What may be shown of the sites of a country, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct SitePolicy {
    /// How precisely.
    pub precision: Precision,
    /// Degrees that places are rounded to, unless they are exact.
    pub round: f64,
    /// Days after which a list is shown.
    pub delay_days: u32,
    /// Who decided it; `None` for the default of the catalogue.
    pub decided_by: Option<Text>,
    /// When: a day as people write it; empty for the default.
    pub decided_on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    precision: Option<Precision>,
    round: Option<f64>,
    delay_days: Option<u32>,
    decided_by: Option<Text>,
    decided_on: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    default: Written,
    #[serde(default)]
    country: BTreeMap<String, Written>,
}

/// What an authority counts: sites of a kind in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialCount {
    /// The kind of site; empty for all kinds.
    pub kind: String,
    /// The widest area, as lists write it; empty for the country.
    pub area: String,
    /// How many there are.
    pub sites: u64,
    /// The year of the count.
    pub year: String,
    /// Who counted.
    pub source: String,
}

/// What is known of how sites of all countries are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct SitePolicies {
    default: SitePolicy,
    countries: BTreeMap<String, SitePolicy>,
    counts: BTreeMap<String, Vec<OfficialCount>>,
}

impl SitePolicies {
    /// Reads them, the files of `folder` before the embedded ones.
    ///
    /// # Errors
    /// Everything that is wrong with the files.
    pub fn read(folder: Option<&Path>) -> Result<Self, Vec<CatalogueProblem>> {
        let (policies, problems) = read(&|name| Catalogue::file(folder, name));
        if problems.is_empty() { Ok(policies) } else { Err(problems) }
    }

    /// The policy of a country.
    pub fn of(&self, iso3: &str) -> &SitePolicy {
        self.countries.get(iso3).unwrap_or(&self.default)
    }

    /// What all these countries and the default let be seen: the strictest precision, the widest cells, the longest
    /// delay; as decided by who decided on the precision.
    pub(crate) fn strictest(&self, is_in: impl Fn(&str) -> bool) -> SitePolicy {
        let mut strictest = self.default.clone();
        for policy in self.countries.iter().filter(|(iso3, _)| is_in(iso3)).map(|one| one.1) {
            let round = strictest.round.max(policy.round);
            let delay_days = strictest.delay_days.max(policy.delay_days);
            let by = if policy.precision < strictest.precision { policy } else { &strictest };
            strictest = SitePolicy { round, delay_days, ..by.clone() };
        }
        strictest
    }

    /// What is officially counted in a country.
    pub fn counts(&self, iso3: &str) -> &[OfficialCount] {
        self.counts.get(iso3).map_or(&[], Vec::as_slice)
    }
}

/// What is wrong with the catalogue's files; `file` gives the text of one.
pub(crate) fn problems(file: &dyn Fn(&str) -> Option<String>) -> Vec<CatalogueProblem> {
    read(file).1
}

fn read(file: &dyn Fn(&str) -> Option<String>) -> (SitePolicies, Vec<CatalogueProblem>) {
    // What cannot be read shows nothing but counts.
    let closed = SitePolicy {
        precision: Precision::Areas,
        round: 1.0,
        delay_days: 0,
        decided_by: None,
        decided_on: String::new(),
    };
    let mut policies =
        SitePolicies { default: closed, countries: BTreeMap::new(), counts: BTreeMap::new() };
    let mut problems = Vec::new();
    let text = file(POLICY).unwrap_or_default();
    match toml::from_str::<PolicyFile>(&text) {
        Ok(read) => {
            policies.default = sound("default", read.default, &policies.default, &mut problems);
            for (iso3, written) in read.country {
                let policy = sound(&iso3, written, &policies.default, &mut problems);
                policies.countries.insert(iso3, policy);
            }
        }
        Err(error) => {
            let problem = CatalogueProblem::of_toml(&text, &error);
            problems.push(CatalogueProblem { file: POLICY.to_owned(), ..problem });
        }
    }
    let text = file(COUNTS).unwrap_or_default();
    let mut wrong = Vec::new();
    let names = ["iso3", "kind", "area", "sites", "year", "source"];
    let read = table::read(&text, &names, |row| match row.get("sites").parse() {
        Ok(sites) => {
            let text = |name: &str| row.get(name).to_owned();
            let count = OfficialCount {
                kind: text("kind"),
                area: text("area"),
                sites,
                year: text("year"),
                source: text("source"),
            };
            policies.counts.entry(text("iso3")).or_default().push(count);
        }
        Err(_) => wrong.push((row.line, row.get("sites").to_owned())),
    });
    if read.is_err() {
        wrong.push((1, String::new()));
    }
    problems.extend(wrong.into_iter().map(|(line, found)| CatalogueProblem {
        file: COUNTS.to_owned(),
        line,
        code: "bad-row".to_owned(),
        found,
        ..Default::default()
    }));
    (policies, problems)
}

fn sound(
    place: &str,
    written: Written,
    default: &SitePolicy,
    problems: &mut Vec<CatalogueProblem>,
) -> SitePolicy {
    let policy = SitePolicy {
        precision: written.precision.unwrap_or(default.precision),
        round: written.round.unwrap_or(default.round),
        delay_days: written.delay_days.unwrap_or(default.delay_days),
        decided_by: written.decided_by,
        decided_on: written.decided_on.unwrap_or_default(),
    };
    let mut wrong = |field: &str, code: &str, found: String| {
        problems.push(CatalogueProblem::of(POLICY, place, Finding::new(field, code, found)));
    };
    if !ROUND.contains(&policy.round) {
        wrong("round", "not-degrees", policy.round.to_string());
    }
    let is_decided = policy.decided_by.is_some() && !policy.decided_on.is_empty();
    if policy.precision == Precision::Exact && !is_decided {
        wrong("decided_by", "no-decision", String::new());
        // Until it is put right, nothing is exact.
        return SitePolicy { precision: Precision::Rounded, round: 1.0, ..policy };
    }
    policy
}

impl SitePolicy {
    /// A site as it may be shown, with what was accepted of it; `None` where no site is shown by itself, and of sites
    /// that are closed.
    pub(super) fn show(&self, row: &SiteRow, applied: &Applied) -> Option<ShownSite> {
        if self.precision == Precision::Areas || applied.closed {
            return None;
        }
        let row = applied.to(row);
        let at = Position::new(row.lat, row.lon)?;
        Some(ShownSite::new(row, self.rounded(at), self.precision, applied))
    }

    /// A place as precisely as it may be named: the middle of its cell, or itself where places are exact.
    pub(crate) fn rounded(&self, at: Position) -> Position {
        match self.precision {
            Precision::Exact => at,
            Precision::Areas | Precision::Rounded => Grid::of(self.round).middle(at),
        }
    }

    /// Whether sites may be seen that are shown so precisely, rounded to so many degrees.
    pub(crate) fn lets(&self, precision: Precision, round: f64) -> bool {
        match (self.precision, precision) {
            (Precision::Exact, _) | (_, Precision::Areas) => true,
            (Precision::Rounded, Precision::Rounded) => round >= self.round,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_counted_by_area_until_a_ministry_decides_and_exact_needs_a_decision() {
        let policies = SitePolicies::read(None).unwrap();
        assert_eq!(policies.of("KEN").precision, Precision::Areas);
        let read = |text: &str| {
            let text = text.to_owned();
            read(&move |name| (name == POLICY).then(|| text.clone()))
        };
        let base = "[default]\nprecision = \"areas\"\nround = 0.5\n[country.KEN]\n";
        let exact = format!("{base}precision = \"exact\"\n");
        let (policies, problems) = read(&exact);
        assert!(problems.iter().any(|one| one.code == "no-decision"), "{problems:?}");
        assert_ne!(policies.of("KEN").precision, Precision::Exact);
        let decided = "decided_by = { fr = \"M\", en = \"M\" }\ndecided_on = \"2026-01-01\"\n";
        let (policies, _) = read(&format!("{exact}{decided}"));
        assert_eq!(policies.of("KEN").precision, Precision::Exact);
        assert_eq!(policies.of("UGA").precision, Precision::Areas);
        let (policies, problems) = read(&format!("{base}round = 90\n"));
        assert!(problems.iter().any(|one| one.code == "not-degrees"), "{problems:?}");
        assert_eq!(policies.of("KEN").precision, Precision::Areas);
        assert!(!read("[default]\nprecison = \"exact\"").1.is_empty());
    }

    #[test]
    fn a_plan_is_seen_where_it_is_as_coarse_as_its_policy() {
        let text = "[default]\nprecision = \"rounded\"\nround = 0.1\n[country.KEN]\nprecision = \"areas\"\n\
            delay_days = 30\n[country.UGA]\nround = 0.5\n";
        let policies = read(&|name| (name == POLICY).then(|| text.to_owned())).0;
        let [areas, wide, usual] = ["KEN", "UGA", "STP"].map(|iso3| policies.of(iso3));
        assert!(usual.lets(Precision::Rounded, 0.1) && usual.lets(Precision::Areas, 0.0));
        assert!(!usual.lets(Precision::Exact, 0.0) && !usual.lets(Precision::Rounded, 0.05));
        assert!(!wide.lets(Precision::Rounded, 0.1) && !areas.lets(Precision::Rounded, 2.0));
        // Where a plan may be of several countries, the strictest holds.
        let found = policies.strictest(|_| true);
        assert_eq!((found.precision, found.round, found.delay_days), (Precision::Areas, 0.5, 30));
        assert_eq!(&policies.strictest(|_| false), usual);
    }
}
