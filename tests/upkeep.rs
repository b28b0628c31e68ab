//! Looking after a node from a terminal: what is created and what is not, the key, backups put back,
//! erasure, a database server that is not there.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use passerelle_tests::node::{Answer, Node, command, run};
use passerelle_tests::server::Server;
use serde_json::json;

const HEADER: &str = "indicator,place,period,dimensions,value,unit";
const SURVEY: [&str; 2] = ["--dimensions", "survey=quetzal_7731"];

/// A file with one figure of Kenya, of a survey whose name nothing else has.
fn file(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    let row = "internet_users,KEN,2019,survey=quetzal_7731,22.7,percent";
    std::fs::write(&path, format!("{HEADER}\n{row}\n")).unwrap();
    path
}

fn empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

/// Whether a file of the folder holds these bytes.
fn holds(folder: &Path, word: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let within = |bytes: Vec<u8>| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    files.filter(|path| path.is_file()).any(|path| within(std::fs::read(path).unwrap()))
}

#[test]
fn what_only_reads_creates_no_node() {
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.sqlite");
    for node in Node::each() {
        for typed in [
            ["verify"].as_slice(),
            &["export", "observations"],
            &["backup", copy.to_str().unwrap()],
            &["check", "--rebuild"],
            &["erase", "import/1", "--reason", "person-asked", "--yes"],
            &["key", "show"],
            &["key", "renew"],
            &["user", "list"],
            &["user", "role", "ana", "reader"],
        ] {
            let answer = node.run(typed);
            assert_eq!(answer.code, 3, "{typed:?}: {answer:?}");
            assert!(answer.err.contains("There is no node in "), "{typed:?}: {answer:?}");
            assert!(answer.err.contains("passerelle import"), "what to do: {answer:?}");
            assert!(answer.out.is_empty(), "{answer:?}");
            assert!(empty(node.data()), "{typed:?} wrote something");
        }
        let checked = node.run(&["check", "--format", "json"]).well().json();
        assert_eq!((&checked["ok"], &checked["node"]), (&json!(true), &json!(null)));
        assert_eq!(checked["catalogue"]["commitments"], json!(169));
        let told = node.run(&["check"]).well().out;
        assert!(told.contains("the catalogue alone was checked"), "{told}");
        assert!(empty(node.data()) && !copy.exists());
        node.begin();
        let checked = node.run(&["check", "--format", "json"]).well().json();
        assert!(checked["node"]["entries"].as_u64().unwrap() > 169, "{checked}");
    }
}

#[test]
fn a_backup_put_back_without_its_key_is_read_and_gets_another_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "survey.csv");
    let (node, back) = (Node::new(), Node::new());
    node.import(&[&path], &[]);
    let first = node.run(&["key", "show", "--format", "json"]).well().json();
    let target = back.data().join("passerelle.sqlite");
    let said = node.run(&["backup", target.to_str().unwrap()]).well().out;
    let key = node.data().join("node.key");
    assert!(said.contains("is not in it") && said.contains(key.to_str().unwrap()), "{said}");

    let verified = back.run(&["verify"]).well();
    assert!(verified.out.contains("Everything agrees"), "{verified:?}");
    let other = file(folder.path(), "other.csv");
    let missing = back.data().join("node.key");
    for typed in [
        ["serve", "--listen", "127.0.0.1:0"].as_slice(),
        &["import", "statistics", other.to_str().unwrap()],
    ] {
        let refused = back.run(typed);
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains(missing.to_str().unwrap()), "{refused:?}");
        assert!(refused.err.contains("passerelle key renew"), "{refused:?}");
        assert!(!missing.exists(), "no key is made behind its owner's back");
    }
    let renewed = back.run(&["key", "renew", "--format", "json"]).well().json();
    assert_ne!(renewed["key"], first["key"]);
    let shown = back.run(&["key", "show"]).well().out;
    assert_eq!(shown.lines().last(), renewed["key"].as_str(), "{shown}");
    let (code, report) = back.import(&[&other], &[]);
    assert_eq!(code, 0, "{report}");
    back.run(&["verify"]).well();
}

#[test]
fn another_key_is_not_signed_with_and_a_former_one_is_kept() {
    for node in Node::each() {
        node.begin();
        let stranger = Node::new();
        stranger.begin();
        let key = node.data().join("node.key");
        let own = std::fs::read(&key).unwrap();
        std::fs::copy(stranger.data().join("node.key"), &key).unwrap();
        let refused = node.run(&["serve", "--listen", "127.0.0.1:0"]);
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains("is not the one that this node’s log was signed with"));
        std::fs::write(&key, &own).unwrap();
        let renewed = node.run(&["key", "renew"]).well().out;
        assert!(renewed.contains("node.key"), "{renewed}");
        assert_eq!(std::fs::read(node.data().join("node.key.old-1")).unwrap(), own);
        run(&mut node.command(&["user", "add", "bob"]), "une phrase assez longue\n").well();
        node.run(&["verify"]).well();
    }
}

#[test]
fn what_is_erased_is_gone_and_the_node_still_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "Amina-Odhiambo.csv");
    for node in Node::each() {
        let (_, report) = node.import(&[&path], &[]);
        let batch = report["files"][0]["batch"].as_i64().unwrap();
        let record = format!("import/{batch}");
        assert_eq!(node.figures(&SURVEY).len(), 1);

        let unconfirmed = node.run(&["erase", &record, "--reason", "person-asked"]);
        assert_eq!(unconfirmed.code, 1, "not at a terminal, and no --yes: {unconfirmed:?}");
        assert!(unconfirmed.err.contains("Nothing was erased"), "{unconfirmed:?}");
        let erase = |more: &[&str]| {
            let mut command =
                node.command(&["erase", &record, "--reason", "person-asked", "--yes"]);
            run(command.args(more), "")
        };
        let erased = erase(&["--format", "json"]).well().json();
        assert_eq!((&erased["record"], &erased["figures"]), (&json!(record), &json!(1)));
        let on_server = erased["on_server"].as_bool().unwrap();
        assert!(on_server || !holds(node.data(), "quetzal_7731"), "in a file of the node");
        assert!(on_server || !holds(node.data(), "Amina"), "in a file of the node");
        let verified = node.run(&["verify", "--format", "json"]).well().json();
        assert_eq!(verified["ok"], json!(true), "{verified}");
        assert!(node.figures(&SURVEY).is_empty());
        let again = erase(&[]);
        assert_eq!(again.code, 3, "{again:?}");
        assert!(again.err.contains(&record), "{again:?}");

        // Its number stays taken, and the same file can come in again.
        let (_, report) = node.import(&[&path], &[]);
        assert_eq!(report["files"][0]["batch"], json!(batch + 1), "{report}");
        let record = format!("import/{}", batch + 1);
        let told = node.run(&["erase", &record, "--reason", "court-order", "--yes"]).well().out;
        assert!(told.contains("1 figure went with it"), "{told}");
        assert_eq!(told.contains("write-ahead log"), on_server, "{told}");
        node.run(&["verify"]).well();

        let server = Server::start(node, &[]);
        for address in [format!("/api/v1/records/{record}"), "/en/log".into(), "/en/sources".into()]
        {
            let page = server.get(&address).text();
            assert!(!page.contains("Amina") && !page.contains("quetzal"), "{address}: {page}");
        }
        assert_eq!(server.get(&format!("/api/v1/records/{record}")).status, 404);
        assert!(server.get("/en/log").text().contains("erased: a court ordered it"));
    }
}

#[test]
fn what_is_erased_while_someone_reads_is_gone_when_the_node_is_closed() {
    let (folder, node) = (tempfile::tempdir().unwrap(), Node::new());
    let (_, report) = node.import(&[&file(folder.path(), "Amina.csv")], &[]);
    let record = format!("import/{}", report["files"][0]["batch"]);
    let erase = || node.run(&["erase", &record, "--reason", "person-asked", "--yes"]);
    let told = node.while_read(erase).well().out;
    assert!(told.contains("stop the node and start it again"), "{told}");
    node.run(&["verify"]).well();
    assert!(!holds(node.data(), "quetzal_7731") && !holds(node.data(), "Amina"));
}

#[test]
fn what_the_catalogue_says_is_written_again_and_the_proof_is_not_erased() {
    for node in Node::each() {
        node.begin();
        let erase = |record: &str| {
            node.run(&["erase", record, "--reason", "published-by-mistake", "--yes"])
        };
        let told = erase("source/worldbank").well().out;
        let proof = told.split("erasure/").nth(1).unwrap().split(' ').next().unwrap();
        let refused = erase(&format!("erasure/{proof}"));
        assert!(refused.code == 3 && refused.err.contains("cannot be erased"), "{refused:?}");
        let nothing = erase("Amina");
        assert!(nothing.code == 1 && nothing.err.contains("import/3"), "{nothing:?}");
        node.run(&["verify"]).well();
        let again = erase("source/worldbank").well().out;
        assert!(again.contains("one line of the log"), "written again once: {again}");
    }
}

fn timed(database: &str) -> (Answer, Duration) {
    let data = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let answer =
        run(command().args(["verify", "--database", database]).arg("--data").arg(data.path()), "");
    (answer, start.elapsed())
}

#[test]
fn a_database_server_that_is_not_there_is_told_at_once() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for address in [closed, silent.local_addr().unwrap()] {
        let (answer, time) = timed(&format!("postgres://nobody@{address}/nothing"));
        assert_eq!(answer.code, 3, "{answer:?}");
        assert!(answer.err.contains("cannot be reached"), "{answer:?}");
        assert!(time < Duration::from_secs(15), "{time:?}");
    }
    let (answer, _) = timed("mysql://somewhere");
    assert!(answer.err.contains("postgres://user@host/name"), "{answer:?}");
}

#[test]
fn errors_are_told_in_french_too() {
    let node = Node::new();
    let add = || {
        let mut command = node.command(&["user", "add", "amina", "--lang", "fr"]);
        run(&mut command, "une phrase assez longue\n")
    };
    let added = add().well().out;
    assert!(added.contains("Aucun rôle n’ayant été demandé"), "why the role: {added}");
    let taken = add();
    assert!(taken.err.contains("«\u{202f}amina\u{202f}» est déjà pris"), "{taken:?}");
    for (typed, said) in [
        (["user", "role", "nobody", "reader"].as_slice(), "«\u{202f}nobody\u{202f}»"),
        (&["export", "observations", "--place", "Kenya"], "Vouliez-vous dire «\u{202f}KEN"),
        (&["export", "observations", "--dimensions", "femmes"], "«\u{202f}femmes\u{202f}»"),
        (&["pull", "worldbank", "--base", "nowhere", "it_net_user_zs"], "http://"),
        (&["import", "statistics", "/proc/1/mem/x"], "/proc/1/mem/x"),
    ] {
        let mut command = node.command(typed);
        let answer = run(command.args(["--lang", "fr"]), "");
        assert!(answer.code == 1 || answer.code == 3, "{answer:?}");
        assert!(answer.err.contains(said), "{said}: {answer:?}");
        for english in ["does not", " is taken", "did not", "There is", "not an", "error"] {
            assert!(!answer.err.contains(english), "{english}: {answer:?}");
        }
    }
}

#[test]
fn an_unknown_code_is_named_instead_of_an_empty_answer() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    node.import(&[&file(folder.path(), "survey.csv")], &[]);
    for (option, code, said) in [
        ("--indicator", "internet_user", "internet_users"),
        ("--place", "ZZZ", "ISO 3166-1"),
        ("--source", "nobody", "sources"),
    ] {
        let answer = node.run(&["export", "observations", option, code]);
        assert_eq!(answer.code, 1, "{answer:?}");
        assert!(answer.out.is_empty(), "{answer:?}");
        assert!(answer.err.contains(code) && answer.err.contains(said), "{answer:?}");
    }
    let none = node.run(&["export", "observations", "--indicator", "atms"]).well().out;
    assert_eq!(none.lines().count(), 1, "known, and without a figure here: {none}");

    let interface = node.run(&["pull", "worldbank", "nope"]);
    assert_eq!(interface.code, 3, "{interface:?}");
    let named = ["“nope”", "worldbank", "it_net_user_zs"];
    assert!(named.iter().all(|part| interface.err.contains(part)), "{interface:?}");
    let elsewhere = Node::new();
    assert_eq!(elsewhere.run(&["pull", "nobody"]).code, 3);
    assert!(empty(elsewhere.data()), "no node is made for a publisher that is not known");
}

#[test]
fn folders_are_found_behind_links_and_no_link_leads_round_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let (real, given) = (folder.path().join("real"), folder.path().join("given"));
    std::fs::create_dir(&real).unwrap();
    std::fs::create_dir(&given).unwrap();
    file(&real, "survey.csv");
    let link = |to: &Path, from: PathBuf| std::os::unix::fs::symlink(to, from).unwrap();
    link(&real, given.join("linked"));
    link(&given, given.join("round"));
    link(&given, folder.path().join("by-name"));
    for path in [given.clone(), folder.path().join("by-name")] {
        let (code, report) = Node::new().import(&[&path], &[]);
        assert_eq!((code, &report["totals"]["imported"]), (0, &json!(1)), "{report}");
        assert_eq!(report["files"].as_array().unwrap().len(), 1, "{report}");
    }
}

#[test]
fn the_numbers_of_rows_and_imports_are_not_grouped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut rows = format!("{HEADER}\n");
    for number in 0..1_300 {
        let (year, survey) = (1_900 + number % 100, number / 100);
        rows.push_str(&format!("internet_users,KEN,{year},survey={survey},22.7,percent\n"));
    }
    rows.push_str("internet_users,KEN,soon,,22.7,percent\n");
    std::fs::write(&path, rows).unwrap();
    let answer = Node::new().run(&["import", "statistics", path.to_str().unwrap()]);
    assert!(answer.out.contains("row 1302:"), "{answer:?}");
}

#[test]
fn a_server_tells_programs_where_it_is() {
    let node = Node::new();
    let mut command = node.command(&["serve", "--listen", "127.0.0.1:0", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    child.wait().unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert!(ready["address"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{line}");
    assert_eq!(ready["data"], json!(node.data()));
    assert_eq!(said, "", "nothing else is said");
}
