//! Composite indices from files: a table of countries, a structure, a method. No node is needed.
//!
//! The way of the data: structure, method and choices are read (TOML; a structure also as a table like
//! COINr's `iMeta`) → the structure says which columns of the table are needed, and
//! [`passerelle_exchange::microdata`] reads them → the room of inclusion checks all of it and builds.
//! Whatever is wrong with any of the files is told together.

use std::path::{Path, PathBuf};

use passerelle_exchange::microdata::{MicrodataError, Source, Wanted};
use passerelle_inclusion::composite::problem::{Problem, What};
use passerelle_inclusion::composite::{
    Analysis, Choices, Correlated, Correlation, DataTable, Definition, Description, ElementType,
    Flagging, Index, Method, Pairs, Sensitivity, Structure, Thresholds, Uncertainty, build,
    correlations, describe, sensitivity, uncertainty,
};
use passerelle_vocabulary::{Columns, Lang};
use serde::Serialize;

use crate::catalogue;

pub use passerelle_exchange::microdata;
pub use passerelle_inclusion::composite;

/// Name of the method that needs no file.
pub const USUAL: &str = "usual";
/// Columns that hold the codes of countries, the first found counts. `uCode` is COINr's.
const UNIT_COLUMNS: [&str; 4] = ["uCode", "iso3", "code", "country"];

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

/// What was found; what is wrong goes to the other problems.
fn keep<T>(problems: &mut Vec<IndexProblem>, found: Result<T, Vec<IndexProblem>>) -> Option<T> {
    found.map_err(|mut wrong| problems.append(&mut wrong)).ok()
}

fn read<T>(
    path: &Path,
    parse: impl Fn(&str) -> Result<T, Problem>,
) -> Result<T, Vec<IndexProblem>> {
    let failed = |error| vec![IndexProblem::File { path: path.to_owned(), error }];
    let text = std::fs::read_to_string(path).map_err(failed)?;
    parse(&text).map_err(|problem| vec![IndexProblem::within(path)(problem)])
}

/// A definition from a file; where there is no such file, that of the catalogue with this name.
fn defined(path: &Path, files: &IndexFiles) -> Result<Definition, Vec<IndexProblem>> {
    let named = path.to_str().filter(|_| !path.exists());
    let named = named.and_then(|name| catalogue::index_file(files.catalogue.as_deref(), name));
    match named {
        Some(text) => {
            Definition::read(&text).map_err(|problem| vec![IndexProblem::within(path)(problem)])
        }
        None => read(path, Definition::read),
    }
}

/// The method asked for, that of the definition, or the usual one.
fn used(files: &IndexFiles, defined: Option<Method>) -> Result<MethodUsed, Vec<IndexProblem>> {
    let group = files.group.as_deref();
    let usual = |origin| (origin, Method::usual(group));
    let (origin, method) = match (files.method.as_deref(), defined) {
        (Some(USUAL), _) => usual(MethodOrigin::Usual),
        (Some(path), _) => (MethodOrigin::File, read(Path::new(path), Method::read)?),
        (None, Some(method)) => (MethodOrigin::Definition, method),
        (None, None) => usual(MethodOrigin::Default),
    };
    match (origin, group) {
        (MethodOrigin::File | MethodOrigin::Definition, Some(group)) => {
            Err(vec![IndexProblem::GroupUnused { group: group.to_owned() }])
        }
        _ => Ok(MethodUsed { origin, group: files.group.clone(), method }),
    }
}

/// TOML by the name's ending; a table otherwise.
fn read_structure(path: &Path, language: &Lang) -> Result<Structure, Vec<IndexProblem>> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
        return read(path, Structure::read);
    }
    let failed = |error| vec![IndexProblem::Table { path: path.to_owned(), error }];
    let source = Source::open(path).map_err(failed)?;
    let as_words = |name: &String| Wanted { name: name.clone(), words: true };
    let wanted: Vec<Wanted> = source.names().iter().map(as_words).collect();
    let columns = source.read_whole(&wanted).map_err(failed)?;
    let row = |row| columns.iter().map(move |(_, cells)| cells.written(row).unwrap_or_default());
    let rows: Vec<Vec<String>> = (0..columns.rows()).map(|at| row(at).collect()).collect();
    let code = path.file_stem().unwrap_or_default().to_string_lossy();
    Structure::from_rows(&code, language, source.names(), &rows)
        .map_err(|found| found.into_iter().map(IndexProblem::within(path)).collect())
}

type Tables = (DataTable, Option<DataTable>);

/// The data and the standard errors; what is wrong with both.
fn tables(files: &IndexFiles, structure: &Structure) -> Result<Tables, Vec<IndexProblem>> {
    let data = Table::open(&files.data, files).and_then(|table| {
        let of_index = |kind: ElementType| {
            let used = [ElementType::Indicator, ElementType::Denominator, ElementType::Group];
            used.contains(&kind)
        };
        Ok((table.read(structure, of_index)?, table))
    });
    let Some(path) = &files.errors else { return Ok((data?.0, None)) };
    let errors = Table::open(path, files).and_then(|table| {
        let read = table.read(structure, |kind| kind == ElementType::Indicator)?;
        Ok((read, table))
    });
    match (data, errors) {
        (Ok((data, of_data)), Ok((errors, of_errors))) => {
            let strange = of_errors.strange(structure, &of_data);
            if strange.is_empty() { Ok((data, Some(errors))) } else { Err(strange) }
        }
        (data, errors) => {
            let problems = [data.err(), errors.err()];
            Err(problems.into_iter().flatten().flatten().collect())
        }
    }
}

/// A table of countries, of which nothing but the header has been read.
struct Table {
    path: PathBuf,
    source: Source,
    unit: String,
}

impl Table {
    fn open(path: &Path, files: &IndexFiles) -> Result<Self, Vec<IndexProblem>> {
        let failed = |error| vec![IndexProblem::Table { path: path.to_owned(), error }];
        let source = Source::open(path).map_err(failed)?;
        let unit = unit_column(files.unit_column.as_deref(), source.names());
        Ok(Self { path: path.to_owned(), source, unit })
    }

    /// The columns that the structure names with one of these types. One that is not there is left to the
    /// checks of the index.
    fn read(
        &self,
        structure: &Structure,
        of: impl Fn(ElementType) -> bool,
    ) -> Result<DataTable, Vec<IndexProblem>> {
        let mut wanted = vec![Wanted { name: self.unit.clone(), words: true }];
        for element in structure.element.iter().filter(|element| of(element.kind)) {
            let words = element.kind == ElementType::Group;
            let one = Wanted { name: element.code.clone(), words };
            if self.source.names().contains(&one.name) && !wanted.contains(&one) {
                wanted.push(one);
            }
        }
        let columns = self.source.read_whole(&wanted);
        let columns = columns
            .map_err(|error| vec![IndexProblem::Table { path: self.path.clone(), error }])?;
        let table = data_table(&columns, &wanted);
        let problems = table.check();
        if problems.is_empty() {
            return Ok(table);
        }
        Err(problems.into_iter().map(IndexProblem::within(&self.path)).collect())
    }

    /// Columns of standard errors that neither the structure nor the data know: a code mistyped would make
    /// its values look exact.
    fn strange(&self, structure: &Structure, data: &Self) -> Vec<IndexProblem> {
        let known = |name: &&String| {
            **name == self.unit
                || structure.element(name).is_some()
                || data.source.names().contains(name)
        };
        let names = self.source.names().iter().filter(|name| !known(name));
        let problems = names.map(|name| Problem::of(What::StandardErrorInvalid, name));
        problems.map(IndexProblem::within(&self.path)).collect()
    }
}

/// The column of the codes of countries: the one named, the first that has one of the usual names, the first
/// of all.
fn unit_column(named: Option<&str>, names: &[String]) -> String {
    let usual = || UNIT_COLUMNS.into_iter().find(|usual| names.iter().any(|name| name == usual));
    let found = named.or_else(usual).or_else(|| names.first().map(String::as_str));
    found.unwrap_or_default().to_owned()
}

/// The columns wanted, the first being that of the units.
fn data_table(columns: &Columns, wanted: &[Wanted]) -> DataTable {
    let words = |name: &str| -> Vec<Option<String>> {
        let Some((codes, levels)) = columns.words(name) else { return Vec::new() };
        codes.iter().map(|code| levels.get(*code as usize).cloned()).collect()
    };
    let numbers = |name: &str| -> Vec<Option<f64>> {
        let values = columns.numbers(name).unwrap_or_default();
        values.iter().map(|value| Some(*value).filter(|value| !value.is_nan())).collect()
    };
    let mut table = DataTable::default();
    for (at, Wanted { name, words: of_words }) in wanted.iter().enumerate() {
        match (at, of_words) {
            (0, _) => {
                table.units = words(name).into_iter().map(Option::unwrap_or_default).collect()
            }
            (_, true) => table.groups.push((name.clone(), words(name))),
            (_, false) => table.columns.push((name.clone(), numbers(name))),
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_countries_is_found() {
        let names = ["name", "country", "iso3"].map(str::to_owned);
        assert_eq!(unit_column(None, &names), "iso3");
        assert_eq!(unit_column(Some("country"), &names), "country");
        assert_eq!(unit_column(None, &names[..1]), "name");
        assert_eq!(unit_column(None, &[]), "");
    }
}
