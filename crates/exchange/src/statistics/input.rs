//! Where a file's bytes come from, what kind of file it is, and which entries are for it.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::bytes::{Stop, TextBytes};
use super::cut::Cutter;
use super::session::header_names;
use super::{Entry, Layout, ProblemCode, Record, Session, is_observations, workbook};
use crate::sources::{Ignored, Publisher};

/// A file to read.
pub struct Input<'a> {
    /// Its name without folders: entries are found by it, periods may be in it.
    pub name: String,
    content: Content<'a>,
}

enum Content<'a> {
    Path(PathBuf),
    Bytes(&'a [u8]),
    Stream(Box<dyn Fn() -> Box<dyn Read + 'a> + 'a>),
}

trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

impl<'a> Input<'a> {
    /// A file on disk.
    pub fn path(path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { name: name.unwrap_or_default(), content: Content::Path(path.to_owned()) }
    }

    /// Bytes in memory, an upload for example.
    pub fn bytes(name: &str, bytes: &'a [u8]) -> Self {
        Self { name: name.to_owned(), content: Content::Bytes(bytes) }
    }

    /// Text that `open` gives from its start each time. Workbooks cannot be streamed.
    pub fn stream(name: &str, open: impl Fn() -> Box<dyn Read + 'a> + 'a) -> Self {
        Self { name: name.to_owned(), content: Content::Stream(Box::new(open)) }
    }

    fn open(&self) -> Result<Box<dyn Read + '_>, Stop> {
        match &self.content {
            Content::Path(path) => Ok(Box::new(open_file(path)?)),
            Content::Bytes(bytes) => Ok(Box::new(*bytes)),
            Content::Stream(open) => Ok(open()),
        }
    }

    fn open_seekable(&self) -> Result<Box<dyn ReadSeek + '_>, Stop> {
        match &self.content {
            Content::Path(path) => Ok(Box::new(open_file(path)?)),
            Content::Bytes(bytes) => Ok(Box::new(Cursor::new(*bytes))),
            Content::Stream(_) => Err(Stop::new(ProblemCode::BadWorkbook, 0, "stream")),
        }
    }

    /// Whether the file is a ZIP archive, as workbooks are. Their bytes tell, not their name.
    fn is_archive(&self) -> Result<bool, Stop> {
        let mut head = [0; 4];
        let mut file = self.open()?;
        let count = file.read(&mut head).map_err(|error| Stop::io(&error))?;
        Ok(head[..count] == *b"PK\x03\x04" || head[..count] == *b"PK\x05\x06")
    }
}

fn open_file(path: &Path) -> Result<File, Stop> {
    let file = File::open(path).map_err(|error| Stop::io(&error))?;
    let about = file.metadata().map_err(|error| Stop::io(&error))?;
    // Reading a pipe or a device may never end.
    if about.is_file() { Ok(file) } else { Err(Stop::new(ProblemCode::NotAFile, 0, "")) }
}

/// One pass over a file.
pub(crate) fn pass(
    input: &Input<'_>,
    layout: &Layout,
    entries: &[Entry<'_>],
    session: &mut Session<'_>,
) -> Result<(), Stop> {
    if session.is_stopped() {
        return Ok(());
    }
    let mut started = false;
    let mut take = |session: &mut Session<'_>, record: Record<'_>| {
        if started {
            return session.row(record);
        }
        if record.line < layout.header_row {
            return Ok(ControlFlow::Continue(()));
        }
        started = true;
        session.start(record, entries)?;
        // Without a plan the rest is still read through, for its hash.
        Ok(ControlFlow::Continue(()))
    };
    if input.is_archive()? {
        workbook_pass(input, layout, session, &mut take)?;
    } else {
        text_pass(input, layout, session, &mut take)?;
    }
    if started { Ok(()) } else { Err(Stop::new(ProblemCode::NoHeader, layout.header_row, "")) }
}

type Take<'t> = &'t mut dyn FnMut(&mut Session<'_>, Record<'_>) -> Result<ControlFlow<()>, Stop>;

fn text_pass(
    input: &Input<'_>,
    layout: &Layout,
    session: &mut Session<'_>,
    take: Take<'_>,
) -> Result<(), Stop> {
    let bytes = TextBytes::new(input.open()?, session.max_bytes(), layout.encoding);
    let mut cutter = Cutter::new(bytes, layout.delimiter)?;
    session.report.encoding = cutter.encoding().to_owned();
    let read = take_all(&mut cutter, session, take);
    session.report.bytes = cutter.read();
    if read?.is_continue() {
        (session.report.bytes, session.report.sha256) = cutter.finish();
    }
    Ok(())
}

fn take_all(
    cutter: &mut Cutter<'_>,
    session: &mut Session<'_>,
    take: Take<'_>,
) -> Result<ControlFlow<()>, Stop> {
    while let Some(record) = cutter.next_row()? {
        if take(session, record)?.is_break() && session.is_stopped() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn workbook_pass(
    input: &Input<'_>,
    layout: &Layout,
    session: &mut Session<'_>,
    take: Take<'_>,
) -> Result<(), Stop> {
    let mut file = input.open_seekable()?;
    let limits = session.limits();
    (session.report.bytes, session.report.sha256) = hash(&mut file, session.max_bytes())?;
    session.report.encoding = "xlsx".to_owned();
    workbook::guard(&mut file, limits)?;
    file.seek(SeekFrom::Start(0)).map_err(|error| Stop::io(&error))?;
    workbook::walk(file, layout, limits, &mut |record| take(session, record))
}

fn hash(file: &mut dyn Read, limit: u64) -> Result<(u64, String), Stop> {
    let (mut hasher, mut chunk, mut read) = (Sha256::new(), vec![0; 64 * 1024], 0);
    loop {
        let count = file.read(&mut chunk).map_err(|error| Stop::io(&error))?;
        read += count as u64;
        if count == 0 {
            return Ok((read, hex::encode(hasher.finalize())));
        }
        if read > limit {
            return Err(Stop::new(ProblemCode::FileTooLarge, 0, limit.to_string()));
        }
        hasher.update(&chunk[..count]);
    }
}

/// What a file is, as far as the catalogue can tell.
#[derive(Debug, Clone, PartialEq)]
pub enum Recognised<'a> {
    /// These entries read it.
    Entries(Vec<Entry<'a>>),
    /// It holds no figures; the publisher's entries say why.
    Ignored(&'a Publisher, &'a Ignored),
    /// A list of observations, the built-in layout.
    Observations,
    /// Nobody knows it; this is its header.
    Unknown(Vec<String>),
    /// It cannot be read at all: the problem and what helps.
    Unreadable(ProblemCode, String),
}

/// Finds out what a file is, from its name and its header.
///
/// `publishers`: all of the catalogue's, or the one that a person chose.
pub fn recognise<'a>(
    input: &Input<'_>,
    publishers: &'a [Publisher],
    options: &super::Options,
) -> Recognised<'a> {
    let named = publishers.iter().flat_map(|publisher| {
        let files = publisher.file.iter().filter(|entry| entry.names(&input.name));
        files.map(move |entry| (publisher, entry))
    });
    let mut entries = Vec::new();
    let mut headers: Vec<(Layout, Vec<String>)> = Vec::new();
    for entry in named {
        let layout = Layout::of(entry.1);
        let position = headers.iter().position(|(known, _)| *known == layout);
        let position = position.unwrap_or_else(|| {
            let names = header(input, &layout, options).unwrap_or_default();
            headers.push((layout, names));
            headers.len() - 1
        });
        if entry.1.matches(&input.name, &headers[position].1) {
            entries.push(entry);
        }
    }
    if !entries.is_empty() {
        return Recognised::Entries(entries);
    }
    let ignored = publishers.iter().find_map(|by| Some((by, by.ignores(&input.name)?)));
    if let Some((publisher, ignored)) = ignored {
        return Recognised::Ignored(publisher, ignored);
    }
    match header(input, &Layout::plain(), options) {
        Ok(names) if is_observations(&names) => Recognised::Observations,
        Ok(names) => Recognised::Unknown(names),
        Err(stop) => Recognised::Unreadable(stop.code, stop.hint),
    }
}

/// The header of a file, read without the rest.
fn header(
    input: &Input<'_>,
    layout: &Layout,
    options: &super::Options,
) -> Result<Vec<String>, Stop> {
    let mut names = None;
    let mut take = |record: Record<'_>| {
        if record.line >= layout.header_row {
            names = Some(header_names(record));
            return Ok(ControlFlow::Break(()));
        }
        Ok(ControlFlow::Continue(()))
    };
    if input.is_archive()? {
        let mut file = input.open_seekable()?;
        let limits = workbook::Limits::of(options);
        workbook::guard(&mut file, limits)?;
        file.seek(SeekFrom::Start(0)).map_err(|error| Stop::io(&error))?;
        workbook::walk(file, layout, limits, &mut take)?;
    } else {
        let bytes = TextBytes::new(input.open()?, options.max_bytes, layout.encoding);
        let mut cutter = Cutter::new(bytes, layout.delimiter)?;
        while let Some(record) = cutter.next_row()? {
            if take(record)?.is_break() {
                break;
            }
        }
    }
    names.ok_or_else(|| Stop::new(ProblemCode::NoHeader, layout.header_row, ""))
}
