//! Things with a place, written: as CSV, and as GeoJSON one feature a line.

use std::io::{self, Write};

use passerelle_vocabulary::features::CellKind;
use passerelle_vocabulary::{Features, Geometry, Position};
use serde_json::{Map, Value, json};

/// The rows could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the rows: {0}")]
pub struct FeaturesError(#[from] io::Error);

impl From<csv::Error> for FeaturesError {
    fn from(error: csv::Error) -> Self {
        Self(error.into())
    }
}

/// Writes the cells of a table, the first row naming the columns. Shapes are left out: those of sites are in
/// columns of their own.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_csv(table: &Features, out: impl Write) -> Result<(), FeaturesError> {
    let mut csv = csv::Writer::from_writer(out);
    let columns = table.names().len();
    csv.write_record(table.names())?;
    for at in 0..table.len() {
        csv.write_record((0..columns).map(|column| table.cell(at, column)))?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes a table as a feature collection of RFC 7946. `kind`: what the cells of a column are, by its name; a cell that
/// is no such thing is written as text. Empty ones are left out.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_geojson(
    table: &Features,
    kind: impl Fn(&str) -> CellKind,
    mut out: impl Write,
) -> Result<(), FeaturesError> {
    write_geojson_part(table, kind, (true, true), &mut out)?;
    out.flush()?;
    Ok(())
}

/// Writes a table as a part of a feature collection: the first one begins it, the last one ends it.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_geojson_part(
    table: &Features,
    kind: impl Fn(&str) -> CellKind,
    (is_first, is_last): (bool, bool),
    mut out: impl Write,
) -> Result<(), FeaturesError> {
    if is_first {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    }
    let columns: Vec<(&String, CellKind)> =
        table.names().iter().map(|name| (name, kind(name))).collect();
    for at in 0..table.len() {
        out.write_all(if is_first && at == 0 { b"\n" } else { b",\n" })?;
        let cells = columns.iter().enumerate();
        let filled = cells.map(|(column, (name, kind))| (name, *kind, table.cell(at, column)));
        let properties: Map<String, Value> = filled
            .filter(|(_, _, cell)| !cell.is_empty())
            .map(|(name, kind, cell)| ((*name).clone(), value(kind, cell)))
            .collect();
        let geometry = table.geometry(at).map_or(Value::Null, shape);
        let feature = json!({ "type": "Feature", "properties": properties, "geometry": geometry });
        serde_json::to_writer(&mut out, &feature).map_err(io::Error::from)?;
    }
    if is_last {
        out.write_all(b"\n]}\n")?;
    }
    Ok(())
}

/// A cell as a value of its column's kind; as text where it is none.
fn value(kind: CellKind, cell: &str) -> Value {
    let text = || Value::String(cell.to_owned());
    match kind {
        CellKind::Text => text(),
        CellKind::YesNo => cell.parse::<bool>().map_or_else(|_| text(), Value::Bool),
        CellKind::Number => match (cell.parse::<i64>(), cell.parse::<f64>()) {
            (Ok(whole), _) => json!(whole),
            (_, Ok(number)) if number.is_finite() => json!(number),
            _ => text(),
        },
    }
}

fn shape(geometry: &Geometry) -> Value {
    let at = |one: &Position| json!([one.lon, one.lat]);
    let line = |one: &Vec<Position>| Value::Array(one.iter().map(at).collect());
    let area = |one: &Vec<Vec<Position>>| Value::Array(one.iter().map(line).collect());
    match geometry {
        Geometry::Point(one) => json!({ "type": "Point", "coordinates": at(one) }),
        Geometry::Lines(lines) => match lines.as_slice() {
            [only] => json!({ "type": "LineString", "coordinates": line(only) }),
            several => {
                let several: Vec<Value> = several.iter().map(line).collect();
                json!({ "type": "MultiLineString", "coordinates": several })
            }
        },
        Geometry::Polygons(areas) => match areas.as_slice() {
            [only] => json!({ "type": "Polygon", "coordinates": area(only) }),
            several => {
                let several: Vec<Value> = several.iter().map(area).collect();
                json!({ "type": "MultiPolygon", "coordinates": several })
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{FeatureLimits, read};
    use crate::statistics::Input;

    fn table() -> Features {
        let at = |lat, lon| Position { lat, lon };
        let mut table = Features::new(["id", "n", "on", "name"].map(str::to_owned).to_vec());
        let line = vec![at(0.5, 1.0), at(2.0, 3.25)];
        let ring = vec![at(0.0, 0.0), at(0.0, 1.0), at(1.0, 0.0), at(0.0, 0.0)];
        for (at, geometry) in [
            Geometry::Point(at(-1.25, 36.5)),
            Geometry::Lines(vec![line.clone()]),
            Geometry::Lines(vec![line.clone(), line]),
            Geometry::Polygons(vec![vec![ring.clone()]]),
            Geometry::Polygons(vec![vec![ring.clone()], vec![ring.clone(), ring]]),
        ]
        .into_iter()
        .enumerate()
        {
            let cells = ["007", "12.5", "true", "a \"b\", c"];
            table.push(at as u32 + 1, cells, Some(geometry)).unwrap();
        }
        table
    }

    fn kind(column: &str) -> CellKind {
        match column {
            "n" => CellKind::Number,
            "on" => CellKind::YesNo,
            _ => CellKind::Text,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut bytes = Vec::new();
        write_geojson(&table(), kind, &mut bytes).unwrap();
        let found = read(&Input::bytes("a", &bytes), FeatureLimits::default());
        assert!(found.report.is_clean(), "{:?}", found.report.problems);
        assert_eq!(found.table.len(), 5);
        for at in 0..5 {
            assert_eq!(found.table.geometry(at), table().geometry(at));
            for (column, name) in table().names().iter().enumerate() {
                let again = found.table.column(name).unwrap();
                assert_eq!(found.table.cell(at, again), table().cell(at, column));
            }
        }
    }

    #[test]
    fn cells_are_written_as_what_their_column_is_however_they_look() {
        let mut table = Features::new(["id", "n", "on"].map(str::to_owned).to_vec());
        for cells in [["007", "4.60", "true"], ["123", "-0.50", "false"], ["4.60", "1200", "x"]] {
            table.push(2, cells, None).unwrap();
        }
        table.push(3, ["true", "12 km", ""], None).unwrap();
        let mut bytes = Vec::new();
        write_geojson(&table, kind, &mut bytes).unwrap();
        let found: Value = serde_json::from_slice(&bytes).unwrap();
        let rows: Vec<&Value> =
            found["features"].as_array().unwrap().iter().map(|one| &one["properties"]).collect();
        assert_eq!(*rows[0], json!({ "id": "007", "n": 4.6, "on": true }));
        assert_eq!(*rows[1], json!({ "id": "123", "n": -0.5, "on": false }));
        assert_eq!(*rows[2], json!({ "id": "4.60", "n": 1200, "on": "x" }));
        assert_eq!(*rows[3], json!({ "id": "true", "n": "12 km" }));
    }

    #[test]
    fn cells_keep_their_quotation_marks() {
        let mut bytes = Vec::new();
        write_csv(&table(), &mut bytes).unwrap();
        let found = read(&Input::bytes("a.csv", &bytes), FeatureLimits::default());
        assert_eq!((found.table.len(), found.table.names()), (5, table().names()));
        assert_eq!(found.table.cell(0, 3), "a \"b\", c");
    }
}
