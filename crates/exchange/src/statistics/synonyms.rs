//! How people write units and categories in files of their own, and what of it can be stored.
//!
//! The words are data (`catalogue/synonyms.tsv`); what is not among them is refused, with what is
//! known said: a share of 0.33 must not become a third of one percent.

use passerelle_vocabulary::dimensions::slug;
use passerelle_vocabulary::table::{self, TableError};
use rustc_hash::{FxHashMap, FxHashSet};

use super::ProblemCode;

/// Other spellings of units, dimensions and categories.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Synonyms {
    /// Unit → spelling → what a figure is multiplied by.
    units: FxHashMap<String, FxHashMap<String, f64>>,
    /// Dimension → spelling → category, empty for everyone; `*` for any dimension.
    categories: FxHashMap<String, FxHashMap<String, String>>,
    /// Spelling → dimension.
    dimensions: FxHashMap<String, String>,
}

impl Synonyms {
    /// Reads `synonyms.tsv`: `of` (`unit`, `dimension`, a dimension's code, or `*` for all of them),
    /// `code`, `written`, and for units `factor`.
    ///
    /// # Errors
    /// Not such a table.
    pub fn read(text: &str) -> Result<Self, TableError> {
        let mut read = Self::default();
        table::read(text, &["of", "code", "written", "factor"], |row| {
            let (of, code, written) =
                (row.get("of"), row.get("code").to_owned(), row.get("written"));
            match of {
                "unit" => {
                    let factor = row.get("factor").parse().unwrap_or(1.0);
                    read.units.entry(code).or_default().insert(unit_key(written), factor);
                }
                "dimension" => {
                    read.dimensions.insert(slug(written), code);
                }
                _ => {
                    let known = read.categories.entry(of.to_owned()).or_default();
                    known.insert(slug(written), code);
                }
            }
        })?;
        Ok(read)
    }

    /// What figures written in another unit are multiplied by; `None` if they cannot be compared.
    pub fn factor(&self, unit: &str, written: &str) -> Option<f64> {
        let written = unit_key(written);
        if written == unit_key(unit) {
            return Some(1.0);
        }
        self.units.get(unit)?.get(&written).copied()
    }

    /// A dimension's code from the name of a column.
    pub fn dimension(&self, written: &str) -> String {
        let name = slug(written);
        self.dimensions.get(&name).cloned().unwrap_or(name)
    }

    /// A category's code, empty for everyone, from what [`slug`] makes of a cell.
    fn category(&self, dimension: &str, written: &str) -> Option<&str> {
        let within = |of: &str| self.categories.get(of)?.get(written).map(String::as_str);
        within(dimension).or_else(|| within("*"))
    }
}

/// Capitals, underscores and the kind of space do not matter in a unit.
fn unit_key(written: &str) -> String {
    let spaced = written.to_lowercase().replace('_', " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why a category is refused, and what helps.
pub(crate) type Refused = (ProblemCode, String);

/// Categories of dimensions that the catalogue does not list, of one file: a closed set, however many
/// rows there are.
#[derive(Default)]
pub(crate) struct Added {
    known: FxHashMap<Box<str>, FxHashSet<Box<str>>>,
}

impl Added {
    /// Most categories of a dimension.
    const CATEGORIES: usize = 1_000;
    /// Most dimensions.
    const DIMENSIONS: usize = 100;

    fn take(&mut self, dimension: &str, category: &str) -> Result<(), Refused> {
        let refused = |most: usize| Err((ProblemCode::TooManyCategories, most.to_string()));
        if !self.known.contains_key(dimension) {
            if self.known.len() >= Self::DIMENSIONS {
                return refused(Self::DIMENSIONS);
            }
            self.known.insert(dimension.into(), FxHashSet::default());
        }
        let Some(categories) = self.known.get_mut(dimension) else { return Ok(()) };
        if categories.contains(category) {
            return Ok(());
        }
        if categories.len() >= Self::CATEGORIES {
            return refused(Self::CATEGORIES);
        }
        categories.insert(category.into());
        Ok(())
    }
}

/// What the catalogue and the file know of categories.
pub(crate) struct Categories<'a> {
    pub synonyms: &'a Synonyms,
    /// Dimension → its categories.
    pub listed: &'a FxHashMap<String, Vec<String>>,
    pub added: &'a mut Added,
    /// What a node exported: its categories are taken as they are.
    pub exported: bool,
}

impl Categories<'_> {
    /// The category of a cell; empty for everyone.
    pub fn read(&mut self, dimension: &str, written: &str) -> Result<String, Refused> {
        let category = slug(written);
        let listed = self.listed.get(dimension).filter(|listed| !listed.is_empty());
        if self.exported && !category.is_empty() {
            let kept = written.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let category = if kept { written.to_owned() } else { category };
            return self.added.take(dimension, &category).map(|()| category);
        }
        if category.is_empty() || listed.is_some_and(|listed| listed.contains(&category)) {
            return Ok(category);
        }
        if let Some(meant) = self.synonyms.category(dimension, &category) {
            return Ok(meant.to_owned());
        }
        match listed {
            Some(_) if dimension == "age" && age(&category).is_some() => {
                Ok(age(&category).unwrap_or_default())
            }
            Some(listed) => Err((ProblemCode::UnknownCategory, listed.join(", "))),
            None => self.added.take(dimension, &category).map(|()| category),
        }
    }

    /// The categories of a dimension, as a problem lists them.
    pub fn list(&self, dimension: &str) -> String {
        let listed = self.listed.get(dimension).map(|listed| listed.join(", "));
        format!("{dimension}: {}", listed.unwrap_or_default())
    }
}

/// Ages need not be listed one by one: `15_24`, `under_15`, `65_over`, and their usual variants.
fn age(written: &str) -> Option<String> {
    let plain = ["_years", "_year", "_ans"].iter().find_map(|end| written.strip_suffix(end));
    let plain = plain.unwrap_or(written).replace("_to_", "_").replace("_a_", "_");
    let over = ["_over", "_plus", "_and_over", "_ans_et_plus", "_et_plus"];
    let number = |part: &str| part.len() <= 3 && part.parse::<u8>().is_ok();
    let counted = |end: &&str| plain.strip_suffix(*end).filter(|from| number(from));
    if let Some(from) = over.iter().find_map(counted) {
        return Some(format!("{from}_over"));
    }
    if let Some(to) = plain.strip_prefix("under_") {
        return number(to).then(|| plain.clone());
    }
    let (from, to) = plain.split_once('_')?;
    (number(from) && number(to) && from.parse::<u8>().ok()? <= to.parse().ok()?).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "of\tcode\twritten\tfactor\nunit\tpercent\t%\t\nunit\tpercent\tfraction\t100\n\
        dimension\tsex\tsexe\t\n*\t\ttotal\t\nsex\tfemale\tFemmes\t\nsex\tmale\tm\t\n";

    #[test]
    fn units_are_the_same_convertible_or_refused() {
        let synonyms = Synonyms::read(TABLE).unwrap();
        assert_eq!(synonyms.factor("percent", " Percent"), Some(1.0));
        assert_eq!(synonyms.factor("percent", "%"), Some(1.0));
        assert_eq!(synonyms.factor("percent", "Fraction"), Some(100.0));
        assert_eq!(synonyms.factor("percent", "USD"), None);
        assert_eq!(synonyms.factor("per_100_people", "per 100 people"), Some(1.0));
        assert_eq!(synonyms.factor("usd", "%"), None);
    }

    #[test]
    fn categories_are_listed_meant_added_or_refused() {
        let synonyms = Synonyms::read(TABLE).unwrap();
        let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        let listed = FxHashMap::from_iter([
            ("sex".to_owned(), list(&["female", "male"])),
            ("age".to_owned(), list(&["15_24"])),
        ]);
        let mut added = Added::default();
        let mut all =
            Categories { synonyms: &synonyms, listed: &listed, added: &mut added, exported: false };
        for (dimension, written, category) in [
            ("sex", "Female", "female"),
            ("sex", "femmes", "female"),
            ("sex", "M", "male"),
            ("sex", "Total", ""),
            ("sex", "", ""),
            ("age", "16-24", "16_24"),
            ("age", "16 to 24", "16_24"),
            ("age", "65 ans et plus", "65_over"),
            ("age", "75+", "75_over"),
            ("age", "under 15", "under_15"),
            ("colour", "red", "red"),
        ] {
            assert_eq!(all.read(dimension, written), Ok(category.to_owned()), "{written}");
        }
        let refused = |known: &str| Err((ProblemCode::UnknownCategory, known.to_owned()));
        assert_eq!(all.read("sex", "femlae"), refused("female, male"));
        for written in ["24-15", "young", "15", "1000-2000"] {
            assert_eq!(all.read("age", written), refused("15_24"), "{written}");
        }
        for n in 1..1_000 {
            assert!(all.read("colour", &format!("c{n}")).is_ok());
        }
        let many = Err((ProblemCode::TooManyCategories, "1000".to_owned()));
        assert_eq!(all.read("colour", "one more"), many);
        assert_eq!(all.read("colour", "red"), Ok("red".to_owned()));
        assert_eq!(synonyms.dimension("Sexe"), "sex");
        assert_eq!(synonyms.dimension("Couleur des yeux"), "couleur_des_yeux");
    }
}
