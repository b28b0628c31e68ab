//! The people behind the margins of a survey's figures: everyone, each sex, each region, each sex in each
//! region.
//!
//! A list of figures is no whole table: it holds the margins that somebody chose. What an attacker knows
//! of them is that numbers of respondents add up: everyone is the sum of the sexes, of the places within,
//! and so on, whatever is published of them. A hidden group is safe only if no such sum gives it away, and
//! with it its share or mean, which is a difference of totals.
//!
//! * A margin that is not published (sex in each region without sex) is a cell that nobody sees; the sums
//!   hold over it all the same.
//! * What a total has beyond its parts is a group too. Where a category is missing, it is that category,
//!   which nobody sees and which is protected like any other (97 of 100 are rural: 3 are not). Where all
//!   categories are there, it is who did not say; that number is taken to be known, so that nothing is
//!   protected by it.
//! * Parts that are more than their total overlap: the policy's `hierarchy` must say what goes into what. Other
//!   ways of grouping (`grouping`) add their own sums.
//!
//! The proof takes exact numbers of respondents to be known. Published in bands, they tell less.

mod building;
mod lattice;
mod levels;

use std::collections::HashMap;

use passerelle_vocabulary::Dimensions;
use serde::{Deserialize, Serialize};

use super::policy::{Policy, Selection};
use super::primary::Rule;
use super::problem::{CellName, TableProblem};
use super::system::{Need, System};
use super::table::MOST_CELLS;

use building::Building;
use lattice::Lattice;
use levels::Levels;

/// The dimension of places.
pub const PLACE: &str = "place";

/// A figure with the number of respondents behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Line of its file, for messages.
    pub line: usize,
    /// The place: `KEN`, `KEN/mombasa`.
    pub place: String,
    /// Who.
    pub dimensions: Dimensions,
    /// Respondents behind it.
    pub n: f64,
    /// Whether an earlier release published it.
    pub published_before: bool,
}

/// What a cell of the system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A figure, by its position.
    Figure(usize),
    /// A margin that is not published.
    Margin,
    /// A category that is not published, seen only as what a total has beyond its parts.
    Complement,
    /// Who did not say of which category they are.
    NotStated,
}

/// A cell of the system, by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarginCell {
    /// What it is.
    pub origin: Origin,
    /// Its place and dimensions: `["place=KEN", "sex=female"]`.
    pub name: CellName,
    /// The rules that make it sensitive.
    pub rules: Vec<Rule>,
}

/// The margins of one indicator in one period, as a system.
#[derive(Debug, Clone, PartialEq)]
pub struct Margins {
    /// Numbers of respondents, and their sums.
    pub system: System,
    /// What must not be known closer; with no width, what nobody sees anyway.
    pub needs: Vec<Need>,
    /// The cells of the system; figures first, in their order.
    pub cells: Vec<MarginCell>,
}

type Key = (String, Dimensions);

impl Margins {
    /// Joins figures (of one indicator, period, unit and source) under a policy.
    ///
    /// # Errors
    /// Everything wrong, together: `threshold-needed`, what is wrong with a hierarchy, `not-a-number` and
    /// `negative` (n), `repeated-cell`, `not-additive` (parts that are more than their total),
    /// `too-many-cells`.
    pub fn of(figures: &[Figure], policy: &Policy) -> Result<Self, Vec<TableProblem>> {
        let Some(threshold) = policy.threshold else {
            return Err(vec![TableProblem::ThresholdNeeded]);
        };
        let mut problems = Vec::new();
        let levels = Levels::of(figures, policy, &mut problems);
        let given = given(figures, &mut problems);
        let lattice = Lattice::of(figures, &given, &levels);
        if lattice.keys.len() > MOST_CELLS {
            let cells = lattice.keys.len() as f64;
            problems.push(TableProblem::TooManyCells { cells, most: MOST_CELLS });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut building = Building::of(policy, threshold.minimum);
        lattice.keys.iter().enumerate().for_each(|(at, key)| {
            building.figure_or_margin(key, lattice.values[at], lattice.figure(at, figures));
        });
        lattice.relate(&mut building, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(building.done())
    }
}

/// The name of a place and dimensions: `["place=KEN", "sex=female"]`.
pub fn name(place: &str, dimensions: &Dimensions) -> CellName {
    let of = |(name, category): (&str, &str)| format!("{name}={category}");
    std::iter::once(of((PLACE, place))).chain(dimensions.iter().map(of)).collect()
}

/// Whether a selection names a figure: `total` is the absence of a dimension.
pub fn is_selected(selection: &Selection, place: &str, dimensions: &Dimensions) -> bool {
    selection.iter().all(|(name, code)| match name.as_str() {
        PLACE => code == place,
        name => dimensions.get(name).unwrap_or("total") == code,
    })
}

/// The figures by place and dimensions.
fn given(figures: &[Figure], problems: &mut Vec<TableProblem>) -> HashMap<Key, usize> {
    let mut given = HashMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let (row, field) = (figure.line, "n".to_owned());
        if !figure.n.is_finite() {
            problems.push(TableProblem::NotANumber { row, field });
        } else if figure.n < 0.0 {
            problems.push(TableProblem::Negative { row, field, value: figure.n });
        }
        let key = (figure.place.clone(), figure.dimensions.clone());
        if given.insert(key, at).is_some() {
            let cell = name(&figure.place, &figure.dimensions);
            problems.push(TableProblem::RepeatedCell { row, cell });
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::{Effort, Simplex, protect_system, verify_proof};

    fn figures(text: &str) -> Vec<Figure> {
        let figure = |(at, line): (usize, &str)| {
            let parts: Vec<&str> = line.split_whitespace().collect();
            Figure {
                line: at + 2,
                place: parts[0].to_owned(),
                dimensions: Dimensions::parse(parts[1].trim_matches('-')).unwrap(),
                n: parts[2].parse().unwrap(),
                published_before: parts.len() > 3,
            }
        };
        text.lines().enumerate().map(figure).collect()
    }

    fn policy(more: &str) -> Policy {
        Policy::read(&format!("{more}\n[threshold]\nminimum = 25\n")).unwrap()
    }

    /// Names of the figures that are hidden, and of what cannot be protected.
    fn hidden(text: &str, more: &str) -> (Vec<String>, Vec<String>) {
        let policy = policy(more);
        let margins = Margins::of(&figures(text), &policy).unwrap();
        let (system, needs) = (&margins.system, &margins.needs);
        let (pattern, audit) = protect_system(system, needs, true, Effort::default(), &Simplex);
        if audit.exposed.is_empty() {
            assert_eq!(verify_proof(system, &pattern.suppressed, needs, &audit.proof), Ok(()));
        }
        let named = |at: usize| margins.cells[at].name.join(";");
        let is_figure = |at: &usize| matches!(margins.cells[*at].origin, Origin::Figure(_));
        let figures = (0..margins.cells.len()).filter(is_figure);
        let exposed = audit.exposed.iter().map(|one| named(one.need.cell));
        (figures.filter(|at| pattern.suppressed[*at]).map(named).collect(), exposed.collect())
    }

    #[test]
    fn a_small_group_takes_another_with_it() {
        let text = "KEN - 1000\nKEN sex=f 600\nKEN sex=m 400\n\
                    KEN location=rural 12\nKEN location=urban 988";
        let (found, exposed) = hidden(text, "");
        assert_eq!(found, ["place=KEN;location=rural", "place=KEN;location=urban"]);
        assert_eq!(exposed, Vec::<String>::new());
    }

    #[test]
    fn sums_hold_over_margins_that_are_not_published() {
        // Neither sexes nor places are published: the one small cell is everyone less the others.
        let text = "KEN - 400\nKEN/a sex=f 10\nKEN/a sex=m 120\nKEN/b sex=f 150\nKEN/b sex=m 120";
        let (found, exposed) = hidden(text, "");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.contains(&"place=KEN/a;sex=f".to_owned()) && exposed.is_empty());
    }

    #[test]
    fn a_category_that_is_left_out_is_a_group_too() {
        let text = "KEN - 100\nKEN location=rural 97";
        let (found, exposed) = hidden(text, "");
        assert_eq!((found.len(), exposed.len()), (1, 0), "{found:?}");
        // Where all categories are there, the rest did not say, and nobody is protected by them.
        let text = "KEN - 100\nKEN sex=f 60\nKEN sex=m 37";
        assert_eq!(hidden(text, ""), (vec![], vec![]));
        // Two who are each of a kind: nobody can think that they are fewer, and all is hidden that must be.
        let text = "KEN - 300\nKEN age=a 298\nKEN age=b 2\nKEN age=b;sex=f 1\nKEN age=b;sex=m 1";
        assert_eq!(hidden(text, "").1, Vec::<String>::new());
        // Women elsewhere in the country are 20.
        let text = "KEN sex=f 60\nKEN sex=m 60\nKEN/a sex=f 40\nKEN/a sex=m 30";
        assert!(!hidden(text, "").0.is_empty());
    }

    #[test]
    fn what_was_published_before_protects_nobody() {
        let text = "KEN - 1000\nKEN age=a 10\nKEN age=b 400 x\nKEN age=c 590";
        let (found, exposed) = hidden(text, "");
        assert_eq!((found.len(), exposed.len()), (2, 0));
        assert!(!found.contains(&"place=KEN;age=b".to_owned()), "{found:?}");
        let text = "KEN - 1000\nKEN age=a 10 x\nKEN age=b 990";
        assert_eq!(hidden(text, "").1, ["place=KEN;age=a"]);
    }

    #[test]
    fn overlapping_categories_are_refused_until_their_levels_are_given() {
        let text =
            "KEN - 100\nKEN age=15_plus 80\nKEN age=15_24 30\nKEN age=25_plus 50\nKEN age=0_14 20";
        let problems = Margins::of(&figures(text), &policy("")).unwrap_err();
        assert_eq!(problems[0].code(), "not-additive");
        let levels =
            "[hierarchy.age]\ntotal = ['0_14', '15_plus']\n'15_plus' = ['15_24', '25_plus']\n";
        let levels = format!("{levels}[secondary]\ncost = 'one'");
        let (found, exposed) = hidden(text, &levels);
        assert_eq!((found.len(), exposed.len()), (2, 0), "{found:?}");
    }

    #[test]
    fn places_grouped_in_two_ways_are_protected_together() {
        let provinces = "KEN - 400\nKEN/coast - 110\nKEN/hills - 290\n\
                         KEN/a - 10\nKEN/b - 100\nKEN/c - 140\nKEN/d - 150";
        let both = format!("{provinces}\nKEN/east - 150\nKEN/west - 250");
        assert_eq!(
            Margins::of(&figures(provinces), &policy("")).unwrap_err()[0].code(),
            "not-additive",
            "provinces and counties are both within the country"
        );
        let hierarchy = "[hierarchy.place]\nKEN = ['KEN/coast', 'KEN/hills']\n\
                         'KEN/coast' = ['KEN/a', 'KEN/b']\n'KEN/hills' = ['KEN/c', 'KEN/d']\n";
        let grouping = "[[grouping]]\ndimension = 'place'\nparts = { KEN = ['KEN/east', 'KEN/west'], \
                        'KEN/east' = ['KEN/a', 'KEN/c'], 'KEN/west' = ['KEN/b', 'KEN/d'] }\n";
        let (alone, exposed) = hidden(provinces, hierarchy);
        assert_eq!((alone.len(), exposed.len()), (2, 0), "{alone:?}");
        let (together, exposed) = hidden(&both, &format!("{hierarchy}{grouping}"));
        assert!(together.len() >= 4 && exposed.is_empty(), "{together:?} {exposed:?}");
    }

    #[test]
    fn what_is_wrong_is_said_together() {
        let text = "KEN - -5\nKEN - NaN";
        let codes: Vec<&str> = Margins::of(&figures(text), &policy(""))
            .unwrap_err()
            .iter()
            .map(TableProblem::code)
            .collect();
        assert_eq!(codes, ["negative", "not-a-number", "repeated-cell"]);
        let none = Margins::of(&[], &Policy::default()).unwrap_err();
        assert_eq!(none, [TableProblem::ThresholdNeeded]);
    }
}
