//! `passerelle completions` and `passerelle man`: made from the arguments themselves.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::arguments::{Arguments, Completions};
use crate::output::ignore_closed;

pub(super) fn completions(asked: &Completions) -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    clap_complete::generate(asked.shell, &mut Arguments::command(), "passerelle", &mut text);
    print(&text)
}

pub(super) fn man() -> anyhow::Result<ExitCode> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut text)?;
    print(&text)
}

fn print(text: &[u8]) -> anyhow::Result<ExitCode> {
    ignore_closed(std::io::Write::write_all(&mut std::io::stdout().lock(), text))?;
    Ok(ExitCode::SUCCESS)
}
