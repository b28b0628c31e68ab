//! Who takes part, what they endorsed, and what was said of what they do: by themselves and by others, never merged.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use passerelle_compact::{Assessment, Completion, EarlyResults, Evidence, Reply, StakeholderKind};
use passerelle_desk::part::EndorsementView;
use passerelle_vocabulary::{Key, Lang, Text};

use super::errors::{ApiError, ErrorBody};
use super::table::{Cell, Column, ListQuery, Part, PartQuery, Table, Wanted, code};
use crate::App;

/// An actor.
#[derive(Serialize, ToSchema)]
pub(super) struct ActorLine {
    /// Its name in addresses.
    actor: String,
    /// Its name.
    name: Text,
    /// What it is.
    stakeholder: StakeholderKind,
    /// What it does.
    about: Text,
    /// Where it has its seat, ISO 3166-1 alpha-3; `null` where it has none.
    country: Option<String>,
    /// Languages in which it can be written to.
    languages: Vec<Lang>,
    /// Its pages.
    website: Option<String>,
}

/// Actors as a table.
pub(super) const ACTORS: Table<ActorLine> = Table {
    name: "actors",
    address: "/api/v1/actors",
    key: &["actor"],
    columns: &[
        Column("actor", Cell::Code(|one| one.actor.as_str().into())),
        Column("name", Cell::Text(|one| &one.name)),
        Column("stakeholder", Cell::Code(|one| one.stakeholder.code().into())),
        Column("about", Cell::Text(|one| &one.about)),
        Column("country", Cell::Code(|one| one.country.as_deref().unwrap_or_default().into())),
        Column(
            "languages",
            Cell::Codes(|one| one.languages.iter().map(|lang| lang.code().to_owned()).collect()),
        ),
        Column("website", Cell::Code(|one| one.website.as_deref().unwrap_or_default().into())),
    ],
};

/// An endorsement.
#[derive(Serialize, ToSchema)]
pub(super) struct EndorsementLine {
    /// The actor's name in addresses.
    actor: String,
    /// Its name.
    name: Text,
    /// What it was when it signed.
    stakeholder: StakeholderKind,
    /// Where it has its seat; `null` where it has none.
    country: Option<String>,
    /// The objectives of the Compact; empty for the Compact as a whole.
    objectives: Vec<u8>,
    /// Its words.
    statement: Text,
    /// Who signed.
    signatory: String,
    /// When.
    #[schema(example = "2026-11-26")]
    signed: String,
    /// The initiatives that come with it; none: values only.
    contributions: Vec<String>,
    /// Whether nothing measurable comes with it.
    values_only: bool,
    /// When it was withdrawn; `null` where it stands.
    withdrawn: Option<String>,
    /// Number of the version.
    version: u64,
}

/// Endorsements as a table.
pub(super) const ENDORSEMENTS: Table<EndorsementLine> = Table {
    name: "endorsements",
    address: "/api/v1/endorsements",
    key: &["actor"],
    columns: &[
        Column("actor", Cell::Code(|one| one.actor.as_str().into())),
        Column("name", Cell::Text(|one| &one.name)),
        Column("stakeholder", Cell::Code(|one| one.stakeholder.code().into())),
        Column("country", Cell::Code(|one| one.country.as_deref().unwrap_or_default().into())),
        Column(
            "objectives",
            Cell::Wholes(|one| one.objectives.iter().map(u8::to_string).collect()),
        ),
        Column("statement", Cell::Text(|one| &one.statement)),
        Column("signatory", Cell::Code(|one| one.signatory.as_str().into())),
        Column("signed", Cell::Code(|one| one.signed.as_str().into())),
        Column("contributions", Cell::Codes(|one| one.contributions.clone())),
        Column("values_only", Cell::Flag(|one| one.values_only)),
        Column("withdrawn", Cell::Code(|one| one.withdrawn.as_deref().unwrap_or_default().into())),
        Column("version", Cell::Whole(|one| i64::try_from(one.version).ok())),
    ],
};

/// An actor's own word on how far its initiative has come.
#[derive(Serialize, ToSchema)]
pub(super) struct UpdateLine {
    /// Its name in addresses.
    update: String,
    /// The initiative.
    initiative: String,
    /// The actor whose word it is.
    actor: String,
    /// The day.
    #[schema(example = "2027-03-01")]
    day: String,
    /// How much is done, by its own word.
    completion: Completion,
    /// What has changed for people, by its own word; `null` where it is too early to say.
    results: Option<EarlyResults>,
    /// What happened.
    report: Text,
    /// What shows it. Without any it is a sign of life, and no progress.
    evidence: Vec<Evidence>,
}

fn links(evidence: &[Evidence]) -> Vec<String> {
    evidence.iter().map(|one| one.link.clone()).collect()
}

/// Updates as a table.
pub(super) const UPDATES: Table<UpdateLine> = Table {
    name: "updates",
    address: "/api/v1/updates",
    key: &["update"],
    columns: &[
        Column("update", Cell::Code(|one| one.update.as_str().into())),
        Column("initiative", Cell::Code(|one| one.initiative.as_str().into())),
        Column("actor", Cell::Code(|one| one.actor.as_str().into())),
        Column("day", Cell::Code(|one| one.day.as_str().into())),
        Column("completion", Cell::Code(|one| one.completion.code().into())),
        Column("results", Cell::Code(|one| results(one.results))),
        Column("report", Cell::Text(|one| &one.report)),
        Column("evidence", Cell::Codes(|one| links(&one.evidence))),
    ],
};

fn results(step: Option<EarlyResults>) -> std::borrow::Cow<'static, str> {
    step.map_or_else(|| "".into(), |step| code(&step))
}

/// A third party's published word on an initiative, with the reply.
#[derive(Serialize, ToSchema)]
pub(super) struct AssessmentLine {
    /// Its name in addresses.
    assessment: String,
    /// The initiative.
    initiative: String,
    /// Who assessed it.
    assessor: String,
    /// What they have to do with those whom they assess.
    interests: String,
    /// The day.
    #[schema(example = "2027-05-01")]
    day: String,
    /// How much is done, as they found.
    completion: Completion,
    /// What has changed for people, as they found; `null` where it is too early to say.
    results: Option<EarlyResults>,
    /// How it was found out.
    method: Text,
    /// What was found.
    findings: Text,
    /// What shows it.
    evidence: Vec<Evidence>,
    /// The actor who replied; `null` where nobody has.
    reply_by: Option<String>,
    /// When they replied.
    reply_day: Option<String>,
    /// What they said.
    reply: Text,
}

/// Assessments as a table.
pub(super) const ASSESSMENTS: Table<AssessmentLine> = Table {
    name: "assessments",
    address: "/api/v1/assessments",
    key: &["assessment"],
    columns: &[
        Column("assessment", Cell::Code(|one| one.assessment.as_str().into())),
        Column("initiative", Cell::Code(|one| one.initiative.as_str().into())),
        Column("assessor", Cell::Code(|one| one.assessor.as_str().into())),
        Column("interests", Cell::Code(|one| one.interests.as_str().into())),
        Column("day", Cell::Code(|one| one.day.as_str().into())),
        Column("completion", Cell::Code(|one| one.completion.code().into())),
        Column("results", Cell::Code(|one| results(one.results))),
        Column("method", Cell::Text(|one| &one.method)),
        Column("findings", Cell::Text(|one| &one.findings)),
        Column("evidence", Cell::Codes(|one| links(&one.evidence))),
        Column("reply_by", Cell::Code(|one| one.reply_by.as_deref().unwrap_or_default().into())),
        Column("reply_day", Cell::Code(|one| one.reply_day.as_deref().unwrap_or_default().into())),
        Column("reply", Cell::Text(|one| &one.reply)),
    ],
};

/// Everyone who takes part.
#[utoipa::path(get, path = "/api/v1/actors", tag = "people", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<ActorLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn actors(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let all = app.desk.actors().await?.into_iter().map(|(slug, one)| ActorLine {
        actor: slug,
        name: one.name,
        stakeholder: one.kind,
        about: one.about,
        country: one.country,
        languages: one.languages,
        website: one.website,
    });
    ACTORS.answer_part(&wanted, &part, &all.collect::<Vec<_>>())
}

fn endorsement(view: EndorsementView) -> EndorsementLine {
    let EndorsementView { slug, version, endorsement: one, .. } = view;
    EndorsementLine {
        actor: slug,
        values_only: one.is_values_only(),
        name: one.title,
        stakeholder: one.kind,
        country: one.country,
        objectives: one.objectives,
        statement: one.statement,
        signatory: one.signatory,
        signed: one.signed.to_string(),
        contributions: one.contributions.iter().map(|key| key.slug().to_owned()).collect(),
        withdrawn: one.withdrawn.map(|day| day.to_string()),
        version,
    }
}

/// Every endorsement of the Compact, those that were withdrawn too, with their day.
#[utoipa::path(get, path = "/api/v1/endorsements", tag = "people", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<EndorsementLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn endorsements(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let all = app.desk.endorsements().await?.into_iter().map(endorsement);
    ENDORSEMENTS.answer_part(&wanted, &part, &all.collect::<Vec<_>>())
}

/// What those who made initiatives say of their progress.
#[utoipa::path(get, path = "/api/v1/updates", tag = "people", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<UpdateLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn updates(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let mut lines = Vec::new();
    for (initiative, said) in app.desk.said_of_all().await? {
        lines.extend(said.updates.into_iter().map(|(slug, one)| UpdateLine {
            update: slug,
            initiative: initiative.clone(),
            actor: one.actor.slug().to_owned(),
            day: one.day.to_string(),
            completion: one.completion,
            results: one.results,
            report: one.text,
            evidence: one.evidence,
        }));
    }
    UPDATES.answer_part(&wanted, &part, &lines)
}

fn assessment(
    initiative: &str,
    (slug, one, reply): (String, Assessment, Option<Reply>),
) -> AssessmentLine {
    let replied = |of: fn(&Reply) -> String| reply.as_ref().map(of);
    AssessmentLine {
        assessment: slug,
        initiative: initiative.to_owned(),
        assessor: one.assessor,
        interests: one.interests,
        day: one.day.to_string(),
        completion: one.completion,
        results: one.results,
        method: one.method,
        findings: one.text,
        evidence: one.evidence,
        reply_by: replied(|reply| Key::slug(&reply.actor).to_owned()),
        reply_day: replied(|reply| reply.day.to_string()),
        reply: reply.map(|reply| reply.text).unwrap_or_default(),
    }
}

/// What others say of initiatives, each with the reply of those whom it is of. It stands beside what they say themselves,
/// and is not merged with it.
#[utoipa::path(get, path = "/api/v1/assessments", tag = "people", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<AssessmentLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn assessments(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let mut lines = Vec::new();
    for (initiative, said) in app.desk.said_of_all().await? {
        lines.extend(said.assessments.into_iter().map(|one| assessment(&initiative, one)));
    }
    ASSESSMENTS.answer_part(&wanted, &part, &lines)
}
