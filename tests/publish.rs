//! Figures published as statistical offices ask for them: SDMX over HTTP.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use passerelle_tests::node::{Node, SURVEYED, run};
use passerelle_tests::server::{Page, Server};
use passerelle_tests::{program, root};
use serde_json::{Value, json};

const DATA: &str = "/api/sdmx/data/dataflow/PASSERELLE/OBSERVATIONS/1.0";
const CSV: &str = "application/vnd.sdmx.data+csv;version=2.0.0";
const JSON: &str = "application/vnd.sdmx.data+json;version=2.0.0";

/// A column of a message of SDMX-CSV.
fn column(text: &str, id: &str) -> Vec<String> {
    let mut lines = text.lines();
    let at = lines.next().unwrap().split(',').position(|cell| cell == id);
    let at = at.unwrap_or_else(|| panic!("no column {id}: {text}"));
    lines.map(|line| line.split(',').nth(at).unwrap().to_owned()).collect()
}

fn rows(page: &Page) -> usize {
    assert_eq!(page.status, 200, "{}", page.text());
    page.text().lines().count() - 1
}

#[test]
fn queries_of_data_are_answered_with_what_they_ask_for() {
    let server = Server::demo();
    let get = |query: &str| server.get(&format!("{DATA}/{query}"));
    let all = get("*.internet_users.XEX");
    assert!(all.header("content-type").starts_with(CSV) && all.header("etag").len() > 2);
    assert!(
        all.header("link").contains("/api/sdmx/structure/dataflow/PASSERELLE/OBSERVATIONS/1.0")
    );
    let by_api = server.get("/api/v1/observations?indicator=internet_users&place=XEX&format=csv");
    assert_eq!(rows(&all), rows(&by_api));
    let women = get("*.internet_users.XEX?c[SEX]=female");
    assert!(column(&women.text(), "SEX").iter().all(|sex| sex == "female"));
    assert!(rows(&women) > 0 && rows(&women) < rows(&all));
    let recent = get("*.internet_users.XEX?c[SEX]=female&c[TIME_PERIOD]=ge:2020");
    assert!(column(&recent.text(), "TIME_PERIOD").iter().all(|year| year.as_str() >= "2020"));
    let last = get("*.internet_users.XEX?lastNObservations=1&attributes=none");
    let text = last.text();
    assert!(!text.contains("OBS_STATUS") && text.contains("OBS_VALUE"));
    let series: BTreeSet<String> = text.lines().skip(1).map(|line| line.to_owned()).collect();
    assert_eq!(series.len(), rows(&last));
    let first = get("*.internet_users.XEX?firstNObservations=1&lastNObservations=1");
    assert!(rows(&first) > rows(&last) && rows(&first) < rows(&all));
    assert_eq!(rows(&get("*.internet_users.XEX?limit=3&offset=1")), 3);
    let keys = get("*.internet_users.XEX,*.coverage_4g.XEX");
    assert!(rows(&keys) > rows(&all), "a comma separates keys");
    // The same by other ways, shorter.
    for path in
        ["data?c[INDICATOR]=internet_users&c[REF_AREA]=XEX", "data/*/*/*/*/*.internet_users.XEX"]
    {
        assert_eq!(rows(&server.get(&format!("/api/sdmx/{path}"))), rows(&all), "{path}");
    }
    let known = server.get_with(
        &format!("{DATA}/*.internet_users.XEX"),
        &[("if-none-match", all.header("etag"))],
    );
    assert_eq!(known.status, 304);
}

/// Sorted as asked: time as time runs, numbers as numbers, a part after sorting.
#[test]
fn figures_are_sorted_as_they_are_asked_for() {
    let server = Server::demo();
    let get = |query: &str| server.get(&format!("{DATA}/*.internet_users.XEX?{query}"));
    let all = get("");
    let falls = get("sort=TIME_PERIOD:desc").text();
    let years = column(&falls, "TIME_PERIOD");
    assert!(years.len() > 5 && years.is_sorted_by(|one, next| one >= next), "{years:?}");
    let mut lines: Vec<&str> = falls.lines().collect();
    let whole = all.text();
    let mut unsorted: Vec<&str> = whole.lines().collect();
    lines.sort_unstable();
    unsorted.sort_unstable();
    assert_eq!(lines, unsorted, "the same figures");
    let values = column(&get("sort=OBS_VALUE").text(), "OBS_VALUE");
    let values: Vec<f64> = values.iter().filter_map(|one| one.parse().ok()).collect();
    assert!(values.is_sorted(), "{values:?}");
    let keyed = get("sort=series_key:asc+TIME_PERIOD:desc").text();
    let (sexes, times) = (column(&keyed, "SEX"), column(&keyed, "TIME_PERIOD"));
    assert!(sexes.is_sorted(), "{sexes:?}");
    let same = |at: &usize| sexes[*at] == sexes[at + 1];
    let falling = (0..sexes.len() - 1).filter(same).filter(|at| times[*at] >= times[at + 1]);
    assert!(falling.count() > 0);
    let part = get("sort=TIME_PERIOD:desc&offset=1&limit=2").text();
    assert_eq!(column(&part, "TIME_PERIOD"), years[1..3]);
    assert_eq!(rows(&get("sort=*")), rows(&all));
}

/// What there is: the values of each dimension, the time, how many.
#[test]
fn it_is_told_which_data_there_are() {
    let server = Server::demo();
    let ask = |query: &str| server.get(&format!("/api/sdmx/availability/{query}"));
    let path = "dataflow/PASSERELLE/OBSERVATIONS/~/*.internet_users.XEX";
    let page = ask(path);
    assert!(page.header("content-type").starts_with("application/vnd.sdmx.structure+json"));
    let found = page.json()["data"]["dataConstraints"][0].clone();
    assert_eq!(found["role"], "Actual");
    let keys = found["cubeRegions"][0]["keyValues"].as_array().unwrap();
    let of = |id: &str| keys.iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(of("INDICATOR")["values"], json!(["internet_users"]));
    let sexes = of("SEX")["values"].as_array().unwrap();
    assert!(sexes.contains(&json!("female")) && sexes.contains(&json!("_T")), "{sexes:?}");
    let all = server.get(&format!("{DATA}/*.internet_users.XEX"));
    let years = column(&all.text(), "TIME_PERIOD");
    let time = &of("TIME_PERIOD")["timeRange"];
    assert_eq!(time["startPeriod"]["period"], json!(years.iter().min().unwrap()));
    assert_eq!(time["endPeriod"]["period"], json!(years.iter().max().unwrap()));
    let count = found["annotations"].as_array().unwrap();
    let count = count.iter().find(|one| one["id"] == "obs_count").unwrap();
    assert_eq!(count["title"], json!(rows(&all).to_string()));
    // One dimension, with the codes that there are.
    let sex = ask(&format!("{path}/SEX?references=codelist")).json()["data"].clone();
    let keys = sex["dataConstraints"][0]["cubeRegions"][0]["keyValues"].as_array().unwrap().clone();
    assert_eq!(keys.len(), 1);
    let lists = sex["codelists"].as_array().unwrap();
    let list = lists.iter().find(|one| one["id"] == "CL_SEX").unwrap();
    assert!(list["codes"].as_array().unwrap().len() <= sexes.len(), "{list}");
    let related = ask(&format!("{path}?references=all")).json()["data"].clone();
    assert!(related["dataflows"].is_array() && related["dataStructures"].is_array());
    assert!(related["conceptSchemes"].is_array());
    // Versions: the latest, whatever it is; the latest stable of three numbers, which ours is not.
    assert_eq!(server.get("/api/sdmx/structure/dataflow/PASSERELLE/OBSERVATIONS/~").status, 200);
    assert_eq!(server.get("/api/sdmx/structure/dataflow/PASSERELLE/OBSERVATIONS/1.0~").status, 200);
    assert_eq!(server.get("/api/sdmx/structure/dataflow/PASSERELLE/OBSERVATIONS/%2B").status, 404);
}

#[test]
fn an_answer_comes_in_the_form_that_is_asked_for() {
    let server = Server::demo();
    let path = format!("{DATA}/A.internet_users.XEX?c[SEX]=female");
    let csv = server.get(&path).text();
    // Twice: what is kept must be as particular as what is made.
    for _ in 0..2 {
        let page = server.get_with(&path, &[("accept", JSON)]);
        assert!(page.header("content-type").starts_with(JSON), "{}", page.text());
        let message = page.json();
        let structure = &message["data"]["structures"][0];
        let series = structure["dimensions"]["series"].as_array().unwrap();
        let sex = series.iter().find(|one| one["id"] == "SEX").unwrap();
        assert_eq!(sex["values"][0]["id"], "female");
        assert_eq!(sex["values"][0]["names"]["fr"], "Femmes");
        let sets = message["data"]["dataSets"][0]["series"].as_object().unwrap();
        let count: usize =
            sets.values().map(|one| one["observations"].as_object().unwrap().len()).sum();
        assert_eq!(count, csv.lines().count() - 1);
        for (accept, status) in [
            ("application/vnd.sdmx.data+json;version=1.0.0", 406),
            ("application/vnd.sdmx.data+xml;version=3.0.0", 406),
            ("application/vnd.sdmx.data+csv;version=2.0.0;labels=both", 406),
            ("text/html,*/*;q=0.8", 200),
        ] {
            let page = server.get_with(&path, &[("accept", accept)]);
            assert_eq!(page.status, status, "{accept}: {}", page.text());
        }
    }
    let flat = server
        .get_with(&format!("{path}&dimensionAtObservation=AllDimensions"), &[("accept", JSON)]);
    let flat = flat.json();
    let observations = flat["data"]["dataSets"][0]["observations"].as_object().unwrap();
    assert_eq!(observations.len(), csv.lines().count() - 1);
}

#[test]
fn what_is_wrong_with_a_query_is_said_in_words() {
    let server = Server::demo();
    let long = format!("data?c[SEX]={}", "a,".repeat(2_500));
    for (path, status, code) in [
        ("data/dataflow/PASSERELLE/OTHER", 404, "sdmx-no-results"),
        ("data/dataflow/PASSERELLE/OBSERVATIONS/1.0/A.nothing", 404, "sdmx-no-results"),
        ("structure/codelist/PASSERELLE/CL_NONE", 404, "sdmx-no-results"),
        ("data/table", 400, "sdmx-query-bad-segment"),
        ("data/dataflow/a/b/1.x", 400, "sdmx-query-bad-version"),
        ("data?c[SEX]=", 400, "sdmx-query-bad-filter"),
        ("data?firstNObservations=0", 400, "sdmx-query-bad-parameter"),
        ("data?nothing=1", 400, "sdmx-query-unknown-parameter"),
        ("data?c[NOTHING]=1", 422, "sdmx-unknown-component"),
        ("data?attributes=NOTHING", 422, "sdmx-unknown-component"),
        ("data?c[TIME_PERIOD]=soon", 400, "sdmx-query-bad-filter"),
        ("structure/table", 400, "sdmx-query-bad-segment"),
        ("structure/codelist?detail=some", 400, "sdmx-query-bad-parameter"),
        ("nothing", 404, "sdmx-query-unknown-resource"),
        ("availability?mode=available", 501, "sdmx-query-not-supported"),
        ("availability/dataflow/PASSERELLE/OTHER", 404, "sdmx-no-results"),
        ("availability/dataflow/*/*/*/*/NOTHING", 422, "sdmx-unknown-component"),
        ("schema/dataflow/a/b", 501, "sdmx-query-not-supported"),
        ("data?includeHistory=true", 501, "sdmx-query-not-supported"),
        ("data?sort=NOTHING", 422, "sdmx-unknown-component"),
        ("data?sort=*&dimensionAtObservation=NOTHING", 422, "sdmx-unknown-component"),
        (long.as_str(), 414, "sdmx-query-too-long"),
    ] {
        let page = server.get_with(&format!("/api/sdmx/{path}"), &[("accept-language", "fr")]);
        let text = page.text();
        let path: String = path.chars().take(80).collect();
        assert_eq!(page.status, status, "{path}: {text}");
        let error = &page.json()["error"];
        assert_eq!(error["code"], json!(code), "{path}");
        let message = error["message"].as_str().unwrap();
        assert!(message.len() > 20 && !message.contains('⟦'), "{path}: {message}");
        assert_eq!(page.header("content-language"), "fr", "{path}");
    }
}

#[test]
fn structures_are_answered_with_what_belongs_to_them() {
    let server = Server::demo();
    let get = |query: &str| server.get(&format!("/api/sdmx/structure/{query}"));
    let whole = get("dataflow/PASSERELLE/OBSERVATIONS/1.0?references=descendants");
    assert!(whole.header("content-type").starts_with("application/vnd.sdmx.structure+json"));
    let whole = whole.json();
    let old = server.get("/api/v1/observations/structure").json();
    for list in ["dataflows", "dataStructures", "conceptSchemes", "codelists"] {
        assert_eq!(whole["data"][list], old["data"][list], "{list}");
    }
    let list = get("codelist/PASSERELLE/CL_SEX").json();
    assert_eq!(list["data"]["codelists"].as_array().unwrap().len(), 1);
    let codes = list["data"]["codelists"][0]["codes"].as_array().unwrap();
    assert!(codes.iter().any(|code| code["names"]["fr"] == "Femmes"));
    let one = get("codelist/PASSERELLE/CL_SEX/1.0/female").json();
    assert_eq!(one["data"]["codelists"][0]["codes"].as_array().unwrap().len(), 1);
    let stub = get("codelist/PASSERELLE/CL_SEX?detail=allstubs").json();
    assert!(stub["data"]["codelists"][0]["codes"].is_null());
    let indicators = get("codelist/PASSERELLE/CL_INDICATOR").json();
    let codes = indicators["data"]["codelists"][0]["codes"].as_array().unwrap();
    let users = codes.iter().find(|code| code["id"] == "internet_users").unwrap();
    assert!(users["descriptions"]["en"].as_str().unwrap().contains("used the Internet"));
}

#[test]
fn large_answers_are_sent_as_they_are_read() {
    let node = Node::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.csv");
    let mut text = "indicator,place,period,sex,value\n".to_owned();
    for place in ["KEN", "TZA", "UGA", "RWA"] {
        for year in 1900..2020 {
            for age in 0..12 {
                let sex = ["female", "male"][age % 2];
                if age < 2 {
                    text.push_str(&format!("internet_users,{place},{year},{sex},{}\n", age * 7));
                }
            }
        }
    }
    // Quarters too: to SDMX, series of their own.
    for year in 1900..2020 {
        for quarter in 1..=4 {
            for sex in ["female", "male", ""] {
                for place in ["BDI", "ETH", "SOM"] {
                    text.push_str(&format!("internet_users,{place},{year}-Q{quarter},{sex},5\n"));
                }
            }
        }
    }
    std::fs::write(&path, &text).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    let server = Server::start(node, &[]);
    let all = server.get("/api/sdmx/data?c[INDICATOR]=internet_users&c[FREQ]=A,Q");
    let expected = text.lines().count() - 1;
    assert!(rows(&all) >= expected, "{} of {expected}", rows(&all));
    assert_eq!(all.text().matches("STRUCTURE_ID").count(), 1, "the header stands once");
    let last = server
        .get("/api/sdmx/data?c[REF_AREA]=BDI,KEN&lastNObservations=2&c[INDICATOR]=internet_users");
    assert_eq!(rows(&last), 2 * (3 + 2));
}

/// The tour of docs/publishing.md, as it stands there.
#[test]
fn the_tour_of_the_docs_works_as_it_is_written() {
    let text = std::fs::read_to_string(root().join("docs/publishing.md")).unwrap();
    let tour = text.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let back = text.split("And back, into the same node or another: `").nth(1).unwrap();
    let back = back.split('`').next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("protected.csv"), SURVEYED).unwrap();
    let typed = |line: &str, node: &str| {
        let path = std::env::var("PATH").unwrap();
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", line]).current_dir(folder.path());
        shell.env("PATH", format!("{}:{path}", program().parent().unwrap().display()));
        shell.env("PASSERELLE_DATA", node).env("LC_ALL", "en_US.UTF-8");
        run(&mut shell, "").well().out
    };
    let lines: Vec<&str> = tour.lines().collect();
    assert_eq!(lines.len(), 6);
    let mut last = String::new();
    for line in lines {
        last = typed(line, "node");
    }
    let message: Value = serde_json::from_str(&last).unwrap();
    assert!(message["data"]["dataSets"].is_array(), "{last}");
    assert!(typed(back, "other").contains("refused: 0"));
    // The addresses too.
    let node = Node::surveyed();
    let server = Server::start(node, &[]);
    let addresses: Vec<&str> = text.split("'http://127.0.0.1:8080").skip(1).collect();
    assert_eq!(addresses.len(), 3);
    for address in addresses {
        let address = address.split('\'').next().unwrap();
        assert_eq!(server.get(address).status, 200, "{address}");
    }
}
