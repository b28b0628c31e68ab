//! In the order of keys: version numbers, and the current state that the versions give.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Verification;
use crate::database::{Row, Transaction};
use crate::kinds::{Kinds, Projection};
use crate::projection::{self, State};
use crate::{Register, RegisterError, counted};

const CHUNK: i64 = 500;

/// What a rebuild found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// Records, all of which are now as the versions say.
    pub records: u64,
    /// Those that were not before, by key: the first thousand.
    pub differed: Vec<String>,
    /// How many were not before.
    pub differed_in_all: u64,
}

/// The state of a record as the versions give it.
struct Expected {
    number: u64,
    leaf: u64,
    projection: Projection,
}

/// The state of a record as stored: number, leaf and title; links; facets.
#[derive(Default, PartialEq)]
struct Found {
    record: Option<(i64, i64, String)>,
    links: BTreeSet<(String, String)>,
    facets: BTreeSet<(String, String)>,
}

impl Expected {
    fn found(&self) -> Found {
        let record = (
            crate::stored(self.number),
            crate::stored(self.leaf),
            projection::title(&self.projection.title),
        );
        Found {
            record: Some(record),
            links: self.projection.links.clone(),
            facets: self.projection.facets.clone(),
        }
    }
}

/// The records of one stretch of keys, as they should be and as they are.
struct Stretch {
    expected: BTreeMap<String, Expected>,
    found: BTreeMap<String, Found>,
    /// Code and place of what is wrong with the versions themselves.
    problems: Vec<(&'static str, String)>,
}

impl Stretch {
    /// The keys whose state is not what the versions give.
    fn differing(&self) -> Vec<&String> {
        let nothing = Found::default();
        let keys: BTreeSet<&String> = self.expected.keys().chain(self.found.keys()).collect();
        let same = |key: &&String| {
            let found = self.found.get(*key).unwrap_or(&nothing);
            self.expected.get(*key).map_or_else(|| *found == nothing, |it| it.found() == *found)
        };
        keys.into_iter().filter(|key| !same(key)).collect()
    }
}

/// Cuts all keys into stretches, each of whole records.
struct Stretches<'a> {
    kinds: &'a Kinds,
    /// Where the next stretch begins: after this key; `None` at the end.
    after: Option<String>,
}

impl<'a> Stretches<'a> {
    fn new(kinds: &'a Kinds) -> Self {
        Self { kinds, after: Some(String::new()) }
    }

    async fn next(
        &mut self,
        transaction: &mut Transaction,
    ) -> Result<Option<Stretch>, RegisterError> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let keys = transaction.query(NEXT_KEY, &[(&after).into(), CHUNK.into()]).await?;
        let end = match keys.last() {
            Some(row) if keys.len() == CHUNK as usize => Some(row.text(0)?.to_owned()),
            _ => None,
        };
        // After every key: keys are ASCII.
        let last = end.clone().unwrap_or_else(|| "\u{10ffff}".to_owned());
        self.after = end;
        let mut stretch = Stretch {
            expected: BTreeMap::new(),
            found: stored(transaction, &after, &last).await?,
            problems: Vec::new(),
        };
        let latest = number(transaction, &after, &last, &mut stretch.problems).await?;
        let bodies = bodies(transaction, &after, &last).await?;
        self.project(latest, &bodies, &mut stretch);
        Ok(Some(stretch))
    }

    fn project(
        &self,
        latest: BTreeMap<String, (u64, u64)>,
        bodies: &BTreeMap<u64, String>,
        stretch: &mut Stretch,
    ) {
        for (key, (number, leaf)) in latest {
            let body = bodies.get(&leaf).map_or("", String::as_str);
            let projection = key.parse().ok().map(|key| self.kinds.project(&key, body));
            match projection {
                Some(Ok(projection)) => {
                    stretch.expected.insert(key, Expected { number, leaf, projection });
                }
                _ => stretch.problems.push(("body-unreadable", format!("versions {leaf}"))),
            }
        }
    }
}

/// The next keys that any of the tables holds, those of erased versions excepted. Each part stops
/// early by itself, so that a stretch costs the same wherever it is.
const NEXT_KEY: &str = "
SELECT key FROM (
    SELECT key FROM (SELECT DISTINCT key FROM versions
        WHERE key > $1 AND (key < 'erased/' OR key >= 'erased0') ORDER BY key LIMIT $2) AS a
    UNION SELECT key FROM (SELECT key FROM records WHERE key > $1 ORDER BY key LIMIT $2) AS b
    UNION SELECT key FROM (SELECT DISTINCT key FROM links WHERE key > $1 ORDER BY key LIMIT $2) AS c
    UNION SELECT key FROM (SELECT DISTINCT key FROM facets WHERE key > $1 ORDER BY key LIMIT $2) AS d
) AS keys ORDER BY key LIMIT $2";

/// The bodies of the latest versions, by leaf.
async fn bodies(
    transaction: &mut Transaction,
    after: &str,
    last: &str,
) -> Result<BTreeMap<u64, String>, RegisterError> {
    let sql = "SELECT leaf, body FROM versions AS v WHERE key > $1 AND key <= $2
               AND NOT EXISTS (SELECT 1 FROM versions AS later
                   WHERE later.key = v.key AND later.number > v.number)";
    let rows = transaction.query(sql, &[after.into(), last.into()]).await?;
    rows.iter().map(|row| Ok((counted(row.int(0)?)?, row.text(1)?.to_owned()))).collect()
}

/// The latest version of each record: number and leaf. Numbers must go 1, 2, 3…
async fn number(
    transaction: &mut Transaction,
    after: &str,
    last: &str,
    problems: &mut Vec<(&'static str, String)>,
) -> Result<BTreeMap<String, (u64, u64)>, RegisterError> {
    let sql = "SELECT key, number, leaf FROM versions
               WHERE key > $1 AND key <= $2 AND erased IS NULL ORDER BY key, number";
    let rows = transaction.query(sql, &[after.into(), last.into()]).await?;
    let mut latest: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for row in &rows {
        let (number, leaf) = (counted(row.int(1)?)?, counted(row.int(2)?)?);
        let before = latest.get(row.text(0)?).copied().unwrap_or_default();
        if number != before.0 + 1 || (before.0 > 0 && leaf <= before.1) {
            problems.push(("number-out-of-order", format!("versions {leaf}")));
        }
        latest.insert(row.text(0)?.to_owned(), (number, leaf));
    }
    Ok(latest)
}

async fn stored(
    transaction: &mut Transaction,
    after: &str,
    last: &str,
) -> Result<BTreeMap<String, Found>, RegisterError> {
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    let params = [after.into(), last.into()];
    let sql = "SELECT key, number, leaf, title FROM records WHERE key > $1 AND key <= $2";
    for row in transaction.query(sql, &params).await? {
        let record = (row.int(1)?, row.int(2)?, row.text(3)?.to_owned());
        found.entry(row.text(0)?.to_owned()).or_default().record = Some(record);
    }
    let pair =
        |row: &Row| Ok::<_, RegisterError>((row.text(1)?.to_owned(), row.text(2)?.to_owned()));
    let sql = "SELECT key, relation, target FROM links WHERE key > $1 AND key <= $2";
    for row in transaction.query(sql, &params).await? {
        found.entry(row.text(0)?.to_owned()).or_default().links.insert(pair(&row)?);
    }
    let sql = "SELECT key, name, value FROM facets WHERE key > $1 AND key <= $2";
    for row in transaction.query(sql, &params).await? {
        found.entry(row.text(0)?.to_owned()).or_default().facets.insert(pair(&row)?);
    }
    Ok(found)
}

pub(super) async fn verify(
    transaction: &mut Transaction,
    kinds: &Kinds,
    found: &mut Verification,
) -> Result<(), RegisterError> {
    let mut stretches = Stretches::new(kinds);
    while let Some(stretch) = stretches.next(transaction).await? {
        found.records += stretch.expected.len() as u64;
        for (code, at) in &stretch.problems {
            found.problem(code, at.as_str());
        }
        for key in stretch.differing() {
            found.problem("state-differs", format!("records {key}"));
        }
    }
    Ok(())
}

impl Register {
    /// Computes records, links and facets again from the versions, and says which were not as the
    /// versions give them: none, unless something was tampered with or a kind has learnt to derive
    /// more. Writers wait meanwhile.
    ///
    /// # Errors
    /// A version that cannot be read as its kind; whatever the database says. Nothing is changed then.
    pub async fn rebuild(&self) -> Result<Rebuilt, RegisterError> {
        let _turn = self.alone().await?;
        let mut transaction = self.database.begin().await?;
        let mut rebuilt = Rebuilt::default();
        let mut stretches = Stretches::new(&self.kinds);
        while let Some(stretch) = stretches.next(&mut transaction).await? {
            if let Some((code, at)) = stretch.problems.first() {
                return Err(RegisterError::Damaged(format!("{code}, {at}")));
            }
            rebuilt.records += stretch.expected.len() as u64;
            replace(&mut transaction, &stretch, &mut rebuilt).await?;
        }
        transaction.commit().await?;
        Ok(rebuilt)
    }
}

async fn replace(
    transaction: &mut Transaction,
    stretch: &Stretch,
    rebuilt: &mut Rebuilt,
) -> Result<(), RegisterError> {
    let differing = stretch.differing();
    for key in &differing {
        projection::clear(transaction, key).await?;
        rebuilt.differed_in_all += 1;
        if rebuilt.differed.len() < 1000 {
            rebuilt.differed.push((*key).clone());
        }
    }
    let states: Vec<State<'_>> = differing
        .iter()
        .filter_map(|key| stretch.expected.get_key_value(*key))
        .map(|(key, expected)| State {
            key,
            number: expected.number,
            leaf: expected.leaf,
            projection: &expected.projection,
        })
        .collect();
    projection::insert(transaction, &states).await
}
