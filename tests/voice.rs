//! What stands beside votes, as people meet it: translations of volunteers, who took part, how it went, the result on paper,
//! and what is kept of somebody.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{self, Node, run};
use passerelle_tests::server::Server;

use crate::brought_in::there_and_back;

const FILE: &str = r#"
slug = "reseau"
question = { fr = "Que faut-il pour que tout le monde soit en ligne ?", en = "What would it take for everyone to be online?" }
background = { fr = "Le réseau passe partout en ville.", en = "The network is everywhere in town." }
languages = ["fr", "en", "sw"]
opens = "2026-11-20"
closes = "2026-11-30"
moderation = "after"
MORE

[[asked]]
code = "sex"
question = { fr = "Vous êtes ?", en = "You are?" }
source = "KNBS, recensement 2019"
category = [
  { code = "women", label = { fr = "Femmes", en = "Women" }, share = 50.4 },
  { code = "men", label = { fr = "Hommes", en = "Men" }, share = 49.6 },
]
[[asked]]
code = "disability"
question = { fr = "Avez-vous des difficultés à voir, même avec des lunettes ?", en = "Do you have difficulty seeing, even if wearing glasses?" }
category = [
  { code = "no", label = { fr = "Non", en = "No" } },
  { code = "some", label = { fr = "Oui, quelques-unes", en = "Yes, some" } },
  { code = "a-lot", label = { fr = "Oui, beaucoup", en = "Yes, a lot" } },
]

[[statement]]
text = "L'État devrait relier chaque école."
lang = "fr"
translations = { en = "The State should connect every school." }
[[statement]]
text = "Prices are too high for families."
lang = "en"
[[statement]]
text = "Kampuni binafsi zijenge mitandao."
lang = "sw"
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
text = "= Mafunzo kwa wazee ni muhimu."
lang = "sw"
"#;

pub(crate) fn moderators() -> Node {
    let node = Node::new();
    node.begin();
    for (name, role) in [("moses", "moderator"), ("amina", "reader")] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node
}

fn node(more: &str) -> Node {
    let node = moderators();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("consultation.toml");
    std::fs::write(&path, FILE.replace("MORE", more)).unwrap();
    typed(&node, &["add", path.to_str().unwrap(), "--by", "moses"]).well();
    node
}

pub(crate) fn typed(node: &Node, what: &[&str]) -> node::Answer {
    let mut all = vec!["consultation"];
    all.extend(what);
    run(&mut node.command(&all), &format!("{PASSWORD}\n"))
}

fn freeze(node: &Node) {
    let mut freeze = node.command(&["consultation", "freeze", "reseau", "--by", "moses"]);
    freeze.env("PASSERELLE_TODAY", "2026-12-01");
    run(&mut freeze, &format!("{PASSWORD}\n")).well();
    std::thread::sleep(Duration::from_millis(1_500));
}

/// A text with spaces of one kind.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

const AT: &str = "/fr/consultations/reseau";

/// Somebody who takes part in French, and the token of their forms.
struct Someone<'s> {
    browser: Browser<'s>,
    token: String,
}

impl<'s> Someone<'s> {
    fn new(server: &'s Server) -> Self {
        let browser = Browser::new(server);
        assert_eq!(browser.send(&format!("{AT}/begin"), &[]).status, 303);
        let token = browser.get(AT).field("token");
        Self { browser, token }
    }

    fn send(&self, to: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("token", self.token.as_str())];
        all.extend(fields);
        self.browser.send(&format!("{AT}/{to}"), &all)
    }

    fn vote(&self, statement: u32, vote: &str) {
        let id = statement.to_string();
        let answer = self.send("vote", &[("statement", &id), ("vote", vote)]);
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
}

/// What somebody says: nearly all agree on some, two camps on the others.
fn says(person: u32, statement: u32) -> &'static str {
    match statement {
        2 | 5 => "agree",
        _ if (person % 5 < 3) == statement.is_multiple_of(2) => "agree",
        _ => "disagree",
    }
}

#[test]
fn who_took_part_is_told_protected_and_on_paper() {
    let server = Server::start(node(""), &[]);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let server = &server;
            scope.spawn(move || {
                for person in (0..60).filter(|person| person % 4 == worker) {
                    let someone = Someone::new(server);
                    let page = spaced(&someone.browser.get(AT).text());
                    assert!(page.contains("Qui participe ?"), "{page}");
                    (1..=8).for_each(|id| someone.vote(id, says(person, id)));
                    let sex = if person.is_multiple_of(5) { "women" } else { "men" };
                    let sight = if person < 3 { "a-lot" } else { "no" };
                    let given = [("about-sex", sex), ("about-disability", sight)];
                    assert_eq!(someone.send("answer", &given).status, 303);
                    assert_eq!(someone.send("answer", &given).status, 303, "twice is once");
                    let page = spaced(&someone.browser.get(AT).text());
                    assert!(!page.contains("Qui participe ?"), "asked once: {page}");
                }
            });
        }
    });
    let other = Someone::new(&server);
    let none = other.send("answer", &[("about-sex", "nobody")]);
    assert!(none.status == 422 && spaced(&none.text()).contains("« nobody »"), "{}", none.text());
    assert_eq!(server.get(&format!("{AT}/result.pdf")).status, 404, "there is no result yet");
    let live = server.get(&format!("{AT}/result")).text();
    assert!(!live.contains("Qui a participé"), "counts that change tell of who came last: {live}");
    freeze(&server.node);

    let page = spaced(&server.get(&format!("{AT}/result")).text());
    for part in [
        "Qui a participé, comparé à qui vit là",
        "KNBS, recensement 2019",
        "Sous-représentation : Femmes, 17 % des réponses contre 50 % de la population",
        "protégé",
        "de celles qui sont regroupées",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Comment cela s’est passé"), "all came on one day: {page}");
    let who = server.get("/consultations/reseau/files/participants.csv").text();
    assert!(who.contains("sex,women,10,16.7,50.4,published"), "{who}");
    assert!(who.contains("disability,a-lot,,,,protected"), "{who}");
    assert!(!who.contains(",3,") && !who.contains(",12,"), "no small or exact number: {who}");
    let days = server.get("/consultations/reseau/files/days.csv").text();
    assert!(days.lines().count() == 2 && days.contains(",60,480,"), "{days}");
    let comments = server.get("/consultations/reseau/files/comments.csv").text();
    assert!(comments.contains("'= Mafunzo"), "{comments}");

    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    typed(&server.node, &["export", "reseau", out.to_str().unwrap()]).well();
    for lang in ["fr", "en"] {
        let printed = server.get(&format!("/{lang}/consultations/reseau/result.pdf"));
        assert!(printed.status == 200 && printed.bytes.starts_with(b"%PDF-1."));
        let path = out.join(format!("result-{lang}.pdf"));
        assert_eq!(std::fs::read(&path).unwrap(), printed.bytes, "the same bytes");
        let checked = server.node.run(&["review", "check", path.to_str().unwrap()]).well();
        assert!(checked.out.contains("consultation reseau result"), "{checked:?}");
        let text = String::from_utf8_lossy(&printed.bytes);
        assert!(text.contains("/StructTreeRoot") && text.contains("/Lang"), "it is tagged");
    }
    let note = server.get(&format!("{AT}/result.pdf.note")).text();
    assert!(note.contains("consultation reseau result fr pdf"), "{note}");
    for name in ["participants.csv", "days.csv", "result.json"] {
        server.node.run(&["review", "check", out.join(name).to_str().unwrap()]).well();
    }
    let record = server.get("/api/v1/records/consultation/reseau").json();
    assert_eq!(record["body"]["frozen"]["files"].as_object().unwrap().len(), 3);
    let answer = server.get("/api/v1/consultations/reseau/result").json();
    assert_eq!(answer["people"], 60);
    assert_eq!(answer["took_part"][0]["categories"][0]["people"], 10);
    let list = server.get("/api/v1/consultations").json();
    assert_eq!(list[0]["phase"], "frozen");
    let one = server.get("/api/v1/consultations/reseau").json();
    assert_eq!((&one["people"], &one["record"]["asked"][0]["code"]), (&61.into(), &"sex".into()));
    let statements = server.get("/api/v1/consultations/reseau/statements?format=csv").text();
    assert!(statements.lines().count() == 9 && statements.contains("'= Mafunzo"), "{statements}");
    assert_eq!(server.get("/api/v1/consultations/none").status, 404);
    there_and_back(&server, "reseau");
}

#[test]
fn shares_of_the_population_are_the_nodes_own_figures() {
    let node = moderators();
    let folder = tempfile::tempdir().unwrap();
    let (figures, file) = (folder.path().join("population.csv"), folder.path().join("c.toml"));
    std::fs::write(
        &figures,
        "indicator,place,period,dimensions,value,unit,source\n\
         population,KEN,2019,sex=female,24014716,number,survey\n\
         population,KEN,2019,sex=male,23548056,number,survey\n",
    )
    .unwrap();
    let shares = "dimension = \"sex\"\ncategory = [\n\
        { code = \"women\", figure = \"female\", label = { fr = \"Femmes\", en = \"Women\" } },\n\
        { code = \"men\", figure = \"male\", label = { fr = \"Hommes\", en = \"Men\" } },\n]\n";
    let given = "source = \"KNBS, recensement 2019\"\ncategory = [\n  \
        { code = \"women\", label = { fr = \"Femmes\", en = \"Women\" }, share = 50.4 },\n  \
        { code = \"men\", label = { fr = \"Hommes\", en = \"Men\" }, share = 49.6 },\n]\n";
    assert!(FILE.contains(given));
    let text = FILE.replace("MORE", "country = \"KEN\"").replace(given, shares);
    std::fs::write(&file, text).unwrap();
    let add = || typed(&node, &["add", file.to_str().unwrap(), "--by", "moses"]);
    let none = add();
    assert!(none.code == 1 && none.err.contains("asked.sex.dimension"), "{none:?}");
    assert!(none.err.contains("no figures of the population"), "{none:?}");
    assert_eq!(node.import(&[&figures], &[]).0, 0);
    add().well();
    let list = typed(&node, &["list", "--format", "json"]).well().json();
    let asked = &list[0]["consultation"]["asked"][0];
    assert_eq!(asked["category"][0]["share"], 50.5);
    assert_eq!(asked["category"][1]["share"], 49.5);
    assert!(asked["source"].as_str().unwrap().ends_with(", 2019"), "{asked}");
}

#[test]
fn volunteers_translate_and_moderators_decide() {
    let server = Server::start(
        node(
            "limits = { statements_per_person = 4, statements_per_network_hour = 50, people_per_network_hour = 50, length = 60 }",
        ),
        &[],
    );
    let someone = Someone::new(&server);
    let offer = |statement: &str, lang: &str, text: &str| {
        someone.send("translate", &[("statement", statement), ("lang", lang), ("text", text)])
    };
    for (statement, lang, text, told) in [
        ("1", "en", "Connect schools", "déjà une traduction d’origine"),
        ("2", "en", "The same", "une autre langue"),
        ("2", "ar", "الأسعار مرتفعة", "une autre langue"),
        ("2", "fr", "Voir https://example.org", "lien"),
        ("99", "fr", "Rien", "pas de proposition 99"),
    ] {
        let answer = offer(statement, lang, text);
        assert!(answer.status == 422 && answer.text().contains(told), "{told}: {}", answer.text());
        if statement != "99" {
            assert!(answer.html.contains(text), "what was typed is there: {}", answer.html);
        }
    }
    let first = offer("2", "fr", "Les prix sont trop hauts pour les familles.");
    assert!(first.status == 200 && first.text().contains("Merci"), "{}", first.text());
    let again = offer("2", "fr", "Les prix sont trop hauts pour les familles.");
    assert!(again.text().contains("déjà été offerte"), "{}", again.text());
    assert_eq!(offer("2", "fr", "C’est trop cher pour les familles.").status, 200);
    assert_eq!(offer("2", "sw", "Bei ni ghali kwa familia.").status, 200);
    assert_eq!(offer("4", "fr", "Plus de taxes sur les téléphones.").status, 200);
    let many = offer("6", "fr", "Argent public, réseaux publics.");
    assert!(
        many.status == 422 && many.text().contains("autant qu’une personne"),
        "{}",
        many.text()
    );
    let shown = || server.get(&format!("{AT}/result")).text();
    assert!(!shown().contains("Les prix sont trop hauts"), "a moderator looks first");

    let moses = Browser::new(&server);
    moses.sign_in("moses");
    let at = format!("{AT}/moderation");
    let page = moses.get(&at);
    assert!(page.text().contains("Traductions offertes"), "{}", page.text());
    let token = page.field("token");
    let decide = |what: &str, number: &str, because: &str| {
        let fields = [
            ("token", token.as_str()),
            ("do", what),
            ("translation", number),
            ("because", because),
        ];
        moses.send(&at, &fields).status
    };
    assert_eq!(decide("show-translation", "1", ""), 303);
    assert_eq!(decide("hide-translation", "3", "not-one-idea"), 303);
    assert_eq!(decide("hide-translation", "3", "not-one-idea"), 422, "it stands so already");
    assert_eq!(decide("hide-translation", "4", "because"), 422, "no such reason");
    assert_eq!(decide("show-translation", "77", ""), 422);
    std::thread::sleep(Duration::from_millis(3_500));
    let page = shown();
    assert!(page.contains("Les prix sont trop hauts pour les familles."), "{page}");
    assert!(page.contains("Traduction bénévole."), "{page}");
    // Another one takes its place, and whoever proposes the same in French is offered the statement.
    let typed =
        typed(&server.node, &["moderate", "reseau", "--show-translation", "2", "--by", "moses"]);
    assert_eq!(typed.code, 0, "{typed:?}");
    std::thread::sleep(Duration::from_millis(3_500));
    let page = shown();
    assert!(
        page.contains("C’est trop cher") && !page.contains("Les prix sont trop hauts"),
        "{page}"
    );
    let like =
        someone.send("propose", &[("text", "C’est trop cher pour des familles."), ("lang", "fr")]);
    assert!(like.status == 422 && like.text().contains("Prices are too high"), "{}", like.text());
    let log = server.get("/api/v1/records/statement_decision/reseau%2Ftranslation-3").text();
    assert!(log.contains("not-one-idea") && !log.contains("ghali"), "{log}");
    let amina = Browser::new(&server);
    amina.sign_in("amina");
    let fields = [("token", amina.get("/fr/me").field("token")), ("do", "show-translation".into())];
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(amina.send(&at, &fields).status, 403);
}

#[test]
fn what_is_kept_of_somebody_is_theirs_to_see_and_to_erase() {
    let server = Server::start(node(""), &[]);
    let stranger = Browser::new(&server);
    let page = stranger.get("/fr/me/consultations");
    assert!(
        page.status == 200 && page.text().contains("rien n’est gardé de vous"),
        "{}",
        page.text()
    );
    let others: Vec<Someone<'_>> = (0..3).map(|_| Someone::new(&server)).collect();
    others.iter().for_each(|one| (1..=8).for_each(|id| one.vote(id, "agree")));
    let someone = Someone::new(&server);
    (1..=8).for_each(|id| someone.vote(id, "disagree"));
    let said = someone.send("propose", &[("text", "Des bornes dans les marchés"), ("lang", "fr")]);
    assert_eq!(said.status, 200, "{}", said.text());
    let page = someone.browser.get("/fr/me/consultations");
    assert!(page.kept.contains("no-store"), "{}", page.kept);
    let text = page.text();
    assert!(
        text.contains("8 propositions") && text.contains("le cookie de ce navigateur"),
        "{text}"
    );
    let data = someone.browser.get_here("/fr/me/consultations/data").html;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data[0]["votes"].as_array().unwrap().len(), 8);
    assert_eq!(data[0]["statements"][0]["text"], "Des bornes dans les marchés");
    let token = page.field("token");
    let leave = |token: &str| {
        let fields = [("token", token), ("consultation", "reseau")];
        someone.browser.send("/fr/me/consultations", &fields)
    };
    assert_eq!(leave("").status, 403);
    assert_eq!(someone.browser.elsewhere().send("/fr/me/consultations", &[]).status, 403);
    assert_eq!(leave(&token).status, 303);
    let twice = leave(&token);
    assert!(twice.status == 422 && twice.text().contains("Participer"), "{}", twice.text());
    // They begin anew, and what comes after is counted.
    assert_eq!(someone.browser.send(&format!("{AT}/begin"), &[]).status, 303);
    let again = Someone { token: someone.browser.get(AT).field("token"), browser: someone.browser };
    (1..=7).for_each(|id| again.vote(id, "agree"));

    // An account that goes takes its votes along.
    let amina = Browser::new(&server);
    amina.sign_in("amina");
    let token = amina.get(AT).field("token");
    assert_eq!(amina.send(&format!("{AT}/begin"), &[("token", &token)]).status, 303);
    let token = amina.get(AT).field("token");
    for id in ["1", "2"] {
        let fields = [("token", token.as_str()), ("statement", id), ("vote", "disagree")];
        assert_eq!(amina.send(&format!("{AT}/vote"), &fields).status, 303);
    }
    let me = amina.get("/fr/me");
    assert!(me.html.contains("/fr/me/consultations"), "{}", me.text());
    let data = amina.get_here("/fr/me/data").html;
    assert!(data.contains("\"consultation\": \"reseau\""), "{data}");
    let look = server.node.run(&["user", "show", "amina"]).well();
    assert!(!look.out.contains("reseau"), "who runs the node does not see votes: {look:?}");
    let fields =
        [("token", me.field("token")), ("do", "erase".into()), ("password", PASSWORD.into())];
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(amina.send("/fr/me", &fields).status, 303);

    freeze(&server.node);
    let votes = server.get("/consultations/reseau/files/votes.csv").text();
    assert_eq!(votes.lines().count(), 1 + 3 * 8 + 7, "{votes}");
    assert!(votes.lines().skip(1).all(|line| line.ends_with(",1")), "no vote of who left: {votes}");
    let page = server.get(&format!("{AT}/result")).text();
    assert!(page.contains("Des bornes dans les marchés"), "what others saw stays: {page}");
}
