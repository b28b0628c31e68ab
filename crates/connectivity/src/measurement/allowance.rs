//! What a site pays by the gigabyte: no more is measured in a month than was allowed.

use serde::{Deserialize, Serialize};

/// The least that a test is given, in bytes: less says nothing of a line of ten megabits.
pub const LEAST_TEST: u64 = 4_000_000;

/// What may be moved in a month, and what was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Year and month, as 202611.
    pub month: u32,
    /// Bytes that tests moved in it.
    pub used: u64,
}

impl Allowance {
    /// What it is in this month: nothing is used at the beginning of one. A clock that goes back gives nothing
    /// back.
    #[must_use]
    pub fn in_month(self, month: u32) -> Self {
        if month > self.month { Self { month, used: 0 } } else { self }
    }

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
    fn a_month_begins_with_nothing_used() {
        let used = Allowance::default().in_month(202_611).spent(9);
        assert_eq!(used.in_month(202_611), used);
        assert_eq!(used.in_month(202_612), Allowance { month: 202_612, used: 0 });
        assert_eq!(used.in_month(202_610), used);
        assert_eq!(used.room(None), Some(u64::MAX));
    }

    proptest! {
        #[test]
        fn the_cap_holds_whatever_tests_move(cap in 0_u64..1_000_000_000, tests in prop::collection::vec(0.0_f64..1.0, 0..50)) {
            let mut allowance = Allowance::default().in_month(1);
            for share in tests {
                let Some(room) = allowance.room(Some(cap)) else { break };
                // Down and up, each no more than its room.
                allowance = allowance.spent((room as f64 * share) as u64).spent(room);
                prop_assert!(allowance.used <= cap);
            }
        }
    }
}
