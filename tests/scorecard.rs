//! Scorecards and their releases, as a statistics office makes them and a reader finds them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::path::Path;

use passerelle_tests::node::{Answer, Node, run};
use passerelle_tests::server::Server;
use serde_json::Value;

const HEADER: &str = "indicator,place,period,sex,value,unit,standard_error,n,status,basket,skill";
const PASSWORD: &str = "une phrase assez longue\n";

/// A survey's figures of Kenya: everyone, women, men; one of them withheld.
fn figures(folder: &Path, everyone: f64) -> std::path::PathBuf {
    let rows = [
        format!("internet_users,KEN,2024,,{everyone},percent,1.2,2400,,,"),
        "internet_users,KEN,2024,female,33.1,percent,1.6,1250,,,".to_owned(),
        "internet_users,KEN,2024,male,42.4,percent,1.7,1150,,,".to_owned(),
        "internet_users,KEN,2022,,33,percent,1.5,2100,,,".to_owned(),
        "internet_users,KEN,2025,,70,percent,1,2400,,,".to_owned(),
        "phone_ownership,KEN,2024,,81,percent,1,2400,,,".to_owned(),
        "phone_ownership,KEN,2024,female,78,percent,1.3,1250,,,".to_owned(),
        "phone_ownership,KEN,2024,male,,percent,,,protected,,".to_owned(),
        "coverage_4g,KEN,2023,,97,percent,,,,,".to_owned(),
        "mobile_data_price,KEN,2023,,2.8,percent,,,,1gb,".to_owned(),
        "electricity_access,KEN,2023,,76,percent,,,,,".to_owned(),
        "accounts,KEN,2024,,79,percent,1.1,1000,,,".to_owned(),
        "ict_skills,KEN,2024,,12,percent,,,,,copy_file".to_owned(),
    ];
    let path = folder.join("survey.csv");
    std::fs::write(&path, format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    path
}

fn with_password(node: &Node, typed: &[&str]) -> Answer {
    run(&mut node.command(typed), PASSWORD)
}

/// The fingerprint of what is prepared, as a signer who looks at it is told.
fn fingerprint(node: &Node) -> String {
    let looked = node.run(&["scorecard", "KEN", "2024", "--prepared"]);
    let told = looked.err.split("--fingerprint ").nth(1);
    told.unwrap_or_default().split_whitespace().next().unwrap_or_default().to_owned()
}

/// Looks at what is prepared, and signs it.
fn look_and_sign(node: &Node, by: &str) -> Answer {
    let seen = fingerprint(node);
    let sign = ["release", "sign", "KEN", "2024", "--by", by, "--fingerprint", &seen];
    with_password(node, &[&sign[..], &["--format", "json"]].concat())
}

/// A node with figures, someone who prepares and someone who signs.
fn office(node: &Node, folder: &Path) {
    for (name, role) in [("amina", "custodian"), ("brian", "moderator"), ("chloe", "reader")] {
        with_password(node, &["user", "add", name, "--role", role]).well();
    }
    let (code, answer) = node.import(&[&figures(folder, 37.6)], &[]);
    assert_eq!(code, 0, "{answer}");
}

fn card(node: &Node, year: &str) -> Value {
    node.run(&["scorecard", "KEN", year, "--format", "json"]).well().json()
}

fn row<'c>(card: &'c Value, indicator: &str) -> &'c Value {
    let rows = card["card"]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["indicator"] == indicator).unwrap()
}

#[test]
fn a_year_is_told_as_it_was_known() {
    let folder = tempfile::tempdir().unwrap();
    for node in Node::each() {
        office(&node, folder.path());
        let card = card(&node, "2024");
        let internet = row(&card, "internet_users");
        assert_eq!(internet["standing"]["latest"]["value"], 37.6, "2025 was not known in 2024");
        assert_eq!(internet["change"]["since"], "2022");
        let gap = &internet["gap_interval"];
        assert!(gap["low"].as_f64().unwrap() < 62.4 && gap["high"].as_f64().unwrap() > 62.4);
        let difference = &internet["differences"][0];
        assert_eq!(difference["significance"], "significant", "{difference}");
        let phones = row(&card, "phone_ownership");
        let withheld =
            phones["groups"].as_array().unwrap().iter().find(|one| one["value"].is_null());
        assert_eq!(withheld.unwrap()["status"], "protected");
        let breakdowns = &card["card"]["breakdowns"];
        assert_eq!((&breakdowns["current"], &breakdowns["possible"]), (&2.into(), &63.into()));
        assert_eq!(breakdowns["promised"], 3);
        let index = &card["card"]["index"];
        assert!(index["interval"]["low"].as_f64() < index["score"].as_f64(), "{index}");
        assert!(index["sampling_share"].is_number(), "{index}");
        assert!(index.get("rank").is_none(), "no rank unless the owner asks for it");
    }
}

#[test]
fn it_is_written_for_people_spreadsheets_and_printers() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    office(&node, folder.path());
    let text = node.run(&["scorecard", "KEN", "2024"]).well().out;
    insta::assert_snapshot!("scorecard_text", text);
    let text = node.run(&["scorecard", "ken", "2024", "--lang", "fr"]).well().out;
    insta::assert_snapshot!("scorecard_text_fr", text);
    let csv = node.run(&["scorecard", "KEN", "2024", "--format", "csv"]).well().out;
    insta::assert_snapshot!("scorecard_csv", csv);
    let pdf = folder.path().join("sheet.pdf");
    let typed = ["scorecard", "KEN", "2024", "--format", "pdf", "--output", pdf.to_str().unwrap()];
    node.run(&typed).well();
    let bytes = std::fs::read(&pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.ends_with(b"%%EOF"), "{}", bytes.len());
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
    assert!(holds(b"/StructTreeRoot") && holds(b"/Lang"), "it is tagged");
    let svg = node.run(&["scorecard", "KEN", "2024", "--format", "svg"]).well().out;
    assert!(svg.starts_with("<svg") && svg.contains("37.6%") && !svg.contains('⟦'), "{svg}");
    for typed in
        [["scorecard", "ZZZ", "2024"], ["scorecard", "KEN", "1850"], ["scorecard", "KEN", "2199"]]
    {
        let refused = node.run(&typed);
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains("There is no scorecard"), "{refused:?}");
    }
}

#[test]
fn two_people_sign_and_the_moment_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    for node in Node::each() {
        office(&node, folder.path());
        let refused = |answer: Answer, word: &str| {
            assert_eq!(answer.code, 3, "{answer:?}");
            assert!(answer.err.contains(word), "{word}: {answer:?}");
        };
        refused(look_and_sign(&node, "brian"), "Nobody has prepared");
        refused(
            with_password(&node, &["release", "prepare", "KEN", "2024", "--by", "chloe"]),
            "may not do this",
        );
        let wrong =
            run(&mut node.command(&["release", "prepare", "KEN", "2024", "--by", "amina"]), "no\n");
        assert_eq!(wrong.code, 1, "{wrong:?}");
        let late =
            ["release", "prepare", "KEN", "2024", "--by", "amina", "--at", "2020-01-01T00:00:00Z"];
        refused(with_password(&node, &late), "has passed");
        let early =
            ["release", "prepare", "KEN", "2024", "--by", "amina", "--at", "2098-01-01T00:00:00Z"];
        with_password(&node, &early).well();
        refused(look_and_sign(&node, "amina"), "may not do this");
        look_and_sign(&node, "brian").well();

        // Announced, and told to nobody.
        let list = node.run(&["release", "list", "--format", "json"]).well().json();
        assert_eq!(
            (&list[0]["stage"], &list[0]["revision"]),
            (&"signed".into(), &1.into()),
            "{list}"
        );
        let text = node.run(&["scorecard", "KEN", "2024"]).well().out;
        assert!(text.contains("Working copy"), "{text}");
        let record = node.run(&["verify", "--format", "json"]).well().json();
        assert_eq!(record["ok"], true);

        // Without a moment, as soon as it is signed.
        with_password(&node, &["release", "prepare", "KEN", "2024", "--by", "amina"]).well();
        let signed = look_and_sign(&node, "brian");
        assert_eq!(signed.well().json()["stage"], "released");
        let text = node.run(&["scorecard", "KEN", "2024"]).well().out;
        assert!(text.contains("Edition 1, signed by two people"), "{text}");
        assert_eq!(node.run(&["verify", "--format", "json"]).well().json()["ok"], true);
    }
}

#[test]
fn who_prepared_it_cannot_sign_it() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    office(&node, folder.path());
    with_password(&node, &["release", "prepare", "KEN", "2024", "--by", "brian"]).well();
    let alone = look_and_sign(&node, "brian");
    assert_eq!(alone.code, 3);
    assert!(alone.err.contains("another person has to look at it and sign"), "{alone:?}");
}

#[test]
fn what_was_prepared_again_is_not_signed_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    office(&node, folder.path());
    let prepare = ["release", "prepare", "KEN", "2024", "--by", "amina"];
    with_password(&node, &prepare).well();
    let seen = fingerprint(&node);
    assert_eq!(seen.len(), 32, "{seen}");
    let (code, _) = node.import(&[&figures(folder.path(), 38.9)], &[]);
    assert_eq!(code, 0);
    with_password(&node, &prepare).well();
    let sign = ["release", "sign", "KEN", "2024", "--by", "brian", "--fingerprint", &seen];
    let refused = with_password(&node, &sign);
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.err.contains("prepared again since"), "{refused:?}");
    let now = fingerprint(&node);
    assert_ne!(now, seen);
    let signed = look_and_sign(&node, "brian").well().json();
    assert_eq!((&signed["stage"], &signed["fingerprint"]), (&"released".into(), &now.into()));

    // Another moment is another release, though the scorecard says the same.
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    office(&node, folder.path());
    with_password(&node, &prepare).well();
    let at_once = fingerprint(&node);
    with_password(&node, &[&prepare[..], &["--at", "2098-01-01T00:00:00Z"]].concat()).well();
    assert_ne!(fingerprint(&node), at_once);
}

#[test]
fn a_revision_says_why_and_what_changes() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    office(&node, folder.path());
    let prepare = ["release", "prepare", "KEN", "2024", "--by", "amina"];
    let first = [&prepare[..], &["--reason", "correction", "--because", "x"]].concat();
    let first = with_password(&node, &first);
    assert!(first.err.contains("was never released"), "{first:?}");
    with_password(&node, &prepare).well();
    look_and_sign(&node, "brian").well();
    let again = with_password(&node, &prepare);
    assert!(again.err.contains("Say why it is revised"), "{again:?}");
    let because = "A weight was wrong.";
    let revise = [&prepare[..], &["--reason", "correction", "--because", because]].concat();
    let same = with_password(&node, &revise);
    assert!(same.err.contains("nothing to release"), "{same:?}");
    let unknown = [&prepare[..], &["--reason", "whim", "--because", "x"]].concat();
    let unknown = with_password(&node, &unknown);
    assert!(unknown.err.contains("is not a reason of the revision policy"), "{unknown:?}");

    let (code, _) = node.import(&[&figures(folder.path(), 38.9)], &[]);
    assert_eq!(code, 0);
    let text = node.run(&["scorecard", "KEN", "2024"]).well().out;
    assert!(text.contains("37.6%") && !text.contains("38.9%"), "what was released stands: {text}");
    let prepared = with_password(&node, &revise).well().out;
    assert!(
        prepared.contains("edition 2") && prepared.contains("One figure changes"),
        "{prepared}"
    );
    let looked = node.run(&["scorecard", "KEN", "2024", "--prepared"]).well().out;
    assert!(looked.contains("38.9%") && looked.contains("another person"), "{looked}");
    look_and_sign(&node, "brian").well();

    let server = Server::start(node, &[]);
    for (lang, word) in
        [("en", "Correction: A weight was wrong."), ("fr", "Correction : A weight was wrong.")]
    {
        let page =
            server.get(&format!("/{lang}/scorecards/KEN/2024")).text().replace('\u{a0}', " ");
        assert!(page.contains(word), "{lang}");
    }
    let figure = |edition: &str| {
        let address = format!("/api/v1/scorecards/KEN/2024{edition}");
        let answer: Value = serde_json::from_str(&server.get(&address).text()).unwrap();
        row(&serde_json::json!({ "card": answer["card"] }), "internet_users")["standing"]["latest"]
            ["value"]
            .clone()
    };
    assert_eq!(
        (figure(""), figure("?edition=1"), figure("?edition=2")),
        (38.9.into(), 37.6.into(), 38.9.into())
    );
    assert_eq!(server.get("/api/v1/scorecards/KEN/2024?edition=3").status, 404);
    let releases = server.get("/en/releases").text();
    assert!(
        releases.contains("one figure changed") && releases.contains("?edition=1"),
        "{releases}"
    );
}

#[test]
fn what_is_embargoed_is_nowhere_until_its_moment() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    office(&node, folder.path());
    let at = ["release", "prepare", "KEN", "2024", "--by", "amina", "--at", "2098-01-01T00:00:00Z"];
    with_password(&node, &at).well();
    look_and_sign(&node, "brian").well();
    let server = Server::start(node, &[]);
    let record = server.get("/api/v1/records/scorecard/KEN-2024").text();
    assert!(!record.contains("37.6"), "{record}");
    let announced = server.get("/en/releases").text();
    assert!(
        announced.contains("One is announced") || announced.contains("one is announced"),
        "{announced}"
    );
    assert!(announced.contains("1 January 2098"), "{announced}");
}

#[test]
fn pages_cards_and_sheets_are_for_all() {
    let node = Node::new();
    let folder = tempfile::tempdir().unwrap();
    office(&node, folder.path());
    let server = Server::start(node, &[]);
    let card = server.get("/fr/scorecards/KEN/2024.svg?show=phone_ownership&theme=dark");
    assert_eq!(card.header("content-type"), "image/svg+xml");
    assert_eq!(card.header("access-control-allow-origin"), "*");
    let text = card.text();
    assert!(text.contains("#11181f") && text.contains("81") && !text.contains("37,6"), "{text}");
    let sheet = server.get("/en/scorecards/KEN/2024.pdf");
    assert_eq!(sheet.header("content-type"), "application/pdf");
    let framed = server.get("/en/scorecards/KEN/2024/embed?rows=1");
    assert!(framed.header("content-security-policy").contains("frame-ancestors *"));
    assert_eq!(framed.text().matches("<li class=\"row\">").count(), 1);
    for missing in
        ["/en/scorecards/ZZZ/2024", "/en/scorecards/KEN/abc", "/en/scorecards/KEN/3000.pdf"]
    {
        assert_eq!(server.get(missing).status, 404, "{missing}");
    }
    let csv = server.get("/api/v1/scorecards/KEN/2024/figures?format=csv").text();
    assert!(
        csv.lines()
            .any(|line| line.starts_with("KEN,2024,internet_users,sex,female,2024,33.1,percent,")),
        "{csv}"
    );
    let lower = server.get("/en/scorecards/ken/2024");
    assert_eq!(lower.status, 308, "where it is");
}
