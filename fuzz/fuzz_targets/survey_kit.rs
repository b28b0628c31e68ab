//! Any plan with any rows, and any questionnaire with any model of synthetic data (the two divided by a line of
//! three hyphens): what is wrong is told; a plan that is read is written and read again as the same; synthetic
//! rows have the questionnaire's columns, and the same seed gives the same rows.
#![no_main]

mod microdata;

use passerelle_exchange::microdata::{Source, Wanted};
use passerelle_inclusion::kit::simulate::{FEWEST_HOUSEHOLDS, Model, simulate};
use passerelle_inclusion::kit::{
    AdjustmentPass, Factors, Methodology, Plan, QuantilePass, Questionnaire, Tabulation,
};

/// Longer files take long, and show nothing new.
const BYTES: usize = 1 << 14;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(BYTES)]);
    let (first, second) = text.split_once("\n---\n").unwrap_or((&text, ""));
    let _ = Methodology::from_toml(first);
    if let Ok(plan) = Plan::from_toml(first) {
        let written = toml::to_string(&plan).expect("a plan can be written");
        assert_eq!(Plan::from_toml(&written).expect("what was written"), plan);
        follow(&plan, second);
    }
    if let Ok(questionnaire) = Questionnaire::from_toml(first)
        && let Ok(model) = Model::from_toml(second)
        && let Ok(rows) = simulate(&questionnaire, &model, FEWEST_HOUSEHOLDS, 7)
    {
        assert_eq!(rows.names(), questionnaire.columns());
        let again = simulate(&questionnaire, &model, FEWEST_HOUSEHOLDS, 7).expect("the same");
        assert_eq!(format!("{rows:?}"), format!("{again:?}"));
    }
});

/// Follows a plan, pass by pass, as the desk does.
fn follow(plan: &Plan, rows: &str) {
    let Ok(source) = Source::open(&microdata::file("kit.csv", rows.as_bytes())) else { return };
    let wanted: Vec<Wanted> =
        plan.columns().into_iter().map(|(name, words)| Wanted { name, words }).collect();
    let Ok(columns) = source.read_whole(&wanted) else { return };
    let mut factors = Factors::default();
    for at in 0..plan.adjustment.len() {
        let Some(mut pass) = AdjustmentPass::new(plan, at, &factors) else { break };
        if pass.add(columns.clone()).is_err() {
            return;
        }
        let Ok(found) = pass.finish() else { return };
        factors = found;
    }
    if let Some(mut pass) = QuantilePass::new(plan, &factors) {
        if pass.add(columns.clone()).is_err() {
            return;
        }
        let Ok(found) = pass.finish() else { return };
        factors = found;
    }
    let mut tabulation = Tabulation::new(plan, &factors);
    if tabulation.add(columns).is_ok() {
        let _ = tabulation.finish();
    }
}
