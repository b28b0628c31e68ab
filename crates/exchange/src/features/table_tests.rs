use std::io::Cursor;

use super::super::{FeatureFile, FeatureLimits, read};
use crate::statistics::{Input, ProblemCode};
use crate::workbook::{Sheet, write_workbook};

fn file(bytes: &[u8]) -> FeatureFile {
    read(&Input::bytes("a.csv", bytes), FeatureLimits::default())
}

fn codes(file: &FeatureFile) -> Vec<(ProblemCode, u64)> {
    file.report.problems.iter().map(|one| (one.code, one.row)).collect()
}

#[test]
fn the_header_is_found_below_titles_and_columns_without_names_are_called_by_their_place() {
    let found = file(b"Schools of 2023\n\nid;lat;lat;;\n1;0,5;x;y;\n2;1,5;x;y;\n");
    assert_eq!(found.table.names(), ["id", "lat", "lat #3"]);
    assert_eq!(codes(&found), [(ProblemCode::RaggedRow, 4), (ProblemCode::RaggedRow, 5)]);
    let found = file(b"Schools of 2023\n\nid;lat;;note\n1;0,5;x;\n");
    assert_eq!(found.table.names(), ["id", "lat", "#3", "note"]);
    assert_eq!((found.table.row(0), found.table.cell(0, 1)), (4, "0,5"));
    assert_eq!(codes(&found), []);
    let narrow = file(b"wkt\nPOINT (1 2)\n");
    assert_eq!((narrow.table.names(), narrow.table.len()), (&["wkt".to_owned()][..], 1));
}

#[test]
fn rows_of_another_width_are_told_and_those_after_are_read() {
    let found = file(b"id,lat,lon\n1,2\n2,3,4\n3,4,5,6\n4,5,6,,\n\"5\n6\",7,8\n9,9,9\n");
    assert_eq!(codes(&found), [(ProblemCode::RaggedRow, 2), (ProblemCode::RaggedRow, 4)]);
    let rows: Vec<u32> = (0..found.table.len()).map(|at| found.table.row(at)).collect();
    assert_eq!(rows, [3, 5, 6, 8], "lines of the file, as an editor counts them");
    assert_eq!(found.report.problems[1].value, "3 | 4 | 5 | 6");
}

#[test]
fn encodings_are_told_apart_by_the_whole_file() {
    let latin = file(b"id,name\n1,ok\n2,Lom\xE9\n");
    assert_eq!((latin.table.cell(1, 1), latin.report.first_legacy_row), ("Lomé", Some(3)));
    assert_eq!((latin.report.encoding.as_str(), codes(&latin)), ("windows-1252", vec![]));
    let damaged = file(b"id,name\n1,Lom\xC3\xA9\n2,Lom\xE9\n");
    assert_eq!(codes(&damaged), [(ProblemCode::BadEncoding, 3)]);
    assert_eq!(damaged.table.len(), 2, "the row is kept");
    let wide: Vec<u8> = "id,name\n1,Lomé\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(file(&[b"\xFE\xFF", &wide[..]].concat()).table.cell(0, 1), "Lomé");
}

#[test]
fn the_sheet_with_a_table_is_read() {
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    let sheets = [
        Sheet { name: "About".into(), rows: vec![row(&["Ministry"])] },
        Sheet {
            name: "Schools".into(),
            rows: vec![row(&["List"]), row(&["id", "lat"]), row(&["1", "0.5"])],
        },
    ];
    let mut bytes = Cursor::new(Vec::new());
    write_workbook(&sheets, &mut bytes).unwrap();
    let found = read(&Input::bytes("a.xlsx", bytes.get_ref()), FeatureLimits::default());
    assert_eq!((found.format, found.report.sheet.as_str()), ("xlsx", "Schools"));
    assert_eq!(
        (found.table.names().len(), found.table.cell(0, 1), found.table.row(0)),
        (2, "0.5", 3)
    );
}

#[test]
fn what_is_no_table_is_told() {
    for (bytes, code) in [
        (&b""[..], ProblemCode::EmptyFile),
        (b"\x89PNG\r\n\0\0\0", ProblemCode::BinaryFile),
        (b"PK\x03\x04 broken", ProblemCode::BadWorkbook),
        (b"id,lat\n", ProblemCode::NoRows),
        (b"id,lat\n\"1,2", ProblemCode::UnclosedQuote),
    ] {
        assert_eq!(codes(&file(bytes)).first().map(|one| one.0), Some(code));
    }
}
