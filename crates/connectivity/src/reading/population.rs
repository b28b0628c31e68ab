//! Rows as points where people live.

use passerelle_vocabulary::{Features, Position};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::columns::Mapping;
use super::degrees::amount;
use super::rows::{Place, Rows};
use super::words::ColumnRole;
use crate::cleaning::{CleaningFinding, FindingCode};
use crate::territory::{Lies, Territory};

/// People who live around a place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PopulationPoint {
    /// Where.
    pub position: Position,
    /// How many; above 0.
    pub people: f64,
}

/// What files of population hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PopulationReport {
    /// Rows that were looked at.
    pub rows: u64,
    /// Points with people.
    pub points: u64,
    /// All of them.
    pub people: f64,
    /// What was found.
    pub findings: Vec<CleaningFinding>,
}

/// Takes the rows of a file; points without people are none, and are only counted as rows.
pub fn read_population(
    file: u32,
    table: &Features,
    mapping: &Mapping,
    territory: &Territory,
    points: &mut Vec<PopulationPoint>,
    report: &mut PopulationReport,
) {
    let rows = Rows::new(table, mapping);
    for at in 0..table.len() {
        report.rows += 1;
        let found = |code| CleaningFinding::new(file, table.row(at), code);
        let cell = rows.cell(at, mapping.column(ColumnRole::People));
        let Some(people) = amount(cell) else {
            report.findings.push(found(FindingCode::OddPeople).with("", cell));
            continue;
        };
        let position = match rows.place(at) {
            Place::At(lat, lon) => Position::new(lat, lon)
                .ok_or_else(|| found(FindingCode::NotOnEarth).with("", &format!("{lat}, {lon}"))),
            Place::Missing => Err(found(FindingCode::NoCoordinates)),
            Place::Unreadable { column, cell } => {
                Err(found(FindingCode::UnreadableCoordinates).with(&column, &cell))
            }
            Place::Shape(_) => Err(found(FindingCode::NotAPoint)),
        };
        match position {
            Err(finding) => report.findings.push(finding),
            Ok(at) if territory.find(at) == Lies::Outside => {
                let written = format!("{}, {}", at.lat, at.lon);
                report.findings.push(found(FindingCode::OutsideCountry).with("", &written));
            }
            Ok(position) if people > 0.0 => {
                report.points += 1;
                report.people += people;
                points.push(PopulationPoint { position, people });
            }
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Because, MappedColumn};
    use crate::territory::DegreeBox;

    #[test]
    fn people_are_where_the_rows_say() {
        let names = ["lat", "lon", "population"];
        let mut table = Features::new(names.map(str::to_owned).to_vec());
        for (at, row) in [
            ["1", "36", "1 250"],
            ["2", "36", "0"],
            ["", "36", "9"],
            ["50", "36", "9"],
            ["3", "36", "many"],
        ]
        .into_iter()
        .enumerate()
        {
            table.push(at as u32 + 2, row, None).unwrap();
        }
        let roles = [ColumnRole::Latitude, ColumnRole::Longitude, ColumnRole::People];
        let columns = roles.into_iter().enumerate().map(|(at, role)| MappedColumn {
            column: names[at].to_owned(),
            role,
            because: Because::Name,
            known_as: String::new(),
            at,
        });
        let mapping = Mapping { columns: columns.collect(), ..Mapping::default() };
        let country =
            Territory::of_box(DegreeBox { west: 33.0, south: -5.0, east: 42.0, north: 6.0 });
        let (mut points, mut report) = (Vec::new(), PopulationReport::default());
        read_population(0, &table, &mapping, &country, &mut points, &mut report);
        let position = Position { lat: 1.0, lon: 36.0 };
        assert_eq!(points, [PopulationPoint { position, people: 1250.0 }]);
        let codes: Vec<_> = report.findings.iter().map(|one| (one.code.code(), one.row)).collect();
        assert_eq!(codes, [("no-coordinates", 4), ("outside-country", 5), ("odd-people", 6)]);
        assert_eq!((report.rows, report.points, report.people), (5, 1, 1250.0));
    }
}
