//! What must hold for any series.

use proptest::prelude::*;

use passerelle_inclusion::statistics::{normal_quantile, student_t_quantile, student_t_tail};
use passerelle_inclusion::{
    Class, Direction, Indicator, IndicatorFile, Interval, Method, PeerValue, Point, Reason,
    ScaleName, Standing, parity, peers, standing,
};
use passerelle_vocabulary::{Period, Status};

const DEFINITION: &str = r#"
theme = "test"
[[indicator]]
code = "test"
name = { fr = "a", en = "a" }
definition = { fr = "a", en = "a" }
sentence = { fr = "{value}", en = "{value}" }
unit = "percent"
scale = "share"
decimals = 1
direction = "higher"
sources = ["one"]
[indicator.target]
value = 95
year = 2030
[[indicator.parity]]
dimension = "sex"
group = "female"
reference = "male"
tolerance = [0.98, 1.02]
"#;

/// An indicator of which `target` is aimed at.
fn indicator(scale: ScaleName, direction: Direction, target: f64) -> Indicator {
    let file = IndicatorFile::read(DEFINITION).unwrap_or_else(|error| panic!("{error}"));
    let mut found = file.indicator.into_iter().next().unwrap_or_else(|| panic!("no indicator"));
    found.scale = scale;
    found.direction = direction;
    if let Some(aim) = &mut found.target {
        aim.value = target;
    }
    found
}

fn point(year: i32, value: f64, error: Option<f64>) -> Point {
    Point {
        period: Period::year_of(year).unwrap_or_else(|| panic!("{year}")),
        value,
        standard_error: error,
        n: None,
        status: Status::Normal,
        source: "one".to_owned(),
        batch: 0,
    }
}

/// Years (some missing) with their values.
fn years_and_values(values: std::ops::Range<f64>) -> impl Strategy<Value = Vec<(i32, f64)>> {
    proptest::collection::btree_map(2012..2026_i32, values, 0..9)
        .prop_map(|series| series.into_iter().collect())
}

fn series(values: &[(i32, f64)]) -> Vec<Point> {
    values.iter().map(|(year, value)| point(*year, *value, None)).collect()
}

fn of(indicator: &Indicator, values: &[(i32, f64)]) -> Standing {
    standing(indicator, &series(values), 2026)
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1.0)
}

/// Results a hair from a border between classes may fall on either side of it.
fn same_class(one: &Standing, other: &Standing) -> bool {
    let borders = |found: &Standing| [found.class, found.likely.unwrap_or(found.class)];
    one.class == other.class || borders(one).iter().any(|class| borders(other).contains(class))
}

proptest! {
    #[test]
    fn moving_the_calendar_changes_nothing(
        values in years_and_values(0.0..100.0),
        shift in -200..100_i32,
    ) {
        let here = indicator(ScaleName::Share, Direction::Higher, 95.0);
        let mut there = here.clone();
        if let Some(target) = &mut there.target {
            target.year += shift;
        }
        let moved: Vec<_> = values.iter().map(|(year, value)| (year + shift, *value)).collect();
        let (one, other) = (of(&here, &values), standing(&there, &series(&moved), 2026 + shift));
        prop_assert!(same_class(&one, &other), "{one:?} {other:?}");
        // An arrival a hair from the end of a year may fall on either side of it, and so be past or not.
        let passed = [one.reason, other.reason].contains(&Some(Reason::ArrivalPassed));
        prop_assert!(one.reason == other.reason || passed, "{one:?} {other:?}");
        prop_assert_eq!(one.latest.map(|latest| latest.age), other.latest.map(|latest| latest.age));
        if let (Some(one), Some(other)) = (one.anticipated, other.anticipated) {
            prop_assert!(near(one.value, other.value));
        }
        if let (Some(one), Some(other)) = (one.arrival, other.arrival) {
            prop_assert!((one + shift - other).abs() <= 1);
        }
    }

    #[test]
    fn class_pace_need_and_arrival_never_contradict(
        values in years_and_values(0.5..99.5),
        which in 0..3_usize,
        direction in prop_oneof![Just(Direction::Higher), Just(Direction::Lower)],
        goal in 5.0..98.0,
    ) {
        let scale = [ScaleName::Share, ScaleName::Positive, ScaleName::Real][which];
        let found = of(&indicator(scale, direction, goal), &values);
        let Some(target) = found.target.as_ref().map(|target| target.year) else { return Ok(()) };
        let toward = direction.sign().unwrap_or(1.0);
        let late = found.arrival.is_none_or(|arrival| arrival > target);
        let short = found.pace.zip(found.needed_pace).map(|(pace, needed)| toward * (needed - pace));
        match found.class {
            Class::Met => prop_assert!(found.arrival.is_none() && found.needed_pace.is_none()),
            Class::OnTrack => {
                prop_assert!(!late, "{found:?}");
                prop_assert!(short.is_none_or(|short| short <= 1e-9), "{found:?}");
            }
            Class::TooSlow | Class::LittleChange | Class::MovingAway => {
                prop_assert!(late, "{found:?}");
                prop_assert!(short.is_none_or(|short| short >= -1e-9), "{found:?}");
            }
            _ => {}
        }
    }

    #[test]
    fn no_pace_is_steeper_than_the_steepest_step_observed(
        values in years_and_values(0.0..100.0),
        rounded in any::<bool>(),
        which in 0..3_usize,
    ) {
        let scale = [ScaleName::Share, ScaleName::Positive, ScaleName::Real][which];
        // Rounding makes figures that are 0 or 100, and equal ones.
        let round = |value: f64| if rounded { (value / 10.0).round() * 10.0 } else { value };
        let values: Vec<_> = values.iter().map(|(year, value)| (*year, round(*value))).collect();
        let last = values.last().map_or(0, |(year, _)| *year);
        let window: Vec<_> = values.iter().filter(|(year, _)| *year >= last - 10).collect();
        let steepest = window
            .windows(2)
            .map(|pair| (pair[1].1 - pair[0].1).abs() / f64::from(pair[1].0 - pair[0].0))
            .fold(0.0, f64::max);
        for method in [Method::Regression, Method::GrowthRatio] {
            let mut definition = indicator(scale, Direction::Higher, 95.0);
            definition.progress.method = method;
            let found = of(&definition, &values);
            if let Some(pace) = found.pace {
                prop_assert!(pace.abs() <= steepest * (1.0 + 1e-9), "{pace} > {steepest}");
            }
            if let Some(trend) = found.trend {
                let (to, pace) = (trend.to.middle(), trend.pace_interval);
                let year = trend.value_at(to) - trend.value_at(to - 1.0);
                prop_assert!(year.abs() <= steepest + 1e-6 * steepest.max(1.0), "{year} > {steepest}");
                prop_assert!(pace.holds(trend.pace));
            }
        }
    }

    #[test]
    fn a_mirror_changes_signs_only(values in years_and_values(-50.0..50.0), target in -60.0..60.0) {
        let upright = of(&indicator(ScaleName::Real, Direction::Higher, target), &values);
        let mirrored: Vec<_> = values.iter().map(|(year, value)| (*year, -value)).collect();
        let mirror = of(&indicator(ScaleName::Real, Direction::Lower, -target), &mirrored);
        prop_assert!(same_class(&upright, &mirror), "{upright:?} {mirror:?}");
        prop_assert_eq!(upright.met, mirror.met);
        prop_assert_eq!(upright.arrival, mirror.arrival);
        for (one, other) in [
            (upright.gap, mirror.gap),
            (upright.pace, mirror.pace),
            (upright.needed_pace, mirror.needed_pace),
        ] {
            prop_assert_eq!(one.is_some(), other.is_some());
            prop_assert!(one.zip(other).is_none_or(|(one, other)| near(one, -other)));
        }
    }

    #[test]
    fn the_offline_are_the_mirror_of_the_online(values in years_and_values(0.0..100.0)) {
        let online = of(&indicator(ScaleName::Share, Direction::Higher, 95.0), &values);
        let mirrored: Vec<_> = values.iter().map(|(year, value)| (*year, 100.0 - value)).collect();
        let offline = of(&indicator(ScaleName::Share, Direction::Lower, 5.0), &mirrored);
        prop_assert!(same_class(&online, &offline), "{online:?} {offline:?}");
        if let (Some(one), Some(other)) = (online.anticipated, offline.anticipated) {
            prop_assert!(near(one.value, 100.0 - other.value));
        }
    }

    #[test]
    fn what_is_said_holds_together(values in years_and_values(0.0..100.0)) {
        let found = of(&indicator(ScaleName::Share, Direction::Higher, 95.0), &values);
        prop_assert_eq!(found.class == Class::NoData, values.is_empty());
        let outdated = found.reason == Some(Reason::Outdated);
        prop_assert_eq!(found.class == Class::Met, found.met == Some(true) && !outdated);
        let unsure = found.class == Class::CannotTell && found.trend.is_some() && !outdated;
        prop_assert_eq!(found.likely.is_some(), unsure);
        if let Some(anticipated) = found.anticipated {
            let Interval { low, high, .. } = anticipated.interval.unwrap_or_else(|| panic!("none"));
            prop_assert!((0.0..=100.0).contains(&low) && (0.0..=100.0).contains(&high));
            prop_assert!(low <= anticipated.value + 1e-9 && anticipated.value <= high + 1e-9);
        }
        if found.class != Class::Met && found.anticipated.is_some() {
            let on_track = found.likely.unwrap_or(found.class) == Class::OnTrack;
            let in_time = found.arrival.is_some_and(|year| year <= 2030);
            // A year that has passed is told of a place on track only, and not of one that may be.
            prop_assert!(on_track || !in_time, "{found:?}");
            prop_assert!(in_time || found.class != Class::OnTrack, "{found:?}");
        }
        if let (Some(year), Some(latest)) = (found.arrival, &found.latest) {
            prop_assert!(year > latest.period.year() && year <= 2100);
        }
    }

    #[test]
    fn a_nearer_target_is_never_worse(values in years_and_values(1.0..60.0), ease in 0.0..30.0) {
        let order = |found: &Standing| match found.likely.unwrap_or(found.class) {
            Class::Met => 4,
            Class::OnTrack => 3,
            Class::TooSlow => 2,
            Class::LittleChange => 1,
            _ => 0,
        };
        let hard = of(&indicator(ScaleName::Share, Direction::Higher, 95.0), &values);
        let easy = of(&indicator(ScaleName::Share, Direction::Higher, 95.0 - ease), &values);
        // Moving away is judged by what is missing: a nearer target makes the same loss weigh more.
        let rising = hard.pace.is_some_and(|pace| pace > 0.0);
        prop_assert!(!rising || order(&easy) >= order(&hard), "{hard:?} {easy:?}");
    }

    #[test]
    fn any_scale_and_method_gives_an_answer_that_can_be_written(
        values in years_and_values(-10.0..200.0),
        target in -5.0..120.0,
        scale in prop::sample::select(vec![ScaleName::Share, ScaleName::Positive, ScaleName::Real]),
        method in prop::sample::select(vec![Method::Regression, Method::GrowthRatio, Method::None]),
        lower in any::<bool>(),
    ) {
        let direction = if lower { Direction::Lower } else { Direction::Higher };
        let mut indicator = indicator(scale, direction, target);
        indicator.progress.method = method;
        let found = of(&indicator, &values);
        let written = serde_json::to_string(&found).unwrap_or_default();
        prop_assert!(serde_json::from_str::<Standing>(&written).is_ok(), "{}", written);
    }

    #[test]
    fn the_two_ratios_of_a_pair_multiply_to_one(
        one in 0.1..100.0, other in 0.1..100.0, error in 0.0..5.0, second in 0.0..5.0,
    ) {
        let indicator = indicator(ScaleName::Share, Direction::Higher, 95.0);
        let (women, men) = ([point(2020, one, Some(error))], [point(2020, other, Some(second))]);
        let compared = |group, reference| parity(&indicator, &indicator.parity[0], group, reference);
        let (there, back) = (compared(&women, &men), compared(&men, &women));
        let (Some(there), Some(back)) = (there, back) else { panic!("a pair was not found") };
        let product = there.ratio.zip(back.ratio).map_or(f64::NAN, |(one, other)| one * other);
        prop_assert!(near(product, 1.0));
        let ends = there.ratio_interval.zip(back.ratio_interval);
        prop_assert!(ends.is_some_and(|(one, other)| near(one.low * other.high, 1.0)));
        prop_assert!(there.ratio_interval.zip(there.ratio).is_some_and(|(i, r)| i.holds(r)));
    }

    #[test]
    fn ranks_count_everyone_once(values in prop::collection::vec(0..6_i32, 1..30)) {
        let period = Period::year_of(2020).unwrap_or_else(|| panic!("2020"));
        let group: Vec<_> = values
            .iter()
            .enumerate()
            .map(|(place, value)| PeerValue { place: place.to_string(), value: f64::from(*value), period })
            .collect();
        let ranks = |direction| -> Vec<usize> {
            let rank = |value: &PeerValue| {
                peers(&value.place, &group, direction, 6)?.position.map(|position| position.rank)
            };
            group.iter().filter_map(rank).collect()
        };
        let (up, down) = (ranks(Direction::Higher), ranks(Direction::Lower));
        prop_assert_eq!(up.len(), values.len());
        prop_assert_eq!(up.iter().min(), Some(&1));
        for ((up, down), value) in up.iter().zip(&down).zip(&values) {
            let tied = values.iter().filter(|other| *other == value).count();
            prop_assert_eq!(up + down + tied, values.len() + 2);
        }
    }

    #[test]
    fn quantiles_are_odd_and_undo_the_tail(p in 1e-6..0.499_f64, df in 0.7..300.0) {
        let t = student_t_quantile(p, df);
        prop_assert!(near(-student_t_quantile(1.0 - p, df), t));
        prop_assert!((student_t_tail(-t, df) / p - 1.0).abs() < 1e-9);
        prop_assert!(t < normal_quantile(p), "heavier tails than the normal");
    }
}
