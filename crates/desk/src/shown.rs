//! Sites as they may be shown: on pages, on maps, in files.
//!
//! Everything that leaves the node about where a site is goes through [`SitePolicy`]: nothing here gives back a row of
//! the cellar. The list that is shown is the latest one of the country that its policy's delay lets be shown, with
//! what moderators have accepted of it since ([`crate::corrections`]).

mod applied;
mod counting;
mod map;
mod policy;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use passerelle_connectivity::writing::kind_of_column;
use passerelle_exchange::features::{FeaturesError, write_csv, write_geojson_part};
pub use passerelle_tables::sites::BETWEEN_AREAS;
use passerelle_tables::sites::{MOST_SITES, SiteFilter, SiteGroup, SiteList, SiteRow};
use passerelle_vocabulary::features::Full;
use passerelle_vocabulary::{Features, Geometry, Position};
use serde_json::Value;

use applied::Applied;
pub use applied::Change;
pub use counting::{AreaCount, SiteCounts};
pub(crate) use map::Maps;
pub use map::SitesMap;
pub(crate) use policy::{FILES, problems};
pub use policy::{OfficialCount, Precision, SitePolicies, SitePolicy};

use crate::measurements::SiteMeasured;
use crate::site_lists::{SiteListRecord, site_list_key};
use crate::{Desk, DeskError, now};

/// Milliseconds of a day.
pub(crate) const DAY: i64 = 24 * 60 * 60 * 1_000;

/// How sure it is whether a site is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// A moderator accepted it after a reader had proposed it.
    Corrected,
    /// The list says it, with the day of a survey.
    Surveyed,
    /// The list says it.
    Listed,
    /// Nothing says it.
    Unknown,
}

impl Confidence {
    /// As files and messages name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Surveyed => "surveyed",
            Self::Listed => "listed",
            Self::Unknown => "unknown",
        }
    }
}

/// A site as it may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownSite {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is: `school`, `health_facility`, `other`.
    pub kind: String,
    /// Its level, as its list writes it; empty where it is not told.
    pub level: String,
    /// Its areas, from the widest.
    pub areas: Vec<String>,
    /// Whether it is connected; `None` where it is not told.
    pub connected: Option<bool>,
    /// How; empty where it is not told.
    pub technology: String,
    /// People it serves.
    pub people: Option<f64>,
    /// Where it is, as precisely as may be said.
    pub place: Position,
    /// How precisely that is.
    pub precision: Precision,
    /// How sure its status is.
    pub confidence: Confidence,
    /// What else is known of it: names of [`crate::site_lists`] with their values.
    pub known: BTreeMap<String, String>,
}

/// What else is known of a site and may be shown.
const KNOWN: [&str; 6] = ["official_id", "power", "mbps", "coverage_4g", "surveyed", "origin"];

impl ShownSite {
    fn new(row: SiteRow, place: Position, precision: Precision, applied: &Applied) -> Self {
        let more: BTreeMap<String, Value> = serde_json::from_str(&row.more).unwrap_or_default();
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let known =
            KNOWN.iter().filter_map(|name| Some(((*name).to_owned(), text(more.get(*name)?))));
        let known: BTreeMap<String, String> = known.collect();
        let confidence = match row.connected {
            _ if applied.connected.is_some() => Confidence::Corrected,
            None => Confidence::Unknown,
            Some(_) if known.contains_key("surveyed") => Confidence::Surveyed,
            Some(_) => Confidence::Listed,
        };
        Self {
            areas: row.areas().map(str::to_owned).collect(),
            id: row.id,
            name: row.name,
            kind: row.kind,
            level: row.level,
            connected: row.connected,
            technology: row.technology,
            people: row.people,
            place,
            precision,
            confidence,
            known,
        }
    }

    /// Its status as files and addresses hold it.
    pub fn status(&self) -> &'static str {
        status_code(self.connected)
    }
}

/// A status as files and addresses hold it.
pub fn status_code(connected: Option<bool>) -> &'static str {
    match connected {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}

/// Which sites are asked for; what is empty is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteQuestion {
    /// In an area: its areas from the widest, as [`passerelle_tables::sites::joined_areas`] writes them.
    pub area: String,
    /// Of a kind.
    pub kind: String,
    /// Of a level.
    pub level: String,
    /// Of a status: `yes`, `no`, `unknown`.
    pub status: String,
}

impl SiteQuestion {
    /// Whether a group of sites is asked for.
    fn has(&self, group: &SiteGroup) -> bool {
        let within = self.area.is_empty()
            || group
                .area
                .strip_prefix(&self.area)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(BETWEEN_AREAS));
        let is = |asked: &str, found: &str| asked.is_empty() || asked == found;
        within
            && is(&self.kind, &group.kind)
            && is(&self.level, &group.level)
            && is(&self.status, status_code(group.connected))
    }
}

/// A country whose sites are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteCountry {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Sites in its list, those that are closed too.
    pub sites: u64,
    /// When the list came in, in milliseconds since 1970.
    pub loaded_at: i64,
}

/// Some sites of a country, and where the next ones start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ShownSites {
    /// The sites.
    pub sites: Vec<ShownSite>,
    /// The identifier after which the next ones come; `None` at the end.
    pub next: Option<String>,
}

/// The list of a country that may be shown, and what was accepted of it.
pub(super) struct Standing {
    list: SiteList,
    policy: SitePolicy,
    applied: BTreeMap<String, Applied>,
}

impl Desk {
    /// The list of a country that may be shown today.
    async fn standing(&self, iso3: &str) -> Result<Option<Standing>, DeskError> {
        let owner = site_list_key(iso3)?.to_string();
        let policy = self.site_policies.of(iso3).clone();
        let until = now() - i64::from(policy.delay_days) * DAY;
        let lists = self.sites.lists().await?;
        let shown = lists.into_iter().find(|list| list.owner == owner && list.loaded_at <= until);
        let Some(list) = shown else { return Ok(None) };
        let accepted = self.corrections.accepted(iso3, None).await?;
        let applied = applied::of(&accepted, list.loaded_at);
        Ok(Some(Standing { list, policy, applied }))
    }

    /// Countries whose sites may be shown.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site_countries(&self) -> Result<Vec<SiteCountry>, DeskError> {
        let mut found: BTreeMap<String, SiteCountry> = BTreeMap::new();
        for list in self.sites.lists().await? {
            let iso3 = list.country.clone();
            let until = now() - i64::from(self.site_policies.of(&iso3).delay_days) * DAY;
            let is_country = site_list_key(&iso3).is_ok_and(|key| key.to_string() == list.owner);
            if is_country && list.loaded_at <= until {
                let (sites, loaded_at) = (list.sites, list.loaded_at);
                found.entry(iso3.clone()).or_insert(SiteCountry { iso3, sites, loaded_at });
            }
        }
        Ok(found.into_values().collect())
    }

    /// The policy under which the sites of a country are shown.
    pub fn site_policy(&self, iso3: &str) -> &SitePolicy {
        self.site_policies.of(iso3)
    }

    /// What the register tells of the list of a country; `None` where no list is shown.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site_source(&self, iso3: &str) -> Result<Option<SiteListRecord>, DeskError> {
        if self.standing(iso3).await?.is_none() {
            return Ok(None);
        }
        let stored = self.register.get(&site_list_key(iso3)?).await?;
        Ok(stored.map(|stored| stored.record()).transpose()?)
    }

    /// The sites of a country counted by area, those that are asked for; `None` where no list is shown.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site_counts(
        &self,
        iso3: &str,
        question: &SiteQuestion,
    ) -> Result<Option<SiteCounts>, DeskError> {
        let Some(standing) = self.standing(iso3).await? else { return Ok(None) };
        let groups = self.corrected_groups(&standing).await?;
        let official = self.site_policies.counts(iso3);
        Ok(Some(SiteCounts::new(&groups, question, &standing.policy, official)))
    }

    /// The groups of a list with what was accepted of its sites.
    async fn corrected_groups(&self, standing: &Standing) -> Result<Vec<SiteGroup>, DeskError> {
        let mut groups = self.sites.groups(standing.list.id).await?;
        for (id, applied) in &standing.applied {
            if let Some(row) = self.sites.site(standing.list.id, id).await? {
                counting::correct(&mut groups, &row, applied);
            }
        }
        Ok(groups)
    }

    /// Sites of a country as they may be shown, by their identifiers; `None` where no list is shown, or no site by
    /// itself.
    ///
    /// # Errors
    /// The database refused.
    pub async fn shown_sites(
        &self,
        iso3: &str,
        question: &SiteQuestion,
        after: &str,
        most: usize,
    ) -> Result<Option<ShownSites>, DeskError> {
        let Some(standing) = self.standing(iso3).await? else { return Ok(None) };
        if standing.policy.precision == Precision::Areas {
            return Ok(None);
        }
        Ok(Some(self.page_of(&standing, question, after, most).await?))
    }

    async fn page_of(
        &self,
        standing: &Standing,
        question: &SiteQuestion,
        after: &str,
        most: usize,
    ) -> Result<ShownSites, DeskError> {
        // The status is looked at here: what was accepted of it is not in the list.
        let mut filter = SiteFilter {
            area: question.area.clone(),
            kind: question.kind.clone(),
            level: question.level.clone(),
            after: after.to_owned(),
            ..SiteFilter::default()
        };
        let nothing = Applied::default();
        let mut found = ShownSites::default();
        loop {
            let rows = self.sites.page(standing.list.id, &filter, MOST_SITES).await?;
            for row in &rows {
                if found.sites.len() == most {
                    found.next = found.sites.last().map(|site| site.id.clone());
                    return Ok(found);
                }
                let applied = standing.applied.get(&row.id).unwrap_or(&nothing);
                let shown = standing.policy.show(row, applied);
                let is_asked = |site: &ShownSite| {
                    question.status.is_empty() || question.status == site.status()
                };
                found.sites.extend(shown.filter(is_asked));
            }
            match rows.last() {
                Some(last) if rows.len() == MOST_SITES => filter.after.clone_from(&last.id),
                _ => return Ok(found),
            }
        }
    }

    /// A site of a country as it may be shown.
    ///
    /// # Errors
    /// The database refused.
    pub async fn shown_site(&self, iso3: &str, id: &str) -> Result<Option<ShownSite>, DeskError> {
        let Some(standing) = self.standing(iso3).await? else { return Ok(None) };
        let Some(row) = self.sites.site(standing.list.id, id).await? else { return Ok(None) };
        let nothing = Applied::default();
        let applied = standing.applied.get(id).unwrap_or(&nothing);
        Ok(standing.policy.show(&row, applied))
    }
}

impl Desk {
    /// What was measured of a site, where everyone may see it: its token was given for that and, where it is one of a
    /// country's list, the country shows it today. A site of no list is whose it is who gave the token.
    ///
    /// # Errors
    /// The database refused.
    pub async fn shown_measured(&self, site: &str) -> Result<Option<SiteMeasured>, DeskError> {
        let listed = site.split_once('/');
        let listed = listed.filter(|(iso3, _)| self.catalogue.places.country(iso3).is_some());
        if let Some((iso3, id)) = listed
            && self.shown_site(iso3, id).await?.is_none()
        {
            return Ok(None);
        }
        Ok(self.site_measured(site).await?.filter(|measured| measured.is_public))
    }
}

/// Sites as rows, to be written in a foreign format.
///
/// # Errors
/// More than fits.
pub fn table_of(sites: &[ShownSite]) -> Result<Features, Full> {
    let names = [
        "id",
        "name",
        "kind",
        "level",
        "area",
        "connected",
        "technology",
        "people",
        "confidence",
        "surveyed",
        "latitude",
        "longitude",
        "precision",
    ];
    let mut table = Features::new(names.map(str::to_owned).to_vec());
    for (site, row) in sites.iter().zip(2..) {
        let cells = [
            site.id.clone(),
            site.name.clone(),
            site.kind.clone(),
            site.level.clone(),
            site.areas.join(" / "),
            site.status().to_owned(),
            site.technology.clone(),
            site.people.map(|people| people.to_string()).unwrap_or_default(),
            site.confidence.code().to_owned(),
            site.known.get("surveyed").cloned().unwrap_or_default(),
            site.place.lat.to_string(),
            site.place.lon.to_string(),
            site.precision.code().to_owned(),
        ];
        table.push(row, cells.iter().map(String::as_str), Some(Geometry::Point(site.place)))?;
    }
    Ok(table)
}

/// A part of a file of sites, as CSV or as GeoJSON: the first one begins it, the last one ends it.
///
/// # Errors
/// More than fits.
pub fn written(
    sites: &[ShownSite],
    geojson: bool,
    (is_first, is_last): (bool, bool),
) -> Result<Vec<u8>, FeaturesError> {
    let table = table_of(sites).map_err(std::io::Error::other)?;
    let mut out = Vec::new();
    if geojson {
        write_geojson_part(&table, kind_of_column, (is_first, is_last), &mut out)?;
        return Ok(out);
    }
    write_csv(&table, &mut out)?;
    if !is_first {
        // The names of the columns stand in the first part; none of them breaks a line.
        let line = out.iter().position(|byte| *byte == b'\n').map_or(out.len(), |at| at + 1);
        out.drain(..line);
    }
    Ok(out)
}
