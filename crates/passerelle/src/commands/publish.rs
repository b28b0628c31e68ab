//! `passerelle export sdmx`, `passerelle export open-sdg`

use std::io::Write;
use std::process::ExitCode;

use passerelle_desk::Desk;
use passerelle_desk::exports::open_sdg::{Asked, Wording};
use passerelle_desk::exports::sdmx::{
    DataQuery, Names, Problems, Query, QueryError, parse, sdmx_id, select, write_data,
    write_structures,
};
use passerelle_web::words::Words;

use super::export::unknown;
use super::import::format_problem_line;
use crate::arguments::{DataFormat, ExportOpenSdg, ExportSdmx, Format, Node};
use crate::output::{FOUND_PROBLEMS, Output, ignore_closed, plain};
use passerelle_tables::Filter;

/// A message of `locales/`, by language.
fn said(name: &str) -> Names {
    Words::all().iter().map(|words| (words.code().to_owned(), words.t(name))).collect()
}

pub(super) async fn sdmx(
    node: &Node,
    asked: ExportSdmx,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    if asked.structure {
        return structures(&desk, "structure", output).await;
    }
    if let Some(query) = &asked.query {
        return match parse(query) {
            Ok(Query::Data(query)) => data(&desk, query, asked.format, output).await,
            Ok(Query::Structure(_)) => structures(&desk, query, output).await,
            Ok(Query::Availability(_)) => {
                let text =
                    output.words.t1("problem-sdmx-query-not-supported", "place", "availability");
                Ok(output.refuse(&text))
            }
            Err(problems) => Ok(refused(&problems, output)),
        };
    }
    let filter = Filter {
        indicator: asked.indicator,
        place: asked.place,
        source: asked.source,
        dimensions: None,
    };
    if let Some(unknown) = unknown(&desk, &filter, output.words).await? {
        return Ok(output.refuse(&unknown));
    }
    let named = [
        ("INDICATOR", &filter.indicator),
        ("REF_AREA", &filter.place),
        ("DATA_SOURCE", &filter.source),
    ];
    let filters = named.iter().filter_map(|(component, code)| {
        Some(format!("c[{component}]={}", sdmx_id(code.as_deref()?)))
    });
    match parse(&format!("data?{}", filters.collect::<Vec<_>>().join("&"))) {
        Ok(Query::Data(query)) => data(&desk, query, asked.format, output).await,
        Ok(_) => Ok(ExitCode::SUCCESS),
        Err(problems) => Ok(refused(&problems, output)),
    }
}

/// Says what is wrong with a query.
fn refused(problems: &Problems, output: &Output) -> ExitCode {
    let lines: Vec<String> = problems
        .list
        .iter()
        .map(|problem| format_problem_line(output.words, &problem.into()))
        .collect();
    output.refuse(&lines.join("\n"))
}

async fn data(
    desk: &Desk,
    query: DataQuery,
    format: DataFormat,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let answer = match desk.sdmx_answer(query).await {
        Ok(answer) => answer,
        Err(QueryError::Query(problems)) => return Ok(refused(&problems, output)),
        Err(QueryError::Desk(error)) => return Err(error.into()),
    };
    match format {
        DataFormat::Json => match desk.sdmx_message(answer, &said).await {
            Ok(message) => {
                output.line(&write_data(&message)?)?;
                Ok(ExitCode::SUCCESS)
            }
            Err(QueryError::Query(problems)) => Ok(refused(&problems, output)),
            Err(QueryError::Desk(error)) => Err(error.into()),
        },
        DataFormat::Csv => {
            let mut answer = answer;
            let mut out = std::io::BufWriter::new(std::io::stdout());
            let mut first = true;
            loop {
                let figures = answer.next(desk).await?;
                // Without figures there is still a header.
                if first || !figures.is_empty() {
                    let written = out.write_all(&answer.write(&figures, first)?);
                    ignore_closed(written)?;
                }
                first = false;
                if figures.is_empty() {
                    ignore_closed(out.flush())?;
                    return Ok(ExitCode::SUCCESS);
                }
            }
        }
    }
}

async fn structures(desk: &Desk, query: &str, output: &Output) -> anyhow::Result<ExitCode> {
    let mut message = desk.sdmx_structures(&said).await?;
    match parse(query) {
        Ok(Query::Structure(query)) => message.structures = select(&message.structures, &query),
        Ok(_) => {}
        Err(problems) => return Ok(refused(&problems, output)),
    }
    if message.structures == Default::default() {
        return Ok(output.refuse(&output.words.t("problem-sdmx-no-results")));
    }
    output.line(&write_structures(&message)?)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn open_sdg(
    node: &Node,
    asked: &ExportOpenSdg,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open_existing(&node.settings(false)).await?;
    for code in &asked.indicator {
        let filter = Filter { indicator: Some(code.clone()), ..Filter::default() };
        if let Some(unknown) = unknown(&desk, &filter, w).await? {
            return Ok(output.refuse(&unknown));
        }
    }
    let wanted = Asked {
        place: asked.place.clone(),
        indicators: asked.indicator.clone(),
        source: asked.source.clone(),
    };
    let say = |name: &str| w.t(name);
    let wording = Wording { lang: w.lang(), say: &say };
    let Some(site) = desk.open_sdg(&wanted, wording).await? else {
        return Ok(output.refuse(&w.t1("cli-open-sdg-country", "found", plain(&asked.place))));
    };
    site.write(&asked.output)?;
    let path = asked.output.display().to_string();
    if asked.format == Format::Json {
        let problems: Vec<_> = site
            .problems
            .iter()
            .map(|(indicator, problem)| {
                serde_json::json!({
                    "indicator": indicator,
                    "problem": passerelle_exchange::statistics::FormatProblem::from(problem),
                })
            })
            .collect();
        output.json(&serde_json::json!({
            "output": path,
            "indicators": site.indicators,
            "files": site.files.keys().collect::<Vec<_>>(),
            "left_out": site.left,
            "problems": problems,
        }))?;
    } else if site.indicators.is_empty() && site.problems.is_empty() {
        return Ok(output.refuse(&w.t1("cli-open-sdg-none", "place", asked.place.as_str())));
    } else {
        output.line(&w.say(
            "cli-open-sdg-written",
            &[("n", site.indicators.len().into()), ("path", plain(&path).into())],
        ))?;
        for left in &site.left {
            let sources = left.sources.join(", ");
            output.line(&format!(
                "    {}",
                w.say(
                    "cli-open-sdg-left",
                    &[
                        ("indicator", left.indicator.as_str().into()),
                        ("n", left.figures.into()),
                        ("sources", sources.into()),
                    ],
                )
            ))?;
        }
        for (indicator, problem) in &site.problems {
            let said = format_problem_line(w, &problem.into());
            output.line(&format!(
                "    {}",
                w.t2("label-value", "label", indicator.as_str(), "value", said)
            ))?;
        }
    }
    let code = if site.problems.is_empty() { 0 } else { FOUND_PROBLEMS };
    Ok(ExitCode::from(code))
}
