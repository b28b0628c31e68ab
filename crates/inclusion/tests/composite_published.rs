//! Composite indices of the catalogue: against what was published, and by hand.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

#[path = "common/open_data.rs"]
mod open_data;

use std::path::Path;

use open_data::{by_unit, data, rows};
use passerelle_inclusion::composite::{DataTable, Definition, ElementType, Method, What, build};
use passerelle_vocabulary::Lang;

fn definition(name: &str) -> Definition {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue/indices").join(name);
    let definition = Definition::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(definition.check(), []);
    let both = [Lang::fr(), Lang::en()];
    assert!(definition.structure.name.missing(&both).is_empty());
    let names = definition.structure.element.iter();
    assert!(names.clone().all(|element| element.name.missing(&both).is_empty()));
    definition
}

#[test]
fn the_egdi_is_the_mean_of_its_components() {
    let definition = definition("egdi.toml");
    let Some(folder) = data("country_series/egdi") else { return };
    for year in [2014, 2016, 2018] {
        let path = folder.join(format!("egdi_{year}.csv"));
        let (header, figures) = rows(&path);
        let table = DataTable::from_rows(&header, &figures, &definition.structure).unwrap();
        let index = build(&definition.structure, &definition.method, &table).unwrap();
        assert_eq!((index.units.len(), index.notes.as_slice()), (193, [].as_slice()));
        let published = by_unit(&path);
        let top = index.top().unwrap();
        let mut largest: f64 = 0.0;
        for (unit, score) in index.units.iter().zip(&top.scores) {
            let theirs: f64 = published[unit]["e-gov-index"].parse().unwrap();
            largest = largest.max((score.unwrap() - theirs).abs());
        }
        println!("EGDI {year}: 193 countries, largest difference {largest:e}");
        assert!(largest <= 1e-4, "{year}");
    }
}

/// Figures of 2014 and values of the Human Development Report 2015, table 1, its first 24 countries, rounded as
/// printed there.
#[test]
fn the_hdi_is_the_geometric_mean_of_its_dimensions() {
    let definition = definition("hdi.toml");
    let published = [
        ("NOR", [81.6, 17.5, 12.6, 64_992.0], 0.944),
        ("AUS", [82.4, 20.2, 13.0, 42_261.0], 0.935),
        ("CHE", [83.0, 15.8, 12.8, 56_431.0], 0.930),
        ("DNK", [80.2, 18.7, 12.7, 44_025.0], 0.923),
        ("NLD", [81.6, 17.9, 11.9, 45_435.0], 0.922),
        ("DEU", [80.9, 16.5, 13.1, 43_919.0], 0.916),
        ("IRL", [80.9, 18.6, 12.2, 39_568.0], 0.916),
        ("USA", [79.1, 16.5, 12.9, 52_947.0], 0.915),
        ("CAN", [82.0, 15.9, 13.0, 42_155.0], 0.913),
        ("NZL", [81.8, 19.2, 12.5, 32_689.0], 0.913),
        ("SGP", [83.0, 15.4, 10.6, 76_628.0], 0.912),
        ("HKG", [84.0, 15.6, 11.2, 53_959.0], 0.910),
        ("LIE", [80.0, 15.0, 11.8, 79_851.0], 0.908),
        ("SWE", [82.2, 15.8, 12.1, 45_636.0], 0.907),
        ("GBR", [80.7, 16.2, 13.1, 39_267.0], 0.907),
        ("ISL", [82.6, 19.0, 10.6, 35_182.0], 0.899),
        ("KOR", [81.9, 16.9, 11.9, 33_890.0], 0.898),
        ("ISR", [82.4, 16.0, 12.5, 30_676.0], 0.894),
        ("LUX", [81.7, 13.9, 11.7, 58_711.0], 0.892),
        ("JPN", [83.5, 15.3, 11.5, 36_927.0], 0.891),
        ("BEL", [80.8, 16.3, 11.3, 41_187.0], 0.890),
        ("FRA", [82.2, 16.0, 11.1, 38_056.0], 0.888),
        ("AUT", [81.4, 15.7, 10.8, 43_869.0], 0.885),
        ("FIN", [80.8, 17.1, 10.3, 38_695.0], 0.883),
    ];
    let codes = ["life_expectancy", "expected_schooling", "mean_schooling", "gni_per_capita"];
    let column = |at: usize| published.iter().map(|(_, values, _)| Some(values[at])).collect();
    let table = DataTable {
        units: published.iter().map(|(unit, _, _)| (*unit).to_owned()).collect(),
        groups: Vec::new(),
        columns: (0..4).map(|at| (codes[at].to_owned(), column(at))).collect(),
    };
    let index = build(&definition.structure, &definition.method, &table).unwrap();
    for ((unit, [le, eys, mys, gni], hdi), score) in
        published.into_iter().zip(&index.top().unwrap().scores)
    {
        let l: f64 = (le - 20.0) / 65.0;
        let e = f64::midpoint((eys / 18.0_f64).min(1.0), (mys / 15.0_f64).min(1.0));
        let g = ((gni / 100.0_f64).ln() / 750.0_f64.ln()).min(1.0);
        let score = score.unwrap();
        assert!((score - (l * e * g).cbrt()).abs() < 1e-12, "{unit}: {score}");
        assert!((score - hdi).abs() < 1e-3, "{unit}: {score} {hdi}");
    }
}

/// Where a unit's score does not depend on the others', one is enough, and what nobody has is only missing.
#[test]
fn goalposts_need_no_other_unit() {
    let definition = definition("inclusion.toml");
    assert_eq!(definition.check(), []);
    assert_eq!((definition.method.fewest_units(), Method::usual(None).fewest_units()), (1, 3));
    let known = [
        ("internet_users", 40.0),
        ("coverage_4g", 96.0),
        ("mobile_data_price", 200.0_f64.sqrt()),
        ("phone_ownership", 80.0),
        ("electricity_access", 76.0),
        ("ict_skills", 12.0),
    ];
    let table = |known: &[(&str, f64)]| {
        let elements = definition.structure.of_type(ElementType::Indicator);
        let value = |code: &str| known.iter().find(|(of, _)| *of == code).map(|(_, value)| *value);
        let columns = elements.map(|element| (element.code.clone(), vec![value(&element.code)]));
        DataTable { units: vec!["KEN".to_owned()], groups: Vec::new(), columns: columns.collect() }
    };
    let score = |known: &[(&str, f64)]| {
        let index = build(&definition.structure, &definition.method, &table(known)).unwrap();
        index.top().unwrap().scores[0]
    };
    // Half way from 100 to 2 on logarithms; four of five pillars.
    let expected = (68.0 + 50.0 + 78.0 + 12.0) / 4.0;
    assert!((score(&known).unwrap() - expected).abs() < 1e-9, "{:?}", score(&known));
    assert_eq!(score(&known[..5]), None, "three of five pillars are too few");
    let nothing = build(&definition.structure, &definition.method, &table(&[])).unwrap_err();
    assert!(nothing.iter().all(|problem| problem.what == What::NoValues), "{nothing:?}");
}
