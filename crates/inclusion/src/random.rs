//! Random numbers that depend on a seed and on what they are for, and on nothing else.
//!
//! Each factor of each run has a state of its own, mixed from the seed, the sample, the run and the factor;
//! so a run is the same whichever thread makes it, in whichever order. Plain random points, not
//! quasi-random ones: most factors are choices among a few methods, and sampling error has as many
//! dimensions as there are values, where low-discrepancy sequences gain nothing; and the intervals and
//! bootstraps that are given hold for independent points.

use crate::statistics::normal_quantile;

/// The output function of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
pub(crate) fn split_mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The state of one factor in one run of one sample.
pub(crate) fn state(seed: u64, sample: u64, run: usize, factor: usize) -> u64 {
    [sample, run as u64, factor as u64]
        .into_iter()
        .fold(split_mix(seed), |mixed, part| split_mix(mixed ^ split_mix(part)))
}

/// A state as a number from 0 to below 1.
pub(crate) fn uniform(state: u64) -> f64 {
    // 53 bits: as many as a double holds.
    (state >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
}

/// One of `number` choices, all equally likely.
pub(crate) fn choice(state: u64, number: usize) -> usize {
    ((uniform(state) * number as f64) as usize).min(number.saturating_sub(1))
}

/// A stream of random numbers: xoshiro256++ (Blackman & Vigna, *ACM TOMS* 47, 2021).
#[derive(Debug, Clone)]
pub(crate) struct Stream([u64; 4]);

impl Stream {
    pub(crate) fn new(seed: u64) -> Self {
        let part = |at: u64| split_mix(seed.wrapping_add(at.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        Self([part(0), part(1), part(2), part(3)])
    }

    pub(crate) fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number from 0 to below 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        uniform(self.next())
    }

    /// One of `number` positions, all equally likely: the high half of the product, with a bias below
    /// number/2⁶⁴.
    pub(crate) fn below(&mut self, number: usize) -> usize {
        ((u128::from(self.next()) * number as u128) >> 64) as usize
    }

    /// A standard normal number, by the inverse of its distribution.
    pub(crate) fn normal(&mut self) -> f64 {
        // The middle of one of 2⁵³ intervals: never 0 or 1.
        normal_quantile(self.uniform() + 0.5 / (1_u64 << 53) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SplitMix64 from 1234567, as in the reference implementation's published outputs.
    #[test]
    fn the_mixing_is_that_of_the_reference() {
        assert_eq!(split_mix(1_234_567), 6_457_827_717_110_365_317);
        let second = 1_234_567_u64.wrapping_add(0x9e37_79b9_7f4a_7c15);
        assert_eq!(split_mix(second), 3_203_168_211_198_807_973);
    }

    /// The first outputs of xoshiro256++ from the state 1, 2, 3, 4.
    #[test]
    fn the_stream_is_that_of_the_reference() {
        let mut stream = Stream([1, 2, 3, 4]);
        let first: Vec<u64> = (0..4).map(|_| stream.next()).collect();
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn numbers_are_distributed_as_they_should_be() {
        let mut stream = Stream::new(7);
        let numbers: Vec<f64> = (0..100_000).map(|_| stream.normal()).collect();
        let mean = numbers.iter().sum::<f64>() / 1e5;
        let square = numbers.iter().map(|number| number * number).sum::<f64>() / 1e5;
        assert!(mean.abs() < 0.015 && (square - 1.0).abs() < 0.02, "{mean} {square}");
        let mut counts = [0; 3];
        (0..30_000).for_each(|run| counts[choice(state(1, 0, run, 2), 3)] += 1);
        assert!(counts.iter().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
    }
}
