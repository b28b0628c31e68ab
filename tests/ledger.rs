//! What the database says of each import, against what the register tells of it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use passerelle_tests::node::{Node, run};
use serde_json::{Value, json};

fn file(folder: &Path, name: &str, value: &str) -> PathBuf {
    let path = folder.join(name);
    let head = "indicator,place,period,dimensions,value,unit";
    std::fs::write(&path, format!("{head}\ninternet_users,KEN,2019,,{value},percent\n")).unwrap();
    path
}

fn verified(node: &Node) -> (i32, Value) {
    let answer = node.run(&["verify", "--format", "json"]);
    (answer.code, answer.json())
}

/// Three imports of a node: the second replaced the first, the third stands by itself.
fn three(node: &Node, folder: &Path) -> Vec<i64> {
    let import = |name: &str, value: &str| {
        let (code, report) = node.import(&[&file(folder, name, value)], &[]);
        assert_eq!(code, 0, "{report}");
        report["files"][0]["batch"].as_i64().unwrap()
    };
    vec![import("a.csv", "22.7"), import("a.csv", "22.8"), import("b.csv", "22.9")]
}

#[test]
fn a_changed_line_of_an_import_is_found_and_written_again() {
    let folder = tempfile::tempdir().unwrap();
    for node in Node::each() {
        let batches = three(&node, folder.path());
        // The texts' figures are the first import.
        assert_eq!(batches, [2, 3, 4]);
        for (sql, code, at) in [
            (
                "UPDATE batches SET superseded_by = 4 WHERE id = 3",
                "import-changed",
                "3 superseded_by",
            ),
            (
                "UPDATE batches SET superseded_by = 4 WHERE id = 2",
                "import-changed",
                "2 superseded_by",
            ),
            (
                "UPDATE batches SET superseded_by = NULL WHERE id = 2",
                "import-changed",
                "2 superseded_by",
            ),
            ("UPDATE batches SET origin = 'x' WHERE id = 4", "import-changed", "4 origin"),
            ("UPDATE batches SET source = 'x' WHERE id = 4", "import-changed", "4 source"),
            ("UPDATE batches SET file_name = 'x' WHERE id = 4", "import-changed", "4 file_name"),
            ("UPDATE batches SET file_hash = 'x' WHERE id = 4", "import-changed", "4 file_hash"),
            ("UPDATE batches SET file_hash = '' WHERE id = 4", "import-changed", "4 file_hash"),
            (
                "UPDATE batches SET mapping_hash = 'x' WHERE id = 4",
                "import-changed",
                "4 mapping_hash",
            ),
            (
                "UPDATE batches SET observations = 9 WHERE id = 4",
                "import-changed",
                "4 observations",
            ),
            ("UPDATE batches SET digest = 'x' WHERE id = 4", "import-changed", "4 digest"),
            ("UPDATE batches SET imported_at = 9 WHERE id = 4", "import-changed", "4 imported_at"),
            ("DELETE FROM batches WHERE id = 4", "import-missing", "4"),
            (
                "INSERT INTO batches VALUES (9, 'x', 'x', 'x', 'x', 'x', 0, 'x', 0, NULL)",
                "import-untold",
                "9",
            ),
        ] {
            node.tamper(sql);
            let (rc, found) = verified(&node);
            assert_eq!((rc, &found["ok"]), (1, &json!(false)), "{sql}: {found}");
            assert_eq!(found["register"]["ok"], json!(true), "{sql}: the log itself is untouched");
            let problem = json!({ "code": code, "at": format!("batches {at}") });
            assert_eq!(found["tables"], json!([problem]), "{sql}");
            let rebuilt = node.run(&["check", "--rebuild", "--format", "json"]);
            assert_eq!(rebuilt.code, 1, "{sql}: {rebuilt:?}");
            let differed = json!([format!("batches {at}")]);
            assert_eq!(rebuilt.json()["rebuilt"]["differed"], differed, "{sql}");
            let (rc, found) = verified(&node);
            assert_eq!(rc, 0, "{sql}: written again: {found}");
        }
        node.run(&["check", "--rebuild"]).well();
        node.tamper("UPDATE batches SET source = 'x' WHERE id = 4");
        let told = node.run(&["verify", "--lang", "fr"]).out;
        assert!(told.contains("batches 4 source") && told.contains("registre"), "{told}");
        node.run(&["check", "--rebuild"]);
        assert_eq!(
            node.figures(&["--source", "local"]).len(),
            1,
            "of one figure, the latest import"
        );
    }
}

#[test]
fn what_an_erased_import_replaced_stays_replaced_and_provably_so() {
    let folder = tempfile::tempdir().unwrap();
    for node in Node::each() {
        three(&node, folder.path());
        let erase = |record: &str| {
            let asked = ["erase", record, "--reason", "person-asked", "--yes"];
            run(&mut node.command(&asked), "").well();
        };
        erase("import/3");
        let (rc, found) = verified(&node);
        assert_eq!(rc, 0, "{found}");
        node.tamper("UPDATE batches SET superseded_by = NULL WHERE id = 2");
        assert_eq!(verified(&node).1["tables"][0]["at"], json!("batches 2 superseded_by"));
        node.run(&["check", "--rebuild"]);
        // What is left of an erased import says nothing, and is there.
        node.tamper("UPDATE batches SET source = 'x' WHERE id = 3");
        assert_eq!(verified(&node).1["tables"][0]["at"], json!("batches 3 source"));
        node.run(&["check", "--rebuild"]);
        erase("import/2");
        assert_eq!(verified(&node).0, 0);
        node.tamper("UPDATE batches SET superseded_by = NULL WHERE id = 2");
        node.tamper("DELETE FROM batches WHERE id = 3");
        assert_eq!(verified(&node).1["tables"][0]["at"], json!("batches 3"));
        node.run(&["check", "--rebuild"]);
        assert_eq!(verified(&node).0, 0);
    }
}

#[test]
fn a_row_that_cannot_be_read_is_told_and_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    for node in Node::each() {
        three(&node, folder.path());
        // A period that no calendar has, of a series that is there; a figure of a series that is not.
        for sql in [
            "INSERT INTO observations SELECT series, period + 1000000000, batch, value, standard_error, n, \
             status FROM observations WHERE batch = 4",
            "INSERT INTO observations SELECT series + 1000000000, period, batch, value, standard_error, n, \
             status FROM observations WHERE batch = 4 AND period < 1000000000",
        ] {
            node.tamper(sql);
            let (rc, found) = verified(&node);
            assert_eq!((rc, &found["ok"]), (1, &json!(false)), "{found}");
            assert_eq!(found["changed_imports"], json!([4]), "{found}");
            let tables = found["tables"].as_array().unwrap();
            assert!(tables.iter().all(|one| one["code"] == json!("row-unreadable")), "{found}");
            assert!(!tables.is_empty());
        }
        assert_eq!(verified(&node).1["tables_in_all"], json!(3), "two rows and their import");
        let told = node.run(&["verify"]);
        assert_eq!(told.code, 1);
        assert!(
            told.out.contains("observations ") && told.out.contains("cannot be read"),
            "{told:?}"
        );
    }
}
