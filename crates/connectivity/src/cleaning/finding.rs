//! What cleaning found, row by row, and in groups.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Rows of a group that are told one by one.
const TOLD: usize = 5;
/// Characters of a cell that are kept.
const SHOWN: usize = 80;

/// What became of a row.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is no site of the plan.
    SetAside,
    /// It was put right.
    Mended,
    /// It is part of another.
    Merged,
    /// It is kept as it is; somebody should look at it.
    Told,
}

macro_rules! finding_codes {
    ($($(#[$about:meta])* $name:ident = $code:literal, $outcome:ident;)*) => {
        /// What can be found. The words for each are in `locales/` (`sites-found-<code>`).
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
        )]
        #[serde(rename_all = "kebab-case")]
        pub enum FindingCode { $($(#[$about])* $name,)* }

        impl FindingCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Whether what it is about is another row.
            pub fn is_about_row(self) -> bool {
                matches!(
                    self,
                    Self::SameIdentifier
                        | Self::SamePlaceAndName
                        | Self::MergedDiffers
                        | Self::IdentifierTwice
                        | Self::SameName
                )
            }

            /// What became of the row.
            pub fn outcome(self) -> Outcome {
                match self { $(Self::$name => Outcome::$outcome,)* }
            }
        }
    };
}

finding_codes! {
    /// No coordinates.
    NoCoordinates = "no-coordinates", SetAside;
    /// Something that is no angle where a coordinate should be.
    UnreadableCoordinates = "unreadable-coordinates", SetAside;
    /// Degrees that are not on the Earth; the value holds both.
    NotOnEarth = "not-on-earth", SetAside;
    /// 0, 0: what programs write where there are none.
    ZeroCoordinates = "zero-coordinates", SetAside;
    /// Not in the country.
    OutsideCountry = "outside-country", SetAside;
    /// A line or an area where a site or a tower should be a point.
    NotAPoint = "not-a-point", SetAside;
    /// A line of one place only.
    LineTooShort = "line-too-short", SetAside;
    /// An area where a line or a node should be.
    NotALine = "not-a-line", SetAside;
    /// Latitude and longitude were each in the other's place.
    SwappedCoordinates = "swapped-coordinates", Mended;
    /// The site has no area; that of the outline around it was taken.
    AreaFound = "area-found", Mended;
    /// Another row has the identifier, and the same place or name; about: its row.
    SameIdentifier = "same-identifier", Merged;
    /// Another row has the same place, name and kind; about: its row.
    SamePlaceAndName = "same-place-and-name", Merged;
    /// Of rows that are one site, another says something else; value: what; about: the row that was believed.
    MergedDiffers = "merged-differs", Told;
    /// Another row has the identifier and is another site; about: its row.
    IdentifierTwice = "identifier-twice", Told;
    /// Beyond the outline by less than outlines are exact; value: metres.
    NearBorder = "near-border", Told;
    /// Another site of the same kind and area has the name and another place; about: its row.
    SameName = "same-name", Told;
    /// Letters that a wrong encoding has left.
    GarbledText = "garbled-text", Told;
    /// The site writes its area otherwise than most; about: as most do.
    AreaSpelled = "area-spelled", Mended;
    /// The site names something as its area that is no outline's name; about: the outline's, which was taken.
    AreaPlaced = "area-placed", Mended;
    /// The row names another area than the outline it lies in; about: the outline's.
    AreaDiffers = "area-differs", Told;
    /// The site names areas, and not the one that they are in; value: those.
    AreaAboveMissing = "area-above-missing", Told;
    /// Connected by something that is none of the technologies planned with.
    OtherTechnology = "other-technology", Told;
    /// A number of people that is none.
    OddPeople = "odd-people", Told;
    /// A node or line that lies outside the country.
    NetworkOutside = "network-outside", Told;
    /// Identified in the official list by its name and area; about: the official identifier.
    OfficialByName = "official-by-name", Mended;
    /// In the official list under no identifier and no name.
    NotOfficial = "not-official", Told;
    /// A row of the official list for which there is no site.
    OfficialWithoutSite = "official-without-site", Told;
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CleaningFinding {
    /// The file, by its place among the files that were given, from 0.
    pub file: u32,
    /// The row, as in [`crate::Origin`].
    pub row: u32,
    /// What.
    pub code: FindingCode,
    /// The column, where it is about one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What was found there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What it is compared with; its meaning depends on the code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

impl CleaningFinding {
    /// A finding on a row.
    pub fn new(file: u32, row: u32, code: FindingCode) -> Self {
        let (column, value, about) = (String::new(), String::new(), String::new());
        Self { file, row, code, column, value, about }
    }

    /// The same, with the cell it is about.
    #[must_use]
    pub fn with(mut self, column: &str, value: &str) -> Self {
        column.clone_into(&mut self.column);
        self.value = value.chars().take(SHOWN).collect();
        self
    }

    /// The same, with what it is compared with.
    #[must_use]
    pub fn about(mut self, about: impl ToString) -> Self {
        self.about = about.to_string();
        self
    }
}

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FindingGroup {
    /// Which.
    pub code: FindingCode,
    /// What became of the rows.
    pub outcome: Outcome,
    /// How many.
    pub count: u64,
    /// The first ones.
    pub first: Vec<CleaningFinding>,
}

/// Findings by what became of the rows, then by code.
pub fn groups(findings: &[CleaningFinding]) -> Vec<FindingGroup> {
    let mut groups: BTreeMap<(Outcome, FindingCode), FindingGroup> = BTreeMap::new();
    for finding in findings {
        let (code, outcome) = (finding.code, finding.code.outcome());
        let group = groups.entry((outcome, code)).or_insert_with(|| FindingGroup {
            code,
            outcome,
            count: 0,
            first: Vec::new(),
        });
        group.count += 1;
        if group.first.len() < TOLD {
            group.first.push(finding.clone());
        }
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_of_one_kind_are_one_group() {
        let mut findings: Vec<_> = (2..10_002)
            .map(|row| CleaningFinding::new(0, row, FindingCode::NoCoordinates))
            .collect();
        findings.push(CleaningFinding::new(0, 1, FindingCode::SwappedCoordinates));
        let groups = groups(&findings);
        let counts: Vec<_> = groups.iter().map(|group| (group.code, group.count)).collect();
        let expected = [(FindingCode::NoCoordinates, 10_000), (FindingCode::SwappedCoordinates, 1)];
        assert_eq!(counts, expected);
        assert_eq!(groups[0].first.len(), 5);
    }

    #[test]
    fn codes_are_written_alike_everywhere() {
        for code in FindingCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.code());
        }
    }
}
