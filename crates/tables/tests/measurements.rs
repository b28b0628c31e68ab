//! Measurements of sites, on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

use passerelle_register::testing::databases;
use passerelle_tables::measurements::{
    ClosedFile, DayRow, MeasuredSite, MeasurementKind, MeasurementRow, Measurements, SpreadRow,
};

fn row(site: &str, id: &str, day: i64, kind: MeasurementKind) -> MeasurementRow {
    MeasurementRow {
        site: site.into(),
        id: id.into(),
        kind,
        day,
        at: day * 86_400 + 60,
        server: "https://node.example".into(),
        download: Some(12.5),
        upload: None,
        latency: Some(0.25),
        bytes: 1 << 40,
        failure: String::new(),
        covers: 300,
        online: true,
        started: Some(-5),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_kept_once_and_leave_when_their_day_is_closed() {
    for scratch in databases().await {
        let database = scratch.open().await;
        let measurements = Measurements::open(database.clone()).await.unwrap();
        let beat = MeasurementKind::Heartbeat;
        let rows = [
            row("KEN/2", "a", 10, MeasurementKind::Result),
            row("KEN/2", "b", 10, beat),
            row("KEN/10", "a", 10, beat),
            row("é", "a", 10, beat),
            row("KEN/2", "c", 11, beat),
        ];
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(measurements.add(&mut transaction, &rows).await.unwrap(), 5);
        transaction.commit().await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        let again = [rows[0].clone(), row("KEN/2", "d", 12, beat)];
        assert_eq!(measurements.add(&mut transaction, &again).await.unwrap(), 1);
        transaction.commit().await.unwrap();
        assert_eq!(measurements.open_days(12).await.unwrap(), [10, 11]);
        assert_eq!(measurements.open_rows("KEN/2", 10).await.unwrap()[..2], rows[..2]);
        // By bytes, on both databases.
        let sites = measurements.sites_of_day(10, "", 9).await.unwrap();
        assert_eq!(sites, ["KEN/10", "KEN/2", "é"]);
        assert_eq!(measurements.sites_of_day(10, "KEN/10", 1).await.unwrap(), ["KEN/2"]);
        let mut transaction = database.begin().await.unwrap();
        let all = ("KEN/10", "KEN/2");
        let found = measurements.rows_of_day(&mut transaction, 10, all).await.unwrap();
        assert_eq!(found, [rows[2].clone(), rows[0].clone(), rows[1].clone()]);
        assert_eq!(measurements.take_away(&mut transaction, 10, all).await.unwrap(), 3);
        transaction.commit().await.unwrap();
        assert_eq!(measurements.sites_of_day(10, "", 9).await.unwrap(), ["é"]);
        database.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sites_days_and_files_are_as_they_were_put() {
    for scratch in databases().await {
        let database = scratch.open().await;
        let measurements = Measurements::open(database.clone()).await.unwrap();
        assert!(!measurements.has_sites().await.unwrap());
        let site = MeasuredSite {
            site: "KEN/2".into(),
            token_hash: "00".into(),
            hours: "always".into(),
            area: "Mombasa".into(),
            is_public: true,
            made_at: 5,
        };
        let other = MeasuredSite { token_hash: "11".into(), ..site.clone() };
        let spread = SpreadRow { n: 3, low: Some(1.0), median: Some(2.0), high: Some(3.5) };
        let day = DayRow {
            site: "KEN/2".into(),
            day: 10,
            tests: 3,
            bytes: 1 << 40,
            uptime: [1, 2, 3, 4],
            heard_from: 5,
            heard_until: 99,
            started: Some(-7),
            online_hours: 0b110,
            download: spread,
            ..DayRow::default()
        };
        let file = ClosedFile {
            day: 10,
            number: 1,
            name: "1.parquet".into(),
            between: ("KEN/2".into(), "KEN/2".into()),
            sites: 1,
            results: 3,
            heartbeats: 9,
            digest: "ab".into(),
            closed_at: 7,
            reduced_at: None,
        };
        let mut transaction = database.begin().await.unwrap();
        measurements.put_site(&mut transaction, &site).await.unwrap();
        measurements.put_site(&mut transaction, &other).await.unwrap();
        let days = [day.clone(), DayRow { day: 11, ..day.clone() }];
        measurements
            .put_days(&mut transaction, &[DayRow { tests: 1, ..day.clone() }])
            .await
            .unwrap();
        measurements.put_days(&mut transaction, &days).await.unwrap();
        measurements.put_file(&mut transaction, &file).await.unwrap();
        measurements
            .add(&mut transaction, &[row("KEN/2", "b", 10, MeasurementKind::Heartbeat)])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(measurements.site("KEN/2").await.unwrap().as_ref(), Some(&other));
        assert_eq!(measurements.site("KEN/3").await.unwrap(), None);
        assert_eq!(measurements.sites_in("Mombasa").await.unwrap(), [other]);
        let both = ("KEN/2", "KEN/2");
        assert_eq!(measurements.days(both, (0, 99)).await.unwrap(), days);
        assert_eq!(measurements.days(both, (11, 11)).await.unwrap(), days[1..]);
        for (before, expected) in [(10, None), (11, Some(&days[0])), (99, Some(&days[1]))] {
            let heard = measurements.heard_before("KEN/2", before).await.unwrap();
            assert_eq!(heard.as_ref(), expected);
        }
        let hours = measurements.online_hours("Mombasa", (10, 10)).await.unwrap();
        assert_eq!(hours, [("KEN/2".to_owned(), 10, 0b110)]);
        assert_eq!(measurements.files_of_day(10).await.unwrap(), std::slice::from_ref(&file));
        assert_eq!(measurements.days_of(11).await.unwrap(), days[1..]);
        assert_eq!(measurements.kept_days(10).await.unwrap(), Vec::<i64>::new());
        assert_eq!(measurements.kept_days(11).await.unwrap(), [10]);
        let mut transaction = database.begin().await.unwrap();
        measurements.mark_reduced(&mut transaction, 10, 8).await.unwrap();
        transaction.commit().await.unwrap();
        let reduced = ClosedFile { reduced_at: Some(8), ..file };
        assert_eq!(measurements.files_of_day(10).await.unwrap(), [reduced]);
        assert_eq!(measurements.kept_days(99).await.unwrap(), Vec::<i64>::new());
        let beats = measurements.heartbeats_in("Mombasa", 0, 11 * 86_400).await.unwrap();
        assert_eq!(beats, [("KEN/2".to_owned(), 864_060, 300, true)]);
        database.close().await;
    }
}
