//! What was promised to a country and by whom: its State's word, and who keeps which commitment, with what shows it.

use passerelle_compact::Hearing;
use passerelle_desk::part::{Contribution, EndorsementView, Promised};
use passerelle_vocabulary::Country;

use super::super::part::told::{date, scales};
use super::super::view::due_date;
use crate::words::Words;

/// Contributions that are told with a commitment, at the most.
const WITH_EACH: usize = 3;
/// Letters of a statement, at the most.
const STATEMENT: usize = 280;

/// A contribution to a commitment.
#[derive(Debug, Clone)]
pub(super) struct Doing {
    pub slug: String,
    pub title: String,
    /// Whose promise it is: slug and name.
    pub by: Option<(String, String)>,
    /// When it was last heard of, in a sentence.
    pub hearing: String,
    pub is_silent: bool,
    /// How many pieces of evidence are recorded, in words; `None` where none is.
    pub evidence: Option<String>,
    /// What others published of it.
    pub assessed: Vec<String>,
}

/// Contributions to a commitment.
#[derive(Debug, Clone, Default)]
pub(super) struct Done {
    pub doing: Vec<Doing>,
    /// How many more there are.
    pub more: usize,
}

/// The section.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    /// That the State adopted the Compact; `None` for what is no Member State.
    pub adopted: Option<String>,
    /// What its government says of how it implements it: actor, and the beginning of what it says.
    pub statements: Vec<(String, String)>,
    /// How many others from there endorse the Compact, in words.
    pub endorsed: Option<String>,
}

impl Section {
    pub fn of(w: &Words, country: &Country, promised: &Promised) -> Self {
        let name = w.text(&country.name);
        let statement = |view: &EndorsementView| {
            let words = w.text(&view.endorsement.statement);
            let mut shown: String = words.chars().take(STATEMENT).collect();
            if shown.len() < words.len() {
                shown.push('…');
            }
            (view.slug.clone(), shown)
        };
        let n = promised.endorsements;
        Self {
            adopted: country.un_member.then(|| w.t1("promised-adopted", "place", name)),
            statements: promised.statements.iter().map(statement).collect(),
            endorsed: (n > 0).then(|| w.t1("promised-endorsed", "n", n)),
        }
    }
}

impl Done {
    /// What is done for a commitment.
    pub fn of(w: &Words, contributions: &[Contribution], commitment: &str) -> Self {
        let serves = |one: &&Contribution| {
            one.view.initiative.serves.iter().any(|served| served == commitment)
        };
        let mut found: Vec<&Contribution> = contributions.iter().filter(serves).collect();
        // What was heard of last comes first.
        found.sort_by(|a, b| (b.heard.last, &a.view.slug).cmp(&(a.heard.last, &b.view.slug)));
        let doing = found.iter().take(WITH_EACH).map(|one| doing(w, one));
        Self { doing: doing.collect(), more: found.len().saturating_sub(WITH_EACH) }
    }
}

fn doing(w: &Words, one: &Contribution) -> Doing {
    let updates = one.said.updates.iter().map(|(_, update)| update.evidence.len());
    let pieces = one.view.initiative.evidence.len() + updates.sum::<usize>();
    let assessed = one.said.assessments.iter().map(|(_, assessment, reply)| {
        let scales = scales(w, assessment.completion, assessment.results);
        let replied = reply.as_ref().map(|reply| due_date(w, reply.day));
        let said = [
            ("name", assessment.assessor.as_str().into()),
            ("day", due_date(w, assessment.day).into()),
            ("scales", scales.join(&w.t("semicolon")).into()),
            ("reply", if replied.is_some() { "yes" } else { "no" }.into()),
            ("replied", replied.unwrap_or_default().into()),
        ];
        w.say("promised-assessed", &said)
    });
    let hearing =
        [("hearing", one.heard.hearing.code().into()), ("last", date(w, one.heard.last).into())];
    Doing {
        slug: one.view.slug.clone(),
        title: w.text(&one.view.initiative.title).to_owned(),
        by: one.actor.as_ref().map(|(slug, name)| (slug.clone(), w.text(name).to_owned())),
        hearing: w.say("promised-hearing", &hearing),
        is_silent: one.heard.hearing != Hearing::Heard,
        evidence: (pieces > 0).then(|| w.t1("promised-evidence", "n", pieces)),
        assessed: assessed.collect(),
    }
}
