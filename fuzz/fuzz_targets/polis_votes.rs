//! Any bytes as votes, in whichever layout they are recognised: what is read of them is written in both layouts of tables, and
//! read again as the same; it is counted, and the map is one of those who voted.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use passerelle_deliberation::{Count, Settings, Votes};
use passerelle_exchange::polis::{Limits, votes, write_people, write_votes};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { bytes: 1 << 16, whole: 1 << 16, votes: 2_000, problems: 20 };
    let Ok(read) = votes(bytes, &limits) else { return };
    assert!(read.problems.told.len() <= 20);
    let mut rows = Vec::new();
    write_votes(read.votes.iter().copied(), &mut rows).expect("memory");
    let again = votes(rows.as_slice(), &Limits::default()).expect("what was written");
    assert_eq!(again.votes, read.votes);
    assert!(again.problems.is_empty());
    let gathered = Votes::gather(&read.votes, None).votes;
    // A table of people × statements grows with both.
    if gathered.people().len() * gathered.statements().len() < 100_000 {
        let last: Vec<_> = gathered.iter().collect();
        let mut table = Vec::new();
        let groups: BTreeMap<u32, u32> = read.groups.into_iter().collect();
        write_people(&last, &groups, &[], &mut table).expect("memory");
        let again = votes(table.as_slice(), &Limits::default()).expect("what was written");
        assert_eq!(Votes::gather(&again.votes, None).votes, gathered);
        assert_eq!(again.groups.into_iter().collect::<BTreeMap<_, _>>(), groups);
    }
    let (statements, banned) = (BTreeMap::new(), BTreeSet::new());
    let settings = Settings { replicates: Some(2), threads: Some(1), ..Settings::default() };
    let count = Count { votes: &gathered, statements: &statements, banned: &banned, settings: &settings };
    let map = count.map();
    assert_eq!(map.people, gathered.people().len());
    assert!(map.projection.iter().all(|(_, place)| place.iter().all(|along| along.is_finite())));
});
