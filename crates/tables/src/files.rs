//! Files that a node keeps: the files of a plan, a map to be read in pieces, a list that waits to be read, the
//! columns of a day of measurements.
//!
//! A file lies in a folder under a name, and its content is kept once, by its SHA-256, in parts of
//! [`PART`] bytes: a stretch of a large file is read without the rest of it, and a copy of the database holds the
//! files too. Content that no folder names any more is removed with the last name.
//!
//! | table | a row is |
//! |---|---|
//! | `file_names` | a name in a folder, and the content it stands for |
//! | `file_contents` | a content: its hash and its length |
//! | `file_parts` | a part of a content |

use std::io::{Read, Seek, SeekFrom, Write};

use passerelle_register::database::{Database, DatabaseError, Migration, Transaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes of a part.
pub const PART: usize = 256 * 1024;

const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001-files",
    sqlite: "
CREATE TABLE file_contents (hash TEXT PRIMARY KEY, size BIGINT NOT NULL) WITHOUT ROWID;
CREATE TABLE file_parts (
    hash TEXT NOT NULL,
    part BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (hash, part)
);
CREATE TABLE file_names (
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES file_contents(hash),
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (folder, name)
) WITHOUT ROWID;
CREATE INDEX file_names_hash ON file_names(hash);
",
    postgres: "
CREATE TABLE file_contents (hash TEXT PRIMARY KEY, size BIGINT NOT NULL);
CREATE TABLE file_parts (
    hash TEXT NOT NULL,
    part BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (hash, part)
);
ALTER TABLE file_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE file_names (
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES file_contents(hash),
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (folder, name)
);
CREATE INDEX file_names_hash ON file_names(hash);
",
}];

/// Why a file is not kept or not read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// What is to be kept cannot be read, or what is read cannot be written where it goes.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// What is to be kept became another while it was read.
    #[error("the file changed while it was read")]
    Changed,
    /// A part of the content is not there, or is not as long as it was.
    #[error("part {part} of {hash} is damaged")]
    Damaged {
        /// The content.
        hash: String,
        /// Which part, from 0.
        part: u64,
    },
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its name in its folder.
    pub name: String,
    /// SHA-256 of its content, in hexadecimal.
    pub hash: String,
    /// Its length in bytes.
    pub size: u64,
}

/// The files of a node.
#[derive(Clone)]
pub struct Files {
    database: Database,
}

impl Files {
    /// Opens them; creates or migrates their tables.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, FilesError> {
        database.migrate("files", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Keeps a file under a name in a folder, in place of what had that name. It is read twice: once for its
    /// hash, once to be kept, unless the same content is kept already. Nothing is kept unless the transaction
    /// is committed.
    ///
    /// # Errors
    /// It cannot be read, or changed meanwhile; the database refused.
    pub async fn keep(
        &self,
        transaction: &mut Transaction,
        (folder, name): (&str, &str),
        content: &mut (impl Read + Seek + Send),
        at_ms: i64,
    ) -> Result<KeptFile, FilesError> {
        let (hash, size) = hash_of(content)?;
        let known = "SELECT 1 FROM file_contents WHERE hash = $1";
        if transaction.query(known, &[(&hash).into()]).await?.is_empty() {
            let new = "INSERT INTO file_contents (hash, size) VALUES ($1, $2)";
            transaction.execute(new, &[(&hash).into(), (size as i64).into()]).await?;
            write_parts(transaction, &hash, content).await?;
        }
        let name_it = "INSERT INTO file_names (folder, name, hash, kept_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (folder, name) DO UPDATE
            SET hash = excluded.hash, kept_at = excluded.kept_at";
        let before = "SELECT hash FROM file_names WHERE folder = $1 AND name = $2 AND hash <> $3";
        let named = [folder.into(), name.into(), (&hash).into()];
        let before = transaction.query(before, &named).await?;
        let before: Option<String> =
            before.first().map(|row| row.text(0).map(str::to_owned)).transpose()?;
        let params = [folder.into(), name.into(), (&hash).into(), at_ms.into()];
        transaction.execute(name_it, &params).await?;
        if let Some(before) = before {
            remove_unnamed(transaction, &before).await?;
        }
        Ok(KeptFile { name: name.to_owned(), hash, size })
    }

    /// Gives a content that has a name in a folder another name, there or in another folder; says whether there was
    /// such a name.
    ///
    /// # Errors
    /// The database refused.
    pub async fn name_again(
        &self,
        transaction: &mut Transaction,
        (from, name): (&str, &str),
        (folder, new_name): (&str, &str),
        at_ms: i64,
    ) -> Result<bool, FilesError> {
        let sql = "INSERT INTO file_names (folder, name, hash, kept_at)
                   SELECT $3, $4, hash, $5 FROM file_names WHERE folder = $1 AND name = $2";
        let params = [from.into(), name.into(), folder.into(), new_name.into(), at_ms.into()];
        Ok(transaction.execute(sql, &params).await? > 0)
    }

    /// Bytes of the contents that have a name in a folder whose name begins so, each counted once.
    ///
    /// # Errors
    /// The database refused.
    pub async fn size_under(&self, folder: &str) -> Result<u64, FilesError> {
        let sql = "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM file_contents
                   WHERE hash IN (SELECT hash FROM file_names WHERE folder LIKE $1)";
        let rows = self.database.read(sql, &[format!("{folder}%").into()]).await?;
        let size = rows.first().map(|row| row.int(0)).transpose()?.unwrap_or_default();
        Ok(u64::try_from(size).unwrap_or_default())
    }

    /// The files of a folder, by name.
    ///
    /// # Errors
    /// The database refused.
    pub async fn folder(&self, folder: &str) -> Result<Vec<KeptFile>, FilesError> {
        let sql = "SELECT file_names.name, file_names.hash, file_contents.size FROM file_names
                   JOIN file_contents ON file_contents.hash = file_names.hash
                   WHERE file_names.folder = $1 ORDER BY file_names.name";
        let rows = self.database.read(sql, &[folder.into()]).await?;
        rows.iter()
            .map(|row| {
                let size = u64::try_from(row.int(2)?).unwrap_or_default();
                Ok(KeptFile { name: row.text(0)?.to_owned(), hash: row.text(1)?.to_owned(), size })
            })
            .collect()
    }

    /// A file of a folder, by its name.
    ///
    /// # Errors
    /// The database refused.
    pub async fn find(&self, folder: &str, name: &str) -> Result<Option<KeptFile>, FilesError> {
        Ok(self.folder(folder).await?.into_iter().find(|file| file.name == name))
    }

    /// A stretch of a content: from a byte on, so many bytes or as many as there are.
    ///
    /// # Errors
    /// The database refused; a part is damaged.
    pub async fn read_range(
        &self,
        hash: &str,
        from: u64,
        length: usize,
    ) -> Result<Vec<u8>, FilesError> {
        if length == 0 {
            return Ok(Vec::new());
        }
        let part = PART as u64;
        let (first, last) = (from / part, from.saturating_add(length as u64 - 1) / part);
        let sql = "SELECT part, bytes FROM file_parts
                   WHERE hash = $1 AND part BETWEEN $2 AND $3 ORDER BY part";
        let bound = |part: u64| i64::try_from(part).unwrap_or(i64::MAX);
        let params = [hash.into(), bound(first).into(), bound(last).into()];
        let mut found = Vec::new();
        for (row, expected) in self.database.read(sql, &params).await?.iter().zip(first..) {
            if row.int(0)? != bound(expected) {
                return Err(FilesError::Damaged { hash: hash.to_owned(), part: expected });
            }
            found.extend_from_slice(row.bytes(1)?);
        }
        let skipped = usize::try_from(from % part).unwrap_or_default().min(found.len());
        found.drain(..skipped);
        found.truncate(length);
        Ok(found)
    }

    /// Writes a whole content, part by part.
    ///
    /// # Errors
    /// The database refused; a part is missing; it cannot be written where it goes.
    pub async fn write_to(
        &self,
        file: &KeptFile,
        out: &mut (impl Write + Send),
    ) -> Result<(), FilesError> {
        let mut written = 0;
        while written < file.size {
            let part = self.read_range(&file.hash, written, PART).await?;
            let expected = (file.size - written).min(PART as u64);
            if part.len() as u64 != expected {
                let (hash, part) = (file.hash.clone(), written / PART as u64);
                return Err(FilesError::Damaged { hash, part });
            }
            out.write_all(&part)?;
            written += expected;
        }
        Ok(())
    }

    /// Takes a name in a folder away. What another name stands for stays.
    ///
    /// # Errors
    /// The database refused.
    pub async fn remove_name(
        &self,
        transaction: &mut Transaction,
        (folder, name): (&str, &str),
    ) -> Result<(), FilesError> {
        let sql = "SELECT hash FROM file_names WHERE folder = $1 AND name = $2";
        let named = [folder.into(), name.into()];
        let rows = transaction.query(sql, &named).await?;
        let hash = rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()?;
        let sql = "DELETE FROM file_names WHERE folder = $1 AND name = $2";
        transaction.execute(sql, &named).await?;
        match hash {
            Some(hash) => remove_unnamed(transaction, &hash).await,
            None => Ok(()),
        }
    }

    /// Removes a folder; says how many names it had. What another folder names stays.
    ///
    /// # Errors
    /// The database refused.
    pub async fn remove_folder(
        &self,
        transaction: &mut Transaction,
        folder: &str,
    ) -> Result<u64, FilesError> {
        let sql = "SELECT DISTINCT hash FROM file_names WHERE folder = $1";
        let rows = transaction.query(sql, &[folder.into()]).await?;
        let hashes: Vec<String> =
            rows.iter().map(|row| row.text(0).map(str::to_owned)).collect::<Result<_, _>>()?;
        let removed = transaction
            .execute("DELETE FROM file_names WHERE folder = $1", &[folder.into()])
            .await?;
        for hash in &hashes {
            remove_unnamed(transaction, hash).await?;
        }
        Ok(removed)
    }
}

/// SHA-256 in hexadecimal, and the length.
fn hash_of(content: &mut (impl Read + Seek)) -> Result<(String, u64), FilesError> {
    content.seek(SeekFrom::Start(0))?;
    let mut hasher = Sha256::new();
    let mut part = vec![0; PART];
    let mut size = 0;
    loop {
        let read = content.read(&mut part)?;
        if read == 0 {
            return Ok((hex::encode(hasher.finalize()), size));
        }
        hasher.update(&part[..read]);
        size += read as u64;
    }
}

async fn write_parts(
    transaction: &mut Transaction,
    hash: &str,
    content: &mut (impl Read + Seek + Send),
) -> Result<(), FilesError> {
    content.seek(SeekFrom::Start(0))?;
    let mut hasher = Sha256::new();
    let sql = "INSERT INTO file_parts (hash, part, bytes) VALUES ($1, $2, $3)";
    for number in 0_i64.. {
        let mut part = Vec::with_capacity(PART);
        content.take(PART as u64).read_to_end(&mut part)?;
        if part.is_empty() {
            break;
        }
        hasher.update(&part);
        transaction.execute(sql, &[hash.into(), number.into(), part.into()]).await?;
    }
    match hex::encode(hasher.finalize()) == hash {
        true => Ok(()),
        false => Err(FilesError::Changed),
    }
}

/// Removes a content if no folder names it any more.
async fn remove_unnamed(transaction: &mut Transaction, hash: &str) -> Result<(), FilesError> {
    let named = transaction
        .query("SELECT 1 FROM file_names WHERE hash = $1 LIMIT 1", &[hash.into()])
        .await?;
    if named.is_empty() {
        transaction.execute("DELETE FROM file_parts WHERE hash = $1", &[hash.into()]).await?;
        transaction.execute("DELETE FROM file_contents WHERE hash = $1", &[hash.into()]).await?;
    }
    Ok(())
}
