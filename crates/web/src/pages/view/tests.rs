//! Words of figures, in both languages.

use passerelle_inclusion::standing;

use super::*;

fn catalogue() -> Catalogue {
    Catalogue::read(None, false).unwrap()
}

fn words() -> (&'static Words, &'static Words) {
    (Words::of("en").unwrap(), Words::of("fr").unwrap())
}

fn point(year: i32, value: f64) -> Point {
    Point {
        period: passerelle_vocabulary::Period::year_of(year).unwrap(),
        value,
        standard_error: None,
        n: None,
        status: Status::Normal,
        source: "unsd-sdg".to_owned(),
        batch: 1,
    }
}

fn stands(indicator: &Indicator, values: &[(i32, f64)]) -> Standing {
    let series: Vec<_> = values.iter().map(|(year, value)| point(*year, *value)).collect();
    standing(indicator, &series, 2026)
}

#[test]
fn what_is_not_nothing_is_never_written_as_nothing() {
    let (catalogue, (en, fr)) = (catalogue(), words());
    let lines = catalogue.indicator("fixed_broadband_subscriptions").unwrap();
    assert_eq!(figure(en, lines, 0.004), "less than 0.05 per 100 people");
    assert!(figure(fr, lines, 0.004).starts_with("moins de 0,05"));
    assert_eq!(figure(en, lines, 0.05), "0.1 per 100 people");
    assert_eq!(figure(en, lines, 0.0), "0.0 per 100 people");
    assert!(sentence(en, lines, 0.004).contains(" 0.004 "));
    assert!(sentence(en, lines, 0.0).contains(" 0.0 "));
}

#[test]
fn nearly_the_whole_is_not_said_to_be_the_whole() {
    let (catalogue, (en, _)) = (catalogue(), words());
    let power = catalogue.indicator("electricity_access").unwrap();
    assert!(sentence(en, power, 99.8).contains(" 99.8 "), "{}", sentence(en, power, 99.8));
    assert!(sentence(en, power, 99.97).contains(" 100 "));
    assert!(sentence(en, power, 99.2).contains(" 99 "));
    assert!(sentence(en, power, 100.0).contains(" 100 "));
}

#[test]
fn large_numbers_are_counted_in_millions_in_sentences() {
    let (catalogue, (en, fr)) = (catalogue(), words());
    let offline = catalogue.indicator("people_offline").unwrap();
    assert_eq!(sentence(en, offline, 3.6e9), "about 3.6 billion people do not use the Internet");
    assert_eq!(
        sentence(fr, offline, 3.6e9),
        "environ 3,6\u{a0}milliards de personnes n’utilisent pas Internet"
    );
    let lines = catalogue.indicator("mobile_subscriptions_total").unwrap();
    let said = sentence(fr, lines, 1.2e6);
    assert_eq!(said, "on compte environ 1,2\u{a0}million d’abonnements mobiles");
    assert_eq!(sentence(en, lines, 2e6), "there are about 2 million mobile subscriptions");
    assert_eq!(sentence(en, lines, 999_999.0), "there are about 999,999 mobile subscriptions");
    assert_eq!(figure_in_words(en, offline, 2.6e9), "2.6 billion");
    assert_eq!(figure(en, offline, 2.6e9), "2,600,000,000");
}

#[test]
fn due_dates_are_as_precise_as_they_were_given() {
    let (en, fr) = words();
    for (written, english, french) in [
        ("2030", "2030", "2030"),
        ("2025-09", "September 2025", "septembre 2025"),
        ("2027-09-22", "22 September 2027", "22 septembre 2027"),
    ] {
        let due: Due = written.parse().unwrap();
        assert_eq!((&*due_date(en, due), &*due_date(fr, due)), (english, french));
    }
}

#[test]
fn what_pace_arrival_and_class_say_agrees() {
    let (catalogue, (en, _)) = (catalogue(), words());
    let power = catalogue.indicator("electricity_access").unwrap();
    // Kenya, as modelled: 3.5 a year from 63.8 would be there in 2027.
    let kenya = [
        (2007, 30.10169),
        (2008, 32.1783),
        (2011, 38.60998),
        (2012, 40.84285),
        (2013, 43.11063),
        (2017, 63.81147),
    ];
    let found = stands(power, &kenya);
    assert_eq!((found.arrival, found.even_arrival), (Some(2045), Some(2027)));
    let said = arrival(en, power, &found).unwrap();
    assert!(said.contains("reached in 2045"), "{said}");
    // A straight line would be there in 2027: the page says why that is not what counts.
    assert!(said.ends_with("and the verdict follows that slowing."), "{said}");
    assert!(!said.contains("2027"), "{said}");
    assert_eq!(verdict(en, &found), "Too slow");
    let (pace, needed) = (found.pace.unwrap(), found.needed_pace.unwrap());
    assert!(needed > pace, "{needed} {pace}");
    let told = self::pace(en, power, &found).unwrap();
    assert_eq!(told, "+3.5 a year; +7.5 a year would be needed now");
    assert_eq!(about(en, found.latest.as_ref().unwrap()), "2017, 9 years ago");

    let there = stands(power, &[(2016, 80.0), (2017, 88.0), (2018, 93.0), (2019, 96.0)]);
    assert_eq!(verdict(en, &there), "Was on track in 2019");
    assert_eq!(class_style(&there), "");
    let said = arrival(en, power, &there).unwrap();
    assert!(
        said.ends_with("would have been reached in 2022; there is no newer figure here."),
        "{said}"
    );

    let old = stands(power, &[(2011, 80.0), (2013, 88.0), (2015, 93.0)]);
    assert_eq!((verdict(en, &old), arrival(en, power, &old)), ("No verdict".to_owned(), None));
    assert!(reason(en, old.reason).unwrap().contains("over ten years old"));
}

#[test]
fn what_the_publisher_says_is_told_and_its_silence_is_not() {
    let (en, fr) = words();
    assert_eq!(status(en, Status::Normal), None);
    assert_eq!(with_status(en, "2017".into(), Status::Modelled), "2017, from a model");
    assert_eq!(with_status(fr, "2017".into(), Status::Estimated), "2017, estimé");
}

#[test]
fn sources_of_one_s_own_files_are_named_as_such() {
    let (catalogue, (en, _)) = (catalogue(), words());
    let imports = Imports::from([(12, "census.csv".to_owned())]);
    let of = |id: &str, batch| {
        let found = source_of_import(&catalogue, en, &imports, id, batch);
        (found.id, found.name)
    };
    let named = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    assert_eq!(of("local", 12), named("import-12", "file census.csv (import 12)"));
    assert_eq!(of("local", 0), named("local", "file brought to this node"));
    let (id, name) = of("local:gapminder", 12);
    assert_eq!(id, "local");
    assert!(
        name.starts_with("Gapminder")
            && name.ends_with(", as given in a file brought to this node")
    );
    assert_eq!(of("local:Our own", 12).1, "Our own, as given in a file brought to this node");
    assert_eq!(of("gapminder", 12).0, "gapminder");
}
