//! XLSForm: a questionnaire as the workbook that ODK, Kobo and others turn into a form.
//!
//! Sheets `survey`, `choices` and `settings`, a column `label::Language (code)` for each language
//! (xlsform.org). Names, labels and conditions come in as plain data; how they are written is known here.

use std::io::{Seek, Write};

use passerelle_vocabulary::{Lang, Text};

use crate::workbook::{Sheet, WorkbookError, write_workbook};

/// A form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Form {
    /// Its id, in letters, digits, `_` and `-`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Text,
    /// Its languages, the first being that in which it opens: what the language calls itself, and its code.
    pub languages: Vec<(String, Lang)>,
    /// Its rows, in order.
    pub rows: Vec<FormRow>,
    /// Lists of answers: name of the list, code, label.
    pub choices: Vec<(String, String, Text)>,
}

/// What a row of a form is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// Words to read.
    Note,
    /// One answer of the list of this name.
    SelectOne(String),
    /// A whole number.
    Integer,
    /// A text.
    Text,
    /// The day.
    Today,
    /// Worked out.
    Calculate,
    /// Not asked, and there for the office.
    Hidden,
    /// Beginning of a part; on one screen or not.
    BeginGroup {
        /// On one screen.
        one_screen: bool,
    },
    /// End of a part.
    EndGroup,
    /// Beginning of what is asked several times.
    BeginRepeat,
    /// End of it.
    EndRepeat,
}

/// A condition: column, mark (`=`, `!=`, `<`, `<=`, `>`, `>=`), and values of which one must be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The column.
    pub column: String,
    /// The mark.
    pub mark: &'static str,
    /// The values.
    pub values: Vec<String>,
}

/// A row of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormRow {
    /// What it is.
    pub kind: RowKind,
    /// Its name.
    pub name: String,
    /// What is read out.
    pub label: Text,
    /// What the interviewer should know.
    pub hint: Text,
    /// When it is there: of these lists of comparisons one must hold, wholly; none: always.
    pub relevant: Vec<Vec<Comparison>>,
    /// Smallest and largest number.
    pub between: (Option<f64>, Option<f64>),
    /// What is said where a number is not between.
    pub message: Text,
    /// How it is worked out.
    pub calculation: String,
    /// Whether an answer must be given.
    pub required: bool,
}

impl FormRow {
    /// A row of this kind and name, with nothing else.
    pub fn new(kind: RowKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            label: Text::default(),
            hint: Text::default(),
            relevant: Vec::new(),
            between: (None, None),
            message: Text::default(),
            calculation: String::new(),
            required: false,
        }
    }

    fn kind(&self) -> String {
        match &self.kind {
            RowKind::Note => "note".to_owned(),
            RowKind::SelectOne(list) => format!("select_one {list}"),
            RowKind::Integer => "integer".to_owned(),
            RowKind::Text => "text".to_owned(),
            RowKind::Today => "today".to_owned(),
            RowKind::Calculate => "calculate".to_owned(),
            RowKind::Hidden => "hidden".to_owned(),
            RowKind::BeginGroup { .. } => "begin_group".to_owned(),
            RowKind::EndGroup => "end_group".to_owned(),
            RowKind::BeginRepeat => "begin_repeat".to_owned(),
            RowKind::EndRepeat => "end_repeat".to_owned(),
        }
    }

    fn constraint(&self) -> String {
        let least = self.between.0.map(|least| format!(". >= {least}"));
        let most = self.between.1.map(|most| format!(". <= {most}"));
        least.into_iter().chain(most).collect::<Vec<_>>().join(" and ")
    }
}

/// A condition in the language of forms (XPath).
fn relevant(any: &[Vec<Comparison>]) -> String {
    let all: Vec<String> = any
        .iter()
        .map(|all| all.iter().map(comparison).collect::<Vec<_>>().join(" and "))
        .collect();
    match all.len() {
        0 | 1 => all.concat(),
        _ => all.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" or "),
    }
}

fn comparison(one: &Comparison) -> String {
    let column = format!("${{{}}}", one.column);
    let each = |value: &String| match one.mark {
        // Words are quoted; in a form a quotation mark cannot be escaped, and no code has one.
        "=" | "!=" => format!("{column} {} '{}'", one.mark, value.replace('\'', "")),
        mark => format!("{column} {mark} {value}"),
    };
    let each: Vec<String> = one.values.iter().map(each).collect();
    match one.mark {
        // What was not answered is nothing, and is not another answer.
        "!=" => format!("{column} != '' and {}", each.join(" and ")),
        _ if each.len() > 1 => format!("({})", each.join(" or ")),
        _ => each.concat(),
    }
}

impl Form {
    /// Writes the form as a workbook.
    ///
    /// # Errors
    /// What writing to `out` fails with.
    pub fn write(&self, out: impl Write + Seek) -> Result<(), WorkbookError> {
        write_workbook(&[self.survey(), self.choices(), self.settings()], out)
    }

    fn columns(&self, name: &str) -> Vec<String> {
        let column = |(own, lang): &(String, Lang)| format!("{name}::{own} ({lang})");
        self.languages.iter().map(column).collect()
    }

    fn texts(&self, text: &Text) -> Vec<String> {
        let exact = |(_, lang): &(String, Lang)| text.exact(lang).unwrap_or_default().to_owned();
        self.languages.iter().map(exact).collect()
    }

    fn survey(&self) -> Sheet {
        let mut header = vec!["type".to_owned(), "name".to_owned()];
        for name in ["label", "hint"] {
            header.extend(self.columns(name));
        }
        header.extend(["required", "relevant", "constraint"].map(str::to_owned));
        header.extend(self.columns("constraint_message"));
        header.extend(["calculation", "appearance"].map(str::to_owned));
        let row = |row: &FormRow| {
            let mut cells = vec![row.kind(), row.name.clone()];
            cells.extend(self.texts(&row.label));
            cells.extend(self.texts(&row.hint));
            let required = if row.required { "yes" } else { "" };
            cells.extend([required.to_owned(), relevant(&row.relevant), row.constraint()]);
            cells.extend(self.texts(&row.message));
            let one_screen = row.kind == RowKind::BeginGroup { one_screen: true };
            let appearance = if one_screen { "field-list" } else { "" };
            cells.extend([row.calculation.clone(), appearance.to_owned()]);
            cells
        };
        let rows = std::iter::once(header).chain(self.rows.iter().map(row)).collect();
        Sheet { name: "survey".to_owned(), rows }
    }

    fn choices(&self) -> Sheet {
        let mut header = vec!["list_name".to_owned(), "name".to_owned()];
        header.extend(self.columns("label"));
        let row = |(list, code, label): &(String, String, Text)| {
            [list.clone(), code.clone()].into_iter().chain(self.texts(label)).collect()
        };
        let rows = std::iter::once(header).chain(self.choices.iter().map(row)).collect();
        Sheet { name: "choices".to_owned(), rows }
    }

    fn settings(&self) -> Sheet {
        let first = self.languages.first();
        let header = ["form_title", "form_id", "version", "default_language"].map(str::to_owned);
        let title = first.map_or("", |(_, lang)| self.title.get(lang)).to_owned();
        let language = first.map_or_else(String::new, |(own, lang)| format!("{own} ({lang})"));
        let row = vec![title, self.id.clone(), self.version.clone(), language];
        Sheet { name: "settings".to_owned(), rows: vec![header.to_vec(), row] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(column: &str, mark: &'static str, values: &[&str]) -> Comparison {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Comparison { column: column.to_owned(), mark, values }
    }

    #[test]
    fn conditions_are_written_as_forms_read_them() {
        let several = [one("a", "=", &["x", "y"]), one("age", ">=", &["15"])];
        assert_eq!(relevant(&[several.to_vec()]), "(${a} = 'x' or ${a} = 'y') and ${age} >= 15");
        let either = [vec![one("a", "=", &["x"])], vec![one("b", "!=", &["y"])]];
        assert_eq!(relevant(&either), "(${a} = 'x') or (${b} != '' and ${b} != 'y')");
        assert_eq!(relevant(&[]), "");
    }
}
