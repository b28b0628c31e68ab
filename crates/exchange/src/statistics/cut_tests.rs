use proptest::prelude::*;

use super::*;

type Rows = Vec<(u64, Vec<String>)>;

fn rows(text: &[u8]) -> Result<Rows, (ProblemCode, u64)> {
    rows_of(Box::new(text), None)
}

fn rows_of(
    source: Box<dyn std::io::Read + '_>,
    delimiter: Option<u8>,
) -> Result<Rows, (ProblemCode, u64)> {
    let bytes = TextBytes::new(source, u64::MAX, None);
    let stop = |stop: Stop| (stop.code, stop.row);
    let mut cutter = Cutter::new(bytes, delimiter).map_err(stop)?;
    let mut rows = Vec::new();
    while let Some(record) = cutter.next_row().map_err(stop)? {
        let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned());
        rows.push((record.line, cells.collect()));
    }
    Ok(rows)
}

fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn counts_lines_as_a_person_does() {
    let text = b"a,b\r\n\r\n\"x\ny\",1\n\nz,2";
    let expected = vec![row(1, &["a", "b"]), row(3, &["x\ny", "1"]), row(6, &["z", "2"])];
    assert_eq!(rows(text), Ok(expected));
}

#[test]
fn follows_the_rules_of_quotation() {
    let text = b"\"a \"\"b\"\"\",\"\",c\"d\r\n\"x\"y,\"1,2\"\r\n";
    let expected = vec![row(1, &["a \"b\"", "", "c\"d"]), row(2, &["xy", "1,2"])];
    assert_eq!(rows(text), Ok(expected));
}

#[test]
fn finds_the_delimiter_and_the_line_ends() {
    for text in ["a;b,c\n1;2\n", "a\tb,c\n1\t2\n", "a|b,c\n1|2\n", "\"x,y,z\";b\n1;2\n"] {
        assert_eq!(rows(text.as_bytes()).unwrap()[1], row(2, &["1", "2"]), "{text}");
    }
    let old_mac = vec![row(1, &["a", "b"]), row(2, &["1", "2"])];
    assert_eq!(rows(b"a,b\r1,2\r"), Ok(old_mac));
}

#[test]
fn stops_where_a_line_a_cell_or_a_quote_never_ends() {
    assert_eq!(rows(b""), Err((ProblemCode::EmptyFile, 0)));
    assert_eq!(rows(b"a,b\n1,\"2\n3,4\n"), Err((ProblemCode::UnclosedQuote, 2)));
    let endless = std::io::repeat(b'0');
    assert_eq!(rows_of(Box::new(endless), None), Err((ProblemCode::LineTooLong, 1)));
    let long = [b"a,b\n1,".to_vec(), vec![b'x'; 70_000], b"\n".to_vec()].concat();
    assert_eq!(rows(&long), Err((ProblemCode::CellTooLong, 2)));
    let quoted = [b"a,b\n1,\"".to_vec(), vec![b'x'; 70_000], b"\"\n".to_vec()].concat();
    assert_eq!(rows(&quoted), Err((ProblemCode::CellTooLong, 2)));
}

#[test]
fn rows_may_straddle_the_chunks_that_are_read() {
    let mut text = b"a,b\n".to_vec();
    for number in 0..60_000 {
        text.extend(format!("{number},\"p\n{number}\"\nq,{number}\n").bytes());
    }
    let rows = rows(&text).unwrap();
    assert_eq!(rows.len(), 120_001);
    assert_eq!(rows[120_000], row(180_001, &["q", "59999"]));
    assert_eq!(rows[119_999], row(179_999, &["59999", "p\n59999"]));
}

proptest! {
    #[test]
    fn agrees_with_the_csv_crate(text in "[ab,\"\n]{1,40}") {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        match rows_of(Box::new(text.as_bytes()), Some(b',')) {
            // Where that crate closes the quotation at the end of the file, this one says so.
            Err((code, _)) => prop_assert_eq!(code, ProblemCode::UnclosedQuote),
            Ok(rows) => {
                let found: Vec<_> = rows.into_iter().map(|(_, cells)| cells).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
