//! An initiative as it is published, and as it is shown: of the lots of its plan, what may be.

use std::collections::BTreeMap;

use passerelle_compact::initiative::{BudgetLine, Initiative, Pledge};
use passerelle_connectivity::coarse::TOGETHER;
use passerelle_register::Stored;

use super::InitiativeView;
use crate::plans::PublicPlan;
use crate::{Desk, DeskError};

/// Leaves of an initiative what may be shown of its plan: some lots are one, in its places and its budget, and where the
/// others are is as precise as it may be.
pub(super) fn show(initiative: &mut Initiative, public: &PublicPlan) {
    let is_one = |lot: &str| public.together.contains(lot);
    initiative.places.retain(|place| !is_one(&place.name));
    for place in &mut initiative.places {
        place.position = place.position.map(|at| public.policy.rounded(at));
    }
    let mut budget: Vec<BudgetLine> = Vec::with_capacity(initiative.budget.len());
    let mut as_one: BTreeMap<(i32, String, String), usize> = BTreeMap::new();
    for mut line in std::mem::take(&mut initiative.budget) {
        if is_one(&line.lot) {
            TOGETHER.clone_into(&mut line.lot);
        }
        if line.lot == TOGETHER {
            let key = (line.year, format!("{:?}", line.purpose), line.technology.clone());
            let next = budget.len();
            let at = *as_one.entry(key).or_insert(next);
            if at < next {
                add(&mut budget[at], line);
                continue;
            }
        }
        budget.push(line);
    }
    for (line, number) in budget.iter_mut().zip(1..) {
        line.number = number;
    }
    initiative.budget = budget;
}

impl Desk {
    /// An initiative as it may be shown today: a ministry may have decided since it was published.
    pub(crate) fn initiative_view(&self, stored: &Stored) -> Result<InitiativeView, DeskError> {
        let mut initiative: Initiative = stored.record()?;
        let policy = self.site_policies.of(initiative.country.as_deref().unwrap_or_default());
        for place in &mut initiative.places {
            place.position = place.position.map(|at| policy.rounded(at));
        }
        Ok(InitiativeView {
            slug: stored.key.slug().to_owned(),
            version: stored.number,
            moment: crate::written_time(stored.at),
            initiative,
        })
    }
}

/// Adds a line of a budget to another one, with what is promised of it.
fn add(to: &mut BudgetLine, line: BudgetLine) {
    to.cents = to.cents.saturating_add(line.cents);
    for Pledge { by, cents } in line.pledged {
        match to.pledged.iter_mut().find(|pledge| pledge.by == by) {
            Some(pledge) => pledge.cents = pledge.cents.saturating_add(cents),
            None => to.pledged.push(Pledge { by, cents }),
        }
    }
}
