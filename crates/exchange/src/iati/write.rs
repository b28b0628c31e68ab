//! Activities as XML, in the order of the standard's schema.

use std::io::{self, Write};

use passerelle_vocabulary::{Lang, Text};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{
    Activity, Budget, Days, Location, Org, Participant, PlannedDisbursement, Recipient, ResultAim,
    Transaction, TransactionEnd,
};
use crate::xml::{element, plain};

/// Why activities cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum IatiError {
    /// The standard needs something that an activity does not have: which element.
    #[error("{identifier}: no {element}")]
    Needs {
        /// The activity.
        identifier: String,
        /// The element.
        element: &'static str,
    },
    /// Writing failed.
    #[error("cannot write the activities: {0}")]
    Io(#[from] io::Error),
}

/// The reference system of positions, as the standard wants it named.
const WGS84: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";
/// Goals of the United Nations, in the list `TagVocabulary`.
const GOALS: &str = "2";

/// Writes activities, one after another. `generated`: when, as `2026-11-26T08:40:00Z`.
///
/// # Errors
/// What the standard needs is not there; `out` fails.
pub fn write<'a>(
    activities: impl IntoIterator<Item = &'a Activity>,
    generated: &str,
    out: impl Write,
) -> Result<(), IatiError> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("iati-activities")
        .with_attributes([("version", "2.03"), ("generated-datetime", generated)]);
    xml.write_event(Event::Start(root))?;
    for activity in activities {
        needs(activity)?;
        write_activity(&mut xml, activity)?;
    }
    xml.write_event(Event::End(BytesEnd::new("iati-activities")))?;
    xml.get_mut().write_all(b"\n")?;
    Ok(())
}

/// What the schema and the rules of the standard ask for.
fn needs(activity: &Activity) -> Result<(), IatiError> {
    let has_start = activity.dates.iter().any(|(kind, _)| matches!(*kind, "1" | "2"));
    let needed = [
        ("iati-identifier", !activity.identifier.trim().is_empty()),
        ("reporting-org/@ref", activity.reporting.reference.is_some()),
        ("title", !activity.title.is_empty()),
        ("description", !activity.description.is_empty()),
        ("participating-org", !activity.participants.is_empty()),
        ("activity-date", has_start),
    ];
    match needed.into_iter().find(|(_, there)| !there) {
        None => Ok(()),
        Some((element, _)) => {
            Err(IatiError::Needs { identifier: activity.identifier.clone(), element })
        }
    }
}

/// Hundredths as a decimal number.
fn amount(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

/// An XML writer that knows the words of the standard.
type Xml<W> = Writer<W>;

fn start<W: Write>(xml: &mut Xml<W>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Start(element(name, attributes)))
}

fn end<W: Write>(xml: &mut Xml<W>, name: &str) -> io::Result<()> {
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn empty<W: Write>(xml: &mut Xml<W>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Empty(element(name, attributes)))
}

fn text<W: Write>(
    xml: &mut Xml<W>,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    start(xml, name, attributes)?;
    xml.write_event(Event::Text(BytesText::new(&plain(text))))?;
    end(xml, name)
}

/// A text in each of its languages; English is the activity's own.
fn narratives<W: Write>(xml: &mut Xml<W>, name: &str, of: &Text) -> io::Result<()> {
    start(xml, name, &[])?;
    for (lang, words) in of.iter().filter(|(_, words)| !words.trim().is_empty()) {
        let other = [("xml:lang", lang.code())];
        let attributes = if *lang == Lang::en() { &[][..] } else { &other[..] };
        text(xml, "narrative", attributes, words)?;
    }
    end(xml, name)
}

/// An organisation as an element with its name.
fn org<W: Write>(
    xml: &mut Xml<W>,
    name: &str,
    one: &Org,
    before: &[(&str, &str)],
) -> io::Result<()> {
    let mut attributes = before.to_vec();
    attributes.extend(one.reference.as_deref().map(|reference| ("ref", reference)));
    attributes.push(("type", one.kind));
    start(xml, name, &attributes)?;
    text(xml, "narrative", &[], &one.name)?;
    end(xml, name)
}

fn write_activity<W: Write>(xml: &mut Xml<W>, one: &Activity) -> io::Result<()> {
    let attributes = [
        ("xml:lang", "en"),
        ("default-currency", one.currency.as_str()),
        ("last-updated-datetime", one.updated.as_str()),
    ];
    start(xml, "iati-activity", &attributes)?;
    text(xml, "iati-identifier", &[], &one.identifier)?;
    org(xml, "reporting-org", &one.reporting, &[])?;
    narratives(xml, "title", &one.title)?;
    narratives(xml, "description", &one.description)?;
    for Participant { org: who, role } in &one.participants {
        org(xml, "participating-org", who, &[("role", role)])?;
    }
    empty(xml, "activity-status", &[("code", one.status)])?;
    for (kind, day) in &one.dates {
        empty(xml, "activity-date", &[("type", kind), ("iso-date", day)])?;
    }
    match &one.recipient {
        Recipient::Countries(shares) => {
            for (code, percent) in shares {
                let percent = percent.to_string();
                empty(xml, "recipient-country", &[("code", code), ("percentage", &percent)])?;
            }
        }
        Recipient::Region(code) => {
            let attributes = [("code", *code), ("vocabulary", "1"), ("percentage", "100")];
            empty(xml, "recipient-region", &attributes)?;
        }
    }
    one.locations.iter().try_for_each(|place| location(xml, place))?;
    let attributes = [("vocabulary", "1"), ("code", one.sector), ("percentage", "100")];
    empty(xml, "sector", &attributes)?;
    for goal in &one.goals {
        empty(xml, "tag", &[("vocabulary", GOALS), ("code", &goal.to_string())])?;
    }
    one.budgets.iter().try_for_each(|budget| write_budget(xml, budget, &one.currency))?;
    for planned in &one.disbursements {
        disbursement(xml, planned, &one.currency)?;
    }
    if let Some(percentage) = one.capital_percentage {
        empty(xml, "capital-spend", &[("percentage", &format!("{percentage:.2}"))])?;
    }
    one.transactions.iter().try_for_each(|one| transaction(xml, one))?;
    for parent in &one.parents {
        empty(xml, "related-activity", &[("ref", parent), ("type", "1")])?;
    }
    one.aims.iter().try_for_each(|aim| result(xml, aim))?;
    end(xml, "iati-activity")
}

fn location<W: Write>(xml: &mut Xml<W>, place: &Location) -> io::Result<()> {
    start(xml, "location", &[])?;
    // Where those are for whom it is done.
    empty(xml, "location-reach", &[("code", "2")])?;
    start(xml, "name", &[])?;
    text(xml, "narrative", &[], &place.name)?;
    end(xml, "name")?;
    if let Some(position) = place.position {
        start(xml, "point", &[("srsName", WGS84)])?;
        text(xml, "pos", &[], &format!("{:.5} {:.5}", position.lat, position.lon))?;
        end(xml, "point")?;
        // About there: the middle of a lot.
        empty(xml, "exactness", &[("code", "2")])?;
    }
    end(xml, "location")
}

fn days<W: Write>(xml: &mut Xml<W>, days: &Days) -> io::Result<()> {
    empty(xml, "period-start", &[("iso-date", &days.first)])?;
    empty(xml, "period-end", &[("iso-date", &days.last)])
}

fn value<W: Write>(xml: &mut Xml<W>, cents: i64, currency: &str, day: &str) -> io::Result<()> {
    text(xml, "value", &[("currency", currency), ("value-date", day)], &amount(cents))
}

fn write_budget<W: Write>(xml: &mut Xml<W>, one: &Budget, currency: &str) -> io::Result<()> {
    start(xml, "budget", &[("type", "1"), ("status", one.status)])?;
    days(xml, &one.days)?;
    value(xml, one.cents, currency, &one.days.first)?;
    end(xml, "budget")
}

fn disbursement<W: Write>(
    xml: &mut Xml<W>,
    one: &PlannedDisbursement,
    currency: &str,
) -> io::Result<()> {
    start(xml, "planned-disbursement", &[("type", "1")])?;
    days(xml, &one.days)?;
    value(xml, one.cents, currency, &one.days.first)?;
    if let Some(provider) = &one.provider {
        org(xml, "provider-org", provider, &[])?;
    }
    if let Some(receiver) = &one.receiver {
        org(xml, "receiver-org", receiver, &[])?;
    }
    end(xml, "planned-disbursement")
}

fn transaction<W: Write>(xml: &mut Xml<W>, one: &Transaction) -> io::Result<()> {
    let reference: Vec<(&str, &str)> =
        one.reference.iter().map(|reference| ("ref", reference.as_str())).collect();
    start(xml, "transaction", &reference)?;
    empty(xml, "transaction-type", &[("code", &one.kind.to_string())])?;
    empty(xml, "transaction-date", &[("iso-date", &one.day)])?;
    value(xml, one.cents, &one.currency, &one.value_day)?;
    if !one.description.is_empty() {
        narratives(xml, "description", &one.description)?;
    }
    let ends = [
        ("provider-org", "provider-activity-id", &one.provider),
        ("receiver-org", "receiver-activity-id", &one.receiver),
    ];
    for (name, activity, end) in ends {
        if let Some(end) = end {
            transaction_end(xml, (name, activity), end)?;
        }
    }
    end(xml, "transaction")
}

/// Who is at an end of a transaction, as an element `name` whose activity is in the attribute `activity`.
fn transaction_end<W: Write>(
    xml: &mut Xml<W>,
    (name, activity): (&str, &str),
    one: &TransactionEnd,
) -> io::Result<()> {
    let attributes = [("ref", &one.reference), (activity, &one.activity)];
    let attributes: Vec<(&str, &str)> = attributes
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
        .collect();
    if one.name.trim().is_empty() {
        return empty(xml, name, &attributes);
    }
    start(xml, name, &attributes)?;
    text(xml, "narrative", &[], &one.name)?;
    end(xml, name)
}

fn result<W: Write>(xml: &mut Xml<W>, aim: &ResultAim) -> io::Result<()> {
    // An output, that does not add up with others'.
    start(xml, "result", &[("type", "1"), ("aggregation-status", "false")])?;
    narratives(xml, "title", &aim.title)?;
    start(xml, "indicator", &[("measure", aim.measure), ("ascending", "true")])?;
    narratives(xml, "title", &aim.title)?;
    if let Some((year, value)) = aim.baseline {
        empty(xml, "baseline", &[("year", &year.to_string()), ("value", &value.to_string())])?;
    }
    let last = aim.period.last.clone();
    let of_target = aim.actual.filter(|(year, _)| last.starts_with(&format!("{year:04}-")));
    if let Some((year, value)) = aim.actual.filter(|_| of_target.is_none()) {
        let last = format!("{year:04}-12-31");
        let first = aim.period.first.clone().min(format!("{year:04}-01-01"));
        start(xml, "period", &[])?;
        days(xml, &Days { first, last })?;
        empty(xml, "actual", &[("value", &value.to_string())])?;
        end(xml, "period")?;
    }
    start(xml, "period", &[])?;
    days(xml, &aim.period)?;
    empty(xml, "target", &[("value", &aim.target.to_string())])?;
    if let Some((_, value)) = of_target {
        empty(xml, "actual", &[("value", &value.to_string())])?;
    }
    end(xml, "period")?;
    end(xml, "indicator")?;
    end(xml, "result")
}
