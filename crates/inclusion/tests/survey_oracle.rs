//! Agreement with R's `survey` 4.1: every entry of `oracle_r_survey_4.1.json` in the shared data.
//!
//! Each R call is read and asked of both engines where both can answer (sums in one pass, rows in memory).
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use passerelle_inclusion::survey::association::{Statistic, chi_square};
use passerelle_inclusion::survey::regress::{Family, Model, fit};
use passerelle_inclusion::survey::{
    Accumulator, DegreesOfFreedom, Design, Estimate, EstimateOptions, Filter, Measure, Sample,
    ShareInterval,
};
use passerelle_vocabulary::columns::words;
use passerelle_vocabulary::{Column, Columns};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/survey");
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

/// Columns that hold classes.
const WORDS: [&str; 16] = [
    "stype",
    "sch.wide",
    "comp.imp",
    "dnum",
    "snum",
    "ESA",
    "ambulance",
    "stratid",
    "psuid",
    "race",
    "RIAGENDR",
    "agecat",
    "SDMVPSU",
    "SDMVSTRA",
    "above",
    "class",
];

/// A data set; `class` is the column of words that a share is of, and `above` is api00 > 700.
fn data(file: &str, class: Option<&str>) -> Columns {
    let mut reader = csv::Reader::from_path(folder().unwrap().join(file)).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, at: usize| {
        Some(row[at].to_owned()).filter(|cell| cell != "NA" && !cell.is_empty())
    };
    let as_words = |at: usize| {
        let cells: Vec<Option<String>> = rows.iter().map(|row| cell(row, at)).collect();
        words(cells.iter().map(Option::as_deref))
    };
    let as_numbers = |at: usize| {
        let number = |row| cell(row, at).map_or(f64::NAN, |cell| cell.parse().unwrap_or(f64::NAN));
        rows.iter().map(number).collect::<Vec<f64>>()
    };
    let mut columns = Vec::new();
    for (at, name) in header.iter().enumerate() {
        let column = if WORDS.contains(&name.as_str()) {
            as_words(at)
        } else {
            Column::Numbers(as_numbers(at))
        };
        columns.push((name.clone(), column));
        if class == Some(name) {
            columns.push(("class".to_owned(), as_words(at)));
        }
        if name == "api00" {
            let above = as_numbers(at);
            let text = |value: &f64| Some(if *value > 700.0 { "TRUE" } else { "FALSE" });
            columns.push(("above".to_owned(), words(above.iter().map(text))));
        }
    }
    Columns::new(columns).unwrap()
}

/// The designs of the oracle, in our words: file, design.
fn designs() -> BTreeMap<&'static str, (&'static str, String)> {
    let stratified = "strata = \"stype\"\nweights = \"pw\"\n";
    let clustered = "clusters = \"dnum\"\nweights = \"pw\"\nfpc = \"fpc\"\n";
    let poststratified = "[calibrate]\nmethod = \"poststratify\"\n[[calibrate.margins]]\n\
        by = \"stype\"\ntotals = { E = 4421, H = 755, M = 1018 }\n";
    // R stops as soon as no cell changes by one person.
    let raked = "[calibrate]\nmethod = \"rake\"\nepsilon = 1\n[[calibrate.margins]]\nby = \"stype\"\n\
        totals = { E = 4421, H = 755, M = 1018 }\n[[calibrate.margins]]\nby = \"sch.wide\"\n\
        totals = { No = 1072, Yes = 5122 }\n";
    let calibrated = "[calibrate]\nmethod = \"linear\"\ntotals = { api99 = 3914069 }\n\
        [[calibrate.margins]]\nby = \"stype\"\ntotals = { E = 4421, H = 755, M = 1018 }\n";
    let scd = "strata = \"ESA\"\nclusters = \"ambulance\"\nnest = true\n";
    let fpc = "strata = \"stratid\"\nclusters = \"psuid\"\nweights = \"weight\"\nnest = true\n";
    let jk1 = "[replicates]\nmethod = \"JK1\"\n";
    [
        ("dsrs", "apisrs.csv", "fpc = \"fpc\"\n".to_owned()),
        ("dstrat", "apistrat.csv", format!("{stratified}fpc = \"fpc\"\n")),
        ("dstrat_nofpc", "apistrat.csv", stratified.to_owned()),
        ("dclus1", "apiclus1.csv", clustered.to_owned()),
        ("dclus1_nofpc", "apiclus1.csv", "clusters = \"dnum\"\nweights = \"pw\"\n".to_owned()),
        (
            "dclus2",
            "apiclus2.csv",
            "clusters = [\"dnum\", \"snum\"]\nfpc = [\"fpc1\", \"fpc2\"]\n".to_owned(),
        ),
        (
            "dclus2wr",
            "apiclus2.csv",
            "clusters = [\"dnum\", \"snum\"]\nweights = \"pw\"\n".to_owned(),
        ),
        (
            "rstrat",
            "apistrat.csv",
            format!("{stratified}fpc = \"fpc\"\n[replicates]\nmethod = \"JKn\"\n"),
        ),
        ("rclus1", "apiclus1.csv", format!("{clustered}{jk1}")),
        ("rclus1_nofpc", "apiclus1.csv", format!("clusters = \"dnum\"\nweights = \"pw\"\n{jk1}")),
        (
            "nh",
            "nhanes.csv",
            "strata = \"SDMVSTRA\"\nclusters = \"SDMVPSU\"\nweights = \"WTMEC2YR\"\nnest = true\n"
                .to_owned(),
        ),
        ("dfpc", "fpc.csv", fpc.to_owned()),
        ("dfpc_fpc", "fpc.csv", format!("{fpc}fpc = \"Nh\"\n")),
        ("dscd", "scd.csv", scd.to_owned()),
        ("rscd_brr", "scd.csv", format!("{scd}[replicates]\nmethod = \"BRR\"\n")),
        ("rscd_fay", "scd.csv", format!("{scd}[replicates]\nmethod = \"Fay\"\nfay_rho = 0.3\n")),
        ("pclus1", "apiclus1.csv", format!("{clustered}{poststratified}")),
        ("kclus1", "apiclus1.csv", format!("{clustered}{raked}")),
        ("cclus1", "apiclus1.csv", format!("{clustered}{calibrated}")),
    ]
    .into_iter()
    .map(|(name, file, design)| (name, (file, design)))
    .collect()
}

/// One question: measures, cells, and rows.
struct Question {
    measures: Vec<Measure>,
    by: Vec<String>,
    filter: Option<Filter>,
}

/// The sides of a formula.
fn terms(formula: &str) -> Vec<String> {
    formula.trim_start_matches('~').split('+').map(str::to_owned).collect()
}

/// Whether a column holds classes, and their names.
fn classes(data: &Columns, name: &str) -> Option<Vec<String>> {
    match data.get(name) {
        Some(Column::Words { levels, .. }) => {
            let mut levels = levels.to_vec();
            levels.sort();
            Some(levels)
        }
        _ => None,
    }
}

/// Reads a call that asks for figures. `None` for other calls.
fn question(call: &str, data: &Columns) -> Option<Question> {
    let (function, rest) = call.split_once('(')?;
    let rest = rest.strip_suffix(')')?;
    let filter = rest.split_once("subset(").map(|(_, subset)| {
        let condition = subset.split_once(',').unwrap().1.trim_end_matches(')');
        Filter::parse(condition).unwrap()
    });
    let arguments: Vec<&str> = rest.split(',').collect();
    let of = |formula: &str, total: bool| -> Vec<Measure> {
        let one = |name: &String| match (name.as_str(), total) {
            ("I(api00>700)", _) => {
                ["FALSE", "TRUE"].map(|class| Measure::Count("above".into(), class.into())).to_vec()
            }
            (name, _) if classes(data, name).is_some() => {
                let measure = |class| match total {
                    true => Measure::Count(name.into(), class),
                    false => Measure::Proportion(name.into(), class),
                };
                classes(data, name).unwrap().into_iter().map(measure).collect()
            }
            (name, true) => vec![Measure::Total(name.into())],
            (name, false) => vec![Measure::Mean(name.into())],
        };
        terms(formula).iter().flat_map(one).collect()
    };
    let (measures, by) = match function {
        "svymean" => (of(arguments[0], false), Vec::new()),
        "svytotal" => (of(arguments[0], true), Vec::new()),
        "svyratio" => {
            let (over, under) = (terms(arguments[0]).remove(0), terms(arguments[1]).remove(0));
            (vec![Measure::Ratio(over, under)], Vec::new())
        }
        "svyvar" => (vec![Measure::Variance(terms(arguments[0]).remove(0))], Vec::new()),
        "svyby" => (of(arguments[0], arguments[3] == "svytotal"), terms(arguments[1])),
        "svytable" => (vec![Measure::People], terms(arguments[0])),
        "svyquantile" => {
            let name = terms(arguments[0]).remove(0);
            (
                [0.25, 0.5, 0.75].map(|share| Measure::Quantile(name.clone(), share)).to_vec(),
                Vec::new(),
            )
        }
        "svyciprop" => {
            let class = match arguments[0] {
                "~I(sch.wide=='Yes')" => "Yes",
                "~I(ell==0)" => "0",
                "~HI_CHOL" => "1",
                other => panic!("unknown share {other}"),
            };
            (vec![Measure::Proportion("class".into(), class.into())], Vec::new())
        }
        _ => return None,
    };
    Some(Question { measures, by, filter })
}

/// The column whose classes a share is of.
fn share_of(call: &str) -> Option<&'static str> {
    [("sch.wide==", "sch.wide"), ("ell==", "ell"), ("svyciprop(~HI_CHOL", "HI_CHOL")]
        .into_iter()
        .find(|(part, _)| call.contains(part) && call.starts_with("svyciprop"))
        .map(|(_, column)| column)
}

/// How R's call makes its interval.
fn options(call: &str) -> EstimateOptions {
    // confint() without df is the normal's; svyciprop and svyquantile use the design's.
    let own = call.starts_with("svyciprop") || call.starts_with("svyquantile");
    let share = if !call.starts_with("svyciprop") || call.contains("method='me'") {
        ShareInterval::Mean
    } else {
        ShareInterval::Logit
    };
    let df = if own { DegreesOfFreedom::Design } else { DegreesOfFreedom::Infinite };
    EstimateOptions { df, share, ..EstimateOptions::default() }
}

/// Largest relative difference so far, by kind of call.
#[derive(Default)]
struct Differences(BTreeMap<String, (f64, usize)>);

impl Differences {
    fn note(&mut self, id: &str, call: &str, ours: f64, theirs: f64, scale: f64, bound: f64) {
        let kind = call.split('(').next().unwrap().to_owned();
        let difference = (ours - theirs).abs() / theirs.abs().max(scale);
        assert!(difference <= bound, "{id} {call}: {ours} is not {theirs} ({difference:e})");
        let entry = self.0.entry(kind).or_default();
        *entry = (entry.0.max(difference), entry.1 + 1);
    }
}

fn list(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().map(|v| v.as_f64().unwrap_or(f64::NAN)).collect(),
        Value::Null => Vec::new(),
        other => vec![other.as_f64().unwrap()],
    }
}

/// Relative to the figure where an error is next to nothing (calibrated totals).
const NOTHING: f64 = 1e-9;

fn compare(found: &[Estimate], entry: &Value, bound: f64, differences: &mut Differences) {
    let (id, call) = (entry["id"].as_str().unwrap(), entry["call"].as_str().unwrap());
    let (estimates, errors) = (list(&entry["estimate"]), list(&entry["se"]));
    let (low, high) = (list(&entry["ci_low"]), list(&entry["ci_high"]));
    assert_eq!(found.len(), estimates.len(), "{id}");
    for (at, one) in found.iter().enumerate() {
        let value = one.estimate.unwrap();
        let mut note = |ours: f64, theirs: f64, bound: f64| {
            differences.note(id, call, ours, theirs, NOTHING * value.abs(), bound);
        };
        note(value, estimates[at], bound);
        let small = errors[at] < NOTHING * value.abs();
        let near = if small { 1.0 } else { bound };
        note(one.se.unwrap(), errors[at], near);
        let [from, to] = one.ci.unwrap();
        note(from, low[at], bound);
        note(to, high[at], bound);
        if let Some(deff) = list(&entry["deff"]).get(at) {
            note(one.deff.unwrap(), *deff, bound);
        }
    }
}

fn compare_table(found: &[Estimate], entry: &Value, differences: &mut Differences) {
    let (id, call) = (entry["id"].as_str().unwrap(), entry["call"].as_str().unwrap());
    let rows = entry["table"].as_array().unwrap();
    let mut seen = 0;
    for row in rows {
        let of_row = found.iter().filter(|one| {
            one.by.iter().all(|(column, class)| match &row[column.as_str()] {
                Value::String(text) => text == class,
                other => &other.to_string() == class,
            })
        });
        let of_row: Vec<&Estimate> = of_row.collect();
        for one in &of_row {
            let inner = one.measure.split('(').nth(1).map(|name| name.trim_end_matches(')'));
            let (value, se) = match inner {
                None => (&row["Freq"], &Value::Null),
                Some(name) if of_row.len() == 1 => (&row[name], &row["se"]),
                Some(name) => (&row[name], &row[format!("se.{name}")]),
            };
            seen += 1;
            let ours = one.estimate.unwrap();
            differences.note(id, call, ours, value.as_f64().unwrap(), 0.0, 1e-9);
            if let Some(se) = se.as_f64() {
                let bound = if entry["design"] == "kclus1" { 1e-6 } else { 1e-9 };
                // A cell of one unit and no variance: R says 0 to rounding.
                differences.note(id, call, one.se.unwrap_or(0.0), se, NOTHING * ours.abs(), bound);
            }
        }
    }
    assert_eq!(seen, found.len(), "{id}: every cell was compared");
}

#[test]
fn every_figure_is_that_of_the_peer() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("oracle_r_survey_4.1.json")).unwrap();
    let oracle: Value = serde_json::from_str(&text).unwrap();
    let designs = designs();
    let mut differences = Differences::default();
    let mut compared = 0;
    for entry in oracle["results"].as_array().unwrap() {
        let (call, name) = (entry["call"].as_str().unwrap(), entry["design"].as_str().unwrap());
        let (file, written) = &designs[name];
        let design = Design::from_toml(written).unwrap();
        let data = data(file, share_of(call));
        compared += 1;
        match question(call, &data) {
            Some(asked) => {
                for found in answers(&design, &data, &asked, &options(call)) {
                    check(&found, entry, &mut differences);
                }
            }
            None => other(&design, &data, entry, &mut differences),
        }
    }
    assert_eq!(compared, 108);
    println!("largest relative difference from R survey 4.1, {compared} calls:");
    for (call, (difference, figures)) in differences.0 {
        println!("  {call:<12} {figures:>4} numbers  {difference:.1e}");
    }
}

/// The answers of both engines, or of the one that can.
fn answers(
    design: &Design,
    data: &Columns,
    asked: &Question,
    options: &EstimateOptions,
) -> Vec<Vec<Estimate>> {
    let mut sample = Sample::new(design, data).unwrap();
    if let Some(filter) = &asked.filter {
        sample = sample.within(&filter.rows(data).unwrap());
    }
    let mut answers = vec![sample.estimates(data, &asked.measures, &asked.by, options).unwrap()];
    let plain = design.replicates.is_none() && design.calibrate.is_none();
    if plain && asked.measures.iter().all(Measure::is_of_sums) {
        let mut sums = Accumulator::new(design, &asked.measures, &asked.by, asked.filter.clone());
        sums.add(data).unwrap();
        answers.push(sums.finish().unwrap().estimates(&asked.by, options));
    }
    answers
}

fn check(found: &[Estimate], entry: &Value, differences: &mut Differences) {
    let (id, call) = (entry["id"].as_str().unwrap(), entry["call"].as_str().unwrap());
    if !entry["table"].is_null() {
        return compare_table(found, entry, differences);
    }
    if let Some(quantiles) = entry["quantiles"]["api00"].as_array() {
        for (one, row) in found.iter().zip(quantiles) {
            let se = row.get("se").or(row.get("se.97.5")).unwrap().as_f64().unwrap();
            let [low, high] = one.ci.unwrap();
            for (ours, theirs) in [
                (one.estimate.unwrap(), &row["quantile"]),
                (low, &row["ci.2.5"]),
                (high, &row["ci.97.5"]),
            ] {
                differences.note(id, call, ours, theirs.as_f64().unwrap(), 0.0, 1e-9);
            }
            differences.note(id, call, one.se.unwrap(), se, 0.0, 1e-9);
        }
        return;
    }
    if entry["estimate"].is_null() {
        // R does not leave out rows of which one value is missing unless asked; here they are left out.
        assert!(found[0].estimate.is_some(), "{id}");
        return;
    }
    let early = call.starts_with("svyciprop") || entry["design"] == "kclus1";
    compare(found, entry, if early { 1e-6 } else { 1e-9 }, differences);
}

/// Degrees of freedom, regression, tests.
fn other(design: &Design, data: &Columns, entry: &Value, differences: &mut Differences) {
    let (id, call) = (entry["id"].as_str().unwrap(), entry["call"].as_str().unwrap());
    let sample = Sample::new(design, data).unwrap();
    if call.starts_with("degf") {
        let all = sample.estimates(data, &[Measure::People], &[], &EstimateOptions::default());
        let df = all.unwrap()[0].df.unwrap();
        return differences.note(id, call, df, entry["value"].as_f64().unwrap(), 0.0, 0.0);
    }
    if call.starts_with("svychisq") {
        let found = chi_square(&sample, data, "sch.wide", "stype", Statistic::F).unwrap();
        let theirs = list(&entry["parameter"]);
        for (ours, theirs) in [
            (found.statistic, entry["statistic"].as_f64().unwrap()),
            (found.df[0], theirs[0]),
            (found.df[1], theirs[1]),
            (found.p, entry["p"].as_f64().unwrap()),
        ] {
            differences.note(id, call, ours, theirs, 0.0, 1e-9);
        }
        return;
    }
    let (outcome, rest) = call.trim_start_matches("svyglm(").split_once('~').unwrap();
    let logistic = call.contains("quasibinomial");
    let (outcome, family) = match logistic {
        true => (format!("{outcome}=Yes"), Family::Logistic),
        false => (outcome.to_owned(), Family::Linear),
    };
    let model = Model { outcome, terms: terms(rest.split(',').next().unwrap()), family };
    let found = fit(&sample, data, &model, 0.95).unwrap();
    let columns = ["estimate", "se", "t", "p"].map(|name| list(&entry[name]));
    assert_eq!(found.coefficients.len(), columns[0].len(), "{id}");
    for (at, one) in found.coefficients.iter().enumerate() {
        for (ours, theirs) in
            [one.estimate, one.se, one.t, one.p.unwrap()].into_iter().zip(&columns)
        {
            // p falls fast: its relative error is t times that of t.
            let bound = if logistic { 1e-6 } else { 1e-9 } * one.t.abs().max(1.0).powi(2);
            differences.note(id, call, ours, theirs[at], 0.0, bound);
        }
    }
}
