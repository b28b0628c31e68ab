//! Known values: SciPy 1.17 (`norm.ppf`) and NumPy, by the formula of the documentation.

use super::*;
use crate::indicator::tests::internet_users;
use crate::point::tests::{near, point, series, with_error};
use passerelle_vocabulary::Status;

fn of(group: &[Point], reference: &[Point]) -> Option<Parity> {
    let indicator = internet_users();
    parity(&indicator, &indicator.parity[0], group, reference)
}

fn from(source: &str, mut points: Vec<Point>) -> Vec<Point> {
    points.iter_mut().for_each(|point| point.source = source.to_owned());
    points
}

#[test]
fn a_gap_with_its_interval() {
    let found = of(
        &[with_error(point(2019, 30.0), 1.5), point(2020, 33.0)],
        &[with_error(point(2019, 40.0), 1.2)],
    )
    .unwrap();
    assert_eq!((found.period.year(), found.group.as_str()), (2019, "female"));
    near(found.ratio.unwrap(), 0.75);
    near(found.difference, -10.0);
    let interval = found.ratio_interval.unwrap();
    near(interval.low, 0.669_003_070_253_631_5);
    near(interval.high, 0.840_803_316_174_237_9);
    assert_eq!((found.reached, found.reached_for_sure), (Some(false), Some(false)));
    assert_eq!((found.behind, found.change), (Some(Behind::Group), None));
    assert!(found.group_interval.unwrap().holds(30.0));
    near(found.distance().unwrap(), 0.287_682_072_451_780_9);
}

#[test]
fn sureness_needs_the_whole_interval() {
    let indicator = internet_users();
    let compared = |error| {
        let group = [with_error(point(2019, 49.5), error)];
        let reference = [with_error(point(2019, 50.0), error)];
        parity(&indicator, &indicator.parity[0], &group, &reference).unwrap()
    };
    let sure = compared(0.1);
    near(sure.ratio_interval.unwrap().low, 0.984_499_371_247_864_1);
    near(sure.ratio_interval.unwrap().high, 0.995_531_362_054_312);
    assert_eq!((sure.reached, sure.reached_for_sure), (Some(true), Some(true)));
    assert_eq!(sure.behind, Some(Behind::Neither));
    let unsure = compared(2.0);
    assert_eq!((unsure.reached, unsure.reached_for_sure), (Some(true), None));
    let silent = of(&series(&[(2019, 49.5)]), &series(&[(2019, 50.0)])).unwrap();
    assert_eq!((silent.ratio_interval, silent.reached_for_sure), (None, None));
}

#[test]
fn the_latest_common_period_of_one_source_and_kind() {
    let women = series(&[(2015, 14.0), (2017, 20.0), (2019, 27.0), (2021, 30.0)]);
    let men = series(&[(2015, 20.0), (2017, 25.0), (2019, 30.0)]);
    let found = of(&women, &men).unwrap();
    assert_eq!(found.period.year(), 2019);
    let change = found.change.unwrap();
    assert_eq!(change.since.year(), 2015);
    near(change.ratio, 0.7);
    near(change.change, 0.2);
    assert_eq!(of(&women, &from("other", men.clone())), None);
    let mut modelled = men;
    modelled[2].status = Status::Modelled;
    assert_eq!(of(&women, &modelled).unwrap().period.year(), 2017);
    assert_eq!(of(&women, &[]), None);
}

#[test]
fn the_preferred_source_settles_a_tie() {
    // internet_users prefers itu to unsd-sdg; a source that it does not name comes last.
    let mut women = from("unsd-sdg", series(&[(2019, 10.0)]));
    women.extend(from("aaa", series(&[(2019, 11.0)])));
    let mut men = from("unsd-sdg", series(&[(2019, 20.0)]));
    men.extend(from("aaa", series(&[(2019, 20.0)])));
    assert_eq!(of(&women, &men).unwrap().source, "unsd-sdg");
    women.extend(series(&[(2019, 12.0)]));
    men.extend(series(&[(2019, 20.0)]));
    assert_eq!(of(&women, &men).unwrap().source, "itu");
    women.extend(from("aaa", series(&[(2020, 13.0)])));
    men.extend(from("aaa", series(&[(2020, 20.0)])));
    assert_eq!(of(&women, &men).unwrap().source, "aaa", "later comes first");
}

#[test]
fn changes_outside_the_window_are_not_looked_at() {
    let women = series(&[(2000, 1.0), (2019, 27.0)]);
    let men = series(&[(2000, 2.0), (2019, 30.0)]);
    assert_eq!(of(&women, &men).unwrap().change, None);
}

#[test]
fn zeros_have_no_invented_ratio() {
    let zero = series(&[(2019, 0.0)]);
    let some = series(&[(2019, 20.0)]);
    let nobody = of(&some, &zero).unwrap();
    assert_eq!((nobody.ratio, nobody.reached, nobody.behind), (None, None, None));
    assert_eq!(nobody.distance(), None);
    let nothing = of(&zero, &some).unwrap();
    assert_eq!((nothing.ratio, nothing.behind), (Some(0.0), Some(Behind::Group)));
    assert_eq!(nothing.distance(), Some(f64::INFINITY));
    let uncertain = of(&[with_error(point(2019, 0.0), 1.0)], &[with_error(point(2019, 9.0), 1.0)]);
    assert_eq!(uncertain.unwrap().ratio_interval, None);
}

#[test]
fn who_is_behind_depends_on_what_is_better() {
    let mut indicator = internet_users();
    let who = |indicator: &Indicator| {
        let (group, reference) = (series(&[(2019, 30.0)]), series(&[(2019, 40.0)]));
        parity(indicator, &indicator.parity[0], &group, &reference).unwrap().behind
    };
    assert_eq!(who(&indicator), Some(Behind::Group));
    indicator.direction = Direction::Lower;
    assert_eq!(who(&indicator), Some(Behind::Reference));
    indicator.direction = Direction::None;
    assert_eq!(who(&indicator), None);
}

#[test]
fn the_widest_gap_comes_first() {
    let gap = |group: f64, reference: f64| {
        of(&series(&[(2019, group)]), &series(&[(2019, reference)])).unwrap()
    };
    let sorted = widest_gaps(vec![
        gap(90.0, 100.0),
        gap(5.0, 0.0),
        gap(50.0, 20.0),
        gap(20.0, 40.0),
        gap(0.0, 3.0),
    ]);
    let values: Vec<_> = sorted.iter().map(|parity| parity.group_value).collect();
    assert_eq!(values, [0.0, 50.0, 20.0, 90.0, 5.0]);
}
