//! Numbers that look like chance and are the same everywhere: SplitMix64 (Steele, Lea and Flood, *Fast splittable
//! pseudorandom number generators*, OOPSLA 2014). Whole numbers only, so that no platform rounds otherwise.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

/// Mixes the bits of a number (the finaliser of SplitMix64); different numbers give different ones.
pub(crate) const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

impl Random {
    /// The stream `number` of a seed.
    pub(crate) const fn of(seed: u64, number: u64) -> Self {
        Self { state: mix(seed ^ mix(number.wrapping_add(0x9e37_79b9_7f4a_7c15))) }
    }

    /// The next number.
    pub(crate) const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.state)
    }

    /// A number from 0 to `bound` − 1 (Lemire's multiplication; its bias is below `bound` / 2⁶⁴). 0 for a bound of 0.
    pub(crate) const fn below(&mut self, bound: usize) -> usize {
        ((self.next() as u128 * bound as u128) >> 64) as usize
    }

    /// A number from −1 to 1, a multiple of 2⁻⁵².
    pub(crate) fn centred(&mut self) -> f64 {
        // 53 bits, exactly a float.
        let bits = (self.next() >> 11) as f64;
        bits / (1_u64 << 52) as f64 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The first numbers of SplitMix64 from the state 1234567 (Rosetta Code, the reference implementation).
        let mut stream = Random { state: 1_234_567 };
        assert_eq!(stream.next(), 6_457_827_717_110_365_317);
        assert_eq!(stream.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn numbers_are_within_their_bounds_and_spread() {
        let mut stream = Random::of(7, 0);
        let mut seen = [0_u32; 10];
        for _ in 0..10_000 {
            seen[stream.below(10)] += 1;
            assert!(stream.centred().abs() <= 1.0);
        }
        assert!(seen.iter().all(|times| (850..1_150).contains(times)), "{seen:?}");
        assert_eq!(stream.below(0), 0);
        assert_ne!(Random::of(7, 1).next(), Random::of(7, 2).next());
    }
}
