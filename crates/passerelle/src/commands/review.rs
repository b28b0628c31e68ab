//! `passerelle review`

mod rounds;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::Desk;
use passerelle_desk::review::rounds::{Commented, RoundView, fingerprint};
use passerelle_desk::review::{Outline, Review as Contribution};
use passerelle_web::review::{Form, State, Telling, Told, file, tally, what};
use passerelle_web::words::Words;

use super::whole_file;
use crate::arguments::{Node, Review, ReviewOf, ReviewRound};
use crate::output::Output;

pub(super) async fn run(node: &Node, asked: &Review, output: &Output) -> anyhow::Result<ExitCode> {
    match (&asked.round, &asked.of) {
        (Some(ReviewRound::Check(asked)), _) => rounds::check(node, asked, output).await,
        (Some(ReviewRound::Open(asked)), _) => rounds::open(node, asked, output).await,
        (Some(ReviewRound::Publish(asked)), _) => rounds::publish(node, asked, output).await,
        (Some(ReviewRound::List(asked)), _) => rounds::list(node, asked, output).await,
        (None, Some(of)) => make(node, asked, of, output).await,
        // One of the two is required.
        (None, None) => Ok(ExitCode::SUCCESS),
    }
}

/// Says that nothing is known by what was typed.
fn no_place(of: &ReviewOf, output: &Output) -> ExitCode {
    output.refuse(&output.words.t1("cli-review-no-place", "place", of.written()))
}

/// What was typed that cannot be done, before the node is opened.
fn mistyped(asked: &Review, output: &Output) -> Option<ExitCode> {
    let w = output.words;
    if let Some(lang) = asked.language.as_deref().filter(|lang| Words::of(lang).is_none()) {
        let known: Vec<&str> = Words::all().iter().map(Words::code).collect();
        let said = [("lang", lang.into()), ("known", known.join(", ").into())];
        return Some(output.refuse(&w.say("cli-review-no-language", &said)));
    }
    let path = asked.out.as_deref()?;
    if form_of(path).is_some() {
        return None;
    }
    let endings = Form::ALL.map(|form| format!(".{}", form.ending())).join(", ");
    let shown = path.display().to_string();
    let said = [("path", shown.into()), ("endings", endings.into())];
    Some(output.refuse(&w.say("cli-review-no-form", &said)))
}

fn form_of(path: &Path) -> Option<Form> {
    path.extension().and_then(|ending| Form::of(ending.to_str()?))
}

async fn make(
    node: &Node,
    asked: &Review,
    of: &ReviewOf,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    if let Some(problem) = mistyped(asked, output) {
        return Ok(problem);
    }
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let outlines = &desk.catalogue.review;
    let outline = match &asked.form {
        None => outlines.outline.first(),
        Some(code) => outlines.outline(code),
    };
    let Some(outline) = outline else {
        let known: Vec<&str> = outlines.outline.iter().map(|one| one.code.as_str()).collect();
        let typed = asked.form.clone().unwrap_or_default();
        let said = [("outline", typed.into()), ("known", known.join(", ").into())];
        return Ok(output.refuse(&output.words.say("cli-review-no-outline", &said)));
    };
    let Some(scope) = desk.review_scope(of.written()) else { return Ok(no_place(of, output)) };
    let mut round = None;
    let mut comments = Vec::new();
    let review = match asked.edition {
        None => desk.review(&scope).await?,
        Some(number) => {
            let found = desk.round(&format!("{}-{number}", scope.code)).await?;
            let kept = match &found {
                Some(view) => desk.round_review(view, asked.draft).await?,
                None => None,
            };
            let (Some(view), Some(review)) = (found, kept) else {
                let name = output.words.text(&scope.name);
                let text = output.words.t1("cli-review-refused-no-round", "place", name);
                return Ok(output.refuse(&text));
            };
            if !asked.draft {
                comments = desk.comments_on(&view.slug).await?;
            }
            round = Some(view);
            Arc::new(review)
        }
    };
    let making = Making { desk: &desk, asked, outline, round: &round, comments: &comments };
    making.give(&review, output)
}

/// A review that is to be told.
struct Making<'a> {
    desk: &'a Desk,
    asked: &'a Review,
    outline: &'a Outline,
    round: &'a Option<RoundView>,
    comments: &'a [Commented],
}

impl Making<'_> {
    fn give(&self, review: &Contribution, output: &Output) -> anyhow::Result<ExitCode> {
        let language = self.asked.language.as_deref();
        let w = language.and_then(Words::of).unwrap_or_else(|| output.words.on_paper());
        let state = match self.round {
            None => State::Working,
            Some(view) if self.asked.draft || view.round.published.is_none() => {
                State::Draft(&view.round)
            }
            Some(view) => State::Published(&view.round),
        };
        let telling = Telling {
            w,
            catalogue: &self.desk.catalogue,
            review,
            outline: self.outline,
            state,
            comments: self.comments,
        };
        let Some((path, form)) = self.asked.out.as_ref().and_then(|at| Some((at, form_of(at)?)))
        else {
            return lines(&telling, output);
        };
        let content = file(&telling, form)?;
        let what = what(review, &self.outline.code, w.code(), form);
        let note = self.desk.sign_file(&what, &review.state, &content)?;
        whole_file(path, &content)?;
        let beside = note_of(path);
        whole_file(&beside, note.as_bytes())?;
        let (path, note) = (path.display().to_string(), beside.display().to_string());
        output.aside(&output.words.t2("cli-review-written", "path", path, "note", note))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Where the note of a file is.
fn note_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".note");
    name.into()
}

/// A review at a terminal: whose it is, what there is, and its fingerprint.
fn lines(telling: &Telling<'_>, output: &Output) -> anyhow::Result<ExitCode> {
    let w = telling.w;
    let told = Told::of(telling);
    output.line(&told.title)?;
    for line in told.lead.iter().skip(1).chain(&tally(w, &telling.review.tally)) {
        output.line(line)?;
    }
    let fingerprint = fingerprint(telling.review)?;
    output.line(&w.t1("cli-review-fingerprint", "fingerprint", fingerprint))?;
    Ok(ExitCode::SUCCESS)
}
