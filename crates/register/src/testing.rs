//! Throwaway databases for tests: every test runs on SQLite, and on PostgreSQL too where
//! `PASSERELLE_TEST_POSTGRES` is the address of a maintenance database (see `.ci/postgres`).
//!
//! ```ignore
//! for scratch in testing::databases().await {
//!     let database = scratch.open().await;
//!     // …
//! }
//! ```
#![allow(clippy::unwrap_used, clippy::print_stdout)] // for tests only, where a panic is the report

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::Connection as _;

use crate::Database;

/// An empty database of one test, and a folder; both are removed at the end.
pub struct Scratch {
    url: String,
    directory: tempfile::TempDir,
    maintenance: Option<(String, String)>,
}

/// One empty database of each kind that is at hand.
pub async fn databases() -> Vec<Scratch> {
    let mut scratches = vec![sqlite()];
    match std::env::var("PASSERELLE_TEST_POSTGRES") {
        Ok(url) if !url.is_empty() => scratches.push(postgres(&url).await),
        _ => println!("PostgreSQL skipped: PASSERELLE_TEST_POSTGRES is not set"),
    }
    scratches
}

/// An empty SQLite database.
pub fn sqlite() -> Scratch {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", directory.path().join("passerelle.sqlite").display());
    Scratch { url, directory, maintenance: None }
}

async fn postgres(maintenance: &str) -> Scratch {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("passerelle_test_{}_{number}", std::process::id());
    command(maintenance, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    command(maintenance, format!("CREATE DATABASE {name}")).await;
    let (server, _) = maintenance.rsplit_once('/').unwrap();
    Scratch {
        url: format!("{server}/{name}"),
        directory: tempfile::tempdir().unwrap(),
        maintenance: Some((maintenance.to_owned(), name)),
    }
}

async fn command(maintenance: &str, sql: String) {
    let mut connection = sqlx::PgConnection::connect(maintenance).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

impl Scratch {
    /// Opens it.
    pub async fn open(&self) -> Database {
        Database::open(&self.url).await.unwrap()
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A folder for the test's files; SQLite's are there too.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let Some((maintenance, name)) = self.maintenance.take() else { return };
        // Waiting for the server is not possible inside the test's own runtime.
        let cleaner = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(command(
                &maintenance,
                format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            ));
        });
        if cleaner.join().is_err() {
            println!("a test database could not be removed");
        }
    }
}
