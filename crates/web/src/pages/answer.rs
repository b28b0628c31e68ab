//! The sentence and the number that a page about an indicator begins with.

use passerelle_desk::indicator::{IndicatorView, PlaceFigure};

use super::PageError;
use super::view::{self, Imports, Said, SourceName};
use crate::App;
use crate::words::Words;

/// What an indicator says of the world, in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub text: String,
    /// Whether the figure is too old to speak of today.
    pub outdated: bool,
    /// Newer figures of other sources.
    pub newer: Vec<Said>,
    /// The source of the figure; `None` where it was computed here from those of countries.
    pub source: Option<SourceName>,
    /// Code of the indicator.
    pub code: String,
}

impl Answer {
    /// What is published for the world; else the middle of what countries have; else, where they are few,
    /// where these stand. `None` where there is no figure.
    pub(crate) fn of(
        app: &App,
        w: &'static Words,
        imports: &Imports,
        view: &IndicatorView,
    ) -> Option<Self> {
        let answer = |text| Self {
            text,
            outdated: false,
            newer: Vec::new(),
            source: None,
            code: view.indicator.code.clone(),
        };
        let (catalogue, indicator) = (&app.desk.catalogue, &view.indicator);
        if let Some(text) = published(app, w, view) {
            let world = view.groups.iter().find(|figure| figure.place == "world");
            let newer = view.world_newer.iter();
            return Some(Self {
                outdated: world.is_some_and(|world| world.outdated),
                newer: newer
                    .map(|one| view::newer(catalogue, w, imports, indicator, one))
                    .collect(),
                source: view.world.last().map(|last| {
                    view::source_of_import(catalogue, w, imports, &last.source, last.batch)
                }),
                ..answer(text)
            });
        }
        let median = |peers| view::median(catalogue, w, indicator, "world", peers);
        view.median.as_ref().and_then(median).or_else(|| range(app, w, view)).map(answer)
    }
}

impl Answer {
    /// What the first indicator of the catalogue says of the world.
    pub(crate) async fn first(app: &App, w: &'static Words) -> Result<Option<Self>, PageError> {
        let Some(first) = app.desk.catalogue.indicators.first() else { return Ok(None) };
        let imports = view::imports(app).await?;
        let found = app.desk.indicator(&first.code).await?;
        Ok(found.and_then(|found| Self::of(app, w, &imports, &found)))
    }
}

/// What is published for the world.
fn published(app: &App, w: &Words, view: &IndicatorView) -> Option<String> {
    let place = app.desk.catalogue.place_name("world", w.lang());
    view::lead_of_series(w, &view.indicator, &place, &view.world)
}

/// “Two countries have a figure here: from 12% (Kenya, 2019) to 25% (Togo, 2020).”
fn range(app: &App, w: &Words, view: &IndicatorView) -> Option<String> {
    let order = |a: &&PlaceFigure, b: &&PlaceFigure| a.value.total_cmp(&b.value);
    let least = view.real_countries().min_by(order)?;
    let most = view.real_countries().max_by(order)?;
    let told = |figure: &PlaceFigure| {
        let name = app.desk.catalogue.place_name(&figure.place, w.lang());
        let value = view::figure_in_words(w, &view.indicator, figure.value);
        let when = view::with_status(w, figure.period.to_string(), figure.status);
        w.say(
            "answer-one",
            &[("value", value.into()), ("place", name.into()), ("period", when.into())],
        )
    };
    let name = w.text(&view.indicator.name);
    let n = view.real_countries().count();
    Some(match n {
        1 => w.t2("answer-only", "indicator", name, "one", told(least)),
        _ => w.say(
            "answer-range",
            &[
                ("indicator", name.into()),
                ("n", n.into()),
                ("least", told(least).into()),
                ("most", told(most).into()),
            ],
        ),
    })
}
