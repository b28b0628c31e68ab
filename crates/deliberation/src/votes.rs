//! Votes as a sparse matrix of people × statements.
//!
//! Compressed rows: for each person the statements that they voted on, in ascending order, and what they said as a byte.
//! Memory is five bytes a vote, whatever the number of people × statements. A vote that is not there is not a pass.

use std::collections::BTreeMap;

use passerelle_vocabulary::{Stance, Vote};

/// The votes that count: at most one of a person on a statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Votes {
    people: Vec<u32>,
    statements: Vec<u32>,
    /// Where the row of each person begins in `columns` and `stances`; one more than people.
    starts: Vec<usize>,
    /// Places in `statements`.
    columns: Vec<u32>,
    stances: Vec<i8>,
}

/// Votes, and what became of those that do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gathered {
    /// Those that count.
    pub votes: Votes,
    /// Earlier votes of somebody on a statement that they voted on again.
    pub repeated: u64,
    /// Those among them after which something else was said.
    pub changed: u64,
    /// Votes on statements that are not listed: statement → how many. They do not count.
    pub unlisted: BTreeMap<u32, u64>,
}

/// Where ids stand in a sorted list of them.
struct Index {
    ids: Vec<u32>,
    /// Place by id, where the highest id is not far above the number of ids.
    direct: Vec<u32>,
}

/// For an id that is not in the list.
const NOWHERE: u32 = u32::MAX;

impl Index {
    fn of(mut ids: Vec<u32>) -> Self {
        let most = ids.len();
        ids.sort_unstable();
        ids.dedup();
        let highest = ids.last().map_or(0, |id| *id as usize);
        let mut direct = Vec::new();
        if highest <= 4 * most + 4_096 {
            direct.resize(highest + 1, NOWHERE);
            for (place, id) in ids.iter().enumerate() {
                direct[*id as usize] = place as u32;
            }
        }
        Self { ids, direct }
    }

    fn place(&self, id: u32) -> Option<u32> {
        if self.direct.is_empty() {
            return self.ids.binary_search(&id).ok().map(|place| place as u32);
        }
        self.direct.get(id as usize).copied().filter(|place| *place != NOWHERE)
    }
}

/// A vote on the way into its row.
#[derive(Clone, Copy)]
struct Cell {
    column: u32,
    stance: i8,
    at: i64,
}

impl Votes {
    /// Gathers votes in any order. Where statements are listed, those and no others are the columns; else all that
    /// were voted on. Of several votes of one person on one statement the latest counts, and among those of one moment
    /// the one that comes last.
    pub fn gather(votes: &[Vote], listed: Option<&[u32]>) -> Gathered {
        let people = Index::of(votes.iter().map(|vote| vote.person).collect());
        let statements = Index::of(match listed {
            Some(listed) => listed.to_vec(),
            None => votes.iter().map(|vote| vote.statement).collect(),
        });
        let mut gathered = Gathered::default();
        let mut ends = vec![0_usize; people.ids.len() + 1];
        let row = |vote: &Vote| people.place(vote.person).unwrap_or_default() as usize;
        for vote in votes {
            match statements.place(vote.statement) {
                Some(_) => ends[row(vote) + 1] += 1,
                None => *gathered.unlisted.entry(vote.statement).or_default() += 1,
            }
        }
        for person in 0..people.ids.len() {
            ends[person + 1] += ends[person];
        }
        let mut cells =
            vec![Cell { column: 0, stance: 0, at: 0 }; ends.last().copied().unwrap_or(0)];
        let mut next = ends.clone();
        for vote in votes {
            if let Some(column) = statements.place(vote.statement) {
                let place = &mut next[row(vote)];
                cells[*place] = Cell { column, stance: vote.stance.value(), at: vote.at };
                *place += 1;
            }
        }
        gathered.votes = Self {
            people: Vec::with_capacity(people.ids.len()),
            statements: statements.ids,
            starts: vec![0],
            columns: Vec::with_capacity(cells.len()),
            stances: Vec::with_capacity(cells.len()),
        };
        for (row, person) in people.ids.iter().enumerate() {
            gathered.add(*person, &mut cells[ends[row]..ends[row + 1]]);
        }
        gathered
    }

    /// People, by ascending id.
    pub fn people(&self) -> &[u32] {
        &self.people
    }

    /// Statements, by ascending id; also those that nobody voted on, where they were listed.
    pub fn statements(&self) -> &[u32] {
        &self.statements
    }

    /// How many votes there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The row of the person at a place in [`people`](Self::people): places in [`statements`](Self::statements), ascending,
    /// and what they say there (−1, 0, +1).
    pub fn row(&self, person: usize) -> (&[u32], &[i8]) {
        let range = self.starts[person]..self.starts[person + 1];
        (&self.columns[range.clone()], &self.stances[range])
    }

    /// Each vote, by person and statement; the moment is not kept.
    pub fn iter(&self) -> impl Iterator<Item = Vote> + '_ {
        self.people.iter().enumerate().flat_map(move |(row, person)| {
            let (columns, stances) = self.row(row);
            columns.iter().zip(stances).map(move |(column, stance)| Vote {
                person: *person,
                statement: self.statements[*column as usize],
                stance: Stance::of(i64::from(*stance)).unwrap_or(Stance::Pass),
                at: 0,
            })
        })
    }

    /// With every agreement a disagreement, and the other way round.
    #[must_use]
    pub fn inverted(mut self) -> Self {
        self.stances.iter_mut().for_each(|stance| *stance = -*stance);
        self
    }

    /// With later votes over the present ones, and with these statements among the columns too. Later votes count in
    /// their order, whatever their moment. Costs a copy of the matrix.
    #[must_use]
    pub fn with(&self, later: &[Vote], listed: impl IntoIterator<Item = u32>) -> Self {
        let in_order = |(place, vote): (usize, &Vote)| Vote { at: place as i64, ..*vote };
        let later: Vec<Vote> = later.iter().enumerate().map(in_order).collect();
        let new = Self::gather(&later, None).votes;
        let mut statements = self.statements.clone();
        statements.extend(listed);
        statements.extend(&new.statements);
        let statements = Index::of(statements);
        let place = |ids: &[u32]| -> Vec<u32> {
            ids.iter().map(|id| statements.place(*id).unwrap_or_default()).collect()
        };
        let (old_places, new_places) = (place(&self.statements), place(&new.statements));
        let mut merged = Self {
            starts: vec![0],
            columns: Vec::with_capacity(self.len() + new.len()),
            stances: Vec::with_capacity(self.len() + new.len()),
            ..Self::default()
        };
        // Mostly no statement comes in between: then rows without new votes are as they were.
        let stays = old_places.iter().enumerate().all(|(at, place)| at as u32 == *place);
        let (mut old_row, mut new_row) = (0, 0);
        while old_row < self.people.len() || new_row < new.people.len() {
            let old = self.people.get(old_row).copied();
            let late = new.people.get(new_row).copied();
            let person = old.unwrap_or(NOWHERE).min(late.unwrap_or(NOWHERE));
            let mut rows = (Row::empty(), Row::empty());
            if old == Some(person) {
                rows.0 = Row::of(self, old_row, &old_places);
                old_row += 1;
            }
            if late == Some(person) {
                rows.1 = Row::of(&new, new_row, &new_places);
                new_row += 1;
            }
            match (rows.1.columns.is_empty(), stays) {
                (true, true) => merged.copy(person, rows.0.columns, rows.0.stances),
                _ => merged.merge(person, rows.0, rows.1),
            }
        }
        merged.statements = statements.ids;
        merged
    }

    fn copy(&mut self, person: u32, columns: &[u32], stances: &[i8]) {
        self.columns.extend_from_slice(columns);
        self.stances.extend_from_slice(stances);
        self.people.push(person);
        self.starts.push(self.columns.len());
    }

    fn merge(&mut self, person: u32, mut old: Row<'_>, mut new: Row<'_>) {
        loop {
            let (before, later) = (old.column(), new.column());
            let Some(column) = before.into_iter().chain(later).min() else { break };
            let stance = if later == Some(column) { new.stance() } else { old.stance() };
            self.columns.push(column);
            self.stances.push(stance);
            old.at += usize::from(before == Some(column));
            new.at += usize::from(later == Some(column));
        }
        self.people.push(person);
        self.starts.push(self.columns.len());
    }
}

/// A row that is walked through, with its columns' places elsewhere.
struct Row<'a> {
    columns: &'a [u32],
    stances: &'a [i8],
    places: &'a [u32],
    at: usize,
}

impl<'a> Row<'a> {
    fn empty() -> Self {
        Self { columns: &[], stances: &[], places: &[], at: 0 }
    }

    fn of(votes: &'a Votes, row: usize, places: &'a [u32]) -> Self {
        let (columns, stances) = votes.row(row);
        Self { columns, stances, places, at: 0 }
    }

    fn column(&self) -> Option<u32> {
        self.columns.get(self.at).map(|column| self.places[*column as usize])
    }

    fn stance(&self) -> i8 {
        self.stances[self.at]
    }
}

impl Gathered {
    /// Adds a person with the cells of their row, in the order in which they came.
    fn add(&mut self, person: u32, cells: &mut [Cell]) {
        // Stable: what came last stays last.
        cells.sort_by_key(|cell| (cell.column, cell.at));
        let votes = &mut self.votes;
        for (place, cell) in cells.iter().enumerate() {
            if let Some(later) = cells.get(place + 1).filter(|later| later.column == cell.column) {
                self.repeated += 1;
                self.changed += u64::from(later.stance != cell.stance);
                continue;
            }
            votes.columns.push(cell.column);
            votes.stances.push(cell.stance);
        }
        if votes.columns.len() > votes.starts.last().copied().unwrap_or(0) {
            votes.people.push(person);
            votes.starts.push(votes.columns.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(person: u32, statement: u32, stance: i64, at: i64) -> Vote {
        Vote { person, statement, stance: Stance::of(stance).unwrap(), at }
    }

    #[test]
    fn the_last_vote_counts_and_the_others_are_told() {
        let votes = [
            vote(9, 4, 1, 20),
            vote(9, 4, -1, 30),
            vote(9, 4, 0, 10),
            vote(2, 4, 1, 5),
            vote(2, 4, 1, 5),
            vote(2, 1, -1, 5),
            vote(2, 1, 0, 5),
        ];
        let gathered = Votes::gather(&votes, None);
        assert_eq!(gathered.votes.people(), [2, 9]);
        assert_eq!(gathered.votes.statements(), [1, 4]);
        assert_eq!(gathered.votes.row(0), (&[0, 1][..], &[0, 1][..]));
        assert_eq!(gathered.votes.row(1), (&[1][..], &[-1][..]));
        assert_eq!((gathered.repeated, gathered.changed), (4, 3));
    }

    #[test]
    fn votes_on_statements_that_are_not_listed_do_not_count() {
        let votes = [vote(1, 1, 1, 0), vote(1, 7, 1, 0), vote(2, 7, 1, 0)];
        let gathered = Votes::gather(&votes, Some(&[3, 1]));
        assert_eq!(gathered.unlisted, BTreeMap::from([(7, 2)]));
        assert_eq!(gathered.votes.statements(), [1, 3]);
        assert_eq!(gathered.votes.people(), [1], "nobody without a vote is a person");
        assert_eq!(gathered.votes.len(), 1);
    }

    #[test]
    fn ids_far_apart_are_found_too() {
        let votes = [vote(u32::MAX - 1, 4_000_000_000, 1, 0), vote(3, 0, -1, 0)];
        let gathered = Votes::gather(&votes, None);
        assert_eq!(gathered.votes.people(), [3, u32::MAX - 1]);
        assert_eq!(
            gathered.votes.iter().map(|vote| vote.statement).collect::<Vec<_>>(),
            [0, 4_000_000_000]
        );
    }

    #[test]
    fn later_votes_go_over_earlier_ones() {
        let first = [vote(1, 1, 1, 0), vote(1, 3, 1, 0), vote(4, 3, -1, 0)];
        let later = [vote(4, 2, 1, 9), vote(1, 3, -1, 9), vote(1, 3, 0, 1), vote(2, 1, 1, 0)];
        let votes = Votes::gather(&first, None).votes.with(&later, [8]);
        assert_eq!(votes.statements(), [1, 2, 3, 8]);
        assert_eq!(votes.people(), [1, 2, 4]);
        assert_eq!(votes.row(0), (&[0, 2][..], &[1, 0][..]));
        assert_eq!(votes.row(1), (&[0][..], &[1][..]));
        assert_eq!(votes.row(2), (&[1, 2][..], &[1, -1][..]));
        assert_eq!(votes.with(&[], []), votes);
    }
}
