//! The policy: which cells need protection and how much, what may be suppressed for them, and how else
//! figures are made safe. Data, as people write it in TOML.
//!
//! ```toml
//! name = "households"
//! [threshold]
//! minimum = 10            # fewer contributors than this: sensitive
//! [p_percent]
//! p = 15
//! [protection]            # how far from the truth an attacker must be left, for the threshold rule
//! lower_percent = 30
//! upper_percent = 30
//! [secondary]
//! cost = "value"
//! [[never]]               # cells that must be published
//! region = "TOTAL"
//! ```
//!
//! Codes of findings (words in `locales/`, `finding-<code>`): `percent-out-of-range`,
//! `minimum-out-of-range`, `contributors-out-of-range`, `prior-below-posterior`, `no-rule`,
//! `no-protection`, `base-out-of-range`, `deviation-out-of-range`, `variance-out-of-range`,
//! `budget-out-of-range`, `empty-selection`, `both-never-and-always`, `seed-missing`, `bands-not-sound`,
//! `digits-out-of-range`, `weight-out-of-range`.

use std::collections::BTreeMap;

use passerelle_vocabulary::{Finding, Text};
use serde::{Deserialize, Serialize};

use super::cell_key::PerturbationPolicy;
use super::layout::{Because, FiguresRule, Grouping, IndexRule, TableLayout};
use super::privacy::PrivacyPolicy;
use super::rounding::{RoundingMethod, RoundingPolicy};

/// The code of every finding.
pub const FINDINGS: [&str; 16] = [
    "percent-out-of-range",
    "minimum-out-of-range",
    "contributors-out-of-range",
    "prior-below-posterior",
    "no-rule",
    "no-protection",
    "base-out-of-range",
    "deviation-out-of-range",
    "variance-out-of-range",
    "budget-out-of-range",
    "empty-selection",
    "both-never-and-always",
    "seed-missing",
    "bands-not-sound",
    "digits-out-of-range",
    "weight-out-of-range",
];

/// Some cells: those that have all of these codes (dimension → code).
pub type Selection = BTreeMap<String, String>;

/// What makes a figure safe. See the module's page for its form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// A policy of the catalogue: what this one does not say is as there.
    pub extends: Option<String>,
    /// What it is called.
    pub title: Text,
    /// What it is for, in a sentence or two.
    pub about: Text,
    /// Why each choice is as it is, and where that is from.
    pub because: Vec<Because>,
    /// How the table lies in its file.
    pub table: TableLayout,
    /// Dimensions that have levels, or a total of a name of its own: dimension → total → its parts.
    pub hierarchy: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Other ways of grouping the codes of a dimension.
    pub grouping: Vec<Grouping>,
    /// How figures with standard errors are published.
    pub figures: FiguresRule,
    /// Indices that are published beside their components.
    pub index: Vec<IndexRule>,
    /// Minimum frequency.
    pub threshold: Option<Threshold>,
    /// (n, k) dominance.
    pub dominance: Option<Dominance>,
    /// p % rule.
    pub p_percent: Option<PPercent>,
    /// Prior–posterior (p, q) rule.
    pub prior_posterior: Option<PriorPosterior>,
    /// Cells without anybody.
    pub zeros: Zeros,
    /// Least protection of every sensitive cell; the whole protection for the threshold rule.
    pub protection: Protection,
    /// How cells are chosen that are suppressed to protect others.
    pub secondary: Secondary,
    /// Cells that are never suppressed, neither for themselves nor for others. One of them that is
    /// sensitive makes the table unsafe, unless it is among `safe` too.
    pub never: Vec<Selection>,
    /// Cells that are not sensitive whatever the rules say (they may be suppressed for others).
    pub safe: Vec<Selection>,
    /// Cells that are sensitive whatever the rules say.
    pub always: Vec<Selection>,
    /// Rounding, where the figures are rounded.
    pub rounding: Option<RoundingPolicy>,
    /// Cell-key perturbation, where the figures are perturbed.
    pub cell_key: Option<PerturbationPolicy>,
    /// Differential privacy, where a budget is kept.
    pub privacy: Option<PrivacyPolicy>,
}

/// A cell with fewer contributors than the minimum, but with some, is sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The fewest contributors of a cell that is not sensitive.
    pub minimum: f64,
    /// Whether contributors are counted with their weights.
    #[serde(default)]
    pub weighted: bool,
}

/// A cell of which the n largest contributions are more than k % of its value is sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dominance {
    /// How many of the largest.
    pub n: usize,
    /// Per cent of the value.
    pub k: f64,
    /// Whether a contribution stands for as many as its weight.
    #[serde(default)]
    pub weighted: bool,
}

/// A cell of which the second largest contributor can tell the largest within p % is sensitive:
/// what the others contribute is less than p % of the largest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PPercent {
    /// Per cent of the largest contribution.
    pub p: f64,
    /// Whether a contribution stands for as many as its weight.
    #[serde(default)]
    pub weighted: bool,
}

/// As the p % rule, where everybody knew everybody within q % before: what the others contribute is
/// less than p/q of the largest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorPosterior {
    /// Per cent within which nobody may know a contribution after publication.
    pub p: f64,
    /// Per cent within which it was known before; more than p.
    pub q: f64,
    /// Whether a contribution stands for as many as its weight.
    #[serde(default)]
    pub weighted: bool,
}

/// What a cell without anybody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zeros {
    /// Published, and never suppressed for others: everybody may know that it is zero. The default.
    #[default]
    Published,
    /// Not sensitive, but may be suppressed for others.
    Suppressible,
    /// Sensitive: that there is nobody is itself a disclosure.
    Sensitive,
}

/// How far from the truth an attacker must be left, below and above: the larger of the percentage of
/// the value and the absolute amount.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Protection {
    /// Below, per cent of the value.
    pub lower_percent: f64,
    /// Above, per cent of the value.
    pub upper_percent: f64,
    /// Below, in the value's unit.
    pub lower: f64,
    /// Above, in the value's unit.
    pub upper: f64,
}

impl Default for Protection {
    /// 1 unit on both sides: an attacker cannot tell a count exactly.
    fn default() -> Self {
        Self { lower_percent: 0.0, upper_percent: 0.0, lower: 1.0, upper: 1.0 }
    }
}

/// What a suppressed cell costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CostName {
    /// Its value: little is lost where little is hidden.
    #[default]
    Value,
    /// Its number of contributors.
    Count,
    /// 1: as few cells as possible.
    One,
}

/// How cells are chosen that are suppressed to protect others, and what the attacker knows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Secondary {
    /// What a suppressed cell costs.
    pub cost: CostName,
    /// The least that anybody may think a suppressed cell is, per cent of its value below it; 100: zero.
    /// Values below zero have no floor.
    pub known_below_percent: f64,
    /// The most that anybody may think it is, per cent of its value above it; none: no bound.
    pub known_above_percent: Option<f64>,
    /// Whether the only contributor of a suppressed cell, who knows its value, is an attacker too.
    pub guard_singletons: bool,
}

impl Default for Secondary {
    fn default() -> Self {
        Self {
            cost: CostName::Value,
            known_below_percent: 100.0,
            known_above_percent: None,
            guard_singletons: true,
        }
    }
}

impl Policy {
    /// Reads a policy from its text.
    ///
    /// # Errors
    /// Text that is not TOML, a field that is unknown or of another type: the first found, with its line.
    pub fn read(text: &str) -> Result<Self, crate::CatalogueError> {
        crate::catalogue::read(text)
    }

    /// The policy, with what it does not say taken from another. A part is taken whole or not at all.
    pub fn over(self, base: &Self) -> Self {
        fn or<T: PartialEq + Clone>(own: T, none: &T, base: &T) -> T {
            if own == *none { base.clone() } else { own }
        }
        let none = Self::default();
        Self {
            name: self.name,
            extends: self.extends,
            title: or(self.title, &none.title, &base.title),
            about: or(self.about, &none.about, &base.about),
            because: or(self.because, &none.because, &base.because),
            table: or(self.table, &none.table, &base.table),
            hierarchy: or(self.hierarchy, &none.hierarchy, &base.hierarchy),
            grouping: or(self.grouping, &none.grouping, &base.grouping),
            figures: or(self.figures, &none.figures, &base.figures),
            index: or(self.index, &none.index, &base.index),
            threshold: self.threshold.or(base.threshold),
            dominance: self.dominance.or(base.dominance),
            p_percent: self.p_percent.or(base.p_percent),
            prior_posterior: self.prior_posterior.or(base.prior_posterior),
            zeros: or(self.zeros, &none.zeros, &base.zeros),
            protection: or(self.protection, &none.protection, &base.protection),
            secondary: or(self.secondary, &none.secondary, &base.secondary),
            never: or(self.never, &none.never, &base.never),
            safe: or(self.safe, &none.safe, &base.safe),
            always: or(self.always, &none.always, &base.always),
            rounding: self.rounding.or(base.rounding),
            cell_key: self.cell_key.or(base.cell_key),
            privacy: self.privacy.or(base.privacy),
        }
    }

    /// Everything wrong with the policy, read alone; empty when it is sound.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.check_rules(&mut findings);
        self.check_protection(&mut findings);
        self.check_selections(&mut findings);
        self.check_perturbation(&mut findings);
        self.figures.check(&mut findings);
        self.index.iter().enumerate().for_each(|(at, index)| index.check(at, &mut findings));
        findings
    }

    /// Whether a rule or a selection makes cells sensitive.
    pub fn suppresses(&self) -> bool {
        self.threshold.is_some()
            || self.dominance.is_some()
            || self.p_percent.is_some()
            || self.prior_posterior.is_some()
            || !self.always.is_empty()
    }

    fn check_rules(&self, findings: &mut Vec<Finding>) {
        let other = [self.rounding.is_some(), self.cell_key.is_some(), self.privacy.is_some()];
        if !self.suppresses() && !other.contains(&true) {
            findings.push(Finding::new("threshold", "no-rule", ""));
        }
        if let Some(rule) = self.threshold
            && !(rule.minimum.is_finite() && rule.minimum > 0.0)
        {
            findings.push(Finding::new("threshold.minimum", "minimum-out-of-range", rule.minimum));
        }
        if let Some(rule) = self.dominance {
            percent("dominance.k", rule.k, 0.0..=100.0, findings);
            if !(1..=super::table::LARGEST_KEPT).contains(&rule.n) {
                findings.push(Finding::new("dominance.n", "contributors-out-of-range", rule.n));
            }
        }
        if let Some(rule) = self.p_percent {
            percent("p_percent.p", rule.p, f64::MIN_POSITIVE..=100.0, findings);
        }
        if let Some(rule) = self.prior_posterior {
            percent("prior_posterior.p", rule.p, f64::MIN_POSITIVE..=100.0, findings);
            percent("prior_posterior.q", rule.q, f64::MIN_POSITIVE..=100.0, findings);
            if rule.p >= rule.q {
                findings.push(Finding::new("prior_posterior.q", "prior-below-posterior", rule.q));
            }
        }
    }

    fn check_protection(&self, findings: &mut Vec<Finding>) {
        let found = self.protection;
        percent("protection.lower_percent", found.lower_percent, 0.0..=100.0, findings);
        percent("protection.upper_percent", found.upper_percent, 0.0..=1e6, findings);
        percent("protection.lower", found.lower, 0.0..=f64::MAX, findings);
        percent("protection.upper", found.upper, 0.0..=f64::MAX, findings);
        let none =
            found.lower_percent + found.lower <= 0.0 && found.upper_percent + found.upper <= 0.0;
        if self.suppresses() && none {
            findings.push(Finding::new("protection", "no-protection", ""));
        }
        let known = self.secondary;
        percent("secondary.known_below_percent", known.known_below_percent, 0.0..=100.0, findings);
        if let Some(above) = known.known_above_percent {
            percent("secondary.known_above_percent", above, 0.0..=1e9, findings);
        }
    }

    fn check_selections(&self, findings: &mut Vec<Finding>) {
        let lists = [("never", &self.never), ("safe", &self.safe), ("always", &self.always)];
        for (field, list) in lists {
            for (at, _) in list.iter().enumerate().filter(|(_, found)| found.is_empty()) {
                findings.push(Finding::new(format!("{field}.{at}"), "empty-selection", ""));
            }
        }
        for (at, selection) in self.never.iter().enumerate() {
            if self.always.contains(selection) {
                findings.push(Finding::new(format!("never.{at}"), "both-never-and-always", ""));
            }
        }
    }

    fn check_perturbation(&self, findings: &mut Vec<Finding>) {
        if let Some(found) = &self.rounding {
            if !(found.base.is_finite() && found.base > 0.0) {
                findings.push(Finding::new("rounding.base", "base-out-of-range", found.base));
            }
            if found.method == RoundingMethod::Random && found.seed.is_none() {
                findings.push(Finding::new("rounding.seed", "seed-missing", ""));
            }
        }
        if let Some(found) = &self.cell_key {
            findings.extend(found.check());
        }
        if let Some(found) = &self.privacy {
            findings.extend(found.check());
        }
    }
}

/// A finding where a percentage or an amount is outside of what makes sense.
fn percent(
    field: &str,
    value: f64,
    range: std::ops::RangeInclusive<f64>,
    findings: &mut Vec<Finding>,
) {
    if !range.contains(&value) {
        findings.push(Finding::new(field, "percent-out-of-range", value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_read_and_checked() {
        let text = r#"
name = "households"
[threshold]
minimum = 10
[p_percent]
p = 15
[protection]
lower_percent = 30
upper_percent = 30
[secondary]
cost = "one"
[[never]]
region = "TOTAL"
"#;
        let policy = Policy::read(text).unwrap();
        assert_eq!(policy.check(), []);
        assert_eq!(policy.secondary.cost, CostName::One);
        assert!(policy.secondary.guard_singletons);
        assert_eq!(policy.never[0]["region"], "TOTAL");
        assert!(Policy::read("treshold = 3").is_err());
        let more = Policy::read("extends = 'households'\n[threshold]\nminimum = 3\n").unwrap();
        let joined = more.over(&policy);
        assert_eq!(joined.threshold.map(|threshold| threshold.minimum), Some(3.0));
        assert_eq!((joined.p_percent, &joined.never), (policy.p_percent, &policy.never));
    }

    #[test]
    fn what_is_wrong_is_said_together() {
        let text = r#"
[threshold]
minimum = 0
[dominance]
n = 9
k = 120
[prior_posterior]
p = 50
q = 40
[protection]
lower = 0
upper = 0
[rounding]
method = "random"
base = 0
[[never]]
"#;
        let policy = Policy::read(text).unwrap();
        let codes: Vec<String> = policy.check().into_iter().map(|found| found.code).collect();
        let expected = [
            "minimum-out-of-range",
            "percent-out-of-range",
            "contributors-out-of-range",
            "prior-below-posterior",
            "no-protection",
            "empty-selection",
            "base-out-of-range",
            "seed-missing",
        ];
        assert_eq!(codes, expected);
        let codes: Vec<String> =
            Policy::default().check().into_iter().map(|found| found.code).collect();
        assert_eq!(codes, ["no-rule"]);
    }
}
