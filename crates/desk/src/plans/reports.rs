//! What was found in the files of a plan, and what of it stays out of the plan.

use passerelle_connectivity::cleaning::{FindingCode, Outcome};
use passerelle_connectivity::summary::Warning;
use serde::Serialize;

use crate::sites::{
    ListCheck, ListReport, NetworkCheck, PopulationCheck, ReadFile, SitesReport, TowersCheck,
};

/// What was found in the files.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reports {
    /// Of the lists of sites.
    pub sites: SitesReport,
    /// Of the networks; `None` where none was given.
    pub network: Option<NetworkCheck>,
    /// Of the towers; `None` where none was given.
    pub towers: Option<TowersCheck>,
    /// Of where people live; `None` where it was not given.
    pub population: Option<PopulationCheck>,
}

impl Reports {
    /// Whether every file was understood. Rows that were set aside are told, and do not stop a plan.
    pub fn is_understood(&self) -> bool {
        self.sites.is_understood()
            && self.network.as_ref().is_none_or(NetworkCheck::is_understood)
            && self.towers.as_ref().is_none_or(TowersCheck::is_understood)
            && self.population.as_ref().is_none_or(PopulationCheck::is_understood)
    }

    /// What to know before using a plan: rows that are no part of the network, of the towers, of people, and what of
    /// the network lies outside the country. Rows of sites are counted apart.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let outside = self.network.iter().flat_map(|network| network.report.findings());
        let outside = outside.filter(|one| one.code == FindingCode::NetworkOutside).count() as u64;
        let counted = [
            ("network-set-aside", self.network.as_ref().map_or(0, set_aside)),
            ("network-outside", outside),
            ("towers-set-aside", self.towers.as_ref().map_or(0, set_aside)),
            ("population-set-aside", self.population.as_ref().map_or(0, set_aside)),
        ];
        let told = counted.into_iter().filter(|(_, count)| *count > 0);
        told.map(|(code, count)| Warning { code: code.to_owned(), count }).collect()
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &ReadFile> {
        let network = self.network.iter().flat_map(|one| one.files.iter());
        let towers = self.towers.iter().flat_map(|one| one.files.iter());
        let population = self.population.iter().flat_map(|one| one.files.iter());
        let others = self.sites.areas.iter().chain(&self.sites.official_list);
        self.sites.files.iter().chain(network).chain(towers).chain(population).chain(others)
    }
}

/// Rows of a list that stay out of it.
fn set_aside<R: ListReport>(list: &ListCheck<R>) -> u64 {
    let findings = list.report.findings().iter();
    let aside = findings.filter(|one| one.code.outcome() == Outcome::SetAside);
    aside.count() as u64 + list.files.iter().map(ReadFile::lost_rows).sum::<u64>()
}
