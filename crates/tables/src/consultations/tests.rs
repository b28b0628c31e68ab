#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use passerelle_register::testing;

fn cast(person: u32, statement: u32, stance: i8) -> Cast {
    Cast { person, statement, stance, matters: false, hard: false }
}

async fn begun(database: Database) -> Consultations {
    let all = Consultations::open(database.clone()).await.unwrap();
    let mut transaction = database.begin().await.unwrap();
    all.begin(&mut transaction, "a", (u64::MAX, "salt")).await.unwrap();
    transaction.commit().await.unwrap();
    all
}

#[tokio::test]
async fn votes_are_added_and_frozen() {
    for scratch in testing::databases().await {
        let database = Database::open(scratch.url()).await.unwrap();
        let all = begun(database.clone()).await;
        assert_eq!(all.frame("a").await.unwrap().unwrap().seed, u64::MAX);
        let mut tx = database.begin().await.unwrap();
        let joined = all.join(&mut tx, "a", "h1", None, 5).await.unwrap();
        assert!(matches!(&joined, Written::Here(one) if one.person == 1), "{joined:?}");
        let again = all.join(&mut tx, "a", "h1", None, 6).await.unwrap();
        assert!(matches!(&again, Written::Already(one) if one.person == 1), "{again:?}");
        assert_eq!(all.cast(&mut tx, "a", &cast(1, 1, 1), 7).await.unwrap(), Written::Here(1));
        assert_eq!(all.cast(&mut tx, "a", &cast(1, 1, 1), 8).await.unwrap(), Written::Already(1));
        assert_eq!(all.cast(&mut tx, "a", &cast(1, 1, -1), 9).await.unwrap(), Written::Here(2));
        assert_eq!(all.cast(&mut tx, "none", &cast(1, 1, 1), 9).await.unwrap(), Written::Frozen);
        let new = NewStatement { person: Some(1), ..NewStatement::default() };
        let shown = (&new, StatementState::Shown);
        assert_eq!(all.propose(&mut tx, "a", shown, 1, 9).await.unwrap(), Written::Here(1));
        assert_eq!(all.propose(&mut tx, "a", shown, 1, 9).await.unwrap(), Written::Full);
        let (seen, then) = (StatementState::Shown, StatementState::Out);
        let by = ("m", 10);
        assert!(all.decide(&mut tx, ("a", 1), (seen, then), "copy", by).await.unwrap());
        assert!(!all.decide(&mut tx, ("a", 1), (seen, then), "copy", by).await.unwrap());
        assert!(all.ban(&mut tx, ("a", 1), Some(11)).await.unwrap());
        assert!(!all.ban(&mut tx, ("a", 2), Some(11)).await.unwrap());
        all.freeze(&mut tx, "a", 12).await.unwrap();
        assert_eq!(all.cast(&mut tx, "a", &cast(1, 1, 1), 13).await.unwrap(), Written::Frozen);
        assert_eq!(all.join(&mut tx, "a", "h2", None, 13).await.unwrap(), Written::Frozen);
        all.forget_salt(&mut tx, "a").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(all.votes_after("a", 0).await.unwrap().len(), 2);
        assert_eq!(all.votes_after("a", 1).await.unwrap()[0].cast, cast(1, 1, -1));
        assert_eq!(all.votes_of("a", 1).await.unwrap().len(), 2);
        assert_eq!(all.banned("a").await.unwrap(), [1]);
        assert_eq!(all.frame("a").await.unwrap().unwrap().frozen_at, Some(12));
        let one = all.statement("a", 1).await.unwrap().unwrap();
        assert_eq!((one.state, one.because.as_str()), (StatementState::Out, "copy"));
        assert_eq!(all.statements("a").await.unwrap(), [one]);
    }
}

#[tokio::test]
async fn an_invitation_is_for_one_and_a_part_has_its_places() {
    for scratch in testing::databases().await {
        let database = Database::open(scratch.url()).await.unwrap();
        let all = begun(database.clone()).await;
        let mut tx = database.begin().await.unwrap();
        for code in ["c1", "c2"] {
            all.invite(&mut tx, "a", (code, "women")).await.unwrap();
        }
        let places = [("women".to_owned(), 1)];
        let join = async |tx: &mut Transaction, hash: &str, code: &str| {
            all.join(tx, "a", hash, Some((code, &places)), 1).await.unwrap()
        };
        assert_eq!(join(&mut tx, "h1", "c3").await, Written::Full);
        let joined = join(&mut tx, "h1", "c1").await;
        assert!(matches!(&joined, Written::Here(one) if one.part == "women"), "{joined:?}");
        assert_eq!(join(&mut tx, "h2", "c1").await, Written::Full, "it was used");
        assert_eq!(join(&mut tx, "h2", "c2").await, Written::Full, "no place is left");
        tx.commit().await.unwrap();
        assert_eq!(all.people("a").await.unwrap(), 1);
    }
}
