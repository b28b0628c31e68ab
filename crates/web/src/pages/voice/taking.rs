//! What people send: that they begin, a vote, a statement. What is refused is told on the same page, with what was typed.

use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::consultations::{
    Ballot, ConsultationView, Participant, Proposal, ProposalTaken, VoiceError,
};
use passerelle_vocabulary::Stance;

use super::super::PageError;
use super::{Given, Shown, Told, shown};
use crate::App;
use crate::consultations::explain;
use crate::person::{Fields, FromHere};
use crate::sender::Sender;
use crate::voice::Voice;
use crate::words::Words;

/// Whoever sent a form, on the page that it is of.
pub(super) struct Asking<'a> {
    pub app: &'a App,
    lang: &'a str,
    pub view: ConsultationView,
    pub voice: Voice,
}

impl<'a> Asking<'a> {
    pub async fn of(
        app: &'a App,
        lang: &'a str,
        slug: &str,
        voice: Voice,
    ) -> Result<Self, PageError> {
        Words::of(lang).ok_or(PageError::NotFound)?;
        let view = app.desk.consultation(slug).await?.ok_or(PageError::NotFound)?;
        Ok(Self { app, lang, view, voice })
    }

    pub fn words(&self) -> &'static Words {
        Words::of(self.lang).unwrap_or_else(|| Words::negotiate(""))
    }

    pub fn address(&self) -> String {
        format!("/{}/consultations/{}", self.lang, self.view.slug)
    }

    /// Who they are in the consultation.
    pub async fn participant(&self) -> Result<Participant, VoiceError> {
        let taking = self.voice.taking().ok_or(VoiceError::NotTakingPart)?;
        let found = self.app.desk.participant(&self.view.slug, taking).await?;
        found.ok_or(VoiceError::NotTakingPart)
    }

    pub async fn page(&self, status: StatusCode, told: Told) -> Result<Response, PageError> {
        let mut page = shown(self.app, self.lang, &self.view, &self.voice, told).await?;
        *page.status_mut() = status;
        Ok(page)
    }

    /// The page with why nothing was done.
    pub async fn refused(&self, error: VoiceError, given: Given) -> Result<Response, PageError> {
        let (status, seconds) = match &error {
            VoiceError::NotFound => return Err(PageError::NotFound),
            VoiceError::Desk(error) => return Err(PageError::Failed(error.to_string())),
            VoiceError::Later { seconds } => (StatusCode::TOO_MANY_REQUESTS, Some(*seconds)),
            VoiceError::NotOpen(_) => (StatusCode::CONFLICT, None),
            _ => (StatusCode::UNPROCESSABLE_ENTITY, None),
        };
        let alert = Some(explain(self.words(), &error));
        let told = Told { alert, given, ..Told::default() };
        let mut response = self.page(status, told).await?;
        if let Some(seconds) = seconds {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        Ok(response)
    }
}

/// Lets somebody take part, and gives somebody new a cookie.
pub(super) async fn begin(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    sender: Sender,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    if app.desk.consultation(&slug).await?.is_none() {
        return Err(PageError::NotFound);
    }
    let (voice, cookie) = match voice {
        Voice::Nobody => {
            let (voice, cookie) = Voice::new_token(&app)?;
            (voice, Some(cookie))
        }
        known if known.person().is_some() && !known.sent(fields.get("token")) => {
            return Ok(StatusCode::FORBIDDEN.into_response());
        }
        known => (known, None),
    };
    let asking = Asking::of(&app, &lang, &slug, voice).await?;
    let Some(taking) = asking.voice.taking() else { return Err(PageError::NotFound) };
    let invitation = fields.get("invitation");
    match app.desk.begin_taking_part(&slug, taking, invitation, sender.0).await {
        Ok(_) => {
            let mut response = Redirect::to(&format!("{}#vote", asking.address())).into_response();
            if let Some(cookie) = cookie {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(error) => {
            let given = Given { invitation: invitation.to_owned(), ..Given::default() };
            asking.refused(error, given).await
        }
    }
}

/// Keeps a vote.
pub(super) async fn vote(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let asking = Asking::of(&app, &lang, &slug, voice).await?;
    let who = match asking.participant().await {
        Ok(who) => who,
        Err(error) => return asking.refused(error, Given::default()).await,
    };
    if !asking.voice.sent(fields.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let stance = match fields.get("vote") {
        "agree" => Stance::Agree,
        "disagree" => Stance::Disagree,
        "pass" => Stance::Pass,
        _ => return Ok(StatusCode::BAD_REQUEST.into_response()),
    };
    let statement = fields.get("statement").parse().unwrap_or_default();
    let marked = |name: &str| !fields.get(name).is_empty();
    let ballot = Ballot { statement, stance, matters: marked("matters"), hard: marked("hard") };
    match app.desk.cast_vote(&slug, &who, ballot).await {
        Ok(()) => Ok(Redirect::to(&format!("{}#vote", asking.address())).into_response()),
        Err(error) => asking.refused(error, Given::default()).await,
    }
}

/// Takes a statement that somebody proposes.
pub(super) async fn propose(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    sender: Sender,
    _: FromHere,
    voice: Voice,
    Sent(fields): Sent<Fields>,
) -> Result<Response, PageError> {
    let asking = Asking::of(&app, &lang, &slug, voice).await?;
    let proposal = Proposal {
        text: fields.get("text").to_owned(),
        lang: fields.get("lang").trim().to_ascii_lowercase(),
        easy: fields.get("easy").to_owned(),
        sure: fields.get("sure") == "yes",
    };
    let given = |proposal: &Proposal| Given { proposal: proposal.clone(), ..Given::default() };
    let who = match asking.participant().await {
        Ok(who) => who,
        Err(error) => return asking.refused(error, given(&proposal)).await,
    };
    if !asking.voice.sent(fields.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let taken = match app.desk.propose_statement(&slug, &who, &proposal, sender.0).await {
        Ok(taken) => taken,
        Err(error) => return asking.refused(error, given(&proposal)).await,
    };
    let (status, told) =
        told(asking.words(), taken, given(&proposal), asking.view.consultation.limits.length);
    asking.page(status, told).await
}

/// What became of a proposal, in words.
fn told(w: &Words, taken: ProposalTaken, mut given: Given, longest: u32) -> (StatusCode, Told) {
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let notice = |text: String| Told { notice: Some(text), ..Told::default() };
    match taken {
        ProposalTaken::Shown(id) => {
            (StatusCode::OK, notice(w.t1("voice-shown", "id", id.to_string())))
        }
        ProposalTaken::Waits(id) => {
            (StatusCode::OK, notice(w.t1("voice-waits", "id", id.to_string())))
        }
        ProposalTaken::Waiting => (StatusCode::OK, notice(w.t("voice-waits-already"))),
        ProposalTaken::Wrong(wrong) => {
            let line = |(field, why): (&str, passerelle_desk::consultations::Untaken)| {
                let text = w.t1(&format!("voice-untaken-{}", why.code()), "longest", longest);
                if field == "easy" { w.t1("voice-in-easy", "text", text) } else { text }
            };
            given.wrong = wrong.into_iter().map(line).collect();
            (again, Told { alert: Some(w.t("voice-not-kept")), given, ..Told::default() })
        }
        ProposalTaken::NoLanguage => {
            given.wrong = vec![w.t("voice-no-language")];
            (again, Told { alert: Some(w.t("voice-not-kept")), given, ..Told::default() })
        }
        ProposalTaken::Copy(one) => {
            given.similar = vec![Shown::of(w, &one)];
            (again, Told { alert: Some(w.t("voice-copy")), given, ..Told::default() })
        }
        ProposalTaken::Similar(all) => {
            let similar = |(one, likeness): (_, f64)| Shown {
                likeness: w.number(100.0 * likeness, 0),
                ..Shown::of(w, &one)
            };
            given.similar = all.into_iter().map(similar).collect();
            (again, Told { alert: Some(w.t("voice-similar")), given, ..Told::default() })
        }
    }
}
