//! `passerelle export`

use std::io::Write;
use std::ops::ControlFlow;
use std::process::ExitCode;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::{Desk, exports};
use passerelle_tables::Filter;
use passerelle_vocabulary::{Dimensions, Observation};

use crate::arguments::{DataFormat, ExportCommitments, ExportObservations, Format, Node};
use crate::output::{Output, ignore_closed};

pub(super) async fn observations(
    node: &Node,
    asked: ExportObservations,
) -> anyhow::Result<ExitCode> {
    let dimensions = asked.dimensions.map(|written| Dimensions::parse(&written));
    let dimensions = dimensions
        .transpose()
        .map_err(|part| anyhow::anyhow!("--dimensions: “{part}” (sex=female;location=rural)"))?;
    let filter =
        Filter { indicator: asked.indicator, place: asked.place, dimensions, source: asked.source };
    let desk = Desk::open(&node.settings(false)).await?;
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
