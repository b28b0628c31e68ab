//! What the node's owner decides to show, and what every figure leads to.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use passerelle_tests::html::{attributes, main_text};
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;
use serde_json::{Value, json};

const LANGS: &[&str] = &["en", "fr"];

/// Eight countries of Eastern Africa: two have the same figure, and one a figure of long ago.
fn node_to_rank() -> Node {
    let (folder, node) = (tempfile::tempdir().unwrap(), Node::new());
    let path = folder.path().join("survey.csv");
    let places = ["BDI", "COM", "DJI", "ERI", "ETH", "KEN", "MDG"].iter().enumerate();
    let mut rows = "indicator,place,period,value\n".to_owned();
    for (index, place) in places {
        let value = if *place == "ETH" { 60 } else { 10 * (index + 1) };
        rows.push_str(&format!("internet_users,{place},2023,{value}\n"));
    }
    rows.push_str("internet_users,MWI,2005,99\n");
    std::fs::write(&path, rows).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    node
}

fn eastern_africa(server: &Server, place: &str) -> Value {
    let view = server.get(&format!("/api/v1/countries/{place}")).json();
    let rows = view["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["indicator"] == json!("internet_users")).unwrap();
    let peers = row["peers"].as_array().unwrap();
    peers.iter().find(|one| one["group"] == json!("eastern_africa")).unwrap().clone()
}

#[test]
fn ranks_are_shown_only_where_the_owner_asks_for_them() {
    let server = Server::start(node_to_rank(), &["--show-ranks"]);
    // The year moves on and the test does not: after 2033 its figures are no longer ranked.
    assert_eq!(eastern_africa(&server, "MDG")["rank"], json!({ "rank": 1, "of": 7, "tied": 0 }));
    assert_eq!(eastern_africa(&server, "KEN")["rank"], json!({ "rank": 2, "of": 7, "tied": 1 }));
    assert!(eastern_africa(&server, "MWI").get("rank").is_none(), "a figure of 2005");
    let said = "Here: 2nd of 7 with a figure from the last ten years, the highest first, level with 1 other.";
    let dit = "Ici\u{a0}: 2e rang sur 7 pays qui ont un chiffre des dix dernières années";
    for path in ["/countries/KEN", "/indicators/internet_users/KEN"] {
        assert!(server.get(&format!("/en{path}")).text().contains(said), "{path}");
        assert!(server.get(&format!("/fr{path}")).text().contains(dit), "{path}");
    }
    assert!(!server.get("/en/indicators/internet_users/MWI").text().contains("Here: "));

    let server = Server::start(node_to_rank(), &[]);
    let found = eastern_africa(&server, "KEN").to_string();
    assert!(!found.contains("rank") && !found.contains("position"), "{found}");
    for path in ["/countries/KEN", "/indicators/internet_users/KEN"] {
        let text = server.get(&format!("/en{path}")).text();
        assert!(text.contains("half are at") && !text.contains("Here: "), "{path}");
    }
}

#[test]
fn every_source_of_a_figure_is_on_the_sources_page() {
    let (folder, node) = (tempfile::tempdir().unwrap(), Node::new());
    let path = folder.path().join("survey.csv");
    let rows = "indicator,place,period,value,source\n\
                internet_users,KEN,2023,40,\n\
                internet_users,UGA,2023,20,main\n\
                internet_users,RWA,2023,30,\"Une enquête, \"\"à nous\"\" <2023>\"\n";
    std::fs::write(&path, rows).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    let server = Server::start(node, &["--demo"]);
    for lang in LANGS {
        let path = format!("/{lang}/sources");
        let page = server.get(&path);
        let anchors = attributes(&page.text(), "id");
        for catalogued in ["worldbank", "itu-datahub", "gdc", "roadmap", "hlp", "demo", "afnu"] {
            assert!(anchors.iter().any(|id| id == catalogued), "{path}: {catalogued}");
        }
        // Every link to a source that pages of figures have leads to an entry.
        let mut links = BTreeSet::new();
        for place in ["KEN", "UGA", "RWA", "XEX"] {
            let path = format!("/{lang}/countries/{place}");
            links.extend(attributes(&server.get(&path).text(), "href"));
        }
        let opening = format!("{path}#");
        let wanted: BTreeSet<&str> =
            links.iter().filter_map(|link| link.strip_prefix(&opening)).collect();
        // Of the file itself, of a source that only a file names, and of the invented country.
        assert!(["import-2", "local", "demo"].iter().all(|id| wanted.contains(id)), "{wanted:?}");
        for id in wanted {
            assert!(anchors.iter().any(|known| known == id), "{path}: nothing is called {id}");
        }
    }
    // And every id that the cellar holds has its name there.
    let figures = server.node.figures(&[]);
    let ids: BTreeSet<&str> =
        figures.iter().flat_map(|figure| figure["source"].as_str().unwrap().split('+')).collect();
    assert!(ids.contains("roadmap") && ids.contains("roadmap-press"), "{ids:?}");
    let anchors = attributes(&server.get("/en/sources").text(), "id");
    let as_anchor = |id: &str| {
        let kept = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        format!("other-{}", id.chars().map(kept).collect::<String>())
    };
    for id in ids {
        let id = id.split(':').next().unwrap();
        assert!(anchors.iter().any(|known| known == id || *known == as_anchor(id)), "{id}");
    }
}

/// A published series of Kenya and of the world, as the database of the United Nations writes it, and a
/// file of one's own.
fn node_with_own(own: &str) -> Node {
    let (folder, node) = (tempfile::tempdir().unwrap(), Node::new());
    let published = folder.path().join("it_use_ii99.csv");
    let row = |place: u16, nature: &str, year: i32, value: f64| {
        format!("{place},{nature},per_100_pop,{year},{value}\n")
    };
    let mut rows = "geo_area,nature,units,year,it_use_ii99\n".to_owned();
    for (year, value) in [(2020, 24.0), (2021, 27.0), (2022, 31.0), (2024, 35.0)] {
        rows.push_str(&row(404, "m", year, value));
    }
    rows.push_str(&row(1, "notspec", 2018, 51.0));
    std::fs::write(&published, rows).unwrap();
    let path = folder.path().join("census.csv");
    let head = "indicator,place,period,value,standard_error,n,source\n";
    std::fs::write(&path, format!("{head}{own}")).unwrap();
    assert_eq!(node.import(&[&published, &path], &[]).0, 0);
    node
}

fn internet_in(server: &Server, place: &str) -> Value {
    let view = server.get(&format!("/api/v1/countries/{place}")).json();
    let rows = view["rows"].as_array().unwrap();
    rows.iter().find(|row| row["indicator"] == json!("internet_users")).unwrap().clone()
}

#[test]
fn a_newer_figure_of_one_s_own_leads_and_an_older_one_is_beside() {
    let server = Server::start(node_with_own("internet_users,KEN,2025,48.2,0.9,24000,\n"), &[]);
    let row = internet_in(&server, "KEN");
    assert_eq!((&row["standing"]["latest"]["value"], &row["newer"]), (&json!(48.2), &json!([])));
    assert_eq!(row["standing"]["trend"], json!(null), "a trend never mixes sources");
    for path in ["/countries/KEN", "/countries/KEN/embed", "/indicators/internet_users/KEN/embed"] {
        let page = server.get(&format!("/en{path}")).text();
        let text = main_text(&page);
        assert!(text.contains("48.2%") && text.contains("file census.csv (import "), "{path}");
        assert!(page.contains("/en/sources#import-"), "{path}");
    }
    let page = main_text(&server.get("/en/indicators/internet_users/KEN").text());
    assert!(
        page.contains("Global database of the SDG indicators (UN): 35.0% (2024, from a model)")
    );

    // Of the same year, what is published leads, and the difference is told.
    let server = Server::start(node_with_own("internet_users,KEN,2024,48.2,,,gapminder\n"), &[]);
    let row = internet_in(&server, "KEN");
    assert_eq!(row["standing"]["latest"]["value"], json!(35.0));
    assert_eq!(row["disagreements"][0]["other_source"], json!("local:gapminder"));
    let page = main_text(&server.get("/fr/countries/KEN").text());
    assert!(
        page.contains("48,2\u{202f}% pour 2024") && page.contains("tiré d’un modèle"),
        "{page}"
    );
    assert!(page.contains("d’après un fichier apporté à ce nœud"), "{page}");
}

#[test]
fn a_newer_figure_that_does_not_lead_is_told_in_words() {
    let server = Server::start(node_with_own("internet_users,KEN,2010,7,,,\n"), &[]);
    // The Roadmap states 53.6 for the world in 2019; the database comes first, with 51 in 2018.
    let page = main_text(&server.get("/en/indicators/internet_users").text());
    let newer = "A newer figure: 53.6% (2019), source: Roadmap for Digital Cooperation.";
    assert!(page.contains("about 51 of every 100") && page.contains(newer), "{page}");
    let view = server.get("/api/v1/indicators/internet_users").json();
    assert_eq!(view["world_newer"][0]["source"], json!("roadmap"));
    assert!(!main_text(&server.get("/en/countries/KEN").text()).contains("newer figure"));
}

#[test]
fn the_invented_country_counts_nowhere() {
    let server = Server::start(node_to_rank(), &["--demo"]);
    let told = |path: &str| main_text(&server.get(&format!("/en{path}")).text());
    let page = told("/indicators/internet_users");
    assert!(
        page.contains("8 countries") && page.contains("(fictional) invented country"),
        "{page}"
    );
    assert!(told("/map?indicator=internet_users").contains(": 8 countries have a figure"));
    assert!(told("/commitments/gdc.1.connectivity.c").contains("8 countries have a figure."));
    // Three groups have one too, which the Roadmap states.
    let page = told("/indicators");
    assert!(page.contains("People using the Internet\n11 countries or groups"), "{page}");
    let peers = |place: &str| internet_in(&server, place)["peers"].as_array().unwrap().clone();
    let world = |place: &str| {
        let of = peers(place).into_iter().find(|one| one["group"] == json!("world"));
        of.map(|found| found["peers"]["n"].clone())
    };
    assert_eq!(world("KEN"), Some(json!(7)), "the figure of 2005 is too old");
    assert!([None, Some(json!(7))].contains(&world("XEX")), "{:?}", world("XEX"));
}

#[test]
fn of_two_gaps_between_ages_the_widest_is_told() {
    let (folder, node) = (tempfile::tempdir().unwrap(), Node::new());
    let path = folder.path().join("ages.csv");
    let mut rows = "indicator,place,period,dimensions,value\n".to_owned();
    let ages =
        [("75_over", 5), ("15_24", 60), ("65_74", 20), ("25_34", 50), ("3_4", 1), ("35_44", 40)];
    for (age, value) in ages {
        rows.push_str(&format!("internet_users,KEN,2024,age={age},{value}\n"));
    }
    rows.push_str("internet_users,KEN,2024,sex=female,30\ninternet_users,KEN,2024,sex=male,40\n");
    std::fs::write(&path, rows).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    let server = Server::start(node, &[]);
    let view = server.get("/api/v1/countries/KEN").json();
    let gaps = view["left_out"].as_array().unwrap().iter();
    let gaps: Vec<_> = gaps.map(|gap| (&gap["dimension"], &gap["group"])).collect();
    assert_eq!(gaps, [(&json!("age"), &json!("75_over")), (&json!("sex"), &json!("female"))]);
    // And the table of groups has them by age.
    let page = main_text(&server.get("/en/indicators/internet_users/KEN").text());
    let table = page.split("By group of people").nth(2).unwrap();
    let at = |value: &str| table.find(value).unwrap();
    let order = ["30.0%", "40.0%", "1.0%", "60.0%", "50.0%"].map(at);
    assert!(order.is_sorted(), "women, men, then 3 to 4, 15 to 24, 25 to 34: {table}");
}

#[test]
fn what_was_asked_and_cannot_be_compared_is_told() {
    let server = Server::demo();
    let places =
        ["KEN", "TZA", "UGA", "RWA", "BDI", "ETH", "DJI"].map(|one| format!("&place={one}"));
    let asked = format!("/compare?place=ZZZ%3Cb%3E{}", places.concat());
    let page = server.get(&format!("/en{asked}")).text();
    assert!(main_text(&page).contains("Djibouti is not in the comparison"), "{page}");
    assert!(page.contains("ZZZ") && !page.contains("ZZZ<b>"), "said, and never run");
    assert!(main_text(&server.get(&format!("/fr{asked}")).text()).contains("six lieux au plus"));
    assert!(!server.get("/en/compare?place=KEN").text().contains("not in the comparison"));
}

#[test]
fn words_and_not_codes() {
    let server = Server::demo();
    let (en, fr) = ("/en/indicators/people_offline", "/fr/indicators/people_offline");
    let page = main_text(&server.get(en).text());
    assert!(page.contains("about 2.6 billion people do not use the Internet (2024)"), "{page}");
    assert!(page.contains("Roadmap for Digital Cooperation, paragraph 13"), "{page}");
    assert!(!page.contains("roadmap:") && !page.contains("gdc:"), "{page}");
    let page = main_text(&server.get(fr).text());
    assert!(page.contains("environ 2,6\u{a0}milliards de personnes"), "{page}");
    for lang in LANGS {
        let page = main_text(&server.get(&format!("/{lang}/countries/XEX")).text());
        let month = if *lang == "en" {
            "September 2025; that date has passed"
        } else {
            "septembre 2025, déjà passée"
        };
        assert!(page.contains(month) && !page.contains("2025-09"), "{page}");
        let page = main_text(&server.get(&format!("/{lang}/indicators/internet_users/XEX")).text());
        assert!(!page.contains("no reservation") && !page.contains("sans réserve"), "{page}");
    }
}
