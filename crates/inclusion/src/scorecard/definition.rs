//! What a scorecard counts: `catalogue/scorecard.toml`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Finding, Text};

use crate::catalogue::{CatalogueError, read};
use crate::{Dimension, Indicator};

/// What a scorecard counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Years within which a figure is recent.
    pub recent: i32,
    /// Code of an index of `catalogue/indices`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// How breakdowns are counted.
    pub breakdowns: BreakdownDefinition,
    /// Why a scorecard that was released may be replaced, in one paragraph.
    pub policy: Text,
    /// The reasons that are accepted.
    pub revision: Vec<RevisionKind>,
}

/// How breakdowns are counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakdownDefinition {
    /// Id of the commitment that it reads.
    pub commitment: String,
    /// The year from which the increase is counted.
    pub base_year: i32,
    /// The year by which it is promised.
    pub by_year: i32,
    /// The increase promised, in per cent.
    pub increase: f64,
    /// Years within which a breakdown counts as there.
    pub window: i32,
    /// Codes of the dimensions that stand for the characteristics that the commitment names.
    pub characteristics: Vec<String>,
    /// Codes of the indicators whose breakdowns are counted.
    pub series: Vec<String>,
    /// That this is how we read it, and why.
    pub reading: Text,
}

/// A reason why a scorecard that was released is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevisionKind {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// What it covers.
    pub explanation: Text,
}

impl Definition {
    /// Reads a definition from TOML.
    ///
    /// # Errors
    /// `catalogue-unreadable`, with line and column.
    pub fn read(text: &str) -> Result<Self, CatalogueError> {
        read(text)
    }

    /// The reason with this code.
    pub fn revision(&self, code: &str) -> Option<&RevisionKind> {
        self.revision.iter().find(|kind| kind.code == code)
    }

    /// What is wrong with it, seen with the rest of the catalogue.
    pub fn check(&self, indicators: &[Indicator], dimensions: &[Dimension]) -> Vec<Finding> {
        let breakdowns = &self.breakdowns;
        let mut findings = Vec::new();
        for code in &breakdowns.series {
            if !indicators.iter().any(|one| &one.code == code) {
                findings.push(Finding::new("breakdowns.series", "unknown-indicator", code));
            }
        }
        for code in &breakdowns.characteristics {
            if !dimensions.iter().any(|one| &one.code == code) {
                findings.push(Finding::new(
                    "breakdowns.characteristics",
                    "unknown-dimension",
                    code,
                ));
            }
        }
        let codes = self.revision.iter().map(|kind| kind.code.clone()).collect();
        for (field, list) in [
            ("breakdowns.series", &breakdowns.series),
            ("breakdowns.characteristics", &breakdowns.characteristics),
            ("revision", &codes),
        ] {
            if list.is_empty() {
                findings.push(Finding::new(field, "missing", ""));
            }
            let mut seen = BTreeSet::new();
            let repeated = list.iter().filter(|code| !seen.insert(*code));
            findings.extend(repeated.map(|code| Finding::new(field, "repeated", code)));
        }
        for (field, value, sound) in [
            ("recent", f64::from(self.recent), self.recent >= 0),
            ("breakdowns.window", f64::from(breakdowns.window), breakdowns.window > 0),
            ("breakdowns.increase", breakdowns.increase, breakdowns.increase > 0.0),
            (
                "breakdowns.by_year",
                f64::from(breakdowns.by_year),
                breakdowns.by_year > breakdowns.base_year,
            ),
        ] {
            if !sound {
                findings.push(Finding::new(field, "not-a-number", value));
            }
        }
        findings
    }
}
