//! `passerelle index`

mod explain;
mod show;

use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::indices::composite::Analysis;
use passerelle_desk::indices::{self, CompositeIndex, IndexProblems};

use crate::arguments::{
    Format, Index as Asked, IndexAnalysis, IndexBuild, IndexCheck, IndexFiles, IndexSensitivity,
    IndexUncertainty, IndexUnsure,
};
use crate::output::{FOUND_PROBLEMS, Output};
use show::Answer;

/// Answers; what is wrong is told in words, with an exit code of its own.
pub(super) fn run(
    asked: Asked,
    catalogue: Option<&Path>,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let told = match asked {
        Asked::Build(asked) => build(&asked, catalogue, output),
        Asked::Uncertainty(asked) => uncertainty(&asked, catalogue, output),
        Asked::Sensitivity(asked) => sensitivity(&asked, catalogue, output),
        Asked::Check(asked) => return check(&asked, catalogue, output),
    };
    match told {
        Ok(shown) => shown.map(|()| ExitCode::SUCCESS),
        Err(problems) => Ok(output.refuse(&explain::explain(output.words, &problems))),
    }
}

/// What was asked could be answered; showing it may still fail.
type Told = Result<anyhow::Result<()>, IndexProblems>;

fn open(
    files: &IndexFiles,
    unsure: Option<&IndexUnsure>,
    catalogue: Option<&Path>,
    output: &Output,
) -> Result<CompositeIndex, IndexProblems> {
    let files = indices::IndexFiles {
        data: files.figures.clone(),
        definition: files.definition.clone(),
        catalogue: catalogue.map(Path::to_owned),
        structure: files.structure.clone(),
        method: files.method.clone(),
        group: files.group.clone(),
        unit_column: files.unit_column.clone(),
        errors: unsure.and_then(|unsure| unsure.errors.clone()),
        choices: unsure.and_then(|unsure| unsure.choices.clone()),
    };
    CompositeIndex::open(&files, output.words.lang())
}

fn build(asked: &IndexBuild, catalogue: Option<&Path>, output: &Output) -> Told {
    let opened = open(&asked.files, None, catalogue, output)?;
    let built = opened.build()?;
    let method = &opened.method;
    Ok(match &asked.stage {
        None => {
            let answer = Answer { method, seed: None, found: &built };
            show::build::index(&answer, &opened.structure, asked.format, output)
        }
        Some(step) => {
            let table = indices::stage(&built.index, step)?;
            show::build::stage(method, step, &table, asked.format, output)
        }
    })
}

/// What varies is in the files.
fn analysis(asked: &IndexAnalysis) -> Analysis {
    let processors = || std::thread::available_parallelism().map_or(1, usize::from);
    Analysis {
        runs: asked.runs as usize,
        seed: asked.seed,
        interval: asked.level,
        element: asked.element.clone(),
        threads: asked.threads.map_or_else(processors, usize::from),
        ..Analysis::default()
    }
}

fn uncertainty(asked: &IndexUncertainty, catalogue: Option<&Path>, output: &Output) -> Told {
    let opened = open(&asked.files, Some(&asked.analysis.unsure), catalogue, output)?;
    let found = opened.uncertainty(analysis(&asked.analysis))?;
    let answer = Answer { method: &opened.method, seed: Some(asked.analysis.seed), found: &found };
    Ok(show::analysis::uncertainty(&answer, asked.format, output))
}

fn sensitivity(asked: &IndexSensitivity, catalogue: Option<&Path>, output: &Output) -> Told {
    let opened = open(&asked.files, Some(&asked.analysis.unsure), catalogue, output)?;
    let found = opened.sensitivity(analysis(&asked.analysis))?;
    let answer = Answer { method: &opened.method, seed: Some(asked.analysis.seed), found: &found };
    Ok(show::analysis::sensitivity(&answer, asked.format, output))
}

/// A check is answered on standard output whether or not something is wrong: that is what was asked.
fn check(
    asked: &IndexCheck,
    catalogue: Option<&Path>,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let opened = open(&asked.files, Some(&asked.unsure), catalogue, output);
    let checked = opened.and_then(|opened| Ok((opened.check()?, opened.method)));
    let w = output.words;
    match (checked, asked.format) {
        (Ok((found, method)), Format::Json) => {
            let answer = Answer { method: &method, seed: None, found: &found };
            output.json(&show::Checked { sound: true, answer: Some(&answer), problems: &[] })?;
        }
        (Ok((found, method)), Format::Text) => show::check(&found, &method, output)?,
        (Err(problems), format) => {
            let told: Vec<_> = problems.0.iter().map(|one| explain::told(w, one)).collect();
            match format {
                Format::Json => {
                    let none: Option<&Answer<'_, ()>> = None;
                    output.json(&show::Checked { sound: false, answer: none, problems: &told })?;
                }
                Format::Text => output.line(&explain::all(w, &problems))?,
            }
            return Ok(ExitCode::from(FOUND_PROBLEMS));
        }
    }
    Ok(ExitCode::SUCCESS)
}
