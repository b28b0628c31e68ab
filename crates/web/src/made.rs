//! An answer that was made, ready to be sent again: its bytes in each coding, its tag, what is told with it.

use std::io::Write;
use std::sync::OnceLock;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::stream;

/// Headers of an answer that are kept with it: the name of a download and what goes with it, the policy
/// of a page that has its own.
const TOLD: [header::HeaderName; 3] =
    [header::CONTENT_DISPOSITION, header::LINK, header::CONTENT_SECURITY_POLICY];

/// An answer that was made, ready to be sent again.
pub(crate) struct Made {
    content_type: HeaderValue,
    /// What else is told with it: see [`TOLD`].
    told: Vec<(header::HeaderName, HeaderValue)>,
    vary: bool,
    pub(crate) plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
    etag: String,
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
pub(crate) fn has(headers: &HeaderMap, etag: &str) -> bool {
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
    pub(crate) fn new(content_type: HeaderValue, vary: bool, plain: Bytes) -> Self {
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

    pub(crate) fn respond(&self, headers: &HeaderMap) -> Response {
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

/// A page of a person, as small as they can read it. It is not kept, and has no tag.
pub(crate) async fn packed(response: Response, headers: &HeaderMap) -> Response {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let is_page = content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = axum::body::to_bytes(body, 16 << 20).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let wanted = Coding::of(headers);
    let made = Made::new(HeaderValue::from_static("text/html"), false, plain);
    parts.headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
    let body = match (made.coded(wanted), wanted.name()) {
        (Some(coded), Some(name)) => {
            parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            coded
        }
        _ => made.plain.clone(),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
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

/// Takes a good answer apart so that it can be kept; gives any other back as it is.
pub(crate) async fn made(response: Response) -> Result<Made, Response> {
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
