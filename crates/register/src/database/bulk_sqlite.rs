//! Bulk rows into SQLite through its own interface: one prepared statement, bound and stepped.
//!
//! Through sqlx each value is copied into a list of arguments and each statement is a message to
//! another thread; this way costs little more than SQLite itself. It is the only unsafe code of the
//! register, and it keeps to these rules:
//!
//! - [`LockedSqliteHandle`] is held for as long as the raw pointer is used: sqlx promises that no
//!   other thread touches the connection meanwhile.
//! - The statement is owned by [`Statement`], which finalises it before the handle is given back.
//! - Bound texts and bytes stay where they are until the bindings are cleared: they belong to the
//!   chunk, which outlives every `step` it is used in, and the bindings are cleared before the chunk
//!   is dropped.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_int};
use std::ptr;

use libsqlite3_sys as ffi;
use sqlx::sqlite::LockedSqliteHandle;

use super::DatabaseError;
use super::bulk::{BulkTable, Chunk, Packed};

/// Inserts the rows of every chunk that `next` gives.
pub(super) fn insert(
    handle: &mut LockedSqliteHandle<'_>,
    table: &'static BulkTable,
    mut next: impl FnMut() -> Option<Chunk>,
) -> Result<(), DatabaseError> {
    let mut statement = Statement::prepare(handle, table)?;
    while let Some(chunk) = next() {
        for row in chunk.cells.chunks_exact(table.columns.len()) {
            statement.insert(&chunk, row)?;
        }
        statement.clear();
    }
    Ok(())
}

struct Statement {
    database: ptr::NonNull<ffi::sqlite3>,
    statement: *mut ffi::sqlite3_stmt,
    table: &'static BulkTable,
    row: u64,
}

impl Statement {
    fn prepare(
        handle: &mut LockedSqliteHandle<'_>,
        table: &'static BulkTable,
    ) -> Result<Self, DatabaseError> {
        let sql = insert_sql(table);
        let mut prepared =
            Self { database: handle.as_raw_handle(), statement: ptr::null_mut(), table, row: 0 };
        // SAFETY: the connection is open and ours; `sql` is valid for its length, which is given,
        // so it needs no closing zero; `statement` is a valid place for the result.
        let code = unsafe {
            ffi::sqlite3_prepare_v2(
                prepared.database.as_ptr(),
                sql.as_ptr().cast(),
                sql.len() as c_int,
                &raw mut prepared.statement,
                ptr::null_mut(),
            )
        };
        prepared.check(code, ffi::SQLITE_OK)?;
        Ok(prepared)
    }

    /// `chunk` must be the one that `row` is of; [`Self::clear`] comes before it is dropped.
    fn insert(&mut self, chunk: &Chunk, row: &[Packed]) -> Result<(), DatabaseError> {
        for (position, cell) in (1..).zip(row) {
            let code = self.bind(position, chunk, cell);
            self.check(code, ffi::SQLITE_OK)?;
        }
        // SAFETY: the statement is prepared, and what is bound to it is still there.
        let code = unsafe { ffi::sqlite3_step(self.statement) };
        // SAFETY: as above. The code that it returns repeats the one of the step.
        unsafe { ffi::sqlite3_reset(self.statement) };
        self.check(code, ffi::SQLITE_DONE)?;
        self.row += 1;
        Ok(())
    }

    fn bind(&mut self, position: c_int, chunk: &Chunk, cell: &Packed) -> c_int {
        // SAFETY: the statement is prepared and reset; a position out of range is refused with a
        // code. Texts and bytes are bound as static: see the rules above.
        unsafe {
            match cell {
                Packed::Int(value) => ffi::sqlite3_bind_int64(self.statement, position, *value),
                Packed::Real(value) => ffi::sqlite3_bind_double(self.statement, position, *value),
                Packed::Null => ffi::sqlite3_bind_null(self.statement, position),
                Packed::Text(range) => {
                    let text = chunk.stretch(range);
                    ffi::sqlite3_bind_text(
                        self.statement,
                        position,
                        text.as_ptr().cast(),
                        text.len() as c_int,
                        ffi::SQLITE_STATIC(),
                    )
                }
                Packed::Bytes(range) => {
                    let bytes = chunk.stretch(range);
                    ffi::sqlite3_bind_blob(
                        self.statement,
                        position,
                        bytes.as_ptr().cast(),
                        bytes.len() as c_int,
                        ffi::SQLITE_STATIC(),
                    )
                }
            }
        }
    }

    fn clear(&mut self) {
        // SAFETY: the statement is prepared.
        unsafe { ffi::sqlite3_clear_bindings(self.statement) };
    }

    fn check(&self, code: c_int, wanted: c_int) -> Result<(), DatabaseError> {
        if code == wanted {
            return Ok(());
        }
        // SAFETY: the connection is open; the message is valid until the next call on it, and is
        // copied here.
        let (code, message) = unsafe {
            let message = ffi::sqlite3_errmsg(self.database.as_ptr());
            (
                ffi::sqlite3_extended_errcode(self.database.as_ptr()),
                CStr::from_ptr(message).to_string_lossy().into_owned(),
            )
        };
        Err(DatabaseError::BulkRefused { table: self.table.name, row: self.row, code, message })
    }
}

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: prepared by us and finalised once; a null statement is allowed.
        unsafe { ffi::sqlite3_finalize(self.statement) };
    }
}

fn insert_sql(table: &BulkTable) -> String {
    let columns: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = (1..=columns.len()).map(|position| format!("?{position}")).collect();
    format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), values.join(", "))
}
