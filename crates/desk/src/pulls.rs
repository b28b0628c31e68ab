//! Bringing figures in from publishers' public interfaces.
//!
//! Pages are fetched one by one and kept in a folder until the whole is stored: a pull that was
//! interrupted goes on where it stopped. What was fetched then takes the same way as a file.

use std::path::PathBuf;
use std::sync::Arc;

use passerelle_exchange::apis::{Pages, PullError, download, read_pages};
use passerelle_exchange::fetch::{Fetcher, Policy};
use passerelle_exchange::sources::{ApiEntry, Publisher};
use sha2::{Digest, Sha256};

use crate::imports::{FileOutcome, ImportOptions, Known, Watcher, collect, reading_options};
use crate::{Desk, DeskError};

/// What to pull and how.
#[derive(Debug, Clone, Default)]
pub struct PullOptions {
    /// Ids of interfaces; all of the publisher's when empty.
    pub only: Vec<String>,
    /// Replaces the scheme and host of every address.
    pub rebase: Option<String>,
    /// Stores the good rows of an interface that has problems.
    pub keep_good: bool,
}

/// What became of a publisher's interfaces.
#[derive(Debug, Default)]
pub struct Pulled {
    /// What came of each, in order.
    pub outcomes: Vec<FileOutcome>,
    /// The interface that could not be read or stored, and why: those after it were not asked.
    pub failed: Option<(String, DeskError)>,
}

impl Desk {
    /// Pulls the interfaces of a publisher, one after the other; `None` if there is no such publisher, or
    /// it has none. Where the network, the folder or the database refuses, what was fetched of that
    /// interface stays for the next attempt.
    pub async fn pull(
        &self,
        publisher: &str,
        options: &PullOptions,
        watcher: Arc<dyn Watcher>,
    ) -> Option<Pulled> {
        let found = self.catalogue.publisher(publisher)?;
        let asked = |api: &&ApiEntry| options.only.is_empty() || options.only.contains(&api.id);
        let apis: Vec<&ApiEntry> = found.api.iter().filter(asked).collect();
        if apis.is_empty() {
            return None;
        }
        let policy = Policy {
            rebase: options.rebase.clone(),
            seed: crate::now().unsigned_abs(),
            ..Policy::default()
        };
        let fetcher = Arc::new(Fetcher::new(policy));
        let mut pulled = Pulled::default();
        for (number, api) in apis.iter().enumerate() {
            let shown = PathBuf::from(format!("{publisher}/{}", api.id));
            watcher.file(number + 1, apis.len(), &shown);
            match self.pull_one(found, api, &fetcher, options, &watcher).await {
                Ok(outcome) => pulled.outcomes.push(outcome),
                Err(error) => {
                    pulled.failed = Some((api.id.clone(), error));
                    break;
                }
            }
        }
        if let Err(error) = self.brought_in(&pulled.outcomes).await {
            pulled.failed.get_or_insert((String::new(), error));
        }
        Some(pulled)
    }

    async fn pull_one(
        &self,
        publisher: &Publisher,
        api: &ApiEntry,
        fetcher: &Arc<Fetcher>,
        options: &PullOptions,
        watcher: &Arc<dyn Watcher>,
    ) -> Result<FileOutcome, DeskError> {
        let pages = self.fetch(api, &publisher.id, fetcher).await?;
        self.store_pages(publisher, api, pages, options, Arc::clone(watcher)).await
    }

    async fn fetch(
        &self,
        api: &ApiEntry,
        publisher: &str,
        fetcher: &Arc<Fetcher>,
    ) -> Result<Pages, DeskError> {
        let folder = self.data.join("pull").join(publisher).join(&api.id);
        let (api, fetcher) = (api.clone(), Arc::clone(fetcher));
        let fetched = tokio::task::spawn_blocking(move || -> Result<Pages, PullError> {
            download(&api, &fetcher, &folder, &mut |_, _| ())
        });
        Ok(fetched.await??)
    }

    async fn store_pages(
        &self,
        publisher: &Publisher,
        api: &ApiEntry,
        pages: Pages,
        options: &PullOptions,
        watcher: Arc<dyn Watcher>,
    ) -> Result<FileOutcome, DeskError> {
        let catalogue = Arc::clone(&self.catalogue);
        let (owned, entry, kept) = (publisher.clone(), api.clone(), pages.clone());
        let year = self.year();
        let ready = tokio::task::spawn_blocking(move || {
            let options = reading_options(&catalogue, year);
            collect(&*watcher, |sink| {
                read_pages(&kept, &owned, &entry, &catalogue.places, &options, sink)
            })
        })
        .await??;
        let known = Known {
            origin: format!("{}/api/{}", publisher.id, api.id),
            source: publisher.id.clone(),
            mapping_hash: hex::encode(Sha256::digest(&self.catalogue.hash)),
        };
        let path = PathBuf::from(format!("{}/{}", publisher.id, api.id));
        let import = ImportOptions { keep_good: options.keep_good };
        let outcome = self.settle(&path, known, ready, import).await?;
        pages.forget()?;
        Ok(outcome)
    }
}
