//! What an import tells besides its problems: what was guessed, what was left out and why, what was there
//! already.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use passerelle_tests::node::{Answer, Node, run};
use passerelle_tests::stub::{Stub, world_bank_page};
use serde_json::{Value, json};

fn file(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn imported(node: &Node, path: &Path, more: &[&str]) -> Answer {
    let mut command = node.command(&["import", "statistics"]);
    run(command.arg(path).args(more), "")
}

fn codes(report: &Value) -> Vec<(String, u64, String)> {
    let problems = report["files"][0]["report"]["problems"].as_array().unwrap();
    let one = |problem: &Value| {
        let text = |name: &str| problem[name].as_str().unwrap().to_owned();
        (text("code"), problem["row"].as_u64().unwrap(), text("column"))
    };
    let mut found: Vec<_> = problems.iter().map(one).collect();
    found.sort_by_key(|(_, row, _)| *row);
    found
}

fn code(code: &str, row: u64, column: &str) -> (String, u64, String) {
    (code.to_owned(), row, column.to_owned())
}

#[test]
fn every_problem_of_a_file_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "indicator,place,period,value,unit,sex\n\
        internet_users,KEN,2019,20,,\ninternet_users,KEN,2019,30,,\ninternet_users,Atlantis,2019,1,,\n\
        internet_user,KEN,2019,1,,\ninternet_users,KEN,2020,1,USD,\ninternet_users,KEN,2020,1,,femlae\n";
    let path = file(folder.path(), "all.csv", rows);
    let node = Node::new();
    let (rc, report) = node.import(&[&path], &[]);
    let expected = [
        code("duplicate-key", 3, "value"),
        code("unknown-place", 4, "place"),
        code("unknown-indicator", 5, "indicator"),
        code("unknown-unit", 6, "unit"),
        code("unknown-category", 7, "sex"),
    ];
    assert_eq!((rc, codes(&report)), (1, expected.to_vec()), "{report}");
    let told = imported(&node, &path, &[]).out;
    for column in ["indicator", "unit", "sex", "place"] {
        assert!(told.contains(&format!("(column “{column}”)")), "{column}: {told}");
    }
}

#[test]
fn a_guessed_encoding_is_said_and_a_broken_one_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let head = "indicator,place,period,value,source\n";
    let guessed = [head.as_bytes(), b"internet_users,KEN,2019,20,caf\xE9\n"].concat();
    let path = file(folder.path(), "guessed.csv", guessed);
    let node = Node::new();
    let told = imported(&node, &path, &[]).well().out;
    assert!(told.contains("Windows-1252") && told.contains("row 2"), "{told}");
    assert_eq!(node.figures(&["--source", "local:café"]).len(), 1);
    let sound = "internet_users,KEN,2019,20,thé\n";
    let broken =
        [head.as_bytes(), sound.as_bytes(), b"internet_users,KEN,2020,20,caf\xC3\n"].concat();
    let path = file(folder.path(), "broken.csv", broken);
    let (rc, report) = node.import(&[&path], &[]);
    assert_eq!((rc, codes(&report)), (1, vec![code("bad-encoding", 3, "source")]), "{report}");
    let (rc, report) = node.import(&[&path], &["--keep-good"]);
    assert_eq!((rc, &report["totals"]["observations"]), (0, &json!(1)), "{report}");
    assert!(
        node.figures(&[]).iter().all(|figure| !figure["source"].as_str().unwrap().contains('Ã'))
    );
    let told = imported(&node, &path, &["--lang", "fr"]).out;
    assert!(told.contains(r"caf\xC3") && told.contains("UTF-8"), "told again: {told}");
}

#[test]
fn rows_left_out_are_told_with_why() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    let own = "indicator,place,period,value,place_name\ninternet_users,KEN,2019,20,Kenya\n\
        internet_users,KEN,2019,20,Kenya\ninternet_users,SUN,1990,1,USSR\n";
    let told = imported(&node, &file(folder.path(), "own.csv", own), &[]).well().out;
    assert!(told.contains("2 rows left out: "), "{told}");
    assert!(told.contains("SUN (1)") && told.contains("another row says (1)"), "{told}");
    assert!(told.contains("read as a dimension: place_name."), "{told}");
    // Described in the catalogue: the rows of those without it.
    let rows = "region,ag,internet,prop,region.type,iso,data.id,year,source2\n\
        1,1,1,0.2,region,KEN,x,2009,DHS\n1,1,0,0.8,region,KEN,x,2009,DHS\n2,1,0,0.7,region,KEN,x,2009,DHS\n\
        2,1,1,0.3,region,KEN,x,2009,DHS\n";
    let path = file(folder.path(), "household_internet_by_region.csv", rows);
    let told = imported(&node, &path, &[]).well().out;
    assert!(told.contains("2 rows left out: households without the Internet"), "{told}");
    assert!(told.contains("internet = 0"), "{told}");
    let french = imported(&Node::new(), &path, &["--lang", "fr"]).well().out;
    assert!(french.contains("2 lignes laissées de côté") && french.contains("ménages"), "{french}");
}

#[test]
fn two_columns_that_claim_to_be_the_same_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    for (name, head, column) in [
        ("values.csv", "indicator,place,period,value,value", "value"),
        ("case.csv", "indicator,place,period,value,Place", "Place"),
        ("years.csv", "indicator,place,2019,2019", "2019"),
        ("sexes.csv", "indicator,place,period,value,sex,sexe", "sexe"),
    ] {
        let cells = vec!["1"; head.split(',').count() - 2].join(",");
        let path = file(folder.path(), name, format!("{head}\ninternet_users,KEN,{cells}\n"));
        let (rc, report) = node.import(&[&path], &["--keep-good"]);
        assert_eq!(rc, 1, "{report}");
        assert_eq!(codes(&report), [code("ambiguous-column", 1, column)], "{report}");
    }
}

#[test]
fn a_file_kept_in_part_says_so_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    let rows =
        "indicator,place,period,value\ninternet_users,KEN,2019,20\ninternet_users,KEN,soon,20\n";
    let path = file(folder.path(), "part.csv", rows);
    imported(&node, &path, &["--keep-good"]).well();
    for more in [[].as_slice(), &["--keep-good"]] {
        let told = imported(&node, &path, more).well().out;
        assert!(told.contains("1 problem is still left to correct"), "{told}");
        assert!(told.contains("row 3: “soon”"), "and which: {told}");
    }
    // No good row at all: nothing is stored, and the option that was given is not advised.
    for (name, rows) in [
        ("none.csv", "internet_users,KEN,soon,20\n"),
        ("doubles.csv", "internet_users,KEN,2019,20\ninternet_users,KEN,2019,30\n"),
        ("empty.csv", "internet_users,KEN,2019,..\n"),
    ] {
        let path = file(folder.path(), name, format!("indicator,place,period,value\n{rows}"));
        let answer = imported(&node, &path, &["--keep-good"]);
        assert_eq!(answer.code, 1, "{answer:?}");
        assert!(answer.out.contains("1 problem, and no good row to keep"), "{answer:?}");
        assert!(!answer.out.contains("--keep-good"), "{answer:?}");
    }
    node.run(&["verify"]).well();
}

#[test]
fn the_same_figures_under_another_name_are_there_already() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "indicator,place,period,value\ninternet_users,KEN,2019,20\n";
    let [first, second] = ["first.csv", "second.csv"].map(|name| file(folder.path(), name, rows));
    for node in Node::each() {
        let (_, report) = node.import(&[&first], &[]);
        let batch = &report["files"][0]["batch"];
        let (rc, report) = node.import(&[&second], &[]);
        let found = &report["files"][0];
        assert_eq!(
            (rc, &found["state"], &found["batch"]),
            (0, &json!("unchanged"), batch),
            "{report}"
        );
        assert_eq!(found["brought_in_as"], json!("first.csv"));
        let told = imported(&node, &second, &[]).well().out;
        assert!(told.contains("already there, as first.csv"), "{told}");
        assert_eq!(
            node.figures(&[]).iter().filter(|one| one["source"] == json!("local")).count(),
            1
        );
    }
}

#[test]
fn what_is_no_file_is_not_waited_for_and_makes_no_node() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let start = Instant::now();
    let (rc, report) = Node::new().import(&[&pipe], &[]);
    assert_eq!((rc, codes(&report)), (1, vec![code("not-a-file", 0, "")]), "{report}");
    assert!(start.elapsed() < Duration::from_secs(60));
    let elsewhere = Node::new();
    let absent = imported(&elsewhere, Path::new("/nonexistent/file.csv"), &[]);
    assert_eq!(absent.code, 3, "{absent:?}");
    assert!(std::fs::read_dir(elsewhere.data()).unwrap().next().is_none(), "no node was made");
}

#[test]
fn accounts_have_names_that_show_and_a_node_keeps_an_owner() {
    for node in Node::each() {
        let add = |name: &str, role: &str| {
            let mut command = node.command(&["user", "add", name, "--role", role]);
            run(&mut command, "une phrase assez longue\n")
        };
        for hidden in ["a\nb", "a\u{1b}[31m", "\u{202e}anima", "\t"] {
            let refused = add(hidden, "administrator");
            assert_eq!(refused.code, 3, "{refused:?}");
        }
        assert!(std::fs::read_dir(node.data()).unwrap().next().is_none(), "no node was made");
        add("alice", "administrator").well();
        let refused = node.run(&["user", "role", "alice", "reader"]);
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(
            refused.err.contains("alice") && refused.err.contains("administrator"),
            "{refused:?}"
        );
        add("béatrice", "reader").well();
        assert_eq!(node.run(&["user", "role", "alice", "reader"]).code, 3);
        node.run(&["user", "role", "béatrice", "administrator"]).well();
        node.run(&["user", "role", "alice", "reader"]).well();
    }
}

#[test]
fn what_cannot_be_is_said_where_it_was_silent() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::new();
    let rows = "indicator,place,period,value\ninternet_users,KEN,2019,20\n";
    imported(&node, &file(folder.path(), "a.csv", rows), &[]).well();
    let refused = node.run(&["export", "observations", "--dimensions", "a=b=c"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{refused:?}");
    assert!(refused.err.contains("a=b=c"), "{refused:?}");
    let shown = node.run(&["key", "show", "--format", "json"]).well().json();
    assert_eq!(shown["present"], json!(true));
    std::fs::remove_file(node.data().join("node.key")).unwrap();
    let shown = node.run(&["key", "show"]).well().out;
    assert!(shown.contains("Its secret half is not here"), "{shown}");
    assert_eq!(
        node.run(&["key", "show", "--format", "json"]).well().json()["present"],
        json!(false)
    );
}

#[test]
fn a_pull_that_fails_says_what_came_in_before() {
    let pull = |base: &str, format: &[&str]| {
        let node = Node::new();
        let typed = ["pull", "worldbank", "--base", base, "IT.NET.USER.ZS"];
        node.run(&[&typed[..], format].concat())
    };
    let nothing = Stub::new(vec![(404, String::new())]);
    let failed = pull(&nothing.base, &["--format", "json"]);
    assert_eq!(failed.code, 3, "{failed:?}");
    let told = failed.json();
    assert_eq!(told["failed"]["interface"], json!("it_net_user_zs"), "{told}");
    assert_eq!(
        (&told["failed"]["code"], &told["failed"]["kept"]),
        (&json!("refused"), &json!(false))
    );
    assert_eq!(told["files"], json!([]), "{told}");
    assert!(!failed.err.contains("is kept"), "nothing was fetched: {failed:?}");
    let first = world_bank_page(1, 2, &[("KEN", 2019, "20")]);
    let half = Stub::new(vec![(200, first), (404, String::new())]);
    let failed = pull(&half.base, &[]);
    assert!(failed.code == 3 && failed.err.contains("what was fetched is kept"), "{failed:?}");
}
