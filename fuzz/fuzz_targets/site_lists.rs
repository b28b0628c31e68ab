//! Any bytes as a list of sites (delimited text, a workbook, GeoJSON), which is its own official list too, as one of
//! towers and as one of people. Every row is a site, is part of one, or is set aside with a finding; no two sites have one
//! identifier; what is written is read again as the same sites.
#![no_main]

mod lists;

use std::collections::HashSet;

use lists::{AGAIN, LIMITS, columns, country, csv, geojson, mapped, on_earth, opened};
use passerelle_connectivity::Site;
use passerelle_connectivity::cleaning::{Cleaner, CleaningReport, OfficialList};
use passerelle_connectivity::reading::{
    PopulationReport, SiteRows, Subject, TowerReader, kind_of_file, read_population,
};
use passerelle_connectivity::territory::Territory;
use passerelle_connectivity::writing::table_of_sites;
use passerelle_vocabulary::Features;

fn sites(
    table: &Features,
    territory: &Territory,
    official: Option<&OfficialList>,
) -> (Vec<Site>, CleaningReport) {
    let mapping = mapped(table, Subject::Sites);
    let kind = kind_of_file("list", table, columns());
    let mut cleaner = Cleaner::new(territory, &["list.csv".to_owned()]);
    let mut rows = SiteRows::new(table, mapping, columns(), kind);
    for at in 0..rows.len() {
        let draft = rows.read(at);
        cleaner.take(0, draft);
    }
    cleaner.finish(official)
}

fn check(sites: &[Site], report: &CleaningReport, rows: usize) {
    assert_eq!(report.rows, rows as u64);
    assert_eq!(report.sites + report.merged + report.set_aside, report.rows);
    let ids: HashSet<&str> = sites.iter().map(|site| site.id.as_str()).collect();
    assert_eq!(ids.len(), sites.len(), "each site has an identifier of its own");
    for site in sites {
        assert!(on_earth(&site.position) && !site.origins.is_empty());
        assert!(site.people.is_none_or(|people| people >= 0.0 && people.is_finite()));
    }
}

fn others(table: &Features) {
    let nowhere = Territory::default();
    let mut towers = TowerReader::new(&nowhere, columns());
    towers.take(0, table, &mapped(table, Subject::Towers));
    let (towers, report) = towers.finish();
    assert!(towers.iter().all(|tower| on_earth(&tower.position)));
    assert!(report.towers + report.merged <= report.rows);
    let (mut points, mut report) = (Vec::new(), PopulationReport::default());
    let mapping = mapped(table, Subject::Population);
    read_population(0, table, &mapping, &country(), &mut points, &mut report);
    assert!(points.iter().all(|point| point.people > 0.0 && on_earth(&point.position)));
    assert_eq!((report.rows, report.points), (table.len() as u64, points.len() as u64));
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let table = opened(bytes, LIMITS).table;
    others(&table);
    let official = OfficialList::of(&table, &mapped(&table, Subject::Official), 1);
    let (found, report) = sites(&table, &country(), official.as_ref());
    check(&found, &report, table.len());
    let (found, report) = sites(&table, &Territory::default(), None);
    check(&found, &report, table.len());
    let written = table_of_sites(&found, &["list.csv".to_owned()]).expect("it fits");
    for bytes in [geojson(&written), csv(&written)] {
        let table = opened(&bytes, AGAIN).table;
        let (again, report) = sites(&table, &Territory::default(), None);
        check(&again, &report, table.len());
        assert_eq!(again.len(), found.len());
        for (one, other) in again.iter().zip(&found) {
            let known =
                |site: &Site| (site.id.clone(), site.position, site.people, site.is_connected);
            assert_eq!(known(one), known(other));
        }
    }
});
