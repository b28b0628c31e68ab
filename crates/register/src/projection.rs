//! The current state: records, links and facets, computed from the versions.

use std::collections::HashMap;

use passerelle_vocabulary::Text;

use crate::database::{BulkTable, Cell, CellType, Transaction};
use crate::kinds::Projection;
use crate::writer::NewVersion;
use crate::{RegisterError, stored};

static RECORDS: BulkTable = BulkTable {
    name: "records",
    columns: &[
        ("key", CellType::Text),
        ("number", CellType::Int),
        ("leaf", CellType::Int),
        ("title", CellType::Text),
    ],
};
static LINKS: BulkTable = BulkTable {
    name: "links",
    columns: &[("key", CellType::Text), ("relation", CellType::Text), ("target", CellType::Text)],
};
static FACETS: BulkTable = BulkTable {
    name: "facets",
    columns: &[("name", CellType::Text), ("value", CellType::Text), ("key", CellType::Text)],
};

/// The state of one record: what `records`, `links` and `facets` hold about it.
pub(crate) struct State<'a> {
    pub(crate) key: &'a str,
    pub(crate) number: u64,
    pub(crate) leaf: u64,
    pub(crate) projection: &'a Projection,
}

/// The title as it is stored: JSON.
pub(crate) fn title(title: &Text) -> String {
    // A map of texts always serialises.
    serde_json::to_string(title).unwrap_or_default()
}

/// Brings the state up to date with the versions, of which the first has the leaf `first`.
pub(crate) async fn update(
    transaction: &mut Transaction,
    first: u64,
    versions: &[NewVersion],
    latest: &HashMap<String, usize>,
) -> Result<(), RegisterError> {
    // In the order of keys, which is the order of the tables: several times faster in large writes.
    let mut latest: Vec<usize> = latest.values().copied().collect();
    latest.sort_unstable_by(|a, b| versions[*a].key.cmp(&versions[*b].key));
    let mut states = Vec::with_capacity(latest.len());
    for index in latest {
        let version = &versions[index];
        let (number, leaf) = (version.number, first + index as u64);
        states.push(State { key: &version.key, number, leaf, projection: &version.projection });
        if !is_new(versions, index) {
            clear(transaction, &version.key).await?;
        }
    }
    insert(transaction, &states).await
}

/// Whether the record did not exist before these versions: its first is among them.
fn is_new(versions: &[NewVersion], index: usize) -> bool {
    let mut version = &versions[index];
    while let Some(previous) = version.previous {
        version = &versions[previous];
    }
    version.number == 1
}

/// Forgets the state of a record.
pub(crate) async fn clear(transaction: &mut Transaction, key: &str) -> Result<(), RegisterError> {
    transaction.execute("DELETE FROM records WHERE key = $1", &[key.into()]).await?;
    transaction.execute("DELETE FROM links WHERE key = $1", &[key.into()]).await?;
    transaction.execute("DELETE FROM facets WHERE key = $1", &[key.into()]).await?;
    Ok(())
}

/// Writes the states of records that have none, in the order of keys.
pub(crate) async fn insert(
    transaction: &mut Transaction,
    states: &[State<'_>],
) -> Result<(), RegisterError> {
    let titles: Vec<String> = states.iter().map(|state| title(&state.projection.title)).collect();
    let records = states.iter().zip(&titles).map(|(state, title)| {
        let (number, leaf) = (Cell::Int(stored(state.number)), Cell::Int(stored(state.leaf)));
        [Cell::Text(state.key), number, leaf, Cell::Text(title)]
    });
    transaction.bulk_insert(&RECORDS, records).await?;
    let links = states.iter().flat_map(|state| {
        state.projection.links.iter().map(|(relation, target)| {
            [Cell::Text(state.key), Cell::Text(relation), Cell::Text(target)]
        })
    });
    transaction.bulk_insert(&LINKS, links).await?;
    let facets = states.iter().flat_map(|state| {
        state
            .projection
            .facets
            .iter()
            .map(|(name, value)| [Cell::Text(name), Cell::Text(value), Cell::Text(state.key)])
    });
    transaction.bulk_insert(&FACETS, facets).await?;
    Ok(())
}
