//! A recommendation: what it says, on what it rests, what was answered, and all that happened.

use askama::Template;
use axum::extract::{Path, State};

use passerelle_desk::outcomes::{
    Answered, Ground, Happened, OutcomeEvent, RecommendationPage, RecommendationStep, Verdict,
};
use passerelle_vocabulary::{Key, Lang};

use super::super::{Frame, PageError, PageResult, render};
use super::{Titles, paragraphs};
use crate::App;
use crate::groups::name_of;
use crate::outcomes::{held, standing};
use crate::words::Words;

/// A statement that it rests on.
struct GroundShown {
    id: u32,
    text: String,
    lang: String,
    dir: &'static str,
    said: String,
    /// How each group voted, in a sentence each.
    groups: Vec<String>,
}

/// Something that happened.
pub(super) struct EventShown {
    /// The day, as people read it.
    pub(super) day: String,
    /// What, in a sentence.
    pub(super) what: String,
    /// What was said.
    pub(super) text: Vec<String>,
    /// By what it is carried out: address and title.
    pub(super) links: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "outcomes/one.html")]
struct OnePage {
    f: Frame,
    slug: String,
    title: String,
    standing: String,
    is_overdue: bool,
    /// Who is addressed: slug and name.
    to: (String, String),
    /// The consultation: slug and question.
    of: (String, String),
    published: String,
    due: String,
    text: Vec<String>,
    grounds: Vec<GroundShown>,
    /// The answer that stands: the day, the verdict, what was said.
    answer: Option<(String, String, Vec<String>)>,
    events: Vec<EventShown>,
    result_sha256: String,
}

fn ground(w: &Words, one: &Ground) -> GroundShown {
    let group = |group: &passerelle_desk::outcomes::GroupHeld| {
        let name = w.t1("groups-name", "name", name_of(group.group));
        w.t2("label-value", "label", name, "value", held(w, group.held))
    };
    GroundShown {
        id: one.statement,
        text: one.text.clone(),
        dir: Lang::new(&one.lang).direction(),
        lang: one.lang.clone(),
        said: held(w, one.held),
        groups: one.groups.iter().map(group).collect(),
    }
}

/// A verdict, in a word or two.
pub(super) fn verdict(w: &Words, verdict: Verdict) -> String {
    w.t(&format!("outcome-verdict-{}", verdict.code()))
}

/// Where a record is read.
fn address(w: &Words, key: &Key) -> String {
    let path = if key.kind() == "initiative" { "initiatives" } else { "commitments" };
    format!("/{}/{path}/{}", w.code(), key.slug())
}

async fn carried_out(
    app: &App,
    w: &Words,
    step: &RecommendationStep,
    titles: &mut Titles,
) -> Result<Vec<(String, String)>, PageError> {
    let mut links = Vec::with_capacity(step.links.len());
    for key in &step.links {
        links.push((address(w, key), titles.of(app, w, key).await?));
    }
    Ok(links)
}

/// What happened, in words.
pub(super) async fn events(
    app: &App,
    w: &Words,
    all: &[OutcomeEvent],
    titles: &mut Titles,
) -> Result<Vec<EventShown>, PageError> {
    let mut shown = Vec::with_capacity(all.len());
    for event in all {
        let (what, text, links) = match &event.what {
            Happened::Published => (w.t("outcome-event-published"), Vec::new(), Vec::new()),
            Happened::Passed => (w.t("outcome-event-passed"), Vec::new(), Vec::new()),
            Happened::Answered(answer) => {
                let said = verdict(w, answer.verdict);
                let text = paragraphs(w.text(&answer.text));
                (w.t1("outcome-event-answered", "verdict", said), text, Vec::new())
            }
            Happened::Followed(step) => {
                let text = paragraphs(w.text(&step.text));
                let links = carried_out(app, w, step, titles).await?;
                (w.t("outcome-event-followed"), text, links)
            }
        };
        shown.push(EventShown { day: w.day(&event.day), what, text, links });
    }
    Ok(shown)
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, consultation, number)): Path<(String, String, String)>,
) -> PageResult {
    let slug = format!("{consultation}/{number}");
    let f = Frame::new(&lang, format!("/recommendations/{slug}"))?;
    let w = f.w;
    let found = app.desk.recommendation(&slug).await?.ok_or(PageError::NotFound)?;
    let RecommendationPage { view, events: happened } = &found;
    let (one, mut titles) = (&view.recommendation, Titles::default());
    let answer = view.answer.as_ref().map(|(answer, _)| {
        let text = paragraphs(w.text(&answer.text));
        (w.day(&answer.day), verdict(w, answer.verdict), text)
    });
    render(&OnePage {
        title: w.text(&one.title).to_owned(),
        standing: standing(w, &app.desk, view),
        is_overdue: view.state == Answered::Overdue,
        to: (one.to.slug().to_owned(), titles.of(&app, w, &one.to).await?),
        of: (one.of.slug().to_owned(), titles.of(&app, w, &one.of).await?),
        published: w.day(&one.published),
        due: w.day(&one.due),
        text: paragraphs(w.text(&one.text)),
        grounds: one.grounds.iter().map(|one| ground(w, one)).collect(),
        answer,
        events: events(&app, w, happened, &mut titles).await?,
        result_sha256: one.result_sha256.clone(),
        slug,
        f,
    })
}
