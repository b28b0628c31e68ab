//! The matrix that the count works on: who is banned and what was taken out are not in it, and people stand in an order that
//! their votes and the seed decide.
//!
//! Who voted on most stands first, because their places are the surest to begin groups at (a start from people in any order
//! gives other groups with every order); of equally many votes, a hash of the votes and the seed decides, then the votes
//! themselves. People who voted alike are interchangeable. So neither the order of the file nor the numbers that people
//! were given change any sum, any start or any tie, and a file in which people have other numbers gives the same groups.

use std::cmp::Reverse;
use std::ops::Range;

use crate::random::mix;
use crate::votes::Votes;

/// Votes of a piece that one thread adds up, at the least.
const PIECE: usize = 1 << 16;
/// Pieces at the most: each has sums of its own for every statement.
const PIECES: usize = 32;
/// These sums at the most (64 MiB), where there are so many statements.
const SUMS: usize = 1 << 23;

/// The matrix, person by person.
pub(crate) struct Matrix {
    /// Where the person of each row stands among the votes' people.
    pub source: Vec<u32>,
    /// Votes that the person of each row cast, those on statements that were taken out too.
    pub cast: Vec<u32>,
    /// Statements that there are: the columns, with those that were taken out (they hold no vote here).
    pub width: usize,
    /// Statements that somebody voted on: *C* in the formulae.
    pub voted: usize,
    starts: Vec<usize>,
    columns: Vec<u32>,
    stances: Vec<i8>,
    pieces: Vec<Range<usize>>,
}

impl Matrix {
    /// Of votes, without those of banned people and those on statements that were taken out (`out`, by place).
    pub fn of(votes: &Votes, out: &[bool], banned: impl Fn(u32) -> bool, seed: u64) -> Self {
        let rows = (0..votes.people().len()).filter(|row| !banned(votes.people()[*row]));
        let mut order: Vec<(Reverse<usize>, u64, usize)> = rows
            .map(|row| (Reverse(votes.row(row).0.len()), hash(votes, row, seed), row))
            .collect();
        order.sort_unstable_by(|a, b| {
            let content = || votes.row(a.2).cmp(&votes.row(b.2)).then(a.2.cmp(&b.2));
            (a.0, a.1).cmp(&(b.0, b.1)).then_with(content)
        });
        let mut matrix = Self {
            source: Vec::with_capacity(order.len()),
            cast: Vec::with_capacity(order.len()),
            width: votes.statements().len(),
            voted: 0,
            starts: vec![0],
            columns: Vec::with_capacity(votes.len()),
            stances: Vec::with_capacity(votes.len()),
            pieces: Vec::new(),
        };
        let mut seen = vec![false; matrix.width];
        for (_, _, row) in order {
            let (columns, stances) = votes.row(row);
            for (column, stance) in columns.iter().zip(stances) {
                let place = *column as usize;
                seen[place] = true;
                if !out.get(place).copied().unwrap_or(false) {
                    matrix.columns.push(*column);
                    matrix.stances.push(*stance);
                }
            }
            matrix.source.push(row as u32);
            matrix.cast.push(columns.len() as u32);
            matrix.starts.push(matrix.columns.len());
        }
        matrix.voted = seen.iter().filter(|seen| **seen).count();
        matrix.pieces = matrix.cut();
        matrix
    }

    /// People in it.
    pub fn people(&self) -> usize {
        self.source.len()
    }

    /// A row: columns, and −1, 0 or +1.
    pub fn row(&self, row: usize) -> (&[u32], &[i8]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.columns[range.clone()], &self.stances[range])
    }

    /// Rows, cut into pieces of about as many votes each; how, depends on the votes only.
    pub fn pieces(&self) -> &[Range<usize>] {
        &self.pieces
    }

    fn cut(&self) -> Vec<Range<usize>> {
        let pieces = (SUMS / self.width.max(1)).clamp(1, PIECES);
        let votes = PIECE.max(self.columns.len().div_ceil(pieces));
        let (mut pieces, mut first) = (Vec::new(), 0);
        for row in 0..self.people() {
            if self.starts[row + 1] - self.starts[first] >= votes {
                pieces.push(first..row + 1);
                first = row + 1;
            }
        }
        if first < self.people() {
            pieces.push(first..self.people());
        }
        pieces
    }
}

fn hash(votes: &Votes, row: usize, seed: u64) -> u64 {
    let (columns, stances) = votes.row(row);
    let said = columns.iter().zip(stances).map(|(column, stance)| {
        // A statement's number, not its place: places move when statements are added.
        (u64::from(votes.statements()[*column as usize]) << 2) | (*stance + 1) as u64
    });
    said.fold(mix(seed), |hash, said| mix(hash ^ said).wrapping_add(hash.rotate_left(17)))
}
