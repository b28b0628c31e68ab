//! Printed pages: texts that are told once as [`Block`]s and drawn as PDF ([`flow`]) and as HTML, and the sheets that are
//! laid out by hand (`scorecard::sheet`), on the same writer of tagged pages ([`pdf`]).

pub(crate) mod flow;
pub(crate) mod fonts;
pub(crate) mod pdf;

/// A piece of what is told, without its place on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading: 2 for a chapter, 3 and 4 below it.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A paragraph that says where something comes from, or how sure it is.
    Small(String),
    /// Something to notice.
    Note(String),
    /// Points.
    List(Vec<String>),
    /// What can be looked at: what it is, and its address.
    Links(Vec<(String, String)>),
    /// A table: its name, the heads of its columns, and rows whose first cell is a head.
    Table {
        /// What it is of.
        name: String,
        /// Heads of columns.
        heads: Vec<String>,
        /// Cells of rows, as many as there are heads.
        rows: Vec<Vec<String>>,
    },
}

impl Block {
    /// Every text of it.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading(_, text) | Self::Text(text) | Self::Small(text) | Self::Note(text) => {
                vec![text]
            }
            Self::List(points) => points.iter().map(String::as_str).collect(),
            Self::Links(links) => {
                links.iter().flat_map(|(what, link)| [what.as_str(), link]).collect()
            }
            Self::Table { heads, rows, .. } => {
                heads.iter().chain(rows.iter().flatten()).map(String::as_str).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_a_block_is_named() {
        let text = |words: &str| words.to_owned();
        let table = Block::Table {
            name: text("n"),
            heads: vec![text("a"), text("b")],
            rows: vec![vec![text("c"), text("d")]],
        };
        assert_eq!(table.texts(), ["a", "b", "c", "d"]);
        assert_eq!(Block::Links(vec![(text("a"), text("b"))]).texts(), ["a", "b"]);
        assert_eq!(Block::List(vec![text("a")]).texts(), ["a"]);
        assert_eq!(Block::Heading(2, text("a")).texts(), ["a"]);
    }
}
