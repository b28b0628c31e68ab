//! What is wrong with the files of a kit is told, all of it, and nothing panics.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/kit.rs"]
mod files;

use files::file;
use passerelle_inclusion::kit::simulate::{Model, simulate};
use passerelle_inclusion::kit::{KitProblem, Methodology, Plan, Questionnaire};
use proptest::prelude::*;

fn questionnaire() -> Questionnaire {
    Questionnaire::from_toml(&file("questionnaire.toml")).unwrap()
}

#[test]
fn a_plan_that_does_not_hold_together_is_told_whole() {
    let whys = |text: &str| -> Vec<&'static str> {
        let problems = Plan::from_toml(text).map_or_else(|found| found.0, |_| Vec::new());
        let why = |one: &KitProblem| match one {
            KitProblem::Part { why, .. } => *why,
            other => other.code(),
        };
        problems.iter().map(why).collect()
    };
    let text = file("plan.toml");
    for (from, to, why) in [
        ("population = \"residents\"", "population = \"nobody\"", "unknown-population"),
        ("population = \"residents\"", "population = \"people\"", "no-indicator"),
        (
            "adjusted = [\"household\", \"person\"]",
            "adjusted = [\"holiday\"]",
            "unknown-adjustment",
        ),
        ("after = [\"household\"]", "after = [\"person\"]", "unknown-adjustment"),
        ("[\"sex\", \"age\"]", "[\"sex\", \"star_sign\"]", "unknown-dimension"),
        ("bands = [15, 35, 55]", "bands = [15, 55, 35]", "bands-order"),
        ("bands = [15, 35, 55]", "", "recode-ways"),
        ("of = \"residents\"", "of = \"cats\"", "unknown-population"),
        ("[\"location\", \"sex\", \"age_wide\"]", "[\"income_fifth\"]", "quantiles-late"),
        (
            "share = \"account = yes\"",
            "share = \"account = yes\"\nmean = \"age\"",
            "indicator-ways",
        ),
        ("share = \"account = yes\"", "mean = \"age\"\nno_if = \"age = 3\"", "no-if-share"),
        ("share = \"account = yes\"", "ratio = \"age\"", "ratio-form"),
        ("share = \"account = yes\"", "share = \"account\"", "unreadable"),
        ("share = \"account = yes\"", "share = \"account = yes\"\nscale = -1", "scale"),
        ("code = \"accounts\"", "code = \"digital_payments\"", "twice"),
        ("skill = \"copy_file\"", "sex = \"female\"", "dimension-twice"),
        ("skill = \"copy_file\"", "skill = \"Copy file\"", "category"),
        (
            "lonely_psu = \"adjust\"",
            "calibrate = { method = \"rake\", margins = [{ by = \"sex\", totals = { a = 1 } }] }",
            "calibrate-design",
        ),
        (
            "lonely_psu = \"adjust\"",
            "replicates = { method = \"JKn\", columns = [\"r_*\"], scale = 1.0 }",
            "replicate-columns",
        ),
        ("lonely_psu = \"adjust\"", "strata = \"again\"", "unreadable"),
    ] {
        assert!(text.contains(from), "{from}");
        let found = whys(&text.replacen(from, to, 1));
        assert!(found.contains(&why), "{why}: {found:?}");
    }
}

proptest! {
    /// Whatever a file says, it is read or refused; nothing panics.
    #[test]
    fn any_text_is_read_or_refused(line in 0_usize..200, with in "[a-z\\[\\]=\"{}0-9 ,.-]{0,30}") {
        for name in ["plan.toml", "questionnaire.toml", "simulation.toml", "methodology.toml"] {
            let text = file(name);
            let mut lines: Vec<&str> = text.lines().collect();
            let at = line % lines.len();
            lines[at] = &with;
            let text = lines.join("\n");
            let _ = Plan::from_toml(&text);
            let _ = Methodology::from_toml(&text);
            let read = Questionnaire::from_toml(&text).unwrap_or_else(|_| questionnaire());
            if let Ok(model) = Model::from_toml(&text) {
                let _ = simulate(&read, &model, 300, 1);
            }
        }
    }
}
