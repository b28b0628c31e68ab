//! The map of a plan: its sites and its lines as vector tiles in one file.
//!
//! | layer | rows | properties |
//! |---|---|---|
//! | `sites` | every site | `id`, `name`, `kind`, `technology`, `connected_already`, `order`, `year`, `people`, `present_cost` |
//! | `network` | nodes and lines that exist | `name`, `status`, `operator_name` |
//! | `lines` | every line to build | `order`, `year`, `from`, `to`, `metres`, `sites_beyond` |
//!
//! Where there are too many to be drawn one by one, `sites_together` and `lines_together` carry their counts, those
//! of sites by kind and technology too ([`passerelle_exchange::tiles`]).

use std::io::{self, Seek, Write};

use passerelle_exchange::tiles::{Field, FieldKind, Layer, Tileset, write_tiles};
use passerelle_vocabulary::Features;

const fn field(name: &'static str, kind: FieldKind) -> Field<'static> {
    Field { name, kind, counted: false }
}

const fn counted(name: &'static str, kind: FieldKind) -> Field<'static> {
    Field { name, kind, counted: true }
}

const OF_SITES: [Field<'static>; 9] = [
    field("id", FieldKind::Text),
    field("name", FieldKind::Text),
    counted("kind", FieldKind::Text),
    counted("technology", FieldKind::Text),
    counted("connected_already", FieldKind::Flag),
    field("order", FieldKind::Number),
    field("year", FieldKind::Number),
    field("people", FieldKind::Number),
    field("present_cost", FieldKind::Number),
];

const OF_LINES: [Field<'static>; 6] = [
    field("order", FieldKind::Number),
    field("year", FieldKind::Number),
    field("from", FieldKind::Text),
    field("to", FieldKind::Text),
    field("metres", FieldKind::Number),
    field("sites_beyond", FieldKind::Number),
];

const OF_NETWORK: [Field<'static>; 3] = [
    field("name", FieldKind::Text),
    counted("status", FieldKind::Text),
    field("operator_name", FieldKind::Text),
];

/// Writes the map of the tables of a plan.
pub(super) fn write(
    network: Option<&Features>,
    sites: &Features,
    lines: &Features,
    out: impl Write + Seek,
) -> io::Result<()> {
    let network =
        network.map(|table| Layer { name: "network", table, fields: OF_NETWORK.to_vec() });
    let mut layers: Vec<Layer<'_>> = network.into_iter().collect();
    layers.push(Layer { name: "lines", table: lines, fields: OF_LINES.to_vec() });
    layers.push(Layer { name: "sites", table: sites, fields: OF_SITES.to_vec() });
    // What the layers hold is the planner's: whom to name, the reader of the map is told by its page.
    write_tiles(&Tileset::new("passerelle plan", "", layers), out).map(|_| ())
}
