//! Figures and their structure for SDMX: what queries of its REST API ask for.
//!
//! The source is a dimension, not an attribute: two sources may each have a figure for the same people,
//! place and year, and a key names one observation.

mod definitions;

use std::collections::BTreeSet;

use passerelle_exchange::sdmx::constraint::DataConstraint;
use passerelle_exchange::sdmx::data::DataMessage;
use passerelle_exchange::sdmx::header::{Header, Party};
use passerelle_exchange::sdmx::json::StructureMessage;
use passerelle_exchange::sdmx::observations::{Availability, Question, Walk, leave_used};
use passerelle_exchange::sdmx::rest::{
    Context, Mode, Related, Relation, Selection, StructureType, Version,
};
use passerelle_exchange::sdmx::structure::{Artefact, Structures};
use passerelle_tables::{CodesInUse, Cursor, Filter};
use passerelle_vocabulary::{Dimensions, Observation};

pub use definitions::definitions;
pub use passerelle_exchange::sdmx::definitions::sdmx_id;
pub use passerelle_exchange::sdmx::json::{write_data, write_structures};
pub use passerelle_exchange::sdmx::observations::{OWN_FLOW, Table};
pub use passerelle_exchange::sdmx::rest::{
    AvailabilityQuery, DataQuery, Query, StructureQuery, parse, select,
};
pub use passerelle_exchange::sdmx::value::Names;
pub use passerelle_exchange::sdmx::{Problem, ProblemCode, Problems};

use crate::catalogue::Catalogue;
use crate::{Desk, DeskError};

/// Who maintains the structure.
pub const AGENCY: &str = "PASSERELLE";
/// Version of every part of the structure. Of two numbers: code lists grow as figures come in, which a
/// version of three numbers would forbid.
pub const VERSION: &str = "1.0";

/// Addresses of the schemas of messages.
const DATA_SCHEMA: &str = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json";
const STRUCTURE_SCHEMA: &str = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json";
/// Figures of a message that is made whole.
pub const MOST_IN_MESSAGE: usize = 50_000;
/// Figures that are counted to tell which data there are.
pub const MOST_COUNTED: u64 = 1_000_000;
/// Figures read at a time.
const PAGE: usize = 2_500;
/// Combinations of indicator, place and source that are looked up one by one.
const LOOKED_UP: usize = 400;

/// Words of a message of `locales/`, by language.
pub type Say<'a> = &'a (dyn Fn(&str) -> Names + Send + Sync);

/// Why a query is not answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// What is wrong with it.
    #[error(transparent)]
    Query(#[from] Problems),
    /// The node failed.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<passerelle_tables::TablesError> for QueryError {
    fn from(error: passerelle_tables::TablesError) -> Self {
        Self::Desk(error.into())
    }
}

/// The columns for the indicators and combinations of dimensions that are in use: the dimensions of the
/// catalogue in its order, then others.
pub fn table(catalogue: &Catalogue, in_use: &[(String, Dimensions)]) -> Table {
    let known: Vec<&str> = catalogue.dimensions.iter().map(|one| one.code.as_str()).collect();
    let in_use = in_use.iter().map(|(indicator, dimensions)| (indicator.as_str(), dimensions));
    Table::new(&format!("{AGENCY}:{OWN_FLOW}({VERSION})"), &known, in_use)
}

/// The answer to a query of data, page by page.
pub struct Answer {
    question: Question,
    filters: Vec<Filter>,
    /// The imports that are new enough, where the query asks for what is new.
    newer: Option<BTreeSet<i64>>,
    at: usize,
    after: Option<Cursor>,
    walk: Walk,
    /// What is wanted in an order, and was sorted.
    sorted: Option<Vec<Observation>>,
}

impl Answer {
    /// The next figures, some thousands at most, but for a series whose last ones are wanted; none at
    /// the end.
    ///
    /// # Errors
    /// The database refused.
    pub async fn next(&mut self, desk: &Desk) -> Result<Vec<Observation>, DeskError> {
        if let Some(sorted) = self.sorted.take() {
            return Ok(sorted);
        }
        let mut taken = Vec::new();
        while taken.is_empty() && self.at < self.filters.len() {
            let page = desk.observations.page(&self.filters[self.at], self.after, PAGE).await?;
            self.after = page.next;
            let mut figures = page.observations;
            if let Some(newer) = &self.newer {
                figures.retain(|figure| newer.contains(&figure.batch));
            }
            taken = self.question.take(&mut self.walk, figures);
            if self.after.is_none() {
                taken.extend(self.question.end(&mut self.walk));
                self.at += 1;
            }
            if self.question.is_enough(&self.walk) {
                self.at = self.filters.len();
            }
        }
        Ok(taken)
    }

    /// The columns that are wanted of these figures, as SDMX-CSV; with or without the header.
    ///
    /// # Errors
    /// What the system says about writing.
    pub fn write(&self, figures: &[Observation], with_header: bool) -> std::io::Result<Vec<u8>> {
        let mut text = self.question.write(Vec::new(), figures)?;
        if !with_header {
            // No name of a column holds a line break.
            let header = text.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            text.drain(..header);
        }
        Ok(text)
    }
}

impl Desk {
    /// Makes a query of data ready to be answered.
    ///
    /// # Errors
    /// What is wrong with the query; the database refused.
    pub async fn sdmx_answer(&self, query: DataQuery) -> Result<Answer, QueryError> {
        let in_use = self.observations.dimensions_in_use().await?;
        let ours = is_ours(&query.selection);
        let question = Question::new(table(&self.catalogue, &in_use), query)?;
        let codes = self.observations.codes_in_use().await?;
        let filters = if ours { filters(&question, &in_use, &codes) } else { Vec::new() };
        let newer = match question.updated_after() {
            Some(after) => {
                let batches = self.observations.batches().await?;
                let new = batches.iter().filter(|batch| batch.imported_at > after * 1000);
                Some(new.map(|batch| batch.id).collect())
            }
            None => None,
        };
        let walk = Walk::default();
        let mut answer =
            Answer { question, filters, newer, at: 0, after: None, walk, sorted: None };
        if answer.question.is_sorted() {
            let figures = self.all_of(&mut answer).await?;
            answer.sorted = Some(answer.question.sort(figures));
        }
        Ok(answer)
    }

    /// All figures of an answer, if they are not too many.
    async fn all_of(&self, answer: &mut Answer) -> Result<Vec<Observation>, QueryError> {
        let mut figures = Vec::new();
        loop {
            let more = answer.next(self).await?;
            if more.is_empty() {
                return Ok(figures);
            }
            figures.extend(more);
            if figures.len() > MOST_IN_MESSAGE {
                let problem = Problem::new(ProblemCode::AnswerTooLarge, "", "");
                return Err(Problems::from(problem.allowed(MOST_IN_MESSAGE.to_string())).into());
            }
        }
    }

    /// Which data there are: the values that each dimension has among the figures that a query finds, with
    /// the structures that are wanted of it.
    ///
    /// # Errors
    /// What is wrong with the query, or not served; nothing that it finds, or more than is counted; the
    /// database refused.
    pub async fn sdmx_availability(
        &self,
        query: AvailabilityQuery,
        say: Say<'_>,
    ) -> Result<StructureMessage, QueryError> {
        if query.mode == Mode::Available {
            let problem = Problem::new(ProblemCode::QueryNotSupported, "mode", "available");
            return Err(Problems::from(problem.allowed("exact")).into());
        }
        let asked = DataQuery { selection: query.selection, ..DataQuery::default() };
        let mut answer = self.sdmx_answer(asked).await?;
        let mut found = Availability::default();
        loop {
            let figures = answer.next(self).await?;
            if figures.is_empty() {
                break;
            }
            found.add(&answer.question, &figures);
            if found.observations() > MOST_COUNTED {
                let problem = Problem::new(ProblemCode::AnswerTooLarge, "", "");
                return Err(Problems::from(problem.allowed(MOST_COUNTED.to_string())).into());
            }
        }
        if found.observations() == 0 {
            return Err(Problems::from(Problem::new(ProblemCode::NoResults, "", "")).into());
        }
        let artefact = Artefact {
            id: format!("{OWN_FLOW}_AVAILABILITY"),
            agency_id: AGENCY.to_owned(),
            version: Some(VERSION.to_owned()),
            ..described(say("sdmx-figures"))
        };
        let constraint = found.constraint(&answer.question, &query.components, artefact)?;
        let mut message = self.sdmx_structures(say).await?;
        let structures = std::mem::take(&mut message.structures);
        message.structures = related(structures, &query.references, &constraint);
        message.structures.data_constraints.push(constraint);
        Ok(message)
    }

    /// All figures of an answer as a message of SDMX-JSON.
    ///
    /// # Errors
    /// More figures than are written whole, or none; the database refused.
    pub async fn sdmx_message(
        &self,
        mut answer: Answer,
        say: Say<'_>,
    ) -> Result<DataMessage, QueryError> {
        let figures = self.all_of(&mut answer).await?;
        if figures.is_empty() {
            return Err(Problems::from(Problem::new(ProblemCode::NoResults, "", "")).into());
        }
        let structures = self.sdmx_structures(say).await?;
        let header = Header { schema: Some(DATA_SCHEMA.to_owned()), ..structures.header };
        Ok(answer.question.message(&figures, &structures.structures, header))
    }

    /// The structure of figures: what the catalogue names, and what is in use.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sdmx_structures(&self, say: Say<'_>) -> Result<StructureMessage, DeskError> {
        let in_use = self.observations.dimensions_in_use().await?;
        let codes = self.observations.codes_in_use().await?;
        let changed = self.latest_changes(1).await?;
        let prepared = changed.first().map(|change| crate::written_time(change.at));
        let definitions = definitions(&self.catalogue, &in_use, &codes, say);
        let languages = definitions.names.keys().cloned().collect();
        Ok(StructureMessage {
            header: Header {
                schema: Some(STRUCTURE_SCHEMA.to_owned()),
                id: Some(OWN_FLOW.to_owned()),
                test: Some(false),
                prepared,
                content_languages: languages,
                sender: Some(Party { id: AGENCY.to_owned(), ..Party::default() }),
                ..Header::default()
            },
            structures: definitions.structures().map_err(DeskError::Sdmx)?,
            ..StructureMessage::default()
        })
    }
}

/// An artefact of these names, and nothing else.
fn described(names: Names) -> Artefact {
    let name = names.get("en").or_else(|| names.values().next()).cloned();
    Artefact { name, names, ..Artefact::default() }
}

/// The structures that are wanted of what there is; of lists the codes that there are.
fn related(all: Structures, wanted: &[Related], constraint: &DataConstraint) -> Structures {
    let is_all = wanted.contains(&Related::By(Relation::All));
    let has = |kind| is_all || wanted.contains(&Related::Type(kind));
    let mut found = Structures::default();
    if has(StructureType::Dataflow) {
        found.dataflows = all.dataflows;
    }
    if has(StructureType::DataStructure) {
        found.data_structures = all.data_structures;
    }
    if has(StructureType::ConceptScheme) {
        found.concept_schemes = all.concept_schemes;
    }
    if has(StructureType::Codelist) {
        found.codelists = all.codelists;
        found.codelists.iter_mut().for_each(|list| leave_used(list, constraint));
        found.codelists.retain(|list| !list.codes.is_empty());
    }
    found
}

/// Whether a query is for the flow of figures, or for its structure.
fn is_ours(selection: &Selection) -> bool {
    let among = |list: &[String], one: &str| list.is_empty() || list.iter().any(|id| id == one);
    let artefacts = &selection.artefacts;
    let of = |context: &Context| match context {
        Context::Dataflow => among(&artefacts.resources, OWN_FLOW),
        Context::DataStructure => among(&artefacts.resources, &format!("DSD_{OWN_FLOW}")),
        Context::ProvisionAgreement => false,
    };
    let any: &[Context] = &[Context::Dataflow, Context::DataStructure];
    let contexts = if selection.contexts.is_empty() { any } else { &selection.contexts };
    let there: Vec<Version> = VERSION.parse().into_iter().collect();
    let version = artefacts.versions.is_empty()
        || artefacts.versions.iter().any(|asked| !asked.select(&there).is_empty());
    among(&artefacts.agencies, AGENCY) && version && contexts.iter().any(of)
}

/// The codes of a dimension that a query names; `None` alone where it may have any.
fn meant<'a>(
    question: &Question,
    dimension: &str,
    known: impl Iterator<Item = &'a String>,
) -> Vec<Option<String>> {
    let Some(ids) = question.named(dimension) else { return vec![None] };
    let codes: BTreeSet<&String> = known.filter(|code| ids.contains(&*sdmx_id(code))).collect();
    codes.into_iter().cloned().map(Some).collect()
}

/// Where the figures of a query are: only the indicators, places and sources that it names, where it does.
fn filters(
    question: &Question,
    in_use: &[(String, Dimensions)],
    codes: &CodesInUse,
) -> Vec<Filter> {
    let indicators = meant(question, "INDICATOR", in_use.iter().map(|(code, _)| code));
    let mut places = meant(question, "REF_AREA", codes.places.iter());
    let mut sources = meant(question, "DATA_SOURCE", codes.sources.iter());
    if indicators.is_empty() || places.is_empty() || sources.is_empty() {
        return Vec::new();
    }
    for list in [&mut sources, &mut places] {
        if indicators.len() * list.len() > LOOKED_UP {
            *list = vec![None];
        }
    }
    if indicators.len() * places.len() * sources.len() > LOOKED_UP {
        sources = vec![None];
    }
    let mut filters = Vec::new();
    for indicator in &indicators {
        for place in &places {
            for source in &sources {
                let (indicator, place, source) = (indicator.clone(), place.clone(), source.clone());
                filters.push(Filter { indicator, place, source, dimensions: None });
            }
        }
    }
    filters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_flow_of_figures_has_figures() {
        let ours = |path: &str| match parse(path).unwrap() {
            Query::Data(query) => is_ours(&query.selection),
            _ => panic!("{path}"),
        };
        for path in [
            "data",
            "data/dataflow/PASSERELLE/OBSERVATIONS/1.0",
            "data/datastructure/PASSERELLE/DSD_OBSERVATIONS/~",
            "data/*/*/*/*/*",
        ] {
            assert!(ours(path), "{path}");
        }
        for path in [
            "data/dataflow/OTHER",
            "data/dataflow/PASSERELLE/OTHER",
            "data/datastructure/PASSERELLE/OBSERVATIONS",
            "data/dataflow/PASSERELLE/OBSERVATIONS/2.0",
            "data/provisionagreement",
        ] {
            assert!(!ours(path), "{path}");
        }
    }
}
