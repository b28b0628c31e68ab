//! The folder of a plan, held against the hashes of its summary.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use passerelle_compact::budget::Cost;
use passerelle_compact::initiative::InitiativePlace;
use passerelle_exchange::features::{FeatureLimits, read};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::{Features, Position};
use sha2::{Digest, Sha256};

use super::InitiativeError;
use crate::plans::{BILL, LOTS, PlanTold, PlansError, SUMMARY};
use crate::whole::hash_of;

/// Largest summary.
const LARGEST: u64 = 64_000_000;

/// A plan that is what its summary says.
pub(crate) struct CheckedPlan {
    /// The summary.
    pub told: PlanTold,
    /// SHA-256 of it, in hexadecimal.
    pub summary_hash: String,
    /// Its bill.
    pub costs: Vec<Cost>,
    /// Its lots, as places.
    pub places: Vec<InitiativePlace>,
}

impl CheckedPlan {
    /// Reads it.
    ///
    /// # Errors
    /// It holds no plan; a file is not the one that the summary names; the bill does not add up to the plan or is in
    /// another currency.
    pub fn read(folder: &Path) -> Result<Self, InitiativeError> {
        let (told, summary_hash) = summary(folder)?;
        if told.files.is_empty() {
            return Err(InitiativeError::NoHashes);
        }
        let is_named = |name: &str| told.files.iter().any(|file| file.name == name);
        let missing = [BILL, LOTS].into_iter().filter(|name| !is_named(name));
        let mut changed: Vec<String> = missing.map(str::to_owned).collect();
        for file in &told.files {
            // A name is one of this folder, and never leads out of it.
            let plain =
                Path::new(&file.name).file_name().is_some_and(|name| name == file.name.as_str());
            if !plain || hash_of(&folder.join(&file.name)).ok().as_ref() != Some(&file.sha256) {
                changed.push(file.name.clone());
            }
        }
        if !changed.is_empty() {
            return Err(InitiativeError::Changed(changed));
        }
        let costs = bill(&table(&folder.join(BILL))?, &told)?;
        let places = places(&table(&folder.join(LOTS))?);
        Ok(Self { told, summary_hash, costs, places })
    }
}

fn summary(folder: &Path) -> Result<(PlanTold, String), PlansError> {
    let path = folder.join(SUMMARY);
    let failed = |error| PlansError::File { path: path.clone(), error };
    let not_a_plan = || PlansError::NotAPlan(folder.to_owned());
    let mut bytes = Vec::new();
    let file = File::open(&path).map_err(failed)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(not_a_plan());
    }
    let told = serde_json::from_slice(&bytes).map_err(|_| not_a_plan())?;
    Ok((told, hex::encode(Sha256::digest(&bytes))))
}

fn table(path: &Path) -> Result<Features, InitiativeError> {
    let file = read(&Input::path(path), FeatureLimits::default());
    if file.report.complete { Ok(file.table) } else { Err(InitiativeError::Bill) }
}

/// The lines of a bill, if they add up to the plan.
fn bill(table: &Features, told: &PlanTold) -> Result<Vec<Cost>, InitiativeError> {
    let expected = &told.summary.currency;
    let cell =
        |at: usize, name: &str| table.column(name).map_or("", |column| table.cell(at, column));
    let mut costs = Vec::with_capacity(table.len());
    for at in 0..table.len() {
        let found = cell(at, "currency");
        if found != expected {
            let (expected, found) = (expected.clone(), found.to_owned());
            return Err(InitiativeError::Currency { expected, found });
        }
        let number = |name: &str| match cell(at, name) {
            "" => Ok(None),
            written => written.parse::<u32>().map(Some).map_err(|_| InitiativeError::Bill),
        };
        costs.push(Cost {
            lot: cell(at, "lot").to_owned(),
            technology: cell(at, "technology").to_owned(),
            year: number("year")?,
            each_year: match cell(at, "paid") {
                "once" => false,
                "each_year" => true,
                _ => return Err(InitiativeError::Bill),
            },
            cents: cents(cell(at, "amount")).ok_or(InitiativeError::Bill)?,
            life: number("life")?,
        });
    }
    let sum = |each_year: bool| -> i64 {
        costs.iter().filter(|cost| cost.each_year == each_year).map(|cost| cost.cents).sum()
    };
    let whole = |amount: f64| (amount * 100.0).round() as i64;
    let of_plan = (whole(told.summary.capex), whole(told.summary.opex_per_year));
    if (sum(false), sum(true)) == of_plan { Ok(costs) } else { Err(InitiativeError::Bill) }
}

/// Hundredths of an amount with two decimals.
fn cents(written: &str) -> Option<i64> {
    let (whole, decimals) = written.split_once('.')?;
    if decimals.len() != 2 || whole.len() > 13 {
        return None;
    }
    format!("{whole}{decimals}").parse().ok().filter(|cents| *cents >= 0)
}

fn places(table: &Features) -> Vec<InitiativePlace> {
    let cell =
        |at: usize, name: &str| table.column(name).map_or("", |column| table.cell(at, column));
    let place = |at: usize| {
        let number = |name: &str| cell(at, name).parse::<f64>().ok();
        let position = number("latitude").zip(number("longitude"));
        InitiativePlace {
            name: cell(at, "lot").to_owned(),
            position: position.and_then(|(lat, lon)| Position::new(lat, lon)),
        }
    };
    (0..table.len()).map(place).collect()
}
