//! What can be wrong with a definition, read alone.
//!
//! Codes of findings (words in `locales/`, `finding-<code>`): `text-missing`, `bad-code`,
//! `value-not-in-sentence`, `unknown-unit`, `scale-unit`, `too-many-decimals`, `no-source`,
//! `repeated`, `unknown-bands`, `not-a-number`, `year-out-of-range`, `target-off-scale`,
//! `met-at-wrong-side`, `target-without-direction`, `bad-key`, `window-out-of-range`,
//! `same-category`, `tolerance-order`, `computed-from-itself`.

use passerelle_vocabulary::{Finding, Key, Lang, Text};

use crate::indicator::{Direction, Indicator, Method, ParityDefinition, ScaleName, Target};
use crate::{Dimension, Formula, bands};

/// The units that the catalogue's README names.
const UNITS: [&str; 13] = [
    "percent",
    "per_100_people",
    "number",
    "usd",
    "usd_ppp",
    "index_0_1",
    "index_0_100",
    "ratio",
    "gigabytes",
    "exabytes",
    "thousands",
    "years",
    "per_100000_people",
];

/// Units of which a share can be taken.
const UNITS_OF_SHARES: [&str; 4] = ["percent", "per_100_people", "index_0_1", "index_0_100"];

/// More decimals than this are a mistake.
const MOST_DECIMALS: u8 = 6;

/// Findings on a definition; empty when it is sound.
pub(crate) fn indicator(indicator: &Indicator) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !is_code(&indicator.code) {
        findings.push(Finding::new("code", "bad-code", &indicator.code));
    }
    texts(indicator, &mut findings);
    unit_and_scale(indicator, &mut findings);
    sources(indicator, &mut findings);
    if let Some(found) = &indicator.target {
        target(indicator, found, &mut findings);
    }
    let window = indicator.progress.window;
    if indicator.progress.method != Method::None && !(2..=50).contains(&window) {
        findings.push(Finding::new("progress.window", "window-out-of-range", window));
    }
    for (position, entry) in indicator.parity.iter().enumerate() {
        parity(position, entry, &mut findings);
    }
    if let Some(found) = &indicator.formula {
        formula(indicator, found, &mut findings);
    }
    findings
}

/// Findings on a dimension; empty when it is sound.
pub(crate) fn dimension(dimension: &Dimension) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !is_code(&dimension.code) {
        findings.push(Finding::new("code", "bad-code", &dimension.code));
    }
    text("name", &dimension.name, &mut findings);
    for (position, category) in dimension.category.iter().enumerate() {
        let field = format!("category.{position}");
        if !is_code(&category.code) {
            findings.push(Finding::new(format!("{field}.code"), "bad-code", &category.code));
        }
        text(&format!("{field}.name"), &category.name, &mut findings);
        if dimension.category[..position].iter().any(|other| other.code == category.code) {
            findings.push(Finding::new(format!("{field}.code"), "repeated", &category.code));
        }
    }
    findings
}

/// Snake case: lower-case letters, digits and `_`, not at an end.
fn is_code(code: &str) -> bool {
    !code.is_empty()
        && !code.starts_with('_')
        && !code.ends_with('_')
        && code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn text(field: &str, text: &Text, findings: &mut Vec<Finding>) {
    for lang in text.missing(&[Lang::fr(), Lang::en()]) {
        findings.push(Finding::new(format!("{field}.{lang}"), "text-missing", ""));
    }
}

fn texts(indicator: &Indicator, findings: &mut Vec<Finding>) {
    text("name", &indicator.name, findings);
    text("definition", &indicator.definition, findings);
    text("sentence", &indicator.sentence, findings);
    for (lang, sentence) in indicator.sentence.iter() {
        if !sentence.trim().is_empty() && !sentence.contains("{value}") {
            let field = format!("sentence.{lang}");
            findings.push(Finding::new(field, "value-not-in-sentence", sentence));
        }
    }
}

fn unit_and_scale(indicator: &Indicator, findings: &mut Vec<Finding>) {
    let unit = indicator.unit.as_str();
    if !UNITS.contains(&unit) {
        findings.push(Finding::new("unit", "unknown-unit", unit));
    } else if indicator.scale == ScaleName::Share && !UNITS_OF_SHARES.contains(&unit) {
        findings.push(Finding::new("scale", "scale-unit", unit));
    }
    if indicator.decimals > MOST_DECIMALS {
        findings.push(Finding::new("decimals", "too-many-decimals", indicator.decimals));
    }
    if let Some(name) = &indicator.bands
        && (bands(name, 0.0).is_none() || indicator.scale != ScaleName::Share)
    {
        findings.push(Finding::new("bands", "unknown-bands", name));
    }
}

fn sources(indicator: &Indicator, findings: &mut Vec<Finding>) {
    if indicator.sources.is_empty() && indicator.formula.is_none() {
        findings.push(Finding::new("sources", "no-source", ""));
    }
    for (position, source) in indicator.sources.iter().enumerate() {
        if indicator.sources[..position].contains(source) {
            findings.push(Finding::new(format!("sources.{position}"), "repeated", source));
        }
    }
}

fn target(indicator: &Indicator, target: &Target, findings: &mut Vec<Finding>) {
    let values = [("target.value", Some(target.value)), ("target.met_at", target.met_at)];
    for (field, value) in values.into_iter().filter_map(|(field, value)| Some((field, value?))) {
        if !value.is_finite() {
            findings.push(Finding::new(field, "not-a-number", value));
        }
    }
    // A target may be a bound of the scale (no bribery at all); what counts as met must be on it.
    if target.threshold().is_finite() && indicator.scale().forward(target.threshold()).is_err() {
        findings.push(Finding::new("target.value", "target-off-scale", target.threshold()));
    }
    if !(2000..=2100).contains(&target.year) {
        findings.push(Finding::new("target.year", "year-out-of-range", target.year));
    }
    let easier = target.threshold() - target.value;
    match indicator.direction.sign() {
        Some(sign) if sign * easier > 0.0 => {
            findings.push(Finding::new("target.met_at", "met-at-wrong-side", target.threshold()));
        }
        Some(_) => {}
        None => {
            let found = Direction::None.code();
            findings.push(Finding::new("direction", "target-without-direction", found));
        }
    }
    if let Some(id) = &target.commitment
        && Key::new("commitment", id).is_err()
    {
        findings.push(Finding::new("target.commitment", "bad-key", id));
    }
}

fn parity(position: usize, parity: &ParityDefinition, findings: &mut Vec<Finding>) {
    let field = |name: &str| format!("parity.{position}.{name}");
    for (name, code) in [
        ("dimension", &parity.dimension),
        ("group", &parity.group),
        ("reference", &parity.reference),
    ] {
        if !is_code(code) {
            findings.push(Finding::new(field(name), "bad-code", code));
        }
    }
    if parity.group == parity.reference {
        findings.push(Finding::new(field("reference"), "same-category", &parity.reference));
    }
    if let Some([low, high]) = parity.tolerance
        && !(low > 0.0 && low <= 1.0 && high >= 1.0 && high.is_finite())
    {
        findings.push(Finding::new(field("tolerance"), "tolerance-order", format!("{low}–{high}")));
    }
}

fn formula(indicator: &Indicator, formula: &Formula, findings: &mut Vec<Finding>) {
    for (field, code) in
        [("formula.numerator", &formula.numerator), ("formula.denominator", &formula.denominator)]
    {
        if !is_code(code) {
            findings.push(Finding::new(field, "bad-code", code));
        }
        if *code == indicator.code {
            findings.push(Finding::new(field, "computed-from-itself", code));
        }
    }
    if !formula.factor.is_finite() || formula.factor == 0.0 {
        findings.push(Finding::new("formula.factor", "not-a-number", formula.factor));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::tests::internet_users;
    use passerelle_vocabulary::Record;

    /// The findings after one change, as `field code`.
    fn after(change: impl FnOnce(&mut Indicator)) -> Vec<String> {
        let mut changed = internet_users();
        change(&mut changed);
        changed.check().iter().map(|found| format!("{} {}", found.field, found.code)).collect()
    }

    fn target(change: impl FnOnce(&mut Target)) -> Vec<String> {
        after(|indicator| change(indicator.target.as_mut().unwrap()))
    }

    #[test]
    fn a_sound_definition_has_no_findings() {
        assert!(after(|_| ()).is_empty());
        assert!(target(|target| target.met_at = None).is_empty());
    }

    #[test]
    fn texts_are_in_french_and_english() {
        let found = after(|indicator| {
            indicator.name = Text::default();
            indicator.sentence = Text::new("environ {value}", "about that many");
        });
        assert_eq!(
            found,
            ["name.fr text-missing", "name.en text-missing", "sentence.en value-not-in-sentence"]
        );
    }

    #[test]
    fn words_are_those_of_the_catalogue() {
        for code in ["", "Internet", "a-b", "_a", "a_", "é"] {
            assert_eq!(after(|i| i.code = code.to_owned()), ["code bad-code"], "{code}");
        }
        assert_eq!(after(|i| i.unit = "euro".to_owned()), ["unit unknown-unit"]);
        assert_eq!(after(|i| i.unit = "usd".to_owned()), ["scale scale-unit"]);
        assert_eq!(after(|i| i.bands = Some("xyz".to_owned())), ["bands unknown-bands"]);
        assert_eq!(after(|i| i.decimals = 9), ["decimals too-many-decimals"]);
        assert_eq!(after(|i| i.sources.clear()), ["sources no-source"]);
        assert_eq!(after(|i| i.sources.push("itu".to_owned())), ["sources.2 repeated"]);
        assert_eq!(after(|i| i.progress.window = 1), ["progress.window window-out-of-range"]);
    }

    #[test]
    fn targets_make_sense() {
        assert_eq!(target(|t| t.year = 20_300), ["target.year year-out-of-range"]);
        assert_eq!(target(|t| t.met_at = Some(101.0)).len(), 2);
        assert_eq!(target(|t| t.value = 90.0), ["target.met_at met-at-wrong-side"]);
        assert_eq!(target(|t| t.met_at = Some(f64::NAN)), ["target.met_at not-a-number"]);
        assert_eq!(
            target(|t| t.commitment = Some("a b".to_owned())),
            ["target.commitment bad-key"]
        );
        assert_eq!(
            after(|i| i.direction = Direction::None),
            ["direction target-without-direction"]
        );
        assert_eq!(after(|i| i.direction = Direction::Lower), ["target.met_at met-at-wrong-side"]);
    }

    #[test]
    fn comparisons_make_sense() {
        for tolerance in [[1.02, 0.98], [0.0, 1.0], [1.01, 1.02], [f64::NAN, 1.0]] {
            let found = after(|i| i.parity[0].tolerance = Some(tolerance));
            assert_eq!(found, ["parity.0.tolerance tolerance-order"], "{tolerance:?}");
        }
        let found = after(|i| i.parity[0].reference = "female".to_owned());
        assert_eq!(found, ["parity.0.reference same-category"]);
        assert!(after(|i| i.parity[0].tolerance = None).is_empty());
    }

    #[test]
    fn formulas_make_sense() {
        let found = after(|indicator| {
            indicator.formula = Some(Formula {
                numerator: "internet_users".to_owned(),
                denominator: "a b".to_owned(),
                factor: 0.0,
            });
        });
        assert_eq!(
            found,
            [
                "formula.numerator computed-from-itself",
                "formula.denominator bad-code",
                "formula.factor not-a-number"
            ]
        );
    }
}
