//! The agenda: people propose questions and support them, moderators read them, few are chosen, and each has its reason.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::browser::Browser;
use passerelle_tests::consulted::{AT, accounts, elsewhere, open, signed_in};
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;

#[test]
fn few_questions_are_chosen_and_each_has_its_reason() {
    for node in Node::each() {
        accounts(&node);
        open(&node, "reseau");
        let server = Server::start(node, &[]);
        let (anna, ben) = (Browser::new(&server), Browser::new(&server));
        let propose = |browser: &Browser<'_>, text: &str| {
            let token = browser.get("/fr/agenda").field("token");
            let fields = [("token", token.as_str()), ("text", text), ("lang", "fr")];
            browser.send("/fr/agenda/propose", &fields)
        };
        let wrong = propose(&anna, "Voir https://example.org ?");
        assert!(wrong.status == 422 && wrong.html.contains(">Voir https://example.org ?<"));
        let first = propose(&anna, "Qui paie les réseaux des villages ?");
        assert!(first.status == 200 && first.text().contains("numéro 1"), "{}", first.text());
        let again = propose(&ben, "Qui paie les réseaux des villages ?");
        assert!(again.text().contains("déjà été proposée"), "{}", again.text());
        assert!(!ben.get("/fr/agenda").text().contains("Qui paie"), "it waits");

        let moses = signed_in(&server, "moses");
        let decide = |fields: &[(&str, &str)]| {
            let token = moses.get("/fr/agenda/moderation").field("token");
            let all: Vec<_> =
                [("token", token.as_str())].into_iter().chain(fields.iter().copied()).collect();
            moses.send("/fr/agenda/moderation", &all)
        };
        assert_eq!(decide(&[("do", "show"), ("question", "1")]).status, 303);
        let like = propose(&ben, "Qui paie les réseaux des villages isolés ?");
        assert!(like.status == 422 && like.text().contains("Soutenez-la"), "{}", like.text());
        let support = |browser: &Browser<'_>, what: &str| {
            let token = browser.get("/fr/agenda").field("token");
            let fields = [("token", token.as_str()), ("question", "1"), ("do", what)];
            browser.send("/fr/agenda/support", &fields).status
        };
        assert_eq!((support(&anna, "support"), support(&ben, "support")), (303, 303));
        assert_eq!(support(&ben, "support"), 303, "twice is once");
        let amina = signed_in(&server, "amina");
        assert_eq!(support(&amina, "support"), 303);
        assert!(amina.get("/fr/me/data").html.contains("supported_questions"));
        assert_eq!(support(&ben, "withdraw"), 303);
        let page = anna.get("/fr/agenda").text();
        assert!(page.contains("2 personnes la soutiennent"), "{page}");
        assert_eq!(elsewhere(&ben).send("/fr/agenda/support", &[("question", "1")]).status, 403);

        // A question of somebody's that is refused: the reason is in the log, the text is not.
        assert_eq!(propose(&ben, "Achetez chez nous, pourquoi pas ?").status, 200);
        assert_eq!(
            decide(&[("do", "refuse"), ("question", "2"), ("code", "advertising")]).status,
            303
        );
        let log = server.get("/api/v1/records/agenda_moderation/2").text();
        assert!(log.contains("advertising") && !log.contains("Achetez"), "{log}");

        let silent =
            decide(&[("do", "choose"), ("question", "1"), ("because", " "), ("seen", "0")]);
        assert!(
            silent.status == 422 && silent.text().contains("Dites pourquoi"),
            "{}",
            silent.text()
        );
        let unknown = [
            ("do", "choose"),
            ("question", "1"),
            ("because", "Elle presse."),
            ("consultation", "none"),
            ("seen", "0"),
        ];
        let told = decide(&unknown);
        assert!(told.status == 422 && told.html.contains(">Elle presse.<"), "{}", told.text());
        let chosen =
            [("do", "choose"), ("question", "1"), ("because", "Elle presse."), ("seen", "0")];
        assert_eq!(decide(&chosen).status, 303);
        assert_eq!(
            decide(&[&chosen[..2], &[("because", "Autre."), ("seen", "0")]].concat()).status,
            409
        );
        let became = [
            ("do", "choose"),
            ("question", "1"),
            ("because", "Elle presse."),
            ("seen", "1"),
            ("consultation", "reseau"),
        ];
        assert_eq!(decide(&became).status, 303);
        let page = ben.get("/fr/agenda");
        assert!(
            page.text().contains("Elle presse.")
                && page.html.contains("/fr/consultations/reseau\"")
        );
        assert_eq!(support(&ben, "support"), 422, "what is chosen is not supported any more");
        let consultation = ben.get(AT);
        assert!(consultation.text().contains("Qui paie les réseaux"), "{}", consultation.text());
        let record = server.get("/api/v1/records/agenda_decision/1").json();
        assert_eq!(
            (&record["body"]["support"], &record["body"]["chosen"]),
            (&2.into(), &true.into())
        );

        // Five at the most, and five of one person.
        let texts = [
            "Où sont les antennes ?",
            "Quand viendra la fibre optique ?",
            "Comment apprendre à lire un écran ?",
            "Pourquoi tant de pannes la nuit ?",
            "Faut-il un bureau dans chaque quartier ?",
            "Que deviennent nos vieux téléphones ?",
        ];
        let answers: Vec<u16> = texts.iter().map(|text| propose(&amina, text).status).collect();
        assert_eq!(answers, [200, 200, 200, 200, 200, 422]);
        for number in 3..=7 {
            let id = number.to_string();
            assert_eq!(decide(&[("do", "show"), ("question", &id)]).status, 303);
            let status =
                decide(&[("do", "choose"), ("question", &id), ("because", "Oui."), ("seen", "0")]);
            assert_eq!(status.status, if number < 7 { 303 } else { 422 }, "{}", status.text());
        }
        let declined =
            [("do", "decline"), ("question", "7"), ("because", "Plus tard."), ("seen", "0")];
        assert_eq!(decide(&declined).status, 303);
        assert!(ben.get("/fr/agenda").text().contains("Plus tard."));
        for (name, status) in [("amina", 403), ("kenya", 403), ("root", 200)] {
            assert_eq!(
                signed_in(&server, name).get_here("/fr/agenda/moderation").status,
                status,
                "{name}"
            );
        }
    }
}
