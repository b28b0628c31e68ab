//! The kit of the catalogue, whole: its files hold together, its synthetic data look like a survey's, and its
//! plan gives the figures that a loop over the rows gives.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/kit.rs"]
mod files;

use std::collections::{BTreeMap, BTreeSet};

use files::file;
use passerelle_inclusion::kit::simulate::{Model, simulate};
use passerelle_inclusion::kit::{
    AdjustmentPass, Factors, Figure, Kind, KitError, KitProblem, Methodology, Plan, QuantilePass,
    Questionnaire, Tabulated, Tabulation,
};
use passerelle_inclusion::survey::{Design, SurveyProblem};
use passerelle_vocabulary::{Column, Columns};

fn questionnaire() -> Questionnaire {
    Questionnaire::from_toml(&file("questionnaire.toml")).unwrap()
}

fn plan() -> Plan {
    Plan::from_toml(&file("plan.toml")).unwrap()
}

fn model() -> Model {
    Model::from_toml(&file("simulation.toml")).unwrap()
}

fn data(households: u64, seed: u64) -> Columns {
    simulate(&questionnaire(), &model(), households, seed).unwrap()
}

/// Some rows of a table.
fn part(rows: &Columns, of: std::ops::Range<usize>) -> Columns {
    let column = |(name, column): (&str, &Column)| {
        let column = match column {
            Column::Numbers(values) => Column::Numbers(values[of.clone()].to_vec()),
            Column::Words { codes, levels } => {
                Column::Words { codes: codes[of.clone()].to_vec(), levels: levels.clone() }
            }
        };
        (name.to_owned(), column)
    };
    Columns::new(rows.iter().map(column).collect()).unwrap()
}

/// Follows a plan, so many rows at a time.
fn follow(plan: &Plan, rows: &Columns, at_a_time: usize) -> Result<Tabulated, KitError> {
    let batches = || {
        (0..rows.rows())
            .step_by(at_a_time)
            .map(|first| part(rows, first..(first + at_a_time).min(rows.rows())))
    };
    let mut factors = Factors::default();
    for at in 0..plan.adjustment.len() {
        let mut pass = AdjustmentPass::new(plan, at, &factors).unwrap();
        batches().try_for_each(|batch| pass.add(batch))?;
        factors = pass.finish()?;
    }
    if let Some(mut pass) = QuantilePass::new(plan, &factors) {
        batches().try_for_each(|batch| pass.add(batch))?;
        factors = pass.finish()?;
    }
    let mut tabulation = Tabulation::new(plan, &factors);
    batches().try_for_each(|batch| tabulation.add(batch))?;
    tabulation.finish()
}

fn cell(rows: &Columns, column: &str, row: usize) -> String {
    rows.get(column).unwrap().written(row).unwrap_or_default()
}

fn find<'f>(found: &'f Tabulated, indicator: &str, who: &str, within: Option<&str>) -> &'f Figure {
    let is = |one: &&Figure| {
        one.indicator == indicator
            && one.dimensions.to_string() == who
            && one.within.as_deref() == within
    };
    found.figures.iter().find(is).unwrap_or_else(|| panic!("{indicator} {who} {within:?}"))
}

#[test]
fn the_plan_asks_for_what_the_questionnaire_asks() {
    let (questionnaire, plan) = (questionnaire(), plan());
    let columns = questionnaire.columns();
    for (column, _) in plan.columns() {
        assert!(columns.contains(&column), "{column}");
    }
    // Answers that conditions and classes of the plan name can be given.
    let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, question) in questionnaire.asked() {
        let options = questionnaire.options(question).iter().map(|one| one.code.clone());
        let options: Vec<String> = options.collect();
        answers.extend(question.columns().into_iter().map(|column| (column, options.clone())));
    }
    let mut conditions = Vec::new();
    conditions.extend(plan.recode.iter().flat_map(|one| &one.cases).map(|case| &case.when));
    conditions.extend(plan.indicator.iter().flat_map(|one| [&one.share, &one.among, &one.no_if]));
    conditions.extend(plan.adjustment.iter().flat_map(|one| [&one.among, &one.responded]));
    let parts = conditions.iter().flat_map(|one| one.filters()).flat_map(|one| one.parts());
    for (column, mark, values) in parts.filter(|(_, mark, _)| *mark == "=") {
        let known = &answers[column];
        assert!(values.iter().all(|value| known.contains(value)), "{column} {mark} {values:?}");
    }
    for recode in plan.recode.iter().filter(|recode| !recode.classes.is_empty()) {
        let known = recode.from.as_ref().map(|from| &answers[from]);
        assert!(recode.classes.keys().all(|one| known.unwrap().contains(one)), "{}", recode.column);
    }
}

/// HH1–HH20 and the six domains of the short set are each asked.
#[test]
fn every_concept_is_asked() {
    let questionnaire = questionnaire();
    let asked: BTreeSet<&str> =
        questionnaire.asked().filter_map(|(_, question)| question.concept.as_deref()).collect();
    for number in 1..=20 {
        assert!(asked.contains(format!("HH{number}").as_str()), "HH{number}");
    }
    for number in 1..=6 {
        assert!(asked.contains(format!("WG-SS {number}").as_str()), "WG-SS {number}");
    }
}

#[test]
fn the_methodology_sheet_has_the_concepts_of_the_structure() {
    let sheet = Methodology::from_toml(&file("methodology.toml")).unwrap();
    let codes: Vec<&str> = sheet.concept.iter().map(|one| one.code.as_str()).collect();
    for number in 1..=19 {
        assert!(codes.contains(&format!("S.{number}").as_str()), "S.{number}");
    }
    for concept in &sheet.concept {
        let above = concept.code.rsplit_once('.').unwrap().0;
        assert!(above == "S" || codes.contains(&above), "{} without {above}", concept.code);
        let has_parts = codes.iter().any(|code| code.starts_with(&format!("{}.", concept.code)));
        let says = !concept.ask.is_empty() || !concept.tells.is_empty();
        assert!(says || has_parts, "{} says nothing", concept.code);
    }
}

#[test]
fn every_question_with_answers_has_its_shape() {
    let (questionnaire, model) = (questionnaire(), model());
    for (_, question) in questionnaire.asked() {
        let shaped = model.answer.iter().any(|one| one.question == question.name);
        let drawn = ["region", "location"].contains(&question.name.as_str());
        let needs = matches!(question.kind, Kind::Choice | Kind::Each | Kind::Number);
        assert!(!needs || drawn || shaped, "{}", question.name);
    }
}

#[test]
fn the_same_seed_gives_the_same_data() {
    let (one, same, other) = (data(600, 7), data(600, 7), data(600, 8));
    // Not a number is not equal to itself: compared as written.
    assert_eq!(format!("{one:?}"), format!("{same:?}"));
    assert_ne!(format!("{one:?}"), format!("{other:?}"));
    assert_eq!(one.names(), questionnaire().columns());
}

#[test]
fn questions_are_skipped_as_the_questionnaire_says() {
    let (questionnaire, rows) = (questionnaire(), data(1_200, 2));
    for (module, question) in questionnaire.asked() {
        let asked: Vec<bool> = module
            .ask_if
            .rows(&rows)
            .unwrap()
            .into_iter()
            .zip(question.ask_if.rows(&rows).unwrap())
            .map(|(module, question)| module && question)
            .collect();
        let must = matches!(question.kind, Kind::Choice | Kind::Each);
        for column in question.columns() {
            let column = rows.get(&column).unwrap();
            for (row, asked) in asked.iter().enumerate() {
                let missing = column.is_missing(row);
                assert!(*asked || missing, "{} was not asked", question.name);
                assert!(!must || !asked || !missing, "{} has no answer", question.name);
            }
        }
        let some = asked.iter().filter(|asked| **asked).count();
        assert!(some > 20, "{} is asked of {some}", question.name);
    }
}

/// Whatever is asked for a concept of the ITU becomes a figure.
#[test]
fn every_household_concept_has_an_indicator() {
    let (questionnaire, plan) = (questionnaire(), plan());
    let ratio = |one: &str| one.split('/').map(str::to_owned).collect::<Vec<_>>();
    let used: BTreeSet<String> = plan
        .indicator
        .iter()
        .flat_map(|one| {
            let share = one.share.columns().into_iter().map(|(name, _)| name);
            share.chain(one.mean.clone()).chain(one.ratio.as_deref().map(ratio).unwrap_or_default())
        })
        .collect();
    let mut concepts = BTreeSet::new();
    for (_, question) in questionnaire.asked() {
        let Some(concept) = question.concept.as_deref() else { continue };
        let Some(number) = concept.strip_prefix("HH") else { continue };
        assert!(question.columns().iter().any(|name| used.contains(name)), "{concept}");
        concepts.insert(number.parse::<u32>().unwrap());
    }
    assert_eq!(concepts, (1..=20).collect());
}

#[test]
fn synthetic_data_look_like_a_survey() {
    let (plan, rows) = (plan(), data(4_000, 1));
    let found = follow(&plan, &rows, 1_000).unwrap();
    assert!(found.facts.synthetic);
    let online = |who: &str| find(&found, "internet_users", who, None).estimate.estimate.unwrap();
    let share = online("");
    assert!((0.3..0.75).contains(&share), "{share}");
    assert!(online("location=urban") > online("location=rural") + 0.1);
    assert!(online("education=tertiary") > online("education=primary_or_less") + 0.25);
    assert!(online("age=15_24") > online("age=65_74") + 0.2);
    assert!(online("disability=without_disability") > online("disability=with_disability") + 0.1);
    assert!(online("sex=male") > online("sex=female"));
    assert!(online("income=q5") > online("income=q1") + 0.15);
    // A fifth of residents is in each fifth; households are as large among the poor here.
    let n = |who: &str| find(&found, "internet_users", who, None).estimate.n as f64;
    let classed: f64 = (1..=5).map(|fifth| n(&format!("income=q{fifth}"))).sum();
    assert!((0.85..0.99).contains(&(classed / n(""))), "{classed} of {}", n(""));
    assert!((0.1..0.3).contains(&(n("income=q1") / classed)));
    for indicator in ["internet_users", "households_internet"] {
        let deff = find(&found, indicator, "", None).estimate.deff.unwrap();
        assert!((1.3..8.0).contains(&deff), "{indicator}: {deff}");
    }
    let people = &found.facts.populations[2];
    assert!(people.kish > 1.2 && people.weights[1] > 3.0 * people.weights[0], "{people:?}");
    for facts in &found.facts.adjustments {
        assert!((0.75..0.98).contains(&facts.weighted_rate), "{facts:?}");
        assert!(facts.factors[0] >= 1.0, "{facts:?}");
    }
    let disabled: f64 = {
        let found = |who: &str| find(&found, "internet_users", who, None).estimate.n as f64;
        found("disability=with_disability") / found("")
    };
    assert!((0.04..0.2).contains(&disabled), "{disabled}");
    assert_eq!(found.facts.days.as_ref().unwrap()[0].as_str(), "2026-03-02");
}

/// The figures against a plain loop over the rows.
#[test]
fn figures_are_those_of_a_loop() {
    let (plan, rows) = (plan(), data(1_500, 5));
    let found = follow(&plan, &rows, 400).unwrap();
    let number = |column: &str, row: usize| cell(&rows, column, row).parse::<f64>().unwrap();
    // Household factors, by stratum.
    let mut sums: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    for row in 0..rows.rows() {
        let result = cell(&rows, "household_result", row);
        let into = sums.entry(cell(&rows, "stratum", row)).or_default();
        if result != "not_a_home" {
            into[0] += number("base_weight", row);
        }
        if result == "completed" {
            into[1] += number("base_weight", row);
        }
    }
    let factor = |row: usize| {
        let [eligible, answered] = sums[&cell(&rows, "stratum", row)];
        eligible / answered
    };
    let (mut over, mut under, mut n) = (0.0, 0.0, 0);
    let mut mine: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    for row in 0..rows.rows() {
        if cell(&rows, "household_result", row) != "completed" {
            continue;
        }
        let weight = number("base_weight", row) * factor(row);
        let answer = cell(&rows, "hh6_internet", row);
        if answer == "yes" || answer == "no" {
            under += weight;
            over += if answer == "yes" { weight } else { 0.0 };
            n += 1;
        }
        // People, by class: eligible and answered.
        let age = number("age", row);
        let wide = if age < 35.0 {
            "15_34"
        } else if age < 55.0 {
            "35_54"
        } else {
            "55_over"
        };
        let class = [cell(&rows, "location", row), cell(&rows, "sex", row), wide.to_owned()];
        let into = mine.entry(class.join("|")).or_default();
        let weight = weight * number("eligible_members", row);
        into[0] += weight;
        into[1] += if cell(&rows, "person_result", row) == "completed" { weight } else { 0.0 };
    }
    let close = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-9, "{a} {b}");
    let households = &find(&found, "households_internet", "", None).estimate;
    close(households.estimate.unwrap(), over / under);
    assert_eq!(households.n, n);
    // Non-response leaves the sum of the weights as it was.
    let eligible: f64 = mine.values().map(|sums| sums[0]).sum();
    close(found.facts.populations[2].sum, eligible);
    // Young women in the countryside who used a copy of a file: those not asked did not.
    let (mut over, mut under) = (0.0, 0.0);
    for row in 0..rows.rows() {
        let is = |column: &str, value: &str| cell(&rows, column, row) == value;
        if !is("person_result", "completed") || !is("sex", "female") || !is("location", "rural") {
            continue;
        }
        let age = number("age", row);
        let wide = if age < 35.0 {
            "15_34"
        } else if age < 55.0 {
            "35_54"
        } else {
            "55_over"
        };
        let [eligible, answered] = mine[&format!("rural|female|{wide}")];
        let weight = number("base_weight", row) * factor(row) * number("eligible_members", row);
        let weight = weight * eligible / answered;
        let not_asked = is("hh5_computer_use", "no") && is("hh7_internet_use", "no");
        let answer = cell(&rows, "hh15_skill_copy_file", row);
        if not_asked || answer == "yes" || answer == "no" {
            under += weight;
            over += if answer == "yes" { weight } else { 0.0 };
        }
    }
    let who = "location=rural;sex=female;skill=copy_file";
    close(find(&found, "ict_skills", who, None).estimate.estimate.unwrap(), over / under);
}

#[test]
fn nothing_depends_on_how_rows_come() {
    let (plan, rows) = (plan(), data(900, 3));
    let (whole, parts) = (follow(&plan, &rows, 10_000).unwrap(), follow(&plan, &rows, 97).unwrap());
    assert_eq!(whole.figures.len(), parts.figures.len());
    for (one, other) in whole.figures.iter().zip(&parts.figures) {
        assert_eq!((&one.indicator, &one.dimensions), (&other.indicator, &other.dimensions));
        let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a == b,
        };
        assert!(near(one.estimate.estimate, other.estimate.estimate), "{one:?} {other:?}");
        assert!(near(one.estimate.se, other.estimate.se), "{one:?} {other:?}");
    }
}

#[test]
fn regions_are_places_and_unknown_classes_are_no_cell() {
    let (plan, rows) = (plan(), data(2_000, 4));
    let found = follow(&plan, &rows, 2_000).unwrap();
    let within: BTreeSet<&str> =
        found.figures.iter().filter_map(|figure| figure.within.as_deref()).collect();
    assert_eq!(
        within.into_iter().collect::<Vec<_>>(),
        ["capital", "coast", "lakes", "north", "plateau", "south"]
    );
    for figure in &found.figures {
        assert!(figure.dimensions.iter().all(|(_, class)| !class.is_empty()), "{figure:?}");
    }
    // Some do not know their schooling: they count for everyone, in no class.
    let n = |who: &str| find(&found, "internet_users", who, None).estimate.n;
    let levels = ["primary_or_less", "lower_secondary", "upper_secondary", "tertiary"];
    let classed: u64 = levels.iter().map(|level| n(&format!("education={level}"))).sum();
    assert!(classed < n("") && classed + 60 > n(""), "{classed} of {}", n(""));
}

#[test]
fn totals_and_replicates_can_be_asked_of_a_plan() {
    let rows = data(1_500, 6);
    let raked = file("plan.toml").replace(
        "code = \"people\"",
        "code = \"people\"\ncalibrate = { method = \"rake\", margins = [{ by = [\"sex\"], totals = { female = 4000000, male = 3900000 } }] }",
    );
    // Few figures: rows are gone through for each of them.
    let short = |mut plan: Plan| {
        plan.population.iter_mut().for_each(|one| one.by.retain(|by| by == &["sex"]));
        plan.indicator.retain(|one| one.key || one.population == "residents");
        plan
    };
    let raked = follow(&short(Plan::from_toml(&raked).unwrap()), &rows, 500).unwrap();
    let plain = follow(&short(plan()), &rows, 500).unwrap();
    let of = |found: &Tabulated, who: &str| {
        find(found, "internet_users", who, None).estimate.estimate.unwrap()
    };
    // Within a sex the factor is the same for all; for everyone it is the known totals that weigh.
    let (women, men) = (of(&plain, "sex=female"), of(&plain, "sex=male"));
    assert!((of(&raked, "sex=female") / women - 1.0).abs() < 1e-9);
    let expected = (4.0 * women + 3.9 * men) / 7.9;
    // Nearly: those who did not answer this question are in the totals and not in the share.
    assert!((of(&raked, "") / expected - 1.0).abs() < 1e-3, "{} {expected}", of(&raked, ""));
    let mut jackknifed = short(plan());
    jackknifed.design = Design::from_toml(
        "strata = \"stratum\"\nclusters = \"psu\"\n[replicates]\nmethod = \"JKn\"\n",
    )
    .unwrap();
    jackknifed.population.retain(|one| one.code != "people");
    jackknifed.indicator.retain(|one| one.population != "people");
    jackknifed.sound().unwrap();
    let jackknifed = follow(&jackknifed, &rows, 500).unwrap();
    let se = |found: &Tabulated| find(found, "households_internet", "", None).estimate.se.unwrap();
    assert!((se(&jackknifed) / se(&plain) - 1.0).abs() < 0.05);
}

/// The rows, with one cell of numbers changed.
fn with_number(rows: &Columns, column: &str, row: usize, value: f64) -> Columns {
    let changed = rows.iter().map(|(name, of)| {
        let mut of = of.clone();
        if let Column::Numbers(values) = &mut of
            && name == column
        {
            values[row] = value;
        }
        (name.to_owned(), of)
    });
    Columns::new(changed.collect()).unwrap()
}

#[test]
fn bad_weights_and_silent_classes_are_told_with_where() {
    let (plan, rows) = (plan(), data(600, 9));
    let row = (0..600).find(|row| cell(&rows, "household_result", *row) == "completed").unwrap();
    for (value, why) in [(f64::NAN, "missing"), (-1.0, "negative"), (f64::INFINITY, "infinite")] {
        let error = follow(&plan, &with_number(&rows, "base_weight", row, value), 50).unwrap_err();
        let KitError::Survey(problems) = error else { panic!("{error}") };
        let expected = SurveyProblem::BadCell {
            row: row as u64 + 1,
            column: "base_weight".into(),
            why,
            rows: 1,
        };
        assert_eq!(problems.0, [expected]);
    }
    let mut strict = plan.clone();
    strict.adjustment[0].classes = vec!["household".into()];
    let KitError::Kit(problems) = follow(&strict, &rows, 200).unwrap_err() else { panic!() };
    assert!(problems.0.len() > 10);
    assert!(matches!(&problems.0[0], KitProblem::NobodyAnswered { rows: 1, .. }), "{problems}");
}
