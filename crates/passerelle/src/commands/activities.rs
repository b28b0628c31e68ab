//! `passerelle import iati`, `passerelle initiatives suggested` and `confirm`

use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::activities::{
    ActivitiesOutcome, ActivityOptions, ConfirmError, Confirmation, Decider, slug_of_activity,
};
use passerelle_desk::{Desk, User};
use passerelle_web::activities::{problem as activity_problem, reasons, suggestions};
use passerelle_web::words::Words;

use super::initiatives::{acting, problems, unknown};
use crate::arguments::{Format, ImportIati, InitiativesConfirm, InitiativesSuggested, Node};
use crate::output::{FOUND_PROBLEMS, Output, plain};
use crate::progress::Bar;

/// Problems of a file shown one by one; the others are counted.
const SHOWN: usize = 20;
/// Activities that are named.
const NAMED: usize = 5;

/// Brings activities of IATI in.
pub(super) async fn import(
    node: &Node,
    asked: &ImportIati,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    // Before a node is made for nothing.
    passerelle_desk::imports::look(&asked.paths)?;
    let desk = Desk::open(&node.settings(false)).await?;
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    if let Some(user) = user.as_ref().filter(|user| !desk.may_import(user)) {
        return Ok(not_allowed(output, user));
    }
    let options = ActivityOptions { threshold: asked.threshold, country: asked.country.clone() };
    let bar = Arc::new(Bar::new(output.words));
    let outcomes = desk.import_activities(&asked.paths, &options, user.as_ref(), bar.clone()).await;
    bar.finish();
    let waiting = desk.suggested_initiatives(None, None, 1).await?.waiting;
    desk.close().await;
    let outcomes = outcomes?;
    if asked.format == Format::Json {
        output.json(&serde_json::json!({ "files": outcomes, "waiting": waiting }))?;
    } else {
        for outcome in &outcomes {
            tell(outcome, output)?;
        }
        output.line(&output.words.t1("iati-waiting", "n", waiting))?;
    }
    let losses = outcomes.iter().any(ActivitiesOutcome::has_losses);
    Ok(if losses { ExitCode::from(FOUND_PROBLEMS) } else { ExitCode::SUCCESS })
}

fn not_allowed(output: &Output, user: &User) -> ExitCode {
    output.refuse(&output.words.t1("cli-error-not-allowed", "what", plain(&user.name)))
}

fn tell(outcome: &ActivitiesOutcome, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let file = plain(&outcome.path.display().to_string());
    let whole = |n: u64| w.whole(n);
    if outcome.is_refused() {
        output.line(&w.t1("iati-file-refused", "file", file))?;
    } else {
        let said = [
            ("file", file.into()),
            ("activities", whole(outcome.report.activities).into()),
            ("new", whole(outcome.new).into()),
            ("changed", whole(outcome.changed).into()),
            ("unchanged", whole(outcome.unchanged).into()),
            ("transactions", whole(outcome.transactions).into()),
        ];
        output.line(&w.say("iati-file-imported", &said))?;
    }
    let indented = |text: String| output.line(&format!("    {text}"));
    let counted = [
        ("iati-elsewhere", outcome.elsewhere),
        ("iati-refused", outcome.report.refused),
        ("iati-unfit", outcome.unfit_activities),
        ("iati-unfit-parts", outcome.unfit_parts),
        ("iati-shortened", outcome.shortened),
    ];
    for (name, n) in counted.into_iter().filter(|(_, n)| *n > 0) {
        indented(w.say(name, &[("n", whole(n).into()), ("count", n.into())]))?;
    }
    if outcome.below > 0 {
        let tens = (0..).step_by(10).zip(outcome.below_by_tens).filter(|(_, n)| *n > 0);
        let tens = tens.map(|(from, n)| {
            w.say("iati-below-ten", &[("from", i32::into(from)), ("n", whole(n).into())])
        });
        let said = [
            ("n", whole(outcome.below).into()),
            ("count", outcome.below.into()),
            ("threshold", outcome.threshold.into()),
            ("tens", tens.collect::<Vec<_>>().join(", ").into()),
        ];
        indented(w.say("iati-below", &said))?;
        for near in outcome.nearest.iter().take(NAMED) {
            let title = plain(w.text(&near.title));
            indented(format!("  {}  {}  {title}", near.points, plain(&near.identifier)))?;
        }
    }
    for (id, slug) in outcome.written_here.iter().take(NAMED) {
        indented(w.t2("iati-written-here", "id", plain(id), "slug", slug.clone()))?;
    }
    if !outcome.withdrawn.is_empty() {
        let named: Vec<String> = outcome.withdrawn.iter().take(SHOWN).map(|id| plain(id)).collect();
        let said = [
            ("n", whole(outcome.withdrawn.len() as u64).into()),
            ("count", outcome.withdrawn.len().into()),
            ("ids", named.join(", ").into()),
        ];
        indented(w.say("iati-withdrawn", &said))?;
    }
    if !outcome.withdrawal_told && !outcome.is_refused() {
        indented(w.t("iati-withdrawal-untold"))?;
    }
    tell_problems(outcome, output)
}

fn tell_problems(outcome: &ActivitiesOutcome, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let report = &outcome.report;
    for problem in report.problems.iter().take(SHOWN) {
        output.line(&format!("    {}", activity_problem(w, problem)))?;
    }
    for unfit in outcome.unfit.iter().take(SHOWN) {
        let said = [
            ("line", unfit.line.to_string().into()),
            ("activity", plain(&unfit.activity).into()),
            ("text", problems(w, std::slice::from_ref(&unfit.finding)).into()),
        ];
        output.line(&format!("    {}", w.say("iati-unfit-at", &said)))?;
    }
    let count: u64 = report.counts.values().sum();
    let told = report.problems.len().min(SHOWN) as u64;
    if count > told {
        output.line(&format!("    {}", w.t1("cli-problems-more", "n", count - told)))?;
    }
    Ok(())
}

/// Lists what waits for a person.
pub(super) async fn suggested(
    node: &Node,
    asked: &InitiativesSuggested,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let found = desk
        .suggested_initiatives(asked.country.as_deref(), asked.after.as_deref(), asked.most)
        .await?;
    if asked.format == Format::Json {
        output
            .json(&serde_json::json!({ "waiting": found.waiting, "initiatives": found.views }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let w = output.words;
    output.line(&w.t1("iati-waiting", "n", found.waiting))?;
    for view in &found.views {
        let Some(imported) = &view.initiative.imported else { continue };
        let title = plain(w.text(&view.initiative.title));
        output.line(&format!("\n{}  {title}", plain(&view.slug)))?;
        output.line(&format!("  {}", reasons(w, imported)))?;
        for (id, title) in suggestions(w, &desk.catalogue, imported) {
            output.line(&format!("  {id}  {title}"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Decides on an imported initiative.
pub(super) async fn confirm(
    node: &Node,
    asked: &InitiativesConfirm,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    let slug = match desk.initiative(&asked.slug).await? {
        Some(_) => asked.slug.clone(),
        None => slug_of_activity(&asked.slug),
    };
    let decision = match asked.set_aside {
        true => Confirmation::SetAside,
        false => Confirmation::Serves(asked.commitment.clone()),
    };
    let who = user.as_ref().map_or(Decider::Program, Decider::User);
    let w = output.words;
    let view = match desk.confirm_initiative(&slug, &decision, None, who).await {
        Ok(view) => view,
        Err(error) => return refuse(output, w, error, (&asked.slug, user.as_ref())),
    };
    desk.close().await;
    if asked.format == Format::Json {
        output.json(&view)?;
        return Ok(ExitCode::SUCCESS);
    }
    let said = [("slug", view.slug.as_str().into()), ("version", view.version.into())];
    let name = if asked.set_aside { "iati-set-aside" } else { "iati-confirmed" };
    let serves = ("serves", view.initiative.serves.join(", ").into());
    output.line(&w.say(name, &[&said[..], &[serves]].concat()))?;
    Ok(ExitCode::SUCCESS)
}

fn refuse(
    output: &Output,
    w: &Words,
    error: ConfirmError,
    (slug, user): (&str, Option<&User>),
) -> anyhow::Result<ExitCode> {
    let text = match error {
        ConfirmError::Desk(error) => return Err(error.into()),
        ConfirmError::Unknown(_) => return Ok(unknown(output, slug)),
        ConfirmError::NotAllowed => {
            let name = user.map_or_else(String::new, |user| plain(&user.name));
            w.t1("cli-error-not-allowed", "what", name)
        }
        ConfirmError::Moved(version) => {
            w.t2("iati-moved", "slug", plain(slug), "version", version.to_string())
        }
        ConfirmError::Unsound(found) => problems(w, &found),
    };
    Ok(output.refuse(&text))
}
