//! The questionnaire as a form for ODK and Kobo.

use passerelle_exchange::xlsform::{Comparison, Form, FormRow, RowKind};
use passerelle_inclusion::kit::{AnyOf, Kind, Module, Question, Questionnaire};
use passerelle_vocabulary::{Lang, Text};

/// What languages call themselves: part of the form's columns.
const LANGUAGES: [(&str, &str); 2] = [("English", "en"), ("Français", "fr")];

pub(super) fn form(questionnaire: &Questionnaire) -> Form {
    let mut intro = FormRow::new(RowKind::Note, "introduction");
    intro.label = questionnaire.introduction.clone();
    let mut rows = vec![intro];
    for module in &questionnaire.module {
        module_rows(questionnaire, module, &mut rows);
    }
    let lists = questionnaire.choices.iter();
    let choices = lists.flat_map(|list| {
        let option = |one: &passerelle_inclusion::kit::Item| {
            (list.name.clone(), one.code.clone(), one.label.clone())
        };
        list.options.iter().map(option).collect::<Vec<_>>()
    });
    Form {
        id: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        title: questionnaire.title.clone(),
        languages: LANGUAGES.map(|(own, code)| (own.to_owned(), Lang::new(code))).to_vec(),
        rows,
        choices: choices.collect(),
    }
}

fn module_rows(questionnaire: &Questionnaire, module: &Module, rows: &mut Vec<FormRow>) {
    // A repeat is named like its module, since what is worked out from it names it so.
    let (begin, end, name) = match module.repeat {
        true => (RowKind::BeginRepeat, RowKind::EndRepeat, module.code.clone()),
        false => (
            RowKind::BeginGroup { one_screen: false },
            RowKind::EndGroup,
            format!("module_{}", module.code),
        ),
    };
    if module.repeat && !module.note.is_empty() {
        let mut note = note(&format!("{}_note", module.code), &module.note);
        note.relevant = conditions(&module.ask_if);
        rows.push(note);
    }
    rows.push(FormRow {
        label: module.title.clone(),
        relevant: conditions(&module.ask_if),
        ..FormRow::new(begin, name.clone())
    });
    if !module.repeat && !module.note.is_empty() {
        rows.push(note(&format!("{}_note", module.code), &module.note));
    }
    if !module.on_screen.is_empty() {
        rows.push(note(&format!("{}_screen", module.code), &module.on_screen));
    }
    for question in &module.question {
        question_rows(questionnaire, question, rows);
    }
    rows.push(FormRow::new(end, name));
}

fn note(name: &str, text: &Text) -> FormRow {
    FormRow { label: text.clone(), ..FormRow::new(RowKind::Note, name) }
}

fn question_rows(questionnaire: &Questionnaire, question: &Question, rows: &mut Vec<FormRow>) {
    let list = || RowKind::SelectOne(question.choices.clone().unwrap_or_default());
    let row = |kind| FormRow {
        label: question.label.clone(),
        hint: question.hint.clone(),
        relevant: conditions(&question.ask_if),
        required: question.needed,
        ..FormRow::new(kind, &question.name)
    };
    match question.kind {
        Kind::Choice => rows.push(row(list())),
        Kind::Text => rows.push(row(RowKind::Text)),
        Kind::Number => rows.push(FormRow {
            between: (question.least, question.most),
            message: message(questionnaire, question),
            ..row(RowKind::Integer)
        }),
        // What nobody is asked has no words to read, and cannot be left out.
        Kind::Today => rows.push(FormRow::new(RowKind::Today, &question.name)),
        Kind::Office => rows.push(FormRow::new(RowKind::Hidden, &question.name)),
        Kind::Calculated => rows.push(FormRow {
            relevant: conditions(&question.ask_if),
            calculation: question.calculate.clone().unwrap_or_default(),
            ..FormRow::new(RowKind::Calculate, &question.name)
        }),
        Kind::Each => {
            let begin = RowKind::BeginGroup { one_screen: true };
            let group = format!("each_{}", question.name);
            rows.push(FormRow {
                hint: Text::default(),
                required: false,
                ..FormRow { name: group.clone(), ..row(begin) }
            });
            if !question.hint.is_empty() {
                rows.push(note(&format!("{}_note", question.name), &question.hint));
            }
            for item in &question.items {
                rows.push(FormRow {
                    label: item.label.clone(),
                    required: question.needed,
                    ..FormRow::new(list(), question.column_of(item))
                });
            }
            rows.push(FormRow::new(RowKind::EndGroup, group));
        }
    }
}

/// What is said of a number that cannot be, with the numbers that can.
fn message(questionnaire: &Questionnaire, question: &Question) -> Text {
    let text = match (question.least, question.most) {
        (Some(_), Some(_)) => &questionnaire.messages.between,
        (Some(_), None) => &questionnaire.messages.at_least,
        _ => return Text::default(),
    };
    let written = |bound: Option<f64>| bound.map_or_else(String::new, |bound| bound.to_string());
    let mut filled = Text::default();
    for (lang, text) in text.iter() {
        let text = text.replace("{least}", &written(question.least));
        filled.set(lang.clone(), text.replace("{most}", &written(question.most)));
    }
    filled
}

fn conditions(any: &AnyOf) -> Vec<Vec<Comparison>> {
    let part = |(column, mark, values): (&str, &'static str, &[String])| Comparison {
        column: column.to_owned(),
        mark,
        values: values.to_vec(),
    };
    any.filters().iter().map(|filter| filter.parts().map(part).collect()).collect()
}
