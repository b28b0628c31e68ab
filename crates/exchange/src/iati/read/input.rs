//! A file as UTF-8, whatever it was written in, and where in it one is.
//!
//! Bytes are decoded as they come, so that a file of any size takes the memory of one block. How it is written is told by
//! its first bytes: a byte order mark, zero bytes of UTF-16, or else the encoding that its XML declaration names. What
//! cannot be decoded becomes U+FFFD, and is remembered.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are read at once.
const BLOCK: usize = 64 * 1024;
/// Longest text, tag or comment, in bytes: what is between two of them is held in memory.
const LONGEST: usize = 8 * 1024 * 1024;
/// How far into a file its declaration is looked for, in bytes.
const DECLARATION: usize = 1024;

/// A place in a file: line and column, in characters, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct At {
    pub line: u64,
    pub column: u64,
}

/// Why a file cannot be opened.
pub(super) enum Closed {
    /// The system could not read it.
    Io(io::Error),
    /// There is nothing in it.
    Empty,
    /// It says that it is written in something that nobody knows.
    Encoding(String),
}

/// What a text that is too long is told with.
const TOO_LONG: &str = "too long between two tags";

/// Whether reading stopped at a text that is too long.
pub(super) fn is_too_long(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::OutOfMemory
}

/// A file that is being decoded.
pub(super) struct Input<R> {
    raw: R,
    decoder: Decoder,
    block: Vec<u8>,
    text: Vec<u8>,
    /// Of the text, what is not consumed yet.
    from: usize,
    to: usize,
    is_read: bool,
    /// The place up to which lines were counted, and where in the text that is.
    at: At,
    counted: usize,
    /// Bytes of text consumed, in all and since the last mark.
    taken: u64,
    since: usize,
    /// Whether something could not be decoded.
    pub has_bad: bool,
}

impl<R: Read> Input<R> {
    pub(super) fn open(mut raw: R) -> Result<Self, Closed> {
        let mut block = vec![0; BLOCK];
        let mut length = 0;
        while length < DECLARATION {
            match raw.read(&mut block[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Closed::Io(error)),
            }
        }
        if length == 0 {
            return Err(Closed::Empty);
        }
        let encoding = encoding_of(&block[..length])?;
        let mut input = Self {
            raw,
            decoder: encoding.new_decoder_with_bom_removal(),
            block,
            text: Vec::new(),
            from: 0,
            to: 0,
            is_read: false,
            at: At { line: 1, column: 1 },
            counted: 0,
            taken: 0,
            since: 0,
            has_bad: false,
        };
        input.decode(length);
        Ok(input)
    }

    /// Where it is.
    pub(super) fn at(&mut self) -> At {
        for byte in &self.text[self.counted..self.from] {
            if *byte == b'\n' {
                self.at = At { line: self.at.line + 1, column: 1 };
            } else {
                // A character's first byte is not one that continues.
                self.at.column += u64::from(*byte & 0xc0 != 0x80);
            }
        }
        self.counted = self.from;
        self.at
    }

    /// Bytes of text consumed.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// The length of a text is counted from here.
    pub(super) fn mark(&mut self) {
        self.since = 0;
    }

    /// Adds what the first `length` bytes of the block say to the text; `length` 0: there are no more.
    fn decode(&mut self, length: usize) {
        self.is_read = length == 0;
        self.at();
        self.text.copy_within(self.from..self.to, 0);
        (self.counted, self.from, self.to) = (0, 0, self.to - self.from);
        let needed = self.decoder.max_utf8_buffer_length(length).unwrap_or(4 * BLOCK);
        if self.text.len() < self.to + needed {
            self.text.resize(self.to + needed, 0);
        }
        let (block, room) = (&self.block[..length], &mut self.text[self.to..]);
        // There is room for all of it.
        let (_, _, written, bad) = self.decoder.decode_to_utf8(block, room, self.is_read);
        self.to += written;
        self.has_bad |= bad;
    }

    fn more(&mut self) -> io::Result<()> {
        let length = loop {
            match self.raw.read(&mut self.block) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.decode(length);
        Ok(())
    }

    /// Goes on to where an element of this name begins; whether there is one.
    pub(super) fn skip_to(&mut self, element: &str) -> io::Result<bool> {
        loop {
            self.mark();
            let found = memchr::memchr(b'<', self.fill_buf()?);
            match found {
                None if self.from == self.to => return Ok(false),
                None => self.consume(self.to - self.from),
                Some(at) => {
                    self.consume(at);
                    while self.to - self.from < element.len() + 2 && !self.is_read {
                        self.more()?;
                    }
                    let rest = &self.text[self.from + 1..self.to];
                    let after = rest.strip_prefix(element.as_bytes());
                    if after.and_then(<[u8]>::first).is_some_and(|byte| b" \t\r\n>/".contains(byte))
                    {
                        return Ok(true);
                    }
                    self.consume(1);
                }
            }
        }
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let text = self.fill_buf()?;
        let length = text.len().min(into.len());
        into[..length].copy_from_slice(&text[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > LONGEST {
            return Err(io::Error::new(io::ErrorKind::OutOfMemory, TOO_LONG));
        }
        while self.from == self.to && !self.is_read {
            self.more()?;
        }
        Ok(&self.text[self.from..self.to])
    }

    fn consume(&mut self, length: usize) {
        self.from = (self.from + length).min(self.to);
        self.taken += length as u64;
        self.since += length;
    }
}

/// How a file is written.
fn encoding_of(first: &[u8]) -> Result<&'static Encoding, Closed> {
    if let Some((encoding, _)) = Encoding::for_bom(first) {
        return Ok(encoding);
    }
    match first {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let first = &first[..first.len().min(DECLARATION)];
    let first = String::from_utf8_lossy(first);
    let declaration =
        first.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let named = declaration.and_then(|text| text.split_once("encoding")).and_then(|(_, rest)| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(name, _)| name)
    });
    let Some(named) = named else { return Ok(UTF_8) };
    match Encoding::for_label(named.as_bytes()) {
        // One byte a character, whatever it says: it could not be read otherwise.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(Closed::Encoding(named.to_owned())),
    }
}
