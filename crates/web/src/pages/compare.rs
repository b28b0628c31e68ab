//! Compare: up to six countries or groups, the same rows.

use askama::Template;
use axum::extract::{Path, RawQuery, State};

use passerelle_desk::panel::Panel;
use passerelle_inclusion::{Indicator, Peers, is_outdated};

use super::view::{self, Imports, SourceName};
use super::{Frame, PageResult, render};
use crate::App;
use crate::words::Words;

/// More would not fit beside one another.
const MOST: usize = 6;

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    f: Frame,
    slots: Vec<Vec<(String, String, bool)>>,
    columns: Vec<(String, String, bool)>,
    leads: Vec<Lead>,
    /// What was asked and is not shown, and why.
    notes: Vec<String>,
    rows: Vec<CompareRow>,
    /// Whether a figure of a group is the middle of those of its countries.
    has_medians: bool,
}

/// A first sentence, with the source of its figure; `None` where it was computed here.
struct Lead {
    text: String,
    source: Option<SourceName>,
    code: String,
}

struct CompareRow {
    code: String,
    name: String,
    target: Option<String>,
    cells: Vec<Option<Cell>>,
}

struct Cell {
    value: String,
    /// When, and what is to be known of the figure.
    about: String,
    interval: Option<String>,
    outdated: bool,
    /// `None` where it was computed here from the figures of countries.
    source: Option<SourceName>,
}

/// What is needed to put the figures of an indicator into words.
struct Wording<'a> {
    app: &'a App,
    w: &'static Words,
    imports: &'a Imports,
    indicator: &'a Indicator,
    panel: &'a Panel,
}

impl Wording<'_> {
    /// The latest figure of a place; of a group for which none is published, the middle of those of its
    /// countries.
    fn cell(&self, place: &String) -> Option<Cell> {
        let Self { app, w, imports, indicator, panel } = *self;
        let Some(point) = panel.places.get(place).and_then(|choice| choice.series.last()) else {
            let peers = self.middle(place)?;
            let n = i64::try_from(peers.n).unwrap_or_default();
            let since = peers.since.to_string();
            return Some(Cell {
                value: view::figure(w, indicator, peers.median),
                about: w.t2("compare-median", "n", n, "since", since),
                interval: None,
                outdated: is_outdated(peers.newest, app.desk.year()),
                source: None,
            });
        };
        let source = (&*point.source, point.batch);
        Some(Cell {
            value: view::figure(w, indicator, point.value),
            about: view::with_status(w, point.period.to_string(), point.status),
            interval: view::interval(w, indicator, point.interval(indicator.scale())),
            outdated: is_outdated(point.period, app.desk.year()),
            source: Some(view::source_of_import(
                &app.desk.catalogue,
                w,
                imports,
                source.0,
                source.1,
            )),
        })
    }

    /// What the countries of a group have, taken together; `None` where they are too few.
    fn middle(&self, place: &str) -> Option<Peers> {
        self.app.desk.catalogue.places.group(place)?;
        let found = self.app.desk.group_figures(self.indicator, self.panel, place)?;
        (found.n >= view::FEWEST_PEERS).then_some(found)
    }

    fn lead(&self, place: &String) -> Option<Lead> {
        let Self { app, w, indicator, panel, .. } = *self;
        let catalogue = &app.desk.catalogue;
        let lead = |text, source| Lead { text, source, code: indicator.code.clone() };
        if let Some(choice) = panel.places.get(place) {
            let name = catalogue.place_name(place, w.lang());
            let text = view::lead_of_series(w, indicator, &name, &choice.series)?;
            return Some(lead(text, self.cell(place)?.source));
        }
        let peers = self.middle(place)?;
        Some(lead(view::median(catalogue, w, indicator, place, &peers)?, None))
    }
}

/// Places asked for.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Places {
    /// The known ones, once each, the first six.
    pub shown: Vec<String>,
    /// Those that are too many.
    beyond: Vec<String>,
    /// What is no place that is known here, as it was written.
    unknown: Vec<String>,
}

impl Places {
    /// What was asked and is not shown, and why.
    pub fn notes(&self, app: &App, w: &'static Words) -> Vec<String> {
        let named = |place: &String| app.desk.catalogue.places.name(place, w.lang()).into_owned();
        let unknown = self.unknown.iter().map(|place| w.t1("compare-unknown", "place", &**place));
        let beyond = self.beyond.iter().map(|place| w.t1("compare-beyond", "place", named(place)));
        unknown.chain(beyond).collect()
    }
}

/// More of what was written by mistake is not repeated.
const MOST_WRITTEN: usize = 40;

/// Places asked for: `place=KEN&place=TZA`, or `place=KEN,TZA`.
pub(super) fn asked(query: &str, name: &str, known: impl Fn(&str) -> bool) -> Places {
    let mut found = Places::default();
    let query = query.replace("%2C", ",").replace("%2c", ",");
    let asked = query.split('&').filter_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    for place in asked.flat_map(|list| list.split(',')).filter(|place| !place.is_empty()) {
        let list = match known(place) {
            false => &mut found.unknown,
            true if found.shown.iter().any(|one| one == place) => continue,
            true if found.shown.len() < MOST => &mut found.shown,
            true => &mut found.beyond,
        };
        let place: String = place.chars().take(MOST_WRITTEN).collect();
        if !list.contains(&place) && list.len() < MOST {
            list.push(place);
        }
    }
    found
}

pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    RawQuery(query): RawQuery,
) -> PageResult {
    let query = query.unwrap_or_default();
    let path = if query.is_empty() { "/compare".to_owned() } else { format!("/compare?{query}") };
    let f = Frame::new(&lang, path)?;
    let places = &app.desk.catalogue.places;
    let known = |place: &str| places.country(place).is_some() || places.group(place).is_some();
    let asked = asked(&query, "place", known);
    let notes = asked.notes(&app, f.w);
    let chosen = asked.shown;
    let mut all: Vec<(String, String)> = places
        .countries()
        .iter()
        .map(|country| (country.iso3.clone(), f.w.text(&country.name).to_owned()))
        .collect();
    f.w.sort_by_name(&mut all, |(_, name)| name);
    let groups = places.groups().iter().filter(|group| {
        group.kind != "special" || matches!(group.id.as_str(), "ldc" | "lldc" | "sids")
    });
    all.extend(groups.map(|group| (group.id.clone(), f.w.text(&group.name).to_owned())));
    let slot = |index: usize| {
        let picked = chosen.get(index);
        all.iter().map(|(code, name)| (code.clone(), name.clone(), Some(code) == picked)).collect()
    };
    let imports = view::imports(&app).await?;
    let (mut leads, mut rows): (Vec<Lead>, Vec<CompareRow>) = (Vec::new(), Vec::new());
    if !chosen.is_empty() {
        for indicator in app.desk.catalogue.indicators.iter().filter(|one| one.headline.is_some()) {
            let panel = app.desk.panel(indicator).await?;
            let wording =
                Wording { app: &app, w: f.w, imports: &imports, indicator, panel: &panel };
            // The first indicator that any of them has is told in sentences.
            if leads.is_empty() {
                leads = chosen.iter().filter_map(|place| wording.lead(place)).collect();
            }
            rows.push(CompareRow {
                code: indicator.code.clone(),
                name: f.w.text(&indicator.name).to_owned(),
                target: view::target_text(f.w, indicator),
                cells: chosen.iter().map(|place| wording.cell(place)).collect(),
            });
        }
    }
    let column = |place: &String| {
        let name = places.name(place, f.w.lang()).into_owned();
        (place.clone(), name, places.country(place).is_some())
    };
    render(&ComparePage {
        slots: (0..chosen.len().max(2) + usize::from(chosen.len() > 1 && chosen.len() < MOST))
            .map(slot)
            .collect(),
        columns: chosen.iter().map(column).collect(),
        has_medians: rows
            .iter()
            .flat_map(|row| row.cells.iter().flatten())
            .any(|cell| cell.source.is_none()),
        leads,
        notes,
        rows,
        f,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_known_places_once_and_no_more_than_six() {
        let known = |place: &str| place.len() == 3;
        let found = asked("place=KEN&place=KEN,&place=&x=1&place=TZA", "place", known);
        assert_eq!((found.shown, found.beyond.len()), (vec!["KEN".into(), "TZA".into()], 0));
        let many = (0..9).map(|n| format!("place=AA{n}")).collect::<Vec<_>>().join("&");
        assert_eq!(asked(&many, "place", known).shown.len(), MOST);
        assert_eq!(asked(&many, "place", known).beyond, ["AA6", "AA7", "AA8"]);
    }

    #[test]
    fn what_is_not_shown_is_kept_to_be_told() {
        let known = |place: &str| place.len() == 3;
        let found = asked("place=ZZZZ&place=KEN&place=&place=ZZZZ", "place", known);
        assert_eq!((found.unknown, found.shown), (vec!["ZZZZ".into()], vec!["KEN".into()]));
        let long = format!("place={}", "é".repeat(500));
        assert_eq!(asked(&long, "place", known).unknown, ["é".repeat(MOST_WRITTEN)]);
    }
}
