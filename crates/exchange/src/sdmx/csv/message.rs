//! Rows into observations, and observations into rows.

use std::collections::BTreeMap;

use super::{Action, Cell, Column, Csv, Labels, Layout, Row, Shape, StructureKind};
use crate::sdmx::Limits;
use crate::sdmx::data::{
    ComponentValue, DataMessage, DataSet, Group, Levels, MessageComponent, MessageStructure,
    Observation,
};
use crate::sdmx::header::{Header, Link};
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::reference::Reference;
use crate::sdmx::roles::{Role, Roles};
use crate::sdmx::value::{Value, Values};

/// Structures of one message.
const STRUCTURES: usize = 1_000;

impl Csv {
    /// The message as observations, one set for each run of rows of the same structure and action.
    ///
    /// Rows that have a value for every dimension are observations; rows that have not are attributes of a
    /// part of a key, or, where the action is to delete, what is to be deleted. Columns that the structure
    /// does not have are the publisher's own: they are left out, and told in the second part of the answer.
    ///
    /// # Errors
    /// A measure for a part of a key, that is no deletion: a dimension is missing; a key that differs from
    /// the dimensions beside it.
    pub fn into_message(self, roles: &Roles) -> Result<(DataMessage, Vec<String>), Problems> {
        let mut problems = Problems::new(&Limits::default());
        let known: Vec<Option<Role>> =
            self.layout.columns.iter().map(|column| roles.role(&column.id)).collect();
        let mut message = DataMessage { header: Header::default(), ..DataMessage::default() };
        let mut numbers: BTreeMap<(StructureKind, String), usize> = BTreeMap::new();
        let named: Vec<_> = (0..known.len()).map(|at| named_values(&self, at)).collect();
        for (number, row) in self.rows.iter().enumerate() {
            let of = (row.kind, row.structure.clone());
            // Each has the names of all columns: many are more than the message was.
            if numbers.len() >= STRUCTURES && !numbers.contains_key(&of) {
                let problem =
                    Problem::new(ProblemCode::TooManyItems, "STRUCTURE_ID", &row.structure);
                problems.add(problem.line(number as u64 + 2).allowed(STRUCTURES.to_string()));
                break;
            }
            let structure = *numbers.entry(of).or_insert_with(|| {
                message.structures.push(describe(&self, row, &known, roles, &named));
                message.structures.len() - 1
            });
            let fits =
                |set: &&mut DataSet| set.structure == structure && set.action == Some(row.action);
            if message.data_sets.last_mut().filter(fits).is_none() {
                let action = Some(row.action);
                message.data_sets.push(DataSet { structure, action, ..DataSet::default() });
            }
            if let Some(set) = message.data_sets.last_mut()
                && let Err(problem) = add(set, row, &self.layout, &known, roles)
            {
                problems.add(problem.line(number as u64 + 2));
            }
        }
        for (number, set) in message.data_sets.iter().enumerate() {
            message.structures[set.structure].data_sets.push(number);
        }
        let unknown = self.layout.columns.iter().zip(&known).filter(|(_, role)| role.is_none());
        let unknown = unknown.map(|(column, _)| column.id.clone()).collect();
        problems.or((message, unknown))
    }

    /// The message as rows: one for each observation and each group.
    ///
    /// # Errors
    /// A structure without a link whose URN says which it is.
    pub fn of(message: &DataMessage) -> Result<Self, Problems> {
        let mut problems = Problems::new(&Limits::default());
        let components = message.structures.iter().flat_map(|one| {
            one.dimensions.all().chain(one.measures.all()).chain(one.attributes.all())
        });
        let most = Limits::default().columns;
        let found = components.count();
        if found > most {
            let problem = Problem::new(ProblemCode::TooManyItems, "", &found.to_string());
            return Err(problem.allowed(most.to_string()).into());
        }
        let columns = columns(message);
        let mut layout = Layout::new(columns);
        let several = layout.columns.iter().any(|column| column.shape != Shape::One);
        layout.separator = several.then_some(';');
        let mut rows = Vec::new();
        for (number, set) in message.data_sets.iter().enumerate() {
            let structure = message.structures.get(set.structure);
            let Some((kind, name)) = structure.and_then(structure_of) else {
                let place = format!("dataSets/{number}");
                problems.add(Problem::new(ProblemCode::UnknownStructure, place, ""));
                continue;
            };
            let row = |values: &Values| Row {
                kind,
                structure: name.clone(),
                structure_name: None,
                action: set.action.unwrap_or_default(),
                series_key: None,
                obs_key: None,
                cells: layout.columns.iter().map(|column| cell(values.get(&column.id))).collect(),
            };
            rows.extend(set.flat().map(|values| row(&values)));
            rows.extend(set.groups.iter().map(|group| {
                let mut values = group.key.clone();
                values.extend(group.values.clone());
                row(&values)
            }));
        }
        problems.or(Self { layout, rows })
    }
}

fn cell(value: Option<&Value>) -> Cell {
    Cell { value: value.cloned(), names: Vec::new() }
}

/// The structure that a message's links name: its flow if it has one.
fn structure_of(structure: &MessageStructure) -> Option<(StructureKind, String)> {
    let named =
        structure.links.iter().filter_map(|link| link.urn.as_ref()?.parse::<Reference>().ok());
    let kind = |reference: &Reference| match reference.class_name() {
        "Dataflow" => Some(StructureKind::Dataflow),
        "ProvisionAgreement" => Some(StructureKind::DataProvision),
        "DataStructure" => Some(StructureKind::DataStructure),
        _ => None,
    };
    let all = named.filter_map(|reference| Some((kind(&reference)?, reference)));
    let (kind, reference) = all.min_by_key(|(kind, _)| *kind)?;
    Some((kind, Reference { class: String::new(), ..reference }.to_string()))
}

/// A column for each component, in the order of the standard, of the shape that its values have.
fn columns(message: &DataMessage) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut add = |component: &MessageComponent| {
        if !columns.iter().any(|known| known.id == component.id) {
            columns.push(Column::new(&component.id));
        }
    };
    for structure in &message.structures {
        let mut dimensions: Vec<_> = structure.dimensions.all().collect();
        dimensions.sort_by_key(|one| one.key_position.unwrap_or(i64::MAX));
        dimensions.into_iter().for_each(&mut add);
    }
    for structure in &message.structures {
        structure.measures.all().for_each(&mut add);
        if structure.measures.is_empty() {
            add(&MessageComponent { id: "OBS_VALUE".to_owned(), ..MessageComponent::default() });
        }
    }
    message.structures.iter().flat_map(|one| one.attributes.all()).for_each(&mut add);
    for column in &mut columns {
        column.shape = shape(message, &column.id);
    }
    columns
}

fn shape(message: &DataMessage, id: &str) -> Shape {
    let (mut several, mut languages) = (false, std::collections::BTreeSet::new());
    let mut look = |values: &Values| match values.get(id) {
        Some(Value::Localised(names)) => languages.extend(names.keys().cloned()),
        Some(Value::List(list)) => {
            several = true;
            for value in list.iter().flatten() {
                if let Value::Localised(names) = value {
                    languages.extend(names.keys().cloned());
                }
            }
        }
        _ => {}
    };
    for set in &message.data_sets {
        look(&set.values);
        set.groups.iter().for_each(|group| look(&group.values));
        set.observations.iter().for_each(|one| look(&one.values));
        for series in &set.series {
            look(&series.values);
            series.observations.iter().for_each(|one| look(&one.values));
        }
    }
    match (several, languages.is_empty()) {
        (_, false) => Shape::Languages(languages.into_iter().collect()),
        (true, true) => Shape::Several,
        (false, true) => Shape::One,
    }
}

/// What a row's structure looks like.
fn describe(
    csv: &Csv,
    row: &Row,
    known: &[Option<Role>],
    roles: &Roles,
    named: &[Vec<Option<ComponentValue>>],
) -> MessageStructure {
    let urn = row
        .structure
        .parse::<Reference>()
        .ok()
        .map(|name| name.of_class(row.kind.class()).to_string());
    let link = Link { rel: Some(row.kind.as_str().to_owned()), urn, ..Link::default() };
    let mut structure = MessageStructure {
        links: vec![link],
        name: row.structure_name.clone(),
        ..MessageStructure::default()
    };
    for (at, column) in csv.layout.columns.iter().enumerate() {
        let position = roles.dimensions.iter().position(|id| *id == column.id);
        let component = MessageComponent {
            id: column.id.clone(),
            name: column.name.clone(),
            key_position: position.and_then(|position| i64::try_from(position).ok()),
            values: named[at].clone(),
            ..MessageComponent::default()
        };
        let levels: &mut Levels = match known[at] {
            Some(Role::Dimension) => &mut structure.dimensions,
            Some(Role::Measure) => &mut structure.measures,
            Some(Role::Attribute) => &mut structure.attributes,
            None => continue,
        };
        if known[at] == Some(Role::Attribute) {
            levels.dimension_group.push(component.clone());
        }
        levels.observation.push(component);
    }
    structure
}

/// The values of a column that have names, where the message has names.
fn named_values(csv: &Csv, at: usize) -> Vec<Option<ComponentValue>> {
    if csv.layout.labels == Labels::Id {
        return Vec::new();
    }
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    for cell in csv.rows.iter().filter_map(|row| row.cells.get(at)) {
        match &cell.value {
            Some(Value::Text(id)) => {
                if let Some(name) = cell.names.first() {
                    names.entry(id.clone()).or_insert_with(|| name.clone());
                }
            }
            Some(Value::List(values)) => {
                for (value, name) in values.iter().zip(&cell.names) {
                    if let Some(Value::Text(id)) = value {
                        names.entry(id.clone()).or_insert_with(|| name.clone());
                    }
                }
            }
            _ => {}
        }
    }
    let value =
        |(id, name)| Some(ComponentValue { id: Some(id), name, ..ComponentValue::default() });
    names.into_iter().map(value).collect()
}

fn add(
    set: &mut DataSet,
    row: &Row,
    layout: &Layout,
    known: &[Option<Role>],
    roles: &Roles,
) -> Result<(), Problem> {
    let (mut key, mut values, mut measured) = (Values::new(), Values::new(), None);
    for ((column, cell), role) in layout.columns.iter().zip(&row.cells).zip(known) {
        let (Some(value), Some(role)) = (&cell.value, role) else { continue };
        match role {
            Role::Dimension => key.insert(column.id.clone(), value.clone()),
            _ => values.insert(column.id.clone(), value.clone()),
        };
        if *role == Role::Measure {
            measured = Some(&column.id);
        }
    }
    check_key(row.obs_key.as_ref(), "OBS_KEY", &key, &roles.dimensions)?;
    let missing = roles.dimensions.iter().find(|id| !key.contains_key(*id));
    let deletes = row.action == Action::Delete;
    match (missing, measured) {
        (Some(missing), Some(measure)) if !deletes => {
            return Err(Problem::new(ProblemCode::MissingDimension, missing, measure));
        }
        (Some(_), _) => set.groups.push(Group { key, values, ..Group::default() }),
        (None, _) => set.observations.push(Observation { key, values, ..Observation::default() }),
    }
    Ok(())
}

/// Whether the key that a row has is the one of its dimensions.
fn check_key(
    written: Option<&String>,
    place: &str,
    key: &Values,
    order: &[String],
) -> Result<(), Problem> {
    let Some(written) = written.filter(|key| !key.is_empty()) else { return Ok(()) };
    let values = order.iter().map(|id| key.get(id).and_then(Value::plain).unwrap_or_default());
    let expected = values.collect::<Vec<_>>().join(".");
    if *written == expected {
        return Ok(());
    }
    Err(Problem::new(ProblemCode::KeyDiffers, place, written).allowed(expected))
}
