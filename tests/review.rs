//! Review contributions: made of the state of the log, the same to the byte, signed; opened for comments, answered,
//! published by another person; the calendar of mandates and reviews.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use passerelle_tests::browser::{Browser, PASSWORD};
use passerelle_tests::node::{Answer, Node, run};
use passerelle_tests::server::Server;
use serde_json::Value;

const ACTOR: &[(&str, &str)] = &[
    ("name", "Télécentre libre"),
    ("kind", "civil_society"),
    ("about", "Un télécentre tenu par ses habitants."),
    ("country", "KEN"),
];

const CONTRIBUTION: &[(&str, &str)] = &[
    ("title", "=Dix écoles du lac en ligne"),
    ("description", "Nous relions dix écoles."),
    ("serves", "gdc.1.connectivity.b"),
    ("serves", "gdc.1.skills.a"),
    ("country", "KEN"),
    ("start", "2026-03"),
    ("end", "2028"),
    ("began_before", "yes"),
];

fn node() -> Node {
    let node = Node::new();
    node.begin();
    for (name, role) in [
        ("moses", "moderator"),
        ("adaeze", "assessor"),
        ("kwame", "custodian"),
        ("fatou", "moderator"),
    ] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node
}

/// Publishes the only proposal that waits of a kind.
fn publish(moderator: &Browser<'_>, kind: &str) {
    let queue = moderator.get("/fr/moderation");
    let path = queue.html.split("href=\"").find(|one| one.contains(&format!("/{kind}/"))).unwrap();
    let path = path.split('"').next().unwrap();
    let page = moderator.get(path);
    let (token, revision) = (page.field("token"), page.field("revision"));
    let decision = [("token", token.as_str()), ("revision", &revision), ("do", "publish")];
    let answer = moderator.send(path, &decision);
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// An actor with a contribution, and what another says of it.
fn told(server: &Server) {
    let (amina, moses) = (Browser::new(server), Browser::new(server));
    amina.sign_up("Amina");
    moses.sign_in("moses");
    let (_, answer) = amina.write("/fr/write/actor", ACTOR, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let about = "/fr/write/initiative?actor=telecentre-libre";
    let (action, answer) = amina.write(about, CONTRIBUTION, "propose");
    assert_eq!(answer.status, 200, "{action}: {}", answer.text());
    publish(&moses, "actor");
    publish(&moses, "initiative");
    let adaeze = Browser::new(server);
    adaeze.sign_in("adaeze");
    let verdict = [
        ("assessor", "Adaeze Obi"),
        ("interests", "rien"),
        ("day", "2026-07-01"),
        ("method", "Visite des dix écoles."),
        ("text", "Deux écoles seulement sont reliées."),
        ("completion", "not_started"),
        ("evidence_what_1", "Rapport de visite"),
        ("evidence_link_1", "https://adaeze.example/rapport"),
    ];
    let about = "/fr/write/assessment?of=dix-ecoles-du-lac-en-ligne";
    let (_, answer) = adaeze.write(about, &verdict, "propose");
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Makes a review into a file, as on a day.
fn make(node: &Node, more: &[&str], path: &Path, today: Option<&str>) -> Answer {
    let out = path.to_str().unwrap();
    let mut typed = vec!["review", "--out", out];
    typed.extend(more);
    typed.extend(today.into_iter().flat_map(|day| ["--today", day]));
    node.run(&typed)
}

fn has(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|window| window == what.as_bytes())
}

#[test]
fn a_review_is_the_same_again_and_signed() {
    let server = Server::start(node(), &["--sign-up"]);
    told(&server);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let node = &server.node;
    let kenya = ["--country", "KEN", "--language", "fr"];
    let pdf = std::fs::read({
        make(node, &kenya, &at("a.pdf"), None).well();
        at("a.pdf")
    })
    .unwrap();
    for told in ["/S /H1", "/S /TH", "/Scope /Column", "/S /LI", "/Lang (fr)", "/Marked true"] {
        assert!(has(&pdf, told), "{told}");
    }
    make(node, &kenya, &at("b.pdf"), None).well();
    assert!(pdf == std::fs::read(at("b.pdf")).unwrap(), "the same bytes");
    // What the node serves is what the command writes.
    assert!(server.get("/fr/reviews/KEN.pdf").bytes == pdf);
    let note = server.get("/fr/reviews/KEN.pdf.note").text();
    assert_eq!(note, std::fs::read_to_string(at("a.pdf.note")).unwrap());
    let checked = node.run(&["review", "check", at("a.pdf").to_str().unwrap()]).well();
    assert!(checked.out.contains("review KEN compact fr pdf"), "{}", checked.out);

    // Elsewhere, with the public key alone; not with another key, nor of another file.
    let key = node.run(&["key", "show", "--format", "json"]).well().json();
    let key = key["key"].as_str().unwrap();
    let other = Node::new();
    let check = |file: &str, key: &str| {
        let path = at(file);
        other.run(&["review", "check", path.to_str().unwrap(), "--key", key])
    };
    check("a.pdf", key).well();
    let strange = check("a.pdf", "x+00000000+AAAA");
    assert!(strange.code == 1 && strange.err.contains("name+hash+base64"), "{}", strange.err);
    let mut changed = pdf.clone();
    changed.push(b'\n');
    std::fs::write(at("a.pdf"), &changed).unwrap();
    let refused = check("a.pdf", key);
    assert!(refused.code == 1 && refused.err.contains("another one"), "{}", refused.err);

    // Words stand side by side; the assessment waits for its reply, and is shown without one after thirty days.
    make(node, &kenya, &at("now.json"), None).well();
    let now: Value = serde_json::from_slice(&std::fs::read(at("now.json")).unwrap()).unwrap();
    let one = &now["contributions"][0];
    assert_eq!((one["held"].as_u64(), one["others"].as_array().unwrap().len()), (Some(1), 0));
    assert_eq!(now["gaps"]["without_evidence"][0], 1);
    let later = Some("2099-01-01");
    make(node, &kenya, &at("later.json"), later).well();
    let late: Value = serde_json::from_slice(&std::fs::read(at("later.json")).unwrap()).unwrap();
    let one = &late["contributions"][0];
    assert_eq!((one["held"].as_u64(), one["hearing"].as_str()), (Some(0), Some("inactive")));
    assert_eq!(one["others"][0]["completion"], "not_started");
    assert!(one["others"][0]["reply"].is_null() && one["own"].as_array().unwrap().is_empty());
    make(node, &kenya, &at("later.html"), later).well();
    let html = std::fs::read_to_string(at("later.html")).unwrap();
    for said in ["Pas de réponse dans les trente jours", "Deux écoles seulement", "Inactive"] {
        assert!(html.contains(said), "{said}");
    }
    assert!(!html.contains("<script"));
    make(node, &kenya, &at("later.csv"), later).well();
    let csv = std::fs::read_to_string(at("later.csv")).unwrap();
    let rows: Vec<&str> = csv.lines().filter(|line| line.contains("dix-ecoles")).collect();
    assert_eq!(rows.len(), 2, "one for each commitment: {rows:?}");
    assert!(rows[0].contains("'=Dix écoles") && rows[0].contains("not_started"), "{rows:?}");
}

#[test]
fn reviews_are_of_countries_groups_and_the_world_in_several_forms() {
    let node = node();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (asked, said) in [
        (["--world", "--form", "wsis"].as_slice(), "C11. Coopération internationale"),
        (&["--group", "LDC", "--form", "vnr"], "Pays les moins avancés"),
        (&["--region", "Eastern Africa"], "Afrique orientale"),
        (&["--country", "ken"], "Kenya"),
    ] {
        let typed = [asked, &["--language", "fr"]].concat();
        make(&node, &typed, &at("a.html"), None).well();
        let html = std::fs::read_to_string(at("a.html")).unwrap();
        assert!(html.contains(said), "{asked:?}: {said}");
        make(&node, &typed, &at("a.pdf"), None).well();
    }
    // The node tells the same on pages, and files of every form have their notes.
    let server = Server::start(node, &[]);
    for path in [
        "/fr/reviews/world.html?outline=wsis",
        "/en/reviews/ldc.csv",
        "/en/reviews/ldc.json.note",
        "/fr/countries/KEN/review",
        "/en/reviews/eastern_africa",
        "/en/reviews",
    ] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    for path in ["/fr/reviews/KEN", "/fr/countries/ken/review", "/fr/reviews/LDC"] {
        assert!(matches!(server.get(path).status, 301 | 308), "{path}");
    }
    for path in [
        "/fr/reviews/nowhere",
        "/fr/reviews/nowhere.pdf",
        "/fr/countries/ZZZ/review",
        "/fr/reviews/KEN.pdf?outline=none",
        "/fr/reviews/KEN.pdf?edition=1",
        "/fr/reviews/KEN.pdf?edition=draft-x",
        "/fr/reviews/KEN.xls",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    // What was typed wrong is said with what is right.
    let node = &server.node;
    for (typed, said) in [
        (["--country", "Atlantis", "--out", "a.pdf"], "neither a country nor a group"),
        (["--country", "KEN", "--out", "a.doc"], ".pdf, .html"),
        (["--country", "KEN", "--form", "long"], "compact, vnr, wsis"),
        (["--country", "KEN", "--language", "tlh"], "en, fr"),
    ] {
        let answer = node.run(&[&["review"], typed.as_slice()].concat());
        assert!(answer.code == 1 && answer.err.contains(said), "{typed:?}: {}", answer.err);
    }
    let answer = node.run(&["review", "--country", "KEN", "--world"]);
    assert_eq!(answer.code, 2, "{}", answer.err);
}

#[test]
fn a_draft_is_commented_on_answered_and_published_by_another_person() {
    let node = node();
    let opened = |node: &Node, name: &str, closes: &str| {
        let typed = ["review", "open", "--country", "KEN", "--closes", closes, "--by", name];
        let mut command = node.command(&typed);
        run(command.args(["--today", "2027-03-01"]), &format!("{PASSWORD}\n"))
    };
    for (name, closes, said) in [
        ("adaeze", "2027-03-31", "custodians open"),
        ("kwame", "2027-02-28", "no day"),
        ("kwame", "2029-03-31", "no day"),
    ] {
        let answer = opened(&node, name, closes);
        assert!(answer.code == 1 && answer.err.contains(said), "{name}: {}", answer.err);
    }
    assert!(opened(&node, "kwame", "2027-03-31").well().out.contains("KEN-1"));
    assert!(opened(&node, "kwame", "2027-03-31").err.contains("open for Kenya already"));

    let server = Server::start(node, &["--sign-up", "--today", "2027-03-31"]);
    let page = server.get("/fr/countries/KEN/review").text();
    assert!(page.contains("31 mars 2027") && page.contains("/fr/write/comment?of=KEN-1"), "{page}");
    let (brian, moses, kwame) =
        (Browser::new(&server), Browser::new(&server), Browser::new(&server));
    brian.sign_up("Brian");
    moses.sign_in("moses");
    kwame.sign_in("kwame");
    let comment = [
        ("name", "Une lectrice"),
        ("passage", "Objectif 1"),
        ("text", "Il manque les écoles <b>du nord</b>."),
    ];
    let (action, answer) = brian.write("/fr/write/comment?of=KEN-1", &comment, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(action.ends_with("/write/comment/KEN-1/1"), "{action}");
    assert!(!server.get("/fr/countries/KEN/review").text().contains("Une lectrice"));
    publish(&moses, "comment");
    // An answer is the office's own word; somebody who only reads gives none.
    assert_eq!(brian.get("/fr/write/answer?to=KEN-1/1").status, 403);
    let answer = [("name", "Le ministère"), ("text", "Elles seront ajoutées.")];
    let (_, answered) = kwame.write("/fr/write/answer?to=KEN-1/1", &answer, "propose");
    let read = "/fr/countries/KEN/review";
    assert_eq!((answered.status, answered.location.as_str()), (303, read), "{}", answered.text());
    let page = server.get(read).text();
    for said in ["Une lectrice", "&#60;b&#62;du nord", "Réponse de Le ministère", "ajoutées"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let draft = server.get("/fr/reviews/KEN.html?edition=draft-1");
    assert!(draft.status == 200 && draft.text().contains("Projet, édition 1"));
    assert_eq!(server.get("/fr/reviews/KEN.html?edition=1").status, 404, "not published yet");

    let look = |node: &Node, today: &str| {
        let told = node.run(&["review", "--country", "KEN", "--today", today]).well().out;
        told.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned()
    };
    let published = |node: &Node, name: &str, fingerprint: &str, today: &str| {
        let typed = ["review", "publish", "--country", "KEN", "--by", name, "--today", today];
        let mut command = node.command(&typed);
        run(command.args(["--fingerprint", fingerprint]), &format!("{PASSWORD}\n"))
    };
    let early = published(&server.node, "moses", "x", "2027-03-31");
    assert!(early.code == 1 && early.err.contains("31 March 2027"), "{}", early.err);
    let node = server.killed();

    // The day after, comments are closed, and what is typed is kept.
    let server = Server::start(node, &["--sign-up", "--today", "2027-04-01"]);
    let brian = Browser::new(&server);
    brian.sign_in("Brian");
    let late = [("name", "Brian"), ("text", "Et les dispensaires ?")];
    let (_, answer) = brian.write("/fr/write/comment?of=KEN-1", &late, "propose");
    assert!(answer.status == 422 && answer.text().contains("clos depuis"), "{}", answer.text());
    assert!(answer.html.contains("Et les dispensaires"));
    let node = &server.node;
    let fingerprint = look(node, "2027-04-01");
    for (name, fingerprint, said) in
        [("kwame", fingerprint.as_str(), "moderators publish"), ("moses", "0000", "Look again")]
    {
        let answer = published(node, name, fingerprint, "2027-04-01");
        assert!(answer.code == 1 && answer.err.contains(said), "{name}: {}", answer.err);
    }
    published(node, "moses", &fingerprint, "2027-04-01").well();
    let again = published(node, "fatou", &fingerprint, "2027-04-01");
    assert!(again.code == 1 && again.err.contains("published already"), "{}", again.err);
    let list = node.run(&["review", "list", "--format", "json"]).well().json();
    assert_eq!(
        (&list[0]["slug"], &list[0]["round"]["stage"]),
        (&"KEN-1".into(), &"published".into())
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    make(node, &["--country", "KEN", "--edition", "1", "--language", "fr"], &path, None).well();
    let report = std::fs::read_to_string(&path).unwrap();
    for said in ["Édition 1, publiée le 1er avril 2027", "Une lectrice", "Elles seront ajoutées"]
    {
        assert!(report.contains(said), "{said}");
    }
    node.run(&["review", "check", path.to_str().unwrap()]).well();
    node.run(&["verify"]).well();
    // Whoever opened a draft does not publish it, whatever their role.
    let typed = ["review", "open", "--world", "--closes", "2027-04-01", "--by", "fatou"];
    let mut open = node.command(&typed);
    run(open.args(["--today", "2027-04-01"]), &format!("{PASSWORD}\n")).well();
    let typed = ["review", "publish", "--world", "--by", "fatou", "--fingerprint", "0000"];
    let mut own = node.command(&typed);
    let own = run(own.args(["--today", "2027-04-02"]), &format!("{PASSWORD}\n"));
    assert!(own.code == 1 && own.err.contains("another person"), "{}", own.err);
    // A file that was changed behind the node's back is found.
    node.tamper("UPDATE file_names SET name = 'gone.json' WHERE folder = 'review/KEN-1' AND name = 'report.json'");
    assert_eq!(node.run(&["verify"]).code, 1);
}

#[test]
fn the_calendar_tells_mandates_due_dates_and_rounds() {
    let node = node();
    let typed = ["review", "open", "--group", "ldc", "--closes", "2027-03-31", "--by", "kwame"];
    let mut open = node.command(&typed);
    run(open.args(["--today", "2027-03-01"]), &format!("{PASSWORD}\n")).well();
    let server = Server::start(node, &["--today", "2027-03-01"]);
    let page = server.get("/fr/calendar").text();
    for said in
        ["il reste 30 jours", "examiné à haut niveau", "/fr/reviews/ldc", "arrivent à échéance"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let file = server.get("/en/calendar.ics");
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    let text = file.text();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    let unfolded = text.replace("\r\n ", "");
    for said in [
        "DTSTART;VALUE=DATE:20270331\r\nDTEND;VALUE=DATE:20270401",
        "SUMMARY;LANGUAGE=en:Last day for comments on the draft report: Least developed",
        "UID:mandate-compact-review@",
    ] {
        assert!(unfolded.contains(said), "{said}: {unfolded}");
    }
    let events = text.matches("BEGIN:VEVENT").count();
    assert!(events > 8 && events == text.matches("\r\nUID:").count(), "{events}");
    assert_eq!(server.get("/xx/calendar.ics").status, 404);
    assert!(server.get("/fr/reviews").text().contains("commentaires jusqu’au 31 mars 2027"));
}
