//! Taking part, through HTTP as a browser without script does it: an account, an endorsement with a contribution, a
//! moderator, progress, an assessment, a reply; and what goes wrong on the way.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;

fn node() -> Node {
    let node = Node::new();
    node.begin();
    for (name, role) in [("moses", "moderator"), ("adaeze", "assessor"), ("root", "administrator")]
    {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node
}

const ACTOR: &[(&str, &str)] = &[
    ("name", "Télécentre libre"),
    ("kind", "civil_society"),
    ("about", "Un télécentre tenu par ses habitants."),
    ("country", "KEN"),
    ("languages", "fr, sw"),
    ("website", "https://telecentre.example"),
];

const CONTRIBUTION: &[(&str, &str)] = &[
    ("title", "Dix écoles du lac en ligne"),
    ("description", "Nous relions dix écoles."),
    ("serves", "gdc.1.connectivity.b"),
    ("serves", "gdc.1.skills.a"),
    ("country", "KEN"),
    ("place_name_1", "Kisumu"),
    ("start", "2026-03"),
    ("end", "2028"),
    ("began_before", "no"),
    ("aim_what_1", "Écoles reliées"),
    ("aim_unit_1", "écoles"),
    ("aim_from_1", "0"),
    ("aim_to_1", "10"),
    ("budget_amount_1", "12 500,50"),
    ("currency", "usd"),
];

/// Publishes the only proposal that waits of a kind.
fn publish(moderator: &Browser<'_>, kind: &str) {
    let queue = moderator.get("/fr/moderation");
    let path = queue.html.split("href=\"").find(|one| one.contains(&format!("/{kind}/"))).unwrap();
    let path = path.split('"').next().unwrap();
    let page = moderator.get(path);
    let (token, revision) = (page.field("token"), page.field("revision"));
    let decision = [("token", token.as_str()), ("revision", &revision), ("do", "publish")];
    let answer = moderator.send(path, &decision);
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (303, "/fr/moderation"),
        "{}",
        answer.text()
    );
}

#[test]
fn from_an_account_to_a_reply() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, moses) = (Browser::new(&server), Browser::new(&server));
    // Nobody is signed in: the way leads to signing in, and back.
    let page = amina.get("/fr/write/actor");
    assert!(page.html.contains("name=\"to\" value=\"/write/actor\""), "{}", page.html);
    assert_eq!(amina.sign_up("Amina").len(), 10);
    moses.sign_in("moses");

    let (actor, answer) = amina.write("/fr/write/actor", ACTOR, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(actor.ends_with("/new"));
    assert!(answer.text().contains("Proposé"), "{}", answer.text());
    assert_eq!(answer.kept, "private, no-store");
    let about = "/fr/write/initiative?actor=telecentre-libre";
    let (_, answer) = amina.write(about, CONTRIBUTION, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let word = [
        ("statement", "Nous soutenons le Pacte <script>alert(1)</script>"),
        ("signatory", "Amina, présidente"),
        ("contributions", "dix-ecoles-du-lac-en-ligne"),
        ("objectives", "1"),
    ];
    let about = "/fr/write/endorsement?actor=telecentre-libre";
    let (_, answer) = amina.write(about, &word, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());

    // Nothing is shown before a moderator has looked; what depends on others comes after them.
    assert_eq!(amina.get("/fr/actors/telecentre-libre").status, 404);
    assert!(!moses.get("/fr/endorsements").text().contains("Télécentre"));
    let queue = moses.get("/fr/moderation").text();
    assert!(
        queue.contains("3 propositions") && queue.contains("Quelque chose doit venir avant"),
        "{queue}"
    );
    for kind in ["actor", "initiative", "endorsement"] {
        publish(&moses, kind);
    }
    let wall = moses.get("/fr/endorsements");
    let text = wall.text();
    assert!(text.contains("Télécentre libre") && text.contains("Avec une contribution"), "{text}");
    assert!(!wall.html.contains("<script>alert") && text.contains("alert(1)"));
    assert!(moses.get("/fr/endorsements?objective=2").text().contains("Aucun soutien"));
    let page = moses.get("/fr/initiatives/dix-ecoles-du-lac-en-ligne").text();
    assert!(page.contains("500\u{a0}USD en tout") && page.contains("Une promesse de"), "{page}");
    assert!(moses.get("/fr/commitments/gdc.1.connectivity.b").text().contains("Dix écoles du lac"));
    let is_there = |page: &Answer| page.text().contains("Dix écoles du lac");
    assert!(is_there(&moses.renewed("/fr/countries/KEN", is_there)));

    // Progress is the actor's own word; the assessor's stands beside it, and the reply beside that.
    let progress = [
        ("day", "2026-06-01"),
        ("text", "Quatre écoles sont reliées."),
        ("completion", "limited"),
        ("results", "marginal"),
        ("evidence_what_1", "Relevé des lignes"),
        ("evidence_link_1", "https://telecentre.example/releve"),
    ];
    let initiative = "/fr/initiatives/dix-ecoles-du-lac-en-ligne";
    let about = "/fr/write/update?of=dix-ecoles-du-lac-en-ligne";
    let (_, answer) = amina.write(about, &progress, "propose");
    assert_eq!((answer.status, answer.location.as_str()), (303, initiative), "{}", answer.text());
    let adaeze = Browser::new(&server);
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
    assert_eq!((answer.status, answer.location.as_str()), (303, initiative), "{}", answer.text());
    // It waits for their reply: it is told that there is one, and what it says to them alone.
    let text = moses.get(initiative).text();
    assert!(text.contains("attend la réponse") && !text.contains("Deux écoles"), "{text}");
    assert!(amina.get("/fr/me").text().contains("attend votre réponse"));
    let form = amina.get("/fr/write/reply?to=dix-ecoles-du-lac-en-ligne/1").text();
    assert!(
        form.contains("Deux écoles seulement") && form.contains("pas encore montrée"),
        "{form}"
    );
    let record = "/api/v1/records/assessment/dix-ecoles-du-lac-en-ligne%2F1";
    assert_eq!(moses.get(record).status, 404);
    let history = moses.get(&format!("{record}/history")).html;
    assert!(history.contains("\"inner\"") && !history.contains("Deux"), "{history}");
    // Nobody else speaks on it as if it were theirs, and whoever speaks for it is no third party.
    let brian = Browser::new(&server);
    brian.sign_up("Brian");
    brian.write(
        "/fr/write/actor",
        &[("name", "Autre"), ("kind", "academia"), ("about", "x")],
        "propose",
    );
    publish(&moses, "actor");
    for path in [
        "/fr/write/update/dix-ecoles-du-lac-en-ligne/9?of=dix-ecoles-du-lac-en-ligne&actor=autre",
        "/fr/write/reply/dix-ecoles-du-lac-en-ligne/1?to=dix-ecoles-du-lac-en-ligne/1&actor=autre",
        "/fr/write/endorsement/telecentre-libre?actor=autre",
    ] {
        assert_eq!(brian.get(path).status, 403, "{path}");
    }
    let stolen = [
        ("statement", "Nous aussi"),
        ("signatory", "Brian"),
        ("contributions", "dix-ecoles-du-lac-en-ligne"),
    ];
    let (_, answer) = brian.write("/fr/write/endorsement?actor=autre", &stolen, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let queue = moses.get("/fr/moderation");
    let path = queue.html.split("href=\"").find(|one| one.contains("/endorsement/autre")).unwrap();
    let page = moses.get(path.split('"').next().unwrap()).text();
    assert!(page.contains("son propre travail"), "{page}");
    server.node.run(&["user", "role", "Amina", "assessor", "--for", "country/KEN"]).well();
    let own = amina.get("/fr/write/assessment?of=dix-ecoles-du-lac-en-ligne");
    assert_eq!(own.status, 403, "{}", own.text());
    let reply = [("day", "2026-07-10"), ("text", "Les huit autres étaient en vacances.")];
    let about = "/fr/write/reply?to=dix-ecoles-du-lac-en-ligne/1";
    let (_, answer) = amina.write(about, &reply, "propose");
    assert_eq!((answer.status, answer.location.as_str()), (303, initiative), "{}", answer.text());
    let text = moses.get(initiative).text();
    for said in [
        "Fait : limité",
        "Fait : pas commencé",
        "Deux écoles seulement",
        "en vacances",
        "Rapport de visite",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(said), "{said}: {text}");
    }

    assert_eq!(moses.get(record).status, 200);

    // A change of what is published shows what it changes, and nothing else.
    let change =
        [("title", "Douze écoles du lac en ligne"), ("description", "Nous relions dix écoles.")];
    let all: Vec<(&str, &str)> = CONTRIBUTION
        .iter()
        .copied()
        .filter(|(name, _)| !["title", "description"].contains(name))
        .chain(change)
        .collect();
    let (_, answer) =
        amina.write("/fr/write/initiative/dix-ecoles-du-lac-en-ligne", &all, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let queue = moses.get("/fr/moderation");
    let path = queue.html.split("href=\"").find(|one| one.contains("/initiative/")).unwrap();
    let text = moses.get(path.split('"').next().unwrap()).text();
    assert!(
        text.contains("Dix écoles") && text.contains("Douze écoles") && !text.contains("Kisumu"),
        "{text}"
    );
    server.node.run(&["verify"]).well();
}

#[test]
fn what_goes_wrong_is_said_and_nothing_is_lost() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, other) = (Browser::new(&server), Browser::new(&server));
    for (name, password, said) in [
        ("Amina", "short", "trop court"),
        ("Amina", "password1234", "essaie en premier"),
        ("moses", PASSWORD, "pris"),
        (" ", PASSWORD, "ne peut pas être un nom"),
    ] {
        let answer = amina.send("/fr/sign-up", &[("name", name), ("password", password)]);
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.text().contains(said), "{name}: {}", answer.text());
    }
    let codes = amina.sign_up("Amina");

    // Everything that is wrong is said at once, and all that was typed is there.
    let wrong = [
        ("name", "Nous"),
        ("about", "x"),
        ("website", "javascript:alert(1)"),
        ("languages", "français"),
    ];
    let (_, answer) = amina.write("/fr/write/actor", &wrong, "propose");
    assert_eq!(answer.status, 422);
    let text = answer.text();
    for said in ["n’est pas une adresse", "n’est pas le code d’une langue", "À remplir"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(
        answer.html.contains("value=\"javascript:alert(1)\"")
            && !answer.html.contains("href=\"javascript")
    );

    // Two windows: the second is shown what the first saved, and overwrites it only when it says so.
    let window = amina.get("/fr/write/actor/nous");
    let stale = |name: &str| window.field(name);
    let (token, base, revision) = (stale("token"), stale("base"), stale("revision"));
    let fields = |name: &'static str| {
        [
            ("token", token.as_str()),
            ("base", &base),
            ("revision", &revision),
            ("name", name),
            ("do", "save"),
        ]
    };
    assert_eq!(amina.send("/fr/write/actor/nous", &fields("Premier nom")).status, 200);
    // The same form sent twice is one.
    assert_eq!(amina.send("/fr/write/actor/nous", &fields("Premier nom")).status, 200);
    let late = amina.send("/fr/write/actor/nous", &fields("Second nom"));
    assert_eq!(late.status, 409);
    assert!(
        late.text().contains("Premier nom") && late.html.contains("value=\"Second nom\""),
        "{}",
        late.text()
    );
    let now = late.field("revision");
    let again = [
        ("token", token.as_str()),
        ("base", "0"),
        ("revision", &now),
        ("name", "Second nom"),
        ("do", "save"),
    ];
    assert_eq!(amina.send("/fr/write/actor/nous", &again).status, 200);

    // Somebody else cannot speak for it, nor a form from elsewhere.
    other.sign_up("Brian");
    assert_eq!(other.get("/fr/write/initiative/new?actor=nous").status, 403);
    let (_, answer) = other.write("/fr/write/actor", &[("name", "Nous")], "save");
    assert!(answer.html.contains("/fr/write/actor/nous-2"), "{}", answer.html);
    let elsewhere = amina.elsewhere();
    let answer = elsewhere.send("/fr/write/actor/nous", &again);
    assert_eq!(answer.status, 422);
    assert!(
        answer.html.contains("value=\"Second nom\"")
            && answer.text().contains("session est fermée")
    );
    for path in ["/fr/moderation", "/fr/moderation/x/actor/nous"] {
        let status = amina.get(path).status;
        assert!(status == 403 || status == 404, "{path}: {status}");
    }

    // Signed out, what was typed comes back.
    let me = amina.get("/fr/me");
    let token = me.field("token");
    let data = amina.get("/fr/me/data");
    assert!(data.html.contains("\"Amina\"") && data.html.contains("Second nom"), "{}", data.html);
    assert_eq!(amina.send("/fr/sign-out", &[("token", &token)]).status, 303);
    let answer = amina.send("/fr/write/actor/nous", &again);
    assert_eq!(answer.status, 422);
    assert!(answer.html.contains("value=\"Second nom\""));

    // A lost password, a code that works once, and an end.
    let code = |code: &str| {
        amina.send(
            "/fr/recover",
            &[("name", "Amina"), ("code", code), ("password", "une toute autre phrase")],
        )
    };
    assert_eq!(code("AAAA-AAAA-AAAA-AAAA").status, 422);
    assert_eq!(code(&codes[0]).status, 303);
    assert_eq!(code(&codes[0]).status, 422);
    assert_eq!(amina.send("/fr/sign-in", &[("name", "Amina"), ("password", PASSWORD)]).status, 422);
    let token = amina.get("/fr/me").field("token");
    let erase = |password: &str| {
        amina.send("/fr/me", &[("token", &token), ("do", "erase"), ("password", password)]).status
    };
    assert_eq!(erase(PASSWORD), 422);
    assert_eq!(erase("une toute autre phrase"), 303);
    let gone =
        amina.send("/fr/sign-in", &[("name", "Amina"), ("password", "une toute autre phrase")]);
    assert_eq!(gone.status, 422);
}

#[test]
fn guesses_have_an_end_and_names_are_not_told() {
    let server = Server::start(node(), &[]);
    let guess = |name: &str| {
        let browser = Browser::new(&server);
        let answer =
            browser.send("/en/sign-in", &[("name", name), ("password", "not the right sentence")]);
        (answer.status, answer.text().replace(name, "NAME"))
    };
    let (known, unknown) = (guess("moses"), guess("nobody"));
    assert_eq!(known, unknown, "a name that exists is answered as one that does not");
    for name in ["moses", "nobody"] {
        (0..9).for_each(|_| drop(guess(name)));
        let last = guess(name);
        assert!(last.1.contains("too often"), "{}", last.1);
    }
    // Accounts are opened only where the owner lets them.
    let browser = Browser::new(&server);
    let answer = browser.send("/en/sign-up", &[("name", "Amina"), ("password", PASSWORD)]);
    assert_eq!(answer.status, 403);
    assert!(browser.get("/en/sign-up").text().contains("does not open accounts"));
}
