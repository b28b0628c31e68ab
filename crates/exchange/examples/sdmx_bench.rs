//! How fast SDMX-CSV is read.
//!
//! ```text
//! cargo run --release -p passerelle-exchange --example sdmx_bench -- 5000000 [FILE]
//! ```
//!
//! Writes so many rows (annual figures by indicator, country, sex and location) to FILE, or to a temporary
//! one, then reads them: row by row with every cell looked at and the figure as a number; as rows for the
//! database, with their series; and, if they are not many, as a whole message and as observations. Prints rows per second and the peak of resident memory after
//! each. `benches/sdmx_peer.py FILE` reads the same file with pysdmx.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use passerelle_exchange::sdmx::Limits;
use passerelle_exchange::sdmx::csv::{
    self, Action, Column, Layout, PlainRow, Reader, StructureKind, Writer,
};
use passerelle_exchange::sdmx::observations::{self, Dictionary, Table};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Dimensions, Row};

type Failure = Box<dyn std::error::Error>;

const STRUCTURE: &str = "PASSERELLE:OBSERVATIONS(1.0)";
const COLUMNS: [&str; 13] = [
    "FREQ",
    "INDICATOR",
    "REF_AREA",
    "LOCATION",
    "SEX",
    "DATA_SOURCE",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "STATUS_DETAIL",
    "STD_ERROR",
    "N_CASES",
];

fn write_rows(path: &Path, rows: usize) -> Result<(), Failure> {
    let layout = Layout::new(COLUMNS.iter().map(|id| Column::new(id)).collect());
    let mut writer = Writer::new(BufWriter::new(File::create(path)?), layout)?;
    let row = PlainRow {
        kind: StructureKind::Dataflow,
        structure: STRUCTURE,
        action: Action::Information,
    };
    for number in 0..rows {
        let (year, rest) = (1990 + number % 35, number / 35);
        let (sex, rest) = (["_T", "female", "male"][rest % 3], rest / 3);
        let (location, rest) = (["_T", "urban", "rural"][rest % 3], rest / 3);
        let (area, indicator) =
            (format!("A{:03}", rest % 200), format!("indicator_{}", rest / 200));
        let value = format!("{:.2}", (number * 7919 % 10_007) as f64 / 100.07);
        let cells = [
            "A",
            &indicator,
            &area,
            location,
            sex,
            "itu-datahub",
            &year.to_string(),
            &value,
            "percent",
            "A",
            "normal",
            "",
            "",
        ];
        writer.write_plain(row, &cells)?;
    }
    writer.finish()?.flush()?;
    Ok(())
}

/// Processor time of this program in seconds, where the system tells it: others may use the machine.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok());
    (ticks(11).unwrap_or(f64::NAN) + ticks(12).unwrap_or(f64::NAN)) / 100.0
}

/// Peak of resident memory in MB, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}

fn report(what: &str, rows: usize, (start, used): (Instant, f64), sum: f64) {
    let seconds = start.elapsed().as_secs_f64();
    let rate = rows as f64 / seconds;
    let used = processor() - used;
    println!(
        "{what}: {rows} rows in {seconds:.3} s, {rate:.0} rows/s; {used:.2} s of processor, {:.0} rows/s; \
         peak {} MB, sum {sum:.2}",
        rows as f64 / used,
        peak()
    );
}

fn stream(path: &Path) -> Result<(), Failure> {
    let start = (Instant::now(), processor());
    let mut reader = Reader::new(File::open(path)?, &Limits::default())?;
    let value = reader.layout().column("OBS_VALUE").ok_or("no figures")?;
    let width = reader.layout().columns.len();
    let (mut rows, mut sum, mut letters) = (0, 0.0, 0);
    while let Some(row) = reader.next() {
        let row = row?;
        for column in 0..width {
            letters += row.text(column)?.len();
        }
        sum += row.number(value)?.unwrap_or(0.0);
        rows += 1;
    }
    std::hint::black_box(letters);
    report("row by row", rows, start, sum);
    Ok(())
}

fn whole(path: &Path) -> Result<(), Failure> {
    let limits = Limits { bytes: 4 << 30, items: usize::MAX, ..Limits::default() };
    let start = (Instant::now(), processor());
    let (message, _) = csv::read(File::open(path)?, &limits)?;
    let value = message.layout.column("OBS_VALUE").ok_or("no figures")?;
    let number = |row: &csv::Row| row.cells[value].value.as_ref().and_then(|value| value.number());
    let sum = message.rows.iter().filter_map(number).sum();
    report("whole message", message.rows.len(), start, sum);
    Ok(())
}

fn figures(path: &Path) -> Result<(), Failure> {
    let limits = Limits { items: usize::MAX, ..Limits::default() };
    let everyone = Dimensions::everyone();
    let table = Table::new(STRUCTURE, &["location", "sex"], [("indicator_0", &everyone)]);
    let start = (Instant::now(), processor());
    let (figures, problems) =
        observations::read(File::open(path)?, &table, &Dictionary::default(), &limits)?;
    let sum = figures.iter().filter_map(|figure| figure.value).sum();
    report("observations", figures.len(), start, sum);
    println!("{} problems", problems.count);
    Ok(())
}

fn rows(path: &Path) -> Result<(), Failure> {
    let everyone = Dimensions::everyone();
    let table = Table::new(STRUCTURE, &["location", "sex"], [("indicator_0", &everyone)]);
    let (limits, dictionary) = (Limits::default(), Dictionary::default());
    let start = (Instant::now(), processor());
    let (mut count, mut sum) = (0, 0.0);
    let mut sink = |row: Row, _: &SeriesIndex| {
        count += 1;
        sum += row.value.unwrap_or(0.0);
    };
    observations::read_rows(File::open(path)?, &table, &dictionary, &limits, &mut sink)?;
    report("rows for the database", count, start, sum);
    Ok(())
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let rows: usize = arguments.next().map_or(Ok(1_000_000), |rows| rows.parse())?;
    let folder = tempfile::tempdir()?;
    let path = arguments.next().map_or_else(|| folder.path().join("rows.csv"), PathBuf::from);
    write_rows(&path, rows)?;
    println!("{} bytes", std::fs::metadata(&path)?.len());
    stream(&path)?;
    stream(&path)?;
    self::rows(&path)?;
    if rows <= 2_000_000 {
        whole(&path)?;
        figures(&path)?;
    }
    Ok(())
}
