//! The sample that is drawn: areas within strata, households within areas, one person in each.

use std::collections::BTreeMap;
use std::sync::Arc;

use passerelle_vocabulary::Column;
use passerelle_vocabulary::columns::words;

use super::model::Model;
use crate::random::{choice, state, uniform};
use crate::statistics::normal_quantile;

/// Households of an area, as it was counted: the middle, and the standard deviation of the logarithm.
const AREA_SIZE: (f64, f64) = (150.0, 0.35);
/// The age from which one is interviewed.
const INTERVIEWED_FROM: f64 = 15.0;
/// Fewest areas in a stratum: one alone would have no variance.
const FEWEST_AREAS: usize = 2;

/// The households and people drawn: the columns that the form or the office works out, and their traits.
pub(super) struct Frame {
    pub rows: usize,
    pub columns: BTreeMap<&'static str, Column>,
    pub traits: BTreeMap<String, Vec<f64>>,
}

/// A stratum: its region, whether it is urban, its households and the areas drawn.
struct Stratum<'m> {
    region: &'m str,
    wealth: f64,
    urban: bool,
    households: f64,
    areas: usize,
}

/// Chance for a purpose, in a row: it depends on the seed and on these alone.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    pub seed: u64,
}

impl Chance {
    fn state(self, what: &str, row: usize, number: usize) -> u64 {
        // FNV-1a: a name as a number.
        let name = what.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        state(self.seed, name, row, number)
    }

    /// A number from 0 to below 1.
    pub fn uniform(self, what: &str, row: usize, number: usize) -> f64 {
        uniform(self.state(what, row, number))
    }

    /// A standard normal number.
    pub fn normal(self, what: &str, row: usize) -> f64 {
        normal_quantile(self.uniform(what, row, 0) + 0.5 / (1_u64 << 53) as f64)
    }

    fn choice(self, what: &str, row: usize, number: usize) -> usize {
        choice(self.state(what, row, 0), number)
    }
}

impl Frame {
    pub fn draw(model: &Model, households: usize, seed: u64) -> Self {
        let chance = Chance { seed };
        let strata = strata(model, households);
        let mut drawn = Drawn::default();
        for (at, stratum) in strata.iter().enumerate() {
            for area in 0..stratum.areas {
                drawn.area(model, stratum, (at, area), chance);
            }
        }
        drawn.frame(model, chance)
    }
}

/// Areas are shared out by the square root of a stratum's households: small strata get figures too, and
/// weights are unequal.
fn strata(model: &Model, households: usize) -> Vec<Stratum<'_>> {
    let all = model.region.iter().flat_map(|region| {
        [(true, region.households[0]), (false, region.households[1])].map(|(urban, households)| {
            Stratum { region: &region.code, wealth: region.wealth, urban, households, areas: 0 }
        })
    });
    let mut strata: Vec<Stratum<'_>> = all.filter(|one| one.households > 0.0).collect();
    let total: f64 = strata.iter().map(|one| one.households.sqrt()).sum();
    let areas = households as f64 / model.households_per_area as f64;
    for one in &mut strata {
        let share = areas * one.households.sqrt() / total;
        one.areas = (share.round() as usize).max(FEWEST_AREAS);
    }
    strata
}

/// Households as they are drawn.
#[derive(Default)]
struct Drawn {
    regions: Vec<String>,
    urban: Vec<f64>,
    areas: Vec<String>,
    weights: Vec<f64>,
    wealth: Vec<f64>,
    area: Vec<f64>,
    visited: Vec<f64>,
}

impl Drawn {
    /// An area drawn with probability proportional to its counted size, and households drawn evenly from the
    /// list made when interviewers come: it has grown, or shrunk, since.
    fn area(&mut self, model: &Model, stratum: &Stratum<'_>, at: (usize, usize), chance: Chance) {
        let number = at.0 * 1_000_000 + at.1;
        let size = (AREA_SIZE.1 * chance.normal("area size", number)).exp() * AREA_SIZE.0;
        let growth = (model.growth * chance.normal("area growth", number)).exp();
        let listed = (size * growth).max(model.households_per_area as f64);
        let in_stratum = stratum.households / stratum.areas as f64;
        let weight = in_stratum / size * listed / model.households_per_area as f64;
        let (alike, better_off) =
            (chance.normal("area", number), chance.normal("area wealth", number));
        for _ in 0..model.households_per_area {
            let row = self.regions.len();
            let own = chance.normal("wealth", row);
            let urban = f64::from(u8::from(stratum.urban));
            self.regions.push(stratum.region.to_owned());
            self.urban.push(urban);
            self.areas.push(format!("{}{:02}{:04}", stratum.region, at.0, at.1 + 1));
            self.weights.push((weight * 1e4).round() / 1e4);
            let wealth = stratum.wealth + 0.6 * (urban - 0.5) + 0.5 * better_off + 0.7 * own;
            self.wealth.push(wealth);
            self.area.push(alike);
            self.visited.push(chance.uniform("visit", number, 0) * f64::from(model.days));
        }
    }

    fn frame(self, model: &Model, chance: Chance) -> Frame {
        let rows = self.regions.len();
        let people: Vec<Person> =
            (0..rows).map(|row| Person::draw(self.urban[row], row, chance)).collect();
        let number =
            |value: fn(&Person) -> f64| Column::Numbers(people.iter().map(value).collect());
        let location = |urban: &f64| if *urban > 0.5 { "urban" } else { "rural" };
        let stratum = |(region, urban): (&String, &f64)| format!("{region}_{}", location(urban));
        let strata: Vec<String> = self.regions.iter().zip(&self.urban).map(stratum).collect();
        let day = |offset: &f64| day(&model.first_day, *offset as u32).unwrap_or_default();
        let days: Vec<String> = self.visited.iter().map(day).collect();
        let columns = BTreeMap::from([
            ("interview_date", texts(&days)),
            ("household", texts(&(1..=rows).map(|row| format!("{row:07}")).collect::<Vec<_>>())),
            ("region", texts(&self.regions)),
            ("location", words(self.urban.iter().map(|urban| Some(location(urban))))),
            ("psu", texts(&self.areas)),
            ("stratum", texts(&strata)),
            ("base_weight", Column::Numbers(self.weights)),
            ("data_status", one_word(&model.mark, rows)),
            ("household_size", number(|person| person.household_size)),
            ("eligible_members", number(|person| person.eligible)),
            ("sex", words(people.iter().map(|person| Some(person.sex())))),
            ("age", number(|person| person.age)),
        ]);
        let of_people = |value: fn(&Person) -> f64| people.iter().map(value).collect::<Vec<f64>>();
        let normal = |what: &str| (0..rows).map(|row| chance.normal(what, row)).collect();
        let decades = |person: &Person| (person.age - 35.0) / 10.0;
        let traits = BTreeMap::from([
            ("urban".to_owned(), self.urban),
            ("wealth".to_owned(), self.wealth),
            ("area".to_owned(), self.area),
            ("home".to_owned(), normal("home")),
            ("self".to_owned(), normal("self")),
            ("female".to_owned(), of_people(|person| f64::from(u8::from(person.female)))),
            ("age".to_owned(), people.iter().map(decades).collect()),
            ("age_squared".to_owned(), people.iter().map(|one| decades(one).powi(2)).collect()),
        ]);
        Frame { rows, columns, traits }
    }
}

/// The person drawn in a household, and the household around.
struct Person {
    household_size: f64,
    eligible: f64,
    female: bool,
    age: f64,
}

impl Person {
    fn draw(urban: f64, row: usize, chance: Chance) -> Self {
        // One adult at least; how many others follows a Poisson distribution, fewer in towns.
        let others = poisson(if urban > 0.5 { 2.6 } else { 3.5 }, chance.uniform("size", row, 0));
        let age_of = |member: usize| match member {
            0 => (20.0 - 16.0 * (1.0 - chance.uniform("head", row, 0)).ln()).min(94.0).floor(),
            _ => (-24.0 * (1.0 - chance.uniform("age", row, member)).ln()).min(97.0).floor(),
        };
        let ages: Vec<f64> = (0..=others).map(age_of).collect();
        let eligible: Vec<f64> =
            ages.iter().copied().filter(|age| *age >= INTERVIEWED_FROM).collect();
        Self {
            household_size: ages.len() as f64,
            eligible: eligible.len() as f64,
            female: chance.uniform("sex", row, 0) < 0.515,
            age: eligible.get(chance.choice("drawn", row, eligible.len())).copied().unwrap_or(20.0),
        }
    }

    fn sex(&self) -> &'static str {
        if self.female { "female" } else { "male" }
    }
}

/// A number of a Poisson distribution, by the inverse of its distribution; 20 at the most.
fn poisson(mean: f64, chance: f64) -> usize {
    let (mut term, mut sum, mut number) = ((-mean).exp(), (-mean).exp(), 0);
    while chance > sum && number < 20 {
        number += 1;
        term *= mean / number as f64;
        sum += term;
    }
    number
}

fn texts(cells: &[String]) -> Column {
    words(cells.iter().map(|cell| Some(cell.as_str())))
}

fn one_word(word: &str, rows: usize) -> Column {
    Column::Words { codes: vec![0; rows], levels: Arc::new(vec![word.to_owned()]) }
}

/// The day so many days after another, both written `2026-03-31`; `None` where the first is no day.
pub(super) fn day(first: &str, after: u32) -> Option<String> {
    let parts: Vec<u32> = first.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [mut year, mut month, mut day] = parts[..] else { return None };
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    if !(1..=days_of(year, month)).contains(&day) {
        return None;
    }
    day += after;
    while day > days_of(year, month) {
        day -= days_of(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Days of a month.
fn days_of(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(day("2026-02-27", 2).as_deref(), Some("2026-03-01"));
        assert_eq!(day("2028-02-27", 2).as_deref(), Some("2028-02-29"));
        assert_eq!(day("2026-12-31", 366).as_deref(), Some("2028-01-01"));
        for wrong in ["2026-13-01", "2026-02-29", "soon", "2026-01", ""] {
            assert_eq!(day(wrong, 0), None, "{wrong}");
        }
    }

    #[test]
    fn poisson_numbers_have_their_mean() {
        let chance = Chance { seed: 3 };
        let numbers = (0..20_000).map(|row| poisson(2.6, chance.uniform("n", row, 0)) as f64);
        let mean = numbers.sum::<f64>() / 20_000.0;
        assert!((mean - 2.6).abs() < 0.05, "{mean}");
    }
}
