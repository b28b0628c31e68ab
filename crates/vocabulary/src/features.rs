//! Rows about things with a place: what a list of sites, a map layer or a network is before anyone has said
//! what its columns mean.

use crate::position::Geometry;

/// Rows of named columns, each with the row or feature it came from and, where the file has shapes, its
/// shape. Cells stand one after another in one text, so that a million rows are a few large pieces of memory.
///
/// A row has cells for the columns that were known when it was added; past its last cell it is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Features {
    names: Vec<String>,
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// Where each row's cells end in `ends`.
    row_ends: Vec<u32>,
    /// The row as a spreadsheet counts it, the header being 1; the feature, from 1.
    rows: Vec<u32>,
    /// As many as rows, or none at all.
    geometries: Vec<Option<Geometry>>,
}

/// What the cells of a column are: decided by what the column is, not by how a cell looks. An identifier of digits is a
/// text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text, identifiers and codes among it.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
}

/// No more text, cells or rows fit: positions in them are kept in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no more rows fit")]
pub struct Full;

impl Features {
    /// No rows yet, of these columns.
    pub fn new(names: Vec<String>) -> Self {
        Self { names, ..Self::default() }
    }

    /// Names of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The column of this name, with its position.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Adds a column, empty in the rows that are there; gives its position.
    pub fn add_column(&mut self, name: String) -> usize {
        self.names.push(name);
        self.names.len() - 1
    }

    /// Rows in it.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Bytes that its cells take: their text, and where each ends. A row of one cell in the thousandth column has a
    /// thousand.
    pub fn size(&self) -> usize {
        self.text.len() + self.ends.len() * size_of::<u32>()
    }

    /// Whether any row has a shape.
    pub fn has_geometries(&self) -> bool {
        self.geometries.iter().any(Option::is_some)
    }

    /// Adds a row; its cells are those of the first columns, in their order.
    ///
    /// # Errors
    /// Texts and cells have reached what 32 bits can count; the row is not added.
    pub fn push<'a>(
        &mut self,
        row: u32,
        cells: impl IntoIterator<Item = &'a str>,
        geometry: Option<Geometry>,
    ) -> Result<(), Full> {
        let before = (self.text.len(), self.ends.len());
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
        let fits = |length: usize| u32::try_from(length).is_ok();
        if !fits(self.text.len()) || !fits(self.ends.len()) || !fits(self.rows.len() + 1) {
            self.text.truncate(before.0);
            self.ends.truncate(before.1);
            return Err(Full);
        }
        self.row_ends.push(self.ends.len() as u32);
        if geometry.is_some() && self.geometries.is_empty() {
            self.geometries = vec![None; self.rows.len()];
        }
        self.rows.push(row);
        if geometry.is_some() || !self.geometries.is_empty() {
            self.geometries.push(geometry);
        }
        Ok(())
    }

    /// The row of the file where this row was read, 0 past the end.
    pub fn row(&self, at: usize) -> u32 {
        self.rows.get(at).copied().unwrap_or(0)
    }

    /// What a row has in a column; empty where it has nothing.
    pub fn cell(&self, at: usize, column: usize) -> &str {
        let Some(last) = self.row_ends.get(at) else { return "" };
        let first = if at == 0 { 0 } else { self.row_ends[at - 1] };
        let cell = first as usize + column;
        if cell >= *last as usize {
            return "";
        }
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[start as usize..self.ends[cell] as usize]
    }

    /// The shape of a row.
    pub fn geometry(&self, at: usize) -> Option<&Geometry> {
        self.geometries.get(at)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Position;

    #[test]
    fn cells_are_found_where_they_were_put() {
        let mut table = Features::new(vec!["a".into(), "b".into()]);
        table.push(2, ["1", ""], None).unwrap();
        let late = table.add_column("c".into());
        let point = Geometry::Point(Position { lat: 1.0, lon: 2.0 });
        table.push(4, ["é", "x", "y"], Some(point.clone())).unwrap();
        table.push(5, [], None).unwrap();
        let row = |at| [0, 1, late].map(|column| table.cell(at, column));
        assert_eq!((row(0), row(1), row(2)), (["1", "", ""], ["é", "x", "y"], ["", "", ""]));
        assert_eq!((table.row(0), table.row(1), table.row(9)), (2, 4, 0));
        assert_eq!((table.geometry(0), table.geometry(1)), (None, Some(&point)));
        assert_eq!((table.len(), table.column("c"), table.cell(9, 0)), (3, Some(2), ""));
        assert!(table.has_geometries() && table.size() == 5 + 5 * 4);
    }
}
