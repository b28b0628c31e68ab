//! The register of a country's sites: its schools and health posts, as its ministries list them.
//!
//! The way of the data: lists are read and cleaned as [`crate::sites`] does → rows of [`passerelle_tables::sites`],
//! with a record `site_list/<country>` that says where they come from and carries their digest, both or neither →
//! pages and maps read them by area or one by one. A later list of the same country takes the place of the one
//! before; the record's history tells of both.

use std::path::PathBuf;

use passerelle_connectivity::Site;
use passerelle_connectivity::writing::{code_of_power, origins};
use passerelle_register::{Author, Writer};
use passerelle_tables::sites::{SiteList, SiteRow, joined_areas};
use passerelle_vocabulary::{Facets, Key, Record, Text};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::sites::{SiteOptions, SitesError, SitesReport, read_sites};
use crate::{Desk, DeskError, now};

/// Why a list of sites was written: a code, whose words are in `locales/`.
const REASON_SITES: &str = "sites-imported";

/// A list of sites, as the register remembers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SiteListRecord {
    /// Whose sites these are: the name of the country.
    pub title: Text,
    /// The country, ISO 3166-1 alpha-3.
    pub country: String,
    /// Number of the list: what its sites carry.
    pub list: i64,
    /// Sites in it.
    pub sites: u64,
    /// Rows that were set aside.
    pub set_aside: u64,
    /// Files that it was read from.
    pub files: Vec<ListedFile>,
    /// The terms under which it was given; empty where they are not told.
    pub licence: String,
    /// Digest of its rows, in hexadecimal.
    pub digest: String,
}

/// A file of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListedFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Rows in it.
    pub rows: u64,
}

impl Record for SiteListRecord {
    const KIND: &'static str = "site_list";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([("country".to_owned(), vec![self.country.clone()])])
    }
}

/// What is to be brought in.
#[derive(Debug, Clone, Default)]
pub struct SitesAsked {
    /// Lists of sites.
    pub files: Vec<PathBuf>,
    /// How they are read; the country is told.
    pub options: SiteOptions,
    /// The terms under which they were given.
    pub licence: String,
}

/// What became of lists of sites.
#[derive(Debug, Serialize)]
pub struct SitesImported {
    /// What was found in them.
    pub report: SitesReport,
    /// The list as it is kept; `None` where the files were not understood.
    pub list: Option<SiteList>,
}

/// Why lists were not brought in.
#[derive(Debug, thiserror::Error)]
pub enum SitesImportError {
    /// They could not be looked at.
    #[error(transparent)]
    Sites(#[from] SitesError),
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl Desk {
    /// Brings lists of sites of a country in, in place of those it had.
    ///
    /// # Errors
    /// An option is not sound; the country is not known; the database refused. What is wrong with files and rows
    /// is in the report, and nothing is kept of files that were not understood.
    pub async fn import_sites(&self, asked: SitesAsked) -> Result<SitesImported, SitesImportError> {
        let iso3 = asked.options.country.clone().unwrap_or_default();
        let Some(country) = self.catalogue.places.country(&iso3) else {
            return Err(SitesError::UnknownCountry { asked: iso3 }.into());
        };
        let title = country.name.clone();
        let read = tokio::task::spawn_blocking(move || {
            read_sites(&asked.files, &asked.options).map(|read| (read, asked.licence))
        });
        let ((sites, report), licence) = read.await.map_err(DeskError::from)??;
        if !report.is_understood() {
            return Ok(SitesImported { report, list: None });
        }
        let names: Vec<String> = report.files.iter().map(|file| file.name.clone()).collect();
        let rows: Vec<SiteRow> = sites.iter().map(|site| row_of(site, &names)).collect();
        let listed = |file: &crate::sites::ReadFile| ListedFile {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            rows: file.rows,
        };
        let record = SiteListRecord {
            title,
            country: iso3,
            list: 0,
            sites: 0,
            set_aside: report.set_aside(),
            files: report.files.iter().map(listed).collect(),
            licence,
            digest: String::new(),
        };
        let list = self.keep_sites(record, rows).await?;
        Ok(SitesImported { report, list: Some(list) })
    }

    async fn keep_sites(
        &self,
        record: SiteListRecord,
        rows: Vec<SiteRow>,
    ) -> Result<SiteList, DeskError> {
        let (key, at) = (site_list_key(&record.country)?, now());
        let seen = self.register.get(&key).await?.map(|stored| stored.number);
        let work = async |writer: &mut Writer| -> Result<SiteList, DeskError> {
            let transaction = writer.transaction().await?;
            let owner = key.to_string();
            let list = self.sites.store(transaction, (&owner, &record.country), rows, at).await?;
            let (sites, digest) = (list.sites, list.digest.clone());
            let record = SiteListRecord { list: list.id, sites, digest, ..record };
            writer.put(&key, seen, REASON_SITES, &record).await?;
            Ok(list)
        };
        let list = self.register.write(&Author::program(), at, work).await?;
        self.refresh().await?;
        Ok(list)
    }

    /// The list of a country's sites that stands, and what is known of it.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site_list(
        &self,
        iso3: &str,
    ) -> Result<Option<(SiteListRecord, SiteList)>, DeskError> {
        let key = site_list_key(iso3)?;
        let Some(list) = self.sites.standing(&key.to_string()).await? else { return Ok(None) };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        Ok(Some((stored.record()?, list)))
    }
}

/// The key of the record of a country's sites.
pub(crate) fn site_list_key(iso3: &str) -> Result<Key, DeskError> {
    let key = Key::new(SiteListRecord::KIND, &iso3.to_ascii_lowercase());
    key.map_err(|error| DeskError::Key(error.to_string()))
}

/// A site as it is kept. `files`: names of the files that it was read from.
pub(crate) fn row_of(site: &Site, files: &[String]) -> SiteRow {
    let technology = site.connection.as_ref().and_then(|connection| connection.technology);
    SiteRow {
        id: site.id.clone(),
        name: site.name.clone(),
        kind: site.kind.code().to_owned(),
        level: site.level.clone().unwrap_or_default(),
        area: joined_areas(&site.areas),
        lat: site.position.lat,
        lon: site.position.lon,
        connected: site.is_connected,
        technology: technology.map(|one| one.code().to_owned()).unwrap_or_default(),
        people: site.people,
        more: Value::Object(more(site, files)).to_string(),
    }
}

/// What else is known of a site; what is not known is left out.
fn more(site: &Site, files: &[String]) -> Map<String, Value> {
    let connection = site.connection.clone().unwrap_or_default();
    let known = [
        ("official_id", site.official_id.as_deref().map(Value::from)),
        ("power", site.power.map(code_of_power).map(Value::from)),
        ("mbps", connection.mbps.map(|mbps| json!(mbps))),
        ("contract", connection.contract.map(Value::from)),
        ("coverage_4g", site.is_covered.map(Value::from)),
        ("surveyed", site.surveyed.as_deref().map(Value::from)),
        ("origin", Some(Value::from(origins(site, files)))),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
