use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;

#[test]
fn writes_numbers_as_the_language_does() {
    let (fr, en) = (Words::of("fr").unwrap(), Words::of("en").unwrap());
    assert_eq!(fr.number(1234.56, 1), "1\u{202f}234,6");
    assert_eq!(en.number(1234.56, 1), "1,234.6");
    assert_eq!(en.number(-0.001, 1), "0.0");
    assert_eq!(en.number(-12.0, 0), "\u{2212}12");
    assert_eq!(fr.whole(47_564_296), "47\u{202f}564\u{202f}296");
}

#[test]
fn counts_in_messages_are_written_as_the_language_does() {
    let said = |lang: &str, name: &str, key: &'static str, n: i64| {
        Words::of(lang).unwrap().t1(name, key, n)
    };
    assert_eq!(said("fr", "days-left", "days", 1), "il reste 1 jour");
    assert_eq!(said("fr", "days-left", "days", 1500), "il reste 1\u{202f}500 jours");
    assert_eq!(said("en", "days-left", "days", 1500), "1,500 days left");
    assert_eq!(said("en", "days-past", "days", 1), "passed 1 day ago");
    assert_eq!(said("fr", "cli-users", "n", 1), "1 compte");
    assert_eq!(said("en", "cli-users", "n", 1), "1 account");
    assert_eq!(said("en", "cli-users", "n", 1234), "1,234 accounts");
}

#[test]
fn writes_days_as_people_read_them() {
    let (fr, en) = (Words::of("fr").unwrap(), Words::of("en").unwrap());
    assert_eq!(en.day("2026-11-02"), "2 November 2026");
    assert_eq!(fr.day("2026-11-01"), "1er novembre 2026");
    assert_eq!(fr.day("2026-11-22"), "22 novembre 2026");
    assert_eq!(fr.day("soon"), "soon");
}

#[test]
fn ranks_are_ordinals() {
    let rank = |lang: &str, rank: usize, tied: usize| {
        let variables = [
            ("rank", ordinal(rank)),
            ("n", 54.into()),
            ("tied", tied.into()),
            ("first", "highest".into()),
        ];
        Words::of(lang).unwrap().say("peer-rank", &variables)
    };
    for (place, written) in
        [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (22, "22nd")]
    {
        assert!(
            rank("en", place, 0).contains(&format!(" {written} of 54")),
            "{}",
            rank("en", place, 0)
        );
    }
    assert!(rank("fr", 1, 0).contains(" 1er rang sur 54"), "{}", rank("fr", 1, 0));
    assert!(rank("fr", 2, 0).contains(" 2e rang sur 54"));
    assert!(!rank("en", 2, 0).contains("level") && rank("en", 2, 1).contains("level"));
}

#[test]
fn writes_moments_as_people_read_them() {
    let (fr, en) = (Words::of("fr").unwrap(), Words::of("en").unwrap());
    for (written, french, english) in [
        (
            "2026-11-22T10:43:00Z",
            "22 novembre 2026, 10\u{a0}h\u{a0}43 UTC",
            "22 November 2026, 10:43 UTC",
        ),
        ("2027-08-01T09:05:59Z", "1er août 2027, 9\u{a0}h\u{a0}05 UTC", "1 August 2027, 9:05 UTC"),
    ] {
        assert_eq!(
            (fr.moment(written), en.moment(written)),
            (french.to_owned(), english.to_owned())
        );
    }
    for other in ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-22T10:43:00+02:00", "é"] {
        assert_eq!(fr.moment(other), other);
    }
}

#[test]
fn sorts_as_readers_expect() {
    let mut names = vec!["Zambie", "Égypte", "Espagne", "Albanie"];
    Words::of("fr").unwrap().sort_by_name(&mut names, |name| name);
    assert_eq!(names, ["Albanie", "Égypte", "Espagne", "Zambie"]);
}

#[test]
fn negotiates_the_language() {
    for (accepted, code) in [
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("sw, fr;q=0.5, en;q=0.4", "fr"),
        ("fr-CA", "fr"),
        ("de", "fr"),
        ("", "fr"),
    ] {
        assert_eq!(Words::negotiate(accepted).code(), code, "{accepted}");
    }
}

/// Names of messages and of the variables in each, for every language.
fn inventory(folder: &Dir<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let mut names = BTreeMap::new();
    for file in folder.files() {
        let text = file.contents_utf8().unwrap();
        let resource = fluent_syntax::parser::parse(text)
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.path().display()));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    variables_of(pattern, &mut variables);
                }
                let known = names.insert(message.id.name.to_owned(), variables);
                assert!(known.is_none(), "{} twice", message.id.name);
                for attribute in &message.attributes {
                    let mut variables = BTreeSet::new();
                    variables_of(&attribute.value, &mut variables);
                    assert_eq!(attribute.id.name, COMMAND, "{}", message.id.name);
                    names.insert(format!("{}.{COMMAND}", message.id.name), variables);
                }
            }
        }
    }
    names
}

fn variables_of(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                found.insert(id.name.to_owned());
            }
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    found.insert(id.name.to_owned());
                }
                variants.iter().for_each(|variant| variables_of(&variant.value, found));
            }
            Expression::Inline(_) => {}
        }
    }
}

#[test]
fn every_language_says_the_same_things() {
    let mut inventories =
        LOCALES.dirs().map(|dir| (dir.path().display().to_string(), inventory(dir)));
    let (first_name, first) = inventories.next().unwrap();
    for (name, other) in inventories {
        for (message, variables) in &first {
            let there = other.get(message);
            assert_eq!(there, Some(variables), "{message}: {first_name} against {name}");
        }
        for message in other.keys() {
            assert!(first.contains_key(message), "{message} is in {name} only");
        }
    }
}

/// What is said on pages of plans and in their reports names no option of the command line; what is said of it
/// at a terminal does.
#[test]
fn pages_of_plans_speak_of_no_option() {
    for dir in LOCALES.dirs() {
        for file in dir.files() {
            let name = file.path().file_name().unwrap().to_str().unwrap();
            if !["plan.ftl", "plans.ftl", "sites.ftl", "emergency.ftl"].contains(&name) {
                continue;
            }
            let text = file.contents_utf8().unwrap();
            let mut at_terminal = false;
            for line in text.lines() {
                if !line.starts_with(' ') {
                    at_terminal = false;
                }
                at_terminal |= line.trim_start().starts_with(".command");
                assert!(at_terminal || !line.contains(" --"), "{name}: {line}");
            }
        }
    }
    let (page, terminal) = (Words::of("fr").unwrap(), Words::of("fr").unwrap().at_terminal());
    assert!(!page.t("plan-warning-no-towers").contains("--towers"));
    assert!(terminal.t("plan-warning-no-towers").contains("--towers"));
    assert_eq!(terminal.t("plan-mix"), page.t("plan-mix"));
    assert!(std::ptr::eq(terminal.on_paper(), page));
}

/// Every name asked for in templates and code exists.
#[test]
fn nothing_is_asked_that_nobody_wrote() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = Words::of("fr").unwrap();
    let mut missing = BTreeSet::new();
    for path in files_under(&root.join("templates")).chain(files_under(&root.join("src"))) {
        let text = std::fs::read_to_string(&path).unwrap();
        for call in [
            "w.t(\"",
            "w.t1(\"",
            "w.t2(\"",
            "w.say(\"",
            "words.t(\"",
            "words.t1(\"",
            "words.say(\"",
            "words.t2(\"",
        ] {
            for after in text.split(call).skip(1) {
                let name = after.split('"').next().unwrap();
                if !words.has(name) && !name.is_empty() {
                    missing.insert(format!("{name} ({})", path.display()));
                }
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

fn files_under(folder: &std::path::Path) -> impl Iterator<Item = std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    let ours = ["words.rs", "words/tests.rs"];
    found.into_iter().filter(move |path| !ours.iter().any(|one| path.ends_with(one)))
}
