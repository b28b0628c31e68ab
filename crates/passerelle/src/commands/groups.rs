//! `passerelle groups`

use std::io::Write;
use std::process::ExitCode;

use passerelle_desk::groups::room::Settings;
use passerelle_desk::groups::{GroupsAsked, bytes, find};
use passerelle_web::groups::{Told, explain, notes};

use super::table::table;
use crate::arguments::{Format, Groups};
use crate::output::{Output, ignore_closed};

/// Answers; files that cannot be counted are told in words, with an exit code of its own.
pub(super) fn run(asked: &Groups, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let found = find(&GroupsAsked {
        votes: asked.votes.clone(),
        statements: asked.statements.clone(),
        start: asked.start.clone(),
        settings: Settings {
            min_votes: asked.min_votes,
            seed: asked.seed,
            replicates: asked.replicates,
            ..Settings::default()
        },
        keep_good: asked.keep_good,
    });
    let found = match found {
        Ok(found) => found,
        Err(error) => return Ok(output.refuse(&explain(w, &error))),
    };
    match asked.format {
        Format::Json => {
            ignore_closed(std::io::stdout().lock().write_all(&bytes(&found.map)?))?;
        }
        Format::Text => show(&Told::of(w, &found), output)?,
    }
    output.aside(&notes(w, &found).join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn show(told: &Told, output: &Output) -> anyhow::Result<()> {
    output.line(&format!("{}\n{}", told.title, told.lead))?;
    told.unclear.iter().try_for_each(|line| output.line(line))?;
    if !told.groups.is_empty() {
        output.line("")?;
        table(&told.header, told.groups.iter().cloned(), |column| column == 0, output)?;
    }
    for part in &told.parts {
        output.line(&format!("\n{}", part.title))?;
        part.lines.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    }
    output.line(&format!("\n{}", told.method))
}
