//! Plans that a node keeps: their files, and their sites by area and one by one.
//!
//! A plan is kept from its folder, whoever made it: every file as it is, and the rows of `sites.csv` in the lists of
//! sites. What it belongs to is its owner: a published plan (`plan/<slug>`, which has a record in the register with
//! the hash of every file: [`super::published`]), or a plan that was asked for on a page and goes after some days
//! ([`super::waiting`]).

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use passerelle_exchange::features::{FeatureLimits, read};
use passerelle_exchange::statistics::Input;
use passerelle_register::database::Transaction;
use passerelle_tables::files::KeptFile;
use passerelle_tables::sites::{SiteList, SiteRow, joined_areas};
use passerelle_vocabulary::Features;
use serde::Serialize;
use serde_json::{Map, Value};

use super::write::{AREAS, SITES, SUMMARY};
use super::{PlanTold, PlansError, SiteTold};
use crate::shown::Precision;
use crate::{Desk, DeskError, now};

/// Kinds of files of a plan, by the ends of their names.
const KINDS: [&str; 7] = ["csv", "geojson", "html", "json", "pmtiles", "svg", "xml"];

/// A plan that is kept.
#[derive(Debug, Clone)]
pub struct StoredPlan {
    /// What it belongs to.
    pub owner: String,
    /// What it comes to.
    pub told: PlanTold,
    /// The same by area, the widest first.
    pub areas: Vec<PlanArea>,
    /// Its files.
    pub files: Vec<KeptFile>,
    /// Its sites; `None` where none is shown by itself.
    pub list: Option<SiteList>,
}

/// What a plan comes to in an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanArea {
    /// Its name after those of the areas it lies in, the widest first.
    pub names: Vec<String>,
    /// Sites in it.
    pub sites: u64,
    /// Of them, those that are connected already.
    pub already: u64,
    /// Of them, those that the plan connects by fibre, radio, mobile network and satellite, in this order.
    pub by_technology: [u64; 4],
    /// People of the sites that the plan connects.
    pub people: f64,
    /// Paid at the start; amounts are `None` where they would tell where a site is.
    pub capex: Option<f64>,
    /// Paid each year.
    pub opex_per_year: Option<f64>,
    /// Everything over the years, discounted.
    pub present: Option<f64>,
}

impl StoredPlan {
    /// Why one of its sites is connected as it is.
    pub fn site(&self, row: &SiteRow) -> SiteTold {
        let more: Map<String, Value> = serde_json::from_str(&row.more).unwrap_or_default();
        let cell = |name: &str| match name {
            "id" => row.id.clone(),
            "name" => row.name.clone(),
            "technology" => row.technology.clone(),
            other => more.get(other).and_then(Value::as_str).unwrap_or_default().to_owned(),
        };
        SiteTold::of(&cell, Some(self.told.line_per_km), &self.told.summary.currency)
    }

    /// A file of it by its name.
    pub fn file(&self, name: &str) -> Option<&KeptFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// A plan's folder, read to be kept.
pub(super) struct PlanFolder {
    pub(super) told: PlanTold,
    pub(super) summary_hash: String,
    paths: Vec<PathBuf>,
    rows: Vec<SiteRow>,
}

impl PlanFolder {
    /// Reads it.
    ///
    /// # Errors
    /// It holds no plan, or one of another version of the program.
    pub(super) fn read(folder: &Path) -> Result<Self, PlansError> {
        let failed = |error| PlansError::File { path: folder.to_owned(), error };
        let path = folder.join(SUMMARY);
        let summary = std::fs::read(&path).map_err(|error| PlansError::File { path, error })?;
        let not_a_plan = || PlansError::NotAPlan(folder.to_owned());
        let told: PlanTold = serde_json::from_slice(&summary).map_err(|_| not_a_plan())?;
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
            if KINDS.contains(&kind) && path.is_file() {
                paths.push(path);
            }
        }
        paths.sort();
        let by_area = told.places.as_ref().is_some_and(|one| one.precision == Precision::Areas);
        let mut rows = Vec::new();
        if !by_area {
            let table = read(&Input::path(&folder.join(SITES)), FeatureLimits::default());
            if !table.report.complete || table.table.len() as u64 != told.summary.sites {
                return Err(not_a_plan());
            }
            rows = rows_of(&table.table);
        }
        use sha2::{Digest as _, Sha256};
        let summary_hash = hex::encode(Sha256::digest(&summary));
        Ok(Self { told, summary_hash, paths, rows })
    }
}

/// The columns of `sites.csv` that are columns of a list of sites; the others are what else is known.
const OWN: [&str; 8] =
    ["id", "name", "kind", "level", "latitude", "longitude", "people", "technology"];

/// The sites of a plan as they are kept.
fn rows_of(table: &Features) -> Vec<SiteRow> {
    let columns: Vec<(usize, &str)> =
        table.names().iter().enumerate().map(|(at, name)| (at, name.as_str())).collect();
    let cell = |row: usize, name: &str| {
        table.column(name).map_or_else(String::new, |column| table.cell(row, column).to_owned())
    };
    let one = |row: usize| {
        let areas = columns.iter().filter(|(_, name)| name.starts_with("area_"));
        let areas: Vec<&str> = areas.map(|(at, _)| table.cell(row, *at)).collect();
        let areas: Vec<&str> = areas.into_iter().filter(|area| !area.is_empty()).collect();
        let rest = columns
            .iter()
            .filter(|(at, name)| {
                !OWN.contains(name)
                    && !name.starts_with("area_")
                    && !table.cell(row, *at).is_empty()
            })
            .map(|(at, name)| ((*name).to_owned(), Value::from(table.cell(row, *at))));
        SiteRow {
            id: cell(row, "id"),
            name: cell(row, "name"),
            kind: cell(row, "kind"),
            level: cell(row, "level"),
            area: joined_areas(&areas),
            lat: cell(row, "latitude").parse().unwrap_or_default(),
            lon: cell(row, "longitude").parse().unwrap_or_default(),
            connected: Some(cell(row, "connected_already") == "true"),
            technology: cell(row, "technology"),
            people: cell(row, "people").parse().ok(),
            more: Value::Object(rest.collect::<Map<_, _>>()).to_string(),
        }
    };
    (0..table.len()).map(one).collect()
}

impl Desk {
    /// Keeps a plan for an owner, in place of the one it had.
    pub(super) async fn keep_plan(
        &self,
        transaction: &mut Transaction,
        owner: &str,
        country: &str,
        folder: PlanFolder,
    ) -> Result<(Vec<KeptFile>, SiteList), DeskError> {
        let at = now();
        self.files.remove_folder(transaction, owner).await?;
        self.sites.remove(transaction, owner).await?;
        let mut kept = Vec::with_capacity(folder.paths.len());
        for path in &folder.paths {
            let failed = |error| DeskError::File { path: path.clone(), error };
            let mut content = BufReader::new(File::open(path).map_err(failed)?);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            kept.push(self.files.keep(transaction, (owner, &name), &mut content, at).await?);
        }
        let list = self.sites.store(transaction, (owner, country), folder.rows, at).await?;
        Ok((kept, list))
    }

    /// The plan that an owner keeps.
    ///
    /// # Errors
    /// The database refused; a file is damaged.
    pub async fn stored_plan(&self, owner: &str) -> Result<Option<StoredPlan>, DeskError> {
        let files = self.files.folder(owner).await?;
        let Some(list) = self.sites.standing(owner).await? else { return Ok(None) };
        let file = |name: &str| files.iter().find(|file| file.name == name);
        let Some(summary) = file(SUMMARY) else { return Ok(None) };
        let summary = self.whole_file(summary).await?;
        let Ok(told) = serde_json::from_slice::<PlanTold>(&summary) else { return Ok(None) };
        let areas = match file(AREAS) {
            Some(file) => areas_of(&self.whole_file(file).await?),
            None => Vec::new(),
        };
        let by_area = told.places.as_ref().is_some_and(|one| one.precision == Precision::Areas);
        let list = Some(list).filter(|_| !by_area);
        Ok(Some(StoredPlan { owner: owner.to_owned(), told, areas, files, list }))
    }

    /// The whole content of a file that is kept.
    ///
    /// # Errors
    /// The database refused; the file is damaged.
    pub async fn whole_file(&self, file: &KeptFile) -> Result<Vec<u8>, DeskError> {
        let mut content = Vec::with_capacity(usize::try_from(file.size).unwrap_or_default());
        self.files.write_to(file, &mut content).await?;
        Ok(content)
    }
}

/// The rows of `areas.csv`.
fn areas_of(bytes: &[u8]) -> Vec<PlanArea> {
    let table = read(&Input::bytes("areas.csv", bytes), FeatureLimits::default()).table;
    let cell = |row: usize, name: &str| {
        table.column(name).map_or_else(String::new, |column| table.cell(row, column).to_owned())
    };
    let one = |row: usize| {
        let count = |name: &str| cell(row, name).parse::<u64>().unwrap_or_default();
        let amount = |name: &str| cell(row, name).parse::<f64>().ok();
        let names = ["area_1", "area_2", "area_3"].map(|name| cell(row, name));
        PlanArea {
            names: names.into_iter().filter(|name| !name.is_empty()).collect(),
            sites: count("sites"),
            already: count("connected_already"),
            by_technology: ["fibre", "radio", "cellular", "satellite"].map(count),
            people: amount("people").unwrap_or_default(),
            capex: amount("capex"),
            opex_per_year: amount("opex_per_year"),
            present: amount("present_cost"),
        }
    };
    (0..table.len()).map(one).collect()
}
