//! Where a file's bytes come from, what kind of file it is, and which entries are for it.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::bytes::{Stop, TextBytes, Written, survey};
use super::cut::Cutter;
use super::decimal::{self, Decimals, Look};
use super::problem::shown;
use super::session::header_names;
use super::workbook::{self, Book, Limits};
use super::{Entry, Layout, ProblemCode, Record, Session, is_observations};
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

pub(crate) trait ReadSeek: Read + Seek {}
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

    pub(crate) fn open(&self) -> Result<Box<dyn Read + '_>, Stop> {
        match &self.content {
            Content::Path(path) => Ok(Box::new(open_file(path)?)),
            Content::Bytes(bytes) => Ok(Box::new(*bytes)),
            Content::Stream(open) => Ok(open()),
        }
    }

    pub(crate) fn open_seekable(&self) -> Result<Box<dyn ReadSeek + '_>, Stop> {
        match &self.content {
            Content::Path(path) => Ok(Box::new(open_file(path)?)),
            Content::Bytes(bytes) => Ok(Box::new(Cursor::new(*bytes))),
            Content::Stream(_) => Err(Stop::new(ProblemCode::BadWorkbook, 0, "stream")),
        }
    }

    /// Whether the file is a ZIP archive, as workbooks are. Their bytes tell, not their name; a text
    /// under the name of a workbook is refused, as what it is.
    pub(crate) fn is_archive(&self) -> Result<bool, Stop> {
        let mut head = Vec::new();
        self.open()?.take(512).read_to_end(&mut head).map_err(|error| Stop::io(&error))?;
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Ok(true);
        }
        let name = self.name.to_lowercase();
        let named = name.ends_with(".xlsx") || name.ends_with(".xlsm");
        if !named || head.is_empty() || head.contains(&0) {
            return Ok(false);
        }
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
        let hint = if text.starts_with(b"<") { "page" } else { "text" };
        Err(Stop::new(ProblemCode::NotAWorkbook, 0, hint))
    }

    /// Opens a workbook, having seen that it is harmless.
    pub(crate) fn open_book(&self, limits: Limits) -> Result<Book<Box<dyn ReadSeek + '_>>, Stop> {
        let mut file = self.open_seekable()?;
        let formulas = workbook::guard(&mut file, limits)?;
        file.seek(SeekFrom::Start(0)).map_err(|error| Stop::io(&error))?;
        Book::open(file, limits, formulas)
    }
}

fn open_file(path: &Path) -> Result<File, Stop> {
    // Reading a pipe or a device may never end, and nor may opening one.
    let about = std::fs::metadata(path).map_err(|error| Stop::io(&error))?;
    if !about.is_file() {
        return Err(Stop::new(ProblemCode::NotAFile, 0, ""));
    }
    File::open(path).map_err(|error| Stop::io(&error))
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
        workbook_pass(input, layout, entries, session, &mut take)?;
    } else {
        if entries.is_empty() {
            session.decimals = look(input, layout);
        }
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
    let limit = session.max_bytes();
    let mut look_through = || match input.open() {
        Ok(source) => survey(&mut source.take(limit), layout.encoding),
        Err(_) => Written::Soundly,
    };
    let bytes = TextBytes::new(input.open()?, session.max_bytes(), layout.encoding);
    let mut cutter = Cutter::new(bytes, layout.delimiter)?;
    session.report.encoding = cutter.encoding().to_owned();
    let read = take_all(&mut cutter, session, &mut look_through, take);
    session.report.bytes = cutter.read();
    if read?.is_continue() {
        (session.report.bytes, session.report.sha256) = cutter.finish();
    }
    Ok(())
}

fn take_all(
    cutter: &mut Cutter<'_>,
    session: &mut Session<'_>,
    look_through: &mut dyn FnMut() -> Written,
    take: Take<'_>,
) -> Result<ControlFlow<()>, Stop> {
    session.written = None;
    while let Some(record) = cutter.next_row()? {
        // What the first bytes that are not UTF-8 mean, the whole file tells.
        if session.written.is_none() && session.meets_others(record) {
            session.written = Some(look_through());
        }
        if take(session, record)?.is_break() && session.is_stopped() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// A first look at a text of one's own, for its decimal sign. What is wrong with the file, its reading
/// will tell.
fn look(input: &Input<'_>, layout: &Layout) -> Decimals {
    let mut look = Look::new(layout);
    let Ok(source) = input.open() else { return Decimals::default() };
    let bytes = TextBytes::new(Box::new(source.take(decimal::BYTES)), u64::MAX, layout.encoding);
    let Ok(mut cutter) = Cutter::new(bytes, layout.delimiter) else { return Decimals::default() };
    while let Ok(Some(record)) = cutter.next_row() {
        if !look.take(record) {
            return look.decide(Some(cutter.delimiter()), false);
        }
    }
    look.decide(Some(cutter.delimiter()), cutter.read() >= decimal::BYTES)
}

fn workbook_pass(
    input: &Input<'_>,
    layout: &Layout,
    entries: &[Entry<'_>],
    session: &mut Session<'_>,
    take: Take<'_>,
) -> Result<(), Stop> {
    let hashed = hash(&mut input.open_seekable()?, session.max_bytes())?;
    (session.report.bytes, session.report.sha256) = hashed;
    session.report.encoding = "xlsx".to_owned();
    let mut book = input.open_book(session.limits())?;
    let sheet = book.choose(layout, &|header| match entries {
        [] => is_observations(header),
        entries => entries.iter().any(|(_, entry)| entry.has_columns(header)),
    })?;
    let others = book.sheets().into_iter().filter(|name| *name != sheet);
    session.report.other_sheets = others.map(|name| shown(name.as_bytes())).collect();
    session.report.sheet = shown(sheet.as_bytes());
    if entries.is_empty() {
        let mut look = Look::new(layout);
        let mut rows = |record: Record<'_>| {
            let more = look.take(record);
            Ok(if more { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        };
        book.rows(&sheet, &[], &mut rows)?;
        session.decimals = look.decide(None, false);
    }
    book.walk(&sheet, &mut |record| take(session, record))
}

pub(crate) fn hash(file: &mut dyn Read, limit: u64) -> Result<(u64, String), Stop> {
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
            let fits = |header: &[String]| {
                let same = |entry: &Entry<'_>| Layout::of(entry.1) == layout;
                let mut all = publishers.iter().flat_map(|by| by.file.iter().map(move |f| (by, f)));
                all.any(|entry| same(&entry) && entry.1.matches(&input.name, header))
            };
            let names = header(input, &layout, options, &fits).unwrap_or_default();
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
    match header(input, &Layout::plain(), options, &is_observations) {
        Ok(names) if is_observations(&names) => Recognised::Observations,
        Ok(names) => Recognised::Unknown(names.iter().map(|name| shown(name.as_bytes())).collect()),
        Err(stop) => Recognised::Unreadable(stop.code, stop.hint),
    }
}

/// The header of a file, read without the rest; of a workbook, that of the first sheet that `fits`.
fn header(
    input: &Input<'_>,
    layout: &Layout,
    options: &super::Options,
    fits: &dyn Fn(&[String]) -> bool,
) -> Result<Vec<String>, Stop> {
    let absent = || Stop::new(ProblemCode::NoHeader, layout.header_row, "");
    if input.is_archive()? {
        let mut book = input.open_book(Limits::of(options))?;
        let sheet = book.choose(layout, fits)?;
        let names = book.header(&sheet, layout)?;
        return if names.is_empty() { Err(absent()) } else { Ok(names) };
    }
    let bytes = TextBytes::new(input.open()?, options.max_bytes, layout.encoding);
    let mut cutter = Cutter::new(bytes, layout.delimiter)?;
    while let Some(record) = cutter.next_row()? {
        if record.line >= layout.header_row {
            return Ok(header_names(record));
        }
    }
    Err(absent())
}
