//! Networks of the Open Fibre Data Standard (to version 0.4) as JSON: a package of networks, one network, or
//! a page of its nodes or spans.
//!
//! A node becomes a row with its location, a span a row with its route; a span without one runs straight
//! between its nodes. Organisations that are only named by their identifier get their name. Rows are numbered
//! over nodes and spans as the file has them.

use std::fmt;

use passerelle_vocabulary::{Geometry, Position};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::coordinates::{Shape, ShapeSeed};
use super::geojson::{Builder, set_reference};
use super::properties::{Cells, CellsSeed};

/// A node or a span, as it was read.
struct Part {
    feature: u64,
    cells: Cells,
    geometries: Vec<Geometry>,
    is_span: bool,
}

impl Part {
    fn cell(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.cells.iter().find(|(own, _)| own == name));
        found.map(|(_, text)| text.as_str())
    }
}

/// A network, as far as it was read.
#[derive(Default)]
pub(super) struct Network {
    /// Its own identifier and name.
    about: Cells,
    parts: Vec<Part>,
    /// Names of organisations by identifier.
    organisations: FxHashMap<String, String>,
    has_parts: bool,
}

impl Network {
    /// Whether there were nodes or spans, be it none.
    pub fn has_parts(&self) -> bool {
        self.has_parts
    }

    /// The identifier of a feature that stands alone.
    pub fn identifier_to(&mut self, cells: &mut Cells) {
        cells.extend(self.about.drain(..).filter(|(name, _)| name == "id"));
    }

    /// Reads a member; false where it is not one of a network.
    pub fn take_member<'de, A: MapAccess<'de>>(
        &mut self,
        member: &str,
        map: &mut A,
        builder: &mut Builder<'_>,
    ) -> Result<bool, A::Error> {
        match member {
            "nodes" | "spans" => {
                self.has_parts = true;
                let (parts, is_span) = (&mut self.parts, member == "spans");
                map.next_value_seed(PartList { builder, parts, is_span })?;
                return Ok(true);
            }
            "organisations" => {
                let found: Option<Vec<Organisation>> = map.next_value()?;
                let named = found.into_iter().flatten();
                self.organisations.extend(named.filter_map(|one| Some((one.id?, one.name?))));
            }
            "id" | "name" => {
                let path = member.to_owned();
                map.next_value_seed(CellsSeed { path, cells: &mut self.about })?;
            }
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(false)
    }

    /// Gives its rows.
    pub fn finish<E: de::Error>(self, builder: &mut Builder<'_>) -> Result<(), E> {
        let Self { about, parts, organisations, .. } = self;
        let mut nodes: FxHashMap<String, Position> = FxHashMap::default();
        for part in parts.iter().filter(|part| !part.is_span) {
            if let (Some(id), Some(Geometry::Point(at))) =
                (part.cell(&["id"]), part.geometries.first())
            {
                nodes.insert(id.to_owned(), *at);
            }
        }
        for mut part in parts {
            if part.is_span && part.geometries.is_empty() {
                part.geometries.extend(straight(&part, &nodes, builder));
            }
            name_organisations(&mut part.cells, &organisations);
            let of_network =
                about.iter().map(|(name, text)| (format!("network/{name}"), text.clone()));
            part.cells.extend(of_network);
            builder.add(part.feature, part.cells, part.geometries)?;
        }
        Ok(())
    }
}

/// The way of a span that has no route: straight from node to node.
fn straight(
    span: &Part,
    nodes: &FxHashMap<String, Position>,
    builder: &mut Builder<'_>,
) -> Option<Geometry> {
    let mut ends = [None; 2];
    for (end, (member, below)) in ends.iter_mut().zip([("start", "start/id"), ("end", "end/id")]) {
        let named = span.cell(&[member, below]).unwrap_or_default();
        *end = nodes.get(named).copied();
        if end.is_none() {
            builder.broken_reference(span.feature, member, named);
        }
    }
    let [Some(start), Some(end)] = ends else { return None };
    Some(Geometry::Lines(vec![vec![start, end]]))
}

fn name_organisations(cells: &mut Cells, organisations: &FxHashMap<String, String>) {
    let known: FxHashSet<&str> =
        cells.iter().filter_map(|(name, _)| name.strip_suffix("/name")).collect();
    let unnamed = cells.iter().filter_map(|(name, text)| {
        let role = name.strip_suffix("/id").filter(|role| !known.contains(role))?;
        Some((format!("{role}/name"), organisations.get(text)?.clone()))
    });
    let mut named: Cells = unnamed.collect();
    cells.append(&mut named);
}

#[derive(serde::Deserialize)]
struct Organisation {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

/// The networks of a package.
pub(super) struct NetworkList<'b, 'f>(pub &'b mut Builder<'f>);

impl<'de> DeserializeSeed<'de> for NetworkList<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for NetworkList<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of networks")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(OneNetwork(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

struct OneNetwork<'b, 'f>(&'b mut Builder<'f>);

impl<'de> DeserializeSeed<'de> for OneNetwork<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneNetwork<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a network")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut network = Network::default();
        while let Some(member) = map.next_key::<String>()? {
            if member == "crs" {
                set_reference(&mut map, self.0)?;
            } else {
                network.take_member(&member, &mut map, self.0)?;
            }
        }
        self.0.add_network(network)
    }
}

/// Nodes or spans.
struct PartList<'b, 'f, 'p> {
    builder: &'b mut Builder<'f>,
    parts: &'p mut Vec<Part>,
    is_span: bool,
}

impl<'de> DeserializeSeed<'de> for PartList<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for PartList<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of nodes or spans")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self { builder, parts, is_span } = self;
        while let Some((mut cells, shape)) = seq.next_element_seed(OnePart(builder, is_span))? {
            builder.begin();
            let geometries = builder.geometries(shape, &mut cells);
            let part = if is_span { "span" } else { "node" };
            cells.push(("part".to_owned(), part.to_owned()));
            parts.push(Part { feature: builder.feature(), cells, geometries, is_span });
        }
        Ok(())
    }
}

struct OnePart<'b, 'f>(&'b Builder<'f>, bool);

impl<'de> DeserializeSeed<'de> for OnePart<'_, '_> {
    type Value = (Cells, Option<Shape>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OnePart<'_, '_> {
    type Value = (Cells, Option<Shape>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node or a span")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut cells, mut shape) = (Cells::new(), None);
        let place = if self.1 { "route" } else { "location" };
        while let Some(member) = map.next_key::<String>()? {
            if member == place {
                shape = map.next_value_seed(ShapeSeed(&self.0.left))?;
            } else {
                map.next_value_seed(CellsSeed { path: member, cells: &mut cells })?;
            }
        }
        Ok((cells, shape))
    }
}
