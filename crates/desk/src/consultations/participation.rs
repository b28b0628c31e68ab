//! Who took part, compared with who lives there: what people said of themselves, protected, beside shares of the population.
//!
//! Counts are those of categories alone; there is no table of two questions, and none with votes. They are published once, when
//! votes are frozen: counts that are seen to change tell of whoever came last. Small ones are suppressed, with others where
//! sums would give them away, and what is published is rounded, as the catalogue's policy `statistics-office` says.

use passerelle_deliberation::{DemographicCategory, DemographicQuestion, NO_ANSWER};
use passerelle_exchange::cells::guarded;
use passerelle_inclusion::disclosure::rounding::rounded;
use passerelle_inclusion::disclosure::{
    Effort, Hierarchy, Measure, Policy, Protected, Simplex, Table, TableRecord, protect,
};
use passerelle_tables::consultations::Chosen;
use passerelle_vocabulary::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::DeskError;

/// The catalogue's policy by which counts are protected.
pub(super) const POLICY: &str = "statistics-office";
/// All who sent the form, and those among them who answered a question: no category has such a code.
const ALL: &str = "*all";
const ANSWERED: &str = "*answered";
/// Standard errors by which a share of participants is below that of the population where it is told to be.
const CLEARLY: f64 = 2.0;

/// Who took part, in one category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CategoryTold {
    /// Its code.
    pub code: String,
    /// What people read.
    pub label: Text,
    /// People who chose it, rounded; none where that is protected.
    pub people: Option<u64>,
    /// Their share of those who answered, in per cent; none where that is protected.
    pub share: Option<f64>,
    /// The category's share of the population, in per cent.
    pub population: Option<f64>,
    /// Whether clearly fewer took part than live there.
    pub under: bool,
}

/// Who took part, by one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuestionTold {
    /// Its code.
    pub code: String,
    /// What was asked.
    pub question: Text,
    /// Where the shares of the population come from.
    pub source: String,
    /// People who answered, rounded; none where that is protected.
    pub answered: Option<u64>,
    /// People who sent the form and left this question out, rounded; none where that is protected.
    pub no_answer: Option<u64>,
    /// Its categories, in their order.
    pub categories: Vec<CategoryTold>,
}

fn count(answers: &[Chosen], question: &str, category: &str) -> u64 {
    let found = answers.iter().find(|one| one.question == question && one.category == category);
    found.map_or(0, |one| one.people)
}

fn table(one: &DemographicQuestion, answers: &[Chosen]) -> Result<Table, DeskError> {
    let failed = |problems: Vec<_>| DeskError::Key(format!("{problems:?}"));
    let categories = one.categories.iter().map(|category| (category.code.as_str(), Some(ANSWERED)));
    let codes: Vec<(&str, Option<&str>)> =
        [(ALL, None), (ANSWERED, Some(ALL)), (NO_ANSWER, Some(ALL))]
            .into_iter()
            .chain(categories)
            .collect();
    let hierarchy = Hierarchy::new(one.code.as_str(), &codes).map_err(failed)?;
    let chosen = one.categories.iter().map(|category| category.code.as_str()).chain([NO_ANSWER]);
    let records = chosen.flat_map(|category| {
        let record = TableRecord { codes: vec![category], value: None, weight: 1.0 };
        let people = usize::try_from(count(answers, &one.code, category)).unwrap_or_default();
        std::iter::repeat_n(record, people)
    });
    let records: Vec<TableRecord<'_>> = records.collect();
    Table::from_records(vec![hierarchy], &records, Measure::Count).map_err(failed)
}

/// What may be published of the answers; nothing at all of them where not all of it is proved to be safe.
pub(super) fn told(
    asked: &[DemographicQuestion],
    answers: &[Chosen],
    policy: &Policy,
) -> Result<Vec<QuestionTold>, DeskError> {
    if asked.is_empty() || answers.is_empty() {
        return Ok(Vec::new());
    }
    let tables = asked.iter().map(|one| table(one, answers)).collect::<Result<Vec<_>, _>>()?;
    let each: Vec<&Table> = tables.iter().collect();
    let failed = |problems: Vec<_>| DeskError::Key(format!("{problems:?}"));
    let protected = protect(&each, policy, Effort::default(), &Simplex).map_err(failed)?;
    let values = match policy.rounding {
        Some(rounding) => rounded(&protected.linked.system, rounding, &Simplex)
            .map_err(|problem| DeskError::Key(problem.to_string()))?,
        None => protected.linked.system.cells().iter().map(|cell| cell.value).collect(),
    };
    let of = |(place, one): (usize, &DemographicQuestion)| {
        let seen = |code: &str| seen(&protected, &values, (place, &tables[place]), code);
        let answered = seen(ANSWERED);
        let category = |category: &DemographicCategory| {
            category_told(category, seen(&category.code), answered)
        };
        QuestionTold {
            code: one.code.clone(),
            question: one.question.clone(),
            source: one.source.clone(),
            answered,
            no_answer: seen(NO_ANSWER),
            categories: one.categories.iter().map(category).collect(),
        }
    };
    Ok(asked.iter().enumerate().map(of).collect())
}

/// What may be seen of the people with a code.
fn seen(
    protected: &Protected,
    values: &[f64],
    (number, table): (usize, &Table),
    code: &str,
) -> Option<u64> {
    let place = (0..table.cells().len()).find(|place| table.name(*place) == [code])?;
    let cell = *protected.linked.cell_of.get(number)?.get(place)?;
    let is_open = protected.is_safe() && !protected.pattern.suppressed[cell];
    is_open.then(|| values[cell].max(0.0) as u64)
}

fn category_told(
    one: &DemographicCategory,
    people: Option<u64>,
    answered: Option<u64>,
) -> CategoryTold {
    let all = answered.filter(|all| *all > 0);
    // Both are rounded by themselves: a share is never above the whole.
    let share =
        people.zip(all).map(|(people, all)| (100.0 * people as f64 / all as f64).min(100.0));
    let under = |share: f64, population: f64, all: u64| {
        let expected = population / 100.0;
        let error = (expected * (1.0 - expected) / all as f64).sqrt();
        share / 100.0 < expected - CLEARLY * error
    };
    let known = share.zip(one.share).zip(all);
    CategoryTold {
        code: one.code.clone(),
        label: one.label.clone(),
        people,
        share,
        population: one.share,
        under: known.is_some_and(|((share, population), all)| under(share, population, all)),
    }
}

/// What is told as a table.
pub(super) fn rows(questions: &[QuestionTold]) -> (Vec<String>, Vec<Vec<String>>) {
    let header =
        ["question", "category", "people", "share", "population_share", "status", "source"];
    let number = |value: Option<f64>| value.map(|value| format!("{value:.1}")).unwrap_or_default();
    let status = |people: Option<u64>| match people {
        Some(_) => "published",
        None => "protected",
    };
    let people = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
    let of = |one: &QuestionTold| {
        let category = |told: &CategoryTold| {
            vec![
                one.code.clone(),
                told.code.clone(),
                people(told.people),
                number(told.share),
                number(told.population),
                status(told.people).to_owned(),
                guarded(&one.source).into_owned(),
            ]
        };
        let rest = vec![
            one.code.clone(),
            NO_ANSWER.to_owned(),
            people(one.no_answer),
            String::new(),
            String::new(),
            status(one.no_answer).to_owned(),
            String::new(),
        ];
        one.categories.iter().map(category).chain([rest]).collect::<Vec<_>>()
    };
    (header.map(str::to_owned).to_vec(), questions.iter().flat_map(of).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn question(code: &str, categories: &[(&str, f64)]) -> DemographicQuestion {
        let category = |(code, share): &(&str, f64)| DemographicCategory {
            code: (*code).to_owned(),
            label: Text::new(*code, *code),
            share: Some(*share),
            figure: None,
        };
        DemographicQuestion {
            code: code.to_owned(),
            question: Text::new("?", "?"),
            categories: categories.iter().map(category).collect(),
            source: "Census 2019".to_owned(),
            dimension: None,
        }
    }

    fn chosen(question: &str, category: &str, people: u64) -> Chosen {
        Chosen { question: question.to_owned(), category: category.to_owned(), people }
    }

    #[test]
    fn small_counts_are_hidden_with_others_and_the_rest_is_rounded() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let policy = &catalogue.policies[POLICY];
        let asked = [
            question("sex", &[("women", 50.4), ("men", 49.6)]),
            question("region", &[("north", 30.0), ("south", 30.0), ("east", 20.0), ("west", 20.0)]),
        ];
        let answers = [
            chosen("sex", "women", 62),
            chosen("sex", "men", 138),
            chosen("sex", NO_ANSWER, 23),
            chosen("region", "north", 120),
            chosen("region", "south", 60),
            chosen("region", "east", 4),
            chosen("region", "west", 26),
            chosen("region", NO_ANSWER, 13),
        ];
        let told = told(&asked, &answers, policy).unwrap();
        let [women, men] = &told[0].categories[..] else { panic!("{told:?}") };
        assert_eq!((women.people, men.people, told[0].answered), (Some(60), Some(140), Some(200)));
        assert_eq!((women.share, women.under, men.under), (Some(30.0), true, false));
        let east = &told[1].categories[2];
        assert_eq!((east.people, east.share, east.under), (None, None, false));
        let hidden = told[1].categories.iter().filter(|one| one.people.is_none()).count();
        let others = hidden + usize::from(told[1].no_answer.is_none());
        assert!(others >= 2, "what is hidden is not what is missing to the sum: {told:?}");
        let (_, rows) = rows(&told);
        assert!(
            rows.iter().any(|row| row[1] == "east" && row[2].is_empty() && row[5] == "protected")
        );
    }

    #[test]
    fn of_few_people_nothing_is_told() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let policy = &catalogue.policies[POLICY];
        let asked = [question("sex", &[("women", 50.4), ("men", 49.6)])];
        let told = told(&asked, &[chosen("sex", "women", 3), chosen("sex", "men", 4)], policy);
        let told = told.unwrap();
        assert!(told[0].categories.iter().all(|one| one.people.is_none()), "{told:?}");
        assert!(super::told(&asked, &[], policy).unwrap().is_empty());
    }
}
