//! What people say of themselves, if they like; and the places of a panel.

use std::collections::BTreeMap;

use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::consultations::{Consultation, ConsultationView, VoiceError};

use super::super::PageError;
use super::Given;
use super::taking::Asking;
use crate::App;
use crate::person::{Fields, FromHere};
use crate::voice::Voice;
use crate::words::Words;

/// A question about whoever takes part.
pub(super) struct Asked {
    pub code: String,
    pub question: String,
    /// Code, label, whether it is chosen.
    pub categories: Vec<(String, String, bool)>,
}

/// The questions of a consultation, with what was chosen.
pub(super) fn asked(w: &Words, one: &Consultation, given: &BTreeMap<String, String>) -> Vec<Asked> {
    let question = |one: &passerelle_desk::consultations::DemographicQuestion| {
        let chosen = given.get(&one.code).map_or("", String::as_str);
        let category = |category: &passerelle_desk::consultations::DemographicCategory| {
            let is_chosen = category.code == chosen;
            (category.code.clone(), w.text(&category.label).to_owned(), is_chosen)
        };
        Asked {
            code: one.code.clone(),
            question: w.text(&one.question).to_owned(),
            categories: one.categories.iter().map(category).collect(),
        }
    };
    one.asked.iter().map(question).collect()
}

/// The places of a panel that are taken, in a line for each group.
pub(super) async fn places(
    app: &App,
    w: &Words,
    view: &ConsultationView,
) -> Result<Vec<String>, PageError> {
    let quotas = &view.consultation.quotas;
    if quotas.is_empty() {
        return Ok(Vec::new());
    }
    let parts: BTreeMap<String, u64> =
        app.desk.consultation_parts(&view.slug).await?.into_iter().collect();
    let line = |quota: &passerelle_desk::consultations::Quota| {
        let taken = parts.get(&quota.group).copied().unwrap_or(0);
        let said = [
            ("group", quota.group.as_str().into()),
            ("taken", taken.into()),
            ("places", quota.places.into()),
        ];
        w.say("voice-places-line", &said)
    };
    Ok(quotas.iter().map(line).collect())
}

/// Takes what somebody says of themselves.
pub(super) async fn answer(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let asking = Asking::of(&app, &lang, &slug, voice).await?;
    let answers: BTreeMap<String, String> = asking
        .view
        .consultation
        .asked
        .iter()
        .map(|one| (one.code.clone(), fields.get(&format!("about-{}", one.code)).to_owned()))
        .collect();
    let given =
        |answers: &BTreeMap<String, String>| Given { answers: answers.clone(), ..Given::default() };
    let who = match asking.participant().await {
        Ok(who) => who,
        Err(error) => return asking.refused(error, given(&answers)).await,
    };
    if !asking.voice.sent(fields.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    match app.desk.answer_questions(&slug, &who, &answers).await {
        // Whoever sends it again is told by the page that it was taken.
        Ok(()) | Err(VoiceError::Answered) => {
            Ok(Redirect::to(&format!("{}#vote", asking.address())).into_response())
        }
        Err(error) => asking.refused(error, given(&answers)).await,
    }
}
