//! What surrounds every answer: headers that protect, a cache of what was already made, compression.
//!
//! A page depends on the data and on nothing of the person who asks, so what was made once is kept until
//! the data changes ([`passerelle_desk::Desk::version`]) and answered again without work. The kept pages
//! are bounded in number and size; addresses with long questions are not kept. Parameters that a page does
//! not know are dropped from its address ([`crate::addresses`]). Addresses with a question
//! (`?indicator=…`) are still without number, and anyone can make up more: they are kept apart, so that
//! however many are asked, no page without a question loses its place. What is sent as it is made
//! ([`crate::stream`]) is never gathered or kept.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use crate::{App, addresses, api, stream};

/// The greatest answer that is kept, in bytes.
const KEPT_SIZE: usize = 2 << 20;
/// All kept answers to addresses without a question, in bytes.
const KEPT_PLAIN: u64 = 24 << 20;
/// All kept answers to addresses with one, in bytes.
const KEPT_ASKED: u64 = 8 << 20;
/// Longer addresses are answered and not kept.
const KEPT_ADDRESS: usize = 200;
/// How long a fresh page is waited for when one of a moment ago is at hand.
const A_MOMENT: Duration = Duration::from_millis(300);
/// A page that takes longer than this is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Headers of an answer that are kept with it: the name of a download and what goes with it, the policy
/// of a page that has its own.
const TOLD: [header::HeaderName; 3] =
    [header::CONTENT_DISPOSITION, header::LINK, header::CONTENT_SECURITY_POLICY];

/// No script, no frame, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of the small pages that others may show in a frame of theirs.
pub(crate) const FRAMED_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                                        form-action 'none'; base-uri 'none'; frame-ancestors *";

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

/// What a page is made from: the day, of which it may tell (days left, the age of a figure), and the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    /// Days since 1970, UTC.
    day: u64,
    data: u64,
}

impl Version {
    fn at(moment: SystemTime, data: u64) -> Self {
        let since = moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { day: since.as_secs() / (24 * 60 * 60), data }
    }

    fn now(app: &App) -> Self {
        Self::at(SystemTime::now(), app.desk.version())
    }
}

#[derive(Clone)]
struct Kept {
    version: Version,
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

type Store = quick_cache::sync::Cache<String, Kept, ByBytes>;

/// Answers already made, and those that are being made.
pub struct Cache {
    plain: Store,
    asked: Store,
    making: Mutex<HashMap<String, watch::Receiver<()>>>,
}

impl Default for Cache {
    fn default() -> Self {
        let store = |total| Store::with_weighter(1_000, total, ByBytes);
        Self { plain: store(KEPT_PLAIN), asked: store(KEPT_ASKED), making: Mutex::default() }
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

    /// Where the answer to this address is kept.
    fn store(&self, key: &str) -> &Store {
        if key.contains('?') { &self.asked } else { &self.plain }
    }

    fn fresh(&self, key: &str, version: Version) -> Option<Arc<Made>> {
        self.store(key).get(key).filter(|kept| kept.version >= version).map(|kept| kept.made)
    }

    fn stale(&self, key: &str) -> Option<Arc<Made>> {
        self.store(key).get(key).map(|kept| kept.made)
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

/// Whether the client takes a coding.
pub(crate) fn takes(headers: &HeaderMap, name: &str) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.unwrap_or_default().split(',').any(|part| {
        let (coding, quality) = part.split_once(';').unwrap_or((part, ""));
        let refused = quality.trim().strip_prefix("q=").is_some_and(|quality| {
            quality.trim().parse::<f32>().is_ok_and(|quality| quality <= 0.0)
        });
        coding.trim().eq_ignore_ascii_case(name) && !refused
    })
}

/// Whether the client has what this tag (in quotes) stands for.
fn has(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.unwrap_or_default().split(',').any(|one| {
        let one = one.trim();
        one.trim_start_matches("W/") == etag || one == "*"
    })
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
        if takes(headers, "br") {
            Self::Brotli
        } else if takes(headers, "gzip") {
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
        let unchanged = has(headers, &etag);
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
        response = api::worded(response, &headers);
    }
    if addresses::is_open(&path) {
        addresses::open(response.headers_mut());
    }
    protected(without_body(response, &method))
}

/// What can be said without looking at any data: what may be asked, what no address knows, where a
/// program finds what a page shows. Leaves the address as its page knows it.
fn at_once(request: &mut Request) -> Option<Response> {
    let path = request.uri().path();
    if request.method() == Method::OPTIONS && addresses::is_open(path) {
        return Some(addresses::options());
    }
    if request.method() != Method::GET {
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
    let answer = match key_of(&request).filter(|key| key.len() <= KEPT_ADDRESS) {
        Some(key) => shared(app, &key, request, next).await,
        None => alone(request, next).await,
    };
    let mut response = match answer {
        Answer::Made(made) => made.respond(headers),
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

async fn make(making: Making, version: Version, request: Request, next: Next) -> Answer {
    let answer = alone(request, next).await;
    if let Answer::Made(made) = &answer
        && made.plain.len() <= KEPT_SIZE
    {
        let kept = Kept { version, made: Arc::clone(made) };
        let cache = &making.app.cache;
        cache.store(&making.key).insert(making.key.clone(), kept);
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
        accept if accept.contains(api::SDMX_CSV) => "sdmx",
        accept if accept.contains("text/csv") => "csv",
        accept if accept.contains("text/html") => "html",
        accept if accept.contains("application/json") => "json",
        _ => "any",
    };
    Some(format!("{kind} {address}"))
}

/// Takes a good answer apart so that it can be kept; gives any other back as it is.
async fn made(response: Response) -> Result<Made, Response> {
    if stream::streamed(&response).is_some() {
        return Err(response);
    }
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
    // Only a page made to be framed comes with a policy of its own.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
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
    fn made_up_questions_take_no_page_its_place() {
        let cache = Cache::default();
        let today = Version { day: 1, data: 1 };
        let page = |size| Kept {
            version: today,
            made: Arc::new(Made::new(
                HeaderValue::from_static("text/html"),
                false,
                vec![b'a'; size].into(),
            )),
        };
        let keep = |key: String, size| cache.store(&key).insert(key.clone(), page(size));
        let pages = || (0..20).map(|number| format!("html /fr/countries/{number}"));
        pages().for_each(|key| keep(key, 100_000));
        (0..2_000).for_each(|number| keep(format!("html /fr/?junk={number}"), 100_000));
        assert!(pages().all(|key| cache.fresh(&key, today).is_some()));
        assert!(cache.asked.weight() <= KEPT_ASKED, "{}", cache.asked.weight());
        assert!(cache.fresh("html /fr/?junk=0", today).is_none() || cache.asked.len() < 2_000);
    }

    #[test]
    fn a_page_is_made_afresh_the_next_day() {
        let seconds = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let midnight = 20_779 * 24 * 60 * 60;
        let before = Version::at(seconds(midnight - 1), 7);
        let cache = Cache::default();
        let made = Made::new(HeaderValue::from_static("text/html"), false, Bytes::new());
        cache.plain.insert("a".to_owned(), Kept { version: before, made: Arc::new(made) });
        assert!(cache.fresh("a", Version::at(seconds(midnight - 100), 7)).is_some());
        assert!(cache.fresh("a", Version::at(seconds(midnight), 7)).is_none());
        assert!(cache.fresh("a", Version::at(seconds(midnight - 100), 8)).is_none());
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
