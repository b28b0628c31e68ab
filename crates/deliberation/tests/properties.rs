//! What must not change the answer, and what must hold of every answer.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{map_of, map_with, vote};
use passerelle_deliberation::{Conversation, OpinionMap, Settings, Statement};
use passerelle_vocabulary::{Moderation, Vote};
use proptest::prelude::*;

/// Up to 40 people, 12 statements; ids of people far apart.
fn votes() -> impl Strategy<Value = Vec<Vote>> {
    let cast = prop::collection::btree_map((0_u32..40, 0_u32..12), -1_i8..=1, 0..260);
    cast.prop_map(|cast| {
        let vote = |((person, statement), stance)| vote(person * 7 + 3, statement, stance);
        cast.into_iter().map(vote).collect()
    })
}

fn settings(seed: u64, threads: usize) -> Settings {
    Settings { seed, replicates: Some(5), threads: Some(threads), ..Settings::default() }
}

fn written(map: &OpinionMap) -> String {
    serde_json::to_string(map).unwrap()
}

/// What must hold of every map.
fn sound(map: &OpinionMap) {
    assert!(map.grouped <= map.people);
    assert_eq!(map.groups.len(), map.grouped);
    assert_eq!(map.projection.len(), map.people);
    assert_eq!(map.sizes.len(), map.k);
    let people: u32 = map.sizes.iter().map(|(_, group)| group.people).sum();
    assert_eq!(people as usize, map.grouped);
    assert!(map.sizes.iter().all(|(_, group)| group.people > 0));
    assert_eq!(map.clear, map.unclear_because.is_empty());
    let share = |value: f64| (0.0..=1.0).contains(&value);
    assert!(map.groups.iter().all(|(_, one)| one.stability.is_none_or(share)));
    assert!(map.sizes.iter().all(|(_, one)| one.stability.is_none_or(share)));
    assert!(map.centre.iter().all(|(_, mean)| (-1.0..=1.0).contains(mean)));
    assert!(map.group_aware_consensus.iter().all(|(_, one)| share(*one)));
    assert!(map.priority.iter().all(|(_, weight)| weight.is_finite() && *weight > 0.0));
    let places = map.projection.iter().flat_map(|(_, place)| place);
    assert!(places.into_iter().all(|along| along.is_finite()));
    for direction in &map.components {
        let length: f64 = direction.iter().map(|(_, share)| share * share).sum();
        assert!(length == 0.0 || (length - 1.0).abs() < 1e-9, "{length}");
    }
    if let Some(silhouette) = map.silhouette {
        assert!((-1.0..=1.0).contains(&silhouette));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_rows_changes_nothing(votes in votes(), turn in any::<u64>(), seed in 0_u64..5) {
        let first = map_of(&votes, &settings(seed, 1));
        sound(&first);
        let mut chance = common::Chance(turn);
        let mut other = votes;
        for place in (1..other.len()).rev() {
            other.swap(place, chance.below(place as u64 + 1) as usize);
        }
        prop_assert_eq!(written(&first), written(&map_of(&other, &settings(seed, 1))));
    }

    #[test]
    fn the_number_of_threads_changes_nothing(votes in votes(), threads in 2_usize..7) {
        let one = written(&map_of(&votes, &settings(1, 1)));
        prop_assert_eq!(one, written(&map_of(&votes, &settings(1, threads))));
    }

    #[test]
    fn other_numbers_of_people_change_nothing_but_the_numbers(votes in votes(), factor in 1_u32..1_000_000) {
        // An odd factor: no two people get the same number.
        let renamed = |person: u32| person.wrapping_mul(2 * factor + 1);
        let other: Vec<Vote> =
            votes.iter().map(|vote| Vote { person: renamed(vote.person), ..*vote }).collect();
        let (first, second) = (map_of(&votes, &settings(3, 2)), map_of(&other, &settings(3, 2)));
        prop_assert_eq!(&first.sizes, &second.sizes);
        prop_assert_eq!(&first.components, &second.components);
        prop_assert_eq!(&first.representative, &second.representative);
        prop_assert_eq!(&first.consensus, &second.consensus);
        prop_assert_eq!(&first.priority, &second.priority);
        prop_assert_eq!(first.silhouette, second.silhouette);
        for (person, place) in first.projection.iter() {
            prop_assert_eq!(Some(place), second.projection.get(renamed(*person)));
        }
        // People who voted alike are in one group; which of them is drawn how often is chance.
        for (person, one) in first.groups.iter() {
            prop_assert_eq!(Some(one.group), second.groups.get(renamed(*person)).map(|one| one.group));
        }
    }

    #[test]
    fn a_conversation_ends_in_the_count_of_its_votes(votes in votes(), out in 0_u32..12, banned in 0_u32..40) {
        let banned = banned * 7 + 3;
        let mut conversation = Conversation::new(settings(2, 2));
        let statement = Statement { id: out, moderation: Moderation::Out, meta: false };
        conversation.statement(statement);
        conversation.ban(banned);
        for (place, vote) in votes.iter().enumerate() {
            conversation.push(*vote);
            if place % 50 == 0 {
                let view = conversation.view();
                sound(&view);
                prop_assert!(view.provisional && view.replicates == 0);
            }
        }
        let result = conversation.count();
        sound(&result);
        let mut download: Vec<Vote> = conversation.counted().collect();
        prop_assert!(download.iter().all(|vote| vote.person != banned));
        // Who counts again has the list of statements too.
        let listed = [statement].map(|one| (one.id, one));
        let mut again = Conversation::new(settings(2, 1));
        again.statement(statement);
        download.reverse();
        conversation_ids(&votes).iter().for_each(|id| {
            if *id != out { again.statement(Statement::plain(*id)) }
        });
        download.iter().for_each(|vote| again.push(*vote));
        prop_assert_eq!(written(&result), written(&again.count()));
        if conversation_ids(&votes).contains(&out) {
            let whole = map_with(&votes, &BTreeMap::from(listed), &BTreeSet::from([banned]), &settings(2, 1));
            prop_assert_eq!(written(&result), written(&whole));
        }
    }
}

fn conversation_ids(votes: &[Vote]) -> BTreeSet<u32> {
    votes.iter().map(|vote| vote.statement).collect()
}
