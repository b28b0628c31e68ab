//! The fields of the forms, as data: one template draws them all.

use std::collections::BTreeMap;

use passerelle_compact::initiative::InitiativePlace;
use passerelle_compact::{Completion, EarlyResults, OBJECTIVES, StakeholderKind, TransactionKind};
use passerelle_desk::part::forms::{EVIDENCE, Rows, row_field};
use passerelle_desk::part::{Form, TRANSACTION};
use passerelle_exchange::uploads::UploadKind;
use passerelle_vocabulary::Finding;

use super::places::PlacesDrawing;
use crate::App;
use crate::words::Words;

mod contribution;

/// What can be chosen: code, words, whether it is chosen.
pub(in crate::pages) type Options = Vec<(String, String, bool)>;

/// How a field is filled in.
pub(in crate::pages) enum Input {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// One line, with names that are known to choose from: the id of their list.
    Named(&'static str),
    /// A day.
    Day,
    /// A file: the ends of names that can be chosen.
    File(String),
    /// One of these.
    Choice(Options),
    /// Any of these, under headings.
    Ticks(Vec<(String, Options)>),
}

impl Input {
    /// Whether any of some boxes is ticked: their part of the form is open then.
    pub fn any(rows: &[(String, String, bool)]) -> bool {
        rows.iter().any(|(_, _, ticked)| *ticked)
    }
}

/// A field of a form.
pub(in crate::pages) struct Field {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub input: Input,
    pub value: String,
    pub required: bool,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// What another saved here meanwhile.
    pub other: Option<String>,
    /// The row that it is in, where there are several.
    pub within: Option<String>,
}

impl Field {
    /// Its label, with the row that it is in.
    pub fn full_label(&self, w: &Words) -> String {
        match &self.within {
            Some(row) => w.t2("part-field-in", "row", row.as_str(), "field", self.label.as_str()),
            None => self.label.clone(),
        }
    }
}

/// One of several of the same: an aim, a place.
pub(in crate::pages) struct Row {
    pub legend: String,
    pub fields: Vec<Field>,
}

/// Fields that belong together.
#[derive(Default)]
pub(in crate::pages) struct Group {
    pub legend: String,
    pub hint: Option<String>,
    pub fields: Vec<Field>,
    /// Things of which there can be several.
    pub rows: Vec<Row>,
    /// Their name.
    pub name: &'static str,
    /// Where to send the form for one more, and the words for it; `None` where there is no more room.
    pub more: Option<(String, String)>,
    /// Names to choose from: the id of their list.
    pub known: Option<(&'static str, Vec<String>)>,
    /// Where the places are.
    pub drawing: Option<PlacesDrawing>,
}

impl Group {
    /// Its fields, with those of its rows.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(self.rows.iter().flat_map(|row| &row.fields))
    }
}

/// What fields are made of.
pub(super) struct Making<'a> {
    pub app: &'a App,
    pub w: &'static Words,
    pub kind: &'a str,
    pub form: &'a Form,
    /// Whether it changes what is published.
    pub is_published: bool,
    /// What is wrong, by field.
    pub problems: BTreeMap<String, String>,
    /// The form as it was saved meanwhile, if it was.
    pub other: Option<&'a Form>,
    /// Initiatives that an endorsement can promise: slug and title.
    pub initiatives: Vec<(String, String)>,
    /// Places of its country whose names are known.
    pub known: Vec<InitiativePlace>,
    /// Whether its budget is a plan's to say.
    pub has_plan: bool,
    /// Where the form is sent.
    pub address: String,
}

/// What is wrong, in words, by the name of the field in its form; what belongs to none under an empty name.
pub(super) fn problems(w: &Words, findings: &[Finding]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for finding in findings {
        let name = format!("part-wrong-{}", finding.code);
        let name = if w.has(&name) { name.as_str() } else { "part-wrong-other" };
        let words = w.t1(name, "found", finding.found.as_str());
        found.entry(field_of(&finding.field)).or_insert(words);
    }
    found
}

/// The field of a form in which a record's field is filled in.
fn field_of(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let of = |field: &str, number: &str| format!("{field}_{number}");
    match parts.as_slice() {
        ["aims", number, "what", ..] => of("aim_what", number),
        ["aims", number, "target_year"] => of("aim_to_year", number),
        ["aims", number, ..] => of("aim_to", number),
        ["budget", number, "year"] => of("budget_year", number),
        ["budget", number, "pledged"] => of("budget_by", number),
        ["budget", number, ..] => of("budget_amount", number),
        ["budget"] => of("budget_year", "1"),
        ["evidence", number, field] => format!("evidence_{field}_{number}"),
        ["evidence"] => of("evidence_what", "1"),
        ["places", number, ..] => of("place_name", number),
        ["places"] => of("place_name", "1"),
        ["organisations", number, "reference"] => of("partner_reference", number),
        ["organisations", number, ..] => of("partner_name", number),
        ["organisations"] => of("partner_role", "1"),
        ["cents"] => "amount".to_owned(),
        ["provider" | "receiver", "name"] => "party".to_owned(),
        ["provider" | "receiver", "outside"] => "outside".to_owned(),
        ["provider" | "receiver", field] => format!("party_{field}"),
        ["transactions", ..] => "reference".to_owned(),
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    }
}

impl Making<'_> {
    /// The groups of the form of this kind.
    pub fn groups(&self) -> Vec<Group> {
        match self.kind {
            "actor" => vec![self.group(
                "actor",
                vec![
                    self.line("name", true),
                    self.choice(
                        "kind",
                        true,
                        self.coded("part-actor", StakeholderKind::ALL.map(StakeholderKind::code)),
                    ),
                    self.area("about", true),
                    self.countries(),
                    self.line("languages", false),
                    self.line("website", false),
                    self.line("lang", false),
                ],
            )],
            "endorsement" => self.endorsement(),
            "initiative" => self.initiative(),
            TRANSACTION => self.transaction(),
            "update" => vec![
                self.group(
                    "update",
                    vec![
                        self.day("day"),
                        self.area("text", true),
                        self.completion(),
                        self.results(),
                        self.line("lang", false),
                    ],
                ),
                self.evidence(),
            ],
            "assessment" => vec![
                self.group(
                    "assessment",
                    vec![
                        self.line("assessor", true),
                        self.line("interests", true),
                        self.day("day"),
                        self.area("method", true),
                        self.area("text", true),
                        self.completion(),
                        self.results(),
                        self.line("lang", false),
                    ],
                ),
                self.evidence(),
            ],
            "comment" => vec![self.group(
                "comment",
                vec![
                    self.line("name", true),
                    self.line("passage", false),
                    self.area("text", true),
                    self.day("day"),
                    self.line("lang", false),
                ],
            )],
            "answer" => vec![self.group(
                "answer",
                vec![
                    self.line("name", true),
                    self.area("text", true),
                    self.day("day"),
                    self.line("lang", false),
                ],
            )],
            _ => self.reply(),
        }
    }

    fn reply(&self) -> Vec<Group> {
        let nothing = vec![("yes".to_owned(), self.w.t("part-waived-tick"))];
        vec![self.group(
            "reply",
            vec![
                self.day("day"),
                self.area("text", false),
                self.ticks("waived", vec![(String::new(), nothing)]),
                self.line("lang", false),
            ],
        )]
    }

    fn endorsement(&self) -> Vec<Group> {
        let objectives: Vec<(String, String)> = OBJECTIVES
            .map(|number| (number.to_string(), self.w.t(&format!("part-objective-{number}"))))
            .collect();
        let promises = vec![(String::new(), self.initiatives.clone())];
        let values = vec![("yes".to_owned(), self.w.t("part-values-only-tick"))];
        vec![
            self.group(
                "endorsement",
                vec![
                    self.ticks("objectives", vec![(String::new(), objectives)]),
                    self.area("statement", true),
                    self.line("signatory", true),
                    self.day("signed"),
                    self.line("lang", false),
                ],
            ),
            self.group(
                "promise",
                vec![
                    self.ticks("contributions", promises),
                    self.ticks("values_only", vec![(String::new(), values)]),
                ],
            ),
            self.group("withdraw", vec![self.field("withdrawn", Input::Day, false)]),
        ]
    }

    fn transaction(&self) -> Vec<Group> {
        let kinds = self.coded("money-kind", TransactionKind::ALL.map(TransactionKind::code));
        let tick = |name: &str| {
            let words = self.w.t(&format!("part-{name}-tick"));
            self.ticks(name, vec![(String::new(), vec![("yes".to_owned(), words)])])
        };
        let mut groups = vec![
            self.group(
                "transaction",
                vec![
                    self.choice("kind", true, kinds),
                    self.day("day"),
                    self.line("amount", true),
                    self.line("currency", true),
                    self.field("value_day", Input::Day, false),
                    self.line("reference", false),
                    self.area("description", false),
                    self.line("lang", false),
                ],
            ),
            self.group(
                "other-end",
                vec![
                    self.line("party", false),
                    self.line("party_reference", false),
                    self.line("party_activity", false),
                    tick("outside"),
                ],
            ),
        ];
        // What is not published yet is thrown away, and not withdrawn.
        if self.is_published {
            groups.push(self.group("gone", vec![tick("gone")]));
        }
        groups
    }

    fn evidence(&self) -> Group {
        let endings = UploadKind::ALL.map(|kind| format!(".{}", kind.ending())).join(",");
        let fields = |number: usize| {
            let of = |name: &str| row_field(name, number);
            vec![
                self.line(&of("evidence_what"), true),
                self.line(&of("evidence_link"), false),
                self.field(&of("evidence_file"), Input::File(format!("{endings},.csv")), false),
            ]
        };
        self.rows(&EVIDENCE, "evidence", fields)
    }

    /// A group of rows, with a button for one more.
    fn rows(&self, rows: &Rows, legend: &str, fields: impl Fn(usize) -> Vec<Field>) -> Group {
        let w = self.w;
        let shown = self.form.shown_rows(rows);
        let row = |number: usize| {
            let legend = w.t1(&format!("part-row-{}", rows.name), "number", number.to_string());
            let within = |field: Field| Field { within: Some(legend.clone()), ..field };
            let fields = fields(number).into_iter().map(within).collect();
            Row { legend, fields }
        };
        let name = format!("part-hint-{}", rows.name);
        let more = || {
            let words = w.t(&format!("part-more-{}", rows.name));
            (format!("{}#{}-last", self.address, rows.name), words)
        };
        Group {
            hint: w.has(&name).then(|| w.t(&name)),
            rows: (1..=shown).map(row).collect(),
            name: rows.name,
            more: (shown < rows.most).then(more),
            ..self.group(legend, Vec::new())
        }
    }

    fn group(&self, name: &str, fields: Vec<Field>) -> Group {
        let legend = self.w.t(&format!("part-legend-{name}"));
        Group { legend, fields, ..Group::default() }
    }

    fn line(&self, name: &str, required: bool) -> Field {
        self.field(name, Input::Line, required)
    }

    fn area(&self, name: &str, required: bool) -> Field {
        self.field(name, Input::Area, required)
    }

    fn day(&self, name: &str) -> Field {
        self.field(name, Input::Day, true)
    }

    fn completion(&self) -> Field {
        let codes: Vec<&str> = Completion::ALL.iter().map(|step| step.code()).collect();
        self.choice("completion", true, self.coded("part-completion", codes))
    }

    fn results(&self) -> Field {
        let codes: Vec<&str> = EarlyResults::ALL.iter().map(|step| step.code()).collect();
        self.choice("results", false, self.coded("part-results", codes))
    }

    fn countries(&self) -> Field {
        let countries = self.app.desk.catalogue.places.countries().iter();
        let mut countries: Vec<(String, String)> =
            countries.map(|one| (one.iso3.clone(), self.w.text(&one.name).to_owned())).collect();
        self.w.sort_by_name(&mut countries, |(_, name)| name);
        self.choice("country", false, countries)
    }

    fn coded<'c>(
        &self,
        words: &str,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Vec<(String, String)> {
        let row = |code: &str| {
            (code.to_owned(), self.w.t(&format!("{words}-{}", code.replace('_', "-"))))
        };
        codes.into_iter().map(row).collect()
    }

    fn choice(&self, name: &str, required: bool, rows: Vec<(String, String)>) -> Field {
        let chosen = self.form.get(name);
        let rows = rows.into_iter().map(|(code, words)| {
            let is_chosen = code == chosen;
            (code, words, is_chosen)
        });
        self.field(name, Input::Choice(rows.collect()), required)
    }

    fn ticks(&self, name: &str, rows: Vec<(String, Vec<(String, String)>)>) -> Field {
        let rows = rows.into_iter().map(|(heading, rows)| {
            let rows = rows.into_iter().map(|(code, words)| {
                let ticked = self.form.has(name, &code);
                (code, words, ticked)
            });
            (heading, rows.collect())
        });
        self.field(name, Input::Ticks(rows.collect()), false)
    }

    fn field(&self, name: &str, input: Input, required: bool) -> Field {
        let w = self.w;
        // Fields of rows have one label, without the number of the row.
        let stem = match name.rsplit_once('_') {
            Some((stem, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => stem,
            _ => name,
        };
        let words = |what: &str| {
            let own = format!("part-{what}-{}-{}", self.kind, stem.replace('_', "-"));
            if w.has(&own) { own } else { format!("part-{what}-{}", stem.replace('_', "-")) }
        };
        let hint = words("hint");
        let value = self.form.get(name).to_owned();
        let saved = self.other.map(|other| other.get(name).to_owned());
        Field {
            name: name.to_owned(),
            label: w.t(&words("field")),
            hint: w.has(&hint).then(|| w.t(&hint)),
            problem: self.problems.get(name).cloned(),
            other: saved.filter(|saved| *saved != value),
            input,
            value,
            required,
            within: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_record_is_told_at_its_field() {
        for (path, field) in [
            ("title.fr", "title"),
            ("aims.2.target", "aim_to_2"),
            ("aims.1.what", "aim_what_1"),
            ("budget.1.cents", "budget_amount_1"),
            ("budget.3.pledged", "budget_by_3"),
            ("places.4.name", "place_name_4"),
            ("organisations.1.reference", "partner_reference_1"),
            ("organisations", "partner_role_1"),
            ("evidence.3.link", "evidence_link_3"),
            ("evidence", "evidence_what_1"),
            ("signed", "signed"),
            ("cents", "amount"),
            ("receiver.name", "party"),
            ("provider.activity", "party_activity"),
            ("transactions.3.reference", "reference"),
            ("", ""),
        ] {
            assert_eq!(field_of(path), field, "{path}");
        }
    }
}
