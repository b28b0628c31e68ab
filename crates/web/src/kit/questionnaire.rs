//! The questionnaire on paper.

use askama::Template;
use passerelle_inclusion::kit::{AnyOf, Item, Kind, Module, Question, Questionnaire};

use super::STYLE;
use crate::words::Words;

/// Lines of the table of members.
const LINES: usize = 12;

#[derive(Template)]
#[template(path = "kit/questionnaire.html")]
struct Printed<'a> {
    w: &'a Words,
    style: &'static str,
    title: &'a str,
    version: String,
    introduction: &'a str,
    modules: Vec<PrintedModule>,
}

struct PrintedModule {
    number: usize,
    title: String,
    note: String,
    asked: String,
    /// Lines of a table, where it is asked once for each member; otherwise 0.
    lines: usize,
    questions: Vec<PrintedQuestion>,
}

struct PrintedQuestion {
    number: String,
    name: String,
    concept: String,
    label: String,
    hint: String,
    asked: String,
    items: Vec<String>,
    answers: Vec<PrintedAnswer>,
    worked_out: bool,
}

struct PrintedAnswer {
    code: String,
    label: String,
}

/// A page of HTML with every question, its answers, and who is asked it, in words.
///
/// # Errors
/// The page cannot be made: a fault of its template.
pub fn questionnaire(questionnaire: &Questionnaire, w: &Words) -> Result<String, askama::Error> {
    let numbers = Numbers { questionnaire, w };
    let modules = questionnaire.module.iter().enumerate();
    let page = Printed {
        w,
        style: STYLE,
        title: w.text(&questionnaire.title),
        version: w.t1("kit-print-version", "version", questionnaire.version.as_str()),
        introduction: w.text(&questionnaire.introduction),
        modules: modules.map(|(at, module)| numbers.module(at + 1, module)).collect(),
    };
    page.render()
}

/// Questions and their numbers.
struct Numbers<'a> {
    questionnaire: &'a Questionnaire,
    w: &'a Words,
}

impl Numbers<'_> {
    fn module(&self, number: usize, module: &Module) -> PrintedModule {
        let asked = |question: &&Question| {
            question.on_paper
                && question.kind != Kind::Office
                && !(question.personal && question.kind == Kind::Calculated)
                && !(module.repeat && question.kind == Kind::Calculated)
        };
        let questions = module.question.iter().filter(asked);
        PrintedModule {
            number,
            title: self.w.text(&module.title).to_owned(),
            note: self.w.text(&module.note).to_owned(),
            asked: self.condition(&module.ask_if),
            lines: if module.repeat { LINES } else { 0 },
            questions: questions.map(|question| self.question(question)).collect(),
        }
    }

    fn question(&self, question: &Question) -> PrintedQuestion {
        let answer = |option: &Item| PrintedAnswer {
            code: option.code.clone(),
            label: self.w.text(&option.label).to_owned(),
        };
        let worked_out = question.kind == Kind::Calculated;
        let options = self.questionnaire.options(question).iter();
        PrintedQuestion {
            number: self.number(&question.name).unwrap_or_default(),
            name: question.name.clone(),
            concept: question.concept.clone().unwrap_or_default(),
            label: self.w.text(&question.label).to_owned(),
            hint: self.w.text(&question.hint).to_owned(),
            asked: self.condition(&question.ask_if),
            items: question.items.iter().map(|item| self.w.text(&item.label).to_owned()).collect(),
            answers: options.map(answer).collect(),
            worked_out,
        }
    }

    /// The question that a column is of.
    fn question_of(&self, column: &str) -> Option<(usize, usize, &Question)> {
        let modules = self.questionnaire.module.iter().enumerate();
        let mut questions = modules.flat_map(|(module, of)| {
            of.question.iter().enumerate().map(move |(at, question)| (module, at, question))
        });
        questions.find(|(_, _, question)| {
            question.name == column || question.columns().iter().any(|known| known == column)
        })
    }

    fn number(&self, column: &str) -> Option<String> {
        self.question_of(column).map(|(module, at, _)| format!("{}.{}", module + 1, at + 1))
    }

    /// Who is asked, by the numbers of questions and the words of answers; nothing where everyone is.
    fn condition(&self, asked: &AnyOf) -> String {
        if asked.is_empty() {
            return String::new();
        }
        let either: Vec<String> = asked
            .filters()
            .iter()
            .map(|filter| {
                let parts = filter.parts().map(|(column, mark, values)| {
                    let number = self.number(column).unwrap_or_else(|| column.to_owned());
                    format!("{number} {} {}", sign(mark), self.answers(column, values))
                });
                parts.collect::<Vec<_>>().join(&format!(" {} ", self.w.t("kit-and")))
            })
            .collect();
        self.w.t1("kit-ask-if", "what", either.join(&format!(" {} ", self.w.t("kit-or"))))
    }

    fn answers(&self, column: &str, codes: &[String]) -> String {
        let options = self.question_of(column).map(|(_, _, one)| self.questionnaire.options(one));
        let word = |code: &String| {
            let known = options.and_then(|options| options.iter().find(|one| one.code == *code));
            known.map_or_else(|| code.clone(), |one| self.w.text(&one.label).to_owned())
        };
        let words: Vec<String> = codes.iter().map(word).collect();
        words.join(&format!(" {} ", self.w.t("kit-or")))
    }
}

/// A mark of comparison as people write it.
fn sign(mark: &str) -> &str {
    match mark {
        "!=" => "≠",
        "<=" => "≤",
        ">=" => "≥",
        mark => mark,
    }
}
