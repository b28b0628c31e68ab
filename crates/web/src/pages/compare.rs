//! Compare: up to six countries or groups, the same rows.

use askama::Template;
use axum::extract::{Path, RawQuery, State};

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
    rows: Vec<CompareRow>,
}

struct CompareRow {
    code: String,
    name: String,
    target: Option<String>,
    cells: Vec<Option<(String, String)>>,
}

/// Places asked for: `place=KEN&place=TZA`, the known ones, once each.
fn asked(query: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for part in query.split('&') {
        let Some(place) = part.strip_prefix("place=") else { continue };
        if known(place) && !places.iter().any(|one| one == place) && places.len() < MOST {
            places.push(place.to_owned());
        }
    }
    places
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
    let chosen =
        asked(&query, |place| places.country(place).is_some() || places.group(place).is_some());
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
    let mut rows = Vec::new();
    if !chosen.is_empty() {
        for indicator in app.desk.catalogue.indicators.iter().filter(|one| one.headline.is_some()) {
            let panel = app.desk.panel(indicator).await?;
            let cell = |place: &String| {
                let point = panel.places.get(place)?.series.last()?;
                Some((view::figure(f.w, indicator, point.value), point.period.to_string()))
            };
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
        assert_eq!(asked("place=KEN&place=KEN&place=&x=1&place=TZA", known), ["KEN", "TZA"]);
        let many = (0..9).map(|n| format!("place=AA{n}")).collect::<Vec<_>>().join("&");
        assert_eq!(asked(&many, known).len(), MOST);
    }
}
