//! What everyone sees of those who take part: the way in, who endorses the Compact and with what, each actor.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_compact::{OBJECTIVES, StakeholderKind};
use passerelle_desk::part::EndorsementView;

use super::super::initiative::Brief;
use super::super::{Frame, PageError, PageResult, outcomes, render, view};
use super::fields::Options;
use crate::App;
use crate::words::Words;

#[derive(Template)]
#[template(path = "part/take_part.html")]
struct TakePartPage {
    f: Frame,
    /// Whether accounts can be opened here.
    open: bool,
}

pub(super) async fn take_part(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/take-part")?;
    render(&TakePartPage { f, open: app.people })
}

/// An endorsement on the wall.
pub(super) struct Endorsed {
    slug: String,
    name: String,
    kind: String,
    country: Option<(String, String)>,
    /// What is endorsed: the whole, or objectives.
    scope: String,
    /// How many contributions come with it; `None` for values only.
    promises: Option<String>,
    statement: Vec<String>,
    signed: String,
    withdrawn: Option<String>,
}

impl Endorsed {
    fn of(app: &App, w: &Words, view: &EndorsementView) -> Self {
        let one = &view.endorsement;
        let scope = match one.objectives.as_slice() {
            [] => w.t("part-scope-whole"),
            some => {
                let names: Vec<String> =
                    some.iter().map(|number| w.t(&format!("part-objective-{number}"))).collect();
                names.join(&w.t("semicolon"))
            }
        };
        let country = one
            .country
            .as_ref()
            .map(|code| (code.clone(), app.desk.catalogue.place_name(code, w.lang()).into_owned()));
        let n = one.contributions.len();
        Self {
            slug: view.slug.clone(),
            name: w.text(&one.title).to_owned(),
            kind: w.t(&format!("part-actor-{}", one.kind.code().replace('_', "-"))),
            country,
            scope,
            promises: (!one.is_values_only()).then(|| w.t1("part-promises", "n", n)),
            statement: w.text(&one.statement).split("\n\n").map(str::to_owned).collect(),
            signed: view::due_date(w, one.signed),
            withdrawn: one.withdrawn.map(|day| view::due_date(w, day)),
        }
    }
}

/// What is asked of the wall.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    objective: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    promise: String,
    #[serde(default)]
    standing: String,
    /// The actor after which the page begins.
    #[serde(default)]
    after: String,
}

impl Asked {
    /// What is asked, by facet.
    fn facets(&self) -> [(&'static str, &str); 5] {
        [
            ("kind", &self.kind),
            ("objective", &self.objective),
            ("country", &self.country),
            ("promise", &self.promise),
            ("standing", &self.standing),
        ]
    }
}

#[derive(Template)]
#[template(path = "part/endorsements.html")]
struct WallPage {
    f: Frame,
    lead: String,
    /// How many were withdrawn, in a sentence.
    withdrawn: Option<String>,
    /// Choices: name, label, and the codes with their words.
    choices: Vec<(&'static str, String, Options)>,
    /// Whether anything is chosen.
    is_chosen: bool,
    /// Whether this is a later page than the first.
    is_later: bool,
    endorsed: Vec<Endorsed>,
    /// Where the first page of what is chosen is.
    first: String,
    /// Where the next page is.
    next: Option<String>,
    /// Whether there is none on this node at all.
    is_empty: bool,
}

/// Endorsements of a page.
const SHOWN: u32 = 40;

pub(super) async fn endorsements(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let facets = asked.facets();
    let address = |after: &str| {
        let all: Vec<(&str, &str)> = facets.into_iter().chain([("after", after)]).collect();
        super::super::asked_for("/endorsements", &all)
    };
    let f = Frame::new(&lang, address(&asked.after))?;
    let w = f.w;
    let given: Vec<(&str, &str)> =
        facets.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let wall = app.desk.wall(&given, after, SHOWN).await?;
    let said = [("n", wall.standing.into()), ("values", wall.values.into())];
    let gone = wall.withdrawn;
    let here = |path: String| format!("/{}{path}", w.code());
    render(&WallPage {
        lead: w.say("part-wall-lead", &said),
        withdrawn: (gone > 0).then(|| w.t1("part-wall-withdrawn", "n", gone)),
        choices: choices(&app, w, &asked).await?,
        is_chosen: !given.is_empty(),
        is_later: after.is_some(),
        endorsed: wall.endorsements.iter().map(|one| Endorsed::of(&app, w, one)).collect(),
        first: here(address("")),
        next: wall.next.as_deref().map(|next| here(address(next))),
        is_empty: wall.all == 0,
        f,
    })
}

/// What can be chosen of the wall.
async fn choices(
    app: &App,
    w: &Words,
    asked: &Asked,
) -> Result<Vec<(&'static str, String, Options)>, PageError> {
    let chosen = |rows: Vec<(String, String)>, value: &str| {
        let row = |(code, words): (String, String)| {
            let is = code == value;
            (code, words, is)
        };
        rows.into_iter().map(row).collect::<Vec<_>>()
    };
    let kinds = StakeholderKind::ALL.map(|one| {
        (one.code().to_owned(), w.t(&format!("part-actor-{}", one.code().replace('_', "-"))))
    });
    let objectives =
        OBJECTIVES.map(|number| (number.to_string(), w.t(&format!("part-objective-{number}"))));
    let mut countries: Vec<(String, String)> = Vec::new();
    for code in app.desk.endorsing_countries().await? {
        let name = app.desk.catalogue.place_name(&code, w.lang()).into_owned();
        countries.push((code, name));
    }
    w.sort_by_name(&mut countries, |(_, name)| name);
    let coded = |codes: [&str; 2]| {
        codes.map(|code| (code.to_owned(), w.t(&format!("part-with-{code}")))).to_vec()
    };
    Ok(vec![
        ("kind", w.t("part-by-kind"), chosen(kinds.to_vec(), &asked.kind)),
        ("country", w.t("part-by-country"), chosen(countries, &asked.country)),
        ("objective", w.t("part-by-objective"), chosen(objectives.collect(), &asked.objective)),
        (
            "promise",
            w.t("part-by-promise"),
            chosen(coded(["contribution", "values"]), &asked.promise),
        ),
        (
            "standing",
            w.t("part-by-standing"),
            chosen(coded(["standing", "withdrawn"]), &asked.standing),
        ),
    ])
}

#[derive(Template)]
#[template(path = "part/actors.html")]
struct ActorsPage {
    f: Frame,
    /// Slug, name, kind.
    actors: Vec<(String, String, String)>,
}

pub(super) async fn actors(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/actors")?;
    let w = f.w;
    let mut actors: Vec<(String, String, String)> = Vec::new();
    for (slug, actor) in app.desk.actors().await? {
        let kind = w.t(&format!("part-actor-{}", actor.kind.code().replace('_', "-")));
        actors.push((slug, w.text(&actor.name).to_owned(), kind));
    }
    w.sort_by_name(&mut actors, |(_, name, _)| name);
    render(&ActorsPage { f, actors })
}

#[derive(Template)]
#[template(path = "part/actor.html")]
struct ActorPage {
    f: Frame,
    /// Where its feed is.
    feed: String,
    name: String,
    kind: String,
    about: Vec<String>,
    country: Option<(String, String)>,
    website: Option<String>,
    endorsed: Option<Endorsed>,
    initiatives: Vec<Brief>,
    /// What consultations recommended to it.
    recommendations: Vec<outcomes::Brief>,
}

pub(super) async fn actor(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/actors/{slug}"))?;
    let w = f.w;
    let found = app.desk.actor(&slug).await?.ok_or(PageError::NotFound)?;
    let actor = &found.actor;
    let country = actor
        .country
        .as_ref()
        .map(|code| (code.clone(), app.desk.catalogue.place_name(code, w.lang()).into_owned()));
    render(&ActorPage {
        recommendations: outcomes::to_actor(&app, w, &slug).await?,
        feed: f.feed(&format!("/actors/{slug}")),
        name: w.text(&actor.name).to_owned(),
        kind: w.t(&format!("part-actor-{}", actor.kind.code().replace('_', "-"))),
        about: w.text(&actor.about).split("\n\n").map(str::to_owned).collect(),
        country,
        website: actor.website.clone(),
        endorsed: found.endorsement.as_ref().map(|one| Endorsed::of(&app, w, one)),
        initiatives: found.initiatives.iter().map(|one| Brief::of(&app, w, one)).collect(),
        f,
    })
}
