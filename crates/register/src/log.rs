//! The log: one leaf for each version, its hashes in tiles, its root signed at every commit.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use crate::database::{BulkTable, Cell, CellType, Param, Row, Transaction};
use crate::merkle::{self, Hash};
use crate::note::{Checkpoint, NodeKey};
use crate::tiles::{self, Edge, TileId, TileSet};
use crate::version::leaf_hash;
use crate::writer::NewVersion;
use crate::{Register, RegisterError, counted, stored};

static VERSIONS: BulkTable = BulkTable {
    name: "versions",
    columns: &[
        ("leaf", CellType::Int),
        ("key", CellType::Text),
        ("number", CellType::Int),
        ("author", CellType::Text),
        ("at", CellType::Int),
        ("reason", CellType::Text),
        ("body", CellType::Text),
        ("salt", CellType::Bytes),
        ("inner_hash", CellType::Bytes),
    ],
};

/// Appends the versions, and a signed checkpoint; returns the leaf of the first.
pub(crate) async fn append(
    transaction: &mut Transaction,
    key: &NodeKey,
    versions: &[NewVersion],
) -> Result<u64, RegisterError> {
    let mut edge = edge(transaction).await?;
    let first = edge.size();
    transaction
        .bulk_insert(&VERSIONS, (first..).zip(versions).map(|(leaf, version)| cells(leaf, version)))
        .await?;
    let mut full = Vec::new();
    for version in versions {
        edge.push(leaf_hash(version.number, &version.inner), |id, hashes| full.push((id, hashes)));
    }
    for (id, hashes) in &full {
        write_tile(transaction, *id, hashes).await?;
    }
    for (id, hashes) in touched(first, &edge) {
        write_tile(transaction, id, hashes).await?;
    }
    write_checkpoint(transaction, key, &edge).await?;
    Ok(first)
}

fn cells(leaf: u64, version: &NewVersion) -> [Cell<'_>; 9] {
    [
        Cell::Int(stored(leaf)),
        Cell::Text(&version.key),
        Cell::Int(stored(version.number)),
        Cell::Text(&version.author),
        Cell::Int(version.at),
        Cell::Text(&version.reason),
        Cell::Text(&version.body),
        Cell::Bytes(&version.salt),
        Cell::Bytes(&version.inner),
    ]
}

/// How many leaves there are, as the transaction sees it.
pub(crate) async fn size(transaction: &mut Transaction) -> Result<u64, RegisterError> {
    let rows = transaction.query("SELECT COALESCE(MAX(leaf) + 1, 0) FROM versions", &[]).await?;
    rows.first().map_or(Ok(0), |row| counted(row.int(0)?))
}

async fn edge(transaction: &mut Transaction) -> Result<Edge, RegisterError> {
    let size = size(transaction).await?;
    let wanted = Edge::tiles(size);
    let ids: Vec<TileId> =
        wanted.iter().filter(|(_, width)| *width > 0).map(|(id, _)| *id).collect();
    let mut found = BTreeMap::new();
    for part in ids.chunks(TILES_AT_ONCE) {
        let rows = transaction.query(TILES, &tile_params(part)).await?;
        for row in &rows {
            found.insert(tile_id(row)?, hashes(row, 2)?);
        }
    }
    let lists = wanted.iter().map(|(id, _)| found.remove(id).unwrap_or_default()).collect();
    Edge::new(size, lists).ok_or_else(|| {
        RegisterError::Damaged(format!("a last tile is too short for {size} leaves"))
    })
}

fn tile_id(row: &Row) -> Result<TileId, RegisterError> {
    let level = row.int(0)?.try_into();
    let level = level.map_err(|_| RegisterError::Damaged("a tile's level is wrong".to_owned()))?;
    Ok((level, counted(row.int(1)?)?))
}

const TILE: &str = "SELECT hashes FROM tiles WHERE level = $1 AND place = $2";

/// Several tiles at once: a proof then costs one question to the database, not one for each tile.
const TILES: &str = "SELECT level, place, hashes FROM tiles WHERE (level, place) IN
    (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16))";
const TILES_AT_ONCE: usize = 8;

/// The parameters of [`TILES`]; there is no tile at level −1, which fills the places left.
fn tile_params(wanted: &[TileId]) -> Vec<Param<'static>> {
    let mut params: Vec<Param<'static>> =
        wanted.iter().flat_map(|(level, place)| [(*level).into(), stored(*place).into()]).collect();
    params.resize_with(2 * TILES_AT_ONCE, || (-1_i64).into());
    params
}

fn hashes(row: &Row, column: usize) -> Result<Vec<Hash>, RegisterError> {
    tiles::from_bytes(row.bytes(column)?)
        .ok_or_else(|| RegisterError::Damaged("a tile is not a row of hashes".to_owned()))
}

/// The partial tiles that are no longer as they were when there were `before` leaves.
fn touched(before: u64, edge: &Edge) -> impl Iterator<Item = (TileId, &[Hash])> {
    let old = Edge::tiles(before);
    edge.partial().filter(move |(id, hashes)| !old.contains(&(*id, hashes.len())))
}

async fn write_tile(
    transaction: &mut Transaction,
    (level, place): TileId,
    hashes: &[Hash],
) -> Result<(), RegisterError> {
    let sql = "INSERT INTO tiles (level, place, hashes) VALUES ($1, $2, $3)
               ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes";
    let bytes = tiles::to_bytes(hashes);
    transaction.execute(sql, &[level.into(), stored(place).into(), bytes.into()]).await?;
    Ok(())
}

async fn write_checkpoint(
    transaction: &mut Transaction,
    key: &NodeKey,
    edge: &Edge,
) -> Result<(), RegisterError> {
    let root = edge.root();
    let checkpoint = Checkpoint { origin: key.name().to_owned(), size: edge.size(), root };
    let note = key.sign(&checkpoint.text());
    let sql = "INSERT INTO checkpoints (size, root, note) VALUES ($1, $2, $3)";
    let params = [stored(edge.size()).into(), (&root).into(), note.into()];
    transaction.execute(sql, &params).await?;
    Ok(())
}

impl Register {
    /// The proof that `leaf` is in the log as it was with `size` leaves, for
    /// [`merkle::verify_inclusion`].
    ///
    /// # Errors
    /// There is no such leaf in a log of that size, or the log was never that large.
    pub async fn inclusion_proof(&self, leaf: u64, size: u64) -> Result<Vec<Hash>, RegisterError> {
        if leaf >= size {
            return Err(RegisterError::NotFound(format!("leaf {leaf} of {size}")));
        }
        self.proof(&merkle::inclusion_ranges(leaf, size), size).await
    }

    /// The proof that the log with `old` leaves is the beginning of the log with `new`, for
    /// [`merkle::verify_consistency`].
    ///
    /// # Errors
    /// `old` is more than `new`, or the log was never that large.
    pub async fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, RegisterError> {
        if old > new {
            return Err(RegisterError::NotFound(format!("log of {old} leaves in {new}")));
        }
        self.proof(&merkle::consistency_ranges(old, new), new).await
    }

    async fn proof(
        &self,
        ranges: &[std::ops::Range<u64>],
        size: u64,
    ) -> Result<Vec<Hash>, RegisterError> {
        // The log only grows: what it was once seen to hold, it holds.
        if size > self.seen_size.load(Ordering::Relaxed) && size > self.size().await? {
            return Err(RegisterError::NotFound(format!("log of {size} leaves")));
        }
        let wanted: Vec<TileId> = TileSet::needed(ranges).into_iter().collect();
        let mut set = TileSet::default();
        for part in wanted.chunks(TILES_AT_ONCE) {
            for row in &self.database.read(TILES, &tile_params(part)).await? {
                set.insert(tile_id(row)?, hashes(row, 2)?);
            }
        }
        let missing = || RegisterError::Damaged(format!("a tile is missing below leaf {size}"));
        ranges.iter().map(|range| set.hash(range).ok_or_else(missing)).collect()
    }

    /// How many versions there are in the log.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn size(&self) -> Result<u64, RegisterError> {
        let sql = "SELECT COALESCE(MAX(leaf) + 1, 0) FROM versions";
        let rows = self.database.read(sql, &[]).await?;
        let size = rows.first().map_or(Ok(0), |row| counted(row.int(0)?))?;
        self.seen_size.fetch_max(size, Ordering::Relaxed);
        Ok(size)
    }

    /// The bytes of a tile: up to 256 hashes, fewer in the last tile of a level.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn tile(&self, level: u32, place: u64) -> Result<Option<Vec<u8>>, RegisterError> {
        let rows = self.database.read(TILE, &[level.into(), stored(place).into()]).await?;
        let hashes = rows.first().map(|row| hashes(row, 0)).transpose()?;
        Ok(hashes.as_deref().map(tiles::to_bytes))
    }
}
