//! Cells: one value, several, or a text in several languages; with names or without.
//!
//! Several values are written one behind the other, with the message's separator between. A value that
//! holds the separator is in quotation marks, which are doubled within. A text in several languages has
//! each behind its code, `en:Bridge;fr:Pont`; several such texts are in quotation marks each.

use super::layout::{Column, Labels, NAME, Shape, split_name};
use super::{Cell, Layout};
use crate::sdmx::value::{Names, Value};

/// Reads a cell that is not empty; `None` where its parts do not hold together.
pub(super) fn parse(text: &str, column: &Column, layout: &Layout) -> Option<Cell> {
    let both = layout.labels == Labels::Both;
    if text.is_empty() {
        return Some(Cell::default());
    }
    let Some(separator) = layout.separator else {
        return Some(match &column.shape {
            // Without a separator in the header there is one value in each cell.
            Shape::Several => several(std::iter::once(text.to_owned()), both, false, None)?,
            _ => one(text, both),
        });
    };
    match &column.shape {
        Shape::One => Some(one(text, both)),
        Shape::Several => {
            let parts = split(text, separator)?;
            several(parts.into_iter(), both, column.is_nested(), Some(separator))
        }
        Shape::Languages(languages) => {
            let value = if text.starts_with('"') {
                let texts = split(text, separator)?;
                let each = texts.iter().map(|text| match text.as_str() {
                    "" => Some(None),
                    text => localised(text, separator, languages).map(Some),
                });
                Value::List(each.collect::<Option<_>>()?)
            } else {
                localised(text, separator, languages)?
            };
            Some(Cell { value: Some(value), names: Vec::new() })
        }
    }
}

fn one(text: &str, both: bool) -> Cell {
    let (id, name) = if both { split_name(text) } else { (text, None) };
    let names = name.map(|name| vec![Some(name.to_owned())]).unwrap_or_default();
    // A name without an id before it: there is no value that it could belong to, but nothing is lost.
    Cell { value: Some(Value::Text(id.to_owned())), names }
}

fn several(
    parts: impl Iterator<Item = String>,
    both: bool,
    nested: bool,
    separator: Option<char>,
) -> Option<Cell> {
    let (mut values, mut names) = (Vec::new(), Vec::new());
    for part in parts {
        let (id, name) = if both { split_name(&part) } else { (part.as_str(), None) };
        names.push(name.map(str::to_owned));
        values.push(match (nested, separator) {
            (true, Some(separator)) if !id.is_empty() => {
                let inner = split(id, separator)?;
                Some(Value::List(inner.iter().map(|part| Value::text(part)).collect()))
            }
            _ => Value::text(id),
        });
    }
    if names.iter().all(Option::is_none) {
        names.clear();
    }
    Some(Cell { value: Some(Value::List(values)), names })
}

/// Cuts a cell into its parts. Only a part that begins with a quotation mark is quoted.
fn split(text: &str, separator: char) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (part, after) = unquote(quoted)?;
            parts.push(part);
            match after.strip_prefix(separator) {
                Some(after) => rest = after,
                None => return after.is_empty().then_some(parts),
            }
        } else {
            match rest.split_once(separator) {
                Some((part, after)) => {
                    parts.push(part.to_owned());
                    rest = after;
                }
                None => {
                    parts.push(rest.to_owned());
                    return Some(parts);
                }
            }
        }
    }
}

/// What is before the closing mark, with doubled ones made single, and what is behind it.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut rest = text;
    loop {
        let at = rest.find('"')?;
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                out.push('"');
                rest = after;
            }
            None => return Some((out, rest)),
        }
    }
}

/// `en:Bridge;fr:Pont`. A separator that no language of the header follows belongs to the text.
fn localised(text: &str, separator: char, languages: &[String]) -> Option<Value> {
    let language_of = |part: &str| {
        let (code, _) = part.split_once(':')?;
        languages.iter().find(|known| *known == code).cloned()
    };
    let mut names = Names::new();
    let mut current: Option<(String, String)> = None;
    for part in text.split(separator) {
        match (language_of(part), &mut current) {
            (Some(language), _) => {
                let body = part[language.len() + 1..].to_owned();
                if let Some((language, body)) = current.replace((language, body))
                    && names.insert(language, body).is_some()
                {
                    return None;
                }
            }
            (None, Some((_, body))) => {
                body.push(separator);
                body.push_str(part);
            }
            (None, None) => return None,
        }
    }
    let (language, body) = current?;
    names.insert(language, body).is_none().then_some(Value::Localised(names))
}

/// Writes a cell; `None` where the column or the layout has no way to write such a value.
pub(super) fn format(cell: &Cell, column: &Column, layout: &Layout) -> Option<String> {
    let Some(value) = &cell.value else { return Some(String::new()) };
    let name = |at: usize| match layout.labels {
        Labels::Both => cell.names.get(at).and_then(Option::as_deref),
        _ => None,
    };
    let text = match (&column.shape, value) {
        (Shape::One, value) => labelled(value.plain()?, name(0)),
        (Shape::Several, Value::List(values)) => {
            let part = |(at, value): (usize, &Option<Value>)| match value {
                None => Some(name(at).map_or_else(String::new, |name| format!("{NAME}{name}"))),
                Some(Value::List(inner)) if column.is_nested() => {
                    let parts = inner
                        .iter()
                        .map(|part| part.as_ref().map_or(Some(String::new()), Value::plain));
                    let inner = join(parts.collect::<Option<Vec<_>>>()?, layout.separator, false)?;
                    Some(inner)
                }
                Some(value) => Some(labelled(value.plain()?, name(at))),
            };
            let parts = values.iter().enumerate().map(part).collect::<Option<Vec<_>>>()?;
            join(parts, layout.separator, column.is_nested())?
        }
        (Shape::Several, value) => {
            join(vec![labelled(value.plain()?, name(0))], layout.separator, false)?
        }
        (Shape::Languages(_), Value::Localised(names)) => {
            one_in_languages(names, layout.separator?)
        }
        (Shape::Languages(_), Value::List(texts)) => {
            let part = |text: &Option<Value>| match text {
                None => Some(String::new()),
                Some(Value::Localised(names)) => Some(one_in_languages(names, layout.separator?)),
                Some(_) => None,
            };
            let parts = texts.iter().map(part).collect::<Option<Vec<_>>>()?;
            join(parts, layout.separator, true)?
        }
        (Shape::Languages(_), _) => return None,
    };
    Some(text)
}

fn labelled(id: String, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{id}{NAME}{name}"),
        None => id,
    }
}

fn one_in_languages(names: &Names, separator: char) -> String {
    let each = names.iter().map(|(language, text)| format!("{language}:{text}"));
    each.collect::<Vec<_>>().join(&separator.to_string())
}

fn join(parts: Vec<String>, separator: Option<char>, quoted: bool) -> Option<String> {
    let Some(separator) = separator else {
        return if parts.len() == 1 { parts.into_iter().next() } else { None };
    };
    let quote = |part: String| {
        let must = part.contains(separator) || part.starts_with('"');
        let wanted = quoted && !part.is_empty();
        if must || wanted { format!("\"{}\"", part.replace('"', "\"\"")) } else { part }
    };
    Some(parts.into_iter().map(quote).collect::<Vec<_>>().join(&separator.to_string()))
}
