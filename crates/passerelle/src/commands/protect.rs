//! `passerelle protect`

mod explain;
mod show;

use std::process::ExitCode;

use passerelle_desk::protection::{
    ProtectFiles, ProtectProblems, Protection, policy_told, protect,
};

use crate::arguments::{Node, Protect, TableFormat};
use crate::output::{FOUND_PROBLEMS, Output};

/// Answers; what is wrong is told in words, with an exit code of its own.
pub(super) fn run(node: &Node, asked: &Protect, output: &Output) -> anyhow::Result<ExitCode> {
    if asked.tables.is_empty() {
        return Ok(match policy_told(&asked.policy, node.catalogue.as_deref()) {
            Ok(policy) => show::policy(&policy, asked.format, output)?,
            Err(problems) => output.refuse(&explain::explain(output, &problems)),
        });
    }
    let told = protect(&files(node, asked)).and_then(|found| {
        let written = publish(&found, asked)?;
        Ok((found, written))
    });
    match told {
        Ok((found, written)) => answer(&found, &written, asked.format, output),
        Err(problems) => Ok(output.refuse(&explain::explain(output, &problems))),
    }
}

fn files(node: &Node, asked: &Protect) -> ProtectFiles {
    ProtectFiles {
        tables: asked.tables.clone(),
        policy: asked.policy.clone(),
        previous: asked.previous.clone(),
        ledger: asked.ledger.clone(),
        spend: asked.epsilon,
        publishes: asked.output.is_some(),
        catalogue: node.catalogue.clone(),
        today: node.today,
    }
}

/// Writes what may be published, if all of it is safe, and the proof.
fn publish(found: &Protection, asked: &Protect) -> Result<Vec<String>, ProtectProblems> {
    let mut written = Vec::new();
    if let Some(path) = &asked.proof {
        found.write_proof(path)?;
        written.push(path.display().to_string());
    }
    if let Some(path) = asked.output.as_ref().filter(|_| found.safe) {
        let paths = found.publish(path, asked.ledger.as_deref())?;
        written.extend(paths.iter().map(|path| path.display().to_string()));
    }
    Ok(written)
}

fn answer(
    found: &Protection,
    written: &[String],
    format: TableFormat,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    show::protection(found, written, format, output)?;
    if found.safe {
        return Ok(ExitCode::SUCCESS);
    }
    let sentences = explain::unsafe_because(output.words, found);
    match format {
        TableFormat::Table => output.line(&sentences)?,
        _ => output.aside(&sentences)?,
    }
    Ok(ExitCode::from(FOUND_PROBLEMS))
}
