//! How long a count and a view take, in memory: no file is read.
//!
//! `cargo run --release -p passerelle-deliberation --example groups_bench -- [PEOPLE STATEMENTS VOTES]`
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example speaks and fails loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use passerelle_deliberation::{Conversation, Count, Settings, Votes, adjusted_rand_index};
use passerelle_vocabulary::{Stance, Vote};

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Votes of three camps; each keeps to its camp's line in six of ten.
fn votes(people: u64, statements: u64, number: u64) -> Vec<Vote> {
    let mut chance = Chance(2_026);
    let lines: Vec<i64> = (0..3 * statements).map(|_| chance.below(3) as i64 - 1).collect();
    (0..number)
        .map(|at| {
            let (person, statement) = (chance.below(people), chance.below(statements));
            let line = lines[(person % 3 * statements + statement) as usize];
            let said = if chance.below(10) < 6 { line } else { chance.below(3) as i64 - 1 };
            Vote {
                person: person as u32,
                statement: statement as u32,
                stance: Stance::of(said).unwrap(),
                at: at as i64,
            }
        })
        .collect()
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let done = work();
    println!("{name}: {:.3} s", begin.elapsed().as_secs_f64());
    done
}

fn main() {
    let numbers: Vec<u64> =
        std::env::args().skip(1).map(|written| written.parse().expect("a number")).collect();
    let [people, statements, number] = match numbers.as_slice() {
        [people, statements, number] => [*people, *statements, *number],
        _ => [8_000, 8_000, 1_000_000],
    };
    let cast = votes(people, statements, number);
    let gathered = timed("gathered into a matrix", || Votes::gather(&cast, None));
    println!("{} votes, {} repeated", gathered.votes.len(), gathered.repeated);
    let (known, banned) = (BTreeMap::new(), BTreeSet::new());
    let map = |replicates: Option<u32>, threads: Option<usize>| {
        let settings = Settings { replicates, threads, ..Settings::default() };
        let count = Count {
            votes: &gathered.votes,
            statements: &known,
            banned: &banned,
            settings: &settings,
        };
        count.map()
    };
    timed("counted, one thread, without replicates", || map(Some(0), Some(1)));
    timed("counted, without replicates", || map(Some(0), None));
    let found = timed("counted, with replicates", || map(None, None));
    let camps = found.groups.iter().map(|(person, one)| (person % 3, one.group));
    println!(
        "{} replicates, {} groups, clear {}, stability {:?}, index with the camps {:.3}",
        found.replicates,
        found.k,
        found.clear,
        found.sizes.iter().map(|(_, group)| group.stability).collect::<Vec<_>>(),
        adjusted_rand_index(camps).unwrap()
    );
    let mut conversation = Conversation::new(Settings::default());
    cast.iter().for_each(|vote| conversation.push(*vote));
    timed("first view", || conversation.view());
    let later = votes(people, statements, 2_500);
    for batch in later.chunks(250) {
        batch.iter().for_each(|vote| conversation.push(*vote));
        timed("view after 250 more votes", || conversation.view());
    }
}
