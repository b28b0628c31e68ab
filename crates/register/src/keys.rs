//! The keys that this log was signed with.
//!
//! The public half of each is in the database, so that whoever has a copy of it can check every
//! signature, and so that a node whose key file was lost or mistaken says so at once instead of signing
//! on with another: an outsider who knows the first key would find a log that is not this node's.

use crate::database::{Database, Transaction};
use crate::note::{Checkpoint, Verifier};
use crate::{RegisterError, log, stored};

const KNOWN: &str = "SELECT verifier FROM keys ORDER BY since, verifier";

/// The keys that have signed here, the newest last.
pub(crate) async fn known(database: &Database) -> Result<Vec<Verifier>, RegisterError> {
    let rows = database.read(KNOWN, &[]).await?;
    rows.iter().map(|row| parsed(row.text(0)?)).collect()
}

fn parsed(written: &str) -> Result<Verifier, RegisterError> {
    Verifier::parse(written)
        .map_err(|_| RegisterError::Damaged("a public key cannot be read".to_owned()))
}

/// Lets `key` sign if it is the newest known one, or the first one there ever was. The keys then known.
pub(crate) async fn admit(
    database: &Database,
    key: &Verifier,
) -> Result<Vec<Verifier>, RegisterError> {
    let verifiers = known(database).await?;
    if verifiers.last() == Some(key) {
        return Ok(verifiers);
    }
    let mut transaction = database.begin().await?;
    let rows = transaction.query(KNOWN, &[]).await?;
    let mut verifiers: Vec<Verifier> =
        rows.iter().map(|row| parsed(row.text(0)?)).collect::<Result<_, _>>()?;
    // Another process may just have been first.
    if verifiers.last() == Some(key) {
        return Ok(verifiers);
    }
    if !verifiers.is_empty() || !signed_by(&mut transaction, key).await? {
        let expected = verifiers.last().map(|verifier| verifier.name().to_owned());
        return Err(RegisterError::OtherKey { expected });
    }
    record(&mut transaction, key, 0).await?;
    transaction.commit().await?;
    verifiers.push(key.clone());
    Ok(verifiers)
}

/// Whether the newest checkpoint, if there is one, is signed by `key`: for a log from before public keys
/// were kept.
async fn signed_by(transaction: &mut Transaction, key: &Verifier) -> Result<bool, RegisterError> {
    let sql = "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1";
    let rows = transaction.query(sql, &[]).await?;
    let Some(row) = rows.first() else { return Ok(true) };
    Ok(key.open(row.text(0)?).is_some())
}

/// Lets `key` sign from now on. The keys before it stay known, for what they signed.
///
/// # Errors
/// Whatever the database says.
pub async fn renew(database: &Database, key: &Verifier) -> Result<(), RegisterError> {
    let mut transaction = database.begin().await?;
    // One more than the size: the newest key is the last one even if nothing was written between two.
    let rows = transaction.query("SELECT COALESCE(MAX(since), 0) FROM keys", &[]).await?;
    let last = rows.first().map_or(Ok(0), |row| row.int(0))?;
    let size = stored(log::size(&mut transaction).await?);
    record(&mut transaction, key, size.max(last + 1)).await?;
    Ok(transaction.commit().await?)
}

async fn record(
    transaction: &mut Transaction,
    key: &Verifier,
    since: i64,
) -> Result<(), RegisterError> {
    let sql = "INSERT INTO keys (verifier, since) VALUES ($1, $2)";
    transaction.execute(sql, &[key.to_string().into(), since.into()]).await?;
    Ok(())
}

/// What a note says, if one of these keys signed it in its own name.
pub(crate) fn opened(verifiers: &[Verifier], note: &str) -> Option<Checkpoint> {
    verifiers.iter().rev().find_map(|verifier| {
        let checkpoint = Checkpoint::parse(verifier.open(note)?)?;
        (checkpoint.origin == verifier.name()).then_some(checkpoint)
    })
}
