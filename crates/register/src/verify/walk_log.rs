//! In the order of the log: hashes, tiles, roots, signatures, erasures.

use std::collections::VecDeque;

use super::Verification;
use crate::database::{Row, Transaction};
use crate::erase::Erasure;
use crate::kinds::{ERASED, ERASURE};
use crate::merkle::{Frontier, Hash};
use crate::note::Verifier;
use crate::read::{version, version_columns};
use crate::tiles::{self, Edge, TileId};
use crate::version::{SALT, Version};
use crate::{RegisterError, counted, keys, stored};

const CHUNK: i64 = 500;

struct Walk<'a> {
    transaction: &'a mut Transaction,
    verifiers: &'a [Verifier],
    found: &'a mut Verification,
    edge: Edge,
    frontier: Frontier,
    /// Tiles that are full, and wait to be compared.
    full: Vec<(TileId, Vec<Hash>)>,
    checkpoints: VecDeque<StoredCheckpoint>,
    last_checkpoint: i64,
}

struct StoredCheckpoint {
    size: i64,
    root: Vec<u8>,
    note: String,
}

pub(super) async fn walk(
    transaction: &mut Transaction,
    verifiers: &[Verifier],
    found: &mut Verification,
) -> Result<(), RegisterError> {
    let mut walk = Walk {
        transaction,
        verifiers,
        found,
        edge: Edge::default(),
        frontier: Frontier::default(),
        full: Vec::new(),
        checkpoints: VecDeque::new(),
        last_checkpoint: i64::MIN,
    };
    let mut after = i64::MIN;
    loop {
        let sql = version_columns!("WHERE leaf > $1 ORDER BY leaf LIMIT $2");
        let rows = walk.transaction.query(sql, &[after.into(), CHUNK.into()]).await?;
        for row in &rows {
            after = row.int(0)?;
            walk.take(after, row).await?;
        }
        walk.compare_full().await?;
        if rows.len() < CHUNK as usize {
            return walk.end().await;
        }
    }
}

impl Walk<'_> {
    async fn take(&mut self, leaf: i64, row: &Row) -> Result<(), RegisterError> {
        let at = format!("versions {leaf}");
        if leaf != stored(self.edge.size()) {
            self.found.problem("leaf-out-of-order", at.as_str());
        }
        let Ok(version) = version(row) else {
            // Whatever the row holds, it is not a version: the hashes after it cannot be right.
            self.found.problem("version-unreadable", at);
            self.append([0; 32]);
            return self.compare_checkpoints().await;
        };
        match version.erased {
            None => self.check_content(&version, at),
            Some(told) => self.check_erased(&version, told, at).await?,
        }
        self.append(version.leaf_hash());
        self.compare_checkpoints().await
    }

    fn append(&mut self, hash: Hash) {
        let full = &mut self.full;
        self.edge.push(hash, |id, hashes| full.push((id, hashes)));
        self.frontier.push(hash);
    }

    fn check_content(&mut self, version: &Version, at: String) {
        self.found.versions_checked += 1;
        if version.salt.len() != SALT || version.computed_inner() != version.inner {
            self.found.problem("version-changed", at);
        }
    }

    /// Nothing may be left of an erased version, and its erasure must be in the log.
    async fn check_erased(
        &mut self,
        version: &Version,
        told: u64,
        at: String,
    ) -> Result<(), RegisterError> {
        self.found.erased += 1;
        let empty = version.author.is_empty()
            && version.reason.is_empty()
            && version.body.is_empty()
            && version.salt.is_empty()
            && version.key.kind() == ERASED
            && version.key.slug() == version.leaf.to_string();
        let sql = "SELECT key, at, body FROM versions WHERE leaf = $1";
        let rows = self.transaction.query(sql, &[stored(told).into()]).await?;
        let is_told = match rows.first() {
            Some(row) => tells_of(row, version)?,
            None => false,
        };
        if !empty || !is_told {
            self.found.problem("erasure-unsound", at);
        }
        Ok(())
    }

    async fn compare_full(&mut self) -> Result<(), RegisterError> {
        for (id, hashes) in std::mem::take(&mut self.full) {
            self.compare_tile(id, &hashes).await?;
        }
        Ok(())
    }

    async fn compare_tile(
        &mut self,
        (level, place): TileId,
        hashes: &[Hash],
    ) -> Result<(), RegisterError> {
        self.found.tiles += 1;
        let sql = "SELECT hashes FROM tiles WHERE level = $1 AND place = $2";
        let rows = self.transaction.query(sql, &[level.into(), stored(place).into()]).await?;
        let same = rows
            .first()
            .is_some_and(|row| row.bytes(0).is_ok_and(|bytes| bytes == tiles::to_bytes(hashes)));
        if !same {
            self.found.problem("tile-changed", format!("tiles {level}/{place}"));
        }
        Ok(())
    }

    async fn compare_checkpoints(&mut self) -> Result<(), RegisterError> {
        let size = stored(self.frontier.size());
        loop {
            if self.checkpoints.is_empty() {
                self.fetch_checkpoints().await?;
            }
            match self.checkpoints.front() {
                Some(next) if next.size <= size => {
                    if let Some(next) = self.checkpoints.pop_front() {
                        self.compare_checkpoint(&next);
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    async fn fetch_checkpoints(&mut self) -> Result<(), RegisterError> {
        if self.last_checkpoint == i64::MAX {
            return Ok(());
        }
        let sql = "SELECT size, root, note FROM checkpoints WHERE size > $1 ORDER BY size LIMIT $2";
        let rows =
            self.transaction.query(sql, &[self.last_checkpoint.into(), CHUNK.into()]).await?;
        for row in &rows {
            // A value of another type is found out as a wrong root or signature.
            let root = row.bytes(1).unwrap_or_default().to_vec();
            let note = row.text(2).unwrap_or_default().to_owned();
            self.checkpoints.push_back(StoredCheckpoint { size: row.int(0)?, root, note });
        }
        self.last_checkpoint = self.checkpoints.back().map_or(i64::MAX, |last| last.size);
        Ok(())
    }

    fn compare_checkpoint(&mut self, stored_one: &StoredCheckpoint) {
        self.found.checkpoints += 1;
        let size = self.frontier.size();
        let root = self.frontier.root();
        let signed = keys::opened(self.verifiers, &stored_one.note);
        let sound = stored_one.size == stored(size)
            && stored_one.root == root
            && signed.is_some_and(|said| (said.size, said.root) == (size, root));
        if !sound {
            self.found.problem("checkpoint-unsound", format!("checkpoints {}", stored_one.size));
        }
    }

    async fn end(mut self) -> Result<(), RegisterError> {
        let partial: Vec<_> =
            self.edge.partial().map(|(id, hashes)| (id, hashes.to_vec())).collect();
        for (id, hashes) in partial {
            self.compare_tile(id, &hashes).await?;
        }
        self.found.entries = self.frontier.size();
        self.found.root = self.frontier.root();
        self.compare_checkpoints().await?;
        for beyond in std::mem::take(&mut self.checkpoints) {
            self.found.problem("checkpoint-unsound", format!("checkpoints {}", beyond.size));
        }
        if self.last_checked_size().await? != self.found.entries {
            self.found.problem("checkpoint-missing", "checkpoints");
        }
        let rows = self.transaction.query("SELECT COUNT(*) FROM tiles", &[]).await?;
        let tiles = rows.first().map_or(Ok(0), |row| row.int(0))?;
        if counted(tiles)? != self.found.tiles {
            self.found.problem("tile-superfluous", "tiles");
        }
        Ok(())
    }

    async fn last_checked_size(&mut self) -> Result<u64, RegisterError> {
        let sql = "SELECT COALESCE(MAX(size), 0) FROM checkpoints";
        let rows = self.transaction.query(sql, &[]).await?;
        rows.first().map_or(Ok(0), |row| counted(row.int(0)?))
    }
}

/// Whether this row is the record of the version's erasure.
fn tells_of(row: &Row, version: &Version) -> Result<bool, RegisterError> {
    let is_erasure = row.text(0)?.split_once('/').is_some_and(|(kind, _)| kind == ERASURE);
    let erasure: Option<Erasure> = serde_json::from_str(row.text(2)?).ok();
    let listed = erasure.is_some_and(|erasure| erasure.leaves.contains(&version.leaf));
    Ok(is_erasure && listed && row.int(1)? == version.at)
}
