//! Structures of SDMX-ML.

use super::items::{
    annotations, artefact, header, items, links, local_reference, reference, representation,
};
use super::tree::{Element, parse};
use crate::sdmx::Limits;
use crate::sdmx::constraint::{
    ConstraintAttachment, CubeRegion, DataConstraint, DataKey, DataKeySet, DataKeyValue, Member,
    MemberSelection, PeriodBound, TimeRange,
};
use crate::sdmx::json::StructureMessage;
use crate::sdmx::problem::{Problem, ProblemCode};
use crate::sdmx::structure::{
    AgencyScheme, AttributeList, Categorisation, CategoryScheme, Codelist, Component, Components,
    ConceptScheme, DataConsumerScheme, DataProviderScheme, DataStructure, Dataflow, Descriptor,
    DimensionList, GeographicCodelist, Group, HierarchicalCode, Hierarchy, MeasureList,
    OrganisationUnitScheme, Present, ProvisionAgreement, Relationship, Structures, ValueList,
};

/// Reads a message of structures. The second part of the answer names the kinds of artefacts that are in
/// the message and were not read: maps, processes, transformations, metadata structures.
///
/// # Errors
/// Larger than the limits, not well-formed, with a document type declaration, or another message.
pub fn read_structures(
    bytes: &[u8],
    limits: &Limits,
) -> Result<(StructureMessage, Vec<String>), Problem> {
    let root = parse(bytes, limits)?;
    if root.name != "Structure" {
        let problem = Problem::new(ProblemCode::WrongMessage, "", &root.name);
        return Err(problem.allowed("Structure"));
    }
    let mut structures = Structures::default();
    let mut unread = Vec::new();
    let lists = root.all("Structures").flat_map(|all| &all.children);
    for element in lists.flat_map(|list| &list.children) {
        if !add(&mut structures, element) && !unread.contains(&element.name) {
            unread.push(element.name.clone());
        }
    }
    let message =
        StructureMessage { header: header(&root), structures, ..StructureMessage::default() };
    Ok((message, unread))
}

/// Adds an artefact; false if it is of a kind that is not read.
fn add(to: &mut Structures, element: &Element) -> bool {
    macro_rules! scheme {
        ($list:ident, $type:ident { $items:ident: $name:literal }) => {
            to.$list.push($type {
                artefact: artefact(element),
                $items: items(element, $name),
                ..$type::default()
            })
        };
    }
    match element.name.as_str() {
        "Codelist" => scheme!(codelists, Codelist { codes: "Code" }),
        "GeographicCodelist" => {
            scheme!(
                geographic_codelists,
                GeographicCodelist { geo_feature_set_codes: "GeoFeatureSetCode" }
            );
        }
        "ValueList" => scheme!(value_lists, ValueList { value_items: "ValueItem" }),
        "ConceptScheme" => scheme!(concept_schemes, ConceptScheme { concepts: "Concept" }),
        "CategoryScheme" => scheme!(category_schemes, CategoryScheme { categories: "Category" }),
        "AgencyScheme" => scheme!(agency_schemes, AgencyScheme { agencies: "Agency" }),
        "DataProviderScheme" => {
            scheme!(data_provider_schemes, DataProviderScheme { data_providers: "DataProvider" });
        }
        "DataConsumerScheme" => {
            scheme!(data_consumer_schemes, DataConsumerScheme { data_consumers: "DataConsumer" });
        }
        "OrganisationUnitScheme" => {
            scheme!(
                organisation_unit_schemes,
                OrganisationUnitScheme { organisation_units: "OrganisationUnit" }
            );
        }
        "DataStructure" => to.data_structures.push(data_structure(element)),
        "Dataflow" => to.dataflows.push(Dataflow {
            artefact: artefact(element),
            structure: element
                .child("Structure")
                .and_then(|it| reference(it, "datastructure.DataStructure")),
            ..Dataflow::default()
        }),
        "ProvisionAgreement" => to.provision_agreements.push(provision_agreement(element)),
        "Categorisation" => to.categorisations.push(Categorisation {
            artefact: artefact(element),
            source: element.child("Source").and_then(|it| reference(it, "datastructure.Dataflow")),
            target: element.child("Target").and_then(|it| reference(it, "categoryscheme.Category")),
            ..Categorisation::default()
        }),
        "DataConstraint" | "ContentConstraint" => to.data_constraints.push(constraint(element)),
        "Hierarchy" => to.hierarchies.push(hierarchy(element)),
        // In 2.1 hierarchies are within another artefact, which lends them its agency and version.
        "HierarchicalCodelist" => {
            let outer = artefact(element);
            to.hierarchies.extend(element.all("Hierarchy").map(|inner| {
                let mut found = hierarchy(inner);
                found.artefact.agency_id.clone_from(&outer.agency_id);
                found.artefact.version.clone_from(&outer.version);
                found
            }));
        }
        _ => return false,
    }
    true
}

fn provision_agreement(element: &Element) -> ProvisionAgreement {
    let flow = element.child("Dataflow").or_else(|| element.child("StructureUsage"));
    ProvisionAgreement {
        artefact: artefact(element),
        data_provider: element
            .child("DataProvider")
            .and_then(|it| reference(it, "base.DataProvider")),
        dataflow: flow.and_then(|it| reference(it, "datastructure.Dataflow")),
        ..ProvisionAgreement::default()
    }
}

fn descriptor(element: &Element) -> Descriptor {
    Descriptor { id: element.owned("id"), links: links(element), annotations: annotations(element) }
}

fn data_structure(element: &Element) -> DataStructure {
    DataStructure {
        artefact: artefact(element),
        metadata: element
            .child("Metadata")
            .and_then(|it| reference(it, "metadatastructure.MetadataStructure")),
        components: element.child("DataStructureComponents").map(components),
        ..DataStructure::default()
    }
}

fn components(element: &Element) -> Components {
    let dimension_list = element.child("DimensionList").map(|list| {
        // The measure dimension of 2.1 is a dimension like the others.
        let dimensions = list
            .children
            .iter()
            .filter(|it| it.name == "Dimension" || it.name == "MeasureDimension");
        DimensionList {
            descriptor: descriptor(list),
            dimensions: dimensions.map(component).collect(),
            time_dimension: list.child("TimeDimension").map(component),
            ..DimensionList::default()
        }
    });
    let measure_list = element.child("MeasureList").map(|list| MeasureList {
        descriptor: descriptor(list),
        measures: list.all("Measure").map(component).collect(),
        primary_measure: list.child("PrimaryMeasure").map(component),
        ..MeasureList::default()
    });
    let attribute_list = element.child("AttributeList").map(|list| AttributeList {
        descriptor: descriptor(list),
        attributes: list.children.iter().filter(|it| is_attribute(it)).map(component).collect(),
        ..AttributeList::default()
    });
    Components {
        dimension_list: dimension_list.unwrap_or_default(),
        groups: element.all("Group").map(group).collect(),
        measure_list,
        attribute_list,
        ..Components::default()
    }
}

fn is_attribute(element: &Element) -> bool {
    element.name == "Attribute" || element.name == "ReportingYearStartDay"
}

fn group(element: &Element) -> Group {
    let of = element.all("GroupDimension").filter_map(|it| it.child("DimensionReference"));
    Group {
        descriptor: descriptor(element),
        group_dimensions: of.filter_map(local_reference).collect(),
        ..Group::default()
    }
}

fn component(element: &Element) -> Component {
    let concept = "conceptscheme.Concept";
    let identity = element.child("ConceptIdentity").and_then(|it| reference(it, concept));
    // In 2.1 the id may be left to the concept.
    let of_concept = || Some(identity.as_ref()?.rsplit('.').next()?.to_owned());
    Component {
        id: element.owned("id").or_else(of_concept).unwrap_or_default(),
        position: element.attribute("position").and_then(|position| position.parse().ok()),
        concept_roles: element.all("ConceptRole").filter_map(|it| reference(it, concept)).collect(),
        local_representation: element.child("LocalRepresentation").map(representation),
        usage: element.owned("usage").or_else(|| element.attribute("assignmentStatus").map(usage)),
        attribute_relationship: element.child("AttributeRelationship").map(relationship),
        measure_relationship: element
            .child("MeasureRelationship")
            .map(|it| it.all("Measure").filter_map(local_reference).collect())
            .unwrap_or_default(),
        concept_identity: identity,
        links: links(element),
        annotations: annotations(element),
        ..Component::default()
    }
}

/// `Mandatory` and `Conditional` of 2.1, in the words of 3.0.
fn usage(status: &str) -> String {
    if status == "Mandatory" { "mandatory".to_owned() } else { "optional".to_owned() }
}

fn relationship(element: &Element) -> Relationship {
    let present = |names: [&str; 2]| {
        names.iter().any(|name| element.child(name).is_some()).then_some(Present {})
    };
    let group = element.child("Group").or_else(|| element.child("AttachmentGroup"));
    Relationship {
        dataflow: present(["Dataflow", "None"]),
        dimensions: element.all("Dimension").filter_map(local_reference).collect(),
        group: group.and_then(local_reference),
        observation: present(["Observation", "PrimaryMeasure"]),
        ..Relationship::default()
    }
}

fn hierarchy(element: &Element) -> Hierarchy {
    Hierarchy {
        artefact: artefact(element),
        has_formal_levels: element
            .boolean("hasFormalLevels")
            .or_else(|| element.boolean("leveled")),
        hierarchical_codes: element.all("HierarchicalCode").map(hierarchical_code).collect(),
        ..Hierarchy::default()
    }
}

fn hierarchical_code(element: &Element) -> HierarchicalCode {
    HierarchicalCode {
        id: element.owned("id").unwrap_or_default(),
        code: element.child("Code").and_then(|it| reference(it, "codelist.Code")),
        level: element.child("Level").and_then(local_reference),
        hierarchical_codes: element.all("HierarchicalCode").map(hierarchical_code).collect(),
        links: links(element),
        annotations: annotations(element),
        ..HierarchicalCode::default()
    }
}

fn constraint(element: &Element) -> DataConstraint {
    let role = element.attribute("role").or_else(|| element.attribute("type"));
    DataConstraint {
        artefact: artefact(element),
        role: role.map(str::to_owned),
        constraint_attachment: element.child("ConstraintAttachment").map(attachment),
        cube_regions: element.all("CubeRegion").map(cube_region).collect(),
        data_key_sets: element.all("DataKeySet").map(key_set).collect(),
        ..DataConstraint::default()
    }
}

fn attachment(element: &Element) -> ConstraintAttachment {
    let all =
        |name: &str, class: &str| element.all(name).filter_map(|it| reference(it, class)).collect();
    ConstraintAttachment {
        data_structures: all("DataStructure", "datastructure.DataStructure"),
        dataflows: all("Dataflow", "datastructure.Dataflow"),
        provision_agreements: all("ProvisionAgreement", "registry.ProvisionAgreement"),
        ..ConstraintAttachment::default()
    }
}

fn cube_region(element: &Element) -> CubeRegion {
    let values = |names: [&str; 2]| {
        let found = element.children.iter().filter(|it| names.contains(&it.name.as_str()));
        found.map(member_selection).collect()
    };
    CubeRegion {
        include: element.boolean("include"),
        key_values: values(["KeyValue", "KeyValue"]),
        components: values(["Component", "Attribute"]),
        annotations: annotations(element),
        ..CubeRegion::default()
    }
}

fn member_selection(element: &Element) -> MemberSelection {
    MemberSelection {
        id: element.owned("id").unwrap_or_default(),
        include: element.boolean("include"),
        values: element.all("Value").filter_map(|it| it.content().map(Member::Value)).collect(),
        time_range: element.child("TimeRange").map(time_range),
        ..MemberSelection::default()
    }
}

fn time_range(element: &Element) -> TimeRange {
    let bound = |name: &str| {
        let found = element.child(name)?;
        Some(PeriodBound { period: found.content()?, is_inclusive: found.boolean("isInclusive") })
    };
    TimeRange {
        before_period: bound("BeforePeriod"),
        after_period: bound("AfterPeriod"),
        start_period: bound("StartPeriod"),
        end_period: bound("EndPeriod"),
        ..TimeRange::default()
    }
}

fn key_set(element: &Element) -> DataKeySet {
    let value = |it: &Element| DataKeyValue {
        id: it.owned("id").unwrap_or_default(),
        value: it.child("Value").and_then(Element::content),
        ..DataKeyValue::default()
    };
    let key = |it: &Element| DataKey {
        include: it.boolean("include"),
        key_values: it.all("KeyValue").map(value).collect(),
        components: it.all("Component").map(member_selection).collect(),
        ..DataKey::default()
    };
    DataKeySet {
        is_included: element.boolean("isIncluded"),
        keys: element.all("Key").map(key).collect(),
        ..DataKeySet::default()
    }
}
