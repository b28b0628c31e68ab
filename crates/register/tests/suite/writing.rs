use std::time::Duration;

use passerelle_register::Writer;
use passerelle_register::database::Migration;

use super::*;

#[tokio::test]
async fn versions_follow_each_other() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        assert_eq!(put(&register, "a", None, &note("one")).await.unwrap(), 1);
        assert_eq!(put(&register, "a", Some(1), &note("two")).await.unwrap(), 2);
        assert_eq!(put(&register, "b", None, &note("other")).await.unwrap(), 1);
        let stored = register.get(&key("a")).await.unwrap().unwrap();
        assert_eq!((stored.number, stored.leaf, stored.at), (2, 1, 1_000));
        assert_eq!((stored.author.as_str(), stored.reason.as_str()), ("a1b2", "why not"));
        assert_eq!(stored.title, Text::new("two", "two"));
        assert_eq!(stored.record::<Note>().unwrap(), note("two"));
        let history = register.history(&key("a")).await.unwrap();
        assert_eq!(history.iter().map(|version| version.number).collect::<Vec<_>>(), [1, 2]);
        assert!(history.iter().all(|version| version.computed_inner() == version.inner));
        verified(&register).await;
    }
}

#[tokio::test]
async fn nobody_overwrites_what_they_did_not_see() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        put(&register, "a", None, &note("one")).await.unwrap();
        put(&register, "a", Some(1), &note("two")).await.unwrap();
        for seen in [None, Some(1), Some(3)] {
            let error = put(&register, "a", seen, &note("three")).await.unwrap_err();
            let expected = (seen.unwrap_or(0), 2);
            assert!(
                matches!(&error, RegisterError::Conflict { seen, current, .. }
                    if (*seen, *current) == expected),
                "{error}"
            );
        }
        let error = put(&register, "new", Some(1), &note("one")).await.unwrap_err();
        assert!(matches!(error, RegisterError::Conflict { current: 0, .. }));
        assert_eq!(register.size().await.unwrap(), 2);
    }
}

#[tokio::test]
async fn the_same_again_is_no_new_version() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        put(&register, "a", None, &note("one")).await.unwrap();
        for seen in [None, Some(1), Some(7)] {
            assert_eq!(put(&register, "a", seen, &note("one")).await.unwrap(), 1);
        }
        let (key, spaced) =
            (key("a"), r#" {"title": {"fr":"one", "en":"one"}, "sees":[],"country":null }"#);
        let number = register
            .write(&someone(), 2_000, async |writer| {
                writer.put_body(&key, None, "again", spaced).await
            })
            .await
            .unwrap();
        assert_eq!((number, register.size().await.unwrap()), (1, 1));
    }
}

#[tokio::test]
async fn several_versions_in_one_write_see_each_other() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        put(&register, "old", None, &note("zero")).await.unwrap();
        register
            .write(&someone(), 1, async |writer| {
                writer.put(&key("new"), None, "", &note("one")).await?;
                writer.put(&key("new"), Some(1), "", &note("two")).await?;
                writer.put(&key("old"), Some(1), "", &note("one")).await?;
                assert_eq!(writer.put(&key("old"), Some(2), "", &note("two")).await?, 3);
                assert_eq!(writer.current(&key("old")).await?.unwrap().0, 3);
                Ok::<_, RegisterError>(())
            })
            .await
            .unwrap();
        assert_eq!(register.get(&key("old")).await.unwrap().unwrap().number, 3);
        assert_eq!(register.get(&key("new")).await.unwrap().unwrap().number, 2);
        assert_eq!(register.count("note").await.unwrap(), 2);
        verified(&register).await;
    }
}

#[tokio::test]
async fn what_is_not_sound_is_refused_whole() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let error = register
            .write(&someone(), 1, async |writer| {
                writer.put(&key("good"), None, "", &note("good")).await?;
                writer.put(&key("bad"), None, "", &note(" ")).await
            })
            .await
            .unwrap_err();
        let RegisterError::Unsound { findings, .. } = &error else { panic!("{error}") };
        assert_eq!(findings[0].field, "title");
        assert_eq!(register.size().await.unwrap(), 0);
        assert_eq!(register.get(&key("good")).await.unwrap(), None);

        let page: Key = "page/a".parse().unwrap();
        let other: Key = "other/a".parse().unwrap();
        let body = async |key: &Key, body: &str| {
            let put = async |writer: &mut Writer| writer.put_body(key, None, "", body).await;
            register.write(&someone(), 1, put).await.map_err(|error| error.code())
        };
        assert_eq!(body(&page, "{}").await, Ok(1));
        assert_eq!(body(&page, "{").await, Err("body"));
        assert_eq!(body(&key("a"), r#"{"title":"plain"}"#).await, Err("body"));
        assert_eq!(body(&other, "{}").await, Err("unknown-kind"));
        let put_note = async |key: &Key, reason: &str| {
            let put = async |writer: &mut Writer| writer.put(key, None, reason, &note("a")).await;
            register.write(&someone(), 1, put).await.map_err(|error| error.code())
        };
        assert_eq!(put_note(&page, "").await, Err("wrong-kind"));
        assert_eq!(put_note(&key("z"), "a\0b").await, Err("text"));
        let long = note(&"x".repeat(5_000_000));
        assert_eq!(put(&register, "long", None, &long).await.unwrap_err().code(), "text");
        let zero_in_body = note("a\0b");
        assert_eq!(put(&register, "zero", None, &zero_in_body).await.unwrap(), 1);
        verified(&register).await;
    }
}

const COUNTER: &[Migration] = &[Migration {
    name: "1",
    sqlite: "CREATE TABLE counter (value BIGINT NOT NULL PRIMARY KEY)",
    postgres: "CREATE TABLE counter (value BIGINT NOT NULL PRIMARY KEY)",
}];

async fn counted(register: &Register) -> i64 {
    let rows = register.database().read("SELECT COUNT(*) FROM counter", &[]).await.unwrap();
    rows[0].int(0).unwrap()
}

async fn count(register: &Register, value: i64, fail: bool) -> Result<u64, RegisterError> {
    register
        .write(&someone(), 1, async |writer| {
            let sql = "INSERT INTO counter VALUES ($1)";
            writer.transaction().await?.execute(sql, &[value.into()]).await?;
            let slug = if fail { "".to_owned() } else { value.to_string() };
            let number = writer.put(&key(&value.to_string()), None, "", &note(&slug)).await?;
            tokio::task::yield_now().await;
            Ok(number)
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_share_commits_and_fail_alone() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        register.database().migrate("counter", COUNTER).await.unwrap();
        let tasks: Vec<_> = (0..200_i64)
            .map(|value| {
                let register = register.clone();
                // The future of a write can be sent to another thread.
                tokio::spawn(async move { count(&register, value, value % 5 == 0).await })
            })
            .collect();
        for (value, task) in tasks.into_iter().enumerate() {
            let outcome = task.await.unwrap();
            match value % 5 {
                0 => assert_eq!(outcome.unwrap_err().code(), "unsound"),
                _ => assert_eq!(outcome.unwrap(), 1),
            }
        }
        assert_eq!(counted(&register).await, 160);
        assert_eq!(register.size().await.unwrap(), 160);
        let sql = "SELECT COUNT(*) FROM checkpoints";
        let commits = register.database().read(sql, &[]).await.unwrap()[0].int(0).unwrap();
        assert!(commits < 100, "{commits} commits for 160 writes");
        verified(&register).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_write_is_undone_alone_and_blocks_nobody() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        register.database().migrate("counter", COUNTER).await.unwrap();
        let author = someone();
        for round in 0..20_i64 {
            let stuck = register.write(&author, 1, async |writer| {
                let sql = "INSERT INTO counter VALUES ($1)";
                writer.transaction().await?.execute(sql, &[(-round).into()]).await?;
                writer.put(&key(&format!("stuck-{round}")), None, "", &note("x")).await?;
                std::future::pending::<Result<(), RegisterError>>().await
            });
            let (stuck, done) = tokio::join!(
                tokio::time::timeout(Duration::from_millis(10), stuck),
                count(&register, round + 1, false),
            );
            assert!(stuck.is_err());
            assert_eq!(done.unwrap(), 1);
        }
        // Nobody is left to commit after this one; the door must open again all the same.
        let alone = register
            .write(&author, 1, async |_| std::future::pending::<Result<(), RegisterError>>().await);
        assert!(tokio::time::timeout(Duration::from_millis(10), alone).await.is_err());
        let next = tokio::time::timeout(Duration::from_secs(10), register.database().begin());
        drop(next.await.unwrap().unwrap());
        assert_eq!(counted(&register).await, 20);
        assert_eq!(register.size().await.unwrap(), 20);
        verified(&register).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn impatient_writers_leave_a_sound_log() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        register.database().migrate("counter", COUNTER).await.unwrap();
        let tasks: Vec<_> = (0..300_i64)
            .map(|value| {
                let register = register.clone();
                let patience = Duration::from_micros(200 * (value as u64 % 50));
                let work = async move { count(&register, value, false).await };
                tokio::spawn(tokio::time::timeout(patience, work))
            })
            .collect();
        let mut acknowledged = 0;
        for task in tasks {
            if let Ok(outcome) = task.await.unwrap() {
                outcome.unwrap();
                acknowledged += 1;
            }
        }
        drop(register.database().begin().await.unwrap());
        let kept = register.size().await.unwrap();
        assert!(kept >= acknowledged, "{kept} kept, {acknowledged} acknowledged");
        assert_eq!(counted(&register).await as u64, kept);
        verified(&register).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_share_one_log() {
    for scratch in testing::databases().await {
        let (first, second) = (open(&scratch).await, open(&scratch).await);
        let tasks: Vec<_> = (0..60_u64)
            .map(|index| {
                let register = if index % 2 == 0 { first.clone() } else { second.clone() };
                tokio::spawn(async move {
                    put(&register, &format!("n{index}"), None, &note("x")).await.unwrap()
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(first.size().await.unwrap(), 60);
        verified(&second).await;
    }
}

#[tokio::test]
async fn a_write_that_writes_nothing_leaves_no_checkpoint() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        register.write(&someone(), 1, async |_| Ok::<_, RegisterError>(())).await.unwrap();
        assert_eq!(register.checkpoint().await.unwrap(), None);
        verified(&register).await;
    }
}

/// What was made ready before is written as if it had been written at once.
#[tokio::test]
async fn what_is_ready_is_written_as_what_is_not() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let mut one = note("« one » \u{1}\"");
        one.country = Some("KEN".to_owned());
        one.sees = vec![key("b"), key("b")];
        put(&register, "a", None, &one).await.unwrap();
        let twin = register.ready(&key("twin"), &one).unwrap();
        assert_eq!(twin.findings(), []);
        let write =
            async |writer: &mut Writer| writer.put_ready(twin.clone(), None, "why not").await;
        assert_eq!(register.write(&someone(), 1_000, write).await.unwrap(), 1);
        // The same again is no new version; nobody overwrites what they did not see.
        assert_eq!(register.write(&someone(), 1_000, write).await.unwrap(), 1);
        let other = register.ready(&key("twin"), &note("two")).unwrap();
        let write = async |writer: &mut Writer| writer.put_ready(other.clone(), None, "").await;
        let error = register.write(&someone(), 1_000, write).await.unwrap_err();
        assert!(matches!(error, RegisterError::Conflict { current: 1, .. }), "{error}");
        let body = async |slug: &str| register.get(&key(slug)).await.unwrap().unwrap().body;
        assert_eq!(body("a").await, body("twin").await);
        let links = register.links_to(&key("b")).await.unwrap();
        assert_eq!(links.len(), 2, "of each one");
        // What is wrong is told when it is made ready, and refused when it is written.
        let unsound = register.ready(&key("bad"), &note("")).unwrap();
        assert_eq!(unsound.findings().len(), 1);
        let write = async |writer: &mut Writer| writer.put_ready(unsound.clone(), None, "").await;
        let error = register.write(&someone(), 1_000, write).await.unwrap_err();
        assert_eq!(error.code(), "unsound");
        assert!(register.ready(&"page/a".parse().unwrap(), &one).is_err());
        verified(&register).await;
        assert_eq!(register.rebuild().await.unwrap().differed_in_all, 0);
    }
}
