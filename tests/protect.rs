//! `passerelle protect`, as who publishes types it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use passerelle_tests::node::{Answer, command, run};
use passerelle_tests::root;
use serde_json::Value;

/// A fenced block of a page: what follows its fence, and its text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(info), None) => open = Some((info.to_owned(), String::new())),
            (None, Some((info, block))) => open = Some((info, format!("{block}{line}\n"))),
            (None, None) => {}
        }
    }
    blocks
}

/// A folder with the files of the tutorial, and its commands.
fn tutorial() -> (tempfile::TempDir, Vec<String>) {
    let text = std::fs::read_to_string(root().join("docs/disclosure.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut commands = Vec::new();
    for (info, block) in blocks(&text) {
        match info.split_once(' ') {
            Some((_, name)) => std::fs::write(folder.path().join(name), block).unwrap(),
            None if info == "sh" => commands.extend(block.lines().map(str::to_owned)),
            None => {}
        }
    }
    (folder, commands)
}

/// Runs a command within a folder, so that messages name files without it.
fn ask(folder: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.args(typed).arg("--data").arg(folder.join("node")).current_dir(folder);
    run(&mut program, "")
}

fn protect(folder: &Path, typed: &[&str]) -> Answer {
    ask(folder, &[&["protect"], typed].concat())
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_tutorial_answers_as_it_says() {
    let (folder, commands) = tutorial();
    assert!(commands.len() >= 5, "{commands:?}");
    for written in &commands {
        let (typed, code) = written.split_once("# exit code ").unwrap_or((written, "0"));
        let typed: Vec<&str> = typed.split_whitespace().skip(1).collect();
        let answer = ask(folder.path(), &typed);
        assert_eq!(answer.code.to_string(), code, "{written}: {answer:?}");
        if typed[0] == "protect" {
            insta::assert_snapshot!(
                format!("tutorial_{}_{}", typed[1], typed[3]),
                format!("{}\n---\n{}", answer.out, answer.err)
            );
        }
    }
    insta::assert_snapshot!("tutorial_protected_figures", read(folder.path(), "protected.csv"));
    insta::assert_snapshot!("tutorial_turnover", read(folder.path(), "turnover-published.csv"));
    assert!(!folder.path().join("unsafe.csv").exists());
    let proof: Value = serde_json::from_str(&read(folder.path(), "proof.json")).unwrap();
    assert_eq!(proof["systems"][0]["verified"], true);
}

/// The fifteen cells of sdcTable, through the file: cells 5, 6, 11 and 12 are hidden.
#[test]
fn the_fifteen_cells_of_sdctable_are_hidden_as_there() {
    let (folder, _) = tutorial();
    let typed = ["counts.csv", "--policy", "one-cell.toml", "--format", "json"];
    let found = protect(folder.path(), &typed).well().json();
    let hidden = found["files"][0]["hidden"].as_array().unwrap();
    let cells: Vec<String> = hidden
        .iter()
        .map(|one| {
            let codes = one["cell"].as_array().unwrap().iter().map(|code| code.as_str().unwrap());
            codes.collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(cells, ["A m", "A f", "C m", "C f"]);
    assert_eq!(hidden[1]["interval"], serde_json::json!([1.0, 11.0]));
    assert_eq!((&found["safe"], &found["proved"]), (&true.into(), &1.into()));
}

/// What is imported of a protected file: every row, the hidden ones without a figure.
#[test]
fn a_protected_file_is_imported_and_exported_as_protected() {
    let (folder, _) = tutorial();
    let typed = ["figures.csv", "--policy", "survey-publication", "--output", "protected.csv"];
    protect(folder.path(), &typed).well();
    ask(folder.path(), &["import", "statistics", "protected.csv"]).well();
    let exported = ask(folder.path(), &["export", "observations", "--indicator", "internet_users"]);
    let exported = exported.well().out;
    let lines: Vec<&str> = exported.lines().filter(|line| line.contains(",protected,")).collect();
    assert_eq!(lines.len(), 2, "{exported}");
    assert!(lines.iter().all(|line| line.contains(",,percent,,,protected,")), "{exported}");
    assert_eq!(exported.lines().filter(|line| line.contains(",KEN")).count(), 9);
}

#[test]
fn policies_are_told_with_their_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let mut said = String::new();
    for lang in ["en", "fr"] {
        for name in ["survey-publication", "statistics-office", "cell-key", "privacy"] {
            let answer = protect(folder.path(), &["--policy", name, "--lang", lang]).well();
            assert!(!answer.out.contains('⟦'), "{answer:?}");
            writeln!(said, "{}", answer.out).unwrap();
        }
    }
    insta::assert_snapshot!("policies", said);
}

/// Regions by sex and regions by age share the margins of regions: a cell is hidden in both or in neither.
#[test]
fn tables_that_share_cells_are_protected_together() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "sexes.csv",
        "region,sex,value\n,,9\n,f,7\n,m,2\nN,,2\nN,f,1\nN,m,1\nS,,7\nS,f,6\nS,m,1\n",
    );
    write(
        "ages.csv",
        "region,age,value\n,,9\n,young,4\n,old,5\nN,,2\nN,young,1\nN,old,1\nS,,7\nS,young,3\nS,old,4\n",
    );
    write("policy.toml", "[threshold]\nminimum = 3\n[secondary]\nguard_singletons = false\n");
    let typed = ["sexes.csv", "ages.csv", "--policy", "policy.toml", "--output", "out"];
    protect(folder.path(), &typed).well();
    let status = |name: &str| {
        let text = read(folder.path(), name);
        let line = text.lines().find(|line| line.starts_with("N,total,")).unwrap().to_owned();
        line.rsplit(',').next().unwrap().to_owned()
    };
    assert_eq!(
        (status("out/sexes.csv"), status("out/ages.csv")),
        ("protected".into(), "protected".into())
    );
    // Two values of one cell are a contradiction.
    let ages =
        read(folder.path(), "ages.csv").replace("N,,2", "N,,3").replace("N,old,1", "N,old,2");
    write("ages.csv", &ages.replace("S,,7", "S,,6").replace("S,old,4", "S,old,3"));
    let answer = protect(folder.path(), &typed);
    assert!(answer.code == 1 && answer.err.contains("Make them agree"), "{answer:?}");
}

const COUNTIES: &str = "[threshold]\nminimum = 10\n[secondary]\ncost = 'one'\n\
    [hierarchy.county]\ntotal = ['coast', 'hills']\ncoast = ['a', 'b']\nhills = ['c', 'd']\n\
    [[grouping]]\ndimension = 'county'\n\
    parts = { total = ['east', 'west'], east = ['a', 'c'], west = ['b', 'd'] }\n";

/// Counties by province and by constituency, in one file and in two: the same cells are hidden.
#[test]
fn two_ways_of_grouping_are_protected_together() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let counties = "county,value\n,124\na,4\nb,40\nc,30\nd,50\n";
    let (provinces, seats) = ("coast,44\nhills,80\n", "east,34\nwest,90\n");
    write("policy.toml", COUNTIES);
    write("both.csv", &format!("{counties}{provinces}{seats}"));
    write("provinces.csv", &format!("{counties}{provinces}"));
    write("seats.csv", &format!("{counties}{seats}"));
    let hidden = |typed: &[&str]| {
        let typed = [typed, &["--policy", "policy.toml", "--format", "json"]].concat();
        let found = protect(folder.path(), &typed).well().json();
        assert_eq!(found["safe"], true, "{found}");
        let files = found["files"].as_array().unwrap().iter();
        let cells = files.flat_map(|file| file["hidden"].as_array().unwrap().clone());
        cells.map(|one| one["cell"][0].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    let together = hidden(&["both.csv"]);
    assert!(together.contains("a") && together.len() >= 3, "{together:?}");
    assert_eq!(hidden(&["provinces.csv", "seats.csv"]), together);
    // What is enough for provinces alone is not enough for both.
    assert!(hidden(&["provinces.csv"]).len() < together.len(), "{together:?}");
    let written = ["both.csv", "--policy", "policy.toml", "--output", "out.csv"];
    protect(folder.path(), &written).well();
    assert_eq!(read(folder.path(), "out.csv").lines().count(), 10, "each row once");
}

/// A district that gave an island away: the difference of two geographies is protected, whether both are
/// published now or one was before.
#[test]
fn geographies_that_overlap_are_protected_together() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("old.csv", "district,value\ntotal,1000\nold_lamu,400\nold_kilifi,600\n");
    write("new.csv", "district,value\ntotal,1000\nlamu,391\nkilifi,609\n");
    let levels = "[hierarchy.district]\ntotal = ['old_lamu', 'old_kilifi']\n\
                  old_lamu = ['lamu', 'island']\n[[grouping]]\ndimension = 'district'\n\
                  parts = { total = ['lamu', 'kilifi'], kilifi = ['old_kilifi', 'island'] }\n";
    let rules = "[threshold]\nminimum = 10\n[table]\nabsent = 'unpublished'\n";
    write("policy.toml", &format!("{rules}{levels}"));
    let ask = |typed: &[&str]| {
        protect(folder.path(), &[typed, &["--policy", "policy.toml", "--format", "json"]].concat())
    };
    // Each alone has nothing to hide; together they tell of 9 people.
    let both = ask(&["old.csv", "new.csv"]).well().json();
    let of = |file: usize| both["files"][file]["hidden"].as_array().unwrap().len();
    assert!(of(0) + of(1) >= 2, "{both}");
    let later = ask(&["new.csv", "--previous", "old.csv"]).well().json();
    assert_eq!(later["files"][0]["hidden"].as_array().unwrap().len(), 2, "{later}");
    assert!(later["files"][0]["audits"].as_array().unwrap().is_empty(), "{later}");
    // Both are out already: nothing can be done, and it is said.
    write("out.csv", "district,value\nlamu,391\n");
    let answer = ask(&["new.csv", "--previous", "old.csv", "--previous", "out.csv"]);
    assert_eq!(answer.code, 1, "{answer:?}");
    assert_eq!(answer.json()["files"][0]["exposed"][0]["cell"][0], "island");
    // Without the levels, nobody knows what the old districts are, and that is told too.
    write("policy.toml", "[threshold]\nminimum = 10\n");
    let blind = ask(&["new.csv", "--previous", "old.csv"]).well().json();
    assert_eq!(blind["files"][0]["audits"][0]["code"], "not-compared");
}

#[test]
fn what_was_published_before_counts() {
    let (folder, _) = tutorial();
    let earlier = "region,gender,value\nC,m,12\nC,f,10\nE,f,7\n";
    std::fs::write(folder.path().join("earlier.csv"), earlier).unwrap();
    let typed = ["counts.csv", "--policy", "one-cell.toml", "--previous", "earlier.csv"];
    let found = protect(folder.path(), &[&typed[..], &["--format", "json"]].concat());
    let found = found.well().json();
    let hidden = found["files"][0]["hidden"].to_string();
    assert!(!hidden.contains("\"C\"") && hidden.contains("\"A\""), "{hidden}");
    assert_eq!(found["files"][0]["audits"][0]["code"], "not-compared");
    std::fs::write(folder.path().join("earlier.csv"), "region,gender,value\nA,f,2\n").unwrap();
    let answer = protect(folder.path(), &typed);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("an earlier release published it"), "{answer:?}");
}

#[test]
fn records_are_tabulated_and_perturbed() {
    let folder = tempfile::tempdir().unwrap();
    let mut records = "sex,area\n".to_owned();
    for at in 0..300 {
        let (sex, area) = (["f", "m"][at % 2], ["north", "south", "west"][at % 7 % 3]);
        writeln!(records, "{sex},{area}").unwrap();
    }
    std::fs::write(folder.path().join("people.csv"), records).unwrap();
    let policy = "extends = 'cell-key'\n[table]\nrecords = true\ndimensions = ['sex', 'area']\n";
    std::fs::write(folder.path().join("keys.toml"), policy).unwrap();
    let typed = ["people.csv", "--policy", "keys.toml", "--output", "out.csv"];
    let answer = protect(folder.path(), &typed).well();
    assert!(answer.out.contains("Noise gives no proof"), "{answer:?}");
    let first = read(folder.path(), "out.csv");
    assert_eq!(first.lines().count(), 13);
    protect(folder.path(), &typed).well();
    assert_eq!(read(folder.path(), "out.csv"), first, "the same noise each time");
    let total = first.lines().find(|line| line.starts_with("total,total,")).unwrap();
    let total: f64 = total.split(',').nth(2).unwrap().parse().unwrap();
    assert!((total - 300.0).abs() <= 5.0);
}

/// Without the feature the program says so; with it, a budget is spent and then refused.
#[test]
fn a_budget_of_privacy_is_kept() {
    let (folder, _) = tutorial();
    let ask = |more: &[&str]| {
        protect(folder.path(), &[&["counts.csv", "--policy", "privacy"], more].concat())
    };
    let spend = ["--output", "noisy.csv", "--ledger", "ledger.json", "--epsilon", "0.6"];
    let first = ask(&spend);
    if first.err.contains("--features privacy") {
        println!("SKIPPED: the program was built without differential privacy");
        assert_eq!((first.code, folder.path().join("noisy.csv").exists()), (1, false));
        return;
    }
    assert_eq!(first.code, 0, "{first:?}");
    assert_eq!(read(folder.path(), "noisy.csv").lines().count(), 16);
    assert!(ask(&[]).err.contains("--ledger"));
    // What is not written costs nothing.
    ask(&["--ledger", "ledger.json", "--epsilon", "0.1"]).well();
    let second = ask(&spend);
    assert_eq!(second.code, 1, "{second:?}");
    assert!(second.err.contains("budget"), "{second:?}");
    ask(&["--output", "noisy.csv", "--ledger", "ledger.json", "--epsilon", "0.4"]).well();
    let ledger: Value = serde_json::from_str(&read(folder.path(), "ledger.json")).unwrap();
    assert_eq!(ledger["spent"].as_array().unwrap().len(), 2);
}

/// A file, a policy, and what is typed beside them.
struct Mistake {
    table: (&'static str, String),
    policy: String,
}

#[test]
fn mistakes_are_told_in_sentences() {
    let (tutorial, _) = tutorial();
    let (counts, figures) =
        (read(tutorial.path(), "counts.csv"), read(tutorial.path(), "figures.csv"));
    let few = "[threshold]\nminimum = 5\n";
    let of_counts = |from: &str, to: &str| Mistake {
        table: ("counts.csv", counts.replacen(from, to, 1)),
        policy: few.to_owned(),
    };
    let of_figures = |from: &str, to: &str| Mistake {
        table: ("figures.csv", figures.replacen(from, to, 1)),
        policy: "extends = 'survey-publication'\n".to_owned(),
    };
    let of_policy =
        |policy: &str| Mistake { table: ("counts.csv", counts.clone()), policy: policy.to_owned() };
    let hierarchy = |levels: &str| of_policy(&format!("{few}[hierarchy.region]\n{levels}\n"));
    let mistakes = [
        of_counts("A,f,2", "A,f,3"),
        of_counts("A,f,2", "A,f,-2"),
        of_counts("A,f,2", "A,f,two"),
        of_counts("A,f,2", "A,f,"),
        of_counts("A,f,2", "A,f,2\nA,f,2"),
        of_counts("A,f,2\n", ""),
        of_counts("A,f,2", "A,f,2,9"),
        of_counts("region,gender,value", "region,gender,many"),
        Mistake {
            table: ("counts.csv", "region,value\nA,1\nB,2\n".to_owned()),
            policy: few.to_owned(),
        },
        Mistake { table: ("counts.csv", "region,value\n".to_owned()), policy: few.to_owned() },
        Mistake { table: ("counts.csv", String::new()), policy: few.to_owned() },
        hierarchy("total = ['A', 'B', 'C']"),
        hierarchy("total = ['A', 'B', 'C', 'D', 'A']"),
        hierarchy("A = ['B']\nB = ['A']"),
        of_policy(&format!("{few}[table]\nvalue = 'people'\n")),
        of_policy(&format!("{few}[table]\ndimensions = ['district']\n")),
        of_policy(&format!("{few}[[never]]\nregion = 'Z'\n")),
        of_policy("[p_percent]\np = 10\n[table]\nmeasure = 'amount'\n"),
        of_policy("treshold = 3\n"),
        of_policy("extends = 'nobody'\n"),
        of_policy(""),
        of_policy(
            "[threshold]\nminimum = 0\n[protection]\nlower = 0\nupper = 0\n[figures]\nbands = [5, 1]\n",
        ),
        of_policy("[cell_key]\nmaximum = 5\nvariance = 3\n"),
        of_figures(",17\n", ",\n"),
        of_figures(",17\n", ",-17\n"),
        of_figures(",1200\n", ",900\n"),
        of_figures("KEN,2025,female", "KEN,2025,male"),
        of_figures("internet_users,KEN/lamu", "no_such_thing,KEN/lamu"),
        Mistake {
            table: ("figures.csv", figures.clone()),
            policy: "[dominance]\nn = 1\nk = 80\n".to_owned(),
        },
    ];
    for lang in ["en", "fr"] {
        let mut said = String::new();
        for mistake in &mistakes {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join(mistake.table.0), &mistake.table.1).unwrap();
            std::fs::write(folder.path().join("policy.toml"), &mistake.policy).unwrap();
            let typed =
                [mistake.table.0, "--policy", "policy.toml", "--output", "out.csv", "--lang", lang];
            let answer = protect(folder.path(), &typed);
            assert_eq!(answer.code, 1, "{answer:?}");
            assert!(answer.out.is_empty() && !answer.err.contains('⟦'), "{answer:?}");
            assert!(!folder.path().join("out.csv").exists());
            writeln!(said, "{}\n", answer.err.trim_end()).unwrap();
        }
        let folder = tutorial.path();
        for typed in [
            &["counts.csv", "--policy", "nobody"][..],
            &["nowhere.csv", "--policy", "statistics-office"],
            &["figures.csv", "counts.csv", "--policy", "survey-publication"],
        ] {
            let answer = protect(folder, &[typed, &["--lang", lang]].concat());
            assert_eq!(answer.code, 1, "{answer:?}");
            writeln!(said, "{}\n", answer.err.trim_end()).unwrap();
        }
        insta::assert_snapshot!(format!("mistakes_in_words_{lang}"), said);
    }
}
