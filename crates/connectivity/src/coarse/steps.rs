//! Works told together, so that no amount is that of a few lines.
//!
//! A step ends where the curve has a point, so that no difference of the two tells more; and where the budget ends,
//! because what it buys is told.

use std::collections::BTreeSet;

use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::{LEAST, number, text};
use crate::tables::money;
use crate::works::Bought;

const SUMMED: [&str; 3] = ["capex", "opex_per_year", "present_cost"];
const SO_FAR: [&str; 5] =
    ["sites_so_far", "people_so_far", "pupils_so_far", "capex_so_far", "present_cost_so_far"];

/// Works in steps, and the points of the curve at their ends.
pub(super) fn together(
    works: &Features,
    curve: &[Bought],
    bought: Option<Bought>,
    by_area: bool,
) -> Result<(Features, Vec<Bought>), Full> {
    let points = curve.iter().chain(&bought).map(|point| (point.works as usize, *point));
    let points: std::collections::BTreeMap<usize, Bought> =
        points.filter(|(works, _)| *works > 0).collect();
    let is_line: Vec<bool> = (0..works.len()).map(|at| text(works, at, "work") == "line").collect();
    let ends =
        ends(&is_line, &points.keys().copied().collect(), bought.map(|one| one.works as usize));
    let curve = ends.iter().filter_map(|end| points.get(end).copied()).collect();
    let mut names =
        ["first_order", "last_order", "first_year", "last_year", "works", "lines", "sites"]
            .to_vec();
    names.extend((!by_area).then_some("site_ids"));
    names.push("people");
    names.extend(SUMMED);
    names.extend(SO_FAR);
    let mut out = Features::new(names.iter().map(|name| (*name).to_owned()).collect());
    let mut first = 0;
    for (end, row) in ends.into_iter().zip(2..) {
        let range = first..end;
        let sum = |name: &str| range.clone().map(|at| number(works, at, name)).sum::<f64>();
        let years =
            || range.clone().map(|at| text(works, at, "year")).filter(|year| !year.is_empty());
        let years = || years().filter_map(|year| year.parse::<u32>().ok());
        let year = |year: Option<u32>| year.map(|year| year.to_string()).unwrap_or_default();
        let cells = names.iter().map(|name| match *name {
            "first_order" => text(works, first, "order").to_owned(),
            "last_order" => text(works, end - 1, "order").to_owned(),
            "first_year" => year(years().min()),
            "last_year" => year(years().max()),
            "works" => range.len().to_string(),
            "lines" => range.clone().filter(|at| is_line[*at]).count().to_string(),
            "site_ids" => {
                let ids = range.clone().map(|at| text(works, at, "site_ids"));
                ids.filter(|ids| !ids.is_empty()).collect::<Vec<_>>().join("; ")
            }
            "sites" | "people" => sum(name).to_string(),
            name if SUMMED.contains(&name) => money(sum(name)),
            so_far => text(works, end - 1, so_far).to_owned(),
        });
        let cells: Vec<String> = cells.collect();
        out.push(row, cells.iter().map(String::as_str), None)?;
        first = end;
    }
    Ok((out, curve))
}

/// Where steps end, of works of which some are lines: at some of `points`, at `budget`, at the end. Each step has no
/// line, or [`LEAST`] of them, unless there are fewer before the budget ends or after.
fn ends(is_line: &[bool], points: &BTreeSet<usize>, budget: Option<usize>) -> Vec<usize> {
    let all = is_line.len();
    let budget = budget.filter(|at| (1..all).contains(at));
    let mut ends = Vec::new();
    let mut from = 0;
    for to in budget.into_iter().chain((all > 0).then_some(all)) {
        let begun = ends.len();
        let mut last = from;
        let sound = |last: usize, end: usize| {
            let lines = is_line[last..end].iter().filter(|line| **line).count();
            lines == 0 || lines >= LEAST
        };
        for point in points.range(from + 1..to).copied() {
            if sound(last, point) {
                ends.push(point);
                last = point;
            }
        }
        // The rest goes with the steps before it, as many as it takes.
        while ends.len() > begun && !sound(ends.last().copied().unwrap_or(from), to) {
            ends.pop();
        }
        ends.push(to);
        from = to;
    }
    ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Each step has no line or enough of them, and none is lost.
        #[test]
        fn no_step_is_of_a_few_lines(
            is_line in prop::collection::vec(any::<bool>(), 0..80),
            points in prop::collection::btree_set(1_usize..81, 0..80),
            budget in prop::option::of(0_usize..90),
        ) {
            let found = ends(&is_line, &points, budget);
            prop_assert_eq!(found.last().copied().unwrap_or(0), is_line.len());
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            let budget = budget.filter(|at| (1..is_line.len()).contains(at));
            prop_assert!(budget.is_none_or(|at| found.contains(&at)));
            let lines = |from: usize, to: usize| is_line[from..to].iter().filter(|one| **one).count();
            let mut from = 0;
            for end in found {
                let here = lines(from, end);
                // The two parts that the budget parts may have few in all.
                let part = match budget {
                    Some(at) if end <= at => lines(0, at),
                    Some(at) => lines(at, is_line.len()),
                    None => is_line.iter().filter(|one| **one).count(),
                };
                prop_assert!(here == 0 || here >= LEAST || here == part, "{here} of {part}");
                from = end;
            }
        }
    }
}
