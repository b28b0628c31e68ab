//! The agenda: questions that people propose and support, and which of them those who run the node chose, with the reason.

mod moderation;

use askama::Template;
use axum::Form as Sent;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use passerelle_desk::agenda::{CHOSEN, QUESTION, QuestionState, QuestionTaken, QuestionView};
use passerelle_desk::consultations::VoiceError;
use passerelle_vocabulary::Lang;

use super::{Frame, PageError, render};
use crate::App;
use crate::consultations::{explain, language};
use crate::person::{Fields, FromHere};
use crate::sender::Sender;
use crate::voice::Voice;
use crate::words::Words;

/// Bytes of a form, at the most.
const FORM_BYTES: usize = 96 * 1024;
/// Questions that were declined and are shown, at the most: the latest.
const DECLINED: usize = 100;

/// The pages of the agenda.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/agenda", get(page))
        .route("/{lang}/agenda/propose", post(propose))
        .route("/{lang}/agenda/support", post(support))
        .route("/{lang}/agenda/moderation", get(moderation::page).post(moderation::decide))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// A question as it is shown.
struct Question {
    id: u32,
    text: String,
    lang: String,
    dir: &'static str,
    support: String,
    is_supported: bool,
    /// Why it was chosen or declined, and when.
    because: Vec<String>,
    day: String,
    /// The consultation that it became.
    consultation: Option<String>,
}

impl Question {
    fn of(w: &Words, view: &QuestionView) -> Self {
        let (one, decision) = (&view.stored, view.decision.as_ref().map(|(one, _)| one));
        let because = decision.map(|one| w.text(&one.because)).unwrap_or_default();
        let because = because.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        Self {
            id: one.question,
            text: one.text.clone(),
            dir: Lang::new(&one.lang).direction(),
            lang: one.lang.clone(),
            support: w.t1("agenda-support", "n", one.support),
            is_supported: view.is_supported,
            because: because.map(str::to_owned).collect(),
            day: decision.map(|one| w.day(&one.day)).unwrap_or_default(),
            consultation: decision
                .and_then(|one| one.consultation.as_ref())
                .map(|key| key.slug().to_owned()),
        }
    }
}

/// What is said above the page, and what was typed.
#[derive(Default)]
struct Told {
    alert: Option<String>,
    notice: Option<String>,
    wrong: Vec<String>,
    text: String,
    lang: String,
}

#[derive(Template)]
#[template(path = "agenda/page.html")]
struct AgendaPage {
    f: Frame,
    token: String,
    told: Told,
    chosen: Vec<Question>,
    shown: Vec<Question>,
    declined: Vec<Question>,
    /// Languages: code, name, whether it is chosen.
    languages: Vec<(String, String, bool)>,
    longest: usize,
    most: usize,
    moderates: bool,
}

async fn shown(
    app: &App,
    lang: &str,
    voice: &Voice,
    mut told: Told,
) -> Result<Response, PageError> {
    let f = Frame::new(lang, "/agenda")?;
    let w = f.w;
    let all = app.desk.agenda(voice.taking()).await?;
    let of = |state: QuestionState| {
        let those = all.iter().filter(move |view| view.stored.state == state);
        those.map(|view| Question::of(w, view)).collect::<Vec<_>>()
    };
    let mut declined = of(QuestionState::Declined);
    declined.sort_by_key(|one| std::cmp::Reverse(one.id));
    declined.truncate(DECLINED);
    if told.lang.is_empty() {
        w.code().clone_into(&mut told.lang);
    }
    let mut codes: Vec<String> = Words::all().iter().map(|one| one.code().to_owned()).collect();
    codes.extend(["ar", "es", "pt", "ru", "sw", "zh"].map(str::to_owned));
    if !codes.contains(&told.lang) {
        codes.push(told.lang.clone());
    }
    let option = |code: String| {
        let (name, chosen) = (language(w, &code), code == told.lang);
        (code, name, chosen)
    };
    let moderates =
        voice.person().is_some_and(|person| app.desk.may_moderate_agenda(&person.who.standing));
    let page = AgendaPage {
        token: voice.form_token(),
        chosen: of(QuestionState::Chosen),
        shown: of(QuestionState::Shown),
        declined,
        languages: codes.into_iter().map(option).collect(),
        longest: QUESTION,
        most: CHOSEN,
        moderates,
        told,
        f,
    };
    Ok(render(&page)?.into_response())
}

async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    voice: Voice,
) -> Result<Response, PageError> {
    shown(&app, &lang, &voice, Told::default()).await
}

/// Whoever sends a form: with an account, a cookie, or a new one. `None` for a form that is not theirs.
fn sending(
    app: &App,
    voice: Voice,
    token: &str,
) -> Result<Option<(Voice, Option<HeaderValue>)>, PageError> {
    Ok(match voice {
        Voice::Nobody => {
            let (voice, cookie) = Voice::new_token(app)?;
            Some((voice, Some(cookie)))
        }
        known if known.sent(token) => Some((known, None)),
        _ => None,
    })
}

/// Why something is not done, in words, and the status of the page that says so.
fn refused(w: &Words, error: &VoiceError) -> (StatusCode, String, Option<u64>) {
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    match error {
        VoiceError::Later { seconds } => {
            (StatusCode::TOO_MANY_REQUESTS, explain(w, error), Some(*seconds))
        }
        VoiceError::NoStatement(_) => (again, w.t1("agenda-error-none", "id", error.what()), None),
        VoiceError::TooMany(most) => (again, w.t1("agenda-error-many", "most", *most), None),
        other => (again, explain(w, other), None),
    }
}

async fn propose(
    State(app): State<App>,
    Path(lang): Path<String>,
    sender: Sender,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    let Some((voice, cookie)) = sending(&app, voice, fields.get("token"))? else {
        return Ok(StatusCode::FORBIDDEN.into_response());
    };
    let Some(taking) = voice.taking() else { return Err(PageError::NotFound) };
    let (text, code) = (fields.get("text"), fields.get("lang").trim().to_ascii_lowercase());
    let taken = app.desk.propose_question(taking, (text, &code), sender.0).await;
    let typed = Told { text: text.to_owned(), lang: code, ..Told::default() };
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let mut seconds = None;
    let (status, told) = match taken {
        Ok(QuestionTaken::Waits(id)) => {
            let notice = Some(w.t1("agenda-waits", "id", id.to_string()));
            (StatusCode::OK, Told { notice, ..Told::default() })
        }
        Ok(QuestionTaken::Waiting) => {
            let notice = Some(w.t("agenda-waits-already"));
            (StatusCode::OK, Told { notice, ..Told::default() })
        }
        Ok(QuestionTaken::Similar(one)) => {
            let alert = Some(w.t1("agenda-similar", "text", one.text));
            (again, Told { alert, ..typed })
        }
        Ok(QuestionTaken::NoLanguage) => {
            (again, Told { alert: Some(w.t("agenda-no-language")), ..typed })
        }
        Ok(QuestionTaken::Wrong(wrong)) => {
            let line = |why: passerelle_desk::consultations::Untaken| {
                w.t1(&format!("voice-untaken-{}", why.code()), "longest", QUESTION)
            };
            let wrong = wrong.into_iter().map(line).collect();
            (again, Told { alert: Some(w.t("agenda-not-kept")), wrong, ..typed })
        }
        Err(VoiceError::Desk(error)) => return Err(PageError::Failed(error.to_string())),
        Err(error) => {
            let (status, alert, wait) = refused(w, &error);
            seconds = wait;
            (status, Told { alert: Some(alert), ..typed })
        }
    };
    let mut response = shown(&app, &lang, &voice, told).await?;
    *response.status_mut() = status;
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn support(
    State(app): State<App>,
    Path(lang): Path<String>,
    sender: Sender,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    let Some((voice, cookie)) = sending(&app, voice, fields.get("token"))? else {
        return Ok(StatusCode::FORBIDDEN.into_response());
    };
    let Some(taking) = voice.taking() else { return Err(PageError::NotFound) };
    let wanted = match fields.get("do") {
        "support" => true,
        "withdraw" => false,
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let question = fields.get("question").parse().unwrap_or_default();
    let mut response = match app.desk.support_question(taking, (question, wanted), sender.0).await {
        Ok(()) => Redirect::to(&format!("/{lang}/agenda#q{question}")).into_response(),
        Err(VoiceError::Desk(error)) => return Err(PageError::Failed(error.to_string())),
        Err(error) => {
            let (status, alert, seconds) = refused(w, &error);
            let told = Told { alert: Some(alert), ..Told::default() };
            let mut response = shown(&app, &lang, &voice, told).await?;
            *response.status_mut() = status;
            if let Some(seconds) = seconds {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
    };
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
