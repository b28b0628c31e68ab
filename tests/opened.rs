//! Moderators open a consultation, invite, and freeze, in their browser and without a script.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;

const PATH: &str = "/fr/consultations/new";

fn served() -> Server {
    let node = Node::new();
    node.begin();
    for (name, role) in [("moses", "moderator"), ("kezia", "reader"), ("amina", "reader")] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node.run(&["user", "role", "kezia", "moderator", "--for", "country/KEN"]).well();
    Server::start(node, &[])
}

fn signed_in<'s>(server: &'s Server, name: &str) -> Browser<'s> {
    let browser = Browser::new(server);
    browser.sign_in(name);
    browser
}

/// What a moderator fills in, sent with the token of the form.
fn send(browser: &Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    let token = browser.get(PATH).field("token");
    let mut all = vec![("token", token.as_str())];
    all.extend(fields);
    browser.send(PATH, &all)
}

const SOUND: [(&str, &str); 9] = [
    ("question_fr", "Que faire d’abord ?"),
    ("background_fr", "Tout ne se fait pas à la fois."),
    ("languages", "fr, sw"),
    ("who", "open"),
    ("opens", "2026-11-20"),
    ("closes", "2026-11-30"),
    ("statements_1", "Relier les écoles.\r\nBaisser les prix."),
    ("statements_lang_1", "fr"),
    ("moderation", "after"),
];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = SOUND.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    kept.copied().chain(more.iter().copied()).collect()
}

#[test]
fn a_moderator_opens_a_consultation_from_a_form() {
    let server = served();
    let moses = signed_in(&server, "moses");
    assert!(moses.get("/fr/moderation").html.contains("href=\"/fr/consultations/new\""));
    let form = moses.get(PATH);
    assert_eq!(form.field("opens"), "2026-11-22", "{}", form.text());
    assert_eq!(form.field("closes"), "2026-12-06");

    let wrong = send(
        &moses,
        &[
            ("question_fr", "Que faire ?"),
            ("languages", ""),
            ("who", "panel"),
            ("quotas", "women: 60\nothers"),
            ("opens", "2026-11-30"),
            ("closes", "2026-11-20"),
            ("length", "beaucoup"),
            ("statements_2", "Une idée.\n\nVoir https://example.org\nune IDÉE"),
            ("statements_lang_2", "fr"),
            ("slug", "Trop Grand"),
        ],
    );
    let text = wrong.text();
    assert_eq!(wrong.status, 422, "{text}");
    for told in [
        "n’est pas ouverte",
        "Ceci est à remplir",
        "Écrivez par exemple women: 60",
        "Ce nombre est 0 ou bien trop grand",
        "Ligne 3",
        "Ligne 4",
        "raccorder-chaque-ecole",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains('⟦'), "{text}");
    assert_eq!(wrong.field("question_fr"), "Que faire ?", "what was typed is there");
    assert!(wrong.html.contains("Voir https://example.org"), "{}", wrong.html);

    let opened = send(&moses, &SOUND);
    assert_eq!(opened.status, 303, "{}", opened.text());
    assert_eq!(opened.location, "/fr/consultations/que-faire-d-abord");
    let page = moses.get(&opened.location);
    assert!(page.text().contains("Que faire d’abord ?"), "{}", page.text());
    let again = send(&moses, &SOUND);
    assert_eq!(again.status, 422);
    assert!(again.text().contains("Il y a déjà une consultation"), "{}", again.text());
    assert!(again.html.contains("Baisser les prix."), "what was typed is there");

    let someone = Browser::new(&server);
    assert_eq!(someone.send("/fr/consultations/que-faire-d-abord/begin", &[]).status, 303);
    let turn = someone.get("/fr/consultations/que-faire-d-abord").text();
    assert!(turn.contains("Relier les écoles.") || turn.contains("Baisser les prix."), "{turn}");
}

#[test]
fn what_people_are_asked_of_themselves_is_filled_in_and_asked() {
    let server = served();
    let moses = signed_in(&server, "moses");
    let asked = [("asked_question_1_fr", "Vous êtes ?"), ("asked_question_1_en", "You are?")];
    let refused = |answers: &str, told: &[&str]| {
        let wrong = send(&moses, &with(&[asked[0], ("asked_answers_1", answers)]));
        let text = wrong.text();
        assert_eq!(wrong.status, 422, "{text}");
        for told in told {
            assert!(text.contains(told), "{told}: {text}");
        }
        assert!(wrong.html.contains("href=\"#asked_answers_1\""), "{}", wrong.html);
        assert!(wrong.html.contains("Une femme | A woman | 80"), "what was typed is there");
    };
    let too_much = "il y en a trop";
    refused("Une femme | A woman | 80\na | b | c | 1", &[too_much, "ont une source"]);
    refused("Une femme | A woman | 80", &["de 2 à 50 catégories", "font ensemble 100"]);

    let answers = "Une femme | A woman | 50,4\nUn homme | A man | 49,6";
    let sound = with(&[
        asked[0],
        asked[1],
        ("asked_answers_1", answers),
        ("asked_source_1", "Recensement 2019"),
    ]);
    let opened = send(&moses, &sound);
    assert_eq!(opened.status, 303, "{}", opened.text());

    let someone = Browser::new(&server);
    assert_eq!(someone.send(&format!("{}/begin", opened.location), &[]).status, 303);
    let page = someone.get(&opened.location).text();
    assert!(page.contains("Vous êtes ?") && page.contains("Une femme"), "{page}");
    let english = someone.get(&opened.location.replace("/fr/", "/en/")).text();
    assert!(english.contains("You are?") && english.contains("A man"), "{english}");
}

#[test]
fn who_moderates_a_country_opens_its_consultations_and_no_others() {
    let server = served();
    let kezia = signed_in(&server, "kezia");
    let everywhere = send(&kezia, &SOUND);
    assert_eq!(everywhere.status, 422, "{}", everywhere.text());
    let uganda = send(&kezia, &with(&[("country", "UGA")]));
    assert_eq!(uganda.status, 422, "{}", uganda.text());
    let kenya = send(&kezia, &with(&[("country", "ken")]));
    assert_eq!(kenya.status, 303, "{}", kenya.text());
    let amina = signed_in(&server, "amina");
    assert_eq!(amina.get_here(PATH).status, 403);
    assert_eq!(amina.send(PATH, &SOUND).status, 403);
    let nobody = Browser::new(&server).get_here(PATH);
    assert!(nobody.location.starts_with("/fr/sign-in"), "{}", nobody.location);
}

#[test]
fn a_moderator_invites_and_freezes_on_the_page() {
    let server = served();
    let moses = signed_in(&server, "moses");
    let panel = [("who", "panel"), ("quotas", "women: 1\nmen: 2"), ("slug", "panel")];
    assert_eq!(send(&moses, &with(&panel)).status, 303);
    let path = "/fr/consultations/panel/moderation";
    let decide = |path: &str, fields: &[(&str, &str)]| {
        let token = moses.get(path).field("token");
        let mut all = vec![("token", token.as_str())];
        all.extend(fields);
        moses.send(path, &all)
    };
    let none = decide(path, &[("do", "invite"), ("count", "2"), ("part", "others")]);
    assert_eq!(none.status, 422, "{}", none.text());
    assert!(none.html.contains("maxlength=\"4\" required value=\"2\""), "what was typed is there");
    let made = decide(path, &[("do", "invite"), ("count", "2"), ("part", "men")]);
    assert_eq!(made.status, 200, "{}", made.text());
    let codes: Vec<&str> = made.html.split("<li><code>").skip(1).collect();
    assert_eq!(codes.len(), 2, "{}", made.text());
    let code = codes[0].split('<').next().unwrap();
    assert!(!moses.get(path).html.contains(code), "it is shown this once");
    let begin = |code: &str| {
        let browser = Browser::new(&server);
        browser.send("/fr/consultations/panel/begin", &[("invitation", code)]).status
    };
    assert_eq!((begin(code), begin(code)), (303, 422));
    let early = decide(path, &[("do", "freeze")]);
    assert_eq!(early.status, 422, "{}", early.text());
    assert!(early.text().contains("30 novembre 2026"), "{}", early.text());

    let over = [("opens", "2026-11-01"), ("closes", "2026-11-20"), ("slug", "over")];
    assert_eq!(send(&moses, &with(&over)).status, 303);
    let path = "/fr/consultations/over/moderation";
    assert!(moses.get(path).html.contains("value=\"freeze\""), "it can be frozen");
    assert_eq!(decide(path, &[("do", "freeze")]).status, 303);
    let result = moses.renewed("/fr/consultations/over/result", |page| {
        page.text().contains("résultat définitif")
    });
    assert!(result.text().contains("Personne n’a encore voté"), "{}", result.text());
    assert!(!moses.get(path).html.contains("value=\"freeze\""), "it is frozen");
}
