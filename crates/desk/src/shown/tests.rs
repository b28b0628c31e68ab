use std::path::Path;

use passerelle_exchange::tiles::{Archive, Shape, decode, tile_of};
use passerelle_register::Role;

use super::*;
use crate::Settings;
use crate::corrections::{CorrectionState, Later, Proposed, Taken};
use crate::site_lists::SitesAsked;
use crate::sites::SiteOptions;

const SITES: &str = "id,name,lat,lon,county,connected,pupils\n\
    A1,Upendo,-1.286389,36.817223,Nairobi,yes,300\n\
    A2,Amani,-1.301111,36.781111,Nairobi,no,200\n\
    B1,Umoja,-4.043477,39.668206,Mombasa,,100\n";

async fn node(folder: &Path, policy: &str) -> Desk {
    let catalogue = folder.join("catalogue/connectivity");
    std::fs::create_dir_all(&catalogue).unwrap();
    std::fs::write(catalogue.join("site-policy.toml"), policy).unwrap();
    let counts = "iso3\tkind\tarea\tsites\tyear\tsource\nKEN\t\t\t4\t2024\tCensus\nKEN\t\tNairobi\t3\t2024\tCensus\n";
    std::fs::write(catalogue.join("official-counts.tsv"), counts).unwrap();
    let settings = Settings {
        data: folder.join("data"),
        catalogue: Some(folder.join("catalogue")),
        ..Settings::default()
    };
    let desk = Desk::open(&settings).await.unwrap();
    bring_in(&desk, folder, SITES).await;
    desk
}

async fn bring_in(desk: &Desk, folder: &Path, list: &str) {
    let file = folder.join("schools.csv");
    std::fs::write(&file, list).unwrap();
    let options = SiteOptions { country: Some("KEN".into()), ..SiteOptions::default() };
    let asked = SitesAsked { files: vec![file], options, licence: String::new() };
    assert!(desk.import_sites(asked).await.unwrap().list.is_some());
}

const ROUNDED: &str = "[default]\nprecision = \"rounded\"\nround = 0.1\n";
const AREAS: &str = "[default]\nprecision = \"areas\"\nround = 0.1\n";
const EXACT: &str = "[default]\nprecision = \"areas\"\nround = 0.1\n[country.KEN]\nprecision = \"exact\"\n\
    decided_by = { fr = \"Ministère\", en = \"Ministry\" }\ndecided_on = \"2026-01-01\"\n";

/// Every place on the map of a country, at its highest zoom.
async fn places_on_map(desk: &Desk) -> Vec<(f64, f64)> {
    let map = desk.sites_map("KEN").await.unwrap().unwrap();
    let archive = Archive::open(map.bytes.as_slice()).unwrap();
    let deepest = archive.header().max_zoom;
    let mut places = Vec::new();
    archive
        .each(|ids, bytes| {
            let (zoom, x, y) = tile_of(ids.start).unwrap();
            if zoom != deepest {
                return;
            }
            for feature in decode(bytes).unwrap().iter().flat_map(|layer| &layer.features) {
                let Shape::Points(points) = &feature.shape else { continue };
                let side = f64::from(1_u32 << zoom) * 8_192.0;
                let of = |tile: u32, at: i32| (f64::from(tile) * 8_192.0 + f64::from(at)) / side;
                let lon = of(x, points[0].0) * 360.0 - 180.0;
                let y = std::f64::consts::PI * (1.0 - 2.0 * of(y, points[0].1));
                places.push((y.sinh().atan().to_degrees(), lon));
            }
        })
        .unwrap();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places
}

/// Nothing that is given out is nearer to a site than its policy says: neither lists, nor counts, nor maps.
#[tokio::test]
async fn nothing_goes_past_the_policy() {
    for (policy, shown) in [(ROUNDED, Some(0.1)), (AREAS, None), (EXACT, Some(0.0))] {
        let folder = tempfile::tempdir().unwrap();
        let desk = node(folder.path(), policy).await;
        let all = SiteQuestion::default();
        let sites = desk.shown_sites("KEN", &all, "", 100).await.unwrap();
        assert_eq!(sites.is_some(), shown.is_some(), "{policy}");
        assert_eq!(desk.shown_site("KEN", "A1").await.unwrap().is_some(), shown.is_some());
        let counts = desk.site_counts("KEN", &all).await.unwrap().unwrap();
        assert_eq!(counts.all.sites, 3);
        let on_map = places_on_map(&desk).await;
        assert_eq!(on_map.len(), if shown.is_some() { 3 } else { 2 }, "{on_map:?}");
        let on_grid =
            |degrees: f64| ((degrees / 0.1 - 0.5) - (degrees / 0.1 - 0.5).round()).abs() < 1e-2;
        match shown {
            Some(0.0) => {
                let site = desk.shown_site("KEN", "A1").await.unwrap().unwrap();
                assert_eq!((site.place.lat, site.place.lon), (-1.286_389, 36.817_223));
            }
            _ => {
                assert!(
                    on_map.iter().all(|(lat, lon)| on_grid(*lat) && on_grid(*lon)),
                    "{on_map:?}"
                );
                let middles = counts.areas.iter().map(|area| area.middle);
                assert!(middles.into_iter().all(|at| on_grid(at.lat) && on_grid(at.lon)));
                let told = format!("{sites:?} {counts:?}");
                for exact in ["286389", "817223", "301111", "043477", "668206"] {
                    assert!(!told.contains(exact), "{told}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_list_is_shown_after_its_delay() {
    let folder = tempfile::tempdir().unwrap();
    let desk = node(folder.path(), &format!("{ROUNDED}delay_days = 30\n")).await;
    assert!(desk.site_countries().await.unwrap().is_empty());
    assert!(desk.site_counts("KEN", &SiteQuestion::default()).await.unwrap().is_none());
    assert!(desk.sites_map("KEN").await.unwrap().is_none());
}

#[tokio::test]
async fn sites_are_counted_by_area_against_what_is_official() {
    let folder = tempfile::tempdir().unwrap();
    let desk = node(folder.path(), ROUNDED).await;
    let counts = desk.site_counts("KEN", &SiteQuestion::default()).await.unwrap().unwrap();
    assert_eq!((counts.all.connected, counts.all.not_connected), (1, 1));
    assert_eq!(counts.official.as_ref().map(|one| one.sites), Some(4));
    let nairobi = counts.areas.iter().find(|area| area.name == "Nairobi").unwrap();
    assert_eq!((nairobi.counted.sites, nairobi.counted.share()), (2, Some(0.5)));
    assert_eq!(nairobi.official.as_ref().map(|one| one.sites), Some(3));
    let unknown = SiteQuestion { status: "unknown".into(), ..Default::default() };
    let found = desk.shown_sites("KEN", &unknown, "", 10).await.unwrap().unwrap();
    assert_eq!(found.sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>(), ["B1"]);
    let first = desk.shown_sites("KEN", &SiteQuestion::default(), "", 2).await.unwrap().unwrap();
    assert_eq!((first.sites.len(), first.next.as_deref()), (2, Some("A2")));
    let rest = desk.shown_sites("KEN", &SiteQuestion::default(), "A2", 2).await.unwrap().unwrap();
    assert_eq!((rest.sites.len(), rest.next), (1, None));
}

#[tokio::test]
async fn a_correction_is_shown_once_it_is_accepted_and_until_a_newer_list() {
    let folder = tempfile::tempdir().unwrap();
    let desk = node(folder.path(), ROUNDED).await;
    let user = |name: &str, role| {
        let (desk, name) = (&desk, name.to_owned());
        async move {
            desk.register.add_user(&name, Some("a long enough password"), role, 1).await.unwrap();
            desk.sign_in(&name, "a long enough password").await.unwrap().unwrap()
        }
    };
    let (member, moderator) =
        (user("mia", Role::Reader).await, user("moses", Role::Moderator).await);
    let because = "I teach there and see it every day".to_owned();
    let status = Proposed {
        what: "status".into(),
        status: "yes".into(),
        because: because.clone(),
        ..Default::default()
    };
    let closed = Proposed { what: "closed".into(), because, ..Default::default() };
    let propose = async |site: &str, proposed: &Proposed| {
        desk.propose_correction("KEN", site, proposed, None).await.unwrap()
    };
    let Taken::Waits(first) = propose("A2", &status).await else { panic!() };
    let Taken::Waits(second) = propose("B1", &closed).await else { panic!() };
    let Taken::Waits(third) = propose("A1", &closed).await else { panic!() };
    assert_eq!(propose("Z9", &status).await, Taken::NoSite);
    assert_eq!(desk.shown_site("KEN", "A2").await.unwrap().unwrap().connected, Some(false));
    assert!(
        desk.decide_correction(first, true, &member).await.is_err(),
        "a member decides nothing"
    );
    desk.decide_correction(first, true, &moderator).await.unwrap();
    desk.decide_correction(second, true, &moderator).await.unwrap();
    desk.decide_correction(third, false, &moderator).await.unwrap();
    assert!(desk.decide_correction(third, true, &moderator).await.is_err(), "decided is decided");
    let site = desk.shown_site("KEN", "A2").await.unwrap().unwrap();
    assert_eq!((site.connected, site.confidence), (Some(true), Confidence::Corrected));
    assert!(desk.shown_site("KEN", "B1").await.unwrap().is_none(), "it is closed");
    assert!(desk.shown_site("KEN", "A1").await.unwrap().is_some(), "refused");
    let counts = desk.site_counts("KEN", &SiteQuestion::default()).await.unwrap().unwrap();
    assert_eq!((counts.all.sites, counts.all.connected, counts.all.not_connected), (2, 2, 0));
    assert_eq!(places_on_map(&desk).await.len(), 2);
    let history = desk.site_history("KEN", "A2").await.unwrap();
    assert_eq!(history.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["status"]);
    let key = crate::corrections::correction_key("KEN", "A2").unwrap();
    let stored = desk.record(&key).await.unwrap().unwrap();
    assert!(!stored.body.contains("teach"), "reasons are for moderators: {}", stored.body);
    assert_eq!(desk.corrections(CorrectionState::Waiting, 0).await.unwrap().len(), 0);
    bring_in(&desk, folder.path(), SITES).await;
    assert_eq!(desk.shown_site("KEN", "A2").await.unwrap().unwrap().connected, Some(false));
    assert!(desk.shown_site("KEN", "B1").await.unwrap().is_some(), "the newer list is believed");
}

#[tokio::test]
async fn only_so_many_corrections_wait() {
    let folder = tempfile::tempdir().unwrap();
    let desk = node(folder.path(), ROUNDED).await;
    let closed = Proposed {
        what: "closed".into(),
        because: "It is closed for good".into(),
        ..Default::default()
    };
    let mut taken = Vec::new();
    for _ in 0..7 {
        let from = Some([192, 0, 2, 7].into());
        taken.push(desk.propose_correction("KEN", "A1", &closed, from).await.unwrap());
    }
    assert_eq!(taken.iter().filter(|one| matches!(one, Taken::Waits(_))).count(), 5);
    assert_eq!(taken[6], Taken::Later(Later::Site));
}
