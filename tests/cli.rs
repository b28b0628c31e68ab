//! The command line, as a person at a terminal uses it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;
use passerelle_tests::shared;
use passerelle_tests::stub::{Stub, world_bank_page};
use serde_json::{Value, json};

const HEADER: &str = "indicator,place,period,dimensions,value,unit";

/// A file of figures in a folder.
fn file(folder: &Path, name: &str, rows: &[&str]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    path
}

/// What tells figures apart, and what they say; not which import brought them.
fn told(figures: &[Value]) -> BTreeSet<String> {
    let one = |figure: &Value| {
        let mut figure = figure.as_object().unwrap().clone();
        figure.remove("batch");
        Value::Object(figure).to_string()
    };
    let told: BTreeSet<String> = figures.iter().map(one).collect();
    assert_eq!(told.len(), figures.len(), "no figure is given twice");
    told
}

const ROWS: &[&str] = &[
    "internet_users,KEN,2019,,22.7,percent",
    "internet_users,KEN,2020,,28.8,percent",
    "internet_users,KEN,2020,sex=female,26.1,percent",
    "internet_users,UGA,2020,,,percent",
    "population,KEN,2020,,51985780,number",
];

#[test]
fn figures_go_in_once_and_come_out_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "survey.csv", ROWS);
    for node in Node::each() {
        let (code, first) = node.import(&[&path], &[]);
        assert_eq!((code, &first["totals"]["imported"]), (0, &json!(1)), "{first}");
        let (code, second) = node.import(&[&path], &[]);
        assert_eq!((code, &second["totals"]["unchanged"]), (0, &json!(1)), "{second}");
        let figures = node.figures(&["--indicator", "internet_users", "--place", "KEN"]);
        let values: Vec<_> =
            figures.iter().map(|figure| (&figure["period"], &figure["value"])).collect();
        assert_eq!(values.len(), 3, "{values:?}");
        assert!(values.contains(&(&json!("2019"), &json!(22.7))));
        let women = ["--place", "KEN", "--dimensions", "sex=female"];
        assert_eq!(node.figures(&women)[0]["value"], json!(26.1));
        for figure in &figures {
            for part in ["unit", "period", "place", "source", "status"] {
                assert!(figure[part].is_string(), "a number never travels alone: {figure}");
            }
        }
    }
}

#[test]
fn a_corrected_file_supersedes_and_the_log_still_verifies() {
    let folder = tempfile::tempdir().unwrap();
    for node in Node::each() {
        let path = file(
            folder.path(),
            "survey.csv",
            &["internet_users,KEN,2020,,28.8,percent", "internet_users,KEN,2021,,30,percent"],
        );
        let (_, first) = node.import(&[&path], &[]);
        let path = file(folder.path(), "survey.csv", &["internet_users,KEN,2020,,29.5,percent"]);
        let (code, second) = node.import(&[&path], &[]);
        assert_eq!(code, 0);
        assert_eq!(second["files"][0]["supersedes"][0], first["files"][0]["batch"]);
        let figures = node.figures(&["--indicator", "internet_users", "--place", "KEN"]);
        assert_eq!(figures.len(), 1, "what the new file no longer says no longer stands");
        assert_eq!(figures[0]["value"], json!(29.5));
        let verified = node.run(&["verify", "--format", "json"]).well().json();
        assert_eq!(verified["ok"], json!(true));
        assert_eq!(verified["imports"], json!(3), "the old figures are still there to be verified");
    }
}

#[test]
fn an_export_read_back_gives_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let source = match shared("data/country_series") {
        Some(path) => path,
        None => file(folder.path(), "survey.csv", ROWS),
    };
    let node = Node::new();
    node.import(&[&source], &[]);
    let filter = ["--indicator", "internet_users"];
    let figures = told(&node.figures(&filter));
    let csv = node.run(&["export", "observations", "--indicator", "internet_users"]).well().out;
    assert_eq!(csv.lines().count(), figures.len() + 1, "the header is written once");
    let path = folder.path().join("export.csv");
    std::fs::write(&path, csv).unwrap();
    let other = Node::new();
    let (code, report) = other.import(&[&path], &[]);
    assert_eq!(code, 0, "{report}");
    // The same figures, and one sees that they came in a file that names its sources.
    let given = |one: &String| one.replace("\"source\":\"", "\"source\":\"local:");
    let expected: BTreeSet<String> = figures.iter().map(given).collect();
    let mut back = told(&other.figures(&filter));
    // The other node has the figures of its own catalogue besides.
    back.retain(|one| one.contains("\"source\":\"local:"));
    let differing: Vec<_> = back.symmetric_difference(&expected).take(3).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn all_the_shared_figures_go_in() {
    let Some(folder) = shared("data/country_series") else { return };
    for node in Node::each() {
        let (code, report) = node.import(&[&folder], &[]);
        let totals = &report["totals"];
        assert_eq!(code, 0);
        let expected = json!({"imported": 59, "unchanged": 0, "refused": 0, "skipped": 25,
            "observations": 173_834, "problems": 0});
        assert_eq!(totals, &expected);
        let (code, again) = node.import(&[&folder], &[]);
        assert_eq!((code, &again["totals"]["unchanged"]), (0, &json!(59)));
        assert_eq!(again["totals"]["imported"], json!(0));
        kenya_is_as_published(&node, &folder);
        let verified = node.run(&["verify", "--format", "json"]).well().json();
        assert_eq!((&verified["ok"], &verified["imports"]), (&json!(true), &json!(60)));
    }
}

/// Compares with two publishers' files, cut here by hand.
fn kenya_is_as_published(node: &Node, folder: &Path) {
    for (path, place, year, value, source) in [
        ("unstats_sdg/it_use_ii99.csv", "404", 3, 4, "unsd-sdg"),
        ("gapminder_sg/internet_users.csv", "ken", 1, 2, "gapminder"),
    ] {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let cells = |line: &str| line.trim().split(',').map(str::to_owned).collect::<Vec<_>>();
        let rows = text.lines().map(cells).filter(|cells| cells[0] == place);
        let published: BTreeMap<String, f64> =
            rows.map(|cells| (cells[year].clone(), cells[value].parse().unwrap())).collect();
        let filter = ["--indicator", "internet_users", "--place", "KEN", "--source", source];
        let ours = node.figures(&filter);
        let ours = ours.iter().map(|figure| {
            (figure["period"].as_str().unwrap().to_owned(), figure["value"].as_f64().unwrap())
        });
        assert!(published.len() > 15, "{published:?}");
        assert_eq!(ours.collect::<BTreeMap<_, _>>(), published, "{path}");
    }
}

#[test]
fn one_changed_figure_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "survey.csv", ROWS);
    for node in Node::each() {
        let (_, report) = node.import(&[&path], &[]);
        let batch = &report["files"][0]["batch"];
        assert_eq!(node.run(&["verify", "--format", "json"]).well().json()["ok"], json!(true));
        node.tamper("UPDATE observations SET value = 28.9 WHERE value = 28.8");
        let verified = node.run(&["verify", "--format", "json"]);
        let found = verified.json();
        assert_eq!((verified.code, &found["ok"]), (1, &json!(false)));
        assert_eq!(&found["changed_imports"], &json!([batch]));
        assert_eq!(found["register"]["ok"], json!(true), "the log itself is untouched");
        let told = node.run(&["verify", "--lang", "fr"]);
        assert_eq!(told.code, 1);
        assert!(told.out.contains(&format!("import/{batch}")), "{}", told.out);
    }
}

#[test]
fn figures_that_vanished_with_their_import_are_missed() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "survey.csv", &ROWS[..1]);
    for node in Node::each() {
        let (_, report) = node.import(&[&path], &[]);
        let batch = &report["files"][0]["batch"];
        node.tamper("DELETE FROM observations WHERE batch = (SELECT MAX(id) FROM batches)");
        node.tamper("DELETE FROM batches WHERE id = (SELECT MAX(id) FROM batches)");
        let found = node.run(&["verify", "--format", "json"]).json();
        assert_eq!((&found["ok"], &found["changed_imports"]), (&json!(false), &json!([batch])));
    }
}

#[test]
fn one_changed_word_of_history_is_found() {
    for node in Node::each() {
        node.begin();
        node.tamper(
            "UPDATE versions SET body = REPLACE(body, '2030', '2040') WHERE key = 'commitment/gdc.1.connectivity.a'",
        );
        let verified = node.run(&["verify", "--format", "json"]);
        let found = verified.json();
        assert_eq!((verified.code, &found["ok"]), (1, &json!(false)));
        let problems = found["register"]["problems"].as_array().unwrap();
        let named = |problem: &&Value| problem["code"] == json!("version-changed");
        assert!(problems.iter().any(|problem| named(&problem)), "{problems:?}");
    }
}

#[test]
fn a_damaged_state_is_computed_again() {
    for node in Node::each() {
        node.begin();
        node.tamper("UPDATE records SET title = 'x' WHERE key = 'commitment/gdc.1.connectivity.a'");
        let rebuilt = node.run(&["check", "--rebuild", "--format", "json"]);
        let found = rebuilt.json();
        assert_eq!((rebuilt.code, &found["ok"]), (1, &json!(false)));
        assert_eq!(found["rebuilt"]["differed"], json!(["commitment/gdc.1.connectivity.a"]));
        let again = node.run(&["check", "--rebuild", "--format", "json"]).well().json();
        assert_eq!(again["rebuilt"]["differed"], json!([]));
    }
}

#[test]
fn commitments_come_out_in_the_promised_shape() {
    let node = Node::new();
    let all = node.run(&["export", "commitments", "--format", "json"]).well().json();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 169);
    let promised = [
        "addressees",
        "due",
        "id",
        "indicators",
        "order",
        "place",
        "sdgs",
        "statement",
        "systems",
        "text",
        "title",
    ];
    for one in all {
        let mut names: Vec<&str> = one.as_object().unwrap().keys().map(String::as_str).collect();
        // Says commitments from principles, objectives and follow-up, which the text holds too.
        names.retain(|name| *name != "kind");
        names.sort_unstable();
        assert_eq!(names, promised, "{one}");
        for text in ["title", "statement", "place"] {
            let languages: Vec<&String> = one[text].as_object().unwrap().keys().collect();
            assert_eq!(languages, ["en", "fr"], "{one}");
        }
        for goal in one["sdgs"].as_array().unwrap() {
            assert!((1..=17).contains(&goal.as_u64().unwrap()), "{one}");
        }
        assert!(
            one["due"].is_null() || one["due"].as_str().is_some_and(|due| due.starts_with("20"))
        );
        for list in ["addressees", "systems", "indicators"] {
            assert!(one[list].as_array().unwrap().iter().all(Value::is_string), "{one}");
        }
        assert!(!one["addressees"].as_array().unwrap().is_empty(), "{one}");
    }
    let passage = |one: &&Value| one["text"] == json!("gdc") && one["kind"] == json!("commitment");
    let orders = all.iter().filter(passage).map(|one| one["order"].as_u64().unwrap());
    assert!(orders.eq(1..=85), "the 85 passages, in the order of the text");
}

#[test]
fn accounts_are_added_with_a_password_on_standard_input() {
    for node in Node::each() {
        let add = |name: &str, role: &str, password: &str| {
            run(&mut node.command(&["user", "add", name, "--role", role]), password)
        };
        let short = add("ana", "administrator", "short\n");
        assert_ne!(short.code, 0);
        assert!(short.err.contains("at least 12 characters"), "{}", short.err);
        add("ana", "administrator", "une phrase assez longue\n").well();
        let twice = add("ana", "reader", "une phrase assez longue\n");
        assert_ne!(twice.code, 0, "a name is taken once");
        assert_eq!(add("bob", "king", "une phrase assez longue\n").code, 2, "no such role");
        add("bea", "administrator", "une phrase assez longue\n").well();
        node.run(&["user", "role", "ana", "custodian"]).well();
        let users = node.run(&["user", "list", "--format", "json"]).well().json();
        assert_eq!(users.as_array().unwrap().len(), 2);
        assert_eq!((&users[0]["name"], &users[0]["role"]), (&json!("ana"), &json!("custodian")));
        let everything = users.to_string();
        assert!(!everything.contains("phrase") && !everything.contains("argon2"));
    }
}

#[test]
fn messages_are_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "bad.csv", &["internet_users,KEN,bientôt,,22.7,percent"]);
    let node = Node::new();
    let arguments = ["import", "statistics", path.to_str().unwrap()];
    let french = run(node.command(&arguments).args(["--lang", "fr"]), "");
    assert_eq!(french.code, 1);
    assert!(
        french.out.contains("« bientôt »") || french.out.contains("«\u{202f}bientôt"),
        "{french:?}"
    );
    assert!(french.out.contains("n’est pas une période"), "{french:?}");
    let english = run(&mut node.command(&arguments), "");
    assert!(english.out.contains("is not a period"), "{english:?}");
    let system = run(node.command(&arguments).env("LC_ALL", "fr_SN.UTF-8"), "");
    assert_eq!(system.out, french.out, "the system's language serves when none is asked for");
    let missing =
        run(node.command(&["import", "statistics", "/nowhere.csv"]).args(["--lang", "fr"]), "");
    assert_eq!(missing.code, 3, "{missing:?}");
    assert!(missing.err.contains("/nowhere.csv"), "{missing:?}");
}

#[test]
fn a_public_interface_is_read_page_by_page_in_spite_of_a_failure() {
    let pages = || {
        let first = [("KEN", 2019, "22.7"), ("UGA", 2019, "null")];
        let second = [("KEN", 2020, "28.8"), ("SEN", 2020, "42.6")];
        vec![
            (500, String::new()),
            (200, world_bank_page(1, 2, &first)),
            (200, world_bank_page(2, 2, &second)),
        ]
    };
    for node in Node::each() {
        let stub = Stub::new(pages().into_iter().chain(pages()).collect());
        let arguments =
            ["pull", "worldbank", "it_net_user_zs", "--base", &stub.base, "--format", "json"];
        let report = node.run(&arguments).well().json();
        assert_eq!(report["totals"]["observations"], json!(3), "{report}");
        let asked = stub.asked();
        assert_eq!(asked.len(), 3, "the failed page is asked for again: {asked:?}");
        assert!(asked[2].contains("page=2"), "{asked:?}");
        let figures = node.figures(&["--indicator", "internet_users", "--source", "worldbank"]);
        let mut values: Vec<_> =
            figures.iter().map(|figure| figure["value"].as_f64().unwrap()).collect();
        values.sort_by(f64::total_cmp);
        assert_eq!(values, [22.7, 28.8, 42.6]);
        let again = node.run(&arguments).well().json();
        assert_eq!(again["totals"]["unchanged"], json!(1), "{again}");
    }
    let node = Node::new();
    let unknown = node.run(&["pull", "nobody"]);
    assert_ne!(unknown.code, 0);
    assert!(unknown.err.contains("worldbank"), "the known ones are told: {}", unknown.err);
}

#[test]
fn a_backup_is_a_whole_node_and_never_overwrites() {
    let (folder, copy) = (tempfile::tempdir().unwrap(), Node::new());
    let node = Node::new();
    node.import(&[&file(folder.path(), "survey.csv", ROWS)], &[]);
    let server = Server::start(node, &[]);
    let target = copy.data().join("passerelle.sqlite");
    let arguments = ["backup", target.to_str().unwrap()];
    server.node.run(&arguments).well();
    assert_eq!(server.get("/en/").status, 200, "the node went on");
    let again = server.node.run(&arguments);
    assert_ne!(again.code, 0, "a file that exists is not overwritten");
    std::fs::copy(server.node.data().join("node.key"), copy.data().join("node.key")).unwrap();
    copy.run(&["verify"]).well();
    assert_eq!(told(&copy.figures(&[])), told(&server.node.figures(&[])));
}

#[test]
fn the_server_stops_when_asked_and_says_when_it_cannot_listen() {
    let server = Server::start(Node::new(), &[]);
    let address = server.base.trim_start_matches("http://").to_owned();
    let other = Node::new().run(&["serve", "--listen", &address]);
    assert_eq!(other.code, 3, "{other:?}");
    assert!(other.err.contains(&address), "{other:?}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_catalogue_with_a_mistake_is_refused_and_every_mistake_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("indicators")).unwrap();
    std::fs::write(
        folder.path().join("indicators/more.toml"),
        "[[indicator]]\ncode = \"Bad Code\"\n",
    )
    .unwrap();
    let node = Node::new();
    let found =
        run(node.command(&["check", "--format", "json"]).arg("--catalogue").arg(folder.path()), "");
    assert_eq!(found.code, 1, "{found:?}");
    assert_eq!(found.json()["ok"], json!(false));
    assert!(found.out.contains("more.toml"), "{found:?}");
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}

/// A copy of the catalogue with one mistake of each kind.
fn broken_catalogue(folder: &Path) {
    copy_folder(&passerelle_tests::root().join("catalogue"), folder);
    let change = |name: &str, from: &str, to: &str| {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    change("commitments/hlp.toml", "order = 1\n", "order = \n");
    change("commitments/roadmap.toml", "indicators = [", "indicators = [\"internet_user\", ");
    change("sources/gsma.toml", "url = \"https://", "url = \"somewhere://");
    change("groups.tsv", "\n", "\textra\n");
    let more = "theme = \"access\"\n[[indicator]]\ncode = \"Bad Code\"\n\
                name = { fr = \"Un\", en = \"\" }\ndefinition = { fr = \"a\", en = \"a\" }\n\
                sentence = { fr = \"{value}\", en = \"no figure\" }\nunit = \"furlongs\"\n\
                direction = \"higher\"\nscale = \"positive\"\ndecimals = 1\nsources = [\"gsma\"]\n";
    std::fs::write(folder.join("indicators/ours.toml"), more).unwrap();
    std::fs::write(folder.join("sources/latin.toml"), b"id = \"\xe9\"\n").unwrap();
}

/// What a person sees, in both languages; programs get the codes.
#[test]
fn mistakes_of_the_catalogue_are_told_in_sentences() {
    let (folder, node) = (tempfile::tempdir().unwrap(), Node::new());
    broken_catalogue(folder.path());
    let check = |more: &[&str]| {
        run(node.command(&["check"]).arg("--catalogue").arg(folder.path()).args(more), "")
    };
    let problems = check(&["--format", "json"]).json()["problems"].as_array().unwrap().clone();
    let codes: BTreeSet<&str> = problems.iter().map(|one| one["code"].as_str().unwrap()).collect();
    for code in [
        "catalogue-unreadable",
        "unknown-indicator",
        "not-an-address",
        "ragged-line",
        "bad-code",
        "text-missing",
        "value-not-in-sentence",
        "unknown-unit",
        "unreadable-text",
    ] {
        assert!(codes.contains(code), "{code}: {codes:?}");
    }
    let unknown = problems.iter().find(|one| one["code"] == json!("unknown-indicator")).unwrap();
    assert_eq!(unknown["file"], json!("commitments/roadmap.toml"), "the file, not the folder");
    assert_eq!(
        (&unknown["field"], &unknown["found"]),
        (&json!("indicators"), &json!("internet_user"))
    );
    for lang in ["en", "fr"] {
        let answer = check(&["--lang", lang]);
        assert_eq!(answer.code, 1, "{answer:?}");
        assert_eq!(answer.out.lines().count(), problems.len() + 1, "a line each: {}", answer.out);
        for code in &codes {
            assert!(!answer.out.contains(code), "{lang}: {code} is for programs: {}", answer.out);
        }
        insta::assert_snapshot!(format!("mistakes_in_words_{lang}"), answer.out);
    }
    // Every other command refuses too, and says the same.
    let serve = run(node.command(&["verify"]).arg("--catalogue").arg(folder.path()), "");
    assert_eq!(serve.code, 3, "{serve:?}");
    assert!(serve.err.contains("commitments/roadmap.toml"), "{serve:?}");
}

#[test]
fn accounts_are_counted_and_dated() {
    let node = Node::new();
    for (name, said) in [("ana", "1 account\n"), ("bob", "2 accounts\n")] {
        run(&mut node.command(&["user", "add", name]), "une phrase assez longue\n").well();
        let list = node.run(&["user", "list"]).well().out;
        assert!(list.starts_with(said) && list.contains(" since "), "{list}");
    }
    let list = node.run(&["user", "list", "--lang", "fr"]).well().out;
    assert!(list.starts_with("2 comptes\n") && list.contains("depuis le "), "{list}");
}

#[test]
fn the_owner_s_switches_are_read_from_the_environment_and_checked() {
    let node = Node::new();
    let address =
        run(node.command(&["serve"]).args(["--public-url", "https://a.example/path"]), "");
    assert!(address.code == 2 && address.err.contains("--public-url"), "{address:?}");
    let ranks = run(node.command(&["serve"]).env("PASSERELLE_SHOW_RANKS", "perhaps"), "");
    assert!(ranks.code == 2 && ranks.err.contains("--show-ranks"), "{ranks:?}");
}
