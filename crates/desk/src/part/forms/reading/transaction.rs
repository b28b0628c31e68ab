//! The form of a transaction, read.

use passerelle_compact::transaction::is_activity;
use passerelle_compact::{Party, Transaction, TransactionKind};
use passerelle_vocabulary::{Finding, Text};

use super::Reading;

impl Reading<'_> {
    /// A transaction. Where it corrects one that stands, what the form has no field for stays.
    pub(in crate::part) fn transaction(
        &mut self,
        number: u32,
        stands: Option<&Transaction>,
    ) -> Transaction {
        let kind = self.chosen("kind", TransactionKind::of);
        if kind.is_none() && self.form.get("kind").is_empty() {
            self.found.push(Finding::new("kind", "missing", ""));
        }
        let kind = kind.unwrap_or(TransactionKind::Disbursement);
        let amount = self.number("amount");
        if amount.is_none() && self.form.get("amount").is_empty() {
            self.found.push(Finding::new("amount", "missing", ""));
        }
        // What could not be read is told already: any amount stands for it.
        let cents = amount.map_or(1, |amount| (amount * 100.0).round() as i64);
        let (other, own) = (self.party(), stands.and_then(Transaction::own).cloned());
        let (provider, receiver) = if kind.is_incoming() { (other, own) } else { (own, other) };
        let mut description = stands.map(|one| one.description.clone()).unwrap_or_default();
        let typed = self.form.get("description");
        if !typed.is_empty() || !description.is_empty() {
            description.set(self.lang(), typed);
        }
        Transaction {
            number,
            reference: self.some("reference"),
            kind,
            day: self.due("day"),
            cents,
            currency: self.form.get("currency").to_uppercase(),
            value_day: self.day("value_day"),
            provider,
            receiver,
            description: if description.is_empty() { Text::default() } else { description },
        }
    }

    fn some(&self, name: &str) -> Option<String> {
        Some(self.form.get(name).to_owned()).filter(|typed| !typed.is_empty())
    }

    /// Who is at the other end; `None` where nothing is told of them.
    fn party(&self) -> Option<Party> {
        let party = Party {
            name: self.form.get("party").to_owned(),
            reference: self.some("party_reference"),
            activity: self.some("party_activity").map(|typed| activity_of(&typed)),
            outside: self.form.has("outside", "yes"),
        };
        (party != Party::default()).then_some(party)
    }
}

/// What names an activity: as it was typed, or of the address of a page of an initiative.
fn activity_of(typed: &str) -> String {
    if is_activity(typed) {
        return typed.to_owned();
    }
    match typed.rsplit_once("/initiatives/") {
        Some((_, rest)) => {
            let slug = rest.split(['/', '?', '#']).next().unwrap_or_default();
            format!("initiative/{slug}")
        }
        None => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::activity_of;

    #[test]
    fn an_activity_can_be_the_address_of_its_page() {
        for (typed, named) in [
            ("https://node.example/fr/initiatives/dix-ecoles?x#y", "initiative/dix-ecoles"),
            ("/en/initiatives/dix-ecoles", "initiative/dix-ecoles"),
            ("initiative/dix-ecoles", "initiative/dix-ecoles"),
            ("XM-DAC-41114-7", "XM-DAC-41114-7"),
            ("some thing", "some thing"),
        ] {
            assert_eq!(activity_of(typed), named);
        }
    }
}
