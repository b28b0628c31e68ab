//! Ranks of a column in which missing values are NaN.

use super::method::Ties;

/// Ranks in ascending order, 1 being the smallest, written over `ranks`; missing values stay NaN. `order`
/// is scratch, whose content is lost.
pub(super) fn ascending(values: &[f64], ties: Ties, order: &mut Vec<u32>, ranks: &mut [f64]) {
    order.clear();
    order.extend((0..values.len() as u32).filter(|row| !values[*row as usize].is_nan()));
    let value = |row: u32| values[row as usize];
    order.sort_unstable_by(|a, b| value(*a).total_cmp(&value(*b)));
    ranks.fill(f64::NAN);
    let mut start = 0;
    while start < order.len() {
        // −0 and 0 are equal values, though the total order tells them apart.
        let same = |row: &&u32| value(**row) == value(order[start]);
        let end = start + order[start..].iter().take_while(same).count();
        let rank = match ties {
            Ties::Min => start + 1,
            Ties::Max => end,
            Ties::Average => start + 1 + end,
        };
        let rank = if ties == Ties::Average { 0.5 * rank as f64 } else { rank as f64 };
        for row in &order[start..end] {
            ranks[*row as usize] = rank;
        }
        start = end;
    }
}

/// Ranks of scores, 1 being the largest, ties getting the smallest of their ranks; 0 where the score is
/// missing.
pub(super) fn descending(scores: &[f64], order: &mut Vec<u32>, ranks: &mut [u32]) {
    order.clear();
    order.extend((0..scores.len() as u32).filter(|row| !scores[*row as usize].is_nan()));
    order.sort_unstable_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]));
    ranks.fill(0);
    let mut rank = 0;
    for (place, row) in order.iter().enumerate() {
        let tied = place > 0 && scores[order[place - 1] as usize] == scores[*row as usize];
        if !tied {
            rank = place as u32 + 1;
        }
        ranks[*row as usize] = rank;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_rank() {
        let values = [3.0, f64::NAN, 1.0, 3.0, 2.0];
        let ranked = |ties| {
            let mut ranks = [0.0; 5];
            ascending(&values, ties, &mut Vec::new(), &mut ranks);
            assert!(ranks[1].is_nan());
            [ranks[0], ranks[2], ranks[3], ranks[4]]
        };
        assert_eq!(ranked(Ties::Min), [3.0, 1.0, 3.0, 2.0]);
        assert_eq!(ranked(Ties::Average), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(ranked(Ties::Max), [4.0, 1.0, 4.0, 2.0]);
        let mut ranks = [9; 5];
        descending(&values, &mut Vec::new(), &mut ranks);
        assert_eq!(ranks, [1, 0, 4, 1, 3]);
    }
}
