//! What comes of consultations: recommendations, what waits for an answer, answers and what follows; sister processes.
//!
//! What is for all is the same for all. Whoever took part finds what came of it on a page of their own, by their account or by
//! the cookie under which they took part.

mod answer;
mod list;
mod mine;
mod one;
mod recommend;
mod sisters;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use passerelle_desk::consultations::ConsultationView;
use passerelle_desk::outcomes::{Answered, OutcomeError, RecommendationView};
use passerelle_vocabulary::{Key, Lang, Text};

use super::PageError;
use super::part::feed;
use crate::App;
use crate::outcomes::standing;
use crate::voice::Voice;
use crate::words::Words;

/// Bytes of a form, at the most: two long texts, escaped.
const FORM_BYTES: usize = 512 * 1024;

/// The pages of what comes of consultations.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/recommendations", get(list::page))
        .route("/{lang}/recommendations/feed", get(feed::of_outcomes))
        .route("/{lang}/recommendations/{consultation}/{number}", get(one::page))
        .route(
            "/{lang}/recommendations/{consultation}/{number}/answer",
            get(answer::page).post(answer::send),
        )
        .route("/{lang}/consultations/{slug}/recommendations", get(list::of_consultation))
        .route("/{lang}/consultations/{slug}/recommend", get(recommend::page).post(recommend::send))
        .route("/{lang}/consultations/{slug}/told", post(mine::change))
        .route("/{lang}/consultations/{slug}/sisters", get(sisters::page).post(sisters::change))
        .route("/{lang}/outcomes", get(mine::page))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .route("/consultations/{slug}/sisters.json", get(sisters::shown))
}

/// A recommendation in a list.
pub(super) struct Brief {
    pub(super) slug: String,
    pub(super) title: String,
    /// Who is addressed: slug and name.
    pub(super) to: (String, String),
    /// The consultation: slug and question.
    pub(super) of: (String, String),
    pub(super) standing: String,
    pub(super) is_overdue: bool,
    pub(super) published: String,
}

/// Titles of records that are looked up once for a page.
#[derive(Default)]
pub(super) struct Titles(BTreeMap<String, Option<Text>>);

impl Titles {
    /// What a record is called; its name in addresses where it is not there.
    pub(super) async fn of(
        &mut self,
        app: &App,
        w: &Words,
        key: &Key,
    ) -> Result<String, PageError> {
        let name = key.to_string();
        if !self.0.contains_key(&name) {
            let title = app.desk.record(key).await?.map(|stored| stored.title);
            self.0.insert(name.clone(), title);
        }
        let title = self.0.get(&name).and_then(Option::as_ref);
        Ok(title.map_or_else(|| key.slug().to_owned(), |title| w.text(title).to_owned()))
    }
}

impl Brief {
    async fn of(
        app: &App,
        w: &Words,
        view: &RecommendationView,
        titles: &mut Titles,
    ) -> Result<Self, PageError> {
        let one = &view.recommendation;
        Ok(Self {
            slug: view.slug.clone(),
            title: w.text(&one.title).to_owned(),
            to: (one.to.slug().to_owned(), titles.of(app, w, &one.to).await?),
            of: (one.of.slug().to_owned(), titles.of(app, w, &one.of).await?),
            standing: standing(w, &app.desk, view),
            is_overdue: view.state == Answered::Overdue,
            published: w.day(&one.published),
        })
    }

    /// Recommendations as a list shows them.
    pub(super) async fn all(
        app: &App,
        w: &Words,
        views: &[RecommendationView],
    ) -> Result<Vec<Self>, PageError> {
        let (mut titles, mut found) = (Titles::default(), Vec::with_capacity(views.len()));
        for view in views {
            found.push(Self::of(app, w, view, &mut titles).await?);
        }
        Ok(found)
    }
}

/// What an actor's page shows of the recommendations that it was addressed.
pub(super) async fn to_actor(app: &App, w: &Words, slug: &str) -> Result<Vec<Brief>, PageError> {
    let views = app.desk.recommendations(&[("to", slug)]).await?;
    Brief::all(app, w, &views).await
}

/// A sister process as it is shown.
pub(super) struct SisterShown {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) lang: String,
    pub(super) dir: &'static str,
    pub(super) kind: String,
    /// Whether the link is one both ways, and when that was looked at.
    pub(super) found: String,
}

/// What the page of a consultation shows of what comes of it.
pub(super) struct Outcomes {
    /// Its recommendations, those without an answer first.
    pub(super) recommendations: Vec<Brief>,
    pub(super) sisters: Vec<SisterShown>,
    /// The number of the question of the agenda that it was, and what that asked.
    pub(super) behind: Option<(u32, String)>,
    /// Whether whoever asks can ask to be told, or is told.
    pub(super) asks: bool,
    pub(super) is_told: bool,
    /// Whether they have an account, which mail can reach.
    pub(super) has_account: bool,
    /// Whether a moderator can recommend.
    pub(super) recommends: bool,
}

impl Outcomes {
    /// What whoever asks sees. `takes_part`: they have begun to take part.
    pub(super) async fn of(
        app: &App,
        w: &Words,
        view: &ConsultationView,
        (voice, takes_part): (&Voice, bool),
    ) -> Result<Self, PageError> {
        let slug = view.slug.as_str();
        let is_told = match voice.taking() {
            Some(taking) => app.desk.follows_outcomes(slug, taking).await?,
            None => false,
        };
        let recommendations = app.desk.recommendations(&[("consultation", slug)]).await?;
        let one = &view.consultation;
        let may =
            voice.person().is_some_and(|person| app.desk.may_recommend(&person.who.standing, one));
        let behind = app.desk.question_behind(slug).await?;
        Ok(Self {
            behind: behind.map(|one| (one.question, w.text(&one.title).to_owned())),
            recommendations: Brief::all(app, w, &recommendations).await?,
            sisters: sisters::told(w, &app.desk.sisters(slug).await?.sisters),
            asks: takes_part || voice.person().is_some(),
            is_told,
            has_account: voice.person().is_some(),
            recommends: may && one.frozen.is_some(),
        })
    }
}

/// The paragraphs of a text.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// What was typed, as a text in the language of the page.
fn text(w: &Words, typed: &str) -> Text {
    let mut text = Text::default();
    text.set(Lang::new(w.code()), typed.trim().replace("\r\n", "\n"));
    text
}

/// Why something is not done, where no form is shown again.
pub(super) enum Refusal {
    /// It is for others.
    Forbidden,
    /// There is no such page, or the node failed.
    Page(PageError),
}

impl Refusal {
    /// The answer.
    pub(super) fn answer(self) -> Result<Response, PageError> {
        match self {
            Self::Forbidden => Ok(StatusCode::FORBIDDEN.into_response()),
            Self::Page(error) => Err(error),
        }
    }
}

/// The status of the form that is shown again, with why something is not done.
fn refused(error: &OutcomeError) -> Result<StatusCode, Refusal> {
    match error {
        OutcomeError::NotFound => Err(Refusal::Page(PageError::NotFound)),
        OutcomeError::NotAllowed => Err(Refusal::Forbidden),
        OutcomeError::Desk(error) => Err(Refusal::Page(PageError::Failed(error.to_string()))),
        OutcomeError::Conflict | OutcomeError::NotFrozen => Ok(StatusCode::CONFLICT),
        OutcomeError::Unsound(_) | OutcomeError::NotTakingPart => {
            Ok(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}
