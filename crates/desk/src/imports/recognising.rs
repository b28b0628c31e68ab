//! What a file is, and the way in which it is read: by the catalogue's entries, as a list of observations,
//! as a message of SDMX, or as an indicator of an Open SDG site that Passerelle published.
//!
//! Whatever is no table is made one first, and then goes the way of every table: the same checks, the same
//! problems, on the lines of the file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use passerelle_exchange::open_sdg::{self, CodeMapping, ColumnMapping, Metadata, Own};
use passerelle_exchange::sdmx::files::{Form, as_table, read_message};
use passerelle_exchange::sdmx::observations::{AsObservations, Dictionary, Table, own_table};
use passerelle_exchange::sdmx::{Limits, Problem, ProblemCode, Problems};
use passerelle_exchange::statistics::{
    Entry, Input, Options, Recognised, Report, Sink, export_csv, read, recognise,
};
use passerelle_vocabulary::Observation;
use sha2::{Digest, Sha256};

use super::files::hashed;
use super::{FileState, Ready, Watcher, collect, reading_options};
use crate::DeskError;
use crate::catalogue::Catalogue;
use crate::whole::name_of;

/// What the catalogue says of a readable file.
pub(crate) struct Known {
    pub(crate) origin: String,
    pub(crate) source: String,
    pub(crate) mapping_hash: String,
}

/// How a file is read.
pub(super) enum Way {
    /// As it stands: by entries, or as a list of observations.
    AsItIs,
    /// A message, as the table that was made of it, by entries.
    Table(Vec<u8>),
    /// Figures of Passerelle in SDMX; the table, where the file is not one itself.
    Figures(Table, Option<Vec<u8>>),
    /// An indicator of a site that Passerelle published, as the list that was made of it.
    Site(Vec<u8>),
}

pub(super) enum Identified {
    Readable(Known, Way),
    Other(FileState, Option<Box<Report>>),
}

impl Identified {
    /// A file whose form is wrong.
    fn refused(path: &Path, problems: &Problems) -> Self {
        let mut report = Report { file: name_of(path), ..Report::default() };
        report.add_format_problems(&problems.list, problems.count);
        Self::Other(FileState::Refused, Some(Box::new(report)))
    }
}

/// What a file is.
pub(super) fn identify(catalogue: &Catalogue, path: &Path) -> Identified {
    let limits = Limits::default();
    match Form::of(&beginning(path)) {
        Some(Form::Csv) => match File::open(path).map(|file| own_table(file, &limits)) {
            Ok(Ok(Some(table))) => {
                Identified::Readable(known(catalogue, path, &[]), Way::Figures(table, None))
            }
            Ok(Err(problems)) => match as_it_is(catalogue, path) {
                // An entry may not mind what is wrong with the first row.
                found @ Identified::Readable(..) => found,
                Identified::Other(..) => Identified::refused(path, &problems),
            },
            _ => as_it_is(catalogue, path),
        },
        Some(form @ (Form::Json | Form::Xml)) => match table_of(path, form, &limits) {
            Ok(table) => message(catalogue, path, table, &limits),
            Err(problems) => Identified::refused(path, &problems),
        },
        Some(Form::JsonStructures | Form::XmlStructures) => {
            let header = vec!["DataStructure, Codelist, ConceptScheme".to_owned()];
            Identified::Other(FileState::Undescribed { header }, None)
        }
        None => as_it_is(catalogue, path),
    }
}

/// How a file begins; nothing of one that cannot be read, which its reading tells.
fn beginning(path: &Path) -> Vec<u8> {
    let mut beginning = Vec::new();
    // Reading a pipe or a device may never end.
    if std::fs::metadata(path).is_ok_and(|about| about.is_file())
        && let Ok(file) = File::open(path)
    {
        let _ = file.take(Form::BEGINNING as u64).read_to_end(&mut beginning);
    }
    beginning
}

/// All of a file that is not too large.
fn whole(path: &Path, limits: &Limits) -> Result<Vec<u8>, Problems> {
    let unreadable = |error: io::Error| {
        Problems::from(Problem::new(ProblemCode::Unreadable, "", "").allowed(error.to_string()))
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(limits.bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limits.bytes {
        let most = limits.bytes.to_string();
        return Err(Problem::new(ProblemCode::TooLarge, "", "").allowed(most).into());
    }
    Ok(bytes)
}

fn table_of(path: &Path, form: Form, limits: &Limits) -> Result<Vec<u8>, Problems> {
    as_table(&read_message(form, &whole(path, limits)?, limits)?, limits)
}

/// A message of which a table was made: of our own figures, or one that entries describe.
fn message(catalogue: &Catalogue, path: &Path, table: Vec<u8>, limits: &Limits) -> Identified {
    match own_table(table.as_slice(), limits) {
        Ok(Some(own)) => {
            Identified::Readable(known(catalogue, path, &[]), Way::Figures(own, Some(table)))
        }
        Ok(None) => {
            let recognised = {
                let input = Input::bytes(&name_of(path), &table);
                recognise(&input, &catalogue.publishers, &Options::default())
            };
            match recognised {
                Recognised::Entries(entries) => {
                    let known = known(catalogue, path, &entries);
                    Identified::Readable(known, Way::Table(table))
                }
                other => without_entries(path, other),
            }
        }
        Err(problems) => Identified::refused(path, &problems),
    }
}

fn as_it_is(catalogue: &Catalogue, path: &Path) -> Identified {
    let input = Input::path(path);
    match recognise(&input, &catalogue.publishers, &Options::default()) {
        Recognised::Entries(entries) => {
            Identified::Readable(known(catalogue, path, &entries), Way::AsItIs)
        }
        Recognised::Observations => Identified::Readable(known(catalogue, path, &[]), Way::AsItIs),
        Recognised::Unknown(header) if header.iter().any(|name| name == "Year") => {
            let unknown = || Identified::Other(FileState::Undescribed { header }, None);
            of_site(catalogue, path).unwrap_or_else(unknown)
        }
        other => without_entries(path, other),
    }
}

/// A file that no entry reads.
fn without_entries(path: &Path, recognised: Recognised<'_>) -> Identified {
    match recognised {
        Recognised::Ignored(_, ignored) => {
            Identified::Other(FileState::Ignored { reason: ignored.reason.clone() }, None)
        }
        Recognised::Unknown(header) => Identified::Other(FileState::Undescribed { header }, None),
        Recognised::Unreadable(code, hint) => {
            let mut report = Report { file: name_of(path), ..Report::default() };
            report.add(code, 0, "", b"", &hint);
            Identified::Other(FileState::Refused, Some(Box::new(report)))
        }
        Recognised::Entries(_) | Recognised::Observations => {
            Identified::Other(FileState::Undescribed { header: Vec::new() }, None)
        }
    }
}

/// The table of an indicator within the folder of a site that Passerelle published; `None` where the site
/// is another's.
fn of_site(catalogue: &Catalogue, path: &Path) -> Option<Identified> {
    let limits = Limits::default();
    let name = name_of(path);
    let id = open_sdg::Indicator::id_of_file(&name)?;
    let site = path.parent()?.parent()?;
    let read = |path: &Path| whole(path, &limits).ok();
    let metadata =
        ["md", "yml"].iter().find_map(|end| read(&site.join(format!("meta/{id}.{end}"))))?;
    let own = Own::of(&Metadata::read(&metadata, &limits).ok()?)?;
    let (columns, codes) =
        (read(&site.join("column_mapping.csv"))?, read(&site.join("code_mapping.csv"))?);
    let figures = || -> Result<Vec<Observation>, Vec<open_sdg::Problem>> {
        let bytes = whole(path, &limits).unwrap_or_default();
        let data = open_sdg::Data::read(&bytes, &limits)?;
        let indicator = open_sdg::Indicator { id: id.to_owned(), data, ..Default::default() };
        let columns = ColumnMapping::read(&columns, &limits)?;
        let codes = CodeMapping::read(&codes, &limits)?;
        open_sdg::figures(&indicator, &own, &columns, &codes)
    };
    let list = match figures() {
        Ok(figures) => {
            let mut list = Vec::new();
            // Writing to memory does not fail.
            export_csv(&figures, &mut list).ok()?;
            list
        }
        Err(problems) => {
            let mut report = Report { file: name.clone(), ..Report::default() };
            report.add_format_problems(&problems, problems.len() as u64);
            return Some(Identified::Other(FileState::Refused, Some(Box::new(report))));
        }
    };
    let mut known = known(catalogue, path, &[]);
    // What its words mean is told beside the file.
    let mut hasher = Sha256::new();
    for part in [known.mapping_hash.as_bytes(), &metadata, &columns, &codes] {
        hasher.update(part);
    }
    known.mapping_hash = hex::encode(hasher.finalize());
    Some(Identified::Readable(known, Way::Site(list)))
}

fn known(catalogue: &Catalogue, path: &Path, entries: &[Entry<'_>]) -> Known {
    let source = entries.first().map_or("local", |(publisher, _)| publisher.id.as_str());
    let ids: Vec<&str> = entries.iter().map(|(_, entry)| entry.id.as_str()).collect();
    let mut hasher = Sha256::new();
    hasher.update(&catalogue.hash);
    hasher.update(ids.join("+"));
    Known {
        origin: format!("{source}/{}", name_of(path)),
        source: source.to_owned(),
        mapping_hash: hex::encode(hasher.finalize()),
    }
}

/// Reads a file into a sorter; problems are in the report.
pub(super) fn read_file(
    catalogue: &Catalogue,
    path: &Path,
    way: &Way,
    year: i32,
    watcher: &dyn Watcher,
) -> Result<Ready, DeskError> {
    let options = reading_options(catalogue, year);
    let table = |input: &Input<'_>, sink: Sink<'_>| {
        let entries = match recognise(input, &catalogue.publishers, &options) {
            Recognised::Entries(entries) => entries,
            _ => Vec::new(),
        };
        read(input, &entries, &catalogue.places, &options, sink)
    };
    let name = name_of(path);
    let mut ready = collect(watcher, |sink| match way {
        Way::AsItIs => table(&Input::path(path), sink),
        Way::Table(bytes) | Way::Site(bytes) => table(&Input::bytes(&name, bytes), sink),
        Way::Figures(own, bytes) => {
            let source = Source { path, bytes: bytes.as_deref() };
            figures(&name, own, source, |input| read(input, &[], &catalogue.places, &options, sink))
        }
    })?;
    if !matches!(way, Way::AsItIs) && !ready.report.sha256.is_empty() {
        // What is known of the file is what is known of its bytes, not of the table made of them.
        (ready.report.bytes, ready.report.sha256) = hashed(path)?;
    }
    Ok(ready)
}

/// Where the rows of a message are: in the file, or in the table made of it.
#[derive(Clone, Copy)]
struct Source<'a> {
    path: &'a Path,
    bytes: Option<&'a [u8]>,
}

impl<'a> Source<'a> {
    fn open(self) -> Result<Box<dyn Read + 'a>, Problems> {
        let unreadable = |error: io::Error| {
            let problem = Problem::new(ProblemCode::Unreadable, "", "");
            Problems::from(problem.allowed(error.to_string()))
        };
        Ok(match self.bytes {
            Some(bytes) => Box::new(bytes),
            None => Box::new(File::open(self.path).map_err(unreadable)?),
        })
    }
}

/// Reads figures of Passerelle in SDMX as a list of observations.
fn figures(
    name: &str,
    own: &Table,
    source: Source<'_>,
    read: impl FnOnce(&Input<'_>) -> Report,
) -> Report {
    let dictionary = Dictionary::default().with_paths();
    let problems = Mutex::new(Problems::default());
    let limits = Limits::default();
    let mut report = read(&Input::stream(name, || {
        let begun = source
            .open()
            .and_then(|source| AsObservations::new(source, own, &dictionary, &limits, &problems));
        let list: Box<dyn Read + '_> = match begun {
            Ok(list) => Box::new(list),
            Err(found) => {
                *problems.lock().unwrap_or_else(PoisonError::into_inner) = found;
                Box::new(io::empty())
            }
        };
        list
    }));
    let problems = problems.lock().unwrap_or_else(PoisonError::into_inner);
    report.add_format_problems(&problems.list, problems.count);
    report
}
