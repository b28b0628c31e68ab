//! What the data, the plan and the questionnaire tell of a survey, in words.

use std::collections::BTreeSet;

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::kit::{GivenFigure, Indicators};
use passerelle_desk::surveys::survey::Flag;
use passerelle_inclusion::kit::{Fact, Plan, PlannedIndicator, PlannedPopulation, Questionnaire};

use super::methodology::{SheetEntry, SheetTable};
use crate::words::Words;

/// What is told of, and in which words.
pub(super) struct Telling<'a> {
    pub questionnaire: &'a Questionnaire,
    pub plan: &'a Plan,
    pub catalogue: &'a Catalogue,
    pub data: Option<&'a Indicators>,
    pub w: &'a Words,
}

impl Telling<'_> {
    /// Adds a fact to an entry.
    pub fn tell(&self, fact: Fact, entry: &mut SheetEntry) {
        match fact {
            Fact::Indicators => entry.tables.push(self.indicators()),
            Fact::Measures => entry.tables.push(self.measures()),
            Fact::Classes => entry.tables.push(self.classes()),
            Fact::Populations => entry.told.extend(self.populations()),
            Fact::Units => entry.told.push(self.units()),
            Fact::Questionnaire => entry.told.push(self.questionnaire()),
            Fact::Estimation => entry.told.extend(self.estimation()),
            Fact::Confidentiality => entry.told.push(self.w.t("kit-fact-confidentiality")),
            Fact::Calibration => entry.told.push(self.calibration()),
            _ => match self.data {
                Some(data) => self.tell_of_data(fact, data, entry),
                None if fact == Fact::Synthetic => {}
                None => entry.told.push(self.w.t("kit-fact-later")),
            },
        }
    }

    fn tell_of_data(&self, fact: Fact, data: &Indicators, entry: &mut SheetEntry) {
        let w = self.w;
        match fact {
            Fact::Synthetic if data.facts.synthetic => {
                entry.told.push(w.t("kit-fact-synthetic"));
            }
            Fact::Place => entry.told.push(self.place(data)),
            Fact::Period => entry.told.push(self.period(data)),
            Fact::Sample => entry.told.push(w.say(
                "kit-fact-sample",
                &[
                    ("rows", data.facts.rows.into()),
                    ("units", data.facts.units.into()),
                    ("strata", data.facts.strata.into()),
                ],
            )),
            Fact::Weights => entry.tables.push(self.weights(data)),
            Fact::SamplingError => entry.tables.push(self.sampling_error(data)),
            Fact::Unreliable => entry.told.push(self.unreliable(data)),
            Fact::NonResponse => entry.tables.push(self.non_response(data)),
            Fact::ItemNonResponse => entry.tables.push(self.item_non_response(data)),
            Fact::Adjustment => entry.tables.push(self.adjustment(data)),
            _ => {}
        }
    }

    fn table<const N: usize>(&self, names: [&str; N], rows: Vec<Vec<String>>) -> SheetTable {
        let header = names.map(|name| self.w.t(&format!("kit-col-{name}"))).to_vec();
        SheetTable { header, rows }
    }

    fn indicator_name(&self, code: &str) -> String {
        let known = self.catalogue.indicator(code);
        known.map_or_else(|| code.to_owned(), |one| self.w.text(&one.name).to_owned())
    }

    fn category_name(&self, dimension: &str, category: &str) -> String {
        let known = self.catalogue.dimension(dimension).and_then(|one| one.category(category));
        known.map_or_else(|| category.to_owned(), |one| self.w.text(&one.name).to_owned())
    }

    /// An indicator with the dimensions that each of its figures has.
    fn named(&self, code: &str, dimensions: &passerelle_vocabulary::Dimensions) -> String {
        let name = self.indicator_name(code);
        let fixed: Vec<String> =
            dimensions.iter().map(|(name, category)| self.category_name(name, category)).collect();
        match fixed.is_empty() {
            true => name,
            false => self.w.t2("label-value", "label", name, "value", fixed.join(", ")),
        }
    }

    fn population_name(&self, one: &PlannedPopulation) -> String {
        let name = self.w.text(&one.name);
        if name.is_empty() { one.code.clone() } else { name.to_owned() }
    }

    /// Indicators of the plan, each once.
    fn planned(&self) -> Vec<&PlannedIndicator> {
        let mut seen = BTreeSet::new();
        self.plan.indicator.iter().filter(|one| seen.insert(one.code.as_str())).collect()
    }

    fn indicators(&self) -> SheetTable {
        let row = |one: &&PlannedIndicator| {
            let known = self.catalogue.indicator(&one.code);
            let definition = known.map_or("", |known| self.w.text(&known.definition));
            let population = self.plan.population(&one.population);
            let population = population.map_or_else(String::new, |one| self.population_name(one));
            vec![self.indicator_name(&one.code), definition.to_owned(), population]
        };
        let rows = self.planned().iter().map(row).collect();
        self.table(["indicator", "definition", "population"], rows)
    }

    fn measures(&self) -> SheetTable {
        let row = |one: &&PlannedIndicator| {
            let known = self.catalogue.indicator(&one.code);
            let unit = known.map_or("", |known| known.unit.as_str()).replace('_', "-");
            let unit = self.w.t1(&format!("unit-{unit}"), "value", "…");
            vec![self.indicator_name(&one.code), unit]
        };
        self.table(["indicator", "unit"], self.planned().iter().map(row).collect())
    }

    fn classes(&self) -> SheetTable {
        let figures = || self.data.into_iter().flat_map(|data| &data.figures);
        let used = |dimension: &str, category: &str| {
            figures().any(|figure| figure.observation.dimensions.get(dimension) == Some(category))
        };
        let rows = self.plan.dimensions.iter().filter_map(|(code, column)| {
            let known = self.catalogue.dimension(code)?;
            let categories = known.category.iter().filter(|one| used(code, &one.code));
            let names: Vec<&str> = categories.map(|one| self.w.text(&one.name)).collect();
            let name = self.w.text(&known.name).to_owned();
            Some(vec![name, column.clone(), names.join(&self.w.t("semicolon"))])
        });
        self.table(["dimension", "column", "classes"], rows.collect())
    }

    fn populations(&self) -> Vec<String> {
        self.plan.population.iter().map(|one| format!("{}.", self.population_name(one))).collect()
    }

    fn units(&self) -> String {
        let names: Vec<String> =
            self.plan.population.iter().map(|one| self.population_name(one)).collect();
        self.w.t1("kit-fact-units", "list", names.join(&self.w.t("semicolon")))
    }

    fn questionnaire(&self) -> String {
        let of_all = self.questionnaire.module.iter().flat_map(|module| &module.question);
        let concepts: Vec<&str> = of_all.filter_map(|one| one.concept.as_deref()).collect();
        self.w.say(
            "kit-fact-questionnaire",
            &[
                ("title", self.w.text(&self.questionnaire.title).into()),
                ("version", self.questionnaire.version.as_str().into()),
                ("concepts", concepts.join(", ").into()),
            ],
        )
    }

    fn estimation(&self) -> Vec<String> {
        let rules = &self.plan.reliability;
        let replicated = if self.plan.design.replicates.is_some() { "yes" } else { "no" };
        vec![
            self.w.t1("kit-fact-estimation", "replicated", replicated),
            self.w.say(
                "kit-fact-reliability",
                &[
                    ("rows", self.w.number(rules.share_rows, 0).into()),
                    ("wide", self.w.number(rules.share_wide * 100.0, 0).into()),
                    ("relative", self.w.number(rules.share_relative * 100.0, 0).into()),
                    ("cv", self.w.number(rules.unreliable_cv * 100.0, 1).into()),
                ],
            ),
        ]
    }

    fn calibration(&self) -> String {
        let calibrated: Vec<String> = self
            .plan
            .population
            .iter()
            .filter(|one| one.calibrate.is_some())
            .map(|one| self.population_name(one))
            .collect();
        match calibrated.is_empty() {
            true => self.w.t("kit-fact-not-calibrated"),
            false => {
                self.w.t1("kit-fact-calibrated", "list", calibrated.join(&self.w.t("semicolon")))
            }
        }
    }

    fn place(&self, data: &Indicators) -> String {
        let lang = self.w.lang();
        let mut within: Vec<String> = Vec::new();
        for figure in data.figures.iter().filter(|figure| figure.observation.place != data.place) {
            let name = self.catalogue.place_name(&figure.observation.place, lang).into_owned();
            if !within.contains(&name) {
                within.push(name);
            }
        }
        let place = self.catalogue.place_name(&data.place, lang).into_owned();
        match within.is_empty() {
            true => self.w.t1("kit-fact-place", "place", place),
            false => {
                let within = within.join(", ");
                self.w.t2("kit-fact-place-within", "place", place, "within", within)
            }
        }
    }

    fn period(&self, data: &Indicators) -> String {
        let period = data.period.to_string();
        match &data.facts.days {
            None => self.w.t1("kit-fact-period", "period", period),
            Some([first, last]) => self.w.say(
                "kit-fact-period-days",
                &[
                    ("period", period.into()),
                    ("first", self.w.day(first).into()),
                    ("last", self.w.day(last).into()),
                ],
            ),
        }
    }

    fn weights(&self, data: &Indicators) -> SheetTable {
        let w = self.w;
        let rows = data.facts.populations.iter().map(|facts| {
            let planned = self.plan.population(&facts.code);
            let name = planned.map_or_else(|| facts.code.clone(), |one| self.population_name(one));
            let [low, high] = facts.weights.map(|weight| w.number(weight, 1));
            vec![
                name,
                w.whole(facts.rows),
                w.number(facts.sum, 0),
                w.t2("survey-between", "low", low, "high", high),
                w.number(facts.kish, 2),
            ]
        });
        self.table(["population", "answers", "stands-for", "weights", "kish"], rows.collect())
    }

    fn sampling_error(&self, data: &Indicators) -> SheetTable {
        let rows = self.plan.indicator.iter().filter(|one| one.key).filter_map(|one| {
            let of_everyone = |figure: &&GivenFigure| {
                let told = &figure.observation;
                told.indicator == one.code
                    && told.place == data.place
                    && told.dimensions == one.dimensions
            };
            let figure = data.figures.iter().find(of_everyone)?;
            Some(self.row_of_error(&self.named(&one.code, &one.dimensions), figure))
        });
        let names = ["indicator", "value", "se", "interval", "cv", "deff", "answers"];
        self.table(names, rows.collect())
    }

    fn row_of_error(&self, name: &str, figure: &GivenFigure) -> Vec<String> {
        let (w, told) = (self.w, &figure.observation);
        let number = |value: Option<f64>, decimals| {
            value.map_or_else(|| "–".to_owned(), |value| w.number(value, decimals))
        };
        let interval = figure.interval.map_or_else(
            || "–".to_owned(),
            |[low, high]| {
                w.t2("survey-between", "low", w.number(low, 1), "high", w.number(high, 1))
            },
        );
        let value =
            told.value.map_or_else(|| "–".to_owned(), |value| w.figure(value, &told.unit, 1));
        vec![
            name.to_owned(),
            value,
            number(told.standard_error, 2),
            interval,
            figure.cv.map_or_else(|| "–".to_owned(), |cv| w.figure(cv * 100.0, "percent", 1)),
            number(figure.deff, 2),
            number(told.n, 0),
        ]
    }

    fn unreliable(&self, data: &Indicators) -> String {
        let unreliable = data.flagged(Flag::Unreliable) + data.flagged(Flag::NoVariance);
        self.w.say(
            "kit-fact-unreliable",
            &[
                ("n", unreliable.into()),
                ("all", data.figures.len().into()),
                ("review", data.flagged(Flag::Review).into()),
            ],
        )
    }

    fn adjustment_name(&self, code: &str) -> String {
        let planned = self.plan.adjustment.iter().find(|one| one.code == code);
        let name = planned.map_or("", |one| self.w.text(&one.name));
        if name.is_empty() { code.to_owned() } else { name.to_owned() }
    }

    fn non_response(&self, data: &Indicators) -> SheetTable {
        let w = self.w;
        let rows = data.facts.adjustments.iter().map(|facts| {
            let rate = 100.0 * facts.answered as f64 / facts.eligible.max(1) as f64;
            vec![
                self.adjustment_name(&facts.code),
                w.whole(facts.eligible),
                w.whole(facts.answered),
                w.figure(rate, "percent", 1),
                w.figure(100.0 * facts.weighted_rate, "percent", 1),
            ]
        });
        self.table(["drawn", "eligible", "answered", "rate", "weighted-rate"], rows.collect())
    }

    fn item_non_response(&self, data: &Indicators) -> SheetTable {
        let w = self.w;
        let rows = data.facts.indicators.iter().filter(|facts| facts.key).map(|facts| {
            let silent = facts.asked - facts.known;
            let share = 100.0 * silent as f64 / facts.asked.max(1) as f64;
            vec![
                self.named(&facts.code, &facts.dimensions),
                w.whole(facts.asked),
                w.whole(silent),
                w.figure(share, "percent", 1),
            ]
        });
        self.table(["indicator", "concerned", "silent", "share"], rows.collect())
    }

    fn adjustment(&self, data: &Indicators) -> SheetTable {
        let w = self.w;
        let rows = data.facts.adjustments.iter().map(|facts| {
            let [low, high] = facts.factors.map(|factor| w.number(factor, 2));
            vec![
                self.adjustment_name(&facts.code),
                facts.columns.join(", "),
                w.whole(facts.classes),
                w.whole(facts.smallest_class),
                w.t2("survey-between", "low", low, "high", high),
            ]
        });
        let names = ["drawn", "class-columns", "n-classes", "smallest", "factors"];
        self.table(names, rows.collect())
    }
}
