//! How activities of other registers are recognised: `relevance.toml`.

use passerelle_compact::Commitment;
use passerelle_compact::relevance::{Lexicon, LexiconFile};
use passerelle_vocabulary::Finding;

use super::{CatalogueProblem, Files, Reading};

const FILE: &str = "relevance.toml";

pub(super) fn read(
    files: &Files,
    reading: &mut Reading,
    commitments: &[Commitment],
) -> Option<Lexicon> {
    let text = files.read(FILE).unwrap_or_default();
    reading.seen(FILE, &text);
    let read = toml::from_str::<LexiconFile>(&text)
        .map_err(|error| CatalogueProblem::of_toml(&text, &error));
    let file = reading.take(FILE, read)?;
    let lexicon = match Lexicon::new(file) {
        Ok(lexicon) => lexicon,
        Err(findings) => {
            reading.findings(FILE, "", findings);
            return None;
        }
    };
    let known = |id: &str| commitments.iter().any(|one| one.id == id);
    let unknown = lexicon.commitments().filter(|id| !known(id));
    let unknown = unknown.map(|id| Finding::new("serves", "unknown-commitment", id)).collect();
    reading.findings(FILE, "", unknown);
    Some(lexicon)
}

#[cfg(test)]
mod tests;
