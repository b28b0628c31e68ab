//! Bytes in: counted, limited, hashed, and turned into text that CSV can be cut from.
//!
//! UTF-8, Windows-1252 and ISO 8859-1 all write commas, quotes and line ends as ASCII does, so
//! rows can be cut before anyone knows which of them it is; a cell is decoded when it is looked at.
//! Only UTF-16 is converted on the way.

use std::io::{ErrorKind, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use super::ProblemCode;
use crate::sources::EncodingName;

/// Why reading stopped, and what helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    pub code: ProblemCode,
    pub row: u64,
    pub hint: String,
}

impl Stop {
    pub fn new(code: ProblemCode, row: u64, hint: impl Into<String>) -> Self {
        Self { code, row, hint: hint.into() }
    }

    pub fn io(error: &std::io::Error) -> Self {
        let code = match error.kind() {
            ErrorKind::IsADirectory => ProblemCode::NotAFile,
            _ => ProblemCode::Unreadable,
        };
        Self::new(code, 0, error.kind().to_string())
    }
}

/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;
/// Bytes read first: enough to tell what the file is, and most small files whole.
const FIRST: usize = 64 * 1024;

/// A source of bytes on its way to be cut into rows.
pub(crate) struct TextBytes<'a> {
    source: Box<dyn Read + 'a>,
    hasher: Sha256,
    read: u64,
    limit: u64,
    chunk: Vec<u8>,
    decoder: Option<Decoder>,
    started: bool,
    stated: Option<EncodingName>,
    /// `utf-8` until proved otherwise.
    pub encoding: &'static str,
}

impl<'a> TextBytes<'a> {
    pub fn new(source: Box<dyn Read + 'a>, limit: u64, stated: Option<EncodingName>) -> Self {
        Self {
            source,
            hasher: Sha256::new(),
            read: 0,
            limit,
            chunk: vec![0; FIRST],
            decoder: None,
            started: false,
            stated,
            encoding: "utf-8",
        }
    }

    /// Appends some text to `out`; false at the end of the file.
    pub fn fill(&mut self, out: &mut Vec<u8>) -> Result<bool, Stop> {
        let count = self.read_chunk()?;
        let first = !std::mem::replace(&mut self.started, true);
        let mut bytes = &self.chunk[..count];
        if first {
            let (decoder, name, bom) = recognise(bytes, self.stated);
            self.decoder = decoder;
            self.encoding = name;
            bytes = &bytes[bom..];
        }
        match &mut self.decoder {
            Some(decoder) => convert(decoder, bytes, count == 0, out),
            None if memchr::memchr(0, bytes).is_some() => {
                return Err(Stop::new(ProblemCode::BinaryFile, 0, ""));
            }
            None => out.extend_from_slice(bytes),
        }
        Ok(count > 0)
    }

    /// Reads until the chunk is full or the source ends, so that what it is can be told from it.
    fn read_chunk(&mut self) -> Result<usize, Stop> {
        let mut count = 0;
        if self.started && self.chunk.len() < CHUNK {
            self.chunk.resize(CHUNK, 0);
        }
        while count < self.chunk.len() {
            match self.source.read(&mut self.chunk[count..]) {
                Ok(0) => break,
                Ok(more) => count += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Stop::io(&error)),
            }
        }
        self.hasher.update(&self.chunk[..count]);
        self.read += count as u64;
        if self.read > self.limit {
            return Err(Stop::new(ProblemCode::FileTooLarge, 0, self.limit.to_string()));
        }
        Ok(count)
    }

    /// Bytes read so far and their SHA-256 in hexadecimal.
    pub fn finish(self) -> (u64, String) {
        (self.read, hex::encode(self.hasher.finalize()))
    }

    /// Bytes read so far.
    pub fn read(&self) -> u64 {
        self.read
    }
}

/// From the first bytes: the converter if one is needed, the encoding's name, and the length of
/// the byte order mark.
fn recognise(bytes: &[u8], stated: Option<EncodingName>) -> (Option<Decoder>, &'static str, usize) {
    let little = || Some(UTF_16LE.new_decoder_without_bom_handling());
    let big = || Some(UTF_16BE.new_decoder_without_bom_handling());
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return (None, "utf-8", 3),
        [0xFF, 0xFE, 0, 0, ..] => {}
        [0xFF, 0xFE, ..] => return (little(), "utf-16le", 2),
        [0xFE, 0xFF, ..] => return (big(), "utf-16be", 2),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = head.len() / 2;
    if pairs >= 4 && zeros(1) * 4 > pairs * 3 && zeros(0) == 0 {
        return (little(), "utf-16le", 0);
    }
    if pairs >= 4 && zeros(0) * 4 > pairs * 3 && zeros(1) == 0 {
        return (big(), "utf-16be", 0);
    }
    match stated {
        Some(EncodingName::Utf16) => (little(), "utf-16le", 0),
        Some(EncodingName::Windows1252 | EncodingName::Iso88591) => (None, "windows-1252", 0),
        Some(EncodingName::Utf8) | None => (None, "utf-8", 0),
    }
}

/// How a text is written, as far as its cells are to be looked at for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// As it says, or in UTF-8 throughout.
    Soundly,
    /// In UTF-8 or UTF-16, with bytes in it that are not.
    Broken,
    /// Not in UTF-8 anywhere: read as Windows-1252, which is a guess.
    Guessed,
}

/// Looks through a whole text that has something in it that is not UTF-8, as far as it is needed, for how it
/// is written. What is wrong with it otherwise, its reading will tell.
pub(crate) fn survey(source: &mut dyn Read, stated: Option<EncodingName>) -> Written {
    let (mut chunk, mut kept) = (vec![0; CHUNK], 0);
    let (mut started, mut utf8, mut broken) = (false, stated == Some(EncodingName::Utf8), false);
    loop {
        let (count, ended) = match source.read(&mut chunk[kept..]) {
            Ok(0) => (kept, true),
            Ok(more) => (kept + more, false),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return Written::Soundly,
        };
        if !std::mem::replace(&mut started, true) {
            let (decoder, name, mark) = recognise(&chunk[..count], stated);
            if decoder.is_some() {
                return Written::Broken;
            }
            if name != "utf-8" {
                return Written::Soundly;
            }
            utf8 |= mark > 0;
        }
        if memchr::memchr(0, &chunk[kept..count]).is_some() {
            return Written::Soundly;
        }
        let mut at = 0;
        kept = 0;
        while let Err(error) = std::str::from_utf8(&chunk[at..count]) {
            let sound = at + error.valid_up_to();
            utf8 |= !chunk[at..sound].is_ascii();
            at = match error.error_len() {
                // A character that goes on in the next bytes, if there are any.
                None if !ended => {
                    kept = count - sound;
                    chunk.copy_within(sound..count, 0);
                    break;
                }
                length => sound + length.unwrap_or(count - sound),
            };
            broken = true;
            if utf8 {
                return Written::Broken;
            }
        }
        if kept == 0 {
            utf8 |= !chunk[at..count].is_ascii();
        }
        if ended || (utf8 && broken) {
            return match (broken, utf8) {
                (false, _) => Written::Soundly,
                (true, true) => Written::Broken,
                (true, false) => Written::Guessed,
            };
        }
    }
}

/// A cell with what is not UTF-8 in it written out: `caf\xC3`.
pub(crate) fn written_out(cell: &[u8]) -> String {
    let mut text = String::new();
    for part in cell.utf8_chunks() {
        text.push_str(part.valid());
        part.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    text
}

/// What stands for half of a UTF-16 character: no UTF-8 text holds it, so that whoever looks for text that is
/// not sound finds it, at its row and column.
const NOT_A_CHARACTER: u8 = 0xFF;

fn convert(decoder: &mut Decoder, mut bytes: &[u8], last: bool, out: &mut Vec<u8>) {
    loop {
        let room = decoder
            .max_utf8_buffer_length_without_replacement(bytes.len())
            .unwrap_or(bytes.len() * 3 + 16);
        let start = out.len();
        out.resize(start + room, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(bytes, &mut out[start..], last);
        out.truncate(start + written);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => out.push(NOT_A_CHARACTER),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, &'static str), ProblemCode> {
        let mut source = TextBytes::new(Box::new(bytes), 1 << 20, None);
        let mut out = Vec::new();
        while source.fill(&mut out).map_err(|stop| stop.code)? {}
        Ok((String::from_utf8_lossy(&out).into_owned(), source.encoding))
    }

    #[test]
    fn takes_marks_off_and_converts_utf_16() {
        assert_eq!(text(b"\xEF\xBB\xBFa,b"), Ok(("a,b".into(), "utf-8")));
        let written = "iso3,année\nKEN,2019\n";
        let units: Vec<u16> = written.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(text(&[b"\xFF\xFE", &little[..]].concat()), Ok((written.into(), "utf-16le")));
        assert_eq!(text(&[b"\xFE\xFF", &big[..]].concat()), Ok((written.into(), "utf-16be")));
        assert_eq!(text(&little), Ok((written.into(), "utf-16le")));
        assert_eq!(text(&big), Ok((written.into(), "utf-16be")));
    }

    #[test]
    fn marks_half_a_character_of_utf_16_where_it_stands() {
        let units: Vec<u16> =
            "ab".encode_utf16().chain([0xD83D]).chain("c\n".encode_utf16()).collect();
        let mut little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        little.push(0x41);
        let bytes = [b"\xFF\xFE", &little[..]].concat();
        let mut source = TextBytes::new(Box::new(&bytes[..]), 1 << 20, None);
        let mut out = Vec::new();
        while source.fill(&mut out).unwrap() {}
        assert_eq!(out, b"ab\xFFc\n\xFF");
        assert_eq!(survey(&mut &bytes[..], None), Written::Broken);
    }

    /// As [`survey`] finds it, whatever pieces the source gives.
    fn surveyed(bytes: &[u8]) -> Written {
        struct Pieces<'a>(&'a [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
                let count = self.1.min(self.0.len()).min(to.len());
                to[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let whole = survey(&mut &*bytes, None);
        for piece in 8..12 {
            assert_eq!(survey(&mut Pieces(bytes, piece), None), whole, "in pieces of {piece}");
        }
        whole
    }

    #[test]
    fn tells_a_broken_text_from_one_in_another_encoding() {
        for (bytes, expected) in [
            (&b"place"[..], Written::Soundly),
            ("C\u{f4}te d\u{2019}Ivoire".as_bytes(), Written::Soundly),
            (b"C\xF4te d\x92Ivoire", Written::Guessed),
            (b"a long line,caf\xC3", Written::Guessed),
            (b"caf\xC3\xA9,and another,caf\xC3", Written::Broken),
            (b"caf\xC3,and another,caf\xC3\xA9", Written::Broken),
            (b"\xEF\xBB\xBFplace,caf\xC3", Written::Broken),
            (b"\xE2\x80,and another,C\xC3\xB4te", Written::Broken),
            (b"C\xF4te\0", Written::Soundly),
        ] {
            assert_eq!(surveyed(bytes), expected, "{bytes:?}");
        }
        assert_eq!(survey(&mut &b"caf\xC3"[..], Some(EncodingName::Utf8)), Written::Broken);
        assert_eq!(survey(&mut &b"caf\xC3"[..], Some(EncodingName::Windows1252)), Written::Soundly);
    }

    #[test]
    fn refuses_what_is_not_text() {
        assert_eq!(text(b"\x89PNG\r\n\0\0\0"), Err(ProblemCode::BinaryFile));
        assert_eq!(text(&[0; 4096]), Err(ProblemCode::BinaryFile));
        assert_eq!(text(&vec![b'a'; (1 << 20) + 1]), Err(ProblemCode::FileTooLarge));
    }

    #[test]
    fn hashes_what_it_reads() {
        let mut source = TextBytes::new(Box::new(&b"abc"[..]), 10, None);
        while source.fill(&mut Vec::new()).unwrap() {}
        let (bytes, hash) = source.finish();
        assert_eq!(bytes, 3);
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
