//! Pages over everything that was published: every number has its source, and what they say agrees.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex, PoisonError, Weak};

use passerelle_tests::html::main_text;
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;
use passerelle_tests::shared;
use serde_json::{Value, json};

/// One node with the real figures, where they are there, for all the tests that run now.
fn real() -> Option<Arc<Server>> {
    static SERVER: Mutex<Weak<Server>> = Mutex::new(Weak::new());
    let mut kept = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(server) = kept.upgrade() {
        return Some(server);
    }
    let series = shared("data/country_series")?;
    let node = Node::new();
    let mut folders = vec![series];
    folders.extend(shared("data/kenya"));
    let folders: Vec<&std::path::Path> = folders.iter().map(std::path::PathBuf::as_path).collect();
    node.import(&folders, &[]);
    let server = Arc::new(Server::start(node, &[]));
    *kept = Arc::downgrade(&server);
    Some(server)
}

/// What stands between an opening and its end, each time.
fn between<'t>(text: &'t str, opening: &str, end: &str) -> Vec<&'t str> {
    text.split(opening).skip(1).map(|part| part.split(end).next().unwrap()).collect()
}

fn has_source(part: &str) -> bool {
    part.contains("/sources#") || part.contains("#countries\"")
}

#[test]
fn every_number_leads_to_its_source() {
    let Some(server) = real() else {
        println!("not tested: the shared data is not there");
        return;
    };
    for lang in ["en", "fr"] {
        let page = |path: &str| server.get(&format!("/{lang}{path}")).text();
        // Rows of tables: of each row that has a figure, a source.
        for path in [
            "/indicators/internet_users",
            "/indicators/internet_users/KEN",
            "/indicators/households_internet/KEN",
            "/indicators/internet_users/KEN/mombasa",
            "/indicators/coverage_4g",
        ] {
            let text = page(path);
            let rows = between(&text, "<tr><th scope=\"row\">", "</tr>");
            assert!(!rows.is_empty(), "{path}");
            for row in rows {
                assert!(has_source(row), "{path}: {row}");
            }
        }
        let compared = page("/compare?place=KEN&place=FRA&place=africa");
        let cells = between(&compared, "<td class=\"n\">", "</td>");
        let figures = cells.iter().filter(|cell| cell.contains("<br>"));
        assert!(figures.clone().count() > 30, "{}", cells.len());
        for cell in figures {
            assert!(has_source(cell), "{cell}");
        }
        // First sentences: a source stands right after.
        for path in [
            "/",
            "/map",
            "/indicators",
            "/countries",
            "/countries/KEN",
            "/countries/KEN/mombasa",
            "/indicators/internet_users",
            "/indicators/internet_users/KEN",
            "/indicators/mobile_data_price",
            "/compare?place=KEN&place=FRA&place=africa",
        ] {
            let text = page(path);
            let lead = text.split_once("class=\"lead\"").unwrap().1;
            let start: String = lead.chars().take(1_500).collect();
            assert!(has_source(&start), "{lang}{path}: {start}");
            let said = main_text(&text);
            assert!(said.chars().take(500).any(|c| c.is_ascii_digit()), "{path}: {said}");
        }
        // What shows a commitment.
        let mut shown = 0;
        for id in ["gdc.1.connectivity.a", "gdc.1.connectivity.c", "gdc.1.literacy.b"] {
            let text = page(&format!("/commitments/{id}"));
            for row in between(&text, "<li class=\"row\">", "</ul>\n<h2>") {
                for said in between(row, "<p>", "</div>") {
                    shown += 1;
                    assert!(has_source(said), "{id}: {said}");
                }
                for fast in between(row, "<ul class=\"small\"><li>", "</ul>") {
                    assert_eq!(fast.matches("/sources#").count(), fast.matches("</li>").count());
                }
            }
        }
        assert!(shown > 1, "{shown}");
    }
}

#[test]
fn every_indicator_answers_with_a_sentence_and_a_number() {
    let Some(server) = real() else {
        println!("not tested: the shared data is not there");
        return;
    };
    let indicators = server.get("/api/v1/indicators").json();
    for indicator in indicators.as_array().unwrap() {
        let code = indicator["code"].as_str().unwrap();
        let view = server.get(&format!("/api/v1/indicators/{code}")).json();
        let has_figures = ["countries", "world"].iter().any(|list| view[list] != json!([]));
        for lang in ["en", "fr"] {
            let text = server.get(&format!("/{lang}/indicators/{code}")).text();
            let lead = between(&text, "<p class=\"lead\">", "</p>");
            assert_eq!(lead.len(), 1, "{lang} {code}");
            let has_number = lead[0].chars().any(|c| c.is_ascii_digit());
            assert!(has_number || !has_figures, "{lang} {code}: {}", lead[0]);
        }
    }
}

/// The numbers of a pace as written: `+3.5 a year; +6.6 a year…`.
fn numbers(text: &str) -> Vec<f64> {
    let cleaned = text.replace('\u{2212}', "-").replace(',', "");
    let parts = cleaned.split(|c: char| !(c.is_ascii_digit() || "+-.".contains(c)));
    parts.filter_map(|part| part.trim_end_matches('.').parse().ok()).collect()
}

#[test]
fn verdict_pace_need_and_arrival_agree_everywhere() {
    let Some(server) = real() else {
        println!("not tested: the shared data is not there");
        return;
    };
    let (mut slow, mut on_track) = (0, 0);
    let countries = server.get("/api/v1/countries").json();
    for country in countries.as_array().unwrap() {
        let iso3 = country["iso3"].as_str().unwrap();
        let view = server.get(&format!("/api/v1/countries/{iso3}")).json();
        for row in view["rows"].as_array().unwrap() {
            let standing = &row["standing"];
            let what = format!("{iso3} {}: {standing}", row["indicator"]);
            let Some(year) = standing["target"]["year"].as_i64() else { continue };
            let toward = standing["gap"].as_f64().map_or(1.0, f64::signum);
            let (pace, needed) = (standing["pace"].as_f64(), standing["needed_pace"].as_f64());
            let arrival = standing["arrival"].as_i64();
            let past = standing["reason"] == json!("target_year_passed");
            match standing["class"].as_str().unwrap() {
                "too_slow" if past => {
                    assert!(arrival.is_none_or(|arrival| arrival > year), "{what}")
                }
                class @ ("too_slow" | "little_change" | "moving_away") => {
                    slow += usize::from(class == "too_slow");
                    assert!(arrival.is_none_or(|arrival| arrival > year), "{what}");
                    if let Some(needed) = needed {
                        assert!(toward * needed > toward * pace.unwrap(), "{what}");
                    }
                }
                "on_track" => {
                    on_track += 1;
                    assert!(arrival.is_some_and(|arrival| arrival <= year), "{what}");
                    if let Some(needed) = needed {
                        assert!(toward * needed <= toward * pace.unwrap(), "{what}");
                    }
                }
                "met" => assert!(arrival.is_none() && needed.is_none(), "{what}"),
                _ => {}
            }
        }
        told_as_computed(&server, iso3, &view);
    }
    println!("{slow} too slow, {on_track} on track");
    assert!(slow > 100 && on_track > 20, "{slow} {on_track}");
}

/// What the page writes of pace and need agrees with the verdict beside it.
fn told_as_computed(server: &Server, iso3: &str, view: &Value) {
    let text = server.get(&format!("/en/countries/{iso3}")).text();
    for row in between(&text, "<li class=\"row\" id=\"", "</li>\n<li class=\"row") {
        let code = row.split('"').next().unwrap();
        let rows = view["rows"].as_array().unwrap();
        let Some(found) = rows.iter().find(|one| one["indicator"] == json!(code)) else { continue };
        let toward = found["standing"]["gap"].as_f64().map_or(1.0, f64::signum);
        let Some(said) = between(row, "</span> <span class=\"small\">", "</span>").first().copied()
        else {
            continue;
        };
        assert!(!said.contains("+0.0 ") && !said.contains("+0 a year"), "{iso3} {code}: {said}");
        if !row.contains("Too slow") || said.starts_with("no change") {
            continue;
        }
        match numbers(said)[..] {
            [pace, needed] => assert!(toward * needed > toward * pace, "{iso3} {code}: {said}"),
            _ => assert!(found["standing"]["needed_pace"].is_null(), "{iso3} {code}: {said}"),
        }
        if let Some(even) = found["standing"]["even_arrival"].as_i64() {
            assert!(!row.contains(&format!("it would be {even}")), "{iso3} {code}");
        }
    }
}

#[test]
fn monitored_figures_are_not_said_to_be_the_country_s_own() {
    let (folder, node) = (tempfile::tempdir().unwrap(), Node::new());
    let path = folder.path().join("it_use_ii99.csv");
    let rows = "geo_area,nature,units,year,it_use_ii99\n404,g,per_100_pop,2020,24\n\
                800,c,per_100_pop,2020,20\n646,na,per_100_pop,2020,30\n834,ca,per_100_pop,2020,29\n";
    std::fs::write(&path, rows).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    let server = Server::start(node, &[]);
    let status = |place: &str| {
        let page =
            server.get(&format!("/api/v1/observations?place={place}&indicator=internet_users"));
        page.json()["observations"][0]["status"].clone()
    };
    let statuses = ["KEN", "UGA", "RWA", "TZA"].map(status);
    assert_eq!(
        statuses,
        ["global_monitoring", "reported", "normal", "adjusted"].map(|one| json!(one))
    );
    for (lang, said, never) in [
        ("en", "compiled by the international agency that monitors it", "reported by the country"),
        (
            "fr",
            "établi par l’institution internationale qui en fait le suivi",
            "déclaré par le pays",
        ),
    ] {
        let page = main_text(&server.get(&format!("/{lang}/countries/KEN")).text());
        assert!(page.contains(said) && !page.contains(never), "{page}");
    }
}
