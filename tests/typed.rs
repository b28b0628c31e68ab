//! What is typed and what is said of it: help, the manual, completions, mistakes, in every language.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

use passerelle_tests::node::{Node, command, run};

#[test]
fn what_is_typed_wrong_is_told() {
    let node = Node::new();
    for arguments in
        [["export", "everything"].as_slice(), &["import"], &["serve", "--listen", "nowhere"]]
    {
        let answer = node.run(arguments);
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(!answer.err.is_empty() && answer.out.is_empty(), "{arguments:?}");
    }
}

/// The version changes with each release; the help does not.
fn without_version(text: &str) -> String {
    text.replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn the_help_of_every_command() {
    let commands = [
        "",
        "serve",
        "import",
        "import statistics",
        "pull",
        "export",
        "export observations",
        "export commitments",
        "export sdmx",
        "export open-sdg",
        "sdmx",
        "sdmx convert",
        "check",
        "verify",
        "backup",
        "erase",
        "key",
        "key show",
        "key renew",
        "user",
        "user add",
        "user list",
        "user role",
        "completions",
        "man",
    ];
    for lang in ["en", "fr"] {
        let mut all = String::new();
        for name in commands {
            let typed = name.split_whitespace().chain(["--help", "--lang", lang]);
            let answer = run(command().args(typed), "").well();
            all.push_str(&format!("$ passerelle {name} --help\n{}\n", answer.out));
        }
        insta::assert_snapshot!(format!("the_help_of_every_command_{lang}"), without_version(&all));
    }
}

#[test]
fn the_manual_has_every_command_and_names_no_other_page() {
    for lang in ["en", "fr"] {
        let manual = run(command().args(["man", "--lang", lang]), "").well().out;
        for part in ["passerelle serve", "passerelle user add", "passerelle key renew"] {
            assert!(manual.contains(&format!(".SS \"{part}\"")), "{part}: {manual}");
        }
        for option in ["\\-\\-show\\-ranks", "\\-\\-keep\\-good", "\\-\\-reason"] {
            assert!(manual.contains(option), "{option}: {manual}");
        }
        assert!(!manual.contains("(1)"), "a page that does not exist: {manual}");
        insta::assert_snapshot!(format!("the_manual_{lang}"), without_version(&manual));
    }
}

#[test]
fn help_and_mistakes_are_in_the_language_of_the_system_too() {
    let french = |typed: &[&str]| {
        let mut command = command();
        // With a setting, a command that is missing is told instead.
        command.env_remove("PASSERELLE_TODAY").env("LC_ALL", "fr_SN.UTF-8");
        run(command.args(typed), "")
    };
    let help = french(&["--help"]).well().out;
    assert!(help.contains("Commandes\u{a0}:") && help.contains("coopération"), "{help}");
    let nothing = french(&["import"]);
    assert_eq!(nothing.code, 2, "{nothing:?}");
    assert!(nothing.err.contains("Faire entrer des chiffres"), "{nothing:?}");
    let mistyped = french(&["verfy"]);
    assert_eq!(mistyped.code, 2, "{mistyped:?}");
    assert!(mistyped.err.contains("Vouliez-vous dire «\u{202f}verify\u{202f}»"), "{mistyped:?}");
}

#[test]
fn a_language_that_is_not_spoken_is_told_with_those_that_are() {
    for (typed, variable) in [(["check", "--lang", "de"].as_slice(), ""), (&["check"], "de")] {
        let mut command = command();
        if !variable.is_empty() {
            command.env("PASSERELLE_LANG", variable);
        }
        let answer = run(command.args(typed), "");
        assert_eq!(answer.code, 2, "{answer:?}");
        assert!(answer.err.contains("“de”") && answer.err.contains("en, fr"), "{answer:?}");
    }
    let system = run(command().env("LC_ALL", "de_DE.UTF-8").arg("--help"), "").well();
    assert!(
        system.out.contains("Commands:"),
        "English where the system's is not spoken: {system:?}"
    );
}

/// Asks bash itself what it would propose.
#[test]
fn the_completions_complete() {
    let script = run(command().args(["completions", "bash"]), "").well().out;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("completions");
    std::fs::write(&path, &script).unwrap();
    let proposed = |words: &str| {
        let count = words.split(' ').count() - 1;
        let typed: Vec<&str> = words.split(' ').collect();
        let asked = format!(
            "source {}; COMP_WORDS=({}); COMP_CWORD={count}; _passerelle passerelle '{}' '{}'; \
             printf '%s ' \"${{COMPREPLY[@]}}\"",
            path.display(),
            typed.join(" ") + if typed[count].is_empty() { " ''" } else { "" },
            typed[count],
            typed[count - 1],
        );
        run(Command::new("bash").args(["--norc", "-c", &asked]), "").out.trim().to_owned()
    };
    assert_eq!(proposed("passerelle imp"), "import");
    assert_eq!(proposed("passerelle export ob"), "observations");
    assert_eq!(proposed("passerelle verify --form"), "--format");
    let kept: Vec<&str> =
        script.lines().filter(|line| line.contains("opts=\"")).map(str::trim).collect();
    insta::assert_snapshot!(kept.join("\n"));
}
