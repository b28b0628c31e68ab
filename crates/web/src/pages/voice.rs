//! Consultations: which there are, each with the statement that comes next, what comes out of them, and what moderators
//! decide. Nothing needs a script.

mod files;
mod moderation;
mod opening;
mod result;
mod taking;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use passerelle_desk::consultations::{
    ConsultationView, Moderated, Participant, Phase, Proposal, StoredStatement, Who,
};
use passerelle_vocabulary::Lang;

use super::outcomes::Outcomes;
use super::{Frame, PageError, PageResult, render};
use crate::App;
use crate::consultations::{language, standing};
use crate::voice::Voice;
use crate::words::Words;

/// Bytes of a vote, at the most.
const VOTE_BYTES: usize = 2 * 1024;
/// Bytes of a statement that is proposed: two thousand characters and their easy words, escaped.
const STATEMENT_BYTES: usize = 96 * 1024;
/// Bytes of a consultation that is opened: a thousand statements and what one should know, escaped.
const OPENING_BYTES: usize = 4 * 1024 * 1024;

/// The pages of consultations.
pub(super) fn router() -> Router<App> {
    let votes = Router::new()
        .route("/{lang}/consultations/{slug}/vote", post(taking::vote))
        .route("/{lang}/consultations/{slug}/begin", post(taking::begin))
        .layer(DefaultBodyLimit::max(VOTE_BYTES));
    Router::new()
        .route("/{lang}/consultations", get(list))
        .route("/{lang}/consultations/{slug}", get(page))
        .route("/{lang}/consultations/{slug}/propose", post(taking::propose))
        .route("/{lang}/consultations/{slug}/result", get(result::page))
        .route(
            "/{lang}/consultations/{slug}/moderation",
            get(moderation::page).post(moderation::decide),
        )
        .layer(DefaultBodyLimit::max(STATEMENT_BYTES))
        .route(
            "/{lang}/consultations/new",
            get(opening::page).post(opening::open).layer(DefaultBodyLimit::max(OPENING_BYTES)),
        )
        .merge(votes)
        .route("/consultations/{slug}/files/{name}", get(files::file))
}

/// A consultation in the list.
struct Row {
    slug: String,
    question: String,
    standing: String,
    who: String,
}

#[derive(Template)]
#[template(path = "voice/list.html")]
struct ListPage {
    f: Frame,
    rows: Vec<Row>,
}

async fn list(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/consultations")?;
    let row = |view: ConsultationView| Row {
        question: f.w.text(&view.consultation.question).to_owned(),
        standing: standing(f.w, &view),
        who: f.w.t(&format!("voice-who-{}", view.consultation.who.code())),
        slug: view.slug,
    };
    let rows = app.desk.consultations().await?.into_iter().map(row).collect();
    render(&ListPage { f, rows })
}

/// A statement as it is shown, with what stands beside it.
pub(super) struct Shown {
    id: u32,
    text: String,
    lang: String,
    dir: &'static str,
    /// The name of its language, where it is not that of the page.
    language: Option<String>,
    easy: String,
    /// Translations: code, direction, name of the language, text.
    translations: Vec<(String, &'static str, String, String)>,
    /// How similar it is to what was typed, in hundredths; empty where that is not asked.
    likeness: String,
}

impl Shown {
    pub(super) fn of(w: &Words, one: &StoredStatement) -> Self {
        let translations: std::collections::BTreeMap<String, String> =
            serde_json::from_str(&one.said.translations).unwrap_or_default();
        let beside = |(code, text): (String, String)| {
            let (direction, name) = (Lang::new(&code).direction(), language(w, &code));
            (code, direction, name, text)
        };
        let own = &one.said.lang;
        Self {
            id: one.statement,
            text: one.said.text.clone(),
            lang: own.clone(),
            dir: Lang::new(own).direction(),
            language: (own != w.code()).then(|| language(w, own)),
            easy: one.said.easy.clone(),
            translations: translations.into_iter().map(beside).collect(),
            likeness: String::new(),
        }
    }
}

/// A form that is shown with what was typed.
#[derive(Default)]
pub(super) struct Given {
    proposal: Proposal,
    /// What is wrong with it.
    wrong: Vec<String>,
    /// Statements that say much the same.
    similar: Vec<Shown>,
    invitation: String,
}

/// What is said above the page.
#[derive(Default)]
pub(super) struct Told {
    alert: Option<String>,
    notice: Option<String>,
    given: Given,
}

#[derive(Template)]
#[template(path = "voice/page.html")]
struct VoicePage {
    f: Frame,
    slug: String,
    question: String,
    background: Vec<String>,
    easy: Vec<String>,
    /// Who asks: slug and name.
    by: Option<(String, String)>,
    standing: String,
    promise: String,
    moderation: String,
    people: String,
    seed_hash: String,
    is_open: bool,
    needs_invitation: bool,
    begun: bool,
    banned: bool,
    token: String,
    next: Option<Shown>,
    progress: String,
    /// Statements that were voted on, and all.
    voted: (usize, usize),
    languages: Vec<(String, String, bool)>,
    longest: u32,
    told: Told,
    moderates: bool,
    /// What comes of it.
    outcomes: Outcomes,
}

impl Told {
    /// Why nothing was done.
    pub(super) fn alert(text: String) -> Self {
        Self { alert: Some(text), ..Self::default() }
    }
}

/// The paragraphs of a text.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// The page of a consultation as whoever asks sees it.
pub(super) async fn shown(
    app: &App,
    lang: &str,
    view: &ConsultationView,
    voice: &Voice,
    mut told: Told,
) -> Result<Response, PageError> {
    let slug = view.slug.as_str();
    let f = Frame::new(lang, format!("/consultations/{slug}"))?;
    let w = f.w;
    let one = &view.consultation;
    let participant: Option<Participant> = match voice.taking() {
        Some(taking) => app.desk.participant(slug, taking).await?,
        None => None,
    };
    let is_open = view.phase == Phase::Open;
    let banned = participant.as_ref().is_some_and(|one| one.banned_at.is_some());
    let turn = match participant.as_ref().filter(|_| is_open && !banned) {
        Some(who) => Some(app.desk.turn(slug, who).await?),
        None => None,
    };
    let voted = turn.as_ref().map_or((0, 0), |turn| (turn.voted, turn.shown));
    let by = match &one.by {
        Some(key) => {
            let stored = app.desk.record(key).await?;
            let name = stored.map(|stored| w.text(&stored.title).to_owned());
            Some((key.slug().to_owned(), name.unwrap_or_else(|| key.slug().to_owned())))
        }
        None => None,
    };
    if told.given.proposal.lang.is_empty() {
        told.given.proposal.lang = w.code().to_owned();
    }
    let chosen = told.given.proposal.lang.clone();
    let mut codes: Vec<String> = one.languages.iter().map(|one| one.code().to_owned()).collect();
    if !codes.contains(&chosen) {
        codes.push(chosen.clone());
    }
    let option = |code: String| {
        let (name, is_chosen) = (language(w, &code), code == chosen);
        (code, name, is_chosen)
    };
    let people = app.desk.consultation_people(slug).await?;
    let moderates =
        voice.person().is_some_and(|person| app.desk.may_moderate(&person.who.standing, one));
    let moderation = match one.moderation {
        Moderated::Before => "voice-moderated-before",
        Moderated::After => "voice-moderated-after",
    };
    let takes_part = participant.is_some();
    let outcomes = Outcomes::of(app, w, view, (voice, takes_part)).await?;
    let page = render(&VoicePage {
        outcomes,
        question: w.text(&one.question).to_owned(),
        background: paragraphs(w.text(&one.background)),
        easy: one.easy.as_ref().map(|easy| paragraphs(w.text(easy))).unwrap_or_default(),
        by,
        standing: standing(w, view),
        promise: w.t(&format!("voice-promise-{}", one.who.code())),
        moderation: w.t(moderation),
        people: w.t1("voice-people", "n", people),
        seed_hash: one.counting.seed_hash.clone(),
        is_open,
        needs_invitation: one.who != Who::Open,
        begun: takes_part,
        banned,
        token: voice.form_token(),
        next: turn.as_ref().and_then(|turn| turn.next.as_ref()).map(|one| Shown::of(w, one)),
        progress: w.t2("voice-progress", "voted", voted.0, "all", voted.1),
        voted,
        languages: codes.into_iter().map(option).collect(),
        longest: one.limits.length,
        told,
        moderates,
        slug: slug.to_owned(),
        f,
    })?;
    // Its script keeps votes where the link is down; without it the page works all the same.
    Ok(([(header::CONTENT_SECURITY_POLICY, crate::serve::SCRIPTED_POLICY)], page).into_response())
}

async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    voice: Voice,
) -> Result<Response, PageError> {
    let view = app.desk.consultation(&slug).await?.ok_or(PageError::NotFound)?;
    shown(&app, &lang, &view, &voice, Told::default()).await
}
