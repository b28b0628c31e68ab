//! Consultations in words that pages and the terminal have in common.

use passerelle_desk::consultations::told::{ResultTold, Said, StatementTold};
use passerelle_desk::consultations::{ConsultationView, Phase, VoiceError};

use crate::told::wait;
use crate::words::Words;

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
