//! Numbers into values.

use std::collections::BTreeMap;

use super::wire::{Places, WireData, WireDataSet, WireMessage, WireSeries};
use crate::sdmx::Limits;
use crate::sdmx::csv::Action;
use crate::sdmx::data::{
    ComponentValue, DataMessage, DataSet, Group, Levels, MessageComponent, MessageStructure,
    Observation, Series,
};
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::value::{Value, Values};

/// The measure of structures that name none.
const OBS_VALUE: &str = "OBS_VALUE";

impl WireMessage {
    /// The message with values instead of numbers; and what is wrong with it: every number without a value
    /// behind it, sets of structures that are not there, actions that are none. What is wrong is left out.
    pub fn resolve(self, limits: &Limits) -> (DataMessage, Problems) {
        let mut problems = Problems::new(limits);
        let WireData { structures, data_sets, .. } = self.data.unwrap_or_default();
        let measured: Vec<_> = structures.iter().map(measured).collect();
        let mut sets = Vec::with_capacity(data_sets.len());
        // Every set has the values that are the same in all of it: many sets of a wide structure are more
        // than the message was.
        let mut left = limits.items;
        for (number, set) in data_sets.into_iter().enumerate() {
            let place = format!("dataSets/{number}");
            let structure = set.structure.unwrap_or(0);
            let Some((known, measured)) = structures.get(structure).zip(measured.get(structure))
            else {
                let found = structure.to_string();
                problems.add(Problem::new(ProblemCode::UnknownStructure, place, &found));
                continue;
            };
            let width = known.dimensions.all().count() + known.attributes.all().count();
            let Some(rest) = left.checked_sub(width) else {
                let most = limits.items.to_string();
                problems.add(Problem::new(ProblemCode::TooManyItems, place, "").allowed(most));
                break;
            };
            left = rest;
            let problems = &mut problems;
            let resolver = Resolver { structure: known, measured, place: &place, problems };
            sets.push(resolver.set(set, structure));
        }
        let (header, errors) = (self.header, self.errors);
        (DataMessage { header, structures, data_sets: sets, errors }, problems)
    }
}

/// The dimensions in the order of the keys of groups: as the message has them, level by level, whatever
/// their place in the keys of series.
pub(super) fn in_groups(levels: &Levels) -> Vec<&MessageComponent> {
    levels.data_set.iter().chain(&levels.series).chain(&levels.observation).collect()
}

/// Components whose values are at places of an observation: measures, then attributes.
pub(super) fn measured(structure: &MessageStructure) -> Vec<MessageComponent> {
    let mut all = structure.measures.observation.clone();
    if all.is_empty() {
        all.push(MessageComponent { id: OBS_VALUE.to_owned(), ..MessageComponent::default() });
    }
    all.extend(structure.attributes.observation.iter().cloned());
    all
}

struct Resolver<'a> {
    structure: &'a MessageStructure,
    measured: &'a [MessageComponent],
    place: &'a str,
    problems: &'a mut Problems,
}

impl Resolver<'_> {
    fn refuse(&mut self, place: &str, found: &str) {
        let place = format!("{}/{place}", self.place);
        self.problems.add(Problem::new(ProblemCode::BadIndex, place, found));
    }

    fn set(mut self, wire: WireDataSet, structure: usize) -> DataSet {
        let action = wire.action.as_deref().and_then(Action::from_word);
        if let (None, Some(word)) = (action, &wire.action) {
            let place = format!("{}/action", self.place);
            let allowed = "Information, Append, Replace, Delete, Merge";
            self.problems.add(Problem::new(ProblemCode::BadAction, place, word).allowed(allowed));
        }
        let known = self.structure;
        let mut values = Values::new();
        for dimension in &known.dimensions.data_set {
            match dimension.values.as_slice() {
                [Some(only)] => {
                    drop(only.resolved().map(|value| values.insert(dimension.id.clone(), value)))
                }
                _ => self.refuse(&dimension.id, &dimension.values.len().to_string()),
            }
        }
        let (more, extra) = self.places(&known.attributes.data_set, wire.attributes, "attributes");
        values.extend(more);
        let mut annotations = wire.annotations;
        annotations.extend(extra);
        // Alone, observations have the dimensions of series as well, where a message has both forms.
        let whole = wire.observations.keys().next().is_some_and(|key| {
            key.split(':').count()
                == known.dimensions.series.len() + known.dimensions.observation.len()
        });
        let before = if whole { known.dimensions.series.as_slice() } else { &[] };
        DataSet {
            structure,
            action,
            other: wire.other,
            values,
            annotations,
            groups: self.groups(wire.dimension_group_attributes),
            series: wire
                .series
                .into_iter()
                .map(|(key, series)| self.series(&key, series))
                .collect(),
            observations: self.observations(before, wire.observations),
        }
    }

    fn groups(&mut self, wire: BTreeMap<String, Places>) -> Vec<Group> {
        let known = self.structure;
        let dimensions = in_groups(&known.dimensions);
        let group = |(key, places): (String, Places)| {
            let (values, annotations) =
                self.places(&known.attributes.dimension_group, places, &key);
            Group { id: None, key: self.key(&dimensions, &key), values, annotations }
        };
        wire.into_iter().map(group).collect()
    }

    fn series(&mut self, key: &str, wire: WireSeries) -> Series {
        let known = self.structure;
        let dimensions: Vec<_> = known.dimensions.series.iter().collect();
        let (values, extra) = self.places(&known.attributes.series, wire.attributes, key);
        let mut annotations = wire.annotations;
        annotations.extend(extra);
        let observations = self.observations(&[], wire.observations);
        Series { key: self.key(&dimensions, key), values, annotations, observations }
    }

    fn observations(
        &mut self,
        before: &[MessageComponent],
        wire: BTreeMap<String, Places>,
    ) -> Vec<Observation> {
        let dimensions: Vec<_> =
            before.iter().chain(&self.structure.dimensions.observation).collect();
        let measured = self.measured;
        let one = |(key, places): (String, Places)| {
            let (values, annotations) = self.places(measured, places, &key);
            Observation { key: self.key(&dimensions, &key), values, annotations }
        };
        wire.into_iter().map(one).collect()
    }

    /// The values of dimensions behind `0::4`; a dimension without a number is left out.
    fn key(&mut self, dimensions: &[&MessageComponent], key: &str) -> Values {
        let mut values = Values::new();
        let numbers: Vec<&str> = if key.is_empty() { Vec::new() } else { key.split(':').collect() };
        if numbers.len() > dimensions.len() {
            self.refuse(key, key);
            return values;
        }
        for (dimension, number) in dimensions.iter().zip(numbers) {
            // `~` switches a dimension off, in SDMX-JSON 2.1.
            if number.is_empty() || number == "~" {
                continue;
            }
            let index = number.parse::<usize>().ok();
            let found =
                index.and_then(|index| dimension.values.get(index)).and_then(Option::as_ref);
            match found.and_then(ComponentValue::resolved) {
                Some(value) => drop(values.insert(dimension.id.clone(), value)),
                None => self.refuse(key, number),
            }
        }
        values
    }

    /// Values of components at their places, and numbers of remarks behind them.
    fn places(
        &mut self,
        components: &[MessageComponent],
        places: Places,
        at: &str,
    ) -> (Values, Vec<usize>) {
        let (mut values, mut annotations) = (Values::new(), Vec::new());
        for (number, value) in places.into_iter().enumerate() {
            let Some(value) = value else { continue };
            match (components.get(number), &value) {
                (Some(component), Value::Integer(index)) if !component.values.is_empty() => {
                    let found =
                        usize::try_from(*index).ok().and_then(|index| component.values.get(index));
                    match found {
                        Some(Some(known)) => {
                            drop(
                                known
                                    .resolved()
                                    .map(|value| values.insert(component.id.clone(), value)),
                            );
                        }
                        // A value that stands for none.
                        Some(None) => {}
                        None => self.refuse(&format!("{at}/{}", component.id), &index.to_string()),
                    }
                }
                (Some(component), _) => drop(values.insert(component.id.clone(), value)),
                (None, Value::Integer(index)) if *index >= 0 => annotations.push(*index as usize),
                (None, _) => self.refuse(at, &format!("{value:?}")),
            }
        }
        (values, annotations)
    }
}
