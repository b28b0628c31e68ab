//! `passerelle survey`, as a statistician types it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use passerelle_tests::node::{Answer, command, run};
use serde_json::Value;

const DESIGN: &str = "weights = \"weight\"\nstrata = \"area\"\nclusters = \"village\"\n";

/// People of eight villages in two areas. Made up; the seed is in the formula.
fn people(folder: &Path) -> PathBuf {
    let mut text = "id,area,village,sex,age,internet,income,weight\n".to_owned();
    for number in 0..400_u32 {
        let area = if number < 240 { "rural" } else { "urban" };
        let village = format!("{area}-{}", number % if number < 240 { 5 } else { 3 });
        let sex = if number % 2 == 0 { "female" } else { "male" };
        let chance = number.wrapping_mul(2_654_435_761) >> 16;
        let online = chance % 100 < if area == "urban" { 70 } else { 25 };
        let internet = if number % 97 == 0 {
            ""
        } else if online {
            "yes"
        } else {
            "no"
        };
        let income = 1_000 + chance % 5_000;
        let weight = if area == "urban" { 850.5 } else { 1_210.25 };
        let age = 15 + number % 60;
        writeln!(text, "{number},{area},{village},{sex},{age},{internet},{income},{weight}")
            .unwrap();
    }
    write(folder, "people.csv", &text)
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The folder, with data and design in it.
fn survey(design: &str) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (data, design) = (people(folder.path()), write(folder.path(), "design.toml", design));
    (folder, data, design)
}

fn ask(data: &Path, design: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.args(["survey", typed[0]]).arg(data).arg("--design").arg(design).args(&typed[1..]);
    run(&mut program, "")
}

#[test]
fn estimates_come_with_their_errors_in_three_forms() {
    let (_folder, data, design) = survey(DESIGN);
    let typed = [
        "estimate",
        "--proportion",
        "internet=yes",
        "--mean",
        "income",
        "--all-margins",
        "sex,area",
    ];
    let json = ask(&data, &design, &[&typed[..], &["--format", "json"]].concat()).well().json();
    let cells = json.as_array().unwrap();
    // Everyone, 2 sexes, 2 areas, 4 of both; two measures.
    assert_eq!(cells.len(), 18);
    let first = &cells[0];
    assert_eq!(first["measure"], "mean(income)");
    for field in ["estimate", "se", "ci", "df", "n", "cv", "deff", "flag", "by"] {
        assert!(first.get(field).is_some(), "{field}: {first}");
    }
    assert_eq!((first["n"].as_u64(), first["df"].as_f64()), (Some(400), Some(6.0)));
    let csv = ask(&data, &design, &[&typed[..], &["--format", "csv"]].concat()).well();
    assert_eq!(csv.out.lines().count(), 19);
    assert!(csv.out.starts_with("sex,area,measure,estimate,se,ci_low,ci_high,df,n,cv,deff,flag"));
    for lang in ["en", "fr"] {
        let table = ask(&data, &design, &[&typed[..], &["--lang", lang]].concat()).well();
        insta::assert_snapshot!(format!("a_table_of_estimates_{lang}"), table.out);
    }
}

/// What two ways to the same answer give.
#[test]
fn one_pass_and_rows_in_memory_agree() {
    let (folder, data, design) = survey(DESIGN);
    let jackknife = format!("{DESIGN}[replicates]\nmethod = \"JKn\"\n");
    let jackknife = write(folder.path(), "jackknife.toml", &jackknife);
    let typed = [
        "estimate",
        "--mean",
        "income",
        "--total",
        "internet=yes",
        "--by",
        "sex",
        "--format",
        "json",
    ];
    let (taylor, replicates) =
        (ask(&data, &design, &typed).well().json(), ask(&data, &jackknife, &typed).well().json());
    for (one, other) in taylor.as_array().unwrap().iter().zip(replicates.as_array().unwrap()) {
        assert_eq!(one["by"], other["by"]);
        let number = |value: &Value, field: &str| value[field].as_f64().unwrap();
        assert!((number(one, "estimate") / number(other, "estimate") - 1.0).abs() < 1e-12);
        // Of a total the two are the same; of a mean nearly.
        let near = if one["measure"] == "mean(income)" { 0.05 } else { 1e-9 };
        let ratio = number(one, "se") / number(other, "se");
        assert!((ratio - 1.0).abs() < near, "{one} {other}");
    }
}

#[test]
fn tests_regressions_and_checks_answer() {
    let (_folder, data, design) = survey(DESIGN);
    let mut shown = String::new();
    for typed in [
        ["check"].as_slice(),
        &["test", "--association", "internet,area"],
        &["test", "--mean", "income", "--between", "sex"],
        &["regress", "--outcome", "internet=yes", "--on", "area,age", "--family", "logistic"],
    ] {
        for lang in ["en", "fr"] {
            let answer = ask(&data, &design, &[typed, &["--lang", lang]].concat()).well();
            writeln!(shown, "$ survey {} --lang {lang}\n{}", typed.join(" "), answer.out).unwrap();
        }
    }
    insta::assert_snapshot!("answers_of_the_others", shown);
    let mut program = command();
    program.args(["survey", "describe"]).arg(&data).args(["--format", "json"]);
    let described = run(&mut program, "").well().json();
    assert_eq!(described["rows"], 400);
    assert_eq!(described["columns"][5]["missing"], 5);
}

/// A mistake, and what must be said of it.
struct Mistake {
    design: &'static str,
    row: Option<&'static str>,
    typed: &'static [&'static str],
}

#[test]
fn mistakes_are_told_in_sentences() {
    let mean: &[&str] = &["estimate", "--mean", "income"];
    let plain = |row| Mistake { design: DESIGN, row: Some(row), typed: mean };
    let of_design = |design| Mistake { design, row: None, typed: mean };
    let of_question = |typed| Mistake { design: DESIGN, row: None, typed };
    let mistakes = [
        plain("9,rural,rural-1,male,30,yes,2000,-4"),
        plain("9,rural,rural-1,male,30,yes,2000,"),
        plain("9,rural,rural-1,male,30,yes,2000,many"),
        plain("9,rural,rural-1,male,30,yes,1e999,5"),
        plain("9,,rural-1,male,30,yes,2000,5"),
        plain("9,desert,oasis,male,30,yes,2000,5"),
        plain("9,urban,rural-1,male,30,yes,2000,5"),
        plain("9,urban,urban-1,male,30"),
        of_design("weights = \"wheight\"\n"),
        of_design("weight = \"weight\"\n"),
        of_design("weights = \"weight\"\nstrata = [\"area\", \"sex\"]\n"),
        of_design("weights = \"weight\"\n[replicates]\nmethod = \"BRR\"\ncolumns = [\"rep1\"]\n"),
        of_design("weights = \"weight\"\n[replicates]\nmethod = \"JKn\"\n"),
        of_design(
            "weights = \"weight\"\n[calibrate]\nmethod = \"rake\"\n[[calibrate.margins]]\nby = \"sex\"\ntotals = { female = 100 }\n",
        ),
        of_design("fpc = \"age\"\n"),
        of_question(&["estimate", "--mean", "sex"]),
        of_question(&["estimate", "--ratio", "income"]),
        of_question(&["estimate", "--proportion", "internet=Yes"]),
        of_question(&["estimate", "--mean", "income", "--where", "age"]),
        of_question(&["estimate"]),
        of_question(&["test", "--association", "sex"]),
        of_question(&["test", "--mean", "income", "--between", "village"]),
    ];
    for lang in ["en", "fr"] {
        let mut said = String::new();
        for mistake in &mistakes {
            let (_folder, data, design) = survey(mistake.design);
            if let Some(row) = mistake.row {
                let text = std::fs::read_to_string(&data).unwrap();
                std::fs::write(&data, format!("{text}{row}\n")).unwrap();
            }
            let answer = ask(&data, &design, &[mistake.typed, &["--lang", lang]].concat());
            assert_eq!(answer.code, 1, "{answer:?}");
            assert!(answer.out.is_empty() && !answer.err.contains('⟦'), "{answer:?}");
            writeln!(said, "{}\n", answer.err.trim_end()).unwrap();
        }
        insta::assert_snapshot!(format!("mistakes_in_words_{lang}"), said);
    }
}

#[test]
fn a_cell_without_an_answer_says_so() {
    let (_folder, data, design) = survey(DESIGN);
    let typed =
        ["estimate", "--mean", "income", "--where", "village = urban-1", "--format", "json"];
    let alone = ask(&data, &design, &typed).well().json();
    assert_eq!((&alone[0]["flag"], &alone[0]["se"]), (&"no-variance".into(), &Value::Null));
    let nobody = ["estimate", "--mean", "income", "--where", "age > 200", "--format", "json"];
    let nobody = ask(&data, &design, &nobody).well().json();
    assert_eq!((nobody.as_array().unwrap().len(), &nobody[0]["flag"]), (1, &"no-value".into()));
}
