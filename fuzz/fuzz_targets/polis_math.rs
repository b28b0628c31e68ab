//! Any bytes as what the mathematics of a conversation found: what is read can be begun at, whatever votes there are.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use passerelle_deliberation::{Count, Settings, Start, Votes};
use passerelle_exchange::polis::{Limits, math};
use passerelle_vocabulary::{Stance, Vote};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { whole: 1 << 16, ..Limits::default() };
    let Ok(math) = math(bytes, &limits) else { return };
    let k = math.groups.len();
    let start = Start {
        groups: BTreeMap::from([(k, math.groups.iter().map(|group| group.centre).collect())]),
        k: (k > 0).then_some(k),
        centre: math.centre,
        components: math.components,
        grouped: math.grouped.into_iter().collect(),
        base: math.base,
        ..Start::default()
    };
    let stance = |n: u32| Stance::of(i64::from(n % 3) - 1).expect("one of three");
    let votes: Vec<Vote> = (0..60)
        .map(|n| Vote { person: n / 6, statement: n % 6, stance: stance(n * n / 7), at: 0 })
        .collect();
    let votes = Votes::gather(&votes, None).votes;
    let settings = Settings { replicates: Some(1), threads: Some(1), ..Settings::default() };
    let (statements, banned) = (BTreeMap::new(), BTreeSet::new());
    let map = Count { votes: &votes, statements: &statements, banned: &banned, settings: &settings }
        .map_from(&start);
    assert_eq!(map.people, 10);
    assert_eq!(map.sizes.len(), map.k);
});
