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
    author: String,
    reason: String,
}

const SHOWN: u32 = 50;

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/log")?;
    let checkpoint = app.desk.checkpoint().await?;
    let changes = app.desk.latest_changes(SHOWN).await?.into_iter().map(|change| {
        let at = change.moment;
        ChangeRow {
            leaf: change.leaf,
            key: change.key.unwrap_or_else(|| f.w.t("log-erased")),
            number: change.number,
            at: (f.w.moment(&at), at),
            author: said(f.w, "author", change.author),
            reason: said(f.w, "reason", change.reason),
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

/// A reason given by the program, or the program as author, is a code with words of its own; a person's is
/// shown as written.
fn said(w: &Words, what: &str, written: Option<String>) -> String {
    let written = written.unwrap_or_default();
    let name = format!("log-{what}-{written}");
    if w.has(&name) { w.t(&name) } else { written }
}
