//! Statements of a consultation in memory, for who asks which comes next or whether theirs is there already.
//!
//! They are read again once something was written to them here, and when they are some seconds old: another process of the
//! node may have written. What a vote is held against is always read from the database.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use passerelle_deliberation::Trigrams;
use passerelle_tables::consultations::{Consultations, StoredStatement};

use super::live::One;
use crate::{Desk, DeskError};

/// How old they are at the most.
const FRESH: Duration = Duration::from_secs(3);

/// A statement, and what is compared of its texts.
#[derive(Debug)]
pub(super) struct Staged {
    pub one: StoredStatement,
    shapes: OnceLock<Vec<Trigrams>>,
}

impl Staged {
    fn new(one: StoredStatement) -> Self {
        Self { one, shapes: OnceLock::new() }
    }

    /// How alike a text is to this statement or to one of its translations, from 0 to 1.
    pub fn likeness(&self, shape: &Trigrams) -> f64 {
        let shapes = self.shapes.get_or_init(|| {
            let said = &self.one.said;
            let translations: std::collections::BTreeMap<String, String> =
                serde_json::from_str(&said.translations).unwrap_or_default();
            let texts = translations.values().map(String::as_str).chain([said.text.as_str()]);
            texts.map(Trigrams::of).collect()
        });
        shapes.iter().map(|one| one.likeness(shape)).fold(0.0, f64::max)
    }
}

/// All statements of a consultation by number, also those that wait or are refused.
pub(super) type Stage = Arc<Vec<Arc<Staged>>>;

/// The stage as it was read last.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    stage: Stage,
    /// When it was read; none where it has to be.
    since: Option<Instant>,
    /// How often something was written: what was read before the last time is not kept.
    writes: u64,
}

impl Kept {
    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something was written, and is committed.
    fn changed(&self) {
        let mut known = self.lock();
        known.since = None;
        known.writes += 1;
    }

    fn fresh(&self) -> Option<Stage> {
        let known = self.lock();
        known.since.is_some_and(|since| since.elapsed() < FRESH).then(|| Arc::clone(&known.stage))
    }

    /// Keeps what was read when so much was written; shapes of statements that are as before are kept too.
    fn keep(&self, read: Vec<StoredStatement>, writes: u64) -> Stage {
        let mut known = self.lock();
        let before = Arc::clone(&known.stage);
        let staged = |one: StoredStatement| {
            let at = before.binary_search_by_key(&one.statement, |known| known.one.statement);
            match at.ok().map(|at| &before[at]).filter(|known| known.one == one) {
                Some(known) => Arc::clone(known),
                None => Arc::new(Staged::new(one)),
            }
        };
        let stage: Stage = Arc::new(read.into_iter().map(staged).collect());
        if known.writes == writes {
            (known.stage, known.since) = (Arc::clone(&stage), Some(Instant::now()));
        }
        stage
    }
}

impl One {
    /// Statements as they are read now.
    pub(super) async fn restaged(
        &self,
        voices: &Consultations,
        slug: &str,
    ) -> Result<Stage, DeskError> {
        let writes = self.stage.lock().writes;
        Ok(self.stage.keep(voices.statements(slug).await?, writes))
    }
}

impl Desk {
    /// Statements as they are known here.
    pub(super) async fn stage(&self, slug: &str) -> Result<Stage, DeskError> {
        let one = self.live.of(slug);
        match one.stage.fresh() {
            Some(stage) => Ok(stage),
            None => one.restaged(&self.voices, slug).await,
        }
    }

    /// Statements were written to, and that is committed.
    pub(super) fn staged_anew(&self, slug: &str) {
        self.live.of(slug).stage.changed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use passerelle_tables::consultations::{NewStatement, StatementState};

    fn statement(id: u32, text: &str) -> StoredStatement {
        let said = NewStatement {
            text: text.to_owned(),
            lang: "en".to_owned(),
            translations: "{\"fr\":\"Relier les écoles\"}".to_owned(),
            ..NewStatement::default()
        };
        StoredStatement {
            statement: id,
            said,
            state: StatementState::Shown,
            because: String::new(),
            proposed_at: 0,
            decided_at: None,
            volunteers: Vec::new(),
        }
    }

    #[test]
    fn what_was_read_before_a_write_is_not_kept() {
        let kept = Kept::default();
        assert!(kept.fresh().is_none(), "nothing was read");
        let writes = kept.lock().writes;
        kept.changed();
        kept.keep(vec![statement(1, "Connect schools")], writes);
        assert!(kept.fresh().is_none(), "it may be of before");
        let writes = kept.lock().writes;
        kept.keep(vec![statement(1, "Connect schools")], writes);
        assert_eq!(kept.fresh().map(|stage| stage.len()), Some(1));
        kept.changed();
        assert!(kept.fresh().is_none());
    }

    #[test]
    fn what_is_as_before_is_compared_with_what_was_found_of_it() {
        let kept = Kept::default();
        let first = kept.keep(vec![statement(1, "Connect schools"), statement(3, "Taxes")], 0);
        let likeness = first[0].likeness(&Trigrams::of("connect SCHOOLS"));
        assert!(likeness >= 1.0, "{likeness}");
        let translated = first[0].likeness(&Trigrams::of("Relier les écoles"));
        assert!(translated >= 1.0, "{translated}");
        let again = kept.keep(vec![statement(1, "Connect schools"), statement(3, "No taxes")], 0);
        assert!(Arc::ptr_eq(&first[0], &again[0]));
        assert!(!Arc::ptr_eq(&first[1], &again[1]));
    }
}
