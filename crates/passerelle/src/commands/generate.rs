//! `passerelle completions` and `passerelle man`: made from the arguments themselves.

use std::process::ExitCode;

use clap::Command;
use clap_mangen::Man;
use passerelle_web::words::Words;

use crate::arguments::Completions;
use crate::help::{Look, command};
use crate::output::{Output, ignore_closed};

pub(super) fn completions(asked: &Completions, output: &Output) -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    let mut command = command(output.words, Look::Manual);
    clap_complete::generate(asked.shell, &mut command, "passerelle", &mut text);
    print(&text)
}

pub(super) fn man(output: &Output) -> anyhow::Result<ExitCode> {
    print(manual(output.words)?.as_bytes())
}

/// The whole manual on one page: the program, what every command takes, then each command.
fn manual(w: &Words) -> std::io::Result<String> {
    let program = command(w, Look::Manual);
    let man = Man::new(program.clone());
    let mut page = part(|text| man.render_title(text))?;
    for (name, section) in [
        ("man-name", part(|text| man.render_name_section(text))?),
        ("man-synopsis", part(|text| man.render_synopsis_section(text))?),
        ("man-description", part(|text| man.render_description_section(text))?),
        ("man-options", part(|text| man.render_options_section(text))?),
    ] {
        page.push_str(&format!(".SH \"{}\"\n{}", w.t(name), body(&section)));
    }
    page.push_str(&format!(".SH \"{}\"\n", w.t("man-commands")));
    let mut commands = Vec::new();
    leaves(&program, &mut commands);
    for command in commands {
        page.push_str(&about_command(command)?);
    }
    page.push_str(&format!(".SH \"{}\"\n", w.t("man-exit")));
    for code in ["0", "1", "2", "3"] {
        page.push_str(&format!(".TP\n{code}\n{}\n", escaped(&w.t(&format!("man-exit-{code}")))));
    }
    let version = part(|text| man.render_version_section(text))?;
    page.push_str(&format!(".SH \"{}\"\n{}", w.t("man-version"), body(&version)));
    Ok(page)
}

/// The commands that do something, in the order of the help; not those that only hold others.
fn leaves<'a>(command: &'a Command, found: &mut Vec<&'a Command>) {
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        if below.has_subcommands() { leaves(below, found) } else { found.push(below) }
    }
}

/// How a command is typed, what it does, and what it takes beyond what every command takes.
fn about_command(command: &Command) -> std::io::Result<String> {
    let shared = |arg: &clap::Arg| {
        arg.is_global_set() || matches!(arg.get_id().as_str(), "help" | "version")
    };
    let command = command.clone().mut_args(|arg| {
        let shared = shared(&arg);
        arg.hide(shared)
    });
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned();
    let own = command.get_arguments().any(|arg| !arg.is_hide_set());
    let man = Man::new(command);
    let mut text = format!(".SS \"{name}\"\n");
    text.push_str(&body(&part(|text| man.render_synopsis_section(text))?));
    text.push_str(".PP\n");
    text.push_str(&body(&part(|text| man.render_description_section(text))?));
    if own {
        text.push_str(&body(&part(|text| man.render_options_section(text))?));
    }
    Ok(text)
}

fn part(
    render: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> std::io::Result<String> {
    let mut text = Vec::new();
    render(&mut text)?;
    String::from_utf8(text).map_err(std::io::Error::other)
}

/// A section without its heading, which is in English, and without the preamble that every part repeats.
fn body(section: &str) -> String {
    let kept = section.lines().filter(|line| {
        !line.starts_with(".SH ") && !line.starts_with(".ie \\n(.g") && !line.starts_with(".el .ds")
    });
    kept.map(|line| format!("{line}\n")).collect()
}

/// A line of the manual that no one reads as a command.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('-', "\\-").replace('\n', " ")
}

fn print(text: &[u8]) -> anyhow::Result<ExitCode> {
    ignore_closed(std::io::Write::write_all(&mut std::io::stdout().lock(), text))?;
    Ok(ExitCode::SUCCESS)
}
