use super::*;

fn key(written: &str) -> Key {
    written.parse().unwrap()
}

fn recommendation() -> Recommendation {
    Recommendation {
        title: Text::new("Relier", "Connect"),
        text: Text::new("Relier chaque école.", "Connect each school."),
        of: key("consultation/reseau"),
        to: key("actor/ministere"),
        country: None,
        published: "2026-12-01".to_owned(),
        due: "2027-03-01".to_owned(),
        grounds: vec![Ground {
            statement: 2,
            text: "Prices are too high.".to_owned(),
            lang: "en".to_owned(),
            held: Held { agrees: 3, disagrees: 2, passes: 1 },
            groups: Vec::new(),
        }],
        result_sha256: String::new(),
    }
}

fn codes(found: &[Finding]) -> Vec<(&str, &str)> {
    found.iter().map(|one| (one.field.as_str(), one.code.as_str())).collect()
}

#[test]
fn everything_wrong_with_a_recommendation_is_told_at_once() {
    let sound = recommendation();
    assert_eq!(sound.check(), []);
    assert_eq!(sound.grounds[0].held.all(), 6);
    let twice = Recommendation {
        title: Text::default(),
        of: key("initiative/a"),
        to: key("consultation/reseau"),
        due: "2026-12-01".to_owned(),
        grounds: vec![sound.grounds[0].clone(), sound.grounds[0].clone()],
        ..sound.clone()
    };
    let expected = [
        ("title", "text-missing"),
        ("of", "recommendation-of"),
        ("to", "recommendation-to"),
        ("due", "recommendation-due"),
        ("statements", "repeated"),
    ];
    assert_eq!(codes(&twice.check()), expected);
    let none = Recommendation { due: "soon".to_owned(), grounds: Vec::new(), ..sound };
    assert_eq!(
        codes(&none.check()),
        [("due", "not-a-day"), ("statements", "recommendation-grounds")]
    );
}

#[test]
fn whoever_does_not_accept_all_gives_reasons() {
    for verdict in Verdict::ALL {
        let silent = RecommendationAnswer {
            title: Text::default(),
            to: key("recommendation/reseau/1"),
            actor: key("actor/ministere"),
            verdict,
            text: Text::new(" ", ""),
            day: "2027-01-01".to_owned(),
        };
        let found = silent.check();
        assert_eq!(
            codes(&found).contains(&("text", "answer-reasons")),
            verdict != Verdict::Accepted
        );
        let said = RecommendationAnswer { text: Text::new("Faute de crédits.", ""), ..silent };
        assert_eq!(said.check(), []);
        assert_eq!(Verdict::of(verdict.code()), Some(verdict));
    }
    assert_eq!(Verdict::of("perhaps"), None);
}

#[test]
fn a_step_is_carried_out_by_commitments_and_initiatives() {
    let step = RecommendationStep {
        title: Text::default(),
        of: key("recommendation/reseau/1"),
        actor: key("actor/ministere"),
        day: "2027-02-01".to_owned(),
        text: Text::new("Le marché est attribué.", ""),
        links: vec![key("initiative/ecoles"), key("commitment/gdc.1.connectivity.a")],
    };
    assert_eq!(step.check(), []);
    assert_eq!(Record::links(&step).len(), 3);
    let wrong = RecommendationStep {
        text: Text::default(),
        links: vec![key("actor/a"), key("initiative/a"), key("initiative/a")],
        day: "2027-02-30".to_owned(),
        ..step
    };
    let expected = [
        ("text", "step-text"),
        ("day", "not-a-day"),
        ("links", "step-link"),
        ("links", "repeated"),
    ];
    assert_eq!(codes(&wrong.check()), expected);
}

#[test]
fn a_day_says_whether_an_answer_is_overdue() {
    let on = |today, verdict| Answered::on(today, "2027-03-01", verdict);
    assert_eq!(on("2027-03-01", None), Answered::Waiting, "the last day counts");
    assert_eq!(on("2027-03-02", None), Answered::Overdue);
    assert_eq!(on("2027-03-02", Some(Verdict::InPart)), Answered::InPart);
    assert!(!Answered::Overdue.has_answer() && Answered::Declined.has_answer());
    let sorted = {
        let mut all = Answered::ALL;
        all.sort();
        all
    };
    assert_eq!(sorted, Answered::ALL, "without an answer first");
}
