use passerelle_vocabulary::{Features, Geometry, Position};

use super::*;
use crate::reading::{ColumnCatalogue, ColumnRole, MeaningRule, Place, SiteRows, Subject, guess};
use crate::territory::DegreeBox;
use crate::{Power, Technology};

const HEADER: &[&str] = &["id", "name", "lat", "lon", "county"];

fn catalogue() -> ColumnCatalogue {
    let rule = |role, names: &[&str]| crate::reading::ColumnRule {
        of: Vec::new(),
        role,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        parts: Vec::new(),
        many: role == ColumnRole::Area,
    };
    let column = vec![
        rule(ColumnRole::Id, &["id"]),
        rule(ColumnRole::OfficialId, &["official id"]),
        rule(ColumnRole::Name, &["name"]),
        rule(ColumnRole::Latitude, &["lat"]),
        rule(ColumnRole::Longitude, &["lon"]),
        rule(ColumnRole::Area, &["county", "ward"]),
        rule(ColumnRole::People, &["pupils"]),
        rule(ColumnRole::Connected, &["connected"]),
        rule(ColumnRole::Technology, &["technology"]),
        rule(ColumnRole::Power, &["power"]),
        rule(ColumnRole::PowerSource, &["source"]),
    ];
    let meaning = |of: &str, is: &str, words: &[&str]| MeaningRule {
        of: of.into(),
        is: is.into(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let meaning = vec![
        meaning("yes_no", "no", &["no", "none"]),
        meaning("yes_no", "yes", &["yes"]),
        meaning("technology", "fibre", &["fiber"]),
        meaning("power", "solar", &["solar"]),
    ];
    ColumnCatalogue { column, meaning }
}

fn table(header: &[&str], rows: &[&[&str]]) -> Features {
    let mut table = Features::new(header.iter().map(|name| (*name).to_owned()).collect());
    for (at, row) in rows.iter().enumerate() {
        table.push(at as u32 + 2, row.iter().copied(), None).unwrap();
    }
    table
}

fn cleaned_of(
    tables: &[Features],
    territory: &Territory,
    official: Option<&OfficialList>,
) -> (Vec<Site>, CleaningReport) {
    let names = ["schools.csv".to_owned(), "more.csv".to_owned()];
    let mut cleaner = Cleaner::new(territory, &names);
    for (file, table) in tables.iter().enumerate() {
        let mapping = guess(table, Subject::Sites, &catalogue(), &[]);
        let mut rows = SiteRows::new(table, mapping, &catalogue(), Some(SiteKind::School));
        for at in 0..rows.len() {
            let draft = rows.read(at);
            cleaner.take(file as u32, draft);
        }
    }
    cleaner.finish(official)
}

fn kenya() -> Territory {
    Territory::of_box(DegreeBox { west: 33.6, south: -5.0, east: 42.1, north: 5.8 })
}

fn cleaned(header: &[&str], rows: &[&[&str]]) -> (Vec<Site>, CleaningReport) {
    cleaned_of(&[table(header, rows)], &kenya(), None)
}

fn codes(report: &CleaningReport) -> Vec<(&'static str, u32)> {
    report.findings.iter().map(|one| (one.code.code(), one.row)).collect()
}

#[test]
fn coordinates_are_judged_one_by_one() {
    let (sites, report) = cleaned(
        HEADER,
        &[
            &["1", "good", "-1.3", "36.8", ""],
            &["2", "missing", "", "36.8", ""],
            &["3", "nothing", "n/a", "NULL", ""],
            &["4", "unreadable", "soon", "36.8", ""],
            &["5", "zero", "0", "0.0", ""],
            &["6", "swapped", "36.8", "-1.3", ""],
            &["7", "swapped beyond", "-1.3", "-95", ""],
            &["8", "metres", "277000", "9857000", ""],
            &["9", "elsewhere", "48.8", "2.3", ""],
            &["10", "with commas", "-1,3", "36,9", ""],
            &["11", "with minutes", "1°18'S", "36°48'E", ""],
        ],
    );
    let names: Vec<&str> = sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["good", "swapped", "with commas", "with minutes"]);
    assert_eq!(sites[1].position, sites[0].position);
    let expected = [
        ("no-coordinates", 3),
        ("no-coordinates", 4),
        ("unreadable-coordinates", 5),
        ("zero-coordinates", 6),
        ("swapped-coordinates", 7),
        ("outside-country", 8),
        ("not-on-earth", 9),
        ("outside-country", 10),
    ];
    assert_eq!(codes(&report), expected);
    assert_eq!((report.rows, report.sites, report.set_aside), (11, 4, 7));
    assert_eq!(report.findings[2].value, "soon");
}

#[test]
fn a_place_beyond_the_poles_may_be_a_swap_wherever_the_country_is() {
    let rows: &[&[&str]] = &[&["1", "a", "121.0", "14.6", ""], &["2", "b", "121.0", "95.0", ""]];
    let (sites, report) = cleaned_of(&[table(HEADER, rows)], &Territory::default(), None);
    assert_eq!(sites[0].position, Position { lat: 14.6, lon: 121.0 });
    assert_eq!(codes(&report), [("swapped-coordinates", 2), ("not-on-earth", 3)]);
    assert!(!report.territory_known);
}

#[test]
fn rows_of_one_site_are_merged_and_none_is_lost() {
    let header = ["id", "name", "lat", "lon", "county", "pupils", "connected", "technology"];
    let (sites, report) = cleaned(
        &header,
        &[
            &["1", "Mwangaza", "-1.3", "36.8", "Nairobi", "", "yes", ""],
            &["1", "Mwangaza Primary", "-1.3001", "36.8", "", "120", "no", "fiber"],
            &["2", "MWANGAZA", "-1.3", "36.8", "Nairobi", "130", "", ""],
            &["3", "Another", "-1.3", "36.8", "Nairobi", "10", "", ""],
            &["3", "Far away", "2", "37", "Nairobi", "10", "", ""],
            &["4", "Another", "-1.5", "36.8", "Nairobi", "10", "", ""],
            &["", "No number", "-1.6", "36.8", "Nairobi", "ten", "", ""],
        ],
    );
    let ids: Vec<&str> = sites.iter().map(|site| site.id.as_str()).collect();
    assert_eq!(ids, ["1", "schools:3", "schools:3:6", "4", "schools:8"]);
    let first = &sites[0];
    let rows: Vec<u32> = first.origins.iter().map(|origin| origin.row).collect();
    assert_eq!((rows, first.people, first.is_connected), (vec![2, 3, 4], Some(120.0), Some(true)));
    let technology = first.connection.as_ref().and_then(|connection| connection.technology);
    assert_eq!(technology, Some(Technology::Fibre));
    let expected = [
        ("same-identifier", 3),
        ("merged-differs", 3),
        ("same-place-and-name", 4),
        ("merged-differs", 4),
        ("identifier-twice", 6),
        ("same-name", 7),
        ("odd-people", 8),
    ];
    assert_eq!(codes(&report), expected);
    assert_eq!((report.sites, report.distinct_sites, report.merged), (5, 4, 2));
    let origins: usize = sites.iter().map(|site| site.origins.len()).sum();
    assert_eq!(origins as u64, report.rows, "every row is somewhere");
}

#[test]
fn files_number_anew() {
    let one = table(HEADER, &[&["1", "a", "-1", "36", ""]]);
    let two = table(HEADER, &[&["1", "b", "-2", "36", ""], &["7", "A", "-1", "36", ""]]);
    let (sites, report) = cleaned_of(&[one, two], &kenya(), None);
    let ids: Vec<&str> = sites.iter().map(|site| site.id.as_str()).collect();
    assert_eq!(ids, ["schools:1", "more:1"]);
    assert_eq!(codes(&report), [("same-place-and-name", 3)]);
    assert_eq!(report.findings[0].about, "schools:2");
}

#[test]
fn areas_are_found_and_compared() {
    let square = |west: f64| {
        let at = |lat, lon| Position { lat, lon };
        let ring = vec![
            at(0.0, west),
            at(0.0, west + 1.0),
            at(1.0, west + 1.0),
            at(1.0, west),
            at(0.0, west),
        ];
        Geometry::Polygons(vec![vec![ring]])
    };
    let (one, two) = (square(36.0), square(37.0));
    let territory =
        Territory::of_areas([("WEST - SIDE".to_owned(), &one), ("East".to_owned(), &two)]);
    let rows: &[&[&str]] = &[
        &["1", "a", "0.5", "36.5", "West Side"],
        &["2", "b", "0.5", "37.5", "west side"],
        &["3", "c", "0.5", "37.5", ""],
        &["4", "d", "0.5", "37.6", "Elsewhere"],
        &["5", "e", "0.5", "38.01", "East"],
        &["6", "f", "0.5", "39", "East"],
        &["7", "g", "37.5", "0.5", "East"],
    ];
    let (sites, report) = cleaned_of(&[table(HEADER, rows)], &territory, None);
    let expected = [
        ("area-differs", 3),
        ("area-found", 4),
        ("area-placed", 5),
        ("near-border", 6),
        ("outside-country", 7),
        ("swapped-coordinates", 8),
    ];
    assert_eq!(codes(&report), expected);
    let areas: Vec<&str> = sites.iter().map(|site| site.areas[0].as_str()).collect();
    assert_eq!(areas, ["West Side", "West Side", "East", "East", "East", "East"]);
    assert_eq!(
        (report.findings[0].value.as_str(), report.findings[0].about.as_str()),
        ("west side", "East")
    );
}

#[test]
fn power_and_garbled_names_are_understood() {
    let header = ["name", "lat", "lon", "power", "source", "technology"];
    let (sites, report) = cleaned(
        &header,
        &[
            &["Prφncipe", "-1", "36", "yes", "Solar panels", "adsl"],
            &["b", "-2", "36", "no", "solar", "none"],
            &["c", "-3", "36", "yes", "", ""],
            &["d", "-4", "36", "", "", ""],
        ],
    );
    let power: Vec<Option<Power>> = sites.iter().map(|site| site.power).collect();
    assert_eq!(power, [Some(Power::Solar), Some(Power::None), Some(Power::Some), None]);
    let connected: Vec<Option<bool>> = sites.iter().map(|site| site.is_connected).collect();
    assert_eq!(connected, [Some(true), Some(false), None, None]);
    assert_eq!(codes(&report), [("garbled-text", 2), ("other-technology", 2)]);
}

#[test]
fn sites_are_found_in_an_official_list() {
    let list = table(
        &["id", "name", "county", "ward"],
        &[
            &["A1", "Alpha", "Nairobi", "x"],
            &["B2", "Beta", "Nairobi", "y"],
            &["C3", "Beta", "Kisumu", "z"],
            &["D4", "Delta", "Kisumu", "z"],
            &["", "No number", "Kisumu", "z"],
        ],
    );
    let mapping = guess(&list, Subject::Official, &catalogue(), &[]);
    let official = OfficialList::of(&list, &mapping, 1).unwrap();
    assert_eq!(official.entries.len(), 4);
    let rows: &[&[&str]] = &[
        &["a1", "Called otherwise", "-1", "36", "Nairobi"],
        &["9", "BETA", "-2", "36", "y"],
        &["8", "Beta", "-3", "36", "Mombasa"],
    ];
    let (sites, report) = cleaned_of(&[table(HEADER, rows)], &kenya(), Some(&official));
    let ids: Vec<Option<&str>> = sites.iter().map(|site| site.official_id.as_deref()).collect();
    assert_eq!(ids, [Some("A1"), Some("B2"), None]);
    let expected = [
        ("official-by-name", 3),
        ("not-official", 4),
        ("official-without-site", 4),
        ("official-without-site", 5),
    ];
    assert_eq!(codes(&report), expected);
    assert_eq!(report.official, 2);
}

#[test]
fn a_line_is_no_site() {
    let nowhere = Territory::default();
    let mut cleaner = Cleaner::new(&nowhere, &[]);
    let table = table(HEADER, &[&["1", "a", "", "", ""]]);
    let mapping = guess(&table, Subject::Sites, &catalogue(), &[]);
    let mut draft = SiteRows::new(&table, mapping, &catalogue(), None).read(0);
    draft.place = Place::Shape(Geometry::Lines(Vec::new()));
    cleaner.take(0, draft);
    let (sites, report) = cleaner.finish(None);
    assert!(sites.is_empty() && report.findings[0].code == FindingCode::NotAPoint);
}

#[test]
fn many_places_of_one_feature_have_an_identifier_each() {
    let names = ["id"].map(str::to_owned).to_vec();
    let mut table = Features::new(names);
    let many = 50_000;
    for at in 0..many {
        let position = Position { lat: f64::from(at) * 0.001, lon: 36.0 };
        table.push(1, ["7"], Some(Geometry::Point(position))).unwrap();
    }
    let (sites, report) = cleaned_of(&[table], &Territory::default(), None);
    assert_eq!((sites.len(), report.sites), (many as usize, u64::from(many as u32)));
    let ids: FxHashSet<&str> = sites.iter().map(|site| site.id.as_str()).collect();
    assert_eq!(ids.len(), sites.len());
    assert_eq!(
        [&*sites[0].id, &*sites[1].id, &*sites[2].id],
        ["schools:7", "schools:7:1", "schools:7:1:1"]
    );
}

#[test]
fn a_name_that_many_entries_have_names_the_one_of_its_area() {
    let entry = |number: usize, area: &str| OfficialEntry {
        row: number as u32 + 2,
        id: number.to_string(),
        name: "Clinic".to_owned(),
        areas: vec![area.to_owned()],
    };
    // As many without an area as with one, and one in another area.
    let mut entries: Vec<OfficialEntry> = (0..20_000).map(|at| entry(at, "")).collect();
    entries.push(entry(20_000, "nyeri"));
    let list = OfficialList { file: 1, entries };
    let mut table = table(HEADER, &[]);
    for at in 0..20_000_u32 {
        let county = if at == 9 { "Nyeri" } else { "Kisumu" };
        let (id, lat) = ((at + 100_000).to_string(), (0.5 + f64::from(at) * 1e-5).to_string());
        table.push(at + 2, [&*id, "Clinic", &lat, "36", county], None).unwrap();
    }
    let (sites, _) = cleaned_of(&[table], &kenya(), Some(&list));
    let matched: Vec<&str> = sites.iter().filter_map(|site| site.official_id.as_deref()).collect();
    assert_eq!(matched, ["20000"]);
}
