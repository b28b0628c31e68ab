//! Measures a server of ndt7: `ndt7_bench http://127.0.0.1:8080 download 200`. So many tests at once, each on a
//! thread of its own; the whole throughput, how fairly it was shared (Jain's index: 1 where all had the same), the
//! least and the most, and how many failed: one that measured nothing failed too.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is told on standard output"
)]

use std::time::Instant;

use passerelle_exchange::ndt7::Test;
use passerelle_exchange::ndt7::client::{Limits, Ndt7Error, Outcome, Server, download, upload};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let server = Server::read(&arguments.next().expect("an address")).unwrap();
    let test = match arguments.next().as_deref() {
        Some("upload") => Test::Upload,
        _ => Test::Download,
    };
    let number: u64 = arguments.next().and_then(|written| written.parse().ok()).unwrap_or(1);
    let (server, start) = (&server, Instant::now());
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let tests: Vec<_> =
            (0..number).map(|seed| scope.spawn(move || measure(server, test, seed))).collect();
        tests.into_iter().map(|test| test.join().unwrap()).collect()
    });
    let measured = outcomes.iter().filter_map(|one| one.as_ref().ok()).map(|one| one.mbps(test));
    let mbps: Vec<f64> = measured.filter(|mbps| *mbps > 0.0).collect();
    let failed = outcomes.len() - mbps.len();
    if let Some(error) = outcomes.iter().find_map(|one| one.as_ref().err()) {
        println!("first failure: {error}");
    }
    let sum: f64 = mbps.iter().sum();
    let squares: f64 = mbps.iter().map(|one| one * one).sum();
    let least = mbps.iter().copied().fold(f64::INFINITY, f64::min);
    let most = mbps.iter().copied().fold(0.0, f64::max);
    println!(
        "{} of {number}: {:.2} Gbit/s in all, Jain's index {:.4}, least {least:.1}, most {most:.1} Mbit/s, {failed} failed, {:.1} s",
        test.code(),
        sum / 1e3,
        sum * sum / (mbps.len() as f64 * squares),
        start.elapsed().as_secs_f64()
    );
}

fn measure(server: &Server, test: Test, seed: u64) -> Result<Outcome, Ndt7Error> {
    match test {
        Test::Download => download(server, &Limits::default(), seed),
        Test::Upload => upload(server, &Limits::default(), seed),
    }
}
