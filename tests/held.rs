//! What a ministry lets be seen of where its sites are, held for plans, initiatives and measurements: every public page
//! and file, on the real lists of São Tomé and Príncipe and of Kenya.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use passerelle_exchange::tiles::{Archive, Shape, decode, tile_of};
use passerelle_tests::html::attributes;
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;
use passerelle_tests::{root, shared};

const ROUNDED: &str = "[default]\nprecision = \"rounded\"\nround = 0.1\n";
const AREAS: &str = "[default]\nprecision = \"areas\"\nround = 0.1\n";

fn exact(iso3: &str) -> String {
    format!(
        "{ROUNDED}[country.{iso3}]\nprecision = \"exact\"\n\
         decided_by = {{ fr = \"Le ministère\", en = \"The ministry\" }}\ndecided_on = \"2026-10-01\"\n"
    )
}

/// A catalogue with this policy.
fn catalogue(folder: &Path, name: &str, policy: &str) -> String {
    let catalogue = folder.join(name);
    std::fs::create_dir_all(catalogue.join("connectivity")).unwrap();
    std::fs::write(catalogue.join("connectivity/site-policy.toml"), policy).unwrap();
    catalogue.display().to_string()
}

/// Makes a plan in a folder.
fn plan(out: &Path, data: &Path, files: &[&str], more: &[&str]) {
    let file = |name: &&str| match data.join(name) {
        path if path.is_file() => path.display().to_string(),
        _ => (*name).to_owned(),
    };
    let mut asked = vec!["plan".to_owned()];
    asked.extend(files.iter().map(file));
    asked.extend(more.iter().map(|one| (*one).to_owned()));
    asked.extend(["--out".to_owned(), out.display().to_string()]);
    Node::new().run(&asked).well();
}

fn island(out: &Path) {
    let files = ["schools.csv", "--network", "fibre.geojson", "--towers", "towers.csv"];
    plan(out, &root().join("docs/example-country"), &files, &[]);
}

/// Publishes it under a policy; gives what was said.
fn publish(node: &Node, catalogue: &str, out: &Path, country: &[&str]) -> String {
    let out = out.display().to_string();
    let asked = ["--catalogue", catalogue, "plan", "publish", &out, "--title", "The plan"];
    let more = ["--slug", "held", "--commitment", "gdc.1.connectivity.a", "--lead", "Ministry"];
    let more = [&more[..], &["--lead-id", "ST-GOV-1"]].concat();
    node.run(&[&asked[..], &more, country].concat()).well().out
}

/// The coordinates of a plan's sites as its exact file writes them, those that nothing else can be.
fn coordinates(out: &Path) -> HashSet<String> {
    let rows = rows(&std::fs::read(out.join("sites.csv")).unwrap());
    let cells = rows.iter().flat_map(|row| [row["latitude"].clone(), row["longitude"].clone()]);
    let is_fine = |cell: &String| {
        cell.split_once('.').is_some_and(|(_, decimals)| decimals.len() >= 4)
            && !cell.ends_with('0')
    };
    let fine: HashSet<String> = cells.filter(is_fine).collect();
    assert!(fine.len() > 20, "{}", fine.len());
    fine
}

/// The rows of a CSV file, by the names of its columns.
fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    use passerelle_exchange::features::{FeatureLimits, read};
    let table = read(
        &passerelle_exchange::statistics::Input::bytes("a.csv", bytes),
        FeatureLimits::default(),
    )
    .table;
    let row = |at: usize| {
        let cells = table.names().iter().enumerate();
        cells.map(|(column, name)| (name.clone(), table.cell(at, column).to_owned())).collect()
    };
    (0..table.len()).map(row).collect()
}

/// Whether a degree is the middle of a cell of a tenth, as precisely as it is written.
fn is_middle(degree: f64, written: f64) -> bool {
    let cells = degree / 0.1 - 0.5;
    (cells - cells.round()).abs() * 0.1 <= written
}

/// The numbers in a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
        .filter(|one| !one.is_empty())
}

/// Every place on a map, at its highest zoom, by layer.
fn on_map(bytes: &[u8]) -> BTreeMap<String, Vec<(f64, f64)>> {
    let archive = Archive::open(bytes).unwrap();
    let deepest = archive.header().max_zoom;
    let mut found: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
    archive
        .each(|ids, bytes| {
            let (zoom, x, y) = tile_of(ids.start).unwrap();
            if zoom != deepest {
                return;
            }
            let side = f64::from(1_u32 << zoom) * 8_192.0;
            let degrees = |(dx, dy): (i32, i32)| {
                let of = |tile: u32, at: i32| (f64::from(tile) * 8_192.0 + f64::from(at)) / side;
                let north = std::f64::consts::PI * (1.0 - 2.0 * of(y, dy));
                (north.sinh().atan().to_degrees(), of(x, dx) * 360.0 - 180.0)
            };
            for layer in decode(bytes).unwrap() {
                let places = found.entry(layer.name.to_owned()).or_default();
                for feature in &layer.features {
                    if let Shape::Points(points) = &feature.shape {
                        places.extend(points.iter().copied().map(degrees));
                    }
                }
            }
        })
        .unwrap();
    found
}

/// Pages under a plan, found by their links, at most `most`.
fn pages(server: &Server, from: &str, most: usize) -> BTreeMap<String, String> {
    let mut waiting = vec![from.to_owned()];
    let mut found = BTreeMap::new();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        if found.len() == most {
            break;
        }
        let page = server.get(&path);
        assert_eq!(page.status, 200, "{path}");
        let text = page.text();
        assert!(!text.contains('⟦') && !text.contains("{ $"), "{path}: {text}");
        for link in attributes(&text, "href") {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.starts_with(&format!("{from}/")) && seen.insert(link.clone()) {
                // Areas and sites in turn: neither fills the number that is looked at.
                let at = waiting.len() * usize::from(link.contains("/site?"));
                waiting.insert(at.min(waiting.len()), link);
            }
        }
        found.insert(path, text);
    }
    found
}

/// Lines have amounts that several share, and all works come to what they came to.
fn of_works(told: &[BTreeMap<String, String>], exact: &[BTreeMap<String, String>], by_area: bool) {
    assert_eq!(told.len(), exact.len());
    let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
    let lines = || told.iter().filter(|row| row["work"] == "line");
    lines().for_each(|row| *alike.entry(&row["capex"]).or_default() += 1);
    let enough = lines().count().min(5);
    assert!(alike.values().all(|count| *count >= enough), "{alike:?}");
    let last = |rows: &[BTreeMap<String, String>]| -> f64 {
        rows.last().map_or(0.0, |row| row["present_cost_so_far"].parse().unwrap())
    };
    // To the cent, but for the rounding of each.
    assert!((last(told) - last(exact)).abs() <= 0.01 * exact.len() as f64);
    assert!(
        told.iter()
            .all(|row| row.contains_key("site_ids") != by_area && !row.contains_key("metres"))
    );
}

/// No lot is of a few lines, and the bill has no other lots.
fn of_lots(lots: &[BTreeMap<String, String>], bill: &[BTreeMap<String, String>]) {
    let fibre = |row: &BTreeMap<String, String>| row["fibre"].parse::<usize>().unwrap();
    let all: usize = lots.iter().map(fibre).sum();
    for row in lots {
        assert!(fibre(row) == 0 || fibre(row) >= 5 || fibre(row) == all, "{row:?}");
        for name in ["latitude", "longitude"].into_iter().filter(|_| row["kind"] != "together") {
            assert!(is_middle(row[name].parse().unwrap(), 1e-6), "{row:?}");
        }
    }
    assert!(bill.iter().all(|line| lots.iter().any(|row| row["lot"] == line["lot"])));
}

/// Everything that a published plan gives to everyone, held against where its sites are.
fn nothing_is_nearer(node: Node, catalogue: &str, out: &Path, by_area: bool) {
    let fine = coordinates(out);
    let server = Server::start(node, &["--catalogue", catalogue]);
    let clean = |what: &str, text: &str| {
        let betrayed: Vec<&str> = numbers(text).filter(|one| fine.contains(*one)).take(3).collect();
        assert!(betrayed.is_empty(), "{what} gives {betrayed:?} away");
    };
    let decided = if by_area { "counted by area" } else { "rounded to about 11 km" };
    for lang in ["en", "fr"] {
        let found = pages(&server, &format!("/{lang}/plans/held"), 60);
        assert!(found.len() >= 3, "{:?}", found.keys());
        found.iter().for_each(|(path, text)| clean(path, text));
        let sites = found.keys().filter(|path| path.contains("/site?")).count();
        assert_eq!(sites == 0, by_area, "{lang}: {:?}", found.keys());
    }
    let page = server.get("/en/plans/held").text();
    assert!(page.contains(decided) && page.contains("Until the ministry decides"), "{page}");
    for path in
        ["/en/initiatives/held", "/api/v1/initiatives/held", "/api/v1/initiatives/held/iati"]
    {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        clean(path, &answer.text());
    }
    for path in ["initiative", "plan"] {
        clean(path, &server.get(&format!("/api/v1/records/{path}/held/history")).text());
    }
    let names: BTreeSet<String> = std::fs::read_dir(out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let languages = ["report-en.html".to_owned(), "report-fr.html".to_owned()];
    let mut given = BTreeMap::new();
    for name in names.iter().chain(&languages) {
        let file = server.get(&format!("/plans/held/files/{name}"));
        if file.status == 200 {
            given.insert(name.clone(), file.bytes);
        }
    }
    let mut expected = vec![
        "areas.csv",
        "bill_of_quantities.csv",
        "cleaning.json",
        "lots.csv",
        "map.svg",
        "phases.csv",
        "report-en.html",
        "report-fr.html",
        "summary.json",
    ];
    if !by_area {
        expected.extend(["lines.geojson", "map.pmtiles", "network.geojson", "sites.csv"]);
        expected.sort_unstable();
    }
    assert_eq!(given.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    // The network is no site: it is as it was, and everything else is looked through.
    for (name, bytes) in given
        .iter()
        .filter(|(name, _)| !["network.geojson", "map.pmtiles"].contains(&name.as_str()))
    {
        clean(name, std::str::from_utf8(bytes).unwrap());
    }
    let lots = rows(&given["lots.csv"]);
    of_lots(&lots, &rows(&given["bill_of_quantities.csv"]));
    let budget = server.get("/api/v1/initiatives/held").json()["budget"].clone();
    let named = |lot: &str| lots.iter().any(|row| row["lot"] == lot);
    assert!(budget.as_array().unwrap().iter().all(|line| named(line["lot"].as_str().unwrap())));
    of_works(
        &rows(&given["phases.csv"]),
        &rows(&std::fs::read(out.join("phases.csv")).unwrap()),
        by_area,
    );
    let summary: serde_json::Value = serde_json::from_slice(&given["summary.json"]).unwrap();
    assert_eq!(summary["places"]["precision"], if by_area { "areas" } else { "rounded" });
    if by_area {
        assert_eq!(server.get("/en/plans/held/map").status, 404);
        return;
    }
    of_places(&given, out);
}

/// Sites and lines are at the middles of cells, in tables and on the map, and none is lost.
fn of_places(given: &BTreeMap<String, Vec<u8>>, out: &Path) {
    assert_eq!(given["network.geojson"], std::fs::read(out.join("network.geojson")).unwrap());
    let sites = rows(&given["sites.csv"]);
    assert_eq!(
        sites.len(),
        rows(&std::fs::read(out.join("sites.csv")).unwrap()).len(),
        "none is lost"
    );
    for row in &sites {
        for name in ["latitude", "longitude"] {
            assert!(is_middle(row[name].parse().unwrap(), 1e-6), "{row:?}");
        }
        let new_fibre = row["technology"] == "fibre" && row["connected_already"] != "true";
        assert_eq!(row["present_cost"].is_empty(), new_fibre, "{row:?}");
    }
    let lines: serde_json::Value = serde_json::from_slice(&given["lines.geojson"]).unwrap();
    for line in lines["features"].as_array().unwrap() {
        let shape = line["geometry"]["coordinates"].as_array().map_or(&[][..], Vec::as_slice);
        assert!(shape.is_empty() || shape.len() == 2, "{line}");
        for degree in shape.iter().flat_map(|place| place.as_array().unwrap()) {
            assert!(is_middle(degree.as_f64().unwrap(), 1e-6), "{line}");
        }
        assert!(line["properties"].get("metres").is_none(), "{line}");
    }
    let map = on_map(&given["map.pmtiles"]);
    // A unit of a tile at the zoom that a map has at least is two hundred-thousandths of a degree.
    for (lat, lon) in &map["sites"] {
        assert!(is_middle(*lat, 3e-5) && is_middle(*lon, 3e-5), "{lat}, {lon}");
    }
    println!("{} sites, {} pages and files hold nothing nearer", sites.len(), given.len());
}

/// Publishes a plan under both policies, and looks at everything.
fn held(out: &Path, country: &[&str]) {
    for (policy, by_area) in [(ROUNDED, false), (AREAS, true)] {
        for node in Node::each() {
            let folder = tempfile::tempdir().unwrap();
            let catalogue = catalogue(folder.path(), "catalogue", policy);
            let said = publish(&node, &catalogue, out, country);
            assert!(said.contains("The exact plan is in your folder alone"), "{said}");
            node.run(&["verify"]).well();
            nothing_is_nearer(node, &catalogue, out, by_area);
        }
    }
}

#[test]
fn the_island_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    island(&out);
    held(&out, &[]);
}

fn sao_tome(out: &Path) -> Option<PathBuf> {
    let data = shared("data/sao_tome_and_principe")?;
    let files = [
        "schools_connectivity_2024.csv",
        "health_facilities.csv",
        "--towers",
        "cell_sites_2024.csv",
    ];
    plan(out, &data, &files, &["--country", "STP"]);
    Some(data)
}

#[test]
fn sao_tome_and_principe_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    let Some(_) = sao_tome(&out) else { return };
    held(&out, &["--country", "STP"]);
}

#[test]
fn kenya_is_held() {
    let Some(data) = shared("data/kenya") else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    let files = [
        "schools_moe_2016.csv",
        "health_facilities.csv",
        "--network",
        "fibre_nofbi_nodes.geojson",
        "fibre_nofbi_spans.geojson",
    ];
    plan(&out, &data, &files, &["--country", "KEN", "--budget-per-year", "20000000"]);
    let catalogue = catalogue(folder.path(), "catalogue", ROUNDED);
    let node = Node::new();
    publish(&node, &catalogue, &out, &["--country", "KEN"]);
    nothing_is_nearer(node, &catalogue, &out, false);
}

/// Where the ministry decided so, everything is as the planner wrote it; a stricter decision holds from the moment that
/// the node knows it.
#[test]
fn a_stricter_policy_holds_for_what_was_published_before() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    island(&out);
    let open = catalogue(folder.path(), "open", &exact("STP"));
    let node = Node::new();
    let said = publish(&node, &open, &out, &["--country", "STP"]);
    assert!(!said.contains("in your folder alone"), "{said}");
    let server = Server::start(node, &["--catalogue", &open]);
    let file = server.get("/plans/held/files/sites.csv");
    assert_eq!(file.bytes, std::fs::read(out.join("sites.csv")).unwrap());
    assert!(server.get("/en/plans/held/site?id=S002").text().contains("-2.03909"));
    let first = server.get("/api/v1/initiatives/held").json();
    // Half a degree from now on.
    let wide = format!("{ROUNDED}[country.STP]\nround = 0.5\n");
    let wide = catalogue(folder.path(), "wide", &wide);
    let server = Server::start(server.killed(), &["--catalogue", &wide]);
    let page = server.get("/en/plans/held").text();
    assert!(page.contains("once it is published again") && page.contains("id=\"mix\""), "{page}");
    for path in [
        "/plans/held/files/sites.csv",
        "/plans/held/files/summary.json",
        "/plans/held/files/map.pmtiles",
        "/en/plans/held/site?id=S002",
        "/en/plans/held/map",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    let place = |initiative: &serde_json::Value| {
        initiative["places"][0]["position"]["lat"].as_f64().unwrap()
    };
    let after = place(&server.get("/api/v1/initiatives/held").json());
    assert!(((after / 0.5 - 0.5).fract()).abs() < 1e-9 && after != place(&first), "{after}");
    assert!(
        server.get("/api/v1/initiatives/held/iati").text().contains(&format!("<pos>{after:.5} "))
    );
    // Published again, it is back, as coarse as it has to be; and again as it was, where that may be.
    let node = server.killed();
    publish(&node, &wide, &out, &["--country", "STP"]);
    node.run(&["verify"]).well();
    let server = Server::start(node, &["--catalogue", &wide]);
    let sites = server.get("/plans/held/files/sites.csv").text();
    assert!(sites.contains("-2.25") && !sites.contains("-2.03909"), "{sites}");
    let record = server.get("/api/v1/records/plan/held").json().to_string();
    let hash = sha256(&std::fs::read(out.join("summary.json")).unwrap());
    assert!(record.contains(&hash), "who has the folder can show that it is this plan: {record}");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(bytes))
}

#[test]
fn places_wait_as_long_as_the_ministry_lets_them() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    island(&out);
    let late = catalogue(folder.path(), "late", &format!("{ROUNDED}delay_days = 30\n"));
    let node = Node::new();
    publish(&node, &late, &out, &[]);
    let server = Server::start(node, &["--catalogue", &late]);
    let page = server.get("/fr/plans/held").text();
    assert!(
        page.contains("le ministère les fait attendre") && !page.contains("id=\"find\""),
        "{page}"
    );
    for (name, status) in [
        ("sites.csv", 404),
        ("lines.geojson", 404),
        ("map.svg", 404),
        ("phases.csv", 404),
        ("summary.json", 200),
        ("lots.csv", 200),
    ] {
        assert_eq!(server.get(&format!("/plans/held/files/{name}")).status, status, "{name}");
    }
    let area = attributes(&page, "href").into_iter().find(|link| link.contains("/area?")).unwrap();
    let area = server.get(&area.replace("&#38;", "&").replace("&amp;", "&")).text();
    assert!(
        area.contains("le ministère les fait attendre") && !area.contains("/site?id="),
        "{area}"
    );
}

/// A plan that names no country is held to the policy of every country that its sites may be in.
#[test]
fn leaving_the_country_out_is_no_way_past_its_ministry() {
    let folder = tempfile::tempdir().unwrap();
    let (out, public) = (folder.path().join("plan"), folder.path().join("public"));
    let sites = folder.path().join("schools.csv");
    let rows = (0..30)
        .map(|at| format!("s{at},School {at},District {},0.2{at:02}7,6.6{at:02}3\n", at % 2));
    std::fs::write(&sites, format!("id,name,district,lat,lon\n{}", rows.collect::<String>()))
        .unwrap();
    plan(&out, folder.path(), &["schools.csv"], &[]);
    let strict = format!(
        "{ROUNDED}[country.STP]\nprecision = \"areas\"\n[country.KEN]\nprecision = \"areas\"\nround = 1\n"
    );
    let strict = catalogue(folder.path(), "strict", &strict);
    let node = Node::new();
    publish(&node, &strict, &out, &[]);
    let server = Server::start(node, &["--catalogue", &strict]);
    assert_eq!(server.get("/plans/held/files/sites.csv").status, 404);
    let summary = server.get("/plans/held/files/summary.json").json();
    // Of São Tomé and Príncipe, not of Kenya, in whose box no site is.
    assert_eq!(
        (&summary["places"]["precision"], &summary["places"]["round"]),
        (&"areas".into(), &0.1.into())
    );
    // What is public is not a plan that can be published anew.
    std::fs::create_dir(&public).unwrap();
    for name in [
        "summary.json",
        "phases.csv",
        "lots.csv",
        "bill_of_quantities.csv",
        "areas.csv",
        "cleaning.json",
        "map.svg",
        "report-en.html",
        "report-fr.html",
    ] {
        std::fs::write(public.join(name), server.get(&format!("/plans/held/files/{name}")).bytes)
            .unwrap();
    }
    let folder = public.display().to_string();
    let again =
        ["plan", "publish", &folder, "--title", "Again", "--commitment", "gdc.1.connectivity.a"];
    let refused = server.node.run(&again);
    assert!(refused.code != 0 && refused.err.contains("without its places"), "{refused:?}");
}
