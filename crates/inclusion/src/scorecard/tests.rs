use passerelle_vocabulary::{Observation, Period, Status, Text};

use super::*;
use crate::Indicator;
use crate::indicator::tests::internet_users;
use crate::point::tests::near;

/// With a second comparison, of rural with urban.
fn indicator() -> Indicator {
    let mut indicator = internet_users();
    let mut location = indicator.parity[0].clone();
    location.dimension = "location".to_owned();
    location.group = "rural".to_owned();
    location.reference = "urban".to_owned();
    indicator.parity.push(location);
    indicator
}

fn figure(period: &str, dimensions: &str, value: impl Into<Option<f64>>) -> Observation {
    let value = value.into();
    Observation {
        indicator: "internet_users".to_owned(),
        place: "KEN".to_owned(),
        period: period.parse().unwrap(),
        dimensions: passerelle_vocabulary::Dimensions::parse(dimensions).unwrap(),
        value,
        unit: "percent".to_owned(),
        standard_error: value.map(|_| 1.0),
        n: Some(400.0),
        status: if value.is_some() { Status::Normal } else { Status::Protected },
        source: "itu".to_owned(),
        batch: 3,
    }
}

fn definition() -> Definition {
    Definition::read(
        r#"
        recent = 3
        policy = { fr = "p", en = "p" }
        [breakdowns]
        commitment = "gdc.4.sdg-data.b"
        base_year = 2024
        by_year = 2030
        increase = 50
        window = 5
        characteristics = ["sex", "age", "location", "disability"]
        series = ["internet_users", "phone_ownership"]
        reading = { fr = "r", en = "r" }
        [[revision]]
        code = "correction"
        name = { fr = "n", en = "n" }
        explanation = { fr = "e", en = "e" }
        "#,
    )
    .unwrap()
}

fn made(observations: &[Observation], year: i32) -> Scorecard {
    let (indicator, definition) = (indicator(), definition());
    let series = observations.iter().filter(|one| one.dimensions.is_everyone());
    let evidence = Evidence {
        indicator: &indicator,
        series: series.filter_map(crate::Point::of).collect(),
        observations: observations.iter().collect(),
        peers: Vec::new(),
    };
    let counted = breakdowns(&definition.breakdowns, year, observations);
    card(&definition, "KEN", year, &[evidence], None, counted)
}

#[test]
fn a_year_knows_nothing_of_later_ones() {
    let all = [
        figure("2022", "", 30.0),
        figure("2024", "", 35.0),
        figure("2025", "", 60.0),
        figure("2025", "sex=female", 55.0),
    ];
    let card = made(&all, 2024);
    let row = &card.rows[0];
    let latest = row.standing.latest.as_ref().unwrap();
    assert_eq!((latest.value, latest.age), (35.0, 0));
    let change = row.change.as_ref().unwrap();
    assert_eq!((change.since.to_string().as_str(), change.change), ("2022", 5.0));
    assert_eq!(change.significance, Significance::Significant, "5 ± 1.96·√2");
    assert!(row.groups.is_empty() && row.differences.is_empty());
    assert_eq!(made(&all, 2025).rows[0].groups.len(), 1);
}

#[test]
fn a_gap_has_the_interval_of_its_figure() {
    let card = made(&[figure("2024", "", 35.0)], 2024);
    let row = &card.rows[0];
    let (interval, gap) =
        (row.standing.latest.as_ref().unwrap().interval.unwrap(), row.gap_interval.unwrap());
    near(gap.low, 100.0 - interval.high);
    near(gap.high, 100.0 - interval.low);
    assert!(gap.holds(row.standing.gap.unwrap()));
}

#[test]
fn groups_of_a_dimension_are_of_one_period_and_one_source() {
    let mut other = figure("2023", "location=rural", 11.0);
    other.source = "unheard-of".to_owned();
    let mut all = vec![
        figure("2023", "location=rural", 20.0),
        figure("2023", "location=urban", 50.0),
        figure("2021", "sex=female", 20.0),
        figure("2021", "sex=male", None),
        figure("2019", "sex=intersex", 4.0),
        figure("2023", "location=rural;sex=female", 12.0),
        other,
    ];
    let seen = |all: &[Observation]| -> Vec<(String, String, Option<f64>)> {
        let groups = made(all, 2024).rows.remove(0).groups.into_iter();
        groups.map(|one| (one.category, one.period.to_string(), one.value)).collect()
    };
    let expected = [
        ("rural", "2023", Some(20.0)),
        ("urban", "2023", Some(50.0)),
        ("female", "2021", Some(20.0)),
        ("male", "2021", None),
    ];
    let expected =
        expected.map(|(name, period, value)| (name.to_owned(), period.to_owned(), value));
    assert_eq!(seen(&all), expected);
    all.reverse();
    assert_eq!(seen(&all), expected, "whatever the order they come in");
    let groups = made(&all, 2024).rows.remove(0).groups;
    assert_eq!(groups[0].gap, Some(80.0));
    assert_eq!((groups[0].met, groups[3].met), (Some(false), None));
    assert_eq!(groups[3].status, Status::Protected, "withheld is told, and never 0");
}

#[test]
fn a_difference_without_errors_cannot_be_told() {
    let mut all = [figure("2024", "sex=female", 30.0), figure("2024", "sex=male", 40.0)];
    let found = made(&all, 2024).rows.remove(0).differences.remove(0);
    assert_eq!((found.parity.difference, found.significance), (-10.0, Significance::Significant));
    near(found.standard_error.unwrap(), 2.0_f64.sqrt());
    assert!(found.difference_interval.unwrap().high < 0.0);
    all[1].standard_error = None;
    let found = made(&all, 2024).rows.remove(0).differences.remove(0);
    assert_eq!((found.p, found.significance), (None, Significance::CannotTell));
}

#[test]
fn many_comparisons_are_adjusted_together() {
    // 4 and 4 apart, each p = 0.0047 alone; R: p.adjust(c(p, p, p2), "holm")
    let all = [
        figure("2024", "sex=female", 30.0),
        figure("2024", "sex=male", 34.0),
        figure("2024", "location=rural", 30.0),
        figure("2024", "location=urban", 33.0),
    ];
    let differences = made(&all, 2024).rows.remove(0).differences;
    assert_eq!(differences.len(), 2);
    let p: Vec<f64> = differences.iter().map(|one| one.p.unwrap()).collect();
    let adjusted: Vec<f64> = differences.iter().map(|one| one.adjusted_p.unwrap()).collect();
    near(adjusted[0], 2.0 * p[0]);
    near(adjusted[1], p[1].max(2.0 * p[0]));
}

#[test]
fn what_is_not_measured_is_told_with_why() {
    let card = made(&[figure("2024", "", None)], 2024);
    let missing =
        NotMeasured { indicator: "internet_users".to_owned(), why: Some(Status::Protected) };
    assert_eq!(card.completeness.not_measured, [missing]);
    assert_eq!((card.completeness.expected, card.completeness.measured), (1, 0));
    assert_eq!(card.completeness.median_age, None);
    let card = made(&[figure("2020", "", 30.0)], 2024);
    assert_eq!((card.completeness.measured, card.completeness.recent), (1, 0));
    assert_eq!(card.completeness.median_age, Some(4.0));
}

#[test]
fn breakdowns_count_from_their_base_year() {
    let mut phones = figure("2026", "sex=female", 60.0);
    phones.indicator = "phone_ownership".to_owned();
    let mut men = phones.clone();
    men.dimensions = passerelle_vocabulary::Dimensions::parse("sex=male").unwrap();
    let mut all = vec![
        figure("2020", "sex=female", 30.0),
        figure("2020", "sex=male", None),
        figure("2024", "age=15_24", 30.0),
        figure("2024", "age=25_74", 30.0),
        // One group alone breaks nothing down.
        figure("2024", "disability=with_disability", 30.0),
        phones,
        men,
    ];
    let found = made(&all, 2026).breakdowns;
    assert_eq!((found.possible, found.base, found.current), (8, Some(2), 2));
    assert_eq!(found.promised, Some(3));
    assert_eq!(found.change, Some(0.0), "one came, and one is older than five years");
    let sex = &found.series[0].breakdowns[0];
    assert_eq!((sex.base, sex.current, sex.latest), (true, false, Period::year_of(2020)));
    for place in ["KEN/mombasa", "KEN/nairobi"] {
        all.push(Observation { place: place.to_owned(), ..figure("2025", "", 30.0) });
    }
    assert_eq!(
        made(&all, 2026).breakdowns.current,
        3,
        "two places within a country are a breakdown"
    );
    let before = made(&all, 2023).breakdowns;
    assert_eq!((before.base, before.promised, before.change), (None, None, None));
    assert_eq!(before.current, 1);
}

#[test]
fn the_promise_is_never_more_than_there_is() {
    let mut definition = definition().breakdowns;
    definition.series.truncate(1);
    definition.characteristics = vec!["sex".to_owned()];
    let all = [figure("2024", "sex=female", 1.0), figure("2024", "sex=male", 2.0)];
    let found = breakdowns(&definition, 2024, &all);
    assert_eq!((found.possible, found.base, found.promised), (1, Some(1), Some(1)));
    let found = breakdowns(&definition, 2024, []);
    assert_eq!((found.base, found.promised, found.change), (Some(0), None, None));
}

#[test]
fn a_revision_tells_each_figure_that_changed() {
    let before = made(&[figure("2024", "", 35.0), figure("2024", "sex=female", 30.0)], 2024);
    let after = made(&[figure("2024", "", 36.0), figure("2024", "sex=male", 40.0)], 2024);
    let changed = release::changes(&before, &after);
    let told: Vec<_> = changed.iter().map(|one| (&*one.category, one.before, one.after)).collect();
    let expected =
        [("", Some(35.0), Some(36.0)), ("female", Some(30.0), None), ("male", None, Some(40.0))];
    assert_eq!(told, expected);
    assert!(release::changes(&before, &before).is_empty());
}

#[test]
fn one_person_alone_is_not_two() {
    use passerelle_vocabulary::Record as _;
    let mut release = Release {
        title: Text::new("KEN 2024", "KEN 2024"),
        place: "KEN".to_owned(),
        year: 2024,
        revision: 1,
        stage: Stage::Signed,
        release_at: 1_000,
        prepared_by: "a".to_owned(),
        prepared_at: 0,
        signed_by: Some("b".to_owned()),
        signed_at: Some(1),
        kind: None,
        because: String::new(),
        content_hash: String::new(),
        content: None,
        changes: Vec::new(),
    };
    assert!(release.check().is_empty());
    assert!(!release.is_due(999) && release.is_due(1_000));
    release.signed_by = Some("a".to_owned());
    assert_eq!(release.check().len(), 1);
}

#[test]
fn a_definition_is_held_to_the_catalogue() {
    let mut definition = definition();
    definition.breakdowns.series.push("internet_users".to_owned());
    definition.breakdowns.window = 0;
    let found = definition.check(&[indicator()], &[]);
    let codes: Vec<_> = found.iter().map(|one| (one.field.as_str(), one.code.as_str())).collect();
    assert!(codes.contains(&("breakdowns.series", "unknown-indicator")), "{codes:?}");
    assert!(codes.contains(&("breakdowns.series", "repeated")), "{codes:?}");
    assert!(codes.contains(&("breakdowns.characteristics", "unknown-dimension")), "{codes:?}");
    assert!(codes.contains(&("breakdowns.window", "not-a-number")), "{codes:?}");
}
