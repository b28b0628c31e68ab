//! What people say to statements in a consultation.
//!
//! People and statements are numbers here, as every published layout has them; what a number stands for is known where
//! people and statements are kept.

use serde::{Deserialize, Serialize};

/// What somebody says to a statement. The order is that of the numbers −1, 0, +1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(i8)]
pub enum Stance {
    /// Does not agree: −1.
    Disagree = -1,
    /// Saw it and says neither: 0. Who has not seen a statement has no vote on it.
    Pass = 0,
    /// Agrees: +1.
    Agree = 1,
}

impl Stance {
    /// As a number: −1, 0 or +1.
    pub const fn value(self) -> i8 {
        self as i8
    }

    /// Of a number; none for another than −1, 0 and +1.
    pub const fn of(value: i64) -> Option<Self> {
        match value {
            -1 => Some(Self::Disagree),
            0 => Some(Self::Pass),
            1 => Some(Self::Agree),
            _ => None,
        }
    }

    /// The opposite; passing stays passing.
    #[must_use]
    pub const fn inverted(self) -> Self {
        match self {
            Self::Disagree => Self::Agree,
            Self::Pass => Self::Pass,
            Self::Agree => Self::Disagree,
        }
    }
}

/// One vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Vote {
    /// Who.
    pub person: u32,
    /// On which statement.
    pub statement: u32,
    /// What they say.
    pub stance: Stance,
    /// When, in milliseconds since 1970; 0 where it is not known. Of two votes of one person on one statement the later
    /// counts, and of two of the same moment the one that comes last.
    pub at: i64,
}

/// What moderators say of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moderation {
    /// Taken out: it is not shown, and says nothing in the count.
    Out,
    /// Nobody has looked yet.
    #[default]
    Waiting,
    /// Let in.
    In,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stances_are_numbers_and_back() {
        for value in -3..=3 {
            match Stance::of(value) {
                Some(stance) => {
                    assert_eq!(i64::from(stance.value()), value);
                    assert_eq!(stance.inverted().value(), -stance.value());
                }
                None => assert!(value.abs() > 1),
            }
        }
    }
}
