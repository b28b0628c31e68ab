//! `passerelle plan publish`, `passerelle initiatives …`, `passerelle export iati` and `export budget`

mod drafts;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::exports::iati;
use passerelle_desk::initiatives::initiative::{Organisation, OrganisationRole, is_reference};
use passerelle_desk::initiatives::{
    AimWords, Due, Initiative, InitiativeError, InitiativeProposal, InitiativeView, checked_summary,
};
use passerelle_desk::plans::PlanTold;
use passerelle_desk::{Desk, User};
use passerelle_vocabulary::{Finding, Lang, Text};
use passerelle_web::api::initiatives::budget_csv;
use passerelle_web::draw_plan;
use passerelle_web::plan::{Told, explain as explain_plan, money, places as plan_places};
use passerelle_web::words::Words;

use super::activities;
use super::release::who;
use crate::arguments::{
    ExportBudget, ExportIati, Format, Initiatives, InitiativesList, InitiativesShow, Node,
    PlanPublish,
};
use crate::output::{Output, ignore_closed, plain};

/// Files and problems that are named, at the most.
const NAMED: usize = 20;

pub(super) async fn run(
    node: &Node,
    asked: &Initiatives,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    match asked {
        Initiatives::List(asked) => list(node, asked, output).await,
        Initiatives::Show(asked) => show(node, asked, output).await,
        Initiatives::Draft(asked) => drafts::show(node, asked, output).await,
        Initiatives::Change(asked) => drafts::change(node, asked, output).await,
        Initiatives::Publish(asked) => drafts::publish(node, asked, output).await,
        Initiatives::Discard(asked) => drafts::discard(node, asked, output).await,
        Initiatives::Suggested(asked) => activities::suggested(node, asked, output).await,
        Initiatives::Confirm(asked) => activities::confirm(node, asked, output).await,
    }
}

/// Makes a plan an initiative.
pub(super) async fn publish(
    node: &Node,
    asked: &PlanPublish,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let told = match checked_summary(&asked.folder) {
        Ok(told) => told,
        Err(error) => return refuse(output, &asked.folder, error),
    };
    let start = match day(output, asked.start.as_deref()) {
        Ok(start) => start,
        Err(refused) => return Ok(refused),
    };
    let desk = Desk::open(&node.settings(false)).await?;
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    let lead = asked.lead.as_ref().map(|name| Organisation {
        name: name.clone(),
        role: OrganisationRole::Lead,
        kind: asked.lead_kind,
        reference: asked.lead_id.clone(),
    });
    let proposal = InitiativeProposal {
        title: text(&asked.title, &asked.title_fr),
        description: description(asked, &told),
        languages: asked.language.iter().map(|code| Lang::new(code)).collect(),
        commitments: asked.commitment.clone(),
        country: asked.country.clone(),
        groups: asked.groups.clone(),
        slug: asked.slug.clone(),
        start,
        status: asked.status,
        began_before_pledge: asked.began_before,
        lead,
        part_of: asked.part_of.clone(),
        aims: AimWords {
            sites: in_all("initiative-aim-sites"),
            people: in_all("initiative-aim-people"),
        },
    };
    if asked.draft {
        let saved = desk.draft_initiative(&asked.folder, &proposal, user.as_ref()).await;
        return match saved {
            Ok(draft) => drafts::told(&draft, asked.format, output),
            Err(error) => refuse(output, &asked.folder, error),
        };
    }
    let published =
        desk.publish_initiative(&asked.folder, &proposal, user.as_ref(), draw_plan).await;
    let view = match published {
        Ok(view) => view,
        Err(error) => return refuse(output, &asked.folder, error),
    };
    published_as(&desk, &view, asked.format, output).await
}

/// Says what was published, and how precisely its plan says where its sites are.
async fn published_as(
    desk: &Desk,
    view: &InitiativeView,
    format: Format,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    if format == Format::Json {
        output.json(view)?;
        return Ok(ExitCode::SUCCESS);
    }
    let said = [("slug", view.slug.as_str().into()), ("version", view.version.into())];
    let w = output.words;
    output.line(&w.say("initiative-published", &said))?;
    told_of(&view.initiative, output)?;
    let published = desk.published_plan(&view.slug).await?;
    if let Some(places) = published.and_then(|one| one.plan.told.places) {
        output.line(&plan_places(w, &places))?;
        output.line(&w.t("initiative-places-kept"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A day, a month or a year that was typed; what is no such thing is told.
fn day(output: &Output, typed: Option<&str>) -> Result<Option<Due>, ExitCode> {
    let Some(typed) = typed else { return Ok(None) };
    let refused =
        |_| output.refuse(&output.words.t1("initiative-error-start", "found", plain(typed)));
    typed.parse().map(Some).map_err(refused)
}

/// Who acts: the account that was named, once its password is right; without a name, nobody but the program.
pub(super) async fn acting(
    desk: &Desk,
    name: Option<&str>,
    output: &Output,
) -> anyhow::Result<Result<Option<User>, ExitCode>> {
    let Some(name) = name else { return Ok(Ok(None)) };
    Ok(match who(desk, name, output).await? {
        Some(user) => Ok(Some(user)),
        None => Err(output.refuse(&output.words.t("cli-release-wrong-password"))),
    })
}

/// A text in English and French, where they are given.
fn text(en: &Option<String>, fr: &Option<String>) -> Text {
    let mut text = Text::default();
    for (lang, words) in [(Lang::en(), en), (Lang::fr(), fr)] {
        if let Some(words) = words {
            text.set(lang, words.clone());
        }
    }
    text
}

/// What was typed; without it, the plan in a sentence. What its prices are, where they are not the country's.
fn description(asked: &PlanPublish, told: &PlanTold) -> Text {
    let typed = text(&asked.description, &asked.description_fr);
    let mut text = Text::default();
    for w in Words::all() {
        let Told { lead, prices_said, .. } = Told::of(w, told);
        let own = typed.iter().find(|(lang, _)| *lang == w.lang()).map(|(_, own)| own.to_owned());
        // Money that rests on prices of nobody's is not told without saying so, whoever wrote the words.
        let said = match (typed.is_empty(), own) {
            (true, _) => lead,
            (false, Some(own)) => own,
            (false, None) => continue,
        };
        let said = prices_said.map_or(said.clone(), |note| format!("{said} {note}"));
        text.set(w.lang().clone(), said);
    }
    text
}

/// A message in every language.
fn in_all(name: &str) -> Text {
    let mut text = Text::default();
    Words::all().iter().for_each(|w| text.set(w.lang().clone(), w.t(name)));
    text
}

/// Says why an initiative was not published.
pub(super) fn refuse(
    output: &Output,
    folder: &Path,
    error: InitiativeError,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let folder = plain(&folder.display().to_string());
    let text = match error {
        InitiativeError::Desk(error) => return Err(error.into()),
        InitiativeError::Plan(error) => explain_plan(w, &error),
        InitiativeError::NoHashes => w.t1("initiative-error-no-hashes", "folder", folder),
        InitiativeError::Changed(files) => {
            let mut named: Vec<String> = files.iter().take(NAMED).map(|name| plain(name)).collect();
            if files.len() > NAMED {
                named.push("…".to_owned());
            }
            w.t2("initiative-error-changed", "folder", folder, "files", named.join(", "))
        }
        InitiativeError::Currency { expected, found } => {
            w.t2("initiative-error-currency", "expected", expected, "found", plain(&found))
        }
        InitiativeError::Bill => w.t1("initiative-error-bill", "folder", folder),
        InitiativeError::Taken(slug) => w.t1("initiative-error-taken", "slug", slug),
        InitiativeError::NoSuch(slug) => w.t1("initiative-error-unknown", "slug", plain(&slug)),
        InitiativeError::Unknown(slug) => w.t1("initiative-error-no-draft", "slug", plain(&slug)),
        InitiativeError::Form(slug) => w.t1("initiative-error-form", "slug", plain(&slug)),
        InitiativeError::Moved { slug, version } => {
            w.t2("initiative-error-moved", "slug", slug, "version", version.to_string())
        }
        InitiativeError::NotAllowed(name) => w.t1("cli-error-not-allowed", "what", plain(&name)),
        InitiativeError::Unsound(found) => problems(w, &found),
    };
    Ok(output.refuse(&text))
}

/// What is wrong with an initiative, each thing in a line.
pub(super) fn problems(w: &Words, found: &[Finding]) -> String {
    let line = |one: &Finding| {
        let name = format!("finding-{}", one.code);
        let text = if w.has(&name) { w.t(&name) } else { one.code.clone() };
        let said = [
            ("where", one.field.as_str().into()),
            ("text", text.into()),
            ("found", plain(&one.found).into()),
        ];
        if one.found.is_empty() {
            return w.say("cli-finding", &said[..2]);
        }
        w.say("cli-finding-found", &said)
    };
    let mut lines: Vec<String> = found.iter().take(NAMED).map(line).collect();
    if found.len() > NAMED {
        lines.push(w.t1("initiative-error-more", "n", found.len() - NAMED));
    }
    lines.join("\n")
}

async fn list(node: &Node, asked: &InitiativesList, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let found = desk.initiatives(asked.country.as_deref()).await?;
    if asked.format == Format::Json {
        output.json(&found)?;
        return Ok(ExitCode::SUCCESS);
    }
    output.line(&output.words.t1("initiatives-lead", "n", found.len()))?;
    for view in &found {
        let title = output.words.text(&view.initiative.title);
        output.line(&format!(
            "\n{}  {title}\n  {}",
            view.slug,
            funded(output.words, &view.initiative)
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn show(node: &Node, asked: &InitiativesShow, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let Some(view) = desk.initiative(&asked.slug).await? else {
        return Ok(unknown(output, &asked.slug));
    };
    if asked.format == Format::Json {
        output.json(&view)?;
        return Ok(ExitCode::SUCCESS);
    }
    output.line(output.words.text(&view.initiative.title))?;
    output.line(output.words.text(&view.initiative.description))?;
    told_of(&view.initiative, output)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn unknown(output: &Output, slug: &str) -> ExitCode {
    output.refuse(&output.words.t1("initiative-error-unknown", "slug", plain(slug)))
}

/// What it costs, what is promised and what is open.
fn funded(w: &Words, one: &Initiative) -> String {
    let sum = one.money();
    let amount = |cents: i64| money(w, cents as f64 / 100.0, &one.currency);
    let said = [
        ("amount", amount(sum.cents).into()),
        ("committed", amount(sum.committed).into()),
        ("open", amount(sum.open).into()),
        ("kind", sum.code().into()),
    ];
    w.say("initiative-money", &said)
}

fn told_of(one: &Initiative, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    output.line(&funded(w, one))?;
    output.line(&w.t1("initiative-lines", "n", one.budget.len()))?;
    let pair = |label: &str, value: String| {
        let label = w.t(label);
        output.line(&format!("  {}", w.t2("label-value", "label", label, "value", value)))
    };
    pair("initiative-serves", one.serves.join(", "))?;
    pair("initiative-dates", format!("{} – {}", one.start, one.end))?;
    if let Some(plan) = &one.plan {
        pair("initiative-plan", format!("{} ({})", plan.plan, plan.summary))?;
    }
    Ok(())
}

/// Writes an initiative as an activity of IATI.
pub(super) async fn iati(
    node: &Node,
    asked: &ExportIati,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let Some(view) = desk.initiative(&asked.initiative).await? else {
        return Ok(unknown(output, &asked.initiative));
    };
    if let Some(found) = asked.reporter_id.as_deref().filter(|id| !is_reference(id)) {
        let finding = Finding::new("--reporter-id", "not-a-reference", found);
        return Ok(output.refuse(&problems(w, &[finding])));
    }
    let reporter = asked.reporter.as_ref().map(|name| Organisation {
        name: name.clone(),
        role: OrganisationRole::Partner,
        kind: asked.reporter_kind,
        reference: asked.reporter_id.clone(),
    });
    let activity = desk.activity(&view, reporter.as_ref()).await?;
    let xml = match iati::iati(&activity, &view.moment) {
        Ok(xml) => xml,
        Err(error) => {
            let needs = w.t1("initiative-error-iati", "detail", error.to_string());
            return Ok(output.refuse(&needs));
        }
    };
    match &asked.output {
        None => ignore_closed(std::io::stdout().lock().write_all(&xml))?,
        Some(path) => {
            let failed = |error| passerelle_desk::DeskError::File { path: path.clone(), error };
            std::fs::write(path, xml).map_err(failed)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the budget of an initiative as CSV.
pub(super) async fn budget(
    node: &Node,
    asked: &ExportBudget,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let view = if asked.draft {
        let user = match acting(&desk, asked.by.as_deref(), output).await? {
            Ok(user) => user,
            Err(refused) => return Ok(refused),
        };
        match desk.initiative_draft(&asked.initiative, user.as_ref()).await {
            Ok(draft) => drafts::as_published(draft),
            Err(error) => return refuse(output, Path::new(""), error),
        }
    } else {
        match desk.initiative(&asked.initiative).await? {
            Some(view) => view,
            None => return Ok(unknown(output, &asked.initiative)),
        }
    };
    ignore_closed(std::io::stdout().lock().write_all(budget_csv(&view).as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}
