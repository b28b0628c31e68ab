//! How connections are measured: what, how, what is kept, how to run the agent.

use askama::Template;
use axum::extract::{Path, State};

use super::{Frame, PageResult, render};
use crate::App;

#[derive(Template)]
#[template(path = "measure.html")]
struct MeasurePage {
    f: Frame,
    /// Whether connections are measured against this node.
    measures: bool,
    base: String,
    /// For how long what was measured is kept whole.
    long: String,
}

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/measure")?;
    let long = match app.keep {
        Some(days) => f.w.t1("measure-kept-long", "days", days),
        None => f.w.t("measure-kept-ever"),
    };
    render(&MeasurePage { f, measures: app.measures, base: app.absolute(""), long })
}
