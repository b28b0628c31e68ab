//! `passerelle plan`, where files do not tell everything: what is assumed is said, in the first sentence, in files and
//! in what is published.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use passerelle_tests::node::{Answer, Node, command, run};
use passerelle_tests::root;
use serde_json::Value;

const TWO: &str = "id,name,lat,lon\n007,One,1.5,36\n123,Two,1.6,36.1\n";

fn plan(folder: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.arg("plan").args(typed).current_dir(folder);
    run(&mut program, "")
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A number of people that nobody told is no fact, and nobody's promise.
#[test]
fn people_that_no_list_tells_are_told_as_assumed() {
    let some = "id,name,lat,lon,pupils\n1,One,1.5,36,120\n2,Two,1.6,36.1,80\n3,Three,1.7,36,\n";
    let folder = folder(&[("none.csv", TWO), ("some.csv", some)]);
    for (lang, most, part) in [
        ("en", "about 600 people, assuming 300 for each site", "300 of them are assumed"),
        ("fr", "environ 600 personnes, en supposant 300", "300 d’entre elles sont supposées"),
    ] {
        let said = plan(folder.path(), &["none.csv", "--lang", lang]).well().out;
        assert!(said.contains(most), "{said}");
        let said = plan(folder.path(), &["some.csv", "--lang", lang]).well().out;
        assert!(said.contains(part) && said.contains("500"), "{said}");
    }
    let found = plan(folder.path(), &["some.csv", "--format", "json"]).well().json();
    assert_eq!(
        (&found["people_assumed"], &found["sites_people_assumed"]),
        (&300.0.into(), &1.into())
    );
    let out = folder.path().join("plan");
    plan(folder.path(), &["none.csv", "--out", out.to_str().unwrap()]).well();
    let node = Node::each().into_iter().next().unwrap();
    let typed = ["--title", "Online", "--commitment", "gdc.1.connectivity.b", "--format", "json"];
    let published = [&["plan", "publish", out.to_str().unwrap()], &typed[..]].concat();
    let view = node.run(&published).well().json();
    let aims = view["aims"].as_array().unwrap();
    assert_eq!(aims.len(), 1, "{aims:?}");
    assert_eq!(aims[0]["unit"], "sites");
    let description = view["description"]["en"].as_str().unwrap();
    assert!(description.contains("about 600 people"), "{description}");
    assert!(description.contains("default prices, which are not the country’s"), "{description}");
}

/// The file of `--print-costs`, given back as it is, is no file of a country's own prices.
#[test]
fn prices_that_nobody_touched_are_told() {
    let folder = folder(&[("two.csv", TWO)]);
    let defaults = plan(folder.path(), &["--print-costs"]).well().out;
    let file = folder.path().join("costs.toml");
    let costed = |text: &str| {
        std::fs::write(&file, text).unwrap();
        plan(folder.path(), &["two.csv", "--costs", "costs.toml"]).well().out
    };
    let warning = "default prices, which are not your country’s";
    assert!(plan(folder.path(), &["two.csv"]).well().out.contains(warning));
    let same = costed(&defaults);
    assert!(same.contains(warning), "{same}");
    let one = costed(&defaults.replace("price = 8000,", "price = 9500,"));
    assert!(!one.contains(warning) && one.contains("12 of its 13 prices"), "{one}");
}

/// Each way that could be had has its price, and what cannot be had says why.
#[test]
fn every_way_is_told_with_its_price() {
    let sites = "id,name,lat,lon,pupils,4G\n1,One,1.5,36,200,yes\n2,Large,1.6,36.1,4000,yes\n\
                 3,Far,3.5,38,100,no\n";
    let node = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"n"},
        "geometry":{"type":"Point","coordinates":[36.05,1.55]}}]}"#;
    let folder = folder(&[("sites.csv", sites), ("node.geojson", node)]);
    let made =
        plan(folder.path(), &["sites.csv", "--network", "node.geojson", "--out", "p"]).well();
    assert!(made.out.contains("needs more than a terminal carries"), "{made:?}");
    let told = |site: &str| plan(folder.path(), &["explain", site, "--plan", "p"]).well().out;
    let one = told("1");
    assert!(one.contains("Mobile network: present cost"), "{one}");
    assert!(one.contains("Satellite: ") && one.contains("more than Mobile network"), "{one}");
    assert!(one.contains("Radio: n, ") || one.contains("Radio: n is"), "{one}");
    assert!(one.contains("Point-to-point radio: "), "{one}");
    // 200 Mbit/s are more than a mobile network or a hop carries, and two terminals carry them.
    let large = told("2");
    assert!(large.contains("Mobile network: it carries less than the 200 Mbit/s"), "{large}");
    assert!(large.contains("Point-to-point radio: it carries less than the 200 Mbit/s"), "{large}");
    assert!(told("3").contains("none of the fourth generation reaches"), "{}", told("3"));
    let bill = std::fs::read_to_string(folder.path().join("p/bill_of_quantities.csv")).unwrap();
    let terminals = bill.lines().filter(|line| line.contains("satellite_terminal"));
    assert!(terminals.clone().all(|line| line.contains(",3,") || line.contains(",3.")), "{bill}");
    assert_eq!(terminals.count(), 2, "bought, and kept up: {bill}");
}

/// In GeoJSON a column is of one kind, and an identifier is a text however it looks.
#[test]
fn numbers_are_numbers_and_identifiers_are_texts() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("p");
    let typed = [
        "schools.csv",
        "--network",
        "fibre.geojson",
        "--out",
        out.to_str().unwrap(),
        "--lang",
        "en",
    ];
    plan(&root().join("docs/example-country"), &typed).well();
    let mut kinds: BTreeMap<String, bool> = BTreeMap::new();
    for feature in json(&out.join("lines.geojson"))["features"].as_array().unwrap() {
        for (name, value) in feature["properties"].as_object().unwrap() {
            let is_number = *kinds.entry(name.clone()).or_insert(value.is_number());
            assert_eq!(is_number, value.is_number(), "{name}: {value}");
        }
    }
    let numbers: Vec<&str> =
        kinds.iter().filter(|(_, is)| **is).map(|(name, _)| name.as_str()).collect();
    assert!(numbers.contains(&"present_cost") && numbers.contains(&"metres"), "{numbers:?}");
    assert!(["from", "to"].iter().all(|name| kinds.get(*name) == Some(&false)), "{kinds:?}");
    std::fs::write(folder.path().join("two.csv"), TWO).unwrap();
    let mut program = command();
    program.args(["sites", "check", "two.csv", "--output", "two.geojson"]);
    run(program.current_dir(folder.path()), "").well();
    let sites = json(&folder.path().join("two.geojson"));
    let ids: Vec<&Value> =
        sites["features"].as_array().unwrap().iter().map(|one| &one["properties"]["id"]).collect();
    assert_eq!(ids, ["007", "123"]);
}

/// What was typed wrongly is said where it was typed, before any work.
#[test]
fn mistakes_are_told_where_they_were_made() {
    let folder = folder(&[
        ("two.csv", TWO),
        ("empty.csv", "id,name,lat,lon\n"),
        ("file.txt", "mine"),
        ("bad.toml", "currency = \"USD\"\nprice = 1\n"),
        ("node.geojson", r#"{"type":"FeatureCollection","features":[]}"#),
    ]);
    let cases: [(&[&str], &[&str], &str); 5] = [
        (&["two.csv", "--years", "0"], &["--years", "1 to 100 years"], "costs.toml"),
        (&["two.csv", "--out", "file.txt"], &["file.txt is a file"], "os error"),
        (&["two.csv", "--costs", "bad.toml"], &["bad.toml", "line 2", "--print-costs"], "README"),
        (&["--network", "node.geojson", "two.csv"], &["SITES", "“--”"], "⟦"),
        (&["empty.csv"], &["nothing to connect"], "no figure to store"),
    ];
    for (typed, words, never) in cases {
        let answer = plan(folder.path(), typed);
        assert_ne!(answer.code, 0, "{typed:?}");
        let said = format!("{}{}", answer.out, answer.err);
        for word in words {
            assert!(said.contains(word), "{typed:?} {word}: {said}");
        }
        assert!(!said.contains(never), "{typed:?} {never}: {said}");
    }
    let one = "id,name,lat,lon,pupils,power_status\n1,One,1.5,36,1.200,solar\n2,Two,1.6,36.1,25000,none\n";
    std::fs::write(folder.path().join("one.csv"), one).unwrap();
    let mut program = command();
    program.args(["sites", "check", "one.csv", "--output", "read.csv"]);
    let said = run(program.current_dir(folder.path()), "").well().out;
    assert!(said.contains("2 numbers of people are to be checked"), "{said}");
    let read = std::fs::read_to_string(folder.path().join("read.csv")).unwrap();
    assert!(read.contains(",1200,solar,") && read.contains(",25000,none,"), "{read}");
    let said = plan(folder.path(), &["one.csv"]).well().out;
    assert!(said.contains("A plan to connect 2 sites"), "{said}");
    std::fs::write(folder.path().join("one.csv"), "id,name,lat,lon\n1,One,1.5,36\n").unwrap();
    let said = plan(folder.path(), &["one.csv", "--country", "KEN"]).well().out;
    assert!(said.contains("A plan to connect one site"), "{said}");
    let summary = plan(folder.path(), &["one.csv", "--country", "KEN", "--format", "json"]).well();
    assert!(!summary.out.contains("-0.0,") && !summary.out.contains("-0.0\n"), "{summary:?}");
    assert!(!summary.json()["outline"].as_array().unwrap().is_empty(), "the outline of Kenya");
}
