//! Countries that somebody chose, beside a scorecard.

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::scorecards::{ChosenFigure, ChosenPeer};
use passerelle_inclusion::Indicator;

use super::Told;
use crate::pages::view;
use crate::words::Words;

impl Told {
    /// The same scorecard, with the figures of countries that somebody chose in each row.
    #[must_use]
    pub fn beside(
        mut self,
        w: &'static Words,
        catalogue: &Catalogue,
        chosen: &[ChosenPeer],
    ) -> Self {
        for row in &mut self.rows {
            let Some(indicator) = catalogue.indicator(&row.code) else { continue };
            let tell = |peer: &ChosenPeer| {
                let name = w.text(&peer.country.name);
                match peer.figures.iter().find(|figure| figure.indicator == row.code) {
                    Some(figure) => figure_of(w, catalogue, indicator, name, figure),
                    None => w.t1("scorecard-beside-none", "place", name),
                }
            };
            row.chosen = chosen.iter().map(tell).collect();
        }
        self
    }
}

/// “Uganda: 12% (2021, between 10% and 14%), source: …”
fn figure_of(
    w: &'static Words,
    catalogue: &Catalogue,
    indicator: &Indicator,
    name: &str,
    figure: &ChosenFigure,
) -> String {
    let period = figure.period.to_string();
    let parts = [
        Some(match figure.outdated {
            true => w.t1("period-outdated", "period", period),
            false => period,
        }),
        view::interval(w, indicator, figure.interval),
        view::status(w, figure.status),
    ];
    let about: Vec<String> = parts.into_iter().flatten().collect();
    let said = [
        ("place", name.into()),
        ("value", view::figure(w, indicator, figure.value).into()),
        ("about", about.join(", ").into()),
        ("source", view::source(catalogue, w, &figure.source).into()),
    ];
    w.say("scorecard-beside", &said)
}
