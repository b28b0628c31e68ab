//! What people say of themselves: counted, and never kept.
//!
//! There is no row for a person's answers: each adds one to the count of its category, and nothing says who it was. Of a person
//! it is kept that they answered, so that nobody is counted twice. So nobody can join answers to votes, whoever has the
//! database; and nobody can take an answer back.

use passerelle_register::database::{DatabaseError, Param, Row, Transaction};

use super::{Consultations, Written};

/// How many people chose a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The question.
    pub question: String,
    /// The category.
    pub category: String,
    /// How many.
    pub people: u64,
}

impl Consultations {
    /// Counts what somebody says of themselves: question and category, once for each person.
    ///
    /// # Errors
    /// The database refused.
    pub async fn answer(
        &self,
        transaction: &mut Transaction,
        (consultation, person): (&str, u32),
        answers: &[(&str, &str)],
    ) -> Result<Written<()>, DatabaseError> {
        if Self::is_frozen(transaction, consultation).await? {
            return Ok(Written::Frozen);
        }
        let sql = "INSERT INTO consultation_answered (consultation, person) VALUES ($1, $2)
                   ON CONFLICT DO NOTHING";
        if transaction.execute(sql, &[consultation.into(), person.into()]).await? == 0 {
            return Ok(Written::Already(()));
        }
        let sql = "INSERT INTO consultation_answers (consultation, question, category, people)
                   VALUES ($1, $2, $3, 1)
                   ON CONFLICT (consultation, question, category)
                   DO UPDATE SET people = consultation_answers.people + 1";
        for (question, category) in answers {
            let params: [Param<'_>; 3] =
                [consultation.into(), (*question).into(), (*category).into()];
            transaction.execute(sql, &params).await?;
        }
        Ok(Written::Here(()))
    }

    /// Whether somebody has answered.
    ///
    /// # Errors
    /// The database refused.
    pub async fn has_answered(
        &self,
        consultation: &str,
        person: u32,
    ) -> Result<bool, DatabaseError> {
        let sql = "SELECT 1 FROM consultation_answered WHERE consultation = $1 AND person = $2";
        Ok(!self.database.read(sql, &[consultation.into(), person.into()]).await?.is_empty())
    }

    /// Forgets the counts of a consultation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn forget_answers(
        &self,
        transaction: &mut Transaction,
        consultation: &str,
    ) -> Result<(), DatabaseError> {
        for sql in [
            "DELETE FROM consultation_answers WHERE consultation = $1",
            "DELETE FROM consultation_answered WHERE consultation = $1",
        ] {
            transaction.execute(sql, &[consultation.into()]).await?;
        }
        Ok(())
    }

    /// How many people chose each category.
    ///
    /// # Errors
    /// The database refused.
    pub async fn answers(&self, consultation: &str) -> Result<Vec<Chosen>, DatabaseError> {
        let sql = "SELECT question, category, people FROM consultation_answers
                   WHERE consultation = $1 ORDER BY question, category";
        let rows = self.database.read(sql, &[consultation.into()]).await?;
        let chosen = |row: &Row| {
            let (question, category) = (row.text(0)?.to_owned(), row.text(1)?.to_owned());
            Ok(Chosen { question, category, people: row.int(2)?.cast_unsigned() })
        };
        rows.iter().map(chosen).collect()
    }
}
