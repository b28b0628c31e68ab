//! Transactions of an initiative from a table: the file that the API gives (`transactions?format=csv`), after somebody went over
//! it, or one with the same columns from somebody's books.
//!
//! It is read whole and compared with what stands, so that it can be looked at before it is kept, and so that the same
//! file twice changes nothing:
//!
//! | a row | is |
//! |---|---|
//! | with the number of one that stands | that one, changed or not |
//! | without a number, and the same as one that stands | that one |
//! | without a number, with the kind and the reference of one alone | that one, changed |
//! | any other | a new one |
//!
//! What stands and is in no row stays: a transaction is withdrawn by its own form.

use std::collections::BTreeMap;
use std::path::Path;

use passerelle_compact::transaction::MOST_TRANSACTIONS;
use passerelle_compact::{Due, Initiative, Party, Transaction, TransactionKind};
use passerelle_exchange::features::{FeatureLimits, read as read_table};
use passerelle_exchange::statistics::Input;
use passerelle_register::{Action, Author, User};
use passerelle_vocabulary::{Features, Finding, Key, Lang, Record, Text};
use serde::Serialize;

use super::amounts::cents;
use super::{InitiativeError, allowed};
use crate::{Desk, DeskError};

/// Largest file: ten thousand rows with their texts.
const LARGEST: FeatureLimits =
    FeatureLimits { bytes: 60_000_000, positions: 0, rows: MOST_TRANSACTIONS as u32 };
/// Columns without which a row is no transaction.
const NEEDED: [&str; 4] = ["transaction_type", "day", "transaction_value", "currency"];
/// Columns that may be there besides.
const KNOWN: [&str; 18] = [
    "initiative",
    "transaction",
    "value_day",
    "provider",
    "provider_reference",
    "provider_activity",
    "provider_outside",
    "receiver",
    "receiver_reference",
    "receiver_activity",
    "receiver_outside",
    "reference",
    // What the node works out by itself is passed over.
    "resolved_link",
    "value_in_dollars",
    "rate",
    "rate_period",
    "rate_source",
    "description",
];
/// A column of texts begins so, and ends with its language.
const DESCRIPTION: &str = "description_";

/// What a file of transactions would change, or has changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ledger {
    /// The initiative, by its name in addresses.
    pub initiative: String,
    /// Rows of the file.
    pub rows: usize,
    /// New ones.
    pub added: Vec<Transaction>,
    /// Those that change, as they are to be.
    pub changed: Vec<Transaction>,
    /// Rows that say what stands.
    pub unchanged: usize,
    /// Whether it was kept.
    pub is_kept: bool,
}

/// A row of a file.
#[derive(Debug)]
struct Row {
    /// As a spreadsheet counts rows, its header among them.
    at: usize,
    number: Option<u32>,
    one: Transaction,
    /// Whether the file says of an end that it is outside, or not.
    tells_outside: [bool; 2],
}

impl Desk {
    /// Compares a file of transactions with those of an initiative, and keeps what it says where that is asked for.
    /// Without a user the program does it.
    ///
    /// # Errors
    /// [`InitiativeError`]: there is no such initiative; everything wrong with the file together.
    pub async fn import_transactions(
        &self,
        (path, slug): (&Path, &str),
        user: Option<&User>,
        keep: bool,
    ) -> Result<Ledger, InitiativeError> {
        let unknown = || InitiativeError::NoSuch(slug.to_owned());
        let key = Key::new(Initiative::KIND, slug).map_err(|_| unknown())?;
        let stored = self.register.get(&key).await?.ok_or_else(unknown)?;
        allowed(user, Some(&stored), Action::Publish)?;
        let mut initiative: Initiative = stored.record()?;
        let (path, own) = (path.to_owned(), slug.to_owned());
        let read = tokio::task::spawn_blocking(move || read(&path, &own)).await;
        let rows = read.map_err(DeskError::from)??;
        let mut ledger = fitted(&mut initiative, &rows)?;
        slug.clone_into(&mut ledger.ledger.initiative);
        let wrong = self.wrong(&initiative, &ledger.rows).await?;
        if !wrong.is_empty() {
            return Err(InitiativeError::Unsound(wrong));
        }
        let mut ledger = ledger.ledger;
        if keep && !(ledger.added.is_empty() && ledger.changed.is_empty()) {
            let author = user.map_or_else(Author::program, User::author);
            self.put_initiative(&key, Some(stored.number), None, initiative, &author).await?;
            ledger.is_kept = true;
        }
        Ok(ledger)
    }

    /// What is wrong with the transactions of rows, by number, as they would stand.
    async fn wrong(
        &self,
        initiative: &Initiative,
        rows: &BTreeMap<u32, usize>,
    ) -> Result<Vec<Finding>, DeskError> {
        let mut found = Vec::new();
        let checked = initiative.check().into_iter().chain(initiative.check_on(self.day()));
        for finding in checked {
            let Some(field) = finding.field.strip_prefix("transactions.") else { continue };
            let (number, field) = field.split_once('.').unwrap_or((field, ""));
            let row = number.parse().ok().and_then(|number: u32| rows.get(&number));
            // What stood before is not the file's.
            if let Some(row) = row {
                found.push(Finding { field: place(*row, column_of(field)), ..finding });
            }
        }
        for one in &initiative.transactions {
            let Some(row) = rows.get(&one.number) else { continue };
            if one.currency.len() == 3
                && !self.catalogue.currencies.rates.is_currency(&one.currency)
            {
                found.push(Finding::new(
                    place(*row, "currency"),
                    "unknown-currency",
                    &one.currency,
                ));
            }
            let named = one.other().and_then(|other| other.activity.as_deref());
            if let Some(named) = named.filter(|named| named.starts_with("initiative/"))
                && let Ok(other) = named.parse::<Key>()
                && self.register.get(&other).await?.is_none()
            {
                let end = if one.kind.is_incoming() { "provider" } else { "receiver" };
                let field = place(*row, &format!("{end}_activity"));
                found.push(Finding::new(field, "unknown-initiative", named));
            }
        }
        Ok(found)
    }
}

/// Where in a file something is wrong.
fn place(row: usize, column: &str) -> String {
    format!("{row}, {column}")
}

/// The column of a field of a transaction.
fn column_of(field: &str) -> &str {
    match field {
        "kind" => "transaction_type",
        "cents" => "transaction_value",
        "provider.name" => "provider",
        "provider.reference" => "provider_reference",
        "provider.activity" => "provider_activity",
        "provider.outside" => "provider_outside",
        "receiver.name" => "receiver",
        "receiver.reference" => "receiver_reference",
        "receiver.activity" => "receiver_activity",
        "receiver.outside" => "receiver_outside",
        other => other,
    }
}

/// The rows of a file; everything that is wrong with it together.
fn read(path: &Path, slug: &str) -> Result<Vec<Row>, InitiativeError> {
    let file = read_table(&Input::path(path), LARGEST);
    let mut found = Vec::new();
    if !file.report.complete || file.table.is_empty() {
        found.push(Finding::new("", "ledger-unreadable", path.display()));
        return Err(InitiativeError::Unsound(found));
    }
    for name in NEEDED.into_iter().filter(|name| file.table.column(name).is_none()) {
        found.push(Finding::new(place(1, name), "ledger-no-column", ""));
    }
    let is_known = |name: &str| {
        NEEDED.contains(&name) || KNOWN.contains(&name) || name.starts_with(DESCRIPTION)
    };
    // A column that is misspelt would be lost without a word.
    for name in file.table.names().iter().filter(|name| !is_known(name)) {
        found.push(Finding::new(place(1, name), "ledger-unknown-column", ""));
    }
    if !found.is_empty() {
        return Err(InitiativeError::Unsound(found));
    }
    let rows: Vec<Row> =
        (0..file.table.len()).map(|at| row(&file.table, at, slug, &mut found)).collect();
    let mut seen = BTreeMap::new();
    for row in &rows {
        if let Some(number) = row.number
            && seen.insert(number, row.at).is_some()
        {
            found.push(Finding::new(place(row.at, "transaction"), "repeated", number));
        }
    }
    if found.is_empty() { Ok(rows) } else { Err(InitiativeError::Unsound(found)) }
}

fn row(table: &Features, at: usize, slug: &str, found: &mut Vec<Finding>) -> Row {
    let cell = |name: &str| match table.column(name).map(|column| table.cell(at, column).trim()) {
        None | Some("-") => "",
        Some(written) => written,
    };
    let row = at + 2;
    let mut wrong = |name: &str, code: &str| {
        found.push(Finding::new(place(row, name), code, cell(name)));
    };
    if !matches!(cell("initiative"), "") && cell("initiative") != slug {
        wrong("initiative", "ledger-another-initiative");
    }
    let number = match cell("transaction") {
        "" => None,
        written => {
            let number = written.parse().ok().filter(|number| *number > 0);
            if number.is_none() {
                wrong("transaction", "not-a-number");
            }
            number
        }
    };
    let kind = kind(cell("transaction_type"));
    if kind.is_none() {
        wrong("transaction_type", "ledger-not-a-kind");
    }
    let cents = cents(cell("transaction_value"));
    if cents.is_none() {
        wrong("transaction_value", "not-a-sum");
    }
    let mut day = |name: &str| {
        let read: Option<Due> = cell(name).parse().ok();
        if read.is_none() {
            wrong(name, "not-a-day");
        }
        read
    };
    let on = day("day");
    let value_day = if cell("value_day").is_empty() { None } else { day("value_day") };
    let mut party = |end: &str| {
        let of = |what: &str| cell(&format!("{end}{what}")).to_owned();
        let some = |text: String| (!text.is_empty()).then_some(text);
        let outside = format!("{end}_outside");
        let is_outside = flag(cell(&outside));
        if is_outside.is_none() {
            wrong(&outside, "ledger-not-a-flag");
        }
        let party = Party {
            name: of(""),
            reference: some(of("_reference")),
            activity: some(of("_activity")),
            outside: is_outside.unwrap_or_default(),
        };
        (party != Party::default()).then_some(party)
    };
    let (provider, receiver) = (party("provider"), party("receiver"));
    let mut description = Text::default();
    for name in table.names().iter().filter(|name| name.starts_with(DESCRIPTION)) {
        if !cell(name).is_empty() {
            description.set(Lang::new(&name[DESCRIPTION.len()..]), cell(name));
        }
    }
    let reference = Some(cell("reference").to_owned()).filter(|text| !text.is_empty());
    let tells = |end: &str| table.column(&format!("{end}_outside")).is_some();
    let on = on.unwrap_or(Due::of_year(1970));
    Row {
        at: row,
        number,
        one: Transaction {
            number: number.unwrap_or_default(),
            reference,
            kind: kind.unwrap_or(TransactionKind::Disbursement),
            day: on,
            cents: cents.unwrap_or_default(),
            currency: cell("currency").to_uppercase(),
            // The day itself is not told twice.
            value_day: value_day.filter(|day| *day != on),
            provider,
            receiver,
            description,
        },
        tells_outside: [tells("provider"), tells("receiver")],
    }
}

/// A kind as files write it: its code, or its number in the list of IATI.
fn kind(written: &str) -> Option<TransactionKind> {
    let code = written.to_lowercase().replace([' ', '-'], "_");
    let number = || written.parse().ok().and_then(TransactionKind::of_number);
    TransactionKind::of(&code).or_else(number)
}

/// `true` and `false` as files write them; nothing is `false`.
fn flag(written: &str) -> Option<bool> {
    match written.to_lowercase().as_str() {
        "" | "false" | "no" | "non" | "0" => Some(false),
        "true" | "yes" | "oui" | "1" => Some(true),
        _ => None,
    }
}

/// What a file says of what stands, and the row of each number.
struct Fitted {
    ledger: Ledger,
    rows: BTreeMap<u32, usize>,
}

/// Puts rows in the place of what stands, or after it.
fn fitted(initiative: &mut Initiative, rows: &[Row]) -> Result<Fitted, InitiativeError> {
    let stand = initiative.transactions.clone();
    let mut taken: BTreeMap<u32, usize> =
        rows.iter().filter_map(|row| Some((row.number?, row.at))).collect();
    let mut next = stand.iter().map(|one| one.number).chain(taken.keys().copied()).max();
    let mut ledger = Ledger {
        initiative: String::new(),
        rows: rows.len(),
        added: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        is_kept: false,
    };
    for row in rows {
        let stands = match row.number {
            Some(number) => stand.iter().find(|one| one.number == number),
            None => same(&stand, &taken, row),
        };
        let Some(stands) = stands else {
            let number = row.number.unwrap_or_else(|| next.unwrap_or_default().saturating_add(1));
            next = next.max(Some(number));
            taken.insert(number, row.at);
            let one = Transaction { number, ..row.one.clone() };
            initiative.transactions.push(one.clone());
            ledger.added.push(one);
            continue;
        };
        taken.insert(stands.number, row.at);
        let one = as_told(row, stands);
        if one == *stands {
            ledger.unchanged += 1;
            continue;
        }
        let place = initiative.transactions.iter_mut().find(|known| known.number == one.number);
        if let Some(place) = place {
            place.clone_from(&one);
        }
        ledger.changed.push(one);
    }
    if initiative.transactions.len() > MOST_TRANSACTIONS {
        let found = Finding::new("", "too-many-transactions", initiative.transactions.len());
        return Err(InitiativeError::Unsound(vec![found]));
    }
    Ok(Fitted { ledger, rows: taken })
}

/// The one that a row without a number is about, of those that no other row is about.
fn same<'s>(
    stand: &'s [Transaction],
    taken: &BTreeMap<u32, usize>,
    row: &Row,
) -> Option<&'s Transaction> {
    let free = || stand.iter().filter(|one| !taken.contains_key(&one.number));
    let equal = free().find(|one| as_told(row, one) == **one);
    equal.or_else(|| {
        row.one.reference.as_ref()?;
        let mut named =
            free().filter(|one| one.reference == row.one.reference && one.kind == row.one.kind);
        // Of two with the same reference nobody knows which.
        named.next().filter(|_| named.next().is_none())
    })
}

/// A transaction as a row tells it, where it stands already: what the file cannot tell stays.
fn as_told(row: &Row, stands: &Transaction) -> Transaction {
    let mut one = Transaction { number: stands.number, ..row.one.clone() };
    let ends = [(&mut one.provider, &stands.provider), (&mut one.receiver, &stands.receiver)];
    for ((told, known), tells) in ends.into_iter().zip(row.tells_outside) {
        if let (Some(told), Some(known)) = (told, known)
            && !tells
            && told.activity.is_none()
        {
            told.outside = known.outside;
        }
    }
    // A text in one language is written in the columns of all.
    let says = |(lang, text): (&Lang, &str)| stands.description.get(lang) == text;
    let told = &row.one.description;
    if told.is_empty() == stands.description.is_empty() && told.iter().all(says) {
        one.description.clone_from(&stands.description);
    }
    one
}

#[cfg(test)]
mod tests;
