//! The report of a plan: one file of HTML that refers to no other, to read, send and print.

use askama::Template;
use passerelle_desk::plans::MadePlan;

use super::{Told, drawing};
use crate::words::Words;

/// The look of the report.
const STYLE: &str = concat!(
    include_str!("../../templates/kit/style.css"),
    include_str!("../../templates/plan/style.css")
);

#[derive(Template)]
#[template(path = "plan/report.html")]
struct Report<'a> {
    w: &'a Words,
    style: &'static str,
    told: &'a Told,
    map: Option<String>,
    curve: Option<String>,
}

/// The report of a plan.
///
/// # Errors
/// The template failed, which it does not.
pub fn report(w: &Words, told: &Told, made: &MadePlan) -> Result<String, askama::Error> {
    let map = drawing::map(made, &w.t("plan-map"));
    let curve = drawing::curve(&made.told.curve, &w.t("plan-curve"));
    Report { w, style: STYLE, told, map, curve }.render()
}
