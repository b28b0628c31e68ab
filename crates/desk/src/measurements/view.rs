//! A site as it was measured: the last thirty days, and the outages of its area.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use passerelle_connectivity::measurement::between::{Heard, filled};
use passerelle_connectivity::measurement::daily::{Daily, Spread, online_hours, open_hours};
use passerelle_connectivity::measurement::outages::{Outage, Rule, Step, outages};
use passerelle_connectivity::measurement::uptime::Uptime;
use passerelle_tables::measurements::{DayRow, MeasuredSite, MeasurementRow, SpreadRow};
use serde::Serialize;

use super::{DAY, Heartbeat, Speed, Status, day_of, heartbeats_of, hours_of, speeds_of};
use crate::{Desk, DeskError, now};

/// Hours of a day.
const HOURS: i64 = 24;

/// A site as it was measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteMeasured {
    /// The site.
    pub site: String,
    /// Its opening hours, as they are written.
    pub hours: String,
    /// The area whose outages are told; empty where it is not told.
    pub area: String,
    /// Whether it is shown to everyone.
    pub is_public: bool,
    /// Its class.
    pub status: Status,
    /// The last result of the days that are open.
    pub last: Option<Speed>,
    /// Until when it was heard, in seconds since 1970.
    pub heard_until: Option<i64>,
    /// The last thirty days on which something was heard, and those between them and since then on which it was open,
    /// in order.
    pub days: Vec<Daily>,
    /// Medians of the days' medians: from the server, to the server, round trip.
    pub medians: [Option<Spread>; 3],
    /// What its opening hours of those days were.
    pub uptime: Uptime,
    /// Sites of its area that are measured.
    pub area_sites: usize,
    /// Outages of its area in the last thirty days.
    pub outages: Vec<Outage>,
}

impl Desk {
    /// A site as it was measured; `None` where it has never been let to send.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site_measured(&self, site: &str) -> Result<Option<SiteMeasured>, DeskError> {
        let Some(about) = self.measurements.site(site).await? else { return Ok(None) };
        let moment = now() / 1000;
        let today = day_of(moment);
        let first = today - Status::DAYS + 1;
        let closed = self.measurements.days((site, site), (first, today)).await?;
        let before = self.measurements.heard_before(site, first).await?;
        let open = self.measurements.open_rows(site, first).await?;
        let days = days_of(&about, (first, today), &closed, &open);
        let before = before.as_ref().and_then(heard_of);
        let days = filled(days, before, &hours_of(&about), (first, moment));
        let heard = days.iter().filter_map(|day| day.heard).chain(before);
        // A heartbeat speaks for the time until the next one; nobody was heard later than now.
        let heard = heard.map(|heard| heard.until.min(moment)).max();
        let median = |of: fn(&Daily) -> Option<Spread>| {
            Spread::of(days.iter().filter_map(of).map(|spread| spread.median))
        };
        let (area_sites, outages) = self.outages_of(&about.area, first, today).await?;
        Ok(Some(SiteMeasured {
            site: about.site,
            hours: about.hours,
            area: about.area,
            is_public: about.is_public,
            status: Status::on(today, &days),
            last: speeds_of(&open).into_iter().max_by_key(|speed| speed.at),
            heard_until: heard,
            medians: [
                median(|day| day.download),
                median(|day| day.upload),
                median(|day| day.latency),
            ],
            uptime: days.iter().fold(Uptime::default(), |sum, day| sum.and(day.uptime)),
            days,
            area_sites,
            outages,
        }))
    }

    /// How many sites an area has, and its outages from a day on.
    async fn outages_of(
        &self,
        area: &str,
        first: i64,
        today: i64,
    ) -> Result<(usize, Vec<Outage>), DeskError> {
        if area.is_empty() {
            return Ok((0, Vec::new()));
        }
        let rule = Rule::default();
        let sites = self.measurements.sites_in(area).await?;
        let from = first - rule.window / DAY;
        let mut online: HashMap<(String, i64), u32> = HashMap::new();
        for (site, day, hours) in self.measurements.online_hours(area, (from, today)).await? {
            online.insert((site, day), u32::try_from(hours).unwrap_or_default());
        }
        let beats = self.measurements.heartbeats_in(area, from * DAY, (today + 1) * DAY).await?;
        let mut by_day: BTreeMap<(String, i64), Vec<Heartbeat>> = BTreeMap::new();
        for (site, at, covers, is_online) in beats {
            let covers = u32::try_from(covers).unwrap_or_default();
            let beat = Heartbeat { id: String::new(), at, covers, is_online, started: None };
            by_day.entry((site, day_of(at))).or_default().push(beat);
        }
        let hours: HashMap<&str, _> =
            sites.iter().map(|site| (site.site.as_str(), hours_of(site))).collect();
        for ((site, day), beats) in by_day {
            if let Some(hours) = hours.get(site.as_str()) {
                *online.entry((site, day)).or_default() |= online_hours(day, &beats, hours);
            }
        }
        let steps = steps(&sites, &online, (from, now() / 1000));
        let mut found = outages(&steps, &rule);
        found.retain(|outage| outage.to > first * DAY);
        Ok((sites.len(), found))
    }
}

/// The hours of an area, from a day until now. A site counts on the days from a week after it was last heard back
/// to when it was first heard.
fn steps(
    sites: &[MeasuredSite],
    online: &HashMap<(String, i64), u32>,
    (from, until): (i64, i64),
) -> Vec<Step> {
    let today = day_of(until);
    // The hour that is going on is not over: who is silent may still be heard.
    let last = until / 3_600;
    let mut steps: BTreeMap<i64, Step> = BTreeMap::new();
    for site in sites {
        let hours = hours_of(site);
        let heard: BTreeSet<i64> =
            (from..=today).filter(|day| online.contains_key(&(site.site.clone(), *day))).collect();
        for day in from..=today {
            if heard.range(day - 7..=day).next().is_none() {
                continue;
            }
            let open = open_hours(day, &hours);
            let up = online.get(&(site.site.clone(), day)).copied().unwrap_or_default();
            for hour in (0..HOURS).filter(|hour| open >> hour & 1 == 1) {
                let number = day * HOURS + hour;
                if number < last {
                    let at = number * 3_600;
                    let step = steps.entry(at).or_insert(Step { at, ..Step::default() });
                    step.open += 1;
                    step.online += up >> hour & 1;
                }
            }
        }
    }
    steps.into_values().collect()
}

/// The days of a site between two days: those that are closed, and what is known of those that are open. A day
/// that is closed and of which rows came late is told as it was closed, until they are closed too.
fn days_of(
    site: &MeasuredSite,
    (first, today): (i64, i64),
    closed: &[DayRow],
    open: &[MeasurementRow],
) -> Vec<Daily> {
    let hours = hours_of(site);
    let (speeds, beats) = (speeds_of(open), heartbeats_of(open));
    let is_closed: BTreeSet<i64> = closed.iter().map(|day| day.day).collect();
    let opened: BTreeSet<i64> = open.iter().map(|row| row.day).collect();
    let mut days: Vec<Daily> = closed.iter().map(daily_of).collect();
    for day in opened.difference(&is_closed).filter(|day| (first..=today).contains(*day)) {
        days.push(Daily::of(*day, &speeds, &beats, &hours));
    }
    days.sort_by_key(|day| day.day);
    days
}

fn heard_of(row: &DayRow) -> Option<Heard> {
    let heard = Heard { from: row.heard_from, until: row.heard_until, started: row.started };
    (row.heard_until > 0).then_some(heard)
}

fn daily_of(row: &DayRow) -> Daily {
    let count = |number: i64| u32::try_from(number).unwrap_or_default();
    let spread = |row: &SpreadRow| {
        let n = count(row.n);
        Some(Spread { n, low: row.low?, median: row.median?, high: row.high? })
    };
    let [online, offline, power_cut, unknown] = row.uptime;
    Daily {
        day: row.day,
        tests: count(row.tests),
        failed: count(row.failed),
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
        download: spread(&row.download),
        upload: spread(&row.upload),
        latency: spread(&row.latency),
        uptime: Uptime { online, offline, power_cut, unknown },
        heard: heard_of(row),
        online_hours: count(row.online_hours),
    }
}
