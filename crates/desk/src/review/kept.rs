//! Reviews that were made, for as long as nothing changes: each page, file and language of one tells the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use passerelle_compact::review::{Review, Scope};
use tokio::sync::OnceCell;

use crate::{Desk, DeskError};

/// Scopes that are kept at once, at the most: a review of the world holds all that there is.
const MOST: usize = 40;
/// How often a review is begun anew because something was written meanwhile.
const TRIES: usize = 3;

/// A review that was made, or is being made: those who ask meanwhile wait for it.
type Making = Arc<OnceCell<Arc<Review>>>;

/// Reviews of one state of the log, by the code of their scope.
#[derive(Default)]
pub(crate) struct Kept(Mutex<(u64, HashMap<String, Making>)>);

impl Kept {
    fn making(&self, entries: u64, scope: &Scope) -> Making {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = kept.1.contains_key(&scope.code);
        if kept.0 != entries || (kept.1.len() >= MOST && !is_known) {
            *kept = (entries, HashMap::new());
        }
        Arc::clone(kept.1.entry(scope.code.clone()).or_default())
    }
}

impl Desk {
    /// The review of some countries, as the log stands; made once for each state of it.
    ///
    /// # Errors
    /// The database refused.
    pub async fn review(&self, scope: &Scope) -> Result<Arc<Review>, DeskError> {
        let mut left = TRIES;
        loop {
            let state = self.log_state().await?;
            let entries = state.entries;
            let making = self.reviews.making(entries, scope);
            // What was not of one state is given to whoever asked, and not kept.
            let mut mixed = None;
            let made = making
                .get_or_try_init(async || {
                    let review = Arc::new(self.review_at(scope, state).await?);
                    let size = self.register.size().await.map_err(DeskError::from)?;
                    if size == entries {
                        return Ok(review);
                    }
                    mixed = Some(review);
                    Err(None)
                })
                .await
                .cloned();
            left -= 1;
            match (made, mixed) {
                (Ok(review), _) => return Ok(review),
                (Err(Some(error)), _) => return Err(error),
                // Somebody who writes without a pause does not keep anybody from reading.
                (Err(None), Some(review)) if left == 0 => return Ok(review),
                (Err(None), _) => {}
            }
        }
    }
}
