//! Bodies that are sent as they are made.
//!
//! A whole table may be larger than the memory that a node has: it is read a page at a time, and the next
//! page is read only once the one before is on its way. A download in progress holds two pages at most.
//! Only so many go on at once ([`Downloads`]); one whose reader takes nothing for a while is given up, so
//! that those who wait get their turn.

use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit, mpsc};

/// Downloads of whole tables that go on at once.
const AT_ONCE: usize = 8;
/// Pages of figures that are read and written out at once, whatever for.
const PAGES_AT_ONCE: usize = 2;
/// How long a download waits for its turn.
const TURN: Duration = Duration::from_secs(20);
/// How long a page waits for the reader to take it.
const TAKEN: Duration = Duration::from_secs(30);

/// Who may read much, when.
pub(crate) struct Downloads {
    whole: Arc<Semaphore>,
    pages: Semaphore,
}

impl Default for Downloads {
    fn default() -> Self {
        let whole = Arc::new(Semaphore::new(AT_ONCE));
        Self { whole, pages: Semaphore::new(PAGES_AT_ONCE) }
    }
}

impl Downloads {
    /// A place among the downloads that go on; `None` when none came free in a while.
    pub(crate) async fn place(&self) -> Option<OwnedSemaphorePermit> {
        let place = Arc::clone(&self.whole).acquire_owned();
        tokio::time::timeout(TURN, place).await.ok()?.ok()
    }

    /// The turn to read one page. It is held while a page is read and written out, never while it is
    /// sent.
    pub(crate) async fn page(&self) -> Option<SemaphorePermit<'_>> {
        self.pages.acquire().await.ok()
    }
}

/// Why a body ends before its end: the one who reads it sees that it is not whole.
#[derive(Debug, thiserror::Error)]
#[error("the rest cannot be sent")]
struct Interrupted;

/// Where the parts of a body are put, in order.
pub(crate) struct Parts {
    to: mpsc::Sender<Result<Bytes, Interrupted>>,
    coder: Option<flate2::write::GzEncoder<Vec<u8>>>,
    _place: OwnedSemaphorePermit,
}

/// The body's other end.
struct Sent(mpsc::Receiver<Result<Bytes, Interrupted>>);

impl futures_core::Stream for Sent {
    type Item = Result<Bytes, Interrupted>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// A body, and where its parts are put; compressed on its way where `gzip`.
pub(crate) fn body(place: OwnedSemaphorePermit, gzip: bool) -> (Parts, Body) {
    let (to, from) = mpsc::channel(1);
    let coder =
        gzip.then(|| flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(5)));
    (Parts { to, coder, _place: place }, Body::from_stream(Sent(from)))
}

/// A body that holds nothing and does not say so: what stands for a stream where only the head of an answer
/// is sent, whose length nobody knows.
pub(crate) fn unsaid() -> Body {
    let (_, from) = mpsc::channel(1);
    Body::from_stream(Sent(from))
}

impl Parts {
    /// Sends a part as soon as the one before is on its way; `false` when nobody wants it any more.
    pub(crate) async fn put(&mut self, part: Vec<u8>) -> bool {
        let part = match &mut self.coder {
            // Writing to memory does not fail.
            Some(coder) => match coder.write_all(&part) {
                Ok(()) => std::mem::take(coder.get_mut()),
                Err(_) => return false,
            },
            None => part,
        };
        part.is_empty() || self.send(Ok(part.into())).await
    }

    /// Ends the body.
    pub(crate) async fn finish(mut self) {
        if let Some(rest) = self.coder.take().and_then(|coder| coder.finish().ok()) {
            self.send(Ok(rest.into())).await;
        }
    }

    /// Breaks the body off, so that it is not taken for whole.
    pub(crate) async fn break_off(self) {
        self.send(Err(Interrupted)).await;
    }

    async fn send(&self, part: Result<Bytes, Interrupted>) -> bool {
        // The receiver is dropped with the connection; a reader that only stalls is left behind.
        match self.to.send_timeout(part, TAKEN).await {
            Ok(()) => true,
            Err(_) => false,
        }
    }
}

/// Marks an answer whose body is a stream: it is neither gathered nor kept, and its tag stands for what it
/// is made from.
#[derive(Debug, Clone)]
pub(crate) struct Streamed {
    /// The tag, without quotes and without the letter of its coding.
    pub(crate) etag: String,
    /// Whether it is compressed.
    pub(crate) gzip: bool,
}

/// The mark of an answer, if it is a stream.
pub(crate) fn streamed(response: &Response) -> Option<&Streamed> {
    response.extensions().get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_part_waits_for_the_one_before() {
        let downloads = Downloads::default();
        let (mut parts, body) = super::body(downloads.place().await.unwrap(), false);
        let put = tokio::spawn(async move {
            let mut made = 0;
            while made < 50 && parts.put(vec![b'a'; 10]).await {
                made += 1;
            }
            parts.finish().await;
            made
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!put.is_finished(), "it waits for its reader");
        assert_eq!(axum::body::to_bytes(body, 10_000).await.unwrap().len(), 500);
        assert_eq!(put.await.unwrap(), 50);
    }

    #[tokio::test]
    async fn nothing_is_made_for_one_who_left() {
        let downloads = Downloads::default();
        let (mut parts, body) = super::body(downloads.place().await.unwrap(), true);
        drop(body);
        // What the coder keeps back is not yet sent: a few parts may be put.
        let noise = |n: u64| {
            (0..100_000_u64)
                .map(|i| ((i + n).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
                .collect()
        };
        let mut put = true;
        for n in 0..5 {
            put = put && parts.put(noise(n)).await;
        }
        assert!(!put);
        drop(parts);
        assert_eq!(downloads.whole.available_permits(), AT_ONCE, "its place is free again");
    }

    #[tokio::test]
    async fn what_is_broken_off_is_not_whole() {
        let downloads = Downloads::default();
        let (mut parts, body) = super::body(downloads.place().await.unwrap(), false);
        let put = tokio::spawn(async move {
            parts.put(vec![b'a']).await;
            parts.break_off().await;
        });
        assert!(axum::body::to_bytes(body, 100).await.is_err());
        put.await.unwrap();
    }

    #[tokio::test]
    async fn only_so_many_go_on_at_once() {
        let downloads = Downloads::default();
        let soon = async || {
            tokio::time::timeout(Duration::from_millis(20), downloads.place()).await.ok().flatten()
        };
        let mut places = Vec::new();
        for _ in 0..AT_ONCE {
            places.push(soon().await.unwrap());
        }
        assert!(soon().await.is_none());
        places.pop();
        assert!(soon().await.is_some());
    }
}
