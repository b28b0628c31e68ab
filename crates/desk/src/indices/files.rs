//! Files of an index: definition, structure, method, choices, tables.

use std::path::{Path, PathBuf};

use passerelle_exchange::microdata::{Source, Wanted};
use passerelle_inclusion::composite::problem::{Problem, What};
use passerelle_inclusion::composite::{DataTable, Definition, ElementType, Method, Structure};
use passerelle_vocabulary::{Columns, Lang};

use super::{IndexFiles, IndexProblem, MethodOrigin, MethodUsed, USUAL};
use crate::catalogue;

/// Columns that hold the codes of countries, the first found counts. `uCode` is COINr's.
const UNIT_COLUMNS: [&str; 4] = ["uCode", "iso3", "code", "country"];

/// What was found; what is wrong goes to the other problems.
pub(super) fn keep<T>(
    problems: &mut Vec<IndexProblem>,
    found: Result<T, Vec<IndexProblem>>,
) -> Option<T> {
    found.map_err(|mut wrong| problems.append(&mut wrong)).ok()
}

pub(super) fn read<T>(
    path: &Path,
    parse: impl Fn(&str) -> Result<T, Problem>,
) -> Result<T, Vec<IndexProblem>> {
    let failed = |error| vec![IndexProblem::File { path: path.to_owned(), error }];
    let text = std::fs::read_to_string(path).map_err(failed)?;
    parse(&text).map_err(|problem| vec![IndexProblem::within(path)(problem)])
}

/// A definition from a file; where there is no such file, that of the catalogue with this name.
pub(super) fn defined(path: &Path, files: &IndexFiles) -> Result<Definition, Vec<IndexProblem>> {
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
pub(super) fn used(
    files: &IndexFiles,
    defined: Option<Method>,
) -> Result<MethodUsed, Vec<IndexProblem>> {
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
pub(super) fn read_structure(path: &Path, language: &Lang) -> Result<Structure, Vec<IndexProblem>> {
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
pub(super) fn tables(
    files: &IndexFiles,
    structure: &Structure,
) -> Result<Tables, Vec<IndexProblem>> {
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
