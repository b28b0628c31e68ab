//! How fast files of figures are read, and in how much memory.
//!
//! ```text
//! cargo run --release -p passerelle-exchange --example read_bench -- 10000000
//! ```
//!
//! Writes a long CSV of so many rows (indicator, ISO 3166-1 alpha-3 code, year, sex, value) to a
//! temporary file, then reads it twice: as a list of observations, and by a publisher's entries, one
//! for each indicator. Prints rows per second and the peak of resident memory.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::{Options, Report, read_path};
use passerelle_vocabulary::Places;

const INDICATORS: usize = 40;
const COUNTRIES: usize = 200;
const YEARS: usize = 30;

fn iso3(country: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    [letter(country / 26), letter(country), 'X'].iter().collect()
}

fn places() -> Places {
    let mut countries = "iso3\tiso2\tm49\tname_fr\tname_en\tregion\tsubregion\n".to_owned();
    for country in 0..COUNTRIES {
        let code = iso3(country);
        let _ = writeln!(countries, "{code}\t{code}\t\tPays {code}\tCountry {code}\tr\ts");
    }
    Places::read(&countries, "id\tm49\tkind\tname_fr\tname_en\n", "alias\tplace\n")
        .unwrap_or_default()
}

fn write_rows(path: &Path, rows: usize) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "indicator,place,period,sex,value,unit")?;
    let sexes = ["", "female", "male"];
    for row in 0..rows {
        let (year, rest) = (1990 + row % YEARS, row / YEARS);
        let (sex, rest) = (sexes[rest % 3], rest / 3);
        let (country, indicator) = (iso3(rest % COUNTRIES), rest / COUNTRIES % INDICATORS);
        let value = (row.wrapping_mul(2_654_435_761) % 10_000_000) as f64 / 100_000.0;
        writeln!(out, "indicator_{indicator},{country},{year},{sex},{value},percent")?;
    }
    out.flush()
}

fn publisher() -> Option<Publisher> {
    let mut entries = "id = \"bench\"\nname = { en = \"Bench\" }\nurl = \"https://example.org\"\n\
        licence = { name = \"CC0-1.0\" }\nmethod = \"official\"\n"
        .to_owned();
    for indicator in 0..INDICATORS {
        let _ = write!(
            entries,
            "[[file]]\nid = \"i{indicator}\"\nname = \"*.csv\"\n\
             place = {{ column = \"place\", scheme = \"iso3\" }}\nperiod = {{ column = \"period\" }}\n\
             where = {{ indicator = [\"indicator_{indicator}\"] }}\n\
             dimensions = {{ sex = {{ column = \"sex\", slug = true }} }}\n\
             [[file.values]]\ncolumn = \"value\"\nindicator = \"indicator_{indicator}\"\n\
             unit = \"percent\"\n"
        );
    }
    Publisher::from_toml(&entries).ok()
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kb.unwrap_or(0) / 1024
}

fn measure(name: &str, read: impl FnOnce(&mut f64) -> Report) {
    let (start, mut sum) = (Instant::now(), 0.0);
    let report = read(&mut sum);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{name}: {} rows, {} figures, {:.2} s, {:.2} million rows/s, {:.0} MB/s, peak {} MB, \
         complete {}, problems {}, sum {sum:.0}",
        report.rows_read,
        report.observations,
        seconds,
        report.rows_read as f64 / seconds / 1e6,
        report.bytes as f64 / seconds / 1e6,
        peak_mb(),
        report.complete,
        report.problems.len(),
    );
}

fn main() -> std::io::Result<()> {
    let rows = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(5_000_000);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("figures.csv");
    write_rows(&path, rows)?;
    let (places, options) = (places(), Options::default());
    println!("before: peak {} MB", peak_mb());
    measure("observations", |sum| {
        read_path(&path, &[], &places, &options, &mut |rows, _| {
            *sum += rows.iter().filter_map(|row| row.value).sum::<f64>();
            ControlFlow::Continue(())
        })
    });
    let Some(publisher) = publisher() else { return Ok(()) };
    let entries: Vec<_> = publisher.file.iter().map(|entry| (&publisher, entry)).collect();
    measure("publisher's entries", |sum| {
        read_path(&path, &entries, &places, &options, &mut |rows, _| {
            *sum += rows.iter().filter_map(|row| row.value).sum::<f64>();
            ControlFlow::Continue(())
        })
    });
    Ok(())
}
