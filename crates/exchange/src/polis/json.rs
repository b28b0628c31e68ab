//! Votes and statements as lists of objects, as the API of Pol.is gives them. Its names changed once: both are read.

use std::collections::BTreeSet;
use std::fmt;

use passerelle_vocabulary::{Stance, Vote};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::comments::moderation;
use super::lines::whole_number;
use super::{Comment, CommentsRead, Layout, Limits, PolisCode, PolisError, Problems, VotesRead};

/// The value of a field, whatever it is.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Whole(i64),
    Text(String),
    Answer(bool),
    Nothing,
    /// Another number, a list, an object.
    Other(String),
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyCell)
    }
}

struct AnyCell;

impl<'de> Visitor<'de> for AnyCell {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Cell, E> {
        Ok(Cell::Answer(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell, E> {
        Ok(i64::try_from(value).map_or_else(|_| Cell::Other(value.to_string()), Cell::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Cell, E> {
        // Moments are often written as 1665582343468.0.
        let whole = value.fract() == 0.0 && value.abs() < 9e15;
        Ok(if whole { Cell::Whole(value as i64) } else { Cell::Other(value.to_string()) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Cell, E> {
        Ok(Cell::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("[…]".to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("{…}".to_owned()))
    }
}

impl Cell {
    fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Text(text) => whole_number(text.as_bytes()),
            _ => None,
        }
    }

    fn answer(&self) -> Option<bool> {
        match self {
            Self::Answer(answer) => Some(*answer),
            Self::Whole(0) => Some(false),
            Self::Whole(1) => Some(true),
            _ => None,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Answer(answer) => answer.to_string(),
            Self::Nothing => "null".to_owned(),
        }
    }
}

/// A field: its name and its value.
type Field<'a> = (&'static str, &'a Option<Cell>);

/// What is wrong with an object, as it is found.
struct Object<'a> {
    number: u64,
    problems: &'a mut Problems,
}

impl Object<'_> {
    /// A field that must be there. Outer: whether all is well so far.
    fn needed<T>(
        &mut self,
        (name, cell): Field<'_>,
        code: PolisCode,
        read: impl FnOnce(&Cell) -> Option<T>,
    ) -> Option<T> {
        match cell {
            None | Some(Cell::Nothing) => {
                self.problems.add(PolisCode::MissingField, self.number, (0, name), "");
                None
            }
            Some(cell) => {
                let value = read(cell);
                if value.is_none() {
                    self.problems.add(code, self.number, (0, name), &cell.shown());
                }
                value
            }
        }
    }

    /// A field that can be missing: then it is none within.
    fn optional<T>(
        &mut self,
        field: Field<'_>,
        code: PolisCode,
        read: impl FnOnce(&Cell) -> Option<T>,
    ) -> Option<Option<T>> {
        match field.1 {
            None | Some(Cell::Nothing) => Some(None),
            Some(_) => self.needed(field, code, read).map(Some),
        }
    }
}

fn id(cell: &Cell) -> Option<u32> {
    cell.whole().and_then(|number| u32::try_from(number).ok())
}

#[derive(Deserialize)]
struct VoteRow {
    #[serde(alias = "pid")]
    participant_id: Option<Cell>,
    #[serde(alias = "tid")]
    statement_id: Option<Cell>,
    vote: Option<Cell>,
    modified: Option<Cell>,
}

/// Puts each element of a list to use, without holding the list.
fn each_row<'a, T: Deserialize<'a>>(
    bytes: &'a [u8],
    take: &mut dyn FnMut(u64, T),
) -> Result<(), PolisError> {
    struct Rows<'t, T>(&'t mut dyn FnMut(u64, T));
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<'_, T> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of objects")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
            let mut number = 0;
            while let Some(row) = list.next_element()? {
                number += 1;
                (self.0)(number, row);
            }
            Ok(())
        }
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde::Deserializer::deserialize_seq(&mut reader, Rows(take));
    read.and_then(|()| reader.end()).map_err(|error| PolisError::of_json(&error))
}

pub(super) fn votes(bytes: &[u8], limits: &Limits) -> Result<VotesRead, PolisError> {
    let mut votes = Vec::new();
    let mut problems = Problems::up_to(limits.problems);
    each_row(bytes, &mut |number, row: VoteRow| {
        let mut object = Object { number, problems: &mut problems };
        let not_a_number = PolisCode::NotANumber;
        let person = object.needed(("participant_id", &row.participant_id), not_a_number, id);
        let statement = object.needed(("statement_id", &row.statement_id), not_a_number, id);
        let stance = object.needed(("vote", &row.vote), PolisCode::NotAVote, |cell| {
            cell.whole().and_then(Stance::of)
        });
        let at = object.optional(("modified", &row.modified), not_a_number, Cell::whole);
        if let (Some(person), Some(statement), Some(stance), Some(at)) =
            (person, statement, stance, at)
        {
            votes.push(Vote { person, statement, stance, at: at.unwrap_or(0) });
        }
    })?;
    if votes.len() > limits.votes {
        return Err(PolisError::TooLarge(limits.votes as u64));
    }
    Ok(VotesRead { layout: Layout::Json, votes, groups: Vec::new(), problems })
}

#[derive(Deserialize)]
struct CommentRow {
    #[serde(alias = "tid")]
    statement_id: Option<Cell>,
    txt: Option<Cell>,
    #[serde(alias = "pid")]
    participant_id: Option<Cell>,
    agree_count: Option<Cell>,
    disagree_count: Option<Cell>,
    #[serde(alias = "mod")]
    moderated: Option<Cell>,
    is_meta: Option<Cell>,
    is_seed: Option<Cell>,
    created: Option<Cell>,
}

pub(super) fn comments(bytes: &[u8], limits: &Limits) -> Result<CommentsRead, PolisError> {
    let mut comments = Vec::new();
    let mut problems = Problems::up_to(limits.problems);
    let mut seen = BTreeSet::new();
    each_row(bytes, &mut |number, row: CommentRow| {
        let mut object = Object { number, problems: &mut problems };
        let Some(comment) = row.comment(&mut object) else { return };
        if seen.insert(comment.id) {
            comments.push(comment);
        } else {
            let place = (0, "statement_id");
            problems.add(PolisCode::Repeated, number, place, &comment.id.to_string());
        }
    })?;
    Ok(CommentsRead { comments, problems })
}

impl CommentRow {
    fn comment(&self, object: &mut Object<'_>) -> Option<Comment> {
        let number = PolisCode::NotANumber;
        let count = |cell: &Cell| cell.whole().and_then(|count| u64::try_from(count).ok());
        // All of them, so that everything wrong with an object is told at once.
        let key = object.needed(("statement_id", &self.statement_id), number, id);
        let author = object.optional(("participant_id", &self.participant_id), number, id);
        let agrees = object.optional(("agree_count", &self.agree_count), number, count);
        let disagrees = object.optional(("disagree_count", &self.disagree_count), number, count);
        let moderation =
            object.optional(("moderated", &self.moderated), PolisCode::NotAModeration, |cell| {
                cell.whole().and_then(moderation)
            });
        let answer = PolisCode::NotAnAnswer;
        let meta = object.optional(("is_meta", &self.is_meta), answer, Cell::answer);
        let seed = object.optional(("is_seed", &self.is_seed), answer, Cell::answer);
        // A number of milliseconds, or a date, of which nothing here depends on.
        let at = self.created.as_ref().and_then(Cell::whole).unwrap_or(0);
        let text = self.txt.as_ref().map(Cell::shown).unwrap_or_default();
        Some(Comment {
            id: key?,
            text,
            author: author?,
            agrees: agrees?,
            disagrees: disagrees?,
            moderation: moderation?.unwrap_or_default(),
            meta: meta?.unwrap_or(false),
            seed: seed?.unwrap_or(false),
            at,
        })
    }
}
