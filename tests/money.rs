//! Money that was promised and paid, through HTTP as a browser without script does it: a transaction is written down,
//! looked at, published, changed and withdrawn; totals are ranges, on pages and in the API.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;
use serde_json::Value;

fn node() -> Node {
    let node = Node::new();
    node.begin();
    let mut add = node.command(&["user", "add", "moses", "--role", "moderator"]);
    run(&mut add, &format!("{PASSWORD}\n")).well();
    node
}

/// Publishes the only proposal that waits of a kind; gives what it would have changed.
fn publish(moderator: &Browser<'_>, kind: &str) -> String {
    let queue = moderator.get("/fr/moderation");
    let path = queue.html.split("href=\"").find(|one| one.contains(&format!("/{kind}/"))).unwrap();
    let path = path.split('"').next().unwrap();
    let page = moderator.get(path);
    let answer = decide(moderator, path, &page);
    assert_eq!(answer.status, 303, "{}", answer.text());
    page.text()
}

fn decide(moderator: &Browser<'_>, path: &str, page: &Answer) -> Answer {
    let (token, revision) = (page.field("token"), page.field("revision"));
    moderator.send(path, &[("token", &token), ("revision", &revision), ("do", "publish")])
}

/// Two actors of Amina's, each with a contribution that serves two commitments.
fn begun(server: &Server) -> (Browser<'_>, Browser<'_>) {
    let (amina, moses) = (Browser::new(server), Browser::new(server));
    amina.sign_up("Amina");
    moses.sign_in("moses");
    for (name, title) in [("Fonds", "Aide aux écoles"), ("Ministère", "Écoles en ligne")] {
        let actor = [("name", name), ("kind", "organisation"), ("about", "x"), ("country", "KEN")];
        let (_, answer) = amina.write("/fr/write/actor", &actor, "propose");
        assert_eq!(answer.status, 200, "{}", answer.text());
        publish(&moses, "actor");
        let contribution = [
            ("title", title),
            ("description", "Relier des écoles."),
            ("serves", "gdc.1.connectivity.b"),
            ("serves", "gdc.1.skills.a"),
            ("country", "KEN"),
            ("start", "2024"),
            ("end", "2028"),
            ("began_before", "no"),
            ("currency", "KES"),
        ];
        let slug = if name == "Fonds" { "fonds" } else { "ministere" };
        let about = format!("/fr/write/initiative?actor={slug}");
        let (_, answer) = amina.write(&about, &contribution, "propose");
        assert_eq!(answer.status, 200, "{}", answer.text());
        publish(&moses, "initiative");
    }
    (amina, moses)
}

const TO_MINISTRY: &[(&str, &str)] = &[
    ("kind", "disbursement"),
    ("day", "2025-08-14"),
    ("amount", "174 929,70"),
    ("currency", "kes"),
    ("description", "Première tranche <script>alert(1)</script>"),
    ("party", "Ministère"),
    ("party_activity", "https://ailleurs.example/fr/initiatives/ecoles-en-ligne"),
];
const TO_SELLER: &[(&str, &str)] = &[
    ("kind", "disbursement"),
    ("day", "2025-08-20"),
    ("amount", "100000"),
    ("currency", "KES"),
    ("party", "Câbles du lac"),
    ("outside", "yes"),
];
const TO_NOBODY: &[(&str, &str)] = &[
    ("kind", "disbursement"),
    ("day", "2026-02-01"),
    ("amount", "1000"),
    ("currency", "STN"),
    ("party", "Quelqu’un"),
];

/// Ranges of disbursements for somebody, of all years: at least, at most, resolved, open, left out.
fn range(server: &Server, of: &str) -> (f64, f64, u64, u64, u64) {
    let all = server.get(&format!("/api/v1/money?counted_for={of}")).json();
    let line = all
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["calendar_year"] == "all" && one["transaction_type"] == "disbursement");
    let line = line.unwrap_or_else(|| panic!("{all}"));
    let count = |name: &str| line[name].as_u64().unwrap();
    let end = |name: &str| line[name].as_f64().unwrap();
    (end("lower"), end("upper"), count("resolved"), count("open_links"), count("left_out"))
}

#[test]
fn from_a_form_to_a_range() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, moses) = begun(&server);
    let about = |slug: &str| format!("/fr/write/transaction?of={slug}");
    let (aid, schools) = ("aide-aux-ecoles", "ecoles-en-ligne");
    for (of, what) in [(aid, TO_MINISTRY), (schools, TO_SELLER), (schools, TO_NOBODY)] {
        let (_, answer) = amina.write(&about(of), what, "propose");
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    // Nothing is shown before a moderator has looked; each waits by itself, and is shown as what it is.
    assert_eq!(server.get("/api/v1/money").json(), Value::Array(vec![]));
    let queue = moses.get("/fr/moderation").text();
    assert!(queue.contains("3 propositions"), "{queue}");
    let shown: Vec<String> = (0..3).map(|_| publish(&moses, "transaction")).collect();
    assert!(
        shown.iter().any(|one| one.replace('\u{202f}', " ").contains("174 929,70")),
        "{shown:?}"
    );

    // The ministry passes on what it received: in the total that is once the fund's money, at most both.
    let dollars = |cents: f64| cents / 174.9297 * 1.3541;
    let near = |found: f64, expected: f64| (found - expected).abs() < 0.02;
    let (lower, upper, resolved, open, left_out) = range(&server, "country/KEN");
    assert!(near(lower, dollars(174_929.7)), "{lower}");
    assert!(near(upper, dollars(274_929.7)), "{upper}");
    assert_eq!((resolved, open, left_out), (2, 0, 1));
    // Each commitment has the whole; all of them together have each contribution once.
    for of in ["all", "commitment/gdc.1.connectivity.b", "commitment/gdc.1.skills.a"] {
        assert_eq!(range(&server, of), (lower, upper, 2, 0, 1), "{of}");
    }
    for (path, said) in [
        ("/fr/initiatives/aide-aux-ecoles", "1\u{202f}354\u{a0}USD"),
        ("/fr/initiatives/aide-aux-ecoles", "connu ici"),
        ("/fr/initiatives/ecoles-en-ligne", "ne rapporte rien lui-même"),
        ("/fr/initiatives/ecoles-en-ligne", "aucun taux connu pour STN"),
        ("/fr/commitments/gdc.1.skills.a", "2\u{202f}128\u{a0}USD"),
        ("/fr/commitments/gdc.1.skills.a", "1 transaction en STN n’y figure pas"),
        ("/en/commitments/gdc.1.skills.a", "At least"),
    ] {
        let page = server.get(path);
        let text = passerelle_tests::html::plain(&page.text());
        assert!(text.contains(said) && !text.contains('⟦'), "{path}: {said}: {text}");
        assert!(!page.text().contains("<script>alert"), "{path}");
    }

    // Programs have it too, line by line and as CSV, page by page.
    let lines = server.get("/api/v1/initiatives/ecoles-en-ligne/transactions").json();
    assert_eq!(lines[0]["receiver"]["outside"], true);
    assert_eq!(
        (&lines[0]["rate_source"], &lines[0]["rate_period"]),
        (&"hmrc".into(), &"2025-08".into())
    );
    assert_eq!(
        (&lines[1]["value_in_dollars"], &lines[1]["resolved_link"]),
        (&Value::Null, &false.into())
    );
    let csv = server.get("/api/v1/initiatives/ecoles-en-ligne/transactions?format=csv").text();
    assert!(csv.starts_with("initiative,transaction,transaction_type,day,"), "{csv}");
    let part = server.get("/api/v1/initiatives/ecoles-en-ligne/transactions?limit=1");
    assert!(part.header("link").contains("rel=\"next\""), "{}", part.header("link"));
    assert_eq!(server.get("/api/v1/initiatives/nothing/transactions").status, 404);

    // What was a mistake is withdrawn, and history keeps it.
    let again = "/fr/write/transaction/ecoles-en-ligne/2";
    let page = amina.get(again);
    assert!(
        page.html.contains("value=\"STN\"") && page.html.contains("name=\"gone\""),
        "{}",
        page.html
    );
    let mut gone = TO_NOBODY.to_vec();
    gone.push(("gone", "yes"));
    let (_, answer) = amina.write(again, &gone, "propose");
    assert_eq!(answer.status, 200, "{}", answer.text());
    publish(&moses, "transaction");
    assert_eq!(range(&server, "all").4, 0);
    let history = server.get("/api/v1/records/initiative/ecoles-en-ligne/history").text();
    assert!(history.contains("Quelqu’un"), "{history}");
    server.node.run(&["verify"]).well();
}

#[test]
fn what_is_wrong_is_told_and_what_was_typed_stays() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, moses) = begun(&server);
    let about = "/fr/write/transaction?of=aide-aux-ecoles";
    let wrong = [
        ("kind", "disbursement"),
        ("day", "2999-01-01"),
        ("amount", "0"),
        ("currency", "XYZ"),
        ("party_activity", "/fr/initiatives/aide-aux-ecoles"),
        ("outside", "yes"),
        ("description", "Ce que nous avons tapé"),
    ];
    let (_, answer) = amina.write(about, &wrong, "propose");
    assert_eq!(answer.status, 422, "{}", answer.text());
    let text = answer.text().replace(['\u{a0}', '\u{202f}'], " ");
    for said in [
        "est encore à venir",
        "Ce n’est pas un montant",
        "ne figure pas parmi les monnaies",
        "C’est la contribution elle-même",
        "Laissez l’un des deux",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(
        answer.html.contains("Ce que nous avons tapé") && answer.html.contains("value=\"XYZ\"")
    );
    let wrong = [("day", "2025-01"), ("amount", "beaucoup"), ("currency", "KES")];
    let (_, answer) = amina.write(about, &wrong, "propose");
    let text = answer.text();
    for said in ["n’est pas un jour", "n’est pas un nombre", "À remplir"] {
        assert!(text.contains(said), "{said}: {text}");
    }

    // Nobody writes of another's money, and no form makes it theirs.
    let brian = Browser::new(&server);
    brian.sign_up("Brian");
    assert_eq!(brian.get(about).status, 403);
    let nobody = amina.get("/fr/write/transaction/nothing/1");
    assert_eq!(nobody.status, 404, "{}", nobody.text());

    // The same twice is one; two who change one do not write over each other.
    let fields = TO_SELLER;
    for _ in 0..2 {
        let (_, answer) = amina.write(about, fields, "propose");
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    publish(&moses, "transaction");
    assert_eq!(brian.get("/fr/write/transaction/aide-aux-ecoles/1").status, 403);
    assert_eq!(amina.get("/fr/write/transaction/aide-aux-ecoles/2").status, 404);
    let queue = moses.get("/fr/moderation");
    let path = queue.html.split("href=\"").find(|one| one.contains("/transaction/")).unwrap();
    let path = path.split('"').next().unwrap().to_owned();
    let page = moses.get(&path);
    assert!(page.text().contains("La même transaction y est déjà"), "{}", page.text());
    assert_eq!(decide(&moses, &path, &page).status, 422);
    let change =
        [("kind", "expenditure"), ("day", "2025-08-20"), ("amount", "5"), ("currency", "KES")];
    server.node.run(&["user", "role", "Brian", "contributor", "--for", "actor/fonds"]).well();
    let one = "/fr/write/transaction/aide-aux-ecoles/1";
    let other =
        [("kind", "expenditure"), ("day", "2025-08-20"), ("amount", "7"), ("currency", "KES")];
    for (who, fields) in [(&amina, &change), (&brian, &other)] {
        let (_, answer) = who.write(one, fields, "propose");
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    let queue = moses.get("/fr/moderation").html;
    let waiting: Vec<&str> = queue
        .split("href=\"")
        .filter_map(|one| one.split('"').next())
        .filter(|one| one.ends_with("/transaction/aide-aux-ecoles/1"))
        .collect();
    assert_eq!(waiting.len(), 2, "{queue}");
    let first = moses.get(waiting[0]);
    assert_eq!(decide(&moses, waiting[0], &first).status, 303);
    let second = moses.get(waiting[1]);
    assert!(second.text().contains("publiée entre-temps"), "{}", second.text());
    assert_eq!(decide(&moses, waiting[1], &second).status, 422);
}

#[test]
fn those_who_take_part_are_there_for_programs() {
    let server = Server::start(node(), &["--sign-up"]);
    let (amina, moses) = begun(&server);
    let word = [
        ("statement", "Nous soutenons le Pacte"),
        ("signatory", "Amina"),
        ("contributions", "aide-aux-ecoles"),
        ("objectives", "1"),
    ];
    amina.write("/fr/write/endorsement?actor=fonds", &word, "propose");
    publish(&moses, "endorsement");
    let progress = [
        ("day", "2026-06-01"),
        ("text", "Quatre écoles, sur dix."),
        ("completion", "limited"),
        ("evidence_what_1", "Relevé"),
        ("evidence_link_1", "https://fonds.example/releve"),
    ];
    let (_, answer) = amina.write("/fr/write/update?of=aide-aux-ecoles", &progress, "propose");
    assert_eq!(answer.status, 303, "{}", answer.text());
    let get = |path: &str| server.get(&format!("/api/v1/{path}")).json();
    let actors = get("actors");
    assert_eq!(
        (&actors[0]["actor"], &actors[0]["stakeholder"]),
        (&"fonds".into(), &"organisation".into())
    );
    let endorsed = get("endorsements");
    assert_eq!(endorsed[0]["contributions"][0], "aide-aux-ecoles");
    assert_eq!(
        (&endorsed[0]["values_only"], &endorsed[0]["objectives"][0]),
        (&false.into(), &1.into())
    );
    let updates = get("updates");
    assert_eq!(
        (&updates[0]["completion"], &updates[0]["initiative"]),
        (&"limited".into(), &"aide-aux-ecoles".into())
    );
    assert_eq!(get("assessments"), Value::Array(vec![]));
    for (list, header) in [
        ("actors", "actor,name_en,name_fr,stakeholder"),
        ("endorsements", "actor,name_en,name_fr,stakeholder"),
        ("updates", "update,initiative,actor,day,completion,results,report_en"),
        ("assessments", "assessment,initiative,assessor,interests,day"),
        ("money", "counted_for,calendar_year,transaction_type,lower,upper,currency"),
    ] {
        let csv = server.get(&format!("/api/v1/{list}?format=csv")).text();
        assert!(csv.starts_with(header), "{list}: {csv}");
        let described = server.get(&format!("/api/v1/metadata/{list}")).text();
        assert!(described.contains("csvw"), "{list}: {described}");
    }
    let part = server.get("/api/v1/actors?limit=1");
    assert!(part.header("link").contains("after=fonds"), "{}", part.header("link"));
    assert_eq!(server.get("/api/v1/actors?nothing=1").status, 400);
}

#[test]
fn a_table_of_transactions_is_shown_then_kept_and_twice_changes_nothing() {
    let server = Server::start(node(), &["--sign-up"]);
    begun(&server);
    let node = &server.node;
    let folder = tempfile::tempdir().unwrap();
    let put = |text: &str| {
        let path = folder.path().join("ledger.csv");
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let import = |path: &str, more: &[&str]| {
        let typed = ["import", "transactions", path, "--initiative", "ecoles-en-ligne"];
        node.run(&[&typed[..], more].concat())
    };
    // The node looks every second what another process has written.
    let until = |what: &dyn Fn(&[Value]) -> bool| {
        for _ in 0..100 {
            let all = server.get("/api/v1/initiatives/ecoles-en-ligne/transactions").json();
            if what(all.as_array().unwrap()) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("not so within ten seconds");
    };
    let path = put(
        "transaction_type;day;transaction_value;currency;provider;receiver;reference;description_fr\n\
         incoming_funds;2025-08-14;174 929,70;kes;Fonds;;R1;Première tranche\n\
         3;2025-09-01;1000;KES;;Câbles du lac;;\n\
         3;2025-09-01;1000;KES;;Câbles du lac;R2;\n",
    );
    // Shown first: nothing is kept.
    let shown = import(&path, &[]).well().out;
    assert!(shown.contains("New: 3.") && shown.contains("--keep"), "{shown}");
    assert!(shown.contains("14 August 2025") && shown.contains("Câbles du lac"), "{shown}");
    until(&|all| all.is_empty());
    let kept = import(&path, &["--keep"]).well().out;
    assert!(kept.contains("Kept:"), "{kept}");
    until(&|all| all.len() == 3);
    let again = import(&path, &["--keep", "--format", "json"]).well().json();
    assert_eq!((&again["unchanged"], &again["is_kept"]), (&3.into(), &false.into()));

    // The node's own file is read back, and what is changed in it is one change.
    let own = server.get("/api/v1/initiatives/ecoles-en-ligne/transactions?format=csv").text();
    let same = import(&put(&own), &["--keep", "--format", "json"]).well().json();
    assert_eq!((&same["unchanged"], &same["is_kept"]), (&3.into(), &false.into()), "{own}");
    let changed = own.replacen(",1000,", ",1200.5,", 1);
    assert_ne!(own, changed);
    let shown = import(&put(&changed), &[]).well().out;
    assert!(shown.contains("Changed: 1. As they stand: 2."), "{shown}");
    import(&put(&changed), &["--keep"]).well();
    until(&|all| all[1]["transaction_value"] == 1200.5);

    // Everything wrong together, with row and column, and nothing is kept.
    let bad = put("transaction_type,day,transaction_value,currency,receiver,receiver_activity\n\
         3,2999-01-01,5,KES,x,\ngift,2025-01-01,5,KES,x,\n3,2025-01-01,5,XYZ,x,initiative/nowhere\n");
    let refused = import(&bad, &["--keep"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("3, transaction_type"), "{}", refused.err);
    let bad = put("transaction_type,day,transaction_value,currency,receiver,receiver_activity\n\
         3,2999-01-01,5,KES,x,\n3,2025-01-01,0,KES,x,\n3,2025-01-01,5,XYZ,x,initiative/nowhere\n");
    let refused = import(&bad, &["--keep"]);
    for said in
        ["2, day", "3, transaction_value", "4, currency", "4, receiver_activity", "still to come"]
    {
        assert!(refused.err.contains(said), "{said}: {}", refused.err);
    }
    until(&|all| all.len() == 3);
    let nobody = node.run(&["import", "transactions", &bad, "--initiative", "none"]);
    assert_eq!(nobody.code, 1, "{nobody:?}");
    // Somebody who may not publish cannot keep it; a moderator can.
    let command = |name: &str| {
        let typed = ["import", "transactions", &path, "--initiative", "aide-aux-ecoles"];
        let mut command = node.command(&typed);
        std::fs::write(
            folder.path().join("ledger.csv"),
            "transaction_type,day,transaction_value,currency\n3,2025-01-01,5,KES\n",
        )
        .unwrap();
        run(command.args(["--keep", "--as", name]), &format!("{PASSWORD}\n"))
    };
    assert_eq!(command("Amina").code, 1);
    command("moses").well();
    node.run(&["verify"]).well();
}
