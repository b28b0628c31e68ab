//! Figures of Passerelle in SDMX-CSV, read as the list of observations that they were.
//!
//! The list goes the way of every such file ([`crate::statistics::read`]): places, units and figures are
//! checked as in any other, and its lines are those of the message.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use passerelle_vocabulary::Observation;

use super::{Columns, Dictionary, Seen, Table};
use crate::sdmx::Limits;
use crate::sdmx::csv::{Layout, Reader};
use crate::sdmx::definitions::{ATTRIBUTES, FIRST_DIMENSIONS, LAST_DIMENSIONS, MEASURE};
use crate::sdmx::problem::Problems;
use crate::sdmx::reference::Reference;
use crate::statistics::export_csv;

/// Bytes that are written ahead.
const AHEAD: usize = 1 << 16;

/// The name, without agency and version, of the flow of figures that every node has.
pub const OWN_FLOW: &str = "OBSERVATIONS";

/// The table of a message, if it is one of figures of Passerelle: by its columns and the structure that its
/// first row names. Dimensions that the columns have beyond the fixed ones are its own.
///
/// # Errors
/// The first row cannot be read.
pub fn own_table(source: impl Read, limits: &Limits) -> Result<Option<Table>, Problems> {
    let mut reader = Reader::new(source, limits)?;
    let structure = match reader.next() {
        Some(Ok(row)) => row.structure().to_owned(),
        // What is wrong with it, its reading tells; a message of another structure is none of ours.
        _ => return Ok(None),
    };
    let own = structure.parse::<Reference>().is_ok_and(|name| name.id == OWN_FLOW);
    let has = |id: &&str| reader.layout().column(id).is_some();
    let needed = ["INDICATOR", "REF_AREA", "DATA_SOURCE", "TIME_PERIOD", MEASURE, "UNIT_MEASURE"];
    if !own || !needed.iter().all(has) {
        return Ok(None);
    }
    Ok(Some(Table { structure, dimensions: dimensions(reader.layout()), ..Table::default() }))
}

/// Codes of the dimensions that are columns and no fixed ones.
fn dimensions(layout: &Layout) -> Vec<String> {
    let fixed = |id: &str| {
        FIRST_DIMENSIONS.contains(&id)
            || LAST_DIMENSIONS.contains(&id)
            || ATTRIBUTES.contains(&id)
            || id == MEASURE
    };
    let own = layout.columns.iter().map(|column| column.id.as_str()).filter(|id| !fixed(id));
    own.map(str::to_ascii_lowercase).collect()
}

/// A message of figures, read as CSV: the layout that `export observations` writes. A row that cannot be
/// read is a blank line; what is wrong with it is kept apart.
pub struct AsObservations<'a> {
    reader: Reader<'a>,
    columns: Columns<'a>,
    seen: Seen,
    problems: &'a Mutex<Problems>,
    text: Vec<u8>,
    at: usize,
    /// The line that is written next.
    line: u64,
    ended: bool,
}

impl<'a> AsObservations<'a> {
    /// Begins to read. What is wrong with rows is put in `problems`.
    ///
    /// # Errors
    /// The first row cannot be read; columns that figures must have are not there.
    pub fn new(
        source: impl Read + 'a,
        table: &'a Table,
        dictionary: &'a Dictionary,
        limits: &Limits,
        problems: &'a Mutex<Problems>,
    ) -> Result<Self, Problems> {
        // The file may be gone through more than once.
        *problems.lock().unwrap_or_else(PoisonError::into_inner) = Problems::new(limits);
        let reader = Reader::new(source, limits)?;
        let columns = Columns::find(reader.layout(), table, dictionary, limits)?;
        let mut text = Vec::new();
        export_csv(&[], &mut text).map_err(|_| Problems::new(limits))?;
        let seen = Seen::default();
        Ok(Self { reader, columns, seen, problems, text, at: 0, line: 2, ended: false })
    }

    /// Writes the next row.
    fn advance(&mut self) -> io::Result<()> {
        let Some(row) = self.reader.next() else {
            self.ended = true;
            return Ok(());
        };
        let read = row.and_then(|row| {
            let (_, figure) = self.columns.read_figure(&row, &mut self.seen)?;
            Ok((row.line, figure))
        });
        match read {
            Ok((line, figure)) => {
                while self.line < line {
                    self.text.push(b'\n');
                    self.line += 1;
                }
                self.write(&figure)?;
                self.line += 1;
            }
            Err(problem) => {
                self.problems.lock().unwrap_or_else(PoisonError::into_inner).add(problem);
            }
        }
        Ok(())
    }

    /// Writes a figure, without the header that comes with it.
    fn write(&mut self, figure: &Observation) -> io::Result<()> {
        let mut written = Vec::new();
        export_csv([figure], &mut written).map_err(io::Error::other)?;
        let header = written.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        self.text.extend_from_slice(&written[header..]);
        Ok(())
    }
}

impl Read for AsObservations<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
        }
        while !self.ended && self.text.len() < AHEAD {
            self.advance()?;
        }
        let rest = &self.text[self.at..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,SEX,DATA_SOURCE,\
                        TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,STATUS_DETAIL,STD_ERROR,N_CASES\n";

    #[test]
    fn rows_are_the_lines_of_a_list() {
        let rows = format!(
            "{HEAD}\
            dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,a,KEN-mombasa,female,s,2022,40.5,percent,A,normal,1.5,900\n\
            dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,a,KEN,_T,s,soon,40.5,percent,A,normal,,\n\
            dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,a,KEN,_Z,s,2022,,percent,Q,protected,,\n"
        );
        let limits = Limits::default();
        let table = own_table(rows.as_bytes(), &limits).unwrap().unwrap();
        assert_eq!(table.dimensions, ["sex"]);
        let dictionary = Dictionary::new([]).with_paths();
        let problems = Mutex::new(Problems::default());
        let mut list = String::new();
        let mut reader =
            AsObservations::new(rows.as_bytes(), &table, &dictionary, &limits, &problems).unwrap();
        reader.read_to_string(&mut list).unwrap();
        let lines: Vec<&str> = list.lines().collect();
        assert_eq!(lines[1], "a,KEN/mombasa,2022,sex=female,40.5,percent,1.5,900,normal,s");
        assert_eq!((lines[2], lines[3]), ("", "a,KEN,2022,,,percent,,,protected,s"));
        drop(reader);
        let problems = problems.into_inner().unwrap();
        assert_eq!((problems.count, problems.list[0].line), (1, 3));
    }

    #[test]
    fn other_messages_are_none_of_ours() {
        let limits = Limits::default();
        let own = |text: &str| own_table(text.as_bytes(), &limits);
        let row = "dataflow,ECB:EXR(1.0),I,A,a,KEN,_T,s,2022,1,percent,A,normal,,\n";
        assert_eq!(own(&format!("{HEAD}{row}")).unwrap(), None);
        assert_eq!(
            own("STRUCTURE,STRUCTURE_ID,A\ndataflow,P:OBSERVATIONS(1.0),1\n").unwrap(),
            None
        );
        assert!(own("a,b\n").is_err());
    }
}
