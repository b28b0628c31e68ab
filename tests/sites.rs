//! `passerelle sites`, as who prepares a plan types it: real lists of countries, and lists as they should not be.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;

use passerelle_tests::node::{Answer, command, run};
use passerelle_tests::shared;
use serde_json::Value;

/// Runs a command within a folder, so that messages name files without it.
fn ask(folder: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.args(["sites"]).args(typed).current_dir(folder);
    run(&mut program, "")
}

fn count(found: &Value, code: &str) -> u64 {
    let groups = found["groups"].as_array().unwrap();
    let group = groups.iter().find(|group| group["code"] == code);
    group.map_or(0, |group| group["count"].as_u64().unwrap())
}

/// Which column is what, in a file of a report: `latitude=lat`.
fn mapping(found: &Value, file: usize) -> Vec<String> {
    let columns = found["files"][file]["mapping"]["columns"].as_array().unwrap();
    let written = |one: &Value| {
        format!("{}={}", one["role"].as_str().unwrap(), one["column"].as_str().unwrap())
    };
    columns.iter().map(written).collect()
}

#[test]
fn the_schools_and_health_posts_of_kenya_are_read() {
    let Some(kenya) = shared("data/kenya") else { return };
    let files = ["check", "schools_moe_2016.csv", "health_facilities.csv", "--country", "KEN"];
    let boxed = ask(&kenya, &[&files[..], &["--format", "json"]].concat());
    assert_eq!(boxed.code, 1, "rows were set aside");
    let found = boxed.json();
    assert_eq!(found["rows"], 44_076);
    assert_eq!(
        (&found["files"][0]["rows"], &found["files"][1]["rows"]),
        (&37_930.into(), &6_146.into())
    );
    assert_eq!(count(&found, "no-coordinates"), 102);
    assert_eq!(
        (&found["files"][0]["kind"], &found["files"][1]["kind"]),
        (&"school".into(), &"health_facility".into())
    );
    let expected = [
        "latitude=lat",
        "longitude=lon",
        "id=code",
        "name=school_name",
        "level=level",
        "area=county",
        "area=district",
        "area=sub_county",
        "area=zone",
        "area=ward",
    ];
    assert_eq!(mapping(&found, 0), expected);
    let whole = |found: &Value| {
        found["sites"].as_u64().unwrap()
            + found["merged"].as_u64().unwrap()
            + found["set_aside"].as_u64().unwrap()
    };
    assert_eq!(whole(&found), 44_076, "every row is a site, part of one, or set aside");
    assert_eq!(found["set_aside"], 102);
    assert_eq!(found["distinct_sites"], 41_584, "distinct coordinates of the two lists");

    let outlined =
        ask(&kenya, &[&files[..], &["--areas", "counties.geojson", "--format", "json"]].concat())
            .json();
    assert_eq!(count(&outlined, "outside-country"), 2, "one 105 km beyond the border, one 11 km");
    assert_eq!(whole(&outlined), 44_076);
}

#[test]
fn the_schools_of_sao_tome_bring_all_that_they_know() {
    let Some(folder) = shared("data/sao_tome_and_principe") else { return };
    let files =
        ["check", "schools_connectivity_2024.csv", "health_facilities.csv", "--country", "STP"];
    let found = ask(&folder, &[&files[..], &["--format", "json"]].concat()).json();
    assert_eq!(found["files"][0]["rows"], 104);
    let schools = mapping(&found, 0);
    for expected in [
        "id=poi_id",
        "official_id=source_poi_id",
        "kind=poi_type",
        "level=poi_subtype",
        "power=has_electricity",
        "power_source=electricity_type",
        "connected=is_connected",
        "technology=connectivity_type",
        "coverage=4g_850_cons",
        "coverage=4g_2600_cons",
    ] {
        assert!(schools.iter().any(|one| one == expected), "{expected}: {schools:?}");
    }
    assert_eq!((&found["connected"], &found["schools"]), (&46.into(), &104.into()));
    assert_eq!(count(&found, "other-technology"), 11, "copper");
    assert!(count(&found, "garbled-text") > 0, "Prφncipe is told");
    let towers =
        ask(&folder, &["towers", "cell_sites_2024.csv", "--country", "STP", "--format", "json"]);
    let towers = towers.well().json();
    assert_eq!(
        (&towers["rows"], towers["towers"].as_u64().unwrap() + towers["merged"].as_u64().unwrap()),
        (&34.into(), 34)
    );
}

#[test]
fn networks_say_what_they_hold() {
    let Some(kenya) = shared("data/kenya") else { return };
    let files = [
        "network",
        "fibre_nofbi_nodes.geojson",
        "fibre_nofbi_spans.geojson",
        "fibre_bcs_nodes.geojson",
        "fibre_bcs_spans.geojson",
        "fibre_jtl_nodes.geojson",
        "fibre_jtl_spans.geojson",
        "--country",
        "KEN",
        "--format",
        "json",
    ];
    let found = ask(&kenya, &files).well().json();
    assert_eq!((&found["nodes"], &found["lines"]), (&142.into(), &150.into()));
    let shares = found["shares"].as_array().unwrap();
    let operators: Vec<&str> = shares.iter().map(|one| one["operator"].as_str().unwrap()).collect();
    for operator in ["NOFBI", "BCS", "Jamii Telecom Ltd"] {
        assert!(operators.contains(&operator), "{operators:?}");
    }
    let length: f64 = shares.iter().map(|one| one["kilometres"].as_f64().unwrap()).sum();
    assert!((length - found["kilometres"].as_f64().unwrap()).abs() < 1e-6 && length > 5_000.0);

    let Some(west) = shared("data/fibre_west_africa") else { return };
    let files = ["network", "combined_lines.geojson", "combined_nodes.geojson", "--format", "json"];
    let found = ask(&west, &files).json();
    assert_eq!(
        (&found["files"][0]["rows"], &found["files"][1]["rows"]),
        (&1_219.into(), &1_508.into())
    );
    // Cables come in metres of the web's projection.
    let cables = ask(&west, &["network", "cables.geojson", "--format", "json"]).json();
    assert!(cables["kilometres"].as_f64().unwrap() > 10_000.0, "{}", cables["kilometres"]);
}

/// A file in a folder that goes with the test.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const SCHOOLS: &str = "Écoles de 2024\n\nCODE;Nom de l'école;Y;X;Région;Effectif;Internet\n\
    1;Alpha;5,5;-0,2;Accra;120;oui\n2;Beta;-0,3;5,6;Accra;1 020;non\n3;Gamma;;;Accra;;\n\
    4;Delta;0;0;Accra;;\n5;Epsilon;5°30'N;0°12'W;Accra;beaucoup;\n6;Zeta;48,8;2,3;Accra;;\n\
    7;Eta;bientôt;-0,2;Accra;;\n1;Alpha;5,5;-0,2;Accra;130;oui\n8;Theta;6,1;-0,1\n9;LomÃ©;6,2;-0,1;Accra;5;\n";

#[test]
fn what_is_wrong_is_told_in_both_languages() {
    let folder = folder(&[
        ("ecoles.csv", SCHOOLS),
        ("empty.csv", ""),
        ("nowhere.csv", "name,ward\na,b\n"),
        ("grid.csv", "name,lat,lon\na,9857000,277000\nb,9857001,277001\n"),
        (
            "utm.geojson",
            r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32630"}},"features":[]}"#,
        ),
        ("cut.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\","),
        (
            "lines.geojson",
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"short"},"geometry":{"type":"LineString","coordinates":[[0,5],[0,5]]}},{"type":"Feature","properties":{"name":"area","status":"in service"},"geometry":{"type":"Polygon","coordinates":[[[0,5],[1,5],[1,6],[0,5]]]}},{"type":"Feature","properties":{"name":"good","status":"Under construction","operator":"O"},"geometry":{"type":"LineString","coordinates":[[0,5],[0,6]]}},{"type":"Feature","properties":{"name":"abroad"},"geometry":{"type":"Point","coordinates":[100,5]}}]}"#,
        ),
    ]);
    for lang in ["en", "fr"] {
        let mut said = String::new();
        for typed in [
            &["check", "ecoles.csv", "--country", "GHA"][..],
            &["check", "ecoles.csv"],
            &[
                "check",
                "empty.csv",
                "nowhere.csv",
                "grid.csv",
                "utm.geojson",
                "cut.geojson",
                "absent.csv",
            ],
            &["network", "lines.geojson", "--country", "gha"],
            &["towers", "lines.geojson"],
            &["check", "ecoles.csv", "--country", "XXX"],
            &["check", "ecoles.csv", "--column", "lat=Latitude"],
            &["check", "ecoles.csv", "--column", "colour=X"],
        ] {
            let answer = ask(folder.path(), &[typed, &["--lang", lang]].concat());
            let _ = writeln!(
                said,
                "$ {}  # {}\n{}{}",
                typed.join(" "),
                answer.code,
                answer.out,
                answer.err
            );
        }
        assert!(!said.contains('⟦'), "{said}");
        insta::assert_snapshot!(format!("sites_in_words_{lang}"), said);
    }
}

#[test]
fn ten_thousand_wrong_rows_are_one_line() {
    let mut text = "id,name,latitude,longitude\n".to_owned();
    for row in 0..10_000 {
        let _ = writeln!(text, "{row},school {row},,");
    }
    text.push_str("x,good,5.5,-0.2\n");
    let folder = folder(&[("schools.csv", &text)]);
    let told = ask(folder.path(), &["check", "schools.csv", "--country", "GHA"]);
    assert_eq!(told.code, 1);
    assert!(told.out.contains("10,000 rows have no coordinates"), "{}", told.out);
    assert!(told.out.lines().count() < 15, "{}", told.out);
    let whole = ask(folder.path(), &["check", "schools.csv", "--format", "json"]).json();
    assert_eq!(whole["findings"].as_array().unwrap().len(), 10_000);
    let rows = ask(folder.path(), &["check", "schools.csv", "--format", "csv"]).out;
    assert_eq!(rows.lines().count(), 10_001);
    assert_eq!(rows.lines().nth(1), Some("schools.csv,2,set_aside,no-coordinates,,,"));
}

#[test]
fn what_is_written_is_read_again_as_the_same_sites() {
    let folder = folder(&[("ecoles.csv", SCHOOLS)]);
    let options = ["--country", "GHA"];
    for name in ["clean.csv", "clean.geojson"] {
        let first = ask(
            folder.path(),
            &[&["check", "ecoles.csv", "--output", name], &options[..]].concat(),
        );
        assert_eq!(first.code, 1, "{first:?}");
        assert!(first.out.contains("clean-set-aside.csv"), "{first:?}");
        let again =
            ask(folder.path(), &[&["check", name, "--format", "json"], &options[..]].concat());
        let found = again.json();
        assert_eq!(
            (&found["sites"], &found["rows"], &found["schools"]),
            (&4.into(), &4.into(), &4.into()),
            "{name}"
        );
        assert_eq!((&found["people"], &found["connected"]), (&1145.0.into(), &1.into()), "{name}");
        assert_eq!(found["set_aside"], 0);
    }
    let aside = std::fs::read_to_string(folder.path().join("clean-set-aside.csv")).unwrap();
    insta::assert_snapshot!("rows_set_aside", aside);
    let clean = std::fs::read_to_string(folder.path().join("clean.csv")).unwrap();
    insta::assert_snapshot!("clean_sites", clean);
}

#[test]
fn what_is_not_understood_is_not_written() {
    let folder = folder(&[("a.csv", "id,lat,lon\n1,5.5,-0.2\n"), ("b.csv", "name,ward\na,b\n")]);
    let answer = ask(folder.path(), &["check", "a.csv", "b.csv", "--output", "out.csv"]);
    assert_eq!(answer.code, 1);
    assert!(!folder.path().join("out.csv").exists());
    let answer =
        ask(folder.path(), &["check", "a.csv", "--country", "GHA", "--output", "no/out.csv"]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("no/out.csv"), "{answer:?}");
}

#[test]
fn sites_are_matched_to_an_official_list() {
    let folder = folder(&[
        (
            "schools.csv",
            "id,name,lat,lon,district\n1,Alpha,5.5,-0.2,Ga West\nE2,Called otherwise,5.6,-0.2,Ga\n3,Unknown,5.7,-0.2,Ga\n",
        ),
        ("emis.csv", "EMIS code,School name,District\nE1,ALPHA,Ga West\nE2,Beta,Ga\nE9,Delta,Ga\n"),
    ]);
    let typed =
        ["check", "schools.csv", "--country", "GHA", "--official", "emis.csv", "--format", "json"];
    let found = ask(folder.path(), &typed).well().json();
    assert_eq!(found["official"], 2);
    assert_eq!(count(&found, "official-by-name"), 1);
    assert_eq!(count(&found, "not-official"), 1);
    assert_eq!(count(&found, "official-without-site"), 1);
}

/// The register of a country's sites: kept whole, in place of the list before, and nothing of what was not
/// understood.
#[test]
fn a_country_keeps_its_sites() {
    let folder = tempfile::tempdir().unwrap();
    let import = |file: &str, country: &str| {
        let mut program = command();
        program.args(["--data", "node", "import", "sites", file, "--country", country]);
        program.args(["--licence", "CC BY 4.0", "--format", "json"]).current_dir(folder.path());
        run(&mut program, "")
    };
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "schools.csv",
        "code,name,lat,lon,county,internet\n1,Umoja,-1.28,36.82,Nairobi,yes\n2,Pwani,-4.05,39.66,Mombasa,no\n",
    );
    write("later.csv", "code,name,lat,lon,county\n1,Umoja,-1.28,36.82,Nairobi\n");
    write("places.csv", "code,name,county\n1,Umoja,Nairobi\n");
    let first = import("schools.csv", "ken").json();
    assert_eq!((&first["list"]["sites"], &first["list"]["country"]), (&2.into(), &"KEN".into()));
    let refused = import("places.csv", "KEN");
    assert_eq!((refused.code, &refused.json()["list"]), (1, &Value::Null));
    let unknown = import("schools.csv", "XYZ");
    assert_eq!(unknown.code, 1, "{unknown:?}");
    let later = import("later.csv", "KEN").json();
    assert_eq!((&later["list"]["id"], &later["list"]["sites"]), (&2.into(), &1.into()));
    let mut verify = command();
    verify.args(["--data", "node", "verify"]).current_dir(folder.path());
    assert_eq!(run(&mut verify, "").code, 0);
}
