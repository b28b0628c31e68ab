//! Puts the words of help into clap's tree of commands, in one language.
//!
//! Names in `locales/` follow the way to a thing: `help` for the program, `help-serve` for a command,
//! `help-import-statistics` for one below it, `help-serve-listen` for an argument; `…-more` for what only
//! the long help says; `help-any-format` for an argument that is the same in several commands;
//! `help-value-dir` for what stands for a value.

use std::fmt::Write as _;

use clap::builder::{Resettable, StyledStr, Styles};
use clap::{Arg, Command, CommandFactory};
use passerelle_web::words::Words;

use crate::arguments::Arguments;

/// What the tree of commands is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// `--help`: every part under its heading.
    Help,
    /// The manual, which has headings of its own.
    Manual,
}

/// The commands, with the words of a language.
pub fn command(w: &Words, look: Look) -> Command {
    let mut command = worded(w, Arguments::command(), "help");
    // Only now has every command its own help and version.
    command.build();
    finished(w, command, look)
}

fn worded(w: &Words, command: Command, path: &str) -> Command {
    let about = w.t(path);
    let more = format!("{path}-more");
    let long = if w.has(&more) {
        Resettable::Value(StyledStr::from(format!("{about}\n\n{}", w.t(&more))))
    } else {
        Resettable::Reset
    };
    command
        .about(about)
        .long_about(long)
        .mut_args(|arg| worded_argument(w, arg, path))
        .mut_subcommands(|below| {
            let path = format!("{path}-{}", below.get_name());
            worded(w, below, &path)
        })
}

fn worded_argument(w: &Words, arg: Arg, path: &str) -> Arg {
    let mut help = w.t(&argument_name(w, path, arg.get_id().as_str()));
    for (name, what) in facts(&arg) {
        let _ = write!(help, " [{}]", w.t1(name, "what", what));
    }
    let values: Vec<String> = value_names(&arg).iter().map(|name| value_word(w, name)).collect();
    let arg = if values.is_empty() { arg } else { arg.value_names(values) };
    let takes = arg.get_action().takes_values();
    let arg = arg.help(help).long_help(Resettable::<StyledStr>::Reset);
    // What clap would add, in English.
    let arg = arg.hide_env(true);
    if takes { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
}

/// The name of an argument's words: its own, or those that it shares with other commands.
fn argument_name(w: &Words, path: &str, id: &str) -> String {
    let id = id.replace('_', "-");
    let own = format!("{path}-{id}");
    let shared = format!("help-any-{id}");
    if w.has(&own) || !w.has(&shared) { own } else { shared }
}

/// What an argument is without being told, where else it can be set, what it can be.
fn facts(arg: &Arg) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if arg.get_action().takes_values() {
        let listed = |texts: &mut dyn Iterator<Item = String>| texts.collect::<Vec<_>>().join(", ");
        let mut defaults =
            arg.get_default_values().iter().map(|one| one.to_string_lossy().into_owned());
        facts.push(("help-fact-default", listed(&mut defaults)));
        let possible = arg.get_possible_values();
        let mut possible = possible.iter().map(|one| one.get_name().to_owned());
        facts.push(("help-fact-possible", listed(&mut possible)));
    }
    let variable = arg.get_env().map(|name| name.to_string_lossy().into_owned());
    facts.push(("help-fact-variable", variable.unwrap_or_default()));
    facts.retain(|(_, what)| !what.is_empty());
    facts
}

fn value_names(arg: &Arg) -> Vec<String> {
    let names = arg.get_value_names().unwrap_or_default();
    let takes = arg.get_action().takes_values();
    names.iter().filter(|_| takes).map(ToString::to_string).collect()
}

fn value_word(w: &Words, name: &str) -> String {
    w.t(&value_word_name(name))
}

fn value_word_name(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("help-value-{}", name.chars().map(plain).collect::<String>())
}

fn finished(w: &Words, command: Command, look: Look) -> Command {
    // What is typed in order is told in that order, not in that of the alphabet.
    let mut position = 0;
    let command = command.mut_args(|arg| {
        let arg = finished_argument(w, arg, look);
        position += usize::from(arg.is_positional());
        if arg.is_positional() { arg.display_order(position) } else { arg }
    });
    let command = command.mut_subcommands(|below| finished(w, below, look));
    let command = if command.get_name() == "help" {
        command.about(w.t("help-any-commands"))
    } else {
        command
    };
    if look == Look::Manual {
        return command.subcommand_value_name(w.t("help-value-command"));
    }
    let styles = Styles::default();
    let (on, usage) = (styles.get_header(), w.t("help-heading-usage"));
    command
        .subcommand_help_heading(w.t("help-heading-commands"))
        .subcommand_value_name(w.t("help-value-command"))
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{on}{usage}:{on:#} {{usage}}\n\n\
             {{all-args}}{{after-help}}"
        ))
}

fn finished_argument(w: &Words, arg: Arg, look: Look) -> Arg {
    let arg = match arg.get_id().as_str() {
        "help" => arg.help(w.t("help-any-help")).long_help(Resettable::<StyledStr>::Reset),
        "version" => arg.help(w.t("help-any-version")),
        _ => arg,
    };
    let heading =
        if arg.is_positional() { "help-heading-arguments" } else { "help-heading-options" };
    if look == Look::Help { arg.help_heading(w.t(heading)) } else { arg }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names of all the words that the tree needs.
    fn needed(w: &Words, command: &Command, path: &str, names: &mut BTreeSet<String>) {
        names.insert(path.to_owned());
        for arg in command.get_arguments() {
            names.insert(argument_name(w, path, arg.get_id().as_str()));
            names.extend(value_names(arg).iter().map(|name| value_word_name(name)));
        }
        for below in command.get_subcommands() {
            needed(w, below, &format!("{path}-{}", below.get_name()), names);
        }
    }

    fn written(code: &str) -> BTreeSet<String> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales");
        let text = std::fs::read_to_string(format!("{root}/{code}/help.ftl")).unwrap();
        let name = |line: &str| line.split_once(" =").map(|(name, _)| name.to_owned());
        text.lines().filter(|line| line.starts_with("help")).filter_map(name).collect()
    }

    #[test]
    fn every_command_and_argument_has_its_words_in_every_language_and_no_other_has() {
        for w in Words::all() {
            let mut names = BTreeSet::new();
            needed(w, &Arguments::command(), "help", &mut names);
            let missing: Vec<_> = names.iter().filter(|name| !w.has(name)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", w.code());
            let ours = ["help-any-help", "help-any-version", "help-any-commands"];
            names.extend(ours.map(str::to_owned));
            let idle: Vec<String> = written(w.code())
                .into_iter()
                .filter(|name| !name.starts_with("help-heading") && !name.starts_with("help-fact"))
                .filter(|name| name != "help-value-command" && !names.contains(name))
                .filter(|name| !names.contains(name.strip_suffix("-more").unwrap_or("")))
                .collect();
            assert!(idle.is_empty(), "{}: asked by nothing: {idle:?}", w.code());
        }
    }

    #[test]
    fn no_word_of_clap_is_left_in_the_help_of_another_language() {
        fn walk(command: &mut Command, seen: &mut Vec<String>) {
            seen.push(command.render_long_help().to_string());
            for below in command.get_subcommands_mut() {
                walk(below, seen);
            }
        }
        let mut seen = Vec::new();
        walk(&mut command(Words::of("fr").unwrap(), Look::Help), &mut seen);
        assert!(seen.len() > 20, "{}", seen.len());
        for text in seen {
            assert!(!text.contains('⟦'), "{text}");
            for english in ["Usage:", "Options:", "Commands:", "Arguments:", "Print", "default:"] {
                assert!(!text.contains(english), "{english}: {text}");
            }
        }
    }

    #[test]
    fn the_tree_is_consistent() {
        for w in Words::all() {
            command(w, Look::Help).debug_assert();
        }
    }
}
