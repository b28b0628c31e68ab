//! Files of a person's own, that no entry describes: units, categories, decimal signs and years as
//! people write them, with the catalogue's indicators.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::fmt::Write as _;
use std::ops::ControlFlow;

use common::{observation, options, places, publishers, read_all};
use passerelle_exchange::statistics::{Input, ProblemCode, Recognised, Report, read, recognise};
use passerelle_vocabulary::{Observation, Row, observation::SeriesIndex};

fn read_text(text: &str) -> (Report, Vec<Observation>) {
    read_all(&Input::bytes("mine.csv", text.as_bytes()), &[], &options())
}

/// Reads rows under these columns.
fn rows(columns: &str, rows: &str) -> (Report, Vec<Observation>) {
    read_text(&format!("{columns}\n{rows}\n"))
}

fn values(figures: &[Observation]) -> Vec<f64> {
    figures.iter().filter_map(|figure| figure.value).collect()
}

fn problems(report: &Report) -> Vec<(ProblemCode, u64, &str, &str)> {
    report.problems.iter().map(|p| (p.code, p.row, &*p.value, &*p.hint)).collect()
}

const LONG: &str = "indicator,place,period,value";

#[test]
fn a_figure_told_apart_by_a_dimension_needs_it() {
    let (report, figures) = rows(LONG, "mobile_data_price,KEN,2019,2.1\nict_skills,KEN,2019,40");
    let found = problems(&report);
    assert_eq!(
        found[0],
        (
            ProblemCode::MissingDimension,
            2,
            "mobile_data_price",
            "basket: 100mb, 500mb, 1gb, 2gb, 5gb, 10gb"
        )
    );
    assert_eq!((found[1].0, found[1].2), (ProblemCode::MissingDimension, "ict_skills"));
    assert!(found[1].3.starts_with("skill: copy_file, ") && figures.is_empty());
    let (report, figures) =
        rows("indicator,place,period,value,Forfait", "mobile_data_price,KEN,2019,2.1,1 Go");
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(figures[0].dimensions.to_string(), "basket=1gb");
}

#[test]
fn units_are_compared_with_the_indicators() {
    let columns = "indicator,place,period,value,unit,standard_error";
    let (report, figures) = rows(
        columns,
        "internet_users,KEN,2010,0.33,fraction,0.01\ninternet_users,KEN,2011,0.33,Share,\n\
         internet_users,KEN,2012,0.33,ratio,\ninternet_users,KEN,2013,33,%,\n\
         internet_users,KEN,2014,33,per_100,\ninternet_users,KEN,2015,33,Pourcent,\n\
         internet_users,KEN,2016,33%,proportion,\ninternet_users,KEN,2017,33,,\n\
         mobile_subscriptions,KEN,2018,33,per 100 people,\ngni_per_capita,KEN,2019,33,US$,",
    );
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(values(&figures), [33.0; 10]);
    assert_eq!(figures[0].standard_error, Some(1.0));
    let units: Vec<_> = figures.iter().map(|figure| figure.unit.as_str()).collect();
    assert_eq!(units[..8], ["percent"; 8]);
    assert_eq!(units[8..], ["per_100_people", "usd"]);
    let (report, figures) = rows(
        columns,
        "internet_users,KEN,2019,33,USD,\npopulation,KEN,2019,33,%,\ngni_per_capita,KEN,2019,3,percent,",
    );
    assert_eq!(
        problems(&report),
        [
            (ProblemCode::UnknownUnit, 2, "USD", "percent"),
            (ProblemCode::UnknownUnit, 3, "%", "number"),
            (ProblemCode::UnknownUnit, 4, "percent", "usd"),
        ]
    );
    assert!(figures.is_empty());
}

#[test]
fn categories_are_those_of_the_catalogue_under_their_usual_names() {
    let columns = "indicator,place,period,value,Sexe,location,age";
    let (report, figures) = rows(
        columns,
        "internet_users,KEN,2010,1,F,urbain,15-24\ninternet_users,KEN,2011,1,femmes,U,65+\n\
         internet_users,KEN,2012,1,filles,Rural,total\ninternet_users,KEN,2013,1,M,ville,\n\
         internet_users,KEN,2014,1,homme,both,16 to 24\ninternet_users,KEN,2015,1,Both sexes,,",
    );
    assert!(report.is_clean(), "{:?}", report.problems);
    let found: Vec<_> = figures.iter().map(|figure| figure.dimensions.to_string()).collect();
    assert_eq!(
        found,
        [
            "age=15_24;location=urban;sex=female",
            "age=65_over;location=urban;sex=female",
            "location=rural;sex=female",
            "location=urban;sex=male",
            "age=16_24;sex=male",
            "",
        ]
    );
    let (report, figures) = rows(
        "indicator,place,period,value,sex,dimensions",
        "internet_users,KEN,2019,1,femlae,\ninternet_users,KEN,2019,1,,location=moon\n\
         internet_users,KEN,2019,1,,colour=red",
    );
    assert_eq!(
        problems(&report),
        [
            (ProblemCode::UnknownCategory, 2, "sex=femlae", "female, male, intersex"),
            (ProblemCode::UnknownCategory, 3, "location=moon", "urban, rural"),
        ]
    );
    assert_eq!(figures[0].dimensions.to_string(), "colour=red");
}

#[test]
fn an_added_dimension_is_a_closed_set() {
    let mut text = "indicator,place,period,value,colour\n".to_owned();
    for n in 0..5_000 {
        writeln!(text, "internet_users,KEN,2019,1,colour {n}").unwrap();
    }
    let (report, figures) = read_text(&text);
    assert_eq!(figures.len(), 1_000);
    assert_eq!(report.problem_counts[&ProblemCode::TooManyCategories], 4_000);
    assert_eq!(report.problems[0].hint, "1000");
    assert_eq!(report.problems.len(), 1_000);
}

#[test]
fn the_decimal_sign_is_the_files() {
    for (text, expected) in [
        (
            "indicator;place;period;value\ninternet_users;KEN;2018;29,5\ninternet_users;KEN;2019;1,6",
            vec![29.5, 1.6],
        ),
        (
            "indicator;place;period;value\ngni_per_capita;KEN;2018;1.840,5\ngni_per_capita;KEN;2019;2.080",
            vec![1840.5, 2080.0],
        ),
        ("indicator;place;period;value\ngni_per_capita;KEN;2018;2,080", vec![2.08]),
        (
            "indicator;place;period;value\ngni_per_capita;KEN;2018;1.5\ngni_per_capita;KEN;2019;2,080",
            vec![1.5, 2080.0],
        ),
        (
            "indicator,place,period,value\ngni_per_capita,KEN,2018,\"2,080\"\ngni_per_capita,KEN,2019,1840.5",
            vec![2080.0, 1840.5],
        ),
        ("indicator,place,period,value\ninternet_users,KEN,2018,22.571", vec![22.571]),
        ("indicator\tplace\tperiod\tvalue\ninternet_users\tKEN\t2018\t22,5", vec![22.5]),
    ] {
        let (report, figures) = read_text(text);
        assert!(report.is_clean(), "{text}: {:?}", report.problems);
        assert_eq!(values(&figures), expected, "{text}");
    }
}

#[test]
fn what_reads_in_two_ways_or_both_is_a_problem() {
    let found = |text: &str| {
        let (report, figures) = rows(LONG, text);
        let codes: Vec<_> = report.problems.iter().map(|p| (p.code, p.row)).collect();
        (codes, values(&figures))
    };
    let two = ProblemCode::AmbiguousDecimal;
    let (codes, read) = found(
        "gni_per_capita,KEN,2018,\"2,080\"\ngni_per_capita,KEN,2019,2.080\ngni_per_capita,KEN,2020,7",
    );
    assert_eq!((codes, read), (vec![(two, 2), (two, 3)], vec![7.0]));
    let (codes, read) = found(
        "gni_per_capita,KEN,2018,2.5\ngni_per_capita,KEN,2019,\"2,5\"\ngni_per_capita,KEN,2020,\"2,080\"\ngni_per_capita,KEN,2021,3.5",
    );
    assert_eq!((codes, read), (vec![(ProblemCode::MixedDecimals, 3), (two, 4)], vec![2.5, 3.5]));
}

/// Beyond what is looked at first, a contradiction is told and the file thereby refused.
#[test]
fn a_late_contradiction_is_told() {
    let mut text = "indicator;place;period;value\n".to_owned();
    for row in 0..20_000 {
        writeln!(text, "gni_per_capita;KEN;{};2.080", 1900 + row % 100).unwrap();
    }
    let (report, _) = read_text(&format!("{text}gni_per_capita;KEN;2019;29.5\n"));
    assert_eq!(problems(&report), [(ProblemCode::MixedDecimals, 20_002, "29.5", ",")]);
    let plain = text.replace(';', ",").replace("2.080", "7");
    let (report, figures) = read_text(&format!("{plain}gni_per_capita,KEN,2019,\"29,5\"\n"));
    assert!(report.is_clean());
    assert_eq!(figures.last().unwrap().value, Some(29.5));
}

#[test]
fn years_are_past_or_next() {
    let (report, figures) = rows(
        LONG,
        "internet_users,KEN,2109,1\ninternet_users,KEN,1799,1\ninternet_users,KEN,2027,1\n\
         internet_users,KEN,1800,1\ninternet_users,KEN,2028-Q1,1",
    );
    let year = ProblemCode::UnlikelyYear;
    assert_eq!(
        problems(&report),
        [
            (year, 2, "2109", "1800–2027"),
            (year, 3, "1799", "1800–2027"),
            (year, 6, "2028-Q1", "1800–2027")
        ]
    );
    assert_eq!(figures.len(), 2);
}

#[test]
fn years_may_be_columns() {
    let text = "Place,Indicator,2019,2020,2014/15,sex,2109\nKEN,internet_users,22.5,,21,F,\n\
                TZA,internet_users,19,20.5,..,,\nUGA,internet_users,x,1,2,,3\n";
    let input = Input::bytes("mine.csv", text.as_bytes());
    assert_eq!(recognise(&input, &[], &options()), Recognised::Observations);
    let (report, figures) = read_text(text);
    let found: Vec<_> =
        report.problems.iter().map(|p| (p.code, p.row, p.column.as_str())).collect();
    assert_eq!(
        found,
        [(ProblemCode::BadNumber, 4, "2019"), (ProblemCode::UnlikelyYear, 4, "2109")]
    );
    let read: Vec<_> = figures
        .iter()
        .map(|f| (f.place.as_str(), f.period.to_string(), f.value, f.dimensions.to_string()))
        .collect();
    assert_eq!(read.len(), 6);
    assert_eq!(read[0], ("KEN", "2019".to_owned(), Some(22.5), "sex=female".to_owned()));
    assert_eq!(read[1].1, "2014/15");
    assert_eq!(read[3], ("TZA", "2020".to_owned(), Some(20.5), String::new()));
    assert_eq!(report.rows_read, 3);
}

#[test]
fn a_world_bank_download_is_read() {
    let text = "\u{feff}\"Data Source\",\"World Development Indicators\",\n\n\
        \"Last Updated Date\",\"2024-06-28\",\n\n\
        \"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"1960\",\"2018\",\"2019\",\n\
        \"Kenya\",\"KEN\",\"Individuals using the Internet (% of population)\",\"IT.NET.USER.ZS\",\"\",\"21.5\",\"22.571\",\n\
        \"Post-demographic dividend\",\"PST\",\"Individuals using the Internet (% of population)\",\"IT.NET.USER.ZS\",\"\",\"\",\"85\",\n\
        \"Kenya\",\"KEN\",\"Population, total\",\"SP.POP.TOTL\",\"8120080\",\"\",\"\",\n";
    let (publishers, options) = (publishers(), options());
    let input = Input::bytes("API_IT.NET.USER.ZS_DS2_en_csv_v2_5454959.csv", text.as_bytes());
    let Recognised::Entries(entries) = recognise(&input, &publishers, &options) else {
        panic!("not recognised")
    };
    let mut figures = Vec::new();
    let mut sink = |rows: &[Row], index: &SeriesIndex| {
        figures.extend(rows.iter().map(|row| observation(row, index)));
        ControlFlow::Continue(())
    };
    let report = read(&input, &entries, &places(), &options, &mut sink);
    assert!(report.is_clean(), "{:?}", report.problems);
    let found: Vec<_> =
        figures.iter().map(|f| (&*f.indicator, &*f.place, f.period.year(), f.value)).collect();
    assert_eq!(
        found,
        [
            ("internet_users", "KEN", 2018, Some(21.5)),
            ("internet_users", "KEN", 2019, Some(22.571)),
            ("internet_users", "post_demographic_dividend", 2019, Some(85.0)),
            ("population", "KEN", 1960, Some(8_120_080.0)),
        ]
    );
    let other = text.replace("IT.NET.USER.ZS", "XX").replace("SP.POP.TOTL", "YY");
    let input = Input::bytes("API_XX_DS2.csv", other.as_bytes());
    let mut sink = |_: &[Row], _: &SeriesIndex| ControlFlow::Continue(());
    let report = read(&input, &entries, &places(), &options, &mut sink);
    assert_eq!(problems(&report), [(ProblemCode::NothingTaken, 0, "", "3")]);
}

/// Every aggregate of the World Bank's list of countries is known, or known and left out.
#[test]
fn the_world_banks_aggregates_are_known() {
    let places = places();
    for code in "AFE AFW ARB CSS CEB EAR EAS EAP TEA EMU ECS ECA TEC EUU FCS HPC HIC IBD IBT IDB IDX IDA \
                 LTE LCN LAC TLA LDC LMY LIC LMC MEA MNA TMN MIC NAC INX OED OSS PSS PST PRE SST SAS \
                 TSA SSF SSA TSS UMC WLD"
        .split_whitespace()
    {
        let found = places.recognise(code, passerelle_vocabulary::place::Scheme::Any);
        assert!(found.is_some(), "{code}");
    }
}

#[test]
fn what_is_no_table_of_figures_is_told() {
    let (report, _) = read_text("indicator,place,period,value\n");
    assert_eq!(problems(&report), [(ProblemCode::NoRows, 0, "", "")]);
    assert!(!report.is_clean());
    for (bytes, hint) in [
        ("indicator,place,period,value\ninternet_users,KEN,2019,1\n", "text"),
        ("\u{feff} <html><table><tr><td>indicator</td></tr></table>", "page"),
    ] {
        let input = Input::bytes("Mine.XLSX", bytes.as_bytes());
        let (report, figures) = read_all(&input, &[], &options());
        assert_eq!(problems(&report), [(ProblemCode::NotAWorkbook, 0, "", hint)]);
        assert!(!report.complete && figures.is_empty());
        let (publishers, options) = (publishers(), options());
        let what = recognise(&input, &publishers, &options);
        assert_eq!(what, Recognised::Unreadable(ProblemCode::NotAWorkbook, hint.to_owned()));
    }
}

#[test]
fn nothing_of_a_file_reaches_the_terminal_raw() {
    let evil = "\"\u{1b}[2J\u{7}Atlantis\nnext\"";
    let (report, _) = read_text(&format!(
        "indicator,place,period,value,unit,dimensions\n{evil},KEN,2019,1,,\n\
         internet_users,{evil},2019,1,,\ninternet_users,KEN,{evil},1,,\n\
         internet_users,KEN,2019,{evil},,\ninternet_users,KEN,2019,1,{evil},\n\
         internet_users,KEN,2019,1,,{evil}\ninternet_users,KEN,2019,1,,{evil}={evil}\n"
    ));
    assert!(report.problems.len() >= 6, "{:?}", report.problems);
    let spellings = report.unknown_places.keys().cloned();
    let told =
        report.problems.iter().flat_map(|p| [p.value.clone(), p.column.clone(), p.hint.clone()]);
    for text in told.chain(spellings) {
        assert!(!text.contains(char::is_control), "{text:?}");
    }
    let shown = r"\u{1b}[2J\u{7}Atlantis\nnext";
    assert!(report.unknown_places.contains_key(shown), "{:?}", report.unknown_places);
    let header = "\u{1b}[31mAlpha,Beta\n1,2\n".to_owned();
    let input = Input::bytes("other.csv", header.as_bytes());
    let Recognised::Unknown(names) = recognise(&input, &[], &options()) else { panic!() };
    assert_eq!(names, [r"\u{1b}[31mAlpha", "Beta"]);
}

/// What `export` writes is read back whatever its figures: its header is proof of the decimal point, and
/// what a node stored is not judged again.
#[test]
fn an_export_is_read_back_as_it_was() {
    let text = "indicator,place,period,dimensions,value,unit,standard_error,n,status,source\n\
                gni_per_capita,KEN,2019,,2.080,usd,,,,local:worldbank\n\
                mobile_data_price,KEN,2100,age=old,2,percent,,,,worldbank\n";
    let (report, figures) = read_text(text);
    assert!(report.is_clean(), "{:?}", report.problems);
    assert_eq!(values(&figures), [2.08, 2.0]);
}
