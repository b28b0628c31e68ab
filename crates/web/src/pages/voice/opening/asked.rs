//! Questions about who people are, as they are typed: a line for each answer, in the languages of the node, with its share of the
//! population where that is known.
//!
//! ```text
//! A woman | Une femme | 50.4
//! A man | Un homme | 49.6
//! ```

use std::collections::BTreeSet;

use passerelle_desk::consultations::{
    DemographicCategory, DemographicQuestion, Described, NO_ANSWER,
};
use passerelle_vocabulary::{Finding, Text};

use super::{lines, texts};
use crate::person::Fields;
use crate::words::Words;

/// Questions that the form has room for.
pub(super) const ASKED: usize = 3;

/// The questions of a form, each with its number in the form, and what cannot be read, by field.
#[derive(Default)]
pub(super) struct Asked {
    pub questions: Vec<(usize, DemographicQuestion)>,
    pub wrong: Vec<(String, Finding)>,
}

/// The languages in which answers are typed: that of the page first.
pub(super) fn languages(w: &Words) -> Vec<&'static Words> {
    let mut all: Vec<&'static Words> = Words::all().iter().collect();
    all.sort_by_key(|one| one.code() != w.code());
    all
}

/// A code made of words, no other having it.
fn code(of: &Text, otherwise: &str, number: usize, taken: &mut BTreeSet<String>) -> String {
    let slug = Described::slug_of(of);
    // Letters that are not Latin make no code.
    let slug = slug.get(..slug.len().min(30)).unwrap_or_default().trim_matches('-');
    let plain = if slug.is_empty() { format!("{otherwise}-{number}") } else { slug.to_owned() };
    let mut code = plain.clone();
    for again in 2.. {
        if taken.insert(code.clone()) {
            break;
        }
        code = format!("{plain}-{again}");
    }
    code
}

/// A share in per cent: `50.4`, `50,4`, `50,4 %`.
fn share(text: &str) -> Option<f64> {
    text.trim_end_matches('%').trim().replace(',', ".").parse().ok()
}

/// An answer: in each language, then its share.
fn answer(line: &str, languages: &[&'static Words]) -> Option<(Text, Option<f64>)> {
    let mut parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let share = parts.last().filter(|_| parts.len() > 1).and_then(|last| share(last));
    parts.truncate(parts.len() - usize::from(share.is_some()));
    if parts.len() > languages.len() {
        return None;
    }
    let mut label = Text::default();
    for (part, w) in parts.iter().zip(languages).filter(|(part, _)| !part.is_empty()) {
        label.set(w.lang().clone(), *part);
    }
    Some((label, share))
}

impl Asked {
    /// What a form in a language says.
    pub fn of(w: &Words, given: &Fields) -> Self {
        let (mut found, mut taken) = (Self::default(), BTreeSet::new());
        let languages = languages(w);
        for number in 1..=ASKED {
            let question = texts(given, &format!("asked_question_{number}"));
            let answers = format!("asked_answers_{number}");
            let source = given.get(&format!("asked_source_{number}")).trim();
            let typed = given.get(&answers);
            if question.is_empty() && typed.trim().is_empty() && source.is_empty() {
                continue;
            }
            // The code of those who give no answer is no answer's.
            let (mut categories, mut codes) = (Vec::new(), BTreeSet::from([NO_ANSWER.to_owned()]));
            for (at, line) in lines(typed) {
                match answer(line, &languages) {
                    Some((label, share)) => {
                        let code = code(&label, "answer", at, &mut codes);
                        categories.push(DemographicCategory { code, label, share, figure: None });
                    }
                    None => found.wrong.push((
                        answers.clone(),
                        Finding::new(&answers, "consultation-answer-line", line),
                    )),
                }
            }
            let code = code(&question, "question", number, &mut taken);
            let source = source.to_owned();
            let question =
                DemographicQuestion { code, question, categories, source, dimension: None };
            found.questions.push((number, question));
        }
        found
    }

    /// The field of the form in which something of a question is filled in; `path` without `asked.`.
    pub fn field(&self, w: &Words, path: &str) -> String {
        let (code, rest) = path.split_once('.').unwrap_or((path, ""));
        let known = self.questions.iter().find(|(_, question)| question.code == code);
        let number = known.map_or(1, |(number, _)| *number);
        match rest.split_once('.').unwrap_or((rest, "")) {
            ("question", "") => format!("asked_question_{number}_{}", w.code()),
            ("question", lang) => format!("asked_question_{number}_{lang}"),
            ("source", _) => format!("asked_source_{number}"),
            _ => format!("asked_answers_{number}"),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_their_languages_and_shares() {
        let given = Fields(
            [
                ("asked_question_2_fr", "Vous êtes ?"),
                ("asked_question_2_en", "You are?"),
                (
                    "asked_answers_2",
                    "Femme|Woman|50,4 %\r\nHomme||49.6\n\nأخرى\na|b|c|1\nno-answer",
                ),
                ("asked_source_2", "Recensement 2019"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        );
        let w = Words::of("fr").unwrap();
        let asked = Asked::of(w, &given);
        let [(number, question)] = &asked.questions[..] else { panic!() };
        assert_eq!((*number, question.code.as_str()), (2, "you-are"));
        let categories = question.categories.iter();
        let categories: Vec<(&str, &str, &str, Option<f64>)> = categories
            .map(|one| {
                let of = |lang: &str| one.label.exact(&passerelle_vocabulary::Lang::new(lang));
                (
                    one.code.as_str(),
                    of("fr").unwrap_or_default(),
                    of("en").unwrap_or_default(),
                    one.share,
                )
            })
            .collect();
        assert_eq!(
            categories,
            [
                ("woman", "Femme", "Woman", Some(50.4)),
                ("homme", "Homme", "", Some(49.6)),
                ("answer-4", "أخرى", "", None),
                ("no-answer-2", "no-answer", "", None),
            ]
        );
        assert_eq!(asked.wrong[0].0, "asked_answers_2");
        assert_eq!(asked.field(w, "you-are.question"), "asked_question_2_fr");
        assert_eq!(asked.field(w, "you-are.question.en"), "asked_question_2_en");
        assert_eq!(asked.field(w, "you-are.source"), "asked_source_2");
        assert_eq!(asked.field(w, "you-are.woman.label"), "asked_answers_2");
        assert_eq!(asked.field(w, "you-are.category"), "asked_answers_2");
    }
}
