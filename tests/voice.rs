//! What stands beside votes, as people meet it: conversations that are brought in and taken out again, translations of
//! volunteers, who took part, how it went, the result on paper, and what is kept of somebody.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{self, Node, command, run};
use passerelle_tests::server::Server;
use passerelle_tests::shared;

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

fn moderators() -> Node {
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

fn typed(node: &Node, what: &[&str]) -> node::Answer {
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

/// Two camps of twenty people on ten statements.
fn camps(sign: i32) -> String {
    let mut text = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for person in 0..40_u32 {
        for statement in 0..10_u32 {
            let side = if (person < 20) == statement.is_multiple_of(2) { sign } else { -sign };
            let at = 1_700_000_000_000_u64 + u64::from(person / 20) * 86_400_000;
            writeln!(text, "{at},,{statement},{person},{side}").unwrap();
        }
    }
    text
}

fn comments() -> String {
    let mut text = "comment-id,agrees,disagrees,moderated,comment-body\n".to_owned();
    for id in 0..10 {
        // One camp is a little larger, so that it can be told which sign is agreement.
        let (agrees, disagrees) = if id == 1 { (21, 19) } else { (20, 20) };
        let moderated = if id == 9 { -1 } else { 1 };
        writeln!(text, "{id},{agrees},{disagrees},{moderated},\"=Bridge, {id}\"").unwrap();
    }
    text
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

const ABOUT: [&str; 6] =
    ["--source", "https://example.org/bridges", "--licence", "CC-BY-4.0", "--statements-in", "en"];

fn bring(node: &Node, path: &Path, slug: &str, more: &[&str]) -> node::Answer {
    let mut what = vec!["import", path.to_str().unwrap(), "--slug", slug];
    what.extend(ABOUT);
    what.extend(more);
    typed(node, &what)
}

const WRITE: [&str; 3] = ["--write", "--by", "moses"];

#[test]
fn a_conversation_is_brought_in_whole_or_not_at_all() {
    let node = moderators();
    let folder = tempfile::tempdir().unwrap();
    let broken = camps(1) + "1,,x,3,1\n2,,1,4,7\n";
    let summary = "topic,How to cross?\nconversation-description,A river.\n";
    write(
        folder.path(),
        &[("votes.csv", &broken), ("comments.csv", &comments()), ("summary.csv", summary)],
    );
    // Every row that cannot be read is told at once, and nothing is written.
    let told = bring(&node, folder.path(), "ponts", &WRITE);
    assert_eq!(told.code, 1, "{told:?}");
    for part in ["votes.csv", "402", "403", "comment-id", "“x”", "“7”"] {
        assert!(told.err.contains(part), "{part}: {told:?}");
    }
    assert!(typed(&node, &["list"]).well().out.contains("There is no consultation"));
    let wrong = ["import", folder.path().to_str().unwrap(), "--slug", "Ponts", "--keep-good"];
    let wrong = [&wrong[..], &["--source", "here", "--licence", " "]].concat();
    let wrong = typed(&node, &wrong);
    for part in ["slug", "source", "licence", "languages"] {
        assert!(wrong.err.contains(part), "{part}: {wrong:?}");
    }
    // Looked at first: what is found is told, the good rows kept.
    let looked = bring(&node, folder.path(), "ponts", &["--keep-good"]).well();
    assert!(looked.out.contains("40 people, 400 votes"), "{looked:?}");
    assert!(looked.out.contains("Nothing is written yet"), "{looked:?}");
    assert!(looked.err.contains("403"), "what is left out is told: {looked:?}");
    assert!(typed(&node, &["list"]).well().out.contains("There is no consultation"));
    let kept =
        bring(&node, folder.path(), "ponts", &[&["--keep-good"][..], &WRITE].concat()).well();
    assert!(kept.out.contains("is published"), "{kept:?}");
    let again = bring(&node, folder.path(), "ponts", &[&["--keep-good"][..], &WRITE].concat());
    assert!(again.well().out.contains("is here already"));
    write(folder.path(), &[("votes.csv", &camps(1))]);
    let other = bring(&node, folder.path(), "ponts", &WRITE);
    assert!(other.code == 1 && other.err.contains("already"), "{other:?}");
    // Where +1 is disagreement every vote is turned round, and told.
    write(folder.path(), &[("votes.csv", &turned())]);
    let turned = bring(&node, folder.path(), "tournes", &WRITE).well();
    assert!(turned.err.contains("+1 is disagreement"), "{turned:?}");

    let server = Server::start(node, &[]);
    let record = server.get("/api/v1/records/consultation/ponts").json();
    let imported = &record["body"]["imported"];
    assert_eq!(imported["source"], "https://example.org/bridges");
    assert_eq!(imported["left_out"], 2);
    assert_eq!(imported["files"].as_object().unwrap().len(), 3);
    let page = server.get("/fr/consultations/ponts/result").text();
    for part in ["a eu lieu ailleurs", "40 personnes ont voté", "CC-BY-4.0", "Groupe A"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.contains("la modération d’origine l’avait retirée"), "{page}");
    assert!(page.contains("Comment cela s’est passé"), "its votes have moments: {page}");
    let csv = server.get("/consultations/ponts/files/comments.csv").text();
    assert!(csv.contains("\"'=Bridge, 3\""), "no spreadsheet takes it for a formula: {csv}");
    assert!(!csv.contains("Bridge, 9"), "what was taken out is told by its number: {csv}");
    there_and_back(&server, "ponts");
}

/// The votes with the other sign, and one that tells which it is.
fn turned() -> String {
    let text = camps(-1);
    // Statement 1 has 21 who agree: one of its votes changes.
    text.replacen(",,1,0,1\n", ",,1,0,-1\n", 1)
}

/// Takes a consultation out as Pol.is does, brings it in again and counts: the result is the same to the byte.
fn there_and_back(server: &Server, slug: &str) {
    let (node, folder) = (&server.node, tempfile::tempdir().unwrap());
    let at = |name: &str| folder.path().join(name);
    let (plain, signed) = (at("polis"), at("signed"));
    let layout = ["export", slug, plain.to_str().unwrap(), "--layout", "polis"];
    typed(node, &layout).well();
    typed(node, &["export", slug, signed.to_str().unwrap()]).well();
    let result = std::fs::read(signed.join("result.json")).unwrap();
    let map: serde_json::Value = serde_json::from_slice(&result).unwrap();
    let (seed, votes) = (map["seed"].to_string(), map["min_votes"].to_string());
    let mut groups = command();
    groups.args(["groups", plain.to_str().unwrap(), "--format", "json", "--seed", &seed]);
    groups.args(["--min-votes", &votes]);
    assert_eq!(run(&mut groups, "").well().out.into_bytes(), result);
    let copy = format!("{slug}-2");
    let mut what = vec!["import", plain.to_str().unwrap(), "--slug", &copy];
    what.extend(&ABOUT[..4]);
    what.extend(WRITE);
    typed(node, &what).well();
    let again = at("again");
    typed(node, &["export", &copy, again.to_str().unwrap()]).well();
    assert_eq!(std::fs::read(again.join("result.json")).unwrap(), result);
    for name in ["votes.csv", "comments.csv"] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(read(&signed), read(&again), "{name}");
    }
}

#[test]
fn real_conversations_go_in_and_out() {
    let node = moderators();
    let mut found = Vec::new();
    for name in ["london.youth.policing", "15-per-hour-seattle"] {
        let Some(path) = shared(&format!("data/polis/{name}")) else { continue };
        let slug = name.replace('.', "-");
        let done = bring(&node, &path, &slug, &WRITE).well();
        println!("{name}: {}", done.out);
        found.push(slug);
    }
    let server = Server::start(node, &[]);
    for slug in found {
        let page = server.get(&format!("/en/consultations/{slug}/result"));
        assert_eq!(page.status, 200);
        assert!(page.text().contains("held elsewhere") && !page.text().contains('⟦'));
        there_and_back(&server, &slug);
    }
}

#[test]
fn an_archive_is_a_folder() {
    let node = moderators();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ponts.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, text) in [
        ("ponts/votes.csv", camps(1)),
        ("ponts/comments.csv", comments()),
        ("ponts/summary.csv", "topic,How to cross?\n".to_owned()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let done = bring(&node, &path, "ponts", &WRITE).well();
    assert!(done.out.contains("40 people"), "{done:?}");
    write(folder.path(), &[("ponts.zip", "no archive")]);
    let broken = bring(&node, &path, "autres", &[]);
    assert!(broken.code == 1 && broken.err.contains("ponts.zip"), "{broken:?}");
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
        "Comment cela s’est passé",
        "de celles qui sont regroupées",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
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
