//! Opening hours on a first line, and below any text as a batch of measurements: hours are written and read again as
//! the same; a batch is read or refused; what is sound is written and read again, comes to days that add up, and to no
//! more than a day has.
#![no_main]

use passerelle_connectivity::measurement::between::filled;
use passerelle_connectivity::measurement::daily::Daily;
use passerelle_connectivity::measurement::hours::OpeningHours;
use passerelle_connectivity::measurement::{Batch, DAY, MOST_ROWS, Status, day_of};

const NOW: i64 = 1_795_680_000;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (first, rest) = text.split_once('\n').unwrap_or(("", text));
    let hours = first.parse::<OpeningHours>();
    if let Ok(hours) = &hours {
        assert_eq!(hours.to_string().parse().as_ref(), Ok(hours));
    }
    let hours = hours.unwrap_or_default();
    let Ok(batch) = serde_json::from_str::<Batch>(rest) else { return };
    let found = batch.check(NOW);
    assert!(found.iter().all(|finding| finding.found.chars().count() <= 110), "{found:?}");
    if !found.is_empty() {
        return;
    }
    assert!(batch.rows() <= MOST_ROWS);
    let written = serde_json::to_vec(&batch).expect("plain data");
    assert_eq!(serde_json::from_slice::<Batch>(&written).expect("what was written"), batch);
    let moments =
        batch.results.iter().map(|one| one.at).chain(batch.heartbeats.iter().map(|one| one.at));
    for day in moments.map(day_of).take(5) {
        let daily = Daily::of(day, &batch.results, &batch.heartbeats, &hours);
        let (from, until) = daily.heard.map_or((0, 0), |heard| (heard.from, heard.until));
        assert_eq!(daily.uptime.open(), hours.open_seconds(from, until));
        let end = (day + 3) * DAY;
        let days = filled(vec![daily], None, &hours, (day, end));
        let open: i64 = days.iter().map(|one| one.uptime.open()).sum();
        assert_eq!(open, if daily.heard.is_some() { hours.open_seconds(from, end) } else { 0 });
        assert!(daily.download.is_none_or(|one| one.low <= one.median && one.median <= one.high));
        assert!(daily.online_hours < 1 << 24);
        let _ = Status::on(day, &[daily]);
    }
});
