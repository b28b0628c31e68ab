//! `passerelle export`

use std::io::Write;
use std::ops::ControlFlow;
use std::process::ExitCode;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::{Desk, DeskError, exports};
use passerelle_tables::Filter;
use passerelle_vocabulary::place::{Recognised, Scheme};
use passerelle_vocabulary::{Dimensions, Observation};
use passerelle_web::words::Words;

use crate::arguments::{DataFormat, ExportCommitments, ExportObservations, Format, Node};
use crate::output::{Output, ignore_closed, plain};

pub(super) async fn observations(
    node: &Node,
    asked: ExportObservations,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let dimensions = match asked.dimensions.as_deref().map(dimensions).transpose() {
        Ok(dimensions) => dimensions,
        Err(part) => {
            let text = output.words.t1("cli-export-dimensions", "part", plain(&part));
            return Ok(output.refuse(&text));
        }
    };
    let filter =
        Filter { indicator: asked.indicator, place: asked.place, dimensions, source: asked.source };
    let desk = Desk::open_existing(&node.settings(false)).await?;
    if let Some(unknown) = unknown(&desk, &filter, output.words).await? {
        return Ok(output.refuse(&unknown));
    }
    let mut writer = Writer::new(asked.format);
    let mut failure = None;
    desk.export(&filter, |page| match writer.page(&page) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failure = Some(error);
            ControlFlow::Break(())
        }
    })
    .await?;
    match failure {
        Some(error) => ignore_closed(Err(error))?,
        None => ignore_closed(writer.end())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Dimensions as they were typed; what of it cannot be read, or can be no category of any figure.
fn dimensions(typed: &str) -> Result<Dimensions, String> {
    let found = Dimensions::parse(typed).map_err(|part| part.to_string())?;
    let mark = |text: &str| text.contains(['=', ';']);
    let unread = found.iter().find(|(name, category)| mark(name) || mark(category));
    match unread.map(|(name, category)| format!("{name}={category}")) {
        Some(part) => Err(part),
        None => Ok(found),
    }
}

/// A code asked for that neither the catalogue nor a figure of the node knows, in words.
pub(super) async fn unknown(
    desk: &Desk,
    filter: &Filter,
    w: &Words,
) -> Result<Option<String>, DeskError> {
    let (catalogue, figures) = (&desk.catalogue, desk.observations());
    let used = figures.codes_in_use().await?;
    let used_indicators = figures.dimensions_in_use().await?;
    let say = |name: &str, found: &str, nearest: Option<&str>| {
        let said = w.t1(name, "found", plain(found));
        match nearest {
            Some(nearest) => format!("{said} {}", w.t1("args-nearest", "nearest", nearest)),
            None => said,
        }
    };
    if let Some(code) = &filter.indicator {
        let used = used_indicators.iter().map(|(indicator, _)| indicator.as_str());
        let known: Vec<&str> =
            catalogue.indicators.iter().map(|one| one.code.as_str()).chain(used).collect();
        if !known.contains(&code.as_str()) {
            return Ok(Some(say("cli-export-unknown-indicator", code, nearest(code, &known))));
        }
    }
    if let Some(code) = &filter.place {
        let places = &catalogue.places;
        let known = places.country(code).is_some()
            || places.group(code).is_some()
            || used.places.contains(code);
        if !known {
            let nearest = match places.recognise(code, Scheme::Any) {
                Some(Recognised::Place(place)) => Some(place),
                _ => None,
            };
            return Ok(Some(say("cli-export-unknown-place", code, nearest)));
        }
    }
    if let Some(id) = &filter.source
        && catalogue.publisher(id).is_none()
        && !used.sources.contains(id)
    {
        let known: Vec<&str> = used.sources.iter().map(String::as_str).collect();
        return Ok(Some(say("cli-export-unknown-source", id, nearest(id, &known))));
    }
    Ok(None)
}

/// The code that was probably meant: at most a third of its letters are wrong, missing or too many.
fn nearest<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let nearest = known.iter().map(|code| (distance(&typed, code), *code)).min()?;
    (nearest.0 * 3 <= nearest.1.len()).then_some(nearest.1)
}

/// How many letters are to be changed, added or taken away to make one text of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(100).enumerate() {
        let mut above = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = above + usize::from(x != *y);
            above = row[j + 1];
            row[j + 1] = changed.min(above + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Writes pages of figures to standard output as they come.
struct Writer {
    format: DataFormat,
    started: bool,
    out: std::io::BufWriter<std::io::Stdout>,
}

impl Writer {
    fn new(format: DataFormat) -> Self {
        Self { format, started: false, out: std::io::BufWriter::new(std::io::stdout()) }
    }

    fn page(&mut self, observations: &[Observation]) -> std::io::Result<()> {
        match self.format {
            DataFormat::Csv => {
                let text = exports::csv(observations).map_err(std::io::Error::other)?;
                // The header once, at the top.
                let skipped = if self.started {
                    text.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1)
                } else {
                    0
                };
                self.out.write_all(&text[skipped..])?;
                self.started = true;
            }
            DataFormat::Json => {
                for observation in observations {
                    self.out.write_all(if self.started { b",\n" } else { b"[\n" })?;
                    serde_json::to_writer(&mut self.out, observation)?;
                    self.started = true;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self) -> std::io::Result<()> {
        if self.format == DataFormat::Json {
            self.out.write_all(if self.started { b"\n]\n" } else { b"[]\n" })?;
        }
        self.out.flush()
    }
}

pub(super) fn commitments(
    node: &Node,
    asked: &ExportCommitments,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let catalogue = Catalogue::read(node.catalogue.as_deref(), false)
        .map_err(passerelle_desk::DeskError::from)?;
    if asked.format == Format::Json {
        output.json(&catalogue.commitments)?;
        return Ok(ExitCode::SUCCESS);
    }
    for commitment in &catalogue.commitments {
        output.line(&format!("{}\t{}", commitment.id, output.words.text(&commitment.title)))?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_code_is_near() {
        let known = ["internet_users", "coverage_4g", "population"];
        assert_eq!(nearest("internet_user", &known), Some("internet_users"));
        assert_eq!(nearest("COVERAGE_5G", &known), Some("coverage_4g"));
        assert_eq!(nearest("nope", &known), None);
        assert_eq!((distance("", "abc"), distance("kitten", "sitting")), (3, 3));
    }
}
