//! The one door to storage.
//!
//! SQLite for one machine, PostgreSQL for several; the same static SQL with `$1` parameters runs on
//! both, and only four types travel ([`Param`], [`Row`]). SQL is always `&'static str`, so that no
//! text from outside can ever become part of it.
//!
//! There is **one writer**. On SQLite it is one connection, whose transactions start with
//! `BEGIN IMMEDIATE`; on PostgreSQL every writing transaction first takes one advisory lock. So what
//! a transaction reads stays true until it commits, and the log's numbers have no gap. **Readers**
//! have their own connections and never wait for the writer (SQLite's WAL, PostgreSQL's MVCC).
//!
//! **Acknowledged is durable**: `synchronous = FULL` on SQLite, `synchronous_commit = on` on
//! PostgreSQL, asserted by `tests/durability.rs`.
//!
//! Large loads go through [`Transaction::bulk_insert`].

mod bulk;
mod bulk_sqlite;
mod error;
mod migrate;
mod transaction;
mod value;

#[cfg(test)]
mod tests;

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};

pub use bulk::{BulkTable, Cell};
pub use error::DatabaseError;
pub use migrate::Migration;
use transaction::Connection;
pub use transaction::{Snapshot, Transaction};
pub use value::{Param, Row, Type};

/// The type of a bulk column; the same four as everywhere.
pub use value::Type as CellType;

/// Which SQL is spoken. Statements are the same for both as far as they can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite 3.
    Sqlite,
    /// PostgreSQL, 15 or later.
    Postgres,
}

/// An open database. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Database(Pools);

#[derive(Debug, Clone)]
enum Pools {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// How long a write waits for its turn before giving up. A large import may hold the writer long.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a server may take to answer at first: whoever waits must know whether there is one.
const FIRST_ANSWER: Duration = Duration::from_secs(3);
const READERS: u32 = 8;
/// The advisory lock that makes one writer of many connections ("passerel" in ASCII).
const WRITER_LOCK: i64 = 0x7061_7373_6572_656c;

impl Database {
    /// Opens `sqlite:PATH` (created if absent) or `postgres://user:password@host/name`.
    ///
    /// # Errors
    /// Another address; a file that cannot be opened; a server that does not answer within three seconds.
    pub async fn open(url: &str) -> Result<Self, DatabaseError> {
        if let Some(path) = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
            open_sqlite(path).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open_postgres(url).await
        } else {
            // What follows the scheme may hold a password: it is not repeated.
            Err(DatabaseError::Address(url.split(':').next().unwrap_or_default().to_owned()))
        }
    }

    /// Opens the embedded database at `path` where nothing can be written: a copy on a disk that is locked,
    /// a folder of somebody else's. Writes nothing, not even beside it.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read; changes that wait in a write-ahead log beside it, and
    /// the system does not let them be read.
    pub async fn open_read_only(path: &str) -> Result<Self, DatabaseError> {
        let waiting = std::fs::metadata(format!("{path}-wal")).is_ok_and(|wal| wal.len() > 0);
        // Without waiting changes the file is all there is, and stays as it is while nobody can write.
        let options = sqlite_basics(path).read_only(true).immutable(!waiting);
        let pool = sqlite_pool().max_connections(READERS).connect_with(options).await?;
        Ok(Self(Pools::Sqlite { writer: pool.clone(), readers: pool }))
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.0 {
            Pools::Sqlite { .. } => Dialect::Sqlite,
            Pools::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement that only reads, on a connection that never waits for the writer.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn read(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, DatabaseError> {
        Ok(match &self.0 {
            Pools::Sqlite { readers, .. } => value::sqlite_query(sql, params)
                .fetch_all(readers)
                .await?
                .into_iter()
                .map(|row| Row(value::Inner::Sqlite(row)))
                .collect(),
            Pools::Postgres(pool) => value::postgres_query(sql, params)
                .fetch_all(pool)
                .await?
                .into_iter()
                .map(|row| Row(value::Inner::Postgres(row)))
                .collect(),
        })
    }

    /// Starts several reads of the same moment.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn snapshot(&self) -> Result<Snapshot, DatabaseError> {
        let connection = match &self.0 {
            Pools::Sqlite { readers, .. } => Connection::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
                Connection::Postgres(begin_postgres(pool.clone(), begin).await?)
            }
        };
        Ok(Snapshot(Transaction::new(connection)))
    }

    /// Starts a writing transaction, when it is this one's turn.
    ///
    /// # Errors
    /// Whatever the database says; `database-busy` when the turn does not come within two minutes.
    pub async fn begin(&self) -> Result<Transaction, DatabaseError> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => {
                let connection = writer.begin_with("BEGIN IMMEDIATE").await?;
                Ok(Transaction::new(Connection::Sqlite(connection)))
            }
            Pools::Postgres(pool) => {
                let connection = begin_postgres(pool.clone(), "BEGIN").await?;
                let mut transaction = Transaction::new(Connection::Postgres(connection));
                transaction
                    .query("SELECT pg_advisory_xact_lock($1)", &[WRITER_LOCK.into()])
                    .await?;
                Ok(transaction)
            }
        }
    }

    /// Writes a whole copy of an embedded database to `path`, while readers and the writer go on: the
    /// copy is of one moment. `false` where the database is not embedded (PostgreSQL has its own tools).
    ///
    /// # Errors
    /// Whatever the database says: `path` exists, the disk is full.
    pub async fn copy_to(&self, path: &str) -> Result<bool, DatabaseError> {
        let Pools::Sqlite { writer, .. } = &self.0 else { return Ok(false) };
        // A connection of its own: the copy only reads, and nobody has to wait for it.
        let mut connection = writer.connect_options().connect().await?;
        sqlx::query("VACUUM INTO $1").bind(path).execute(&mut connection).await?;
        connection.close().await?;
        Ok(true)
    }

    /// The settings that durability hangs on, as the writer's connection has them.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn settings(&self) -> Result<Vec<(String, String)>, DatabaseError> {
        let sql = match self.dialect() {
            Dialect::Sqlite => {
                "SELECT 'version', sqlite_version()
                 UNION ALL SELECT 'journal_mode', journal_mode FROM pragma_journal_mode
                 UNION ALL SELECT 'synchronous', CAST(synchronous AS TEXT) FROM pragma_synchronous
                 UNION ALL SELECT 'foreign_keys', CAST(foreign_keys AS TEXT)
                    FROM pragma_foreign_keys
                 UNION ALL SELECT 'secure_delete', CAST(secure_delete AS TEXT)
                    FROM pragma_secure_delete
                 UNION ALL SELECT 'page_size', CAST(page_size AS TEXT) FROM pragma_page_size"
            }
            Dialect::Postgres => {
                "SELECT name, setting FROM pg_settings
                 WHERE name IN ('server_version', 'synchronous_commit', 'fsync', 'full_page_writes',
                                'wal_sync_method') ORDER BY name"
            }
        };
        let mut transaction = self.begin().await?;
        let rows = transaction.query(sql, &[]).await?;
        rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))).collect()
    }

    /// Makes what was deleted from these tables unreadable in the database's files: empties SQLite's
    /// write-ahead log (`secure_delete` has overwritten the rest), vacuums PostgreSQL's tables.
    ///
    /// # Errors
    /// Whatever the database says; `database-busy` when a read that is still going on keeps the old
    /// content alive for ten seconds.
    pub async fn purge(&self, tables: &[&'static str]) -> Result<(), DatabaseError> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => empty_wal(writer).await,
            Pools::Postgres(pool) => {
                for table in tables {
                    let sql = sqlx::AssertSqlSafe(format!("VACUUM {table}"));
                    sqlx::raw_sql(sql).execute(pool).await?;
                }
                Ok(())
            }
        }
    }

    /// Lets the planner of a database server know how these tables have grown, at the cost of a sample of
    /// their rows; the embedded database plans without.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn analyze(&self, tables: &[&'static str]) -> Result<(), DatabaseError> {
        let Pools::Postgres(pool) = &self.0 else { return Ok(()) };
        for table in tables {
            let sql = sqlx::AssertSqlSafe(format!("ANALYZE {table}"));
            sqlx::raw_sql(sql).execute(pool).await?;
        }
        Ok(())
    }

    /// Waits for the work under way and closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// Copies the write-ahead log into the database and empties it. A reader can stand in the way: it is
/// tried again, with short waits, so that the writer is never kept for long.
async fn empty_wal(writer: &SqlitePool) -> Result<(), DatabaseError> {
    for _ in 0..40 {
        let mut connection = writer.acquire().await?;
        sqlx::query("PRAGMA busy_timeout = 100").execute(&mut *connection).await?;
        let checkpoint = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)");
        let row = checkpoint.fetch_one(&mut *connection).await;
        sqlx::query("PRAGMA busy_timeout = 30000").execute(&mut *connection).await?;
        if sqlx::Row::try_get::<i64, _>(&row?, 0)? == 0 {
            return Ok(());
        }
        drop(connection);
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    Err(DatabaseError::Sql(sqlx::Error::PoolTimedOut))
}

/// Begins in a task of its own: a caller who gives up in the middle of BEGIN would otherwise send its
/// connection back to the pool with a transaction open that nobody knows of.
async fn begin_postgres(
    pool: PgPool,
    begin: &'static str,
) -> Result<sqlx::Transaction<'static, sqlx::Postgres>, DatabaseError> {
    let begun = tokio::spawn(async move { pool.begin_with(begin).await });
    Ok(begun.await.map_err(|_| DatabaseError::Interrupted)??)
}

async fn open_sqlite(path: &str) -> Result<Database, DatabaseError> {
    let options = sqlite_options(path);
    // The writer first: it creates the file and puts it in WAL mode.
    let writer = sqlite_pool().max_connections(1).connect_with(options.clone()).await?;
    let readers = options
        .create_if_missing(false)
        .pragma("query_only", "on")
        // Not for the writer: a large load that touches every page would hold them all in memory.
        .pragma("mmap_size", "1073741824");
    let readers = sqlite_pool().max_connections(READERS).connect_with(readers).await?;
    Ok(Database(Pools::Sqlite { writer, readers }))
}

fn sqlite_pool() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

/// What every connection has, a reader's of a locked disk too.
fn sqlite_basics(path: &str) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(Duration::from_secs(30))
        .statement_cache_capacity(256)
}

fn sqlite_options(path: &str) -> SqliteConnectOptions {
    sqlite_basics(path)
        .create_if_missing(true)
        .page_size(8192)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is overwritten with zeros: erasing a person's data leaves nothing behind.
        .pragma("secure_delete", "on")
        // Negative: KiB. 32 MB for each connection, filled only as needed.
        .pragma("cache_size", "-32768")
        // After a large transaction the WAL is cut back to this, instead of staying as long as it was.
        .pragma("journal_size_limit", "67108864")
        // 16 MB of WAL before it is copied back: fewer, larger copies in large loads.
        .pragma("wal_autocheckpoint", "2048")
        // Where fsync does not reach the disk (macOS), the call that does.
        .pragma("fullfsync", "on")
        .pragma("checkpoint_fullfsync", "on")
}

async fn open_postgres(url: &str) -> Result<Database, DatabaseError> {
    let options = PgConnectOptions::from_str(url)?.application_name("passerelle").options([
        // Whatever the server's default: acknowledged means on the disk.
        ("synchronous_commit", "on"),
    ]);
    // The pool would ask a server that is not there again and again, as long as for a turn to write.
    let unreachable = |detail: String| DatabaseError::Unreachable(detail);
    match tokio::time::timeout(FIRST_ANSWER, options.connect()).await {
        Ok(Ok(connection)) => connection.close().await?,
        Ok(Err(sqlx::Error::Io(error))) => return Err(unreachable(error.to_string())),
        Ok(Err(error)) => return Err(error.into()),
        Err(_) => return Err(unreachable(format!("{} s", FIRST_ANSWER.as_secs()))),
    }
    let pool = PgPoolOptions::new()
        .max_connections(READERS + 2)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .connect_with(options)
        .await?;
    Ok(Database(Pools::Postgres(pool)))
}
