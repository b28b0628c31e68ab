//! Where people stand, and how votes came in, drawn.

use std::fmt::Write as _;

use passerelle_desk::consultations::told::{GroupTold, ResultTold};

use crate::groups::name_of;
use crate::words::Words;

/// Where people stand, drawn.
pub(super) struct Drawing {
    pub label: String,
    /// The class and the path of each group.
    pub paths: Vec<(String, String)>,
    /// Names of groups: across, down, name.
    pub names: Vec<(String, String, String)>,
    /// What it shows, in words.
    pub told: Vec<String>,
}

const WIDE: f64 = 640.0;
const HIGH: f64 = 420.0;
const EDGE: f64 = 24.0;

/// The map; none where there is nothing to draw.
pub(super) fn drawing(w: &Words, told: &ResultTold) -> Option<Drawing> {
    let centres = told.groups.iter().map(|one| (one.centre[0], one.centre[1]));
    let points = told.points.iter().map(|(x, y, _)| (f64::from(*x), f64::from(*y)));
    let all: Vec<(f64, f64)> = points.chain(centres).collect();
    let bounds = |of: fn(&(f64, f64)) -> f64| {
        let values = all.iter().map(of);
        let low = values.clone().fold(f64::INFINITY, f64::min);
        (low, values.fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (low, high)) = (bounds(|one| one.0), bounds(|one| one.1));
    let spread = (right - left).max(high - low);
    if told.points.len() < 2 || !spread.is_finite() || spread <= 0.0 {
        return None;
    }
    let scale = ((WIDE - 2.0 * EDGE) / (right - left).max(1e-9))
        .min((HIGH - 2.0 * EDGE) / (high - low).max(1e-9));
    let across = |x: f64| WIDE / 2.0 + (x - f64::midpoint(left, right)) * scale;
    let down = |y: f64| HIGH / 2.0 - (y - f64::midpoint(low, high)) * scale;
    let mut paths: Vec<(String, String)> =
        told.groups.iter().map(|one| (format!("g{}", one.group % 5), String::new())).collect();
    paths.push(("none".to_owned(), String::new()));
    for (x, y, group) in &told.points {
        let place = told.groups.iter().position(|one| Some(one.group) == *group);
        let place = place.unwrap_or(paths.len() - 1);
        // Writing to a string does not fail.
        let _ =
            write!(paths[place].1, "M{:.0} {:.0}h.1", across(f64::from(*x)), down(f64::from(*y)));
    }
    paths.retain(|(_, path)| !path.is_empty());
    let named = told.groups.iter().filter(|_| told.groups.len() > 1);
    let name = |one: &GroupTold| {
        let at = |value: f64| format!("{value:.0}");
        (at(across(one.centre[0])), at(down(one.centre[1])), name_of(one.group))
    };
    let text = |one: &GroupTold| {
        let side = match (across(one.centre[0]) < WIDE / 2.0, down(one.centre[1]) < HIGH / 2.0) {
            (true, true) => "left-up",
            (true, false) => "left-down",
            (false, true) => "right-up",
            (false, false) => "right-down",
        };
        let words =
            [("name", name_of(one.group).into()), ("n", one.people.into()), ("side", side.into())];
        w.say("voice-map-group", &words)
    };
    Some(Drawing {
        label: w.t2("voice-map-label", "people", told.points.len(), "k", told.groups.len()),
        names: named.clone().map(name).collect(),
        told: named.map(text).collect(),
        paths,
    })
}

/// How votes came in, drawn.
pub(super) struct HistoryDrawing {
    pub label: String,
    /// Bars of people who voted: across, down, width, height.
    pub bars: Vec<[u32; 4]>,
    /// The line of statements that all groups agree with.
    pub line: String,
    /// The most people in a stretch, and the most such statements.
    pub most: (String, String),
}

const LONG: f64 = 640.0;
const TALL: f64 = 160.0;

/// People by day as bars, what groups agree with as a line; none where that is not known.
pub(super) fn history(w: &Words, told: &ResultTold) -> Option<HistoryDrawing> {
    let people = told.history.iter().map(|one| one.people).max().filter(|most| *most > 0)?;
    let together = told.history.iter().map(|one| one.together).max().unwrap_or(0);
    let step = LONG / told.history.len() as f64;
    let height = |value: u64, most: u64| (TALL - 10.0) * value as f64 / most.max(1) as f64;
    let bar = |(place, one): (usize, &passerelle_desk::consultations::told::Stretch)| {
        let tall = height(one.people, people).max(1.0);
        let across = step * place as f64 + step * 0.1;
        [across, TALL - tall, (step * 0.8).max(1.0), tall].map(|value| value.round() as u32)
    };
    let mut line = String::new();
    for (place, one) in told.history.iter().enumerate() {
        let sign = if place == 0 { 'M' } else { 'L' };
        let (x, y) = (step * (place as f64 + 0.5), TALL - height(one.together, together));
        // Writing to a string does not fail.
        let _ = write!(line, "{sign}{x:.0} {y:.0}");
    }
    Some(HistoryDrawing {
        label: w.t1("voice-history-label", "n", told.history.len()),
        bars: told.history.iter().enumerate().map(bar).collect(),
        line,
        most: (w.whole(people), w.whole(together)),
    })
}
