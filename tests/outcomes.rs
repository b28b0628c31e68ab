//! What comes of a consultation, through HTTP as a browser without script sees it: a moderator recommends, who speaks for the
//! body answers and tells what was done, whoever asked is told at each step, and nobody else may.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::browser::{Answer, Browser};
use passerelle_tests::consulted::{
    AT, WHO, accounts, bring_in, by, elsewhere, of_file, open, send, signed_in,
};
use passerelle_tests::form::fetch;
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;
use passerelle_tests::smtp::MailServer;

/// People who vote.
const PEOPLE: usize = 30;

/// What somebody of a camp says: two camps that differ in nothing else, so that groups are clear whatever the seed.
fn says(person: usize, statement: u32) -> &'static str {
    let public = person % 5 < 3;
    match statement {
        2 | 5 => "agree",
        1 | 6 if public => "agree",
        3 | 7 if !public => "agree",
        8 => "pass",
        _ => "disagree",
    }
}

/// Somebody takes part and votes on everything.
fn take_part<'s>(server: &'s Server, person: usize) -> Browser<'s> {
    let (browser, at) = (Browser::new(server), "/fr/consultations/reseau");
    assert_eq!(browser.send(&format!("{at}/begin"), &[]).status, 303);
    let token = browser.get(at).field("token");
    for statement in 1..=8 {
        let id = statement.to_string();
        let fields =
            [("token", token.as_str()), ("statement", &id), ("vote", says(person, statement))];
        assert_eq!(browser.send(&format!("{at}/vote"), &fields).status, 303);
    }
    browser
}

/// Asks to be told, or not any more.
fn tell(browser: &Browser<'_>, what: &str) -> Answer {
    let token = browser.get("/fr/consultations/reseau").field("token");
    let fields = [("token", token.as_str()), ("do", what)];
    browser.send("/fr/consultations/reseau/told", &fields)
}

/// The sound form of a recommendation.
fn sound<'a>(title: &'a str, due: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", title),
        ("text", "Avant la fin de 2028, chaque école a une connexion.\n\nCela coûte peu."),
        ("to", "ministere"),
        ("due", due),
        ("statement", "2"),
        ("statement", "1"),
    ]
}

const FIRST: &str = "/fr/recommendations/reseau/1";

/// A node on which people voted, with an actor for which Amina speaks.
fn voted(node: Node) -> Node {
    accounts(&node);
    open(&node, "reseau");
    let server = Server::start(node, &[]);
    bring_in(&server, "amina", "Ministère");
    for person in 0..PEOPLE {
        take_part(&server, person);
    }
    server.killed()
}

fn frozen(node: Node) -> Node {
    by(&node, "moses", "2026-12-01", &["consultation", "freeze", "reseau"]).well();
    node
}

/// Holds what a page says of a statement against the votes that anyone can take away.
fn held_as_voted(server: &Server, page: &Answer, statement: &str) {
    let votes = server.get("/consultations/reseau/files/votes.csv").text();
    let mut lines = votes.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &str| header.iter().position(|one| *one == name).unwrap();
    let (of, vote) = (at("comment-id"), at("vote"));
    let count = |stance: &str| {
        let cells = lines.clone().map(|line| line.split(',').collect::<Vec<_>>());
        cells.filter(|cells| cells[of] == statement && cells[vote] == stance).count()
    };
    let (agrees, disagrees) = (count("1"), count("-1"));
    assert!(agrees > 0 && agrees + disagrees <= PEOPLE);
    let said = format!("{agrees} d’accord, {disagrees} pas d’accord");
    assert!(page.text().contains(&said), "{said}: {}", page.text());
}

#[test]
fn a_recommendation_is_answered_and_whoever_asked_is_told() {
    for node in Node::each() {
        let mail = MailServer::start();
        let from = "Passerelle <noreply@node.example>";
        let serve = |node: Node, today: &str| {
            let more = ["--smtp", mail.url.as_str(), "--smtp-from", from, "--today", today];
            Server::start(node, &more)
        };
        accounts(&node);
        open(&node, "reseau");
        let server = serve(node, "2026-11-22");
        bring_in(&server, "amina", "Ministère");
        let people: Vec<Browser<'_>> = (0..PEOPLE).map(|one| take_part(&server, one)).collect();

        // Off until somebody asks: by the cookie under which they took part, or by an account.
        assert!(people[0].get("/fr/outcomes").text().contains("Vous n’avez demandé"));
        assert_eq!(tell(&people[0], "tell").status, 303);
        assert!(people[0].get(AT).text().contains("sur votre page dans ce navigateur"));
        let stranger = Browser::new(&server);
        let refused = stranger.send(&format!("{AT}/told"), &[("do", "tell")]);
        assert!(refused.status == 422 && refused.text().contains("Participez d’abord"));
        assert_eq!(people[1].send(&format!("{AT}/told"), &[("do", "tell")]).status, 403);
        let chidi = signed_in(&server, "chidi");
        let address = [("do", "send"), ("address", "chidi@node.example")];
        assert_eq!(send(&chidi, "/fr/me/mail", &address).status, 303);
        let link = mail.next().path(&server.base);
        assert_eq!(chidi.send(&link, &[("do", "confirm")]).status, 200);
        assert_eq!(tell(&chidi, "tell").status, 303);
        assert_eq!(tell(&chidi, "tell").status, 303, "twice is once");
        assert!(chidi.get("/fr/me/data").html.contains("\"reseau\""), "what is kept is told");

        // Before votes are counted nothing is recommended.
        let moses = signed_in(&server, "moses");
        assert_eq!(moses.get_here(&format!("{AT}/recommend")).status, 404);
        let cookies: Vec<String> =
            [&people[0], &chidi].map(|one| one.cookie.borrow().clone()).to_vec();
        drop((people, chidi, moses, stranger));
        let server = serve(frozen(server.killed()), "2026-12-02");
        let kept = |cookie: &str| {
            let browser = Browser::new(&server);
            cookie.clone_into(&mut browser.cookie.borrow_mut());
            browser
        };
        let (person, chidi) = (kept(&cookies[0]), kept(&cookies[1]));
        let (moses, amina) = (signed_in(&server, "moses"), signed_in(&server, "amina"));
        recommended(&server, &moses, &mail);
        assert!(person.get("/fr/outcomes").text().contains("Relier chaque école"));
        answered(&server, &amina, &mail);
        let told = person.get("/fr/outcomes").text();
        assert!(told.contains("Réponse\u{a0}: Acceptée en partie") && told.contains("Premier lot"));
        shown(&server);

        // Who wants no more hears no more; on a day after the last, who still asks hears that there is no answer.
        assert_eq!(tell(&person, "stop").status, 303);
        assert!(!person.get("/fr/outcomes").text().contains("Relier"));
        let second = sound("Baisser les prix", "2026-12-10");
        assert_eq!(send(&moses, &format!("{AT}/recommend"), &second).status, 303);
        assert!(mail.next().text.contains("Baisser les prix"));
        drop((person, chidi, moses, amina));
        let server = serve(server.killed(), "2026-12-12");
        let overdue = mail.next();
        assert!(overdue.text.contains("passé sans réponse"), "{}", overdue.text);
        assert_eq!(overdue.path(&server.base), "/fr/recommendations/reseau/2");
        assert!(mail.is_quiet(5), "once");
        let list = server.get("/fr/recommendations").text();
        assert!(list.find("Baisser les prix") < list.find("Relier chaque école"), "{list}");
        assert!(list.contains("2 jours de retard"), "{list}");
        let one = server.get("/en/recommendations/reseau/2").text();
        assert!(one.contains("passed without one") && one.contains("2 days overdue"), "{one}");
        let chidi = signed_in(&server, "chidi");
        assert_eq!(tell(&chidi, "stop").status, 303);
        let amina = signed_in(&server, "amina");
        let fields = [("do", "answer"), ("verdict", "declined"), ("reasons", "Faute de crédits.")];
        assert_eq!(send(&amina, "/fr/recommendations/reseau/2/answer", &fields).status, 303);
        assert!(mail.is_quiet(3), "nobody asks any more");
    }
}

/// A moderator writes the first recommendation.
fn recommended(server: &Server, moses: &Browser<'_>, mail: &MailServer) {
    let form = format!("{AT}/recommend");
    let wrong = [
        ("title", "  "),
        ("text", "Ce qui a été écrit"),
        ("to", "nobody"),
        ("due", "2026-12-02"),
        ("statement", "99"),
    ];
    let told = send(moses, &form, &wrong);
    assert_eq!(told.status, 422);
    for expected in ["Titre", "organisme de ce nom", "jour à venir", "pas de telle proposition"] {
        assert!(told.text().contains(expected), "{expected}: {}", told.text());
    }
    assert!(told.html.contains(">Ce qui a été écrit<"), "what was typed is there");
    let sent = send(moses, &form, &sound("Relier chaque école", "2027-03-01"));
    assert_eq!((sent.status, sent.location.as_str()), (303, FIRST), "{}", sent.text());
    let again = send(moses, &form, &sound("Relier chaque école", "2027-03-01"));
    assert_eq!((again.status, again.location.as_str()), (303, FIRST), "twice is once");
    let message = mail.next();
    assert_eq!(message.to, "chidi@node.example");
    assert!(message.text.contains("Relier chaque école"), "{}", message.text);
    assert_eq!(message.path(&server.base), FIRST);
    let page = Browser::new(server).get(FIRST);
    for expected in [
        "Pas encore de réponse",
        "1er mars 2027",
        "Ministère",
        "Prices are too high for families.",
        "Proposition 2",
        "Groupe A",
        "Cela coûte peu.",
    ] {
        assert!(page.text().contains(expected), "{expected}: {}", page.text());
    }
    assert!(!page.html.contains('⟦') && page.html.len() < 60_000);
    held_as_voted(server, &page, "1");
    held_as_voted(server, &page, "2");
    let record = server.get("/api/v1/records/recommendation/reseau%2F1").json();
    let frozen = server.get("/api/v1/records/consultation/reseau").json();
    assert_eq!(record["body"]["result_sha256"], frozen["body"]["frozen"]["result_sha256"]);
    let groups = record["body"]["grounds"][0]["groups"].as_array().unwrap();
    let of = |group: &serde_json::Value, name: &str| group["held"][name].as_u64().unwrap();
    let all: u64 =
        groups.iter().map(|one| of(one, "agrees") + of(one, "disagrees") + of(one, "passes")).sum();
    assert_eq!(all, PEOPLE as u64, "each is in a group: {groups:?}");
}

/// Who speaks for the body answers, thinks again, and tells what was done.
fn answered(server: &Server, amina: &Browser<'_>, mail: &MailServer) {
    let form = format!("{FIRST}/answer");
    let answer = |fields: &[(&str, &str)]| {
        let mut all = vec![("do", "answer")];
        all.extend(fields);
        send(amina, &form, &all)
    };
    let silent = answer(&[("verdict", "declined"), ("reasons", " ")]);
    assert!(silent.status == 422 && silent.text().contains("Dites pourquoi"), "{}", silent.text());
    let none = answer(&[("verdict", ""), ("reasons", "Ce que nous pensons")]);
    assert!(none.status == 422 && none.html.contains(">Ce que nous pensons<"), "{}", none.text());
    let part = [("verdict", "in-part"), ("reasons", "D’abord les lycées.")];
    assert_eq!(answer(&part).status, 303);
    let message = mail.next();
    assert!(message.text.contains("une réponse à"), "{}", message.text);
    // Another window that saw no answer writes over none.
    let stale = answer(&[("verdict", "declined"), ("reasons", "Non."), ("seen", "0")]);
    assert!(stale.status == 409 && stale.html.contains(">Non.<"), "{}", stale.text());
    assert_eq!(answer(&[("verdict", "accepted"), ("reasons", "")]).status, 303);
    assert!(mail.next().text.contains("une réponse à"));

    let step = |fields: &[(&str, &str)]| {
        let mut all = vec![("do", "step"), ("step", "Premier lot attribué.")];
        all.extend(fields);
        send(amina, &form, &all)
    };
    let unknown = step(&[("links", "initiative/none\n/fr/actors/ministere")]);
    assert!(unknown.status == 422 && unknown.text().contains("initiative/none"));
    assert!(unknown.html.contains(">Premier lot attribué.<"), "what was typed is there");
    let link = format!("{}/fr/commitments/gdc.1.connectivity.b", server.base);
    assert_eq!(step(&[("links", &link)]).status, 303);
    assert_eq!(step(&[("links", &link)]).status, 303, "twice is once");
    assert!(mail.next().text.contains("Quelque chose a été fait"));
    assert!(mail.is_quiet(3));
    let page = Browser::new(server).renewed(FIRST, |page| page.text().contains("Premier lot"));
    let text = page.text();
    for expected in
        ["Acceptée le 2 décembre 2026", "Réponse\u{a0}: Acceptée en partie", "D’abord les lycées."]
    {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(text.matches("Premier lot").count(), 1);
    assert!(page.html.contains("/fr/commitments/gdc.1.connectivity.b\">"));
}

/// Lists, filters, the page of the body, the feed.
fn shown(server: &Server) {
    let anybody = Browser::new(server);
    let has = |path: &str| anybody.renewed(path, |page| page.text().contains("Acceptée le")).text();
    for path in [
        "/fr/recommendations",
        "/fr/recommendations?to=ministere&state=accepted",
        "/fr/recommendations?of=reseau&age=",
        "/fr/actors/ministere",
        "/fr/consultations/reseau",
        "/fr/consultations/reseau/recommendations",
    ] {
        assert!(has(path).contains("Relier chaque école"), "{path}: {}", has(path));
    }
    for path in [
        "/fr/recommendations?state=open",
        "/fr/recommendations?state=declined",
        "/fr/recommendations?age=365",
        "/fr/recommendations?to=autre",
    ] {
        let page = anybody.get(path);
        assert!(page.status == 200 && page.text().contains("Aucune avec ce choix"), "{path}");
    }
    for path in ["/fr/recommendations/reseau/9", "/fr/recommendations/none/1"] {
        assert_eq!(anybody.get(path).status, 404, "{path}");
    }
    for path in
        ["/fr/recommendations/feed", "/en/recommendations/feed", "/fr/actors/ministere/feed"]
    {
        let feed = fetch(&anybody, path);
        assert!(feed.header("content-type").starts_with("application/atom+xml"), "{path}");
        let text = feed.text();
        assert!(text.contains("Relier chaque école") && text.contains("/recommendations/reseau/1"));
        assert!(text.contains("recommendation_answer") && !text.contains('⟦'), "{text}");
    }
    let json = server.node.run(&["recommendation", "list", "--format", "json"]).well().json();
    assert_eq!(
        (&json[0]["state"], &json[0]["answer"]["verdict"]),
        (&"accepted".into(), &"accepted".into())
    );
    let csv = server.get("/api/v1/recommendations?format=csv").text();
    assert!(csv.starts_with("recommendation,title_en,title_fr,"), "{csv}");
    let lines = server.get("/api/v1/recommendations").json();
    assert_eq!(lines[0]["carried_out_by"][0], "commitment/gdc.1.connectivity.b");
    assert_eq!(
        (&lines[0]["state"], &lines[0]["days_waiting"]),
        (&"accepted".into(), &serde_json::Value::Null)
    );
    let open = server.node.run(&["recommendation", "list", "--open"]).well();
    assert!(open.out.contains("no recommendation"), "{open:?}");
    server.node.run(&["verify"]).well();
    server.node.run(&["check", "--rebuild"]).well();
}

/// What came, as a cell.
fn cell(answer: &Answer) -> char {
    match answer.status {
        303 if answer.location.starts_with("/fr/sign-in") => 's',
        200 | 303 => 'y',
        403 => '-',
        404 => '0',
        422 => '4',
        _ => '?',
    }
}

#[test]
fn everybody_may_do_what_is_decided_and_nothing_else() {
    for node in Node::each() {
        let node = frozen(voted(node));
        let text = "consultation = \"reseau\"\ntitle = { fr = \"Relier\", en = \"Connect\" }\n\
                    text = { fr = \"Tout.\", en = \"All.\" }\nto = \"actor/ministere\"\n\
                    due = \"2027-03-01\"\nstatements = [1, 2]\n";
        let command = ["recommendation", "add"];
        let refused = of_file(&node, ("tanzania", "2026-12-02"), command, text);
        assert!(refused.code == 1 && refused.err.contains("moderators"), "{refused:?}");
        let wrong = text.replace("due", "until");
        let unread = of_file(&node, ("kenya", "2026-12-02"), command, &wrong);
        assert!(unread.code == 1 && unread.err.contains("cannot be read"), "{unread:?}");
        let added = of_file(&node, ("kenya", "2026-12-02"), command, text).well();
        assert!(added.out.contains("/recommendations/reseau/1"), "{added:?}");
        let answer = ["recommendation", "answer", "reseau/1", "--verdict", "accepted"];
        for name in ["brian", "moses", "kenya"] {
            let refused = by(&node, name, "2026-12-02", &answer);
            assert!(refused.code == 1 && refused.err.contains("speak for"), "{refused:?}");
        }
        let server = Server::start(node, &["--today", "2026-12-03"]);
        let people: Vec<Browser<'_>> = std::iter::once(Browser::new(&server))
            .chain(WHO.iter().map(|(name, ..)| signed_in(&server, name)))
            .collect();
        let state = || server.get("/api/v1/log/checkpoint").text();
        let before = state();
        // A form that holds nothing sound: whoever may send it hears what is wrong, and nothing changes.
        let empty = |fields: &'static [(&'static str, &'static str)]| {
            move |person: &Browser<'_>, path: &str| {
                let token = person.get("/fr/me").field("token");
                let mut all = vec![("token", token.as_str())];
                all.extend(fields);
                person.send(path, &all)
            }
        };
        let look = |person: &Browser<'_>, path: &str| person.get_here(path);
        type Ask<'a> = &'a dyn Fn(&Browser<'_>, &str) -> Answer;
        let answers = empty(&[("do", "answer"), ("verdict", "")]);
        let steps = empty(&[("do", "step"), ("step", "")]);
        let recommends = empty(&[("title", "")]);
        let names = empty(&[("do", "save"), ("address_1", "nowhere"), ("kind_1", "x")]);
        let form = format!("{FIRST}/answer");
        //                                        visitor moses root amina brian chidi kenya tanzania
        let cells: [(&str, Ask<'_>, &str); 7] = [
            ("/fr/consultations/reseau/recommend", &look, "syy---y-"),
            ("/fr/consultations/reseau/recommend", &recommends, "s44---4-"),
            (&form, &look, "s-yy----"),
            (&form, &answers, "s-44----"),
            (&form, &steps, "s-44----"),
            ("/fr/consultations/reseau/sisters", &look, "syy---y-"),
            ("/fr/consultations/reseau/sisters", &names, "s44---4-"),
        ];
        for (path, ask, expected) in cells {
            let asked: Vec<Answer> = people.iter().map(|person| ask(person, path)).collect();
            let found: String = asked.iter().map(cell).collect();
            assert_eq!(found, expected, "{path}");
            assert!(asked.iter().all(|answer| answer.kept.contains("no-store")), "{path}");
        }
        assert_eq!(state(), before, "nothing was published");
        // No other site sends a form, and nobody sends that of another.
        let amina = &people[3];
        let token = amina.get(&form).field("token");
        let fields = [("token", token.as_str()), ("do", "answer"), ("verdict", "accepted")];
        assert_eq!(elsewhere(amina).send(&form, &fields).status, 403);
        assert_eq!(people[2].send(&form, &fields).status, 403);
        // What is for all is the same for all.
        for path in [FIRST, "/fr/recommendations", "/fr/recommendations/feed"] {
            let pages: Vec<String> = people.iter().map(|one| one.get_here(path).html).collect();
            assert!(pages.iter().all(|page| *page == pages[0]), "{path}");
        }
        let done = by(&server.node, "amina", "2026-12-03", &answer).well();
        assert!(done.out.contains("Accepted on 3 December 2026"), "{done:?}");
        let step = [
            "recommendation",
            "follow-up",
            "reseau/1",
            "--text",
            "Done.",
            "--link",
            "commitment/gdc.1.connectivity.b",
        ];
        by(&server.node, "amina", "2026-12-03", &step).well();
        assert!(
            server
                .get("/api/v1/records/recommendation_step/reseau%2F1%2F1")
                .text()
                .contains("Done.")
        );
    }
}
