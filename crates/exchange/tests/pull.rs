//! Public interfaces, against a stand-in server that answers as the real ones do, on good days and
//! bad ones.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{observation, places};
use passerelle_exchange::apis::{Pages, PullError, download, pull, read_pages};
use passerelle_exchange::fetch::{FetchError, Fetcher, Policy};
use passerelle_exchange::sources::{ApiEntry, Publisher};
use passerelle_exchange::statistics::{Options, ProblemCode};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Observation, Row};

/// What the server does with one request.
enum Answer {
    Json(String),
    Status(u16, &'static str),
    Truncated(String),
    Endless,
    Silence,
}

/// A server that gives these answers in turn, and remembers the paths and user agents it was asked.
struct Stub {
    base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Stub {
    fn new(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let request = read_request(&stream);
                seen.lock().unwrap().push(request);
                let _ = give(&mut stream, &answer);
            }
        });
        Self { base, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// A fetcher that asks the stand-in, does not wait, and the waits it would have made.
    fn fetcher(&self, attempts: u32) -> (Fetcher, Arc<Mutex<Vec<Duration>>>) {
        let waits = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&waits);
        let policy = Policy {
            attempts,
            total: Duration::from_millis(1_500),
            max_bytes: 1_000_000,
            rebase: Some(self.base.clone()),
            ..Policy::default()
        };
        let sleep = Box::new(move |wait| noted.lock().unwrap().push(wait));
        (Fetcher::with_sleep(policy, sleep), waits)
    }
}

fn read_request(stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let path = lines.next().unwrap_or_default();
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let agent = headers.iter().find(|line| line.to_lowercase().starts_with("user-agent"));
    format!("{path} {}", agent.cloned().unwrap_or_default())
}

fn give(stream: &mut TcpStream, answer: &Answer) -> std::io::Result<()> {
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\nConnection: close";
    match answer {
        Answer::Json(body) => {
            write!(stream, "{ok}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        }
        Answer::Status(status, headers) => {
            write!(
                stream,
                "HTTP/1.1 {status} No\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"
            )
        }
        Answer::Truncated(body) => {
            write!(stream, "{ok}\r\nContent-Length: {}\r\n\r\n{body}", body.len() + 100)
        }
        Answer::Endless => {
            write!(stream, "{ok}\r\n\r\n")?;
            let zeros = [b'0'; 65_536];
            while stream.write_all(&zeros).is_ok() {}
            Ok(())
        }
        Answer::Silence => {
            std::thread::sleep(Duration::from_secs(3));
            Ok(())
        }
    }
}

fn world_bank_page(page: u32, pages: u32, edition: &str) -> Answer {
    let rows: Vec<String> = [("KEN", "Kenya", "40.5"), ("", "Land of Plenty", "29")]
        .iter()
        .map(|(code, name, value)| {
            let year = 2000 + page;
            format!(
                r#"{{"indicator":{{"id":"IT.NET.USER.ZS","value":"Individuals using the Internet
                (% of population)"}},"country":{{"id":"XX","value":"{name}"}},
                "countryiso3code":"{code}","date":"{year}","value":{value},"unit":"",
                "obs_status":"","decimal":0}}"#
            )
            .replace("\n                ", " ")
        })
        .collect();
    Answer::Json(format!(
        r#"[{{"page":{page},"pages":{pages},"per_page":2,"total":6,"sourceid":"2",
        "lastupdated":"{edition}"}},[{}]]"#,
        rows.join(",")
    ))
}

fn publisher(shape: &str, more: &str) -> Publisher {
    Publisher::from_toml(&format!(
        "id = \"pub\"\nname = {{ en = \"Publisher\" }}\nlicence = {{ name = \"CC-BY-4.0\" }}\n\
         url = \"https://example.org\"\nmethod = \"official\"\n[[api]]\nid = \"users\"\n\
         shape = \"{shape}\"\nurl = \"https://api.example.org/data?format=json&per_page=2\"\n\
         indicator = \"internet_users\"\nunit = \"percent\"\n{more}"
    ))
    .unwrap()
}

fn download_now(api: &ApiEntry, stub: &Stub, folder: &std::path::Path) -> Result<Pages, PullError> {
    download(api, &stub.fetcher(1).0, folder, &mut |_, _| ())
}

fn keep(figures: &mut Vec<Observation>) -> impl FnMut(&[Row], &SeriesIndex) -> ControlFlow<()> {
    |rows, index| {
        figures.extend(rows.iter().map(|row| observation(row, index)));
        ControlFlow::Continue(())
    }
}

#[test]
fn every_page_is_read_and_the_server_is_told_who_asks() {
    let stub = Stub::new((1..=3).map(|page| world_bank_page(page, 3, "2024-06-28")).collect());
    let publisher = publisher("worldbank-v2", "");
    let folder = tempfile::tempdir().unwrap();
    let mut figures = Vec::new();
    let (report, pages) = pull(
        (&publisher, &publisher.api[0]),
        &stub.fetcher(1).0,
        folder.path(),
        &places(),
        &Options::default(),
        &mut keep(&mut figures),
    )
    .unwrap();
    assert_eq!((pages.count, pages.fetched, pages.edition.as_str()), (3, 3, "2024-06-28"));
    assert_eq!((report.entries.as_slice(), report.rows_read), (&["pub/users".to_owned()][..], 6));
    assert_eq!(report.unknown_places["Land of Plenty"].rows, 3);
    assert!(report.is_clean(), "listed, and no reason to refuse the others: {:?}", report.problems);
    let read: Vec<_> =
        figures.iter().map(|f| (f.place.as_str(), f.period.to_string(), f.value)).collect();
    assert_eq!(read[0], ("KEN", "2001".to_owned(), Some(40.5)));
    assert_eq!((read.len(), report.sha256.len()), (3, 64));
    let asked = stub.asked();
    let expected = "GET /data?format=json&per_page=2&page=2 HTTP/1.1";
    assert!(asked[1].starts_with(expected), "{asked:?}");
    assert!(asked[1].ends_with(concat!("passerelle/", env!("CARGO_PKG_VERSION"))), "{asked:?}");
    pages.forget().unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn passing_failures_are_tried_again() {
    let stub = Stub::new(vec![
        Answer::Status(500, ""),
        Answer::Status(429, "Retry-After: 7\r\n"),
        Answer::Truncated("[{\"page\":1".to_owned()),
        world_bank_page(1, 1, ""),
    ]);
    let publisher = publisher("worldbank-v2", "");
    let folder = tempfile::tempdir().unwrap();
    let (fetcher, waits) = stub.fetcher(5);
    let pages = download(&publisher.api[0], &fetcher, folder.path(), &mut |_, _| ()).unwrap();
    assert_eq!((pages.count, stub.asked().len()), (1, 4));
    let waits = waits.lock().unwrap();
    assert_eq!(waits[1], Duration::from_secs(7));
    assert!(waits[0] <= Duration::from_secs(1) && waits[2] >= Duration::from_secs(2), "{waits:?}");
}

#[test]
fn a_restart_goes_on_at_the_page_that_is_missing() {
    let publisher = publisher("worldbank-v2", "");
    let (api, folder) = (&publisher.api[0], tempfile::tempdir().unwrap());
    let broken = Stub::new(vec![
        world_bank_page(1, 3, "a"),
        world_bank_page(2, 3, "a"),
        Answer::Truncated("[".to_owned()),
    ]);
    let error = download_now(api, &broken, folder.path()).unwrap_err();
    assert!(matches!(error, PullError::Fetch { page: 3, .. }), "{error}");
    assert_eq!(error.code(), "unreachable");
    let mended = Stub::new(vec![world_bank_page(3, 3, "a")]);
    let pages = download_now(api, &mended, folder.path()).unwrap();
    assert_eq!((pages.count, pages.fetched, mended.asked().len()), (3, 1, 1));
}

#[test]
fn a_new_edition_between_two_pages_starts_afresh_once() {
    let publisher = publisher("worldbank-v2", "");
    let (api, folder) = (&publisher.api[0], tempfile::tempdir().unwrap());
    let stub = Stub::new(vec![
        world_bank_page(1, 2, "a"),
        world_bank_page(2, 2, "b"),
        world_bank_page(1, 2, "b"),
        world_bank_page(2, 2, "b"),
    ]);
    let pages = download_now(api, &stub, folder.path()).unwrap();
    assert_eq!((pages.edition.as_str(), stub.asked().len()), ("b", 4));
    let restless = Stub::new(vec![
        world_bank_page(1, 2, "c"),
        world_bank_page(2, 2, "d"),
        world_bank_page(1, 2, "e"),
        world_bank_page(2, 2, "f"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(download_now(api, &restless, folder.path()), Err(PullError::Changed));
}

#[test]
fn answers_without_end_without_sense_or_without_hurry_are_refused() {
    let publisher = publisher("worldbank-v2", "");
    let api = &publisher.api[0];
    let code = |answer| {
        let folder = tempfile::tempdir().unwrap();
        let error = download_now(api, &Stub::new(vec![answer]), folder.path()).unwrap_err();
        error.code()
    };
    assert_eq!(code(Answer::Endless), "too-large");
    assert_eq!(code(Answer::Silence), "timeout");
    assert_eq!(code(Answer::Status(404, "")), "refused");
    assert_eq!(code(Answer::Status(302, "Location: ftp://example.org/\r\n")), "not-an-address");
    assert_eq!(code(Answer::Json("<html>".to_owned())), "bad-answer");
    assert_eq!(code(world_bank_page(2, 2, "")), "bad-answer");
    let message = r#"[{"message":[{"id":"120","key":"Invalid","value":"Not valid."}]}]"#;
    assert_eq!(code(Answer::Json(message.to_owned())), "bad-answer");
}

#[test]
fn a_server_that_asks_for_too_much_patience_is_left() {
    let stub = Stub::new(vec![Answer::Status(503, "Retry-After: 86400\r\n")]);
    let error = stub.fetcher(5).0.get("https://api.example.org/a").unwrap_err();
    assert!(matches!(error, FetchError::TooBusy { seconds: 86_400, .. }), "{error}");
}

const SDG: &str = r#"{"size":6,"totalElements":6,"totalPages":1,"pageNumber":1,"attributes":[],
"dimensions":[{"id":"Sex","codes":[]},{"id":"Reporting Type","codes":[]}],"data":[
{"goal":["17"],"target":["17.8"],"indicator":["17.8.1"],"series":"IT_USE_ii99","geoAreaCode":"404",
 "geoAreaName":"Kenya","timePeriodStart":2019.0,"value":"22.56504","valueType":"Float","source":"ITU",
 "footnotes":[""],"attributes":{"Nature":"E","Units":"PERCENT"},
 "dimensions":{"Sex":"BOTHSEX","Location":"ALLAREA","Reporting Type":"G"}},
{"geoAreaCode":"404","timePeriodStart":2019.0,"value":"20.1","attributes":{"Nature":"C"},
 "dimensions":{"Sex":"FEMALE","Location":"ALLAREA","Reporting Type":"G"}},
{"geoAreaCode":"404","timePeriodStart":2019.0,"value":"23","attributes":{"Nature":"C"},
 "dimensions":{"Sex":"BOTHSEX","Location":"ALLAREA","Reporting Type":"N"}},
{"geoAreaCode":"404","timePeriodStart":2018.0,"value":"NaN","attributes":{"Nature":"NA"},
 "dimensions":{"Sex":"BOTHSEX","Location":"ALLAREA","Reporting Type":"G"}},
{"geoAreaCode":"404","timePeriodStart":2018.0,"value":"11","attributes":{"Nature":"C"},
 "dimensions":{"Sex":"BOTHSEX","Location":"RURAL","Reporting Type":"G"}},
{"geoAreaCode":"404","timePeriodStart":2018.0,"value":"<3","attributes":{"Nature":"C"},
 "dimensions":{"Sex":"BOTHSEX","Location":"ALLAREA","Reporting Type":"G"}}]}"#;

#[test]
fn the_sdg_interface_gives_global_figures_with_their_dimensions() {
    let more = "status = { column = \"Nature\", codes = { C = \"reported\", E = \"estimated\", NA = \"\" } }\n\
        dimensions = { sex = { column = \"Sex\", codes = { BOTHSEX = \"\", FEMALE = \"female\" } } }\n";
    let publisher = publisher("unsd-sdg-v1", more);
    let (api, folder) = (&publisher.api[0], tempfile::tempdir().unwrap());
    let stub = Stub::new(vec![Answer::Json(SDG.to_owned())]);
    let pages = download_now(api, &stub, folder.path()).unwrap();
    let mut figures = Vec::new();
    let options = Options::default();
    let report = read_pages(&pages, &publisher, api, &places(), &options, &mut keep(&mut figures));
    let read: Vec<_> = figures
        .iter()
        .map(|f| (f.value, f.dimensions.to_string(), f.status.code(), f.place.as_str()))
        .collect();
    let expected = [
        (Some(22.56504), String::new(), "estimated", "KEN"),
        (Some(20.1), "sex=female".to_owned(), "reported", "KEN"),
    ];
    assert_eq!(read, expected);
    assert_eq!((report.untaken_rows, report.missing_cells), (1, 1));
    let found: Vec<_> =
        report.problems.iter().map(|p| (p.code, p.row, &*p.column, &*p.value)).collect();
    // The entry does not name the dimension "Location": a part must not pass for the whole.
    let expected = [
        (ProblemCode::UnknownCode, 5, "Location", "RURAL"),
        (ProblemCode::BadNumber, 6, "value", "<3"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_catalogues_interfaces_can_be_read() {
    let publishers = common::publishers();
    let apis: Vec<_> =
        publishers.iter().flat_map(|by| by.api.iter().map(move |api| (by, api))).collect();
    assert!(apis.len() >= 10, "{} interfaces", apis.len());
    for (publisher, api) in apis {
        let body = match api.shape {
            passerelle_exchange::sources::ApiShape::WorldBankV2 => world_bank_page(1, 1, ""),
            passerelle_exchange::sources::ApiShape::UnsdSdgV1 => {
                Answer::Json(SDG.replace("\"Nature\":\"NA\"", "\"Nature\":\"C\""))
            }
        };
        let (stub, folder) = (Stub::new(vec![body]), tempfile::tempdir().unwrap());
        let pages = download_now(api, &stub, folder.path()).unwrap();
        let mut figures = Vec::new();
        let (places, options) = (places(), Options::default());
        let report = read_pages(&pages, publisher, api, &places, &options, &mut keep(&mut figures));
        assert!(report.complete && !figures.is_empty(), "{}: {report:#?}", api.id);
    }
}
