//! A plan as the tables that its files, its drawings and its report are made of: of a plan that was made, of the
//! folder that it was written to, or of what may be shown of it.

use std::path::Path;

use passerelle_connectivity::affordability::affordability_rows;
use passerelle_connectivity::coarse::PlanRows;
use passerelle_connectivity::lots::{BillWords, bill_rows, lot_rows};
use passerelle_connectivity::tables::{Known, areas, lines, phases, sites};
use passerelle_connectivity::writing::table_of_network;
use passerelle_exchange::features::{FeatureLimits, read};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::write::{AFFORDABILITY, AREAS, BILL, LINES, LOTS, NETWORK, PHASES, SITES, SUMMARY};
use super::{MadePlan, PlanTold, PlansError, bill};
use crate::sites::ReadFile;

/// A plan as tables.
#[derive(Debug, Clone)]
pub struct PlanTables {
    /// What it comes to.
    pub told: PlanTold,
    /// Sites and lines with their shapes, works, areas, lots with their bill.
    pub rows: PlanRows,
    /// The network that exists; `None` where it is not known any more.
    pub network: Option<Features>,
    /// Who can pay; `None` where incomes are not known.
    pub affordability: Option<Features>,
    /// The words of the bill.
    pub bill_words: BillWords,
}

impl MadePlan {
    /// The plan as tables.
    ///
    /// # Errors
    /// More rows than fit.
    pub fn tables(&self) -> Result<PlanTables, Full> {
        let names = |files: &[ReadFile]| -> Vec<String> {
            files.iter().map(|file| file.name.clone()).collect()
        };
        let site_files = names(&self.reports.sites.files);
        let network_files = self.reports.network.as_ref().map(|one| names(&one.files));
        let tower_files = self.reports.towers.as_ref().map(|one| names(&one.files));
        let known = Known {
            sites: &self.sites,
            network: &self.network,
            towers: &self.towers,
            site_files: &site_files,
            network_files: network_files.as_deref().unwrap_or_default(),
            tower_files: tower_files.as_deref().unwrap_or_default(),
        };
        let (plan, currency) = (&self.plan, &self.costs.currency);
        let incomes = &self.affordable;
        let basket = incomes.told.basket.filter(|_| !incomes.areas.is_empty());
        let can_pay = basket.map(|basket| affordability_rows(&incomes.areas, &basket, currency));
        Ok(PlanTables {
            rows: PlanRows {
                sites: Some(sites(&known, plan, &self.schedule, &self.hops, |site| {
                    self.costs.mbps(site)
                })?),
                lines: Some(lines(&known, plan, &self.works, &self.schedule)?),
                phases: phases(&self.sites, plan, &self.works, &self.schedule)?,
                areas: areas(&self.sites, plan, |site| self.costs.people(site))?,
                lots: lot_rows(&self.lots, currency)?,
                bill: bill_rows(&self.lots, &self.costs, &self.bill_words)?,
                curve: self.told.curve.clone(),
            },
            network: Some(table_of_network(&self.network, known.network_files)?),
            affordability: can_pay.transpose()?,
            bill_words: self.bill_words.clone(),
            told: self.told.clone(),
        })
    }
}

impl PlanTables {
    /// The tables of a folder that a plan was written to; sites without their shapes. `catalogue`: a folder whose
    /// files go over those of the catalogue.
    ///
    /// # Errors
    /// The folder holds no plan, or one of another version of the program, or what may be shown of one.
    pub(super) fn read(folder: &Path, catalogue: Option<&Path>) -> Result<Self, PlansError> {
        let path = folder.join(SUMMARY);
        let summary = std::fs::read(&path).map_err(|error| PlansError::File { path, error })?;
        let not_a_plan = || PlansError::NotAPlan(folder.to_owned());
        let told: PlanTold = serde_json::from_slice(&summary).map_err(|_| not_a_plan())?;
        if told.places.is_some() {
            return Err(PlansError::NotExact(folder.to_owned()));
        }
        let table = |name: &str| {
            let file = read(&Input::path(&folder.join(name)), FeatureLimits::default());
            if file.report.complete { Ok(file.table) } else { Err(not_a_plan()) }
        };
        let optional = |name: &str| folder.join(name).is_file().then(|| table(name)).transpose();
        let sites = table(SITES)?;
        if sites.len() as u64 != told.summary.sites {
            return Err(not_a_plan());
        }
        Ok(Self {
            rows: PlanRows {
                sites: Some(sites),
                lines: Some(table(LINES)?),
                phases: table(PHASES)?,
                areas: optional(AREAS)?.unwrap_or_default(),
                lots: table(LOTS)?,
                bill: table(BILL)?,
                curve: told.curve.clone(),
            },
            network: optional(NETWORK)?,
            affordability: optional(AFFORDABILITY)?,
            bill_words: bill::words(catalogue)?,
            told,
        })
    }
}
