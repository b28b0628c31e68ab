//! Days that are closed: their files, and what pages show of them.

use passerelle_register::database::{DatabaseError, Param, Row, Transaction};
use serde::Serialize;

use super::Measurements;

/// What was measured on a day, in its middle and towards its ends; the figures are `None` where `n` is 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct SpreadRow {
    /// Measurements.
    pub n: i64,
    /// A tenth was no more than this.
    pub low: Option<f64>,
    /// Half was no more than this.
    pub median: Option<f64>,
    /// A tenth was more than this.
    pub high: Option<f64>,
}

/// A day of a site, in a few figures. Digests are computed of it as JSON: its fields are not renamed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DayRow {
    /// The site.
    pub site: String,
    /// The day (UTC) from 1 January 1970.
    pub day: i64,
    /// Tests that were made.
    pub tests: i64,
    /// Those that measured less than they should have.
    pub failed: i64,
    /// Bytes that they moved.
    pub bytes: i64,
    /// Seconds of opening hours from the first heartbeat to the last: connected, not connected, without power, not
    /// known.
    pub uptime: [i64; 4],
    /// When the first heartbeat of the day begins, in seconds since 1970; 0 where there are none.
    pub heard_from: i64,
    /// Until when heartbeats of the day speak; 0 where there are none.
    pub heard_until: i64,
    /// When the machine was started, as the first heartbeat tells.
    pub started: Option<i64>,
    /// Hours (UTC) in which it was open and connected: bit 0 is the first.
    pub online_hours: i64,
    /// Megabits a second from the server.
    pub download: SpreadRow,
    /// Megabits a second to the server.
    pub upload: SpreadRow,
    /// Round trips, in milliseconds.
    pub latency: SpreadRow,
}

/// A file of a closed day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClosedFile {
    /// The day (UTC) from 1 January 1970.
    pub day: i64,
    /// Its number among those of the day, from 1.
    pub number: i64,
    /// Its name in the folder of the day.
    pub name: String,
    /// The first and the last of its sites, by their names.
    pub between: (String, String),
    /// Sites in it.
    pub sites: i64,
    /// Results in it.
    pub results: i64,
    /// Heartbeats in it.
    pub heartbeats: i64,
    /// SHA-256 of the file, in hexadecimal: what the register's record says too.
    pub digest: String,
    /// When it was closed, in milliseconds since 1970.
    pub closed_at: i64,
    /// When it was let go of, in milliseconds since 1970; `None` where it is kept.
    pub reduced_at: Option<i64>,
}

const PUT: &str = "\
INSERT INTO measurement_days (site, day, tests, failed, bytes, online, offline, power_cut, unknown, heard_until, online_hours, heard_from, started, \
    download_n, download_low, download_median, download_high, upload_n, upload_low, upload_median, upload_high, \
    latency_n, latency_low, latency_median, latency_high) \
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) \
ON CONFLICT (site, day) DO UPDATE SET tests = excluded.tests, failed = excluded.failed, \
    bytes = excluded.bytes, online = excluded.online, offline = excluded.offline, \
    power_cut = excluded.power_cut, unknown = excluded.unknown, heard_until = excluded.heard_until, \
    online_hours = excluded.online_hours, heard_from = excluded.heard_from, started = excluded.started, \
    download_n = excluded.download_n, download_low = excluded.download_low, \
    download_median = excluded.download_median, download_high = excluded.download_high, \
    upload_n = excluded.upload_n, upload_low = excluded.upload_low, \
    upload_median = excluded.upload_median, upload_high = excluded.upload_high, \
    latency_n = excluded.latency_n, latency_low = excluded.latency_low, \
    latency_median = excluded.latency_median, latency_high = excluded.latency_high";

/// A statement that gives days.
macro_rules! days {
    ($rest:literal) => {
        concat!(
            "SELECT site, day, tests, failed, bytes, online, offline, power_cut, unknown, heard_until, online_hours, \
             heard_from, started, download_n, download_low, download_median, download_high, upload_n, upload_low, \
             upload_median, upload_high, latency_n, latency_low, latency_median, latency_high FROM measurement_days ",
            $rest
        )
    };
}

const DAYS: &str =
    days!("WHERE site >= $1 AND site <= $2 AND day >= $3 AND day <= $4 ORDER BY site, day");
const DAYS_OF: &str = days!("WHERE day = $1 ORDER BY site");

impl Measurements {
    /// Keeps days, in place of what was kept of the same.
    ///
    /// # Errors
    /// The database refused.
    pub async fn put_days(
        &self,
        transaction: &mut Transaction,
        days: &[DayRow],
    ) -> Result<(), DatabaseError> {
        for day in days {
            let [online, offline, power_cut, unknown] = day.uptime;
            let mut params: Vec<Param<'_>> = vec![(&day.site).into(), day.day.into()];
            for number in [
                day.tests,
                day.failed,
                day.bytes,
                online,
                offline,
                power_cut,
                unknown,
                day.heard_until,
                day.online_hours,
                day.heard_from,
            ] {
                params.push(number.into());
            }
            params.push(day.started.into());
            for spread in [&day.download, &day.upload, &day.latency] {
                params.push(spread.n.into());
                params.extend([spread.low, spread.median, spread.high].map(Param::from));
            }
            transaction.execute(PUT, &params).await?;
        }
        Ok(())
    }

    /// The closed days of the sites from one to another, between two days (both included), by site and day.
    ///
    /// # Errors
    /// The database refused.
    pub async fn days(
        &self,
        (first, last): (&str, &str),
        (from, to): (i64, i64),
    ) -> Result<Vec<DayRow>, DatabaseError> {
        let params = [first.into(), last.into(), from.into(), to.into()];
        let rows = self.database.read(DAYS, &params).await?;
        rows.iter().map(day_of).collect()
    }

    /// The last closed day before this one on which a site was heard.
    ///
    /// # Errors
    /// The database refused.
    pub async fn heard_before(
        &self,
        site: &str,
        day: i64,
    ) -> Result<Option<DayRow>, DatabaseError> {
        let sql = "SELECT MAX(day) FROM measurement_days WHERE site = $1 AND day < $2 AND heard_until > 0";
        let rows = self.database.read(sql, &[site.into(), day.into()]).await?;
        let Some(last) = rows.first().and_then(|row| row.opt_int(0).transpose()).transpose()?
        else {
            return Ok(None);
        };
        Ok(self.days((site, site), (last, last)).await?.pop())
    }

    /// In which hours the sites of an area were open and connected on closed days, between two days (both
    /// included): the site, the day, and the hours as [`DayRow::online_hours`].
    ///
    /// # Errors
    /// The database refused.
    pub async fn online_hours(
        &self,
        area: &str,
        (from, to): (i64, i64),
    ) -> Result<Vec<(String, i64, i64)>, DatabaseError> {
        let sql = "SELECT d.site, d.day, d.online_hours FROM measurement_days d
            JOIN measurement_sites s ON s.site = d.site
            WHERE s.area = $1 AND d.day >= $2 AND d.day <= $3 AND d.heard_until > 0";
        let rows = self.database.read(sql, &[area.into(), from.into(), to.into()]).await?;
        rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.int(1)?, row.int(2)?))).collect()
    }

    /// The closed figures of a day, of all sites, by their names.
    ///
    /// # Errors
    /// The database refused.
    pub async fn days_of(&self, day: i64) -> Result<Vec<DayRow>, DatabaseError> {
        let rows = self.database.read(DAYS_OF, &[day.into()]).await?;
        rows.iter().map(day_of).collect()
    }

    /// Days before this one whose files are kept, in order.
    ///
    /// # Errors
    /// The database refused.
    pub async fn kept_days(&self, before: i64) -> Result<Vec<i64>, DatabaseError> {
        let sql = "SELECT DISTINCT day FROM measurement_files
                   WHERE reduced_at IS NULL AND day < $1 ORDER BY day";
        let rows = self.database.read(sql, &[before.into()]).await?;
        rows.iter().map(|row| row.int(0)).collect()
    }

    /// Says of the files of a day that they are no longer kept.
    ///
    /// # Errors
    /// The database refused.
    pub async fn mark_reduced(
        &self,
        transaction: &mut Transaction,
        day: i64,
        at_ms: i64,
    ) -> Result<(), DatabaseError> {
        let sql =
            "UPDATE measurement_files SET reduced_at = $2 WHERE day = $1 AND reduced_at IS NULL";
        transaction.execute(sql, &[day.into(), at_ms.into()]).await.map(drop)
    }

    /// Tells of a file of a day that is being closed.
    ///
    /// # Errors
    /// The database refused; there is one of this number.
    pub async fn put_file(
        &self,
        transaction: &mut Transaction,
        file: &ClosedFile,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO measurement_files (day, number, name, first_site, last_site, sites, results,
                heartbeats, digest, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let params: [Param<'_>; 10] = [
            file.day.into(),
            file.number.into(),
            (&file.name).into(),
            (&file.between.0).into(),
            (&file.between.1).into(),
            file.sites.into(),
            file.results.into(),
            file.heartbeats.into(),
            (&file.digest).into(),
            file.closed_at.into(),
        ];
        transaction.execute(sql, &params).await.map(drop)
    }

    /// The files of a day, by number.
    ///
    /// # Errors
    /// The database refused.
    pub async fn files_of_day(&self, day: i64) -> Result<Vec<ClosedFile>, DatabaseError> {
        let sql =
            "SELECT day, number, name, first_site, last_site, sites, results, heartbeats, digest,
                   closed_at, reduced_at FROM measurement_files WHERE day = $1 ORDER BY number";
        let rows = self.database.read(sql, &[day.into()]).await?;
        rows.iter().map(file_of).collect()
    }
}

fn file_of(row: &Row) -> Result<ClosedFile, DatabaseError> {
    Ok(ClosedFile {
        day: row.int(0)?,
        number: row.int(1)?,
        name: row.text(2)?.to_owned(),
        between: (row.text(3)?.to_owned(), row.text(4)?.to_owned()),
        sites: row.int(5)?,
        results: row.int(6)?,
        heartbeats: row.int(7)?,
        digest: row.text(8)?.to_owned(),
        closed_at: row.int(9)?,
        reduced_at: row.opt_int(10)?,
    })
}

fn day_of(row: &Row) -> Result<DayRow, DatabaseError> {
    let spread = |first: usize| -> Result<SpreadRow, DatabaseError> {
        Ok(SpreadRow {
            n: row.int(first)?,
            low: row.opt_real(first + 1)?,
            median: row.opt_real(first + 2)?,
            high: row.opt_real(first + 3)?,
        })
    };
    Ok(DayRow {
        site: row.text(0)?.to_owned(),
        day: row.int(1)?,
        tests: row.int(2)?,
        failed: row.int(3)?,
        bytes: row.int(4)?,
        uptime: [row.int(5)?, row.int(6)?, row.int(7)?, row.int(8)?],
        heard_until: row.int(9)?,
        online_hours: row.int(10)?,
        heard_from: row.int(11)?,
        started: row.opt_int(12)?,
        download: spread(13)?,
        upload: spread(17)?,
        latency: spread(21)?,
    })
}
