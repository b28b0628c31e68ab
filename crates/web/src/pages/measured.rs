//! What was measured of a site, as a part of its page: its class, the last test, thirty days in small drawings
//! with their table, how much of its opening hours it was connected, the outages of its area, and what is kept.
//!
//! Where schools are and when they are cut off can be of use to those who wish them ill: what is measured of a site
//! is told only where that was asked for (`passerelle sites token SITE --publish`).

use askama::Template;
use axum::extract::{Path, State};
use passerelle_desk::measurements::daily::{Daily, Spread};
use passerelle_desk::measurements::{DAY, SiteMeasured, Status};
use passerelle_desk::written_time;

use super::{Frame, PageError, PageResult, render};
use crate::App;
use crate::charts::Days;
use crate::told::figures_of_test;
use crate::words::Words;

/// The part of a site's page that tells what was measured; `None` where the site has never been let to send, or
/// is not shown to everyone.
///
/// # Errors
/// The database refused.
pub(crate) async fn part(
    app: &App,
    w: &'static Words,
    site: &str,
) -> Result<Option<String>, PageError> {
    let measured = app.desk.shown_measured(site).await?;
    Ok(measured.map(|measured| Part::new(w, measured).render()).transpose()?)
}

#[derive(Template)]
#[template(path = "measured_site.html")]
struct SitePage {
    f: Frame,
    site: String,
    part: String,
}

/// A site that is measured, by the name that it sends under.
pub(super) async fn page(
    State(app): State<App>,
    Path((lang, site)): Path<(String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/measure/{site}"))?;
    let part = part(&app, f.w, &site).await?.ok_or(PageError::NotFound)?;
    render(&SitePage { f, site, part })
}

/// One of the three drawings.
struct Drawing {
    title: String,
    /// The middle of the thirty days.
    told: String,
    chart: Days,
}

/// A row of the table.
struct Line {
    day: String,
    cells: [String; 5],
}

#[derive(Template)]
#[template(path = "measured.html")]
struct Part {
    w: &'static Words,
    status: String,
    status_code: &'static str,
    last: Option<String>,
    heard: Option<String>,
    drawings: Vec<Drawing>,
    uptime: Vec<String>,
    hours: String,
    lines: Vec<Line>,
    area: String,
    outages: Vec<String>,
    area_told: Option<String>,
}

fn moment(w: &Words, seconds: i64) -> String {
    w.moment(&written_time(seconds.saturating_mul(1000)))
}

fn day(w: &Words, number: i64) -> String {
    w.day(written_time(number.saturating_mul(DAY * 1000)).split('T').next().unwrap_or_default())
}

/// Tenths below ten, whole numbers above.
fn figure(w: &Words, value: f64) -> String {
    w.number(value, if value < 10.0 { 1 } else { 0 })
}

/// Hours and minutes of a length of time.
fn length(w: &Words, seconds: i64) -> String {
    w.t2("measured-length", "hours", seconds / 3_600, "minutes", seconds % 3_600 / 60)
}

impl Part {
    fn new(w: &'static Words, seen: SiteMeasured) -> Self {
        let status_code = seen.status.code();
        let last_day = seen.days.iter().map(|day| day.day).max();
        let drawings = last_day.map(|last| drawings(w, &seen, last)).unwrap_or_default();
        let outage = |outage: &passerelle_desk::measurements::outages::Outage| {
            w.say(
                "measured-outage",
                &[
                    ("from", moment(w, outage.from).into()),
                    ("length", length(w, outage.to - outage.from).into()),
                    ("share", w.number(outage.lowest * 100.0, 0).into()),
                ],
            )
        };
        // Of a small area nothing is told: it would tell of single sites.
        let least = passerelle_desk::measurements::outages::Rule::default().sites as usize;
        let area_told = match (seen.area.is_empty(), seen.outages.is_empty()) {
            (true, _) => None,
            _ if seen.area_sites < least => Some(w.t1("measured-area-small", "least", least)),
            (_, true) => Some(w.t1("measured-no-outage", "n", seen.area_sites)),
            _ => Some(w.t1("measured-outages-of", "n", seen.area_sites)),
        };
        Self {
            w,
            status: w.t(&format!("measured-status-{status_code}")),
            status_code,
            last: last(w, &seen),
            heard: seen.heard_until.map(|at| w.t1("measured-heard", "moment", moment(w, at))),
            drawings,
            uptime: uptime(w, &seen),
            hours: seen.hours.clone(),
            lines: seen.days.iter().rev().map(|day| line(w, day)).collect(),
            area: seen.area.rsplit('/').next().unwrap_or_default().to_owned(),
            outages: seen.outages.iter().rev().map(outage).collect(),
            area_told,
        }
    }
}

fn last(w: &Words, seen: &SiteMeasured) -> Option<String> {
    let last = seen.last.as_ref()?;
    let when = moment(w, last.at);
    if last.download_mbps.is_none() && last.upload_mbps.is_none() {
        return Some(w.t1("measured-last-failed", "moment", when));
    }
    let about = [("moment", when.into()), ("server", last.server.as_str().into())];
    let figures = figures_of_test(last, |value| figure(w, value));
    Some(w.say("measured-last", &[about.as_slice(), figures.as_slice()].concat()))
}

/// A figure of a day.
type Of = fn(&Daily) -> Option<Spread>;

fn drawings(w: &Words, seen: &SiteMeasured, last: i64) -> Vec<Drawing> {
    let of: [(&str, Of); 3] = [
        ("download", |day| day.download),
        ("upload", |day| day.upload),
        ("latency", |day| day.latency),
    ];
    let draw = |((name, spread), median): (&(&str, Of), &Option<Spread>)| {
        let points = seen.days.iter().filter_map(|day| {
            let Spread { low, median, high, .. } = spread(day)?;
            Some((day.day, [low, median, high]))
        });
        let points: Vec<_> = points.collect();
        let median = (*median)?;
        let title = w.t(&format!("measured-{name}"));
        let label = w.t1("measured-drawing", "what", title.as_str());
        let ends = (last - Status::DAYS + 1, last);
        let chart =
            Days::new(label, &points, ends, |value| figure(w, value), |number| day(w, number));
        let told = w.t2(
            &format!("measured-{name}-median"),
            "value",
            figure(w, median.median),
            "days",
            points.len(),
        );
        Some(Drawing { title, told, chart })
    };
    of.iter().zip(&seen.medians).filter_map(draw).collect()
}

/// What opening hours were, most telling first.
fn uptime(w: &Words, seen: &SiteMeasured) -> Vec<String> {
    let time = seen.uptime;
    let share =
        time.share().map(|share| w.t1("measured-uptime", "share", w.number(share * 100.0, 1)));
    let parts = [("measured-power-cut", time.power_cut), ("measured-unknown", time.unknown)];
    let parts = parts.into_iter().filter(|(_, seconds)| *seconds > 0);
    share
        .into_iter()
        .chain(parts.map(|(name, seconds)| w.t1(name, "length", length(w, seconds))))
        .collect()
}

fn line(w: &Words, row: &Daily) -> Line {
    let none = || w.t("measured-none");
    let spread = |spread: Option<Spread>| spread.map_or_else(none, |one| figure(w, one.median));
    let share = row.uptime.share();
    let connected =
        share.map_or_else(none, |share| w.t1("measured-percent", "n", w.number(share * 100.0, 0)));
    let cells = [
        spread(row.download),
        spread(row.upload),
        spread(row.latency),
        row.tests.to_string(),
        connected,
    ];
    Line { day: day(w, row.day), cells }
}

#[cfg(test)]
mod tests {
    use passerelle_desk::measurements::outages::Outage;
    use passerelle_desk::measurements::uptime::Uptime;
    use passerelle_desk::measurements::{Heartbeat, Speed, hours::OpeningHours};

    use super::*;

    fn seen() -> SiteMeasured {
        let speed = |day: i64, mbps: f64| Speed {
            id: day.to_string(),
            at: day * DAY + 3_600,
            server: "https://node.example".into(),
            download_mbps: Some(mbps),
            upload_mbps: Some(mbps / 4.0),
            latency_ms: Some(38.0),
            ..Speed::default()
        };
        let days: Vec<Daily> = (20_400..20_410)
            .map(|day| {
                let beat = Heartbeat {
                    id: "a".into(),
                    at: day * DAY,
                    covers: 3_600,
                    is_online: true,
                    started: None,
                };
                Daily::of(day, &[speed(day, 3.5)], &[beat], &OpeningHours::always())
            })
            .collect();
        let spread = Spread::of([3.5].into_iter());
        SiteMeasured {
            site: "KEN/1".into(),
            hours: "Mon-Fri 08:00-16:00; UTC+3".into(),
            area: "KEN/Mombasa".into(),
            is_public: true,
            status: Status::Moderate,
            last: Some(speed(20_409, 3.5)),
            heard_until: Some(20_409 * DAY),
            medians: [spread; 3],
            uptime: Uptime {
                online: 90 * 3_600,
                offline: 10 * 3_600,
                power_cut: 5_400,
                unknown: 0,
            },
            days,
            area_sites: 12,
            outages: vec![Outage {
                from: 20_408 * DAY,
                to: 20_408 * DAY + 7_200,
                lowest: 0.25,
                usual: 1.0,
            }],
        }
    }

    #[test]
    fn a_site_is_told_in_every_language_with_its_numbers() {
        for w in Words::all() {
            let html = Part::new(w, seen()).render().unwrap();
            assert!(!html.contains('⟦') && !html.contains("{ $"), "{html}");
            assert_eq!(html.matches("<svg").count(), 3);
            let plain = html.replace('\u{202f}', " ");
            for part in
                [w.number(3.5, 1), w.number(90.0, 1), "Mombasa".to_owned(), w.number(25.0, 0)]
            {
                assert!(plain.contains(&part), "{part}: {html}");
            }
        }
    }

    #[test]
    fn what_a_test_did_not_measure_is_told_and_moments_name_their_zone_once() {
        let mut seen = seen();
        seen.last.as_mut().unwrap().download_mbps = None;
        for (lang, words) in [
            ("en", ["reception not measured, 0.9 Mbit/s sent, round trip 38 ms", "1:00 UTC: "]),
            (
                "fr",
                ["réception non mesurée, 0,9 Mbit/s envoyés, aller-retour 38 ms", "UTC\u{a0}: "],
            ),
        ] {
            let html = Part::new(Words::of(lang).unwrap(), seen.clone()).render().unwrap();
            assert!(!html.contains("UTC (UTC)"), "{html}");
            for word in words {
                assert!(html.contains(word), "{word}: {html}");
            }
        }
    }

    #[test]
    fn a_site_of_which_nothing_was_heard_says_so_and_a_small_area_is_not_told() {
        let empty = SiteMeasured {
            status: Status::Unknown,
            last: None,
            heard_until: None,
            days: vec![],
            medians: [None; 3],
            uptime: Uptime::default(),
            area_sites: 2,
            outages: vec![],
            ..seen()
        };
        for w in Words::all() {
            let html = Part::new(w, empty.clone()).render().unwrap();
            assert!(!html.contains("<svg") && !html.contains('⟦'), "{html}");
            assert!(html.contains(&w.t("measured-status-unknown")));
            assert!(html.contains(&w.t1("measured-area-small", "least", 5)), "{html}");
        }
    }
}
