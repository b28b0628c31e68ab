//! `passerelle index`, as who builds an index types it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use passerelle_tests::node::{Answer, command, run};
use passerelle_tests::{root, shared};
use serde_json::Value;

const STRUCTURE: &str = include_str!("fixture/index/structure.toml");

/// Twelve made-up countries. AAG has a price ten times the others', AAC knows little, AAE lacks people.
const DATA: &str = include_str!("fixture/index/data.csv");

const ERRORS: &str = include_str!("fixture/index/errors.csv");

const CHOICES: &str = include_str!("fixture/index/choices.toml");

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// A folder with the made-up index in it.
fn made_up() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("data.csv", DATA),
        ("structure.toml", STRUCTURE),
        ("errors.csv", ERRORS),
        ("choices.toml", CHOICES),
    ] {
        write(folder.path(), name, text);
    }
    folder
}

/// Runs `passerelle index` within a folder, so that messages name files without it.
fn ask(folder: &Path, typed: &[&str]) -> Answer {
    let mut program = command();
    program.arg("index").args(typed).current_dir(folder);
    run(&mut program, "")
}

const BUILD: [&str; 6] =
    ["build", "data.csv", "--structure", "structure.toml", "--group", "region"];

fn analysed<'a>(what: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let files = ["data.csv", "--structure", "structure.toml", "--method", "usual"];
    let varying = ["--errors", "errors.csv", "--choices", "choices.toml", "--runs", "400"];
    [&[what][..], &files, &varying, more].concat()
}

/// A column of CSV by another: score by element and country.
fn scores(csv: &str) -> BTreeMap<(String, String), f64> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = csv.lines().skip(1).map(cells).filter(|row| !row[3].is_empty());
    rows.map(|row| ((row[1].clone(), row[0].clone()), row[3].parse().unwrap())).collect()
}

#[test]
fn an_index_is_built_in_three_forms() {
    let folder = made_up();
    let json = ask(folder.path(), &[&BUILD[..], &["--format", "json"]].concat()).well().json();
    assert_eq!(json["method"]["origin"], "default");
    assert_eq!(json["method"]["group"], "region");
    assert_eq!(json["code"], "ready");
    assert_eq!(json["coverage"]["little_known"], serde_json::json!([["AAC", 0.25]]));
    // All are left, even AAC of which little is known: gaps are filled before countries are left out.
    let units = json["units"].as_array().unwrap();
    assert_eq!(units.len(), 12);
    let top = json["scores"].as_array().unwrap().last().unwrap();
    assert_eq!((&top["code"], &top["level"]), (&"ready".into(), &3.into()));
    let csv = ask(folder.path(), &[&BUILD[..], &["--format", "csv"]].concat()).well();
    assert!(csv.out.starts_with("unit,element,level,score,rank\n"), "{}", csv.out);
    assert_eq!(csv.out.lines().count(), 1 + 12 * 7);
    assert!(csv.err.contains("No method was given"), "{}", csv.err);
    let by_csv = scores(&csv.out);
    for (at, unit) in units.iter().enumerate() {
        let key = ("ready".to_owned(), unit.as_str().unwrap().to_owned());
        assert_eq!(top["scores"][at].as_f64().unwrap().to_bits(), by_csv[&key].to_bits());
    }
    for lang in ["en", "fr"] {
        let table = ask(folder.path(), &[&BUILD[..], &["--lang", lang]].concat()).well();
        insta::assert_snapshot!(format!("a_table_of_scores_{lang}"), table.out);
    }
}

#[test]
fn every_stage_can_be_seen() {
    let folder = made_up();
    let stage = |step: &str, format: &str| {
        let typed = ["--stage", step, "--format", format];
        ask(folder.path(), &[&BUILD[..], &typed].concat())
    };
    let raw = stage("raw", "csv").well().out;
    assert_eq!(raw.lines().next(), Some("unit,online,skills,price,lines"));
    assert_eq!(raw.lines().nth(3), Some("AAC,,,,1.4"), "what is missing stays empty");
    let divided = stage("denominate", "csv").well().out;
    assert_eq!(divided.lines().nth(5), Some("AAE,70.9,49.5,2.1,"), "lost, not 0");
    let normalised = stage("normalise", "json").well().json();
    let columns = normalised["table"]["columns"].as_array().unwrap();
    for column in columns {
        let values = column[1].as_array().unwrap().iter().filter_map(Value::as_f64);
        assert_eq!(values.clone().fold(f64::MAX, f64::min), 0.0, "{column}");
        assert_eq!(values.fold(f64::MIN, f64::max), 100.0, "{column}");
    }
    let absent = stage("weigh", "table");
    assert_eq!(absent.code, 1);
    assert!(absent.err.contains("raw, denominate, impute, screen, treat, normalise, aggregate"));
    // What one stage gives can be read again as data.
    write(folder.path(), "aggregate.csv", &stage("aggregate", "csv").well().out);
    let again = ["build", "aggregate.csv", "--structure", "structure.toml"];
    let refused = ask(folder.path(), &again);
    assert!(refused.err.contains("people"), "only the denominator is not there: {refused:?}");
}

#[test]
fn an_analysis_says_how_sure_and_what_moves() {
    let folder = made_up();
    let asked = |what, more: &[&str]| ask(folder.path(), &analysed(what, more)).well();
    let json = asked("uncertainty", &["--format", "json", "--threads", "1"]);
    let again = asked("uncertainty", &["--format", "json", "--threads", "2"]);
    assert_eq!(json.out, again.out, "the same seed, the same answer");
    let other = asked("uncertainty", &["--format", "json", "--seed", "2"]);
    assert_ne!(json.out, other.out);
    let json = json.json();
    assert_eq!((&json["seed"], &json["runs"]), (&1.into(), &400.into()));
    for unit in json["units"].as_array().unwrap() {
        let rank = &unit["together"]["rank"];
        assert!(rank["low"].as_f64().unwrap() <= rank["high"].as_f64().unwrap(), "{unit}");
        assert!(unit["methods"].is_object() && unit["sampling"].is_object(), "{unit}");
    }
    let shares = &json["rank_shares"];
    let share = |name: &str| shares[name].as_f64().unwrap();
    let sum = share("sampling") + share("methods") + share("interaction");
    assert!((sum - 1.0).abs() < 1e-12, "{shares}");
    let csv = asked("uncertainty", &["--format", "csv"]).out;
    let width = |line: &str| line.split(',').count();
    assert!(csv.lines().all(|line| width(line) == 29), "{csv}");
    let moving = asked("sensitivity", &["--format", "csv"]).out;
    let first = moving.lines().filter(|line| line.starts_with("scores,,")).count();
    assert_eq!(first, 4, "normalisation, weights, left out, sampling error: {moving}");
    let mut shown = String::new();
    for what in ["uncertainty", "sensitivity"] {
        for lang in ["en", "fr"] {
            let answer = asked(what, &["--lang", lang]);
            writeln!(shown, "$ index {what} --lang {lang}\n{}", answer.out).unwrap();
        }
    }
    insta::assert_snapshot!("analyses_in_words", shown);
}

#[test]
fn a_sound_index_is_looked_at() {
    let folder = made_up();
    let mut shown = String::new();
    for lang in ["en", "fr"] {
        let typed = analysed("check", &["--lang", lang]);
        // A check takes no number of runs.
        let typed: Vec<&str> =
            typed.into_iter().filter(|one| !["--runs", "400"].contains(one)).collect();
        write!(shown, "{}", ask(folder.path(), &typed).well().out).unwrap();
    }
    insta::assert_snapshot!("a_sound_index", shown);
    let typed = ["check", "data.csv", "--structure", "structure.toml", "--format", "json"];
    let json = ask(folder.path(), &typed).well().json();
    assert_eq!((&json["sound"], &json["problems"]), (&true.into(), &Value::Array(Vec::new())));
    let wrong = STRUCTURE.replacen("weight = 0.6", "weight = 0.7", 1);
    write(folder.path(), "structure.toml", &wrong);
    let answer = ask(folder.path(), &typed);
    let (code, json) = (answer.code, answer.json());
    assert_eq!((code, &json["sound"]), (1, &false.into()));
    let problem = &json["problems"][0];
    assert_eq!(problem["what"], "index-weights-do-not-sum");
    assert_eq!((&problem["element"], &problem["found"]), (&"use".into(), &"1.1".into()));
    assert!(problem["text"].as_str().unwrap().contains("1.1"), "{problem}");
}

/// Something changed in one of the files, and what is asked of them then.
struct Mistake {
    file: &'static str,
    change: (&'static str, &'static str),
    typed: &'static [&'static str],
}

#[test]
fn mistakes_are_told_in_sentences() {
    const ALL: &[&str] = &["--errors", "errors.csv", "--choices", "choices.toml"];
    const METHOD: &[&str] = &["--method", "method.toml"];
    let of = |file, from, to, typed| Mistake { file, change: (from, to), typed };
    let structure = |from, to| of("structure.toml", from, to, ALL);
    let data = |from, to| of("data.csv", from, to, ALL);
    let method = |from, to| of("method.toml", from, to, METHOD);
    let mistakes = [
        structure(
            "code = \"ready\"\nname = { fr = \"Préparation numérique\", en = \"Digital readiness\" }\ntype = \"aggregate\"\n",
            "code = \"ready\"\nparent = \"use\"\nweight = 1\ntype = \"aggregate\"\n",
        ),
        structure("parent = \"use\"\nweight = 0.6\n", "weight = 0.6\n"),
        structure("parent = \"use\"\nweight = 0.6\n", "parent = \"uses\"\nweight = 0.6\n"),
        structure("weight = 0.6", "weight = 0.7"),
        structure("weight = 0.6", "weight = -0.6"),
        structure("direction = -1", "direction = 2"),
        structure("denominator = \"people\"", "denominator = \"inhabitants\""),
        structure("weight = 0.6", "wheight = 0.6"),
        data("iso3,region,people,online", "iso3,region,people,on_line"),
        data(",92.5,", ",ninety,"),
        data(",92.5,", ",1e999,"),
        data("AAB", "AAA"),
        data("Bland,AAB", "Bland,"),
        data(",10.2,88.1", ",0,88.1"),
        data(DATA_ROWS, ""),
        data(",92.5,71,1.2,4.9", ",92.5,71,1.2"),
        method("lower = 1", "lower = 0"),
        method("min-max", "mean-max"),
        method(
            "step = \"aggregate\"\nrules = [{ method = \"geometric\" }]",
            "step = \"weight\"\nmethod = \"equal\"",
        ),
        of("errors.csv", "AAA,0.8", "AAA,-0.8", ALL),
        of("errors.csv", "iso3,online", "iso3,onlin", ALL),
        of("errors.csv", "AAL", "ZZZ", ALL),
        of("choices.toml", "factor = 0.25", "factor = 1.5", ALL),
        of("choices.toml", ", { method = \"z-score\", mean = 50, sd = 20 }", "", ALL),
        of("data.csv", "", "", &["--method", "absent.toml"]),
        of("data.csv", "", "", &["--method", "method.toml", "--group", "region"]),
        of("data.csv", "", "", &["--group", "regions"]),
        of("data.csv", "", "", &["--unit-column", "iso2"]),
    ];
    for lang in ["en", "fr"] {
        let mut said = String::new();
        for mistake in &mistakes {
            let folder = made_up();
            write(folder.path(), "method.toml", GEOMETRIC);
            let text = std::fs::read_to_string(folder.path().join(mistake.file)).unwrap();
            let (from, to) = mistake.change;
            assert!(text.contains(from), "{from}");
            write(folder.path(), mistake.file, &text.replacen(from, to, 1));
            let check = ["check", "data.csv", "--structure", "structure.toml", "--lang", lang];
            let answer = ask(folder.path(), &[&check[..], mistake.typed].concat());
            assert_eq!(answer.code, 1, "{from} → {to}: {answer:?}");
            assert!(answer.err.is_empty() && !answer.out.contains('⟦'), "{answer:?}");
            let build = ["build", "data.csv", "--structure", "structure.toml"];
            let of_build = ["errors.csv", "choices.toml"].contains(&mistake.file);
            if !of_build {
                let typed = if mistake.typed == ALL { &[] } else { mistake.typed };
                let built = ask(folder.path(), &[&build[..], typed].concat());
                assert_eq!((built.code, built.out.as_str()), (1, ""), "{built:?}");
            }
            let first = from.lines().find(|line| to.lines().all(|other| other != *line));
            writeln!(
                said,
                "[{}: {}]\n{}\n",
                mistake.file,
                first.unwrap_or("–"),
                answer.out.trim_end()
            )
            .unwrap();
        }
        insta::assert_snapshot!(format!("mistakes_in_words_{lang}"), said);
    }
}

/// All countries but the first two.
const DATA_ROWS: &str = "\
Cland,AAC,north,2.3,NA,,NA,1.4
Dland,AAD,north,8.8,75.3,58,2.2,6
Eland,AAE,north,,70.9,49.5,2.1,11.3
Fland,AAF,north,66.1,64,55,2.6,40.2
Gland,AAG,south,31.4,22.7,18,41.5,5.2
Hland,AAH,south,54.9,35.1,31,6.3,13.3
Iland,AAI,south,19.4,41.6,29,5.2,5.6
Jland,AAJ,south,12.8,17.5,22.5,7.9,1.9
Kland,AAK,south,7.7,48.8,36,4.4,
Lland,AAL,south,110.6,53.2,40,3.9,51.5
";

const GEOMETRIC: &str = include_str!("fixture/index/geometric.toml");

#[test]
fn a_constant_indicator_and_nothing_that_varies_are_told() {
    let folder = made_up();
    let rows = DATA.lines().skip(1).map(|row| {
        let mut cells: Vec<&str> = row.split(',').collect();
        cells[5] = "50";
        cells.join(",")
    });
    let header = DATA.lines().next().unwrap().to_owned();
    let rows: Vec<String> = std::iter::once(header).chain(rows).collect();
    write(folder.path(), "constant.csv", &rows.join("\n"));
    let mut said = String::new();
    for lang in ["en", "fr"] {
        let structure = ["--structure", "structure.toml", "--lang", lang];
        let few = ["uncertainty", "data.csv", "--errors", "errors.csv", "--runs", "5"];
        for typed in [
            &["build", "constant.csv"][..],
            &["uncertainty", "data.csv"],
            &["sensitivity", "data.csv", "--errors", "errors.csv"],
            &few,
        ] {
            let answer = ask(folder.path(), &[typed, &structure].concat());
            assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{answer:?}");
            write!(said, "{}", answer.err).unwrap();
        }
    }
    insta::assert_snapshot!("nothing_to_compare", said);
}

/// Numbers with decimal commas between semicolons are the same numbers.
#[test]
fn semicolons_and_decimal_commas_are_read() {
    let folder = made_up();
    let text = DATA.replace(',', ";").replace('.', ",");
    write(folder.path(), "semicolons.csv", &text);
    write(folder.path(), "tabs.tsv", &DATA.replace(',', "\t"));
    let built = |data: &str| {
        let typed = ["build", data, "--structure", "structure.toml", "--format", "csv"];
        ask(folder.path(), &typed).well().out
    };
    let expected = built("data.csv");
    assert_eq!(built("semicolons.csv"), expected);
    assert_eq!(built("tabs.tsv"), expected);
}

/// Definitions of the catalogue, on made-up rows.
#[test]
fn indices_of_the_catalogue_are_built() {
    let folder = tempfile::tempdir().unwrap();
    let definition = |name: &str| {
        root().join("catalogue/indices").join(format!("{name}.toml")).display().to_string()
    };
    let built = |name: &str, text: &str| {
        let data = format!("{name}.csv");
        write(folder.path(), &data, text);
        let definition = definition(name);
        let typed = ["build", &data, "--definition", &definition, "--format", "csv"];
        scores(&ask(folder.path(), &typed).well().out)
    };
    let egdi = built("egdi", "iso3,osi,tii,hci\nAAA,0.9,0.6,0.75\nAAB,0.3,0.2,0.4\nAAC,0.5,,0.7\n");
    let score = |of: &BTreeMap<(String, String), f64>, code: &str, unit: &str| {
        of.get(&(code.to_owned(), unit.to_owned())).copied()
    };
    assert!((score(&egdi, "egdi", "AAA").unwrap() - 0.75).abs() < 1e-15);
    assert_eq!(score(&egdi, "egdi", "AAC"), None, "one component is not known");
    let hdi = built(
        "hdi",
        "country,life_expectancy,expected_schooling,mean_schooling,gni_per_capita\n\
         AAA,85,18,15,75000\nAAB,52.5,9,7.5,2738.6127875258308\nAAC,72.5,20,6,100000\n",
    );
    assert!((score(&hdi, "hdi", "AAA").unwrap() - 1.0).abs() < 1e-15);
    // Half-way everywhere; on logarithms, the middle of 100 and 75,000 is √(100 · 75,000).
    assert!((score(&hdi, "hdi", "AAB").unwrap() - 0.5).abs() < 1e-12);
    let health: f64 = 52.5 / 65.0;
    let capped = (health * (1.0 + 0.4) / 2.0).cbrt();
    assert!((score(&hdi, "hdi", "AAC").unwrap() - capped).abs() < 1e-12, "above the goalposts");
}

/// COINr's example, from its own files, with the usual method.
#[test]
fn asem_is_coinr_s() {
    let Some(folder) = shared("data/composite") else { return };
    let typed = ["build", "asem_iData.csv", "--structure", "asem_iMeta.csv", "--method", "usual"];
    let more = ["--group", "EurAsia_group", "--format", "csv"];
    let found = ask(&folder, &[&typed[..], &more].concat()).well();
    let scores = scores(&found.out);
    let read = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let cells = |line: &str| -> Vec<String> {
            line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect()
        };
        let mut lines = text.lines().map(cells);
        let header = lines.next().unwrap();
        (header, lines.collect::<Vec<_>>())
    };
    let (header, rows) = read("coin_data_aggregated.csv");
    let (mut largest, mut compared) = (0.0_f64, 0);
    for row in &rows {
        for (code, cell) in header.iter().zip(row).skip(1) {
            let ours = scores[&(code.clone(), row[0].clone())];
            largest = largest.max((ours - cell.parse::<f64>().unwrap()).abs());
            compared += 1;
        }
    }
    println!("ASEM: {compared} scores, largest difference {largest:e}");
    assert!(compared == 51 * 60 && largest <= 1e-9, "{compared}: {largest:e}");
    let (_, rows) = read("results_full.csv");
    let ranks: BTreeMap<&str, &str> = found
        .out
        .lines()
        .filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok())
        .filter(|[_, element, ..]: &[&str; 5]| *element == "Index")
        .map(|[unit, _, _, _, rank]| (unit, rank))
        .collect();
    for row in &rows {
        let ours = scores[&("Index".to_owned(), row[0].clone())];
        let rounded = (ours * 100.0).round() / 100.0;
        assert!((rounded - row[2].parse::<f64>().unwrap()).abs() < 1e-9, "{row:?}");
        assert_eq!(ranks[row[0].as_str()], row[1], "{}", row[0]);
    }
}
