//! Suppression of large tables: three dimensions, each a hierarchy of three levels.
//!
//! ```sh
//! cargo run --release -p passerelle-inclusion --example suppression_bench -- 100000 1 count
//! ```
//!
//! Arguments: cells wanted, seed, `count` or `amount`, records for each inner cell (20), and up to
//! how many cells of a component attackers' intervals are exact (150). Prints what was suppressed, seconds, peak memory,
//! and whether the proof of every sensitive cell verifies.

#![allow(clippy::print_stdout, reason = "what it measures is printed")]

use std::time::Instant;

use passerelle_inclusion::disclosure::{
    Effort, Hierarchy, Measure, Policy, Simplex, Status, Table, TableProblem, TableRecord, protect,
    verify_proof,
};

const COUNTS: &str = "[threshold]\nminimum = 5\n[protection]\nlower = 1\nupper = 1\n";
const AMOUNTS: &str = "[threshold]\nminimum = 3\n[p_percent]\np = 15\n\
                       [protection]\nlower_percent = 10\nupper_percent = 10\n";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let cells = arguments.next().and_then(|found| found.parse().ok()).unwrap_or(100_000);
    let seed = arguments.next().and_then(|found| found.parse().ok()).unwrap_or(1);
    let amount = arguments.next().is_some_and(|found| found == "amount");
    let records = arguments.next().and_then(|found| found.parse().ok()).unwrap_or(20);
    let exact = arguments.next().and_then(|found| found.parse().ok());
    let effort = Effort::default();
    let effort = Effort { exact_up_to: exact.unwrap_or(effort.exact_up_to), ..effort };
    if let Err(problems) = run(cells, seed, amount, records, effort) {
        for problem in problems {
            println!("{}: {problem}", problem.code());
        }
    }
}

fn run(
    cells: usize,
    seed: u64,
    amount: bool,
    records: usize,
    effort: Effort,
) -> Result<(), Vec<TableProblem>> {
    let begun = Instant::now();
    let table = table(cells, seed, amount, records)?;
    println!("{} cells, made in {:.1} s", table.cells().len(), begun.elapsed().as_secs_f64());
    let policy = Policy::read(if amount { AMOUNTS } else { COUNTS }).unwrap_or_default();
    let begun = Instant::now();
    let found = protect(&[&table], &policy, effort, &Simplex)?;
    let seconds = begun.elapsed().as_secs_f64();
    let statuses = found.statuses(0);
    let count = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    let (primary, secondary) = (count(Status::Primary), count(Status::Secondary));
    let value = |wanted| -> f64 {
        let cells = statuses.iter().zip(table.cells());
        cells.filter(|(status, _)| **status == wanted).map(|(_, cell)| cell.value).sum()
    };
    let zeros = table.cells().iter().filter(|cell| cell.value == 0.0).count();
    println!("empty {zeros}, primary {primary}, secondary {secondary}, in {seconds:.1} s");
    println!(
        "value hidden: primary {:.0}, secondary {:.0}",
        value(Status::Primary),
        value(Status::Secondary)
    );
    println!(
        "audit: {} components, the largest {} cells; proved {} (exactly {}), exposed {}, unprotectable {}",
        found.audit.components,
        found.audit.largest_component,
        found.audit.proof.cells.len(),
        found.audit.proof.cells.iter().filter(|cell| cell.exact).count(),
        found.audit.exposed.len(),
        found.pattern.unprotectable.len()
    );
    for exposed in found.audit.exposed.iter().take(5) {
        println!("{}: {exposed:?}", exposed.code());
    }
    for one in found.pattern.unprotectable.iter().take(5) {
        println!("{}: {one:?}", one.code());
    }
    let begun = Instant::now();
    let verified = verify_proof(
        &found.linked.system,
        &found.pattern.suppressed,
        &found.linked.needs,
        &found.audit.proof,
    );
    let holds = if verified.is_ok() && found.is_safe() { "holds for all" } else { "DOES NOT HOLD" };
    println!("proof {holds}, verified in {:.2} s", begun.elapsed().as_secs_f64());
    if let Some(peak) = peak_memory() {
        println!("peak memory {peak}");
    }
    Ok(())
}

/// Three dimensions of a total, some groups, and eight leaves in each group; some
/// records for each inner cell, unevenly.
fn table(
    cells: usize,
    seed: u64,
    amount: bool,
    records: usize,
) -> Result<Table, Vec<TableProblem>> {
    let width = (cells as f64).cbrt();
    let groups = (((width - 1.0) / 9.0).round() as usize).max(1);
    let names = ["region", "age", "activity"];
    let dimensions: Result<Vec<Hierarchy>, _> =
        names.iter().map(|name| dimension(name, groups)).collect();
    let leaves: Vec<String> =
        (0..groups).flat_map(|group| (0..8).map(move |leaf| format!("{group}.{leaf}"))).collect();
    let mut random = Random(seed);
    let records: Vec<TableRecord<'_>> = (0..leaves.len().pow(3) * records)
        .map(|_| TableRecord {
            // Low numbers are more frequent: some cells are full, some nearly empty.
            codes: (0..3).map(|_| leaves[random.skewed(leaves.len())].as_str()).collect(),
            value: amount.then(|| (random.normal() * 1.2 + 4.0).exp().round()),
            weight: 1.0,
        })
        .collect();
    let measure = if amount { Measure::Amount } else { Measure::Count };
    Table::from_records(dimensions?, &records, measure)
}

fn dimension(name: &str, groups: usize) -> Result<Hierarchy, Vec<TableProblem>> {
    let groups: Vec<String> = (0..groups).map(|group| group.to_string()).collect();
    let leaves: Vec<(String, &str)> = groups
        .iter()
        .flat_map(|group| (0..8).map(move |leaf| (format!("{group}.{leaf}"), group.as_str())))
        .collect();
    let mut codes = vec![("TOTAL", None)];
    codes.extend(groups.iter().map(|group| (group.as_str(), Some("TOTAL"))));
    codes.extend(leaves.iter().map(|(leaf, group)| (leaf.as_str(), Some(*group))));
    Hierarchy::new(name, &codes)
}

/// The SplitMix64 generator.
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut state = self.0;
        state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((state ^ (state >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Density falling from 1.5 to 0.5.
    fn skewed(&mut self, count: usize) -> usize {
        let chance = self.uniform();
        let place = 1.5 - (2.25 - 2.0 * chance).sqrt();
        ((place * count as f64) as usize).min(count - 1)
    }

    fn normal(&mut self) -> f64 {
        let (one, other) = (self.uniform().max(1e-300), self.uniform());
        (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * other).cos()
    }
}

/// The most memory that this program had, as Linux tells it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
