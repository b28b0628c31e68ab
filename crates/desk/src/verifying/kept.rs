//! What belongs to records and is no figure: lists of sites, files of plans, files of measurements. Each record
//! carries the hash of what it stands for; here that is computed again from what is stored.

use std::io::Write;

use passerelle_compact::review::Round;
use passerelle_register::Problem;
use passerelle_tables::files::KeptFile;
use passerelle_vocabulary::{Key, Record};
use sha2::{Digest, Sha256};

use crate::measurements::MeasurementsRecord;
use crate::plans::PlanRecord;
use crate::site_lists::SiteListRecord;
use crate::{Desk, DeskError};

/// Records that are read at once.
const PAGE: u32 = 200;

/// Hashes what is written to it, and keeps nothing.
struct Hashing(Sha256);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Desk {
    /// Lists and files that are not what their records say.
    ///
    /// # Errors
    /// The database refused.
    pub(super) async fn changed_kept(&self) -> Result<Vec<Problem>, DeskError> {
        let mut problems = Vec::new();
        for (key, record) in self.every_record::<SiteListRecord>().await? {
            self.check_list(&key, &record.digest, &mut problems).await?;
        }
        for (key, record) in self.every_record::<PlanRecord>().await? {
            self.check_list(&key, &record.digest, &mut problems).await?;
            for file in &record.files {
                self.check_file(&key.to_string(), &file.name, &file.sha256, &mut problems).await?;
            }
        }
        for (key, record) in self.every_record::<Round>().await? {
            let name = record.file();
            self.check_file(&key.to_string(), name, &record.sha256, &mut problems).await?;
        }
        for (_, record) in self.every_record::<MeasurementsRecord>().await? {
            let folder = record.folder().unwrap_or_default();
            if let Some(figures) = &record.reduced {
                if !self.has_figures(&record, figures).await? {
                    problems.push(Problem { code: "figures-changed", at: folder });
                }
                continue;
            }
            self.check_file(&folder, &record.file, &record.digest, &mut problems).await?;
        }
        Ok(problems)
    }

    /// Every record of a kind that can be read as one; that the others cannot, the register tells.
    async fn every_record<R: Record>(&self) -> Result<Vec<(Key, R)>, DeskError> {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = self.register.list(R::KIND, &[], after.as_ref(), PAGE).await?;
            let Some(last) = page.last() else { return Ok(found) };
            after = Some(last.key.clone());
            found.extend(
                page.into_iter().filter_map(|one| Some((one.key.clone(), one.record().ok()?))),
            );
        }
    }

    async fn check_list(
        &self,
        key: &Key,
        digest: &str,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DeskError> {
        let is_same = match self.sites.standing(&key.to_string()).await? {
            Some(list) => list.digest == digest && self.sites.inspect(&list).await?,
            None => false,
        };
        if !is_same {
            problems.push(Problem { code: "list-changed", at: key.to_string() });
        }
        Ok(())
    }

    async fn check_file(
        &self,
        folder: &str,
        name: &str,
        hash: &str,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DeskError> {
        let found = self.files.find(folder, name).await?;
        let is_same = match found.filter(|file| file.hash == hash) {
            Some(file) => self.hash_again(&file).await.is_some_and(|again| again == hash),
            None => false,
        };
        if !is_same {
            problems.push(Problem { code: "file-changed", at: format!("{folder}/{name}") });
        }
        Ok(())
    }

    /// The hash of what is stored; `None` where a part is missing.
    pub(crate) async fn hash_again(&self, file: &KeptFile) -> Option<String> {
        let mut hashing = Hashing(Sha256::new());
        self.files.write_to(file, &mut hashing).await.ok()?;
        Some(hex::encode(hashing.0.finalize()))
    }
}
