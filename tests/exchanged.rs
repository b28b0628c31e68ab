//! Figures as statistical offices exchange them, at the command line: messages of SDMX and the data of an Open SDG site,
//! out and back in.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use passerelle_tests::node::{Node, command, run};
use passerelle_tests::shared;
use serde_json::{Value, json};

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

#[test]
fn figures_go_out_as_sdmx_and_come_back() {
    let node = Node::surveyed();
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
    let node = Node::surveyed();
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
