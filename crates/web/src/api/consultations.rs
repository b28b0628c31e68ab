//! Consultations: which there are, one, its statements, what votes say. Votes are cast on pages alone.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use passerelle_desk::consultations::told::{ResultTold, StatementTold};
use passerelle_desk::consultations::{Consultation, ConsultationView, Who};
use passerelle_exchange::cells::guarded;
use passerelle_vocabulary::Text;

use super::errors::{ApiError, ErrorBody, Missing};
use super::table::{Cell, Column, ListQuery, Part, PartQuery, Table, Wanted};
use crate::App;

/// A consultation in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct ConsultationLine {
    /// Its name in addresses.
    consultation: String,
    /// What is asked.
    question: Text,
    /// Who may take part.
    who: Who,
    /// Where it stands: `coming`, `open`, `closed`, `frozen`.
    phase: String,
    /// The first day.
    #[schema(example = "2026-11-20")]
    opens: String,
    /// The last day.
    #[schema(example = "2026-11-30")]
    closes: String,
    /// The country that it is about, ISO 3166-1 alpha-3; `null` where it is about none.
    country: Option<String>,
    /// Whether it was held elsewhere, and brought in.
    imported: bool,
}

/// Consultations as a table.
pub(super) const CONSULTATIONS: Table<ConsultationLine> = Table {
    name: "consultations",
    address: "/api/v1/consultations",
    key: &["consultation"],
    columns: &[
        Column("consultation", Cell::Code(|one| one.consultation.as_str().into())),
        Column("question", Cell::Text(|one| &one.question)),
        Column("who", Cell::Code(|one| one.who.code().into())),
        Column("phase", Cell::Code(|one| one.phase.as_str().into())),
        Column("opens", Cell::Code(|one| one.opens.as_str().into())),
        Column("closes", Cell::Code(|one| one.closes.as_str().into())),
        Column("country", Cell::Code(|one| one.country.as_deref().unwrap_or_default().into())),
        Column("imported", Cell::Flag(|one| one.imported)),
    ],
};

/// A statement with its votes.
#[derive(Serialize, ToSchema)]
pub(super) struct VotedLine {
    /// Its number.
    number_of_statement: u32,
    /// What it says; empty where it was taken out.
    wording: String,
    /// In which language: a code.
    wording_in: String,
    /// Whether it is shown.
    shown: bool,
    /// Why it was taken out: a code.
    out_because: String,
    /// People who agree.
    agrees: u32,
    /// People who do not.
    disagrees: u32,
    /// People who saw it and say neither.
    passes: u32,
    /// People for whom it matters most.
    matters_most: u32,
    /// People for whom it is hard to understand.
    hard_to_understand: u32,
}

/// Statements as a table.
pub(super) const STATEMENTS: Table<VotedLine> = Table {
    name: "statements",
    address: "/api/v1/consultations/{slug}/statements",
    key: &["number_of_statement"],
    columns: &[
        Column("number_of_statement", Cell::Whole(|one| Some(one.number_of_statement.into()))),
        Column("wording", Cell::Code(|one| guarded(&one.wording))),
        Column("wording_in", Cell::Code(|one| one.wording_in.as_str().into())),
        Column("shown", Cell::Flag(|one| one.shown)),
        Column("out_because", Cell::Code(|one| one.out_because.as_str().into())),
        Column("agrees", Cell::Whole(|one| Some(one.agrees.into()))),
        Column("disagrees", Cell::Whole(|one| Some(one.disagrees.into()))),
        Column("passes", Cell::Whole(|one| Some(one.passes.into()))),
        Column("matters_most", Cell::Whole(|one| Some(one.matters_most.into()))),
        Column("hard_to_understand", Cell::Whole(|one| Some(one.hard_to_understand.into()))),
    ],
};

/// A consultation as it stands.
#[derive(Serialize, ToSchema)]
pub(super) struct ConsultationAnswer {
    /// Its name in addresses.
    consultation: String,
    /// The version of its record.
    version: u64,
    /// Where it stands: `coming`, `open`, `closed`, `frozen`.
    phase: String,
    /// How many people take or took part.
    people: u64,
    /// The record.
    record: Consultation,
}

fn line(view: ConsultationView) -> ConsultationLine {
    let ConsultationView { slug, consultation, phase, .. } = view;
    ConsultationLine {
        consultation: slug,
        question: consultation.question,
        who: consultation.who,
        phase: phase.code().to_owned(),
        opens: consultation.opens,
        closes: consultation.closes,
        country: consultation.country,
        imported: consultation.imported.is_some(),
    }
}

fn voted(one: StatementTold) -> VotedLine {
    VotedLine {
        number_of_statement: one.statement,
        wording: one.text,
        wording_in: one.lang,
        shown: one.shown,
        out_because: one.because,
        agrees: one.agrees,
        disagrees: one.disagrees,
        passes: one.passes,
        matters_most: one.matters,
        hard_to_understand: one.hard,
    }
}

async fn found(app: &App, slug: &str) -> Result<ConsultationView, ApiError> {
    let found = app.desk.consultation(slug).await?;
    found.ok_or_else(|| ApiError::NotFound { what: Missing::Consultation, found: slug.to_owned() })
}

/// All consultations: those that are open first.
#[utoipa::path(get, path = "/api/v1/consultations", tag = "consultations", params(PartQuery, ListQuery),
    responses((status = 200, content((Vec<ConsultationLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn list(
    State(app): State<App>,
    part: Part,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    let rows: Vec<ConsultationLine> =
        app.desk.consultations().await?.into_iter().map(line).collect();
    CONSULTATIONS.answer_part(&wanted, &part, &rows)
}

/// A consultation.
#[utoipa::path(get, path = "/api/v1/consultations/{slug}", tag = "consultations",
    params(("slug" = String, Path, description = "Its name in addresses", example = "reseau")),
    responses((status = 200, body = ConsultationAnswer), (status = 404, body = ErrorBody)))]
pub(super) async fn one(
    State(app): State<App>,
    Path(slug): Path<String>,
) -> Result<Json<ConsultationAnswer>, ApiError> {
    let view = found(&app, &slug).await?;
    let people = match (&view.consultation.imported, &view.consultation.frozen) {
        (Some(_), Some(frozen)) => frozen.people,
        _ => app.desk.consultation_people(&slug).await?,
    };
    Ok(Json(ConsultationAnswer {
        consultation: slug,
        version: view.version,
        phase: view.phase.code().to_owned(),
        people,
        record: view.consultation,
    }))
}

/// The statements of a consultation that are or were shown, with their votes.
#[utoipa::path(get, path = "/api/v1/consultations/{slug}/statements", tag = "consultations",
    params(("slug" = String, Path, description = "Its name in addresses", example = "reseau"), ListQuery),
    responses((status = 200, content((Vec<VotedLine> = "application/json"), (String = "text/csv"))),
              (status = 404, body = ErrorBody)))]
pub(super) async fn statements(
    State(app): State<App>,
    Path(slug): Path<String>,
    wanted: Wanted,
) -> Result<Response, ApiError> {
    found(&app, &slug).await?;
    let told = app.desk.consultation_result(&slug).await?;
    let rows: Vec<VotedLine> = told.statements.into_iter().map(voted).collect();
    Ok(STATEMENTS.answer(&wanted, &rows))
}

/// What votes say: provisional while they come in, as counted and signed once they are frozen.
#[utoipa::path(get, path = "/api/v1/consultations/{slug}/result", tag = "consultations",
    params(("slug" = String, Path, description = "Its name in addresses", example = "reseau")),
    responses((status = 200, body = ResultTold), (status = 404, body = ErrorBody)))]
pub(super) async fn result(
    State(app): State<App>,
    Path(slug): Path<String>,
) -> Result<Json<ResultTold>, ApiError> {
    found(&app, &slug).await?;
    Ok(Json(app.desk.consultation_result(&slug).await?))
}
