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

#[tokio::test]
async fn answers_are_counts_and_nobody_answers_twice() {
    for scratch in testing::databases().await {
        let database = Database::open(scratch.url()).await.unwrap();
        let all = begun(database.clone()).await;
        let mut tx = database.begin().await.unwrap();
        for person in 1..=3 {
            let answers = [("sex", if person == 1 { "women" } else { "men" }), ("age", "old")];
            let taken = all.answer(&mut tx, ("a", person), &answers).await.unwrap();
            assert_eq!(taken, Written::Here(()));
        }
        let again = all.answer(&mut tx, ("a", 1), &[("sex", "men")]).await.unwrap();
        assert_eq!(again, Written::Already(()));
        let none = all.answer(&mut tx, ("none", 1), &[("sex", "men")]).await.unwrap();
        assert_eq!(none, Written::Frozen);
        tx.commit().await.unwrap();
        assert!(all.has_answered("a", 1).await.unwrap());
        assert!(!all.has_answered("a", 9).await.unwrap());
        let found = all.answers("a").await.unwrap();
        let found: Vec<(&str, &str, u64)> = found
            .iter()
            .map(|one| (one.question.as_str(), one.category.as_str(), one.people))
            .collect();
        assert_eq!(found, [("age", "old", 3), ("sex", "men", 2), ("sex", "women", 1)]);
        let mut tx = database.begin().await.unwrap();
        all.forget_answers(&mut tx, "a").await.unwrap();
        tx.commit().await.unwrap();
        assert!(all.answers("a").await.unwrap().is_empty());
        assert!(!all.has_answered("a", 1).await.unwrap());
    }
}

#[tokio::test]
async fn whoever_leaves_leaves_nothing_and_numbers_only_grow() {
    for scratch in testing::databases().await {
        let database = Database::open(scratch.url()).await.unwrap();
        let all = begun(database.clone()).await;
        let mut tx = database.begin().await.unwrap();
        all.join(&mut tx, "a", "h1", None, 5).await.unwrap();
        all.join(&mut tx, "a", "h2", None, 5).await.unwrap();
        all.cast(&mut tx, "a", &cast(1, 1, 1), 7).await.unwrap();
        all.cast(&mut tx, "a", &cast(2, 1, 1), 7).await.unwrap();
        all.cast(&mut tx, "a", &cast(2, 2, -1), 7).await.unwrap();
        let waits = NewStatement { text: "b".to_owned(), person: Some(2), ..Default::default() };
        let shown = (&waits, StatementState::Shown);
        all.propose(&mut tx, "a", shown, 9, 9).await.unwrap();
        all.propose(&mut tx, "a", (&waits, StatementState::Waiting), 9, 9).await.unwrap();
        let offered = NewTranslation {
            statement: 1,
            lang: "fr".to_owned(),
            text: "c".to_owned(),
            person: Some(2),
        };
        assert_eq!(all.offer(&mut tx, "a", &offered, 1, 9).await.unwrap(), Written::Here(1));
        assert_eq!(all.offer(&mut tx, "a", &offered, 1, 9).await.unwrap(), Written::Already(1));
        let other = NewTranslation { text: "d".to_owned(), ..offered };
        assert_eq!(all.offer(&mut tx, "a", &other, 1, 9).await.unwrap(), Written::Full);
        assert_eq!(all.leave(&mut tx, ("a", 2), 10).await.unwrap(), Written::Here(1));
        // The next vote has a number that nobody had.
        assert_eq!(all.cast(&mut tx, "a", &cast(1, 2, 1), 11).await.unwrap(), Written::Here(4));
        let joined = all.join(&mut tx, "a", "h2", None, 12).await.unwrap();
        assert!(matches!(&joined, Written::Here(one) if one.person == 3), "{joined:?}");
        tx.commit().await.unwrap();
        let votes = all.votes_after("a", 0).await.unwrap();
        let of: Vec<(i64, u32, u32, i8, i64)> = votes
            .iter()
            .map(|vote| {
                (vote.number, vote.cast.person, vote.cast.statement, vote.cast.stance, vote.at)
            })
            .collect();
        assert_eq!(of, [(1, 1, 1, 1, 7), (3, 2, 0, 0, 0), (4, 1, 2, 1, 11)]);
        assert_eq!(all.banned("a").await.unwrap(), [2], "live views of before leave them out");
        assert_eq!(all.people("a").await.unwrap(), 2);
        let statements = all.statements("a").await.unwrap();
        let said: Vec<(&str, Option<u32>, StatementState)> = statements
            .iter()
            .map(|one| (one.said.text.as_str(), one.said.person, one.state))
            .collect();
        let (shown, refused) = (StatementState::Shown, StatementState::Refused);
        assert_eq!(said, [("b", Some(0), shown), ("", Some(0), refused)]);
        assert!(all.translations("a").await.unwrap().is_empty());
        let mut tx = database.begin().await.unwrap();
        assert!(!all.ban(&mut tx, ("a", 2), None).await.unwrap(), "nobody is there any more");
        all.freeze(&mut tx, "a", 13).await.unwrap();
        assert_eq!(all.leave(&mut tx, ("a", 1), 14).await.unwrap(), Written::Frozen);
        tx.commit().await.unwrap();
    }
}
