//! Figures as pages draw them, as programs ask for them and as statistical tools read them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use passerelle_tests::html::{main_text, plain};
use passerelle_tests::node::Node;
use passerelle_tests::server::{Page, Server};
use serde_json::Value;

#[test]
fn figures_come_as_sdmx_with_the_structure_that_describes_them() {
    let server = Server::demo();
    let path = "/api/v1/observations?place=XEX&indicator=internet_users";
    let media = "application/vnd.sdmx.data+csv";
    let asked = server.get(&format!("{path}&format=sdmx-csv"));
    let negotiated = server.get_with(path, &[("accept", &format!("{media};version=2.0.0"))]);
    for page in [&asked, &negotiated] {
        let kind = page.header("content-type");
        assert!(kind.starts_with(&format!("{media};version=2.0.0")), "{kind}");
        assert!(page.header("vary").contains("accept") && page.header("etag").len() > 2);
        assert!(page.header("link").contains("</api/v1/observations/structure>"));
    }
    assert_eq!(asked.text(), negotiated.text());
    let text = asked.text();
    let mut lines = text.split_terminator("\r\n");
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|one| *one == name).unwrap();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let figures = server.get(&format!("{path}&limit=10000")).json();
    let figures = figures["observations"].as_array().unwrap();
    assert_eq!(rows.len(), figures.len());
    for (row, figure) in rows.iter().zip(figures) {
        assert_eq!(row.len(), head.len());
        assert_eq!(row[..3], ["dataflow", "PASSERELLE:OBSERVATIONS(1.0)", "I"]);
        assert_eq!(row[column("REF_AREA")], figure["place"]);
        assert_eq!(row[column("OBS_VALUE")].parse().ok(), figure["value"].as_f64());
        assert_eq!(row[column("STATUS_DETAIL")], figure["status"]);
        let sex = figure["dimensions"]["sex"].as_str().unwrap_or("_T");
        assert_eq!((row[column("SEX")], row[column("BASKET")]), (sex, "_Z"));
    }
    sdmx_structure_describes(&server, &head, &rows);
}

/// Every column is a component, in the same order, and every code of a row is in its list.
fn sdmx_structure_describes(server: &Server, head: &[&str], rows: &[Vec<&str>]) {
    let page = server.get("/api/v1/observations/structure");
    assert!(page.header("content-type").starts_with("application/vnd.sdmx.structure+json"));
    let structure = page.json();
    let data = &structure["data"];
    let parts = &data["dataStructures"][0]["dataStructureComponents"];
    let told_apart = parts["dimensionList"]["dimensions"].as_array().unwrap();
    let time = &parts["dimensionList"]["timeDimension"];
    let measures = parts["measureList"]["measures"].as_array().unwrap();
    let attributes = parts["attributeList"]["attributes"].as_array().unwrap();
    let components = told_apart.iter().chain([time]).chain(measures).chain(attributes);
    let components: Vec<&Value> = components.collect();
    let ids: Vec<&str> = components.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, head[3..]);
    let lists = data["codelists"].as_array().unwrap();
    let mut looked = 0;
    for (index, component) in components.iter().enumerate() {
        let list = component["localRepresentation"]["enumeration"].as_str().unwrap_or_default();
        let Some(list) = list.split("=PASSERELLE:").nth(1) else { continue };
        let list = list.split('(').next().unwrap();
        let list = lists.iter().find(|one| one["id"] == list).expect("a list that is referred to");
        let codes = list["codes"].as_array().unwrap();
        for row in rows {
            let code = row[index + 3];
            assert!(codes.iter().any(|one| one["id"] == code), "{}: {code}", component["id"]);
            looked += 1;
        }
    }
    assert!(looked > rows.len() * 10);
}

#[test]
fn the_first_page_draws_the_indicator_that_is_asked_for() {
    let server = Server::demo();
    let title = |page: &Page| {
        let text = page.text();
        plain(text.split("<h2 id=\"map\">").nth(1).unwrap().split('<').next().unwrap())
    };
    let (usual, other) = (server.get("/en/"), server.get("/en/?indicator=coverage_4g"));
    assert_ne!(title(&usual), title(&other));
    assert!(other.text().contains("href=\"/fr/?indicator=coverage_4g\""), "the choice is kept");
    let map = server.get("/en/map?indicator=coverage_4g").text();
    assert!(
        map.contains(&format!("<h1>{}</h1>", title(&other))),
        "the same words as the map's page"
    );
    for path in ["/en/?indicator=none", "/fr/map?indicator=none"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(title(&server.get("/en/?indicator=&more=1")), title(&usual));
}

#[test]
fn figures_of_long_ago_are_not_drawn_as_todays() {
    let node = Node::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.csv");
    let rows = "KEN,2001,5\nTZA,2001,4\nUGA,2024,60\n";
    let rows = rows.lines().map(|row| format!("households_internet,{row}\n")).collect::<String>();
    std::fs::write(&path, format!("indicator,place,period,value\n{rows}")).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    let server = Server::start(node, &[]);
    for (lang, words) in [("en", "over ten years old"), ("fr", "plus de dix ans")] {
        let map = server.get(&format!("/{lang}/map?indicator=households_internet")).text();
        assert!(map.contains("<path class=\"m6\" fill=\"url(#outdated)\""), "hatched, {lang}");
        assert_eq!(map.matches("<span class=\"old\">").count(), 2, "{lang}");
        assert!(map.contains(words) && map.contains(&format!("/{lang}/sources#")));
        let list = server.get(&format!("/{lang}/indicators/households_internet")).text();
        assert_eq!(list.matches("<span class=\"old\">").count(), 2, "{lang}");
        let country = server.get(&format!("/{lang}/indicators/households_internet/KEN")).text();
        assert!(main_text(&country).contains(if lang == "en" { "over ten" } else { "de dix ans" }));
    }
    let answer = server.get("/api/v1/indicators/households_internet").json();
    let old = answer["countries"].as_array().unwrap().iter();
    let old: Vec<&str> = old
        .filter(|one| one["outdated"] == true)
        .map(|one| one["place"].as_str().unwrap())
        .collect();
    assert_eq!(old, ["KEN", "TZA"]);
}

#[test]
fn figures_come_as_json_or_csv_as_asked() {
    let server = Server::demo();
    let path = "/api/v1/observations?place=XEX&indicator=internet_users";
    let is = |page: &Page, kind: &str| page.header("content-type").starts_with(kind);
    let as_json = server.get(path);
    assert!(is(&as_json, "application/json"));
    let as_csv = server.get_with(path, &[("accept", "text/csv")]);
    assert!(is(&as_csv, "text/csv"));
    assert!(as_csv.header("content-disposition").contains("internet_users-XEX.csv"));
    let browser = server.get_with(path, &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]);
    assert!(is(&browser, "application/json"));
    for page in [&as_json, &as_csv] {
        assert!(page.header("vary").contains("accept"), "a cache in between must not mix them up");
    }
    assert!(is(&server.get(&format!("{path}&format=csv")), "text/csv"));
    let stubborn = server.get_with(&format!("{path}&format=json"), &[("accept", "text/csv")]);
    assert!(is(&stubborn, "application/json"), "the address says more than the header");
    let rows = as_csv.text().lines().count() - 1;
    assert_eq!(as_json.json()["observations"].as_array().unwrap().len(), rows);
    assert!(rows > 10);
}

#[test]
fn pages_of_figures_hold_everything_exactly_once() {
    for node in Node::each() {
        walk_figures(&Server::start(node, &["--demo"]));
    }
}

fn walk_figures(server: &Server) {
    let whole = server.get("/api/v1/observations?place=XEX&limit=10000").json();
    let whole: Vec<String> =
        whole["observations"].as_array().unwrap().iter().map(Value::to_string).collect();
    assert!(whole.len() > 400, "{}", whole.len());
    for limit in [1_usize, 7, 100, whole.len()] {
        let (mut walked, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/observations?place=XEX&limit={limit}{after}");
            let page = server.get(&path).json();
            let figures = page["observations"].as_array().unwrap();
            assert!(figures.len() <= limit);
            walked.extend(figures.iter().map(Value::to_string));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(walked, whole, "by {limit}");
    }
    assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), whole.len());
}
