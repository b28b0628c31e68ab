//! Reading rows into figures: the part that runs for every row.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Places, Row};
use rustc_hash::FxHashMap;

use super::bytes::{Stop, Written, written_out};
use super::cells::CellReader;
use super::cut::Mark;
use super::decimal::Decimals;
use super::observations::{self, is_observations};
use super::period::Periods;
use super::plan::{Plan, PlanKind};
use super::problem::{occur, shown};
use super::resolve::{Note, Outcome, Slot, resolve};
use super::synonyms::Added;
use super::workbook::Limits;
use super::{Entry, Options, Problem, ProblemCode, Record, Report, Sink, Skipped, decode};

/// Combinations of key cells remembered before starting afresh: a file whose every row is a new
/// combination must not fill the memory (about 200 bytes each). A shuffled file of more series than
/// this is read several times slower, as each row's cells are looked up in the catalogue again.
const OUTCOMES: usize = 500_000;

/// Years of files that may hold projections.
const ANY_YEAR: (i32, i32) = (1700, 2200);

/// The reading of one file, over one or several passes.
pub(crate) struct Session<'a> {
    places: &'a Places,
    options: &'a Options,
    sink: Sink<'a>,
    plan: Option<Plan>,
    outcomes: Vec<Outcome>,
    /// Figures in the outcomes: a wide row has many.
    kept: usize,
    known: FxHashMap<Box<[u8]>, u32>,
    key: Vec<u8>,
    last: Option<(Vec<u8>, u32)>,
    periods: Periods,
    /// The decimal sign of a file whose entry does not state it.
    pub decimals: Decimals,
    /// Categories that the catalogue does not list.
    added: Added,
    /// How the text being read is written, once it matters.
    pub written: Option<Written>,
    /// Places that are not known are left out and listed, and are no problem.
    pub strangers_left_out: bool,
    index: SeriesIndex,
    rows: Vec<Row>,
    unknown: FxHashMap<Note, usize>,
    skipped: BTreeMap<(usize, usize), usize>,
    stopped: bool,
    pub report: Report,
}

impl<'a> Session<'a> {
    pub fn new(file: &str, places: &'a Places, options: &'a Options, sink: Sink<'a>) -> Self {
        let report = Report { file: file.to_owned(), complete: true, ..Report::default() };
        Self {
            places,
            options,
            sink,
            plan: None,
            outcomes: Vec::new(),
            kept: 0,
            known: FxHashMap::default(),
            key: Vec::new(),
            last: None,
            periods: Periods::new(options.years),
            decimals: Decimals::default(),
            added: Added::default(),
            written: None,
            strangers_left_out: false,
            index: SeriesIndex::default(),
            rows: Vec::with_capacity(options.chunk),
            unknown: FxHashMap::default(),
            skipped: BTreeMap::new(),
            stopped: false,
            report,
        }
    }

    /// Starts a pass: finds the entries' columns in the header, or the built-in layout's.
    pub fn start(&mut self, header: Record<'_>, entries: &[Entry<'_>]) -> Result<(), Stop> {
        self.forget();
        self.skipped.clear();
        self.last = None;
        self.look_at_header(header);
        let names = header_names(header);
        // Publishers give projections, and exports give them on; a year to come in a file of one's own
        // is a slip.
        let own = entries.is_empty() && !observations::is_export(&names);
        self.periods.years = if own { self.options.years } else { ANY_YEAR };
        let plan = if !entries.is_empty() {
            let reason = entries.iter().find_map(|(_, entry)| entry.others.clone());
            self.report.untaken_reason = self.report.untaken_reason.take().or(reason);
            let range = |indicator: &str, unit: &str| self.options.range(indicator, unit);
            Plan::of_entries(names, entries, header.line, &mut self.report, range)
        } else if is_observations(&names) {
            self.own_plan(names, header.line)
        } else {
            let found = names.join(", ");
            return Err(Stop::new(
                ProblemCode::UnknownLayout,
                header.line,
                shown(found.as_bytes()),
            ));
        };
        match plan.as_ref().map(|plan| &plan.kind) {
            Some(PlanKind::Entries(entries)) => {
                self.report.entries.extend(entries.iter().map(|entry| entry.id.clone()));
            }
            Some(PlanKind::Observations(_)) => self.report.entries.push("observations".to_owned()),
            // The problems that say why are already in the report.
            None => self.report.complete = false,
        }
        if let Some([value]) = plan.as_ref().map(|plan| plan.values.as_slice()) {
            let name = plan.as_ref().and_then(|plan| plan.header.get(value.column));
            self.report.value_column = name.cloned().unwrap_or_default();
        }
        self.plan = plan;
        Ok(())
    }

    /// The plan for a list of observations; `None` where two columns claim to be the same thing.
    fn own_plan(&mut self, names: Vec<String>, line: u64) -> Option<Plan> {
        let synonyms = &self.options.synonyms;
        let doubles = observations::doubles(&names, synonyms);
        for name in &doubles {
            self.report.add(ProblemCode::AmbiguousColumn, line, name, name.as_bytes(), "");
        }
        let known = &self.options.dimensions;
        let plan = observations::plan(names, synonyms);
        let new =
            plan.dimensions().filter(|(name, _)| !known.is_empty() && !known.contains_key(*name));
        let shown = |name: &str| shown(name.as_bytes());
        self.report.new_dimensions =
            new.map(|(name, column)| (shown(column), shown(name))).collect();
        doubles.is_empty().then_some(plan)
    }

    /// Largest file, in bytes.
    pub fn max_bytes(&self) -> u64 {
        self.options.max_bytes
    }

    /// Limits on workbooks.
    pub fn limits(&self) -> Limits {
        Limits::of(self.options)
    }

    /// Reads one row.
    pub fn row(&mut self, record: Record<'_>) -> Result<ControlFlow<()>, Stop> {
        let Some(plan) = &self.plan else { return Ok(ControlFlow::Break(())) };
        if record.is_blank() {
            return Ok(ControlFlow::Continue(()));
        }
        let columns = plan.header.len();
        self.report.rows_read += 1;
        if record.is_marked()
            && let Some(key) = plan.keys.iter().find(|at| record.mark(**at) == Mark::Uncomputed)
        {
            let name = &plan.header[*key];
            self.report.add(ProblemCode::UncomputedFormula, record.line, name, b"", "");
            return Ok(ControlFlow::Continue(()));
        }
        let number = self.outcome(record);
        if self.is_unsound(number, record) {
            return Ok(ControlFlow::Continue(()));
        }
        let ragged = record.len() != columns && !fits(record, columns);
        if ragged && !self.is_skipped(number) {
            let hint = format!("{}/{columns}", record.len());
            self.report.add(ProblemCode::RaggedRow, record.line, "", record.get(0), &hint);
            return Ok(ControlFlow::Continue(()));
        }
        self.notes(number, record.line);
        self.figures(number, record)?;
        if self.rows.len() >= self.options.chunk {
            return Ok(self.flush());
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The number of what the row's key cells mean.
    fn outcome(&mut self, record: Record<'_>) -> u32 {
        let Some(plan) = &self.plan else { return 0 };
        self.key.clear();
        for column in &plan.keys {
            let cell = record.get(*column);
            // Lengths between the cells: no two rows of different cells have equal keys.
            self.key.extend_from_slice(&(cell.len() as u32).to_le_bytes());
            self.key.extend_from_slice(cell);
        }
        if let Some((_, number)) = self.last.as_ref().filter(|(key, _)| *key == self.key) {
            return *number;
        }
        let number = match self.known.get(self.key.as_slice()) {
            Some(number) => *number,
            None => self.new_outcome(record),
        };
        match &mut self.last {
            Some((key, last)) => {
                key.clone_from(&self.key);
                *last = number;
            }
            None => self.last = Some((self.key.clone(), number)),
        }
        number
    }

    fn new_outcome(&mut self, record: Record<'_>) -> u32 {
        if self.outcomes.len().max(self.kept) >= OUTCOMES {
            self.forget();
        }
        let Some(plan) = &self.plan else { return 0 };
        let outcome = match &plan.kind {
            PlanKind::Entries(entries) => resolve(entries, record, self.places),
            PlanKind::Observations(observations) => {
                observations.resolve(record, self.places, self.options, &mut self.added)
            }
        };
        let number = self.outcomes.len() as u32;
        self.kept += outcome.figures.len();
        self.outcomes.push(outcome);
        self.known.insert(self.key.as_slice().into(), number);
        number
    }

    /// Whether a cell that is read is not UTF-8; of the head of columns, any cell.
    pub fn meets_others(&self, record: Record<'_>) -> bool {
        let other = |cell: &[u8]| !cell.is_ascii() && !decode(cell).1;
        match &self.plan {
            Some(plan) => plan.columns().any(|column| other(record.get(column))),
            None => record.iter().any(other),
        }
    }

    /// Notes a head of columns that is not in UTF-8, or not soundly so.
    fn look_at_header(&mut self, header: Record<'_>) {
        let broken = header.iter().filter(|cell| !decode(cell).1);
        match self.written {
            None | Some(Written::Soundly) => {}
            Some(Written::Guessed) => {
                if broken.count() > 0 {
                    self.report.first_legacy_row.get_or_insert(header.line);
                }
            }
            Some(Written::Broken) => {
                for name in broken.map(written_out) {
                    let cell = name.as_bytes();
                    self.report.add(ProblemCode::BadEncoding, header.line, &name, cell, "");
                }
            }
        }
    }

    /// Whether a row is not in UTF-8 where the rest of the file is: such a row is not read, whatever it
    /// may mean. Of a file in another encoding throughout, notes where it was first guessed.
    fn is_unsound(&mut self, number: u32, record: Record<'_>) -> bool {
        let guessed = match self.written {
            None | Some(Written::Soundly) => return false,
            Some(Written::Guessed) => true,
            Some(Written::Broken) => false,
        };
        let Some(plan) = &self.plan else { return false };
        if guessed && self.report.first_legacy_row.is_some() {
            return false;
        }
        let outcome = &self.outcomes[number as usize];
        if !outcome.taken || self.is_skipped(number) {
            return false;
        }
        let mut columns: Vec<usize> =
            plan.columns().filter(|column| !decode(record.get(*column)).1).collect();
        columns.sort_unstable();
        columns.dedup();
        if guessed {
            if !columns.is_empty() {
                self.report.first_legacy_row = Some(record.line);
            }
            return false;
        }
        for column in &columns {
            let cell = written_out(record.get(*column));
            let name = plan.header.get(*column).map_or("", String::as_str);
            self.report.add(ProblemCode::BadEncoding, record.line, name, cell.as_bytes(), "");
        }
        !columns.is_empty()
    }

    fn forget(&mut self) {
        self.outcomes.clear();
        self.known.clear();
        self.kept = 0;
    }

    fn is_skipped(&self, number: u32) -> bool {
        let outcome = &self.outcomes[number as usize];
        outcome.figures.is_empty()
            && !outcome.notes.is_empty()
            && outcome.notes.iter().all(|note| matches!(note, Note::Skipped(..)))
    }

    /// Counts why the row gives nothing, or less.
    fn notes(&mut self, number: u32, line: u64) {
        let outcome = &self.outcomes[number as usize];
        if !outcome.taken {
            self.report.untaken_rows += 1;
        }
        let Some(plan) = &self.plan else { return };
        for note in &outcome.notes {
            match note {
                Note::Skipped(entry, rule) => {
                    let at = *self.skipped.entry((*entry, *rule)).or_insert_with(|| {
                        let (entry, reason) = reason(plan, *entry, *rule);
                        self.report.skipped_rows.push(Skipped { entry, reason, rows: 0 });
                        self.report.skipped_rows.len() - 1
                    });
                    self.report.skipped_rows[at].rows += 1;
                }
                Note::Untaken(column, written) => {
                    let column = plan.header.get(*column).map_or("", String::as_str);
                    let told = format!("{column} = {written}");
                    occur(&mut self.report.untaken, &told, 1, line);
                }
                Note::Former(written) => {
                    occur(&mut self.report.former_places, written, 1, line);
                }
                Note::Unknown(code, column, written, hint) => {
                    if *code == ProblemCode::UnknownPlace {
                        occur(&mut self.report.unknown_places, written, 1, line);
                        if self.strangers_left_out {
                            continue;
                        }
                    }
                    count_unknown(&mut self.report, &mut self.unknown, note, line, |report| {
                        let column = plan.header.get(*column).map_or("", String::as_str);
                        report.add(*code, line, column, written.as_bytes(), hint);
                    });
                }
            }
        }
    }

    fn figures(&mut self, number: u32, record: Record<'_>) -> Result<(), Stop> {
        let Some(plan) = &self.plan else { return Ok(()) };
        for figure in &mut self.outcomes[number as usize].figures {
            let value = &plan.values[figure.value];
            let mut reader = CellReader {
                plan,
                record,
                report: &mut self.report,
                periods: &mut self.periods,
                decimals: &mut self.decimals,
            };
            let Some(read) = reader.figure(value, figure) else { continue };
            let series = number_of(&mut figure.series, &mut self.index);
            self.rows.push(Row { series, ..read });
            self.report.observations += 1;
        }
        if self.index.as_slice().len() > self.options.max_series {
            let limit = self.options.max_series.to_string();
            return Err(Stop::new(ProblemCode::TooManySeries, record.line, limit));
        }
        Ok(())
    }

    /// Gives the waiting rows on.
    fn flush(&mut self) -> ControlFlow<()> {
        if self.rows.is_empty() || self.stopped {
            return if self.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        }
        let flow = (self.sink)(&self.rows, &self.index);
        self.rows.clear();
        if flow.is_break() {
            self.stopped = true;
            self.report.complete = false;
        }
        flow
    }

    /// Notes why reading stopped.
    pub fn stop(&mut self, stop: &Stop) {
        self.report.complete = false;
        self.report.add(stop.code, stop.row, "", b"", &stop.hint);
    }

    /// Whether the sink wants no more.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Gives the last rows on and hands back the report.
    pub fn finish(mut self) -> Report {
        _ = self.flush();
        if self.report.first_legacy_row.is_some() && self.report.encoding == "utf-8" {
            self.report.encoding = "windows-1252".to_owned();
        }
        self.report
    }
}

/// Header names, without surrounding spaces.
pub(crate) fn header_names(header: Record<'_>) -> Vec<String> {
    header.iter().map(|cell| decode(cell).0.trim().to_owned()).collect()
}

/// Rows that only have more empty cells than the header are as good as the others.
fn fits(record: Record<'_>, columns: usize) -> bool {
    record.len() > columns && record.iter().skip(columns).all(|cell| cell.trim_ascii().is_empty())
}

fn reason(plan: &Plan, entry: usize, rule: usize) -> (String, passerelle_vocabulary::Text) {
    match &plan.kind {
        PlanKind::Entries(entries) => {
            let entry = &entries[entry];
            (entry.id.clone(), entry.rules[rule].skip.clone().unwrap_or_default())
        }
        PlanKind::Observations(_) => Default::default(),
    }
}

/// Equal cells that are not known are one problem, with the number of rows.
fn count_unknown(
    report: &mut Report,
    unknown: &mut FxHashMap<Note, usize>,
    note: &Note,
    line: u64,
    add: impl FnOnce(&mut Report),
) {
    if let Some(problem) = unknown.get(note).and_then(|at| report.problems.get_mut(*at)) {
        let Problem { times, row, .. } = problem;
        *times += 1;
        *row = (*row).min(line);
        return;
    }
    let before = report.problems.len();
    add(report);
    if report.problems.len() > before {
        unknown.insert(note.clone(), before);
    }
}

fn number_of(slot: &mut Slot, index: &mut SeriesIndex) -> u32 {
    if let Slot::Numbered(number) = slot {
        return *number;
    }
    let Slot::Pending(series) = std::mem::replace(slot, Slot::Numbered(0)) else { return 0 };
    let number = index.intern(*series);
    *slot = Slot::Numbered(number);
    number
}
