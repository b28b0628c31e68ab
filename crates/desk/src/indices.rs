//! Composite indices from files: a table of countries, a structure, a method. No node is needed.
//!
//! The way of the data: structure, method and choices are read (TOML; a structure also as a table like
//! COINr's `iMeta`) → the structure says which columns of the table are needed, and
//! [`passerelle_exchange::microdata`] reads them → the room of inclusion checks all of it and builds.
//! Whatever is wrong with any of the files is told together.

mod files;

use std::path::{Path, PathBuf};

use passerelle_exchange::microdata::MicrodataError;
use passerelle_inclusion::composite::problem::Problem;
use passerelle_inclusion::composite::{
    Analysis, Choices, Correlated, Correlation, DataTable, Description, ElementType, Flagging,
    Index, Method, Pairs, Sensitivity, Structure, Thresholds, Uncertainty, build, correlations,
    describe, sensitivity, uncertainty,
};
use passerelle_vocabulary::Lang;
use serde::Serialize;

use files::{defined, keep, read, read_structure, tables, used};

pub use passerelle_exchange::microdata;
pub use passerelle_inclusion::composite;

/// Name of the method that needs no file.
pub const USUAL: &str = "usual";

/// Which files an index is made of.
#[derive(Debug, Clone, Default)]
pub struct IndexFiles {
    /// The table: one row for each country.
    pub data: PathBuf,
    /// Structure, method and choices in one file, or the name of an index of the catalogue.
    pub definition: Option<PathBuf>,
    /// A folder whose files go over the embedded catalogue.
    pub catalogue: Option<PathBuf>,
    /// The structure: TOML, or a table like COINr's `iMeta`.
    pub structure: Option<PathBuf>,
    /// The method: a file, or [`USUAL`]. Goes before that of the definition.
    pub method: Option<String>,
    /// The group whose means fill gaps, under the usual method.
    pub group: Option<String>,
    /// The column of the codes of countries.
    pub unit_column: Option<String>,
    /// Standard errors, in the shape of the data.
    pub errors: Option<PathBuf>,
    /// What varies in an analysis; goes before that of the definition.
    pub choices: Option<PathBuf>,
}

/// One thing that is wrong, or not possible.
#[derive(Debug, thiserror::Error)]
pub enum IndexProblem {
    /// A text cannot be read.
    #[error("{path}: {error}")]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A table cannot be read.
    #[error("{path}: {error}")]
    Table {
        /// Where it is.
        path: PathBuf,
        /// Why.
        error: MicrodataError,
    },
    /// Structure, method, data or choices are not sound.
    #[error("{problem}")]
    Unsound {
        /// The file, where it is the file's and not what several say together.
        file: Option<PathBuf>,
        /// What is wrong.
        problem: Problem,
    },
    /// A group was named, and the method says itself how gaps are filled.
    #[error("group {group} without the usual method")]
    GroupUnused {
        /// The group.
        group: String,
    },
    /// The method has no such stage.
    #[error("no stage {asked} among {known:?}")]
    NoStage {
        /// What was asked for.
        asked: String,
        /// Those that there are.
        known: Vec<String>,
    },
}

impl IndexProblem {
    fn of(problem: Problem) -> Self {
        Self::Unsound { file: None, problem }
    }

    fn within(file: &Path) -> impl Fn(Problem) -> Self {
        move |problem| Self::Unsound { file: Some(file.to_owned()), problem }
    }
}

/// Everything that is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{} problem(s), the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
pub struct IndexProblems(pub Vec<IndexProblem>);

impl From<Vec<Problem>> for IndexProblems {
    /// Each once.
    fn from(problems: Vec<Problem>) -> Self {
        let mut once: Vec<Problem> = Vec::new();
        for problem in problems {
            if !once.contains(&problem) {
                once.push(problem);
            }
        }
        Self(once.into_iter().map(IndexProblem::of).collect())
    }
}

/// Where a method comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MethodOrigin {
    /// None was given: the usual one.
    Default,
    /// The usual one was asked for.
    Usual,
    /// The definition.
    Definition,
    /// A file.
    File,
}

/// The method by which an index is built.
#[derive(Debug, Clone, Serialize)]
pub struct MethodUsed {
    /// Where it comes from.
    pub origin: MethodOrigin,
    /// The group whose means fill gaps, where the method is the usual one and a group was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Its steps.
    #[serde(flatten)]
    pub method: Method,
}

/// An index with its data, ready to be built.
#[derive(Debug, Clone)]
pub struct CompositeIndex {
    /// What it is made of.
    pub structure: Structure,
    /// How it is built.
    pub method: MethodUsed,
    data: DataTable,
    errors: Option<DataTable>,
    choices: Choices,
}

/// An index that was built, and what it was built on.
#[derive(Debug, Clone, Serialize)]
pub struct Built {
    /// The index.
    #[serde(flatten)]
    pub index: Index,
    /// How much was known.
    pub coverage: Coverage,
}

/// How much of an index was known before gaps were filled.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// Values that were missing and were filled in.
    pub filled: usize,
    /// Values that were missing.
    pub missing: usize,
    /// All values there could be.
    pub all: usize,
    /// Countries in the index of which less than [`LITTLE`] is known, with the share that is.
    pub little_known: Vec<(String, f64)>,
}

/// Below this share of known values a score rests on others' (the index's own threshold of screening).
pub const LITTLE: f64 = 0.66;

/// An index that holds together, and what deserves a second look.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// Number of indicators.
    pub indicators: usize,
    /// Number of aggregates.
    pub aggregates: usize,
    /// Number of countries in it.
    pub units: usize,
    /// Indicators of which something stands out.
    pub indicators_to_look_at: Vec<Description>,
    /// Indicators of one aggregate that are nearly the same, or against each other.
    pub pairs_to_look_at: Vec<Correlated>,
    /// Countries of which little is known, with the share that is.
    pub little_known: Vec<(String, f64)>,
    /// Values that were lost, countries without a score.
    pub notes: Vec<Problem>,
}

impl CompositeIndex {
    /// Reads the files. Names in tables are taken to be in `language`.
    ///
    /// # Errors
    /// Everything that cannot be read.
    pub fn open(files: &IndexFiles, language: &Lang) -> Result<Self, IndexProblems> {
        let mut problems = Vec::new();
        let defined = files.definition.as_deref().map(|path| defined(path, files));
        let (mut structure, mut method, mut varied) = (None, None, None);
        if let Some(found) = keep(&mut problems, defined.transpose()).flatten() {
            (structure, method) = (Some(found.structure), Some(found.method));
            varied = Some(found.choices);
        }
        let structure = match &files.structure {
            Some(path) => keep(&mut problems, read_structure(path, language)),
            None => structure.take(),
        };
        let method = keep(&mut problems, used(files, method.take()));
        let choices = files.choices.as_deref().map(|path| read(path, Choices::read));
        let choices = keep(&mut problems, choices.transpose()).flatten();
        let choices = choices.or(varied).unwrap_or_default();
        let tables = structure.as_ref().map(|structure| tables(files, structure));
        let tables = keep(&mut problems, tables.transpose()).flatten();
        match (structure, method, tables) {
            (Some(structure), Some(method), Some((data, errors))) if problems.is_empty() => {
                Ok(Self { structure, method, data, errors, choices })
            }
            _ => Err(IndexProblems(problems)),
        }
    }

    /// Builds the index.
    ///
    /// # Errors
    /// What is wrong with structure, method or data.
    pub fn build(&self) -> Result<Built, IndexProblems> {
        let index = build(&self.structure, &self.method.method, &self.data)?;
        let coverage = coverage(&index);
        Ok(Built { index, coverage })
    }

    /// How sure scores and ranks are; what varies is that of the files.
    ///
    /// # Errors
    /// What is wrong with structure, method, data, choices or standard errors.
    pub fn uncertainty(&self, analysis: Analysis) -> Result<Uncertainty, IndexProblems> {
        let analysis = Analysis { choices: self.choices.clone(), ..analysis };
        let (method, errors) = (&self.method.method, self.errors.as_ref());
        Ok(uncertainty(&self.structure, method, &self.data, errors, &analysis)?)
    }

    /// Which choice moves the index most; what varies is that of the files.
    ///
    /// # Errors
    /// As [`Self::uncertainty`].
    pub fn sensitivity(&self, analysis: Analysis) -> Result<Sensitivity, IndexProblems> {
        let analysis = Analysis { choices: self.choices.clone(), ..analysis };
        let (method, errors) = (&self.method.method, self.errors.as_ref());
        Ok(sensitivity(&self.structure, method, &self.data, errors, &analysis)?)
    }

    /// Whether all of it holds together: the index is built, and where choices or standard errors are given
    /// they are tried too.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<Checked, IndexProblems> {
        let Built { index, coverage } = self.build()?;
        if self.errors.is_some() || self.choices != Choices::default() {
            // As few runs as there can be: what cannot be carried out is found before the first.
            self.uncertainty(Analysis { runs: 20, ..Analysis::default() })?;
        }
        let count = |kind| self.structure.of_type(kind).count();
        let before = index.stage("denominate").or_else(|| index.stage("raw"));
        let mut described =
            before.map(|table| describe(table, &Thresholds::default())).unwrap_or_default();
        described.retain(|one| one.few || one.zeros || one.repeated || one.outliers);
        let mut pairs = index.stages.last().map_or_else(Vec::new, |stage| {
            let within = Pairs::Within { level: 1, group: 2 };
            let (kind, flagging) = (Correlation::default(), Flagging::default());
            correlations(&self.structure, &stage.table, within, kind, &flagging)
        });
        pairs.retain(|pair| {
            use composite::CorrelationFlag::{High, Negative};
            matches!(pair.flag, Some(High | Negative))
        });
        Ok(Checked {
            indicators: count(ElementType::Indicator),
            aggregates: count(ElementType::Aggregate),
            units: index.units.len(),
            indicators_to_look_at: described,
            pairs_to_look_at: pairs,
            little_known: coverage.little_known,
            notes: index.notes,
        })
    }
}

/// What gaps there were, and how many were filled.
fn coverage(index: &Index) -> Coverage {
    let filling = index.stages.iter().position(|stage| stage.step == "impute");
    // Without a step that fills them, gaps are those of the last stage.
    let last = index.stages.len().saturating_sub(1);
    let before = &index.stages[filling.map_or(last, |at| at.saturating_sub(1))].table;
    let after = &index.stages[filling.unwrap_or(last)].table;
    let values = |table: &DataTable| table.columns.len() * table.units.len();
    let gaps = |table: &DataTable| {
        let values = table.columns.iter().flat_map(|(_, values)| values);
        values.filter(|value| value.is_none()).count()
    };
    let known = |at: usize| {
        let known = before.columns.iter().filter(|(_, values)| values[at].is_some()).count();
        known as f64 / before.columns.len() as f64
    };
    let units = before.units.iter().enumerate();
    let kept = units.filter(|(_, unit)| index.units.contains(unit));
    let shares = kept.map(|(at, unit)| (unit.clone(), known(at)));
    Coverage {
        filled: gaps(before) - gaps(after),
        missing: gaps(before),
        all: values(before),
        little_known: shares.filter(|(_, share)| *share < LITTLE).collect(),
    }
}

/// The data after a step; after `aggregate`, the scores of all elements.
///
/// # Errors
/// There is no such stage.
pub fn stage(index: &Index, asked: &str) -> Result<DataTable, IndexProblems> {
    if asked == "aggregate" {
        return Ok(index.table());
    }
    index.stage(asked).cloned().ok_or_else(|| {
        let known = index.stages.iter().map(|stage| stage.step.clone());
        let known = known.chain(std::iter::once("aggregate".to_owned())).collect();
        IndexProblems(vec![IndexProblem::NoStage { asked: asked.to_owned(), known }])
    })
}
