//! The catalogue: what the platform knows, read from files.
//!
//! The program carries a copy; a folder given by its owner replaces it file by file, so that a country
//! can add an indicator or a language without a new program. All problems of all files are collected.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use passerelle_compact::{CatalogueText, Commitment, TextFile};
use passerelle_exchange::sources::Publisher;
use passerelle_inclusion::{Dimension, DimensionFile, Indicator, IndicatorFile, check_together};
use passerelle_vocabulary::table;
use passerelle_vocabulary::{Finding, Places, Record, Text};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue");

/// Something wrong in a file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CatalogueProblem {
    /// The file, from the catalogue's folder.
    pub file: String,
    /// What is wrong, where.
    pub problem: String,
}

/// Problems that keep the catalogue from being used.
#[derive(Debug, thiserror::Error)]
#[error("{} problem(s) in the catalogue", .0.len())]
pub struct CatalogueError(pub Vec<CatalogueProblem>);

/// Everything the catalogue holds.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The texts, in the order of their files.
    pub texts: Vec<CatalogueText>,
    /// Every commitment, by text, then order.
    pub commitments: Vec<Commitment>,
    /// Every indicator, those of the country page first, by rank, then by code.
    pub indicators: Vec<Indicator>,
    /// Dimensions and their categories.
    pub dimensions: Vec<Dimension>,
    /// Publishers and how to read them.
    pub publishers: Vec<Publisher>,
    /// Countries and groups.
    pub places: Places,
    /// Outlines for the map of the world.
    pub map: WorldMap,
    /// Figures that the texts themselves state, as a table of observations.
    pub figures: String,
    /// The same, each with the passage that states it.
    pub stated: Vec<StatedFigure>,
    /// SHA-256 of every file, in hexadecimal: two equal catalogues have equal hashes.
    pub hash: String,
}

/// A figure that one of the texts states, with the passage that states it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct StatedFigure {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the place.
    pub place: String,
    /// When, as written in the table.
    pub period: String,
    /// The figure, in `unit`.
    pub value: f64,
    /// Code of the unit.
    pub unit: String,
    /// The passage: `roadmap:13`.
    pub cite: String,
    /// What to know about it.
    pub note: Text,
}

/// Outlines of countries, already projected.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorldMap {
    /// Width of the drawing.
    pub width: u32,
    /// Height of the drawing, Antarctica left out.
    pub height: u32,
    /// ISO 3166-1 alpha-3 (or `-`) and SVG path data.
    pub shapes: Vec<(String, String)>,
    /// Countries too small to have an outline: code and position.
    pub dots: Vec<(String, f64, f64)>,
    /// The usual note on boundaries.
    pub note: Text,
    /// Where the outlines come from.
    pub source: String,
    /// Their licence.
    pub licence: String,
}

#[derive(Deserialize)]
struct MapHeader {
    width: u32,
    height_without_antarctica: u32,
    source: String,
    licence: String,
    note: Text,
}

/// The files of a catalogue: the embedded ones, with those of a folder over them.
struct Files {
    folder: Option<PathBuf>,
}

impl Files {
    fn read(&self, path: &str) -> Option<String> {
        let over = self.folder.as_ref().map(|folder| folder.join(path));
        match over.and_then(|path| std::fs::read_to_string(path).ok()) {
            Some(text) => Some(text),
            None => EMBEDDED.get_file(path)?.contents_utf8().map(str::to_owned),
        }
    }

    /// Names and texts of the files with this ending in a folder, by name.
    fn list(&self, folder: &str, ending: &str) -> BTreeMap<String, String> {
        let mut names: Vec<String> = Vec::new();
        if let Some(embedded) = EMBEDDED.get_dir(folder) {
            names.extend(
                embedded.files().filter_map(|file| file.path().to_str().map(str::to_owned)),
            );
        }
        if let Some(over) = &self.folder {
            let entries = std::fs::read_dir(over.join(folder)).into_iter().flatten().flatten();
            names.extend(
                entries
                    .filter_map(|entry| Some(format!("{folder}/{}", entry.file_name().to_str()?))),
            );
        }
        names.retain(|name| Path::new(name).extension().is_some_and(|found| found == ending));
        names.into_iter().filter_map(|name| self.read(&name).map(|text| (name, text))).collect()
    }
}

/// Gathers problems while files are read.
#[derive(Default)]
struct Reading {
    problems: Vec<CatalogueProblem>,
    hasher: Sha256,
}

impl Reading {
    fn problem(&mut self, file: &str, problem: impl ToString) {
        self.problems
            .push(CatalogueProblem { file: file.to_owned(), problem: problem.to_string() });
    }

    fn findings(&mut self, file: &str, subject: &str, findings: Vec<Finding>) {
        for Finding { field, code, found } in findings {
            let found = if found.is_empty() { found } else { format!(" ({found})") };
            self.problem(file, format!("{subject} {field}: {code}{found}"));
        }
    }

    fn take<T, E: ToString>(&mut self, file: &str, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.problem(file, error)).ok()
    }

    fn seen(&mut self, name: &str, text: &str) {
        self.hasher.update((name.len() as u64).to_be_bytes());
        self.hasher.update(name);
        self.hasher.update((text.len() as u64).to_be_bytes());
        self.hasher.update(text);
    }
}

impl Catalogue {
    /// Reads the embedded catalogue, with the files of `folder` over it; `demo` adds the synthetic
    /// country.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn read(folder: Option<&Path>, demo: bool) -> Result<Self, CatalogueError> {
        let files = Files { folder: folder.map(Path::to_owned) };
        let mut reading = Reading::default();
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            reading.problem(&folder.display().to_string(), "there is no such folder");
        }
        let (texts, commitments) = read_texts(&files, &mut reading);
        let (indicators, dimensions) = read_indicators(&files, &mut reading);
        let publishers = read_publishers(&files, &mut reading);
        let places = read_places(&files, &mut reading, demo);
        let map = read_map(&files, &mut reading);
        let figures = files.read("observations/texts.tsv").unwrap_or_default();
        reading.seen("observations/texts.tsv", &figures);
        let stated = read_stated(&figures, &mut reading);
        check_links(&mut reading, &commitments, &indicators);
        if !reading.problems.is_empty() {
            return Err(CatalogueError(reading.problems));
        }
        let hash = hex::encode(reading.hasher.finalize());
        Ok(Self {
            texts,
            commitments,
            indicators,
            dimensions,
            publishers,
            places,
            map,
            figures,
            stated,
            hash,
        })
    }

    /// The observations of the synthetic country, as a table.
    pub fn demo_observations() -> &'static str {
        EMBEDDED
            .get_file("demo/observations.tsv")
            .and_then(include_dir::File::contents_utf8)
            .unwrap_or_default()
    }

    /// The indicator with this code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }

    /// The commitment with this id.
    pub fn commitment(&self, id: &str) -> Option<&Commitment> {
        self.commitments.iter().find(|commitment| commitment.id == id)
    }

    /// The publisher with this id.
    pub fn publisher(&self, id: &str) -> Option<&Publisher> {
        self.publishers.iter().find(|publisher| publisher.id == id)
    }

    /// The dimension with this code.
    pub fn dimension(&self, code: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.code == code)
    }

    /// The name of a source: a publisher's, or the title of the text that states the figure.
    pub fn source_name(&self, id: &str) -> Option<&Text> {
        let text = || self.texts.iter().find(|text| text.text.code() == id).map(|text| &text.title);
        self.publisher(id).map(|publisher| &publisher.name).or_else(text)
    }
}

fn read_texts(files: &Files, reading: &mut Reading) -> (Vec<CatalogueText>, Vec<Commitment>) {
    let (mut texts, mut commitments) = (Vec::new(), Vec::new());
    for (name, text) in files.list("commitments", "toml") {
        reading.seen(&name, &text);
        let read = passerelle_compact::read_text(&text);
        let Some(TextFile { text, commitments: entries }) = reading.take(&name, read) else {
            continue;
        };
        for entry in &entries {
            reading.findings(&name, &entry.id, entry.check());
        }
        texts.push(text);
        commitments.extend(entries);
    }
    (texts, commitments)
}

fn read_indicators(files: &Files, reading: &mut Reading) -> (Vec<Indicator>, Vec<Dimension>) {
    let (mut indicators, mut dimensions) = (Vec::new(), Vec::new());
    for (name, text) in files.list("indicators", "toml") {
        reading.seen(&name, &text);
        if name.ends_with("/dimensions.toml") {
            let read = reading.take(&name, DimensionFile::read(&text));
            dimensions.extend(read.into_iter().flat_map(|file| file.dimension));
        } else {
            let read = reading.take(&name, IndicatorFile::read(&text));
            indicators.extend(read.into_iter().flat_map(|file| file.indicator));
        }
    }
    reading.findings("indicators/", "", check_together(&indicators, &dimensions));
    indicators.sort_by(|a, b| {
        let rank = |indicator: &Indicator| indicator.headline.unwrap_or(u32::MAX);
        rank(a).cmp(&rank(b)).then_with(|| a.code.cmp(&b.code))
    });
    dimensions.sort_by_key(|dimension| dimension.order);
    (indicators, dimensions)
}

fn read_publishers(files: &Files, reading: &mut Reading) -> Vec<Publisher> {
    let mut publishers: Vec<Publisher> = Vec::new();
    for (name, text) in files.list("sources", "toml") {
        reading.seen(&name, &text);
        let read = Publisher::from_toml(&text);
        let Some(publisher) = reading.take(&name, read) else { continue };
        reading.findings(&name, &publisher.id, publisher.check());
        publishers.push(publisher);
    }
    publishers
}

fn read_places(files: &Files, reading: &mut Reading, demo: bool) -> Places {
    let [countries, groups, aliases] = ["countries.tsv", "groups.tsv", "aliases.tsv"].map(|name| {
        let text = files.read(name).unwrap_or_default();
        reading.seen(name, &text);
        text
    });
    let read = Places::read(&countries, &groups, &aliases);
    let mut places = reading.take("", read).unwrap_or_default();
    if demo {
        let country = files.read("demo/country.tsv").unwrap_or_default();
        let added = places.add_countries(&country, true);
        reading.take("demo/country.tsv", added);
    }
    places
}

fn read_map(files: &Files, reading: &mut Reading) -> WorldMap {
    let text = files.read("map/world.toml").unwrap_or_default();
    let Some(header) = reading.take("map/world.toml", toml::from_str::<MapHeader>(&text)) else {
        return WorldMap::default();
    };
    let mut map = WorldMap {
        width: header.width,
        height: header.height_without_antarctica,
        note: header.note,
        source: header.source,
        licence: header.licence,
        ..WorldMap::default()
    };
    let shapes = files.read("map/world.tsv").unwrap_or_default();
    let read = table::read(&shapes, &["iso3", "path"], |row| {
        if row.get("iso3") != "ATA" {
            map.shapes.push((row.get("iso3").to_owned(), row.get("path").to_owned()));
        }
    });
    reading.take("map/world.tsv", read);
    let dots = files.read("map/dots.tsv").unwrap_or_default();
    let read = table::read(&dots, &["iso3", "x", "y"], |row| {
        if let (Ok(x), Ok(y)) = (row.get("x").parse(), row.get("y").parse()) {
            map.dots.push((row.get("iso3").to_owned(), x, y));
        }
    });
    reading.take("map/dots.tsv", read);
    map
}

fn read_stated(figures: &str, reading: &mut Reading) -> Vec<StatedFigure> {
    let (mut stated, mut unread) = (Vec::new(), Vec::new());
    let needed = ["indicator", "place", "period", "value", "unit", "cite", "note_fr", "note_en"];
    let read = table::read(figures, &needed, |row| match row.get("value").parse() {
        Ok(value) => stated.push(StatedFigure {
            indicator: row.get("indicator").to_owned(),
            place: row.get("place").to_owned(),
            period: row.get("period").to_owned(),
            value,
            unit: row.get("unit").to_owned(),
            cite: row.get("cite").to_owned(),
            note: Text::new(row.get("note_fr"), row.get("note_en")),
        }),
        Err(_) => unread.push(row.line),
    });
    reading.take("observations/texts.tsv", read);
    for line in unread {
        reading.problem("observations/texts.tsv", format!("line {line}, value: not a number"));
    }
    stated
}

/// Commitments name indicators, and targets name commitments: both must exist.
fn check_links(reading: &mut Reading, commitments: &[Commitment], indicators: &[Indicator]) {
    for commitment in commitments {
        for code in &commitment.indicators {
            if !indicators.iter().any(|indicator| &indicator.code == code) {
                let problem = format!("{} indicators: unknown-indicator ({code})", commitment.id);
                reading.problem("commitments/", problem);
            }
        }
    }
    for indicator in indicators {
        let named = indicator.target.as_ref().and_then(|target| target.commitment.as_ref());
        if let Some(id) = named.filter(|id| !commitments.iter().any(|c| &c.id == *id)) {
            let problem =
                format!("{} target.commitment: unknown-commitment ({id})", indicator.code);
            reading.problem("indicators/", problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_catalogue_is_sound() {
        let catalogue =
            Catalogue::read(None, true).unwrap_or_else(|error| panic!("{:#?}", error.0));
        assert_eq!(catalogue.places.countries().len(), 251);
        assert!(catalogue.commitments.len() > 160);
        assert!(catalogue.indicator("internet_users").is_some());
        assert!(catalogue.map.shapes.len() > 170 && catalogue.map.dots.len() > 60);
    }

    #[test]
    fn a_folder_goes_over_the_embedded_files() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("indicators")).unwrap();
        std::fs::write(
            folder.path().join("indicators/ours.toml"),
            "theme = 'ours'\n[[indicator]]\n",
        )
        .unwrap();
        let error = Catalogue::read(Some(folder.path()), false).unwrap_err();
        assert_eq!(error.0[0].file, "indicators/ours.toml");
        assert!(error.0[0].problem.starts_with("line 2, column 1: missing field"), "{error:?}");
    }

    #[test]
    fn equal_catalogues_have_equal_hashes() {
        let hash = || Catalogue::read(None, false).unwrap().hash;
        assert_eq!(hash(), hash());
    }
}
