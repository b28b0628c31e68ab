use super::*;
use passerelle_vocabulary::Position;

use crate::site::{Origin, SiteKind};

fn sites(areas: &[&[&str]]) -> Vec<Site> {
    let rows = areas.iter().zip(1..);
    let site = |(areas, row): (&&[&str], u32)| Site {
        id: String::new(),
        official_id: None,
        name: String::new(),
        kind: SiteKind::School,
        level: None,
        position: Position::new(0.0, 0.0).unwrap(),
        areas: areas.iter().map(|name| (*name).to_owned()).collect(),
        people: None,
        power: None,
        is_connected: None,
        connection: None,
        is_covered: None,
        surveyed: None,
        origins: vec![Origin { file: 0, row }],
    };
    rows.map(site).collect()
}

fn settled(areas: &[&[&str]], inside: &[u32], outlines: &[&str]) -> (Vec<String>, Vec<String>) {
    let mut sites = sites(areas);
    let outlines: Vec<String> = outlines.iter().map(|name| (*name).to_owned()).collect();
    let mut findings = Vec::new();
    settle(&mut sites, inside, &outlines, &mut findings);
    let told = findings.iter().map(|one| {
        format!("{} {} {} {}", one.row, one.code.code(), one.value, one.about).trim_end().to_owned()
    });
    (sites.iter().map(|site| site.areas.join("/")).collect(), told.collect())
}

#[test]
fn areas_have_one_name_at_their_level() {
    let (areas, told) = settled(
        &[
            &["Homa Bay", "Rachuonyo"],
            &["Homabay", "Ndhiwa"],
            &["Homa Bay"],
            &["Trans Nzoia"],
            &["Transzoia", "Kwanza"],
            &["Elgeyo Marakwet"],
            &["", "Kwanza"],
            &["Nairobi North", "Starehe"],
            &["Nairobi"],
            &["homa bay"],
            &[],
        ],
        &[0, 0, 0, 1, 1, 3, 1, 2, 2, 1, 2],
        &["HOMA BAY", "TRANS NZOIA", "NAIROBI", "ELEGEYO-MARAKWET"],
    );
    assert_eq!(
        areas,
        [
            "Homa Bay/Rachuonyo",
            "Homa Bay/Ndhiwa",
            "Homa Bay",
            "Trans Nzoia",
            "Trans Nzoia/Kwanza",
            "Elgeyo Marakwet",
            "Trans Nzoia/Kwanza",
            "Nairobi/Starehe",
            "Nairobi",
            "Homa Bay",
            "Nairobi",
        ]
    );
    assert_eq!(
        told,
        [
            "2 area-spelled Homabay Homa Bay",
            "5 area-spelled Transzoia Trans Nzoia",
            "7 area-found Trans Nzoia",
            "8 area-placed Nairobi North Nairobi",
            "10 area-differs homa bay Trans Nzoia",
            "11 area-found Nairobi",
        ]
    );
}

#[test]
fn outlines_are_at_the_level_that_lists_name_them_at() {
    let (areas, told) = settled(
        &[&["Coast", "Kwale"], &["Coast", "Lamu"], &["Coast", ""], &["Coast"], &[]],
        &[0, 1, 1, 0, 1],
        &["Kwale", "Lamu"],
    );
    assert_eq!(areas, ["Coast/Kwale", "Coast/Lamu", "Coast/Lamu", "Coast/Kwale", "Coast/Lamu"]);
    assert_eq!(told, ["3 area-found Lamu", "4 area-found Kwale", "5 area-found Lamu"]);
}

#[test]
fn outlines_of_other_areas_change_no_name() {
    let (areas, told) =
        settled(&[&["Ward 1"], &["Ward 2"], &[]], &[0, 0, 0], &["A county", "Another"]);
    assert_eq!(areas, ["Ward 1", "Ward 2", "A county"]);
    assert_eq!(told, ["3 area-found A county"]);
    // Neither do those without a name, nor none at all.
    let unnamed = settled(&[&["Ward 1"], &[]], &[0, NOWHERE], &[""]);
    assert_eq!(unnamed, (vec!["Ward 1".to_owned(), String::new()], Vec::new()));
}

#[test]
fn a_ward_is_no_county() {
    let (areas, told) = settled(&[&["", "Township", "", "x"], &["Kwale"]], &[NOWHERE; 2], &[]);
    assert_eq!(areas, ["", "Kwale"]);
    assert_eq!(told, ["1 area-above-missing Township / x"]);
}

#[test]
fn one_letter_may_be_wrong() {
    assert!(is_one_off("elegeyo", "elgeyo") && is_one_off("a", "b") && is_one_off("ab", "b"));
    assert!(is_one_off("same", "same"));
    assert!(!is_one_off("abcd", "badc") && !is_one_off("abc", "a"));
}
