//! What a terminal and a page say alike: texts from outside, problems of files and of the catalogue, tables of
//! plain text.

use std::fmt::Write as _;

use fluent_bundle::FluentValue;
use passerelle_desk::catalogue::CatalogueProblem;
use passerelle_desk::imports::Problem;
use passerelle_desk::measurements::Speed;

use crate::words::Words;

/// A text from outside as it can be shown at a terminal: what would move its cursor or colour it is
/// written out.
pub fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        c if c.is_control() => c.escape_default().to_string(),
        c => c.to_string(),
    };
    text.chars().map(shown).collect()
}

/// How long somebody has to wait: “in 5 minutes”. Up to two hours in minutes, so that nobody waits much longer than it
/// takes.
pub fn wait(w: &Words, seconds: u64) -> String {
    let minutes = seconds.div_ceil(60);
    let (unit, n) =
        if minutes <= 120 { ("minutes", minutes) } else { ("hours", minutes.div_ceil(60)) };
    w.t1(&format!("places-wait-{unit}"), "n", n)
}

/// A problem of the catalogue in a sentence: which file, where in it, what to do, what was found.
pub fn finding(w: &Words, problem: &CatalogueProblem) -> String {
    let CatalogueProblem { file, line, record, field, code, found, .. } = problem;
    let file = match line {
        0 => file.clone(),
        line => w.t2("cli-finding-line", "file", file.as_str(), "line", line.to_string()),
    };
    let parts = [file.as_str(), record, field].into_iter().filter(|part| !part.is_empty());
    let place = parts.collect::<Vec<_>>().join(", ");
    let name = format!("finding-{code}");
    let text = if w.has(&name) { w.t(&name) } else { code.clone() };
    let said = w.reader(found);
    let variables = [("where", place.into()), ("text", text.into()), ("found", said.into())];
    if found.is_empty() {
        return w.say("cli-finding", &variables[..2]);
    }
    w.say("cli-finding-found", &variables)
}

/// The figures of a test as words ask for them: each with whether there is one.
pub fn figures_of_test(
    speed: &Speed,
    write: impl Fn(f64) -> String,
) -> [(&'static str, FluentValue<'static>); 6] {
    let is = |value: Option<f64>| if value.is_some() { "yes" } else { "no" }.into();
    let told = |value: Option<f64>| value.map(&write).unwrap_or_default().into();
    [
        ("received", is(speed.download_mbps)),
        ("download", told(speed.download_mbps)),
        ("sent", is(speed.upload_mbps)),
        ("upload", told(speed.upload_mbps)),
        ("told", is(speed.latency_ms)),
        ("latency", told(speed.latency_ms)),
    ]
}

/// A problem of a file of figures, in a sentence.
pub fn problem_line(w: &Words, problem: &Problem) -> String {
    let text = w.say(
        &format!("problem-{}", problem.code.code()),
        &[
            ("value", problem.value.as_str().into()),
            ("hint", problem.hint.as_str().into()),
            ("column", problem.column.as_str().into()),
        ],
    );
    if problem.row == 0 {
        return w.t1("cli-problem-file", "text", text);
    }
    w.say(
        "cli-problem-at",
        &[
            ("row", problem.row.to_string().into()),
            ("column", problem.column.as_str().into()),
            ("text", text.into()),
        ],
    )
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Comma-separated values.
pub fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = header.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        let _ = write!(text, "\n{}", cells.join(","));
    }
    text
}

/// The lines of a table whose columns line up: words to the left, numbers to the right. `left` says which hold
/// words.
pub fn lines(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_from_outside_cannot_move_the_cursor() {
        assert_eq!(plain("a\u{1b}[31m\nb é"), "a\\u{1b}[31m\\nb é");
    }
}
