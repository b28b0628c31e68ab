//! Known values: see `trend/tests.rs`; arrivals and classes by hand from them.

use super::*;
use crate::indicator::tests::internet_users;
use crate::indicator::{Direction, ScaleName};
use crate::point::tests::{near, point, series, with_error};

const INTERNET: [(i32, f64); 5] =
    [(2015, 16.0), (2017, 17.8), (2019, 22.6), (2021, 28.8), (2023, 35.0)];

fn of(values: &[(i32, f64)]) -> Standing {
    standing(&internet_users(), &series(values), 2026)
}

/// 1 GB of mobile data, in percent of income: at most 2 in 2030.
fn price() -> Indicator {
    let mut price = internet_users();
    price.scale = ScaleName::Positive;
    price.direction = Direction::Lower;
    price.bands = None;
    price.target = price.target.map(|target| Target { value: 2.0, met_at: None, ..target });
    price
}

fn by_growth(mut indicator: Indicator) -> Indicator {
    indicator.progress.method = Method::GrowthRatio;
    indicator
}

#[test]
fn a_country_that_is_too_slow() {
    let mut points = series(&INTERNET);
    points[4] = with_error(points[4].clone(), 2.0);
    let found = standing(&internet_users(), &points, 2026);
    let latest = found.latest.clone().unwrap();
    assert_eq!((latest.value, latest.age, latest.band), (35.0, 3, Some(Band::Limited)));
    near(latest.interval.unwrap().low, 31.188_021_640_672_84);
    assert_eq!((found.gap, found.met, found.class), (Some(65.0), Some(false), Class::TooSlow));
    near(found.pace.unwrap(), 3.1);
    // On the scale, the line is at −0.645 and has 3.590 to go in seven years: 0.5128 a year, where it does
    // 0.1399; as units a year, in the measure of a pace held to 3.1. By a straight way: 60/7 = 8.57.
    near(found.needed_pace.unwrap(), 11.362_302_184_780_608);
    let anticipated = found.anticipated.unwrap();
    assert_eq!(anticipated.year, 2030);
    near(anticipated.value, 58.489_970_195_583_794);
    near(anticipated.interval.unwrap().high, 64.156_746_934_492_99);
    // The line gets to 95 at 2049.157; the figure of 2048 stands at 2048.5, that of 2049 at 2049.5.
    assert_eq!((found.arrival, found.reason, found.likely), (Some(2049), None, None));
    // 60 points at 3.1 a year are 19.35 years: 2042.85, and the figure of 2043 stands at 2043.5.
    assert_eq!(found.even_arrival, Some(2043));
}

#[test]
fn every_class_has_its_series() {
    for (values, class, arrival) in [
        ([61.0, 68.5, 75.0, 80.6, 85.1], Class::OnTrack, Some(2030)),
        ([40.0, 42.1, 43.9, 46.0, 48.1], Class::TooSlow, Some(2096)),
        ([40.0, 40.1, 40.0, 40.1, 40.0], Class::LittleChange, None),
        ([48.0, 46.1, 43.9, 42.0, 40.1], Class::MovingAway, None),
        ([90.0, 92.0, 94.0, 95.0, 95.0], Class::Met, None),
    ] {
        let points: Vec<_> = (2014..).step_by(2).zip(values).collect();
        let found = of(&points);
        assert_eq!((found.class, found.arrival), (class, arrival), "{values:?}");
    }
}

#[test]
fn an_interval_across_classes_cannot_tell() {
    let found = of(&[(2017, 40.0), (2019, 48.0), (2021, 44.0), (2023, 53.0)]);
    assert_eq!(found.class, Class::CannotTell);
    assert_eq!((found.likely, found.reason), (Some(Class::TooSlow), Some(Reason::IntervalCrosses)));
    assert!(found.anticipated.is_some() && found.arrival.is_some());
}

/// Kenya, people using the Internet, as the page shows it: checked by hand, and not to change.
#[test]
fn the_internet_in_kenya() {
    let values = [
        (2014, 16.5),
        (2015, 16.5879),
        (2016, 16.6),
        (2017, 17.8271),
        (2018, 19.5),
        (2019, 22.6688),
        (2023, 35.0),
        (2024, 34.9762),
    ];
    let found = of(&values);
    let trend = found.trend.clone().unwrap();
    assert!((trend.slope - 0.12184).abs() < 5e-6 && !trend.held, "{}", trend.slope);
    assert!((found.pace.unwrap() - 2.798).abs() < 5e-4);
    let anticipated = found.anticipated.unwrap();
    let interval = anticipated.interval.unwrap();
    for (value, expected) in
        [(anticipated.value, 53.6), (interval.low, 47.8), (interval.high, 59.3)]
    {
        assert!((value - expected).abs() < 0.05, "{value} for {expected}");
    }
    assert_eq!((found.class, found.arrival), (Class::TooSlow, Some(2053)));
    // 60.02 points at 2.798 a year: 21.45 years after the middle of 2024.
    assert_eq!(found.even_arrival, Some(2046));
}

#[test]
fn a_figure_over_ten_years_old_has_no_verdict() {
    for values in [
        [(2011, 61.0), (2013, 68.5), (2015, 75.0)],
        [(2011, 48.0), (2013, 40.0), (2015, 30.0)],
        [(2011, 97.0), (2013, 98.0), (2015, 99.0)],
    ] {
        let found = of(&values);
        assert_eq!((found.class, found.reason), (Class::CannotTell, Some(Reason::Outdated)));
        let none = (found.arrival, found.even_arrival, found.needed_pace, found.likely);
        assert_eq!(none, (None, None, None, None));
        assert_eq!((found.anticipated, found.met), (None, None));
        let then = standing(&internet_users(), &series(&values), 2025);
        assert_ne!(then.reason, Some(Reason::Outdated), "ten years old, and no more");
    }
}

#[test]
fn lower_can_be_better() {
    let prices: Vec<_> = (2013..).zip([9.0, 8.1, 6.5, 6.0, 4.9, 4.4, 3.9]).collect();
    let found = standing(&price(), &series(&prices), 2026);
    assert_eq!((found.class, found.arrival), (Class::OnTrack, Some(2024)));
    assert_eq!(found.reason, Some(Reason::ArrivalPassed), "seen from 2026");
    assert_eq!(standing(&price(), &series(&prices), 2023).reason, None);
    near(found.gap.unwrap(), -1.9);
    // On track: what would be needed from now on is less than the pace, which is −0.544 a year.
    near(found.needed_pace.unwrap(), -0.226_254_295_229_067_12);
    assert_eq!(found.latest.unwrap().age, 7);
    let rising: Vec<_> = (2013..).zip([3.0, 3.3, 3.5, 3.9, 4.2, 4.6, 5.0]).collect();
    assert_eq!(standing(&price(), &series(&rising), 2026).class, Class::MovingAway);
}

#[test]
fn what_is_met_is_met_even_with_one_figure() {
    let found = of(&[(2023, 95.0)]);
    assert_eq!((found.class, found.met, found.needed_pace), (Class::Met, Some(true), None));
    assert_eq!((found.gap, found.arrival), (Some(5.0), None));
    let cheap = standing(&price(), &series(&[(2023, 0.0)]), 2026);
    assert_eq!(cheap.class, Class::Met, "a price of 0 is below 2, though it has no logarithm");
}

#[test]
fn a_share_shown_as_the_target_counts_as_the_target() {
    let mut indicator = internet_users();
    indicator.target = indicator.target.map(|target| Target { met_at: None, ..target });
    let class = |value| standing(&indicator, &series(&[(2023, value)]), 2026).class;
    assert_eq!((class(99.96), class(99.94)), (Class::Met, Class::CannotTell));
}

#[test]
fn few_figures_cannot_tell() {
    for count in [1, 2] {
        let found = of(&INTERNET[5 - count..]);
        assert_eq!(found.class, Class::CannotTell);
        assert_eq!((found.reason, found.pace), (Some(Reason::TooFewPoints), None));
        assert!(found.needed_pace.is_some() && found.gap.is_some());
    }
}

#[test]
fn no_figure_and_no_target_are_said() {
    let found = of(&[]);
    assert_eq!((found.class, found.latest.clone(), found.gap), (Class::NoData, None, None));
    assert!(found.target.is_some());
    let mut free = internet_users();
    free.target = None;
    let found = standing(&free, &series(&INTERNET), 2026);
    assert_eq!((found.class, found.met, found.anticipated), (Class::NoTarget, None, None));
    assert!(found.trend.is_some() && found.pace.is_some());
    let mut aimless = internet_users();
    aimless.direction = Direction::None;
    assert_eq!(standing(&aimless, &series(&INTERNET), 2026).class, Class::NoTarget);
}

#[test]
fn values_without_a_place_on_the_scale_cannot_tell() {
    let negative = series(&[(2019, 4.0), (2021, -1.0), (2023, 3.0)]);
    let found = standing(&price(), &negative, 2026);
    assert_eq!((found.class, found.reason), (Class::CannotTell, Some(Reason::OffScale)));
    let too_much = of(&[(2019, 90.0), (2021, 94.0), (2023, 104.0)]);
    assert_eq!((too_much.class, too_much.met), (Class::CannotTell, None));
    let mut free_of_charge = price();
    free_of_charge.target = free_of_charge.target.map(|target| Target { value: 0.0, ..target });
    let found = standing(&free_of_charge, &series(&[(2019, 4.0), (2021, 3.0), (2023, 2.0)]), 2026);
    assert_eq!((found.class, found.reason), (Class::CannotTell, Some(Reason::OffScale)));
}

#[test]
fn a_year_that_has_passed_was_missed() {
    let points: Vec<_> = (2028..).zip([70.0, 71.0, 72.0]).collect();
    let found = of(&points);
    assert_eq!((found.class, found.reason), (Class::TooSlow, Some(Reason::TargetYearPassed)));
    assert_eq!((found.anticipated, found.needed_pace), (None, None));
    assert!(found.arrival.is_some_and(|year| year > 2030));
}

#[test]
fn arrivals_are_after_the_latest_figure_and_not_after_2100() {
    // The line is past 95 at the latest figure, the figure itself is not.
    let values = series(&[(2019, 85.0), (2021, 93.0), (2022, 96.0), (2023, 94.8)]);
    let found = standing(&internet_users(), &values, 2023);
    assert_eq!(found.arrival, Some(2024));
    let slow: Vec<_> = (2014..).step_by(2).zip([20.0, 20.3, 20.5, 20.8, 21.1]).collect();
    assert_eq!(of(&slow).arrival, None);
}

#[test]
fn an_arrival_that_has_passed_is_told_of_a_place_on_track_only() {
    // Seen from 2026, and from the year of the latest figure.
    let (shaky, steady) = ([80.0, 60.0, 90.0, 70.0, 94.0], [80.0, 84.0, 88.0, 91.0, 94.0]);
    for (values, class) in [(shaky, Class::CannotTell), (steady, Class::OnTrack)] {
        let values: Vec<_> = (2017..).zip(values).collect();
        let (then, now) = (standing(&internet_users(), &series(&values), 2021), of(&values));
        let year = then.arrival.expect("the line gets there");
        assert!(year > 2021 && year <= 2026, "{then:?}");
        assert_eq!((then.class, now.class), (class, class));
        let on_track = class == Class::OnTrack;
        assert_eq!(now.arrival, Some(year).filter(|_| on_track), "{now:?}");
        assert_eq!(now.reason == Some(Reason::ArrivalPassed), on_track, "{now:?}");
        assert!(on_track || now.even_arrival.is_none_or(|year| year > 2026), "{now:?}");
        near(now.gap.unwrap(), 6.0);
        near(now.gap_to_met.unwrap(), 1.0);
        // The bent line slows on its way: it has to begin faster than a straight one.
        assert!(now.needed_pace.unwrap() > now.gap_to_met.unwrap() / (2030.0 - 2021.0), "{now:?}");
    }
}

#[test]
fn a_falling_line_is_never_on_track() {
    // Ten years at 99, then 94.8: the line is above 95 until the target year, and falls.
    let mut indicator = internet_users();
    indicator.target = indicator.target.map(|target| Target { year: 2024, ..target });
    let mut values: Vec<_> = (2013..2023).map(|year| (year, 99.0)).collect();
    values.push((2023, 94.8));
    let found = standing(&indicator, &series(&values), 2026);
    assert!(found.anticipated.is_some_and(|anticipated| anticipated.value > 95.0));
    assert_eq!(found.likely.unwrap_or(found.class), Class::MovingAway);
    assert_eq!(found.arrival, None);
}

#[test]
fn an_indicator_may_be_shown_without_a_trend() {
    let mut indicator = internet_users();
    indicator.progress.method = Method::None;
    let found = standing(&indicator, &series(&INTERNET), 2026);
    assert_eq!((found.class, found.reason), (Class::CannotTell, Some(Reason::NoMethod)));
    assert_eq!((found.trend, found.pace), (None, None));
}

#[test]
fn a_school_year_is_as_old_as_its_second_year() {
    let figure = Point { period: "2022/23".parse().unwrap(), ..point(2022, 40.0) };
    let found = standing(&internet_users(), &[figure], 2026);
    assert_eq!(found.latest.unwrap().age, 3);
    // Without a line, from the figure: (logit 95 − logit 40) / 7.5 × 24.
    near(found.needed_pace.unwrap(), 10.719_693_079_278_734);
}

#[test]
fn the_ratio_of_growths_is_a_method_of_its_own() {
    // 16 → 35 in 8 years is 10.28 % a year; 16 → 95 in 15 years would be 12.61 %.
    let found = standing(&by_growth(internet_users()), &series(&INTERNET), 2026);
    near(found.growth.clone().unwrap().actual, 0.102_791_748_041_711_54);
    near(found.growth_ratio.unwrap(), 0.815_217_290_775_981_8);
    assert_eq!((found.class, found.trend.clone()), (Class::TooSlow, None));
    let anticipated = found.anticipated.unwrap();
    near(anticipated.value, 69.426_072_634_254_21);
    assert_eq!(anticipated.interval, None);
    // 35 → 95 at that growth takes 10.2 years from 2023.5.
    assert_eq!(found.arrival, Some(2034));
    let class =
        |values: &[(i32, f64)]| standing(&by_growth(internet_users()), &series(values), 2026).class;
    assert_eq!(class(&[(2020, 50.0), (2024, 75.0)]), Class::OnTrack);
    assert_eq!(class(&[(2020, 50.0), (2024, 50.5)]), Class::LittleChange);
    assert_eq!(class(&[(2020, 50.0), (2024, 40.0)]), Class::MovingAway);
    assert_eq!(class(&[(2020, 50.0)]), Class::CannotTell);
    assert_eq!(class(&[(2020, 0.0), (2024, 40.0)]), Class::CannotTell);
}

#[test]
fn it_goes_to_json_and_back() {
    let found = of(&INTERNET);
    let written = serde_json::to_value(&found).unwrap();
    assert_eq!(written["class"], "too_slow");
    assert_eq!(written["trend"]["scale"]["scale"], "share");
    assert_eq!(serde_json::from_value::<Standing>(written).unwrap(), found);
}
