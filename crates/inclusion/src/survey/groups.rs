//! Strata of every stage as one flat list, each with what its sum of squares is multiplied by.

use serde::{Deserialize, Serialize};

use super::problem::SurveyProblem;

/// What to do with a stratum of which one unit only was drawn: its variance cannot be seen.
///
/// Never is it taken for a smaller error without being asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LonelyPsu {
    /// Stop and say so.
    #[default]
    Fail,
    /// It adds nothing.
    Remove,
    /// Its distance from zero, not from its own mean: too large rather than too small.
    Adjust,
    /// As much as the other strata on average.
    Average,
    /// It was certain to be drawn, so it adds nothing.
    Certainty,
}

/// A stratum of one stage: the units drawn in it (primary ones, or those within one of them).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The stage, from 0.
    pub stage: usize,
    /// The unit of the stage before within which it lies; 0 at the first stage.
    pub parent: u32,
    /// Units drawn.
    pub drawn: f64,
    /// Units in all; infinite where there is no correction.
    pub population: f64,
    /// Product of n/N of the stages before.
    pub inherited: f64,
    /// For messages.
    pub name: String,
}

impl Group {
    /// 1 − f. As the peer, next to nothing counts as nothing.
    fn correction(&self) -> f64 {
        let left = 1.0 - self.drawn / self.population;
        if left < 1e-7 { 0.0 } else { left }
    }

    /// One unit was drawn, of more than one.
    pub fn is_lonely(&self) -> bool {
        self.drawn == 1.0 && self.correction() > 0.0
    }

    /// What the group's Σ(z − z̄)² is multiplied by.
    pub fn multiplier(&self) -> f64 {
        let bessel = if self.drawn > 1.0 { self.drawn / (self.drawn - 1.0) } else { 1.0 };
        self.inherited * self.correction() * bessel
    }
}

/// What Σ(z − z̄)² of each group is multiplied by in the variance, with lonely groups treated as asked:
/// position in `present`, factor, and whether the square is around the group's mean (else around zero).
///
/// `present` are the groups that have units in the cell, in their order.
pub(crate) fn factors(
    groups: &[Group],
    lonely: LonelyPsu,
    present: &[usize],
) -> Vec<(usize, f64, bool)> {
    // Groups are in the order of stage and parent: those of one stage and parent are neighbours.
    let siblings = |a: &usize, b: &usize| {
        let (a, b) = (&groups[*a], &groups[*b]);
        a.stage == b.stage && a.parent == b.parent
    };
    let (mut found, mut start) = (Vec::with_capacity(present.len()), 0);
    for family in present.chunk_by(siblings) {
        let left_out = |at: &&usize| lonely == LonelyPsu::Average && groups[**at].is_lonely();
        let counted = family.len() - family.iter().filter(left_out).count();
        // Those left out count as the others do on average; where there is no other, nothing is known.
        let share = family.len() as f64 / counted as f64;
        for (number, at) in family.iter().enumerate() {
            let group = &groups[*at];
            let (factor, centred) = match (group.is_lonely(), lonely) {
                (false, _) => (group.multiplier() * share, true),
                (true, LonelyPsu::Adjust) => (group.multiplier() * share, false),
                (true, LonelyPsu::Average) if counted == 0 => (f64::NAN, true),
                (true, _) => continue,
            };
            found.push((start + number, factor, centred));
        }
        start += family.len();
    }
    found
}

/// Refuses lonely groups where the design says to stop.
pub(crate) fn check_lonely(groups: &[Group], lonely: LonelyPsu) -> Result<(), SurveyProblem> {
    let mut found = groups.iter().filter(|group| group.is_lonely());
    match found.next() {
        Some(first) if lonely == LonelyPsu::Fail => Err(SurveyProblem::LonelyPsu {
            stage: first.stage + 1,
            stratum: first.name.clone(),
            strata: 1 + found.count() as u64,
        }),
        _ => Ok(()),
    }
}
