//! Lists of observations: what is written out is read back, whatever the figures.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use common::read_all;
use passerelle_exchange::statistics::{
    IndicatorRule, Input, Options, ProblemCode, Report, export_csv,
};
use passerelle_vocabulary::{Dimensions, Observation, Period, Status};
use proptest::prelude::*;

fn read_text(text: &str, options: &Options) -> (Report, Vec<Observation>) {
    read_all(&Input::bytes("mine.csv", text.as_bytes()), &[], options)
}

fn any_observation() -> impl Strategy<Value = Observation> {
    let place = prop_oneof![Just("KEN"), Just("world"), Just("CIV"), Just("KEN/mombasa/nyali")];
    let period = prop_oneof![
        (1700..=2200_i32).prop_map(|year| Period::year_of(year).unwrap()),
        (1700..=2200_i32, 1..=12_i32)
            .prop_map(|(year, month)| Period::from_code(year * 1000 + 200 + month).unwrap()),
    ];
    let dimensions = prop::collection::btree_map("[a-z]{1,8}", "[a-z0-9_]{1,6}[a-z0-9]", 0..3)
        .prop_map(|map| {
            map.iter().fold(Dimensions::everyone(), |all, (name, code)| all.with(name, code))
        });
    let number = proptest::num::f64::NORMAL | proptest::num::f64::ZERO;
    let value = prop_oneof![
        number.prop_map(|value| (Some(value), Status::Reported)),
        number.prop_map(|value| (Some(value), Status::Normal)),
        Just((None, Status::NotCollectedByLaw)),
        Just((None, Status::Protected)),
    ];
    let positive = proptest::option::of(0.0..1e12_f64);
    let numbers = (value, positive.clone(), positive);
    ("[a-z_]{1,12}", place, period, dimensions, numbers, "local(:[a-z-]{1,9})?").prop_map(
        |(indicator, place, period, dimensions, ((value, status), standard_error, n), source)| {
            Observation {
                indicator,
                place: place.to_owned(),
                period,
                dimensions,
                value,
                unit: "usd".to_owned(),
                standard_error,
                n,
                status,
                source,
                batch: 0,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_exported_is_read_back(figures in prop::collection::vec(any_observation(), 1..40)) {
        let mut written = Vec::new();
        export_csv(&figures, &mut written).unwrap();
        let text = String::from_utf8(written).unwrap();
        let (report, read) = read_text(&text, &Options::default());
        prop_assert!(report.is_clean(), "{:?}", report.problems);
        prop_assert_eq!(read, figures);
    }
}

#[test]
fn a_persons_own_list_needs_four_columns() {
    let text = "Value,Period,Place,Indicator,Sex,Age group\n\
                12.5,2019,Kenya,internet_users,Female,16 to 24\n\
                13,2020,ken,internet_users,,\n";
    let mut options = Options { source: "desk".into(), ..Options::default() };
    let rule =
        IndicatorRule { unit: "percent".into(), range: (0.0, 100.0), ..IndicatorRule::default() };
    options.indicators.insert("internet_users".into(), rule);
    let (report, figures) = read_text(text, &options);
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(report.entries, ["observations"]);
    assert_eq!(figures[0].dimensions.to_string(), "age_group=16_to_24;sex=female");
    assert_eq!((figures[0].unit.as_str(), figures[0].source.as_str()), ("percent", "desk"));
    assert!(figures[1].dimensions.is_everyone());
}

#[test]
fn a_file_does_not_pass_for_a_publisher() {
    let text = "indicator,place,period,value,unit,source\n\
                x,KEN,2019,1,usd,itu\nx,KEN,2020,1,usd,local\nx,KEN,2021,1,usd,local:itu\n\
                x,KEN,2022,1,usd,locality\nx,KEN,2023,1,usd,\n";
    let (report, figures) = read_text(text, &Options::default());
    assert!(report.is_clean(), "{:?}", report.problems);
    let sources: Vec<&str> = figures.iter().map(|figure| figure.source.as_str()).collect();
    assert_eq!(sources, ["local:itu", "local", "local:itu", "local:locality", "local"]);
}

#[test]
fn mistakes_are_told_by_row_and_column() {
    let text = "indicator,place,period,dimensions,value,unit,standard_error,n,status,source\n\
                nonsense,KEN,2019,,1,percent,,,,\n\
                internet_users,KEN/,2019,,1,percent,,,,\n\
                internet_users,KEN,2019,sex,1,percent,,,,\n\
                internet_users,KEN,2019,,1,percent,,,guessed,\n\
                internet_users,KEN,2019,,1,percent,-2,x,,\n";
    let mut options = Options::default();
    let rule =
        IndicatorRule { unit: "percent".into(), range: (0.0, 100.0), ..IndicatorRule::default() };
    options.indicators.insert("internet_users".into(), rule);
    let (report, figures) = read_text(text, &options);
    let found: Vec<_> =
        report.problems.iter().map(|p| (p.code, p.row, p.column.as_str())).collect();
    let expected = [
        (ProblemCode::UnknownIndicator, 2, "indicator"),
        (ProblemCode::UnknownPlace, 3, "place"),
        (ProblemCode::BadDimensions, 4, "dimensions"),
        (ProblemCode::UnknownCode, 5, "status"),
        (ProblemCode::OutOfRange, 6, "standard_error"),
        (ProblemCode::BadNumber, 6, "n"),
    ];
    assert_eq!(found, expected);
    assert_eq!((figures.len(), figures[0].standard_error), (1, None));
}

#[test]
fn a_figure_without_a_unit_is_refused() {
    let (report, _) =
        read_text("indicator,place,period,value\na,KEN,2019,1\n", &Options::default());
    assert_eq!(report.problems[0].code, ProblemCode::MissingUnit);
    assert_eq!(report.problems[0].row, 2);
}
