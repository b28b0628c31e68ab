//! Files of SDMX as they lie on disk: which form they have, and any message of data as one table.
//!
//! The table is SDMX-CSV: a column for each component, a row for each observation with all values that hold
//! for it. So an entry of `catalogue/sources` describes a message of any form alike, by its concepts.

use std::collections::BTreeMap;

use super::csv::{Action, Column, Layout, PlainRow, StructureKind, Writer, is_message};
use super::data::{DataMessage, MessageStructure};
use super::problem::{Problem, ProblemCode, Problems};
use super::reference::Reference;
use super::value::Value;
use super::{Limits, json, xml};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// SDMX-CSV 2.0.
    Csv,
    /// SDMX-JSON, data.
    Json,
    /// SDMX-JSON, structures.
    JsonStructures,
    /// SDMX-ML, data.
    Xml,
    /// SDMX-ML, structures.
    XmlStructures,
}

impl Form {
    /// Bytes by which [`Form::of`] knows a file.
    pub const BEGINNING: usize = 64 * 1024;

    /// The form of a file that begins so; `None` where it is nothing of SDMX.
    pub fn of(beginning: &[u8]) -> Option<Self> {
        let text = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
        let has = |word: &str| memchr::memmem::find(text, word.as_bytes()).is_some();
        match text.trim_ascii_start().first()? {
            b'{' if has("sdmx") || has("\"dataSets\"") => {
                let structures = ["\"dataStructures\"", "\"codelists\"", "\"conceptSchemes\""];
                let data = has("\"dataSets\"") || has("data-schema");
                let is_structures =
                    !data && (has("structure-schema") || structures.into_iter().any(has));
                Some(if is_structures { Self::JsonStructures } else { Self::Json })
            }
            b'<' if has("sdmx.org/resources/sdmxml") => {
                let data = ["GenericData", "StructureSpecificData", "TimeSeriesData"];
                Some(if data.into_iter().any(has) { Self::Xml } else { Self::XmlStructures })
            }
            _ => is_message(text).then_some(Self::Csv),
        }
    }
}

/// Reads a message of data of one of the forms that are read whole.
///
/// # Errors
/// What is wrong with the message, or with single values of it.
pub fn read_message(form: Form, bytes: &[u8], limits: &Limits) -> Result<DataMessage, Problems> {
    match form {
        Form::Json => {
            let (message, problems) = json::read_data(bytes, limits)?;
            problems.or(message)
        }
        Form::Xml => xml::read_data(bytes, None, limits),
        Form::Csv | Form::JsonStructures | Form::XmlStructures => {
            Err(Problem::new(ProblemCode::WrongMessage, "", "").into())
        }
    }
}

/// A message of data as one table, whatever roles its components have.
///
/// # Errors
/// More columns or cells than the limits; what cannot be written.
pub fn as_table(message: &DataMessage, limits: &Limits) -> Result<Vec<u8>, Problems> {
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids: Vec<String> = Vec::new();
    let mut cells = 0;
    let too_many = |limit: usize| {
        Problems::from(Problem::new(ProblemCode::TooManyItems, "", "").allowed(limit.to_string()))
    };
    for values in message.data_sets.iter().flat_map(|set| set.flat()) {
        cells += values.len();
        for id in values.into_keys() {
            columns.entry(id).or_insert_with_key(|id| {
                ids.push(id.clone());
                ids.len() - 1
            });
        }
        if ids.len() > limits.columns {
            return Err(too_many(limits.columns));
        }
        if cells > limits.items {
            return Err(too_many(limits.items));
        }
    }
    let unwritten = |_| Problems::from(Problem::new(ProblemCode::Unreadable, "", ""));
    let layout = Layout::new(ids.iter().map(|id| Column::new(id)).collect());
    let mut writer = Writer::new(Vec::new(), layout).map_err(unwritten)?;
    for set in &message.data_sets {
        let name = message.structures.get(set.structure).and_then(structure).unwrap_or_default();
        for values in set.flat() {
            let cell = |id: &String| values.get(id).map(plain).unwrap_or_default();
            let row: Vec<String> = ids.iter().map(cell).collect();
            let row: Vec<&str> = row.iter().map(String::as_str).collect();
            let head = PlainRow {
                kind: StructureKind::Dataflow,
                structure: &name,
                action: set.action.unwrap_or(Action::Information),
            };
            writer.write_plain(head, &row).map_err(unwritten)?;
        }
    }
    writer.finish().map_err(unwritten)
}

/// The name of a structure: of its flow, where the message names one.
fn structure(of: &MessageStructure) -> Option<String> {
    let names: Vec<Reference> =
        of.links.iter().filter_map(|link| link.urn.as_ref()?.parse().ok()).collect();
    let flow = names.iter().find(|name| name.class_name() == "Dataflow");
    let name = flow.or(names.first())?;
    Some(Reference { class: String::new(), ..name.clone() }.to_string())
}

/// A value in one cell; several are written one behind the other.
fn plain(value: &Value) -> String {
    match value {
        Value::Localised(texts) => texts.values().next().cloned().unwrap_or_default(),
        Value::List(list) => list.iter().flatten().map(plain).collect::<Vec<_>>().join(";"),
        other => other.plain().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_how_a_file_begins() {
        for (beginning, form) in [
            ("STRUCTURE,STRUCTURE_ID,ACTION", Some(Form::Csv)),
            ("\u{feff}STRUCTURE[;];STRUCTURE_ID", Some(Form::Csv)),
            ("STRUCTURES,b", None),
            ("{\"meta\":{\"schema\":\"https://…/sdmx-json-data-schema.json\"}", Some(Form::Json)),
            ("{\"data\":{\"dataSets\":[]}}", Some(Form::Json)),
            ("{\"meta\":{\"schema\":\"sdmx-json-structure-schema\"}", Some(Form::JsonStructures)),
            ("{\"a\":1}", None),
            (
                "<?xml?><m:GenericData xmlns:m=\"http://www.sdmx.org/resources/sdmxml/a\"",
                Some(Form::Xml),
            ),
            (
                "<m:Structure xmlns:m=\"http://www.sdmx.org/resources/sdmxml/a\"",
                Some(Form::XmlStructures),
            ),
            ("<html>", None),
            ("indicator,place\n", None),
            ("", None),
        ] {
            assert_eq!(Form::of(beginning.as_bytes()), form, "{beginning}");
        }
    }

    #[test]
    fn a_message_is_one_table() {
        let text = r#"{"data":{"structures":[{"links":[{"urn":
            "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=A:F(1.0)"}],"dimensions":{"series":
            [{"id":"REF_AREA","values":[{"id":"KEN"},{"id":"TZA"}]}],"observation":[{"id":"TIME_PERIOD",
            "values":[{"value":"2019"},{"value":"2020"}]}]}}],"dataSets":[{"structure":0,"series":
            {"0":{"observations":{"0":[1.5],"1":[2]}},"1":{"observations":{"1":[3]}}}}]}}"#;
        let limits = Limits::default();
        let message = read_message(Form::Json, text.as_bytes(), &limits).unwrap();
        let table = String::from_utf8(as_table(&message, &limits).unwrap()).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "STRUCTURE,STRUCTURE_ID,ACTION,OBS_VALUE,REF_AREA,TIME_PERIOD");
        assert_eq!(lines[1], "dataflow,A:F(1.0),I,1.5,KEN,2019");
        assert_eq!(lines.len(), 4);
        let narrow = Limits { columns: 2, ..limits };
        assert_eq!(
            as_table(&message, &narrow).unwrap_err().list[0].code,
            ProblemCode::TooManyItems
        );
    }
}
