//! Measurements of sites, from outside: tokens, the agent against a node, the API, closing a day, the pages.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, SystemTime};

use passerelle_tests::node::{Answer, Node, command, run};
use passerelle_tests::server::Server;
use serde_json::{Value, json};

fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// A token of a site, as it is printed alone.
fn token(node: &Node, site: &str, more: &[&str]) -> String {
    let answer = node.run(&[&["sites", "token", site], more].concat()).well();
    assert!(answer.err.contains(site), "{answer:?}");
    answer.out.trim().to_owned()
}

/// Sends a batch; the status and the answer.
fn send(server: &Server, token: &str, batch: &Value) -> (u16, Value) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut request = agent.post(format!("{}/api/v1/measurements", server.base));
    request = request.header("content-type", "application/json").header("accept-language", "fr");
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let mut response = request.send(batch.to_string()).unwrap();
    let body = response.body_mut().read_to_string().unwrap();
    (response.status().as_u16(), serde_json::from_str(&body).unwrap_or(Value::Null))
}

fn speed(id: &str, at: i64, mbps: f64) -> Value {
    json!({ "id": id, "at": at, "server": "https://node.example", "download_mbps": mbps, "upload_mbps": mbps / 4.0,
            "latency_ms": 41.5, "bytes": 9_000_000 })
}

fn heartbeat(id: &str, at: i64) -> Value {
    json!({ "id": id, "at": at, "covers": 600, "is_online": true, "started": at - 5_000 })
}

#[test]
fn a_batch_is_taken_in_once_and_all_that_is_wrong_with_one_is_told() {
    for node in Node::each() {
        node.begin();
        let token = token(&node, "school-1", &["--hours", "always", "--publish"]);
        let server = Server::start(node, &[]);
        let at = now();
        let batch = json!({ "site": "school-1", "results": [speed("a", at - 60, 8.0)],
                            "heartbeats": [heartbeat("b", at - 600)] });
        for _ in 0..2 {
            assert_eq!(send(&server, "", &batch).0, 401);
            let (status, answer) = send(&server, "passerelle-other", &batch);
            assert_eq!((status, answer["error"]["code"].as_str()), (401, Some("not-allowed")));
        }
        assert_eq!(send(&server, &token, &batch), (200, json!({ "new": 2, "known": 0 })));
        assert_eq!(send(&server, &token, &batch), (200, json!({ "new": 0, "known": 2 })));
        // Another site's token opens nothing.
        let other = json!({ "site": "school-2", "results": [speed("a", at, 8.0)] });
        assert_eq!(send(&server, &token, &other).0, 401);
        let wrong = json!({ "site": "school-1", "results": [speed("c", at + 90_000, -1.0), speed("c", 5, 1.0)] });
        let (status, answer) = send(&server, &token, &wrong);
        let fields: Vec<&str> = answer["error"]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["field"].as_str().unwrap())
            .collect();
        assert_eq!(status, 422);
        let expected = [
            "results[0].at",
            "results[0].download_mbps",
            "results[0].upload_mbps",
            "results[1].id",
            "results[1].at",
        ];
        assert_eq!(fields, expected);
        assert!(
            answer["error"]["message"].as_str().unwrap().starts_with("Rien n’a été pris"),
            "{answer}"
        );
        let (status, answer) =
            send(&server, &token, &json!({ "site": "school-1", "ip": "10.0.0.1" }));
        assert_eq!((status, answer["error"]["code"].as_str()), (400, Some("unreadable")));
        assert!(answer["error"]["found"].as_str().unwrap().contains("line 1 column"), "{answer}");
        let long = json!({ "site": "x".repeat(1 << 20) });
        assert_eq!(send(&server, &token, &long).0, 413);
        // What was refused left nothing.
        assert_eq!(send(&server, &token, &batch), (200, json!({ "new": 0, "known": 2 })));
        let get = server.get("/api/v1/measurements");
        assert_eq!((get.status, get.header("allow")), (405, "POST,OPTIONS"));
        assert!(get.text().contains("(POST)"), "{}", get.text());
        let page = server.get("/en/measure/school-1");
        assert!(
            page.status == 200 && page.text().contains("Moderate connection"),
            "{}",
            page.text()
        );
        assert!(server.get("/fr/measure/school-1").text().contains("Connexion moyenne"));
    }
}

/// Sends the head of a batch and this part of its body, and goes.
fn send_half(server: &Server, token: &str, batch: &Value, part: f64) {
    let body = batch.to_string();
    let head = format!(
        "POST /api/v1/measurements HTTP/1.1\r\nHost: node.example\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(server.base.trim_start_matches("http://")).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let part = (body.len() as f64 * part) as usize;
    stream.write_all(&body.as_bytes()[..part]).unwrap();
}

#[test]
fn of_a_batch_that_came_half_nothing_is_kept_and_a_batch_with_a_wrong_clock_is_told() {
    let node = Node::new();
    node.begin();
    let token = token(&node, "school-1", &[]);
    let server = Server::start(node, &[]);
    let at = now();
    let beats = |from: i64, number: i64| -> Vec<Value> {
        (0..number).map(|n| heartbeat(&format!("{from}-{n}"), from - n * 600)).collect()
    };
    let batch = json!({ "site": "school-1", "heartbeats": beats(at, 300) });
    for part in [0.0, 0.5, 0.999] {
        send_half(&server, &token, &batch, part);
    }
    // A body that is whole by its length, and half a batch.
    let text = batch.to_string();
    let cut: String = text[..text.len() / 2].to_owned();
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = agent
        .post(format!("{}/api/v1/measurements", server.base))
        .header("authorization", format!("Bearer {token}"));
    assert_eq!(request.send(cut).unwrap().status().as_u16(), 400);
    assert_eq!(send(&server, &token, &batch), (200, json!({ "new": 300, "known": 0 })));
    // Half of them known, half new: each is kept once.
    let both = [beats(at, 300), beats(at - 7, 200)].concat();
    let more = json!({ "site": "school-1", "heartbeats": both });
    assert_eq!(send(&server, &token, &more), (200, json!({ "new": 200, "known": 300 })));
    // A clock that runs ahead, and one that began in 1970: told row by row, and the others are not lost with them.
    let jumped = json!({ "site": "school-1", "heartbeats": [heartbeat("x", at + 86_400), heartbeat("y", 86_400),
                                                             heartbeat("z", at - 9)] });
    let (status, answer) = send(&server, &token, &jumped);
    let findings = answer["error"]["findings"].as_array().unwrap();
    let told: Vec<(&str, &str)> = findings
        .iter()
        .map(|one| (one["field"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    let expected = [("heartbeats[0].at", "measure-ahead"), ("heartbeats[1].at", "measure-old")];
    assert_eq!((status, told), (422, expected.to_vec()));
    let sound = json!({ "site": "school-1", "heartbeats": [heartbeat("z", at - 9)] });
    assert_eq!(send(&server, &token, &sound), (200, json!({ "new": 1, "known": 0 })));
}

#[test]
fn what_was_measured_long_ago_is_reduced_when_asked() {
    let node = Node::new();
    node.begin();
    let answer = node.run(&["sites", "reduce", "--days", "401"]);
    assert!(answer.code == 2 && answer.err.contains("402"), "{answer:?}");
    let answer = node.run(&["sites", "reduce"]).well();
    assert!(answer.out.contains("730"), "{answer:?}");
    let answer = node.run(&["sites", "reduce", "--days", "402", "--format", "json"]).well();
    assert_eq!(answer.json(), json!({ "days": 0, "files": 0, "bytes": 0, "changed": [] }));
}

#[test]
fn a_closed_day_is_in_the_log_and_a_site_is_shown_only_if_asked_for() {
    for node in Node::each() {
        node.begin();
        let token = token(&node, "KEN/7", &["--area", "North"]);
        let server = Server::start(node, &[]);
        let day = (now() / 86_400 - 4) * 86_400;
        let beats: Vec<Value> =
            (0..100).map(|n| heartbeat(&format!("b{n}"), day + n * 600)).collect();
        let batch =
            json!({ "site": "KEN/7", "results": [speed("a", day, 25.0)], "heartbeats": beats });
        assert_eq!(send(&server, &token, &batch).0, 200);
        assert_eq!(server.get("/en/measure/KEN/7").status, 404);
        let node = stop(server);
        // Days are closed when a node opens, and every minute.
        let server = Server::start(node, &[]);
        let changes = (0..50).find_map(|_| {
            std::thread::sleep(Duration::from_millis(200));
            let changes = server.get("/api/v1/log/changes?limit=1&order=newest").json();
            changes["changes"][0]["key"]
                .as_str()
                .filter(|key| key.starts_with("measurements/"))
                .map(str::to_owned)
        });
        let key = changes.expect("the day was closed");
        let record = server.get(&format!("/api/v1/records/{key}")).json();
        let told = record.to_string();
        assert!(told.contains("heartbeats") && told.contains("sites"), "{record}");
        // What comes again waits for the next closing, which passes it over.
        assert_eq!(
            send(&server, &token, &batch),
            (200, json!({ "new": 101, "known": 0 })),
            "known when closed"
        );
        let node = stop(server);
        assert_eq!(node.run(&["verify", "--format", "json"]).well().json()["ok"], true);
    }
}

/// Stops a server, and keeps its node.
fn stop(mut server: Server) -> Node {
    let node = std::mem::take(&mut server.node);
    assert_eq!(server.stop(), Some(0));
    node
}

/// The agent, with its token in a file.
fn measure(folder: &Path, base: &str, more: &[&str]) -> Answer {
    let mut agent = command();
    agent.args(["measure", "--server", base, "--once", "--format", "json"]).args(more);
    agent.arg("--queue").arg(folder.join("queue"));
    run(&mut agent, "")
}

fn events(answer: &Answer) -> Vec<Value> {
    answer.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_agent_measures_sends_and_keeps_what_it_cannot_send() {
    let node = Node::new();
    node.begin();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    std::fs::write(&path, token(&node, "a", &["--publish"])).unwrap();
    let file = path.to_str().unwrap();
    // A node that lets nobody measure: the test fails, and that is sent.
    let server = Server::start(node, &[]);
    let answer = measure(folder.path(), &server.base, &["--site", "a", "--token-file", file]);
    let told = events(&answer);
    assert_eq!(
        (answer.code, told[0]["event"].as_str(), told[0]["failure"].as_str()),
        (1, Some("measured"), Some("refused"))
    );
    assert_eq!(
        (told[1]["event"].as_str(), told[1]["rows"].as_u64()),
        (Some("sent"), Some(1)),
        "{told:?}"
    );
    let base = server.base.clone();
    let node = stop(server);
    // Nobody there: it waits.
    let answer = measure(folder.path(), &base, &["--site", "a", "--token-file", file]);
    let told = events(&answer);
    assert_eq!(
        (answer.code, told[1]["event"].as_str(), told[1]["why"].as_str()),
        (1, Some("waiting"), Some("unreachable"))
    );
    // A node that measures: what waited goes too.
    let server = Server::start(node, &["--measure"]);
    let cap = ["--site", "a", "--token-file", file, "--cap-gb", "0.05"];
    let answer = measure(folder.path(), &server.base, &cap);
    let told = events(&answer);
    assert_eq!(answer.code, 0, "{answer:?}");
    let mbps = |name: &str| told[0][name].as_f64().unwrap();
    assert!(
        mbps("download_mbps") > 50.0 && mbps("upload_mbps") > 50.0 && mbps("latency_ms") < 1_000.0,
        "{told:?}"
    );
    assert!(told[0]["bytes"].as_u64().unwrap() <= 50_000_000, "the cap holds: {told:?}");
    assert_eq!(
        (told[1]["rows"].as_u64(), told[1]["waiting"].as_u64()),
        (Some(2), Some(0)),
        "{told:?}"
    );
    assert!(server.get("/en/measure/a").text().contains("Good connection"));
    // Another token is refused, and nothing is lost.
    std::fs::write(&path, "passerelle-0").unwrap();
    let answer = measure(
        folder.path(),
        &server.base,
        &["--site", "a", "--token-file", file, "--cap-gb", "0.05"],
    );
    let told = events(&answer);
    assert_eq!((answer.code, told[0]["event"].as_str()), (1, Some("cap_reached")), "{told:?}");
}

#[test]
fn mistakes_of_the_agent_are_told_in_words() {
    let folder = tempfile::tempdir().unwrap();
    for (more, part) in [
        (["--site", "a"].as_slice(), "--token-file"),
        (&["--site", "a", "--token-file", "/nowhere/token"], "/nowhere/token"),
        (&["--cap-gb", "much"], "--cap-gb"),
    ] {
        let answer = measure(folder.path(), "http://127.0.0.1:9", more);
        assert!(answer.code >= 2 && answer.err.contains(part), "{answer:?}");
    }
    let node = Node::new();
    node.begin();
    for (arguments, part) in [
        (["sites", "token", "a b"].as_slice(), "a b"),
        (&["sites", "token", "a", "--hours", "Lun 8-16"], "Mon-Fri 08:00-16:00"),
    ] {
        let answer = node.run(arguments);
        assert!(answer.code == 1 && answer.err.contains(part), "{answer:?}");
    }
}

/// Asks for an address as a client of ndt7 does, but for one thing; the answer's head.
fn ask(base: &str, path: &str, protocol: &str) -> String {
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: node.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{protocol}\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap().to_ascii_lowercase()
}

#[test]
fn only_ndt7_is_spoken_and_those_beyond_the_places_are_told_to_come_back() {
    let node = Node::new();
    let server = Server::start(node, &["--measure", "--measure-at-once", "2"]);
    let ndt7 = "Sec-WebSocket-Protocol: chat, net.measurementlab.ndt.v7\r\n";
    assert_eq!(server.get("/ndt/v7/download").status, 426);
    assert!(ask(&server.base, "/ndt/v7/upload", "").starts_with("http/1.1 400"));
    assert!(
        ask(&server.base, "/ndt/v7/upload", "Sec-WebSocket-Protocol: chat\r\n")
            .starts_with("http/1.1 400")
    );
    let long = format!("/ndt/v7/download?a={}", "b".repeat(5_000));
    assert!(ask(&server.base, &long, ndt7).starts_with("http/1.1 400"));
    let address = server.base.trim_start_matches("http://").to_owned();
    let open = |path: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: node.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{ndt7}\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut head = [0; 300];
        let read = stream.read(&mut head).unwrap();
        (stream, String::from_utf8_lossy(&head[..read]).to_ascii_lowercase())
    };
    let (first, head) = open("/ndt/v7/upload");
    assert!(head.starts_with("http/1.1 101"), "{head}");
    assert!(head.contains("sec-websocket-protocol: net.measurementlab.ndt.v7"), "{head}");
    assert!(head.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="), "{head}");
    let second = open("/ndt/v7/upload");
    let (_, head) = open("/ndt/v7/download");
    assert!(head.starts_with("http/1.1 503") && head.contains("retry-after: 15"), "{head}");
    // A place is free as soon as its test is over.
    drop((first, second));
    let came = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        open("/ndt/v7/upload").1.starts_with("http/1.1 101")
    });
    assert!(came);
    let without = Server::start(Node::new(), &["--keep-measurements", "500"]);
    assert_eq!(without.get("/ndt/v7/download").status, 404);
    assert!(without.get("/en/measure").text().contains("After 500 days"));
    assert!(server.get("/en/measure").text().contains("as long as this node"));
    assert!(without.get("/en/measure").text().contains("passerelle serve --measure"));
    assert!(server.get("/fr/measure").text().contains("ndt7"));
}
