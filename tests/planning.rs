//! Plans that are asked for on pages: files sent with a form, made in the background, through restarts, cancelled,
//! refused in words; and published ones. No script.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use passerelle_tests::node::Node;
use passerelle_tests::root;
use passerelle_tests::server::{Page, Server};

const EDGE: &str = "edge-of-a-part";

/// A form with files: name of the field, name of the file (empty: a text), content.
fn form(fields: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, file, content) in fields {
        let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
        let head =
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    body
}

fn send(server: &Server, lang: &str, fields: &[(&str, &str, &[u8])]) -> Page {
    let kind = format!("multipart/form-data; boundary={EDGE}");
    server.post(&format!("/{lang}/plans/new"), &kind, &form(fields))
}

fn example(name: &str) -> Vec<u8> {
    std::fs::read(root().join("docs/example-country").join(name)).unwrap()
}

/// Sends the lists of the invented island; gives the address of the plan.
fn ask(server: &Server, lang: &str) -> String {
    let (sites, network) = (example("schools.csv"), example("fibre.geojson"));
    let sent = send(
        server,
        lang,
        &[
            ("sites", "schools.csv", &sites),
            ("network", "fibre.geojson", &network),
            ("towers", "", b""),
            ("title", "", "Île <b>d’essai</b>".as_bytes()),
            ("years", "", b"10"),
            ("budget", "", b"1 000 000"),
            ("first", "", b"pupils"),
        ],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert!(sent.header("location").starts_with(&format!("/{lang}/plans/asked/")));
    sent.header("location").to_owned()
}

/// Looks until a page holds a text.
fn wait(server: &Server, address: &str, text: &str) -> String {
    let started = Instant::now();
    loop {
        let page = server.get(address);
        assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
        let found = page.text();
        if found.contains(text) {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(90), "{found}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_plan_is_asked_for_made_and_read() {
    for node in Node::each() {
        let server = Server::start(node, &["--planning"]);
        let page = server.get("/fr/plans/new");
        assert_eq!(page.status, 200);
        assert!(page.text().contains("enctype=\"multipart/form-data\""));
        let address = ask(&server, "fr");
        let page = wait(&server, &address, "id=\"mix\"");
        assert!(page.contains("Île &#60;b&#62;d’essai&#60;/b&#62;"), "what was typed is escaped");
        assert!(!page.contains("<b>d’essai"));
        let base = address.trim_start_matches("/fr");
        for name in ["sites.csv", "lines.geojson", "phases.csv", "areas.csv", "summary.json"] {
            let file = server.get(&format!("{base}/files/{name}"));
            assert_eq!((file.status, file.header("cache-control")), (200, "no-store"), "{name}");
            assert!(file.header("content-disposition").contains(name));
            assert!(file.bytes.len() > 50);
        }
        let map = server.get(&format!("{base}/files/map.svg"));
        assert_eq!(map.header("content-type"), "image/svg+xml");
        assert!(map.text().starts_with("<svg xmlns"));
        assert_eq!(server.get(&format!("{base}/files/..%2fnode.key")).status, 404);
        // An area of it, then a site of that area, in the other language.
        let area = page.split("href=\"").find(|part| part.contains("/area?in=")).unwrap();
        let area = area.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let english = area.replacen("/fr/", "/en/", 1);
        let page = server.get(&english);
        assert_eq!(page.status, 200, "{english}");
        let text = page.text();
        let site = text.split("href=\"").find(|part| part.contains("/site?id=")).unwrap();
        let site = site.split('"').next().unwrap();
        let page = server.get(site).text();
        assert!(page.contains("present cost") || page.contains("Connected already"), "{page}");
        let none = server.get(&format!("/en{base}/site?id=nothing-is-called-so"));
        assert!(none.text().contains("has no site"), "{}", none.text());
        // Nobody else finds it, and other words in its place are no plan.
        assert!(!server.get("/en/plans").text().contains("asked/"));
        assert_eq!(server.get("/en/plans/asked/0123456789abcdef").status, 404);
        server.node.run(&["verify"]).well();
    }
}

#[test]
fn what_is_wrong_is_told_and_nothing_is_begun() {
    let server = Server::start(Node::new(), &["--planning"]);
    let sites = example("schools.csv");
    // Everything that is wrong with the form, at once; what was typed is still there.
    let page = send(
        &server,
        "fr",
        &[("title", "", b"Mon plan"), ("years", "", b"cent"), ("budget", "", b"-3")],
    );
    let text = page.text();
    assert_eq!(page.status, 422);
    assert!(text.contains("cent") && text.contains("value=\"Mon plan\""), "{text}");
    assert_eq!(text.matches("n’est pas un nombre").count(), 2, "{text}");
    assert!(text.contains("Aucune liste de sites"), "{text}");
    // Files that are no lists: told by whoever tries to make the plan.
    for (name, content) in [
        ("photo.csv", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..]),
        ("names.csv", b"name,place\nA,there\n"),
        ("empty.csv", b""),
    ] {
        let sent = send(&server, "en", &[("sites", name, content)]);
        assert_eq!(sent.status, 303, "{name}");
        let page = wait(&server, sent.header("location"), "There is no plan, and here is why.");
        assert!(page.contains(name), "{name}: {page}");
    }
    // A form that is cut, one that is none, a file too many.
    let whole = form(&[("sites", "schools.csv", &sites)]);
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let cut = server.post("/en/plans/new", &kind, &whole[..whole.len() / 2]);
    assert_eq!(cut.status, 422);
    assert!(cut.text().contains("ended too early"), "{}", cut.text());
    assert!(matches!(server.post("/en/plans/new", "text/plain", b"x").status, 400..=422));
    let many = vec![("sites", "schools.csv", &b"a"[..]); 41];
    let page = send(&server, "en", &many);
    assert!(page.text().contains("At most 40 files"), "{}", page.text());
}

#[test]
fn a_plan_survives_the_end_of_the_program_and_can_be_cancelled() {
    let server = Server::start(Node::new(), &["--planning"]);
    let first = ask(&server, "en");
    let second = ask(&server, "en");
    let cancelled = server.post(&format!("{second}/cancel"), "text/plain", b"");
    assert_eq!(cancelled.status, 303);
    let page = server.get(&second).text();
    // It may have been made before it was cancelled: on a fast machine both are right.
    assert!(page.contains("Cancelled.") || page.contains("id=\"mix\""), "{page}");
    // Whatever the first one had come to, another process goes on with it.
    let node = server.killed();
    let server = Server::start(node, &["--planning"]);
    wait(&server, &first, "id=\"mix\"");
}

#[test]
fn nothing_can_be_asked_for_where_the_owner_has_not_opened_it() {
    let server = Server::start(Node::new(), &[]);
    assert_eq!(server.get("/en/plans/new").status, 404);
    assert_eq!(send(&server, "en", &[("sites", "a.csv", b"id")]).status, 404);
    assert!(!server.get("/en/plans").text().contains("plans/new"));
}

#[test]
fn a_published_plan_is_for_all_to_read() {
    let node = Node::new().rounded();
    let out = node.data().join("plan");
    let of = |name: &str| root().join("docs/example-country").join(name).display().to_string();
    let folder = out.display().to_string();
    node.run(&["plan", &of("schools.csv"), "--network", &of("fibre.geojson"), "--out", &folder])
        .well();
    let title = ["--title", "Connect the island", "--title-fr", "Relier l’île"];
    let more = ["--slug", "island", "--commitment", "gdc.1.connectivity.a"];
    let published = node.run(&[&["plan", "publish", &folder][..], &title, &more].concat());
    assert_eq!(published.code, 0, "{published:?}");
    let server = Server::start(node, &[]);
    let list = server.get("/fr/plans").text();
    assert!(list.contains("Relier l’île") && list.contains("/fr/plans/island"), "{list}");
    let page = server.get("/fr/plans/island");
    assert!(page.text().contains("id=\"mix\""), "{}", page.text());
    assert!(page.bytes.len() < 200_000);
    // Its files show places as the policy lets them (tests/held.rs), and are not sent again to who has them.
    let file = server.get("/plans/island/files/sites.csv");
    assert!(file.text().lines().nth(1).unwrap().ends_with(",rounded"), "{}", file.text());
    let known = [("if-none-match", file.header("etag"))];
    assert_eq!(server.get_with("/plans/island/files/sites.csv", &known).status, 304);
    for path in ["/fr/plans/nothing", "/fr/plans/island/area?in=Atlantis"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    // What its record stands for is hashed again; erased, it goes with its files and its sites.
    let node = server.killed();
    node.run(&["verify"]).well();
    node.tamper("UPDATE file_names SET hash = (SELECT MIN(hash) FROM file_contents WHERE hash <> file_names.hash) WHERE name = 'sites.csv'");
    node.tamper("UPDATE sites SET name = 'Elsewhere' WHERE id = (SELECT MIN(id) FROM sites)");
    let found = node.run(&["verify"]);
    assert_eq!(found.code, 1, "{found:?}");
    for told in ["plan/island/sites.csv: This file", "plan/island: This list of sites"] {
        assert!(found.out.contains(told), "{found:?}");
    }
    node.run(&["erase", "plan/island", "--reason", "published-by-mistake", "--yes"]).well();
    let server = Server::start(node, &[]);
    assert_eq!(server.get("/plans/island/files/sites.csv").status, 404);
    assert_eq!(server.get("/en/plans/island").status, 404);
    assert!(!server.node.run(&["verify"]).out.contains("plan/island"));
}

/// What the command line takes the form takes: columns, incomes and a basket, lots, what comes first.
#[test]
fn a_plan_is_made_again_from_the_same_files_with_other_choices() {
    for node in Node::each() {
        let server = Server::start(node, &["--planning"]);
        let sites = String::from_utf8(example("schools.csv")).unwrap();
        // Names of columns that nobody can guess.
        let sites = sites.replacen("latitude,longitude", "breite,p2", 1);
        let (network, incomes) = (example("fibre.geojson"), example("incomes.csv"));
        let sent = send(
            &server,
            "en",
            &[
                ("sites", "schools.csv", sites.as_bytes()),
                ("network", "fibre.geojson", &network),
                ("incomes", "incomes.csv", &incomes),
                ("basket", "", b"2.50"),
                ("budget_per_year", "", b"40,000"),
                ("lots_by", "", b"0"),
                ("at_least", "", b"30"),
                ("area_level", "", b"2"),
            ],
        );
        assert_eq!(sent.status, 303, "{}", sent.text());
        let first = sent.header("location").to_owned();
        let page = wait(&server, &first, "There is no plan, and here is why.");
        assert!(page.contains("under “Which column is what”"), "{page}");
        assert!(!page.contains("--column") && page.contains("/again"), "{page}");
        let form = server.get(&format!("{first}/again"));
        assert_eq!((form.status, form.header("cache-control")), (200, "no-store"));
        let form = form.text();
        for held in [
            "value=\"1/schools.csv\" checked",
            "value=\"3/incomes.csv\" checked",
            "<option value=\"breite\">",
            "value=\"40,000\"",
            "<option value=\"0\" selected>",
        ] {
            assert!(form.contains(held), "{held}: {form}");
        }
        let token = first.rsplit('/').next().unwrap();
        let fields: Vec<(&str, &str, &[u8])> = vec![
            ("again", "", token.as_bytes()),
            ("keep", "", b"1/schools.csv"),
            ("keep", "", b"2/fibre.geojson"),
            ("keep", "", b"3/incomes.csv"),
            ("column-latitude", "", b"breite"),
            ("column-longitude", "", b"p2"),
            ("basket", "", b"2.50"),
            ("budget_per_year", "", b"40,000"),
            ("lots_by", "", b"0"),
            ("at_least", "", b"30"),
            ("area_level", "", b"2"),
        ];
        let sent = send(&server, "en", &fields);
        assert_eq!(sent.status, 303, "{}", sent.text());
        let second = sent.header("location").to_owned();
        let page = wait(&server, &second, "id=\"mix\"");
        assert!(page.contains("entry basket of 2.50"), "{page}");
        let base = second.trim_start_matches("/en");
        let told = server.get(&format!("{base}/files/summary.json")).json();
        assert_eq!(told["lots_by"], "groups");
        assert_eq!(told["within_budget"]["budget_per_year"], 40_000.0);
        assert!(told["affordable_share"].as_f64().unwrap() > 0.1, "{told}");
        // The first one is removed, with what was sent: the second one has its own.
        assert_eq!(server.post(&format!("{first}/remove"), "text/plain", b"").status, 303);
        assert_eq!(server.get(&first).status, 404);
        assert_eq!(server.get(&format!("{second}/again")).status, 200);
        let gone = send(&server, "fr", &fields);
        assert_eq!(gone.status, 422);
        assert!(gone.text().contains("Aucune liste de sites"), "{}", gone.text());
    }
    let server = Server::start(Node::new(), &["--planning"]);
    let costs = server.get("/plans/costs.toml");
    assert!(costs.status == 200 && costs.text().contains("[horizon]"), "{}", costs.text());
}

#[test]
fn a_node_without_room_says_so() {
    let server = Server::start(Node::new(), &["--planning", "--planning-gb", "0.000001"]);
    let sites = example("schools.csv");
    for (lang, said) in [("en", "has no room for your files"), ("fr", "n’a pas de place")] {
        let page = send(&server, lang, &[("sites", "schools.csv", &sites)]);
        assert_eq!(page.status, 422);
        assert!(page.text().contains(said), "{}", page.text());
    }
    let server = Server::start(Node::new(), &["--planning", "--planning-most", "1"]);
    let first = ask(&server, "en");
    wait(&server, &first, "id=\"mix\"");
    let second = ask(&server, "en");
    wait(&server, &second, "id=\"mix\"");
    // The older one goes once the newer one is there.
    let started = Instant::now();
    while server.get(&first).status != 404 {
        assert!(started.elapsed() < Duration::from_secs(20), "the older one stays");
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(server.get(&second).status, 200);
}
