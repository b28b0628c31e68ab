//! Works whose amounts are not those of single lines (microaggregation).
//!
//! Lines are taken together by their order, [`LEAST`] at a time and the rest with the last ones, and each is told with
//! the mean amounts of its group. Sums up to the end of a group, and of all, stay what they are; a group does not reach
//! over the end of the budget where there are enough lines on both sides. The curve and what the budget buys are told
//! by the same amounts, so that no difference of the two tells more.

use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::{AMOUNTS, LEAST, number, text};
use crate::costs::Outlay;
use crate::tables::money;
use crate::works::Bought;

/// Amounts of [`AMOUNTS`]: at the start, each year, over the years.
type Amounts = [f64; 3];

/// Works with the amounts that may be told.
pub(super) struct ToldWorks {
    /// As rows.
    pub rows: Features,
    /// What the first works come to, from none to all.
    sums: Vec<Amounts>,
    /// For each number of first works, whether it ends no group in its middle.
    whole: Vec<bool>,
}

impl ToldWorks {
    /// Of the rows of works. `budget`: how many works it buys.
    pub fn new(works: &Features, budget: Option<usize>, by_area: bool) -> Result<Self, Full> {
        let is_line: Vec<bool> =
            (0..works.len()).map(|at| text(works, at, "work") == "line").collect();
        let mut amounts: Vec<Amounts> =
            (0..works.len()).map(|at| AMOUNTS.map(|name| number(works, at, name))).collect();
        let mut whole = vec![true; works.len() + 1];
        for group in groups(&is_line, budget) {
            let mut mean = Amounts::default();
            for at in &group {
                mean = add(mean, amounts[*at]);
            }
            let mean = mean.map(|sum| sum / group.len() as f64);
            group.iter().for_each(|at| amounts[*at] = mean);
            if let (Some(first), Some(last)) = (group.first(), group.last()) {
                whole[first + 1..=*last].fill(false);
            }
        }
        let mut sums = vec![Amounts::default()];
        for one in &amounts {
            sums.push(add(sums[sums.len() - 1], *one));
        }
        let kept =
            |name: &&String| name.as_str() != "metres" && !(by_area && name.as_str() == "site_ids");
        let names: Vec<String> = works.names().iter().filter(kept).cloned().collect();
        let mut rows = Features::new(names.clone());
        for (at, amounts) in amounts.iter().enumerate() {
            let [capex, _, present] = sums[at + 1];
            let cells = names.iter().map(|name| match name.as_str() {
                "capex_so_far" => money(capex),
                "present_cost_so_far" => money(present),
                name => match AMOUNTS.iter().position(|amount| *amount == name) {
                    Some(which) => money(amounts[which]),
                    None => text(works, at, name).to_owned(),
                },
            });
            let cells: Vec<String> = cells.collect();
            rows.push(works.row(at), cells.iter().map(String::as_str), None)?;
        }
        Ok(Self { rows, sums, whole })
    }

    /// What amounts buy, told by these amounts. `curve`: in the order of works.
    pub fn curve(&self, curve: &[Bought]) -> Vec<Bought> {
        let told = |point: &Bought| {
            let works = (point.works as usize).min(self.sums.len() - 1);
            let [capex, opex_per_year, present] = self.sums[works];
            let renewal = self.renewal(curve, works);
            Bought { outlay: Outlay { capex, opex_per_year, renewal, present }, ..*point }
        };
        curve.iter().map(told).collect()
    }

    /// What is bought again of the first works. Rows do not tell it: within a group it grows evenly between the points
    /// of the curve around it.
    fn renewal(&self, curve: &[Bought], works: usize) -> f64 {
        let is_whole = |point: &&Bought| self.whole.get(point.works as usize) == Some(&true);
        let points = curve.iter().filter(is_whole);
        let points = points.map(|point| (point.works as usize, point.outlay.renewal));
        let before = points.clone().take_while(|(at, _)| *at <= works).last().unwrap_or((0, 0.0));
        let after = points.clone().find(|(at, _)| *at >= works).unwrap_or(before);
        match after.0 - before.0 {
            0 => after.1,
            many => before.1 + (after.1 - before.1) * (works - before.0) as f64 / many as f64,
        }
    }
}

fn add(one: Amounts, other: Amounts) -> Amounts {
    std::array::from_fn(|at| one[at] + other[at])
}

/// The lines among works, by their places, in groups.
fn groups(is_line: &[bool], budget: Option<usize>) -> Vec<Vec<usize>> {
    let lines: Vec<usize> = (0..is_line.len()).filter(|at| is_line[*at]).collect();
    let bought = lines.partition_point(|at| *at < budget.unwrap_or_default());
    let (first, rest) = match bought >= LEAST && lines.len() - bought >= LEAST {
        true => lines.split_at(bought),
        false => (&[][..], &lines[..]),
    };
    let mut groups = Vec::new();
    for part in [first, rest].into_iter().filter(|part| !part.is_empty()) {
        let many = (part.len() / LEAST).max(1);
        let group = |number: usize| {
            let end = if number + 1 == many { part.len() } else { (number + 1) * LEAST };
            part[number * LEAST..end].to_vec()
        };
        groups.extend((0..many).map(group));
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Every line is in a group of enough, and groups follow one another.
        #[test]
        fn no_group_is_of_a_few_lines(
            is_line in prop::collection::vec(any::<bool>(), 0..80),
            budget in prop::option::of(0_usize..90),
        ) {
            let found = groups(&is_line, budget);
            let lines: Vec<usize> = (0..is_line.len()).filter(|at| is_line[*at]).collect();
            prop_assert_eq!(found.concat(), lines.clone());
            for group in &found {
                prop_assert!(group.len() >= LEAST || group.len() == lines.len(), "{group:?}");
                prop_assert!(group.len() < 2 * LEAST);
            }
        }
    }
}
