//! The report of a plan: one file of HTML that refers to no other, to read, send and print.

use askama::Template;
use passerelle_desk::plans::PlanTables;

use super::funding::{self, AreaRow, BillRow, LotRow};
use super::{Told, drawing};
use crate::words::Words;

/// The look of the report.
const STYLE: &str = concat!(
    include_str!("../../templates/kit/style.css"),
    include_str!("../../templates/printed/sheet.css"),
    include_str!("../../templates/plan/style.css")
);

#[derive(Template)]
#[template(path = "plan/report.html")]
struct Report<'a> {
    w: &'a Words,
    style: &'static str,
    told: &'a Told,
    map: Option<String>,
    /// How precisely sites are shown, where they are not where they are.
    places: Option<String>,
    curve: Option<String>,
    /// Who could pay to be connected at home, by area, the lowest share first.
    areas: Vec<AreaRow>,
    /// Lots to be put out to tender.
    lots: Vec<LotRow>,
    /// What is bought and paid, over all lots.
    bill: Vec<BillRow>,
}

/// The report of a plan.
///
/// # Errors
/// The template failed, which it does not.
pub fn report(w: &Words, told: &Told, tables: &PlanTables) -> Result<String, askama::Error> {
    let map = drawing::map(tables, &told.map);
    let curve = drawing::curve(&tables.told.curve, &w.t("plan-curve"));
    let places = tables.told.places.as_ref().map(|places| super::places(w, places));
    let (areas, lots) = (funding::areas(w, tables), funding::lots(w, tables));
    let bill = funding::bill(w, tables);
    Report { w, style: STYLE, told, map, places, curve, areas, lots, bill }.render()
}
