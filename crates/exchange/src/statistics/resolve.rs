//! What a combination of key cells means: which figures the row gives, about what.
//!
//! Done once per combination and remembered, so it may take its time.

use passerelle_vocabulary::dimensions::slug;
use passerelle_vocabulary::place::{Recognised, Scheme};
use passerelle_vocabulary::{Dimensions, Places, Series, Status};

use super::plan::{
    Condition, DimensionPlan, EntryPlan, Piece, PlacePlan, RulePlan, StatusPlan, add_dimensions,
};
use super::{ProblemCode, Range, Record, decode};

/// The unit in which a cell shown as a percentage is a figure as it is shown.
pub(crate) const PERCENT: &str = "percent";

/// What a row with these key cells gives.
#[derive(Default)]
pub(crate) struct Outcome {
    pub figures: Vec<Figure>,
    pub notes: Vec<Note>,
    /// Some entry took the row, or said why it does not.
    pub taken: bool,
}

/// One figure of the row.
pub(crate) struct Figure {
    /// Position in the plan's values.
    pub value: usize,
    pub series: Slot,
    pub status: Status,
    pub range: Range,
    /// Multiplies the figure: 100 where fractions are written and the unit is percent.
    pub scale: f64,
    /// Whether the unit is percent, so that a cell shown as a percentage is taken as it is shown.
    pub percent: bool,
}

/// A series, numbered when its first figure is met: columns without any figure leave no series.
pub(crate) enum Slot {
    Pending(Box<Series>),
    Numbered(u32),
}

/// Why a row gives nothing, or less.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Note {
    /// Left out by this rule of this entry (positions in the plan).
    Skipped(usize, usize),
    /// A place deliberately not imported.
    Former(String),
    /// No entry takes the row: this column, with this in it, is the first condition that does not hold.
    Untaken(usize, String),
    /// Something not known: code, column, what was written, what helps.
    Unknown(ProblemCode, usize, String, String),
}

impl Note {
    /// Something not known in this column.
    pub fn unknown(code: ProblemCode, column: usize, written: String) -> Self {
        Self::Unknown(code, column, written, String::new())
    }
}

/// A cell without surrounding spaces, as text.
pub(crate) fn text(record: Record<'_>, column: usize) -> String {
    decode(record.get(column)).0.trim().to_owned()
}

fn holds(conditions: &[Condition], record: Record<'_>) -> bool {
    conditions.iter().all(|condition| {
        let cell = text(record, condition.column);
        condition.values.iter().any(|value| value.trim() == cell)
    })
}

/// What keeps every entry from taking a row; `None` if one takes it.
fn untaken(entries: &[EntryPlan], record: Record<'_>) -> Option<Note> {
    if entries.iter().any(|entry| holds(&entry.conditions, record)) {
        return None;
    }
    let mut conditions = entries.iter().flat_map(|entry| &entry.conditions);
    let failing = conditions.find(|one| !holds(std::slice::from_ref(one), record))?;
    Some(Note::Untaken(failing.column, text(record, failing.column)))
}

/// What every entry makes of a row.
pub(crate) fn resolve(entries: &[EntryPlan], record: Record<'_>, places: &Places) -> Outcome {
    let mut outcome = Outcome::default();
    if let Some(note) = untaken(entries, record) {
        outcome.notes = vec![note];
        return outcome;
    }
    for (position, entry) in entries.iter().enumerate() {
        if !holds(&entry.conditions, record) {
            continue;
        }
        outcome.taken = true;
        match resolve_entry(entry, position, record, places) {
            Ok(figures) => outcome.figures.extend(figures),
            Err(note) if outcome.notes.contains(&note) => {}
            Err(note) => {
                outcome.notes.reserve_exact(1);
                outcome.notes.push(note);
            }
        }
    }
    outcome
}

fn resolve_entry(
    entry: &EntryPlan,
    position: usize,
    record: Record<'_>,
    places: &Places,
) -> Result<Vec<Figure>, Note> {
    let rule = entry.rules.iter().position(|rule| holds(&rule.when, record));
    if let Some(skipped) = rule.filter(|at| entry.rules[*at].skip.is_some()) {
        return Err(Note::Skipped(position, skipped));
    }
    let rule = rule.map(|at| &entry.rules[at]);
    let place = match rule {
        Some(rule) if !rule.path.is_empty() => path(rule, record, places)?,
        _ => place(entry.place.as_ref(), record, places)?,
    };
    let mut dimensions = Dimensions::everyone();
    for plan in &entry.dimensions {
        dimensions.set(&plan.name, &category(plan, record)?);
    }
    if let Some(rule) = rule {
        add_dimensions(&mut dimensions, &rule.dimensions);
    }
    let status = status(&entry.status, record)?;
    let figures = entry.figures.iter().map(|figure| {
        let mut dimensions = dimensions.clone();
        add_dimensions(&mut dimensions, &figure.dimensions);
        let series = Series {
            indicator: figure.indicator.clone(),
            place: place.clone(),
            dimensions,
            unit: figure.unit.clone(),
            source: entry.source.clone(),
        };
        let percent = series.unit == PERCENT;
        let series = Slot::Pending(Box::new(series));
        Figure { value: figure.value, series, status, range: figure.range, scale: 1.0, percent }
    });
    Ok(figures.collect())
}

fn place(plan: Option<&PlacePlan>, record: Record<'_>, places: &Places) -> Result<String, Note> {
    match plan {
        Some(PlacePlan::Fixed(code)) => Ok(code.clone()),
        Some(PlacePlan::Column(column, scheme)) => recognise(record, *column, *scheme, places),
        None => Err(Note::unknown(ProblemCode::NoRule, usize::MAX, String::new())),
    }
}

fn recognise(
    record: Record<'_>,
    column: usize,
    scheme: Scheme,
    places: &Places,
) -> Result<String, Note> {
    let written = text(record, column);
    match places.recognise(&written, scheme) {
        Some(Recognised::Place(code)) => Ok(code.to_owned()),
        Some(Recognised::Former) => Err(Note::Former(written)),
        None => Err(Note::unknown(ProblemCode::UnknownPlace, column, written)),
    }
}

/// The path that a rule builds: a country, then parts within it.
fn path(rule: &RulePlan, record: Record<'_>, places: &Places) -> Result<String, Note> {
    let mut path = String::new();
    for (depth, pieces) in rule.path.iter().enumerate() {
        let part = match pieces.as_slice() {
            [Piece::Column(column)] if depth == 0 => {
                recognise(record, *column, Scheme::Any, places)?
            }
            [Piece::Fixed(code)] => code.clone(),
            pieces => within(rule, pieces, record)?,
        };
        if depth > 0 {
            path.push('/');
        }
        path.push_str(&part);
    }
    Ok(path)
}

/// A part below the country, from its pieces; a cell in it must not be empty.
fn within(rule: &RulePlan, pieces: &[Piece], record: Record<'_>) -> Result<String, Note> {
    let mut part = String::new();
    for piece in pieces {
        match piece {
            Piece::Fixed(words) => part.push_str(words),
            Piece::Column(column) => {
                let written = text(record, *column);
                let stripped = rule.strip.as_deref().and_then(|end| written.strip_suffix(end));
                let kept = slug(stripped.unwrap_or(&written));
                if kept.is_empty() {
                    return Err(Note::unknown(ProblemCode::UnknownPlace, *column, written));
                }
                part.push_str(&kept);
            }
        }
    }
    Ok(slug(&part))
}

fn category(plan: &DimensionPlan, record: Record<'_>) -> Result<String, Note> {
    let written = text(record, plan.column);
    if let Some(category) = plan.codes.get(&written) {
        return Ok(category.clone());
    }
    if plan.slug {
        return Ok(slug(&written));
    }
    match plan.codes.get("*") {
        Some(category) => Ok(category.clone()),
        None if written.is_empty() => Ok(String::new()),
        None => Err(Note::unknown(ProblemCode::UnknownCode, plan.column, written)),
    }
}

fn status(plan: &StatusPlan, record: Record<'_>) -> Result<Status, Note> {
    let (column, codes) = match plan {
        StatusPlan::Fixed(status) => return Ok(*status),
        StatusPlan::Column(column, codes) => (*column, codes),
    };
    let written = text(record, column);
    match codes.get(&written) {
        Some(status) => Ok(*status),
        None if written.is_empty() => Ok(Status::Normal),
        None => {
            codes.get("*").copied().ok_or(Note::unknown(ProblemCode::UnknownCode, column, written))
        }
    }
}
