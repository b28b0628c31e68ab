//! Which rows a question is about: `age >= 15 and area = rural`.

use passerelle_vocabulary::Columns;

use super::problem::SurveyProblem;
use super::units::numbers;

/// Conditions on columns, all of which must hold. A row whose value is missing does not hold.
///
/// A part of the sample is still drawn by the whole design: units without a row inside count as such.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    conditions: Vec<Condition>,
}

#[derive(Debug, Clone, PartialEq)]
struct Condition {
    column: String,
    comparison: Comparison,
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Is,
    IsNot,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// Longer marks first, so that `<=` is not read as `<`.
const MARKS: [(&str, Comparison); 7] = [
    ("!=", Comparison::IsNot),
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("==", Comparison::Is),
    ("<", Comparison::Below),
    (">", Comparison::Above),
    ("=", Comparison::Is),
];

impl Filter {
    /// Reads conditions joined by `and`; after `=` or `!=` several values may stand, joined by `|`.
    ///
    /// # Errors
    /// A condition without a comparison, or with nothing on one side.
    pub fn parse(written: &str) -> Result<Self, SurveyProblem> {
        let conditions = written.split(" and ").map(condition).collect::<Result<_, _>>()?;
        Ok(Self { conditions })
    }

    /// Its columns, with whether they hold words.
    pub fn columns(&self) -> Vec<(String, bool)> {
        let words = |one: &Condition| matches!(one.comparison, Comparison::Is | Comparison::IsNot);
        self.conditions.iter().map(|one| (one.column.clone(), words(one))).collect()
    }

    /// Its conditions: column, mark (`=`, `>=`…), values of which one must be met.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &'static str, &[String])> {
        self.conditions.iter().map(|one| {
            let mark = MARKS.iter().rev().find(|(_, comparison)| *comparison == one.comparison);
            (one.column.as_str(), mark.map_or("=", |(mark, _)| *mark), one.values.as_slice())
        })
    }

    /// For each row, whether every condition holds.
    ///
    /// # Errors
    /// A column that is not there, or not of numbers where sizes are compared.
    pub fn rows(&self, columns: &Columns) -> Result<Vec<bool>, SurveyProblem> {
        let mut inside = vec![true; columns.rows()];
        for condition in &self.conditions {
            let sizes = !matches!(condition.comparison, Comparison::Is | Comparison::IsNot);
            match columns.words(&condition.column) {
                Some((codes, levels)) if !sizes => condition.keep_words(codes, levels, &mut inside),
                _ => condition.keep_numbers(numbers(columns, &condition.column)?, &mut inside)?,
            }
        }
        Ok(inside)
    }
}

fn condition(written: &str) -> Result<Condition, SurveyProblem> {
    let wrong = || SurveyProblem::Question { what: written.trim().to_owned(), why: "filter-form" };
    let found = MARKS
        .iter()
        .filter_map(|(mark, comparison)| written.find(mark).map(|at| (at, mark, *comparison)))
        .min_by_key(|(at, mark, _)| (*at, usize::MAX - mark.len()));
    let (at, mark, comparison) = found.ok_or_else(wrong)?;
    let column = written[..at].trim().to_owned();
    let values = written[at + mark.len()..].split('|');
    let values: Vec<String> =
        values.map(|value| value.trim().trim_matches(['"', '\'']).to_owned()).collect();
    if column.is_empty() || values.iter().any(String::is_empty) {
        return Err(wrong());
    }
    let several = !matches!(comparison, Comparison::Is | Comparison::IsNot) && values.len() > 1;
    if several { Err(wrong()) } else { Ok(Condition { column, comparison, values }) }
}

impl Condition {
    fn holds_word(&self, level: &str) -> bool {
        let one_of = self.values.iter().any(|value| value == level);
        if self.comparison == Comparison::IsNot { !one_of } else { one_of }
    }

    fn keep_words(&self, codes: &[u32], levels: &[String], inside: &mut [bool]) {
        let kept: Vec<bool> = levels.iter().map(|level| self.holds_word(level)).collect();
        for (inside, code) in inside.iter_mut().zip(codes) {
            *inside &= kept.get(*code as usize).copied().unwrap_or(false);
        }
    }

    fn keep_numbers(&self, values: &[f64], inside: &mut [bool]) -> Result<(), SurveyProblem> {
        let read = |value: &String| {
            value.parse::<f64>().map_err(|_| SurveyProblem::Question {
                what: format!("{} … {value}", self.column),
                why: "filter-number",
            })
        };
        let wanted: Vec<f64> = self.values.iter().map(read).collect::<Result<_, _>>()?;
        for (inside, found) in inside.iter_mut().zip(values) {
            let any = |test: fn(&f64, &f64) -> bool| wanted.iter().any(|value| test(found, value));
            *inside &= !found.is_nan()
                && match self.comparison {
                    Comparison::Is => any(|a, b| a == b),
                    Comparison::IsNot => !any(|a, b| a == b),
                    Comparison::Below => any(|a, b| a < b),
                    Comparison::AtMost => any(|a, b| a <= b),
                    Comparison::Above => any(|a, b| a > b),
                    Comparison::AtLeast => any(|a, b| a >= b),
                };
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use passerelle_vocabulary::Column;
    use passerelle_vocabulary::columns::words;

    use super::*;

    fn data() -> Columns {
        let area = words([Some("rural"), Some("urban"), None, Some("rural")].into_iter());
        let age = Column::Numbers(vec![10.0, 20.0, 30.0, f64::NAN]);
        Columns::new(vec![("area".into(), area), ("age".into(), age)]).unwrap()
    }

    #[test]
    fn rows_are_kept_by_their_values() {
        for (written, expected) in [
            ("age >= 20", [false, true, true, false]),
            ("area=rural|urban and age<20", [true, false, false, false]),
            ("area != rural", [false, true, false, false]),
            ("age = 30", [false, false, true, false]),
            ("area == 'urban'", [false, true, false, false]),
        ] {
            let kept = Filter::parse(written).unwrap().rows(&data()).unwrap();
            assert_eq!(kept, expected, "{written}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for wrong in ["age", "= 3", "age >", "age > 1|2", ""] {
            assert_eq!(Filter::parse(wrong).unwrap_err().code(), "question", "{wrong}");
        }
        let code = |written| Filter::parse(written).unwrap().rows(&data()).unwrap_err().code();
        assert_eq!(
            [code("x = 1"), code("area > 1"), code("age > old")],
            ["no-column", "not-numbers", "question"]
        );
    }
}
