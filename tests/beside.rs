//! A scorecard beside those of countries that a reader chose.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use passerelle_tests::node::Node;
use passerelle_tests::server::Server;

/// Figures of three countries; Tanzania has one that was not known in 2024, Uganda lacks the second indicator.
fn figures(folder: &Path) -> PathBuf {
    let text = "indicator,place,period,value,unit,standard_error,n\n\
                internet_users,KEN,2024,37.6,percent,1.2,2400\n\
                internet_users,TZA,2022,31.9,percent,1.1,1900\n\
                internet_users,TZA,2025,55,percent,1.1,1900\n\
                internet_users,UGA,2010,12.5,percent,0.9,1500\n\
                phone_ownership,KEN,2024,81,percent,1,2400\n\
                phone_ownership,TZA,2022,70,percent,1,1900\n";
    let path = folder.join("survey.csv");
    std::fs::write(&path, text).unwrap();
    path
}

fn node(folder: &Path) -> Node {
    let node = Node::new();
    let (code, answer) = node.import(&[&figures(folder)], &[]);
    assert_eq!(code, 0, "{answer}");
    node
}

#[test]
fn countries_are_chosen_at_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let node = node(folder.path());
    let text = node.run(&["scorecard", "KEN", "2024", "--peers", "tza,UGA"]).well().out;
    let line = |start: &str| {
        let mut lines = text.lines().map(str::trim);
        lines.find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {text}"))
    };
    let tanzania = line("Tanzania: 31.9%");
    assert!(tanzania.contains("2022") && tanzania.contains("between"), "{tanzania}");
    assert!(tanzania.contains("source: "), "{tanzania}");
    assert!(line("Uganda: 12.5%").contains("over ten years old"), "{text}");
    assert_eq!(line("Uganda: no"), "Uganda: no figure of that year or before");
    let json = node.run(&["scorecard", "KEN", "2024", "--peers", "TZA", "--format", "json"]);
    let json = json.well().json();
    assert_eq!(json["peers"][0]["country"]["iso3"], "TZA");
    let figure = &json["peers"][0]["figures"][0];
    assert_eq!((&figure["value"], &figure["unit"]), (&31.9.into(), &"percent".into()));
    assert!(figure["interval"]["low"].as_f64().unwrap() < 31.9, "{figure}");
    let alone = node.run(&["scorecard", "KEN", "2024", "--format", "json"]).well().json();
    assert!(alone.get("peers").is_none());
    let unknown = node.run(&["scorecard", "KEN", "2024", "--peers", "TZA,XYZ"]);
    assert!(unknown.code == 1 && unknown.err.contains("“XYZ”"), "{unknown:?}");
    let many = "TZA,UGA,RWA,BDI,ETH,SOM,SSD";
    let many = node.run(&["scorecard", "KEN", "2024", "--peers", many]);
    assert!(many.code == 1 && many.err.contains("six"), "{many:?}");
}

#[test]
fn countries_are_chosen_on_the_page_and_in_the_api() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(node(folder.path()), &[]);
    let page = server.get("/en/scorecards/KEN/2024?peers=TZA,UGA");
    let text = page.text();
    assert!(text.contains("Tanzania: 31.9%") && text.contains("Uganda: 12.5%"), "{text}");
    assert!(text.contains("<option value=\"TZA\" selected>"), "{text}");
    assert!(!text.contains("<option value=\"KEN\""), "not beside itself");
    // As a form without script sends it, with one that is no country.
    let form = server.get("/fr/scorecards/KEN/2024?peers=TZA&peers=&peers=XYZ").text();
    assert!(form.contains("Tanzanie\u{a0}: 31,9") && form.contains("XYZ"), "{form}");
    assert!(!server.get("/en/scorecards/KEN/2024").text().contains("Tanzania: "));
    let json = server.get("/api/v1/scorecards/KEN/2024?peers=TZA,UGA").json();
    assert_eq!(json["peers"].as_array().unwrap().len(), 2);
    assert_eq!(json["peers"][1]["figures"][0]["outdated"], true);
    assert_eq!(server.get("/api/v1/scorecards/KEN/2024?peers=XYZ").status, 404);
    let many = server.get("/api/v1/scorecards/KEN/2024?peers=TZA,UGA,RWA,BDI,ETH,SOM,SSD");
    assert_eq!(many.status, 400, "{}", many.text());
}
