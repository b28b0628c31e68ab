//! Whether a questionnaire holds together.

use std::collections::BTreeMap;

use passerelle_vocabulary::{Lang, Text};

use super::condition::AnyOf;
use super::problem::KitProblem;
use super::questionnaire::{Choices, Kind, Module, Question, Questionnaire};

/// What is known of the columns before a question: their answers, where they have a list of them.
type Before<'q> = BTreeMap<String, Option<&'q Choices>>;

impl Questionnaire {
    /// Everything that does not hold together; nothing when it is sound.
    pub(super) fn check(&self) -> Vec<KitProblem> {
        let mut problems = Vec::new();
        problems.extend(languages("questionnaire", [&self.title, &self.introduction]));
        for list in &self.choices {
            let part = format!("choices {}", list.name);
            problems.extend(languages(&part, list.options.iter().map(|one| &one.label)));
            let codes = list.options.iter().map(|one| one.code.as_str());
            problems.extend(names(&part, codes));
        }
        let mut before = Before::new();
        for module in &self.module {
            let part = format!("module {}", module.code);
            problems.extend(languages(&part, [&module.title]));
            problems.extend(conditions(&part, &module.ask_if, &before));
            for question in &module.question {
                problems.extend(self.question(module, question, &mut before));
            }
        }
        problems
    }

    fn question<'q>(
        &'q self,
        module: &Module,
        question: &Question,
        before: &mut Before<'q>,
    ) -> Vec<KitProblem> {
        let part = format!("question {}", question.name);
        let mut problems = languages(&part, [&question.label]);
        problems.extend(languages(&part, question.items.iter().map(|item| &item.label)));
        let tell = |why, found: &str| KitProblem::part(part.clone(), why, found);
        let list = question.choices.as_deref().map(|name| (name, self.choices(name)));
        match (question.kind, list) {
            (_, Some((name, None))) => problems.push(tell("unknown-choices", name)),
            (Kind::Choice | Kind::Each, None) => problems.push(tell("choices-needed", "")),
            _ => {}
        }
        if (question.kind == Kind::Each) == question.items.is_empty() {
            problems.push(tell("items-needed", ""));
        }
        if (question.kind == Kind::Calculated) != question.calculate.is_some() {
            problems.push(tell("calculate-needed", ""));
        }
        if let (Some(least), Some(most)) = (question.least, question.most)
            && least > most
        {
            problems.push(tell("least-most", &format!("{least} > {most}")));
        }
        problems.extend(conditions(&part, &question.ask_if, before));
        let columns = question.columns();
        problems.extend(names(&part, columns.iter().map(String::as_str)));
        for column in columns {
            let answers = list.and_then(|(_, list)| list);
            if before.insert(column.clone(), answers).is_some() {
                problems.push(tell("twice", &column));
            }
        }
        if module.repeat && question.kind == Kind::Office {
            problems.push(tell("office-repeat", ""));
        }
        problems
    }
}

/// Texts that a language is missing from.
fn languages<'t>(part: &str, texts: impl IntoIterator<Item = &'t Text>) -> Vec<KitProblem> {
    let wanted = [Lang::fr(), Lang::en()];
    let missing = |text: &Text| text.missing(&wanted);
    let missing = texts.into_iter().flat_map(missing);
    missing.map(|lang| KitProblem::part(part, "language", lang)).collect()
}

/// Codes that forms and figures could not use, or that come twice.
fn names<'n>(part: &str, names: impl Iterator<Item = &'n str>) -> Vec<KitProblem> {
    let (mut seen, mut problems) = (Vec::new(), Vec::new());
    for name in names {
        let first = name.chars().next().is_some_and(|c| c.is_ascii_lowercase());
        let sound = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !first || !sound {
            problems.push(KitProblem::part(part, "name", name));
        }
        if seen.contains(&name) {
            problems.push(KitProblem::part(part, "twice", name));
        }
        seen.push(name);
    }
    problems
}

/// Conditions on what is not asked before, or on answers that cannot be given.
fn conditions(part: &str, asked: &AnyOf, before: &Before<'_>) -> Vec<KitProblem> {
    let mut problems = Vec::new();
    for (column, mark, values) in asked.filters().iter().flat_map(|filter| filter.parts()) {
        let Some(answers) = before.get(column) else {
            problems.push(KitProblem::part(part, "not-before", column));
            continue;
        };
        if let Some(list) = answers.filter(|_| matches!(mark, "=" | "!=")) {
            let codes: Vec<&str> = list.options.iter().map(|one| one.code.as_str()).collect();
            let odd = values.iter().filter(|value| !codes.contains(&value.as_str()));
            problems.extend(odd.map(|value| {
                KitProblem::part(part, "no-such-answer", format!("{column} = {value}"))
            }));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"
id = "q"
version = "1"
title = { fr = "t", en = "t" }
introduction = { fr = "i", en = "i" }
[[choices]]
name = "yes_no"
options = [{ code = "yes", label = { fr = "Oui", en = "Yes" } }]
[[module]]
code = "m"
title = { fr = "m", en = "m" }
[[module.question]]
name = "a"
kind = "choice"
choices = "yes_no"
label = { fr = "a", en = "a" }
[[module.question]]
name = "b"
kind = "each"
choices = "yes_no"
ask_if = "a = yes"
label = { fr = "b", en = "b" }
items = [{ code = "x", label = { fr = "x", en = "x" } }]
"#;

    fn codes(text: &str) -> Vec<&'static str> {
        let problems = Questionnaire::from_toml(text).map_or_else(|found| found.0, |_| Vec::new());
        let code = |one: &KitProblem| match one {
            KitProblem::Part { why, .. } => *why,
            other => other.code(),
        };
        problems.iter().map(code).collect()
    }

    #[test]
    fn what_does_not_hold_together_is_told() {
        assert_eq!(codes(SOUND), [""; 0]);
        for (from, to, why) in [
            ("ask_if = \"a = yes\"", "ask_if = \"a = no\"", "no-such-answer"),
            ("ask_if = \"a = yes\"", "ask_if = \"c = yes\"", "not-before"),
            (
                "choices = \"yes_no\"\nlabel = { fr = \"a\"",
                "choices = \"no\"\nlabel = { fr = \"a\"",
                "unknown-choices",
            ),
            (
                "choices = \"yes_no\"\nlabel = { fr = \"a\"",
                "label = { fr = \"a\"",
                "choices-needed",
            ),
            ("name = \"b\"", "name = \"B\"", "name"),
            ("name = \"b\"\nkind = \"each\"", "name = \"a\"\nkind = \"choice\"", "items-needed"),
            ("title = { fr = \"m\", en = \"m\" }", "title = { fr = \"m\" }", "language"),
            ("kind = \"choice\"", "kind = \"calculated\"", "calculate-needed"),
            ("kind = \"choice\"", "kind = \"riddle\"", "unreadable"),
        ] {
            assert!(SOUND.contains(from), "{from}");
            assert!(codes(&SOUND.replacen(from, to, 1)).contains(&why), "{why}");
        }
    }

    #[test]
    fn columns_are_those_of_the_answers() {
        let read = Questionnaire::from_toml(SOUND).unwrap();
        assert_eq!(read.columns(), ["a", "b_x"]);
    }
}
