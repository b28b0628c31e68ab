//! Money as ranges: the same money is counted once where that is certain, and the range says where it is not.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use passerelle_compact::currency::{RateTable, Rates};
use passerelle_compact::initiative::InitiativeStatus;
use passerelle_compact::money::{Activities, Flow, Range, by_kind, by_year, flows, range};
use passerelle_compact::{Initiative, Party, Transaction, TransactionKind};
use passerelle_vocabulary::Text;
use proptest::prelude::*;

const KIND: TransactionKind = TransactionKind::Disbursement;

fn initiative(transactions: Vec<Transaction>) -> Initiative {
    Initiative {
        title: Text::new("A", "A"),
        description: Text::new("A", "A"),
        by: None,
        languages: Vec::new(),
        country: None,
        countries: Vec::new(),
        places: Vec::new(),
        groups: Vec::new(),
        serves: vec!["gdc.1".to_owned()],
        organisations: Vec::new(),
        currency: "USD".to_owned(),
        budget: Vec::new(),
        aims: Vec::new(),
        start: "2026".parse().unwrap(),
        end: "2030".parse().unwrap(),
        status: InitiativeStatus::UnderWay,
        began_before_pledge: false,
        plan: None,
        part_of: Vec::new(),
        imported: None,
        activity: None,
        evidence: Vec::new(),
        transactions,
    }
}

fn transaction(kind: TransactionKind, cents: i64, other: Option<Party>) -> Transaction {
    let (provider, receiver) = if kind.is_incoming() { (other, None) } else { (None, other) };
    Transaction {
        number: 1,
        reference: None,
        kind,
        day: "2026-03-01".parse().unwrap(),
        cents,
        currency: "USD".to_owned(),
        value_day: None,
        provider,
        receiver,
        description: Text::default(),
    }
}

/// A party with an activity.
fn at(activity: &str) -> Option<Party> {
    Some(Party { activity: Some(activity.to_owned()), ..Party::default() })
}

/// A party without one: somebody who sells.
fn outside(name: &str) -> Option<Party> {
    Some(Party { name: name.to_owned(), outside: true, ..Party::default() })
}

/// A party of which nothing else is known.
fn named(name: &str) -> Option<Party> {
    Some(Party { name: name.to_owned(), ..Party::default() })
}

fn paid(cents: i64, to: Option<Party>) -> Transaction {
    transaction(KIND, cents, to)
}

fn flows_of(all: &[(&str, Vec<Transaction>)]) -> Vec<Flow> {
    let all: Vec<(&str, Initiative)> =
        all.iter().map(|(slug, of)| (*slug, initiative(of.clone()))).collect();
    let each = || all.iter().map(|(slug, one)| (*slug, one));
    flows(each(), &Activities::of(each()), &Rates::default())
}

fn ends(all: &[(&str, Vec<Transaction>)]) -> (i64, i64) {
    let found = range(&flows_of(all));
    (found.lower, found.upper)
}

#[test]
fn what_two_report_is_one_flow() {
    let to_b = || paid(100, at("initiative/b"));
    assert_eq!(ends(&[("a", vec![to_b()]), ("b", vec![])]), (100, 100));
    // b reports what a paid it, in a's name.
    let told_again = Transaction { provider: at("initiative/a"), receiver: None, ..to_b() };
    let told_by = |slug: &'static str| {
        let receiver = at("initiative/b");
        (slug, vec![Transaction { receiver, ..told_again.clone() }])
    };
    assert_eq!(ends(&[("a", vec![to_b()]), ("b", vec![]), told_by("c")]), (100, 100));
    // One who tells of two tells of two.
    assert_eq!(ends(&[("a", vec![to_b(), to_b()]), ("b", vec![]), told_by("c")]), (200, 200));
    // Another day is another flow.
    let later = Transaction { day: "2026-03-02".parse().unwrap(), ..to_b() };
    assert_eq!(ends(&[("a", vec![to_b(), later]), ("b", vec![])]), (200, 200));
}

#[test]
fn what_is_passed_on_is_counted_where_it_comes_from() {
    let to = |slug: &str, cents: i64| paid(cents, at(&format!("initiative/{slug}")));
    let chain =
        [("a", vec![to("b", 100)]), ("b", vec![to("c", 80)]), ("c", vec![paid(30, outside("x"))])];
    assert_eq!(ends(&chain), (100, 210));
    // Of its own, b gives 50 more.
    let more = [("a", vec![to("b", 100)]), ("b", vec![to("c", 150)]), ("c", vec![])];
    assert_eq!(ends(&more), (150, 250));
    // Round and round is nothing new.
    assert_eq!(ends(&[("a", vec![to("b", 100)]), ("b", vec![to("a", 100)])]), (0, 200));
}

#[test]
fn an_open_link_moves_the_upper_end_alone() {
    let cases = [None, named("Ministry"), at("XM-NOBODY-1")];
    for other in cases {
        let one = [("a", vec![paid(500, outside("x")), paid(100, other.clone())])];
        assert_eq!(ends(&one), (500, 600), "{other:?}");
    }
    // What corrects something that is open may correct what is not counted.
    let corrected = [("a", vec![paid(500, outside("x")), paid(-100, named("Ministry"))])];
    assert_eq!(ends(&corrected), (400, 500));
    let resolved = [("a", vec![paid(500, outside("x")), paid(-100, outside("x"))])];
    assert_eq!(ends(&resolved), (400, 400));
    // More came back than went.
    let back =
        [("a", vec![paid(500, outside("x")), paid(-700, at("initiative/b"))]), ("b", vec![])];
    assert_eq!(ends(&back), (-200, -200));
}

#[test]
fn an_activity_is_known_by_its_identifier_too() {
    let mut b = initiative(vec![]);
    b.activity = Some("XM-B-1".to_owned());
    let a = initiative(vec![paid(100, at("XM-B-1")), paid(7, at("initiative/a"))]);
    let all = [("a", &a), ("b", &b)];
    let known = Activities::of(all);
    assert!(known.knows("XM-B-1") && known.knows("initiative/b") && !known.knows("XM-C-1"));
    let found = range(&flows(all, &known, &Rates::default()));
    // What an activity pays itself is no flow that anybody could count.
    let expected = Range { lower: 100, upper: 107, resolved: 1, open: 1, left_out: 0 };
    assert_eq!(found, expected);
}

#[test]
fn kinds_and_years_stand_by_themselves() {
    let one = |kind, cents, day: &str| Transaction {
        day: day.parse().unwrap(),
        ..transaction(kind, cents, outside("x"))
    };
    let kinds = [TransactionKind::OutgoingCommitment, KIND];
    let all = flows_of(&[(
        "a",
        vec![
            one(kinds[0], 1_000, "2026-01-01"),
            one(kinds[1], 400, "2026-05-01"),
            one(kinds[1], 500, "2027-05-01"),
        ],
    )]);
    let upper = |range: &Range| range.upper;
    let of_kinds: Vec<_> = by_kind(&all).iter().map(|(kind, one)| (*kind, upper(one))).collect();
    assert_eq!(of_kinds, [(kinds[0], 1_000), (kinds[1], 900)]);
    let years: Vec<_> = by_year(&all).iter().map(|((_, year), one)| (*year, upper(one))).collect();
    assert_eq!(years, [(2026, 1_000), (2026, 400), (2027, 500)]);
}

#[test]
fn what_has_no_rate_is_left_out_and_said() {
    let kes = BTreeMap::from([("2026-03".parse().unwrap(), 125.0)]);
    let table = RateTable {
        source: "s".to_owned(),
        base: "USD".to_owned(),
        rates: BTreeMap::from([("KES".to_owned(), kes)]),
    };
    let rates = Rates { tables: vec![table], ..Rates::default() };
    let of = |currency: &str, day: &str| Transaction {
        currency: currency.to_owned(),
        day: day.parse().unwrap(),
        ..paid(12_500, outside("x"))
    };
    let late =
        Transaction { value_day: Some("2026-03-31".parse().unwrap()), ..of("KES", "2026-09-01") };
    let one = initiative(vec![
        of("KES", "2026-03-02"),
        of("KES", "2025-01-01"),
        of("XYZ", "2026-03-02"),
        late,
    ]);
    let all = [("a", &one)];
    let all = flows(all, &Activities::of(all), &rates);
    let expected = Range { lower: 200, upper: 200, resolved: 2, open: 0, left_out: 2 };
    assert_eq!(range(&all), expected);
    let left_out: Vec<&str> = all.iter().filter_map(Flow::left_out).collect();
    assert_eq!(left_out, ["KES", "XYZ"]);
}

#[test]
fn sums_do_not_overflow() {
    let most = 100_000_000_000_000;
    let many = vec![paid(most, named("x")); 100_000];
    let (lower, upper) = ends(&[("a", many)]);
    assert_eq!((lower, upper), (0, i64::MAX));
}

/// Any transactions of four initiatives: to each other, to somebody outside, to nobody who is known.
fn any() -> impl Strategy<Value = Vec<Vec<(usize, i64)>>> {
    let one = (0..8_usize, -50_i64..500);
    proptest::collection::vec(proptest::collection::vec(one, 0..8), 4)
}

const SLUGS: [&str; 4] = ["a", "b", "c", "d"];

fn told(of: &[Vec<(usize, i64)>]) -> Vec<(&'static str, Vec<Transaction>)> {
    let party = |to: usize| match to {
        0..4 => at(&format!("initiative/{}", SLUGS[to])),
        4 | 5 => outside(["x", "y"][to - 4]),
        _ => named("somebody"),
    };
    let paid = |(to, cents): &(usize, i64)| paid(*cents, party(*to));
    let all = SLUGS.iter().zip(of);
    all.map(|(slug, of)| (*slug, of.iter().map(paid).collect())).collect()
}

proptest! {
    #[test]
    fn the_lower_end_is_never_above_the_upper(of in any()) {
        let found = range(&flows_of(&told(&of)));
        prop_assert!(found.lower <= found.upper, "{:?}", found);
        prop_assert_eq!(found.resolved + found.open, of.iter().map(Vec::len).sum::<usize>());
    }

    #[test]
    fn order_does_not_matter(of in any()) {
        let mut all = flows_of(&told(&of));
        let found = range(&all);
        all.reverse();
        prop_assert_eq!(range(&all), found);
        all.sort_by_key(|flow| (flow.by % 2, flow.day));
        prop_assert_eq!(range(&all), found);
    }

    #[test]
    fn an_open_report_told_again_moves_the_upper_end_alone(of in any(), cents in 1_i64..1_000) {
        let mut all = told(&of);
        all[0].1.push(paid(cents, named("somebody")));
        let (lower, upper) = ends(&all);
        all[1].1.push(paid(cents, named("somebody")));
        prop_assert_eq!(ends(&all), (lower, upper + cents));
    }

    #[test]
    fn a_resolved_report_told_again_by_another_moves_nothing(of in any(), which in 0..4_usize) {
        let mut all = told(&of);
        let before = ends(&all);
        let again: Vec<Transaction> = all[which]
            .1
            .iter()
            .filter(|one| one.receiver != named("somebody") && one.receiver != at(&format!("initiative/{}", SLUGS[which])))
            .map(|one| Transaction { provider: at(&format!("initiative/{}", SLUGS[which])), ..one.clone() })
            .collect();
        all.push(("e", again));
        prop_assert_eq!(ends(&all), before);
    }

    #[test]
    fn no_more_is_counted_than_is_told(of in any()) {
        let (_, upper) = ends(&told(&of));
        let all: i64 = of.iter().flatten().map(|(_, cents)| (*cents).max(0)).sum();
        prop_assert!(upper <= all);
    }
}
