//! `passerelle survey kit`, `indicators`, `simulate`, `methodology`.

mod told;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::kit::{
    Indicators, IndicatorsQuestion, Kit, KitFailure, indicators as follow, write_microdata,
};
use passerelle_desk::{DeskError, exports};
use passerelle_exchange::microdata::{WriteError, write_csv};
use passerelle_web::kit::{questionnaire, sheet};
use passerelle_web::words::Words;

use crate::arguments::{
    Format, Node, SheetFormat, SurveyIndicators, SurveyKit, SurveyMethodology, SurveySimulate,
    TableFormat,
};
use crate::output::{Output, ignore_closed, plain};

/// A command whose answer may be a refusal in words.
type Answer = anyhow::Result<ExitCode>;

fn catalogue(node: &Node) -> Result<Catalogue, DeskError> {
    Ok(Catalogue::read(node.catalogue.as_deref(), false)?)
}

fn refused(error: &KitFailure, output: &Output) -> Answer {
    Ok(output.refuse(&told::explain(output.words, error)))
}

/// Writes the kit into a folder.
pub(super) fn write(node: &Node, asked: &SurveyKit, output: &Output) -> Answer {
    let kit = match Kit::read(node.catalogue.as_deref()) {
        Ok(kit) => kit,
        Err(error) => return refused(&error, output),
    };
    let (w, folder) = (output.words, &asked.output);
    let shown = plain(&folder.display().to_string());
    let failed = |path: &Path, error: std::io::Error| {
        let path = plain(&path.display().to_string());
        Ok(output.cannot(&w.t2("kit-cannot-write", "path", path, "detail", error.to_string())))
    };
    if let Err(error) = std::fs::create_dir_all(folder) {
        return failed(folder, error);
    }
    match std::fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => return Ok(output.refuse(&w.t1("kit-folder-not-empty", "path", shown))),
        Ok(false) => {}
        Err(error) => return failed(folder, error),
    }
    let files = all_files(&kit, &catalogue(node)?)?;
    for (name, bytes) in &files {
        let path = folder.join(name);
        if let Err(error) = std::fs::write(&path, bytes) {
            return failed(&path, error);
        }
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if asked.format == Format::Json {
        output.json(&serde_json::json!({ "folder": folder, "files": names }))?;
    } else {
        output.line(&w.t2("kit-written", "n", names.len(), "path", shown))?;
        names.iter().try_for_each(|name| output.line(&format!("    {name}")))?;
        output.line(&w.t("kit-next"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The kit's files, with those that need words, in every language.
fn all_files(kit: &Kit, catalogue: &Catalogue) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut files = kit.files()?;
    for w in Words::all() {
        let page = questionnaire(&kit.questionnaire, w)?;
        files.push((format!("questionnaire-{}.html", w.code()), page.into_bytes()));
        let blank = sheet(kit, catalogue, None, w).markdown(w);
        files.push((format!("methodology-{}.md", w.code()), blank.into_bytes()));
    }
    files.sort();
    Ok(files)
}

fn question(
    asked: (&Path, Option<&Path>, Option<&Path>),
    place: &str,
    period: Option<&str>,
) -> IndicatorsQuestion {
    let (data, plan, design) = asked;
    IndicatorsQuestion {
        data: data.to_owned(),
        plan: plan.map(Path::to_owned),
        design: design.map(Path::to_owned),
        place: place.to_owned(),
        period: period.map(str::to_owned),
    }
}

/// Turns microdata into indicators.
pub(super) fn indicators(node: &Node, asked: SurveyIndicators, output: &Output) -> Answer {
    let catalogue = catalogue(node)?;
    let files = (asked.microdata.as_path(), asked.plan.as_deref(), asked.design.as_deref());
    let question = question(files, &asked.place, Some(&asked.period));
    let found =
        Kit::read(node.catalogue.as_deref()).and_then(|kit| follow(&kit, &catalogue, &question));
    let found = match found {
        Ok(found) => found,
        Err(error) => return refused(&error, output),
    };
    let text = match asked.format {
        TableFormat::Csv => figures_csv(&found)?,
        TableFormat::Json => serde_json::to_string_pretty(&found)? + "\n",
        TableFormat::Table => told::table(&found, &catalogue, output.words),
    };
    if let Some(code) = give(&text, asked.output.as_deref(), output)? {
        return Ok(code);
    }
    output.aside(&told::summary(&found, &catalogue, asked.output.as_deref(), output.words))?;
    Ok(ExitCode::SUCCESS)
}

/// The layout of observations, as an export has it.
fn figures_csv(found: &Indicators) -> anyhow::Result<String> {
    let figures: Vec<_> = found.figures.iter().map(|figure| figure.observation.clone()).collect();
    Ok(String::from_utf8(exports::csv(&figures)?)?)
}

/// Writes a text to a file, or prints it; an exit code where the file cannot be written.
fn give(text: &str, path: Option<&Path>, output: &Output) -> anyhow::Result<Option<ExitCode>> {
    let Some(path) = path else {
        ignore_closed(std::io::stdout().lock().write_all(text.as_bytes()))?;
        return Ok(None);
    };
    let Err(error) = std::fs::write(path, text) else { return Ok(None) };
    let shown = plain(&path.display().to_string());
    let (w, detail) = (output.words, error.to_string());
    Ok(Some(output.cannot(&w.t2("kit-cannot-write", "path", shown, "detail", detail))))
}

/// Makes up microdata.
pub(super) fn simulate(node: &Node, asked: &SurveySimulate, output: &Output) -> Answer {
    let made = Kit::read(node.catalogue.as_deref())
        .and_then(|kit| kit.simulate(asked.households, asked.seed));
    let made = match made {
        Ok(made) => made,
        Err(error) => return refused(&error, output),
    };
    let w = output.words;
    let Some(path) = &asked.output else {
        let written = write_csv(&made, std::io::stdout().lock());
        return match written {
            Err(WriteError::Text(error)) if closed(&error) => Ok(ExitCode::SUCCESS),
            written => Ok(written.map(|()| ExitCode::SUCCESS)?),
        };
    };
    if let Err(error) = write_microdata(&made, path) {
        return Ok(output.cannot(&told::cannot_write(w, &error)));
    }
    let path = plain(&path.display().to_string());
    output.line(&w.t2("kit-simulated", "rows", made.rows(), "path", path))?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a reader has seen enough.
fn closed(error: &impl std::error::Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
    source.is_some_and(|source| source.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Writes the methodology sheet.
pub(super) fn methodology(node: &Node, asked: SurveyMethodology, output: &Output) -> Answer {
    let w = match asked.language.as_deref() {
        None => output.words,
        Some(language) => match Words::of(language) {
            Some(words) => words,
            None => return Ok(output.not_spoken(language)),
        },
    };
    let catalogue = catalogue(node)?;
    let files = (asked.microdata.as_path(), asked.plan.as_deref(), asked.design.as_deref());
    let question = question(files, &asked.place, asked.period.as_deref());
    let kit = match Kit::read(node.catalogue.as_deref()) {
        Ok(kit) => kit,
        Err(error) => return refused(&error, output),
    };
    let found = match follow(&kit, &catalogue, &question) {
        Ok(found) => found,
        Err(error) => return refused(&error, output),
    };
    let sheet = sheet(&kit, &catalogue, Some(&found), w);
    let text = match asked.format {
        SheetFormat::Markdown => sheet.markdown(w),
        SheetFormat::Html => sheet.html(w)?,
        SheetFormat::Json => serde_json::to_string_pretty(&sheet)? + "\n",
    };
    Ok(give(&text, asked.output.as_deref(), output)?.unwrap_or(ExitCode::SUCCESS))
}
