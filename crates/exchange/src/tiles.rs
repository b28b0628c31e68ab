//! Vector tiles in one archive: what a map in a browser draws, made by the program.
//!
//! **In**: layers of rows with shapes ([`Features`]). **Out**: a PMTiles archive (version 3) of Mapbox Vector Tiles
//! (2.1), each packed with gzip and kept once however often it occurs.
//!
//! Nothing is sampled. From the zoom on where each tile of a layer stays within [`Tileset::tile_bytes`], every row
//! is in the layer of its name. At lower zooms the layer `NAME_together` takes its place:
//!
//! - *points* in one cell of a grid of 32 by 32 to a tile are one point at their middle, with their `count` and,
//!   for each column that is counted, how many have each value (`technology:fibre`);
//! - *lines* of a tile are one shape drawn to the pixel, with the `count` of the lines that are not counted in
//!   another tile of that zoom.
//!
//! So each zoom adds up to all rows. What lies beyond 85.051° north or south is not on this map (Web Mercator has
//! no place for it) and is told ([`LayerTold::beyond`]), as are rows without a shape. A point is in one tile only;
//! lines reach 1/128 of a tile beyond its edges, are made simpler by half a pixel, and cross the antimeridian
//! where that is shorter. Of polygons the rings are drawn.
//!
//! The same layers give the same bytes. Memory holds the layers, an index of their points, and the tiles' places;
//! tiles are written as they are made.
//!
//! Formats: <https://github.com/mapbox/vector-tile-spec/tree/master/2.1>,
//! <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.

mod archive;
mod lines;
mod mercator;
mod points;
mod pyramid;
mod tile;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use passerelle_vocabulary::Features;

pub use archive::{Archive, ArchiveError, Header, ReadRange};
pub use mercator::{LIMIT, tile_id, tile_of};
pub use pyramid::write_tiles;
pub use tile::{Broken, Shape, TileFeature, TileLayer, TileValue, decode};

/// The highest zoom there is in an archive. Browsers enlarge tiles beyond it.
pub const DEEPEST: u8 = 14;
/// The zoom that an archive has at least: a point is within 1.2 m of its place.
const SHARP: u8 = 11;
/// Bits of a coordinate in a tile.
const EXTENT_BITS: u32 = 13;
/// Units along a side of a tile.
const EXTENT: i32 = 1 << EXTENT_BITS;
/// Values of a column that are counted by name; the rarest are counted together, as `*`.
const COUNTED_VALUES: usize = 24;
/// The place of what is not counted.
const UNCOUNTED: u32 = u32::MAX;

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Tileset<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Who is to be named beside the map.
    pub attribution: &'a str,
    /// Its layers, the lowest first.
    pub layers: Vec<Layer<'a>>,
    /// Bytes of a tile before it is packed, at the most, where rows are drawn one by one.
    pub tile_bytes: usize,
}

impl<'a> Tileset<'a> {
    /// Layers under a name, half a megabyte a tile.
    pub fn new(name: &'a str, attribution: &'a str, layers: Vec<Layer<'a>>) -> Self {
        Self { name, attribution, layers, tile_bytes: 500_000 }
    }
}

/// Rows of one kind.
#[derive(Debug, Clone)]
pub struct Layer<'a> {
    /// Its name, as a style calls it.
    pub name: &'a str,
    /// Its rows; those without a shape are not drawn.
    pub table: &'a Features,
    /// The columns that tiles carry.
    pub fields: Vec<Field<'a>>,
}

/// A column that tiles carry. Empty cells are left out.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// The name of the column, and of the property.
    pub name: &'a str,
    /// What its cells are; one that is not is carried as text.
    pub kind: FieldKind,
    /// Whether rows that are drawn together are counted by its values.
    pub counted: bool,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// Numbers.
    Number,
    /// `true` and `false`.
    Flag,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TilesTold {
    /// Bytes of the archive.
    pub bytes: u64,
    /// Tiles that can be asked for.
    pub tiles: u64,
    /// Tiles that differ.
    pub contents: u64,
    /// The highest zoom.
    pub max_zoom: u8,
    /// Each layer, in their order.
    pub layers: Vec<LayerTold>,
}

/// What became of a layer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LayerTold {
    /// Its name.
    pub layer: String,
    /// Rows that are drawn: at every zoom, alone or together.
    pub drawn: u64,
    /// Rows whose place this map does not have: near a pole.
    pub beyond: u64,
    /// Rows without a shape.
    pub without_shape: u64,
    /// From this zoom on each row is drawn by itself; `None` where a tile is too full even at the highest zoom, and
    /// its rows stay together.
    pub each_from: Option<u8>,
}

/// A column of a layer as it is written: where it is, and the values that are counted.
struct Column<'a> {
    field: Field<'a>,
    at: usize,
    /// The property that counts each row, by its place in the names of counts, or [`UNCOUNTED`]; empty where the
    /// column is not counted.
    counted: Vec<u32>,
}

/// The columns of a layer that it really has, and the names of their counts.
struct Columns<'a> {
    table: &'a Features,
    columns: Vec<Column<'a>>,
    /// Names of properties of rows drawn together: `count`, then `column:value`.
    counts: Vec<String>,
}

impl<'a> Columns<'a> {
    fn new(layer: &Layer<'a>) -> Self {
        let table = layer.table;
        let mut counts = vec!["count".to_owned()];
        let known =
            layer.fields.iter().filter_map(|field| Some((*field, table.column(field.name)?)));
        let columns = known.map(|(field, at)| {
            let counted = match field.counted {
                true => counted(table, field.name, at, &mut counts),
                false => Vec::new(),
            };
            Column { field, at, counted }
        });
        let columns = columns.collect();
        Self { table, columns, counts }
    }

    /// The places in `counts` that a row adds one to, besides the first.
    fn counts_of(&self, row: u32) -> impl Iterator<Item = usize> + '_ {
        let counted = self.columns.iter().filter_map(move |one| one.counted.get(row as usize));
        counted.filter(|at| **at != UNCOUNTED).map(|at| *at as usize)
    }
}

/// The place of the count of each row's value; the names of the counts are added to `names`.
fn counted(table: &Features, name: &str, at: usize, names: &mut Vec<String>) -> Vec<u32> {
    let mut values: HashMap<&str, u64> = HashMap::new();
    for row in 0..table.len() {
        *values.entry(table.cell(row, at)).or_default() += 1;
    }
    values.remove("");
    let mut values: Vec<(&str, u64)> = values.into_iter().collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let by_name = values.len().min(COUNTED_VALUES);
    let mut places: HashMap<&str, u32> = HashMap::new();
    for (place, (value, _)) in values.iter().enumerate() {
        if place <= by_name {
            names.push(format!("{name}:{}", if place < by_name { value } else { "*" }));
        }
        places.insert(value, names.len() as u32 - 1);
    }
    let place = |row| places.get(table.cell(row, at)).copied().unwrap_or(UNCOUNTED);
    (0..table.len()).map(place).collect()
}
