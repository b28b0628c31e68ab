//! Queries of data, applied to series, periods and values.

use std::cmp::Ordering;

use super::{ComponentFilter, Operator, Selection, Term};
use crate::sdmx::Limits;
use crate::sdmx::period::{Span, YearStart, span};
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::roles::{Role, Roles};
use crate::sdmx::value::{Value, Values};

/// A query of data made ready for a structure.
///
/// How values are compared: time periods by the time that they cover (`ge` is beginning no earlier than
/// the given period begins, `le` ending no later than it ends, `gt` beginning after it has ended, `lt`
/// ending before it begins); two numbers as numbers; anything else as text. Of several values of an
/// attribute, one that fits is enough, and `ne` and `nc` must hold for all. Where there is no value,
/// only `ne` and `nc` hold.
#[derive(Debug, Clone)]
pub struct Evaluator<'a> {
    selection: &'a Selection,
    roles: &'a Roles,
    year_start: YearStart,
    /// Places of dimensions that have filters, time apart.
    of_series: Vec<(usize, &'a ComponentFilter)>,
    of_time: Vec<Vec<Vec<(Operator, Span)>>>,
    of_values: Vec<&'a ComponentFilter>,
}

/// The id of the time dimension, fixed by the standard.
pub const TIME: &str = "TIME_PERIOD";

impl<'a> Evaluator<'a> {
    /// Makes a query ready for the components of a structure.
    ///
    /// # Errors
    /// Keys with more parts than there are dimensions; filters of components that the structure does not
    /// have; filters of time with something else than periods.
    pub fn new(selection: &'a Selection, roles: &'a Roles) -> Result<Self, Problems> {
        let mut problems = Problems::new(&Limits::default());
        let series = roles.dimensions.iter().filter(|id| *id != TIME).count();
        for key in selection.keys.iter().filter(|key| key.len() > series) {
            let problem = Problem::new(ProblemCode::QueryBadKey, "key", &key.len().to_string());
            problems.add(problem.allowed(roles.dimensions[..series].join(".")));
        }
        let year_start = selection.reporting_year_start_day.unwrap_or_default();
        let mut ready = Self {
            selection,
            roles,
            year_start,
            of_series: Vec::new(),
            of_time: Vec::new(),
            of_values: Vec::new(),
        };
        for filter in &selection.filters {
            ready.add(filter, &mut problems);
        }
        problems.or(ready)
    }

    fn add(&mut self, filter: &'a ComponentFilter, problems: &mut Problems) {
        let place = format!("c[{}]", filter.component);
        match self.roles.role(&filter.component) {
            Some(Role::Dimension) if filter.component == TIME => {
                match times(filter, self.year_start) {
                    Ok(times) => self.of_time.push(times),
                    Err(problem) => problems.add(problem),
                }
            }
            Some(Role::Dimension) => {
                let at = self.roles.dimensions.iter().position(|id| *id == filter.component);
                self.of_series.extend(at.map(|at| (at, filter)));
            }
            Some(Role::Measure | Role::Attribute) => self.of_values.push(filter),
            None => {
                let all = [&self.roles.dimensions, &self.roles.measures, &self.roles.attributes];
                let allowed = all.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
                let problem = Problem::new(ProblemCode::UnknownComponent, place, &filter.component);
                problems.add(problem.allowed(allowed));
            }
        }
    }

    /// Whether a series is wanted: the values of its dimensions in the order of the structure, without
    /// time. A dimension without a value is empty.
    pub fn accepts_series(&self, key: &[&str]) -> bool {
        let fits = |wanted: &super::Key| {
            let part = |(at, part): (usize, &Option<String>)| {
                part.as_deref().is_none_or(|wanted| key.get(at) == Some(&wanted))
            };
            wanted.iter().enumerate().all(part)
        };
        let by_key = self.selection.keys.is_empty() || self.selection.keys.iter().any(fits);
        by_key
            && self.of_series.iter().all(|(at, filter)| {
                let value = key.get(*at).filter(|value| !value.is_empty());
                let value = value.map(|value| Value::Text((*value).to_owned()));
                holds(filter, value.as_ref(), true)
            })
    }

    /// Whether a time period is wanted; what is not a period is wanted where no filter speaks of time.
    pub fn accepts_period(&self, period: &str) -> bool {
        if self.of_time.is_empty() {
            return true;
        }
        let Some(found) = span(period, self.year_start) else { return false };
        let term = |(operator, wanted): &(Operator, Span)| compare_time(*operator, found, *wanted);
        self.of_time.iter().all(|any| any.iter().any(|all| all.iter().all(term)))
    }

    /// Whether an observation with these measures and attributes is wanted.
    pub fn accepts_values(&self, values: &Values) -> bool {
        self.of_values.iter().all(|filter| holds(filter, values.get(&filter.component), false))
    }
}

/// The times of a filter.
fn times(
    filter: &ComponentFilter,
    start: YearStart,
) -> Result<Vec<Vec<(Operator, Span)>>, Problem> {
    let place = format!("c[{}]", filter.component);
    let time = |term: &Term| {
        let refused = |allowed: &str| {
            Problem::new(ProblemCode::QueryBadFilter, place.clone(), &term.value).allowed(allowed)
        };
        let found = span(&term.value, start)
            .ok_or_else(|| refused("YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, YYYY-Mnn…"))?;
        match term.operator {
            Operator::Contains
            | Operator::NotContains
            | Operator::StartsWith
            | Operator::EndsWith => Err(refused("eq, ne, lt, le, gt, ge")),
            operator => Ok((operator, found)),
        }
    };
    let all = |terms: &Vec<Term>| terms.iter().map(time).collect();
    filter.alternatives.iter().map(all).collect()
}

fn compare_time(operator: Operator, found: Span, wanted: Span) -> bool {
    match operator {
        Operator::Equals => found == wanted,
        Operator::NotEquals => found != wanted,
        Operator::GreaterOrEquals => found.start >= wanted.start,
        Operator::LessOrEquals => found.end <= wanted.end,
        // An instant has no length: what begins at it does not begin after it.
        Operator::Greater => found.start >= wanted.end && found.start > wanted.start,
        Operator::Less => found.end <= wanted.start && found.start < wanted.start,
        _ => false,
    }
}

/// Codes are the same where they are written alike: `01` is not `1`.
fn holds(filter: &ComponentFilter, value: Option<&Value>, coded: bool) -> bool {
    filter.alternatives.iter().any(|all| all.iter().all(|term| term_holds(term, value, coded)))
}

fn term_holds(term: &Term, value: Option<&Value>, coded: bool) -> bool {
    let negated = matches!(term.operator, Operator::NotEquals | Operator::NotContains);
    let each = |mut results: Box<dyn Iterator<Item = bool> + '_>| {
        if negated { results.all(|holds| holds) } else { results.any(|holds| holds) }
    };
    match value {
        None => negated,
        Some(Value::List(values)) => each(Box::new(
            values.iter().flatten().map(|value| term_holds(term, Some(value), coded)),
        )),
        Some(Value::Localised(texts)) => {
            each(Box::new(texts.values().map(|text| compare(term, text, coded))))
        }
        Some(plain) => compare(term, &plain.plain().unwrap_or_default(), coded),
    }
}

fn compare(term: &Term, text: &str, coded: bool) -> bool {
    let wanted = term.value.as_str();
    let order = || match (number(text), number(wanted)) {
        (Some(found), Some(wanted)) => found.partial_cmp(&wanted),
        _ => Some(text.cmp(wanted)),
    };
    let same = || text == wanted || (!coded && order() == Some(Ordering::Equal));
    match term.operator {
        Operator::Equals => same(),
        Operator::NotEquals => !same(),
        Operator::Less => order() == Some(Ordering::Less),
        Operator::LessOrEquals => matches!(order(), Some(Ordering::Less | Ordering::Equal)),
        Operator::Greater => order() == Some(Ordering::Greater),
        Operator::GreaterOrEquals => matches!(order(), Some(Ordering::Greater | Ordering::Equal)),
        Operator::Contains => text.contains(wanted),
        Operator::NotContains => !text.contains(wanted),
        Operator::StartsWith => text.starts_with(wanted),
        Operator::EndsWith => text.ends_with(wanted),
    }
}

fn number(text: &str) -> Option<f64> {
    fast_float2::parse::<f64, _>(text).ok().filter(|number| number.is_finite())
}
