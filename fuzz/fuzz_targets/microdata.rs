//! What the targets of microdata share.
#![allow(dead_code, reason = "each target uses some of it")]

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use passerelle_exchange::microdata::{Source, Wanted, WriteError, write_csv, write_parquet};
use passerelle_vocabulary::{Column, Columns};

/// A file of this process with these bytes.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("passerelle-fuzz-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("a file that can be written");
    path
}

/// Opens a file, reads it as words, as numbers, and as what its columns seem to be; what is read is written in
/// both formats, and read again as the same.
pub fn read_and_check(path: &Path) {
    let Ok(source) = Source::open(path) else { return };
    assert_eq!(source.clone().without_groups().names().len(), source.names().len());
    for words in [true, false] {
        let wanted: Vec<Wanted> =
            source.names().iter().map(|name| Wanted { name: name.clone(), words }).collect();
        if let Ok(columns) = source.read_whole(&wanted) {
            check(&columns);
        }
    }
    let Ok(wanted) = source.guess_kinds(1_000) else { return };
    let Ok(columns) = source.read_whole(&wanted) else { return };
    if columns.rows() == 0 {
        return;
    }
    let parquet = file("again.parquet", b"");
    write_parquet(&columns, File::create(&parquet).expect("a file")).expect("columns of Parquet");
    same(&columns, &Source::open(&parquet).expect("what was written"), &wanted);
    let text = file("again.csv", b"");
    match write_csv(&columns, File::create(&text).expect("a file")) {
        Err(WriteError::Text(error)) => panic!("{}", io::Error::from(error)),
        written => written.expect("a text"),
    }
    // A name may hold what cuts a line.
    if let Ok(again) = Source::open(&text)
        && again.names() == source.names()
    {
        same(&columns, &again, &wanted);
    }
}

/// Codes have their word, and numbers are finite or missing.
fn check(columns: &Columns) {
    for (_, column) in columns.iter() {
        assert_eq!(column.len(), columns.rows());
        match column {
            Column::Numbers(values) => assert!(values.iter().all(|value| !value.is_infinite())),
            Column::Words { levels, .. } => {
                let mut sorted: Vec<&String> = levels.iter().collect();
                sorted.sort_unstable();
                sorted.dedup();
                assert_eq!(sorted.len(), levels.len(), "two words that are the same");
                assert!(
                    (0..column.len())
                        .all(|row| { column.is_missing(row) || column.written(row).is_some() })
                );
            }
        }
    }
}

fn same(columns: &Columns, source: &Source, wanted: &[Wanted]) {
    let again = source.read_whole(wanted).expect("what was written");
    assert_eq!(again.rows(), columns.rows());
    for ((name, one), (_, other)) in columns.iter().zip(again.iter()) {
        for row in 0..columns.rows() {
            assert_eq!(one.written(row), other.written(row), "{name}, row {row}");
        }
    }
}
