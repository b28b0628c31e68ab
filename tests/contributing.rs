//! A contribution whole: several aims, places on a map, partners, a budget by year, evidence with files; what everyone sees
//! of it on the wall, on a country's page and in feeds.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::form::{fetch, write};
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;

/// A whole PDF, as small as one can be.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

fn node() -> Node {
    let node = Node::new();
    node.begin();
    for (name, role) in [("moses", "moderator"), ("adaeze", "assessor")] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    let mut add = node.command(&["user", "add", "pendo", "--role", "reader"]);
    run(&mut add, &format!("{PASSWORD}\n")).well();
    node.run(&["user", "role", "pendo", "moderator", "--for", "country/TZA"]).well();
    node
}

/// Publishes the only proposal that waits of a kind.
fn publish(moderator: &Browser<'_>, kind: &str) -> Answer {
    let queue = moderator.get("/fr/moderation");
    let path = queue.html.split("href=\"").find(|one| one.contains(&format!("/{kind}/"))).unwrap();
    let path = path.split('"').next().unwrap();
    let page = moderator.get(path);
    let (token, revision) = (page.field("token"), page.field("revision"));
    let decision = [("token", token.as_str()), ("revision", &revision), ("do", "publish")];
    let answer = moderator.send(path, &decision);
    assert_eq!(answer.status, 303, "{}", answer.text());
    page
}

const ACTOR: &[(&str, &str)] = &[
    ("name", "Télécentre libre"),
    ("kind", "civil_society"),
    ("about", "Un télécentre tenu par ses habitants."),
    ("country", "KEN"),
];

const CONTRIBUTION: &[(&str, &str)] = &[
    ("title", "Dix écoles du lac en ligne"),
    ("description", "Nous relions dix écoles."),
    ("serves", "gdc.1.connectivity.b"),
    ("country", "KEN"),
    ("start", "2026-03"),
    ("end", "2028"),
    ("began_before", "no"),
    ("aim_what_1", "Écoles reliées"),
    ("aim_unit_1", "écoles"),
    ("aim_from_1", "0"),
    ("aim_to_1", "10"),
    ("place_name_1", "Kisumu"),
    ("place_at_1", "-0,0917 ; 34,7680"),
    ("partner_name_1", "Fonds du lac"),
    ("partner_role_1", "funder"),
    ("partner_kind_1", "foundation"),
    ("budget_year_1", "2027"),
    ("budget_purpose_1", "run"),
    ("budget_amount_1", "1 500,50"),
    ("budget_by_1", "Fonds du lac"),
    ("currency", "kes"),
];

/// The way to a published actor, whose speaker is signed in.
fn with_actor<'s>(server: &'s Server) -> (Browser<'s>, Browser<'s>) {
    let (amina, moses) = (Browser::new(server), Browser::new(server));
    amina.sign_up("Amina");
    moses.sign_in("moses");
    let page = amina.get("/fr/write/actor");
    assert_eq!(write(&amina, &page, ACTOR, &[], "propose").status, 200);
    publish(&moses, "actor");
    (amina, moses)
}

#[test]
fn a_contribution_has_as_many_aims_places_and_lines_as_it_needs() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, moses) = with_actor(&server);
    let page = amina.get("/fr/write/initiative?actor=telecentre-libre");
    assert!(page.html.contains("enctype=\"multipart/form-data\""));

    // One more row: the form comes back with it, and nothing that was typed is lost.
    let page = write(&amina, &page, CONTRIBUTION, &[], "more-aims");
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.html.contains("id=\"aim_what_2\"") && !page.html.contains("id=\"aim_what_3\""));
    assert!(!page.html.contains("id=\"place_name_2\""));
    assert_eq!(page.field("aim_what_1"), "Écoles reliées");
    // The place is on a map that the node drew.
    assert!(page.html.contains("<path class=\"land\""), "{}", page.html);
    assert!(page.text().contains("Carte avec un lieu"), "{}", page.text());
    let page =
        write(&amina, &page, &[("aim_what_2", "Élèves"), ("aim_to_2", "4 000")], &[], "more-lines");
    let page = write(
        &amina,
        &page,
        &[("budget_amount_2", "250"), ("budget_year_2", "2028"), ("budget_purpose_2", "build")],
        &[],
        "more-sites",
    );

    // Everything that is wrong is told where it is: a place on the wrong side, somebody who is nobody here.
    let wrong =
        [("place_name_2", "Siaya"), ("place_at_2", "34.29, 0.06"), ("budget_by_2", "Personne")];
    let page = write(&amina, &page, &wrong, &[], "propose");
    assert_eq!(page.status, 422);
    let text = page.text().replace('\u{a0}', " ");
    for said in
        ["Lieu 2, Position : 34.29, 0.06 n’est pas dans le pays", "Ligne de budget 2, Qui a promis"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    // What is emptied is gone, and what stood after it closes up.
    let right = [
        ("place_name_1", ""),
        ("place_at_1", ""),
        ("place_at_2", "0.06 34.29"),
        ("budget_by_2", ""),
    ];
    let page = write(&amina, &page, &right, &[], "save");
    assert_eq!(
        (page.field("place_name_1"), page.field("place_at_1")),
        ("Siaya".into(), "0.06 34.29".into())
    );
    let page = write(&amina, &page, &[], &[], "propose");
    assert_eq!(page.status, 200, "{}", page.text());
    publish(&moses, "initiative");

    let shown = moses.get("/fr/initiatives/dix-ecoles-du-lac-en-ligne");
    let text = shown.text().replace(['\u{a0}', '\u{202f}'], " ");
    for said in ["Siaya", "Élèves", "4 000", "Fonds du lac (paie)", "2028", "250"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(shown.html.contains("<path class=\"land\"") && !text.contains("Kisumu"));
    // What is published comes back into its form, rows and all.
    let again = amina.get("/fr/write/initiative/dix-ecoles-du-lac-en-ligne");
    for (name, value) in [
        ("aim_what_2", "Élèves"),
        ("budget_amount_1", "1500.5"),
        ("budget_by_1", "Fonds du lac"),
        ("partner_name_1", "Fonds du lac"),
        ("place_at_1", "0.06, 34.29"),
    ] {
        assert_eq!(again.field(name), value, "{name}");
    }
    server.node.run(&["verify"]).well();
}

#[test]
fn evidence_is_a_file_that_everyone_sees_once_it_is_published_and_that_runs_nowhere() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, moses) = with_actor(&server);
    let page = amina.get("/fr/write/initiative?actor=telecentre-libre");
    // Files of other kinds are refused by name, and the form is as it was typed.
    let bad: &[(&str, &str, &[u8])] = &[
        ("evidence_file_1", "page.pdf", b"<html><script>alert(1)</script>"),
        ("evidence_file_2", "vide.png", b""),
    ];
    let page = write(&amina, &page, CONTRIBUTION, bad, "propose");
    assert_eq!(page.status, 422, "{}", page.text());
    let text = page.text();
    assert!(text.contains("page.pdf") && text.contains("n’a pas été gardé"), "{text}");
    assert!(text.contains("vide.png") && text.contains("est vide"), "{text}");
    assert_eq!(page.field("title"), "Dix écoles du lac en ligne");

    let good: &[(&str, &str, &[u8])] = &[("evidence_file_1", "Relevé d’avril.PDF", PDF)];
    let page = write(&amina, &page, &[], good, "save");
    assert_eq!(page.status, 200, "{}", page.text());
    let link = page.field("evidence_link_1");
    assert!(link.starts_with("/evidence/") && link.ends_with("/releve-d-avril.pdf"), "{link}");
    assert_eq!(page.field("evidence_what_1"), "Relevé d’avril");
    // Sent again, it is the same file.
    let page = write(&amina, &page, &[], good, "save");
    assert_eq!(page.field("evidence_link_1"), link);

    // Before it is published, its sender sees it, and the moderators for whom it waits.
    let (nobody, other) = (Browser::new(&server), Browser::new(&server));
    other.sign_up("Brian");
    assert_eq!([fetch(&nobody, &link).status, fetch(&other, &link).status], [404, 404]);
    let pendo = Browser::new(&server);
    pendo.sign_in("pendo");
    for who in [&moses, &pendo] {
        assert_eq!(fetch(who, &link).status, 404, "a draft is its author's");
    }
    assert!(amina.get("/fr/me").text().contains("releve-d-avril.pdf"));
    let page = write(&amina, &page, &[], &[], "propose");
    assert_eq!(page.status, 200, "{}", page.text());
    for who in [&amina, &moses] {
        let sent = fetch(who, &link);
        assert_eq!((sent.status, sent.body.as_slice()), (200, PDF));
        assert_eq!(sent.header("cache-control"), "private, no-store");
    }
    assert!(amina.get("/fr/me").text().contains("moses"), "who looked is told");
    assert_eq!(fetch(&pendo, &link).status, 404, "it is another country's");
    let proposal = publish(&moses, "initiative");
    assert!(proposal.html.contains(&format!("href=\"{link}\"")), "the moderator can look at it");
    assert!(proposal.text().contains("Preuves 1, adresse"), "{}", proposal.text());

    let sent = fetch(&nobody, &link);
    assert_eq!((sent.status, sent.body.as_slice()), (200, PDF));
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment; filename=\"releve-d-avril.pdf\""),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ] {
        assert_eq!(sent.header(name), value, "{name}");
    }
    assert_eq!(fetch(&nobody, &link.replace("releve", "autre")).status, 404);
    // The record holds its hash, so that what is signed tells the file too.
    let json = fetch(&nobody, "/api/v1/initiatives/dix-ecoles-du-lac-en-ligne").text();
    assert!(json.contains(&link) && json.contains("\"hash\":\""), "{json}");

    // A link to a file of somebody else's making is told; one that is not theirs to remove stays.
    let page = amina.get("/fr/write/update?of=dix-ecoles-du-lac-en-ligne");
    let false_link = "/evidence/0123456789abcdef0123456789abcdef/x.pdf";
    let update = [
        ("text", "Quatre écoles."),
        ("day", "2026-06-01"),
        ("completion", "limited"),
        ("evidence_what_1", "Rien"),
        ("evidence_link_1", false_link),
    ];
    let page = write(&amina, &page, &update, &[], "propose");
    assert_eq!(page.status, 422);
    assert!(page.text().contains("n’est pas un fichier que ce nœud garde"), "{}", page.text());
    let id = link.split('/').nth(2).unwrap();
    let remove = |who: &Browser<'_>| {
        let token = who.get("/fr/me").field("token");
        who.send("/fr/me/files", &[("token", &token), ("file", id)]).status
    };
    assert_eq!([remove(&other), remove(&amina)], [303, 303]);
    assert_eq!(fetch(&nobody, &link).status, 200, "what is published stays");

    // A draft that is thrown away takes its file along.
    let page = write(
        &amina,
        &page,
        &[],
        &[("evidence_file_1", "b.txt", "Relevé de mai\n".as_bytes())],
        "save",
    );
    let draft = page.field("evidence_link_1");
    assert_eq!(fetch(&amina, &draft).status, 200, "{draft}");
    let (token, action) = (
        page.field("token"),
        page.html
            .split(" action=\"")
            .find(|one| one.starts_with("/fr/write/"))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned(),
    );
    assert_eq!(amina.send(&action, &[("token", &token), ("do", "throw-away")]).status, 303);
    assert_eq!(fetch(&amina, &draft).status, 404);

    // Erasing the record erases its file.
    server
        .node
        .run(&[
            "erase",
            "initiative/dix-ecoles-du-lac-en-ligne",
            "--reason",
            "person-asked",
            "--yes",
        ])
        .well();
    assert_eq!(fetch(&nobody, &link).status, 404);
}

#[test]
fn a_file_of_a_held_assessment_is_seen_by_those_who_may_reply() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, moses) = with_actor(&server);
    let page = amina.get("/fr/write/initiative?actor=telecentre-libre");
    write(&amina, &page, CONTRIBUTION, &[], "propose");
    publish(&moses, "initiative");
    let (adaeze, brian, pendo) =
        (Browser::new(&server), Browser::new(&server), Browser::new(&server));
    adaeze.sign_in("adaeze");
    brian.sign_up("Brian");
    pendo.sign_in("pendo");
    let verdict = [
        ("assessor", "Adaeze Obi"),
        ("interests", "rien"),
        ("day", "2026-07-01"),
        ("method", "Visite des dix écoles."),
        ("text", "Deux écoles seulement sont reliées."),
        ("completion", "not_started"),
    ];
    let page = adaeze.get("/fr/write/assessment?of=dix-ecoles-du-lac-en-ligne");
    let report: &[(&str, &str, &[u8])] = &[("evidence_file_1", "visite.pdf", PDF)];
    let page = write(&adaeze, &page, &verdict, report, "save");
    let link = page.field("evidence_link_1");
    assert!(link.ends_with("/visite.pdf"), "{link} {}", page.text());
    let answer = write(&adaeze, &page, &[], &[], "propose");
    assert_eq!(answer.status, 303, "{}", answer.text());
    // Published, and held for the reply: its sender, those assessed and moderators see it, and nobody else.
    let nobody = Browser::new(&server);
    for (who, name) in [(&adaeze, "sender"), (&amina, "assessed"), (&moses, "moderator")] {
        let sent = fetch(who, &link);
        assert_eq!((sent.status, sent.body.as_slice()), (200, PDF), "{name}");
        assert_eq!(sent.header("cache-control"), "private, no-store");
    }
    for who in [&nobody, &brian, &pendo] {
        assert_eq!(fetch(who, &link).status, 404);
    }
    // It stays: what is published is not its sender's to take back.
    let id = link.split('/').nth(2).unwrap();
    let me = adaeze.get("/fr/me");
    assert!(me.text().contains("attend une réponse"), "{}", me.text());
    let token = me.field("token");
    adaeze.send("/fr/me/files", &[("token", &token), ("file", id)]);
    assert_eq!(fetch(&amina, &link).status, 200);
    // With the reply, or after thirty days, it is everyone's.
    let later = Server::start(server.killed(), &["--today", "2099-01-01"]);
    let nobody = Browser::new(&later);
    assert_eq!(fetch(&nobody, &link).status, 200, "thirty days later");
    let server = Server::start(later.killed(), &[]);
    let (nobody, amina) = (Browser::new(&server), Browser::new(&server));
    assert_eq!(fetch(&nobody, &link).status, 404, "today it is held");
    amina.sign_in("Amina");
    let page = amina.get("/fr/write/reply?to=dix-ecoles-du-lac-en-ligne/1");
    let answer = write(&amina, &page, &[("text", "Les câbles arrivent.")], &[], "propose");
    assert_eq!(answer.status, 303, "{}", answer.text());
    let sent = fetch(&nobody, &link);
    assert_eq!((sent.status, sent.body.as_slice()), (200, PDF));
}

#[test]
fn what_is_published_is_on_the_wall_on_the_country_s_page_and_in_feeds() {
    let server = Server::start(node(), &["--sign-up"]);
    let nobody = Browser::new(&server);
    // Nothing yet: each page says what would be there.
    assert!(nobody.get("/fr/endorsements").text().contains("Personne n’a encore soutenu"));
    let country = nobody.get("/fr/countries/KEN").text();
    for said in [
        "État Membre des Nations Unies",
        "A/RES/79/1",
        "pas encore dit ici",
        "Aucune initiative dans ce pays",
    ] {
        assert!(country.contains(said), "{said}: {country}");
    }
    let feed = fetch(&nobody, "/fr/feed");
    assert_eq!(
        (feed.status, feed.header("content-type")),
        (200, "application/atom+xml; charset=utf-8")
    );
    assert!(
        feed.text().contains("<updated>2024-09-22T00:00:00Z</updated>")
            && !feed.text().contains("<entry>")
    );

    let (amina, moses) = with_actor(&server);
    let page = amina.get("/fr/write/initiative?actor=telecentre-libre");
    write(&amina, &page, CONTRIBUTION, &[], "propose");
    publish(&moses, "initiative");
    let page = amina.get("/fr/write/endorsement?actor=telecentre-libre");
    let word = [
        ("statement", "Nous soutenons le Pacte."),
        ("signatory", "Amina, présidente"),
        ("contributions", "dix-ecoles-du-lac-en-ligne"),
        ("objectives", "1"),
    ];
    assert_eq!(write(&amina, &page, &word, &[], "propose").status, 200);
    publish(&moses, "endorsement");

    let wall = |query: &str| nobody.get(&format!("/fr/endorsements?{query}")).text();
    for (query, there) in [
        ("kind=civil_society&country=KEN&objective=1&promise=contribution&standing=standing", true),
        ("kind=academia", false),
        ("country=FRA", false),
        ("objective=2", false),
        ("promise=values", false),
        ("standing=withdrawn", false),
        ("after=zzz", false),
        ("after=%2F%2F", true),
    ] {
        let text = wall(query);
        assert_eq!(text.contains("Télécentre libre"), there, "{query}: {text}");
    }
    assert!(wall("kind=academia").contains("Montrer tous les soutiens"));

    let country =
        nobody.renewed("/fr/countries/KEN", |page| page.text().contains("Télécentre libre"));
    let text = country.text();
    for said in [
        "Un acteur d’ici soutient le Pacte",
        "Aucune preuve n’est enregistrée ici",
        "Dernières nouvelles",
        "Télécentre libre",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(country.html.contains("type=\"application/atom+xml\" href=\"/fr/countries/KEN/feed\""));
    assert!(
        nobody
            .get("/fr/initiatives?country=KEN&commitment=gdc.1.connectivity.b")
            .text()
            .contains("Dix écoles")
    );
    assert!(!nobody.get("/fr/initiatives?commitment=gdc.1.skills.a").text().contains("Dix écoles"));

    let entries = |path: &str| fetch(&nobody, path).text().matches("<entry>").count();
    for (path, n) in [
        ("/fr/feed", 3),
        ("/fr/countries/KEN/feed", 3),
        ("/fr/countries/FRA/feed", 0),
        ("/fr/commitments/gdc.1.connectivity.b/feed", 1),
        ("/fr/actors/telecentre-libre/feed", 3),
    ] {
        assert_eq!(entries(path), n, "{path}");
    }
    for path in ["/fr/countries/ZZZ/feed", "/fr/actors/nobody/feed", "/fr/commitments/x/feed"] {
        assert_eq!(fetch(&nobody, path).status, 404, "{path}");
    }
    // The same entry keeps its id through a change, and has another in another language.
    let ids = |lang: &str| -> Vec<String> {
        let text = fetch(&nobody, &format!("/{lang}/actors/telecentre-libre/feed")).text();
        let ids = text.split("<id>").skip(2).map(|one| one.split('<').next().unwrap().to_owned());
        let mut ids: Vec<String> = ids.collect();
        ids.sort();
        ids
    };
    let before = ids("fr");
    let page = amina.get("/fr/write/initiative/dix-ecoles-du-lac-en-ligne");
    write(&amina, &page, &[("title", "Douze écoles du lac en ligne")], &[], "propose");
    publish(&moses, "initiative");
    assert_eq!(ids("fr"), before);
    assert!(ids("en").iter().all(|id| !before.contains(id)));
    assert!(fetch(&nobody, "/fr/feed").text().contains("Douze écoles"));
}
