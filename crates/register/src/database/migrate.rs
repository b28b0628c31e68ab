//! Changes of shape: each runs once, in order, all of a component in one transaction.

use super::{Database, DatabaseError, Dialect, Row, Transaction};

/// One change of shape. Once released it is never edited: the next change is another migration.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its name, unique in the component: `1-versions`.
    pub name: &'static str,
    /// The script for SQLite: any number of statements.
    pub sqlite: &'static str,
    /// The script for PostgreSQL.
    pub postgres: &'static str,
}

const TABLE: Migration = Migration {
    name: "schema_migrations",
    sqlite: "CREATE TABLE IF NOT EXISTS schema_migrations (
        component TEXT NOT NULL, name TEXT NOT NULL, applied_at TEXT NOT NULL,
        PRIMARY KEY (component, name)) WITHOUT ROWID",
    postgres: "CREATE TABLE IF NOT EXISTS schema_migrations (
        component TEXT NOT NULL, name TEXT NOT NULL, applied_at TEXT NOT NULL,
        PRIMARY KEY (component, name))",
};

impl Database {
    /// Brings the tables of `component` up to date. Two processes that start at once wait for each
    /// other: the writer's transaction is exclusive on both databases.
    ///
    /// # Errors
    /// [`DatabaseError::Newer`] if a newer program has already been here; whatever a script makes
    /// the database say, in which case nothing of the component's new migrations is kept.
    pub async fn migrate(
        &self,
        component: &str,
        migrations: &'static [Migration],
    ) -> Result<(), DatabaseError> {
        // Mostly nothing is to be done, and that can be seen without waiting for the writer's turn, in a
        // database that cannot be written too. (The first time there is no table to ask.)
        if let Ok(rows) = self.read(APPLIED, &[component.into()]).await
            && missing(component, &rows, migrations)?.is_empty()
        {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        transaction.script(&TABLE).await?;
        let rows = transaction.query(APPLIED, &[component.into()]).await?;
        for migration in missing(component, &rows, migrations)? {
            transaction.script(migration).await?;
            record(&mut transaction, component, migration.name).await?;
        }
        transaction.commit().await
    }
}

const APPLIED: &str = "SELECT name FROM schema_migrations WHERE component = $1";

/// The migrations that are not among the applied ones.
fn missing(
    component: &str,
    applied: &[Row],
    migrations: &'static [Migration],
) -> Result<Vec<&'static Migration>, DatabaseError> {
    let applied: Vec<&str> = applied.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?;
    let unknown = |name: &&&str| !migrations.iter().any(|known| known.name == **name);
    if let Some(name) = applied.iter().find(unknown) {
        let (component, name) = (component.to_owned(), (*name).to_owned());
        return Err(DatabaseError::Newer { component, name });
    }
    Ok(migrations.iter().filter(|one| !applied.contains(&one.name)).collect())
}

async fn record(
    transaction: &mut Transaction,
    component: &str,
    name: &str,
) -> Result<(), DatabaseError> {
    let sql = match transaction.dialect() {
        Dialect::Sqlite => {
            "INSERT INTO schema_migrations VALUES ($1, $2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"
        }
        Dialect::Postgres => {
            "INSERT INTO schema_migrations VALUES ($1, $2,
                to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))"
        }
    };
    transaction.execute(sql, &[component.into(), name.into()]).await.map(drop)
}
