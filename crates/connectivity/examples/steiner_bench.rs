//! How fast and how good the Steiner core is.
//!
//! ```text
//! steiner_bench write VERTICES PRIZE FILE   random sites (prize in units of their mean spacing) as a plain file
//! steiner_bench solve FILE…                 growth and pruning alone, then the whole; a line for each
//! steiner_bench series                      small instances in the manner of the public series, against exact optima; and larger ones
//! ```
//!
//! The plain file has numbers only: vertices, edges and root; for each edge its ends and cost; for each vertex its prize.
//! `benches/steiner_peer.py` gives the same files to `pcst_fast` and prints both.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::fmt::Write;
use std::time::Instant;

use common::exact::by_programme;
use common::made::{Kind, geometric, sites, sparse};
use passerelle_connectivity::steiner::growth::grow;
use passerelle_connectivity::steiner::pruning::prune;
use passerelle_connectivity::steiner::{Edge, Effort, Graph, Instance, solve};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", vertices, prize, file] => {
            let instance = sites(vertices.parse().unwrap(), prize.parse().unwrap(), 1);
            std::fs::write(file, plain(&instance)).unwrap();
        }
        ["solve", ref files @ ..] => {
            let seconds = "growth_seconds\tgrowth_processor\tgrown\tseconds\tprocessor";
            println!("file\tvertices\tedges\t{seconds}\tobjective\tbound\tchosen");
            files.iter().for_each(|file| measure(file));
        }
        ["series"] => {
            series();
            large_series();
        }
        _ => println!("write VERTICES PRIZE FILE | solve FILE… | series"),
    }
}

fn plain(instance: &Instance) -> String {
    let Graph { vertices, edges } = instance.graph();
    let mut text = format!("{vertices} {} {}\n", edges.len(), instance.root().unwrap());
    for Edge { a, b, cost } in edges {
        writeln!(text, "{a} {b} {cost}").unwrap();
    }
    for prize in instance.prizes() {
        writeln!(text, "{prize}").unwrap();
    }
    text
}

fn read(file: &str) -> Instance {
    let text = std::fs::read_to_string(file).unwrap();
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<f64>().unwrap());
    let mut next = || numbers.next().unwrap();
    let (vertices, edges, root) = (next() as usize, next() as usize, next() as u32);
    let edges = (0..edges).map(|_| Edge { a: next() as u32, b: next() as u32, cost: next() });
    let graph = Graph { vertices, edges: edges.collect() };
    let prizes = (0..vertices).map(|_| next()).collect();
    Instance::new(graph, prizes, Some(root)).unwrap()
}

fn measure(file: &str) {
    let instance = read(file);
    let (start, used) = (Instant::now(), processor());
    let grown = prune(&instance, &grow(&instance).edges);
    let (growth, growth_used) = (start.elapsed().as_secs_f64(), processor() - used);
    let (start, used) = (Instant::now(), processor());
    let found = solve(&instance, &Effort::default());
    let (whole, whole_used) = (start.elapsed().as_secs_f64(), processor() - used);
    assert!(found.tree.is_tree_of(&instance));
    let Graph { vertices, edges } = instance.graph();
    println!(
        "{file}\t{vertices}\t{}\t{growth:.3}\t{growth_used:.2}\t{:.6}\t{whole:.3}\t{whole_used:.2}\t{:.6}\t{:.6}\t{}",
        edges.len(),
        grown.objective(),
        found.objective,
        found.bound,
        found.tree.vertices.len()
    );
}

/// Seconds of processor that this process has used, all its threads together (Linux; hundredths).
fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit_once(") ").map_or("", |(_, after)| after);
    let ticks = after.split(' ').skip(11).take(2).filter_map(|word| word.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn series() {
    println!("| series | instances | mean excess | largest | mean gap | proved best |");
    println!("|---|---|---|---|---|---|");
    let kinds: [Kind; 4] = [
        ("P, K: geometric, 25 vertices", |seed| geometric(25, seed)),
        ("C: 25 vertices, 32 edges, prizes ≤ 10", |seed| sparse(25, 32, 8, 10, seed)),
        ("D: 25 vertices, 50 edges, prizes ≤ 100", |seed| sparse(25, 50, 10, 100, seed)),
        ("sites: 25 vertices, rooted", |seed| sites(25, 0.4 + 0.2 * (seed % 5) as f64, seed)),
    ];
    for (name, make) in kinds {
        let many = 40;
        let (mut sum, mut largest, mut gap, mut proved) = (0.0, 0f64, 0.0, 0);
        for seed in 1..=many {
            let instance = make(seed);
            let best = by_programme(&instance);
            let found = solve(&instance, &Effort::default());
            let excess = if best > 0.0 { found.objective / best - 1.0 } else { 0.0 };
            sum += excess;
            largest = largest.max(excess);
            gap += found.gap();
            proved += u32::from(found.gap() < 1e-9);
        }
        let [mean, gap] = [sum, gap].map(|sum| 100.0 * sum / many as f64);
        println!(
            "| {name} | {many} | {mean:.3} % | {:.3} % | {gap:.3} % | {proved} |",
            100.0 * largest
        );
    }
}

/// Of the size of the public instances themselves, whose optima are not found here: the gap.
fn large_series() {
    println!("\n| series | vertices, edges | seconds | objective | gap |");
    println!("|---|---|---|---|---|");
    let kinds: [Kind; 6] = [
        ("K400, P400", |seed| geometric(400, seed)),
        ("C05: prizes ≤ 10", |seed| sparse(500, 625, 250, 10, seed)),
        ("C20: prizes ≤ 100", |seed| sparse(500, 12_500, 250, 100, seed)),
        ("D05: prizes ≤ 10", |seed| sparse(1000, 1250, 500, 10, seed)),
        ("D15: prizes ≤ 10", |seed| sparse(1000, 5000, 500, 10, seed)),
        ("D20: prizes ≤ 100", |seed| sparse(1000, 25_000, 500, 100, seed)),
    ];
    for (name, make) in kinds {
        let instance = make(1);
        let start = Instant::now();
        let found = solve(&instance, &Effort::default());
        let (seconds, gap) = (start.elapsed().as_secs_f64(), 100.0 * found.gap());
        let Graph { vertices, edges } = instance.graph();
        let objective = found.objective;
        println!(
            "| {name} | {vertices}, {} | {seconds:.2} | {objective} | {gap:.3} % |",
            edges.len()
        );
    }
}
