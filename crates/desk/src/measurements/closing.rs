//! Closing days: the rows of a day that is two days past become a file of columns, kept by its hash, with its
//! digest and counts in a record of the register, and a day of each site in a few figures.
//!
//! A queue that was offline for longer sends rows of closed days: they make a file more, without those that the
//! files before hold already, and the days of their sites are computed again from all.

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;

use passerelle_connectivity::measurement::daily::{Daily, Spread};
use passerelle_register::{Author, RegisterError, Writer};
use passerelle_tables::measurements::{
    ClosedFile, DayRow, MeasurementKind, MeasurementRow, SpreadRow, folder_of,
};
use passerelle_vocabulary::{Facets, Key, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reducing::ReducedTo;
use super::{DAY, day_of, heartbeats_of, hours_of, parquet, speeds_of};
use crate::{Desk, DeskError, now};

/// Why a file of measurements was written: a code, whose words are in `locales/`.
const REASON: &str = "measurements-closed";
/// Sites of one file, at the most: what is held in memory at once.
const SITES: usize = 2_000;
/// Days that stay open, today among them.
pub(super) const OPEN: i64 = 2;

/// A file of measurements of a day, as the register remembers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MeasurementsRecord {
    /// The day and the number of the file, in every language the same.
    pub title: Text,
    /// The day (UTC): `2026-11-24`.
    pub day: String,
    /// Number of the file among those of the day.
    pub number: i64,
    /// Its name in the folder of the day.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Its length in bytes.
    pub size: u64,
    /// Sites in it.
    pub sites: u64,
    /// Results in it.
    pub results: u64,
    /// Heartbeats in it.
    pub heartbeats: u64,
    /// What is kept of the day, where its files are no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reduced: Option<ReducedTo>,
}

impl MeasurementsRecord {
    /// The number of its day from 1 January 1970; `None` where it is none.
    pub(crate) fn number_of_day(&self) -> Option<i64> {
        let first = jiff::civil::Date::new(1970, 1, 1).ok()?;
        let day: jiff::civil::Date = self.day.parse().ok()?;
        Some(i64::from(first.until(day).ok()?.get_days()))
    }

    /// The folder that its file is kept in; `None` where its day is none.
    pub(crate) fn folder(&self) -> Option<String> {
        self.number_of_day().map(folder_of)
    }
}

impl Record for MeasurementsRecord {
    const KIND: &'static str = "measurements";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([("day".to_owned(), vec![self.day.clone()])])
    }
}

/// A part of a day that is ready to be closed.
struct Part {
    day: i64,
    between: (String, String),
    /// Open rows that were seen: the part is closed only if they are still all.
    seen: usize,
    /// Those among them that no file holds.
    new: Vec<MeasurementRow>,
    days: Vec<DayRow>,
    parquet: Vec<u8>,
}

impl Desk {
    /// Closes the days that are past. Says how many files that made.
    ///
    /// # Errors
    /// A file cannot be read or written; the database refused. What was closed before stays closed.
    pub async fn close_measured_days(&self) -> Result<u64, DeskError> {
        let mut files = 0;
        let before = day_of(now() / 1000) - OPEN + 1;
        for day in self.measurements.open_days(before).await? {
            let mut after = String::new();
            loop {
                let sites = self.measurements.sites_of_day(day, &after, SITES).await?;
                let (Some(first), Some(last)) = (sites.first(), sites.last()) else { break };
                let part = self.part(day, (first.clone(), last.clone())).await?;
                files += u64::from(self.close_part(part).await?);
                after.clone_from(last);
            }
        }
        if files > 0 {
            self.refresh().await?;
        }
        Ok(files)
    }

    async fn part(&self, day: i64, between: (String, String)) -> Result<Part, DeskError> {
        let ends = (between.0.as_str(), between.1.as_str());
        let mut snapshot = self.register.database().snapshot().await?;
        let open = self.measurements.rows_of_day(snapshot.transaction(), day, ends).await?;
        drop(snapshot);
        let earlier = self.closed_rows(day, &between).await?;
        // Rows of a day that is reduced are no longer kept, however they came in.
        let open_rows = if earlier.is_some() { open.as_slice() } else { &[] };
        let earlier = earlier.unwrap_or_default();
        let known: HashSet<(&str, &str)> =
            earlier.iter().map(|row| (row.site.as_str(), row.id.as_str())).collect();
        let seen = open.len();
        let is_new = |row: &MeasurementRow| !known.contains(&(row.site.as_str(), row.id.as_str()));
        let new: Vec<MeasurementRow> =
            open_rows.iter().filter(|row| is_new(row)).cloned().collect();
        let mut by_site: BTreeMap<&str, Vec<MeasurementRow>> = BTreeMap::new();
        for row in &new {
            by_site.entry(&row.site).or_default().push(row.clone());
        }
        for row in &earlier {
            // Only sites of which something is new are computed again.
            if let Some(rows) = by_site.get_mut(row.site.as_str()) {
                rows.push(row.clone());
            }
        }
        let mut days = Vec::new();
        for (site, rows) in by_site {
            let Some(about) = self.measurements.site(site).await? else { continue };
            let daily = Daily::of(day, &speeds_of(&rows), &heartbeats_of(&rows), &hours_of(&about));
            days.push(row_of(site, &daily));
        }
        let written = new.clone();
        let parquet = tokio::task::spawn_blocking(move || parquet::write(&written)).await?;
        let parquet = parquet.map_err(RegisterError::System)?;
        Ok(Part { day, between, seen, new, days, parquet })
    }

    /// The rows of the files that a day has already, of the sites from one to another; `None` where it is reduced.
    async fn closed_rows(
        &self,
        day: i64,
        (first, last): &(String, String),
    ) -> Result<Option<Vec<MeasurementRow>>, DeskError> {
        let mut rows = Vec::new();
        for file in self.measurements.files_of_day(day).await? {
            if file.reduced_at.is_some() {
                return Ok(None);
            }
            if file.between.1 < *first || file.between.0 > *last {
                continue;
            }
            let damaged = || RegisterError::Damaged(format!("{}/{}", folder_of(day), file.name));
            let kept = self.files.find(&folder_of(day), &file.name).await?.ok_or_else(damaged)?;
            let mut copy = tempfile::NamedTempFile::new()
                .map_err(|error| DeskError::File { path: std::env::temp_dir(), error })?;
            self.files.write_to(&kept, &mut copy).await?;
            let read = tokio::task::spawn_blocking(move || parquet::read(copy.path(), day)).await?;
            let read = read.map_err(|_| damaged())?;
            rows.extend(read.into_iter().filter(|row| row.site >= *first && row.site <= *last));
        }
        Ok(Some(rows))
    }

    /// Closes a part of a day: file, record, days, all or nothing. `false` where there was nothing new in it.
    async fn close_part(&self, part: Part) -> Result<bool, DeskError> {
        let Part { day, between, seen, new, days, parquet } = part;
        let ends = (between.0.as_str(), between.1.as_str());
        let at = now();
        let number = self.measurements.files_of_day(day).await?.len() as i64 + 1;
        let work = async |writer: &mut Writer| -> Result<bool, DeskError> {
            let transaction = writer.transaction().await?;
            let open = self.measurements.rows_of_day(transaction, day, ends).await?.len();
            // Something came in meanwhile: the next time.
            if open != seen {
                return Ok(false);
            }
            self.measurements.take_away(transaction, day, ends).await?;
            if new.is_empty() {
                return Ok(false);
            }
            let name = format!("{number}.parquet");
            let named = (folder_of(day), name);
            let mut content = Cursor::new(&parquet);
            let named = (named.0.as_str(), named.1.as_str());
            let kept = self.files.keep(transaction, named, &mut content, at).await?;
            let results = new.iter().filter(|row| row.kind == MeasurementKind::Result).count();
            let file = ClosedFile {
                day,
                number,
                name: kept.name.clone(),
                between: between.clone(),
                sites: days.len() as i64,
                results: results as i64,
                heartbeats: (new.len() - results) as i64,
                digest: kept.hash.clone(),
                closed_at: at,
                reduced_at: None,
            };
            self.measurements.put_days(transaction, &days).await?;
            self.measurements.put_file(transaction, &file).await?;
            let record = record_of(&file, kept.size);
            let key = Key::new(MeasurementsRecord::KIND, &format!("{}.{number}", record.day));
            let key = key.map_err(|error| DeskError::Key(error.to_string()))?;
            writer.put(&key, None, REASON, &record).await?;
            Ok(true)
        };
        self.register.write(&Author::program(), at, work).await
    }
}

fn record_of(file: &ClosedFile, size: u64) -> MeasurementsRecord {
    let day = written_day(file.day);
    let title = format!("{day} ({})", file.number);
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    MeasurementsRecord {
        title: Text::new(&title, &title),
        day,
        number: file.number,
        file: file.name.clone(),
        digest: file.digest.clone(),
        size,
        sites: count(file.sites),
        results: count(file.results),
        heartbeats: count(file.heartbeats),
        reduced: None,
    }
}

/// A day as it is written: `2026-11-24`.
pub(super) fn written_day(day: i64) -> String {
    let written = crate::written_time(day.saturating_mul(DAY * 1000));
    written.split('T').next().unwrap_or_default().to_owned()
}

fn row_of(site: &str, daily: &Daily) -> DayRow {
    let spread = |spread: Option<Spread>| {
        spread.map_or(SpreadRow::default(), |spread| SpreadRow {
            n: spread.n.into(),
            low: Some(spread.low),
            median: Some(spread.median),
            high: Some(spread.high),
        })
    };
    let (time, heard) = (daily.uptime, daily.heard);
    DayRow {
        site: site.to_owned(),
        day: daily.day,
        tests: daily.tests.into(),
        failed: daily.failed.into(),
        bytes: i64::try_from(daily.bytes).unwrap_or(i64::MAX),
        uptime: [time.online, time.offline, time.power_cut, time.unknown],
        heard_from: heard.map_or(0, |heard| heard.from),
        heard_until: heard.map_or(0, |heard| heard.until),
        started: heard.and_then(|heard| heard.started),
        online_hours: daily.online_hours.into(),
        download: spread(daily.download),
        upload: spread(daily.upload),
        latency: spread(daily.latency),
    }
}
