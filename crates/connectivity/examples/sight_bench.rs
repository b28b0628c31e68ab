//! How many profiles a minute: `cargo run --release -p passerelle-connectivity --example sight_bench -- 1000000`.
//!
//! One tile of synthetic terrain (three seconds of arc, hills of whole numbers), paths between places of a fixed sequence,
//! 1 to 35 km long, on two threads. `benches/sight_peer.py` does the same with NumPy and SciPy, on the same paths.
#![allow(clippy::print_stdout, reason = "it says what it measured")]

use std::time::Instant;

use passerelle_connectivity::Position;
use passerelle_connectivity::sight::{Profile, Sight};
use passerelle_vocabulary::terrain::{Terrain, Tile};

const SIDE: usize = 1_201;
const THREADS: usize = 2;

/// Hills: slopes of 55 columns and 40 rows, and roughness.
fn height(row: usize, column: usize) -> i16 {
    let slope = |at: usize, width: usize| (at % (2 * width)).abs_diff(width);
    (6 * slope(column, 55) + 5 * slope(row, 40) + (row * 7_919 + column * 104_729) % 17) as i16
}

/// The path of a number: both ends in the tile, 35 km apart at the most.
fn path(number: u64) -> [Position; 2] {
    let mut state = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1 << 24)
    };
    let (lat, lon) = (0.25 + 0.5 * next(), 36.25 + 0.5 * next());
    let (dlat, dlon) = (0.22 * (2.0 * next() - 1.0), 0.22 * (2.0 * next() - 1.0));
    [Position { lat, lon }, Position { lat: lat + dlat, lon: lon + dlon }]
}

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|one| one.parse().ok()).unwrap_or(200_000);
    let mut terrain = Terrain::default();
    let heights = (0..SIDE * SIDE).map(|at| height(at / SIDE, at % SIDE)).collect();
    let Some(tile) = Tile::new(SIDE, heights) else { return };
    terrain.insert((0, 36), tile);
    let started = Instant::now();
    let part = |first: u64| {
        let (mut clear, mut metres) = (0_u64, 0.0);
        for number in (first..count).step_by(THREADS) {
            let [from, to] = path(number);
            let profile = Profile::along(&terrain, from, to);
            metres += profile.metres();
            clear += u64::from(matches!(profile.sight([40.0, 30.0], 7.0), Sight::Clear { .. }));
        }
        (clear, metres)
    };
    let part = &part;
    let found = std::thread::scope(|scope| {
        let all: Vec<_> =
            (0..THREADS as u64).map(|first| scope.spawn(move || part(first))).collect();
        all.into_iter().filter_map(|one| one.join().ok()).collect::<Vec<_>>()
    });
    let seconds = started.elapsed().as_secs_f64();
    let clear: u64 = found.iter().map(|one| one.0).sum();
    let metres: f64 = found.iter().map(|one| one.1).sum();
    println!(
        "{count} profiles of {:.1} km on average, {clear} clear, {seconds:.2} s on {THREADS} threads: {:.2} million a minute",
        metres / count as f64 / 1_000.0,
        count as f64 / seconds * 60.0 / 1e6
    );
}
