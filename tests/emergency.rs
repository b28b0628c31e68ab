//! `passerelle emergency`, as whoever has to act types it: the tutorial, and areas as they should not be.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::path::Path;

use passerelle_tests::node::{Answer, command, run};
use passerelle_tests::{root, shared};
use serde_json::{Value, json};

fn ask(folder: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.args(typed).current_dir(folder);
    run(&mut program, "")
}

fn numbers(folder: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder.join("emergency.json")).unwrap()).unwrap()
}

/// What must be true of every answer.
fn sound(found: &Value) {
    let number = |name: &str| found[name].as_f64().unwrap_or_else(|| panic!("{name}: {found}"));
    let cut = number("people_in_area") + number("people_cut_off");
    assert!(number("people_restored") <= number("people_at_most") + 1e-6, "{found}");
    assert!(number("people_at_most") <= cut + 1e-6, "{found}");
    assert!(2.0 * number("people_restored") >= number("people_at_most").min(0.0));
    let sites = number("sites_in_area") + number("sites_cut_off");
    assert!(number("sites_restored") <= sites && sites <= number("connected_before"));
}

/// The commands of the tutorial, as they are written.
#[test]
fn the_tutorial_answers_as_it_says() {
    let text = std::fs::read_to_string(root().join("docs/emergency.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let example = folder.path().join("docs/example-country");
    std::fs::create_dir_all(&example).unwrap();
    for entry in std::fs::read_dir(root().join("docs/example-country")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, example.join(path.file_name().unwrap())).unwrap();
    }
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("passerelle ")).collect();
    assert_eq!(lines.len(), 2);
    for lang in ["en", "fr"] {
        for line in &lines {
            let words: Vec<&str> = line.split_whitespace().skip(1).collect();
            let answer = ask(folder.path(), &[&words[..], &["--lang", lang]].concat());
            assert_eq!(answer.code, 0, "{line}: {answer:?}");
            assert!(!answer.out.contains('⟦'), "{answer:?}");
        }
        let out = folder.path().join("emergency");
        let found = numbers(&out);
        sound(&found);
        assert!(found["sites_in_area"].as_u64() > Some(0), "{found}");
        assert!(found["people_restored"].as_f64() > Some(0.0), "{found}");
        let page = std::fs::read_to_string(out.join("emergency.html")).unwrap();
        assert!(page.contains("<svg") && page.contains("@media print") && !page.contains('⟦'));
        assert!(!page.contains("<script") && !page.contains("http://"), "it refers to nothing");
        let rows =
            |name: &str| std::fs::read_to_string(out.join(name)).unwrap().lines().count() - 1;
        let cut = ["sites_in_area", "sites_cut_off"].map(|name| found[name].as_u64().unwrap());
        assert_eq!(rows("sites.csv") as u64, cut[0] + cut[1]);
        assert!(rows("actions.csv") > 0);
        let shapes: Value =
            serde_json::from_str(&std::fs::read_to_string(out.join("cut.geojson")).unwrap())
                .unwrap();
        let what = |kind: &str| {
            let all = shapes["features"].as_array().unwrap();
            all.iter().filter(|one| one["properties"]["what"] == kind).count()
        };
        assert_eq!((what("area"), what("site") as u64), (1, cut[0] + cut[1]));
        assert!(what("line") > 0 && what("action") == rows("actions.csv"));
    }
}

/// Along the equator: a node, 40 km of fibre, three schools; the middle one and the far one hang on it.
fn line_country(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write(
        "sites.csv",
        "id,name,lat,lon,pupils,connected,connection_type\nA,West,0.001,36,100,yes,fiber\n\
         B,Middle,0.001,36.2,200,yes,fiber\nC,East,0.001,36.35,300,yes,fiber\nD,None,0.1,36.2,50,no,\n",
    );
    write(
        "fibre.geojson",
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"N","name":"Head end"},"geometry":{"type":"Point","coordinates":[36,0]}},
        {"type":"Feature","properties":{"id":"L"},"geometry":{"type":"LineString","coordinates":[[36,0],[36.4,0]]}}]}"#,
    );
}

fn area(folder: &Path, name: &str, rings: &Value) {
    let text = json!({ "type": "Polygon", "coordinates": rings }).to_string();
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn what_hangs_on_what_is_cut_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    line_country(folder.path());
    area(
        folder.path(),
        "area.geojson",
        &json!([[[36.15, -0.1], [36.25, -0.1], [36.25, 0.05], [36.15, 0.05], [36.15, -0.1]]]),
    );
    let typed = [
        "emergency",
        "area.geojson",
        "sites.csv",
        "--network",
        "fibre.geojson",
        "--root",
        "head END",
    ];
    let stock = ["--stock", "satellite=1,repair=1", "--out", "out", "--format", "json"];
    let answer = ask(folder.path(), &[&typed[..], &stock].concat());
    assert_eq!(answer.code, 0, "{answer:?}");
    let found = answer.json();
    sound(&found);
    for (name, value) in [
        ("sites", 4),
        ("connected_before", 3),
        ("sites_in_area", 1),
        ("sites_cut_off", 1),
        ("lines_cut", 1),
        ("islands", 1),
        ("sites_restored", 2),
    ] {
        assert_eq!(found[name], value, "{name}: {found}");
    }
    assert_eq!(
        (&found["people_cut_off"], &found["people_restored"]),
        (&300.0.into(), &500.0.into())
    );
    assert!((found["km_in_area"].as_f64().unwrap() - 11.12).abs() < 0.01, "{found}");
    let actions = std::fs::read_to_string(folder.path().join("out/actions.csv")).unwrap();
    let first: Vec<&str> = actions.lines().nth(1).unwrap().split(',').take(4).collect();
    assert_eq!(first, ["1", "repair", "island", "1"], "{actions}");
    // The same answer again, over the first; and none over a folder of something else.
    let again = ask(folder.path(), &[&typed[..], &stock].concat());
    assert_eq!(again.code, 0, "{again:?}");
    let other = ask(folder.path(), &[&typed[..], &["--out", "."]].concat());
    assert!(other.code == 1 && other.err.contains("holds other files"), "{other:?}");
    // Without stock it is said what is cut, and what to give.
    let none = ask(folder.path(), &[&typed[..], &["--stock", "satellite=0"]].concat());
    assert!(none.code == 0 && none.out.contains("No stock was given"), "{none:?}");
}

#[test]
fn odd_areas_are_told() {
    let folder = tempfile::tempdir().unwrap();
    line_country(folder.path());
    let at = folder.path();
    area(
        at,
        "open.geojson",
        &json!([[[36.15, -0.1], [36.25, -0.1], [36.25, 0.05], [36.15, 0.05]]]),
    );
    area(
        at,
        "tie.geojson",
        &json!([[[36.15, -0.1], [36.25, 0.1], [36.25, -0.1], [36.15, 0.1], [36.15, -0.1]]]),
    );
    area(
        at,
        "fiji.geojson",
        &json!([[[179, -18], [-179, -18], [-179, -16], [179, -16], [179, -18]]]),
    );
    area(
        at,
        "swapped.geojson",
        &json!([[[-0.1, 36.15], [0.05, 36.15], [0.05, 36.25], [-0.1, 36.25], [-0.1, 36.15]]]),
    );
    area(at, "two.geojson", &json!([[[36.15, -0.1], [36.25, -0.1], [36.15, -0.1]]]));
    area(at, "beside.geojson", &json!([[[36.1, 0.4], [36.2, 0.4], [36.2, 0.5], [36.1, 0.4]]]));
    std::fs::write(at.join("point.geojson"), r#"{"type":"Point","coordinates":[36,0]}"#).unwrap();
    std::fs::write(at.join("broken.geojson"), r#"{"type":"Polygon","coordinates":[[[36,"#).unwrap();
    for (name, code, word) in [
        ("open.geojson", 0, "was not closed"),
        ("tie.geojson", 0, "crosses itself"),
        ("beside.geojson", 0, "No connected site is cut"),
        ("fiji.geojson", 1, "another country"),
        ("swapped.geojson", 1, "longitude first"),
        ("two.geojson", 1, "fewer than three corners"),
        ("point.geojson", 1, "holds no outline"),
        ("broken.geojson", 1, "breaks off"),
        ("absent.geojson", 1, "absent.geojson"),
    ] {
        let typed = [
            "emergency",
            name,
            "sites.csv",
            "--network",
            "fibre.geojson",
            "--stock",
            "satellite=2",
        ];
        let answer = ask(at, &typed);
        let said = format!("{}{}", answer.out, answer.err);
        assert_eq!(answer.code, code, "{name}: {answer:?}");
        assert!(said.contains(word) && !said.contains('⟦'), "{name} {word}: {said}");
    }
    let typed = ["emergency", "open.geojson", "sites.csv", "--network", "fibre.geojson"];
    let root = ask(at, &[&typed[..], &["--root", "nowhere"]].concat());
    assert!(root.code == 1 && root.err.contains("Head end"), "{root:?}");
    // Where it cannot be written is told before anything is looked for.
    let file = ask(at, &[&typed[..], &["--out", "sites.csv"]].concat());
    assert!(file.code == 1 && file.err.contains("sites.csv") && file.out.is_empty(), "{file:?}");
    let stock = ask(at, &[&typed[..], &["--stock", "boats=2"]].concat());
    assert!(stock.code == 2 && stock.err.contains("satellite"), "{stock:?}");
}

/// A country's lists, and a square of it.
#[test]
fn kenyas_network_is_looked_at() {
    let Some(data) = shared("data/kenya") else { return };
    let folder = tempfile::tempdir().unwrap();
    area(
        folder.path(),
        "area.geojson",
        &json!([[[36.5, -1.6], [37.2, -1.6], [37.2, -0.9], [36.5, -0.9], [36.5, -1.6]]]),
    );
    let area = folder.path().join("area.geojson");
    let sites = ["emergency", area.to_str().unwrap(), "health_facilities.csv", "--country", "KEN"];
    let network = ["--network", "fibre_nofbi_nodes.geojson", "fibre_nofbi_spans.geojson"];
    let answer = ask(&data, &[&sites[..], &network, &["--format", "json"]].concat());
    assert_eq!(answer.code, 0, "{answer:?}");
    let found = answer.json();
    sound(&found);
    println!("{} km in the area, {} nodes cut off", found["km_in_area"], found["nodes_cut_off"]);
    assert!(found["km_in_area"].as_f64() > Some(100.0), "{found}");
}
