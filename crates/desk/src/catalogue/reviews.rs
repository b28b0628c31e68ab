//! The outlines of reviews (`review.toml`) and the dates of mandates (`calendar.toml`).

use passerelle_compact::Commitment;
use passerelle_compact::calendar::{Mandate, Mandates};
use passerelle_compact::review::Outlines;

use super::{CatalogueProblem, Files, Reading};

const REVIEW: &str = "review.toml";
const CALENDAR: &str = "calendar.toml";

pub(super) fn read(
    files: &Files,
    reading: &mut Reading,
    commitments: &[Commitment],
) -> Option<(Outlines, Vec<Mandate>)> {
    let ids = || commitments.iter().map(|one| one.id.as_str());
    let text = files.read(REVIEW).unwrap_or_default();
    reading.seen(REVIEW, &text);
    let outlines = Outlines::read(&text).map_err(|error| CatalogueProblem::of_toml(&text, &error));
    let outlines = reading.take(REVIEW, outlines);
    if let Some(outlines) = &outlines {
        reading.findings(REVIEW, "", outlines.check(ids()));
    }
    let text = files.read(CALENDAR).unwrap_or_default();
    reading.seen(CALENDAR, &text);
    let mandates = Mandates::read(&text).map_err(|error| CatalogueProblem::of_toml(&text, &error));
    let mandates = reading.take(CALENDAR, mandates)?;
    reading.findings(CALENDAR, "", mandates.check(ids()));
    Some((outlines?, mandates.mandate))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::catalogue::Catalogue;

    /// Every commitment of the Compact that somebody has to keep stands under an action line of the Summit.
    #[test]
    fn every_commitment_of_the_compact_has_its_action_line() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let wsis = catalogue.review.outline("wsis").unwrap();
        let lines: BTreeSet<&str> = wsis
            .chapter
            .iter()
            .filter(|one| !one.commitments.is_empty())
            .map(|one| one.code.as_str())
            .collect();
        assert_eq!(lines.len(), 11);
        let of_compact = catalogue.commitments.iter().filter(|one| one.objective().is_some());
        let promises =
            of_compact.filter(|one| one.kind == passerelle_compact::CommitmentKind::Commitment);
        let nowhere: Vec<&str> = promises
            .map(|one| one.id.as_str())
            .filter(|id| !wsis.chapter.iter().any(|chapter| chapter.names(id)))
            .collect();
        assert_eq!(nowhere, [] as [&str; 0]);
    }

    #[test]
    fn what_is_wrong_with_an_outline_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("review.toml", "method = []\noutline = []\n").unwrap();
        write("calendar.toml", "[[mandate]]\ncode = 3\n").unwrap();
        let problems = Catalogue::read(Some(folder.path()), false).unwrap_err().0;
        let told: Vec<(&str, &str)> =
            problems.iter().map(|one| (one.file.as_str(), one.code.as_str())).collect();
        let expected = [("review.toml", "missing"), ("calendar.toml", "catalogue-unreadable")];
        assert_eq!(told, expected);
    }
}
