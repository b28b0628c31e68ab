//! Classes made of answers.

use std::sync::Arc;

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};

use super::adjust::Factors;
use super::plan::{Plan, Recode};
use crate::survey::SurveyProblem;
use crate::survey::units::{codes, levels, numbers};

impl Plan {
    /// Rows with the columns that the plan makes of them. Classes of equal size are known once `factors` tell
    /// where they end.
    ///
    /// # Errors
    /// A column that is not there or of another kind.
    pub(super) fn classed(
        &self,
        mut rows: Columns,
        factors: &Factors,
    ) -> Result<Columns, SurveyProblem> {
        for recode in &self.recode {
            let made = match &recode.quantiles {
                None => recode.column(&rows, &self.unknown)?,
                Some(asked) => {
                    let codes = recode.cut(asked, &rows, factors.cuts(&recode.column))?;
                    Column::Words { codes, levels: Arc::new(asked.classes.clone()) }
                }
            };
            rows.push(recode.column.clone(), made);
        }
        Ok(rows)
    }
}

impl Recode {
    /// Columns that it is made of, with whether they hold words.
    pub(super) fn columns(&self) -> Vec<(String, bool)> {
        let words = self.bands.is_empty() && self.quantiles.is_none();
        let from = self.from.iter().map(|name| (name.clone(), words));
        let per = self.quantiles.iter().flat_map(|asked| &asked.per);
        let per = per.map(|name| (name.clone(), false));
        from.chain(per).chain(self.cases.iter().flat_map(|case| case.when.columns())).collect()
    }

    /// The classes of its bands: `15_24`, `25_over`.
    fn band_names(&self) -> Vec<String> {
        let next = self.bands.iter().skip(1).map(|next| (next - 1).to_string());
        let last = next.chain(std::iter::once("over".to_owned()));
        self.bands.iter().zip(last).map(|(first, last)| format!("{first}_{last}")).collect()
    }

    fn column(&self, rows: &Columns, unknown: &[String]) -> Result<Column, SurveyProblem> {
        let (codes, levels) = match &self.from {
            Some(from) if !self.bands.is_empty() => {
                (self.banded(numbers(rows, from)?), self.band_names())
            }
            Some(from) => self.listed(codes(rows, from)?, levels(rows, from)),
            None => self.by_case(rows, unknown)?,
        };
        Ok(Column::Words { codes, levels: Arc::new(levels) })
    }

    fn banded(&self, values: &[f64]) -> Vec<u32> {
        let band = |value: &f64| {
            // Not a number is in no band.
            let at = self.bands.iter().rposition(|first| *value >= f64::from(*first));
            at.map_or(MISSING, |at| at as u32)
        };
        values.iter().map(band).collect()
    }

    fn listed(&self, answers: &[u32], words: &[String]) -> (Vec<u32>, Vec<String>) {
        let mut made: Vec<String> = self.classes.values().cloned().collect();
        made.sort();
        made.dedup();
        let class = |word: &String| {
            let class = self.classes.get(word)?;
            made.iter().position(|known| known == class)
        };
        let of_word: Vec<u32> =
            words.iter().map(|word| class(word).map_or(MISSING, |at| at as u32)).collect();
        let code = |answer: &u32| of_word.get(*answer as usize).copied().unwrap_or(MISSING);
        (answers.iter().map(code).collect(), made)
    }

    fn by_case(
        &self,
        rows: &Columns,
        unknown: &[String],
    ) -> Result<(Vec<u32>, Vec<String>), SurveyProblem> {
        let mut classes: Vec<String> = Vec::new();
        let mut codes = vec![MISSING; rows.rows()];
        let mut known = vec![true; rows.rows()];
        let number = |classes: &mut Vec<String>, class: &String| {
            let at = classes.iter().position(|known| known == class);
            at.unwrap_or_else(|| {
                classes.push(class.clone());
                classes.len() - 1
            }) as u32
        };
        for case in &self.cases {
            let class = number(&mut classes, &case.class);
            for (code, held) in codes.iter_mut().zip(case.when.rows(rows)?) {
                if held && *code == MISSING {
                    *code = class;
                }
            }
            let more = case.when.known(rows, unknown);
            known.iter_mut().zip(more).for_each(|(known, more)| *known &= more);
        }
        if let Some(otherwise) = &self.otherwise {
            let class = number(&mut classes, otherwise);
            for (code, known) in codes.iter_mut().zip(known) {
                if known && *code == MISSING {
                    *code = class;
                }
            }
        }
        Ok((codes, classes))
    }
}

#[cfg(test)]
mod tests {
    use passerelle_vocabulary::columns::words;

    use super::*;

    fn made(recode: &str, rows: &Columns) -> Vec<Option<String>> {
        let recode: Recode = toml::from_str(recode).unwrap();
        let column = recode.column(rows, &["dont_know".to_owned()]).unwrap();
        (0..rows.rows()).map(|row| column.written(row)).collect()
    }

    fn some(classes: &[&str]) -> Vec<Option<String>> {
        let class = |one: &&str| (!one.is_empty()).then(|| (*one).to_owned());
        classes.iter().map(class).collect()
    }

    #[test]
    fn bands_end_before_the_next_and_the_last_goes_on() {
        let age = Column::Numbers(vec![14.0, 15.0, 24.0, 25.0, 99.0, f64::NAN]);
        let rows = Columns::new(vec![("age".into(), age)]).unwrap();
        let bands = "column = \"b\"\nfrom = \"age\"\nbands = [15, 25]\n";
        let expected = some(&["", "15_24", "15_24", "25_over", "25_over", ""]);
        assert_eq!(made(bands, &rows), expected);
    }

    #[test]
    fn answers_are_put_in_classes_and_others_have_none() {
        let level = words([Some("none"), Some("primary"), Some("dont_know"), None].into_iter());
        let rows = Columns::new(vec![("level".into(), level)]).unwrap();
        let classes = "column = \"e\"\nfrom = \"level\"\nclasses = { none = \"low\", primary = \"low\", tertiary = \"high\" }\n";
        assert_eq!(made(classes, &rows), some(&["low", "low", "", ""]));
    }

    /// The Washington Group's rule: one domain is enough to be in; to be out, all must be known.
    #[test]
    fn a_case_is_enough_and_otherwise_needs_all_known() {
        let seeing = [Some("none"), Some("a_lot"), Some("none"), Some("dont_know"), Some("cannot")];
        let walking = [Some("some"), None, Some("dont_know"), Some("none"), Some("dont_know")];
        let rows = Columns::new(vec![
            ("seeing".into(), words(seeing.into_iter())),
            ("walking".into(), words(walking.into_iter())),
        ])
        .unwrap();
        let cases = "column = \"d\"\notherwise = \"without\"\ncases = [{ class = \"with\", when = [\"seeing = a_lot|cannot\", \"walking = a_lot|cannot\"] }]\n";
        assert_eq!(made(cases, &rows), some(&["without", "with", "", "", "with"]));
    }
}
