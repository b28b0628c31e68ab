//! Reading. Nothing here waits for a writer.

use passerelle_vocabulary::{Key, Link, Record, Text};
use serde::de::DeserializeOwned;

use crate::database::{Param, Row, Transaction};
use crate::note::Checkpoint;
use crate::version::Version;
use crate::{Register, RegisterError, counted, keys, stored};

/// The current version of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The record.
    pub key: Key,
    /// The number of its current version, from 1.
    pub number: u64,
    /// Where that version is in the log.
    pub leaf: u64,
    /// Its title.
    pub title: Text,
    /// Opaque id of who wrote this version.
    pub author: String,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Why, in the author's words.
    pub reason: String,
    /// The record, in canonical JSON.
    pub body: String,
}

impl Stored {
    /// The record, as its type.
    ///
    /// # Errors
    /// It is of another kind, or was written by a program whose type is not compatible.
    pub fn record<R: Record>(&self) -> Result<R, RegisterError> {
        if self.key.kind() != R::KIND {
            return Err(RegisterError::WrongKind { key: self.key.clone(), kind: R::KIND });
        }
        self.body_as()
    }

    /// The body, as any type that reads it.
    ///
    /// # Errors
    /// The body does not have that form.
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T, RegisterError> {
        serde_json::from_str(&self.body).map_err(|error| RegisterError::Body {
            key: self.key.clone(),
            message: error.to_string(),
        })
    }
}

/// The current version of a record, with what is said of its first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// The record.
    pub stored: Stored,
    /// When its first version was written, in milliseconds since 1970, UTC.
    pub first_at: i64,
    /// The hash of that version, in hexadecimal: it is no other record's, on this node or elsewhere, and stays.
    pub mark: String,
}

/// How many records of a kind have a value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The facet: `country`.
    pub name: String,
    /// The value: `KEN`.
    pub value: String,
    /// How many records.
    pub records: u64,
}

/// A checkpoint, and the note that the node signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What it says.
    pub checkpoint: Checkpoint,
    /// The signed note.
    pub note: String,
}

/// A facet: its name and a value.
pub type Facet<'f> = (&'f str, &'f str);

/// A list never holds more.
const LONGEST_LIST: u32 = 1000;
/// How many kinds a list of the latest may be of.
const KINDS_AT_ONCE: usize = 12;
/// How many facets a list may be filtered by.
pub(crate) const FILTERS: usize = 6;

macro_rules! stored_columns {
    ($from:literal) => {
        concat!(
            "SELECT r.key, r.number, r.leaf, r.title, v.author, v.at, v.reason, v.body FROM ",
            $from
        )
    };
}

/// How many values are asked for at once.
pub(crate) const AT_ONCE: usize = 32;

/// A query that ends in a list of [`AT_ONCE`] parameters.
macro_rules! any_of {
    ($query:literal) => {
        concat!(
            $query,
            "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
             $24, $25, $26, $27, $28, $29, $30, $31, $32)"
        )
    };
}
pub(crate) use any_of;

/// The parameters of such a query, and those that follow: the last value fills the list up. None without a value.
pub(crate) fn padded<'v>(values: &'v [String], after: &[&'v str]) -> Vec<Param<'v>> {
    let last = values.last().into_iter().cycle();
    let filled = values.iter().chain(last).take(AT_ONCE).map(|value| value.as_str().into());
    filled.chain(after.iter().map(|value| (*value).into())).collect()
}

/// The columns that [`version`] reads.
macro_rules! version_columns {
    ($from:literal) => {
        concat!(
            "SELECT leaf, key, number, author, at, reason, body, salt, inner_hash, erased
             FROM versions ",
            $from
        )
    };
}
pub(crate) use version_columns;

/// The first key after all those of a kind: “0” is the byte after “/”.
fn bounds(kind: &str) -> (String, String) {
    (format!("{kind}/"), format!("{kind}0"))
}

impl Register {
    /// The current version of a record; `None` if there is none.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn get(&self, key: &Key) -> Result<Option<Stored>, RegisterError> {
        let sql = stored_columns!("records r JOIN versions v ON v.leaf = r.leaf WHERE r.key = $1");
        let rows = self.database.read(sql, &[key.to_string().into()]).await?;
        rows.first().map(stored_record).transpose()
    }

    /// All versions of a record, the first one first.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn history(&self, key: &Key) -> Result<Vec<Version>, RegisterError> {
        let sql = version_columns!("WHERE key = $1 ORDER BY number");
        let rows = self.database.read(sql, &[key.to_string().into()]).await?;
        rows.iter().map(version).collect()
    }

    /// Records of one kind, sorted by key: those after `after`, at most `limit` (and 1000), that have
    /// every facet of `filters` (name and value; at most six).
    ///
    /// # Errors
    /// Too many filters; whatever the database says.
    pub async fn list(
        &self,
        kind: &str,
        filters: &[(&str, &str)],
        after: Option<&Key>,
        limit: u32,
    ) -> Result<Vec<Stored>, RegisterError> {
        self.list_without(kind, (filters, None), after, limit).await
    }

    /// Records of one kind that have one of these values of a facet: the value, and the record.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn having(
        &self,
        kind: &str,
        facet: &str,
        values: &[String],
    ) -> Result<Vec<(String, Key)>, RegisterError> {
        let sql = concat!(
            any_of!("SELECT value, key FROM facets WHERE value IN "),
            " AND name = $33 AND key > $34 AND key < $35 ORDER BY value, key"
        );
        let (first, end) = bounds(kind);
        let mut found = Vec::new();
        for some in values.chunks(AT_ONCE) {
            let params = padded(some, &[facet, &first, &end]);
            for row in &self.database.read(sql, &params).await? {
                found.push((row.text(0)?.to_owned(), read_key(row, 1)?));
            }
        }
        Ok(found)
    }

    /// As [`Self::list`], without those that have the facet `without`.
    ///
    /// # Errors
    /// As [`Self::list`].
    pub async fn list_without(
        &self,
        kind: &str,
        (filters, without): (&[Facet<'_>], Option<Facet<'_>>),
        after: Option<&Key>,
        limit: u32,
    ) -> Result<Vec<Stored>, RegisterError> {
        // With a facet, its own index is walked: it is sorted by key within a value.
        let sql = if filters.is_empty() {
            stored_columns!(
                "records r JOIN versions v ON v.leaf = r.leaf
                 WHERE r.key > $1 AND r.key < $2
                 AND ($4 IS NULL OR NOT EXISTS (SELECT 1 FROM facets o
                    WHERE o.name = $4 AND o.value = $5 AND o.key = r.key))
                 ORDER BY r.key LIMIT $3"
            )
        } else {
            stored_columns!(
                "facets f JOIN records r ON r.key = f.key JOIN versions v ON v.leaf = r.leaf
                 WHERE f.name = $4 AND f.value = $5 AND f.key > $1 AND f.key < $2
                 AND ($6 IS NULL OR EXISTS (SELECT 1 FROM facets o
                    WHERE o.name = $6 AND o.value = $7 AND o.key = f.key))
                 AND ($8 IS NULL OR EXISTS (SELECT 1 FROM facets o
                    WHERE o.name = $8 AND o.value = $9 AND o.key = f.key))
                 AND ($10 IS NULL OR EXISTS (SELECT 1 FROM facets o
                    WHERE o.name = $10 AND o.value = $11 AND o.key = f.key))
                 AND ($12 IS NULL OR EXISTS (SELECT 1 FROM facets o
                    WHERE o.name = $12 AND o.value = $13 AND o.key = f.key))
                 AND ($14 IS NULL OR EXISTS (SELECT 1 FROM facets o
                    WHERE o.name = $14 AND o.value = $15 AND o.key = f.key))
                 AND ($16 IS NULL OR NOT EXISTS (SELECT 1 FROM facets o
                    WHERE o.name = $16 AND o.value = $17 AND o.key = f.key))
                 ORDER BY f.key LIMIT $3"
            )
        };
        let (first, end) = bounds(kind);
        let after = after.map_or(first, Key::to_string);
        let mut params: Vec<Param<'_>> =
            vec![after.into(), end.into(), limit.min(LONGEST_LIST).into()];
        params.extend(filter_params(filters)?);
        params.extend([without.map(|pair| pair.0).into(), without.map(|pair| pair.1).into()]);
        let rows = self.database.read(sql, &params).await?;
        rows.iter().map(stored_record).collect()
    }

    /// Every record of a kind, sorted by key, as a transaction sees them; each with the time of its first
    /// version, in milliseconds since 1970, UTC.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn all_in(
        transaction: &mut Transaction,
        kind: &str,
    ) -> Result<Vec<(Stored, i64)>, RegisterError> {
        let sql = "SELECT r.key, r.number, r.leaf, r.title, v.author, v.at, v.reason, v.body, f.at
                   FROM records r JOIN versions v ON v.leaf = r.leaf
                   JOIN versions f ON f.key = r.key AND f.number = 1
                   WHERE r.key > $1 AND r.key < $2 ORDER BY r.key";
        let (first, end) = bounds(kind);
        let rows = transaction.query(sql, &[first.into(), end.into()]).await?;
        rows.iter().map(|row| Ok((stored_record(row)?, row.int(8)?))).collect()
    }

    /// How many records of a kind there are.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn count(&self, kind: &str) -> Result<u64, RegisterError> {
        let (first, end) = bounds(kind);
        let sql = "SELECT COUNT(*) FROM records WHERE key > $1 AND key < $2";
        let rows = self.database.read(sql, &[first.into(), end.into()]).await?;
        rows.first().map_or(Ok(0), |row| counted(row.int(0)?))
    }

    /// How many records of a kind have every facet of `filters` (name and value; at most six).
    ///
    /// # Errors
    /// Too many filters; whatever the database says.
    pub async fn count_with(
        &self,
        kind: &str,
        filters: &[(&str, &str)],
    ) -> Result<u64, RegisterError> {
        if filters.is_empty() {
            return self.count(kind).await;
        }
        let (first, end) = bounds(kind);
        let sql = "SELECT COUNT(*) FROM facets f
                   WHERE f.name = $3 AND f.value = $4 AND f.key > $1 AND f.key < $2
                   AND ($5 IS NULL OR EXISTS (SELECT 1 FROM facets o
                      WHERE o.name = $5 AND o.value = $6 AND o.key = f.key))
                   AND ($7 IS NULL OR EXISTS (SELECT 1 FROM facets o
                      WHERE o.name = $7 AND o.value = $8 AND o.key = f.key))
                   AND ($9 IS NULL OR EXISTS (SELECT 1 FROM facets o
                      WHERE o.name = $9 AND o.value = $10 AND o.key = f.key))
                   AND ($11 IS NULL OR EXISTS (SELECT 1 FROM facets o
                      WHERE o.name = $11 AND o.value = $12 AND o.key = f.key))
                   AND ($13 IS NULL OR EXISTS (SELECT 1 FROM facets o
                      WHERE o.name = $13 AND o.value = $14 AND o.key = f.key))";
        let mut params: Vec<Param<'_>> = vec![first.into(), end.into()];
        params.extend(filter_params(filters)?);
        let rows = self.database.read(sql, &params).await?;
        rows.first().map_or(Ok(0), |row| counted(row.int(0)?))
    }

    /// The records of some kinds as they stand, the last written first: those before the leaf `before` (`None`: from the
    /// last), at most `limit` (and 1000).
    ///
    /// # Errors
    /// More than twelve kinds; whatever the database says.
    pub async fn latest(
        &self,
        kinds: &[&str],
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Latest>, RegisterError> {
        if kinds.len() > KINDS_AT_ONCE {
            return Err(RegisterError::Text { field: "kinds" });
        }
        let sql = "SELECT r.key, r.number, r.leaf, r.title, v.author, v.at, v.reason, v.body, f.at,
                     f.inner_hash
                   FROM records r JOIN versions v ON v.leaf = r.leaf
                   JOIN versions f ON f.key = r.key AND f.number = 1
                   WHERE r.leaf < $1 AND ((r.key > $3 AND r.key < $4) OR (r.key > $5 AND r.key < $6)
                     OR (r.key > $7 AND r.key < $8) OR (r.key > $9 AND r.key < $10)
                     OR (r.key > $11 AND r.key < $12) OR (r.key > $13 AND r.key < $14)
                     OR (r.key > $15 AND r.key < $16) OR (r.key > $17 AND r.key < $18)
                     OR (r.key > $19 AND r.key < $20) OR (r.key > $21 AND r.key < $22)
                     OR (r.key > $23 AND r.key < $24) OR (r.key > $25 AND r.key < $26))
                   ORDER BY r.leaf DESC LIMIT $2";
        let before = before.map_or(i64::MAX, stored);
        let mut params: Vec<Param<'_>> = vec![before.into(), limit.min(LONGEST_LIST).into()];
        for at in 0..KINDS_AT_ONCE {
            // No key lies between these where there is no kind.
            let (first, end) = kinds.get(at).map_or_else(Default::default, |kind| bounds(kind));
            params.extend([first.into(), end.into()]);
        }
        let rows = self.database.read(sql, &params).await?;
        let latest = |row: &Row| {
            let (stored, first_at) = (stored_record(row)?, row.int(8)?);
            Ok(Latest { stored, first_at, mark: hex::encode(row.bytes(9)?) })
        };
        rows.iter().map(latest).collect()
    }

    /// What the records of a kind can be filtered by, with counts, sorted by name and value.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn facet_counts(&self, kind: &str) -> Result<Vec<FacetCount>, RegisterError> {
        let (first, end) = bounds(kind);
        let sql = "SELECT name, value, COUNT(*) FROM facets WHERE key > $1 AND key < $2
                   GROUP BY name, value ORDER BY name, value";
        let rows = self.database.read(sql, &[first.into(), end.into()]).await?;
        let count = |row: &Row| {
            let (name, value) = (row.text(0)?.to_owned(), row.text(1)?.to_owned());
            Ok(FacetCount { name, value, records: counted(row.int(2)?)? })
        };
        rows.iter().map(count).collect()
    }

    /// The records that name `key`: each with the relation by which it does.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn links_to(&self, key: &Key) -> Result<Vec<Link>, RegisterError> {
        let sql = "SELECT relation, key FROM links WHERE target = $1 ORDER BY relation, key";
        let rows = self.database.read(sql, &[key.to_string().into()]).await?;
        let link =
            |row: &Row| Ok(Link { relation: row.text(0)?.to_owned(), to: read_key(row, 1)? });
        rows.iter().map(link).collect()
    }

    /// The versions after the leaf `after` (`None`: from the first), in the order of the log, at most
    /// `limit` (and 1000).
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn changes(
        &self,
        after: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Version>, RegisterError> {
        let after = after.map_or(-1, stored);
        let sql = version_columns!("WHERE leaf > $1 ORDER BY leaf LIMIT $2");
        let rows = self.database.read(sql, &[after.into(), limit.min(LONGEST_LIST).into()]).await?;
        rows.iter().map(version).collect()
    }

    /// The newest signed checkpoint; `None` while the log is empty.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn checkpoint(&self) -> Result<Option<SignedCheckpoint>, RegisterError> {
        let sql = "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1";
        let rows = self.database.read(sql, &[]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let note = row.text(0)?.to_owned();
        let checkpoint = keys::opened(&self.verifiers, &note).ok_or_else(|| {
            RegisterError::Damaged("the newest checkpoint is not signed by this node".to_owned())
        })?;
        Ok(Some(SignedCheckpoint { checkpoint, note }))
    }
}

fn filter_params<'a>(filters: &[(&'a str, &'a str)]) -> Result<Vec<Param<'a>>, RegisterError> {
    if filters.len() > FILTERS {
        return Err(RegisterError::Text { field: "filters" });
    }
    if filters.is_empty() {
        return Ok(Vec::new());
    }
    let padding = std::iter::repeat_n(None, FILTERS - filters.len());
    let pair = |filter: Option<&(&'a str, &'a str)>| {
        [filter.map(|pair| pair.0).into(), filter.map(|pair| pair.1).into()]
    };
    Ok(filters.iter().map(Some).chain(padding).flat_map(pair).collect())
}

pub(crate) fn read_key(row: &Row, column: usize) -> Result<Key, RegisterError> {
    row.text(column)?.parse().map_err(|error: passerelle_vocabulary::record::NotAKey| {
        RegisterError::Damaged(error.to_string())
    })
}

fn stored_record(row: &Row) -> Result<Stored, RegisterError> {
    Ok(Stored {
        key: read_key(row, 0)?,
        number: counted(row.int(1)?)?,
        leaf: counted(row.int(2)?)?,
        title: serde_json::from_str(row.text(3)?)
            .map_err(|error| RegisterError::Damaged(format!("a title: {error}")))?,
        author: row.text(4)?.to_owned(),
        at: row.int(5)?,
        reason: row.text(6)?.to_owned(),
        body: row.text(7)?.to_owned(),
    })
}

/// A row of [`version_columns`].
pub(crate) fn version(row: &Row) -> Result<Version, RegisterError> {
    let inner = row.bytes(8)?.try_into();
    Ok(Version {
        leaf: counted(row.int(0)?)?,
        key: read_key(row, 1)?,
        number: counted(row.int(2)?)?,
        author: row.text(3)?.to_owned(),
        at: row.int(4)?,
        reason: row.text(5)?.to_owned(),
        body: row.text(6)?.to_owned(),
        salt: row.bytes(7)?.to_vec(),
        inner: inner.map_err(|_| RegisterError::Damaged("a hash is not 32 bytes".to_owned()))?,
        erased: row.opt_int(9)?.map(counted).transpose()?,
    })
}
