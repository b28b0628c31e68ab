//! Writing: one form for each kind of record, saved as it was typed, proposed when its author says so.

use askama::Template;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::part::forms::rows_of;
use passerelle_desk::part::{Form, KINDS, NEW, PartError, Saved, TRANSACTION};
use passerelle_desk::people::Stage;
use passerelle_vocabulary::{Finding, Key};

use super::super::{Frame, PageError, render};
use super::fields::{Field, Group, Input, Making, problems};
use super::told::{Word, date, other};
use super::{again, evidence, key, refused, sent};
use crate::App;
use crate::person::{FromHere, Person};

/// What a new record is about, in its address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct About {
    #[serde(default)]
    actor: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    to: String,
}

#[derive(Template)]
#[template(path = "part/write.html")]
struct WritePage {
    f: Frame,
    kind: String,
    title: String,
    lead: String,
    token: String,
    base: u64,
    revision: u64,
    /// What the form is about, carried along.
    hidden: Vec<(&'static str, String)>,
    groups: Vec<Group>,
    /// Whether files can be sent with it.
    has_files: bool,
    stage: String,
    is_saved: bool,
    is_proposed: bool,
    note: String,
    /// What became of what was sent.
    said: Option<String>,
    /// What is wrong as a whole.
    alert: Option<String>,
    /// What is wrong with fields: name and words.
    wrong: Vec<(String, String)>,
    /// Whether whoever sends it is signed out.
    signed_out: bool,
    /// What a reply is to, and until when it is held for it.
    assessed: Option<(Word, Option<String>)>,
}

/// Fields that say what a form is about.
const CARRIED: [&str; 3] = ["actor", "of", "to"];

/// What a page of a form says besides the form.
#[derive(Default)]
struct Told {
    findings: Vec<Finding>,
    said: Option<String>,
    alert: Option<String>,
    other: Option<Form>,
    signed_out: bool,
    /// Files that were not kept, by field, with why.
    refused_files: Vec<(String, String)>,
}

impl Told {
    /// What others published since the form was begun, beside what was typed.
    fn of_newer(w: &crate::words::Words, saved: &mut Saved) -> Self {
        let other = saved.newer.take();
        let alert = other.as_ref().map(|_| w.t("part-published-meanwhile"));
        Self { alert, other, ..Self::default() }
    }
}

async fn page(
    app: &App,
    f: Frame,
    person: Option<&Person>,
    key: &Key,
    saved: Saved,
    told: Told,
) -> Result<Html<String>, PageError> {
    let w = f.w;
    let mut found = problems(w, &told.findings);
    found.extend(told.refused_files);
    let initiatives = promised(app, f.w, person, &saved.form).await?;
    let assessed = assessed(app, w, person, key, &saved.form).await?;
    let making = Making {
        app,
        w,
        kind: key.kind(),
        form: &saved.form,
        is_published: saved.base > 0,
        problems: found.clone(),
        other: told.other.as_ref(),
        initiatives,
        known: match (key.kind(), saved.form.get("country")) {
            ("initiative", iso3) => app.desk.known_places(iso3, w.lang()).await?,
            _ => Vec::new(),
        },
        has_plan: app
            .desk
            .initiative(key.slug())
            .await?
            .is_some_and(|view| key.kind() == "initiative" && view.initiative.plan.is_some()),
        address: f.address(),
    };
    let groups = making.groups();
    let fields = || groups.iter().flat_map(Group::all_fields);
    let place = |name: &String| fields().position(|field: &Field| field.name == *name);
    let mut wrong: Vec<(String, String)> = found.into_iter().collect();
    wrong.sort_by_key(|(name, _)| place(name));
    let labelled = wrong.into_iter().map(|(name, words)| {
        let label = fields().find(|field| field.name == name).map(|field| field.full_label(w));
        match label {
            Some(label) => (name, w.t2("part-wrong-at", "field", label, "what", words)),
            // Nothing to lead to.
            None => (String::new(), words),
        }
    });
    let wrong = labelled.collect();
    render(&WritePage {
        title: w.t(&format!("part-write-{}", key.kind())),
        lead: w.t(&format!("part-write-{}-lead", key.kind())),
        token: person.map(Person::form_token).unwrap_or_default(),
        base: saved.base,
        revision: saved.revision,
        hidden: CARRIED.map(|name| (name, saved.form.get(name).to_owned())).to_vec(),
        stage: w.t(&format!("part-stage-{}", saved.stage.code())),
        is_saved: saved.revision > 0,
        is_proposed: saved.stage == Stage::Proposed,
        note: saved.note,
        has_files: !rows_of(key.kind()).is_empty(),
        kind: key.kind().to_owned(),
        said: told.said,
        alert: told.alert,
        signed_out: told.signed_out,
        groups,
        wrong,
        assessed,
        f,
    })
}

/// The assessment that a reply is to, for whoever may write the reply: others do not see it while it is held.
async fn assessed(
    app: &App,
    w: &'static crate::words::Words,
    person: Option<&Person>,
    key: &Key,
    form: &Form,
) -> Result<Option<(Word, Option<String>)>, PageError> {
    let Some(person) = person.filter(|_| key.kind() == "reply") else { return Ok(None) };
    if app.desk.may_write_part(&person.who, key, form).await.is_err() {
        return Ok(None);
    }
    let Some(found) = app.desk.assessed(form.get("to")).await? else { return Ok(None) };
    let word = Word { answer: None, ..other(w, form.get("to"), &found.assessment, None) };
    let until = found.held_until.map(|day| w.t1("part-reply-until", "day", date(w, day)));
    Ok(Some((word, until)))
}

/// The initiatives that an endorsement can promise: those of its actor, published or in the making.
async fn promised(
    app: &App,
    w: &crate::words::Words,
    person: Option<&Person>,
    form: &Form,
) -> Result<Vec<(String, String)>, PageError> {
    let mut found: Vec<(String, String)> = Vec::new();
    let actor = form.get("actor");
    if let Some(actor) = app.desk.actor(actor).await? {
        let of = |one: &passerelle_desk::initiatives::InitiativeView| {
            (one.slug.clone(), w.text(&one.initiative.title).to_owned())
        };
        found.extend(actor.initiatives.iter().map(of));
    }
    if let Some(person) = person {
        for (slug, draft) in app.desk.own_initiatives(&person.who, actor).await? {
            if !found.iter().any(|(known, _)| *known == slug) {
                let title = draft.get("title");
                let title = if title.is_empty() { slug.clone() } else { title.to_owned() };
                found.push((slug, w.t1("part-in-the-making", "title", title)));
            }
        }
    }
    Ok(found)
}

/// Something new: it gets a name in addresses, and its form.
pub(super) async fn begin(
    State(app): State<App>,
    Path((lang, kind)): Path<(String, String)>,
    Query(about): Query<About>,
    _: Person,
) -> Result<Response, PageError> {
    let query = CARRIED.into_iter().zip([&about.actor, &about.of, &about.to]);
    let asked: Vec<(&str, &str)> =
        query.clone().map(|(name, value)| (name, value.as_str())).collect();
    let f = Frame::new(&lang, super::super::asked_for(&format!("/write/{kind}"), &asked))?;
    if !KINDS.contains(&kind.as_str()) {
        return Err(PageError::NotFound);
    }
    let slug = match kind.as_str() {
        // One for each actor.
        "endorsement" => about.actor.clone(),
        "actor" | "initiative" => NEW.to_owned(),
        "update" | "assessment" | "comment" | TRANSACTION => {
            app.desk.next_slug(&kind, &about.of).await?
        }
        _ => about.to.clone(),
    };
    key(&kind, &slug)?;
    let path = super::super::asked_for(&format!("/{}/write/{kind}/{slug}", f.w.code()), &asked);
    Ok(Redirect::to(&path).into_response())
}

pub(super) async fn form(
    State(app): State<App>,
    Path((lang, kind, slug)): Path<(String, String, String)>,
    Query(about): Query<About>,
    person: Person,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/write/{kind}/{slug}"))?;
    let key = key(&kind, &slug)?;
    let mut saved = match app.desk.saved_part(&person.who, &key).await {
        Ok(saved) => saved,
        Err(error) => return refused(error),
    };
    for (name, value) in CARRIED.into_iter().zip([about.actor, about.of, about.to]) {
        if saved.form.get(name).is_empty() {
            saved.form.set(name, value);
        }
    }
    begun(&app, &f, &kind, &mut saved.form).await?;
    if let Err(error) = app.desk.may_write_part(&person.who, &key, &saved.form).await {
        return refused(error);
    }
    let told = Told::of_newer(f.w, &mut saved);
    Ok(page(&app, f, Some(&person), &key, saved, told).await?.into_response())
}

/// What a form has before anything is typed.
async fn begun(app: &App, f: &Frame, kind: &str, form: &mut Form) -> Result<(), PageError> {
    let mut usual = |name: &str, value: String| {
        if form.get(name).is_empty() {
            form.set(name, value);
        }
    };
    usual("lang", f.w.code().to_owned());
    match kind {
        "update" | "assessment" | "reply" | "comment" | "answer" | TRANSACTION => {
            usual("day", app.desk.today().to_string())
        }
        "endorsement" => usual("signed", app.desk.today().to_string()),
        _ => {}
    }
    if kind == "initiative"
        && form.get("country").is_empty()
        && let Some(actor) = app.desk.actor(form.get("actor")).await?
    {
        form.set("country", actor.actor.country.unwrap_or_default());
    }
    if kind == "reply"
        && form.get("actor").is_empty()
        && let Some(actor) = app.desk.actor_assessed_by(form.get("to")).await?
    {
        form.set("actor", actor);
    }
    if kind == "update"
        && form.get("actor").is_empty()
        && let Some(view) = app.desk.initiative(form.get("of")).await?
        && let Some(actor) = view.initiative.by
    {
        form.set("actor", actor.slug());
    }
    Ok(())
}

pub(super) async fn send(
    State(app): State<App>,
    Path((lang, kind, slug)): Path<(String, String, String)>,
    person: Option<Person>,
    here: Option<FromHere>,
    request: Request,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/write/{kind}/{slug}"))?;
    let key = key(&kind, &slug)?;
    // Of a form from elsewhere nothing is said of whoever is signed in.
    let person = person.filter(|_| here.is_some());
    let takes_files = person.is_some() && !rows_of(&kind).is_empty();
    let came = match sent::read(request, takes_files).await {
        Ok(came) => came,
        Err(answer) => return Ok(answer.into_response()),
    };
    let mut typed = Form::new(came.pairs);
    let (token, asked) = (typed.take("token"), typed.take("do"));
    let base = typed.take("base").parse().unwrap_or(0);
    let revision: u64 = typed.take("revision").parse().unwrap_or(0);
    typed.set("page", f.w.code());
    let Some(person) = person.as_ref().filter(|person| person.sent(&token)) else {
        // What was typed is shown again, and can be sent once somebody has signed in.
        let note = String::new();
        let saved = Saved { form: typed, revision, base, stage: Stage::Draft, note, newer: None };
        let (signed_out, again_please) = (person.is_none(), f.w.t("part-send-again"));
        let alert = person.is_some().then_some(again_please);
        let told = Told { signed_out, alert, ..Told::default() };
        return Ok(again(page(&app, f, person.as_ref(), &key, saved, told).await?));
    };
    if came.is_cut {
        let note = String::new();
        let saved = Saved { form: typed, revision, base, stage: Stage::Draft, note, newer: None };
        let told = Told { alert: Some(f.w.t("part-file-cut")), ..Told::default() };
        return Ok(again(page(&app, f, Some(person), &key, saved, told).await?));
    }
    if asked == "throw-away" {
        app.desk.throw_away(&person.who, &key).await?;
        return Ok(Redirect::to(&format!("/{}/me", f.w.code())).into_response());
    }
    // Before a file is kept: whoever may not write this sends none.
    if let Err(error) = app.desk.may_write_part(&person.who, &key, &typed).await {
        return refused(error);
    }
    let refused_files = evidence::take(&app, f.w, person, &mut typed, came.files).await;
    app.desk.tidy_form(&key, &mut typed, asked.strip_prefix("more-")).await?;
    if key.slug() == NEW && typed.is_unnamed() {
        // What is called nothing has no name in addresses yet: it is asked for one before it is kept.
        let mut told = Told { refused_files, ..Told::default() };
        match app.desk.wrong_with(&key, &typed).await {
            Ok(findings) if asked == "propose" => told.findings = findings,
            Ok(_) => told.alert = Some(f.w.t("part-unnamed")),
            Err(error) => return refused(error),
        }
        let note = String::new();
        let saved = Saved { form: typed, revision, base, stage: Stage::Draft, note, newer: None };
        return Ok(again(page(&app, f, Some(person), &key, saved, told).await?));
    }
    // What is new gets its name of what it is called.
    let key = match key.slug() {
        NEW => super::key(&kind, &app.desk.new_slug(&person.who, &kind, &typed).await?)?,
        _ => key,
    };
    let f = Frame::new(&lang, format!("/write/{kind}/{}", key.slug()))?;
    let sending = Sending { app: &app, person, key: &key, base, revision, refused_files };
    sending.save(f, typed, &asked).await
}

/// A form that was sent by somebody who may.
struct Sending<'a> {
    app: &'a App,
    person: &'a Person,
    key: &'a Key,
    base: u64,
    revision: u64,
    /// Files that were not kept, with why.
    refused_files: Vec<(String, String)>,
}

impl Sending<'_> {
    async fn save(&self, f: Frame, typed: Form, asked: &str) -> Result<Response, PageError> {
        let Self { app, person, key, base, revision, .. } = *self;
        let w = f.w;
        let saved = |form: Form, revision: u64| {
            let note = String::new();
            Saved { form, revision, base, stage: Stage::Draft, note, newer: None }
        };
        let next = match app.desk.save_part(&person.who, key, (base, revision), &typed).await {
            Ok(next) => next,
            Err(PartError::Conflict) => {
                let other = app.desk.saved_part(&person.who, key).await.ok();
                let current = other.as_ref().map_or(0, |other| other.revision);
                let same = other.as_ref().is_some_and(|other| other.form == typed);
                if same {
                    // The same form, sent twice.
                    return self.go_on(f, typed, current, asked).await;
                }
                let told = Told {
                    alert: Some(w.t("part-conflict")),
                    other: other.map(|other| other.form),
                    ..Told::default()
                };
                let html = page(app, f, Some(person), key, saved(typed, current), told).await?;
                return Ok((StatusCode::CONFLICT, html).into_response());
            }
            Err(error @ (PartError::TooLong | PartError::Full { .. })) => {
                let alert = match error {
                    PartError::Full { most } => w.t1("part-full", "most", w.whole(most)),
                    _ => w.t("part-too-long"),
                };
                let told = Told { alert: Some(alert), ..Told::default() };
                return Ok(again(
                    page(app, f, Some(person), key, saved(typed, revision), told).await?,
                ));
            }
            Err(error) => return refused(error),
        };
        self.go_on(f, typed, next, asked).await
    }

    /// What follows once it is saved.
    async fn go_on(
        &self,
        f: Frame,
        typed: Form,
        revision: u64,
        asked: &str,
    ) -> Result<Response, PageError> {
        let Self { app, person, key, .. } = *self;
        let w = f.w;
        let mut told = Told { refused_files: self.refused_files.clone(), ..Told::default() };
        // What was to be shown with it is not there: that is looked at first.
        if asked == "propose" && told.refused_files.is_empty() {
            match app.desk.propose_part(&person.who, key, revision).await {
                Ok(true) => {
                    let address = public(key, &typed);
                    return Ok(Redirect::to(&format!("/{}{address}", w.code())).into_response());
                }
                Ok(false) => told.said = Some(w.t("part-proposed")),
                Err(PartError::Unsound(findings)) => told.findings = findings,
                Err(PartError::Conflict) => told.alert = Some(w.t("part-conflict")),
                Err(error) => return refused(error),
            }
        } else {
            told.said = Some(w.t("part-saved"));
        }
        let mut saved = match app.desk.saved_part(&person.who, key).await {
            Ok(saved) => saved,
            Err(error) => return refused(error),
        };
        if saved.newer.is_some() {
            let newer = Told::of_newer(w, &mut saved);
            (told.alert, told.other) = (newer.alert, newer.other);
        }
        let problems = [told.findings.is_empty(), told.refused_files.is_empty()];
        let wrong = problems.contains(&false) || told.alert.is_some();
        let html = page(app, f, Some(person), key, saved, told).await?;
        Ok(if wrong { again(html) } else { html.into_response() })
    }
}

/// Where a comment round is read.
fn round_address(round: &str) -> String {
    let place = round.rsplit_once('-').map_or(round, |(place, _)| place);
    super::super::review::address(place)
}

/// Where everyone reads what was published.
fn public(key: &Key, form: &Form) -> String {
    match key.kind() {
        "actor" => format!("/actors/{}", key.slug()),
        "endorsement" => format!("/actors/{}", form.get("actor")),
        "initiative" => format!("/initiatives/{}", key.slug()),
        // Comments are named after their round, with a number; a round after its countries.
        "answer" => round_address(form.get("to").rsplit_once('/').map_or("", |(of, _)| of)),
        "reply" => {
            // Assessments are named after their initiative, with a number.
            let of = form.get("to").rsplit_once('/').map_or("", |(of, _)| of);
            format!("/initiatives/{of}")
        }
        _ => format!("/initiatives/{}", form.get("of")),
    }
}
