//! Votes: they are only added.

use passerelle_register::database::{DatabaseError, Param, Row, Transaction};

use super::{Consultations, Written, first, number};

/// Votes that are read at once.
const PAGE: i64 = 50_000;

/// A vote as it is cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cast {
    /// Who.
    pub person: u32,
    /// On which statement.
    pub statement: u32,
    /// −1, 0, +1.
    pub stance: i8,
    /// It matters most to them.
    pub matters: bool,
    /// It is hard to understand.
    pub hard: bool,
}

/// A vote that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredVote {
    /// Its number in the consultation, from 1, in the order in which votes came.
    pub number: i64,
    /// The vote.
    pub cast: Cast,
    /// When.
    pub at: i64,
}

macro_rules! votes {
    ($rest:literal) => {
        concat!(
            "SELECT number, person, statement, stance, matters, hard, at FROM consultation_votes
             WHERE consultation = $1 ",
            $rest
        )
    };
}

impl Consultations {
    /// Adds a vote. One that says what the newest of this person on this statement says is not written again.
    ///
    /// # Errors
    /// The database refused.
    pub async fn cast(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        cast: &Cast,
        at: i64,
    ) -> Result<Written<i64>, DatabaseError> {
        if Self::is_frozen(transaction, consultation).await? {
            return Ok(Written::Frozen);
        }
        let sql = votes!("AND person = $2 AND statement = $3 ORDER BY number DESC LIMIT 1");
        let of = [consultation.into(), cast.person.into(), cast.statement.into()];
        if let Some(row) = transaction.query(sql, &of).await?.first() {
            let before = vote(row)?;
            if before.cast == *cast {
                return Ok(Written::Already(before.number));
            }
        }
        let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM consultation_votes
                   WHERE consultation = $1";
        let id = first(&transaction.query(sql, &[consultation.into()]).await?)?;
        let sql = "INSERT INTO consultation_votes
                       (consultation, number, person, statement, stance, matters, hard, at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params: [Param<'_>; 8] = [
            consultation.into(),
            id.into(),
            cast.person.into(),
            cast.statement.into(),
            i64::from(cast.stance).into(),
            cast.matters.into(),
            cast.hard.into(),
            at.into(),
        ];
        transaction.execute(sql, &params).await?;
        Ok(Written::Here(id))
    }

    /// Votes after a number, in their order, as many as are read at once.
    ///
    /// # Errors
    /// The database refused.
    pub async fn votes_after(
        &self,
        consultation: &str,
        after: i64,
    ) -> Result<Vec<StoredVote>, DatabaseError> {
        let sql = votes!("AND number > $2 ORDER BY number LIMIT $3");
        let params = [consultation.into(), after.into(), PAGE.into()];
        self.database.read(sql, &params).await?.iter().map(vote).collect()
    }

    /// All votes of a person, in their order.
    ///
    /// # Errors
    /// The database refused.
    pub async fn votes_of(
        &self,
        consultation: &str,
        person: u32,
    ) -> Result<Vec<StoredVote>, DatabaseError> {
        let sql = votes!("AND person = $2 ORDER BY number");
        let rows = self.database.read(sql, &[consultation.into(), person.into()]).await?;
        rows.iter().map(vote).collect()
    }
}

fn vote(row: &Row) -> Result<StoredVote, DatabaseError> {
    let stance = i8::try_from(row.int(3)?).unwrap_or_default();
    Ok(StoredVote {
        number: row.int(0)?,
        cast: Cast {
            person: number(row.int(1)?),
            statement: number(row.int(2)?),
            stance,
            matters: row.int(4)? != 0,
            hard: row.int(5)? != 0,
        },
        at: row.int(6)?,
    })
}
