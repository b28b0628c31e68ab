//! Which column is what: guessed from names, checked against cells, or asked for.

use std::collections::BTreeMap;

use passerelle_vocabulary::Features;
use passerelle_vocabulary::place::fold;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::degrees::{amount, degrees, position};
use super::words::{ColumnCatalogue, ColumnRole, ColumnRule, Subject, fits, has_words};

/// Cells looked at to see whether a column can be what its name says.
const SAMPLE: usize = 500;
/// Areas of a site that are kept.
const AREAS: usize = 6;
/// A name of which a part fits counts less than any whole name.
const PART: usize = 10_000;

/// Why a column was taken for what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// A person said so.
    Asked,
    /// Its name is a usual one.
    Name,
    /// Its name has a usual word.
    Part,
}

/// A column with what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MappedColumn {
    /// Its name in the file.
    pub column: String,
    /// What it is.
    pub role: ColumnRole,
    /// Why.
    pub because: Because,
    /// The name or word of the catalogue that it has; empty where a person said so.
    pub known_as: String,
    /// Its position in the file.
    #[serde(skip)]
    pub at: usize,
}

/// A column whose name fits and whose cells do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PassedOver {
    /// Its name in the file.
    pub column: String,
    /// What its name says it is.
    pub role: ColumnRole,
    /// A cell that says otherwise.
    pub cell: String,
}

/// What the columns of a file are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mapping {
    /// Columns that are read, by role.
    pub columns: Vec<MappedColumn>,
    /// Columns that their cells ruled out.
    pub passed_over: Vec<PassedOver>,
    /// The others.
    pub unused: Vec<String>,
}

impl Mapping {
    /// The column of a role.
    pub fn column(&self, role: ColumnRole) -> Option<usize> {
        self.all(role).next()
    }

    /// The columns of a role, in their order.
    pub fn all(&self, role: ColumnRole) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().filter(move |one| one.role == role).map(|one| one.at)
    }

    /// Whether it says where a row is, be it by the rows' own shapes.
    pub fn has_place(&self, table: &Features) -> bool {
        let both = [ColumnRole::Latitude, ColumnRole::Longitude];
        table.has_geometries()
            || self.column(ColumnRole::Position).is_some()
            || both.iter().all(|role| self.column(*role).is_some())
    }
}

/// A fit of a column's name: how good, which rule, which column.
struct Fit<'c> {
    rank: usize,
    rule: usize,
    column: usize,
    known_as: &'c str,
}

/// Finds out which column is what. `asked`: what a person said, which goes before all else; a column that is
/// not there is passed over, since it may be another file's.
pub fn guess(
    table: &Features,
    subject: Subject,
    catalogue: &ColumnCatalogue,
    asked: &[(ColumnRole, String)],
) -> Mapping {
    let mut mapping = Mapping::default();
    let mut taken = vec![false; table.names().len()];
    for (role, name) in asked {
        let found = table
            .column(name)
            .or_else(|| table.names().iter().position(|known| fold(known) == fold(name)));
        if let Some(at) = found.filter(|at| !taken[*at]) {
            taken[at] = true;
            mapping.columns.push(mapped(table, at, *role, Because::Asked, ""));
        }
    }
    let rules: Vec<&ColumnRule> = catalogue
        .column
        .iter()
        .filter(|rule| rule.of.is_empty() || rule.of.contains(&subject))
        .filter(|rule| {
            !asked.iter().any(|(role, _)| *role == rule.role && mapping.column(*role).is_some())
        })
        .collect();
    let mut best_of: BTreeMap<ColumnRole, usize> = BTreeMap::new();
    for fit in fits_of(table, &rules) {
        let rule = rules[fit.rule];
        let best = best_of.get(&rule.role).copied();
        let wanted = match best {
            None => true,
            Some(_) if !rule.many => false,
            Some(_) if rule.role == ColumnRole::Area => {
                fit.rank < PART && mapping.all(ColumnRole::Area).count() < AREAS
            }
            Some(best) => fit.rank == best,
        };
        if taken[fit.column] || !wanted {
            continue;
        }
        if let Some(cell) = contradicts(table, fit.column, rule.role) {
            let (column, role) = (table.names()[fit.column].clone(), rule.role);
            mapping.passed_over.push(PassedOver { column, role, cell });
            continue;
        }
        taken[fit.column] = true;
        best_of.entry(rule.role).or_insert(fit.rank);
        let because = if fit.rank < PART { Because::Name } else { Because::Part };
        mapping.columns.push(mapped(table, fit.column, rule.role, because, fit.known_as));
    }
    mapping.columns.sort_by_key(|one| one.role);
    let free = table.names().iter().zip(&taken).filter(|(_, taken)| !**taken);
    mapping.unused = free.map(|(name, _)| name.clone()).collect();
    mapping
}

fn mapped(
    table: &Features,
    at: usize,
    role: ColumnRole,
    because: Because,
    known_as: &str,
) -> MappedColumn {
    let (column, known_as) = (table.names()[at].clone(), known_as.to_owned());
    MappedColumn { column, role, because, known_as, at }
}

/// Every fit, the best first; equal ones in the order of the catalogue, then of the file.
fn fits_of<'c>(table: &Features, rules: &[&'c ColumnRule]) -> Vec<Fit<'c>> {
    let mut found = Vec::new();
    // Where rows have shapes, only a column of that very name is about the same place.
    let shaped = table.has_geometries();
    let of_place =
        |role| matches!(role, ColumnRole::Latitude | ColumnRole::Longitude | ColumnRole::Position);
    for (column, name) in table.names().iter().enumerate() {
        let folded = fold(name);
        for (rule, names) in rules.iter().enumerate() {
            let whole = names.names.iter().position(|known| fits(&folded, known));
            let part = || names.parts.iter().position(|known| has_words(&folded, known));
            if let Some(rank) = whole {
                found.push(Fit { rank, rule, column, known_as: &names.names[rank] });
            } else if let Some(rank) = part().filter(|_| !(shaped && of_place(names.role))) {
                let known_as = &names.parts[rank];
                found.push(Fit { rank: PART + rank, rule, column, known_as });
            }
        }
    }
    // Names with a star are one name, whatever stands for the star.
    found.sort_by_key(|fit| (fit.rank, fit.rule, fit.column));
    found
}

/// A cell that shows that a column is not what its name says: where most of those that say anything do not.
fn contradicts(table: &Features, column: usize, role: ColumnRole) -> Option<String> {
    let sound: fn(&str) -> bool = match role {
        ColumnRole::Latitude | ColumnRole::Longitude => {
            |cell| degrees(cell).is_some_and(|angle| angle.abs() <= 360.0)
        }
        ColumnRole::Position => |cell| position(cell).is_some(),
        ColumnRole::People | ColumnRole::Speed | ColumnRole::Height => {
            |cell| amount(cell).is_some()
        }
        _ => return None,
    };
    let cells = (0..table.len()).map(|at| table.cell(at, column)).filter(|cell| !cell.is_empty());
    let (mut wrong, mut right, mut first) = (0, 0, None);
    for cell in cells.take(SAMPLE) {
        if sound(cell) {
            right += 1;
        } else {
            wrong += 1;
            first.get_or_insert(cell);
        }
    }
    first.filter(|_| wrong > right).map(|cell| cell.chars().take(60).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(role: ColumnRole, names: &[&str], parts: &[&str], many: bool) -> ColumnRule {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        ColumnRule { of: Vec::new(), role, names: owned(names), parts: owned(parts), many }
    }

    fn catalogue() -> ColumnCatalogue {
        let column = vec![
            rule(ColumnRole::Latitude, &["latitude", "lat", "y"], &["latitude"], false),
            rule(ColumnRole::Longitude, &["longitude", "lon", "x"], &[], false),
            rule(ColumnRole::Name, &["name", "school name"], &["name"], false),
            rule(ColumnRole::Area, &["county", "district", "ward"], &[], true),
            rule(ColumnRole::Coverage, &["4g * cons", "4g * ave"], &[], true),
            rule(ColumnRole::People, &["pupils"], &[], false),
        ];
        ColumnCatalogue { column, meaning: Vec::new() }
    }

    fn table(names: &[&str], rows: &[&[&str]]) -> Features {
        let mut table = Features::new(names.iter().map(|name| (*name).to_owned()).collect());
        for (at, row) in rows.iter().enumerate() {
            table.push(at as u32 + 2, row.iter().copied(), None).unwrap();
        }
        table
    }

    fn guessed(table: &Features, asked: &[(ColumnRole, &str)]) -> Vec<(String, &'static str)> {
        let asked: Vec<(ColumnRole, String)> =
            asked.iter().map(|(role, name)| (*role, (*name).to_owned())).collect();
        let mapping = guess(table, Subject::Sites, &catalogue(), &asked);
        mapping.columns.into_iter().map(|one| (one.column, one.role.code())).collect()
    }

    #[test]
    fn the_best_name_wins_and_areas_go_from_wide_to_narrow() {
        let names = [
            "Ward",
            "County",
            "Y",
            "Lat",
            "LON",
            "School_Name",
            "4G_850_ave",
            "4g_850_cons",
            "4g_900_cons",
        ];
        let found =
            guessed(&table(&names, &[&["a", "b", "2", "0.5", "36", "n", "no", "no", "no"]]), &[]);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(name, role)| (name.as_str(), *role)).collect();
        let expected = [
            ("Lat", "latitude"),
            ("LON", "longitude"),
            ("School_Name", "name"),
            ("County", "area"),
            ("Ward", "area"),
            ("4g_850_cons", "coverage"),
            ("4g_900_cons", "coverage"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_a_person_says_goes_first() {
        let table = table(&["lat", "Y", "lon", "title"], &[&["1", "2", "3", "t"]]);
        let asked =
            [(ColumnRole::Latitude, "y"), (ColumnRole::Name, "title"), (ColumnRole::Id, "absent")];
        let found = guessed(&table, &asked);
        assert_eq!(found[0], ("Y".to_owned(), "latitude"));
        assert!(found.contains(&("title".to_owned(), "name")) && found.len() == 3, "{found:?}");
    }

    #[test]
    fn cells_may_contradict_a_name() {
        let rows: [&[&str]; 3] =
            [&["277000", "a", "many"], &["277001", "1.5", "12"], &["0.5", "1.6", "few"]];
        let table = table(&["latitude", "lat", "pupils"], &rows);
        let mapping = guess(&table, Subject::Sites, &catalogue(), &[]);
        assert_eq!(mapping.column(ColumnRole::Latitude), Some(1));
        assert_eq!(mapping.column(ColumnRole::People), None);
        assert_eq!(mapping.passed_over[0].cell, "277000");
        assert_eq!(mapping.unused, ["latitude", "pupils"]);
        assert!(!mapping.has_place(&table));
    }
}
