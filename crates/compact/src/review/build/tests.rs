use passerelle_vocabulary::{Key, Sdgs, Text};

use super::*;
use crate::initiative::InitiativeStatus;
use crate::review::{Outlines, Part};
use crate::{Addressee, Completion, Evidence, SourceText, StakeholderKind};

fn text(words: &str) -> Text {
    Text::new(words, words)
}

fn commitment(id: &str, addressee: Addressee, indicators: &[&str]) -> Commitment {
    Commitment {
        id: id.to_owned(),
        text: SourceText::Gdc,
        kind: CommitmentKind::Commitment,
        place: text("a"),
        order: 1,
        title: text(id),
        statement: text(id),
        sdgs: Sdgs::default(),
        due: None,
        addressees: vec![addressee],
        systems: vec![],
        indicators: indicators.iter().map(|code| (*code).to_owned()).collect(),
    }
}

fn initiative(country: Option<&str>, serves: &[&str], start: &str) -> Initiative {
    Initiative {
        title: text("Dix écoles"),
        description: text("d"),
        by: Some(Key::new("actor", "us").unwrap()),
        languages: vec![],
        country: country.map(str::to_owned),
        countries: Vec::new(),
        places: vec![],
        groups: vec![],
        serves: serves.iter().map(|id| (*id).to_owned()).collect(),
        organisations: vec![],
        currency: "USD".to_owned(),
        budget: vec![],
        aims: vec![],
        evidence: vec![],
        start: start.parse().unwrap(),
        end: "2030".parse().unwrap(),
        status: InitiativeStatus::UnderWay,
        began_before_pledge: false,
        plan: None,
        part_of: vec![],
        activity: None,
        transactions: vec![],
        imported: None,
    }
}

fn known<T>(slug: &str, day: Day, record: T) -> Known<T> {
    Known { slug: slug.to_owned(), day, record }
}

fn update(of: &str, day: &str, completion: Completion, shown: bool) -> Update {
    let evidence =
        Evidence { what: "e".to_owned(), link: "https://e.example".to_owned(), hash: None };
    Update {
        title: text("t"),
        of: Key::new("initiative", of).unwrap(),
        actor: Key::new("actor", "us").unwrap(),
        day: day.parse().unwrap(),
        text: text("x"),
        completion,
        results: None,
        evidence: if shown { vec![evidence] } else { vec![] },
    }
}

fn assessment(of: &str, day: &str) -> Assessment {
    Assessment {
        title: text("t"),
        of: Key::new("initiative", of).unwrap(),
        assessor: "Adaeze".to_owned(),
        interests: "none".to_owned(),
        day: day.parse().unwrap(),
        method: text("m"),
        text: text("x"),
        completion: Completion::NotStarted,
        results: None,
        evidence: vec![Evidence {
            what: "r".to_owned(),
            link: "https://r.example".to_owned(),
            hash: None,
        }],
    }
}

fn scope(kind: ScopeKind, code: &str, countries: &[&str]) -> Scope {
    let countries = countries.iter().map(|code| (*code).to_owned()).collect();
    Scope { kind, code: code.to_owned(), name: text(code), countries, synthetic: false }
}

/// Two countries, three initiatives, words of three kinds on one of them.
struct World {
    commitments: Vec<Commitment>,
    actors: BTreeMap<String, Actor>,
    initiatives: Vec<Known<Initiative>>,
    updates: Vec<Known<Update>>,
    assessments: Vec<Known<Assessment>>,
    replies: Vec<Known<Reply>>,
    figures: BTreeMap<String, Figure>,
}

impl World {
    fn new() -> Self {
        let us = Actor {
            name: text("Us"),
            kind: StakeholderKind::CivilSociety,
            about: text("a"),
            country: Some("KEN".to_owned()),
            languages: vec![],
            website: None,
        };
        let figure = Figure {
            indicator: "internet_users".to_owned(),
            name: text("i"),
            unit: "percent".to_owned(),
            decimals: 1,
            value: Some(35.0),
            interval: Some((33.0, 37.0)),
            period: Some("2023".to_owned()),
            age: Some(3),
            status: None,
            source: None,
            target: None,
            target_year: None,
            class: None,
            spread: None,
        };
        Self {
            commitments: vec![
                commitment("gdc.1.connectivity.a", Addressee::State, &["internet_users"]),
                commitment("gdc.1.connectivity.b", Addressee::All, &[]),
                commitment("gdc.3.rights.e", Addressee::Companies, &[]),
                commitment("gdc.3.rights.f", Addressee::Companies, &[]),
            ],
            actors: BTreeMap::from([("us".to_owned(), us)]),
            initiatives: vec![
                known(
                    "b",
                    (2026, 1, 5),
                    initiative(Some("KEN"), &["gdc.1.connectivity.b"], "2027"),
                ),
                known("a", (2026, 1, 5), initiative(None, &["gdc.3.rights.e"], "2026")),
                known(
                    "t",
                    (2026, 1, 5),
                    initiative(Some("TZA"), &["gdc.1.connectivity.b"], "2026"),
                ),
            ],
            updates: vec![
                known("b/1", (2026, 2, 1), update("b", "2026-02-01", Completion::Limited, true)),
                known(
                    "b/2",
                    (2026, 3, 1),
                    update("b", "2026-03-01", Completion::Substantial, false),
                ),
            ],
            assessments: vec![known("b/1", (2026, 4, 1), assessment("b", "2026-04-01"))],
            replies: vec![],
            figures: BTreeMap::from([("internet_users".to_owned(), figure)]),
        }
    }

    fn review(&self, scope: Scope, day: &str) -> Review {
        let state = LogState {
            entries: 9,
            root: String::new(),
            moment: "2026-04-01T00:00:00Z".to_owned(),
            day: day.parse().unwrap(),
        };
        review(&Material {
            scope,
            state,
            adopted: vec![],
            commitments: &self.commitments,
            actors: &self.actors,
            endorsements: &[],
            initiatives: &self.initiatives,
            updates: &self.updates,
            assessments: &self.assessments,
            replies: &self.replies,
            figures: &self.figures,
            rates: &Rates::default(),
        })
    }
}

fn kenya() -> Scope {
    scope(ScopeKind::Country, "KEN", &["KEN"])
}

#[test]
fn a_countrys_review_holds_what_is_asked_of_it_and_what_its_own_people_do() {
    let found = World::new().review(kenya(), "2026-05-10");
    // What is asked of companies is in it where somebody at home serves it, by where their actor is.
    let ids: Vec<&str> = found.commitments.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["gdc.1.connectivity.a", "gdc.1.connectivity.b", "gdc.3.rights.e"]);
    let slugs: Vec<(&str, usize)> =
        found.contributions.iter().map(|one| (one.slug.as_str(), one.number)).collect();
    assert_eq!(slugs, [("a", 1), ("b", 2)], "by beginning; nothing of another country");
    assert_eq!(found.commitments[1].contributions, [2]);
    assert!(found.commitments[0].is_shown() && found.commitments[0].contributions.is_empty());
    assert_eq!(found.commitments[1].evidence, 2, "its own and the assessor's");
    let gaps = &found.gaps;
    assert_eq!(gaps.unserved, ["gdc.1.connectivity.a"]);
    assert_eq!(gaps.unshown, ["gdc.3.rights.e"]);
    assert_eq!(gaps.unmeasured, ["gdc.1.connectivity.b", "gdc.3.rights.e"]);
    assert_eq!((&gaps.without_evidence[..], &gaps.unassessed[..]), (&[1][..], &[1][..]));
    let tally = found.objectives[0].tally;
    assert_eq!((tally.commitments, tally.served, tally.shown), (2, 1, 2));
    assert_eq!((found.objectives[1].number, found.objectives[1].tally.contributions), (Some(3), 1));
}

#[test]
fn words_stand_side_by_side_and_wait_for_a_reply() {
    let mut world = World::new();
    // Thirty days have not passed: it is counted, and not told.
    let early = world.review(kenya(), "2026-04-30");
    assert_eq!((early.contributions[1].others.len(), early.contributions[1].held), (0, 1));
    assert_eq!((early.tally.held, early.tally.assessed), (1, 0));
    let late = world.review(kenya(), "2026-05-01");
    let one = &late.contributions[1];
    assert_eq!((one.others.len(), one.held), (1, 0));
    assert_eq!(one.own[0].completion, Completion::Substantial, "the latest first");
    assert_eq!(one.others[0].completion, Completion::NotStarted, "nothing is made of both");
    assert_eq!(one.others[0].reply, None);
    assert_eq!(one.last_shown.unwrap().to_string(), "2026-02-01", "a sign of life is no progress");
    assert_eq!(one.last_heard.to_string(), "2026-03-01");
    world.replies.push(known(
        "b/1",
        (2026, 4, 3),
        Reply {
            title: text("t"),
            to: Key::new("assessment", "b/1").unwrap(),
            actor: Key::new("actor", "us").unwrap(),
            day: "2026-04-03".parse().unwrap(),
            text: text("We disagree."),
            waived: false,
        },
    ));
    let replied = world.review(kenya(), "2026-04-03");
    let reply = replied.contributions[1].others[0].reply.as_ref().unwrap();
    assert_eq!(reply.text, text("We disagree."));
}

#[test]
fn silence_is_counted_from_the_state_of_the_log() {
    let world = World::new();
    let hearing = |day: &str| world.review(kenya(), day).contributions[1].hearing;
    assert_eq!(hearing("2027-02-28"), Hearing::Heard);
    assert_eq!(hearing("2027-03-01"), Hearing::Silent);
    assert_eq!(hearing("2028-03-01"), Hearing::Inactive);
    let tally = world.review(kenya(), "2027-03-01").tally;
    assert_eq!((tally.silent, tally.inactive), (2, 0));
}

#[test]
fn money_is_a_range_of_each_kind_and_of_each_contribution_once() {
    let mut world = World::new();
    let paid = |cents: i64| crate::Transaction {
        number: 1,
        reference: None,
        kind: crate::TransactionKind::Disbursement,
        day: "2026-02-01".parse().unwrap(),
        cents,
        currency: "USD".to_owned(),
        value_day: None,
        provider: None,
        receiver: None,
        description: Text::default(),
    };
    let serves = &mut world.initiatives[0].record.serves;
    serves.push("gdc.1.connectivity.a".to_owned());
    world.initiatives[0].record.transactions = vec![paid(500)];
    world.initiatives[2].record.transactions = vec![paid(900)];
    let found = world.review(kenya(), "2026-05-10");
    // Nobody said where it went: it may be somebody else's money too.
    assert_eq!(found.money.len(), 1);
    assert_eq!((found.money[0].range.lower, found.money[0].range.upper), (0, 500));
    let first = &found.objectives[0];
    assert_eq!(first.money, found.money, "two commitments, one contribution");
    assert_eq!(found.commitments[0].money, found.money);
    assert!(found.objectives[1].money.is_empty());
}

#[test]
fn the_world_holds_everything_and_a_group_its_own() {
    let world = World::new();
    let all = world.review(scope(ScopeKind::World, "world", &["KEN", "TZA"]), "2026-05-10");
    assert_eq!((all.commitments.len(), all.contributions.len()), (4, 3));
    let group = world.review(scope(ScopeKind::Group, "ldc", &["TZA"]), "2026-05-10");
    let slugs: Vec<&str> = group.contributions.iter().map(|one| one.slug.as_str()).collect();
    assert_eq!(slugs, ["t"]);
    // It is read back as it was written.
    let written = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Review>(&written).unwrap(), all);
}

#[test]
fn an_outline_names_what_there_is() {
    let file = |commitments: &str, holds: &str| {
        format!(
            "method = [{{ fr = 'm', en = 'm' }}]\n[[outline]]\ncode = 'c'\nname = {{ fr = 'n', en = 'n' }}\n\
             about = {{ fr = 'a', en = 'a' }}\n[[outline.chapter]]\ncode = '1'\ntitle = {{ fr = 't' }}\n\
             holds = ['{holds}']\ncommitments = {commitments}\n"
        )
    };
    let read = |commitments: &str, holds: &str| Outlines::read(&file(commitments, holds)).unwrap();
    let ids = ["gdc.1.connectivity.a", "gdc.3.rights.e"];
    let codes = |outlines: &Outlines| -> Vec<String> {
        outlines.check(ids.into_iter()).into_iter().map(|one| one.code).collect()
    };
    let sound = read("['gdc.1.connectivity', 'gdc.3.rights.e']", "commitments");
    assert_eq!(codes(&sound), ["text-missing"], "the title in English");
    let chapter = &sound.outline("c").unwrap().chapter[0];
    assert!(chapter.names("gdc.1.connectivity.a") && chapter.names("gdc.3.rights.e"));
    assert!(!chapter.names("gdc.1.connectivityx") && !chapter.names("gdc.1"));
    assert_eq!(chapter.holds, [Part::Commitments]);
    assert_eq!(codes(&read("['gdc.9']", "commitments")), ["text-missing", "unknown-commitment"]);
    let empty = codes(&read("[]", "commitments"));
    assert_eq!(empty, ["text-missing", "commitments-where-they-are-held"]);
}
