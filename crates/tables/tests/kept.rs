//! Files, jobs and lists of sites, on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Cursor;

use passerelle_register::Database;
use passerelle_register::testing::databases;
use passerelle_tables::files::{Files, KeptFile, PART};
use passerelle_tables::jobs::{ATTEMPTS, JobState, Jobs, SILENCE};
use passerelle_tables::sites::{SiteFilter, SiteRow, Sites, joined_areas};

async fn keep(database: &Database, files: &Files, at: (&str, &str), bytes: &[u8]) -> KeptFile {
    let mut transaction = database.begin().await.unwrap();
    let kept = files.keep(&mut transaction, at, &mut Cursor::new(bytes), 1).await.unwrap();
    transaction.commit().await.unwrap();
    kept
}

async fn contents(database: &Database) -> i64 {
    database.read("SELECT COUNT(*) FROM file_contents", &[]).await.unwrap()[0].int(0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_in_pieces_and_goes_with_its_last_name() {
    for scratch in databases().await {
        let database = scratch.open().await;
        let files = Files::open(database.clone()).await.unwrap();
        let long: Vec<u8> = (0..PART * 2 + 77).map(|at| (at % 251) as u8).collect();
        let kept = keep(&database, &files, ("plan/a", "sites.csv"), &long).await;
        keep(&database, &files, ("plan/b", "again.csv"), &long).await;
        let empty = keep(&database, &files, ("plan/a", "empty"), b"").await;
        assert_eq!((kept.size, empty.size, contents(&database).await), (long.len() as u64, 0, 2));
        for (from, length) in
            [(0, 10), (PART - 3, 7), (PART, PART), (PART * 2 + 70, 100), (9, PART * 2 + 60)]
        {
            let read = files.read_range(&kept.hash, from as u64, length).await.unwrap();
            assert_eq!(read, long[from..(from + length).min(long.len())], "{from} {length}");
        }
        assert!(files.read_range(&kept.hash, long.len() as u64, 5).await.unwrap().is_empty());
        assert!(files.read_range(&kept.hash, u64::MAX, 5).await.unwrap().is_empty());
        let mut whole = Vec::new();
        files.write_to(&kept, &mut whole).await.unwrap();
        assert_eq!(whole, long);
        let names: Vec<String> =
            files.folder("plan/a").await.unwrap().into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["empty", "sites.csv"]);
        // Another content takes the name; the first one is still named elsewhere.
        keep(&database, &files, ("plan/a", "sites.csv"), b"short").await;
        assert_eq!(contents(&database).await, 3);
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(files.remove_folder(&mut transaction, "plan/a").await.unwrap(), 2);
        transaction.commit().await.unwrap();
        assert_eq!(contents(&database).await, 1);
        assert_eq!(files.find("plan/b", "again.csv").await.unwrap().unwrap().hash, kept.hash);
        database.read("SELECT part FROM file_parts WHERE part = 1", &[]).await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        transaction.execute("DELETE FROM file_parts WHERE part = 1", &[]).await.unwrap();
        transaction.commit().await.unwrap();
        assert!(files.write_to(&kept, &mut Vec::new()).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_done_once_restarted_when_its_worker_dies_and_given_up_in_the_end() {
    for scratch in databases().await {
        let database = scratch.open().await;
        let jobs = Jobs::open(database.clone()).await.unwrap();
        let ask = async |token: &str, now| {
            let mut transaction = database.begin().await.unwrap();
            let asked = jobs.ask(&mut transaction, "plan", token, "{}", 2, now).await.unwrap();
            transaction.commit().await.unwrap();
            asked
        };
        assert_eq!(jobs.claim("one", 0).await.unwrap(), None);
        let first = ask("hash-1", 10).await.unwrap();
        let second = ask("hash-2", 11).await.unwrap();
        assert_eq!(ask("hash-3", 12).await, None, "too many");
        assert_eq!(jobs.before(second).await.unwrap(), 1);
        assert_eq!(jobs.claim("one", 20).await.unwrap().unwrap().id, first);
        assert_eq!(jobs.claim("two", 20).await.unwrap().unwrap().id, second);
        assert_eq!(jobs.claim("three", 20).await.unwrap(), None);
        assert!(jobs.beat(first, "one", "reading", 0.5, 30).await.unwrap());
        assert!(!jobs.beat(first, "two", "reading", 0.9, 30).await.unwrap(), "not its own");
        let told = jobs.of_token("hash-1").await.unwrap().unwrap();
        assert_eq!((told.step.as_str(), told.share, told.attempts), ("reading", 0.5, 1));
        // The second one is cancelled: its worker hears of it, and can not end it.
        assert!(jobs.cancel(second, 40).await.unwrap());
        assert!(!jobs.cancel(second, 41).await.unwrap());
        assert!(!jobs.beat(second, "two", "reading", 0.9, 42).await.unwrap());
        assert!(!jobs.end(second, "two", JobState::Done, "{}", 43).await.unwrap());
        // The first one's worker dies, again and again.
        let mut now = 30;
        for attempt in 2..=ATTEMPTS {
            assert_eq!(jobs.claim("four", now + SILENCE).await.unwrap(), None, "not yet silent");
            now += SILENCE + 1;
            let again = jobs.claim("four", now).await.unwrap().unwrap();
            assert_eq!((again.id, again.state), (first, JobState::Running));
            assert_eq!(jobs.of_token("hash-1").await.unwrap().unwrap().attempts, attempt);
        }
        now += SILENCE + 1;
        assert_eq!(jobs.claim("five", now).await.unwrap(), None);
        let told = jobs.of_token("hash-1").await.unwrap().unwrap();
        assert_eq!((told.state, told.ended_at), (JobState::Failed, Some(now)));
        assert_eq!(jobs.over_before(now + 1).await.unwrap().len(), 2);
        assert!(jobs.forget(first).await.unwrap());
        assert_eq!(jobs.of_token("hash-1").await.unwrap(), None);
    }
}

fn site(id: &str, areas: &[&str], connected: Option<bool>) -> SiteRow {
    SiteRow {
        id: id.to_owned(),
        name: format!("School {id}"),
        kind: "school".to_owned(),
        area: joined_areas(areas),
        lat: 1.5,
        lon: 36.0,
        connected,
        people: connected.map(|_| 100.0),
        more: "{}".to_owned(),
        ..SiteRow::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_sites_is_counted_by_area_filtered_and_proved() {
    for scratch in databases().await {
        let database = scratch.open().await;
        let sites = Sites::open(database.clone()).await.unwrap();
        let rows = vec![
            site("b", &["Nord", "Est"], Some(true)),
            site("a", &["Nord", "Est"], Some(true)),
            site("É", &["Nord"], Some(false)),
            site("Z", &["Nordique"], None),
        ];
        let mut transaction = database.begin().await.unwrap();
        let at = ("site_list/ken", "KEN");
        let first = sites.store(&mut transaction, at, rows.clone(), 1).await.unwrap();
        let list = sites.store(&mut transaction, at, rows, 2).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(first.digest, list.digest);
        assert_eq!(sites.standing("site_list/ken").await.unwrap().unwrap(), list);
        assert_eq!(sites.lists().await.unwrap()[1].superseded_by, Some(list.id));
        assert!(sites.inspect(&list).await.unwrap());
        let groups = sites.groups(list.id).await.unwrap();
        let told: Vec<_> = groups
            .iter()
            .map(|one| (one.area.as_str(), one.connected, one.sites, one.people))
            .collect();
        let expected = [
            ("Nord", Some(false), 1, 100.0),
            ("Nord\u{1f}Est", Some(true), 2, 200.0),
            ("Nordique", None, 1, 0.0),
        ];
        assert_eq!(told, expected);
        let ids = async |filter: SiteFilter, most| {
            let page = sites.page(list.id, &filter, most).await.unwrap();
            page.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(SiteFilter::default(), 10).await, ["Z", "a", "b", "É"]);
        let after = SiteFilter { after: "a".to_owned(), ..SiteFilter::default() };
        assert_eq!(ids(after, 1).await, ["b"]);
        let north = SiteFilter { area: "Nord".to_owned(), ..SiteFilter::default() };
        assert_eq!(ids(north, 10).await, ["a", "b", "É"]);
        let not = SiteFilter { connected: Some(false), ..SiteFilter::default() };
        assert_eq!(ids(not, 10).await, ["É"]);
        let named = sites.named(list.id, "school A", 5).await.unwrap();
        assert_eq!(named.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["a"]);
        assert_eq!(sites.site(list.id, "É").await.unwrap().unwrap().areas().count(), 1);
        let mut transaction = database.begin().await.unwrap();
        let change = "UPDATE sites SET lat = 2 WHERE list = $1 AND id = 'a'";
        transaction.execute(change, &[list.id.into()]).await.unwrap();
        transaction.commit().await.unwrap();
        assert!(!sites.inspect(&list).await.unwrap(), "a moved site is noticed");
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(sites.remove(&mut transaction, "site_list/ken").await.unwrap(), 8);
        transaction.commit().await.unwrap();
        assert!(sites.lists().await.unwrap().is_empty());
    }
}
