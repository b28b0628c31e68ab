//! Compare: up to six countries or groups, the same rows.

use askama::Template;
use axum::extract::{Path, RawQuery, State};

use passerelle_inclusion::is_outdated;

use super::{Frame, PageResult, render, view};
use crate::App;

/// More would not fit beside one another.
const MOST: usize = 6;

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    f: Frame,
    slots: Vec<Vec<(String, String, bool)>>,
    columns: Vec<(String, String, bool)>,
    leads: Vec<String>,
    /// What was asked and is not shown, and why.
    notes: Vec<String>,
    rows: Vec<CompareRow>,
}

struct CompareRow {
    code: String,
    name: String,
    target: Option<String>,
    cells: Vec<Option<Cell>>,
}

struct Cell {
    value: String,
    period: String,
    interval: Option<String>,
    outdated: bool,
}

/// Places asked for.
#[derive(Debug, Default, PartialEq)]
struct Places {
    /// The known ones, once each, the first six.
    shown: Vec<String>,
    /// Those that are too many.
    beyond: Vec<String>,
    /// What is no place that is known here, as it was written.
    unknown: Vec<String>,
}

/// More of what was written by mistake is not repeated.
const MOST_WRITTEN: usize = 40;

/// Places asked for: `place=KEN&place=TZA`.
fn asked(query: &str, known: impl Fn(&str) -> bool) -> Places {
    let mut found = Places::default();
    let asked = query.split('&').filter_map(|part| part.strip_prefix("place="));
    for place in asked.filter(|place| !place.is_empty()) {
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
    let asked =
        asked(&query, |place| places.country(place).is_some() || places.group(place).is_some());
    let unknown = asked.unknown.iter().map(|place| f.w.t1("compare-unknown", "place", &**place));
    let named = |place: &String| places.name(place, f.w.lang()).into_owned();
    let beyond = asked.beyond.iter().map(|place| f.w.t1("compare-beyond", "place", named(place)));
    let notes = unknown.chain(beyond).collect();
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
    let (mut leads, mut rows) = (Vec::new(), Vec::new());
    if !chosen.is_empty() {
        for indicator in app.desk.catalogue.indicators.iter().filter(|one| one.headline.is_some()) {
            let panel = app.desk.panel(indicator).await?;
            let cell = |place: &String| {
                let point = panel.places.get(place)?.series.last()?;
                Some(Cell {
                    value: view::figure(f.w, indicator, point.value),
                    period: view::with_status(f.w, point.period.to_string(), point.status),
                    interval: view::interval(f.w, indicator, point.interval(indicator.scale())),
                    outdated: is_outdated(point.period, app.desk.year()),
                })
            };
            let lead = |place: &String| {
                let name = places.name(place, f.w.lang());
                view::lead_of_series(f.w, indicator, &name, &panel.places.get(place)?.series)
            };
            // The first indicator that any of them has is told in sentences.
            if leads.is_empty() {
                leads = chosen.iter().filter_map(lead).collect();
            }
            rows.push(CompareRow {
                code: indicator.code.clone(),
                name: f.w.text(&indicator.name).to_owned(),
                target: view::target_text(f.w, indicator),
                cells: chosen.iter().map(cell).collect(),
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
        let found = asked("place=KEN&place=KEN&place=&x=1&place=TZA", known);
        assert_eq!((found.shown, found.beyond.len()), (vec!["KEN".into(), "TZA".into()], 0));
        let many = (0..9).map(|n| format!("place=AA{n}")).collect::<Vec<_>>().join("&");
        assert_eq!(asked(&many, known).shown.len(), MOST);
        assert_eq!(asked(&many, known).beyond, ["AA6", "AA7", "AA8"]);
    }

    #[test]
    fn what_is_not_shown_is_kept_to_be_told() {
        let known = |place: &str| place.len() == 3;
        let found = asked("place=ZZZZ&place=KEN&place=&place=ZZZZ", known);
        assert_eq!((found.unknown, found.shown), (vec!["ZZZZ".into()], vec!["KEN".into()]));
        let long = format!("place={}", "é".repeat(500));
        assert_eq!(asked(&long, known).unknown, ["é".repeat(MOST_WRITTEN)]);
    }
}
