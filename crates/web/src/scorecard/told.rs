//! What a scorecard says, in words.

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::country::GroupPeers;
use passerelle_desk::scorecards::scorecard::{
    Breakdowns, CardIndex, Completeness, Difference, GroupFigure, Release, Scorecard, ScorecardRow,
    Significance,
};
use passerelle_inclusion::{Indicator, Interval};

use crate::pages::view;
use crate::words::Words;

/// Whose a scorecard is: a released edition, or a working copy.
#[derive(Debug, Clone, Copy)]
pub enum State<'a> {
    /// Signed by two people, and released.
    Released(&'a Release),
    /// Prepared: another person has to sign.
    Prepared(&'a Release),
    /// Made just now of what the node holds; nobody has signed it.
    Working,
}

/// A scorecard in words.
#[derive(Debug, Clone)]
pub struct Told {
    /// “Kenya, 2024”.
    pub title: String,
    /// One sentence with a number.
    pub lead: String,
    /// Who has signed it, or that nobody has.
    pub state: String,
    /// That figures were made up, for training, where any is.
    pub made_up: Option<String>,
    /// The index.
    pub index: Option<ToldIndex>,
    /// Indicators with a figure, in order.
    pub rows: Vec<ToldRow>,
    /// How much is measured, and how long ago: sentences.
    pub completeness: Vec<String>,
    /// Indicators without a figure, and why.
    pub missing: Vec<(String, String)>,
    /// The Compact's breakdowns.
    pub breakdowns: ToldBreakdowns,
}

/// An index in words.
#[derive(Debug, Clone)]
pub struct ToldIndex {
    /// Its name.
    pub name: String,
    /// The score: “54”.
    pub score: String,
    /// “between 47 and 58”.
    pub interval: Option<String>,
    /// What the interval comes from, and among how many countries.
    pub about: Vec<String>,
    /// Name and score of each component.
    pub components: Vec<(String, String)>,
}

/// An indicator in words.
#[derive(Debug, Clone)]
pub struct ToldRow {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// “35.2%”.
    pub value: String,
    /// When, how long ago, how sure.
    pub about: String,
    /// “between 33% and 37%”.
    pub interval: Option<String>,
    /// The target and its year.
    pub target: Option<String>,
    /// How far, with its interval.
    pub gap: Option<String>,
    /// What changed since the figure before.
    pub change: Option<String>,
    /// On track, too slow…
    pub verdict: String,
    /// A sign that needs no colour.
    pub sign: &'static str,
    /// The style of the verdict.
    pub style: &'static str,
    /// Pace and needed pace.
    pub pace: Option<String>,
    /// Medians of groups of countries.
    pub peers: Vec<String>,
    /// Figures of countries that were chosen.
    pub chosen: Vec<String>,
    /// Name of the source.
    pub source: String,
    /// Where the source stands on the page of sources.
    pub anchor: String,
    /// Group by group.
    pub groups: Vec<ToldGroup>,
    /// Groups compared, in sentences.
    pub differences: Vec<String>,
    /// Figure, target and interval, for drawings.
    pub drawn: Drawn,
}

/// What a drawing of a row needs, in the indicator's unit.
#[derive(Debug, Clone, Copy)]
pub struct Drawn {
    /// The figure.
    pub value: f64,
    /// The target.
    pub target: Option<f64>,
    /// The figure's interval.
    pub interval: Option<(f64, f64)>,
    /// Whether it is a share of a whole.
    pub is_share: bool,
}

/// A group in words.
#[derive(Debug, Clone)]
pub struct ToldGroup {
    /// “Sex: women”.
    pub name: String,
    /// The figure, or why there is none.
    pub value: String,
    /// Its interval.
    pub interval: String,
    /// How far from the target.
    pub gap: String,
    /// When, and how sure.
    pub about: String,
}

/// The Compact's breakdowns in words.
#[derive(Debug, Clone)]
pub struct ToldBreakdowns {
    /// How many there are, of how many.
    pub count: String,
    /// How that compares with the base year, and with what was promised.
    pub promise: String,
    /// That this reading is ours.
    pub reading: String,
    /// Id of the commitment.
    pub commitment: String,
    /// Names of the characteristics.
    pub characteristics: Vec<String>,
    /// Name of each indicator, and for each characteristic the latest period, or that there is none.
    pub series: Vec<(String, Vec<String>)>,
}

impl Told {
    /// Tells a scorecard of the country called `name`.
    pub fn of(
        w: &'static Words,
        catalogue: &Catalogue,
        name: &str,
        card: &Scorecard,
        state: State<'_>,
    ) -> Self {
        let rows: Vec<ToldRow> =
            card.rows.iter().filter_map(|one| row(w, catalogue, one)).collect();
        let missing = card.completeness.not_measured.iter().filter_map(|one| {
            let indicator = catalogue.indicator(&one.indicator)?;
            Some((w.text(&indicator.name).to_owned(), view::absence(w, one.why)))
        });
        Self {
            title: w.t2("scorecard-title", "place", name, "year", card.year.to_string()),
            lead: lead(w, catalogue, name, card),
            state: said_state(w, catalogue, state),
            made_up: card.is_made_up().then(|| w.t("scorecard-made-up")),
            index: card.index.as_ref().map(|index| told_index(w, catalogue, index)),
            rows,
            completeness: completeness(w, &card.completeness),
            missing: missing.collect(),
            breakdowns: breakdowns(w, catalogue, &card.breakdowns, card.year),
        }
    }
}

impl Told {
    /// Whether anything is known by group.
    pub fn has_groups(&self) -> bool {
        self.rows.iter().any(|row| !row.groups.is_empty())
    }
}

/// The first figure in a sentence; without any, that there is none.
fn lead(w: &Words, catalogue: &Catalogue, name: &str, card: &Scorecard) -> String {
    let first = card.rows.iter().find_map(|row| {
        let indicator = catalogue.indicator(&row.indicator)?;
        view::lead_of(w, indicator, name, &row.standing)
    });
    let done = &card.completeness;
    let measured = [
        ("n", done.measured.into()),
        ("all", done.expected.into()),
        ("place", name.into()),
        ("year", card.year.to_string().into()),
    ];
    match first {
        Some(first) => format!("{first} {}", w.say("scorecard-lead-measured", &measured)),
        None => w.say("scorecard-lead-nothing", &measured),
    }
}

fn said_state(w: &Words, catalogue: &Catalogue, state: State<'_>) -> String {
    let moment = |at| w.moment(&passerelle_desk::written_time(at));
    match state {
        State::Working => w.t("scorecard-working"),
        State::Prepared(release) => {
            w.t1("scorecard-prepared", "moment", moment(release.prepared_at))
        }
        State::Released(release) => {
            let kind = release.kind.as_ref();
            let kind = kind.and_then(|code| catalogue.scorecard.revision(code));
            let text = w.say(
                "scorecard-released",
                &[
                    ("moment", moment(release.release_at).into()),
                    ("revision", release.revision.into()),
                ],
            );
            match kind {
                Some(kind) => {
                    let reason = (w.text(&kind.name), release.because.as_str());
                    let why = w.t2("scorecard-revised", "kind", reason.0, "because", reason.1);
                    format!("{text} {why}")
                }
                None => text,
            }
        }
    }
}

fn told_index(w: &Words, catalogue: &Catalogue, index: &CardIndex) -> ToldIndex {
    let definition = catalogue.indices.get(&index.code);
    let name = definition.map(|one| w.text(&one.structure.name).to_owned());
    let between = |interval: &Interval| {
        w.t2("interval", "low", w.number(interval.low, 0), "high", w.number(interval.high, 0))
    };
    let mut about = vec![w.t1("scorecard-index-about", "n", index.countries)];
    if index.interval.is_some() {
        about.push(w.t1("scorecard-index-range", "runs", index.runs));
    }
    if let Some((sampling, methods)) = index.sampling_share.zip(index.methods_share) {
        // Estimates from a finite number of runs: one can come out a little below 0 or above the whole.
        let sampling = sampling.clamp(0.0, 1.0);
        let methods = methods.clamp(0.0, 1.0 - sampling);
        let share = |share: f64| w.figure(100.0 * share, "percent", 0);
        let shares = [("sampling", share(sampling).into()), ("methods", share(methods).into())];
        about.push(w.say("scorecard-index-shares", &shares));
    } else if index.interval.is_some() {
        about.push(w.t("scorecard-index-methods"));
    }
    if let Some(found) = &index.rank {
        let rank = [
            ("rank", crate::words::ordinal(found.rank as usize)),
            ("low", crate::words::ordinal(found.interval.low.round() as usize)),
            ("high", crate::words::ordinal(found.interval.high.round() as usize)),
        ];
        about.push(w.say("scorecard-index-rank", &rank));
    }
    let component = |(code, score): &(String, Option<f64>)| {
        let element = definition
            .and_then(|one| one.structure.element.iter().find(|element| &element.code == code));
        let name = element.map_or(code.as_str(), |element| w.text(&element.name));
        let score = score.map_or_else(|| w.t("no-figure-short"), |score| w.number(score, 0));
        (name.to_owned(), score)
    };
    ToldIndex {
        name: name.unwrap_or_else(|| index.code.clone()),
        score: w.number(index.score, 0),
        interval: index.interval.as_ref().map(between),
        about,
        components: index.components.iter().map(component).collect(),
    }
}

fn row(w: &'static Words, catalogue: &Catalogue, row: &ScorecardRow) -> Option<ToldRow> {
    let indicator = catalogue.indicator(&row.indicator)?;
    let standing = &row.standing;
    let latest = standing.latest.as_ref()?;
    let target = indicator.target.as_ref();
    let peers = row.peers.iter().filter_map(|(group, peers)| {
        let found = GroupPeers { group: group.clone(), peers: peers.clone(), rank: None };
        view::peers(catalogue, w, indicator, &found)
    });
    let differences = row.differences.iter().map(|one| difference(w, catalogue, indicator, one));
    Some(ToldRow {
        code: row.indicator.clone(),
        name: w.text(&indicator.name).to_owned(),
        value: view::figure(w, indicator, latest.value),
        about: view::about(w, latest),
        interval: view::interval(w, indicator, latest.interval),
        target: view::target_text(w, indicator).zip(target).map(|(text, target)| {
            w.t2("target-line", "target", text, "year", target.year.to_string())
        }),
        gap: gap(w, indicator, standing.gap, row.gap_interval, standing.met),
        change: row.change.as_ref().map(|change| {
            let said = [
                ("since", change.since.to_string().into()),
                ("change", signed(w, indicator, change.change).into()),
                ("sure", sure(change.significance).into()),
            ];
            w.say("scorecard-change", &said)
        }),
        verdict: view::verdict(w, standing),
        sign: view::class_sign(standing.class),
        style: view::class_style(standing),
        pace: view::pace(w, indicator, standing),
        peers: peers.collect(),
        chosen: Vec::new(),
        source: view::source(catalogue, w, &latest.source),
        anchor: view::source_anchor(catalogue, &latest.source),
        groups: row.groups.iter().map(|one| group(w, catalogue, indicator, one)).collect(),
        differences: differences.collect(),
        drawn: Drawn {
            value: latest.value,
            target: target.map(|target| target.value),
            interval: latest.interval.map(|interval| (interval.low, interval.high)),
            is_share: view::is_share(indicator),
        },
    })
}

/// “60 points to go (between 55 and 64)”; nothing where the target is met or there is none.
fn gap(
    w: &Words,
    indicator: &Indicator,
    gap: Option<f64>,
    interval: Option<Interval>,
    met: Option<bool>,
) -> Option<String> {
    let gap = gap?;
    if met == Some(true) {
        return Some(w.t("scorecard-gap-met"));
    }
    let size = |value: f64| amount(w, indicator, value.abs());
    let Some(interval) = interval.filter(|one| one.low.signum() == one.high.signum()) else {
        return Some(w.t1("scorecard-gap", "gap", size(gap)));
    };
    let (low, high) = (interval.low.abs(), interval.high.abs());
    let ends = [
        ("gap", size(gap).into()),
        ("low", w.number(low.min(high), indicator.decimals).into()),
        ("high", w.number(low.max(high), indicator.decimals).into()),
    ];
    Some(w.say("scorecard-gap-interval", &ends))
}

/// A difference of two figures: points for percentages, the unit for others.
fn amount(w: &Words, indicator: &Indicator, value: f64) -> String {
    if indicator.unit == "percent" {
        let number = w.number(value, indicator.decimals);
        return w.t2("scorecard-points", "n", value, "value", number);
    }
    view::figure(w, indicator, value)
}

fn signed(w: &Words, indicator: &Indicator, value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", w.number(value, indicator.decimals))
}

fn sure(significance: Significance) -> &'static str {
    match significance {
        Significance::Significant => "yes",
        Significance::NotSignificant => "no",
        Significance::CannotTell => "unknown",
    }
}

fn group(
    w: &Words,
    catalogue: &Catalogue,
    indicator: &Indicator,
    group: &GroupFigure,
) -> ToldGroup {
    let dimension = catalogue.dimension(&group.dimension).map(|one| w.text(&one.name));
    let category = view::category(catalogue, w, &group.dimension, &group.category);
    let value = group.value.map(|value| view::figure(w, indicator, value));
    let label = dimension.unwrap_or(&group.dimension);
    ToldGroup {
        name: w.t2("label-value", "label", label, "value", category),
        value: value.unwrap_or_else(|| view::absence(w, Some(group.status))),
        interval: view::interval(w, indicator, group.interval).unwrap_or_default(),
        gap: gap(w, indicator, group.gap, group.gap_interval, group.met).unwrap_or_default(),
        about: match group.value {
            Some(_) => view::with_status(w, group.period.to_string(), group.status),
            None => group.period.to_string(),
        },
    }
}

fn difference(
    w: &Words,
    catalogue: &Catalogue,
    indicator: &Indicator,
    difference: &Difference,
) -> String {
    let parity = &difference.parity;
    let name = |code| view::category(catalogue, w, &parity.dimension, code).to_owned();
    let p = difference.adjusted_p.map(|p| match p {
        p if p < 0.001 => w.t("scorecard-p-tiny"),
        p => w.t1("scorecard-p", "p", w.number(p, 3)),
    });
    w.say(
        "scorecard-difference",
        &[
            ("group", name(&parity.group).into()),
            ("groupvalue", view::figure(w, indicator, parity.group_value).into()),
            ("reference", name(&parity.reference).into()),
            ("referencevalue", view::figure(w, indicator, parity.reference_value).into()),
            ("period", view::parity_period(w, parity).into()),
            ("difference", amount(w, indicator, parity.difference.abs()).into()),
            ("sure", sure(difference.significance).into()),
            ("p", p.unwrap_or_default().into()),
        ],
    )
}

fn completeness(w: &Words, found: &Completeness) -> Vec<String> {
    let mut said = vec![
        w.t2("scorecard-measured", "n", found.measured, "all", found.expected),
        w.t2("scorecard-recent", "n", found.recent, "years", found.recent_years),
        w.t1("scorecard-with-interval", "n", found.with_interval),
    ];
    if let Some(age) = found.median_age {
        said.push(w.t1("scorecard-median-age", "years", age.round() as i64));
    }
    said
}

fn breakdowns(w: &Words, catalogue: &Catalogue, found: &Breakdowns, year: i32) -> ToldBreakdowns {
    let definition = &catalogue.scorecard.breakdowns;
    let name = |code: &String| {
        catalogue.dimension(code).map_or(code.as_str(), |one| w.text(&one.name)).to_owned()
    };
    let variables = [
        ("n", found.current.into()),
        ("all", found.possible.into()),
        ("year", year.to_string().into()),
        ("window", found.window.into()),
        ("base", found.base.unwrap_or_default().into()),
        ("baseyear", found.base_year.to_string().into()),
        ("promised", found.promised.unwrap_or_default().into()),
        ("byyear", found.by_year.to_string().into()),
    ];
    let promise = match (found.base, found.promised) {
        (None, _) => "scorecard-breakdowns-before",
        (Some(_), None) => "scorecard-breakdowns-no-base",
        (Some(_), Some(promised)) if found.current >= promised => "scorecard-breakdowns-kept",
        (Some(_), Some(_)) => "scorecard-breakdowns-promise",
    };
    let series = found.series.iter().map(|one| {
        let indicator = catalogue.indicator(&one.indicator);
        let name = indicator.map_or(one.indicator.as_str(), |found| w.text(&found.name));
        let cells = one.breakdowns.iter().map(|pair| match (pair.current, pair.latest) {
            (true, Some(latest)) => latest.to_string(),
            (false, Some(latest)) => w.t1("scorecard-breakdown-old", "period", latest.to_string()),
            (_, None) => w.t("scorecard-breakdown-none"),
        });
        (name.to_owned(), cells.collect())
    });
    ToldBreakdowns {
        count: w.say("scorecard-breakdowns-count", &variables),
        promise: w.say(promise, &variables),
        reading: w.text(&definition.reading).to_owned(),
        commitment: found.commitment.clone(),
        characteristics: definition.characteristics.iter().map(name).collect(),
        series: series.collect(),
    }
}
