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
    near(trend.pace, 3.158_718_147_610_383);
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
fn bounds_of_a_share_are_kept_half_a_displayed_unit_away() {
    let full = [(2016, 98.0), (2018, 99.2), (2020, 100.0), (2022, 100.0)];
    let trend = Trend::of(&series(&full), SHARE, 10).unwrap();
    near(trend.level, 7.982_030_177_465_89);
    near(trend.slope, 0.664_174_122_962_307_3);
    near(trend.pace, 0.022_669_068_700_723_872);
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
