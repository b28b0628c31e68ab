//! Activities of IATI 2.03: what is written keeps to the standard's schema, and reads back as it was.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use passerelle_exchange::iati::{
    Activity, Budget, Days, IatiError, Location, Org, Participant, PlannedDisbursement, Recipient,
    ResultAim, Transaction, TransactionEnd, write,
};
use passerelle_vocabulary::{Position, Text};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Children of an element in the order of the schema (iati-activities-schema.xsd 2.03, those that are written), and
/// the attributes that it needs.
const SCHEMA: &[(&str, &[&str], &[&str])] = &[
    ("iati-activities", &["iati-activity"], &["version"]),
    (
        "iati-activity",
        &[
            "iati-identifier",
            "reporting-org",
            "title",
            "description",
            "participating-org",
            "activity-status",
            "activity-date",
            "recipient-country",
            "recipient-region",
            "location",
            "sector",
            "tag",
            "budget",
            "planned-disbursement",
            "capital-spend",
            "transaction",
            "related-activity",
            "result",
        ],
        &[],
    ),
    ("iati-identifier", &[], &[]),
    ("reporting-org", &["narrative"], &["ref", "type"]),
    ("title", &["narrative"], &[]),
    ("description", &["narrative"], &[]),
    ("narrative", &[], &[]),
    ("participating-org", &["narrative"], &["role"]),
    ("activity-status", &[], &["code"]),
    ("activity-date", &[], &["type", "iso-date"]),
    ("recipient-country", &[], &["code"]),
    ("recipient-region", &[], &["code"]),
    ("location", &["location-reach", "name", "point", "exactness"], &[]),
    ("location-reach", &[], &["code"]),
    ("name", &["narrative"], &[]),
    ("point", &["pos"], &["srsName"]),
    ("pos", &[], &[]),
    ("exactness", &[], &["code"]),
    ("sector", &[], &["code"]),
    ("tag", &[], &["code", "vocabulary"]),
    ("budget", &["period-start", "period-end", "value"], &[]),
    ("period-start", &[], &["iso-date"]),
    ("period-end", &[], &["iso-date"]),
    ("value", &[], &["value-date"]),
    (
        "planned-disbursement",
        &["period-start", "period-end", "value", "provider-org", "receiver-org"],
        &[],
    ),
    ("provider-org", &["narrative"], &[]),
    ("receiver-org", &["narrative"], &[]),
    ("capital-spend", &[], &["percentage"]),
    (
        "transaction",
        &[
            "transaction-type",
            "transaction-date",
            "value",
            "description",
            "provider-org",
            "receiver-org",
        ],
        &[],
    ),
    ("transaction-type", &[], &["code"]),
    ("transaction-date", &[], &["iso-date"]),
    ("related-activity", &[], &["ref", "type"]),
    ("result", &["title", "indicator"], &["type"]),
    ("indicator", &["title", "baseline", "period"], &["measure"]),
    ("baseline", &[], &["year"]),
    ("period", &["period-start", "period-end", "target", "actual"], &[]),
    ("target", &[], &[]),
    ("actual", &[], &[]),
];

/// Elements that an activity has exactly once.
const ONCE: [&str; 5] =
    ["iati-identifier", "reporting-org", "title", "description", "activity-status"];

fn schema(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    let found = SCHEMA.iter().find(|(known, ..)| *known == name);
    let (_, children, attributes) =
        found.unwrap_or_else(|| panic!("{name} is not in the standard"));
    (children, attributes)
}

/// Walks a document and holds it against the schema; gives texts by their path.
fn hold(xml: &str) -> BTreeMap<String, Vec<String>> {
    struct Open {
        name: String,
        last: usize,
        children: Vec<String>,
    }
    let mut reader = Reader::from_str(xml);
    let (mut open, mut texts): (Vec<Open>, BTreeMap<String, Vec<String>>) = Default::default();
    let enter = |open: &mut Vec<Open>, start: &BytesStart<'_>| {
        let name = start.name().as_ref().to_owned();
        let (_, needed) = schema(&name);
        for attribute in needed {
            let there = start.try_get_attribute(attribute).unwrap();
            assert!(there.is_some_and(|one| !one.value.is_empty()), "{name} needs {attribute}");
        }
        if let Some(parent) = open.last_mut() {
            let (children, _) = schema(&parent.name);
            let place = children.iter().position(|child| *child == name);
            let place = place.unwrap_or_else(|| panic!("{} has no {name}", parent.name));
            assert!(place >= parent.last, "{name} is out of its order in {}", parent.name);
            parent.last = place;
            parent.children.push(name.clone());
        }
        Open { name, last: 0, children: Vec::new() }
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let one = enter(&mut open, &start);
                open.push(one);
            }
            Event::Empty(start) => drop(enter(&mut open, &start)),
            Event::Text(text) => {
                let text = text.xml_content(quick_xml::XmlVersion::Explicit1_0);
                let path: Vec<&str> = open.iter().map(|one| one.name.as_str()).collect();
                let entry = texts.entry(path.join("/")).or_default();
                if entry.is_empty() || !text.trim().is_empty() {
                    entry.push(text.into_owned());
                }
            }
            Event::GeneralRef(reference) => {
                let path: Vec<&str> = open.iter().map(|one| one.name.as_str()).collect();
                let name = reference.xml_content(quick_xml::XmlVersion::Explicit1_0);
                texts.entry(path.join("/")).or_default().push(format!("&{name};"));
            }
            Event::End(_) => {
                let one = open.pop().unwrap();
                if one.name == "iati-activity" {
                    for name in ONCE {
                        let times = one.children.iter().filter(|child| *child == name).count();
                        assert_eq!(times, 1, "{name}");
                    }
                    for name in ["participating-org", "activity-date", "sector"] {
                        assert!(one.children.iter().any(|child| child == name), "{name}");
                    }
                }
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn org(name: &str, reference: Option<&str>) -> Org {
    Org { name: name.to_owned(), reference: reference.map(str::to_owned), kind: "10" }
}

fn days(year: i32) -> Days {
    Days { first: format!("{year}-01-01"), last: format!("{year}-12-31") }
}

fn activity() -> Activity {
    let ministry = org("Ministère & Cie <b>\u{1}", Some("ST-GOV-1"));
    Activity {
        identifier: "ST-GOV-1-schools".to_owned(),
        reporting: ministry.clone(),
        title: Text::new("Écoles", "Schools \"all\""),
        description: Text::new("", "For everyone & more"),
        participants: vec![
            Participant { org: ministry.clone(), role: "2" },
            Participant { org: org("Fund", None), role: "1" },
        ],
        status: "1",
        dates: vec![("1", "2027-01-01".to_owned()), ("3", "2036-12-31".to_owned())],
        recipient: Recipient::Countries(vec![("ST".to_owned(), 100.0)]),
        locations: vec![
            Location { name: "North".to_owned(), position: Position::new(0.337, 6.731) },
            Location { name: "Nowhere".to_owned(), position: None },
        ],
        sector: "22040",
        goals: vec![4, 9],
        budgets: vec![
            Budget { days: days(2027), cents: 123_456, status: "2" },
            Budget { days: days(2027), cents: 5, status: "1" },
        ],
        disbursements: vec![
            PlannedDisbursement {
                days: days(2027),
                cents: 123_456,
                provider: Some(org("Fund", None)),
                receiver: Some(ministry),
            },
            PlannedDisbursement { days: days(2027), cents: 5, provider: None, receiver: None },
        ],
        capital_percentage: Some(33.333),
        transactions: vec![
            Transaction {
                reference: Some("17 & 18".to_owned()),
                kind: 3,
                day: "2027-03-01".to_owned(),
                cents: 120_050,
                currency: "EUR".to_owned(),
                value_day: "2027-03-02".to_owned(),
                description: Text::new("Câbles", "Cables"),
                provider: None,
                receiver: Some(TransactionEnd {
                    name: "Région <Nord>".to_owned(),
                    reference: Some("ST-GOV-2".to_owned()),
                    activity: Some("ST-GOV-2-north".to_owned()),
                }),
            },
            Transaction {
                reference: None,
                kind: 1,
                day: "2027-01-15".to_owned(),
                cents: -5,
                currency: "USD".to_owned(),
                value_day: "2027-01-15".to_owned(),
                description: Text::default(),
                provider: Some(TransactionEnd {
                    reference: Some("XM-DAC-1".to_owned()),
                    ..TransactionEnd::default()
                }),
                receiver: None,
            },
        ],
        parents: vec!["XM-DAC-1-p".to_owned()],
        aims: vec![ResultAim {
            title: Text::new("Écoles", "Schools"),
            measure: "1",
            baseline: Some((2026, 4.0)),
            period: days(2027),
            target: 69.0,
            actual: Some((2025, 31.0)),
        }],
        currency: "USD".to_owned(),
        updated: "2026-11-26T08:40:00Z".to_owned(),
    }
}

fn written(activity: &Activity) -> Result<String, IatiError> {
    let mut out = Vec::new();
    write([activity], "2026-11-26T09:00:00Z", &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn what_is_written_keeps_to_the_schema() {
    let xml = written(&activity()).unwrap();
    let texts = hold(&xml);
    let at = |path: &str| texts[&format!("iati-activities/iati-activity/{path}")].join("|");
    assert_eq!(at("iati-identifier"), "ST-GOV-1-schools");
    assert!(at("budget/value").contains("1234.56|0.05"), "{}", at("budget/value"));
    assert!(at("title/narrative").contains("Schools"), "{}", at("title/narrative"));
    assert_eq!(at("transaction/value"), "1200.50|-0.05");
    let to = "<receiver-org ref=\"ST-GOV-2\" receiver-activity-id=\"ST-GOV-2-north\">";
    assert!(xml.contains(to) && xml.contains("<transaction ref=\"17 &amp; 18\">"), "{xml}");
    assert!(xml.contains("<provider-org ref=\"XM-DAC-1\"/>"), "{xml}");
    // Nothing of a text is taken for markup, and what XML cannot hold is gone.
    assert!(xml.contains("Ministère &amp; Cie &lt;b&gt; </narrative>"), "{xml}");
    assert!(xml.contains("<narrative xml:lang=\"fr\">Écoles</narrative>"), "{xml}");
    assert!(!xml.contains("<narrative xml:lang=\"fr\"></narrative>"), "an empty text is none");
    let region = Activity { recipient: Recipient::Region("998"), ..activity() };
    hold(&written(&region).unwrap());
}

#[test]
fn what_the_standard_needs_is_asked_for() {
    let nameless = Org { reference: None, ..activity().reporting };
    let cases = [
        (Activity { reporting: nameless, ..activity() }, "reporting-org/@ref"),
        (Activity { title: Text::default(), ..activity() }, "title"),
        (Activity { description: Text::default(), ..activity() }, "description"),
        (Activity { participants: Vec::new(), ..activity() }, "participating-org"),
        (Activity { dates: vec![("3", "2036-12-31".to_owned())], ..activity() }, "activity-date"),
    ];
    for (activity, expected) in cases {
        match written(&activity) {
            Err(IatiError::Needs { element, .. }) => assert_eq!(element, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
}
