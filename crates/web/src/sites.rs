//! Lists of sites, networks and towers in words: what was found in them, and why they were not looked at.

mod explain;
pub mod report;

use passerelle_desk::plans::Reports;

use crate::words::Words;

pub use explain::explain;

/// What was found in files that were not all understood.
pub fn found(w: &Words, reports: &Reports) -> String {
    let mut text = String::new();
    if !reports.sites.is_understood() {
        text.push_str(&report::sites(w, &reports.sites, None));
    }
    if let Some(found) = reports.network.as_ref().filter(|found| !found.is_understood()) {
        text.push_str(&report::network(w, found, None));
    }
    if let Some(found) = reports.towers.as_ref().filter(|found| !found.is_understood()) {
        text.push_str(&report::towers(w, &[], found));
    }
    if let Some(found) = reports.population.as_ref().filter(|found| !found.is_understood()) {
        text.push_str(&report::population(w, found));
    }
    text
}
