//! Rows as nodes and lines of a network, and as towers.

use passerelle_vocabulary::{Features, Geometry, Position};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::columns::Mapping;
use super::degrees::amount;
use super::rows::{Place, Rows};
use super::sites::technology;
use super::words::{ColumnCatalogue, ColumnRole, Meanings};
use crate::cleaning::{CleaningFinding, FindingCode};
use crate::network::{Line, LineStatus, Network, Node, Tower};
use crate::site::{Origin, Technology};
use crate::territory::{Lies, Territory};

/// What one operator has at one stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NetworkShare {
    /// Who; empty where it is not told.
    pub operator: String,
    /// How far it has come.
    pub status: LineStatus,
    /// Nodes.
    pub nodes: u64,
    /// Lines.
    pub lines: u64,
    /// Their length in kilometres.
    pub kilometres: f64,
}

/// What files of a network hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NetworkReport {
    /// Rows that were looked at.
    pub rows: u64,
    /// Nodes.
    pub nodes: u64,
    /// Lines, each part of a broken one counted.
    pub lines: u64,
    /// Length of all lines in kilometres.
    pub kilometres: f64,
    /// By operator and status, the longest first.
    pub shares: Vec<NetworkShare>,
    /// What was found.
    pub findings: Vec<CleaningFinding>,
}

/// Takes rows of networks.
pub struct NetworkReader<'c> {
    territory: &'c Territory,
    statuses: Meanings<LineStatus>,
    unknown: Meanings<()>,
    network: Network,
    report: NetworkReport,
}

/// What a row of a network says besides where it is.
struct About {
    id: String,
    name: String,
    status: LineStatus,
    operator: String,
    origin: Origin,
}

/// Characters of a text that each part of a line repeats.
const REPEATED: usize = 200;

impl About {
    /// Cuts texts that are no names: a line of many parts would repeat them in each.
    fn shorten(&mut self) {
        for text in [&mut self.id, &mut self.name, &mut self.operator] {
            if let Some((end, _)) = text.char_indices().nth(REPEATED) {
                text.truncate(end);
                text.push('…');
            }
        }
    }
}

impl<'c> NetworkReader<'c> {
    /// Nothing yet.
    pub fn new(territory: &'c Territory, catalogue: &ColumnCatalogue) -> Self {
        let status = |code: &str| match code {
            "operational" => Some(LineStatus::Operational),
            "planned" => Some(LineStatus::Planned),
            "closed" => Some(LineStatus::Closed),
            "unknown" => Some(LineStatus::Unknown),
            _ => None,
        };
        Self {
            territory,
            statuses: catalogue.meanings("status", status),
            unknown: catalogue.meanings("unknown", |_| Some(())),
            network: Network::default(),
            report: NetworkReport::default(),
        }
    }

    /// Takes the rows of a file.
    pub fn take(&mut self, file: u32, table: &Features, mapping: &Mapping) {
        let rows = Rows::new(table, mapping);
        for at in 0..table.len() {
            self.report.rows += 1;
            let cell = |role| rows.cell(at, mapping.column(role));
            let status = cell(ColumnRole::Status);
            let about = About {
                id: cell(ColumnRole::Id).to_owned(),
                name: cell(ColumnRole::Name).to_owned(),
                status: if status.is_empty() { None } else { self.statuses.of(status) }
                    .unwrap_or_default(),
                operator: self.known_operator(cell(ColumnRole::Operator)),
                origin: Origin { file, row: table.row(at) },
            };
            self.row(rows.place(at), about);
        }
    }

    /// An operator, unless the cell says that it is not known.
    fn known_operator(&mut self, cell: &str) -> String {
        let unknown = self.unknown.of_whole(cell).is_some();
        if unknown { String::new() } else { cell.to_owned() }
    }

    fn row(&mut self, place: Place, about: About) {
        let finding = |code| CleaningFinding::new(about.origin.file, about.origin.row, code);
        let told = |code| finding(code).with("", &about.name);
        match place {
            Place::Missing => self.report.findings.push(told(FindingCode::NoCoordinates)),
            Place::Unreadable { column, cell } => {
                let code = FindingCode::UnreadableCoordinates;
                self.report.findings.push(finding(code).with(&column, &cell));
            }
            Place::Shape(Geometry::Lines(lines)) => self.lines(lines, about),
            Place::Shape(Geometry::Polygons(_)) => {
                self.report.findings.push(told(FindingCode::NotALine));
            }
            Place::Shape(Geometry::Point(at)) => self.node(at, about),
            Place::At(0.0, 0.0) => self.report.findings.push(told(FindingCode::ZeroCoordinates)),
            Place::At(lat, lon) => {
                let written = format!("{lat}, {lon}");
                match (self.territory.swapped_in(&[(lat, lon)]), Position::new(lat, lon)) {
                    (Some(swapped), _) => {
                        let code = FindingCode::SwappedCoordinates;
                        self.report.findings.push(finding(code).with("", &written));
                        swapped.into_iter().for_each(|at| self.put_node(at, &about));
                    }
                    (None, Some(at)) => self.node(at, about),
                    (None, None) => {
                        let code = FindingCode::NotOnEarth;
                        self.report.findings.push(finding(code).with("", &written));
                    }
                }
            }
        }
    }

    fn tell_outside(&mut self, places: &[Position], about: &About) {
        if places.iter().all(|at| self.territory.find(*at) == Lies::Outside) {
            let Origin { file, row } = about.origin;
            let finding = CleaningFinding::new(file, row, FindingCode::NetworkOutside);
            self.report.findings.push(finding.with("", &about.name));
        }
    }

    fn node(&mut self, position: Position, about: About) {
        self.tell_outside(&[position], &about);
        self.put_node(position, &about);
    }

    fn put_node(&mut self, position: Position, about: &About) {
        let About { id, name, status, operator, origin } = about;
        let [id, name, operator] = [id, name, operator].map(Clone::clone);
        let (status, origin) = (*status, *origin);
        self.network.nodes.push(Node { id, name, position, status, operator, origin });
    }

    fn lines(&mut self, lines: Vec<Vec<Position>>, about: About) {
        let parts = lines.len();
        let mut about = about;
        for mut path in lines {
            path.dedup();
            if path.len() < 2 {
                // An empty part of a line in several says nothing.
                if parts == 1 || !path.is_empty() {
                    let Origin { file, row } = about.origin;
                    let finding = CleaningFinding::new(file, row, FindingCode::LineTooShort);
                    self.report.findings.push(finding.with("", &about.name));
                }
                continue;
            }
            let places: Vec<(f64, f64)> = path.iter().map(|at| (at.lat, at.lon)).collect();
            if let Some(swapped) = self.territory.swapped_in(&places) {
                let Origin { file, row } = about.origin;
                let finding = CleaningFinding::new(file, row, FindingCode::SwappedCoordinates);
                self.report.findings.push(finding.with("", &about.name));
                path = swapped;
            }
            self.tell_outside(&path, &about);
            self.network.lines.push(Line {
                id: about.id.clone(),
                name: about.name.clone(),
                path,
                status: about.status,
                operator: about.operator.clone(),
                origin: about.origin,
            });
            about.shorten();
        }
    }

    /// The network, and what it holds.
    pub fn finish(self) -> (Network, NetworkReport) {
        let Self { network, mut report, .. } = self;
        let mut shares: FxHashMap<(&str, LineStatus), NetworkShare> = FxHashMap::default();
        let mut add = |operator, status, nodes, lines, kilometres| {
            let share = shares.entry((operator, status)).or_insert_with(|| NetworkShare {
                operator: operator.to_owned(),
                status,
                nodes: 0,
                lines: 0,
                kilometres: 0.0,
            });
            share.nodes += nodes;
            share.lines += lines;
            share.kilometres += kilometres;
        };
        for node in &network.nodes {
            add(node.operator.as_str(), node.status, 1, 0, 0.0);
        }
        for line in &network.lines {
            let kilometres = line.length() / 1000.0;
            add(line.operator.as_str(), line.status, 0, 1, kilometres);
            report.kilometres += kilometres;
        }
        report.shares = shares.into_values().collect();
        report.shares.sort_by(|a, b| {
            let by_length = b.kilometres.total_cmp(&a.kilometres);
            let by_name = || (&a.operator, a.status as u8).cmp(&(&b.operator, b.status as u8));
            by_length.then_with(by_name)
        });
        (report.nodes, report.lines) = (network.nodes.len() as u64, network.lines.len() as u64);
        (network, report)
    }
}

/// What files of towers hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TowersReport {
    /// Rows that were looked at.
    pub rows: u64,
    /// Towers.
    pub towers: u64,
    /// Rows that are another antenna of a tower.
    pub merged: u64,
    /// What was found.
    pub findings: Vec<CleaningFinding>,
}

/// Takes rows of towers: the antennas of one operator at one place are one tower.
pub struct TowerReader<'c> {
    territory: &'c Territory,
    generations: Meanings<u8>,
    technologies: Meanings<Technology>,
    towers: Vec<Tower>,
    known: FxHashMap<(u64, u64, String), usize>,
    report: TowersReport,
}

impl<'c> TowerReader<'c> {
    /// Nothing yet.
    pub fn new(territory: &'c Territory, catalogue: &ColumnCatalogue) -> Self {
        Self {
            territory,
            generations: catalogue.meanings("generation", |is| is.parse().ok()),
            technologies: catalogue.meanings("technology", technology),
            towers: Vec::new(),
            known: FxHashMap::default(),
            report: TowersReport::default(),
        }
    }

    /// Takes the rows of a file.
    pub fn take(&mut self, file: u32, table: &Features, mapping: &Mapping) {
        let rows = Rows::new(table, mapping);
        for at in 0..table.len() {
            self.report.rows += 1;
            let origin = Origin { file, row: table.row(at) };
            let Some(position) = self.position(origin, rows.place(at)) else { continue };
            let cell = |role| rows.cell(at, mapping.column(role));
            let cells = mapping.all(ColumnRole::Generation).map(|column| table.cell(at, column));
            let mut generations: Vec<u8> =
                cells.flat_map(|cell| self.generations.all_of(cell)).collect();
            generations.sort_unstable();
            generations.dedup();
            let backhaul = self.technologies.of(cell(ColumnRole::Backhaul));
            self.add(Tower {
                id: cell(ColumnRole::Id).to_owned(),
                position,
                generations,
                height: amount(cell(ColumnRole::Height)).filter(|height| *height > 0.0),
                backhaul,
                operator: cell(ColumnRole::Operator).to_owned(),
                origin,
            });
        }
    }

    fn position(&mut self, origin: Origin, place: Place) -> Option<Position> {
        let finding = |code| CleaningFinding::new(origin.file, origin.row, code);
        let found = match place {
            Place::Missing => finding(FindingCode::NoCoordinates),
            Place::Unreadable { column, cell } => {
                finding(FindingCode::UnreadableCoordinates).with(&column, &cell)
            }
            Place::Shape(_) => finding(FindingCode::NotAPoint),
            Place::At(lat, lon) if lat == 0.0 && lon == 0.0 => {
                finding(FindingCode::ZeroCoordinates)
            }
            Place::At(lat, lon) => {
                let written = format!("{lat}, {lon}");
                let swapped = self.territory.swapped_in(&[(lat, lon)]);
                if let Some(at) = swapped.and_then(|places| places.first().copied()) {
                    let mended = finding(FindingCode::SwappedCoordinates).with("", &written);
                    self.report.findings.push(mended);
                    return Some(at);
                }
                match Position::new(lat, lon) {
                    None => finding(FindingCode::NotOnEarth).with("", &written),
                    Some(at) => {
                        if self.territory.find(at) == Lies::Outside {
                            let told = finding(FindingCode::NetworkOutside).with("", &written);
                            self.report.findings.push(told);
                        }
                        return Some(at);
                    }
                }
            }
        };
        self.report.findings.push(found);
        None
    }

    fn add(&mut self, tower: Tower) {
        let at = tower.position;
        let key = (at.lat.to_bits(), at.lon.to_bits(), tower.operator.clone());
        let Some(known) = self.known.get(&key) else {
            self.known.insert(key, self.towers.len());
            self.towers.push(tower);
            return;
        };
        let first = &mut self.towers[*known];
        self.report.merged += 1;
        first.generations.extend(tower.generations);
        first.generations.sort_unstable();
        first.generations.dedup();
        first.height = match (first.height, tower.height) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        };
        first.backhaul = first.backhaul.or(tower.backhaul);
    }

    /// The towers, and what was found.
    pub fn finish(self) -> (Vec<Tower>, TowersReport) {
        let Self { towers, mut report, .. } = self;
        report.towers = towers.len() as u64;
        (towers, report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::DegreeBox;

    #[test]
    fn parts_of_a_line_do_not_repeat_what_is_no_name() {
        let catalogue = ColumnCatalogue::default();
        let nowhere = Territory::default();
        let mut reader = NetworkReader::new(&nowhere, &catalogue);
        let part = vec![Position { lat: 0.0, lon: 0.0 }, Position { lat: 1.0, lon: 1.0 }];
        let (id, name, operator) = ("é".repeat(100_000), "Backbone".to_owned(), String::new());
        let origin = Origin { file: 0, row: 1 };
        let about = About { id: id.clone(), name, status: LineStatus::Unknown, operator, origin };
        reader.lines(vec![part; 1_000], about);
        let (network, _) = reader.finish();
        assert_eq!(network.lines.len(), 1_000);
        assert!(network.lines.iter().all(|line| line.name == "Backbone"));
        assert_eq!(network.lines[0].id, id, "of the first nothing is lost");
        assert!(network.lines[1..].iter().all(|line| line.id == "é".repeat(200) + "…"));
    }

    #[test]
    fn swapped_coordinates_are_put_right() {
        let country =
            Territory::of_box(DegreeBox { west: 33.0, south: -5.0, east: 42.0, north: 6.0 });
        let catalogue = ColumnCatalogue::default();
        let mut reader = NetworkReader::new(&country, &catalogue);
        let mut table = Features::new(Vec::new());
        let place = |lat, lon| Position { lat, lon };
        let line = |places: &[(f64, f64)]| {
            Geometry::Lines(vec![places.iter().map(|(lat, lon)| place(*lat, *lon)).collect()])
        };
        for (row, shape) in [
            Geometry::Point(place(36.0, 1.0)),
            Geometry::Point(place(1.0, 36.0)),
            Geometry::Point(place(50.0, 8.0)),
            line(&[(36.0, 1.0), (36.5, 1.5)]),
            line(&[(1.0, 36.0), (50.0, 36.5)]),
        ]
        .into_iter()
        .enumerate()
        {
            table.push(row as u32 + 1, [], Some(shape)).unwrap();
        }
        reader.take(0, &table, &Mapping::default());
        let (network, report) = reader.finish();
        let nodes: Vec<Position> = network.nodes.iter().map(|node| node.position).collect();
        assert_eq!(nodes, [place(1.0, 36.0), place(1.0, 36.0), place(50.0, 8.0)]);
        assert_eq!(network.lines[0].path, [place(1.0, 36.0), place(1.5, 36.5)]);
        assert_eq!(network.lines[1].path[1], place(50.0, 36.5), "partly in the country, it stays");
        let codes: Vec<_> = report.findings.iter().map(|one| (one.row, one.code.code())).collect();
        let swapped = "swapped-coordinates";
        assert_eq!(codes, [(1, swapped), (3, "network-outside"), (4, swapped)]);
        // Where nothing is known of the country, nothing is mended.
        assert_eq!(Territory::default().swapped_in(&[(36.0, 1.0)]), None);
    }
}
