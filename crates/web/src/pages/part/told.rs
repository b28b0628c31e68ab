//! What was said of an initiative: its own actor's word, and that of others with the replies, side by side.

use passerelle_compact::{Assessment, Completion, EarlyResults, Evidence, Hearing, Reply, Update};
use passerelle_desk::initiatives::InitiativeView;
use passerelle_desk::part::Said;

use super::super::view::due_date;
use crate::App;
use crate::words::Words;

/// One word on an initiative.
pub(in super::super) struct Word {
    /// Who says it, and when.
    pub by: String,
    /// How much is done, and what has changed.
    pub scales: Vec<String>,
    pub text: Vec<String>,
    /// How it was found out, of an assessment.
    pub method: Option<String>,
    /// What the assessor has to do with those assessed.
    pub interests: Option<String>,
    /// What, and where it is.
    pub evidence: Vec<(String, String)>,
    /// The reply: when, and what; nothing where they have nothing to say.
    pub reply: Option<(String, Vec<String>)>,
    /// Where a reply can be written.
    pub answer: Option<String>,
}

/// All of it.
pub(in super::super) struct Told {
    /// Whether it is heard of, in a sentence.
    pub hearing: String,
    pub is_silent: bool,
    pub own: Vec<Word>,
    pub others: Vec<Word>,
    /// Assessments that are held for a reply, in a sentence each, and where the reply can be written.
    pub held: Vec<(String, String)>,
}

/// A day as people read it.
pub(crate) fn date(w: &Words, (year, month, day): (i32, u8, u8)) -> String {
    w.day(&format!("{year:04}-{month:02}-{day:02}"))
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::to_owned).collect()
}

pub(in super::super) fn scales(
    w: &Words,
    completion: Completion,
    results: Option<EarlyResults>,
) -> Vec<String> {
    let code = |code: &str| code.replace('_', "-");
    let done = w.t(&format!("part-completion-{}", code(completion.code())));
    let mut found = vec![w.t1("part-told-completion", "step", done)];
    if let Some(results) = results {
        let changed = w.t(&format!("part-results-{}", code(results.code())));
        found.push(w.t1("part-told-results", "step", changed));
    }
    found
}

pub(in super::super) fn shown(evidence: &[Evidence]) -> Vec<(String, String)> {
    evidence.iter().map(|one| (one.what.clone(), one.link.clone())).collect()
}

fn own(w: &Words, one: &Update) -> Word {
    Word {
        by: due_date(w, one.day),
        scales: scales(w, one.completion, one.results),
        text: paragraphs(w.text(&one.text)),
        method: None,
        interests: None,
        evidence: shown(&one.evidence),
        reply: None,
        answer: None,
    }
}

/// Where a reply to an assessment can be written.
pub(super) fn to_reply(w: &Words, slug: &str) -> String {
    format!("/{}/write/reply?to={}", w.code(), crate::addresses::escaped(slug))
}

/// Words of a reply: none where they have nothing to say.
fn words_of(w: &Words, reply: &Reply) -> Vec<String> {
    if reply.waived { Vec::new() } else { paragraphs(w.text(&reply.text)) }
}

/// An assessment, with its reply.
pub(super) fn other(w: &Words, slug: &str, one: &Assessment, reply: Option<&Reply>) -> Word {
    Word {
        by: w.t2("part-told-by", "name", one.assessor.as_str(), "day", due_date(w, one.day)),
        scales: scales(w, one.completion, one.results),
        text: paragraphs(w.text(&one.text)),
        method: Some(w.text(&one.method).to_owned()),
        interests: Some(one.interests.clone()),
        evidence: shown(&one.evidence),
        reply: reply.map(|reply| (due_date(w, reply.day), words_of(w, reply))),
        answer: reply.is_none_or(|reply| reply.waived).then(|| to_reply(w, slug)),
    }
}

impl Told {
    pub(in super::super) fn of(app: &App, w: &Words, view: &InitiativeView, said: &Said) -> Self {
        let heard = app.desk.heard_of(view, said);
        let shown = heard.shown.map(|day| date(w, day));
        let told = [
            ("hearing", heard.hearing.code().into()),
            ("last", date(w, heard.last).into()),
            ("progress", if shown.is_some() { "yes" } else { "no" }.into()),
            ("shown", shown.unwrap_or_default().into()),
        ];
        Self {
            hearing: w.say("part-hearing", &told),
            is_silent: heard.hearing != Hearing::Heard,
            own: said.updates.iter().map(|(_, one)| own(w, one)).collect(),
            others: said
                .assessments
                .iter()
                .map(|(slug, one, reply)| other(w, slug, one, reply.as_ref()))
                .collect(),
            held: said
                .held
                .iter()
                .map(|(slug, until)| {
                    (w.t1("part-said-held", "day", date(w, *until)), to_reply(w, slug))
                })
                .collect(),
        }
    }
}
