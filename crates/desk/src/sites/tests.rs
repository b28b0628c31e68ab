use std::path::PathBuf;

use passerelle_connectivity::reading::ColumnRole;
use passerelle_connectivity::{SiteKind, Technology};

use super::*;

/// Files of a folder that goes with the test.
fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths = files.iter().map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    });
    let paths = paths.collect();
    (folder, paths)
}

fn options(country: &str) -> SiteOptions {
    SiteOptions { country: Some(country.to_owned()), ..SiteOptions::default() }
}

/// The catalogue's own names and words, in four languages.
#[test]
fn lists_in_four_languages_are_understood() {
    for (text, country) in [
        (
            "School name,Latitude,Longitude,County,Total pupils,Has electricity,Internet,Connectivity type\nA,-1.3,36.8,Nairobi,120,Yes,yes,Fiber\n",
            "KEN",
        ),
        (
            "Nom de l'école;Latitude;Longitude;Région;Effectif;Électricité;Connecté;Type de connexion\nA;14,7;-17,4;Dakar;120;Oui;oui;Fibre optique\n",
            "SEN",
        ),
        (
            "Nome da escola;Latitude;Longitude;Província;Número de alunos;Tem eletricidade;Tem internet;Tipo de conexão\nA;-25,9;32,5;Maputo;120;Sim;sim;Fibra ótica\n",
            "MOZ",
        ),
        (
            "Nombre de la escuela,Latitud,Longitud,Departamento,Número de alumnos,Tiene electricidad,Tiene internet,Tipo de conexión\nA,4.6,-74.1,Bogotá,120,Sí,sí,Fibra óptica\n",
            "COL",
        ),
    ] {
        let (_folder, paths) = folder(&[("list.csv", text)]);
        let (sites, report) = read_sites(&paths, &options(country)).unwrap();
        assert!(report.is_whole(), "{report:#?}");
        let site = &sites[0];
        assert_eq!(
            (site.name.as_str(), site.people, site.is_connected),
            ("A", Some(120.0), Some(true)),
            "{text}"
        );
        assert!(
            site.power.is_some() && site.areas.len() == 1 && site.kind == SiteKind::School,
            "{site:?}"
        );
        let technology = site.connection.as_ref().and_then(|one| one.technology);
        assert_eq!(technology, Some(Technology::Fibre), "{text}");
    }
}

#[test]
fn a_person_goes_before_all_guesses() {
    let (_folder, paths) = folder(&[("a.csv", "Lat,Y,X,what\n9,5.5,-0.2,Alpha\n")]);
    let column = |role, name: &str| (role, name.to_owned());
    let columns = vec![
        column(ColumnRole::Latitude, "Y"),
        column(ColumnRole::Longitude, "X"),
        column(ColumnRole::Name, "what"),
    ];
    let asked = SiteOptions { columns, kind: Some(SiteKind::HealthFacility), ..options("gha") };
    let (sites, _) = read_sites(&paths, &asked).unwrap();
    assert_eq!((sites[0].position.lat, sites[0].name.as_str()), (5.5, "Alpha"));
    assert_eq!(sites[0].kind, SiteKind::HealthFacility);
    let wrong = SiteOptions { columns: vec![column(ColumnRole::Name, "title")], ..options("GHA") };
    assert!(matches!(read_sites(&paths, &wrong), Err(SitesError::NoColumn { .. })));
    assert!(matches!(read_sites(&paths, &options("XYZ")), Err(SitesError::UnknownCountry { .. })));
}

#[test]
fn a_catalogue_that_is_not_sound_is_told() {
    let (folder, paths) = folder(&[("a.csv", "lat,lon\n1,2\n")]);
    std::fs::create_dir_all(folder.path().join("connectivity")).unwrap();
    std::fs::create_dir_all(folder.path().join("map")).unwrap();
    std::fs::write(
        folder.path().join("connectivity/columns.toml"),
        "[[column]]\nrole = \"colour\"\nnames = []\n",
    )
    .unwrap();
    std::fs::write(
        folder.path().join("map/boxes.tsv"),
        "iso3\twest\tsouth\teast\tnorth\nKEN\t1\t2\t3\tfar\n",
    )
    .unwrap();
    let catalogue = Some(folder.path().to_owned());
    let asked = SiteOptions { catalogue, ..SiteOptions::default() };
    let Err(SitesError::Catalogue(problems)) = read_sites(&paths, &asked) else { panic!() };
    let found: Vec<(&str, usize)> =
        problems.iter().map(|one| (one.file.as_str(), one.line)).collect();
    assert_eq!(found, [("connectivity/columns.toml", 2), ("map/boxes.tsv", 2)]);
}

#[test]
fn every_country_of_people_has_a_box_that_holds_its_point() {
    let known = SiteOptions::default().known().unwrap();
    let catalogue = crate::catalogue::Catalogue::read(None, false).unwrap();
    let without: Vec<&str> = catalogue
        .places
        .countries()
        .iter()
        .map(|country| country.iso3.as_str())
        .filter(|code| !known.boxes.contains_key(*code))
        .collect();
    assert_eq!(without, ["ATA", "ATF", "UMI"]);
}

#[test]
fn people_are_read_where_they_live() {
    let text = "longitude,latitude,population_2020\n36.8,-1.3,1200.5\n36.9,-1.3,0\n";
    let (_folder, paths) = folder(&[("pop.csv", text), ("none.csv", "lat,lon\n1,36\n")]);
    let (points, check) = read_population(&paths[..1], &options("KEN")).unwrap();
    assert_eq!((points.len(), check.report.people, check.is_understood()), (1, 1200.5, true));
    let (_, check) = read_population(&paths, &options("KEN")).unwrap();
    assert!(!check.is_understood(), "a file does not say how many");
}
