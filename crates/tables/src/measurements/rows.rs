//! Rows of the days that are open.

use passerelle_register::database::{DatabaseError, Param, Row, Transaction};

use super::Measurements;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeasurementKind {
    /// The result of a test.
    Result,
    /// A moment at which an agent looked whether the node can be reached.
    Heartbeat,
}

impl MeasurementKind {
    fn number(self) -> i64 {
        match self {
            Self::Result => 0,
            Self::Heartbeat => 1,
        }
    }
}

/// A result or a heartbeat. What a kind does not have is empty, zero or `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasurementRow {
    /// The site.
    pub site: String,
    /// What its agent calls it.
    pub id: String,
    /// What it is.
    pub kind: MeasurementKind,
    /// The day (UTC) from 1 January 1970.
    pub day: i64,
    /// When, in seconds since 1970 (UTC).
    pub at: i64,
    /// The server of a result.
    pub server: String,
    /// Megabits a second from the server.
    pub download: Option<f64>,
    /// Megabits a second to the server.
    pub upload: Option<f64>,
    /// The round trip, in milliseconds.
    pub latency: Option<f64>,
    /// Bytes that the test moved.
    pub bytes: i64,
    /// Why something was not measured; empty where it was.
    pub failure: String,
    /// Seconds that a heartbeat speaks for.
    pub covers: i64,
    /// Whether the node could be reached.
    pub online: bool,
    /// When the machine was started, in seconds since 1970.
    pub started: Option<i64>,
}

/// A statement that gives rows.
macro_rules! rows {
    ($rest:literal) => {
        concat!(
            "SELECT site, id, kind, day, at, server, download, upload, latency, bytes, failure, covers, \
             online, started FROM measurement_rows ",
            $rest
        )
    };
}

impl Measurements {
    /// Adds rows; says how many were not there yet. Nothing is kept unless the transaction is committed.
    ///
    /// # Errors
    /// The database refused.
    pub async fn add(
        &self,
        transaction: &mut Transaction,
        rows: &[MeasurementRow],
    ) -> Result<u64, DatabaseError> {
        let sql = "INSERT INTO measurement_rows (site, id, kind, day, at, server, download, upload, latency,
                bytes, failure, covers, online, started)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (site, id) DO NOTHING";
        let mut new = 0;
        for row in rows {
            let params: [Param<'_>; 14] = [
                (&row.site).into(),
                (&row.id).into(),
                row.kind.number().into(),
                row.day.into(),
                row.at.into(),
                (&row.server).into(),
                row.download.into(),
                row.upload.into(),
                row.latency.into(),
                row.bytes.into(),
                (&row.failure).into(),
                row.covers.into(),
                i64::from(row.online).into(),
                row.started.into(),
            ];
            new += transaction.execute(sql, &params).await?;
        }
        Ok(new)
    }

    /// How many open rows a site has.
    ///
    /// # Errors
    /// The database refused.
    pub async fn waiting(&self, site: &str) -> Result<u64, DatabaseError> {
        let sql = "SELECT COUNT(*) FROM measurement_rows WHERE site = $1";
        let found = self.database.read(sql, &[site.into()]).await?;
        let count = found.first().map(|row| row.int(0)).transpose()?.unwrap_or_default();
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// The open rows of a site from a day on, by time.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open_rows(
        &self,
        site: &str,
        from_day: i64,
    ) -> Result<Vec<MeasurementRow>, DatabaseError> {
        let sql = rows!("WHERE site = $1 AND day >= $2 ORDER BY at, id");
        let found = self.database.read(sql, &[site.into(), from_day.into()]).await?;
        found.iter().map(row_of).collect()
    }

    /// Days before this one that have open rows, in order.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open_days(&self, before: i64) -> Result<Vec<i64>, DatabaseError> {
        let sql = "SELECT DISTINCT day FROM measurement_rows WHERE day < $1 ORDER BY day";
        let found = self.database.read(sql, &[before.into()]).await?;
        found.iter().map(|row| row.int(0)).collect()
    }

    /// Sites with open rows on a day, after this one, in order, so many at the most.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sites_of_day(
        &self,
        day: i64,
        after: &str,
        most: usize,
    ) -> Result<Vec<String>, DatabaseError> {
        let sql = "SELECT DISTINCT site FROM measurement_rows WHERE day = $1 AND site > $2
                   ORDER BY site LIMIT $3";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let found = self.database.read(sql, &[day.into(), after.into(), most.into()]).await?;
        found.iter().map(|row| row.text(0).map(str::to_owned)).collect()
    }

    /// The open rows of a day of the sites from one to another, by site and id, as this transaction sees them.
    ///
    /// # Errors
    /// The database refused.
    pub async fn rows_of_day(
        &self,
        transaction: &mut Transaction,
        day: i64,
        (first, last): (&str, &str),
    ) -> Result<Vec<MeasurementRow>, DatabaseError> {
        let sql = rows!("WHERE day = $1 AND site >= $2 AND site <= $3 ORDER BY site, id");
        let found = transaction.query(sql, &[day.into(), first.into(), last.into()]).await?;
        found.iter().map(row_of).collect()
    }

    /// Takes the open rows of a day of the sites from one to another away: they are in a file now.
    ///
    /// # Errors
    /// The database refused.
    pub async fn take_away(
        &self,
        transaction: &mut Transaction,
        day: i64,
        (first, last): (&str, &str),
    ) -> Result<u64, DatabaseError> {
        let sql = "DELETE FROM measurement_rows WHERE day = $1 AND site >= $2 AND site <= $3";
        transaction.execute(sql, &[day.into(), first.into(), last.into()]).await
    }

    /// Heartbeats of an area's sites between two moments: the site, when, for how long, whether it was
    /// connected; of open days only.
    ///
    /// # Errors
    /// The database refused.
    pub async fn heartbeats_in(
        &self,
        area: &str,
        from: i64,
        to: i64,
    ) -> Result<Vec<(String, i64, i64, bool)>, DatabaseError> {
        let sql = "SELECT r.site, r.at, r.covers, r.online FROM measurement_rows r
            JOIN measurement_sites s ON s.site = r.site
            WHERE s.area = $1 AND r.kind = 1 AND r.at >= $2 AND r.at < $3 ORDER BY r.site, r.at";
        let found = self.database.read(sql, &[area.into(), from.into(), to.into()]).await?;
        found
            .iter()
            .map(|row| Ok((row.text(0)?.to_owned(), row.int(1)?, row.int(2)?, row.int(3)? == 1)))
            .collect()
    }
}

fn row_of(row: &Row) -> Result<MeasurementRow, DatabaseError> {
    let kind = match row.int(2)? {
        0 => MeasurementKind::Result,
        _ => MeasurementKind::Heartbeat,
    };
    Ok(MeasurementRow {
        site: row.text(0)?.to_owned(),
        id: row.text(1)?.to_owned(),
        kind,
        day: row.int(3)?,
        at: row.int(4)?,
        server: row.text(5)?.to_owned(),
        download: row.opt_real(6)?,
        upload: row.opt_real(7)?,
        latency: row.opt_real(8)?,
        bytes: row.int(9)?,
        failure: row.text(10)?.to_owned(),
        covers: row.int(11)?,
        online: row.int(12)? == 1,
        started: row.opt_int(13)?,
    })
}
