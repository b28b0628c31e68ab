//! An initiative as it is published, and as it is shown: of the lots of its plan, what may be.

use std::collections::BTreeMap;

use passerelle_compact::initiative::{BudgetLine, Initiative, Pledge, UNCONFIRMED};
use passerelle_connectivity::coarse::TOGETHER;
use passerelle_register::Stored;
use passerelle_vocabulary::{Key, Record};

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

/// Some initiatives, and what they are some of.
#[derive(Debug, Clone, Default)]
pub struct InitiativePage {
    /// Those of the page, by slug.
    pub initiatives: Vec<InitiativeView>,
    /// After which the next page begins; `None` at the end.
    pub next: Option<String>,
    /// How many fit.
    pub all: u64,
}

impl Desk {
    /// Initiatives that fit these facets (`country`, `serves`, `status`…), those after a slug. Without those that were
    /// imported and that nobody has confirmed.
    ///
    /// # Errors
    /// The database refused.
    pub async fn initiatives_page(
        &self,
        filters: &[(&str, &str)],
        after: Option<&str>,
        most: u32,
    ) -> Result<InitiativePage, DeskError> {
        // What can be no name stands after nothing.
        let after = after.and_then(|slug| Key::new(Initiative::KIND, slug).ok());
        let kind = Initiative::KIND;
        let which = (filters, Some(UNCONFIRMED));
        let page = self.register.list_without(kind, which, after.as_ref(), most + 1);
        let mut page = page.await?;
        let more = page.len() > most as usize;
        page.truncate(most as usize);
        let suggested: Vec<(&str, &str)> = filters.iter().copied().chain([UNCONFIRMED]).collect();
        let unconfirmed = self.register.count_with(kind, &suggested).await?;
        Ok(InitiativePage {
            next: page.last().filter(|_| more).map(|stored| stored.key.slug().to_owned()),
            initiatives: page
                .iter()
                .map(|stored| self.initiative_view(stored))
                .collect::<Result<_, _>>()?,
            all: self.register.count_with(kind, filters).await?.saturating_sub(unconfirmed),
        })
    }

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
