//! Files of the open data beside the repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of the open data beside the repository; says so where it is absent.
pub fn data(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(folder);
    if !path.is_dir() {
        println!("SKIPPED: {} is not here", path.display());
    }
    path.is_dir().then_some(path)
}

/// Header and rows of a file of comma-separated values.
pub fn rows(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = owned(reader.headers().unwrap());
    (header, reader.records().map(|record| owned(&record.unwrap())).collect())
}

/// A table of numbers by unit and column.
pub fn by_unit(path: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let (header, rows) = rows(path);
    let named = |row: Vec<String>| {
        let unit = row[0].clone();
        (unit, header.iter().cloned().zip(row).collect())
    };
    rows.into_iter().map(named).collect()
}
