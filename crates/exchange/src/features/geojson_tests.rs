use super::super::{FeatureFile, FeatureLimits, read};
use crate::statistics::{Input, ProblemCode};
use passerelle_vocabulary::{Geometry, Position};

fn file(text: impl AsRef<[u8]>) -> FeatureFile {
    read(&Input::bytes("a.geojson", text.as_ref()), FeatureLimits::default())
}

fn codes(file: &FeatureFile) -> Vec<(ProblemCode, u64)> {
    file.report.problems.iter().map(|one| (one.code, one.row)).collect()
}

fn point(lon: f64, lat: f64) -> Option<Geometry> {
    Some(Geometry::Point(Position { lat, lon }))
}

const COLLECTION: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","id":7,"properties":{"name":"É","level":{"code":1}},"geometry":{"type":"Point","coordinates":[36.8,-1.3]}},
 {"type":"Feature","properties":null,"geometry":null},
 {"type":"Feature","properties":{"id":"x"},"geometry":{"type":"Point","coordinates":[-1.3,136.8]}},
 {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[1,2]}}]}"#;

#[test]
fn a_collection_becomes_a_table() {
    let found = file(COLLECTION);
    let table = &found.table;
    assert_eq!(table.names(), ["name", "level/code", "id", "geometry"]);
    let ids: Vec<&str> = (0..4).map(|at| table.cell(at, 2)).collect();
    assert_eq!(ids, ["7", "", "x", ""]);
    assert_eq!((table.cell(0, 0), table.row(3)), ("É", 4));
    assert_eq!(table.geometry(0).cloned(), point(36.8, -1.3));
    assert_eq!(table.cell(2, 3), "POINT (-1.3 136.8)", "kept as it is written");
    assert_eq!(codes(&found), [(ProblemCode::BadGeometry, 4)]);
    assert_eq!((found.format, found.report.rows_read), ("geojson", 4));
    assert!(found.report.complete && found.report.sha256.len() == 64);
}

#[test]
fn one_feature_or_shape_and_one_a_line_are_read_too() {
    let feature = r#"{"geometry":{"coordinates":[1,2],"type":"Point"},"id":"a","type":"Feature","properties":{"n":1}}"#;
    let shape = r#"{"coordinates":[[1,2],[3,4]],"type":"LineString"}"#;
    let both = format!("\u{1e}{feature}\n\u{1e}{shape}\n");
    for (text, rows) in [(feature, 1), (shape, 1), (both.as_str(), 2)] {
        let found = file(text);
        assert_eq!((found.table.len(), codes(&found)), (rows, vec![]), "{text}");
    }
    let several = r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}]}"#;
    assert_eq!(file(several).table.len(), 2);
}

#[test]
fn metres_are_converted_and_other_grids_refused() {
    let with = |name: &str| {
        COLLECTION.replace(
            "\"features\"",
            &format!(r#""crs":{{"type":"name","properties":{{"name":"{name}"}}}},"features""#),
        )
    };
    assert_eq!(file(with("urn:ogc:def:crs:OGC:1.3:CRS84")).table.len(), 4);
    let found = file(with("urn:ogc:def:crs:EPSG::32737"));
    assert_eq!(codes(&found), [(ProblemCode::ReferenceSystem, 0)]);
    assert!(!found.report.complete && found.report.problems[0].hint.ends_with("32737"));
    let metres = with("EPSG:3857").replace("[36.8,-1.3]", "[4096557.6,-144727.9]");
    let Some(Geometry::Point(at)) = file(metres).table.geometry(0).cloned() else { panic!() };
    assert!((at.lat - -1.3).abs() < 1e-3 && (at.lon - 36.8).abs() < 1e-3, "{at:?}");
}

#[test]
fn what_is_none_says_where_it_ends() {
    let cut = &COLLECTION[..COLLECTION.len() - 60];
    let found = file(cut);
    assert_eq!(codes(&found), [(ProblemCode::BadJson, 5)]);
    assert_eq!(found.table.len(), 3, "what came before is kept");
    for (text, code) in [
        ("{}", ProblemCode::NotFeatures),
        (r#"{"type":"Topology","objects":{}}"#, ProblemCode::NotFeatures),
        ("[1,2]", ProblemCode::BadJson),
        ("{\"type\":", ProblemCode::BadJson),
        (r#"{"type":"FeatureCollection","features":[]}"#, ProblemCode::NoRows),
    ] {
        assert_eq!(codes(&file(text)).first().map(|one| one.0), Some(code), "{text}");
    }
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(codes(&file(deep))[0].0, ProblemCode::BadJson);
}

#[test]
fn files_larger_than_their_limits_are_left() {
    let limits = FeatureLimits { positions: 1, ..FeatureLimits::default() };
    let found = read(&Input::bytes("a", COLLECTION.as_bytes()), limits);
    assert_eq!(codes(&found)[0].0, ProblemCode::TooManyRows);
    let limits = FeatureLimits { bytes: 100, ..FeatureLimits::default() };
    let found = read(&Input::bytes("a", COLLECTION.as_bytes()), limits);
    assert_eq!(codes(&found)[0].0, ProblemCode::FileTooLarge);
    let limits = FeatureLimits { rows: 2, ..FeatureLimits::default() };
    let found = read(&Input::bytes("a", COLLECTION.as_bytes()), limits);
    assert_eq!(codes(&found)[0], (ProblemCode::TooManyRows, 3));
}

#[test]
fn older_encodings_are_understood() {
    let latin: Vec<u8> = COLLECTION.chars().map(|c| c as u32 as u8).collect();
    let found = file(&latin);
    assert_eq!((found.table.cell(0, 0), found.report.first_legacy_row), ("É", Some(2)));
    let wide: Vec<u8> = COLLECTION.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = file([b"\xFF\xFE", &wide[..]].concat());
    assert_eq!((found.table.cell(0, 0), found.report.encoding.as_str()), ("É", "utf-16le"));
}

const NETWORK: &str = r#"{"networks":[{"id":"n1","name":"Backbone","crs":{"name":"urn:ogc:def:crs:OGC::CRS84"},
 "spans":[
  {"id":"s1","status":"operational","start":"1","end":"2","networkProviders":[{"id":"o1"}],
   "route":{"type":"LineString","coordinates":[[0,5],[1,6],[1,7]]}},
  {"id":"s2","status":"planned","start":{"id":"1"},"end":{"id":"2"}},
  {"id":"s3","start":"1","end":"9"}],
 "nodes":[
  {"id":"1","name":"Accra","location":{"type":"Point","coordinates":[0,5]},"physicalInfrastructureProvider":{"id":"o2","name":"Own"}},
  {"id":"2","location":{"type":"Point","coordinates":[1,7]}}],
 "organisations":[{"id":"o1","name":"FibreCo"},{"id":"o2","name":"Other"}],
 "links":[{"rel":"describedby","href":"x"}]}]}"#;

#[test]
fn a_network_of_fibre_becomes_rows_of_nodes_and_spans() {
    let found = file(NETWORK);
    let table = &found.table;
    let cell = |at: usize, name: &str| table.cell(at, table.column(name).unwrap()).to_owned();
    assert_eq!((found.format, table.len()), ("ofds", 5));
    assert_eq!(cell(0, "networkProviders/0/name"), "FibreCo", "named by its organisation");
    assert_eq!(cell(3, "physicalInfrastructureProvider/name"), "Own");
    assert_eq!((cell(0, "part"), cell(3, "part"), cell(4, "network/name")), {
        ("span".into(), "node".into(), "Backbone".into())
    });
    let (start, end) = (Position { lat: 5.0, lon: 0.0 }, Position { lat: 7.0, lon: 1.0 });
    let straight = Geometry::Lines(vec![vec![start, end]]);
    assert_eq!(table.geometry(1), Some(&straight), "without a route: from node to node");
    assert_eq!(table.geometry(2), None);
    assert_eq!(codes(&found), [(ProblemCode::BadGeometry, 3)]);
    assert_eq!(found.report.problems[0].column, "end");
}

#[test]
fn a_network_alone_and_a_page_of_nodes_are_read_too() {
    let alone = &NETWORK["{\"networks\":[".len()..NETWORK.len() - 2];
    assert_eq!(file(alone).table.len(), 5);
    let page =
        r#"{"nodes":[{"id":"1","location":{"type":"Point","coordinates":[0,5]}}],"links":{}}"#;
    assert_eq!((file(page).table.len(), file(page).format), (1, "ofds"));
}
