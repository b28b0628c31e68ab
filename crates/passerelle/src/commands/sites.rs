//! `passerelle sites …`

use std::process::ExitCode;

use passerelle_desk::sites::connectivity::cleaning::{FindingGroup, Outcome};
use passerelle_desk::sites::{
    SiteOptions, SitesError, check_sites, read_network, read_towers, write_network,
};

use passerelle_desk::Desk;
use passerelle_desk::site_lists::{SitesAsked, SitesImportError};
use passerelle_web::sites::{explain, report};

use crate::arguments::{
    Format, ImportSites, Node, ReportFormat, Sites, SitesCheck, SitesFrom, SitesNetwork,
    SitesTowers,
};
use crate::output::{FOUND_PROBLEMS, Output};

/// Answers; what is wrong with the question is told in words, with an exit code of its own.
pub(super) async fn run(node: &Node, asked: &Sites, output: &Output) -> anyhow::Result<ExitCode> {
    let told = match asked {
        Sites::Check(asked) => check(node, asked, output),
        Sites::Network(asked) => network(node, asked, output),
        Sites::Towers(asked) => towers(node, asked, output),
        Sites::Token(asked) => return super::measure::give_token(node, asked, output).await,
        Sites::Reduce(asked) => return super::measure::reduce(node, asked, output).await,
    };
    match told {
        Ok(shown) => shown,
        Err(error) => Ok(output.refuse(&explain(output.words, &error))),
    }
}

/// What was asked could be answered; showing it may still fail.
type Told = Result<anyhow::Result<ExitCode>, SitesError>;

pub(super) fn options(node: &Node, from: &SitesFrom) -> SiteOptions {
    SiteOptions {
        areas: from.areas.clone(),
        country: from.country.clone(),
        columns: from.column.clone(),
        catalogue: node.catalogue.clone(),
        ..SiteOptions::default()
    }
}

/// 0 where nothing was set aside and everything understood.
fn code(sound: bool) -> ExitCode {
    if sound { ExitCode::SUCCESS } else { ExitCode::from(FOUND_PROBLEMS) }
}

fn check(node: &Node, asked: &SitesCheck, output: &Output) -> Told {
    let options = SiteOptions {
        official: asked.official.clone(),
        kind: asked.kind.map(Into::into),
        ..options(node, &asked.from)
    };
    let found = check_sites(&asked.files, &options)?;
    // What was not understood is not written as if it had been.
    let understood = found.report.is_understood();
    let path = asked.output.as_deref().filter(|_| understood);
    let written = path.map(|path| found.write(path)).transpose()?;
    let shown = match asked.format {
        ReportFormat::Text => {
            output.line(report::sites(output.words, &found.report, written.as_ref()).trim_end())
        }
        ReportFormat::Json => output.json(&found.report),
        ReportFormat::Csv => {
            output.line(&report::findings(&found.report.files, &found.report.cleaning.findings))
        }
    };
    Ok(shown.map(|()| code(found.report.is_whole())))
}

fn network(node: &Node, asked: &SitesNetwork, output: &Output) -> Told {
    let (network, found) = read_network(&asked.files, &options(node, &asked.from))?;
    let understood = found.is_understood();
    let path = asked.output.as_deref().filter(|_| understood);
    if let Some(path) = path {
        write_network(&network, &found.files, path)?;
    }
    let shown = match asked.format {
        ReportFormat::Text => output.line(report::network(output.words, &found, path).trim_end()),
        ReportFormat::Json => output.json(&found),
        ReportFormat::Csv => output.line(&report::findings(&found.files, &found.report.findings)),
    };
    Ok(shown.map(|()| code(understood && !set_aside(&found.groups))))
}

/// Whether any row was set aside.
fn set_aside(groups: &[FindingGroup]) -> bool {
    groups.iter().any(|group| group.outcome == Outcome::SetAside)
}

fn towers(node: &Node, asked: &SitesTowers, output: &Output) -> Told {
    let (towers, found) = read_towers(&asked.files, &options(node, &asked.from))?;
    let shown = match asked.format {
        Format::Text => output.line(report::towers(output.words, &towers, &found).trim_end()),
        Format::Json => output.json(&found),
    };
    Ok(shown.map(|()| code(found.is_understood() && !set_aside(&found.groups))))
}

/// `passerelle import sites`
pub(super) async fn import(
    node: &Node,
    asked: &ImportSites,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let options = SiteOptions {
        areas: asked.areas.clone(),
        country: Some(asked.country.clone()),
        columns: asked.column.clone(),
        kind: asked.kind.map(Into::into),
        official: asked.official.clone(),
        catalogue: node.catalogue.clone(),
    };
    let (files, licence) = (asked.files.clone(), asked.licence.clone());
    let desk = Desk::open(&node.settings(false)).await?;
    let imported = desk.import_sites(SitesAsked { files, options, licence }).await;
    let policy = desk.site_policy(&asked.country).clone();
    desk.close().await;
    let imported = match imported {
        Ok(imported) => imported,
        Err(SitesImportError::Sites(error)) => {
            return Ok(output.refuse(&explain(output.words, &error)));
        }
        Err(SitesImportError::Desk(error)) => return Err(error.into()),
    };
    let w = output.words;
    match asked.format {
        Format::Json => output.json(&imported)?,
        Format::Text => {
            output.line(report::sites(w, &imported.report, None).trim_end())?;
            output.line("")?;
            output.line(&match &imported.list {
                Some(list) => {
                    let said = [
                        ("n", list.sites.into()),
                        ("sites", w.whole(list.sites).into()),
                        ("country", asked.country.as_str().into()),
                        ("list", list.id.to_string().into()),
                    ];
                    let shown = [
                        ("precision", policy.precision.code().into()),
                        ("decided", if policy.decided_by.is_some() { "yes" } else { "no" }.into()),
                    ];
                    format!(
                        "{} {}",
                        w.say("sites-imported", &said),
                        w.say("sites-import-shown", &shown)
                    )
                }
                None => w.t("sites-not-imported"),
            })?;
        }
    }
    Ok(code(imported.list.is_some()))
}
