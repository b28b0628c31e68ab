//! What comes out: what unites first, then each group in its own words, where people stand, every statement, and the files
//! with which anyone can count again.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use passerelle_desk::consultations::told::{ResultTold, Said, StatementTold};
use passerelle_desk::consultations::{ConsultationView, DOWNLOADS, Phase};
use passerelle_desk::written_time;
use passerelle_vocabulary::Lang;

use super::super::{Frame, PageError, render};
use crate::App;
use crate::consultations::{in_words, said, standing, unclear};
use crate::groups::name_of;
use crate::words::Words;

/// A statement with how people voted on it.
struct Line {
    id: u32,
    text: String,
    lang: String,
    dir: &'static str,
    said: String,
}

/// A group of people.
struct GroupShown {
    name: String,
    people: String,
    sure: String,
    own: Vec<Line>,
}

/// A statement in the table of all.
struct Row {
    line: Line,
    /// Why it is not shown any more.
    because: String,
    marks: String,
    /// Widths of agreement, passing and disagreement, of 300.
    widths: Option<[u32; 3]>,
}

/// Where people stand, drawn.
struct Drawing {
    label: String,
    /// The class and the path of each group.
    paths: Vec<(String, String)>,
    /// Names of groups: across, down, name.
    names: Vec<(String, String, String)>,
    /// What it shows, in words.
    told: Vec<String>,
}

#[derive(Template)]
#[template(path = "voice/result.html")]
struct ResultPage {
    f: Frame,
    slug: String,
    question: String,
    lead: String,
    state: String,
    is_frozen: bool,
    unclear: Vec<String>,
    is_clear: bool,
    unites: Vec<Line>,
    across: Vec<Line>,
    groups: Vec<GroupShown>,
    drawing: Option<Drawing>,
    rows: Vec<Row>,
    refused: Vec<String>,
    seed: String,
    seed_hash: String,
    min_votes: u32,
    files: Vec<(&'static str, String)>,
}

const WIDE: f64 = 640.0;
const HIGH: f64 = 420.0;
const EDGE: f64 = 24.0;

impl Line {
    fn of(w: &Words, told: &ResultTold, id: u32, said: String) -> Option<Self> {
        let one = told.statement(id)?;
        Some(Self::told(w, one, said))
    }

    fn told(w: &Words, one: &StatementTold, said: String) -> Self {
        let (text, lang) = in_words(w, one);
        Self {
            id: one.statement,
            text: text.to_owned(),
            lang: lang.to_owned(),
            dir: Lang::new(lang).direction(),
            said,
        }
    }
}

fn lines(w: &Words, told: &ResultTold, all: &[Said]) -> Vec<Line> {
    all.iter().filter_map(|one| Line::of(w, told, one.statement, said(w, one))).collect()
}

fn groups(w: &Words, told: &ResultTold) -> Vec<GroupShown> {
    let group = |one: &passerelle_desk::consultations::told::GroupTold| GroupShown {
        name: w.t1("groups-name", "name", name_of(one.group)),
        people: w.t1("voice-group-people", "n", one.people),
        sure: match one.stability {
            Some(sure) => w.t1("voice-group-sure", "share", w.number(100.0 * sure, 0)),
            None => w.t("voice-group-unsure"),
        },
        own: lines(w, told, &one.own),
    };
    told.groups.iter().map(group).collect()
}

fn row(w: &Words, one: &StatementTold) -> Row {
    let all = one.agrees + one.disagrees + one.passes;
    let words = [
        ("agrees", w.whole(u64::from(one.agrees)).into()),
        ("disagrees", w.whole(u64::from(one.disagrees)).into()),
        ("passes", w.whole(u64::from(one.passes)).into()),
        ("n", all.into()),
    ];
    let marks = [("matters", one.matters.into()), ("hard", one.hard.into())];
    let width = |votes: u32| (300.0 * f64::from(votes) / f64::from(all.max(1))).round() as u32;
    Row {
        because: match one.because.as_str() {
            _ if one.shown => String::new(),
            code => w.t1("voice-out", "reason", w.t(&format!("voice-reason-{code}"))),
        },
        marks: if one.matters + one.hard > 0 {
            w.say("voice-marks", &marks)
        } else {
            String::new()
        },
        widths: (all > 0).then(|| [width(one.agrees), width(one.passes), width(one.disagrees)]),
        line: Line::told(w, one, w.say("voice-tally", &words)),
    }
}

fn drawing(w: &Words, told: &ResultTold) -> Option<Drawing> {
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
    let name = |one: &passerelle_desk::consultations::told::GroupTold| {
        let at = |value: f64| format!("{value:.0}");
        (at(across(one.centre[0])), at(down(one.centre[1])), name_of(one.group))
    };
    let text = |one: &passerelle_desk::consultations::told::GroupTold| {
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

fn lead(w: &Words, told: &ResultTold) -> String {
    let words = [
        ("people", told.people.into()),
        ("votes", told.votes.into()),
        ("statements", told.statements.iter().filter(|one| one.shown).count().into()),
    ];
    w.say("voice-result-lead", &words)
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let view: ConsultationView = app.desk.consultation(&slug).await?.ok_or(PageError::NotFound)?;
    let f = Frame::new(&lang, format!("/consultations/{slug}/result"))?;
    let w = f.w;
    let told = app.desk.consultation_result(&slug).await?;
    let is_frozen = view.phase == Phase::Frozen;
    let one = &view.consultation;
    let state = match is_frozen {
        true => w.t1("voice-final", "standing", standing(w, &view)),
        false => {
            let moment = w.moment(&written_time(told.at));
            w.t2("voice-provisional", "standing", standing(w, &view), "moment", moment)
        }
    };
    let across = told.across.iter().filter_map(|(id, probability)| {
        let share = w.number(100.0 * probability, 0);
        Line::of(w, &told, *id, w.t1("voice-across-share", "share", share))
    });
    let refused = told.refused.iter().map(|(code, count)| {
        let reason = w.t(&format!("voice-reason-{code}"));
        w.t2("voice-refused-line", "n", *count, "reason", reason)
    });
    let page = ResultPage {
        question: w.text(&one.question).to_owned(),
        lead: lead(w, &told),
        state,
        is_frozen,
        unclear: unclear(w, &told),
        is_clear: told.clear,
        unites: lines(w, &told, &told.unites),
        across: across.collect(),
        groups: groups(w, &told),
        drawing: drawing(w, &told),
        rows: told.statements.iter().map(|one| row(w, one)).collect(),
        refused: refused.collect(),
        seed: one.counting.seed.map(|seed| seed.to_string()).unwrap_or_default(),
        seed_hash: one.counting.seed_hash.clone(),
        min_votes: one.counting.min_votes,
        files: DOWNLOADS
            .map(|name| (name, w.t(&format!("voice-file-{}", name.replace('.', "-")))))
            .to_vec(),
        slug,
        f,
    };
    let mut response = render(&page)?.into_response();
    // The same for all; a live view is another some seconds later.
    let kept = HeaderValue::from_static("public, max-age=0, must-revalidate");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    Ok(response)
}
