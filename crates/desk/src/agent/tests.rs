use super::*;

fn agent(folder: &std::path::Path, server: String, cap: Option<u64>) -> Agent {
    let options = AgentOptions {
        site: Some("a".into()),
        server,
        token: "t".into(),
        queue: folder.join("queue"),
        cap,
        zone: TimeZone::UTC,
        sending: None,
    };
    Agent::open(options).unwrap()
}

/// The address of a server that is not there.
fn nowhere() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn what_cannot_be_sent_waits_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let mut agent = agent(folder.path(), nowhere(), None);
    let mut events = Vec::new();
    let pause = agent.work(&mut |event| events.push(event)).unwrap();
    assert!(pause <= Duration::from_secs(600), "{pause:?}");
    assert!(matches!(events[0], Event::Heartbeat { is_online: false }));
    let Event::Measured(speed) = &events[1] else { panic!("{events:?}") };
    assert_eq!((speed.failure, speed.download_mbps), (Some(Failure::Unreachable), None));
    assert!(matches!(events[2], Event::Next { seconds: 2_160..=54_000 }), "{events:?}");
    assert_eq!(events[3], Event::Waiting { rows: 2, why: "unreachable" });
    drop(agent);
    let agent = self::agent(folder.path(), nowhere(), None);
    assert_eq!(agent.waiting(), 2);
}

#[test]
fn an_allowance_that_is_used_up_is_told_and_nothing_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let mut agent = agent(folder.path(), nowhere(), Some(5_000_000));
    assert_eq!(agent.measure().unwrap(), Event::CapReached { cap: 5_000_000, used: 0 });
}

#[test]
fn a_month_ends_at_midnight_where_the_data_is_paid() {
    let zone = |hours| TimeZone::fixed(jiff::tz::Offset::constant(hours));
    for (at, hours, expected) in [
        ("2026-11-30T21:30:00Z", 0, 202_611),
        ("2026-11-30T21:30:00Z", 3, 202_612),
        ("2027-01-01T02:00:00Z", 0, 202_701),
        ("2027-01-01T02:00:00Z", -5, 202_612),
        ("2028-02-29T10:00:00Z", 14, 202_803),
    ] {
        assert_eq!(month(at.parse().unwrap(), &zone(hours)), expected, "{at} {hours}");
    }
}

#[test]
fn a_clock_that_jumps_stops_neither_tests_nor_heartbeats() {
    let now = 1_795_680_000;
    assert!(is_due(0, now) && is_due(now, now) && !is_due(now + 1, now));
    assert!(!is_due(now + 54_000, now), "the longest wait");
    // Scheduled while the clock was a year ahead.
    assert!(is_due(now + 31_536_000, now));
    assert_eq!(pause(now, now + 40_000, now + 25), Duration::from_secs(575));
    assert_eq!(pause(now, now + 100, now + 25), Duration::from_secs(75));
    // Set back by a year, or ahead, while a test went on.
    assert_eq!(pause(now, now + 40_000, now - 31_536_000), Duration::from_secs(600));
    assert_eq!(pause(now, now + 40_000, now + 31_536_000), Duration::ZERO);
}

/// A node that takes each request and gives these answers in turn; a connection is cut where there is none.
fn node(answers: Vec<Option<String>>) -> (String, std::thread::JoinHandle<Vec<Batch>>) {
    use std::io::{BufRead, BufReader, Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let heard = std::thread::spawn(move || {
        let answer = |answer: Option<String>| {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(&stream);
            let (mut length, mut line) = (0, String::new());
            while reader.read_line(&mut line).unwrap() > 2 {
                if let Some(found) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = found.trim().parse().unwrap();
                }
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            if let Some(answer) = answer {
                (&stream).write_all(answer.as_bytes()).unwrap();
            }
            serde_json::from_slice(&body).unwrap()
        };
        answers.into_iter().map(answer).collect()
    });
    (address, heard)
}

fn answer(status: &str, body: &str) -> Option<String> {
    let length = body.len();
    Some(format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

#[test]
fn what_got_no_whole_answer_is_sent_again_and_what_the_clocks_disagree_on_waits() {
    let ahead = r#"{"error":{"message":"m","findings":[
        {"field":"heartbeats[1].at","code":"measure-ahead"}]}}"#;
    let (address, heard) = node(vec![
        None,
        // Cut in the middle: the length says more than there is.
        answer("200 OK", "{\"new\": 3, \"known\": 0}").map(|whole| whole[..60].to_owned()),
        answer("422 Unprocessable Content", ahead),
        answer("200 OK", "{\"new\": 2, \"known\": 0}"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let mut agent = agent(folder.path(), address, None);
    for id in ["a", "b", "c"] {
        let beat = Heartbeat { id: id.into(), at: seconds(), covers: 600, ..Heartbeat::default() };
        agent.journal.add_heartbeat(&beat).unwrap();
    }
    let mut events = Vec::new();
    for _ in 0..3 {
        agent.send(&mut |event| events.push(event)).unwrap();
    }
    let waiting = |event: &Event| matches!(event, Event::Waiting { rows: 3, .. });
    assert!(waiting(&events[0]) && waiting(&events[1]), "{events:?}");
    assert_eq!(events[2], Event::Sent { rows: 2, waiting: 1 });
    assert_eq!(events[3], Event::Waiting { rows: 1, why: "clock" });
    assert_eq!((events.len(), agent.waiting()), (4, 1));
    let heard = heard.join().unwrap();
    let ids = |batch: &Batch| batch.heartbeats.iter().map(|one| one.id.clone()).collect::<String>();
    assert_eq!(heard.iter().map(ids).collect::<Vec<_>>(), ["abc", "abc", "abc", "ac"]);
}
