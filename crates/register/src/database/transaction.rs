//! The writer's transaction, and the reader's snapshot.

use sqlx::{Postgres, Sqlite};

use super::value::{self, Inner};
use super::{DatabaseError, Dialect, Migration, Param, Row};

pub(super) enum Connection {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A transaction of the one writer. Dropped without [`Transaction::commit`], nothing of it is kept.
///
/// On PostgreSQL a statement that fails spoils the transaction (as always there): go back to a
/// savepoint, or drop it.
pub struct Transaction {
    // Taken out while a bulk load runs on a blocking thread; absent for good if that call is dropped.
    pub(super) connection: Option<Connection>,
}

impl Transaction {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection: Some(connection) }
    }

    pub(super) fn connection(&mut self) -> Result<&mut Connection, DatabaseError> {
        self.connection.as_mut().ok_or(DatabaseError::Interrupted)
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match &self.connection {
            Some(Connection::Postgres(_)) => Dialect::Postgres,
            _ => Dialect::Sqlite,
        }
    }

    /// Runs a statement and says how many rows it touched.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<u64, DatabaseError> {
        Ok(match self.connection()? {
            Connection::Sqlite(connection) => {
                value::sqlite_query(sql, params).execute(&mut **connection).await?.rows_affected()
            }
            Connection::Postgres(connection) => {
                value::postgres_query(sql, params).execute(&mut **connection).await?.rows_affected()
            }
        })
    }

    /// Runs a statement and returns its rows. Sees what this transaction has written.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn query(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, DatabaseError> {
        Ok(match self.connection()? {
            Connection::Sqlite(connection) => value::sqlite_query(sql, params)
                .fetch_all(&mut **connection)
                .await?
                .into_iter()
                .map(|row| Row(Inner::Sqlite(row)))
                .collect(),
            Connection::Postgres(connection) => value::postgres_query(sql, params)
                .fetch_all(&mut **connection)
                .await?
                .into_iter()
                .map(|row| Row(Inner::Postgres(row)))
                .collect(),
        })
    }

    /// Runs a migration's script, of any number of statements.
    pub(super) async fn script(&mut self, migration: &Migration) -> Result<(), DatabaseError> {
        match self.connection()? {
            Connection::Sqlite(connection) => {
                sqlx::raw_sql(migration.sqlite).execute(&mut **connection).await?;
            }
            Connection::Postgres(connection) => {
                sqlx::raw_sql(migration.postgres).execute(&mut **connection).await?;
            }
        }
        Ok(())
    }

    /// Keeps everything. When this returns, the data is on the disk.
    ///
    /// # Errors
    /// Whatever the database says; nothing is kept then.
    pub async fn commit(mut self) -> Result<(), DatabaseError> {
        match self.connection.take().ok_or(DatabaseError::Interrupted)? {
            Connection::Sqlite(connection) => connection.commit().await?,
            Connection::Postgres(connection) => connection.commit().await?,
        }
        Ok(())
    }

    /// Gives everything up at once. (Dropping does the same, a little later.)
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn rollback(mut self) -> Result<(), DatabaseError> {
        match self.connection.take().ok_or(DatabaseError::Interrupted)? {
            Connection::Sqlite(connection) => connection.rollback().await?,
            Connection::Postgres(connection) => connection.rollback().await?,
        }
        Ok(())
    }
}

/// Reads that all see the same moment, while the writer goes on.
pub struct Snapshot(pub(super) Transaction);

impl Snapshot {
    /// The same reads, for code that reads in a transaction too.
    pub fn transaction(&mut self) -> &mut Transaction {
        &mut self.0
    }

    /// Runs a statement that only reads.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn query(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, DatabaseError> {
        self.0.query(sql, params).await
    }
}
