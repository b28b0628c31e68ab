//! Leaving a consultation: votes go, before they are frozen.

use passerelle_register::database::{DatabaseError, Transaction};

use super::{Consultations, Written};

impl Consultations {
    /// Erases what somebody left in a consultation whose votes are not frozen: votes, statements and translations that nobody
    /// decided on, and how they are found again. What was shown stays, by nobody in particular (person 0). Their
    /// number is not given to anybody else, and an invitation of theirs works again.
    ///
    /// Where the newest vote of all is one of theirs, its place stays, with nothing in it: numbers of votes only grow.
    ///
    /// # Errors
    /// The database refused.
    pub async fn leave(
        &self,
        transaction: &mut Transaction,
        (consultation, person): (&str, u32),
        at: i64,
    ) -> Result<Written<u64>, DatabaseError> {
        if Self::is_frozen(transaction, consultation).await? {
            return Ok(Written::Frozen);
        }
        let of = [consultation.into(), person.into()];
        let emptied = "UPDATE consultation_votes
                       SET statement = 0, stance = 0, matters = 0, hard = 0, at = 0
                       WHERE consultation = $1 AND person = $2 AND number =
                           (SELECT MAX(number) FROM consultation_votes WHERE consultation = $1)";
        transaction.execute(emptied, &of).await?;
        let votes = "DELETE FROM consultation_votes
                     WHERE consultation = $1 AND person = $2 AND number <>
                         (SELECT MAX(number) FROM consultation_votes WHERE consultation = $1)";
        let erased = transaction.execute(votes, &of).await?;
        for sql in [
            "DELETE FROM consultation_translations
             WHERE consultation = $1 AND person = $2 AND state = 'waiting'",
            "UPDATE consultation_translations SET person = 0
             WHERE consultation = $1 AND person = $2",
            // Numbers of statements only grow too: what waits is emptied, and refused by nobody.
            "UPDATE consultation_statements
             SET text = '', easy = '', translations = '{}', state = 'refused', because = 'withdrawn'
             WHERE consultation = $1 AND person = $2 AND state = 'waiting'",
            "UPDATE consultation_statements SET person = 0
             WHERE consultation = $1 AND person = $2",
            "DELETE FROM consultation_answered WHERE consultation = $1 AND person = $2",
            "UPDATE consultation_invitations SET person = NULL
             WHERE consultation = $1 AND person = $2",
        ] {
            transaction.execute(sql, &of).await?;
        }
        // Whoever has left is counted no more, in live views of before as well.
        let sql = "UPDATE consultation_people
                   SET hash = $3, part = '', began_at = 0, banned_at = $4
                   WHERE consultation = $1 AND person = $2";
        let left = format!("left {person}");
        let params = [consultation.into(), person.into(), (&left).into(), at.into()];
        transaction.execute(sql, &params).await?;
        Ok(Written::Here(erased))
    }
}
