//! Activities of other registers that were imported: by their publishers' identifiers, from which file, and how they were.
//!
//! What an activity holds is a record in the register. Here is what finds it again: a digest of what was made of it, so
//! that an activity that has not changed is passed over without reading its record; and the file that it came in, so that
//! one that its publisher reports no more is noticed.

use std::collections::HashMap;

use passerelle_register::database::{Database, DatabaseError, Migration, Transaction};

macro_rules! table {
    ($text:literal) => {
        concat!(
            "CREATE TABLE activities (
                identifier ",
            $text,
            " NOT NULL PRIMARY KEY,
                publisher TEXT NOT NULL,
                file ",
            $text,
            " NOT NULL,
                digest TEXT NOT NULL,
                withdrawn BIGINT NOT NULL
            );
            CREATE INDEX activities_file ON activities(file);"
        )
    };
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001-activities",
    sqlite: table!("TEXT"),
    postgres: table!("TEXT COLLATE \"C\""),
}];

/// An activity as it was imported last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedActivity {
    /// Its publisher's identifier.
    pub identifier: String,
    /// Who reports it: reference, or name.
    pub publisher: String,
    /// Name of the file that it came in.
    pub file: String,
    /// Digest of what was made of it.
    pub digest: String,
    /// Whether its publisher reports it no more.
    pub withdrawn: bool,
}

/// What was imported.
#[derive(Clone)]
pub struct Activities {
    database: Database,
}

impl Activities {
    /// Opens them, and brings their table up to date.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("activities", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// What was imported from files of a name, by identifier.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn of_file(
        &self,
        file: &str,
    ) -> Result<HashMap<String, ImportedActivity>, DatabaseError> {
        let sql = "SELECT identifier, publisher, digest, withdrawn FROM activities WHERE file = $1";
        let rows = self.database.read(sql, &[file.into()]).await?;
        let read = |row: &passerelle_register::database::Row| {
            let identifier = row.text(0)?.to_owned();
            let found = ImportedActivity {
                identifier: identifier.clone(),
                publisher: row.text(1)?.to_owned(),
                file: file.to_owned(),
                digest: row.text(2)?.to_owned(),
                withdrawn: row.int(3)? != 0,
            };
            Ok((identifier, found))
        };
        rows.iter().map(read).collect()
    }

    /// Keeps how activities were imported, over what was kept of them.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn keep(
        transaction: &mut Transaction,
        activities: &[ImportedActivity],
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO activities (identifier, publisher, file, digest, withdrawn)
                   VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (identifier) DO UPDATE SET publisher = excluded.publisher,
                     file = excluded.file, digest = excluded.digest, withdrawn = excluded.withdrawn";
        for one in activities {
            let params = [
                one.identifier.as_str().into(),
                one.publisher.as_str().into(),
                one.file.as_str().into(),
                one.digest.as_str().into(),
                i64::from(one.withdrawn).into(),
            ];
            transaction.execute(sql, &params).await?;
        }
        Ok(())
    }
}
