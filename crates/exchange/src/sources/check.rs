//! What is wrong with a publisher's entries, all of it at once.

use std::collections::BTreeMap;

use passerelle_vocabulary::{Finding, Period, Status};

use super::{
    ApiEntry, DimensionFrom, FileEntry, Pattern, PeriodFrom, PlaceFrom, Publisher, RowRule,
    StatusFrom, ValueColumn,
};

/// Unit codes that the catalogue knows.
pub const UNITS: [&str; 13] = [
    "percent",
    "per_100_people",
    "number",
    "usd",
    "usd_ppp",
    "index_0_1",
    "index_0_100",
    "ratio",
    "gigabytes",
    "exabytes",
    "thousands",
    "years",
    "per_100000_people",
];

impl Publisher {
    /// What is wrong with the entries, by field (`file.it_mob_own.status.codes`); empty when sound.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut root = Findings { list: &mut findings, at: String::new() };
        root.code("id", &self.id);
        if self.name.is_empty() {
            root.add("name", "missing", "");
        }
        if !self.url.starts_with("https://") && !self.url.starts_with("http://") {
            root.add("url", "not-an-address", &self.url);
        }
        check_unique(&mut root, "file", self.file.iter().map(|entry| &entry.id));
        check_unique(&mut root, "api", self.api.iter().map(|entry| &entry.id));
        for entry in &self.file {
            check_file(entry, &mut root.within(&format!("file.{}", entry.id)));
        }
        for entry in &self.api {
            check_api(entry, &mut root.within(&format!("api.{}", entry.id)));
        }
        for ignored in self.ignore.iter().filter(|ignored| ignored.reason.is_empty()) {
            root.add("ignore", "missing-reason", &ignored.name);
        }
        findings
    }
}

struct Findings<'a> {
    list: &'a mut Vec<Finding>,
    at: String,
}

impl Findings<'_> {
    fn within(&mut self, at: &str) -> Findings<'_> {
        Findings { list: self.list, at: format!("{}{at}.", self.at) }
    }

    fn add(&mut self, field: &str, code: &str, found: &str) {
        self.list.push(Finding::new(format!("{}{field}", self.at), code, found));
    }

    /// Codes are what figures carry: letters that need no quoting anywhere.
    fn code(&mut self, field: &str, code: &str) {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        if code.is_empty() || !code.bytes().all(allowed) {
            self.add(field, "not-a-code", code);
        }
    }

    fn exactly_one(&mut self, field: &str, given: &[bool]) {
        if given.iter().filter(|given| **given).count() != 1 {
            self.add(field, "give-exactly-one", "");
        }
    }

    fn pattern(&mut self, field: &str, pattern: &Pattern, group: Option<&str>) {
        match pattern.regex() {
            None => self.add(field, "bad-pattern", pattern.as_str()),
            Some(regex) => {
                let named = |name| regex.capture_names().flatten().any(|known| known == name);
                if group.is_some_and(|name| !named(name)) && regex.captures_len() < 2 {
                    self.add(field, "pattern-without-group", pattern.as_str());
                }
            }
        }
    }

    fn period(&mut self, field: &str, written: &str) {
        if written.parse::<Period>().is_err() {
            self.add(field, "bad-period", written);
        }
    }

    fn unit(&mut self, unit: &str) {
        if unit.is_empty() {
            self.add("unit", "missing-unit", "");
        } else if !UNITS.contains(&unit) {
            self.add("unit", "unknown-unit", unit);
        }
    }
}

fn check_unique<'a>(
    findings: &mut Findings<'_>,
    field: &str,
    ids: impl Iterator<Item = &'a String>,
) {
    let mut seen = BTreeMap::new();
    for id in ids {
        findings.code(field, id);
        if seen.insert(id, ()).is_some() {
            findings.add(field, "given-twice", id);
        }
    }
}

fn check_file(entry: &FileEntry, findings: &mut Findings<'_>) {
    if entry.name.trim_matches('*').is_empty() {
        findings.add("name", "missing", &entry.name);
    }
    if entry.header_row == 0 {
        findings.add("header_row", "not-a-row", "0");
    }
    let one_ascii = |written: &String| written.len() == 1 && written.is_ascii() && written != "\"";
    if entry.delimiter.as_ref().is_some_and(|written| !one_ascii(written)) {
        findings.add("delimiter", "not-one-character", entry.delimiter.as_deref().unwrap_or(""));
    }
    check_place(entry, findings);
    check_period(entry, findings);
    entry.status.iter().for_each(|status| check_status(status, findings));
    check_dimensions(&entry.dimensions, findings);
    for (position, rule) in entry.rows.iter().enumerate() {
        let mut findings = findings.within(&format!("rows.{}", position + 1));
        check_rule(rule, &mut findings);
        if !rule.skip && rule.place.is_empty() && entry.place.is_none() {
            findings.add("place", "missing", "");
        }
    }
    if entry.values.is_empty() {
        findings.add("values", "missing", "");
    }
    for (position, value) in entry.values.iter().enumerate() {
        check_value(value, &mut findings.within(&format!("values.{}", position + 1)));
    }
}

fn check_place(entry: &FileEntry, findings: &mut Findings<'_>) {
    match &entry.place {
        Some(PlaceFrom { column, fixed, .. }) => {
            findings.exactly_one("place", &[column.is_some(), fixed.is_some()]);
        }
        None if entry.rows.is_empty() => findings.add("place", "missing", ""),
        None => {}
    }
}

fn check_period(entry: &FileEntry, findings: &mut Findings<'_>) {
    let Some(PeriodFrom { column, fixed, file_name }) = &entry.period else {
        let every_value_has_its_own =
            entry.values.iter().all(|value| value.period.is_some() || value.columns.is_some());
        if !every_value_has_its_own {
            findings.add("period", "missing", "");
        }
        return;
    };
    findings.exactly_one("period", &[column.is_some(), fixed.is_some(), file_name.is_some()]);
    fixed.iter().for_each(|written| findings.period("period.fixed", written));
    if let Some(pattern) = file_name {
        findings.pattern("period.file_name", pattern, Some("period"));
    }
}

fn check_status(status: &StatusFrom, findings: &mut Findings<'_>) {
    findings.exactly_one("status", &[status.column.is_some(), status.fixed.is_some()]);
    let known = |code: &String| code.is_empty() || code.parse::<Status>().is_ok();
    for code in status.codes.values().chain(&status.fixed).filter(|code| !known(code)) {
        findings.add("status.codes", "unknown-status", code);
    }
    if status.column.is_some() && status.codes.is_empty() {
        findings.add("status.codes", "missing", "");
    }
}

fn check_dimensions(dimensions: &BTreeMap<String, DimensionFrom>, findings: &mut Findings<'_>) {
    for (dimension, from) in dimensions {
        findings.code("dimensions", dimension);
        if from.codes.is_empty() && !from.slug {
            findings.add(&format!("dimensions.{dimension}"), "codes-or-slug", "");
        }
        check_categories(&from.codes, findings);
    }
}

fn check_categories(categories: &BTreeMap<String, String>, findings: &mut Findings<'_>) {
    for category in categories.values().filter(|category| !category.is_empty()) {
        findings.code("dimensions", category);
    }
}

fn check_rule(rule: &RowRule, findings: &mut Findings<'_>) {
    if rule.skip && rule.reason.is_empty() {
        findings.add("reason", "missing-reason", "");
    }
    if rule.skip && !rule.place.is_empty() {
        findings.add("place", "skipped-rows-have-no-place", "");
    }
    check_categories(&rule.dimensions, findings);
}

fn check_value(value: &ValueColumn, findings: &mut Findings<'_>) {
    findings.exactly_one("column", &[value.column.is_some(), value.columns.is_some()]);
    if value.indicator.is_empty() {
        findings.add("indicator", "missing-indicator", "");
    } else {
        findings.code("indicator", &value.indicator);
    }
    findings.unit(&value.unit);
    value.columns.iter().for_each(|pattern| findings.pattern("columns", pattern, None));
    value.period.iter().for_each(|written| findings.period("period", written));
    if value.scale.is_some_and(|scale| !scale.is_finite() || scale == 0.0) {
        findings.add("scale", "bad-scale", "");
    }
    check_categories(&value.dimensions, findings);
}

fn check_api(entry: &ApiEntry, findings: &mut Findings<'_>) {
    if !entry.url.starts_with("https://") && !entry.url.starts_with("http://") {
        findings.add("url", "not-an-address", &entry.url);
    }
    if entry.indicator.is_empty() {
        findings.add("indicator", "missing-indicator", "");
    }
    findings.unit(&entry.unit);
    entry.status.iter().for_each(|status| check_status(status, findings));
    check_dimensions(&entry.dimensions, findings);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"
        id = "pub"
        name = { fr = "Éditeur", en = "Publisher" }
        licence = { name = "CC-BY-4.0" }
        url = "https://example.org"
        method = "survey"
        [[file]]
        id = "a"
        name = "a.csv"
        requires = ["iso", "year"]
        place = { column = "iso", scheme = "iso3" }
        period = { column = "year" }
        status = { column = "nature", codes = { e = "estimated", n = "" } }
        [[file.values]]
        column = "v"
        indicator = "internet_users"
        unit = "percent"
    "#;

    fn findings(change: impl Fn(&str) -> String) -> Vec<(String, String)> {
        let publisher = Publisher::from_toml(&change(SOUND)).unwrap();
        publisher.check().into_iter().map(|finding| (finding.field, finding.code)).collect()
    }

    #[test]
    fn a_sound_entry_has_no_findings() {
        assert_eq!(findings(str::to_owned), []);
    }

    #[test]
    fn each_mistake_is_found_where_it_is() {
        for (from, to, field, code) in [
            ("\"estimated\"", "\"guessed\"", "file.a.status.codes", "unknown-status"),
            ("\"percent\"", "\"percents\"", "file.a.values.1.unit", "unknown-unit"),
            ("\"percent\"", "\"\"", "file.a.values.1.unit", "missing-unit"),
            ("\"internet_users\"", "\"\"", "file.a.values.1.indicator", "missing-indicator"),
            ("column = \"v\"", "columns = \"(\"", "file.a.values.1.columns", "bad-pattern"),
            ("period = { column = \"year\" }", "", "file.a.period", "missing"),
            ("{ column = \"year\" }", "{ fixed = \"soon\" }", "file.a.period.fixed", "bad-period"),
            (
                "{ column = \"year\" }",
                "{ file_name = 'a' }",
                "file.a.period.file_name",
                "pattern-without-group",
            ),
            ("{ column = \"iso\", scheme = \"iso3\" }", "{}", "file.a.place", "give-exactly-one"),
            ("https://example.org", "example.org", "url", "not-an-address"),
        ] {
            let found = findings(|sound| sound.replacen(from, to, 1));
            assert_eq!(found, [(field.to_owned(), code.to_owned())], "{to}");
        }
    }

    #[test]
    fn unknown_keys_are_refused_with_their_line() {
        let error = Publisher::from_toml("id = \"a\"\nidd = \"b\"\n").unwrap_err();
        assert_eq!((error.line, error.column, error.code()), (2, 1, "bad-source-entry"));
    }
}
