//! Workbooks (XLSX, ECMA-376) written out: sheets of texts, the first row in bold and kept in sight.
//!
//! Only what sheets of text need: no formula, no number, no date. What begins like a formula stays a text.
//! The same sheets give the same bytes.

use std::fmt::Write as _;
use std::io::{Seek, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Characters of a cell, at the most: those of the format.
const CELL: usize = 32_767;

/// A sheet of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows; the first names the columns.
    pub rows: Vec<Vec<String>>,
}

/// A workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the workbook: {0}")]
pub struct WorkbookError(#[from] zip::result::ZipError);

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Writes a workbook.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_workbook(sheets: &[Sheet], out: impl Write + Seek) -> Result<(), WorkbookError> {
    let mut zip = ZipWriter::new(out);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut part = |name: &str, text: &str| -> Result<(), WorkbookError> {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes()).map_err(zip::result::ZipError::from)?;
        Ok(())
    };
    part("[Content_Types].xml", &content_types(sheets.len()))?;
    part("_rels/.rels", &relations(&[("officeDocument", "xl/workbook.xml".to_owned())]))?;
    part("xl/workbook.xml", &workbook(sheets))?;
    let mut of_workbook: Vec<(&str, String)> = (1..=sheets.len())
        .map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")))
        .collect();
    of_workbook.push(("styles", "styles.xml".to_owned()));
    part("xl/_rels/workbook.xml.rels", &relations(&of_workbook))?;
    part("xl/styles.xml", &styles())?;
    for (at, sheet) in sheets.iter().enumerate() {
        part(&format!("xl/worksheets/sheet{}.xml", at + 1), &worksheet(sheet))?;
    }
    zip.finish()?;
    Ok(())
}

fn content_types(sheets: usize) -> String {
    let mut text = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
         Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"{TYPES}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" \
         ContentType=\"{TYPES}.styles+xml\"/>"
    );
    for number in 1..=sheets {
        let _ = write!(
            text,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" \
             ContentType=\"{TYPES}.worksheet+xml\"/>"
        );
    }
    text + "</Types>"
}

fn relations(targets: &[(&str, String)]) -> String {
    let mut text = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (at, (kind, target)) in targets.iter().enumerate() {
        let _ = write!(
            text,
            "<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>",
            at + 1
        );
    }
    text + "</Relationships>"
}

fn workbook(sheets: &[Sheet]) -> String {
    let mut text = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>");
    for (at, sheet) in sheets.iter().enumerate() {
        let (name, number) = (escape(sheet.name.as_str()), at + 1);
        let _ = write!(text, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    text + "</sheets></workbook>"
}

/// Two looks: plain, and bold for the first row.
fn styles() -> String {
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/><name \
         val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill \
         patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/>\
         <bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" \
         fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"2\"><xf \
         numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"49\" \
         fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs><cellStyles \
         count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

fn worksheet(sheet: &Sheet) -> String {
    let mut text = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane \
         ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>\
         </sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"1\" max=\"64\" \
         width=\"24\" customWidth=\"1\"/></cols><sheetData>"
    );
    for (row, cells) in sheet.rows.iter().enumerate() {
        let _ = write!(text, "<row r=\"{}\">", row + 1);
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let (column, style) = (letters(at), u8::from(row == 0));
            let cell: String = cell.chars().filter(|c| is_sound(*c)).take(CELL).collect();
            let _ = write!(
                text,
                "<c r=\"{column}{}\" s=\"{style}\" t=\"inlineStr\"><is><t \
                 xml:space=\"preserve\">{}</t></is></c>",
                row + 1,
                escape(cell.as_str())
            );
        }
        text.push_str("</row>");
    }
    text + "</sheetData></worksheet>"
}

/// Whether a character may stand in XML 1.0.
fn is_sound(c: char) -> bool {
    !c.is_control() || matches!(c, '\t' | '\n' | '\r')
}

/// The letters of a column: A, B … Z, AA…
fn letters(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return letters;
        }
        at = at / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::*;

    #[test]
    fn a_workbook_is_read_back_as_it_was_written() {
        let odd = "=1+1 <b>&\"é\"\n\u{7}";
        let rows =
            vec![vec!["name".to_owned(), "label".to_owned()], vec![String::new(), odd.to_owned()]];
        let sheets = [
            Sheet { name: "survey".into(), rows },
            Sheet { name: "a & b".into(), rows: vec![vec!["x".into()]] },
        ];
        let mut bytes = Cursor::new(Vec::new());
        write_workbook(&sheets, &mut bytes).unwrap();
        let mut again = Cursor::new(Vec::new());
        write_workbook(&sheets, &mut again).unwrap();
        assert_eq!(bytes.get_ref(), again.get_ref(), "the same bytes");
        let mut book: Xlsx<_> = Xlsx::new(bytes).unwrap();
        assert_eq!(book.sheet_names(), ["survey", "a & b"]);
        let range = book.worksheet_range("survey").unwrap();
        let cell = |row, column| range.get_value((row, column)).map(ToString::to_string);
        assert_eq!(cell(0, 1).as_deref(), Some("label"));
        assert_eq!(cell(1, 1).as_deref(), Some("=1+1 <b>&\"é\"\n"));
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
    }
}
