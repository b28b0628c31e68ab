//! `passerelle sdmx …`

use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::exports::convert::{ConvertError, Form, convert};

use super::import::format_problem_line;
use crate::arguments::{DataFormat, Sdmx, SdmxConvert};
use crate::output::{Output, ignore_closed, plain};

pub(super) fn run(asked: &Sdmx, output: &Output) -> anyhow::Result<ExitCode> {
    match asked {
        Sdmx::Convert(asked) => converted(asked, output),
    }
}

fn converted(asked: &SdmxConvert, output: &Output) -> anyhow::Result<ExitCode> {
    use std::io::Write;
    let form = match asked.format {
        DataFormat::Csv => Form::Csv,
        DataFormat::Json => Form::Json,
    };
    match convert(&asked.file, asked.structure.as_deref(), form) {
        Ok(converted) => {
            for problem in &converted.kept.list {
                output.aside(&format_problem_line(output.words, &problem.into()))?;
            }
            ignore_closed(std::io::stdout().lock().write_all(converted.text.as_bytes()))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => told(&error, asked, output),
    }
}

fn told(error: &ConvertError, asked: &SdmxConvert, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let path = |path: &Path| plain(&path.display().to_string()).to_owned();
    let text = match error {
        ConvertError::NeedsStructure => w.t1("cli-sdmx-needs-structure", "path", path(&asked.file)),
        ConvertError::NoStructure(of) => w.t1("cli-sdmx-no-structure", "path", path(of)),
        ConvertError::NotSdmx(of) => w.t1("cli-sdmx-not", "path", path(of)),
        ConvertError::StructuresAsCsv => w.t1("cli-sdmx-structures-csv", "path", path(&asked.file)),
        ConvertError::Problems(of, problems) => {
            let said = [("path", path(of).into()), ("n", problems.count.into())];
            let mut lines = vec![w.say("cli-sdmx-problems", &said)];
            for problem in &problems.list {
                lines.push(format!("    {}", format_problem_line(w, &problem.into())));
            }
            lines.join("\n")
        }
    };
    Ok(output.refuse(&text))
}
