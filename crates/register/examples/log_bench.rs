//! How fast the register is on this machine.
//!
//! ```text
//! cargo run --release -p passerelle-register --example log_bench -- [LEAVES] [ADDRESS]
//! ```
//!
//! LEAVES: how many versions to fill the log with (1,000,000 without it). ADDRESS: an empty database
//! (without it, a temporary SQLite file in the system's folder for such files).
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::{Duration, Instant};

use passerelle_register::database::{BulkTable, Cell, CellType, Migration};
use passerelle_register::{Author, Database, Kinds, NodeKey, Register, RegisterError, merkle};
use passerelle_vocabulary::Key;

const BATCH: u64 = 1_000;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let leaves = arguments.next().map_or(1_000_000, |count| count.parse().unwrap());
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("bench.sqlite");
    let url = arguments.next().unwrap_or_else(|| format!("sqlite:{}", file.display()));
    let database = Database::open(&url).await.unwrap();
    for (name, value) in database.settings().await.unwrap() {
        println!("{name} = {value}");
    }
    println!("\n| what | how much |\n|---|---|");
    let key = NodeKey::create("bench.example").unwrap();
    let kinds = Kinds::default().with_plain("page");
    let register = Register::open(database.clone(), key, kinds).await.unwrap();
    singles(&register).await;
    at_once(&register).await;
    batches(&register, leaves).await;
    singles_on_top(&register).await;
    proofs(&register).await;
    verification(&register).await;
    // Last: what it leaves for the disk to do would be counted with what comes after.
    bulk(&database).await;
    if let Ok(metadata) = std::fs::metadata(&file) {
        line("size of the file", format!("{} MB", metadata.len() / 1_000_000));
    }
}

fn line(what: impl std::fmt::Display, how_much: impl std::fmt::Display) {
    println!("| {what} | {how_much} |");
}

fn rate(count: u64, time: Duration) -> String {
    format!("{:.0}/s", count as f64 / time.as_secs_f64())
}

const OBSERVATIONS: &[Migration] = &[Migration {
    name: "1",
    sqlite: "CREATE TABLE bench (indicator INTEGER, place INTEGER, period INTEGER,
        dimensions INTEGER, batch INTEGER, value REAL, error REAL,
        PRIMARY KEY (indicator, place, period, dimensions, batch)) WITHOUT ROWID",
    postgres: "CREATE TABLE bench (indicator BIGINT, place BIGINT, period BIGINT,
        dimensions BIGINT, batch BIGINT, value DOUBLE PRECISION, error DOUBLE PRECISION,
        PRIMARY KEY (indicator, place, period, dimensions, batch))",
}];

static BENCH: BulkTable = BulkTable {
    name: "bench",
    columns: &[
        ("indicator", CellType::Int),
        ("place", CellType::Int),
        ("period", CellType::Int),
        ("dimensions", CellType::Int),
        ("batch", CellType::Int),
        ("value", CellType::Real),
        ("error", CellType::Real),
    ],
};

async fn bulk(database: &Database) {
    const ROWS: i64 = 2_000_000;
    database.migrate("bench", OBSERVATIONS).await.unwrap();
    let rows = (0..ROWS).map(|row| {
        let int = |number| Cell::Int(number);
        [
            int(row / 50_000),
            int(row / 250 % 200),
            int((1990 + row / 10 % 25) * 1000),
            int(row % 10),
            int(1),
            Cell::Real(row as f64 / 7.0),
            Cell::Null,
        ]
    });
    let start = Instant::now();
    let mut transaction = database.begin().await.unwrap();
    transaction.bulk_insert(&BENCH, rows).await.unwrap();
    transaction.commit().await.unwrap();
    line("bulk rows of 7 columns, clustered, in order of key", rate(ROWS as u64, start.elapsed()));
}

async fn put_one(register: &Register, slug: String) {
    let key = Key::new("page", &slug).unwrap();
    let body = body(&slug);
    let put = register
        .write(&Author::program(), 1, async |writer| {
            writer.put_body(&key, None, "bench", &body).await
        })
        .await;
    put.unwrap();
}

/// About 400 bytes: a small record.
fn body(slug: &str) -> String {
    let words = "a digital bridge between those who promise and those who wait ".repeat(5);
    format!("{{\"title\":{{\"en\":\"{slug}\"}},\"text\":\"{words}\"}}")
}

async fn single_rate(register: &Register, name: &str) -> String {
    const COUNT: u64 = 500;
    let start = Instant::now();
    for index in 0..COUNT {
        put_one(register, format!("{name}-{index}")).await;
    }
    rate(COUNT, start.elapsed())
}

async fn singles(register: &Register) {
    line("durable versions, one by one, empty log", single_rate(register, "single").await);
}

async fn singles_on_top(register: &Register) {
    line("durable versions, one by one, full log", single_rate(register, "top").await);
}

async fn at_once(register: &Register) {
    const TASKS: u64 = 64;
    const EACH: u64 = 100;
    let start = Instant::now();
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let register = register.clone();
            tokio::spawn(async move {
                for index in 0..EACH {
                    put_one(&register, format!("at-once-{task}-{index}")).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    line(format!("durable versions, {TASKS} at once"), rate(TASKS * EACH, start.elapsed()));
}

async fn batches(register: &Register, leaves: u64) {
    let start = Instant::now();
    for batch in 0..leaves / BATCH {
        let write = register
            .write(&Author::program(), 1, async |writer| {
                for index in 0..BATCH {
                    let slug = format!("b{:07}", batch * BATCH + index);
                    let key = Key::new("page", &slug).unwrap();
                    writer.put_body(&key, None, "bench", &body(&slug)).await?;
                }
                Ok::<_, RegisterError>(())
            })
            .await;
        write.unwrap();
    }
    line(format!("durable versions, {BATCH} to a write"), rate(leaves, start.elapsed()));
}

async fn proofs(register: &Register) {
    const COUNT: u64 = 1_000;
    let newest = register.checkpoint().await.unwrap().unwrap().checkpoint;
    let (size, root) = (newest.size, newest.root);
    let (mut inclusion, mut consistency) = (Vec::new(), Vec::new());
    for index in 0..COUNT {
        let at = index * 7_919 % size;
        let hash = register.changes(at.checked_sub(1), 1).await.unwrap()[0].leaf_hash();
        let start = Instant::now();
        let proof = register.inclusion_proof(at, size).await.unwrap();
        inclusion.push(start.elapsed());
        assert!(merkle::verify_inclusion(&hash, at, size, &proof, &root));
        let start = Instant::now();
        register.consistency_proof(at, size).await.unwrap();
        consistency.push(start.elapsed());
    }
    line(format!("proof of inclusion in {size}, median / 99 %"), median(inclusion));
    line(format!("proof of consistency with {size}, median / 99 %"), median(consistency));
}

fn median(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 100].as_micros();
    format!("{} / {} µs", at(50), at(99))
}

async fn verification(register: &Register) {
    let start = Instant::now();
    let found = register.verify().await.unwrap();
    assert!(found.ok, "{:?}", found.problems);
    let time = start.elapsed();
    line(
        format!("verification of {} entries, {} checkpoints", found.entries, found.checkpoints),
        format!("{time:.1?}"),
    );
    let start = Instant::now();
    let rebuilt = register.rebuild().await.unwrap();
    assert_eq!(rebuilt.differed_in_all, 0);
    line("rebuild of the state", format!("{:.1?}", start.elapsed()));
}
