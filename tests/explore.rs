//! The disaggregation explorer, as people and programs meet it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::html::{attributes, main_text, plain};
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;
use serde_json::json;

const FIGURES: &str = "indicator,place,period,dimensions,value,unit,standard_error,n,status,source\n\
    internet_users,KEN,2022,,40.8,percent,1.2,4000,normal,survey\n\
    internet_users,KEN,2022,sex=female,35.2,percent,1.5,2100,normal,survey\n\
    internet_users,KEN,2022,sex=male,46.1,percent,1.6,1900,normal,survey\n\
    internet_users,KEN,2022,age=75_over,,percent,,,protected,survey\n\
    internet_users,KEN,2022,age=15_24,61,percent,9,30,unreliable,survey\n\
    internet_users,KEN,2022,location=rural;sex=female,21.5,percent,2,900,normal,survey\n\
    internet_users,KEN/mombasa,2022,,60.5,percent,4.5,150,normal,survey\n\
    internet_users,KEN/kisumu,2022,,48.5,percent,4.5,150,unreliable,survey\n\
    internet_users,KEN/mombasa,2022,sex=female,55.25,percent,5.5,80,normal,survey\n\
    internet_users,KEN/kisumu,2022,sex=female,,percent,,,protected,survey\n";

fn server() -> Server {
    let node = Node::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figures.csv");
    std::fs::write(&path, FIGURES).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    Server::start(node, &[])
}

const SURVEY: &str = "indicator=internet_users&place=KEN&source=local%3Asurvey";

#[test]
fn groups_stand_side_by_side_with_what_is_to_be_known_of_them() {
    let server = server();
    for (lang, women, from, withheld) in [
        ("en", "Women", "From 35.2% (Women) to 46.1% (Men)", "withheld"),
        ("fr", "Femmes", "De 35,2", "pour protéger les personnes"),
    ] {
        let page = server.get(&format!("/{lang}/explore?{SURVEY}&by=sex"));
        assert_eq!(page.status, 200, "{}", page.text());
        let text = main_text(&page.text());
        assert!(text.contains(women) && text.contains(from), "{text}");
        assert!(page.text().contains("<p role=\"status\">"), "{lang}: what is found is said");
        assert_eq!(page.text().matches("class=\"c-now\"").count(), 4, "three groups, one region");
        let ages = server.get(&format!("/{lang}/explore?{SURVEY}&by=age")).text();
        assert!(main_text(&ages).contains(withheld), "{}", main_text(&ages));
        assert_eq!(ages.matches("class=\"c-past\"").count(), 2, "the unreliable are drawn lighter");
    }
    let both = main_text(&server.get(&format!("/en/explore?{SURVEY}&by=location&and=sex")).text());
    assert!(both.contains("Rural, Women") || both.contains("Rural areas, Women"), "{both}");
    let none =
        main_text(&server.get("/en/explore?indicator=internet_users&place=KEN&by=income").text());
    assert!(none.contains("No source read here"), "{none}");
}

#[test]
fn regions_follow_the_choice() {
    let server = server();
    let order = |text: &str| (text.find("Mombasa").unwrap(), text.find("Kisumu").unwrap());
    let page = server.get(&format!("/en/explore?{SURVEY}&by=sex"));
    let everyone = main_text(&page.text());
    let (mombasa, kisumu) = order(&everyone);
    assert!(mombasa < kisumu && everyone.contains("60.5%"), "by their figures: {everyone}");
    assert!(everyone.contains("no outlines"), "{everyone}");
    let women = server.get(&format!("/en/explore?{SURVEY}&by=sex&among=sex%3Dfemale"));
    let women = main_text(&women.text());
    assert!(women.contains("Kenya, Women") && women.contains("55.2%"), "{women}");
    assert!(women.contains("not shown, to protect people"), "{women}");
}

#[test]
fn a_map_is_drawn_where_the_catalogue_has_outlines() {
    let folder = tempfile::tempdir().unwrap();
    let areas = folder.path().join("map/areas");
    std::fs::create_dir_all(&areas).unwrap();
    let header = "width = 600\nheight = 700\nsource = \"Survey of Kenya\"\nlicence = \"CC0-1.0\"\n";
    std::fs::write(areas.join("KEN.toml"), header).unwrap();
    let rows = "place\tpath\nKEN/mombasa\tM0 0l9 0 0 9z\nKEN/kisumu\tM20 0l9 0 0 9z\nKEN/nyeri\tM40 0l9 0 0 9z\n";
    std::fs::write(areas.join("KEN.tsv"), rows).unwrap();
    let node = Node::new();
    let path = folder.path().join("figures.csv");
    std::fs::write(&path, FIGURES).unwrap();
    assert_eq!(node.import(&[&path], &[]).0, 0);
    let server = Server::start(node, &["--catalogue", folder.path().to_str().unwrap()]);
    let drawn = |among: &str| -> Vec<String> {
        let page = server.get(&format!("/en/explore?{SURVEY}&by=sex&among={among}")).text();
        assert!(page.contains("Survey of Kenya") && !page.contains("no outlines"));
        let shapes = page.split("<path class=\"m").skip(1);
        let shapes = shapes.filter(|part| part.contains("<title>"));
        shapes.map(|part| part.chars().next().unwrap().to_string()).collect()
    };
    // Kisumu's figure of everyone is too uncertain, that of its women is withheld.
    assert_eq!(drawn(""), ["4", "6", "0"]);
    assert_eq!(drawn("sex%3Dfemale"), ["3", "0", "0"]);
}

#[test]
fn a_view_has_an_address_that_lasts_and_files() {
    let server = server();
    let page = server
        .get("/en/explore?indicator=internet_users&place=KEN&by=sex&source=local%3Asurvey")
        .text();
    let own =
        "/en/explore?indicator=internet_users&place=KEN&by=sex&period=2022&source=local%3Asurvey";
    let links: Vec<String> = attributes(&page, "href");
    assert!(links.iter().any(|link| link == own), "{links:?}");
    assert!(links.iter().any(|link| *link == own.replace("/en/", "/fr/")), "the language keeps it");
    assert_eq!(main_text(&server.get(own).text()), main_text(&page));
    let csv = links.iter().find(|link| link.starts_with("/api/v1/explore")).unwrap();
    let file = server.get(csv);
    assert!(file.header("content-type").starts_with("text/csv"), "{csv}");
    let text = file.text();
    assert!(text.contains("sex=female,35.2,percent,1.5,2100,normal"), "{text}");
    assert!(text.contains("KEN/mombasa"), "{text}");
    let sdmx = links.iter().find(|link| link.starts_with("/api/sdmx/data")).unwrap();
    assert_eq!(server.get(sdmx).status, 200, "{sdmx}");
    let answer = server.get(&format!("/api/v1/explore?{SURVEY}&by=sex")).json();
    assert_eq!(answer["cells"].as_array().unwrap().len(), 3);
    assert_eq!(answer["dimensions"], json!(["sex", "age", "location"]), "{answer}");
    let led = server.get_with(&format!("/en/explore?{SURVEY}"), &[("accept", "application/json")]);
    assert_eq!(led.status, 303);
}

#[test]
fn what_is_not_there_is_said() {
    let server = server();
    for (path, status) in [
        ("/en/explore", 200),
        ("/fr/explore?place=KEN", 200),
        ("/en/explore?indicator=internet_users", 200),
        ("/en/explore?indicator=none&place=KEN", 404),
        ("/en/explore?indicator=internet_users&place=ZZZ", 404),
        ("/en/explore?indicator=internet_users&place=KEN/nowhere", 404),
        ("/en/explore?indicator=internet_users&place=KEN&period=soon&among=x", 200),
        ("/api/v1/explore?indicator=internet_users&place=KEN&period=soon", 400),
        ("/api/v1/explore?indicator=none&place=KEN", 404),
        ("/api/v1/explore?indicator=internet_users", 400),
        ("/api/v1/explore?indicator=internet_users&place=KEN&among=x", 400),
    ] {
        let page = server.get(path);
        assert_eq!(page.status, status, "{path}: {}", page.text());
        assert!(!page.text().contains('⟦'), "{path}");
    }
}

#[test]
fn the_one_script_is_from_here_and_only_makes_a_working_page_nicer() {
    let server = server();
    let path = format!("/en/explore?{SURVEY}&by=sex");
    // Twice: what is kept has the same policy as what is made.
    for page in [server.get(&path), server.get(&path)] {
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self';") && policy.contains("connect-src 'self';"),
            "{policy}"
        );
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(page.header("x-frame-options"), "DENY");
        let text = page.text();
        assert_eq!(text.matches("<script").count(), 1);
        let script = attributes(&text, "src").into_iter().next().unwrap();
        let script = server.get(&script);
        assert_eq!(script.status, 200);
        assert!(script.header("content-type").starts_with("text/javascript"));
        assert!(script.bytes.len() < 4096);
        // The form works by itself: it leads to the same page.
        assert!(text.contains("<form method=\"get\" action=\"/en/explore#result\""));
        assert!(text.contains("<div id=\"result\" tabindex=\"-1\""));
    }
    let other = server.get("/en/countries/KEN");
    assert!(!other.header("content-security-policy").contains("script-src"));
    assert!(plain(&other.text()).contains("/en/explore?place=KEN"));
}
