//! What surrounds every answer: headers that protect, a cache of what was already made, compression.
//!
//! A page depends on the data and on nothing of the person who asks, so what was made once is kept
//! (`cache`) until the data changes ([`passerelle_desk::Desk::version`]) and answered again without
//! work. Addresses with long questions are not kept. Parameters that a page does not know are dropped from
//! its address (`addresses`). What is sent as it is made (`stream`) is never gathered or
//! kept.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::cache::{Making, Turn, Version, turn};
use crate::made::{Made, has, made, packed};
use crate::{App, accept, addresses, api, cache, stream};

/// The greatest answer that is kept, in bytes.
const KEPT_SIZE: usize = 2 << 20;
/// Longer addresses are answered and not kept.
const KEPT_ADDRESS: usize = 200;
/// How long a fresh page is waited for when one of a moment ago is at hand.
const A_MOMENT: Duration = Duration::from_millis(300);
/// A page that takes longer than this is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Files that take longer than this to be sent are given up.
const SENDING: Duration = Duration::from_secs(30 * 60);

/// No script, no frame, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of the small pages that others may show in a frame of theirs.
pub(crate) const FRAMED_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                                        form-action 'none'; base-uri 'none'; frame-ancestors *";

/// The policy of the explorer, the one page with a script: its own, from here, which asks this node only.
pub(crate) const SCRIPTED_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
                                          style-src 'self'; img-src 'self' data:; form-action 'self'; \
                                          base-uri 'none'; frame-ancestors 'none'";

/// The policy of pages with an interactive map, and of its scripts: from here alone, drawing in a worker.
pub(crate) const MAP_POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; \
                                     connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                                     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Answers from the cache where it can; makes, keeps, compresses and protects.
///
/// However many ask for the same page at once, it is made once. When the data has just changed, the page
/// of a moment ago is sent to those whom the new one would keep waiting.
pub async fn respond(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    // The head of a page is that of the whole page: it is made whole, and kept for those who want it.
    if method == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let mut response = match at_once(&mut request) {
        Some(response) => response,
        None => answered(&app, &headers, request, next).await,
    };
    if addresses::is_api(&path) {
        response = api::worded(response, &headers, &path);
    }
    if addresses::is_open(&path) {
        addresses::open(response.headers_mut());
    }
    if matches!(response.status(), StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS) {
        // Who it was is not written down: only that somebody tried what they may not.
        tracing::warn!(status = response.status().as_u16(), %method, path, "refused");
    }
    if addresses::is_of_a_person(&path) {
        let never = || HeaderValue::from_static("private, no-store");
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert_with(never);
    }
    if app.absolute("").starts_with("https://") {
        // Whoever came by TLS once comes by TLS: two years.
        let always = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, always);
    }
    protected(without_body(response, &method))
}

/// What can be said without looking at any data: what may be asked, what no address knows, where a
/// program finds what a page shows. Leaves the address as its page knows it.
fn at_once(request: &mut Request) -> Option<Response> {
    let path = request.uri().path();
    if request.method() == Method::OPTIONS && addresses::is_open(path) {
        return Some(addresses::options(path));
    }
    let is_sent = request.method() == Method::POST && addresses::is_only_sent_to(path);
    if request.method() != Method::GET && !is_sent {
        return None;
    }
    if addresses::is_api(path) {
        return api::unknown_parameter(request.uri()).map(IntoResponse::into_response);
    }
    let twin = addresses::for_programs(request.uri(), request.headers());
    addresses::drop_unknown(request);
    twin
}

async fn answered(app: &App, headers: &HeaderMap, request: Request, next: Next) -> Response {
    let negotiated = addresses::has_twin(request.uri());
    let is_of_a_person = addresses::is_of_a_person(request.uri().path());
    let answer = match key_of(&request).filter(|key| key.len() <= KEPT_ADDRESS) {
        Some(key) => shared(app, &key, request, next).await,
        None => alone(request, next).await,
    };
    let mut response = match answer {
        Answer::Made(made) => made.respond(headers),
        Answer::Other(other) if is_of_a_person => packed(other, headers).await,
        Answer::Other(other) => streamed(other, headers),
    };
    if negotiated && response.headers().contains_key(header::ETAG) {
        let vary = HeaderValue::from_static("accept, accept-encoding");
        response.headers_mut().insert(header::VARY, vary);
    }
    response
}

/// Gives an answer that is sent as it is made its tag; drops the body if it is known. Any other answer is
/// given back as it is.
fn streamed(mut response: Response, headers: &HeaderMap) -> Response {
    let Some(mark) = stream::streamed(&response).cloned() else { return response };
    let etag = format!("\"{}{}\"", mark.etag, if mark.gzip { "g" } else { "" });
    if has(headers, &etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
    } else if mark.gzip {
        let gzip = HeaderValue::from_static("gzip");
        response.headers_mut().insert(header::CONTENT_ENCODING, gzip);
    }
    let vary = HeaderValue::from_static("accept, accept-encoding");
    response.headers_mut().insert(header::VARY, vary);
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response
}

/// What a request comes to: something that can be kept, or anything else (a redirect, a problem).
enum Answer {
    Made(Arc<Made>),
    Other(Response),
}

impl Answer {
    fn problem(status: StatusCode) -> Self {
        Self::Other(status.into_response())
    }
}

/// An answer that nobody else is waiting for.
async fn alone(request: Request, next: Next) -> Answer {
    let reading = request.method() == Method::GET;
    let sending = !reading && addresses::is_sent_to(request.uri().path());
    let patience = if sending { SENDING } else { PATIENCE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) if reading => match made(response).await {
            Ok(made) => Answer::Made(Arc::new(made)),
            Err(other) => Answer::Other(other),
        },
        Ok(response) => Answer::Other(response),
        Err(_) => Answer::problem(StatusCode::GATEWAY_TIMEOUT),
    }
}

async fn shared(app: &App, key: &str, request: Request, next: Next) -> Answer {
    let version = Version::now(app);
    if let Some(made) = app.cache.fresh(key, version) {
        return Answer::Made(made);
    }
    let stale = app.cache.stale(key);
    let patience = if stale.is_some() { A_MOMENT } else { PATIENCE };
    let late = || match stale.clone() {
        Some(made) => Answer::Made(made),
        None => Answer::problem(StatusCode::GATEWAY_TIMEOUT),
    };
    match turn(app, key) {
        Turn::Make(making) => {
            // In a task of its own: it is made and kept even if the one who asked goes away.
            let made = tokio::spawn(make(making, version, request, next));
            match tokio::time::timeout(patience, made).await {
                Ok(Ok(answer)) => answer,
                Ok(Err(_)) => Answer::problem(StatusCode::INTERNAL_SERVER_ERROR),
                Err(_) => late(),
            }
        }
        Turn::Wait(mut making) => {
            // Those who come later do not each wait a moment of their own.
            let patience = patience.saturating_sub(making.since.elapsed());
            let waited = tokio::time::timeout(patience, making.made.changed()).await;
            match app.cache.fresh(key, version) {
                Some(made) => Answer::Made(made),
                None if waited.is_err() => late(),
                // It was not one that is kept (a page that is not there): each makes their own.
                None => alone(request, next).await,
            }
        }
    }
}

async fn make(making: Making, version: Version, request: Request, next: Next) -> Answer {
    let answer = alone(request, next).await;
    if let Answer::Made(made) = &answer
        && made.plain.len() <= KEPT_SIZE
    {
        making.keep(version, made);
    }
    answer
}

/// What tells one answer from another: the address, and the kind of content asked for.
fn key_of(request: &Request) -> Option<String> {
    if request.method() != Method::GET || addresses::is_of_a_person(request.uri().path()) {
        return None;
    }
    let address = request.uri().path_and_query()?.as_str();
    // Only what negotiation can distinguish: browsers' long lists all mean the same here. A page is one
    // kind of content: whoever asked for another has been led elsewhere.
    let wished = |offered: &[&str]| match accept::preferred(request.headers(), offered) {
        Some(place) => place.to_string(),
        None => "-".to_owned(),
    };
    let kind = match addresses::is_api(request.uri().path()) {
        // The forms of SDMX differ by the parameters of their media types too.
        true if request.uri().path().starts_with(api::sdmx::BASE) => {
            let all = request.headers().get_all(header::ACCEPT).iter();
            all.filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",")
        }
        true => api::OFFERED.map(wished).concat(),
        false => "html".to_owned(),
    };
    // What is measured goes on without a line in the log: such a page is made again after a few minutes.
    let minutes = if addresses::is_live(request.uri().path()) { cache::minutes() } else { 0 };
    Some(format!("{kind} {minutes} {address}"))
}

/// The head alone where only the head was asked for, with the length that the whole has.
fn without_body(mut response: Response, method: &Method) -> Response {
    if method != Method::HEAD {
        return response;
    }
    let body = std::mem::replace(response.body_mut(), Body::empty());
    if let Some(length) = axum::body::HttpBody::size_hint(&body).exact()
        && response.status() != StatusCode::NOT_MODIFIED
    {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    } else if stream::streamed(&response).is_some() && response.status() == StatusCode::OK {
        *response.body_mut() = stream::unsaid();
    }
    response
}

fn protected(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert_with(|| HeaderValue::from_static("public, max-age=0, must-revalidate"));
    // Pages that are made to be framed, and the one with a script, come with a policy of their own.
    let policy = headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| HeaderValue::from_static(POLICY));
    if policy != FRAMED_POLICY {
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "geolocation=(), camera=(), microphone=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
