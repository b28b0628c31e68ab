//! Whether what was read is kept, and what contradicts itself in it.

use passerelle_exchange::statistics::{ProblemCode, Report};
use passerelle_tables::{Conflict, Doubles, Stored};
use passerelle_vocabulary::{Row, Series};

use super::{FileState, ImportOptions, Ready};
use crate::DeskError;

/// What became of a file whose figures are not to be kept, having seen them in the transaction.
pub(super) fn undone(stored: &Stored, options: ImportOptions) -> Option<FileState> {
    let contradicted = stored.doubles.conflict_count > 0 && !options.keep_good;
    if contradicted || stored.batch.observations == 0 {
        return Some(FileState::Refused);
    }
    // Another program may just have stored the same file.
    if let Some(same) = stored.same_as() {
        return Some(FileState::Unchanged { batch: same.id, brought_in_as: None });
    }
    // Under another name: nothing would change but the name, unless it takes the place of other figures.
    let twin = stored.twin.as_ref().filter(|_| stored.supersedes.is_empty())?;
    Some(FileState::Unchanged { batch: twin.id, brought_in_as: Some(twin.file_name.clone()) })
}

/// An import that holds a file already.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub batch: i64,
    /// Problems that the file had: rows of it are left out.
    pub problems: u64,
}

impl Ready {
    /// The report of a file that is not to be stored, with the lines that contradict one another; and how
    /// many repeat another.
    pub(super) fn examined(self) -> Result<(Report, u64), DeskError> {
        let Self { mut report, rows, index } = self;
        let doubles = Doubles::of(rows, &index)?;
        tell_doubles(&mut report, &doubles);
        Ok((report, doubles.repeated))
    }
}

/// Adds the lines that contradict one another to the problems of a file.
pub(super) fn tell_doubles(report: &mut Report, doubles: &Doubles) {
    for conflict in &doubles.conflicts {
        add_conflict(report, conflict);
    }
    let told = doubles.conflicts.len() as u64;
    report.count_more(ProblemCode::DuplicateKey, doubles.conflict_count.saturating_sub(told));
}

fn add_conflict(report: &mut Report, conflict: &Conflict) {
    let shown = |row: &Row| row.value.map(|value| value.to_string()).unwrap_or_default();
    let Series { indicator, place, dimensions, .. } = &conflict.series;
    let key = format!("{indicator} {place} {} {dimensions}", conflict.first.period);
    let hint = format!(
        "{}: {} / {}: {}",
        conflict.first.line,
        shown(&conflict.first),
        conflict.second.line,
        shown(&conflict.second)
    );
    let row = u64::from(conflict.second.line);
    let column = report.value_column.clone();
    report.add(ProblemCode::DuplicateKey, row, &column, key.trim().as_bytes(), &hint);
}
