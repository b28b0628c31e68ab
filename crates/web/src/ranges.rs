//! Files sent in parts: what a map in a browser asks of an archive of tiles (RFC 9110, section 14).
//!
//! One range is answered with 206, one beyond the end with 416, several with the whole; `If-Range` with another tag
//! gives the whole too. Whatever is asked, memory holds a piece of [`PIECE`] bytes at a time.

use std::future::Future;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::made::has;
use crate::stream::{self, Downloads};

/// Bytes that are read at once.
const PIECE: u64 = 256 * 1024;

/// A file that can be sent in parts.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// Its length in bytes.
    pub size: u64,
    /// What tells its content from any other, without quotes: its hash.
    pub tag: String,
    /// What it is.
    pub content_type: &'static str,
    /// The name to save it under; `None` where it is not to be saved.
    pub name: Option<String>,
}

/// What of a file is asked for: from a byte to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    All,
    Part(u64, u64),
    Beyond,
}

/// What the headers ask for of a file of this size and tag (in quotes).
fn asked(headers: &HeaderMap, size: u64, tag: &str) -> Asked {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if text(header::IF_RANGE).is_some_and(|known| known.trim() != tag) {
        return Asked::All;
    }
    let range = text(header::RANGE).and_then(|range| range.trim().strip_prefix("bytes="));
    let Some((from, to)) = range.and_then(|range| range.split_once('-')) else { return Asked::All };
    // Digits alone: a number with a sign is none here.
    let number = |text: &str| match text.trim() {
        text if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse::<u64>().ok(),
        _ => None,
    };
    match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => match from < size {
            true => Asked::Part(from, to.saturating_add(1).min(size)),
            false => Asked::Beyond,
        },
        (Some(from), None) if to.trim().is_empty() => match from < size {
            true => Asked::Part(from, size),
            false => Asked::Beyond,
        },
        // So many bytes at the end.
        (None, Some(last)) if from.trim().is_empty() => match last > 0 && size > 0 {
            true => Asked::Part(size.saturating_sub(last), size),
            false => Asked::Beyond,
        },
        // What is no range, or several, is not regarded.
        _ => Asked::All,
    }
}

/// Answers with a file, or the part of it that is asked for. `read` gives its bytes from a place on, as many as are
/// asked for.
pub(crate) async fn answer<Read, Reading, Error>(
    downloads: &Arc<Downloads>,
    headers: &HeaderMap,
    file: &File,
    read: Read,
) -> Response
where
    Read: Fn(u64, usize) -> Reading + Send + Sync + 'static,
    Reading: Future<Output = Result<Vec<u8>, Error>> + Send,
    Error: std::fmt::Display + Send,
{
    let tag = format!("\"{}\"", file.tag);
    let asked = asked(headers, file.size, &tag);
    let (mut status, from, to) = match asked {
        _ if has(headers, &tag) => (StatusCode::NOT_MODIFIED, 0, 0),
        Asked::All => (StatusCode::OK, 0, file.size),
        Asked::Part(from, to) => (StatusCode::PARTIAL_CONTENT, from, to),
        Asked::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0),
    };
    let body = match to - from {
        0 => Body::empty(),
        length if length <= PIECE => match read(from, length as usize).await {
            Ok(bytes) if bytes.len() as u64 == length => Body::from(bytes),
            found => {
                let error = found.err().map(|error| error.to_string()).unwrap_or_default();
                tracing::error!(%error, "a part of a file cannot be read");
                status = StatusCode::INTERNAL_SERVER_ERROR;
                Body::empty()
            }
        },
        _ => match piece_by_piece(downloads, from, to, read).await {
            Some(body) => body,
            None => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let told = response.headers_mut();
    let mut tell = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            told.insert(name, value);
        }
    };
    tell(header::ETAG, tag);
    tell(header::ACCEPT_RANGES, "bytes".to_owned());
    // Under one address the content may change; whoever has it asks whether it did.
    tell(header::CACHE_CONTROL, "public, max-age=0, must-revalidate".to_owned());
    tell(header::CONTENT_TYPE, file.content_type.to_owned());
    match status {
        StatusCode::PARTIAL_CONTENT => {
            tell(header::CONTENT_RANGE, format!("bytes {from}-{}/{}", to - 1, file.size));
        }
        StatusCode::RANGE_NOT_SATISFIABLE => {
            tell(header::CONTENT_RANGE, format!("bytes */{}", file.size));
        }
        _ => {}
    }
    if status.is_success() {
        tell(header::CONTENT_LENGTH, (to - from).to_string());
        if let Some(name) = &file.name {
            tell(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
        }
    }
    response
}

/// A body that is read as it is sent; `None` where too many go on already.
async fn piece_by_piece<Read, Reading, Error>(
    downloads: &Arc<Downloads>,
    mut from: u64,
    to: u64,
    read: Read,
) -> Option<Body>
where
    Read: Fn(u64, usize) -> Reading + Send + Sync + 'static,
    Reading: Future<Output = Result<Vec<u8>, Error>> + Send,
    Error: std::fmt::Display + Send,
{
    let (mut parts, body) = stream::body(downloads.place().await?, false);
    tokio::spawn(async move {
        while from < to {
            let length = (to - from).min(PIECE);
            match read(from, length as usize).await {
                Ok(bytes) if bytes.len() as u64 == length => {
                    if !parts.put(bytes).await {
                        return;
                    }
                }
                // Whoever reads it sees that it is not whole.
                _ => return parts.break_off().await,
            }
            from += length;
        }
        parts.finish().await;
    });
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(given: &[(header::HeaderName, &str)]) -> HeaderMap {
        given.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    async fn get(
        size: usize,
        given: &[(header::HeaderName, &str)],
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let bytes: Arc<Vec<u8>> = Arc::new((0..size).map(|at| (at % 251) as u8).collect());
        let file = File { size: size as u64, tag: "abc".into(), content_type: "a/b", name: None };
        let read = move |from: u64, length: usize| {
            let bytes = Arc::clone(&bytes);
            let from = from as usize;
            async move {
                Ok::<_, std::io::Error>(bytes[from..(from + length).min(bytes.len())].to_vec())
            }
        };
        let response = answer(&Arc::default(), &headers(given), &file, read).await;
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, 10 << 20).await.unwrap();
        (parts.status, parts.headers, body.to_vec())
    }

    #[tokio::test]
    async fn what_is_asked_for_is_sent() {
        let size = 1_000_000;
        for (range, expected) in [
            ("bytes=0-0", Some((0, 1))),
            ("bytes=10-19", Some((10, 20))),
            ("bytes=999990-", Some((999_990, size))),
            ("bytes=-10", Some((999_990, size))),
            ("bytes=-2000000", Some((0, size))),
            ("bytes=5-9999999", Some((5, size))),
            ("bytes=0-1,5-6", None),
            ("bytes=9-1", None),
            ("bytes=a-b", None),
            ("bytes=+1-5", None),
            ("bytes=-+5", None),
            ("bytes=-", None),
            ("lines=0-1", None),
        ] {
            let (status, told, body) = get(size, &[(header::RANGE, range)]).await;
            let (from, to) = expected.unwrap_or((0, size));
            let is_part = expected.is_some();
            assert_eq!(status == StatusCode::PARTIAL_CONTENT, is_part, "{range} {status}");
            assert_eq!(body.len(), to - from, "{range}");
            assert!(body.iter().zip(from..).all(|(byte, at)| *byte == (at % 251) as u8), "{range}");
            assert_eq!(told[header::CONTENT_LENGTH], (to - from).to_string(), "{range}");
            let content = told.get(header::CONTENT_RANGE).map(|value| value.to_str().unwrap());
            let expected = is_part.then(|| format!("bytes {from}-{}/{size}", to - 1));
            assert_eq!(content, expected.as_deref(), "{range}");
        }
    }

    #[tokio::test]
    async fn what_is_beyond_is_refused_and_what_is_known_is_not_sent() {
        let beyond = get(100, &[(header::RANGE, "bytes=100-200")]).await;
        assert_eq!(beyond.0, StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(beyond.1[header::CONTENT_RANGE], "bytes */100");
        assert_eq!(
            get(0, &[(header::RANGE, "bytes=0-1")]).await.0,
            StatusCode::RANGE_NOT_SATISFIABLE
        );
        assert_eq!(
            get(100, &[(header::IF_NONE_MATCH, "\"abc\"")]).await.0,
            StatusCode::NOT_MODIFIED
        );
        let part = (header::RANGE, "bytes=1-2");
        let same = get(100, &[part.clone(), (header::IF_RANGE, "\"abc\"")]).await;
        assert_eq!((same.0, same.2.len()), (StatusCode::PARTIAL_CONTENT, 2));
        let other = get(100, &[part, (header::IF_RANGE, "\"abd\"")]).await;
        assert_eq!((other.0, other.2.len()), (StatusCode::OK, 100));
    }
}
