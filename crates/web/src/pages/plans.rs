//! Plans: those that are published, and those that somebody asked for here.
//!
//! Both are read in the same way ([`Shown`]): a published plan at `/{lang}/plans/{slug}`, one that was asked for at
//! a secret address, `/{lang}/plans/asked/{token}`, which nothing keeps and nothing leads to. `ask` takes files
//! and a form, `asked` tells how far a plan has come.

mod ask;
mod asked;
mod file;
mod map;
mod plan;
mod within;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};

use passerelle_desk::plans::{PlanRecord, PublishedPlan, StoredPlan, Withheld};
use passerelle_desk::written_time;

use super::{Frame, PageError, PageResult, render};
use crate::App;
use crate::plan::{money, places};
use crate::words::Words;

/// Bytes that may be sent at once: two million sites of a hundred letters.
const SENT: usize = 256 << 20;

/// The pages of plans.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/plans", get(list))
        .route("/{lang}/plans/new", get(ask::form).post(ask::sent))
        .layer(DefaultBodyLimit::max(SENT))
        .route("/plans/costs.toml", get(ask::costs))
        .route("/{lang}/plans/asked/{token}", get(asked::page))
        .route("/{lang}/plans/asked/{token}/again", get(ask::again))
        .route("/{lang}/plans/asked/{token}/cancel", post(asked::cancel))
        .route("/{lang}/plans/asked/{token}/remove", post(asked::remove))
        .route("/{lang}/plans/asked/{token}/area", get(within::area))
        .route("/{lang}/plans/asked/{token}/site", get(within::site))
        .route("/{lang}/plans/asked/{token}/map", get(map::page))
        .route("/plans/asked/{token}/files/{name}", get(file::asked))
        .route("/{lang}/plans/{slug}", get(plan::page))
        .route("/{lang}/plans/{slug}/area", get(within::area))
        .route("/{lang}/plans/{slug}/site", get(within::site))
        .route("/{lang}/plans/{slug}/map", get(map::page))
        .route("/plans/{slug}/files/{name}", get(file::published))
}

/// A plan, and where it is shown.
pub(super) struct Shown {
    /// Its address after the language: `/plans/kenya`.
    base: String,
    plan: StoredPlan,
    /// What it is called, where somebody said so; empty for its own title.
    title: String,
    /// Only who has the address sees it.
    private: bool,
    /// How precisely its sites are shown, and why not more, in sentences; empty where they are where its lists say.
    places: Vec<String>,
}

impl Shown {
    /// A published plan.
    async fn published(app: &App, w: &Words, slug: &str) -> Result<Self, PageError> {
        let found = app.desk.published_plan(slug).await?.ok_or(PageError::NotFound)?;
        let title = w.text(&found.record.title).to_owned();
        let places = told_places(w, &found);
        Ok(Self { base: format!("/plans/{slug}"), plan: found.plan, title, private: false, places })
    }

    /// A plan that was asked for, once it is made.
    async fn asked(app: &App, token: &str) -> Result<Self, PageError> {
        let waiting = app.desk.waiting_plan(token).await?.ok_or(PageError::NotFound)?;
        let plan = app.desk.stored_plan(&waiting.owner).await?.ok_or(PageError::NotFound)?;
        let title = waiting.choices.title;
        let base = format!("/plans/asked/{token}");
        Ok(Self { base, plan, title, private: true, places: Vec::new() })
    }

    /// A page of it: one that is private is kept nowhere.
    fn answer(&self, page: PageResult) -> Result<Response, PageError> {
        page.map(|html| if self.private { unkept(html) } else { html.into_response() })
    }
}

/// How precisely the sites of a published plan are shown, and why not more.
fn told_places(w: &Words, found: &PublishedPlan) -> Vec<String> {
    let decided = found.plan.told.places.as_ref().map(|shown| places(w, shown));
    let withheld = found.withheld.map(|withheld| match withheld {
        Withheld::Policy => w.t("plans-withheld-policy"),
        Withheld::Until(at) => w.t1("plans-withheld-until", "day", w.moment(&written_time(at))),
    });
    let why = (decided.is_some() || withheld.is_some()).then(|| w.t("places-policy-why"));
    decided.into_iter().chain(withheld).chain(why).collect()
}

/// A page within a plan, whichever plan it is: the plan that its address names, and the frame of the page.
pub(super) struct Within {
    f: Frame,
    shown: Shown,
}

/// The parts of the address of such a page: a plan has a slug where it is published, else a secret.
#[derive(serde::Deserialize)]
struct Whose {
    lang: String,
    slug: Option<String>,
    token: Option<String>,
}

impl FromRequestParts<App> for Within {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let whose = Path::<Whose>::from_request_parts(parts, app).await;
        let Path(Whose { lang, slug, token }) = whose.map_err(|_| PageError::NotFound)?;
        let path = parts.uri.path();
        let path = path.strip_prefix(&format!("/{lang}")).unwrap_or(path).to_owned();
        let f = Frame::new(&lang, path)?;
        let shown = match (slug, token) {
            (Some(slug), _) => Shown::published(app, f.w, &slug).await?,
            (None, Some(token)) => Shown::asked(app, &token).await?,
            (None, None) => return Err(PageError::NotFound),
        };
        Ok(Self { f, shown })
    }
}

/// An answer that nobody keeps: who has its address alone may see it.
fn unkept(html: Html<String>) -> Response {
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], html).into_response()
}

#[derive(Template)]
#[template(path = "plans/list.html")]
struct ListPage {
    f: Frame,
    /// Slug, title, country, sites and present cost of each.
    plans: Vec<(String, String, String, String, String)>,
    /// Whether plans can be asked for here.
    open: bool,
}

async fn list(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/plans")?;
    let plans = app.desk.published_plans().await?;
    let told = |(slug, one): (String, PlanRecord)| {
        let title = f.w.text(&one.title).to_owned();
        let place = app.desk.catalogue.place_name(&one.country, f.w.lang()).into_owned();
        let present = money(f.w, one.present_cost, &one.currency);
        (slug, title, place, f.w.whole(one.sites), present)
    };
    let mut plans: Vec<_> = plans.into_iter().map(told).collect();
    f.w.sort_by_name(&mut plans, |(_, title, ..)| title);
    let open = app.planning.is_some();
    render(&ListPage { f, plans, open })
}
