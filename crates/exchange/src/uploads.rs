//! Files that people send as evidence: what they are by their content, and without what they tell besides.
//!
//! A file is one of a few kinds that are looked at and cannot do anything: documents, pictures, tables, plain text. What it
//! is called says nothing; its first bytes do ([`recognise`]). Macros are refused. Pictures from telephones hold where and
//! when they were taken, and with what: [`without_traces`] takes that out of JPEG (all but how the picture is turned), PNG
//! and WebP, and leaves the picture as it is, byte for byte. Nothing is decoded: lengths are followed, within bounds.
//!
//! Sources: ISO/IEC 10918-1 annex B and Exif 2.32 (JPEG), PNG 3rd edition (W3C), RIFF and the WebP container
//! specification (RFC 9649), APPNOTE 6.3 (zip), ISO 32000-1 (PDF).

use std::io::Cursor;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadKind {
    /// PDF.
    Pdf,
    /// A picture.
    Jpeg,
    /// A picture.
    Png,
    /// A picture.
    Webp,
    /// A text document of OpenDocument.
    Odt,
    /// A table of OpenDocument.
    Ods,
    /// A text document of Office Open XML.
    Docx,
    /// A table of Office Open XML.
    Xlsx,
    /// Plain text in UTF-8: tables with commas too.
    Text,
}

impl UploadKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Pdf,
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Odt,
        Self::Ods,
        Self::Docx,
        Self::Xlsx,
        Self::Text,
    ];

    /// As media types name it.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The end of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Text => "txt",
        }
    }

    /// The kind whose names end so.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// It is none of the kinds, or not whole.
    #[error("none of the kinds of files that are taken")]
    Unknown,
    /// It holds macros: a program.
    #[error("a document with macros")]
    Macros,
}

/// Entries of an archive that are looked at.
const MOST_ENTRIES: usize = 10_000;
/// The entry that says what an OpenDocument is, at the most so many bytes.
const MEDIA_TYPE: u64 = 100;

/// What a file is, by its content.
///
/// # Errors
/// [`NotTaken`].
pub fn recognise(bytes: &[u8]) -> Result<UploadKind, NotTaken> {
    match bytes {
        [] => Err(NotTaken::Empty),
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(UploadKind::Pdf),
        [0xff, 0xd8, 0xff, ..] => Ok(UploadKind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(UploadKind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(UploadKind::Webp),
        [b'P', b'K', 3, 4, ..] => archive(bytes),
        other => text(other),
    }
}

/// Plain text has no other controls than ends of lines and tabs, and is no page of the web.
fn text(bytes: &[u8]) -> Result<UploadKind, NotTaken> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotTaken::Unknown)?;
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    // Markup is no evidence that anybody can read, and some programs open it whatever it is said to be.
    if text.contains(control) || begins.starts_with('<') {
        return Err(NotTaken::Unknown);
    }
    Ok(UploadKind::Text)
}

/// Documents that are archives: OpenDocument and Office Open XML.
fn archive(bytes: &[u8]) -> Result<UploadKind, NotTaken> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotTaken::Unknown)?;
    if archive.len() > MOST_ENTRIES {
        return Err(NotTaken::Unknown);
    }
    let macros = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin")
            || name.starts_with("basic/")
            || name.starts_with("scripts/")
    };
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|name| name.into_owned()))
        .collect::<Result<_, _>>()
        .map_err(|_| NotTaken::Unknown)?;
    if names.iter().any(|name| macros(name)) {
        return Err(NotTaken::Macros);
    }
    let mut told = String::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        entry.take(MEDIA_TYPE).read_to_string(&mut told).map_err(|_| NotTaken::Unknown)?;
    }
    let has = |name: &str| names.iter().any(|one| one == name);
    match told.trim() {
        one if one == UploadKind::Odt.content_type() => Ok(UploadKind::Odt),
        one if one == UploadKind::Ods.content_type() => Ok(UploadKind::Ods),
        _ if !has("[Content_Types].xml") => Err(NotTaken::Unknown),
        _ if has("word/document.xml") => Ok(UploadKind::Docx),
        _ if has("xl/workbook.xml") => Ok(UploadKind::Xlsx),
        _ => Err(NotTaken::Unknown),
    }
}

/// The file without what it tells of who made it, where and with what.
///
/// # Errors
/// It is not as its kind is: cut short, or lengths that lead nowhere.
pub fn without_traces(kind: UploadKind, bytes: Vec<u8>) -> Result<Vec<u8>, NotTaken> {
    let cleaned = match kind {
        UploadKind::Jpeg => jpeg(&bytes),
        UploadKind::Png => png(&bytes),
        UploadKind::Webp => webp(&bytes),
        _ => return Ok(bytes),
    };
    cleaned.ok_or(NotTaken::Unknown)
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

/// Segments up to the picture itself, without comments and what applications wrote; how it is turned is written anew.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cleaned = vec![0xff, 0xd8];
    let (mut at, mut turned) = (2, None);
    let mut kept: Vec<&[u8]> = Vec::new();
    loop {
        let [mark, kind] = bytes.get(at..at + 2)?.try_into().ok()?;
        if mark != 0xff {
            return None;
        }
        match kind {
            // Filling between segments.
            0xff => {
                at += 1;
                continue;
            }
            // The picture begins: the rest is as it is, up to its end.
            0xda => break,
            0x01 | 0xd0..=0xd9 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let end = at.checked_add(2)?.checked_add(length.max(2))?;
        let segment = bytes.get(at..end)?;
        match kind {
            0xe1 => turned = turned.or_else(|| orientation(segment.get(4..)?)),
            // JFIF, colour profiles and Adobe's note on colours are of the picture.
            0xe0 | 0xee => kept.push(segment),
            0xe2 if segment.get(4..)?.starts_with(b"ICC_PROFILE") => kept.push(segment),
            0xe2..=0xef | 0xfe => {}
            _ => kept.push(segment),
        }
        at = end;
    }
    if let Some(turned) = turned {
        cleaned.extend_from_slice(&exif_of(turned));
    }
    kept.iter().for_each(|segment| cleaned.extend_from_slice(segment));
    // What stands after the end of the picture (smaller copies of it, anything) is not of it.
    cleaned.extend_from_slice(bytes.get(at..picture_end(bytes, at)?)?);
    Some(cleaned)
}

/// Where the picture ends whose first scan begins at `at`.
fn picture_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let kind = *bytes.get(at + 1)?;
        // Between scans there are tables, and nothing that tells of anything else.
        if !matches!(kind, 0xc4 | 0xda | 0xdb | 0xdc | 0xdd) {
            return None;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        at = at.checked_add(2)?.checked_add(length.max(2))?;
        // In a scan, a mark is followed by nothing, or by the number of a restart.
        loop {
            at += memchr::memchr(0xff, bytes.get(at..)?)?;
            match *bytes.get(at + 1)? {
                0 | 0xd0..=0xd7 => at += 2,
                0xff => at += 1,
                0xd9 => return Some(at + 2),
                _ => break,
            }
        }
    }
}

/// How a picture is turned, 1 to 8, from what a camera wrote.
fn orientation(exif: &[u8]) -> Option<u8> {
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let two = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let first = usize::try_from(first).ok()?;
    let entries = usize::from(short(first)?);
    let of_entry = |number: usize| {
        let at = first.checked_add(2)?.checked_add(number.checked_mul(12)?)?;
        (short(at)? == 0x0112).then(|| short(at + 8)).flatten()
    };
    let found = (0..entries.min(1_000)).find_map(of_entry)?;
    u8::try_from(found).ok().filter(|turned| (1..=8).contains(turned))
}

/// A segment that says how a picture is turned, and nothing else.
fn exif_of(turned: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0, 34];
    segment.extend_from_slice(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.push(turned);
    segment.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    segment
}

/// Chunks without texts, times and what cameras wrote.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cleaned = bytes.get(..8)?.to_vec();
    let mut at = 8_usize;
    loop {
        let length = long(bytes, at)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        let chunk = bytes.get(at..end)?;
        let kind = chunk.get(4..8)?;
        if !matches!(kind, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            cleaned.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(cleaned);
        }
        at = end;
    }
}

/// Chunks without what cameras and programs wrote; the header no longer says that they are there.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cleaned = bytes.get(..12)?.to_vec();
    let size: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    let whole = usize::try_from(u32::from_le_bytes(size)).ok()?.checked_add(8)?;
    let bytes = bytes.get(..whole)?;
    let mut at = 12_usize;
    while at < bytes.len() {
        let length: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
        // Chunks of odd lengths are filled up.
        let end = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let chunk = bytes.get(at..end.min(bytes.len()))?;
        match chunk.get(..4)? {
            b"EXIF" | b"XMP " => {}
            b"VP8X" => {
                let flags = cleaned.len() + 8;
                cleaned.extend_from_slice(chunk);
                *cleaned.get_mut(flags)? &= !0b0000_1100;
            }
            _ => cleaned.extend_from_slice(chunk),
        }
        at = end;
    }
    let size = u32::try_from(cleaned.len() - 8).ok()?;
    cleaned[4..8].copy_from_slice(&size.to_le_bytes());
    Some(cleaned)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;
