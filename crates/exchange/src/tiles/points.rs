//! Points of a layer in tiles: each by itself, or those of a cell together.

use std::ops::Range;

use passerelle_vocabulary::Geometry;

use super::mercator::{along, placed};
use super::tile::{LayerOut, TileValue};
use super::{Columns, EXTENT, EXTENT_BITS, FieldKind};

/// Bits of a cell's coordinate in a tile: 32 cells to a side.
const CELL_BITS: u32 = 5;

/// A row that is a point.
#[derive(Debug, Clone, Copy)]
struct Placed {
    /// Along the curve of the whole map, which keeps the points of any tile together.
    along: u64,
    x: u32,
    y: u32,
    row: u32,
}

/// The points of a layer in the order of tiles.
#[derive(Default)]
pub(super) struct Points(Vec<Placed>);

/// Points of one tile, one after another.
pub(super) type Run = Range<usize>;

impl Points {
    /// Of the rows that are points; `beyond` counts those that the map has no place for.
    pub fn new(columns: &Columns<'_>, beyond: &mut u64) -> Self {
        let mut points = Vec::new();
        for row in 0..columns.table.len() {
            let Some(Geometry::Point(at)) = columns.table.geometry(row) else { continue };
            match placed(*at) {
                Some((x, y)) => {
                    points.push(Placed { along: along(32, x, y), x, y, row: row as u32 });
                }
                None => *beyond += 1,
            }
        }
        points.sort_unstable_by_key(|point| (point.along, point.row));
        Self(points)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The tiles of a zoom that have points, in their order, by their place along the curve.
    pub fn tiles(&self, zoom: u8) -> impl Iterator<Item = (u64, Run)> + '_ {
        let tile = move |at: usize| -> Option<u64> {
            let point = self.0.get(at)?;
            Some(point.along.checked_shr(64 - 2 * u32::from(zoom)).unwrap_or(0))
        };
        let mut start = 0;
        std::iter::from_fn(move || {
            let this = tile(start)?;
            let rest = &self.0[start..];
            let within = |point: &Placed| {
                point.along.checked_shr(64 - 2 * u32::from(zoom)).unwrap_or(0) == this
            };
            let run = start..start + rest.partition_point(within);
            start = run.end;
            Some((this, run))
        })
    }

    /// Adds the points of a tile, each with its properties. Stops once the layer has more bytes than `most`.
    pub fn each<'a>(
        &self,
        run: Run,
        zoom: u8,
        columns: &Columns<'a>,
        out: &mut LayerOut<'a>,
        most: usize,
    ) -> bool {
        for point in &self.0[run] {
            properties(columns, point.row, out);
            out.point(u64::from(point.row) + 1, within(point, zoom));
            if out.size() > most {
                return false;
            }
        }
        true
    }

    /// Adds the points of a tile, those of a cell as one.
    pub fn together<'a>(
        &self,
        run: Run,
        zoom: u8,
        columns: &'a Columns<'_>,
        out: &mut LayerOut<'a>,
    ) {
        let cells = 1_usize << CELL_BITS;
        // Of each cell: the sums of its points' coordinates, then its counts.
        let width = 2 + columns.counts.len();
        let mut sums = vec![0_u64; cells * cells * width];
        for point in &self.0[run] {
            let (x, y) = within(point, zoom);
            let cell = |at: i32| (at >> (EXTENT_BITS - CELL_BITS)) as usize;
            let first = (cell(y) * cells + cell(x)) * width;
            let sums = &mut sums[first..first + width];
            sums[0] += x as u64;
            sums[1] += y as u64;
            sums[2] += 1;
            columns.counts_of(point.row).for_each(|count| sums[2 + count] += 1);
        }
        for (cell, sums) in sums.chunks(width).enumerate().filter(|(_, sums)| sums[2] > 0) {
            counts(columns, &sums[2..], out);
            let middle = |sum: u64| ((sum + sums[2] / 2) / sums[2]) as i32;
            out.point(cell as u64 + 1, (middle(sums[0]), middle(sums[1])));
        }
    }
}

/// Where a point is in its tile of a zoom.
fn within(point: &Placed, zoom: u8) -> (i32, i32) {
    let units = |at: u32| (at << zoom >> (32 - EXTENT_BITS)) as i32;
    debug_assert!(units(point.x) < EXTENT);
    (units(point.x), units(point.y))
}

/// Notes the properties of a row.
pub(super) fn properties<'a>(columns: &Columns<'a>, row: u32, out: &mut LayerOut<'a>) {
    for column in &columns.columns {
        let cell = columns.table.cell(row as usize, column.at);
        if cell.is_empty() {
            continue;
        }
        let text = || TileValue::Text(cell.into());
        let value = match column.field.kind {
            FieldKind::Text => text(),
            FieldKind::Flag => match cell {
                "true" => TileValue::Flag(true),
                "false" => TileValue::Flag(false),
                _ => text(),
            },
            FieldKind::Number => match (cell.parse::<i64>(), cell.parse::<f64>()) {
                (Ok(whole), _) => TileValue::Whole(whole),
                (_, Ok(number)) if number.is_finite() => TileValue::Number(number),
                _ => text(),
            },
        };
        out.property(column.field.name, &value);
    }
}

/// Notes the counts of rows drawn together.
pub(super) fn counts<'a>(columns: &'a Columns<'_>, counts: &[u64], out: &mut LayerOut<'a>) {
    for (name, count) in columns.counts.iter().zip(counts).filter(|(_, count)| **count > 0) {
        out.property(name.as_str(), &TileValue::Whole(*count as i64));
    }
}
