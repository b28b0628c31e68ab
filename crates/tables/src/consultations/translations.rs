//! Translations that volunteers offer: those that wait, those that are shown, those that are not.
//!
//! What is shown stands in the statement too, by language, so that whoever reads the statement reads it; its language is then
//! among [`super::StoredStatement::volunteers`].

use passerelle_register::database::{DatabaseError, Param, Row, Transaction};

use super::{Consultations, StatementState, Written, first, number};

/// A translation as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewTranslation {
    /// Of which statement.
    pub statement: u32,
    /// Into which language: a code.
    pub lang: String,
    /// What it says.
    pub text: String,
    /// Who offers it; none once they have left.
    pub person: Option<u32>,
}

/// A translation that was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTranslation {
    /// Its number in the consultation, from 1.
    pub number: u32,
    /// What it says, and of whom it is.
    pub said: NewTranslation,
    /// How far it has come.
    pub state: StatementState,
    /// Why it is not shown: a code; empty where it is, or waits.
    pub because: String,
}

macro_rules! translations {
    ($rest:literal) => {
        concat!(
            "SELECT number, statement, lang, text, person, state, because
             FROM consultation_translations WHERE consultation = $1 ",
            $rest
        )
    };
}

impl Consultations {
    /// Keeps a translation that waits, unless its person has offered `most` already.
    ///
    /// # Errors
    /// The database refused.
    pub async fn offer(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
        new: &NewTranslation,
        most: u32,
        at: i64,
    ) -> Result<Written<u32>, DatabaseError> {
        if Self::is_frozen(transaction, consultation).await? {
            return Ok(Written::Frozen);
        }
        let sql = translations!("AND statement = $2 AND lang = $3 AND text = $4");
        let same: [Param<'_>; 4] =
            [consultation.into(), new.statement.into(), (&new.lang).into(), (&new.text).into()];
        if let Some(row) = transaction.query(sql, &same).await?.first() {
            return Ok(Written::Already(number(row.int(0)?)));
        }
        let sql = "SELECT COUNT(*) FROM consultation_translations
                   WHERE consultation = $1 AND person = $2";
        let rows = transaction.query(sql, &[consultation.into(), new.person.into()]).await?;
        if first(&rows)? >= i64::from(most) {
            return Ok(Written::Full);
        }
        let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM consultation_translations
                   WHERE consultation = $1";
        let id = first(&transaction.query(sql, &[consultation.into()]).await?)?;
        let sql =
            "INSERT INTO consultation_translations (consultation, number, statement, lang, text,
                       person, state, because, proposed_at, decided_by)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, '')";
        let params: [Param<'_>; 8] = [
            consultation.into(),
            id.into(),
            new.statement.into(),
            (&new.lang).into(),
            (&new.text).into(),
            new.person.into(),
            StatementState::Waiting.code().into(),
            at.into(),
        ];
        transaction.execute(sql, &params).await?;
        Ok(Written::Here(number(id)))
    }

    /// Translations, by number.
    ///
    /// # Errors
    /// The database refused.
    pub async fn translations(
        &self,
        consultation: &str,
    ) -> Result<Vec<StoredTranslation>, DatabaseError> {
        let sql = translations!("ORDER BY number");
        self.database.read(sql, &[consultation.into()]).await?.iter().map(translation).collect()
    }

    /// Writes down what a moderator decided on a translation, if it stands as they saw it; whether it did.
    ///
    /// # Errors
    /// The database refused.
    pub async fn decide_translation(
        &self,
        transaction: &mut Transaction,
        (consultation, id): (&str, u32),
        (seen, state): (StatementState, StatementState),
        because: &str,
        (by, at): (&str, i64),
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE consultation_translations
                   SET state = $4, because = $5, decided_by = $6, decided_at = $7
                   WHERE consultation = $1 AND number = $2 AND state = $3";
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

    /// Writes the translations of a statement (JSON, language → text), and the languages of those that volunteers wrote.
    ///
    /// # Errors
    /// The database refused.
    pub async fn set_translations(
        &self,
        transaction: &mut Transaction,
        (consultation, statement): (&str, u32),
        translations: &str,
        volunteers: &[String],
    ) -> Result<(), DatabaseError> {
        let volunteers = volunteers.join(" ");
        let sql = "UPDATE consultation_statements SET translations = $3, volunteers = $4
                   WHERE consultation = $1 AND statement = $2";
        let params: [Param<'_>; 4] =
            [consultation.into(), statement.into(), translations.into(), (&volunteers).into()];
        transaction.execute(sql, &params).await?;
        Ok(())
    }
}

fn translation(row: &Row) -> Result<StoredTranslation, DatabaseError> {
    let text = |column: usize| row.text(column).map(str::to_owned);
    Ok(StoredTranslation {
        number: number(row.int(0)?),
        said: NewTranslation {
            statement: number(row.int(1)?),
            lang: text(2)?,
            text: text(3)?,
            person: row.opt_int(4)?.map(number),
        },
        state: StatementState::of(row.text(5)?),
        because: text(6)?,
    })
}
