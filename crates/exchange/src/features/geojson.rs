//! GeoJSON (RFC 7946), and what else comes as JSON: its first members say what it is.

use std::cell::Cell;
use std::fmt;
use std::io::BufReader;

use passerelle_vocabulary::{Features, Geometry};
use rustc_hash::FxHashMap;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::coordinates::{CoordinatesSeed, Flat, Left, Reference, Shape, ShapeSeed, TOO_MANY};
use super::open_fibre::{Network, NetworkList};
use super::properties::{Cells, CellsSeed};
use super::text::Utf8;
use super::{COLUMNS, FeatureFile, FeatureLimits, full};
use crate::statistics::{Input, ProblemCode, Report, Stop, TextBytes};

/// Said where reading must stop; the builder knows why.
const STOPPED: &str = "stopped";
/// Column of a point that is not on the Earth, as it is written.
const ODD_POINT: &str = "geometry";

pub(super) fn read(
    input: &Input<'_>,
    limits: FeatureLimits,
    file: &mut FeatureFile,
) -> Result<(), Stop> {
    let mut source = Utf8::new(TextBytes::new(input.open()?, limits.bytes, None));
    let mut builder = Builder::new(&mut file.table, &mut file.report, limits);
    let read = read_all(&mut source, &mut builder);
    let is_network = builder.is_network;
    let stop = builder.stop.take().or(source.stop.take());
    file.report.encoding = source.encoding().to_owned();
    file.report.bytes = source.read_bytes();
    if let Some(line) = source.legacy_line {
        file.report.first_legacy_row = Some(line);
        file.report.encoding = "windows-1252".to_owned();
    }
    if is_network {
        file.format = "ofds";
    }
    if let Err(error) = read {
        return Err(stop.unwrap_or_else(|| {
            let told = error.to_string();
            let hint = told.split(" at line ").next().unwrap_or_default();
            match hint {
                TOO_MANY => full(error.line() as u64),
                _ => Stop::new(ProblemCode::BadJson, error.line() as u64, hint),
            }
        }));
    }
    (file.report.bytes, file.report.sha256) = source.finish();
    Ok(())
}

/// Reads one value after another: a file may hold a feature a line.
fn read_all(source: &mut Utf8<'_>, builder: &mut Builder<'_>) -> serde_json::Result<()> {
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, source));
    loop {
        Whole(builder).deserialize(&mut json)?;
        if json.end().is_ok() {
            return Ok(());
        }
    }
}

/// Makes rows of features.
pub(super) struct Builder<'f> {
    table: &'f mut Features,
    report: &'f mut Report,
    limits: FeatureLimits,
    columns: FxHashMap<String, usize>,
    /// Features so far.
    count: u64,
    reference: Reference,
    pub left: Left,
    stop: Option<Stop>,
    is_network: bool,
}

impl<'f> Builder<'f> {
    fn new(table: &'f mut Features, report: &'f mut Report, limits: FeatureLimits) -> Self {
        Self {
            table,
            report,
            limits,
            columns: FxHashMap::default(),
            count: 0,
            reference: Reference::default(),
            left: Left(Cell::new(limits.positions)),
            stop: None,
            is_network: false,
        }
    }

    /// Stops the reading.
    fn stop<E: de::Error>(&mut self, stop: Stop) -> E {
        self.stop = Some(stop);
        E::custom(STOPPED)
    }

    /// The shape as it is, in degrees; what it cannot be is told.
    pub fn geometries(&mut self, shape: Option<Shape>, cells: &mut Cells) -> Vec<Geometry> {
        let Some(shape) = shape else { return Vec::new() };
        if let Ok(found) = shape.geometries(self.reference) {
            return found;
        }
        match shape.odd_point() {
            Some(text) => cells.push((ODD_POINT.to_owned(), text)),
            None => {
                let kind = shape.kind.as_bytes();
                self.report.add(ProblemCode::BadGeometry, self.count, ODD_POINT, kind, "");
            }
        }
        Vec::new()
    }

    /// Begins a feature.
    pub fn begin(&mut self) {
        self.count += 1;
    }

    /// Which feature it is.
    pub fn feature(&self) -> u64 {
        self.count
    }

    /// Adds a feature: a row for each of its shapes, or one without.
    pub fn add<E: de::Error>(
        &mut self,
        feature: u64,
        cells: Cells,
        geometries: Vec<Geometry>,
    ) -> Result<(), E> {
        let mut texts: Vec<String> = Vec::with_capacity(self.columns.len());
        for (name, text) in cells {
            let Some(at) = self.column(name) else { continue };
            if texts.len() <= at {
                texts.resize(at + 1, String::new());
            }
            if texts[at].is_empty() {
                texts[at] = text;
            }
        }
        let row = u32::try_from(feature).unwrap_or(u32::MAX);
        let mut shapes: Vec<Option<Geometry>> = geometries.into_iter().map(Some).collect();
        if shapes.is_empty() {
            shapes.push(None);
        }
        for shape in shapes {
            let pushed = self.table.push(row, texts.iter().map(String::as_str), shape);
            // A feature of many points repeats its cells for each.
            let too_large = self.table.size() as u64 > self.limits.bytes;
            if pushed.is_err() || too_large || self.table.len() > self.limits.rows as usize {
                return Err(self.stop(full(feature)));
            }
        }
        Ok(())
    }

    fn column(&mut self, name: String) -> Option<usize> {
        if let Some(at) = self.columns.get(&name) {
            return Some(*at);
        }
        if self.columns.len() == COLUMNS {
            if !self.report.problem_counts.contains_key(&ProblemCode::TooManyColumns) {
                let (limit, name) = (COLUMNS.to_string(), name.as_bytes());
                self.report.add(ProblemCode::TooManyColumns, self.count, "", name, &limit);
            }
            return None;
        }
        let at = self.table.add_column(name.clone());
        self.columns.insert(name, at);
        Some(at)
    }

    /// What a network refers to and has not.
    pub fn broken_reference(&mut self, feature: u64, place: &str, found: &str) {
        self.report.add(ProblemCode::BadGeometry, feature, place, found.as_bytes(), "");
    }

    /// The network's rows, now that all of it is known.
    pub fn add_network<E: de::Error>(&mut self, network: Network) -> Result<(), E> {
        self.is_network = true;
        network.finish(self)
    }
}

/// The whole of a JSON value.
struct Whole<'b, 'f>(&'b mut Builder<'f>);

impl<'de> DeserializeSeed<'de> for Whole<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    /// A list of features without the collection around it.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Whole(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let builder = self.0;
        let (mut kind, mut cells, mut shape) = (String::new(), Cells::new(), None);
        let (mut network, mut flat, mut known) = (Network::default(), Flat::default(), false);
        while let Some(member) = map.next_key::<String>()? {
            match member.as_str() {
                "type" => kind = map.next_value()?,
                "crs" => set_reference(&mut map, builder)?,
                "features" => {
                    known = true;
                    map.next_value_seed(FeatureList(&mut *builder))?;
                }
                "networks" => {
                    known = true;
                    map.next_value_seed(NetworkList(&mut *builder))?;
                }
                "geometry" => shape = map.next_value_seed(ShapeSeed(&builder.left))?,
                "properties" => {
                    map.next_value_seed(CellsSeed { path: String::new(), cells: &mut cells })?;
                }
                "coordinates" => {
                    let left = &builder.left;
                    map.next_value_seed(CoordinatesSeed { left, flat: &mut flat })?;
                }
                "geometries" => map.next_value_seed(ShapeList(&mut *builder, &mut known))?,
                member => {
                    let taken = network.take_member(member, &mut map, builder)?;
                    known |= taken;
                }
            }
        }
        match kind.as_str() {
            "Feature" => {
                network.identifier_to(&mut cells);
                feature(builder, cells, shape)
            }
            _ if network.has_parts() => builder.add_network(network),
            _ if known => Ok(()),
            _ if is_geometry(&kind) => feature(builder, Cells::new(), Some(Shape::of(kind, flat))),
            _ => Err(builder.stop(Stop::new(ProblemCode::NotFeatures, 0, ""))),
        }
    }
}

fn is_geometry(kind: &str) -> bool {
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
        .contains(&kind)
}

fn feature<E: de::Error>(
    builder: &mut Builder<'_>,
    mut cells: Cells,
    shape: Option<Shape>,
) -> Result<(), E> {
    builder.begin();
    let geometries = builder.geometries(shape, &mut cells);
    builder.add(builder.feature(), cells, geometries)
}

/// The name of a coordinate reference system, as GeoJSON of before 2016 and networks of fibre give it.
#[derive(serde::Deserialize, Default)]
struct ReferenceName {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    properties: Option<ReferenceProperties>,
}

#[derive(serde::Deserialize, Default)]
struct ReferenceProperties {
    #[serde(default)]
    name: Option<String>,
}

/// Takes the reference system of the coordinates that follow.
pub(super) fn set_reference<'de, A: MapAccess<'de>>(
    map: &mut A,
    builder: &mut Builder<'_>,
) -> Result<(), A::Error> {
    let found: Option<ReferenceName> = map.next_value()?;
    let found = found.unwrap_or_default();
    let name = found.properties.and_then(|inside| inside.name).or(found.name);
    let Some(name) = name else { return Ok(()) };
    let Some(reference) = Reference::of(&name) else {
        return Err(builder.stop(Stop::new(ProblemCode::ReferenceSystem, 0, name)));
    };
    if reference != builder.reference && builder.count > 0 {
        // What was read before was read as something else.
        return Err(builder.stop(Stop::new(ProblemCode::ReferenceSystem, 0, name)));
    }
    builder.reference = reference;
    Ok(())
}

struct FeatureList<'b, 'f>(&'b mut Builder<'f>);

impl<'de> DeserializeSeed<'de> for FeatureList<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for FeatureList<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(OneFeature(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

struct OneFeature<'b, 'f>(&'b mut Builder<'f>);

impl<'de> DeserializeSeed<'de> for OneFeature<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneFeature<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut cells, mut own, mut shape) = (Cells::new(), Cells::new(), None);
        while let Some(member) = map.next_key::<String>()? {
            match member.as_str() {
                "geometry" => shape = map.next_value_seed(ShapeSeed(&self.0.left))?,
                "properties" => {
                    map.next_value_seed(CellsSeed { path: String::new(), cells: &mut cells })?;
                }
                "id" => map.next_value_seed(CellsSeed { path: member, cells: &mut own })?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        cells.append(&mut own);
        feature(self.0, cells, shape)
    }
}

/// The members of a collection of geometries that is a file of its own.
struct ShapeList<'b, 'f>(&'b mut Builder<'f>, &'b mut bool);

impl<'de> DeserializeSeed<'de> for ShapeList<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ShapeList<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of geometries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        *self.1 = true;
        while let Some(shape) = seq.next_element_seed(ShapeSeed(&self.0.left))? {
            feature(self.0, Cells::new(), shape)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "geojson_tests.rs"]
mod tests;
