//! Files of microdata: CSV and Parquet give the same columns; what is wrong is told by row.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use passerelle_exchange::microdata::{MicrodataError, Source, Wanted};
use passerelle_vocabulary::Columns;

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn wanted(columns: &[(&str, bool)]) -> Vec<Wanted> {
    columns.iter().map(|(name, words)| Wanted { name: (*name).to_owned(), words: *words }).collect()
}

fn read(bytes: &[u8], columns: &[(&str, bool)]) -> Result<Columns, MicrodataError> {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "rows.csv", bytes);
    Source::open(&path)?.read_whole(&wanted(columns))
}

/// Ages with a missing one, areas with a missing one, incomes: in two row groups.
fn parquet(path: &Path) {
    let schema = "message people { OPTIONAL INT32 age; OPTIONAL BYTE_ARRAY area (UTF8); REQUIRED DOUBLE income; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = std::fs::File::create(path).unwrap();
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
    for _ in 0..2 {
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&[31, 44], Some(&[1, 0, 1]), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let areas = ["rural", "ville"].map(ByteArray::from);
        column.typed::<ByteArrayType>().write_batch(&areas, Some(&[1, 1, 0]), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&[1.5, 2.0, 2.25], None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
    }
    writer.close().unwrap();
}

#[test]
fn text_and_parquet_say_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    parquet(&path);
    let columns = [("age", false), ("area", true), ("income", false), ("age", true)];
    let source = Source::open(&path).unwrap();
    assert_eq!(source.names(), ["age", "area", "income"]);
    let binary = source.read_whole(&wanted(&columns)).unwrap();
    let row = "31,rural,1.5\n,ville,2\n44,NA,2.25\n";
    let text = read(format!("age,area,income\n{row}{row}").as_bytes(), &columns).unwrap();
    assert_eq!(format!("{binary:?}"), format!("{text:?}"));
    assert_eq!(binary.words("age").unwrap().1, ["31", "44"]);
}

#[test]
fn text_is_read_however_it_is_written() {
    for bytes in [
        b"age;city\n1,5;Th\xe9oule\n;\"a;b\"\n".as_slice(),
        "\u{feff}age\tcity\n1.5\tThéoule\nNA\ta;b\n".as_bytes(),
        "age,city\r\n1.5,\"Théoule\"\r\n.,a;b\r\n".as_bytes(),
    ] {
        let found = read(bytes, &[("age", false), ("city", true)]).unwrap();
        let ages = found.numbers("age").unwrap();
        assert!(ages[0] == 1.5 && ages[1].is_nan(), "{ages:?}");
        assert_eq!(found.words("city").unwrap().1, ["Théoule", "a;b"]);
    }
}

#[test]
fn what_cannot_be_read_is_counted_and_told_by_row() {
    let mut text = "x,y\n".to_owned();
    (0..10).for_each(|_| text.push_str("many,1\n"));
    text.push_str("1e999,2\n3\n");
    let error = read(text.as_bytes(), &[("x", false)]).unwrap_err();
    let MicrodataError::Cells { told, counts } = &error else { panic!("{error}") };
    let counts: Vec<_> =
        counts.iter().map(|((column, code), n)| (column.as_str(), *code, *n)).collect();
    assert_eq!(counts, [("", "ragged", 1), ("x", "not-a-number", 10), ("x", "not-finite", 1)]);
    assert_eq!((told[0].row, told[0].line, told[0].value.as_str()), (1, 2, "many"));
    assert_eq!(told.len(), 5, "three of a kind, then their number");
}

#[test]
fn a_file_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let code = |path: &Path, column: &str| {
        let read =
            Source::open(path).and_then(|source| source.read_whole(&wanted(&[(column, false)])));
        read.unwrap_err().code()
    };
    assert_eq!(code(folder.path(), "x"), "file");
    assert_eq!(code(&folder.path().join("none.csv"), "x"), "file");
    assert_eq!(code(&write(folder.path(), "empty.csv", b""), "x"), "no-header");
    assert_eq!(code(&write(folder.path(), "twice.csv", b"x,x\n1,2\n"), "x"), "twice-named");
    assert_eq!(code(&write(folder.path(), "other.csv", b"y\n1\n"), "x"), "no-columns");
    assert_eq!(code(&write(folder.path(), "cut.parquet", b"PAR1\0\0\0\0PAR1"), "x"), "damaged");
}

#[test]
fn words_keep_their_codes_from_batch_to_batch() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "area\n".to_owned();
    (0..70_000).for_each(|row| text.push_str(if row < 66_000 { "a\n" } else { "b\n" }));
    let source = Source::open(&write(folder.path(), "long.csv", text.as_bytes())).unwrap();
    let mut seen = Vec::new();
    let rows = source.read(&wanted(&[("area", true)]), &mut |batch| {
        let (codes, levels) = batch.words("area").unwrap();
        seen.push((codes.len(), codes[codes.len() - 1], levels.len()));
        ControlFlow::Continue(())
    });
    assert_eq!(rows.unwrap(), 70_000);
    assert_eq!(seen, [(65_536, 0, 1), (4_464, 1, 2)]);
}

/// Found by random input: a length within a page that reaches beyond it, on which the library panics.
#[test]
fn a_damaged_page_of_parquet_is_a_damaged_file() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/microdata_parquet");
    let sound = std::fs::read(seeds.join("delta.parquet")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    let read = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        let source = Source::open(&path)?;
        let wanted: Vec<Wanted> =
            source.names().iter().map(|name| Wanted { name: name.clone(), words: true }).collect();
        source.read_whole(&wanted)
    };
    assert_eq!(read(&sound).unwrap().rows(), 4);
    let mut damaged = sound.clone();
    damaged[207] = 0x22;
    assert!(matches!(read(&damaged), Err(MicrodataError::Damaged { .. })));
    // Any other byte: read or refused, and the program goes on.
    for at in 0..sound.len() {
        let mut damaged = sound.clone();
        damaged[at] ^= 0x2a;
        let _ = read(&damaged);
    }
}
