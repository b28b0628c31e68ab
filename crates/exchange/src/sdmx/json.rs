//! SDMX-JSON 2.0: messages of structures and of data, read and written.
//!
//! Data are written with numbers for values: `"0:1": [5, 0]` is the observation at the first value of the
//! first dimension and the second of the second. [`WireMessage`] is that form, and loses nothing of it;
//! [`WireMessage::resolve`] makes a [`DataMessage`] of it, and
//! [`WireMessage::of`] one of that.
//!
//! Messages of version 1.0 are read as far as they have the same members.
//!
//! The standard: <https://github.com/sdmx-twg/sdmx-json>, version 2.0.0.

mod number;
mod resolve;
mod wire;

pub use wire::{WireData, WireDataSet, WireMessage, WireSeries};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Limits;
use super::data::DataMessage;
use super::header::{Header, Other, StatusMessage};
use super::problem::{Problem, ProblemCode, Problems};
use super::structure::Structures;

/// A message of structures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StructureMessage {
    /// Who sends it, when, to whom.
    #[serde(rename = "meta")]
    pub header: Header,
    /// The artefacts.
    #[serde(rename = "data")]
    pub structures: Structures,
    /// What a service says went wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<StatusMessage>,
    /// Anything else.
    #[serde(flatten)]
    pub other: Other,
}

/// Reads a message of structures.
///
/// # Errors
/// Larger than the limits, not JSON, or JSON of another shape.
pub fn read_structures(bytes: &[u8], limits: &Limits) -> Result<StructureMessage, Problem> {
    let message: StructureMessage = read(bytes, limits)?;
    let is_data =
        ["dataSets", "structures"].iter().any(|it| message.structures.other.contains_key(*it));
    if is_data {
        let problem = Problem::new(ProblemCode::WrongMessage, "data", "dataSets");
        return Err(problem.allowed("dataStructures, codelists, conceptSchemes, dataflows…"));
    }
    Ok(message)
}

/// Writes a message of structures.
///
/// # Errors
/// A number that JSON cannot write.
pub fn write_structures(message: &StructureMessage) -> Result<String, Problem> {
    write(message)
}

/// Reads a message of data, with its numbers resolved. What is wrong with single values is told beside
/// the message, which is then without them.
///
/// # Errors
/// Larger than the limits, not JSON, or JSON of another shape.
pub fn read_data(bytes: &[u8], limits: &Limits) -> Result<(DataMessage, Problems), Problem> {
    Ok(WireMessage::read(bytes, limits)?.resolve(limits))
}

/// Writes a message of data.
///
/// # Errors
/// Every value of a component that the message's structure does not have; a number that JSON cannot write.
pub fn write_data(message: &DataMessage) -> Result<String, Problems> {
    Ok(WireMessage::of(message)?.write()?)
}

fn write<T: Serialize>(message: &T) -> Result<String, Problem> {
    serde_json::to_string(message).map_err(|error| bad_json(&error))
}

fn bad_json(error: &serde_json::Error) -> Problem {
    let place = if error.column() > 0 { error.column().to_string() } else { String::new() };
    let line = error.line() as u64;
    // The recursion limit of the parser is stricter than any message needs.
    let code = match error.to_string() {
        text if text.starts_with("recursion limit") => ProblemCode::TooDeep,
        _ => ProblemCode::BadJson,
    };
    Problem::new(code, place, "").line(line).allowed(error.to_string())
}

fn read<T: DeserializeOwned>(bytes: &[u8], limits: &Limits) -> Result<T, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(Problem::new(ProblemCode::Empty, "", ""));
    }
    if bytes.len() as u64 > limits.bytes {
        let problem = Problem::new(ProblemCode::TooLarge, "", &bytes.len().to_string());
        return Err(problem.allowed(limits.bytes.to_string()));
    }
    check_extent(bytes, limits)?;
    serde_json::from_slice(bytes).map_err(|error| bad_json(&error))
}

/// Counts what will take memory, before any is taken: an object of a few bytes becomes some hundreds.
fn check_extent(bytes: &[u8], limits: &Limits) -> Result<(), Problem> {
    /// What an object takes compared with a member of a list.
    const OBJECT: usize = 8;
    let (mut depth, mut weight) = (0_usize, 0_usize);
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => skip_text(&mut rest),
            b'{' | b'[' => {
                depth += 1;
                weight += if *byte == b'{' { OBJECT } else { 1 };
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => weight += 1,
            _ => {}
        }
        if depth > limits.depth {
            return Err(
                Problem::new(ProblemCode::TooDeep, "", "").allowed(limits.depth.to_string())
            );
        }
        if weight > limits.items {
            return Err(
                Problem::new(ProblemCode::TooManyItems, "", "").allowed(limits.items.to_string())
            );
        }
    }
    Ok(())
}

fn skip_text(rest: &mut std::slice::Iter<'_, u8>) {
    while let Some(byte) = rest.next() {
        match byte {
            b'\\' => drop(rest.next()),
            b'"' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_before_anything_is_read() {
        let limits = Limits { bytes: 100, depth: 5, items: 40, ..Limits::default() };
        let code = |json: &str| read_structures(json.as_bytes(), &limits).unwrap_err().code;
        assert_eq!(code(""), ProblemCode::Empty);
        assert_eq!(code(&" ".repeat(200)), ProblemCode::Empty);
        assert_eq!(code(&format!("[{}]", "1".repeat(100))), ProblemCode::TooLarge);
        assert_eq!(code("[[[[[[]]]]]]"), ProblemCode::TooDeep);
        assert_eq!(code(&format!("[{}1]", "1,".repeat(40))), ProblemCode::TooManyItems);
        assert_eq!(code("{\"a\":[{},{},{},{},{}]}"), ProblemCode::TooManyItems);
        assert_eq!(code("{\"data\": 5}"), ProblemCode::BadJson);
        assert_eq!(code("{\"data\": {\"dataSets\": []}}"), ProblemCode::WrongMessage);
        assert!(read_structures(br#"{"meta":{"id":"[[[[[[[[[[[\"[[["}}"#, &limits).is_ok());
        let deep = format!("{{\"a\":{}", "[".repeat(50_000));
        let problem =
            read_structures(deep.as_bytes(), &Limits { depth: 90_000, ..Limits::default() });
        assert_eq!(problem.unwrap_err().code, ProblemCode::TooDeep);
    }
}
