//! Elements, one at a time: what is open, with its attributes and where it begins.
//!
//! [`Scanner::child`] goes to the next child of the element that is open, or to its end; who is given a child reads it to
//! its own end, with [`Scanner::skip`], [`Scanner::text`] or its children. Nothing of a document type is read, and no
//! entity but the five of XML is known: nothing swells.

use std::io::{BufRead, Read};

use quick_xml::Error;
use quick_xml::XmlVersion;
use quick_xml::errors::SyntaxError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::input::{At, Input, is_too_long};
use crate::iati::problem::ProblemCode;

/// Elements within elements.
const DEEPEST: usize = 64;
/// Longest activity, in bytes of UTF-8.
pub(super) const LONGEST_ACTIVITY: u64 = 64 * 1024 * 1024;
/// Most attributes of an element.
const MOST_ATTRIBUTES: usize = 64;

/// Why reading does not go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// An activity cannot be read: the next one may be.
    Activity(ProblemCode, String),
    /// Nothing more of the file can be read.
    File(ProblemCode, String),
    /// Who asked has heard enough.
    Enough,
}

/// What comes next.
enum Token {
    Open,
    Close,
    End,
}

/// Reads elements.
pub(super) struct Scanner<R: Read> {
    xml: Reader<Input<R>>,
    buffer: Vec<u8>,
    depth: usize,
    /// Name of the element that was opened last.
    name: String,
    /// Its attributes: name, and where the value is in `values`.
    attributes: Vec<(String, std::ops::Range<usize>)>,
    attribute_count: usize,
    values: String,
    text: String,
    is_collecting: bool,
    /// Where the element that was opened last begins.
    pub opened: At,
    /// Where the activity began, in bytes; `None` outside.
    began: Option<u64>,
    /// Where a document type is declared.
    pub doctype: Option<At>,
}

impl<R: Read> Scanner<R> {
    pub(super) fn new(input: Input<R>) -> Self {
        Self {
            xml: reader(input),
            buffer: Vec::new(),
            depth: 0,
            name: String::new(),
            attributes: Vec::new(),
            attribute_count: 0,
            values: String::new(),
            text: String::new(),
            is_collecting: false,
            opened: At::default(),
            began: None,
            doctype: None,
        }
    }

    /// Where it is.
    pub(super) fn at(&mut self) -> At {
        self.xml.get_mut().at()
    }

    /// The name of the element that was opened last.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// An attribute of the element that was opened last, without space around it; `None` where it is empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let known = &self.attributes[..self.attribute_count];
        let (_, range) = known.iter().find(|(known, _)| known == name)?;
        Some(self.values[range.clone()].trim()).filter(|value| !value.is_empty())
    }

    /// An activity begins, or has ended: its length is counted.
    pub(super) fn count(&mut self, is_within: bool) {
        self.began = is_within.then(|| self.xml.get_ref().taken());
    }

    /// The next child of what is open, or `false` at its end.
    pub(super) fn child(&mut self) -> Result<bool, Stop> {
        match self.next()? {
            Token::Open => Ok(true),
            Token::Close => Ok(false),
            Token::End if self.depth == 0 => Ok(false),
            Token::End => Err(Stop::Activity(ProblemCode::CutShort, self.name.clone())),
        }
    }

    /// To the end of what is open.
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Token::End = self.next()? {
                return Err(Stop::Activity(ProblemCode::CutShort, self.name.clone()));
            }
        }
        Ok(())
    }

    /// The text of what is open, to its end, without what is within its children and without space around it.
    pub(super) fn text(&mut self) -> Result<&str, Stop> {
        self.text.clear();
        self.is_collecting = true;
        while self.child()? {
            self.is_collecting = false;
            self.skip()?;
            self.is_collecting = true;
        }
        self.is_collecting = false;
        Ok(self.text.trim())
    }

    /// After something that cannot be read: goes on to the next activity; whether there is one.
    pub(super) fn recover(mut self) -> Result<(Self, bool), Stop> {
        let mut input = self.xml.into_inner();
        let found = input.skip_to("iati-activity");
        self.xml = reader(input);
        (self.depth, self.began, self.is_collecting) = (0, None, false);
        match found {
            Ok(found) => Ok((self, found)),
            Err(error) => Err(Stop::File(ProblemCode::Unreadable, error.to_string())),
        }
    }

    fn next(&mut self) -> Result<Token, Stop> {
        loop {
            self.buffer.clear();
            let input = self.xml.get_mut();
            input.mark();
            let (at, taken, has_bad) = (input.at(), input.taken(), input.has_bad);
            if self.began.is_some_and(|began| taken - began > LONGEST_ACTIVITY) {
                return Err(Stop::Activity(ProblemCode::TooLarge, LONGEST_ACTIVITY.to_string()));
            }
            // Taken out, so that what is read of it can be kept.
            let mut buffer = std::mem::take(&mut self.buffer);
            let event = self.xml.read_event_into(&mut buffer);
            let has_bad = has_bad || self.xml.get_ref().has_bad;
            let token = self.take_in(event, at, has_bad);
            self.buffer = buffer;
            if let Some(token) = token? {
                return Ok(token);
            }
        }
    }

    fn take_in(
        &mut self,
        event: quick_xml::Result<Event<'_>>,
        at: At,
        has_bad: bool,
    ) -> Result<Option<Token>, Stop> {
        let bad = |text: &str| match has_bad && text.contains('\u{fffd}') {
            true => Err(Stop::Activity(ProblemCode::BadEncoding, text.to_owned())),
            false => Ok(()),
        };
        match event.map_err(refused)? {
            Event::Start(start) => {
                bad(&start)?;
                self.open(&start, at)?;
                Ok(Some(Token::Open))
            }
            Event::End(_) if self.depth == 0 => Ok(Some(Token::End)),
            Event::End(_) => {
                self.depth -= 1;
                Ok(Some(Token::Close))
            }
            Event::Text(text) if self.is_collecting => {
                bad(&text)?;
                self.text.push_str(&text.xml10_content());
                Ok(None)
            }
            Event::CData(text) if self.is_collecting => {
                bad(&text)?;
                self.text.push_str(&text.xml10_content());
                Ok(None)
            }
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let character = match name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "apos" => '\'',
                    "quot" => '"',
                    other => match reference.resolve_char_ref() {
                        Ok(Some(character)) => character,
                        _ => return Err(Stop::Activity(ProblemCode::Entity, other.to_owned())),
                    },
                };
                if self.is_collecting {
                    self.text.push(character);
                }
                Ok(None)
            }
            Event::DocType(_) => {
                self.doctype.get_or_insert(at);
                Ok(None)
            }
            Event::Eof => Ok(Some(Token::End)),
            _ => Ok(None),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>, at: At) -> Result<(), Stop> {
        if self.depth >= DEEPEST {
            return Err(Stop::File(ProblemCode::TooDeep, DEEPEST.to_string()));
        }
        self.depth += 1;
        self.opened = at;
        self.name.clear();
        self.name.push_str(start.name().as_ref());
        self.values.clear();
        self.attribute_count = 0;
        // The parser's own search for repeated names takes time that grows with the square of their number.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute
                .map_err(|error| Stop::Activity(ProblemCode::BadXml, error.to_string()))?;
            if self.attribute_count == MOST_ATTRIBUTES {
                break;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| Stop::Activity(ProblemCode::Entity, attribute.value.to_string()))?;
            let from = self.values.len();
            self.values.push_str(&value);
            let range = from..self.values.len();
            let name: &str = attribute.key.as_ref();
            match self.attributes.get_mut(self.attribute_count) {
                Some((held, place)) => {
                    held.clear();
                    held.push_str(name);
                    *place = range;
                }
                None => self.attributes.push((name.to_owned(), range)),
            }
            self.attribute_count += 1;
        }
        Ok(())
    }
}

fn reader<R: BufRead>(input: R) -> Reader<R> {
    let mut xml = Reader::from_reader(input);
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.allow_unmatched_ends = true;
    xml
}

fn refused(error: Error) -> Stop {
    match &error {
        Error::Io(io) if is_too_long(io) => Stop::File(ProblemCode::TooLong, String::new()),
        Error::Io(io) => Stop::File(ProblemCode::Unreadable, io.to_string()),
        Error::Syntax(SyntaxError::InvalidBangMarkup) => bad_xml(&error),
        Error::Syntax(_) => Stop::Activity(ProblemCode::CutShort, String::new()),
        _ => bad_xml(&error),
    }
}

fn bad_xml(error: &Error) -> Stop {
    Stop::Activity(ProblemCode::BadXml, error.to_string())
}
