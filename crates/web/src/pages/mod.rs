//! Pages, one module each; the template of the same name is in `templates/`.

mod about;
mod agenda;
mod answer;
mod area;
mod calendar;
mod commitment;
mod compare;
mod country;
mod embed;
pub(crate) mod explore;
mod home;
mod in_place;
mod indicator;
mod initiative;
mod log;
mod map;
mod measure;
pub(crate) mod measured;
mod money;
mod origin;
mod outcomes;
mod part;
mod plans;
mod review;
mod scorecard;
mod search;
mod sites;
mod sources;
pub(crate) mod view;
mod voice;

pub(crate) use part::told::date;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;

use askama::Template;
use passerelle_desk::DeskError;

use crate::App;
use crate::words::Words;

/// Every page.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/", get(choose_language))
        .route("/{lang}/", get(home::page))
        .route("/{lang}/countries", get(country::list))
        .route("/{lang}/countries/{iso3}", get(country::page))
        .route("/{lang}/countries/{iso3}/embed", get(embed::country))
        .route("/{lang}/countries/{iso3}/review", get(review::of_country))
        .route("/{lang}/countries/{iso3}/{*path}", get(area::page))
        .route("/{lang}/reviews", get(review::list))
        .route("/{lang}/reviews/{name}", get(review::of_any))
        .route("/{lang}/calendar", get(calendar::page))
        .route("/{lang}/calendar.ics", get(calendar::file))
        .route("/{lang}/commitments", get(commitment::list))
        .route("/{lang}/commitments/{id}", get(commitment::page))
        .route("/{lang}/initiatives", get(initiative::list))
        .route("/{lang}/initiatives/{slug}", get(initiative::page))
        .route("/{lang}/indicators", get(indicator::list))
        .route("/{lang}/indicators/{code}", get(indicator::page))
        .route("/{lang}/indicators/{code}/{iso3}", get(in_place::in_country))
        .route("/{lang}/indicators/{code}/{iso3}/embed", get(embed::indicator))
        .route("/{lang}/indicators/{code}/{iso3}/{*path}", get(in_place::in_area))
        .route("/{lang}/scorecards/{iso3}/{year}", get(scorecard::page))
        .route("/{lang}/scorecards/{iso3}/{year}/embed", get(scorecard::embedded))
        .route("/{lang}/releases", get(scorecard::releases))
        .route("/{lang}/map", get(map::page))
        .route("/{lang}/measure", get(measure::page))
        .route("/{lang}/measure/{*site}", get(measured::page))
        .route("/{lang}/compare", get(compare::page))
        .route("/{lang}/explore", get(explore::page))
        .route("/{lang}/search", get(search::page))
        .route("/{lang}/sources", get(sources::page))
        .route("/{lang}/about", get(about::page))
        .route("/{lang}/log", get(log::page))
        .route("/{lang}", get(add_slash))
        .merge(plans::router())
        .merge(part::router())
        .merge(voice::router())
        .merge(outcomes::router())
        .merge(agenda::router())
        .route("/assets/{name}", get(asset))
        .route("/favicon.ico", get(async || ([(header::CONTENT_TYPE, "image/svg+xml")], ICON)))
        .route("/robots.txt", get(async || ROBOTS))
        .merge(sites::router())
        .fallback(nothing_here)
        .layer(axum::middleware::from_fn(word_problems))
}

/// What every page has: words, the style's address, its own address after the language.
pub(crate) struct Frame {
    pub w: &'static Words,
    pub style: &'static str,
    pub path: String,
}

impl Frame {
    /// The address of what the pages of plans look like, beside the style of all.
    pub(crate) fn plans_style(&self) -> &'static str {
        crate::interactive::plans_style()
    }

    /// The address of what pages of those who take part look like, beside the style of plans.
    pub(crate) fn part_style(&self) -> &'static str {
        crate::interactive::part_style()
    }

    /// The address of what consultations look like, beside the style of plans.
    pub(crate) fn voice_style(&self) -> &'static str {
        crate::interactive::voice_style()
    }

    /// The address of the script that keeps votes where the link is down.
    pub(crate) fn voice_script(&self) -> &'static str {
        crate::interactive::file("voice.js")
    }

    /// The link in a page's head to the feed at an address after the language.
    pub(crate) fn feed(&self, path: &str) -> String {
        format!("/{}{path}/feed", self.w.code())
    }

    /// The page's own address on this node.
    pub(crate) fn address(&self) -> String {
        format!("/{}{}", self.w.code(), self.path)
    }

    /// The frame of the page at `/{lang}{path}`.
    ///
    /// # Errors
    /// The "nothing here" page for a language that the program does not speak.
    pub(crate) fn new(lang: &str, path: impl Into<String>) -> Result<Self, PageError> {
        let w = Words::of(lang).ok_or(PageError::NotFound)?;
        Ok(Self { w, style: style_address(), path: path.into() })
    }
}

/// A page's address with what was asked of it, as it stands in an address.
pub(crate) fn asked_for(path: &str, asked: &[(&str, &str)]) -> String {
    let given = asked.iter().filter(|(_, value)| !value.is_empty());
    let given: Vec<String> =
        given.map(|(name, value)| format!("{name}={}", crate::addresses::escaped(value))).collect();
    if given.is_empty() { path.to_owned() } else { format!("{path}?{}", given.join("&")) }
}

/// Why a page cannot be shown.
#[derive(Debug)]
pub(crate) enum PageError {
    /// There is no such page.
    NotFound,
    /// Something failed on our side.
    Failed(String),
}

impl From<DeskError> for PageError {
    fn from(error: DeskError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// What a page's handler gives back.
pub(crate) type PageResult = Result<Html<String>, PageError>;

/// Renders a template.
pub(crate) fn render(template: &impl Template) -> PageResult {
    Ok(Html(template.render()?))
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    f: Frame,
    title: String,
    text: String,
}

impl IntoResponse for PageError {
    /// The problem travels in the response; [`word_problems`] gives it its page, in the language of the
    /// address.
    fn into_response(self) -> Response {
        let status = match &self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Failed(error) => {
                tracing::error!(%error, "a page failed");
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Problem(status));
        response
    }
}

#[derive(Clone, Copy)]
struct Problem(StatusCode);

/// What a page's address cannot give: with its own words, in the language of the address, also where the
/// router itself refused (a method, an address that cannot be read).
async fn word_problems(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    // A form that is shown again has its own words.
    let own =
        [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT, StatusCode::TOO_MANY_REQUESTS];
    let is_form = own.contains(&response.status())
        && response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == HTML);
    let refused =
        response.status().is_client_error() && !is_form && !crate::addresses::is_api(&path);
    let own = response.extensions().get().map(|Problem(status)| *status);
    let Some(status) = own.or(refused.then_some(response.status())) else { return response };
    let lang = path.split('/').nth(1).unwrap_or_default();
    let w = Words::of(lang).unwrap_or_else(|| Words::negotiate(""));
    let (status, kind) = match status {
        // A part of the address that is no text: no page has it.
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => (StatusCode::NOT_FOUND, "not-found"),
        StatusCode::METHOD_NOT_ALLOWED => (status, "method"),
        StatusCode::FORBIDDEN => (status, "forbidden"),
        StatusCode::PAYLOAD_TOO_LARGE => (status, "too-large"),
        _ => (status, "failed"),
    };
    let (title, text) = (w.t(&format!("{kind}-title")), w.t(&format!("{kind}-text")));
    let f = Frame { w, style: style_address(), path: "/".to_owned() };
    let mut answer = match (ProblemPage { f, title, text }).render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    };
    if status == StatusCode::METHOD_NOT_ALLOWED {
        crate::addresses::allow(answer.headers_mut(), "/");
    }
    answer
}

/// The kind of content of pages.
const HTML: &str = "text/html; charset=utf-8";

async fn choose_language(headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let words = Words::negotiate(accepted.unwrap_or_default());
    let mut response = Redirect::temporary(&format!("/{}/", words.code())).into_response();
    let vary = header::HeaderValue::from_static("accept-language");
    response.headers_mut().insert(header::VARY, vary);
    response
}

async fn add_slash(Path(lang): Path<String>) -> Response {
    match Words::of(&lang) {
        Some(words) => Redirect::permanent(&format!("/{}/", words.code())).into_response(),
        None => PageError::NotFound.into_response(),
    }
}

async fn nothing_here(uri: axum::http::Uri, headers: HeaderMap) -> Response {
    if let Some(elsewhere) = crate::addresses::meant(&uri, &headers) {
        return elsewhere;
    }
    if crate::addresses::is_api(uri.path()) {
        return crate::api::no_such_address();
    }
    PageError::NotFound.into_response()
}

const STYLE: &str = include_str!("../../assets/style.css");
const ICON: &str = include_str!("../../assets/icon.svg");
/// Everything here is open to those who index it.
const ROBOTS: &str = "User-agent: *\nAllow: /\n";

/// The style's address holds its hash, so that it can be kept for ever by browsers.
pub(crate) fn style_address() -> &'static str {
    static ADDRESS: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        use sha2::Digest;
        format!("/assets/style-{}.css", hex::encode(&sha2::Sha256::digest(STYLE)[..6]))
    });
    &ADDRESS
}

const EXPLORE: &str = include_str!("../../assets/explore.js");

/// The address of the explorer's script, with its hash, as that of the style.
pub(crate) fn script_address() -> &'static str {
    static ADDRESS: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        use sha2::Digest;
        format!("/assets/explore-{}.js", hex::encode(&sha2::Sha256::digest(EXPLORE)[..6]))
    });
    &ADDRESS
}

async fn asset(State(app): State<App>, Path(name): Path<String>) -> Response {
    let style = style_address().trim_start_matches("/assets/");
    let script = script_address().trim_start_matches("/assets/");
    match name.as_str() {
        "icon.svg" => ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response(),
        name if name == style => {
            ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
        }
        name if name == script => {
            ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], EXPLORE).into_response()
        }
        name => crate::interactive::asset(&app, name)
            .unwrap_or_else(|| PageError::NotFound.into_response()),
    }
}
