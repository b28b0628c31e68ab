//! `passerelle scorecard`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::releases::{Release, ReleaseError, fingerprint};
use passerelle_desk::scorecards::{ChosenPeer, MOST_CHOSEN, ScorecardView};
use passerelle_desk::{Desk, DeskError};
use passerelle_web::api::scorecards::csv;
use passerelle_web::scorecard::card::{Wishes, svg};
use passerelle_web::scorecard::{State, Told, sheet};
use serde::Serialize;

use crate::arguments::{Node, Scorecard, ScorecardFormat};
use crate::output::Output;

pub(super) async fn run(
    node: &Node,
    asked: &Scorecard,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let (country, year) = (asked.of.country.as_str(), asked.of.year);
    if let Some(problem) = unknown_peer(&desk, asked, output) {
        return Ok(problem);
    }
    let name = format!("{country} {year}");
    let nothing = || DeskError::from(ReleaseError::NoScorecard(name.clone()));
    let prepared = if asked.prepared {
        let found = desk.prepared(country, year).await?;
        Some(found.ok_or_else(|| DeskError::from(ReleaseError::NotPrepared(name.clone())))?)
    } else {
        None
    };
    let (view, release) = match &prepared {
        Some(release) => {
            let country = desk.catalogue.places.country(country).cloned().ok_or_else(nothing)?;
            let card = release.content.clone().ok_or_else(nothing)?;
            (ScorecardView { country, card }, None)
        }
        None => desk.edition(country, year, asked.edition).await?.ok_or_else(nothing)?,
    };
    let state = match (&prepared, &release) {
        (Some(prepared), _) => State::Prepared(prepared),
        (None, Some(release)) => State::Released(release),
        (None, None) => State::Working,
    };
    let w = output.words;
    let place = w.text(&view.country.name);
    let peers = desk.chosen_peers(view.card.year, &asked.peers).await?;
    let told = Told::of(w, &desk.catalogue, place, &view.card, state);
    let told = told.beside(w, &desk.catalogue, &peers);
    // Where the node is found by others, only its owner knows.
    let address = format!("/{}/scorecards/{country}/{year}", w.code());
    let content = match asked.format {
        ScorecardFormat::Text => lines(output, &told).into_bytes(),
        ScorecardFormat::Json => {
            let mut text = serde_json::to_vec_pretty(&Answer { view: &view, peers: &peers })?;
            text.push(b'\n');
            text
        }
        ScorecardFormat::Csv => csv(&desk.catalogue, &view.card).into_bytes(),
        ScorecardFormat::Pdf => sheet::pdf(w, &told, &address),
        ScorecardFormat::Svg => {
            let usual = Wishes { indicators: Vec::new(), rows: Wishes::USUAL_ROWS, dark: false };
            svg(w, &told, &usual, &address)?.into_bytes()
        }
    };
    write(asked.output.as_deref(), &content, output)?;
    if let Some(release) = &prepared {
        how_to_sign(release, output)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A scorecard for programs.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    view: &'a ScorecardView,
    /// Countries that were chosen to compare with.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    peers: &'a [ChosenPeer],
}

/// Tells of a country to compare with that is none, or of too many.
fn unknown_peer(desk: &Desk, asked: &Scorecard, output: &Output) -> Option<ExitCode> {
    let is_unknown = |code: &&String| desk.catalogue.places.country(code).is_none();
    let name = if let Some(unknown) = asked.peers.iter().find(is_unknown) {
        ("compare-unknown", unknown)
    } else {
        ("compare-beyond", asked.peers.get(MOST_CHOSEN)?)
    };
    Some(output.refuse(&output.words.t1(name.0, "place", name.1.as_str())))
}

/// What a second person types who agrees with what they looked at.
fn how_to_sign(release: &Release, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let fingerprint = fingerprint(release);
    let said = [
        ("place", release.place.as_str().into()),
        ("year", release.year.to_string().into()),
        ("fingerprint", fingerprint.as_str().into()),
    ];
    output.aside(&format!(
        "\n{}\n    {}",
        w.t("cli-release-to-sign"),
        w.say("cli-release-sign-with", &said)
    ))
}

/// To a file, whole or not at all; or to standard output.
fn write(path: Option<&Path>, content: &[u8], output: &Output) -> anyhow::Result<()> {
    let Some(path) = path else {
        return match std::io::stdout().lock().write_all(content) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            written => Ok(written?),
        };
    };
    super::whole_file(path, content)?;
    output.aside(&output.words.t1("cli-scorecard-written", "path", path.display().to_string()))
}

/// The scorecard at a terminal.
fn lines(output: &Output, told: &Told) -> String {
    let w = output.words;
    let mut text = format!("{}\n{}\n\n{}\n", told.title, told.state, told.lead);
    if let Some(made_up) = &told.made_up {
        text.push_str(&format!("\n{made_up}\n"));
    }
    let mut add = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    if let Some(index) = &told.index {
        let score = w.t2("label-value", "label", index.name.as_str(), "value", &*index.score);
        let interval = index.interval.as_ref().map(|interval| format!(" ({interval})"));
        add(format!("\n{score}{}", interval.unwrap_or_default()));
        index.about.iter().for_each(|about| add(format!("    {about}")));
    }
    add(format!("\n{}", w.t("scorecard-distance")));
    for row in &told.rows {
        let interval = row.interval.as_ref().map(|interval| format!(", {interval}"));
        let value = w.t2("label-value", "label", row.name.as_str(), "value", &*row.value);
        add(format!("  {value} – {}", row.verdict));
        add(format!("    {}{}", row.about, interval.unwrap_or_default()));
        let more = [&row.target, &row.gap, &row.pace, &row.change];
        more.into_iter().flatten().for_each(|more| add(format!("    {more}")));
        row.chosen.iter().for_each(|peer| add(format!("    {peer}")));
    }
    add(format!("\n{}", w.t("scorecard-groups")));
    if !told.has_groups() {
        add(format!("  {}", w.t("scorecard-groups-none")));
    }
    for row in told.rows.iter().filter(|row| !row.differences.is_empty()) {
        add(format!("  {}", row.name));
        row.differences.iter().for_each(|one| add(format!("    {one}")));
    }
    add(format!("\n{}", w.t("scorecard-measured-title")));
    told.completeness.iter().for_each(|one| add(format!("  {one}")));
    for (name, why) in &told.missing {
        add(format!("  {}", w.t2("label-value", "label", name.as_str(), "value", why.as_str())));
    }
    let breakdowns = &told.breakdowns;
    add(format!("\n{}", w.t("scorecard-breakdowns")));
    add(format!("  {} {}", breakdowns.count, breakdowns.promise));
    text
}
