//! Tables: for people, whose columns line up, and as comma-separated values.

use std::fmt::Write as _;

use passerelle_web::words::Words;

use crate::output::Output;

/// Full precision; what is not known is empty.
pub(super) fn exact(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

pub(super) fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = header.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        let _ = write!(text, "\n{}", cells.join(","));
    }
    text
}

/// As many decimals as the error leaves meaningful, two of them of the error itself.
pub(super) fn rounded(w: &Words, value: Option<f64>, error: Option<f64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let size = error.filter(|error| *error > 0.0).unwrap_or(value.abs() / 100.0);
    let whole = error.is_none() && value.fract() == 0.0;
    let decimals =
        if size > 0.0 && !whole { (1.0 - size.log10().floor()).clamp(0.0, 9.0) } else { 0.0 };
    w.number(value, decimals as u8)
}

/// A table whose columns line up: words to the left, numbers to the right. `left` says which hold words.
pub(super) fn table(
    header: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    left: impl Fn(usize) -> bool,
    output: &Output,
) -> anyhow::Result<()> {
    output.line(lines(header, rows, left).trim_end())
}

/// The lines of such a table.
pub(super) fn lines(
    header: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    left: impl Fn(usize) -> bool,
) -> String {
    let lines: Vec<Vec<String>> = std::iter::once(header.to_vec()).chain(rows).collect();
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let mut written = String::new();
        for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width - cell.chars().count());
            let cell = if left(at) { format!("{cell}{space}") } else { format!("{space}{cell}") };
            let _ = write!(written, "{}{cell}", if at == 0 { "" } else { "  " });
        }
        let _ = writeln!(text, "{}", written.trim_end());
    }
    text
}
