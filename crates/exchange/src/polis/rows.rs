//! Votes as rows: `timestamp,datetime,comment-id,voter-id,vote`, in any order of columns.

use std::io::BufRead;

use memchr::memchr;
use passerelle_vocabulary::{Stance, Vote};

use super::lines::{Header, Line, Lines, cut, id, whole_number};
use super::{Layout, Limits, PolisCode, PolisError, Problems, VotesRead};

/// Where the columns are that count.
struct Places {
    person: usize,
    statement: usize,
    vote: usize,
    at: Option<usize>,
    /// Cells up to the last of these.
    needed: usize,
    columns: usize,
}

pub(super) fn votes<R: BufRead>(
    mut lines: Lines<R>,
    header: &Header,
    limits: &Limits,
) -> Result<VotesRead, PolisError> {
    let places = Places::of(header)?;
    let mut votes = Vec::new();
    let mut problems = Problems::up_to(limits.problems);
    loop {
        let more = lines.next(|number, line| match line {
            Line::Here(line) => {
                if let Some(vote) = places.vote(line, number, header, &mut problems) {
                    votes.push(vote);
                }
                true
            }
            Line::TooLong => {
                problems.add(PolisCode::LongLine, number, (0, ""), "");
                false
            }
            Line::End => false,
        })?;
        if !more {
            return Ok(VotesRead { layout: Layout::Rows, votes, groups: Vec::new(), problems });
        }
        if votes.len() > limits.votes {
            return Err(PolisError::TooLarge(limits.votes as u64));
        }
    }
}

impl Places {
    fn of(header: &Header) -> Result<Self, PolisError> {
        let person = header.needed(&["voter-id", "participant-id", "participant"])?;
        let statement = header.needed(&["comment-id"])?;
        let vote = header.needed(&["vote"])?;
        let at = header.place(&["timestamp"]);
        let needed = person.max(statement).max(vote).max(at.unwrap_or(0)) + 1;
        Ok(Self { person, statement, vote, at, needed, columns: header.names.len() })
    }

    fn vote(
        &self,
        line: &[u8],
        number: u64,
        header: &Header,
        problems: &mut Problems,
    ) -> Option<Vote> {
        if line.trim_ascii().is_empty() {
            return None;
        }
        if memchr(b'"', line).is_some() {
            let Some(cells) = std::str::from_utf8(line).ok().and_then(cut) else {
                problems.add(PolisCode::Quote, number, (0, ""), &String::from_utf8_lossy(line));
                return None;
            };
            let cells: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
            return self.of_cells(&cells, number, header, problems);
        }
        // Most files have few columns: no memory is asked for.
        let mut few: [&[u8]; 8] = [b""; 8];
        let mut count = 0;
        for cell in line.split(|byte| *byte == b',') {
            if let Some(place) = few.get_mut(count) {
                *place = cell;
            }
            count += 1;
        }
        if count <= few.len() {
            return self.of_cells(&few[..count], number, header, problems);
        }
        let cells: Vec<&[u8]> = line.split(|byte| *byte == b',').collect();
        self.of_cells(&cells, number, header, problems)
    }

    fn of_cells(
        &self,
        cells: &[&[u8]],
        number: u64,
        header: &Header,
        problems: &mut Problems,
    ) -> Option<Vote> {
        if cells.len() < self.needed {
            let place = (cells.len() as u32 + 1, header.name(cells.len()));
            problems.add(PolisCode::MissingCell, number, place, "");
            return None;
        }
        if cells.len() > self.columns {
            let found = String::from_utf8_lossy(cells[self.columns]);
            problems.add(PolisCode::ExtraCell, number, (self.columns as u32 + 1, ""), &found);
            return None;
        }
        let mut wrong = |code: PolisCode, place: usize| {
            let cell = cells[place].trim_ascii();
            let code = if cell.is_empty() { PolisCode::Empty } else { code };
            let found = String::from_utf8_lossy(cell);
            problems.add(code, number, (place as u32 + 1, header.name(place)), &found);
        };
        let person = id(cells[self.person]);
        let statement = id(cells[self.statement]);
        let stance = whole_number(cells[self.vote]).and_then(Stance::of);
        let at = match self.at {
            Some(place) if !cells[place].trim_ascii().is_empty() => whole_number(cells[place]),
            _ => Some(0),
        };
        for (is_wrong, code, place) in [
            (at.is_none(), PolisCode::NotANumber, self.at.unwrap_or(0)),
            (statement.is_none(), PolisCode::NotANumber, self.statement),
            (person.is_none(), PolisCode::NotANumber, self.person),
            (stance.is_none(), PolisCode::NotAVote, self.vote),
        ] {
            if is_wrong {
                wrong(code, place);
            }
        }
        Some(Vote { person: person?, statement: statement?, stance: stance?, at: at? })
    }
}
