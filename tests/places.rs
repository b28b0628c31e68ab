//! Pages, maps and files of schools and health posts, and the corrections that readers propose.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_exchange::tiles::Archive;
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::{Page, Server};

const SITES: &str = "id,name,lat,lon,county,connected,pupils\n\
    A1,Upendo <b>,-1.286389,36.817223,Nairobi,yes,300\n\
    A/2,Amani,-1.301111,36.781111,Nairobi,no,200\n\
    B1,Umoja,-4.043477,39.668206,Mombasa,,100\n";

/// A node with a list of sites of which each may be seen, and a moderator.
fn begun(node: Node, sites: &str) -> Node {
    let node = node.rounded();
    node.begin();
    let file = node.data().join("schools.csv");
    std::fs::write(&file, sites).unwrap();
    let file = file.to_str().unwrap();
    node.run(&["import", "sites", file, "--country", "KEN", "--licence", "CC BY 4.0"]).well();
    let mut add = node.command(&["user", "add", "moses", "--role", "moderator"]);
    run(&mut add, "une autre phrase assez longue\n").well();
    node
}

/// The same on each database.
fn each() -> impl Iterator<Item = Node> {
    Node::each().into_iter().map(|node| begun(node, SITES))
}

fn sends(server: &Server, path: &str, form: &[(&str, &str)], from: &str) -> (u16, String) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = agent.post(format!("{}{path}", server.base)).header("sec-fetch-site", from);
    let mut answer = request.send_form(form.iter().copied()).unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

fn is_safe(page: &Page) {
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
}

#[test]
fn sites_are_shown_as_their_policy_says() {
    for node in each() {
        shown_as_their_policy_says(&Server::start(node, &[]));
    }
}

fn shown_as_their_policy_says(server: &Server) {
    for lang in ["en", "fr"] {
        for path in [
            "sites",
            "sites/KEN",
            "sites/KEN/A1",
            "sites/KEN/A%2F2",
            "sites/KEN/A1/correct",
            "maps/sites/KEN",
        ] {
            let page = server.get(&format!("/{lang}/{path}"));
            assert_eq!(page.status, 200, "{lang} {path}");
            let text = page.text();
            assert!(!text.contains('⟦') && !text.contains("<b>"), "{lang} {path}: {text}");
            for exact in ["1.28638", "1.3011", "4.0434", "1,28638"] {
                assert!(!text.contains(exact), "{lang} {path} gives {exact} away");
            }
            is_safe(&page);
        }
    }
    for file in ["sites.csv", "sites.geojson", "areas.csv"] {
        let page = server.get(&format!("/downloads/sites/KEN/{file}"));
        assert_eq!(page.status, 200, "{file}");
        let text = page.text();
        assert!(!text.contains("286389") && !text.contains("817223"), "{file}: {text}");
        assert!(text.contains("Nairobi"), "{file}: {text}");
    }
    let geojson = server.get("/downloads/sites/KEN/sites.geojson").json();
    assert_eq!(geojson["features"].as_array().unwrap().len(), 3);
    assert_eq!(geojson["features"][0]["geometry"]["coordinates"][1], -1.35);
    let filtered = server.get("/downloads/sites/KEN/sites.csv?status=no").text();
    assert_eq!(filtered.lines().count(), 2, "{filtered}");
    let filtered = server.get("/en/sites/KEN?area=Mombasa").text();
    assert!(filtered.contains("Umoja") && !filtered.contains("Amani"), "{filtered}");
    for path in
        ["/en/sites/KEN/Z9", "/en/sites/UGA", "/en/maps/sites/UGA", "/downloads/sites/KEN/x"]
    {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn the_map_is_read_in_pieces_and_its_scripts_are_from_here() {
    let server = Server::start(begun(Node::new(), SITES), &[]);
    let page = server.get("/en/maps/sites/KEN");
    assert!(page.header("content-security-policy").contains("worker-src 'self'"));
    let text = page.text();
    let address = |begin: &str| {
        let found = &text[text.find(begin).unwrap()..];
        found[..found.find(['&', '"']).unwrap()].to_owned()
    };
    for begin in [
        "/assets/maplibre-gl-worker",
        "/assets/interactive",
        "/assets/pmtiles",
        "/assets/places",
        "/assets/outlines",
    ] {
        let found = server.get(&address(begin));
        assert_eq!(found.status, 200, "{begin}");
        is_safe(&found);
    }
    let tiles = address("/downloads/sites/KEN/map-");
    let whole = server.get(&tiles);
    assert_eq!((whole.status, whole.header("content-type")), (200, "application/vnd.pmtiles"));
    assert_eq!(Archive::open(whole.bytes.as_slice()).unwrap().header().max_zoom, 11);
    let part = server.get_with(&tiles, &[("range", "bytes=0-126")]);
    assert_eq!((part.status, part.bytes.as_slice()), (206, &whole.bytes[..127]));
    assert_eq!(part.header("content-range"), format!("bytes 0-126/{}", whole.bytes.len()));
    assert_eq!(server.get_with(&tiles, &[("range", "bytes=99999999-")]).status, 416);
    let tag = whole.header("etag").to_owned();
    assert_eq!(server.get_with(&tiles, &[("if-none-match", &tag)]).status, 304);
    let other = server.get_with(&tiles, &[("range", "bytes=0-1"), ("if-range", "\"x\"")]);
    assert_eq!((other.status, other.bytes.len()), (200, whole.bytes.len()));
    assert_eq!(server.head(&tiles).header("content-length"), whole.bytes.len().to_string());
}

#[test]
fn a_correction_goes_from_a_reader_through_a_moderator_to_the_page() {
    for node in each() {
        goes_to_the_page(&Server::start(node, &[]));
    }
}

fn goes_to_the_page(server: &Server) {
    let path = "/en/sites/KEN/A%2F2/correct";
    let right = [("what", "status"), ("status", "yes"), ("because", "I teach there\nevery day")];
    let (status, text) = sends(server, path, &[("what", "name"), ("because", "no")], "same-origin");
    assert!(
        status == 200 && text.contains("Give the right name") && text.contains("10 letters"),
        "{text}"
    );
    assert_eq!(sends(server, path, &right, "cross-site").0, 403);
    let (status, text) = sends(server, path, &right, "same-origin");
    assert!(status == 200 && text.contains("number 1"), "{text}");
    let long = "x".repeat(20_000);
    assert_eq!(sends(server, path, &[("because", &long)], "same-origin").0, 413);
    let node = &server.node;
    let listed = node.run(&["corrections", "list"]).well();
    assert!(
        listed.out.contains("A/2") && listed.out.contains("I teach there every day"),
        "{listed:?}"
    );
    let decide = |what: &str, number: &str, by: &str| {
        let password = match by {
            "moses" => "une autre phrase assez longue\n",
            _ => "une phrase assez longue\n",
        };
        run(&mut node.command(&["corrections", what, number, "--by", by]), password)
    };
    let refused =
        run(&mut node.command(&["corrections", "accept", "1", "--by", "moses"]), "wrong\n");
    assert_ne!(refused.code, 0, "{refused:?}");
    assert!(server.get("/en/sites/KEN/A%2F2").text().contains("Not connected."));
    decide("accept", "1", "moses").well();
    let again = decide("accept", "1", "moses");
    assert!(again.code != 0 && again.err.contains("decided before"), "{again:?}");
    assert!(decide("refuse", "9", "moses").err.contains("no correction 9"));
    // The node looks for what another process changed once a second.
    std::thread::sleep(std::time::Duration::from_millis(2_500));
    let page = server.get("/en/sites/KEN/A%2F2").text();
    assert!(page.contains("Connected.") && page.contains("What was corrected"), "{page}");
    let proof = &page[page.find("/api/v1/records/site_correction/").unwrap()..];
    let history = server.get(&proof[..proof.find('"').unwrap()]);
    assert_eq!(history.json().as_array().unwrap().len(), 1);
    assert!(!history.text().contains("teach"), "the reason is for moderators");
    let french = node.run(&["corrections", "list", "--state", "accepted", "--lang", "fr"]).well();
    assert!(french.out.contains("S’il est raccordé") && !french.out.contains('⟦'), "{french:?}");
}

/// Eight sites: room for forty proposals.
fn eight() -> String {
    let site = |at: usize| format!("C{at},School {at},-1.{at}86389,36.{at}17223,Nairobi,no,100\n");
    let sites = (1..=8).map(site).collect::<String>();
    format!("id,name,lat,lon,county,connected,pupils\n{sites}")
}

/// A proposal for a site, sent through a proxy that says from where.
fn proposes(server: &Server, lang: &str, site: usize, from: &str) -> (u16, Option<u64>, String) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = agent
        .post(format!("{}/{lang}/sites/KEN/C{site}/correct", server.base))
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", from);
    let form = [("what", "status"), ("status", "yes"), ("because", "I teach there every day")];
    let mut answer = request.send_form(form).unwrap();
    let after = answer.headers().get("retry-after");
    let after = after.map(|after| after.to_str().unwrap().parse().unwrap());
    (answer.status().as_u16(), after, answer.body_mut().read_to_string().unwrap())
}

#[test]
fn one_network_does_not_fill_the_queue_for_all() {
    for node in Node::each() {
        let server = Server::start(begun(node, &eight()), &["--proxy", "127.0.0.1"]);
        for number in 0..20 {
            let from = format!("203.0.113.1, 198.51.100.{number}");
            let (status, _, text) = proposes(&server, "en", number / 5 + 1, &from);
            assert_eq!(status, 200, "{number}: {text}");
        }
        // The whole network waits, and is told how long; what was written is not lost.
        let (status, after, text) = proposes(&server, "en", 5, "198.51.100.200");
        let soon = after.is_some_and(|after| (3_400..=3_600).contains(&after));
        assert!(status == 429 && soon, "{status} {after:?} {text}");
        assert!(text.contains("from your network") && text.contains("in 60 minutes"), "{text}");
        assert!(text.contains("I teach there every day</textarea>"), "{text}");
        let (status, _, text) = proposes(&server, "fr", 5, "198.51.100.200");
        assert!(status == 429 && text.contains("dans 60 minutes") && !text.contains('⟦'), "{text}");
        // Others do not.
        assert_eq!(proposes(&server, "en", 5, "198.51.101.200").0, 200);
        assert_eq!(proposes(&server, "en", 5, "2001:db8::1").0, 200);
        // As many wait for the first site as may; who decides is not the clock.
        let (status, after, text) = proposes(&server, "en", 1, "192.0.2.1");
        assert!(
            status == 429 && after.is_none() && text.contains("a moderator has decided"),
            "{text}"
        );
        let waiting = server.node.run(&["corrections", "list", "--format", "json"]).well().json();
        assert_eq!(waiting.as_array().unwrap().len(), 22);
        assert!(!waiting.to_string().contains("198.51"), "no address is kept");
    }
}

/// Proposals that come at the same moment each have a number of their own.
#[test]
fn proposals_of_one_moment_are_all_kept() {
    for node in Node::each() {
        let server = Server::start(begun(node, &eight()), &["--proxy", "127.0.0.1"]);
        let taken = std::thread::scope(|scope| {
            let sends = |at: usize| {
                let server = &server;
                scope.spawn(move || proposes(server, "en", at % 8 + 1, &format!("192.0.{at}.1")).0)
            };
            let sending: Vec<_> = (0..24).map(sends).collect();
            sending.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
        });
        assert_eq!(taken, [200; 24]);
        let waiting = server.node.run(&["corrections", "list", "--format", "json"]).well().json();
        assert_eq!(waiting.as_array().unwrap().len(), 24);
    }
}

/// What anybody can write is not believed: without a proxy of the owner's, a header makes no new sender.
#[test]
fn a_header_alone_makes_no_sender() {
    let server = Server::start(begun(Node::new(), &eight()), &[]);
    for number in 0..25 {
        let from = "198.51.100.7";
        assert_eq!(proposes(&server, "en", number / 5 + 1, from).0, 200, "all are one: {number}");
    }
}

/// A catalogue with this policy.
fn catalogue(folder: &std::path::Path, policy: &str) -> String {
    std::fs::create_dir_all(folder.join("catalogue/connectivity")).unwrap();
    std::fs::write(folder.join("catalogue/connectivity/site-policy.toml"), policy).unwrap();
    folder.join("catalogue").display().to_string()
}

#[test]
fn until_a_ministry_decides_sites_are_counted_by_area() {
    let node = Node::new();
    let file = node.data().join("schools.csv");
    std::fs::write(&file, SITES).unwrap();
    node.begin();
    let import = ["import", "sites", file.to_str().unwrap(), "--country", "KEN"];
    let said = node.run(&import).well().out;
    assert!(said.contains("none of them by itself"), "{said}");
    let server = Server::start(node, &[]);
    for lang in ["en", "fr"] {
        let page = server.get(&format!("/{lang}/sites/KEN"));
        assert_eq!(page.status, 200);
        let page = page.text();
        assert!(page.contains("Nairobi") && page.contains("Mombasa"), "{page}");
        for site in ["Upendo", "Umoja", "KEN/1", "KEN/B1"] {
            assert!(!page.contains(site), "{site}: {page}");
        }
        assert_eq!(server.get(&format!("/{lang}/sites/KEN/B1")).status, 404);
        assert_eq!(server.get(&format!("/{lang}/sites/KEN/B1/correct")).status, 404);
    }
    for file in ["sites.csv", "sites.geojson"] {
        assert_eq!(server.get(&format!("/downloads/sites/KEN/{file}")).status, 404, "{file}");
    }
    assert_eq!(server.get("/downloads/sites/KEN/areas.csv").status, 200);
}

#[test]
fn a_measured_site_is_shown_as_its_list_is() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    let list = folder.path().join("schools.csv");
    std::fs::write(&list, "id,name,lat,lon,county\n17,Upendo,-1.28637,36.81723,Nairobi\n").unwrap();
    node.begin();
    node.run(&["import", "sites", list.to_str().unwrap(), "--country", "KEN"]).well();
    for site in ["KEN/17", "lone"] {
        node.run(&["sites", "token", site, "--publish"]).well();
    }
    let mut node = Some(node);
    let rounded = "[default]\nprecision = \"rounded\"\nround = 0.1\n";
    let areas = "[default]\nprecision = \"areas\"\nround = 0.1\n";
    let late = format!("{rounded}delay_days = 30\n");
    for (policy, listed, lone) in [(rounded, 200, 200), (areas, 404, 200), (&late, 404, 200)] {
        let catalogue = catalogue(folder.path(), policy);
        let server = Server::start(node.take().unwrap(), &["--catalogue", &catalogue]);
        for lang in ["en", "fr"] {
            let page = server.get(&format!("/{lang}/measure/KEN/17"));
            assert_eq!(page.status, listed, "{policy}");
            assert!(!page.text().contains("28637"));
            assert_eq!(server.get(&format!("/{lang}/measure/lone")).status, lone, "{policy}");
        }
        node = Some(server.killed());
    }
}
