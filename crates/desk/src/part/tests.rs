#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_compact::{Actor, Endorsement, Initiative, StakeholderKind};
use passerelle_register::{Author, RegisterError, Writer};
use passerelle_vocabulary::{Key, Record as _, Text};

use crate::{Desk, Settings, now};

async fn desk() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
    let desk = Desk::open(&settings).await.unwrap();
    (folder, desk)
}

fn key(kind: &str, slug: &str) -> Key {
    Key::new(kind, slug).unwrap()
}

/// Actors who endorse, each as the number says.
async fn endorsed(desk: &Desk, numbers: std::ops::Range<u32>) {
    let work = async |writer: &mut Writer| -> Result<(), RegisterError> {
        for number in numbers.clone() {
            let slug = format!("actor-{number:03}");
            let kind = StakeholderKind::ALL[number as usize % StakeholderKind::ALL.len()];
            let country = Some(if number.is_multiple_of(2) { "KEN" } else { "FRA" }.to_owned());
            let actor = Actor {
                name: Text::new(&slug, &slug),
                kind,
                about: Text::new("x", "x"),
                country: country.clone(),
                languages: Vec::new(),
                website: None,
            };
            writer.put(&key("actor", &slug), None, "x", &actor).await?;
            let one = Endorsement {
                title: actor.name.clone(),
                actor: key("actor", &slug),
                kind,
                country,
                objectives: if number.is_multiple_of(3) { vec![1] } else { Vec::new() },
                statement: Text::new("Nous", "We"),
                signatory: "A".to_owned(),
                signed: "2026-01-01".parse().unwrap(),
                contributions: Vec::new(),
                withdrawn: number.is_multiple_of(10).then(|| "2026-02-01".parse().unwrap()),
            };
            writer.put(&key("endorsement", &slug), None, "x", &one).await?;
        }
        Ok(())
    };
    desk.register.write(&Author::new("amina"), now(), work).await.unwrap();
}

#[tokio::test]
async fn the_wall_is_read_a_page_at_a_time_with_all_of_its_facets() {
    let (_folder, desk) = desk().await;
    assert_eq!(desk.wall(&[], None, 10).await.unwrap().all, 0);
    endorsed(&desk, 0..60).await;
    let (mut seen, mut after): (Vec<String>, Option<String>) = (Vec::new(), None);
    loop {
        let wall = desk.wall(&[], after.as_deref(), 25).await.unwrap();
        assert_eq!((wall.all, wall.standing, wall.withdrawn, wall.values), (60, 54, 6, 54));
        seen.extend(wall.endorsements.iter().map(|one| one.slug.clone()));
        after = wall.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 60);
    assert!(seen.is_sorted());
    // Whatever is asked for, what is shown and what is counted agree with a count by hand.
    for (country, objective, standing) in [
        ("KEN", "", ""),
        ("KEN", "2", "standing"),
        ("FRA", "1", "withdrawn"),
        ("", "2", "withdrawn"),
    ] {
        let asked = [("country", country), ("objective", objective), ("standing", standing)];
        let mut asked: Vec<(&str, &str)> =
            asked.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        asked.extend([("promise", "values")]);
        let fits = |number: &u32| {
            (country.is_empty() || (country == "KEN") == number.is_multiple_of(2))
                && (objective != "2" || !number.is_multiple_of(3))
                && (standing.is_empty() || (standing == "withdrawn") == number.is_multiple_of(10))
        };
        let wall = desk.wall(&asked, None, 100).await.unwrap();
        let expected = (0..60).filter(fits).count();
        assert_eq!(wall.endorsements.len(), expected, "{asked:?}");
        let counted = wall.standing + wall.withdrawn;
        assert_eq!(counted as usize, expected, "{asked:?}");
    }
    let all = [
        ("kind", "state"),
        ("country", "KEN"),
        ("objective", "1"),
        ("promise", "values"),
        ("standing", "standing"),
    ];
    assert_eq!(desk.wall(&all, None, 100).await.unwrap().endorsements.len(), 8);
    let mut countries = desk.endorsing_countries().await.unwrap();
    countries.sort();
    assert_eq!(countries, ["FRA", "KEN"]);
}

#[tokio::test]
async fn what_was_published_last_comes_first_and_belongs_where_it_belongs() {
    let (_folder, desk) = desk().await;
    endorsed(&desk, 0..150).await;
    let all = desk.latest_published(None, 50).await.unwrap();
    assert_eq!(all.len(), 50);
    assert!(all.is_sorted_by(|a, b| a.latest.stored.leaf > b.latest.stored.leaf));
    // The oldest of those that belong to one actor are found behind all the others.
    let own = desk.latest_published(Some("actor/actor-000"), 50).await.unwrap();
    let kinds: Vec<&str> = own.iter().map(|one| one.latest.stored.key.kind()).collect();
    assert_eq!(kinds, ["endorsement", "actor"]);
    assert!(desk.latest_published(Some("country/KEN"), 500).await.unwrap().len() == 150);
    let mark = |found: &[super::Published]| found[0].latest.mark.clone();
    let before = mark(&own);
    // A change is the same thing, come up again.
    let stored = desk.register.get(&key("endorsement", "actor-000")).await.unwrap().unwrap();
    let mut one: Endorsement = stored.record().unwrap();
    one.signatory = "B".to_owned();
    let work = async |writer: &mut Writer| -> Result<(), RegisterError> {
        writer.put(&stored.key, Some(stored.number), "x", &one).await?;
        Ok(())
    };
    desk.register.write(&Author::new("amina"), now(), work).await.unwrap();
    assert_eq!(mark(&desk.latest_published(None, 1).await.unwrap()), before);
    assert!(desk.is_scope("country/KEN").await.unwrap());
    for unknown in ["country/ZZZ", "actor/nobody", "commitment/x", "x", "actor/../x"] {
        assert!(!desk.is_scope(unknown).await.unwrap(), "{unknown}");
    }
}

#[tokio::test]
async fn places_that_are_known_get_their_position_and_typed_ones_keep_theirs() {
    let (_folder, desk) = desk().await;
    let mut form = super::Form::default();
    for (name, value) in [
        ("country", "KEN"),
        ("place_name_1", ""),
        ("place_name_2", "Kisumu"),
        ("place_at_2", "-0.1, 34.7"),
        ("place_name_3", "Nulle part"),
    ] {
        form.set(name, value);
    }
    let of = key(Initiative::KIND, "a");
    desk.tidy_form(&of, &mut form, Some("sites")).await.unwrap();
    let places: Vec<_> =
        form.places().into_iter().map(|one| (one.name, one.position.is_some())).collect();
    assert_eq!(places, [("Kisumu".to_owned(), true), ("Nulle part".to_owned(), false)]);
    assert_eq!(form.get("sites_rows"), "3");
}
