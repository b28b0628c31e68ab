//! Indices and scorecards of the catalogue.

use std::collections::BTreeMap;
use std::path::Path;

use passerelle_inclusion::{Dimension, Indicator, composite, scorecard};
use passerelle_vocabulary::Finding;

use super::{CatalogueProblem, Files, Reading};

const INDICES: &str = "indices";
const SCORECARD: &str = "scorecard.toml";

/// The text of the definition of an index, by its name; `None` where the catalogue has none.
pub(crate) fn index_file(folder: Option<&Path>, name: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let files = Files { folder: folder.map(Path::to_owned) };
    name.bytes().all(plain).then(|| files.read(&format!("{INDICES}/{name}.toml")))?
}

pub(super) fn read_indices(
    files: &Files,
    reading: &mut Reading,
) -> BTreeMap<String, composite::Definition> {
    let mut indices = BTreeMap::new();
    for (name, text) in files.list(INDICES, "toml") {
        reading.seen(&name, &text);
        let read = composite::Definition::read(&text);
        if let Some(found) = reading.take(&name, read) {
            for problem in found.check() {
                let problem = CatalogueProblem { file: name.clone(), ..problem.into() };
                reading.problems.push(problem);
            }
            indices.insert(found.structure.code.clone(), found);
        }
    }
    indices
}

pub(super) fn read_scorecard(
    files: &Files,
    reading: &mut Reading,
    indicators: &[Indicator],
    dimensions: &[Dimension],
    indices: &BTreeMap<String, composite::Definition>,
) -> Option<scorecard::Definition> {
    let text = files.read(SCORECARD).unwrap_or_default();
    reading.seen(SCORECARD, &text);
    let definition = reading.take(SCORECARD, scorecard::Definition::read(&text))?;
    let mut findings = definition.check(indicators, dimensions);
    let index = definition.index.iter().filter(|code| !indices.contains_key(*code));
    findings.extend(index.map(|code| Finding::new("index", "unknown-index", code)));
    reading.findings(SCORECARD, "", findings);
    Some(definition)
}
