//! Consultations in words that pages and the terminal have in common.

pub(crate) mod parts;
mod printed;

use passerelle_desk::consultations::told::{ResultTold, Said, StatementTold};
use passerelle_desk::consultations::{ConsultationView, ImportFound, Phase, VoiceError};

use crate::told::wait;
use crate::words::Words;

pub use printed::pdf;

/// Why something is not done, and what to do.
pub fn explain(w: &Words, error: &VoiceError) -> String {
    match error {
        VoiceError::Later { seconds } => w.t1("voice-error-later", "wait", wait(w, *seconds)),
        VoiceError::StillOpen(day) => w.t1("voice-error-still-open", "what", w.day(day)),
        VoiceError::Unsound(found) => {
            let line = |one: &passerelle_vocabulary::Finding| {
                let name = format!("finding-{}", one.code);
                let text = if w.has(&name) { w.t(&name) } else { one.code.clone() };
                let said = [
                    ("field", one.field.as_str().into()),
                    ("text", text.into()),
                    ("found", crate::told::plain(&one.found).into()),
                ];
                w.say("voice-finding", &said)
            };
            found.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        VoiceError::Unreadable(error) => crate::groups::explain(w, error),
        VoiceError::Desk(_) => w.t("voice-error-desk"),
        other => w.t1(&format!("voice-error-{}", other.code()), "what", other.what()),
    }
}

/// Where a consultation stands, with its days.
pub fn standing(w: &Words, view: &ConsultationView) -> String {
    let one = &view.consultation;
    let day = match view.phase {
        Phase::Coming => &one.opens,
        Phase::Open | Phase::Closed => &one.closes,
        Phase::Frozen => one.frozen.as_ref().map_or(&one.closes, |frozen| &frozen.on),
    };
    w.t2("voice-phase", "phase", view.phase.code(), "day", w.day(day))
}

/// What was found of a conversation that is to be brought in.
pub fn import_found(w: &Words, found: &ImportFound) -> Vec<String> {
    let said = [
        ("people", w.whole(found.people as u64).into()),
        ("npeople", found.people.into()),
        ("votes", w.whole(found.votes as u64).into()),
        ("nvotes", found.votes.into()),
        ("statements", w.whole(found.statements as u64).into()),
        ("nstatements", found.statements.into()),
        ("out", found.out.into()),
        ("opens", w.day(&found.opens).into()),
        ("closes", w.day(&found.closes).into()),
    ];
    let file = |(name, hash): (&String, &String)| {
        w.t2("cli-consultation-import-file", "name", name.as_str(), "hash", hash.as_str())
    };
    let question = crate::told::plain(&found.question);
    let mut lines = vec![
        w.t1("cli-consultation-import-question", "question", question),
        w.say("cli-consultation-import-found", &said),
    ];
    lines.extend(found.files.iter().map(file));
    lines
}

/// What people should know of its rows.
pub fn import_notes(w: &Words, found: &ImportFound) -> Vec<String> {
    crate::groups::notes_on_rows(w, &found.notes)
}

/// The name of a language by its code; the code where nobody wrote it down.
pub fn language(w: &Words, code: &str) -> String {
    let name = format!("voice-lang-{code}");
    if w.has(&name) { w.t(&name) } else { code.to_owned() }
}

/// How people voted on a statement, in a line without the statement.
pub(crate) fn said(w: &Words, one: &Said) -> String {
    let words = [
        ("agree", if one.agree { "yes" } else { "no" }.into()),
        ("success", w.whole(u64::from(one.success)).into()),
        ("trials", w.whole(u64::from(one.trials)).into()),
        ("n", one.trials.into()),
    ];
    w.say("voice-said", &words)
}

/// What a statement says in a language of the page: itself, or a translation that somebody wrote, and in which language.
pub(crate) fn in_words<'a>(w: &Words, one: &'a StatementTold) -> (&'a str, &'a str) {
    let translated = one.translations.get(w.code()).filter(|_| one.lang != w.code());
    match translated {
        Some(text) => (text, one.translations.get_key_value(w.code()).map_or("", |(code, _)| code)),
        None => (&one.text, &one.lang),
    }
}

/// Whether groups are to be spoken of, and if not, why not.
pub(crate) fn unclear(w: &Words, told: &ResultTold) -> Vec<String> {
    told.unclear.iter().map(|why| w.t(&format!("groups-unclear-{why}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use passerelle_desk::consultations::{REASONS, Untaken};

    #[test]
    fn every_code_has_its_words() {
        for w in Words::all() {
            for code in VoiceError::CODES {
                assert!(w.has(&format!("voice-error-{code}")), "{code}");
            }
            for why in Untaken::ALL {
                assert!(w.has(&format!("voice-untaken-{}", why.code())), "{why:?}");
                assert!(w.has(&format!("finding-statement-{}", why.code())), "{why:?}");
            }
            for reason in REASONS {
                assert!(w.has(&format!("voice-reason-{reason}")), "{reason}");
            }
        }
    }
}
