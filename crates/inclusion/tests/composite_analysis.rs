//! Uncertainty and sensitivity: known answers, and what must not matter.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_inclusion::composite::{
    Analysis, Choices, DataTable, Factor, Index, Method, Structure, What, build, sensitivity,
    uncertainty,
};
use proptest::prelude::*;

const STRUCTURE: &str = r#"
code = "x"
[[element]]
code = "a"
type = "indicator"
direction = 1
weight = 1
parent = "top"
[[element]]
code = "b"
type = "indicator"
direction = 1
weight = 1
parent = "top"
[[element]]
code = "top"
type = "aggregate"
"#;

const PLAIN: &str = r#"
[[step]]
step = "normalise"
rule = { method = "as-is" }
[[step]]
step = "aggregate"
"#;

/// Two rules that differ by 10 for every value.
const SHIFTED: &str = r#"
[[choices.normalisations]]
method = "as-is"
[[choices.normalisations]]
method = "goalposts"
lower = -10
upper = -9
scale = 1
cap = "none"
"#;

fn table(a: &[f64], b: &[f64]) -> DataTable {
    let column = |values: &[f64]| values.iter().copied().map(Some).collect();
    DataTable {
        units: (0..a.len()).map(|row| format!("u{row}")).collect(),
        groups: Vec::new(),
        columns: vec![("a".to_owned(), column(a)), ("b".to_owned(), column(b))],
    }
}

fn parts() -> (Structure, Method) {
    (Structure::read(STRUCTURE).unwrap(), Method::read(PLAIN).unwrap())
}

fn analysis(choices: &str, runs: usize) -> Analysis {
    Analysis { runs, ..toml::from_str(choices).unwrap() }
}

#[test]
fn a_standard_error_comes_out_as_the_error_of_the_mean() {
    let (structure, method) = parts();
    let data = table(&[10.0, 20.0, 30.0], &[10.0, 20.0, 30.0]);
    let errors = table(&[3.0, 0.0, 3.0], &[4.0, 0.0, 0.0]);
    let found =
        uncertainty(&structure, &method, &data, Some(&errors), &analysis("", 20_000)).unwrap();
    assert_eq!(found.factors, [Factor::SamplingError]);
    assert!(found.failed.is_empty());
    for (unit, sd) in found.units.iter().zip([2.5, 0.0, 1.5]) {
        let together = unit.together.unwrap().score;
        assert!((together.sd - sd).abs() < 0.05, "{unit:?}");
        // From 5 % to 95 % of a normal distribution.
        assert!((together.high - together.low - 2.0 * 1.644_853_6 * sd).abs() < 0.2, "{unit:?}");
        assert!((together.mean - unit.score.unwrap()).abs() < 0.05);
        assert!(unit.methods.is_none() && unit.score_shares.is_none());
    }
}

/// The score is the mean of the values, with an error of 5, plus 0 or 10: both variances are 25.
#[test]
fn variance_is_shared_out_as_it_arises() {
    let (structure, method) = parts();
    let data = table(&[10.0, 20.0, 30.0], &[10.0, 20.0, 30.0]);
    let errors = table(&[10.0; 3], &[0.0; 3]);
    let analysis = analysis(SHIFTED, 20_000);
    let found = uncertainty(&structure, &method, &data, Some(&errors), &analysis).unwrap();
    let whole = found.score_shares.unwrap();
    println!("shares: {whole:?}");
    for shares in found.units.iter().map(|unit| unit.score_shares.unwrap()).chain([whole]) {
        assert!((shares.sampling - 0.5).abs() < 0.03, "{shares:?}");
        assert!((shares.methods - 0.5).abs() < 0.03, "{shares:?}");
        assert!(shares.interaction.abs() < 0.04, "{shares:?}");
    }
    // The same shift for all units moves no rank: all of the variance of ranks is sampling error.
    let ranks = found.rank_shares.unwrap();
    assert!((ranks.sampling - 1.0).abs() < 1e-9 && ranks.methods.abs() < 0.05, "{ranks:?}");
    for unit in &found.units {
        let (methods, sampling) = (unit.methods.unwrap(), unit.sampling.unwrap());
        assert!((methods.score.sd - 5.0).abs() < 0.1 && (sampling.score.sd - 5.0).abs() < 0.1);
        let rank = f64::from(unit.rank.unwrap());
        assert_eq!((methods.rank.low, methods.rank.high), (rank, rank));
    }
}

#[test]
fn sensitivity_finds_the_same_shares() {
    let (structure, method) = parts();
    let data = table(&[10.0, 20.0, 30.0], &[10.0, 20.0, 30.0]);
    let errors = table(&[10.0; 3], &[0.0; 3]);
    let analysis = analysis(SHIFTED, 8_000);
    let found = sensitivity(&structure, &method, &data, Some(&errors), &analysis).unwrap();
    assert_eq!(found.runs, 4 * 8_000);
    let scores = found.scores.unwrap();
    for indices in &scores.factors {
        println!("{indices:?}");
        for estimate in [indices.first, indices.total] {
            assert!((estimate.value - 0.5).abs() < 0.05, "{indices:?}");
            assert!(estimate.low < estimate.value && estimate.value < estimate.high);
        }
    }
    let shift = found.rank_shift.unwrap();
    let of = |factor| shift.factors.iter().find(|found| found.factor == factor).unwrap();
    assert!(of(Factor::Normalisation).total.value < 1e-12, "a common shift moves no rank");
    assert!((of(Factor::SamplingError).first.value - 1.0).abs() < 0.1);
    let alone = sensitivity(&structure, &method, &data, None, &analysis).unwrap_err();
    assert_eq!(alone[0].what, What::TooFewFactors);
}

fn choices(text: &str) -> Choices {
    toml::from_str(text).unwrap()
}

const EVERYTHING: &str = r#"
treat_or_not = true
winmax = [1, 4]
leave_out = true
normalisations = [{ method = "min-max", lower = 1 }, { method = "z-score", mean = 100, sd = 10 }, { method = "rank" }]
aggregations = [{ rules = [{ method = "arithmetic" }] }, { rules = [{ method = "geometric" }] }, { rules = [{ method = "copeland" }] }]
imputations = [{ method = "mean" }, { method = "median" }, { method = "none" }, { method = "em", ridge = 0.1 }]
weight_noise = [{ factor = 0.25 }]
"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn neither_threads_nor_their_number_matter(
        values in proptest::collection::vec((0.1..50.0_f64, 0.1..50.0_f64), 6..12),
        seed in any::<u64>(),
    ) {
        let structure = Structure::read(STRUCTURE).unwrap();
        let (a, b): (Vec<f64>, Vec<f64>) = values.into_iter().unzip();
        let mut data = table(&a, &b);
        data.columns[1].1[2] = None;
        let errors = table(&vec![0.01; a.len()], &vec![0.02; a.len()]);
        let analyse = |threads, seed| {
            let choices = choices(EVERYTHING);
            let analysis = Analysis { choices, runs: 60, seed, threads, ..Analysis::default() };
            let method = Method::usual(None);
            uncertainty(&structure, &method, &data, Some(&errors), &analysis).unwrap()
        };
        let one = analyse(1, seed);
        prop_assert_eq!(one.factors.len(), 8);
        prop_assert_eq!(&one, &analyse(2, seed));
        prop_assert_eq!(&one, &analyse(7, seed));
        prop_assert_ne!(&one, &analyse(1, seed.wrapping_add(1)));
        for unit in &one.units {
            let together = unit.together.unwrap();
            prop_assert!(together.rank.low >= 1.0 && together.rank.high <= a.len() as f64);
            prop_assert!(together.score.low <= together.score.median);
            prop_assert!(together.score.median <= together.score.high);
        }
    }
}

const METHODS: [&str; 4] = [
    r#"{ method = "min-max" }"#,
    r#"{ method = "z-score" }"#,
    r#"{ method = "percentile" }"#,
    r#"{ method = "distance-to-max" }"#,
];

fn built(data: &DataTable, rule: &str, aggregation: &str) -> Result<Index, Vec<What>> {
    let method = format!(
        "[[step]]\nstep = \"impute\"\nmethod = \"median\"\n[[step]]\nstep = \"treat\"\n\
         [[step]]\nstep = \"normalise\"\nrule = {rule}\n\
         [[step]]\nstep = \"aggregate\"\nrules = [{{ method = \"{aggregation}\" }}]"
    );
    build(&parts().0, &Method::read(&method).unwrap(), data)
        .map_err(|problems| problems.into_iter().map(|problem| problem.what).collect())
}

fn scores(index: &Index) -> Vec<f64> {
    index.top().unwrap().scores.iter().map(|score| score.unwrap()).collect()
}

/// Any number there is, the largest and smallest too.
fn any_number() -> impl Strategy<Value = Option<f64>> {
    let extreme = prop_oneof![Just(f64::MAX), Just(f64::MIN), Just(5e-324), Just(-0.0), Just(0.0)];
    prop_oneof![
        6 => (-100.0..100.0_f64).prop_map(Some),
        2 => Just(None),
        1 => extreme.prop_map(Some),
        1 => any::<f64>().prop_map(|value| Some(value).filter(|value| value.is_finite())),
    ]
}

proptest! {
    #[test]
    fn scores_do_not_depend_on_the_unit_of_measurement(
        values in proptest::collection::vec((0.0..9.0_f64, 0.0..9.0_f64), 5..20),
        factor in 0.1..50.0_f64,
        shift in -20.0..20.0_f64,
        rule in 0..4_usize,
    ) {
        let (a, b): (Vec<f64>, Vec<f64>) = values.into_iter().unzip();
        let other: Vec<f64> = a.iter().map(|value| value * factor + shift).collect();
        let one = built(&table(&a, &b), METHODS[rule], "arithmetic").unwrap();
        let same = built(&table(&other, &b), METHODS[rule], "arithmetic").unwrap();
        // Whether an outlier is treated can hang on the last digit of a moment; scores then differ.
        prop_assume!(one.treatments.iter().zip(&same.treatments).all(|(a, b)| {
            a.treated.winsorised == b.treated.winsorised
        }));
        for (x, y) in scores(&one).into_iter().zip(scores(&same)) {
            prop_assert!((x - y).abs() < 1e-6, "{x} {y}");
        }
    }

    #[test]
    fn means_keep_their_order(
        values in proptest::collection::vec((0.5..9.0_f64, 0.5..9.0_f64), 5..20),
    ) {
        let (a, b): (Vec<f64>, Vec<f64>) = values.into_iter().unzip();
        let rule = r#"{ method = "min-max", lower = 1, upper = 100 }"#;
        let [harmonic, geometric, arithmetic] = ["harmonic", "geometric", "arithmetic"]
            .map(|aggregation| scores(&built(&table(&a, &b), rule, aggregation).unwrap()));
        for row in 0..a.len() {
            prop_assert!(harmonic[row] <= geometric[row] + 1e-9);
            prop_assert!(geometric[row] <= arithmetic[row] + 1e-9);
            prop_assert!((1.0 - 1e-9..=100.0 + 1e-9).contains(&harmonic[row]));
        }
    }

    #[test]
    fn no_data_give_a_number_that_is_none(
        a in proptest::collection::vec(any_number(), 8),
        b in proptest::collection::vec(any_number(), 8),
        rule in 0..4_usize,
        geometric in any::<bool>(),
    ) {
        let mut data = table(&[0.0; 8], &[0.0; 8]);
        data.columns[0].1 = a;
        data.columns[1].1 = b;
        let aggregation = if geometric { "geometric" } else { "copeland" };
        match built(&data, METHODS[rule], aggregation) {
            Ok(index) => {
                let all = index.scores.iter().flat_map(|element| &element.scores).flatten();
                prop_assert!(all.clone().count() > 0);
                prop_assert!(all.clone().all(|score| score.is_finite()));
                prop_assert!(!serde_json::to_string(&index).unwrap().contains("NaN"));
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}

/// With sampling error alone the method is the published one, though it is no alternative.
#[test]
fn sampling_alone_is_around_the_published_index() {
    let structure = Structure::read(STRUCTURE).unwrap();
    let data = table(&[10.0, 20.0, 30.0, 90.0], &[10.0, 25.0, 30.0, 80.0]);
    let errors = table(&[1e-9; 4], &[0.0; 4]);
    let choices = r#"
        normalisations = [{ method = "z-score" }, { method = "rank" }]
        winmax = [1, 3]
        treat_or_not = true
    "#;
    let analysis = Analysis { choices: self::choices(choices), runs: 50, ..Analysis::default() };
    let method = Method::usual(None);
    let found = uncertainty(&structure, &method, &data, Some(&errors), &analysis).unwrap();
    for unit in &found.units {
        let sampling = unit.sampling.unwrap();
        assert!((sampling.score.mean - unit.score.unwrap()).abs() < 1e-6, "{unit:?}");
        assert!((unit.methods.unwrap().score.mean - unit.score.unwrap()).abs() > 1e-3);
    }
    for one in ["normalisations = [{ method = \"rank\" }]", "winmax = [2, 2]"] {
        let analysis = Analysis { choices: self::choices(one), ..Analysis::default() };
        let problems = uncertainty(&structure, &method, &data, None, &analysis).unwrap_err();
        assert_eq!(problems[0].what, What::ParameterInvalid, "{one}");
    }
}
