//! What can go wrong at the door to storage.

/// What went wrong in the database, or on the way to it.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The address is neither `sqlite:PATH` nor `postgres://…`.
    #[error("“{0}” is not a database address: write sqlite:PATH or postgres://user@host/name")]
    Address(String),
    /// The database server does not answer, or there is none at this address.
    #[error("the database server cannot be reached: {0}")]
    Unreachable(String),
    /// The database holds a migration that this program does not know: a newer program made it.
    #[error("the database is newer than this program: {component} has migration “{name}”")]
    Newer {
        /// The component whose migration it is.
        component: String,
        /// The migration that is not known.
        name: String,
    },
    /// A result has no such column, or it holds something else.
    #[error("column {column}: {expected} expected, {found} found")]
    Column {
        /// Position in the row, from 0.
        column: usize,
        /// What was asked for.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// A bulk row does not fit the table: another number of cells, a cell of another
    /// type, or one of more than 16 MiB.
    #[error("bulk load of {table}, row {row}: the cells do not fit the columns")]
    BulkShape {
        /// The table.
        table: &'static str,
        /// The row, from 0.
        row: u64,
    },
    /// SQLite refused a bulk row.
    #[error("bulk load of {table}, row {row}: {message} (SQLite code {code})")]
    BulkRefused {
        /// The table.
        table: &'static str,
        /// The row, from 0.
        row: u64,
        /// SQLite's extended result code.
        code: i32,
        /// SQLite's message.
        message: String,
    },
    /// The transaction was interrupted by a dropped call, and can only be given up.
    #[error("the transaction was interrupted")]
    Interrupted,
    /// Anything else that the database says.
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
}

impl DatabaseError {
    /// A code that does not change, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(_) => "database-address",
            Self::Unreachable(_) => "database-unreachable",
            Self::Newer { .. } => "database-newer",
            Self::Column { .. } => "database-column",
            Self::BulkShape { .. } => "database-bulk-shape",
            Self::BulkRefused { .. } => "database-bulk-refused",
            Self::Interrupted => "database-interrupted",
            Self::Sql(sqlx::Error::PoolTimedOut) => "database-busy",
            Self::Sql(_) if self.is_unwritable() => "database-unwritable",
            Self::Sql(_) => "database",
        }
    }

    /// Whether the system does not let the embedded database be written.
    pub fn is_unwritable(&self) -> bool {
        const SQLITE_READONLY: i32 = 8;
        const SQLITE_CANTOPEN: i32 = 14;
        let Self::Sql(sqlx::Error::Database(error)) = self else { return false };
        let code = error.code().and_then(|code| code.parse::<i32>().ok());
        // The lowest byte is the primary code, the others say more of it.
        code.is_some_and(|code| matches!(code & 0xff, SQLITE_READONLY | SQLITE_CANTOPEN))
    }

    /// Whether a row was refused because another has the same key.
    pub fn is_duplicate(&self) -> bool {
        const SQLITE_CONSTRAINT_PRIMARYKEY: i32 = 1555;
        const SQLITE_CONSTRAINT_UNIQUE: i32 = 2067;
        match self {
            Self::Sql(sqlx::Error::Database(error)) => error.is_unique_violation(),
            Self::BulkRefused { code, .. } => {
                matches!(*code, SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_UNIQUE)
            }
            _ => false,
        }
    }
}
