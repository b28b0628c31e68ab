//! Every mistake in a structure, a method or data gets its code and its place, all at once.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_inclusion::composite::{
    Analysis, DataTable, Method, Problem, Structure, What, build, uncertainty,
};
use passerelle_vocabulary::Lang;

const HEADER: [&str; 8] =
    ["code", "type", "parent", "weight", "direction", "denominator", "level", "name"];

fn structure(rows: &[[&str; 8]]) -> Structure {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
    Structure::from_rows("x", &Lang::en(), &HEADER, &rows).unwrap()
}

/// Code and place of each problem.
fn places(problems: &[Problem]) -> Vec<(What, &str)> {
    problems.iter().map(|found| (found.what, found.element.as_deref().unwrap_or(""))).collect()
}

const SOUND: [[&str; 8]; 4] = [
    ["a", "Indicator", "top", "0.5", "1", "d", "1", "A"],
    ["b", "Indicator", "top", "0.5", "-1", "", "1", "B"],
    ["top", "Aggregate", "", "1", "1", "", "2", "Top"],
    ["d", "Denominator", "", "", "", "", "", "D"],
];

fn sound() -> Structure {
    structure(&SOUND)
}

/// A sound structure with one cell changed: row, column, value.
fn changed(cells: &[(usize, usize, &'static str)]) -> Structure {
    let mut rows = SOUND;
    cells.iter().for_each(|(row, column, value)| rows[*row][*column] = value);
    structure(&rows)
}

fn data(a: [f64; 4], b: [f64; 4]) -> DataTable {
    let column =
        |values: [f64; 4]| values.map(|value| Some(value).filter(|v| !v.is_nan())).to_vec();
    DataTable {
        units: ["KEN", "SEN", "TCD", "TUN"].map(str::to_owned).to_vec(),
        groups: Vec::new(),
        columns: vec![
            ("a".to_owned(), column(a)),
            ("b".to_owned(), column(b)),
            ("d".to_owned(), column([1.0; 4])),
        ],
    }
}

#[test]
fn a_sound_structure_has_no_problem() {
    assert_eq!(sound().check(), []);
    assert_eq!(sound().check_data(&data([1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 5.0, 1.0]), 3), []);
}

#[test]
fn mistakes_of_a_structure_are_found() {
    for (cells, expected) in [
        (&[(0, 3, "0.4")][..], (What::WeightsDoNotSum, "top")),
        (&[(0, 3, "0.4"), (1, 3, "0.4")], (What::WeightsDoNotSum, "top")),
        (&[(0, 3, "-0.5")], (What::WeightNegative, "a")),
        (&[(0, 3, "")], (What::WeightMissing, "a")),
        (&[(0, 3, "0"), (1, 3, "0")], (What::WeightsZero, "top")),
        (&[(0, 4, "2")], (What::DirectionInvalid, "a")),
        (&[(0, 4, "")], (What::DirectionInvalid, "a")),
        (&[(0, 2, "nowhere")], (What::ParentUnknown, "a")),
        (&[(0, 2, "d")], (What::ParentUnknown, "a")),
        (&[(0, 2, ""), (1, 3, "1")], (What::Orphan, "a")),
        (&[(0, 5, "nothing")], (What::DenominatorUnknown, "a")),
        (&[(0, 6, "2")], (What::LevelSkipped, "a")),
        (&[(2, 6, "3")], (What::LevelSkipped, "a")),
        (&[(1, 0, "a")], (What::CodeRepeated, "a")),
    ] {
        let problems = changed(cells).check();
        assert_eq!(places(&problems)[0], expected, "{cells:?}: {problems:?}");
    }
    for cells in [&[(0, 3, "50"), (1, 3, "50")][..], &[(0, 3, "1"), (1, 3, "1")]] {
        assert_eq!(changed(cells).check(), [], "{cells:?}");
    }
}

#[test]
fn cycles_and_several_roots_are_named() {
    let cycle = structure(&[
        ["a", "Indicator", "p", "1", "1", "", "", ""],
        ["p", "Aggregate", "q", "1", "", "", "", ""],
        ["q", "Aggregate", "p", "1", "", "", "", ""],
    ]);
    let problems = cycle.check();
    let found = problems.iter().find(|problem| problem.what == What::Cycle).unwrap();
    assert_eq!((found.element.as_deref(), found.found.as_str()), (Some("p"), "p → q → p"));
    let roots = structure(&[
        ["a", "Indicator", "p", "1", "1", "", "", ""],
        ["b", "Indicator", "q", "1", "1", "", "", ""],
        ["p", "Aggregate", "", "", "", "", "", ""],
        ["q", "Aggregate", "", "", "", "", "", ""],
        ["r", "Aggregate", "q", "1", "", "", "", ""],
    ]);
    let problems = roots.check();
    assert!(problems.iter().any(|p| p.what == What::RootsSeveral && p.found == "p, q"));
    assert!(places(&problems).contains(&(What::AggregateEmpty, "r")));
}

#[test]
fn all_mistakes_come_together() {
    let broken = changed(&[(0, 4, "0"), (1, 2, "nowhere"), (0, 5, "none")]);
    let mut table = data([1.0; 4], [f64::NAN; 4]);
    table.units[1] = "KEN".to_owned();
    table.columns.remove(2);
    let found =
        places(&broken.check_data(&table, 3)).iter().map(|(what, _)| *what).collect::<Vec<_>>();
    for what in [
        What::DirectionInvalid,
        What::ParentUnknown,
        What::DenominatorUnknown,
        What::UnitRepeated,
        What::NoValues,
    ] {
        assert!(found.contains(&what), "{what:?} in {found:?}");
    }
}

#[test]
fn mistakes_of_tables_have_their_lines() {
    let rows = |cells: &[[&'static str; 3]]| -> Vec<Vec<&str>> {
        cells.iter().map(|row| row.to_vec()).collect()
    };
    let table = rows(&[["KEN", "1.5", "NA"], ["", "1,5", ""], ["KEN", "inf", "2"]]);
    let problems = DataTable::from_rows(&["uCode", "a", "b"], &table, &sound()).unwrap_err();
    let lines: Vec<_> = problems.iter().map(|found| (found.what, found.line)).collect();
    assert_eq!(
        lines,
        [
            (What::CodeMissing, Some(3)),
            (What::UnitRepeated, Some(4)),
            (What::NotANumber, Some(3)),
            (What::NotANumber, Some(4)),
        ]
    );
    let problems = DataTable::from_rows(&["x", "a", "b"], &table, &sound()).unwrap_err();
    assert_eq!(problems[0].what, What::ColumnMissing);
    let meta = rows(&[["a", "Indicator", "one"], ["b", "Thing", "1"], ["", "Group", ""]]);
    let problems =
        Structure::from_rows("x", &Lang::en(), &["iCode", "Type", "Weight"], &meta).unwrap_err();
    let lines: Vec<_> = problems.iter().map(|found| (found.what, found.line)).collect();
    let expected =
        [(What::NotANumber, Some(2)), (What::TypeUnknown, Some(3)), (What::CodeMissing, Some(4))];
    assert_eq!(lines, expected);
    let problem = Structure::read("code = \"x\"\n[[element]]\ncode = 3\n").unwrap_err();
    assert_eq!((problem.what, problem.line), (What::Unreadable, Some(3)));
}

fn refused(method: &str, table: &DataTable) -> Vec<Problem> {
    build(&sound(), &Method::read(method).unwrap(), table).unwrap_err()
}

const GOOD: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

#[test]
fn mistakes_of_a_method_are_found() {
    let problems = refused(
        r#"
        [[step]]
        step = "normalise"
        rule = { method = "goalposts", lower = 5, upper = 5 }
        [step.indicators]
        zz = { method = "as-is" }
        [[step]]
        step = "treat"
        [[step]]
        step = "impute"
        method = "group-mean"
        group = "region"
        [[step]]
        step = "treat"
        "#,
        &data(GOOD, GOOD),
    );
    assert_eq!(
        places(&problems),
        [
            (What::StepOrder, "treat"),
            (What::StepRepeated, "treat"),
            (What::StepOrder, "treat"),
            (What::NoAggregation, ""),
            (What::CodeUnknown, "normalise"),
            (What::ParameterInvalid, "normalise"),
            (What::CodeUnknown, "impute"),
        ]
    );
    let rules = |rules: &str| {
        let method = format!("[[step]]\nstep = \"aggregate\"\nrules = {rules}");
        places(&refused(&method, &data(GOOD, GOOD)))
            .iter()
            .map(|(what, _)| *what)
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(r#"[{ method = "power" }]"#), [What::ParameterInvalid]);
    assert_eq!(rules(r#"[{ method = "geometric", availability = 2 }]"#), [What::ParameterInvalid]);
    let two = r#"[{ method = "geometric" }, { method = "geometric" }]"#;
    assert_eq!(rules(two), [What::LevelsDiffer]);
    for unknown in [
        "[[step]]\nstep = \"smooth\"\n",
        "[[step]]\nstep = \"treat\"\nrule = { winmin = 3 }\n",
        "[[step]]\nstep = \"normalise\"\nrule = { method = \"min-max\", bottom = 3 }\n",
    ] {
        assert_eq!(Method::read(unknown).unwrap_err().what, What::Unreadable, "{unknown}");
    }
}

#[test]
fn what_cannot_be_computed_says_where() {
    let normalised = |rule: &str| {
        format!(
            "[[step]]\nstep = \"normalise\"\nrule = {rule}\n[[step]]\nstep = \"aggregate\"\n\
             rules = [{{ method = \"geometric\" }}]"
        )
    };
    let min_max = normalised(r#"{ method = "min-max" }"#);
    let problems = refused(&min_max, &data([2.0; 4], GOOD));
    assert_eq!(places(&problems), [(What::Constant, "a")]);
    let problems = refused(&min_max, &data(GOOD, GOOD));
    assert_eq!(places(&problems), [(What::NotPositive, "top")]);
    assert_eq!((problems[0].unit.as_deref(), problems[0].found.as_str()), (Some("KEN"), "0"));
    let problems =
        refused(&normalised(r#"{ method = "as-is" }"#), &data([1.0, -3.0, 2.0, 1.0], GOOD));
    assert_eq!((problems[0].unit.as_deref(), problems[0].found.as_str()), (Some("SEN"), "-3"));
    let target = normalised(r#"{ method = "distance-to-target" }"#);
    let problems = refused(&target, &data(GOOD, GOOD));
    assert_eq!(places(&problems), [(What::TargetMissing, "a"), (What::TargetMissing, "b")]);
    let reference = normalised(r#"{ method = "distance-to-reference", unit = "FRA" }"#);
    assert_eq!(refused(&reference, &data(GOOD, GOOD))[0].what, What::UnitUnknown);
}

#[test]
fn too_little_is_said_not_computed() {
    let mut few = data(GOOD, GOOD);
    few.units.truncate(2);
    few.columns.iter_mut().for_each(|(_, values)| values.truncate(2));
    let method = Method::usual(None);
    let problems = build(&sound(), &method, &few).unwrap_err();
    assert_eq!(places(&problems), [(What::TooFewUnits, "")]);
    let nan = f64::NAN;
    let gaps = data([1.0, nan, nan, 4.0], [1.0, nan, 3.0, 4.0]);
    let screened = "[[step]]\nstep = \"screen\"\navailability = 1\n[[step]]\nstep = \"aggregate\"";
    assert_eq!(refused(screened, &gaps)[0].what, What::TooFewUnits);
    let mut zero = data(GOOD, GOOD);
    zero.columns[2].1[1] = Some(0.0);
    let problems = build(&sound(), &method, &zero).unwrap_err();
    assert_eq!(places(&problems), [(What::DenominatorNotPositive, "d")]);
    assert_eq!(problems[0].unit.as_deref(), Some("SEN"));
    // A unit of which nothing is there has no score, no rank and a note; never a number.
    let empty = data([1.0, nan, 2.0, 4.0], [1.0, nan, 3.0, 4.0]);
    let plain = "[[step]]\nstep = \"normalise\"\n[[step]]\nstep = \"aggregate\"";
    let index = build(&sound(), &Method::read(plain).unwrap(), &empty).unwrap();
    assert_eq!((index.top().unwrap().scores[1], index.top().unwrap().ranks[1]), (None, None));
    assert_eq!(index.notes[0].to_string(), "index-no-score, top, SEN");
}

#[test]
fn an_analysis_refuses_what_cannot_vary() {
    let method = Method::usual(None);
    let table = data(GOOD, [1.0, 2.0, 5.0, 3.0]);
    let analysed = |text: &str| {
        let analysis: Analysis = toml(text);
        uncertainty(&sound(), &method, &table, None, &analysis).map_err(|problems| problems[0].what)
    };
    assert_eq!(analysed("").unwrap_err(), What::TooFewFactors);
    assert_eq!(analysed("runs = 3").unwrap_err(), What::TooFewRuns);
    assert_eq!(analysed("interval = 1.0").unwrap_err(), What::ParameterInvalid);
    assert_eq!(analysed("element = \"zz\"").unwrap_err(), What::CodeUnknown);
    // Min-max from 0 has no geometric mean: said before a single run.
    let geometric = "[[choices.aggregations]]\nrules = [{ method = \"arithmetic\" }]\n\
                     [[choices.aggregations]]\nrules = [{ method = \"geometric\" }]";
    let problems = uncertainty(&sound(), &method, &table, None, &toml(geometric)).unwrap_err();
    assert_eq!(places(&problems), [(What::NotPositive, "top")]);
    assert_eq!(problems[0].found, "0 (aggregation 2)");
    let mut errors = table.clone();
    errors.columns[0].1[2] = Some(-1.0);
    errors.columns[1].0 = "zz".to_owned();
    errors.columns.pop();
    let problems =
        uncertainty(&sound(), &method, &table, Some(&errors), &Analysis::default()).unwrap_err();
    let expected = [(What::StandardErrorInvalid, "a"), (What::StandardErrorInvalid, "zz")];
    assert_eq!(places(&problems), expected);
}

fn toml(text: &str) -> Analysis {
    // The crate's own dependency on TOML is enough for a test of the types' form.
    ::toml::from_str(text).unwrap()
}
