//! Structures made from plain definitions: what an office knows of its indicators and dimensions becomes
//! a data structure definition, its lists of codes, its concepts and a data flow.
//!
//! One structure describes every figure: its dimensions are frequency, indicator, area, those that tell
//! figures apart (sex, location…), source, and time. Codes `_T` (total) and `_Z` (not applicable) are in
//! every list of a dimension that tells figures apart. The source is a dimension: two sources may each
//! have a figure for the same people, place and year, and a key names one observation.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::Text;

use super::problem::{Problem, ProblemCode, Problems};
use super::reference::{Reference, is_id, is_nested_id};
use super::structure::{
    Artefact, AttributeList, Codelist, Component, Components, ConceptScheme, DataStructure,
    Dataflow, Descriptor, DimensionList, Format, Item, MeasureList, Present, Relationship,
    Representation, Structures,
};
use super::value::{Names, named};

/// Total: everyone, everything.
pub const TOTAL: &str = "_T";
/// Not applicable.
pub const NOT_APPLICABLE: &str = "_Z";

/// Dimensions before those that tell figures apart.
pub const FIRST_DIMENSIONS: [&str; 3] = ["FREQ", "INDICATOR", "REF_AREA"];
/// Dimensions behind those that tell figures apart.
pub const LAST_DIMENSIONS: [&str; 2] = ["DATA_SOURCE", "TIME_PERIOD"];
/// The measure.
pub const MEASURE: &str = "OBS_VALUE";
/// The attributes.
pub const ATTRIBUTES: [&str; 5] =
    ["UNIT_MEASURE", "OBS_STATUS", "STATUS_DETAIL", "STD_ERROR", "N_CASES"];

/// Lists of codes of SDMX itself, which are referred to and not repeated.
const FREQUENCIES: &str = "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=SDMX:CL_FREQ(2.1)";
const STATUSES: &str = "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=SDMX:CL_OBS_STATUS(2.2)";

/// A code and what it is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// The code, in the office's own spelling.
    pub code: String,
    /// What it is called.
    pub names: Names,
    /// The code above it.
    pub parent: Option<String>,
}

/// An indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indicator {
    /// The code, in the office's own spelling.
    pub code: String,
    /// What it is called.
    pub names: Names,
    /// What it is.
    pub descriptions: Names,
    /// Code of its unit.
    pub unit: String,
}

/// A dimension that tells figures apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dimension {
    /// The code, in the office's own spelling.
    pub code: String,
    /// What it is called.
    pub names: Names,
    /// Its categories.
    pub categories: Vec<Code>,
}

/// What structures are made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definitions {
    /// Id of the agency that maintains the structures.
    pub agency: String,
    /// Version of each of them.
    pub version: String,
    /// Id of the data flow; `DSD_` and `CS_` before it name structure and concepts.
    pub flow: String,
    /// What the flow is called.
    pub names: Names,
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// Dimensions that tell figures apart, in the order of keys.
    pub dimensions: Vec<Dimension>,
    /// Areas.
    pub areas: Vec<Code>,
    /// Sources.
    pub sources: Vec<Code>,
    /// Units, where they have names; those of indicators are added.
    pub units: Vec<Code>,
    /// What is said of how sure a figure is, in more detail than SDMX's own list.
    pub statuses: Vec<Code>,
    /// What the other components are called, by their id (`FREQ`, `OBS_VALUE`…).
    pub components: BTreeMap<String, Names>,
    /// What `_T` is called.
    pub total: Names,
    /// What `_Z` is called.
    pub not_applicable: Names,
}

/// The texts of a name by language.
pub fn names(text: &Text) -> Names {
    text.iter().map(|(language, text)| (language.code().to_owned(), text.to_owned())).collect()
}

/// A code as SDMX allows it (letters, digits, `_ @ $ -`): a path within a country is written with `-`.
pub fn sdmx_id(code: &str) -> Cow<'_, str> {
    if is_id(code) {
        return code.into();
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_@$-".contains(c);
    let replaced = |c: char| match c {
        '/' => '-',
        c if allowed(c) => c,
        _ => '_',
    };
    code.chars().map(replaced).collect()
}

/// Ids of the dimensions of figures, in the order of keys, time last; `own` are the codes of those that tell
/// people apart.
pub fn dimension_ids<'a>(own: impl Iterator<Item = &'a str>) -> Vec<String> {
    let fixed = |ids: &'static [&'static str]| ids.iter().map(|id| (*id).to_owned());
    fixed(&FIRST_DIMENSIONS).chain(own.map(dimension_id)).chain(fixed(&LAST_DIMENSIONS)).collect()
}

/// The id of a dimension.
pub fn dimension_id(code: &str) -> String {
    sdmx_id(code).to_ascii_uppercase()
}

impl Definitions {
    /// Agency, id and version of the data flow: the second column of SDMX-CSV.
    pub fn structure_name(&self) -> String {
        self.reference(&self.flow).to_string()
    }

    fn reference(&self, id: &str) -> Reference {
        Reference::short(&self.agency, id, Some(&self.version))
    }

    fn urn(&self, class: &str, id: &str) -> String {
        self.reference(id).of_class(class).to_string()
    }

    /// Ids of all dimensions, in the order of keys, time last.
    pub fn dimension_ids(&self) -> Vec<String> {
        dimension_ids(self.dimensions.iter().map(|dimension| dimension.code.as_str()))
    }

    /// The data flow, the structure, its concepts and lists of codes.
    ///
    /// # Errors
    /// An agency, a flow or a version that SDMX does not allow; two codes of a list that become the same
    /// id; a category whose parent is not there, or that is its own ancestor.
    pub fn structures(&self) -> Result<Structures, Problems> {
        let mut problems = Problems::new(&super::Limits::default());
        self.check(&mut problems);
        let codelists = self.codelists();
        codelists.iter().for_each(|list| list.check(&mut problems));
        let concepts = self.concepts();
        super::structure::check_items(&concepts.concepts, &concepts.artefact.id, &mut problems);
        problems.or(Structures {
            dataflows: vec![Dataflow {
                artefact: self.artefact(&self.flow, &self.names),
                structure: Some(self.urn("datastructure.DataStructure", &self.structure_id())),
                ..Dataflow::default()
            }],
            data_structures: vec![self.data_structure()],
            concept_schemes: vec![concepts],
            codelists,
            ..Structures::default()
        })
    }

    fn check(&self, problems: &mut Problems) {
        let sound = [
            (is_nested_id(&self.agency), "agency", &self.agency),
            (is_id(&self.flow), "flow", &self.flow),
            (self.structure_name().parse::<Reference>().is_ok(), "version", &self.version),
        ];
        for (_, place, found) in sound.into_iter().filter(|(sound, ..)| !sound) {
            problems
                .add(Problem::new(ProblemCode::BadId, place, found).allowed("A-Z a-z 0-9 _ @ $ -"));
        }
    }

    fn structure_id(&self) -> String {
        format!("DSD_{}", self.flow)
    }

    fn concepts_id(&self) -> String {
        format!("CS_{}", self.flow)
    }

    fn artefact(&self, id: &str, names: &Names) -> Artefact {
        Artefact {
            id: id.to_owned(),
            agency_id: self.agency.clone(),
            version: Some(self.version.clone()),
            name: named(names, "en").map(str::to_owned).or_else(|| Some(id.to_owned())),
            names: names.clone(),
            ..Artefact::default()
        }
    }

    fn list(&self, id: &str, names: &Names, codes: Vec<Item>) -> Codelist {
        Codelist { artefact: self.artefact(id, names), codes, ..Codelist::default() }
    }

    fn component_names(&self, id: &str) -> Names {
        self.components.get(id).cloned().unwrap_or_default()
    }

    fn codelists(&self) -> Vec<Codelist> {
        let of = |component: &str, id: &str, codes: Vec<Item>| {
            self.list(id, &self.component_names(component), codes)
        };
        let mut lists = vec![
            of("INDICATOR", "CL_INDICATOR", self.indicators.iter().map(indicator_item).collect()),
            of("REF_AREA", "CL_AREA", self.areas.iter().map(item).collect()),
            of("DATA_SOURCE", "CL_SOURCE", self.sources.iter().map(item).collect()),
            of("UNIT_MEASURE", "CL_UNIT", self.units()),
            of("STATUS_DETAIL", "CL_STATUS", self.statuses.iter().map(item).collect()),
        ];
        for dimension in &self.dimensions {
            let mut codes: Vec<Item> = dimension.categories.iter().map(item).collect();
            codes.push(titled(Item::new(TOTAL, &self.total)));
            codes.push(titled(Item::new(NOT_APPLICABLE, &self.not_applicable)));
            let id = format!("CL_{}", dimension_id(&dimension.code));
            lists.push(self.list(&id, &dimension.names, codes));
        }
        lists
    }

    /// The units that have names, then those of indicators that have none.
    fn units(&self) -> Vec<Item> {
        let named: BTreeSet<&str> = self.units.iter().map(|unit| unit.code.as_str()).collect();
        let others: BTreeSet<&str> = self
            .indicators
            .iter()
            .map(|one| one.unit.as_str())
            .filter(|unit| !named.contains(unit))
            .collect();
        let bare = others.into_iter().filter(|unit| !unit.is_empty());
        let bare = bare.map(|unit| titled(Item::new(&sdmx_id(unit), &Names::new())));
        self.units.iter().map(item).chain(bare).collect()
    }

    fn concepts(&self) -> ConceptScheme {
        let own = |id: &str| {
            let dimension = self.dimensions.iter().find(|one| dimension_id(&one.code) == id);
            dimension.map_or_else(|| self.component_names(id), |found| found.names.clone())
        };
        let all = self.dimension_ids();
        let ids = all.iter().map(String::as_str).chain([MEASURE]).chain(ATTRIBUTES);
        ConceptScheme {
            artefact: self.artefact(&self.concepts_id(), &self.names),
            concepts: ids.map(|id| titled(Item::new(id, &own(id)))).collect(),
            ..ConceptScheme::default()
        }
    }

    fn data_structure(&self) -> DataStructure {
        let ids = self.dimension_ids();
        let numbered = |(at, id): (usize, &String)| Component {
            position: i64::try_from(at + 1).ok(),
            ..self.component(id)
        };
        let told_apart = ids.iter().filter(|id| *id != "TIME_PERIOD").enumerate().map(numbered);
        let dimension_list = DimensionList {
            descriptor: Descriptor::new("DimensionDescriptor"),
            dimensions: told_apart.collect(),
            time_dimension: Some(self.component("TIME_PERIOD")),
            ..DimensionList::default()
        };
        let measure = Component { usage: Some("optional".to_owned()), ..self.component(MEASURE) };
        let components = Components {
            dimension_list,
            measure_list: Some(MeasureList {
                descriptor: Descriptor::new("MeasureDescriptor"),
                measures: vec![measure],
                ..MeasureList::default()
            }),
            attribute_list: Some(AttributeList {
                descriptor: Descriptor::new("AttributeDescriptor"),
                attributes: ATTRIBUTES.iter().map(|id| self.attribute(id)).collect(),
                ..AttributeList::default()
            }),
            ..Components::default()
        };
        DataStructure {
            artefact: self.artefact(&self.structure_id(), &self.names),
            components: Some(components),
            ..DataStructure::default()
        }
    }

    fn attribute(&self, id: &str) -> Component {
        let always = matches!(id, "UNIT_MEASURE" | "OBS_STATUS" | "STATUS_DETAIL");
        let relationship =
            Relationship { observation: Some(Present {}), ..Relationship::default() };
        Component {
            usage: Some(if always { "mandatory" } else { "optional" }.to_owned()),
            attribute_relationship: Some(relationship),
            ..self.component(id)
        }
    }

    fn component(&self, id: &str) -> Component {
        let concept =
            self.reference(&self.concepts_id()).of_class("conceptscheme.Concept").item(id);
        Component {
            id: id.to_owned(),
            concept_identity: Some(concept.to_string()),
            local_representation: Some(self.representation(id)),
            ..Component::default()
        }
    }

    /// What the values of a component can be.
    fn representation(&self, id: &str) -> Representation {
        let form = |data_type: &str| Representation {
            format: Some(Format { data_type: Some(data_type.to_owned()), ..Format::default() }),
            ..Representation::default()
        };
        let list =
            |urn: String| Representation { enumeration: Some(urn), ..Representation::default() };
        let own = |name: &str| list(self.urn("codelist.Codelist", name));
        match id {
            "TIME_PERIOD" => form("ObservationalTimePeriod"),
            "OBS_VALUE" | "STD_ERROR" | "N_CASES" => form("Double"),
            "FREQ" => list(FREQUENCIES.to_owned()),
            "OBS_STATUS" => list(STATUSES.to_owned()),
            "REF_AREA" => own("CL_AREA"),
            "DATA_SOURCE" => own("CL_SOURCE"),
            "UNIT_MEASURE" => own("CL_UNIT"),
            "STATUS_DETAIL" => own("CL_STATUS"),
            other => own(&format!("CL_{other}")),
        }
    }
}

/// Everything has a name in SDMX: what has none is named by its id.
fn titled(mut item: Item) -> Item {
    if item.name.is_none() {
        item.name = Some(item.id.clone());
    }
    item
}

fn item(code: &Code) -> Item {
    let parent = code.parent.as_deref().map(|parent| sdmx_id(parent).into_owned());
    titled(Item { parent, ..Item::new(&sdmx_id(&code.code), &code.names) })
}

fn indicator_item(indicator: &Indicator) -> Item {
    let descriptions = indicator.descriptions.clone();
    let description = named(&descriptions, "en").map(str::to_owned);
    let of = Item::new(&sdmx_id(&indicator.code), &indicator.names);
    titled(Item { description, descriptions, ..of })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdmx::roles::Roles;

    fn code(code: &str, parent: Option<&str>) -> Code {
        let names = names(&Text::new(format!("{code} en français"), format!("{code} in English")));
        Code { code: code.into(), names, parent: parent.map(str::to_owned) }
    }

    fn definitions() -> Definitions {
        Definitions {
            agency: "PASSERELLE".into(),
            version: "1.0".into(),
            flow: "OBSERVATIONS".into(),
            names: names(&Text::new("Chiffres", "Figures")),
            indicators: vec![Indicator {
                code: "internet users".into(),
                unit: "percent".into(),
                ..Indicator::default()
            }],
            dimensions: vec![Dimension {
                code: "sex".into(),
                names: names(&Text::new("Sexe", "Sex")),
                categories: vec![code("female", None), code("male", None)],
            }],
            areas: vec![code("KEN", None), code("KEN/mombasa", Some("KEN"))],
            sources: vec![code("itu", None)],
            ..Definitions::default()
        }
    }

    #[test]
    fn every_list_and_concept_that_is_referred_to_is_there() {
        let structures = definitions().structures().unwrap();
        let text = serde_json::to_string(&structures).unwrap();
        for part in text.split("Codelist=PASSERELLE:").skip(1) {
            let list = part.split('(').next().unwrap();
            assert!(structures.codelists.iter().any(|one| one.artefact.id == list), "{list}");
        }
        for part in text.split("Concept=PASSERELLE:CS_OBSERVATIONS(1.0).").skip(1) {
            let concept = part.split('"').next().unwrap();
            assert!(
                structures.concept_schemes[0].concepts.iter().any(|one| one.id == concept),
                "{concept}"
            );
        }
        let roles = Roles::of(&structures.data_structures[0]);
        assert_eq!(roles.dimensions, definitions().dimension_ids());
        assert_eq!((roles.measures, roles.attributes.len()), (vec!["OBS_VALUE".to_owned()], 5));
        let sex = structures.codelists.iter().find(|list| list.artefact.id == "CL_SEX").unwrap();
        assert_eq!(
            sex.codes.iter().map(|code| code.id.as_str()).collect::<Vec<_>>(),
            ["female", "male", "_T", "_Z"]
        );
        let area = structures.codelists.iter().find(|list| list.artefact.id == "CL_AREA").unwrap();
        assert_eq!(area.children(Some("KEN")).next().unwrap().id, "KEN-mombasa");
        assert_eq!(area.codes[0].name_in("fr"), Some("KEN en français"));
        assert_eq!(definitions().structure_name(), "PASSERELLE:OBSERVATIONS(1.0)");
    }

    #[test]
    fn what_sdmx_does_not_allow_is_told() {
        let mut bad = definitions();
        bad.agency = "a b".into();
        bad.areas = vec![
            code("KEN/a", None),
            code("KEN-a", None),
            code("X", Some("Y")),
            code("Z", Some("Z")),
        ];
        let problems = bad.structures().unwrap_err();
        let codes: Vec<_> = problems.list.iter().map(|problem| problem.code).collect();
        for code in [
            ProblemCode::BadId,
            ProblemCode::RepeatedId,
            ProblemCode::UnknownParent,
            ProblemCode::CodeCycle,
        ] {
            assert!(codes.contains(&code), "{code:?}: {problems}");
        }
    }
}
