//! A document as a tree, within limits.

use std::collections::BTreeSet;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::sdmx::Limits;
use crate::sdmx::problem::{Problem, ProblemCode};

/// What an element takes of the limit of items.
const ELEMENT: usize = 8;

/// An element. Names are without their prefix: what SDMX calls the same thing has one name in all its
/// namespaces.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Element>,
    /// The text right within it.
    pub text: String,
}

#[derive(Debug)]
pub(super) struct Attribute {
    /// `xml`, `xsi`… : attributes with a prefix belong to the format, not to the data.
    pub prefixed: bool,
    pub name: String,
    pub value: String,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.name == name);
        found.map(|attribute| attribute.value.as_str())
    }

    /// The same, copied.
    pub fn owned(&self, name: &str) -> Option<String> {
        self.attribute(name).map(str::to_owned)
    }

    /// An attribute that is true or false.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.attribute(name)? {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }

    /// The children with this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child with this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text, without the space around it; `None` if there is none.
    pub fn content(&self) -> Option<String> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

struct Builder<'a> {
    limits: &'a Limits,
    text: &'a str,
    weight: usize,
    stack: Vec<Element>,
    root: Option<Element>,
}

/// Reads a document.
pub(super) fn parse(bytes: &[u8], limits: &Limits) -> Result<Element, Problem> {
    if bytes.len() as u64 > limits.bytes {
        let problem = Problem::new(ProblemCode::TooLarge, "", &bytes.len().to_string());
        return Err(problem.allowed(limits.bytes.to_string()));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Problem::new(ProblemCode::BadEncoding, "", "").allowed("UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let mut builder = Builder { limits, text, weight: 0, stack: Vec::new(), root: None };
    loop {
        let at = |reader: &Reader<&[u8]>| reader.buffer_position();
        let event = reader.read_event();
        let position = at(&reader);
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => builder.event(event, position)?,
            Err(error) => {
                let problem = builder.refused(ProblemCode::BadXml, "", position);
                return Err(problem.allowed(error.to_string()));
            }
        }
    }
    let position = text.len() as u64;
    match builder.root.take().filter(|_| builder.stack.is_empty()) {
        Some(root) => Ok(root),
        None if text.trim().is_empty() => Err(Problem::new(ProblemCode::Empty, "", "")),
        None => Err(builder.refused(ProblemCode::BadXml, "", position)),
    }
}

impl Builder<'_> {
    fn refused(&self, code: ProblemCode, found: &str, position: u64) -> Problem {
        let before = self.text.as_bytes().get(..position as usize).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        let place = self.stack.last().map_or("", |element| element.name.as_str());
        Problem::new(code, place, found).line(line)
    }

    fn event(&mut self, event: Event<'_>, position: u64) -> Result<(), Problem> {
        match event {
            Event::Start(start) => self.open(&start, position),
            Event::Empty(start) => {
                self.open(&start, position)?;
                self.close(position)
            }
            Event::End(_) => self.close(position),
            Event::Text(text) => self.add_text(&text.xml10_content(), position),
            Event::CData(text) => self.add_text(&text.xml10_content(), position),
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let text = match name {
                    "lt" => "<".to_owned(),
                    "gt" => ">".to_owned(),
                    "amp" => "&".to_owned(),
                    "apos" => "'".to_owned(),
                    "quot" => "\"".to_owned(),
                    other => match character(other) {
                        Some(c) => c.to_string(),
                        None => return Err(self.refused(ProblemCode::XmlEntity, other, position)),
                    },
                };
                self.add_text(&text, position)
            }
            Event::DocType(_) => Err(self.refused(ProblemCode::XmlEntity, "<!DOCTYPE", position)),
            Event::Decl(declaration) => match declaration.encoding() {
                Some(Ok(name)) if !name.eq_ignore_ascii_case("utf-8") => {
                    Err(self.refused(ProblemCode::BadEncoding, &name, position).allowed("UTF-8"))
                }
                _ => Ok(()),
            },
            Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>, position: u64) -> Result<(), Problem> {
        let name = start.local_name().as_ref().to_owned();
        if self.stack.len() >= self.limits.depth {
            let problem = self.refused(ProblemCode::TooDeep, &name, position);
            return Err(problem.allowed(self.limits.depth.to_string()));
        }
        if self.stack.is_empty() && self.root.is_some() {
            return Err(self.refused(ProblemCode::BadXml, &name, position));
        }
        let attributes = self.attributes(start, position)?;
        self.weight += ELEMENT + attributes.len();
        if self.weight > self.limits.items {
            let problem = self.refused(ProblemCode::TooManyItems, &name, position);
            return Err(problem.allowed(self.limits.items.to_string()));
        }
        self.stack.push(Element { name, attributes, ..Element::default() });
        Ok(())
    }

    fn attributes(&self, start: &BytesStart<'_>, position: u64) -> Result<Vec<Attribute>, Problem> {
        let mut found: Vec<Attribute> = Vec::new();
        let mut names = BTreeSet::new();
        // The parser's own search for repeated names takes time that grows with the square of their number.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| {
                self.refused(ProblemCode::BadXml, "", position).allowed(error.to_string())
            })?;
            let whole: &str = attribute.key.as_ref();
            if !names.insert(whole.to_owned()) {
                return Err(self.refused(ProblemCode::BadXml, whole, position));
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| self.refused(ProblemCode::XmlEntity, &attribute.value, position))?;
            let name = attribute.key.local_name().as_ref().to_owned();
            if found.len() >= self.limits.columns {
                let problem = self.refused(ProblemCode::TooManyItems, &name, position);
                return Err(problem.allowed(self.limits.columns.to_string()));
            }
            found.push(Attribute {
                prefixed: whole.contains(':'),
                name,
                value: value.into_owned(),
            });
        }
        Ok(found)
    }

    fn close(&mut self, position: u64) -> Result<(), Problem> {
        let Some(element) = self.stack.pop() else {
            return Err(self.refused(ProblemCode::BadXml, "", position));
        };
        match self.stack.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn add_text(&mut self, text: &str, position: u64) -> Result<(), Problem> {
        match self.stack.last_mut() {
            Some(element) => {
                element.text.push_str(text);
                Ok(())
            }
            None if text.trim().is_empty() => Ok(()),
            None => Err(self.refused(ProblemCode::BadXml, text, position)),
        }
    }
}

/// The character that `#233` or `#xE9` stands for.
fn character(reference: &str) -> Option<char> {
    let number = reference.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}
