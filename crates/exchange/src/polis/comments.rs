//! Statements: `comments.csv`, or a list of objects as the API gives them.

use std::collections::BTreeSet;
use std::io::BufRead;

use passerelle_vocabulary::Moderation;

use super::lines::{Header, Lines, id, whole_number};
use super::people::of_csv;
use super::{Comment, CommentsRead, Limits, PolisCode, PolisError, Problems, json};
use crate::cells::unguarded;

/// Reads statements.
///
/// # Errors
/// Reading fails, the file is larger than the limit, or a column that is needed is not there.
pub fn comments(input: impl BufRead, limits: &Limits) -> Result<CommentsRead, PolisError> {
    let mut lines = Lines::new(input, limits.whole);
    if lines.first()? == Some(b'[') {
        return json::comments(&lines.whole(limits.whole)?, limits);
    }
    let header = lines.header()?;
    let places = Places::of(&header)?;
    let (rest, before) = lines.rest();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(rest);
    let mut read =
        CommentsRead { comments: Vec::new(), problems: Problems::up_to(limits.problems) };
    let mut seen = BTreeSet::new();
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(of_csv)? {
        let line = before + record.position().map_or(0, csv::Position::line);
        let row = Row { header: &header, record: &record, line, problems: &mut read.problems };
        let Some(comment) = row.comment(&places) else { continue };
        if seen.insert(comment.id) {
            read.comments.push(comment);
        } else {
            let place = (places.id as u32 + 1, header.name(places.id));
            read.problems.add(PolisCode::Repeated, line, place, &comment.id.to_string());
        }
    }
    if reader.into_inner().limit() == 0 {
        return Err(PolisError::TooLarge(limits.whole));
    }
    Ok(read)
}

/// Where the columns are.
struct Places {
    id: usize,
    text: Option<usize>,
    author: Option<usize>,
    agrees: Option<usize>,
    disagrees: Option<usize>,
    moderated: Option<usize>,
    meta: Option<usize>,
    seed: Option<usize>,
    at: Option<usize>,
}

impl Places {
    fn of(header: &Header) -> Result<Self, PolisError> {
        Ok(Self {
            id: header.needed(&["comment-id"])?,
            text: header.place(&["comment-body"]),
            author: header.place(&["author-id"]),
            agrees: header.place(&["agrees"]),
            disagrees: header.place(&["disagrees"]),
            moderated: header.place(&["moderated"]),
            meta: header.place(&["is-meta"]),
            seed: header.place(&["is-seed"]),
            at: header.place(&["timestamp"]),
        })
    }
}

struct Row<'a> {
    header: &'a Header,
    record: &'a csv::ByteRecord,
    line: u64,
    problems: &'a mut Problems,
}

impl Row<'_> {
    fn wrong(&mut self, code: PolisCode, place: usize, found: &[u8]) {
        let found = String::from_utf8_lossy(found);
        let place = (place as u32 + 1, self.header.name(place));
        self.problems.add(code, self.line, place, &found);
    }

    /// A cell as something else; none where it is empty. What is neither is told, and spoils the row.
    fn cell<T>(
        &mut self,
        place: Option<usize>,
        code: PolisCode,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<Option<T>, ()> {
        let cell = place.and_then(|place| self.record.get(place));
        let Some(cell) = cell.map(<[u8]>::trim_ascii).filter(|cell| !cell.is_empty()) else {
            return Ok(None);
        };
        match read(cell) {
            Some(value) => Ok(Some(value)),
            None => {
                self.wrong(code, place.unwrap_or(0), cell);
                Err(())
            }
        }
    }

    fn comment(mut self, places: &Places) -> Option<Comment> {
        let columns = self.header.names.len();
        if self.record.len() != columns {
            match self.record.get(columns).map(<[u8]>::to_vec) {
                Some(extra) => self.wrong(PolisCode::ExtraCell, columns, &extra),
                None => self.wrong(PolisCode::MissingCell, self.record.len(), b""),
            }
            return None;
        }
        let number = PolisCode::NotANumber;
        let key = self.cell(Some(places.id), number, id);
        if key == Ok(None) {
            self.wrong(PolisCode::Empty, places.id, b"");
        }
        let count = |cell: &[u8]| whole_number(cell).and_then(|count| u64::try_from(count).ok());
        // All of them, so that everything wrong with a row is told at once.
        let text = self.cell(places.text, PolisCode::BadEncoding, |cell| {
            std::str::from_utf8(cell).ok().map(|text| unguarded(text).to_owned())
        });
        let author = self.cell(places.author, number, id);
        let agrees = self.cell(places.agrees, number, count);
        let disagrees = self.cell(places.disagrees, number, count);
        let moderation = self.cell(places.moderated, PolisCode::NotAModeration, moderated);
        let meta = self.cell(places.meta, PolisCode::NotAnAnswer, answer);
        let seed = self.cell(places.seed, PolisCode::NotAnAnswer, answer);
        let at = self.cell(places.at, number, whole_number);
        Some(Comment {
            id: key.ok()??,
            text: text.ok()?.unwrap_or_default(),
            author: author.ok()?,
            agrees: agrees.ok()?,
            disagrees: disagrees.ok()?,
            moderation: moderation.ok()?.unwrap_or_default(),
            meta: meta.ok()?.unwrap_or(false),
            seed: seed.ok()?.unwrap_or(false),
            at: at.ok()?.unwrap_or(0),
        })
    }
}

fn moderated(cell: &[u8]) -> Option<Moderation> {
    moderation(whole_number(cell)?)
}

/// −1 is taken out, 0 waits, 1 is let in.
pub(super) fn moderation(number: i64) -> Option<Moderation> {
    match number {
        -1 => Some(Moderation::Out),
        0 => Some(Moderation::Waiting),
        1 => Some(Moderation::In),
        _ => None,
    }
}

fn answer(cell: &[u8]) -> Option<bool> {
    match cell.to_ascii_lowercase().as_slice() {
        b"true" | b"1" => Some(true),
        b"false" | b"0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> CommentsRead {
        comments(text.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn statements_are_read_with_ends_of_lines_in_their_words() {
        let text = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
                    5,Wed,3,2,7,1,-1,\"One, \"\"two\"\"\nlines\"\n6,Wed,4,2,0,0,1,Plain\n";
        let found = read(text);
        assert!(found.problems.is_empty(), "{:?}", found.problems);
        assert_eq!(found.comments[0].text, "One, \"two\"\nlines");
        assert_eq!(found.comments[0].moderation, Moderation::Out);
        assert_eq!((found.comments[0].agrees, found.comments[0].at), (Some(7), 5));
        assert_eq!(found.comments[1].moderation, Moderation::In);
    }

    #[test]
    fn everything_wrong_is_told_by_line_and_column() {
        let text = "comment-id,agrees,moderated,is-meta,comment-body\n\
                    1,x,2,perhaps,a\n2,1,0,true,b\n2,1,0,false,again\n3,1\n,1,0,0,c\n4,1,0,0,d,e\n";
        let found = read(text);
        let told: Vec<(u64, u32, &str)> = found
            .problems
            .told
            .iter()
            .map(|problem| (problem.line, problem.cell, problem.code.code()))
            .collect();
        assert_eq!(
            told,
            [
                (2, 2, "not-a-number"),
                (2, 3, "not-a-moderation"),
                (2, 4, "not-an-answer"),
                (4, 1, "repeated"),
                (5, 3, "missing-cell"),
                (6, 1, "empty"),
                (7, 6, "extra-cell"),
            ]
        );
        assert_eq!(found.comments.len(), 1);
        assert!(found.comments[0].meta);
    }

    #[test]
    fn a_file_without_the_column_of_numbers_is_not_one_of_statements() {
        let found = comments(&b"a,b\n1,2\n"[..], &Limits::default());
        assert!(matches!(found, Err(PolisError::MissingColumn("comment-id"))));
    }
}
