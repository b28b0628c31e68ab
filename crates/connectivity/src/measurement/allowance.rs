//! What a site pays by the gigabyte: no more is measured in a month than was allowed.

use serde::{Deserialize, Serialize};

/// The least that a test is given, in bytes: less says nothing of a line of ten megabits.
pub const LEAST_TEST: u64 = 4_000_000;

/// What was moved in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Year and month, as 202611.
    pub month: u32,
    /// Bytes that tests moved in it.
    pub used: u64,
}

impl Allowance {
    /// With a test more.
    #[must_use]
    pub fn spent(self, bytes: u64) -> Self {
        Self { used: self.used.saturating_add(bytes), ..self }
    }

    /// Bytes that one direction of a test may move under a cap; `None` where no test may be made. A test has
    /// two directions, and each is given half of what is left, so that the cap holds whatever the line's
    /// speed.
    pub fn room(&self, cap: Option<u64>) -> Option<u64> {
        let Some(cap) = cap else { return Some(u64::MAX) };
        let half = cap.saturating_sub(self.used) / 2;
        (half >= LEAST_TEST).then_some(half)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn without_a_cap_there_is_room_and_with_too_little_left_there_is_none() {
        let used = Allowance { month: 202_611, used: 9_000_000 };
        assert_eq!(used.room(None), Some(u64::MAX));
        assert_eq!(used.room(Some(17_000_000)), Some(LEAST_TEST));
        assert_eq!(used.room(Some(16_999_998)), None);
        assert_eq!(used.spent(u64::MAX).room(Some(u64::MAX)), None);
    }

    proptest! {
        #[test]
        fn the_cap_holds_whatever_tests_move(cap in 0_u64..1_000_000_000, tests in prop::collection::vec(0.0_f64..1.0, 0..50)) {
            let mut allowance = Allowance::default();
            for share in tests {
                let Some(room) = allowance.room(Some(cap)) else { break };
                // Down and up, each no more than its room.
                allowance = allowance.spent((room as f64 * share) as u64).spent(room);
                prop_assert!(allowance.used <= cap);
            }
        }
    }
}
