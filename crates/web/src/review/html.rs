//! A review as one file of HTML that refers to no other: to read, to send, to print.

use askama::Template;

use super::Told;
use crate::printed::Block;
use crate::words::Words;

/// The look of the page.
const STYLE: &str = concat!(
    include_str!("../../templates/kit/style.css"),
    include_str!("../../templates/printed/sheet.css")
);

#[derive(Template)]
#[template(path = "review/page.html")]
struct Page<'a> {
    w: &'a Words,
    style: &'static str,
    told: &'a Told,
}

/// The page.
///
/// # Errors
/// The template failed, which it does not.
pub(super) fn page(w: &Words, told: &Told) -> Result<String, askama::Error> {
    Page { w, style: STYLE, told }.render()
}
