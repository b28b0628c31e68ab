//! One file per command.

mod activities;
mod backup;
mod check;
mod consultations;
mod corrections;
mod emergency;
mod erase;
mod export;
mod generate;
mod groups;
mod import;
mod index;
mod initiatives;
mod key;
mod ledger;
mod measure;
mod microdata;
mod outcomes;
mod plan;
mod protect;
mod publish;
mod pull;
mod release;
mod review;
mod scorecard;
mod sdmx;
mod serve;
mod sites;
mod survey;
mod table;
mod user;
mod verify;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::DeskError;

use crate::arguments::{Arguments, Command, Export, Import};
use crate::output::Output;

/// Runs the command that was typed.
pub async fn run(arguments: Arguments, output: &Output) -> anyhow::Result<ExitCode> {
    let node = &arguments.node;
    match arguments.command {
        Command::Serve(asked) => serve::run(node, &asked, output).await,
        Command::Import(Import::Statistics(asked)) => import::run(node, &asked, output).await,
        Command::Import(Import::Sites(asked)) => sites::import(node, &asked, output).await,
        Command::Import(Import::Iati(asked)) => activities::import(node, &asked, output).await,
        Command::Import(Import::Transactions(asked)) => ledger::import(node, &asked, output).await,
        Command::Pull(asked) => pull::run(node, &asked, output).await,
        Command::Export(Export::Observations(asked)) => {
            export::observations(node, asked, output).await
        }
        Command::Export(Export::Commitments(asked)) => export::commitments(node, &asked, output),
        Command::Export(Export::Sdmx(asked)) => publish::sdmx(node, asked, output).await,
        Command::Export(Export::OpenSdg(asked)) => publish::open_sdg(node, &asked, output).await,
        Command::Export(Export::Iati(asked)) => initiatives::iati(node, &asked, output).await,
        Command::Export(Export::Budget(asked)) => initiatives::budget(node, &asked, output).await,
        Command::Initiatives(asked) => initiatives::run(node, &asked, output).await,
        Command::Sdmx(asked) => sdmx::run(&asked, output),
        Command::Index(asked) => index::run(asked, node.catalogue.as_deref(), output),
        Command::Scorecard(asked) => scorecard::run(node, &asked, output).await,
        Command::Consultation(asked) => consultations::run(node, asked, output).await,
        Command::Recommendation(asked) => outcomes::run(node, asked, output).await,
        Command::Corrections(asked) => corrections::run(node, asked, output).await,
        Command::Release(asked) => release::run(node, asked, output).await,
        Command::Review(asked) => review::run(node, &asked, output).await,
        Command::Protect(asked) => protect::run(node, &asked, output),
        Command::Plan(asked) => plan::run(node, &asked, output).await,
        Command::Emergency(asked) => emergency::run(node, &asked, output),
        Command::Groups(asked) => groups::run(&asked, output),
        Command::Measure(asked) => measure::run(asked, output).await,
        Command::Sites(asked) => sites::run(node, &asked, output).await,
        Command::Survey(asked) => survey::run(node, asked, output),
        Command::Check(asked) => check::run(node, &asked, output).await,
        Command::Verify(asked) => verify::run(node, &asked, output).await,
        Command::Backup(asked) => backup::run(node, &asked, output).await,
        Command::Erase(asked) => erase::run(node, &asked, output).await,
        Command::Key(asked) => key::run(node, &asked, output).await,
        Command::User(asked) => user::run(node, asked, output).await,
        Command::Completions(asked) => generate::completions(&asked, output),
        Command::Man => generate::man(output),
    }
}

/// Writes a file, whole or not at all.
fn whole_file(path: &Path, content: &[u8]) -> Result<(), DeskError> {
    let failed = |error| DeskError::File { path: path.to_owned(), error };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(content).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
