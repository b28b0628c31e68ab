//! Every sample of SDMX beside the repository: read, written, read again.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::data;
use passerelle_exchange::sdmx::data::DataMessage;
use passerelle_exchange::sdmx::json::{self, StructureMessage, WireMessage};
use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::structure::DataStructure;
use passerelle_exchange::sdmx::value::Value;
use passerelle_exchange::sdmx::{Limits, csv, xml};
use serde_json::Value as Json;

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|end| end == extension))
        .collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn every_csv_comes_back_equal() {
    let Some(folder) = data("sdmx/csv") else { return };
    let limits = Limits::default();
    let paths = files(&folder, "csv");
    let mut bytes_equal = 0;
    for path in &paths {
        let original = std::fs::read(path).unwrap();
        let (message, problems) = csv::read(original.as_slice(), &limits).unwrap();
        assert!(problems.is_empty(), "{}: {problems}", name(path));
        let written = csv::write(&message).unwrap();
        let (again, problems) = csv::read(written.as_bytes(), &limits).unwrap();
        assert!(problems.is_empty(), "{}: {problems}", name(path));
        assert_eq!(message, again, "{}", name(path));
        assert!(!message.rows.is_empty() && !message.layout.columns.is_empty());
        // But for marks around cells that need none, and the line ends, the very bytes come back.
        let plain = |text: &str| text.replace(['\r', '"'], "").trim_end().to_owned();
        let original = String::from_utf8(original).unwrap();
        assert_eq!(
            plain(&written),
            plain(original.trim_start_matches('\u{feff}')),
            "{}",
            name(path)
        );
        bytes_equal += usize::from(written.replace('\r', "") == original.replace('\r', ""));
        let layout = &message.layout;
        println!(
            "{}: {} rows, {} columns, {:?}, separator {:?}",
            name(path),
            message.rows.len(),
            layout.columns.len(),
            layout.labels,
            layout.separator
        );
    }
    println!("{} files, {bytes_equal} byte by byte", paths.len());
    assert_eq!(paths.len(), 13);
}

/// Members that say nothing: nulls, empty lists and objects (but for those whose presence says it all),
/// comments; and names that older messages have for the same thing.
fn essence(json: &Json) -> Json {
    const SAME: [(&str, &str); 8] = [
        ("receiver", "receivers"),
        ("contact", "contacts"),
        ("telephone", "telephones"),
        ("fax", "faxes"),
        ("uri", "uris"),
        ("email", "emails"),
        ("x400", "x400s"),
        ("contentConstraints", "dataConstraints"),
    ];
    match json {
        Json::Object(members) => {
            let mut kept = serde_json::Map::new();
            for (key, value) in members {
                let mut value = essence(value);
                let same = SAME
                    .iter()
                    .find(|(old, _)| old == key && (value.is_array() || value.is_object()));
                let key = same.map_or(key.as_str(), |(_, new)| *new);
                if key == "receivers" && value.is_object() {
                    value = Json::Array(vec![value]);
                }
                let says = !value.is_null() && value != Json::Array(vec![]);
                let empty = value == Json::Object(serde_json::Map::new());
                let said_by_presence = ["dataflow", "observation"].contains(&key);
                if says && (said_by_presence || !empty) {
                    kept.insert(key.to_owned(), value);
                }
            }
            Json::Object(kept)
        }
        Json::Array(list) => Json::Array(list.iter().map(essence).collect()),
        Json::Number(number) => number.as_f64().map_or(Json::Null, |number| number.into()),
        other => other.clone(),
    }
}

/// Where two values differ first.
fn difference(a: &Json, b: &Json, at: &str) -> Option<String> {
    match (a, b) {
        (Json::Object(one), Json::Object(other)) => {
            let keys: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
            keys.into_iter().find_map(|key| {
                let null = Json::Null;
                difference(
                    one.get(key).unwrap_or(&null),
                    other.get(key).unwrap_or(&null),
                    &format!("{at}/{key}"),
                )
            })
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(place, (a, b))| difference(a, b, &format!("{at}/{place}"))),
        (a, b) if a == b => None,
        (a, b) => Some(format!("{at}: {a:.100} is not {b:.100}")),
    }
}

fn assert_same_json(original: &[u8], written: &str, name: &str) {
    let original: Json = serde_json::from_slice(original).unwrap();
    let written: Json = serde_json::from_str(written).unwrap();
    let found = difference(&essence(&original), &essence(&written), "");
    assert!(found.is_none(), "{name}: {}", found.unwrap());
}

#[test]
fn every_json_of_structures_comes_back_equal_and_nothing_is_lost() {
    let Some(folder) = data("sdmx/json/structure") else { return };
    let paths = files(&folder, "json");
    for path in &paths {
        let original = std::fs::read(path).unwrap();
        let message = json::read_structures(&original, &Limits::default()).unwrap();
        let written = json::write_structures(&message).unwrap();
        assert_eq!(json::read_structures(written.as_bytes(), &Limits::default()).unwrap(), message);
        assert_same_json(&original, &written, &name(path));
        let all = &message.structures;
        println!(
            "{}: {} structures, {} lists with {} codes, {} flows, {} concepts, {} constraints; kept as they \
             came: {:?}",
            name(path),
            all.data_structures.len(),
            all.codelists.len(),
            all.codelists.iter().map(|list| list.codes.len()).sum::<usize>(),
            all.dataflows.len(),
            all.concept_schemes.iter().map(|scheme| scheme.concepts.len()).sum::<usize>(),
            all.data_constraints.len(),
            all.other.keys().collect::<Vec<_>>()
        );
    }
    assert_eq!(paths.len(), 2);
}

#[test]
fn the_structure_of_exchange_rates_is_what_it_is() {
    let Some(folder) = data("sdmx/json/structure") else { return };
    let bytes = std::fs::read(folder.join("constructed-sample.json")).unwrap();
    let message = json::read_structures(&bytes, &Limits::default()).unwrap();
    let roles = Roles::of(&message.structures.data_structures[0]);
    let dimensions =
        ["FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX", "TIME_PERIOD"];
    assert_eq!(roles.dimensions, dimensions);
    assert_eq!(roles.measures, ["OBS_VALUE"]);
    assert_eq!(roles.attributes.len(), 2);
    let lists: BTreeMap<_, _> = message
        .structures
        .codelists
        .iter()
        .map(|list| (list.artefact.id.as_str(), list.codes.len()))
        .collect();
    assert_eq!(lists.values().sum::<usize>(), 18, "{lists:?}");
}

#[test]
fn every_json_of_data_comes_back_equal_and_nothing_is_lost() {
    let Some(folder) = data("sdmx/json/data") else { return };
    let paths = files(&folder, "json");
    let mut resolved = 0;
    for path in &paths {
        let original = std::fs::read(path).unwrap();
        let wire = WireMessage::read(&original, &Limits::default()).unwrap();
        let written = wire.write().unwrap();
        assert_eq!(WireMessage::read(written.as_bytes(), &Limits::default()).unwrap(), wire);
        assert_same_json(&original, &written, &name(path));
        let (message, problems) = wire.resolve(&Limits::default());
        let observations: Vec<usize> = message.data_sets.iter().map(|set| set.len()).collect();
        let series: Vec<usize> = message.data_sets.iter().map(|set| set.series.len()).collect();
        println!(
            "{}: series {series:?}, observations {observations:?}, {} problems",
            name(path),
            problems.count
        );
        // The generated sample has numbers drawn at random, behind which there are no values; in the one of
        // deletions two attributes have changed places.
        let expected = match name(path).as_str() {
            "generated-sample.json" => continue,
            "exr-action-delete.json" => 2,
            _ => 0,
        };
        assert_eq!(problems.count, expected, "{}: {problems}", name(path));
        let written = json::write_data(&message).unwrap();
        let (again, problems) = json::read_data(written.as_bytes(), &Limits::default()).unwrap();
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(message, again, "{}", name(path));
        resolved += 1;
    }
    assert_eq!((paths.len(), resolved), (7, 6));
}

/// The keys of groups have the dimensions in the order of the message: UNIT_MEAS depends on these three.
#[test]
fn groups_of_the_constructed_sample_have_the_dimensions_of_their_attribute() {
    let Some(message) = message("constructed-sample-full.json") else { return };
    let groups = &message.data_sets[0].groups;
    assert_eq!(groups.len(), 2);
    for (group, currency) in groups.iter().zip(["NZD", "RUB"]) {
        let key: Vec<_> =
            group.key.iter().map(|(id, value)| (id.as_str(), value.as_str().unwrap())).collect();
        assert_eq!(key, [("CURRENCY", currency), ("EXR_TYPE", "SP00"), ("FREQ", "D")]);
        assert_eq!(group.values["UNIT_MEAS"], "NC".into());
    }
}

fn message(file: &str) -> Option<DataMessage> {
    let folder = data("sdmx/json/data")?;
    let bytes = std::fs::read(folder.join(file)).unwrap();
    Some(json::read_data(&bytes, &Limits::default()).unwrap().0)
}

/// The same figures, told as time series, as sections, and flat.
#[test]
fn three_views_of_exchange_rates_have_the_same_figures() {
    let figures = |file: &str| {
        let message = message(file)?;
        let figure = |values: BTreeMap<String, Value>| {
            let text = |id: &str| values[id].as_str().unwrap().to_owned();
            let value = values["OBS_VALUE"].number().unwrap();
            (text("FREQ"), text("CURRENCY"), text("TIME_PERIOD"), value.to_string())
        };
        let mut all: Vec<_> = message.data_sets[0].flat().map(figure).collect();
        all.sort();
        Some(all)
    };
    let Some(series) = figures("exr-time-series.json") else { return };
    assert_eq!(series.len(), 4);
    assert_eq!(Some(&series), figures("exr-flat.json").as_ref());
    assert_eq!(Some(&series), figures("exr-cross-section.json").as_ref());
    assert_eq!(series[0], ("D".into(), "NZD".into(), "2013-01-18".into(), "1.5931".into()));
}

#[test]
fn groups_lists_and_languages_of_the_rice_sample_are_read() {
    let Some(message) = message("agri.json") else { return };
    let set = &message.data_sets[0];
    assert_eq!((set.observations.len(), set.groups.len()), (12, 7));
    let group = set
        .groups
        .iter()
        .find(|group| group.key.get("TIME_PERIOD") == Some(&"2015".into()))
        .unwrap();
    let sources = ["MAFF_Agricultural Statistics_2015", "Other sources"];
    let list = Value::List(sources.iter().map(|text| Some((*text).into())).collect());
    assert_eq!(group.values["SOURCE"], list);
    let comment = set.groups.iter().find_map(|group| group.values.get("SERIES_COMMENT")).unwrap();
    let Value::Localised(names) = comment else { panic!("{comment:?}") };
    assert_eq!(names["en"], "Comment for Annual data for Banteay Meanchey");
    let total: f64 = set.flat().filter_map(|values| values["OBS_VALUE"].number()).sum();
    // 350.154 + 389.385 + … + 5541.424, as Python adds them up.
    println!("rice: {total}, difference {:e}", (total - 24_599.946).abs());
    assert!((total - 24_599.946).abs() < 1e-6, "{total}");
}

#[test]
fn figures_of_a_json_message_become_rows_and_come_back() {
    for file in ["agri.json", "exr-time-series.json", "exr-flat.json", "exr-action-delete.json"] {
        let Some(message) = message(file) else { return };
        let rows = csv::Csv::of(&message).unwrap();
        let text = csv::write(&rows).unwrap();
        let (again, problems) = csv::read(text.as_bytes(), &Limits::default()).unwrap();
        assert!(problems.is_empty(), "{problems}");
        let structure = &message.structures[0];
        let ids = |levels: &passerelle_exchange::sdmx::data::Levels| -> Vec<String> {
            let mut all: Vec<_> =
                levels.all().map(|one| (one.key_position, one.id.clone())).collect();
            all.sort();
            all.into_iter().map(|(_, id)| id).collect()
        };
        let roles = Roles {
            dimensions: ids(&structure.dimensions),
            measures: vec!["OBS_VALUE".into()],
            attributes: ids(&structure.attributes),
        };
        let (back, unknown) = again.into_message(&roles).unwrap();
        assert!(unknown.is_empty());
        let plain = |message: &DataMessage| -> Vec<_> {
            let written = |value: &Value| value.plain().unwrap_or_else(|| format!("{value:?}"));
            let flat = message
                .data_sets
                .iter()
                .flat_map(|set| set.flat().map(move |values| (set.action, values)));
            let mut all: Vec<_> = flat
                .map(|(action, values)| {
                    let values: Vec<_> =
                        values.iter().map(|(id, value)| (id.clone(), written(value))).collect();
                    (action.map(|action| action.letter()), values)
                })
                .collect();
            all.sort();
            all
        };
        assert_eq!(plain(&message), plain(&back), "{file}");
    }
}

fn xml_structures(file: &str) -> Option<(StructureMessage, Vec<String>)> {
    let folder = data("sdmx/xml")?;
    Some(
        xml::read_structures(&std::fs::read(folder.join(file)).unwrap(), &Limits::default())
            .unwrap(),
    )
}

/// Counted by `xml.etree` of Python over the same files.
#[test]
fn structures_of_sdmx_ml_have_what_another_program_counts() {
    let Some((codes, unread)) = xml_structures("codelist.xml") else { return };
    assert!(unread.is_empty());
    let list = &codes.structures.codelists[0];
    assert_eq!((list.artefact.id.as_str(), list.codes.len()), ("CL_AGE", 5));
    assert_eq!(list.codes[0].name_in("en"), Some("Year(s)"));
    let (flow, _) = xml_structures("dataflow.xml").unwrap();
    let of = "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=ECB:EXR(1.0)";
    assert_eq!(flow.structures.dataflows[0].structure.as_deref(), Some(of));
    let (message, _) = xml_structures("ECB_EXR_CA_DSD.xml").unwrap();
    let structure = &message.structures.data_structures[0];
    let roles = Roles::of(structure);
    assert_eq!((roles.dimensions.len(), roles.attributes.len(), roles.measures.len()), (6, 24, 1));
    assert_eq!(structure.group("Group").unwrap().group_dimensions.len(), 4);
    let several: Vec<_> =
        structure.attributes().iter().filter(|one| one.several()).map(|one| &one.id).collect();
    println!("ECB_EXR_CA_DSD.xml: several values: {several:?}");
    assert!(
        several.iter().any(|id| *id == "TITLE") && several.iter().any(|id| *id == "OBS_STATUS")
    );
    // What is read from XML is written as JSON, and is the same again.
    let written = json::write_structures(&message).unwrap();
    assert_eq!(json::read_structures(written.as_bytes(), &Limits::default()).unwrap(), message);
}

#[test]
fn data_of_sdmx_ml_have_what_another_program_counts() {
    let Some(folder) = data("sdmx/xml") else { return };
    let bytes = std::fs::read(folder.join("ECB_EXR_CA.xml")).unwrap();
    let (message, _) = xml_structures("ECB_EXR_CA_DSD.xml").unwrap();
    let structure: &DataStructure = &message.structures.data_structures[0];
    let data = xml::read_data(&bytes, Some(&Roles::of(structure)), &Limits::default()).unwrap();
    let set = &data.data_sets[0];
    assert_eq!((set.series.len(), set.len()), (1, 3));
    let series = &set.series[0];
    assert_eq!(series.key.len(), 5);
    assert_eq!(series.values.len(), 9);
    let texts =
        |codes: [&str; 3]| Value::List(codes.iter().map(|code| Some((*code).into())).collect());
    assert_eq!(series.values["SOURCE_AGENCY"], texts(["4F0", "4D0", "CZ2"]));
    let Value::List(titles) = &series.values["TITLE"] else { panic!() };
    let Some(Value::Localised(second)) = &titles[1] else { panic!() };
    assert_eq!(
        (second["en"].as_str(), second["fr"].as_str()),
        ("Additional English Text where lang defaults to en", "Texte anglais supplémentaire")
    );
    let values: Vec<f64> =
        series.observations.iter().map(|one| one.values["OBS_VALUE"].number().unwrap()).collect();
    assert_eq!(values, [1.464_722_745_098_04, 1.529_364_705_882_353, 1.485_477_254_901_961]);
    assert_eq!(series.observations[1].values["OBS_STATUS"], texts(["J", "U", "N"]));
    // And as JSON and CSV.
    let written = json::write_data(&data).unwrap();
    let (again, _) = json::read_data(written.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(again.data_sets[0].flat().collect::<Vec<_>>(), set.flat().collect::<Vec<_>>());
    let rows = csv::write(&csv::Csv::of(&data).unwrap()).unwrap();
    assert_eq!(rows.lines().count(), 4);
    println!("{rows}");
}

/// The standard's own examples that are not among the samples: deletions, nested and XHTML attributes.
#[test]
fn further_examples_of_the_standard_are_read() {
    let head = "STRUCTURE,STRUCTURE_ID,ACTION";
    let nested = "STRUCTURE[;],STRUCTURE_ID,ACTION,DIM_2,COLLECTION.METHOD[en;fr],CONTACT[],CONTACT[].NAME[]\n\
        dataflow,AGENCY:DF_ID(1.0.0),I,B,en:CCC;fr:DDD,Contact 1;Contact 2;Contact 3,\
        \"\"\"Contact 1 Name 1;Contact 1 Name 2\"\";;\"\"Contact 3 Name 1;Contact 3 Name 2\"\"\"\n";
    let messages = [
        format!("{head},DIM_1,DIM_2,DIM_3,OBS_VALUE,ATTR_1\ndataflow,E:N(1.6.0),D,,A,,-,\ndataflow,E:N(1.6.0),D,A,B,2014-01,,-\n"),
        format!("{head},DIM_2,DIM_3\ndataflow,E:N(1.6.0),D,A,,\ndataflow,E:N(1.6.0),D,B,C,\n"),
        format!("{head}\ndatastructure,E:DSD(1.6.0),D\n"),
        format!("{head},DIM_1,OBS_VALUE,ATTR_1\ndataflow,E:N(1.6.0),I,A,12.4,\"<p>some \"\"xhtml\"\" with\na break</p>\"\n"),
        "STRUCTURE,STRUCTURE_ID,DIM_1,OBS_VALUE\ndataflow,E:N(1.6.0),A,1\n".to_owned(),
        "STRUCTURE[;],STRUCTURE_ID,ACTION,DIM_1,A[en;fr;de]\ndataflow,E:N,M,X,\"\"\"en:V1;fr:V2\"\";\"\"en:V3;de:W\"\"\"\n".to_owned(),
        nested.to_owned(),
    ];
    for text in &messages {
        let (message, problems) = csv::read(text.as_bytes(), &Limits::default()).unwrap();
        assert!(problems.is_empty(), "{problems}\n{text}");
        let written = csv::write(&message).unwrap();
        let (again, _) = csv::read(written.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(message, again);
    }
    let (message, _) = csv::read(nested.as_bytes(), &Limits::default()).unwrap();
    let Some(Value::List(names)) = &message.rows[0].cells[3].value else { panic!() };
    assert_eq!((names.len(), &names[1]), (3, &None));
    let Some(Value::List(third)) = &names[2] else { panic!() };
    assert_eq!(third[1], Some("Contact 3 Name 2".into()));
    let (message, _) = csv::read(messages[0].as_bytes(), &Limits::default()).unwrap();
    let roles = Roles::new(&["DIM_1", "DIM_2", "DIM_3"], &["OBS_VALUE"], &["ATTR_1"]);
    let (data, _) = message.into_message(&roles).unwrap();
    assert_eq!((data.data_sets[0].groups.len(), data.data_sets[0].observations.len()), (1, 1));
}
