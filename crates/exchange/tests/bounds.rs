//! Hostile files: what is refused, how early, and that memory does not grow meanwhile.
//!
//! One test, because memory is measured for the whole process.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::io::{Cursor, Read, Write};

use common::read_all;
use passerelle_exchange::statistics::{Input, Options, ProblemCode, Report};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Peak of resident memory, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() / 1024
}

fn read_stream(open: impl Fn() -> Box<dyn Read> + 'static) -> Report {
    read_all(&Input::stream("mine.csv", open), &[], &Options::default()).0
}

fn read_bytes(bytes: &[u8], options: &Options) -> Report {
    read_all(&Input::bytes("mine.xlsx", bytes), &[], options).0
}

/// An archive with one part.
fn zipped(name: &str, mut content: impl Read) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    std::io::copy(&mut content, &mut zip).unwrap();
    zip.flush().unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn hostile_files_fail_fast_in_bounded_memory() {
    let start = std::time::Instant::now();
    let before = peak();

    // Endless zeros: as bytes, as the digit, as rows of nothing but delimiters, in quotes.
    let code = |report: &Report| report.problems.last().map(|problem| problem.code);
    let zeros = |byte| move || -> Box<dyn Read> { Box::new(std::io::repeat(byte).take(10 << 30)) };
    assert_eq!(code(&read_stream(zeros(0))), Some(ProblemCode::BinaryFile));
    assert_eq!(code(&read_stream(zeros(b'0'))), Some(ProblemCode::LineTooLong));
    assert_eq!(code(&read_stream(zeros(b','))), Some(ProblemCode::LineTooLong));
    let header = &b"indicator,place,period,value,unit\n"[..];
    let then = |rest: u8| {
        move || -> Box<dyn Read> {
            Box::new(header.chain(&b"\""[..]).chain(std::io::repeat(rest)).take(10 << 30))
        }
    };
    let quoted = read_stream(then(b'0'));
    assert_eq!(code(&quoted), Some(ProblemCode::UnclosedQuote));
    assert_eq!(quoted.problems[0].row, 2);
    assert!(quoted.bytes < 4 << 20, "{} bytes read", quoted.bytes);

    // Every row another place: spellings and series must not pile up.
    let rows = |count: u64| {
        let row = |n: u64| format!("internet_users,place {n},2019,{},percent\n", n % 100);
        let text: Vec<u8> = (0..count).flat_map(|n| row(n).into_bytes()).collect();
        move || -> Box<dyn Read> { Box::new(header.chain(Cursor::new(text.clone()))) }
    };
    let strangers = read_stream(rows(300_000));
    assert_eq!(strangers.problem_counts[&ProblemCode::UnknownPlace], 300_000);
    assert!(strangers.problems.len() <= 1_000 && strangers.unknown_places.len() <= 10_001);

    // A workbook that swells: by its ratio, by its size, by its number of cells.
    let bomb = zipped("xl/worksheets/sheet1.xml", std::io::repeat(b'0').take(300 << 20));
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    let report = read_bytes(&bomb, &Options::default());
    assert_eq!(code(&report), Some(ProblemCode::ZipBomb));
    assert_eq!(report.problems[0].hint, "xl/worksheets/sheet1.xml");
    let lenient = Options { max_ratio: u64::MAX, max_inflated: 64 << 20, ..Options::default() };
    assert_eq!(code(&read_bytes(&bomb, &lenient)), Some(ProblemCode::ZipBomb));
    let texts = zipped("xl/sharedStrings.xml", Cursor::new(b"<si/>".repeat(2_000_000)));
    let few = Options { max_ratio: u64::MAX, max_cells: 1_000_000, ..Options::default() };
    assert_eq!(code(&read_bytes(&texts, &few)), Some(ProblemCode::TooManyCells));

    let grown = peak() - before;
    assert!(grown < 160, "{grown} MB more");
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
