//! The cells of figures: numbers, periods, and what goes with them.

use passerelle_vocabulary::{Period, Row, Status};

use super::cut::Mark;
use super::decimal::{Decimals, Refusal, refusal};
use super::number::{Range, in_range, parse_scaled};
use super::period::Periods;
use super::plan::{PeriodPlan, Plan, ValuePlan};
use super::resolve::Figure;
use super::{ProblemCode, Record, Report};
use crate::sources::Decimal;

/// What a count or an error can be.
const POSITIVE: Range = (0.0, f64::INFINITY);

/// Reads the cells of figures of one row.
pub(crate) struct CellReader<'s> {
    pub plan: &'s Plan,
    pub record: Record<'s>,
    pub report: &'s mut Report,
    pub periods: &'s mut Periods,
    pub decimals: &'s mut Decimals,
}

impl CellReader<'_> {
    /// The row of a figure, its series not yet filled in; `None` where there is none to give on.
    #[inline]
    pub fn figure(&mut self, plan: &ValuePlan, figure: &Figure) -> Option<Row> {
        let cell = self.record.get(plan.column).trim_ascii();
        let missing = plan.missing.iter().any(|word| word == cell);
        let value = if missing { None } else { self.value(cell, plan, figure)? };
        if value.is_none() && !says_why_none(figure.status) {
            self.report.missing_cells += 1;
            return None;
        }
        let period = self.period(plan)?;
        let standard_error = match plan.standard_error {
            Some(column) => self.companion(column, plan.decimal, (plan.scale * figure.scale).abs()),
            None => f64::NAN,
        };
        let n = plan.n.map_or(f64::NAN, |column| self.companion(column, plan.decimal, 1.0));
        let line = u32::try_from(self.record.line).unwrap_or(u32::MAX);
        let status = figure.status;
        Some(Row { series: 0, period, value, standard_error, n, status, line })
    }

    fn period(&mut self, plan: &ValuePlan) -> Option<Period> {
        let (period, column) = match plan.period {
            PeriodPlan::Fixed(period) => (Some(period), plan.column),
            PeriodPlan::Column(column) => (self.periods.read(self.record.get(column)), column),
        };
        match period {
            Some(period) if self.periods.are_likely(period) => return Some(period),
            Some(period) => self.unlikely(period, column),
            None if self.record.mark(column) == Mark::Uncomputed => {
                self.problem(ProblemCode::UncomputedFormula, column, "");
            }
            None => self.problem(ProblemCode::BadPeriod, column, ""),
        }
        None
    }

    #[cold]
    fn unlikely(&mut self, period: Period, column: usize) {
        let (first, last) = self.periods.years;
        let name = self.plan.header.get(column).map_or("", String::as_str);
        let (written, hint) = (period.to_string(), format!("{first}–{last}"));
        let line = self.record.line;
        self.report.add(ProblemCode::UnlikelyYear, line, name, written.as_bytes(), &hint);
    }

    /// The number in a cell.
    #[inline]
    fn number(
        &mut self,
        column: usize,
        decimal: Option<Decimal>,
        scale: f64,
        range: Range,
    ) -> Result<Option<f64>, Refusal> {
        let cell = self.record.get(column).trim_ascii();
        let decimal = match self.record.mark(column) {
            Mark::Text => decimal,
            Mark::Number | Mark::Percent => Some(Decimal::Point),
            Mark::Boolean => return Err((ProblemCode::BooleanCell, "")),
            Mark::Uncomputed => return Err((ProblemCode::UncomputedFormula, "")),
        };
        match decimal {
            Some(decimal) => parse_scaled(cell, decimal, scale).map_err(refusal),
            None => self.decimals.read(cell, scale, range),
        }
    }

    /// The outer `None`: refused, and reported.
    fn value(&mut self, cell: &[u8], plan: &ValuePlan, figure: &Figure) -> Option<Option<f64>> {
        let shown = self.record.mark(plan.column) == Mark::Percent;
        let scale = match figure.scale {
            // 0.31 shown as 31 % is 31 percent; an entry that states a factor knows its file.
            _ if shown && figure.percent && plan.scale == 1.0 => 100.0,
            // 31 % written out is not a fraction, whatever the unit says.
            _ if cell.ends_with(b"%") => plan.scale,
            scale => plan.scale * scale,
        };
        let value = match self.number(plan.column, plan.decimal, scale, figure.range) {
            Ok(Some(value)) => value,
            Ok(None) => return Some(None),
            Err(refusal) => {
                self.refuse(refusal, plan.column);
                return None;
            }
        };
        let value = match plan.percent_of {
            Some(column) => match self.percentage(value, column, plan.decimal)? {
                Some(value) => value,
                None => return Some(None),
            },
            None => value,
        };
        if !in_range(value, figure.range) {
            self.out_of(figure.range, plan.column);
            return None;
        }
        Some(Some(value))
    }

    /// A count as a percentage of a total; of nothing there is none.
    fn percentage(
        &mut self,
        value: f64,
        total: usize,
        decimal: Option<Decimal>,
    ) -> Option<Option<f64>> {
        match self.number(total, decimal, 1.0, POSITIVE) {
            Ok(Some(total)) if total > 0.0 => Some(Some(value * 100.0 / total)),
            Ok(Some(0.0) | None) => Some(None),
            Ok(Some(_)) => {
                self.out_of(POSITIVE, total);
                None
            }
            Err(refusal) => {
                self.refuse(refusal, total);
                None
            }
        }
    }

    /// A figure that goes with another: a standard error, a count. Unreadable ones are unknown.
    fn companion(&mut self, column: usize, decimal: Option<Decimal>, scale: f64) -> f64 {
        match self.number(column, decimal, scale, POSITIVE) {
            Ok(Some(value)) if value < 0.0 => {
                self.out_of(POSITIVE, column);
                f64::NAN
            }
            Ok(value) => value.unwrap_or(f64::NAN),
            Err(refusal) => {
                self.refuse(refusal, column);
                f64::NAN
            }
        }
    }

    #[cold]
    fn out_of(&mut self, (least, most): Range, column: usize) {
        let hint = match (least, most) {
            (0.0, f64::INFINITY) => "from-0".to_owned(),
            (0.0, 1.0) => "from-0-to-1".to_owned(),
            (0.0, 100.0) => "from-0-to-100".to_owned(),
            (least, most) => format!("{least} … {most}"),
        };
        self.problem(ProblemCode::OutOfRange, column, &hint);
    }

    #[cold]
    fn refuse(&mut self, (code, hint): Refusal, column: usize) {
        self.problem(code, column, hint);
    }

    #[cold]
    fn problem(&mut self, code: ProblemCode, column: usize, hint: &str) {
        let name = self.plan.header.get(column).map_or("", String::as_str);
        self.report.add(code, self.record.line, name, self.record.get(column), hint);
    }
}

/// Whether the status explains an empty cell, so that the absence itself is worth keeping.
fn says_why_none(status: Status) -> bool {
    matches!(
        status,
        Status::NotCollected | Status::NotCollectedByLaw | Status::NotPublished | Status::Protected
    )
}
