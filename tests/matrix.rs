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

/// Who asks: the name of the account, its role for the node, its role for a part of it.
const WHO: [(&str, &str, &str); 11] = [
    ("", "", ""), // a visitor
    ("reader", "reader", ""),
    ("amina", "reader", "contributor actor/telecentre-libre"),
    ("brian", "reader", "contributor actor/autre"),
    ("adaeze", "assessor", ""),
    ("chidi", "custodian", ""),
    ("kenya", "reader", "moderator country/KEN"),
    ("tanzania", "reader", "moderator country/TZA"),
    ("topic", "reader", "moderator commitment/gdc.1"),
    ("moses", "moderator", ""),
    ("root", "administrator", ""),
];

/// What a route is to those who ask.
enum To {
    /// The same for all: an address of it.
    All(&'static str),
    /// A form that anybody may send, whose answer depends on what it holds alone: an address, fields, the status.
    Anybody(&'static str, &'static [(&'static str, &'static str)], u16),
    /// One cell for each of [`WHO`]: an address, fields of a form where it is one, and
    /// `s` led to signing in, `-` refused, `0` not there, `y` done, `c` would be done, but somebody else was first.
    Cells(&'static str, &'static [(&'static str, &'static str)], &'static str),
    /// Several of these.
    Each(&'static [To]),
}

use To::{All, Anybody, Cells, Each};

const SECRET: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef";
/// A revision that nobody has: whoever may do it hears that it was changed meanwhile, and nothing changes.
const STALE: (&str, &str) = ("revision", "999");
const SAVE: &[(&str, &str)] = &[STALE, ("do", "save"), ("name", "x"), ("title", "x")];
/// The form of an initiative of the first actor.
const OWN: &[(&str, &str)] = &[
    STALE,
    ("do", "save"),
    ("actor", "telecentre-libre"),
    ("country", "KEN"),
    ("serves", "gdc.1.connectivity.b"),
];
const PUBLISH: &[(&str, &str)] = &[STALE, ("do", "publish")];
const GIVE_BACK: &[(&str, &str)] = &[STALE, ("do", "give-back"), ("note", "x")];

#[rustfmt::skip]
const ROUTES: &[(&str, &str, To)] = &[
    ("GET", "/", Anybody("/", &[], 307)),
    ("GET", "/{lang}", Anybody("/fr", &[], 308)),
    ("GET", "/{lang}/", All("/fr/")),
    ("GET", "/{lang}/countries", All("/fr/countries")),
    ("GET", "/{lang}/countries/{iso3}", All("/fr/countries/KEN")),
    ("GET", "/{lang}/countries/{iso3}/embed", All("/fr/countries/KEN/embed")),
    ("GET", "/{lang}/countries/{iso3}/{*path}", All("/fr/countries/KEN/mombasa")),
    ("GET", "/{lang}/commitments", All("/fr/commitments")),
    ("GET", "/{lang}/commitments/{id}", All("/fr/commitments/gdc.1.connectivity.b")),
    ("GET", "/{lang}/initiatives", All("/fr/initiatives")),
    ("GET", "/{lang}/initiatives/{slug}", All("/fr/initiatives/ecoles")),
    ("GET", "/{lang}/indicators", All("/fr/indicators")),
    ("GET", "/{lang}/indicators/{code}", All("/fr/indicators/internet_users")),
    ("GET", "/{lang}/indicators/{code}/{iso3}", All("/fr/indicators/internet_users/KEN")),
    ("GET", "/{lang}/indicators/{code}/{iso3}/embed", All("/fr/indicators/internet_users/KEN/embed")),
    ("GET", "/{lang}/indicators/{code}/{iso3}/{*path}", All("/fr/indicators/internet_users/KEN/mombasa")),
    ("GET", "/{lang}/scorecards/{iso3}/{year}", All("/fr/scorecards/KEN/2026")),
    ("GET", "/{lang}/scorecards/{iso3}/{year}/embed", All("/fr/scorecards/KEN/2026/embed")),
    ("GET", "/{lang}/releases", All("/fr/releases")),
    ("GET", "/{lang}/map", All("/fr/map")),
    ("GET", "/{lang}/measure", All("/fr/measure")),
    ("GET", "/{lang}/measure/{*site}", All("/fr/measure/nowhere")),
    ("GET", "/{lang}/compare", All("/fr/compare")),
    ("GET", "/{lang}/explore", All("/fr/explore")),
    ("GET", "/{lang}/search", All("/fr/search?q=eau")),
    ("GET", "/{lang}/sources", All("/fr/sources")),
    ("GET", "/{lang}/about", All("/fr/about")),
    ("GET", "/{lang}/log", All("/fr/log")),
    ("GET", "/assets/{name}", All("/assets/icon.svg")),
    ("GET", "/favicon.ico", All("/favicon.ico")),
    ("GET", "/robots.txt", All("/robots.txt")),
    // Plans: those that are published are for all; those that were asked for have an address that is a secret, which
    // stands for whoever asked.
    ("GET", "/{lang}/plans", All("/fr/plans")),
    ("GET", "/{lang}/plans/new", All("/fr/plans/new")),
    ("POST", "/{lang}/plans/new", Anybody("/fr/plans/new", &[("x", "y")], 404)),
    ("GET", "/plans/costs.toml", All("/plans/costs.toml")),
    ("GET", "/{lang}/plans/asked/{token}", All(SECRET)),
    ("GET", "/{lang}/plans/asked/{token}/again", All(secret::AGAIN)),
    ("POST", "/{lang}/plans/asked/{token}/cancel", Anybody(secret::CANCEL, &[], 404)),
    ("POST", "/{lang}/plans/asked/{token}/remove", Anybody(secret::REMOVE, &[], 404)),
    ("GET", "/{lang}/plans/asked/{token}/area", All(secret::AREA)),
    ("GET", "/{lang}/plans/asked/{token}/site", All(secret::SITE)),
    ("GET", "/{lang}/plans/asked/{token}/map", All(secret::MAP)),
    ("GET", "/plans/asked/{token}/files/{name}", All("/plans/asked/0123456789abcdef0123456789abcdef/files/sites.csv")),
    ("GET", "/{lang}/plans/{slug}", All("/fr/plans/none")),
    ("GET", "/{lang}/plans/{slug}/area", All("/fr/plans/none/area")),
    ("GET", "/{lang}/plans/{slug}/site", All("/fr/plans/none/site")),
    ("GET", "/{lang}/plans/{slug}/map", All("/fr/plans/none/map")),
    ("GET", "/plans/{slug}/files/{name}", All("/plans/none/files/summary.json")),
    ("GET", "/{lang}/sites", All("/fr/sites")),
    ("GET", "/{lang}/sites/{iso3}", All("/fr/sites/KEN")),
    ("GET", "/{lang}/sites/{iso3}/{id}", All("/fr/sites/KEN/none")),
    ("GET", "/{lang}/sites/{iso3}/{id}/correct", All("/fr/sites/KEN/none/correct")),
    ("POST", "/{lang}/sites/{iso3}/{id}/correct", Anybody("/fr/sites/KEN/none/correct", &[("what", "closed"), ("because", "Elle est fermée depuis un an.")], 404)),
    ("GET", "/{lang}/maps/sites/{iso3}", All("/fr/maps/sites/KEN")),
    ("GET", "/downloads/sites/{iso3}/{file}", All("/downloads/sites/KEN/sites.csv")),
    ("GET", "/{lang}/calendar", All("/fr/calendar")),
    ("GET", "/{lang}/calendar.ics", All("/fr/calendar.ics")),
    ("GET", "/{lang}/countries/{iso3}/review", All("/fr/countries/KEN/review")),
    ("GET", "/{lang}/reviews", All("/fr/reviews")),
    ("GET", "/{lang}/reviews/{name}", All("/fr/reviews/none")),
    // Taking part.
    ("GET", "/{lang}/take-part", All("/fr/take-part")),
    ("GET", "/{lang}/actors", All("/fr/actors")),
    ("GET", "/{lang}/actors/{slug}", All("/fr/actors/telecentre-libre")),
    ("GET", "/{lang}/feed", All("/fr/feed")),
    ("GET", "/{lang}/countries/{iso3}/feed", All("/fr/countries/KEN/feed")),
    ("GET", "/{lang}/commitments/{id}/feed", All("/fr/commitments/gdc.1.connectivity.b/feed")),
    ("GET", "/{lang}/actors/{slug}/feed", All("/fr/actors/telecentre-libre/feed")),
    ("GET", "/{lang}/endorsements", All("/fr/endorsements")),
    ("GET", "/{lang}/sign-up", All("/fr/sign-up")),
    ("POST", "/{lang}/sign-up", Anybody("/fr/sign-up", &[("name", "x"), ("password", "short")], 422)),
    ("GET", "/{lang}/sign-in", All("/fr/sign-in")),
    ("POST", "/{lang}/sign-in", Anybody("/fr/sign-in", &[("name", "nobody"), ("password", "nothing of the kind")], 422)),
    // The question differs each time: only the status is looked at.
    ("GET", "/{lang}/sign-in/passkey", Anybody("/fr/sign-in/passkey", &[], 200)),
    ("POST", "/{lang}/sign-in/passkey", Anybody("/fr/sign-in/passkey", &[("id", "AAAA")], 403)),
    ("GET", "/{lang}/recover", All("/fr/recover")),
    ("POST", "/{lang}/recover", Anybody("/fr/recover", &[("name", "nobody"), ("code", "x"), ("password", "nothing of the kind")], 422)),
    // Without the token of one's own page nobody is signed out; the browser's cookie goes all the same.
    ("POST", "/{lang}/sign-out", Anybody("/fr/sign-out", &[], 303)),
    ("GET", "/{lang}/me", Cells("/fr/me", &[], "syyyyyyyyyy")),
    ("POST", "/{lang}/me", Cells("/fr/me", &[("do", "session"), ("session", "0")], "syyyyyyyyyy")),
    ("GET", "/{lang}/me/data", Cells("/fr/me/data", &[], "syyyyyyyyyy")),
    ("GET", "/{lang}/me/mail", Cells("/fr/me/mail", &[], "syyyyyyyyyy")),
    ("POST", "/{lang}/me/mail", Cells("/fr/me/mail", &[("do", "stop")], "syyyyyyyyyy")),
    // The token in a message stands for whom it was sent to.
    ("GET", "/{lang}/mail/{token}", Anybody("/fr/mail/0123456789abcdef0123456789abcdef", &[], 404)),
    ("POST", "/{lang}/mail/{token}", Anybody("/fr/mail/0123456789abcdef0123456789abcdef", &[], 404)),
    ("GET", "/{lang}/me/passkeys", Cells("/fr/me/passkeys", &[], "syyyyyyyyyy")),
    ("POST", "/{lang}/me/passkeys", Cells("/fr/me/passkeys", &[("do", "remove"), ("id", "00"), ("password", "not theirs")], "s4444444444")),
    ("POST", "/{lang}/me/files", Cells("/fr/me/files", &[("file", "none")], "syyyyyyyyyy")),
    ("GET", "/evidence/{id}/{name}", All("/evidence/none/none.pdf")),
    ("GET", "/{lang}/write/{kind}", Each(&[
        // Leads to the form, which asks for the role.
        Cells("/fr/write/initiative?actor=telecentre-libre", &[], "syyyyyyyyyy"),
        Cells("/fr/write/commitment", &[], "s0000000000"),
    ])),
    ("GET", "/{lang}/write/{kind}/{*slug}", Each(&[
        //                                                                              visitor reader amina brian assessor custodian KEN TZA topic moderator administrator
        Cells("/fr/write/actor/new", &[],                                               "syyyyyyyyyy"),
        Cells("/fr/write/actor/telecentre-libre", &[],                                  "s-y--y---yy"),
        Cells("/fr/write/initiative/new?actor=telecentre-libre", &[],                   "s-y--yy--yy"),
        Cells("/fr/write/initiative/ecoles", &[],                                       "s-y--yy-yyy"),
        Cells("/fr/write/endorsement/telecentre-libre?actor=telecentre-libre", &[],     "s-y--y---yy"),
        Cells("/fr/write/update/ecoles/2?of=ecoles", &[],                               "s-y--yy-yyy"),
        Cells("/fr/write/assessment/ecoles/2?of=ecoles", &[],                           "s---yyy-yyy"),
        // Of what is published, only its author and those who look after the whole node.
        Cells("/fr/write/assessment/ecoles/1", &[],                                     "s---yy---yy"),
        Cells("/fr/write/reply/ecoles/1?to=ecoles/1", &[],                              "s-y--yy-yyy"),
        Cells("/fr/write/commitment/gdc.1", &[],                                        "s0000000000"),
    ])),
    ("POST", "/{lang}/write/{kind}/{*slug}", Each(&[
        Cells("/fr/write/actor/telecentre-libre", SAVE,                                 "4-c--c---cc"),
        Cells("/fr/write/initiative/ecoles", OWN,                                       "4-c--cc-ccc"),
        Cells("/fr/write/initiative/autre", &[STALE, ("do", "save"), ("actor", "telecentre-libre"), ("country", "KEN")], "4-c--cc--cc"),
        Cells("/fr/write/endorsement/telecentre-libre", SAVE,                           "4-c--c---cc"),
        Cells("/fr/write/update/ecoles/2", &[STALE, ("do", "save"), ("of", "ecoles")],  "4-c--cc-ccc"),
        Cells("/fr/write/assessment/ecoles/2", &[STALE, ("do", "save"), ("of", "ecoles")], "4---ccc-ccc"),
        Cells("/fr/write/reply/ecoles/1", &[STALE, ("do", "save"), ("to", "ecoles/1")], "4-c--cc-ccc"),
        Cells("/fr/write/commitment/gdc.1", SAVE,                                       "00000000000"),
    ])),
    ("GET", "/{lang}/moderation", Cells("/fr/moderation", &[],                          "s-----yyyyy")),
    ("GET", "/{lang}/moderation/imported", Cells("/fr/moderation/imported", &[],        "s-----yyyyy")),
    ("POST", "/{lang}/moderation/imported/{slug}", Cells("/fr/moderation/imported/none", &[("do", "confirm"), ("serves", "gdc.1.connectivity.b")], "s-----00000")),
    ("GET", "/{lang}/moderation/{author}/{kind}/{*slug}", Each(&[
        Cells("/fr/moderation/{amina}/initiative/puits", &[],                           "s00000y0yyy"),
        // Nobody decides on their own work, but who runs the node.
        Cells("/fr/moderation/{moses}/initiative/routes", &[],                          "s00000y0y0y"),
        Cells("/fr/moderation/{root}/initiative/none", &[],                             "s0000000000"),
    ])),
    ("POST", "/{lang}/moderation/{author}/{kind}/{*slug}", Each(&[
        Cells("/fr/moderation/{amina}/initiative/puits", PUBLISH,                       "s-----4-444"),
        Cells("/fr/moderation/{amina}/initiative/puits", GIVE_BACK,                     "s-----4-444"),
        Cells("/fr/moderation/{moses}/initiative/routes", PUBLISH,                      "s-----4-4-4"),
        Cells("/fr/moderation/{root}/initiative/none", PUBLISH,                         "s0000000000"),
    ])),
    // Consultations: whoever takes part is known by a cookie of their own, so that what is for all is looked at in
    // `consultations.rs`; moderators of the node, or of the country, decide.
    ("GET", "/{lang}/consultations", All("/fr/consultations")),
    ("GET", "/{lang}/consultations/{slug}", All("/fr/consultations/none")),
    ("POST", "/{lang}/consultations/{slug}/begin", Anybody("/fr/consultations/none/begin", &[], 404)),
    ("POST", "/{lang}/consultations/{slug}/vote", Anybody("/fr/consultations/none/vote", &[("vote", "agree"), ("statement", "1")], 404)),
    ("POST", "/{lang}/consultations/{slug}/propose", Anybody("/fr/consultations/none/propose", &[("text", "x")], 404)),
    ("GET", "/{lang}/consultations/{slug}/result", All("/fr/consultations/none/result")),
    ("GET", "/{lang}/consultations/{slug}/moderation", Cells("/fr/consultations/none/moderation", &[], "s0000000000")),
    ("POST", "/{lang}/consultations/{slug}/moderation", Cells("/fr/consultations/none/moderation", &[("do", "show"), ("statement", "1")], "s0000000000")),
    ("GET", "/consultations/{slug}/files/{name}", All("/consultations/none/files/votes.csv")),
    // Programs: nothing there is anybody's own.
    ("GET", "/api", Anybody("/api", &[], 307)),
    ("GET", "/api/openapi.json", All("/api/openapi.json")),
    ("GET", "/api/sdmx", All("/api/sdmx")),
    ("GET", "/api/sdmx/{*query}", All("/api/sdmx/structure/dataflow/*/*/*")),
    // The token of a site stands for it.
    ("POST", "/api/v1/measurements", Anybody("/api/v1/measurements", &[], 401)),
];

/// Addresses under the secret one.
mod secret {
    pub const AGAIN: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/again";
    pub const CANCEL: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/cancel";
    pub const REMOVE: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/remove";
    pub const AREA: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/area";
    pub const SITE: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/site";
    pub const MAP: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/map";
}

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
