//! What the platform is for, and how its figures are made.

use askama::Template;
use axum::extract::{Path, State};

use super::{Frame, PageResult, render};
use crate::App;

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    f: Frame,
    version: &'static str,
}

pub(super) async fn page(State(_): State<App>, Path(lang): Path<String>) -> PageResult {
    render(&AboutPage { f: Frame::new(&lang, "/about")?, version: env!("CARGO_PKG_VERSION") })
}
