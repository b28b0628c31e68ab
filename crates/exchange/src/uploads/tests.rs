use std::io::Write;

use super::*;

/// A picture whose camera wrote where it was, turned to the right.
fn photograph() -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0".to_vec();
    exif.extend_from_slice(&[0x0f, 0x01, 2, 0, 4, 0, 0, 0, b'A', b'c', b'm', b'e']);
    exif.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    exif.extend_from_slice(b"\0\0\0\0Kisumu 0.09 S");
    for (kind, content) in [
        (0xe0, &b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"[..]),
        (0xe1, &exif),
        (0xed, b"Photoshop 3.0\0Kisumu"),
        (0xfe, b"taken by Amina"),
        (0xdb, &[0; 65]),
    ] {
        bytes.extend_from_slice(&[0xff, kind]);
        bytes.extend_from_slice(&u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend_from_slice(content);
    }
    bytes.extend_from_slice(&[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0, 4, 0xff, 0xd9]);
    bytes
}

fn holds(bytes: &[u8], words: &str) -> bool {
    memchr::memmem::find(bytes, words.as_bytes()).is_some()
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend_from_slice(kind);
    chunk.extend_from_slice(content);
    chunk.extend_from_slice(&[0; 4]);
    chunk
}

fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn files_are_what_they_hold_and_not_what_they_are_called() {
    let types = ("[Content_Types].xml", "");
    for (bytes, kind) in [
        (b"%PDF-1.7\n".to_vec(), Ok(UploadKind::Pdf)),
        (photograph(), Ok(UploadKind::Jpeg)),
        ("école,élèves\nA,12\n".into(), Ok(UploadKind::Text)),
        (zipped(&[types, ("xl/workbook.xml", "")]), Ok(UploadKind::Xlsx)),
        (zipped(&[types, ("word/document.xml", "")]), Ok(UploadKind::Docx)),
        (
            zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
            Ok(UploadKind::Ods),
        ),
        (
            zipped(&[types, ("word/document.xml", ""), ("word/vbaProject.bin", "x")]),
            Err(NotTaken::Macros),
        ),
        (zipped(&[("index.html", "<script>")]), Err(NotTaken::Unknown)),
        (b"PK\x03\x04 cut".to_vec(), Err(NotTaken::Unknown)),
        (b"<html><script>alert(1)</script>".to_vec(), Err(NotTaken::Unknown)),
        ("\u{feff} <svg xmlns='http://www.w3.org/2000/svg'/>".into(), Err(NotTaken::Unknown)),
        (b"\x7fELF\x02\x01".to_vec(), Err(NotTaken::Unknown)),
        (b"MZ\x90\0".to_vec(), Err(NotTaken::Unknown)),
        (b"#!/bin/sh\0".to_vec(), Err(NotTaken::Unknown)),
        (vec![0xff, 0xfe, b'a', 0], Err(NotTaken::Unknown)),
        (Vec::new(), Err(NotTaken::Empty)),
    ] {
        assert_eq!(recognise(&bytes), kind, "{:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_photograph_does_not_tell_where_it_was_taken() {
    let cleaned = without_traces(UploadKind::Jpeg, photograph()).unwrap();
    for told in ["Kisumu", "Acme", "Amina", "Photoshop"] {
        assert!(!holds(&cleaned, told), "{told}");
    }
    assert!(holds(&cleaned, "JFIF"));
    assert!(cleaned.ends_with(&[1, 2, 3, 0xff, 0, 4, 0xff, 0xd9]), "the picture is as it was");
    // It is still turned, and what is clean stays as it is.
    assert_eq!(orientation(&cleaned[6..]), Some(6));
    assert_eq!(without_traces(UploadKind::Jpeg, cleaned.clone()).unwrap(), cleaned);
    let mut longer = photograph();
    longer.extend_from_slice(b"hidden");
    assert!(!holds(&without_traces(UploadKind::Jpeg, longer).unwrap(), "hidden"));
}

#[test]
fn other_pictures_do_not_either() {
    let sign = b"\x89PNG\r\n\x1a\n".to_vec();
    let kept = [chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", b"picture"), chunk(b"IEND", b"")];
    let told = [chunk(b"tEXt", b"Author\0Amina"), chunk(b"eXIf", b"II Kisumu")];
    let bytes = [&sign, &kept[0], &told[0], &told[1], &kept[1], &kept[2]].map(Vec::clone).concat();
    let expected = [&sign, &kept[0], &kept[1], &kept[2]].map(Vec::clone).concat();
    assert_eq!(without_traces(UploadKind::Png, bytes).unwrap(), expected);

    let part = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [&kind[..], &length, content, &vec![0; content.len() % 2]].concat()
    };
    let riff = |parts: &[Vec<u8>]| {
        let parts = parts.concat();
        let size = u32::try_from(parts.len() + 4).unwrap().to_le_bytes();
        [&b"RIFF"[..], &size, b"WEBP", &parts].concat()
    };
    let head = |flags: u8| part(b"VP8X", &[flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let picture = part(b"VP8 ", b"odd");
    let bytes = riff(&[head(0b0001_1100), picture.clone(), part(b"EXIF", b"Kisumu")]);
    let expected = riff(&[head(0b0001_0000), picture]);
    assert_eq!(recognise(&bytes), Ok(UploadKind::Webp));
    assert_eq!(without_traces(UploadKind::Webp, bytes).unwrap(), expected);
}

#[test]
fn what_is_cut_short_is_refused() {
    for (kind, whole) in [(UploadKind::Jpeg, photograph())] {
        for length in 0..whole.len() - 2 {
            assert!(without_traces(kind, whole[..length].to_vec()).is_err(), "{length}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn whatever_comes_is_bounded(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600)) {
        for kind in UploadKind::ALL {
            for start in [&b""[..], b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBP"] {
                let whole = [start, &bytes].concat();
                let length = whole.len();
                let _ = recognise(&whole);
                if let Ok(cleaned) = without_traces(kind, whole) {
                    // A segment of 36 bytes says how a picture is turned.
                    proptest::prop_assert!(cleaned.len() <= length + 36);
                }
            }
        }
    }
}
