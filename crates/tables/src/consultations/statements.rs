//! Statements: those that wait, those that are shown, those that are not.

use passerelle_register::database::{DatabaseError, Param, Row, Transaction};

use super::{Consultations, Written, first, number};

/// How far a statement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementState {
    /// Nobody has looked at it, and it is not shown.
    Waiting,
    /// It is shown.
    Shown,
    /// It was not shown, and is not.
    Refused,
    /// It was shown, and is not any more.
    Out,
}

impl StatementState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Shown, Self::Refused, Self::Out];

    /// The code, as stored and given out.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Refused => "refused",
            Self::Out => "out",
        }
    }

    /// Of a code. A state of a later program is not shown.
    pub(super) fn of(code: &str) -> Self {
        let known = Self::ALL.into_iter().find(|known| known.code() == code);
        known.unwrap_or(Self::Waiting)
    }
}

/// A statement as it is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewStatement {
    /// What it says.
    pub text: String,
    /// In which language: a code.
    pub lang: String,
    /// The same in easy words; empty where nobody wrote it.
    pub easy: String,
    /// Translations: JSON, language → text.
    pub translations: String,
    /// Who proposes it; none where it came with the consultation.
    pub person: Option<u32>,
    /// It asks who people are or about the consultation itself.
    pub meta: bool,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStatement {
    /// Its number in the consultation, from 1.
    pub statement: u32,
    /// What it says, and of whom it is.
    pub said: NewStatement,
    /// How far it has come.
    pub state: StatementState,
    /// Why it is not shown: a code; empty where it is, or waits.
    pub because: String,
    /// When it came.
    pub proposed_at: i64,
    /// When a moderator decided; none before that.
    pub decided_at: Option<i64>,
    /// Languages of its translations that volunteers wrote.
    pub volunteers: Vec<String>,
}

/// A statement that comes with its number and its state, from a conversation that was held elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStatement {
    /// Its number there.
    pub statement: u32,
    /// What it says.
    pub said: NewStatement,
    /// How far it came.
    pub state: StatementState,
    /// Why it is not shown: a code.
    pub because: String,
    /// When it came.
    pub at: i64,
}

macro_rules! statements {
    ($rest:literal) => {
        concat!(
            "SELECT statement, text, lang, easy, translations, person, meta, state, because, proposed_at,
             decided_at, volunteers FROM consultation_statements WHERE consultation = $1 ",
            $rest
        )
    };
}

impl Consultations {
    /// Keeps a statement, unless its person has proposed `most` already.
    ///
    /// # Errors
    /// The database refused.
    pub async fn propose(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        (new, state): (&NewStatement, StatementState),
        most: u32,
        at: i64,
    ) -> Result<Written<u32>, DatabaseError> {
        if Self::is_frozen(transaction, consultation).await? {
            return Ok(Written::Frozen);
        }
        if let Some(person) = new.person {
            let sql = "SELECT COUNT(*) FROM consultation_statements
                       WHERE consultation = $1 AND person = $2";
            let rows = transaction.query(sql, &[consultation.into(), person.into()]).await?;
            if first(&rows)? >= i64::from(most) {
                return Ok(Written::Full);
            }
        }
        let sql = "SELECT COALESCE(MAX(statement), 0) + 1 FROM consultation_statements
                   WHERE consultation = $1";
        let id = first(&transaction.query(sql, &[consultation.into()]).await?)?;
        let kept = KeptStatement {
            statement: number(id),
            said: new.clone(),
            state,
            because: String::new(),
            at,
        };
        Self::keep_statement(transaction, consultation, &kept).await?;
        Ok(Written::Here(number(id)))
    }

    /// Keeps a statement under its number.
    ///
    /// # Errors
    /// The database refused; there is one of this number.
    pub async fn keep_statement(
        transaction: &mut Transaction,
        consultation: &str,
        kept: &KeptStatement,
    ) -> Result<(), DatabaseError> {
        let KeptStatement { statement, said, state, because, at } = kept;
        let sql = "INSERT INTO consultation_statements (consultation, statement, text, lang, easy,
                       translations, person, meta, state, because, proposed_at, decided_by)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')";
        let params: [Param<'_>; 11] = [
            consultation.into(),
            (*statement).into(),
            (&said.text).into(),
            (&said.lang).into(),
            (&said.easy).into(),
            (&said.translations).into(),
            said.person.into(),
            said.meta.into(),
            state.code().into(),
            because.into(),
            (*at).into(),
        ];
        transaction.execute(sql, &params).await?;
        Ok(())
    }

    /// Statements, by number.
    ///
    /// # Errors
    /// The database refused.
    pub async fn statements(
        &self,
        consultation: &str,
    ) -> Result<Vec<StoredStatement>, DatabaseError> {
        let sql = statements!("ORDER BY statement");
        self.database.read(sql, &[consultation.into()]).await?.iter().map(statement).collect()
    }

    /// A statement by its number.
    ///
    /// # Errors
    /// The database refused.
    pub async fn statement(
        &self,
        consultation: &str,
        id: u32,
    ) -> Result<Option<StoredStatement>, DatabaseError> {
        let sql = statements!("AND statement = $2");
        let rows = self.database.read(sql, &[consultation.into(), id.into()]).await?;
        rows.first().map(statement).transpose()
    }

    /// Writes down what a moderator decided, if the statement stands as they saw it; whether it did.
    ///
    /// # Errors
    /// The database refused.
    pub async fn decide(
        &self,
        transaction: &mut Transaction,
        (consultation, id): (&str, u32),
        (seen, state): (StatementState, StatementState),
        because: &str,
        (by, at): (&str, i64),
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE consultation_statements
                   SET state = $4, because = $5, decided_by = $6, decided_at = $7
                   WHERE consultation = $1 AND statement = $2 AND state = $3";
        let params: [Param<'_>; 7] = [
            consultation.into(),
            id.into(),
            seen.code().into(),
            state.code().into(),
            because.into(),
            by.into(),
            at.into(),
        ];
        Ok(transaction.execute(sql, &params).await? == 1)
    }
}

fn statement(row: &Row) -> Result<StoredStatement, DatabaseError> {
    let text = |column: usize| row.text(column).map(str::to_owned);
    let state = row.text(7)?;
    let state = StatementState::of(state);
    let volunteers = row.text(11)?.split(' ').filter(|code| !code.is_empty());
    let volunteers = volunteers.map(str::to_owned).collect();
    Ok(StoredStatement {
        statement: number(row.int(0)?),
        said: NewStatement {
            text: text(1)?,
            lang: text(2)?,
            easy: text(3)?,
            translations: text(4)?,
            person: row.opt_int(5)?.map(number),
            meta: row.int(6)? != 0,
        },
        state,
        volunteers,
        because: text(8)?,
        proposed_at: row.int(9)?,
        decided_at: row.opt_int(10)?,
    })
}
