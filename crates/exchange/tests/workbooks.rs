//! Workbooks: the same figures as the same table in CSV.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use common::read_all;
use passerelle_exchange::sources::Publisher;
use passerelle_exchange::statistics::{Input, Options, ProblemCode};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell of a sheet.
enum Cell {
    Text(&'static str),
    Number(f64),
    Error,
    Nothing,
}
use Cell::{Error, Nothing, Number, Text};

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
