//! Rows as incomes of areas.
//!
//! One row for each group of an area (a fifth, a tenth), or one row for the area with a mean, and with a Gini
//! coefficient where it is known. The names of columns are these and no others, so that nobody's income is guessed:
//!
//! | column | what |
//! |---|---|
//! | `area` | as in the lists of sites; empty for the whole country |
//! | `group` | the name of the group; empty for a mean |
//! | `share` | its part of the people: all of an area add up to 1, or to 100; equal parts without it |
//! | `income_per_month` or `income_per_year` | the mean |
//! | `per` | `person` (as without it) or `household` |
//! | `currency`, `year` | of the income |
//! | `people`, `household_size` | of the area, where they are known |
//! | `gini` | of a mean: 0.42, or 42 |
//! | `basis` | `incomes` (as without it) or `gni_per_capita` |

use passerelle_vocabulary::place::fold;
use passerelle_vocabulary::{Features, Finding};

use super::degrees::amount;
use crate::affordability::{AreaIncomes, Basis, IncomeGroup, Incomes, Per};

/// Months of a year.
const MONTHS: f64 = 12.0;
/// Characters of a cell that a problem shows.
const SHOWN: usize = 60;
/// How far the parts of groups may be from a whole.
const WHOLE: f64 = 0.005;

/// A row as it was understood.
struct IncomeRow {
    row: u32,
    area: String,
    group: String,
    share: Option<f64>,
    income: f64,
    gini: Option<f64>,
    per: Per,
    basis: Basis,
    year: i32,
    people: Option<f64>,
    household_size: Option<f64>,
}

/// Reads incomes; with them, everything that is wrong, each with its row (0: the table as a whole). `currency`: ISO
/// 4217 code of the plan.
pub fn read_incomes(table: &Features, currency: &str) -> (Vec<AreaIncomes>, Vec<(u32, Finding)>) {
    let columns = Columns::of(table);
    let mut problems: Vec<(u32, Finding)> =
        columns.missing().map(|name| (0, Finding::new(name, "income-no-column", ""))).collect();
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let mut rows: Vec<IncomeRow> = Vec::new();
    for at in 0..table.len() {
        let mut reader = RowReader { columns: &columns, table, at, problems: &mut problems };
        rows.extend(reader.read(currency));
    }
    let mut areas: Vec<Vec<IncomeRow>> = Vec::new();
    let mut place = std::collections::BTreeMap::new();
    for row in rows {
        let at = *place.entry(fold(&row.area)).or_insert(areas.len());
        if at == areas.len() {
            areas.push(Vec::new());
        }
        areas[at].push(row);
    }
    let found = areas.into_iter().filter_map(|rows| of_area(rows, &mut problems)).collect();
    (found, problems)
}

/// Names of the columns, in the order of [`Columns`].
const NAMES: [&str; 12] = [
    "area",
    "group",
    "share",
    "income_per_month",
    "income_per_year",
    "per",
    "currency",
    "year",
    "people",
    "household_size",
    "gini",
    "basis",
];

/// Where each column of [`NAMES`] is.
struct Columns([Option<usize>; NAMES.len()]);

impl Columns {
    fn of(table: &Features) -> Self {
        let find = |name: &str| {
            let is = |known: &String| known.trim().eq_ignore_ascii_case(name);
            table.names().iter().position(is)
        };
        Self(NAMES.map(find))
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.0[NAMES.iter().position(|known| *known == name)?]
    }

    /// Columns without which nothing can be read.
    fn missing(&self) -> impl Iterator<Item = &'static str> + '_ {
        let has_income =
            ["income_per_month", "income_per_year"].map(|name| self.at(name).is_some());
        let needed = [
            ("income_per_month", has_income != [false, false]),
            ("currency", self.at("currency").is_some()),
            ("year", self.at("year").is_some()),
        ];
        needed.into_iter().filter(|(_, there)| !there).map(|(name, _)| name)
    }
}

/// One row on its way to be understood.
struct RowReader<'a> {
    columns: &'a Columns,
    table: &'a Features,
    at: usize,
    problems: &'a mut Vec<(u32, Finding)>,
}

impl RowReader<'_> {
    fn cell(&self, name: &str) -> &str {
        self.columns.at(name).map_or("", |column| self.table.cell(self.at, column).trim())
    }

    fn wrong(&mut self, name: &str, code: &str) {
        let found: String = self.cell(name).chars().take(SHOWN).collect();
        self.problems.push((self.table.row(self.at), Finding::new(name, code, found)));
    }

    /// A number above 0 where there is one; `Err` where there is something else.
    fn positive(&mut self, name: &str, code: &str) -> Result<Option<f64>, ()> {
        match self.cell(name) {
            "" => Ok(None),
            cell => match amount(cell).filter(|number| *number > 0.0) {
                Some(number) => Ok(Some(number)),
                None => {
                    self.wrong(name, code);
                    Err(())
                }
            },
        }
    }

    /// One of these words, the first one where there is none.
    fn word<T: Copy>(&mut self, name: &str, known: &[(&str, T)]) -> Result<T, ()> {
        let cell = self.cell(name).to_ascii_lowercase();
        let found = known.iter().find(|(word, _)| *word == cell || cell.is_empty());
        match found {
            Some((_, found)) => Ok(*found),
            None => {
                self.wrong(name, "income-word");
                Err(())
            }
        }
    }

    /// Everything wrong with the row is told, not only the first thing.
    fn read(&mut self, currency: &str) -> Option<IncomeRow> {
        let month = self.positive("income_per_month", "not-an-amount");
        let year_income = self.positive("income_per_year", "not-an-amount");
        let income = match (month, year_income) {
            (Ok(Some(month)), Ok(_)) => Ok(month),
            (Ok(None), Ok(Some(year))) => Ok(year / MONTHS),
            (Ok(None), Ok(None)) => {
                self.wrong("income_per_month", "not-an-amount");
                Err(())
            }
            _ => Err(()),
        };
        let share = self.positive("share", "income-shares");
        let gini = self.gini();
        let per = self.word("per", &[("person", Per::Person), ("household", Per::Household)]);
        let basis = self
            .word("basis", &[("incomes", Basis::Incomes), ("gni_per_capita", Basis::GniPerCapita)]);
        let people = self.positive("people", "income-people");
        let household_size = self.positive("household_size", "income-people");
        let same = self.cell("currency").eq_ignore_ascii_case(currency);
        if !same {
            self.wrong("currency", "income-currency");
        }
        let year =
            self.cell("year").parse::<i32>().ok().filter(|year| (1900..=2100).contains(year));
        if year.is_none() {
            self.wrong("year", "income-year");
        }
        Some(IncomeRow {
            row: self.table.row(self.at),
            area: self.cell("area").to_owned(),
            group: self.cell("group").to_owned(),
            share: share.ok()?,
            income: income.ok()?,
            gini: gini.ok()?,
            per: per.ok()?,
            basis: basis.ok()?,
            year: year.filter(|_| same)?,
            people: people.ok()?,
            household_size: household_size.ok()?,
        })
    }

    fn gini(&mut self) -> Result<Option<f64>, ()> {
        let found = self.positive("gini", "income-gini")?;
        // Some publish it out of a hundred.
        let found = found.map(|gini| if gini >= 1.0 { gini / 100.0 } else { gini });
        if found.is_some_and(|gini| gini >= 1.0) {
            self.wrong("gini", "income-gini");
            return Err(());
        }
        Ok(found)
    }
}

/// The incomes of an area of all its rows.
fn of_area(rows: Vec<IncomeRow>, problems: &mut Vec<(u32, Finding)>) -> Option<AreaIncomes> {
    let first = rows.first()?;
    let shown: String = first.area.chars().take(SHOWN).collect();
    let mut wrong = |row: u32, field: &str, code: &str| {
        problems.push((row, Finding::new(field, code, &shown)));
    };
    let known = |value: fn(&IncomeRow) -> Option<f64>| rows.iter().find_map(value);
    let (people, household_size) = (known(|row| row.people), known(|row| row.household_size));
    for row in &rows {
        let differs = |one: Option<f64>, all: Option<f64>| one.is_some() && one != all;
        let same = (row.per, row.basis, row.year) == (first.per, first.basis, first.year);
        if !same || differs(row.people, people) || differs(row.household_size, household_size) {
            wrong(row.row, "area", "income-differs");
            return None;
        }
    }
    let incomes = match rows.as_slice() {
        [one] if one.group.is_empty() => match one.gini {
            Some(gini) => Incomes::Lognormal { mean: one.income, gini },
            None => Incomes::Mean(one.income),
        },
        [_] => {
            wrong(first.row, "group", "income-one-group");
            return None;
        }
        all => {
            if let Some(other) = all.iter().find(|row| row.group.is_empty()) {
                wrong(other.row, "group", "income-twice");
                return None;
            }
            let told = all.iter().filter(|row| row.share.is_some()).count();
            let sum: f64 = all.iter().filter_map(|row| row.share).sum();
            let whole = [1.0, 100.0].iter().any(|whole| (sum / whole - 1.0).abs() <= WHOLE);
            if told > 0 && (told < all.len() || !whole) {
                wrong(first.row, "share", "income-shares");
                return None;
            }
            let equal = 1.0 / all.len() as f64;
            let mut groups: Vec<IncomeGroup> = all
                .iter()
                .map(|row| IncomeGroup {
                    name: row.group.clone(),
                    share: row.share.map_or(equal, |share| share / sum),
                    income: row.income,
                })
                .collect();
            groups.sort_by(|a, b| a.income.total_cmp(&b.income));
            Incomes::Groups(groups)
        }
    };
    Some(AreaIncomes {
        area: first.area.clone(),
        incomes,
        per: first.per,
        basis: first.basis,
        year: first.year,
        people,
        household_size,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Features {
        let mut lines = text.lines();
        let names = lines.next().unwrap().split(',').map(str::to_owned).collect();
        let mut table = Features::new(names);
        for (at, line) in lines.enumerate() {
            table.push(at as u32 + 2, line.split(','), None).unwrap();
        }
        table
    }

    #[test]
    fn the_three_ways_of_telling_incomes_are_read() {
        let (found, problems) = read_incomes(
            &table(
                "area,group,income_per_year,currency,year,people,gini,household_size,basis\n\
                 Miel,rich,2400,USD,2024,1 000,,,\n\
                 Miel,poor,600,usd,2024,,,4.5,\n\
                 Ansa,,1200,USD,2023,,41,,\n\
                 ,,1500,USD,2022,,,,gni_per_capita\n",
            ),
            "USD",
        );
        assert_eq!(problems, []);
        let Incomes::Groups(groups) = &found[0].incomes else { panic!("{found:?}") };
        let told: Vec<_> = groups.iter().map(|one| (&*one.name, one.share, one.income)).collect();
        assert_eq!(told, [("poor", 0.5, 50.0), ("rich", 0.5, 200.0)]);
        assert_eq!((found[0].people, found[0].household_size), (Some(1_000.0), Some(4.5)));
        assert_eq!(found[1].incomes, Incomes::Lognormal { mean: 100.0, gini: 0.41 });
        assert_eq!((&*found[2].area, found[2].basis), ("", Basis::GniPerCapita));
        assert_eq!(found[2].incomes, Incomes::Mean(125.0));
    }

    #[test]
    fn everything_wrong_is_told_with_its_row() {
        let (found, problems) = read_incomes(
            &table(
                "area,group,share,income_per_month,currency,year,gini,per\n\
                 A,q1,0.5,many,USD,2024,,\n\
                 B,,,100,KES,24,,\n\
                 C,,,100,USD,2024,140,family\n\
                 D,q1,0.5,10,USD,2024,,\n\
                 D,q2,0.2,20,USD,2024,,\n\
                 E,,,100,USD,2024,,\n\
                 E,,,100,USD,2023,,\n\
                 F,q1,,10,USD,2024,,\n\
                 G,,,100,USD,2024,,\n\
                 G,q1,,100,USD,2024,,\n",
            ),
            "USD",
        );
        assert_eq!(found, []);
        let told: Vec<_> =
            problems.iter().map(|(row, one)| (*row, &*one.field, &*one.code)).collect();
        let expected = [
            (2, "income_per_month", "not-an-amount"),
            (3, "currency", "income-currency"),
            (3, "year", "income-year"),
            (4, "gini", "income-gini"),
            (4, "per", "income-word"),
            (5, "share", "income-shares"),
            (8, "area", "income-differs"),
            (9, "group", "income-one-group"),
            (10, "group", "income-twice"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_table_of_something_else_is_none() {
        let (found, problems) = read_incomes(&table("a,b\n1,2\n"), "USD");
        let told: Vec<_> = problems.iter().map(|(row, one)| (*row, &*one.field)).collect();
        assert_eq!(
            (found.len(), told),
            (0, vec![(0, "income_per_month"), (0, "currency"), (0, "year")])
        );
    }
}
