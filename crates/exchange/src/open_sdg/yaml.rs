//! YAML, as far as sites use it: texts, lists and maps.
//!
//! References to other places (`&here`, `*here`) are refused: a few lines of them can stand for more than
//! memory holds. Numbers, true and false, dates and nothing are kept as they are written.

use std::collections::BTreeSet;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::problem::{Problem, ProblemCode, wrong};
use crate::sdmx::Limits;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yaml {
    /// A text.
    Text(String),
    /// A number, true or false, or nothing, as it is written.
    Other(String),
    /// A list.
    List(Vec<Yaml>),
    /// Names and values, in the order of the file.
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value of a name in a map.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(members) => {
                members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text, or what is written for a number, true or false.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Other(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether a word without quotation marks is something else than a text: YAML's core schema, and what
/// older parsers, which sites use, take for true and false.
fn is_other(word: &str) -> bool {
    const WORDS: [&str; 11] =
        ["", "~", "null", "true", "false", "yes", "no", "on", "off", ".nan", "y"];
    let number = word.strip_prefix(['-', '+']).unwrap_or(word);
    let plain = fast_float2::parse::<f64, _>(number).is_ok()
        && number.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let based = number.strip_prefix("0x").or_else(|| number.strip_prefix("0o"));
    let based = based
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit()));
    plain
        || based
        || number == ".inf"
        || word.eq_ignore_ascii_case("n")
        || WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

enum Open {
    List(Vec<Yaml>),
    Map { members: Vec<(String, Yaml)>, names: BTreeSet<String>, name: Option<String> },
}

/// Reads the first document of a text; nothing at all is an empty map.
///
/// # Errors
/// Not YAML; references; names that are not texts, or there twice; larger than the limits.
pub fn read(text: &str, limits: &Limits) -> Result<Yaml, Problem> {
    if text.len() as u64 > limits.bytes {
        return Err(wrong(ProblemCode::TooLarge, 0, "", &limits.bytes.to_string()));
    }
    let mut stack: Vec<Open> = Vec::new();
    let mut items = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            wrong(ProblemCode::BadYaml, error.marker().line() as u64, "", error.info())
        })?;
        let line = span.start.line() as u64;
        items += 1;
        if items > limits.items || stack.len() > limits.depth {
            return Err(wrong(ProblemCode::TooMuch, line, "", &limits.items.to_string()));
        }
        let done = match event {
            Event::Scalar(text, style, anchor, _) => {
                refuse_anchor(anchor, line)?;
                let other = style == ScalarStyle::Plain && is_other(&text);
                Some(if other {
                    Yaml::Other(text.into_owned())
                } else {
                    Yaml::Text(text.into_owned())
                })
            }
            Event::SequenceStart(anchor, ..) => {
                refuse_anchor(anchor, line)?;
                stack.push(Open::List(Vec::new()));
                None
            }
            Event::MappingStart(anchor, ..) => {
                refuse_anchor(anchor, line)?;
                let (members, names) = (Vec::new(), BTreeSet::new());
                stack.push(Open::Map { members, names, name: None });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => stack.pop().map(|open| match open {
                Open::List(list) => Yaml::List(list),
                Open::Map { members, .. } => Yaml::Map(members),
            }),
            Event::Alias(_) => return Err(wrong(ProblemCode::YamlAlias, line, "", "")),
            Event::StreamEnd => break,
            _ => None,
        };
        let Some(value) = done else { continue };
        match stack.last_mut() {
            None => return Ok(value),
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map { members, names, name }) => match name.take() {
                Some(name) => members.push((name, value)),
                None => *name = Some(new_name(value, names, line)?),
            },
        }
    }
    Ok(Yaml::Map(Vec::new()))
}

fn refuse_anchor(anchor: usize, line: u64) -> Result<(), Problem> {
    if anchor == 0 { Ok(()) } else { Err(wrong(ProblemCode::YamlAlias, line, "", "")) }
}

fn new_name(value: Yaml, names: &mut BTreeSet<String>, line: u64) -> Result<String, Problem> {
    let (Yaml::Text(name) | Yaml::Other(name)) = value else {
        return Err(wrong(ProblemCode::BadYaml, line, "", ""));
    };
    if !names.insert(name.clone()) {
        return Err(wrong(ProblemCode::BadYaml, line, &name, &name));
    }
    Ok(name)
}

/// Writes a value, each member of a list or map on a line of its own.
pub fn write(value: &Yaml) -> String {
    let mut out = String::new();
    match value {
        Yaml::Map(members) if !members.is_empty() => write_map(&mut out, members, 0),
        Yaml::List(list) if !list.is_empty() => write_list(&mut out, list, 0),
        value => {
            out.push_str(&inline(value, 0));
            out.push('\n');
        }
    }
    out
}

fn write_map(out: &mut String, members: &[(String, Yaml)], indent: usize) {
    for (position, (name, value)) in members.iter().enumerate() {
        if position > 0 {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str(&name_text(name));
        out.push(':');
        write_member(out, value, indent);
    }
}

fn write_list(out: &mut String, list: &[Yaml], indent: usize) {
    for (position, value) in list.iter().enumerate() {
        if position > 0 {
            out.push_str(&" ".repeat(indent));
        }
        out.push('-');
        match value {
            // The first line of what is within stands behind the hyphen.
            Yaml::Map(members) if !members.is_empty() => {
                out.push(' ');
                write_map(out, members, indent + 2);
            }
            Yaml::List(list) if !list.is_empty() => {
                out.push(' ');
                write_list(out, list, indent + 2);
            }
            value => write_member(out, value, indent),
        }
    }
}

fn write_member(out: &mut String, value: &Yaml, indent: usize) {
    let inner = indent + 2;
    match value {
        Yaml::Map(members) if !members.is_empty() => {
            out.push('\n');
            out.push_str(&" ".repeat(inner));
            write_map(out, members, inner);
        }
        Yaml::List(list) if !list.is_empty() => {
            out.push('\n');
            out.push_str(&" ".repeat(inner));
            write_list(out, list, inner);
        }
        Yaml::Other(nothing) if nothing.is_empty() => out.push('\n'),
        value => {
            out.push(' ');
            out.push_str(&inline(value, inner));
            out.push('\n');
        }
    }
}

/// A name is never a block, and never too long for a name.
fn name_text(name: &str) -> String {
    if is_plain(name) && name.len() < 100 { name.to_owned() } else { quoted(name) }
}

fn inline(value: &Yaml, indent: usize) -> String {
    match value {
        Yaml::Other(written) => written.clone(),
        Yaml::List(_) => "[]".to_owned(),
        Yaml::Map(_) => "{}".to_owned(),
        Yaml::Text(text) if is_plain(text) && !is_other(text) => text.clone(),
        Yaml::Text(text) if is_block(text) => block(text, indent),
        Yaml::Text(text) => quoted(text),
    }
}

/// Whether a text means itself without quotation marks.
fn is_plain(text: &str) -> bool {
    let inside = !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.chars().any(|c| {
            c.is_control()
                || matches!(c, '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        });
    let first = text
        .chars()
        .next()
        .is_some_and(|c| !c.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`=.".contains(c));
    inside && first && !text.ends_with(char::is_whitespace)
}

/// Whether a text of several lines comes back as it is from a literal block.
fn is_block(text: &str) -> bool {
    let sound = |line: &str| {
        !line.ends_with(char::is_whitespace)
            && !line.chars().any(|c| {
                c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            })
    };
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.ends_with('\n')
        && !body.starts_with(char::is_whitespace)
        && body.split('\n').all(sound)
}

fn block(text: &str, indent: usize) -> String {
    let mark = if text.ends_with('\n') { "|" } else { "|-" };
    let mut out = mark.to_owned();
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{a0}') => {
                out.push_str(&format!("\\U{:08X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(value: &Yaml) -> Yaml {
        let text = write(value);
        read(&text, &Limits::default()).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
    }

    #[test]
    fn any_text_comes_back() {
        let texts = [
            "plain",
            "",
            " space ",
            "a: b",
            "a #b",
            "- a",
            "true",
            "No",
            "12",
            "1e5",
            "0x1F",
            "~",
            "é\u{a0}à",
            "two\nlines",
            "two\nlines\n",
            "a\n\nb",
            "trailing \nspace",
            " leading\nspace",
            "quo\"te\\",
            "tab\there",
            "*alias",
            "&anchor",
            "!tag",
            "%directive",
            "---",
            "...",
            "[a]",
            "{a: b}",
            "\u{2028}",
            "#c",
            "a:",
            "x\n",
            ">-",
            "? q",
            "2000-01-01",
            "n",
            "=",
            "a\r\nb",
            "\n",
            "\n\n",
            "\u{7f}\u{1}",
        ];
        let list = Yaml::List(texts.iter().map(|text| Yaml::text(*text)).collect());
        assert_eq!(round(&list), list);
        let map =
            Yaml::Map(texts.iter().map(|text| ((*text).to_owned(), Yaml::text(*text))).collect());
        assert_eq!(round(&map), map);
        let nested = Yaml::Map(vec![(
            "a".into(),
            Yaml::List(vec![list, map, Yaml::List(vec![]), Yaml::Map(vec![])]),
        )]);
        assert_eq!(round(&nested), nested);
    }

    #[test]
    fn what_could_swell_is_refused() {
        let code = |text: &str| {
            read(text, &Limits { depth: 20, items: 500, ..Limits::default() }).unwrap_err().code
        };
        assert_eq!(code("a: &x [1]\nb: [*x, *x]"), ProblemCode::YamlAlias);
        assert_eq!(code(&format!("{}{}", "[".repeat(30), "]".repeat(30))), ProblemCode::TooMuch);
        // Deeper than the parser itself goes.
        assert_eq!(code(&"[".repeat(10_000)), ProblemCode::BadYaml);
        assert_eq!(code(&"- 1\n".repeat(1_000)), ProblemCode::TooMuch);
        assert_eq!(code("a: 1\na: 2"), ProblemCode::BadYaml);
        assert_eq!(code("? [a]\n: b"), ProblemCode::BadYaml);
        assert_eq!(code("a: \"open"), ProblemCode::BadYaml);
    }

    #[test]
    fn folded_texts_and_kinds_are_told_apart() {
        let text = "a: >-\n  one\n  two\nb: 'true'\nc: true\nd: 2.10\ne:\n";
        let read = read(text, &Limits::default()).unwrap();
        assert_eq!(read.get("a"), Some(&Yaml::text("one two")));
        assert_eq!(read.get("b"), Some(&Yaml::text("true")));
        assert_eq!(read.get("c"), Some(&Yaml::Other("true".into())));
        assert_eq!(read.get("d"), Some(&Yaml::Other("2.10".into())));
        assert_eq!(round(&read), read);
    }
}
