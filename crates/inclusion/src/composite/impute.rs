//! Filling missing values of one indicator from its other values.

use super::moments::{mean, median, present};

/// A unit without a group.
pub(super) const NO_GROUP: u32 = u32::MAX;

/// How one column is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill<'a> {
    Nothing,
    Mean,
    Median,
    /// Group of each row, and how many groups there are.
    GroupMean(&'a [u32], u32),
    GroupMedian(&'a [u32], u32),
}

/// Fills the missing values of a column. A group of which no value is there stays empty.
pub(super) fn impute(values: &mut [f64], fill: Fill, scratch: &mut Vec<f64>) {
    if values.iter().all(|value| !value.is_nan()) {
        return;
    }
    match fill {
        Fill::Nothing => {}
        Fill::Mean => put(values, mean(present(values)), |_| true),
        Fill::Median => put(values, median(present(values), scratch), |_| true),
        Fill::GroupMean(groups, number) => {
            for group in 0..number {
                let centre = mean(of_group(values, groups, group));
                put(values, centre, |row| groups[row] == group);
            }
        }
        Fill::GroupMedian(groups, number) => {
            for group in 0..number {
                let centre = median(of_group(values, groups, group), scratch);
                put(values, centre, |row| groups[row] == group);
            }
        }
    }
}

fn of_group<'a>(
    values: &'a [f64],
    groups: &'a [u32],
    group: u32,
) -> impl Iterator<Item = f64> + Clone + 'a {
    let rows = values.iter().zip(groups);
    rows.filter(move |(value, of)| **of == group && !value.is_nan()).map(|(value, _)| *value)
}

fn put(values: &mut [f64], filled: Option<f64>, here: impl Fn(usize) -> bool) {
    let Some(filled) = filled else { return };
    for (row, value) in values.iter_mut().enumerate() {
        if value.is_nan() && here(row) {
            *value = filled;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    fn filled(fill: Fill) -> Vec<Option<f64>> {
        let mut values = [1.0, GAP, 3.0, 8.0, GAP, GAP, GAP];
        impute(&mut values, fill, &mut Vec::new());
        values.iter().map(|value| (!value.is_nan()).then_some(*value)).collect()
    }

    #[test]
    fn gaps_are_filled_within_their_group_only() {
        let groups = [0, 0, 0, 1, 1, 2, NO_GROUP];
        let all = |value| vec![Some(1.0), value, Some(3.0), Some(8.0), value, value, value];
        assert_eq!(filled(Fill::Nothing), all(None));
        assert_eq!(filled(Fill::Mean), all(Some(4.0)));
        assert_eq!(filled(Fill::Median), all(Some(3.0)));
        let by_group = vec![Some(1.0), Some(2.0), Some(3.0), Some(8.0), Some(8.0), None, None];
        assert_eq!(filled(Fill::GroupMean(&groups, 3)), by_group);
        assert_eq!(filled(Fill::GroupMedian(&groups, 3)), by_group);
    }
}
