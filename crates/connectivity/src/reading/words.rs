//! What the catalogue knows of how lists are written: names of columns, and words for yes, fibre, solar.

use passerelle_vocabulary::Finding;
use passerelle_vocabulary::place::fold;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a file is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Sites to be connected.
    Sites,
    /// Masts.
    Towers,
    /// Fibre nodes and lines.
    Network,
    /// Points where people live.
    Population,
    /// Administrative areas with their outlines.
    Areas,
    /// An official list of sites.
    Official,
}

macro_rules! roles {
    ($($(#[$about:meta])* $name:ident = $code:literal,)*) => {
        /// What a column is.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum ColumnRole { $($(#[$about])* $name,)* }

        impl ColumnRole {
            /// Every role.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in files and on the command line.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

roles! {
    /// Latitude in degrees.
    Latitude = "latitude",
    /// Longitude in degrees.
    Longitude = "longitude",
    /// Both in one cell, or a shape in well-known text.
    Position = "position",
    /// Identifier in an official list.
    OfficialId = "official_id",
    /// Identifier.
    Id = "id",
    /// Name.
    Name = "name",
    /// School, health facility, other.
    Kind = "kind",
    /// Level or type within the kind.
    Level = "level",
    /// Administrative area, from the widest to the narrowest.
    Area = "area",
    /// Pupils, or people served.
    People = "people",
    /// Whether there is electricity.
    Power = "power",
    /// Where electricity comes from.
    PowerSource = "power_source",
    /// Whether the site is connected.
    Connected = "connected",
    /// How it is connected.
    Technology = "technology",
    /// Megabits per second.
    Speed = "speed",
    /// The contract: provider, end.
    Contract = "contract",
    /// Whether 4G reaches the site.
    Coverage = "coverage",
    /// The latest generation of mobile network that reaches it.
    CoverageGeneration = "coverage_generation",
    /// When it was surveyed.
    Surveyed = "surveyed",
    /// Generations that a tower carries.
    Generation = "generation",
    /// Height of a tower in metres.
    Height = "height",
    /// How a tower is connected.
    Backhaul = "backhaul",
    /// Who runs a tower or a line.
    Operator = "operator",
    /// How far a line has come.
    Status = "status",
}

impl ColumnRole {
    /// The role that a person means: by its code, or shorter (`lat`, `lon`). `None`: there is none.
    pub fn of(written: &str) -> Option<Self> {
        let folded = fold(written).replace(' ', "_");
        let code = match folded.as_str() {
            "lat" => "latitude",
            "lon" | "lng" | "long" => "longitude",
            "official" => "official_id",
            other => other,
        };
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
}

/// Names that a column of one role has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnRule {
    /// In files of these; in all where it names none.
    #[serde(default)]
    pub of: Vec<Subject>,
    /// What such a column is.
    pub role: ColumnRole,
    /// Whole names, the best first; `*` is one word.
    pub names: Vec<String>,
    /// Words that are enough within a longer name.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Several columns may have the role.
    #[serde(default)]
    pub many: bool,
}

/// Words that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeaningRule {
    /// Of which set: `yes_no`, `kind`, `kind_of_file`, `technology`, `power`, `status`, `generation`,
    /// `unknown`.
    pub of: String,
    /// What they mean: a code of the set.
    pub is: String,
    /// The words.
    pub words: Vec<String>,
}

/// `catalogue/connectivity/columns.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnCatalogue {
    /// Names of columns.
    #[serde(default)]
    pub column: Vec<ColumnRule>,
    /// Words in cells.
    #[serde(default)]
    pub meaning: Vec<MeaningRule>,
}

/// The sets of meanings, with the codes of each.
const MEANINGS: &[(&str, &[&str])] = &[
    ("yes_no", &["yes", "no"]),
    ("kind", &["school", "health_facility", "other"]),
    ("kind_of_file", &["school", "health_facility", "other"]),
    ("technology", &["fibre", "radio", "cellular", "satellite"]),
    ("power", &["grid", "solar", "generator", "some", "none"]),
    ("status", &["operational", "planned", "closed", "unknown"]),
    ("generation", &["2", "3", "4", "5"]),
    ("unknown", &["unknown"]),
];

impl ColumnCatalogue {
    /// What is wrong with it: a set or a code that is not known, a rule without any name.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in &self.meaning {
            match MEANINGS.iter().find(|(set, _)| *set == rule.of) {
                None => findings.push(Finding::new("meaning.of", "unknown-code", &rule.of)),
                Some((_, codes)) if !codes.contains(&rule.is.as_str()) => {
                    findings.push(Finding::new("meaning.is", "unknown-code", &rule.is));
                }
                Some(_) => {}
            }
        }
        let nameless = self.column.iter().filter(|rule| rule.names.is_empty());
        findings.extend(
            nameless.map(|rule| Finding::new("column.names", "no-names", rule.role.code())),
        );
        findings
    }

    /// The words of a set, ready to be looked up.
    pub(crate) fn meanings<T: Copy>(
        &self,
        of: &str,
        is: impl Fn(&str) -> Option<T>,
    ) -> Meanings<T> {
        let rules = self.meaning.iter().filter(|rule| rule.of == of);
        let worded = rules.filter_map(|rule| Some((is(&rule.is)?, &rule.words)));
        let words =
            worded.flat_map(|(meaning, words)| words.iter().map(move |word| (fold(word), meaning)));
        Meanings { words: words.collect(), known: FxHashMap::default() }
    }
}

/// Words of a set with what they mean, and the cells looked up before.
pub(crate) struct Meanings<T> {
    words: Vec<(String, T)>,
    known: FxHashMap<String, Option<T>>,
}

/// Different cells remembered; more of them are looked up each time.
const REMEMBERED: usize = 10_000;

impl<T: Copy> Meanings<T> {
    /// What a cell means: the whole of it, otherwise the first meaning of which it has a word.
    pub fn of(&mut self, cell: &str) -> Option<T> {
        if let Some(known) = self.known.get(cell) {
            return *known;
        }
        let found = self.look_up(cell);
        if self.known.len() < REMEMBERED {
            self.known.insert(cell.to_owned(), found);
        }
        found
    }

    /// What the whole of a cell means.
    pub fn of_whole(&self, cell: &str) -> Option<T> {
        let folded = fold(cell);
        self.words.iter().find(|(word, _)| *word == folded).map(|(_, meaning)| *meaning)
    }

    fn look_up(&self, cell: &str) -> Option<T> {
        let folded = fold(cell);
        let whole = self.words.iter().find(|(word, _)| *word == folded);
        let within = || self.words.iter().find(|(word, _)| has_words(&folded, word));
        whole.or_else(within).map(|(_, meaning)| *meaning)
    }

    /// Every meaning of which a cell has a word, in the order of the catalogue.
    pub fn all_of(&self, cell: &str) -> Vec<T> {
        let folded = fold(cell);
        let having = self.words.iter().filter(|(word, _)| has_words(&folded, word));
        having.map(|(_, meaning)| *meaning).collect()
    }
}

/// Whether words stand in a text one after another: "optic" is not in "optical".
pub(crate) fn has_words(text: &str, words: &str) -> bool {
    if words.is_empty() {
        return false;
    }
    let mut from = 0;
    while let Some(found) = text[from..].find(words) {
        let (start, end) = (from + found, from + found + words.len());
        let before = start == 0 || text.as_bytes()[start - 1] == b' ';
        let after = end == text.len() || text.as_bytes()[end] == b' ';
        if before && after {
            return true;
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// Whether a folded name is that of a rule, where `*` stands for one word.
pub(super) fn fits(name: &str, pattern: &str) -> bool {
    if !pattern.contains('*') {
        return name == pattern;
    }
    let (mut words, mut wanted) = (name.split(' '), pattern.split(' '));
    loop {
        match (words.next(), wanted.next()) {
            (None, None) => return true,
            (Some(word), Some(want)) if want == "*" || want == word => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> ColumnCatalogue {
        let rule = |is: &str, words: &[&str]| MeaningRule {
            of: "technology".into(),
            is: is.into(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        let meaning =
            vec![rule("fibre", &["Fibre", "fibra ótica"]), rule("radio", &["MW", "radio"])];
        ColumnCatalogue { column: Vec::new(), meaning }
    }

    #[test]
    fn words_are_found_whole_then_within() {
        let mut meanings = catalogue().meanings("technology", |is| is.chars().next());
        for (cell, expected) in [
            ("fibra otica", Some('f')),
            ("Fibra Ótica/MW", Some('f')),
            ("MW (old)", Some('r')),
            ("MWX", None),
            ("", None),
        ] {
            assert_eq!(meanings.of(cell), expected, "{cell}");
            assert_eq!(meanings.of(cell), expected, "remembered: {cell}");
        }
        assert_eq!(meanings.all_of("Fibra Ótica/MW"), ['f', 'r']);
    }

    #[test]
    fn a_star_is_one_word() {
        assert!(fits("4g 850 ave", "4g * ave") && fits("lat", "lat"));
        assert!(!fits("4g ave", "4g * ave") && !fits("4g a b ave", "4g * ave"));
        assert!(!fits("latitude", "lat"));
    }

    #[test]
    fn roles_have_short_names() {
        assert_eq!(ColumnRole::of("lat"), Some(ColumnRole::Latitude));
        assert_eq!(ColumnRole::of("Official-ID"), Some(ColumnRole::OfficialId));
        assert_eq!(ColumnRole::of("colour"), None);
        for role in ColumnRole::ALL {
            assert_eq!(ColumnRole::of(role.code()), Some(*role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        }
    }

    #[test]
    fn what_is_wrong_with_the_catalogue_is_told() {
        let mut wrong = catalogue();
        assert_eq!(wrong.check(), []);
        wrong.meaning[0].is = "copper".into();
        wrong.meaning[1].of = "colours".into();
        let codes: Vec<_> = wrong.check().into_iter().map(|one| (one.field, one.found)).collect();
        let expected = [("meaning.is", "copper"), ("meaning.of", "colours")];
        assert_eq!(codes, expected.map(|(field, found)| (field.to_owned(), found.to_owned())));
    }
}
