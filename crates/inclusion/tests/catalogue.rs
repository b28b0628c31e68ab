//! The catalogue of the repository: every file is read, and nothing is wrong with it.

use std::fs;
use std::path::{Path, PathBuf};

use passerelle_inclusion::{DimensionFile, IndicatorFile, check_together};

fn indicators() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue/indicators")
}

/// Name and text of every file of the folder, in order.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(indicators())
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            Some((name, fs::read_to_string(entry.path()).ok()?))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_definition_of_the_catalogue_is_sound() {
    let (mut indicators, mut dimensions, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (name, text) in files() {
        if name == "dimensions.toml" {
            match DimensionFile::read(&text) {
                Ok(file) => dimensions.extend(file.dimension),
                Err(error) => problems.push(format!("{name}: {error}")),
            }
        } else {
            match IndicatorFile::read(&text) {
                Ok(file) => indicators.extend(file.indicator),
                Err(error) => problems.push(format!("{name}: {error}")),
            }
        }
    }
    assert!(indicators.len() > 20, "{} indicators found", indicators.len());
    let findings = check_together(&indicators, &dimensions).into_iter();
    problems
        .extend(findings.map(|found| format!("{}: {} {}", found.field, found.code, found.found)));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
