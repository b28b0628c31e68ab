//! Reports on sites, networks and towers, for people and for spreadsheets.

use std::fmt::Write as _;
use std::path::Path;

use crate::told::{csv, lines, plain, problem_line};
use crate::words::Words;
use passerelle_desk::sites::connectivity::cleaning::{CleaningFinding, FindingGroup, Outcome};
use passerelle_desk::sites::connectivity::reading::{Because, ColumnRole};
use passerelle_desk::sites::connectivity::{LineStatus, SiteKind, Tower};
use passerelle_desk::sites::{
    NetworkCheck, PopulationCheck, ReadFile, SitesOutput, SitesReport, TowersCheck,
};

/// Problems with the form of a file that are shown.
const PROBLEMS: usize = 5;
/// Columns that are not used, shown.
const UNUSED: usize = 12;

/// What became of lists of sites.
pub fn sites(w: &Words, found: &SitesReport, written: Option<&SitesOutput>) -> String {
    let mut text = String::new();
    for one in found.files.iter().chain(&found.areas) {
        file(w, one, &mut text);
    }
    if let Some(list) = &found.official_list {
        about(w, list, &mut text);
        if !list.has_identifiers() {
            let _ = writeln!(text, "    {}", w.t("sites-no-identifiers"));
        }
    }
    if found.cleaning.rows > 0 {
        came_out(w, found, &mut text);
    }
    let mut files: Vec<&ReadFile> = found.files.iter().collect();
    files.extend(&found.official_list);
    groups(w, &found.groups, &files, &mut text);
    if !found.is_understood() {
        let _ = writeln!(text, "\n{}", w.t("sites-not-understood"));
    }
    if let Some(written) = written {
        let mut paths = vec![plain(&written.sites.display().to_string())];
        paths.extend(written.set_aside.iter().map(|path| plain(&path.display().to_string())));
        let _ = writeln!(text, "\n{}", w.t1("sites-written", "files", paths.join(", ")));
    }
    text
}

/// How many sites came out, and what is known of them.
fn came_out(w: &Words, found: &SitesReport, text: &mut String) {
    let cleaning = &found.cleaning;
    let _ = writeln!(
        text,
        "\n{}",
        w.say(
            "sites-came-out",
            &[
                ("rows", cleaning.rows.into()),
                ("sites", cleaning.sites.into()),
                ("places", cleaning.distinct_sites.into()),
                ("schools", cleaning.schools.into()),
                ("health", cleaning.health_facilities.into()),
            ],
        )
    );
    let told = cleaning.sites - cleaning.connection_unknown;
    let connected = [
        ("connected", cleaning.connected.into()),
        ("told", told.into()),
        ("sites", cleaning.sites.into()),
    ];
    let _ = writeln!(text, "{}", w.say("sites-connected", &connected));
    if cleaning.people > 0.0 {
        let _ = writeln!(text, "{}", w.t1("sites-people", "people", w.number(cleaning.people, 0)));
    }
    if let Some(official) = &found.official_list {
        let (n, file) = (cleaning.official, plain(&official.name));
        let _ = writeln!(text, "{}", w.t2("sites-official", "n", n, "file", file));
    }
    if !cleaning.territory_known {
        let _ = writeln!(text, "{}", w.t("sites-no-territory"));
    }
}

/// What a file is that was not understood.
pub fn of_file(w: &Words, one: &ReadFile) -> String {
    let mut text = String::new();
    about(w, one, &mut text);
    text.trim_end().to_owned()
}

/// What a file is whose rows must say where they are.
fn file(w: &Words, one: &ReadFile, text: &mut String) {
    about(w, one, text);
    if one.is_complete && one.rows > 0 && !one.is_placed {
        let _ = writeln!(text, "    {}", w.t("sites-no-place"));
    }
}

/// What a file is, which column was taken for what, and what is wrong with its form.
fn about(w: &Words, one: &ReadFile, text: &mut String) {
    let kind = match one.kind {
        Some(SiteKind::School) => "school",
        Some(SiteKind::HealthFacility) => "health",
        Some(SiteKind::Other) | None => "none",
    };
    if !one.is_there {
        let _ = writeln!(text, "{}", w.t1("sites-no-file", "file", plain(&one.name)));
        return;
    }
    let form = [one.format.as_str(), &one.encoding].map(str::to_owned).to_vec();
    let form: Vec<String> = form.into_iter().filter(|part| !part.is_empty()).collect();
    let form = if form.is_empty() { String::new() } else { format!(" ({})", form.join(", ")) };
    let said = [
        ("file", plain(&one.name).into()),
        ("rows", one.rows.into()),
        ("form", form.into()),
        ("kind", kind.into()),
    ];
    let _ = writeln!(text, "{}", w.say("sites-file", &said));
    if !one.sheet.is_empty() && !one.other_sheets.is_empty() {
        let said = [
            ("sheet", plain(&one.sheet).into()),
            ("others", plain(&one.other_sheets.join(", ")).into()),
            ("n", one.other_sheets.len().into()),
        ];
        let _ = writeln!(text, "    {}", w.say("cli-sheet", &said));
    }
    if let Some(row) = one.first_legacy_row {
        let _ = writeln!(text, "    {}", w.t1("cli-encoding-guessed", "row", row.to_string()));
    }
    mapping(w, one, text);
    for problem in one.problems.iter().take(PROBLEMS) {
        // Of a file of figures it is told otherwise.
        let line = match problem.code.code() {
            "no-rows" => w.t("sites-no-rows"),
            _ => problem_line(w, problem),
        };
        let _ = writeln!(text, "    {line}");
    }
    let more = one.problem_counts.values().sum::<u64>().saturating_sub(PROBLEMS as u64);
    if more > 0 {
        let _ = writeln!(text, "    {}", w.t1("cli-problems-more", "n", more));
    }
}

fn role(w: &Words, role: ColumnRole) -> String {
    w.t(&format!("sites-role-{}", role.code().replace('_', "-")))
}

fn is_of_place(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Latitude | ColumnRole::Longitude | ColumnRole::Position)
}

fn mapping(w: &Words, one: &ReadFile, text: &mut String) {
    let mapping = &one.mapping;
    let mut told: Vec<String> = Vec::new();
    let mut last = None;
    for column in &mapping.columns {
        let name = plain(&column.column);
        let name = match column.because {
            Because::Asked => w.t1("sites-column-asked", "column", name),
            Because::Name => name,
            Because::Part => {
                w.t2("sites-column-part", "column", name, "word", column.known_as.clone())
            }
        };
        if last == Some(column.role) {
            if let Some(before) = told.last_mut() {
                let _ = write!(before, ", {name}");
            }
        } else {
            told.push(w.t2("sites-column", "role", role(w, column.role), "column", name));
        }
        last = Some(column.role);
    }
    if !told.is_empty() {
        let _ = writeln!(text, "    {}", joined(w, told));
    }
    for passed in &mapping.passed_over {
        let said = [
            ("column", plain(&passed.column).into()),
            ("role", role(w, passed.role).into()),
            ("cell", plain(&passed.cell).into()),
            ("place", if is_of_place(passed.role) { "yes" } else { "no" }.into()),
        ];
        let _ = writeln!(text, "    {}", w.say("sites-passed-over", &said));
    }
    if !mapping.unused.is_empty() {
        let mut unused: Vec<String> =
            mapping.unused.iter().take(UNUSED).map(|name| plain(name)).collect();
        if mapping.unused.len() > UNUSED {
            unused.push("…".to_owned());
        }
        let _ = writeln!(text, "    {}", w.t1("sites-unused", "columns", unused.join(", ")));
    }
}

/// What was found, by what became of the rows.
fn groups(w: &Words, groups: &[FindingGroup], files: &[&ReadFile], text: &mut String) {
    let mut last: Option<Outcome> = None;
    for group in groups {
        if last != Some(group.outcome) {
            let heading = match group.outcome {
                Outcome::SetAside => "sites-set-aside",
                Outcome::Mended => "sites-mended",
                Outcome::Merged => "sites-merged",
                Outcome::Told => "sites-told",
            };
            let _ = writeln!(text, "\n{}", w.t(heading));
            last = Some(group.outcome);
        }
        let what = w.t1(&format!("sites-found-{}", group.code.code()), "n", group.count);
        let _ = writeln!(text, "    {what}");
        let _ = writeln!(text, "        {}", where_found(w, group, files));
    }
}

/// The first rows of a group, and what the first of them holds.
fn where_found(w: &Words, group: &FindingGroup, files: &[&ReadFile]) -> String {
    let mut parts: Vec<(u32, Vec<String>)> = Vec::new();
    for finding in &group.first {
        let row = finding.row.to_string();
        match parts.last_mut().filter(|(file, _)| *file == finding.file) {
            Some((_, rows)) => rows.push(row),
            None => parts.push((finding.file, vec![row])),
        }
    }
    let told = parts.iter().map(|(file, rows)| {
        let name = files.get(*file as usize).map_or_else(String::new, |one| plain(&one.name));
        let said =
            [("file", name.into()), ("rows", rows.join(", ").into()), ("n", rows.len().into())];
        w.say("sites-rows", &said)
    });
    let mut told: Vec<String> = told.collect();
    if group.count > group.first.len() as u64 {
        told.push("…".to_owned());
    }
    let rows = joined(w, told);
    let example = group.first.first().map(|one| example(w, one)).unwrap_or_default();
    if example.is_empty() {
        rows
    } else {
        w.t2("sites-rows-example", "rows", rows, "example", example)
    }
}

/// Parts of a sentence side by side.
fn joined(w: &Words, parts: Vec<String>) -> String {
    let both = |left: String, right: String| w.t2("sites-joined", "left", left, "right", right);
    parts.into_iter().reduce(both).unwrap_or_default()
}

/// What a row holds, and the row or the thing that it is compared with.
fn example(w: &Words, finding: &CleaningFinding) -> String {
    let parts = [&finding.column, &finding.value].into_iter().filter(|part| !part.is_empty());
    let mut parts: Vec<String> = parts.map(|part| plain(part)).collect();
    let value = parts.pop().unwrap_or_default();
    let found = match parts.pop() {
        Some(column) => w.t2("sites-cell", "column", column, "value", value),
        None => value,
    };
    let about = plain(&finding.about);
    match (finding.code.is_about_row(), about.is_empty()) {
        (_, true) => found,
        (true, false) if found.is_empty() => w.t1("sites-example-row", "row", about),
        (true, false) => joined(w, vec![found, w.t1("sites-example-row", "row", about)]),
        (false, false) => format!("{found} → {about}"),
    }
}

/// Everything that was found, a row each.
pub fn findings(files: &[ReadFile], findings: &[CleaningFinding]) -> String {
    let name =
        |file: u32| files.get(file as usize).map_or_else(String::new, |one| one.name.clone());
    let of_form = files.iter().flat_map(|file| {
        file.problems.iter().map(move |problem| {
            let [row, code] = [problem.row.to_string(), problem.code.code().to_owned()];
            let [column, value, about] =
                [&problem.column, &problem.value, &problem.hint].map(Clone::clone);
            vec![file.name.clone(), row, "form".to_owned(), code, column, value, about]
        })
    });
    let of_rows = findings.iter().map(|one| {
        let outcome = match one.code.outcome() {
            Outcome::SetAside => "set_aside",
            Outcome::Mended => "mended",
            Outcome::Merged => "merged",
            Outcome::Told => "told",
        };
        let [row, outcome, code] =
            [one.row.to_string(), outcome.to_owned(), one.code.code().to_owned()];
        vec![
            name(one.file),
            row,
            outcome,
            code,
            one.column.clone(),
            one.value.clone(),
            one.about.clone(),
        ]
    });
    csv(&["file", "row", "outcome", "code", "column", "value", "about"], of_form.chain(of_rows))
}

fn status(w: &Words, status: LineStatus) -> String {
    w.t(match status {
        LineStatus::Operational => "sites-status-operational",
        LineStatus::Planned => "sites-status-planned",
        LineStatus::Closed => "sites-status-closed",
        LineStatus::Unknown => "sites-status-unknown",
    })
}

/// What networks hold.
pub fn network(w: &Words, found: &NetworkCheck, written: Option<&Path>) -> String {
    let mut text = String::new();
    for one in found.files.iter().chain(&found.areas) {
        file(w, one, &mut text);
    }
    let report = &found.report;
    let said = [
        ("nodes", report.nodes.into()),
        ("lines", report.lines.into()),
        ("km", w.number(report.kilometres, 0).into()),
    ];
    let _ = writeln!(text, "\n{}\n", w.say("sites-network-holds", &said));
    let header = [
        "sites-col-operator",
        "sites-col-status",
        "sites-col-nodes",
        "sites-col-lines",
        "sites-col-km",
    ];
    let header: Vec<String> = header.iter().map(|name| w.t(name)).collect();
    let rows = report.shares.iter().map(|share| {
        let operator = match share.operator.as_str() {
            "" => w.t("sites-no-operator"),
            known => plain(known),
        };
        let (nodes, lines) = (w.whole(share.nodes), w.whole(share.lines));
        vec![operator, status(w, share.status), nodes, lines, w.number(share.kilometres, 1)]
    });
    text.push_str(&lines(&header, rows, |at| at < 2));
    groups(w, &found.groups, &found.files.iter().collect::<Vec<_>>(), &mut text);
    if !found.is_understood() {
        let _ = writeln!(text, "\n{}", w.t("sites-not-understood"));
    }
    if let Some(path) = written {
        let _ = writeln!(text, "\n{}", w.t1("sites-written", "files", shown(path)));
    }
    text
}

fn shown(path: &Path) -> String {
    plain(&path.display().to_string())
}

/// What lists of towers hold.
pub fn towers(w: &Words, towers: &[Tower], found: &TowersCheck) -> String {
    let mut text = String::new();
    for one in found.files.iter().chain(&found.areas) {
        file(w, one, &mut text);
    }
    let with =
        |generation: u8| towers.iter().filter(|one| one.generations.contains(&generation)).count();
    let said = [
        ("towers", found.report.towers.into()),
        ("rows", found.report.rows.into()),
        ("g4", with(4).into()),
        ("g5", with(5).into()),
        ("backhaul", towers.iter().filter(|one| one.backhaul.is_some()).count().into()),
    ];
    let _ = writeln!(text, "\n{}", w.say("sites-towers-hold", &said));
    groups(w, &found.groups, &found.files.iter().collect::<Vec<_>>(), &mut text);
    if !found.is_understood() {
        let _ = writeln!(text, "\n{}", w.t("sites-not-understood"));
    }
    text
}

/// What files of population hold.
pub(super) fn population(w: &Words, found: &PopulationCheck) -> String {
    let mut text = String::new();
    for one in found.files.iter().chain(&found.areas) {
        file(w, one, &mut text);
        if one.is_complete && one.rows > 0 && one.mapping.column(ColumnRole::People).is_none() {
            let _ = writeln!(text, "    {}", w.t("sites-no-people-column"));
        }
    }
    groups(w, &found.groups, &found.files.iter().collect::<Vec<_>>(), &mut text);
    text
}
