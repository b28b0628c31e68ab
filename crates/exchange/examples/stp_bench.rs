//! The Steiner core on `.stp` files: those of the public benchmarks (SteinLib, the 11th DIMACS Implementation Challenge),
//! or such as are made here with their optima.
//!
//! ```text
//! stp_bench write FOLDER          small instances in the manner of the public series, and `optima.tsv`: what is best of each,
//!                                 by an integer programme
//! stp_bench solve FILE… [--optima FILE]
//!                                 a line for each file; with optima (the name of a file without its ending, and its
//!                                 optimum, by white space) how much more ours costs, and the mean at the end
//! ```
//!
//! A terminal that must be in the tree is one with a prize that no tree costs; the first of them is the root where the
//! file names none. What is wrong with a file is printed with its line and word, and the others go on.
//!
//! There is no command for this in the program: a planner has sites, not graphs, and what a plan is worth is told by its
//! own bound.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

#[path = "../../connectivity/tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use common::exact::by_programme;
use common::made::{Kind, geometric, sites, sparse};
use passerelle_connectivity::steiner::{Edge, Effort, Graph, Instance, solve};
use passerelle_exchange::steinlib::{Limits, Stp, read, write};

/// Instances of each series that are written.
const EACH: u64 = 40;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let typed: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match typed[..] {
        ["write", folder] => {
            write_series(Path::new(folder));
            ExitCode::SUCCESS
        }
        ["solve", ref files @ .., "--optima", optima] if !files.is_empty() => {
            solve_all(files, &optima_of(optima))
        }
        ["solve", ref files @ ..] if !files.is_empty() => solve_all(files, &BTreeMap::new()),
        _ => {
            println!("write FOLDER | solve FILE… [--optima FILE]");
            ExitCode::FAILURE
        }
    }
}

fn write_series(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let kinds: [Kind; 4] = [
        ("geometric", |seed| geometric(25, seed)),
        ("sparse10", |seed| sparse(25, 32, 8, 10, seed)),
        ("sparse100", |seed| sparse(25, 50, 10, 100, seed)),
        ("sites", |seed| sites(25, 0.4 + 0.2 * (seed % 5) as f64, seed)),
    ];
    let mut optima = String::new();
    for (series, make) in kinds {
        for seed in 1..=EACH {
            let (name, instance) = (format!("{series}-{seed:02}"), make(seed));
            let text = write(&stp_of(&name, &instance));
            std::fs::write(folder.join(format!("{name}.stp")), text).unwrap();
            optima += &format!("{name}\t{}\n", by_programme(&instance));
        }
    }
    std::fs::write(folder.join("optima.tsv"), optima).unwrap();
}

fn stp_of(name: &str, instance: &Instance) -> Stp {
    let Graph { vertices, edges } = instance.graph();
    let prizes = instance.prizes().iter().zip(0..);
    Stp {
        comments: vec![
            ("Name".to_owned(), name.to_owned()),
            ("Problem".to_owned(), "Prize-Collecting Steiner Problem in Graphs".to_owned()),
        ],
        vertices: u32::try_from(*vertices).unwrap(),
        edges: edges.iter().map(|edge| (edge.a, edge.b, edge.cost)).collect(),
        terminals: Vec::new(),
        prizes: prizes.filter(|(prize, _)| **prize > 0.0).map(|(prize, at)| (at, *prize)).collect(),
        root: instance.root(),
    }
}

/// What is best of each, by name.
fn optima_of(path: &str) -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(path).unwrap();
    let line = |line: &str| {
        let (name, optimum) = line.trim().split_once(char::is_whitespace)?;
        Some((name.to_owned(), optimum.trim().parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}

fn instance_of(stp: &Stp) -> Instance {
    let edges: Vec<Edge> = stp.edges.iter().map(|&(a, b, cost)| Edge { a, b, cost }).collect();
    // More than any tree costs.
    let needed = 1.0 + edges.iter().map(|edge| edge.cost).sum::<f64>();
    let mut prizes = vec![0.0; stp.vertices as usize];
    stp.prizes.iter().for_each(|(vertex, prize)| prizes[*vertex as usize] = *prize);
    stp.terminals.iter().for_each(|vertex| prizes[*vertex as usize] = needed);
    let graph = Graph { vertices: prizes.len(), edges };
    Instance::new(graph, prizes, stp.root.or(stp.terminals.first().copied())).unwrap()
}

fn solve_all(files: &[&str], optima: &BTreeMap<String, f64>) -> ExitCode {
    println!("file\tvertices\tedges\tterminals\tobjective\tbound\tgap\tseconds\texcess");
    let (mut excesses, mut gaps, mut refused) = (Vec::new(), Vec::new(), 0);
    for file in files {
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        let bytes = std::fs::read(file).unwrap();
        let stp = match read(&bytes, &Limits::default()) {
            Ok(stp) => stp,
            Err(error) => {
                error.told.iter().for_each(|problem| println!("{file}: {problem}"));
                if error.more > 0 {
                    println!("{file}: {} more", error.more);
                }
                refused += 1;
                continue;
            }
        };
        let instance = instance_of(&stp);
        let started = Instant::now();
        let found = solve(&instance, &Effort::default());
        let seconds = started.elapsed().as_secs_f64();
        assert!(found.tree.is_tree_of(&instance));
        let excess = optima.get(&*name).map(|best| match *best {
            0.0 => found.objective,
            best => found.objective / best - 1.0,
        });
        let percent = |share: f64| format!("{:.3} %", 100.0 * share);
        println!(
            "{name}\t{}\t{}\t{}\t{}\t{}\t{}\t{seconds:.3}\t{}",
            stp.vertices,
            stp.edges.len(),
            stp.terminals.len() + stp.prizes.len(),
            found.objective,
            found.bound,
            percent(found.gap()),
            excess.map(percent).unwrap_or_default()
        );
        gaps.push(found.gap());
        excesses.extend(excess);
    }
    let mean = |all: &[f64]| 100.0 * all.iter().sum::<f64>() / all.len().max(1) as f64;
    println!("{} files, mean gap {:.3} %", gaps.len(), mean(&gaps));
    if !excesses.is_empty() {
        let largest = 100.0 * excesses.iter().copied().fold(0.0, f64::max);
        let (count, mean) = (excesses.len(), mean(&excesses));
        println!("{count} optima known: mean excess {mean:.3} %, largest {largest:.3} %");
    }
    if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
