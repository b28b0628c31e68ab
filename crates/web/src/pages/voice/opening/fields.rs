//! The fields of the form that opens a consultation.

use std::collections::BTreeMap;

use passerelle_desk::consultations::Who;

use super::super::super::part::fields::{Field, Group, Input};
use super::BLOCKS;
use super::asked::{ASKED, languages};
use crate::person::Fields;
use crate::words::Words;

/// The fields of the form, with what was typed.
pub(super) struct Making<'a> {
    pub w: &'static Words,
    pub given: &'a Fields,
    /// What is wrong, by field.
    pub wrong: &'a BTreeMap<String, String>,
}

impl Making<'_> {
    fn field(&self, name: &str, label: String, input: Input, required: bool) -> Field {
        let stem = name.trim_end_matches(|one: char| one.is_ascii_digit() || one == '_');
        let hint = format!("voice-new-{stem}-hint");
        Field {
            name: name.to_owned(),
            label,
            hint: self.w.has(&hint).then(|| self.w.t(&hint)),
            input,
            value: self.given.get(name).to_owned(),
            required,
            problem: self.wrong.get(name).cloned(),
            other: None,
            within: None,
        }
    }

    fn one(&self, name: &str, input: Input, required: bool) -> Field {
        self.field(name, self.w.t(&format!("voice-new-{name}")), input, required)
    }

    /// A text in each language of the node.
    fn texts(&self, name: &str, line: bool, required: bool) -> Vec<Field> {
        let of = |w: &'static Words| {
            let language = super::super::language(self.w, w.code());
            let label = self.w.t1(&format!("voice-new-{name}"), "language", language);
            let input = if line { Input::Line } else { Input::Area };
            let own = w.code() == self.w.code();
            self.field(&format!("{name}_{}", w.code()), label, input, required && own)
        };
        languages(self.w).into_iter().map(of).collect()
    }

    /// What people may be asked of themselves.
    fn asked(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for number in 1..=ASKED {
            for w in languages(self.w) {
                let language = super::super::language(self.w, w.code());
                let number = number.to_string();
                let label = self.w.t2(
                    "voice-new-asked_question",
                    "number",
                    number.as_str(),
                    "language",
                    language,
                );
                let name = format!("asked_question_{number}_{}", w.code());
                fields.push(self.field(&name, label, Input::Line, false));
            }
            for (name, input) in [("asked_answers", Input::Area), ("asked_source", Input::Line)] {
                let label = self.w.t1(&format!("voice-new-{name}"), "number", number.to_string());
                fields.push(self.field(&format!("{name}_{number}"), label, input, false));
            }
        }
        fields
    }

    fn choice(&self, name: &str, codes: &[&str], words: &str) -> Field {
        let chosen = self.given.get(name);
        let option = |code: &&str| {
            let said = self.w.t(&format!("{words}{code}"));
            ((*code).to_owned(), said, *code == chosen)
        };
        self.one(name, Input::Choice(codes.iter().map(option).collect()), true)
    }

    fn group(&self, name: &'static str, fields: Vec<Field>) -> Group {
        let hint = format!("voice-new-group-{name}-hint");
        Group {
            legend: self.w.t(&format!("voice-new-group-{name}")),
            hint: self.w.has(&hint).then(|| self.w.t(&hint)),
            fields,
            name,
            ..Group::default()
        }
    }

    /// All of them, in their order.
    pub fn groups(&self) -> Vec<Group> {
        let mut question = self.texts("question", true, true);
        question.extend(self.texts("background", false, true));
        question.extend(self.texts("easy", false, false));
        let who: Vec<&str> = Who::ALL.iter().map(|who| who.code()).collect();
        let mut said = Vec::new();
        for block in 1..=BLOCKS {
            let number = block.to_string();
            let label = |name: &str| self.w.t1(name, "number", number.as_str());
            let text = label("voice-new-statements");
            said.push(self.field(&format!("statements_{block}"), text, Input::Area, false));
            let lang = label("voice-new-statements_lang");
            said.push(self.field(&format!("statements_lang_{block}"), lang, Input::Line, false));
        }
        let line = |name: &str| self.one(name, Input::Line, false);
        vec![
            self.group("question", question),
            self.group("statements", said),
            self.group(
                "who",
                vec![
                    self.choice("who", &who, "voice-who-"),
                    self.one("quotas", Input::Area, false),
                    self.one("opens", Input::Day, true),
                    self.one("closes", Input::Day, true),
                    self.one("languages", Input::Line, true),
                    self.choice("moderation", &["before", "after"], "voice-new-moderation-"),
                    line("country"),
                    line("by"),
                ],
            ),
            self.group("asked", self.asked()),
            self.group(
                "limits",
                vec![
                    line("statements_per_person"),
                    line("statements_per_network_hour"),
                    line("people_per_network_hour"),
                    line("length"),
                    line("min_votes"),
                    line("slug"),
                ],
            ),
        ]
    }
}
