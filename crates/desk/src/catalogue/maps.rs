//! Outlines to draw maps with: of the world, and of the places within a country.

use std::collections::BTreeMap;

use serde::Deserialize;

use passerelle_vocabulary::{Text, table};

use super::{CatalogueProblem, Files, Reading};

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

/// Outlines of the places within a country, already projected.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AreaMap {
    /// Width of the drawing.
    pub width: u32,
    /// Height of the drawing.
    pub height: u32,
    /// Codes of places (`KEN/mombasa`) and SVG path data.
    pub shapes: Vec<(String, String)>,
    /// Where the outlines come from.
    pub source: String,
    /// Their licence.
    pub licence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaMapHeader {
    width: u32,
    height: u32,
    source: String,
    licence: String,
}

pub(super) fn read_map(files: &Files, reading: &mut Reading) -> WorldMap {
    let text = files.read("map/world.toml").unwrap_or_default();
    let read = toml::from_str::<MapHeader>(&text)
        .map_err(|error| CatalogueProblem::of_toml(&text, &error));
    let Some(header) = reading.take("map/world.toml", read) else {
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

/// Reads `map/areas/KEN.toml` and `map/areas/KEN.tsv` of every country that has them.
pub(super) fn read_area_maps(files: &Files, reading: &mut Reading) -> BTreeMap<String, AreaMap> {
    let mut maps = BTreeMap::new();
    for (name, text) in files.list("map/areas", "toml") {
        let read = toml::from_str::<AreaMapHeader>(&text)
            .map_err(|error| CatalogueProblem::of_toml(&text, &error));
        let Some(AreaMapHeader { width, height, source, licence }) = reading.take(&name, read)
        else {
            continue;
        };
        let stem = name.trim_end_matches(".toml");
        let country = stem.rsplit('/').next().unwrap_or_default().to_owned();
        let table_name = format!("{stem}.tsv");
        let shapes = files.read(&table_name).unwrap_or_default();
        let mut map = AreaMap { width, height, source, licence, shapes: Vec::new() };
        let mut wrong = Vec::new();
        let read = table::read(&shapes, &["place", "path"], |row| {
            let (place, path) = (row.get("place"), row.get("path"));
            let within = place.strip_prefix(&country).is_some_and(|rest| rest.starts_with('/'));
            if within && path.bytes().all(is_of_path) {
                map.shapes.push((place.to_owned(), path.to_owned()));
            } else {
                wrong.push((row.line, place.to_owned()));
            }
        });
        reading.take(&table_name, read);
        for (line, found) in wrong {
            let (file, code) = (table_name.clone(), "bad-row".to_owned());
            let problem = CatalogueProblem { file, line, code, found, ..Default::default() };
            reading.problems.push(problem);
        }
        maps.insert(country, map);
    }
    maps
}

/// What SVG path data of straight lines consist of.
fn is_of_path(byte: u8) -> bool {
    byte.is_ascii_digit() || b"MmLlHhVvZz .,-".contains(&byte)
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;

    #[test]
    fn a_country_may_bring_outlines_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let areas = folder.path().join("map/areas");
        std::fs::create_dir_all(&areas).unwrap();
        let header =
            "width = 600\nheight = 700\nsource = \"Survey of Kenya\"\nlicence = \"CC0-1.0\"\n";
        std::fs::write(areas.join("KEN.toml"), header).unwrap();
        let write = |rows: &str| {
            std::fs::write(areas.join("KEN.tsv"), format!("place\tpath\n{rows}")).unwrap();
        };
        write("KEN/mombasa\tM0 0l1 0 0 1z\n");
        let catalogue = Catalogue::read(Some(folder.path()), false).unwrap();
        assert_eq!(catalogue.area_maps["KEN"].shapes.len(), 1);
        write("UGA/kampala\tM0 0\nKEN/a\tM0 0\"/><script>\n");
        let error = Catalogue::read(Some(folder.path()), false).unwrap_err();
        let found: Vec<_> = error.0.iter().map(|one| (one.line, one.code.as_str())).collect();
        assert_eq!(found, [(2, "bad-row"), (3, "bad-row")]);
    }
}
