//! A scorecard as a small image for other sites: SVG, readable by itself.

use askama::Template;

use super::{Told, ToldRow};
use crate::charts::Distance;
use crate::words::Words;

/// What may be asked of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// Indicators shown, in this order; the first ones with a target without any.
    pub indicators: Vec<String>,
    /// Rows shown at most.
    pub rows: usize,
    /// Light figures on dark.
    pub dark: bool,
}

impl Wishes {
    /// Rows of a card at most.
    pub const MOST_ROWS: usize = 8;
    /// Rows of a card of which nothing is asked.
    pub const USUAL_ROWS: usize = 4;

    /// The rows that are shown.
    pub fn rows<'t>(&self, told: &'t Told) -> Vec<&'t ToldRow> {
        let with_target = told.rows.iter().filter(|row| row.target.is_some());
        let rows: Vec<&ToldRow> = if self.indicators.is_empty() {
            with_target.collect()
        } else {
            let named = |code: &String| told.rows.iter().find(|row| &row.code == code);
            self.indicators.iter().filter_map(named).collect()
        };
        rows.into_iter().take(self.rows.clamp(1, Self::MOST_ROWS)).collect()
    }
}

#[derive(Template)]
#[template(path = "scorecard_card.svg", escape = "html")]
struct Card<'a> {
    w: &'static Words,
    title: &'a str,
    height: usize,
    colours: Colours,
    index: Option<String>,
    rows: Vec<Row<'a>>,
    foot: String,
}

/// Colours are attributes, not a style: the policy of this site allows no style within a document.
struct Colours {
    paper: &'static str,
    ink: &'static str,
    soft: &'static str,
    accent: &'static str,
    track: &'static str,
}

const LIGHT: Colours =
    Colours { paper: "#fff", ink: "#16202b", soft: "#4a5663", accent: "#0a4a75", track: "#dfe5eb" };
const DARK: Colours = Colours {
    paper: "#11181f",
    ink: "#eef2f5",
    soft: "#b7c1cb",
    accent: "#9acdf0",
    track: "#2f3a45",
};

struct Row<'a> {
    y: usize,
    name: String,
    value: &'a str,
    about: &'a str,
    chart: Distance,
}

impl<'a> Row<'a> {
    fn of(w: &Words, y: usize, row: &'a ToldRow) -> Self {
        let drawn = row.drawn;
        let label = w.t2("label-value", "label", row.name.as_str(), "value", &*row.value);
        let (value, target) = (drawn.value, drawn.target);
        Self {
            y,
            name: shortened(&row.name),
            value: &row.value,
            about: &row.about,
            chart: Distance::new(label, value, target, drawn.interval, drawn.is_share),
        }
    }
}

const HEAD: usize = 64;
const ROW: usize = 58;
/// Characters of a name that surely fit on a line.
const LINE: usize = 46;

/// The image, 400 wide.
///
/// # Errors
/// None that the data could cause: the template is checked when the program is built.
pub fn svg(
    w: &'static Words,
    told: &Told,
    wishes: &Wishes,
    address: &str,
) -> Result<String, askama::Error> {
    let rows = wishes.rows(told);
    let index = told.index.as_ref().map(|index| {
        let interval = index.interval.as_ref().map(|interval| format!(", {interval}"));
        let text = w.t2("label-value", "label", index.name.as_str(), "value", &*index.score);
        format!("{text}{}", interval.unwrap_or_default())
    });
    let head = HEAD + if index.is_some() { 22 } else { 0 };
    let drawn = rows.iter().enumerate().map(|(at, row)| Row::of(w, head + at * ROW, row));
    let card = Card {
        w,
        title: &told.title,
        height: head + rows.len() * ROW + 30,
        colours: if wishes.dark { DARK } else { LIGHT },
        index,
        rows: drawn.collect(),
        foot: told.made_up.clone().unwrap_or_else(|| shown(address)),
    };
    card.render()
}

/// An address without how it is reached.
fn shown(address: &str) -> String {
    address.trim_start_matches("https://").trim_start_matches("http://").to_owned()
}

/// A name on one line.
fn shortened(name: &str) -> String {
    if name.chars().count() <= LINE {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LINE - 1).collect();
    format!("{}…", kept.trim_end())
}
