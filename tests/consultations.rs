//! Consultations through HTTP as a browser without script takes part: people vote and propose in three languages, moderators
//! decide, votes are frozen, and whoever counts again what is offered has what the node signed. And what goes wrong.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{Node, command, run};
use passerelle_tests::server::Server;

const FILE: &str = r#"
slug = "reseau"
question = { fr = "Que faut-il pour que tout le monde soit en ligne ?", en = "What would it take for everyone to be online?" }
background = { fr = "Le réseau passe partout en ville.\n\nAilleurs, non.", en = "The network is everywhere in town.\n\nElsewhere it is not." }
easy = { fr = "Internet n'est pas partout.", en = "The Internet is not everywhere." }
languages = ["fr", "en", "sw"]
opens = "2026-11-20"
closes = "2026-11-30"
MORE

[[statement]]
text = "L'État devrait relier chaque école."
lang = "fr"
translations = { en = "The State should connect every school.", sw = "Serikali iunganishe kila shule." }
[[statement]]
text = "Prices are too high for families."
lang = "en"
easy = "It costs too much."
[[statement]]
text = "Kampuni binafsi zijenge mitandao."
lang = "sw"
translations = { fr = "Que les entreprises privées construisent les réseaux." }
[[statement]]
text = "Taxes on telephones should go."
lang = "en"
[[statement]]
text = "Il faut d'abord de l'électricité."
lang = "fr"
[[statement]]
text = "Public money belongs in public networks."
lang = "en"
[[statement]]
text = "Le marché s'en chargera tout seul."
lang = "fr"
[[statement]]
text = "Mafunzo kwa wazee ni muhimu."
lang = "sw"
"#;

fn node(more: &str) -> Node {
    let node = Node::new();
    node.begin();
    for (name, role) in [("moses", "moderator"), ("amina", "reader")] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    add(&node, more).well();
    node
}

fn add(node: &Node, more: &str) -> passerelle_tests::node::Answer {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("consultation.toml");
    std::fs::write(&path, FILE.replace("MORE", more)).unwrap();
    let path = path.to_str().unwrap();
    let mut add = node.command(&["consultation", "add", path, "--by", "moses"]);
    run(&mut add, &format!("{PASSWORD}\n"))
}

fn moderated(node: &Node, what: &[&str]) -> passerelle_tests::node::Answer {
    let mut all = vec!["consultation"];
    all.extend(what);
    all.extend(["--by", "moses"]);
    run(&mut node.command(&all), &format!("{PASSWORD}\n"))
}

/// Freezes on a day after the last.
fn freeze(node: &Node) -> passerelle_tests::node::Answer {
    let mut freeze = node.command(&["consultation", "freeze", "reseau", "--by", "moses"]);
    freeze.env("PASSERELLE_TODAY", "2026-12-01");
    run(&mut freeze, &format!("{PASSWORD}\n"))
}

/// Somebody who takes part, and the token of their forms.
struct Someone<'s> {
    browser: Browser<'s>,
    at: String,
    token: String,
}

impl<'s> Someone<'s> {
    fn new(server: &'s Server, lang: &str) -> Self {
        let (browser, at) = (Browser::new(server), format!("/{lang}/consultations/reseau"));
        let begun = browser.send(&format!("{at}/begin"), &[]);
        assert_eq!(begun.status, 303, "{}", begun.text());
        let page = browser.get(&at);
        let token = page.field("token");
        assert_eq!(token.len(), 64, "{}", page.text());
        Self { browser, at, token }
    }

    fn vote(&self, statement: u32, vote: &str) -> Answer {
        let id = statement.to_string();
        let fields = [("token", self.token.as_str()), ("statement", &id), ("vote", vote)];
        self.browser.send(&format!("{}/vote", self.at), &fields)
    }

    fn propose(&self, text: &str, lang: &str, more: &[(&str, &str)]) -> Answer {
        let mut fields = vec![("token", self.token.as_str()), ("text", text), ("lang", lang)];
        fields.extend(more);
        self.browser.send(&format!("{}/propose", self.at), &fields)
    }
}

/// What somebody of a camp says.
fn says(person: usize, statement: u32) -> &'static str {
    let public = person % 5 < 3;
    match statement {
        2 | 5 | 8 => "agree",
        1 | 6 if public => "agree",
        3 | 7 if !public => "agree",
        4 if person.is_multiple_of(7) => "pass",
        4 if person.is_multiple_of(2) => "agree",
        _ => "disagree",
    }
}

/// Takes part as the pages lead: whatever statement comes next, to the end.
fn all_the_way(server: &Server, person: usize) {
    let lang = if person.is_multiple_of(3) { "fr" } else { "en" };
    let someone = Someone::new(server, lang);
    let mut seen = BTreeSet::new();
    for _ in 0..20 {
        let page = someone.browser.get(&someone.at);
        let statement = page.field("statement");
        if statement.is_empty() {
            break;
        }
        assert!(seen.insert(statement.clone()), "shown again: {statement}");
        let answer =
            someone.vote(statement.parse().unwrap(), says(person, statement.parse().unwrap()));
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    assert_eq!(seen.len(), 8, "all statements come");
}

/// People who take part as the pages lead.
const LED: usize = 60;
/// All people.
const PEOPLE: usize = 500;

/// Takes part in one go: the statements one after the other.
fn at_once(server: &Server, person: usize) {
    let someone = Someone::new(server, if person.is_multiple_of(3) { "fr" } else { "en" });
    for statement in 1..=8 {
        let answer = someone.vote(statement, says(person, statement));
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
}

#[test]
fn what_is_signed_is_what_anyone_counts_again() {
    let server = Server::start(node("moderation = \"after\""), &[]);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let server = &server;
            scope.spawn(move || {
                for person in (0..PEOPLE).filter(|person| person % 4 == worker) {
                    if person < LED { all_the_way(server, person) } else { at_once(server, person) }
                }
            });
        }
    });
    // One whose votes do not count, and a statement that is taken out after people voted on it.
    let banned = Someone::new(&server, "fr");
    assert_eq!(banned.vote(1, "disagree").status, 303);
    let moses = Browser::new(&server);
    moses.sign_in("moses");
    let page = moses.get("/fr/consultations/reseau/moderation");
    let token = page.field("token");
    let number = (PEOPLE + 1).to_string();
    let decide = |fields: &[(&str, &str)]| {
        let mut all = vec![("token", token.as_str())];
        all.extend(fields);
        moses.send("/fr/consultations/reseau/moderation", &all).status
    };
    assert_eq!(decide(&[("do", "ban"), ("person", &number)]), 303);
    assert_eq!(decide(&[("do", "hide"), ("statement", "4"), ("because", "off-topic")]), 303);
    let told = banned.vote(2, "agree");
    assert_eq!(told.status, 422);
    assert!(told.text().contains("ne comptent pas"), "{}", told.text());
    let live = moses.get("/fr/consultations/reseau/result");
    assert!(live.text().contains("provisoire"), "{}", live.text());

    let early = moderated(&server.node, &["freeze", "reseau"]);
    assert!(early.code == 1 && early.err.contains("30 November 2026"), "{early:?}");
    assert_eq!(server.get("/consultations/reseau/files/votes.csv").status, 404);
    let frozen = freeze(&server.node).well();
    assert!(frozen.out.contains("500 people"), "{frozen:?}");
    assert_eq!(freeze(&server.node).well().out, frozen.out, "freezing twice is freezing once");
    std::thread::sleep(std::time::Duration::from_millis(1_500));

    let result = moses.get("/fr/consultations/reseau/result");
    let text = result.text();
    assert_eq!(result.status, 200, "{text}");
    for expected in [
        "définitif",
        "500 personnes ont voté",
        "Ce qui rassemble",
        "Prices are too high",
        "Groupe A",
        "Ce qui le distingue",
        "Que les entreprises privées construisent",
        "elle parle d’autre chose",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains("Taxes on telephones") && !text.contains('⟦'), "{text}");
    assert!(result.html.len() < 60_000, "{}", result.html.len());
    recounted(&server);
    let late = banned_or_late(&server);
    assert!(late.contains("not kept") || late.contains("closed"), "{late}");
}

/// Somebody comes when votes are frozen.
fn banned_or_late(server: &Server) -> String {
    let browser = Browser::new(server);
    let answer = browser.send("/en/consultations/reseau/begin", &[]);
    assert_eq!(answer.status, 409);
    answer.text()
}

/// Takes the files away, counts again, and holds it against what the node signed.
fn recounted(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| {
        let page = server.get(&format!("/consultations/reseau/files/{name}"));
        assert_eq!(page.status, 200, "{name}");
        std::fs::write(folder.path().join(name), &page.bytes).unwrap();
        page.bytes
    };
    let [votes, comments, result, _] =
        ["votes.csv", "comments.csv", "result.json", "marks.json"].map(file);
    for name in ["votes.csv.note", "comments.csv.note", "result.json.note", "marks.json.note"] {
        file(name);
    }
    let votes = String::from_utf8(votes).unwrap();
    assert_eq!(
        votes.lines().count(),
        1 + PEOPLE * 8,
        "one vote of each on each, none of who is banned"
    );
    assert!(votes.lines().skip(1).all(|line| line.starts_with(",,")), "no moment is told");
    let comments = String::from_utf8(comments).unwrap();
    assert!(!comments.contains("Taxes on") && comments.contains("Mafunzo"), "{comments}");
    let record = server.get("/api/v1/records/consultation/reseau").json();
    let body = &record["body"];
    let seed = body["counting"]["seed"].as_u64().unwrap().to_string();
    let hash = sha256(format!("passerelle consultation seed {seed}").as_bytes());
    assert_eq!(body["counting"]["seed_hash"], hash.as_str(), "the seed is the one of the opening");
    assert_eq!(body["frozen"]["result_sha256"], sha256(&result).as_str());
    let again = count(folder.path(), &seed);
    assert_eq!(again.into_bytes(), result, "the same bytes");
    for name in ["result.json", "votes.csv"] {
        let path = folder.path().join(name);
        server.node.run(&["review", "check", path.to_str().unwrap()]).well();
    }
    let exported = folder.path().join("exported");
    server.node.run(&["consultation", "export", "reseau", exported.to_str().unwrap()]).well();
    assert_eq!(std::fs::read(exported.join("result.json")).unwrap(), result);
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    hex::encode(sha2::Sha256::digest(bytes))
}

fn count(folder: &Path, seed: &str) -> String {
    let mut groups = command();
    groups.current_dir(folder).args(["groups", "votes.csv", "--statements", "comments.csv"]);
    groups.args(["--min-votes", "7", "--seed", seed, "--format", "json"]);
    run(&mut groups, "").well().out
}

#[test]
fn what_cannot_be_kept_is_told_and_nothing_is_lost() {
    let server = Server::start(
        node(
            "moderation = \"before\"\nlimits = { statements_per_person = 3, statements_per_network_hour = 8, people_per_network_hour = 50, length = 100 }",
        ),
        &[],
    );
    let stranger = Browser::new(&server);
    let page = stranger.get("/en/consultations/reseau");
    assert_eq!((page.status, page.kept.as_str()), (200, "private, no-store"));
    assert!(
        page.text().contains("What is promised") || page.text().contains("nothing here can tell")
    );
    let unknown =
        stranger.send("/en/consultations/reseau/vote", &[("statement", "1"), ("vote", "agree")]);
    assert!(
        unknown.status == 422 && unknown.text().contains("Press “Take part” first"),
        "{}",
        unknown.text()
    );
    assert_eq!(stranger.get("/en/consultations/none").status, 404);

    let someone = Someone::new(&server, "en");
    assert_eq!(someone.vote(1, "agree").status, 303);
    assert_eq!(someone.vote(1, "agree").status, 303, "twice is once");
    assert_eq!(someone.vote(1, "disagree").status, 303, "they may think again");
    let none = someone.vote(99, "agree");
    assert!(none.status == 422 && none.text().contains("no statement 99"), "{}", none.text());
    assert_eq!(someone.vote(1, "perhaps").status, 404, "no such answer");
    // A form of another site, and one without its token.
    let path = format!("{}/vote", someone.at);
    let fields = [("token", someone.token.as_str()), ("statement", "2"), ("vote", "agree")];
    assert_eq!(someone.browser.elsewhere().send(&path, &fields).status, 403);
    assert_eq!(someone.browser.send(&path, &fields[1..]).status, 403);
    let long = "x".repeat(3_000);
    // Whether its answer is heard or the line is closed before, depends on what was sent by then.
    let refused = someone.browser.try_send(&path, &[("token", long.as_str())]);
    assert!(refused.is_none_or(|answer| answer.status == 413));

    for (text, told) in [
        ("See https://example.org now", "link"),
        ("abc\u{202e}txt.exe is good", "turn letters round"),
        ("Z\u{301}\u{302}\u{303}\u{304}\u{305}algo for all", "piles of accents"),
        ("me@example.org knows", "address of mail"),
        ("no", "too short"),
        (&"long ".repeat(30), "longer than 100"),
    ] {
        let answer = someone.propose(text, "en", &[]);
        assert!(answer.status == 422 && answer.text().contains(told), "{told}: {}", answer.text());
        let start: String = text.chars().take(3).collect();
        assert!(answer.html.contains(&format!(">{start}")), "what was typed is there: {told}");
    }
    let copy = someone.propose("prices are TOO high, for families!", "en", &[]);
    assert!(copy.text().contains("there already"), "{}", copy.text());
    let like = someone.propose("Prices are too high for poor families", "en", &[]);
    assert!(
        like.text().contains("much the same") && like.text().contains("Statement 2:"),
        "{}",
        like.text()
    );
    let sure = someone.propose("Prices are too high for poor families", "en", &[("sure", "yes")]);
    assert!(sure.status == 200 && sure.text().contains("number 9"), "{}", sure.text());
    let waits = someone.propose("Prices are too high for poor families", "en", &[("sure", "yes")]);
    assert!(waits.text().contains("waits for a moderator already"), "{}", waits.text());
    let hidden = someone.vote(9, "agree");
    assert!(hidden.text().contains("no statement 9"), "nobody is told of what waits");
    assert_eq!(someone.propose("Serikali itoe simu bure", "sw", &[]).status, 200);
    assert_eq!(someone.propose("Des bornes dans les marchés", "fr", &[]).status, 200);
    let many = someone.propose("A fourth idea about antennas", "en", &[]);
    assert!(
        many.status == 422 && many.text().contains("as many as one person may"),
        "{}",
        many.text()
    );

    // A moderator shows one, refuses one with a reason that everybody reads, and takes one out.
    let node = &server.node;
    moderated(node, &["moderate", "reseau", "--show", "9"]).well();
    moderated(node, &["moderate", "reseau", "--hide", "10", "--reason", "copy"]).well();
    assert_eq!(someone.vote(9, "agree").status, 303);
    moderated(node, &["moderate", "reseau", "--hide", "9", "--reason", "insult"]).well();
    let again = moderated(node, &["moderate", "reseau", "--hide", "9", "--reason", "insult"]);
    assert_eq!(again.code, 1, "{again:?}");
    let out = someone.vote(9, "disagree");
    assert!(out.status == 422 && out.text().contains("taken out"), "{}", out.text());
    let log = server.get("/api/v1/records/statement_decision/reseau%2F10").text();
    assert!(log.contains("copy") && !log.contains("Serikali"), "{log}");
    let amina = Browser::new(&server);
    amina.sign_in("amina");
    assert_eq!(amina.get_here("/fr/consultations/reseau/moderation").status, 403);
    let wrong = add(node, "x = 1");
    assert!(wrong.code == 1 && wrong.err.contains("cannot be read"), "{wrong:?}");
    assert!(add(node, "").err.contains("already"));
}

#[test]
fn a_network_that_sends_much_waits() {
    let more = "moderation = \"before\"\nlimits = { statements_per_person = 1000, statements_per_network_hour = 5, people_per_network_hour = 3, length = 100 }";
    let server = Server::start(node(more), &["--proxy", "127.0.0.1"]);
    let from = |address: &str| {
        let mut browser = Browser::new(&server);
        browser.forwarded = Some(address.to_owned());
        let begun = browser.send("/en/consultations/reseau/begin", &[]);
        (browser, begun)
    };
    let (first, begun) = from("203.0.113.7");
    assert_eq!(begun.status, 303);
    let token = first.get("/en/consultations/reseau").field("token");
    let mut answers = Vec::new();
    for number in 0..9 {
        let text = format!(
            "{} idea {} of {}",
            "abcdefghi".repeat(number + 1),
            number * 7_919,
            "xyz".repeat(9 - number)
        );
        let fields = [("token", token.as_str()), ("text", &text), ("lang", "en"), ("sure", "yes")];
        answers.push(first.send("/en/consultations/reseau/propose", &fields));
    }
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 5, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    let last = answers.last().unwrap();
    assert!(last.status == 429 && last.text().contains("Nothing is lost"), "{}", last.text());
    assert!(last.html.contains("idea 63352"), "what was typed is there");
    let more: Vec<u16> =
        (0..4).map(|number| from(&format!("203.0.113.{}", 10 + number)).1.status).collect();
    assert_eq!(more, [303, 303, 429, 429]);
    assert_eq!(from("198.51.100.1").1.status, 303, "others are not kept out");
}

#[test]
fn a_vote_that_was_acknowledged_is_kept_when_the_node_is_killed() {
    let server = Server::start(node(""), &[]);
    let (mut acknowledged, cookie) = {
        let someone = Someone::new(&server, "en");
        let kept: Vec<u32> =
            (1..=8).filter(|id| someone.vote(*id, "agree").status == 303).collect();
        (kept, someone.browser.cookie.borrow().clone())
    };
    let node = server.killed();
    let server = Server::start(node, &[]);
    let again = Browser::new(&server);
    *again.cookie.borrow_mut() = cookie;
    let page = again.get("/en/consultations/reseau").text();
    assert!(page.contains("You have voted on all statements"), "{page}");
    acknowledged.dedup();
    assert_eq!(acknowledged.len(), 8);
}

#[test]
fn a_panel_has_its_places() {
    let node = node(
        "who = \"panel\"\nquotas = [{ group = \"women\", places = 1 }, { group = \"men\", places = 2 }]",
    );
    let codes =
        moderated(&node, &["invite", "reseau", "--count", "2", "--group", "women"]).well().out;
    let codes: Vec<&str> = codes.lines().collect();
    assert_eq!(
        moderated(&node, &["invite", "reseau", "--count", "1", "--group", "others"]).code,
        1
    );
    let server = Server::start(node, &[]);
    let begin = |code: &str| {
        Browser::new(&server).send("/en/consultations/reseau/begin", &[("invitation", code)])
    };
    assert_eq!(begin("").status, 422);
    let typed = codes[0].to_uppercase().replace('-', " ");
    assert_eq!(begin(&typed).status, 303);
    let used = begin(codes[0]);
    assert!(used.status == 422 && used.text().contains("was used"), "{}", used.text());
    assert!(used.html.contains(codes[0]), "what was typed is there");
    assert_eq!(begin(codes[1]).status, 422, "the group has no place left");
    let page = server.get("/fr/consultations/reseau").text();
    assert!(page.contains("tiré au sort"), "{page}");
}

#[test]
fn nobody_one_and_all_alike_are_told() {
    let server = Server::start(node(""), &[]);
    let page = |lang: &str| server.get(&format!("/{lang}/consultations/reseau/result")).text();
    assert!(page("fr").contains("Personne n’a encore voté"), "{}", page("fr"));
    for person in 0..6 {
        let someone = Someone::new(&server, "fr");
        (1..=8).for_each(|id| assert_eq!(someone.vote(id, "agree").status, 303, "{person}"));
    }
    freeze(&server.node).well();
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    let text = page("en");
    assert!(text.contains("6 people voted") && text.contains("no groups to speak of"), "{text}");
    assert!(text.contains("All people stand at one place"), "{text}");
}
