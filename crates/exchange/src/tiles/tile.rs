//! One vector tile: features of layers, in and out. Names and numbers of fields are those of the format's schema.

use std::borrow::Cow;
use std::collections::HashMap;

use super::EXTENT;
use crate::wire::{self, Fields, Packed, Value, put_bytes, put_number, put_varint, zigzag};

/// Bytes that are no vector tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no vector tile")]
pub struct Broken;

impl From<wire::Broken> for Broken {
    fn from(_: wire::Broken) -> Self {
        Self
    }
}

/// A value of a property.
#[derive(Debug, Clone, PartialEq)]
pub enum TileValue<'t> {
    /// Text.
    Text(Cow<'t, str>),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// A shape in units of a tile, from its north-western corner, south and east positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Points.
    Points(Vec<(i32, i32)>),
    /// Lines.
    Lines(Vec<Vec<(i32, i32)>>),
    /// Rings of polygons.
    Rings(Vec<Vec<(i32, i32)>>),
}

/// A feature as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct TileFeature<'t> {
    /// Its number; 0 where it has none.
    pub id: u64,
    /// Its properties, by name.
    pub properties: Vec<(&'t str, TileValue<'t>)>,
    /// Its shape.
    pub shape: Shape,
}

/// A layer as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct TileLayer<'t> {
    /// Its name.
    pub name: &'t str,
    /// Units along a side of the tile.
    pub extent: u32,
    /// Its features.
    pub features: Vec<TileFeature<'t>>,
}

/// A layer while it is written: names and values are kept once.
#[derive(Default)]
pub(super) struct LayerOut<'a> {
    features: Vec<u8>,
    keys: Vec<u8>,
    values: Vec<u8>,
    key_of: HashMap<Cow<'a, str>, u32>,
    value_of: HashMap<Vec<u8>, u32>,
    tags: Vec<u8>,
    scratch: Vec<u8>,
}

impl<'a> LayerOut<'a> {
    /// Bytes it has come to, near enough to judge its size.
    pub fn size(&self) -> usize {
        self.features.len() + self.keys.len() + self.values.len()
    }

    /// Notes a property of the feature that comes next.
    pub fn property(&mut self, name: impl Into<Cow<'a, str>>, value: &TileValue<'_>) {
        let name = name.into();
        let next = self.key_of.len() as u32;
        let keys = &mut self.keys;
        let key = *self.key_of.entry(name).or_insert_with_key(|name| {
            put_bytes(keys, 3, name.as_bytes());
            next
        });
        self.scratch.clear();
        match value {
            TileValue::Text(text) => put_bytes(&mut self.scratch, 1, text.as_bytes()),
            TileValue::Number(number) => {
                put_varint(&mut self.scratch, 3 << 3 | 1);
                self.scratch.extend_from_slice(&number.to_le_bytes());
            }
            TileValue::Whole(number) if *number >= 0 => {
                put_number(&mut self.scratch, 5, *number as u64);
            }
            TileValue::Whole(number) => put_number(&mut self.scratch, 6, zigzag(*number)),
            TileValue::Flag(flag) => put_number(&mut self.scratch, 7, u64::from(*flag)),
        }
        let value = match self.value_of.get(self.scratch.as_slice()) {
            Some(known) => *known,
            None => {
                let next = self.value_of.len() as u32;
                put_bytes(&mut self.values, 4, &self.scratch);
                self.value_of.insert(self.scratch.clone(), next);
                next
            }
        };
        put_varint(&mut self.tags, key.into());
        put_varint(&mut self.tags, value.into());
    }

    /// Ends a feature that is one point.
    pub fn point(&mut self, id: u64, at: (i32, i32)) {
        let mut shape = Vec::with_capacity(8);
        put_varint(&mut shape, 1 << 3 | 1);
        put_varint(&mut shape, zigzag(at.0.into()));
        put_varint(&mut shape, zigzag(at.1.into()));
        self.feature(id, 1, &shape);
    }

    /// Ends a feature that is lines, each of two places or more, no two of which follow each other being the same.
    pub fn lines<'l>(&mut self, id: u64, lines: impl IntoIterator<Item = &'l [(i32, i32)]>) {
        let mut shape = Vec::new();
        let mut pen = (0, 0);
        let mut to = |shape: &mut Vec<u8>, at: (i32, i32)| {
            put_varint(shape, zigzag(i64::from(at.0) - i64::from(pen.0)));
            put_varint(shape, zigzag(i64::from(at.1) - i64::from(pen.1)));
            pen = at;
        };
        for line in lines {
            let [first, rest @ ..] = line else { continue };
            put_varint(&mut shape, 1 << 3 | 1);
            to(&mut shape, *first);
            put_varint(&mut shape, (rest.len() as u64) << 3 | 2);
            rest.iter().for_each(|at| to(&mut shape, *at));
        }
        self.feature(id, 2, &shape);
    }

    fn feature(&mut self, id: u64, kind: u64, shape: &[u8]) {
        self.scratch.clear();
        put_number(&mut self.scratch, 1, id);
        put_bytes(&mut self.scratch, 2, &self.tags);
        put_number(&mut self.scratch, 3, kind);
        put_bytes(&mut self.scratch, 4, shape);
        put_bytes(&mut self.features, 2, &self.scratch);
        self.tags.clear();
    }

    /// Adds the layer to a tile; nothing where it has no feature.
    pub fn write(&self, name: &str, tile: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut layer = Vec::with_capacity(self.size() + name.len() + 16);
        put_number(&mut layer, 15, 2);
        put_bytes(&mut layer, 1, name.as_bytes());
        layer.extend_from_slice(&self.features);
        layer.extend_from_slice(&self.keys);
        layer.extend_from_slice(&self.values);
        put_number(&mut layer, 5, EXTENT as u64);
        put_bytes(tile, 3, &layer);
    }
}

/// Reads a tile that is not packed any more. What it holds is bounded by its bytes.
///
/// # Errors
/// Bytes that break off or are no tile; features that name properties that are not there; shapes that the format
/// does not have.
pub fn decode(bytes: &[u8]) -> Result<Vec<TileLayer<'_>>, Broken> {
    let mut layers = Vec::new();
    for field in Fields(bytes) {
        if let (3, value) = field? {
            layers.push(layer(value.bytes()?)?);
        }
    }
    Ok(layers)
}

fn text(bytes: &[u8]) -> Result<&str, Broken> {
    std::str::from_utf8(bytes).map_err(|_| Broken)
}

fn layer(bytes: &[u8]) -> Result<TileLayer<'_>, Broken> {
    let (mut name, mut extent, mut version) = (None, 4096, 1);
    let (mut keys, mut values, mut features) = (Vec::new(), Vec::new(), Vec::new());
    for field in Fields(bytes) {
        match field? {
            (1, value) => name = Some(text(value.bytes()?)?),
            (2, value) => features.push(value.bytes()?),
            (3, value) => keys.push(text(value.bytes()?)?),
            (4, value) => values.push(read_value(value.bytes()?)?),
            (5, value) => extent = u32::try_from(value.number()?).map_err(|_| Broken)?,
            (15, value) => version = value.number()?,
            _ => {}
        }
    }
    let name = name.filter(|_| extent > 0 && (1..=2).contains(&version)).ok_or(Broken)?;
    let features = features.into_iter().map(|one| feature(one, &keys, &values));
    Ok(TileLayer { name, extent, features: features.collect::<Result<_, _>>()? })
}

fn read_value(bytes: &[u8]) -> Result<TileValue<'_>, Broken> {
    let mut found = None;
    for field in Fields(bytes) {
        let value = match field? {
            (1, value) => TileValue::Text(text(value.bytes()?)?.into()),
            (2, Value::Bytes(&[a, b, c, d])) => {
                TileValue::Number(f32::from_le_bytes([a, b, c, d]).into())
            }
            (3, Value::Bytes(bytes)) => {
                TileValue::Number(f64::from_le_bytes(bytes.try_into().map_err(|_| Broken)?))
            }
            (4, value) => TileValue::Whole(value.number()? as i64),
            (5, value) => TileValue::Whole(i64::try_from(value.number()?).map_err(|_| Broken)?),
            (6, value) => TileValue::Whole(wire::signed(value.number()?)),
            (7, value) => TileValue::Flag(value.number()? != 0),
            (2 | 3, _) => return Err(Broken),
            _ => continue,
        };
        found = Some(value);
    }
    found.ok_or(Broken)
}

fn feature<'t>(
    bytes: &'t [u8],
    keys: &[&'t str],
    values: &[TileValue<'t>],
) -> Result<TileFeature<'t>, Broken> {
    let (mut id, mut kind, mut tags, mut drawn) = (0, 0, &[][..], &[][..]);
    for field in Fields(bytes) {
        match field? {
            (1, value) => id = value.number()?,
            (2, value) => tags = value.bytes()?,
            (3, value) => kind = value.number()?,
            (4, value) => drawn = value.bytes()?,
            _ => {}
        }
    }
    let mut properties = Vec::new();
    let mut tags = Packed(tags);
    while let Some(key) = tags.next() {
        let value = tags.next().ok_or(Broken)??;
        let place = |at: u64| usize::try_from(at).map_err(|_| Broken);
        let key = keys.get(place(key?)?).ok_or(Broken)?;
        properties.push((*key, values.get(place(value)?).ok_or(Broken)?.clone()));
    }
    Ok(TileFeature { id, properties, shape: shape(kind, drawn)? })
}

/// Follows the pen: moves (1), lines (2), closed rings (7).
fn shape(kind: u64, bytes: &[u8]) -> Result<Shape, Broken> {
    let mut commands = Packed(bytes);
    let mut pen = (0_i32, 0_i32);
    let mut parts: Vec<Vec<(i32, i32)>> = Vec::new();
    while let Some(command) = commands.next() {
        let command = command?;
        let (what, times) = (command & 7, command >> 3);
        if what == 7 {
            if times != 1 || kind != 3 {
                return Err(Broken);
            }
            continue;
        }
        for _ in 0..times {
            let mut step = || -> Result<i32, Broken> {
                let by = wire::signed(commands.next().ok_or(Broken)??);
                i32::try_from(by).map_err(|_| Broken)
            };
            pen = (pen.0.wrapping_add(step()?), pen.1.wrapping_add(step()?));
            match what {
                1 => parts.push(vec![pen]),
                2 => parts.last_mut().ok_or(Broken)?.push(pen),
                _ => return Err(Broken),
            }
        }
    }
    match kind {
        1 if parts.iter().all(|part| part.len() == 1) && !parts.is_empty() => {
            Ok(Shape::Points(parts.concat()))
        }
        2 if parts.iter().all(|part| part.len() > 1) && !parts.is_empty() => {
            Ok(Shape::Lines(parts))
        }
        3 if !parts.is_empty() => Ok(Shape::Rings(parts)),
        _ => Err(Broken),
    }
}
