//! What guards people who have an account: who looked at their data, passwords and sessions, passkeys, limits; and what is
//! sent wrongly, twice, too long or too late.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use passerelle_tests::authenticator::Authenticator;
use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;

const OTHER: &str = "une toute autre phrase";

fn node(node: Node) -> Node {
    for (name, role) in [("root", "administrator"), ("moses", "moderator"), ("amina", "reader")] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node
}

fn signed_in<'s>(server: &'s Server, name: &str) -> Browser<'s> {
    let browser = Browser::new(server);
    browser.sign_in(name);
    browser
}

const ACTOR: [(&str, &str); 4] =
    [("name", "Nous"), ("kind", "academia"), ("about", "x"), ("country", "KEN")];

/// The text of a page, with plain spaces.
fn text(answer: &Answer) -> String {
    answer.text().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn whoever_looks_is_shown_to_whom_it_is_about() {
    for node in Node::each() {
        let server = Server::start(self::node(node), &[]);
        let (amina, moses) = (signed_in(&server, "amina"), signed_in(&server, "moses"));
        assert!(text(&amina.get("/fr/me")).contains("Personne d’autre que vous."));
        assert_eq!(amina.write("/fr/write/actor", &ACTOR, "save").1.status, 200);
        // A draft is nobody else's: it is in no queue.
        assert!(!moses.get("/fr/moderation").html.contains("actor/nous"));
        assert!(text(&amina.get("/fr/me")).contains("Personne d’autre que vous."));
        assert_eq!(amina.write("/fr/write/actor/nous", &ACTOR, "propose").1.status, 200);
        let queue = moses.get("/fr/moderation");
        let path = queue.html.split("href=\"").find(|one| one.contains("/actor/nous")).unwrap();
        let path = path.split('"').next().unwrap();
        assert_eq!(moses.get(path).status, 200);
        // Again within the hour is the same look.
        moses.get(path);
        server.node.run(&["user", "list"]).well();
        let shown = server.node.run(&["user", "show", "amina", "--format", "json"]).well().json();
        assert_eq!(shown["drafts"], 1);
        assert!(shown.get("work").is_none(), "not what they are working on: {shown}");
        let me = text(&amina.get("/fr/me"));
        for said in [
            "Votre nom, à côté de « actor/nous »",
            "« actor/nous », que vous avez proposé",
            "dans la liste des comptes",
            "Votre compte : rôles, sessions",
            "à son terminal",
            "moses",
        ] {
            assert!(me.contains(said), "{said}: {me}");
        }
        let data: serde_json::Value = serde_json::from_str(&amina.get("/fr/me/data").html).unwrap();
        let seen: Vec<(&str, Option<&str>)> = data["looks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|look| (look["seen"].as_str().unwrap(), look["by"].as_str()))
            .collect();
        for look in [
            ("queue", Some("moses")),
            ("proposal", Some("moses")),
            ("accounts", None),
            ("account", None),
        ] {
            assert_eq!(seen.iter().filter(|one| **one == look).count(), 1, "{look:?}: {seen:?}");
        }
        // One's own page is no look, nor is what is published.
        assert!(!seen.contains(&("proposal", Some("amina"))));
        // A moderator who goes is somebody still; who was looked at takes it away with them.
        let token = moses.get("/fr/me").field("token");
        let erase = |browser: &Browser<'_>, token: &str| {
            let fields = [("token", token), ("do", "erase"), ("password", PASSWORD)];
            browser.send("/fr/me", &fields).status
        };
        assert_eq!(erase(&moses, &token), 303);
        assert!(text(&amina.get("/fr/me")).contains("un compte effacé"));
        let token = amina.get("/fr/me").field("token");
        assert_eq!(erase(&amina, &token), 303);
        let answer = server.node.run(&["user", "show", "amina"]);
        assert_eq!(answer.code, 3, "{answer:?}");
    }
}

#[test]
fn passwords_and_sessions_are_their_owner_s() {
    let server = Server::start(node(Node::new()), &[]);
    let (phone, desk) = (signed_in(&server, "amina"), signed_in(&server, "amina"));
    let change = |browser: &Browser<'_>, fields: &[(&str, &str)]| {
        let token = browser.get("/fr/me").field("token");
        let own = [("token", token.as_str())].into_iter().chain(fields.iter().copied());
        browser.send("/fr/me", &own.collect::<Vec<_>>())
    };
    // One session is ended from another.
    let page = desk.get("/fr/me");
    let session = page.field("session");
    assert_eq!(session.len(), 12, "{}", page.text());
    assert_eq!(change(&desk, &[("do", "session"), ("session", &session)]).status, 303);
    assert_eq!(phone.get_here("/fr/me").location, "/fr/sign-in?to=%2Fme");
    phone.sign_in("amina");
    // Signing in again ends the session that this browser had.
    let before = phone.cookie.borrow().clone();
    phone.sign_in("amina");
    let old = Browser::new(&server);
    *old.cookie.borrow_mut() = before;
    assert_eq!(old.get_here("/fr/me").status, 303);

    // Another password asks for the old one, and ends all other sessions.
    let password = |now: &str, new: &str| {
        change(&desk, &[("do", "password"), ("password", now), ("new_password", new)])
    };
    let wrong = password("pas le bon du tout", OTHER);
    assert_eq!(wrong.status, 422);
    assert!(text(&wrong).contains("Cela ne va pas ensemble"), "{}", wrong.text());
    for weak in ["court", "passerelle 2026", "motdepasse1234"] {
        assert_eq!(password(PASSWORD, weak).status, 422, "{weak}");
    }
    let cookie = desk.cookie.borrow().clone();
    assert_eq!(password(PASSWORD, OTHER).status, 303);
    assert_ne!(*desk.cookie.borrow(), cookie, "the session is another");
    assert_eq!((desk.get_here("/fr/me").status, phone.get_here("/fr/me").status), (200, 303));
    // New codes ask for it too.
    assert_eq!(change(&desk, &[("do", "codes"), ("password", PASSWORD)]).status, 422);
    let codes = change(&desk, &[("do", "codes"), ("password", OTHER)]);
    assert_eq!(codes.html.matches("<code>").count(), 10);
    // Whoever runs the node ends sessions.
    server.node.run(&["user", "sign-out", "amina"]).well();
    assert_eq!(desk.get_here("/fr/me").status, 303);
    assert_eq!(server.node.run(&["user", "sign-out", "nobody"]).code, 3);
}

#[test]
fn passkeys_sign_in_and_are_nobody_else_s() {
    for node in Node::each() {
        let server = Server::start(self::node(node), &["--public-url", "https://node.example"]);
        // Over TLS the cookie has the name that browsers guard.
        let amina = Browser::new(&server);
        let answer = amina.send("/fr/sign-in", &[("name", "amina"), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303);
        assert!(amina.cookie.borrow().starts_with("__Host-passerelle="));
        let page = server.get("/fr/sign-in");
        assert_eq!(page.header("strict-transport-security"), "max-age=63072000; includeSubDomains");

        let mut key = Authenticator::new("node.example", "https://node.example");
        let add = |key: &Authenticator, password: &str, challenge: Option<&str>| {
            let page = amina.get("/fr/me/passkeys");
            assert_eq!(page.status, 200, "{}", page.text());
            let (token, asked) = (page.field("token"), page.field("challenge"));
            let challenge = challenge.unwrap_or(&asked);
            let (client_data, attestation) = key.make(challenge);
            let fields = [
                ("token", token.as_str()),
                ("do", "add"),
                ("challenge", challenge),
                ("client_data", &client_data),
                ("attestation", &attestation),
                ("name", "mon téléphone <b>"),
                ("password", password),
            ];
            (amina.send("/fr/me/passkeys", &fields), challenge.to_owned())
        };
        assert_eq!(add(&key, OTHER, None).0.status, 422, "without the password");
        let (added, challenge) = add(&key, PASSWORD, None);
        assert_eq!(added.status, 303, "{}", added.text());
        // A question is answered once, and a passkey is added once.
        assert_eq!(
            add(
                &Authenticator::new("node.example", "https://node.example"),
                PASSWORD,
                Some(&challenge)
            )
            .0
            .status,
            422
        );
        assert_eq!(add(&key, PASSWORD, None).0.status, 422);
        let page = amina.get("/fr/me/passkeys");
        assert!(page.html.contains("mon téléphone &#60;b&#62;"), "{}", page.html);

        let sign_in = |key: &Authenticator, challenge: Option<&str>| {
            let browser = Browser::new(&server);
            let asked = browser.get("/fr/sign-in/passkey?to=/moderation").field("challenge");
            let challenge = challenge.unwrap_or(&asked);
            let (client_data, authenticator_data, signature) = key.answer(challenge);
            let fields = [
                ("challenge", challenge),
                ("id", &key.id()),
                ("client_data", &client_data),
                ("authenticator_data", &authenticator_data),
                ("signature", &signature),
                ("to", "/moderation"),
            ];
            let answer = browser.send("/fr/sign-in/passkey", &fields);
            (browser, answer, challenge.to_owned())
        };
        key.counter = 1;
        let (browser, answer, used) = sign_in(&key, None);
        assert_eq!((answer.status, answer.location.as_str()), (303, "/fr/moderation"));
        let me = browser.get("/fr/me");
        assert!(text(&me).contains("avec une clé d’accès"), "{}", me.text());
        // Not twice with one question, not with a counter that stands still, not with another key or page.
        key.counter = 2;
        assert_eq!(sign_in(&key, Some(&used)).1.status, 422);
        key.counter = 1;
        assert_eq!(sign_in(&key, None).1.status, 422);
        let stranger = Authenticator::new("node.example", "https://node.example");
        assert_eq!(sign_in(&stranger, None).1.status, 422);
        let mut elsewhere = key.clone();
        (elsewhere.origin, elsewhere.counter) = ("https://evil.example".to_owned(), 3);
        assert_eq!(sign_in(&elsewhere, None).1.status, 422);
        key.counter = 4;
        assert_eq!(sign_in(&key, None).1.status, 303);
        assert!(text(&browser.get("/fr/me")).contains("Sans succès"));
        // Taken away, it opens nothing.
        let page = amina.get("/fr/me/passkeys");
        let fields = [
            ("token", page.field("token")),
            ("do", "remove".to_owned()),
            ("id", page.field("id")),
            ("password", PASSWORD.to_owned()),
        ];
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(amina.send("/fr/me/passkeys", &fields).status, 303);
        key.counter = 5;
        assert_eq!(sign_in(&key, None).1.status, 422);
    }
    // Where browsers keep none, the page says so.
    let server = Server::start(node(Node::new()), &[]);
    let page = text(&Browser::new(&server).get("/fr/sign-in/passkey"));
    assert!(page.contains("pas encore d’adresse publique sûre"), "{page}");
}

/// Sends a form as if it came from an address, through the owner's proxy.
fn send_from(server: &Server, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut browser = Browser::new(server);
    browser.forwarded = Some(from.to_owned());
    browser.send(path, fields)
}

#[test]
fn limits_are_by_network_and_nobody_is_kept_out_by_another() {
    let server = Server::start(node(Node::new()), &["--sign-up", "--proxy", "127.0.0.1"]);
    let guess = |from: &str, name: &str, password: &str| {
        let fields = [("name", name), ("password", password)];
        send_from(&server, from, "/en/sign-in", &fields)
    };
    for number in 0..8 {
        let answer = guess(&format!("198.51.100.{number}"), "amina", "not the right sentence");
        assert!(answer.text().contains("do not go together"), "{}", answer.text());
    }
    assert!(guess("198.51.100.9", "amina", PASSWORD).text().contains("too often"));
    assert_eq!(guess("203.0.113.1", "amina", PASSWORD).status, 303, "Amina is not kept out");
    // New accounts: a network has its share, and others theirs.
    let open = |from: &str, name: &str| {
        let fields = [("name", name), ("password", PASSWORD)];
        send_from(&server, from, "/en/sign-up", &fields)
    };
    for number in 0..30 {
        let answer = open("198.51.100.7", &format!("somebody {number}"));
        assert_eq!(answer.status, 200, "{number}: {}", answer.text());
    }
    let late = open("198.51.100.8", "one more");
    assert_eq!(late.status, 422);
    assert!(late.text().contains("Many accounts were opened"), "{}", late.text());
    assert_eq!(open("203.0.113.9", "from elsewhere").status, 200);
}

#[test]
fn a_name_that_does_not_exist_takes_as_long() {
    let server = Server::start(node(Node::new()), &["--proxy", "127.0.0.1"]);
    // The least of several is what the work takes, without what else the machine does.
    let least = |path: &str, name: &str, network: u8| {
        let fields =
            [("name", name), ("password", OTHER), ("code", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")];
        let once = |number: u8| {
            let from = format!("198.{network}.{number}.1");
            let begun = Instant::now();
            let answer = send_from(&server, &from, path, &fields);
            assert_eq!(answer.status, 422, "{}", answer.text());
            begun.elapsed()
        };
        (0..12).map(once).min().unwrap()
    };
    for (path, network) in [("/en/sign-in", 1), ("/en/recover", 3)] {
        let known = least(path, "amina", network);
        let unknown = least(path, "nobody", network + 1);
        println!("{path}: {known:?} for a name that exists, {unknown:?} for one that does not");
        let (low, high) = (known.min(unknown), known.max(unknown));
        assert!(high < low * 3 / 2 + Duration::from_millis(10), "{path}: {known:?}, {unknown:?}");
    }
}

const INITIATIVE: [(&str, &str); 12] = [
    ("title", "Puits"),
    ("description", "Nous creusons."),
    ("serves", "gdc.1.connectivity.b"),
    ("country", "KEN"),
    ("start", "2026-03"),
    ("end", "2028"),
    ("began_before", "no"),
    ("aim_what_1", "Puits"),
    ("aim_unit_1", "puits"),
    ("aim_from_1", "0"),
    ("aim_to_1", "10"),
    ("currency", "usd"),
];

#[test]
fn what_is_sent_wrongly_is_told_and_kept() {
    let server = Server::start(node(Node::new()), &[]);
    let amina = signed_in(&server, "amina");
    assert_eq!(amina.write("/fr/write/actor", &ACTOR, "propose").1.status, 200);
    let about = "/fr/write/initiative?actor=nous";
    let with = |more: &[(&'static str, &'static str)]| {
        let mut fields: Vec<(&str, &str)> = INITIATIVE.to_vec();
        fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        fields.extend(more.iter().copied());
        fields
    };
    // An unknown currency.
    let (_, answer) = amina.write(
        about,
        &with(&[("budget_year_1", "2027"), ("budget_amount_1", "1 000"), ("currency", "QQQ")]),
        "propose",
    );
    assert_eq!(answer.status, 422);
    assert!(text(&answer).contains("QQQ"), "{}", answer.text());
    assert!(answer.html.contains("value=\"QQQ\"") && answer.html.contains("value=\"1 000\""));
    // A promise dated tomorrow: an endorsement, an update.
    let tomorrow = "2026-11-23";
    let word =
        [("statement", "x"), ("signatory", "x"), ("values_only", "yes"), ("signed", tomorrow)];
    let (_, answer) = amina.write("/fr/write/endorsement?actor=nous", &word, "propose");
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(text(&answer).contains("est encore à venir"), "{}", answer.text());
    assert!(answer.html.contains(tomorrow), "what was typed is there");
    // Fifty thousand characters.
    let long: &'static str = Box::leak("é".repeat(50_000).into_boxed_str());
    let (_, answer) =
        amina.write(about, &with(&[("title", "Long"), ("description", long)]), "propose");
    assert!(answer.html.contains(long), "what was typed is there: {}", answer.status);
    if answer.status == 422 {
        assert!(text(&answer).contains("trop long"), "{}", answer.status);
    } else {
        assert_eq!(answer.status, 200);
    }
    // Far too much for a form: said in the page's language.
    let huge = "x".repeat(600 * 1024);
    let answer = amina.send("/fr/write/initiative/long", &[("description", &huge)]);
    assert_eq!(answer.status, 413);
    assert!(text(&answer).contains("C’est trop pour un seul envoi"), "{}", answer.text());
}

#[test]
fn script_in_every_field_is_text() {
    let server = Server::start(node(Node::new()), &[]);
    let (amina, root) = (signed_in(&server, "amina"), signed_in(&server, "root"));
    const EVIL: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}";
    let page = amina.get("/fr/write/actor/new");
    let names = |page: &Answer| -> Vec<String> {
        let of = |mark: &str| {
            page.html
                .split(mark)
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let mut all = of(" name=\"");
        all.retain(|name| {
            !["token", "base", "revision", "do", "viewport", "q"].contains(&name.as_str())
        });
        all.sort();
        all.dedup();
        all
    };
    let actor = names(&page);
    assert!(actor.len() >= 6, "{actor:?}");
    let fields: Vec<(&str, &str)> = actor.iter().map(|name| (name.as_str(), EVIL)).collect();
    let clean = |answer: &Answer| {
        assert!(answer.status < 500, "{}", answer.status);
        let raw = ["<script>alert", "<img src=x", "onerror=alert(1)>{{"];
        for one in raw {
            assert!(!answer.html.contains(one), "{one}: {}", answer.html);
        }
    };
    let (path, answer) = amina.write("/fr/write/actor/new", &fields, "propose");
    clean(&answer);
    assert_eq!(answer.status, 422, "{path}");
    assert!(answer.html.contains("&#60;script&#62;alert(1)"), "what was typed is there");
    // The same in what passes: texts of a sound record, seen by a moderator and by all.
    let sound = [("name", EVIL), ("kind", "academia"), ("about", EVIL), ("country", "KEN")];
    assert_eq!(amina.write("/fr/write/actor/mechant", &sound, "propose").1.status, 200);
    let queue = root.get("/fr/moderation");
    clean(&queue);
    let path = queue.html.split("href=\"").find(|one| one.contains("/actor/mechant")).unwrap();
    let path = path.split('"').next().unwrap();
    let proposal = root.get(path);
    clean(&proposal);
    let (token, revision) = (proposal.field("token"), proposal.field("revision"));
    let publish = [("token", token.as_str()), ("revision", &revision), ("do", "publish")];
    assert_eq!(root.send(path, &publish).status, 303);
    for path in
        ["/fr/actors/mechant", "/fr/actors", "/fr/me", "/fr/write/initiative/new?actor=mechant"]
    {
        clean(&amina.get(path));
    }
    // Every other form, with everything wrong.
    for path in
        ["/fr/write/initiative/new?actor=mechant", "/fr/write/endorsement/mechant?actor=mechant"]
    {
        let all = names(&amina.get(path));
        let fields: Vec<(&str, &str)> = all
            .iter()
            .filter(|name| name.as_str() != "actor")
            .map(|name| (name.as_str(), EVIL))
            .collect();
        let (_, answer) = amina.write(path, &fields, "propose");
        clean(&answer);
        assert_eq!(answer.status, 422, "{path}");
    }
    // In addresses, names and cookies too.
    for path in [
        "/fr/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/fr/sign-in?to=%22%3E%3Cscript%3Ealert(1)",
    ] {
        clean(&amina.get(path));
    }
    let answer = amina.send("/fr/sign-in", &[("name", EVIL), ("password", EVIL), ("to", EVIL)]);
    clean(&answer);
}

#[test]
fn an_account_has_room_for_so_many_drafts() {
    let server = Server::start(node(Node::new()), &[]);
    let amina = signed_in(&server, "amina");
    let token = amina.get("/fr/me").field("token");
    let save = |number: usize| {
        let name = format!("Acteur {number}");
        let fields = [
            ("token", token.as_str()),
            ("base", "0"),
            ("revision", "0"),
            ("do", "save"),
            ("name", &name),
        ];
        amina.send("/fr/write/actor/new", &fields)
    };
    for number in 0..200 {
        assert_eq!(save(number).status, 200, "{number}");
    }
    let full = save(200);
    assert_eq!(full.status, 422);
    assert!(text(&full).contains("Vous avez déjà 200 brouillons"), "{}", full.text());
    assert!(full.html.contains("value=\"Acteur 200\""), "what was typed is there");
    // What is there can still be changed, and thrown away.
    let page = amina.get("/fr/write/actor/acteur-7");
    let revision = page.field("revision");
    let mut fields = vec![
        ("token", token.as_str()),
        ("base", "0"),
        ("revision", &revision),
        ("do", "save"),
        ("name", "Autre"),
    ];
    assert_eq!(amina.send("/fr/write/actor/acteur-7", &fields).status, 200);
    fields[3] = ("do", "throw-away");
    assert_eq!(amina.send("/fr/write/actor/acteur-7", &fields).status, 303);
    assert_eq!(save(201).status, 200);
}
