//! Emergency links in words: for a terminal, and as one page to print.

mod explain;
mod page;

use passerelle_desk::emergency::room::State;
use passerelle_desk::emergency::room::relief::{Action, Means, Target};
use passerelle_desk::emergency::room::tables::target;
use passerelle_desk::emergency::{Emergency, EmergencyTold};

use crate::plan::money;
use crate::told::plain;
use crate::words::Words;

pub use explain::explain;
pub use page::page;

/// Rows of the lists of what is cut, at the most: all of them are in the files.
const MOST_ROWS: usize = 200;

/// What is cut and what to do, in words.
#[derive(Debug, Clone)]
pub struct Told {
    /// What it is.
    pub title: String,
    /// The answer in a sentence.
    pub lead: String,
    /// What is cut: label and number.
    pub cut: Vec<(String, String)>,
    /// What the stock does.
    pub relief: Vec<String>,
    /// What to do, in order.
    pub actions: Vec<ActionRow>,
    /// Sites that are cut, those of most people first.
    pub sites: Vec<CutRow>,
    /// How many more there are.
    pub more_sites: Option<String>,
    /// Lines that are cut, those with most in the area first: name and kilometres.
    pub lines: Vec<(String, String)>,
    /// What the answer rests on.
    pub notes: Vec<String>,
    /// Files that it was made of: name, rows, digest.
    pub inputs: Vec<(String, String, String)>,
}

/// Something to do.
#[derive(Debug, Clone)]
pub struct ActionRow {
    /// Which one.
    pub order: String,
    /// What to set up.
    pub what: String,
    /// For what.
    pub place: String,
    /// Where that is.
    pub position: String,
    /// The other end and the length; empty where there are none.
    pub link: String,
    /// People that it brings back.
    pub people: String,
    /// People that are back by then.
    pub so_far: String,
    /// Hours of work; empty where they are not known.
    pub hours: String,
    /// What it costs; empty where it is not known.
    pub price: String,
}

/// A site that is cut.
#[derive(Debug, Clone)]
pub struct CutRow {
    /// Its name and identifier.
    pub name: String,
    /// Why it is cut.
    pub state: String,
    /// Its people.
    pub people: String,
    /// What brings it back: the number of the action; a dash where nothing does.
    pub by: String,
}

impl Told {
    /// Of an answer.
    pub fn of(w: &Words, found: &Emergency) -> Self {
        let told = &found.told;
        let people = told.people_in_area + told.people_cut_off;
        let said = [
            ("sites", w.whole(told.sites_in_area + told.sites_cut_off).into()),
            ("n", (told.sites_in_area + told.sites_cut_off).into()),
            ("people", w.number(people, 0).into()),
            ("inside", w.whole(told.sites_in_area).into()),
            ("outside", w.whole(told.sites_cut_off).into()),
        ];
        let (sites, more_sites) = sites(w, found);
        Self {
            title: w.t("emergency-title"),
            lead: w.say("emergency-lead", &said),
            cut: cut(w, told),
            relief: relief(w, told),
            actions: actions(w, found),
            sites,
            more_sites,
            lines: lines(w, found),
            notes: notes(w, told),
            inputs: told
                .inputs
                .iter()
                .map(|one| (one.name.clone(), w.whole(one.rows), one.sha256.clone()))
                .collect(),
        }
    }
}

fn cut(w: &Words, told: &EmergencyTold) -> Vec<(String, String)> {
    let row = |name: &str, value: String| (w.t(&format!("emergency-{name}")), value);
    vec![
        row("connected-before", w.whole(told.connected_before)),
        row("sites-in-area", w.whole(told.sites_in_area)),
        row("sites-cut-off", w.whole(told.sites_cut_off)),
        row("people-in-area", w.number(told.people_in_area, 0)),
        row("people-cut-off", w.number(told.people_cut_off, 0)),
        row("towers-in-area", w.whole(told.towers_in_area)),
        row("towers-cut-off", w.whole(told.towers_cut_off)),
        row("nodes-in-area", w.whole(told.nodes_in_area)),
        row("nodes-cut-off", w.whole(told.nodes_cut_off)),
        row("lines-cut", w.whole(told.lines_cut)),
        row("km-in-area", w.number(told.km_in_area, 1)),
    ]
}

fn relief(w: &Words, told: &EmergencyTold) -> Vec<String> {
    if told.sites_in_area + told.sites_cut_off == 0 {
        return vec![w.t("emergency-nothing-cut")];
    }
    if told.stock.values().all(|count| *count == 0) {
        return vec![w.t("emergency-no-stock")];
    }
    let people = told.people_in_area + told.people_cut_off;
    let said = [
        ("people", w.number(told.people_restored, 0).into()),
        ("all", w.number(people, 0).into()),
        ("sites", w.whole(told.sites_restored).into()),
        ("most", w.number(told.people_at_most, 0).into()),
    ];
    let is_best = told.people_restored >= told.people_at_most * (1.0 - 1e-9);
    let name = if is_best { "emergency-relief-best" } else { "emergency-relief" };
    let mut lines = vec![w.say(name, &said)];
    if let (Some(hours), Some(price)) = (told.hours, told.price) {
        let price = money(w, price, &told.currency);
        lines.push(w.t2("emergency-work", "hours", w.number(hours, 0), "price", price));
    }
    lines
}

fn means(w: &Words, one: Means) -> String {
    w.t(&format!("emergency-means-{}", one.code()))
}

fn actions(w: &Words, found: &Emergency) -> Vec<ActionRow> {
    let mut so_far = 0.0;
    let row = |(action, order): (&Action, u64)| {
        so_far += action.people;
        let price = action.price.map(|price| money(w, price, &found.told.currency));
        ActionRow {
            order: w.whole(order),
            what: means(w, action.means),
            place: place(w, found, action),
            position: format!("{:.5}, {:.5}", action.at.lat, action.at.lon),
            link: link(w, action),
            people: w.number(action.people, 0),
            so_far: w.number(so_far, 0),
            hours: action.hours.map(|hours| w.number(hours, 0)).unwrap_or_default(),
            price: price.unwrap_or_default(),
        }
    };
    found.relief.actions.iter().zip(1..).map(row).collect()
}

/// What an action is for, by name.
fn place(w: &Words, found: &Emergency, action: &Action) -> String {
    let (_, id) = target(&found.known(), action.target);
    match action.target {
        Target::Site(at) => named(&found.sites[at as usize].name, &id),
        Target::Tower(_) => w.t1("emergency-tower", "id", plain(&id)),
        Target::Island(at) => {
            let island = &found.cut.islands[at as usize];
            let said = [
                ("id", plain(&id).into()),
                ("n", island.sites.len().into()),
                ("sites", w.whole(island.sites.len() as u64).into()),
                ("km", w.number(island.metres / 1_000.0, 0).into()),
            ];
            w.say("emergency-island", &said)
        }
    }
}

fn named(name: &str, id: &str) -> String {
    if name.is_empty() { plain(id) } else { format!("{} ({})", plain(name), plain(id)) }
}

fn link(w: &Words, action: &Action) -> String {
    let km = w.number(action.metres / 1_000.0, 1);
    match (action.from, action.means) {
        (Some(from), _) => {
            let from = format!("{:.5}, {:.5}", from.lat, from.lon);
            w.t2("emergency-from", "from", from, "km", km)
        }
        (None, Means::Repair) => w.t1("emergency-cable", "km", km),
        (None, _) => String::new(),
    }
}

/// The sites that are cut, those of most people first, and how many more there are.
fn sites(w: &Words, found: &Emergency) -> (Vec<CutRow>, Option<String>) {
    let people = |at: usize| found.costs.people(&found.sites[at]);
    let is_cut = |at: &usize| found.cut.sites[*at].is_cut();
    let mut all: Vec<usize> = (0..found.sites.len()).filter(is_cut).collect();
    all.sort_by(|a, b| people(*b).total_cmp(&people(*a)).then(a.cmp(b)));
    let by =
        passerelle_desk::emergency::room::tables::restored_by(found.sites.len(), &found.relief);
    let row = |at: &usize| {
        let state = match found.cut.sites[*at] {
            State::InArea => "emergency-state-in-area",
            _ => "emergency-state-cut-off",
        };
        CutRow {
            name: named(&found.sites[*at].name, &found.sites[*at].id),
            state: w.t(state),
            people: w.number(people(*at), 0),
            by: if by[*at] > 0 { w.whole(u64::from(by[*at])) } else { "–".to_owned() },
        }
    };
    let more = all.len().saturating_sub(MOST_ROWS);
    let said = [("n", more.into()), ("count", w.whole(more as u64).into())];
    let told = (more > 0).then(|| w.say("emergency-more-sites", &said));
    (all.iter().take(MOST_ROWS).map(row).collect(), told)
}

/// Lines that are cut, those with most in the area first.
fn lines(w: &Words, found: &Emergency) -> Vec<(String, String)> {
    let mut metres: std::collections::BTreeMap<u32, f64> = std::collections::BTreeMap::new();
    for piece in found.cut.pieces.iter().filter(|piece| piece.metres_within > 0.0) {
        if let Some(line) = piece.line {
            *metres.entry(line).or_default() += piece.metres_within;
        }
    }
    let mut all: Vec<(u32, f64)> = metres.into_iter().collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let row = |(line, metres): (u32, f64)| {
        let one = &found.network.lines[line as usize];
        let source = passerelle_desk::plans::connectivity::access::Source::Line(line);
        let (_, id) = found.known().source(source);
        let name = if one.name == id { plain(&id) } else { named(&one.name, &id) };
        (name, w.number(metres / 1_000.0, 1))
    };
    all.into_iter().take(MOST_ROWS).map(row).collect()
}

fn notes(w: &Words, told: &EmergencyTold) -> Vec<String> {
    let mut lines = vec![w.t("emergency-note-area")];
    let counted = |code: &str, count: u64| {
        let said = [("n", count.into()), ("count", w.whole(count).into())];
        (count > 0).then(|| w.say(&format!("emergency-note-{code}"), &said))
    };
    let when = |code: &str, is: bool| is.then(|| w.t(&format!("emergency-note-{code}")));
    let crossing = told
        .area
        .crosses_itself
        .map(|at| w.t1("emergency-note-crosses", "at", format!("{:.5}, {:.5}", at.lat, at.lon)));
    let more = [
        when("plan", told.of_plan),
        counted("rows-set-aside", told.rows_set_aside),
        counted("unclosed", u64::from(told.area.unclosed)),
        crossing,
        when("antimeridian", told.area.past_antimeridian),
        counted("other-shapes", u64::from(told.area.other_shapes)),
        counted("roots-lost", told.roots_lost),
        counted("people-untold", told.people_untold),
        counted("unattached", told.unattached),
        counted("untold", told.untold),
        when("no-terrain", !told.terrain && told.stock.get("radio").is_some_and(|n| *n > 0)),
        when("default-costs", told.default_costs),
    ];
    lines.extend(more.into_iter().flatten());
    lines.push(w.t("emergency-note-guarantee"));
    lines
}
