//! Public interfaces of publishers, read page by page.
//!
//! Two steps, so that a broken line costs one page and not the whole: [`download`] keeps each page in
//! a folder until all are there, and starts again at the first one missing; [`read_pages`] then turns
//! them into figures, by the same plan as files ([`crate::statistics`]): each answer is laid out as
//! a table whose columns are the fields that the entry names.

use std::path::{Path, PathBuf};

use passerelle_vocabulary::Places;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::fetch::{FetchError, Fetcher};
use crate::sources::{ApiEntry, Publisher};
use crate::statistics::{Options, ProblemCode, Report, Session, Sink};

mod shape;
mod table;

pub use shape::{Page, parse_page};

/// Why an interface could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PullError {
    /// A page could not be fetched; those before it are kept.
    #[error("page {page}: {error}")]
    Fetch {
        /// Which page, 1 for the first.
        page: u32,
        /// Why.
        error: FetchError,
    },
    /// A page is not of the shape that the entry states.
    #[error("page {page} is not of the shape expected: {detail}")]
    BadAnswer {
        /// Which page, 1 for the first.
        page: u32,
        /// What is wrong, or the publisher's own message.
        detail: String,
    },
    /// The publisher issued a new edition between two pages, twice.
    #[error("the figures changed while they were being read")]
    Changed,
    /// The folder for pages could not be used.
    #[error("{path}: {detail}")]
    Folder {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
}

impl PullError {
    /// Stable code, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fetch { error, .. } => error.code(),
            Self::BadAnswer { .. } => "bad-answer",
            Self::Changed => "changed-meanwhile",
            Self::Folder { .. } => "cannot-keep-pages",
        }
    }
}

/// Every page of an interface, kept in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    folder: PathBuf,
    /// How many there are.
    pub count: u32,
    /// How many were fetched now; the others were there from an earlier attempt.
    pub fetched: u32,
    /// What the publisher says of the edition (World Bank: the date of the last update).
    pub edition: String,
}

/// What must stay the same from page to page for them to belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Issue {
    url: String,
    pages: u32,
    total: u64,
    edition: String,
}

impl Issue {
    fn of(url: &str, page: &Page) -> Self {
        let (pages, total) = (page.pages, page.total);
        Self { url: url.to_owned(), pages, total, edition: page.edition.clone() }
    }
}

/// The most pages that an interface may have.
const PAGES: u32 = 10_000;

/// Fetches the pages that `folder` does not have yet; `progress` is told (page, pages) after each.
///
/// The folder belongs to this interface alone. Pages of another address or edition found there
/// are thrown away.
///
/// # Errors
/// See [`PullError`]. Pages fetched so far stay in the folder.
pub fn download(
    api: &ApiEntry,
    fetcher: &Fetcher,
    folder: &Path,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Pages, PullError> {
    std::fs::create_dir_all(folder).map_err(|error| folder_error(folder, &error))?;
    for _ in 0..2 {
        let mut kept = Kept { api, folder, fetched: 0 };
        if let Some(pages) = kept.complete(fetcher, progress)? {
            return Ok(pages);
        }
        kept.forget()?;
    }
    Err(PullError::Changed)
}

struct Kept<'a> {
    api: &'a ApiEntry,
    folder: &'a Path,
    fetched: u32,
}

impl Kept<'_> {
    /// Fetches what is missing. `None` if the pages are not of one edition.
    fn complete(
        &mut self,
        fetcher: &Fetcher,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Option<Pages>, PullError> {
        let first = self.page(1, fetcher)?;
        let issue = Issue::of(&self.api.url, &first);
        if self.issue().is_some_and(|known| known != issue) {
            return Ok(None);
        }
        let written = serde_json::to_vec(&issue).unwrap_or_default();
        self.keep(&self.folder.join("issue.json"), &written)?;
        if issue.pages > PAGES {
            let detail = format!("{} pages", issue.pages);
            return Err(PullError::BadAnswer { page: 1, detail });
        }
        progress(1, issue.pages);
        for number in 2..=issue.pages {
            if Issue::of(&self.api.url, &self.page(number, fetcher)?) != issue {
                return Ok(None);
            }
            progress(number, issue.pages);
        }
        let (folder, fetched) = (self.folder.to_owned(), self.fetched);
        Ok(Some(Pages { folder, count: issue.pages.max(1), fetched, edition: issue.edition }))
    }

    /// A page, from the folder if it is there and sound, else from the network.
    fn page(&mut self, number: u32, fetcher: &Fetcher) -> Result<Page, PullError> {
        let path = page_path(self.folder, number);
        let ours = number > 1 || self.issue().is_some_and(|issue| issue.url == self.api.url);
        let kept = ours.then(|| std::fs::read(&path).ok()).flatten();
        if let Some(Ok(page)) = kept.map(|body| parse_page(self.api.shape, &body)) {
            return Ok(page);
        }
        let answer = fetcher
            .get(&page_url(&self.api.url, number))
            .map_err(|error| PullError::Fetch { page: number, error })?;
        let page = parse_page(self.api.shape, &answer.body)
            .map_err(|detail| PullError::BadAnswer { page: number, detail })?;
        if page.number != number {
            let detail = format!("page {} instead", page.number);
            return Err(PullError::BadAnswer { page: number, detail });
        }
        self.keep(&path, &answer.body)?;
        self.fetched += 1;
        Ok(page)
    }

    fn issue(&self) -> Option<Issue> {
        serde_json::from_slice(&std::fs::read(self.folder.join("issue.json")).ok()?).ok()
    }

    /// Writes a file whole or not at all.
    fn keep(&self, path: &Path, body: &[u8]) -> Result<(), PullError> {
        let part = path.with_extension("part");
        std::fs::write(&part, body)
            .and_then(|()| std::fs::rename(&part, path))
            .map_err(|error| folder_error(path, &error))
    }

    fn forget(&self) -> Result<(), PullError> {
        forget(self.folder)
    }
}

impl Pages {
    /// Throws the pages away, once their figures are stored.
    ///
    /// # Errors
    /// A file that cannot be removed.
    pub fn forget(self) -> Result<(), PullError> {
        forget(&self.folder)
    }

    fn read(&self, number: u32) -> std::io::Result<Vec<u8>> {
        std::fs::read(page_path(&self.folder, number))
    }
}

fn forget(folder: &Path) -> Result<(), PullError> {
    let gone = |path: &Path| match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(folder_error(path, &error))
        }
        _ => Ok(()),
    };
    let listed = std::fs::read_dir(folder).map_err(|error| folder_error(folder, &error))?;
    for file in listed.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        // Only what `download` writes: the folder may be a wrong one.
        if name.starts_with("page-") || name.starts_with("issue.") {
            gone(&file.path())?;
        }
    }
    Ok(())
}

fn folder_error(path: &Path, error: &std::io::Error) -> PullError {
    PullError::Folder { path: path.to_owned(), detail: error.to_string() }
}

fn page_path(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("page-{number:05}.json"))
}

/// The address of a page: `page=` in the query, replaced or added.
fn page_url(url: &str, number: u32) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let others = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("page="));
    let query: Vec<&str> = others.collect();
    let mark = if query.is_empty() { "" } else { "&" };
    format!("{path}?{}{mark}page={number}", query.join("&"))
}

/// Turns kept pages into figures. Rows are numbered through all pages, from 1.
///
/// Never fails: what went wrong is in the report.
pub fn read_pages(
    pages: &Pages,
    publisher: &Publisher,
    api: &ApiEntry,
    places: &Places,
    options: &Options,
    sink: Sink<'_>,
) -> Report {
    let mut session = Session::new(&api.url, places, options, sink);
    session.report.encoding = "json".to_owned();
    // A publisher invents groupings; one that is new must not keep all the others out.
    session.strangers_left_out = true;
    let mut table = table::Table::new(publisher, api);
    let mut hasher = Sha256::new();
    for number in 1..=pages.count {
        let read = pages.read(number).map_err(|error| error.to_string()).and_then(|body| {
            hasher.update(&body);
            session.report.bytes += body.len() as u64;
            let page = parse_page(api.shape, &body)?;
            table.read(&page, &mut session)
        });
        if let Err(detail) = read {
            session.report.complete = false;
            let row = u64::from(number);
            session.report.add(ProblemCode::BadAnswer, row, "", b"", &detail);
            break;
        }
    }
    session.report.sha256 = hex::encode(hasher.finalize());
    session.finish()
}

/// Downloads and reads, then hands back the pages, to be thrown away once the figures are stored.
///
/// # Errors
/// See [`download`].
pub fn pull(
    (publisher, api): (&Publisher, &ApiEntry),
    fetcher: &Fetcher,
    folder: &Path,
    places: &Places,
    options: &Options,
    sink: Sink<'_>,
) -> Result<(Report, Pages), PullError> {
    let pages = download(api, fetcher, folder, &mut |_, _| ())?;
    let report = read_pages(&pages, publisher, api, places, options, sink);
    Ok((report, pages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_asked_for_by_number() {
        assert_eq!(
            page_url("https://a/b?format=json&per_page=5", 2),
            "https://a/b?format=json&per_page=5&page=2"
        );
        assert_eq!(page_url("https://a/b?page=1&x=y", 3), "https://a/b?x=y&page=3");
        assert_eq!(page_url("https://a/b", 1), "https://a/b?page=1");
    }
}
