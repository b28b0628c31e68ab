//! Answers, question by question in the order of the questionnaire.

use std::collections::BTreeMap;
use std::sync::Arc;

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};

use super::super::condition::AnyOf;
use super::super::problem::{KitProblem, KitProblems};
use super::super::questionnaire::{Item, Kind, Module, Question, Questionnaire};
use super::frame::{Chance, Frame};
use super::model::{Answer, Model, Score, is_answered};

/// Answers while they are given.
struct Answering<'m> {
    questionnaire: &'m Questionnaire,
    model: &'m Model,
    chance: Chance,
    rows: usize,
    made: BTreeMap<&'static str, Column>,
    traits: BTreeMap<String, Vec<f64>>,
    given: Columns,
}

pub(super) fn answered(
    questionnaire: &Questionnaire,
    model: &Model,
    frame: Frame,
    seed: u64,
) -> Result<Columns, KitProblems> {
    let Frame { rows, columns, traits } = frame;
    let (chance, given) = (Chance { seed }, Columns::default());
    let mut answering =
        Answering { questionnaire, model, chance, rows, made: columns, traits, given };
    for (module, question) in questionnaire.asked() {
        answering.question(module, question).map_err(|problem| {
            KitProblem::part(format!("question {}", question.name), "condition", problem)
        })?;
    }
    Ok(answering.given)
}

impl Answering<'_> {
    fn question(
        &mut self,
        module: &Module,
        question: &Question,
    ) -> Result<(), crate::survey::SurveyProblem> {
        let asked = self.asked(&module.ask_if, &question.ask_if)?;
        if question.kind == Kind::Each {
            for item in &question.items {
                let column = self.column(question, Some(item), &asked);
                self.given.push(question.column_of(item), column);
            }
        } else {
            let column = self.column(question, None, &asked);
            self.given.push(question.name.clone(), column);
        }
        self.take_traits();
        Ok(())
    }

    fn asked(
        &self,
        module: &AnyOf,
        question: &AnyOf,
    ) -> Result<Vec<bool>, crate::survey::SurveyProblem> {
        let everyone = |condition: &AnyOf| match condition.is_empty() {
            true => Ok(vec![true; self.rows]),
            false => condition.rows(&self.given),
        };
        let (module, question) = (everyone(module)?, everyone(question)?);
        Ok(module.into_iter().zip(question).map(|(module, question)| module && question).collect())
    }

    fn column(&mut self, question: &Question, item: Option<&Item>, asked: &[bool]) -> Column {
        let name = item.map_or_else(|| question.name.clone(), |item| question.column_of(item));
        if let Some(column) = self.made.remove(name.as_str()) {
            return masked(column, asked);
        }
        if !is_answered(question.kind) {
            return Column::Words { codes: vec![MISSING; self.rows], levels: Arc::default() };
        }
        let model = self.model.answer(&question.name, &name);
        match question.kind {
            Kind::Number => self.numbers(&name, question, model, asked),
            _ => self.choices(&name, question, (model, item), asked),
        }
    }

    /// A number whose logarithm is normal, or a multiple of another.
    fn numbers(
        &self,
        name: &str,
        question: &Question,
        model: Option<&Answer>,
        asked: &[bool],
    ) -> Column {
        let nothing = Answer::nothing(name);
        let model = model.unwrap_or(&nothing);
        let of = model.of.as_deref().and_then(|of| self.given.numbers(of));
        let (least, most) = (question.least.unwrap_or(0.0), question.most.unwrap_or(f64::INFINITY));
        let value = |row: usize| {
            if !asked[row] || self.chance.uniform(name, row, 1) < model.missing {
                return f64::NAN;
            }
            let score = model.number.as_ref().map_or(0.0, |score| self.score(score, row));
            let logarithm = score + model.spread * self.chance.normal(name, row);
            let value = logarithm.exp() * of.map_or(1.0, |of| of[row]);
            value.round().clamp(least, most)
        };
        Column::Numbers((0..self.rows).map(value).collect())
    }

    /// One answer of a list, by the chances that scores give.
    fn choices(
        &self,
        name: &str,
        question: &Question,
        (model, item): (Option<&Answer>, Option<&Item>),
        asked: &[bool],
    ) -> Column {
        let options = self.questionnaire.options(question);
        let more = item.and_then(|item| model?.items.get(&item.code)).copied().unwrap_or(0.0);
        // Of answers that the model does not list, none is given; without a model all are as likely.
        let scores: Vec<Option<Score>> = options
            .iter()
            .map(|option| match model.filter(|model| !model.options.is_empty()) {
                None => Some(Score::default()),
                Some(model) => model.options.get(&option.code).cloned(),
            })
            .collect();
        let yes = |option: &Item| if option.code == "yes" { more } else { 0.0 };
        let code = |row: usize| {
            if !asked[row] {
                return MISSING;
            }
            let chances: Vec<f64> = scores
                .iter()
                .zip(options)
                .map(|(score, option)| {
                    score.as_ref().map_or(0.0, |score| (self.score(score, row) + yes(option)).exp())
                })
                .collect();
            let mut left = self.chance.uniform(name, row, 0) * chances.iter().sum::<f64>();
            for (at, chance) in chances.iter().enumerate() {
                left -= chance;
                if left < 0.0 {
                    return at as u32;
                }
            }
            MISSING
        };
        let codes = (0..self.rows).map(code).collect();
        let levels = options.iter().map(|option| option.code.clone()).collect();
        Column::Words { codes, levels: Arc::new(levels) }
    }

    fn score(&self, score: &Score, row: usize) -> f64 {
        let moved = score.moved_by.iter().filter_map(|(name, by)| {
            let values = self.traits.get(name)?;
            Some(by * values[row])
        });
        score.at + moved.sum::<f64>()
    }

    /// Traits whose answers are all given by now.
    fn take_traits(&mut self) {
        for taken in &self.model.taken {
            let given = taken.from.iter().all(|name| self.given.get(name).is_some());
            if !given || self.traits.contains_key(&taken.name) {
                continue;
            }
            let mut values = vec![f64::NEG_INFINITY; self.rows];
            for (codes, levels) in taken.from.iter().filter_map(|name| self.given.words(name)) {
                let of_level: Vec<f64> = levels
                    .iter()
                    .map(|level| taken.values.get(level).copied().unwrap_or(0.0))
                    .collect();
                for (value, code) in values.iter_mut().zip(codes) {
                    let more = of_level.get(*code as usize).copied().unwrap_or(0.0);
                    *value = value.max(more);
                }
            }
            self.traits.insert(taken.name.clone(), values);
        }
    }
}

/// A column without the rows that are not asked.
fn masked(column: Column, asked: &[bool]) -> Column {
    match column {
        Column::Numbers(values) => {
            let value = |(value, asked): (f64, &bool)| if *asked { value } else { f64::NAN };
            Column::Numbers(values.into_iter().zip(asked).map(value).collect())
        }
        Column::Words { codes, levels } => {
            let code = |(code, asked): (u32, &bool)| if *asked { code } else { MISSING };
            Column::Words { codes: codes.into_iter().zip(asked).map(code).collect(), levels }
        }
    }
}
