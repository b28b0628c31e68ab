//! Every test runs on both databases.

use std::time::Duration;

use super::*;
use crate::testing::{self, Scratch};

const SHAPES: &[Migration] = &[Migration {
    name: "1-shapes",
    sqlite: "CREATE TABLE shapes (id BIGINT NOT NULL PRIMARY KEY, size DOUBLE PRECISION,
                name TEXT, body BLOB, parent BIGINT REFERENCES shapes(id));
             CREATE INDEX shapes_size ON shapes(size)",
    postgres: "CREATE TABLE shapes (id BIGINT NOT NULL PRIMARY KEY, size DOUBLE PRECISION,
                name TEXT, body BYTEA, parent BIGINT REFERENCES shapes(id));
               CREATE INDEX shapes_size ON shapes(size)",
}];

const INSERT: &str = "INSERT INTO shapes (id, size, name, body) VALUES ($1, $2, $3, $4)";

static TABLE: BulkTable = BulkTable {
    name: "shapes",
    columns: &[
        ("id", CellType::Int),
        ("size", CellType::Real),
        ("name", CellType::Text),
        ("body", CellType::Bytes),
    ],
};

async fn shapes(scratch: &Scratch) -> Database {
    let database = scratch.open().await;
    database.migrate("test", SHAPES).await.unwrap();
    database
}

async fn count(database: &Database) -> i64 {
    database.read("SELECT COUNT(*) FROM shapes", &[]).await.unwrap()[0].int(0).unwrap()
}

fn row(id: i64) -> [Cell<'static>; 4] {
    [Cell::Int(id), Cell::Real(0.5), Cell::Text("été"), Cell::Bytes(&[0, 255])]
}

#[tokio::test]
async fn refuses_other_addresses_without_repeating_them() {
    for url in ["mysql://root:secret@host/name", "", "passerelle.sqlite"] {
        let error = Database::open(url).await.unwrap_err();
        assert_eq!(error.code(), "database-address");
        assert!(!error.to_string().contains("secret"));
    }
    assert!(Database::open("sqlite:/no/such/folder/file").await.is_err());
}

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut transaction = database.begin().await.unwrap();
        let full: &[Param<'_>] =
            &[i64::MIN.into(), 0.1.into(), "a'\"; — 𝄞".into(), (&[0_u8, 255][..]).into()];
        assert_eq!(transaction.execute(INSERT, full).await.unwrap(), 1);
        let empty: &[Param<'_>] =
            &[1_i64.into(), None::<f64>.into(), None::<&str>.into(), None::<Vec<u8>>.into()];
        transaction.execute(INSERT, empty).await.unwrap();
        transaction.commit().await.unwrap();

        let rows = database
            .read("SELECT id, size, name, body FROM shapes ORDER BY id", &[])
            .await
            .unwrap();
        assert_eq!(rows[0].int(0).unwrap(), i64::MIN);
        assert_eq!(rows[0].real(1).unwrap(), 0.1);
        assert_eq!(rows[0].text(2).unwrap(), "a'\"; — 𝄞");
        assert_eq!(rows[0].bytes(3).unwrap(), [0, 255]);
        assert_eq!(rows[1].opt_real(1).unwrap(), None);
        assert_eq!(rows[1].opt_text(2).unwrap(), None);
        assert_eq!(rows[1].opt_bytes(3).unwrap(), None);
        assert_eq!(rows[1].opt_int(0).unwrap(), Some(1));
        assert_eq!(rows[1].len(), 4);
    }
}

#[tokio::test]
async fn columns_of_another_type_are_errors() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let rows = database.read("SELECT 'a', 1, NULL", &[]).await.unwrap();
        assert_eq!(rows[0].int(0).unwrap_err().code(), "database-column");
        assert_eq!(rows[0].bytes(1).unwrap_err().code(), "database-column");
        assert_eq!(rows[0].text(2).unwrap_err().code(), "database-column");
        assert_eq!(rows[0].int(9).unwrap_err().code(), "database-column");
        assert_eq!(rows[0].int(1).unwrap(), 1);
    }
}

#[tokio::test]
async fn what_is_not_committed_is_not_kept() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut transaction = database.begin().await.unwrap();
        transaction.bulk_insert(&TABLE, (0..10).map(row)).await.unwrap();
        drop(transaction);
        assert_eq!(count(&database).await, 0);
        let mut transaction = database.begin().await.unwrap();
        transaction.bulk_insert(&TABLE, (0..10).map(row)).await.unwrap();
        transaction.rollback().await.unwrap();
        assert_eq!(count(&database).await, 0);
        let mut transaction = database.begin().await.unwrap();
        transaction.bulk_insert(&TABLE, (0..10).map(row)).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(count(&database).await, 10);
    }
}

#[tokio::test]
async fn readers_do_not_wait_for_the_writer_and_writers_wait_for_each_other() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut first = database.begin().await.unwrap();
        first.bulk_insert(&TABLE, (0..10).map(row)).await.unwrap();
        assert_eq!(count(&database).await, 0);
        let second = tokio::time::timeout(Duration::from_millis(50), database.begin()).await;
        assert!(second.is_err(), "two writers at once");
        first.commit().await.unwrap();
        assert_eq!(count(&database).await, 10);
        database.begin().await.unwrap();
    }
}

#[tokio::test]
async fn a_snapshot_stays_at_its_moment() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut snapshot = database.snapshot().await.unwrap();
        let sql = "SELECT COUNT(*) FROM shapes";
        assert_eq!(snapshot.query(sql, &[]).await.unwrap()[0].int(0).unwrap(), 0);
        let mut transaction = database.begin().await.unwrap();
        transaction.bulk_insert(&TABLE, (0..10).map(row)).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(snapshot.query(sql, &[]).await.unwrap()[0].int(0).unwrap(), 0);
        assert!(snapshot.query("DELETE FROM shapes", &[]).await.is_err(), "a reader wrote");
        drop(snapshot);
        assert_eq!(count(&database).await, 10);
    }
}

#[tokio::test]
async fn bulk_rows_come_back_as_they_went_in() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut transaction = database.begin().await.unwrap();
        let long = "é".repeat(3_000_000);
        let rows = (0..70_000_i64).map(|id| match id {
            0 => [Cell::Int(i64::MIN), Cell::Null, Cell::Null, Cell::Null],
            1 => [Cell::Int(1), Cell::Real(f64::MIN_POSITIVE), Cell::Text(&long), Cell::Bytes(&[])],
            2 => [Cell::Int(2), Cell::Real(-0.5), Cell::Text(""), Cell::Bytes(long.as_bytes())],
            _ => row(id),
        });
        assert_eq!(transaction.bulk_insert(&TABLE, rows).await.unwrap(), 70_000);
        transaction.commit().await.unwrap();
        assert_eq!(count(&database).await, 70_000);
        let sql = "SELECT id, size, name, body FROM shapes WHERE id < 4 ORDER BY id";
        let rows = database.read(sql, &[]).await.unwrap();
        assert_eq!(rows[0].int(0).unwrap(), i64::MIN);
        assert_eq!(rows[0].opt_real(1).unwrap(), None);
        assert_eq!(rows[1].real(1).unwrap(), f64::MIN_POSITIVE);
        assert_eq!(rows[1].text(2).unwrap(), long);
        assert_eq!(rows[1].opt_bytes(3).unwrap().unwrap_or_default(), b"");
        assert_eq!(rows[2].text(2).unwrap(), "");
        assert_eq!(rows[2].bytes(3).unwrap(), long.as_bytes());
        assert_eq!(rows[3].text(2).unwrap(), "été");
    }
}

#[tokio::test]
async fn bulk_refuses_rows_that_do_not_fit() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut transaction = database.begin().await.unwrap();
        let short = [[Cell::Int(1), Cell::Null]];
        let error = transaction.bulk_insert(&TABLE, short.into_iter()).await.unwrap_err();
        assert_eq!(error.code(), "database-bulk-shape");

        let wrong = |id| if id == 69_999 { [Cell::Text("x"); 4] } else { row(id) };
        let error = transaction.bulk_insert(&TABLE, (0..70_000).map(wrong)).await.unwrap_err();
        assert!(matches!(error, DatabaseError::BulkShape { row: 69_999, .. }), "{error}");
        let error = transaction.execute("DELETE FROM shapes", &[]).await.unwrap_err();
        assert_eq!(error.code(), "database-interrupted");
        drop(transaction);
        assert_eq!(count(&database).await, 0);
    }
}

#[tokio::test]
async fn duplicates_are_told_from_other_errors() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut transaction = database.begin().await.unwrap();
        let error =
            transaction.bulk_insert(&TABLE, [row(7), row(7)].into_iter()).await.unwrap_err();
        assert!(error.is_duplicate(), "{error}");
        drop(transaction);
        let mut transaction = database.begin().await.unwrap();
        let orphan = "INSERT INTO shapes (id, parent) VALUES (1, 2)";
        let error = transaction.execute(orphan, &[]).await.unwrap_err();
        assert!(!error.is_duplicate(), "{error}");
        drop(transaction);
        assert_eq!(count(&database).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_bulk_load_leaves_nothing() {
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        let mut transaction = database.begin().await.unwrap();
        let slow = (0..1_000_000_i64).map(row);
        let load = transaction.bulk_insert(&TABLE, slow);
        assert!(tokio::time::timeout(Duration::from_millis(30), load).await.is_err());
        let error = transaction.execute("DELETE FROM shapes", &[]).await.unwrap_err();
        assert_eq!(error.code(), "database-interrupted");
        drop(transaction);
        let mut transaction = database.begin().await.unwrap();
        transaction.bulk_insert(&TABLE, (0..10).map(row)).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(count(&database).await, 10);
    }
}

#[tokio::test]
async fn migrations_run_once_and_in_order() {
    const LATER: &[Migration] = &[
        SHAPES[0],
        Migration {
            name: "2-colour",
            sqlite: "ALTER TABLE shapes ADD COLUMN colour TEXT",
            postgres: "ALTER TABLE shapes ADD COLUMN colour TEXT",
        },
    ];
    for scratch in testing::databases().await {
        let database = shapes(&scratch).await;
        database.migrate("test", SHAPES).await.unwrap();
        database.migrate("test", LATER).await.unwrap();
        database.read("SELECT colour FROM shapes", &[]).await.unwrap();
        let error = database.migrate("test", SHAPES).await.unwrap_err();
        assert!(matches!(&error, DatabaseError::Newer { name, .. } if name == "2-colour"));
        let again = scratch.open().await;
        again.migrate("test", LATER).await.unwrap();
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing() {
    const BROKEN: &[Migration] = &[Migration {
        name: "1-broken",
        sqlite: "CREATE TABLE half (id BIGINT); CREATE TABLE half (id BIGINT)",
        postgres: "CREATE TABLE half (id BIGINT); CREATE TABLE half (id BIGINT)",
    }];
    for scratch in testing::databases().await {
        let database = scratch.open().await;
        assert!(database.migrate("test", BROKEN).await.is_err());
        assert!(database.read("SELECT id FROM half", &[]).await.is_err());
        database.migrate("test", SHAPES).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_that_start_at_once_both_succeed() {
    for scratch in testing::databases().await {
        let start = || {
            let url = scratch.url().to_owned();
            tokio::spawn(async move {
                let database = Database::open(&url).await.unwrap();
                database.migrate("test", SHAPES).await
            })
        };
        let starts: Vec<_> = (0..4).map(|_| start()).collect();
        for started in starts {
            started.await.unwrap().unwrap();
        }
    }
}

#[tokio::test]
async fn says_how_durable_it_is() {
    for scratch in testing::databases().await {
        let settings = scratch.open().await.settings().await.unwrap();
        let holds = |name: &str, value: &str| {
            assert!(settings.contains(&(name.to_owned(), value.to_owned())), "{settings:?}");
        };
        if scratch.url().starts_with("sqlite") {
            holds("journal_mode", "wal");
            holds("synchronous", "2");
            holds("secure_delete", "1");
        } else {
            holds("synchronous_commit", "on");
            holds("fsync", "on");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_written_can_be_read() {
    let scratch = testing::sqlite();
    let database = shapes(&scratch).await;
    let mut transaction = database.begin().await.unwrap();
    transaction.execute("INSERT INTO shapes (id, size) VALUES (1, 0.5)", &[]).await.unwrap();
    transaction.commit().await.unwrap();
    database.close().await;

    let path = scratch.url().strip_prefix("sqlite:").unwrap();
    let locked = Database::open_read_only(path).await.unwrap();
    locked.migrate("test", SHAPES).await.unwrap();
    assert_eq!(count(&locked).await, 1);
    // SQLite lets a transaction begin, as one that reads, and refuses what it would write.
    let mut transaction = locked.begin().await.unwrap();
    let written = transaction.execute("INSERT INTO shapes (id, size) VALUES (2, 0.5)", &[]).await;
    assert!(written.is_err_and(|error| error.is_unwritable()));
    drop(transaction);
    let files = std::fs::read_dir(scratch.directory()).unwrap().count();
    assert_eq!(files, 1, "nothing was made beside the database");
    assert!(Database::open_read_only("/no/such/file").await.is_err());
}
