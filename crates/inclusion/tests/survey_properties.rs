//! What holds for every survey: two ways to an answer agree, and nothing depends on how rows come.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_inclusion::survey::{
    Accumulator, Design, Estimate, EstimateOptions, LonelyPsu, Measure, Sample,
};
use passerelle_vocabulary::columns::words;
use passerelle_vocabulary::{Column, Columns};
use proptest::prelude::*;

/// A row: stratum, cluster, second cluster, weight, y (missing at 0), x, class.
type Drawn = (u8, u8, u8, u8, u16, u8, u8);

fn columns(rows: &[Drawn]) -> Columns {
    let word = |of: &dyn Fn(&Drawn) -> String| {
        let cells: Vec<String> = rows.iter().map(of).collect();
        words(cells.iter().map(|cell| Some(cell.as_str())))
    };
    let number = |of: &dyn Fn(&Drawn) -> f64| Column::Numbers(rows.iter().map(of).collect());
    Columns::new(vec![
        ("stratum".into(), word(&|row| format!("s{}", row.0))),
        ("psu".into(), word(&|row| format!("p{}", row.1))),
        ("ssu".into(), word(&|row| format!("h{}", row.2))),
        ("psus".into(), number(&|_| 40.0)),
        ("ssus".into(), number(&|_| 60.0)),
        ("weight".into(), number(&|row| f64::from(row.3))),
        ("y".into(), number(&|row| if row.4 == 0 { f64::NAN } else { f64::from(row.4) / 7.0 })),
        ("x".into(), number(&|row| 1.0 + f64::from(row.5))),
        ("class".into(), word(&|row| format!("c{}", row.6))),
        ("side".into(), word(&|row| format!("{}", row.2 % 2))),
    ])
    .unwrap()
}

fn designs() -> [Design; 4] {
    [
        "weights = \"weight\"",
        "weights = \"weight\"\nstrata = \"stratum\"\nlonely_psu = \"average\"",
        "weights = \"weight\"\nstrata = \"stratum\"\nclusters = \"psu\"\nnest = true\nlonely_psu = \"adjust\"",
        "weights = \"weight\"\nstrata = \"stratum\"\nclusters = [\"psu\", \"ssu\"]\nfpc = [\"psus\", \"ssus\"]\nnest = true\nlonely_psu = \"certainty\"",
    ]
    .map(|text| Design::from_toml(text).unwrap())
}

fn measures() -> Vec<Measure> {
    vec![
        Measure::Mean("y".into()),
        Measure::Total("y".into()),
        Measure::Ratio("y".into(), "x".into()),
        Measure::Variance("y".into()),
        Measure::Proportion("class".into(), "c1".into()),
        Measure::People,
    ]
}

fn close(a: Option<f64>, b: Option<f64>, size: f64) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-7 * a.abs().max(b.abs()) + 1e-9 * size,
        (a, b) => a.is_none() && b.is_none(),
    }
}

fn agree(one: &[Estimate], other: &[Estimate]) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.len(), other.len());
    for (a, b) in one.iter().zip(other) {
        prop_assert_eq!((&a.by, &a.measure, a.n, a.df), (&b.by, &b.measure, b.n, b.df));
        let size = a.estimate.unwrap_or(1.0).abs();
        prop_assert!(close(a.estimate, b.estimate, size), "{a:?} {b:?}");
        prop_assert!(close(a.se, b.se, size), "{a:?} {b:?}");
        prop_assert!(close(a.deff, b.deff, 1e3), "{a:?} {b:?}");
    }
    Ok(())
}

fn rows() -> impl Strategy<Value = Vec<Drawn>> {
    let row = (0..3_u8, 0..5_u8, 0..4_u8, 0..30_u8, 0..500_u16, 0..9_u8, 0..3_u8);
    proptest::collection::vec(row, 20..120)
}

/// In one pass, in batches of so many rows.
fn accumulated(design: &Design, rows: &[Drawn], by: &[String], batch: usize) -> Vec<Estimate> {
    let mut sums = Accumulator::new(design, &measures(), by, None);
    // The codes of words are those of the whole file, as a reader gives them.
    let whole = columns(rows);
    for start in (0..rows.len()).step_by(batch) {
        let end = (start + batch).min(rows.len());
        let cut = |(name, column): (&str, &Column)| {
            let column = match column {
                Column::Numbers(values) => Column::Numbers(values[start..end].to_vec()),
                Column::Words { codes, levels } => {
                    Column::Words { codes: codes[start..end].to_vec(), levels: levels.clone() }
                }
            };
            (name.to_owned(), column)
        };
        sums.add(&Columns::new(whole.iter().map(cut).collect()).unwrap()).unwrap();
    }
    sums.finish().unwrap().estimates(&by[..1], &EstimateOptions::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// The finest cells are by class and side; the margin asked for is by class.
    #[test]
    fn sums_rolled_up_are_the_rows_of_the_margin(drawn in rows(), batch in 1..50_usize) {
        prop_assume!(drawn.iter().any(|row| row.3 > 0));
        let by = ["class".to_owned(), "side".to_owned()];
        for design in designs() {
            let data = columns(&drawn);
            let sample = Sample::new(&design, &data).unwrap();
            let direct = sample
                .estimates(&data, &measures(), &by[..1], &EstimateOptions::default())
                .unwrap();
            let at_once = accumulated(&design, &drawn, &by, drawn.len());
            // A cell whose rows all have a weight of zero is in neither.
            agree(&direct, &at_once)?;
            agree(&at_once, &accumulated(&design, &drawn, &by, batch))?;
        }
    }

    /// A stratum that was drawn whole adds nothing; twice the rows of each unit change no variance.
    #[test]
    fn errors_know_only_units(drawn in rows()) {
        prop_assume!(drawn.iter().any(|row| row.3 > 0));
        let design = &designs()[2];
        let twice: Vec<Drawn> = drawn.iter().flat_map(|row| [*row, *row]).collect();
        let se = |rows: &[Drawn]| {
            let found = accumulated(design, rows, &["class".to_owned()], rows.len());
            found.into_iter().filter(|one| one.measure == "mean(y)").map(|one| one.se).collect::<Vec<_>>()
        };
        for (one, two) in se(&drawn).into_iter().zip(se(&twice)) {
            prop_assert!(close(one, two, 1.0), "{one:?} {two:?}");
        }
    }
}

#[test]
fn a_lonely_stratum_is_never_a_smaller_error() {
    // Two strata, one of a single cluster.
    let rows: Vec<Drawn> = (0..40_u8)
        .map(|at| {
            (u8::from(at < 10), if at < 10 { 0 } else { at % 3 }, 0, 10, u16::from(at) + 1, 1, 0)
        })
        .collect();
    let variance = |lonely: &str| {
        let text = format!(
            "weights = \"weight\"\nstrata = \"stratum\"\nclusters = \"psu\"\nnest = true\nlonely_psu = \"{lonely}\""
        );
        let design = Design::from_toml(&text).unwrap();
        let mut sums = Accumulator::new(&design, &[Measure::Mean("y".into())], &[], None);
        sums.add(&columns(&rows)).unwrap();
        sums.finish().map(|sums| sums.estimates(&[], &EstimateOptions::default())[0].se.unwrap())
    };
    assert_eq!(variance("fail").unwrap_err().0[0].code(), "lonely-psu");
    let [removed, certain, adjusted, average] =
        ["remove", "certainty", "adjust", "average"].map(|lonely| variance(lonely).unwrap());
    assert_eq!(removed, certain);
    assert!(adjusted > removed && average > removed, "{removed} {adjusted} {average}");
    assert_eq!(LonelyPsu::default(), LonelyPsu::Fail);
}
