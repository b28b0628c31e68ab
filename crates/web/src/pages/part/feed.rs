//! Feeds of what people publish: all of it, and what belongs to a country, a commitment, an actor; in every language.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use passerelle_compact::{Actor, Assessment, Endorsement, Initiative, Reply, Update};
use passerelle_desk::outcomes::{Recommendation, RecommendationAnswer, RecommendationStep};
use passerelle_desk::part::Published;
use passerelle_desk::written_time;
use passerelle_exchange::atom::{Entry, Feed, lasting_id, write};
use passerelle_vocabulary::Text;

use super::super::{Frame, PageError};
use crate::App;
use crate::words::Words;

/// Entries of a feed, at the most.
const SHOWN: usize = 50;
/// Letters of a summary, at the most.
const SUMMARY: usize = 600;
/// When the Compact was adopted: what a feed in which nothing is says of when it changed.
const ADOPTED: &str = "2024-09-22T00:00:00Z";

pub(super) async fn all(
    State(app): State<App>,
    Path(lang): Path<String>,
) -> Result<Response, PageError> {
    feed(&app, &lang, Of { scope: None, outcomes: false }, "/take-part").await
}

/// What came of consultations.
pub(in super::super) async fn of_outcomes(
    State(app): State<App>,
    Path(lang): Path<String>,
) -> Result<Response, PageError> {
    feed(&app, &lang, Of { scope: None, outcomes: true }, "/recommendations").await
}

pub(super) async fn of_country(
    State(app): State<App>,
    Path((lang, iso3)): Path<(String, String)>,
) -> Result<Response, PageError> {
    feed(&app, &lang, of(&format!("country/{iso3}")), &format!("/countries/{iso3}")).await
}

pub(super) async fn of_commitment(
    State(app): State<App>,
    Path((lang, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    feed(&app, &lang, of(&format!("commitment/{id}")), &format!("/commitments/{id}")).await
}

pub(super) async fn of_actor(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    feed(&app, &lang, of(&format!("actor/{slug}")), &format!("/actors/{slug}")).await
}

/// What a feed is of.
#[derive(Clone, Copy)]
struct Of<'a> {
    /// What its entries belong to; all without it.
    scope: Option<&'a str>,
    /// Whether it tells what came of consultations, and nothing else.
    outcomes: bool,
}

fn of(scope: &str) -> Of<'_> {
    Of { scope: Some(scope), outcomes: false }
}

async fn feed(
    app: &App,
    lang: &str,
    Of { scope, outcomes }: Of<'_>,
    page: &str,
) -> Result<Response, PageError> {
    let f = Frame::new(lang, page)?;
    let w = f.w;
    if let Some(scope) = scope
        && !app.desk.is_scope(scope).await?
    {
        return Err(PageError::NotFound);
    }
    let own = scope.is_some() || outcomes;
    let path = if own { format!("{page}/feed") } else { "/feed".to_owned() };
    let address = |lang: &str| app.absolute(&format!("/{lang}{path}"));
    let published = match outcomes {
        true => app.desk.latest_outcomes(SHOWN).await?,
        false => app.desk.latest_published(scope, SHOWN).await?,
    };
    let mut entries = Vec::with_capacity(published.len());
    for one in &published {
        entries.extend(entry(app, w, one).await?);
    }
    let updated = entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or(ADOPTED);
    let named = match outcomes {
        true => Some(w.t("outcomes-title")),
        false => name_of(app, w, scope).await?,
    };
    let of = if outcomes { "recommendation" } else { scope.unwrap_or_default() };
    let others = w.siblings().iter().filter(|other| other.code() != w.code());
    let feed = Feed {
        id: lasting_id(&[&app.desk.log_mark().await?, of, w.code()]),
        lang: w.code().to_owned(),
        title: match named {
            Some(name) => w.t1("feed-title-of", "name", name),
            None => w.t("feed-title"),
        },
        subtitle: w.t("feed-what"),
        updated: updated.to_owned(),
        author: w.t("product"),
        address: address(w.code()),
        page: app.absolute(&f.address()),
        others: others.map(|one| (one.code().to_owned(), address(one.code()))).collect(),
        entries,
    };
    let written = write(&feed).map_err(|error| PageError::Failed(error.to_string()))?;
    let kind = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    Ok((kind, written).into_response())
}

/// What a feed is of, in words.
async fn name_of(app: &App, w: &Words, scope: Option<&str>) -> Result<Option<String>, PageError> {
    let catalogue = &app.desk.catalogue;
    Ok(match scope.and_then(|scope| scope.split_once('/')) {
        Some(("country", code)) => Some(catalogue.place_name(code, w.lang()).into_owned()),
        Some(("commitment", id)) => {
            catalogue.commitment(id).map(|one| w.text(&one.title).to_owned())
        }
        Some(("actor", slug)) => {
            app.desk.actor(slug).await?.map(|page| w.text(&page.actor.name).to_owned())
        }
        _ => None,
    })
}

/// What an entry says: its words, whose they are, and where.
struct Said {
    text: Text,
    author: String,
    page: String,
}

async fn entry(app: &App, w: &Words, one: &Published) -> Result<Option<Entry>, PageError> {
    let stored = &one.latest.stored;
    let Some(said) = said(app, w, one).await? else { return Ok(None) };
    let kind = w.t(&format!("part-kind-{}", stored.key.kind()));
    let title = w.text(&stored.title).to_owned();
    let words = w.text(&said.text);
    let mut summary: String = words.chars().take(SUMMARY).collect();
    if summary.len() < words.len() {
        summary.push('…');
    }
    Ok(Some(Entry {
        id: lasting_id(&[&one.latest.mark, w.code()]),
        title: w.t2("label-value", "label", kind.as_str(), "value", title),
        summary,
        category: (stored.key.kind().to_owned(), kind),
        author: said.author,
        page: app.absolute(&format!("/{}{}", w.code(), said.page)),
        published: written_time(one.latest.first_at),
        updated: written_time(stored.at),
    }))
}

async fn said(app: &App, w: &Words, one: &Published) -> Result<Option<Said>, PageError> {
    let stored = &one.latest.stored;
    let slug = stored.key.slug();
    // What cannot be read as it is now is no news.
    let found = match stored.key.kind() {
        "actor" => stored.record::<Actor>().ok().map(|one| Said {
            author: w.text(&one.name).to_owned(),
            text: one.about,
            page: format!("/actors/{slug}"),
        }),
        "endorsement" => stored.record::<Endorsement>().ok().map(|one| Said {
            author: w.text(&one.title).to_owned(),
            text: one.statement,
            page: format!("/actors/{slug}"),
        }),
        "initiative" => stored.record::<Initiative>().ok().map(|one| Said {
            author: String::new(),
            text: one.description,
            page: format!("/initiatives/{slug}"),
        }),
        "update" => stored.record::<Update>().ok().map(|one| Said {
            author: String::new(),
            text: one.text,
            page: format!("/initiatives/{}#said", one.of.slug()),
        }),
        "assessment" => stored.record::<Assessment>().ok().map(|one| Said {
            author: one.assessor,
            text: one.text,
            page: format!("/initiatives/{}#said", one.of.slug()),
        }),
        "reply" => stored.record::<Reply>().ok().map(|one| {
            // Assessments are named after their initiative, with a number.
            let of = one.to.slug().rsplit_once('/').map_or("", |(of, _)| of);
            let page = format!("/initiatives/{of}#said");
            Said { author: String::new(), text: one.text, page }
        }),
        "recommendation" => stored.record::<Recommendation>().ok().map(|one| Said {
            author: String::new(),
            text: one.text,
            page: format!("/recommendations/{slug}"),
        }),
        "recommendation_answer" => stored.record::<RecommendationAnswer>().ok().map(|one| Said {
            author: String::new(),
            text: one.text,
            page: format!("/recommendations/{}", one.to.slug()),
        }),
        "recommendation_step" => stored.record::<RecommendationStep>().ok().map(|one| Said {
            author: String::new(),
            text: one.text,
            page: format!("/recommendations/{}", one.of.slug()),
        }),
        _ => None,
    };
    let Some(mut said) = found else { return Ok(None) };
    if said.author.is_empty() {
        // A recommendation is not of the body that it is addressed to.
        let theirs = stored.key.kind() != "recommendation";
        let actor = one.scopes.iter().find_map(|scope| scope.strip_prefix("actor/"));
        let actor = actor.filter(|_| theirs);
        let page = match actor {
            Some(actor) => app.desk.actor(actor).await?,
            None => None,
        };
        let name = page.map(|page| w.text(&page.actor.name).to_owned());
        said.author = name.unwrap_or_else(|| w.t("product"));
    }
    Ok(Some(said))
}
