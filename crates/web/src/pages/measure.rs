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
}

pub(super) async fn page(State(app): State<App>, Path(lang): Path<String>) -> PageResult {
    let f = Frame::new(&lang, "/measure")?;
    render(&MeasurePage { f, measures: app.measures, base: app.absolute("") })
}
