//! What is checked in the same way in every record that people write.

use passerelle_vocabulary::{Finding, Text};

/// A text that has to be there, in no language longer than `longest` characters.
pub(crate) fn lengths(found: &mut Vec<Finding>, field: &str, text: &Text, longest: usize) {
    if text.iter().all(|(_, text)| text.trim().is_empty()) {
        found.push(Finding::new(field, "text-missing", ""));
    }
    for (lang, text) in text.iter() {
        let length = text.chars().count();
        if length > longest {
            found.push(Finding::new(format!("{field}.{lang}"), "text-too-long", length));
        }
    }
}

/// A line that has to be there, not longer than `longest` characters.
pub(crate) fn line(found: &mut Vec<Finding>, field: &str, text: &str, longest: usize) {
    let length = text.chars().count();
    if text.trim().is_empty() {
        found.push(Finding::new(field, "text-missing", ""));
    } else if length > longest {
        found.push(Finding::new(field, "text-too-long", length));
    }
}

/// The code of a country, if there is one.
pub(crate) fn country(found: &mut Vec<Finding>, code: Option<&str>) {
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|one| one.is_ascii_uppercase());
    if let Some(code) = code.filter(|code| !is_code(code)) {
        found.push(Finding::new("country", "unknown-code", code));
    }
}

/// An address of the web: nothing else may be opened by a click.
pub(crate) fn address(found: &mut Vec<Finding>, field: &str, address: &str) {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"'`\\".contains(c);
    let sound = rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !host.contains('@') && rest.chars().all(plain)
    });
    if !sound || address.len() > 2_000 {
        found.push(Finding::new(
            field,
            "not-an-address",
            address.chars().take(200).collect::<String>(),
        ));
    }
}
