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

/// What was sent goes with the end of its job, and with its cancelling; what came of it stays for whoever asked.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_that_is_not_needed() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data: folder.path().join("node"), ..Settings::default() };
    let desk = Desk::open(&settings).await.unwrap();
    let teller: Arc<dyn Teller> = Arc::new(Silent);
    let path = folder.path().join("sent");
    std::fs::write(&path, "id,name,lat,lon\n1,Umoja,-1.28,36.82\n2,Pwani,-1.29,36.83\n").unwrap();
    let upload = Upload { part: Part::Sites, name: "schools.csv".to_owned(), path: path.clone() };
    let uploads = [upload];
    let ask = async || desk.ask_plan(&uploads, PlanChoices::default()).await.unwrap().unwrap();
    let sent = async |token: &str| desk.files.folder(&inputs(&hash_of(token))).await.unwrap().len();
    let (first, second) = (ask().await, ask().await);
    assert_eq!((sent(&first).await, sent(&second).await), (1, 1));
    assert!(desk.cancel_plan(&second).await.unwrap());
    assert!(!desk.cancel_plan(&second).await.unwrap(), "once is enough");
    assert_eq!(sent(&second).await, 0);
    assert!(desk.make_waiting_plan("worker", &teller).await.unwrap());
    assert!(!desk.make_waiting_plan("worker", &teller).await.unwrap());
    let waiting = desk.waiting_plan(&first).await.unwrap().unwrap();
    assert_eq!((waiting.state, sent(&first).await), (JobState::Done, 0));
    let plan = desk.stored_plan(&waiting.owner).await.unwrap().unwrap();
    let sites = plan.list.as_ref().map(|list| list.sites);
    assert_eq!((sites, plan.file("sites.csv").is_some()), (Some(2), true));
    assert!(desk.stored_plan(&outputs(&hash_of(&second))).await.unwrap().is_none());
    // When the queue is full, nothing of what was sent is kept.
    for _ in 0..MOST_WAITING {
        ask().await;
    }
    let names = async || {
        let sql = "SELECT COUNT(*) FROM file_names";
        desk.register.database().read(sql, &[]).await.unwrap()[0].int(0).unwrap()
    };
    let before = names().await;
    assert!(desk.ask_plan(&uploads, PlanChoices::default()).await.unwrap().is_none());
    assert_eq!(names().await, before);
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
