//! Large loads: many rows of one table, as fast as the database takes them.
//!
//! The rows are packed in chunks on the caller's side; on SQLite a blocking thread binds and steps
//! one prepared statement ([`super::bulk_sqlite`]) while the next chunk is being packed; on
//! PostgreSQL the chunks are sent as binary `COPY`, or in one statement if there is only one. Rows in
//! the order of the primary key load several times faster than rows in random order.

use std::fmt::Write as _;
use std::ops::Range;
use std::pin::Pin;

use sqlx::postgres::PgConnection;
use sqlx::{Sqlite, Transaction as SqlxTransaction};
use tokio::sync::mpsc;

use super::transaction::Connection;
use super::{DatabaseError, Transaction, Type, bulk_sqlite};

/// A table, and the columns that a bulk load fills.
#[derive(Debug, Clone, Copy)]
pub struct BulkTable {
    /// The name of the table.
    pub name: &'static str,
    /// The names and types of the columns, in the order of the cells.
    pub columns: &'static [(&'static str, Type)],
}

/// One cell of a bulk row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// An integer.
    Int(i64),
    /// A real number.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// No value.
    Null,
}

impl Cell<'_> {
    fn fits(self, column: Type) -> bool {
        match (self, column) {
            (Self::Int(_), Type::Int) | (Self::Real(_), Type::Real) | (Self::Null, _) => true,
            (Self::Text(text), Type::Text) => text.len() <= CELL_BYTES,
            (Self::Bytes(bytes), Type::Bytes) => bytes.len() <= CELL_BYTES,
            _ => false,
        }
    }
}

/// A chunk is sent when it reaches either limit.
const CHUNK_CELLS: usize = 64 * 1024;
const CHUNK_BYTES: usize = 4 * 1024 * 1024;
/// No cell is longer: a chunk then stays well below 4 GiB, and lengths fit 32 bits.
const CELL_BYTES: usize = 16 * 1024 * 1024;

/// A cell in a chunk: numbers in place, texts and bytes as a stretch of the chunk's bytes.
#[derive(Debug, Clone)]
pub(super) enum Packed {
    Int(i64),
    Real(f64),
    Text(Range<u32>),
    Bytes(Range<u32>),
    Null,
}

impl Packed {
    fn int(&self) -> Option<i64> {
        if let Self::Int(value) = self { Some(*value) } else { None }
    }

    fn real(&self) -> Option<f64> {
        if let Self::Real(value) = self { Some(*value) } else { None }
    }

    fn bytes<'a>(&self, chunk: &'a Chunk) -> Option<&'a [u8]> {
        match self {
            Self::Text(range) | Self::Bytes(range) => Some(chunk.stretch(range)),
            _ => None,
        }
    }

    fn text<'a>(&self, chunk: &'a Chunk) -> Option<&'a str> {
        // Packed from a text: always UTF-8.
        self.bytes(chunk).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }
}

/// Rows on their way.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) cells: Vec<Packed>,
    bytes: Vec<u8>,
}

impl Chunk {
    fn push(&mut self, cell: Cell<'_>) {
        let packed = match cell {
            Cell::Int(value) => Packed::Int(value),
            Cell::Real(value) => Packed::Real(value),
            Cell::Text(text) => Packed::Text(self.keep(text.as_bytes())),
            Cell::Bytes(bytes) => Packed::Bytes(self.keep(bytes)),
            Cell::Null => Packed::Null,
        };
        self.cells.push(packed);
    }

    fn keep(&mut self, bytes: &[u8]) -> Range<u32> {
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(bytes);
        start..self.bytes.len() as u32
    }

    /// The bytes of a text or of bytes.
    pub(super) fn stretch(&self, range: &Range<u32>) -> &[u8] {
        &self.bytes[range.start as usize..range.end as usize]
    }

    fn is_full(&self) -> bool {
        self.cells.len() >= CHUNK_CELLS || self.bytes.len() >= CHUNK_BYTES
    }
}

/// Cuts rows into chunks, and checks that they fit the table.
struct Chunks<I> {
    table: &'static BulkTable,
    rows: I,
    taken: u64,
}

impl<'a, I, const N: usize> Chunks<I>
where
    I: Iterator<Item = [Cell<'a>; N]>,
{
    /// The next chunk; `None` at the end.
    fn next(&mut self) -> Result<Option<Chunk>, DatabaseError> {
        let mut chunk = Chunk::default();
        while !chunk.is_full() {
            let Some(row) = self.rows.next() else { break };
            let columns = self.table.columns;
            let fits = N == columns.len()
                && row.iter().zip(columns).all(|(cell, (_, column))| cell.fits(*column));
            if !fits {
                return Err(DatabaseError::BulkShape { table: self.table.name, row: self.taken });
            }
            row.into_iter().for_each(|cell| chunk.push(cell));
            self.taken += 1;
        }
        Ok(Some(chunk).filter(|chunk| !chunk.cells.is_empty()))
    }
}

impl Transaction {
    /// Inserts many rows and says how many. Fastest when they come in the order of the primary key.
    /// `Cell::Real(NAN)` is stored as null by SQLite: pass [`Cell::Null`] where there is no figure.
    ///
    /// # Errors
    /// A row that does not fit `table`, or that the database refuses (a duplicate, a constraint);
    /// the transaction must then be given up.
    // A boxed future: iterators over borrowed rows inside an `async fn` keep the compiler from seeing
    // that its callers can be spawned ("implementation of `Iterator` is not general enough").
    pub fn bulk_insert<'t, 'a: 't, const N: usize>(
        &'t mut self,
        table: &'static BulkTable,
        rows: impl Iterator<Item = [Cell<'a>; N]> + Send + 't,
    ) -> Pin<Box<dyn Future<Output = Result<u64, DatabaseError>> + Send + 't>> {
        Box::pin(async move {
            let mut chunks = Chunks { table, rows, taken: 0 };
            let Some(first) = chunks.next()? else { return Ok(0) };
            match self.connection.take().ok_or(DatabaseError::Interrupted)? {
                Connection::Sqlite(connection) => {
                    let connection = into_sqlite(connection, first, &mut chunks).await?;
                    self.connection = Some(Connection::Sqlite(connection));
                }
                Connection::Postgres(mut connection) => {
                    into_postgres(&mut connection, first, &mut chunks).await?;
                    self.connection = Some(Connection::Postgres(connection));
                }
            }
            Ok(chunks.taken)
        })
    }
}

/// The connection travels to a blocking thread and back: if this call is dropped on the way, the
/// thread drops it, which rolls back.
async fn into_sqlite<'a, const N: usize>(
    mut connection: SqlxTransaction<'static, Sqlite>,
    first: Chunk,
    chunks: &mut Chunks<impl Iterator<Item = [Cell<'a>; N]>>,
) -> Result<SqlxTransaction<'static, Sqlite>, DatabaseError> {
    let table = chunks.table;
    let (send, mut receive) = mpsc::channel::<Chunk>(2);
    let runtime = tokio::runtime::Handle::current();
    let work = tokio::task::spawn_blocking(move || {
        let mut handle = runtime.block_on(connection.lock_handle())?;
        bulk_sqlite::insert(&mut handle, table, || receive.blocking_recv())?;
        drop(handle);
        Ok::<_, DatabaseError>(connection)
    });
    let sent = send_all(send, first, chunks).await;
    let connection = work.await.map_err(|_| DatabaseError::Interrupted)??;
    sent.map(|()| connection)
}

/// Stops early, without an error of its own, when the receiver is gone: it has the better one.
async fn send_all<'a, const N: usize>(
    send: mpsc::Sender<Chunk>,
    first: Chunk,
    chunks: &mut Chunks<impl Iterator<Item = [Cell<'a>; N]>>,
) -> Result<(), DatabaseError> {
    let mut next = Some(first);
    while let Some(chunk) = next {
        if send.send(chunk).await.is_err() {
            return Ok(());
        }
        next = chunks.next()?;
    }
    Ok(())
}

async fn into_postgres<'a, const N: usize>(
    connection: &mut PgConnection,
    first: Chunk,
    chunks: &mut Chunks<impl Iterator<Item = [Cell<'a>; N]>>,
) -> Result<(), DatabaseError> {
    if !first.is_full() {
        return insert_at_once(connection, chunks.table, &first).await;
    }
    let mut copy = connection.copy_in_raw(&copy_sql(chunks.table)).await?;
    copy.send(&COPY_HEADER[..]).await?;
    let mut next = Some(first);
    while let Some(chunk) = next {
        copy.send(copy_bytes(&chunk, N)).await?;
        next = match chunks.next() {
            Ok(next) => next,
            Err(error) => {
                copy.abort("a row does not fit the table").await?;
                return Err(error);
            }
        };
    }
    copy.send(&(-1_i16).to_be_bytes()[..]).await?;
    copy.finish().await?;
    Ok(())
}

/// A single chunk, in one statement: `COPY` takes several small messages, between which TCP waits 40 ms
/// (Nagle's algorithm, which sqlx leaves on).
async fn insert_at_once(
    connection: &mut PgConnection,
    table: &BulkTable,
    chunk: &Chunk,
) -> Result<(), DatabaseError> {
    let mut query = sqlx::query(sqlx::AssertSqlSafe(unnest_sql(table)));
    for (position, (_, column)) in table.columns.iter().enumerate() {
        let cells = chunk.cells.iter().skip(position).step_by(table.columns.len());
        query = match column {
            Type::Int => query.bind(cells.map(Packed::int).collect::<Vec<_>>()),
            Type::Real => query.bind(cells.map(Packed::real).collect::<Vec<_>>()),
            Type::Text => query.bind(cells.map(|cell| cell.text(chunk)).collect::<Vec<_>>()),
            Type::Bytes => query.bind(cells.map(|cell| cell.bytes(chunk)).collect::<Vec<_>>()),
        };
    }
    query.execute(connection).await?;
    Ok(())
}

fn unnest_sql(table: &BulkTable) -> String {
    let columns: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    let arrays: Vec<String> = (1..)
        .zip(table.columns)
        .map(|(position, (_, column))| match column {
            Type::Int => format!("${position}::bigint[]"),
            Type::Real => format!("${position}::double precision[]"),
            Type::Text => format!("${position}::text[]"),
            Type::Bytes => format!("${position}::bytea[]"),
        })
        .collect();
    let (name, columns, arrays) = (table.name, columns.join(", "), arrays.join(", "));
    format!("INSERT INTO {name} ({columns}) SELECT * FROM UNNEST({arrays})")
}

fn copy_sql(table: &BulkTable) -> String {
    let mut sql = format!("COPY {} (", table.name);
    for (position, (column, _)) in table.columns.iter().enumerate() {
        let separator = if position == 0 { "" } else { ", " };
        // Writing to a String cannot fail.
        let _ = write!(sql, "{separator}{column}");
    }
    sql + ") FROM STDIN (FORMAT binary)"
}

/// PostgreSQL manual, COPY, "Binary Format": signature, flags, no extension.
const COPY_HEADER: [u8; 19] = *b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// Each row: the number of fields (i16), then each field's length (i32, −1 for null) and bytes.
fn copy_bytes(chunk: &Chunk, columns: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(chunk.cells.len() * 12 + chunk.bytes.len());
    let field = |bytes: &mut Vec<u8>, value: &[u8]| {
        bytes.extend_from_slice(&(value.len() as i32).to_be_bytes());
        bytes.extend_from_slice(value);
    };
    for row in chunk.cells.chunks_exact(columns) {
        bytes.extend_from_slice(&(columns as i16).to_be_bytes());
        for cell in row {
            match cell {
                Packed::Int(value) => field(&mut bytes, &value.to_be_bytes()),
                Packed::Real(value) => field(&mut bytes, &value.to_be_bytes()),
                Packed::Text(range) | Packed::Bytes(range) => {
                    field(&mut bytes, chunk.stretch(range));
                }
                Packed::Null => bytes.extend_from_slice(&(-1_i32).to_be_bytes()),
            }
        }
    }
    bytes
}
