//! `passerelle groups`, as whoever counts again types it: published conversations, and files as they should not be.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;

use passerelle_tests::node::{Answer, command, run};
use passerelle_tests::shared;
use serde_json::Value;

fn ask(folder: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.arg("groups").args(typed).current_dir(folder);
    run(&mut program, "")
}

fn written(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Two camps of twenty people on ten statements, each with one who is of two minds.
fn camps() -> String {
    let mut text = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for person in 0..40_u32 {
        for statement in 0..10_u32 {
            let side = if (person < 20) == (statement % 2 == 0) { 1 } else { -1 };
            let said = if (person * 7 + statement * 3) % 11 == 0 { 0 } else { side };
            writeln!(text, "{},,{statement},{person},{said}", 1_000 + person).unwrap();
        }
    }
    text
}

const STATEMENTS: &str = "comment-id,agrees,disagrees,moderated,comment-body\n\
    0,18,18,1,Bridges first\n1,18,18,1,Roads first\n2,18,18,1,c\n3,18,18,1,d\n4,18,18,1,e\n5,18,18,1,f\n\
    6,18,18,1,g\n7,18,18,1,h\n8,18,18,-1,Taken out\n9,18,18,1,j\n";

#[test]
fn two_camps_are_told_in_both_languages_and_counted_again_to_the_byte() {
    let folder = written(&[("votes.csv", &camps()), ("comments.csv", STATEMENTS)]);
    let first =
        ask(folder.path(), &["votes.csv", "--statements", "comments.csv", "--format", "json"])
            .well();
    let map = first.json();
    assert_eq!((&map["k"], &map["clear"], &map["people"]), (&2.into(), &true.into(), &40.into()));
    assert_eq!(map["groups"].as_object().unwrap().len(), 40);
    assert_eq!(map["groups"]["0"]["group"], map["groups"]["19"]["group"]);
    assert_ne!(map["groups"]["0"]["group"], map["groups"]["20"]["group"]);
    assert!(map["groups"]["0"]["stability"].as_f64() > Some(0.9));
    assert_eq!(map["centre"]["8"], 0.0, "what was taken out says nothing");
    for part in [
        "components",
        "projection",
        "extremity",
        "representative",
        "consensus",
        "group_aware_consensus",
        "priority",
        "silhouette",
    ] {
        assert!(!map[part].is_null(), "{part}");
    }
    // The rows in another order, from a folder.
    let mut rows: Vec<String> = camps().lines().map(str::to_owned).collect();
    rows[1..].reverse();
    std::fs::write(folder.path().join("votes.csv"), rows.join("\n")).unwrap();
    let again = ask(folder.path(), &[".", "--format", "json"]).well();
    assert_eq!(again.out, first.out);
    let other = ask(folder.path(), &[".", "--format", "json", "--seed", "9"]).well();
    assert_ne!(other.out, first.out);
    for (lang, words) in [("en", "What unites"), ("fr", "Ce qui distingue le groupe A")] {
        let told = ask(folder.path(), &[".", "--lang", lang]).well();
        assert!(!told.out.contains('⟦') && !told.err.contains('⟦'), "{told:?}");
        assert!(told.out.contains("Bridges first"), "{told:?}");
        if lang == "fr" {
            assert!(told.out.contains(words), "{told:?}");
        }
    }
}

#[test]
fn broken_rows_are_told_by_line_and_column_and_left_out_where_that_is_asked() {
    let broken = format!("{}1,,0,x,1\n1,,0,50\n1,,0,51,7\n", camps());
    let folder = written(&[("votes.csv", &broken)]);
    let refused = ask(folder.path(), &["votes.csv", "--format", "json"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    for place in [
        "line 402, column 4 (voter-id)",
        "line 403, column 5 (vote)",
        "line 404, column 5 (vote): “7”",
        "--keep-good",
    ] {
        assert!(refused.err.contains(place), "{place}: {}", refused.err);
    }
    let kept = ask(folder.path(), &["votes.csv", "--format", "json", "--keep-good"]).well();
    assert_eq!(kept.json()["votes"], 400);
    assert!(kept.err.contains("line 404"), "{}", kept.err);
}

#[test]
fn votes_that_do_not_count_are_told() {
    let votes = format!("{}2000,,0,0,-1\n3000,,77,1,1\n3000,,77,2,1\n", camps());
    let folder = written(&[("votes.csv", &votes), ("comments.csv", STATEMENTS)]);
    let told =
        ask(folder.path(), &["votes.csv", "--statements", "comments.csv", "--format", "json"])
            .well();
    assert_eq!(told.json()["votes"], 400);
    assert!(told.json()["centre"].get("77").is_none());
    assert!(told.err.contains("One vote was replaced"), "{}", told.err);
    assert!(told.err.contains("2 votes were left out") && told.err.contains("77"), "{}", told.err);
}

#[test]
fn a_file_with_the_other_sign_gives_the_same_map() {
    let uneven = "comment-id,voter-id,vote\n".to_owned()
        + &(0..30)
            .map(|n| format!("{},{},{}\n", n % 3, n / 3, if n % 7 == 0 { -1 } else { 1 }))
            .collect::<String>();
    let turned: String =
        uneven.replace(",1\n", ",+\n").replace(",-1\n", ",1\n").replace(",+\n", ",-1\n");
    let statements = "comment-id,agrees,disagrees\n0,8,2\n1,9,1\n2,8,2\n";
    let folder = written(&[("a.csv", &uneven), ("b.csv", &turned), ("comments.csv", statements)]);
    let typed = |file| [file, "--statements", "comments.csv", "--format", "json"];
    let first = ask(folder.path(), &typed("a.csv")).well();
    let second = ask(folder.path(), &typed("b.csv")).well();
    assert_eq!(first.out, second.out);
    assert!(first.err.is_empty(), "{}", first.err);
    assert!(second.err.contains("+1 is disagreement"), "{}", second.err);
}

#[test]
fn conversations_that_are_none_are_answered() {
    let header = "comment-id,voter-id,vote\n";
    let alike: String = (0..200).map(|n| format!("{},{},1\n", n % 10, n / 10)).collect();
    let pass = alike.replace(",1\n", ",0\n");
    for (rows, because) in [
        (String::new(), "nobody"),
        ("1,1,1\n".to_owned(), "too-few"),
        (alike, "alike"),
        (pass, "alike"),
    ] {
        let folder = written(&[("votes.csv", &format!("{header}{rows}"))]);
        let told = ask(folder.path(), &["votes.csv", "--format", "json"]).well();
        assert_eq!(told.json()["clear"], false);
        assert_eq!(told.json()["unclear_because"][0], because);
        for lang in ["en", "fr"] {
            let told = ask(folder.path(), &["votes.csv", "--lang", lang]).well();
            assert!(!told.out.contains('⟦'), "{told:?}");
        }
    }
}

#[test]
fn files_that_cannot_be_counted_are_refused_in_words() {
    let folder = written(&[
        ("names.csv", "name,age\nx,1\n"),
        ("half.json", "[{\"pid\": 1,"),
        ("one.csv", "comment-id,vote\n"),
    ]);
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for (name, says) in [
        ("names.csv", "layouts of votes"),
        ("half.json", "line 1, column 11"),
        ("one.csv", "no column “voter-id”"),
        ("empty", "no votes in this folder"),
        ("nowhere.csv", "nowhere.csv"),
    ] {
        let refused = ask(folder.path(), &[name]);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{name}: {refused:?}");
        assert!(refused.err.contains(says), "{name}: {}", refused.err);
        let refused = ask(folder.path(), &[name, "--lang", "fr"]);
        assert!(!refused.err.contains('⟦'), "{}", refused.err);
    }
}

/// The published conversations in their three layouts, groups beginning where those published ended.
#[test]
fn published_conversations_are_counted() {
    let Some(folder) = shared("data/polis_math/below-100-ptpts") else { return };
    let typed = [
        "votes.json",
        "--statements",
        "comments.json",
        "--start",
        "math-pca2.json",
        "--format",
        "json",
    ];
    let map = ask(&folder, &typed).well().json();
    let math = std::fs::read_to_string(folder.join("math-pca2.json")).unwrap();
    let math: Value = serde_json::from_str(&math).unwrap();
    assert_eq!(map["k"], 3);
    for group in math["group-clusters"].as_array().unwrap() {
        for base in group["members"].as_array().unwrap() {
            let base = base.as_u64().unwrap() as usize;
            for person in math["base-clusters"]["members"][base].as_array().unwrap() {
                assert_eq!(map["groups"][person.to_string()]["group"], group["id"], "{person}");
            }
        }
    }
    let Some(folder) = shared("data/polis/london.youth.policing") else { return };
    let rows =
        ask(&folder, &["votes.csv", "--statements", "comments.csv", "--format", "json"]).well();
    let people = ask(
        &folder,
        &["participants-votes.csv", "--statements", "comments.csv", "--format", "json"],
    )
    .well();
    println!("{}", people.err);
    assert!(people.err.contains("Adjusted Rand index"), "{}", people.err);
    assert_eq!(rows.json()["people"], 26);
}
