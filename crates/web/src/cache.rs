//! Answers already made, and those that are being made.
//!
//! Bounded in number and size. Addresses with a question (`?indicator=…`) are without number, and anyone
//! can make up more: they are kept apart, so that however many are asked, no page without a question loses
//! its place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use tokio::sync::watch;

use crate::App;
use crate::made::Made;

/// All kept answers to addresses without a question, in bytes.
const KEPT_PLAIN: u64 = 24 << 20;
/// All kept answers to addresses with one, in bytes.
const KEPT_ASKED: u64 = 8 << 20;
/// What a page is made from: the day, of which it may tell (days left, the age of a figure), and the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    /// Days since 1970, UTC.
    day: u64,
    data: u64,
}

impl Version {
    fn at(moment: SystemTime, data: u64) -> Self {
        let since = moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { day: since.as_secs() / (24 * 60 * 60), data }
    }

    pub(crate) fn now(app: &App) -> Self {
        Self::at(SystemTime::now(), app.desk.version())
    }
}

/// The number of the five minutes that now is in.
pub(crate) fn minutes() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    since.as_secs() / 300
}

#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) version: Version,
    pub(crate) made: Arc<Made>,
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
    making: Mutex<HashMap<String, BeingMade>>,
}

impl Default for Cache {
    fn default() -> Self {
        let store = |total| Store::with_weighter(1_000, total, ByBytes);
        Self { plain: store(KEPT_PLAIN), asked: store(KEPT_ASKED), making: Mutex::default() }
    }
}

/// An answer that someone is making.
#[derive(Clone)]
pub(crate) struct BeingMade {
    /// Tells when it is made, or given up.
    pub(crate) made: watch::Receiver<()>,
    /// When it was begun.
    pub(crate) since: Instant,
}

/// Who makes an answer that several want at once.
pub(crate) enum Turn {
    Make(Making),
    Wait(BeingMade),
}

/// Held while an answer is being made; dropped, it wakes those who wait.
pub(crate) struct Making {
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
    fn being_made(&self) -> MutexGuard<'_, HashMap<String, BeingMade>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the answer to this address is kept.
    fn store(&self, key: &str) -> &Store {
        if key.contains('?') { &self.asked } else { &self.plain }
    }

    pub(crate) fn fresh(&self, key: &str, version: Version) -> Option<Arc<Made>> {
        self.store(key).get(key).filter(|kept| kept.version >= version).map(|kept| kept.made)
    }

    pub(crate) fn stale(&self, key: &str) -> Option<Arc<Made>> {
        self.store(key).get(key).map(|kept| kept.made)
    }
}

pub(crate) fn turn(app: &App, key: &str) -> Turn {
    let mut being_made = app.cache.being_made();
    if let Some(waiting) = being_made.get(key) {
        return Turn::Wait(waiting.clone());
    }
    let (wakes, made) = watch::channel(());
    being_made.insert(key.to_owned(), BeingMade { made, since: Instant::now() });
    Turn::Make(Making { app: app.clone(), key: key.to_owned(), _wakes: wakes })
}

impl Making {
    /// Keeps what was made.
    pub(crate) fn keep(&self, version: Version, made: &Arc<Made>) {
        let kept = Kept { version, made: Arc::clone(made) };
        self.app.cache.store(&self.key).insert(self.key.clone(), kept);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::body::Bytes;
    use axum::http::HeaderValue;

    use super::*;

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
}
