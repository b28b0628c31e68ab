//! Files as they come: what is wrong is told with row and column, nothing is half written, and the good
//! rows can be kept.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use passerelle_tests::node::{Node, run};
use serde_json::{Value, json};

/// A file, and what is expected of it.
struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    /// Code, row and column of each problem; none: the file goes in.
    problems: &'static [(&'static str, u64, &'static str)],
    /// Figures of the file that are good, missing ones included; `None`: it cannot be read at all.
    good: Option<u64>,
}

fn case(
    name: &'static str,
    rows: impl AsRef<[u8]>,
    problems: &'static [(&'static str, u64, &'static str)],
    good: u64,
) -> Case {
    let mut bytes = b"indicator,place,period,value\n".to_vec();
    bytes.extend(rows.as_ref());
    Case { name, bytes, problems, good: Some(good) }
}

fn with_columns(
    columns: &str,
    name: &'static str,
    rows: &str,
    problems: &'static [(&'static str, u64, &'static str)],
    good: u64,
) -> Case {
    let bytes = format!("indicator,place,period,value,{columns}\n{rows}").into_bytes();
    Case { name, bytes, problems, good: Some(good) }
}

fn unreadable(
    name: &'static str,
    bytes: Vec<u8>,
    problems: &'static [(&'static str, u64, &'static str)],
) -> Case {
    Case { name, bytes, problems, good: None }
}

/// A workbook of a few hundred kilobytes that unfolds into 300 megabytes.
fn zip_bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["[Content_Types].xml", "xl/workbook.xml"] {
        zip.start_file(name, options).unwrap();
        zip.write_all(b"<a/>").unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let zeros = vec![b'0'; 1 << 20];
    (0..300).for_each(|_| zip.write_all(&zeros).unwrap());
    zip.finish().unwrap().into_inner()
}

fn cases() -> Vec<Case> {
    let binary = (0..4_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8);
    vec![
        // What is only unusual goes in.
        Case {
            bytes: "\u{feff}indicator,place,period,value\ninternet_users,BDI,2019,1\n".into(),
            ..case("bom.csv", "", &[], 1)
        },
        case("latin1.csv", b"internet_users,C\xf4te d'Ivoire,2019,2\n", &[], 1),
        case("fiscal_year.csv", "internet_users,BWA,2014/15,3\n", &[], 1),
        case("quoted.csv", "internet_users,\"BFA\",2019,\"4\"\n", &[], 1),
        Case {
            bytes: b"indicator,place,period,value,note\n\
                     internet_users,CPV,2019,5,\"a\nb \"\"c\"\"\"\ninternet_users,CPV,2020,6,\n"
                .to_vec(),
            ..case("quoted_newline.csv", "", &[], 2)
        },
        case("crlf.csv", "internet_users,CAF,2019,7\r\n\r\n", &[], 1),
        // Cells that say there is no figure are not figures, and not 0.
        case("missing.csv", "internet_users,TCD,2018,..\ninternet_users,TCD,2019,n/a\n\
              internet_users,TCD,2020,\ninternet_users,TCD,2021,8\n", &[], 1),
        Case {
            bytes: b"indicator;place;period;value\ninternet_users;LSO;2019;29,5\n".to_vec(),
            ..case("decimal_comma.csv", "", &[], 1)
        },
        Case {
            bytes: b"indicator,place,2018,2019,2020\ninternet_users,LBR,7,,8\n".to_vec(),
            ..case("years_as_columns.csv", "", &[], 2)
        },
        // What is wrong is told.
        case("broken_utf8.csv", b"internet_users,C\xc3\x28d,2019,9\ninternet_users,COM,2019,9\n",
             &[("unknown-place", 2, "place")], 1),
        case("ragged.csv", "internet_users,COG,2019,1,more\ninternet_users,COG,2020\n\
              internet_users,COG,2021,2\n", &[("ragged-row", 2, ""), ("ragged-row", 3, "")], 1),
        case("row_after_newline.csv", "\"internet_users\",\"DJI\n\",2019,1\n\
              internet_users,DJI,2020,many\n", &[("bad-number", 4, "value")], 1),
        case("too_large.csv", "internet_users,EGY,2019,1e309\ninternet_users,EGY,2020,-inf\n\
              internet_users,EGY,2021,NaN\ninternet_users,EGY,2022,3\n",
             &[("not-finite", 2, "value"), ("not-finite", 3, "value"), ("not-finite", 4, "value")], 1),
        case("decimal_signs.csv", "internet_users,GNQ,2019,\"22,5\"\ninternet_users,GNQ,2020,4.5\n",
             &[("mixed-decimals", 2, "value")], 1),
        case("two_readings.csv", "gni_per_capita,MOZ,2019,\"2,080\"\ngni_per_capita,MOZ,2020,4\n",
             &[("ambiguous-decimal", 2, "value")], 1),
        case("basket.csv", "mobile_data_price,MLI,2019,4\ninternet_users,MLI,2019,4\n",
             &[("missing-dimension", 2, "indicator")], 1),
        with_columns("unit,sex", "units_and_categories.csv",
             "internet_users,MDG,2019,4,USD,\ninternet_users,MDG,2019,4,,femlae\n\
              internet_users,MDG,2019,0.04,fraction,F\n",
             &[("unknown-unit", 2, "unit"), ("unknown-category", 3, "sex")], 1),
        case("years.csv", "internet_users,MWI,2109,4\ninternet_users,MWI,1750,4\ninternet_users,MWI,2019,4\n",
             &[("unlikely-year", 2, "period"), ("unlikely-year", 3, "period")], 1),
        case("escapes.csv", "internet_users,\"\u{1b}[2J\nAtlantis\",2019,7\ninternet_users,MRT,2019,8\n",
             &[("unknown-place", 2, "place")], 1),
        case("twice.csv", "internet_users,ERI,2019,5\ninternet_users,ERI,2019,6\n\
              internet_users,ERI,2020,6\ninternet_users,ERI,2020,6\n",
             &[("duplicate-key", 3, "value")], 1),
        case("twice_and_more.csv", "internet_users,SLE,2019,5\ninternet_users,SLE,2019,6\n\
              internet_users,SLE,2020,many\ninternet_users,SLE,2021,6\n",
             &[("duplicate-key", 3, "value"), ("bad-number", 4, "value")], 1),
        case("broken_in_utf8.csv", [b"internet_users,C\xc3\xb4te d'Ivoire,2017,5\n".as_slice(),
              b"internet_users,C\xc3te d'Ivoire,2018,6\n"].concat(),
             &[("bad-encoding", 3, "place")], 1),
        case("unknown_place.csv", "internet_users,Atlantis,2019,7\ninternet_users,ETH,2019,8\n",
             &[("unknown-place", 2, "place")], 1),
        case("negative.csv", "internet_users,GAB,2019,-5\ninternet_users,GAB,2020,101\n\
              internet_users,GAB,2021,100\n",
             &[("out-of-range", 2, "value"), ("out-of-range", 3, "value")], 1),
        case("period.csv", "internet_users,GMB,2019-13,1\ninternet_users,GMB,soon,1\n\
              internet_users,GMB,2020,2\n",
             &[("bad-period", 2, "period"), ("bad-period", 3, "period")], 1),
        case("indicator.csv", "internet_user,GHA,2019,1\ninternet_users,GHA,2019,1\n",
             &[("unknown-indicator", 2, "indicator")], 1),
        // What cannot be read at all.
        unreadable("unclosed.csv",
             b"indicator,place,period,value\ninternet_users,\"GIN,2019,1\ninternet_users,GIN,2020,1\n".to_vec(),
             &[("unclosed-quote", 2, "")]),
        unreadable("no_rows.csv", b"indicator,place,period,value\n".to_vec(), &[("no-rows", 0, "")]),
        unreadable("text.xlsx", b"indicator,place,period,value\ninternet_users,LBY,2019,1\n".to_vec(),
             &[("not-a-workbook", 0, "")]),
        unreadable("empty.csv", Vec::new(), &[("empty-file", 0, "")]),
        unreadable("binary.csv", binary.collect(), &[("binary-file", 0, "")]),
        unreadable("bomb.xlsx", zip_bomb(), &[("zip-bomb", 0, "")]),
        unreadable("cut.xlsx", b"PK\x03\x04 and then nothing".to_vec(), &[("bad-workbook", 0, "")]),
    ]
}

fn write(folder: &Path, cases: &[Case]) {
    for case in cases {
        std::fs::write(folder.join(case.name), &case.bytes).unwrap();
    }
}

/// Outcomes by the name of the file.
fn outcomes(report: &Value) -> BTreeMap<String, Value> {
    let name = |file: &Value| {
        let path = Path::new(file["path"].as_str().unwrap());
        path.file_name().unwrap().to_str().unwrap().to_owned()
    };
    report["files"].as_array().unwrap().iter().map(|file| (name(file), file.clone())).collect()
}

fn problems(outcome: &Value) -> Vec<(String, u64, String)> {
    let one = |problem: &Value| {
        let text = |name: &str| problem[name].as_str().unwrap().to_owned();
        (text("code"), problem["row"].as_u64().unwrap(), text("column"))
    };
    let mut found: Vec<_> =
        outcome["report"]["problems"].as_array().unwrap().iter().map(one).collect();
    found.sort_by_key(|(_, row, _)| *row);
    found
}

fn node_numbers(node: &Node) -> (u64, u64) {
    // A node begins with its first import, even of nothing.
    node.import(&[tempfile::tempdir().unwrap().path()], &[]);
    let about = node.run(&["check", "--format", "json"]).well().json();
    let number = |name: &str| about["node"][name].as_u64().unwrap();
    (number("observations"), number("entries"))
}

#[test]
fn every_problem_is_told_and_nothing_is_half_written() {
    let (folder, cases) = (tempfile::tempdir().unwrap(), cases());
    write(folder.path(), &cases);
    for node in Node::each() {
        let (before, entries) = node_numbers(&node);
        let (code, report) = node.import(&[folder.path()], &[]);
        assert_eq!(code, 1, "one file was refused");
        let found = outcomes(&report);
        assert_eq!(found.len(), cases.len(), "each file has its outcome");
        let (mut figures, mut files) = (0, 0);
        for case in &cases {
            let outcome = &found[case.name];
            let one = |(code, row, column): &(&str, u64, &str)| {
                ((*code).to_owned(), *row, (*column).to_owned())
            };
            let expected: Vec<_> = case.problems.iter().map(one).collect();
            assert_eq!(problems(outcome), expected, "{}", case.name);
            let state = if case.problems.is_empty() { "imported" } else { "refused" };
            assert_eq!(outcome["state"], json!(state), "{}", case.name);
            if case.problems.is_empty() {
                figures += case.good.unwrap();
                files += 1;
                assert_eq!(outcome["observations"].as_u64(), case.good, "{}", case.name);
            }
        }
        assert_eq!(
            node_numbers(&node),
            (before + figures, entries + files),
            "nothing half written"
        );
        node.run(&["verify"]).well();
    }
}

#[test]
fn the_good_rows_can_be_kept() {
    let (folder, cases) = (tempfile::tempdir().unwrap(), cases());
    write(folder.path(), &cases);
    for node in Node::each() {
        let (before, _) = node_numbers(&node);
        let (code, report) = node.import(&[folder.path()], &["--keep-good"]);
        assert_eq!(code, 1, "those that cannot be read are refused all the same");
        let found = outcomes(&report);
        let mut figures = 0;
        for case in &cases {
            let outcome = &found[case.name];
            let state = if case.good.is_some() { "imported" } else { "refused" };
            assert_eq!(outcome["state"], json!(state), "{}", case.name);
            assert_eq!(outcome["observations"].as_u64(), case.good, "{}", case.name);
            assert_eq!(problems(outcome).len(), case.problems.len(), "{}: told again", case.name);
            figures += case.good.unwrap_or_default();
        }
        assert_eq!(node_numbers(&node).0, before + figures);
        // Of two different figures for the same thing, which is right is not guessed.
        let doubtful = node.figures(&["--place", "ERI"]);
        assert_eq!(doubtful.len(), 1, "{doubtful:?}");
        assert_eq!(doubtful[0]["period"], json!("2020"));
        node.run(&["verify"]).well();
    }
}

/// What a person sees, in both languages. A change of these words is seen here before it is published.
#[test]
fn problems_are_told_in_words() {
    let (folder, cases) = (tempfile::tempdir().unwrap(), cases());
    write(folder.path(), &cases);
    for lang in ["en", "fr"] {
        let node = Node::new();
        let mut command = node.command(&["import", "statistics", ".", "--lang", lang]);
        let answer = run(command.current_dir(folder.path()), "");
        assert_eq!(answer.code, 1);
        insta::assert_snapshot!(format!("problems_in_words_{lang}"), answer.out);
    }
}

#[test]
fn an_unknown_layout_is_left_out_and_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("other.csv"), "Alpha,Beta\n1,2\n").unwrap();
    let node = Node::new();
    let (code, report) = node.import(&[folder.path()], &[]);
    assert_eq!(code, 0, "nothing was refused");
    assert_eq!(report["files"][0]["state"], json!("undescribed"));
    assert_eq!(report["files"][0]["header"], json!(["Alpha", "Beta"]));
    assert_eq!(report["totals"]["skipped"], json!(1));
}
