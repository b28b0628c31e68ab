//! Whether +1 is agreement: nothing in a file of votes says so, but statements say how many agreed with them.

use std::collections::BTreeMap;

use passerelle_vocabulary::{Stance, Vote};

use super::Comment;

/// What +1 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Agreement.
    Agrees,
    /// Disagreement: every vote is the other way round.
    Disagrees,
    /// It cannot be told: statements do not say how many agreed, or as many agreed as disagreed.
    Unknown,
}

/// Holds votes against what statements say of themselves. What is nearer to that, over all statements, is taken to be so.
pub fn sign(votes: &[Vote], comments: &[Comment]) -> Sign {
    let said: BTreeMap<u32, (u64, u64)> = comments
        .iter()
        .filter_map(|comment| Some((comment.id, (comment.agrees?, comment.disagrees?))))
        .collect();
    let mut cast: BTreeMap<u32, (u64, u64)> = said.keys().map(|id| (*id, (0, 0))).collect();
    for vote in votes {
        if let Some(cast) = cast.get_mut(&vote.statement) {
            cast.0 += u64::from(vote.stance == Stance::Agree);
            cast.1 += u64::from(vote.stance == Stance::Disagree);
        }
    }
    let (mut as_written, mut inverted) = (0, 0);
    for (id, (plus, minus)) in cast {
        let (agrees, disagrees) = said[&id];
        as_written += plus.abs_diff(agrees) + minus.abs_diff(disagrees);
        inverted += minus.abs_diff(agrees) + plus.abs_diff(disagrees);
    }
    match as_written.cmp(&inverted) {
        std::cmp::Ordering::Less => Sign::Agrees,
        std::cmp::Ordering::Greater => Sign::Disagrees,
        std::cmp::Ordering::Equal => Sign::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_tell_the_sign_of_votes() {
        let vote = |person, stance| Vote { person, statement: 1, stance, at: 0 };
        let votes = [vote(1, Stance::Agree), vote(2, Stance::Agree), vote(3, Stance::Disagree)];
        let with = |agrees, disagrees| {
            let comment = Comment { id: 1, agrees, disagrees, ..Comment::default() };
            sign(&votes, &[comment])
        };
        assert_eq!(with(Some(2), Some(1)), Sign::Agrees);
        assert_eq!(with(Some(1), Some(2)), Sign::Disagrees);
        assert_eq!(with(Some(1), Some(1)), Sign::Unknown);
        assert_eq!(with(None, Some(1)), Sign::Unknown);
        assert_eq!(sign(&votes, &[]), Sign::Unknown);
    }
}
