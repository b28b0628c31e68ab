//! Sampling units of every stage, numbered as rows are read.

use std::collections::BTreeMap;

use passerelle_vocabulary::Columns;
use rustc_hash::FxHashMap;

use super::design::Design;
use super::groups::Group;
use super::problem::SurveyProblem;

/// A stage of sampling: its units, and the strata that they lie in.
#[derive(Debug, Clone, Default)]
struct Stage {
    /// (stratum, cluster as written) → unit.
    known: FxHashMap<(u32, u32), u32>,
    /// Stratum of each unit.
    stratum: Vec<u32>,
    /// Cluster as written of each unit, for messages.
    cluster: Vec<u32>,
    /// (unit of the stage before, stratum as written) → stratum.
    strata_known: FxHashMap<(u32, u32), u32>,
    strata: Vec<Stratum>,
}

#[derive(Debug, Clone)]
struct Stratum {
    parent: u32,
    written: u32,
    drawn: u64,
    correction: f64,
    varies: bool,
}

/// The sampling units of a design, stage by stage.
#[derive(Debug, Clone)]
pub(crate) struct Units {
    stages: Vec<Stage>,
    /// Each row is a unit of its own: there are no clusters.
    pub rows_are_units: bool,
    nest: bool,
    has_fpc: bool,
    names: Names,
}

/// How strata and clusters are written, for messages.
#[derive(Debug, Clone, Default)]
struct Names {
    strata: Vec<Vec<String>>,
    clusters: Vec<Vec<String>>,
}

/// The design's columns in one batch.
struct StageColumns<'a> {
    strata: Option<&'a [u32]>,
    clusters: Option<&'a [u32]>,
    fpc: Option<&'a [f64]>,
}

/// A column of words as its codes.
pub(crate) fn codes<'a>(columns: &'a Columns, name: &str) -> Result<&'a [u32], SurveyProblem> {
    let what = || name.to_owned();
    match columns.words(name) {
        Some((codes, _)) => Ok(codes),
        None if columns.get(name).is_some() => {
            Err(SurveyProblem::Question { what: what(), why: "words-needed" })
        }
        None => Err(SurveyProblem::NoColumn { name: what() }),
    }
}

/// A column of words as its levels.
pub(crate) fn levels<'a>(columns: &'a Columns, name: &str) -> &'a [String] {
    columns.words(name).map_or(&[], |(_, levels)| levels)
}

/// A column of numbers.
pub(crate) fn numbers<'a>(columns: &'a Columns, name: &str) -> Result<&'a [f64], SurveyProblem> {
    let name_owned = || name.to_owned();
    match columns.numbers(name) {
        Some(values) => Ok(values),
        None if columns.get(name).is_some() => {
            Err(SurveyProblem::NotNumbers { name: name_owned() })
        }
        None => Err(SurveyProblem::NoColumn { name: name_owned() }),
    }
}

impl Units {
    /// No row yet. Stages after the first count only as far as corrections reach: without N there is no
    /// telling how much of a unit was seen.
    pub fn new(design: &Design) -> Self {
        let stages = design.fpc.len().clamp(1, design.clusters.len().max(1));
        Self {
            stages: vec![Stage::default(); stages],
            rows_are_units: design.clusters.is_empty(),
            nest: design.nest,
            has_fpc: !design.fpc.is_empty(),
            names: Names::default(),
        }
    }

    /// Numbers the units of a batch's rows: the unit of the last stage of each row; its stratum, where each
    /// row is a unit of its own.
    pub fn add(&mut self, design: &Design, batch: &Columns) -> Result<Vec<u32>, SurveyProblem> {
        let mut of_row = vec![0_u32; batch.rows()];
        self.names = Names::default();
        for number in 0..self.stages.len() {
            let at = |names: &[String]| names.get(number).cloned();
            let (strata, clusters) = (at(&design.strata), at(&design.clusters));
            let columns = StageColumns {
                strata: strata.as_ref().map(|name| codes(batch, name)).transpose()?,
                clusters: clusters.as_ref().map(|name| codes(batch, name)).transpose()?,
                fpc: at(&design.fpc).map(|name| numbers(batch, &name)).transpose()?,
            };
            let words = |name: Option<String>| {
                name.map_or_else(Vec::new, |name| levels(batch, &name).to_vec())
            };
            self.names.strata.push(words(strata));
            self.names.clusters.push(words(clusters));
            self.stages[number].add(&columns, &mut of_row);
        }
        Ok(of_row)
    }

    /// The groups of all stages, those of one stage and parent together, and for each stage the group of
    /// each of its units and the unit of the stage before.
    pub fn groups(&self) -> (Vec<Group>, Vec<StageMap>) {
        let (mut groups, mut maps) = (Vec::new(), Vec::new());
        // n/N of the group of each unit of the stage before, times what that one inherited.
        let mut inherited: Vec<f64> = vec![1.0];
        for (number, stage) in self.stages.iter().enumerate() {
            let mut order: Vec<usize> = (0..stage.strata.len()).collect();
            order.sort_by_key(|at| (stage.strata[*at].parent, *at));
            let mut position = vec![0_usize; order.len()];
            for at in order {
                let stratum = &stage.strata[at];
                position[at] = groups.len();
                groups.push(Group {
                    stage: number,
                    parent: stratum.parent,
                    drawn: stratum.drawn as f64,
                    population: self.population(number, stratum),
                    inherited: inherited[stratum.parent as usize],
                    name: self.stratum_name(number, stratum),
                });
            }
            let group_of: Vec<usize> = if self.rows_are_units {
                position
            } else {
                stage.stratum.iter().map(|stratum| position[*stratum as usize]).collect()
            };
            let parent_of =
                stage.stratum.iter().map(|s| stage.strata[*s as usize].parent).collect();
            inherited = group_of
                .iter()
                .map(|group| {
                    groups[*group].inherited * groups[*group].drawn / groups[*group].population
                })
                .collect();
            maps.push(StageMap { group_of, parent_of });
        }
        (groups, maps)
    }

    /// The chance with which each unit of the last stage was drawn, as the corrections say.
    pub fn probabilities(&self) -> Vec<f64> {
        let (groups, maps) = self.groups();
        let Some(last) = maps.last() else { return Vec::new() };
        let of = |group: &usize| {
            let group = &groups[*group];
            group.inherited * group.drawn / group.population
        };
        last.group_of.iter().map(of).collect()
    }

    fn population(&self, stage: usize, stratum: &Stratum) -> f64 {
        let corrected = self.has_fpc && stratum.correction.is_finite();
        match stratum.correction {
            _ if !corrected => f64::INFINITY,
            fraction if self.is_fraction(stage) => stratum.drawn as f64 / fraction,
            count => count,
        }
    }

    /// Whether the corrections of a stage are fractions drawn rather than counts. All ones are fractions:
    /// everything was drawn.
    fn is_fraction(&self, stage: usize) -> bool {
        self.stages[stage].strata.iter().all(|stratum| stratum.correction <= 1.0)
    }

    fn stratum_name(&self, stage: usize, stratum: &Stratum) -> String {
        let written = |names: &[Vec<String>], code: u32| {
            names.get(stage).and_then(|levels| levels.get(code as usize)).cloned()
        };
        written(&self.names.strata, stratum.written).unwrap_or_default()
    }

    /// What is wrong with the units: clusters in several strata, corrections that cannot be.
    pub fn problems(&self) -> Vec<SurveyProblem> {
        let mut problems = Vec::new();
        for (number, stage) in self.stages.iter().enumerate() {
            if !self.nest && !self.rows_are_units {
                problems.extend(self.across_strata(number, stage));
            }
            if self.has_fpc {
                self.bad_corrections(number, stage, &mut problems);
            }
        }
        problems
    }

    fn across_strata(&self, number: usize, stage: &Stage) -> Option<SurveyProblem> {
        let mut seen: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for (stratum, cluster) in stage.stratum.iter().zip(&stage.cluster) {
            let parent = stage.strata[*stratum as usize].parent;
            *seen.entry((parent, *cluster)).or_default() += 1;
        }
        let mut several = seen.iter().filter(|(_, times)| **times > 1);
        let ((_, cluster), _) = several.next()?;
        let names = self.names.clusters.get(number);
        Some(SurveyProblem::ClusterAcrossStrata {
            stage: number + 1,
            cluster: names.and_then(|n| n.get(*cluster as usize)).cloned().unwrap_or_default(),
            clusters: 1 + several.count() as u64,
        })
    }

    fn bad_corrections(&self, number: usize, stage: &Stage, problems: &mut Vec<SurveyProblem>) {
        let below_one = |stratum: &&Stratum| stratum.correction < 1.0;
        let above_one = |stratum: &&Stratum| stratum.correction > 1.0;
        let mixed = stage.strata.iter().any(|one| below_one(&one))
            && stage.strata.iter().any(|one| above_one(&one));
        for stratum in &stage.strata {
            let why = match stratum.correction {
                found if found.is_nan() || found <= 0.0 => "missing",
                _ if mixed && below_one(&stratum) => "mixed",
                _ if stratum.varies => "varies",
                _ if self.population(number, stratum) < stratum.drawn as f64 - 1e-9 => {
                    "below-sample"
                }
                _ => continue,
            };
            problems.push(SurveyProblem::Fpc {
                stage: number + 1,
                stratum: self.stratum_name(number, stratum),
                found: stratum.correction,
                drawn: stratum.drawn,
                why,
            });
        }
    }
}

/// Where the units of one stage lie.
#[derive(Debug, Clone)]
pub(crate) struct StageMap {
    /// Position of each unit's stratum in the list of groups.
    pub group_of: Vec<usize>,
    /// Unit of the stage before; 0 at the first.
    pub parent_of: Vec<u32>,
}

impl Stage {
    /// Turns the unit of the stage before, row by row, into that of this stage.
    fn add(&mut self, columns: &StageColumns<'_>, of_row: &mut [u32]) {
        let (mut last_row, mut last) = (None, (0, 0));
        for (row, unit) in of_row.iter_mut().enumerate() {
            let written = columns.strata.map_or(0, |codes| codes[row]);
            let cluster = columns.clusters.map(|codes| codes[row]);
            let correction = columns.fpc.map_or(f64::INFINITY, |values| values[row]);
            // Neighbours are mostly of the same unit.
            if cluster.is_some() && last_row == Some((*unit, written, cluster)) {
                *unit = last.1;
                self.compare(last.0, correction);
                continue;
            }
            let key = (*unit, written, cluster);
            let stratum = self.stratum(*unit, written, correction);
            *unit = match cluster {
                Some(cluster) => self.unit(stratum, cluster),
                // Rows that were drawn by themselves are counted, not kept: their stratum says all.
                None => {
                    self.strata[stratum as usize].drawn += 1;
                    stratum
                }
            };
            (last_row, last) = (Some(key), (stratum, *unit));
        }
    }

    fn stratum(&mut self, parent: u32, written: u32, correction: f64) -> u32 {
        let next = u32::try_from(self.strata.len()).unwrap_or(u32::MAX);
        let number = *self.strata_known.entry((parent, written)).or_insert(next);
        if number == next {
            self.strata.push(Stratum { parent, written, drawn: 0, correction, varies: false });
        } else {
            self.compare(number, correction);
        }
        number
    }

    fn compare(&mut self, stratum: u32, correction: f64) {
        let known = &mut self.strata[stratum as usize];
        known.varies |= known.correction != correction && !known.correction.is_nan();
        if correction.is_nan() {
            known.correction = correction;
        }
    }

    fn unit(&mut self, stratum: u32, cluster: u32) -> u32 {
        if let Some(known) = self.known.get(&(stratum, cluster)) {
            return *known;
        }
        let unit = self.new_unit(stratum, cluster);
        self.known.insert((stratum, cluster), unit);
        unit
    }

    fn new_unit(&mut self, stratum: u32, cluster: u32) -> u32 {
        self.strata[stratum as usize].drawn += 1;
        self.stratum.push(stratum);
        self.cluster.push(cluster);
        u32::try_from(self.stratum.len() - 1).unwrap_or(u32::MAX)
    }
}
