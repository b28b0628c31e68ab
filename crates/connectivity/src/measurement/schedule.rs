//! When tests are made: at random moments that nothing can be in step with (ndt7 specification, “Requirements
//! for non-interactive clients”): the wait is drawn from the exponential distribution, and cut at both ends.
//! Many sites that start together then do not measure together.

/// Waits between tests, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// The shortest.
    pub least: f64,
    /// The mean of the distribution that they are drawn from, before it is cut.
    pub expected: f64,
    /// The longest.
    pub most: f64,
}

impl Default for Schedule {
    /// Those of the specification: six hours, from 36 minutes to 15 hours.
    fn default() -> Self {
        Self { least: 2_160.0, expected: 21_600.0, most: 54_000.0 }
    }
}

impl Schedule {
    /// The wait at a number from 0 to below 1.
    pub fn at(&self, uniform: f64) -> f64 {
        (-(1.0 - uniform).ln() * self.expected).clamp(self.least, self.most)
    }

    /// The mean wait, cut as it is.
    pub fn mean(&self) -> f64 {
        let tail = |wait: f64| (-wait / self.expected).exp();
        self.least + self.expected * (tail(self.least) - tail(self.most))
    }

    /// Waits without end, the same for the same seed.
    pub fn waits(self, seed: u64) -> Waits {
        Waits { schedule: self, state: seed }
    }
}

/// Waits, one after another.
#[derive(Debug, Clone)]
pub struct Waits {
    schedule: Schedule,
    state: u64,
}

impl Iterator for Waits {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        // SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // 53 bits: as many as a double holds.
        Some(self.schedule.at((mixed >> 11) as f64 / (1_u64 << 53) as f64))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn waits_have_the_mean_that_they_should_and_no_memory() {
        let schedule = Schedule::default();
        let waits: Vec<f64> = schedule.waits(7).take(200_000).collect();
        let mean = waits.iter().sum::<f64>() / waits.len() as f64;
        assert!((mean / schedule.mean() - 1.0).abs() < 0.01, "{mean} {}", schedule.mean());
        // Having waited an hour says nothing of what is still to come.
        let longer = |than: f64| waits.iter().filter(|wait| **wait > than).count() as f64;
        let (ever, after) = (longer(7_200.0) / longer(3_600.0), longer(10_800.0) / longer(7_200.0));
        assert!((ever - after).abs() < 0.01, "{ever} {after}");
        let product: f64 = waits.windows(2).map(|two| (two[0] - mean) * (two[1] - mean)).sum();
        let square: f64 = waits.iter().map(|wait| (wait - mean).powi(2)).sum();
        assert!((product / square).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn waits_stay_within_their_ends_and_are_the_same_again(seed in any::<u64>()) {
            let schedule = Schedule::default();
            let waits: Vec<f64> = schedule.waits(seed).take(100).collect();
            prop_assert!(waits.iter().all(|wait| (2_160.0..=54_000.0).contains(wait)));
            prop_assert_eq!(waits, schedule.waits(seed).take(100).collect::<Vec<_>>());
        }
    }
}
