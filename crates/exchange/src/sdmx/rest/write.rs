//! Paths and parameters, written. What is the default at the end of a path is left out.

use std::fmt;

use super::path::encode;
use super::version::{VersionOperator, VersionQuery};
use super::{
    Artefacts, AttributeChoice, AvailabilityQuery, ComponentFilter, DataQuery, Detail,
    MeasureChoice, Mode, Query, Related, Selection, StructureQuery,
};

impl fmt::Display for Query {
    /// The path from `data`, `structure` or `availability` on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data(query) => f.write_str(&data(query)),
            Self::Structure(query) => f.write_str(&structure(query)),
            Self::Availability(query) => f.write_str(&availability(query)),
        }
    }
}

fn join(
    resource: &str,
    mut segments: Vec<String>,
    defaults: &[&str],
    parameters: &[String],
) -> String {
    while segments
        .last()
        .zip(defaults.get(segments.len().wrapping_sub(1)))
        .is_some_and(|(last, default)| last == default)
    {
        segments.pop();
    }
    let mut path = resource.to_owned();
    for segment in segments {
        path.push('/');
        path.push_str(&segment);
    }
    if !parameters.is_empty() {
        path.push('?');
        path.push_str(&parameters.join("&"));
    }
    path
}

fn list<T>(all: &[T], one: impl Fn(&T) -> String) -> String {
    if all.is_empty() { "*".to_owned() } else { all.iter().map(one).collect::<Vec<_>>().join(",") }
}

fn versions(all: &[VersionQuery]) -> String {
    // No version at all would be a query for nothing; as with ids, an empty list is all of them.
    list(all, VersionQuery::to_string)
}

fn artefacts(of: &Artefacts) -> [String; 3] {
    let ids = |ids: &Vec<String>| list(ids, |id| encode(id));
    [ids(&of.agencies), ids(&of.resources), versions(&of.versions)]
}

fn selection(of: &Selection) -> (Vec<String>, Vec<String>) {
    let mut segments = vec![list(&of.contexts, |context| context.as_str().to_owned())];
    segments.extend(artefacts(&of.artefacts));
    segments.push(list(&of.keys, |key| {
        let part = |part: &Option<String>| part.as_deref().map_or_else(|| "*".to_owned(), encode);
        key.iter().map(part).collect::<Vec<_>>().join(".")
    }));
    let mut parameters: Vec<String> = of.filters.iter().map(filter).collect();
    parameters.extend(of.updated_after.iter().map(|time| format!("updatedAfter={}", encode(time))));
    let start = of.reporting_year_start_day;
    parameters.extend(start.map(|start| format!("reportingYearStartDay={start}")));
    (segments, parameters)
}

fn filter(of: &ComponentFilter) -> String {
    let alternative = |terms: &Vec<super::Term>| {
        let term = |term: &super::Term| {
            let value = encode(&term.value);
            // A value that begins like an operator needs one before it.
            match (term.operator, term.value.split_once(':')) {
                (super::Operator::Equals, Some((word, _)))
                    if super::Operator::from_word(word).is_some() =>
                {
                    format!("eq:{value}")
                }
                (super::Operator::Equals, _) => value,
                (operator, _) => format!("{}:{value}", operator.as_str()),
            }
        };
        terms.iter().map(term).collect::<Vec<_>>().join("+")
    };
    let all = of.alternatives.iter().map(alternative).collect::<Vec<_>>().join(",");
    format!("c[{}]={all}", of.component)
}

fn related(all: &[Related]) -> String {
    let word = |one: &Related| match one {
        Related::By(by) => by.as_str().to_owned(),
        Related::Type(of) => of.as_str().to_owned(),
    };
    list(all, word)
}

fn data(query: &DataQuery) -> String {
    let (segments, mut parameters) = selection(&query.selection);
    let mut add = |name: &str, value: Option<String>| {
        parameters.extend(value.map(|value| format!("{name}={value}")));
    };
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    add("firstNObservations", number(query.first_n_observations));
    add("lastNObservations", number(query.last_n_observations));
    add("dimensionAtObservation", query.dimension_at_observation.as_deref().map(encode));
    let attribute = |choice: &AttributeChoice| match choice {
        AttributeChoice::Group(group) => group.as_str().to_owned(),
        AttributeChoice::Id(id) => encode(id),
    };
    let attributes = (!query.attributes.is_empty()).then(|| list(&query.attributes, attribute));
    add("attributes", attributes);
    add(
        "measures",
        match &query.measures {
            MeasureChoice::All => None,
            MeasureChoice::None => Some("none".to_owned()),
            MeasureChoice::Ids(ids) => Some(list(ids, |id| encode(id))),
        },
    );
    add("includeHistory", query.include_history.then(|| "true".to_owned()));
    add("offset", number(query.offset));
    add("limit", number(query.limit));
    let sort = query.sort.iter().map(|by| {
        let component = if by.component == "*" { "*".to_owned() } else { encode(&by.component) };
        format!("{component}{}", if by.descending { ":desc" } else { "" })
    });
    let sort: Vec<String> = sort.collect();
    add("sort", (!sort.is_empty()).then(|| sort.join("+")));
    add("asOf", query.as_of.as_deref().map(encode));
    join("data", segments, &["*"; 5], &parameters)
}

fn structure(query: &StructureQuery) -> String {
    let mut segments = vec![query.structure.map_or("*", |of| of.as_str()).to_owned()];
    segments.extend(artefacts(&query.artefacts));
    segments.push(list(&query.items, |id| encode(id)));
    let mut parameters = Vec::new();
    if query.detail != Detail::default() {
        parameters.push(format!("detail={}", query.detail.as_str()));
    }
    if !query.references.is_empty() {
        parameters.push(format!("references={}", related(&query.references)));
    }
    let latest = VersionQuery::any(VersionOperator::Latest).to_string();
    join("structure", segments, &["*", "*", "*", &latest, "*"], &parameters)
}

fn availability(query: &AvailabilityQuery) -> String {
    let (mut segments, mut parameters) = selection(&query.selection);
    segments.push(list(&query.components, |id| encode(id)));
    if query.mode != Mode::default() {
        parameters.push(format!("mode={}", query.mode.as_str()));
    }
    if !query.references.is_empty() {
        parameters.push(format!("references={}", related(&query.references)));
    }
    join("availability", segments, &["*"; 6], &parameters)
}
