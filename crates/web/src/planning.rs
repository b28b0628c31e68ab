//! The planning desk: whether plans can be asked for on pages, and the work that is done meanwhile.

use std::sync::Arc;
use std::time::Duration;

use passerelle_desk::Desk;
use passerelle_desk::plans::waiting::{self, Teller};
use passerelle_desk::plans::{MadePlan, PlanTables, PlansError};
use tokio::sync::{Notify, Semaphore};

use crate::plan::{Told, drawing, explain, report};
use crate::sites;
use crate::words::Words;

/// Who sends files at once.
const SENDING: usize = 4;
/// How often it is looked whether another process was asked, or has died.
const LOOK: Duration = Duration::from_secs(3);

/// Plans can be asked for.
pub(crate) struct Planning {
    /// Places for those who send files.
    pub sending: Semaphore,
    /// Told when a plan was asked for.
    pub wake: Notify,
}

impl Default for Planning {
    fn default() -> Self {
        Self { sending: Semaphore::new(SENDING), wake: Notify::new() }
    }
}

/// Makes the plans that were asked for, one after the other, for as long as the node is open.
pub(crate) async fn work(desk: Arc<Desk>, planning: Arc<Planning>) {
    let teller: Arc<dyn Teller> = Arc::new(InWords);
    // A process that comes after this one with the same number is another worker.
    let started = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let started = started.map_or(0, |since| since.as_nanos());
    let worker = format!("{}-{started}", std::process::id());
    loop {
        match desk.make_waiting_plan(&worker, &teller).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "a plan that was asked for could not be made"),
        }
        if let Err(error) = desk.forget_old_plans().await {
            tracing::warn!(%error, "plans of some days ago could not be removed");
        }
        let _ = tokio::time::timeout(LOOK, planning.wake.notified()).await;
    }
}

/// Says plans in the languages of the program.
struct InWords;

impl Teller for InWords {
    fn files(&self, tables: &PlanTables) -> Vec<(String, Vec<u8>)> {
        files(tables, Words::all())
    }

    fn made(&self, made: &MadePlan) -> waiting::Words {
        let told =
            |w: &Words| (w.code().to_owned(), sites::report::sites(w, &made.reports.sites, None));
        Words::all().iter().map(told).collect()
    }

    fn failed(&self, error: &PlansError) -> waiting::Words {
        Words::all().iter().map(|w| (w.code().to_owned(), explain(w, error))).collect()
    }
}

/// The files of a plan that are made of words or drawn: its map, and a report in each of these languages.
pub fn files(tables: &PlanTables, languages: &[Words]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    if let Some(map) = drawing::map(tables, "") {
        // Within a page the drawing needs no name of its language; as a file it does.
        let map = map.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1);
        files.push(("map.svg".to_owned(), map.into_bytes()));
    }
    for w in languages {
        let name = match languages {
            [_] => "report.html".to_owned(),
            _ => format!("report-{}.html", w.code()),
        };
        match report(w, &Told::of(w, &tables.told), tables) {
            Ok(report) => files.push((name, report.into_bytes())),
            Err(error) => tracing::error!(%error, "a report was not made"),
        }
    }
    files
}

/// The same in every language: how the files of a plan are drawn that is published.
pub fn draw(tables: &PlanTables) -> Vec<(String, Vec<u8>)> {
    files(tables, Words::all())
}
