//! Rows as sites.

use passerelle_vocabulary::Features;

use super::columns::Mapping;
use super::counts::{Count, count};
use super::degrees::amount;
use super::rows::{Place, Rows};
use super::words::{ColumnCatalogue, ColumnRole, Meanings};
use crate::site::{Connection, Power, SiteKind, Technology};

/// A site as a row has it; where it is, is not decided yet.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteDraft {
    /// The row of the file.
    pub row: u32,
    /// Where the row says it is.
    pub place: Place,
    /// As the row writes it; empty where it has none.
    pub id: String,
    /// Identifier in an official list.
    pub official_id: Option<String>,
    /// As the row writes it; empty where it has none.
    pub name: String,
    /// What it is.
    pub kind: SiteKind,
    /// Level or type.
    pub level: Option<String>,
    /// Areas from the widest to the narrowest; an empty one where a level above others is left out.
    pub areas: Vec<String>,
    /// Pupils, or people served.
    pub people: Option<f64>,
    /// Where its electricity comes from.
    pub power: Option<Power>,
    /// Whether it is connected.
    pub is_connected: Option<bool>,
    /// The connection it has.
    pub connection: Option<Connection>,
    /// Whether 4G reaches it.
    pub is_covered: Option<bool>,
    /// When it was surveyed.
    pub surveyed: Option<String>,
    /// A technology that is none of those planned with, as written: a line of copper.
    pub other_technology: Option<String>,
    /// A number of people that is none, that may mean another, or that is hardly believed, as written.
    pub odd_people: Option<String>,
}

/// What all rows of a file are, by words in its name, else in those of its columns; `None`: it does not say.
pub fn kind_of_file(name: &str, table: &Features, catalogue: &ColumnCatalogue) -> Option<SiteKind> {
    let mut kinds = catalogue.meanings("kind_of_file", kind);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    kinds.of(stem).or_else(|| table.names().iter().find_map(|column| kinds.of(column)))
}

fn kind(code: &str) -> Option<SiteKind> {
    match code {
        "school" => Some(SiteKind::School),
        "health_facility" => Some(SiteKind::HealthFacility),
        "other" => Some(SiteKind::Other),
        _ => None,
    }
}

pub(super) fn technology(code: &str) -> Option<Technology> {
    match code {
        "fibre" => Some(Technology::Fibre),
        "radio" => Some(Technology::Radio),
        "cellular" => Some(Technology::Cellular),
        "satellite" => Some(Technology::Satellite),
        _ => None,
    }
}

fn power(code: &str) -> Option<Power> {
    match code {
        "grid" => Some(Power::Grid),
        "solar" => Some(Power::Solar),
        "generator" => Some(Power::Generator),
        "some" => Some(Power::Some),
        "none" => Some(Power::None),
        _ => None,
    }
}

/// The rows of a list of sites.
pub struct SiteRows<'t> {
    rows: Rows<'t>,
    mapping: Mapping,
    areas: Vec<usize>,
    coverage: Vec<usize>,
    kind: Option<SiteKind>,
    kinds: Meanings<SiteKind>,
    technologies: Meanings<Technology>,
    powers: Meanings<Power>,
    yes_no: Meanings<bool>,
    generations: Meanings<u8>,
}

impl<'t> SiteRows<'t> {
    /// Rows of a table with this mapping. `kind`: what the rows are that do not say it themselves.
    pub fn new(
        table: &'t Features,
        mapping: Mapping,
        catalogue: &ColumnCatalogue,
        kind_of_rows: Option<SiteKind>,
    ) -> Self {
        Self {
            rows: Rows::new(table, &mapping),
            areas: mapping.all(ColumnRole::Area).collect(),
            coverage: mapping.all(ColumnRole::Coverage).collect(),
            kind: kind_of_rows,
            kinds: catalogue.meanings("kind", kind),
            technologies: catalogue.meanings("technology", technology),
            powers: catalogue.meanings("power", power),
            yes_no: catalogue.meanings("yes_no", |is| Some(is == "yes")),
            generations: catalogue.meanings("generation", |is| is.parse().ok()),
            mapping,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.table.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn cell(&self, at: usize, role: ColumnRole) -> &'t str {
        self.rows.cell(at, self.mapping.column(role))
    }

    fn some(&self, at: usize, role: ColumnRole) -> Option<String> {
        Some(self.cell(at, role)).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    /// What a row says.
    pub fn read(&mut self, at: usize) -> SiteDraft {
        let (technology, other_technology) = self.technology(at);
        let (is_connected, connection) = self.connected(at, technology, other_technology.is_some());
        let (kind, power, is_covered) = (self.kind(at), self.power(at), self.is_covered(at));
        let Count { people, odd } = count(self.cell(at, ColumnRole::People), kind);
        let mut areas: Vec<String> =
            self.areas.iter().map(|column| self.rows.table.cell(at, *column).to_owned()).collect();
        // A level that is left out above others keeps its place: cleaning sees to it.
        areas.truncate(areas.iter().rposition(|area| !area.is_empty()).map_or(0, |last| last + 1));
        SiteDraft {
            row: self.rows.table.row(at),
            place: self.rows.place(at),
            id: self.cell(at, ColumnRole::Id).to_owned(),
            official_id: self.some(at, ColumnRole::OfficialId),
            name: self.cell(at, ColumnRole::Name).to_owned(),
            level: self.some(at, ColumnRole::Level),
            areas,
            people,
            odd_people: odd.map(str::to_owned),
            surveyed: self.some(at, ColumnRole::Surveyed),
            kind,
            power,
            is_connected,
            connection,
            is_covered,
            other_technology,
        }
    }

    fn kind(&mut self, at: usize) -> SiteKind {
        let (own, level) = (self.cell(at, ColumnRole::Kind), self.cell(at, ColumnRole::Level));
        let own = if own.is_empty() { None } else { self.kinds.of(own) };
        own.or(self.kind).or_else(|| self.kinds.of(level)).unwrap_or(SiteKind::Other)
    }

    fn power(&mut self, at: usize) -> Option<Power> {
        let (has, source) =
            (self.cell(at, ColumnRole::Power), self.cell(at, ColumnRole::PowerSource));
        let said = if has.is_empty() { None } else { self.yes_no.of(has) };
        if said == Some(false) {
            return Some(Power::None);
        }
        let told = [source, has].into_iter().filter(|cell| !cell.is_empty());
        let found = told.filter_map(|cell| self.powers.of(cell)).find(|one| *one != Power::Some);
        found.or_else(|| said.map(|_| Power::Some)).or_else(|| {
            let words = [source, has].into_iter().filter(|cell| !cell.is_empty());
            words.filter_map(|cell| self.powers.of(cell)).next()
        })
    }

    /// How it is connected; what is none of the technologies planned with, as it is written.
    fn technology(&mut self, at: usize) -> (Option<Technology>, Option<String>) {
        let cell = self.cell(at, ColumnRole::Technology);
        if cell.is_empty() {
            return (None, None);
        }
        match self.technologies.of(cell) {
            Some(technology) => (Some(technology), None),
            None if self.yes_no.of(cell).is_some() => (None, None),
            None => (None, Some(cell.to_owned())),
        }
    }

    /// Whether it is connected, and by what: by its own column, else by a technology or a speed. `other`:
    /// whether there is a technology that is none of those planned with.
    fn connected(
        &mut self,
        at: usize,
        technology: Option<Technology>,
        other: bool,
    ) -> (Option<bool>, Option<Connection>) {
        let cell = self.cell(at, ColumnRole::Connected);
        let said = if cell.is_empty() { None } else { self.yes_no.of(cell) };
        let denied = self.cell(at, ColumnRole::Technology);
        let denied = !denied.is_empty() && self.yes_no.of(denied) == Some(false);
        let mbps = amount(self.cell(at, ColumnRole::Speed)).filter(|mbps| *mbps > 0.0);
        let contract = self.some(at, ColumnRole::Contract);
        let shown = technology.is_some() || other || mbps.is_some();
        let is_connected = said.or(match (shown, denied) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        });
        let any = technology.is_some() || mbps.is_some() || contract.is_some();
        (is_connected, any.then_some(Connection { technology, mbps, contract }))
    }

    /// Covered where any of the columns says so, otherwise by the latest generation that is told.
    fn is_covered(&mut self, at: usize) -> Option<bool> {
        let mut said = None;
        for column in &self.coverage {
            match self.yes_no.of(self.rows.table.cell(at, *column)) {
                Some(true) => return Some(true),
                found => said = said.or(found),
            }
        }
        let generation = self.cell(at, ColumnRole::CoverageGeneration);
        let latest = self.generations.all_of(generation).into_iter().max();
        // "none" is an answer; "yes", of an unknown generation, is not.
        said.or(latest.map(|latest| latest >= 4)).or_else(|| {
            if generation.is_empty() { None } else { self.yes_no.of(generation).filter(|yes| !yes) }
        })
    }
}
