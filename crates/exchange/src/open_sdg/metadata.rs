//! What is to be said of an indicator.

use super::problem::{Problem, ProblemCode, wrong};
use super::yaml::{self, Yaml};
use crate::sdmx::Limits;

/// How metadata are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Fields between two lines of hyphens, then a text: `.md`.
    #[default]
    Markdown,
    /// Fields only: `.yml`.
    Yaml,
}

/// Fields of an indicator, and a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Names and values, in the order of the file.
    pub fields: Vec<(String, Yaml)>,
    /// What is behind the fields, in Markdown.
    pub body: String,
    /// How it is written.
    pub form: Form,
}

const FENCE: &str = "---";

impl Metadata {
    /// Reads the metadata of an indicator.
    ///
    /// # Errors
    /// Not UTF-8; fields that nothing closes; not YAML, or not names with values; larger than the limits.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Problem> {
        if bytes.len() as u64 > limits.bytes {
            return Err(wrong(ProblemCode::TooLarge, 0, "", &limits.bytes.to_string()));
        }
        let text =
            std::str::from_utf8(bytes).map_err(|_| wrong(ProblemCode::BadEncoding, 0, "", ""))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (fields, body, form) = match cut(text) {
            Some((fields, body)) => (fields, body, Form::Markdown),
            None => (text, "", Form::Yaml),
        };
        match yaml::read(fields, limits)? {
            Yaml::Map(fields) => Ok(Self { fields, body: body.to_owned(), form }),
            _ => Err(wrong(ProblemCode::BadYaml, 1, "", "")),
        }
    }

    /// Writes the metadata.
    pub fn write(&self) -> String {
        let fields = match self.fields.is_empty() {
            true => String::new(),
            false => yaml::write(&Yaml::Map(self.fields.clone())),
        };
        match self.form {
            Form::Yaml => fields,
            Form::Markdown => format!("{FENCE}\n{fields}{FENCE}\n{}", self.body),
        }
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Yaml> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Yaml::as_str)
    }

    /// Sets a field, in its place if it is there, else at the end.
    pub fn set(&mut self, name: &str, value: Yaml) {
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.fields.push((name.to_owned(), value)),
        }
    }
}

/// The fields, with the line of hyphens before them so that lines are counted from the first; and what
/// is behind the closing line. A document of YAML also begins with hyphens, but nothing closes it.
fn cut(text: &str) -> Option<(&str, &str)> {
    let is_fence = |line: &str| line.trim_end() == FENCE;
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| is_fence(line))?;
    let mut at = first.len();
    for line in lines {
        if is_fence(line) {
            return Some((&text[..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}
