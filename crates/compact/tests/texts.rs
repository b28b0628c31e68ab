//! The catalogue against the texts themselves.
//!
//! Walks the Compact's passages in the order of the text and proves that none is missing from the
//! catalogue, that each stands at its number, and that every list of goals is the one printed there.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use passerelle_compact::{Commitment, CommitmentKind, TextFile, read_text};
use passerelle_vocabulary::Record;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn catalogue(name: &str) -> TextFile {
    let path = root().join("catalogue/commitments").join(name);
    read_text(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A file of the reference texts, or `None`, said aloud, where they are not beside the project.
fn reference(name: &str) -> Option<String> {
    let path = root().join("../shared/reference").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("SKIPPED: {} is not there", path.display());
    }
    text
}

/// The goals that end a passage: « (ODD 1 et 9) », « (tous les ODD) », « (ODD 3, 5, 7 et 17) ».
fn printed_goals(passage: &str) -> Option<Vec<u8>> {
    let open = passage.rfind('(')?;
    let inside = passage[open + 1..].split(')').next()?.replace('\u{a0}', " ");
    if inside.trim() == "tous les ODD" {
        return Some((1..=17).collect());
    }
    let list = inside.trim().strip_prefix("ODD")?;
    let numbers = list.replace(" et ", ",");
    numbers.split(',').map(|number| number.trim().parse().ok()).collect()
}

#[test]
fn the_compact_is_complete_and_its_goals_agree() {
    let Some(text) = reference("004_92f25c8f64c05aba.txt") else { return };
    let compact = catalogue("gdc.toml");
    let passages: Vec<(usize, Vec<u8>)> = text
        .lines()
        .enumerate()
        .filter_map(|(index, line)| printed_goals(line).map(|goals| (index + 1, goals)))
        .collect();
    assert_eq!(passages.len(), 85, "passages that end with a list of goals");
    let numbered: Vec<&Commitment> =
        compact.commitments.iter().filter(|c| c.kind == CommitmentKind::Commitment).collect();
    assert_eq!(numbered.len(), 85);
    for (position, ((line, goals), commitment)) in passages.iter().zip(&numbered).enumerate() {
        let ours: Vec<u8> = commitment.sdgs.0.iter().map(|sdg| sdg.number()).collect();
        assert_eq!(commitment.order as usize, position + 1, "{}", commitment.id);
        assert_eq!(&ours, goals, "{} against line {line} of the text", commitment.id);
    }
}

#[test]
fn the_compact_keeps_its_stable_ids() {
    let path = root().join("../shared/design/compact-ids.tsv");
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: {} is not there", path.display());
        return;
    };
    let compact = catalogue("gdc.toml");
    for (line, commitment) in table.lines().skip(1).zip(&compact.commitments) {
        let mut cells = line.split('\t');
        assert_eq!(cells.next(), Some(commitment.order.to_string().as_str()));
        assert_eq!(cells.next(), Some(commitment.id.as_str()));
    }
}

#[test]
fn objectives_principles_and_follow_up_are_there() {
    let compact = catalogue("gdc.toml");
    let count = |kind| compact.commitments.iter().filter(|c| c.kind == kind).count();
    assert_eq!(count(CommitmentKind::Objective), 5);
    assert_eq!(count(CommitmentKind::Principle), 13);
    assert!(count(CommitmentKind::FollowUp) >= 11);
}

#[test]
fn recommendations_and_actions_are_complete() {
    let ids = |file: &TextFile| -> BTreeSet<String> {
        file.commitments.iter().map(|commitment| commitment.id.clone()).collect()
    };
    let panel = ids(&catalogue("hlp.toml"));
    for id in ["1a", "1b", "1c", "1d", "2a", "3a", "3b", "3c", "4a", "5a", "5b"] {
        assert!(panel.contains(&format!("hlp.{id}")), "hlp.{id}");
    }
    let roadmap = ids(&catalogue("roadmap.toml"));
    for paragraph in 73..=94 {
        let prefix = format!("roadmap.{paragraph}");
        assert!(roadmap.iter().any(|id| id.starts_with(&prefix)), "{prefix}");
    }
    for (paragraph, letters) in [(77, "abcde"), (91, "abc"), (93, "abcdefg")] {
        for letter in letters.chars() {
            assert!(roadmap.contains(&format!("roadmap.{paragraph}{letter}")));
        }
    }
}

#[test]
fn every_entry_is_sound() {
    for name in ["gdc.toml", "hlp.toml", "roadmap.toml"] {
        let file = catalogue(name);
        let mut ids = BTreeSet::new();
        let mut orders = BTreeSet::new();
        for commitment in &file.commitments {
            assert_eq!(commitment.check(), [], "{}", commitment.id);
            assert!(ids.insert(&commitment.id), "{} twice", commitment.id);
            assert!(orders.insert(commitment.order), "order {} twice", commitment.order);
        }
    }
}

/// Our statements are in our own words: no run of eight words of the text is in them.
#[test]
fn statements_are_in_our_own_words() {
    for (name, text) in
        [("gdc.toml", "004_92f25c8f64c05aba.txt"), ("hlp.toml", "003_665feb27ec0ee4ab.txt")]
    {
        let Some(text) = reference(text) else { return };
        let runs: BTreeSet<Vec<String>> = words(&text).windows(8).map(<[String]>::to_vec).collect();
        for commitment in &catalogue(name).commitments {
            let ours =
                words(commitment.statement.exact(&passerelle_vocabulary::Lang::fr()).unwrap());
            let copied = ours.windows(8).find(|run| runs.contains(*run));
            assert_eq!(copied, None, "{}", commitment.id);
        }
    }
}

/// Names that are long, and cannot be said otherwise.
const NAMES: [&str; 1] =
    ["commission de la science et de la technique au service du développement"];

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let text = NAMES.iter().fold(text, |text, name| text.replace(name, "name"));
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
