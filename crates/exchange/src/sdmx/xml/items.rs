//! What most elements have: names, remarks, references, lists of items.

use super::tree::Element;
use crate::sdmx::header::{Annotation, Contact, Header, Link, Party};
use crate::sdmx::reference::Reference;
use crate::sdmx::structure::{Artefact, Format, Item, Occurs, Representation};
use crate::sdmx::value::{Names, named};

/// Texts by language; without one, they are in English, as the schema says.
pub(super) fn names(element: &Element, name: &str) -> Names {
    let text = |text: &Element| {
        let language = text.attribute("lang").unwrap_or("en").to_owned();
        Some((language, text.content()?))
    };
    element.all(name).filter_map(text).collect()
}

fn best(names: &Names) -> Option<String> {
    named(names, "en").map(str::to_owned)
}

pub(super) fn artefact(element: &Element) -> Artefact {
    let (named, described) = (names(element, "Name"), names(element, "Description"));
    Artefact {
        id: element.owned("id").unwrap_or_default(),
        agency_id: element.owned("agencyID").unwrap_or_default(),
        version: element.owned("version"),
        name: best(&named),
        names: named,
        description: best(&described),
        descriptions: described,
        is_external_reference: element.boolean("isExternalReference"),
        is_partial: element.boolean("isPartial"),
        valid_from: element.owned("validFrom"),
        valid_to: element.owned("validTo"),
        links: links(element),
        annotations: annotations(element),
    }
}

/// The element's own name and addresses.
pub(super) fn links(element: &Element) -> Vec<Link> {
    let urn = element.owned("urn");
    let href = element.owned("structureURL").or_else(|| element.owned("uri"));
    let link = Link { rel: Some("self".to_owned()), urn, href, ..Link::default() };
    if link.urn.is_some() || link.href.is_some() { vec![link] } else { Vec::new() }
}

pub(super) fn annotations(element: &Element) -> Vec<Annotation> {
    let text = |annotation: &Element, name: &str| annotation.child(name).and_then(Element::content);
    let one = |annotation: &Element| {
        let texts = names(annotation, "AnnotationText");
        let address = text(annotation, "AnnotationURL")
            .map(|href| Link { href: Some(href), ..Link::default() });
        Annotation {
            id: annotation.owned("id"),
            title: text(annotation, "AnnotationTitle"),
            kind: text(annotation, "AnnotationType"),
            value: text(annotation, "AnnotationValue"),
            text: best(&texts),
            texts,
            links: address.into_iter().collect(),
            ..Annotation::default()
        }
    };
    element
        .child("Annotations")
        .into_iter()
        .flat_map(|all| all.all("Annotation"))
        .map(one)
        .collect()
}

/// The URN that an element refers to: its text, or its `URN`, or made of its `Ref`.
pub(super) fn reference(element: &Element, default_class: &str) -> Option<String> {
    if let Some(urn) = element.child("URN") {
        return urn.content();
    }
    let Some(found) = element.child("Ref") else { return element.content() };
    let class = match (found.attribute("package"), found.attribute("class")) {
        (Some(package), Some(class)) => format!("{package}.{class}"),
        _ => default_class.to_owned(),
    };
    let id = found.attribute("id")?;
    let agency = found.attribute("agencyID").unwrap_or_default();
    let urn = match found.attribute("maintainableParentID") {
        Some(parent) => {
            let version = found.attribute("maintainableParentVersion").unwrap_or("1.0");
            Reference::short(agency, parent, Some(version)).item(id)
        }
        None => Reference::short(agency, id, Some(found.attribute("version").unwrap_or("1.0"))),
    };
    Some(urn.of_class(&class).to_string())
}

/// The id of something in the same artefact.
pub(super) fn local_reference(element: &Element) -> Option<String> {
    let found = element.child("Ref").and_then(|found| found.owned("id"));
    found.or_else(|| element.content())
}

/// The items among an element's children.
pub(super) fn items(element: &Element, name: &str) -> Vec<Item> {
    element.all(name).map(item).collect()
}

fn item(element: &Element) -> Item {
    let (named, described) = (names(element, "Name"), names(element, "Description"));
    Item {
        id: element.owned("id").unwrap_or_default(),
        name: best(&named),
        names: named,
        description: best(&described),
        descriptions: described,
        parent: element.child("Parent").and_then(local_reference),
        core_representation: element.child("CoreRepresentation").map(representation),
        contacts: element.all("Contact").map(contact).collect(),
        categories: items(element, "Category"),
        links: links(element),
        annotations: annotations(element),
        ..Item::default()
    }
}

fn contact(element: &Element) -> Contact {
    let list = |name: &str| element.all(name).filter_map(Element::content).collect();
    let (named, departments, roles) =
        (names(element, "Name"), names(element, "Department"), names(element, "Role"));
    Contact {
        id: element.owned("id"),
        name: best(&named),
        names: named,
        department: best(&departments),
        departments,
        role: best(&roles),
        roles,
        telephones: list("Telephone"),
        faxes: list("Fax"),
        uris: list("URI"),
        emails: list("Email"),
        ..Contact::default()
    }
}

pub(super) fn representation(element: &Element) -> Representation {
    let class = "codelist.Codelist";
    Representation {
        enumeration: element.child("Enumeration").and_then(|found| reference(found, class)),
        enumeration_format: element.child("EnumerationFormat").map(format),
        format: element.child("TextFormat").map(format),
        min_occurs: element.attribute("minOccurs").and_then(|number| number.parse().ok()),
        max_occurs: element.attribute("maxOccurs").map(occurs),
        ..Representation::default()
    }
}

fn occurs(text: &str) -> Occurs {
    text.parse().map_or_else(|_| Occurs::Word(text.to_owned()), Occurs::Most)
}

fn format(element: &Element) -> Format {
    let number = |name: &str| element.attribute(name).and_then(|number| number.parse().ok());
    let known = ["textType", "minLength", "maxLength", "pattern", "isMultiLingual"];
    let others = element.attributes.iter().filter(|one| !known.contains(&one.name.as_str()));
    let other = others.map(|one| (one.name.clone(), serde_json::Value::String(one.value.clone())));
    Format {
        data_type: element.owned("textType"),
        min_length: number("minLength"),
        max_length: number("maxLength"),
        pattern: element.owned("pattern"),
        is_multi_lingual: element.boolean("isMultiLingual"),
        other: other.collect(),
        ..Format::default()
    }
}

pub(super) fn header(root: &Element) -> Header {
    let Some(element) = root.child("Header") else { return Header::default() };
    let text = |name: &str| element.child(name).and_then(Element::content);
    let named = names(element, "Name");
    Header {
        id: text("ID"),
        test: text("Test").map(|test| test == "true" || test == "1"),
        prepared: text("Prepared"),
        name: best(&named),
        names: named,
        sender: element.child("Sender").map(party),
        receivers: element.all("Receiver").map(party).collect(),
        ..Header::default()
    }
}

fn party(element: &Element) -> Party {
    let named = names(element, "Name");
    Party {
        id: element.owned("id").unwrap_or_default(),
        name: best(&named),
        names: named,
        contacts: element.all("Contact").map(contact).collect(),
        ..Party::default()
    }
}
