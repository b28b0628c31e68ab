//! What strangers could send, and figures that go out and come back.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::io::Read;

use passerelle_exchange::sdmx::csv::{
    self, Cell, Column, Csv, Layout, Reader, Row, Shape, StructureKind,
};
use passerelle_exchange::sdmx::observations::{self, Dictionary, Table};
use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::value::Value;
use passerelle_exchange::sdmx::{Limits, ProblemCode, xml};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Dimensions, Observation, Status};
use proptest::prelude::*;

fn problems(text: &str) -> Vec<(ProblemCode, u64)> {
    let found = match csv::read(text.as_bytes(), &Limits::default()) {
        Ok((_, problems)) | Err(problems) => problems,
    };
    found.list.iter().map(|problem| (problem.code, problem.line)).collect()
}

#[test]
fn first_rows_that_are_none_are_refused() {
    use ProblemCode as Code;
    assert_eq!(problems(""), [(Code::Empty, 0)]);
    assert_eq!(problems("a,b\n"), [(Code::BadHeader, 1)]);
    assert_eq!(problems("STRUCTURE,ID\n"), [(Code::BadHeader, 1)]);
    assert_eq!(problems("STRUCTURE[ab],STRUCTURE_ID\n"), [(Code::BadHeader, 1)]);
    assert_eq!(problems("STRUCTURE,STRUCTURE_ID,ACTION,A,A\n"), [(Code::RepeatedColumn, 1)]);
    assert_eq!(problems("STRUCTURE,STRUCTURE_ID,ACTION,A[en]\n"), [(Code::BadHeader, 1)]);
    assert_eq!(problems("STRUCTURE,STRUCTURE_ID,ACTION,\n"), [(Code::BadHeader, 1)]);
    assert_eq!(problems("STRUCTURE,STRUCTURE_ID,\"open"), [(Code::UnclosedQuote, 1)]);
    assert_eq!(problems("PK\u{3}\u{4}\0\0"), [(Code::BadEncoding, 0)]);
    let wide = format!("STRUCTURE,STRUCTURE_ID,{}", "A,".repeat(9_999));
    assert_eq!(problems(&wide), [(Code::TooManyItems, 0)]);
}

#[test]
fn good_rows_are_not_lost_among_bad_ones() {
    use ProblemCode as Code;
    let text = "STRUCTURE[;],STRUCTURE_ID,ACTION,A,B[en;fr]\n\
        dataflow,E:N(1.0),I,1,en:x\n\
        table,E:N(1.0),I,1,en:x\n\
        dataflow,E N,I,1,en:x\n\
        dataflow,E:N(1.0),X,1,en:x\n\
        dataflow,E:N(1.0),I,1\n\
        dataflow,E:N(1.0),I,1,en:x,y\n\
        dataflow,E:N(1.0),I,1,xx:y\n\
        dataflow,E:N(1.0),I,1,en:x;en:y\n\
        dataflow,E:N(1.0),R,2,\n";
    let (message, found) = csv::read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(message.rows.len(), 2);
    let codes: Vec<_> = found.list.iter().map(|problem| (problem.line, problem.code)).collect();
    assert_eq!(
        codes,
        [
            (3, Code::BadStructureKind),
            (4, Code::BadReference),
            (5, Code::BadAction),
            (6, Code::RaggedRow),
            (7, Code::RaggedRow),
            (8, Code::BadParts),
            (9, Code::BadParts),
        ]
    );
    assert!(found.list.iter().all(|problem| !problem.value.is_empty()));
}

#[test]
fn numbers_are_read_as_they_are_meant() {
    let number = |text: &str, at: usize| {
        let mut reader = Reader::new(text.as_bytes(), &Limits::default()).unwrap();
        let mut rows = Vec::new();
        while let Some(row) = reader.next() {
            rows.push(row.unwrap().number(at).map_err(|problem| problem.code));
        }
        rows
    };
    let comma = "STRUCTURE,STRUCTURE_ID,V\ndataflow,E:N,12.5\ndataflow,E:N,\ndataflow,E:N,NaN\ndataflow,E:N,\"12,5\"\n\
                 dataflow,E:N,inf\ndataflow,E:N,1e400\n";
    let bad = Err(ProblemCode::BadNumber);
    assert_eq!(number(comma, 0), [Ok(Some(12.5)), Ok(None), Ok(None), bad, bad, bad]);
    let semicolon =
        "STRUCTURE;STRUCTURE_ID;V\ndataflow;E:N;12,5\ndataflow;E:N;12.5\ndataflow;E:N;1.012,5\n";
    assert_eq!(number(semicolon, 0), [Ok(Some(12.5)), Ok(Some(12.5)), bad]);
}

/// Rows without end: what is held in memory does not grow.
struct Endless {
    row: Vec<u8>,
    at: usize,
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = buffer.len().min(self.left);
        for byte in &mut buffer[..count] {
            *byte = self.row[self.at % self.row.len()];
            self.at += 1;
        }
        self.left -= count;
        Ok(count)
    }
}

#[test]
fn a_stream_is_limited_and_its_lines_too() {
    let head = b"STRUCTURE,STRUCTURE_ID,A\n".to_vec();
    let stream =
        |row: &[u8], left| head.as_slice().chain(Endless { row: row.to_vec(), at: 0, left });
    let mut reader =
        Reader::new(stream(b"dataflow,E:N,1\n", 15 * 200_000), &Limits::default()).unwrap();
    let mut rows = 0;
    while let Some(row) = reader.next() {
        rows += usize::from(row.is_ok());
    }
    assert_eq!(rows, 200_000);
    let last = |row: &[u8], limits: &Limits| {
        let mut reader = Reader::new(stream(row, 30 << 20), limits).unwrap();
        let mut last = None;
        while let Some(row) = reader.next() {
            last = row.err().map(|problem| problem.code).or(last);
        }
        last
    };
    assert_eq!(last(b"x", &Limits::default()), Some(ProblemCode::TooLong));
    assert_eq!(last(b"\"\"\"\"", &Limits::default()), Some(ProblemCode::UnclosedQuote));
    let small = Limits { stream_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(last(b"dataflow,E:N,1\n", &small), Some(ProblemCode::TooLarge));
    let whole = csv::read(
        stream(b"dataflow,E:N,1\n", 30 << 20),
        &Limits { items: 1_000, ..Limits::default() },
    );
    let (message, problems) = whole.unwrap();
    assert_eq!((message.rows.len(), problems.list[0].code), (500, ProblemCode::TooManyItems));
}

#[test]
fn rows_without_a_dimension_have_no_measure_and_keys_agree() {
    let roles = Roles::new(&["A", "B"], &["V"], &["T"]);
    let read =
        |text: &str| csv::read(text.as_bytes(), &Limits::default()).unwrap().0.into_message(&roles);
    let head = "STRUCTURE,STRUCTURE_ID,ACTION,OBS_KEY,A,B,V,T,OWN\n";
    let (message, own) =
        read(&format!("{head}dataflow,E:N,I,1.2,1,2,3,x,y\ndataflow,E:N,I,,1,,,x,\n")).unwrap();
    assert_eq!(own, ["OWN"]);
    assert_eq!(
        (message.data_sets[0].observations.len(), message.data_sets[0].groups.len()),
        (1, 1)
    );
    let codes = |text: String| {
        read(&text).unwrap_err().list.iter().map(|one| (one.code, one.line)).collect::<Vec<_>>()
    };
    let missing = format!("{head}dataflow,E:N,I,,1,,3,x,\ndataflow,E:N,I,1.3,1,2,3,x,\n");
    assert_eq!(codes(missing), [(ProblemCode::MissingDimension, 2), (ProblemCode::KeyDiffers, 3)]);
}

#[test]
fn documents_that_could_swell_or_fetch_are_refused() {
    use ProblemCode as Code;
    let limits = Limits { depth: 10, items: 400, columns: 20, ..Limits::default() };
    let code = |text: &str| xml::read_structures(text.as_bytes(), &limits).unwrap_err().code;
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><Structure>&c;</Structure>";
    assert_eq!(code(bomb), Code::XmlEntity);
    assert_eq!(code("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><Structure/>"), Code::XmlEntity);
    assert_eq!(code("<Structure>&unknown;</Structure>"), Code::XmlEntity);
    assert_eq!(code("<Structure a=\"&unknown;\"/>"), Code::XmlEntity);
    assert_eq!(code(""), Code::Empty);
    assert_eq!(code("<Structure>"), Code::BadXml);
    assert_eq!(code("<Structure></Other>"), Code::BadXml);
    assert_eq!(code("<Structure/><Structure/>"), Code::BadXml);
    assert_eq!(code("<Structure/>text"), Code::BadXml);
    assert_eq!(code("<GenericData/>"), Code::WrongMessage);
    assert_eq!(code(&"<a>".repeat(50)), Code::TooDeep);
    assert_eq!(code(&format!("<Structure>{}</Structure>", "<a/>".repeat(100))), Code::TooManyItems);
    let wide: String = (0..50).map(|number| format!(" a{number}=\"1\"")).collect();
    assert_eq!(code(&format!("<Structure{wide}/>")), Code::TooManyItems);
    assert_eq!(code("<?xml version=\"1.0\" encoding=\"UTF-16\"?><Structure/>"), Code::BadEncoding);
    let bytes = xml::read_structures(b"<Structure>\xff</Structure>", &limits);
    assert_eq!(bytes.unwrap_err().code, Code::BadEncoding);
    let sound = xml::read_structures(
        "<Structure>&lt;&#233;&#xE9;<![CDATA[<a>]]></Structure>".as_bytes(),
        &limits,
    );
    assert!(sound.is_ok());
}

/// The 2.1 forms: references as elements, generic data, groups.
#[test]
fn sdmx_ml_of_version_2_1_is_read() {
    let dsd = r#"<m:Structure xmlns:m="m" xmlns:s="s" xmlns:c="c"><m:Structures><s:DataStructures>
      <s:DataStructure id="D" agencyID="X" version="1.0"><c:Name xml:lang="en">D</c:Name><s:DataStructureComponents>
      <s:DimensionList id="DimensionDescriptor"><s:Dimension id="SEX" position="1"><s:ConceptIdentity>
      <Ref id="SEX" maintainableParentID="CS" maintainableParentVersion="1.1" agencyID="X" package="conceptscheme" class="Concept"/>
      </s:ConceptIdentity><s:LocalRepresentation><s:Enumeration><Ref id="CL_SEX" version="2.0" agencyID="X"
      package="codelist" class="Codelist"/></s:Enumeration></s:LocalRepresentation></s:Dimension>
      <s:TimeDimension id="TIME_PERIOD"/></s:DimensionList>
      <s:Group id="G"><s:GroupDimension><s:DimensionReference><Ref id="SEX"/></s:DimensionReference></s:GroupDimension></s:Group>
      <s:AttributeList><s:Attribute id="T" assignmentStatus="Mandatory"><s:AttributeRelationship><s:Group><Ref id="G"/></s:Group>
      </s:AttributeRelationship></s:Attribute></s:AttributeList>
      <s:MeasureList><s:PrimaryMeasure id="OBS_VALUE"/></s:MeasureList></s:DataStructureComponents></s:DataStructure>
      </s:DataStructures><s:Processes><s:Process id="P"/></s:Processes></m:Structures></m:Structure>"#;
    let (message, unread) = xml::read_structures(dsd.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(unread, ["Process"]);
    let structure = &message.structures.data_structures[0];
    let roles = Roles::of(structure);
    assert_eq!((roles.dimensions.len(), roles.measures.len(), roles.attributes.len()), (2, 1, 1));
    let sex = structure.dimensions()[0];
    let concept = "urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=X:CS(1.1).SEX";
    assert_eq!(sex.concept_identity.as_deref(), Some(concept));
    let list = sex.local_representation.as_ref().unwrap().enumeration.as_deref();
    assert_eq!(list, Some("urn:sdmx:org.sdmx.infomodel.codelist.Codelist=X:CL_SEX(2.0)"));
    let attribute = &structure.attributes()[0];
    assert_eq!(attribute.usage.as_deref(), Some("mandatory"));
    assert_eq!(attribute.attribute_relationship.as_ref().unwrap().group.as_deref(), Some("G"));
    let data = r#"<m:GenericData xmlns:m="m" xmlns:g="g"><m:Header><m:ID>1</m:ID>
      <m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><Structure><Ref agencyID="X" id="D" version="1.0"/></Structure>
      </m:Structure></m:Header><m:DataSet structureRef="S" action="Replace">
      <g:Group type="G"><g:GroupKey><g:Value id="SEX" value="F"/></g:GroupKey><g:Attributes><g:Value id="T" value="t"/></g:Attributes></g:Group>
      <g:Series><g:SeriesKey><g:Value id="SEX" value="F"/></g:SeriesKey>
      <g:Obs><g:ObsDimension value="2019"/><g:ObsValue value="1.5"/></g:Obs><g:Obs><g:ObsDimension value="2020"/></g:Obs></g:Series>
      </m:DataSet></m:GenericData>"#;
    let message = xml::read_data(data.as_bytes(), Some(&roles), &Limits::default()).unwrap();
    let set = &message.data_sets[0];
    assert_eq!((set.series.len(), set.len(), set.groups.len()), (1, 2, 1));
    let flat: Vec<_> = set.flat().collect();
    assert_eq!(
        (flat[0]["TIME_PERIOD"].as_str(), flat[0]["OBS_VALUE"].number()),
        (Some("2019"), Some(1.5))
    );
    assert_eq!(flat[1].get("OBS_VALUE"), None);
    assert_eq!(set.action.map(|action| action.letter()), Some("R"));
}

fn figure(place: &str, period: &str, dimensions: &str, value: Option<f64>) -> Observation {
    Observation {
        indicator: "internet_users".into(),
        place: place.into(),
        period: period.parse().unwrap(),
        dimensions: Dimensions::parse(dimensions).unwrap(),
        value,
        unit: "percent".into(),
        standard_error: None,
        n: None,
        status: Status::Normal,
        source: "itu".into(),
        batch: 0,
    }
}

fn table(figures: &[Observation]) -> Table {
    let in_use = figures.iter().map(|figure| (figure.indicator.as_str(), &figure.dimensions));
    Table::new("PASSERELLE:OBSERVATIONS(1.0)", &["sex"], in_use)
}

#[test]
fn known_figures_give_known_rows_and_come_back() {
    let mut survey = figure("KEN/mombasa", "2014/15", "sex=female", Some(20.1));
    (survey.standard_error, survey.n, survey.status) =
        (Some(1.25), Some(1200.0), Status::Estimated);
    let mut refused = figure("KEN", "2019-Q3", "network=5g", None);
    refused.status = Status::NotCollectedByLaw;
    refused.indicator = "price".into();
    let figures = [figure("KEN", "2019", "", Some(22.6)), survey, refused];
    let table = table(&figures);
    let text = String::from_utf8(table.write(Vec::new(), &figures).unwrap()).unwrap();
    let expected = "\
STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,SEX,NETWORK,DATA_SOURCE,TIME_PERIOD,\
OBS_VALUE,UNIT_MEASURE,OBS_STATUS,STATUS_DETAIL,STD_ERROR,N_CASES\r
dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,internet_users,KEN,_T,_Z,itu,2019,22.6,percent,A,normal,,\r
dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,internet_users,KEN-mombasa,female,_Z,itu,\
2014-07-01/P1Y,20.1,percent,E,estimated,1.25,1200\r
dataflow,PASSERELLE:OBSERVATIONS(1.0),I,Q,price,KEN,_Z,5g,itu,2019-Q3,,percent,L,not_collected_by_law,,\r
";
    assert_eq!(text, expected);
    let dictionary = Dictionary::new(["KEN/mombasa"]);
    let (again, problems) =
        observations::read(text.as_bytes(), &table, &dictionary, &Limits::default()).unwrap();
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(again, figures);
    let mut rows = Vec::new();
    let mut sink = |row: passerelle_vocabulary::Row, index: &SeriesIndex| {
        rows.push((row, index.get(row.series).unwrap().clone()));
    };
    let limits = Limits::default();
    let problems =
        observations::read_rows(text.as_bytes(), &table, &dictionary, &limits, &mut sink).unwrap();
    assert!(problems.is_empty(), "{problems}");
    for ((row, series), figure) in rows.iter().zip(&figures) {
        assert_eq!(
            (row.period, row.value, row.status),
            (figure.period, figure.value, figure.status)
        );
        assert_eq!(
            row.standard_error.is_finite().then_some(row.standard_error),
            figure.standard_error
        );
        assert_eq!((&series.place, &series.unit), (&figure.place, &figure.unit));
        assert_eq!(series.dimensions, figure.dimensions);
    }
    assert_eq!(rows.len(), 3);
}

#[test]
fn figures_that_say_something_else_are_told() {
    use ProblemCode as Code;
    let figures = [figure("KEN", "2019", "sex=female", Some(1.0))];
    let table = table(&figures);
    let good = String::from_utf8(table.write(Vec::new(), &figures).unwrap()).unwrap();
    let codes = |from: &str, to: &str| {
        let text = good.replace(from, to);
        assert_ne!(text, good);
        let (read, problems) =
            observations::read(text.as_bytes(), &table, &Dictionary::default(), &Limits::default())
                .unwrap();
        assert!(read.len() <= 1);
        problems.list.iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(",2019,", ",2019-W05,"), [Code::BadPeriod]);
    assert_eq!(codes(",KEN,", ",KEN-mombasa,"), [Code::UnknownCode]);
    assert_eq!(codes(",1,", ",one,"), [Code::BadNumber]);
    assert_eq!(codes(",normal,", ",surely,"), [Code::UnknownCode]);
    assert_eq!(codes(",A,normal,", ",X,,"), [Code::UnknownCode]);
    assert_eq!(codes("),I,", "),D,"), [Code::BadAction]);
    assert_eq!(codes("OBSERVATIONS(1.0)", "OTHERS(1.0)"), [Code::UnknownStructure]);
    let twice = good.lines().chain(good.lines().skip(1)).collect::<Vec<_>>().join("\n");
    let (read, problems) =
        observations::read(twice.as_bytes(), &table, &Dictionary::default(), &Limits::default())
            .unwrap();
    assert_eq!((read.len(), problems.list[0].code), (1, Code::RepeatedKey));
    let narrow = "STRUCTURE,STRUCTURE_ID,ACTION,OBS_VALUE\n";
    let problems =
        observations::read(narrow.as_bytes(), &table, &Dictionary::default(), &Limits::default())
            .unwrap_err();
    assert_eq!(problems.count, 5);
}

fn any_value() -> impl Strategy<Value = (Shape, Option<Value>)> {
    let text = "\\PC{1,8}";
    let several = prop::collection::vec(prop::option::of(text), 2..4)
        .prop_map(|list| Value::List(list.into_iter().map(|text| text.map(Value::Text)).collect()));
    let texts =
        prop::collection::btree_map("en|fr", "[^:;\"\\pC]{1,8}", 1..3).prop_map(Value::Localised);
    let languages = || Shape::Languages(vec!["en".into(), "fr".into()]);
    let lists = prop::collection::vec(texts.clone().prop_map(Some), 2..4).prop_map(Value::List);
    prop_oneof![
        prop::option::of(text.prop_map(Value::Text)).prop_map(|value| (Shape::One, value)),
        several.prop_map(|value| (Shape::Several, Some(value))),
        texts.prop_map(move |value| (languages(), Some(value))),
        lists
            .prop_map(move |value| (Shape::Languages(vec!["en".into(), "fr".into()]), Some(value))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_message_comes_back(values in prop::collection::vec(any_value(), 1..5), delimiter in "[,;\t|]") {
        let column = |(at, (shape, _)): (usize, &(Shape, _))| Column { shape: shape.clone(), ..Column::new(&format!("C{at}")) };
        let mut layout = Layout::new(values.iter().enumerate().map(column).collect());
        layout.delimiter = delimiter.as_bytes()[0];
        layout.separator = Some(';');
        let cells = values.iter().map(|(_, value)| Cell { value: value.clone(), names: Vec::new() }).collect();
        let row = Row {
            kind: StructureKind::Dataflow, structure: "E:N(1.0)".into(), structure_name: None,
            action: csv::Action::Merge, series_key: None, obs_key: None, cells,
        };
        let message = Csv { layout, rows: vec![row] };
        // What cannot be written is told; what is written comes back.
        let single = message.layout.columns.iter().all(|column| column.shape == Shape::One);
        prop_assert!(!single || csv::write(&message).is_ok());
        if let Ok(text) = csv::write(&message) {
            let (again, problems) = csv::read(text.as_bytes(), &Limits::default()).unwrap();
            prop_assert!(problems.is_empty(), "{}\n{}", problems, text);
            prop_assert_eq!(again, message);
        }
    }

    #[test]
    fn no_bytes_break_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let headed = [b"STRUCTURE[;],STRUCTURE_ID,ACTION,A[],B[en;fr]\ndataflow,E:N,I,", bytes.as_slice()].concat();
        let _ = csv::read(headed.as_slice(), &Limits::default());
        let _ = xml::read_data(&bytes, None, &Limits::default());
    }
}
