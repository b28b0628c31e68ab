//! The agenda: questions that people propose, and who supports them.
//!
//! Somebody is `account:ID`, or `token:HASH` of the cookie under which they take part. What an account proposed stays by nobody in
//! particular when the account goes; what it supported goes with it.

use passerelle_register::database::{Database, DatabaseError, Migration, Param, Row, Transaction};

macro_rules! tables {
    ($clustered:literal) => {
        concat!(
            "
CREATE TABLE agenda_questions (
    question BIGINT PRIMARY KEY,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    asker TEXT NOT NULL,
    state TEXT NOT NULL,
    because TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX agenda_questions_asker ON agenda_questions(asker);
CREATE TABLE agenda_supports (
    question BIGINT NOT NULL,
    supporter TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (question, supporter)
)",
            $clustered,
            ";
CREATE INDEX agenda_supports_who ON agenda_supports(supporter);
"
        )
    };
}

const MIGRATIONS: &[Migration] =
    &[Migration { name: "0001-agenda", sqlite: tables!(" WITHOUT ROWID"), postgres: tables!("") }];

/// How far a question has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionState {
    /// Nobody has looked at it, and it is not shown.
    Waiting,
    /// It is shown, and people support it.
    Shown,
    /// It is not shown.
    Refused,
    /// It is on the agenda.
    Chosen,
    /// It is not taken up.
    Declined,
}

impl QuestionState {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Waiting, Self::Shown, Self::Refused, Self::Chosen, Self::Declined];

    /// The code, as stored and given out.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Refused => "refused",
            Self::Chosen => "chosen",
            Self::Declined => "declined",
        }
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredQuestion {
    /// Its number, from 1.
    pub question: u32,
    /// What it asks.
    pub text: String,
    /// In which language: a code.
    pub lang: String,
    /// How far it has come.
    pub state: QuestionState,
    /// Why it is not shown: a code.
    pub because: String,
    /// When it came: milliseconds since 1970.
    pub proposed_at: i64,
    /// People who support it.
    pub support: u32,
}

/// The agenda of a node.
#[derive(Clone)]
pub struct Agenda {
    database: Database,
}

macro_rules! questions {
    ($rest:literal) => {
        concat!(
            "SELECT question, text, lang, state, because, proposed_at,
               (SELECT COUNT(*) FROM agenda_supports s WHERE s.question = q.question)
             FROM agenda_questions q ",
            $rest
        )
    };
}

impl Agenda {
    /// Opens it; creates or migrates its tables.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("agenda", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Keeps a question that waits; its number. `None` where its asker has `most` that nothing was decided on.
    ///
    /// # Errors
    /// The database refused.
    pub async fn propose(
        &self,
        transaction: &mut Transaction,
        (text, lang, asker): (&str, &str, &str),
        most: u32,
        at: i64,
    ) -> Result<Option<u32>, DatabaseError> {
        let sql = "SELECT COUNT(*) FROM agenda_questions
                   WHERE asker = $1 AND state IN ('waiting', 'shown')";
        let rows = transaction.query(sql, &[asker.into()]).await?;
        if first(&rows)? >= i64::from(most) {
            return Ok(None);
        }
        let sql = "SELECT COALESCE(MAX(question), 0) + 1 FROM agenda_questions";
        let id = first(&transaction.query(sql, &[]).await?)?;
        let sql = "INSERT INTO agenda_questions
                       (question, text, lang, asker, state, because, proposed_at)
                   VALUES ($1, $2, $3, $4, 'waiting', '', $5)";
        let params: [Param<'_>; 5] = [id.into(), text.into(), lang.into(), asker.into(), at.into()];
        transaction.execute(sql, &params).await?;
        Ok(Some(number(id)))
    }

    /// Keeps that somebody supports a question that is shown, or takes it back; whether it is shown.
    ///
    /// # Errors
    /// The database refused.
    pub async fn support(
        &self,
        transaction: &mut Transaction,
        (question, supporter): (u32, &str),
        wanted: bool,
        at: i64,
    ) -> Result<bool, DatabaseError> {
        let sql = "SELECT 1 FROM agenda_questions WHERE question = $1 AND state = 'shown'";
        if transaction.query(sql, &[question.into()]).await?.is_empty() {
            return Ok(false);
        }
        if wanted {
            let sql = "INSERT INTO agenda_supports (question, supporter, at) VALUES ($1, $2, $3)
                       ON CONFLICT (question, supporter) DO NOTHING";
            let params = [question.into(), supporter.into(), at.into()];
            transaction.execute(sql, &params).await?;
        } else {
            let sql = "DELETE FROM agenda_supports WHERE question = $1 AND supporter = $2";
            transaction.execute(sql, &[question.into(), supporter.into()]).await?;
        }
        Ok(true)
    }

    /// Writes down what was decided on a question, if it stands as was seen; whether it did.
    ///
    /// # Errors
    /// The database refused.
    pub async fn decide(
        &self,
        transaction: &mut Transaction,
        question: u32,
        (seen, state): (QuestionState, QuestionState),
        because: &str,
        at: i64,
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE agenda_questions SET state = $3, because = $4, decided_at = $5
                   WHERE question = $1 AND state = $2";
        let params: [Param<'_>; 5] =
            [question.into(), seen.code().into(), state.code().into(), because.into(), at.into()];
        Ok(transaction.execute(sql, &params).await? == 1)
    }

    /// Every question, by number.
    ///
    /// # Errors
    /// The database refused.
    pub async fn questions(&self) -> Result<Vec<StoredQuestion>, DatabaseError> {
        let rows = self.database.read(questions!("ORDER BY question"), &[]).await?;
        rows.iter().map(question).collect()
    }

    /// A question by its number.
    ///
    /// # Errors
    /// The database refused.
    pub async fn question(&self, id: u32) -> Result<Option<StoredQuestion>, DatabaseError> {
        let rows = self.database.read(questions!("WHERE question = $1"), &[id.into()]).await?;
        rows.first().map(question).transpose()
    }

    /// The questions that somebody supports.
    ///
    /// # Errors
    /// The database refused.
    pub async fn supported(&self, supporter: &str) -> Result<Vec<u32>, DatabaseError> {
        let sql = "SELECT question FROM agenda_supports WHERE supporter = $1 ORDER BY question";
        let rows = self.database.read(sql, &[supporter.into()]).await?;
        rows.iter().map(|row| row.int(0).map(number)).collect()
    }

    /// Forgets what somebody supports, and who proposed what they proposed.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget(&self, who: &str) -> Result<(), DatabaseError> {
        let mut transaction = self.database.begin().await?;
        for sql in [
            "DELETE FROM agenda_supports WHERE supporter = $1",
            "UPDATE agenda_questions SET asker = '' WHERE asker = $1",
        ] {
            transaction.execute(sql, &[who.into()]).await?;
        }
        transaction.commit().await
    }
}

fn first(rows: &[Row]) -> Result<i64, DatabaseError> {
    rows.first().map(|row| row.int(0)).transpose().map(Option::unwrap_or_default)
}

/// Numbers here are given out one by one.
fn number(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

fn question(row: &Row) -> Result<StoredQuestion, DatabaseError> {
    let text = |column: usize| row.text(column).map(str::to_owned);
    let state = row.text(3)?;
    let state = QuestionState::ALL.into_iter().find(|known| known.code() == state);
    Ok(StoredQuestion {
        question: number(row.int(0)?),
        text: text(1)?,
        lang: text(2)?,
        // A state of a later program is not shown.
        state: state.unwrap_or(QuestionState::Waiting),
        because: text(4)?,
        proposed_at: row.int(5)?,
        support: number(row.int(6)?),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use passerelle_register::testing;

    #[tokio::test]
    async fn questions_are_supported_while_they_are_shown() {
        for scratch in testing::databases().await {
            let database = Database::open(scratch.url()).await.unwrap();
            let all = Agenda::open(database.clone()).await.unwrap();
            let mut tx = database.begin().await.unwrap();
            let ask = ("Qui paie ?", "fr", "account:1");
            assert_eq!(all.propose(&mut tx, ask, 1, 5).await.unwrap(), Some(1));
            assert_eq!(all.propose(&mut tx, ask, 1, 5).await.unwrap(), None, "as many as may be");
            assert!(!all.support(&mut tx, (1, "token:a"), true, 6).await.unwrap(), "it waits");
            let moves = (QuestionState::Waiting, QuestionState::Shown);
            assert!(all.decide(&mut tx, 1, moves, "", 7).await.unwrap());
            assert!(!all.decide(&mut tx, 1, moves, "", 7).await.unwrap(), "it moved");
            for who in ["token:a", "account:1", "token:a"] {
                assert!(all.support(&mut tx, (1, who), true, 8).await.unwrap());
            }
            tx.commit().await.unwrap();
            assert_eq!(all.question(1).await.unwrap().unwrap().support, 2);
            assert_eq!(all.supported("account:1").await.unwrap(), [1]);
            all.forget("account:1").await.unwrap();
            let left = all.questions().await.unwrap();
            assert_eq!((left.len(), left[0].support), (1, 1));
            let mut tx = database.begin().await.unwrap();
            assert!(all.support(&mut tx, (1, "token:a"), false, 9).await.unwrap());
            let chosen = (QuestionState::Shown, QuestionState::Chosen);
            assert!(all.decide(&mut tx, 1, chosen, "", 10).await.unwrap());
            assert!(!all.support(&mut tx, (1, "token:b"), true, 11).await.unwrap());
            tx.commit().await.unwrap();
            assert_eq!(all.question(1).await.unwrap().unwrap().support, 0);
        }
    }
}
