//! How long it takes from a file of votes to the map, stage by stage.
//!
//! `cargo run --release -p passerelle-exchange --example votes_bench -- VOTES [REPLICATES]`
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example speaks and fails loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::time::Instant;

use passerelle_deliberation::{Count, Settings, Votes};
use passerelle_exchange::polis::{Limits, votes};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a file of votes");
    let replicates = arguments.next().map(|number| number.parse().expect("a number"));
    let begin = Instant::now();
    let told = |stage: &str| println!("{stage}: {:.3} s", begin.elapsed().as_secs_f64());
    let file = BufReader::with_capacity(1 << 18, File::open(path).unwrap());
    let read = votes(file, &Limits::default()).unwrap();
    told("read");
    let gathered = Votes::gather(&read.votes, None);
    drop(read);
    told("gathered");
    let settings = Settings { replicates, ..Settings::default() };
    let (statements, banned) = (BTreeMap::new(), BTreeSet::new());
    let votes = &gathered.votes;
    let count = Count { votes, statements: &statements, banned: &banned, settings: &settings };
    let map = count.map();
    told("counted");
    let written = serde_json::to_vec_pretty(&map).unwrap();
    told("written");
    println!(
        "{} votes, {} people, {} replicates, {} groups, {} bytes",
        map.votes,
        map.people,
        map.replicates,
        map.k,
        written.len()
    );
    // The most memory that the process had, as Linux counts it.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
}
