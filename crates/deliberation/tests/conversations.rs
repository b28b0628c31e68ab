//! Conversations with a known answer, and those that are no conversation at all.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{Chance, camps, map_of, map_with, vote};
use passerelle_deliberation::{
    Conversation, Settings, Side, Statement, Unclear, WINS, adjusted_rand_index,
};
use passerelle_vocabulary::{Moderation, Vote};

#[test]
fn camps_are_found_again() {
    // Two axes show three camps apart; a fourth can lie over the others.
    for k in 2..=3 {
        let votes = camps(k, 240, 40, 80, 60);
        let map = map_of(&votes, &Settings::default());
        let both = map.groups.iter().map(|(person, one)| (person % k, one.group));
        let index = adjusted_rand_index(both).unwrap();
        assert!(index > 0.9, "{k} camps: index {index}, {:?}", map.sizes);
        assert_eq!(map.k, k as usize);
        assert!(map.clear, "{:?}", map.unclear_because);
        assert!(map.sizes.iter().all(|(_, group)| group.stability.unwrap() > 0.8));
        assert_eq!(map.replicates, 200);
    }
}

#[test]
fn chance_is_no_group() {
    for people in [30, 100, 400] {
        let votes = camps(1, people, 30, 0, 70);
        let map = map_of(&votes, &Settings { replicates: Some(40), ..Settings::default() });
        assert!(!map.clear, "{people}: {:?} {:?}", map.separation, map.sizes);
        assert!(map.unclear_because.contains(&Unclear::NotStable), "{:?}", map.unclear_because);
    }
}

#[test]
fn nobody_one_voter_and_people_who_are_alike_are_answered() {
    let map = map_of(&[], &Settings::default());
    assert_eq!((map.k, map.people, map.clear), (0, 0, false));
    assert_eq!(map.unclear_because, [Unclear::Nobody]);

    let map = map_of(&[vote(5, 1, 1)], &Settings::default());
    assert_eq!((map.k, map.people, map.grouped), (1, 1, 1));
    assert_eq!(map.unclear_because, [Unclear::TooFew]);

    let alike: Vec<Vote> = (0..50)
        .flat_map(|person| (0..10).map(move |one| vote(person, one, 1 - 2 * (one % 2) as i8)))
        .collect();
    let map = map_of(&alike, &Settings::default());
    assert_eq!((map.k, map.grouped), (1, 50));
    assert_eq!(map.unclear_because, [Unclear::Alike]);
    assert_eq!(map.consensus.agree.len(), 5);
    assert_eq!(map.consensus.disagree.len(), 5);

    let pass: Vec<Vote> =
        (0..50).flat_map(|person| (0..10).map(move |one| vote(person, one, 0))).collect();
    let map = map_of(&pass, &Settings::default());
    assert_eq!(map.unclear_because, [Unclear::Alike]);
    assert!(map.consensus.agree.is_empty() && map.consensus.disagree.is_empty());
}

#[test]
fn two_camps_of_people_who_are_alike_are_two_clear_groups() {
    let votes: Vec<Vote> = (0..40)
        .flat_map(|person| {
            (0..10).map(move |one| vote(person, one, if person < 25 { 1 } else { -1 }))
        })
        .collect();
    let map = map_of(&votes, &Settings::default());
    assert_eq!((map.k, map.clear), (2, true));
    assert_eq!(map.sizes.get(0).unwrap().people, 25, "the largest group is the first");
    assert_eq!(map.silhouette, Some(0.0), "two base clusters, each alone in its group");
    assert_eq!(map.separation, Some(1.0));
    let apart = map.representative.get(1).unwrap();
    assert!(apart.iter().all(|one| one.side == Side::Disagree && one.success == 15));
}

#[test]
fn what_moderators_took_out_and_who_is_banned_say_nothing() {
    let mut votes = camps(2, 100, 20, 85, 80);
    // Ten people who agree with everything, and a statement that divides all.
    votes.extend((500..510).flat_map(|person| (0..20).map(move |one| vote(person, one, 1))));
    let divides = (0..100).map(|person| vote(person, 99, if person < 50 { 1 } else { -1 }));
    let with: Vec<Vote> = votes.iter().copied().chain(divides).collect();
    let out = Statement { id: 99, moderation: Moderation::Out, meta: false };
    let statements = BTreeMap::from([(99, out)]);
    let banned: BTreeSet<u32> = (500..510).collect();
    let map = map_with(&with, &statements, &banned, &Settings::default());
    assert_eq!(map.people, 100);
    assert_eq!(map.centre.get(99), Some(&0.0));
    assert_eq!(map.components[0].get(99), Some(&0.0));
    assert!(map.projection.get(505).is_none() && map.groups.get(505).is_none());
    let spoken = map.representative.iter().flat_map(|(_, all)| all);
    assert!(spoken.into_iter().all(|one| one.statement != 99));
    let both = map.groups.iter().map(|(person, one)| (person % 2, one.group));
    assert!(adjusted_rand_index(both).unwrap() > 0.9);
}

#[test]
fn few_people_are_filled_up_with_those_who_voted_most() {
    let votes: Vec<Vote> =
        (0..30).flat_map(|person| (0..=person % 6).map(move |one| vote(person, one, 1))).collect();
    let map = map_of(&votes, &Settings { min_votes: 7, ..Settings::default() });
    // Six statements: who voted on all is grouped, five people; ten more have five or four votes.
    assert_eq!(map.grouped, 15);
    assert!(map.groups.iter().all(|(person, _)| person % 6 >= 3));
}

#[test]
fn a_view_keeps_its_number_of_groups_until_another_has_won_four_times() {
    let mut conversation = Conversation::new(Settings::default());
    camps(2, 120, 30, 90, 80).into_iter().for_each(|vote| conversation.push(vote));
    let first = conversation.view();
    assert_eq!(first.k, 2);
    // A third camp comes.
    let mut chance = Chance(3);
    let line: Vec<i8> = (0..30).map(|_| chance.below(3) as i8 - 1).collect();
    for person in 1_000..1_090 {
        for statement in 0..30_u32 {
            let stance = if chance.below(10) < 9 { line[statement as usize] } else { 0 };
            conversation.push(vote(person, statement, stance));
        }
    }
    let ks: Vec<usize> = (0..WINS + 1).map(|_| conversation.view().k).collect();
    assert_eq!(ks[..WINS as usize - 1], [2; WINS as usize - 1], "{ks:?}");
    assert_eq!(ks[WINS as usize - 1..], [3, 3], "{ks:?}");
    assert_eq!(conversation.count().k, 3, "the count knows nothing of views");
}

#[test]
fn people_stay_in_their_groups_from_view_to_view() {
    let votes = camps(3, 300, 40, 80, 70);
    let mut conversation = Conversation::new(Settings::default());
    let (early, late) = votes.split_at(votes.len() / 2);
    early.iter().for_each(|vote| conversation.push(*vote));
    (0..3).for_each(|_| drop(conversation.view()));
    let before = conversation.view();
    late.iter().take(50).for_each(|vote| conversation.push(*vote));
    let after = conversation.view();
    let stayed = before.groups.iter().filter(|(person, one)| {
        after.groups.get(*person).is_some_and(|now| now.group == one.group)
    });
    assert!(stayed.count() as f64 > 0.95 * before.groups.len() as f64);
}
