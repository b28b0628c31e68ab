//! Values into numbers.

use std::collections::{BTreeMap, HashMap};

use super::resolve::{in_groups, measured};
use super::wire::{Places, WireData, WireDataSet, WireMessage, WireSeries};
use crate::sdmx::Limits;
use crate::sdmx::data::{
    ComponentValue, DataMessage, DataSet, MessageComponent, MessageStructure, Observation, Series,
};
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::value::{Value, Values};

impl WireMessage {
    /// The message with numbers instead of values. What has no number yet gets one, at the end.
    ///
    /// # Errors
    /// Every value of a component that the message's structure does not have at that level.
    pub fn of(message: &DataMessage) -> Result<Self, Problems> {
        let mut problems = Problems::new(&Limits::default());
        let mut structures = message.structures.clone();
        // One for each structure, not for each set: there may be many sets.
        let mut numberers: Vec<Numberer<'_>> = structures.iter_mut().map(Numberer::new).collect();
        let mut sets = Vec::with_capacity(message.data_sets.len());
        for (number, set) in message.data_sets.iter().enumerate() {
            let place = format!("dataSets/{number}");
            match numberers.get_mut(set.structure) {
                Some(numberer) => {
                    numberer.place = place;
                    sets.push(numberer.set(set));
                }
                None => problems.add(Problem::new(
                    ProblemCode::UnknownStructure,
                    place,
                    &set.structure.to_string(),
                )),
            }
        }
        for numberer in numberers {
            let found = numberer.store();
            found.list.into_iter().for_each(|problem| problems.add(problem));
        }
        let data = WireData { structures, data_sets: sets, ..WireData::default() };
        let data = (!data.structures.is_empty() || !data.data_sets.is_empty()).then_some(data);
        let (header, errors) = (message.header.clone(), message.errors.clone());
        problems.or(Self { header, data, errors, ..Self::default() })
    }
}

/// Components of one place that are told as unknown.
const UNKNOWN: usize = 10;

/// A component and the numbers of its values.
struct Numbered {
    id: String,
    is_dimension: bool,
    values: Vec<Option<ComponentValue>>,
    numbers: HashMap<String, usize>,
}

impl Numbered {
    fn new(component: &MessageComponent, is_dimension: bool) -> Self {
        let mut numbers = HashMap::new();
        for (number, value) in component.values.iter().enumerate() {
            if let Some(value) = value.as_ref().and_then(ComponentValue::resolved) {
                numbers.entry(identity(&value)).or_insert(number);
            }
        }
        Self { id: component.id.clone(), is_dimension, values: component.values.clone(), numbers }
    }

    fn list(components: &[MessageComponent], are_dimensions: bool) -> Vec<Self> {
        components.iter().map(|component| Self::new(component, are_dimensions)).collect()
    }

    fn number(&mut self, value: &Value) -> usize {
        let next = self.values.len();
        let number = *self.numbers.entry(identity(value)).or_insert(next);
        if number == next {
            let (id, plain) = match value {
                Value::Text(id) => (Some(id.clone()), None),
                other => (None, Some(other.clone())),
            };
            self.values.push(Some(ComponentValue {
                id,
                value: plain,
                ..ComponentValue::default()
            }));
        }
        number
    }

    /// A number where the component has a list of values, else the value itself.
    fn place(&mut self, value: &Value) -> Value {
        if self.values.is_empty() && !self.is_dimension {
            value.clone()
        } else {
            Value::Integer(i64::try_from(self.number(value)).unwrap_or(i64::MAX))
        }
    }
}

/// Values are the same if they are written alike.
fn identity(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

struct Numberer<'a> {
    structure: &'a mut MessageStructure,
    dimensions: [Vec<Numbered>; 3],
    attributes: [Vec<Numbered>; 3],
    measured: Vec<Numbered>,
    measures: usize,
    place: String,
    problems: Problems,
}

impl<'a> Numberer<'a> {
    fn new(structure: &'a mut MessageStructure) -> Self {
        let (dimensions, attributes) = (&structure.dimensions, &structure.attributes);
        let dimensions = [&dimensions.data_set, &dimensions.series, &dimensions.observation]
            .map(|list| Numbered::list(list, true));
        let attributes = [&attributes.data_set, &attributes.dimension_group, &attributes.series]
            .map(|list| Numbered::list(list, false));
        let measured = Numbered::list(&measured(structure), false);
        let measures = measured.len() - structure.attributes.observation.len();
        let problems = Problems::new(&Limits::default());
        let place = String::new();
        Self { structure, dimensions, attributes, measured, measures, place, problems }
    }

    fn refuse(&mut self, id: &str) {
        self.problems.add(Problem::new(ProblemCode::UnknownComponent, &self.place, id));
    }

    fn set(&mut self, set: &DataSet) -> WireDataSet {
        let mut attributes = set.values.clone();
        let mut whole = std::mem::take(&mut self.dimensions[0]);
        for dimension in &mut whole {
            if let Some(value) = attributes.remove(&dimension.id) {
                dimension.number(&value);
            }
            // What is at the level of the set is the same for all of its structure.
            if dimension.values.len() != 1 {
                self.refuse(&dimension.id);
            }
        }
        self.dimensions[0] = whole;
        let attributes = self.level(0, &attributes, &[]);
        let groups = set.groups.iter().map(|group| {
            let places = self.level(1, &group.values, &group.annotations);
            (self.group_key(&group.key), places)
        });
        let dimension_group_attributes = groups.collect();
        let series =
            set.series.iter().map(|series| (self.key(&[1], &series.key), self.series(series)));
        let series = series.collect();
        let series_ids: Vec<String> = self.dimensions[1].iter().map(|one| one.id.clone()).collect();
        let whole =
            set.observations.iter().any(|one| series_ids.iter().any(|id| one.key.contains_key(id)));
        let observations = self.observations(whole, &set.observations);
        WireDataSet {
            structure: Some(set.structure),
            action: set.action.map(|action| action.word().to_owned()),
            annotations: set.annotations.clone(),
            attributes,
            dimension_group_attributes,
            series,
            observations,
            other: set.other.clone(),
        }
    }

    fn series(&mut self, series: &Series) -> WireSeries {
        WireSeries {
            annotations: series.annotations.clone(),
            attributes: self.level(2, &series.values, &[]),
            observations: self.observations(false, &series.observations),
            ..WireSeries::default()
        }
    }

    fn observations(
        &mut self,
        whole: bool,
        observations: &[Observation],
    ) -> BTreeMap<String, Places> {
        let levels: &[usize] = if whole { &[1, 2] } else { &[2] };
        let mut measured = std::mem::take(&mut self.measured);
        let one = |one: &Observation| {
            let places = self.places(&mut measured, &one.values, &one.annotations);
            (self.key(levels, &one.key), places)
        };
        let all: BTreeMap<_, _> = observations.iter().map(one).collect();
        if all.len() < observations.len() {
            let problem = Problem::new(ProblemCode::RepeatedKey, &self.place, "");
            self.problems.add(problem);
        }
        self.measured = measured;
        all
    }

    fn level(&mut self, level: usize, values: &Values, annotations: &[usize]) -> Places {
        let mut components = std::mem::take(&mut self.attributes[level]);
        let places = self.places(&mut components, values, annotations);
        self.attributes[level] = components;
        places
    }

    fn places(
        &mut self,
        components: &mut [Numbered],
        values: &Values,
        annotations: &[usize],
    ) -> Places {
        let known =
            components.iter().filter(|component| values.contains_key(&component.id)).count();
        if known < values.len() {
            let among = |id: &&String| components.iter().any(|component| component.id == **id);
            let unknown = values.keys().filter(|id| !among(id)).take(UNKNOWN);
            unknown.cloned().collect::<Vec<_>>().iter().for_each(|id| self.refuse(id));
        }
        let place = |component: &mut Numbered| {
            values.get(&component.id).map(|value| component.place(value))
        };
        let mut places: Places = components.iter_mut().map(place).collect();
        if annotations.is_empty() {
            let used = places.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
            places.truncate(used);
        }
        places.extend(
            annotations
                .iter()
                .map(|number| Some(Value::Integer(i64::try_from(*number).unwrap_or(i64::MAX)))),
        );
        places
    }

    fn key(&mut self, levels: &[usize], key: &Values) -> String {
        let known = |id: &&String| {
            levels
                .iter()
                .flat_map(|level| &self.dimensions[*level])
                .any(|dimension| dimension.id == **id)
        };
        let unknown: Vec<String> = key.keys().filter(|id| !known(id)).cloned().collect();
        unknown.iter().for_each(|id| self.refuse(id));
        let mut numbers = Vec::new();
        for level in levels {
            for dimension in &mut self.dimensions[*level] {
                let value = key.get(&dimension.id);
                numbers.push(
                    value.map_or_else(String::new, |value| dimension.number(value).to_string()),
                );
            }
        }
        numbers.join(":")
    }

    fn group_key(&mut self, key: &Values) -> String {
        let order: Vec<String> =
            in_groups(&self.structure.dimensions).iter().map(|one| one.id.clone()).collect();
        let unknown: Vec<String> = key.keys().filter(|id| !order.contains(id)).cloned().collect();
        unknown.iter().for_each(|id| self.refuse(id));
        let number = |id: &String| {
            let Some(value) = key.get(id) else { return String::new() };
            let mut all = self.dimensions.iter_mut().flatten();
            let dimension = all.find(|dimension| dimension.id == *id);
            dimension.map_or_else(String::new, |dimension| dimension.number(value).to_string())
        };
        order.iter().map(number).collect::<Vec<_>>().join(":")
    }

    /// Gives the structure the values that were new; and says what could not be numbered.
    fn store(self) -> Problems {
        let Self { structure, dimensions, attributes, mut measured, measures, problems, .. } = self;
        let put = |list: &mut [MessageComponent], numbered: &mut [Numbered]| {
            for (component, numbered) in list.iter_mut().zip(numbered.iter_mut()) {
                component.values = std::mem::take(&mut numbered.values);
            }
        };
        let [mut whole, mut series, mut observation] = dimensions;
        put(&mut structure.dimensions.data_set, &mut whole);
        put(&mut structure.dimensions.series, &mut series);
        put(&mut structure.dimensions.observation, &mut observation);
        let [mut whole, mut group, mut series] = attributes;
        put(&mut structure.attributes.data_set, &mut whole);
        put(&mut structure.attributes.dimension_group, &mut group);
        put(&mut structure.attributes.series, &mut series);
        let (first, rest) = measured.split_at_mut(measures);
        put(&mut structure.measures.observation, first);
        put(&mut structure.attributes.observation, rest);
        problems
    }
}
