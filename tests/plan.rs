//! `passerelle plan`, as a planner types it: the tutorial, two countries, and files as they should not be.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use passerelle_exchange::tiles::{Archive, TileValue, decode, tile_of};
use passerelle_tests::node::{Answer, command, run};
use passerelle_tests::{root, shared};
use serde_json::Value;

/// Runs a command within a folder, so that messages name files without it.
fn ask(folder: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.args(typed).current_dir(folder);
    run(&mut program, "")
}

fn plan(folder: &Path, typed: &[&str]) -> Answer {
    ask(folder, &[&["plan"], typed].concat())
}

fn summary(folder: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder.join("summary.json")).unwrap()).unwrap()
}

fn number(value: &Value, field: &str) -> f64 {
    value[field].as_f64().unwrap_or_else(|| panic!("{field}: {value}"))
}

/// What must be true of every summary.
fn sound(found: &Value) {
    let technologies = found["by_technology"].as_object().unwrap();
    let planned: u64 = technologies.values().filter_map(Value::as_u64).sum();
    let (sites, already) = (found["sites"].as_u64(), found["connected_already"].as_u64());
    assert_eq!(sites.unwrap(), planned + already.unwrap(), "{found}");
    let (cost, least) = (number(found, "present_cost"), number(found, "present_cost_lower_bound"));
    assert!(least <= cost * (1.0 + 1e-9), "{least} {cost}");
    assert!((number(found, "gap_total") - (cost - least) / least).abs() < 1e-9);
    let curve = found["curve"].as_array().unwrap();
    let last = curve.last().unwrap();
    assert!((last["outlay"]["present"].as_f64().unwrap() - cost).abs() < 1e-6 * cost);
    assert!((last["people"].as_f64().unwrap() - number(found, "people_reached")).abs() < 1e-6);
    let rates = found["present_cost_at"].as_object().unwrap();
    assert!(rates["0.03"].as_f64() > rates["0.1"].as_f64());
}

/// Sites and lines on the map of a plan: as many at every zoom.
fn counted_on_map(folder: &Path) -> (u64, u64) {
    let archive = Archive::open(std::fs::read(folder.join("map.pmtiles")).unwrap()).unwrap();
    let mut zooms: BTreeMap<u8, (u64, BTreeSet<u64>, u64)> = BTreeMap::new();
    archive
        .each(|ids, bytes| {
            let (sites, lines, together) = zooms.entry(tile_of(ids.start).unwrap().0).or_default();
            for layer in decode(bytes).unwrap() {
                for feature in layer.features {
                    let count = feature.properties.iter().find(|(name, _)| *name == "count");
                    let count = match count {
                        Some((_, TileValue::Whole(count))) => *count as u64,
                        _ => 0,
                    };
                    match layer.name {
                        "sites" => *sites += 1,
                        "sites_together" => *sites += count,
                        "lines" => _ = lines.insert(feature.id),
                        "lines_together" => *together += count,
                        "network" | "network_together" => {}
                        other => panic!("{other}"),
                    }
                }
            }
        })
        .unwrap();
    let counts = zooms.values().map(|(sites, lines, more)| (*sites, lines.len() as u64 + more));
    let counts: BTreeSet<(u64, u64)> = counts.collect();
    assert_eq!(counts.len(), 1, "every zoom adds up: {counts:?}");
    counts.into_iter().next().unwrap()
}

/// The commands of the tutorial, as they are written.
#[test]
fn the_tutorial_answers_as_it_says() {
    let text = std::fs::read_to_string(root().join("docs/plan.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("docs")).unwrap();
    let example = folder.path().join("docs/example-country");
    std::fs::create_dir(&example).unwrap();
    for entry in std::fs::read_dir(root().join("docs/example-country")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, example.join(path.file_name().unwrap())).unwrap();
    }
    let mut typed = 0;
    for line in text.lines().filter(|line| line.starts_with("passerelle ")) {
        let (line, file) = line.split_once(" > ").map_or((line, None), |(l, f)| (l, Some(f)));
        let words: Vec<&str> = line.split_whitespace().skip(1).collect();
        let answer = ask(folder.path(), &words);
        // One row was set aside, which the check says by its code.
        assert_eq!(answer.code, i32::from(words[0] == "sites"), "{line}: {answer:?}");
        if let Some(file) = file {
            std::fs::write(folder.path().join(file), &answer.out).unwrap();
        }
        typed += 1;
    }
    assert_eq!(typed, 5);
    let out = folder.path().join("plan");
    let found = summary(&out);
    sound(&found);
    assert_eq!((&found["sites"], &found["rows_set_aside"]), (&69.into(), &1.into()), "{found}");
    assert_eq!(found["priority"], "pupils");
    assert!(number(&found["within_budget"]["bought"]["outlay"], "present") <= 200_000.0);
    for (name, rows) in [("sites.csv", 69), ("phases.csv", 1)] {
        let text = std::fs::read_to_string(out.join(name)).unwrap();
        assert!(text.lines().count() > rows, "{name}");
    }
    let lines = std::fs::read_to_string(out.join("lines.geojson")).unwrap();
    let lines: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(lines["type"], "FeatureCollection");
    assert!(!lines["features"].as_array().unwrap().is_empty(), "some fibre is worth building");
    let lines = lines["features"].as_array().unwrap().len() as u64;
    assert_eq!(counted_on_map(&out), (69, lines));
    let report = std::fs::read_to_string(out.join("report.html")).unwrap();
    assert!(report.contains("<svg") && !report.contains('⟦'), "{report}");
    assert!(!report.contains("<script") && !report.contains("http://"), "it refers to nothing");
}

/// The same in both languages, without a word that is missing.
#[test]
fn it_is_told_in_french() {
    let folder = root().join("docs/example-country");
    let files = ["schools.csv", "--network", "fibre.geojson", "--towers", "towers.csv"];
    for (lang, word) in
        [("fr", "Un plan pour raccorder 69 sites"), ("en", "A plan to connect 69 sites")]
    {
        let answer = plan(&folder, &[&files[..], &["--lang", lang]].concat());
        assert_eq!(answer.code, 0, "{answer:?}");
        assert!(answer.out.contains(word) && !answer.out.contains('⟦'), "{answer:?}");
    }
}

/// The same files give the same plan, whatever came before.
#[test]
fn it_comes_out_the_same() {
    let files = root().join("docs/example-country");
    let folder = tempfile::tempdir().unwrap();
    let once = |name: &str| {
        let out = folder.path().join(name);
        let path = out.to_str().unwrap();
        let typed =
            ["schools.csv", "--network", "fibre.geojson", "--out", path, "--format", "json"];
        assert_eq!(plan(&files, &typed).code, 0);
        let names = ["sites.csv", "lines.geojson", "phases.csv", "report.html", "cleaning.json"];
        let read = |name| std::fs::read_to_string(out.join(name)).unwrap();
        let map = std::fs::read(out.join("map.pmtiles")).unwrap();
        let mut told = summary(&out);
        for measured in ["seconds", "peak_memory_mb"] {
            told[measured] = Value::Null;
        }
        (names.map(read), map, told)
    };
    let (first, again) = (once("a"), once("a"));
    assert_eq!(first, again);
    assert_eq!(first, once("b"));
}

#[test]
fn sao_tome_is_planned() {
    let Some(data) = shared("data/sao_tome_and_principe") else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    let sites = ["schools_connectivity_2024.csv", "health_facilities.csv"];
    let typed = [&sites[..], &["--towers", "cell_sites_2024.csv", "--country", "STP", "--out"]];
    let answer = plan(&data, &[&typed.concat()[..], &[out.to_str().unwrap()]].concat());
    assert_eq!(answer.code, 0, "{answer:?}");
    let found = summary(&out);
    sound(&found);
    println!("{}", serde_json::to_string_pretty(&found["by_technology"]).unwrap());
    assert_eq!(Some(counted_on_map(&out).0), found["sites"].as_u64());
    assert!(found["connected_already"].as_u64().unwrap() > 10, "{found}");
    // Towers on fibre are points of the network.
    assert!(number(&found, "fibre_km") > 0.0, "{found}");
}

#[test]
fn what_is_wrong_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("sites.csv", "id,name,lat,lon\n1,One,1.5,36\n2,Two,1.6,36.1\n");
    write("empty.csv", "id,name,lat,lon\n");
    write("nothing.csv", "id,name,lat,lon\n1,One,1.5,\n2,Two,,36\n");
    write("words.csv", "id,name,lat,lon\n1,One,,\n2,Two,x,y\n");
    write("prose.csv", "colour,taste\nred,sweet\n");
    write("field.toml", "currency = \"USD\"\nprice = 1\n");
    let defaults = plan(folder.path(), &["--print-costs"]).well().out;
    write(
        "zero.toml",
        &defaults.replace("price = 8000,", "price = 0,").replace("years = 10", "years = 0"),
    );
    write("mixed.toml", &defaults.replace("\"USD\"", "\"USD, KES\""));
    let told = |typed: &[&str]| {
        let answer = plan(folder.path(), typed);
        assert_eq!(answer.code, 1, "{typed:?}: {answer:?}");
        assert!(!answer.err.contains('⟦'), "{answer:?}");
        answer.err
    };
    let cases: [(&[&str], &[&str]); 12] = [
        (&["absent.csv"], &["absent.csv"]),
        (&["empty.csv"], &["empty.csv"]),
        (&["nothing.csv"], &["no site to plan for"]),
        (&["words.csv"], &["words.csv", "where a row is"]),
        (&["prose.csv"], &["prose.csv", "not understood"]),
        (&["sites.csv", "--costs", "absent.toml"], &["absent.toml cannot be read"]),
        (&["sites.csv", "--costs", "field.toml"], &["field.toml", "line 2", "price"]),
        (&["sites.csv", "--costs", "zero.toml"], &["fibre.line.price", "horizon.years"]),
        (&["sites.csv", "--costs", "mixed.toml"], &["currency", "ISO 4217"]),
        (&["sites.csv", "--budget", "0"], &["--budget", "above 0"]),
        (&["sites.csv", "--at-least", "30"], &["--at-least", "from 0 to 1"]),
        (&["sites.csv", "--country", "XYZ"], &["XYZ"]),
    ];
    for (typed, words) in cases {
        let said = told(typed);
        for word in words {
            assert!(said.contains(word), "{typed:?} {word}: {said}");
        }
    }
    // A folder with other files is left alone.
    write("mine.txt", "mine");
    let said = told(&["sites.csv", "--out", "."]);
    assert!(said.contains("holds other files"), "{said}");
    assert!(!folder.path().join("summary.json").exists());
}

#[test]
fn odd_places_have_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    let lists = [
        ("one", "id,name,lat,lon\n1,One,1.5,36\n"),
        ("same", "id,name,lat,lon\n1,One,1.5,36\n2,Two,1.5,36\n3,Three,1.5,36\n"),
        ("dateline", "id,name,lat,lon\n1,One,-17,179.99\n2,Two,-17,-179.99\n3,Three,-17.1,180\n"),
        ("poles", "id,name,lat,lon\n1,One,90,12\n2,Two,-90,0\n3,Three,89.999,100\n"),
    ];
    for (name, text) in lists {
        let path = folder.path().join(format!("{name}.csv"));
        std::fs::write(&path, text).unwrap();
        let answer = plan(folder.path(), &[&format!("{name}.csv"), "--format", "json"]);
        assert_eq!(answer.code, 0, "{name}: {answer:?}");
        sound(&answer.json());
    }
}

/// 44,076 rows of schools and health facilities with three networks: the promise of speed is measured by
/// `benches/plan`; here it is that it comes out, and is good.
#[test]
fn kenya_is_planned() {
    let Some(data) = shared("data/kenya") else { return };
    let sites = ["schools_moe_2016.csv", "health_facilities.csv", "--country", "KEN", "--areas"];
    let network = ["counties.geojson", "--network", "fibre_nofbi_nodes.geojson"];
    let more = ["fibre_nofbi_spans.geojson", "fibre_bcs_nodes.geojson", "fibre_bcs_spans.geojson"];
    let last = ["fibre_jtl_nodes.geojson", "fibre_jtl_spans.geojson", "--format", "json"];
    let answer = plan(&data, &[&sites[..], &network, &more, &last].concat());
    assert_eq!(answer.code, 0, "{answer:?}");
    let found = answer.json();
    sound(&found);
    println!(
        "{} sites, {:.0} km, gap of the network {:?}, {} s",
        found["sites"],
        number(&found, "fibre_km"),
        found["gap_network"],
        found["seconds"]
    );
    assert!(number(&found, "gap_network") <= 0.05, "{}", found["gap_network"]);
}

/// A tile of heights, three seconds of arc to a step.
fn tile(folder: &Path, name: &str, height: impl Fn(usize, usize) -> i16) {
    let heights = (0..1201 * 1201).map(|at| height(at / 1201, at % 1201));
    let bytes: Vec<u8> = heights.flat_map(i16::to_be_bytes).collect();
    std::fs::write(folder.join(name), bytes).unwrap();
}

/// Hills between sites and masts: hops are planned where the ground is clear, and what is not known is told.
#[test]
fn hills_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| std::fs::write(at(name), text).unwrap();
    // A tower on fibre; sites in its sight, behind a ridge along 36.5°E, and where no tile is.
    write(
        "sites.csv",
        "id,name,lat,lon,pupils,connected\nC,Clear,0.5,36.43,100,no\nB,Blocked,0.5,36.57,100,no\n\
         U,Unknown,-0.05,36.4,100,no\nF,Far,0.9,36.9,100,no\n",
    );
    write(
        "towers.csv",
        "tower_id,latitude,longitude,radio_type,antenna_height,backhaul_type\nT,0.5,36.45,2G,40,fiber\n\
         S,0.05,36.4,2G,40,fiber\n",
    );
    let costs = plan(folder.path(), &["--print-costs"]).well().out;
    // Radio is the cheapest where it can be had.
    write(
        "costs.toml",
        &costs
            .replace("price = 1331.59", "price = 10")
            .replace("price = 2825", "price = 10")
            .replace("reach_km = 35", "reach_km = 20"),
    );
    std::fs::create_dir(at("tiles")).unwrap();
    tile(&at("tiles"), "N00E036.hgt", |_, column| if column == 600 { 2_000 } else { 100 });
    let with = |more: &[&str]| {
        let typed =
            ["sites.csv", "--towers", "towers.csv", "--costs", "costs.toml", "--out", "plan"];
        plan(folder.path(), &[&typed[..], more].concat())
    };
    let answer = with(&["--terrain", "tiles"]);
    assert_eq!(answer.code, 0, "{answer:?}");
    let found = summary(&at("plan"));
    sound(&found);
    let hops = &found["hops"];
    for (field, count) in
        [("sites", 3), ("clear", 1), ("with_mast", 0), ("blocked", 1), ("unknown", 1)]
    {
        assert_eq!(hops[field], count, "{field}: {hops}");
    }
    assert_eq!((&hops["checked"], &found["by_technology"]["radio"]), (&true.into(), &1.into()));
    let inputs = found["inputs"].as_array().unwrap();
    assert!(inputs.iter().any(|one| one["name"] == "N00E036.hgt"), "{inputs:?}");
    let codes: Vec<&Value> =
        found["warnings"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert!(codes.iter().any(|code| **code == "sight-unknown"), "{codes:?}");
    assert!(!codes.iter().any(|code| **code == "no-terrain"), "{codes:?}");
    for (site, word) in
        [("C", "in sight of the site"), ("B", "in the way"), ("U", "missing"), ("F", "no mast")]
    {
        let told = plan(folder.path(), &["explain", site, "--plan", "plan"]).well().out;
        assert!(told.contains(word) && !told.contains('⟦'), "{site}: {told}");
    }
    // Without terrain all three are planned, and it is told that nobody looked.
    let answer = with(&[]);
    assert!(answer.out.contains("not checked against hills"), "{answer:?}");
    assert_eq!(summary(&at("plan"))["by_technology"]["radio"], 3);
    // What is no terrain is refused, all of it at once.
    std::fs::create_dir(at("none")).unwrap();
    write("tiles/S01E036.hgt", "short");
    write("some.hgt", "x");
    let said = with(&["--terrain", "tiles", "none", "some.hgt", "N00E037.hgt"]);
    assert_eq!(said.code, 1, "{said:?}");
    for word in ["S01E036.hgt", "none", "some.hgt", "N00E037.hgt cannot be read"] {
        assert!(said.err.contains(word), "{word}: {said:?}");
    }
    tile(&at("none"), "N50E008.hgt", |_, _| 0);
    let said = with(&["--terrain", "none"]);
    assert!(said.code == 1 && said.err.contains("where the sites are"), "{said:?}");
}

/// Lines along the roads of the invented island, and its people.
#[test]
fn roads_are_followed_and_people_counted() {
    let files = root().join("docs/example-country");
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let costs = plan(folder.path(), &["--print-costs"]).well().out;
    std::fs::write(at("costs.toml"), costs.replace("price = 8000", "price = 800")).unwrap();
    let out = at("plan");
    let with = |more: &[&str]| {
        let costs = at("costs.toml");
        let typed =
            ["schools.csv", "--network", "fibre.geojson", "--towers", "towers.csv", "--costs"];
        let paths = [costs.to_str().unwrap(), "--out", out.to_str().unwrap()];
        plan(&files, &[&typed[..], &paths, more].concat())
    };
    let answer = with(&["--roads", "roads.osm.pbf", "--population", "population.csv"]);
    assert_eq!(answer.code, 0, "{answer:?}");
    let found = summary(&out);
    sound(&found);
    let roads = &found["roads"];
    assert_eq!((&roads["joined"], &roads["unjoined"]), (&61.into(), &4.into()), "{roads}");
    let people = &found["population"];
    let all = ["near_connected", "near_others", "beyond"].map(|name| number(people, name));
    assert!((all.iter().sum::<f64>() - number(people, "people")).abs() < 1e-6, "nobody twice");
    assert_eq!(found["people_reached"], people["near_others"]);
    let lines: Value =
        serde_json::from_str(&std::fs::read_to_string(out.join("lines.geojson")).unwrap()).unwrap();
    let lines = lines["features"].as_array().unwrap();
    let places = |line: &Value| line["geometry"]["coordinates"].as_array().unwrap().len();
    assert!(lines.iter().any(|line| places(line) > 5), "roads have bends");
    let kinds: Vec<&str> =
        lines.iter().map(|line| line["properties"]["from_kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"junction") && kinds.contains(&"line"), "{kinds:?}");
    assert!(lines.iter().all(|line| line["properties"]["from"].is_string()));
    // What is no extract, and one of elsewhere.
    let said = with(&["--roads", "fibre.geojson"]);
    assert!(said.code == 1 && said.err.contains("no extract"), "{said:?}");
    std::fs::write(at("far.csv"), "id,name,lat,lon\n1,One,50,8\n").unwrap();
    let roads = files.join("roads.osm.pbf");
    let said = plan(folder.path(), &["far.csv", "--roads", roads.to_str().unwrap()]);
    assert!(said.code == 1 && said.err.contains("within reach of a site"), "{said:?}");
    let said = with(&["--population", "towers.csv"]);
    assert!(said.code == 1 && said.err.contains("how many people"), "{said:?}");
}
