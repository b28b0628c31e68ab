//! Queries of structures, applied to those that there are.

use std::collections::BTreeSet;

use super::{Artefacts, Detail, Related, Relation, StructureQuery, StructureType, Version};
use crate::sdmx::reference::Reference;
use crate::sdmx::structure::{Artefact, Item, Structures};

/// How much of an artefact is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Whole,
    /// Id and names.
    Stub,
    /// Id, names, descriptions, remarks.
    CompleteStub,
}

impl Shown {
    fn of(detail: Detail, asked_for: bool) -> Self {
        match (detail, asked_for) {
            (Detail::AllStubs, _) | (Detail::ReferenceStubs, false) => Self::Stub,
            (Detail::AllCompleteStubs, _) | (Detail::ReferenceCompleteStubs, false) => {
                Self::CompleteStub
            }
            // Nothing here extends another list, and no constraint says that a list is used in part.
            _ => Self::Whole,
        }
    }

    fn apply(self, artefact: &Artefact) -> Artefact {
        let stub =
            Artefact { is_external_reference: Some(true), links: Vec::new(), ..artefact.clone() };
        match self {
            Self::Whole => artefact.clone(),
            Self::CompleteStub => stub,
            Self::Stub => Artefact {
                description: None,
                descriptions: Default::default(),
                annotations: Vec::new(),
                ..stub
            },
        }
    }
}

/// Calls a macro with every list of artefacts, its class in queries and in URNs.
macro_rules! every_list {
    ($act:ident) => {
        $act! {
            data_structures, DataStructure, "DataStructure";
            dataflows, Dataflow, "Dataflow";
            codelists, Codelist, "Codelist";
            geographic_codelists, Codelist, "GeographicCodelist";
            value_lists, ValueList, "ValueList";
            concept_schemes, ConceptScheme, "ConceptScheme";
            category_schemes, CategoryScheme, "CategoryScheme";
            agency_schemes, AgencyScheme, "AgencyScheme";
            data_provider_schemes, DataProviderScheme, "DataProviderScheme";
            data_consumer_schemes, DataConsumerScheme, "DataConsumerScheme";
            organisation_unit_schemes, OrganisationUnitScheme, "OrganisationUnitScheme";
            hierarchies, Hierarchy, "Hierarchy";
            provision_agreements, ProvisionAgreement, "ProvisionAgreement";
            categorisations, Categorisation, "Categorisation";
            data_constraints, DataConstraint, "DataConstraint";
        }
    };
}

/// An artefact as queries see it.
struct Known {
    of: StructureType,
    class: &'static str,
    agency: String,
    id: String,
    version: Option<String>,
    /// What its content names.
    refers: Vec<Reference>,
}

impl Known {
    fn is(&self, reference: &Reference) -> bool {
        let class = match reference.class_name() {
            "Code" => "Codelist",
            "Concept" => "ConceptScheme",
            "Category" => "CategoryScheme",
            "Agency" => "AgencyScheme",
            "DataProvider" => "DataProviderScheme",
            other => other,
        };
        let same_version = reference.version.is_none() || reference.version == self.version;
        self.class == class
            && self.agency == reference.agency
            && self.id == reference.id
            && same_version
    }
}

/// Every URN in a value, at any depth.
fn urns(value: &serde_json::Value, found: &mut Vec<Reference>) {
    match value {
        serde_json::Value::String(text) if text.starts_with("urn:sdmx:") => {
            found.extend(text.parse::<Reference>());
        }
        serde_json::Value::Array(list) => list.iter().for_each(|one| urns(one, found)),
        serde_json::Value::Object(members) => members.values().for_each(|one| urns(one, found)),
        _ => {}
    }
}

/// All artefacts, in the order of the lists.
fn known(all: &Structures) -> Vec<Known> {
    let mut found = Vec::new();
    macro_rules! add {
        ($($list:ident, $of:ident, $class:literal;)*) => {$(
            found.extend(all.$list.iter().map(|one| {
                let mut refers = Vec::new();
                urns(&serde_json::to_value(one).unwrap_or_default(), &mut refers);
                Known {
                    of: StructureType::$of,
                    class: $class,
                    agency: one.artefact.agency_id.clone(),
                    id: one.artefact.id.clone(),
                    version: one.artefact.version.clone(),
                    refers,
                }
            }));
        )*};
    }
    every_list!(add);
    found
}

/// The artefacts that are asked for, and those related to them that are wanted with them; nothing at all
/// where none is. Of lists whose items are named, those items.
pub fn select(all: &Structures, query: &StructureQuery) -> Structures {
    let artefacts = known(all);
    let uses: Vec<BTreeSet<usize>> = artefacts
        .iter()
        .map(|one| {
            let named = |other: &Known| one.refers.iter().any(|reference| other.is(reference));
            (0..artefacts.len()).filter(|at| named(&artefacts[*at])).collect()
        })
        .collect();
    let mut asked_for = asked_for(&artefacts, query);
    let items = items_of(all, query);
    if !query.items.is_empty() {
        asked_for.retain(|at| items.contains(&(artefacts[*at].class, artefacts[*at].id.clone())));
    }
    let graph = Graph { artefacts: &artefacts, uses: &uses };
    let mut kept = asked_for.clone();
    if !asked_for.is_empty() {
        kept.extend(query.references.iter().flat_map(|by| graph.related(&asked_for, *by)));
    }
    let mut chosen = Structures::default();
    let mut at = 0;
    macro_rules! keep {
        ($($list:ident, $of:ident, $class:literal;)*) => {$(
            for one in &all.$list {
                if kept.contains(&at) {
                    let shown = Shown::of(query.detail, asked_for.contains(&at));
                    let mut copy = match shown {
                        Shown::Whole => one.clone(),
                        _ => Default::default(),
                    };
                    copy.artefact = shown.apply(&one.artefact);
                    chosen.$list.push(copy);
                }
                at += 1;
            }
        )*};
    }
    every_list!(keep);
    if !query.items.is_empty() && Shown::of(query.detail, true) == Shown::Whole {
        keep_items(&mut chosen, &query.items);
    }
    chosen
}

/// Places of the artefacts that a query names.
fn asked_for(artefacts: &[Known], query: &StructureQuery) -> BTreeSet<usize> {
    let Artefacts { agencies, resources, versions } = &query.artefacts;
    let among = |list: &[String], one: &String| list.is_empty() || list.contains(one);
    let named = |one: &Known| {
        query.structure.is_none_or(|of| of == one.of)
            && among(agencies, &one.agency)
            && among(resources, &one.id)
    };
    let version =
        |one: &Known| one.version.as_deref().and_then(|text| text.parse::<Version>().ok());
    let meant = |one: &Known| {
        // Latest is latest of the artefacts that differ in nothing else.
        let same = |other: &&Known| {
            (other.class, &other.agency, &other.id) == (one.class, &one.agency, &one.id)
        };
        let there: Vec<Version> = artefacts.iter().filter(same).filter_map(version).collect();
        match version(one) {
            Some(own) => versions.iter().any(|asked| asked.select(&there).contains(&&own)),
            // Without a version there is no other: any wildcard means it.
            None => versions.iter().any(|asked| asked.numbers.is_empty()),
        }
    };
    let fits =
        |at: &usize| named(&artefacts[*at]) && (versions.is_empty() || meant(&artefacts[*at]));
    (0..artefacts.len()).filter(fits).collect()
}

/// Which artefact names which.
struct Graph<'a> {
    artefacts: &'a [Known],
    uses: &'a [BTreeSet<usize>],
}

impl Graph<'_> {
    fn children(&self, of: &BTreeSet<usize>) -> BTreeSet<usize> {
        of.iter().flat_map(|at| self.uses[*at].iter().copied()).collect()
    }

    fn parents(&self, of: &BTreeSet<usize>) -> BTreeSet<usize> {
        let uses_one = |at: &usize| self.uses[*at].iter().any(|used| of.contains(used));
        (0..self.uses.len()).filter(uses_one).collect()
    }

    /// Step after step, until nothing new is found.
    fn all_the_way(
        &self,
        of: &BTreeSet<usize>,
        step: fn(&Self, &BTreeSet<usize>) -> BTreeSet<usize>,
    ) -> BTreeSet<usize> {
        let mut found = step(self, of);
        loop {
            let more = step(self, &found);
            let before = found.len();
            found.extend(more);
            if found.len() == before {
                return found;
            }
        }
    }

    fn with_siblings(&self, of: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut found = self.parents(of);
        found.extend(self.children(&found));
        found
    }

    fn related(&self, of: &BTreeSet<usize>, by: Related) -> BTreeSet<usize> {
        match by {
            Related::By(Relation::None) => BTreeSet::new(),
            Related::By(Relation::Parents) => self.parents(of),
            Related::By(Relation::ParentsAndSiblings) => self.with_siblings(of),
            Related::By(Relation::Ancestors) => self.all_the_way(of, Self::parents),
            Related::By(Relation::Children) => self.children(of),
            Related::By(Relation::Descendants) => self.all_the_way(of, Self::children),
            Related::By(Relation::All) => {
                let mut found = self.with_siblings(of);
                found.extend(self.all_the_way(of, Self::children));
                found
            }
            Related::Type(class) => {
                let mut found = self.all_the_way(of, Self::parents);
                found.extend(self.all_the_way(of, Self::children));
                found.retain(|at| self.artefacts[*at].of == class);
                found
            }
        }
    }
}

/// Calls a macro with every list that has items, and what they are called in it.
macro_rules! every_scheme {
    ($act:ident) => {
        $act! {
            codelists, codes, "Codelist";
            value_lists, value_items, "ValueList";
            concept_schemes, concepts, "ConceptScheme";
            category_schemes, categories, "CategoryScheme";
            agency_schemes, agencies, "AgencyScheme";
            data_provider_schemes, data_providers, "DataProviderScheme";
            data_consumer_schemes, data_consumers, "DataConsumerScheme";
            organisation_unit_schemes, organisation_units, "OrganisationUnitScheme";
        }
    };
}

/// Class and id of the lists that have one of the items that are named.
fn items_of(all: &Structures, query: &StructureQuery) -> BTreeSet<(&'static str, String)> {
    let mut found = BTreeSet::new();
    macro_rules! look {
        ($($list:ident, $items:ident, $class:literal;)*) => {$(
            for one in &all.$list {
                if one.$items.iter().any(|item| query.items.contains(&item.id)) {
                    found.insert(($class, one.artefact.id.clone()));
                }
            }
        )*};
    }
    every_scheme!(look);
    found
}

/// Keeps of every list that has one of these items only them.
fn keep_items(chosen: &mut Structures, ids: &[String]) {
    let wanted = |item: &Item| ids.contains(&item.id);
    macro_rules! cut {
        ($($list:ident, $items:ident, $class:literal;)*) => {$(
            for one in chosen.$list.iter_mut().filter(|one| one.$items.iter().any(wanted)) {
                let before = one.$items.len();
                one.$items.retain(wanted);
                if one.$items.len() < before {
                    one.artefact.is_partial = Some(true);
                }
            }
        )*};
    }
    every_scheme!(cut);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdmx::definitions::{Code, Definitions};
    use crate::sdmx::rest::{Query, parse};

    fn all() -> Structures {
        let code = |code: &str| Code { code: code.into(), ..Code::default() };
        let definitions = Definitions {
            agency: "PASSERELLE".into(),
            version: "1.0".into(),
            flow: "OBSERVATIONS".into(),
            areas: vec![code("KEN"), code("TZA")],
            ..Definitions::default()
        };
        definitions.structures().unwrap()
    }

    /// Ids of what a query gives, in the order of the lists.
    fn ids(path: &str) -> String {
        let Query::Structure(query) = parse(path).unwrap() else { panic!("{path}") };
        let found = known(&select(&all(), &query));
        found.into_iter().map(|one| one.id).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_named_is_given_with_what_belongs_to_it() {
        const LISTS: &str = "CL_INDICATOR CL_AREA CL_SOURCE CL_UNIT CL_STATUS";
        for (path, expected) in [
            ("structure/dataflow/PASSERELLE/OBSERVATIONS/1.0", "OBSERVATIONS".to_owned()),
            ("structure/dataflow/PASSERELLE/OBSERVATIONS", "OBSERVATIONS".to_owned()),
            ("structure/dataflow/PASSERELLE/OBSERVATIONS/2.0", String::new()),
            ("structure/dataflow/OTHER/OBSERVATIONS", String::new()),
            ("structure/dataflow", "OBSERVATIONS".to_owned()),
            ("structure/codelist/PASSERELLE/CL_AREA,CL_UNIT", "CL_AREA CL_UNIT".to_owned()),
            ("structure", format!("DSD_OBSERVATIONS OBSERVATIONS {LISTS} CS_OBSERVATIONS")),
            ("structure/dataflow?references=children", "DSD_OBSERVATIONS OBSERVATIONS".to_owned()),
            (
                "structure/dataflow?references=descendants",
                format!("DSD_OBSERVATIONS OBSERVATIONS {LISTS} CS_OBSERVATIONS"),
            ),
            ("structure/dataflow?references=codelist", format!("OBSERVATIONS {LISTS}")),
            (
                "structure/codelist/PASSERELLE/CL_AREA?references=parents",
                "DSD_OBSERVATIONS CL_AREA".to_owned(),
            ),
            (
                "structure/codelist/PASSERELLE/CL_AREA?references=ancestors",
                "DSD_OBSERVATIONS OBSERVATIONS CL_AREA".to_owned(),
            ),
            (
                "structure/conceptscheme?references=all",
                format!("DSD_OBSERVATIONS {LISTS} CS_OBSERVATIONS"),
            ),
            ("structure/hierarchy", String::new()),
        ] {
            assert_eq!(ids(path), expected, "{path}");
        }
    }

    fn only(path: &str) -> Structures {
        let Query::Structure(query) = parse(path).unwrap() else { panic!("{path}") };
        select(&all(), &query)
    }

    #[test]
    fn items_and_detail_say_how_much_of_it() {
        let list = only("structure/codelist/PASSERELLE/CL_AREA/1.0/KEN");
        let codes: Vec<_> = list.codelists[0].codes.iter().map(|code| code.id.as_str()).collect();
        assert_eq!((codes, list.codelists[0].artefact.is_partial), (vec!["KEN"], Some(true)));
        assert!(only("structure/codelist/PASSERELLE/CL_AREA/1.0/FRA").codelists.is_empty());
        let stubs = only("structure/codelist/PASSERELLE/CL_AREA?detail=allstubs");
        assert_eq!(stubs.codelists[0].codes.len(), 0);
        assert_eq!(stubs.codelists[0].artefact.is_external_reference, Some(true));
        let mixed = only("structure/dataflow?references=children&detail=referencestubs");
        assert!(mixed.dataflows[0].structure.is_some());
        assert!(mixed.data_structures[0].components.is_none());
    }
}
