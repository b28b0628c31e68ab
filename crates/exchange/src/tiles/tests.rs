use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use passerelle_vocabulary::{Geometry, Position};
use proptest::prelude::*;

use super::archive::Writer;
use super::*;

fn at(lat: f64, lon: f64) -> Position {
    Position { lat, lon }
}

fn points(places: &[(f64, f64)]) -> Features {
    let mut table =
        Features::new(["id", "technology", "people", "connected"].map(Into::into).into());
    for (row, (lat, lon)) in places.iter().enumerate() {
        let technology = ["fibre", "satellite", ""][row % 3];
        let cells = [&*format!("S{row}"), technology, &*format!("{}", row * 7), "true"];
        table.push(row as u32 + 2, cells, Some(Geometry::Point(at(*lat, *lon)))).unwrap();
    }
    table
}

fn lines(ways: &[Vec<(f64, f64)>]) -> Features {
    let mut table = Features::new(vec!["order".into()]);
    for (row, way) in ways.iter().enumerate() {
        let way = way.iter().map(|(lat, lon)| at(*lat, *lon)).collect();
        let order = row.to_string();
        table.push(row as u32 + 2, [order.as_str()], Some(Geometry::Lines(vec![way]))).unwrap();
    }
    table
}

fn field(name: &str, kind: FieldKind, counted: bool) -> Field<'_> {
    Field { name, kind, counted }
}

fn layer_of_points<'a>(table: &'a Features) -> Layer<'a> {
    let fields = vec![
        field("id", FieldKind::Text, false),
        field("technology", FieldKind::Text, true),
        field("people", FieldKind::Number, false),
        field("connected", FieldKind::Flag, false),
    ];
    Layer { name: "sites", table, fields }
}

fn layer_of_lines<'a>(table: &'a Features) -> Layer<'a> {
    Layer { name: "lines", table, fields: vec![field("order", FieldKind::Number, false)] }
}

fn write(set: &Tileset<'_>) -> (Vec<u8>, TilesTold) {
    let mut out = Cursor::new(Vec::new());
    let told = write_tiles(set, &mut out).unwrap();
    assert_eq!(told.bytes, out.get_ref().len() as u64);
    (out.into_inner(), told)
}

/// What a zoom holds: points alone and together, by technology; lines alone and together.
#[derive(Debug, Default, PartialEq)]
struct Zoom {
    points: u64,
    fibre: u64,
    lines: BTreeSet<u64>,
    lines_together: u64,
}

fn whole(value: &TileValue<'_>) -> u64 {
    let TileValue::Whole(number) = value else { panic!("{value:?}") };
    *number as u64
}

fn zooms(archive: &Archive<impl ReadRange>) -> BTreeMap<u8, Zoom> {
    let mut zooms: BTreeMap<u8, Zoom> = BTreeMap::new();
    let mut tiles = 0;
    archive
        .each(|ids, bytes| {
            assert_eq!(ids.end - ids.start, 1, "points differ from zoom to zoom");
            tiles += 1;
            let (zoom, x, y) = tile_of(ids.start).unwrap();
            assert_eq!(archive.tile(zoom, x, y).unwrap().as_deref(), Some(bytes));
            let found = zooms.entry(zoom).or_default();
            for layer in decode(bytes).unwrap() {
                assert_eq!(layer.extent, 8_192);
                for feature in layer.features {
                    let property = |name: &str| {
                        feature
                            .properties
                            .iter()
                            .find(|(known, _)| *known == name)
                            .map(|one| &one.1)
                    };
                    let count = || whole(property("count").unwrap());
                    match layer.name {
                        "sites" => {
                            found.points += 1;
                            let fibre = Some(&TileValue::Text("fibre".into()));
                            found.fibre += u64::from(property("technology") == fibre);
                        }
                        "sites_together" => {
                            found.points += count();
                            found.fibre += property("technology:fibre").map_or(0, whole);
                        }
                        "lines" => {
                            found.lines.insert(feature.id);
                        }
                        "lines_together" => {
                            found.lines_together += property("count").map_or(0, whole)
                        }
                        other => panic!("{other}"),
                    }
                    let Shape::Points(places) = &feature.shape else { continue };
                    let [(x, y)] = places.as_slice() else { panic!("{places:?}") };
                    assert!((0..8_192).contains(x) && (0..8_192).contains(y));
                }
            }
        })
        .unwrap();
    assert_eq!(tiles, archive.header().addressed);
    zooms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is drawn, each zoom adds up to all of it, and nothing is told that is not so.
    #[test]
    fn every_zoom_adds_up(
        sites in prop::collection::vec((-90.0..=90.0_f64, -180.0..=180.0_f64), 0..60),
        town in prop::collection::vec((0.0..0.01_f64, 179.995..=180.0_f64), 0..40),
        // Short ways anywhere: a long one has thousands of tiles.
        ways in prop::collection::vec(
            (-89.0..=89.0_f64, -180.0..=180.0_f64,
                prop::collection::vec((-0.3..0.3_f64, -0.3..0.3_f64), 2..5)), 0..8),
        tile_bytes in prop::sample::select(vec![400_usize, 2_000, 500_000]),
    ) {
        let places = [sites, town].concat();
        let way = |(lat, lon, steps): &(f64, f64, Vec<(f64, f64)>)| {
            let round = |lon: f64| if lon.abs() > 180.0 { lon - 360.0 * lon.signum() } else { lon };
            steps.iter().map(|(dy, dx)| (lat + dy, round(lon + dx))).collect::<Vec<_>>()
        };
        let ways: Vec<_> = ways.iter().map(way).collect();
        let (sites, ways) = (points(&places), lines(&ways));
        let layers = vec![layer_of_lines(&ways), layer_of_points(&sites)];
        let set = Tileset { tile_bytes, ..Tileset::new("t", "", layers) };
        let (bytes, told) = write(&set);
        prop_assert_eq!(&write(&set).0, &bytes);
        let archive = Archive::open(bytes).unwrap();
        let on_map: Vec<usize> =
            (0..places.len()).filter(|row| places[*row].0.abs() <= LIMIT).collect();
        let of_sites = &told.layers[1];
        prop_assert_eq!(of_sites.drawn as usize, on_map.len());
        prop_assert_eq!(of_sites.beyond as usize, places.len() - on_map.len());
        let fibre = on_map.iter().filter(|row| *row % 3 == 0).count() as u64;
        let zooms = zooms(&archive);
        let all = told.layers[0].drawn + of_sites.drawn;
        prop_assert_eq!(zooms.len(), if all == 0 { 1 } else { usize::from(told.max_zoom) + 1 });
        for (zoom, found) in &zooms {
            prop_assert_eq!(found.points as usize, on_map.len(), "{}", zoom);
            prop_assert_eq!(found.fibre, fibre, "{}", zoom);
            prop_assert!(found.lines.len() as u64 + found.lines_together >= told.layers[0].drawn);
            let alone = told.layers[0].each_from.is_some_and(|from| *zoom >= from);
            if alone {
                prop_assert_eq!(found.lines.len() as u64, told.layers[0].drawn);
                prop_assert_eq!(found.lines_together, 0);
            } else if *zoom < told.max_zoom {
                prop_assert_eq!(found.lines_together, told.layers[0].drawn);
            }
        }
    }

    /// Whatever bytes come, they are read or refused.
    #[test]
    fn any_bytes_are_read_or_refused(
        change in prop::collection::vec((0_usize..20_000, any::<u8>()), 1..20),
        end in 0_usize..20_000,
    ) {
        let places: Vec<(f64, f64)> = (0..40).map(|at| (f64::from(at), f64::from(at))).collect();
        let table = points(&places);
        let (mut bytes, _) = write(&Tileset::new("t", "", vec![layer_of_points(&table)]));
        for (at, byte) in change {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        bytes.truncate(bytes.len().saturating_sub(end % 3_000));
        if let Ok(archive) = Archive::open(bytes) {
            let _ = archive.metadata();
            let _ = archive.each(|_, tile| {
                let _ = decode(tile);
            });
        }
    }
}

#[test]
fn a_point_is_where_it_was_with_what_it_had() {
    let table = points(&[(-1.286_389, 36.817_223)]);
    let (bytes, told) = write(&Tileset::new("one", "© them", vec![layer_of_points(&table)]));
    assert_eq!((told.max_zoom, told.layers[0].each_from), (11, Some(0)));
    let archive = Archive::open(bytes).unwrap();
    let tile = archive.tile(11, 1_233, 1_031).unwrap().unwrap();
    let layers = decode(&tile).unwrap();
    let feature = &layers[0].features[0];
    let expected = [
        ("id", TileValue::Text("S0".into())),
        ("technology", TileValue::Text("fibre".into())),
        ("people", TileValue::Whole(0)),
        ("connected", TileValue::Flag(true)),
    ];
    assert_eq!(feature.properties, expected);
    let Shape::Points(places) = &feature.shape else { panic!("{feature:?}") };
    let side = 2_048.0 * 8_192.0;
    let lon = (1_233.0 * 8_192.0 + f64::from(places[0].0)) / side * 360.0 - 180.0;
    assert!((lon - 36.817_223).abs() < 3e-5, "{lon}");
    let metadata: serde_json::Value = serde_json::from_slice(&archive.metadata().unwrap()).unwrap();
    assert_eq!(metadata["attribution"], "© them");
    assert_eq!(metadata["vector_layers"][0]["fields"]["connected"], "Boolean");
    assert_eq!(metadata["layers"][0]["drawn"], 1);
}

/// A town too full for any tile stays together, and nothing of it is lost.
#[test]
fn too_much_in_one_place_is_counted() {
    let places = vec![(10.0, 10.0); 2_000];
    let table = points(&places);
    let set =
        Tileset { tile_bytes: 10_000, ..Tileset::new("t", "", vec![layer_of_points(&table)]) };
    let (bytes, told) = write(&set);
    assert_eq!((told.max_zoom, told.layers[0].each_from), (DEEPEST, None));
    let zooms = zooms(&Archive::open(bytes).unwrap());
    assert!(zooms.len() == 15 && zooms.values().all(|zoom| zoom.points == 2_000), "{zooms:?}");
}

#[test]
fn values_beyond_the_commonest_are_counted_as_one() {
    let mut table = Features::new(vec!["kind".into()]);
    for row in 0..100_u32 {
        let kind = format!("k{:02}", if row < 60 { 0 } else { row });
        let place = at(0.0, f64::from(row) / 1e3);
        table.push(row + 2, [kind.as_str()], Some(Geometry::Point(place))).unwrap();
    }
    let fields = vec![field("kind", FieldKind::Text, true)];
    let layer = Layer { name: "sites", table: &table, fields };
    let columns = Columns::new(&layer);
    assert_eq!(columns.counts.len(), 1 + COUNTED_VALUES + 1);
    assert_eq!((columns.counts[1].as_str(), columns.counts[25].as_str()), ("kind:k00", "kind:*"));
    let starred = (0..100).filter(|row| columns.counts_of(*row).any(|at| at == 25)).count();
    assert_eq!(starred, 100 - 60 - 23);
}

/// Across the antimeridian the shorter way is drawn, at both edges of the map and not around it.
#[test]
fn a_line_crosses_the_antimeridian() {
    let table = lines(&[vec![(-17.0, 179.0), (-17.0, -179.0)], vec![(88.0, 0.0), (89.5, 10.0)]]);
    let (bytes, told) = write(&Tileset::new("t", "", vec![layer_of_lines(&table)]));
    assert_eq!((told.layers[0].drawn, told.layers[0].beyond), (1, 1));
    let archive = Archive::open(bytes).unwrap();
    let tile = archive.tile(0, 0, 0).unwrap().unwrap();
    let layers = decode(&tile).unwrap();
    let Shape::Lines(parts) = &layers[0].features[0].shape else { panic!() };
    assert_eq!(parts.len(), 2, "{parts:?}");
    assert!(parts.iter().flatten().all(|(x, _)| *x < 100 || *x > 8_092), "{parts:?}");
    assert!(
        archive.tile(5, 31, 17).unwrap().is_some() && archive.tile(5, 0, 17).unwrap().is_some()
    );
    assert!(archive.tile(5, 16, 17).unwrap().is_none());
}

#[test]
fn a_line_is_made_simpler_where_it_does_not_show() {
    let way: Vec<(f64, f64)> = (0..1_000)
        .map(|at| (1.0 + f64::from(at % 2) * 1e-3, f64::from(at) / 100.0 + 0.1))
        .collect();
    let table = lines(&[way]);
    let (bytes, _) = write(&Tileset::new("t", "", vec![layer_of_lines(&table)]));
    let archive = Archive::open(bytes).unwrap();
    let places = |zoom: u8| {
        let mut places = 0;
        archive
            .each(|ids, tile| {
                if tile_of(ids.start).unwrap().0 != zoom {
                    return;
                }
                for feature in &decode(tile).unwrap()[0].features {
                    let Shape::Lines(parts) = &feature.shape else { panic!() };
                    places += parts.iter().map(Vec::len).sum::<usize>();
                }
            })
            .unwrap();
        places
    };
    assert_eq!(places(2), 2);
    assert!(places(11) >= 1_000);
}

#[test]
fn tiles_that_are_the_same_are_kept_once_and_leaves_are_found() {
    let mut out = Cursor::new(Vec::new());
    let mut writer = Writer::new(&mut out).unwrap();
    let tile = |id: u64| if id % 10 < 4 { b"same".to_vec() } else { id.to_le_bytes().to_vec() };
    for id in 0..30_000 {
        writer.add(id, &tile(id)).unwrap();
    }
    let about = archive::About {
        min_zoom: 0,
        max_zoom: 8,
        bounds: [-1.0, -2.0, 3.0, 4.0],
        center: (2, 1.0, 1.0),
        metadata: vec![b' '; 100_000],
    };
    let (header, length) = writer.finish(about).unwrap();
    assert_eq!((header.addressed, header.contents), (30_000, 18_001));
    assert_eq!(header.entries, 3_000 * 7);
    let bytes = out.into_inner();
    assert_eq!(bytes.len() as u64, length);
    let archive = Archive::open(bytes.as_slice()).unwrap();
    assert_eq!(archive.header(), &header);
    assert_eq!(archive.header().bounds, [-1.0, -2.0, 3.0, 4.0]);
    let mut next = 0;
    archive
        .each(|ids, bytes| {
            assert_eq!(ids.start, next);
            assert!(ids.clone().all(|id| bytes == tile(id)));
            next = ids.end;
        })
        .unwrap();
    assert_eq!(next, 30_000);
    let (zoom, x, y) = tile_of(20_007).unwrap();
    assert_eq!(archive.tile(zoom, x, y).unwrap(), Some(tile(20_007)));
    assert_eq!(archive.metadata().unwrap().len(), 100_000);
    assert!(matches!(Archive::open(&b"PMTiles\x02"[..]), Err(ArchiveError::Other)));
    let broken = Archive::open(&bytes[..bytes.len() - 10_000]).unwrap();
    assert!(matches!(broken.each(|_, _| ()), Err(ArchiveError::Broken)));
}
