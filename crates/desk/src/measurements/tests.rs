use passerelle_connectivity::measurement::uptime::Uptime;

use super::*;
use crate::Settings;

async fn desk() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
    let desk = Desk::open(&settings).await.unwrap();
    (folder, desk)
}

fn speed(id: &str, at: i64, mbps: f64) -> Speed {
    Speed {
        id: id.into(),
        at,
        server: "https://node.example".into(),
        download_mbps: Some(mbps),
        latency_ms: Some(20.0),
        bytes: 1_000,
        ..Speed::default()
    }
}

fn beat(id: String, at: i64, is_online: bool) -> Heartbeat {
    Heartbeat { id, at, covers: 3_600, is_online, started: Some(0) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_sent_kept_once_closed_and_seen() {
    let (_folder, desk) = desk().await;
    let token = desk.give_token("school 1", None, None, false).await;
    assert!(matches!(token, Err(TokenError::NotASite(_))));
    let token = desk.give_token("school-1", Some("always"), Some("North"), false).await.unwrap();
    assert!(!token.is_renewed && token.token.len() > 60);
    let midnight = (day_of(now() / 1000) - 3) * DAY;
    // Connected, but for an hour; nothing after 20:00.
    let heartbeats =
        (0..20).map(|hour| beat(format!("b{hour}"), midnight + hour * 3_600 + 600, hour != 7));
    let batch = Batch {
        site: "school-1".into(),
        results: vec![speed("s1", midnight + 60, 4.0), speed("s2", midnight + 120, 8.0)],
        heartbeats: heartbeats.collect(),
    };
    assert!(matches!(desk.receive("other", &batch).await, Err(BatchError::NotAllowed)));
    let received = desk.receive(&token.token, &batch).await.unwrap();
    assert_eq!(received, Received { new: 22, known: 0 });
    let received = desk.receive(&token.token, &batch).await.unwrap();
    assert_eq!(received, Received { new: 0, known: 22 });
    let seen = desk.site_measured("school-1").await.unwrap().unwrap();
    assert_eq!(seen.last.as_ref().unwrap().id, "s2");
    let open = seen.clone();
    // Closed, it is seen as before, and the register tells of its file.
    assert_eq!(desk.close_measured_days().await.unwrap(), 1);
    assert_eq!(desk.close_measured_days().await.unwrap(), 0);
    let seen = desk.site_measured("school-1").await.unwrap().unwrap();
    assert_eq!(seen.days[..3], open.days[..3]);
    assert_eq!((seen.status, seen.medians[0].unwrap().median), (Status::Moderate, 6.0));
    // Heard from ten past midnight until ten past eight in the evening; nobody knows what is since.
    let unknown = 86_400 - 72_600;
    let expected = Uptime { online: 19 * 3_600, offline: 3_600, power_cut: 0, unknown };
    assert_eq!((seen.days[0].uptime, seen.heard_until), (expected, Some(midnight + 72_600)));
    let since = now() / 1000 - (midnight + 72_600);
    assert!((since - 5..=since).contains(&seen.uptime.unknown), "{since} {:?}", seen.uptime);
    let key = format!("measurements/{}.1", closing::written_day(day_of(midnight))).parse().unwrap();
    let record: MeasurementsRecord =
        desk.register.get(&key).await.unwrap().unwrap().record().unwrap();
    assert_eq!((record.results, record.heartbeats, record.sites), (2, 20, 1));
    let kept = desk.files.find(&format!("measurements/{}", day_of(midnight)), &record.file).await;
    assert_eq!(kept.unwrap().unwrap().hash, record.digest);
    // What comes late is added; what comes again, with another name for the batch, is not.
    let mut late = batch.clone();
    late.results.push(speed("s3", midnight + 180, 40.0));
    desk.receive(&token.token, &late).await.unwrap();
    assert_eq!(desk.close_measured_days().await.unwrap(), 1);
    let seen = desk.site_measured("school-1").await.unwrap().unwrap();
    assert_eq!((seen.days[0].tests, seen.days[0].download.unwrap().median), (3, 8.0));
    assert_eq!(seen.days[0].uptime, expected);
    let again = desk.give_token("school-1", None, None, false).await.unwrap();
    assert!(again.is_renewed && again.hours == token.hours && again.area == "North");
    assert!(matches!(desk.receive(&token.token, &late).await, Err(BatchError::NotAllowed)));
    assert_eq!(desk.site_measured("other").await.unwrap(), None);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_of_an_area_is_seen_and_a_small_area_is_not_told() {
    let (_folder, desk) = desk().await;
    let today = day_of(now() / 1000) * DAY;
    for (number, area) in (0..6).map(|n| (n, "North")).chain((6..9).map(|n| (n, "South"))) {
        let site = format!("s{number}");
        let token = desk.give_token(&site, Some("always"), Some(area), false).await.unwrap().token;
        // Without a break until now, but for three hours without a line from noon on yesterday.
        let first = today - 11 * DAY;
        let heartbeats: Vec<Heartbeat> = (0..=(now() / 1000 - first) / 3_600)
            .map(|hour| beat(hour.to_string(), first + hour * 3_600, !(252..255).contains(&hour)))
            .collect();
        let batch = Batch { site, results: vec![], heartbeats };
        desk.receive(&token, &batch).await.unwrap();
    }
    let expected = |seen: &SiteMeasured| {
        assert_eq!((seen.area_sites, seen.outages.len()), (6, 1), "{:?}", seen.outages);
        let outage = seen.outages[0];
        assert_eq!((outage.from, outage.to), (today - DAY / 2, today - DAY / 2 + 3 * 3_600));
        assert_eq!((outage.lowest, outage.usual), (0.0, 1.0));
    };
    expected(&desk.site_measured("s1").await.unwrap().unwrap());
    assert!(desk.close_measured_days().await.unwrap() >= 9);
    expected(&desk.site_measured("s1").await.unwrap().unwrap());
    let small = desk.site_measured("s7").await.unwrap().unwrap();
    assert_eq!((small.area_sites, small.outages), (3, vec![]));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_fills_the_node() {
    let (_folder, desk) = desk().await;
    let token = desk.give_token("a", None, None, false).await.unwrap().token;
    let at = now() / 1000;
    let mut sent = 0;
    loop {
        let heartbeats =
            (0..MOST_ROWS as i64).map(|n| beat(format!("{}", sent * 10_000 + n), at - n, true));
        let batch = Batch { site: "a".into(), results: vec![], heartbeats: heartbeats.collect() };
        match desk.receive(&token, &batch).await {
            Ok(_) => sent += 1,
            Err(error) => {
                assert!(matches!(error, BatchError::TooMuch), "{error}");
                break;
            }
        }
    }
    assert!(sent > 3 && sent as u64 <= MOST_OPEN / MOST_ROWS as u64);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_days_without_power_are_told_as_such_whenever_they_are_closed() {
    let (_folder, desk) = desk().await;
    let token = desk.give_token("a", Some("always"), None, false).await.unwrap().token;
    // Heard until 10:00 six days ago; the machine was started at 09:00 three days ago.
    let (gone, back) = {
        let today = day_of(now() / 1000) * DAY;
        (today - 6 * DAY + 36_000, today - 3 * DAY + 32_400)
    };
    let send = async |id: &str, at: i64, started: i64| {
        let beat = Heartbeat { started: Some(started), ..beat(id.into(), at, true) };
        let batch = Batch { site: "a".into(), results: vec![], heartbeats: vec![beat] };
        desk.receive(&token, &batch).await.unwrap();
    };
    send("before", gone - 3_600, 5).await;
    assert_eq!(desk.close_measured_days().await.unwrap(), 1);
    let cuts = async || -> Vec<i64> {
        let seen = desk.site_measured("a").await.unwrap().unwrap();
        seen.days.iter().map(|day| day.uptime.power_cut).collect()
    };
    assert_eq!(cuts().await.iter().sum::<i64>(), 0, "nothing is known yet");
    send("after", back, back).await;
    let expected = [DAY - 36_000, DAY, DAY, 32_400, 0, 0, 0];
    assert_eq!(cuts().await, expected);
    assert_eq!(desk.close_measured_days().await.unwrap(), 1);
    assert_eq!(cuts().await, expected);
    // What comes late, of the day of the cut, changes nothing but its own time.
    send("late", gone - 7_200, 5).await;
    assert_eq!(desk.close_measured_days().await.unwrap(), 1);
    assert_eq!(cuts().await, expected);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_was_cut_for_three_days_is_told_when_it_is_back() {
    let (_folder, desk) = desk().await;
    let hours = Some("Mon-Sun 06:00-18:00; UTC+3");
    let token = desk.give_token("a", hours, None, false).await.unwrap().token;
    let first = (day_of(now() / 1000) - 6) * DAY;
    let hourly = |from: i64, hours: i64, is_online: bool| {
        let beats = (0..hours).map(|hour| from + hour * 3_600);
        let heartbeats = beats.map(|at| beat(at.to_string(), at, is_online)).collect();
        Batch { site: "a".into(), results: vec![], heartbeats }
    };
    desk.receive(&token, &hourly(first, 24, true)).await.unwrap();
    desk.close_measured_days().await.unwrap();
    // Three days later all of it comes at once, and again, as the answer was lost; then it goes on.
    let queue = hourly(first + DAY, 72, false);
    desk.receive(&token, &queue).await.unwrap();
    assert_eq!(desk.receive(&token, &queue).await.unwrap(), Received { new: 0, known: 72 });
    desk.receive(&token, &hourly(first + 4 * DAY, 12, true)).await.unwrap();
    let told = async || {
        let seen = desk.site_measured("a").await.unwrap().unwrap();
        let days: Vec<(i64, i64)> =
            seen.days.iter().map(|day| (day.uptime.online, day.uptime.offline)).collect();
        days[..5].to_vec()
    };
    let open = 12 * 3_600;
    let expected = [(open, 0), (0, open), (0, open), (0, open), (9 * 3_600, 0)];
    assert_eq!(told().await, expected);
    assert_eq!(desk.close_measured_days().await.unwrap(), 4);
    assert_eq!(told().await, expected);
    // Sent a third time, after all is closed: nothing is counted twice.
    desk.receive(&token, &queue).await.unwrap();
    assert_eq!(desk.close_measured_days().await.unwrap(), 0);
    assert_eq!(told().await, expected);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_measured_long_ago_is_reduced_to_figures_that_are_proved() {
    let (_folder, desk) = desk().await;
    let today = day_of(now() / 1000);
    let change = async |sql: &'static str| {
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            Ok(writer.transaction().await?.execute(sql, &[]).await.map(drop)?)
        };
        desk.register.write(&Author::program(), now(), work).await.unwrap();
    };
    // Rows as old as this are no longer taken in: they came in when they were of the day before.
    let put = async |day: i64, sites: &[&str]| {
        let rows: Vec<_> = sites
            .iter()
            .flat_map(|site| {
                let heartbeats = vec![beat("b".into(), day * DAY, true)];
                let results = vec![speed("s", day * DAY, 8.0)];
                rows_of(&Batch { site: (*site).to_owned(), results, heartbeats }).0
            })
            .collect();
        let work = async |writer: &mut Writer| -> Result<u64, DeskError> {
            Ok(desk.measurements.add(writer.transaction().await?, &rows).await?)
        };
        desk.register.write(&Author::program(), now(), work).await.unwrap();
        desk.close_measured_days().await.unwrap();
    };
    desk.give_token("a", None, None, false).await.unwrap();
    desk.give_token("b", None, None, false).await.unwrap();
    let (old, young) = (today - i64::from(LEAST_DAYS) - 1, today - i64::from(LEAST_DAYS));
    put(old, &["a"]).await;
    put(old, &["b"]).await;
    put(young, &["a", "b"]).await;
    // A day whose file is not what the log tells is left alone, and told.
    change("UPDATE measurement_files SET digest = 'x' || digest WHERE number = 2").await;
    let reduced = desk.reduce_measured(1).await.unwrap();
    assert_eq!((reduced.days, reduced.changed), (0, vec![format!("measurements/{old}/2.parquet")]));
    change("UPDATE measurement_files SET digest = substr(digest, 2) WHERE number = 2").await;
    assert!(desk.verify().await.unwrap().ok);
    let reduced = desk.reduce_measured(1).await.unwrap();
    assert_eq!((reduced.days, reduced.files, reduced.changed), (1, 2, vec![]));
    assert!(reduced.bytes > 500, "{}", reduced.bytes);
    assert_eq!(desk.reduce_measured(1).await.unwrap(), Reduced::default());
    assert_eq!(desk.files.folder(&format!("measurements/{old}")).await.unwrap(), []);
    assert_eq!(desk.files.folder(&format!("measurements/{young}")).await.unwrap().len(), 1);
    // The figures are there, the log tells of both, and all of it is proved.
    assert_eq!(desk.measurements.days_of(old).await.unwrap().len(), 2);
    let key = format!("measurements/{}.2", closing::written_day(old)).parse().unwrap();
    let history = desk.register.history(&key).await.unwrap();
    assert_eq!(history.len(), 2);
    let record: MeasurementsRecord =
        desk.register.get(&key).await.unwrap().unwrap().record().unwrap();
    assert_eq!((record.reduced.unwrap().sites, record.digest.len()), (2, 64));
    assert!(desk.verify().await.unwrap().ok);
    // A row that comes in all the same makes no file of a day that has none any more.
    put(old, &["a"]).await;
    assert_eq!(desk.measurements.open_days(today).await.unwrap(), Vec::<i64>::new());
    assert!(desk.verify().await.unwrap().ok);
    change("UPDATE measurement_days SET tests = tests + 1 WHERE site = 'b'").await;
    let found = desk.verify().await.unwrap();
    let told: Vec<_> = found.tables.iter().map(|one| (one.code, one.at.as_str())).collect();
    let at = format!("measurements/{old}");
    assert!(!found.ok && told == [("figures-changed", at.as_str()); 2], "{told:?}");
    desk.close().await;
}
