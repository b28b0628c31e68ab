//! The fields of the forms, as data: one template draws them all.

use std::collections::BTreeMap;

use passerelle_compact::initiative::InitiativeStatus;
use passerelle_compact::{Completion, EarlyResults, OBJECTIVES, StakeholderKind, TransactionKind};
use passerelle_desk::part::forms::EVIDENCE;
use passerelle_desk::part::{Form, TRANSACTION};
use passerelle_vocabulary::Finding;

use crate::App;
use crate::words::Words;

/// What can be chosen: code, words, whether it is chosen.
pub(super) type Options = Vec<(String, String, bool)>;

/// How a field is filled in.
pub(super) enum Input {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// A day.
    Day,
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
pub(super) struct Field {
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
}

/// Fields that belong together.
pub(super) struct Group {
    pub legend: String,
    pub fields: Vec<Field>,
}

/// Where the dimensions that tell who people are end in the catalogue: those after them are of work, tasks, devices.
const OF_PEOPLE: u32 = 110;

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
    match parts.as_slice() {
        ["aims", _, "what", ..] => "aim_what".to_owned(),
        ["aims", _, "target_year"] => "aim_to_year".to_owned(),
        ["aims", ..] => "aim_to".to_owned(),
        ["budget", ..] => "amount".to_owned(),
        ["evidence", number, field] => format!("evidence_{field}_{number}"),
        ["evidence"] => "evidence_what_1".to_owned(),
        ["organisations", ..] => "partners".to_owned(),
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
            _ => vec![self.group(
                "reply",
                vec![self.day("day"), self.area("text", true), self.line("lang", false)],
            )],
        }
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

    fn initiative(&self) -> Vec<Group> {
        let catalogue = &self.app.desk.catalogue;
        let mut serves: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for one in &catalogue.commitments {
            let heading = match one.objective() {
                Some(number) => self.w.t(&format!("part-objective-{number}")),
                None => self.w.t("part-other-texts"),
            };
            let row = (one.id.clone(), self.w.text(&one.title).to_owned());
            match serves.iter_mut().find(|(known, _)| *known == heading) {
                Some((_, rows)) => rows.push(row),
                None => serves.push((heading, vec![row])),
            }
        }
        let of_people = catalogue.dimensions.iter();
        let of_people = of_people.filter(|one| one.order <= OF_PEOPLE && !one.category.is_empty());
        let groups = of_people.map(|dimension| {
            let row = |one: &passerelle_inclusion::dimension::Category| {
                (format!("{}={}", dimension.code, one.code), self.w.text(&one.name).to_owned())
            };
            (self.w.text(&dimension.name).to_owned(), dimension.category.iter().map(row).collect())
        });
        let mut indicators: Vec<(String, String)> = catalogue
            .indicators
            .iter()
            .map(|one| (one.code.clone(), self.w.text(&one.name).to_owned()))
            .collect();
        self.w.sort_by_name(&mut indicators, |(_, name)| name);
        let status = InitiativeStatus::ALL.map(InitiativeStatus::code);
        let yes_no =
            ["no", "yes"].map(|code| (code.to_owned(), self.w.t(&format!("part-began-{code}"))));
        vec![
            self.group(
                "what",
                vec![
                    self.line("title", true),
                    self.area("description", true),
                    self.ticks("serves", serves),
                    self.line("lang", false),
                ],
            ),
            self.group(
                "where",
                vec![
                    self.countries(),
                    self.area("places", false),
                    self.ticks("groups", groups.collect()),
                    self.line("languages", false),
                    self.area("partners", false),
                ],
            ),
            self.group(
                "when",
                vec![
                    self.line("start", true),
                    self.line("end", true),
                    self.choice("status", false, self.coded("initiative-status", status)),
                    self.choice("began_before", true, yes_no.to_vec()),
                ],
            ),
            self.group(
                "aim",
                vec![
                    self.line("aim_what", false),
                    self.choice("aim_indicator", false, indicators),
                    self.line("aim_unit", false),
                    self.line("aim_from", false),
                    self.line("aim_from_year", false),
                    self.line("aim_to", false),
                    self.line("aim_to_year", false),
                ],
            ),
            self.group("money", vec![self.line("amount", false), self.line("currency", false)]),
        ]
    }

    fn evidence(&self) -> Group {
        let fields = (1..=EVIDENCE).flat_map(|number| {
            let what = |name: &str| format!("evidence_{name}_{number}");
            [self.line(&what("what"), false), self.line(&what("link"), false)]
        });
        self.group("evidence", fields.collect())
    }

    fn group(&self, name: &str, fields: Vec<Field>) -> Group {
        Group { legend: self.w.t(&format!("part-legend-{name}")), fields }
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
        // Fields that are there several times have one label, with their number.
        let (stem, number) = match name.rsplit_once('_') {
            Some((stem, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                (stem, number)
            }
            _ => (name, ""),
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
            label: w.t1(&words("field"), "number", number),
            hint: w.has(&hint).then(|| w.t(&hint)),
            problem: self.problems.get(name).cloned(),
            other: saved.filter(|saved| *saved != value),
            input,
            value,
            required,
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
            ("aims.1.target", "aim_to"),
            ("aims.1.what", "aim_what"),
            ("budget.1.cents", "amount"),
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
