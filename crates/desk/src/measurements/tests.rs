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
    assert_eq!(seen.days, open.days);
    assert_eq!((seen.status, seen.medians[0].unwrap().median), (Status::Moderate, 6.0));
    let expected = Uptime { online: 19 * 3_600, offline: 3_600, power_cut: 0, unknown: 4 * 3_600 };
    assert_eq!(seen.uptime, expected);
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
    assert_eq!(seen.uptime, expected);
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
