//! What surrounds every answer: headers that protect, a cache of what was already made, compression.
//!
//! A page depends on the data and on nothing of the person who asks, so what was made once is kept until
//! the data changes ([`passerelle_desk::Desk::version`]) and answered again without work. The kept pages
//! are bounded in number and size; addresses with long questions are not kept.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use crate::App;

/// The greatest answer that is kept, in bytes.
const KEPT_SIZE: usize = 2 << 20;
/// All kept answers together, in bytes.
const KEPT_TOTAL: u64 = 32 << 20;
/// Longer addresses are answered and not kept.
const KEPT_ADDRESS: usize = 200;
/// How long a fresh page is waited for when one of a moment ago is at hand.
const A_MOMENT: Duration = Duration::from_millis(300);
/// A page that takes longer than this is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Headers of an answer that are kept with it: the name of a download, and what goes with it.
const TOLD: [header::HeaderName; 2] = [header::CONTENT_DISPOSITION, header::LINK];

/// No script, no frame, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// An answer that was made, ready to be sent again.
struct Made {
    content_type: HeaderValue,
    /// What else is told with it: see [`TOLD`].
    told: Vec<(header::HeaderName, HeaderValue)>,
    vary: bool,
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
    etag: String,
}

#[derive(Clone)]
struct Kept {
    version: u64,
    made: Arc<Made>,
}

#[derive(Clone)]
struct ByBytes;

impl quick_cache::Weighter<String, Kept> for ByBytes {
    fn weight(&self, key: &String, kept: &Kept) -> u64 {
        // The compressed forms together take less than half of the plain one.
        (key.len() + kept.made.plain.len() * 3 / 2) as u64
    }
}

/// Answers already made, and those that are being made.
pub struct Cache {
    kept: quick_cache::sync::Cache<String, Kept, ByBytes>,
    making: Mutex<HashMap<String, watch::Receiver<()>>>,
}

impl Default for Cache {
    fn default() -> Self {
        let kept = quick_cache::sync::Cache::with_weighter(1_000, KEPT_TOTAL, ByBytes);
        Self { kept, making: Mutex::default() }
    }
}

/// Who makes an answer that several want at once.
enum Turn {
    Make(Making),
    Wait(watch::Receiver<()>),
}

/// Held while an answer is being made; dropped, it wakes those who wait.
struct Making {
    app: App,
    key: String,
    _wakes: watch::Sender<()>,
}

impl Drop for Making {
    fn drop(&mut self) {
        self.app.cache.being_made().remove(&self.key);
    }
}

impl Cache {
    fn being_made(&self) -> MutexGuard<'_, HashMap<String, watch::Receiver<()>>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fresh(&self, key: &str, version: u64) -> Option<Arc<Made>> {
        self.kept.get(key).filter(|kept| kept.version >= version).map(|kept| kept.made)
    }

    fn stale(&self, key: &str) -> Option<Arc<Made>> {
        self.kept.get(key).map(|kept| kept.made)
    }
}

fn turn(app: &App, key: &str) -> Turn {
    let mut being_made = app.cache.being_made();
    if let Some(waiting) = being_made.get(key) {
        return Turn::Wait(waiting.clone());
    }
    let (wakes, waiting) = watch::channel(());
    being_made.insert(key.to_owned(), waiting);
    Turn::Make(Making { app: app.clone(), key: key.to_owned(), _wakes: wakes })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// The best coding that the client takes.
    fn of(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let takes = |name: &str| {
            accepted.unwrap_or_default().split(',').any(|part| {
                let (coding, quality) = part.split_once(';').unwrap_or((part, ""));
                let refused = quality.trim().strip_prefix("q=").is_some_and(|quality| {
                    quality.trim().parse::<f32>().is_ok_and(|quality| quality <= 0.0)
                });
                coding.trim().eq_ignore_ascii_case(name) && !refused
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

impl Made {
    fn new(content_type: HeaderValue, vary: bool, plain: Bytes) -> Self {
        let etag = hex::encode(&Sha256::digest(&plain)[..12]);
        let (brotli, gzip) = (OnceLock::new(), OnceLock::new());
        Self { content_type, told: Vec::new(), vary, plain, brotli, gzip, etag }
    }

    /// The bytes in this coding; `None` when it would not make them smaller.
    fn coded(&self, coding: Coding) -> Option<Bytes> {
        let smaller = |coded: Vec<u8>| (coded.len() < self.plain.len()).then(|| coded.into());
        match coding {
            Coding::Plain => None,
            Coding::Brotli => self.brotli.get_or_init(|| smaller(brotli(&self.plain))).clone(),
            Coding::Gzip => self.gzip.get_or_init(|| smaller(gzip(&self.plain))).clone(),
        }
    }

    fn respond(&self, headers: &HeaderMap) -> Response {
        let wanted = Coding::of(headers);
        let coded = self.coded(wanted);
        let coding = if coded.is_some() { wanted.name() } else { None };
        let etag = format!("\"{}{}\"", self.etag, coding.map_or("", |name| &name[..1]));
        let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let unchanged = known.is_some_and(|known| {
            known
                .split(',')
                .any(|one| one.trim().trim_start_matches("W/") == etag || one.trim() == "*")
        });
        let mut response = if unchanged {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Response::new(Body::from(coded.unwrap_or_else(|| self.plain.clone())))
        };
        let answer = response.headers_mut();
        answer.insert(header::CONTENT_TYPE, self.content_type.clone());
        let vary = if self.vary { "accept, accept-encoding" } else { "accept-encoding" };
        answer.insert(header::VARY, HeaderValue::from_static(vary));
        for (name, value) in &self.told {
            answer.append(name, value.clone());
        }
        if let (Some(name), false) = (coding, unchanged) {
            answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            answer.insert(header::ETAG, etag);
        }
        response
    }
}

fn brotli(plain: &[u8]) -> Vec<u8> {
    let mut coded = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    // Writing to memory does not fail; if it did, the plain bytes would be sent.
    let _ = brotli::BrotliCompress(&mut &*plain, &mut coded, &parameters);
    coded
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut coder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    let _ = coder.write_all(plain);
    coder.finish().unwrap_or_else(|_| plain.to_vec())
}

/// Answers from the cache where it can; makes, keeps, compresses and protects.
///
/// However many ask for the same page at once, it is made once. When the data has just changed, the page
/// of a moment ago is sent to those whom the new one would keep waiting.
pub async fn respond(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let method = request.method().clone();
    // The head of a page is that of the whole page: it is made whole, and kept for those who want it.
    if method == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let response = match key_of(&request).filter(|key| key.len() <= KEPT_ADDRESS) {
        Some(key) => shared(&app, &key, request, next).await,
        None => alone(request, next).await,
    };
    let response = match response {
        Answer::Made(made) => made.respond(&headers),
        Answer::Other(other) => other,
    };
    protected(without_body(response, &method))
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
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) if reading => match made(response).await {
            Ok(made) => Answer::Made(Arc::new(made)),
            Err(other) => Answer::Other(other),
        },
        Ok(response) => Answer::Other(response),
        Err(_) => Answer::problem(StatusCode::GATEWAY_TIMEOUT),
    }
}

async fn shared(app: &App, key: &str, request: Request, next: Next) -> Answer {
    let version = app.desk.version();
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
        Turn::Wait(mut waiting) => {
            let waited = tokio::time::timeout(patience, waiting.changed()).await;
            match app.cache.fresh(key, version) {
                Some(made) => Answer::Made(made),
                None if waited.is_err() => late(),
                // It was not one that is kept (a page that is not there): each makes their own.
                None => alone(request, next).await,
            }
        }
    }
}

async fn make(making: Making, version: u64, request: Request, next: Next) -> Answer {
    let answer = alone(request, next).await;
    if let Answer::Made(made) = &answer
        && made.plain.len() <= KEPT_SIZE
    {
        let kept = Kept { version, made: Arc::clone(made) };
        making.app.cache.kept.insert(making.key.clone(), kept);
    }
    answer
}

/// What tells one answer from another: the address, and the kind of content asked for.
fn key_of(request: &Request) -> Option<String> {
    if request.method() != Method::GET {
        return None;
    }
    let address = request.uri().path_and_query()?.as_str();
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    // Only what negotiation can distinguish: browsers' long lists all mean the same here.
    let kind = match accept.unwrap_or_default() {
        accept if accept.contains("text/csv") => "csv",
        accept if accept.contains("text/html") => "html",
        accept if accept.contains("application/json") => "json",
        _ => "any",
    };
    Some(format!("{kind} {address}"))
}

/// Takes a good answer apart so that it can be kept; gives any other back as it is.
async fn made(response: Response) -> Result<Made, Response> {
    let content_type = response.headers().get(header::CONTENT_TYPE).cloned();
    let headers = response.headers();
    let told = TOLD
        .iter()
        .flat_map(|name| headers.get_all(name).iter().map(|v| (name.clone(), v.clone())));
    let told = told.collect();
    let fixed = response.headers().contains_key(header::CACHE_CONTROL);
    let vary = response.headers().contains_key(header::VARY);
    let (StatusCode::OK, Some(content_type), false) = (response.status(), content_type, fixed)
    else {
        return Err(response);
    };
    let (parts, body) = response.into_parts();
    match axum::body::to_bytes(body, 256 << 20).await {
        Ok(plain) => Ok(Made { told, ..Made::new(content_type, vary, plain) }),
        Err(_) => Err((parts.status, "").into_response()),
    }
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
    }
    response
}

fn protected(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert_with(|| HeaderValue::from_static("public, max-age=0, must-revalidate"));
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(coding: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(coding).unwrap());
        headers
    }

    #[test]
    fn compresses_as_the_client_can_read() {
        let made =
            Made::new(HeaderValue::from_static("text/html"), false, vec![b'a'; 5_000].into());
        for (coding, expected) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("identity", None),
        ] {
            let response = made.respond(&asking(coding));
            let found = response.headers().get(header::CONTENT_ENCODING);
            assert_eq!(found.map(|value| value.to_str().unwrap()), expected, "{coding}");
        }
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let made =
            Made::new(HeaderValue::from_static("text/html"), false, vec![b'a'; 5_000].into());
        let etag = made.respond(&asking("br")).headers()[header::ETAG].clone();
        let mut headers = asking("br");
        headers.insert(header::IF_NONE_MATCH, etag);
        assert_eq!(made.respond(&headers).status(), StatusCode::NOT_MODIFIED);
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        assert_eq!(made.respond(&headers).status(), StatusCode::OK, "another coding, another tag");
    }

    #[test]
    fn what_compression_would_swell_is_sent_plain() {
        let made =
            Made::new(HeaderValue::from_static("text/plain"), false, Bytes::from_static(b"a"));
        assert!(!made.respond(&asking("br")).headers().contains_key(header::CONTENT_ENCODING));
    }
}
