//! The survey kit, as a statistics office uses it: the tutorial of docs/survey-kit.md, word for word.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use passerelle_tests::node::{Answer, Node, command, run};
use passerelle_tests::root;

/// Runs a line of the tutorial in a folder.
fn typed(folder: &Path, line: &str) -> Answer {
    let mut program = command();
    program.current_dir(folder).args(line.split_whitespace().skip(1));
    run(&mut program, "")
}

/// The commands of the tutorial, in order.
fn tutorial() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("docs/survey-kit.md")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("passerelle ")).map(str::to_owned);
    lines.collect()
}

#[test]
fn the_tutorial_does_what_it_says() {
    let node = Node::new();
    let folder = tempfile::tempdir().unwrap();
    let lines = tutorial();
    assert!(lines.len() >= 6, "{lines:?}");
    for line in &lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let answer = if words[1] == "import" {
            let path = folder.path().join(words[3]);
            node.run(&["import", "statistics", path.to_str().unwrap()])
        } else {
            typed(folder.path(), line)
        };
        answer.well();
    }
    let figures = std::fs::read_to_string(folder.path().join("figures.csv")).unwrap();
    let header = "indicator,place,period,dimensions,value,unit,standard_error,n,status,source";
    assert_eq!(figures.lines().next(), Some(header));
    let rows: Vec<&str> = figures.lines().skip(1).collect();
    assert!(rows.len() > 1_000, "{}", rows.len());
    assert!(
        rows.iter().all(|row| row.contains(",synthetic,digital-inclusion-survey")),
        "all say so"
    );
    assert!(rows.iter().any(|row| row.starts_with("internet_users,KEN/north,2026,sex=female,")));
    // What was imported says it too.
    let exported = node.run(&["export", "observations", "--indicator", "internet_users"]).well();
    assert!(exported.out.contains("local:digital-inclusion-survey"), "{}", exported.out);
    let ours = exported.out.lines().filter(|row| row.contains("digital-inclusion-survey"));
    assert!(ours.clone().count() > 100 && ours.clone().all(|row| row.contains(",synthetic,")));
}

#[test]
fn the_kit_is_written_once_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let answer = typed(folder.path(), "passerelle survey kit --output kit --format json").well();
    let files: Vec<String> = serde_json::from_value(answer.json()["files"].clone()).unwrap();
    assert_eq!(
        files,
        [
            "design.toml",
            "guidance-en.md",
            "guidance-fr.md",
            "methodology-en.md",
            "methodology-fr.md",
            "plan.toml",
            "questionnaire-en.html",
            "questionnaire-fr.html",
            "questionnaire.toml",
            "questionnaire.xlsx",
        ]
    );
    for file in &files {
        assert!(std::fs::metadata(folder.path().join("kit").join(file)).unwrap().len() > 100);
    }
    let again = typed(folder.path(), "passerelle survey kit --output kit");
    assert_eq!(again.code, 1, "{again:?}");
    assert!(again.err.contains("nothing was overwritten"), "{again:?}");
}

/// The texts of a part of the workbook.
fn sheet(bytes: &[u8], number: usize) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let name = format!("xl/worksheets/sheet{number}.xml");
    archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
    text.replace("</row>", "\n")
        .replace("</c>", " | ")
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect()
}

#[test]
fn the_form_and_the_pages_say_what_the_questionnaire_says() {
    let folder = tempfile::tempdir().unwrap();
    typed(folder.path(), "passerelle survey kit --output kit").well();
    let read = |name: &str| std::fs::read(folder.path().join("kit").join(name)).unwrap();
    let form = read("questionnaire.xlsx");
    let mut survey = String::new();
    for number in 1..=3 {
        writeln!(survey, "{}", sheet(&form, number)).unwrap();
    }
    insta::assert_snapshot!("the_form", survey);
    for lang in ["en", "fr"] {
        let page = String::from_utf8(read(&format!("questionnaire-{lang}.html"))).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && !page.contains('⟦'), "{lang}");
        assert!(!page.contains("http://") && !page.contains("https://"), "refers to nothing else");
        let (_, body) = page.split_once("</style>").unwrap();
        let text: String =
            body.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect();
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        insta::assert_snapshot!(format!("the_printed_questionnaire_{lang}"), lines.join("\n"));
        let blank = String::from_utf8(read(&format!("methodology-{lang}.md"))).unwrap();
        insta::assert_snapshot!(format!("the_blank_methodology_{lang}"), blank);
    }
}

/// A folder with synthetic data in it.
fn practice() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line = "passerelle survey simulate --households 2400 --seed 3 --output data.csv";
    typed(folder.path(), line).well();
    folder
}

#[test]
fn the_methodology_sheet_is_filled_in() {
    let folder = practice();
    for lang in ["en", "fr"] {
        let line = format!("passerelle survey methodology data.csv --place KEN --language {lang}");
        let sheet = typed(folder.path(), &line).well().out;
        assert!(!sheet.contains('⟦'), "{sheet}");
        insta::assert_snapshot!(format!("the_methodology_sheet_{lang}"), sheet);
    }
    let line = "passerelle survey methodology data.csv --place KEN --format json";
    let json = typed(folder.path(), line).well().json();
    let entries = json["entries"].as_array().unwrap();
    let error = entries.iter().find(|entry| entry["code"] == "S.13.2").unwrap();
    assert_eq!(error["tables"][0]["rows"].as_array().unwrap().len(), 6);
    let line =
        "passerelle survey methodology data.csv --place KEN --format html --output sheet.html";
    typed(folder.path(), line).well();
    let page = std::fs::read_to_string(folder.path().join("sheet.html")).unwrap();
    assert!(page.contains("<table>") && page.contains("S.13.2"), "{page}");
}

#[test]
fn the_same_data_in_three_forms_give_the_same_figures() {
    let folder = practice();
    let line = "passerelle survey simulate --households 2400 --seed 3 --output data.parquet";
    typed(folder.path(), line).well();
    // As a form's export has it: the names of groups before those of questions.
    let text = std::fs::read_to_string(folder.path().join("data.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let grouped: Vec<String> = header.split(',').map(|name| format!("module_x/{name}")).collect();
    std::fs::write(folder.path().join("grouped.csv"), format!("{}\n{rows}", grouped.join(",")))
        .unwrap();
    let figures = |name: &str| {
        let line = format!("passerelle survey indicators {name} --place Kenya --period 2026");
        typed(folder.path(), &line).well()
    };
    let first = figures("data.csv");
    assert!(
        first.err.contains("synthetic") && first.err.contains("disclosure control"),
        "{first:?}"
    );
    assert_eq!(first.out, figures("data.parquet").out);
    assert_eq!(first.out, figures("grouped.csv").out);
}

#[test]
fn collected_data_are_not_marked_and_the_unsure_is_unreliable() {
    let folder = practice();
    let path = folder.path().join("data.csv");
    let text = std::fs::read_to_string(&path).unwrap().replace(",synthetic,", ",collected,");
    std::fs::write(&path, text).unwrap();
    let line = "passerelle survey indicators data.csv --place KEN --period 2026 --format json";
    let found = typed(folder.path(), line).well().json();
    let figures = found["figures"].as_array().unwrap();
    let with = |status: &str| figures.iter().filter(|one| one["status"] == status).count();
    assert!(with("unreliable") > 0 && with("normal") > 500 && with("synthetic") == 0);
    for one in figures {
        let unsure = one["flag"] == "unreliable" || one["flag"] == "no-variance";
        assert_eq!(one["status"] == "unreliable", unsure, "{one}");
        assert!(one["value"].is_number() && one["n"].is_number(), "{one}");
    }
    for lang in ["en", "fr"] {
        let line = format!(
            "passerelle survey indicators data.csv --place KEN --period 2026 --format table --lang {lang}"
        );
        let table = typed(folder.path(), &line).well();
        let first: Vec<&str> = table.out.lines().take(12).map(str::trim_end).collect();
        insta::assert_snapshot!(
            format!("a_table_of_indicators_{lang}"),
            format!("{}\n…\n{}", first.join("\n"), table.err)
        );
    }
}

#[test]
fn mistakes_are_told_in_sentences() {
    let folder = practice();
    let plan = root().join("catalogue/survey-kit/plan.toml");
    let plan = std::fs::read_to_string(plan).unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    write("unknown.toml", plan.replace("code = \"accounts\"", "code = \"acounts\""));
    write("broken.toml", plan.replace("[dimensions]", "[dimensions"));
    write(
        "bands.toml",
        plan.replace("bands = [15, 25, 35, 45, 55, 65, 75]", "bands = [15, 18, 65]"),
    );
    write("population.toml", plan.replace("population = \"residents\"", "population = \"cats\""));
    write("column.toml", plan.replace("share = \"account = yes\"", "share = \"acount = yes\""));
    write("silent.toml", plan.replace("classes = [\"stratum\"]", "classes = [\"household\"]"));
    write("design.toml", "strata = \"region\"\nclusters = \"village\"\n".to_owned());
    let text = std::fs::read_to_string(folder.path().join("data.csv")).unwrap();
    let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut cells: Vec<&str> = rows[1].split(',').collect();
    cells[6] = "-3";
    rows[1] = cells.join(",");
    write("weight.csv", rows.join("\n"));
    let ask = |rest: &str| format!("passerelle survey indicators {rest}");
    let lines = [
        ask("data.csv --place Atlantis --period 2026"),
        ask("data.csv --place KEN --period soon"),
        ask("nothing.csv --place KEN --period 2026"),
        ask("data.csv --plan nothing.toml --place KEN --period 2026"),
        ask("data.csv --plan unknown.toml --place KEN --period 2026"),
        ask("data.csv --plan broken.toml --place KEN --period 2026"),
        ask("data.csv --plan bands.toml --place KEN --period 2026"),
        ask("data.csv --plan population.toml --place KEN --period 2026"),
        ask("data.csv --plan column.toml --place KEN --period 2026"),
        ask("data.csv --plan silent.toml --place KEN --period 2026"),
        ask("data.csv --design design.toml --place KEN --period 2026"),
        ask("weight.csv --place KEN --period 2026"),
        "passerelle survey simulate --households 12".to_owned(),
    ];
    for lang in ["en", "fr"] {
        let mut said = String::new();
        for line in &lines {
            let answer = typed(folder.path(), &format!("{line} --lang {lang}"));
            assert_eq!(answer.code, 1, "{line}: {answer:?}");
            assert!(answer.out.is_empty() && !answer.err.contains('⟦'), "{answer:?}");
            writeln!(said, "$ {line}\n{}\n", answer.err.trim_end()).unwrap();
        }
        insta::assert_snapshot!(format!("mistakes_of_the_kit_in_words_{lang}"), said);
    }
}
