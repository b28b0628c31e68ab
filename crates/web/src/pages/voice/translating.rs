//! Translations that people offer, and what moderators decide on them.

use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use passerelle_desk::consultations::{
    ConsultationView, Offer, OfferTaken, StatementState, StoredStatement, StoredTranslation,
};
use passerelle_vocabulary::Lang;

use super::super::PageError;
use super::taking::Asking;
use super::{Given, Shown, Told};
use crate::App;
use crate::consultations::language;
use crate::person::{Fields, FromHere};
use crate::sender::Sender;
use crate::voice::Voice;
use crate::words::Words;

/// The form in which a translation is offered.
pub(super) struct TranslateForm {
    pub id: u32,
    /// The statement, where it is another than the one to vote on.
    pub other: Option<Shown>,
    /// Code, name, whether it is chosen.
    pub languages: Vec<(String, String, bool)>,
    pub text: String,
    pub longest: u32,
    pub is_open: bool,
}

/// The form for the statement that comes next, or for the one that was typed for; none where there is no language left.
pub(super) async fn form(
    app: &App,
    w: &Words,
    view: &ConsultationView,
    next: Option<&StoredStatement>,
    offer: &Offer,
) -> Result<Option<TranslateForm>, PageError> {
    let is_typed = !offer.text.is_empty() || !offer.lang.is_empty();
    let all;
    let of = if is_typed {
        all = app.desk.all_statements(&view.slug).await?;
        let shown = |one: &&StoredStatement| {
            one.statement == offer.statement && one.state == StatementState::Shown
        };
        all.iter().find(shown)
    } else {
        next
    };
    let Some(one) = of else { return Ok(None) };
    let there: std::collections::BTreeMap<String, String> =
        serde_json::from_str(&one.said.translations).unwrap_or_default();
    let may = |code: &&str| {
        *code != one.said.lang
            && (!there.contains_key(*code) || one.volunteers.iter().any(|lang| lang == code))
    };
    let known = view.consultation.languages.iter().map(Lang::code).filter(may);
    let chosen = if is_typed { offer.lang.as_str() } else { w.code() };
    let languages: Vec<(String, String, bool)> =
        known.map(|code| (code.to_owned(), language(w, code), code == chosen)).collect();
    if languages.is_empty() && !is_typed {
        return Ok(None);
    }
    let is_next = next.is_some_and(|next| next.statement == one.statement);
    Ok(Some(TranslateForm {
        id: one.statement,
        other: (!is_next).then(|| Shown::of(w, one)),
        languages,
        text: offer.text.clone(),
        longest: 3 * view.consultation.limits.length,
        is_open: is_typed,
    }))
}

/// Takes a translation that somebody offers.
pub(super) async fn offer(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    sender: Sender,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let asking = Asking::of(&app, &lang, &slug, voice).await?;
    let offer = Offer {
        statement: fields.get("statement").parse().unwrap_or_default(),
        lang: fields.get("lang").trim().to_ascii_lowercase(),
        text: fields.get("text").to_owned(),
    };
    let given = || Given { offer: offer.clone(), ..Given::default() };
    let who = match asking.participant().await {
        Ok(who) => who,
        Err(error) => return asking.refused(error, given()).await,
    };
    if !asking.voice.sent(fields.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let taken = match app.desk.offer_translation(&slug, &who, &offer, sender.0).await {
        Ok(taken) => taken,
        Err(error) => return asking.refused(error, given()).await,
    };
    let w = asking.words();
    let again = |wrong: Vec<String>| {
        let alert = Some(w.t("voice-translation-not-kept"));
        Told { alert, given: Given { wrong, ..given() }, ..Told::default() }
    };
    let notice = |text: String| Told { notice: Some(text), ..Told::default() };
    let longest = 3 * asking.view.consultation.limits.length;
    let (status, told) = match taken {
        OfferTaken::Waits(_) => (StatusCode::OK, notice(w.t("voice-translation-waits"))),
        OfferTaken::Already => (StatusCode::OK, notice(w.t("voice-translation-already"))),
        OfferTaken::Wrong(wrong) => {
            let line = |why: passerelle_desk::consultations::Untaken| {
                w.t1(&format!("voice-untaken-{}", why.code()), "longest", longest)
            };
            let wrong = wrong.into_iter().map(line).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, again(wrong))
        }
        OfferTaken::NoLanguage => {
            let wrong = vec![w.t("voice-translation-language")];
            (StatusCode::UNPROCESSABLE_ENTITY, again(wrong))
        }
        OfferTaken::Translated => {
            let wrong = vec![w.t("voice-translation-there")];
            (StatusCode::UNPROCESSABLE_ENTITY, again(wrong))
        }
    };
    asking.page(status, told).await
}

/// A translation for moderators.
pub(super) struct TranslationRow {
    pub number: u32,
    pub statement: u32,
    pub original: String,
    pub original_lang: String,
    pub original_dir: &'static str,
    pub language: String,
    pub lang: String,
    pub dir: &'static str,
    pub text: String,
    pub person: Option<u32>,
    pub state: &'static str,
    /// How it stands, in words.
    pub standing: String,
}

/// Translations that moderators look at: those that wait first.
pub(super) fn rows(
    w: &Words,
    statements: &[StoredStatement],
    translations: &[StoredTranslation],
    most: usize,
) -> Vec<TranslationRow> {
    let mut all: Vec<&StoredTranslation> = translations.iter().collect();
    all.sort_by_key(|one| (one.state, one.number));
    let row = |one: &&StoredTranslation| {
        let of = statements.iter().find(|of| of.statement == one.said.statement)?;
        let reason = match one.because.as_str() {
            "" => String::new(),
            code => w.t(&format!("voice-reason-{code}")),
        };
        let state = one.state.code();
        Some(TranslationRow {
            number: one.number,
            statement: one.said.statement,
            original: of.said.text.clone(),
            original_lang: of.said.lang.clone(),
            original_dir: Lang::new(&of.said.lang).direction(),
            language: language(w, &one.said.lang),
            lang: one.said.lang.clone(),
            dir: Lang::new(&one.said.lang).direction(),
            text: one.said.text.clone(),
            person: one.said.person.filter(|person| *person > 0),
            state,
            standing: w.t2("voice-translation-state", "state", state, "reason", reason),
        })
    };
    all.iter().filter_map(row).take(most).collect()
}
