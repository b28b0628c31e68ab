//! What comes out: what unites first, then each group in its own words, where people stand, every statement, and the files
//! with which anyone can count again.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use passerelle_desk::consultations::told::{ResultTold, Said, StatementTold};
use passerelle_desk::consultations::{ConsultationView, DOWNLOADS, Phase};
use passerelle_desk::written_time;
use passerelle_vocabulary::Lang;

use super::super::{Frame, PageError, render};
use super::result_parts::{Drawing, HistoryDrawing, drawing, history};
use crate::App;
use crate::consultations::parts::{self, HistoryTold, TookPartTold};
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
    lead: String,
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
    took_part: Vec<TookPartTold>,
    history: Option<(HistoryTold, HistoryDrawing)>,
    /// Where it was held, if it was not here: address, and what is said of it.
    imported: Option<(String, String)>,
    rows: Vec<Row>,
    refused: Vec<String>,
    seed: String,
    seed_hash: String,
    min_votes: u32,
    files: Vec<(&'static str, String)>,
}

impl Line {
    fn of(w: &Words, told: &ResultTold, id: u32, said: String) -> Option<Self> {
        let one = told.statement(id)?;
        Some(Self::told(w, one, said))
    }

    fn told(w: &Words, one: &StatementTold, said: String) -> Self {
        let (text, lang) = in_words(w, one);
        let by_volunteer = lang != one.lang && one.volunteers.iter().any(|code| code == lang);
        let said = match by_volunteer {
            true => format!("{said} {}", w.t("voice-by-volunteer")),
            false => said,
        };
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
        lead: parts::group_lead(w, told, one),
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

/// The files that there are, and what they are.
fn files(w: &Words, view: &ConsultationView) -> Vec<(&'static str, String)> {
    let frozen = view.consultation.frozen.as_ref();
    let is_there = |place: usize, name: &str| {
        // The first four are always there.
        place < 4 || frozen.is_some_and(|frozen| frozen.files.contains_key(name))
    };
    let named = DOWNLOADS.into_iter().enumerate().filter(|(place, name)| is_there(*place, name));
    named.map(|(_, name)| (name, w.t(&format!("voice-file-{}", name.replace('.', "-"))))).collect()
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
        lead: parts::lead(w, &told),
        state,
        is_frozen,
        unclear: unclear(w, &told),
        is_clear: told.clear,
        unites: lines(w, &told, &told.unites),
        across: across.collect(),
        groups: groups(w, &told),
        drawing: drawing(w, &told),
        took_part: parts::took_part(w, &told),
        history: parts::history(w, &told).zip(history(w, &told)),
        imported: one.imported.as_ref().map(|from| {
            let said = w.t1("voice-imported", "licence", from.licence.as_str());
            (from.source.clone(), said)
        }),
        rows: told.statements.iter().map(|one| row(w, one)).collect(),
        refused: refused.collect(),
        seed: one.counting.seed.map(|seed| seed.to_string()).unwrap_or_default(),
        seed_hash: one.counting.seed_hash.clone(),
        min_votes: one.counting.min_votes,
        files: files(w, &view),
        slug,
        f,
    };
    let mut response = render(&page)?.into_response();
    // The same for all; a live view is another some seconds later.
    let kept = HeaderValue::from_static("public, max-age=0, must-revalidate");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    Ok(response)
}
