//! Review contributions: of a country, of a region or a group, of the world; what was said of their drafts; the files.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_compact::review::{RoundStage, Scope, ScopeKind};
use passerelle_desk::review::rounds::{Commented, RoundView};
use passerelle_desk::review::{Outline, Promise, Review};

use super::{Frame, PageError, PageResult, asked_for, render, view};
use crate::App;
use crate::review::{Form, State as Whose, Telling, file, tally, what};
use crate::words::Words;

/// Where the review of a place is read, after the language.
pub(super) fn address(place: &str) -> String {
    let is_country = place.len() == 3 && place.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_country { format!("/countries/{place}/review") } else { format!("/reviews/{place}") }
}

/// What may be asked of a review.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    /// An outline, by its code.
    #[serde(default)]
    outline: String,
    /// An edition that was published, by its number; `draft` before it for its draft: `draft-1`.
    #[serde(default)]
    edition: String,
}

/// What may be asked of the list.
#[derive(Deserialize, Default)]
pub(super) struct Chosen {
    #[serde(default)]
    country: String,
}

#[derive(Template)]
#[template(path = "review/list.html")]
struct ListPage {
    f: Frame,
    /// Code and name.
    countries: Vec<(String, String)>,
    /// Address and name.
    groups: Vec<(String, String)>,
    /// Address and what it is.
    rounds: Vec<(String, String)>,
}

/// Every review that can be asked for.
pub(super) async fn list(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Chosen>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/reviews")?;
    if app.desk.catalogue.places.country(&asked.country).is_some() {
        let to = format!("/{}{}", f.w.code(), address(&asked.country));
        return Ok(Redirect::to(&to).into_response());
    }
    let w = f.w;
    let countries = app.desk.catalogue.places.countries().iter();
    let mut countries: Vec<(String, String)> =
        countries.map(|one| (one.iso3.clone(), w.text(&one.name).to_owned())).collect();
    w.sort_by_name(&mut countries, |(_, name)| name);
    let groups = app.desk.review_groups();
    let groups = groups.iter().map(|one| (address(&one.code), w.text(&one.name).to_owned()));
    let rounds = app.desk.rounds().await?;
    let today = app.desk.today().to_string();
    let rounds = rounds.iter().map(|one| (address(&one.round.place), headed(w, one, &today)));
    let page = ListPage { countries, groups: groups.collect(), rounds: rounds.collect(), f };
    Ok(render(&page)?.into_response())
}

/// What a round is, in a line of a list.
fn headed(w: &Words, one: &RoundView, today: &str) -> String {
    let round = &one.round;
    let day = |due| view::due_date(w, due);
    let is_open = round.closes.to_string().as_str() >= today;
    let (name, on) = match (round.stage, round.published) {
        (RoundStage::Published, Some(on)) => ("published", day(on)),
        _ if is_open => ("open", day(round.closes)),
        _ => ("closed", day(round.closes)),
    };
    let title = w.text(&round.title);
    w.t2(&format!("reviews-round-{name}"), "title", title, "day", on)
}

/// A commitment of the page.
struct Row {
    id: String,
    title: String,
    /// What serves and what shows it.
    about: String,
}

/// An objective of the page.
struct Section {
    title: String,
    counts: String,
    rows: Vec<Row>,
    bare: usize,
}

/// A file of the review: its address, that of its note, and what it is.
struct FileRow {
    address: String,
    note: String,
    name: String,
}

/// A comment with its answers: who and when, and what.
struct Said {
    by: String,
    passage: String,
    text: Vec<String>,
    answers: Vec<(String, Vec<String>)>,
    answer: String,
}

/// An edition or a draft: what it is, and its files.
struct EditionRow {
    name: String,
    files: Vec<FileRow>,
}

#[derive(Template)]
#[template(path = "review/review.html")]
struct ReviewPage {
    f: Frame,
    title: String,
    lead: String,
    /// The country's page, where it is one.
    country: Option<(String, String)>,
    synthetic: bool,
    of_when: String,
    sentences: Vec<String>,
    sections: Vec<Section>,
    /// Outlines with their files.
    outlines: Vec<EditionRow>,
    /// What the comment round is, and where something can be said of it.
    round: String,
    comment: Option<String>,
    comments: Vec<Said>,
    editions: Vec<EditionRow>,
}

pub(super) async fn of_country(
    State(app): State<App>,
    Path((lang, iso3)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let scope = app.desk.review_scope(&iso3).ok_or(PageError::NotFound)?;
    if scope.kind != ScopeKind::Country {
        return Err(PageError::NotFound);
    }
    if scope.code != iso3 {
        return Ok(Redirect::permanent(&format!("/{lang}{}", address(&scope.code))).into_response());
    }
    Ok(page(&app, &lang, &scope).await?.into_response())
}

/// The page of a group, or a file of any review: `africa`, `KEN.pdf`, `KEN.pdf.note`.
pub(super) async fn of_any(
    State(app): State<App>,
    Path((lang, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (named, is_note) = match name.strip_suffix(".note") {
        Some(named) => (named, true),
        None => (name.as_str(), false),
    };
    if let Some((code, form)) =
        named.rsplit_once('.').and_then(|(code, ending)| Some((code, Form::of(ending)?)))
    {
        let scope = app.desk.review_scope(code).filter(|scope| scope.code == code);
        let scope = scope.ok_or(PageError::NotFound)?;
        return taken(&app, &lang, &scope, form, is_note, &asked).await;
    }
    let scope = app.desk.review_scope(&name).filter(|_| !is_note).ok_or(PageError::NotFound)?;
    if scope.kind == ScopeKind::Country || scope.code != name {
        return Ok(Redirect::permanent(&format!("/{lang}{}", address(&scope.code))).into_response());
    }
    Ok(page(&app, &lang, &scope).await?.into_response())
}

async fn page(app: &App, lang: &str, scope: &Scope) -> PageResult {
    let f = Frame::new(lang, address(&scope.code))?;
    let w = f.w;
    let review = app.desk.review(scope).await?;
    let rounds = app.desk.rounds_of(&scope.code).await?;
    let last = rounds.last();
    let comments = match last {
        Some(view) => app.desk.comments_on(&view.slug).await?,
        None => Vec::new(),
    };
    let today = app.desk.today().to_string();
    let is_open = last.is_some_and(|view| {
        let round = &view.round;
        round.stage == RoundStage::Open && round.closes.to_string() >= today
    });
    let name = w.text(&scope.name).to_owned();
    let is_country = scope.kind == ScopeKind::Country;
    let outline = app.desk.catalogue.review.outline.first();
    let outline = outline.map_or("", |one| w.text(&one.name));
    let page = ReviewPage {
        title: w.t2("review-title", "place", name.as_str(), "outline", outline),
        lead: w.t1("review-page-lead", "place", name.as_str()),
        country: is_country.then(|| (scope.code.clone(), name)),
        synthetic: scope.synthetic,
        of_when: of_when(w, &review),
        sentences: tally(w, &review.tally),
        sections: sections(app, w, &review),
        outlines: app
            .desk
            .catalogue
            .review
            .outline
            .iter()
            .map(|one| outlined(w, scope, one))
            .collect(),
        round: last.map_or_else(|| w.t("review-round-none"), |view| stands(w, view, is_open)),
        comment: last
            .filter(|_| is_open)
            .map(|view| format!("/{}/write/comment?of={}", w.code(), view.slug)),
        comments: comments.iter().map(|one| said(w, one)).collect(),
        editions: rounds.iter().rev().flat_map(|one| edition(w, scope, one, &today)).collect(),
        f,
    };
    render(&page)
}

fn of_when(w: &Words, review: &Review) -> String {
    let said = [
        ("day", view::due_date(w, review.state.day).into()),
        ("moment", w.moment(&review.state.moment).into()),
        ("n", review.state.entries.into()),
    ];
    w.say("review-of-when", &said)
}

/// What a round is, to whoever reads its page.
fn stands(w: &Words, view: &RoundView, is_open: bool) -> String {
    let round = &view.round;
    let (name, day) = match round.published {
        Some(on) => ("published", on),
        None if is_open => ("open", round.closes),
        None => ("closed", round.closes),
    };
    w.t1(&format!("review-round-{name}"), "day", view::due_date(w, day))
}

fn sections(app: &App, w: &'static Words, review: &Review) -> Vec<Section> {
    let title = |number: Option<u8>| match number {
        Some(number) => {
            let entry = app.desk.catalogue.commitment(&format!("gdc.{number}"));
            let title = entry.map_or("", |one| w.text(&one.title));
            w.t2("objective", "number", number.to_string(), "title", title)
        }
        None => w.t("review-other-texts"),
    };
    let row = |one: &Promise| {
        let shown = one.figures.iter().filter(|figure| figure.value.is_some());
        let figures: Vec<&str> = shown.map(|figure| w.text(&figure.name)).collect();
        let served = (!one.contributions.is_empty())
            .then(|| w.t1("review-served", "n", one.contributions.len()));
        let pieces =
            (!one.contributions.is_empty()).then(|| w.t1("review-pieces", "n", one.evidence));
        let figures = (!figures.is_empty()).then(|| figures.join(", "));
        let about: Vec<String> = [served, pieces, figures].into_iter().flatten().collect();
        Row {
            id: one.id.clone(),
            title: w.text(&one.title).to_owned(),
            about: about.join(&w.t("semicolon")),
        }
    };
    let section = |one: &passerelle_desk::review::Objective| {
        let own: Vec<&Promise> =
            one.commitments.iter().filter_map(|id| review.commitment(id)).collect();
        let told: Vec<Row> = own
            .iter()
            .filter(|one| one.is_shown() || !one.contributions.is_empty())
            .map(|one| row(one))
            .collect();
        let counts = [
            ("n", one.tally.commitments.into()),
            ("served", one.tally.served.into()),
            ("shown", one.tally.shown.into()),
        ];
        Section {
            title: title(one.number),
            counts: w.say("review-tally-commitments", &counts),
            bare: own.len() - told.len(),
            rows: told,
        }
    };
    review.objectives.iter().map(section).collect()
}

/// The files of a review: in an outline, and of an edition where one is named.
fn files(w: &Words, scope: &Scope, forms: &[Form], outline: &str, edition: &str) -> Vec<FileRow> {
    let asked = [("outline", outline), ("edition", edition)];
    let row = |form: &Form| {
        let path = format!("/{}/reviews/{}.{}", w.code(), scope.code, form.ending());
        FileRow {
            address: asked_for(&path, &asked),
            note: asked_for(&format!("{path}.note"), &asked),
            name: w.t(&format!("review-form-{}", form.ending())),
        }
    };
    forms.iter().map(row).collect()
}

fn outlined(w: &Words, scope: &Scope, outline: &Outline) -> EditionRow {
    // JSON and CSV hold the same in every outline.
    let is_first = outline.code == "compact";
    let forms = if is_first { &Form::ALL[..] } else { &Form::ALL[..2] };
    let code = if is_first { "" } else { &outline.code };
    EditionRow {
        name: w.t1("review-outline", "name", w.text(&outline.name)),
        files: files(w, scope, forms, code, ""),
    }
}

fn edition(w: &Words, scope: &Scope, one: &RoundView, today: &str) -> Vec<EditionRow> {
    let number = one.round.edition;
    let head = headed(w, one, today);
    let named = |what: &str| w.t2("label-value", "label", w.t(what), "value", head.as_str());
    let draft = EditionRow {
        name: named("review-round-draft"),
        files: files(w, scope, &Form::ALL, "", &format!("draft-{number}")),
    };
    let report = (one.round.stage == RoundStage::Published).then(|| EditionRow {
        name: named("review-round-report"),
        files: files(w, scope, &Form::ALL, "", &number.to_string()),
    });
    report.into_iter().chain([draft]).collect()
}

fn said(w: &Words, one: &Commented) -> Said {
    let paragraphs = |text: &str| text.lines().map(str::to_owned).collect::<Vec<String>>();
    let day = |due| view::due_date(w, due);
    let answers = one.answers.iter().map(|answer| {
        let by = w.t2("review-answer-by", "name", answer.name.as_str(), "day", day(answer.day));
        (by, paragraphs(w.text(&answer.text)))
    });
    let comment = &one.comment;
    let number = one.slug.rsplit('/').next().unwrap_or_default().to_owned();
    let by = [
        ("n", number.into()),
        ("name", comment.name.as_str().into()),
        ("day", day(comment.day).into()),
    ];
    Said {
        by: w.say("review-comment-by", &by),
        passage: comment.passage.clone(),
        text: paragraphs(w.text(&comment.text)),
        answers: answers.collect(),
        answer: format!("/{}/write/answer?to={}", w.code(), crate::addresses::escaped(&one.slug)),
    }
}

/// A file, or the note beside it.
async fn taken(
    app: &App,
    lang: &str,
    scope: &Scope,
    form: Form,
    is_note: bool,
    asked: &Asked,
) -> Result<Response, PageError> {
    let w = Words::of(lang).ok_or(PageError::NotFound)?;
    let outlines = &app.desk.catalogue.review;
    let outline = match asked.outline.as_str() {
        "" => outlines.outline.first(),
        code => outlines.outline(code),
    };
    let outline = outline.ok_or(PageError::NotFound)?;
    let (number, is_draft) = match asked.edition.strip_prefix("draft-") {
        Some(number) => (number, true),
        None => (asked.edition.as_str(), false),
    };
    let mut round = None;
    let review = if number.is_empty() {
        app.desk.review(scope).await?
    } else {
        let slug = format!("{}-{number}", scope.code);
        let view = app.desk.round(&slug).await?.ok_or(PageError::NotFound)?;
        if !is_draft && view.round.stage != RoundStage::Published {
            return Err(PageError::NotFound);
        }
        let review = app.desk.round_review(&view, is_draft).await?.ok_or(PageError::NotFound)?;
        round = Some(view);
        Arc::new(review)
    };
    let comments = match &round {
        Some(view) if !is_draft => app.desk.comments_on(&view.slug).await?,
        _ => Vec::new(),
    };
    let state = match &round {
        None => Whose::Working,
        Some(view) if is_draft => Whose::Draft(&view.round),
        Some(view) => Whose::Published(&view.round),
    };
    let telling = Telling {
        w,
        catalogue: &app.desk.catalogue,
        review: &review,
        outline,
        state,
        comments: &comments,
    };
    let content = file(&telling, form)?;
    let edition =
        if asked.edition.is_empty() { String::new() } else { format!("-{}", asked.edition) };
    let name = format!("passerelle-review-{}{edition}-{lang}.{}", scope.code, form.ending());
    let (kind, name, content) = if is_note {
        let what = what(&review, &outline.code, lang, form);
        let note = app.desk.sign_file(&what, &review.state, &content)?;
        ("text/plain; charset=utf-8", format!("{name}.note"), note.into_bytes())
    } else {
        (form.content_type(), name, content)
    };
    // A page of HTML has a style of its own, which pages of this node may not have: it is taken away, and not opened here.
    let shown = if form == Form::Pdf && !is_note { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{shown}; filename=\"{name}\"")),
    ];
    Ok((headers, content).into_response())
}
