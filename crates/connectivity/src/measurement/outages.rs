//! Outages of an area, by the rule that IODA (Georgia Tech) uses for countries and networks: what is connected
//! now, against the median of the seven days before; less than 0.8 of it is an outage.
//!
//! What is compared is the share of the area's open sites that are connected, hour by hour: the number of open
//! sites falls every evening, and that is no outage. Hours in which nothing is open say nothing. A site alone
//! is no area: below [`Rule::sites`] open sites nothing is said, also so that no single site is given away.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DAY;

/// An hour, or any other step, of an area.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Step {
    /// When it begins.
    pub at: i64,
    /// Sites that are open and send heartbeats these days.
    pub open: u32,
    /// Those among them that were connected.
    pub online: u32,
}

/// The rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The time of the median, in seconds.
    pub window: i64,
    /// Less than this of the median is an outage.
    pub ratio: f64,
    /// Steps that the median needs.
    pub steps: usize,
    /// Open sites that a step needs to say anything.
    pub sites: u32,
    /// The length of a step, in seconds.
    pub length: i64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { window: 7 * DAY, ratio: 0.8, steps: 16, sites: 5, length: 3_600 }
    }
}

/// A time when much less of an area was connected than usual.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Outage {
    /// When it began, in seconds since 1970 (UTC).
    pub from: i64,
    /// When it ended; the end of the last step where it has not.
    pub to: i64,
    /// The share connected at the worst, against the median before.
    pub lowest: f64,
    /// The median before it began: the share of open sites that are connected.
    pub usual: f64,
}

/// The outages of an area, from its steps in order of time.
pub fn outages(steps: &[Step], rule: &Rule) -> Vec<Outage> {
    let mut found: Vec<Outage> = Vec::new();
    let mut window: VecDeque<(i64, f64)> = VecDeque::new();
    // The same shares, in order of size.
    let mut sorted: Vec<f64> = Vec::new();
    let mut is_going_on = false;
    for step in steps.iter().filter(|step| step.open >= rule.sites.max(1)) {
        while let Some((_, old)) = window.front().filter(|(at, _)| *at < step.at - rule.window) {
            let place = sorted.partition_point(|one| one < old);
            sorted.remove(place);
            window.pop_front();
        }
        let share = f64::from(step.online.min(step.open)) / f64::from(step.open);
        let usual = median(&sorted).filter(|usual| sorted.len() >= rule.steps && *usual > 0.0);
        let ratio = usual.map(|usual| (share / usual, usual));
        match ratio.filter(|(ratio, _)| *ratio < rule.ratio) {
            Some((ratio, usual)) => {
                let end = step.at + rule.length;
                match found.last_mut().filter(|_| is_going_on) {
                    Some(outage) => (outage.to, outage.lowest) = (end, outage.lowest.min(ratio)),
                    None => found.push(Outage { from: step.at, to: end, lowest: ratio, usual }),
                }
                is_going_on = true;
            }
            None => is_going_on = false,
        }
        sorted.insert(sorted.partition_point(|one| *one < share), share);
        window.push_back((step.at, share));
    }
    found
}

fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        even if even % 2 == 0 => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
        _ => Some(sorted[middle]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn steps(online: &[u32]) -> Vec<Step> {
        (0..)
            .zip(online)
            .map(|(n, online)| Step { at: n * 3_600, open: 10, online: *online })
            .collect()
    }

    #[test]
    fn much_less_than_usual_is_an_outage() {
        let mut online = vec![9; 48];
        online.extend([8, 7, 2, 5, 9, 9, 7]);
        let found = outages(&steps(&online), &Rule::default());
        assert_eq!(found.len(), 2, "{found:?}");
        // 8 of 9 is no outage, 7 is.
        assert_eq!((found[0].from, found[0].to), (49 * 3_600, 52 * 3_600));
        assert!((found[0].lowest - 2.0 / 9.0).abs() < 1e-12 && found[0].usual == 0.9);
        assert_eq!((found[1].from, found[1].to), (54 * 3_600, 55 * 3_600));
    }

    #[test]
    fn nights_small_areas_and_the_first_hours_say_nothing() {
        let mut all = steps(&[9; 15]);
        all.push(Step { at: 15 * 3_600, open: 10, online: 0 });
        assert_eq!(outages(&all, &Rule::default()), [], "too early to know what is usual");
        let mut all = steps(&[9; 60]);
        all[50] = Step { online: 0, open: 0, ..all[50] };
        all[51] = Step { online: 0, open: 4, ..all[51] };
        assert_eq!(outages(&all, &Rule::default()), []);
    }

    #[test]
    fn what_has_been_so_for_long_is_usual() {
        let online: Vec<u32> = [9; 200].into_iter().chain([4; 300]).collect();
        let found = outages(&steps(&online), &Rule::default());
        assert_eq!(found.len(), 1);
        // Half of the seven days are then of the new state.
        let hours = (found[0].to - found[0].from) / 3_600;
        assert!((80..=90).contains(&hours), "{hours}");
    }

    proptest! {
        #[test]
        fn outages_are_what_the_rule_says(online in prop::collection::vec(0_u32..=10, 0..400)) {
            let (all, rule) = (steps(&online), Rule::default());
            let found = outages(&all, &rule);
            for (n, step) in all.iter().enumerate() {
                let mut before: Vec<f64> = all[..n].iter().filter(|one| one.at >= step.at - rule.window)
                    .map(|one| f64::from(one.online) / 10.0).collect();
                before.sort_by(f64::total_cmp);
                let usual = median(&before).filter(|usual| before.len() >= rule.steps && *usual > 0.0);
                let expected = usual.is_some_and(|usual| f64::from(step.online) / 10.0 / usual < rule.ratio);
                let told = found.iter().any(|outage| outage.from <= step.at && step.at < outage.to);
                prop_assert_eq!(told, expected, "step {}", n);
            }
        }
    }
}
