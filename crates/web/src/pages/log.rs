//! The log, and how anyone can verify it.

use askama::Template;
use axum::extract::{Path, State};

use super::{Frame, PageResult, render};
use crate::App;
use crate::words::Words;

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage {
    f: Frame,
    note: Option<String>,
    key: String,
    changes: Vec<ChangeRow>,
}

struct ChangeRow {
    leaf: u64,
    key: String,
    number: u64,
    /// For people, then for programs.
    at: (String, String),
    reason: String,
}

const SHOWN: u32 = 50;

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/log")?;
    let checkpoint = app.desk.checkpoint().await?;
    let changes = app.desk.latest_changes(SHOWN).await?.into_iter().map(|change| {
        let at = passerelle_desk::written_time(change.at);
        ChangeRow {
            leaf: change.leaf,
            key: change.key.unwrap_or_else(|| f.w.t("log-erased")),
            number: change.number,
            at: (f.w.moment(&at), at),
            reason: reason(f.w, change.reason),
        }
    });
    let changes = changes.collect();
    render(&LogPage {
        note: checkpoint.map(|found| found.note),
        key: app.desk.verifier_key(),
        changes,
        f,
    })
}

/// A reason given by the program is a code with words of its own; a person's is shown as written.
fn reason(w: &Words, reason: Option<String>) -> String {
    let reason = reason.unwrap_or_default();
    let name = format!("log-reason-{reason}");
    if w.has(&name) { w.t(&name) } else { reason }
}
