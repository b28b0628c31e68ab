//! Microdata: files of rows about people, households or places, read column by column.
//!
//! The way of the data: a file is opened by what its first bytes say ([`Source::open`]) → its columns are
//! named ([`Source::names`]) → who asks says which it needs and of which kind ([`Wanted`]) → rows come in
//! batches of [`Columns`], the codes of words the same from one to the next ([`Source::read`]). Memory
//! holds one batch and the words met so far, however long the file.
//!
//! A cell that is empty, `NA`, `N/A`, `NaN`, `null` or a lone point is missing. A cell that should be a
//! number and is not, or is not finite, is a problem: all are counted, the first ones told by row.

mod delimited;
mod problem;
mod row_groups;
mod words;
mod write;

use std::fs::File;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use passerelle_vocabulary::Columns;

pub use problem::{MicrodataError, MicrodataProblem};
pub use write::{WriteError, write_csv, write_parquet};

/// Rows in a batch.
const BATCH: usize = 1 << 16;
/// Different words of a column, at the most: more are names of rows, not classes.
const MOST_WORDS: usize = 20_000_000;
/// Problems told one by one; all are counted.
const MOST_TOLD: usize = 100;

/// A column to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its name in the file.
    pub name: String,
    /// As words; otherwise as numbers.
    pub words: bool,
}

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Text with this delimiter.
    Delimited(u8),
    Parquet,
}

/// A file of microdata.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    form: Form,
    names: Vec<String>,
}

/// Takes batches as they are read; `Break` stops the reading.
pub type Sink<'a> = &'a mut dyn FnMut(Columns) -> ControlFlow<()>;

impl Source {
    /// Opens a file: Parquet by its mark, otherwise text whose first line names the columns.
    ///
    /// # Errors
    /// A file that cannot be read; one without a header; two columns of one name.
    pub fn open(path: &Path) -> Result<Self, MicrodataError> {
        let failed = |error| MicrodataError::File { path: path.to_owned(), error };
        if !std::fs::metadata(path).map_err(failed)?.is_file() {
            let error = std::io::Error::from(std::io::ErrorKind::InvalidInput);
            return Err(MicrodataError::File { path: path.to_owned(), error });
        }
        let mut mark = Vec::new();
        File::open(path).map_err(failed)?.take(4).read_to_end(&mut mark).map_err(failed)?;
        let (form, names) = if mark == b"PAR1" {
            (Form::Parquet, row_groups::names(path)?)
        } else {
            let (delimiter, names) = delimited::header(path)?;
            (Form::Delimited(delimiter), names)
        };
        for (at, name) in names.iter().enumerate() {
            if names[..at].contains(name) {
                return Err(MicrodataError::TwiceNamed { name: name.clone() });
            }
        }
        Ok(Self { path: path.to_owned(), form, names })
    }

    /// The same file, its columns without the names of the groups that forms put before them
    /// (`household/hh1_radio`, `household-hh1_radio`), where what is left names one column only. Of text;
    /// Parquet keeps its names.
    #[must_use]
    pub fn without_groups(mut self) -> Self {
        if self.form == Form::Parquet {
            return self;
        }
        let last = |name: &str| name.rsplit(['/', '-']).next().unwrap_or(name).to_owned();
        let short: Vec<String> = self.names.iter().map(|name| last(name)).collect();
        for (at, name) in short.iter().enumerate() {
            let alone = short.iter().filter(|other| *other == name).count() == 1;
            if alone && !name.is_empty() && !self.names.contains(name) {
                self.names[at].clone_from(name);
            }
        }
        self
    }

    /// Names of its columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Reads columns, batch by batch; gives the number of rows read.
    ///
    /// # Errors
    /// A column that is not there; every cell that cannot be what it should, together; a file that breaks off.
    pub fn read(&self, wanted: &[Wanted], sink: Sink<'_>) -> Result<u64, MicrodataError> {
        let absent = wanted.iter().filter(|one| !self.names.contains(&one.name));
        let absent: Vec<String> = absent.map(|one| one.name.clone()).collect();
        if !absent.is_empty() {
            return Err(MicrodataError::NoColumns { absent, present: self.names.clone() });
        }
        match self.form {
            Form::Parquet => row_groups::read(&self.path, wanted, sink),
            Form::Delimited(delimiter) => {
                delimited::read(&self.path, delimiter, &self.names, wanted, sink)
            }
        }
    }

    /// Reads columns whole, for what needs all rows at once.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_whole(&self, wanted: &[Wanted]) -> Result<Columns, MicrodataError> {
        let mut whole = Columns::default();
        self.read(wanted, &mut |batch| {
            whole.append(batch);
            ControlFlow::Continue(())
        })?;
        Ok(whole)
    }

    /// Whether each column holds numbers only, judged by its first rows (at most `rows`).
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn guess_kinds(&self, rows: usize) -> Result<Vec<Wanted>, MicrodataError> {
        let as_words = |name: &String| Wanted { name: name.clone(), words: true };
        let wanted: Vec<Wanted> = self.names.iter().map(as_words).collect();
        let mut first = Columns::default();
        self.read(&wanted, &mut |batch| {
            first.append(batch);
            if first.rows() < rows { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(self.names.iter().map(|name| words::guess(&first, name)).collect())
    }
}
