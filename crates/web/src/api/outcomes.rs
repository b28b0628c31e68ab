//! What consultations recommended, to whom, and what was answered: those without an answer first, the oldest of them first.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use passerelle_desk::Desk;
use passerelle_desk::outcomes::RecommendationView;
use passerelle_vocabulary::Text;

use super::errors::{ApiError, ErrorBody};
use super::table::{Cell, Column, ListQuery, Part, PartQuery, Table, Wanted};
use crate::App;

/// A recommendation, with what was answered and done.
#[derive(Serialize, ToSchema)]
pub(super) struct RecommendationLine {
    /// Its name in addresses.
    #[schema(example = "reseau/1")]
    recommendation: String,
    /// What is to be done, in a sentence.
    title: Text,
    /// What exactly, and why.
    recommended: Text,
    /// The actor that it is addressed to.
    body: String,
    /// The consultation that it comes of.
    consultation: String,
    /// The country that the consultation is about, ISO 3166-1 alpha-3; `null` for none.
    country: Option<String>,
    /// The day on which it was published.
    #[schema(example = "2026-12-02")]
    published: String,
    /// The last day for an answer.
    #[schema(example = "2027-03-01")]
    due: String,
    /// `overdue`, `waiting`, `declined`, `in-part` or `accepted`.
    #[schema(example = "waiting")]
    state: String,
    /// Days since it was published; `null` where there is an answer.
    days_waiting: Option<i64>,
    /// The day of the answer; `null` where there is none.
    answered: Option<String>,
    /// What was said with the answer.
    reasons: Text,
    /// The numbers of the statements that it rests on.
    statements: Vec<u32>,
    /// The commitments and initiatives by which it is carried out.
    carried_out_by: Vec<String>,
}

/// Recommendations as a table.
pub(super) const RECOMMENDATIONS: Table<RecommendationLine> = Table {
    name: "recommendations",
    address: "/api/v1/recommendations",
    key: &["recommendation"],
    columns: &[
        Column("recommendation", Cell::Code(|one| one.recommendation.as_str().into())),
        Column("title", Cell::Text(|one| &one.title)),
        Column("recommended", Cell::Text(|one| &one.recommended)),
        Column("body", Cell::Code(|one| one.body.as_str().into())),
        Column("consultation", Cell::Code(|one| one.consultation.as_str().into())),
        Column("country", Cell::Code(|one| one.country.as_deref().unwrap_or_default().into())),
        Column("published", Cell::Code(|one| one.published.as_str().into())),
        Column("due", Cell::Code(|one| one.due.as_str().into())),
        Column("state", Cell::Code(|one| one.state.as_str().into())),
        Column("days_waiting", Cell::Whole(|one| one.days_waiting)),
        Column("answered", Cell::Code(|one| one.answered.as_deref().unwrap_or_default().into())),
        Column("reasons", Cell::Text(|one| &one.reasons)),
        Column(
            "statements",
            Cell::Wholes(|one| one.statements.iter().map(u32::to_string).collect()),
        ),
        Column("carried_out_by", Cell::Codes(|one| one.carried_out_by.clone())),
    ],
};

fn line(desk: &Desk, view: RecommendationView) -> RecommendationLine {
    let days = (!view.state.has_answer()).then(|| view.age(desk));
    let RecommendationView { slug, recommendation: one, answer, steps, state } = view;
    let links = steps.iter().flat_map(|(_, step)| step.links.iter());
    RecommendationLine {
        recommendation: slug,
        title: one.title,
        recommended: one.text,
        body: one.to.slug().to_owned(),
        consultation: one.of.slug().to_owned(),
        country: one.country,
        published: one.published,
        due: one.due,
        state: state.code().to_owned(),
        days_waiting: days,
        answered: answer.as_ref().map(|(answer, _)| answer.day.clone()),
        reasons: answer.map(|(answer, _)| answer.text).unwrap_or_default(),
        statements: one.grounds.iter().map(|ground| ground.statement).collect(),
        carried_out_by: links.map(ToString::to_string).collect(),
    }
}

/// What consultations recommended, and what was answered.
#[utoipa::path(get, path = "/api/v1/recommendations", tag = "people", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<RecommendationLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn list(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let all = app.desk.recommendations(&[]).await?;
    let lines: Vec<RecommendationLine> =
        all.into_iter().map(|view| line(&app.desk, view)).collect();
    RECOMMENDATIONS.answer_part(&wanted, &part, &lines)
}
