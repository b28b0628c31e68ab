use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;
use crate::wire::{put_bytes, put_number, put_varint, zigzag};

fn varint(number: u64, out: &mut Vec<u8>) {
    put_varint(out, number);
}

fn number(field: u64, number: u64, out: &mut Vec<u8>) {
    put_number(out, field, number);
}

fn bytes(field: u64, bytes: &[u8], out: &mut Vec<u8>) {
    put_bytes(out, field, bytes);
}

/// Numbers as differences.
fn packed(numbers: &[i64]) -> Vec<u8> {
    let (mut out, mut last) = (Vec::new(), 0);
    for one in numbers {
        varint(zigzag(one - last), &mut out);
        last = *one;
    }
    out
}

fn plain(numbers: &[u64]) -> Vec<u8> {
    let mut out = Vec::new();
    numbers.iter().for_each(|one| varint(*one, &mut out));
    out
}

/// A block as it is in a file.
fn block(kind: &[u8], data: &[u8], zipped: bool) -> Vec<u8> {
    let mut blob = Vec::new();
    if zipped {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(data).unwrap();
        number(2, data.len() as u64, &mut blob);
        bytes(3, &zlib.finish().unwrap(), &mut blob);
    } else {
        bytes(1, data, &mut blob);
    }
    let mut header = Vec::new();
    bytes(1, kind, &mut header);
    number(3, blob.len() as u64, &mut header);
    let mut out = (header.len() as u32).to_be_bytes().to_vec();
    out.extend(header);
    out.extend(blob);
    out
}

fn way(keys: &[u64], values: &[u64], nodes: &[i64]) -> Vec<u8> {
    let mut way = Vec::new();
    number(1, 1, &mut way);
    bytes(2, &plain(keys), &mut way);
    bytes(3, &plain(values), &mut way);
    bytes(8, &packed(nodes), &mut way);
    way
}

/// Nodes 10 to 14 in a row from 0°N 36°E, 0.01° apart; 20 alone; a road 10–11–12–13, another 14–12, a third that
/// leaves the extract, a footpath.
fn extract() -> Vec<u8> {
    let mut strings = Vec::new();
    for text in ["", "highway", "primary", "footway", "name", "track"] {
        bytes(1, text.as_bytes(), &mut strings);
    }
    let mut dense = Vec::new();
    bytes(1, &packed(&[10, 11, 12, 13, 14]), &mut dense);
    bytes(8, &packed(&[0, 0, 0, 0, 0]), &mut dense);
    let lons: Vec<i64> = (0..5).map(|step| 360_000_000 + step * 100_000).collect();
    bytes(9, &packed(&lons), &mut dense);
    let mut single = Vec::new();
    number(1, zigzag(20), &mut single);
    number(8, zigzag(10_000_000), &mut single);
    number(9, zigzag(360_000_000), &mut single);
    let (mut nodes, mut ways) = (Vec::new(), Vec::new());
    bytes(2, &dense, &mut nodes);
    bytes(1, &single, &mut nodes);
    for one in [
        way(&[4, 1], &[0, 2], &[10, 11, 12, 13]),
        way(&[1], &[2], &[14, 12]),
        way(&[1], &[5], &[13, 99, 20]),
        way(&[1], &[3], &[10, 20]),
    ] {
        bytes(3, &one, &mut ways);
    }
    let of = |group: &[u8]| {
        let mut data = Vec::new();
        bytes(1, &strings, &mut data);
        bytes(2, group, &mut data);
        data
    };
    let header = block(b"OSMHeader", b"", false);
    [header, block(b"OSMData", &of(&nodes), true), block(b"OSMData", &of(&ways), false)].concat()
}

fn read(bytes: &[u8]) -> Result<Roads, OsmError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    read_roads(file.path())
}

#[test]
fn roads_become_a_graph() {
    let roads = read(&extract()).unwrap();
    let lons: Vec<Vec<f64>> = roads
        .stretches()
        .map(|one| one.path().map(|at| ((at.lon - 36.0) * 100.0).round()).collect())
        .collect();
    assert_eq!(lons, [vec![0.0, 1.0, 2.0], vec![2.0, 3.0], vec![4.0, 2.0]]);
    let length = roads.stretches().next().unwrap().length();
    assert!((length - 2.0 * 1_111.95).abs() < 1.0, "{length}");
}

#[test]
fn what_is_no_extract_is_told() {
    let good = extract();
    for cut in [1, 3, 20, good.len() - 1] {
        assert_eq!(read(&good[..cut]).unwrap_err().code(), "broken", "{cut}");
    }
    assert_eq!(read(b"").unwrap_err().code(), "broken");
    assert_eq!(read(b"<osm version=\"0.6\"></osm>").unwrap_err().code(), "broken");
    let mut lzma = Vec::new();
    bytes(4, b"x", &mut lzma);
    let mut header = Vec::new();
    bytes(1, b"OSMData", &mut header);
    number(3, lzma.len() as u64, &mut header);
    let file = [&(header.len() as u32).to_be_bytes()[..], &header, &lzma].concat();
    assert_eq!(read(&file).unwrap_err().code(), "other-packing");
    let absent = read_roads(std::path::Path::new("/nowhere/a.osm.pbf"));
    assert_eq!(absent.unwrap_err().code(), "file");
}

#[test]
fn any_bytes_of_blocks_are_survived() {
    let good = extract();
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0xff;
        let _ = read(&bad);
    }
}

#[test]
fn blocks_that_unpack_to_roads_without_end_are_refused() {
    let mut strings = Vec::new();
    bytes(1, b"highway", &mut strings);
    bytes(1, b"track", &mut strings);
    // Two million nodes, each the next number: two megabytes that are packed into some thousand.
    let nodes = vec![2_u8; 2_000_000];
    let mut road = Vec::new();
    bytes(2, &plain(&[0]), &mut road);
    bytes(3, &plain(&[1]), &mut road);
    bytes(8, &nodes, &mut road);
    let (mut ways, mut data) = (Vec::new(), Vec::new());
    bytes(3, &road, &mut ways);
    bytes(1, &strings, &mut data);
    bytes(2, &ways, &mut data);
    let file = [block(b"OSMHeader", b"", false), block(b"OSMData", &data, true)].concat();
    assert!(file.len() < 20_000, "{}", file.len());
    assert_eq!(read(&file).unwrap_err().code(), "too-many-roads");
}
