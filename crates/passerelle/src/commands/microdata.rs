//! What is wrong with a file of microdata, in words.

use std::path::Path;

use passerelle_desk::surveys::microdata::{MicrodataError, MicrodataProblem};
use passerelle_web::words::Words;

use crate::output::plain;

/// Problems shown one by one; the others are counted.
pub(super) const SHOWN: usize = 20;

/// A file that the system does not give.
pub(super) fn file(w: &Words, path: &Path, error: &std::io::Error) -> String {
    let path = plain(&path.display().to_string());
    w.t2("microdata-file", "path", path, "detail", error.to_string())
}

/// Why a table of microdata cannot be read.
pub(super) fn of_data(w: &Words, error: &MicrodataError) -> String {
    match error {
        MicrodataError::File { path, error } => file(w, path, error),
        MicrodataError::NoHeader { path } => {
            w.t1("microdata-no-header", "path", plain(&path.display().to_string()))
        }
        MicrodataError::TwiceNamed { name } => w.t1("microdata-twice-named", "name", plain(name)),
        MicrodataError::NoColumns { absent, present } => {
            let name = plain(&absent.join(", "));
            let present: Vec<String> = present.iter().take(60).map(|name| plain(name)).collect();
            w.t2("microdata-no-columns", "name", name, "present", present.join(", "))
        }
        MicrodataError::TooManyWords { column, most } => {
            w.t2("microdata-too-many-words", "column", plain(column), "most", w.whole(*most as u64))
        }
        MicrodataError::Damaged { path, detail } => {
            let path = plain(&path.display().to_string());
            w.t2("microdata-damaged", "path", path, "detail", plain(detail))
        }
        MicrodataError::Cells { told, counts } => {
            let count: u64 = counts.values().sum();
            let lines = counts.iter().flat_map(|((column, code), n)| {
                let alike =
                    told.iter().filter(move |one| one.column == *column && one.code == *code);
                // Many of a kind are told together, with the first.
                let shown = if *n > 3 { 1 } else { 3 };
                alike.take(shown).map(move |one| format!("    {}", of_cells(w, one, *n)))
            });
            let first = w.t1("microdata-cells", "n", count);
            std::iter::once(first).chain(lines.take(SHOWN)).collect::<Vec<_>>().join("\n")
        }
    }
}

/// A cell that cannot be read, or, where there are more than three like it in the column, all of them.
fn of_cells(w: &Words, problem: &MicrodataProblem, n: u64) -> String {
    let text = w.t1(&format!("microdata-is-{}", problem.code), "value", plain(&problem.value));
    let row = ("row", problem.row.to_string().into());
    let column = ("column", plain(&problem.column).into());
    let (text, count) = (("text", text.into()), ("n", w.whole(n).into()));
    match (problem.column.is_empty(), n > 3) {
        (true, false) => w.say("microdata-row", &[row, text]),
        (true, true) => w.say("microdata-rows", &[count, row, text]),
        (false, false) => w.say("microdata-cell", &[row, column, text]),
        (false, true) => w.say("microdata-cells-of-column", &[column, count, row, text]),
    }
}
