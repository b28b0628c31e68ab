//! Consultations: who takes part, what they say, how they vote.
//!
//! The consultation itself is a record; what is here is too much for a log, or not for everybody's eyes: statements that nobody
//! has looked at, and who voted what. A person is a number within a consultation. They are found again by the hash of a
//! token, of an account or of an invitation; nothing else of them is kept.
//!
//! Votes are only added; of several votes of a person on a statement the newest counts. Nothing is written to a consultation
//! whose votes are frozen ([`Consultations::freeze`]).

mod answers;
mod leaving;
mod statements;
mod translations;
mod votes;

use passerelle_register::database::{Database, DatabaseError, Migration, Param, Row, Transaction};

pub use answers::Chosen;
pub use statements::{KeptStatement, NewStatement, StatementState, StoredStatement};
pub use translations::{NewTranslation, StoredTranslation};
pub use votes::{Cast, StoredVote};

macro_rules! tables {
    ($clustered:literal) => {
        concat!(
            "
CREATE TABLE consultation_frames (
    consultation TEXT PRIMARY KEY,
    seed BIGINT NOT NULL,
    salt TEXT NOT NULL,
    frozen_at BIGINT
);
CREATE TABLE consultation_people (
    consultation TEXT NOT NULL,
    person BIGINT NOT NULL,
    hash TEXT NOT NULL,
    part TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    banned_at BIGINT,
    PRIMARY KEY (consultation, person)
)",
            $clustered,
            ";
CREATE UNIQUE INDEX consultation_people_hash ON consultation_people(consultation, hash);
CREATE TABLE consultation_invitations (
    consultation TEXT NOT NULL,
    hash TEXT NOT NULL,
    part TEXT NOT NULL,
    person BIGINT,
    PRIMARY KEY (consultation, hash)
)",
            $clustered,
            ";
CREATE TABLE consultation_statements (
    consultation TEXT NOT NULL,
    statement BIGINT NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    easy TEXT NOT NULL,
    translations TEXT NOT NULL,
    person BIGINT,
    meta BIGINT NOT NULL,
    state TEXT NOT NULL,
    because TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT NOT NULL,
    PRIMARY KEY (consultation, statement)
)",
            $clustered,
            ";
CREATE TABLE consultation_votes (
    consultation TEXT NOT NULL,
    number BIGINT NOT NULL,
    person BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    stance BIGINT NOT NULL,
    matters BIGINT NOT NULL,
    hard BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (consultation, number)
)",
            $clustered,
            ";
CREATE INDEX consultation_votes_person ON consultation_votes(consultation, person, statement, number);
"
        )
    };
}

macro_rules! translations_and_answers {
    ($clustered:literal) => {
        concat!(
            "
ALTER TABLE consultation_statements ADD COLUMN volunteers TEXT NOT NULL DEFAULT '';
CREATE TABLE consultation_translations (
    consultation TEXT NOT NULL,
    number BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    lang TEXT NOT NULL,
    text TEXT NOT NULL,
    person BIGINT,
    state TEXT NOT NULL,
    because TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT NOT NULL,
    PRIMARY KEY (consultation, number)
)",
            $clustered,
            ";
CREATE TABLE consultation_answered (
    consultation TEXT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (consultation, person)
)",
            $clustered,
            ";
CREATE TABLE consultation_answers (
    consultation TEXT NOT NULL,
    question TEXT NOT NULL,
    category TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (consultation, question, category)
)",
            $clustered,
            ";
"
        )
    };
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-consultations",
        sqlite: tables!(" WITHOUT ROWID"),
        postgres: tables!(""),
    },
    Migration {
        name: "0002-translations-and-answers",
        sqlite: translations_and_answers!(" WITHOUT ROWID"),
        postgres: translations_and_answers!(""),
    },
];

/// What nobody sees before the votes are frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What decides where chance would, when it is counted.
    pub seed: u64,
    /// What is hashed with accounts, so that a hash says nothing of whose it is; empty once votes are frozen.
    pub salt: String,
    /// When votes were frozen: milliseconds since 1970, as all moments here.
    pub frozen_at: Option<i64>,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Their number in the consultation, from 1.
    pub person: u32,
    /// The part of a panel that they are of; empty in others.
    pub part: String,
    /// Since when their votes do not count.
    pub banned_at: Option<i64>,
}

/// What became of what was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written<T> {
    /// It is written once the transaction is committed.
    Here(T),
    /// It was so before.
    Already(T),
    /// Nothing is written any more: votes are frozen.
    Frozen,
    /// There is no room for it.
    Full,
}

/// The consultations of a node.
#[derive(Clone)]
pub struct Consultations {
    database: Database,
}

impl Consultations {
    /// Opens them; creates or migrates their tables.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("consultations", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Keeps what nobody sees of a new consultation.
    ///
    /// # Errors
    /// The database refused; there is one of this name.
    pub async fn begin(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        (seed, salt): (u64, &str),
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO consultation_frames (consultation, seed, salt) VALUES ($1, $2, $3)";
        let seed = seed.cast_signed();
        transaction.execute(sql, &[consultation.into(), seed.into(), salt.into()]).await?;
        Ok(())
    }

    /// What nobody sees of a consultation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn frame(&self, consultation: &str) -> Result<Option<Frame>, DatabaseError> {
        let sql = "SELECT seed, salt, frozen_at FROM consultation_frames WHERE consultation = $1";
        let rows = self.database.read(sql, &[consultation.into()]).await?;
        let frame = |row: &Row| {
            let (salt, frozen_at) = (row.text(1)?.to_owned(), row.opt_int(2)?);
            Ok(Frame { seed: row.int(0)?.cast_unsigned(), salt, frozen_at })
        };
        rows.first().map(frame).transpose()
    }

    /// From now on nothing is written to a consultation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn freeze(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        at: i64,
    ) -> Result<(), DatabaseError> {
        let sql = "UPDATE consultation_frames SET frozen_at = $2
                   WHERE consultation = $1 AND frozen_at IS NULL";
        transaction.execute(sql, &[consultation.into(), at.into()]).await?;
        Ok(())
    }

    /// Forgets what accounts are hashed with: nobody can be found by their account any more.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget_salt(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
    ) -> Result<(), DatabaseError> {
        let sql = "UPDATE consultation_frames SET salt = '' WHERE consultation = $1";
        transaction.execute(sql, &[consultation.into()]).await?;
        Ok(())
    }

    async fn is_frozen(
        transaction: &mut Transaction,
        consultation: &str,
    ) -> Result<bool, DatabaseError> {
        let sql = "SELECT 1 FROM consultation_frames WHERE consultation = $1 AND frozen_at IS NULL";
        Ok(transaction.query(sql, &[consultation.into()]).await?.is_empty())
    }

    /// Who has a hash.
    ///
    /// # Errors
    /// The database refused.
    pub async fn participant(
        &self,
        consultation: &str,
        hash: &str,
    ) -> Result<Option<Participant>, DatabaseError> {
        let sql = "SELECT person, part, banned_at FROM consultation_people
                   WHERE consultation = $1 AND hash = $2";
        let rows = self.database.read(sql, &[consultation.into(), hash.into()]).await?;
        rows.first().map(participant).transpose()
    }

    /// Lets somebody take part under a hash, or finds who has it. `invitation`: the hash of theirs, and places of the part
    /// that it is for; [`Written::Full`] where it is none, was used by somebody else, or its part has no place left.
    ///
    /// # Errors
    /// The database refused.
    pub async fn join(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        hash: &str,
        invitation: Option<(&str, &[(String, u32)])>,
        at: i64,
    ) -> Result<Written<Participant>, DatabaseError> {
        let sql = "SELECT person, part, banned_at FROM consultation_people
                   WHERE consultation = $1 AND hash = $2";
        let rows = transaction.query(sql, &[consultation.into(), hash.into()]).await?;
        if let Some(row) = rows.first() {
            return Ok(Written::Already(participant(row)?));
        }
        if Self::is_frozen(transaction, consultation).await? {
            return Ok(Written::Frozen);
        }
        let sql = "SELECT COALESCE(MAX(person), 0) + 1 FROM consultation_people
                   WHERE consultation = $1";
        let person = first(&transaction.query(sql, &[consultation.into()]).await?)?;
        let part = match invitation {
            None => String::new(),
            Some((code, places)) => {
                let of = (consultation, code);
                match Self::invited(transaction, of, places, person).await? {
                    Some(part) => part,
                    None => return Ok(Written::Full),
                }
            }
        };
        let sql = "INSERT INTO consultation_people (consultation, person, hash, part, began_at)
                   VALUES ($1, $2, $3, $4, $5)";
        let params: [Param<'_>; 5] =
            [consultation.into(), person.into(), hash.into(), (&part).into(), at.into()];
        transaction.execute(sql, &params).await?;
        Ok(Written::Here(Participant { person: number(person), part, banned_at: None }))
    }

    /// Uses an invitation; gives the part that it is for, or none where it cannot be used.
    async fn invited(
        transaction: &mut Transaction,
        (consultation, code): (&str, &str),
        places: &[(String, u32)],
        person: i64,
    ) -> Result<Option<String>, DatabaseError> {
        let sql = "SELECT part FROM consultation_invitations
                   WHERE consultation = $1 AND hash = $2 AND person IS NULL";
        let rows = transaction.query(sql, &[consultation.into(), code.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let part = row.text(0)?.to_owned();
        if let Some((_, places)) = places.iter().find(|(name, _)| *name == part) {
            let sql =
                "SELECT COUNT(*) FROM consultation_people WHERE consultation = $1 AND part = $2";
            let taken =
                first(&transaction.query(sql, &[consultation.into(), (&part).into()]).await?)?;
            if taken >= i64::from(*places) {
                return Ok(None);
            }
        }
        let sql = "UPDATE consultation_invitations SET person = $3
                   WHERE consultation = $1 AND hash = $2";
        transaction.execute(sql, &[consultation.into(), code.into(), person.into()]).await?;
        Ok(Some(part))
    }

    /// Keeps an invitation by its hash.
    ///
    /// # Errors
    /// The database refused.
    pub async fn invite(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        (hash, part): (&str, &str),
    ) -> Result<(), DatabaseError> {
        let sql =
            "INSERT INTO consultation_invitations (consultation, hash, part) VALUES ($1, $2, $3)";
        transaction.execute(sql, &[consultation.into(), hash.into(), part.into()]).await?;
        Ok(())
    }

    /// Lets somebody's votes count no more, or again; whether there is such a person.
    ///
    /// # Errors
    /// The database refused.
    pub async fn ban(
        &self,
        transaction: &mut Transaction,
        (consultation, person): (&str, u32),
        since: Option<i64>,
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE consultation_people SET banned_at = $3
                   WHERE consultation = $1 AND person = $2 AND hash NOT LIKE 'left %'";
        let params = [consultation.into(), person.into(), since.into()];
        Ok(transaction.execute(sql, &params).await? > 0)
    }

    /// Whose votes do not count.
    ///
    /// # Errors
    /// The database refused.
    pub async fn banned(&self, consultation: &str) -> Result<Vec<u32>, DatabaseError> {
        let sql = "SELECT person FROM consultation_people
                   WHERE consultation = $1 AND banned_at IS NOT NULL ORDER BY person";
        let rows = self.database.read(sql, &[consultation.into()]).await?;
        rows.iter().map(|row| row.int(0).map(number)).collect()
    }

    /// How many people began to take part.
    ///
    /// # Errors
    /// The database refused.
    pub async fn people(&self, consultation: &str) -> Result<u64, DatabaseError> {
        let sql = "SELECT COUNT(*) FROM consultation_people
                   WHERE consultation = $1 AND hash NOT LIKE 'left %'";
        let rows = self.database.read(sql, &[consultation.into()]).await?;
        Ok(first(&rows)?.cast_unsigned())
    }

    /// How many people of each part of a panel began to take part.
    ///
    /// # Errors
    /// The database refused.
    pub async fn parts(&self, consultation: &str) -> Result<Vec<(String, u64)>, DatabaseError> {
        let sql = "SELECT part, COUNT(*) FROM consultation_people
                   WHERE consultation = $1 AND part <> '' GROUP BY part ORDER BY part";
        let rows = self.database.read(sql, &[consultation.into()]).await?;
        let part = |row: &Row| Ok((row.text(0)?.to_owned(), row.int(1)?.cast_unsigned()));
        rows.iter().map(part).collect()
    }
}

fn first(rows: &[Row]) -> Result<i64, DatabaseError> {
    rows.first().map(|row| row.int(0)).transpose().map(Option::unwrap_or_default)
}

/// Numbers here are given out one by one.
fn number(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

fn participant(row: &Row) -> Result<Participant, DatabaseError> {
    let part = row.text(1)?.to_owned();
    Ok(Participant { person: number(row.int(0)?), part, banned_at: row.opt_int(2)? })
}

#[cfg(test)]
mod tests;
