//! The cells of figures: numbers, periods, and what goes with them.

use passerelle_vocabulary::{Period, Row, Status};

use super::number::{NumberError, in_range, parse_scaled};
use super::period::Periods;
use super::plan::{PeriodPlan, Plan, ValuePlan};
use super::resolve::Figure;
use super::{ProblemCode, Record, Report};
use crate::sources::Decimal;

/// Reads the cells of figures of one row.
pub(crate) struct CellReader<'s> {
    pub plan: &'s Plan,
    pub record: Record<'s>,
    pub report: &'s mut Report,
    pub periods: &'s mut Periods,
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
        let period = self.period(plan.period)?;
        let standard_error = match plan.standard_error {
            Some(column) => self.companion(column, plan.decimal, plan.scale.abs()),
            None => f64::NAN,
        };
        let n = plan.n.map_or(f64::NAN, |column| self.companion(column, plan.decimal, 1.0));
        let line = u32::try_from(self.record.line).unwrap_or(u32::MAX);
        let status = figure.status;
        Some(Row { series: 0, period, value, standard_error, n, status, line })
    }

    fn period(&mut self, plan: PeriodPlan) -> Option<Period> {
        match plan {
            PeriodPlan::Fixed(period) => Some(period),
            PeriodPlan::Column(column) => {
                let period = self.periods.read(self.record.get(column));
                if period.is_none() {
                    self.problem(ProblemCode::BadPeriod, column, "");
                }
                period
            }
        }
    }

    /// The outer `None`: refused, and reported.
    fn value(&mut self, cell: &[u8], plan: &ValuePlan, figure: &Figure) -> Option<Option<f64>> {
        let value = match parse_scaled(cell, plan.decimal, plan.scale) {
            Ok(Some(value)) => value,
            Ok(None) => return Some(None),
            Err(error) => {
                self.refuse(error, plan.column);
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
            let hint = format!("{} … {}", figure.range.0, figure.range.1);
            self.problem(ProblemCode::OutOfRange, plan.column, &hint);
            return None;
        }
        Some(Some(value))
    }

    /// A count as a percentage of a total; of nothing there is none.
    fn percentage(&mut self, value: f64, total: usize, decimal: Decimal) -> Option<Option<f64>> {
        match parse_scaled(self.record.get(total), decimal, 1.0) {
            Ok(Some(total)) if total > 0.0 => Some(Some(value * 100.0 / total)),
            Ok(Some(0.0) | None) => Some(None),
            Ok(Some(_)) => {
                self.problem(ProblemCode::OutOfRange, total, "0 … inf");
                None
            }
            Err(error) => {
                self.refuse(error, total);
                None
            }
        }
    }

    /// A figure that goes with another: a standard error, a count. Unreadable ones are unknown.
    fn companion(&mut self, column: usize, decimal: Decimal, scale: f64) -> f64 {
        match parse_scaled(self.record.get(column), decimal, scale) {
            Ok(Some(value)) if value < 0.0 => {
                self.problem(ProblemCode::OutOfRange, column, "0 … inf");
                f64::NAN
            }
            Ok(value) => value.unwrap_or(f64::NAN),
            Err(error) => {
                self.refuse(error, column);
                f64::NAN
            }
        }
    }

    #[cold]
    fn refuse(&mut self, error: NumberError, column: usize) {
        let (code, hint) = match error {
            NumberError::NotANumber => (ProblemCode::BadNumber, ""),
            NumberError::NotFinite => (ProblemCode::NotFinite, ""),
            NumberError::Ambiguous(Decimal::Comma) => (ProblemCode::AmbiguousNumber, ","),
            NumberError::Ambiguous(Decimal::Point) => (ProblemCode::AmbiguousNumber, "."),
        };
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
