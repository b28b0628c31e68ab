//! Activities read: whole, damaged, hostile, and as we write them ourselves.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::io::Read;
use std::ops::ControlFlow;

use passerelle_exchange::iati::{
    self, Activity, Amount, Budget, Day, Days, Item, Location, Org, Participant,
    PlannedDisbursement, ProblemCode, Recipient, Report, Reported, ResultAim, Weight,
};
use passerelle_vocabulary::{Lang, Position, Text};
use proptest::prelude::*;

const TODAY: Day = Day { year: 2026, month: 11, day: 26 };

fn read(bytes: &[u8]) -> (Vec<Reported>, Report) {
    let mut found = Vec::new();
    let report = iati::read(bytes, TODAY, |item| {
        if let Item::Activity(one) = item {
            found.push(*one);
        }
        ControlFlow::Continue(())
    });
    (found, report)
}

/// Codes with line and column, in the order of the file.
fn told(report: &Report) -> Vec<(&'static str, u64, u64)> {
    report.problems.iter().map(|one| (one.code.code(), one.line, one.column)).collect()
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.problems.iter().map(|one| one.code.code()).collect()
}

const WHOLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- A comment. -->
<iati-activities version="2.03" generated-datetime="2026-11-01T00:00:00Z">
 <iati-activity xml:lang="fr" default-currency="XOF" last-updated-datetime="2026-10-01T00:00:00Z">
  <iati-identifier>
    FR-3-TG-0007
  </iati-identifier>
  <reporting-org ref="FR-3" type="10"><narrative>Agence</narrative></reporting-org>
  <title><narrative>Haut débit &amp; écoles</narrative><narrative xml:lang="en">Broadband &#38; schools</narrative></title>
  <description type="1"><narrative><![CDATA[Relier <toutes> les écoles.]]></narrative></description>
  <description type="2"><narrative>But : réussir.</narrative></description>
  <participating-org role="1" type="10" ref="FR-3"><narrative>Agence</narrative></participating-org>
  <participating-org role="4" type="10" ref="TG-GOV-1" activity-id="TG-GOV-1-77"><narrative>Ministère</narrative></participating-org>
  <activity-status code="2"/>
  <activity-date type="1" iso-date="2025-01-01"/>
  <activity-date type="2" iso-date="2025-02-01Z"/>
  <activity-date type="3" iso-date="2028-12-31"><narrative>fin</narrative></activity-date>
  <recipient-country code="TG" percentage="60"/>
  <recipient-country code="BJ" percentage="40"/>
  <location><name><narrative>Lomé</narrative></name><point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>6.13 1.22</pos></point></location>
  <sector vocabulary="1" code="22040" percentage="75"/>
  <sector code="11220" percentage="25"/>
  <sector vocabulary="99" code="X" percentage="100"/>
  <budget type="1" status="2"><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><value currency="EUR" value-date="2025-01-01">1000.5</value></budget>
  <planned-disbursement><period-start iso-date="2026-01-01"/><value value-date="2026-01-01">70</value></planned-disbursement>
  <transaction ref="T1"><transaction-type code="1"/><transaction-date iso-date="2025-03-01"/><value value-date="2025-03-02">655957</value>
   <description><narrative>Première tranche</narrative></description>
   <provider-org ref="FR-3" provider-activity-id="FR-3-PARENT"><narrative>Agence</narrative></provider-org><receiver-org receiver-activity-id="FR-3-TG-0007"/></transaction>
  <transaction><transaction-type code="4"/><transaction-date iso-date="2025-04-01"/><value currency="USD" value-date="2025-04-01">-12.345</value></transaction>
  <related-activity ref="FR-3-PARENT" type="1"/>
  <result type="1"><title><narrative>Écoles</narrative></title><indicator measure="1"><title><narrative>Écoles reliées</narrative></title>
   <baseline year="2024" value="10"/>
   <period><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><target value="50"/><actual value="44"/></period>
   <period><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/><target value="120"/></period></indicator></result>
 </iati-activity>
</iati-activities>
"#;

#[test]
fn an_activity_is_read_as_it_is_reported() {
    let (found, report) = read(WHOLE.as_bytes());
    assert_eq!(codes(&report), [""; 0]);
    assert!(report.complete && report.activities == 1 && report.transactions == 2);
    let one = &found[0];
    assert_eq!((one.line, one.column), (4, 2));
    assert_eq!(one.identifier, "FR-3-TG-0007");
    assert_eq!(one.title.exact(&Lang::fr()), Some("Haut débit & écoles"));
    assert_eq!(one.title.exact(&Lang::en()), Some("Broadband & schools"));
    let described = one.description.exact(&Lang::fr()).unwrap();
    assert_eq!(described, "Relier <toutes> les écoles.\n\nBut : réussir.");
    assert_eq!(one.participants.len(), 2);
    assert_eq!(one.participants[1].activity.as_deref(), Some("TG-GOV-1-77"));
    assert_eq!(one.actual_start, Day::read("2025-02-01"));
    assert_eq!(one.planned_end, Day::read("2028-12-31"));
    assert_eq!(one.countries.len(), 2);
    assert_eq!(one.sectors[0].vocabulary, "");
    assert_eq!(one.places[0].position, Position::new(6.13, 1.22));
    let euros = Amount { cents: 100_050, currency: "EUR".into(), day: Day::read("2025-01-01") };
    assert_eq!(one.budgets[0].amount, euros);
    assert!(one.budgets[0].is_committed);
    assert_eq!(one.disbursements[0].amount.currency, "XOF", "that of the activity");
    let (first, second) = (&one.transactions[0], &one.transactions[1]);
    assert_eq!((first.kind, first.amount.cents, first.line), (1, 65_595_700, 26));
    assert_eq!(first.amount.day, Day::read("2025-03-02"));
    assert_eq!(first.provider.as_ref().unwrap().activity.as_deref(), Some("FR-3-PARENT"));
    assert_eq!(second.amount.cents, -1_235, "rounded half away from zero");
    assert_eq!(one.related[0].kind, 1);
    assert_eq!(one.aims[0].target, (Day::read("2026-12-31").unwrap(), 120.0));
    assert_eq!(one.aims[0].baseline, Some((2024, Some(10.0))));
    assert_eq!(one.aims[0].actual, Some((Day::read("2025-12-31").unwrap(), 44.0)));
}

fn file(inside: &str) -> String {
    format!("<iati-activities version=\"2.03\">\n{inside}\n</iati-activities>\n")
}

fn activity(id: &str, inside: &str) -> String {
    format!(
        "<iati-activity xml:lang=\"en\" default-currency=\"USD\">\
         <iati-identifier>{id}</iati-identifier><reporting-org ref=\"XM-A\" type=\"40\"><narrative>A</narrative></reporting-org>\
         <title><narrative>T</narrative></title><description><narrative>D</narrative></description>\
         <participating-org role=\"4\" ref=\"XM-A\"/><activity-status code=\"2\"/>\
         <activity-date type=\"1\" iso-date=\"2025-01-01\"/><recipient-country code=\"KE\"/><sector code=\"22040\"/>\
         {inside}</iati-activity>"
    )
}

#[test]
fn everything_that_is_wrong_is_told_by_line_and_column() {
    let inside = "\n<budget><period-start iso-date=\"2025-01-01\"/><period-end iso-date=\"2026-01-01\"/><value value-date=\"2025-01-01\">1</value></budget>\
        \n<budget><period-start iso-date=\"2025-12-31\"/><period-end iso-date=\"2025-01-01\"/><value value-date=\"2025-01-01\">1</value></budget>\
        \n<budget><period-start iso-date=\"2025-02-30\"/><period-end iso-date=\"2025-12-31\"/><value value-date=\"2025-01-01\">1</value></budget>\
        \n<transaction><transaction-type code=\"14\"/><transaction-date iso-date=\"2025-01-01\"/><value value-date=\"2025-01-01\">1</value></transaction>\
        \n<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2027-01-01\"/><value value-date=\"2025-01-01\">1</value></transaction>\
        \n<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-01-01\"/><value currency=\"ZZZ\" value-date=\"2025-01-01\">1</value></transaction>\
        \n<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-01-01\"/><value value-date=\"2025-01-01\">1,000</value></transaction>\
        \n<transaction><transaction-type code=\"3\"/><value value-date=\"2025-01-01\">5</value></transaction>\
        \n<related-activity ref=\"XM-A-1\" type=\"2\"/><related-activity type=\"9\"/>\
        \n<sector code=\"1\" vocabulary=\"2\" percentage=\"50\"/><location><point><pos>100 0</pos></point></location>\
        \n<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-01-01\"/><value>7</value></transaction>";
    let (found, report) = read(file(&activity("XM-A-1", inside)).as_bytes());
    assert_eq!(
        told(&report),
        [
            ("iati-budget-too-long", 3, 1),
            ("iati-bad-period", 4, 1),
            ("iati-bad-date", 5, 9),
            ("iati-bad-code", 6, 14),
            ("iati-future", 7, 1),
            ("iati-bad-currency", 8, 83),
            ("iati-bad-amount", 9, 83),
            ("iati-missing", 10, 1),
            ("iati-bad-code", 11, 42),
            ("iati-missing", 11, 42),
            ("iati-bad-position", 12, 67),
            ("iati-missing", 13, 83),
            ("iati-percentages", 2, 1),
            ("iati-self-link", 2, 1),
        ]
    );
    // What is good of it stays.
    let one = &found[0];
    assert_eq!((one.budgets.len(), one.transactions.len(), one.related.len()), (0, 1, 0));
    assert_eq!(one.transactions[0].amount.cents, 700);
    assert_eq!(report.refused, 0);
    assert!(report.problems.iter().all(|one| one.activity == "XM-A-1"));
}

#[test]
fn a_bad_activity_does_not_lose_the_good_ones() {
    let broken = "<iati-activity><title><narrative>x</title></narrative></iati-activity>";
    let entity = "<iati-activity><iati-identifier>&evil;</iati-identifier></iati-activity>";
    let nameless = "<iati-activity><title><narrative>n</narrative></title></iati-activity>";
    let all = [
        &activity("XM-A-1", ""),
        broken,
        &activity("XM-A-2", ""),
        entity,
        nameless,
        &activity("XM-A-1", ""),
        &activity("XM-A-3", ""),
    ];
    let (found, report) = read(file(&all.join("\n")).as_bytes());
    let ids: Vec<&str> = found.iter().map(|one| one.identifier.as_str()).collect();
    assert_eq!(ids, ["XM-A-1", "XM-A-2", "XM-A-3"]);
    assert_eq!((report.activities, report.refused, report.complete), (7, 4, true));
    let told = codes(&report);
    for code in ["iati-bad-xml", "iati-entity", "iati-no-identifier", "iati-repeated"] {
        assert!(told.contains(&code), "{code}: {told:?}");
    }
}

#[test]
fn what_breaks_between_activities_is_counted_as_one() {
    let broken = "<iati-acti!\0\0\0><title><narrative>x</title></iati-activity>";
    let (found, report) = read(file(&format!("{broken}{}", activity("XM-A-1", ""))).as_bytes());
    assert_eq!((found.len(), report.activities, report.refused), (1, 2, 1), "{report:?}");
}

#[test]
fn a_file_cut_anywhere_keeps_what_came_before() {
    let all: Vec<String> = (0..3).map(|n| activity(&format!("XM-A-{n}"), "")).collect();
    let whole = file(&all.join("\n"));
    for end in 0..whole.len() {
        let (found, report) = read(&whole.as_bytes()[..end]);
        let closed = whole[..end].matches("</iati-activity>").count();
        assert_eq!(found.len(), closed, "{end}");
        assert!(!report.complete || closed == 3, "{end}: {report:?}");
    }
    let cut = &whole.as_bytes()[..whole.len() / 2];
    assert!(codes(&read(cut).1).contains(&"iati-cut-short"));
}

#[test]
fn bombs_and_depths_take_no_memory() {
    let bomb = format!(
        "<!DOCTYPE iati-activities [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>{}",
        file(&activity("XM-A-1", "<title><narrative>&b;</narrative></title>"))
    );
    let (found, report) = read(bomb.as_bytes());
    assert_eq!((found.len(), codes(&report)), (0, vec!["iati-doctype", "iati-entity"]));
    let deep = file(&format!("<iati-activity>{}", "<a>".repeat(100_000)));
    assert_eq!(codes(&read(deep.as_bytes()).1), ["iati-too-deep"]);
    // A text without an end, and an activity without one.
    let long = std::io::repeat(b'x').take(100 << 20);
    let report =
        iati::read(b"<iati-activities version=\"2.03\"><iati-activity>".chain(long), TODAY, |_| {
            ControlFlow::Continue(())
        });
    assert_eq!(codes(&report), ["iati-too-long"]);
}

/// The same element without end.
struct Endless(&'static [u8], usize);

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        for byte in into.iter_mut() {
            *byte = self.0[self.1 % self.0.len()];
            self.1 += 1;
        }
        Ok(into.len())
    }
}

#[test]
fn an_activity_beyond_the_limit_is_left_out_with_its_line() {
    let start = &b"<iati-activities version=\"2.03\">\n<iati-activity><iati-identifier>XM-A-9</iati-identifier>"[..];
    let big = Endless(b"<sector code=\"1\"/>\n", 0).take(70 << 20);
    let rest = format!("</iati-activity>{}</iati-activities>", activity("XM-A-2", ""));
    let mut found = Vec::new();
    let report = iati::read(start.chain(big).chain(rest.as_bytes()), TODAY, |item| {
        found.push(item);
        ControlFlow::Continue(())
    });
    assert!(codes(&report).contains(&"iati-too-large"), "{:?}", codes(&report));
    assert!(
        matches!(&found[..], [Item::Refused(None), Item::Activity(one)] if one.identifier == "XM-A-2")
    );
}

#[test]
fn encodings_are_read_or_told() {
    let text = file(&activity("XM-A-1", "<title><narrative>Éducation</narrative></title>"));
    let title = |bytes: &[u8]| {
        let (found, report) = read(bytes);
        (found.first().map(|one| one.title.get(&Lang::en()).to_owned()), codes(&report))
    };
    let expected = (Some("T\n\nÉducation".to_owned()), vec![]);
    assert_eq!(title(text.as_bytes()), expected);
    assert_eq!(title(format!("\u{feff}{text}").as_bytes()), expected);
    let latin = |declared: &str| -> Vec<u8> {
        format!("{declared}{text}").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    };
    assert_eq!(title(&latin("<?xml version=\"1.0\" encoding='ISO-8859-1'?>")), expected);
    let (none, told) = title(&latin("<?xml version=\"1.0\"?>"));
    assert_eq!((none, told), (None, vec!["iati-bad-encoding"]));
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    assert_eq!(title(&little), expected, "without a mark");
    assert_eq!(title(&big), expected);
    assert_eq!(title(&[&[0xff, 0xfe][..], &little].concat()), expected);
    let unknown = latin("<?xml version=\"1.0\" encoding=\"KLINGON-8\"?>");
    assert_eq!(title(&unknown).1, ["iati-encoding-unknown"]);
}

#[test]
fn what_is_no_file_of_activities_is_told() {
    let first = |text: &str| {
        let (found, report) = read(text.as_bytes());
        assert!(found.is_empty() && !report.complete, "{text}");
        codes(&report).first().copied()
    };
    assert_eq!(first(""), Some("iati-empty"));
    assert_eq!(first("a,b\n1,2\n"), Some("iati-not-xml"));
    assert_eq!(first("{\"a\": 1}"), Some("iati-not-xml"));
    assert_eq!(first("<html><body></body></html>"), Some("iati-not-activities"));
    assert_eq!(first("<iati-organisations version=\"2.03\"/>"), Some("iati-organisations"));
    assert_eq!(first("<iati-activities version=\"1.04\"/>"), Some("iati-version-one"));
    assert_eq!(first("<iati-activities version=\"3\"/>"), Some("iati-version-unknown"));
    for version in ["2.01", "2.02"] {
        let text = file(&activity("XM-A-1", "")).replace("2.03", version);
        let (found, report) = read(text.as_bytes());
        assert_eq!((found.len(), codes(&report)), (1, vec!["iati-version-older"]));
    }
}

#[test]
fn what_the_standard_asks_for_and_is_not_there_is_told() {
    let bare = "<iati-activity><iati-identifier>XM-B-1</iati-identifier><title><narrative>T</narrative></title>\
                <activity-date type=\"4\" iso-date=\"2025-01-01\"/></iati-activity>";
    let (found, report) = read(file(bare).as_bytes());
    assert_eq!(found.len(), 1, "it can be shown all the same");
    let lacking: Vec<&str> = report
        .problems
        .iter()
        .filter(|one| one.code == ProblemCode::Lacking)
        .map(|one| one.element.as_str())
        .collect();
    assert_eq!(lacking.len(), 7, "{lacking:?}");
    assert!(codes(&report).contains(&"iati-no-language"));
    assert_eq!(report.count(Weight::Activity), 0);
    let (found, report) = read(file(&activity("XM/A 1", "")).as_bytes());
    assert_eq!((found.len(), codes(&report)), (0, vec!["iati-bad-identifier"]));
}

/// A file of any size takes the memory of one activity: a gigabyte is read through a reader that keeps nothing.
#[test]
fn a_large_file_is_read_as_a_stream() {
    let one = activity("XM-A-%", "<sector code=\"22040\"/>");
    let mut text = String::new();
    for number in 0..2_000 {
        let _ = write!(text, "{}", one.replace('%', &number.to_string()));
    }
    let start = &b"<iati-activities version=\"2.03\">"[..];
    let rest = &b"</iati-activities>"[..];
    let mut most = 0;
    let mut seen = 0;
    let report = iati::read(start.chain(text.as_bytes()).chain(rest), TODAY, |_| {
        seen += 1;
        most = most.max(seen);
        ControlFlow::Continue(())
    });
    assert_eq!((report.activities, most), (2_000, 2_000));
    // Whoever has heard enough hears no more.
    let mut heard = 0;
    let report = iati::read(start.chain(text.as_bytes()).chain(rest), TODAY, |_| {
        heard += 1;
        if heard == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((heard, report.complete), (3, false));
}

fn word() -> impl Strategy<Value = String> {
    "[A-Za-zéèü<&>\"' ]{0,12}[A-Za-zéü]".prop_map(|text: String| text.trim().to_owned())
}

prop_compose! {
    fn texts()(fr in word(), en in word()) -> Text { Text::new(fr, en) }
}

prop_compose! {
    fn org()(name in word(), reference in proptest::option::of("[A-Z]{2}-[A-Z0-9]{1,9}")) -> Org {
        Org { name, reference, kind: "40" }
    }
}

fn days(year: i32) -> Days {
    Days { first: format!("{year:04}-01-01"), last: format!("{year:04}-12-31") }
}

prop_compose! {
    fn written()(
        identifier in "[A-Z]{2}-[A-Z]{3}-[A-Za-z0-9]{1,12}",
        reporting in org(), title in texts(), description in texts(),
        participants in proptest::collection::vec(org(), 1..4),
        status in 1..=6u8, country in prop_oneof!["KE", "TG"],
        place in (word(), -90.0..90.0f64, -180.0..180.0f64),
        cents in proptest::collection::vec(1..1_000_000_000_000i64, 0..5),
        provider in proptest::option::of(org()),
        parents in proptest::collection::vec("[A-Z]{2}-[0-9]{1,5}", 0..3),
        aim in (texts(), proptest::option::of(0.0..1e6f64), 0.0..1e6f64, proptest::option::of((2024..=2026i32, 0.0..1e6f64))),
    ) -> Activity {
        let status = ["1", "2", "3", "2", "5", "6"][usize::from(status - 1)];
        let budgets = (2025..).zip(&cents);
        let reporting = Org { reference: Some("XM-DAC-1".to_owned()), ..reporting };
        Activity {
            identifier,
            title, description, status,
            participants: participants.into_iter().map(|org| Participant { org, role: "4" }).collect(),
            dates: vec![("1", "2025-01-01".to_owned()), ("3", "2031-12-31".to_owned())],
            recipient: Recipient::Countries(vec![(country, 100.0)]),
            locations: vec![Location { name: place.0, position: Position::new(place.1, place.2) }],
            sector: "22040",
            goals: vec![9],
            budgets: budgets.clone().map(|(year, cents)| Budget { days: days(year), cents: *cents, status: "2" }).collect(),
            disbursements: budgets
                .map(|(year, cents)| PlannedDisbursement {
                    days: days(year), cents: *cents, provider: provider.clone(), receiver: Some(reporting.clone()),
                })
                .collect(),
            capital_percentage: Some(50.0),
            transactions: Vec::new(),
            parents,
            aims: vec![ResultAim {
                title: aim.0, measure: "1", baseline: aim.1.map(|value| (2024, value)), period: days(2026), target: aim.2, actual: aim.3,
            }],
            currency: "USD".to_owned(),
            updated: "2026-11-26T00:00:00Z".to_owned(),
            reporting,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What we write is read back as it was, and nothing is wrong with it.
    #[test]
    fn what_is_written_is_read_back(one in written()) {
        let mut bytes = Vec::new();
        iati::write([&one], "2026-11-26T00:00:00Z", &mut bytes).unwrap();
        let (found, report) = read(&bytes);
        prop_assert!(report.problems.is_empty(), "{:?}", report.problems);
        let back = &found[0];
        prop_assert_eq!(&back.identifier, &one.identifier);
        let texts = |text: &Text| -> Vec<(String, String)> {
            text.iter().map(|(lang, words)| (lang.code().to_owned(), words.trim().to_owned())).collect()
        };
        prop_assert_eq!(texts(&back.title), texts(&one.title));
        prop_assert_eq!(texts(&back.description), texts(&one.description));
        prop_assert_eq!(back.participants.len(), one.participants.len());
        for (read, written) in back.participants.iter().zip(&one.participants) {
            prop_assert_eq!(&read.name, written.org.name.trim());
            prop_assert_eq!(&read.reference, &written.org.reference);
        }
        prop_assert_eq!(back.status.map(|code| code.to_string()), Some(one.status.to_owned()));
        let cents = |all: &[iati::PeriodMoney]| all.iter().map(|one| one.amount.cents).collect::<Vec<_>>();
        let expected: Vec<i64> = one.budgets.iter().map(|budget| budget.cents).collect();
        prop_assert_eq!(cents(&back.budgets), expected.clone());
        prop_assert_eq!(cents(&back.disbursements), expected);
        let parents: Vec<&String> = back.related.iter().map(|related| &related.identifier).collect();
        prop_assert_eq!(parents, one.parents.iter().collect::<Vec<_>>());
        prop_assert_eq!(back.aims[0].target.1, one.aims[0].target);
        prop_assert_eq!(back.aims[0].actual.map(|(day, value)| (day.year, value)), one.aims[0].actual);
        prop_assert_eq!(back.aims[0].baseline.and_then(|one| one.1), one.aims[0].baseline.map(|one| one.1));
        let (read, written) = (back.places[0].position.unwrap(), one.locations[0].position.unwrap());
        prop_assert!((read.lat - written.lat).abs() < 1e-5 && (read.lon - written.lon).abs() < 1e-5);
    }

    #[test]
    fn anything_at_all_is_read_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (_, report) = read(&bytes);
        prop_assert!(!report.problems.is_empty());
    }

    /// A byte changed anywhere: read or told, never a fault.
    #[test]
    fn a_changed_byte_is_read_or_told(at in 0..WHOLE.len(), byte in any::<u8>()) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        bytes[at] = byte;
        let (found, report) = read(&bytes);
        prop_assert!(!found.is_empty() || !report.problems.is_empty());
    }
}
