//! JSON as bytes that are UTF-8, whatever the file is written in.

use std::io::{self, Read};

use crate::statistics::{Stop, TextBytes, decode};

/// A text being read, UTF-16 and Windows-1252 converted on the way.
pub(super) struct Utf8<'a> {
    bytes: TextBytes<'a>,
    /// Read and not converted yet: the beginning of a character that goes on.
    waiting: Vec<u8>,
    ready: Vec<u8>,
    position: usize,
    ended: bool,
    line: u64,
    /// The first line that is not UTF-8.
    pub legacy_line: Option<u64>,
    /// Why reading stopped, where it did.
    pub stop: Option<Stop>,
}

impl<'a> Utf8<'a> {
    pub fn new(bytes: TextBytes<'a>) -> Self {
        Self {
            bytes,
            waiting: Vec::new(),
            ready: Vec::new(),
            position: 0,
            ended: false,
            line: 1,
            legacy_line: None,
            stop: None,
        }
    }

    fn fill(&mut self) -> Result<(), Stop> {
        self.ready.clear();
        self.position = 0;
        while self.ready.is_empty() && !self.ended {
            self.ended = !self.bytes.fill(&mut self.waiting)?;
            self.convert();
        }
        Ok(())
    }

    fn convert(&mut self) {
        let mut from = 0;
        loop {
            let rest = &self.waiting[from..];
            let Err(error) = std::str::from_utf8(rest) else {
                self.ready.extend_from_slice(rest);
                from = self.waiting.len();
                break;
            };
            let sound = error.valid_up_to();
            self.ready.extend_from_slice(&rest[..sound]);
            from += sound;
            let Some(length) = error.error_len().or(self.ended.then(|| rest.len() - sound)) else {
                break;
            };
            let lines = memchr::memchr_iter(b'\n', &self.ready).count() as u64;
            self.legacy_line.get_or_insert(self.line + lines);
            let foreign = &self.waiting[from..from + length];
            self.ready.extend_from_slice(decode(foreign).0.as_bytes());
            from += length;
        }
        self.waiting.drain(..from);
        // Records of a sequence (RFC 8142) begin with this mark.
        for byte in &mut self.ready {
            if *byte == 0x1E {
                *byte = b' ';
            }
        }
        self.line += memchr::memchr_iter(b'\n', &self.ready).count() as u64;
    }

    /// Bytes read so far.
    pub fn read_bytes(&self) -> u64 {
        self.bytes.read()
    }

    /// The encoding that the file says it has.
    pub fn encoding(&self) -> &'static str {
        self.bytes.encoding
    }

    /// Bytes read and their SHA-256. Only after the last.
    pub fn finish(self) -> (u64, String) {
        self.bytes.finish()
    }
}

impl Read for Utf8<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.position == self.ready.len()
            && let Err(stop) = self.fill()
        {
            self.stop = Some(stop);
            return Err(io::Error::other("stopped"));
        }
        let rest = &self.ready[self.position..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.position += count;
        Ok(count)
    }
}
