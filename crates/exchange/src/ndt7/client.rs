//! The measuring end of ndt7: one download, one upload, one round trip.
//!
//! A test blocks the thread that runs it for ten seconds or a little more; it never lasts longer than
//! [`STOP`], however slow the line, and moves no more than [`Limits::most_bytes`]. What a line moved is told
//! also where a test breaks off: whoever pays by the gigabyte pays for that too.

mod server;
mod stream;
mod upload;

use std::io::ErrorKind;
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use serde::Serialize;

pub use server::{Ndt7Error, Server};
use stream::{Stream, is_waiting, secured};
pub use upload::upload;

use super::{AppInfo, LONGEST_MESSAGE, Measurement, SENDING, STOP, SUBPROTOCOL, Test};
use crate::websocket::{Decoder, Kind, Piece, accept, frame, key};

/// The longest answer to the request for a WebSocket, in bytes.
const ANSWER: usize = 16 * 1024;
/// Bytes read or written at once.
const AT_ONCE: usize = 256 * 1024;
/// How long one call waits for the line, so that the clock is looked at between.
const TICK: Duration = Duration::from_millis(500);
/// How long the server may take to end the conversation once we have.
const FAREWELL: Duration = Duration::from_secs(2);
/// Connections whose quickest is the round trip.
const KNOCKS: usize = 5;

/// How far a test may go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Bytes after which it ends before its time.
    pub most_bytes: u64,
    /// How long the server may take to be reached.
    pub connect: Duration,
    /// How long is sent; [`SENDING`], shorter in tests.
    pub sending: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { most_bytes: u64::MAX, connect: Duration::from_secs(15), sending: SENDING }
    }
}

impl Limits {
    /// When a test is over, whatever its state.
    fn stop(&self) -> Duration {
        STOP.min(self.sending + (STOP - SENDING))
    }
}

/// What a test counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Outcome {
    /// Bytes that this end received or sent.
    pub bytes: u64,
    /// In how many seconds.
    pub seconds: f64,
    /// What the server counted last, where it told.
    pub server: Option<AppInfo>,
}

impl Outcome {
    /// Megabits a second: of an upload as the server received it, where it told (what is sent waits in
    /// buffers on the way).
    pub fn mbps(&self, test: Test) -> f64 {
        match self.server.filter(|told| test == Test::Upload && told.elapsed_time > 0) {
            Some(told) => told.num_bytes as f64 * 8.0 / told.elapsed_time as f64,
            None => self.bytes as f64 * 8.0 / 1e6 / self.seconds.max(1e-6),
        }
    }
}

/// The round trip to a server on an idle line, in milliseconds: the quickest of five connections. Where a
/// proxy stands before the server, it is the round trip to the proxy.
///
/// # Errors
/// It cannot be reached.
pub fn round_trip(server: &Server, limits: &Limits) -> Result<f64, Ndt7Error> {
    let mut quickest = f64::INFINITY;
    // The first also looks the name up: it is not counted.
    drop(server.connect(limits.connect)?);
    for _ in 0..KNOCKS {
        let addresses = (server.bare_host(), server.port).to_socket_addrs();
        let address = addresses.ok().and_then(|mut addresses| addresses.next());
        let address = address.ok_or_else(|| server.unreachable("no address"))?;
        let start = Instant::now();
        let connected = TcpStream::connect_timeout(&address, limits.connect);
        connected.map_err(|error| server.unreachable(error))?;
        quickest = quickest.min(start.elapsed().as_secs_f64() * 1e3);
    }
    Ok(quickest)
}

/// A conversation that has begun.
struct Talk<'s> {
    server: &'s Server,
    stream: Stream,
    decoder: Decoder,
    /// Binary bytes received.
    received: u64,
    /// What the server counted last.
    told: Option<AppInfo>,
    /// Whether the server has ended it.
    is_closed: bool,
    /// Pings to be answered.
    pongs: Vec<Vec<u8>>,
    seed: u64,
}

impl<'s> Talk<'s> {
    /// Reaches the server and asks for a test.
    fn begin(
        server: &'s Server,
        test: Test,
        limits: &Limits,
        seed: u64,
    ) -> Result<Self, Ndt7Error> {
        let socket = server.connect(limits.connect)?;
        let timeouts = socket
            .set_read_timeout(Some(TICK))
            .and_then(|()| socket.set_write_timeout(Some(TICK)))
            .and_then(|()| socket.set_nodelay(true));
        timeouts.map_err(|error| server.unreachable(error))?;
        let stream = if server.secure { secured(server, socket)? } else { Stream::Plain(socket) };
        let decoder = Decoder::new(false, LONGEST_MESSAGE as u64);
        let mut talk = Self {
            server,
            stream,
            decoder,
            received: 0,
            told: None,
            is_closed: false,
            pongs: Vec::new(),
            seed,
        };
        talk.upgrade(test, Instant::now() + limits.connect)?;
        Ok(talk)
    }

    /// Four bytes that nobody on the way can know beforehand, if the caller's seed is such.
    fn mask(&mut self) -> [u8; 4] {
        self.seed =
            self.seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        ((self.seed >> 32) as u32).to_le_bytes()
    }

    fn upgrade(&mut self, test: Test, deadline: Instant) -> Result<(), Ndt7Error> {
        let mut random = [0; 16];
        for part in random.chunks_exact_mut(4) {
            part.copy_from_slice(&self.mask());
        }
        let key = key(random);
        let (path, host) = (test.path(), self.server.authority());
        let version = env!("CARGO_PKG_VERSION");
        let request = format!(
            "GET {path}?client_name=passerelle&client_version={version} HTTP/1.1\r\nHost: {host}\r\n\
             User-Agent: passerelle/{version}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\
             Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n"
        );
        let failed = |error: std::io::Error| self.server.unreachable(error);
        self.stream.write_all(request.as_bytes(), deadline).map_err(failed)?;
        let (answer, rest) = self.answer(deadline)?;
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let agreed = header(&answer, "sec-websocket-protocol") == Some(SUBPROTOCOL)
            && header(&answer, "sec-websocket-accept") == Some(accept(&key).as_str());
        if status != 101 || !agreed {
            return Err(Ndt7Error::Refused { server: self.server.name(), status });
        }
        self.hear(&rest)
    }

    /// The head of the server's answer, and what came with it.
    fn answer(&mut self, deadline: Instant) -> Result<(String, Vec<u8>), Ndt7Error> {
        let (mut answer, mut part) = (Vec::new(), [0; 1024]);
        loop {
            match self.stream.read(&mut part) {
                Ok(0) => return Err(self.server.unreachable(ErrorKind::UnexpectedEof)),
                Ok(read) => answer.extend_from_slice(&part[..read]),
                Err(error) if is_waiting(&error) && Instant::now() < deadline => continue,
                Err(error) => return Err(self.server.unreachable(error)),
            }
            if let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") {
                let rest = answer.split_off(end + 4);
                return Ok((String::from_utf8_lossy(&answer).into_owned(), rest));
            }
            if answer.len() > ANSWER {
                return Err(Ndt7Error::Refused { server: self.server.name(), status: 0 });
            }
        }
    }

    /// Takes what came.
    fn hear(&mut self, bytes: &[u8]) -> Result<(), Ndt7Error> {
        let Self { decoder, received, told, is_closed, pongs, .. } = self;
        let heard = decoder.feed(bytes, &mut |piece| match piece {
            Piece::Binary(bytes) => *received += bytes as u64,
            Piece::Text(text) => {
                // A text that is no measurement is the server's own affair.
                let read = serde_json::from_slice::<Measurement>(&text).ok();
                *told = read.and_then(|read| read.app_info).or(*told);
            }
            Piece::Ping(payload) if pongs.len() < 8 => pongs.push(payload),
            Piece::Close => *is_closed = true,
            Piece::Ping(_) | Piece::Pong(_) => {}
        });
        heard.map_err(|error| self.server.broke_off(error, self.received))
    }

    fn say(&mut self, kind: Kind, payload: &[u8], deadline: Instant) -> std::io::Result<()> {
        let mask = self.mask();
        self.stream.write_all(&frame(kind, payload, Some(mask)), deadline)
    }

    /// Hears what the server has told meanwhile, without waiting for more.
    fn overhear(&mut self) -> Result<(), Ndt7Error> {
        let mut into = [0; 4096];
        while !self.is_closed {
            match self.stream.read_at_hand(&mut into) {
                // It says nothing more; whether it still listens, writing tells.
                Ok(0) => break,
                Ok(read) => self.hear(&into[..read])?,
                Err(error) if is_waiting(&error) => break,
                Err(error) => return Err(self.server.broke_off(error, self.received)),
            }
        }
        Ok(())
    }

    /// Reads until the server ends it, or the deadline.
    fn listen(
        &mut self,
        deadline: Instant,
        most: u64,
        into: &mut [u8],
    ) -> Result<Heard, Ndt7Error> {
        let mut last = Instant::now();
        while !self.is_closed && self.received < most && Instant::now() < deadline {
            // No more than is allowed: what is read is what is counted.
            let left = usize::try_from(most - self.received).unwrap_or(usize::MAX);
            let length = left.min(into.len());
            match self.stream.read(&mut into[..length]) {
                Ok(0) => return Ok(Heard { last, is_cut: true }),
                Ok(read) => {
                    let before = self.received;
                    self.hear(&into[..read])?;
                    if self.received > before {
                        last = Instant::now();
                    }
                }
                Err(error) if is_waiting(&error) => {}
                Err(error) if is_gone(&error) => return Ok(Heard { last, is_cut: true }),
                Err(error) => return Err(self.server.broke_off(error, self.received)),
            }
            for payload in std::mem::take(&mut self.pongs) {
                let said = self.say(Kind::Pong, &payload, deadline);
                said.map_err(|error| self.server.broke_off(error, self.received))?;
            }
        }
        Ok(Heard { last, is_cut: false })
    }
}

/// How listening went.
struct Heard {
    /// When the last binary bytes came.
    last: Instant,
    /// Whether the line ended without a farewell.
    is_cut: bool,
}

/// Whether the other side has gone without a word.
fn is_gone(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof | ErrorKind::ConnectionAborted
    )
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    answer
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find_map(|(found, value)| found.trim().eq_ignore_ascii_case(name).then_some(value.trim()))
}

/// Measures a download. `seed` is random: the masks of WebSocket are made of it.
///
/// # Errors
/// The server cannot be reached, refuses, or the test breaks off.
pub fn download(server: &Server, limits: &Limits, seed: u64) -> Result<Outcome, Ndt7Error> {
    let mut talk = Talk::begin(server, Test::Download, limits, seed)?;
    let start = Instant::now();
    let deadline = start + limits.stop();
    let mut into = vec![0; AT_ONCE];
    let heard = talk.listen(deadline, limits.most_bytes, &mut into)?;
    // A line that is cut before its time measured a cut, not a speed.
    if heard.is_cut && !is_nearly_over(start, limits) {
        return Err(server.broke_off(ErrorKind::UnexpectedEof, talk.received));
    }
    let outcome = Outcome {
        bytes: talk.received,
        seconds: heard.last.duration_since(start).as_secs_f64(),
        server: talk.told,
    };
    // What the server still sends after our farewell is its affair: the count is made.
    let _ = talk.say(Kind::Close, &NORMAL, Instant::now() + TICK);
    let _ = talk.stream.socket().shutdown(std::net::Shutdown::Both);
    Ok(outcome)
}

/// Whether a test that ends now has measured a speed.
fn is_nearly_over(start: Instant, limits: &Limits) -> bool {
    start.elapsed() >= limits.sending.mul_f64(0.9)
}

/// The code of a normal end.
const NORMAL: [u8; 2] = 1000_u16.to_be_bytes();

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::*;

    #[test]
    fn an_upload_counts_as_it_was_received() {
        let server = Some(AppInfo { elapsed_time: 10_000_000, num_bytes: 25_000_000 });
        let outcome = Outcome { bytes: 30_000_000, seconds: 10.0, server };
        assert_eq!(outcome.mbps(Test::Upload), 20.0);
        assert_eq!(outcome.mbps(Test::Download), 24.0);
    }

    #[test]
    fn nobody_there_is_told() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server::read(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        drop(listener);
        let limits = Limits { connect: Duration::from_secs(1), ..Limits::default() };
        assert_eq!(download(&server, &limits, 1).unwrap_err().code(), "unreachable");
        assert_eq!(round_trip(&server, &limits).unwrap_err().code(), "unreachable");
    }

    #[test]
    fn another_kind_of_server_is_a_refusal() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server::read(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let answering = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 2048];
            let read = stream.read(&mut asked).unwrap();
            stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").unwrap();
            String::from_utf8_lossy(&asked[..read]).into_owned()
        });
        let refused = upload(&server, &Limits::default(), 1).unwrap_err();
        assert!(matches!(refused, Ndt7Error::Refused { status: 404, .. }), "{refused:?}");
        let asked = answering.join().unwrap();
        assert!(asked.starts_with("GET /ndt/v7/upload?client_name=passerelle"), "{asked}");
        assert!(asked.contains("Sec-WebSocket-Protocol: net.measurementlab.ndt.v7\r\n"), "{asked}");
    }
}
