//! Things with a place, written: as CSV, and as GeoJSON one feature a line.

use std::io::{self, Write};

use passerelle_vocabulary::{Features, Geometry, Position};
use serde_json::{Map, Value, json};

use crate::statistics::written;

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

/// Writes a table as a feature collection of RFC 7946. Cells that are numbers or `true` and `false` are
/// written as such; empty ones are left out.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_geojson(table: &Features, mut out: impl Write) -> Result<(), FeaturesError> {
    write_geojson_part(table, (true, true), &mut out)?;
    out.flush()?;
    Ok(())
}

/// Writes a table as a part of a feature collection: the first one begins it, the last one ends it.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_geojson_part(
    table: &Features,
    (is_first, is_last): (bool, bool),
    mut out: impl Write,
) -> Result<(), FeaturesError> {
    if is_first {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    }
    for at in 0..table.len() {
        out.write_all(if is_first && at == 0 { b"\n" } else { b",\n" })?;
        let cells = table.names().iter().enumerate();
        let filled = cells.map(|(column, name)| (name, table.cell(at, column)));
        let properties: Map<String, Value> = filled
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| (name.clone(), value(cell)))
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

/// A cell as a value, if reading that value gives the same cell.
fn value(cell: &str) -> Value {
    match cell {
        "true" => return Value::Bool(true),
        "false" => return Value::Bool(false),
        _ => {}
    }
    let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
    match number {
        // Not −0, which is no whole number.
        Some(number) if number.abs() < 1e15 && (number as i64).to_string() == cell => {
            json!(number as i64)
        }
        Some(number) if written(number) == cell => json!(number),
        _ => Value::String(cell.to_owned()),
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

    #[test]
    fn what_is_written_is_read_again() {
        let mut bytes = Vec::new();
        write_geojson(&table(), &mut bytes).unwrap();
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
    fn cells_that_look_like_numbers_stay_what_they_are() {
        let cells = ["-0", "0", "-7", "1e5", "01", "0.10", "-0.5", "999999999999999", "1e300"];
        let names = (0..cells.len()).map(|at| format!("c{at}")).collect();
        let mut table = Features::new(names);
        table.push(2, cells, None).unwrap();
        let mut bytes = Vec::new();
        write_geojson(&table, &mut bytes).unwrap();
        let found = read(&Input::bytes("a", &bytes), FeatureLimits::default()).table;
        let column = |at: usize| found.column(&format!("c{at}")).unwrap();
        let again: Vec<&str> = (0..cells.len()).map(|at| found.cell(0, column(at))).collect();
        assert_eq!(again, cells);
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
