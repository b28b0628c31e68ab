//! Every file of figures of the shared data, read by the catalogue's own entries.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::ops::ControlFlow;
use std::path::Path;

use common::{catalogue, data, observation, options, places, publishers};
use passerelle_exchange::statistics::{Input, Recognised, Report, read, recognise};
use passerelle_vocabulary::Row;
use passerelle_vocabulary::observation::SeriesIndex;

fn read_folder(folder: &Path, reports: &mut Vec<Report>, unread: &mut Vec<String>) {
    let (places, options, publishers) = (places(), options(), publishers());
    let mut files: Vec<_> = walk(folder);
    files.sort();
    for path in files {
        let input = Input::path(&path);
        match recognise(&input, &publishers, &options) {
            Recognised::Entries(entries) => {
                let mut sink = |_: &[_], _: &_| ControlFlow::Continue(());
                reports.push(read(&input, &entries, &places, &options, &mut sink));
            }
            Recognised::Ignored(..) => {}
            other => unread.push(format!("{}: {other:?}", path.display())),
        }
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let path = file.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn entries_of_the_catalogue_are_sound() {
    let findings: Vec<_> = publishers()
        .iter()
        .flat_map(|publisher| {
            let id = publisher.id.clone();
            publisher.check().into_iter().map(move |finding| (id.clone(), finding))
        })
        .collect();
    assert!(catalogue().is_dir() && findings.is_empty(), "{findings:#?}");
}

#[test]
fn country_series_are_read_without_unexpected_problems() {
    let Some(folder) = data("country_series") else { return };
    let (mut reports, mut unread) = (Vec::new(), Vec::new());
    read_folder(&folder, &mut reports, &mut unread);
    let problems: Vec<_> = reports
        .iter()
        .flat_map(|report| report.problems.iter().map(|problem| (&report.file, problem)))
        .collect();
    let observations: u64 = reports.iter().map(|report| report.observations).sum();
    println!("{} files, {observations} observations", reports.len());
    for report in &reports {
        let skipped: u64 = report.skipped_rows.iter().map(|skipped| skipped.rows).sum();
        let former: u64 = report.former_places.values().map(|former| former.rows).sum();
        println!(
            "{}: {} entries, {} rows, {} figures, {} missing, {} untaken, {skipped} skipped, \
             {former} of former places",
            report.file,
            report.entries.len(),
            report.rows_read,
            report.observations,
            report.missing_cells,
            report.untaken_rows,
        );
    }
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(unread, [""; 0]);
    assert!(reports.iter().all(|report| report.complete && report.sha256.len() == 64));
    assert!(observations >= 150_000, "{observations} observations");
}

/// Tables of a census, regions of a country, Open SDG files: whatever of them the catalogue describes.
#[test]
fn tables_within_countries_are_read() {
    for (name, least) in [("kenya", 5_000), ("subnational_ict", 1_000), ("open_sdg_uk", 500)] {
        let Some(folder) = data(name) else { continue };
        let (mut reports, mut unread) = (Vec::new(), Vec::new());
        read_folder(&folder, &mut reports, &mut unread);
        let problems: Vec<_> = reports
            .iter()
            .flat_map(|report| report.problems.iter().map(|problem| (&report.file, problem)))
            .collect();
        let observations: u64 = reports.iter().map(|report| report.observations).sum();
        println!("{name}: {} files, {observations} observations", reports.len());
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        assert!(reports.iter().all(|report| report.complete), "{name}");
        assert!(observations >= least, "{name}: {observations} observations");
    }
}

/// Figures looked up by eye in the publishers' files.
#[test]
fn known_figures_come_out_as_published() {
    let Some(folder) = data(".") else { return };
    let publishers = publishers();
    let options = options();
    for (file, indicator, place, period, dimensions, value, status) in [
        (
            "country_series/equals_africa/itu_internet_by_gender_urban_rural.csv",
            "internet_users",
            "DZA",
            "2018",
            "location=rural;sex=female",
            25.9,
            "normal",
        ),
        (
            "country_series/unstats_sdg/eg_elc_accs.csv",
            "electricity_access",
            "world",
            "2000",
            "",
            77.76469,
            "estimated",
        ),
        (
            "country_series/prices/a4ai_mobile_broadband_pricing_2018Q4.csv",
            "mobile_data_price",
            "AFG",
            "2018",
            "basket=100mb",
            1.391028334,
            "normal",
        ),
        (
            "country_series/prices/affordability_2015_2017.csv",
            "mobile_data_price",
            "ARG",
            "2016",
            "basket=1gb",
            1.58,
            "normal",
        ),
        (
            "kenya/census2019_internet_and_computer_use_by_sex.csv",
            "internet_users",
            "KEN/mombasa/changamwe",
            "2019",
            "sex=female",
            36.3,
            "normal",
        ),
    ] {
        let path = folder.join(file);
        let input = Input::path(&path);
        let Recognised::Entries(entries) = recognise(&input, &publishers, &options) else {
            panic!("{file} is not recognised");
        };
        let mut found = Vec::new();
        let mut sink = |rows: &[Row], index: &SeriesIndex| {
            found.extend(rows.iter().map(|row| observation(row, index)));
            ControlFlow::Continue(())
        };
        read(&input, &entries, &places(), &options, &mut sink);
        let figure = found.iter().find(|figure| {
            figure.indicator == indicator
                && figure.place == place
                && figure.period.to_string() == period
                && figure.dimensions.to_string() == dimensions
        });
        let figure = figure.map(|figure| (figure.value, figure.status.code()));
        assert_eq!(figure, Some((Some(value), status)), "{file}");
    }
}
