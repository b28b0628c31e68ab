//! Layers made tiles, zoom by zoom, and written.

use std::io::{self, Seek, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use passerelle_vocabulary::{Geometry, Position};
use serde_json::{Map, Value, json};

use super::archive::{About, Writer};
use super::lines::{Lines, Piece};
use super::mercator::{LIMIT, id_along};
use super::points::{Points, Run};
use super::tile::LayerOut;
use super::{Columns, DEEPEST, FieldKind, Layer, LayerTold, SHARP, TilesTold, Tileset};

/// Tiles that are drawn and not yet written, at the most.
const AHEAD: usize = 64;

/// A layer while it is drawn.
struct Drawing<'a> {
    name: &'a str,
    together: String,
    columns: Columns<'a>,
    points: Points,
    lines: Lines,
    told: LayerTold,
}

/// What of a layer is in a tile.
#[derive(Default)]
struct Share<'p> {
    points: Run,
    pieces: &'p [Piece],
}

/// Writes layers as an archive of vector tiles.
///
/// # Errors
/// What writing fails with.
pub fn write_tiles(asked: &Tileset<'_>, out: impl Write + Seek) -> io::Result<TilesTold> {
    // Each layer has its part of a tile.
    let most = asked.tile_bytes / asked.layers.len().max(1);
    let layers = prepared(asked, most);
    let max_zoom = layers.iter().map(|layer| layer.told.each_from.unwrap_or(DEEPEST));
    let max_zoom = max_zoom.max().unwrap_or(0).max(SHARP);
    let mut archive = Writer::new(out)?;
    // One draws while the other packs and writes.
    thread::scope(|scope| {
        let (give, drawn) = sync_channel(AHEAD);
        let layers = &layers;
        scope.spawn(move || draw(layers, max_zoom, most, &give));
        drawn.iter().try_for_each(|(id, tile)| archive.add(id, &tile))
    })?;
    let bounds = bounds(asked);
    let told = layers.iter().map(|layer| layer.told.clone()).collect();
    let metadata = metadata(asked, &layers, max_zoom)?;
    let center = center(bounds, max_zoom);
    let about = About { min_zoom: 0, max_zoom, bounds, center, metadata };
    let (header, bytes) = archive.finish(about)?;
    let (tiles, contents) = (header.addressed, header.contents);
    Ok(TilesTold { bytes, tiles, contents, max_zoom, layers: told })
}

/// The layers, ready to be drawn.
fn prepared<'a>(asked: &Tileset<'a>, most: usize) -> Vec<Drawing<'a>> {
    thread::scope(|scope| {
        let layers =
            asked.layers.iter().map(|layer| scope.spawn(move || Drawing::new(layer, most)));
        let layers: Vec<_> = layers.collect();
        // A panic of one is a panic of the whole.
        let joined = layers
            .into_iter()
            .map(|layer| layer.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
        joined.collect()
    })
}

/// Draws all tiles in the order of their numbers, until nobody takes them any more.
fn draw(layers: &[Drawing<'_>], max_zoom: u8, most: usize, give: &SyncSender<(u64, Vec<u8>)>) {
    for zoom in 0..=max_zoom {
        let pieces: Vec<Vec<Piece>> = layers.iter().map(|layer| layer.lines.pieces(zoom)).collect();
        let mut shares: Vec<_> = layers
            .iter()
            .zip(&pieces)
            .map(|(layer, pieces)| layer.shares(zoom, pieces).peekable())
            .collect();
        loop {
            let next = shares.iter_mut().filter_map(|tiles| Some(tiles.peek()?.0)).min();
            let Some(along) = next else { break };
            let mut tile = Vec::new();
            for (layer, tiles) in layers.iter().zip(&mut shares) {
                if let Some((_, share)) = tiles.next_if(|(at, _)| *at == along) {
                    layer.draw(share, zoom, max_zoom, most, &mut tile);
                }
            }
            if give.send((id_along(zoom, along), tile)).is_err() {
                return;
            }
        }
    }
}

impl<'a> Drawing<'a> {
    fn new(layer: &Layer<'a>, most: usize) -> Self {
        let columns = Columns::new(layer);
        let mut beyond = 0;
        let points = Points::new(&columns, &mut beyond);
        let lines = Lines::new(&columns, &mut beyond);
        let drawn = (points.len() + lines.len()) as u64;
        let told = LayerTold {
            layer: layer.name.to_owned(),
            drawn,
            beyond,
            without_shape: layer.table.len() as u64 - drawn - beyond,
            each_from: None,
        };
        let together = format!("{}_together", layer.name);
        let mut drawing = Self { name: layer.name, together, columns, points, lines, told };
        drawing.told.each_from = (0..=DEEPEST).find(|zoom| drawing.fits(*zoom, most));
        drawing
    }

    /// Whether each tile of a zoom stays within its bytes if every row is drawn by itself.
    fn fits(&self, zoom: u8, most: usize) -> bool {
        let pieces = self.lines.pieces(zoom);
        self.shares(zoom, &pieces).all(|(_, share)| self.each(&share, zoom, most).is_some())
    }

    /// The tiles of a zoom that have something of the layer, in their order.
    fn shares<'p>(
        &'p self,
        zoom: u8,
        pieces: &'p [Piece],
    ) -> impl Iterator<Item = (u64, Share<'p>)> {
        let mut points = self.points.tiles(zoom).peekable();
        let mut pieces = pieces.chunk_by(|a, b| a.tile == b.tile).peekable();
        std::iter::from_fn(move || {
            let next = [points.peek().map(|(at, _)| *at), pieces.peek().map(|run| run[0].tile)];
            let at = next.into_iter().flatten().min()?;
            let points = points.next_if(|(tile, _)| *tile == at).map(|(_, run)| run);
            let pieces = pieces.next_if(|run| run[0].tile == at);
            let (points, pieces) = (points.unwrap_or_default(), pieces.unwrap_or_default());
            Some((at, Share { points, pieces }))
        })
    }

    /// Every row by itself; `None` where that is too much.
    fn each(&self, share: &Share<'_>, zoom: u8, most: usize) -> Option<LayerOut<'a>> {
        let mut out = LayerOut::default();
        let fits = self.points.each(share.points.clone(), zoom, &self.columns, &mut out, most)
            && self.lines.each(share.pieces, &self.columns, &mut out, most);
        fits.then_some(out)
    }

    fn draw(&self, share: Share<'_>, zoom: u8, max_zoom: u8, most: usize, tile: &mut Vec<u8>) {
        // At the last zoom only what is too full stays together.
        let alone = self.told.each_from.map_or(zoom == max_zoom, |from| zoom >= from);
        if alone && let Some(out) = self.each(&share, zoom, most) {
            return out.write(self.name, tile);
        }
        let mut out = LayerOut::default();
        if !share.points.is_empty() {
            self.points.together(share.points, zoom, &self.columns, &mut out);
        }
        if !share.pieces.is_empty() {
            self.lines.together(share.pieces, &self.columns, &mut out);
        }
        out.write(&self.together, tile);
    }
}

/// What the layers span: west, south, east, north.
fn bounds(asked: &Tileset<'_>) -> [f64; 4] {
    let mut found: Option<[f64; 4]> = None;
    let mut take = |at: &Position| {
        let (lat, lon) = (at.lat.clamp(-LIMIT, LIMIT), at.lon);
        let [west, south, east, north] = found.unwrap_or([lon, lat, lon, lat]);
        found = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
    };
    for table in asked.layers.iter().map(|layer| layer.table) {
        for shape in (0..table.len()).filter_map(|row| table.geometry(row)) {
            match shape {
                Geometry::Point(at) => take(at),
                Geometry::Lines(lines) => lines.iter().flatten().for_each(&mut take),
                Geometry::Polygons(areas) => areas.iter().flatten().flatten().for_each(&mut take),
            }
        }
    }
    found.unwrap_or([-180.0, -LIMIT, 180.0, LIMIT])
}

/// The zoom where all of it is seen, and its middle.
fn center([west, south, east, north]: [f64; 4], max_zoom: u8) -> (u8, f64, f64) {
    let widest = ((east - west) / 360.0).max((north - south) / 180.0).max(1e-9);
    let zoom = (1.0 / widest).log2().floor().clamp(0.0, max_zoom.into());
    (zoom as u8, f64::midpoint(west, east), f64::midpoint(south, north))
}

fn metadata(asked: &Tileset<'_>, layers: &[Drawing<'_>], max_zoom: u8) -> io::Result<Vec<u8>> {
    let mut described = Vec::new();
    for layer in layers {
        let field = |kind: FieldKind| match kind {
            FieldKind::Text => "String",
            FieldKind::Number => "Number",
            FieldKind::Flag => "Boolean",
        };
        let columns = &layer.columns;
        let fields = columns.columns.iter().map(|one| (one.field.name.to_owned(), one.field.kind));
        let fields: Map<String, Value> =
            fields.map(|(name, kind)| (name, field(kind).into())).collect();
        let from = layer.told.each_from.unwrap_or(max_zoom);
        described.push(json!({
            "id": layer.name, "fields": fields, "minzoom": from, "maxzoom": max_zoom,
        }));
        if from == 0 && layer.told.each_from.is_some() {
            continue;
        }
        let counts = columns.counts.iter().map(|name| (name.clone(), "Number".into()));
        let until = if layer.told.each_from.is_some() { from - 1 } else { max_zoom };
        described.push(json!({
            "id": layer.together, "fields": counts.collect::<Map<_, _>>(), "minzoom": 0, "maxzoom": until,
        }));
    }
    let told: Vec<&LayerTold> = layers.iter().map(|layer| &layer.told).collect();
    let metadata = json!({
        "name": asked.name,
        "attribution": asked.attribution,
        "type": "overlay",
        "version": "1",
        "vector_layers": described,
        "layers": told,
    });
    Ok(serde_json::to_vec(&metadata)?)
}
