//! Values on their way in ([`Param`]) and out ([`Row`]).
//!
//! Four types only, the same on both databases: `BIGINT`, `DOUBLE PRECISION`, `TEXT`, and bytes
//! (`BLOB`, `BYTEA`). Yes and no are the integers 1 and 0; times are milliseconds since 1970, UTC.

use std::borrow::Cow;

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Column as _, Postgres, Row as _, Sqlite, TypeInfo as _, ValueRef as _};

use super::DatabaseError;

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// `BIGINT`
    Int,
    /// `DOUBLE PRECISION`
    Real,
    /// `TEXT`
    Text,
    /// `BLOB` or `BYTEA`
    Bytes,
}

/// A value for a `$n` of a statement.
///
/// PostgreSQL wants to know the type of an absent value too, so [`Param::Null`] carries it; an
/// `Option` converts to the right one by itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Param<'a> {
    /// An integer.
    Int(i64),
    /// A real number.
    Real(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// No value, of this type.
    Null(Type),
}

macro_rules! params {
    ($($from:ty => $type:ident, |$value:ident| $make:expr;)*) => {$(
        impl<'a> From<$from> for Param<'a> {
            fn from($value: $from) -> Self {
                $make
            }
        }
        impl<'a> From<Option<$from>> for Param<'a> {
            fn from(value: Option<$from>) -> Self {
                value.map_or(Self::Null(Type::$type), Self::from)
            }
        }
    )*};
}

params! {
    i64 => Int, |value| Self::Int(value);
    i32 => Int, |value| Self::Int(value.into());
    u32 => Int, |value| Self::Int(value.into());
    u8 => Int, |value| Self::Int(value.into());
    bool => Int, |value| Self::Int(value.into());
    f64 => Real, |value| Self::Real(value);
    &'a str => Text, |value| Self::Text(Cow::Borrowed(value));
    &'a String => Text, |value| Self::Text(Cow::Borrowed(value));
    String => Text, |value| Self::Text(Cow::Owned(value));
    &'a [u8] => Bytes, |value| Self::Bytes(Cow::Borrowed(value));
    &'a [u8; 32] => Bytes, |value| Self::Bytes(Cow::Borrowed(value));
    &'a Vec<u8> => Bytes, |value| Self::Bytes(Cow::Borrowed(value));
    Vec<u8> => Bytes, |value| Self::Bytes(Cow::Owned(value));
}

macro_rules! bind {
    ($name:ident, $database:ty, $arguments:ty) => {
        pub(super) fn $name(
            sql: &'static str,
            params: &[Param<'_>],
        ) -> Query<'static, $database, $arguments> {
            params.iter().fold(sqlx::query::<$database>(sql), |query, param| match param {
                Param::Int(value) => query.bind(*value),
                Param::Real(value) => query.bind(*value),
                Param::Text(value) => query.bind(value.as_ref()),
                Param::Bytes(value) => query.bind(value.as_ref()),
                Param::Null(Type::Int) => query.bind(None::<i64>),
                Param::Null(Type::Real) => query.bind(None::<f64>),
                Param::Null(Type::Text) => query.bind(None::<&str>),
                Param::Null(Type::Bytes) => query.bind(None::<&[u8]>),
            })
        }
    };
}

bind!(sqlite_query, Sqlite, SqliteArguments);
bind!(postgres_query, Postgres, PgArguments);

/// One row of a result. Columns are numbered from 0, in the order of the `SELECT`.
pub struct Row(pub(super) Inner);

pub(super) enum Inner {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident, $optional:ident, $type:ty, $expected:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// There is no such column, it is null, or it has another type.
        pub fn $name(&self, column: usize) -> Result<$type, DatabaseError> {
            self.$optional(column)?.ok_or_else(|| DatabaseError::Column {
                column,
                expected: $expected,
                found: "null".to_owned(),
            })
        }

        $(#[$doc])*
        /// `None` where it is null.
        ///
        /// # Errors
        /// There is no such column, or it has another type.
        pub fn $optional(&self, column: usize) -> Result<Option<$type>, DatabaseError> {
            match &self.0 {
                Inner::Sqlite(row) => row.try_get(column),
                Inner::Postgres(row) => row.try_get(column),
            }
            .map_err(|error| self.mismatch(column, $expected, &error))
        }
    )*};
}

impl Row {
    columns! {
        /// The real number in this column.
        real, opt_real, f64, "a real number";
        /// The text in this column.
        text, opt_text, &str, "a text";
        /// The bytes in this column.
        bytes, opt_bytes, &[u8], "bytes";
    }

    /// The integer in this column.
    ///
    /// # Errors
    /// There is no such column, it is null, or it has another type.
    pub fn int(&self, column: usize) -> Result<i64, DatabaseError> {
        self.opt_int(column)?.ok_or_else(|| DatabaseError::Column {
            column,
            expected: "an integer",
            found: "null".to_owned(),
        })
    }

    /// The integer in this column; `None` where it is null. PostgreSQL's shorter integers and its
    /// booleans (of literals and comparisons) are read too.
    ///
    /// # Errors
    /// There is no such column, or it has another type.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, DatabaseError> {
        match &self.0 {
            Inner::Sqlite(row) => row.try_get(column),
            Inner::Postgres(row) => postgres_int(row, column),
        }
        .map_err(|error| self.mismatch(column, "an integer", &error))
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Inner::Sqlite(row) => row.len(),
            Inner::Postgres(row) => row.len(),
        }
    }

    /// Whether there is no column.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn mismatch(
        &self,
        column: usize,
        expected: &'static str,
        error: &sqlx::Error,
    ) -> DatabaseError {
        let held = match &self.0 {
            Inner::Sqlite(row) => {
                row.try_get_raw(column).map(|value| value.type_info().name().to_owned())
            }
            Inner::Postgres(row) => {
                row.try_column(column).map(|column| column.type_info().name().to_owned())
            }
        };
        DatabaseError::Column {
            column,
            expected,
            found: held.unwrap_or_else(|_| error.to_string()),
        }
    }
}

fn postgres_int(row: &PgRow, column: usize) -> Result<Option<i64>, sqlx::Error> {
    match row.try_column(column)?.type_info().name() {
        "INT4" => Ok(row.try_get::<Option<i32>, _>(column)?.map(i64::from)),
        "INT2" => Ok(row.try_get::<Option<i16>, _>(column)?.map(i64::from)),
        "BOOL" => Ok(row.try_get::<Option<bool>, _>(column)?.map(i64::from)),
        _ => row.try_get(column),
    }
}
