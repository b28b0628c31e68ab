//! Batches on both databases: SQLite always, PostgreSQL where `PASSERELLE_TEST_POSTGRES` names a server.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use passerelle_register::Database;
use passerelle_register::testing::{self, Scratch};
use passerelle_tables::{Differs, Filter, NewBatch, Observations, Stored, sorter::Sorter};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Dimensions, Period, Row, Series, Status};

struct Fixture {
    database: Database,
    observations: Observations,
    // Removes the database at the end.
    _scratch: Scratch,
}

impl Fixture {
    /// One empty cellar on each database that is at hand.
    async fn all() -> Vec<Self> {
        let mut fixtures = Vec::new();
        for scratch in testing::databases().await {
            let database = scratch.open().await;
            let observations = Observations::open(database.clone()).await.unwrap();
            fixtures.push(Self { database, observations, _scratch: scratch });
        }
        fixtures
    }

    async fn store(&self, origin: &str, figures: &[(&str, i32, f64)]) -> Stored {
        let mut index = SeriesIndex::default();
        let mut sorter = Sorter::default();
        for (line, (place, year, value)) in figures.iter().enumerate() {
            let series = index.intern(series(place));
            sorter.extend(&[row(series, *year, *value, line as u32 + 2)]).unwrap();
        }
        let new = NewBatch {
            origin: origin.into(),
            source: "itu".into(),
            file_name: "figures.csv".into(),
            file_hash: "00".into(),
            mapping_hash: "11".into(),
            imported_at: 1_700_000_000_000,
        };
        let mut transaction = self.database.begin().await.unwrap();
        let stored = self.observations.store(&mut transaction, &new, sorter, &index).await.unwrap();
        transaction.commit().await.unwrap();
        stored
    }

    async fn digests(&self) -> Vec<(i64, String)> {
        let mut transaction = self.database.begin().await.unwrap();
        let found = self.observations.inspect(&mut transaction).await.unwrap();
        assert_eq!(found.unreadable, Vec::<String>::new());
        found.digests.into_iter().collect()
    }

    async fn values(&self, place: &str) -> Vec<(String, f64)> {
        let found = self.observations.of("internet_users", place).await.unwrap();
        found.iter().map(|o| (o.period.to_string(), o.value.unwrap())).collect()
    }
}

fn series(place: &str) -> Series {
    Series {
        indicator: "internet_users".into(),
        place: place.into(),
        dimensions: Dimensions::everyone(),
        unit: "percent".into(),
        source: "itu".into(),
    }
}

fn row(series: u32, year: i32, value: f64, line: u32) -> Row {
    Row {
        series,
        period: Period::year_of(year).unwrap(),
        value: Some(value),
        standard_error: f64::NAN,
        n: f64::NAN,
        status: Status::Normal,
        line,
    }
}

#[tokio::test]
async fn a_batch_is_stored_and_read_in_order() {
    for fixture in Fixture::all().await {
        let stored =
            fixture.store("a", &[("KEN", 2020, 2.0), ("TZA", 2019, 3.0), ("KEN", 2019, 1.0)]).await;
        assert_eq!(
            (stored.batch.id, stored.batch.observations, stored.supersedes.len()),
            (1, 3, 0)
        );
        assert_eq!(fixture.values("KEN").await, [("2019".into(), 1.0), ("2020".into(), 2.0)]);
        assert_eq!(fixture.observations.count().await.unwrap(), 3);
        let everywhere =
            fixture.observations.across_places("internet_users", &Dimensions::everyone()).await;
        assert_eq!(everywhere.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn a_corrected_file_supersedes_and_the_old_stays() {
    for fixture in Fixture::all().await {
        fixture.store("a", &[("KEN", 2019, 1.0), ("KEN", 2020, 2.0)]).await;
        let corrected = fixture.store("a", &[("KEN", 2019, 1.5)]).await;
        let superseded: Vec<_> =
            corrected.supersedes.iter().map(|old| (old.id, old.observations)).collect();
        assert_eq!((superseded, corrected.same_as()), (vec![(1, 2)], None));
        assert_eq!(fixture.values("KEN").await, [("2019".into(), 1.5)]);
        let batches = fixture.observations.batches().await.unwrap();
        assert_eq!(batches.len(), 2);
        assert_eq!(batches[1].superseded_by, Some(2));
        assert_eq!(batches[1].observations, 2, "the old one is still whole");
    }
}

#[tokio::test]
async fn two_files_of_one_name_stand_side_by_side_until_one_corrects_both() {
    for fixture in Fixture::all().await {
        fixture.store("a", &[("KEN", 2019, 1.0)]).await;
        let other = fixture.store("a", &[("TZA", 2019, 2.0)]).await;
        assert_eq!(other.supersedes, []);
        assert_eq!(fixture.values("KEN").await, [("2019".into(), 1.0)]);
        let again = fixture.store("a", &[("KEN", 2019, 1.0)]).await;
        assert_eq!(again.same_as().map(|batch| batch.id), Some(1));
        let standing = fixture.observations.standing("a").await.unwrap();
        assert_eq!(standing.iter().map(|batch| batch.id).collect::<Vec<_>>(), [3, 2]);
        let both = fixture.store("a", &[("TZA", 2019, 3.0), ("KEN", 2019, 4.0)]).await;
        assert_eq!(both.supersedes.iter().map(|batch| batch.id).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(fixture.values("KEN").await, [("2019".into(), 4.0)]);
    }
}

#[tokio::test]
async fn two_files_of_one_source_speak_with_the_later_voice() {
    for fixture in Fixture::all().await {
        fixture.store("a", &[("KEN", 2019, 1.0), ("KEN", 2020, 2.0)]).await;
        let later = fixture.store("b", &[("KEN", 2020, 2.5)]).await;
        assert_eq!(fixture.values("KEN").await, [("2019".into(), 1.0), ("2020".into(), 2.5)]);
        let file_name = "figures.csv".to_owned();
        assert_eq!(later.differs, [Differs { batch: 1, file_name, observations: 1 }]);
        let agreeing = fixture.store("c", &[("KEN", 2019, 1.0), ("UGA", 2019, 1.0)]).await;
        assert_eq!(agreeing.differs, []);
        let corrected = fixture.store("b", &[("KEN", 2020, 2.0)]).await;
        assert_eq!(corrected.differs, [], "what it supersedes is told of as such");
    }
}

#[tokio::test]
async fn repeated_lines_count_once_and_contradictions_are_set_aside() {
    for fixture in Fixture::all().await {
        let stored = fixture
            .store(
                "a",
                &[("KEN", 2019, 1.0), ("KEN", 2019, 1.0), ("TZA", 2019, 1.0), ("TZA", 2019, 9.0)],
            )
            .await;
        assert_eq!((stored.doubles.repeated, stored.doubles.conflict_count), (1, 1));
        let conflict = &stored.doubles.conflicts[0];
        assert_eq!((conflict.first.line, conflict.second.line), (4, 5));
        assert_eq!(conflict.series.place, "TZA");
        assert_eq!(fixture.values("TZA").await, [], "neither is taken for true");
        assert_eq!(fixture.values("KEN").await, [("2019".into(), 1.0)]);
    }
}

#[tokio::test]
async fn digests_are_recomputed_from_what_is_stored() {
    for fixture in Fixture::all().await {
        let first = fixture.store("a", &[("TZA", 2019, 3.0), ("KEN", 2019, 1.0)]).await;
        // Known series get their old numbers, so the order in the table differs from the file's.
        let second = fixture.store("b", &[("UGA", 2018, 3.0), ("TZA", 2018, 2.0)]).await;
        let digests = fixture.digests().await;
        assert_eq!(digests, [(1, first.batch.digest), (2, second.batch.digest)]);
        let mut transaction = fixture.database.begin().await.unwrap();
        transaction
            .execute("UPDATE observations SET value = 99 WHERE batch = 1 AND value = 3", &[])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let tampered = fixture.digests().await;
        assert_ne!(tampered[0], digests[0]);
        assert_eq!(tampered[1], digests[1]);
    }
}

#[tokio::test]
async fn pages_walk_through_everything_once() {
    for fixture in Fixture::all().await {
        let figures: Vec<(&str, i32, f64)> = ["KEN", "TZA", "UGA"]
            .into_iter()
            .flat_map(|place| (2000..2020).map(move |year| (place, year, f64::from(year))))
            .collect();
        fixture.store("a", &figures).await;
        fixture.store("b", &figures[..30]).await;
        for limit in [1, 7, 60, 1000] {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page =
                    fixture.observations.page(&Filter::default(), after, limit).await.unwrap();
                assert!(page.observations.len() <= limit);
                seen.extend(page.observations.into_iter().map(|o| (o.place, o.period.year())));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let expected: Vec<_> = figures.iter().map(|(p, y, _)| ((*p).to_owned(), *y)).collect();
            assert_eq!(seen, expected, "limit {limit}");
        }
        let filter = Filter { place: Some("TZA".into()), ..Filter::default() };
        assert_eq!(
            fixture.observations.page(&filter, None, 100).await.unwrap().observations.len(),
            20
        );
    }
}

#[tokio::test]
async fn nothing_is_half_written() {
    for fixture in Fixture::all().await {
        let mut index = SeriesIndex::default();
        let mut sorter = Sorter::default();
        sorter.extend(&[row(index.intern(series("KEN")), 2019, 1.0, 2)]).unwrap();
        let new = NewBatch {
            origin: "a".into(),
            source: "itu".into(),
            file_name: "f".into(),
            file_hash: String::new(),
            mapping_hash: String::new(),
            imported_at: 0,
        };
        let mut transaction = fixture.database.begin().await.unwrap();
        fixture.observations.store(&mut transaction, &new, sorter, &index).await.unwrap();
        drop(transaction);
        assert_eq!(fixture.observations.count().await.unwrap(), 0);
        assert_eq!(fixture.observations.batches().await.unwrap(), []);
        assert_eq!(fixture.values("KEN").await, []);
    }
}

#[tokio::test]
async fn places_within_a_country_are_found_at_any_depth() {
    for fixture in Fixture::all().await {
        let figures =
            [("KEN", 2019, 1.0), ("KEN/mombasa", 2019, 2.0), ("KEN/mombasa/jomvu", 2019, 3.0)];
        fixture.store("a", &figures).await;
        fixture.store("b", &[("KENYA", 2019, 9.0), ("TZA/dodoma", 2019, 9.0)]).await;
        let found =
            fixture.observations.within("internet_users", "KEN", &Dimensions::everyone()).await;
        let places: Vec<_> = found.unwrap().into_iter().map(|o| o.place).collect();
        assert_eq!(places, ["KEN/mombasa", "KEN/mombasa/jomvu"]);
    }
}

/// Everything that fits, page by page.
async fn walked(observations: &Observations, filter: &Filter) -> usize {
    let (mut count, mut after) = (0, None);
    loop {
        let page = observations.page(filter, after, 20_000).await.unwrap();
        count += page.observations.len();
        after = page.next;
        if after.is_none() {
            return count;
        }
    }
}

/// Right after a large import a database server knows nothing of the tables yet, and a plan that it made
/// for any question is kept for all.
#[tokio::test]
async fn everything_comes_out_soon_after_a_large_import() {
    const PLACES: u32 = 2_400;
    for scratch in testing::databases().await {
        let postgres = scratch.url().starts_with("postgres");
        let setting = if postgres { "?options[plan_cache_mode]=force_generic_plan" } else { "" };
        let database = Database::open(&format!("{}{setting}", scratch.url())).await.unwrap();
        let observations = Observations::open(database.clone()).await.unwrap();
        let fixture = Fixture { database, observations, _scratch: scratch };
        let places: Vec<String> = (0..PLACES).map(|place| format!("P{place}")).collect();
        let figures: Vec<(&str, i32, f64)> = places
            .iter()
            .flat_map(|place| (2000..2015).map(move |year| (place.as_str(), year, 1.0)))
            .collect();
        for part in figures.chunks(3_600).enumerate() {
            fixture.store(&part.0.to_string(), part.1).await;
        }
        let start = std::time::Instant::now();
        let [indicator, source] = ["internet_users", "itu"].map(|code| Some(code.to_owned()));
        let dimensions = Some(Dimensions::everyone());
        for number in 0..16 {
            let on = |bit: u32| number & bit != 0;
            let filter = Filter {
                indicator: indicator.clone().filter(|_| on(1)),
                place: Some("P2399".to_owned()).filter(|_| on(2)),
                dimensions: dimensions.clone().filter(|_| on(4)),
                source: source.clone().filter(|_| on(8)),
            };
            let expected = if on(2) { 15 } else { figures.len() };
            assert_eq!(walked(&fixture.observations, &filter).await, expected, "{filter:?}");
            let nobody = Filter { source: Some("nobody".into()), ..filter };
            assert_eq!(walked(&fixture.observations, &nobody).await, 0, "{nobody:?}");
        }
        println!("{} figures, 32 questions: {:?}", figures.len(), start.elapsed());
        assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
        fixture.observations.grown(1_000_000).await.unwrap();
        assert_eq!(walked(&fixture.observations, &Filter::default()).await, figures.len());
    }
}
