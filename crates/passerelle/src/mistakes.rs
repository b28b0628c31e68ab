//! What is wrong with what was typed, in words: made from what clap found.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use passerelle_web::words::Words;

/// Prints the help or the version asked for, or says what was mistyped. The exit code: 0 or 2.
pub fn tell(w: &Words, error: &Error) -> ExitCode {
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // A reader that has seen enough is not an error.
            let _ = error.print();
        }
        _ => {
            let _ = writeln!(std::io::stderr().lock(), "{}", sentences(w, error));
        }
    }
    code
}

/// Everything that helps: what is wrong, what would be right, how the command is typed.
fn sentences(w: &Words, error: &Error) -> String {
    let mut lines = vec![what(w, error)];
    let nearest = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .iter()
        .chain(&[ContextKind::SuggestedValue])
        .find_map(|kind| first(error, *kind));
    lines.extend(nearest.map(|nearest| w.t1("args-nearest", "nearest", nearest)));
    let mut known = all(error, ContextKind::ValidValue);
    known.extend(all(error, ContextKind::ValidSubcommand));
    known.retain(|known| known != "help");
    if !known.is_empty() {
        lines.push(w.t1("args-known", "known", known.join(", ")));
    }
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let usage = usage.trim_start_matches("Usage:").trim();
    let command: Vec<&str> =
        usage.split_whitespace().take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
    if !command.is_empty() {
        lines.push(String::new());
        lines.push(format!("{}: {usage}", w.t("help-heading-usage")));
        lines.push(w.t1("args-more", "command", command.join(" ")));
    }
    lines.join("\n")
}

fn what(w: &Words, error: &Error) -> String {
    let argument = first(error, ContextKind::InvalidArg).unwrap_or_default();
    let found = first(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            w.t1("args-unknown-option", "found", argument)
        }
        ErrorKind::UnknownArgument => w.t1("args-unexpected", "found", argument),
        ErrorKind::InvalidSubcommand => {
            let found = first(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            w.t1("args-unknown-command", "found", found)
        }
        ErrorKind::MissingSubcommand => w.t("args-command-missing"),
        ErrorKind::InvalidValue if found.is_empty() => {
            w.t1("args-value-missing", "argument", argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => wrong_value(w, &argument, found),
        ErrorKind::TooManyValues => {
            w.t2("args-value-too-many", "argument", argument, "found", found)
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            w.t1("args-value-missing", "argument", argument)
        }
        ErrorKind::ArgumentConflict => w.t1("args-twice", "argument", argument),
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg);
            let said = w.t1("args-missing", "arguments", missing.join(", "));
            // Options that take several files take those too that were meant as lists of sites.
            match missing.iter().any(|one| one.contains("SITES")) {
                true => format!("{said} {}", w.t("args-missing-sites")),
                false => said,
            }
        }
        ErrorKind::InvalidUtf8 => w.t("args-not-text"),
        _ => w.t1("args-other", "detail", error.kind().to_string()),
    }
}

/// A value that is not possible, and what is: `args-wrong-listen`, for `--listen <ADDRESS:PORT>`.
fn wrong_value(w: &Words, argument: &str, found: String) -> String {
    let said = w.t2("args-value-wrong", "argument", argument, "found", found);
    let option = argument.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default();
    let hint = format!("args-wrong-{option}");
    if argument.starts_with('-') && w.has(&hint) { format!("{said} {}", w.t(&hint)) } else { said }
}

fn first(error: &Error, kind: ContextKind) -> Option<String> {
    all(error, kind).into_iter().next()
}

/// What clap says of this; values come from outside, and are shown without what would move the cursor.
fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    let plain = |text: &String| crate::output::plain(text);
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![plain(one)],
        Some(ContextValue::Strings(several)) => several.iter().map(plain).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::{Look, command};

    fn said(code: &str, typed: &[&str]) -> String {
        let w = Words::of(code).unwrap();
        let typed = std::iter::once("passerelle").chain(typed.iter().copied());
        let error = command(w, Look::Help).try_get_matches_from(typed).unwrap_err();
        sentences(w, &error)
    }

    #[test]
    fn mistakes_are_told_with_what_would_be_right() {
        for (typed, parts) in [
            (["verfy"].as_slice(), ["verfy", "verify"].as_slice()),
            (&["verify", "--fromat", "json"], &["--fromat", "--format"]),
            (&["verify", "all"], &["all"]),
            (&["verify", "--format", "xml"], &["xml", "--format", "text, json"]),
            (&["verify", "--format"], &["--format"]),
            (&["verify", "--format", "text", "--format", "json"], &["--format"]),
            (&["serve", "--listen", "nowhere"], &["nowhere", "127.0.0.1:8080"]),
            (&["serve", "--public-url", "a/b"], &["a/b", "https://node.example"]),
            (&["import", "statistics"], &["passerelle import statistics --help"]),
            (&["user", "add", "ana", "--role", "king"], &["king", "visitor, reader"]),
            (&["erase", "import/1", "--reason", "Amina"], &["Amina", "person-asked"]),
            (&["erase", "import/1"], &["--reason"]),
        ] {
            let (en, fr) = (said("en", typed), said("fr", typed));
            for part in parts {
                assert!(en.contains(part) && fr.contains(part), "{part}: {en}\n{fr}");
            }
            for english in ["Usage:", "error:", "For more", "tip:", "⟦"] {
                assert!(!fr.contains(english), "{english}: {fr}");
            }
            assert_ne!(en.lines().next(), fr.lines().next());
        }
    }

    #[test]
    fn what_was_typed_cannot_move_the_cursor() {
        let told = said("en", &["verify", "--format", "\u{1b}[2Jx"]);
        assert!(!told.contains('\u{1b}'), "{told:?}");
    }
}
