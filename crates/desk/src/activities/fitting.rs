//! What an initiative cannot hold of an activity is left out, and told.
//!
//! The rules of initiatives are the initiatives' own ([`Initiative`] checks itself); nothing is said twice here. What is
//! wrong with a transaction, a budget line or an aim takes it out; what is wrong with anything else, the whole.

use std::collections::BTreeSet;

use passerelle_compact::Initiative;
use passerelle_register::{Ready, Register, RegisterError};
use passerelle_vocabulary::{Finding, Key};

/// An activity as it can be written, or why it cannot.
pub(super) enum Fitted {
    /// Ready to be written, without these.
    Ready(Ready, Vec<Finding>),
    /// It cannot be.
    Unfit(Vec<Finding>),
}

/// The list that a finding is about, and the number in it.
fn part(finding: &Finding) -> Option<(&str, u32)> {
    let mut parts = finding.field.split('.');
    let list = parts.next().filter(|list| matches!(*list, "transactions" | "budget" | "aims"))?;
    Some((list, parts.next()?.parse().ok()?))
}

/// Makes an initiative ready, without what is wrong with it.
pub(super) fn fit(
    register: &Register,
    key: &Key,
    mut initiative: Initiative,
) -> Result<Fitted, RegisterError> {
    let ready = match ready(register, key, &initiative)? {
        Ok(ready) => ready,
        Err(finding) => return Ok(Fitted::Unfit(vec![finding])),
    };
    if ready.findings().is_empty() {
        return Ok(Fitted::Ready(ready, Vec::new()));
    }
    let findings = ready.findings().to_vec();
    let bad: BTreeSet<(&str, u32)> = findings.iter().filter_map(part).collect();
    let whole: Vec<Finding> =
        findings.iter().filter(|finding| part(finding).is_none()).cloned().collect();
    if !whole.is_empty() {
        return Ok(Fitted::Unfit(whole));
    }
    let is_good = |list: &str, number: u32| !bad.contains(&(list, number));
    initiative.transactions.retain(|one| is_good("transactions", one.number));
    initiative.budget.retain(|line| is_good("budget", line.number));
    let mut number = 0;
    initiative.aims.retain(|_| {
        number += 1;
        is_good("aims", number)
    });
    match self::ready(register, key, &initiative)? {
        Ok(ready) if ready.findings().is_empty() => Ok(Fitted::Ready(ready, findings)),
        Ok(ready) => Ok(Fitted::Unfit(ready.findings().to_vec())),
        Err(finding) => Ok(Fitted::Unfit(vec![finding])),
    }
}

/// Ready, or that it is too long.
fn ready(
    register: &Register,
    key: &Key,
    initiative: &Initiative,
) -> Result<Result<Ready, Finding>, RegisterError> {
    match register.ready(key, initiative) {
        Ok(ready) => Ok(Ok(ready)),
        Err(RegisterError::Text { .. }) => {
            Ok(Err(Finding::new("", "record-too-long", initiative.transactions.len())))
        }
        Err(error) => Err(error),
    }
}
