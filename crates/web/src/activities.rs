//! Imported activities in words: what is wrong with a file of them, why one was thought to be about the digital, what it
//! may serve. A terminal and a page say it alike.

use passerelle_desk::activities::{
    Decided, Imported, Problem, RelevanceReason, Weight, slug_of_activity,
};
use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::initiatives::initiative::Initiative;

use crate::told::plain;
use crate::words::Words;

/// Reasons that are told in a line.
const REASONS: usize = 8;

/// A problem of a file of activities: where, what, what to do, and what becomes of it.
pub fn problem(w: &Words, one: &Problem) -> String {
    let words = w.say(
        &format!("problem-{}", one.code.code()),
        &[("value", plain(&one.value).into()), ("element", one.element.as_str().into())],
    );
    let becomes = match one.weight {
        Weight::File => "iati-becomes-file",
        Weight::Activity => "iati-becomes-activity",
        Weight::Element => "iati-becomes-element",
        Weight::Note => "iati-becomes-note",
    };
    let said = [
        ("line", one.line.to_string().into()),
        ("column", one.column.to_string().into()),
        ("activity", plain(&one.activity).into()),
        ("element", one.element.as_str().into()),
        ("text", words.into()),
        ("becomes", w.t(becomes).into()),
    ];
    let name = match (one.element.is_empty(), one.activity.is_empty()) {
        (true, _) => "iati-problem-in-file",
        (false, true) => "iati-problem-nameless",
        (false, false) => "iati-problem-at",
    };
    w.say(name, &said)
}

fn reason(w: &Words, one: &RelevanceReason) -> String {
    let name = format!("iati-reason-{}", one.found.code());
    w.say(&name, &[("what", one.what.as_str().into()), ("points", one.points.into())])
}

/// Points, and which words and codes gave them.
pub fn reasons(w: &Words, imported: &Imported) -> String {
    let mut told: Vec<String> =
        imported.reasons.iter().take(REASONS).map(|one| reason(w, one)).collect();
    if imported.reasons.len() > REASONS {
        told.push("…".to_owned());
    }
    let said = [("points", imported.points.into()), ("reasons", told.join(", ").into())];
    w.say(if told.is_empty() { "iati-points-none" } else { "iati-points" }, &said)
}

/// The commitments that it may serve: id and title.
pub fn suggestions(w: &Words, catalogue: &Catalogue, imported: &Imported) -> Vec<(String, String)> {
    let titled = |id: &String| {
        let title = catalogue.commitment(id).map(|one| w.text(&one.title).to_owned());
        (id.clone(), title.unwrap_or_else(|| id.clone()))
    };
    imported.suggested.iter().map(|one| titled(&one.commitment)).collect()
}

/// What a page tells of where an initiative comes from.
pub(crate) struct ImportedTold {
    /// Who reports it, and that it was imported.
    pub from: String,
    /// Points and reasons.
    pub points: String,
    /// That nobody has decided yet, or what was decided.
    pub standing: String,
    pub is_suggested: bool,
    /// Suggested commitments, while nobody has decided: id and title.
    pub suggested: Vec<(String, String)>,
    /// Sectors.
    pub sectors: String,
    /// Since when its publisher reports it no more.
    pub withdrawn: Option<String>,
    /// Other activities: what they are to it, their identifier, and their name in addresses where they are here.
    pub related: Vec<(String, String, Option<String>)>,
}

impl ImportedTold {
    /// What is told of an initiative that was imported. `is_here`: whether there is an initiative of a name.
    pub(crate) fn of(
        w: &Words,
        catalogue: &Catalogue,
        one: &Initiative,
        is_here: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let imported = one.imported.as_ref()?;
        let publisher = match (&imported.publisher, &imported.publisher_reference) {
            (name, Some(id)) if name != id => format!("{name} ({id})"),
            (name, _) => name.clone(),
        };
        let identifier = one.activity.clone().unwrap_or_default();
        let standing = format!("iati-standing-{}", imported.decided.code().replace('_', "-"));
        let is_suggested = imported.decided == Decided::Suggested;
        let sectors = imported.sectors.iter().map(|sector| match sector.percentage {
            Some(percent) => {
                let share = w.t1("unit-percent", "value", w.number(percent, 0));
                w.t2("iati-sector-share", "code", sector.code.as_str(), "share", share)
            }
            None => sector.code.clone(),
        });
        let parents = one.part_of.iter().map(|id| ("iati-relation-parent".to_owned(), id));
        let others = imported.related.iter().map(|other| {
            (format!("iati-relation-{}", other.relation.code().replace('_', "-")), &other.activity)
        });
        let related = parents.chain(others).map(|(name, id)| {
            let slug = slug_of_activity(id);
            let there = is_here(&slug).then_some(slug);
            (w.t(&name), id.clone(), there)
        });
        Some(Self {
            from: w.t2("iati-imported-from", "publisher", publisher, "id", identifier),
            points: reasons(w, imported),
            standing: w.t(&standing),
            is_suggested,
            suggested: if is_suggested { suggestions(w, catalogue, imported) } else { Vec::new() },
            sectors: sectors.collect::<Vec<_>>().join(", "),
            withdrawn: imported
                .withdrawn
                .as_ref()
                .map(|day| w.t1("iati-withdrawn-since", "day", day.as_str())),
            related: related.collect(),
        })
    }
}
