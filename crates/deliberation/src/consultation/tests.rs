use super::*;

fn consultation() -> Consultation {
    Consultation {
        question: Text::new("Que faire du réseau ?", "What about the network?"),
        background: Text::new("…", "…"),
        easy: None,
        by: Some(Key::new("actor", "a").unwrap()),
        country: Some("KEN".to_owned()),
        languages: vec![Lang::fr(), Lang::new("sw"), Lang::new("pt-BR")],
        who: Who::Open,
        quotas: Vec::new(),
        opens: "2026-11-26".to_owned(),
        closes: "2026-12-31".to_owned(),
        moderation: Moderated::Before,
        limits: Limits::default(),
        asked: Vec::new(),
        counting: Counting { min_votes: 7, seed_hash: "0".repeat(64), seed: None },
        frozen: None,
        imported: None,
    }
}

#[test]
fn what_is_wrong_is_said_by_field() {
    let mut one = consultation();
    assert_eq!(one.check(), vec![]);
    assert_eq!(one.facets()["language"], ["fr", "sw", "pt-br"]);
    assert_eq!(one.links()[0].to.to_string(), "actor/a");
    one.by = Some(Key::new("initiative", "a").unwrap());
    one.country = Some("Kenya".to_owned());
    one.languages = vec![Lang::new("Français"), Lang::new("")];
    one.opens = "2026-02-29".to_owned();
    one.limits.length = 0;
    one.quotas = vec![Quota { group: "A b".to_owned(), places: 0 }];
    one.question = Text::default();
    let fields: Vec<String> = one.check().into_iter().map(|one| one.field).collect();
    let expected = [
        "question",
        "by",
        "country",
        "languages",
        "languages",
        "opens",
        "quotas",
        "quotas",
        "quotas",
        "limits.length",
    ];
    assert_eq!(fields, expected);
    one = Consultation { closes: "2026-11-25".to_owned(), who: Who::Panel, ..consultation() };
    let codes: Vec<String> = one.check().into_iter().map(|one| one.code).collect();
    assert_eq!(codes, ["ends-before-it-begins", "consultation-quotas"]);
}

#[test]
fn it_opens_and_closes_with_its_days() {
    let one = consultation();
    for (day, phase) in [
        ("2026-11-25", Phase::Coming),
        ("2026-11-26", Phase::Open),
        ("2026-12-31", Phase::Open),
        ("2027-01-01", Phase::Closed),
    ] {
        assert_eq!(one.phase(day), phase, "{day}");
    }
}

#[test]
fn days_and_languages_are_read() {
    for day in ["2028-02-29", "2026-12-31", "1999-01-01"] {
        assert!(is_day(day), "{day}");
    }
    for none in [
        "",
        "2026",
        "2026-13-01",
        "2026-04-31",
        "2026-1-01",
        "2026/01/01",
        "2026-01-011",
        "２026-01-1",
    ] {
        assert!(!is_day(none), "{none}");
    }
    assert!(
        is_language("ckb") && is_language("zh-hant") && !is_language("x") && !is_language("fr-")
    );
}

#[test]
fn a_decision_has_a_reason_or_shows() {
    let of = Key::new("consultation", "a").unwrap();
    let mut one = StatementDecision {
        title: Text::new("?", "?"),
        consultation: of,
        statement: 3,
        translation: None,
        shown: true,
        because: String::new(),
    };
    assert_eq!(one.check(), vec![]);
    one.shown = false;
    assert_eq!(one.check()[0].code, "consultation-reason");
    one.because = "copy".to_owned();
    assert_eq!(one.check(), vec![]);
    one.because = "because".to_owned();
    assert_eq!(one.check()[0].field, "because");
}
