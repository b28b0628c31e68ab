//! Escapes of addresses (RFC 3986).

use crate::sdmx::problem::{Problem, ProblemCode};

/// A text with its `%` escapes read.
pub(super) fn decode(text: &str, place: &str) -> Result<String, Problem> {
    let refused = || Problem::new(ProblemCode::QueryBadEscape, place, text).allowed("%HH");
    if !text.contains('%') {
        return Ok(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        let (high, low) = (digit().ok_or_else(refused)?, digit().ok_or_else(refused)?);
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).map_err(|_| refused())
}

/// A text with everything escaped that could mean something else in a query.
pub(super) fn encode(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@$:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
