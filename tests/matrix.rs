//! Who may do what through HTTP: every route of the node × everybody who could ask for it.
//!
//! [`ROUTES`] names every route that the program's source has, and nothing else ([`every_route_is_in_the_table`]). What is
//! for all answers everybody with the same bytes, signed in or not. What is somebody's own, or asks for a role, has a
//! cell for each of [`WHO`].
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{Node, run};
use passerelle_tests::root;
use passerelle_tests::server::Server;

#[path = "matrix/routes.rs"]
mod routes;

use routes::To::{self, All, Anybody, Cells, Each};
use routes::{ROUTES, WHO};

/// Routes that are no page and no endpoint of the API: frames of WebSocket, which know nobody.
const WITHOUT_A_PERSON: [&str; 2] = ["DOWNLOAD", "UPLOAD"];

/// Every `.route(…)` of a source: its path as it is written, its methods.
fn routes_of(path: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(path).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            routes_of(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let text = text.split("\n#[cfg(test)]").next().unwrap();
        for rest in text.split(".route(").skip(1) {
            let mut depth = 1;
            let end = rest.find(|c: char| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                depth == 0
            });
            let route = &rest[..end.unwrap()];
            let (path, handlers) = route.split_once(',').unwrap();
            let path = path.trim().trim_matches('"').to_owned();
            let mut methods = 0;
            for method in ["get", "post", "put", "patch", "delete", "any"] {
                let called = [format!(" {method}("), format!(".{method}("), format!("\n{method}(")];
                if called.iter().any(|one| handlers.contains(one)) {
                    found.insert((method.to_uppercase(), path.clone()));
                    methods += 1;
                }
            }
            assert!(methods > 0, "{}: {route}", path);
        }
    }
}

#[test]
fn every_route_is_in_the_table() {
    let mut found = BTreeSet::new();
    routes_of(&root().join("crates/web/src"), &mut found);
    found.retain(|(_, path)| !WITHOUT_A_PERSON.contains(&path.as_str()));
    let table: BTreeSet<(String, String)> =
        ROUTES.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    // What the API describes is asked of the running node below.
    let table: BTreeSet<_> =
        table.into_iter().filter(|(_, path)| !path.starts_with("/api/v1/")).collect();
    let (missing, idle): (Vec<_>, Vec<_>) =
        (found.difference(&table).collect(), table.difference(&found).collect());
    assert!(missing.is_empty(), "routes that no line of the table is about: {missing:?}");
    assert!(idle.is_empty(), "lines of the table without a route: {idle:?}");
    assert!(found.len() > 70, "the routes were found: {}", found.len());
}

/// A node with something published and something that waits.
fn node(node: Node) -> Node {
    let (file, figures) =
        (tempfile::NamedTempFile::with_suffix(".csv").unwrap(), passerelle_tests::node::SURVEYED);
    std::fs::write(file.path(), figures).unwrap();
    assert_eq!(node.import(&[file.path()], &[]).0, 0);
    for (name, role, _) in WHO.into_iter().filter(|(name, ..)| !name.is_empty()) {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node
}

const ACTOR: [(&str, &str); 4] =
    [("kind", "civil_society"), ("about", "x"), ("country", "KEN"), ("languages", "fr")];
const INITIATIVE: [(&str, &str); 10] = [
    ("description", "x"),
    ("serves", "gdc.1.connectivity.b"),
    ("country", "KEN"),
    ("start", "2026-03"),
    ("end", "2028"),
    ("began_before", "no"),
    ("aim_what_1", "x"),
    ("aim_unit_1", "x"),
    ("aim_from_1", "0"),
    ("aim_to_1", "10"),
];

/// Publishes what waits at an address of the queue that ends so.
fn publish(moderator: &Browser<'_>, end: &str) {
    let queue = moderator.get("/fr/moderation");
    let ends = |one: &&str| one.split('"').next().is_some_and(|address| address.ends_with(end));
    let path = queue.html.split("href=\"").find(ends);
    let path = path.unwrap_or_else(|| panic!("{end}: {}", queue.text())).split('"').next().unwrap();
    let page = moderator.get(path);
    let (token, revision) = (page.field("token"), page.field("revision"));
    let decision = [("token", token.as_str()), ("revision", &revision), ("do", "publish")];
    let answer = moderator.send(path, &decision);
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
}

fn titled<'a>(
    fields: &[(&'a str, &'a str)],
    name: &'a str,
    title: &'a str,
) -> Vec<(&'a str, &'a str)> {
    fields.iter().copied().chain([(name, title)]).collect()
}

/// What stands before anybody asks: two actors, an initiative with an assessment, and two that wait.
fn begin(people: &[Browser<'_>]) {
    let by = |name: &str| &people[WHO.iter().position(|(known, ..)| *known == name).unwrap()];
    let (amina, brian, moses, root) = (by("amina"), by("brian"), by("moses"), by("root"));
    let well = |(_, answer): (String, Answer)| {
        assert!(matches!(answer.status, 200 | 303), "{}", answer.text());
    };
    well(amina.write("/fr/write/actor", &titled(&ACTOR, "name", "Télécentre libre"), "propose"));
    well(brian.write("/fr/write/actor", &titled(&ACTOR, "name", "Autre"), "propose"));
    publish(moses, "/actor/telecentre-libre");
    publish(moses, "/actor/autre");
    let of = "/fr/write/initiative?actor=telecentre-libre";
    well(amina.write(of, &titled(&INITIATIVE, "title", "Écoles"), "propose"));
    publish(moses, "/initiative/ecoles");
    well(amina.write(of, &titled(&INITIATIVE, "title", "Puits"), "propose"));
    well(moses.write(of, &titled(&INITIATIVE, "title", "Routes"), "propose"));
    let word = [("statement", "x"), ("signatory", "x"), ("contributions", "ecoles")];
    well(amina.write("/fr/write/endorsement?actor=telecentre-libre", &word, "propose"));
    publish(root, "/endorsement/telecentre-libre");
    let verdict = [
        ("assessor", "Adaeze Obi"),
        ("interests", "x"),
        ("method", "x"),
        ("text", "x"),
        ("day", "2026-07-01"),
        ("completion", "limited"),
        ("evidence_what_1", "x"),
        ("evidence_link_1", "https://adaeze.example/x"),
    ];
    well(by("adaeze").write("/fr/write/assessment?of=ecoles", &verdict, "propose"));
}

/// What came, as a cell of the table.
fn cell(answer: &Answer) -> char {
    match answer.status {
        303 if answer.location.starts_with("/fr/sign-in") => 's',
        200 | 303 => 'y',
        403 => '-',
        404 => '0',
        409 => 'c',
        422 => '4',
        _ => '?',
    }
}

/// One address, asked by everybody.
fn cells(
    people: &[Browser<'_>],
    (address, fields): (&str, &[(&str, &str)]),
    is_form: bool,
) -> Vec<Answer> {
    let asked = |person: &Browser<'_>| {
        if !is_form {
            return person.get_here(address);
        }
        let token = person.get("/fr/me").field("token");
        let sent = titled(fields, "token", &token);
        person.send(address, &sent)
    };
    people.iter().map(asked).collect()
}

fn look(
    people: &[Browser<'_>],
    ids: &[(&str, String)],
    (method, route, to): (&str, &str, &To),
    wrong: &mut Vec<String>,
) {
    match to {
        Each(several) => {
            several.iter().for_each(|one| look(people, ids, (method, route, one), wrong))
        }
        All(address) => {
            let pages: Vec<Answer> = people.iter().map(|one| one.get_here(address)).collect();
            let first = &pages[0];
            for ((name, ..), page) in WHO.iter().zip(&pages) {
                if page.status != first.status || page.html != first.html {
                    wrong.push(format!("{method} {route}: {name} sees something else"));
                }
                if page.status >= 500 {
                    wrong.push(format!("{method} {route}: {}", page.status));
                }
            }
        }
        Anybody(address, fields, status) => {
            for (person, (name, ..)) in people.iter().zip(WHO) {
                let cookie = person.cookie.borrow().clone();
                let answer = if method == "GET" {
                    person.get_here(address)
                } else {
                    person.send(address, fields)
                };
                // Signing out takes the browser's cookie away, and ends no session.
                *person.cookie.borrow_mut() = cookie;
                if answer.status != *status {
                    wrong.push(format!("{method} {route}: {name} got {}", answer.status));
                }
            }
        }
        Cells(address, fields, expected) => {
            let mut address = (*address).to_owned();
            for (name, id) in ids {
                address = address.replace(&format!("{{{name}}}"), id);
            }
            let answers = cells(people, (&address, fields), method == "POST");
            let found: String = answers.iter().map(cell).collect();
            if found != *expected {
                wrong.push(format!("{method} {address}: {found}, not {expected}"));
            }
            for answer in answers {
                if !answer.kept.contains("no-store") {
                    wrong.push(format!("{method} {address}: may be kept ({})", answer.status));
                }
            }
        }
    }
}

#[test]
fn everybody_may_do_what_is_decided_and_nothing_else() {
    for node in Node::each() {
        let server = Server::start(self::node(node), &["--sign-up", "--planning"]);
        let people: Vec<Browser<'_>> = WHO
            .iter()
            .map(|(name, ..)| {
                let browser = Browser::new(&server);
                if !name.is_empty() {
                    browser.sign_in(name);
                }
                browser
            })
            .collect();
        // Roles for a part of the node, by whoever runs it.
        for (name, _, grant) in WHO.into_iter().filter(|(_, _, grant)| !grant.is_empty()) {
            let (role, scope) = grant.split_once(' ').unwrap();
            if role != "contributor" {
                server.node.run(&["user", "role", name, role, "--for", scope]).well();
            }
        }
        begin(&people);
        let id = |browser: &Browser<'_>| browser.get("/fr/me/data").html;
        let ids: Vec<(&str, String)> = WHO
            .iter()
            .zip(&people)
            .filter(|((name, ..), _)| !name.is_empty())
            .map(|((name, ..), person)| {
                let data: serde_json::Value = serde_json::from_str(&id(person)).unwrap();
                (*name, data["id"].as_str().unwrap().to_owned())
            })
            .collect();
        let state = || {
            let queue = people.last().unwrap().get("/fr/moderation").html;
            let waiting = queue.lines().filter(|line| line.contains("class=\"promises\""));
            let waiting = waiting.collect::<String>();
            assert!(waiting.contains("/initiative/puits"));
            (server.get("/api/v1/log/checkpoint").text(), waiting)
        };
        let before = state();
        let mut wrong = Vec::new();
        for (method, route, to) in ROUTES {
            look(&people, &ids, (method, route, to), &mut wrong);
        }
        assert!(wrong.is_empty(), "\n  {}", wrong.join("\n  "));
        assert_eq!(state(), before, "nothing was published, proposed or given back");

        // What each moderator sees is what is theirs to decide.
        let sees = |name: &str| {
            let at = WHO.iter().position(|(known, ..)| *known == name).unwrap();
            people[at].get("/fr/moderation").text()
        };
        assert!(sees("kenya").contains("Puits") && sees("topic").contains("Puits"));
        assert!(!sees("tanzania").contains("Puits") && !sees("moses").contains("Routes"));

        // The form of one person is no form of another, and no other site sends it.
        let (amina, root) = (&people[2], &people[10]);
        let token = amina.get("/fr/me").field("token");
        let end = [("token", token.as_str()), ("do", "everywhere")];
        assert_eq!(root.send("/fr/me", &end).status, 403);
        assert_eq!(amina.elsewhere().send("/fr/me", &end).status, 403);
        assert_eq!(root.get_here("/fr/me").status, 200);
        assert_eq!(amina.get_here("/fr/me").status, 200);
        api_is_for_all(&server, &people);
    }
}

/// What the API describes is open: nobody sees more there for being signed in.
fn api_is_for_all(server: &Server, people: &[Browser<'_>]) {
    let description = server.get("/api/openapi.json").json();
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() > 20);
    for (path, methods) in paths {
        for method in methods.as_object().unwrap().keys() {
            if method != "get" {
                let known = ROUTES
                    .iter()
                    .any(|(one, route, _)| *one == method.to_uppercase() && route == path);
                assert!(known, "{method} {path} is in no line of the table");
                continue;
            }
            let address = path
                .replace("{iso3}", "KEN")
                .replace("{code}", "internet_users")
                .replace("{id}", "gdc.1.connectivity.b")
                .replace("{slug}", "ecoles")
                .replace("{year}", "2026")
                .replace("{kind}", "initiative")
                .split('{')
                .next()
                .unwrap()
                .to_owned();
            let visitor = people[0].get_here(&address);
            let root = people[10].get_here(&address);
            assert_eq!((visitor.status, &visitor.html), (root.status, &root.html), "{address}");
        }
    }
}
