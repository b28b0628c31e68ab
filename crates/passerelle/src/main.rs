//! The front: the command line. It asks the desk, shows the answer, and holds no logic.
//!
//! | file | what it is |
//! |---|---|
//! | `arguments` | what can be typed |
//! | `language`, `help`, `mistakes` | in which words: help, and what is wrong with what was typed |
//! | `commands/` | one file per command |
//! | `memory` | a setting of the allocator |
//! | `output` | words, formats, exit codes |
//! | `progress` | progress bars, quiet when nobody watches |

mod arguments;
mod commands;
mod help;
mod language;
mod memory;
mod mistakes;
mod output;
mod progress;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use arguments::{Arguments, Command};
use output::Output;

fn main() -> ExitCode {
    memory::keep_small();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let words = match language::chosen(&typed) {
        Ok(words) => words,
        Err((asked, words)) => return Output::new(words, false).not_spoken(&asked),
    };
    let found = help::command(words, help::Look::Help).try_get_matches_from(typed);
    let arguments = match found.and_then(|found| Arguments::from_arg_matches(&found)) {
        Ok(arguments) => arguments,
        Err(error) => return mistakes::tell(words, &error),
    };
    match arguments.command {
        Command::Plan(_) => memory::keep_freed(),
        Command::Serve(_) => memory::give_back(),
        _ => {}
    }
    start_log();
    let output = Output::new(words, arguments.node.database.is_some());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output.fail(&error.into()),
    };
    match runtime.block_on(commands::run(arguments, &output)) {
        Ok(code) => code,
        Err(error) => output.fail(&error),
    }
}

/// Logs go to standard error; `PASSERELLE_LOG` says how much. A statement of SQL that took long is no news
/// to those who run a node.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("PASSERELLE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,sqlx=error"));
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal() && !plain)
        .with_writer(std::io::stderr)
        .init();
}
