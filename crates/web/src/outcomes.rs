//! What comes of consultations, in words that pages and the terminal have in common.

use passerelle_desk::outcomes::{Answered, Held, OutcomeError, RecommendationView, SisterView};
use passerelle_desk::{Desk, written_time};
use passerelle_vocabulary::Finding;

use crate::words::Words;

/// Why something is not done, and what to do: a line for each problem.
pub fn explain(w: &Words, error: &OutcomeError) -> Vec<String> {
    match error {
        OutcomeError::Unsound(found) => found.iter().map(|one| finding(w, one)).collect(),
        other => vec![w.t(&format!("outcome-error-{}", other.code()))],
    }
}

/// A problem of something that was typed: in which field, what is wrong and what to do, what was found.
fn finding(w: &Words, one: &Finding) -> String {
    let (name, number) = match one.field.rsplit_once('_') {
        Some((name, number)) if number.parse::<u32>().is_ok() => (name, number),
        _ => (one.field.split('.').next().unwrap_or_default(), ""),
    };
    let field = format!("outcome-field-{name}");
    let number = if number.is_empty() { String::new() } else { format!("\u{a0}{number}") };
    let field = if w.has(&field) { w.t1(&field, "number", number) } else { one.field.clone() };
    let code = format!("finding-{}", one.code);
    let text = if w.has(&code) { w.t(&code) } else { one.code.clone() };
    let said = [
        ("field", field.into()),
        ("text", text.into()),
        ("found", crate::told::plain(&one.found).into()),
    ];
    let has = if one.found.is_empty() { "outcome-finding" } else { "outcome-finding-found" };
    w.say(has, &said)
}

/// Where a recommendation stands: what was answered and when, or that nothing was, and for how long.
pub fn standing(w: &Words, desk: &Desk, view: &RecommendationView) -> String {
    let day = match &view.answer {
        Some((answer, _)) => &answer.day,
        None => &view.recommendation.due,
    };
    let late = if view.state == Answered::Overdue { view.late(desk) } else { 0 };
    let said =
        [("state", view.state.code().into()), ("day", w.day(day).into()), ("late", late.into())];
    w.say("outcome-state", &said)
}

/// How people voted on a statement.
pub fn held(w: &Words, held: Held) -> String {
    let words = [
        ("agrees", w.whole(u64::from(held.agrees)).into()),
        ("disagrees", w.whole(u64::from(held.disagrees)).into()),
        ("passes", w.whole(u64::from(held.passes)).into()),
        ("n", held.all().into()),
    ];
    w.say("voice-tally", &words)
}

/// What was found at a sister process, in a sentence.
pub fn found(w: &Words, one: &SisterView) -> String {
    match one.looked {
        Some((found, at)) => {
            let moment = written_time(at);
            let day = w.day(moment.get(..10).unwrap_or_default());
            w.t1(&format!("sister-found-{}", found.code()), "day", day)
        }
        None => w.t("sister-found-none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use passerelle_desk::outcomes::{SisterFound, SisterKind, Verdict};

    #[test]
    fn every_code_has_its_words() {
        for w in Words::all() {
            for code in OutcomeError::CODES {
                assert!(w.has(&format!("outcome-error-{code}")), "{code}");
            }
            for verdict in Verdict::ALL {
                assert!(w.has(&format!("outcome-verdict-{}", verdict.code())), "{verdict:?}");
            }
            for kind in SisterKind::ALL {
                assert!(w.has(&format!("sister-kind-{}", kind.code())), "{kind:?}");
            }
            for found in SisterFound::ALL {
                assert!(w.has(&format!("sister-found-{}", found.code())), "{found:?}");
            }
            for code in [
                "recommendation-of",
                "recommendation-to",
                "recommendation-due",
                "recommendation-grounds",
                "recommendation-statement",
                "recommendation-no-body",
                "recommendation-unreadable",
                "answer-reasons",
                "answer-verdict",
                "answer-to",
                "step-text",
                "step-link",
                "step-links",
                "step-unknown",
                "agenda-reason",
                "agenda-declined",
                "agenda-consultation",
                "agenda-full",
                "sister-address",
                "sister-kind",
                "sister-most",
                "sister-title",
                "sister-language",
            ] {
                assert!(w.has(&format!("finding-{code}")), "{code}");
            }
            for news in ["recommended", "overdue", "answered", "followed-up"] {
                assert!(w.has(&format!("mail-{news}")), "{news}");
                assert!(w.has(&format!("mail-{news}-subject")), "{news}");
            }
        }
    }
}
