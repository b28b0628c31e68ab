//! Corrections of sites: what readers say is wrong, until a moderator has decided, and after.
//!
//! What was accepted is a version in the register too; its exact values stay here, because the log is for all to read
//! and a ministry may not publish where its sites are. The version carries a hash of them, made with a salt that is
//! kept here as well.

use passerelle_register::database::{Database, DatabaseError, Migration, Param, Row, Transaction};
use serde::Serialize;

macro_rules! table {
    ($text:literal) => {
        concat!(
            "CREATE TABLE site_corrections (
                id BIGINT PRIMARY KEY,
                country TEXT NOT NULL,
                site ",
            $text,
            " NOT NULL,
                list BIGINT NOT NULL,
                what TEXT NOT NULL,
                value TEXT NOT NULL,
                because TEXT NOT NULL,
                salt TEXT NOT NULL,
                proposed_at BIGINT NOT NULL,
                state TEXT NOT NULL,
                decided_at BIGINT,
                decided_by TEXT NOT NULL
            );
            CREATE INDEX site_corrections_state ON site_corrections(state, country, site);"
        )
    };
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001-corrections",
    sqlite: table!("TEXT"),
    postgres: table!("TEXT COLLATE \"C\""),
}];

/// How far a correction has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionState {
    /// A moderator has not decided yet.
    Waiting,
    /// It is shown.
    Accepted,
    /// It is not.
    Refused,
}

impl CorrectionState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::Refused];

    /// The code, as stored and given out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NewCorrection {
    /// The country, ISO 3166-1 alpha-3.
    pub country: String,
    /// The site, by its identifier in its list.
    pub site: String,
    /// The list that it was shown from.
    pub list: i64,
    /// What is wrong: a code.
    pub what: String,
    /// What is right: JSON of that kind.
    pub value: String,
    /// Why, in the words of who proposes it.
    pub because: String,
    /// Random, in hexadecimal.
    #[serde(skip)]
    pub salt: String,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Its number, from 1.
    pub id: i64,
    /// What is proposed.
    #[serde(flatten)]
    pub proposed: NewCorrection,
    /// When: milliseconds since 1970, as all moments here.
    pub proposed_at: i64,
    /// How far it has come.
    pub state: CorrectionState,
    /// When it was decided; `None` before that.
    pub decided_at: Option<i64>,
    /// Who decided: the opaque id of an account; empty before that.
    pub decided_by: String,
}

/// How many may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MostWaiting {
    /// Of one site.
    pub of_site: i64,
    /// Of all sites.
    pub of_all: i64,
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// It waits under this number.
    Kept(i64),
    /// As many wait for its site as may.
    SiteFull,
    /// As many wait as may.
    Full,
}

/// The corrections of a node.
#[derive(Clone)]
pub struct Corrections {
    database: Database,
}

/// A statement that gives corrections.
macro_rules! corrections {
    ($rest:literal) => {
        concat!(
            "SELECT id, country, site, list, what, value, because, salt, proposed_at, state,
             decided_at, decided_by FROM site_corrections ",
            $rest
        )
    };
}

impl Corrections {
    /// Opens them; creates or migrates their table.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("corrections", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Keeps a correction for a moderator, where there is room.
    ///
    /// # Errors
    /// The database refused.
    pub async fn propose(
        &self,
        new: &NewCorrection,
        most: MostWaiting,
        at_ms: i64,
    ) -> Result<Room, DatabaseError> {
        let mut transaction = self.database.begin().await?;
        let sql = "SELECT COALESCE(MAX(id), 0) + 1,
            SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END),
            SUM(CASE WHEN state = 'waiting' AND country = $1 AND site = $2 THEN 1 ELSE 0 END)
            FROM site_corrections";
        let rows = transaction.query(sql, &[(&new.country).into(), (&new.site).into()]).await?;
        // Sums of no rows are one row.
        let Some(row) = rows.first() else { return Ok(Room::Full) };
        let (id, all, of_site) = (row.int(0)?, row.opt_int(1)?, row.opt_int(2)?);
        let is_full = |waiting: Option<i64>, most: i64| waiting.unwrap_or(0) >= most;
        if is_full(all, most.of_all) || is_full(of_site, most.of_site) {
            transaction.rollback().await?;
            let of_site = is_full(of_site, most.of_site);
            return Ok(if of_site { Room::SiteFull } else { Room::Full });
        }
        let sql = "INSERT INTO site_corrections
            (id, country, site, list, what, value, because, salt, proposed_at, state, decided_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', '')";
        let params: [Param<'_>; 9] = [
            id.into(),
            (&new.country).into(),
            (&new.site).into(),
            new.list.into(),
            (&new.what).into(),
            (&new.value).into(),
            (&new.because).into(),
            (&new.salt).into(),
            at_ms.into(),
        ];
        transaction.execute(sql, &params).await?;
        transaction.commit().await?;
        Ok(Room::Kept(id))
    }

    /// Corrections of a state after a number, at most a thousand.
    ///
    /// # Errors
    /// The database refused.
    pub async fn list(
        &self,
        state: CorrectionState,
        after: i64,
    ) -> Result<Vec<Correction>, DatabaseError> {
        let sql = corrections!("WHERE state = $1 AND id > $2 ORDER BY id LIMIT 1000");
        let rows = self.database.read(sql, &[state.code().into(), after.into()]).await?;
        rows.iter().map(correction_of).collect()
    }

    /// A correction by its number.
    ///
    /// # Errors
    /// The database refused.
    pub async fn get(&self, id: i64) -> Result<Option<Correction>, DatabaseError> {
        let rows = self.database.read(corrections!("WHERE id = $1"), &[id.into()]).await?;
        rows.first().map(correction_of).transpose()
    }

    /// What was accepted for the sites of a country as a list has them, or for one of them, the first decided first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn accepted(
        &self,
        country: &str,
        site: Option<&str>,
    ) -> Result<Vec<Correction>, DatabaseError> {
        let sql = corrections!(
            "WHERE state = 'accepted' AND country = $1 AND ($2 = '' OR site = $2)
             ORDER BY decided_at, id"
        );
        let params = [country.into(), site.unwrap_or_default().into()];
        let rows = self.database.read(sql, &params).await?;
        rows.iter().map(correction_of).collect()
    }

    /// Decides what waits; `false` where it does not wait any more.
    ///
    /// # Errors
    /// The database refused.
    pub async fn decide(
        &self,
        transaction: &mut Transaction,
        id: i64,
        state: CorrectionState,
        (by, at_ms): (&str, i64),
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE site_corrections SET state = $2, decided_by = $3, decided_at = $4
                   WHERE id = $1 AND state = 'waiting'";
        let params = [id.into(), state.code().into(), by.into(), at_ms.into()];
        Ok(transaction.execute(sql, &params).await? == 1)
    }
}

fn correction_of(row: &Row) -> Result<Correction, DatabaseError> {
    let state = row.text(9)?;
    let state = CorrectionState::ALL.into_iter().find(|known| known.code() == state);
    let text = |column: usize| row.text(column).map(str::to_owned);
    Ok(Correction {
        id: row.int(0)?,
        proposed: NewCorrection {
            country: text(1)?,
            site: text(2)?,
            list: row.int(3)?,
            what: text(4)?,
            value: text(5)?,
            because: text(6)?,
            salt: text(7)?,
        },
        proposed_at: row.int(8)?,
        // A state of a later program is not shown.
        state: state.unwrap_or(CorrectionState::Refused),
        decided_at: row.opt_int(10)?,
        decided_by: text(11)?,
    })
}
