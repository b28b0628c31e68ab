//! A plan that was asked for: how far it has come, and the plan once it is made.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use passerelle_desk::plans::waiting::WaitingPlan;
use passerelle_desk::written_time;
use passerelle_tables::jobs::JobState;

use super::{Shown, plan, unkept};
use crate::App;
use crate::pages::{Frame, PageError, render};
use crate::person::FromHere;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/asked.html")]
struct AskedPage {
    f: Frame,
    token: String,
    title: String,
    /// How far it has come, in a sentence.
    said: String,
    /// Of 100; `None` once it is over.
    percent: Option<u8>,
    /// Why there is no plan, in words.
    why: Option<String>,
    files: Vec<String>,
    /// Where it can be asked for again with other choices; `None` where what was sent is not kept any more.
    again: Option<String>,
    address: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, token)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/plans/asked/{token}"))?;
    let waiting = app.desk.waiting_plan(&token).await?.ok_or(PageError::NotFound)?;
    if waiting.state == JobState::Done {
        let shown = Shown::asked(&app, &token).await?;
        let until = waiting.until.map(written_time).unwrap_or_default();
        let private = f.w.t1("plans-private", "until", f.w.moment(&until));
        let private = plan::Private { said: private, again: open_again(&app, &f, &token).await? };
        return plan::show(f, &shown, Vec::new(), Some(private), words(&waiting, &lang));
    }
    let (w, over) = (f.w, waiting.state.is_over());
    let page = AskedPage {
        title: if waiting.choices.title.is_empty() {
            w.t("plans-asked-title")
        } else {
            waiting.choices.title.clone()
        },
        said: said(w, &waiting),
        percent: (!over).then_some((waiting.share * 100.0) as u8),
        why: words(&waiting, &lang),
        again: if over { open_again(&app, &f, &token).await? } else { None },
        files: waiting.files.into_iter().map(|file| file.name).collect(),
        address: app.absolute(&f.address()),
        token,
        f,
    };
    Ok(unkept(render(&page)?))
}

/// The form with what was chosen and sent, where it is still kept.
async fn open_again(app: &App, f: &Frame, token: &str) -> Result<Option<String>, PageError> {
    let kept = app.planning.is_some() && !app.desk.files_sent(token).await?.is_empty();
    Ok(kept.then(|| format!("{}/again", f.address())))
}

/// What is to be read of it in a language.
fn words(waiting: &WaitingPlan, lang: &str) -> Option<String> {
    waiting.words.get(lang).cloned()
}

fn said(w: &Words, waiting: &WaitingPlan) -> String {
    match waiting.state {
        JobState::Waiting => w.t1("plans-state-waiting", "n", waiting.before),
        JobState::Running if waiting.step.is_empty() => w.t("plans-state-begun"),
        JobState::Running => w.t(&format!("plan-step-{}", waiting.step)),
        JobState::Failed if waiting.words.is_empty() => w.t("plans-state-given-up"),
        state => w.t(&format!("plans-state-{}", state.code())),
    }
}

pub(super) async fn cancel(
    State(app): State<App>,
    Path((lang, token)): Path<(String, String)>,
    _: FromHere,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, format!("/plans/asked/{token}"))?;
    app.desk.waiting_plan(&token).await?.ok_or(PageError::NotFound)?;
    app.desk.cancel_plan(&token).await?;
    Ok(Redirect::to(&f.address()).into_response())
}

/// Removes a plan that is over, with all that was sent for it.
pub(super) async fn remove(
    State(app): State<App>,
    Path((lang, token)): Path<(String, String)>,
    _: FromHere,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/plans")?;
    match app.desk.forget_plan(&token).await? {
        true => Ok(Redirect::to(&f.address()).into_response()),
        false => Err(PageError::NotFound),
    }
}
