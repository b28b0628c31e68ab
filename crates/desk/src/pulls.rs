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

impl Desk {
    /// Pulls the interfaces of a publisher; `None` if there is no such publisher, or it has none.
    ///
    /// # Errors
    /// The network, the folder or the database refused; what was fetched stays for the next attempt.
    pub async fn pull(
        &self,
        publisher: &str,
        options: &PullOptions,
        watcher: Arc<dyn Watcher>,
    ) -> Result<Option<Vec<FileOutcome>>, DeskError> {
        let Some(found) = self.catalogue.publisher(publisher) else { return Ok(None) };
        let asked = |api: &&ApiEntry| options.only.is_empty() || options.only.contains(&api.id);
        let apis: Vec<ApiEntry> = found.api.iter().filter(asked).cloned().collect();
        if apis.is_empty() {
            return Ok(None);
        }
        let policy = Policy {
            rebase: options.rebase.clone(),
            seed: crate::now().unsigned_abs(),
            ..Policy::default()
        };
        let fetcher = Arc::new(Fetcher::new(policy));
        let mut outcomes = Vec::with_capacity(apis.len());
        for (number, api) in apis.iter().enumerate() {
            let shown = PathBuf::from(format!("{publisher}/{}", api.id));
            watcher.file(number + 1, apis.len(), &shown);
            let pages = self.fetch(api, publisher, &fetcher).await?;
            let outcome =
                self.store_pages(found, api, pages, options, Arc::clone(&watcher)).await?;
            outcomes.push(outcome);
        }
        self.brought_in(&outcomes).await?;
        Ok(Some(outcomes))
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
