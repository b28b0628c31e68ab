//! The catalogue: what the platform knows, read from files.
//!
//! The program carries a copy; a folder given by its owner replaces it file by file, so that a country
//! can add an indicator or a language without a new program. All problems of all files are collected.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use sha2::Digest as _;

use passerelle_compact::calendar::Mandate;
use passerelle_compact::relevance::Lexicon;
use passerelle_compact::review::Outlines;
use passerelle_compact::{CatalogueText, Commitment, TextFile};
use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::Synonyms;
use passerelle_inclusion::disclosure::Policy;
use passerelle_inclusion::{
    Dimension, DimensionFile, Indicator, IndicatorFile, check_together, composite, scorecard,
};
use passerelle_vocabulary::table;
use passerelle_vocabulary::{Finding, Lang, Places, Record, Text};

use crate::naming::Naming;
use crate::plans;
use crate::shown;
use crate::sites::options as sites;

mod currencies;
mod files;
mod lexicon;
mod maps;
mod measures;
mod policies;
mod problem;
mod reviews;

pub use currencies::{Currencies, RateSource};
use files::{EMBEDDED, Files, Reading};
pub use maps::{AreaMap, WorldMap};
use maps::{read_area_maps, read_map};
pub(crate) use measures::index_file;
pub use problem::{CatalogueError, CatalogueProblem};

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
    /// How else countries are called, and how places within them are.
    pub naming: Naming,
    /// How people write units and categories in files of their own.
    pub synonyms: Arc<Synonyms>,
    /// Composite indices, by code.
    pub indices: BTreeMap<String, composite::Definition>,
    /// What a scorecard counts.
    pub scorecard: scorecard::Definition,
    /// In which chapters a review is told.
    pub review: Outlines,
    /// Dates that mandates set.
    pub mandates: Vec<Mandate>,
    /// How activities of other registers are recognised as digital.
    pub lexicon: Arc<Lexicon>,
    /// Policies of disclosure control, by name.
    pub policies: BTreeMap<String, Policy>,
    /// Outlines for the map of the world.
    pub map: WorldMap,
    /// Outlines of the places within a country, by the code of the country, where the catalogue has them.
    pub area_maps: BTreeMap<String, AreaMap>,
    /// Currencies, and at which rates they are converted.
    pub currencies: Currencies,
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

impl Catalogue {
    /// Reads the embedded catalogue, with the files of `folder` over it; `demo` adds the synthetic
    /// country.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn read(folder: Option<&Path>, demo: bool) -> Result<Self, CatalogueError> {
        let files = Files { folder: folder.map(Path::to_owned) };
        let mut reading = Reading::default();
        if let Some(folder) = folder {
            Files::unreadable(folder, &mut reading);
        }
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            reading.problem(&folder.display().to_string(), "no-such-folder", "");
        }
        let (texts, commitments) = read_texts(&files, &mut reading);
        let (indicators, dimensions) = read_indicators(&files, &mut reading);
        let publishers = read_publishers(&files, &mut reading);
        let (places, naming) = read_places(&files, &mut reading, demo);
        let synonyms = read_synonyms(&files, &mut reading);
        let indices = measures::read_indices(&files, &mut reading);
        let scorecard =
            measures::read_scorecard(&files, &mut reading, &indicators, &dimensions, &indices);
        let policies = policies::read(&files, &mut reading);
        let reviews = reviews::read(&files, &mut reading, &commitments);
        let lexicon = lexicon::read(&files, &mut reading, &commitments);
        let map = read_map(&files, &mut reading);
        let area_maps = read_area_maps(&files, &mut reading);
        read_connectivity(&files, &mut reading);
        let currencies = currencies::read(&files, &mut reading);
        let figures = files.read("observations/texts.tsv").unwrap_or_default();
        reading.seen("observations/texts.tsv", &figures);
        let stated = read_stated(&figures, &mut reading);
        check_links(&mut reading, &commitments, &indicators);
        let read = scorecard.zip(lexicon).zip(reviews).filter(|_| reading.problems.is_empty());
        let Some(((scorecard, lexicon), (review, mandates))) = read else {
            return Err(CatalogueError(reading.problems));
        };
        let hash = hex::encode(reading.hasher.finalize());
        Ok(Self {
            texts,
            commitments,
            indicators,
            dimensions,
            publishers,
            places,
            naming,
            synonyms,
            indices,
            scorecard,
            review,
            mandates,
            lexicon: Arc::new(lexicon),
            policies,
            map,
            area_maps,
            currencies,
            figures,
            stated,
            hash,
        })
    }

    /// A file of the catalogue as it is written: the one of `folder`, where it has it, before the embedded one.
    pub fn file(folder: Option<&Path>, path: &str) -> Option<String> {
        Files { folder: folder.map(Path::to_owned) }.read(path)
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

    /// The name of any place: a country, a group, a place within a country.
    pub fn place_name<'a>(&'a self, code: &'a str, lang: &Lang) -> Cow<'a, str> {
        self.naming.name(&self.places, code, lang)
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
        let read = passerelle_compact::read_text(&text)
            .map_err(|error| CatalogueProblem::of_toml(&text, &error));
        let Some(TextFile { text, commitments: entries }) = reading.take(&name, read) else {
            continue;
        };
        for entry in &entries {
            reading.record("commitment", &entry.id, &name);
            reading.findings(&name, &format!("commitment/{}", entry.id), entry.check());
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
            let read = read.into_iter().flat_map(|file| file.dimension);
            dimensions
                .extend(read.inspect(|found| reading.record("dimension", &found.code, &name)));
        } else {
            let read = reading.take(&name, IndicatorFile::read(&text));
            let read = read.into_iter().flat_map(|file| file.indicator);
            indicators
                .extend(read.inspect(|found| reading.record("indicator", &found.code, &name)));
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
        reading.findings(&name, &format!("source/{}", publisher.id), publisher.check());
        publishers.push(publisher);
    }
    publishers
}

fn read_places(files: &Files, reading: &mut Reading, demo: bool) -> (Places, Naming) {
    let tables = ["countries.tsv", "groups.tsv", "aliases.tsv", "areas.tsv"];
    let [countries, groups, aliases, areas] = tables.map(|name| {
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
    let naming = reading.take("areas.tsv", Naming::read(&aliases, &areas));
    (places, naming.unwrap_or_default())
}

/// What is known of lists of sites, and the default prices of plans, are read when they are asked for; here they are
/// only checked.
fn read_connectivity(files: &Files, reading: &mut Reading) {
    let file = |name: &str| files.read(name);
    for name in sites::FILES.into_iter().chain(plans::FILES).chain(shown::FILES) {
        reading.seen(name, &file(name).unwrap_or_default());
    }
    reading.problems.extend(sites::problems(&file));
    reading.problems.extend(plans::problems(&file));
    reading.problems.extend(shown::problems(&file));
}

fn read_synonyms(files: &Files, reading: &mut Reading) -> Arc<Synonyms> {
    let text = files.read("synonyms.tsv").unwrap_or_default();
    reading.seen("synonyms.tsv", &text);
    let read = reading.take("synonyms.tsv", Synonyms::read(&text));
    read.unwrap_or_default().into()
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
        Err(_) => unread.push((row.line, row.get("value").to_owned())),
    });
    reading.take("observations/texts.tsv", read);
    for (line, found) in unread {
        reading.problems.push(CatalogueProblem {
            file: "observations/texts.tsv".to_owned(),
            line,
            field: "value".to_owned(),
            code: "not-a-number".to_owned(),
            found,
            ..CatalogueProblem::default()
        });
    }
    stated
}

/// Commitments name indicators, and targets name commitments: both must exist. Where a file of the ones
/// named cannot be read, that is told already, and what it holds is not called unknown.
fn check_links(reading: &mut Reading, commitments: &[Commitment], indicators: &[Indicator]) {
    let missing = |reading: &Reading, folder: &str| {
        reading.problems.iter().any(|one| one.record.is_empty() && one.file.starts_with(folder))
    };
    let (no_indicators, no_commitments) =
        (missing(reading, "indicators/"), missing(reading, "commitments/"));
    for commitment in commitments.iter().filter(|_| !no_indicators) {
        let known = |code: &&String| indicators.iter().any(|indicator| &indicator.code == *code);
        let unknown = commitment.indicators.iter().filter(|code| !known(code));
        let findings =
            unknown.map(|code| Finding::new("indicators", "unknown-indicator", code)).collect();
        reading.findings("commitments/", &format!("commitment/{}", commitment.id), findings);
    }
    for indicator in indicators.iter().filter(|_| !no_commitments) {
        let named = indicator.target.as_ref().and_then(|target| target.commitment.as_ref());
        if let Some(id) = named.filter(|id| !commitments.iter().any(|c| &c.id == *id)) {
            let finding = Finding::new("target.commitment", "unknown-commitment", id);
            let record = format!("indicator/{}", indicator.code);
            reading.findings("indicators/", &record, vec![finding]);
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
        assert_eq!((error.0[0].line, error.0[0].column), (2, 1), "{error:?}");
        assert_eq!(error.0[0].code, "catalogue-unreadable");
        assert!(error.0[0].found.starts_with("missing field"), "{error:?}");
    }

    #[test]
    fn equal_catalogues_have_equal_hashes() {
        let hash = || Catalogue::read(None, false).unwrap().hash;
        assert_eq!(hash(), hash());
    }
}
