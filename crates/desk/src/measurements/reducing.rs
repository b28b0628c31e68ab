//! Reducing what was measured long ago to its days in figures, so that a node's disk does not fill for ever.
//!
//! The files of a closed day hold every heartbeat of every site; pages read the days in figures, which stay. When a day
//! is reduced its files go, and each of their records gets a new version: its digest still says what was measured, and
//! the digest of the day's figures says what was kept of it, which `verify` computes again. A file that is not what its
//! record says is left where it is.
//!
//! Only days from which no row can come in any more are reduced ([`LEAST_DAYS`]): a late row would have to be compared
//! with the files.

use passerelle_connectivity::measurement::OLDEST_DAYS;
use passerelle_register::{Author, RegisterError, Writer};
use passerelle_tables::measurements::{ClosedFile, DayRow, folder_of};
use passerelle_vocabulary::{Key, Record};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::closing::{MeasurementsRecord, OPEN, written_day};
use super::day_of;
use crate::{Desk, DeskError, now};

/// Why a record of a file has a new version: a code, whose words are in `locales/`.
const REASON: &str = "measurements-reduced";
/// The youngest days that may be reduced, in days: no row of an older one is taken in, and the last are open.
pub const LEAST_DAYS: u32 = OLDEST_DAYS as u32 + OPEN as u32;

/// What is kept of a day whose files are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReducedTo {
    /// Sites of the day, each with its figures.
    pub sites: u64,
    /// SHA-256 of the figures, in hexadecimal.
    pub figures: String,
}

/// What was reduced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reduced {
    /// Days.
    pub days: u64,
    /// Files that went with them.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that are not what their records say; their days are left as they are.
    pub changed: Vec<String>,
}

/// The figures of a day, as their digest is computed: one line of JSON for each site, in the order of their names.
pub(crate) fn figures_of(days: &[DayRow]) -> ReducedTo {
    let mut hasher = Sha256::new();
    for day in days {
        // Plain data is always written.
        hasher.update(serde_json::to_vec(day).unwrap_or_default());
        hasher.update(b"\n");
    }
    ReducedTo { sites: days.len() as u64, figures: hex::encode(hasher.finalize()) }
}

impl Desk {
    /// Reduces the days that are more than so many days ago to their figures. Days younger than [`LEAST_DAYS`] are
    /// never reduced.
    ///
    /// # Errors
    /// The database refused. What was reduced before stays so.
    pub async fn reduce_measured(&self, days: u32) -> Result<Reduced, DeskError> {
        let before = day_of(now() / 1000) - i64::from(days.max(LEAST_DAYS));
        let mut reduced = Reduced::default();
        for day in self.measurements.kept_days(before).await? {
            let files = self.measurements.files_of_day(day).await?;
            let (mut changed, mut bytes) = (Vec::new(), 0);
            for file in &files {
                match self.unchanged(file).await? {
                    Some(size) => bytes += size,
                    None => changed.push(format!("{}/{}", folder_of(day), file.name)),
                }
            }
            if !changed.is_empty() {
                reduced.changed.append(&mut changed);
                continue;
            }
            self.reduce_day(day, &files).await?;
            reduced.days += 1;
            reduced.files += files.len() as u64;
            reduced.bytes += bytes;
        }
        if reduced.days > 0 {
            self.refresh().await?;
        }
        Ok(reduced)
    }

    /// The size of a file that is what was written; `None` of any other.
    async fn unchanged(&self, file: &ClosedFile) -> Result<Option<u64>, DeskError> {
        let kept = self.files.find(&folder_of(file.day), &file.name).await?;
        let Some(kept) = kept.filter(|kept| kept.hash == file.digest) else { return Ok(None) };
        let again = self.hash_again(&kept).await;
        Ok((again.as_deref() == Some(&file.digest)).then_some(kept.size))
    }

    /// Lets go of a day's files: the records first, all or nothing.
    async fn reduce_day(&self, day: i64, files: &[ClosedFile]) -> Result<(), DeskError> {
        let figures = figures_of(&self.measurements.days_of(day).await?);
        let at = now();
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            for file in files {
                let name = format!("{}.{}", written_day(day), file.number);
                let key = Key::new(MeasurementsRecord::KIND, &name);
                let key = key.map_err(|error| DeskError::Key(error.to_string()))?;
                let gone = || RegisterError::Damaged(key.to_string());
                let (number, body) = writer.current(&key).await?.ok_or_else(gone)?;
                let record: MeasurementsRecord = serde_json::from_str(&body).map_err(|_| gone())?;
                let record = MeasurementsRecord { reduced: Some(figures.clone()), ..record };
                writer.put(&key, Some(number), REASON, &record).await?;
            }
            let transaction = writer.transaction().await?;
            self.files.remove_folder(transaction, &folder_of(day)).await?;
            Ok(self.measurements.mark_reduced(transaction, day, at).await?)
        };
        self.register.write(&Author::program(), at, work).await
    }

    /// Whether the figures of a reduced day are those that its records tell of.
    ///
    /// # Errors
    /// The database refused.
    pub(crate) async fn has_figures(
        &self,
        record: &MeasurementsRecord,
        expected: &ReducedTo,
    ) -> Result<bool, DeskError> {
        let Some(day) = record.number_of_day() else { return Ok(false) };
        Ok(figures_of(&self.measurements.days_of(day).await?) == *expected)
    }
}
