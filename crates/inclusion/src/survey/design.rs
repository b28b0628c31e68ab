//! How a survey was drawn, as its design file says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::groups::LonelyPsu;
use super::problem::{SurveyProblem, SurveyProblems};

/// A survey's design: which columns of the microdata say how each row came into the sample.
///
/// ```toml
/// weights = "pw"
/// strata = "stype"
/// clusters = ["dnum", "snum"]
/// fpc = ["fpc1", "fpc2"]
/// lonely_psu = "fail"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// Column of the sampling weights. Without it they follow from `fpc`; without either every row
    /// counts once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<String>,
    /// Column of the strata of each stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub strata: Vec<String>,
    /// Column of the clusters of each stage, the primary sampling units first. Without any, each row was
    /// drawn by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub clusters: Vec<String>,
    /// Column of the finite population correction of each stage: how many units the stratum has in all,
    /// or which fraction of them was drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub fpc: Vec<String>,
    /// The same cluster number in two strata means two clusters.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nest: bool,
    /// What to do with a stratum of a single cluster.
    #[serde(default)]
    pub lonely_psu: LonelyPsu,
    /// Replicate weights: given, or made from the strata and clusters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replicates: Option<Replicates>,
    /// Known totals that the weights are made to agree with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibrate: Option<Calibration>,
}

/// A column's name, or a list of them.
pub(crate) fn one_or_many<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(from)? {
        OneOrMany::One(name) => vec![name],
        OneOrMany::Many(names) => names,
    })
}

/// How replicate weights are made, and how the estimates from them become a variance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReplicateMethod {
    /// Delete one cluster at a time, without strata.
    #[serde(alias = "jk1")]
    JK1,
    /// Delete one cluster at a time, within strata.
    #[serde(alias = "jkn")]
    JKn,
    /// Balanced repeated replication: one of two clusters of each stratum.
    #[serde(alias = "brr")]
    BRR,
    /// Balanced repeated replication in which the other cluster keeps a share, `fay_rho`.
    #[serde(alias = "fay")]
    Fay,
    /// Resampling of clusters within strata (Rao and Wu 1988 when made here).
    #[serde(rename = "bootstrap")]
    Bootstrap,
    /// Successive differences, as of the American Community Survey: 4/R Σ(θᵣ − θ)².
    #[serde(alias = "sdr", alias = "ACS")]
    SDR,
    /// Whatever `scale` and `rscales` say.
    #[default]
    #[serde(rename = "other")]
    Other,
}

/// Replicate weights of a design.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replicates {
    /// How they were, or are to be, made.
    pub method: ReplicateMethod,
    /// Their columns, one a replicate; `rep_*` stands for every column that begins so, in the order of
    /// the file. None: they are made from the strata and clusters (JK1, JKn, BRR, Fay, bootstrap).
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub columns: Vec<String>,
    /// What the sum of squares is multiplied by; by default as the method says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// What each replicate's square is multiplied by; 1 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rscales: Option<Vec<f64>>,
    /// Fay's ρ: the share that the left-out half keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fay_rho: Option<f64>,
    /// Squares around the full sample's estimate, instead of around the replicates' mean. By default only
    /// for successive differences, which are defined so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mse: Option<bool>,
    /// The columns hold whole weights (the default) rather than factors of the sampling weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combined: Option<bool>,
    /// How many bootstrap replicates to make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replicates: Option<usize>,
    /// Where the bootstrap's chance begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Degrees of freedom; by default the rank of the replicate weights less one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub df: Option<f64>,
}

/// How weights are brought to agree with known totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CalibrationMethod {
    /// One factor for each class of one margin.
    PostStratify,
    /// Margins in turn until all agree (iterative proportional fitting).
    Rake,
    /// Weights moved as little as can be in squares (generalised regression estimator).
    Linear,
    /// Multiplicative distance (exponential weights), in one system for all totals.
    Raking,
    /// Bounded between the two `bounds`.
    Logit,
}

/// Known totals of the population.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// How.
    pub method: CalibrationMethod,
    /// Totals by class.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub margins: Vec<Margin>,
    /// Totals of numbers, by column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub totals: BTreeMap<String, f64>,
    /// How many the population is, where no margin says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<f64>,
    /// Smallest and largest factor that a weight may change by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<(f64, f64)>,
    /// When to stop: for `rake`, the largest change of any cell of the table, in people (below 1: as a share of the
    /// population); otherwise the relative misfit of the totals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epsilon: Option<f64>,
    /// How many steps at the most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_iterations: Option<usize>,
}

/// A margin: how many people of each class there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// The columns that make the classes.
    #[serde(deserialize_with = "one_or_many")]
    pub by: Vec<String>,
    /// How many there are of each class; classes of several columns are written with `|` between.
    pub totals: BTreeMap<String, f64>,
}

impl Design {
    /// Reads a design file.
    ///
    /// # Errors
    /// What is wrong with it, with the line; contradictions in it, all of them.
    pub fn from_toml(text: &str) -> Result<Self, SurveyProblems> {
        let design: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| 1 + text[..span.start].matches('\n').count());
            SurveyProblems(vec![SurveyProblem::DesignFile {
                line,
                detail: error.message().to_owned(),
            }])
        })?;
        let problems = design.contradictions();
        if problems.is_empty() { Ok(design) } else { Err(SurveyProblems(problems)) }
    }

    pub(crate) fn contradictions(&self) -> Vec<SurveyProblem> {
        let mut problems = Vec::new();
        let stages = self.clusters.len().max(1);
        for (what, given) in [("strata", self.strata.len()), ("fpc", self.fpc.len())] {
            if given > stages {
                problems.push(SurveyProblem::TooManyStages { what, given, stages });
            }
        }
        if let Some(replicates) = &self.replicates {
            replicates.contradictions(self, &mut problems);
        }
        if let Some(calibration) = &self.calibrate {
            calibration.contradictions(&mut problems);
        }
        problems
    }

    /// Every column that the design names, once, with whether it holds words rather than numbers.
    pub fn columns(&self) -> Vec<(String, bool)> {
        let mut named: Vec<(String, bool)> = Vec::new();
        let mut add = |name: &String, words| {
            if !named.iter().any(|(known, _)| known == name) {
                named.push((name.clone(), words));
            }
        };
        self.weights.iter().for_each(|name| add(name, false));
        self.strata.iter().chain(&self.clusters).for_each(|name| add(name, true));
        self.fpc.iter().for_each(|name| add(name, false));
        if let Some(calibration) = &self.calibrate {
            calibration
                .margins
                .iter()
                .flat_map(|margin| &margin.by)
                .for_each(|name| add(name, true));
            calibration.totals.keys().for_each(|name| add(name, false));
        }
        named
    }
}

impl Replicates {
    fn contradictions(&self, design: &Design, problems: &mut Vec<SurveyProblem>) {
        let made = self.columns.is_empty();
        let refuse = |problems: &mut Vec<_>, field: &'static str, why: &'static str| {
            problems.push(SurveyProblem::Replicates { field, why });
        };
        match self.method {
            ReplicateMethod::SDR | ReplicateMethod::Other if made => {
                refuse(problems, "columns", "needed");
            }
            ReplicateMethod::JK1 if made && !design.strata.is_empty() => {
                refuse(problems, "method", "strata");
            }
            ReplicateMethod::JKn | ReplicateMethod::BRR | ReplicateMethod::Fay
                if made && design.strata.is_empty() =>
            {
                refuse(problems, "method", "no-strata");
            }
            _ => {}
        }
        let scale_unknown = matches!(self.method, ReplicateMethod::JKn | ReplicateMethod::Other);
        if !made && scale_unknown && self.scale.is_none() && self.rscales.is_none() {
            refuse(problems, "scale", "needed");
        }
        match (self.method, self.fay_rho) {
            (ReplicateMethod::Fay, None) => refuse(problems, "fay_rho", "needed"),
            (ReplicateMethod::Fay, Some(rho)) if !(0.0..1.0).contains(&rho) => {
                refuse(problems, "fay_rho", "out-of-range");
            }
            _ => {}
        }
        let numbers = self.scale.iter().chain(self.rscales.iter().flatten());
        if numbers.into_iter().any(|number| !number.is_finite() || *number < 0.0) {
            refuse(problems, "scale", "out-of-range");
        }
    }
}

impl Calibration {
    fn contradictions(&self, problems: &mut Vec<SurveyProblem>) {
        let refuse = |problems: &mut Vec<_>, field: &'static str, why: &'static str| {
            problems.push(SurveyProblem::Calibration { field, why });
        };
        let by_class =
            matches!(self.method, CalibrationMethod::PostStratify | CalibrationMethod::Rake);
        if self.margins.is_empty() && (by_class || self.totals.is_empty()) {
            refuse(problems, "margins", "needed");
        }
        if self.method == CalibrationMethod::PostStratify && self.margins.len() > 1 {
            refuse(problems, "margins", "only-one");
        }
        if by_class && !self.totals.is_empty() {
            refuse(problems, "totals", "not-by-class");
        }
        if !by_class && self.margins.is_empty() && self.population.is_none() {
            refuse(problems, "population", "needed");
        }
        match (self.method, self.bounds) {
            (CalibrationMethod::Logit, None) => refuse(problems, "bounds", "needed"),
            (_, Some((low, high))) if !(low < 1.0 && 1.0 < high) => {
                refuse(problems, "bounds", "not-around-one");
            }
            _ => {}
        }
        let totals = self.margins.iter().flat_map(|margin| margin.totals.values());
        if totals.chain(self.totals.values()).any(|total| !total.is_finite()) {
            refuse(problems, "totals", "out-of-range");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_design_is_read() {
        let design = Design::from_toml(
            "weights = \"pw\"\nstrata = \"stype\"\nclusters = [\"dnum\", \"snum\"]\nfpc = [\"a\", \"b\"]\n\
             lonely_psu = \"average\"\n[calibrate]\nmethod = \"rake\"\n[[calibrate.margins]]\n\
             by = \"stype\"\ntotals = { E = 10, H = 5.5 }\n",
        )
        .unwrap();
        assert_eq!((design.strata.len(), design.lonely_psu), (1, LonelyPsu::Average));
        let names: Vec<_> = design.columns().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["pw", "stype", "dnum", "snum", "a", "b"]);
    }

    #[test]
    fn what_is_wrong_is_told_together() {
        let line = Design::from_toml("weights = \"w\"\nstratum = \"s\"\n").unwrap_err();
        assert!(matches!(&line.0[..], [SurveyProblem::DesignFile { line: 2, .. }]), "{line:?}");
        let both = Design::from_toml(
            "strata = [\"a\", \"b\"]\n[replicates]\nmethod = \"Fay\"\n[calibrate]\nmethod = \"logit\"\n",
        );
        let codes: Vec<_> = both.unwrap_err().0.iter().map(SurveyProblem::code).collect();
        assert_eq!(
            codes,
            ["too-many-stages", "replicates", "calibration", "calibration", "calibration"]
        );
    }
}
