//! Paths and parameters, read.

use super::path::decode;
use super::version::{VersionOperator, VersionQuery};
use super::{
    Artefacts, AttributeChoice, AttributeGroup, AvailabilityQuery, ComponentFilter, Context,
    DataQuery, Detail, Key, MeasureChoice, Mode, Query, Related, Relation, Selection, SortBy,
    StructureQuery, StructureType,
};
use crate::sdmx::Limits;
use crate::sdmx::period::{YearStart, span};
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::reference::{is_id, is_nested_id};

/// Bytes of a query; servers refuse longer ones.
const LONGEST: usize = 64 * 1024;
/// Values in one list.
const MOST: usize = 2_000;

/// Reads a query: a path from `data`, `structure` or `availability` on, with its parameters.
///
/// # Errors
/// All that is wrong: which segment or parameter, what was found, and what is allowed there.
pub fn parse(query: &str) -> Result<Query, Problems> {
    if query.len() > LONGEST {
        let problem = Problem::new(ProblemCode::QueryTooLong, "", &query.len().to_string());
        return Err(problem.allowed(LONGEST.to_string()).into());
    }
    let (path, parameters) = query.split_once('?').unwrap_or((query, ""));
    let path = path.trim_start_matches('/');
    let mut reader = Reader { problems: Problems::new(&Limits::default()) };
    let mut segments = path.split('/');
    let resource = segments.next().unwrap_or_default();
    let mut segments: Vec<&str> = segments.collect();
    // A slash at the end is not one more segment.
    segments.pop_if(|last| last.is_empty());
    let parameters = reader.parameters(parameters);
    let read = match resource {
        "data" => Query::Data(reader.data(&segments, parameters)),
        "structure" => Query::Structure(reader.structure(&segments, parameters)),
        "availability" => Query::Availability(reader.availability(&segments, parameters)),
        other => {
            let problem = Problem::new(ProblemCode::QueryUnknownResource, "1", other);
            return Err(problem.allowed("data, structure, availability").into());
        }
    };
    reader.problems.or(read)
}

type Parameters<'a> = Vec<(String, &'a str)>;

struct Reader {
    problems: Problems,
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> String {
    all.iter().map(|one| word(*one)).collect::<Vec<_>>().join(", ")
}

impl Reader {
    fn refuse(&mut self, code: ProblemCode, place: &str, found: &str, allowed: &str) {
        self.problems.add(Problem::new(code, place, found).allowed(allowed));
    }

    /// A value, or the problem is kept.
    fn keep<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.problems.add(problem)).ok()
    }

    /// Names and values; values are not decoded yet, for what is escaped in them does not separate.
    fn parameters<'a>(&mut self, text: &'a str) -> Parameters<'a> {
        let mut found: Parameters<'a> = Vec::new();
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let Some(name) = self.keep(decode(name, name)) else { continue };
            if found.iter().any(|(known, _)| *known == name) {
                self.refuse(ProblemCode::QueryRepeatedParameter, &name, value, "1");
                continue;
            }
            found.push((name, value));
        }
        found
    }

    /// Values between commas, of a segment or a parameter; `*` alone is an empty list.
    fn list(&mut self, written: &str, place: &str) -> Vec<String> {
        if written == "*" || written == "%2A" || written == "%2a" {
            return Vec::new();
        }
        if written.split(',').take(MOST + 1).count() > MOST {
            self.refuse(ProblemCode::QueryTooLong, place, "", &MOST.to_string());
            return Vec::new();
        }
        written.split(',').filter_map(|part| self.keep(decode(part, place))).collect()
    }

    fn ids(&mut self, written: Option<&&str>, place: &str, sound: fn(&str) -> bool) -> Vec<String> {
        let list = written.map(|written| self.list(written, place)).unwrap_or_default();
        for id in list.iter().filter(|id| !sound(id)) {
            self.refuse(ProblemCode::QueryBadSegment, place, id, "*, ID, ID,ID");
        }
        list
    }

    fn artefacts(&mut self, segments: &[&str], default: VersionOperator) -> Artefacts {
        let versions = match segments.get(2) {
            Some(written) => {
                let list = written.split(',').take(MOST);
                let read = list.filter_map(|part| {
                    let text = self.keep(decode(part, "version"))?;
                    self.keep(text.parse::<VersionQuery>())
                });
                read.collect()
            }
            None => vec![VersionQuery::any(default)],
        };
        Artefacts {
            agencies: self.ids(segments.first(), "agencyID", is_nested_id),
            resources: self.ids(segments.get(1), "resourceID", is_id),
            versions,
        }
    }

    fn extra(&mut self, segments: &[&str], most: usize) {
        if let Some(extra) = segments.get(most) {
            self.refuse(
                ProblemCode::QueryExtraSegment,
                &(most + 2).to_string(),
                extra,
                &(most + 1).to_string(),
            );
        }
    }

    /// Context, artefacts and keys.
    fn selection(&mut self, segments: &[&str]) -> Selection {
        let allowed = format!("*, {}", words(Context::ALL, Context::as_str));
        let contexts =
            segments.first().map(|written| self.list(written, "context")).unwrap_or_default();
        let mut read = Vec::new();
        for word in &contexts {
            match Context::from_word(word) {
                Some(context) => read.push(context),
                None => self.refuse(ProblemCode::QueryBadSegment, "context", word, &allowed),
            }
        }
        Selection {
            contexts: read,
            artefacts: self.artefacts(segments.get(1..).unwrap_or_default(), VersionOperator::All),
            keys: segments.get(4).map(|written| self.keys(written)).unwrap_or_default(),
            ..Selection::default()
        }
    }

    fn keys(&mut self, written: &str) -> Vec<Key> {
        let list = self.list(written, "key");
        // Dots and commas within a value cannot be told from those between values: ids have none.
        list.iter().map(|key| self.key(key)).collect()
    }

    fn key(&mut self, key: &str) -> Key {
        let mut read = Key::new();
        for part in key.split('.') {
            match part {
                "*" => read.push(None),
                part if !part.is_empty()
                    && !part.contains(char::is_whitespace)
                    && !part.contains('*') =>
                {
                    read.push(Some(part.to_owned()));
                }
                _ => {
                    self.refuse(ProblemCode::QueryBadKey, "key", key, "A.*.B, A.*.B,C.D.E");
                    return Key::new();
                }
            }
        }
        read
    }

    /// Parameters that say which data; whether it was one of them.
    fn select(&mut self, selection: &mut Selection, name: &str, value: &str) -> bool {
        if let Some(component) = name.strip_prefix("c[").and_then(|rest| rest.strip_suffix(']')) {
            let filter = ComponentFilter::parse(component, value);
            selection.filters.extend(self.keep(filter));
            return true;
        }
        match name {
            "updatedAfter" => selection.updated_after = self.time(name, value),
            "reportingYearStartDay" => {
                let text = self.keep(decode(value, name)).unwrap_or_default();
                selection.reporting_year_start_day = YearStart::parse(&text);
                if selection.reporting_year_start_day.is_none() {
                    self.refuse(ProblemCode::QueryBadParameter, name, value, "--MM-DD");
                }
            }
            _ => return false,
        }
        true
    }

    fn time(&mut self, name: &str, value: &str) -> Option<String> {
        let text = self.keep(decode(value, name))?;
        let sound = text.contains('T') && span(&text, YearStart::default()).is_some();
        if !sound {
            self.refuse(ProblemCode::QueryBadParameter, name, value, "YYYY-MM-DDThh:mm:ss%2Bhh:mm");
        }
        sound.then_some(text)
    }

    fn number(&mut self, name: &str, value: &str, least: u64) -> Option<u64> {
        // Numbers of programs in other languages end there.
        let most = i64::MAX as u64;
        let number = value.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() || value.starts_with('+') {
            self.refuse(
                ProblemCode::QueryBadParameter,
                name,
                value,
                &format!("{least}, {}, {}…", least + 1, least + 2),
            );
        }
        number
    }

    fn choice<T: Copy>(
        &mut self,
        name: &str,
        value: &str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|one| word(*one) == value);
        if found.is_none() {
            self.refuse(ProblemCode::QueryBadParameter, name, value, &words(all, word));
        }
        found
    }

    fn data(&mut self, segments: &[&str], parameters: Parameters<'_>) -> DataQuery {
        self.extra(segments, 5);
        let mut query = DataQuery { selection: self.selection(segments), ..DataQuery::default() };
        for (name, value) in parameters {
            if self.select(&mut query.selection, &name, value) {
                continue;
            }
            match name.as_str() {
                "firstNObservations" => query.first_n_observations = self.number(&name, value, 1),
                "lastNObservations" => query.last_n_observations = self.number(&name, value, 1),
                "offset" => query.offset = self.number(&name, value, 0),
                "limit" => query.limit = self.number(&name, value, 1),
                "dimensionAtObservation" => query.dimension_at_observation = self.id(&name, value),
                "attributes" => query.attributes = self.attributes(value),
                "measures" => query.measures = self.measures(value),
                "includeHistory" => {
                    let all = [true, false];
                    let word = |yes| if yes { "true" } else { "false" };
                    query.include_history = self.choice(&name, value, &all, word).unwrap_or(false);
                }
                "sort" => query.sort = self.sort(value),
                "asOf" => query.as_of = self.time(&name, value),
                _ => self.unknown(&name, value, DATA),
            }
        }
        query
    }

    fn unknown(&mut self, name: &str, value: &str, allowed: &str) {
        self.refuse(ProblemCode::QueryUnknownParameter, name, value, allowed);
    }

    fn id(&mut self, name: &str, value: &str) -> Option<String> {
        let id = self.keep(decode(value, name))?;
        let sound = is_nested_id(&id);
        if !sound {
            self.refuse(ProblemCode::QueryBadParameter, name, value, "ID");
        }
        sound.then_some(id)
    }

    /// Ids in a parameter.
    fn parameter_ids(&mut self, name: &str, value: &str) -> Vec<String> {
        let all: Vec<&str> = value.split(',').take(MOST).collect();
        all.into_iter().filter_map(|part| self.id(name, part)).collect()
    }

    fn attributes(&mut self, value: &str) -> Vec<AttributeChoice> {
        let choice = |word: String| match AttributeGroup::from_word(&word) {
            Some(group) => AttributeChoice::Group(group),
            None => AttributeChoice::Id(word),
        };
        self.parameter_ids("attributes", value).into_iter().map(choice).collect()
    }

    fn measures(&mut self, value: &str) -> MeasureChoice {
        match value {
            "all" => MeasureChoice::All,
            "none" => MeasureChoice::None,
            ids => MeasureChoice::Ids(self.parameter_ids("measures", ids)),
        }
    }

    fn sort(&mut self, value: &str) -> Vec<SortBy> {
        let mut read = Vec::new();
        for part in value.split('+').take(MOST) {
            let Some(text) = self.keep(decode(part, "sort")) else { continue };
            let (component, order) = text.split_once(':').unwrap_or((&text, "asc"));
            let sound =
                (is_nested_id(component) || component == "*") && matches!(order, "asc" | "desc");
            if sound {
                read.push(SortBy { component: component.to_owned(), descending: order == "desc" });
            } else {
                self.refuse(
                    ProblemCode::QueryBadParameter,
                    "sort",
                    part,
                    "*, series_key, ID, ID:asc, ID:desc",
                );
            }
        }
        read
    }

    fn structure(&mut self, segments: &[&str], parameters: Parameters<'_>) -> StructureQuery {
        self.extra(segments, 5);
        let word = segments.first().and_then(|word| self.keep(decode(word, "artefactType")));
        let structure = match word.as_deref() {
            None | Some("*") => None,
            Some(word) => {
                let found = StructureType::from_word(word);
                if found.is_none() {
                    let allowed =
                        format!("*, {}", words(StructureType::ALL, StructureType::as_str));
                    self.refuse(ProblemCode::QueryBadSegment, "artefactType", word, &allowed);
                }
                found
            }
        };
        let items = segments.get(4).map(|written| self.list(written, "itemID")).unwrap_or_default();
        if let (Some(structure), false) =
            (structure.filter(|known| !known.has_items()), items.is_empty())
        {
            let schemes: Vec<_> =
                StructureType::ALL.iter().filter(|known| known.has_items()).copied().collect();
            let allowed = words(&schemes, StructureType::as_str);
            self.refuse(ProblemCode::QueryExtraSegment, "itemID", structure.as_str(), &allowed);
        }
        let artefacts =
            self.artefacts(segments.get(1..).unwrap_or_default(), VersionOperator::Latest);
        let mut query = StructureQuery { structure, artefacts, items, ..StructureQuery::default() };
        for (name, value) in parameters {
            match name.as_str() {
                "detail" => {
                    let detail = self.choice(&name, value, Detail::ALL, Detail::as_str);
                    query.detail = detail.unwrap_or_default();
                }
                "references" => query.references = self.references(value),
                _ => self.unknown(&name, value, "detail, references"),
            }
        }
        query
    }

    fn references(&mut self, value: &str) -> Vec<Related> {
        let allowed = || {
            format!(
                "{}, {}",
                words(Relation::ALL, Relation::as_str),
                words(StructureType::ALL, StructureType::as_str)
            )
        };
        let mut read = Vec::new();
        for word in value.split(',').take(MOST) {
            let by = Relation::from_word(word).map(Related::By);
            match by.or_else(|| StructureType::from_word(word).map(Related::Type)) {
                Some(related) => read.push(related),
                None => self.refuse(ProblemCode::QueryBadParameter, "references", word, &allowed()),
            }
        }
        read
    }

    fn availability(&mut self, segments: &[&str], parameters: Parameters<'_>) -> AvailabilityQuery {
        self.extra(segments, 6);
        let selection = self.selection(segments);
        if selection.contexts.len() > 1 {
            let found = segments.first().copied().unwrap_or_default();
            let allowed = words(Context::ALL, Context::as_str);
            self.refuse(ProblemCode::QueryBadSegment, "context", found, &allowed);
        }
        let components = self.ids(segments.get(5), "componentID", is_nested_id);
        let mut query = AvailabilityQuery { selection, components, ..AvailabilityQuery::default() };
        for (name, value) in parameters {
            if self.select(&mut query.selection, &name, value) {
                continue;
            }
            match name.as_str() {
                "mode" => {
                    query.mode =
                        self.choice(&name, value, Mode::ALL, Mode::as_str).unwrap_or_default()
                }
                "references" => query.references = self.available_references(value),
                _ => self.unknown(&name, value, AVAILABILITY),
            }
        }
        query
    }

    fn available_references(&mut self, value: &str) -> Vec<Related> {
        let read = self.references(value);
        let allowed = |related: &Related| match related {
            Related::By(by) => matches!(by, Relation::None | Relation::All),
            Related::Type(of) => matches!(
                of,
                StructureType::Codelist
                    | StructureType::ValueList
                    | StructureType::DataStructure
                    | StructureType::ConceptScheme
                    | StructureType::Dataflow
                    | StructureType::DataProviderScheme
            ),
        };
        if read.iter().any(|related| !allowed(related)) {
            self.refuse(ProblemCode::QueryBadParameter, "references", value, AVAILABLE_REFERENCES);
        }
        read
    }
}

const DATA: &str = "c[ID], updatedAfter, firstNObservations, lastNObservations, dimensionAtObservation, \
                    attributes, measures, includeHistory, offset, limit, sort, asOf, reportingYearStartDay";
const AVAILABILITY: &str = "c[ID], updatedAfter, references, mode, reportingYearStartDay";
const AVAILABLE_REFERENCES: &str =
    "codelist, valuelist, datastructure, conceptscheme, dataflow, dataproviderscheme, none, all";
