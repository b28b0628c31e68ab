//! Known values: the same regressions in matrix form, by NumPy 2.4 and SciPy 1.17.

use super::*;
use crate::point::tests::{near, point, series};
use passerelle_vocabulary::Status;

const SHARE: Scale = Scale::Share { top: 100.0, margin: 0.05 };
const INTERNET: [(i32, f64); 5] =
    [(2015, 16.0), (2017, 17.8), (2019, 22.6), (2021, 28.8), (2023, 35.0)];

#[test]
fn a_share_follows_a_line_on_the_logit_scale() {
    let trend = Trend::of(&series(&INTERNET), SHARE, 10).unwrap();
    near(trend.level, -0.633_164_663_936_859_6);
    near(trend.slope, 0.139_440_696_250_997_06);
    near(trend.slope_error, 0.008_976_543_932_403_495);
    near(trend.scatter, 0.042_560_351_871_947_37);
    near(trend.weight, 3.097_359_720_095_002_3);
    // The slope at the end is 3.1587 a year; the steepest step, from 28.8 to 35 in two years, is 3.1.
    near(trend.slope * trend.scale.derivative(trend.level), 3.158_718_147_610_383);
    near(trend.pace, 3.1);
    assert!(!trend.held, "over its last year it rises by less");
    near(trend.pace_interval.low, 2.680_176_770_535_289_7);
    near(trend.pace_interval.high, 3.637_259_524_685_476);
    near(trend.value_at(2030.5), 58.489_970_195_583_794);
    near(trend.interval_at(2030.5).low, 52.589_344_248_752_51);
    near(trend.interval_at(2030.5).high, 64.156_746_934_492_99);
    near(trend.time_of(95.0).unwrap(), 2_049.156_811_384_988_5);
    near(trend.value_at(2023.5), 34.679_330_658_627_77);
    assert_eq!((trend.points, trend.left_out, trend.movement), (5, 0, Movement::Rising));
    assert_eq!((trend.from.year(), trend.to.year(), trend.modelled), (2015, 2023, false));
}

#[test]
fn a_price_follows_a_line_on_the_scale_of_logarithms() {
    let prices = [9.0, 8.1, 6.5, 6.0, 4.9, 4.4, 3.9];
    let prices: Vec<_> = (2013..).zip(prices).collect();
    let trend = Trend::of(&series(&prices), Scale::Positive, 10).unwrap();
    near(trend.slope, -0.141_971_470_575_522_67);
    near(trend.pace, -0.543_783_326_440_130_7);
    near(trend.pace_interval.low, -0.590_796_785_905_322_4);
    near(trend.pace_interval.high, -0.496_769_866_974_939);
    near(trend.value_at(2030.5), 0.803_513_388_050_651_4);
    near(trend.interval_at(2030.5).high, 0.957_123_827_148_744_1);
    near(trend.time_of(2.0).unwrap(), 2_024.076_817_873_053_6);
    assert_eq!(trend.movement, Movement::Falling);
}

#[test]
fn an_index_follows_a_plain_line() {
    let index = [(2018, 0.41), (2020, 0.44), (2022, 0.46), (2024, 0.50)];
    let trend = Trend::of(&series(&index), Scale::Real, 8).unwrap();
    near(trend.weight, 2.560_660_171_779_821_4);
    near(trend.level, 0.497_025_228_980_354_3);
    near(trend.interval_at(2030.5).low, 0.547_010_165_414_070_5);
    near(trend.interval_at(2030.5).high, 0.625_855_995_167_004_1);
}

#[test]
fn figures_at_a_bound_have_no_say_but_for_the_latest() {
    // Kenya, 4G. Without the 0 of 2014: logits −2.5867, −1.2949, −1.0986, −0.6190; weights ½^(3/5),
    // ½^(2/5), ½^(1/5), 1. W = 3.288163, x̄ = −1.327650,
    // S = 4.043875.
    let network = [(2014, 0.0), (2015, 7.0), (2016, 21.5), (2017, 25.0), (2018, 35.0)];
    let trend = Trend::of(&series(&network), SHARE, 10).unwrap();
    assert_eq!((trend.points, trend.at_bounds, trend.left_out), (4, 1, 0));
    assert_eq!((trend.from.year(), trend.steepest), (2015, 14.5));
    near(trend.slope, 0.5882108749227003);
    near(trend.level, -0.5156754261549688);
    near(trend.pace, 13.769411557588617);
    // The latest figure is kept wherever it is, and the others where too few would remain.
    let full = [(2016, 98.0), (2018, 99.2), (2020, 100.0), (2022, 100.0)];
    let trend = Trend::of(&series(&full), SHARE, 10).unwrap();
    assert_eq!((trend.points, trend.at_bounds, trend.to.year()), (3, 1, 2022));
    let begun = [(2016, 0.0), (2018, 0.0), (2020, 7.0), (2022, 21.0)];
    let trend = Trend::of(&series(&begun), SHARE, 10).unwrap();
    assert_eq!((trend.points, trend.at_bounds, trend.held), (4, 0, true));
    near(trend.pace, 7.0);
    let never = [(2018, 0.0), (2020, 0.0), (2022, 0.0)];
    let trend = Trend::of(&series(&never), SHARE, 10).unwrap();
    assert_eq!((trend.points, trend.pace), (3, 0.0));
}

#[test]
fn a_line_is_no_steeper_than_what_was_seen() {
    // A first figure close to 0, and not at it: −6.9 on the scale.
    let odd = [(2018, 0.1), (2019, 20.0), (2020, 25.0), (2021, 28.0)];
    let trend = Trend::of(&series(&odd), SHARE, 10).unwrap();
    assert!(trend.held && trend.at_bounds == 0);
    near(trend.value_at(2021.5) - trend.value_at(2020.5), 19.9);
    near(trend.pace, 19.9);
    // What is held back scatters more around the figures than the best line does.
    let weighed: Vec<_> = odd
        .iter()
        .map(|(year, value)| {
            let x = f64::from(year - 2021);
            (0.5_f64.powf(-x / 5.0), x, SHARE.forward(*value).unwrap())
        })
        .collect();
    assert!(trend.scatter > Line::through(&weighed).scatter);
}

#[test]
fn only_what_can_be_compared_is_joined() {
    let mut points = series(&INTERNET);
    points.push(Point { status: Status::Modelled, ..point(2016, 90.0) });
    points.push(Point { source: "other".to_owned(), ..point(2018, 90.0) });
    points.push(point(2012, 90.0));
    let trend = Trend::of(&points, SHARE, 10).unwrap();
    near(trend.slope, 0.139_440_696_250_997_06);
    assert_eq!((trend.points, trend.left_out), (5, 2));
}

#[test]
fn the_kind_of_the_latest_figure_decides() {
    let mut points = series(&INTERNET);
    for (year, value) in [(2020, 40.0), (2021, 41.0), (2022, 42.0), (2024, 43.0)] {
        points.push(Point { status: Status::Modelled, ..point(year, value) });
    }
    let modelled = Trend::of(&points, SHARE, 10).unwrap();
    assert_eq!((modelled.points, modelled.left_out, modelled.modelled), (4, 5, true));
    // A tie: what was asked in 2024 comes before what was modelled for 2024.
    points.push(point(2024, 36.0));
    let asked = Trend::of(&points, SHARE, 10).unwrap();
    assert_eq!((asked.points, asked.left_out, asked.modelled), (6, 4, false));
}

#[test]
fn too_few_periods_make_no_line() {
    for values in [&INTERNET[..0], &INTERNET[..1], &INTERNET[..2]] {
        let error = Trend::of(&series(values), SHARE, 10).unwrap_err();
        assert_eq!(error, NoTrend::TooFewPoints { found: values.len() });
    }
    // Three figures of two periods, and three periods of which one is too old.
    let twice = series(&[(2020, 1.0), (2021, 2.0), (2021, 2.5)]);
    assert!(Trend::of(&twice, Scale::Real, 10).is_err());
    let old = series(&[(2000, 1.0), (2020, 2.0), (2021, 2.5)]);
    assert!(Trend::of(&old, Scale::Real, 10).is_err());
}

#[test]
fn what_has_no_place_on_the_scale_is_said() {
    let negative = series(&[(2019, 3.0), (2020, -1.0), (2021, 2.0)]);
    let error = Trend::of(&negative, Scale::Positive, 10).unwrap_err();
    assert_eq!((error, error.code()), (NoTrend::OffScale(OffScale { value: -1.0 }), "off-scale"));
    assert!(Trend::of(&negative, Scale::Real, 10).is_ok());
}

#[test]
fn a_constant_series_is_flat() {
    let trend = Trend::of(&series(&[(2019, 40.0), (2021, 40.0), (2023, 40.0)]), SHARE, 10).unwrap();
    assert!(trend.slope.abs() < 1e-15 && trend.scatter < 1e-15);
    assert_eq!(trend.movement, Movement::Unclear);
    near(trend.value_at(2030.5), 40.0);
}

#[test]
fn periods_of_any_kind_have_their_place_in_time() {
    // Months, quarters and years that straddle two, on the line 1 + (time − 2020).
    let on_line = |written: &str| {
        let period: Period = written.parse().unwrap();
        Point { period, ..point(2020, 1.0 + period.middle() - 2020.0) }
    };
    let points: Vec<_> = ["2019/20", "2020-07", "2021", "2022-Q2"].map(on_line).into();
    let trend = Trend::of(&points, Scale::Real, 10).unwrap();
    near(trend.slope, 1.0);
    near(trend.value_at(2030.5), 11.5);
}
