//! `passerelle initiatives draft`, `change`, `publish` and `discard`

use std::path::Path;
use std::process::ExitCode;

use passerelle_desk::Desk;
use passerelle_desk::initiatives::initiative::BudgetLine;
use passerelle_desk::initiatives::{Change, DraftView, InitiativeChanges, InitiativeView};
use passerelle_web::draw_plan;
use passerelle_web::plan::money;
use passerelle_web::words::Words;

use super::{NAMED, acting, day, problems, published_as, refuse, text, told_of};
use crate::arguments::{
    Format, InitiativesChange, InitiativesDiscard, InitiativesDraft, InitiativesPublish, Node,
};
use crate::output::{Output, plain};

/// Changes that are shown, at the most.
const SHOWN: usize = 60;

/// Shows a draft, or names all that somebody has.
pub(super) async fn show(
    node: &Node,
    asked: &InitiativesDraft,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    if let Some(slug) = &asked.slug {
        return match desk.initiative_draft(slug, user.as_ref()).await {
            Ok(draft) => told(&draft, asked.format, output),
            Err(error) => refuse(output, Path::new(""), error),
        };
    }
    let found = match desk.initiative_drafts(user.as_ref()).await {
        Ok(found) => found,
        Err(error) => return refuse(output, Path::new(""), error),
    };
    if asked.format == Format::Json {
        output.json(&found)?;
        return Ok(ExitCode::SUCCESS);
    }
    let w = output.words;
    output.line(&w.t1("initiative-drafts", "n", found.len()))?;
    for draft in &found {
        let title = plain(w.text(&draft.initiative.title));
        output.line(&format!("  {}  {title}  ({})", draft.slug, w.moment(&draft.saved)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Changes a draft, or begins one from what is published.
pub(super) async fn change(
    node: &Node,
    asked: &InitiativesChange,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let dates = [&asked.start, &asked.end].map(|typed| day(output, typed.as_deref()));
    let [start, end] = match dates {
        [Ok(start), Ok(end)] => [start, end],
        [Err(refused), _] | [_, Err(refused)] => return Ok(refused),
    };
    let changes = InitiativeChanges {
        title: text(&asked.title, &asked.title_fr),
        description: text(&asked.description, &asked.description_fr),
        start,
        end,
        status: asked.status,
        serve: asked.commitment.clone(),
        serve_not: asked.without.clone(),
        budget: asked.budget.clone(),
    };
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    match desk.change_initiative(&asked.slug, &changes, user.as_ref()).await {
        Ok(draft) => told(&draft, asked.format, output),
        Err(error) => refuse(output, Path::new(""), error),
    }
}

/// Publishes a draft.
pub(super) async fn publish(
    node: &Node,
    asked: &InitiativesPublish,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    // A node that is not there is not made for this.
    let settings = node.settings(false);
    Desk::open_existing(&settings).await?.close().await;
    let desk = Desk::open(&settings).await?;
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    let draft = desk.initiative_draft(&asked.slug, user.as_ref()).await;
    let folder = draft.ok().and_then(|draft| draft.folder).unwrap_or_default();
    match desk.publish_draft(&asked.slug, asked.over, user.as_ref(), draw_plan).await {
        Ok(view) => published_as(&desk, &view, asked.format, output).await,
        Err(error) => refuse(output, &folder, error),
    }
}

/// Throws a draft away.
pub(super) async fn discard(
    node: &Node,
    asked: &InitiativesDiscard,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let user = match acting(&desk, asked.by.as_deref(), output).await? {
        Ok(user) => user,
        Err(refused) => return Ok(refused),
    };
    match desk.discard_draft(&asked.slug, user.as_ref()).await {
        Ok(()) => {
            let slug = asked.slug.as_str();
            output.line(&output.words.t1("initiative-draft-discarded", "slug", slug))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => refuse(output, Path::new(""), error),
    }
}

/// A draft as if it were published, to be written out.
pub(super) fn as_published(draft: DraftView) -> InitiativeView {
    InitiativeView {
        slug: draft.slug,
        version: draft.version.unwrap_or_default(),
        moment: draft.saved,
        initiative: draft.initiative,
    }
}

/// Says what a draft holds, what it changes, and what keeps it from being published.
pub(super) fn told(draft: &DraftView, format: Format, output: &Output) -> anyhow::Result<ExitCode> {
    if format == Format::Json {
        output.json(draft)?;
        return Ok(ExitCode::SUCCESS);
    }
    let w = output.words;
    let (slug, saved) = (draft.slug.as_str(), w.moment(&draft.saved));
    output.line(&w.t2("initiative-draft-about", "slug", slug, "moment", saved))?;
    output.line(&plain(w.text(&draft.initiative.title)))?;
    output.line(&plain(w.text(&draft.initiative.description)))?;
    told_of(&draft.initiative, output)?;
    match draft.version {
        None => output.line(&w.t("initiative-draft-new"))?,
        Some(version) => {
            let name = match draft.changes.is_empty() {
                true => "initiative-draft-same",
                false => "initiative-draft-changes",
            };
            output.line(&w.t1(name, "version", version.to_string()))?;
        }
    }
    let currency = &draft.initiative.currency;
    for change in draft.changes.iter().take(SHOWN) {
        output.line(&format!("  {}", changed(w, change, currency)))?;
    }
    if draft.changes.len() > SHOWN {
        let more = w.t1("initiative-error-more", "n", draft.changes.len() - SHOWN);
        output.line(&format!("  {more}"))?;
    }
    if draft.problems.is_empty() {
        output.line(&w.t1("initiative-draft-next", "slug", slug))?;
    } else {
        output.line(&w.t("initiative-draft-problems"))?;
        let told = problems(w, &draft.problems[..draft.problems.len().min(NAMED + 1)]);
        told.lines().try_for_each(|line| output.line(&format!("  {line}")))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A change in a line.
fn changed(w: &Words, change: &Change, currency: &str) -> String {
    let (field, before, after) = match change {
        Change::Said { field, before, after } => {
            let said = |value: &Option<String>| value.as_ref().map(|one| value_of(w, field, one));
            (field_of(w, field), said(before), said(after))
        }
        Change::Line { number, before, after } => {
            let said =
                |line: &Option<BudgetLine>| line.as_ref().map(|one| line_of(w, one, currency));
            (w.t1("initiative-change-line", "n", number.to_string()), said(before), said(after))
        }
    };
    let name = match (&before, &after) {
        (Some(_), Some(_)) => "initiative-change-to",
        (None, _) => "initiative-change-come",
        (_, None) => "initiative-change-gone",
    };
    let said = [
        ("field", field.into()),
        ("before", before.unwrap_or_default().into()),
        ("after", after.unwrap_or_default().into()),
    ];
    w.say(name, &said)
}

/// What a field is called: `title.fr` is the title in French.
fn field_of(w: &Words, field: &str) -> String {
    let (name, lang) = field.split_once('.').unwrap_or((field, ""));
    let name = w.t(&format!("initiative-field-{}", name.replace('_', "-")));
    if lang.is_empty() { name } else { w.t2("initiative-field-in", "field", name, "lang", lang) }
}

fn value_of(w: &Words, field: &str, value: &str) -> String {
    match field {
        "status" => w.t(&format!("initiative-status-{}", value.replace('_', "-"))),
        "began_before_pledge" => w.t(&format!("initiative-is-{value}")),
        _ => plain(value),
    }
}

fn line_of(w: &Words, line: &BudgetLine, currency: &str) -> String {
    let amount = |cents: i64| money(w, cents as f64 / 100.0, currency);
    let said = [
        ("year", line.year.to_string().into()),
        ("purpose", w.t(&format!("initiative-purpose-{}", line.purpose.code())).into()),
        ("technology", plain(&line.technology).into()),
        ("lot", plain(&line.lot).into()),
        ("amount", amount(line.cents).into()),
        ("committed", amount(line.committed()).into()),
    ];
    w.say("initiative-change-line-of", &said)
}
