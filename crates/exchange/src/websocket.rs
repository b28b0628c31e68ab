//! Frames of the WebSocket protocol (RFC 6455, version 13, no extensions), in and out.
//!
//! A [`Decoder`] takes bytes as they come, however they are cut, and gives back [`Piece`]s. What only fills a
//! line (binary messages of a speed test) is counted and passed over, so that memory does not grow with it;
//! texts and control messages are kept, within limits. Nothing here reads from a network.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha1::{Digest as _, Sha1};

/// The longest payload of a control frame (RFC 6455, section 5.5).
const CONTROL: u64 = 125;
/// The longest text that is kept, in bytes; a longer one is refused.
const TEXT: u64 = 64 * 1024;
/// The longest header: two bytes, a length of eight, a mask of four.
const HEADER: usize = 14;

/// What a frame carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The rest of a message that was begun.
    Continuation,
    /// A text.
    Text,
    /// Bytes.
    Binary,
    /// The end of the conversation.
    Close,
    /// To be answered with a pong.
    Ping,
    /// The answer to a ping.
    Pong,
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Self::Continuation => 0,
            Self::Text => 1,
            Self::Binary => 2,
            Self::Close => 8,
            Self::Ping => 9,
            Self::Pong => 10,
        }
    }

    fn of(code: u8) -> Option<Self> {
        let all =
            [Self::Continuation, Self::Text, Self::Binary, Self::Close, Self::Ping, Self::Pong];
        all.into_iter().find(|kind| kind.code() == code)
    }

    fn is_control(self) -> bool {
        matches!(self, Self::Close | Self::Ping | Self::Pong)
    }
}

/// Why what came is not WebSocket as it was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A code of no meaning, a reserved bit, a fragment out of place.
    #[error("not a frame of WebSocket")]
    Malformed,
    /// A client masks what it sends, and a server does not.
    #[error("masked where it must not be, or not masked where it must be")]
    Masking,
    /// A message longer than is accepted.
    #[error("a message that is too long")]
    TooLong,
}

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// So many bytes of a binary message.
    Binary(usize),
    /// A whole text, as its bytes.
    Text(Vec<u8>),
    /// To be answered with a pong of the same bytes.
    Ping(Vec<u8>),
    /// The answer to a ping.
    Pong(Vec<u8>),
    /// The other side ends the conversation.
    Close,
}

/// The header of a frame, ready to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    bytes: [u8; HEADER],
    len: usize,
}

impl Header {
    /// The header of an unfragmented frame of `length` bytes; `mask` is what a client's bytes are masked with.
    pub fn new(kind: Kind, length: u64, mask: Option<[u8; 4]>) -> Self {
        let mut bytes = [0; HEADER];
        bytes[0] = 0x80 | kind.code();
        let masked = if mask.is_some() { 0x80 } else { 0 };
        let mut len = match length {
            // Each arm holds what its length's field holds.
            0..=125 => {
                bytes[1] = masked | length as u8;
                2
            }
            126..=0xFFFF => {
                bytes[1] = masked | 126;
                bytes[2..4].copy_from_slice(&(length as u16).to_be_bytes());
                4
            }
            _ => {
                bytes[1] = masked | 127;
                bytes[2..10].copy_from_slice(&length.to_be_bytes());
                10
            }
        };
        if let Some(mask) = mask {
            bytes[len..len + 4].copy_from_slice(&mask);
            len += 4;
        }
        Self { bytes, len }
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// A whole frame of a short message.
pub fn frame(kind: Kind, payload: &[u8], mask: Option<[u8; 4]>) -> Vec<u8> {
    let mut bytes = Header::new(kind, payload.len() as u64, mask).as_bytes().to_vec();
    let start = bytes.len();
    bytes.extend_from_slice(payload);
    if let Some(mask) = mask {
        apply(&mut bytes[start..], mask, 0);
    }
    bytes
}

fn apply(bytes: &mut [u8], mask: [u8; 4], offset: u64) {
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte ^= mask[(offset as usize + at) % 4];
    }
}

/// What a server answers in `Sec-WebSocket-Accept` to a client's `Sec-WebSocket-Key`.
pub fn accept(key: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(key.as_bytes());
    // The constant of RFC 6455, section 1.3.
    hash.update(b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    BASE64_STANDARD.encode(hash.finalize())
}

/// Whether a client's `Sec-WebSocket-Key` is one: sixteen bytes in base 64.
pub fn is_key(key: &str) -> bool {
    BASE64_STANDARD.decode(key).is_ok_and(|bytes| bytes.len() == 16)
}

/// A client's `Sec-WebSocket-Key` from sixteen random bytes.
pub fn key(random: [u8; 16]) -> String {
    BASE64_STANDARD.encode(random)
}

/// A frame that is being received.
#[derive(Debug, Clone, Copy)]
struct Frame {
    kind: Kind,
    is_last: bool,
    mask: Option<[u8; 4]>,
    length: u64,
    taken: u64,
}

/// Takes bytes as they come and gives back what they say.
#[derive(Debug)]
pub struct Decoder {
    /// Whether the other side is a client, whose frames are masked.
    masked: bool,
    /// The longest message, in bytes.
    most: u64,
    header: Vec<u8>,
    frame: Option<Frame>,
    /// The message that is being received: of which kind, how many bytes so far.
    message: Option<(Kind, u64)>,
    text: Vec<u8>,
    control: Vec<u8>,
}

impl Decoder {
    /// A decoder of what a client sends (`from_client`) or a server, with messages of up to `most` bytes.
    pub fn new(from_client: bool, most: u64) -> Self {
        Self {
            masked: from_client,
            most,
            header: Vec::with_capacity(HEADER),
            frame: None,
            message: None,
            text: Vec::new(),
            control: Vec::new(),
        }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// They are not what was agreed; the conversation cannot go on.
    pub fn feed(
        &mut self,
        mut bytes: &[u8],
        heard: &mut impl FnMut(Piece),
    ) -> Result<(), FrameError> {
        loop {
            let Some(mut frame) = self.frame.take() else {
                let Some((first, rest)) = bytes.split_first() else { return Ok(()) };
                self.header.push(*first);
                bytes = rest;
                if let Some(frame) = self.read_header()? {
                    self.header.clear();
                    // A frame of nothing ends where it begins.
                    if frame.length == 0 {
                        self.end(frame, heard);
                    } else {
                        self.frame = Some(frame);
                    }
                }
                continue;
            };
            let left = usize::try_from(frame.length - frame.taken).unwrap_or(usize::MAX);
            let (taken, rest) = bytes.split_at(left.min(bytes.len()));
            bytes = rest;
            self.take(frame, taken, heard);
            frame.taken += taken.len() as u64;
            if frame.taken == frame.length {
                self.end(frame, heard);
            } else {
                self.frame = Some(frame);
                return Ok(());
            }
        }
    }

    /// The frame whose header is complete now.
    fn read_header(&mut self) -> Result<Option<Frame>, FrameError> {
        let header = self.header.as_slice();
        let [first, second, more @ ..] = header else { return Ok(None) };
        let extended = match second & 0x7F {
            126 => 2,
            127 => 8,
            _ => 0,
        };
        let masked = second & 0x80 != 0;
        if masked != self.masked {
            return Err(FrameError::Masking);
        }
        if more.len() < extended + if masked { 4 } else { 0 } {
            return Ok(None);
        }
        let (length, mask) = more.split_at(extended);
        let length = match extended {
            0 => u64::from(second & 0x7F),
            _ => length.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)),
        };
        let mask = if masked { mask.try_into().ok() } else { None };
        let kind = Kind::of(first & 0x0F).filter(|_| first & 0x70 == 0);
        let kind = kind.ok_or(FrameError::Malformed)?;
        let frame = Frame { kind, is_last: first & 0x80 != 0, mask, length, taken: 0 };
        self.place(frame).map(Some)
    }

    /// Whether the frame may stand where it stands; begins or goes on with the message that it is of.
    fn place(&mut self, frame: Frame) -> Result<Frame, FrameError> {
        if frame.kind.is_control() {
            let sound = frame.is_last && frame.length <= CONTROL;
            return if sound { Ok(frame) } else { Err(FrameError::Malformed) };
        }
        let (kind, before) = match (frame.kind, self.message) {
            (Kind::Continuation, Some(message)) => message,
            (Kind::Text | Kind::Binary, None) => (frame.kind, 0),
            _ => return Err(FrameError::Malformed),
        };
        let most = if kind == Kind::Text { self.most.min(TEXT) } else { self.most };
        let whole = before.saturating_add(frame.length);
        if whole > most {
            return Err(FrameError::TooLong);
        }
        self.message = Some((kind, whole));
        Ok(frame)
    }

    fn take(&mut self, frame: Frame, bytes: &[u8], heard: &mut impl FnMut(Piece)) {
        if bytes.is_empty() {
            return;
        }
        let is_text = matches!(self.message, Some((Kind::Text, _)));
        let kept = match frame.kind.is_control() {
            true => &mut self.control,
            false if is_text => &mut self.text,
            false => return heard(Piece::Binary(bytes.len())),
        };
        let start = kept.len();
        kept.extend_from_slice(bytes);
        if let Some(mask) = frame.mask {
            apply(&mut kept[start..], mask, frame.taken);
        }
    }

    fn end(&mut self, frame: Frame, heard: &mut impl FnMut(Piece)) {
        if frame.kind.is_control() {
            let payload = std::mem::take(&mut self.control);
            return heard(match frame.kind {
                Kind::Ping => Piece::Ping(payload),
                Kind::Pong => Piece::Pong(payload),
                _ => Piece::Close,
            });
        }
        if !frame.is_last {
            return;
        }
        if let Some((Kind::Text, _)) = self.message.take() {
            heard(Piece::Text(std::mem::take(&mut self.text)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn heard(decoder: &mut Decoder, bytes: &[u8], cut: usize) -> Result<Vec<Piece>, FrameError> {
        let mut pieces: Vec<Piece> = Vec::new();
        for part in bytes.chunks(cut.max(1)) {
            decoder.feed(part, &mut |piece| match (&piece, pieces.last_mut()) {
                (Piece::Binary(more), Some(Piece::Binary(sum))) => *sum += more,
                _ => pieces.push(piece),
            })?;
        }
        Ok(pieces)
    }

    #[test]
    fn the_key_of_the_standard_is_accepted_as_there() {
        assert_eq!(accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assert!(is_key("dGhlIHNhbXBsZSBub25jZQ==") && is_key(&key([7; 16])));
        assert!(!is_key("") && !is_key("abc") && !is_key("AAAA"));
    }

    #[test]
    fn the_frames_of_the_standard_are_read() {
        // RFC 6455, section 5.7.
        let hello = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
        let pieces = heard(&mut Decoder::new(true, 100), &hello, 1);
        assert_eq!(pieces, Ok(vec![Piece::Text(b"Hello".to_vec())]));
        let fragments = [0x01, 0x03, 0x48, 0x65, 0x6c, 0x89, 0x00, 0x80, 0x02, 0x6c, 0x6f];
        let pieces = heard(&mut Decoder::new(false, 100), &fragments, 100);
        assert_eq!(pieces, Ok(vec![Piece::Ping(vec![]), Piece::Text(b"Hello".to_vec())]));
    }

    #[test]
    fn what_was_not_agreed_is_refused() {
        let feed = |bytes: &[u8]| heard(&mut Decoder::new(false, 1000), bytes, 1);
        for (bytes, error) in [
            (&[0x83, 0x00][..], FrameError::Malformed),
            (&[0xC1, 0x00], FrameError::Malformed),
            (&[0x80, 0x00], FrameError::Malformed),
            (&[0x09, 0x00], FrameError::Malformed),
            (&[0x89, 126, 0, 126], FrameError::Malformed),
            (&[0x02, 0x00, 0x82, 0x00], FrameError::Malformed),
            (&[0x82, 0x80, 0, 0, 0, 0], FrameError::Masking),
            (&[0x82, 126, 0x03, 0xE9], FrameError::TooLong),
            (&[0x82, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], FrameError::TooLong),
        ] {
            assert_eq!(feed(bytes), Err(error), "{bytes:?}");
        }
        // Fragments that are short each, and too long together.
        let mut long = frame(Kind::Binary, &[0; 600], None);
        long[0] &= 0x7F;
        let mut rest = frame(Kind::Continuation, &[0; 600], None);
        rest[0] |= 0x80;
        assert_eq!(feed(&[long, rest].concat()), Err(FrameError::TooLong));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_however_it_is_cut(
            messages in prop::collection::vec((0..4_usize, prop::collection::vec(any::<u8>(), 0..300)), 0..6),
            cut in 1..400_usize,
            mask in any::<Option<[u8; 4]>>(),
        ) {
            let kinds = [Kind::Text, Kind::Binary, Kind::Ping, Kind::Close];
            let (mut bytes, mut expected): (Vec<u8>, Vec<Piece>) = (Vec::new(), Vec::new());
            for (kind, payload) in messages {
                let kind = kinds[kind];
                let payload = if kind.is_control() { &payload[..payload.len().min(125)] } else { &payload };
                bytes.extend(frame(kind, payload, mask));
                match (kind, expected.last_mut()) {
                    (Kind::Text, _) => expected.push(Piece::Text(payload.to_vec())),
                    (Kind::Ping, _) => expected.push(Piece::Ping(payload.to_vec())),
                    (Kind::Close, _) => expected.push(Piece::Close),
                    (_, Some(Piece::Binary(sum))) => *sum += payload.len(),
                    _ if payload.is_empty() => {}
                    _ => expected.push(Piece::Binary(payload.len())),
                }
            }
            prop_assert_eq!(heard(&mut Decoder::new(mask.is_some(), 1 << 24), &bytes, cut), Ok(expected));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), client in any::<bool>()) {
            let mut decoder = Decoder::new(client, 1 << 10);
            let _ = heard(&mut decoder, &bytes, 7);
        }
    }
}
