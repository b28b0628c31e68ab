use std::sync::Arc;

use super::*;
use crate::Settings;

/// Says nothing.
struct Silent;

impl Teller for Silent {
    fn files(&self, _: &PlanTables) -> Vec<(String, Vec<u8>)> {
        Vec::new()
    }

    fn made(&self, _: &MadePlan) -> Words {
        Words::new()
    }

    fn failed(&self, error: &PlansError) -> Words {
        Words::from([("en".to_owned(), error.to_string())])
    }
}

struct Bench {
    folder: tempfile::TempDir,
    desk: Desk,
    teller: Arc<dyn Teller>,
}

impl Bench {
    async fn open(plans_room: PlansRoom) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("node");
        let settings = Settings { data, plans_room, ..Settings::default() };
        let desk = Desk::open(&settings).await.unwrap();
        Self { folder, desk, teller: Arc::new(Silent) }
    }

    /// Asks for a plan of two sites; the content differs by `mark`.
    async fn ask(&self, mark: &str) -> Queued {
        let path = self.folder.path().join("sent");
        let text = format!("id,name,lat,lon\n1,{mark},-1.28,36.82\n2,Pwani,-1.29,36.83\n");
        std::fs::write(&path, text).unwrap();
        let uploads = [Upload { part: Part::Sites, name: "schools.csv".to_owned(), path }];
        self.desk.ask_plan(&uploads, None, PlanChoices::default()).await.unwrap()
    }

    async fn taken(&self, mark: &str) -> String {
        match self.ask(mark).await {
            Queued::Taken(token) => token,
            other => panic!("{other:?}"),
        }
    }

    async fn make(&self) -> bool {
        self.desk.make_waiting_plan("worker", &self.teller).await.unwrap()
    }

    /// Files that were sent for a plan, and files of the plan.
    async fn kept(&self, token: &str) -> (usize, usize) {
        let hash = hash_of(token);
        let count = async |folder: String| self.desk.files.folder(&folder).await.unwrap().len();
        (count(inputs(&hash)).await, count(outputs(&hash)).await)
    }

    async fn state(&self, token: &str) -> Option<JobState> {
        self.desk.waiting_plan(token).await.unwrap().map(|waiting| waiting.state)
    }
}

/// What was sent goes with the cancelling of its job, and with the plan; until then it can be used again.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_that_is_not_needed() {
    let bench = Bench::open(PlansRoom::default()).await;
    let (first, second) = (bench.taken("Umoja").await, bench.taken("Umoja").await);
    assert_eq!((bench.kept(&first).await.0, bench.kept(&second).await.0), (1, 1));
    assert!(bench.desk.cancel_plan(&second).await.unwrap());
    assert!(!bench.desk.cancel_plan(&second).await.unwrap(), "once is enough");
    assert_eq!(bench.kept(&second).await, (0, 0));
    assert!(!bench.desk.forget_plan(&first).await.unwrap(), "it waits");
    assert!(bench.make().await);
    assert!(!bench.make().await);
    let waiting = bench.desk.waiting_plan(&first).await.unwrap().unwrap();
    assert_eq!(waiting.state, JobState::Done);
    assert_eq!(waiting.lists[0].all, ["lat", "lon", "id", "name"], "those that were taken first");
    assert!(waiting.lists[0].taken.contains(&(ColumnRole::Latitude, "lat".to_owned())));
    let plan = bench.desk.stored_plan(&waiting.owner).await.unwrap().unwrap();
    let sites = plan.list.as_ref().map(|list| list.sites);
    assert_eq!((sites, plan.file("sites.csv").is_some()), (Some(2), true));
    assert!(bench.desk.stored_plan(&outputs(&hash_of(&second))).await.unwrap().is_none());
    // The same files with another choice; what is not chosen again does not come along.
    let keys = |files: Vec<SentFile>| files.into_iter().map(|file| file.key).collect::<Vec<_>>();
    let keys = keys(bench.desk.files_sent(&first).await.unwrap());
    assert_eq!(keys, ["1/schools.csv"]);
    let again = Again { token: first.clone(), keys };
    let choices = PlanChoices { years: Some(3), ..PlanChoices::default() };
    let Queued::Taken(third) =
        bench.desk.ask_plan(&[], Some(&again), choices.clone()).await.unwrap()
    else {
        panic!("not taken")
    };
    assert!(bench.desk.forget_plan(&first).await.unwrap());
    assert_eq!((bench.kept(&first).await, bench.state(&first).await), ((0, 0), None));
    assert!(bench.make().await);
    assert_eq!((bench.state(&third).await, bench.kept(&third).await.0), (Some(JobState::Done), 1));
    let gone = bench.desk.ask_plan(&[], Some(&again), choices).await.unwrap();
    assert_eq!(gone, Queued::Gone);
    // When the queue is full, nothing of what was sent is kept.
    for _ in 0..MOST_WAITING {
        bench.taken("Umoja").await;
    }
    let names = async || {
        let sql = "SELECT COUNT(*) FROM file_names";
        bench.desk.register.database().read(sql, &[]).await.unwrap()[0].int(0).unwrap()
    };
    let before = names().await;
    assert_eq!(bench.ask("Umoja").await, Queued::Busy);
    assert_eq!(names().await, before);
}

/// Where there is no room, the oldest plans that were made go; what waits never does, and a question that would need
/// its room is refused before anything is removed.
#[tokio::test(flavor = "multi_thread")]
async fn plans_that_were_made_make_room_for_others() {
    let bench = Bench::open(PlansRoom { bytes: 1_000_000, plans: 2 }).await;
    let mut made = Vec::new();
    for mark in ["a", "b", "c"] {
        made.push(bench.taken(mark).await);
        assert!(bench.make().await);
    }
    assert_eq!(bench.state(&made[0]).await, None, "two are kept");
    assert_eq!(bench.kept(&made[0]).await, (0, 0));
    for token in &made[1..] {
        assert_eq!(bench.state(token).await, Some(JobState::Done));
    }
    let used = bench.desk.files.size_under("job/").await.unwrap();
    // Room for what there is, and for one list more only if something goes.
    let tight = PlansRoom { bytes: used + 10, plans: 100 };
    let bench = Bench { desk: Desk { plans_room: tight, ..bench.desk }, ..bench };
    let waits = bench.taken("d").await;
    assert_eq!((bench.state(&made[1]).await, bench.kept(&waits).await), (None, (1, 0)));
    assert_eq!(bench.state(&made[2]).await, Some(JobState::Done));
    let small = PlansRoom { bytes: 60, plans: 100 };
    let bench = Bench { desk: Desk { plans_room: small, ..bench.desk }, ..bench };
    assert_eq!(bench.ask("e").await, Queued::Full);
    assert_eq!(bench.state(&made[2]).await, Some(JobState::Done), "nothing goes in vain");
    assert_eq!(bench.state(&waits).await, Some(JobState::Waiting));
    // The plan that was made last stays, however large.
    assert!(bench.make().await);
    assert_eq!(
        (bench.state(&made[2]).await, bench.state(&waits).await),
        (None, Some(JobState::Done))
    );
}

#[test]
fn a_name_that_was_sent_leads_nowhere() {
    for (sent, kept) in [
        ("écoles 2016.csv", "écoles 2016.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.csv", "b.csv"),
        ("..", "file"),
        ("", "file"),
        ("a\u{0}b:c?.csv", "a_b_c_.csv"),
    ] {
        assert_eq!(safe_name(sent), kept);
    }
    assert_eq!(safe_name(&"x".repeat(300)).len(), 100);
}
