//! Records and their log: loading the catalogue as versions, proofs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_compact::review::{Comment, OfficeAnswer, Round};
use passerelle_compact::{Actor, Assessment, Commitment, Endorsement, Initiative, Reply, Update};
use passerelle_deliberation::{
    AgendaDecision, AgendaModeration, Consultation, Recommendation, RecommendationAnswer,
    RecommendationStep, Sisters, StatementDecision,
};
use passerelle_inclusion::scorecard::Release;
use passerelle_inclusion::{Dimension, Indicator};
pub use passerelle_register::Version;
use passerelle_register::{Author, Kinds, RegisterError, SignedCheckpoint, Stored, Writer};
use passerelle_vocabulary::{Facets, Key, Record, Text};

use crate::activities::ActivityImport;
use crate::corrections::SiteCorrectionRecord;
use crate::measurements::MeasurementsRecord;
use crate::plans::PlanRecord;
use crate::site_lists::SiteListRecord;
use crate::{Desk, DeskError, now};

/// An import, as the register remembers it. Its figures carry its number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Import {
    /// The file's name, in every language the same.
    pub title: Text,
    /// Number of the import: what its figures carry.
    pub batch: i64,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub file_hash: String,
    /// What it is an edition of: a later import of the same origin supersedes it.
    pub origin: String,
    /// Id of the source in the catalogue.
    pub source: String,
    /// The terms of that source.
    pub licence: String,
    /// SHA-256 of the mapping that read it (the catalogue and the entries), in hexadecimal.
    pub mapping_hash: String,
    /// The entries that read it, as `publisher/entry`.
    pub entries: Vec<String>,
    /// Rows read.
    pub rows: u64,
    /// Figures stored.
    pub observations: u64,
    /// Cells that said there is no figure.
    pub missing: u64,
    /// Problems found; the good rows were kept on request.
    pub problems: u64,
    /// Digest of the stored figures, in hexadecimal.
    pub digest: String,
    /// The imports that it supersedes.
    #[serde(default)]
    pub supersedes: Vec<i64>,
    /// The import that superseded it, where that one was erased and can tell no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<i64>,
}

impl Record for Import {
    const KIND: &'static str = "import";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([("source".to_owned(), vec![self.source.clone()])])
    }
}

/// The kinds of records of this node.
pub(crate) fn kinds() -> Kinds {
    Kinds::default()
        .with::<Commitment>()
        .with::<Indicator>()
        .with::<Dimension>()
        .with::<Import>()
        .with::<Initiative>()
        .with::<Actor>()
        .with::<Endorsement>()
        .with::<Update>()
        .with::<Assessment>()
        .with::<Reply>()
        .with::<Release>()
        .with::<Round>()
        .with::<Comment>()
        .with::<OfficeAnswer>()
        .with::<SiteListRecord>()
        .with::<SiteCorrectionRecord>()
        .with::<PlanRecord>()
        .with::<MeasurementsRecord>()
        .with::<ActivityImport>()
        .with::<Consultation>()
        .with::<StatementDecision>()
        .with::<Recommendation>()
        .with::<RecommendationAnswer>()
        .with::<RecommendationStep>()
        .with::<Sisters>()
        .with::<AgendaModeration>()
        .with::<AgendaDecision>()
        .with_plain(SOURCE)
        .with_plain(CATALOGUE)
}

const SOURCE: &str = "source";
const CATALOGUE: &str = "catalogue";
/// Why the catalogue's versions were written: a code, whose words are in `locales/`.
const REASON_CATALOGUE: &str = "catalogue-loaded";
/// Why a scorecard was signed, and released: the same.
pub(crate) const REASON_SIGNED: &str = "scorecard-signed";
pub(crate) const REASON_RELEASED: &str = "scorecard-released";

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Change {
    /// Its place in the log, from 0.
    pub leaf: u64,
    /// The record; `None` once erased.
    pub key: Option<String>,
    /// Number of the version.
    pub number: u64,
    /// When: milliseconds since 1970, as hashed.
    pub at: i64,
    /// The same moment as people write it: `2026-11-22T08:40:00Z`.
    pub moment: String,
    /// Opaque id of who wrote it (`program` for the program itself); `None` once erased.
    pub author: Option<String>,
    /// Why; `None` once erased.
    pub reason: Option<String>,
    /// The hash of its content, in hexadecimal; stays when the content is erased. With the number it
    /// gives the hash of the leaf.
    pub inner: String,
}

/// Which end of the log a walk starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The latest line first.
    Newest,
    /// The first line first.
    Oldest,
}

/// Some lines of the log, and where the next ones start.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Changes {
    /// The lines.
    pub changes: Vec<Change>,
    /// The leaf after which the next page starts; `None` on the last page.
    pub next: Option<u64>,
}

impl Desk {
    /// Writes what is new or changed in the catalogue as versions, so that an edited target is visible
    /// in history. Does nothing when the catalogue is the one loaded last.
    pub(crate) async fn record_catalogue(&self) -> Result<(), DeskError> {
        let loaded = self.register.get(&key(CATALOGUE, "files")?).await?;
        let body = serde_json::json!({ "sha256": self.catalogue.hash }).to_string();
        if loaded.is_some_and(|stored| stored.body == body) {
            return Ok(());
        }
        self.write_catalogue().await
    }

    /// Writes the records of the catalogue that are not as its files say.
    pub(crate) async fn write_catalogue(&self) -> Result<(), DeskError> {
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let marker = key(CATALOGUE, "files")?;
        let body = serde_json::json!({ "sha256": catalogue.hash }).to_string();
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            for commitment in &catalogue.commitments {
                put(writer, &commitment.id, commitment).await?;
            }
            for indicator in &catalogue.indicators {
                put(writer, &indicator.code, indicator).await?;
            }
            for dimension in &catalogue.dimensions {
                put(writer, &dimension.code, dimension).await?;
            }
            for publisher in &catalogue.publishers {
                let body = serde_json::to_string(publisher)
                    .map_err(|error| DeskError::Key(error.to_string()))?;
                put_body(writer, &key(SOURCE, &publisher.id)?, &body).await?;
            }
            put_body(writer, &marker, &body).await
        };
        self.register.write(&Author::program(), now(), work).await
    }

    /// The signed checkpoint of the log; `None` while it is empty.
    ///
    /// # Errors
    /// The database refused, or the checkpoint is not signed by this node.
    pub async fn checkpoint(&self) -> Result<Option<SignedCheckpoint>, DeskError> {
        Ok(self.register.checkpoint().await?)
    }

    /// What others verify this node's checkpoints with: `name+hash+base64`. Empty before the first one.
    pub fn verifier_key(&self) -> String {
        self.register.verifier().map(ToString::to_string).unwrap_or_default()
    }

    /// The latest lines of the log, the newest first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn latest_changes(&self, limit: u32) -> Result<Vec<Change>, DeskError> {
        Ok(self.changes(None, limit, Order::Newest).await?.changes)
    }

    /// Lines of the log after the leaf `after` in this order, from its end without it; at most `limit`
    /// (and 1000).
    ///
    /// # Errors
    /// The database refused.
    pub async fn changes(
        &self,
        after: Option<u64>,
        limit: u32,
        order: Order,
    ) -> Result<Changes, DeskError> {
        let size = self.register.size().await?;
        let limit = u64::from(limit.min(1_000));
        // The leaves from `start` up to `end`, without it.
        let (start, end) = match order {
            Order::Oldest => {
                let start = after.map_or(0, |leaf| leaf.saturating_add(1)).min(size);
                (start, start.saturating_add(limit).min(size))
            }
            Order::Newest => {
                let end = after.unwrap_or(size).min(size);
                (end.saturating_sub(limit), end)
            }
        };
        let count = u32::try_from(end - start).unwrap_or_default();
        let versions = self.register.changes(start.checked_sub(1), count).await?;
        let mut changes: Vec<Change> = versions.into_iter().map(change).collect();
        let more = match order {
            Order::Oldest => end < size,
            Order::Newest => start > 0,
        };
        if order == Order::Newest {
            changes.reverse();
        }
        let next = changes.last().filter(|_| more).map(|change| change.leaf);
        Ok(Changes { changes, next })
    }

    /// The proof that a leaf is in the log of `size` leaves: hashes in hexadecimal, from the leaf up.
    ///
    /// # Errors
    /// A leaf or a size that the log does not have.
    pub async fn inclusion_proof(&self, leaf: u64, size: u64) -> Result<Vec<String>, DeskError> {
        Ok(hexadecimal(self.register.inclusion_proof(leaf, size).await?))
    }

    /// The proof that the log of `from` leaves is the beginning of the log of `to` leaves.
    ///
    /// # Errors
    /// Sizes that the log does not have.
    pub async fn consistency_proof(&self, from: u64, to: u64) -> Result<Vec<String>, DeskError> {
        Ok(hexadecimal(self.register.consistency_proof(from, to).await?))
    }

    /// A record as it stands; `None` if there is none of this key.
    ///
    /// # Errors
    /// The database refused.
    pub async fn record(&self, key: &Key) -> Result<Option<Stored>, DeskError> {
        Ok(self.register.get(key).await?)
    }

    /// Every version of a record, from the first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn history(&self, key: &Key) -> Result<Vec<Version>, DeskError> {
        Ok(self.register.history(key).await?)
    }
}

fn change(version: Version) -> Change {
    Change {
        leaf: version.leaf,
        key: version.erased.is_none().then(|| version.key.to_string()),
        number: version.number,
        at: version.at,
        moment: crate::written_time(version.at),
        author: version.erased.is_none().then_some(version.author),
        inner: hex::encode(version.inner),
        reason: version.erased.is_none().then_some(version.reason),
    }
}

/// The key of an import's record.
pub(crate) fn import_key(batch: i64) -> Result<Key, DeskError> {
    key(Import::KIND, &batch.to_string())
}

pub(crate) fn key(kind: &str, slug: &str) -> Result<Key, DeskError> {
    Key::new(kind, slug).map_err(|error| DeskError::Key(error.to_string()))
}

async fn put<R: Record>(writer: &mut Writer, slug: &str, record: &R) -> Result<(), DeskError> {
    let key = key(R::KIND, slug)?;
    let seen = writer.current(&key).await?.map(|(number, _)| number);
    writer.put(&key, seen, REASON_CATALOGUE, record).await?;
    Ok(())
}

async fn put_body(writer: &mut Writer, key: &Key, body: &str) -> Result<(), DeskError> {
    let seen = writer.current(key).await?.map(|(number, _)| number);
    writer.put_body(key, seen, REASON_CATALOGUE, body).await?;
    Ok(())
}

fn hexadecimal(hashes: Vec<[u8; 32]>) -> Vec<String> {
    hashes.iter().map(hex::encode).collect()
}

/// Whether an error says that the caller asked for something that is not there.
pub fn is_not_found(error: &DeskError) -> bool {
    matches!(error, DeskError::Register(RegisterError::NotFound(_)))
}
