//! Figures published as statistical offices exchange them: SDMX over HTTP and at the command line, the data of
//! an Open SDG site, and both read back.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use passerelle_tests::node::{Node, command, run};
use passerelle_tests::server::{Page, Server};
use passerelle_tests::{program, root, shared};
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
    let node = surveyed();
    let server = Server::start(node, &[]);
    let addresses: Vec<&str> = text.split("'http://127.0.0.1:8080").skip(1).collect();
    assert_eq!(addresses.len(), 3);
    for address in addresses {
        let address = address.split('\'').next().unwrap();
        assert_eq!(server.get(address).status, 200, "{address}");
    }
}

/// The files of a folder with this ending, in the order of names.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let all = std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path());
    let mut all: Vec<PathBuf> =
        all.filter(|path| path.extension().is_some_and(|known| known == ending)).collect();
    all.sort();
    all
}

fn convert(file: &Path, format: &str, more: &[&str]) -> (i32, String) {
    let mut command = command();
    command.args(["sdmx", "convert"]).arg(file).args(["--format", format]).args(more);
    let answer = run(&mut command, "");
    (answer.code, if answer.code == 0 { answer.out } else { answer.err })
}

#[test]
fn every_sample_of_sdmx_comes_back_from_the_command() {
    let Some(folder) = shared("data/sdmx") else { return };
    let scratch = tempfile::tempdir().unwrap();
    let mut count = 0;
    for (within, ending, format) in
        [("csv", "csv", "csv"), ("json/data", "json", "json"), ("json/structure", "json", "json")]
    {
        for file in files(&folder.join(within), ending) {
            let (code, once) = convert(&file, format, &[]);
            assert_eq!(code, 0, "{}: {once}", file.display());
            let copy = scratch.path().join(format!("copy.{ending}"));
            std::fs::write(&copy, &once).unwrap();
            // Read again it is the same message.
            let (code, twice) = convert(&copy, format, &[]);
            assert_eq!((code, &twice), (0, &once), "{}", file.display());
            count += 1;
        }
    }
    assert_eq!(count, 13 + 7 + 2);
    let definition = folder.join("xml/ECB_EXR_CA_DSD.xml");
    let data = folder.join("xml/ECB_EXR_CA.xml");
    let (code, text) = convert(&data, "json", &["--structure", definition.to_str().unwrap()]);
    assert_eq!(code, 0, "{text}");
    let message: Value = serde_json::from_str(&text).unwrap();
    assert!(!message["data"]["dataSets"][0]["series"].as_object().unwrap().is_empty());
    let (code, text) = convert(&data, "json", &[]);
    assert!(code == 1 && text.contains("--structure"), "{text}");
    let (code, text) = convert(&definition, "json", &[]);
    assert!(code == 0 && text.contains("dataStructures"), "{text}");
    let (code, text) = convert(&folder.join("SOURCES.md"), "csv", &[]);
    assert!(code == 1 && text.contains("not a message of SDMX"), "{text}");
}

#[test]
fn what_is_not_a_sound_message_is_told() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("bad.csv");
    let text = "STRUCTURE,STRUCTURE_ID,ACTION,A,OBS_VALUE\ndataflow,E:N(1.0),X,a,1\ndataflow,E:N(1.0),I,a\n";
    std::fs::write(&path, text).unwrap();
    let (code, said) = convert(&path, "csv", &["--lang", "fr"]);
    assert_eq!(code, 1);
    assert!(said.contains("2 problèmes") && said.contains("ligne 2"), "{said}");
    let (code, said) = convert(Path::new("/nowhere/at/all.csv"), "csv", &[]);
    assert!(code == 1 && !said.contains('⟦'), "{said}");
}

/// A figure without what differs from node to node.
fn bare(figure: &Value) -> String {
    let mut figure = figure.clone();
    let source = figure["source"].as_str().unwrap().trim_start_matches("local:").to_owned();
    figure["source"] = json!(source);
    figure.as_object_mut().unwrap().remove("batch");
    figure.to_string()
}

fn bare_figures(node: &Node, filter: &[&str]) -> BTreeSet<String> {
    node.figures(filter).iter().map(bare).collect()
}

/// Figures of a survey, some protected, some within the country.
const SURVEYED: &str = "indicator,place,period,dimensions,value,unit,standard_error,n,status,source\n\
        internet_users,KEN,2022,,40.8,percent,1.2,4000,normal,survey\n\
        internet_users,KEN,2022,sex=female,35.2,percent,1.5,2100,normal,survey\n\
        internet_users,KEN,2022,sex=male,46.1,percent,1.6,1900,normal,survey\n\
        internet_users,KEN,2022,location=rural;sex=female,,percent,,,protected,survey\n\
        internet_users,KEN/mombasa,2022,,60.5,percent,4.5,150,unreliable,survey\n\
        internet_users,KEN/mombasa,2022,sex=female,55.25,percent,5.5,80,unreliable,survey\n\
        households_internet,KEN,2022-Q3,,20.5,percent,,,estimated,survey\n";

/// A node with figures of a survey, some protected, some within the country.
fn surveyed() -> Node {
    let node = Node::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figures.csv");
    std::fs::write(&path, SURVEYED).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    node
}

#[test]
fn figures_go_out_as_sdmx_and_come_back() {
    let node = surveyed();
    let scratch = tempfile::tempdir().unwrap();
    for (format, ending) in [("csv", "csv"), ("json", "json")] {
        let source = "local:survey";
        let out = node.run(&["export", "sdmx", "--source", source, "--format", format]).well().out;
        let path = scratch.path().join(format!("figures.{ending}"));
        std::fs::write(&path, &out).unwrap();
        let other = Node::new();
        let (code, answer) = other.import(&[&path], &[]);
        assert_eq!((code, &answer["totals"]["observations"]), (0, &json!(7)), "{answer}");
        let filter = ["--indicator", "internet_users"];
        let expected = bare_figures(&node, &filter);
        let found = bare_figures(&other, &filter);
        let only_survey = |set: &BTreeSet<String>| -> BTreeSet<String> {
            set.iter().filter(|one| one.contains("survey")).cloned().collect()
        };
        assert_eq!(only_survey(&found), only_survey(&expected), "{format}");
        // Twice is once.
        let (_, again) = other.import(&[&path], &[]);
        assert_eq!(again["totals"]["unchanged"], json!(1), "{again}");
    }
    let structure = node.run(&["export", "sdmx", "--structure"]).well().json();
    assert!(structure["data"]["dataStructures"][0]["dataStructureComponents"].is_object());
    let query = "data/dataflow/PASSERELLE/OBSERVATIONS/1.0/A.internet_users.KEN-mombasa";
    let out = node.run(&["export", "sdmx", "--query", query]).well().out;
    assert_eq!(out.lines().count(), 3);
    let answer = node.run(&["export", "sdmx", "--query", "data/table"]);
    assert!(answer.code == 1 && answer.err.contains("datastructure"), "{answer:?}");
    let answer = node.run(&["export", "sdmx", "--indicator", "internet_user"]);
    assert!(answer.code == 1 && answer.err.contains("internet_users"), "{answer:?}");
}

#[test]
fn a_message_of_another_structure_is_read_by_an_entry() {
    let scratch = tempfile::tempdir().unwrap();
    let catalogue = scratch.path().join("catalogue");
    std::fs::create_dir_all(catalogue.join("sources")).unwrap();
    let entry = r#"
id = "office"
name = { fr = "Office", en = "Office" }
licence = { name = "CC-BY-4.0" }
url = "https://office.example"
method = "survey"

[[file]]
id = "ict"
name = "ict.*"
requires = ["STRUCTURE_ID", "REF_AREA", "TIME_PERIOD", "SERIES"]
where = { STRUCTURE_ID = ["OFFICE:DF_ICT(1.0)"], SERIES = ["NET"] }
place = { column = "REF_AREA", scheme = "any" }
period = { column = "TIME_PERIOD" }
[file.dimensions]
sex = { column = "SEX", codes = { _T = "", F = "female", M = "male" } }
[[file.values]]
column = "OBS_VALUE"
indicator = "internet_users"
unit = "percent"
"#;
    std::fs::write(catalogue.join("sources/office.toml"), entry).unwrap();
    let csv = "STRUCTURE,STRUCTURE_ID,ACTION,SERIES,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE\n\
        dataflow,OFFICE:DF_ICT(1.0),I,NET,KE,_T,2022,40.5\n\
        dataflow,OFFICE:DF_ICT(1.0),I,NET,KE,F,2022,35.5\n\
        dataflow,OFFICE:DF_ICT(1.0),I,OTHER,KE,F,2022,99\n";
    let json = r#"{"data":{"structures":[{"links":[{"urn":
        "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=OFFICE:DF_ICT(1.0)"}],"dimensions":{
        "dataSet":[{"id":"SERIES","values":[{"id":"NET"}]}],
        "series":[{"id":"REF_AREA","values":[{"id":"KE"}]},{"id":"SEX","values":[{"id":"_T"},{"id":"F"}]}],
        "observation":[{"id":"TIME_PERIOD","values":[{"value":"2022"}]}]}}],
        "dataSets":[{"structure":0,"dimensionGroupAttributes":{},"series":{
        "0:0":{"observations":{"0":[40.5]}},"0:1":{"observations":{"0":[35.5]}}}}]}}"#;
    let xml = r#"<?xml version="1.0"?><m:GenericData
        xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
        xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
        xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"><m:Header><m:ID>a</m:ID>
        <m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><c:StructureUsage>
        <Ref agencyID="OFFICE" id="DF_ICT" version="1.0" package="datastructure" class="Dataflow"/>
        </c:StructureUsage></m:Structure></m:Header><m:DataSet structureRef="S">
        <g:Series><g:SeriesKey><g:Value id="SERIES" value="NET"/><g:Value id="REF_AREA" value="KE"/>
        <g:Value id="SEX" value="_T"/></g:SeriesKey><g:Obs><g:ObsDimension value="2022"/>
        <g:ObsValue value="40.5"/></g:Obs></g:Series>
        <g:Series><g:SeriesKey><g:Value id="SERIES" value="NET"/><g:Value id="REF_AREA" value="KE"/>
        <g:Value id="SEX" value="F"/></g:SeriesKey><g:Obs><g:ObsDimension value="2022"/>
        <g:ObsValue value="35.5"/></g:Obs></g:Series></m:DataSet></m:GenericData>"#;
    for (ending, text) in [("csv", csv), ("json", json), ("xml", xml)] {
        let node = Node::new();
        let path = scratch.path().join(format!("ict.{ending}"));
        std::fs::write(&path, text).unwrap();
        let more = ["--catalogue", catalogue.to_str().unwrap()];
        let (code, answer) = node.import(&[&path], &more);
        assert_eq!((code, &answer["totals"]["observations"]), (0, &json!(2)), "{ending}: {answer}");
        let figures = node.figures(&["--place", "KEN", "--source", "office", more[0], more[1]]);
        let women = figures.iter().find(|one| one["dimensions"]["sex"] == "female").unwrap();
        assert_eq!(
            (&women["value"], &women["source"]),
            (&json!(35.5), &json!("office")),
            "{ending}"
        );
    }
}

#[test]
fn bad_messages_are_refused_with_their_lines() {
    let node = Node::new();
    let scratch = tempfile::tempdir().unwrap();
    let head = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,SEX,DATA_SOURCE,TIME_PERIOD,\
                OBS_VALUE,UNIT_MEASURE,OBS_STATUS,STATUS_DETAIL\n";
    let row = |area: &str, time: &str, value: &str| {
        format!(
            "dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,internet_users,{area},_T,s,{time},{value},percent,A,normal\n"
        )
    };
    let path = scratch.path().join("bad.csv");
    let text = [
        head.to_owned(),
        row("KEN", "2022", "40"),
        row("KEN", "soon", "40"),
        row("ZZZ", "2022", "40"),
        row("TZA", "2022", "many"),
    ];
    std::fs::write(&path, text.concat()).unwrap();
    let (code, answer) = node.import(&[&path], &[]);
    assert_eq!(code, 1);
    let report = &answer["files"][0]["report"];
    let rows: Vec<(u64, &str)> = report["format_problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["row"].as_u64().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    assert_eq!(rows, [(3, "sdmx-bad-period"), (5, "sdmx-bad-number")], "{report}");
    assert_eq!(report["problems"][0]["row"], json!(4), "{report}");
    let (code, answer) = node.import(&[&path], &["--keep-good"]);
    assert_eq!((code, &answer["totals"]["observations"]), (0, &json!(1)), "{answer}");
    let said = node.run(&["import", "statistics", path.to_str().unwrap(), "--lang", "fr"]).out;
    assert!(said.contains("n’est pas une période"), "{said}");
    let cut = scratch.path().join("cut.json");
    std::fs::write(&cut, "{\"meta\":{\"schema\":\"sdmx\"},\"data\":{\"dataSets\":[").unwrap();
    let (code, answer) = node.import(&[&cut], &[]);
    assert_eq!(code, 1);
    let problem = &answer["files"][0]["report"]["format_problems"][0]["code"];
    assert_eq!(problem, &json!("sdmx-bad-json"), "{answer}");
}

#[test]
fn the_figures_of_a_country_become_a_site_that_reads_back() {
    let node = surveyed();
    let scratch = tempfile::tempdir().unwrap();
    let site = scratch.path().join("site");
    let typed = ["export", "open-sdg", "--place", "KEN", "--source", "local:survey", "--output"];
    let answer = node.run(&[&typed[..], &[site.to_str().unwrap()]].concat()).well();
    assert!(
        answer.out.contains("1 indicator written") && answer.out.contains("1 figure"),
        "{}",
        answer.out
    );
    let table = std::fs::read_to_string(site.join("data/indicator_internet-users.csv")).unwrap();
    assert!(table.starts_with("Year,"), "{table}");
    assert!(
        table.contains("withheld to protect people") && table.contains("KEN/mombasa"),
        "{table}"
    );
    let metadata = std::fs::read_to_string(site.join("meta/internet-users.md")).unwrap();
    assert!(metadata.contains("passerelle_indicator: internet_users"), "{metadata}");
    let other = Node::new();
    let (code, answer) = other.import(&[&site], &[]);
    assert_eq!((code, &answer["totals"]["observations"]), (0, &json!(6)), "{answer}");
    let survey = |node: &Node| -> BTreeSet<String> {
        let figures = bare_figures(node, &["--indicator", "internet_users"]);
        figures.into_iter().filter(|one| one.contains("survey")).collect()
    };
    assert_eq!(survey(&other), survey(&node));
    // A word that the site's tables do not explain.
    let codes = std::fs::read_to_string(site.join("code_mapping.csv")).unwrap();
    let without: Vec<&str> = codes.lines().filter(|line| !line.contains("female")).collect();
    std::fs::write(site.join("code_mapping.csv"), without.join("\r\n")).unwrap();
    let third = Node::new();
    let (code, answer) = third.import(&[&site], &[]);
    let files = answer["files"].as_array().unwrap();
    let refused = files.iter().find(|one| one["state"] == "refused").unwrap();
    assert_eq!(code, 1);
    assert_eq!(refused["report"]["format_problems"][0]["code"], json!("open-sdg-unknown-code"));
    for (place, words) in [("ZZZ", "no country"), ("TZA", "no yearly figures")] {
        let typed = ["export", "open-sdg", "--place", place, "--output", site.to_str().unwrap()];
        let answer = node.run(&typed);
        assert!(answer.code == 1 && answer.err.contains(words), "{answer:?}");
    }
}

#[test]
fn the_site_of_the_united_kingdom_goes_in_and_out_and_in_again() {
    let Some(folder) = shared("data/open_sdg_uk") else { return };
    let node = Node::new();
    let (_, answer) = node.import(&[&folder], &["--keep-good"]);
    println!("{}", answer["totals"]);
    let scratch = tempfile::tempdir().unwrap();
    let site = scratch.path().join("site");
    let typed =
        ["export", "open-sdg", "--place", "GBR", "--source", "uk-open-sdg", "--format", "json"];
    let out = node.run(&[&typed[..], &["--output", site.to_str().unwrap()]].concat()).well().json();
    assert!(out["indicators"].as_array().unwrap().len() >= 4, "{out}");
    let other = Node::new();
    let (code, answer) = other.import(&[&site], &[]);
    assert_eq!(code, 0, "{answer}");
    let of_uk = |node: &Node| -> BTreeSet<String> {
        let all = node.figures(&[]);
        let own = all.iter().filter(|one| one["source"].as_str().unwrap().contains("uk-open-sdg"));
        own.map(bare).collect()
    };
    let (before, after) = (of_uk(&node), of_uk(&other));
    assert!(before.len() > 500, "{}", before.len());
    let lost: Vec<&String> = before.difference(&after).take(3).collect();
    let new: Vec<&String> = after.difference(&before).take(3).collect();
    assert!(lost.is_empty() && new.is_empty(), "lost: {lost:?}, new: {new:?}");
}
