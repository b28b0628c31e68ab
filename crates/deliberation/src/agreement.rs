//! How far two groupings of the same people agree: the adjusted Rand index (Hubert and Arabie, *Comparing partitions*, J.
//! Classification 2, 1985). 1 is the same grouping, 0 what chance gives.

use std::collections::BTreeMap;

/// The adjusted Rand index of two groupings, given person by person. None where nobody is in both; 1 where neither
/// distinguishes people or both distinguish all.
pub fn adjusted_rand_index(both: impl Iterator<Item = (u32, u32)>) -> Option<f64> {
    let mut cells: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    let mut first: BTreeMap<u32, u64> = BTreeMap::new();
    let mut second: BTreeMap<u32, u64> = BTreeMap::new();
    let mut people = 0_u64;
    for (a, b) in both {
        *cells.entry((a, b)).or_default() += 1;
        *first.entry(a).or_default() += 1;
        *second.entry(b).or_default() += 1;
        people += 1;
    }
    if people == 0 {
        return None;
    }
    let pairs = |n: &u64| (*n * n.saturating_sub(1) / 2) as f64;
    let together: f64 = cells.values().map(pairs).sum();
    let (a, b): (f64, f64) = (first.values().map(pairs).sum(), second.values().map(pairs).sum());
    let all = pairs(&people);
    let expected = if all > 0.0 { a * b / all } else { 0.0 };
    let most = (a + b) / 2.0;
    Some(if most == expected { 1.0 } else { (together - expected) / (most - expected) })
}

#[cfg(test)]
mod tests {
    use super::adjusted_rand_index;

    #[test]
    fn the_index_is_that_of_the_definition() {
        let of =
            |a: &[u32], b: &[u32]| adjusted_rand_index(a.iter().copied().zip(b.iter().copied()));
        assert_eq!(of(&[], &[]), None);
        assert_eq!(of(&[0, 0, 1, 1], &[7, 7, 3, 3]), Some(1.0));
        assert_eq!(of(&[0, 0, 0], &[1, 1, 1]), Some(1.0));
        // scikit-learn's example: 0.571428….
        let index = of(&[0, 0, 1, 2], &[0, 0, 1, 1]).unwrap();
        assert!((index - 4.0 / 7.0).abs() < 1e-15);
        let index = of(&[0, 0, 1, 1], &[0, 1, 0, 1]).unwrap();
        assert!((index + 0.5).abs() < 1e-15);
    }
}
