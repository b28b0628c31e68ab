//! Sister processes of a consultation: two nodes name each other, and what somebody typed is asked on the public Internet only.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::consulted::{AT, accounts, by, open, send, signed_in};
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;

#[test]
fn sister_processes_name_each_other() {
    let (here, there) = (Node::new(), Node::new());
    for (node, slug) in [(&here, "reseau"), (&there, "jeunes")] {
        accounts(node);
        open(node, slug);
    }
    let (here, there) = (Server::start(here, &[]), Server::start(there, &[]));
    let address = format!("{}/en/consultations/jeunes", there.base);
    let (moses, form) = (signed_in(&here, "moses"), format!("{AT}/sisters"));
    let name = |fields: &[(&str, &str)]| {
        let mut all = vec![("do", "save")];
        all.extend(fields);
        send(&moses, &form, &all)
    };
    let wrong = name(&[
        ("address_1", "ftp://nowhere"),
        ("title_1", "Young people"),
        ("lang_1", "en"),
        ("kind_1", "youth"),
        ("address_2", &address),
        ("title_2", ""),
        ("lang_2", "français"),
        ("kind_2", "youth"),
    ]);
    assert_eq!(wrong.status, 422);
    for expected in ["Adresse\u{a0}1", "Titre\u{a0}2", "Langue\u{a0}2"] {
        assert!(wrong.text().contains(expected), "{expected}: {}", wrong.text());
    }
    assert!(wrong.html.contains("value=\"ftp://nowhere\""), "what was typed is there");
    let sound = [
        ("address_1", address.as_str()),
        ("title_1", "What young people say"),
        ("lang_1", "en"),
        ("kind_1", "youth"),
    ];
    assert_eq!(name(&sound).status, 303);
    let page = moses.get(AT).text();
    assert!(page.contains("What young people say") && page.contains("Personne n’a encore regardé"));
    assert!(page.contains("Processus de jeunes"), "{page}");
    // On a page nobody has this node ask a machine of its own network.
    assert_eq!(send(&moses, &form, &[("do", "look")]).status, 303);
    assert!(moses.get(AT).text().contains("pas de l’Internet public"));
    // Its owner can, at a terminal, name a stand-in.
    let look = |found: &str| {
        let asked = [
            "consultation",
            "sisters",
            "reseau",
            "--look",
            "--public-url",
            &here.base,
            "--base",
            &there.base,
        ];
        let told = by(&here.node, "moses", "2026-11-22", &asked).well();
        assert!(told.out.contains(found), "{told:?}");
    };
    look("does not name this one");
    let other = signed_in(&there, "moses");
    let ours = format!("{}/fr/consultations/reseau/result", here.base);
    let back = [
        ("do", "save"),
        ("address_1", ours.as_str()),
        ("title_1", "Le réseau"),
        ("lang_1", "fr"),
        ("kind_1", "national"),
    ];
    assert_eq!(send(&other, "/fr/consultations/jeunes/sisters", &back).status, 303);
    look("names this one too");
    assert!(moses.get(AT).text().contains("Il nomme aussi celle-ci"));
    let json = there.get("/consultations/jeunes/sisters.json");
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(json.json()["sisters"][0]["address"], ours.as_str());
    assert_eq!(json.json()["address"], format!("{}/consultations/jeunes", there.base));
    let answer = by(
        &here.node,
        "amina",
        "2026-11-22",
        &["consultation", "sisters", "reseau", "--look", "--public-url", &here.base],
    );
    assert!(answer.code == 1 && answer.err.contains("moderators"), "{answer:?}");
    let told = here.node.run(&["consultation", "sisters", "reseau", "--format", "json"]).well();
    assert_eq!(told.json()[0]["found"], "names-us");
    // A page that was opened before somebody else saved writes over nothing.
    let stale = [&sound[..], &[("do", "save"), ("seen", "0"), ("title_1", "Other")]].concat();
    let token = moses.get(&form).field("token");
    let mut all = vec![("token", token.as_str())];
    all.extend(
        stale
            .iter()
            .filter(|(name, value)| (*name, *value) != ("title_1", "What young people say")),
    );
    assert_eq!(moses.send(&form, &all).status, 409);
}
