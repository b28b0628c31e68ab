//! What a node says of a batch that it does not take in.
//!
//! A row that is wrong for ever (a figure that no line has) is given up: it would keep all others from being taken in.
//! A row whose moment the node does not believe is given up only if this machine's clock does not believe it either:
//! the clock was wrong when the row was made, and nobody knows when that was. Otherwise one of the two clocks is wrong
//! now, and what was measured waits until it is put right.

use std::collections::HashSet;

use passerelle_connectivity::measurement::{AHEAD_CODE, Batch, OLD_CODE, moment_code};
use serde_json::Value;

/// The longest part of what a node says that is told, in characters.
const TOLD: usize = 500;

/// The rows of a batch that a node finds wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Doubts {
    /// The ids of those that are given up.
    pub wrong: Vec<String>,
    /// The ids of those on whose moment the two clocks disagree.
    pub clock: Vec<String>,
    /// What the node says.
    pub detail: String,
}

impl Doubts {
    /// What the body of an answer says of the batch, at this moment by our clock.
    pub(super) fn of(batch: &Batch, body: &[u8], now: i64) -> Self {
        let answer: Value = serde_json::from_slice(body).unwrap_or_default();
        let findings =
            answer["error"]["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
        let (mut wrong, mut clock) = (HashSet::new(), HashSet::new());
        for (finding, (id, at)) in findings.iter().filter_map(|one| Some((one, row(batch, one)?))) {
            let of_clock = [AHEAD_CODE, OLD_CODE].iter().any(|code| finding["code"] == *code);
            let is_doubted = of_clock && moment_code(at, now).is_none();
            if is_doubted { &mut clock } else { &mut wrong }.insert(id);
        }
        let sorted = |ids: &mut dyn Iterator<Item = &&str>| {
            let mut ids: Vec<String> = ids.map(|id| (*id).to_owned()).collect();
            ids.sort_unstable();
            ids
        };
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        Self {
            clock: sorted(&mut clock.difference(&wrong)),
            wrong: sorted(&mut wrong.iter()),
            detail: message.chars().take(TOLD).collect(),
        }
    }
}

/// The id and the moment of the row that a finding is about: `results[3].at`.
fn row<'b>(batch: &'b Batch, finding: &Value) -> Option<(&'b str, i64)> {
    let (list, rest) = finding["field"].as_str()?.split_once('[')?;
    let at: usize = rest.split(']').next()?.parse().ok()?;
    match list {
        "results" => batch.results.get(at).map(|one| (one.id.as_str(), one.at)),
        _ => batch.heartbeats.get(at).map(|one| (one.id.as_str(), one.at)),
    }
}

#[cfg(test)]
mod tests {
    use passerelle_connectivity::measurement::{Heartbeat, Speed};

    use super::*;

    const NOW: i64 = 1_795_680_000;

    fn batch() -> Batch {
        let speed = |id: &str, at| Speed { id: id.into(), at, ..Speed::default() };
        let beat = Heartbeat { id: "c".into(), at: NOW, ..Heartbeat::default() };
        let results = vec![speed("a", NOW), speed("b", NOW + 90_000)];
        Batch { site: "s".into(), results, heartbeats: vec![beat] }
    }

    fn of(findings: &str) -> (String, String) {
        let body = format!(r#"{{"error":{{"message":"m","findings":[{findings}]}}}}"#);
        let doubts = Doubts::of(&batch(), body.as_bytes(), NOW);
        assert_eq!(doubts.detail, "m");
        (doubts.wrong.concat(), doubts.clock.concat())
    }

    #[test]
    fn only_the_rows_that_a_node_finds_wrong_are_given_up() {
        let found = of(
            r#"{"field":"results[1].at"},{"field":"results[1].id"},{"field":"heartbeats[0].at"},
            {"field":"results[9].at"},{"field":"site"}"#,
        );
        assert_eq!(found, ("bc".to_owned(), String::new()));
        assert_eq!(Doubts::of(&batch(), b"<html>", NOW), Doubts::default());
    }

    #[test]
    fn a_moment_is_given_up_only_where_both_clocks_doubt_it() {
        // By ours, a and c are of now, and b is of tomorrow.
        let ahead = r#"{"field":"results[0].at","code":"measure-ahead"},
            {"field":"results[1].at","code":"measure-ahead"},{"field":"heartbeats[0].at","code":"measure-old"}"#;
        assert_eq!(of(ahead), ("b".to_owned(), "ac".to_owned()));
        // What is wrong besides is wrong.
        let both = r#"{"field":"results[0].at","code":"measure-old"},{"field":"results[0].bytes","code":"measure-figure"}"#;
        assert_eq!(of(both), ("a".to_owned(), String::new()));
    }
}
