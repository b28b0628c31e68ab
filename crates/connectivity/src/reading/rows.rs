//! What every list has: rows that lie somewhere.

use passerelle_vocabulary::{Features, Geometry};

use super::columns::Mapping;
use super::degrees::{Written, degrees, position};
use super::words::ColumnRole;

/// What a row says of where it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// Nothing.
    Missing,
    /// Something that is no angle: the column and the cell.
    Unreadable {
        /// Name of the column.
        column: String,
        /// What is there.
        cell: String,
    },
    /// Latitude and longitude in degrees, in no range yet.
    At(f64, f64),
    /// A line or an area.
    Shape(Geometry),
}

/// Rows of a table, by what its columns are.
pub struct Rows<'t> {
    /// The table.
    pub table: &'t Features,
    latitude: Option<usize>,
    longitude: Option<usize>,
    position: Option<usize>,
}

impl<'t> Rows<'t> {
    /// Rows of a table with this mapping.
    pub fn new(table: &'t Features, mapping: &Mapping) -> Self {
        Self {
            table,
            latitude: mapping.column(ColumnRole::Latitude),
            longitude: mapping.column(ColumnRole::Longitude),
            position: mapping.column(ColumnRole::Position),
        }
    }

    /// What a row has in a column that the table may have; empty where it says that there is nothing.
    pub fn cell(&self, at: usize, column: Option<usize>) -> &'t str {
        let cell = column.map_or("", |column| self.table.cell(at, column));
        // “None” may be an answer: no electricity, no connection.
        let nothing = is_nothing(cell) && !cell.eq_ignore_ascii_case("none");
        if nothing { "" } else { cell }
    }

    /// Where a row is: by its own shape, else by its columns of degrees, else by the one with both.
    pub fn place(&self, at: usize) -> Place {
        match self.table.geometry(at) {
            Some(Geometry::Point(point)) => return Place::At(point.lat, point.lon),
            Some(shape) => return Place::Shape(shape.clone()),
            None => {}
        }
        let both = self.latitude.zip(self.longitude);
        let cells = both.map(|(lat, lon)| (self.table.cell(at, lat), self.table.cell(at, lon)));
        match (cells, self.position.map(|column| self.table.cell(at, column))) {
            (Some((lat, lon)), _) if !is_nothing(lat) || !is_nothing(lon) => self.angles(lat, lon),
            (_, Some(cell)) if !is_nothing(cell) => match position(cell) {
                Some(Written::Pair(lat, lon)) => Place::At(lat, lon),
                Some(Written::Shape(shape)) => Place::Shape(shape),
                None => self.unreadable(self.position, cell),
            },
            _ => Place::Missing,
        }
    }

    fn angles(&self, lat: &str, lon: &str) -> Place {
        match (degrees(lat), degrees(lon)) {
            (Some(lat), Some(lon)) => Place::At(lat, lon),
            _ if is_nothing(lat) || is_nothing(lon) => Place::Missing,
            (None, _) => self.unreadable(self.latitude, lat),
            (Some(_), None) => self.unreadable(self.longitude, lon),
        }
    }

    fn unreadable(&self, column: Option<usize>, cell: &str) -> Place {
        let name = column.and_then(|column| self.table.names().get(column));
        Place::Unreadable { column: name.cloned().unwrap_or_default(), cell: cell.to_owned() }
    }
}

/// What stands for nothing where a coordinate should be.
fn is_nothing(cell: &str) -> bool {
    let nothing = [
        "", "-", "--", ".", "na", "n/a", "<na>", "nan", "null", "none", "nil", "#n/a", "nd", "n.d.",
    ];
    cell.len() <= 5 && nothing.iter().any(|word| cell.eq_ignore_ascii_case(word))
}
