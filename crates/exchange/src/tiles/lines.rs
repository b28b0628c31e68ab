//! Lines of a layer in tiles: made simpler, cut at the edges of tiles, each by itself or those of a tile together.

use std::collections::BTreeSet;

use passerelle_vocabulary::{Geometry, Position};

use super::mercator::{along, project};
use super::points::{counts, properties};
use super::tile::LayerOut;
use super::{Columns, EXTENT};

/// A place on the map, 0 to 1.
type Place = (f64, f64);

/// How far lines reach beyond the edge of a tile, as a part of its side.
const BUFFER: f64 = 1.0 / 128.0;
/// Pixels along a side of a tile as browsers show it.
const PIXELS: i32 = 512;
/// Units of a tile in a pixel.
const PIXEL: i32 = EXTENT / PIXELS;

/// A row that is lines.
struct Drawn {
    row: u32,
    parts: Vec<Vec<Place>>,
}

/// The lines of a layer.
#[derive(Default)]
pub(super) struct Lines(Vec<Drawn>);

/// What of a row is in a tile.
pub(super) struct Piece {
    /// The tile's place along the curve of its zoom.
    pub tile: u64,
    /// The place of the row among the lines.
    line: u32,
    /// Whether it is the first tile of its row: there it is counted.
    first: bool,
    parts: Vec<Vec<(i32, i32)>>,
}

impl Lines {
    /// Of the rows that are lines, or polygons, whose rings are drawn.
    pub fn new(columns: &Columns<'_>, beyond: &mut u64) -> Self {
        let mut lines = Vec::new();
        for row in 0..columns.table.len() {
            let ways: Vec<&Vec<Position>> = match columns.table.geometry(row) {
                Some(Geometry::Lines(ways)) => ways.iter().collect(),
                Some(Geometry::Polygons(areas)) => areas.iter().flatten().collect(),
                Some(Geometry::Point(_)) | None => continue,
            };
            let parts = ways.into_iter().filter(|way| way.len() > 1).flat_map(|way| on_map(way));
            let parts: Vec<Vec<Place>> = parts.collect();
            match parts.is_empty() {
                true => *beyond += 1,
                false => lines.push(Drawn { row: row as u32, parts }),
            }
        }
        Self(lines)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The pieces of a zoom in the order of tiles, in a tile in the order of rows.
    pub fn pieces(&self, zoom: u8) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let simpler = 0.5 / f64::from(PIXELS) / f64::from(1_u32 << zoom);
        for (line, drawn) in self.0.iter().enumerate() {
            let begin = pieces.len();
            let parts = drawn.parts.iter().map(|part| simplified(part, simpler)).collect();
            let line = line as u32;
            cut(parts, zoom, &mut |x, y, parts| {
                let tile = along(u32::from(zoom), x, y);
                pieces.push(Piece { tile, line, first: false, parts });
            });
            if let Some(first) = pieces[begin..].iter_mut().min_by_key(|piece| piece.tile) {
                first.first = true;
            }
        }
        pieces.sort_by_key(|piece| (piece.tile, piece.line));
        pieces
    }

    /// Adds the lines of a tile, each with its properties. Stops once the layer has more bytes than `most`.
    pub fn each<'a>(
        &self,
        pieces: &[Piece],
        columns: &Columns<'a>,
        out: &mut LayerOut<'a>,
        most: usize,
    ) -> bool {
        for piece in pieces {
            let row = self.0[piece.line as usize].row;
            properties(columns, row, out);
            out.lines(u64::from(row) + 1, piece.parts.iter().map(Vec::as_slice));
            if out.size() > most {
                return false;
            }
        }
        true
    }

    /// Adds the lines of a tile as one shape, drawn to the pixel: what lies on the same pixels is drawn once.
    pub fn together<'a>(&self, pieces: &[Piece], columns: &'a Columns<'_>, out: &mut LayerOut<'a>) {
        let mut sums = vec![0_u64; columns.counts.len()];
        let mut drawn = BTreeSet::new();
        let to_pixel = |(x, y): (i32, i32)| {
            let round = |at: i32| (at + PIXEL / 2).div_euclid(PIXEL) * PIXEL;
            (round(x), round(y))
        };
        for piece in pieces {
            if piece.first {
                sums[0] += 1;
                let row = self.0[piece.line as usize].row;
                columns.counts_of(row).for_each(|count| sums[count] += 1);
            }
            for part in &piece.parts {
                for ends in part.windows(2) {
                    let (a, b) = (to_pixel(ends[0]), to_pixel(ends[1]));
                    // A line within a pixel is drawn as one.
                    let b = if a == b { (b.0 + PIXEL, b.1) } else { b };
                    drawn.insert([a.min(b), a.max(b)]);
                }
            }
        }
        counts(columns, &sums, out);
        out.lines(1, drawn.iter().map(|ends| ends.as_slice()));
    }
}

/// A way on the map: cut in two copies where it crosses the antimeridian; none where it is wholly beyond the map.
fn on_map(way: &[Position]) -> Vec<Vec<Place>> {
    let mut places: Vec<Place> = Vec::with_capacity(way.len());
    for at in way {
        let (mut x, y) = project(*at);
        if let Some((before, _)) = places.last() {
            // The shorter way round.
            x += (before - x).round();
        }
        places.push((x, y));
    }
    let ends = |of: fn(&Place) -> f64| {
        let all = places.iter().map(of);
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| {
            (low.min(one), high.max(one))
        })
    };
    let ((west, east), (north, south)) = (ends(|place| place.0), ends(|place| place.1));
    if south < 0.0 || north > 1.0 {
        return Vec::new();
    }
    // A way that goes round the Earth more than once is drawn as often.
    let copies = (west.floor() as i32)..(east.ceil() as i32).max(west.floor() as i32 + 1);
    let copy = |by: i32| places.iter().map(|(x, y)| (x - f64::from(by), *y)).collect();
    copies.map(copy).collect()
}

/// A line with the places left out that are nearer than `within` to the line without them (Douglas and Peucker).
fn simplified(line: &[Place], within: f64) -> Vec<Place> {
    let mut kept = vec![false; line.len()];
    let last = line.len() - 1;
    (kept[0], kept[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let far = (from + 1..to).map(|at| (distance(line[at], line[from], line[to]), at));
        let farthest = far.max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((far, at)) = farthest
            && far > within
        {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    line.iter().zip(kept).filter_map(|(place, kept)| kept.then_some(*place)).collect()
}

/// From a place to a line between two others.
fn distance(at: Place, a: Place, b: Place) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((at.0 - a.0) * dx + (at.1 - a.1) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (at.0 - a.0 - along * dx).hypot(at.1 - a.1 - along * dy)
}

/// Gives each tile of a zoom with what of the lines is in it.
fn cut(parts: Vec<Vec<Place>>, zoom: u8, give: &mut impl FnMut(u32, u32, Vec<Vec<(i32, i32)>>)) {
    let (z, x, y) = around(&parts, zoom);
    let mut open = vec![(z, x, y, parts)];
    while let Some((z, x, y, parts)) = open.pop() {
        if z == zoom {
            let side = f64::from(1_u32 << z);
            let units = |at: f64, tile: u32| {
                ((at * side - f64::from(tile)) * f64::from(EXTENT)).round() as i32
            };
            let of = |part: &Vec<Place>| {
                in_units(part.iter().map(|at| (units(at.0, x), units(at.1, y))))
            };
            give(x, y, parts.iter().map(of).collect());
            continue;
        }
        let side = 1.0 / f64::from(2_u32 << z);
        for (x, y) in
            [(2 * x, 2 * y), (2 * x + 1, 2 * y), (2 * x, 2 * y + 1), (2 * x + 1, 2 * y + 1)]
        {
            let low = (f64::from(x) * side, f64::from(y) * side);
            let within = clipped(&parts, low, side);
            if !within.is_empty() {
                open.push((z + 1, x, y, within));
            }
        }
    }
}

/// The deepest tile, to a zoom, that holds all of the lines; the whole map where they reach beyond it.
fn around(parts: &[Vec<Place>], zoom: u8) -> (u8, u32, u32) {
    let side = f64::from(1_u32 << zoom);
    let all = || parts.iter().flatten();
    if !all().all(|(x, y)| (0.0..1.0).contains(x) && (0.0..1.0).contains(y)) {
        return (0, 0, 0);
    }
    let mut tiles = all().map(|(x, y)| ((x * side) as u32, (y * side) as u32));
    let Some(first) = tiles.next() else { return (0, 0, 0) };
    // Bits in which any two tiles differ.
    let differ = tiles.fold(0, |differ, at| differ | (at.0 ^ first.0) | (at.1 ^ first.1));
    let up = u32::BITS - differ.leading_zeros();
    (zoom - up as u8, first.0 >> up, first.1 >> up)
}

/// Places in whole units, none twice in a row; a line of a single unit is one unit long.
fn in_units(places: impl Iterator<Item = (i32, i32)>) -> Vec<(i32, i32)> {
    let mut line: Vec<(i32, i32)> = places.collect();
    line.dedup();
    if let [only] = line.as_slice() {
        line.push((only.0 + 1, only.1));
    }
    line
}

/// What of lines is in a tile, or so near to its edge that it shows there.
fn clipped(parts: &[Vec<Place>], low: Place, side: f64) -> Vec<Vec<Place>> {
    let margin = side * BUFFER;
    let box_ = [low.0 - margin, low.1 - margin, low.0 + side + margin, low.1 + side + margin];
    // Wholly within the margin of a neighbour it is not this tile's.
    let touches = |line: &[Place]| {
        let (mut west, mut east, mut north, mut south) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
        for (x, y) in line {
            (west, east) = (west.min(*x), east.max(*x));
            (north, south) = (north.min(*y), south.max(*y));
        }
        east >= low.0 && west < low.0 + side && south >= low.1 && north < low.1 + side
    };
    let mut found: Vec<Vec<Place>> = Vec::new();
    for part in parts.iter().filter(|part| touches(part)) {
        let mut going = false;
        for ends in part.windows(2) {
            let Some((from, to, (enters, leaves))) = between(ends[0], ends[1], box_) else {
                going = false;
                continue;
            };
            match found.last_mut().filter(|_| going && !enters) {
                Some(line) => line.push(to),
                None => found.push(vec![from, to]),
            }
            going = !leaves;
        }
    }
    found
}

/// What of a line between two places is in a box (Liang and Barsky), and whether it enters and leaves it there.
fn between(a: Place, b: Place, box_: [f64; 4]) -> Option<(Place, Place, (bool, bool))> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides =
        [(-dx, a.0 - box_[0]), (dx, box_[2] - a.0), (-dy, a.1 - box_[1]), (dy, box_[3] - a.1)];
    for (towards, room) in sides {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
            continue;
        }
        let at = room / towards;
        if towards < 0.0 {
            from = from.max(at)
        } else {
            to = to.min(at)
        }
        if from > to {
            return None;
        }
    }
    let at = |part: f64| (a.0 + part * dx, a.1 + part * dy);
    let begin = if from > 0.0 { at(from) } else { a };
    let end = if to < 1.0 { at(to) } else { b };
    Some((begin, end, (from > 0.0, to < 1.0)))
}
