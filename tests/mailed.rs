//! Mail to people who asked for it, through a mail server of the test's own.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::browser::{Browser, PASSWORD};
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;
use passerelle_tests::smtp::MailServer;

const ACTOR: [(&str, &str); 4] =
    [("name", "Nous"), ("kind", "academia"), ("about", "x"), ("country", "KEN")];

fn node(node: Node) -> Node {
    for (name, role) in [("root", "administrator"), ("moses", "moderator"), ("amina", "reader")] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node
}

fn signed_in<'s>(server: &'s Server, name: &str) -> Browser<'s> {
    let browser = Browser::new(server);
    browser.sign_in(name);
    browser
}

/// A moderator decides on the only proposal that waits.
fn decide(moses: &Browser<'_>, what: &str) {
    let queue = moses.get("/fr/moderation");
    let is_work = |one: &&str| one.contains("/moderation/") && !one.contains("/imported");
    let path = queue.html.split("href=\"").find(is_work).unwrap();
    let path = path.split('"').next().unwrap();
    let page = moses.get(path);
    let (token, revision) = (page.field("token"), page.field("revision"));
    let fields =
        [("token", token.as_str()), ("revision", &revision), ("do", what), ("note", "Plus court.")];
    assert_eq!(moses.send(path, &fields).status, 303);
}

#[test]
fn whoever_asks_hears_of_their_work_until_they_say_no() {
    for node in Node::each() {
        let mail = MailServer::start();
        let from = "Passerelle <noreply@node.example>";
        let more = ["--smtp", mail.url.as_str(), "--smtp-from", from];
        let server = Server::start(self::node(node), &more);
        let (amina, moses) = (signed_in(&server, "amina"), signed_in(&server, "moses"));
        let ask = |address: &str| {
            let token = amina.get("/fr/me/mail").field("token");
            let fields = [("token", token.as_str()), ("do", "send"), ("address", address)];
            amina.send("/fr/me/mail", &fields)
        };
        let wrong = ask("amina@node.example\r\nBcc: all@node.example");
        assert_eq!(wrong.status, 422, "{}", wrong.text());
        assert_eq!(ask("amina@node.example").status, 303);
        // The first message asks whether the address is hers; nothing else comes before she says so.
        let first = mail.next();
        assert_eq!(first.to, "amina@node.example");
        assert!(first.head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
        let link = first.path(&server.base);
        assert!(link.starts_with("/fr/mail/"), "{link}");
        assert_eq!(amina.write("/fr/write/actor", &ACTOR, "propose").1.status, 200);
        decide(&moses, "give-back");
        assert!(mail.is_quiet(3), "nothing goes to an address that nobody confirmed");
        // Whoever only looks at the link confirms nothing.
        let anybody = Browser::new(&server);
        assert!(anybody.get(&link).text().contains("Cette adresse est-elle la vôtre"));
        assert!(amina.get("/fr/me/mail").text().contains("Une lettre est partie"));
        assert_eq!(anybody.send(&link, &[("do", "confirm")]).status, 200);
        assert!(amina.get("/fr/me/mail").text().contains("Le courrier part à amina@node.example"));

        assert_eq!(amina.write("/fr/write/actor/nous", &ACTOR, "propose").1.status, 200);
        decide(&moses, "give-back");
        let returned = mail.next();
        assert!(returned.text.contains("vous est rendu"), "{}", returned.text);
        assert_eq!(returned.path(&server.base), "/fr/write/actor/nous");
        assert_eq!(amina.write("/fr/write/actor/nous", &ACTOR, "propose").1.status, 200);
        decide(&moses, "publish");
        let published = mail.next();
        assert!(published.text.contains("Nous"), "{}", published.text);
        assert_eq!(published.path(&server.base), "/fr/actors/nous");

        // In one click, as programs of mail do it, nothing more comes and the address is forgotten.
        let head = published.head.replace("\n ", " ");
        let line = head.lines().find(|line| line.starts_with("List-Unsubscribe: ")).unwrap();
        let address = line.split(['<', '>']).nth(1).unwrap();
        let path = address.strip_prefix(&server.base).unwrap();
        let one_click = "List-Unsubscribe=One-Click".as_bytes();
        assert_eq!(server.post(path, "application/x-www-form-urlencoded", one_click).status, 200);
        assert_eq!(amina.get(path).status, 404, "the token is gone with the address");
        let data = amina.get("/fr/me/data").html;
        assert!(data.contains("\"mail\": null"), "{data}");
        let changed = [("name", "Nous tous"), ("kind", "academia"), ("about", "x")];
        assert_eq!(amina.write("/fr/write/actor/nous", &changed, "propose").1.status, 200);
        decide(&moses, "publish");
        assert!(mail.is_quiet(3));
    }
}

#[test]
fn whoever_asks_hears_of_comment_rounds_of_their_country() {
    let mail = MailServer::start();
    let from = "Passerelle <noreply@node.example>";
    let serve = |node: Node, today: &str| {
        let more = ["--smtp", mail.url.as_str(), "--smtp-from", from, "--today", today];
        Server::start(node, &more)
    };
    let server = serve(node(Node::new()), "2027-03-01");
    let (amina, moses) = (signed_in(&server, "amina"), signed_in(&server, "moses"));
    let send = |browser: &Browser<'_>, fields: &[(&str, &str)]| {
        let token = browser.get("/fr/me/mail").field("token");
        let own = [("token", token.as_str())].into_iter().chain(fields.iter().copied());
        assert_eq!(browser.send("/fr/me/mail", &own.collect::<Vec<_>>()).status, 303);
    };
    // Both have mail sent; Moses speaks for nobody.
    for (browser, address) in [(&amina, "amina@node.example"), (&moses, "moses@node.example")] {
        send(browser, &[("do", "send"), ("address", address)]);
        let link = mail.next().path(&server.base);
        assert_eq!(browser.send(&link, &[("do", "confirm")]).status, 200);
    }
    send(&moses, &[("do", "rounds"), ("rounds", "yes")]);
    assert_eq!(amina.write("/fr/write/actor", &ACTOR, "propose").1.status, 200);
    decide(&moses, "publish");
    assert_eq!(mail.next().to, "amina@node.example");
    let open = |node: &Node, place: &[&str], today: &str| {
        let mut command = node.command(&[&["review", "open"], place].concat());
        let command = command.args(["--closes", "2027-03-31", "--by", "root", "--today", today]);
        run(command, &format!("{PASSWORD}\n")).well();
    };
    open(&server.node, &["--country", "KEN"], "2027-03-01");
    assert!(mail.is_quiet(4), "nobody asked for it who speaks for an actor of Kenya");
    assert!(!amina.get("/fr/me/mail").html.contains(" checked"));
    send(&amina, &[("do", "rounds"), ("rounds", "yes")]);
    assert!(amina.get("/fr/me/mail").html.contains(" checked"));
    // Of another country she hears nothing; that it was opened lets the node look again.
    open(&server.node, &["--country", "TZA"], "2027-03-01");
    let opened = mail.next();
    assert_eq!(opened.to, "amina@node.example");
    assert!(
        opened.text.contains("ouvert aux commentaires jusqu’au 31 mars 2027"),
        "{}",
        opened.text
    );
    assert_eq!(opened.path(&server.base), "/fr/reviews/KEN-1");
    assert!(mail.is_quiet(4), "once, and not of the round of Tanzania");
    // Three days before the end, once; and not when it is over.
    let server = serve(server.killed(), "2027-03-27");
    assert!(mail.is_quiet(3), "four days before");
    let server = serve(server.killed(), "2027-03-28");
    let closes = mail.next();
    assert!(closes.text.contains("vous pouvez encore commenter"), "{}", closes.text);
    let server = serve(server.killed(), "2027-03-29");
    assert!(mail.is_quiet(3), "once");
    // A round that opens in its last days is told of once; of one of the world too.
    open(&server.node, &["--world"], "2027-03-29");
    let opened = mail.next();
    assert!(opened.text.contains("ouvert aux commentaires"), "{}", opened.text);
    assert!(mail.is_quiet(4));
    // Whoever no longer wants it hears no more.
    let amina = signed_in(&server, "amina");
    send(&amina, &[("do", "rounds")]);
    open(&server.node, &["--region", "Eastern Africa"], "2027-03-29");
    assert!(mail.is_quiet(4));
}

#[test]
fn without_a_server_no_mail_is_offered_and_a_wrong_one_is_told() {
    let server = Server::start(node(Node::new()), &[]);
    let amina = signed_in(&server, "amina");
    let page = amina.get("/fr/me/mail");
    assert!(page.text().contains("n’envoie pas de courrier"), "{}", page.text());
    let token = page.field("token");
    let fields = [("token", token.as_str()), ("do", "send"), ("address", "a@b.example")];
    assert!(amina.send("/fr/me/mail", &fields).status >= 400);
    let node = Node::new();
    for (url, from, said) in [
        ("mail.example", "a@b.example", "no mail server"),
        ("smtp://a:secret@mail.example", "a@b.example", "--smtp-password-file"),
        ("smtp://mail.example", "nobody", "no e-mail address"),
    ] {
        let answer = node.run(&["serve", "--smtp", url, "--smtp-from", from]);
        assert!(answer.code != 0 && answer.err.contains(said), "{answer:?}");
    }
}
