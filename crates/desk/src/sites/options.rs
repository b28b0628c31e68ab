//! What a person says besides the files, and what the catalogue knows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use passerelle_connectivity::SiteKind;
use passerelle_connectivity::reading::{ColumnCatalogue, ColumnRole};
use passerelle_connectivity::territory::DegreeBox;
use passerelle_vocabulary::table;

use super::SitesError;
use crate::catalogue::{Catalogue, CatalogueProblem};

const COLUMNS: &str = "connectivity/columns.toml";
const BOXES: &str = "map/boxes.tsv";

/// What a person says besides the files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SiteOptions {
    /// A file with the outlines of the country or of its areas.
    pub areas: Option<PathBuf>,
    /// The country, ISO 3166-1 alpha-3: its box is used where there are no outlines.
    pub country: Option<String>,
    /// Columns by what they are.
    pub columns: Vec<(ColumnRole, String)>,
    /// What sites are whose rows and files do not say it.
    pub kind: Option<SiteKind>,
    /// An official list to match sites to.
    pub official: Option<PathBuf>,
    /// A folder whose files go over those of the catalogue.
    pub catalogue: Option<PathBuf>,
}

/// What the catalogue knows.
pub(super) struct Known {
    pub columns: ColumnCatalogue,
    pub boxes: BTreeMap<String, DegreeBox>,
}

impl SiteOptions {
    /// Reads what the catalogue knows.
    pub(super) fn known(&self) -> Result<Known, SitesError> {
        let file = |name: &str| Catalogue::file(self.catalogue.as_deref(), name);
        let (known, problems) = known_of(&file);
        if problems.is_empty() { Ok(known) } else { Err(SitesError::Catalogue(problems)) }
    }
}

/// The boxes of countries as the catalogue writes them, the file of `folder` before the embedded one.
pub(crate) fn country_boxes(folder: Option<&Path>) -> BTreeMap<String, DegreeBox> {
    read_boxes(&Catalogue::file(folder, BOXES).unwrap_or_default()).0
}

/// The catalogue's files of columns and boxes.
pub(crate) const FILES: [&str; 2] = [COLUMNS, BOXES];

/// What is wrong with them; `file` gives the text of one.
pub(crate) fn problems(file: &dyn Fn(&str) -> Option<String>) -> Vec<CatalogueProblem> {
    known_of(file).1
}

fn known_of(file: &dyn Fn(&str) -> Option<String>) -> (Known, Vec<CatalogueProblem>) {
    let mut problems = Vec::new();
    let text = file(COLUMNS).unwrap_or_default();
    let columns: ColumnCatalogue = toml::from_str(&text).unwrap_or_else(|error| {
        let problem = CatalogueProblem::of_toml(&text, &error);
        problems.push(CatalogueProblem { file: COLUMNS.to_owned(), ..problem });
        ColumnCatalogue::default()
    });
    let findings = columns.check().into_iter();
    problems.extend(findings.map(|finding| CatalogueProblem::of(COLUMNS, "", finding)));
    let (boxes, wrong) = read_boxes(&file(BOXES).unwrap_or_default());
    problems.extend(wrong);
    (Known { columns, boxes }, problems)
}

fn read_boxes(text: &str) -> (BTreeMap<String, DegreeBox>, Vec<CatalogueProblem>) {
    let (mut boxes, mut problems) = (BTreeMap::new(), Vec::new());
    let of_file =
        |problem: CatalogueProblem| CatalogueProblem { file: BOXES.to_owned(), ..problem };
    let read = table::read(text, &["iso3", "west", "south", "east", "north"], |row| {
        let number =
            |name: &str| row.get(name).parse::<f64>().ok().filter(|one| one.abs() <= 180.0);
        let all = [number("west"), number("south"), number("east"), number("north")];
        if let [Some(west), Some(south), Some(east), Some(north)] = all {
            boxes.insert(row.get("iso3").to_owned(), DegreeBox { west, south, east, north });
        } else {
            let (line, code) = (row.line, "bad-row".to_owned());
            let found = row.get("iso3").to_owned();
            problems.push(of_file(CatalogueProblem { line, code, found, ..Default::default() }));
        }
    });
    if let Err(error) = read {
        problems.push(of_file(error.into()));
    }
    (boxes, problems)
}
