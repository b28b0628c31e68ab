//! How votes came in, and what they said by then: totals of days, told once votes are frozen.
//!
//! Frozen votes have no moments. What is kept of them is totals: who voted and how much, and the count of all votes until then,
//! made anew (without drawing people anew). A day on which fewer than [`FEWEST`] people voted is told together with the days
//! after it, so that no total is that of a few; of long consultations days are told together too.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_deliberation::{Count, Settings, Statement, Votes};
use passerelle_vocabulary::Vote;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::written_time;

/// People who voted in a stretch of days, at the least.
const FEWEST: usize = 10;
/// Stretches, at the most.
const MOST: usize = 30;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// From this probability on all groups are told to agree.
const TOGETHER: f64 = 0.5;

/// A day, or several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Stretch {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// People who voted in it.
    pub people: u64,
    /// Votes that were cast in it, those that were replaced later too.
    pub votes: u64,
    /// People who had voted by its end.
    pub all_people: u64,
    /// Votes that counted at its end.
    pub all_votes: u64,
    /// Groups at its end.
    pub groups: u64,
    /// Whether people were apart enough at its end to speak of groups.
    pub separated: bool,
    /// Statements to which all groups said the same at its end: each agreed, with a probability above one half.
    pub together: u64,
}

/// The last day of each stretch, as a number of days since 1970; none where there are no moments or few people.
fn ends(votes: &[Vote]) -> Vec<i64> {
    if votes.iter().any(|vote| vote.at <= 0) {
        return Vec::new();
    }
    let mut days: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
    for vote in votes {
        days.entry(vote.at.div_euclid(DAY)).or_default().insert(vote.person);
    }
    let each = days.len().div_ceil(MOST).max(1);
    let (mut ends, mut people, mut count) = (Vec::new(), BTreeSet::<u32>::new(), 0);
    for (day, voted) in &days {
        people.extend(voted);
        count += 1;
        if people.len() >= FEWEST && count >= each {
            ends.push(*day);
            people.clear();
            count = 0;
        }
    }
    // What is left is few: it belongs to the stretch before.
    if let (Some(end), Some((last, _))) = (ends.last_mut(), days.last_key_value()) {
        *end = *last;
    }
    ends
}

/// The stretches of a consultation. Votes in any order; their people may be any numbers.
pub(super) fn history(
    votes: &[Vote],
    statements: &BTreeMap<u32, Statement>,
    settings: &Settings,
) -> Vec<Stretch> {
    let mut votes = votes.to_vec();
    votes.sort_by_key(|vote| vote.at);
    let listed: Vec<u32> = statements.keys().copied().collect();
    let settings = Settings { replicates: Some(0), ..settings.clone() };
    let (mut stretches, mut begin) = (Vec::new(), 0);
    for end in ends(&votes) {
        let upto = votes.partition_point(|vote| vote.at.div_euclid(DAY) <= end);
        let own = &votes[begin..upto];
        let people: BTreeSet<u32> = own.iter().map(|vote| vote.person).collect();
        let gathered = Votes::gather(&votes[..upto], Some(&listed)).votes;
        let nobody = BTreeSet::new();
        let map =
            Count { votes: &gathered, statements, banned: &nobody, settings: &settings }.map();
        let first = own.first().map_or(end, |vote| vote.at.div_euclid(DAY));
        let day = |day: i64| written_time(day * DAY).chars().take(10).collect::<String>();
        let together = map.group_aware_consensus.iter();
        stretches.push(Stretch {
            from: day(first),
            to: day(end),
            people: people.len() as u64,
            votes: own.len() as u64,
            all_people: map.people as u64,
            all_votes: map.votes as u64,
            groups: map.k as u64,
            separated: map.clear,
            together: together.filter(|(_, probability)| *probability > TOGETHER).count() as u64,
        });
        begin = upto;
    }
    stretches
}

/// The stretches as a table.
pub(super) fn rows(stretches: &[Stretch]) -> (Vec<String>, Vec<Vec<String>>) {
    let header = [
        "from",
        "to",
        "people",
        "votes",
        "all_people",
        "all_votes",
        "groups",
        "separated",
        "together",
    ];
    let row = |one: &Stretch| {
        vec![
            one.from.clone(),
            one.to.clone(),
            one.people.to_string(),
            one.votes.to_string(),
            one.all_people.to_string(),
            one.all_votes.to_string(),
            one.groups.to_string(),
            one.separated.to_string(),
            one.together.to_string(),
        ]
    };
    (header.map(str::to_owned).to_vec(), stretches.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use passerelle_vocabulary::Stance;

    /// Two camps on eight statements; `people(day)` vote on each day.
    fn votes(days: &[(i64, std::ops::Range<u32>)]) -> Vec<Vote> {
        let of = |(day, people): &(i64, std::ops::Range<u32>)| {
            let at = day * DAY + 5;
            let all = people.clone().flat_map(move |person| {
                (1..=8).map(move |statement| Vote {
                    person,
                    statement,
                    stance: match statement {
                        8 => Stance::Agree,
                        _ if person % 2 == statement % 2 => Stance::Agree,
                        _ => Stance::Disagree,
                    },
                    at,
                })
            });
            all.collect::<Vec<_>>()
        };
        days.iter().flat_map(of).collect()
    }

    fn told(days: &[(i64, std::ops::Range<u32>)]) -> Vec<Stretch> {
        let statements = (1..=8).map(|id| (id, Statement::plain(id))).collect();
        history(&votes(days), &statements, &Settings::default())
    }

    #[test]
    fn days_of_few_people_are_told_together() {
        let found = told(&[(20_000, 0..4), (20_001, 4..12), (20_002, 12..40), (20_003, 40..42)]);
        let days: Vec<(&str, &str, u64, u64)> = found
            .iter()
            .map(|one| (one.from.as_str(), one.to.as_str(), one.people, one.all_people))
            .collect();
        assert_eq!(
            days,
            [("2024-10-04", "2024-10-05", 12, 12), ("2024-10-06", "2024-10-07", 30, 42)]
        );
        assert_eq!(found.iter().map(|one| one.votes).sum::<u64>(), 42 * 8);
        assert_eq!((found[1].groups, found[1].separated, found[1].all_votes), (2, true, 42 * 8));
        assert_eq!(found[1].together, 1, "only the last statement unites");
    }

    #[test]
    fn few_people_or_no_moments_have_no_history() {
        assert!(told(&[(20_000, 0..9)]).is_empty());
        let without = votes(&[(20_000, 0..40)]).into_iter().map(|vote| Vote { at: 0, ..vote });
        let statements = BTreeMap::new();
        let without: Vec<Vote> = without.collect();
        assert!(history(&without, &statements, &Settings::default()).is_empty());
    }

    #[test]
    fn a_long_consultation_is_told_in_few_stretches() {
        let days: Vec<(i64, std::ops::Range<u32>)> =
            (0..70_u32).map(|day| (20_000 + i64::from(day), day * 10..day * 10 + 10)).collect();
        let found = told(&days);
        assert!((10..=MOST).contains(&found.len()), "{}", found.len());
        assert_eq!(found.last().map(|one| one.all_people), Some(700));
    }
}
