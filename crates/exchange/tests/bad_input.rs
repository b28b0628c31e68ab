//! What publishers and people get wrong, and what is said of it: code, row and column each time.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::io::Read;
use std::ops::ControlFlow;

use common::{places, read_all};
use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::{
    Input, Options, ProblemCode, Recognised, Report, read, read_path, recognise,
};
use passerelle_vocabulary::Observation;

const ENTRY: &str = r#"
    id = "pub"
    name = { fr = "Éditeur", en = "Publisher" }
    licence = { name = "CC-BY-4.0" }
    url = "https://example.org"
    method = "survey"
    [[file]]
    id = "table"
    name = "table*"
    requires = ["country", "year"]
    place = { column = "country", scheme = "any" }
    period = { column = "year" }
    status = { column = "nature", codes = { e = "estimated", n = "" } }
    [file.dimensions]
    sex = { column = "sex", codes = { all = "", f = "female" } }
    [[file.values]]
    column = "users"
    indicator = "internet_users"
    unit = "percent"
"#;
const HEADER: &str = "country,year,nature,sex,users\n";

fn publisher(change: impl Fn(String) -> String) -> Vec<Publisher> {
    let publisher = Publisher::from_toml(&change(ENTRY.to_owned())).unwrap();
    assert_eq!(publisher.check(), []);
    vec![publisher]
}

fn read_bytes(bytes: &[u8]) -> (Report, Vec<Observation>) {
    read_all(&Input::bytes("table.csv", bytes), &publisher(|entry| entry), &Options::default())
}

fn read_rows(rows: &str) -> (Report, Vec<Observation>) {
    read_bytes(format!("{HEADER}{rows}").as_bytes())
}

/// Code, row, column, value.
type Found = (ProblemCode, u64, String, String);

fn found(report: &Report) -> Vec<Found> {
    let problems = report.problems.iter();
    problems.map(|p| (p.code, p.row, p.column.clone(), p.value.clone())).collect()
}

fn problem(code: ProblemCode, row: u64, column: &str, value: &str) -> Found {
    (code, row, column.to_owned(), value.to_owned())
}

#[test]
fn good_rows_are_not_lost_among_bad_ones() {
    let (report, figures) = read_rows(
        "KEN,2019,e,all,22.5\n\
         Atlantis,2019,e,all,50\n\
         KEN,soon,e,all,50\n\
         KEN,2020,x,all,50\n\
         KEN,2020,e,cat,50\n\
         KEN,2020,e,all,about 5\n\
         KEN,2020,e,all,-3\n\
         KEN,2020,e,all,104\n\
         KEN,2020,e,all,1e309\n\
         KEN,2020,e,all,NaN\n\
         KEN,2020,e,all,\"1,5\"\n\
         KEN,2020,e\n\
         KEN,2020,e,all,1,5\n\
         KEN,2014/15,n,f,40%\n",
    );
    let expected = [
        problem(ProblemCode::UnknownPlace, 3, "country", "Atlantis"),
        problem(ProblemCode::BadPeriod, 4, "year", "soon"),
        problem(ProblemCode::UnknownCode, 5, "nature", "x"),
        problem(ProblemCode::UnknownCode, 6, "sex", "cat"),
        problem(ProblemCode::BadNumber, 7, "users", "about 5"),
        problem(ProblemCode::OutOfRange, 8, "users", "-3"),
        problem(ProblemCode::OutOfRange, 9, "users", "104"),
        problem(ProblemCode::NotFinite, 10, "users", "1e309"),
        problem(ProblemCode::NotFinite, 11, "users", "NaN"),
        problem(ProblemCode::AmbiguousNumber, 12, "users", "1,5"),
        problem(ProblemCode::RaggedRow, 13, "", "KEN"),
        problem(ProblemCode::RaggedRow, 14, "", "KEN"),
    ];
    assert_eq!(found(&report), expected);
    assert!(report.complete && !report.is_clean());
    assert_eq!((report.rows_read, report.observations), (14, 2));
    let read: Vec<_> = figures.iter().map(|f| (f.period.to_string(), f.value)).collect();
    assert_eq!(read, [("2019".to_owned(), Some(22.5)), ("2014/15".to_owned(), Some(40.0))]);
    assert_eq!(figures[1].dimensions.to_string(), "sex=female");
    assert_eq!(report.problems[9].hint, ",");
    assert_eq!(report.problems[10].hint, "3/5");
    assert_eq!(report.unknown_places["Atlantis"].first_row, 3);
}

#[test]
fn equal_unknown_cells_are_one_problem_counted() {
    let rows: String = (0..50).map(|_| "Atlantis,2019,e,all,50\n").collect();
    let (report, _) = read_rows(&rows);
    assert_eq!(found(&report), [problem(ProblemCode::UnknownPlace, 2, "country", "Atlantis")]);
    assert_eq!(report.problems[0].times, 50);
    assert_eq!(report.unknown_places["Atlantis"].rows, 50);
}

#[test]
fn words_for_no_figure_are_counted_and_no_problem() {
    let (report, figures) = read_rows("KEN,2019,e,all,..\nKEN,2019,e,all,n/a\nKEN,2019,e,all,\n");
    assert!(report.is_clean(), "{report:?}");
    assert_eq!((report.missing_cells, figures.len()), (3, 0));
}

#[test]
fn figures_given_twice_are_left_to_the_store() {
    let (report, figures) = read_rows("KEN,2019,e,all,1\nKEN,2019,e,all,2\n");
    assert!(report.is_clean());
    assert_eq!(figures.len(), 2);
    assert_eq!(ProblemCode::DuplicateKey.code(), "duplicate-key");
}

#[test]
fn blank_lines_and_trailing_commas_are_no_problem() {
    let (report, figures) = read_rows("\nKEN,2019,e,all,1,,\n,,,,\n  \nTZA,2019,e,all,2\n");
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(figures.len(), 2);
    let lines = read_rows("\nKEN,2019,e,all,x\n").0;
    assert_eq!(lines.problems[0].row, 3);
}

#[test]
fn quoted_line_breaks_do_not_shift_the_rows() {
    let (report, figures) = read_rows("\"KEN\n\",2019,e,all,1\nKEN,2019,e,all,x\n");
    assert_eq!(figures.len(), 1);
    assert_eq!(found(&report), [problem(ProblemCode::BadNumber, 4, "users", "x")]);
}

#[test]
fn marks_and_encodings_are_found_out() {
    let text = format!("{HEADER}Côte d’Ivoire,2019,e,all,36\n");
    let (report, figures) = read_bytes(&["\u{feff}".as_bytes(), text.as_bytes()].concat());
    assert!(report.is_clean() && report.encoding == "utf-8", "{report:?}");
    assert_eq!(figures[0].place, "CIV");
    let legacy = text.replace('ô', "\u{1}").replace('’', "\u{2}").into_bytes();
    let legacy: Vec<u8> = legacy
        .into_iter()
        .map(|byte| match byte {
            1 => 0xF4,
            2 => 0x92,
            byte => byte,
        })
        .collect();
    let (report, figures) = read_bytes(&legacy);
    assert!(report.is_clean(), "{report:?}");
    assert_eq!((report.encoding.as_str(), report.first_legacy_row), ("windows-1252", Some(2)));
    assert_eq!(figures[0].place, "CIV");
    let wide: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (report, figures) = read_bytes(&wide);
    assert_eq!((report.encoding.as_str(), figures.len()), ("utf-16le", 1));
    assert_eq!(report.bytes, wide.len() as u64);
}

#[test]
fn broken_utf8_is_a_problem_where_the_entry_states_utf8() {
    let stated = publisher(|entry| entry.replace("requires", "encoding = \"utf-8\"\nrequires"));
    let bytes = [HEADER.as_bytes(), b"C\xF4te d'Ivoire,2019,e,all,36\n"].concat();
    let (report, figures) =
        read_all(&Input::bytes("table.csv", &bytes), &stated, &Options::default());
    let expected = problem(ProblemCode::BadEncoding, 2, "country", r"C\xF4te d'Ivoire");
    assert_eq!(found(&report), [expected]);
    assert_eq!(figures.len(), 0, "what it may mean is not guessed");
}

#[test]
fn broken_utf8_in_a_file_that_otherwise_is_utf8_is_a_problem() {
    let rows: [&[u8]; 5] = [
        "C\u{f4}te d\u{2019}Ivoire,2019,e,all,36\n".as_bytes(),
        b"C\xF4te d'Ivoire,2020,e,all,37\n",
        b"KEN,2020,e,caf\xC3,37\n",
        b"KEN,2020,e,all,3\xE2\x807\n",
        b"KEN,2021,e,all,38\n",
    ];
    let (report, figures) = read_bytes(&[HEADER.as_bytes(), &rows.concat()].concat());
    let bad = |row, column, value| problem(ProblemCode::BadEncoding, row, column, value);
    let expected = [
        bad(3, "country", r"C\xF4te d'Ivoire"),
        bad(4, "sex", r"caf\xC3"),
        bad(5, "users", r"3\xE2\x807"),
    ];
    assert_eq!(found(&report), expected);
    assert!(report.unknown_places.is_empty(), "and nothing is said of places: {report:?}");
    let told: Vec<_> = figures.iter().map(|figure| figure.period.to_string()).collect();
    assert_eq!(told, ["2019", "2021"], "the good rows are read");
    assert_eq!((report.encoding.as_str(), report.first_legacy_row), ("utf-8", None));
}

#[test]
fn half_a_character_of_utf16_is_a_problem() {
    let text = format!("{HEADER}KEN,2020,e,cafX,37\nKEN,2021,e,all,38\n");
    let half = |unit: u16| if unit == u16::from(b'X') { 0xD83D } else { unit };
    let units = text.encode_utf16().map(half);
    let bytes: Vec<u8> = [0xFEFF].into_iter().chain(units).flat_map(u16::to_le_bytes).collect();
    let (report, figures) = read_bytes(&bytes);
    assert_eq!(found(&report), [problem(ProblemCode::BadEncoding, 2, "sex", r"caf\xFF")]);
    assert_eq!((report.encoding.as_str(), figures.len()), ("utf-16le", 1));
}

#[test]
fn broken_utf8_of_ones_own_file_is_told_in_every_column() {
    let head = "indicator,place,period,value,unit,source,survey\n";
    for (column, row) in [
        ("source", &b"internet_users,KEN,2020,20,percent,caf\xC3,x\n"[..]),
        ("survey", b"internet_users,KEN,2020,20,percent,itu,\xE2\x80\n"),
        ("place", b"internet_users,K\xE9nya,2020,20,percent,itu,x\n"),
        ("value", b"internet_users,KEN,2020,2\xA00,percent,itu,x\n"),
        ("period", b"internet_users,KEN,20\xA020,20,percent,itu,x\n"),
    ] {
        let sound = "internet_users,KEN,2019,20,percent,caf\u{e9},x\n".as_bytes();
        let bytes = [head.as_bytes(), sound, row].concat();
        let input = Input::bytes("own.csv", &bytes);
        let (report, figures) = read_all(&input, &[], &Options::default());
        let found = found(&report);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1), (ProblemCode::BadEncoding, 3), "{found:?}");
        assert_eq!((found[0].2.as_str(), figures.len()), (column, 1), "{found:?}");
        // The same bytes where nothing says that the file is UTF-8 are read as what they may be.
        let bytes = [head.as_bytes(), row].concat();
        let input = Input::bytes("own.csv", &bytes);
        let (report, _) = read_all(&input, &[], &Options::default());
        assert_eq!(report.first_legacy_row, Some(2), "{column}");
        assert_eq!(report.encoding, "windows-1252");
    }
}

#[test]
fn commas_may_be_stated_as_decimals() {
    let entry = publisher(|entry| entry.replace("requires", "decimal = \",\"\nrequires"));
    let text = "country;year;nature;sex;users\nKEN;2019;e;all;22,5\nKEN;2020;e;all;2.5\n";
    let (report, figures) =
        read_all(&Input::bytes("table.csv", text.as_bytes()), &entry, &Options::default());
    assert_eq!(figures[0].value, Some(22.5));
    assert_eq!(found(&report), [problem(ProblemCode::AmbiguousNumber, 3, "users", "2.5")]);
}

#[test]
fn missing_and_doubled_columns_are_named() {
    let (report, _) = read_bytes(b"country,year,nature,sex\nKEN,2019,e,all\n");
    assert_eq!(found(&report), [problem(ProblemCode::MissingColumn, 1, "users", "")]);
    assert!(!report.complete);
    let (report, _) = read_bytes(b"country,year,nature,sex,users,year\nKEN,2019,e,all,1,2\n");
    assert_eq!(found(&report)[0], problem(ProblemCode::AmbiguousColumn, 1, "year", ""));
}

#[test]
fn an_entry_without_values_is_told() {
    let publisher = Publisher::from_toml(ENTRY.split("[[file.values]]").next().unwrap()).unwrap();
    assert_eq!(publisher.check()[0].field, "file.table.values");
    let text = format!("{HEADER}KEN,2019,e,all,1\n");
    let input = Input::bytes("table.csv", text.as_bytes());
    let (report, _) = read_all(&input, &[publisher], &Options::default());
    assert_eq!(found(&report), [problem(ProblemCode::BadEntry, 1, "", "table")]);
    assert!(!report.complete);
}

#[test]
fn files_that_are_no_tables_are_named_for_what_they_are() {
    let code = |bytes: &[u8]| {
        let (report, figures) = read_bytes(bytes);
        assert!(!report.complete && figures.is_empty() && report.problems.len() == 1);
        (report.problems[0].code, report.problems[0].row)
    };
    assert_eq!(code(b""), (ProblemCode::EmptyFile, 0));
    assert_eq!(code(b"\n\n\n"), (ProblemCode::NoHeader, 1));
    assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), (ProblemCode::BinaryFile, 0));
    assert_eq!(code(b"PK\x03\x04 and nothing of an archive"), (ProblemCode::BadWorkbook, 0));
    let unclosed = format!("{HEADER}KEN,2019,e,all,\"1\n");
    assert_eq!(code(unclosed.as_bytes()), (ProblemCode::UnclosedQuote, 2));
    let long = format!("{HEADER}KEN,2019,e,all,{}\n", "1".repeat(70_000));
    assert_eq!(code(long.as_bytes()), (ProblemCode::CellTooLong, 2));
}

#[test]
fn directories_absent_files_and_devices_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let code = |path: &std::path::Path| {
        let mut sink = |_: &[_], _: &_| ControlFlow::Continue(());
        let report = read_path(path, &[], &places(), &Options::default(), &mut sink);
        (report.problems[0].code, report.complete, report.sha256)
    };
    let nothing = String::new;
    assert_eq!(code(folder.path()), (ProblemCode::NotAFile, false, nothing()));
    assert_eq!(code(&folder.path().join("x")), (ProblemCode::Unreadable, false, nothing()));
    assert_eq!(code("/dev/zero".as_ref()), (ProblemCode::NotAFile, false, nothing()));
}

#[test]
fn too_large_a_file_is_left_at_the_limit() {
    let limit = Options { max_bytes: 1_000_000, ..Options::default() };
    let row = "KEN,2019,e,all,1\n".repeat(1_000);
    let open = || -> Box<dyn Read> {
        let rows = std::iter::repeat_n(row.clone(), 1_000).collect::<String>();
        Box::new(std::io::Cursor::new(format!("{HEADER}{rows}")))
    };
    let (report, _) = read_all(&Input::stream("table.csv", open), &publisher(|e| e), &limit);
    assert_eq!(report.problems[0].code, ProblemCode::FileTooLarge);
    assert_eq!(report.problems[0].hint, "1000000");
    assert!(report.observations > 0 && !report.complete && report.sha256.is_empty());
}

#[test]
fn a_full_store_stops_the_reading() {
    let rows = "KEN,2019,e,all,1\n".repeat(10_000);
    let text = format!("{HEADER}{rows}");
    let entries = publisher(|entry| entry);
    let mut calls = 0;
    let mut sink = |_: &[_], _: &_| {
        calls += 1;
        ControlFlow::Break(())
    };
    let options = Options { chunk: 100, ..Options::default() };
    let entry = [(&entries[0], &entries[0].file[0])];
    let input = Input::bytes("table.csv", text.as_bytes());
    let report = read(&input, &entry, &places(), &options, &mut sink);
    assert_eq!((calls, report.complete, report.observations), (1, false, 100));
}

#[test]
fn what_a_file_is_can_be_told_beforehand() {
    let publishers = publisher(|entry| {
        format!("{entry}\n[[ignore]]\nname = \"codes.csv\"\nreason = {{ fr = \"codes\" }}\n")
    });
    let options = Options::default();
    let what = |name: &str, bytes: &[u8]| match recognise(
        &Input::bytes(name, bytes),
        &publishers,
        &options,
    ) {
        Recognised::Entries(entries) => format!("entries {}", entries[0].1.id),
        Recognised::Ignored(publisher, _) => format!("ignored by {}", publisher.id),
        Recognised::Observations => "observations".to_owned(),
        Recognised::Unknown(header) => format!("unknown {}", header.join("|")),
        Recognised::Unreadable(code, _) => code.code().to_owned(),
    };
    assert_eq!(what("Table_2019.csv", HEADER.as_bytes()), "entries table");
    assert_eq!(what("codes.csv", b"a,b\n"), "ignored by pub");
    assert_eq!(what("mine.csv", b"Indicator;Place;Period;Value\n"), "observations");
    assert_eq!(what("table.csv", b"a,b\n1,2\n"), "unknown a|b");
    assert_eq!(what("table.csv", b""), "empty-file");
    assert_eq!(what("table.csv", &[0; 99]), "binary-file");
}
