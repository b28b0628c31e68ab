//! Measurements of sites: the sites that may send them, the rows of the days that are open, the days that are
//! closed.
//!
//! Rows are only added, and only once: a row has an id of its agent's making, and is passed over when it comes
//! again. When a day is closed its rows become a file of columns ([`crate::files`], folder [`folder_of`]), which a
//! record of the register names with its digest, and leave the open table; rows of a closed day that come later
//! make a file more. What pages show of a day is kept in a row of `measurement_days`, for each site.
//!
//! No address is kept, of anybody.
//!
//! | table | a row is |
//! |---|---|
//! | `measurement_sites` | a site that may send: its token's hash, its opening hours, its area |
//! | `measurement_rows` | a result or a heartbeat of a day that is open |
//! | `measurement_days` | a day of a site, in a few figures |
//! | `measurement_files` | a file of a closed day |

mod days;
mod rows;
mod schema;

use passerelle_register::database::{Database, DatabaseError, Param, Row, Transaction};
use serde::Serialize;

pub use days::{ClosedFile, DayRow, SpreadRow};
pub use rows::{MeasurementKind, MeasurementRow};

/// A site that may send measurements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeasuredSite {
    /// What it is known by: `KEN/00017` for a site of a country's list, anything else for another.
    pub site: String,
    /// SHA-256 of its token, in hexadecimal. The token itself is nowhere.
    pub token_hash: String,
    /// Its opening hours, as they were written.
    pub hours: String,
    /// The area whose outages it is told with: `KEN/Mombasa`; empty where it is not told.
    pub area: String,
    /// Whether what is measured of it is shown to everyone.
    pub is_public: bool,
    /// When it was given its token, in milliseconds since 1970.
    pub made_at: i64,
}

/// The folder of the files of a day.
pub fn folder_of(day: i64) -> String {
    format!("measurements/{day}")
}

/// The measurements of a node.
#[derive(Clone)]
pub struct Measurements {
    database: Database,
}

/// A statement that gives sites.
macro_rules! sites {
    ($rest:literal) => {
        concat!(
            "SELECT site, token_hash, hours, area, is_public, made_at FROM measurement_sites ",
            $rest
        )
    };
}

impl Measurements {
    /// Opens them; creates or migrates their tables.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("measurements", schema::MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Lets a site send, with this token and no other from now on.
    ///
    /// # Errors
    /// The database refused.
    pub async fn put_site(
        &self,
        transaction: &mut Transaction,
        site: &MeasuredSite,
    ) -> Result<(), DatabaseError> {
        let sql =
            "INSERT INTO measurement_sites (site, token_hash, hours, area, is_public, made_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (site) DO UPDATE
            SET token_hash = excluded.token_hash, hours = excluded.hours, area = excluded.area,
                is_public = excluded.is_public, made_at = excluded.made_at";
        let params: [Param<'_>; 6] = [
            (&site.site).into(),
            (&site.token_hash).into(),
            (&site.hours).into(),
            (&site.area).into(),
            i64::from(site.is_public).into(),
            site.made_at.into(),
        ];
        transaction.execute(sql, &params).await.map(drop)
    }

    /// A site that may send.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site(&self, site: &str) -> Result<Option<MeasuredSite>, DatabaseError> {
        let rows = self.database.read(sites!("WHERE site = $1"), &[site.into()]).await?;
        rows.first().map(site_of).transpose()
    }

    /// The sites of an area, by their names.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sites_in(&self, area: &str) -> Result<Vec<MeasuredSite>, DatabaseError> {
        let sql = sites!("WHERE area = $1 ORDER BY site");
        let rows = self.database.read(sql, &[area.into()]).await?;
        rows.iter().map(site_of).collect()
    }

    /// Whether any site may send.
    ///
    /// # Errors
    /// The database refused.
    pub async fn has_sites(&self) -> Result<bool, DatabaseError> {
        let rows = self.database.read("SELECT 1 FROM measurement_sites LIMIT 1", &[]).await?;
        Ok(!rows.is_empty())
    }
}

fn site_of(row: &Row) -> Result<MeasuredSite, DatabaseError> {
    Ok(MeasuredSite {
        site: row.text(0)?.to_owned(),
        token_hash: row.text(1)?.to_owned(),
        hours: row.text(2)?.to_owned(),
        area: row.text(3)?.to_owned(),
        is_public: row.int(4)? == 1,
        made_at: row.int(5)?,
    })
}
