//! What comes of consultations: who asked to be told, and what was found when a sister process was looked at.
//!
//! Recommendations, answers and follow-up are records. Who wants to hear of them is nobody else's business, and is forgotten when
//! they say so: it is no record. Whoever has an account is kept as `account:ID`, so that mail can reach them; who has none as
//! `token:HASH`, another one in each consultation.

use std::collections::BTreeMap;

use passerelle_register::database::{Database, DatabaseError, Migration, Row, Transaction};

macro_rules! tables {
    ($clustered:literal) => {
        concat!(
            "
CREATE TABLE outcome_followers (
    consultation TEXT NOT NULL,
    follower TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (consultation, follower)
)",
            $clustered,
            ";
CREATE INDEX outcome_followers_who ON outcome_followers(follower);
CREATE TABLE outcome_told (
    what TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE TABLE sister_checks (
    consultation TEXT NOT NULL,
    address TEXT NOT NULL,
    found TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (consultation, address)
)",
            $clustered,
            ";
"
        )
    };
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001-outcomes",
    sqlite: tables!(" WITHOUT ROWID"),
    postgres: tables!(""),
}];

/// What was found when a sister process was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SisterCheck {
    /// Its address, as it is named.
    pub address: String,
    /// What was found: a code.
    pub found: String,
    /// When: milliseconds since 1970.
    pub at: i64,
}

/// What comes of the consultations of a node.
#[derive(Clone)]
pub struct Outcomes {
    database: Database,
}

impl Outcomes {
    /// Opens it; creates or migrates its tables.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("outcomes", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Keeps that somebody wants to be told what comes of a consultation; asking twice is asking once.
    ///
    /// # Errors
    /// The database refused.
    pub async fn follow(
        &self,
        transaction: &mut Transaction,
        (consultation, follower): (&str, &str),
        at: i64,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO outcome_followers (consultation, follower, since)
                   VALUES ($1, $2, $3) ON CONFLICT (consultation, follower) DO NOTHING";
        transaction.execute(sql, &[consultation.into(), follower.into(), at.into()]).await?;
        Ok(())
    }

    /// Forgets that somebody wanted to be told.
    ///
    /// # Errors
    /// The database refused.
    pub async fn unfollow(
        &self,
        transaction: &mut Transaction,
        (consultation, follower): (&str, &str),
    ) -> Result<(), DatabaseError> {
        let sql = "DELETE FROM outcome_followers WHERE consultation = $1 AND follower = $2";
        transaction.execute(sql, &[consultation.into(), follower.into()]).await?;
        Ok(())
    }

    /// Forgets all that somebody wanted to be told of.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget(&self, follower: &str) -> Result<(), DatabaseError> {
        let mut transaction = self.database.begin().await?;
        let sql = "DELETE FROM outcome_followers WHERE follower = $1";
        transaction.execute(sql, &[follower.into()]).await?;
        transaction.commit().await
    }

    /// Whether somebody wants to be told what comes of a consultation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn follows(&self, consultation: &str, follower: &str) -> Result<bool, DatabaseError> {
        let sql = "SELECT 1 FROM outcome_followers WHERE consultation = $1 AND follower = $2";
        let rows = self.database.read(sql, &[consultation.into(), follower.into()]).await?;
        Ok(!rows.is_empty())
    }

    /// Who wants to be told what comes of a consultation, in the order in which they asked.
    ///
    /// # Errors
    /// The database refused.
    pub async fn followers(&self, consultation: &str) -> Result<Vec<String>, DatabaseError> {
        let sql = "SELECT follower FROM outcome_followers
                   WHERE consultation = $1 ORDER BY since, follower";
        let rows = self.database.read(sql, &[consultation.into()]).await?;
        rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
    }

    /// The consultations of which somebody wants to be told.
    ///
    /// # Errors
    /// The database refused.
    pub async fn followed(&self, follower: &str) -> Result<Vec<String>, DatabaseError> {
        let sql = "SELECT consultation FROM outcome_followers
                   WHERE follower = $1 ORDER BY consultation";
        let rows = self.database.read(sql, &[follower.into()]).await?;
        rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
    }

    /// Marks that something was told; whether it had not been.
    ///
    /// # Errors
    /// The database refused.
    pub async fn mark(&self, what: &str, at: i64) -> Result<bool, DatabaseError> {
        let sql = "SELECT 1 FROM outcome_told WHERE what = $1";
        if !self.database.read(sql, &[what.into()]).await?.is_empty() {
            return Ok(false);
        }
        let mut transaction = self.database.begin().await?;
        let sql = "INSERT INTO outcome_told (what, at) VALUES ($1, $2)
                   ON CONFLICT (what) DO NOTHING";
        let marked = transaction.execute(sql, &[what.into(), at.into()]).await? == 1;
        transaction.commit().await?;
        Ok(marked)
    }

    /// Keeps what was found at a sister process, in the place of what was found before.
    ///
    /// # Errors
    /// The database refused.
    pub async fn checked(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        check: &SisterCheck,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO sister_checks (consultation, address, found, at)
                   VALUES ($1, $2, $3, $4) ON CONFLICT (consultation, address)
                   DO UPDATE SET found = excluded.found, at = excluded.at";
        let SisterCheck { address, found, at } = check;
        let params = [consultation.into(), address.into(), found.into(), (*at).into()];
        transaction.execute(sql, &params).await?;
        Ok(())
    }

    /// What was found at the sister processes of a consultation, by address.
    ///
    /// # Errors
    /// The database refused.
    pub async fn checks(
        &self,
        consultation: &str,
    ) -> Result<BTreeMap<String, SisterCheck>, DatabaseError> {
        let sql = "SELECT address, found, at FROM sister_checks
                   WHERE consultation = $1 ORDER BY address";
        let check = |row: &Row| {
            let (address, found) = (row.text(0)?.to_owned(), row.text(1)?.to_owned());
            Ok((address.clone(), SisterCheck { address, found, at: row.int(2)? }))
        };
        self.database.read(sql, &[consultation.into()]).await?.iter().map(check).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use passerelle_register::testing;

    #[tokio::test]
    async fn who_asks_is_told_until_they_say_no() {
        for scratch in testing::databases().await {
            let database = Database::open(scratch.url()).await.unwrap();
            let all = Outcomes::open(database.clone()).await.unwrap();
            let mut tx = database.begin().await.unwrap();
            for (consultation, who) in
                [("a", "account:1"), ("a", "token:x"), ("b", "account:1"), ("a", "account:1")]
            {
                all.follow(&mut tx, (consultation, who), 5).await.unwrap();
            }
            all.unfollow(&mut tx, ("a", "token:x")).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(all.followers("a").await.unwrap(), ["account:1"]);
            assert_eq!(all.followed("account:1").await.unwrap(), ["a", "b"]);
            assert!(all.follows("b", "account:1").await.unwrap());
            assert!(all.mark("x", 1).await.unwrap() && !all.mark("x", 2).await.unwrap());
            all.forget("account:1").await.unwrap();
            assert!(all.followed("account:1").await.unwrap().is_empty());
        }
    }

    #[tokio::test]
    async fn the_last_look_at_a_sister_counts() {
        for scratch in testing::databases().await {
            let database = Database::open(scratch.url()).await.unwrap();
            let all = Outcomes::open(database.clone()).await.unwrap();
            let mut tx = database.begin().await.unwrap();
            for (found, at) in [("unreachable", 1), ("names-us", 2)] {
                let check = SisterCheck { address: "https://a".into(), found: found.into(), at };
                all.checked(&mut tx, "a", &check).await.unwrap();
            }
            tx.commit().await.unwrap();
            let found = all.checks("a").await.unwrap();
            assert_eq!(found.len(), 1);
            let one = &found["https://a"];
            assert_eq!((one.found.as_str(), one.at), ("names-us", 2));
        }
    }
}
