//! Conditions of which one must hold: `["wg1_seeing = a_lot|cannot", "age >= 65 and sex = female"]`.

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::survey::design::one_or_many;
use crate::survey::{Filter, SurveyProblem};

/// Conditions of which one must hold; each is a [`Filter`], whose parts must all hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnyOf {
    written: Vec<String>,
    filters: Vec<Filter>,
}

impl AnyOf {
    /// Reads them.
    ///
    /// # Errors
    /// One that is no condition.
    pub fn parse(written: Vec<String>) -> Result<Self, SurveyProblem> {
        let filters = written.iter().map(|one| Filter::parse(one)).collect::<Result<_, _>>()?;
        Ok(Self { written, filters })
    }

    /// Whether nothing is asked: everything holds.
    pub fn is_empty(&self) -> bool {
        self.filters.is_empty()
    }

    /// The conditions.
    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }

    /// Their columns, with whether they hold words.
    pub fn columns(&self) -> Vec<(String, bool)> {
        self.filters.iter().flat_map(Filter::columns).collect()
    }

    /// For each row, whether one of them holds; without conditions, all do.
    ///
    /// # Errors
    /// A column that is not there or of another kind.
    pub fn rows(&self, columns: &Columns) -> Result<Vec<bool>, SurveyProblem> {
        let mut held = vec![self.is_empty(); columns.rows()];
        for filter in &self.filters {
            let more = filter.rows(columns)?;
            held.iter_mut().zip(more).for_each(|(held, more)| *held |= more);
        }
        Ok(held)
    }

    /// For each row, whether every column that they look at is known: there, and none of the answers that
    /// are none (`unknown`).
    pub fn known(&self, columns: &Columns, unknown: &[String]) -> Vec<bool> {
        let mut known = vec![true; columns.rows()];
        for (name, _) in self.columns() {
            clear_unknown(columns, &name, unknown, &mut known);
        }
        known
    }
}

/// Clears the rows where a column is missing, or is an answer that is none.
fn clear_unknown(columns: &Columns, name: &str, unknown: &[String], known: &mut [bool]) {
    for (_, column) in columns.iter().filter(|(found, _)| *found == name) {
        match column {
            Column::Numbers(values) => {
                known.iter_mut().zip(values).for_each(|(known, value)| *known &= !value.is_nan());
            }
            Column::Words { codes, levels } => {
                let none: Vec<bool> = levels.iter().map(|level| unknown.contains(level)).collect();
                for (known, code) in known.iter_mut().zip(codes) {
                    *known &= *code != MISSING && !none[*code as usize];
                }
            }
        }
    }
}

impl Serialize for AnyOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for AnyOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(one_or_many(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use passerelle_vocabulary::columns::words;

    use super::*;

    #[test]
    fn one_of_several_is_enough_and_unknown_answers_are_told() {
        let a = words([Some("yes"), Some("no"), None, Some("dont_know")].into_iter());
        let b = words([Some("no"), Some("yes"), Some("yes"), Some("no")].into_iter());
        let rows = Columns::new(vec![("a".into(), a), ("b".into(), b)]).unwrap();
        let either = AnyOf::parse(vec!["a = yes".into(), "b = yes".into()]).unwrap();
        assert_eq!(either.rows(&rows).unwrap(), [true, true, true, false]);
        assert_eq!(either.known(&rows, &["dont_know".into()]), [true, true, false, false]);
        assert_eq!(AnyOf::default().rows(&rows).unwrap(), [true; 4]);
        assert!(AnyOf::parse(vec!["a".into()]).is_err());
    }
}
