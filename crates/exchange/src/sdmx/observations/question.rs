//! Queries of data (REST API 2.x), answered with figures of Passerelle.
//!
//! A [`Question`] is a query made ready for the table of figures: [`Question::take`] picks from figures as
//! they come from the database, series by series, those that are wanted; [`Question::write`] writes them as
//! SDMX-CSV, [`Question::message`] makes a message of SDMX-JSON of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, Write};

use passerelle_vocabulary::Observation;

use super::Table;
use super::sort::Sorting;
use crate::sdmx::csv::{Action, Layout, PlainRow, StructureKind, Writer};
use crate::sdmx::data::{
    ComponentValue, DataMessage, DataSet, Levels, MessageComponent, MessageStructure,
    Observation as Cell, Series,
};
use crate::sdmx::definitions::{ATTRIBUTES, MEASURE};
use crate::sdmx::header::{Header, Link};
use crate::sdmx::period::{YearStart, span};
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::reference::Reference;
use crate::sdmx::rest::{
    AttributeChoice, AttributeGroup, DataQuery, Evaluator, MeasureChoice, Operator,
};
use crate::sdmx::roles::Roles;
use crate::sdmx::structure::{Item, Structures};
use crate::sdmx::value::{Value, Values};

/// The dimension of time.
pub(super) const TIME: &str = "TIME_PERIOD";
/// What says that observations stand alone, without series.
pub(super) const FLAT: &str = "AllDimensions";

/// A query, made ready for the table of figures.
#[derive(Debug, Clone)]
pub struct Question {
    table: Table,
    query: DataQuery,
    roles: Roles,
    /// Which columns of the table are written.
    shown: Vec<bool>,
    /// Whether measures or attributes decide.
    by_value: bool,
    /// The order that is wanted.
    sorting: Option<Sorting>,
}

/// How far the picking has come; one for each walk through the figures.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// The series of the table that the figures are of now.
    series: Option<(String, String, String, String)>,
    /// What was met of it, by frequency: to SDMX, each is a series of its own.
    frequencies: BTreeMap<&'static str, Met>,
    passed: u64,
    given: u64,
}

/// What was met of a series.
#[derive(Debug, Clone, Default)]
struct Met {
    given: u64,
    /// Those that may be among the last.
    last: VecDeque<Observation>,
}

impl Question {
    /// Makes a query ready.
    ///
    /// # Errors
    /// Everything that this table does not have: a key of more parts than there are dimensions, filters,
    /// attributes, measures or a dimension that are not there; filters of time with something else than
    /// periods. What is known of the API and not served ([`ProblemCode::QueryNotSupported`]).
    pub fn new(table: Table, query: DataQuery) -> Result<Self, Problems> {
        let mut problems = Problems::new(&crate::sdmx::Limits::default());
        for (asked, name) in
            [(query.include_history, "includeHistory"), (query.as_of.is_some(), "asOf")]
        {
            if asked {
                problems.add(Problem::new(ProblemCode::QueryNotSupported, name, ""));
            }
        }
        let roles =
            Roles { dimensions: table.dimension_ids(), ..Roles::new(&[], &[MEASURE], &ATTRIBUTES) };
        if let Err(found) = Evaluator::new(&query.selection, &roles) {
            found.list.into_iter().for_each(|problem| problems.add(problem));
        }
        check_components(&query, &roles, &mut problems);
        let shown = shown(&query, &roles);
        let filters = query.selection.filters.iter();
        let of_values = |id: &String| !roles.dimensions.contains(id);
        let by_value = filters.map(|filter| &filter.component).any(of_values);
        let sorting = Sorting::of(&query, &roles, &mut problems);
        let mut query = query;
        if sorting.is_some() {
            // A part is taken of what was sorted.
            (query.offset, query.limit) = (None, None);
        }
        problems.or(Self { table, query, roles, shown, by_value, sorting })
    }

    /// Whether figures are wanted in an order: they must all be there then.
    pub fn is_sorted(&self) -> bool {
        self.sorting.is_some()
    }

    /// Figures in the order that is wanted, the part of them that is.
    pub fn sort(&self, figures: Vec<Observation>) -> Vec<Observation> {
        match &self.sorting {
            Some(sorting) => sorting.apply(&self.table, figures),
            None => figures,
        }
    }

    /// Ids of the dimensions, in the order of the structure, time last.
    pub fn dimensions(&self) -> &[String] {
        &self.roles.dimensions
    }

    /// Agency, id and version of the data flow.
    pub fn structure(&self) -> &str {
        &self.table.structure
    }

    /// The values of a figure's dimensions but time.
    pub(super) fn key(&self, figure: &Observation) -> Vec<String> {
        let cells = self.table.cells(figure);
        cells[..self.roles.dimensions.len() - 1].iter().map(|cell| cell.to_string()).collect()
    }

    /// The ids that a dimension can have in the answer, where the query names them; `None` where it may
    /// have any.
    pub fn named(&self, dimension: &str) -> Option<BTreeSet<&str>> {
        let at = self.roles.dimensions.iter().position(|id| id == dimension)?;
        let keys = &self.query.selection.keys;
        let parts = keys.iter().map(|key| key.get(at).and_then(Option::as_deref));
        let by_keys = parts.collect::<Option<BTreeSet<_>>>().filter(|_| !keys.is_empty());
        let filters = self.query.selection.filters.iter().filter(|one| one.component == dimension);
        let by_filters = filters.filter_map(|filter| {
            let one = |terms: &Vec<crate::sdmx::rest::Term>| matches!(terms.as_slice(), [term] if term.operator == Operator::Equals);
            let terms = filter.alternatives.iter();
            filter
                .alternatives
                .iter()
                .all(one)
                .then(|| terms.flatten().map(|term| term.value.as_str()).collect())
        });
        by_filters.chain(by_keys).min_by_key(BTreeSet::len)
    }

    /// The second after which figures must have come in, where the query says one (since 1970).
    pub fn updated_after(&self) -> Option<i64> {
        let text = self.query.selection.updated_after.as_deref()?;
        span(text, YearStart::default()).map(|found| found.start)
    }

    /// Of figures in the order of their series and periods, those that are wanted.
    pub fn take(&self, walk: &mut Walk, figures: Vec<Observation>) -> Vec<Observation> {
        let Ok(evaluator) = Evaluator::new(&self.query.selection, &self.roles) else {
            return Vec::new();
        };
        let mut taken = Vec::new();
        for figure in figures {
            if self.accepts(&evaluator, &figure) {
                self.met(walk, figure, &mut taken);
            }
        }
        taken
    }

    /// The last figures that are wanted, once all were taken.
    pub fn end(&self, walk: &mut Walk) -> Vec<Observation> {
        let mut taken = Vec::new();
        self.end_series(walk, &mut taken);
        taken
    }

    /// Whether as many were taken as the query wants at most.
    pub fn is_enough(&self, walk: &Walk) -> bool {
        self.query.limit.is_some_and(|limit| walk.given >= limit)
    }

    fn accepts(&self, evaluator: &Evaluator<'_>, figure: &Observation) -> bool {
        let cells = self.table.cells(figure);
        let dimensions = self.roles.dimensions.len();
        let key: Vec<&str> = cells[..dimensions - 1].iter().map(AsRef::as_ref).collect();
        evaluator.accepts_series(&key)
            && evaluator.accepts_period(&cells[dimensions - 1])
            && (!self.by_value || evaluator.accepts_values(&self.values(&cells)))
    }

    fn values(&self, cells: &[Cow<'_, str>]) -> Values {
        let ids = std::iter::once(MEASURE).chain(ATTRIBUTES);
        let cells = &cells[self.roles.dimensions.len()..];
        let value = |(id, cell): (&str, &Cow<'_, str>)| {
            let number = matches!(id, MEASURE | "STD_ERROR" | "N_CASES");
            let value = match number {
                true => cell.parse::<f64>().ok().map(Value::Number),
                false => Value::text(cell),
            };
            Some((id.to_owned(), value?))
        };
        ids.zip(cells).filter_map(value).collect()
    }

    /// Counts a figure within its series, and gives it on where it is among those wanted.
    fn met(&self, walk: &mut Walk, figure: Observation, taken: &mut Vec<Observation>) {
        let Observation { indicator, place, dimensions, source, .. } = &figure;
        let series = (indicator.clone(), place.clone(), dimensions.to_string(), source.clone());
        if walk.series.as_ref() != Some(&series) {
            self.end_series(walk, taken);
            walk.series = Some(series);
        }
        let (first, last) = (self.query.first_n_observations, self.query.last_n_observations);
        let met = walk.frequencies.entry(super::frequency(figure.period)).or_default();
        let is_first = match (first, last) {
            (None, None) => true,
            (first, _) => met.given < first.unwrap_or_default(),
        };
        if is_first {
            met.given += 1;
            self.give(walk, figure, taken);
        } else if let Some(last) = last {
            met.last.push_back(figure);
            if met.last.len() as u64 > last {
                met.last.pop_front();
            }
        }
    }

    fn end_series(&self, walk: &mut Walk, taken: &mut Vec<Observation>) {
        for (_, met) in std::mem::take(&mut walk.frequencies) {
            for figure in met.last {
                self.give(walk, figure, taken);
            }
        }
    }

    fn give(&self, walk: &mut Walk, figure: Observation, taken: &mut Vec<Observation>) {
        if walk.passed < self.query.offset.unwrap_or_default() {
            walk.passed += 1;
        } else if !self.is_enough(walk) {
            walk.given += 1;
            taken.push(figure);
        }
    }

    /// Writes figures as SDMX-CSV 2.0, the wanted columns of them.
    ///
    /// # Errors
    /// What the system says about writing.
    pub fn write<W: Write>(&self, out: W, figures: &[Observation]) -> io::Result<W> {
        let all = self.table.layout();
        let columns = all.columns.into_iter().zip(&self.shown);
        let columns = columns.filter(|(_, shown)| **shown).map(|(column, _)| column).collect();
        let mut writer = Writer::new(out, Layout::new(columns))?;
        for figure in figures {
            let cells = self.table.cells(figure);
            let cells = cells.iter().zip(&self.shown).filter(|(_, shown)| **shown);
            let cells: Vec<&str> = cells.map(|(cell, _)| cell.as_ref()).collect();
            let row = PlainRow {
                kind: StructureKind::Dataflow,
                structure: &self.table.structure,
                action: Action::Information,
            };
            writer.write_plain(row, &cells)?;
        }
        writer.finish()
    }

    /// The dimension that observations of a series are told apart by; `None` where they stand alone.
    fn at_observation(&self) -> Option<&str> {
        let asked = self.query.dimension_at_observation.as_deref().unwrap_or(TIME);
        (asked != FLAT).then_some(asked)
    }

    /// Figures as a message of data. `structures` tell what codes are called.
    pub fn message(
        &self,
        figures: &[Observation],
        structures: &Structures,
        header: Header,
    ) -> DataMessage {
        let columns = self.table.layout().columns;
        let shown = columns.iter().zip(&self.shown).filter(|(_, shown)| **shown);
        let shown: BTreeSet<&str> = shown.map(|(column, _)| column.id.as_str()).collect();
        let mut set = DataSet { action: Some(Action::Information), ..DataSet::default() };
        let mut places: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for figure in figures {
            let cells = self.table.cells(figure);
            let mut values = self.values(&cells);
            values.retain(|id, _| shown.contains(id.as_str()));
            let mut key = Values::new();
            for (column, cell) in columns.iter().zip(&cells).take(self.roles.dimensions.len()) {
                key.insert(column.id.clone(), Value::from(cell.as_ref()));
            }
            for (id, value) in key.iter().chain(&values) {
                if let Value::Text(code) = value {
                    used.entry(id.clone()).or_default().insert(code.clone());
                }
            }
            let Some(told_apart) = self.at_observation() else {
                set.observations.push(Cell { key, values, ..Cell::default() });
                continue;
            };
            let own = key.remove(told_apart).map(|value| (told_apart.to_owned(), value));
            let name = key.values().filter_map(Value::plain).collect();
            let at = *places.entry(name).or_insert(set.series.len());
            if at == set.series.len() {
                set.series.push(Series { key, ..Series::default() });
            }
            let key = own.into_iter().collect();
            set.series[at].observations.push(Cell { key, values, ..Cell::default() });
        }
        let structure = self.describe(&used, structures);
        DataMessage {
            header,
            structures: vec![structure],
            data_sets: vec![set],
            errors: Vec::new(),
        }
    }

    fn shows(&self, id: &str) -> bool {
        let columns = self.table.layout().columns;
        columns.iter().zip(&self.shown).any(|(column, shown)| *shown && column.id == id)
    }

    /// What the message says of its structure: names, components and the codes that occur.
    fn describe(
        &self,
        used: &BTreeMap<String, BTreeSet<String>>,
        structures: &Structures,
    ) -> MessageStructure {
        let flow = structures.dataflows.first();
        let link = |rel: &str, urn: String| Link {
            rel: Some(rel.to_owned()),
            urn: Some(urn),
            ..Link::default()
        };
        let mut links = Vec::new();
        if let Ok(name) = self.table.structure.parse::<Reference>() {
            links
                .push(link("dataflow", name.of_class(StructureKind::Dataflow.class()).to_string()));
        }
        links.extend(
            flow.and_then(|flow| flow.structure.clone()).map(|urn| link("datastructure", urn)),
        );
        let component = |(position, id): (usize, &String)| {
            let (name, codes) = named(structures, id);
            let values = used.get(id).into_iter().flatten().map(|code| {
                let item = codes.iter().find(|item| item.id == *code);
                Some(ComponentValue {
                    id: Some(code.clone()),
                    name: item.and_then(|item| item.name.clone()),
                    names: item.map(|item| item.names.clone()).unwrap_or_default(),
                    ..ComponentValue::default()
                })
            });
            MessageComponent {
                id: id.clone(),
                name: name.and_then(|item| item.name.clone()),
                names: name.map(|item| item.names.clone()).unwrap_or_default(),
                key_position: i64::try_from(position).ok(),
                values: values.collect(),
                ..MessageComponent::default()
            }
        };
        let dimensions = self.roles.dimensions.iter().enumerate().map(component);
        let told_apart = self.at_observation();
        let alone = |one: &MessageComponent| told_apart.is_none_or(|id| id == one.id);
        let (observation, series) = dimensions.partition(alone);
        let others = |ids: &[String]| {
            let shown = ids.iter().filter(|id| self.shows(id));
            let bare = |id: &String| MessageComponent { key_position: None, ..component((0, id)) };
            Levels { observation: shown.map(bare).collect(), ..Levels::default() }
        };
        MessageStructure {
            links,
            name: flow.and_then(|flow| flow.artefact.name.clone()),
            names: flow.map(|flow| flow.artefact.names.clone()).unwrap_or_default(),
            dimensions: Levels { observation, series, ..Levels::default() },
            measures: others(&self.roles.measures),
            attributes: others(&self.roles.attributes),
            data_sets: vec![0],
            ..MessageStructure::default()
        }
    }
}

/// The concept of a component, and the codes of its list.
fn named<'a>(structures: &'a Structures, id: &str) -> (Option<&'a Item>, &'a [Item]) {
    let concepts = structures.concept_schemes.iter().flat_map(|scheme| &scheme.concepts);
    let mut components = structures
        .data_structures
        .iter()
        .flat_map(|one| one.dimensions().into_iter().chain(one.attributes()));
    let list = components.find(|component| component.id == id).and_then(|component| {
        let urn = component.local_representation.as_ref()?.enumeration.as_ref()?;
        let list = urn.parse::<Reference>().ok()?.id;
        structures.codelists.iter().find(|one| one.artefact.id == list)
    });
    let codes = list.map(|list| list.codes.as_slice()).unwrap_or_default();
    (concepts.into_iter().find(|concept| concept.id == id), codes)
}

/// Components that the query names outside of keys and filters.
fn check_components(query: &DataQuery, roles: &Roles, problems: &mut Problems) {
    let mut must = |place: &str, id: &str, known: &[String]| {
        if !known.iter().any(|one| one == id) {
            let problem = Problem::new(ProblemCode::UnknownComponent, place, id);
            problems.add(problem.allowed(known.join(", ")));
        }
    };
    for choice in &query.attributes {
        if let AttributeChoice::Id(id) = choice {
            must("attributes", id, &roles.attributes);
        }
    }
    if let MeasureChoice::Ids(ids) = &query.measures {
        ids.iter().for_each(|id| must("measures", id, &roles.measures));
    }
    if let Some(id) = query.dimension_at_observation.as_deref().filter(|id| *id != FLAT) {
        must("dimensionAtObservation", id, &roles.dimensions);
    }
}

/// Which columns are written: every dimension, and the measures and attributes that are wanted. All of our
/// attributes are of observations.
fn shown(query: &DataQuery, roles: &Roles) -> Vec<bool> {
    let measure = |id: &String| match &query.measures {
        MeasureChoice::All => true,
        MeasureChoice::None => false,
        MeasureChoice::Ids(ids) => ids.contains(id),
    };
    let attribute = |id: &String| {
        let wanted = |choice: &AttributeChoice| match choice {
            AttributeChoice::Group(
                AttributeGroup::Dsd | AttributeGroup::Observation | AttributeGroup::All,
            ) => true,
            AttributeChoice::Group(_) => false,
            AttributeChoice::Id(known) => known == id,
        };
        query.attributes.is_empty() || query.attributes.iter().any(wanted)
    };
    let dimensions = roles.dimensions.iter().map(|_| true);
    let measures = roles.measures.iter().map(measure);
    dimensions.chain(measures).chain(roles.attributes.iter().map(attribute)).collect()
}
