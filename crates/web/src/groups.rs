//! Opinion groups in words.

use passerelle_desk::groups::polis::{PolisError, PolisProblem};
use passerelle_desk::groups::room::{Group, Representative, Side, United};
use passerelle_desk::groups::{FileTrouble, GroupsError, GroupsFound, Notes};

use crate::told::plain;
use crate::words::Words;

/// Characters of a statement that a line shows.
const SHOWN: usize = 160;
/// Statements without a list entry that are named one by one.
const NAMED: usize = 20;

/// A map in words.
#[derive(Debug, Clone)]
pub struct Told {
    /// What it is.
    pub title: String,
    /// Who voted on what, and what came of it.
    pub lead: String,
    /// Why groups are not clear.
    pub unclear: Vec<String>,
    /// Names of the columns of `groups`.
    pub header: Vec<String>,
    /// Group, people, how sure.
    pub groups: Vec<Vec<String>>,
    /// What unites, what sets each group apart.
    pub parts: Vec<Part>,
    /// How it was counted.
    pub method: String,
}

/// Statements under a title.
#[derive(Debug, Clone)]
pub struct Part {
    /// The title.
    pub title: String,
    /// A statement in each, with how people voted.
    pub lines: Vec<String>,
}

/// The name of a group: a letter.
pub fn name_of(group: u32) -> String {
    let letter = u8::try_from(group).ok().filter(|group| *group < 26);
    letter.map_or_else(|| group.to_string(), |letter| char::from(b'A' + letter).to_string())
}

fn percent(w: &Words, share: f64) -> String {
    w.number(100.0 * share, 0)
}

fn count(number: usize) -> u64 {
    number as u64
}

impl Told {
    /// Of what was found.
    pub fn of(w: &Words, found: &GroupsFound) -> Self {
        let map = &found.map;
        let said = [
            ("people", w.whole(count(map.people)).into()),
            ("npeople", map.people.into()),
            ("votes", w.whole(count(map.votes)).into()),
            ("nvotes", map.votes.into()),
            ("statements", w.whole(count(map.statements)).into()),
            ("nstatements", map.statements.into()),
            ("grouped", w.whole(count(map.grouped)).into()),
            ("k", map.k.into()),
            ("clear", if map.clear { "yes" } else { "no" }.into()),
        ];
        let unclear = map.unclear_because.iter();
        let unclear = unclear.map(|why| w.t(&format!("groups-unclear-{}", why.code())));
        Self {
            title: w.t("groups-title"),
            lead: w.say("groups-lead", &said),
            unclear: unclear.collect(),
            header: ["group", "people", "sure"]
                .map(|column| w.t(&format!("groups-col-{column}")))
                .to_vec(),
            groups: groups(w, found),
            parts: parts(w, found),
            method: method(w, found),
        }
    }
}

fn groups(w: &Words, found: &GroupsFound) -> Vec<Vec<String>> {
    let row = |(group, told): &(u32, Group)| {
        let sure = told.stability.map(|sure| w.t1("groups-percent", "share", percent(w, sure)));
        vec![
            w.t1("groups-name", "name", name_of(*group)),
            w.whole(u64::from(told.people)),
            sure.unwrap_or_else(|| "–".to_owned()),
        ]
    };
    found.map.sizes.iter().map(row).collect()
}

/// A statement as a line: its number, and what it says where that is known.
fn statement(w: &Words, found: &GroupsFound, id: u32) -> String {
    let Some(text) = found.texts.get(&id) else {
        return w.t1("groups-statement", "id", id.to_string());
    };
    let text = plain(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let short: String = text.chars().take(SHOWN).collect();
    let text = if short.len() < text.len() { format!("{short}…") } else { short };
    w.t2("groups-statement-text", "id", id.to_string(), "text", text)
}

fn parts(w: &Words, found: &GroupsFound) -> Vec<Part> {
    let map = &found.map;
    let united = |side: Side, all: &[United]| {
        let name = said(side);
        all.iter()
            .map(|one| line(w, name, &statement(w, found, one.statement), one.success, one.trials))
            .collect::<Vec<_>>()
    };
    let both = [
        united(Side::Agree, &map.consensus.agree),
        united(Side::Disagree, &map.consensus.disagree),
    ]
    .concat();
    let unites = Part { title: w.t("groups-unites"), lines: both };
    let apart = map.representative.iter().map(|(group, all)| {
        let told = |one: &Representative| {
            let statement = statement(w, found, one.statement);
            line(w, said(one.side), &statement, one.success, one.trials)
        };
        Part {
            title: w.t1("groups-apart", "name", name_of(*group)),
            lines: all.iter().map(told).collect(),
        }
    });
    // One group is not apart from another.
    let apart = apart.filter(|_| map.k > 1);
    [unites].into_iter().chain(apart).filter(|part| !part.lines.is_empty()).collect()
}

fn said(side: Side) -> &'static str {
    match side {
        Side::Agree => "groups-line-agree",
        Side::Disagree => "groups-line-disagree",
    }
}

fn line(w: &Words, name: &str, statement: &str, success: u32, trials: u32) -> String {
    let said = [
        ("statement", statement.to_owned().into()),
        ("success", w.whole(u64::from(success)).into()),
        ("trials", w.whole(u64::from(trials)).into()),
        ("ntrials", trials.into()),
    ];
    w.say(name, &said)
}

fn method(w: &Words, found: &GroupsFound) -> String {
    let map = &found.map;
    let silhouette = map.silhouette.map_or_else(|| "–".to_owned(), |one| w.number(one, 3));
    let said = [
        ("seed", map.seed.to_string().into()),
        ("replicates", w.whole(u64::from(map.replicates)).into()),
        ("nreplicates", map.replicates.into()),
        ("silhouette", silhouette.into()),
        ("votes", w.whole(u64::from(map.min_votes)).into()),
        ("nvotes", map.min_votes.into()),
    ];
    w.say("groups-method", &said)
}

/// What people should know of the rows that do not count as they are written.
pub fn notes(w: &Words, found: &GroupsFound) -> Vec<String> {
    let mut lines = notes_on_rows(w, &found.notes);
    if let Some(published) = found.published {
        let index = published.agreement.map_or_else(|| "–".to_owned(), |one| w.number(one, 3));
        let said = [
            ("k", published.k.into()),
            ("people", w.whole(count(published.people)).into()),
            ("index", index.into()),
        ];
        lines.push(w.say("groups-note-published", &said));
    }
    lines
}

/// What became of rows that do not count as they are written.
pub(crate) fn notes_on_rows(w: &Words, told: &Notes) -> Vec<String> {
    let mut lines = Vec::new();
    if told.inverted {
        lines.push(w.t("groups-note-inverted"));
    }
    if told.sign_unknown {
        lines.push(w.t("groups-note-sign"));
    }
    if told.repeated > 0 {
        let said = [
            ("n", told.repeated.into()),
            ("repeated", w.whole(told.repeated).into()),
            ("changed", w.whole(told.changed).into()),
        ];
        lines.push(w.say("groups-note-repeated", &said));
    }
    if !told.unlisted.is_empty() {
        let votes: u64 = told.unlisted.values().sum();
        let mut named: Vec<String> =
            told.unlisted.keys().take(NAMED).map(ToString::to_string).collect();
        if told.unlisted.len() > NAMED {
            named.push("…".to_owned());
        }
        let said = [
            ("n", votes.into()),
            ("votes", w.whole(votes).into()),
            ("statements", named.join(", ").into()),
        ];
        lines.push(w.say("groups-note-unlisted", &said));
    }
    if !told.left_out.is_empty() {
        lines.push(w.t("groups-note-left-out"));
        lines.extend(told.left_out.iter().flat_map(|file| of_file(w, file)));
    }
    lines
}

/// Why there is no map, and what to do.
pub fn explain(w: &Words, error: &GroupsError) -> String {
    let shown = |path: &std::path::Path| plain(&path.display().to_string());
    match error {
        GroupsError::Files(files) => {
            let told = files.iter().map(|(path, error)| {
                w.t2("groups-error-file", "path", shown(path), "why", why(w, error))
            });
            told.collect::<Vec<_>>().join("\n")
        }
        GroupsError::NoVotes(path) => w.t1("groups-error-no-votes", "path", shown(path)),
        GroupsError::Rows(files) => {
            let mut lines: Vec<String> = files.iter().flat_map(|file| of_file(w, file)).collect();
            lines.push(w.t("groups-error-rows"));
            lines.join("\n")
        }
    }
}

fn why(w: &Words, error: &PolisError) -> String {
    match error {
        PolisError::Io(error) => w.t1("groups-why-io", "detail", plain(&error.to_string())),
        PolisError::NotRecognised(first) => w.t1("groups-why-layout", "found", first.as_str()),
        PolisError::MissingColumn(name) => w.t1("groups-why-column", "name", *name),
        PolisError::RepeatedColumn(name) => w.t1("groups-why-two-columns", "name", name.as_str()),
        PolisError::TooLarge(limit) => w.t1("groups-why-large", "limit", w.whole(*limit)),
        PolisError::NotJson { line, column, reason } => {
            let said = [
                ("line", line.to_string().into()),
                ("column", column.to_string().into()),
                ("reason", reason.as_str().into()),
            ];
            w.say("groups-why-json", &said)
        }
        PolisError::NoField(name) => w.t1("groups-why-field", "name", *name),
    }
}

fn of_file(w: &Words, file: &FileTrouble) -> Vec<String> {
    let name = plain(&file.path.display().to_string());
    let told = file.problems.told.iter().map(|problem| problem_line(w, &name, problem));
    let more = file.problems.more;
    let more = (more > 0).then(|| {
        let said =
            [("path", name.as_str().into()), ("n", more.into()), ("more", w.whole(more).into())];
        w.say("groups-problems-more", &said)
    });
    told.chain(more).collect()
}

fn problem_line(w: &Words, file: &str, problem: &PolisProblem) -> String {
    let PolisProblem { code, line, cell, column, found } = problem;
    let text = w.t1(&format!("groups-problem-{}", code.code()), "found", found.as_str());
    let said = [
        ("path", file.into()),
        ("line", line.to_string().into()),
        ("cell", cell.to_string().into()),
        ("column", column.as_str().into()),
        ("text", text.into()),
    ];
    // A list of objects has no columns, and what concerns a whole row has none either.
    let name = match (cell, column.is_empty()) {
        (0, true) => "groups-problem-row",
        (0, false) => "groups-problem-field",
        (_, true) => "groups-problem-cell",
        (_, false) => "groups-problem-column",
    };
    w.say(name, &said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use passerelle_desk::groups::polis::PolisCode;
    use passerelle_desk::groups::room::Unclear;

    #[test]
    fn every_code_has_its_words() {
        for w in Words::all() {
            for code in PolisCode::ALL {
                assert!(w.has(&format!("groups-problem-{}", code.code())), "{}", code.code());
            }
            for why in Unclear::ALL {
                assert!(w.has(&format!("groups-unclear-{}", why.code())), "{why:?}");
            }
        }
    }

    #[test]
    fn groups_have_letters() {
        assert_eq!([0, 4, 25, 26].map(name_of), ["A", "E", "Z", "26"]);
    }

    #[test]
    fn a_map_of_nobody_is_told_in_every_language() {
        let mut found = GroupsFound::default();
        found.map.unclear_because = vec![Unclear::Nobody];
        for w in Words::all() {
            let told = Told::of(w, &found);
            assert_eq!(told.unclear.len(), 1);
            let all = format!("{told:?}");
            assert!(!all.contains('⟦'), "{all}");
        }
    }
}
