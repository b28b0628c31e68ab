//! Tables: for people, whose columns line up, and as comma-separated values.

pub(super) use passerelle_web::told::{csv, lines};
use passerelle_web::words::Words;

use crate::output::Output;

/// Full precision; what is not known is empty.
pub(super) fn exact(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
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
