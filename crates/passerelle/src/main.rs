//! The front: the command line. It asks the desk, shows the answer, and holds no logic.
//!
//! | file | what it is |
//! |---|---|
//! | `arguments` | what can be typed; its doc comments are the help |
//! | `commands/` | one file per command |
//! | `output` | words, formats, exit codes |
//! | `progress` | progress bars, quiet when nobody watches |

mod arguments;
mod commands;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use output::Output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_log();
    let output = Output::new(arguments.node.lang.as_deref());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output.fail(&error.into()),
    };
    match runtime.block_on(commands::run(arguments, &output)) {
        Ok(code) => code,
        Err(error) => output.fail(&error),
    }
}

/// Logs go to standard error; `PASSERELLE_LOG` says how much.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("PASSERELLE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
