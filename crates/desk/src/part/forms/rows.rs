//! Things of which a form can have several: aims, places, lines of a budget, partners, pieces of evidence.
//!
//! Each is a row of fields, with the number of the row after their names: `aim_what_2`. A row in which nothing is typed
//! is none: what stands after it closes up when the form comes in, so that the number of a row is the number of what it
//! becomes in its record. How many rows are shown is kept with the form, under the name of the rows.

use super::Form;

/// Rows of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows {
    /// Their name: of the button that adds one, and of the field that holds how many are shown.
    pub name: &'static str,
    /// The names of the fields of a row, without its number.
    pub fields: &'static [&'static str],
    /// Rows that a form has room for.
    pub most: usize,
}

/// From where to where, by when.
pub const AIMS: Rows = Rows {
    name: "aims",
    fields: &[
        "aim_what",
        "aim_indicator",
        "aim_unit",
        "aim_from",
        "aim_from_year",
        "aim_to",
        "aim_to_year",
    ],
    most: 20,
};
/// Where.
pub const PLACES: Rows = Rows { name: "sites", fields: &["place_name", "place_at"], most: 50 };
/// Who takes part.
pub const PARTNERS: Rows = Rows {
    name: "partners",
    fields: &["partner_name", "partner_role", "partner_kind", "partner_reference"],
    most: 30,
};
/// Money by year and purpose.
pub const BUDGET: Rows = Rows {
    name: "lines",
    fields: &["budget_year", "budget_purpose", "budget_amount", "budget_by", "budget_promised"],
    most: 60,
};
/// What shows it.
pub const EVIDENCE: Rows =
    Rows { name: "proofs", fields: &["evidence_what", "evidence_link"], most: 20 };

/// The rows that the form of a kind has.
pub fn rows_of(kind: &str) -> &'static [&'static Rows] {
    match kind {
        "initiative" => &[&AIMS, &PLACES, &PARTNERS, &BUDGET, &EVIDENCE],
        "update" | "assessment" => &[&EVIDENCE],
        _ => &[],
    }
}

/// The name of a field in a row.
pub fn row_field(field: &str, number: usize) -> String {
    format!("{field}_{number}")
}

impl Rows {
    /// Where it is kept how many are shown.
    pub fn count_field(&self) -> String {
        format!("{}_rows", self.name)
    }
}

impl Form {
    /// How many rows are shown: those that are filled in, and as many more as were asked for; one at least.
    pub fn shown_rows(&self, rows: &Rows) -> usize {
        let asked = self.get(&rows.count_field()).parse().unwrap_or(1);
        let filled = (1..=rows.most).rev().find(|number| self.has_row(rows, *number)).unwrap_or(0);
        filled.max(asked).clamp(1, rows.most)
    }

    /// Whether anything is typed in a row.
    pub(super) fn has_row(&self, rows: &Rows, number: usize) -> bool {
        rows.fields.iter().any(|field| !self.get(&row_field(field, number)).is_empty())
    }

    /// The numbers of the rows in which something is typed.
    pub(super) fn filled_rows(&self, rows: &Rows) -> Vec<usize> {
        (1..=rows.most).filter(|number| self.has_row(rows, *number)).collect()
    }

    /// Closes up the rows of a form: what is empty goes to the end. `more`: the name of the rows of which one more is
    /// wanted.
    pub fn close_up(&mut self, kind: &str, more: Option<&str>) {
        for rows in rows_of(kind) {
            let mut filled: Vec<Vec<String>> = Vec::new();
            for number in 1..=rows.most {
                let is_filled = self.has_row(rows, number);
                let taken = rows.fields.iter().map(|field| self.take(&row_field(field, number)));
                let taken: Vec<String> = taken.collect();
                if is_filled {
                    filled.push(taken);
                }
            }
            let shown = filled.len() + usize::from(more == Some(rows.name));
            for (values, number) in filled.into_iter().zip(1..) {
                for (field, value) in rows.fields.iter().zip(values) {
                    if !value.is_empty() {
                        self.set(&row_field(field, number), value);
                    }
                }
            }
            self.set(&rows.count_field(), shown.clamp(1, rows.most).to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        Form::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn empty_rows_close_up_and_one_more_is_there_when_it_is_asked_for() {
        let mut typed = form(&[
            ("aim_what_1", ""),
            ("aim_to_2", "10"),
            ("aim_what_4", "Écoles"),
            ("aim_unit_4", "écoles"),
            ("aims_rows", "4"),
            ("place_name_1", "Kisumu"),
        ]);
        assert_eq!(typed.shown_rows(&AIMS), 4);
        typed.close_up("initiative", Some("aims"));
        assert_eq!((typed.get("aim_to_1"), typed.get("aim_what_2")), ("10", "Écoles"));
        assert_eq!((typed.get("aim_unit_2"), typed.get("aim_what_4")), ("écoles", ""));
        assert_eq!((typed.shown_rows(&AIMS), typed.shown_rows(&PLACES)), (3, 1));
        assert_eq!(typed.filled_rows(&AIMS), [1, 2]);
        // The same form again is the same.
        let before = typed.clone();
        typed.close_up("initiative", Some("aims"));
        assert_eq!(typed, before);
    }

    #[test]
    fn there_is_room_for_so_many_and_no_more() {
        let mut typed = Form::default();
        for number in 1..=30 {
            typed.set(&row_field("evidence_what", number), number.to_string());
        }
        typed.set("proofs_rows", "99999999999999999999");
        typed.close_up("update", Some("proofs"));
        assert_eq!(typed.shown_rows(&EVIDENCE), 20);
        assert_eq!(typed.get("evidence_what_20"), "20");
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_is_typed_in_a_row_is_lost(
            typed in proptest::collection::vec((1_usize..=20, "[a-z]{0,3}", "[a-z]{0,3}"), 0..20),
        ) {
            let mut form = Form::default();
            for (number, what, link) in &typed {
                form.set(&row_field("evidence_what", *number), what.as_str());
                form.set(&row_field("evidence_link", *number), link.as_str());
            }
            let rows = |form: &Form| -> Vec<(String, String)> {
                let of = |number| (
                    form.get(&row_field("evidence_what", number)).to_owned(),
                    form.get(&row_field("evidence_link", number)).to_owned(),
                );
                form.filled_rows(&EVIDENCE).into_iter().map(of).collect()
            };
            let before = rows(&form);
            form.close_up("update", None);
            proptest::prop_assert_eq!(rows(&form), before.clone());
            proptest::prop_assert_eq!(form.filled_rows(&EVIDENCE), (1..=before.len()).collect::<Vec<_>>());
        }
    }
}
