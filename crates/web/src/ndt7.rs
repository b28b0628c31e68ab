//! The ndt7 server: what a site, or anyone, measures its connection with (`passerelle serve --measure`).
//!
//! What both ends agree on is in [`passerelle_exchange::ndt7`]; here is the end that sends downloads and
//! counts uploads. A test is a connection that HTTP has let go of: it passes by the cache, the compression
//! and the patience of [`crate::serve`]. Frames are written straight to it: the header of a message, then
//! pieces of one prepared buffer of noise, so that nothing is copied but by the system. After each
//! quarter of a mebibyte the others get their turn.
//!
//! A download's clock begins with the test, an upload's with its first bytes: a client that many others keep from
//! sending at once is not measured by the time that it waited.
//!
//! A test is bounded in time ([`STOP`], and [`Times::grace`] for a first byte), in memory (its two buffers) and in
//! number: beyond [`Tests::at_once`] a client is told to come back. Nothing of it is kept, least of all an address:
//! the client learns its own in `ConnectionInfo`, as the protocol has it, and what the system knows of the
//! connection in `TCPInfo` ([`tcp`]).

mod tcp;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto::upgrade::downcast;
use passerelle_exchange::ndt7::{
    AppInfo, ConnectionInfo, DOWNLOAD, FIRST_MESSAGE, LONGEST_MESSAGE, LONGEST_QUERY, Measurement,
    SENDING, STOP, SUBPROTOCOL, TELLING, TcpInfo, Test, UPLOAD, next_size, noise,
};
use passerelle_exchange::websocket::{
    Decoder, FrameError, Header, Kind, Piece, accept, frame, is_key,
};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, MissedTickBehavior};

use crate::words::Words;
use tcp::Line;

/// Bytes after which the others get their turn.
const TURN: usize = 1 << 18;
/// Bytes of an upload that are read at once.
const READ: usize = 128 * 1024;
/// After how many seconds a client that found no place may come back: most tests are over by then.
const AGAIN: &str = "15";
/// Answers to pings that wait to be sent.
const PONGS: usize = 8;

/// How long the parts of a test last.
#[derive(Debug, Clone, Copy)]
struct Times {
    /// How long we send.
    sending: Duration,
    /// When a client that is still sending is told that it is over, so that the end comes before `stop`.
    farewell: Duration,
    /// When a test is over, whatever its state.
    stop: Duration,
    /// How late an upload's first bytes may come and begin its time.
    grace: Duration,
}

const TIMES: Times = Times {
    sending: SENDING,
    farewell: Duration::from_millis(12_500),
    stop: STOP,
    grace: Duration::from_secs(3),
};

/// The tests that go on.
#[derive(Clone)]
pub(crate) struct Tests {
    places: Arc<Semaphore>,
    server: SocketAddr,
    number: Arc<AtomicU64>,
}

impl Tests {
    /// Room for so many tests at once, at this address of ours.
    pub(crate) fn at_once(most: usize, server: SocketAddr) -> Self {
        let places = Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Self { places, server, number: Arc::default() }
    }
}

/// The two addresses of a test.
pub(crate) fn router(tests: Tests) -> Router {
    Router::new()
        .route(DOWNLOAD, get(async |state, request| begin(Test::Download, state, request)))
        .route(UPLOAD, get(async |state, request| begin(Test::Upload, state, request)))
        .with_state(tests)
}

/// Why there is no test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// The client does not ask for a WebSocket.
    NotWebSocket,
    /// It does not name the subprotocol.
    Subprotocol,
    /// Its query is too long.
    Query,
    /// Every place is taken.
    Busy,
}

impl Refusal {
    fn told(self) -> (StatusCode, &'static str) {
        match self {
            Self::NotWebSocket => (StatusCode::UPGRADE_REQUIRED, "ndt7-not-websocket"),
            Self::Subprotocol => (StatusCode::BAD_REQUEST, "ndt7-subprotocol"),
            Self::Query => (StatusCode::BAD_REQUEST, "ndt7-query"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "ndt7-busy"),
        }
    }

    fn respond(self, headers: &HeaderMap) -> Response {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        // English for programs, unless they say another, as the API does.
        let w = Words::negotiate(&format!("{},en;q=0.0001", accepted.unwrap_or_default()));
        let (status, name) = self.told();
        let text = w.t2(name, "subprotocol", SUBPROTOCOL, "seconds", AGAIN);
        let mut response = (status, format!("{text}\n")).into_response();
        let told = response.headers_mut();
        told.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        told.insert(header::VARY, HeaderValue::from_static("accept-language"));
        match self {
            Self::Busy => {
                told.insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
            }
            Self::NotWebSocket => {
                told.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
                told.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
            }
            Self::Subprotocol | Self::Query => {}
        }
        response
    }
}

/// Whether a header that is a list has this word.
fn lists(headers: &HeaderMap, name: header::HeaderName, word: &str) -> bool {
    let lists = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|part| part.trim().eq_ignore_ascii_case(word))
}

/// The client's key, where what it asks for is a test.
fn asked(request: &Request) -> Result<String, Refusal> {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let key = text(header::SEC_WEBSOCKET_KEY).filter(|key| is_key(key));
    let upgrading = lists(headers, header::UPGRADE, "websocket")
        && lists(headers, header::CONNECTION, "upgrade")
        && text(header::SEC_WEBSOCKET_VERSION) == Some("13");
    let key = key.filter(|_| upgrading).ok_or(Refusal::NotWebSocket)?;
    if !lists(headers, header::SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL) {
        return Err(Refusal::Subprotocol);
    }
    if request.uri().query().is_some_and(|query| query.len() > LONGEST_QUERY) {
        return Err(Refusal::Query);
    }
    Ok(key.to_owned())
}

fn begin(test: Test, State(tests): State<Tests>, mut request: Request) -> Response {
    let key = match asked(&request) {
        Ok(key) => key,
        Err(refusal) => return refusal.respond(request.headers()),
    };
    let Ok(place) = Arc::clone(&tests.places).try_acquire_owned() else {
        return Refusal::Busy.respond(request.headers());
    };
    // Only a connection of HTTP/1.1 can become another protocol.
    let Some(upgrade) = request.extensions_mut().remove::<OnUpgrade>() else {
        return Refusal::NotWebSocket.respond(request.headers());
    };
    let client = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    let about = ConnectionInfo {
        client: client.map(|client| client.to_string()).unwrap_or_default(),
        server: tests.server.to_string(),
        uuid: unique(tests.number.fetch_add(1, Ordering::Relaxed)),
    };
    tokio::spawn(run(test, upgrade, about, place));
    let answer = [
        (header::UPGRADE, "websocket"),
        (header::CONNECTION, "Upgrade"),
        (header::SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL),
    ];
    let accepted = [(header::SEC_WEBSOCKET_ACCEPT, accept(&key))];
    (StatusCode::SWITCHING_PROTOCOLS, answer, accepted).into_response()
}

/// What tells a test from all others: the time, and a number.
fn unique(number: u64) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{number:x}", now.as_micros())
}

/// A test, from the moment that HTTP lets go of the connection.
async fn run(test: Test, upgrade: OnUpgrade, about: ConnectionInfo, place: OwnedSemaphorePermit) {
    let _place = place;
    // A client that goes away before its test has begun is nobody's problem.
    let Ok(Ok(connection)) = tokio::time::timeout(STOP, upgrade).await else { return };
    // What `serve` listens with: nothing stands between the test and its socket from here on.
    let Ok(parts) = downcast::<TokioIo<TcpStream>>(connection) else {
        return tracing::warn!("a connection is not the one that was accepted");
    };
    let (from, to) = parts.io.into_inner().into_split();
    let ended = measure(test, parts.read_buf.chain(from), to, about, TIMES).await;
    if let Err(ended) = ended {
        tracing::debug!(?ended, test = test.code(), "a test broke off");
    }
}

/// Why a test ended before its end.
#[derive(Debug)]
enum Ended {
    /// The client has gone, or the line.
    Gone,
    /// What the client sent is not what was agreed.
    Disagreed,
    /// It was not over in time.
    Late,
}

impl From<std::io::Error> for Ended {
    fn from(_: std::io::Error) -> Self {
        Self::Gone
    }
}

impl From<FrameError> for Ended {
    fn from(_: FrameError) -> Self {
        Self::Disagreed
    }
}

/// What the two halves of a test tell each other.
struct Shared {
    test: Test,
    times: Times,
    start: Instant,
    /// When an upload's first bytes came, if not too late.
    first: OnceLock<Instant>,
    /// Bytes sent, or received.
    bytes: AtomicU64,
    /// Whether the client has ended the conversation.
    is_closing: AtomicBool,
    closing: Notify,
}

impl Shared {
    /// When the time that counts began.
    fn begun(&self) -> Instant {
        self.first.get().copied().unwrap_or(self.start)
    }

    /// Counts bytes of an upload.
    fn received(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        self.first.get_or_init(|| match Instant::now() {
            late if late > self.start + self.times.grace => self.start,
            first => first,
        });
    }

    /// Ends when the test has to, whatever its state.
    async fn late(&self) -> Ended {
        loop {
            // First bytes that come meanwhile move the end, once.
            let end = self.begun() + self.times.stop;
            if Instant::now() >= end {
                return Ended::Late;
            }
            tokio::time::sleep_until(end).await;
        }
    }

    /// What was counted so far, and what the system knows, as a frame.
    fn told(&self, known: Option<TcpInfo>, about: Option<&ConnectionInfo>) -> Vec<u8> {
        let elapsed_time = self.begun().elapsed().as_micros().try_into().unwrap_or(i64::MAX);
        let num_bytes = self.bytes.load(Ordering::Relaxed).try_into().unwrap_or(i64::MAX);
        let told = Measurement {
            app_info: Some(AppInfo { elapsed_time, num_bytes }),
            connection_info: about.cloned(),
            origin: "server".to_owned(),
            test: self.test.code().to_owned(),
            tcp_info: known.map(|known| TcpInfo { elapsed_time: Some(elapsed_time), ..known }),
        };
        // Plain data is always written.
        frame(Kind::Text, &serde_json::to_vec(&told).unwrap_or_default(), None)
    }
}

async fn measure(
    test: Test,
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Line + Unpin,
    about: ConnectionInfo,
    times: Times,
) -> Result<(), Ended> {
    let shared = Shared {
        test,
        times,
        start: Instant::now(),
        first: OnceLock::new(),
        bytes: AtomicU64::new(0),
        is_closing: AtomicBool::new(false),
        closing: Notify::new(),
    };
    let (pings, mut pongs) = mpsc::channel(PONGS);
    let talk = async {
        let telling = async {
            match test {
                Test::Download => send(&mut to, &shared, &about, &mut pongs).await?,
                Test::Upload => count(&mut to, &shared, &about, &mut pongs).await?,
            }
            let normal = 1000_u16.to_be_bytes();
            to.write_all(&frame(Kind::Close, &normal, None)).await?;
            to.flush().await?;
            Ok(())
        };
        tokio::try_join!(telling, hear(&mut from, &shared, pings)).map(|_| ())
    };
    let ended = tokio::select! {
        ended = talk => ended,
        late = shared.late() => Err(late),
    };
    // The server goes first, so that no port of the client waits (RFC 6455, section 7.1.1).
    let _ = tokio::time::timeout(TELLING, to.shutdown()).await;
    ended
}

/// Hears what the client says, until it says farewell.
async fn hear(
    from: &mut (impl AsyncRead + Unpin),
    shared: &Shared,
    pings: mpsc::Sender<Vec<u8>>,
) -> Result<(), Ended> {
    let mut buffer = vec![0; if shared.test == Test::Upload { READ } else { 4096 }];
    let mut decoder = Decoder::new(true, LONGEST_MESSAGE as u64);
    while !shared.is_closing.load(Ordering::Relaxed) {
        let read = from.read(&mut buffer).await?;
        if read == 0 {
            return Err(Ended::Gone);
        }
        let mut is_out_of_place = false;
        decoder.feed(&buffer[..read], &mut |piece| match piece {
            Piece::Binary(_) if shared.test == Test::Download => is_out_of_place = true,
            Piece::Binary(bytes) => shared.received(bytes),
            // More pings than are answered are not answered.
            Piece::Ping(payload) => drop(pings.try_send(payload)),
            Piece::Close => shared.is_closing.store(true, Ordering::Relaxed),
            // What the client has counted is its own.
            Piece::Text(_) | Piece::Pong(_) => {}
        })?;
        if is_out_of_place {
            return Err(Ended::Disagreed);
        }
    }
    shared.closing.notify_one();
    Ok(())
}

/// Sends as fast as the line takes it, and tells what was sent.
async fn send(
    to: &mut (impl AsyncWrite + Line + Unpin),
    shared: &Shared,
    about: &ConnectionInfo,
    pongs: &mut mpsc::Receiver<Vec<u8>>,
) -> Result<(), Ended> {
    to.write_all(&shared.told(to.tcp_info(), Some(about))).await?;
    let (mut size, mut sent, mut told) = (FIRST_MESSAGE, 0_u64, Instant::now());
    let mut since_turn = 0;
    while shared.start.elapsed() < shared.times.sending
        && !shared.is_closing.load(Ordering::Relaxed)
    {
        to.write_all(Header::new(Kind::Binary, size as u64, None).as_bytes()).await?;
        let mut left = size;
        while left > 0 {
            let part = &noise()[..left.min(noise().len())];
            to.write_all(part).await?;
            left -= part.len();
            since_turn += part.len();
            if since_turn >= TURN {
                since_turn = 0;
                tokio::task::yield_now().await;
            }
        }
        sent += size as u64;
        shared.bytes.store(sent, Ordering::Relaxed);
        size = next_size(size, sent);
        if told.elapsed() >= TELLING {
            told = Instant::now();
            to.write_all(&shared.told(to.tcp_info(), None)).await?;
        }
        while let Ok(payload) = pongs.try_recv() {
            to.write_all(&frame(Kind::Pong, &payload, None)).await?;
        }
    }
    to.write_all(&shared.told(to.tcp_info(), None)).await?;
    Ok(())
}

/// Tells what was received, until the client says farewell or its time is over.
async fn count(
    to: &mut (impl AsyncWrite + Line + Unpin),
    shared: &Shared,
    about: &ConnectionInfo,
    pongs: &mut mpsc::Receiver<Vec<u8>>,
) -> Result<(), Ended> {
    to.write_all(&shared.told(to.tcp_info(), Some(about))).await?;
    let mut ticks = tokio::time::interval_at(shared.start + TELLING, TELLING);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !shared.is_closing.load(Ordering::Relaxed) {
        let farewell = shared.begun() + shared.times.farewell;
        if Instant::now() >= farewell {
            break;
        }
        tokio::select! {
            () = shared.closing.notified() => {}
            () = tokio::time::sleep_until(farewell) => {}
            _ = ticks.tick() => to.write_all(&shared.told(to.tcp_info(), None)).await?,
            Some(payload) = pongs.recv() => to.write_all(&frame(Kind::Pong, &payload, None)).await?,
        }
    }
    to.write_all(&shared.told(to.tcp_info(), None)).await?;
    Ok(())
}

#[cfg(test)]
#[path = "ndt7/tests.rs"]
mod tests;
