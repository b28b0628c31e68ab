//! The only way out to the network.
//!
//! A request has limits (time, size, redirects), patience (several attempts, each after a longer
//! wait, or after what the server asks for) and a name (`passerelle/VERSION`). Waits are spread by a
//! seed that the caller gives, so that many nodes that failed together do not come back together and
//! tests are the same each time.
//!
//! Addresses that the node's owner or the catalogue names are asked wherever they lead. Those that somebody else named are
//! asked with [`Policy::public_only`]: no machine of the node's own network answers for them.

use std::io::Read;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{HeaderMap, Response};
use ureq::unversioned::transport::DefaultConnector;

mod date;
mod public;

use public::{NotPublic, PublicResolver};

/// How to go about a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Longest time to reach the server.
    pub connect: Duration,
    /// Longest time of one attempt, from start to last byte.
    pub total: Duration,
    /// Attempts in all; at least one is made.
    pub attempts: u32,
    /// Wait after the first failure; doubled after each further one.
    pub first_wait: Duration,
    /// Longest wait. A server that asks for more is not asked again.
    pub longest_wait: Duration,
    /// Spreads the waits between half and the whole of each.
    pub seed: u64,
    /// Largest answer, in bytes, once decompressed.
    pub max_bytes: u64,
    /// Redirects followed. A request over HTTPS never continues without it.
    pub redirects: u32,
    /// Replaces the scheme and host of every address: a local stand-in, for tests.
    pub rebase: Option<String>,
    /// Asks addresses of the public Internet only, and by no proxy: for addresses that somebody else named.
    pub public_only: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            total: Duration::from_secs(120),
            attempts: 5,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(120),
            seed: 0,
            max_bytes: 64 * 1024 * 1024,
            redirects: 5,
            rebase: None,
            public_only: false,
        }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was asked for, after any [`Policy::rebase`].
    pub url: String,
    /// Media type, without parameters; empty if the server names none.
    pub media_type: String,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// How many attempts it took.
    pub attempts: u32,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not an address that begins with `http://` or `https://`.
    #[error("“{0}” is not an http or https address")]
    NotAnAddress(String),
    /// The server could not be reached or broke off.
    #[error("{url}: {detail}")]
    Unreachable {
        /// What was asked for.
        url: String,
        /// What the system says.
        detail: String,
    },
    /// No answer in time.
    #[error("{0}: no answer in time")]
    Timeout(String),
    /// The server answered with this status.
    #[error("{url}: status {status}")]
    Refused {
        /// What was asked for.
        url: String,
        /// HTTP status.
        status: u16,
    },
    /// The server asks to come back later than we wait.
    #[error("{url}: asks to come back in {seconds} s")]
    TooBusy {
        /// What was asked for.
        url: String,
        /// After how long.
        seconds: u64,
    },
    /// The answer is larger than the limit.
    #[error("{url}: larger than {limit} bytes")]
    TooLarge {
        /// What was asked for.
        url: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// Redirected too often, or from https to http.
    #[error("{0}: redirected too often or to an unsafe address")]
    Redirected(String),
    /// It leads to a machine of a network of its own, and only the public Internet is asked.
    #[error("{0}: not an address of the public Internet")]
    NotPublic(String),
}

impl FetchError {
    /// Stable code, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnAddress(_) => "not-an-address",
            Self::Unreachable { .. } => "unreachable",
            Self::Timeout(_) => "timeout",
            Self::Refused { .. } => "refused",
            Self::TooBusy { .. } => "too-busy",
            Self::TooLarge { .. } => "too-large",
            Self::Redirected(_) => "redirected",
            Self::NotPublic(_) => "not-public",
        }
    }

    /// Whether another attempt may do better.
    fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Timeout(_) => true,
            Self::Refused { status, .. } => matches!(status, 408 | 425 | 429 | 500 | 502..=504),
            _ => false,
        }
    }
}

/// What happens between attempts; tests look instead of waiting.
type Sleep = Box<dyn Fn(Duration) + Send + Sync>;

/// Asks for things.
pub struct Fetcher {
    agent: Agent,
    policy: Policy,
    sleep: Sleep,
}

/// One attempt's failure, and the wait that the server asks for.
struct Failed {
    error: FetchError,
    retry_after: Option<Duration>,
}

impl From<FetchError> for Failed {
    fn from(error: FetchError) -> Self {
        Self { error, retry_after: None }
    }
}

impl Fetcher {
    /// A fetcher that goes about requests in this way.
    pub fn new(policy: Policy) -> Self {
        Self::with_sleep(policy, Box::new(std::thread::sleep))
    }

    /// A fetcher whose waits are left to `sleep`.
    pub fn with_sleep(policy: Policy, sleep: Sleep) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("passerelle/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(policy.connect))
            .timeout_global(Some(policy.total))
            .max_redirects(policy.redirects)
            .http_status_as_error(false);
        let agent = if policy.public_only {
            let config = config.proxy(None).build();
            Agent::with_parts(config, DefaultConnector::default(), PublicResolver::default())
        } else {
            config.build().new_agent()
        };
        Self { agent, policy, sleep }
    }

    /// Asks for `url`, again and again within the policy.
    ///
    /// # Errors
    /// The last attempt's failure.
    pub fn get(&self, url: &str) -> Result<Answer, FetchError> {
        let url = self.address(url)?;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let failed = match self.try_once(&url) {
                Ok((media_type, body)) => {
                    return Ok(Answer { url, media_type, body, attempts: attempt });
                }
                Err(failed) => failed,
            };
            if !failed.error.is_passing() || attempt >= self.policy.attempts {
                return Err(failed.error);
            }
            (self.sleep)(self.wait(attempt, failed.retry_after, &url)?);
        }
    }

    /// Sends JSON to `url`, once, and gives the answer's status and body whatever the status is: who sends
    /// knows what to do with a refusal. `token` is sent to whom the address names, and to nobody else: a
    /// redirect is not followed.
    ///
    /// # Errors
    /// There is no answer, or one that is too large.
    pub fn post(&self, url: &str, token: &str, json: &[u8]) -> Result<(u16, Vec<u8>), FetchError> {
        self.send(url, "application/json", Some(&format!("Bearer {token}")), json)
    }

    /// Sends the fields of a form to `url`, as [`Self::post`] sends JSON. `authorization` goes with them.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub fn post_form(
        &self,
        url: &str,
        authorization: Option<&str>,
        fields: &[(&str, &str)],
    ) -> Result<(u16, Vec<u8>), FetchError> {
        let kind = "application/x-www-form-urlencoded";
        self.send(url, kind, authorization, form(fields).as_bytes())
    }

    fn send(
        &self,
        url: &str,
        kind: &str,
        authorization: Option<&str>,
        body: &[u8],
    ) -> Result<(u16, Vec<u8>), FetchError> {
        let url = self.address(url)?;
        let secure = url.starts_with("https://");
        let request = self.agent.post(&url).config().https_only(secure).max_redirects(0).build();
        let mut request = request.header("content-type", kind).header("accept", "application/json");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let mut response = request.send(body).map_err(|error| self.explain(&url, error))?;
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(self.policy.max_bytes).read_to_vec();
        body.map(|body| (status, body)).map_err(|error| self.explain(&url, error))
    }

    fn address(&self, url: &str) -> Result<String, FetchError> {
        let refused = || FetchError::NotAnAddress(url.chars().take(200).collect());
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let rest = rest.filter(|rest| !rest.is_empty() && !rest.starts_with('/'));
        let rest = rest.ok_or_else(refused)?;
        Ok(match &self.policy.rebase {
            Some(base) => {
                let path = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
                format!("{}{path}", base.trim_end_matches('/'))
            }
            None => url.to_owned(),
        })
    }

    fn try_once(&self, url: &str) -> Result<(String, Vec<u8>), Failed> {
        let secure = url.starts_with("https://");
        let request = self.agent.get(url).config().https_only(secure).build();
        let mut response = request.call().map_err(|error| self.explain(url, error))?;
        let status = response.status().as_u16();
        if status != 200 {
            let error = FetchError::Refused { url: url.to_owned(), status };
            return Err(Failed { error, retry_after: retry_after(response.headers()) });
        }
        let media_type = media_type(&response);
        let mut body = Vec::new();
        let limit = self.policy.max_bytes;
        let reader = response.body_mut().with_config().limit(u64::MAX).reader();
        reader.take(limit + 1).read_to_end(&mut body).map_err(|error| {
            let detail = error.to_string();
            match ureq::Error::from(error) {
                error @ ureq::Error::Timeout(_) => self.explain(url, error),
                _ => FetchError::Unreachable { url: url.to_owned(), detail },
            }
        })?;
        if body.len() as u64 > limit {
            return Err(FetchError::TooLarge { url: url.to_owned(), limit }.into());
        }
        Ok((media_type, body))
    }

    fn explain(&self, url: &str, error: ureq::Error) -> FetchError {
        let url = url.to_owned();
        match error {
            ureq::Error::Timeout(_) => FetchError::Timeout(url),
            ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => {
                FetchError::Redirected(url)
            }
            ureq::Error::BodyExceedsLimit(limit) => FetchError::TooLarge { url, limit },
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => FetchError::NotAnAddress(url),
            ureq::Error::RequireHttpsOnly(_) => FetchError::Redirected(url),
            ureq::Error::Other(inner) if inner.is::<NotPublic>() => FetchError::NotPublic(url),
            error => FetchError::Unreachable { url, detail: error.to_string() },
        }
    }

    /// How long to wait after this many attempts.
    fn wait(
        &self,
        attempts: u32,
        asked: Option<Duration>,
        url: &str,
    ) -> Result<Duration, FetchError> {
        let longest = self.policy.longest_wait;
        if let Some(asked) = asked {
            let seconds = asked.as_secs();
            let too_busy = FetchError::TooBusy { url: url.to_owned(), seconds };
            return if asked > longest { Err(too_busy) } else { Ok(asked) };
        }
        let doubled = 2_u32.saturating_pow(attempts - 1);
        let wait = self.policy.first_wait.saturating_mul(doubled).min(longest);
        let spread = spread(self.policy.seed.wrapping_add(u64::from(attempts)));
        Ok(wait.mul_f64(0.5 + spread / 2.0))
    }
}

/// A text as it stands in a form or a question: what is no plain letter is escaped.
pub fn escaped(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' => written.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => written.push(char::from(byte)),
            byte => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

/// Fields as a form sends them, and as they stand in a question.
pub fn form(fields: &[(&str, &str)]) -> String {
    let written =
        fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    written.collect::<Vec<_>>().join("&")
}

fn media_type(response: &Response<ureq::Body>) -> String {
    let written = response.headers().get("content-type").and_then(|value| value.to_str().ok());
    let name = written.unwrap_or_default().split(';').next().unwrap_or_default();
    name.trim().to_ascii_lowercase()
}

/// What the server asks for: seconds, or a date, read against the server's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let written = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let asked = written("retry-after")?.trim();
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let (until, now) = (date::seconds(asked)?, date::seconds(written("date")?)?);
    Some(Duration::from_secs(until.saturating_sub(now)))
}

/// A number from 0 to 1 from a seed (splitmix64).
fn spread(seed: u64) -> f64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_asked() {
        let fetcher = Fetcher::new(Policy::default());
        for url in ["", "ftp://example.org/a", "file:///etc/passwd", "https://", "//example.org"] {
            assert_eq!(fetcher.get(url).unwrap_err().code(), "not-an-address", "{url}");
        }
    }

    #[test]
    fn what_somebody_else_named_leads_to_no_machine_of_ones_own() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let fetcher = Fetcher::new(Policy { public_only: true, ..Policy::default() });
        for host in ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1", "169.254.169.254"] {
            let error = fetcher.get(&format!("http://{host}:{port}/a")).unwrap_err();
            assert_eq!(error.code(), "not-public", "{host}: {error}");
        }
        listener.set_nonblocking(true).unwrap();
        assert!(listener.accept().is_err(), "nobody came");
    }

    #[test]
    fn waits_grow_spread_and_end() {
        let policy = Policy { longest_wait: Duration::from_secs(10), ..Policy::default() };
        let fetcher = Fetcher::new(policy);
        let waits: Vec<f64> =
            (1..9).map(|n| fetcher.wait(n, None, "").unwrap().as_secs_f64()).collect();
        assert!((0.5..=1.0).contains(&waits[0]) && (1.0..=2.0).contains(&waits[1]), "{waits:?}");
        assert!(waits[4..].iter().all(|wait| (5.0..=10.0).contains(wait)), "{waits:?}");
        assert!(waits[5] != waits[6], "{waits:?}");
        let asked = |seconds| fetcher.wait(1, Some(Duration::from_secs(seconds)), "u");
        assert_eq!(asked(7), Ok(Duration::from_secs(7)));
        assert_eq!(asked(11), Err(FetchError::TooBusy { url: "u".into(), seconds: 11 }));
    }

    #[test]
    fn a_stand_in_takes_the_place_of_every_host() {
        let rebase = Some("http://127.0.0.1:9/".to_owned());
        let fetcher = Fetcher::new(Policy { rebase, ..Policy::default() });
        let address = fetcher.address("https://example.org/v2/a?page=2").unwrap();
        assert_eq!(address, "http://127.0.0.1:9/v2/a?page=2");
        assert_eq!(fetcher.address("https://example.org?a=1").unwrap(), "http://127.0.0.1:9?a=1");
    }

    #[test]
    fn reads_when_to_come_back() {
        let mut headers = HeaderMap::new();
        assert_eq!(retry_after(&headers), None);
        headers.insert("retry-after", "7".parse().unwrap());
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(7)));
        headers.insert("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT".parse().unwrap());
        assert_eq!(retry_after(&headers), None);
        headers.insert("date", "Wed, 21 Oct 2015 07:28:00 GMT".parse().unwrap());
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(30)));
    }
}
