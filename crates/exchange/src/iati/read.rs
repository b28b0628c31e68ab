//! Activities read, one at a time.
//!
//! A file of any size takes the memory of its largest activity, and one of those is at most 64 MiB. Activities are given
//! as they are read; what is wrong is told with its line and column, all of it, and loses as little as possible: a bad
//! element is left out of its activity, a bad activity out of the file. After something that is not XML, reading goes on
//! at the next activity.
//!
//! Versions 2.01 and 2.02 have the shape of 2.03 and are read with a note; versions 1 have another, and are refused.

mod activity;
mod input;
mod money;
mod rules;
mod scan;

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::Read;
use std::ops::ControlFlow;

use super::problem::{Problem, ProblemCode, Report, Weight};
use super::reported::{Day, Reported};
use activity::Parser;
use input::{At, Closed, Input};
use scan::{Scanner, Stop};

/// What is read.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An activity.
    Activity(Box<Reported>),
    /// An activity that is left out: its identifier, if it has one that could be read.
    Refused(Option<String>),
}

/// Reads a file, and gives `sink` each activity. `today`: what is said to have happened after it is told.
pub fn read(file: impl Read, today: Day, mut sink: impl FnMut(Item) -> ControlFlow<()>) -> Report {
    let mut report = Report::default();
    let input = match Input::open(file) {
        Ok(input) => input,
        Err(closed) => {
            let (code, value) = match closed {
                Closed::Empty => (ProblemCode::Empty, String::new()),
                Closed::Io(error) => (ProblemCode::Unreadable, error.to_string()),
                Closed::Encoding(name) => (ProblemCode::EncodingUnknown, name),
            };
            report.add(Problem::new(code, (1, 1), "", &value));
            return report;
        }
    };
    let mut file = File { report, today, seen: HashSet::new(), hasher: RandomState::new() };
    file.read(Scanner::new(input), &mut sink);
    file.report
}

struct File {
    report: Report,
    today: Day,
    /// Hashes of the identifiers so far: a large file has many.
    seen: HashSet<u64>,
    hasher: RandomState,
}

type Sink<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

impl File {
    fn add(&mut self, code: ProblemCode, at: At, element: &str, value: &str) {
        self.report.add(Problem::new(code, (at.line, at.column), element, value));
    }

    fn read<R: Read>(&mut self, mut scanner: Scanner<R>, sink: Sink<'_>) {
        match self.root(&mut scanner) {
            Ok(true) => {}
            Ok(false) => return,
            Err(stop) => return self.stopped_at_root(stop, scanner.at()),
        }
        loop {
            let stop = match self.activities(&mut scanner, sink) {
                Ok(()) => {
                    self.report.complete = true;
                    return;
                }
                Err(stop) => stop,
            };
            let at = scanner.at();
            match stop {
                Stop::Enough => return,
                Stop::File(code, value) => return self.add(code, at, "", &value),
                Stop::Activity(code, value) => {
                    // Where the activity begins was told with the problem; here is where it broke.
                    self.add(code, at, scanner.name(), &value);
                    // What broke between two activities may have been one: it is counted as one.
                    self.report.activities += 1;
                    self.report.refused += 1;
                    if sink(Item::Refused(None)).is_break() {
                        return;
                    }
                }
            }
            scanner = match scanner.recover() {
                Ok((scanner, true)) => scanner,
                Ok((_, false)) => return,
                Err(Stop::File(code, value) | Stop::Activity(code, value)) => {
                    return self.add(code, at, "", &value);
                }
                Err(Stop::Enough) => return,
            };
        }
    }

    fn stopped_at_root(&mut self, stop: Stop, at: At) {
        match stop {
            Stop::Activity(ProblemCode::BadXml | ProblemCode::CutShort, value) => {
                self.add(ProblemCode::NotXml, at, "", &value);
            }
            Stop::Activity(code, value) | Stop::File(code, value) => self.add(code, at, "", &value),
            Stop::Enough => {}
        }
    }

    /// The outermost element; whether activities are in it.
    fn root<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<bool, Stop> {
        if !scanner.child()? {
            self.add(ProblemCode::NotXml, At { line: 1, column: 1 }, "", "");
            return Ok(false);
        }
        let at = scanner.opened;
        if let Some(at) = scanner.doctype {
            self.add(ProblemCode::Doctype, at, "!DOCTYPE", "");
        }
        let wrong = match scanner.name() {
            "iati-activities" => None,
            "iati-organisations" => Some(ProblemCode::Organisations),
            _ => Some(ProblemCode::NotActivities),
        };
        if let Some(code) = wrong {
            let name = scanner.name().to_owned();
            self.add(code, at, &name, &name);
            return Ok(false);
        }
        let version = scanner.attribute("version").unwrap_or_default().to_owned();
        self.report.version.clone_from(&version);
        let element = "iati-activities/@version";
        match version.as_str() {
            "2.03" => {}
            "2.01" | "2.02" => self.add(ProblemCode::VersionOlder, at, element, &version),
            "" => self.add(ProblemCode::VersionMissing, at, element, ""),
            older if older.starts_with('1') => {
                self.add(ProblemCode::VersionOne, at, element, older);
                return Ok(false);
            }
            other => {
                self.add(ProblemCode::VersionUnknown, at, element, other);
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn activities<R: Read>(
        &mut self,
        scanner: &mut Scanner<R>,
        sink: Sink<'_>,
    ) -> Result<(), Stop> {
        while scanner.child()? {
            if scanner.name() != "iati-activity" {
                scanner.skip()?;
                continue;
            }
            scanner.count(true);
            let parsed = Parser::new(scanner, self.today).activity();
            scanner.count(false);
            let (reported, mut problems) = parsed?;
            self.report.activities += 1;
            let repeated = !self.seen.insert(self.hasher.hash_one(&reported.identifier));
            if repeated && !reported.identifier.is_empty() {
                let at = (reported.line, reported.column);
                let (code, id) = (ProblemCode::Repeated, &reported.identifier);
                problems.push(Problem::new(code, at, "iati-identifier", id));
            }
            let is_refused = problems.iter().any(|one| one.weight <= Weight::Activity);
            for problem in problems {
                let activity = reported.identifier.clone();
                self.report.add(Problem { activity, ..problem });
            }
            let item = if is_refused {
                self.report.refused += 1;
                Item::Refused(Some(reported.identifier).filter(|id| !id.is_empty()))
            } else {
                self.report.transactions += reported.transactions.len() as u64;
                Item::Activity(Box::new(reported))
            };
            if sink(item).is_break() {
                return Err(Stop::Enough);
            }
        }
        Ok(())
    }
}
