//! Workbooks: the same figures as the same table in CSV.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use common::read_all;
use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::{Input, Options, ProblemCode, Recognised, Report, recognise};
use passerelle_vocabulary::Observation;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell of a sheet.
enum Cell {
    Text(&'static str),
    Number(f64),
    /// Shown as a percentage, by one of the formats of [`STYLES`].
    Percent(u8, f64),
    True,
    /// A formula with its value, or never computed.
    Formula(Option<f64>),
    Error,
    Nothing,
}
use Cell::{Error, Formula, Nothing, Number, Percent, Text, True};

/// Formats 1 to 3 show percentages, built in or made; 4 has the sign in words only.
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"0.0\\ %\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"0.0&quot; % of people&quot;\"/></numFmts>\
    <cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"10\"/>\
    <xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";

/// The smallest workbook that spreadsheets open: these sheets, each a list of rows.
fn workbook(sheets: &[(&str, &[&[Cell]])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let id = at + 1;
        write!(list, "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>").unwrap();
        write!(
            relations,
            "<Relationship Id=\"rId{id}\" Target=\"worksheets/sheet{id}.xml\" Type=\"http://\
             schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>"
        )
        .unwrap();
        put(&format!("xl/worksheets/sheet{id}.xml"), &sheet(rows));
    }
    put("xl/styles.xml", STYLES);
    write!(
        relations,
        "<Relationship Id=\"rIdS\" Target=\"styles.xml\" Type=\"http://schemas.openxmlformats.org/\
         officeDocument/2006/relationships/styles\"/>"
    )
    .unwrap();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>"
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>"),
    );
    put(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
             Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    zip.finish().unwrap().into_inner()
}

fn sheet(rows: &[&[Cell]]) -> String {
    let mut data = String::new();
    for (row, cells) in rows.iter().enumerate() {
        write!(data, "<row r=\"{}\">", row + 1).unwrap();
        for (column, cell) in cells.iter().enumerate() {
            let at = format!("{}{}", char::from(b'A' + column as u8), row + 1);
            match cell {
                Text(text) => {
                    write!(data, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
                }
                Number(number) => write!(data, "<c r=\"{at}\"><v>{number}</v></c>"),
                Percent(style, number) => {
                    write!(data, "<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>")
                }
                True => write!(data, "<c r=\"{at}\" t=\"b\"><v>1</v></c>"),
                Formula(Some(number)) => {
                    write!(data, "<c r=\"{at}\"><f>1+1</f><v>{number}</v></c>")
                }
                Formula(None) => write!(data, "<c r=\"{at}\"><f>1+1</f></c>"),
                Error => write!(data, "<c r=\"{at}\" t=\"e\"><v>#N/A</v></c>"),
                Nothing => Ok(()),
            }
            .unwrap();
        }
        data.push_str("</row>");
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>")
}

fn publisher(more: &str) -> Vec<Publisher> {
    let entry = format!(
        "id = \"pub\"\nname = {{ en = \"Publisher\" }}\nlicence = {{ name = \"CC-BY-4.0\" }}\n\
         url = \"https://example.org\"\nmethod = \"survey\"\n[[file]]\nid = \"book\"\n\
         name = \"*.xlsx\"\nrequires = [\"Country\"]\n{more}\n\
         place = {{ column = \"Country\", scheme = \"name\" }}\nperiod = {{ column = \"Year\" }}\n\
         [[file.values]]\ncolumn = \"Users\"\nindicator = \"internet_users\"\nunit = \"percent\"\n"
    );
    vec![Publisher::from_toml(&entry).unwrap()]
}

const HEADER: &[Cell] = &[Text("Country"), Text("Year"), Text("Users"), Text("Note")];

#[test]
fn the_first_sheet_is_read_with_its_gaps() {
    let rows: &[&[Cell]] = &[
        HEADER,
        &[Text("Kenya"), Number(2019.0), Number(22.57)],
        &[],
        &[Text("Tanzania"), Number(2019.0), Nothing, Text("none")],
        &[Text("Uganda"), Text("2014/15"), Error],
        &[Text("Atlantis"), Number(2019.0), Number(5.0)],
        &[Text("Rwanda"), Number(2019.0), Text("about 5")],
    ];
    let book = workbook(&[("Data", rows), ("Notes", &[&[Text("x")]])]);
    let input = Input::bytes("a.xlsx", &book);
    let (report, figures) = read_all(&input, &publisher(""), &Options::default());
    let found: Vec<_> =
        report.problems.iter().map(|p| (p.code, p.row, p.column.as_str())).collect();
    assert_eq!(
        found,
        [(ProblemCode::UnknownPlace, 6, "Country"), (ProblemCode::BadNumber, 7, "Users")]
    );
    assert_eq!((report.encoding.as_str(), report.missing_cells), ("xlsx", 2));
    assert_eq!((report.bytes, report.sha256.len()), (book.len() as u64, 64));
    assert_eq!(figures.len(), 1);
    assert_eq!((figures[0].place.as_str(), figures[0].value), ("KEN", Some(22.57)));
}

#[test]
fn sheet_header_row_and_decimal_sign_may_be_stated() {
    let rows: &[&[Cell]] = &[
        &[Text("A table of something")],
        &[],
        HEADER,
        &[Text("Kenya"), Number(2019.0), Number(22.57)],
        &[Text("Kenya"), Number(2020.0), Text("23,5")],
    ];
    let book = workbook(&[("Notes", &[&[Text("x")]]), ("Données", rows)]);
    let entry = publisher("sheet = \"Données\"\nheader_row = 3\ndecimal = \",\"");
    let (report, figures) = read_all(&Input::bytes("a.xlsx", &book), &entry, &Options::default());
    assert!(report.is_clean(), "{:?}", report.problems);
    let values: Vec<_> = figures.iter().map(|figure| figure.value).collect();
    assert_eq!(values, [Some(22.57), Some(23.5)]);
}

#[test]
fn a_sheet_that_is_not_there_is_told_with_those_that_are() {
    let book = workbook(&[("Data", &[HEADER]), ("Notes", &[HEADER])]);
    let entry = publisher("sheet = \"Donnees\"");
    let (report, _) = read_all(&Input::bytes("a.xlsx", &book), &entry, &Options::default());
    assert_eq!(report.problems[0].code, ProblemCode::MissingSheet);
    assert_eq!(report.problems[0].hint, "Data, Notes");
}

const OWN: &[Cell] =
    &[Text("indicator"), Text("place"), Text("period"), Text("value"), Text("unit"), Text("sex")];

fn own(rows: &[&[Cell]]) -> (Report, Vec<Observation>) {
    let book = workbook(&[("Data", &[&[OWN], rows].concat())]);
    read_all(&Input::bytes("mine.xlsx", &book), &[], &common::options())
}

fn row(period: f64, value: Cell) -> [Cell; 4] {
    [Text("internet_users"), Text("KEN"), Number(period), value]
}

fn values(figures: &[Observation]) -> Vec<f64> {
    figures.iter().filter_map(|figure| figure.value).collect()
}

#[test]
fn cells_shown_as_percentages_are_read_as_they_are_shown() {
    let (report, figures) = own(&[
        &row(2015.0, Percent(1, 0.31)),
        &row(2016.0, Percent(2, 0.315)),
        &row(2017.0, Percent(3, 0.07)),
        &row(2018.0, Percent(4, 31.0)),
        &row(2019.0, Number(0.31)),
        &[Text("internet_users"), Text("KEN"), Number(2020.0), Percent(1, 0.31), Text("fraction")],
        &[Text("population"), Text("KEN"), Number(2020.0), Percent(1, 0.31)],
    ]);
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(values(&figures), [31.0, 31.5, 7.0, 31.0, 0.31, 31.0, 0.31]);
    // An entry without a factor is read alike; one that states it knows that its cells are shares.
    let rows: &[&[Cell]] = &[HEADER, &[Text("Kenya"), Number(2019.0), Percent(1, 0.31)]];
    let book = workbook(&[("Data", rows)]);
    for more in ["", "scale = 100.0\n"] {
        let mut publishers = publisher("");
        publishers[0].file[0].values[0].scale = (!more.is_empty()).then_some(100.0);
        let input = Input::bytes("a.xlsx", &book);
        let (_, figures) = read_all(&input, &publishers, &Options::default());
        assert_eq!(values(&figures), [31.0], "{more}");
    }
}

#[test]
fn truths_and_formulas_never_computed_are_told() {
    let (report, figures) = own(&[
        &row(2015.0, True),
        &row(2016.0, Formula(None)),
        &row(2017.0, Formula(Some(2.0))),
        &[Text("internet_users"), Formula(None), Number(2018.0), Number(1.0)],
        &[Text("internet_users"), Text("KEN"), Formula(None), Number(1.0)],
        &[Text("internet_users"), Text("KEN"), Number(2020.0), Number(1.0), Nothing, Formula(None)],
        &[Text("internet_users"), Text("KEN"), Number(2021.0), Number(1.0), Nothing, Nothing],
    ]);
    let found: Vec<_> =
        report.problems.iter().map(|p| (p.code, p.row, p.column.as_str())).collect();
    let formula = ProblemCode::UncomputedFormula;
    let expected = [
        (ProblemCode::BooleanCell, 2, "value"),
        (formula, 3, "value"),
        (formula, 5, "place"),
        (formula, 6, "period"),
        (formula, 7, "sex"),
    ];
    assert_eq!(found, expected);
    assert_eq!(report.problems[0].value, "TRUE");
    assert_eq!(values(&figures), [2.0, 1.0]);
}

#[test]
fn texts_in_cells_have_the_decimal_sign_of_the_sheet() {
    let (report, figures) =
        own(&[&row(2015.0, Text("43,5")), &row(2016.0, Number(22.57)), &row(2017.0, Text("1,6"))]);
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(values(&figures), [43.5, 22.57, 1.6]);
    let (report, _) = own(&[&row(2015.0, Text("2,080")), &row(2016.0, Number(22.57))]);
    assert_eq!(report.problems[0].code, ProblemCode::AmbiguousDecimal);
}

#[test]
fn the_sheet_that_something_describes_is_read_and_said() {
    let data = [OWN, &row(2019.0, Number(5.0))];
    let notes: &[&[Cell]] = &[&[Text("What this is")], &[Text("x")]];
    let book = workbook(&[("Notes", notes), ("Empty", &[]), ("Data", &data), ("More", &data)]);
    let input = Input::bytes("mine.xlsx", &book);
    assert_eq!(recognise(&input, &[], &Options::default()), Recognised::Observations);
    let (report, figures) = read_all(&input, &[], &common::options());
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!((report.sheet.as_str(), values(&figures)), ("Data", vec![5.0]));
    assert_eq!(report.other_sheets, ["Notes", "Empty", "More"]);
    let rows: &[&[Cell]] = &[HEADER, &[Text("Kenya"), Number(2019.0), Number(31.0)]];
    let book = workbook(&[("Notes", notes), ("Data", rows)]);
    let (input, publishers) = (Input::bytes("a.xlsx", &book), publisher(""));
    let found = recognise(&input, &publishers, &Options::default());
    assert!(matches!(found, Recognised::Entries(_)), "{found:?}");
    let (report, figures) = read_all(&input, &publishers, &Options::default());
    assert_eq!((report.sheet.as_str(), values(&figures)), ("Data", vec![31.0]));
}
