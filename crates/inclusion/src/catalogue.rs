//! Files of the catalogue, from their text, and what can only be checked across them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use passerelle_vocabulary::{Finding, Record};

use crate::{Dimension, Indicator};

/// A file of `catalogue/indicators/`: the indicators of one theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorFile {
    /// Code of the theme.
    pub theme: String,
    /// Its indicators.
    #[serde(default)]
    pub indicator: Vec<Indicator>,
}

/// The file `dimensions.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionFile {
    /// The dimensions.
    #[serde(default)]
    pub dimension: Vec<Dimension>,
}

/// A file of the catalogue that cannot be read. Which file it is, the reader of files knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct CatalogueError {
    /// Line, from 1; 0 where it is not known.
    pub line: usize,
    /// Column in characters, from 1; 0 where it is not known.
    pub column: usize,
    /// What is wrong there, in the words of the parser.
    pub problem: String,
}

impl CatalogueError {
    /// The stable code: `catalogue-unreadable`.
    pub fn code(&self) -> &'static str {
        "catalogue-unreadable"
    }

    fn of(text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(0, |before| before.matches('\n').count() + 1);
        let column = before.map_or(0, |before| {
            before.chars().rev().take_while(|found| *found != '\n').count() + 1
        });
        Self { line, column, problem: error.message().to_owned() }
    }
}

pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, CatalogueError> {
    toml::from_str(text).map_err(|error| CatalogueError::of(text, &error))
}

impl IndicatorFile {
    /// Reads a file from its text, and gives each indicator its theme.
    ///
    /// # Errors
    /// Text that is not TOML, a field that is missing, unknown or of another type: the first found.
    pub fn read(text: &str) -> Result<Self, CatalogueError> {
        let mut file: Self = read(text)?;
        for indicator in &mut file.indicator {
            indicator.theme.clone_from(&file.theme);
        }
        Ok(file)
    }
}

impl DimensionFile {
    /// Reads the file from its text.
    ///
    /// # Errors
    /// As for [`IndicatorFile::read`].
    pub fn read(text: &str) -> Result<Self, CatalogueError> {
        read(text)
    }
}

/// Everything wrong with these definitions, each alone and all together. The field of a finding starts
/// with the key of its record: `indicator/internet_users: target.year`.
///
/// Codes found only together: `repeated` (two records with one code), `unknown-dimension`,
/// `unknown-category`, `unknown-indicator` (in a formula).
pub fn check_together(indicators: &[Indicator], dimensions: &[Dimension]) -> Vec<Finding> {
    let known: BTreeMap<&str, &Dimension> =
        dimensions.iter().map(|dimension| (dimension.code.as_str(), dimension)).collect();
    let codes: BTreeSet<&str> =
        indicators.iter().map(|indicator| indicator.code.as_str()).collect();
    let mut findings = repeated("dimension", dimensions.iter().map(|found| found.code.as_str()));
    findings.extend(repeated("indicator", indicators.iter().map(|found| found.code.as_str())));
    for dimension in dimensions {
        let found = dimension.check().into_iter();
        findings.extend(found.map(|finding| under("dimension", &dimension.code, finding)));
    }
    for indicator in indicators {
        let own = indicator.check().into_iter();
        let across = named_categories(indicator)
            .filter_map(|(field, dimension, category)| unknown(&known, field, dimension, category))
            .chain(unknown_parts(indicator, &codes));
        findings.extend(own.chain(across).map(|found| under("indicator", &indicator.code, found)));
    }
    findings
}

fn under(kind: &str, code: &str, mut finding: Finding) -> Finding {
    finding.field = format!("{kind}/{code}: {}", finding.field);
    finding
}

fn repeated<'a>(kind: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    codes
        .filter(|code| !seen.insert(*code))
        .map(|code| under(kind, code, Finding::new("code", "repeated", code)))
        .collect()
}

/// The categories that a definition names, with the field where it does.
fn named_categories(indicator: &Indicator) -> impl Iterator<Item = (String, &str, &str)> {
    let whole = indicator.headline_dimensions.iter().map(|(dimension, category)| {
        (format!("headline_dimensions.{dimension}"), dimension, category)
    });
    let compared = indicator.parity.iter().enumerate().flat_map(|(position, parity)| {
        let side = move |name: &str, category| {
            (format!("parity.{position}.{name}"), parity.dimension.as_str(), category)
        };
        [side("group", parity.group.as_str()), side("reference", parity.reference.as_str())]
    });
    whole.chain(compared)
}

fn unknown(
    known: &BTreeMap<&str, &Dimension>,
    field: String,
    dimension: &str,
    category: &str,
) -> Option<Finding> {
    match known.get(dimension) {
        None => Some(Finding::new(field, "unknown-dimension", dimension)),
        Some(found) if found.category(category).is_none() => {
            Some(Finding::new(field, "unknown-category", category))
        }
        Some(_) => None,
    }
}

fn unknown_parts(indicator: &Indicator, codes: &BTreeSet<&str>) -> Vec<Finding> {
    let parts = indicator.formula.iter().flat_map(|formula| {
        [("formula.numerator", &formula.numerator), ("formula.denominator", &formula.denominator)]
    });
    parts
        .filter(|(_, code)| !codes.contains(code.as_str()))
        .map(|(field, code)| Finding::new(field, "unknown-indicator", code))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Formula;
    use crate::indicator::tests::{INTERNET_USERS, internet_users};

    #[test]
    fn errors_say_where() {
        let wrong = INTERNET_USERS.replace("decimals = 1", "decimal = 1");
        let error = IndicatorFile::read(&wrong).unwrap_err();
        assert_eq!((error.line, error.code()), (11, "catalogue-unreadable"));
        assert!(error.problem.contains("decimal"), "{error}");
        let error = IndicatorFile::read("theme = \"é\"\nindicator = 3").unwrap_err();
        assert_eq!((error.line, error.column), (2, 13), "{error}");
        assert!(IndicatorFile::read("theme").is_err());
        assert!(IndicatorFile::read("").is_err());
        assert!(DimensionFile::read("dimensions = []").is_err());
    }

    #[test]
    fn what_one_names_the_other_has() {
        let sex = r#"
[[dimension]]
code = "sex"
name = { fr = "Sexe", en = "Sex" }
[[dimension.category]]
code = "female"
name = { fr = "Femmes", en = "Women" }
"#;
        let dimensions = DimensionFile::read(sex).unwrap().dimension;
        let mut indicator = internet_users();
        indicator.headline_dimensions.set("skill", "copy_file");
        indicator.formula = Some(Formula {
            numerator: "internet_users_total".to_owned(),
            denominator: "population".to_owned(),
            factor: 100.0,
        });
        let found: Vec<_> = check_together(&[indicator.clone(), indicator], &dimensions)
            .into_iter()
            .map(|found| format!("{} {} {}", found.field, found.code, found.found))
            .collect();
        let once = [
            "indicator/internet_users: headline_dimensions.skill unknown-dimension skill",
            "indicator/internet_users: parity.0.reference unknown-category male",
            "indicator/internet_users: formula.numerator unknown-indicator internet_users_total",
            "indicator/internet_users: formula.denominator unknown-indicator population",
        ];
        assert_eq!(found[0], "indicator/internet_users: code repeated internet_users");
        assert_eq!(found[1..5], once);
        assert_eq!(found[5..], once);
    }
}
