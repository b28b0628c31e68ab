//! Any bytes as a table of incomes: what is wrong is told with its row, what is understood has shares that add up, and
//! who can pay is a share of all, between its bounds.
#![no_main]

mod lists;

use passerelle_connectivity::affordability::{Basket, Incomes, Per, affordability};
use passerelle_connectivity::reading::read_incomes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let table = lists::opened(bytes, lists::LIMITS).table;
    let (found, problems) = read_incomes(&table, "USD");
    assert!(table.is_empty() || !found.is_empty() || !problems.is_empty());
    assert!(
        problems.iter().all(|(_, one)| !one.code.is_empty() && one.found.chars().count() <= 200)
    );
    for area in &found {
        if let Incomes::Groups(groups) = &area.incomes {
            let sum: f64 = groups.iter().map(|group| group.share).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
            assert!(groups.is_sorted_by(|a, b| a.income <= b.income));
        }
        for per in [Per::Person, Per::Household] {
            let basket = Basket { price: 10.0, per, share_of_income: 0.02 };
            let Some(told) = affordability(area, &basket) else { continue };
            let of = |share: Option<f64>| share.unwrap_or_default();
            let (low, share, high) = (of(told.share_low), of(told.share), of(told.share_high));
            let sound =
                0.0 <= low && low <= share + 1e-9 && share <= high + 1e-9 && high <= 1.0 + 1e-9;
            assert!(sound, "{low} {share} {high}");
        }
    }
});
