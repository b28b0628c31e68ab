//! Which column of a file is what.

use super::policy::Policy;
use super::table::{LARGEST_KEPT, Measure};

/// The column of each thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles {
    /// Of the dimensions, in the table's order.
    pub dimensions: Vec<String>,
    /// Of the values.
    pub value: Option<String>,
    /// Of the numbers of contributors.
    pub count: Option<String>,
    /// Of the sums of weights.
    pub weighted_count: Option<String>,
    /// Of the largest contributions.
    pub largest: Vec<String>,
    /// Of the records' weights.
    pub weight: Option<String>,
    /// Of keys.
    pub key: Option<String>,
}

impl Roles {
    /// The columns of a file for a policy: those that it names (whether or not they are there), else those
    /// of the usual names.
    pub fn of(policy: &Policy, names: &[String]) -> Self {
        let layout = &policy.table;
        let there = |name: &str| names.iter().any(|found| found == name);
        let usual = |named: &Option<String>, others: &[&str]| {
            let usual = others.iter().find(|name| there(name)).map(|name| (*name).to_owned());
            named.clone().or(usual)
        };
        let mut roles = Self { key: layout.key.clone(), ..Self::default() };
        if layout.records {
            roles.weight.clone_from(&layout.weight);
            if layout.measure == Measure::Amount {
                roles.value = usual(&layout.value, &[]).or_else(|| Some("value".to_owned()));
            }
        } else {
            roles.value = usual(&layout.value, &[]).or_else(|| Some("value".to_owned()));
            roles.count = usual(&layout.count, &["n", "count", "contributors"]);
            roles.weighted_count = usual(&layout.weighted_count, &["weighted_count"]);
            let largest = (1..=LARGEST_KEPT).map(|at| format!("largest_{at}"));
            roles.largest = match layout.largest.as_slice() {
                [] => largest.filter(|name| there(name)).collect(),
                named => named.to_vec(),
            };
        }
        roles.dimensions = match layout.dimensions.as_slice() {
            [] if layout.records => policy.hierarchy.keys().cloned().collect(),
            [] => {
                let taken = roles.columns();
                let free = |name: &&String| {
                    *name != "status" && taken.iter().all(|(column, _)| column != *name)
                };
                names.iter().filter(free).cloned().collect()
            }
            named => named.to_vec(),
        };
        roles
    }

    /// Every column, with whether it holds words.
    pub fn columns(&self) -> Vec<(String, bool)> {
        let numbers = [&self.value, &self.count, &self.weighted_count, &self.weight, &self.key];
        let numbers = numbers.into_iter().flatten().chain(&self.largest);
        let words = self.dimensions.iter().map(|name| (name.clone(), true));
        words.chain(numbers.map(|name| (name.clone(), false))).collect()
    }
}
