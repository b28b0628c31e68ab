//! Live measurements of sites: who may send them, taking them in, closing days, seeing a site.
//!
//! The way of a measurement: an agent ([`crate::agent`], or any program) sends a batch with the site's token →
//! checked whole ([`Batch::check`]) → rows of [`passerelle_tables::measurements`], each once → two days later its
//! day is closed (`closing`): a file of columns, named with its digest in a record of the register → pages read
//! days in a few figures, and the open rows (`view`) → after a year and more, the figures alone are kept (`reducing`).
//!
//! No address of anybody is kept or looked at: a batch is let in by its token, and that is all.

mod closing;
mod parquet;
mod reducing;
mod view;

use passerelle_connectivity::measurement::hours::OpeningHours;
use passerelle_connectivity::measurement::is_id;
pub use passerelle_connectivity::measurement::{
    Batch, DAY, Failure, Heartbeat, MOST_ROWS, Speed, Status, daily, day_of, hours, outages, uptime,
};
use passerelle_register::{Author, RegisterError, Writer};
use passerelle_tables::measurements::{MeasuredSite, MeasurementKind, MeasurementRow};
use passerelle_tables::sites::SiteRow;
use passerelle_vocabulary::Finding;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

pub use closing::MeasurementsRecord;
pub use reducing::{LEAST_DAYS, Reduced, ReducedTo};
pub use view::SiteMeasured;

use crate::{Desk, DeskError, now};

/// Rows of one site that wait for their days to be closed, at the most: more than a site makes in three weeks.
const MOST_OPEN: u64 = 20_000;

/// Why a batch is not taken in.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// No token, or none of the site's.
    #[error("no token of this site")]
    NotAllowed,
    /// Something in it is wrong: all that is, by field.
    #[error("{} findings", .0.len())]
    Unsound(Vec<Finding>),
    /// The site has sent more than any site measures.
    #[error("too many rows of this site wait")]
    TooMuch,
    /// The node failed.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Why a site is not given a token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Its name cannot be a site's.
    #[error("“{0}” is not a site")]
    NotASite(String),
    /// The list of its country does not name it.
    #[error("“{0}” is not in its country's list")]
    UnknownSite(String),
    /// These are not opening hours.
    #[error("“{0}” is not opening hours")]
    NotHours(String),
    /// The node failed.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// What a site may send with.
#[derive(Debug, Clone, Serialize)]
pub struct SiteToken {
    /// The site.
    pub site: String,
    /// The token: shown once, and kept nowhere.
    pub token: String,
    /// The site's opening hours.
    pub hours: String,
    /// The area whose outages it is told with.
    pub area: String,
    /// Whether what is measured of it is shown to everyone.
    pub is_public: bool,
    /// Whether it takes the place of a token that the site had.
    pub is_renewed: bool,
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Received {
    /// Rows that were not known yet.
    pub new: u64,
    /// Rows that had come before.
    pub known: u64,
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

impl Desk {
    /// Lets a site send measurements, with a token that replaces any before. A site `KEN/00017` must be in the
    /// list of its country where there is one, which also tells its area; hours are as
    /// [`OpeningHours`] reads them, those the site had (or weekdays from eight to four) where they are not told.
    /// What is measured of it is shown to everyone only if that is asked for.
    ///
    /// # Errors
    /// No such site; hours that are none; the database refused.
    pub async fn give_token(
        &self,
        site: &str,
        hours: Option<&str>,
        area: Option<&str>,
        is_public: bool,
    ) -> Result<SiteToken, TokenError> {
        if !is_id(site) {
            return Err(TokenError::NotASite(site.chars().take(100).collect()));
        }
        let before = self.measurements.site(site).await.map_err(DeskError::from)?;
        let listed = self.listed_site(site).await?;
        let hours = match (hours, &before) {
            (Some(hours), _) => {
                hours.parse().map_err(|_| TokenError::NotHours(hours.to_owned()))?
            }
            (None, Some(before)) => hours_of(before),
            (None, None) => OpeningHours::default(),
        };
        let told = || Some(area?.to_owned());
        let of_list = || Some(area_of(site, listed.as_ref()?.areas().next()?));
        let area = told().or_else(of_list).or_else(|| Some(before.as_ref()?.area.clone()));
        let mut random = [0; 32];
        getrandom::fill(&mut random)
            .map_err(|error| DeskError::from(RegisterError::System(error.to_string())))?;
        let token = format!("passerelle-{}", hex::encode(random));
        let row = MeasuredSite {
            site: site.to_owned(),
            token_hash: hash(&token),
            hours: hours.to_string(),
            area: area.unwrap_or_default(),
            is_public,
            made_at: now(),
        };
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let transaction = writer.transaction().await?;
            Ok(self.measurements.put_site(transaction, &row).await?)
        };
        self.register.write(&Author::program(), row.made_at, work).await?;
        let MeasuredSite { site, hours, area, .. } = row;
        Ok(SiteToken { site, token, hours, area, is_public, is_renewed: before.is_some() })
    }

    /// The site in the list of its country; `None` where the country has no list.
    async fn listed_site(&self, site: &str) -> Result<Option<SiteRow>, TokenError> {
        let Some((iso3, id)) = site.split_once('/') else { return Ok(None) };
        if self.catalogue.places.country(iso3).is_none() {
            return Ok(None);
        }
        let Some((_, list)) = self.site_list(iso3).await? else { return Ok(None) };
        let found = self.sites.site(list.id, id).await.map_err(DeskError::from)?;
        found.map(Some).ok_or_else(|| TokenError::UnknownSite(site.to_owned()))
    }

    /// Takes a batch in: all of it, or nothing. What came before is passed over.
    ///
    /// # Errors
    /// The token is not the site's; something in the batch is wrong; too much waits; the database refused.
    pub async fn receive(&self, token: &str, batch: &Batch) -> Result<Received, BatchError> {
        let site = self.measurements.site(&batch.site).await.map_err(DeskError::from)?;
        // The hashes of two tokens agree in their beginnings by chance alone: how long this takes tells nothing.
        if site.is_none_or(|site| site.token_hash != hash(token)) {
            return Err(BatchError::NotAllowed);
        }
        let at = now();
        let findings = batch.check(at / 1000);
        if !findings.is_empty() {
            return Err(BatchError::Unsound(findings));
        }
        let waiting = self.measurements.waiting(&batch.site).await.map_err(DeskError::from)?;
        if waiting + batch.rows() as u64 > MOST_OPEN {
            return Err(BatchError::TooMuch);
        }
        let (rows, halves) = rows_of(batch);
        let work = async |writer: &mut Writer| -> Result<u64, DeskError> {
            let transaction = writer.transaction().await?;
            // What is told counts rows as they were sent.
            self.measurements.add(transaction, &halves).await?;
            Ok(self.measurements.add(transaction, &rows).await?)
        };
        let new = self.register.write(&Author::program(), at, work).await?;
        Ok(Received { new, known: rows.len() as u64 - new })
    }
}

fn hours_of(site: &MeasuredSite) -> OpeningHours {
    // They were read before they were kept.
    site.hours.parse().unwrap_or_default()
}

/// The area of a site of a country's list: `KEN/Mombasa`.
fn area_of(site: &str, widest: &str) -> String {
    let country = site.split('/').next().unwrap_or_default();
    format!("{country}/{widest}")
}

/// A batch as rows. A heartbeat that reaches over midnight becomes two, one for each day: the second halves are given
/// apart, with ids that no agent makes (a space is in none).
fn rows_of(batch: &Batch) -> (Vec<MeasurementRow>, Vec<MeasurementRow>) {
    let empty = MeasurementRow {
        site: batch.site.clone(),
        id: String::new(),
        kind: MeasurementKind::Result,
        day: 0,
        at: 0,
        server: String::new(),
        download: None,
        upload: None,
        latency: None,
        bytes: 0,
        failure: String::new(),
        covers: 0,
        online: false,
        started: None,
    };
    let of_speed = |speed: &Speed| MeasurementRow {
        id: speed.id.clone(),
        day: day_of(speed.at),
        at: speed.at,
        server: speed.server.clone(),
        download: speed.download_mbps,
        upload: speed.upload_mbps,
        latency: speed.latency_ms,
        bytes: i64::try_from(speed.bytes).unwrap_or(i64::MAX),
        failure: speed.failure.map(|failure| failure.code().to_owned()).unwrap_or_default(),
        ..empty.clone()
    };
    let of_heartbeat = |id: String, at: i64, end: i64, one: &Heartbeat| MeasurementRow {
        id,
        kind: MeasurementKind::Heartbeat,
        day: day_of(at),
        at,
        covers: end - at,
        online: one.is_online,
        started: one.started,
        ..empty.clone()
    };
    let mut rows: Vec<MeasurementRow> = batch.results.iter().map(of_speed).collect();
    let mut halves = Vec::new();
    for one in &batch.heartbeats {
        let end = one.at + i64::from(one.covers);
        let midnight = (day_of(one.at) + 1) * DAY;
        rows.push(of_heartbeat(one.id.clone(), one.at, end.min(midnight), one));
        if end > midnight {
            halves.push(of_heartbeat(format!("{} +", one.id), midnight, end, one));
        }
    }
    (rows, halves)
}

/// The results among rows.
fn speeds_of(rows: &[MeasurementRow]) -> Vec<Speed> {
    let results = rows.iter().filter(|row| row.kind == MeasurementKind::Result);
    let speed = |row: &MeasurementRow| Speed {
        id: row.id.clone(),
        at: row.at,
        server: row.server.clone(),
        download_mbps: row.download,
        upload_mbps: row.upload,
        latency_ms: row.latency,
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
        failure: Failure::of(&row.failure),
    };
    results.map(speed).collect()
}

/// The heartbeats among rows.
fn heartbeats_of(rows: &[MeasurementRow]) -> Vec<Heartbeat> {
    let heartbeats = rows.iter().filter(|row| row.kind == MeasurementKind::Heartbeat);
    let heartbeat = |row: &MeasurementRow| Heartbeat {
        id: row.id.clone(),
        at: row.at,
        covers: u32::try_from(row.covers).unwrap_or_default(),
        is_online: row.online,
        started: row.started,
    };
    heartbeats.map(heartbeat).collect()
}

#[cfg(test)]
mod tests;
