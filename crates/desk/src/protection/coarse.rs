//! What is published of figures: rounded, in bands, and saying no more of n or of hidden components than the
//! policy allows.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_inclusion::disclosure::components::{IndexComponent, PublishedIndex, audit_index};
use passerelle_inclusion::disclosure::layout::IndexRule;
use passerelle_inclusion::disclosure::margins::name;
use passerelle_inclusion::disclosure::precision::{
    PrecisionFinding, PrecisionRemedy, PrecisionRule, PublishedEstimate, Quantity, Rounded,
    audit_precision,
};
use passerelle_inclusion::disclosure::{Policy, Status};
use passerelle_vocabulary::{Dimensions, Observation, Status as FigureStatus};

use super::Audited;

/// The unit of shares.
const PERCENT: &str = "percent";

/// Hides what is hidden, and makes the rest as coarse as the policy says.
pub(super) fn publish(
    figures: &mut [Observation],
    statuses: &[Status],
    policy: &Policy,
    audits: &mut Vec<Audited>,
) {
    for (figure, status) in figures.iter_mut().zip(statuses) {
        if *status != Status::Published {
            hide(figure);
            continue;
        }
        coarsen(figure, policy, audits);
    }
}

fn hide(figure: &mut Observation) {
    (figure.value, figure.standard_error, figure.n) = (None, None, None);
    figure.status = FigureStatus::Protected;
}

/// n in bands, rounded percentages and errors; then what the error still says of n.
fn coarsen(figure: &mut Observation, policy: &Policy, audits: &mut Vec<Audited>) {
    let rule = &policy.figures;
    let n = figure.n.filter(|n| *n >= 0.0);
    figure.n = n.zip(rule.bands.as_ref()).map(|(n, bands)| bands.band(n as u64).0 as f64);
    let unit = unit_of(figure, policy);
    let rounded = |value| tidy(Rounded { value, unit: 0.0 }.coarser(unit));
    figure.value = figure.value.map(rounded);
    let Some(error) = figure.standard_error else { return };
    let unit_of_error = match rule.error_digits {
        Some(digits) if error > 0.0 => 10_f64.powf(error.log10().floor() + 1.0 - f64::from(digits)),
        _ => 0.0,
    };
    let error = Rounded { value: error, unit: 0.0 }.coarser(unit_of_error);
    figure.standard_error = Some(tidy(error));
    let Some(found) = precision(figure, (unit, error), policy) else { return };
    let unit = match found.remedy {
        PrecisionRemedy::Coarsen { standard_error, .. } => {
            let coarser = error.coarser(standard_error * 100.0);
            figure.standard_error = Some(tidy(coarser));
            Some(coarser.unit)
        }
        _ => {
            figure.standard_error = None;
            None
        }
    };
    audits.push(Audited {
        code: found.code(),
        remedy: found.remedy.code(),
        cell: full_name(figure),
        interval: Some(found.implied),
        unit,
        ..Audited::default()
    });
}

/// The unit to which a figure is rounded; 0 where it is not.
fn unit_of(figure: &Observation, policy: &Policy) -> f64 {
    let decimals = policy.figures.percent_decimals.filter(|_| figure.unit == PERCENT);
    decimals.map_or(0.0, |decimals| 10_f64.powi(-i32::from(decimals)))
}

/// What the error of a share says of n where it must not, and what to do about it.
fn precision(
    figure: &Observation,
    (unit, error): (f64, Rounded),
    policy: &Policy,
) -> Option<PrecisionFinding> {
    let value = figure.value.filter(|_| figure.unit == PERCENT)?;
    let usual = PrecisionRule::default();
    let rule = PrecisionRule {
        minimum: policy.threshold.map_or(usual.minimum, |threshold| threshold.minimum),
        assumed_design_effect: policy
            .figures
            .assumed_design_effect
            .unwrap_or(usual.assumed_design_effect),
    };
    let published = PublishedEstimate {
        cell: vec![],
        quantity: Quantity::Share,
        estimate: Rounded { value: value / 100.0, unit: unit / 100.0 },
        standard_error: Some(Rounded { value: error.value / 100.0, unit: error.unit / 100.0 }),
        design_effect: None,
    };
    audit_precision(std::slice::from_ref(&published), &rule).pop()
}

/// A rounded number without the dust of its arithmetic: 0.1 + 0.2 is 0.3.
fn tidy(rounded: Rounded) -> f64 {
    if rounded.unit <= 0.0 {
        return rounded.value;
    }
    let decimals = (-rounded.unit.log10().floor()).clamp(0.0, 15.0) as usize;
    format!("{:.decimals$}", rounded.value).parse().unwrap_or(rounded.value)
}

fn full_name(figure: &Observation) -> Vec<String> {
    let about = [figure.indicator.clone(), figure.period.to_string()];
    about.into_iter().chain(name(&figure.place, &figure.dimensions)).collect()
}

/// Rounds or withholds an index that gives away a component that is hidden.
pub(super) fn look_through_index(
    rule: &IndexRule,
    figures: &mut [Observation],
    policy: &Policy,
    audits: &mut Vec<Audited>,
) {
    let mut components: BTreeMap<(String, String, Dimensions), BTreeMap<&str, usize>> =
        BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        if let Some((code, _)) = rule.weights.get_key_value(&figure.indicator) {
            let key = (figure.place.clone(), figure.period.to_string(), figure.dimensions.clone());
            components.entry(key).or_default().insert(code, at);
        }
    }
    let codes: BTreeSet<&String> = rule.weights.keys().collect();
    for at in 0..figures.len() {
        let index = &figures[at];
        let Some(value) = index.value.filter(|_| index.indicator == rule.indicator) else {
            continue;
        };
        let key = (index.place.clone(), index.period.to_string(), index.dimensions.clone());
        let Some(found) = components.get(&key) else { continue };
        let component = |code: &&String| {
            let figure = found.get(code.as_str()).map(|at| &figures[*at]);
            let value = figure.and_then(|figure| figure.value.zip(Some(unit_of(figure, policy))));
            IndexComponent {
                name: (*code).clone(),
                weight: rule.weights[*code],
                published: value.map(|(value, unit)| Rounded { value, unit }),
                range: rule.range,
            }
        };
        let value = Rounded { value, unit: unit_of(index, policy) };
        let mut published = PublishedIndex {
            value,
            mean: rule.mean,
            components: codes.iter().map(component).collect(),
        };
        // Rounded for one component, it may still give away another.
        while let Some(finding) = audit_index(&published, rule.least_width).into_iter().next() {
            let unit = finding.index_unit;
            audits.push(Audited {
                code: finding.code(),
                remedy: if unit.is_some() { "coarsen-index" } else { "withhold-index" },
                cell: full_name(&figures[at]),
                about: finding.component,
                interval: Some(finding.interval),
                unit,
                ..Audited::default()
            });
            let Some(unit) = unit else {
                hide(&mut figures[at]);
                break;
            };
            published.value = published.value.coarser(unit);
            figures[at].value = Some(tidy(published.value));
            figures[at].standard_error = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, error: f64, n: f64) -> Observation {
        Observation {
            indicator: "internet_users".to_owned(),
            place: "KEN".to_owned(),
            period: "2026".parse().unwrap(),
            dimensions: Dimensions::everyone(),
            value: Some(value),
            unit: PERCENT.to_owned(),
            standard_error: Some(error),
            n: Some(n),
            status: FigureStatus::Normal,
            source: "local".to_owned(),
            batch: 0,
        }
    }

    const POLICY: &str = "[threshold]\nminimum = 25\n[figures]\nbands = [0, 25, 50, 100]\n\
                          percent_decimals = 1\nerror_digits = 2\n";

    #[test]
    fn what_is_published_is_coarse() {
        let policy = Policy::read(POLICY).unwrap();
        let (mut one, mut audits) = (figure(41.666_666_7, 4.512_3, 120.0), vec![]);
        coarsen(&mut one, &policy, &mut audits);
        let told = (one.value, one.standard_error, one.n);
        assert_eq!(told, (Some(41.7), Some(4.5), Some(100.0)));
        assert_eq!(audits, []);
    }

    #[test]
    fn an_error_that_tells_of_few_is_made_coarser() {
        // An error this large belongs to fewer than 25, whatever the design effect up to 1.5.
        let policy = format!("{POLICY}assumed_design_effect = [0.5, 1.5]\n");
        let policy = Policy::read(&policy).unwrap();
        let (mut one, mut audits) = (figure(50.0, 15.2, 30.0), vec![]);
        coarsen(&mut one, &policy, &mut audits);
        assert_eq!(audits[0].remedy, "coarsen");
        assert!(audits[0].interval.unwrap().1 < 25.0);
        assert_eq!((one.standard_error, audits[0].unit), (Some(20.0), Some(10.0)));
    }

    #[test]
    fn an_index_does_not_give_away_its_hidden_component() {
        let more = "[[index]]\nindicator = 'index'\nmean = 'arithmetic'\nleast_width = 5\n\
                    weights = { a = 0.5, b = 0.5 }\n";
        let policy = Policy::read(&format!("{POLICY}{more}")).unwrap();
        let named = |indicator: &str, value| Observation {
            indicator: indicator.to_owned(),
            ..figure(value, 1.0, 100.0)
        };
        let mut figures = vec![named("index", 45.0), named("a", 40.0), named("b", 50.0)];
        hide(&mut figures[2]);
        let mut audits = vec![];
        look_through_index(&policy.index[0], &mut figures, &policy, &mut audits);
        assert_eq!((audits[0].remedy, audits[0].about.as_str()), ("coarsen-index", "b"));
        let unit = audits[0].unit.unwrap();
        assert!(unit >= 2.0 && figures[0].value.unwrap() % unit == 0.0, "{unit}");
    }
}
