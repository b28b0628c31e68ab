//! Signing in at a provider of identity (OpenID Connect): a provider of the test's own, with real keys and real redirects,
//! and every token that must not open anything. No script.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use passerelle_exchange::openid::{self, Asked, Came, Client, Flow, Secret};
use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::html::plain;
use passerelle_tests::node::{Node, run};
use passerelle_tests::provider::{Behaviour, CLIENT, Provider, SECRET, now};
use passerelle_tests::server::Server;
use serde_json::{Value, json};

fn node(node: Node) -> Node {
    for (name, role) in [("root", "administrator"), ("amina", "reader"), ("brian", "reader")] {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    }
    node
}

/// A node whose owner named the provider.
fn serve(node: Node, provider: &Provider, more: &[&str]) -> Server {
    let node = self::node(node);
    let file = provider.file(node.data());
    Server::start(node, &[&["--openid", file.as_str()], more].concat())
}

/// The text of a page, with plain spaces.
fn text(answer: &Answer) -> String {
    answer.text().replace(['\u{a0}', '\u{202f}'], " ")
}

/// Somebody takes the button of the provider on the page for signing in: where they are led.
fn leave(browser: &Browser<'_>, to: &str) -> String {
    let page = browser.get(&format!("/fr/sign-in?to={to}"));
    assert!(text(&page).contains("Se connecter avec Université <de> Nairobi"), "{}", page.html);
    let fields = [("provider", page.field("provider")), ("to", to.to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    led(browser.send("/fr/sign-in/provider", &fields))
}

/// The address of the link to the provider.
fn led(answer: Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let link = answer.html.split("href=\"").find(|one| one.contains("/authorize?"));
    plain(link.unwrap_or_else(|| panic!("{}", answer.html)).split('"').next().unwrap())
}

/// Somebody comes back by the address to which the provider leads.
fn come_back(browser: &Browser<'_>, back: &str) -> Answer {
    browser.get_here(back.strip_prefix(&browser.server.base).unwrap())
}

/// Somebody leaves, signs in there, and comes back.
fn go(browser: &Browser<'_>, provider: &Provider, to: &str) -> Answer {
    come_back(browser, &provider.visit(&leave(browser, to)))
}

#[test]
fn a_first_sign_in_opens_an_account_under_a_name_that_is_chosen() {
    for node in Node::each() {
        let provider = Provider::start();
        let server = serve(node, &provider, &["--sign-up"]);
        let browser = Browser::new(&server);
        let arrived = go(&browser, &provider, "/write/actor");
        assert_eq!((arrived.status, arrived.location.as_str()), (303, "/fr/sign-up/provider"));
        let page = browser.get_here(&arrived.location);
        assert!(text(&page).contains("Sous quel nom voulez-vous participer ?"), "{}", page.text());
        assert_eq!(page.kept, "private, no-store");
        // A name that is none, or another's: what was typed stays, and the way goes on.
        for (name, said) in [("amina", "Ce nom est pris"), ("\u{200b}", "ne peut pas être un nom")]
        {
            let again = browser.send("/fr/sign-up/provider", &[("name", name)]);
            assert_eq!(again.status, 422);
            assert!(text(&again).contains(said), "{}", again.text());
            assert_eq!(again.field("name"), name);
        }
        let opened = browser.send("/fr/sign-up/provider", &[("name", "Rivière")]);
        assert_eq!(opened.status, 200, "{}", opened.text());
        assert_eq!(opened.html.matches("<code>").count(), 10);
        assert!(opened.html.contains("href=\"/fr/write/actor\""), "{}", opened.html);
        let me = text(&browser.get("/fr/me"));
        assert!(me.contains("Rivière") && me.contains("avec un compte d’ailleurs"), "{me}");
        // Nothing is kept of whom the provider named but a hash.
        let data = browser.get("/fr/me/data").html;
        let told: Value = serde_json::from_str(&data).unwrap();
        assert_eq!(told["providers"][0]["issuer"], provider.issuer.as_str());
        for secret in ["248289761001", "amina@example.org", "\"Amina\""] {
            assert!(!data.contains(secret), "{data}");
        }
        // The way is used up.
        let twice = browser.send("/fr/sign-up/provider", &[("name", "Autre")]);
        assert!(text(&twice).contains("Recommencez"), "{}", twice.text());

        // From then on it opens that account, whatever the key; another there is another here.
        for algorithm in ["RS256", "PS256", "ES256", "EdDSA"] {
            provider.behaves().algorithm = algorithm;
            let again = Browser::new(&server);
            let arrived = go(&again, &provider, "/write/actor");
            assert_eq!((arrived.status, arrived.location.as_str()), (303, "/fr/write/actor"));
            assert!(text(&again.get("/fr/me")).contains("Rivière"), "{algorithm}");
            assert!(!again.cookie.borrow().contains("way"), "{}", again.cookie.borrow());
        }
        provider.behaves().subject = "somebody else".to_owned();
        assert_eq!(go(&Browser::new(&server), &provider, "").location, "/fr/sign-up/provider");
        // Nobody is led elsewhere afterwards.
        provider.behaves().subject = Behaviour::default().subject;
        for evil in ["//evil.example", "https://evil.example/"] {
            assert_eq!(go(&Browser::new(&server), &provider, evil).location, "/fr/me", "{evil}");
        }
        // The account without a password goes as it came: by having signed in just now.
        let token = browser.get("/fr/me").field("token");
        let fields = [("token", token.as_str()), ("do", "erase")];
        assert_eq!(browser.send("/fr/me", &fields).status, 303);
        assert_eq!(go(&Browser::new(&server), &provider, "").location, "/fr/sign-up/provider");
    }
}

/// How a provider behaves wrongly, and what its reader is told.
fn wrong() -> Vec<(&'static str, &'static str, Behaviour)> {
    let good = Behaviour::default;
    let claim =
        |name: &'static str, value: Value| Behaviour { claims: vec![(name, value)], ..good() };
    let head = |name: &'static str, value: Value| Behaviour { head: vec![(name, value)], ..good() };
    let (now, signature) = (now(), "n’est pas signé par lui");
    vec![
        (
            "denied",
            "vous avez choisi de ne pas vous connecter ici",
            Behaviour { denies: true, ..good() },
        ),
        (
            "another issuer answers",
            "vient d’un autre",
            Behaviour { says: Some("https://evil.example".to_owned()), ..good() },
        ),
        (
            "no issuer in the answer",
            "vient d’un autre",
            Behaviour { says: Some(String::new()), ..good() },
        ),
        ("issuer", "vient d’un autre", claim("iss", json!("https://evil.example"))),
        ("audience", "destiné à un autre site", claim("aud", json!("another"))),
        ("no audience", "destiné à un autre site", claim("aud", json!([]))),
        (
            "several, for nobody",
            "destiné à un autre site",
            claim("aud", json!([CLIENT, "another"])),
        ),
        ("handed to another", "destiné à un autre site", claim("azp", json!("another"))),
        ("nonce", "répond à une autre connexion", claim("nonce", json!("of another question"))),
        ("no nonce", "répond à une autre connexion", claim("nonce", Value::Null)),
        ("past", "trop ancien", claim("exp", json!(now - 125))),
        ("to come", "trop ancien", claim("iat", json!(now + 600))),
        ("not yet", "trop ancien", claim("nbf", json!(now + 600))),
        ("old", "trop ancien", claim("iat", json!(now - 3_600))),
        ("no end", "illisible", claim("exp", Value::Null)),
        ("nobody", "illisible", claim("sub", json!(""))),
        ("no subject", "illisible", claim("sub", Value::Null)),
        ("a subject that is no text", "illisible", claim("sub", json!(7))),
        ("a long one", "illisible", claim("sub", json!("x".repeat(256)))),
        ("what must be understood", "illisible", head("crit", json!(["exp"]))),
        ("forged RS256", signature, Behaviour { is_forged: true, ..good() }),
        ("forged ES256", signature, Behaviour { is_forged: true, algorithm: "ES256", ..good() }),
        ("forged EdDSA", signature, Behaviour { is_forged: true, algorithm: "EdDSA", ..good() }),
        ("an unknown key", signature, head("kid", json!("nobody's"))),
        ("a key to encrypt", signature, head("kid", json!("other"))),
        // The key of one algorithm does not stand for another.
        ("the key of another", signature, head("kid", json!("p256"))),
        ("none", "signe d’une façon", Behaviour { algorithm: "none", ..good() }),
        ("a shared secret", "signe d’une façon", head("alg", json!("HS256"))),
        (
            "refused code",
            "n’accepte plus cette connexion",
            Behaviour { refuses: Some("invalid_grant"), ..good() },
        ),
        ("refused node", "refuse ce nœud", Behaviour { refuses: Some("invalid_client"), ..good() }),
    ]
}

#[test]
fn what_does_not_verify_opens_nothing_and_says_why() {
    let provider = Provider::start();
    let server = serve(Node::new(), &provider, &["--sign-up"]);
    for (what, said, behaviour) in wrong() {
        *provider.behaves() = behaviour;
        let browser = Browser::new(&server);
        let answer = go(&browser, &provider, "");
        assert_eq!(answer.status, 422, "{what}: {} {}", answer.location, answer.text());
        assert!(text(&answer).contains(said), "{what}: {}", answer.text());
        assert_eq!(browser.get_here("/fr/me").status, 303, "{what}: nobody is signed in");
        assert_eq!(browser.get_here("/fr/sign-up/provider").status, 422, "{what}");
    }
    // What is good is good, also with clocks a little apart, and with the node among others by name.
    for claims in [
        vec![],
        vec![("iat", json!(now() + 100)), ("nbf", json!(now() + 100))],
        vec![("exp", json!(now() - 60))],
        vec![("aud", json!([CLIENT, "another"])), ("azp", json!(CLIENT))],
        vec![("aud", json!([CLIENT]))],
    ] {
        *provider.behaves() = Behaviour { claims: claims.clone(), ..Behaviour::default() };
        let answer = go(&Browser::new(&server), &provider, "");
        assert_eq!(answer.location, "/fr/sign-up/provider", "{claims:?}: {}", answer.text());
    }
    // In the language of whoever asks, even where nothing is known of them.
    let lost =
        server.get_with("/openid/universite/back?state=x&code=y", &[("accept-language", "en")]);
    assert_eq!(lost.status, 422);
    assert!(lost.text().contains("Begin again."), "{}", lost.text());
    assert_eq!(lost.header("cache-control"), "private, no-store");
}

/// A provider that changes its keys is believed at once when they are asked for again, and that is not more often than
/// every half a minute.
#[test]
fn keys_that_a_provider_changed_are_asked_for_again() {
    let provider = Provider::start();
    let client = Client::new(openid::Provider {
        id: "universite".to_owned(),
        issuer: provider.issuer.clone(),
        client_id: CLIENT.to_owned(),
        secret: Some(Secret::new(SECRET)),
        name: Default::default(),
    });
    let began = now();
    let sign_in = |token: &str, at: i64| {
        let (flow, back) = (Flow::of(token), "http://127.0.0.1:1/openid/universite/back");
        let asked = client.begin(Asked { flow: &flow, back, lang: "fr" }, at).unwrap();
        let led = provider.visit(&asked);
        let of = |name: &str| {
            let (_, rest) = led.split_once(&format!("{name}=")).unwrap();
            rest.split('&').next().unwrap().to_owned()
        };
        let (code, issuer) = (of("code"), of("iss"));
        client.end(Came { flow: &flow, back, code: &code, issuer: &issuer }, at)
    };
    *provider.behaves() = Behaviour { algorithm: "EdDSA", ..Behaviour::default() };
    assert!(sign_in("a", began).is_ok());
    let changed = Behaviour { algorithm: "EdDSA", has_new_keys: true, ..Behaviour::default() };
    *provider.behaves() = changed;
    let soon = sign_in("b", began + 20);
    assert_eq!(soon.unwrap_err().code(), "signature", "they were asked for just now");
    assert!(sign_in("c", began + 40).is_ok());
    assert!(sign_in("d", began + 41).is_ok());
    // The former keys open nothing any more.
    *provider.behaves() = Behaviour { algorithm: "EdDSA", ..Behaviour::default() };
    assert_eq!(sign_in("e", began + 45).unwrap_err().code(), "signature");
}

#[test]
fn an_answer_is_of_use_to_the_browser_that_asked_once_and_for_a_while() {
    for node in Node::each() {
        let provider = Provider::start();
        let server = serve(node, &provider, &["--sign-up"]);
        let (browser, other) = (Browser::new(&server), Browser::new(&server));
        let back = provider.visit(&leave(&browser, ""));
        let lost = |answer: &Answer| {
            assert_eq!(answer.status, 422, "{}", answer.location);
            assert!(text(answer).contains("Recommencez."), "{}", answer.text());
        };
        // Somebody who has no way, or one of their own; a state that is another; another provider.
        lost(&come_back(&other, &back));
        leave(&other, "");
        lost(&come_back(&other, &back));
        lost(&come_back(&browser, &back.replace("state=", "state=x")));
        lost(&come_back(&browser, &back.replace("/universite/", "/autre/")));
        // None of this ends the way of who left.
        assert_eq!(come_back(&browser, &back).location, "/fr/sign-up/provider");
        lost(&come_back(&browser, &back));
        // Too late.
        let late = Browser::new(&server);
        let back = provider.visit(&leave(&late, ""));
        server.node.tamper("DELETE FROM arrivals WHERE subject <> ''");
        let old = "UPDATE arrivals SET at = at - 16 * 60000
                   WHERE at = (SELECT MAX(at) FROM arrivals)";
        server.node.tamper(old);
        lost(&come_back(&late, &back));
        // A provider that is not there, or a form of another site.
        let strange = other.send("/fr/sign-in/provider", &[("provider", "autre")]);
        assert_eq!(strange.status, 422);
        let fields = [("provider", "universite")];
        assert_eq!(other.elsewhere().send("/fr/sign-in/provider", &fields).status, 403);
    }
}

#[test]
fn a_network_that_fails_often_rests() {
    let provider = Provider::start();
    let server = serve(Node::new(), &provider, &["--proxy", "127.0.0.1"]);
    let from = |address: &str| {
        let mut browser = Browser::new(&server);
        browser.forwarded = Some(address.to_owned());
        browser
    };
    let guess = |number: u8, address: &str| {
        let browser = from(address);
        *browser.cookie.borrow_mut() = format!("passerelle-way={number:064x}");
        text(&browser.get_here("/openid/universite/back?state=a&code=b"))
    };
    for number in 0..60 {
        assert!(guess(number, "198.51.100.7").contains("Recommencez."));
    }
    assert!(guess(60, "198.51.100.8").contains("trop souvent"));
    assert!(guess(61, "203.0.113.1").contains("Recommencez."));
}

#[test]
fn somebody_adds_a_provider_to_their_account_and_takes_it_away() {
    let provider = Provider::start();
    let server = serve(Node::new(), &provider, &["--sign-up"]);
    let add = |browser: &Browser<'_>, password: &str| {
        let page = browser.get("/fr/me/providers");
        assert!(text(&page).contains("Ajouter Université <de> Nairobi"), "{}", page.text());
        let (token, provider) = (page.field("token"), page.field("provider"));
        let fields = [
            ("token", token.as_str()),
            ("do", "add"),
            ("provider", &provider),
            ("password", password),
        ];
        browser.send("/fr/me/providers", &fields)
    };
    let remove = |browser: &Browser<'_>, password: &str| {
        let page = browser.get("/fr/me/providers");
        let (token, subject) = (page.field("token"), page.field("subject"));
        let fields = [
            ("token", token.as_str()),
            ("do", "remove"),
            ("subject", &subject),
            ("password", password),
        ];
        browser.send("/fr/me/providers", &fields)
    };
    let (amina, brian) = (Browser::new(&server), Browser::new(&server));
    amina.sign_in("amina");
    brian.sign_in("brian");
    assert!(amina.get("/fr/me").html.contains("href=\"/fr/me/providers\""));
    assert_eq!(add(&amina, "not her password").status, 422);
    // What she began, nobody else ends: not without her session, not with another's.
    let back = provider.visit(&led(add(&amina, PASSWORD)));
    let cookies = amina.cookie.borrow().clone();
    let way = cookies.split("; ").find(|one| one.starts_with("passerelle-way")).unwrap();
    let stranger = Browser::new(&server);
    way.clone_into(&mut stranger.cookie.borrow_mut());
    assert_eq!(come_back(&stranger, &back).status, 422);
    let added = come_back(&amina, &provider.visit(&led(add(&amina, PASSWORD))));
    assert_eq!((added.status, added.location.as_str()), (303, "/fr/me/providers"));
    let page = text(&amina.get("/fr/me/providers"));
    assert!(page.contains("Université <de> Nairobi : ajoutée le"), "{page}");
    let phone = Browser::new(&server);
    assert_eq!(go(&phone, &provider, "").location, "/fr/me");
    assert!(text(&phone.get("/fr/me")).contains("amina"));
    // It is hers: Brian hears so, and nothing of whose it is.
    let taken = come_back(&brian, &provider.visit(&led(add(&brian, PASSWORD))));
    assert_eq!(taken.status, 422);
    assert!(text(&taken).contains("ouvre déjà un autre compte"), "{}", taken.text());
    assert!(!taken.html.contains("amina"));
    assert_eq!(remove(&amina, "not her password").status, 422);
    assert_eq!(remove(&amina, PASSWORD).status, 303);
    assert_eq!(go(&Browser::new(&server), &provider, "").location, "/fr/sign-up/provider");

    // Whoever has nothing else keeps it, until a password is set.
    let only = Browser::new(&server);
    assert_eq!(go(&only, &provider, "").location, "/fr/sign-up/provider");
    assert_eq!(only.send("/fr/sign-up/provider", &[("name", "Seule")]).status, 200);
    let last = remove(&only, "");
    assert_eq!(last.status, 422);
    assert!(text(&last).contains("Rien d’autre n’ouvre votre compte"), "{}", last.text());
    server.node.tamper("UPDATE sessions SET opened_at = opened_at - 11 * 60000 WHERE opened_at = (SELECT MAX(opened_at) FROM sessions)");
    let stale = remove(&only, "");
    assert!(text(&stale).contains("il y a plus de dix minutes"), "{}", stale.text());
    assert_eq!(go(&only, &provider, "").location, "/fr/me");
    let token = only.get("/fr/me").field("token");
    let fields = [("token", token.as_str()), ("do", "password"), ("new_password", PASSWORD)];
    assert_eq!(only.send("/fr/me", &fields).status, 303);
    assert_eq!(remove(&only, PASSWORD).status, 303);
}

#[test]
fn a_node_that_opens_no_accounts_says_so_and_a_provider_that_is_away_too() {
    let provider = Provider::start();
    let server = serve(Node::new(), &provider, &[]);
    let closed = go(&Browser::new(&server), &provider, "");
    assert_eq!(closed.status, 422);
    assert!(text(&closed).contains("n’en crée pas de lui-même"), "{}", closed.text());

    // It breaks down while somebody is there, then before anybody leaves.
    let browser = Browser::new(&server);
    let back = provider.visit(&leave(&browser, ""));
    provider.behaves().status = 503;
    let away = come_back(&browser, &back);
    assert_eq!(away.status, 422);
    assert!(text(&away).contains("ne répond pas en ce moment"), "{}", away.text());
    let server = serve(Node::new(), &provider, &[]);
    let answer = Browser::new(&server).send("/fr/sign-in/provider", &[("provider", "universite")]);
    assert_eq!(answer.status, 422);
    assert!(text(&answer).contains("ne répond pas en ce moment"), "{}", answer.text());
    // What it says of itself has to be safe: no address of another scheme, or of plain HTTP elsewhere.
    provider.behaves().status = 200;
    for keys in ["http://169.254.169.254/keys", "file:///etc/passwd", "https:///keys"] {
        provider.behaves().keys = Some(keys.to_owned());
        let answer =
            Browser::new(&server).send("/fr/sign-in/provider", &[("provider", "universite")]);
        assert!(text(&answer).contains("ne dit pas correctement"), "{keys}: {}", answer.text());
    }
    // Without a file there is no button, and the page of a person says nothing of it.
    let server = Server::start(node(Node::new()), &[]);
    let browser = Browser::new(&server);
    assert!(!browser.get("/fr/sign-in").html.contains("/sign-in/provider"));
    browser.sign_in("amina");
    assert!(!browser.get("/fr/me").html.contains("/me/providers"));
    assert!(text(&browser.get("/fr/me/providers")).contains("ne nomme aucun fournisseur"));
}

#[test]
fn a_file_of_providers_that_is_wrong_is_told_whole() {
    let node = Node::new();
    let write = |text: &str| {
        let file = node.data().join("providers.toml");
        std::fs::write(&file, text).unwrap();
        let answer =
            node.run(&["serve", "--listen", "127.0.0.1:0", "--openid", file.to_str().unwrap()]);
        assert_eq!(answer.code, 1, "{answer:?}");
        answer.err
    };
    let wrong = write(
        "[[provider]]\nid = \"Université\"\nissuer = \"http://login.example\"\nclient_id = \"\"\n\
         name = { en = \"A\" }\n",
    );
    for said in [
        "line 2: “Université” cannot stand in an address",
        "line 3: “http://login.example” is no safe address",
        "line 4: client_id is empty",
        "line 5: name has nothing in “fr”",
    ] {
        assert!(wrong.contains(said), "{said}: {wrong}");
    }
    assert!(write("").contains("Between one and twelve"));
    assert!(write("[[provider]]\nname = 3").contains("not a file of providers"));
    let one = |secret: &str| {
        format!(
            "[[provider]]\nid = \"a\"\nissuer = \"https://login.example\"\nclient_id = \"node\"\n\
             {secret}\nname = {{ en = \"A\", fr = \"A\" }}\n"
        )
    };
    let missing = write(&one("client_secret_file = \"nowhere\""));
    assert!(missing.contains("the secret of “a” is not there (nowhere)"), "{missing}");
    let missing = write(&one("client_secret_env = \"PASSERELLE_TEST_NO_SECRET\""));
    assert!(missing.contains("(PASSERELLE_TEST_NO_SECRET)."), "{missing}");
    let answer = node.run(&["serve", "--openid", "/nowhere/providers.toml"]);
    assert_eq!(answer.code, 3, "{answer:?}");
    assert!(!format!("{missing}{wrong}").contains(SECRET));
}
