//! Votes as a table of people × statements: `participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2,…`.

use std::collections::BTreeSet;
use std::io::BufRead;

use passerelle_vocabulary::{Stance, Vote};

use super::lines::{Header, Lines, id, whole_number};
use super::{Layout, Limits, PolisCode, PolisError, Problems, VotesRead};

pub(super) fn votes<R: BufRead>(
    lines: Lines<R>,
    header: &Header,
    limits: &Limits,
) -> Result<VotesRead, PolisError> {
    let table = Table::of(header)?;
    let (rest, before) = lines.rest();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(rest);
    let mut read = VotesRead {
        layout: Layout::People,
        votes: Vec::new(),
        groups: Vec::new(),
        problems: Problems::up_to(limits.problems),
    };
    let mut seen = BTreeSet::new();
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(of_csv(error)),
        }
        let line = before + record.position().map_or(0, csv::Position::line);
        table.person(&record, line, &mut seen, &mut read);
        if read.votes.len() > limits.votes {
            return Err(PolisError::TooLarge(limits.votes as u64));
        }
    }
    if reader.into_inner().limit() == 0 {
        return Err(PolisError::TooLarge(limits.bytes));
    }
    Ok(read)
}

/// What the reader of tables fails with: of bytes it does nothing but read them.
pub(super) fn of_csv(error: csv::Error) -> PolisError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => PolisError::Io(error),
        other => PolisError::Io(std::io::Error::other(format!("{other:?}"))),
    }
}

/// Which columns are what.
struct Table<'a> {
    header: &'a Header,
    group: Option<usize>,
    /// Column → statement.
    statements: Vec<(usize, u32)>,
}

impl<'a> Table<'a> {
    fn of(header: &'a Header) -> Result<Self, PolisError> {
        let mut seen = BTreeSet::new();
        let mut statements = Vec::new();
        // What is named by a number is a statement.
        for (place, name) in header.names.iter().enumerate() {
            let Some(statement) = id(name.as_bytes()) else { continue };
            if !seen.insert(statement) {
                return Err(PolisError::RepeatedColumn(statement.to_string()));
            }
            statements.push((place, statement));
        }
        Ok(Self { header, group: header.place(&["group-id"]), statements })
    }

    fn person(
        &self,
        record: &csv::ByteRecord,
        line: u64,
        seen: &mut BTreeSet<u32>,
        read: &mut VotesRead,
    ) {
        let problems = &mut read.problems;
        let mut wrong = |code: PolisCode, place: usize, found: &[u8]| {
            let found = String::from_utf8_lossy(found);
            problems.add(code, line, (place as u32 + 1, self.header.name(place)), &found);
        };
        let columns = self.header.names.len();
        if record.len() != columns {
            match record.get(columns) {
                Some(extra) => wrong(PolisCode::ExtraCell, columns, extra),
                None => wrong(PolisCode::MissingCell, record.len(), b""),
            }
            return;
        }
        let first = record.get(0).unwrap_or_default();
        let Some(person) = id(first) else {
            let code = if first.is_empty() { PolisCode::Empty } else { PolisCode::NotANumber };
            return wrong(code, 0, first);
        };
        if !seen.insert(person) {
            return wrong(PolisCode::Repeated, 0, first);
        }
        let group = self.group.and_then(|place| Some((place, record.get(place)?)));
        if let Some((place, cell)) = group.filter(|(_, cell)| !cell.trim_ascii().is_empty()) {
            match id(cell) {
                Some(group) => read.groups.push((person, group)),
                None => wrong(PolisCode::NotANumber, place, cell),
            }
        }
        for (place, statement) in &self.statements {
            let cell = record.get(*place).unwrap_or_default();
            if cell.trim_ascii().is_empty() {
                continue;
            }
            match whole_number(cell).and_then(Stance::of) {
                Some(stance) => {
                    read.votes.push(Vote { person, statement: *statement, stance, at: 0 });
                }
                None => wrong(PolisCode::NotAVote, *place, cell),
            }
        }
    }
}
