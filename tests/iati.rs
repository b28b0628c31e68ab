//! Activities of IATI, from a publisher's file to initiatives that a person has confirmed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use passerelle_tests::html::plain;
use passerelle_tests::node::{Answer, Node, run};
use passerelle_tests::server::Server;
use serde_json::Value;

const PASSWORD: &str = "la rivière est haute ce soir";

/// One activity as a publisher writes it.
struct Written<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
    sector: &'a str,
    country: &'a str,
    more: &'a str,
}

const BROADBAND: Written<'static> = Written {
    id: "XM-TST-1-BROADBAND",
    title: "Broadband for rural schools",
    description: "Fibre-optic lines to two hundred schools.",
    sector: "22040",
    country: "KE",
    more: "<budget type=\"1\" status=\"2\"><period-start iso-date=\"2025-01-01\"/><period-end iso-date=\"2025-12-31\"/>\
           <value value-date=\"2025-01-01\">250000</value></budget>\
           <transaction ref=\"A1\"><transaction-type code=\"1\"/><transaction-date iso-date=\"2025-02-03\"/>\
           <value value-date=\"2025-02-03\">100000</value><provider-org provider-activity-id=\"XM-TST-1-FUND\">\
           <narrative>Fund</narrative></provider-org></transaction>\
           <transaction ref=\"A2\"><transaction-type code=\"4\"/><transaction-date iso-date=\"2025-05-06\"/>\
           <value currency=\"KES\" value-date=\"2025-05-06\">1250000.50</value><receiver-org><narrative>Builder</narrative>\
           </receiver-org></transaction><related-activity ref=\"XM-TST-1-FUND\" type=\"1\"/>\
           <result type=\"1\"><title><narrative>Schools</narrative></title><indicator measure=\"1\">\
           <title><narrative>Schools online</narrative></title><baseline year=\"2024\" value=\"10\"/>\
           <period><period-start iso-date=\"2025-01-01\"/><period-end iso-date=\"2025-12-31\"/><target value=\"80\"/>\
           <actual value=\"73\"/></period><period><period-start iso-date=\"2026-01-01\"/>\
           <period-end iso-date=\"2027-12-31\"/><target value=\"200\"/></period></indicator></result>",
};

const FUND: Written<'static> = Written {
    id: "XM-TST-1-FUND",
    title: "Fonds pour l’inclusion numérique",
    description: "Appui aux compétences numériques et à l’administration électronique.",
    sector: "22010",
    country: "TG",
    more: "",
};

const WELLS: Written<'static> = Written {
    id: "XM-TST-1-WELLS",
    title: "Wells and latrines",
    description: "Safe water for forty villages.",
    sector: "14030",
    country: "KE",
    more: "",
};

fn file(activities: &[&Written<'_>]) -> String {
    let mut text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\">\n"
            .to_owned();
    for one in activities {
        let Written { id, title, description, sector, country, more } = one;
        let _ = writeln!(
            text,
            "<iati-activity xml:lang=\"en\" default-currency=\"USD\"><iati-identifier>{id}</iati-identifier>\
             <reporting-org ref=\"XM-TST-1\" type=\"40\"><narrative>Test Agency</narrative></reporting-org>\
             <title><narrative>{title}</narrative></title><description><narrative>{description}</narrative></description>\
             <participating-org role=\"1\" type=\"40\" ref=\"XM-TST-1\"><narrative>Test Agency</narrative></participating-org>\
             <activity-status code=\"2\"/><activity-date type=\"1\" iso-date=\"2025-01-01\"/>\
             <activity-date type=\"3\" iso-date=\"2027-12-31\"/><recipient-country code=\"{country}\"/>\
             <sector code=\"{sector}\" percentage=\"100\"/>{more}</iati-activity>"
        );
    }
    text + "</iati-activities>\n"
}

/// A folder with files, beside a node.
struct Desk {
    node: Node,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(node: Node) -> Self {
        node.begin();
        Self { node, folder: tempfile::tempdir().unwrap() }
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn import(&self, path: &Path, more: &[&str]) -> Answer {
        let path = path.to_str().unwrap();
        self.node.run(&[&["import", "iati", path, "--format", "json"][..], more].concat())
    }

    /// The outcome of the one file.
    fn imported(&self, path: &Path, more: &[&str]) -> Value {
        self.import(path, more).json()["files"][0].clone()
    }

    fn show(&self, slug: &str) -> Value {
        self.node.run(&["initiatives", "show", slug, "--format", "json"]).well().json()
    }
}

fn counts(outcome: &Value) -> [u64; 3] {
    ["new", "changed", "unchanged"].map(|name| outcome[name].as_u64().unwrap())
}

#[test]
fn a_file_becomes_initiatives_that_a_person_confirms() {
    for node in Node::each() {
        let desk = Desk::new(node);
        let path = desk.put("agency.xml", file(&[&BROADBAND, &FUND, &WELLS]));
        let first = desk.imported(&path, &[]);
        assert_eq!(counts(&first), [2, 0, 0], "{first:#}");
        assert_eq!((&first["transactions"], &first["below"]), (&2.into(), &1.into()));
        assert_eq!(first["nearest"][0]["identifier"], "XM-TST-1-WELLS");
        assert_eq!(first["report"]["problems"], serde_json::json!([]), "{first:#}");

        // The same file changes nothing, to the last line of the log.
        let size = desk.node.run(&["verify", "--format", "json"]).well().json()["versions"].clone();
        let again = desk.imported(&path, &[]);
        assert_eq!(counts(&again), [0, 0, 2]);
        assert_eq!(again["transactions"], 2);
        let now = desk.node.run(&["verify", "--format", "json"]).well().json()["versions"].clone();
        assert_eq!(size, now);

        // What it became.
        let slug = "iati.XM-TST-1-BROADBAND";
        let one = desk.show(slug);
        assert_eq!(
            (&one["country"], &one["activity"]),
            (&"KEN".into(), &"XM-TST-1-BROADBAND".into())
        );
        assert_eq!(one["serves"], serde_json::json!([]), "nobody has confirmed anything");
        assert_eq!(one["budget"][0]["cents"], 25_000_000);
        assert_eq!(one["budget"][0]["pledged"][0]["by"], "Test Agency");
        assert_eq!(one["transactions"][1]["cents"], 125_000_050);
        assert_eq!(one["transactions"][1]["currency"], "KES");
        assert_eq!(one["part_of"], serde_json::json!(["XM-TST-1-FUND"]));
        let reasons = one["imported"]["reasons"].as_array().unwrap();
        assert!(
            reasons.iter().any(|one| one["what"] == "broadband" && one["found"] == "title"),
            "{reasons:?}"
        );

        // It waits, and is in no list before.
        let list = desk.node.run(&["initiatives", "list", "--format", "json"]).well().json();
        assert_eq!(list, serde_json::json!([]));
        let waits = desk.node.run(&["initiatives", "suggested", "--format", "json"]).well().json();
        assert_eq!(waits["waiting"], 2);
        let told = desk.node.run(&["initiatives", "suggested"]).well().out;
        assert!(told.contains(slug) && told.contains("“broadband” in the title"), "{told}");

        // A person confirms one by its publisher's identifier, and sets the other aside.
        let confirm = ["initiatives", "confirm", "XM-TST-1-BROADBAND", "--commitment"];
        let unknown = desk.node.run(&[&confirm[..], &["gdc.9"]].concat());
        assert_eq!(unknown.code, 1, "{}", unknown.out);
        desk.node.run(&[&confirm[..], &["gdc.1.connectivity.d"]].concat()).well();
        desk.node.run(&["initiatives", "confirm", "iati.XM-TST-1-FUND", "--set-aside"]).well();
        assert_eq!(desk.node.run(&["initiatives", "confirm", "no-such"]).code, 1);
        let list = desk.node.run(&["initiatives", "list", "--format", "json"]).well().json();
        assert_eq!(list.as_array().unwrap().len(), 1);

        // A change of its publisher is a version; what a person decided stays.
        let changed = Written { title: "Broadband for all rural schools", ..BROADBAND };
        let path = desk.put("agency.xml", file(&[&changed, &WELLS]));
        let third = desk.imported(&path, &[]);
        assert_eq!(counts(&third), [0, 1, 0], "{third:#}");
        assert_eq!(third["withdrawn"], serde_json::json!(["XM-TST-1-FUND"]));
        let one = desk.show(slug);
        assert_eq!(one["title"]["en"], "Broadband for all rural schools");
        assert_eq!(one["serves"], serde_json::json!(["gdc.1.connectivity.d"]));
        assert_eq!(one["imported"]["decided"], "confirmed");
        let gone = desk.show("iati.XM-TST-1-FUND");
        assert!(gone["imported"]["withdrawn"].is_string(), "{gone}");
        // What comes back is reported again.
        let path = desk.put("agency.xml", file(&[&changed, &FUND, &WELLS]));
        assert_eq!(counts(&desk.imported(&path, &[])), [0, 1, 1]);
        let back = desk.show("iati.XM-TST-1-FUND");
        assert_eq!(back["imported"]["withdrawn"], Value::Null);
        assert_eq!(back["imported"]["decided"], "set_aside");
        desk.node.run(&["verify"]).well();
        desk.node.run(&["check", "--rebuild"]).well();
    }
}

#[test]
fn an_activity_in_several_countries_is_under_each_with_its_share() {
    let desk = Desk::new(Node::new());
    let several = Written {
        country: "KE\" percentage=\"62.5\"/><recipient-country code=\"TZ\" percentage=\"37.5",
        more: "",
        ..BROADBAND
    };
    let path = desk.put("agency.xml", file(&[&several]));
    let first = desk.imported(&path, &["--country", "TZA"]);
    assert_eq!(counts(&first), [1, 0, 0], "it is in Tanzania too");
    let slug = "iati.XM-TST-1-BROADBAND";
    let one = desk.show(slug);
    let shares = serde_json::json!([
        { "country": "KEN", "percentage": 62.5 },
        { "country": "TZA", "percentage": 37.5 },
    ]);
    assert_eq!((&one["country"], &one["countries"]), (&Value::Null, &shares));
    desk.node.run(&["initiatives", "confirm", slug, "--commitment", "gdc.1.connectivity.d"]).well();
    // What is written says the same; the same file again changes nothing.
    let iati = desk.node.run(&["export", "iati", "--initiative", slug]).well().out;
    for country in ["code=\"KE\" percentage=\"62.5\"", "code=\"TZ\" percentage=\"37.5\""] {
        assert!(iati.contains(country), "{iati}");
    }
    assert_eq!(counts(&desk.imported(&path, &[])), [0, 0, 1]);
    let server = Server::start(desk.node, &[]);
    for country in ["KEN", "TZA"] {
        let page = server.get(&format!("/en/initiatives?country={country}")).text();
        assert!(page.contains("Broadband for rural schools"), "{country}");
        assert!(server.get(&format!("/en/countries/{country}")).text().contains(slug), "{country}");
    }
    let elsewhere = server.get("/en/initiatives?country=UGA").text();
    assert!(!elsewhere.contains("Broadband for rural schools"));
    let page = server.get(&format!("/en/initiatives/{slug}")).text();
    assert!(page.contains("Kenya</a> (62.5%), <a"), "{page}");
    // Without a budget no sum is told.
    assert!(page.contains("No budget is given.") && !page.contains("USD 0"), "{page}");
    // Percentages that are more than all say nothing.
    let desk = Desk::new(Node::new());
    let much = Written {
        country: "KE\" percentage=\"80\"/><recipient-country code=\"TZ\" percentage=\"80",
        ..BROADBAND
    };
    let path = desk.put("agency.xml", file(&[&much]));
    desk.import(&path, &[]);
    let shares = serde_json::json!([{ "country": "KEN" }, { "country": "TZA" }]);
    assert_eq!(desk.show(slug)["countries"], shares);
}

#[test]
fn what_is_asked_for_is_what_comes_in() {
    let desk = Desk::new(Node::new());
    let path = desk.put("agency.xml", file(&[&BROADBAND, &FUND, &WELLS]));
    let kenya = desk.imported(&path, &["--country", "KEN", "--threshold", "0"]);
    assert_eq!((counts(&kenya), &kenya["elsewhere"]), ([2, 0, 0], &1.into()), "{kenya:#}");
    // Left out by what was asked for is not withdrawn by its publisher.
    let all = desk.imported(&path, &["--threshold", "100"]);
    assert_eq!(all["withdrawn"], serde_json::json!([]), "{all:#}");
    let refused = desk.import(&path, &["--threshold", "101"]);
    assert_eq!(refused.code, 2);
    // Another publisher's file of the same name takes nothing of this one's away.
    let other = file(&[&BROADBAND]).replace("XM-TST-1", "XM-TST-2");
    let path = desk.put("agency.xml", other);
    let other = desk.imported(&path, &[]);
    assert_eq!((counts(&other), &other["withdrawn"]), ([1, 0, 0], &serde_json::json!([])));
    assert_eq!(desk.import(&desk.folder.path().join("none.xml"), &[]).code, 3);
}

#[test]
fn what_is_wrong_is_told_and_the_good_comes_in() {
    let desk = Desk::new(Node::new());
    let bad = "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-13-01\"/>\
               <value value-date=\"2025-01-01\">5</value></transaction>\
               <budget><period-start iso-date=\"2040-01-01\"/><period-end iso-date=\"2040-12-31\"/>\
               <value value-date=\"2025-01-01\">5</value></budget>";
    let some = Written { id: "XM-TST-1-B", more: bad, ..BROADBAND };
    let text = file(&[&BROADBAND, &some]).replace(
        "</iati-activities>",
        "<iati-activity><title><narrative>x</title></iati-activity></iati-activities>",
    );
    let path = desk.put("agency.xml", &text);
    let answer = desk.node.run(&["import", "iati", path.to_str().unwrap()]);
    assert_eq!(answer.code, 1, "{}", answer.out);
    let told = &answer.out;
    assert!(told.contains("2 initiatives are new"), "{told}");
    assert!(
        told.contains("line 4, column") && told.contains("“2025-13-01” is not a day"),
        "{told}"
    );
    assert!(told.contains("XM-TST-1-B: budget.1.year"), "{told}");
    assert!(told.contains("not well-formed XML"), "{told}");
    assert_eq!(desk.show("iati.XM-TST-1-B")["budget"], serde_json::json!([]));
    let french = desk.node.run(&["--lang", "fr", "import", "iati", path.to_str().unwrap()]);
    assert!(french.out.contains("n’est pas un jour"), "{}", french.out);

    for (name, text, says) in [
        ("cut.xml", text.as_bytes()[..900].to_vec(), "ends before it is closed"),
        ("bomb.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><iati-activities version=\"2.03\"><iati-activity>&a;</iati-activity></iati-activities>".to_vec(), "five entities"),
        ("old.xml", b"<iati-activities version=\"1.03\"/>".to_vec(), "2.03"),
        ("organisation.xml", b"<iati-organisations version=\"2.03\"/>".to_vec(), "organisations"),
        ("table.xml", b"a,b\n1,2\n".to_vec(), "not XML"),
        ("empty.xml", Vec::new(), "empty"),
    ] {
        let path = desk.put(name, text);
        let answer = desk.node.run(&["import", "iati", path.to_str().unwrap()]);
        assert_eq!(answer.code, 1, "{name}: {}", answer.out);
        assert!(answer.out.contains(says), "{name}: {}", answer.out);
    }
}

/// What somebody wrote here of the same activity is not written over.
#[test]
fn a_node_reads_back_what_it_wrote() {
    let desk = Desk::new(Node::new());
    let path = desk.put("agency.xml", file(&[&BROADBAND]));
    desk.imported(&path, &[]);
    let slug = "iati.XM-TST-1-BROADBAND";
    desk.node.run(&["initiatives", "confirm", slug]).well();
    let out = desk.node.run(&["export", "iati", "--initiative", slug]).well().out;
    let path = desk.put("own.xml", &out);
    let other = Desk::new(Node::new());
    let back = other.imported(&path, &["--threshold", "0"]);
    assert_eq!(counts(&back), [1, 0, 0], "{back:#}\n{out}");
    assert_eq!(back["report"]["problems"], serde_json::json!([]), "{back:#}");
}

/// The pages: what is suggested is said to be; a moderator ticks, others may not.
#[test]
fn a_moderator_confirms_on_a_page() {
    let desk = Desk::new(Node::new());
    for (name, role) in [("moses", "moderator"), ("lina", "reader")] {
        let mut add = desk.node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    let script = Written { title: "Broadband &lt;script&gt;alert(1)&lt;/script&gt;", ..BROADBAND };
    let path = desk.put("agency.xml", file(&[&script, &FUND]));
    assert_eq!(counts(&desk.imported(&path, &[])), [2, 0, 0]);
    let Desk { node, .. } = desk;
    let server = Server::start(node, &[]);
    let page = server.get("/fr/initiatives/iati.XM-TST-1-BROADBAND").text();
    let text = plain(&page);
    assert!(
        text.contains("Suggestion : un programme")
            || text.contains("Suggestion\u{a0}: un programme"),
        "{text}"
    );
    assert!(text.contains("« broadband »") || text.contains("broadband"), "{text}");
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(page.contains("/fr/initiatives/iati.XM-TST-1-FUND"), "the other is here, and linked");
    assert!(text.contains("Atteint, selon elle") && text.contains("73 (2025)"), "{text}");
    assert!(!server.get("/fr/initiatives").text().contains("iati.XM-TST-1"));
    assert!(!server.get("/fr/countries/KEN").text().contains("iati.XM-TST-1"));

    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let base = server.base.clone();
    let sign_in = |name: &str| {
        let fields = [("name", name), ("password", PASSWORD)];
        let request =
            agent.post(format!("{base}/fr/sign-in")).header("sec-fetch-site", "same-origin");
        let answer = request.send_form(fields).unwrap();
        let cookie = answer.headers().get("set-cookie").unwrap().to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    };
    let get = |path: &str, cookie: &str| {
        let mut answer =
            agent.get(format!("{base}{path}")).header("cookie", cookie).call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    };
    let send = |path: &str, cookie: &str, fields: &[(&str, &str)]| {
        let request = agent.post(format!("{base}{path}")).header("cookie", cookie);
        let request = request.header("sec-fetch-site", "same-origin");
        let mut answer = request.send_form(fields.iter().copied()).unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    };
    let field = |html: &str, name: &str| {
        let at = format!(" name=\"{name}\" value=\"");
        html.split_once(&at).map(|(_, rest)| rest.split('"').next().unwrap().to_owned()).unwrap()
    };
    assert_eq!(get("/fr/moderation/imported", "").0, 303, "signing in comes first");
    assert_eq!(get("/fr/moderation/imported", &sign_in("lina")).0, 403);
    let moses = sign_in("moses");
    let (status, queue) = get("/fr/moderation/imported", &moses);
    assert_eq!(status, 200, "{queue}");
    assert!(plain(&queue).contains("2 initiatives importées attendent"), "{}", plain(&queue));
    let one = "/fr/moderation/imported/iati.XM-TST-1-BROADBAND";
    let token = field(&queue, "token");
    let with = |more: &[(&'static str, &'static str)]| {
        let mut fields = vec![("token", token.as_str()), ("version", "1")];
        fields.extend(more.iter().copied());
        send(one, &moses, &fields)
    };
    // Nothing ticked, and no such commitment: told, and what was typed is there.
    let (status, again) = with(&[("do", "confirm")]);
    assert_eq!(status, 422);
    assert!(plain(&again).contains("Cochez au moins un engagement"), "{}", plain(&again));
    let (status, again) =
        with(&[("do", "confirm"), ("serves", "gdc.1.connectivity.c"), ("others", "gdc.x")]);
    assert_eq!(status, 422);
    assert!(again.contains("value=\"gdc.x\""), "{again}");
    assert!(again.contains("value=\"gdc.1.connectivity.c\" checked"), "{again}");
    assert_eq!(send(one, &moses, &[("do", "confirm"), ("serves", "gdc.1.skills.a")]).0, 403);
    let (status, _) = with(&[
        ("do", "confirm"),
        ("serves", "gdc.1.connectivity.c"),
        ("others", "gdc.1.skills.a"),
    ]);
    assert_eq!(status, 303);
    let (status, again) = with(&[("do", "set-aside")]);
    assert_eq!(status, 422, "another version stands: {}", plain(&again));
    let text = plain(&server.get("/fr/initiatives/iati.XM-TST-1-BROADBAND").text());
    assert!(text.contains("Quelqu’un de ce nœud a confirmé"), "{text}");
    assert!(
        server.get("/fr/commitments/gdc.1.skills.a").text().contains("iati.XM-TST-1-BROADBAND")
    );
    assert!(server.get("/fr/countries/KEN").text().contains("iati.XM-TST-1-BROADBAND"));
}
