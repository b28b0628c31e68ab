//! Lists of recommendations: those without an answer first, the oldest of them first.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_desk::outcomes::{Answered, RecommendationView};

use super::super::{Frame, PageError, PageResult, asked_for, render};
use super::{Brief, Titles};
use crate::App;
use crate::words::Words;

/// Recommendations of a page.
const SHOWN: usize = 40;
/// Ages that can be chosen, in days.
const AGES: [i64; 4] = [30, 90, 180, 365];
/// What is chosen of those that have no answer, overdue or not.
const OPEN: &str = "open";

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Who is addressed.
    #[serde(default)]
    to: String,
    /// Of which consultation.
    #[serde(default)]
    of: String,
    #[serde(default)]
    state: String,
    /// Days since it was published, at the least.
    #[serde(default)]
    age: String,
    /// The recommendation after which the page begins.
    #[serde(default)]
    after: String,
}

impl Asked {
    fn facets(&self) -> Vec<(&'static str, &str)> {
        let all = [("to", self.to.as_str()), ("consultation", self.of.as_str())];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn keeps(&self, app: &App, view: &RecommendationView) -> bool {
        let state = match self.state.as_str() {
            "" => true,
            OPEN => !view.state.has_answer(),
            code => view.state.code() == code,
        };
        let age = self.age.parse().map_or(true, |days: i64| view.age(&app.desk) >= days);
        state && age
    }

    fn address(&self, after: &str) -> String {
        let all = [
            ("to", self.to.as_str()),
            ("of", &self.of),
            ("state", &self.state),
            ("age", &self.age),
            ("after", after),
        ];
        asked_for("/recommendations", &all)
    }
}

/// A choice: its name, its label, codes with their words and whether each is chosen.
type Choice = (&'static str, String, Vec<(String, String, bool)>);

#[derive(Template)]
#[template(path = "outcomes/list.html")]
struct ListPage {
    f: Frame,
    lead: String,
    choices: Vec<Choice>,
    is_chosen: bool,
    /// Whether there is none on this node at all.
    is_empty: bool,
    rows: Vec<Brief>,
    first: String,
    is_later: bool,
    next: Option<String>,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let f = Frame::new(&lang, asked.address(&asked.after))?;
    let w = f.w;
    let all = app.desk.recommendations(&[]).await?;
    let of_facets = match asked.facets().as_slice() {
        [] => None,
        facets => Some(app.desk.recommendations(facets).await?),
    };
    let mut views: Vec<RecommendationView> = of_facets.unwrap_or_else(|| all.clone());
    views.retain(|view| asked.keeps(&app, view));
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let start = after.and_then(|after| views.iter().position(|view| view.slug == after));
    let start = start.map_or(0, |place| place + 1);
    let end = (start + SHOWN).min(views.len());
    let shown = &views[start..end];
    let last = shown.last().filter(|_| end < views.len());
    let here = |path: String| format!("/{}{path}", w.code());
    render(&ListPage {
        lead: lead(w, &all),
        choices: choices(&app, w, &all, &asked).await?,
        is_chosen: asked.address("") != "/recommendations",
        is_empty: all.is_empty(),
        rows: Brief::all(&app, w, shown).await?,
        first: here(asked.address("")),
        is_later: start > 0,
        next: last.map(|view| here(asked.address(&view.slug))),
        f,
    })
}

/// How many there are, and how many wait for an answer.
fn lead(w: &Words, all: &[RecommendationView]) -> String {
    let count = |is: fn(&RecommendationView) -> bool| all.iter().filter(|one| is(one)).count();
    let said = [
        ("n", all.len().into()),
        ("open", count(|one| !one.state.has_answer()).into()),
        ("overdue", count(|one| one.state == Answered::Overdue).into()),
    ];
    w.say("outcomes-lead", &said)
}

/// What can be chosen of the list.
async fn choices(
    app: &App,
    w: &Words,
    all: &[RecommendationView],
    asked: &Asked,
) -> Result<Vec<Choice>, PageError> {
    let mut titles = Titles::default();
    let (mut to, mut of) = (Vec::new(), Vec::new());
    let bodies: BTreeSet<_> = all.iter().map(|one| &one.recommendation.to).collect();
    for key in bodies {
        to.push((key.slug().to_owned(), titles.of(app, w, key).await?));
    }
    let consultations: BTreeSet<_> = all.iter().map(|one| &one.recommendation.of).collect();
    for key in consultations {
        of.push((key.slug().to_owned(), titles.of(app, w, key).await?));
    }
    for rows in [&mut to, &mut of] {
        w.sort_by_name(rows, |(_, name)| name);
    }
    let codes = std::iter::once(OPEN).chain(Answered::ALL.map(Answered::code));
    let states = codes.map(|code| (code.to_owned(), w.t1("outcomes-state", "state", code)));
    let ages = AGES.map(|days| (days.to_string(), w.t1("outcomes-age", "days", days)));
    let chosen = |rows: Vec<(String, String)>, value: &str| {
        let row = |(code, words): (String, String)| {
            let is = code == value;
            (code, words, is)
        };
        rows.into_iter().map(row).collect::<Vec<_>>()
    };
    Ok(vec![
        ("to", w.t("outcomes-by-body"), chosen(to, &asked.to)),
        ("of", w.t("outcomes-by-consultation"), chosen(of, &asked.of)),
        ("state", w.t("outcomes-by-state"), chosen(states.collect(), &asked.state)),
        ("age", w.t("outcomes-by-age"), chosen(ages.to_vec(), &asked.age)),
    ])
}

#[derive(Template)]
#[template(path = "outcomes/of_consultation.html")]
struct OfConsultationPage {
    f: Frame,
    slug: String,
    question: String,
    lead: String,
    rows: Vec<Brief>,
}

pub(super) async fn of_consultation(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/consultations/{slug}/recommendations"))?;
    let w = f.w;
    let view = app.desk.consultation(&slug).await?.ok_or(PageError::NotFound)?;
    let all = app.desk.recommendations(&[("consultation", &slug)]).await?;
    render(&OfConsultationPage {
        question: w.text(&view.consultation.question).to_owned(),
        lead: lead(w, &all),
        rows: Brief::all(&app, w, &all).await?,
        slug,
        f,
    })
}
