//! Initiatives: what is sound, what is not, what they link to.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_compact::initiative::{
    Aim, BudgetLine, CarriedOut, InitiativePlace, InitiativeStatus, Organisation, OrganisationKind,
    OrganisationRole, Pledge, Purpose,
};
use passerelle_compact::{Initiative, Party, Transaction, TransactionKind};
use passerelle_vocabulary::{Lang, Position, Record, Text};

fn organisation(name: &str, role: OrganisationRole) -> Organisation {
    Organisation { name: name.to_owned(), role, kind: OrganisationKind::Public, reference: None }
}

fn line(number: u32, cents: i64, pledged: i64) -> BudgetLine {
    let pledge = Pledge { by: "Fund".to_owned(), cents: pledged };
    BudgetLine {
        number,
        year: 2027,
        purpose: Purpose::Build,
        technology: "fibre".to_owned(),
        lot: "North".to_owned(),
        cents,
        pledged: if pledged == 0 { Vec::new() } else { vec![pledge] },
    }
}

fn initiative() -> Initiative {
    Initiative {
        title: Text::new("Écoles", "Schools"),
        description: Text::new("Raccorder", "Connect"),
        by: None,
        languages: vec![Lang::fr()],
        country: Some("STP".to_owned()),
        countries: Vec::new(),
        places: vec![InitiativePlace {
            name: "North".to_owned(),
            position: Position::new(0.3, 6.7),
        }],
        groups: Vec::new(),
        serves: vec!["gdc.1.connectivity.b".to_owned(), "roadmap.77b".to_owned()],
        organisations: vec![
            organisation("Ministry", OrganisationRole::Lead),
            organisation("Fund", OrganisationRole::Funder),
        ],
        currency: "USD".to_owned(),
        budget: vec![line(1, 1_000, 400), line(2, 500, 0)],
        aims: vec![Aim {
            indicator: Some("schools_internet".to_owned()),
            what: Text::new("Écoles", "Schools"),
            unit: "sites".to_owned(),
            baseline: Some(3.0),
            baseline_year: 2026,
            target: 70.0,
            target_year: 2030,
            reached: None,
        }],
        start: "2027-01".parse().unwrap(),
        end: "2036".parse().unwrap(),
        status: InitiativeStatus::Planned,
        began_before_pledge: false,
        plan: Some(CarriedOut { plan: "plan/schools".parse().unwrap(), summary: "ab".to_owned() }),
        part_of: Vec::new(),
        evidence: Vec::new(),
        activity: None,
        transactions: Vec::new(),
        imported: None,
    }
}

fn codes(change: impl Fn(&mut Initiative)) -> Vec<String> {
    let mut changed = initiative();
    change(&mut changed);
    changed.check().into_iter().map(|found| format!("{} {}", found.field, found.code)).collect()
}

#[test]
fn a_sound_one_is_told_and_comes_back() {
    let one = initiative();
    assert_eq!(one.check(), []);
    let (money, lead) = (one.money(), one.lead().unwrap());
    assert_eq!((money.cents, money.committed, money.open), (1_500, 400, 1_100));
    assert_eq!(lead.name, "Ministry");
    let written = serde_json::to_string(&one).unwrap();
    assert_eq!(serde_json::from_str::<Initiative>(&written).unwrap(), one);
    let links: Vec<String> =
        one.links().iter().map(|link| format!("{} {}", link.relation, link.to)).collect();
    let expected = [
        "serves commitment/gdc.1.connectivity.b",
        "serves commitment/roadmap.77b",
        "shown_by indicator/schools_internet",
        "carries_out plan/schools",
    ];
    assert_eq!(links, expected);
    assert_eq!(one.facets()["open"], ["yes"]);
}

#[test]
fn what_is_wrong_is_told_all_at_once() {
    assert_eq!(
        codes(|one| {
            one.title = Text::default();
            one.serves = vec!["a b".to_owned(), "x".to_owned(), "x".to_owned()];
            one.currency = "usd".to_owned();
            one.end = "2026".parse().unwrap();
            one.country = Some("kenya".to_owned());
        }),
        [
            "title text-missing",
            "serves bad-key",
            "serves repeated",
            "country unknown-code",
            "currency not-a-currency",
            "end ends-before-it-begins",
            "budget.1.year year-outside",
            "budget.2.year year-outside",
        ]
    );
    assert_eq!(
        codes(|one| one.budget[0].pledged[0].cents = 1_001),
        ["budget.1.pledged pledged-twice"]
    );
    assert_eq!(codes(|one| one.budget[1].cents = -5), ["budget.2.cents not-an-amount"]);
    assert_eq!(codes(|one| one.budget[1].number = 1), ["budget.1.number repeated"]);
    assert_eq!(
        codes(|one| one.organisations[1].name = "Other".to_owned()),
        ["budget.1.pledged not-an-organisation"]
    );
    assert_eq!(
        codes(|one| one.organisations[0].reference = Some("a/b?c".to_owned())),
        ["organisations.1.reference not-a-reference"]
    );
    assert_eq!(
        codes(|one| one.organisations[1].role = OrganisationRole::Lead),
        ["organisations two-leads"]
    );
    assert_eq!(codes(|one| one.serves.clear()), ["serves serves-nothing"]);
    assert_eq!(codes(|one| one.aims[0].target = f64::NAN), ["aims.1.target not-a-number"]);
    let long = "x".repeat(50_000);
    assert_eq!(
        codes(|one| one.description.set(Lang::en(), long.clone())),
        ["description.en text-too-long"]
    );
}

fn paid(number: u32, cents: i64) -> Transaction {
    Transaction {
        number,
        reference: None,
        kind: TransactionKind::Disbursement,
        day: "2027-03-01".parse().unwrap(),
        cents,
        currency: "EUR".to_owned(),
        value_day: None,
        provider: None,
        receiver: Some(Party { name: "Ministry".to_owned(), ..Party::default() }),
        description: Text::default(),
    }
}

#[test]
fn transactions_are_checked_together() {
    assert_eq!(codes(|one| one.transactions = vec![paid(1, 500), paid(2, 501)]), [""; 0]);
    assert_eq!(
        codes(|one| one.transactions = vec![paid(1, 500), paid(1, 600), paid(3, 0)]),
        ["transactions.1.number repeated", "transactions.3.cents not-a-sum"]
    );
    // A form that was sent twice; a reference says that it is another.
    let twice = || vec![paid(1, 500), paid(2, 500)];
    assert_eq!(
        codes(|one| one.transactions = twice()),
        ["transactions.2.reference same-transaction"]
    );
    assert_eq!(
        codes(|one| {
            one.transactions = twice();
            one.transactions[1].reference = Some("17".to_owned());
        }),
        [""; 0]
    );
    assert_eq!(
        codes(|one| {
            one.activity = Some("XM-A-1".to_owned());
            one.transactions = vec![paid(4, 500)];
            one.transactions[0].receiver.as_mut().unwrap().activity = one.activity.clone();
        }),
        ["transactions.4.receiver.activity links-to-itself"]
    );
    let mut late = initiative();
    late.transactions = vec![paid(1, 500)];
    let found = late.check_on((2027, 2, 28));
    assert_eq!((found.len(), late.check_on((2027, 3, 1)).len()), (1, 0));
    // What was written before there were transactions is read as before.
    let written = serde_json::to_value(initiative()).unwrap();
    assert!(written.get("transactions").is_none() && written.get("activity").is_none());
    let read: Initiative = serde_json::from_value(serde_json::to_value(&late).unwrap()).unwrap();
    assert_eq!(read, late);
}
