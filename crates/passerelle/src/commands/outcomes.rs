//! `passerelle recommendation …`, and the sister processes of a consultation.

use std::process::ExitCode;

use passerelle_desk::outcomes::{
    LookOptions, NewRecommendation, NewStep, OutcomeError, RecommendationView,
};
use passerelle_desk::{Desk, DeskError};
use passerelle_vocabulary::{Lang, Text};
use passerelle_web::outcomes::{explain, standing};
use serde_json::{Value, json};

use super::release::who;
use crate::arguments::{
    ConsultationSisters, Format, Node, RecommendationAdd, RecommendationAnswer,
    RecommendationCommand, RecommendationFollowUp, RecommendationList,
};
use crate::output::{Output, plain};

/// Bytes of a file that describes a recommendation, at the most.
const LONGEST: u64 = 1 << 20;

/// Answers; what is refused is told in words, with an exit code of its own.
pub(super) async fn run(
    node: &Node,
    asked: RecommendationCommand,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let done = match asked {
        RecommendationCommand::Add(asked) => add(node, &asked, output).await,
        RecommendationCommand::Answer(asked) => answer(node, &asked, output).await,
        RecommendationCommand::FollowUp(asked) => follow_up(node, &asked, output).await,
        RecommendationCommand::List(asked) => list(node, &asked, output).await,
    };
    done.or_else(|error| refused(error, output))
}

/// Tells of sister processes, or looks at them.
pub(super) async fn sisters(
    node: &Node,
    asked: &ConsultationSisters,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    looked(node, asked, output).await.or_else(|error| refused(error, output))
}

fn refused(error: anyhow::Error, output: &Output) -> anyhow::Result<ExitCode> {
    match error.downcast::<OutcomeError>() {
        Ok(OutcomeError::Desk(error)) => Err(error.into()),
        Ok(refused) => Ok(output.refuse(&explain(output.words, &refused).join("\n"))),
        Err(error) => Err(error),
    }
}

fn wrong_password(output: &Output) -> anyhow::Result<ExitCode> {
    Ok(output.refuse(&output.words.t("cli-release-wrong-password")))
}

/// What was typed, in the language of the terminal.
fn text(output: &Output, typed: &str) -> Text {
    let mut text = Text::default();
    text.set(Lang::new(output.words.code()), typed.trim());
    text
}

async fn add(node: &Node, asked: &RecommendationAdd, output: &Output) -> anyhow::Result<ExitCode> {
    let failed = |error| DeskError::File { path: asked.path.clone(), error };
    if std::fs::metadata(&asked.path).map_err(failed)?.len() > LONGEST {
        return Err(failed(std::io::ErrorKind::FileTooLarge.into()).into());
    }
    let written = std::fs::read_to_string(&asked.path).map_err(failed)?;
    let new = NewRecommendation::read(&written)?;
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else { return wrong_password(output) };
    let slug = desk.recommend_as(&new, &user).await?;
    match asked.format {
        Format::Json => output.json(&json!({ "recommendation": slug }))?,
        Format::Text => output.line(&output.words.t1("cli-recommendation-added", "slug", slug))?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn answer(
    node: &Node,
    asked: &RecommendationAnswer,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else { return wrong_password(output) };
    let text = text(output, &asked.text);
    desk.answer_recommendation_as(&asked.slug, (&asked.verdict, &text), &user).await?;
    told(&desk, &asked.slug, output).await
}

async fn follow_up(
    node: &Node,
    asked: &RecommendationFollowUp,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&node.settings(false)).await?;
    let Some(user) = who(&desk, &asked.by, output).await? else { return wrong_password(output) };
    let new = NewStep { text: text(output, &asked.text), links: asked.link.clone() };
    desk.follow_up_recommendation_as(&asked.slug, &new, &user).await?;
    told(&desk, &asked.slug, output).await
}

/// Tells how a recommendation stands now.
async fn told(desk: &Desk, slug: &str, output: &Output) -> anyhow::Result<ExitCode> {
    let view = desk.recommendation_view(slug).await?.ok_or(OutcomeError::NotFound)?;
    output.line(&line(desk, &view, output))?;
    Ok(ExitCode::SUCCESS)
}

fn line(desk: &Desk, view: &RecommendationView, output: &Output) -> String {
    let w = output.words;
    let said = [
        ("slug", view.slug.as_str().into()),
        ("title", plain(w.text(&view.recommendation.title)).into()),
        ("to", view.recommendation.to.slug().into()),
        ("standing", standing(w, desk, view).into()),
    ];
    w.say("cli-recommendation-line", &said)
}

fn as_json(desk: &Desk, view: &RecommendationView) -> Value {
    json!({
        "recommendation": view.slug,
        "state": view.state.code(),
        "days": view.age(desk),
        "record": view.recommendation,
        "answer": view.answer.as_ref().map(|(answer, _)| answer),
        "steps": view.steps.iter().map(|(_, step)| step).collect::<Vec<_>>(),
    })
}

async fn list(
    node: &Node,
    asked: &RecommendationList,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let facets = [("to", &asked.to), ("consultation", &asked.of)];
    let given: Vec<(&str, &str)> =
        facets.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect();
    let mut found = desk.recommendations(&given).await?;
    found.retain(|view| !asked.open || !view.state.has_answer());
    if asked.format == Format::Json {
        output.json(&found.iter().map(|view| as_json(&desk, view)).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    if found.is_empty() {
        output.line(&output.words.t("cli-recommendations-none"))?;
    }
    found.iter().try_for_each(|view| output.line(&line(&desk, view, output)))?;
    Ok(ExitCode::SUCCESS)
}

async fn looked(
    node: &Node,
    asked: &ConsultationSisters,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let slug = asked.slug.as_str();
    let (desk, stored) = match (&asked.by, &asked.public_url) {
        (Some(by), Some(base)) if asked.look => {
            let desk = Desk::open(&node.settings(false)).await?;
            let Some(user) = who(&desk, by, output).await? else { return wrong_password(output) };
            let options = LookOptions { base: base.clone(), rebase: asked.base.clone() };
            let stored = desk.look_at_sisters_as(slug, &options, &user).await?;
            (desk, stored)
        }
        _ => {
            let desk = Desk::open_existing(&node.settings(false)).await?;
            let stored = desk.sisters(slug).await?;
            (desk, stored)
        }
    };
    if desk.consultation(slug).await?.is_none() {
        return Err(OutcomeError::NotFound.into());
    }
    let w = output.words;
    if asked.format == Format::Json {
        let told = stored.sisters.iter().map(|one| {
            json!({
                "sister": one.sister,
                "found": one.looked.map(|(found, _)| found.code()),
                "looked": one.looked.map(|(_, at)| passerelle_desk::written_time(at)),
            })
        });
        output.json(&told.collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    if stored.sisters.is_empty() {
        output.line(&w.t("cli-sisters-none"))?;
    }
    for one in &stored.sisters {
        let found = passerelle_web::outcomes::found(w, one);
        let said = [
            ("address", plain(&one.sister.address).into()),
            ("title", plain(&one.sister.title).into()),
            ("found", found.into()),
        ];
        output.line(&w.say("cli-sister-line", &said))?;
    }
    Ok(ExitCode::SUCCESS)
}
