//! What is wrong in the files of the catalogue: which file, where in it, and a code whose words are in
//! `locales/` (`finding-<code>`).

use serde::Serialize;

use passerelle_inclusion::composite;
use passerelle_vocabulary::Finding;
use passerelle_vocabulary::place::PlacesError;
use passerelle_vocabulary::table::TableError;

/// Something wrong in a file of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CatalogueProblem {
    /// The file, from the catalogue's folder.
    pub file: String,
    /// Line in the file, from 1; 0 where it is not known.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: usize,
    /// Column in characters, from 1; 0 where it is not known.
    #[serde(skip_serializing_if = "is_zero")]
    pub column: usize,
    /// The record that it is about: `indicator/internet_users`; empty for the file as a whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub record: String,
    /// The field, as a path: `target.year`; empty where it is not about one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// Stable code, whose words are in `locales/`.
    pub code: String,
    /// What was found there: a value, or what the reader of the format says.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub found: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Problems that keep the catalogue from being used.
#[derive(Debug, thiserror::Error)]
#[error("{} problem(s) in the catalogue", .0.len())]
pub struct CatalogueError(pub Vec<CatalogueProblem>);

impl CatalogueProblem {
    /// A finding on a record of a file.
    pub(crate) fn of(file: &str, record: &str, finding: Finding) -> Self {
        let Finding { field, code, found } = finding;
        // Findings on several records together name theirs: `indicator/internet_users: target.year`.
        let (record, field) = match field.split_once(": ") {
            Some((named, field)) => (named.to_owned(), field.to_owned()),
            None => (record.to_owned(), field),
        };
        Self { file: file.to_owned(), record, field, code, found, ..Self::default() }
    }

    /// A file that is not TOML, or not of the form that is told.
    pub(crate) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let column = |before: &str| before.rsplit('\n').next().unwrap_or_default().chars().count();
        Self {
            line: before.map_or(0, |before| before.matches('\n').count() + 1),
            column: before.map_or(0, |before| column(before) + 1),
            code: "catalogue-unreadable".to_owned(),
            found: error.message().to_owned(),
            ..Self::default()
        }
    }
}

impl From<passerelle_inclusion::CatalogueError> for CatalogueProblem {
    fn from(error: passerelle_inclusion::CatalogueError) -> Self {
        let code = error.code().to_owned();
        let (line, column) = (error.line, error.column);
        Self { line, column, code, found: error.problem, ..Self::default() }
    }
}

impl From<passerelle_exchange::sources::SourceError> for CatalogueProblem {
    fn from(error: passerelle_exchange::sources::SourceError) -> Self {
        let code = error.code().to_owned();
        let (line, column) = (error.line, error.column);
        Self { line, column, code, found: error.message, ..Self::default() }
    }
}

impl From<TableError> for CatalogueProblem {
    fn from(error: TableError) -> Self {
        let (code, line, found) = match error {
            TableError::MissingColumn(column) => ("missing-column", 1, column),
            TableError::Ragged { line, found, expected } => {
                ("ragged-line", line, format!("{found} ≠ {expected}"))
            }
        };
        Self { line, code: code.to_owned(), found, ..Self::default() }
    }
}

impl From<composite::Problem> for CatalogueProblem {
    fn from(problem: composite::Problem) -> Self {
        Self {
            line: problem.line.unwrap_or_default(),
            code: "bad-index".to_owned(),
            found: problem.to_string(),
            ..Self::default()
        }
    }
}

impl From<PlacesError> for CatalogueProblem {
    fn from(error: PlacesError) -> Self {
        Self { file: error.file.to_owned(), ..error.error.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_on_several_records_names_its_own() {
        let finding = Finding::new("indicator/internet_users: target.year", "repeated", 3);
        let found = CatalogueProblem::of("indicators/a.toml", "", finding);
        assert_eq!(
            (found.record.as_str(), found.field.as_str()),
            ("indicator/internet_users", "target.year")
        );
        let found =
            CatalogueProblem::of("a.toml", "x", Finding::new("title.fr", "text-missing", ""));
        assert_eq!((found.record.as_str(), found.field.as_str()), ("x", "title.fr"));
    }

    #[test]
    fn unreadable_files_say_where() {
        let text = "a = 1\né = [";
        let error = toml::from_str::<toml::Table>(text).unwrap_err();
        let found = CatalogueProblem::of_toml(text, &error);
        assert_eq!((found.line, found.code.as_str()), (2, "catalogue-unreadable"), "{found:?}");
        let ragged = TableError::Ragged { line: 7, found: 3, expected: 4 };
        let found = CatalogueProblem::from(PlacesError { file: "groups.tsv", error: ragged });
        assert_eq!((found.file.as_str(), found.line), ("groups.tsv", 7));
    }
}
