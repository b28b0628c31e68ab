//! The API, as programs meet it: tables, refusals, the walk through the log, large downloads.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write;

use passerelle_register::Checkpoint;
use passerelle_register::merkle::{Frontier, Hash};
use passerelle_register::version::leaf_hash;
use passerelle_tests::node::Node;
use passerelle_tests::server::{Page, Server};
use serde_json::{Value, json};

/// The header of tables of latest figures.
const LATEST: &str =
    "indicator,place,period,value,unit,standard_error,low,high,n,status,source,batch,outdated";

/// The lists, each with what has to stand in its header.
const TABLES: &[(&str, &str)] = &[
    ("/api/v1/countries", "iso3,iso2,m49,name_en,name_fr"),
    ("/api/v1/groups", "id,m49,kind,name_en,name_fr"),
    ("/api/v1/indicators", "code,theme,name_en,name_fr"),
    ("/api/v1/indicators/internet_users", LATEST),
    (
        "/api/v1/commitments",
        "id,text,kind,title_en,title_fr,statement_en,statement_fr,passage_en,passage_fr,order,sdgs,",
    ),
    ("/api/v1/sources", "id,name_en,name_fr,licence"),
    ("/api/v1/search?q=internet", "kind,id,title_en"),
    ("/api/v1/compare?place=XEX&place=KEN", LATEST),
    ("/api/v1/log/changes", "leaf,key,number,at,reason,inner"),
];

fn link(page: &Page, relation: &str) -> Option<String> {
    let all = page.headers("link").join(", ");
    let part = all.split(", ").find(|part| part.contains(&format!("rel=\"{relation}\"")))?;
    Some(part.split('>').next()?.trim_start_matches('<').to_owned())
}

#[test]
fn every_list_comes_as_csv_and_says_what_its_columns_are() {
    let server = Server::demo();
    for (address, header) in TABLES {
        let separator = if address.contains('?') { '&' } else { '?' };
        let by_address = server.get(&format!("{address}{separator}format=csv"));
        let by_header = server.get_with(address, &[("accept", "text/csv")]);
        assert_eq!(by_address.bytes, by_header.bytes, "{address}");
        for page in [&by_address, &by_header] {
            assert_eq!(page.status, 200, "{address}");
            assert!(page.header("content-type").starts_with("text/csv"), "{address}");
            assert!(page.header("vary").contains("accept,"), "{address}");
            assert!(page.header("etag").starts_with('"'), "{address}");
        }
        let text = by_address.text();
        let first = text.lines().next().unwrap();
        assert!(first.starts_with(header), "{address}: {first}");
        assert!(text.lines().count() > 1, "{address}");
        let about = server.get(&link(&by_address, "describedby").unwrap());
        assert!(about.header("content-type").starts_with("application/csvm+json"), "{address}");
        let about = about.json();
        // What is described is this very file.
        let described = about["url"].as_str().unwrap();
        assert_eq!(described, format!("{address}{separator}format=csv"));
        assert_eq!(server.get(described).bytes, by_address.bytes, "{address}");
        let columns = about["tableSchema"]["columns"].as_array().unwrap();
        let names: Vec<&str> = columns.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), first, "{address}");
        assert!(columns.iter().all(|one| one["titles"]["fr"].is_string()), "{address}");
        let as_json = server.get(address);
        assert!(as_json.header("content-type").starts_with("application/json"), "{address}");
    }
    let countries = server.get("/api/v1/countries").json().as_array().unwrap().len();
    let rows = server.get("/api/v1/countries?format=csv").text().lines().count() - 1;
    assert_eq!(rows, countries);
}

#[test]
fn columns_of_several_codes_say_what_stands_between_them() {
    let server = Server::demo();
    let about = server.get("/api/v1/commitments?format=csvm").json();
    let columns = about["tableSchema"]["columns"].as_array().unwrap();
    for name in ["sdgs", "addressees", "systems", "indicators"] {
        let column = columns.iter().find(|one| one["name"] == json!(name)).unwrap();
        assert_eq!(column["separator"], json!(";"), "{name}");
    }
    let sdgs = columns.iter().find(|one| one["name"] == json!("sdgs")).unwrap();
    assert_eq!(sdgs["datatype"], json!("integer"));
    // The metadata of whole tables stand by themselves too; those of questions do not.
    for (table, status) in [("countries", 200), ("observations", 200), ("latest", 404)] {
        let page = server.get(&format!("/api/v1/metadata/{table}"));
        assert_eq!(page.status, status, "{table}");
        if status == 200 {
            let url = page.json()["url"].as_str().unwrap().to_owned();
            assert_eq!(server.get(&url).status, 200, "{url}");
        }
    }
    let figures = "/api/v1/observations?place=XEX&indicator=internet_users&format=csv";
    let about = server.get(&link(&server.get(figures), "describedby").unwrap()).json();
    assert_eq!(about["url"], json!(figures));
}

#[test]
fn lists_come_in_pages_that_hold_every_row_once() {
    let server = Server::demo();
    for address in [
        "/api/v1/commitments",
        "/api/v1/countries",
        "/api/v1/indicators",
        "/api/v1/groups",
        "/api/v1/sources",
        "/api/v1/search?q=internet",
    ] {
        let whole = server.get(address);
        assert_eq!(link(&whole, "next"), None, "{address}: whole unless told");
        let whole = whole.json().as_array().unwrap().clone();
        for limit in [1, 7, 50, 1_000] {
            let separator = if address.contains('?') { '&' } else { '?' };
            let mut next = Some(format!("{address}{separator}limit={limit}"));
            let (mut walked, mut pages) = (Vec::new(), 0);
            while let Some(asked) = next.filter(|_| limit > 1 || pages < 5) {
                let page = server.get(&asked);
                let rows = page.json().as_array().unwrap().clone();
                assert!(!rows.is_empty() && rows.len() <= limit, "{asked}");
                // The same part as a file.
                let csv = server.get_with(&asked, &[("accept", "text/csv")]);
                assert_eq!(link(&csv, "next"), link(&page, "next"), "{asked}");
                walked.extend(rows);
                next = link(&page, "next");
                pages += 1;
            }
            assert_eq!(walked, whole[..walked.len()], "{address} by {limit}");
            assert!(limit == 1 || walked.len() == whole.len(), "{address} by {limit}");
        }
    }
    for (asked, status, field) in [
        ("/api/v1/countries?limit=0", 400, "limit"),
        ("/api/v1/countries?limit=1001", 400, "limit"),
        ("/api/v1/countries?limit=many", 400, "limit"),
        ("/api/v1/countries?after=ZZZ", 404, "after"),
    ] {
        let page = server.get(asked);
        assert_eq!(
            (page.status, &page.json()["error"]["field"]),
            (status, &json!(field)),
            "{asked}"
        );
    }
    let page = server.get("/api/v1/observations?place=XEX&limit=3");
    let next = page.json()["next"].as_str().unwrap().to_owned();
    assert!(link(&page, "next").unwrap().ends_with(&format!("after={next}")));
}

#[test]
fn what_is_wanted_most_is_given() {
    let server = Server::demo();
    for (path, accept, expected) in [
        ("/api/v1/countries", "text/csv;q=0.1, application/json", "application/json"),
        ("/api/v1/countries", "application/json;q=0.1, text/csv", "text/csv"),
        ("/api/v1/countries", "application/xml", "application/json"),
        ("/api/v1/countries", "application/csvm+json", "application/csvm+json"),
        (
            "/api/v1/observations?place=XEX",
            "text/csv;q=0, application/json;q=0.2",
            "application/json",
        ),
        ("/en/countries/XEX", "text/html, application/json;q=0.5", "text/html"),
    ] {
        // Twice: what is kept must be as particular as what is made.
        for _ in 0..2 {
            let page = server.get_with(path, &[("accept", accept)]);
            assert_eq!(page.status, 200, "{path} {accept}");
            assert!(page.header("content-type").starts_with(expected), "{path} {accept}");
        }
    }
    let led =
        server.get_with("/en/countries/XEX", &[("accept", "application/json, text/html;q=0.5")]);
    assert_eq!((led.status, led.header("location")), (303, "/api/v1/countries/XEX"));
}

#[test]
fn refusals_say_what_is_wrong_in_our_own_words() {
    let server = Server::demo();
    for (path, status, field) in [
        ("/api/v1/observations?limit=many", 400, "limit"),
        ("/api/v1/log/inclusion?leaf=1", 400, "size"),
        ("/api/v1/log/inclusion?leaf=x&size=1", 400, "leaf"),
        ("/api/v1/observations?place=KEN&place=UGA", 400, "place"),
        ("/api/v1/search", 400, "q"),
        ("/api/v1/search?q=a&lang=de", 400, "lang"),
        ("/api/v1/observations?dimensions=foo=bar", 404, "dimensions"),
        ("/api/v1/countries/%FF", 404, ""),
    ] {
        let page = server.get(path);
        let error = &page.json()["error"];
        assert_eq!(
            (page.status, error["field"].as_str().unwrap_or_default()),
            (status, field),
            "{path}"
        );
        let message = error["message"].as_str().unwrap();
        for raw in
            ["deserialize", "invalid digit", "missing field", "Failed", ": .", "utf-8 sequence"]
        {
            assert!(!message.contains(raw), "{path}: {message}");
        }
    }
}

#[test]
fn a_page_asked_for_as_data_leads_to_its_data() {
    let server = Server::demo();
    let (as_json, as_csv) = ("application/json", "text/csv");
    for (page, accepted, expected) in [
        ("/en/countries/XEX", as_json, "/api/v1/countries/XEX"),
        ("/en/countries/XEX", as_csv, "/api/v1/observations?place=XEX&format=csv"),
        ("/fr/countries", as_csv, "/api/v1/countries?format=csv"),
        ("/fr/indicators/internet_users", as_csv, "/api/v1/indicators/internet_users?format=csv"),
        (
            "/en/commitments/gdc.1.connectivity.a",
            as_json,
            "/api/v1/commitments/gdc.1.connectivity.a",
        ),
        ("/en/compare?place=XEX&x=1", as_json, "/api/v1/compare?place=XEX&format=json"),
        ("/en/log", as_csv, "/api/v1/log/changes?format=csv"),
    ] {
        let found = server.get_with(page, &[("accept", accepted)]);
        assert_eq!((found.status, found.header("location")), (303, expected), "{page}");
        assert_eq!(found.header("vary"), "accept", "{page}");
        let data = server.get_with(expected, &[("accept", accepted)]);
        assert_eq!(data.status, 200, "{expected}");
        assert!(data.header("content-type").starts_with(accepted), "{expected}");
        for reader in ["text/html,application/json;q=0.9", "*/*"] {
            let html = server.get_with(page, &[("accept", reader)]);
            assert_eq!(html.status, 200, "{page} {reader}");
            assert!(
                html.header("vary").contains("accept,"),
                "{page}: a cache must not mix them up"
            );
        }
    }
}

#[test]
fn a_code_that_nothing_has_is_told_apart_from_no_figures() {
    let server = Server::demo();
    for (question, field, found, list) in [
        ("indicator=internet_user", "indicator", "internet_user", "/api/v1/indicators"),
        ("place=Kenya", "place", "Kenya", "/api/v1/countries"),
        ("place=KEN/nowhere", "place", "KEN/nowhere", "/api/v1/countries"),
        ("place=%2F", "place", "/", "/api/v1/countries"),
        ("source=none", "source", "none", "/api/v1/sources"),
    ] {
        for format in ["json", "csv", "sdmx-csv"] {
            let path = format!("/api/v1/observations?{question}&format={format}");
            let page = server.get(&path);
            let error = &page.json()["error"];
            assert_eq!((page.status, &error["code"]), (404, &json!("not-found")), "{path}");
            assert_eq!(
                (&error["field"], &error["found"]),
                (&json!(field), &json!(found)),
                "{path}"
            );
            let message = error["message"].as_str().unwrap();
            assert!(message.contains(found) && message.contains(list), "{message}");
        }
    }
    // Known, and without figures.
    for question in ["place=KEN&indicator=internet_users", "place=ldc", "source=itu-datahub"] {
        assert_eq!(
            server.get(&format!("/api/v1/observations?{question}")).status,
            200,
            "{question}"
        );
    }
    let page = server.get("/api/v1/compare?place=ZZZ");
    assert_eq!((page.status, &page.json()["error"]["field"]), (404, &json!("place")));
}

#[test]
fn a_parameter_that_an_endpoint_does_not_know_is_refused() {
    let server = Server::demo();
    for (path, unknown, known) in [
        ("/api/v1/observations?indicater=a", "indicater", Some("indicator, place, dimensions")),
        ("/api/v1/countries?place=KEN", "place", Some("format")),
        ("/api/v1/countries/KEN?format=csv", "format", None),
        ("/api/v1/search?q=a&page=2", "page", Some("q, lang, limit, after, format")),
        ("/api/v1/log/checkpoint?x", "x", None),
    ] {
        let page = server.get(path);
        let error = &page.json()["error"];
        assert_eq!((page.status, &error["code"]), (400, &json!("unknown-parameter")), "{path}");
        assert_eq!(error["field"], unknown, "{path}");
        let message = error["message"].as_str().unwrap();
        assert!(
            message.contains(unknown) && message.contains(known.unwrap_or_default()),
            "{message}"
        );
    }
}

#[test]
fn refusals_are_worded_in_the_language_asked_for() {
    let server = Server::demo();
    for path in ["/api/v1/nothing", "/api/v1/countries/ZZZ", "/api/v1/observations?limit=0"] {
        let message = |accepted: &[(&str, &str)]| {
            let page = server.get_with(path, accepted);
            let message = page.json()["error"]["message"].as_str().unwrap().to_owned();
            (page.header("content-language").to_owned(), message)
        };
        let (english, french) = (message(&[]), message(&[("accept-language", "fr-CA,fr;q=0.9")]));
        assert_eq!((english.0.as_str(), french.0.as_str()), ("en", "fr"), "{path}");
        assert_ne!(english.1, french.1, "{path}");
        assert_eq!(message(&[("accept-language", "de")]), english, "{path}");
        assert_eq!(server.get(path).header("vary"), "accept-language", "{path}");
    }
}

#[test]
fn what_cannot_be_written_says_what_can_be_done() {
    let server = Server::demo();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let page = server.ask(method, "/api/v1/countries", &[]);
        assert_eq!(page.status, 405, "{method}");
        assert_eq!(page.json()["error"]["code"], "method-not-allowed");
        assert_eq!(page.header("allow"), "GET,HEAD,OPTIONS", "{method}");
    }
}

#[test]
fn pages_elsewhere_may_read_the_api_and_the_small_pages() {
    let server = Server::demo();
    let origin = ("origin", "https://other.example");
    for path in [
        "/api/v1/countries",
        "/api/v1/observations?place=XEX&format=csv",
        "/api/v1/nothing",
        "/api/openapi.json",
        "/en/countries/XEX/embed",
    ] {
        for page in [server.get_with(path, &[origin]), server.get_with(path, &[origin])] {
            assert_eq!(page.header("access-control-allow-origin"), "*", "{path}");
            assert_eq!(page.header("access-control-allow-credentials"), "", "{path}");
        }
        let asked = ("access-control-request-method", "GET");
        let before = server.ask("OPTIONS", path, &[origin, asked]);
        assert_eq!((before.status, before.bytes.len()), (204, 0), "{path}");
        assert_eq!(before.header("access-control-allow-origin"), "*", "{path}");
        assert!(before.header("access-control-allow-methods").contains("GET"), "{path}");
        assert!(before.header("access-control-allow-headers").contains("accept"), "{path}");
    }
    let page = server.get_with("/en/countries/XEX", &[origin]);
    assert_eq!(page.header("access-control-allow-origin"), "", "a whole page is not for others");
}

#[test]
fn made_up_parameters_change_no_page() {
    let server = Server::demo();
    for path in ["/en/", "/en/countries/XEX", "/fr/compare?place=XEX", "/fr/indicators"] {
        let separator = if path.contains('?') { '&' } else { '?' };
        let (plain, junk) = (server.get(path), server.get(&format!("{path}{separator}x=1&utm=2")));
        assert_eq!(junk.status, 200, "{path}");
        assert!(!junk.text().contains("utm"), "{path}");
        assert_eq!(plain.header("etag"), junk.header("etag"), "{path}");
    }
}

fn walk(server: &Server, order: &str, limit: usize) -> Vec<Value> {
    let (mut lines, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/log/changes?order={order}&limit={limit}{after}");
        let page = server.get(&path).json();
        let found = page["changes"].as_array().unwrap();
        assert!(found.len() <= limit && !found.is_empty(), "{path}");
        lines.extend(found.iter().cloned());
        let Some(next) = page["next"].as_u64() else { return lines };
        after = format!("&after={next}");
    }
}

#[test]
fn anyone_can_walk_the_whole_log_and_compute_its_root() {
    for node in Node::each() {
        let server = Server::start(node, &["--demo"]);
        let note = server.get("/api/v1/log/checkpoint").text();
        let size: usize = note.lines().nth(1).unwrap().parse().unwrap();
        assert!(size > 100, "more than one page");
        let oldest = walk(&server, "oldest", 70);
        let leaves: Vec<u64> = oldest.iter().map(|line| line["leaf"].as_u64().unwrap()).collect();
        assert_eq!(leaves, (0..size as u64).collect::<Vec<_>>());
        for limit in [1_000, 33] {
            let mut newest = walk(&server, "newest", limit);
            newest.reverse();
            assert_eq!(newest, oldest, "by {limit}");
        }
        let mut tree = Frontier::default();
        for line in &oldest {
            let mut inner = Hash::default();
            hex::decode_to_slice(line["inner"].as_str().unwrap(), &mut inner).unwrap();
            tree.push(leaf_hash(line["number"].as_u64().unwrap(), &inner));
        }
        let text = note.split("\n\n").next().unwrap().to_owned() + "\n";
        let signed = Checkpoint::parse(&text).unwrap();
        assert_eq!(tree.root(), signed.root, "the root that the node has signed");
        let page = server.get("/api/v1/log/changes?format=csv&limit=5");
        let next = server.get(&link(&page, "next").unwrap()).text();
        assert!(next.lines().nth(1).unwrap().starts_with(&format!("{},", size - 6)), "{next}");
    }
}

/// A node with many figures of one's own.
fn large() -> (Server, usize) {
    let server = Server::start(Node::new(), &[]);
    let countries = server.get("/api/v1/countries").json();
    let countries: Vec<&str> =
        countries.as_array().unwrap().iter().filter_map(|one| one["iso3"].as_str()).collect();
    let mut rows = String::from("indicator,place,period,value\n");
    let mut count = 0;
    for indicator in ["internet_users", "households_internet", "electricity_access"] {
        for country in &countries {
            for year in 1960..2020 {
                writeln!(rows, "{indicator},{country},{year},{}", f64::from(year - 1960) / 4.0)
                    .unwrap();
                count += 1;
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    std::fs::write(&path, rows).unwrap();
    let (code, said) = server.node.import(&[&path], &[]);
    assert_eq!(code, 0, "{said:?}");
    (server, count)
}

#[test]
fn a_download_of_everything_is_whole_and_takes_no_memory_of_its_size() {
    let (server, count) = large();
    let before = server.most_memory();
    for format in ["csv", "sdmx-csv"] {
        let path = format!("/api/v1/observations?format={format}");
        let page = server.get(&path);
        let text = page.text();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() > count, "{}", lines.len());
        assert_eq!(
            lines.iter().collect::<BTreeSet<_>>().len(),
            lines.len(),
            "each once, one header"
        );
        // The same by pages, each of which has its header.
        let (mut paged, mut next) = (vec![lines[0].to_owned()], format!("{path}&limit=10000"));
        loop {
            let page = server.get(&next);
            paged.extend(page.text().lines().skip(1).map(str::to_owned));
            let Some(following) = link(&page, "next") else { break };
            next = following;
        }
        assert_eq!(paged, lines, "{format}");
        assert_eq!(link(&page, "next"), None);
        // Compressed on its way, and known by its tag without being made.
        let packed = server.get_with(&path, &[("accept-encoding", "gzip, br")]);
        // The fixture unpacks gzip by itself: what is sent is seen by its tag.
        assert!(packed.header("etag").ends_with("g\""), "{}", packed.header("etag"));
        assert_eq!(packed.text(), text);
        let known = [("if-none-match", page.header("etag"))];
        let again = server.get_with(&path, &known);
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{}", page.header("etag"));
        assert_ne!(packed.header("etag"), page.header("etag"));
        let head = server.head(&path);
        assert_eq!((head.status, head.header("etag")), (200, page.header("etag")));
        assert_eq!(head.header("content-length"), "", "its length is not known, and not 0");
    }
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                assert_eq!(server.get("/api/v1/observations?format=csv").status, 200);
            });
        }
    });
    if let (Some(before), Some(after)) = (before, server.most_memory()) {
        println!("{before} MB before, {after} MB at most");
        // Each of these downloads gathered whole would take this by itself.
        assert!(after < 150, "{before} MB before, {after} MB at most");
    }
}
