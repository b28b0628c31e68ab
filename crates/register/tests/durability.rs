//! Acknowledged is on the disk, whatever happens.
//!
//! A child process (this test program again, as `writer_process`) writes versions as fast as it can
//! and says each one that the register acknowledged. It is killed without warning, 200 times; each
//! time, everything it had said must be there, and the log must be sound. Since a killed process does
//! not lose what the system has in memory, the order of system calls is looked at too: the sync of
//! the write-ahead log comes before the acknowledgement.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use passerelle_register::testing::{self, Scratch};
use passerelle_register::{Author, Database, Kinds, NodeKey, Register, RegisterError, Writer};
use passerelle_vocabulary::Key;

const URL: &str = "PASSERELLE_CRASH_URL";
const KEY: &str = "PASSERELLE_CRASH_KEY";
const COUNT: &str = "PASSERELLE_CRASH_COUNT";
const LINES: usize = 4;

async fn open(url: &str, key: &Path) -> Register {
    let key = NodeKey::load_or_create(key, "node.example").unwrap();
    let database = Database::open(url).await.unwrap();
    Register::open(database, key, Kinds::default().with_plain("page")).await.unwrap()
}

/// Not a test of its own: what the killed process does. Without its variables it does nothing.
#[test]
fn writer_process() {
    let (Ok(url), Ok(key)) = (std::env::var(URL), std::env::var(KEY)) else { return };
    let count = std::env::var(COUNT).ok().and_then(|count| count.parse().ok());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(write(&url, Path::new(&key), count));
}

/// Four lines of versions at the same time for ever, or one line of `count`.
async fn write(url: &str, key: &Path, count: Option<u64>) {
    let register = open(url, key).await;
    println!("ready");
    let lines = if count.is_some() { 1 } else { LINES };
    let tasks: Vec<_> = (0..lines)
        .map(|line| tokio::spawn(write_line(register.clone(), line, count.unwrap_or(u64::MAX))))
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

/// Every third write has several versions, of two records.
async fn write_line(register: Register, line: usize, count: u64) {
    let page = |name: &str| Key::new("page", &format!("{name}-{line}")).unwrap();
    let (main, extra) = (page("main"), page("extra"));
    let author = Author::new("writer");
    let number_of = async |key: &Key| register.get(key).await.unwrap().map_or(0, |it| it.number);
    let (mut number, mut extras) = (number_of(&main).await, number_of(&extra).await);
    for round in 0..count {
        let put = async |writer: &mut Writer| {
            let body =
                format!("{{\"n\":{number},\"text\":\"{}\"}}", "x".repeat(round as usize % 900));
            let number = writer.put_body(&main, Some(number), "load", &body).await?;
            if round % 3 == 0 {
                let seen = Some(extras).filter(|seen| *seen > 0);
                writer.put_body(&extra, seen, "load", &body).await?;
            }
            Ok::<_, RegisterError>(number)
        };
        number = register.write(&author, 1_000, put).await.unwrap();
        extras += u64::from(round % 3 == 0);
        println!("acknowledged main-{line} {number}");
        if round % 3 == 0 {
            println!("acknowledged extra-{line} {extras}");
        }
    }
}

fn writer(url: &str, key: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["writer_process", "--exact", "--nocapture", "--test-threads=1"]);
    command.env(URL, url).env(KEY, key).stdin(Stdio::null()).stdout(Stdio::piped());
    command
}

fn random(below: u64) -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    u64::from_le_bytes(bytes) % below
}

/// What was acknowledged: the highest number of each record.
type Acknowledged = BTreeMap<String, u64>;

fn take_lines(said: &str, acknowledged: &mut Acknowledged) {
    // A line that was cut off by the kill was not said.
    for line in said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
        let words: Vec<&str> = line.split(' ').collect();
        if let ["acknowledged", record, number] = words[..] {
            let number: u64 = number.parse().unwrap();
            let highest = acknowledged.entry(format!("page/{record}")).or_default();
            *highest = number.max(*highest);
        }
    }
}

/// Starts the writer, lets it write for a moment, and does `end` to it; returns when it has gone.
fn write_until(mut command: Command, acknowledged: &mut Acknowledged, end: impl FnOnce()) {
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.ends_with("ready\n") {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "the writer ended before it was ready");
    }
    let reading = std::thread::spawn(move || {
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        rest
    });
    std::thread::sleep(Duration::from_millis(10 + random(70)));
    end();
    // Dead already, or not yet: either way it must go now.
    let _ = child.kill();
    child.wait().unwrap();
    take_lines(&reading.join().unwrap(), acknowledged);
}

/// Everything acknowledged is there, with every number before it.
async fn check_all_there(register: &Register, acknowledged: &Acknowledged) {
    let sql = "SELECT key, MAX(number), COUNT(*) FROM versions GROUP BY key";
    let rows = register.database().read(sql, &[]).await.unwrap();
    let stored: BTreeMap<String, (i64, i64)> = rows
        .iter()
        .map(|row| (row.text(0).unwrap().to_owned(), (row.int(1).unwrap(), row.int(2).unwrap())))
        .collect();
    for (key, number) in acknowledged {
        let (highest, count) = stored.get(key).copied().unwrap_or_default();
        assert!(highest >= *number as i64, "{key}: {number} was acknowledged, {highest} is there");
        assert_eq!(highest, count, "{key} has a gap");
    }
}

async fn check_sound(register: &Register) {
    let verification = register.verify().await.unwrap();
    assert!(verification.ok, "{:?}", verification.problems);
}

async fn check_settings(register: &Register) {
    let settings: BTreeMap<String, String> =
        register.database().settings().await.unwrap().into_iter().collect();
    match settings.get("journal_mode") {
        Some(mode) => assert_eq!((mode.as_str(), settings["synchronous"].as_str()), ("wal", "2")),
        None => {
            assert_eq!(settings["synchronous_commit"], "on");
            assert_eq!(settings["fsync"], "on");
            assert_eq!(settings["full_page_writes"], "on");
        }
    }
}

const KILLS: u64 = 200;

async fn kill_again_and_again(scratch: &Scratch) {
    let key = scratch.directory().join("node.key");
    let mut acknowledged = Acknowledged::new();
    let started = Instant::now();
    for kill in 1..=KILLS {
        // The end is the kill of `write_until`.
        write_until(writer(scratch.url(), &key), &mut acknowledged, || ());
        let register = open(scratch.url(), &key).await;
        check_all_there(&register, &acknowledged).await;
        if kill % 40 == 0 {
            check_sound(&register).await;
            check_settings(&register).await;
        }
        register.database().close().await;
    }
    let versions: u64 = acknowledged.values().sum();
    println!("{KILLS} kills, {versions} versions acknowledged, {:?}", started.elapsed());
    assert!(versions > KILLS, "only {versions} versions: there was no load to speak of");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_loses_nothing_it_acknowledged() {
    for scratch in testing::databases().await {
        kill_again_and_again(&scratch).await;
    }
}

fn cluster_script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.ci/postgres")
}

fn cluster(action: &str, directory: &Path) -> Option<String> {
    let output = Command::new(cluster_script()).arg(action).arg(directory).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A cluster of its own, since it is going to be killed.
struct Cluster(tempfile::TempDir);

impl Drop for Cluster {
    fn drop(&mut self) {
        if cluster("stop", &self.0.path().join("cluster")).is_none() {
            println!("the cluster in {} could not be stopped", self.0.path().display());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_nothing_it_acknowledged() {
    if std::env::var("PASSERELLE_TEST_POSTGRES").is_err() {
        println!("skipped: PASSERELLE_TEST_POSTGRES is not set");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    // The server may run as another user, who must be able to reach its folder.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let home = directory.path().join("cluster");
    let Some(url) = cluster("start", &home) else {
        println!("skipped: {} cannot start a cluster", cluster_script().display());
        return;
    };
    let key = directory.path().join("node.key");
    let _stops_at_the_end = Cluster(directory);
    let mut acknowledged = Acknowledged::new();
    for _ in 0..4 {
        write_until(writer(&url, &key), &mut acknowledged, || {
            cluster("crash", &home).unwrap();
        });
        let register = open(&url, &key).await;
        check_all_there(&register, &acknowledged).await;
        check_sound(&register).await;
        register.database().close().await;
    }
    let versions: u64 = acknowledged.values().sum();
    println!("4 crashes of the server, {versions} versions acknowledged");
    assert!(versions > 4);
}

/// Reads a trace: how many acknowledgements there are, and the first that came before its sync.
fn acknowledged_before_sync(trace: &str) -> (usize, Option<String>) {
    let (mut acknowledged, mut written, mut synced) = (0, false, false);
    let mut waiting: BTreeMap<&str, &str> = BTreeMap::new();
    for line in trace.lines() {
        let (process, call) = line.split_once(' ').unwrap_or(("", line));
        let call = call.trim_start();
        // A call that another process interrupts in the trace ends on a line of its own.
        if call.ends_with("<unfinished ...>") {
            waiting.insert(process, call);
        }
        let begun = match call.starts_with("<...") {
            true => waiting.remove(process).unwrap_or(""),
            false => call,
        };
        let ended = !call.ends_with("<unfinished ...>");
        if begun.contains("-wal>") && begun.starts_with("pwrite64(") {
            (written, synced) = (true, false);
        } else if begun.contains("-wal>") && begun.contains("sync(") && ended {
            synced = call.ends_with("= 0");
        } else if call.starts_with("write(1<") && call.contains("\"acknowledged main") {
            if !written || !synced {
                return (acknowledged, Some(line.to_owned()));
            }
            acknowledged += 1;
            (written, synced) = (false, false);
        }
    }
    (acknowledged, None)
}

#[test]
fn the_reader_of_traces_finds_a_late_sync() {
    let write = "7 pwrite64(9</a-wal>, \"\", 24, 0) = 24\n";
    let sync = "7 fdatasync(9</a-wal>) = 0\n";
    let ack = "8 write(1</out>, \"acknowledged main-0 1\\n\", 22) = 22\n";
    let good = [write, sync, ack].concat();
    assert_eq!(acknowledged_before_sync(&good), (1, None));
    let unfinished = "7 fdatasync(9</a-wal> <unfinished ...>\n";
    let resumed = "7 <... fdatasync resumed>) = 0\n";
    assert_eq!(acknowledged_before_sync(&[write, unfinished, resumed, ack].concat()), (1, None));
    let bad = [
        [write, ack, sync].concat(),
        [sync, write, ack].concat(),
        [write, unfinished, ack, resumed].concat(),
        [write, "7 fdatasync(9</a-wal>) = -1 EIO\n", ack].concat(),
        [&good, ack].concat(),
    ];
    for trace in bad {
        assert!(acknowledged_before_sync(&trace).1.is_some(), "{trace}");
    }
}

#[test]
fn the_sync_comes_before_the_acknowledgement() {
    const WRITES: usize = 20;
    match Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).status() {
        Ok(status) if status.success() => {}
        _ => {
            println!("skipped: strace is not installed, or not allowed here");
            return;
        }
    }
    let scratch = testing::sqlite();
    let trace = scratch.directory().join("trace");
    let child = writer(scratch.url(), &scratch.directory().join("node.key"));
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-s", "64", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o"]);
    strace.arg(&trace).arg(child.get_program()).args(child.get_args());
    for (name, value) in child.get_envs() {
        strace.env(name, value.unwrap());
    }
    strace.env(COUNT, WRITES.to_string());
    assert!(strace.status().unwrap().success());
    let (acknowledged, early) = acknowledged_before_sync(&fs::read_to_string(&trace).unwrap());
    assert_eq!(early, None);
    assert_eq!(acknowledged, WRITES);
}
